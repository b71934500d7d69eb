//! Money as an integer count of minor units, read from decimal text and never through a float.
//!
//! Sums of integers are exact in any order and the same in every language below 2^53, which is why
//! amounts beyond that are refused here rather than rounded somewhere later.

use std::fmt;

/// The largest amount, in minor units, that JavaScript can hold exactly (2^53 - 1).
pub const LARGEST: i128 = (1 << 53) - 1;

/// How many digits of an amount are minor units.
pub const MINOR_DIGITS: u32 = 2;

/// More digits than this are noise, and would overflow the integers used to round.
const MOST_DIGITS: u32 = 30;

/// An amount in minor units (paise, cents).
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Money(pub i64);

/// A decimal number exactly as written: `mantissa / 10^scale`.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Decimal {
    mantissa: i128,
    scale: u32,
}

/// What stands between whole units and their fraction in the numbers of a file.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, serde::Deserialize)]
pub enum DecimalMark {
    /// `1,234.56`.
    #[default]
    #[serde(rename = ".", alias = "point")]
    Point,
    /// `1.234,56`.
    #[serde(rename = ",", alias = "comma")]
    Comma,
}

/// Why a text is not an amount.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum NotANumber {
    /// Something other than a sign, digits, one point and an exponent.
    Malformed,
    /// Beyond what can be held exactly (2^53 minor units, or 30 digits).
    TooLarge,
}

impl Money {
    /// Reads decimal text, rounding to two places half to even.
    ///
    /// # Errors
    /// [`NotANumber`] when the text is not a plain decimal number or is too large to be exact.
    pub fn parse(text: &str) -> Result<Self, NotANumber> {
        text.parse::<Decimal>()?.to_money()
    }

    /// The amount in major units as exact decimal text: `302322.86`.
    #[must_use]
    pub fn to_decimal_text(self) -> String {
        let sign = if self.0 < 0 { "-" } else { "" };
        let units = self.0.unsigned_abs();
        format!("{sign}{}.{:02}", units / 100, units % 100)
    }
}

impl fmt::Display for Money {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.to_decimal_text())
    }
}

impl std::str::FromStr for Decimal {
    type Err = NotANumber;

    fn from_str(text: &str) -> Result<Self, NotANumber> {
        if let Some(plain) = Self::plain(text.as_bytes()) {
            return Ok(plain);
        }
        let (digits, exponent) = match text.split_once(['e', 'E']) {
            Some((digits, exponent)) => (
                digits,
                exponent.parse::<i32>().map_err(|_| NotANumber::Malformed)?,
            ),
            None => (text, 0),
        };
        let (negative, digits) = match digits.as_bytes() {
            [b'-', ..] => (true, &digits[1..]),
            [b'+', ..] => (false, &digits[1..]),
            _ => (false, digits),
        };
        let (mut mantissa, mut scale, mut significant) = (0i128, 0i32, 0u32);
        let (mut seen, mut point) = (false, false);
        for byte in digits.bytes() {
            match byte {
                b'0'..=b'9' => {
                    seen = true;
                    significant += u32::from(mantissa != 0 || byte != b'0');
                    if significant > MOST_DIGITS {
                        return Err(NotANumber::TooLarge);
                    }
                    mantissa = mantissa * 10 + i128::from(byte - b'0');
                    scale += i32::from(point);
                }
                b'.' if !point => point = true,
                _ => return Err(NotANumber::Malformed),
            }
        }
        if !seen {
            return Err(NotANumber::Malformed);
        }
        scale = scale.checked_sub(exponent).ok_or(NotANumber::TooLarge)?;
        if mantissa == 0 {
            return Ok(Self::default());
        }
        // A negative scale is a multiplication; a very long one cannot be an amount of anything.
        while scale < 0 {
            mantissa = mantissa.checked_mul(10).ok_or(NotANumber::TooLarge)?;
            scale += 1;
        }
        if scale > 2 * MOST_DIGITS as i32 {
            return Ok(Self::default());
        }
        let mantissa = if negative { -mantissa } else { mantissa };
        Ok(Self {
            mantissa,
            scale: scale as u32,
        })
    }
}

impl Decimal {
    /// Digits with a minus or a point at most, and few enough for one machine word: what nearly every cell of a
    /// table is, read without what rarer texts need.
    fn plain(text: &[u8]) -> Option<Self> {
        let (negative, digits) = match text {
            [b'-', digits @ ..] => (true, digits),
            _ => (false, text),
        };
        if digits.len() > 18 {
            return None;
        }
        let (mut mantissa, mut point) = (0i64, None);
        for (place, byte) in digits.iter().enumerate() {
            match byte {
                b'0'..=b'9' => mantissa = mantissa * 10 + i64::from(byte - b'0'),
                b'.' if point.is_none() => point = Some(place),
                _ => return None,
            }
        }
        if mantissa == 0 {
            // Zero has one form; no digits at all are not zero.
            let seen = digits.len() - usize::from(point.is_some());
            return (seen > 0).then(Self::default);
        }
        let scale = point.map_or(0, |place| digits.len() - 1 - place) as u32;
        let mantissa = i128::from(if negative { -mantissa } else { mantissa });
        Some(Self { mantissa, scale })
    }

    /// Whether minor units drop something of it that is not zero: of `12.345`, but not of `12.340`.
    #[must_use]
    pub fn is_finer_than_money(self) -> bool {
        self.scale > MINOR_DIGITS
            && self.mantissa != 0
            && 10i128
                .checked_pow(self.scale - MINOR_DIGITS)
                .is_none_or(|unit| self.mantissa % unit != 0)
    }

    /// Minor units, half to even.
    ///
    /// # Errors
    /// [`NotANumber::TooLarge`] beyond 2^53 minor units.
    pub fn to_money(self) -> Result<Money, NotANumber> {
        let units = self.rounded_to(2)?;
        if units.abs() > LARGEST {
            return Err(NotANumber::TooLarge);
        }
        Ok(Money(units as i64))
    }

    /// The whole number this is, when it is one: `12` and `12.0`, but not `12.5`.
    #[must_use]
    pub fn to_whole(self) -> Option<i64> {
        let unit = 10i128.checked_pow(self.scale)?;
        (self.mantissa % unit == 0)
            .then_some(self.mantissa / unit)
            .filter(|n| n.abs() <= LARGEST)?
            .try_into()
            .ok()
    }

    /// `self x base`, rounded half to even to a whole number: a rate times a count of minor units. `None`
    /// beyond 2^53.
    #[must_use]
    pub fn times(self, base: i64) -> Option<i64> {
        let product = self.mantissa.checked_mul(i128::from(base))?;
        let rounded = match 10i128.checked_pow(self.scale) {
            Some(unit) => divide_half_even(product, unit),
            None => 0,
        };
        (rounded.abs() <= LARGEST).then_some(rounded as i64)
    }

    /// Whether a number of minor units is within so many per cent of `self x base`, exactly.
    #[must_use]
    pub fn is_near(self, base: i64, number: i64, percent: i64) -> bool {
        let unit = 10i128.checked_pow(self.scale);
        let product = self.mantissa.checked_mul(i128::from(base));
        let number = unit.and_then(|unit| unit.checked_mul(i128::from(number)));
        let (Some(product), Some(number)) = (product, number) else {
            return false;
        };
        let apart = number
            .checked_sub(product)
            .and_then(|apart| apart.abs().checked_mul(100));
        let allowed = product.abs().checked_mul(i128::from(percent));
        matches!((apart, allowed), (Some(apart), Some(allowed)) if apart <= allowed)
    }

    /// Whether this lies strictly between zero and one, as a commission or a margin does.
    #[must_use]
    pub fn is_fraction(self) -> bool {
        self.mantissa > 0
            && 10i128
                .checked_pow(self.scale)
                .is_none_or(|unit| self.mantissa < unit)
    }

    /// This number times 10^`places`, half to even.
    fn rounded_to(self, places: u32) -> Result<i128, NotANumber> {
        if self.scale <= places {
            let unit = 10i128.pow(places - self.scale);
            return self.mantissa.checked_mul(unit).ok_or(NotANumber::TooLarge);
        }
        Ok(match 10i128.checked_pow(self.scale - places) {
            Some(unit) => divide_half_even(self.mantissa, unit),
            None => 0,
        })
    }
}

impl fmt::Display for Decimal {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let sign = if self.mantissa < 0 { "-" } else { "" };
        let digits = self.mantissa.unsigned_abs().to_string();
        let scale = self.scale as usize;
        if scale == 0 {
            return write!(f, "{sign}{digits}");
        }
        let digits = format!("{digits:0>width$}", width = scale + 1);
        let (whole, fraction) = digits.split_at(digits.len() - scale);
        let fraction = fraction.trim_end_matches('0');
        let point = if fraction.is_empty() { "" } else { "." };
        write!(f, "{sign}{whole}{point}{fraction}")
    }
}

/// `numerator / denominator` for a positive denominator, a tie going to the even neighbour.
#[must_use]
pub fn divide_half_even(numerator: i128, denominator: i128) -> i128 {
    let quotient = numerator.div_euclid(denominator);
    // Compared with what is left to the next one: twice the remainder may be more than fits.
    let over = numerator.rem_euclid(denominator);
    let under = denominator - over;
    let up = over > under || (over == under && quotient % 2 != 0);
    quotient + i128::from(up)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn money_is_rounded_half_to_even_on_the_decimal_text() {
        #[track_caller]
        fn case(text: &str, minor: i64) {
            assert_eq!(Money::parse(text), Ok(Money(minor)), "{text}");
        }
        case("28.35", 2835);
        case("0", 0);
        case(".5", 50);
        case("5.", 500);
        case("1.005", 100);
        case("1.015", 102);
        case("1.0050000001", 101);
        case("-1.005", -100);
        case("-2.675", -268);
        case("176.76279929478852", 17676);
        case("1.2e3", 120_000);
        case("12E-3", 1);
        case("+7", 700);
        case("0000000000000000000000000000000000001", 100);
    }

    #[test]
    fn text_that_is_not_a_plain_decimal_is_refused() {
        for text in [
            "", "-", ".", "12,5o", "1 000", "1.2.3", "₹5", "1e", "NaN", "inf", "--1",
        ] {
            assert_eq!(Money::parse(text), Err(NotANumber::Malformed), "{text:?}");
        }
        for text in [
            "90071992547409.93",
            "1e30",
            "9999999999999999999999999999999999",
            "1e2147483647",
        ] {
            assert_eq!(Money::parse(text), Err(NotANumber::TooLarge), "{text:?}");
        }
        assert_eq!(
            Money::parse("90071992547409.91"),
            Ok(Money(9_007_199_254_740_991))
        );
    }

    #[test]
    fn a_number_far_below_a_minor_unit_is_nothing() {
        for text in [
            "1e-40",
            "-1e-40",
            "-1e-39",
            "-0.00000000000000000000000000001",
            "0.0000000000000000000000000000000000015",
        ] {
            assert_eq!(Money::parse(text), Ok(Money(0)), "{text}");
        }
        let rate: Decimal = "-1e-38".parse().unwrap();
        assert_eq!(rate.times(1), Some(0));
        let rate: Decimal = "1e36".parse().unwrap();
        assert!(!rate.is_near(-100, 1, 1));
    }

    #[test]
    fn rounding_to_minor_units_drops_only_noughts_of_money() {
        #[track_caller]
        fn case(text: &str, expected: bool) {
            let number: Decimal = text.parse().unwrap();
            assert_eq!(number.is_finer_than_money(), expected, "{text}");
        }
        case("12", false);
        case("12.34", false);
        case("12.340", false);
        case("0.000", false);
        case("12.345", true);
        case("-12.345", true);
        case("176.76279929478852", true);
        case("1e-40", true);
    }

    #[test]
    fn plain_digits_are_read_as_any_others_are() {
        for text in [
            "5",
            "-5",
            "05.50",
            "5.",
            ".5",
            "-.5",
            "0.0",
            "-0",
            "999999999999999999",
            "9999999999999999999",
            "0.1234567890123456789012",
            "0.00000000000000001",
        ] {
            let plain: Decimal = text.parse().unwrap();
            let other: Decimal = format!("{text}e0").parse().unwrap();
            assert_eq!(plain, other, "{text}");
        }
    }

    #[test]
    fn a_rate_times_a_base_is_rounded_once() {
        let rate: Decimal = "0.13".parse().unwrap();
        assert_eq!(rate.times(617_965), Some(80_335));
        assert_eq!(rate.times(i64::MAX), None);
        // 0.1 x 1,000.04 is 100.004: 99.00 is 1.004 away, more than 1 %, and 99.01 is not.
        let rate: Decimal = "0.1".parse().unwrap();
        assert!(!rate.is_near(100_004, 9900, 1));
        assert!(rate.is_near(100_004, 9901, 1));
        assert!(rate.is_near(100_004, 9900, 2));
        assert!(!rate.is_near(100_004, 9901, 0));
        let rate: Decimal = "0.13".parse().unwrap();
        assert!(rate.is_fraction());
        assert!(!"1".parse::<Decimal>().unwrap().is_fraction());
        assert_eq!(rate.to_string(), "0.13");
        assert_eq!("42.0".parse::<Decimal>().unwrap().to_whole(), Some(42));
        assert_eq!("42.5".parse::<Decimal>().unwrap().to_whole(), None);
        assert_eq!("1200.50".parse::<Decimal>().unwrap().to_string(), "1200.5");
    }
}
