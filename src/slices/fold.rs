//! Grouped rows folded into one slice.

use rustc_hash::{FxHashMap, FxHashSet};

use super::rollup::{GroupedRow, Rollup};
use super::selection::Selection;
use super::{DayTotals, MemberTotals};
use crate::cells::Cells;
use crate::dimension::{Dimension, UNASSIGNED_CODE};
use crate::measure::{Column, Sums, Totals};
use crate::period::{DateRange, Day};

/// What the grouped rows of a range add up to, for one selection.
#[derive(Default)]
pub struct Folded {
    pub totals: Totals,
    pub brands: Vec<MemberTotals>,
    pub campaigns: Vec<MemberTotals>,
    pub influencers: Vec<(u32, Sums)>,
    /// Payout that belongs to no brand (or campaign) while the selection names one.
    pub unallocated_payout: i64,
}

/// Totals by member code, with the influencers active under each.
struct ByMember {
    totals: Vec<Totals>,
    active: FxHashSet<(u32, u32)>,
}

impl ByMember {
    fn new(members: usize) -> Self {
        Self {
            totals: vec![
                Totals {
                    active_influencers: Some(0),
                    ..Totals::default()
                };
                members
            ],
            active: FxHashSet::default(),
        }
    }

    fn add(&mut self, member: u32, influencer: u32, sums: &Sums, payout_known: bool) {
        let totals = &mut self.totals[member as usize];
        totals.add(sums, payout_known);
        if is_active(influencer, sums) && self.active.insert((member, influencer)) {
            totals.active_influencers = totals.active_influencers.map(|count| count + 1);
        }
    }

    /// The members with anything to show, most revenue first, of equals the first in natural order.
    fn into_rows(self) -> Vec<MemberTotals> {
        let mut rows: Vec<MemberTotals> = self
            .totals
            .into_iter()
            .enumerate()
            .filter(|(_, totals)| !totals.all.is_empty())
            .map(|(member, totals)| MemberTotals {
                member: member as u32,
                totals,
            })
            .collect();
        rows.sort_by_key(|row| {
            (
                std::cmp::Reverse(row.totals.all.get(Column::Revenue)),
                row.member,
            )
        });
        rows
    }
}

/// Whether these sums make an influencer active; rows without one never do.
fn is_active(influencer: u32, sums: &Sums) -> bool {
    influencer != UNASSIGNED_CODE && sums.is_active()
}

/// Folds the rows of a range by brand, campaign and influencer.
#[must_use]
pub fn fold(cells: &Cells, rollup: &Rollup, selection: &Selection, range: DateRange) -> Folded {
    let members = |dimension: Dimension| cells.catalog.members(dimension).count();
    let mut brands = ByMember::new(members(Dimension::Brand));
    let mut campaigns = ByMember::new(members(Dimension::Campaign));
    let mut influencers: FxHashMap<u32, Sums> = FxHashMap::default();
    let mut folded = Folded::default();
    let allowed = selection.people(&cells.people);
    for row in rollup.within(&rollup.by_campaign, range) {
        let person = &cells.people[row.influencer as usize];
        if !allowed[row.influencer as usize] {
            continue;
        }
        let brand_allowed = selection.allows(Dimension::Brand, row.brand);
        let campaign_allowed = selection.allows(Dimension::Campaign, row.member);
        if !(brand_allowed && campaign_allowed) {
            let names_none = (brand_allowed || row.brand == UNASSIGNED_CODE)
                && (campaign_allowed || row.member == UNASSIGNED_CODE);
            folded.unallocated_payout += if names_none {
                row.sums.get(Column::Payout)
            } else {
                0
            };
            continue;
        }
        brands.add(row.brand, row.influencer, &row.sums, person.payout_known);
        campaigns.add(row.member, row.influencer, &row.sums, person.payout_known);
        influencers
            .entry(row.influencer)
            .or_default()
            .add(&row.sums);
    }
    let mut active = 0;
    for (influencer, sums) in &influencers {
        folded
            .totals
            .add(sums, cells.people[*influencer as usize].payout_known);
        active += i64::from(is_active(*influencer, sums));
    }
    folded.totals.active_influencers = Some(active);
    folded.influencers = influencers
        .into_iter()
        .filter(|(_, sums)| !sums.is_empty())
        .collect();
    folded
        .influencers
        .sort_unstable_by_key(|(influencer, _)| *influencer);
    folded.brands = brands.into_rows();
    folded.campaigns = campaigns.into_rows();
    folded
}

/// Folds the rows of a range by product.
#[must_use]
pub fn fold_products(
    cells: &Cells,
    rollup: &Rollup,
    selection: &Selection,
    range: DateRange,
) -> Vec<MemberTotals> {
    let mut products = ByMember::new(cells.catalog.members(Dimension::Product).count());
    let allowed = selection.people(&cells.people);
    for row in rollup.within(&rollup.by_product, range) {
        let GroupedRow {
            influencer,
            brand,
            member,
            sums,
            ..
        } = row;
        let person = &cells.people[*influencer as usize];
        if allowed[*influencer as usize] && selection.allows(Dimension::Brand, *brand) {
            products.add(*member, *influencer, sums, person.payout_known);
        }
    }
    products.into_rows()
}

/// Adds influencers up by one of their attributes.
#[must_use]
pub fn by_attribute(
    cells: &Cells,
    influencers: &[(u32, Sums)],
    dimension: Dimension,
) -> Vec<MemberTotals> {
    let mut members = ByMember::new(cells.catalog.members(dimension).count());
    for (influencer, sums) in influencers {
        let person = &cells.people[*influencer as usize];
        members.add(
            person.attribute(dimension),
            *influencer,
            sums,
            person.payout_known,
        );
    }
    members.into_rows()
}

/// The totals of every day of a range, also of those on which nothing happened.
#[must_use]
pub fn fold_days(rollup: &Rollup, selection: &Selection, range: DateRange) -> Vec<DayTotals> {
    let mut trend: Vec<DayTotals> = (range.first.0..=range.last.0)
        .map(|day| DayTotals {
            day: Day(day),
            totals: Totals::default(),
        })
        .collect();
    for row in rollup.days_within(range) {
        if selection.allows(Dimension::Brand, row.brand)
            && selection.allows(Dimension::Category, row.category)
            && selection.allows(Dimension::Platform, row.platform)
        {
            trend[(row.day.0 - range.first.0) as usize]
                .totals
                .add(&row.sums, row.payout_known);
        }
    }
    trend
}
