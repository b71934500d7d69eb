//! `[calendar]`: how years and weeks run.

use serde::Deserialize;

use super::Config;
use crate::period::{Calendar, WeekStart};

/// The calendar as the file has it; [`Config::calendar`] is what to reckon with.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct CalendarConfig {
    year_starts: u32,
    week_starts: WeekStart,
}

impl Default for CalendarConfig {
    fn default() -> Self {
        let Calendar {
            year_starts,
            week_starts,
        } = Calendar::default();
        Self {
            year_starts,
            week_starts,
        }
    }
}

impl CalendarConfig {
    pub(super) fn check(&self) -> Result<(), String> {
        if !(1..=12).contains(&self.year_starts) {
            return Err(format!(
                "calendar.year_starts is {}; it is a month, 1 to 12",
                self.year_starts
            ));
        }
        Ok(())
    }
}

impl Config {
    #[must_use]
    pub fn calendar(&self) -> Calendar {
        Calendar {
            year_starts: self.calendar.year_starts,
            week_starts: self.calendar.week_starts,
        }
    }
}
