//! CSV for spreadsheets, which run what looks like a formula.

/// A text that a spreadsheet takes for text.
pub fn formula_safe(text: &str) -> String {
    if text.starts_with(['=', '+', '-', '@', '\t', '\r']) {
        format!("'{text}")
    } else {
        text.to_owned()
    }
}
