//! Keys that are names out of a list: of tables, of dimensions.

use serde::de::Error as _;
use serde::{Deserialize, Deserializer};

use super::mistake::what_is_known;
use crate::dimension::Dimension;
use crate::tables::Table;

/// What a key can be the name of.
pub(super) trait Named: Copy + 'static {
    const KIND: &'static str;
    const ALL: &'static [Self];

    fn name(self) -> &'static str;
}

impl Named for Table {
    const KIND: &'static str = "table";
    const ALL: &'static [Self] = &Table::ALL;

    fn name(self) -> &'static str {
        Table::name(self)
    }
}

impl Named for Dimension {
    const KIND: &'static str = "dimension";
    const ALL: &'static [Self] = &Dimension::ALL;

    fn name(self) -> &'static str {
        self.id()
    }
}

/// A key that names one of them.
pub(super) struct Key<T>(pub T);

impl<'de, T: Named> Deserialize<'de> for Key<T> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let written = String::deserialize(deserializer)?;
        let named = T::ALL.iter().find(|one| one.name() == written);
        named.map(|one| Self(*one)).ok_or_else(|| {
            let known: Vec<&str> = T::ALL.iter().map(|one| one.name()).collect();
            D::Error::custom(format!(
                "there is no {} `{written}`; {}",
                T::KIND,
                what_is_known(&written, &known)
            ))
        })
    }
}
