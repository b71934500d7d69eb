//! The answer for one member of a dimension, of all time: for the pages of influencers, campaigns, brands and
//! products.
//!
//! There may be thousands of them, and each has few cells, so these are sorted by member once and added up on
//! their own, without a pass over all cells for every page.

use rustc_hash::FxHashMap;

use super::rollup::{DayRow, GroupedRow, Rollup};
use super::{Slice, slice_of};
use crate::cells::{CellKey, Cells, codes, days, integers};
use crate::dimension::{Dimension, UNASSIGNED_CODE};
use crate::filter::Filter;
use crate::measure::{Column, Sums};
use crate::period::Day;

/// The cells by the members of one dimension.
pub struct Members<'a> {
    dimension: Dimension,
    cells: &'a Cells,
    columns: Columns<'a>,
    /// Places of cells, in order of code and then of cells.
    places: Vec<u32>,
    /// For each code where its places begin, and the end of the last.
    begins: Vec<usize>,
    /// For each code whether the member has a page: whether anything is counted for it. Unassigned has none.
    with_page: Vec<bool>,
}

/// The cells' own columns.
struct Columns<'a> {
    day: &'a [i32],
    influencer: &'a [u32],
    campaign: &'a [u32],
    brand: &'a [u32],
    product: &'a [u32],
    sums: [&'a [i64]; Column::COUNT],
}

impl<'a> Columns<'a> {
    fn of(cells: &'a Cells) -> Self {
        let frame = &cells.frame;
        Self {
            day: days(frame, "day"),
            influencer: codes(frame, "influencer"),
            campaign: codes(frame, "campaign"),
            brand: codes(frame, "brand"),
            product: codes(frame, "product"),
            sums: Column::ALL.map(|column| integers(frame, column.name())),
        }
    }

    fn codes(&self, dimension: Dimension) -> &'a [u32] {
        match dimension {
            Dimension::Influencer => self.influencer,
            Dimension::Campaign => self.campaign,
            Dimension::Brand => self.brand,
            Dimension::Product => self.product,
            Dimension::Category | Dimension::Platform | Dimension::Gender | Dimension::Tier => {
                panic!("cells have no column of their influencers' attributes")
            }
        }
    }

    fn key(&self, place: usize) -> CellKey {
        CellKey {
            day: Day(self.day[place]),
            influencer: self.influencer[place],
            campaign: self.campaign[place],
            brand: self.brand[place],
            product: self.product[place],
        }
    }

    fn sums(&self, place: usize) -> Sums {
        let mut sums = Sums::default();
        for (column, values) in Column::ALL.into_iter().zip(self.sums) {
            sums.set(column, values[place]);
        }
        sums
    }
}

impl<'a> Members<'a> {
    /// Sorts the cells by the members of a dimension.
    ///
    /// # Panics
    /// When the dimension is none of [`MEMBER_DIMENSIONS`](crate::config::MEMBER_DIMENSIONS).
    #[must_use]
    pub fn of(cells: &'a Cells, dimension: Dimension) -> Self {
        let columns = Columns::of(cells);
        let codes = columns.codes(dimension);
        let mut begins = vec![0; cells.catalog.members(dimension).count() + 1];
        for code in codes {
            begins[*code as usize + 1] += 1;
        }
        for code in 1..begins.len() {
            begins[code] += begins[code - 1];
        }
        let mut next = begins.clone();
        let mut places = vec![0; codes.len()];
        for (place, code) in codes.iter().enumerate() {
            places[next[*code as usize]] = place as u32;
            next[*code as usize] += 1;
        }
        let mut members = Self {
            dimension,
            cells,
            columns,
            places,
            begins,
            with_page: Vec::new(),
        };
        let codes = 0..members.begins.len() as u32 - 1;
        members.with_page = codes
            .map(|code| code != UNASSIGNED_CODE && members.has_data(code))
            .collect();
        members
    }

    fn has_data(&self, code: u32) -> bool {
        let mut places = self.places_of(code);
        places.any(|place| !self.columns.sums(place).is_empty())
    }

    #[must_use]
    pub fn dimension(&self) -> Dimension {
        self.dimension
    }

    /// Whether a member has a page.
    #[must_use]
    pub fn has_page(&self, code: u32) -> bool {
        self.with_page[code as usize]
    }

    /// The members that have a page, by code.
    pub fn with_pages(&self) -> impl Iterator<Item = u32> {
        let codes = 0..self.with_page.len() as u32;
        codes.filter(|code| self.has_page(*code))
    }

    /// The filter of a member's page.
    #[must_use]
    pub fn filter_of(&self, code: u32) -> Filter {
        let name = self.cells.catalog.members(self.dimension).name(code);
        Filter::everything().with(self.dimension, name)
    }

    /// The answer for one member, of all time: what [`answer`](super::answer) gives for its filter.
    #[must_use]
    pub fn slice(&self, code: u32) -> Slice {
        let rollup = self.rollup(code);
        let range = Some(self.cells.range);
        slice_of(self.cells, &rollup, self.filter_of(code), range, None)
    }

    fn places_of(&self, code: u32) -> impl Iterator<Item = usize> + '_ {
        let code = code as usize;
        let places = &self.places[self.begins[code]..self.begins[code + 1]];
        places.iter().map(|place| *place as usize)
    }

    /// The member's cells, and where the dimension is one that payouts may leave unnamed the payouts that do:
    /// they are the cost a slice says it does not include.
    fn rollup(&self, code: u32) -> Rollup {
        let payout = self.columns.sums[Column::Payout as usize];
        let may_be_unnamed = matches!(self.dimension, Dimension::Brand | Dimension::Campaign);
        let unnamed = (may_be_unnamed && code != UNASSIGNED_CODE)
            .then(|| self.places_of(UNASSIGNED_CODE))
            .into_iter()
            .flatten()
            .filter(|place| payout[*place] != 0);
        let narrow: Vec<usize> = self.places_of(code).collect();
        let grouped = |places: &mut dyn Iterator<Item = usize>, member: fn(&CellKey) -> u32| {
            group(places.map(|place| {
                let key = self.columns.key(place);
                let by = (key.influencer, key.brand, member(&key));
                (by, self.columns.sums(place))
            }))
        };
        let by_campaign = grouped(&mut narrow.iter().copied().chain(unnamed), |key| {
            key.campaign
        });
        let by_product = grouped(&mut narrow.iter().copied(), |key| key.product);
        let row = |((influencer, brand, member), sums)| GroupedRow {
            span: 0,
            influencer,
            brand,
            member,
            sums,
        };
        Rollup {
            spans: vec![self.cells.range],
            by_campaign: by_campaign.into_iter().map(row).collect(),
            by_product: by_product.into_iter().map(row).collect(),
            by_day: self.day_rows(&narrow),
        }
    }

    fn day_rows(&self, places: &[usize]) -> Vec<DayRow> {
        let keyed = places.iter().map(|place| {
            let key = self.columns.key(*place);
            let person = &self.cells.people[key.influencer as usize];
            let by = (
                key.day,
                key.brand,
                person.category,
                person.platform,
                person.payout_known,
            );
            (by, self.columns.sums(*place))
        });
        let row = |((day, brand, category, platform, payout_known), sums)| DayRow {
            day,
            brand,
            category,
            platform,
            payout_known,
            sums,
        };
        group(keyed).into_iter().map(row).collect()
    }
}

/// Rows of one key added up, in order of the key.
fn group<K: Copy + Ord + std::hash::Hash>(rows: impl Iterator<Item = (K, Sums)>) -> Vec<(K, Sums)> {
    let mut sums: FxHashMap<K, Sums> = FxHashMap::default();
    for (key, row) in rows {
        sums.entry(key).or_default().add(&row);
    }
    let mut grouped: Vec<(K, Sums)> = sums.into_iter().collect();
    grouped.sort_unstable_by_key(|(key, _)| *key);
    grouped
}
