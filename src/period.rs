//! Calendar days, ranges of them, and the periods a report is cut into.
//!
//! A [`Day`] is the day as it was written. It never becomes an instant, so no time zone can move it.

use std::fmt;

use chrono::{Datelike, NaiveDate};

use crate::time_of_day::is_time_of_day;

/// A calendar day, counted from 1970-01-01.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Day(pub i32);

impl Day {
    /// The day of a civil date.
    #[must_use]
    pub fn of(date: NaiveDate) -> Self {
        Self(date.to_epoch_days())
    }

    /// Reads `2025-07-22`, also when a time follows it after a space or `T`; the time is not used.
    #[must_use]
    pub fn parse_iso(text: &str) -> Option<Self> {
        let bytes = text.as_bytes();
        let (date, rest) = bytes.split_at_checked(10)?;
        let time_follows = match rest {
            [] => true,
            [b' ' | b'T' | b't', time @ ..] => is_time_of_day(time),
            _ => false,
        };
        if !time_follows || date[4] != b'-' || date[7] != b'-' {
            return None;
        }
        let number = |range: std::ops::Range<usize>| -> Option<u32> {
            date[range].iter().try_fold(0, |sum, byte| {
                byte.is_ascii_digit()
                    .then(|| sum * 10 + u32::from(byte - b'0'))
            })
        };
        let year = i32::try_from(number(0..4)?).ok()?;
        NaiveDate::from_ymd_opt(year, number(5..7)?, number(8..10)?).map(Self::of)
    }

    /// The civil date of this day.
    #[must_use]
    pub fn date(self) -> NaiveDate {
        NaiveDate::from_epoch_days(self.0).expect("a day is made from a civil date")
    }

    /// `1 Jul 2025`.
    #[must_use]
    pub fn label(self) -> String {
        let date = self.date();
        format!(
            "{} {} {}",
            date.day(),
            month_name(date.month()),
            date.year()
        )
    }
}

impl fmt::Display for Day {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}", self.date())
    }
}

/// The three letters of a month, counted from 1.
#[must_use]
pub fn month_name(month: u32) -> &'static str {
    [
        "Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec",
    ][month as usize - 1]
}

/// What comes first in dates of numbers such as `03/07/2025`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, serde::Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum DateOrder {
    /// 3 July.
    DayFirst,
    /// March 7.
    MonthFirst,
}

impl DateOrder {
    /// The order in words: `day-month-year`.
    #[must_use]
    pub fn words(self) -> &'static str {
        match self {
            Self::DayFirst => "day-month-year",
            Self::MonthFirst => "month-day-year",
        }
    }
}

/// Days from `first` to `last`, both included; never empty.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct DateRange {
    pub first: Day,
    pub last: Day,
}

impl DateRange {
    /// `None` when the range would hold no day.
    #[must_use]
    pub fn new(first: Day, last: Day) -> Option<Self> {
        (first <= last).then_some(Self { first, last })
    }

    #[must_use]
    pub fn contains(self, day: Day) -> bool {
        self.first <= day && day <= self.last
    }

    /// Whether every day of `other` lies in this range.
    #[must_use]
    pub fn covers(self, other: Self) -> bool {
        self.first <= other.first && other.last <= self.last
    }

    #[must_use]
    pub fn intersection(self, other: Self) -> Option<Self> {
        Self::new(self.first.max(other.first), self.last.min(other.last))
    }

    /// How many days the range holds.
    #[must_use]
    pub fn days(self) -> i32 {
        self.last.0 - self.first.0 + 1
    }

    /// `1 Jul 2025 – 31 Jul 2025`, or the one day.
    #[must_use]
    pub fn label(self) -> String {
        if self.first == self.last {
            return self.first.label();
        }
        format!("{} – {}", self.first.label(), self.last.label())
    }
}

/// The day a week begins with.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, serde::Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum WeekStart {
    #[default]
    Monday,
    Sunday,
    Saturday,
}

impl WeekStart {
    /// The name in the configuration and in the client's data.
    #[must_use]
    pub fn id(self) -> &'static str {
        match self {
            Self::Monday => "monday",
            Self::Sunday => "sunday",
            Self::Saturday => "saturday",
        }
    }

    /// How many days after Monday it is.
    #[must_use]
    pub fn after_monday(self) -> usize {
        match self {
            Self::Monday => 0,
            Self::Sunday => 6,
            Self::Saturday => 5,
        }
    }

    /// The place of a day in its week, 0 for the first.
    #[must_use]
    pub fn place_of(self, day: Day) -> usize {
        // Day 0, 1 January 1970, was a Thursday: three days after a Monday.
        (day.0 + 3 - self.after_monday() as i32).rem_euclid(7) as usize
    }
}

/// How the calendar of the house runs.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Calendar {
    /// The month a year begins with: 1, or 4 for the Indian financial year.
    pub year_starts: u32,
    pub week_starts: WeekStart,
}

impl Default for Calendar {
    fn default() -> Self {
        Self {
            year_starts: 1,
            week_starts: WeekStart::Monday,
        }
    }
}

/// A stretch of time with an address of its own.
///
/// `year` is the civil year in which the reporting year begins, `quarter` counts from 1 within it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Period {
    All,
    Year { year: i32 },
    Quarter { year: i32, quarter: u32 },
    Month { year: i32, month: u32 },
}

/// The kinds of period a report can be cut into.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, serde::Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum PeriodKind {
    Year,
    Quarter,
    Month,
}

impl PeriodKind {
    pub const ALL: [Self; 3] = [Self::Year, Self::Quarter, Self::Month];

    /// The heading over periods of this kind.
    #[must_use]
    pub fn plural(self) -> &'static str {
        match self {
            Self::Year => "Years",
            Self::Quarter => "Quarters",
            Self::Month => "Months",
        }
    }
}

impl Period {
    #[must_use]
    pub fn kind(self) -> Option<PeriodKind> {
        match self {
            Self::All => None,
            Self::Year { .. } => Some(PeriodKind::Year),
            Self::Quarter { .. } => Some(PeriodKind::Quarter),
            Self::Month { .. } => Some(PeriodKind::Month),
        }
    }

    /// The name of this period in an address: `all`, `2025`, `2025-q1`, `2025-07`.
    #[must_use]
    pub fn slug(self) -> String {
        match self {
            Self::All => "all".into(),
            Self::Year { year } => year.to_string(),
            Self::Quarter { year, quarter } => format!("{year}-q{quarter}"),
            Self::Month { year, month } => format!("{year}-{month:02}"),
        }
    }

    /// `All time`, `2025`, `Q3 2025`, `Jul 2025`; a shifted year is `FY 2025–26`.
    #[must_use]
    pub fn label(self, calendar: Calendar) -> String {
        let year_label = |year: i32| match calendar.year_starts {
            1 => year.to_string(),
            _ => format!("FY {year}–{:02}", (year + 1).rem_euclid(100)),
        };
        match self {
            Self::All => "All time".into(),
            Self::Year { year } => year_label(year),
            Self::Quarter { year, quarter } => format!("Q{quarter} {}", year_label(year)),
            Self::Month { year, month } => format!("{} {year}", month_name(month)),
        }
    }
}

impl Calendar {
    /// The period of that kind a day falls in.
    #[must_use]
    pub fn period_of(self, day: Day, kind: PeriodKind) -> Period {
        let date = day.date();
        let (year, month) = (date.year(), date.month());
        let since_start = (month + 12 - self.year_starts) % 12;
        let reporting_year = if month < self.year_starts {
            year - 1
        } else {
            year
        };
        match kind {
            PeriodKind::Year => Period::Year {
                year: reporting_year,
            },
            PeriodKind::Quarter => Period::Quarter {
                year: reporting_year,
                quarter: since_start / 3 + 1,
            },
            PeriodKind::Month => Period::Month { year, month },
        }
    }

    /// The days of a period; `None` for all time, which ends where the data ends.
    #[must_use]
    pub fn range_of(self, period: Period) -> Option<DateRange> {
        let months = |year: i32, offset: u32, count: u32| {
            let first = month_start(year, self.year_starts + offset);
            let next = month_start(year, self.year_starts + offset + count);
            DateRange {
                first,
                last: Day(next.0 - 1),
            }
        };
        Some(match period {
            Period::All => return None,
            Period::Year { year } => months(year, 0, 12),
            Period::Quarter { year, quarter } => months(year, (quarter - 1) * 3, 3),
            Period::Month { year, month } => DateRange {
                first: month_start(year, month),
                last: Day(month_start(year, month + 1).0 - 1),
            },
        })
    }

    /// The calendar period whose days are exactly this range.
    #[must_use]
    pub fn period_with_range(self, range: DateRange) -> Option<Period> {
        PeriodKind::ALL
            .into_iter()
            .map(|kind| self.period_of(range.first, kind))
            .find(|period| self.range_of(*period) == Some(range))
    }

    /// The range a figure is compared with (DESIGN rule 13): of a calendar period the one before, cut to
    /// the same number of days where the end of the data cuts the current one; of any other range the
    /// same number of days just before. `None` when that does not lie within the data.
    #[must_use]
    pub fn previous(self, range: DateRange, data: DateRange) -> Option<DateRange> {
        let before = match self.period_with_range(range) {
            Some(period) => {
                let kind = period.kind().expect("a period with a range has a kind");
                let whole = self.range_of(self.period_of(Day(range.first.0 - 1), kind))?;
                if data.last < range.last {
                    let days = data.last.0 - range.first.0 + 1;
                    DateRange {
                        first: whole.first,
                        last: whole.last.min(Day(whole.first.0 + days - 1)),
                    }
                } else {
                    whole
                }
            }
            None => DateRange {
                first: Day(range.first.0 - range.days()),
                last: Day(range.first.0 - 1),
            },
        };
        (before.first <= before.last && data.covers(before)).then_some(before)
    }

    /// Every period of a kind that shares a day with the range, oldest first.
    #[must_use]
    pub fn periods_within(self, range: DateRange, kind: PeriodKind) -> Vec<Period> {
        let mut periods = Vec::new();
        let mut day = range.first;
        while day <= range.last {
            let period = self.period_of(day, kind);
            periods.push(period);
            day = Day(self
                .range_of(period)
                .expect("a period of a kind has a range")
                .last
                .0
                + 1);
        }
        periods
    }
}

/// How finely a trend is drawn.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Grain {
    Day,
    Week,
    Month,
}

impl Grain {
    #[must_use]
    pub fn id(self) -> &'static str {
        match self {
            Self::Day => "day",
            Self::Week => "week",
            Self::Month => "month",
        }
    }

    /// The first day of the step a day belongs to.
    #[must_use]
    pub fn step_of(self, day: Day, week_starts: WeekStart) -> Day {
        match self {
            Self::Day => day,
            Self::Week => Day(day.0 - week_starts.place_of(day) as i32),
            Self::Month => month_start(day.date().year(), day.date().month()),
        }
    }

    /// The first day of the step after one that begins on this day.
    #[must_use]
    pub fn next(self, step: Day) -> Day {
        match self {
            Self::Day => Day(step.0 + 1),
            Self::Week => Day(step.0 + 7),
            Self::Month => month_start(step.date().year(), step.date().month() + 1),
        }
    }

    /// The name of a step that begins on this day.
    #[must_use]
    pub fn label(self, step: Day) -> String {
        match self {
            Self::Day => step.label(),
            Self::Week => format!("Week of {}", step.label()),
            Self::Month => Period::Month {
                year: step.date().year(),
                month: step.date().month(),
            }
            .label(Calendar::default()),
        }
    }

    /// The grain at which a table over a range has few enough rows to read.
    #[must_use]
    pub fn of_table(range: DateRange) -> Self {
        match range.days() {
            ..=10 => Self::Day,
            11..=45 => Self::Week,
            _ => Self::Month,
        }
    }

    /// The grain at which a chart of a range has few enough points to tell apart.
    #[must_use]
    pub fn of_chart(range: DateRange) -> Self {
        match range.days() {
            ..=45 => Self::Day,
            46..=200 => Self::Week,
            _ => Self::Month,
        }
    }

    /// The grains at which a range has more than a few steps to draw.
    #[must_use]
    pub fn worth_drawing(range: DateRange) -> Vec<Self> {
        let days = range.days();
        let steps = [(Self::Day, 0), (Self::Week, 14), (Self::Month, 60)];
        steps
            .into_iter()
            .filter(|(_, more_than)| days > *more_than)
            .map(|(grain, _)| grain)
            .collect()
    }
}

/// The first day of a month; months beyond 12 run on into the years after.
fn month_start(year: i32, month: u32) -> Day {
    let months = month - 1;
    let date = NaiveDate::from_ymd_opt(year + (months / 12) as i32, months % 12 + 1, 1);
    Day::of(date.expect("the years of the data have months"))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn day(text: &str) -> Day {
        Day::parse_iso(text).unwrap()
    }

    fn range(first: &str, last: &str) -> DateRange {
        DateRange::new(day(first), day(last)).unwrap()
    }

    #[test]
    fn an_iso_day_is_read_with_or_without_a_time() {
        for text in [
            "2025-07-22",
            "2025-07-22 08:55:31",
            "2025-07-22T08:55:31Z",
            "2025-07-22 00:15:58.051049",
            "2025-07-22T23:59:59+05:30",
        ] {
            assert_eq!(
                Day::parse_iso(text).map(|day| day.to_string()).as_deref(),
                Some("2025-07-22"),
                "{text}"
            );
        }
        for text in [
            "",
            "22-07-2025",
            "2025-7-2",
            "2025-02-30",
            "2025-07-22x",
            "2025-07-22 noon",
            "२०२५-०७-२२",
        ] {
            assert_eq!(Day::parse_iso(text), None, "{text}");
        }
    }

    #[test]
    fn the_previous_period_of_a_month_is_the_month_before() {
        let data = range("2025-01-24", "2025-07-28");
        let previous = |first, last| Calendar::default().previous(range(first, last), data);
        assert_eq!(
            previous("2025-03-01", "2025-03-31"),
            Some(range("2025-02-01", "2025-02-28"))
        );
        // The data's end cuts July after 28 days, so June is cut to 28 days as well.
        assert_eq!(
            previous("2025-07-01", "2025-07-31"),
            Some(range("2025-06-01", "2025-06-28"))
        );
        // January is not whole in the data, so February has nothing to be compared with.
        assert_eq!(previous("2025-02-01", "2025-02-28"), None);
    }

    #[test]
    fn the_previous_period_of_any_other_range_is_as_many_days_before() {
        let data = range("2025-01-24", "2025-07-28");
        let previous = |first, last| Calendar::default().previous(range(first, last), data);
        assert_eq!(
            previous("2025-07-01", "2025-07-28"),
            Some(range("2025-06-03", "2025-06-30"))
        );
        assert_eq!(previous("2025-01-24", "2025-07-28"), None);
        assert_eq!(
            previous("2025-03-01", "2025-03-01"),
            Some(range("2025-02-28", "2025-02-28"))
        );
    }

    #[test]
    fn a_year_may_start_in_april() {
        let calendar = Calendar {
            year_starts: 4,
            ..Calendar::default()
        };
        let march = day("2026-03-31");
        assert_eq!(
            calendar.period_of(march, PeriodKind::Year),
            Period::Year { year: 2025 }
        );
        assert_eq!(
            calendar.period_of(march, PeriodKind::Quarter),
            Period::Quarter {
                year: 2025,
                quarter: 4
            }
        );
        assert_eq!(
            calendar.range_of(Period::Year { year: 2025 }),
            Some(range("2025-04-01", "2026-03-31"))
        );
        assert_eq!(
            calendar.range_of(Period::Quarter {
                year: 2025,
                quarter: 4
            }),
            Some(range("2026-01-01", "2026-03-31"))
        );
        assert_eq!(Period::Year { year: 2025 }.label(calendar), "FY 2025–26");
    }

    #[test]
    fn periods_tile_the_range() {
        let data = range("2025-01-24", "2026-02-02");
        for kind in PeriodKind::ALL {
            for year_starts in [1, 4] {
                let calendar = Calendar {
                    year_starts,
                    ..Calendar::default()
                };
                let periods = calendar.periods_within(data, kind);
                let days: i32 = periods
                    .iter()
                    .map(|period| {
                        calendar
                            .range_of(*period)
                            .unwrap()
                            .intersection(data)
                            .unwrap()
                            .days()
                    })
                    .sum();
                assert_eq!(days, data.days(), "{kind:?}");
            }
        }
    }

    #[test]
    fn a_week_begins_on_the_day_that_is_asked_for() {
        // 7 July 2025 was a Monday.
        #[track_caller]
        fn case(week_starts: WeekStart, of: &str, first: &str) {
            let step = Grain::Week.step_of(day(of), week_starts);
            assert_eq!(step.to_string(), first);
        }
        case(WeekStart::Monday, "2025-07-07", "2025-07-07");
        case(WeekStart::Monday, "2025-07-06", "2025-06-30");
        case(WeekStart::Sunday, "2025-07-06", "2025-07-06");
        case(WeekStart::Sunday, "2025-07-05", "2025-06-29");
        case(WeekStart::Saturday, "2025-07-05", "2025-07-05");
        case(WeekStart::Saturday, "2025-07-11", "2025-07-05");
        // Before 1970 days are counted below zero.
        case(WeekStart::Sunday, "1969-12-27", "1969-12-21");
    }

    #[test]
    fn a_range_equal_to_a_calendar_period_is_that_period() {
        let calendar = Calendar::default();
        assert_eq!(
            calendar.period_with_range(range("2025-04-01", "2025-06-30")),
            Some(Period::Quarter {
                year: 2025,
                quarter: 2
            })
        );
        assert_eq!(
            calendar.period_with_range(range("2025-04-01", "2025-06-29")),
            None
        );
    }
}
