//! What a report comes down to, in a few sentences.

use std::collections::BTreeMap;

use super::insight::{Insight, count_of};
use crate::cells::Person;
use crate::config::Thresholds;
use crate::dimension::{Catalog, Dimension, UNASSIGNED_CODE};
use crate::measure::{Column, MeasureId, Value};
use crate::slices::{InfluencerTotals, Persona, Previous, personas};

/// More than this is no summary.
const MOST: usize = 8;

/// How many of the first influencers are taken together.
const LEADING: usize = 5;

/// The sentences of a slice, each only where it has something to say, the most important first.
#[must_use]
pub fn insights(
    insight: &Insight<'_>,
    people: &[Person],
    catalog: &Catalog,
    thresholds: &Thresholds,
) -> Vec<String> {
    let mut all = Vec::new();
    all.extend(extremes(insight, thresholds.few_orders));
    all.extend(lost(insight));
    all.extend(best_persona(insight, people, catalog, thresholds));
    all.extend(movers(insight));
    all.extend(concentration(insight));
    all.extend(unknown(insight));
    all.truncate(MOST);
    all
}

/// The best and the worst of the paid by ROAS; of equals the first in natural order.
fn extremes(insight: &Insight<'_>, few_orders: i64) -> Vec<String> {
    let scope = insight.slice.scope_by(Dimension::Influencer);
    let rated = insight.slice.paid().filter_map(|row| {
        let roas = MeasureId::Roas.measure().value(&row.totals, &scope);
        Some((row, roas.number()?))
    });
    let rated: Vec<(&InfluencerTotals, f64)> = rated.collect();
    let rated = rated.iter().copied();
    let best = rated
        .clone()
        .reduce(|best, one| if one.1 > best.1 { one } else { best });
    let worst = rated.reduce(|worst, one| if one.1 < worst.1 { one } else { worst });
    match (best, worst) {
        // One alone is neither.
        (Some((best, high)), Some((worst, low))) if best.influencer != worst.influencer => vec![
            rating(insight, "Best", best, high, few_orders),
            rating(insight, "Worst", worst, low, few_orders),
        ],
        _ => Vec::new(),
    }
}

/// `Best by ROAS: Riya Rao, 12.0x (₹1.2 L for a payout of ₹10,000).`
fn rating(
    insight: &Insight<'_>,
    which: &str,
    row: &InfluencerTotals,
    roas: f64,
    few_orders: i64,
) -> String {
    let known = |column| row.totals.known.get(column);
    let money = |column| insight.figures.money_short(known(column));
    let orders = known(Column::Orders);
    // Small samples make the extremes of any ranking.
    let caution = if orders < few_orders {
        let orders = count_of(orders, "order", insight.figures);
        format!(" That rests on {orders}, too few to judge by.")
    } else {
        String::new()
    };
    format!(
        "{which} by ROAS: {}, {} ({} for a payout of {}).{caution}",
        insight.labels[row.influencer as usize],
        insight.figures.times(roas),
        money(Column::Revenue),
        money(Column::Payout),
    )
}

/// What was paid to those who did not earn it back, and how much of it is lost.
fn lost(insight: &Insight<'_>) -> Option<String> {
    let losing: Vec<&InfluencerTotals> = insight.slice.not_earned_back().collect();
    let paid = insight.slice.paid().count();
    if losing.is_empty() {
        return None;
    }
    let payout: i64 = losing
        .iter()
        .map(|row| row.totals.known.get(Column::Payout))
        .sum();
    let loss = losing.iter().map(|row| row.loss()).sum();
    let who = if paid == 1 {
        "The one paid influencer".to_owned()
    } else {
        let losing = insight.figures.count(losing.len() as i64);
        format!(
            "{losing} of {} paid influencers",
            insight.figures.count(paid as i64)
        )
    };
    Some(format!(
        "{who} did not earn back {}: {} is lost.",
        insight.figures.money_short(payout),
        insight.figures.money_short(loss)
    ))
}

/// What the influencers of a persona have in common: `Fitness · Instagram · Micro`.
#[must_use]
pub fn persona_name(persona: &Persona<'_>, catalog: &Catalog) -> String {
    let names: Vec<&str> = persona
        .members()
        .map(|(dimension, member)| catalog.members(dimension).name(member))
        .collect();
    names.join(" · ")
}

fn best_persona(
    insight: &Insight<'_>,
    people: &[Person],
    catalog: &Catalog,
    thresholds: &Thresholds,
) -> Option<String> {
    let personas = personas(insight.slice, people, thresholds.persona_influencers);
    // One alone is no best, nor is one that lost.
    let [best, _, ..] = &personas[..] else {
        return None;
    };
    (best.roas > 0.0).then(|| {
        format!(
            "Best persona: {}, {} over {} paid influencers.",
            persona_name(best, catalog),
            insight.figures.times(best.roas),
            insight.figures.count(best.influencers.len() as i64),
        )
    })
}

/// Who gained and who lost most against the previous period, with the posts behind it; of equals the first.
fn movers(insight: &Insight<'_>) -> Vec<String> {
    let Some(previous) = &insight.slice.previous else {
        return Vec::new();
    };
    let moves = moves(&insight.slice.influencers, previous);
    let up = moves
        .iter()
        .copied()
        .reduce(|most, one| if one.by > most.by { one } else { most });
    let down = moves
        .iter()
        .copied()
        .reduce(|most, one| if one.by < most.by { one } else { most });
    let mut said = Vec::new();
    said.extend(
        up.filter(|up| up.by > 0)
            .map(|up| moved(insight, up, "more")),
    );
    said.extend(
        down.filter(|down| down.by < 0)
            .map(|down| moved(insight, down, "less")),
    );
    said
}

/// How one influencer's revenue moved.
#[derive(Clone, Copy)]
struct Move {
    influencer: u32,
    by: i64,
    posts: i64,
    posts_before: i64,
}

/// In natural order, everybody who was there in either period.
fn moves(now: &[InfluencerTotals], previous: &Previous) -> Vec<Move> {
    let mut by_code: BTreeMap<u32, [&InfluencerTotals; 2]> = BTreeMap::new();
    let nothing = InfluencerTotals {
        influencer: UNASSIGNED_CODE,
        totals: crate::measure::Totals::default(),
    };
    for (side, rows) in [now, &previous.influencers].into_iter().enumerate() {
        for row in rows.iter().filter(|row| row.influencer != UNASSIGNED_CODE) {
            by_code.entry(row.influencer).or_insert([&nothing; 2])[side] = row;
        }
    }
    let one = |(influencer, sides): (u32, [&InfluencerTotals; 2])| {
        let [now, before] = sides.map(|row| row.totals.all);
        Move {
            influencer,
            by: now.get(Column::Revenue) - before.get(Column::Revenue),
            posts: now.get(Column::Posts),
            posts_before: before.get(Column::Posts),
        }
    };
    by_code.into_iter().map(one).collect()
}

/// `Riya Rao brought ₹1.2 L more than in the 31 days before, with 3 posts after 1.`
fn moved(insight: &Insight<'_>, one: Move, which: &str) -> String {
    let figures = insight.figures;
    // Where posts cannot be told by the filter they are left unsaid.
    let posts = match insight.slice.value(MeasureId::Posts) {
        Value::Count(_) => format!(
            ", with {} after {}",
            count_of(one.posts, "post", figures),
            figures.count(one.posts_before)
        ),
        _ => String::new(),
    };
    format!(
        "{} brought {} {which} than in the {}{posts}.",
        insight.labels[one.influencer as usize],
        figures.money_short(one.by.abs()),
        insight.previous_name(),
    )
}

/// How few bring how much.
fn concentration(insight: &Insight<'_>) -> Option<String> {
    let total = insight.slice.totals.all.get(Column::Revenue);
    let mut revenue: Vec<i64> = insight
        .slice
        .influencers
        .iter()
        .map(|row| row.totals.all.get(Column::Revenue))
        .filter(|revenue| *revenue > 0)
        .collect();
    if revenue.len() <= LEADING || total <= 0 {
        return None;
    }
    revenue.sort_unstable_by_key(|revenue| std::cmp::Reverse(*revenue));
    let leading: i64 = revenue[..LEADING].iter().sum();
    // Refunds of others make a share of more than all.
    if leading > total {
        return None;
    }
    let mut sum = 0;
    let half = revenue
        .iter()
        .take_while(|revenue| {
            let is_needed = 2 * sum < total;
            sum += **revenue;
            is_needed
        })
        .count();
    let figures = insight.figures;
    Some(format!(
        "{} of {} influencers {} half of the revenue, the first {LEADING} bring {}.",
        figures.count(half as i64),
        figures.count(revenue.len() as i64),
        if half == 1 { "brings" } else { "bring" },
        insight.share(leading, total),
    ))
}

/// Whose payout nobody knows.
fn unknown(insight: &Insight<'_>) -> Option<String> {
    let counts = match insight.lacks(MeasureId::Roas) {
        None => "no ROAS counts",
        Some(_) => "no cost counts",
    };
    let who = insight.without_payout()?;
    Some(format!("{who} no payout row: {counts} them."))
}
