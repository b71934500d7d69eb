//! Sums over the rows, kept while the rows themselves are written and forgotten.

use std::ops::AddAssign;

use super::brand::Brand;
use super::paise::Paise;
use super::sale::Sale;

/// Recorded sales are always incremental plus counterfactual ones, because each is one or the other.
#[derive(Clone, Copy, Default)]
pub struct Tally {
    pub incremental: Sum,
    pub counterfactual: Sum,
}

#[derive(Clone, Copy, Default)]
pub struct Sum {
    pub orders: u64,
    pub revenue: Paise,
}

impl Tally {
    pub fn recorded(&self) -> Sum {
        let mut recorded = self.incremental;
        recorded += self.counterfactual;
        recorded
    }
}

pub struct Tallies {
    by_influencer: Vec<[Tally; 3]>,
    pub organic: Sum,
}

impl Tallies {
    pub fn of(influencers: usize) -> Tallies {
        Tallies {
            by_influencer: vec![Default::default(); influencers],
            organic: Sum::default(),
        }
    }

    pub fn add(&mut self, influencer: Option<usize>, brand: Brand, sale: Sale, extra: bool) {
        let sum = match influencer {
            None => &mut self.organic,
            Some(index) => {
                let tally = &mut self.by_influencer[index][brand as usize];
                if extra {
                    &mut tally.incremental
                } else {
                    &mut tally.counterfactual
                }
            }
        };
        sum.orders += sale.orders;
        sum.revenue += sale.revenue;
    }

    pub fn of_brand(&self, influencer: usize, brand: Brand) -> Tally {
        self.by_influencer[influencer][brand as usize]
    }

    pub fn of_influencer(&self, influencer: usize) -> Tally {
        total(self.by_influencer[influencer])
    }

    pub fn of_everyone(&self) -> Tally {
        total(self.by_influencer.iter().flatten().copied())
    }

    pub fn of_everyone_by_brand(&self, brand: Brand) -> Tally {
        total(
            self.by_influencer
                .iter()
                .map(|tallies| tallies[brand as usize]),
        )
    }
}

fn total(tallies: impl IntoIterator<Item = Tally>) -> Tally {
    let mut total = Tally::default();
    for tally in tallies {
        total.incremental += tally.incremental;
        total.counterfactual += tally.counterfactual;
    }
    total
}

impl AddAssign for Sum {
    fn add_assign(&mut self, other: Sum) {
        self.orders += other.orders;
        self.revenue += other.revenue;
    }
}
