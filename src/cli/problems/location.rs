//! Where a problem is, for programs that open files.

use std::path::{Component, Path};

use roasbook::problem::Problem;

/// What is read line by line as it lies on the disk.
const TEXT: [&str; 5] = ["csv", "tsv", "tab", "txt", "toml"];

/// A file and a place in it. Never an absolute path: what is written is read on other machines.
#[derive(Debug, PartialEq, Eq)]
pub struct Location {
    /// From the current folder if the data is below it, else within the data folder; parts are joined by `/`. The data
    /// folder itself where the problem is of no single file.
    pub path: String,
    /// Whether line and character are those that an editor shows, unlike in a workbook or in a compressed file.
    pub is_text: bool,
    pub line: Option<u64>,
    /// From 1.
    pub character: Option<u32>,
}

impl Location {
    /// The location of a problem of the data in a folder.
    pub fn of(problem: &Problem, data: &Path) -> Self {
        let place = &problem.place;
        let is_text = Path::new(&place.file)
            .extension()
            .and_then(|extension| extension.to_str())
            .is_some_and(|extension| TEXT.iter().any(|text| extension.eq_ignore_ascii_case(text)));
        Self {
            path: relative(&data.join(file_of(&place.file)), data),
            is_text,
            line: (is_text && place.line > 0).then_some(place.line),
            character: problem
                .excerpt
                .as_ref()
                .filter(|_| is_text)
                .map(|excerpt| excerpt.character),
        }
    }
}

/// The file's name without the sheet of a workbook: `book.xlsx (sheet Tracking)` is in `book.xlsx`.
fn file_of(name: &str) -> &str {
    match name.rfind(" (sheet ") {
        Some(end) if name.ends_with(')') => &name[..end],
        _ => name,
    }
}

fn relative(path: &Path, data: &Path) -> String {
    let here = std::env::current_dir().unwrap_or_default();
    let path = match path.strip_prefix(&here) {
        Ok(below) => below,
        Err(_) if path.is_absolute() => path.strip_prefix(data).unwrap_or(path),
        Err(_) => path,
    };
    let parts: Vec<_> = path
        .components()
        .filter(|part| {
            !matches!(
                part,
                Component::CurDir | Component::RootDir | Component::Prefix(_)
            )
        })
        .map(|part| part.as_os_str().to_string_lossy())
        .collect();
    if parts.is_empty() {
        ".".to_owned()
    } else {
        parts.join("/")
    }
}

#[cfg(test)]
mod tests {
    use roasbook::problem::{Code, Excerpt, Place, Problems};

    use super::*;

    #[track_caller]
    fn case(file: &str, data: &str, path: &str, line_and_character: Option<(u64, u32)>) {
        let mut problems = Problems::default();
        let place = Place {
            file: file.into(),
            line: 3,
            column: "date".into(),
        };
        problems.add_cell(Code::BadDate, place, "x", "bad", || {
            Some(Excerpt::of("ab,x", 3..4))
        });
        let location = Location::of(problems.sorted()[0], Path::new(data));
        assert_eq!(location.path, path);
        assert_eq!(location.line.zip(location.character), line_and_character);
        assert_eq!(location.is_text, line_and_character.is_some());
    }

    #[test]
    fn a_text_file_is_located_from_the_current_folder_and_others_as_a_whole() {
        let here = std::env::current_dir().unwrap();
        let absolute = here.join("data");
        let text = Some((3, 4));
        case("2025/t.CSV", "data", "data/2025/t.CSV", text);
        case("t.tsv", "./data/", "data/t.tsv", text);
        case("t.csv", "..", "../t.csv", text);
        case("t.csv", absolute.to_str().unwrap(), "data/t.csv", text);
        case("t.csv", "/somewhere/else", "t.csv", text);
        case("book.xlsx (sheet Tracking)", ".", "book.xlsx", None);
        case("tracking.csv.gz", ".", "tracking.csv.gz", None);
        case("tracking.parquet", ".", "tracking.parquet", None);
    }

    #[test]
    fn what_is_of_no_file_is_of_the_folder() {
        let mut problems = Problems::default();
        problems.add(Code::AbsentTable, Place::default(), "", "none");
        for (data, path) in [("data", "data"), (".", "."), ("/somewhere/else", ".")] {
            let location = Location::of(problems.sorted()[0], Path::new(data));
            assert_eq!(location.path, path);
        }
    }
}
