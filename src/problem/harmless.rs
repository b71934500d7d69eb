//! Text of the data that must not steer the terminal, or the log, it is shown on.

use std::borrow::Cow;
use std::fmt::Write;

/// The text with control characters made visible (`␛`), and those that turn the direction of writing or break
/// lines written out (`<U+202E>`).
#[must_use]
pub fn harmless(text: &str) -> Cow<'_, str> {
    if !text.contains(is_harmful) {
        return Cow::Borrowed(text);
    }
    let mut shown = String::with_capacity(text.len() + 16);
    text.chars()
        .for_each(|letter| push_harmless(&mut shown, letter));
    Cow::Owned(shown)
}

/// JSON in which such characters are escaped: it steers no terminal, and programs read the same from it. Those below
/// the space stand for themselves, since in texts JSON escapes them already.
#[must_use]
pub fn harmless_json(json: &str) -> Cow<'_, str> {
    let is_escaped = |letter: char| letter >= '\u{7f}' && is_harmful(letter);
    if !json.contains(is_escaped) {
        return Cow::Borrowed(json);
    }
    let mut escaped = String::with_capacity(json.len() + 16);
    for letter in json.chars() {
        match is_escaped(letter) {
            true => {
                write!(escaped, "\\u{:04x}", u32::from(letter)).expect("a string takes any text")
            }
            false => escaped.push(letter),
        }
    }
    Cow::Owned(escaped)
}

/// Adds a character as [`harmless`] shows it.
pub(super) fn push_harmless(shown: &mut String, letter: char) {
    match letter {
        // Unicode has a picture of each of these, in their order.
        '\0'..='\u{1f}' => shown.extend(char::from_u32(0x2400 + u32::from(letter))),
        '\u{7f}' => shown.push('\u{2421}'),
        _ if is_harmful(letter) => {
            write!(shown, "<U+{:04X}>", u32::from(letter)).expect("a string takes any text");
        }
        _ => shown.push(letter),
    }
}

fn is_harmful(letter: char) -> bool {
    letter.is_control()
        || matches!(
            letter,
            '\u{61c}' | '\u{200e}' | '\u{200f}' | '\u{2028}'..='\u{202e}' | '\u{2066}'..='\u{2069}'
        )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_steers_a_terminal_is_shown_instead() {
        #[track_caller]
        fn case(text: &str, expected: &str) {
            assert_eq!(harmless(text), expected);
        }
        case("Zoë ₹5 रिया", "Zoë ₹5 रिया");
        case("\u{1b}[31mred\u{7}", "␛[31mred␇");
        case("two\r\nlines\tand\u{7f}", "two␍␊lines␉and␡");
        case("\u{9b}31m", "<U+009B>31m");
        case("a\u{202e}b\u{2069}c\u{2028}", "a<U+202E>b<U+2069>c<U+2028>");
    }

    #[test]
    fn json_keeps_its_meaning_and_its_lines() {
        let value = serde_json::json!({"found": "a\u{9b}31m\u{202e}b\n\u{7f} Zoë"});
        let pretty = format!("{value:#}");
        let json = harmless_json(&pretty);
        assert_eq!(
            json,
            "{\n  \"found\": \"a\\u009b31m\\u202eb\\n\\u007f Zoë\"\n}"
        );
        assert_eq!(
            serde_json::from_str::<serde_json::Value>(&json).unwrap(),
            value
        );
        assert!(matches!(harmless_json("[\"Zoë\"]"), Cow::Borrowed(_)));
    }
}
