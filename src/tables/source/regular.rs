//! Opens regular files only, and tells whether one is still the same.

use std::fs::{File, Metadata};
use std::io::ErrorKind;
use std::path::{Path, PathBuf};
use std::time::SystemTime;

use super::SourceError;

/// What a file was when it was opened.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Witness {
    path: PathBuf,
    length: u64,
    /// `None` where the file system keeps no times.
    modified: Option<SystemTime>,
}

impl Witness {
    fn new(path: &Path, metadata: &Metadata) -> Self {
        Self {
            path: path.to_path_buf(),
            length: metadata.len(),
            modified: metadata.modified().ok(),
        }
    }

    /// Bytes the file had when it was opened.
    #[must_use]
    pub fn length(&self) -> u64 {
        self.length
    }

    /// Compares the file with what it was, after it was read: half an old file and half a new one would
    /// make figures that neither has.
    ///
    /// # Errors
    /// [`SourceError::Changed`] when it is longer, shorter, newer or gone.
    pub fn check(&self) -> Result<(), SourceError> {
        let now = std::fs::metadata(&self.path).map_err(|error| match error.kind() {
            ErrorKind::NotFound => SourceError::Changed,
            _ => SourceError::Io(error),
        })?;
        if Self::new(&self.path, &now) == *self {
            Ok(())
        } else {
            Err(SourceError::Changed)
        }
    }
}

/// Opens a file, if it is one: to open a pipe would wait for ever.
pub fn open(path: &Path) -> Result<(File, Witness), SourceError> {
    if !std::fs::metadata(path)?.is_file() {
        return Err(SourceError::NotRegular);
    }
    let file = File::open(path)?;
    let witness = Witness::new(path, &file.metadata()?);
    Ok((file, witness))
}

#[cfg(test)]
mod tests {
    use std::fs;
    use std::time::Duration;

    use super::*;

    #[test]
    fn a_file_that_is_cut_replaced_or_removed_is_changed() {
        let folder = tempfile::tempdir().expect("a folder");
        let path = folder.path().join("tracking.csv");
        let written = || {
            fs::write(&path, "date,orders\n").expect("written");
            open(&path).expect("opens").1
        };

        let witness = written();
        assert!(witness.check().is_ok());
        fs::write(&path, "date").expect("written");
        assert!(matches!(witness.check(), Err(SourceError::Changed)));

        let witness = written();
        let later = SystemTime::now() + Duration::from_secs(2);
        let file = File::options().write(true).open(&path).expect("opens");
        file.set_modified(later).expect("set");
        assert!(matches!(witness.check(), Err(SourceError::Changed)));

        let witness = written();
        fs::remove_file(&path).expect("removed");
        assert!(matches!(witness.check(), Err(SourceError::Changed)));
    }

    #[test]
    fn a_folder_is_no_file() {
        let folder = tempfile::tempdir().expect("a folder");
        assert!(matches!(open(folder.path()), Err(SourceError::NotRegular)));
    }
}
