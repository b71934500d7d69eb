//! Influencers of a slice, put together by what they share.

use std::collections::BTreeMap;

use super::InfluencerTotals;
use crate::cells::Person;
use crate::dimension::Dimension;
use crate::measure::{Column, Totals};

/// The influencers of one category and platform, Unassigned being an ordinary member of both.
#[derive(Clone, Debug)]
pub struct Pair<'a> {
    pub category: u32,
    pub platform: u32,
    /// In natural order.
    pub influencers: Vec<&'a InfluencerTotals>,
    pub totals: Totals,
}

/// What some influencers add up to. Each is one, so their count adds up too.
#[must_use]
pub fn sum_of<'a>(rows: impl IntoIterator<Item = &'a InfluencerTotals>) -> Totals {
    let mut sum = Totals::default();
    let mut active = 0;
    for InfluencerTotals { totals, .. } in rows {
        sum.merge(totals);
        active += totals.active_influencers.unwrap_or(0);
    }
    sum.active_influencers = Some(active);
    sum
}

/// Influencers by category and platform, the pair with most revenue first, then in natural order.
#[must_use]
pub fn pairs<'a>(influencers: &'a [InfluencerTotals], people: &[Person]) -> Vec<Pair<'a>> {
    let mut by_pair: BTreeMap<(u32, u32), Vec<&InfluencerTotals>> = BTreeMap::new();
    for row in influencers {
        let person = &people[row.influencer as usize];
        let [category, platform] =
            [Dimension::Category, Dimension::Platform].map(|of| person.attribute(of));
        by_pair.entry((category, platform)).or_default().push(row);
    }
    let mut pairs: Vec<Pair<'_>> = by_pair
        .into_iter()
        .map(|((category, platform), influencers)| Pair {
            category,
            platform,
            totals: sum_of(influencers.iter().copied()),
            influencers,
        })
        .collect();
    // The sort is stable, so equals stay in natural order.
    pairs.sort_by_key(|pair| std::cmp::Reverse(pair.totals.all.get(Column::Revenue)));
    pairs
}
