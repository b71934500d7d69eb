//! `[read]`: how cells are written where they do not tell themselves.

use serde::Deserialize;

use super::Config;
use crate::locale::Locale;
use crate::money::DecimalMark;
use crate::period::DateOrder;

/// How cells are written where they do not tell themselves.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct ReadConfig {
    /// Whether `02-07-2025` is in July or in February; what a column's own dates prove if not set.
    pub date_order: Option<DateOrder>,
    /// What stands before the decimals of numbers; the locale's if not set.
    pub decimal: Option<DecimalMark>,
}

impl Config {
    /// What stands before the decimals of numbers.
    #[must_use]
    pub fn decimal_mark(&self) -> DecimalMark {
        let of_locale = || self.locale.as_ref().map(Locale::decimal_mark);
        self.read.decimal.or_else(of_locale).unwrap_or_default()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_decimal_mark_is_written_as_itself_or_by_its_name() {
        for (written, mark) in [
            (",", DecimalMark::Comma),
            ("comma", DecimalMark::Comma),
            (".", DecimalMark::Point),
            ("point", DecimalMark::Point),
        ] {
            // It wins over the locale, whichever that has.
            for locale in ["de-DE", "en-IN"] {
                let text = format!("locale = '{locale}'\nread = {{ decimal = '{written}' }}");
                assert_eq!(Config::parse(&text).unwrap().decimal_mark(), mark, "{text}");
            }
        }
        let of_locale = Config::parse("locale = 'de-DE'").unwrap();
        assert_eq!(of_locale.decimal_mark(), DecimalMark::Comma);
    }
}
