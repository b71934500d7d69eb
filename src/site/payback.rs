//! Which payouts came back: each influencer against the break-even line, and how many on each step around it.

use serde_json::json;

use super::figure_table::{figure_cell, figure_column};
use super::insight::Insight;
use super::view::{ChartView, More, Section, Table, TableCell, TableColumn, TableRow};
use crate::dimension::{Catalog, Dimension};
use crate::measure::{BreakEven, Column, MeasureId};
use crate::money::MINOR_DIGITS;
use crate::slices::{InfluencerTotals, sum_of};

/// One is no spread.
const FEWEST: usize = 2;

/// The steps of the scale in words.
const STEPS: [&str; BreakEven::STEPS.len() + 1] = [
    "below 0.25x",
    "0.25x to 0.5x",
    "0.5x to 1x",
    "1x to 2x",
    "2x to 4x",
    "4x and more",
];

/// The first step that is not below break-even.
const BREAK_EVEN: usize = 3;

/// Minor units as charts take them.
#[must_use]
pub fn in_major(minor: i64) -> f64 {
    minor as f64 / 10_i64.pow(MINOR_DIGITS) as f64
}

/// What it is that a payout leaves beyond itself.
#[must_use]
pub fn gain(insight: &Insight<'_>) -> &'static str {
    match insight.slice.break_even {
        BreakEven::FromMargin(_) => "a profit",
        BreakEven::PayoutEqualsRevenue => "a surplus of revenue over payout",
    }
}

/// Every paid influencer by payout and revenue.
#[must_use]
pub fn payback(insight: &Insight<'_>, catalog: &Catalog) -> Option<Section> {
    let slice = insight.slice;
    let scope = slice.scope_by(Dimension::Influencer);
    let paid: Vec<&InfluencerTotals> = slice.paid().collect();
    if paid.len() < FEWEST {
        return None;
    }
    let (reaching, below): (Vec<_>, Vec<_>) = paid
        .iter()
        .partition(|row| row.earned_back(&scope) == Some(true));
    let ids = catalog.members(Dimension::Influencer);
    let point = |row: &&InfluencerTotals| {
        let known = |column| in_major(row.totals.known.get(column));
        json!({
            "label": insight.labels[row.influencer as usize],
            "name": ids.name(row.influencer),
            "x": known(Column::Payout),
            "y": known(Column::Revenue),
            "below": row.earned_back(&scope) == Some(false),
        })
    };
    let points: Vec<serde_json::Value> = paid.iter().map(point).collect();
    // With margins each has a break-even of its own; the line is that of all together.
    let (verbs, line) = match slice.break_even {
        BreakEven::FromMargin(_) => (
            ["reaches its own break-even", "reach their own break-even"],
            " The line is that of all together.",
        ),
        BreakEven::PayoutEqualsRevenue => (
            ["reaches the break-even line", "reach the break-even line"],
            "",
        ),
    };
    let title = insight.how_many(reaching.len(), paid.len(), verbs);
    let loss = |rows: &[&InfluencerTotals]| -> i64 { rows.iter().map(|row| row.loss()).sum() };
    let gained = insight.figures.money_short(-loss(&reaching));
    let lost = insight.figures.money_short(loss(&below));
    let gain = gain(insight);
    let sentence = match (reaching.is_empty(), below.is_empty()) {
        (true, _) => format!("That left a loss of {lost}.{line}"),
        (_, true) => format!("That left {gain} of {gained}.{line}"),
        _ => format!("Those who do left {gain} of {gained}, the others a loss of {lost}.{line}"),
    };
    Some(Section {
        id: "payback",
        chart: Some(ChartView {
            rows: Some(json!({"points": points, "mark": insight.mark()})),
            ..ChartView::of("payback", None, title.clone())
        }),
        title,
        sentence,
        half: true,
        table: None,
        more: Some(More {
            text: "The table of influencers has the amounts",
            href: "#most-revenue",
        }),
    })
}

/// How many paid influencers stand on each step of the scale around their own break-even.
#[must_use]
pub fn distribution(insight: &Insight<'_>) -> Option<Section> {
    let slice = insight.slice;
    let scope = slice.scope_by(Dimension::Influencer);
    let roas = MeasureId::Roas.measure();
    let mut steps: [Vec<&InfluencerTotals>; STEPS.len()] = Default::default();
    for row in slice.paid() {
        if let Some(roas) = roas.value(&row.totals, &scope).number() {
            steps[BreakEven::of(&row.totals).step_of(roas) - 1].push(row);
        }
    }
    let paid: usize = steps.iter().map(Vec::len).sum();
    if paid < FEWEST {
        return None;
    }
    let has_margin =
        |row: &&InfluencerTotals| matches!(BreakEven::of(&row.totals), BreakEven::FromMargin(_));
    let (of, label) = if steps.iter().flatten().any(has_margin) {
        (" of break-even", "Of break-even")
    } else {
        ("", "ROAS")
    };
    // Of equals the lowest: the last maximum of the reversed list.
    let (most, rows) = steps
        .iter()
        .enumerate()
        .rev()
        .max_by_key(|(_, rows)| rows.len())?;
    let title = format!(
        "{} {}{of}",
        insight.how_many(rows.len(), paid, ["returns", "return"]),
        STEPS[most]
    );
    let payout = |steps: &[Vec<&InfluencerTotals>]| -> i64 {
        let rows = steps.iter().flatten();
        rows.map(|row| row.totals.known.get(Column::Payout)).sum()
    };
    let below = payout(&steps[..BREAK_EVEN]);
    let sentence = if steps[..BREAK_EVEN].iter().all(Vec::is_empty) {
        "None is below break-even.".to_owned()
    } else {
        format!(
            "Those below break-even took {} of the payouts, {}.",
            insight.share(below, payout(&steps)),
            insight.figures.money_short(below)
        )
    };
    Some(Section {
        id: "roas-distribution",
        chart: Some(ChartView::of(
            "roas-distribution",
            Some("roas-distribution"),
            title.clone(),
        )),
        title,
        sentence,
        half: true,
        table: Some(distribution_table(insight, label, &steps)),
        more: None,
    })
}

fn distribution_table(
    insight: &Insight<'_>,
    label: &'static str,
    steps: &[Vec<&InfluencerTotals>],
) -> Table {
    const MEASURES: [MeasureId; 2] = [MeasureId::Payout, MeasureId::Revenue];
    let scope = insight.slice.scope_by(Dimension::Influencer);
    let mut columns = vec![TableColumn {
        id: "influencers",
        label: "Influencers",
        unit: None,
        numeric: true,
    }];
    columns.extend(MEASURES.map(|id| figure_column(id, insight.figures)));
    let row = |(step, rows): (&str, &Vec<&InfluencerTotals>)| {
        let totals = sum_of(rows.iter().copied());
        let mut cells = vec![TableCell::count("influencers", rows.len(), insight.figures)];
        cells.extend(MEASURES.map(|id| figure_cell(id, &totals, &scope, insight.figures)));
        TableRow {
            id: None,
            label: step.to_owned(),
            href: None,
            tint: None,
            cells,
        }
    };
    Table {
        id: "roas-distribution",
        caption: "Paid influencers by ROAS".into(),
        label,
        columns,
        rows: STEPS.into_iter().zip(steps).map(row).collect(),
        note: None,
    }
}
