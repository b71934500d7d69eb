//! The influencers by code: what is a fact about them rather than part of a cell.

use crate::dimension::{Catalog, Dimension, UNASSIGNED_CODE};
use crate::tables::{Influencer, LedgerRow};

/// An influencer, or what stands for the rows of none (code 0).
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Person {
    /// Whether the influencers table lists this id.
    pub is_listed: bool,
    pub name: String,
    pub category: u32,
    pub platform: u32,
    pub gender: u32,
    pub tier: u32,
    pub followers: Option<i64>,
    /// Whether the ledger has a row for this id (DESIGN rule 9).
    pub payout_known: bool,
}

impl Person {
    /// The code of an attribute; Unassigned for what is not an attribute.
    #[must_use]
    pub fn attribute(&self, dimension: Dimension) -> u32 {
        match dimension {
            Dimension::Category => self.category,
            Dimension::Platform => self.platform,
            Dimension::Gender => self.gender,
            Dimension::Tier => self.tier,
            Dimension::Brand | Dimension::Campaign | Dimension::Product | Dimension::Influencer => {
                UNASSIGNED_CODE
            }
        }
    }
}

/// Everybody with a code, listed or not. An id no row lists has its attributes Unassigned (DESIGN rule 2).
#[must_use]
pub fn people(catalog: &Catalog, listed: &[Influencer], ledger: &[LedgerRow]) -> Vec<Person> {
    let mut people = vec![Person::default(); catalog.members(Dimension::Influencer).count()];
    for influencer in listed {
        people[influencer.influencer as usize] = Person {
            is_listed: true,
            name: influencer.name.clone(),
            category: influencer.category,
            platform: influencer.platform,
            gender: influencer.gender,
            tier: influencer.tier,
            followers: influencer.followers,
            payout_known: false,
        };
    }
    for row in ledger {
        people[row.influencer as usize].payout_known = true;
    }
    people
}
