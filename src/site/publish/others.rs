//! What others have put into a site's folder: it is carried over, as it is.

use std::collections::BTreeSet;
use std::fs;
use std::os::unix::fs::MetadataExt;
use std::path::{Path, PathBuf};

use rustix::fs::{Access, access};
use walkdir::{DirEntry, WalkDir};

use super::Staging;
use super::error::{PublishError, failed, unreadable};
use super::files::{is_mount_point, link_or_copy, make_parent};
use crate::site::manifest::Manifest;

/// The modes that folders of the new site get from those of the old one.
pub struct Modes(Vec<(PathBuf, fs::Permissions)>);

impl Modes {
    /// Sets them, those within a folder before its own: it may forbid what is still to be done.
    ///
    /// # Errors
    /// When one cannot be set.
    pub fn set(self) -> Result<(), PublishError> {
        for (folder, mode) in self.0.into_iter().rev() {
            fs::set_permissions(&folder, mode).map_err(failed(&folder))?;
        }
        Ok(())
    }
}

impl Staging {
    /// Carries over every file and folder that roasbook did not make; the modes of all folders.
    pub(super) fn keep_what_others_wrote(
        &self,
        new: &BTreeSet<String>,
    ) -> Result<Modes, PublishError> {
        let mut modes = Vec::new();
        if !self.target.is_dir() {
            return Ok(Modes(modes));
        }
        let own_folders = self.old.as_ref().map(Manifest::folders).unwrap_or_default();
        for entry in WalkDir::new(&self.target) {
            let entry = entry.map_err(|error| {
                let path = error.path().unwrap_or(&self.target).to_path_buf();
                unreadable(&path)(error.into())
            })?;
            let from = entry.path();
            let within = within(from, &self.target);
            let (name, to) = (name_of(within), self.folder.join(within));
            if entry.file_type().is_dir() {
                self.check_folder(from)?;
                if !own_folders.contains(&name) {
                    fs::create_dir_all(&to)
                        .map_err(|_| PublishError::InTheWay(from.to_path_buf()))?;
                }
                if to.is_dir() {
                    let mode = fs::metadata(from).map_err(unreadable(from))?.permissions();
                    modes.push((to, mode));
                }
                continue;
            }
            if self.owned(&name) {
                continue;
            }
            if new.contains(&name) || to.is_dir() {
                return Err(PublishError::InTheWay(from.to_path_buf()));
            }
            make_parent(&to).map_err(|_| PublishError::InTheWay(from.to_path_buf()))?;
            if is_mount_point(from, &self.target) {
                return Err(PublishError::MountWithin(from.to_path_buf()));
            }
            carry(&entry, &to)?;
        }
        Ok(Modes(modes))
    }

    /// Carries over what others wrote between the first look and the swap; the old site is in the staging
    /// folder now.
    pub(super) fn rescue_late_files(&self) -> Result<(), PublishError> {
        if !self.folder.is_dir() {
            return Ok(());
        }
        for entry in WalkDir::new(&self.folder).into_iter().flatten() {
            let within = within(entry.path(), &self.folder);
            let to = self.target.join(within);
            if !entry.file_type().is_dir()
                && !self.owned(&name_of(within))
                && fs::symlink_metadata(&to).is_err()
            {
                make_parent(&to)?;
                carry(&entry, &to)?;
            }
        }
        Ok(())
    }

    /// Whether what is in a folder of the target can leave it: the old site is removed once it is replaced.
    fn check_folder(&self, folder: &Path) -> Result<(), PublishError> {
        if folder != self.target && is_mount_point(folder, &self.target) {
            return Err(PublishError::MountWithin(folder.to_path_buf()));
        }
        let owner = |path: &Path| fs::metadata(path).map(|metadata| metadata.uid());
        // What this build has made tells who runs it; who owns a folder may change its modes.
        let is_ours =
            matches!((owner(folder), owner(&self.folder)), (Ok(one), Ok(other)) if one == other);
        let may_be_emptied = is_ours
            || access(folder, Access::WRITE_OK | Access::EXEC_OK).is_ok()
            || fs::read_dir(folder).is_ok_and(|mut entries| entries.next().is_none());
        if may_be_emptied {
            Ok(())
        } else {
            Err(PublishError::SomebodyElses(folder.to_path_buf()))
        }
    }
}

fn within<'a>(path: &'a Path, folder: &Path) -> &'a Path {
    path.strip_prefix(folder).expect("walked from the folder")
}

/// What a manifest would call it. A name that is no text is in none.
fn name_of(within: &Path) -> String {
    within.to_string_lossy().into_owned()
}

/// Links or copies a file of somebody else's; a symbolic link stays one.
fn carry(entry: &DirEntry, to: &Path) -> Result<(), PublishError> {
    let from = entry.path();
    if entry.file_type().is_symlink() {
        let leads_to = fs::read_link(from).map_err(unreadable(from))?;
        return std::os::unix::fs::symlink(leads_to, to).map_err(failed(to));
    }
    if entry.file_type().is_file() {
        return link_or_copy(from, to);
    }
    // A pipe or a socket has no content that could be copied.
    fs::hard_link(from, to).map_err(failed(to))
}
