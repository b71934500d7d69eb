//! Amounts, counts, ids and names as text.

use rand::{Rng, RngExt};

use super::campaign::Person;
use super::case::{Case, Quirk};

/// Words for nothing that programs and people write.
pub const BLANK_WORDS: [&str; 7] = ["NaN", "None", "-", "null", "N/A", "#N/A", "nan"];

/// Nothing, as the case writes it.
pub fn blank(case: &Case, rng: &mut impl Rng) -> String {
    match case.has(Quirk::BlankWords) && rng.random_range(0..2) == 0 {
        true => BLANK_WORDS[rng.random_range(0..BLANK_WORDS.len())].to_owned(),
        false => String::new(),
    }
}

/// An amount of paise.
pub fn amount(case: &Case, paise: i64, rng: &mut impl Rng) -> String {
    let text = match rng.random_range(0..4) {
        0 if paise == 0 => blank(case, rng),
        1 if case.has(Quirk::FineAmounts) => fine_amount(paise, rng),
        _ => return exact_amount(case, paise, rng),
    };
    with_own_marks(case, text)
}

/// An amount of paise that nothing rounds and nobody leaves blank.
pub fn exact_amount(case: &Case, paise: i64, rng: &mut impl Rng) -> String {
    let text = match case.has(Quirk::AmountForms) {
        true => amount_in_a_form(case, paise, rng),
        false => plain_amount(paise, rng),
    };
    with_own_marks(case, text)
}

/// The marks that the configuration declares: points become commas and commas points.
fn with_own_marks(case: &Case, text: String) -> String {
    if !case.has(Quirk::CommaDecimals) {
        return text;
    }
    text.chars()
        .map(|mark| match mark {
            '.' => ',',
            ',' => '.',
            mark => mark,
        })
        .collect()
}

/// `1234.5`, `1234.50` or `1234`.
fn plain_amount(paise: i64, rng: &mut impl Rng) -> String {
    let (sign, whole, cents) = parts(paise);
    match rng.random_range(0..3) {
        0 if cents == 0 => format!("{sign}{whole}"),
        1 if cents % 10 == 0 => format!("{sign}{whole}.{}", cents / 10),
        _ => format!("{sign}{whole}.{cents:02}"),
    }
}

fn parts(paise: i64) -> (&'static str, i64, i64) {
    let sign = if paise < 0 { "-" } else { "" };
    (sign, paise.abs() / 100, paise.abs() % 100)
}

fn amount_in_a_form(case: &Case, paise: i64, rng: &mut impl Rng) -> String {
    let (sign, whole, cents) = parts(paise);
    // The Indian way has no comma for its decimals.
    let indian = match case.has(Quirk::CommaDecimals) {
        true => grouped(whole, 3),
        false => grouped(whole, 2),
    };
    let western = grouped(whole, 3);
    match rng.random_range(0..11) {
        0 => format!("{sign}₹{indian}.{cents:02}"),
        1 => format!("{sign}₹ {indian}.{cents:02}"),
        2 => format!("{sign}{western}.{cents:02}"),
        3 if sign.is_empty() && !case.has(Quirk::CommaDecimals) => {
            format!("Rs. {indian}.{cents:02}")
        }
        4 => format!("{sign}{western}.{cents:02} INR"),
        5 if !sign.is_empty() => format!("({western}.{cents:02})"),
        6 if !sign.is_empty() => format!("\u{2212}{whole}.{cents:02}"),
        7 if cents == 0 && sign.is_empty() => format!("{indian}/-"),
        8 => in_thousands(paise, rng),
        9 if sign.is_empty() => format!("+{whole}.{cents:02}"),
        10 => format!("{paise}e-2"),
        _ => format!("{sign}{indian}.{cents:02}"),
    }
}

/// `5k`, `1.5L` or `3.4Cr`, with as many decimals as it takes.
fn in_thousands(paise: i64, rng: &mut impl Rng) -> String {
    let (unit, zeros) =
        [("k", 3), ("L", 5), (" lakh", 5), ("Cr", 7), ("M", 6)][rng.random_range(0..5)];
    let (sign, _, _) = parts(paise);
    let scale = 10_i64.pow(zeros + 2);
    let (whole, rest) = (paise.abs() / scale, paise.abs() % scale);
    let decimals = format!("{rest:0width$}", width = zeros as usize + 2);
    match decimals.trim_end_matches('0') {
        "" => format!("{sign}{whole}{unit}"),
        decimals => format!("{sign}{whole}.{decimals}{unit}"),
    }
}

/// More decimals than paise have, which round to them: half goes to the even one.
fn fine_amount(paise: i64, rng: &mut impl Rng) -> String {
    let ten_thousandths = match rng.random_range(0..3) {
        0 if paise % 2 == 0 => [-5000, 5000][rng.random_range(0..2)],
        1 => rng.random_range(-4999..=4999),
        _ => [-1, 1][rng.random_range(0..2)],
    };
    let fine = paise * 10_000 + ten_thousandths;
    let sign = if fine < 0 { "-" } else { "" };
    let fine = fine.abs();
    let zeros = "0".repeat(rng.random_range(0..9));
    format!("{sign}{}.{:06}{zeros}", fine / 1_000_000, fine % 1_000_000)
}

/// A count. Zero may be blank.
pub fn count(case: &Case, count: i64, rng: &mut impl Rng) -> String {
    if count == 0 && rng.random_range(0..2) == 0 {
        return blank(case, rng);
    }
    let text = match rng.random_range(0..6) {
        _ if !case.has(Quirk::CountForms) => count.to_string(),
        0 => grouped(count, 3),
        1 => grouped(count, if case.has(Quirk::CommaDecimals) { 3 } else { 2 }),
        2 => format!("{count}.0"),
        3 if count % 100 == 0 => format!("{}.{}k", count / 1000, count / 100 % 10),
        4 => format!("00{count}"),
        _ => count.to_string(),
    };
    with_own_marks(case, text)
}

/// Digits in a last group of three and others of `size`.
fn grouped(number: i64, size: usize) -> String {
    let digits = number.to_string();
    let (mut rest, last) = digits.split_at(digits.len().saturating_sub(3));
    let mut groups = vec![last];
    while !rest.is_empty() {
        let (before, group) = rest.split_at(rest.len().saturating_sub(size));
        groups.push(group);
        rest = before;
    }
    groups.reverse();
    groups.join(",")
}

/// An id as it stands in a cell. The table that lists it spells it; the others may spell it otherwise.
pub fn id(case: &Case, person: &Person, is_list: bool, rng: &mut impl Rng) -> String {
    let id = &person.id;
    let is_number = id.bytes().all(|byte| byte.is_ascii_digit());
    if is_number && case.has(Quirk::FloatIds) && rng.random_range(0..2) == 0 {
        return format!("{id}{}", [".0", ".00"][rng.random_range(0..2)]);
    }
    if is_list || !person.is_listed || !case.has(Quirk::IdSpelling) {
        return id.clone();
    }
    match rng.random_range(0..5) {
        0 if is_number => format!("00{id}"),
        1 => id.to_lowercase(),
        2 => id.replace('_', "-"),
        3 => id.replace('_', " "),
        4 if !is_number => id.replace("_0", "_"),
        _ => id.clone(),
    }
}

/// A name as it stands in a cell of a table that does not list it.
pub fn name(case: &Case, person: &Person, rng: &mut impl Rng) -> String {
    if !person.is_listed || !case.has(Quirk::IdSpelling) {
        return person.name.clone();
    }
    match rng.random_range(0..4) {
        0 => person.name.to_lowercase(),
        1 => person.name.to_uppercase(),
        2 => person.name.replace(' ', "  "),
        _ => person.name.clone(),
    }
}

#[test]
fn amounts_and_counts_are_written_exactly() {
    assert_eq!(grouped(1_234_567, 2), "12,34,567");
    assert_eq!(grouped(1_234_567, 3), "1,234,567");
    assert_eq!(grouped(12, 3), "12");
    let mut rng = Case::of(0).rng("test");
    for _ in 0..20 {
        let text = in_thousands(15_000_000, &mut rng);
        let expected = ["150k", "1.5L", "1.5 lakh", "0.015Cr", "0.15M"];
        assert!(expected.contains(&text.as_str()), "{text}");
        let text = fine_amount(-150, &mut rng);
        let value: f64 = text.parse().unwrap();
        assert!((-1.505..=-1.495).contains(&value), "{text}");
    }
}
