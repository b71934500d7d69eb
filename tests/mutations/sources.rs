//! The folders that are damaged.

use std::fs;
use std::path::Path;

use crate::messy::files_of_a_case;
use crate::support::{files_below, project};

/// Files by their names.
pub type FolderOfBytes = Vec<(String, Vec<u8>)>;

/// A small campaign, messy ones, and the beginnings of those that others published where they are at hand.
pub fn sources() -> Vec<FolderOfBytes> {
    let mut sources = vec![files_below(&project().join("tests/golden/data"))];
    sources.extend(
        (0..40)
            .map(files_of_a_case)
            .filter(|folder| size(folder) < 100_000),
    );
    let corpus = project().join("../shared/corpus");
    let folders = fs::read_dir(corpus).into_iter().flatten().flatten();
    let mut folders: Vec<_> = folders
        .map(|folder| folder.path())
        .filter(|path| path.is_dir())
        .collect();
    folders.sort();
    sources.extend(folders.iter().map(|folder| beginnings(folder)));
    sources
}

fn size(folder: &FolderOfBytes) -> usize {
    folder.iter().map(|(_, bytes)| bytes.len()).sum()
}

/// The first rows of each file; a large one takes long to read, and its rows are alike.
fn beginnings(folder: &Path) -> FolderOfBytes {
    let mut files = files_below(folder);
    for (_, bytes) in &mut files {
        bytes.truncate(6000);
    }
    files
}
