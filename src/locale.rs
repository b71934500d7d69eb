//! The language and country a report is for, as a language tag: `en-IN`.

use std::str::FromStr;

use serde::Deserialize;
use serde::de::Error as _;

use crate::config::Grouping;
use crate::money::DecimalMark;

/// A language tag (BCP 47): a language, then perhaps a script and a country.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Locale(String);

/// Languages of India and Nepal, where no country is named.
const COUNT_IN_LAKH: [&str; 13] = [
    "as", "bn", "gu", "hi", "kn", "ml", "mr", "ne", "or", "pa", "sa", "ta", "te",
];

/// Languages whose numbers have a decimal comma.
const DECIMAL_COMMA: [&str; 31] = [
    "az", "be", "bg", "bs", "ca", "cs", "da", "de", "el", "es", "et", "eu", "fi", "fr", "hr", "hu",
    "id", "it", "lt", "lv", "nb", "nl", "pl", "pt", "ro", "ru", "sk", "sv", "tr", "uk", "vi",
];

/// Countries that speak one of them and write a point.
const POINT_ALL_THE_SAME: [(&str, &str); 12] = [
    ("de", "CH"),
    ("de", "LI"),
    ("es", "DO"),
    ("es", "GT"),
    ("es", "HN"),
    ("es", "MX"),
    ("es", "NI"),
    ("es", "PA"),
    ("es", "PE"),
    ("es", "PR"),
    ("es", "SV"),
    ("it", "CH"),
];

impl Locale {
    /// How digits are grouped there.
    #[must_use]
    pub fn grouping(&self) -> Grouping {
        let mut parts = self.0.split('-');
        let language = parts.next().unwrap_or_default().to_ascii_lowercase();
        // Of what follows only a country has two letters.
        let country = parts.find(|part| part.len() == 2);
        let counts_in_lakh = match country {
            Some(country) => ["IN", "NP", "BD"]
                .iter()
                .any(|one| country.eq_ignore_ascii_case(one)),
            None => COUNT_IN_LAKH.contains(&language.as_str()),
        };
        if counts_in_lakh {
            Grouping::Indian
        } else {
            Grouping::Western
        }
    }

    /// What stands before the decimals of a number there (Unicode CLDR, `decimal`).
    #[must_use]
    pub fn decimal_mark(&self) -> DecimalMark {
        let mut parts = self.0.split('-');
        let language = parts.next().unwrap_or_default().to_ascii_lowercase();
        let country = parts.find(|part| part.len() == 2).unwrap_or_default();
        let country = country.to_ascii_uppercase();
        let is_exception = POINT_ALL_THE_SAME.contains(&(language.as_str(), country.as_str()));
        if DECIMAL_COMMA.contains(&language.as_str()) && !is_exception {
            DecimalMark::Comma
        } else {
            DecimalMark::Point
        }
    }

    /// The language of the pages, whose words are English wherever they are read.
    #[must_use]
    pub fn language_of_pages(&self) -> &str {
        match self.0.split('-').next() {
            Some(language) if language.eq_ignore_ascii_case("en") => &self.0,
            _ => "en",
        }
    }
}

impl FromStr for Locale {
    type Err = String;

    fn from_str(text: &str) -> Result<Self, String> {
        let mut parts = text.split('-');
        let is_language = parts.next().is_some_and(|part| {
            (2..=3).contains(&part.len()) && part.bytes().all(|byte| byte.is_ascii_alphabetic())
        });
        let is_part = |part: &str| {
            (2..=8).contains(&part.len()) && part.bytes().all(|byte| byte.is_ascii_alphanumeric())
        };
        if is_language && parts.all(is_part) {
            Ok(Self(text.to_owned()))
        } else {
            Err(format!(
                "`{text}` is not a locale; write a language and a country, such as en-IN or en-US"
            ))
        }
    }
}

impl<'de> Deserialize<'de> for Locale {
    fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        String::deserialize(deserializer)?
            .parse()
            .map_err(D::Error::custom)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_locale_says_how_digits_are_grouped_and_which_english_the_pages_are_in() {
        #[track_caller]
        fn case(text: &str, grouping: Grouping, language: &str) {
            let locale: Locale = text.parse().unwrap();
            assert_eq!(
                (locale.grouping(), locale.language_of_pages()),
                (grouping, language)
            );
        }
        case("en-IN", Grouping::Indian, "en-IN");
        case("hi-IN", Grouping::Indian, "en");
        case("hi", Grouping::Indian, "en");
        case("hi-Deva-IN", Grouping::Indian, "en");
        case("en-US", Grouping::Western, "en-US");
        case("en", Grouping::Western, "en");
        case("de-CH", Grouping::Western, "en");
        case("hi-FJ", Grouping::Western, "en");
    }

    #[test]
    fn what_is_no_language_tag_is_refused() {
        for text in ["", "en_IN", "e", "english", "en-", "en-\"x", "12-IN"] {
            assert!(text.parse::<Locale>().is_err(), "{text}");
        }
    }
}
