//! Numbers as people and spreadsheets write them, read exactly.
//!
//! `₹1,23,456.50`, `Rs 500/-`, `(500)`, `12%`, `1.2L`, `3.4 crore`, `1 234,56`: a cell is rewritten as plain decimal
//! text, which [`Decimal`] reads, so that nothing passes through a float. What a comma or a point means is told
//! by [`DecimalMark`] for a whole folder and never guessed from one cell: `1,234` fits both.
//!
//! Digits are grouped by threes or the Indian way (a three, then twos), or the text is no number: `12,50` is not
//! twelve hundred and fifty.

#[cfg(test)]
mod laws;

use super::as_typed::as_typed;
use crate::currency::CurrencySign;
use crate::money::{Decimal, DecimalMark, NotANumber};

/// A number of a cell, and what stood around it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct WrittenNumber {
    /// What the number is worth: of `12%` 0.12, of `1.2L` 120,000, of `(500)` -500.
    pub value: Decimal,
    /// The sign or code of a currency, before or after the digits.
    pub sign: Option<CurrencySign>,
    pub is_percent: bool,
}

/// Reads a number that money can hold.
///
/// # Errors
/// [`NotANumber::Malformed`] when the text is not a number, [`NotANumber::TooLarge`] beyond 2^53 minor units.
pub fn read_number(text: &str, mark: DecimalMark) -> Result<WrittenNumber, NotANumber> {
    let number = read(text, mark)?;
    number.value.to_money()?;
    Ok(number)
}

/// Reads a whole number: `1,200`, `42.0`, `1.2k`. It has no currency and is no share.
///
/// # Errors
/// [`NotANumber::Malformed`] when the text is not a whole number, [`NotANumber::TooLarge`] from 2^53.
pub fn read_count(text: &str, mark: DecimalMark) -> Result<i64, NotANumber> {
    // Fifteen digits are below 2^53 whatever they are.
    if (1..=15).contains(&text.len()) && text.bytes().all(|byte| byte.is_ascii_digit()) {
        let count = text.bytes().map(|byte| i64::from(byte - b'0'));
        return Ok(count.fold(0, |sum, digit| sum * 10 + digit));
    }
    let number = read(text, mark)?;
    if number.sign.is_some() || number.is_percent {
        return Err(NotANumber::Malformed);
    }
    number
        .value
        .to_whole()
        .ok_or_else(|| match number.value.to_money() {
            Ok(_) => NotANumber::Malformed,
            Err(why) => why,
        })
}

/// Whether the text is a number only where decimals have a comma: `12,50`, `1.234,56`.
#[must_use]
pub fn is_comma_decimal(text: &str) -> bool {
    read(text, DecimalMark::Comma).is_ok() && read(text, DecimalMark::Point).is_err()
}

/// Whether the text is a number only where decimals have a point: `12.50`, `1,234.56`.
#[must_use]
pub fn is_point_decimal(text: &str) -> bool {
    read(text, DecimalMark::Point).is_ok() && read(text, DecimalMark::Comma).is_err()
}

/// Reads a number of any size that a [`Decimal`] can hold.
fn read(text: &str, mark: DecimalMark) -> Result<WrittenNumber, NotANumber> {
    // In plain text a point is the decimal mark.
    if mark == DecimalMark::Point || !text.contains('.') {
        match text.parse() {
            Ok(value) => {
                return Ok(WrittenNumber {
                    value,
                    sign: None,
                    is_percent: false,
                });
            }
            Err(NotANumber::TooLarge) => return Err(NotANumber::TooLarge),
            Err(NotANumber::Malformed) => {}
        }
    }
    let (plain, around) = rewritten(&as_typed(text), mark).ok_or(NotANumber::Malformed)?;
    Ok(WrittenNumber {
        value: plain.parse()?,
        sign: around.sign,
        is_percent: around.is_percent,
    })
}

/// The number of a text as plain decimal text, and what stood around it; `None` where it is no number.
fn rewritten(text: &str, mark: DecimalMark) -> Option<(String, Around)> {
    let mut around = Around::default();
    let text = around.take_front(text)?;
    // A currency and a dash: how spreadsheets show nought in their accounting formats.
    if text.is_empty() && around.sign.is_some() && around.minus {
        return Some(("0".into(), around));
    }
    let (digits, text) = split_digits(text);
    let (exponent, text) = match exponent_of(text) {
        // One that stands apart from its digits is something else.
        Some((exponent, rest)) if !digits.ends_with(' ') => (Some(exponent), rest),
        _ => (None, text),
    };
    let (scale, text) = scale_of(text);
    around.take_back(text)?;

    let mut plain = String::with_capacity(32);
    if around.minus || around.brackets {
        plain.push('-');
    }
    let is_ungrouped = push_plain(&mut plain, digits.trim_end(), mark)?;
    let power = match (exponent, scale, around.is_percent) {
        (None, None, false) => return Some((plain, around)),
        (Some(exponent), None, false) if is_ungrouped => exponent.into(),
        (None, Some(power), false) => power.to_string(),
        (None, None, true) => "-2".into(),
        _ => return None,
    };
    plain.push('e');
    plain.push_str(&power);
    Some((plain, around))
}

/// What stands around the digits of a number.
#[derive(Default)]
struct Around {
    /// A plus, a minus or brackets: at most one of them.
    plus: bool,
    minus: bool,
    brackets: bool,
    sign: Option<CurrencySign>,
    is_percent: bool,
}

impl Around {
    /// Takes what stands before the digits: `-`, `(`, a currency, each once, in any order.
    fn take_front<'a>(&mut self, mut text: &'a str) -> Option<&'a str> {
        loop {
            text = text.trim_start();
            text = match text.as_bytes().first() {
                None | Some(b'0'..=b'9' | b'.' | b',') => return Some(text),
                Some(b'-') => self.take_sign(|around| &mut around.minus, text)?,
                Some(b'+') => self.take_sign(|around| &mut around.plus, text)?,
                Some(b'(') => self.take_sign(|around| &mut around.brackets, text)?,
                Some(_) => self.take_currency(text)?,
            };
        }
    }

    /// Takes what stands behind the digits: `%`, `/-`, a trailing minus, `)`, a currency, each once.
    fn take_back(&mut self, mut text: &str) -> Option<()> {
        let (mut is_closed, mut is_ended) = (!self.brackets, false);
        loop {
            text = text.trim_start();
            text = match text.as_bytes() {
                [] => return is_closed.then_some(()),
                [b')', ..] if !is_closed => {
                    is_closed = true;
                    &text[1..]
                }
                [b'%', ..] if !self.is_percent && self.sign.is_none() => {
                    self.is_percent = true;
                    &text[1..]
                }
                // The end of an amount of rupees on paper, so that nobody adds digits.
                [b'/', b'-', ..] if !is_ended => {
                    is_ended = true;
                    &text[2..]
                }
                [b'-', ..] => self.take_sign(|around| &mut around.minus, text)?,
                _ if self.is_percent => return None,
                _ => self.take_currency(text)?,
            };
        }
    }

    fn take_sign<'a>(
        &mut self,
        which: impl Fn(&mut Self) -> &mut bool,
        text: &'a str,
    ) -> Option<&'a str> {
        if self.plus || self.minus || self.brackets {
            return None;
        }
        *which(self) = true;
        Some(&text[1..])
    }

    fn take_currency<'a>(&mut self, text: &'a str) -> Option<&'a str> {
        if self.sign.is_some() {
            return None;
        }
        let (sign, rest) = CurrencySign::at_start(text)?;
        self.sign = Some(sign);
        Some(rest)
    }
}

/// Splits a text after its digits, the marks and spaces among them included.
fn split_digits(text: &str) -> (&str, &str) {
    let is_mark = |byte: &u8| byte.is_ascii_digit() || b".,' ".contains(byte);
    text.split_at(text.bytes().take_while(is_mark).count())
}

/// The exponent that a text begins with, of `e3` the `3`, and what follows it.
fn exponent_of(text: &str) -> Option<(&str, &str)> {
    let exponent = text.strip_prefix(['e', 'E'])?;
    let sign = exponent.len() - exponent.trim_start_matches(['+', '-']).len();
    let digits = exponent[sign..].bytes().take_while(u8::is_ascii_digit);
    let length = sign + digits.count();
    (length > sign).then(|| exponent.split_at(length))
}

/// The power of ten of a word such as `k`, `lakh` or `Cr.` that a text begins with, if it begins with one.
fn scale_of(text: &str) -> (Option<i32>, &str) {
    let word = text.trim_start();
    let length = word.bytes().take_while(u8::is_ascii_alphabetic).count();
    let (word, rest) = word.split_at(length);
    let power = SCALES
        .iter()
        .find(|(_, names)| names.iter().any(|name| name.eq_ignore_ascii_case(word)));
    match power {
        Some((power, _)) => (Some(*power), rest.strip_prefix('.').unwrap_or(rest)),
        None => (None, text),
    }
}

const SCALES: [(i32, &[&str]); 5] = [
    (3, &["k", "thousand"]),
    (5, &["l", "lakh", "lakhs", "lac", "lacs"]),
    (6, &["m", "mn", "million", "millions"]),
    (7, &["cr", "crore", "crores"]),
    (9, &["b", "bn", "billion", "billions"]),
];

/// Writes digits as plain decimal text; says whether they were ungrouped. `None` where they are no number.
fn push_plain(plain: &mut String, digits: &str, mark: DecimalMark) -> Option<bool> {
    let (point, group) = match mark {
        DecimalMark::Point => ('.', ','),
        DecimalMark::Comma => (',', '.'),
    };
    let (whole, fraction) = digits.split_once(point).unwrap_or((digits, ""));
    let separator = whole.find(|mark: char| !mark.is_ascii_digit());
    match separator {
        None => plain.push_str(whole),
        Some(place) => {
            let separator = whole[place..].chars().next()?;
            let is_grouped = [group, ' ', '\''].contains(&separator)
                && is_grouped(whole.split(separator).map(str::as_bytes));
            if !is_grouped {
                return None;
            }
            plain.extend(whole.split(separator));
        }
    }
    if !fraction.bytes().all(|byte| byte.is_ascii_digit()) {
        return None;
    }
    plain.push('.');
    plain.push_str(fraction);
    Some(separator.is_none())
}

/// Whether groups of digits are as people group them: one to three and then threes, or one or two, then twos and
/// a three at the end. A nought in front would be of a decimal mark: `0,500`.
fn is_grouped<'a>(groups: impl DoubleEndedIterator<Item = &'a [u8]> + Clone) -> bool {
    let mut inner = groups.clone();
    let (Some(first), Some(last)) = (inner.next(), inner.next_back()) else {
        return false;
    };
    let all_of = |length| inner.clone().all(|group| group.len() == length);
    groups
        .into_iter()
        .all(|group| group.iter().all(u8::is_ascii_digit))
        && last.len() == 3
        && first.first().is_some_and(|digit| *digit != b'0')
        && (first.len() <= 3 && all_of(3) || first.len() <= 2 && all_of(2))
}

#[cfg(test)]
mod tests {
    use super::*;
    use DecimalMark::{Comma, Point};
    use NotANumber::{Malformed, TooLarge};

    #[track_caller]
    fn reads(text: &str, mark: DecimalMark, expected: &str) {
        let read = read_number(text, mark).map(|number| number.value.to_string());
        assert_eq!(read.as_deref(), Ok(expected), "{text:?}");
    }

    #[test]
    fn numbers_are_read_as_people_and_spreadsheets_write_them() {
        for (text, expected) in [
            ("0", "0"),
            ("28.35", "28.35"),
            ("176.76279929478852", "176.76279929478852"),
            ("-5", "-5"),
            ("+5", "5"),
            (".5", "0.5"),
            ("5.", "5"),
            ("1e3", "1000"),
            ("1.5E-3", "0.0015"),
            (" 42 ", "42"),
            ("₹1,23,456.50", "123456.5"),
            ("12,34,567", "1234567"),
            ("₹ 1,00,00,000", "10000000"),
            ("1,234", "1234"),
            ("1,234,567.89", "1234567.89"),
            ("Rs. 1,200", "1200"),
            ("Rs.1,200.00", "1200"),
            ("Rs.5", "5"),
            ("rs 500", "500"),
            ("Rs 500/-", "500"),
            ("500/-", "500"),
            ("₹1,200/- ", "1200"),
            ("INR 1,200", "1200"),
            ("INR1,200", "1200"),
            ("1,200 INR", "1200"),
            ("1,200INR", "1200"),
            ("500 rupees", "500"),
            ("$1,234.56", "1234.56"),
            ("US$ 5", "5"),
            ("€5", "5"),
            ("5 €", "5"),
            ("£1,000", "1000"),
            ("AED 500", "500"),
            ("R$5", "5"),
            ("-$5", "-5"),
            ("$-5", "-5"),
            ("$ -5", "-5"),
            ("- 5", "-5"),
            ("+₹5", "5"),
            ("(500)", "-500"),
            ("(₹500.00)", "-500"),
            ("₹(500.00)", "-500"),
            ("( 1,200 )", "-1200"),
            ("(500) INR", "-500"),
            ("500-", "-500"),
            ("500 -", "-500"),
            ("1,200.50- INR", "-1200.5"),
            ("−5", "-5"),
            ("–5", "-5"),
            ("₹ -", "0"),
            ("$-", "0"),
            ("12%", "0.12"),
            ("12.5 %", "0.125"),
            ("-3%", "-0.03"),
            ("(3%)", "-0.03"),
            ("1.2L", "120000"),
            ("1.2 lakh", "120000"),
            ("₹1.25 Lakhs", "125000"),
            ("3 lac", "300000"),
            ("3.4Cr", "34000000"),
            ("3.4 Cr.", "34000000"),
            ("Rs 3.4 crore", "34000000"),
            ("5k", "5000"),
            ("5K INR", "5000"),
            ("-5k", "-5000"),
            ("1,200k", "1200000"),
            ("2.5M", "2500000"),
            ("2.5 mn", "2500000"),
            ("1.1bn", "1100000000"),
            ("0.0001L", "10"),
            ("1 234", "1234"),
            ("1\u{a0}234\u{202f}567.5", "1234567.5"),
            ("1'234.50", "1234.5"),
            ("1’234.50", "1234.5"),
            ("\u{feff}500", "500"),
            ("१,२३,४५६.५०", "123456.5"),
            ("５００", "500"),
        ] {
            reads(text, Point, expected);
        }
    }

    #[test]
    fn a_declared_comma_is_the_decimal_mark() {
        for (text, expected) in [
            ("500", "500"),
            ("-500", "-500"),
            ("12,50", "12.5"),
            ("1.234,56", "1234.56"),
            ("1.234", "1234"),
            ("1.234.567", "1234567"),
            ("1 234,56", "1234.56"),
            ("1\u{202f}234,56 €", "1234.56"),
            ("€ -1.234,5", "-1234.5"),
            ("(1.234,56)", "-1234.56"),
            ("1'234,50", "1234.5"),
            ("1,5e3", "1500"),
            ("1,2M", "1200000"),
            ("12,5%", "0.125"),
            (",5", "0.5"),
            ("1,234", "1.234"),
        ] {
            reads(text, Comma, expected);
        }
        for text in [
            "12.50",
            "1,234.56",
            "0.500",
            "1,2 apples",
            "1.23.456,5,0",
            "1,234,567",
            ".5",
        ] {
            assert_eq!(read_number(text, Comma), Err(Malformed), "{text}");
        }
    }

    #[test]
    fn what_is_no_number_is_refused() {
        for text in [
            "",
            " ",
            "-",
            "+",
            ".",
            ",",
            "()",
            "(",
            ")",
            "₹",
            "%",
            "k",
            "e3",
            "abc",
            "12,5o",
            "12,50",
            "1,2345",
            "1,23",
            "12,345,67",
            "1,234,56",
            "123,45,678",
            "1,2,345",
            "0,500",
            "00,123",
            ",123",
            "1,,234",
            "1,234,",
            "1.2.3",
            "1.234,56",
            "1,234.5,6",
            "1,234 567",
            "1 23",
            "1'23",
            "5 5",
            "--5",
            "-5-",
            "+5-",
            "-(5)",
            "(-5)",
            "(5",
            "5)",
            "(5))",
            "(5)-",
            "₹5₹",
            "INR 5 INR",
            "$12%",
            "12%%",
            "5kk",
            "5k%",
            "1e3k",
            "1,234e3",
            "5 e3",
            "1e",
            "1e+",
            "5/-/-",
            "5//-",
            "#REF!",
            "NaN",
            "inf",
            "0x10",
            "1_000",
            "5kINR",
            "5 Dr",
            "5 apples",
            "2025-07-22",
            "12:30",
            "½",
            "५,५",
            "１２,３",
        ] {
            assert_eq!(read_number(text, Point), Err(Malformed), "{text:?}");
        }
    }

    #[test]
    fn what_money_cannot_hold_is_too_large() {
        for text in [
            "90071992547409.92",
            "₹90,07,19,92,54,74,099",
            "10000000 crore",
            "1e30",
            "(1e99)",
            "9999999999999999999999999999999999",
            "1e2147483647",
        ] {
            assert_eq!(read_number(text, Point), Err(TooLarge), "{text}");
        }
        reads("90071992547409.91", Point, "90071992547409.91");
        reads("₹9,00,71,99,25,47,409.91", Point, "90071992547409.91");
    }

    #[test]
    fn the_currency_and_the_percent_sign_are_told() {
        #[track_caller]
        fn case(text: &str, code: Option<&str>, is_percent: bool) {
            let number = read_number(text, Point).unwrap();
            let found = number.sign.map(|sign| sign.code);
            assert_eq!((found, number.is_percent), (code, is_percent), "{text}");
        }
        case("500", None, false);
        case("12%", None, true);
        case("₹500", Some("INR"), false);
        case("Rs. 500/-", Some("INR"), false);
        case("500 inr", Some("INR"), false);
        case("$5", Some("USD"), false);
        case("US$5", Some("USD"), false);
        case("A$5", Some("AUD"), false);
        case("5 €", Some("EUR"), false);
        case("GBP 5", Some("GBP"), false);
        case("(£5k)", Some("GBP"), false);
    }

    #[test]
    fn a_count_is_whole_and_bare() {
        for (text, expected) in [
            ("0", Ok(0)),
            ("007", Ok(7)),
            ("42", Ok(42)),
            ("42.0", Ok(42)),
            ("-3", Ok(-3)),
            ("1,200", Ok(1200)),
            ("1,20,000", Ok(120_000)),
            ("1.2k", Ok(1200)),
            ("1.2M", Ok(1_200_000)),
            ("999999999999999", Ok(999_999_999_999_999)),
            ("9007199254740991", Ok(9_007_199_254_740_991)),
            ("9007199254740992", Err(TooLarge)),
            ("1e20", Err(TooLarge)),
            ("2.5", Err(Malformed)),
            ("1.2345k", Err(Malformed)),
            ("₹5", Err(Malformed)),
            ("500%", Err(Malformed)),
            ("five", Err(Malformed)),
            ("", Err(Malformed)),
        ] {
            assert_eq!(read_count(text, Point), expected, "{text}");
        }
        assert_eq!(read_count("1.200", Comma), Ok(1200));
        assert_eq!(read_count("1,2", Comma), Err(Malformed));
    }

    #[test]
    fn a_decimal_mark_shows_where_only_one_reads() {
        for (text, comma, point) in [
            ("12,50", true, false),
            ("1.234,56", true, false),
            ("1.234.567", true, false),
            ("0,500", true, false),
            ("12.50", false, true),
            ("1,234.56", false, true),
            ("1,23,456", false, true),
            ("1,234", false, false),
            ("1.234", false, false),
            ("500", false, false),
            ("abc", false, false),
        ] {
            assert_eq!(
                (is_comma_decimal(text), is_point_decimal(text)),
                (comma, point),
                "{text}"
            );
        }
    }
}
