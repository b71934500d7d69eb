//! `[thresholds]`: from where on something is odd.

use serde::Deserialize;

/// From where on something is odd.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct Thresholds {
    /// A date is outside where so many days without any lie between it and nearly all others.
    pub outside_date_days: i32,
}

impl Default for Thresholds {
    fn default() -> Self {
        Self {
            outside_date_days: 366,
        }
    }
}
