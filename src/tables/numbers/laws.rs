//! Laws of reading numbers, on random ones printed in every form.

use proptest::prelude::*;

use super::{is_comma_decimal, is_point_decimal, read_count, read_number};
use crate::money::{DecimalMark, LARGEST, Money, NotANumber};
use crate::tables::blank::is_blank;

/// How digits stand in groups.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Groups {
    None,
    Threes,
    Indian,
}

/// Digits in groups, made from the right, digit by digit.
fn grouped(digits: &str, groups: Groups, separator: char) -> String {
    let mut reversed = String::new();
    for (place, digit) in digits.chars().rev().enumerate() {
        let begins_group = match groups {
            Groups::None => false,
            Groups::Threes => place > 0 && place % 3 == 0,
            Groups::Indian => place == 3 || place > 3 && place % 2 == 1,
        };
        if begins_group {
            reversed.push(separator);
        }
        reversed.push(digit);
    }
    reversed.chars().rev().collect()
}

fn groups() -> impl Strategy<Value = Groups> {
    proptest::sample::select(vec![Groups::None, Groups::Threes, Groups::Indian])
}

fn mark() -> impl Strategy<Value = DecimalMark> {
    prop_oneof![Just(DecimalMark::Point), Just(DecimalMark::Comma)]
}

/// Amounts of any length that money can hold.
fn amount() -> impl Strategy<Value = i64> {
    let largest = LARGEST as i64;
    prop_oneof![-99_999..=99_999i64, -largest..=largest]
}

/// What can stand around an amount of at least nought, `#` being the amount.
const AROUND: [&str; 16] = [
    "#",
    "+#",
    " # ",
    "₹#",
    "₹ #",
    "Rs. #",
    "Rs #/-",
    "INR #",
    "# INR",
    "#INR",
    "$#",
    "# €",
    "AED\u{a0}#",
    "kr #",
    "+₹#",
    "#/-",
];

/// The same of one below nought, `#` being the amount without its sign.
const AROUND_NEGATIVE: [&str; 14] = [
    "-#", "- #", "−#", "(#)", "( # )", "(₹#)", "₹(#)", "(#) INR", "-₹#", "₹-#", "₹ −#", "#-",
    "# - INR", "-#/-",
];

proptest! {
    #![proptest_config(ProptestConfig::with_cases(2_000))]

    #[test]
    fn an_amount_printed_in_any_form_is_read_back(
        minor in amount(),
        mark in mark(),
        groups in groups(),
        separator in proptest::sample::select(vec![',', ' ', '\u{a0}', '\u{202f}', '\u{2009}', '\'', '’']),
        around in 0..16usize,
        has_fraction in any::<bool>(),
    ) {
        let (point, separator) = match (mark, separator) {
            (DecimalMark::Point, separator) => ('.', separator),
            (DecimalMark::Comma, ',') => (',', '.'),
            (DecimalMark::Comma, separator) => (',', separator),
        };
        let (units, parts) = (minor.unsigned_abs() / 100, minor.unsigned_abs() % 100);
        let mut digits = grouped(&units.to_string(), groups, separator);
        if has_fraction || parts > 0 {
            digits.push_str(&format!("{point}{parts:02}"));
        }
        let form = match minor < 0 {
            true => AROUND_NEGATIVE[around % AROUND_NEGATIVE.len()],
            false => AROUND[around],
        };
        let text = form.replace('#', &digits);
        let read = read_number(&text, mark).and_then(|number| number.value.to_money());
        prop_assert_eq!(read, Ok(Money(minor)), "{:?}", text);
    }

    #[test]
    fn a_short_form_is_worth_its_digits_times_its_unit(
        digits in 0..99_999i128,
        decimals in 0..=4u32,
        (unit, names) in proptest::sample::select(vec![
            (1_000i128, ["k", "K", " thousand"]),
            (100_000, ["L", " lakh", " Lacs"]),
            (1_000_000, ["M", "mn", " million"]),
            (10_000_000, ["Cr", " cr.", " Crores"]),
            (1_000_000_000, ["B", "bn", " billion"]),
        ]),
        name in 0..3usize,
    ) {
        let scale = 10i128.pow(decimals);
        let width = decimals as usize;
        let number = match decimals {
            0 => digits.to_string(),
            _ => format!("{}.{:0width$}", digits / scale, digits % scale),
        };
        let text = format!("₹{number}{}", names[name]);
        // Money of the largest amounts here is beyond what it can hold.
        let minor = digits * unit * 100 / scale;
        prop_assume!(digits * unit * 100 % scale == 0);
        let expected = if minor <= LARGEST { Ok(Money(minor as i64)) } else { Err(NotANumber::TooLarge) };
        let read = read_number(&text, DecimalMark::Point).and_then(|number| number.value.to_money());
        prop_assert_eq!(read, expected, "{:?}", text);
    }

    #[test]
    fn a_percentage_is_a_hundredth(hundredths in -100_000..100_000i64) {
        let text = format!("{}%", Money(hundredths));
        let number = read_number(&text, DecimalMark::Point).unwrap();
        prop_assert!(number.is_percent);
        prop_assert_eq!(number.value.times(10_000), Some(hundredths), "{}", text);
    }

    #[test]
    fn a_count_in_any_grouping_is_read_back(count in 0..=LARGEST as i64, groups in groups(), zeros in 0..3usize) {
        let mut text = grouped(&count.to_string(), groups, ',');
        if zeros > 0 {
            text.push_str(&format!(".{:0zeros$}", 0));
        }
        prop_assert_eq!(read_count(&text, DecimalMark::Point), Ok(count), "{}", text);
    }

    #[test]
    fn digits_in_wrong_groups_are_no_number(count in 1_000..=9_999_999_999i64, place in 1..10usize, groups in groups()) {
        let digits = count.to_string();
        let place = place % digits.len();
        let right = grouped(&digits, groups, ',');
        let mut wrong = digits;
        wrong.insert(place.max(1), ',');
        let only_comma = wrong.find(',').map(|comma| wrong.len() - comma - 1);
        let is_right = only_comma == Some(3) && wrong.len() <= 7;
        prop_assert_eq!(read_count(&wrong, DecimalMark::Point).is_ok(), is_right, "{}", wrong);
        prop_assert_eq!(read_count(&right, DecimalMark::Point), Ok(count));
    }

    #[test]
    fn any_text_is_read_or_refused(text in prop_oneof![
        any::<String>(),
        "[0-9.,' eEkLcrM%₹$()/+−-]{0,20}",
        "(₹|Rs\\.?|INR|\\(|-| ){0,3}[0-9]{1,3}([,. ][0-9]{2,3}){0,3}(k|L| lakh|Cr|e[0-9]{1,12}|%|/-|\\)|-| INR){0,3}",
    ]) {
        for mark in [DecimalMark::Point, DecimalMark::Comma] {
            if let Ok(number) = read_number(&text, mark) {
                prop_assert!(number.value.to_money().is_ok(), "{:?}", text);
                prop_assert!(text.chars().any(char::is_numeric) || number.sign.is_some(), "{:?}", text);
                prop_assert!(!is_blank(&text), "{:?}", text);
            }
            if let Ok(count) = read_count(&text, mark) {
                prop_assert!(i128::from(count).abs() <= LARGEST, "{:?}", text);
            }
        }
        prop_assert!(!(is_comma_decimal(&text) && is_point_decimal(&text)));
    }

    #[test]
    fn without_points_and_commas_the_decimal_mark_does_not_matter(text in "(₹|-|\\()?[0-9]{1,9}( [0-9]{3})?(k|L|Cr|%|\\)|-)?") {
        prop_assert_eq!(read_number(&text, DecimalMark::Point), read_number(&text, DecimalMark::Comma));
    }
}
