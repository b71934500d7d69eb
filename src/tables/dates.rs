//! Days as people and programs write them.
//!
//! A day is the calendar day as written: a time after it, with whatever zone, is looked at only to know that it is
//! one. A Unix timestamp is therefore no day, since what day it was depends on where.
//!
//! Dates of numbers such as `03/07/2025` mean two days. What comes first is decided for a column from all its cells
//! ([`DateEvidence`]), never from one: a column that were read cell by cell would be July in one row and March in the
//! next.
//!
//! A year of two digits is of the 2000s up to 69 and of the 1900s from 70. It stands last, always: `01-02-03` is in
//! 2003. A number from 20000 to 80000 is a day of a spreadsheet (1954 to 2119), counted as Excel does by default:
//! 45860 is 2025-07-22. The rare files that count from 1904 are four years off, which no cell can tell.

mod evidence;
#[cfg(test)]
mod laws;
mod named;

use chrono::NaiveDate;

pub use evidence::{DateEvidence, Decided, OrderReason};

use super::as_typed::as_typed;
use crate::period::{DateOrder, Day};
use crate::time_of_day::is_time_of_day;
use named::{read_named, without_weekday};

/// The years a campaign can have. What lies outside was never a date: `0000-00-00`, `1899-12-30`, `0205-07-22`.
const YEARS: std::ops::RangeInclusive<u32> = 1900..=2199;

/// The day that spreadsheets number 0, as far as days since 1900-03-01 are concerned.
const SPREADSHEET_EPOCH: i32 = -25_569;

/// What a text says of its day.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum WrittenDate {
    /// The day, whatever the order of its column.
    Day(Day),
    /// Two numbers of which one is the day and one the month: the day in either order, where the calendar has it. It
    /// has at least one of them.
    ByOrder {
        day_first: Option<Day>,
        month_first: Option<Day>,
    },
}

/// Why a text is not a day.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum NotADate {
    Malformed,
    /// 31 February.
    NoSuchDay,
    /// Before 1900 or after 2199.
    YearOutOfRange,
    /// `Jul 2025`, `2025-07`, `22-Jul`.
    Incomplete,
    /// Seconds or their fractions since 1970.
    Timestamp,
    /// A day only in the order that its column does not have.
    OtherOrder(DateOrder),
}

impl NotADate {
    /// What was expected instead, for after "expected".
    #[must_use]
    pub fn expected(self) -> &'static str {
        match self {
            Self::Malformed => "a date such as 2025-07-22",
            Self::NoSuchDay => "a day that the calendar has",
            Self::YearOutOfRange => "a year from 1900 to 2199",
            Self::Incomplete => "a day, a month and a year, such as 2025-07-22",
            Self::Timestamp => {
                "a date such as 2025-07-22, not a timestamp, whose day depends on the time zone"
            }
            Self::OtherOrder(DateOrder::DayFirst) => {
                "day-month-year, as the column's other dates have it"
            }
            Self::OtherOrder(DateOrder::MonthFirst) => {
                "month-day-year, as the column's other dates have it"
            }
        }
    }
}

impl WrittenDate {
    /// The day, in a column of that order.
    ///
    /// # Errors
    /// [`NotADate::OtherOrder`] where only the other order reads it.
    pub fn day(self, order: DateOrder) -> Result<Day, NotADate> {
        match (self, order) {
            (Self::Day(day), _) => Ok(day),
            (Self::ByOrder { day_first, .. }, DateOrder::DayFirst) => {
                day_first.ok_or(NotADate::OtherOrder(order))
            }
            (Self::ByOrder { month_first, .. }, DateOrder::MonthFirst) => {
                month_first.ok_or(NotADate::OtherOrder(order))
            }
        }
    }
}

/// The day of a text, in a column of that order.
///
/// # Errors
/// [`NotADate`] when the text is not a day.
pub fn parse(text: &str, order: DateOrder) -> Result<Day, NotADate> {
    read(text)?.day(order)
}

/// Reads a text before it is known what comes first in its column.
///
/// # Errors
/// [`NotADate`] when the text is a day in neither order.
pub fn read(text: &str) -> Result<WrittenDate, NotADate> {
    if let Some(day) = plain_day(text.as_bytes()) {
        return Ok(WrittenDate::Day(day));
    }
    let text = as_typed(text);
    let text = without_weekday(&text);
    let bytes = text.as_bytes();
    read_numeric(bytes)
        .or_else(|| read_bare(bytes).map(as_day))
        .unwrap_or_else(|| as_day(read_named(text)))
}

fn as_day(day: Result<Day, NotADate>) -> Result<WrittenDate, NotADate> {
    day.map(WrittenDate::Day)
}

/// `2025-07-22`, alone or before a time: what nearly every date is.
fn plain_day(text: &[u8]) -> Option<Day> {
    let [a, b, c, d, b'-', m, n, b'-', x, y, rest @ ..] = text else {
        return None;
    };
    if !is_time_after(rest) {
        return None;
    }
    let number = |digits: &[&u8]| {
        digits.iter().try_fold(0, |sum, digit| {
            digit
                .is_ascii_digit()
                .then(|| sum * 10 + u32::from(**digit - b'0'))
        })
    };
    day_of(number(&[a, b, c, d])?, number(&[m, n])?, number(&[x, y])?).ok()
}

/// Whether nothing follows a date, or a time of day does.
fn is_time_after(rest: &[u8]) -> bool {
    match rest {
        [] => true,
        [b'T' | b't', time @ ..] => is_time_of_day(time),
        [b' ' | b',', ..] => {
            let time = rest.strip_prefix(b",").unwrap_or(rest).trim_ascii_start();
            is_time_of_day(time.strip_prefix(b"at ").unwrap_or(time))
        }
        _ => false,
    }
}

fn day_of(year: u32, month: u32, day: u32) -> Result<Day, NotADate> {
    if !YEARS.contains(&year) {
        return Err(NotADate::YearOutOfRange);
    }
    NaiveDate::from_ymd_opt(year as i32, month, day)
        .map(Day::of)
        .ok_or(NotADate::NoSuchDay)
}

/// A run of digits.
#[derive(Clone, Copy)]
struct Number {
    value: u32,
    digits: usize,
}

impl Number {
    /// The number at the start of a text, of at most nine digits, and what follows it.
    fn at_start(text: &[u8]) -> Option<(Self, &[u8])> {
        let digits = text.iter().take_while(|byte| byte.is_ascii_digit()).count();
        let value = text[..digits].iter().fold(0, |sum: u32, byte| {
            sum.wrapping_mul(10).wrapping_add(u32::from(byte - b'0'))
        });
        (1..=9)
            .contains(&digits)
            .then_some((Self { value, digits }, &text[digits..]))
    }

    fn is_short(self) -> bool {
        self.digits <= 2
    }

    /// The year it stands for at the end of a date.
    fn year(self) -> Option<u32> {
        match (self.digits, self.value) {
            (4, year) => Some(year),
            (2, year @ 0..70) => Some(2000 + year),
            (2, year) => Some(1900 + year),
            _ => None,
        }
    }
}

/// Three numbers with one mark between them, alone or before a time. `None` where the text is not that.
fn read_numeric(text: &[u8]) -> Option<Result<WrittenDate, NotADate>> {
    let (first, rest) = Number::at_start(text)?;
    let (mark, rest) = rest
        .split_first()
        .filter(|(mark, _)| b"-/. ".contains(mark))?;
    let (second, rest) = Number::at_start(rest)?;
    let rest = rest.strip_prefix(std::slice::from_ref(mark))?;
    let (third, rest) = Number::at_start(rest)?;
    if !is_time_after(rest) {
        return None;
    }
    if first.digits == 4 && second.is_short() && third.is_short() {
        return Some(as_day(day_of(first.value, second.value, third.value)));
    }
    if !first.is_short() || !second.is_short() {
        return None;
    }
    let year = third.year()?;
    let day_first = day_of(year, second.value, first.value);
    let month_first = day_of(year, first.value, second.value);
    Some(match (day_first, month_first) {
        (Err(why), Err(_)) => Err(why),
        (day_first, month_first) => Ok(WrittenDate::ByOrder {
            day_first: day_first.ok(),
            month_first: month_first.ok(),
        }),
    })
}

/// One number: a date without marks, alone or before a time, a spreadsheet's day, or none. `None` where the text is
/// not one number.
fn read_bare(text: &[u8]) -> Option<Result<Day, NotADate>> {
    let digits = text.iter().take_while(|byte| byte.is_ascii_digit()).count();
    let (whole, rest) = text.split_at(digits);
    // Where decimals have a comma, so have those of a spreadsheet's day.
    let behind_comma = |digits: &&[u8]| digits.first().is_some_and(u8::is_ascii_digit);
    let fraction = rest
        .strip_prefix(b".")
        .or_else(|| rest.strip_prefix(b",").filter(behind_comma))
        .unwrap_or_default();
    if digits == 0 || !fraction.iter().all(u8::is_ascii_digit) {
        return None;
    }
    let is_number = rest.is_empty() || rest[0] == b'.' || !fraction.is_empty();
    let value = Number::at_start(whole).map_or(0, |(number, _)| number.value);
    Some(match digits {
        // pandas writes whole numbers with a fraction of nought where others are missing.
        8 if is_time_after(rest) || is_number && fraction.iter().all(|digit| *digit == b'0') => {
            day_of(value / 10_000, value / 100 % 100, value % 100).map_err(|why| match why {
                NotADate::YearOutOfRange => NotADate::Malformed,
                why => why,
            })
        }
        _ if !is_number => return None,
        5 if (20_000..=80_000).contains(&value) => Ok(Day(value as i32 + SPREADSHEET_EPOCH)),
        4 if rest.is_empty() && YEARS.contains(&value) => Err(NotADate::Incomplete),
        // Seconds since 1970, or thousandths, millionths, billionths of them.
        10 | 13 | 16 | 19 => Err(NotADate::Timestamp),
        _ => Err(NotADate::Malformed),
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use DateOrder::{DayFirst, MonthFirst};
    use NotADate::{Incomplete, Malformed, NoSuchDay, OtherOrder, Timestamp, YearOutOfRange};

    #[track_caller]
    fn case(text: &str, order: DateOrder, expected: Result<&str, NotADate>) {
        let day = parse(text, order).map(|day| day.to_string());
        assert_eq!(day.as_deref().map_err(|why| *why), expected, "{text:?}");
    }

    #[test]
    fn dates_that_no_order_changes_are_read() {
        for text in [
            "2025-07-22",
            "2025/07/22",
            "2025.07.22",
            "2025 07 22",
            "20250722",
            "20250722 08:55",
            "20250722.0",
            "2025-7-22",
            "2025-07-22 08:55:31",
            "2025-07-22 00:15:58.051049",
            "2025-07-22T08:55:31Z",
            "2025-07-22T23:59:59+05:30",
            "2025-07-22T23:59:59.999-07:00",
            "2025-07-22 23:59:59 UTC",
            "2025/07/22 8:55",
            "2025-07-22, 08:55",
            " 2025-07-22 ",
            "22 Jul 2025",
            "22-Jul-25",
            "22-Jul-2025",
            "22/JUL/2025",
            "22.Jul.2025",
            "22Jul2025",
            "22 july 2025",
            "22nd Jul 2025",
            "22nd of July, 2025",
            "22 Jul, 2025",
            "22 Jul '25",
            "Jul 22, 2025",
            "Jul. 22, 2025",
            "July 22 2025",
            "July 22nd, 2025",
            "Jul-22-2025",
            "2025-Jul-22",
            "2025 July 22",
            "Tue, 22 Jul 2025",
            "Tuesday, July 22, 2025",
            "Tue 2025-07-22",
            "Tue, 22 Jul 2025 08:55:31 GMT",
            "Tue, 22 Jul 2025 08:55:31 +0530",
            "Tue Jul 22 2025 08:55:31 GMT+0530 (India Standard Time)",
            "Tue Jul 22 08:55:31 2025",
            "Tue Jul 22 08:55:31 +0000 2025",
            "22 Jul 2025, 2:05 PM",
            "Jul 22, 2025 at 2:05 PM",
            "45860",
            "45860.0",
            "45860.9999",
            "45860,75",
            "\u{feff}2025-07-22",
            "2025\u{2013}07\u{2013}22",
            "२०२५-०७-२२",
        ] {
            for order in [DayFirst, MonthFirst] {
                case(text, order, Ok("2025-07-22"));
            }
        }
        for (text, expected) in [
            ("2025-7-2", "2025-07-02"),
            ("1 Sept 2025", "2025-09-01"),
            ("1 September 2025", "2025-09-01"),
            ("May 5 2025", "2025-05-05"),
            ("29 Feb 2024", "2024-02-29"),
            ("25-Jul-22", "2022-07-25"),
            ("20000", "1954-10-03"),
            ("80000", "2119-01-11"),
            ("1900-01-01", "1900-01-01"),
            ("2199-12-31", "2199-12-31"),
        ] {
            case(text, DayFirst, Ok(expected));
        }
    }

    #[test]
    fn dates_of_numbers_follow_the_order_of_their_column() {
        for (text, day_first, month_first) in [
            ("03-07-2025", "2025-07-03", "2025-03-07"),
            ("03/07/2025", "2025-07-03", "2025-03-07"),
            ("03.07.2025", "2025-07-03", "2025-03-07"),
            ("03 07 2025", "2025-07-03", "2025-03-07"),
            ("3/7/2025", "2025-07-03", "2025-03-07"),
            ("3-7-25", "2025-07-03", "2025-03-07"),
            ("03/07/2025 08:55", "2025-07-03", "2025-03-07"),
            ("3/7/2025, 2:05:31 PM", "2025-07-03", "2025-03-07"),
            ("3/7/2025, 2:05:31\u{202f}PM", "2025-07-03", "2025-03-07"),
            (
                "\u{200e}3\u{200e}/7\u{200e}/2025",
                "2025-07-03",
                "2025-03-07",
            ),
            ("Thu 03/07/2025", "2025-07-03", "2025-03-07"),
            // A year of two digits stands last.
            ("01-02-03", "2003-02-01", "2003-01-02"),
            ("05/05/2025", "2025-05-05", "2025-05-05"),
            ("01-02-69", "2069-02-01", "2069-01-02"),
            ("01-02-70", "1970-02-01", "1970-01-02"),
        ] {
            case(text, DayFirst, Ok(day_first));
            case(text, MonthFirst, Ok(month_first));
        }
        for (text, day) in [("22-07-2025", "2025-07-22"), ("25-07-22", "2022-07-25")] {
            case(text, DayFirst, Ok(day));
            case(text, MonthFirst, Err(OtherOrder(MonthFirst)));
        }
        case("07/22/2025", MonthFirst, Ok("2025-07-22"));
        case("07/22/2025", DayFirst, Err(OtherOrder(DayFirst)));
    }

    #[test]
    fn what_is_no_day_is_refused_with_the_reason() {
        for (why, texts) in [
            (
                Malformed,
                &[
                    "",
                    " ",
                    "-",
                    "today",
                    "abc",
                    "2025-07-22x",
                    "2025-07-22 noon",
                    "2025-07-22 25:00",
                    "2025-07-22T",
                    "2025-07-22 08:5",
                    "22/07-2025",
                    "22//07//2025",
                    "22-07-2025-01",
                    "1/2/5",
                    "1/2/205",
                    "222/07/2025",
                    "22-07-20255",
                    "020250722",
                    "22072025",
                    "220725",
                    "19999",
                    "80001",
                    "12.50",
                    "-45860",
                    "45860.x",
                    "1753152931123456789012",
                    "22 Foo 2025",
                    "22 Ju 2025",
                    "Jul 222025",
                    "22 Jul 205",
                    "22 Jul 2025th",
                    "Tue Jul 22 08:55:31 25",
                    "Jul 2025 22",
                    "22 Jul Jul 2025",
                    "Tue",
                    "Tue Tue 22 Jul 2025",
                    "08:55:31",
                    "08:55",
                    "Jul 22 08:55",
                    "Q3 2025",
                    "FY25",
                    "2025-W30-2",
                    "é",
                    "²",
                    "22 Jul 2025 x",
                    "july-22-of-2025-x",
                    "12345678",
                ][..],
            ),
            (
                NoSuchDay,
                &[
                    "2025-02-30",
                    "2025-00-10",
                    "2025-22-07",
                    "31/02/2025",
                    "31-04-25",
                    "32/13/2025",
                    "00/00/2025",
                    "20250231",
                    "31 Feb 2025",
                    "29 Feb 2025",
                    "Jun 31, 2025",
                ],
            ),
            (
                YearOutOfRange,
                &[
                    "0000-00-00",
                    "1899-12-30",
                    "0205-07-22",
                    "2205-07-22",
                    "22/07/0025",
                    "22 Jul 1025",
                ],
            ),
            (
                Incomplete,
                &[
                    "2025",
                    "2025-07",
                    "07/2025",
                    "Jul 2025",
                    "July 2025",
                    "Jul-25",
                    "22-Jul",
                    "22 July",
                    "July",
                    "1/2",
                    "22nd 2025",
                ],
            ),
            (
                Timestamp,
                &[
                    "1753152931",
                    "1753152931.048",
                    "1753152931048",
                    "1753152931048671",
                    "2025072208",
                ],
            ),
        ] {
            for text in texts {
                assert_eq!(read(text), Err(why), "{text:?}");
            }
        }
    }
}
