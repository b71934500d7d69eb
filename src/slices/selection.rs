//! A filter as codes: which members of each dimension it lets through.

use crate::cells::{CellKey, Cells, Person};
use crate::dimension::{Catalog, Dimension};
use crate::filter::Filter;

/// For each dimension the members let through; `None` where all are.
#[derive(Clone, Debug, Default)]
pub struct Selection([Option<Vec<bool>>; Dimension::ALL.len()]);

impl Selection {
    /// The selection of a filter. Members the data does not have select nothing.
    #[must_use]
    pub fn of(filter: &Filter, catalog: &Catalog) -> Self {
        Self(Dimension::ALL.map(|dimension| {
            let members = catalog.members(dimension);
            filter.members(dimension).map(|names| {
                let mut allowed = vec![false; members.count()];
                for code in names.iter().filter_map(|name| members.code(name)) {
                    allowed[code as usize] = true;
                }
                allowed
            })
        }))
    }

    #[must_use]
    pub fn allows(&self, dimension: Dimension, code: u32) -> bool {
        self.0[dimension as usize]
            .as_ref()
            .is_none_or(|allowed| allowed[code as usize])
    }

    /// For each influencer by code, whether it is let through.
    #[must_use]
    pub fn people(&self, people: &[Person]) -> Vec<bool> {
        let allowed = |(code, person): (usize, &Person)| self.allows_person(code as u32, person);
        people.iter().enumerate().map(allowed).collect()
    }

    /// Whether an influencer is let through by all of its attributes.
    #[must_use]
    pub fn allows_person(&self, influencer: u32, person: &Person) -> bool {
        self.allows(Dimension::Influencer, influencer)
            && Dimension::ALL
                .into_iter()
                .filter(|dimension| dimension.is_attribute())
                .all(|dimension| self.allows(dimension, person.attribute(dimension)))
    }

    /// Whether a cell is let through by everything but brand and campaign.
    #[must_use]
    pub fn allows_apart_from_brand_and_campaign(&self, key: &CellKey, cells: &Cells) -> bool {
        self.allows(Dimension::Product, key.product)
            && self.allows_person(key.influencer, &cells.people[key.influencer as usize])
    }

    /// Whether a cell is let through.
    #[must_use]
    pub fn allows_cell(&self, key: &CellKey, cells: &Cells) -> bool {
        self.allows(Dimension::Brand, key.brand)
            && self.allows(Dimension::Campaign, key.campaign)
            && self.allows_apart_from_brand_and_campaign(key, cells)
    }
}
