//! Days as text, in the forms people and programs write.

use rand::{Rng, RngExt};

/// How the dates of a column are written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum DateForm {
    Iso,
    IsoWithTime,
    Slashed,
    Bare,
    /// `22 Jul 2025`, `Jul 22, 2025`, `22-Jul-25`, `Tue, 22 Jul 2025 08:55:31 +0530`.
    Named,
    /// A spreadsheet's count of days.
    Serial,
    /// Day and month in the order of the table.
    Numeric(char),
    NumericWithTime(char),
    /// Without padding, and with a year of two digits.
    Short(char),
}

impl DateForm {
    pub fn draw(rng: &mut impl Rng) -> Self {
        let mark = ['-', '/', '.'][rng.random_range(0..3)];
        match rng.random_range(0..11) {
            0 => Self::Iso,
            1 => Self::IsoWithTime,
            2 => Self::Slashed,
            3 => Self::Bare,
            4 => Self::Named,
            5 => Self::Serial,
            6 | 7 => Self::Numeric(mark),
            8 | 9 => Self::NumericWithTime(mark),
            _ => Self::Short(mark),
        }
    }

    pub fn hangs_on_order(self) -> bool {
        matches!(
            self,
            Self::Numeric(_) | Self::NumericWithTime(_) | Self::Short(_)
        )
    }

    pub fn write(self, day: i32, is_month_first: bool, rng: &mut impl Rng) -> String {
        let (year, month, of_month) = civil(day);
        let (one, other) = match is_month_first {
            true => (month, of_month),
            false => (of_month, month),
        };
        let time = format!(
            "{:02}:{:02}:{:02}",
            rng.random_range(0..24),
            rng.random_range(0..60),
            rng.random_range(0..60)
        );
        match self {
            Self::Iso => format!("{year}-{month:02}-{of_month:02}"),
            Self::IsoWithTime => {
                let end = ["", "Z", "+05:30", ".123456", "-07:00"][rng.random_range(0..5)];
                let between = ["T", " "][rng.random_range(0..2)];
                format!("{year}-{month:02}-{of_month:02}{between}{time}{end}")
            }
            Self::Slashed => format!("{year}/{month}/{of_month}"),
            Self::Bare => format!("{year}{month:02}{of_month:02}"),
            Self::Named => named(year, month, of_month, day, &time, rng),
            Self::Serial => {
                let fraction = ["", "", ".0", ".75"][rng.random_range(0..4)];
                format!("{}{fraction}", day + 25_569)
            }
            Self::Numeric(mark) => format!("{one:02}{mark}{other:02}{mark}{year}"),
            Self::NumericWithTime(mark) => {
                format!("{one:02}{mark}{other:02}{mark}{year} {}", &time[..5])
            }
            Self::Short(mark) => format!("{one}{mark}{other}{mark}{:02}", year % 100),
        }
    }
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

fn named(year: i32, month: u32, of_month: u32, day: i32, time: &str, rng: &mut impl Rng) -> String {
    let long = MONTHS[month as usize - 1];
    let short = &long[..3];
    // 1 January 1970 was a Thursday.
    let week = ["Thu", "Fri", "Sat", "Sun", "Mon", "Tue", "Wed"];
    let weekday = week[day.rem_euclid(7) as usize];
    match rng.random_range(0..6) {
        0 => format!("{of_month} {short} {year}"),
        1 => format!("{short} {of_month}, {year}"),
        2 => format!("{of_month:02}-{}-{:02}", short.to_uppercase(), year % 100),
        3 => format!("{weekday}, {of_month} {short} {year} {time} +0530"),
        4 => format!("{long} {of_month} {year}"),
        _ => format!("{of_month:02}/{short}/{year}"),
    }
}

/// Whether the day of the month cannot be a month, which proves the order of a date.
pub fn proves_order(day: i32) -> bool {
    civil(day).2 > 12
}

/// The month of a day as `2025-07`.
pub fn month_of(day: i32) -> String {
    let (year, month, _) = civil(day);
    format!("{year}-{month:02}")
}

/// Year, month and day of the month of a day since 1970-01-01 (Hinnant's algorithm, from 0000-03-01 on).
fn civil(day: i32) -> (i32, u32, u32) {
    let days = day + 719_468;
    let era = days.div_euclid(146_097);
    let of_era = days.rem_euclid(146_097);
    let year_of_era = (of_era - of_era / 1460 + of_era / 36_524 - of_era / 146_096) / 365;
    let of_year = of_era - (365 * year_of_era + year_of_era / 4 - year_of_era / 100);
    let from_march = (5 * of_year + 2) / 153;
    let of_month = of_year - (153 * from_march + 2) / 5 + 1;
    let month = if from_march < 10 {
        from_march + 3
    } else {
        from_march - 9
    };
    let year = year_of_era + era * 400 + i32::from(month <= 2);
    (year, month as u32, of_month as u32)
}

#[test]
fn days_are_counted_from_1970() {
    for (day, expected) in [
        (0, (1970, 1, 1)),
        (-1, (1969, 12, 31)),
        (19_782, (2024, 2, 29)),
        (20_291, (2025, 7, 22)),
    ] {
        assert_eq!(civil(day), expected);
    }
}
