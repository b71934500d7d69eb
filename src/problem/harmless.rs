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
}
