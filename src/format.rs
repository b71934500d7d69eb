//! How figures are written for people.
//!
//! `templates/assets/js/format.js` writes the same text for the same number in the browser, and states the
//! rules; `tests/vectors/format.json` holds both to it.

use crate::config::{Grouping, MoneyStyle};
use crate::measure::{Format, Value};

/// What stands where there is no value.
pub const NONE: &str = "–";

const NO_BREAK_SPACE: char = '\u{a0}';
const MINUS: char = '\u{2212}';

/// A step of the short form: what one unit is worth in major units, its decimals, the limit (exclusive, in
/// the last digit shown) below which the step is used, and its name.
type Step = (i64, u32, i64, &'static str);

const INDIAN: [Step; 6] = [
    (1, 0, 100_000, ""),
    (100_000, 2, 1000, "L"),
    (100_000, 1, 1000, "L"),
    (10_000_000, 2, 1000, "Cr"),
    (10_000_000, 1, 1000, "Cr"),
    (10_000_000, 0, i64::MAX, "Cr"),
];

const WESTERN: [Step; 9] = [
    (1, 0, 10_000, ""),
    (1_000, 1, 1000, "K"),
    (1_000, 0, 1000, "K"),
    (1_000_000, 2, 1000, "M"),
    (1_000_000, 1, 1000, "M"),
    (1_000_000, 0, 1000, "M"),
    (1_000_000_000, 2, 1000, "B"),
    (1_000_000_000, 1, 1000, "B"),
    (1_000_000_000, 0, i64::MAX, "B"),
];

/// Writes figures in one style.
#[derive(Clone, Debug)]
pub struct Figures {
    pub money: MoneyStyle,
}

impl Figures {
    /// Money in its short form: `₹3.02 L`.
    #[must_use]
    pub fn money_short(&self, minor: i64) -> String {
        let steps: &[Step] = match self.money.grouping {
            Grouping::Indian => &INDIAN,
            Grouping::Western => &WESTERN,
        };
        for (unit, decimals, limit, name) in steps {
            let by = unit * 100 / 10i64.pow(*decimals);
            let rounded = divide_half_up(minor.unsigned_abs(), by as u64);
            if rounded >= *limit as u64 {
                continue;
            }
            let mut text = String::new();
            if minor < 0 && rounded > 0 {
                text.push(MINUS);
            }
            text.push_str(&self.money.symbol);
            text.push_str(&self.fixed(rounded, *decimals as usize));
            if !name.is_empty() {
                text.push(NO_BREAK_SPACE);
                text.push_str(name);
            }
            return text;
        }
        unreachable!("the last step has no limit")
    }

    /// Money to the last minor unit: `₹3,02,322.86`.
    #[must_use]
    pub fn money_full(&self, minor: i64) -> String {
        let sign = if minor < 0 {
            MINUS.to_string()
        } else {
            String::new()
        };
        format!(
            "{sign}{}{}",
            self.money.symbol,
            self.fixed(minor.unsigned_abs(), 2)
        )
    }

    /// Money without symbol, in whole major units: for columns that state the unit once.
    #[must_use]
    pub fn money_whole(&self, minor: i64) -> String {
        let rounded = divide_half_up(minor.unsigned_abs(), 100) as i64;
        self.count(if minor < 0 { -rounded } else { rounded })
    }

    /// A count: `9,812`.
    #[must_use]
    pub fn count(&self, count: i64) -> String {
        let sign = if count < 0 {
            MINUS.to_string()
        } else {
            String::new()
        };
        format!("{sign}{}", self.fixed(count.unsigned_abs(), 0))
    }

    /// A multiple: `4.52x`.
    #[must_use]
    pub fn times(&self, ratio: f64) -> String {
        format!(
            "{}x",
            self.ratio(ratio, &[(2, 10.0), (1, 100.0), (0, f64::INFINITY)])
        )
    }

    /// A percentage, given as one: 12.3 is `12 %`.
    #[must_use]
    pub fn percent(&self, percentage: f64) -> String {
        format!(
            "{}{NO_BREAK_SPACE}%",
            self.ratio(percentage, &[(1, 10.0), (0, f64::INFINITY)])
        )
    }

    /// A value in the short form of its measure.
    #[must_use]
    pub fn short(&self, value: Value, format: Format) -> String {
        match (value, format) {
            (Value::None(_), _) => NONE.into(),
            (Value::Money(minor), _) => self.money_short(minor),
            (Value::Count(count), _) => self.count(count),
            (Value::Ratio(ratio), Format::Money) => self.money_short(to_minor(ratio)),
            (Value::Ratio(ratio), Format::Percent) => self.percent(ratio * 100.0),
            (Value::Ratio(ratio), Format::Times | Format::Count) => self.times(ratio),
        }
    }

    /// A value to the last digit that matters; for ratios of money, to the minor unit.
    #[must_use]
    pub fn full(&self, value: Value, format: Format) -> String {
        match (value, format) {
            (Value::Money(minor), _) => self.money_full(minor),
            (Value::Ratio(ratio), Format::Money) => self.money_full(to_minor(ratio)),
            (Value::Ratio(ratio), Format::Times) => format!("{ratio:.4}x"),
            _ => self.short(value, format),
        }
    }

    /// A value in a column whose header states the unit.
    #[must_use]
    pub fn cell(&self, value: Value, format: Format) -> String {
        match (value, format) {
            (Value::Money(minor), _) => self.money_whole(minor),
            (Value::Ratio(ratio), Format::Money) => self.money_whole(to_minor(ratio)),
            _ => self.short(value, format),
        }
    }

    /// A ratio with the first number of decimals that stays below its limit once rounded.
    fn ratio(&self, value: f64, steps: &[(usize, f64)]) -> String {
        let size = value.abs();
        let mut text = String::new();
        for (decimals, limit) in steps {
            text = round_half_away(size, *decimals);
            if text.parse::<f64>().is_ok_and(|rounded| rounded < *limit) {
                break;
            }
        }
        let sign = if value < 0.0 && text.parse() != Ok(0.0) {
            MINUS.to_string()
        } else {
            String::new()
        };
        match text.split_once('.') {
            Some((whole, fraction)) => format!("{sign}{}.{fraction}", self.group(whole)),
            None => format!("{sign}{}", self.group(&text)),
        }
    }

    /// `units / 10^decimals`, written out.
    fn fixed(&self, units: u64, decimals: usize) -> String {
        let digits = format!("{units:0>width$}", width = decimals + 1);
        let (whole, fraction) = digits.split_at(digits.len() - decimals);
        let point = if decimals > 0 { "." } else { "" };
        format!("{}{point}{fraction}", self.group(whole))
    }

    /// Puts commas into digits: 12,34,567 or 1,234,567.
    fn group(&self, digits: &str) -> String {
        let size = match self.money.grouping {
            Grouping::Indian => 2,
            Grouping::Western => 3,
        };
        let mut grouped = String::with_capacity(digits.len() * 4 / 3 + 1);
        for (place, digit) in digits.chars().enumerate() {
            let left = digits.len() - place;
            if place > 0 && left >= 3 && (left - 3).is_multiple_of(size) {
                grouped.push(',');
            }
            grouped.push(digit);
        }
        grouped
    }
}

/// A ratio of money in major units as minor units, for showing only.
fn to_minor(ratio: f64) -> i64 {
    (ratio * 100.0).round() as i64
}

fn divide_half_up(amount: u64, by: u64) -> u64 {
    amount / by + u64::from(2 * (amount % by) >= by)
}

/// Decimal text of a number that is not negative, rounded on its exact binary value, a true tie upwards.
fn round_half_away(value: f64, decimals: usize) -> String {
    // Rust rounds the exact value too, but ties to even. Only next to a tie is a closer look worth its time.
    let scaled = value * 10f64.powi(decimals as i32);
    if (scaled.fract() - 0.5).abs() > 1e-6 {
        return format!("{value:.decimals$}");
    }
    // A double that is not a tie differs from one well within forty digits.
    let exact = format!("{value:.40}");
    let point = exact.find('.').unwrap_or(exact.len());
    let up = exact
        .as_bytes()
        .get(point + 1 + decimals)
        .is_some_and(|digit| *digit >= b'5');
    let cut = if decimals == 0 {
        &exact[..point]
    } else {
        &exact[..point + 1 + decimals]
    };
    if !up {
        return cut.to_owned();
    }
    let mut digits: Vec<u8> = cut.bytes().collect();
    for digit in digits.iter_mut().rev() {
        match digit {
            b'.' => {}
            b'9' => *digit = b'0',
            _ => {
                *digit += 1;
                return String::from_utf8(digits).expect("digits are text");
            }
        }
    }
    digits.insert(0, b'1');
    String::from_utf8(digits).expect("digits are text")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn figures_are_written_as_in_the_browser() {
        let vectors: Vec<serde_json::Value> =
            serde_json::from_str(include_str!("../tests/vectors/format.json")).unwrap();
        let mut tried = 0;
        for vector in &vectors {
            let options = &vector["options"];
            // Amounts here have two decimals; the browser's formatter knows other currencies as well.
            if options["minor"].as_i64().is_some_and(|minor| minor != 2) {
                continue;
            }
            let grouping = if options["grouping"] == "western" {
                Grouping::Western
            } else {
                Grouping::Indian
            };
            let symbol = options["symbol"].as_str().unwrap_or_default().to_owned();
            let figures = Figures {
                money: MoneyStyle { symbol, grouping },
            };
            let integer = || vector["input"].as_i64().unwrap();
            let number = || vector["input"].as_f64().unwrap();
            let written = match vector["kind"].as_str().unwrap() {
                "money_short" => figures.money_short(integer()),
                "money_full" => figures.money_full(integer()),
                "count" => figures.count(integer()),
                "times" => figures.times(number()),
                "percent" => figures.percent(number()),
                "day" => {
                    let day = crate::period::Day::parse_iso(vector["input"].as_str().unwrap());
                    day.unwrap().label()
                }
                _ => continue,
            };
            assert_eq!(written, vector["expected"].as_str().unwrap(), "{vector}");
            tried += 1;
        }
        assert!(tried > 80, "only {tried} vectors were tried");
    }
}
