//! A folder of files for the length of a check.

use std::borrow::Cow;
use std::fs;
use std::path::{Path, PathBuf};

use tempfile::TempDir;

thread_local! {
    /// One folder for all checks: to make a folder takes longer than to read one.
    static FOLDER: TempDir = TempDir::new_in(shared_memory()).expect("made");
}

/// Files that never reach a disk, where there are such.
fn shared_memory() -> PathBuf {
    let memory = Path::new("/dev/shm");
    match memory.is_dir() {
        true => memory.to_path_buf(),
        false => std::env::temp_dir(),
    }
}

/// Gives a folder with these files to `check`.
pub fn in_folder<T>(files: &[(&str, &[u8])], check: impl FnOnce(&Path) -> T) -> T {
    FOLDER.with(|folder| {
        for (name, bytes) in files {
            fs::write(folder.path().join(name), bytes).expect("written");
        }
        let checked = check(folder.path());
        for (name, _) in files {
            fs::remove_file(folder.path().join(name)).expect("removed");
        }
        checked
    })
}

/// Bytes as text.
pub fn text_of(data: &[u8]) -> Cow<'_, str> {
    String::from_utf8_lossy(data)
}
