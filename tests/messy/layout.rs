//! How one file lays its table out.

use rand::seq::SliceRandom;
use rand::{Rng, RngExt};

use super::case::{Case, Quirk};
use super::schema::Column;

/// Choices that hold for a whole file.
pub struct Layout {
    /// Cells of a sheet rather than lines of text.
    pub is_grid: bool,
    pub separator: char,
    pub is_declared: bool,
    pub line_end: &'static str,
    pub has_last_line_end: bool,
    /// Blank cells behind the header, and behind rows.
    pub trailing: (usize, usize),
    pub blank_before_header: usize,
    pub title: Vec<&'static str>,
}

const TITLES: [&str; 5] = [
    "Influencer report",
    "Exported on 22 Jul 2025; all brands",
    "Spring, summer and autumn",
    "Total rows: 12",
    "Do not edit \"by hand\"",
];

impl Layout {
    pub fn draw(case: &Case, rng: &mut impl Rng) -> Self {
        let is_grid = case.has(Quirk::Workbook) && rng.random_range(0..2) == 0;
        let is_declared =
            !is_grid && case.has(Quirk::DeclaredSeparator) && rng.random_range(0..2) == 0;
        let separators: &[char] = match (case.has(Quirk::Separator), is_declared) {
            // A declared one may be any.
            (true, true) => &[';', '\t', '|', ',', ':', '~'],
            (true, false) => &[';', '\t', '|', ','],
            (false, _) => &[','],
        };
        let trailing = match case.has(Quirk::TrailingSeparators) {
            true => [(1, 1), (0, 1), (2, 2), (0, 3), (1, 0)][rng.random_range(0..5)],
            false => (0, 0),
        };
        let mut titles = TITLES;
        titles.shuffle(rng);
        let title_lines = match case.has(Quirk::Title) {
            true => rng.random_range(0..=4),
            false => 0,
        };
        Self {
            is_grid,
            separator: separators[rng.random_range(0..separators.len())],
            is_declared,
            line_end: match case.has(Quirk::CarriageReturn) && rng.random_range(0..2) == 0 {
                true => "\r\n",
                false => "\n",
            },
            has_last_line_end: !(case.has(Quirk::NoLastLineEnd) && rng.random_range(0..2) == 0),
            trailing,
            blank_before_header: match case.has(Quirk::BlankLines) {
                true => rng.random_range(0..4),
                false => 0,
            },
            title: titles[..title_lines].to_vec(),
        }
    }
}

/// A column's header as a file spells it.
pub fn header(case: &Case, column: &Column, rng: &mut impl Rng) -> String {
    let word = match case.has(Quirk::Aliases) && !column.aliases.is_empty() {
        true => match rng.random_range(0..=column.aliases.len()) {
            0 => column.name,
            place => column.aliases[place - 1],
        },
        false => column.name,
    };
    match case.has(Quirk::HeaderSpelling) {
        true => spelled(case, word, rng),
        false => word.to_owned(),
    }
}

fn spelled(case: &Case, word: &str, rng: &mut impl Rng) -> String {
    let title: Vec<String> = word
        .split('_')
        .map(|part| part[..1].to_uppercase() + &part[1..])
        .collect();
    match rng.random_range(0..8) {
        0 => word.to_uppercase(),
        1 => title.join(" "),
        2 => title.join("_"),
        3 => word.replace('_', "-"),
        4 => format!(" {} ", word.replace('_', " ")),
        5 => format!("{}*", title.join(" ")),
        6 => format!("{}:", word.replace('_', ".")),
        _ if case.has(Quirk::HardText) => title.join("\n"),
        _ => word.to_owned(),
    }
}
