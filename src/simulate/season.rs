//! How much people shop on each day of the campaign, whoever sends them.

use chrono::{Datelike, Days, NaiveDate, Weekday};

use super::draws::wobble;
use super::festivals::festive_lift;
use super::streams::{Concern, open_stream};
use super::{Scenario, SimulateError};

/// The category grows by about this much in a year.
const YEARLY_GROWTH: f64 = 0.22;

pub struct Season {
    first_day: NaiveDate,
    /// Demand of each day, as a multiple of an ordinary first day.
    demand: Vec<f64>,
}

impl Season {
    pub fn forecast(scenario: &Scenario) -> Result<Season, SimulateError> {
        let first_day = scenario.first_day;
        let days_after_first = Days::new(scenario.days.saturating_sub(1) as u64);
        let fits = |date: NaiveDate| (0..=9999).contains(&date.year());
        let last_day = first_day.checked_add_days(days_after_first);
        if !fits(first_day) || !last_day.is_some_and(fits) {
            return Err(SimulateError::BeyondCalendar {
                first_day,
                days: scenario.days,
            });
        }
        let mut rng = open_stream(scenario.seed, Concern::Demand, 0);
        let demand = first_day
            .iter_days()
            .take(scenario.days)
            .enumerate()
            .map(|(day, date)| {
                let growth = 1.0 + YEARLY_GROWTH * day as f64 / 365.0;
                growth
                    * weekly_rhythm(date)
                    * festive_lift(date)
                    * payday_lift(date)
                    * wobble(&mut rng, 0.07)
            })
            .collect();
        Ok(Season { first_day, demand })
    }

    pub fn days(&self) -> usize {
        self.demand.len()
    }

    pub fn date(&self, day: usize) -> NaiveDate {
        self.first_day + Days::new(day as u64)
    }

    pub fn demand(&self, day: usize) -> f64 {
        self.demand[day]
    }

    pub fn total_demand(&self) -> f64 {
        self.demand.iter().sum()
    }
}

fn weekly_rhythm(date: NaiveDate) -> f64 {
    match date.weekday() {
        Weekday::Mon => 0.94,
        Weekday::Tue => 0.90,
        Weekday::Wed => 0.93,
        Weekday::Thu => 0.97,
        Weekday::Fri => 1.03,
        Weekday::Sat => 1.13,
        Weekday::Sun => 1.16,
    }
}

/// Salaries arrive around the first of the month.
fn payday_lift(date: NaiveDate) -> f64 {
    match date.day() {
        1..=5 => 1.06,
        25.. => 0.97,
        _ => 1.0,
    }
}
