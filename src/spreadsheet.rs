//! CSV for spreadsheets, which run what looks like a formula.

/// What makes a text a formula, in full width as well.
const SIGNS: [char; 8] = ['=', '+', '-', '@', '＝', '＋', '－', '＠'];

/// A text that a spreadsheet takes for text: what would be a formula, also behind blanks, which spreadsheets
/// trim away, gets an apostrophe in front. Pages follow the same rule (`csv.js`).
#[must_use]
pub fn formula_safe(text: &str) -> String {
    let is_blank = |c: char| {
        c.is_whitespace()
            || c.is_control()
            || matches!(c, '\u{200b}'..='\u{200f}' | '\u{2060}' | '\u{feff}')
    };
    let shown = text.trim_start_matches(is_blank);
    if shown.starts_with(SIGNS) || text.trim_start_matches(' ').starts_with(['\t', '\r', '\n']) {
        format!("'{text}")
    } else {
        text.to_owned()
    }
}
