//! Rows that were read and not used, each with its reason: nothing is lost silently.

use super::schema::Table;
use crate::problem::{Code, Place};

/// A row that was set aside, or a whole file of them.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SetAside {
    pub table: Table,
    pub place: Place,
    pub code: Code,
    /// The text it was set aside for.
    pub found: String,
    /// Why, as a sentence.
    pub reason: String,
    /// How many rows it stands for: one, unless a whole file was set aside.
    pub rows: u64,
    /// The cells of the columns roasbook reads, as `header: text`. What it does not read, such as ids of customers, is
    /// not repeated here, because this is published.
    pub cells: String,
}
