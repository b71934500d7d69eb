//! Tables of figures: columns of measures, rows of whatever has totals.

use super::address::{Addresses, relative};
use super::view::{Section, Table, TableCell, TableColumn, TableRow};
use crate::dimension::{Dimension, Members};
use crate::format::Figures;
use crate::measure::{BreakEven, Format, MeasureId, Scope, Totals, Value};
use crate::slices::InfluencerTotals;

/// A row before it is a table's.
pub struct FigureRow<'a> {
    pub id: Option<String>,
    pub label: String,
    pub href: Option<String>,
    /// The colour of its member.
    pub tint: Option<u8>,
    pub totals: &'a Totals,
}

/// Rows of influencers, by the names they go by.
#[must_use]
pub fn influencer_rows<'a>(
    influencers: &[&'a InfluencerTotals],
    ids: &Members,
    labels: &[String],
) -> Vec<FigureRow<'a>> {
    influencers
        .iter()
        .map(|row| FigureRow {
            id: Some(ids.name(row.influencer).to_owned()),
            label: labels[row.influencer as usize].clone(),
            href: None,
            tint: None,
            totals: &row.totals,
        })
        .collect()
}

/// Leads each influencer's row of some sections to their page, where there is one.
pub fn link_people<'s>(
    sections: impl IntoIterator<Item = &'s mut Section>,
    addresses: &Addresses<'_>,
    ids: &Members,
    path: &str,
) {
    let tables = sections
        .into_iter()
        .filter_map(|section| section.table.as_mut());
    let of_people = tables.filter(|table| table.label == Dimension::Influencer.label());
    for row in of_people.flat_map(|table| &mut table.rows) {
        let code = row.id.as_deref().and_then(|id| ids.code(id));
        let page = code.and_then(|code| addresses.of_member(Dimension::Influencer, code));
        row.href = page
            .filter(|page| page != path)
            .map(|page| relative(path, &page));
    }
}

/// What a table of figures says besides its rows.
pub struct FigureTable<'a> {
    pub id: &'static str,
    pub caption: String,
    /// What the rows are, as the header of the first column.
    pub label: &'static str,
    pub measures: &'a [MeasureId],
    pub scope: Scope,
    /// As many rows are shown; the note states the total.
    pub limit: usize,
    /// What the total counts: `influencers`.
    pub plural: &'a str,
}

impl FigureTable<'_> {
    /// The table of these rows.
    #[must_use]
    pub fn of(&self, rows: &[FigureRow<'_>], figures: &Figures) -> Table {
        let shown = rows.len().min(self.limit);
        let note = (rows.len() > shown).then(|| {
            let total = figures.count(rows.len() as i64);
            format!("The first {shown} of {total} {}.", self.plural)
        });
        let row = |row: &FigureRow<'_>| TableRow {
            id: row.id.clone(),
            label: row.label.clone(),
            href: row.href.clone(),
            tint: row.tint,
            cells: self
                .measures
                .iter()
                .map(|id| figure_cell(*id, row.totals, &self.scope, figures))
                .collect(),
        };
        Table {
            id: self.id,
            caption: self.caption.clone(),
            label: self.label,
            columns: self
                .measures
                .iter()
                .map(|id| figure_column(*id, figures))
                .collect(),
            rows: rows[..shown].iter().map(row).collect(),
            note,
        }
    }

    /// Whether a row would show anything but zeros and dashes here.
    #[must_use]
    pub fn shows(&self, totals: &Totals) -> bool {
        self.measures
            .iter()
            .any(|id| match id.measure().value(totals, &self.scope) {
                Value::Money(value) | Value::Count(value) => value != 0,
                Value::Ratio(_) => true,
                Value::None(_) => false,
            })
    }
}

/// A column of a measure, its unit stated once.
#[must_use]
pub fn figure_column(id: MeasureId, figures: &Figures) -> TableColumn {
    let measure = id.measure();
    let unit = (measure.format == Format::Money).then(|| figures.money.symbol.clone());
    TableColumn {
        id: measure.name,
        label: measure.label,
        unit,
        numeric: true,
    }
}

/// A cell of a measure; a ROAS below the row's own break-even is marked.
#[must_use]
pub fn figure_cell(id: MeasureId, totals: &Totals, scope: &Scope, figures: &Figures) -> TableCell {
    let measure = id.measure();
    let value = measure.value(totals, scope);
    let mut cell = TableCell::measure(measure.name, value, figures.cell(value, measure.format));
    if let (Format::Times, Some(roas)) = (measure.format, value.number()) {
        // Only what falls short is marked: a mark on every row would say nothing.
        cell.tone = (roas < BreakEven::of(totals).roas()).then_some("bad");
    }
    cell
}
