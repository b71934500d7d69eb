//! Category against platform: which pair returns most.

use std::collections::{HashMap, HashSet};

use serde_json::json;

use super::figure_table::{FigureRow, FigureTable};
use super::insight::Insight;
use super::sections::SHOWN_ROWS;
use super::view::{ChartView, Section};
use crate::cells::Cells;
use crate::dimension::Dimension;
use crate::measure::{BreakEven, MeasureId, Scope};
use crate::slices::{Pair, pairs};

/// A pair with fewer paid influencers than this is not called best or worst.
const FEWEST_PAID: usize = 3;

/// As many categories and platforms are drawn, those with most revenue: a column of free text has thousands, and a
/// million cells are no picture.
const MOST_CATEGORIES: usize = 24;
const MOST_PLATFORMS: usize = 12;

const MEASURES: [MeasureId; 3] = [MeasureId::Revenue, MeasureId::Payout, MeasureId::Roas];

/// The ROAS of every category on every platform; none where there is but one of either.
#[must_use]
pub fn heat(insight: &Insight<'_>, cells: &Cells) -> Option<Section> {
    let slice = insight.slice;
    let scope = slice
        .scope
        .narrowed_by(Dimension::Category)
        .narrowed_by(Dimension::Platform);
    let pairs = pairs(&slice.influencers, &cells.people);
    let roas = |pair: &Pair<'_>| {
        MeasureId::Roas
            .measure()
            .value(&pair.totals, &scope)
            .number()
    };
    let rated: Vec<(&Pair<'_>, f64)> = pairs
        .iter()
        .filter_map(|pair| Some((pair, roas(pair)?)))
        .collect();
    let with_value = |dimension: Dimension, member_of: fn(&Pair<'_>) -> u32| -> Vec<u32> {
        let rated: HashSet<u32> = rated.iter().map(|(pair, _)| member_of(pair)).collect();
        let members = slice.by(dimension).iter().map(|row| row.member);
        members.filter(|member| rated.contains(member)).collect()
    };
    let mut rows = with_value(Dimension::Category, |pair| pair.category);
    let mut columns = with_value(Dimension::Platform, |pair| pair.platform);
    if rows.len() < 2 || columns.len() < 2 {
        return None;
    }
    let drawn = drawn(rows.len(), columns.len());
    rows.truncate(MOST_CATEGORIES);
    columns.truncate(MOST_PLATFORMS);
    let by_place: HashMap<(u32, u32), &(&Pair<'_>, f64)> = rated
        .iter()
        .map(|rated| ((rated.0.category, rated.0.platform), rated))
        .collect();
    let mut squares = Vec::new();
    for (row, category) in rows.iter().enumerate() {
        for (column, platform) in columns.iter().enumerate() {
            let found = by_place.get(&(*category, *platform));
            let value = found.map(|(_, roas)| *roas);
            let step = found.map(|(pair, roas)| BreakEven::of(&pair.totals).step_of(*roas));
            squares.push(json!({"row": row, "column": column, "value": value, "step": step}));
        }
    }
    let name = |dimension, code: &u32| cells.catalog.members(dimension).name(*code).to_owned();
    let names = |dimension, codes: &[u32]| -> Vec<String> {
        codes.iter().map(|code| name(dimension, code)).collect()
    };
    let called = |pair: &Pair<'_>, between: &str| {
        let [category, platform] = [
            name(Dimension::Category, &pair.category),
            name(Dimension::Platform, &pair.platform),
        ];
        format!("{category}{between}{platform}")
    };
    let (title, mut sentence) = words(insight, &rated, |pair| called(pair, " on "));
    sentence.push_str(&drawn);
    let labels: Vec<String> = pairs.iter().map(|pair| called(pair, " · ")).collect();
    let table = table_of(insight, scope, &pairs, &labels);
    Some(Section {
        id: "roas-heat",
        chart: Some(ChartView {
            rows: Some(json!({
                "categories": names(Dimension::Category, &rows),
                "columns": names(Dimension::Platform, &columns),
                "cells": squares,
            })),
            ..ChartView::of("roas-heat", None, title.clone())
        }),
        title,
        sentence,
        half: true,
        table: Some(table),
        more: None,
    })
}

/// What is drawn, where that is not everything.
fn drawn(categories: usize, platforms: usize) -> String {
    let of = |count: usize, most: usize, plural: &str| {
        (count > most).then(|| format!("{most} {plural}"))
    };
    let cut = [
        of(categories, MOST_CATEGORIES, "categories"),
        of(platforms, MOST_PLATFORMS, "platforms"),
    ];
    let cut: Vec<String> = cut.into_iter().flatten().collect();
    if cut.is_empty() {
        return String::new();
    }
    format!(
        " The {} with most revenue are drawn.",
        cut.join(" and the ")
    )
}

/// Who is best and worst among the pairs with enough paid influencers, and how many have enough.
fn words(
    insight: &Insight<'_>,
    rated: &[(&Pair<'_>, f64)],
    called: impl Fn(&Pair<'_>) -> String,
) -> (String, String) {
    let by_influencer = insight.slice.scope_by(Dimension::Influencer);
    let has_enough = |pair: &Pair<'_>| {
        let paid = pair
            .influencers
            .iter()
            .filter(|row| row.earned_back(&by_influencer).is_some());
        paid.count() >= FEWEST_PAID
    };
    let figures = insight.figures;
    let enough: Vec<&(&Pair<'_>, f64)> =
        rated.iter().filter(|(pair, _)| has_enough(pair)).collect();
    // Of equals the one with more revenue, which stands first.
    let best = enough.iter().rev().max_by(|(_, a), (_, b)| a.total_cmp(b));
    let worst = enough.iter().min_by(|(_, a), (_, b)| a.total_cmp(b));
    let title = match (best, worst) {
        (Some((best, high)), Some((worst, low))) if high > low => format!(
            "{} returns most, {}; {} least, {}",
            called(best),
            figures.times(*high),
            called(worst),
            figures.times(*low)
        ),
        (Some((one, roas)), _) => format!("{} returns {}", called(one), figures.times(*roas)),
        _ => "ROAS by category and platform".into(),
    };
    let total = figures.count(rated.len() as i64);
    let sentence = match enough.len() {
        0 => format!(
            "None of the {total} pairs has {FEWEST_PAID} paid influencers, so none is called best."
        ),
        count if count == rated.len() => {
            format!("Each of the {total} pairs has at least {FEWEST_PAID} paid influencers.")
        }
        count => format!(
            "{} of {total} pairs {} at least {FEWEST_PAID} paid influencers; only these are called best or worst.",
            figures.count(count as i64),
            if count == 1 { "has" } else { "have" },
        ),
    };
    (title, sentence)
}

fn table_of(
    insight: &Insight<'_>,
    scope: Scope,
    pairs: &[Pair<'_>],
    labels: &[String],
) -> super::view::Table {
    let table = FigureTable {
        id: "roas-heat",
        caption: "By category and platform".into(),
        label: "Category and platform",
        measures: &MEASURES,
        scope,
        limit: SHOWN_ROWS,
        plural: "pairs",
    };
    let rows: Vec<FigureRow<'_>> = pairs
        .iter()
        .zip(labels)
        .filter(|(pair, _)| table.shows(&pair.totals))
        .map(|(pair, label)| FigureRow {
            id: None,
            label: label.clone(),
            href: None,
            tint: None,
            totals: &pair.totals,
        })
        .collect();
    table.of(&rows, insight.figures)
}
