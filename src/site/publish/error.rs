//! Why a site cannot be put where it was asked for.

use std::io;
use std::path::{Path, PathBuf};

#[derive(Debug, thiserror::Error)]
pub enum PublishError {
    #[error("`{}` has files that roasbook did not write, and no manifest of its own\nhint: choose an empty folder with -o, or empty this one", .0.display())]
    Foreign(PathBuf),
    #[error("`{}` is a mount point, which cannot be swapped in one step\nhint: choose a folder below it with -o", .0.display())]
    MountPoint(PathBuf),
    #[error("`{}` is a mount point, and files of others could not be kept in it\nhint: unmount it, or choose another folder with -o", .0.display())]
    MountWithin(PathBuf),
    #[error("`{}` cannot be moved: it is mounted, or part of a container image\nhint: choose a folder below it with -o", .0.display())]
    Immovable(PathBuf),
    #[error("`{}` is a file; a site needs a folder", .0.display())]
    NotAFolder(PathBuf),
    #[error("`{}` is a link that leads nowhere\nhint: remove it, or make the folder that it leads to", .0.display())]
    LeadsNowhere(PathBuf),
    #[error("`{}` is in the way of a page, and is not roasbook's own\nhint: move it, or choose another folder with -o", .0.display())]
    InTheWay(PathBuf),
    #[error("`{}` belongs to somebody else, who alone may move what is in it\nhint: move it out of the site, or choose another folder with -o", .0.display())]
    SomebodyElses(PathBuf),
    #[error("`{}` cannot be written: {source}\nhint: a site is built beside its folder before it takes its place; choose a folder with -o that lies in one of yours", folder.display())]
    Parent { folder: PathBuf, source: io::Error },
    #[error("there is no space left for `{}`: {source}\nhint: a site is built beside the old one before it takes its place; make room, or choose another folder with -o", target.display())]
    NoSpace { target: PathBuf, source: io::Error },
    #[error("`{}` cannot be removed: {source}\nhint: it is left from an earlier build; remove it", path.display())]
    Leftover { path: PathBuf, source: io::Error },
    #[error("`{}` cannot be read, and so not kept: {source}", path.display())]
    Unreadable { path: PathBuf, source: io::Error },
    #[error("`{}` cannot be written: {source}", path.display())]
    Io { path: PathBuf, source: io::Error },
    /// Whoever is told of the progress broke it off.
    #[error("the build was interrupted")]
    Interrupted,
}

impl PublishError {
    /// The same, about the site as a whole where the device is full: which file met that is chance.
    pub(super) fn about(self, target: &Path) -> Self {
        use io::ErrorKind::{QuotaExceeded, StorageFull};
        match self {
            Self::Io { source, .. } if matches!(source.kind(), StorageFull | QuotaExceeded) => {
                Self::NoSpace {
                    target: target.to_path_buf(),
                    source,
                }
            }
            other => other,
        }
    }
}

/// For `map_err`: a path that cannot be written.
pub(super) fn failed(path: &Path) -> impl FnOnce(io::Error) -> PublishError {
    let path = path.to_path_buf();
    move |source| PublishError::Io { path, source }
}

/// For `map_err`: a path that cannot be read.
pub(super) fn unreadable(path: &Path) -> impl FnOnce(io::Error) -> PublishError {
    let path = path.to_path_buf();
    move |source| PublishError::Unreadable { path, source }
}

/// For `map_err`: a file or folder that cannot be made beside the target.
pub(super) fn not_beside(folder: &Path) -> impl FnOnce(io::Error) -> PublishError {
    use io::ErrorKind::{PermissionDenied, ReadOnlyFilesystem};
    let folder = folder.to_path_buf();
    move |source| match source.kind() {
        PermissionDenied | ReadOnlyFilesystem => PublishError::Parent { folder, source },
        _ => PublishError::Io {
            path: folder,
            source,
        },
    }
}
