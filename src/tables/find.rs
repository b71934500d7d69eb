//! Which files of a folder hold which table.

use std::io::ErrorKind;
use std::path::{Path, PathBuf};

use walkdir::{DirEntry, WalkDir};

use super::schema::Table;
use super::source::{Form, SourceError};
use crate::dimension::natural_order;

/// Partitions by brand, year, month and day are five deep; past this, links and archives unpacked into
/// themselves are likelier than data.
const DEEPEST: usize = 32;

/// A file that holds (part of) a table.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TableFile {
    pub table: Table,
    pub path: PathBuf,
    /// What messages call it: the path within the data folder, with forward slashes.
    pub name: String,
    /// The sheet that holds the table, where the file is a workbook.
    pub sheet: Option<String>,
    pub form: Form,
}

/// What a folder holds.
#[derive(Debug, Default)]
pub struct Found {
    /// The tables' files, in natural order of their names.
    pub files: Vec<TableFile>,
    /// What could not be looked at.
    pub faults: Vec<Fault>,
    /// Names of files that are called like a table, but in a form that is not read.
    pub unread: Vec<String>,
}

/// A file or folder that could not be looked at.
#[derive(Debug)]
pub struct Fault {
    /// The path within the data folder.
    pub name: String,
    pub error: SourceError,
}

/// Looks for tables below a folder. Hidden files and folders are not looked at; links to files are
/// followed, links to folders are not.
#[must_use]
pub fn find_files(folder: &Path) -> Found {
    let mut found = Found::default();
    let entries = WalkDir::new(folder)
        .max_depth(DEEPEST)
        .into_iter()
        .filter_entry(|entry| entry.depth() == 0 || !is_hidden(entry));
    for entry in entries {
        match entry {
            Ok(entry) => found.look_at(folder, &entry),
            Err(error) => {
                let path = error.path().unwrap_or(folder).to_path_buf();
                let error = error.into_io_error().unwrap_or_else(|| {
                    std::io::Error::other("its links lead back to where they start")
                });
                found.fault(name_of(folder, &path), SourceError::Unlisted(error));
            }
        }
    }
    found
        .files
        .sort_by(|a, b| natural_order(&a.name, &b.name).then_with(|| a.path.cmp(&b.path)));
    found.faults.sort_by(|a, b| natural_order(&a.name, &b.name));
    found.unread.sort_by(|a, b| natural_order(a, b));
    found
}

/// Hidden, or the lock that Excel and LibreOffice keep beside an open workbook.
fn is_hidden(entry: &DirEntry) -> bool {
    let name = entry.file_name().to_string_lossy();
    name.starts_with('.') || name.starts_with("~$")
}

impl Found {
    fn look_at(&mut self, folder: &Path, entry: &DirEntry) {
        let path = entry.path();
        let name = name_of(folder, path);
        if entry.file_type().is_dir() {
            if entry.depth() == DEEPEST {
                self.fault(name, SourceError::TooDeep(DEEPEST));
            }
            return;
        }
        let file_name = entry.file_name().to_string_lossy();
        let Some((form, stem)) = Form::of_name(&file_name) else {
            let stem = Form::unread_stem(&file_name);
            if stem.and_then(Table::of_file_stem).is_some() && path.is_file() {
                self.unread.push(name);
            }
            return;
        };
        let Some(table) = Table::of_file_stem(stem) else {
            return;
        };
        match std::fs::metadata(path) {
            Ok(metadata) if metadata.is_dir() => {}
            Ok(metadata) if metadata.is_file() => self.files.push(TableFile {
                table,
                path: path.to_path_buf(),
                name,
                sheet: None,
                form,
            }),
            Ok(_) => self.fault(name, SourceError::NotRegular),
            Err(error) if error.kind() == ErrorKind::NotFound => {
                self.fault(name, SourceError::DeadLink);
            }
            Err(error) => self.fault(name, SourceError::Io(error)),
        }
    }

    fn fault(&mut self, name: String, error: SourceError) {
        self.faults.push(Fault { name, error });
    }
}

/// The path within the folder, for messages: no name of a file may steer the terminal it is shown on.
fn name_of(folder: &Path, path: &Path) -> String {
    let within = match path.strip_prefix(folder) {
        Ok(within) if !within.as_os_str().is_empty() => within,
        _ => path,
    };
    within
        .to_string_lossy()
        .replace('\\', "/")
        .replace(char::is_control, "\u{FFFD}")
}

#[cfg(test)]
mod tests {
    use std::fs;

    use super::*;

    fn folder(names: &[&str]) -> tempfile::TempDir {
        let folder = tempfile::tempdir().expect("a folder");
        for name in names {
            let path = folder.path().join(name);
            fs::create_dir_all(path.parent().expect("is below the folder")).expect("made");
            fs::write(path, "").expect("written");
        }
        folder
    }

    fn names(found: &Found) -> Vec<&str> {
        found.files.iter().map(|file| file.name.as_str()).collect()
    }

    #[test]
    fn tables_are_found_by_name_in_natural_order_of_their_paths() {
        let folder = folder(&[
            "2025/10/tracking_data.csv",
            "2025/2/Tracking.CSV.GZ",
            "Influencers.tsv",
            "posts.2025.csv.zst",
            "notes.csv",
            ".hidden/tracking.csv",
            ".posts.csv",
            "~$tracking.csv",
        ]);
        let found = find_files(folder.path());
        assert_eq!(
            names(&found),
            [
                "2025/2/Tracking.CSV.GZ",
                "2025/10/tracking_data.csv",
                "Influencers.tsv",
                "posts.2025.csv.zst"
            ]
        );
        assert_eq!(found.files[0].table, Table::Tracking);
        assert!(found.faults.is_empty() && found.unread.is_empty());
    }

    #[test]
    fn tables_in_forms_that_are_not_read_are_named() {
        let folder = folder(&["tracking.json", "posts.numbers", "posts.py", "budget.pdf"]);
        let found = find_files(folder.path());
        assert_eq!(found.unread, ["posts.numbers", "tracking.json"]);
        assert!(found.files.is_empty() && found.faults.is_empty());
    }

    #[test]
    fn folders_too_deep_are_a_fault() {
        let deep = format!("{}tracking.csv", "d/".repeat(DEEPEST));
        let fits = format!("{}tracking.csv", "d/".repeat(DEEPEST - 1));
        let folder = folder(&[&deep, &fits]);
        let found = find_files(folder.path());
        assert_eq!(names(&found), [fits]);
        let [fault] = &found.faults[..] else {
            panic!("{:?}", found.faults);
        };
        assert_eq!(fault.name, "d/".repeat(DEEPEST).trim_end_matches('/'));
        assert_eq!(
            fault.error.to_string(),
            "lies more than 32 folders deep, and what it holds is not read; move it up"
        );
    }

    #[test]
    fn a_folder_that_does_not_exist_is_a_fault() {
        let folder = folder(&[]);
        let found = find_files(&folder.path().join("absent"));
        assert!(matches!(found.faults[0].error, SourceError::Unlisted(_)));
    }

    #[cfg(unix)]
    #[test]
    fn links_to_files_are_followed_and_links_to_folders_are_not() {
        use std::os::unix::fs::symlink;
        let folder = folder(&["elsewhere/data.bin"]);
        let path = |name: &str| folder.path().join(name);
        symlink(path("elsewhere/data.bin"), path("tracking.csv")).expect("linked");
        symlink(folder.path(), path("elsewhere/loop")).expect("linked");
        symlink(folder.path(), path("posts.csv")).expect("linked");
        symlink(path("absent"), path("payouts.csv")).expect("linked");
        let found = find_files(folder.path());
        assert_eq!(names(&found), ["tracking.csv"]);
        assert_eq!(found.faults.len(), 1);
        assert_eq!(found.faults[0].name, "payouts.csv");
        assert!(matches!(found.faults[0].error, SourceError::DeadLink));
    }

    #[cfg(unix)]
    #[test]
    fn a_pipe_is_a_fault_and_nothing_waits_for_it() {
        let folder = folder(&["posts.csv"]);
        let mode = rustix::fs::Mode::RUSR;
        let pipe = folder.path().join("tracking.csv");
        rustix::fs::mkfifoat(rustix::fs::CWD, pipe, mode).expect("made");
        let found = find_files(folder.path());
        assert_eq!(names(&found), ["posts.csv"]);
        assert!(matches!(found.faults[0].error, SourceError::NotRegular));
    }

    #[cfg(unix)]
    #[test]
    fn a_name_cannot_steer_the_terminal() {
        let folder = folder(&["tracking\u{1b}[2J.csv"]);
        let found = find_files(folder.path());
        assert_eq!(names(&found), ["tracking\u{FFFD}[2J.csv"]);
    }
}
