//! Whether those whose posts are liked and discussed are those who sell.

use serde_json::json;

use super::figure_table::{FigureTable, influencer_rows};
use super::insight::Insight;
use super::sections::SHOWN_ROWS;
use super::view::{ChartView, Section};
use crate::dimension::{Catalog, Dimension, UNASSIGNED_CODE};
use crate::format::{Figures, NONE};
use crate::measure::{BreakEven, MeasureId};
use crate::slices::InfluencerTotals;

/// Fewer influencers than this go along or not by chance.
const FEWEST: usize = 5;

/// A weaker rank correlation than this says little.
const WEAK: f64 = 0.2;

const MEASURES: [MeasureId; 3] = [MeasureId::EngagementRate, MeasureId::Reach, MeasureId::Roas];

/// One influencer with posts, sales and a payout.
struct Both<'a> {
    row: &'a InfluencerTotals,
    rate: f64,
    reach: f64,
    roas: f64,
}

/// Engagement rate against ROAS; none where either is undefined, or known of too few.
#[must_use]
pub fn engagement(insight: &Insight<'_>, catalog: &Catalog) -> Option<Section> {
    let slice = insight.slice;
    let scope = slice.scope_by(Dimension::Influencer);
    let value =
        |id: MeasureId, row: &InfluencerTotals| id.measure().value(&row.totals, &scope).number();
    let mut both: Vec<Both<'_>> = slice
        .influencers
        .iter()
        .filter(|row| row.influencer != UNASSIGNED_CODE)
        .filter_map(|row| {
            Some(Both {
                row,
                rate: value(MeasureId::EngagementRate, row)?,
                reach: value(MeasureId::Reach, row)?,
                roas: value(MeasureId::Roas, row)?,
            })
        })
        .collect();
    if both.len() < FEWEST {
        return None;
    }
    let ids = catalog.members(Dimension::Influencer);
    let point = |one: &Both<'_>| {
        json!({
            "label": insight.labels[one.row.influencer as usize],
            "name": ids.name(one.row.influencer),
            "x": one.rate * 100.0,
            "y": one.roas,
            "size": one.reach,
            "below": one.roas < BreakEven::of(&one.row.totals).roas(),
        })
    };
    let points: Vec<serde_json::Value> = both.iter().map(point).collect();
    let (title, sentence) = words(&both, insight.figures)?;
    both.sort_by(|a, b| {
        let by_rate = b.rate.total_cmp(&a.rate);
        by_rate.then(a.row.influencer.cmp(&b.row.influencer))
    });
    let rows: Vec<&InfluencerTotals> = both.iter().map(|one| one.row).collect();
    let table = FigureTable {
        id: "engagement",
        caption: "Influencers by engagement rate".into(),
        label: "Influencer",
        measures: &MEASURES,
        scope,
        limit: SHOWN_ROWS,
        plural: "influencers",
    };
    let table = table.of(
        &influencer_rows(&rows, ids, insight.labels),
        insight.figures,
    );
    Some(Section {
        id: "engagement",
        chart: Some(ChartView {
            rows: Some(json!({"points": points, "mark": insight.mark()})),
            ..ChartView::of("engagement", None, title.clone())
        }),
        title,
        sentence,
        half: true,
        table: Some(table),
        more: None,
    })
}

/// Title and sentence; none where nobody differs, so that nothing can go with anything.
fn words(both: &[Both<'_>], figures: &Figures) -> Option<(String, String)> {
    let of = |value: fn(&Both<'_>) -> f64| -> Vec<f64> { both.iter().map(value).collect() };
    let roas = of(|one| one.roas);
    let by_rate = rank_correlation(&of(|one| one.rate), &roas);
    let by_reach = rank_correlation(&of(|one| one.reach), &roas);
    by_rate.or(by_reach)?;
    let title = match by_rate {
        Some(rho) if rho >= WEAK => "A higher engagement rate goes with a higher ROAS",
        Some(rho) if rho <= -WEAK => "A higher engagement rate goes with a lower ROAS",
        _ => "The engagement rate says little about ROAS",
    };
    let text = |rho: Option<f64>| {
        rho.map_or_else(
            || NONE.to_owned(),
            |rho| figures.times(rho).trim_end_matches('x').to_owned(),
        )
    };
    let sentence = format!(
        "Over {} influencers the rank correlation with ROAS, from {} to 1, is {} for the engagement rate and {} for reach.",
        figures.count(both.len() as i64),
        figures.count(-1),
        text(by_rate),
        text(by_reach),
    );
    Some((title.into(), sentence))
}

/// Spearman's rank correlation; none where one side is all the same. Ranks are doubled, so that those of ties
/// are integers too, and the only roundings are those of a root and a division.
#[must_use]
pub fn rank_correlation(a: &[f64], b: &[f64]) -> Option<f64> {
    let (a, b) = (doubled_ranks(a), doubled_ranks(b));
    let sum = |x: &[i64], y: &[i64]| -> i64 { x.iter().zip(y).map(|(x, y)| x * y).sum() };
    let (own, other) = (sum(&a, &a), sum(&b, &b));
    if own == 0 || other == 0 {
        return None;
    }
    Some(sum(&a, &b) as f64 / (own as f64 * other as f64).sqrt() + 0.0)
}

/// Twice the rank of each value less the mean rank; equal values share theirs.
fn doubled_ranks(values: &[f64]) -> Vec<i64> {
    let mut order: Vec<usize> = (0..values.len()).collect();
    order.sort_by(|a, b| values[*a].total_cmp(&values[*b]));
    let mut ranks = vec![0; values.len()];
    let mut below = 0;
    for equals in order.chunk_by(|a, b| values[*a] == values[*b]) {
        let rank = 2 * below + equals.len() as i64 - values.len() as i64;
        for place in equals {
            ranks[*place] = rank;
        }
        below += equals.len() as i64;
    }
    ranks
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_rank_correlation_is_that_of_the_book() {
        // Ranks 1 2 3 4 5 against 2 1 4 3 5: 1 - 6 x 4 / (5 x 24) = 0.8.
        assert_eq!(
            rank_correlation(&[1.0, 2.0, 3.0, 4.0, 5.0], &[20.0, 10.0, 40.0, 30.0, 50.0]),
            Some(0.8)
        );
        assert_eq!(
            rank_correlation(&[1.0, 2.0, 9.0], &[3.0, 2.0, 1.0]),
            Some(-1.0)
        );
    }

    #[test]
    fn ties_share_a_rank() {
        // Ranks 1.5 1.5 3 against 1 2 3: doubled and centred -1 -1 2 against -2 0 2, 6 / sqrt(6 x 8).
        assert_eq!(doubled_ranks(&[5.0, 5.0, 7.0]), [-1, -1, 2]);
        assert_eq!(
            rank_correlation(&[5.0, 5.0, 7.0], &[1.0, 2.0, 3.0]),
            Some(6.0 / 48.0_f64.sqrt())
        );
        assert_eq!(rank_correlation(&[1.0, 1.0], &[1.0, 2.0]), None);
    }
}
