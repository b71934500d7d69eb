//! What a reader asks for: a date range and any set of members of each dimension.

use std::collections::{BTreeMap, BTreeSet};

use serde::Serialize;
use serde::ser::SerializeMap;

use crate::dimension::Dimension;
use crate::period::{DateRange, Day};

/// A date range and, for each dimension that is narrowed, the members to keep.
///
/// A dimension without an entry is not narrowed. An entry may name members the data does not have; it
/// then selects nothing, and says so, rather than being ignored.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Filter {
    pub from: Option<Day>,
    pub to: Option<Day>,
    choices: BTreeMap<Dimension, BTreeSet<String>>,
}

impl Filter {
    /// Everything.
    #[must_use]
    pub fn everything() -> Self {
        Self::default()
    }

    /// Narrows to a range of days, or to all of them.
    #[must_use]
    pub fn within(mut self, range: Option<DateRange>) -> Self {
        self.from = range.map(|range| range.first);
        self.to = range.map(|range| range.last);
        self
    }

    /// Narrows to a range of days of which either end may be open.
    #[must_use]
    pub fn between(mut self, from: Option<Day>, to: Option<Day>) -> Self {
        (self.from, self.to) = (from, to);
        self
    }

    /// Adds a member to those kept of a dimension.
    #[must_use]
    pub fn with(mut self, dimension: Dimension, member: impl Into<String>) -> Self {
        self.choices
            .entry(dimension)
            .or_default()
            .insert(member.into());
        self
    }

    /// The members kept of a dimension, when it is narrowed.
    #[must_use]
    pub fn members(&self, dimension: Dimension) -> Option<&BTreeSet<String>> {
        self.choices.get(&dimension)
    }

    /// The dimensions that are narrowed.
    pub fn narrowed(&self) -> impl Iterator<Item = Dimension> {
        self.choices.keys().copied()
    }

    /// Whether the filter names a range of days.
    #[must_use]
    pub fn is_dated(&self) -> bool {
        self.from.is_some() || self.to.is_some()
    }

    /// The days asked for, open ends closed by the data's. `None` when that is no day at all.
    #[must_use]
    pub fn range(&self, data: DateRange) -> Option<DateRange> {
        DateRange::new(
            self.from.unwrap_or(data.first),
            self.to.unwrap_or(data.last),
        )
    }
}

/// The reader's choices only, never defaults: `{"from":"2025-01-01","brand":["Gritzo"]}`.
impl Serialize for Filter {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut map = serializer.serialize_map(None)?;
        if let Some(day) = self.from {
            map.serialize_entry("from", &day.to_string())?;
        }
        if let Some(day) = self.to {
            map.serialize_entry("to", &day.to_string())?;
        }
        for (dimension, members) in &self.choices {
            map.serialize_entry(dimension.id(), members)?;
        }
        map.end()
    }
}
