//! `[money]`: the currency of amounts, and how they read.

use serde::Deserialize;

use super::Config;
use crate::currency::Currency;
use crate::locale::Locale;

/// Amounts as the file describes them: symbol and grouping, or what they follow from.
#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub(super) struct WrittenMoney {
    currency: Option<String>,
    symbol: Option<String>,
    grouping: Option<Grouping>,
}

impl WrittenMoney {
    /// Symbol and grouping as written; else those of the currency and the locale; else the default.
    pub(super) fn style(&self, locale: Option<&Locale>) -> Result<MoneyStyle, String> {
        let currency = self.currency.as_deref().map(Currency::of).transpose()?;
        let fallback = MoneyStyle::default();
        let symbol = self
            .symbol
            .clone()
            .or_else(|| currency.map(|one| one.symbol.to_owned()));
        let of_currency = currency.map(|one| match one.counts_in_lakh {
            true => Grouping::Indian,
            false => Grouping::Western,
        });
        let grouping = self
            .grouping
            .or_else(|| locale.map(Locale::grouping))
            .or(of_currency);
        Ok(MoneyStyle {
            symbol: symbol.unwrap_or(fallback.symbol),
            grouping: grouping.unwrap_or(fallback.grouping),
        })
    }
}

/// How amounts read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct MoneyStyle {
    pub symbol: String,
    pub grouping: Grouping,
}

/// How digits are grouped, and which short forms are used.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Grouping {
    /// 1,23,45,678; lakh and crore.
    Indian,
    /// 12,345,678; thousand, million, billion.
    Western,
}

impl Default for MoneyStyle {
    fn default() -> Self {
        Self {
            symbol: "₹".into(),
            grouping: Grouping::Indian,
        }
    }
}

impl Config {
    /// The code of the currency that amounts are in: the one written, else the rupee.
    #[must_use]
    pub fn currency(&self) -> &str {
        self.written_money.currency.as_deref().unwrap_or("INR")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn symbol_and_grouping_come_from_what_is_most_particular() {
        #[track_caller]
        fn case(text: &str, symbol: &str, grouping: Grouping) {
            let symbol = symbol.to_owned();
            assert_eq!(
                Config::parse(text).unwrap().money,
                MoneyStyle { symbol, grouping },
                "{text}"
            );
        }
        case("", "₹", Grouping::Indian);
        case("money = { currency = 'INR' }", "₹", Grouping::Indian);
        case("money = { currency = 'USD' }", "$", Grouping::Western);
        case(
            "money = { currency = 'CHF' }",
            "CHF\u{a0}",
            Grouping::Western,
        );
        case("locale = 'en-US'", "₹", Grouping::Western);
        case(
            "locale = 'en-IN'\nmoney = { currency = 'USD' }",
            "$",
            Grouping::Indian,
        );
        case(
            "locale = 'en-US'\nmoney = { currency = 'INR' }",
            "₹",
            Grouping::Western,
        );
        case(
            "locale = 'en-US'\nmoney = { grouping = 'indian' }",
            "₹",
            Grouping::Indian,
        );
        case(
            "money = { currency = 'USD', symbol = 'US$' }",
            "US$",
            Grouping::Western,
        );
        case("money = { symbol = '€' }", "€", Grouping::Indian);
    }
}
