//! The page on who earns it and who does not: all time, every influencer once.

use super::address::Addresses;
use super::figure_table::{FigureTable, influencer_rows, link_people};
use super::fixed::charts_of;
use super::insight::{Insight, count_of};
use super::pictures::Painter;
use super::templates::Templates;
use super::tiles::tile;
use super::view::{Frame, More, ReportView, Section, TableCell, TableColumn};
use super::{Page, Site, SiteError, influencer_labels, payback};
use crate::dimension::{Dimension, UNASSIGNED_CODE};
use crate::measure::{BreakEven, Column, Format, MeasureId, Value};
use crate::slices::{Address, InfluencerTotals, highest_first};

const PATH: &str = "earning.html";

/// The columns of those who were paid.
const PAID: [MeasureId; 3] = [MeasureId::Roas, MeasureId::Payout, MeasureId::Revenue];

const TILES: [MeasureId; 4] = [
    MeasureId::Roas,
    MeasureId::Payout,
    MeasureId::Revenue,
    MeasureId::Profit,
];

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
    let figures = site.figures();
    let labels = influencer_labels(site.cells);
    let insight = Insight {
        slice: &slice,
        figures: &figures,
        labels: &labels,
    };
    let lists = Lists { site, insight };
    let lacking = lists.insight.lacks(MeasureId::Roas);
    let (sentence, mut sections) = match lacking {
        Some(input) => (
            format!(
                "{}, so nobody knows who earned back a payout.",
                input.missing()
            ),
            Vec::new(),
        ),
        None => (lists.insight.headline(), lists.sections()),
    };
    let ids = site.cells.catalog.members(Dimension::Influencer);
    link_people(&mut sections, addresses, ids, PATH);
    let data = charts_of(&mut sections, &lists.insight, None, painter)?;
    let body = ReportView {
        sentence: sentence.clone(),
        notes: lists.insight.notes(),
        tiles: TILES
            .into_iter()
            .filter(|_| lacking.is_none())
            .map(|id| tile(id, &slice, &figures))
            .collect(),
        sections,
        data: Some(data),
        ..ReportView::default()
    };
    let heading = "Who earns it, who does not".to_owned();
    let view = frame.page(PATH, "earning", heading, sentence, body);
    Ok(Page {
        path: PATH.into(),
        html: templates.render("pages/earning.html", &view)?,
        entry: None,
    })
}

struct Lists<'a> {
    site: &'a Site<'a>,
    insight: Insight<'a>,
}

/// One list: who is on it, and what is said of them.
struct List {
    id: &'static str,
    table: &'static str,
    title: String,
    sentence: String,
    caption: &'static str,
    measures: Vec<MeasureId>,
}

impl Lists<'_> {
    fn sections(&self) -> Vec<Section> {
        let mut sections = Vec::new();
        sections.extend(
            payback::payback(&self.insight, &self.site.cells.catalog).map(|section| Section {
                more: None,
                ..section
            }),
        );
        sections.extend(payback::distribution(&self.insight));
        sections.extend(self.earned_back());
        sections.extend(self.not_earned_back());
        sections.extend(self.unknown());
        sections.extend(self.gifted());
        sections
    }

    fn money(&self, minor: i64) -> String {
        self.insight.figures.money_short(minor)
    }

    /// `1 influencer`, `58 influencers`.
    fn count(&self, rows: &[&InfluencerTotals]) -> String {
        count_of(rows.len() as i64, "influencer", self.insight.figures)
    }

    /// A column of what a payout left, or cost, beyond itself, behind the others of a section's table.
    fn with_amounts(
        &self,
        section: Option<Section>,
        [id, label]: [&'static str; 2],
        amounts: impl Iterator<Item = i64>,
    ) -> Option<Section> {
        let mut section = section?;
        let table = section.table.as_mut()?;
        table.columns.push(TableColumn {
            id,
            label,
            unit: Some(self.insight.figures.money.symbol.clone()),
            numeric: true,
        });
        for (row, amount) in table.rows.iter_mut().zip(amounts) {
            let value = Value::Money(amount);
            let text = self.insight.figures.cell(value, Format::Money);
            row.cells.push(TableCell {
                plain: true,
                ..TableCell::measure(id, value, text)
            });
        }
        Some(section)
    }

    fn sum(rows: &[&InfluencerTotals], column: Column) -> i64 {
        rows.iter().map(|row| row.totals.all.get(column)).sum()
    }

    fn earned_back(&self) -> Option<Section> {
        let scope = self.insight.slice.scope_by(Dimension::Influencer);
        let paid = self.insight.slice.paid();
        let mut rows: Vec<&InfluencerTotals> = paid
            .filter(|row| row.earned_back(&scope) == Some(true))
            .collect();
        let roas = |row: &InfluencerTotals| MeasureId::Roas.measure().value(&row.totals, &scope);
        rows.sort_by(|a, b| {
            let by_roas = roas(a).order_descending(roas(b));
            by_roas.then(a.influencer.cmp(&b.influencer))
        });
        let gained: i64 = rows.iter().map(|row| -row.loss()).sum();
        let list = List {
            id: "earned",
            table: "earned-back",
            title: format!("{} earned back the payout", self.count(&rows)),
            sentence: format!(
                "{} came of payouts of {}, {} of {}.",
                self.money(Self::sum(&rows, Column::Revenue)),
                self.money(Self::sum(&rows, Column::Payout)),
                payback::gain(&self.insight),
                self.money(gained),
            ),
            caption: "Earned back, highest ROAS first",
            measures: PAID.into(),
        };
        let left = match self.insight.slice.break_even {
            BreakEven::FromMargin(_) => ["profit", "Profit"],
            BreakEven::PayoutEqualsRevenue => ["surplus", "Surplus"],
        };
        let amounts = rows.iter().map(|row| -row.loss());
        self.with_amounts(self.list(list, &rows), left, amounts)
    }

    fn not_earned_back(&self) -> Option<Section> {
        let mut rows: Vec<&InfluencerTotals> = self.insight.slice.not_earned_back().collect();
        highest_first(&mut rows, InfluencerTotals::loss);
        let loss = rows.iter().map(|row| row.loss()).sum();
        let list = List {
            id: "not-earned",
            table: "not-earned-back",
            title: format!("{} did not earn back the payout", self.count(&rows)),
            sentence: format!(
                "They were paid {}; {} of it is lost.",
                self.money(Self::sum(&rows, Column::Payout)),
                self.money(loss),
            ),
            caption: "Not earned back, largest loss first",
            measures: PAID.into(),
        };
        let amounts = rows.iter().map(|row| row.loss());
        self.with_amounts(self.list(list, &rows), ["loss", "Loss"], amounts)
    }

    fn unknown(&self) -> Option<Section> {
        let rows = self.others(|known, _| !known);
        let list = List {
            id: "unknown",
            table: "unknown-payouts",
            title: format!("Nobody knows what {} cost", self.count(&rows)),
            sentence: format!(
                "They brought {} and have no payout row. Unknown is not zero: no ROAS counts them.",
                self.money(Self::sum(&rows, Column::Revenue))
            ),
            caption: "No payout row",
            measures: self.site.cells.facts.first_of(
                &[MeasureId::Revenue, MeasureId::Orders, MeasureId::Posts],
                3,
            ),
        };
        let section = self.list(list, &rows)?;
        Some(Section {
            more: Some(More {
                text: "The ledger, with every payout that is known",
                href: "payouts.html",
            }),
            ..section
        })
    }

    fn gifted(&self) -> Option<Section> {
        let rows = self.others(|known, payout| known && payout <= 0);
        let list = List {
            id: "gifted",
            table: "gifted",
            title: format!("{} took no payout", self.count(&rows)),
            sentence: format!(
                "The ledger lists them with nothing, so there is no ROAS; they brought {}.",
                self.money(Self::sum(&rows, Column::Revenue))
            ),
            caption: "A payout of zero or below",
            measures: vec![MeasureId::Revenue, MeasureId::Orders, MeasureId::Payout],
        };
        self.list(list, &rows)
    }

    /// Influencers by whether their payout is known and how much it is, most revenue first.
    fn others(&self, keep: impl Fn(bool, i64) -> bool) -> Vec<&InfluencerTotals> {
        let is_kept = |row: &&InfluencerTotals| {
            let known = self.site.cells.people[row.influencer as usize].payout_known;
            row.influencer != UNASSIGNED_CODE && keep(known, row.totals.known.get(Column::Payout))
        };
        let rows = self.insight.slice.influencers.iter();
        let mut rows: Vec<&InfluencerTotals> = rows.filter(is_kept).collect();
        highest_first(&mut rows, |row| row.totals.all.get(Column::Revenue));
        rows
    }

    fn list(&self, list: List, rows: &[&InfluencerTotals]) -> Option<Section> {
        if rows.is_empty() {
            return None;
        }
        let ids = self.site.cells.catalog.members(Dimension::Influencer);
        let table = FigureTable {
            id: list.table,
            caption: list.caption.into(),
            label: "Influencer",
            measures: &list.measures,
            scope: self.insight.slice.scope_by(Dimension::Influencer),
            limit: rows.len(),
            plural: "influencers",
        };
        let rows = influencer_rows(rows, ids, self.insight.labels);
        Some(Section {
            id: list.id,
            title: list.title,
            sentence: list.sentence,
            half: false,
            chart: None,
            table: Some(table.of(&rows, self.insight.figures)),
            more: None,
        })
    }
}
