//! Builds of one site take turns.

use std::fs::{self, TryLockError};
use std::io;
use std::ops::ControlFlow;
use std::os::unix::fs::MetadataExt;
use std::path::{Path, PathBuf};
use std::thread::sleep;
use std::time::Duration;

use super::error::{PublishError, failed, not_beside};

/// How long a build waits before it asks again.
const PAUSE: Duration = Duration::from_millis(100);

/// The right to write one site, until dropped: a lock on a file beside it. The lock ends with the process, however
/// that ends; a killed one leaves the file, which the next takes over.
#[derive(Debug)]
pub struct Turn {
    path: PathBuf,
    /// Holds the lock while it is open.
    _file: fs::File,
}

impl Turn {
    /// Waits until no other build holds the lock. `waiting` is told of it before every pause, and may break off.
    /// Where the file system knows no locks, nobody waits.
    ///
    /// # Errors
    /// When the file cannot be made or locked, or `waiting` broke off.
    pub fn wait(
        path: PathBuf,
        waiting: &dyn Fn() -> ControlFlow<()>,
    ) -> Result<Self, PublishError> {
        loop {
            let file = open(&path)?;
            match file.try_lock() {
                Err(TryLockError::WouldBlock) => {
                    if waiting().is_break() {
                        return Err(PublishError::Interrupted);
                    }
                    sleep(PAUSE);
                }
                Err(TryLockError::Error(error)) if error.kind() != io::ErrorKind::Unsupported => {
                    return Err(failed(&path)(error));
                }
                // The build that was waited for has removed its file: this lock is on nothing.
                Ok(()) if !is_at(&path, &file) => {}
                _ => return Ok(Self { path, _file: file }),
            }
        }
    }
}

impl Drop for Turn {
    fn drop(&mut self) {
        // Before the lock goes: afterwards the file may be the next build's.
        let _ = fs::remove_file(&self.path);
    }
}

fn open(path: &Path) -> Result<fs::File, PublishError> {
    let parent = path.parent().unwrap_or(path);
    fs::File::options()
        .create(true)
        .truncate(false)
        .write(true)
        .open(path)
        .map_err(not_beside(parent))
}

/// Whether an open file is the one that a path leads to.
fn is_at(path: &Path, file: &fs::File) -> bool {
    let identity = |metadata: fs::Metadata| (metadata.dev(), metadata.ino());
    let there = fs::metadata(path).map(identity);
    there.is_ok_and(|there| {
        file.metadata()
            .map(identity)
            .is_ok_and(|open| open == there)
    })
}
