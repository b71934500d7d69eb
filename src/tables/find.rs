//! Which files of a folder hold which table.

use std::io::ErrorKind;
use std::path::{Path, PathBuf};

use walkdir::{DirEntry, WalkDir};

use super::schema::Table;
use super::source::{self, Form, Sheet, SourceError};
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
    /// What may be a table and is not read, with the reason: other forms of file, hidden sheets, workbooks
    /// of any name that do not open.
    pub unread: Vec<Fault>,
}

/// A file, folder or sheet that is not read, and why.
#[derive(Debug)]
pub struct Fault {
    /// The path within the data folder.
    pub name: String,
    pub error: SourceError,
}

/// A folder with this file is a site of roasbook's own. What lies in it is called like tables, and is none.
pub const MANIFEST_OF_A_SITE: &str = ".roasbook-manifest.json";

/// Looks for tables below a folder. Hidden files and folders are not looked at, nor are sites that lie within; links
/// to files are followed, links to folders are not.
#[must_use]
pub fn find_files(folder: &Path) -> Found {
    let mut found = Found::default();
    let entries = WalkDir::new(folder)
        .max_depth(DEEPEST)
        .into_iter()
        .filter_entry(|entry| entry.depth() == 0 || !is_hidden(entry) && !is_site(entry));
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
    found.unread.sort_by(|a, b| natural_order(&a.name, &b.name));
    found
}

/// Hidden, or the lock that Excel and LibreOffice keep beside an open workbook.
fn is_hidden(entry: &DirEntry) -> bool {
    let name = entry.file_name().to_string_lossy();
    name.starts_with('.') || name.starts_with("~$")
}

fn is_site(entry: &DirEntry) -> bool {
    entry.file_type().is_dir() && entry.path().join(MANIFEST_OF_A_SITE).is_file()
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
                self.leave_unread(name, SourceError::UnknownForm);
            }
            return;
        };
        let table = Table::of_file_stem(stem);
        if table.is_none() && form != Form::Workbook {
            return;
        }
        match std::fs::metadata(path) {
            Ok(metadata) if metadata.is_dir() => {}
            Ok(metadata) if metadata.is_file() => self.add(table, path, name, form),
            Ok(_) => self.fault(name, SourceError::NotRegular),
            Err(error) if error.kind() == ErrorKind::NotFound => {
                self.fault(name, SourceError::DeadLink);
            }
            Err(error) => self.fault(name, SourceError::Io(error)),
        }
    }

    fn add(&mut self, table: Option<Table>, path: &Path, name: String, form: Form) {
        match (form, table) {
            (Form::Workbook, _) => self.add_workbook(table, path, &name),
            (_, Some(table)) => self.files.push(TableFile {
                table,
                path: path.to_path_buf(),
                name,
                sheet: None,
                form,
            }),
            (_, None) => {}
        }
    }

    /// Adds the sheets that are called like a table, or the only one of a workbook that is.
    fn add_workbook(&mut self, called: Option<Table>, path: &Path, name: &str) {
        let sheets = match source::sheets(path) {
            Ok(sheets) => sheets,
            // A workbook of another name may be anything: a budget, a contract.
            Err(error) if called.is_none() => return self.leave_unread(name.into(), error),
            Err(error) => return self.fault(name.into(), error),
        };
        let mut tables: Vec<(Table, &Sheet)> = sheets
            .iter()
            .filter_map(|sheet| Some((Table::of_file_stem(&sheet.name)?, sheet)))
            .collect();
        if let (Some(table), []) = (called, &tables[..]) {
            let shown = sheets
                .iter()
                .filter(|sheet| sheet.is_visible && sheet.has_cells);
            match shown.collect::<Vec<_>>()[..] {
                [only] => tables.push((table, only)),
                _ => return self.fault(name.into(), SourceError::no_table_sheet(&sheets)),
            }
        }
        for (table, sheet) in tables {
            let shown_name = visible(&format!("{name} (sheet {})", sheet.name));
            if sheet.is_visible {
                self.files.push(TableFile {
                    table,
                    path: path.to_path_buf(),
                    name: shown_name,
                    sheet: Some(sheet.name.clone()),
                    form: Form::Workbook,
                });
            } else {
                self.leave_unread(shown_name, SourceError::HiddenSheet);
            }
        }
    }

    fn leave_unread(&mut self, name: String, error: SourceError) {
        self.unread.push(Fault { name, error });
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
    visible(&within.to_string_lossy().replace('\\', "/"))
}

fn visible(name: &str) -> String {
    name.replace(char::is_control, "\u{FFFD}")
}

#[cfg(test)]
mod tests {
    use std::fs;

    use super::*;
    use crate::tables::source::fixtures;

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
        let unread: Vec<_> = found
            .unread
            .iter()
            .map(|unread| unread.name.as_str())
            .collect();
        assert_eq!(unread, ["posts.numbers", "tracking.json"]);
        assert_eq!(
            found.unread[0].error.to_string(),
            "is in a form that is not read; save it as CSV, XLSX or Parquet"
        );
        assert!(found.files.is_empty() && found.faults.is_empty());
    }

    #[test]
    fn sheets_called_like_a_table_are_tables_whatever_the_workbook_is_called() {
        let folder = folder(&[]);
        let table = fixtures::rows(b"id,name\n1,Zoe\n");
        let sheets: &[(&str, &[_])] = &[
            ("Tracking 2025", &table),
            ("Notes", &table),
            ("POSTS", &table),
        ];
        for (name, workbook) in [
            ("Campaign.XLSX", fixtures::xlsx(sheets)),
            ("tracking.ods", fixtures::ods(sheets)),
        ] {
            fs::write(folder.path().join(name), workbook).expect("written");
        }
        let found = find_files(folder.path());
        assert_eq!(
            names(&found),
            [
                "Campaign.XLSX (sheet POSTS)",
                "Campaign.XLSX (sheet Tracking 2025)",
                "tracking.ods (sheet POSTS)",
                "tracking.ods (sheet Tracking 2025)",
            ]
        );
        assert_eq!(found.files[0].table, Table::Posts);
        assert_eq!(found.files[1].sheet.as_deref(), Some("Tracking 2025"));
        assert!(found.faults.is_empty() && found.unread.is_empty());
    }

    #[test]
    fn the_only_sheet_of_a_workbook_called_like_a_table_is_that_table() {
        let folder = folder(&[]);
        let table = fixtures::rows(b"id,name\n1,Zoe\n");
        let write = |name: &str, sheets: &[(&str, &[Vec<String>])]| {
            fs::write(folder.path().join(name), fixtures::xlsx(sheets)).expect("written");
        };
        write("payouts.xlsx", &[("Sheet1", &table), ("Sheet2", &[])]);
        write("posts.xlsx", &[("January", &table), ("February", &table)]);
        write("budget.xlsx", &[("January", &table)]);
        let found = find_files(folder.path());
        assert_eq!(names(&found), ["payouts.xlsx (sheet Sheet1)"]);
        assert_eq!(found.files[0].table, Table::Payouts);
        assert_eq!(found.faults.len(), 1);
        assert_eq!(found.faults[0].name, "posts.xlsx");
        assert_eq!(
            found.faults[0].error.to_string(),
            "has no sheet that is called like a table (found `January`, `February`); \
             call the sheet `tracking`, `posts`, `payouts`, `influencers` or `products`"
        );
        assert!(found.unread.is_empty());
    }

    #[test]
    fn hidden_sheets_and_strange_workbooks_are_left_unread_with_the_reason() {
        let folder = folder(&["contract.xlsx", "tracking.xlsx", "~$posts.xlsx"]);
        let table = fixtures::rows(b"id,name\n1,Zoe\n");
        let workbook = fixtures::xlsx(&[("Posts", &table), ("Payouts old", &table)]);
        let workbook = fixtures::with_text(&workbook, "xl/workbook.xml", |xml| {
            xml.replace(
                "name=\"Payouts old\"",
                "state=\"hidden\" name=\"Payouts old\"",
            )
        });
        fs::write(folder.path().join("campaign.xlsx"), workbook).expect("written");
        let found = find_files(folder.path());
        assert_eq!(names(&found), ["campaign.xlsx (sheet Posts)"]);
        let unread: Vec<_> = found
            .unread
            .iter()
            .map(|unread| unread.name.as_str())
            .collect();
        assert_eq!(
            unread,
            ["campaign.xlsx (sheet Payouts old)", "contract.xlsx"]
        );
        assert!(matches!(found.unread[0].error, SourceError::HiddenSheet));
        assert_eq!(found.faults.len(), 1, "{:?}", found.faults);
        assert_eq!(found.faults[0].name, "tracking.xlsx");
    }

    #[test]
    fn a_site_within_the_data_is_not_data() {
        let folder = folder(&["posts.csv", "site/posts.html", "site/payouts.csv"]);
        let names_found = |found: &Found| (names(found).len(), found.unread.len());
        assert_eq!(names_found(&find_files(folder.path())), (2, 1));
        fs::write(folder.path().join("site").join(MANIFEST_OF_A_SITE), "{}").expect("written");
        assert_eq!(names_found(&find_files(folder.path())), (1, 0));
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
