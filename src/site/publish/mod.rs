//! A site is built beside its target and swapped in by one rename: a reader, or a kill at any instant,
//! meets the old site or the new one, whole.

mod error;
mod files;
mod others;
mod swap;
mod turn;

use std::collections::BTreeSet;
use std::fs;
use std::io;
use std::ops::ControlFlow;
use std::path::{Path, PathBuf};
use std::sync::{Mutex, MutexGuard};

use sha2::{Digest, Sha256};

pub use error::PublishError;
use error::{failed, not_beside, unreadable};
use files::{beside, is_mount_point, link_or_copy, make_parent, remove, to_disk};
use swap::{Exchange, exchange, settle, swap};
use turn::Turn;

use super::assets::is_hashed;
use super::manifest::{FILE_NAME, Manifest};
use crate::Progress;

/// What publishing did.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Published {
    /// Files of the site, the manifest included.
    pub files: usize,
    pub bytes: u64,
    /// Files that are not as they were before. With none the folder has not been touched.
    pub changed: usize,
}

/// A site in the making, in a folder beside its target. Dropped before it is published, it leaves nothing.
pub struct Staging {
    target: PathBuf,
    folder: PathBuf,
    old: Option<Manifest>,
    written: Mutex<Written>,
    exchange: Exchange,
    /// Held until the site is published, and the old one removed.
    _turn: Turn,
}

#[derive(Default)]
struct Written {
    manifest: Manifest,
    /// Files that are as they were before, and so not written: they are linked once something else has changed.
    unchanged: BTreeSet<String>,
    bytes: u64,
}

impl Staging {
    /// Makes ready to write a site to `target`. While another build writes there, this one waits, and tells
    /// `progress` so.
    ///
    /// # Errors
    /// [`PublishError`] when the target is not a folder that may be replaced, or `progress` broke off.
    pub fn begin(
        target: &Path,
        progress: &dyn Fn(Progress) -> ControlFlow<()>,
    ) -> Result<Self, PublishError> {
        let target = resolve(target)?;
        let parent = target
            .parent()
            .ok_or_else(|| PublishError::MountPoint(target.clone()))?;
        let ready = || {
            fs::create_dir_all(parent).map_err(not_beside(parent))?;
            let turn = Turn::wait(beside(&target, "lock"), &|| progress(Progress::Waiting))?;
            settle(&target, || Manifest::of(&target).is_some())?;
            let old = check_target(&target, parent)?;
            let folder = beside(&target, "staging");
            // What a killed build left behind.
            remove(&folder)?;
            fs::create_dir(&folder).map_err(not_beside(parent))?;
            Ok((turn, old, folder))
        };
        let (turn, old, folder) = ready().map_err(|error: PublishError| error.about(&target))?;
        let staging = Self {
            target,
            folder,
            old,
            written: Mutex::default(),
            exchange,
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
        fs::create_dir_all(&folder)
            .map_err(failed(&folder))
            .map_err(|error| error.about(&self.target))
    }

    /// Writes a file of the site; one that is as it was before is left where it is for now.
    ///
    /// # Errors
    /// When it cannot be written.
    pub fn write(&self, path: &str, bytes: &[u8]) -> Result<(), PublishError> {
        let to = self.folder.join(path);
        let is_unchanged = self.owned(path)
            && fs::read(self.target.join(path)).is_ok_and(|before| before == bytes);
        if !is_unchanged {
            fs::write(&to, bytes)
                .map_err(failed(&to))
                .map_err(|error| error.about(&self.target))?;
        }
        let hash: String = Sha256::digest(bytes)
            .iter()
            .map(|byte| format!("{byte:02x}"))
            .collect();
        let mut written = self.written();
        written.bytes += bytes.len() as u64;
        written.manifest.files.insert(path.to_owned(), hash);
        if is_unchanged {
            written.unchanged.insert(path.to_owned());
        }
        Ok(())
    }

    /// Swaps the site in, unless `progress` breaks off. A site that is as it was is not touched.
    ///
    /// # Errors
    /// When it cannot be; the target is then as it was.
    pub fn publish(
        self,
        progress: &dyn Fn(Progress) -> ControlFlow<()>,
    ) -> Result<Published, PublishError> {
        self.swap_in(progress)
            .map_err(|error| error.about(&self.target))
    }

    fn swap_in(
        &self,
        progress: &dyn Fn(Progress) -> ControlFlow<()>,
    ) -> Result<Published, PublishError> {
        let mut published = {
            let written = self.written();
            let files = written.manifest.files.len();
            Published {
                files: files + 1,
                bytes: written.bytes,
                changed: files - written.unchanged.len(),
            }
        };
        if let Some(old) = &self.old
            && published.changed == 0
            && old.files == self.written().manifest.files
        {
            published.bytes += size_of(&self.target.join(FILE_NAME))?;
            return Ok(published);
        }
        self.link_what_did_not_change()?;
        self.keep_assets_of_before()?;
        let new: BTreeSet<String> = self.written().manifest.files.keys().cloned().collect();
        let modes = self.keep_what_others_wrote(&new)?;
        let manifest = self.written().manifest.to_json();
        let to = self.folder.join(FILE_NAME);
        fs::write(&to, &manifest).map_err(failed(&to))?;
        published.bytes += manifest.len() as u64;
        published.changed += 1;
        modes.set()?;
        to_disk(&self.folder)?;
        if progress(Progress::Swapping).is_break() {
            return Err(PublishError::Interrupted);
        }
        swap(&self.folder, &self.target, self.exchange)?;
        self.rescue_late_files()?;
        Ok(published)
    }

    fn written(&self) -> MutexGuard<'_, Written> {
        self.written
            .lock()
            .expect("no writer panics while it holds the list")
    }

    fn link_what_did_not_change(&self) -> Result<(), PublishError> {
        let written = self.written();
        written
            .unchanged
            .iter()
            .try_for_each(|path| link_or_copy(&self.target.join(path), &self.folder.join(path)))
    }

    /// Keeps hashed assets of the build before, which a page already open may still ask for.
    fn keep_assets_of_before(&self) -> Result<(), PublishError> {
        let Some(old) = &self.old else { return Ok(()) };
        let mut written = self.written();
        for (path, hash) in old.files.iter().filter(|(path, _)| is_hashed(path)) {
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

    fn owned(&self, name: &str) -> bool {
        self.old.as_ref().is_some_and(|old| old.owns(name))
    }
}

impl Drop for Staging {
    fn drop(&mut self) {
        // Nothing can be done about a failure here, and the next build removes what is left.
        let _ = remove(&self.folder);
    }
}

/// The folder that a path stands for: a link stands for the folder it leads to.
fn resolve(target: &Path) -> Result<PathBuf, PublishError> {
    match fs::canonicalize(target) {
        Ok(target) => Ok(target),
        Err(_) if fs::symlink_metadata(target).is_ok_and(|found| found.is_symlink()) => {
            Err(PublishError::LeadsNowhere(target.to_path_buf()))
        }
        Err(_) => std::path::absolute(target).map_err(failed(target)),
    }
}

/// Whether the target may be replaced, and what roasbook wrote there before.
fn check_target(target: &Path, parent: &Path) -> Result<Option<Manifest>, PublishError> {
    let metadata = match fs::metadata(target) {
        Ok(metadata) => metadata,
        Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(None),
        Err(error) => return Err(unreadable(target)(error)),
    };
    if !metadata.is_dir() {
        return Err(PublishError::NotAFolder(target.to_path_buf()));
    }
    if is_mount_point(target, parent) {
        return Err(PublishError::MountPoint(target.to_path_buf()));
    }
    let manifest = Manifest::of(target);
    let mut entries = fs::read_dir(target).map_err(unreadable(target))?;
    let has_files = entries.any(|entry| {
        entry.is_ok_and(|entry| !entry.file_name().to_string_lossy().starts_with('.'))
    });
    if has_files && manifest.is_none() {
        return Err(PublishError::Foreign(target.to_path_buf()));
    }
    Ok(manifest)
}

fn size_of(path: &Path) -> Result<u64, PublishError> {
    fs::metadata(path)
        .map(|metadata| metadata.len())
        .map_err(unreadable(path))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn go_on(_: Progress) -> ControlFlow<()> {
        ControlFlow::Continue(())
    }

    fn cannot_exchange(_: &Path, _: &Path) -> io::Result<()> {
        Err(io::ErrorKind::Unsupported.into())
    }

    #[test]
    fn where_folders_cannot_be_exchanged_a_site_is_published_all_the_same() {
        let folder = tempfile::tempdir().unwrap();
        let target = folder.path().join("site");
        for (text, changed) in [("one", 2), ("two", 2), ("two", 0)] {
            let mut staging = Staging::begin(&target, &go_on).unwrap();
            staging.exchange = cannot_exchange;
            staging.write("index.html", text.as_bytes()).unwrap();
            // Somebody is quicker than the swap.
            let late = |step| {
                if step == Progress::Swapping && target.exists() {
                    fs::write(target.join(text), "theirs").unwrap();
                }
                ControlFlow::Continue(())
            };
            assert_eq!(staging.publish(&late).unwrap().changed, changed);
            assert_eq!(fs::read_to_string(target.join("index.html")).unwrap(), text);
        }
        assert_eq!(fs::read_to_string(target.join("two")).unwrap(), "theirs");
        let names = fs::read_dir(folder.path()).unwrap();
        let names: Vec<_> = names.map(|entry| entry.unwrap().file_name()).collect();
        assert_eq!(names, ["site"]);
    }

    #[test]
    fn a_swap_that_is_broken_off_leaves_the_old_site() {
        let folder = tempfile::tempdir().unwrap();
        let target = folder.path().join("site");
        let publish = |text: &str, progress: &dyn Fn(Progress) -> ControlFlow<()>| {
            let staging = Staging::begin(&target, progress)?;
            staging.write("index.html", text.as_bytes())?;
            staging.publish(progress)
        };
        publish("old", &go_on).unwrap();
        let at_the_last_moment = |step| match step {
            Progress::Swapping => ControlFlow::Break(()),
            _ => ControlFlow::Continue(()),
        };
        let broken_off = publish("new", &at_the_last_moment);
        assert!(matches!(broken_off, Err(PublishError::Interrupted)));
        assert_eq!(
            fs::read_to_string(target.join("index.html")).unwrap(),
            "old"
        );
        assert_eq!(fs::read_dir(folder.path()).unwrap().count(), 1);
    }
}
