//! The key of a cell, packed into one integer so that grouping and sorting are fast.

use crate::period::Day;

/// What a cell is about, as a filter sees it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct CellKey {
    pub day: Day,
    pub influencer: u32,
    pub campaign: u32,
    pub brand: u32,
    pub product: u32,
}

/// What a cell is about besides the day and the influencer. Codes of the dimensions, 0 being Unassigned.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Offer {
    pub campaign: u32,
    pub brand: u32,
    pub product: u32,
}

impl Offer {
    /// The same campaign and brand, for what is not about a product.
    #[must_use]
    pub fn without_product(self) -> Self {
        Self {
            product: crate::dimension::UNASSIGNED_CODE,
            ..self
        }
    }

    /// A brand without a campaign or product.
    #[must_use]
    pub fn of_brand(brand: u32) -> Self {
        Self {
            brand,
            ..Self::default()
        }
    }
}

/// The space of keys: (day, influencer, campaign, brand, product) in that order, packed.
#[derive(Clone, Debug)]
pub struct KeySpace {
    first_day: Day,
    influencers: u64,
    /// Sorted, so that the order of packed keys is the order of keys.
    offers: Vec<Offer>,
}

impl KeySpace {
    /// # Panics
    /// When days x influencers x offers pass 2^64, which takes more rows than fit in memory.
    #[must_use]
    pub fn new(first: Day, last: Day, influencers: usize, mut offers: Vec<Offer>) -> Self {
        offers.sort_unstable();
        offers.dedup();
        let days = (last.0 - first.0 + 1) as u64;
        let size = days
            .checked_mul(influencers as u64)
            .and_then(|size| size.checked_mul(offers.len() as u64));
        assert!(size.is_some(), "more distinct keys than can be told apart");
        Self {
            first_day: first,
            influencers: influencers as u64,
            offers,
        }
    }

    /// The code of an offer that is in the space.
    #[must_use]
    pub fn offer_code(&self, offer: Offer) -> u32 {
        self.offers
            .binary_search(&offer)
            .expect("every offer is listed when the space is made") as u32
    }

    #[must_use]
    pub fn pack(&self, day: Day, influencer: u32, offer_code: u32) -> u64 {
        let day = (day.0 - self.first_day.0) as u64;
        (day * self.influencers + u64::from(influencer)) * self.offers.len() as u64
            + u64::from(offer_code)
    }

    #[must_use]
    pub fn unpack(&self, key: u64) -> (Day, u32, Offer) {
        let offers = self.offers.len() as u64;
        let (rest, offer) = (key / offers, key % offers);
        let (day, influencer) = (rest / self.influencers, rest % self.influencers);
        (
            Day(self.first_day.0 + day as i32),
            influencer as u32,
            self.offers[offer as usize],
        )
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn packing_keeps_the_key_and_its_order() {
        let offers: Vec<Offer> = (0..3)
            .flat_map(|campaign| {
                (0..2).map(move |brand| Offer {
                    campaign,
                    brand,
                    product: 1,
                })
            })
            .chain([Offer::default()])
            .collect();
        let space = KeySpace::new(Day(-3), Day(4), 5, offers.clone());
        let mut keys = Vec::new();
        for day in -3..=4 {
            for influencer in 0..5 {
                let mut sorted = offers.clone();
                sorted.sort();
                for offer in sorted {
                    let key = space.pack(Day(day), influencer, space.offer_code(offer));
                    assert_eq!(space.unpack(key), (Day(day), influencer, offer));
                    keys.push(key);
                }
            }
        }
        assert!(keys.is_sorted());
    }
}
