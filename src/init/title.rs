//! The name of the report, from the folder's.

use std::path::Path;

use super::draft::Setting;
use super::quoting;
use crate::config::Config;

/// Names of folders that say nothing of what is in them.
const SAY_NOTHING: [&str; 22] = [
    "csv",
    "csvs",
    "data",
    "dataset",
    "desktop",
    "documents",
    "downloads",
    "export",
    "exports",
    "files",
    "home",
    "in",
    "input",
    "inputs",
    "new folder",
    "raw",
    "roasbook",
    "root",
    "tables",
    "temp",
    "tmp",
    "work",
];

const ABOUT: &str = "The name of the report, on every page.";

pub fn setting(folder: &Path) -> Setting {
    match title_of(folder) {
        Some(title) => Setting::guess(
            "title",
            &quoting::value(&title),
            ABOUT,
            "the folder is called so.".into(),
        ),
        None => Setting::default("title", &quoting::value(&Config::default().title), ABOUT),
    }
}

/// The name of the folder as a title, else of the one it is in; none where neither says anything.
fn title_of(folder: &Path) -> Option<String> {
    // Only so is there a name for `.`.
    let whole = folder.canonicalize().ok()?;
    let names = [whole.file_name(), whole.parent().and_then(Path::file_name)];
    names
        .into_iter()
        .flatten()
        .find_map(|name| title(&name.to_string_lossy()))
}

fn title(name: &str) -> Option<String> {
    let is_space = |letter: char| letter.is_whitespace() || letter == '_' || letter == '-';
    let words: Vec<&str> = name
        .split(is_space)
        .filter(|word| !word.is_empty())
        .collect();
    let title = words.join(" ");
    let says_nothing = title.starts_with('.')
        || !title.contains(char::is_alphabetic)
        || SAY_NOTHING.contains(&title.to_lowercase().as_str());
    if says_nothing {
        return None;
    }
    let mut letters = title.chars();
    let first = letters.next()?;
    Some(first.to_uppercase().chain(letters).collect())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_folder_gives_its_name_in_words() {
        #[track_caller]
        fn case(name: &str, expected: Option<&str>) {
            assert_eq!(title(name).as_deref(), expected, "{name}");
        }
        case("spring-2026_HealthKart", Some("Spring 2026 HealthKart"));
        case("été", Some("Été"));
        case("__q1__", Some("Q1"));
        for name in ["data", "Exports", "2025", ".tmpX1", "", "--", "new_folder"] {
            case(name, None);
        }
    }

    #[test]
    fn a_folder_that_says_nothing_is_called_like_the_one_it_is_in() {
        let outer = tempfile::tempdir().unwrap();
        let data = outer.path().join("spring sale/data");
        std::fs::create_dir_all(&data).unwrap();
        assert_eq!(title_of(&data).as_deref(), Some("Spring sale"));
        assert_eq!(title_of(&data.join("absent")), None);
    }
}
