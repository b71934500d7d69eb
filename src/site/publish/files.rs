//! Files and folders of a site and of those beside it.

use std::fs;
use std::io;
use std::os::unix::fs::{MetadataExt, PermissionsExt};
use std::path::{Path, PathBuf};

use walkdir::{DirEntry, WalkDir};

use super::error::{PublishError, failed, unreadable};

/// A file or folder of roasbook's own beside the target.
pub fn beside(target: &Path, what: &str) -> PathBuf {
    let mut name = std::ffi::OsString::from(".");
    name.push(target.file_name().unwrap_or_default());
    name.push(".roasbook-");
    name.push(what);
    target.with_file_name(name)
}

/// Makes the folder that a file lies in.
///
/// # Errors
/// When it cannot be made.
pub fn make_parent(path: &Path) -> Result<(), PublishError> {
    let folder = path.parent().unwrap_or(path);
    fs::create_dir_all(folder).map_err(failed(folder))
}

/// The same file at another path, or a copy where files cannot have two. What is there already stays.
///
/// # Errors
/// When neither can be made, or something is there.
pub fn link_or_copy(from: &Path, to: &Path) -> Result<(), PublishError> {
    if fs::hard_link(from, to).is_ok() {
        return Ok(());
    }
    let mut source = fs::File::open(from).map_err(unreadable(from))?;
    // Never over what is there: that may be the same file.
    let mut copy = fs::File::create_new(to).map_err(failed(to))?;
    io::copy(&mut source, &mut copy).map_err(failed(to))?;
    let mode = source.metadata().map_err(unreadable(from))?.permissions();
    copy.set_permissions(mode).map_err(failed(to))
}

/// Removes a folder with all that is in it, also where its modes would not let it be emptied.
///
/// # Errors
/// When it is there and stays.
pub fn remove(folder: &Path) -> Result<(), PublishError> {
    remove_files(folder);
    let removed = fs::remove_dir_all(folder).or_else(|error| match error.kind() {
        io::ErrorKind::PermissionDenied => {
            open_up(folder);
            fs::remove_dir_all(folder)
        }
        _ => Err(error),
    });
    match removed {
        Err(source) if source.kind() != io::ErrorKind::NotFound => Err(PublishError::Leftover {
            path: folder.to_path_buf(),
            source,
        }),
        _ => Ok(()),
    }
}

/// Removes what files it can, many at once: a file on a disk goes when the disk has answered, and disks answer many
/// about as quickly as one.
fn remove_files(folder: &Path) {
    const AT_ONCE: usize = 16;
    let entries = WalkDir::new(folder)
        .follow_root_links(false)
        .into_iter()
        .flatten();
    let files: Vec<PathBuf> = entries
        .filter(|entry| !entry.file_type().is_dir())
        .map(DirEntry::into_path)
        .collect();
    std::thread::scope(|scope| {
        for some in files.chunks(files.len().div_ceil(AT_ONCE).max(1)) {
            scope.spawn(|| some.iter().for_each(|file| drop(fs::remove_file(file))));
        }
    });
}

/// Lets a folder and those within be emptied, as far as their owner may. What a link leads to is not within.
fn open_up(folder: &Path) {
    if fs::symlink_metadata(folder).is_ok_and(|found| !found.is_dir()) {
        return;
    }
    let _ = fs::set_permissions(folder, fs::Permissions::from_mode(0o700));
    for entry in fs::read_dir(folder).into_iter().flatten().flatten() {
        if entry.file_type().is_ok_and(|kind| kind.is_dir()) {
            open_up(&entry.path());
        }
    }
}

/// Whether something else is mounted at a path. A folder bound from the same device is told by Linux alone.
pub fn is_mount_point(path: &Path, parent: &Path) -> bool {
    let device = |path: &Path| fs::symlink_metadata(path).map(|metadata| metadata.dev());
    is_bound(path) || matches!((device(path), device(parent)), (Ok(one), Ok(other)) if one != other)
}

#[cfg(target_os = "linux")]
fn is_bound(path: &Path) -> bool {
    use rustix::fs::{AtFlags, CWD, StatxAttributes, StatxFlags, statx};
    statx(CWD, path, AtFlags::SYMLINK_NOFOLLOW, StatxFlags::empty())
        .is_ok_and(|found| found.stx_attributes.contains(StatxAttributes::MOUNT_ROOT))
}

#[cfg(not(target_os = "linux"))]
fn is_bound(_: &Path) -> bool {
    false
}

/// Waits until what was written is on the disk: a folder that is renamed before could have empty files in it after
/// a power failure. All of the file system at once, as thousands of files one by one take minutes.
///
/// # Errors
/// When it could not be written: some file systems find out only now.
#[cfg(target_os = "linux")]
pub fn to_disk(folder: &Path) -> Result<(), PublishError> {
    let open = fs::File::open(folder).map_err(failed(folder))?;
    rustix::fs::syncfs(&open)
        .map_err(io::Error::from)
        .map_err(failed(folder))
}

#[cfg(not(target_os = "linux"))]
pub fn to_disk(_: &Path) -> Result<(), PublishError> {
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_a_link_leads_to_is_not_removed_with_it() {
        let folder = tempfile::tempdir().unwrap();
        let (kept, link) = (folder.path().join("kept"), folder.path().join("link"));
        let within = folder.path().join("within");
        for path in [&kept, &within] {
            fs::create_dir(path).unwrap();
            fs::write(path.join("file"), "").unwrap();
        }
        std::os::unix::fs::symlink(&kept, &link).unwrap();
        std::os::unix::fs::symlink(&kept, within.join("link")).unwrap();
        remove(&link).unwrap();
        remove(&within).unwrap();
        assert!(fs::symlink_metadata(&link).is_err() && !within.exists());
        assert!(kept.join("file").exists());
        remove(&link).unwrap();
    }
}
