//! The one step in which a new site takes the place of the old.

use std::fs;
use std::io;
use std::path::Path;

use super::error::{PublishError, failed};
use super::files::{beside, remove};

/// Puts each of two folders in the place of the other, in one step.
pub type Exchange = fn(&Path, &Path) -> io::Result<()>;

/// As the system does it.
///
/// # Errors
/// `Unsupported` or `InvalidInput` where the file system cannot.
pub fn exchange(one: &Path, other: &Path) -> io::Result<()> {
    use rustix::fs::{CWD, RenameFlags, renameat_with};
    Ok(renameat_with(CWD, one, CWD, other, RenameFlags::EXCHANGE)?)
}

/// Puts `new` where `target` is. Afterwards `new` is the old site, or gone where there was none.
///
/// # Errors
/// When it cannot be; the target is then as it was.
pub fn swap(new: &Path, target: &Path, exchange: Exchange) -> Result<(), PublishError> {
    use io::ErrorKind::{CrossesDevices, InvalidInput, ResourceBusy, Unsupported};
    if !target.exists() {
        return fs::rename(new, target).map_err(failed(target));
    }
    let swapped = match exchange(new, target) {
        Err(error) if matches!(error.kind(), InvalidInput | Unsupported) => {
            return in_two_steps(new, target);
        }
        swapped => swapped,
    };
    swapped.map_err(|error| match error.kind() {
        CrossesDevices | ResourceBusy => PublishError::Immovable(target.to_path_buf()),
        _ => failed(target)(error),
    })
}

/// Where folders cannot be exchanged, there is a moment without a site between two renames, but never half of one.
/// A build killed in that moment leaves the old site aside, and [`settle`] puts it back.
fn in_two_steps(new: &Path, target: &Path) -> Result<(), PublishError> {
    let aside = beside(target, "aside");
    remove(&aside)?;
    fs::rename(target, &aside).map_err(failed(target))?;
    if let Err(error) = fs::rename(new, target) {
        fs::rename(&aside, target).map_err(failed(target))?;
        return Err(failed(target)(error));
    }
    fs::rename(&aside, new).map_err(failed(new))
}

/// Ends what a build killed between two renames had begun: without a site, or with an empty folder in its place,
/// the one set aside comes back; beside a whole one it goes.
///
/// # Errors
/// When it cannot be put back or removed.
pub fn settle(target: &Path, is_whole: impl FnOnce() -> bool) -> Result<(), PublishError> {
    let aside = beside(target, "aside");
    if !aside.is_dir() {
        return Ok(());
    }
    // Fails where there is no folder, and where it is not empty.
    let _ = fs::remove_dir(target);
    if !target.exists() {
        return fs::rename(&aside, target).map_err(failed(target));
    }
    if is_whole() { remove(&aside) } else { Ok(()) }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A file system that cannot exchange folders.
    fn cannot(_: &Path, _: &Path) -> io::Result<()> {
        Err(io::ErrorKind::Unsupported.into())
    }

    struct Folder(tempfile::TempDir);

    impl Folder {
        /// With these folders in it, each of one file that says what it is.
        fn of(folders: &[(&str, &str)]) -> Self {
            let folder = Self(tempfile::tempdir().unwrap());
            for (name, text) in folders {
                fs::create_dir(folder.path(name)).unwrap();
                fs::write(folder.path(name).join("file"), text).unwrap();
            }
            folder
        }

        fn path(&self, name: &str) -> std::path::PathBuf {
            self.0.path().join(name)
        }

        /// The folders in it and what they say, in order.
        fn says(&self) -> Vec<(String, String)> {
            let entries = fs::read_dir(self.0.path()).unwrap();
            let mut says: Vec<(String, String)> = entries
                .map(|entry| {
                    let entry = entry.unwrap();
                    let text = fs::read_to_string(entry.path().join("file")).unwrap_or_default();
                    (entry.file_name().into_string().unwrap(), text)
                })
                .collect();
            says.sort();
            says
        }
    }

    fn says(pairs: &[(&str, &str)]) -> Vec<(String, String)> {
        let owned = |(name, text): &(&str, &str)| ((*name).to_owned(), (*text).to_owned());
        pairs.iter().map(owned).collect()
    }

    #[test]
    fn in_one_step_or_in_two_the_new_site_takes_the_place_of_the_old() {
        for exchange in [exchange, cannot] {
            let folder = Folder::of(&[("new", "new"), ("site", "old")]);
            swap(&folder.path("new"), &folder.path("site"), exchange).unwrap();
            assert_eq!(folder.says(), says(&[("new", "old"), ("site", "new")]));

            let folder = Folder::of(&[("new", "new")]);
            swap(&folder.path("new"), &folder.path("site"), exchange).unwrap();
            assert_eq!(folder.says(), says(&[("site", "new")]));
        }
    }

    #[test]
    fn an_old_site_comes_back_when_the_new_one_cannot_be_put_there() {
        let folder = Folder::of(&[("site", "old")]);
        let swapped = swap(&folder.path("new"), &folder.path("site"), cannot);
        assert!(matches!(swapped, Err(PublishError::Io { .. })));
        assert_eq!(folder.says(), says(&[("site", "old")]));
    }

    #[test]
    fn a_folder_that_cannot_be_moved_is_named() {
        for kind in [io::ErrorKind::ResourceBusy, io::ErrorKind::CrossesDevices] {
            let folder = Folder::of(&[("new", "new"), ("site", "old")]);
            let fails: Exchange = match kind {
                io::ErrorKind::ResourceBusy => |_, _| Err(io::ErrorKind::ResourceBusy.into()),
                _ => |_, _| Err(io::ErrorKind::CrossesDevices.into()),
            };
            let swapped = swap(&folder.path("new"), &folder.path("site"), fails);
            assert!(matches!(swapped, Err(PublishError::Immovable(_))), "{kind}");
            assert_eq!(folder.says(), says(&[("new", "new"), ("site", "old")]));
        }
    }

    #[test]
    fn what_was_killed_between_two_renames_is_settled() {
        let aside = ".site.roasbook-aside";
        let case = |folders: &[(&str, &str)], is_whole, expected: &[(&str, &str)]| {
            let folder = Folder::of(folders);
            settle(&folder.path("site"), || is_whole).unwrap();
            assert_eq!(folder.says(), says(expected));
        };
        // After the first of them, after the second, and after neither.
        case(&[(aside, "old")], false, &[("site", "old")]);
        case(&[(aside, "old"), ("site", "new")], true, &[("site", "new")]);
        case(&[("site", "old")], true, &[("site", "old")]);
        // Somebody has put files of their own there since: nothing is lost.
        let both = [(aside, "old"), ("site", "theirs")];
        case(&both, false, &both);
        // Or an empty folder.
        let folder = Folder::of(&[(aside, "old")]);
        fs::create_dir(folder.path("site")).unwrap();
        settle(&folder.path("site"), || false).unwrap();
        assert_eq!(folder.says(), says(&[("site", "old")]));
    }
}
