//! Words that stand for a blank cell.

/// Whether a cell of numbers, dates or ids says that it holds nothing: it is empty, or one of the words below.
///
/// They are what programs write for a value they do not have: pandas and R (`NaN`, `NaT`, `NA`, `<NA>`, `None`),
/// databases (`NULL`, `(null)`, `[null]`, `\N`), JavaScript (`undefined`), pivot tables (`(blank)`), spreadsheets
/// where a look-up found nothing (`#N/A`), and people (`n/a`, a dash).
///
/// Other error values of spreadsheets (`#REF!`, `#VALUE!`, `#DIV/0!`) are not among them: there was a value, and it
/// is lost. Nor is `nil`, which in a ledger is nought as often as nothing, nor `?` or `tbd`, which somebody still
/// has to answer.
#[must_use]
pub fn is_blank(text: &str) -> bool {
    // Nearly every cell is a number or a date, and no word begins with a digit. Ids begin with a letter, and few of
    // them with one that a word has.
    if let Some(first) = text.as_bytes().first()
        && (first.is_ascii_digit() || (first.is_ascii_alphabetic() && !b"nNuU".contains(first)))
    {
        return false;
    }
    let text = text.trim();
    WORDS.iter().any(|word| text.eq_ignore_ascii_case(word))
}

const WORDS: [&str; 20] = [
    "",
    "-",
    "--",
    "–",
    "—",
    "na",
    "n/a",
    "n.a.",
    "#n/a",
    "nan",
    "nat",
    "<na>",
    "none",
    "null",
    "(null)",
    "[null]",
    "\\n",
    "undefined",
    "(blank)",
    "not available",
];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_programs_and_people_write_for_nothing_is_blank() {
        for text in [
            "", " ", "-", "–", "—", "NaN", "nan", "NULL", "null", "None", "N/A", "n/a", "NA",
            "#N/A", "NaT", "<NA>", "\\N", " - ", "(blank)",
        ] {
            assert!(is_blank(text), "{text:?}");
        }
    }

    #[test]
    fn a_lost_value_and_a_nought_are_not_blank() {
        for text in [
            "0", "#VALUE!", "#REF!", "#DIV/0!", "#NAME?", "#NUM!", "#NULL!", "nil", "?", "tbd",
            "pending", "Nancy", "-5", ".",
        ] {
            assert!(!is_blank(text), "{text:?}");
        }
    }
}
