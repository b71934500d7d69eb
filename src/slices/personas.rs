//! Personas: kinds of influencers, by what is known of them, with enough of them to mean something.

use std::collections::{BTreeMap, BTreeSet};

use super::groups::sum_of;
use super::{InfluencerTotals, Slice};
use crate::cells::Person;
use crate::dimension::{Dimension, UNASSIGNED_CODE};
use crate::measure::{MeasureId, Totals};

/// What a persona is made of, in the order its name has.
pub const PERSONA_DIMENSIONS: [Dimension; 4] = [
    Dimension::Category,
    Dimension::Platform,
    Dimension::Tier,
    Dimension::Gender,
];

/// For each of [`PERSONA_DIMENSIONS`] the code of a member, 0 for any: Unassigned forms no persona.
type Key = [u32; PERSONA_DIMENSIONS.len()];

/// Paid influencers who have one or more of category, platform, tier and gender in common.
#[derive(Clone, Debug)]
pub struct Persona<'a> {
    key: Key,
    /// In natural order.
    pub influencers: Vec<&'a InfluencerTotals>,
    pub totals: Totals,
    /// Revenue over payout, of the sums.
    pub roas: f64,
}

impl Persona<'_> {
    /// What its influencers have in common.
    pub fn members(&self) -> impl Iterator<Item = (Dimension, u32)> + '_ {
        let all = PERSONA_DIMENSIONS.into_iter().zip(self.key);
        all.filter(|(_, member)| *member != UNASSIGNED_CODE)
    }
}

/// Every persona of a slice, the highest ROAS first: fewer than `fewest` paid influencers are persons. Of groups of
/// the same people only the narrowest is one.
#[must_use]
pub fn personas<'a>(slice: &'a Slice, people: &[Person], fewest: usize) -> Vec<Persona<'a>> {
    let paid: Vec<&InfluencerTotals> = slice.paid().collect();
    let mut narrowest: BTreeMap<Vec<usize>, Key> = BTreeMap::new();
    for (key, places) in groups(&paid, people, fewest) {
        let width = |key: &Key| {
            key.iter()
                .filter(|member| **member != UNASSIGNED_CODE)
                .count()
        };
        let kept = narrowest.entry(places).or_insert(key);
        if width(kept) < width(&key) {
            *kept = key;
        }
    }
    let mut personas: Vec<Persona<'_>> = narrowest
        .into_iter()
        .filter_map(|(places, key)| {
            let influencers: Vec<&InfluencerTotals> =
                places.iter().map(|place| paid[*place]).collect();
            let totals = sum_of(influencers.iter().copied());
            let roas = MeasureId::Roas.measure().value(&totals, &slice.scope);
            Some(Persona {
                key,
                influencers,
                roas: roas.number()?,
                totals,
            })
        })
        .collect();
    personas.sort_by(|a, b| b.roas.total_cmp(&a.roas).then(a.key.cmp(&b.key)));
    personas
}

/// How many paid influencers of a slice are in none of its personas.
#[must_use]
pub fn paid_in_none(slice: &Slice, personas: &[Persona<'_>]) -> usize {
    let within: BTreeSet<u32> = personas
        .iter()
        .flat_map(|persona| persona.influencers.iter().map(|row| row.influencer))
        .collect();
    slice
        .paid()
        .filter(|row| !within.contains(&row.influencer))
        .count()
}

/// The groups with enough people, over every choice of the dimensions; places among the paid.
fn groups(
    paid: &[&InfluencerTotals],
    people: &[Person],
    fewest: usize,
) -> BTreeMap<Key, Vec<usize>> {
    let mut groups: BTreeMap<Key, Vec<usize>> = BTreeMap::new();
    for (place, row) in paid.iter().enumerate() {
        let person = &people[row.influencer as usize];
        let has = PERSONA_DIMENSIONS.map(|dimension| person.attribute(dimension));
        for chosen in 1u32..1 << has.len() {
            let is_chosen = |at: usize| chosen & (1 << at) != 0;
            if (0..has.len()).all(|at| !is_chosen(at) || has[at] != UNASSIGNED_CODE) {
                let key = std::array::from_fn(|at| {
                    if is_chosen(at) {
                        has[at]
                    } else {
                        UNASSIGNED_CODE
                    }
                });
                groups.entry(key).or_default().push(place);
            }
        }
    }
    groups.retain(|_, places| places.len() >= fewest);
    groups
}
