//! Cells back to the rows they were added up from.
//!
//! What a row adds is asked of the functions that add cells up, so that the two cannot differ. Nothing of it is
//! kept with the cells: who does not ask pays nothing.

use super::Cells;
use super::accrual::LedgerEntry;
use super::key::CellKey;
use super::placing::Placing;
use super::posts::POST_COLUMNS;
use super::tracking::{TRACKING_COLUMNS, TrackingParts};
use crate::config::Config;
use crate::dimension::natural_order;
use crate::measure::{Column, Input};
use crate::problem::{Place, Problems};
use crate::tables::{Table, Tables};

/// By column what a row adds; `None` where the row has nothing to do with the column.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Amounts([Option<i64>; Column::COUNT]);

impl Amounts {
    fn of<const N: usize>(columns: [Column; N], amounts: [Option<i64>; N]) -> Self {
        let mut all = Self::default();
        for (column, amount) in columns.into_iter().zip(amounts) {
            all.0[column as usize] = amount;
        }
        all
    }

    #[must_use]
    pub fn get(&self, column: Column) -> Option<i64> {
        self.0[column as usize]
    }

    pub fn add(&mut self, other: &Self) {
        for (sum, amount) in self.0.iter_mut().zip(other.0) {
            *sum = sum.map_or(amount, |sum| Some(sum + amount.unwrap_or(0)));
        }
    }
}

/// What a row adds to one cell.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Part {
    pub key: CellKey,
    pub amounts: Amounts,
}

/// An input row and everything it adds.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TracedRow<'a> {
    pub table: Table,
    /// Path within the data folder.
    pub file: &'a str,
    /// The physical line it begins on.
    pub line: u64,
    /// One a cell; a payout may be spread over many, and one of nothing is in none.
    pub parts: Vec<Part>,
}

/// The rows that cells were added up from.
pub struct Trace<'a> {
    tables: &'a Tables,
    placing: Placing<'a>,
    /// In the order of the input.
    ledger: Vec<&'a LedgerEntry>,
}

impl<'a> Trace<'a> {
    /// The rows behind the cells that these tables add up to with this configuration.
    #[must_use]
    pub fn of(tables: &'a Tables, config: &'a Config, cells: &'a Cells) -> Self {
        // Adding up has reported them.
        let mut known_problems = Problems::default();
        let mut placing = Placing::of(tables, config, cells.range, &mut known_problems);
        placing
            .posts
            .sort_by(|a, b| in_input_order(&a.post.place, &b.post.place));
        let mut ledger: Vec<&LedgerEntry> = cells.ledger.iter().collect();
        ledger.sort_by(|a, b| in_input_order(&a.row.place, &b.row.place));
        Self {
            tables,
            placing,
            ledger,
        }
    }

    /// Every row of tracking, then posts, then payouts, each by file and line.
    pub fn rows(&self) -> impl Iterator<Item = TracedRow<'_>> {
        self.tracking().chain(self.posts()).chain(self.payouts())
    }

    fn tracking(&self) -> impl Iterator<Item = TracedRow<'_>> {
        let Placing {
            rows,
            offers,
            space,
            margins,
            ..
        } = &self.placing;
        let parts = TrackingParts::new(rows, offers, space, margins);
        (0..rows.day.len()).map(move |row| {
            let (key, amounts) = parts.part(row);
            TracedRow {
                table: Table::Tracking,
                file: rows.file(row, self.tables),
                line: rows.line[row].into(),
                parts: vec![self.part(key, Amounts::of(TRACKING_COLUMNS, amounts))],
            }
        })
    }

    fn posts(&self) -> impl Iterator<Item = TracedRow<'_>> {
        let missing: Vec<Column> = Input::OF_POSTS
            .into_iter()
            .filter(|(input, _)| self.tables.missing.contains(input))
            .map(|(_, column)| column)
            .collect();
        self.placing.posts.iter().map(move |named| {
            let (key, amounts) = named.part(&self.placing.space);
            let mut amounts = Amounts::of(POST_COLUMNS, amounts);
            for column in &missing {
                amounts.0[*column as usize] = None;
            }
            let place = &named.post.place;
            TracedRow {
                table: Table::Posts,
                file: &place.file,
                line: place.line,
                parts: vec![self.part(key, amounts)],
            }
        })
    }

    fn payouts(&self) -> impl Iterator<Item = TracedRow<'_>> {
        self.ledger.iter().map(|entry| {
            let share = |(key, amount): &(u64, i64)| {
                self.part(*key, Amounts::of([Column::Payout], [Some(*amount)]))
            };
            let place = &entry.row.place;
            TracedRow {
                table: Table::Payouts,
                file: &place.file,
                line: place.line,
                parts: entry.shares.iter().map(share).collect(),
            }
        })
    }

    fn part(&self, key: u64, amounts: Amounts) -> Part {
        let (day, influencer, offer) = self.placing.space.unpack(key);
        let key = CellKey {
            day,
            influencer,
            campaign: offer.campaign,
            brand: offer.brand,
            product: offer.product,
        };
        Part { key, amounts }
    }
}

/// Files as they are read, in natural order of their names; then lines.
fn in_input_order(a: &Place, b: &Place) -> std::cmp::Ordering {
    natural_order(&a.file, &b.file).then(a.line.cmp(&b.line))
}
