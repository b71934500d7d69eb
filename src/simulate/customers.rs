//! Who is behind a row: strangers, visitors who made up their mind, and customers who come back.
//!
//! Nobody is stored. Users are numbers handed out in order, so whoever first came on a given day is a range of
//! numbers, which is enough to meet them again weeks later, however many rows there are. Only a handful of recent
//! followers is kept for each influencer, so that people also return through the influencer who brought them.

use rand::{Rng, RngExt};

use super::arrivals::Arrivals;
use super::brand::Brand;
use super::draws::{chance, wobble};
use super::followers::{Follower, Followers};

/// Buyers come back when the tub is empty: half of them within so many days.
const MEDIAN_REORDER_DAYS: f64 = 34.0;

/// A visitor who has not bought by then will not.
const DELIBERATION_DAYS: usize = 14;

/// Share of first orders that come from a customer of another brand.
const CROSS_BUYERS: f64 = 0.04;

/// Days tried before giving up on finding somebody; on most days there is.
const ATTEMPTS: usize = 4;

#[derive(Clone, Copy)]
enum Kind {
    Customer,
    Visitor,
    /// A visitor whom an influencer remembers, and who therefore is not met again by chance.
    Follower,
}

pub struct Customers {
    today: usize,
    brands: [BrandUsers; 3],
    followers: Followers,
}

impl Customers {
    pub fn expect(influencers: usize, rows: u64) -> Customers {
        Customers {
            today: 0,
            brands: Brand::ALL.map(|brand| BrandUsers::expect(brand, rows)),
            followers: Followers::of(influencers),
        }
    }

    /// Days begin in order, without gaps, from 0.
    pub fn begin_day(&mut self, day: usize) {
        self.today = day;
        for users in &mut self.brands {
            users.begin_day(day);
        }
    }

    /// Someone who orders from this brand for the first time, without having looked around before.
    pub fn welcome_customer(
        &mut self,
        rng: &mut impl Rng,
        brand: Brand,
        through: Option<usize>,
    ) -> u64 {
        let user = if chance(rng, CROSS_BUYERS) {
            let other = (brand as usize + rng.random_range(1..=2)) % Brand::ALL.len();
            self.brands[other].recall_customer(rng, self.today)
        } else {
            let users = &mut self.brands[brand as usize];
            number(brand, Kind::Customer, users.customers.welcome())
        };
        self.remember(rng, brand, through, user, true);
        user
    }

    /// Someone who looks in for the first time and buys nothing yet.
    pub fn greet_visitor(
        &mut self,
        rng: &mut impl Rng,
        brand: Brand,
        through: Option<usize>,
    ) -> u64 {
        let users = &mut self.brands[brand as usize];
        if through.is_some() && chance(rng, 0.6) {
            let user = number(brand, Kind::Follower, users.followers.welcome());
            self.remember(rng, brand, through, user, false);
            user
        } else {
            number(brand, Kind::Visitor, users.visitors.welcome())
        }
    }

    /// A recent visitor who still has not bought; None if nobody is found.
    pub fn recall_visitor(&self, rng: &mut impl Rng, brand: Brand) -> Option<u64> {
        self.brands[brand as usize].recall_visitor(rng, self.today)
    }

    /// A recent visitor who buys now, through the influencer seen before or another way; None if nobody is found.
    pub fn convert_visitor(
        &mut self,
        rng: &mut impl Rng,
        brand: Brand,
        through: Option<usize>,
    ) -> Option<u64> {
        let today = self.today as u32;
        let since = today.saturating_sub(DELIBERATION_DAYS as u32);
        if let Some(influencer) = through
            && chance(rng, 0.5)
            && let Some(follower) = self.followers.find(rng, influencer, |follower| {
                follower.brand == brand && !follower.bought && follower.day >= since
            })
        {
            follower.bought = true;
            follower.day = today;
            return Some(follower.user);
        }
        let user = self.brands[brand as usize].convert_visitor(rng, self.today)?;
        self.remember(rng, brand, through, user, true);
        Some(user)
    }

    /// A customer of the brand from an earlier day, more often than not one whom the influencer brought.
    pub fn recall_customer(
        &mut self,
        rng: &mut impl Rng,
        brand: Brand,
        through: Option<usize>,
    ) -> u64 {
        let today = self.today as u32;
        if let Some(influencer) = through
            && chance(rng, 0.6)
            && let Some(follower) = self.followers.find(rng, influencer, |follower| {
                follower.brand == brand && follower.bought && follower.day < today
            })
        {
            return follower.user;
        }
        self.brands[brand as usize].recall_customer(rng, self.today)
    }

    fn remember(
        &mut self,
        rng: &mut impl Rng,
        brand: Brand,
        through: Option<usize>,
        user: u64,
        bought: bool,
    ) {
        if let Some(influencer) = through {
            let follower = Follower {
                user,
                brand,
                day: self.today as u32,
                bought,
            };
            self.followers.remember(rng, influencer, follower);
        }
    }
}

struct BrandUsers {
    brand: Brand,
    /// Customers from before the campaign, whose first order the data cannot show.
    earlier_customers: u64,
    customers: Arrivals,
    visitors: Arrivals,
    followers: Arrivals,
    /// How many visitors of each day have bought since; they decide in the order in which they came.
    converted: Vec<u64>,
    /// The same when today began: whoever bought for the first time today is no returning customer today.
    converted_before_today: Vec<u64>,
}

impl BrandUsers {
    fn expect(brand: Brand, rows: u64) -> BrandUsers {
        let earlier_customers = 1 + rows / 24;
        BrandUsers {
            brand,
            earlier_customers,
            customers: Arrivals::after(earlier_customers),
            visitors: Arrivals::after(0),
            followers: Arrivals::after(0),
            converted: Vec::new(),
            converted_before_today: Vec::new(),
        }
    }

    fn begin_day(&mut self, day: usize) {
        self.customers.begin_day();
        self.visitors.begin_day();
        self.followers.begin_day();
        self.converted.push(0);
        self.converted_before_today.push(0);
        let deliberating = day.saturating_sub(DELIBERATION_DAYS + 1)..day;
        self.converted_before_today[deliberating.clone()]
            .copy_from_slice(&self.converted[deliberating]);
    }

    fn recall_visitor(&self, rng: &mut impl Rng, today: usize) -> Option<u64> {
        (0..ATTEMPTS).find_map(|_| {
            let day = today.checked_sub(deliberation(rng))?;
            let visitors = self.visitors.on_day(day);
            let undecided = visitors.start + self.converted[day]..visitors.end;
            let visitor = (!undecided.is_empty()).then(|| rng.random_range(undecided))?;
            Some(number(self.brand, Kind::Visitor, visitor))
        })
    }

    fn convert_visitor(&mut self, rng: &mut impl Rng, today: usize) -> Option<u64> {
        (0..ATTEMPTS).find_map(|_| {
            let day = today.checked_sub(deliberation(rng))?;
            let visitors = self.visitors.on_day(day);
            let next = visitors.start + self.converted[day];
            if next == visitors.end {
                return None;
            }
            self.converted[day] += 1;
            Some(number(self.brand, Kind::Visitor, next))
        })
    }

    fn recall_customer(&self, rng: &mut impl Rng, today: usize) -> u64 {
        let known = (0..ATTEMPTS).find_map(|_| {
            let gap = 1 + (MEDIAN_REORDER_DAYS * wobble(rng, 0.7)) as usize;
            let day = today.checked_sub(gap)?;
            let customers = self.customers.on_day(day);
            let direct = customers.end - customers.start;
            let converted = self.converted_before_today[day];
            if direct + converted == 0 {
                return None;
            }
            let turn = rng.random_range(0..direct + converted);
            Some(if turn < direct {
                number(self.brand, Kind::Customer, customers.start + turn)
            } else {
                let visitors = self.visitors.on_day(day);
                number(self.brand, Kind::Visitor, visitors.start + turn - direct)
            })
        });
        known.unwrap_or_else(|| {
            let earlier = rng.random_range(0..self.earlier_customers);
            number(self.brand, Kind::Customer, earlier)
        })
    }
}

/// Days from a visit to the next: most people decide soon.
fn deliberation(rng: &mut impl Rng) -> usize {
    let haste: f64 = rng.random();
    (haste.powi(2) * (DELIBERATION_DAYS + 1) as f64) as usize
}

/// Every brand and kind counts by itself; interleaving keeps the numbers apart.
fn number(brand: Brand, kind: Kind, count: u64) -> u64 {
    count * 9 + brand as u64 * 3 + kind as u64
}
