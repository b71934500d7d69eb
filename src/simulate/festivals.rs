//! Festivals and sales that people shop for, and how far each lifts a day.

use chrono::{Datelike, NaiveDate};

struct Festival {
    falls: Falls,
    /// Days of rising demand before, and of falling demand after.
    lead: i64,
    tail: i64,
    /// Extra demand on the day itself, as a share of an ordinary day.
    height: f64,
}

enum Falls {
    /// Month and day, the same every year.
    On(u32, u32),
    /// Follows the moon: the days from `FIRST_MOON_YEAR` on, then a typical day for all other years.
    ByMoon([(u32, u32); 8], (u32, u32)),
}

const FIRST_MOON_YEAR: i32 = 2023;

const FESTIVALS: &[Festival] = &[
    // New Year: resolutions last about two weeks.
    festival(Falls::On(1, 1), 3, 14, 0.30),
    // Republic Day sales.
    festival(Falls::On(1, 26), 5, 2, 0.35),
    // Holi.
    festival(
        Falls::ByMoon(
            [
                (3, 8),
                (3, 25),
                (3, 14),
                (3, 4),
                (3, 22),
                (3, 11),
                (3, 1),
                (3, 20),
            ],
            (3, 14),
        ),
        6,
        1,
        0.22,
    ),
    // Summer: holidays, weddings, and everyone wants to be fit.
    festival(Falls::On(5, 8), 28, 30, 0.16),
    // Independence Day sales.
    festival(Falls::On(8, 15), 6, 2, 0.40),
    // Raksha Bandhan.
    festival(
        Falls::ByMoon(
            [
                (8, 30),
                (8, 19),
                (8, 9),
                (8, 28),
                (8, 17),
                (8, 5),
                (8, 23),
                (8, 13),
            ],
            (8, 17),
        ),
        5,
        1,
        0.22,
    ),
    // Navratri, ending with Dussehra.
    festival(
        Falls::ByMoon(
            [
                (10, 24),
                (10, 12),
                (10, 2),
                (10, 20),
                (10, 9),
                (9, 27),
                (10, 16),
                (10, 6),
            ],
            (10, 10),
        ),
        11,
        1,
        0.42,
    ),
    // Diwali: the year's peak, mostly before the day.
    festival(
        Falls::ByMoon(
            [
                (11, 12),
                (11, 1),
                (10, 20),
                (11, 8),
                (10, 29),
                (10, 17),
                (11, 5),
                (10, 26),
            ],
            (10, 30),
        ),
        13,
        3,
        0.80,
    ),
];

const fn festival(falls: Falls, lead: i64, tail: i64, height: f64) -> Festival {
    Festival {
        falls,
        lead,
        tail,
        height,
    }
}

/// Demand on `date` as a multiple of an ordinary day: 1 far from any festival.
pub fn festive_lift(date: NaiveDate) -> f64 {
    // A lead may reach back over New Year, a tail forward.
    let years = [date.year() - 1, date.year(), date.year() + 1];
    let lifts = FESTIVALS
        .iter()
        .flat_map(|festival| years.map(|year| festival.lift_in(year, date)));
    1.0 + lifts.sum::<f64>()
}

impl Festival {
    fn lift_in(&self, year: i32, date: NaiveDate) -> f64 {
        let Some(day) = self.falls.in_year(year) else {
            return 0.0;
        };
        let gap = (date - day).num_days();
        let reach = if gap < 0 { self.lead } else { self.tail } + 1;
        self.height * (1.0 - gap.abs() as f64 / reach as f64).max(0.0)
    }
}

impl Falls {
    /// None in the years that the calendar does not hold.
    fn in_year(&self, year: i32) -> Option<NaiveDate> {
        let (month, day) = match self {
            Falls::On(month, day) => (*month, *day),
            Falls::ByMoon(known, typical) => usize::try_from(year - FIRST_MOON_YEAR)
                .ok()
                .and_then(|index| known.get(index))
                .copied()
                .unwrap_or(*typical),
        };
        NaiveDate::from_ymd_opt(year, month, day)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn diwali_towers_over_an_ordinary_day() {
        let lift = |month, day| festive_lift(NaiveDate::from_ymd_opt(2025, month, day).unwrap());
        assert_eq!(lift(7, 10), 1.0);
        assert_eq!(lift(10, 20), 1.8);
        assert!(lift(12, 31) > 1.0);
    }
}
