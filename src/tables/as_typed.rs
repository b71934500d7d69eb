//! Texts as a keyboard would have typed them.

use std::borrow::Cow;

/// The text with the marks of typesetting as those of a keyboard: any space a plain one, any hyphen, minus or
/// en dash a hyphen, full-width characters and Devanagari digits their ASCII ones; without space around it, and
/// without what nobody sees. Spreadsheets, phones and browsers write such marks where they know a language.
#[must_use]
pub fn as_typed(text: &str) -> Cow<'_, str> {
    if text.chars().all(|mark| typed(mark) == Some(mark)) {
        return Cow::Borrowed(text.trim());
    }
    let text: String = text.chars().filter_map(typed).collect();
    Cow::Owned(text.trim().to_owned())
}

/// The character a keyboard has for it; `None` for one that only steers how others are shown.
fn typed(mark: char) -> Option<char> {
    Some(match mark {
        '\0'..='~' => mark,
        '\u{200b}'..='\u{200f}'
        | '\u{202a}'..='\u{202e}'
        | '\u{2060}'..='\u{2069}'
        | '\u{feff}' => return None,
        '\u{2010}'..='\u{2013}' | '\u{2212}' => '-',
        '\u{2018}' | '\u{2019}' | '\u{2bc}' => '\'',
        '\u{966}'..='\u{96f}' => shifted(mark, '\u{966}', '0'),
        '\u{ff01}'..='\u{ff5e}' => shifted(mark, '\u{ff01}', '!'),
        _ if mark.is_whitespace() => ' ',
        _ => mark,
    })
}

/// The character as far from one start as `mark` is from another.
fn shifted(mark: char, from: char, to: char) -> char {
    char::from_u32(u32::from(mark) - u32::from(from) + u32::from(to)).unwrap_or(mark)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn marks_of_typesetting_become_those_of_a_keyboard() {
        for (text, expected) in [
            ("500", "500"),
            (" 500\t", "500"),
            ("₹500", "₹500"),
            ("1\u{a0}234\u{202f}567", "1 234 567"),
            ("\u{2212}5", "-5"),
            ("22\u{2013}07", "22-07"),
            ("1’234", "1'234"),
            ("\u{200e}7\u{200e}/22\u{feff}", "7/22"),
            ("१२३", "123"),
            ("１，２３４．５％", "1,234.5%"),
            ("é—", "é—"),
            ("", ""),
        ] {
            assert_eq!(as_typed(text), expected, "{text:?}");
        }
    }

    #[test]
    fn a_plain_text_is_not_copied() {
        assert!(matches!(as_typed("₹1,23,456.50"), Cow::Borrowed(_)));
    }
}
