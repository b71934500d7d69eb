//! The input rows behind a slice, and what each adds to it.

use super::selection::Selection;
use crate::cells::{Amounts, CellKey, Cells, Part, Trace, TracedRow};
use crate::filter::Filter;
use crate::period::Day;
use crate::tables::Table;

/// An input row, as far as a filter lets it through.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RowShare<'a> {
    pub table: Table,
    /// Path within the data folder.
    pub file: &'a str,
    /// The physical line it begins on.
    pub line: u64,
    pub influencer: u32,
    /// Codes; `None` where the row is spread over several.
    pub day: Option<Day>,
    pub campaign: Option<u32>,
    pub brand: Option<u32>,
    pub product: Option<u32>,
    /// What it adds to the slice.
    pub amounts: Amounts,
}

/// The rows that the slice of a filter is added up from, by table, file and line. Their amounts add up to the
/// slice's totals.
pub fn rows_behind<'a>(
    cells: &'a Cells,
    trace: &'a Trace<'_>,
    filter: &Filter,
) -> impl Iterator<Item = RowShare<'a>> {
    let selection = Selection::of(filter, &cells.catalog);
    let range = filter.range(cells.range);
    let is_let_through = move |key: &CellKey| {
        range.is_some_and(|range| range.contains(key.day)) && selection.allows_cell(key, cells)
    };
    trace
        .rows()
        .filter_map(move |row| share_of(&row, &is_let_through))
}

/// What remains of a row; `None` when that is nothing.
fn share_of<'a>(
    row: &TracedRow<'a>,
    is_let_through: &impl Fn(&CellKey) -> bool,
) -> Option<RowShare<'a>> {
    let mut parts = row.parts.iter().filter(|part| is_let_through(&part.key));
    let Part { key, amounts } = *parts.next()?;
    let first = RowShare {
        table: row.table,
        file: row.file,
        line: row.line,
        influencer: key.influencer,
        day: Some(key.day),
        campaign: Some(key.campaign),
        brand: Some(key.brand),
        product: Some(key.product),
        amounts,
    };
    Some(parts.fold(first, |mut share, Part { key, amounts }| {
        share.day = share.day.filter(|day| *day == key.day);
        share.campaign = share.campaign.filter(|code| *code == key.campaign);
        share.brand = share.brand.filter(|code| *code == key.brand);
        share.product = share.product.filter(|code| *code == key.product);
        share.amounts.add(amounts);
        share
    }))
}
