//! The payouts page: the ledger, every row once, and who has none.

use super::address::Addresses;
use super::cash::Outgoings;
use super::figure_table::{FigureTable, figure_cell, figure_column, influencer_rows, link_people};
use super::fixed::charts_of;
use super::insight::{Insight, count_of};
use super::pictures::Painter;
use super::templates::Templates;
use super::tiles::tile;
use super::view::{
    ChartView, Frame, ReportView, Section, Table, TableCell, TableColumn, TableRow, Tile,
};
use super::{Page, Site, SiteError, influencer_labels};
use crate::cells::{LedgerEntry, Reconciled, SpreadOver};
use crate::dimension::{Dimension, UNASSIGNED_CODE};
use crate::format::Figures;
use crate::measure::{Column, Format, MeasureId, Value};
use crate::money::Decimal;
use crate::slices::{Address, InfluencerTotals, Slice, highest_first};

const PATH: &str = "payouts.html";

/// What was paid, and what the influencer brought for it.
const PAID: [MeasureId; 3] = [MeasureId::Payout, MeasureId::Revenue, MeasureId::Roas];

/// Renders the page.
///
/// # Errors
/// When the template does not render, or a chart cannot be drawn.
pub fn page(
    site: &Site<'_>,
    addresses: &Addresses<'_>,
    painter: Option<&Painter>,
    frame: &Frame,
    templates: &Templates,
) -> Result<Page, SiteError> {
    let slice = site.slices.slice(&Address::EVERYTHING);
    let ledger = Ledger {
        site,
        slice: &slice,
        figures: site.figures(),
        labels: influencer_labels(site.cells),
    };
    let insight = Insight {
        slice: &slice,
        figures: &ledger.figures,
        labels: &ledger.labels,
    };
    let body = match insight.lacks(MeasureId::Payout) {
        Some(input) => ReportView {
            sentence: format!("{}, so nobody knows what was paid.", input.missing()),
            ..ReportView::default()
        },
        None => ledger.body(&insight, addresses, painter)?,
    };
    let sentence = body.sentence.clone();
    let view = frame.page(PATH, "payouts", "Payouts".into(), sentence, body);
    Ok(Page {
        path: PATH.into(),
        html: templates.render("pages/payouts.html", &view)?,
        entry: None,
    })
}

struct Ledger<'a> {
    site: &'a Site<'a>,
    slice: &'a Slice,
    figures: Figures,
    labels: Vec<String>,
}

impl Ledger<'_> {
    /// What the page says of a ledger that is there.
    fn body(
        &self,
        insight: &Insight<'_>,
        addresses: &Addresses<'_>,
        painter: Option<&Painter>,
    ) -> Result<ReportView, SiteError> {
        let week_starts = self.site.config.calendar().week_starts;
        let outgoings = Outgoings::of(insight, self.entries(), week_starts);
        let mut sections = outgoings.sections();
        sections.extend(self.paid_most(insight));
        sections.push(self.rows_section());
        sections.extend(self.unknown_section());
        let ids = self.site.cells.catalog.members(Dimension::Influencer);
        link_people(&mut sections, addresses, ids, PATH);
        let data = charts_of(&mut sections, insight, outgoings.grain(), painter)?;
        let mut notes: Vec<String> = self.spread().into_iter().collect();
        if !self.entries().is_empty() {
            notes.extend(outgoings.note().map(str::to_owned));
        }
        Ok(ReportView {
            sentence: self.sentence(),
            notes,
            tiles: self.tiles(outgoings.tiles()),
            sections,
            data: Some(data),
            ..ReportView::default()
        })
    }

    /// What the data can have of some measures.
    fn first_of(&self, ids: &[MeasureId]) -> Vec<MeasureId> {
        self.slice.scope.facts().first_of(ids, ids.len())
    }

    fn entries(&self) -> &[LedgerEntry] {
        &self.site.cells.ledger
    }

    fn total(&self, keep: impl Fn(&LedgerEntry) -> bool) -> i64 {
        self.entries()
            .iter()
            .filter(|entry| keep(entry))
            .map(|entry| entry.total)
            .sum()
    }

    fn sentence(&self) -> String {
        if self.entries().is_empty() {
            return "The ledger is empty, so nobody knows what was paid.".into();
        }
        let paid_people: std::collections::BTreeSet<u32> = self
            .entries()
            .iter()
            .map(|entry| entry.row.influencer)
            .collect();
        let mut sentence = format!(
            "{} to {}, {} in all.",
            count_of(self.entries().len() as i64, "payout", &self.figures),
            count_of(paid_people.len() as i64, "influencer", &self.figures),
            self.figures.money_short(self.total(|_| true)),
        );
        let unknown = self.slice.unknown_payout.influencers;
        if unknown > 0 {
            let verb = if unknown == 1 { "has" } else { "have" };
            sentence.push_str(&format!(
                " {} {verb} no payout row.",
                count_of(unknown, "active influencer", &self.figures)
            ));
        }
        sentence
    }

    /// How much was spread over what.
    fn spread(&self) -> Option<String> {
        let total = |over| self.total(|entry| entry.spread_over == over);
        let ways = [SpreadOver::Posts, SpreadOver::Orders, SpreadOver::Revenue];
        let spread: Vec<String> = ways
            .into_iter()
            .map(|over| (over, total(over)))
            .filter(|(_, amount)| *amount != 0)
            .map(|(over, amount)| {
                format!("{} over {}", self.figures.money_short(amount), over.label())
            })
            .collect();
        let spread = match &spread[..] {
            [] => None,
            _ => Some(format!("Spread {}.", spread.join(", "))),
        };
        let rest = match total(SpreadOver::OneDay) {
            0 => None,
            rest => Some(format!(
                "{} has nothing to be spread over, and stands on its payment date or the last day.",
                self.figures.money_short(rest)
            )),
        };
        let sentences: Vec<String> = spread.into_iter().chain(rest).collect();
        (!sentences.is_empty()).then(|| sentences.join(" "))
    }

    /// The payout and its parts, then what came of it.
    fn tiles(&self, parts: Vec<Tile>) -> Vec<Tile> {
        let of = |id: MeasureId| tile(id, self.slice, &self.figures);
        let mut tiles = vec![of(MeasureId::Payout)];
        tiles.extend(parts);
        let others = self.first_of(&[MeasureId::Roas, MeasureId::Cpa, MeasureId::Profit]);
        tiles.extend(others.into_iter().map(of));
        tiles
    }

    /// Who is paid most, and how much of all payouts goes to the first few; none where fewer than two are paid.
    fn paid_most(&self, insight: &Insight<'_>) -> Option<Section> {
        const FIRST: usize = 5;
        let payout = |row: &InfluencerTotals| row.totals.known.get(Column::Payout);
        let mut paid: Vec<&InfluencerTotals> = self.slice.influencers.iter().collect();
        paid.retain(|row| payout(row) > 0);
        highest_first(&mut paid, payout);
        let [first, _, ..] = paid[..] else {
            return None;
        };
        let total: i64 = paid.iter().map(|row| payout(row)).sum();
        let of_first: i64 = paid.iter().take(FIRST).map(|row| payout(row)).sum();
        let title = format!(
            "{} is paid most: {}",
            self.labels[first.influencer as usize],
            self.figures.money_short(payout(first))
        );
        let people = count_of(paid.len() as i64, "influencer", &self.figures);
        let total_text = self.figures.money_short(total);
        // That the first of few take all of it is no finding.
        let sentence = if paid.len() > FIRST {
            let share = insight.share(of_first, total);
            format!("The first {FIRST} take {share} of the {total_text} paid to {people}.")
        } else {
            format!("{people} are paid {total_text} in all.")
        };
        let ids = self.site.cells.catalog.members(Dimension::Influencer);
        let table = FigureTable {
            id: "paid-most",
            caption: "Influencers by payout".into(),
            label: "Influencer",
            measures: &self.first_of(&PAID),
            scope: self.slice.scope_by(Dimension::Influencer),
            limit: 10,
            plural: "influencers",
        };
        let rows = influencer_rows(&paid, ids, &self.labels);
        Some(Section {
            sentence,
            chart: Some(ChartView::of(
                "top-payout",
                Some("paid-most"),
                title.clone(),
            )),
            table: Some(table.of(&rows, &self.figures)),
            ..Section::new("paid-most", title)
        })
    }

    fn rows_section(&self) -> Section {
        let mut rows: Vec<TableRow> = self.entries().iter().map(|entry| self.row(entry)).collect();
        let words = [
            ("basis", "Basis"),
            ("rate", "Rate"),
            ("reconciled", "Total is"),
            ("status", "Status"),
            ("payout_date", "Payment date"),
        ];
        let mut columns: Vec<TableColumn> = words
            .into_iter()
            .map(|(id, label)| TableColumn {
                id,
                label,
                unit: None,
                numeric: id == "rate",
            })
            .collect();
        drop_empty(&mut columns, &mut rows);
        let brought = self.first_of(&PAID[1..]);
        let figures = std::iter::once(PAID[0]).chain(brought.iter().copied());
        columns.extend(figures.map(|id| figure_column(id, &self.figures)));
        let mismatches = self
            .entries()
            .iter()
            .filter(|entry| entry.reconciled.is_mismatch())
            .count() as i64;
        let is_untracked = |entry: &LedgerEntry| entry.reconciled == Reconciled::Untracked;
        let sentence = match mismatches {
            _ if rows.is_empty() => "The ledger is empty.".to_owned(),
            0 if self.entries().iter().any(is_untracked) => {
                "Totals cannot all be held against their rate: not everything is tracked."
                    .to_owned()
            }
            0 if self
                .entries()
                .iter()
                .any(|entry| !entry.reconciled.is_match()) =>
            {
                "No total contradicts its rate; some rows have a total or a rate alone.".to_owned()
            }
            0 => "Every total is its rate times what was tracked, or a commission on revenue."
                .to_owned(),
            count => format!(
                "{} rate times what was tracked; the ledger's total counts.",
                if count == 1 {
                    "1 total is not its".to_owned()
                } else {
                    format!("{} totals are not their", self.figures.count(count))
                }
            ),
        };
        let table = Table {
            id: "payouts",
            caption: "The ledger".into(),
            label: "Influencer",
            columns,
            rows,
            note: (!brought.is_empty())
                .then(|| "Revenue and ROAS are the influencer's, over all payouts.".into()),
        };
        Section {
            id: "ledger",
            title: "Every payout in the ledger, once".into(),
            sentence,
            half: false,
            chart: None,
            table: Some(table),
            more: None,
        }
    }

    fn row(&self, entry: &LedgerEntry) -> TableRow {
        let code = entry.row.influencer;
        let scope = self.slice.scope_by(Dimension::Influencer);
        let totals = self
            .slice
            .influencers
            .iter()
            .find(|row| row.influencer == code)
            .map(|row| row.totals)
            .unwrap_or_default();
        let day = entry.row.payout_date.map(|day| day.label());
        let total = Value::Money(entry.total);
        let brought = self.first_of(&PAID[1..]).into_iter();
        let brought = brought.map(|id| figure_cell(id, &totals, &scope, &self.figures));
        TableRow {
            id: Some(
                self.site
                    .cells
                    .catalog
                    .members(Dimension::Influencer)
                    .name(code)
                    .to_owned(),
            ),
            label: self.labels[code as usize].clone(),
            href: None,
            tint: None,
            cells: [
                TableCell::text(entry.row.basis.label()),
                rate_cell(entry.row.rate, &self.figures),
                TableCell::text(entry.reconciled.label(&entry.row.basis)),
                TableCell::text(entry.row.status.trim()),
                TableCell::text(day.unwrap_or_default()),
                TableCell::measure("payout", total, self.figures.cell(total, Format::Money)),
            ]
            .into_iter()
            .chain(brought)
            .collect(),
        }
    }

    /// Those who were active and are not in the ledger.
    fn unknown_section(&self) -> Option<Section> {
        let mut unknown: Vec<&InfluencerTotals> = self
            .slice
            .influencers
            .iter()
            .filter(|row| {
                row.influencer != UNASSIGNED_CODE
                    && !self.site.cells.people[row.influencer as usize].payout_known
            })
            .collect();
        if unknown.is_empty() {
            return None;
        }
        highest_first(&mut unknown, |row| row.totals.all.get(Column::Revenue));
        let scope = self.slice.scope_by(Dimension::Influencer);
        let ids = self.site.cells.catalog.members(Dimension::Influencer);
        let rows = influencer_rows(&unknown, ids, &self.labels);
        let table = FigureTable {
            id: "unknown-payouts",
            caption: "No payout row".into(),
            label: "Influencer",
            measures: &self.first_of(&[MeasureId::Revenue, MeasureId::Orders, MeasureId::Posts]),
            scope,
            limit: rows.len(),
            plural: "influencers",
        };
        let table = table.of(&rows, &self.figures);
        Some(Section {
            id: "unknown",
            title: "Payout unknown".into(),
            sentence: match self.slice.scope.facts().lacks(MeasureId::Roas) {
                None => format!(
                    "{} of revenue came from influencers without a payout row. Unknown is not zero: ROAS leaves them out.",
                    self.figures.money_short(self.slice.unknown_payout.revenue)
                ),
                Some(_) => "These influencers have no payout row. Unknown is not zero: costs leave them out.".into(),
            },
            half: false,
            chart: None,
            table: Some(table),
            more: None,
        })
    }
}

/// What no row of the ledger has is no column.
pub fn drop_empty(columns: &mut Vec<TableColumn>, rows: &mut [TableRow]) {
    if rows.is_empty() {
        return;
    }
    for place in (0..columns.len()).rev() {
        if rows.iter().all(|row| row.cells[place].text.is_empty()) {
            columns.remove(place);
            rows.iter_mut()
                .for_each(|row| drop(row.cells.remove(place)));
        }
    }
}

/// A rate as the ledger has it.
#[must_use]
pub fn rate_cell(rate: Option<Decimal>, figures: &Figures) -> TableCell {
    let Some(rate) = rate else {
        return TableCell::text("");
    };
    let text = rate
        .to_whole()
        .map_or_else(|| rate.to_string(), |whole| figures.count(whole));
    TableCell {
        measure: Some("rate"),
        value: rate.to_string(),
        ..TableCell::text(text)
    }
}
