//! What kinds of file hold tables, told by the ending of their names.

/// How a file holds a table.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Form {
    /// Lines of separated values; compressed or not is told by its first bytes.
    Text,
    /// Sheets of cells.
    Workbook,
    /// Columns of values.
    Parquet,
}

const TEXT: &[&str] = &["csv", "tsv", "tab", "txt"];
const WORKBOOK: &[&str] = &["xlsx", "xlsm", "xlsb", "ods"];
const PARQUET: &[&str] = &["parquet"];
const COMPRESSED: &[&str] = &["gz", "gzip", "zst", "zstd"];

/// Endings under which people keep tables that roasbook does not read. A listed ending is worth a word to
/// its owner; any other, as of scripts and notes, is not.
const UNREAD: &[&str] = &[
    "7z", "arrow", "avro", "bz2", "dat", "db", "doc", "docx", "feather", "gsheet", "htm", "html",
    "json", "jsonl", "ndjson", "numbers", "orc", "pdf", "rar", "rtf", "sqlite", "tar", "tgz",
    "xls", "xlt", "xltx", "xml", "xz", "zip",
];

impl Form {
    /// The form that a file's name promises, and the name without the endings that promise it.
    #[must_use]
    pub fn of_name(name: &str) -> Option<(Self, &str)> {
        let (stem, ending) = split(name)?;
        if is_one_of(COMPRESSED, ending) {
            let (stem, ending) = split(stem)?;
            return is_one_of(TEXT, ending).then_some((Self::Text, stem));
        }
        let form = if is_one_of(TEXT, ending) {
            Self::Text
        } else if is_one_of(WORKBOOK, ending) {
            Self::Workbook
        } else if is_one_of(PARQUET, ending) {
            Self::Parquet
        } else {
            return None;
        };
        Some((form, stem))
    }

    /// The name without its ending, where that is one under which people keep tables, but not one of ours.
    #[must_use]
    pub fn unread_stem(name: &str) -> Option<&str> {
        if Self::of_name(name).is_some() {
            return None;
        }
        match split(name) {
            None => Some(name),
            Some((stem, ending)) => {
                (is_one_of(UNREAD, ending) || is_one_of(COMPRESSED, ending)).then_some(stem)
            }
        }
    }
}

fn split(name: &str) -> Option<(&str, &str)> {
    name.rsplit_once('.').filter(|(stem, _)| !stem.is_empty())
}

fn is_one_of(endings: &[&str], ending: &str) -> bool {
    endings
        .iter()
        .any(|known| known.eq_ignore_ascii_case(ending))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_promises_a_form_by_its_endings() {
        for (name, stem) in [
            ("tracking.csv", "tracking"),
            ("Tracking.TSV", "Tracking"),
            ("tracking.2025.csv.gz", "tracking.2025"),
            ("posts.tab.zstd", "posts"),
            ("posts.txt", "posts"),
        ] {
            assert_eq!(Form::of_name(name), Some((Form::Text, stem)));
            assert_eq!(Form::unread_stem(name), None);
        }
        assert_eq!(
            Form::of_name("Campaign.XLSX"),
            Some((Form::Workbook, "Campaign"))
        );
    }

    #[test]
    fn tables_in_other_forms_are_known_and_scripts_are_not() {
        assert_eq!(Form::unread_stem("tracking.json"), Some("tracking"));
        assert_eq!(Form::unread_stem("tracking.csv.bz2"), Some("tracking.csv"));
        assert_eq!(Form::unread_stem("tracking.gz"), Some("tracking"));
        assert_eq!(Form::unread_stem("tracking"), Some("tracking"));
        assert_eq!(Form::unread_stem("tracking.py"), None);
        assert_eq!(Form::unread_stem("tracking.xls"), Some("tracking"));
        assert_eq!(Form::of_name("tracking.xlsx.gz"), None);
        assert_eq!(Form::of_name("tracking.json"), None);
        assert_eq!(Form::of_name(".csv"), None);
    }
}
