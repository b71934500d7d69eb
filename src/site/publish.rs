//! A site is built beside its target and swapped in by one rename: a reader, or a kill at any instant,
//! meets the old site or the new one, whole.

use std::collections::BTreeSet;
use std::fs;
use std::io;
use std::path::{Path, PathBuf};
use std::sync::Mutex;

use sha2::{Digest, Sha256};
use walkdir::WalkDir;

use super::manifest::{FILE_NAME, Manifest};

/// Why a site cannot be put where it was asked for.
#[derive(Debug, thiserror::Error)]
pub enum PublishError {
    #[error("`{}` has files that roasbook did not write, and no manifest of its own\nhint: choose an empty folder with -o, or empty this one", .0.display())]
    Foreign(PathBuf),
    #[error("`{}` is a mount point, which cannot be swapped in one step\nhint: choose a folder below it with -o", .0.display())]
    MountPoint(PathBuf),
    #[error("`{}` is a file; a site needs a folder", .0.display())]
    NotAFolder(PathBuf),
    #[error("`{}` is in the way of a page, and is not roasbook's own\nhint: move it, or choose another folder with -o", .0.display())]
    InTheWay(PathBuf),
    #[error("`{}` cannot be written: {source}", path.display())]
    Io { path: PathBuf, source: io::Error },
}

fn failed(path: &Path) -> impl FnOnce(io::Error) -> PublishError {
    let path = path.to_path_buf();
    move |source| PublishError::Io { path, source }
}

/// What publishing did.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Published {
    /// Files of the site, the manifest included.
    pub files: usize,
    pub bytes: u64,
    /// Files that are not as they were before.
    pub changed: usize,
}

/// A site in the making, in a folder beside its target. Dropped before it is published, it leaves nothing.
pub struct Staging {
    target: PathBuf,
    folder: PathBuf,
    old: Option<Manifest>,
    written: Mutex<Written>,
    /// Held until the site is published: two builds beside each other take turns.
    _turn: Option<fs::File>,
}

#[derive(Default)]
struct Written {
    manifest: Manifest,
    bytes: u64,
    changed: usize,
}

impl Staging {
    /// Makes ready to write a site to `target`.
    ///
    /// # Errors
    /// [`PublishError`] when the target is not a folder that may be replaced.
    pub fn begin(target: &Path) -> Result<Self, PublishError> {
        // A link stands for the folder it leads to.
        let target = match fs::canonicalize(target) {
            Ok(target) => target,
            Err(_) => std::path::absolute(target).map_err(failed(target))?,
        };
        let parent = target
            .parent()
            .ok_or_else(|| PublishError::MountPoint(target.clone()))?;
        fs::create_dir_all(parent).map_err(failed(parent))?;
        let turn = wait_for_turn(parent);
        restore_aside(&target)?;
        let old = check_target(&target, parent)?;
        let folder = beside(&target, "staging");
        // What a killed build left behind.
        remove(&folder)?;
        fs::create_dir(&folder).map_err(failed(&folder))?;
        let staging = Self {
            target,
            folder,
            old,
            written: Mutex::default(),
            _turn: turn,
        };
        staging.make_folder("assets")?;
        staging.make_folder("assets/data")?;
        Ok(staging)
    }

    /// Makes a folder for files to come.
    ///
    /// # Errors
    /// When it cannot be made.
    pub fn make_folder(&self, path: &str) -> Result<(), PublishError> {
        let folder = self.folder.join(path);
        fs::create_dir_all(&folder).map_err(failed(&folder))
    }

    /// Writes a file of the site; one that is as it was before is linked instead, and so left untouched.
    ///
    /// # Errors
    /// When it cannot be written.
    pub fn write(&self, path: &str, bytes: &[u8]) -> Result<(), PublishError> {
        let to = self.folder.join(path);
        let from = self.target.join(path);
        let unchanged = self.old.as_ref().is_some_and(|old| old.owns(path))
            && fs::read(&from).is_ok_and(|before| before == bytes)
            && fs::hard_link(&from, &to).is_ok();
        if !unchanged {
            fs::write(&to, bytes).map_err(failed(&to))?;
        }
        let hash: String = Sha256::digest(bytes)
            .iter()
            .map(|byte| format!("{byte:02x}"))
            .collect();
        let mut written = self
            .written
            .lock()
            .expect("no writer panics while it holds the list");
        written.bytes += bytes.len() as u64;
        written.changed += usize::from(!unchanged);
        written.manifest.files.insert(path.to_owned(), hash);
        Ok(())
    }

    /// Swaps the site in.
    ///
    /// # Errors
    /// When it cannot be; the target is then as it was.
    pub fn publish(self) -> Result<Published, PublishError> {
        self.keep_assets_of_before()?;
        self.keep_what_others_wrote()?;
        let manifest = {
            let written = self
                .written
                .lock()
                .expect("no writer panics while it holds the list");
            written.manifest.to_json()
        };
        self.write(FILE_NAME, &manifest)?;
        swap(&self.folder, &self.target)?;
        self.rescue_late_files()?;
        let written = self
            .written
            .lock()
            .expect("no writer panics while it holds the list");
        Ok(Published {
            files: written.manifest.files.len(),
            bytes: written.bytes,
            changed: written.changed,
        })
    }

    /// Keeps hashed assets of the build before, which a page already open may still ask for.
    fn keep_assets_of_before(&self) -> Result<(), PublishError> {
        let Some(old) = &self.old else { return Ok(()) };
        let mut written = self
            .written
            .lock()
            .expect("no writer panics while it holds the list");
        for (path, hash) in old.files.iter().filter(|(path, _)| is_hashed_asset(path)) {
            let (from, to) = (self.target.join(path), self.folder.join(path));
            if written.manifest.files.contains_key(path) || !from.is_file() {
                continue;
            }
            make_parent(&to)?;
            link_or_copy(&from, &to)?;
            written.manifest.kept.insert(path.clone(), hash.clone());
        }
        Ok(())
    }

    /// Carries over every file and folder that roasbook did not make, and the modes of all folders.
    fn keep_what_others_wrote(&self) -> Result<(), PublishError> {
        if !self.target.is_dir() {
            return Ok(());
        }
        let new: BTreeSet<String> = {
            let written = self
                .written
                .lock()
                .expect("no writer panics while it holds the list");
            written.manifest.files.keys().cloned().collect()
        };
        let own_folders = self.old.as_ref().map(Manifest::folders).unwrap_or_default();
        // Modes come last: one may forbid what is still to be written.
        let mut modes = vec![(self.folder.clone(), self.target.clone())];
        for entry in WalkDir::new(&self.target).min_depth(1) {
            let entry = entry.map_err(|error| PublishError::Io {
                path: self.target.clone(),
                source: error.into(),
            })?;
            let name = name_within(entry.path(), &self.target);
            let to = self.folder.join(&name);
            if entry.file_type().is_dir() {
                if !own_folders.contains(&name) {
                    fs::create_dir_all(&to)
                        .map_err(|_| PublishError::InTheWay(entry.path().to_path_buf()))?;
                }
                if to.is_dir() {
                    modes.push((to, entry.path().to_path_buf()));
                }
                continue;
            }
            if self.owned(&name) {
                continue;
            }
            if new.contains(&name) || to.is_dir() {
                return Err(PublishError::InTheWay(entry.path().to_path_buf()));
            }
            make_parent(&to).map_err(|_| PublishError::InTheWay(entry.path().to_path_buf()))?;
            carry(&entry, &to)?;
        }
        for (to, from) in modes.iter().rev() {
            let mode = fs::metadata(from).map_err(failed(from))?.permissions();
            fs::set_permissions(to, mode).map_err(failed(to))?;
        }
        Ok(())
    }

    /// Carries over what others wrote between the first look and the swap; the old site is in the staging
    /// folder now.
    fn rescue_late_files(&self) -> Result<(), PublishError> {
        if !self.folder.is_dir() {
            return Ok(());
        }
        for entry in WalkDir::new(&self.folder)
            .min_depth(1)
            .into_iter()
            .flatten()
        {
            let name = name_within(entry.path(), &self.folder);
            let to = self.target.join(&name);
            if !entry.file_type().is_dir()
                && !self.owned(&name)
                && fs::symlink_metadata(&to).is_err()
            {
                make_parent(&to)?;
                carry(&entry, &to)?;
            }
        }
        Ok(())
    }

    fn owned(&self, name: &str) -> bool {
        self.old.as_ref().is_some_and(|old| old.owns(name))
    }
}

/// Whether a file's name changes with its content, so that an old one does no harm.
fn is_hashed_asset(path: &str) -> bool {
    !path.ends_with(".html") && !path.ends_with(".json")
}

fn name_within(path: &Path, folder: &Path) -> String {
    let path = path.strip_prefix(folder).expect("walked from the folder");
    path.to_string_lossy().replace('\\', "/")
}

fn make_parent(path: &Path) -> Result<(), PublishError> {
    let folder = path.parent().unwrap_or(path);
    fs::create_dir_all(folder).map_err(failed(folder))
}

/// Links or copies a file of somebody else's; a symbolic link stays one.
fn carry(entry: &walkdir::DirEntry, to: &Path) -> Result<(), PublishError> {
    if entry.file_type().is_symlink() {
        let leads_to = fs::read_link(entry.path()).map_err(failed(entry.path()))?;
        return std::os::unix::fs::symlink(leads_to, to).map_err(failed(to));
    }
    link_or_copy(entry.path(), to)
}

/// A folder of roasbook's own beside the target.
fn beside(target: &Path, what: &str) -> PathBuf {
    let name = target.file_name().unwrap_or_default().to_string_lossy();
    target.with_file_name(format!(".{name}.roasbook-{what}"))
}

/// Waits until no other build writes to this folder. Where it cannot be locked, builds do not wait.
fn wait_for_turn(parent: &Path) -> Option<fs::File> {
    let folder = fs::File::open(parent).ok()?;
    rustix::fs::flock(&folder, rustix::fs::FlockOperation::LockExclusive).ok()?;
    Some(folder)
}

/// Puts back a site that a build killed between two renames had set aside.
fn restore_aside(target: &Path) -> Result<(), PublishError> {
    let aside = beside(target, "aside");
    if !target.exists() && aside.is_dir() {
        fs::rename(&aside, target).map_err(failed(target))?;
    }
    Ok(())
}

impl Drop for Staging {
    fn drop(&mut self) {
        // Nothing can be done about a failure here, and the next build removes what is left.
        let _ = remove(&self.folder);
    }
}

/// Whether the target may be replaced, and what roasbook wrote there before.
fn check_target(target: &Path, parent: &Path) -> Result<Option<Manifest>, PublishError> {
    let Ok(metadata) = fs::metadata(target) else {
        return Ok(None);
    };
    if !metadata.is_dir() {
        return Err(PublishError::NotAFolder(target.to_path_buf()));
    }
    if is_mount_point(&metadata, parent) {
        return Err(PublishError::MountPoint(target.to_path_buf()));
    }
    let manifest = Manifest::of(target);
    let mut entries = fs::read_dir(target).map_err(failed(target))?;
    let has_files = entries.any(|entry| {
        entry.is_ok_and(|entry| !entry.file_name().to_string_lossy().starts_with('.'))
    });
    if has_files && manifest.is_none() {
        return Err(PublishError::Foreign(target.to_path_buf()));
    }
    Ok(manifest)
}

fn is_mount_point(metadata: &fs::Metadata, parent: &Path) -> bool {
    use std::os::unix::fs::MetadataExt;
    fs::metadata(parent).is_ok_and(|parent| parent.dev() != metadata.dev())
}

/// Puts `new` where `target` is. Afterwards `new` is the old site, or gone.
fn swap(new: &Path, target: &Path) -> Result<(), PublishError> {
    use rustix::fs::{CWD, RenameFlags, renameat_with};
    if !target.exists() {
        return fs::rename(new, target).map_err(failed(target));
    }
    match renameat_with(CWD, new, CWD, target, RenameFlags::EXCHANGE) {
        Ok(()) => Ok(()),
        // Some file systems cannot exchange. Two renames leave a moment without a site, never half of one.
        Err(rustix::io::Errno::INVAL | rustix::io::Errno::NOSYS | rustix::io::Errno::OPNOTSUPP) => {
            let aside = beside(target, "aside");
            remove(&aside)?;
            fs::rename(target, &aside).map_err(failed(target))?;
            if let Err(error) = fs::rename(new, target) {
                fs::rename(&aside, target).map_err(failed(target))?;
                return Err(failed(target)(error));
            }
            remove(&aside)
        }
        Err(error) => Err(failed(target)(error.into())),
    }
}

fn link_or_copy(from: &Path, to: &Path) -> Result<(), PublishError> {
    if fs::hard_link(from, to).is_ok() {
        return Ok(());
    }
    fs::copy(from, to).map(|_| ()).map_err(failed(to))
}

fn remove(folder: &Path) -> Result<(), PublishError> {
    match fs::remove_dir_all(folder) {
        Err(error) if error.kind() != io::ErrorKind::NotFound => Err(failed(folder)(error)),
        _ => Ok(()),
    }
}
