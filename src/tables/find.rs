//! Which files of a folder hold which table.

use std::path::{Path, PathBuf};

use walkdir::WalkDir;

use super::schema::Table;
use crate::dimension::natural_order;

/// A file that holds (part of) a table.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TableFile {
    pub table: Table,
    pub path: PathBuf,
    /// The path within the data folder, with forward slashes.
    pub name: String,
}

/// The tables' files below a folder, in natural order of their names. Hidden files and folders are not
/// looked at, links to folders are not followed.
///
/// # Errors
/// When the folder or one below it cannot be listed.
pub fn find_files(folder: &Path) -> Result<Vec<TableFile>, walkdir::Error> {
    let mut files = Vec::new();
    let entries = WalkDir::new(folder).into_iter().filter_entry(|entry| {
        entry.depth() == 0 || !entry.file_name().to_string_lossy().starts_with('.')
    });
    for entry in entries {
        let entry = entry?;
        let path = entry.path();
        let is_csv = path
            .extension()
            .is_some_and(|extension| extension.eq_ignore_ascii_case("csv"));
        if !is_csv || !path.is_file() {
            continue;
        }
        let stem = path.file_stem().unwrap_or_default().to_string_lossy();
        if let Some(table) = Table::of_file_stem(&stem) {
            let name = path
                .strip_prefix(folder)
                .unwrap_or(path)
                .to_string_lossy()
                .replace('\\', "/");
            files.push(TableFile {
                table,
                path: path.to_path_buf(),
                name,
            });
        }
    }
    files.sort_by(|a, b| natural_order(&a.name, &b.name));
    Ok(files)
}
