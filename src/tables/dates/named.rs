//! Dates with the names of months and weekdays, in English, long or short, in any case.

use super::{NotADate, Number, day_of, is_time_after};
use crate::period::Day;

/// A piece of a date with a month's name.
#[derive(Clone, Copy)]
enum Piece {
    Number(Number),
    Month(u32),
}

impl Piece {
    /// The piece that a text begins with, and what follows it; marks before it are passed over, `of` as well, and the
    /// letters of `22nd`. The hours of a time are no piece.
    fn at_start(text: &str) -> Option<(Self, &str)> {
        let text = text.trim_start_matches([' ', ',', '.', '/', '-', '\'']);
        let (word, after_word) = split_word(text);
        if word.eq_ignore_ascii_case("of") {
            return Self::at_start(after_word);
        }
        if !word.is_empty() {
            let month = place_among(&MONTHS, word)? as u32 + 1;
            return Some((Self::Month(month), after_word));
        }
        let (number, rest) = Number::at_start(text.as_bytes())?;
        let rest = &text[text.len() - rest.len()..];
        let (word, after_word) = split_word(rest);
        let is_ordinal = ["st", "nd", "rd", "th"]
            .iter()
            .any(|end| word.eq_ignore_ascii_case(end));
        let rest = if is_ordinal && number.is_short() {
            after_word
        } else {
            rest
        };
        (!rest.starts_with(':')).then_some((Self::Number(number), rest))
    }

    /// Whether a date can have such a piece.
    fn is_of_a_date(self) -> bool {
        match self {
            Self::Month(_) => true,
            Self::Number(number) => number.is_short() || number.digits == 4,
        }
    }
}

/// A date with a month's name, alone or before a time: `22 Jul 2025`, `July 22nd, 2025`, `2025-Jul-22`. Of numbers
/// alone, which of its parts are missing.
pub(super) fn read_named(text: &str) -> Result<Day, NotADate> {
    use Piece::{Month, Number};
    let mut rest = text;
    let mut next = || {
        let (piece, after) = Piece::at_start(rest)?;
        rest = after;
        Some(piece)
    };
    let Some(first) = next() else {
        return Err(NotADate::Malformed);
    };
    let pieces = (first, next(), next());
    let date = match pieces {
        (Number(year), Some(Month(month)), Some(Number(day))) if year.digits == 4 => {
            (year, month, day, rest)
        }
        (Number(day), Some(Month(month)), Some(Number(year))) => (year, month, day, rest),
        (Month(month), Some(Number(day)), Some(Number(year))) => (year, month, day, rest),
        (Month(month), Some(Number(day)), None) if !rest.is_empty() => {
            let (time, year) = time_before_year(rest).ok_or(NotADate::Malformed)?;
            (year, month, day, time)
        }
        (first, second, None) if rest.is_empty() => {
            let is_part = first.is_of_a_date() && second.is_none_or(Piece::is_of_a_date);
            return Err(match is_part {
                true => NotADate::Incomplete,
                false => NotADate::Malformed,
            });
        }
        _ => return Err(NotADate::Malformed),
    };
    let (year, month, day, rest) = date;
    match year.year() {
        Some(year) if day.is_short() && is_time_after(rest.as_bytes()) => {
            day_of(year, month, day.value)
        }
        _ => Err(NotADate::Malformed),
    }
}

/// A time with the year behind it, as in `Tue Jul 22 08:55:31 +0000 2025`.
fn time_before_year(text: &str) -> Option<(&str, Number)> {
    let (time, year) = text.rsplit_once(' ')?;
    match Number::at_start(year.as_bytes())? {
        (year, []) if year.digits == 4 => Some((time, year)),
        _ => None,
    }
}

/// The text without the name of a weekday in front. Whether it is that weekday is not asked: the day as written counts.
pub(super) fn without_weekday(text: &str) -> &str {
    let (word, rest) = split_word(text);
    match place_among(&WEEKDAYS, word) {
        Some(_) => rest.trim_start_matches([' ', ',', '.']),
        None => text,
    }
}

/// Splits a text after the letters it begins with.
fn split_word(text: &str) -> (&str, &str) {
    text.split_at(text.bytes().take_while(u8::is_ascii_alphabetic).count())
}

/// Which of the names a word is, or is short for with three letters or more.
fn place_among(names: &[&str], word: &str) -> Option<usize> {
    let is_short_for = |name: &&str| {
        name.get(..word.len())
            .is_some_and(|start| start.eq_ignore_ascii_case(word))
    };
    (word.len() >= 3)
        .then(|| names.iter().position(is_short_for))
        .flatten()
}

const MONTHS: [&str; 12] = [
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
];

const WEEKDAYS: [&str; 7] = [
    "Monday",
    "Tuesday",
    "Wednesday",
    "Thursday",
    "Friday",
    "Saturday",
    "Sunday",
];
