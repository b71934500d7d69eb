//! Text as TOML, on one line and without anything that an editor would not show.

use toml_writer::{ToTomlKey, ToTomlValue, TomlKeyBuilder, TomlStringBuilder};

use crate::problem::harmless;

/// A text as a value.
#[must_use]
pub fn value(text: &str) -> String {
    shown(&TomlStringBuilder::new(text).as_basic().to_toml_value())
}

/// Texts as a list.
#[must_use]
pub fn list<'a>(texts: impl IntoIterator<Item = &'a str>) -> String {
    let values: Vec<String> = texts.into_iter().map(value).collect();
    format!("[{}]", values.join(", "))
}

/// A text as a key, quoted only where it has to be.
#[must_use]
pub fn key(text: &str) -> String {
    let builder = TomlKeyBuilder::new(text);
    let key = builder.as_unquoted().unwrap_or_else(|| builder.as_basic());
    shown(&key.to_toml_key())
}

/// Between double quotes any character can be written by its number.
fn shown(quoted: &str) -> String {
    let mut shown = String::with_capacity(quoted.len());
    let mut buffer = [0; 4];
    for letter in quoted.chars() {
        let one = letter.encode_utf8(&mut buffer);
        if harmless(one) == *one {
            shown.push(letter);
        } else {
            shown.push_str(&format!("\\u{:04X}", u32::from(letter)));
        }
    }
    shown
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn text_is_quoted_so_that_it_stays_on_its_line_and_can_be_seen() {
        assert_eq!(value("Omega 3"), "\"Omega 3\"");
        assert_eq!(value("a\"b\\c\nd\te\u{7f}"), r#""a\"b\\c\nd\te\u007F""#);
        assert_eq!(value("a\u{202e}b\u{9b}c"), r#""a\u202Eb\u009Bc""#);
        assert_eq!(key("year_starts"), "year_starts");
        assert_eq!(key("Omega 3"), "\"Omega 3\"");
        assert_eq!(key(""), "\"\"");
        assert_eq!(key("प्रोटीन"), "\"प्रोटीन\"");
        assert_eq!(list(["a", "b]"]), r#"["a", "b]"]"#);
    }

    proptest! {
        #[test]
        fn whatever_is_quoted_is_read_back(text in any::<String>()) {
            let line = format!("{} = {}", key(&text), value(&text));
            prop_assert!(!line.contains('\n'));
            let table: toml::Table = line.parse().unwrap();
            prop_assert_eq!(table.get(&text).and_then(toml::Value::as_str), Some(text.as_str()));
        }
    }
}
