//! A campaign in plain integers, and its figures by plain addition.

use std::collections::BTreeMap;

use rand::{Rng, RngExt};

use super::case::{Case, Quirk};

/// An influencer as the report knows it.
#[derive(Clone, Debug)]
pub struct Person {
    /// What rows are joined by; the name where the influencers table has no ids.
    pub id: String,
    pub name: String,
    pub category: String,
    pub platform: String,
    pub followers: i64,
    pub is_listed: bool,
}

/// A tracking row. Without a person it is organic.
#[derive(Clone, Debug)]
pub struct Sale {
    pub person: Option<usize>,
    pub day: i32,
    pub orders: i64,
    pub paise: i64,
    pub campaign: String,
    pub product: usize,
    pub brand: String,
}

#[derive(Clone, Debug)]
pub struct Post {
    pub person: Option<usize>,
    pub day: i32,
    pub caption: String,
    pub reach: i64,
    pub likes: i64,
    pub comments: i64,
    pub shares: i64,
    pub saves: i64,
}

#[derive(Clone, Debug)]
pub struct Payout {
    pub person: Option<usize>,
    pub basis: Basis,
    /// Paise a post or order, where the ledger leaves the total to be worked out.
    pub rate: Option<i64>,
    pub paise: i64,
    pub day: Option<i32>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Basis {
    Posts,
    Orders,
    Other,
}

#[derive(Clone, Debug)]
pub struct Campaign {
    pub people: Vec<Person>,
    pub sales: Vec<Sale>,
    pub posts: Vec<Post>,
    pub payouts: Vec<Payout>,
}

/// Sums, in the order of [`FIGURES`].
pub type Figures = [i64; FIGURES.len()];

/// What is added up, by the names of the cells' columns.
pub const FIGURES: [&str; 12] = [
    "revenue",
    "orders",
    "tracking_rows",
    "organic_revenue",
    "organic_orders",
    "payout",
    "posts",
    "reach",
    "likes",
    "comments",
    "shares",
    "saves",
];

pub const PLATFORMS: [&str; 4] = ["Instagram", "YouTube", "Moj", ""];
const CATEGORIES: [&str; 5] = ["Fitness", "Health & Wellness", "Food, Travel", "Tech", ""];
const CAMPAIGNS: [&str; 4] = ["Summer_01", "Diwali 2025", "Launch, phase 2", ""];
/// None of them names a brand, so that only a brand column or the products table does.
pub const PRODUCTS: [&str; 4] = ["Whey 1 kg", "Face serum", "Kids' shake, choco", "Bar"];
pub const BRANDS: [&str; 4] = ["Aster", "Borage & Sons", "Clove", ""];
const FIRST_NAMES: [&str; 6] = ["Asha", "Bela", "Chitra", "Dev", "Esha", "Farid"];
const LAST_NAMES: [&str; 4] = ["Rao", "Iyer", "Shah", "Nair"];
const LETTERED_NAMES: [&str; 4] = ["Zoë", "José", "Håkan", "Anaïs"];
const CAPTIONS: [&str; 4] = ["New video is up", "Link in bio!", "", "Try this #ad"];
const HARD_CAPTIONS: [&str; 6] = [
    "First line\nsecond line",
    "She said \"try it\"; I did, and | liked it\tmuch",
    "\"Quoted\"",
    "a,b;c|d\te\n\n\"\"\nend",
    "=SUM(A1:A9)",
    "5\" plate",
];

/// What a person is known by.
#[derive(Clone, Copy, PartialEq, Eq)]
enum IdStyle {
    Number,
    Code,
    Name,
}

impl Campaign {
    pub fn of(case: &Case) -> Self {
        let mut rng = case.rng("campaign");
        let people = people(case);
        let has_payouts_of_nobody = rng.random_range(0..4) == 0;
        // 2023 to 2025, with a 29 February.
        let first = rng.random_range(19_358..20_300);
        let days = rng.random_range(1..250);
        let mut rng = case.rng("sales");
        let sale_rows = match case.has(Quirk::LateDates) {
            true => 1200 + case.rows,
            false => case.rows,
        };
        let sales: Vec<Sale> = (0..sale_rows)
            .map(|_| Sale::draw(case, &mut rng, people.len(), first..first + days))
            .collect();
        let mut rng = case.rng("posts");
        let posts = (0..rng.random_range(0..=case.rows / 2))
            .map(|_| Post::draw(case, &mut rng, people.len(), first..first + days))
            .collect();
        let mut rng = case.rng("payouts");
        let payouts = (0..rng.random_range(0..=case.rows / 3))
            .map(|_| Payout {
                person: match has_payouts_of_nobody && rng.random_range(0..5) == 0 {
                    true => None,
                    false => Some(rng.random_range(0..people.len())),
                },
                basis: [Basis::Posts, Basis::Orders, Basis::Other][rng.random_range(0..3)],
                // A rate below one could be a share of revenue.
                rate: (rng.random_range(0..2) == 0).then(|| rng.random_range(100..500_000)),
                paise: amount(case, &mut rng),
                day: (rng.random_range(0..3) > 0).then(|| first + rng.random_range(0..days)),
            })
            .collect();
        let mut campaign = Self {
            people,
            sales,
            posts,
            payouts,
        };
        campaign.leave_tables_out(case);
        campaign.work_out_payouts(case);
        campaign
    }

    fn leave_tables_out(&mut self, case: &Case) {
        if !case.has(Quirk::MissingTables) {
            return;
        }
        let mut rng = case.rng("missing tables");
        if rng.random_range(0..2) == 0 {
            self.posts.clear();
        }
        if rng.random_range(0..2) == 0 {
            self.payouts.clear();
        }
        // One table with dates is enough.
        if rng.random_range(0..4) == 0 && !self.posts.is_empty() {
            self.sales.clear();
        }
        // Without a list, ids in several spellings would be anybody's guess.
        let is_spelled_once = !case.has(Quirk::IdSpelling) && !case.has(Quirk::Names);
        if rng.random_range(0..2) == 0 && is_spelled_once {
            for person in &mut self.people {
                person.is_listed = false;
                person.platform.clear();
                person.category.clear();
            }
        }
    }

    /// Totals of payouts that say only how much for a post or an order.
    fn work_out_payouts(&mut self, case: &Case) {
        let (sales, posts) = (&self.sales, &self.posts);
        for payout in &mut self.payouts {
            let person = payout.person;
            let count = match payout.basis {
                Basis::Posts => posts.iter().filter(|post| post.person == person).count() as i64,
                // Organic orders are nobody's.
                Basis::Orders if person.is_none() => 0,
                Basis::Orders => {
                    let own = sales.iter().filter(|sale| sale.person == person);
                    own.map(|sale| sale.orders).sum()
                }
                Basis::Other => 0,
            };
            match payout
                .rate
                .filter(|_| case.has(Quirk::RateOnly) && payout.basis != Basis::Other)
            {
                Some(rate) => payout.paise = rate * count,
                None => payout.rate = None,
            }
        }
    }

    /// The figures of each member of what `key` tells of a person and a day; `None` leaves a row out.
    pub fn by<K: Ord>(
        &self,
        key: impl Fn(Option<&Person>, Option<i32>) -> Option<K>,
    ) -> BTreeMap<K, Figures> {
        let person = |place: Option<usize>| place.map(|place| &self.people[place]);
        let mut all = BTreeMap::new();
        let mut add = |key: Option<K>, figures: &[(usize, i64)]| {
            let Some(key) = key else { return };
            let sums: &mut Figures = all.entry(key).or_default();
            for (place, value) in figures {
                sums[*place] += value;
            }
        };
        for sale in &self.sales {
            let figures = match sale.person {
                Some(_) => [(0, sale.paise), (1, sale.orders), (2, 1)],
                None => [(3, sale.paise), (4, sale.orders), (2, 0)],
            };
            add(key(person(sale.person), Some(sale.day)), &figures);
        }
        for post in &self.posts {
            let figures = [
                (6, 1),
                (7, post.reach),
                (8, post.likes),
                (9, post.comments),
                (10, post.shares),
                (11, post.saves),
            ];
            add(key(person(post.person), Some(post.day)), &figures);
        }
        for payout in &self.payouts {
            add(key(person(payout.person), None), &[(5, payout.paise)]);
        }
        all
    }

    /// Revenue and orders, and organic ones, of each member of what `key` tells of a sale.
    pub fn sales_by(&self, key: impl Fn(&Sale) -> String) -> BTreeMap<String, Figures> {
        let mut all: BTreeMap<String, Figures> = BTreeMap::new();
        for sale in &self.sales {
            let sums = all.entry(key(sale)).or_default();
            let (revenue, orders) = match sale.person {
                Some(_) => (0, 1),
                None => (3, 4),
            };
            sums[revenue] += sale.paise;
            sums[orders] += sale.orders;
            sums[2] += i64::from(sale.person.is_some());
        }
        all
    }
}

fn people(case: &Case) -> Vec<Person> {
    let mut rng = case.rng("people");
    let count = rng.random_range(1..=8.min(case.rows + 1));
    let style = match rng.random_range(0..3) {
        _ if case.has(Quirk::Names) && rng.random_range(0..2) == 0 => IdStyle::Name,
        0 => IdStyle::Code,
        _ => IdStyle::Number,
    };
    // Some are far apart, so that ids have several digits.
    let step = rng.random_range(1..40);
    let has_unlisted = case.has(Quirk::Unlisted);
    (0..count)
        .map(|place| {
            let number = 1 + place * step;
            let name = name(case, &mut rng, place);
            let is_listed = !(has_unlisted && place > 0 && rng.random_range(0..4) == 0);
            Person {
                id: match style {
                    IdStyle::Number => number.to_string(),
                    IdStyle::Code => format!("INF_{number:03}"),
                    IdStyle::Name => name.clone(),
                },
                name,
                category: match is_listed {
                    true => CATEGORIES[rng.random_range(0..CATEGORIES.len())].to_owned(),
                    false => String::new(),
                },
                platform: match is_listed {
                    true => PLATFORMS[rng.random_range(0..PLATFORMS.len())].to_owned(),
                    false => String::new(),
                },
                followers: rng.random_range(0..3_000_000),
                is_listed,
            }
        })
        .collect()
}

/// Names are told apart by their first word and their last.
fn name(case: &Case, rng: &mut impl Rng, place: usize) -> String {
    let first = FIRST_NAMES[place % FIRST_NAMES.len()];
    let last = LAST_NAMES[place / FIRST_NAMES.len() % LAST_NAMES.len()];
    let middle = match rng.random_range(0..3) {
        0 if case.has(Quirk::Letters) => LETTERED_NAMES[rng.random_range(0..LETTERED_NAMES.len())],
        1 if case.has(Quirk::HardText) => "\"AJ\",",
        _ => "K.",
    };
    format!("{first} {middle} {last}")
}

impl Sale {
    fn draw(case: &Case, rng: &mut impl Rng, people: usize, days: std::ops::Range<i32>) -> Self {
        let is_organic = case.has(Quirk::Organic) && rng.random_range(0..3) == 0;
        let person = rng.random_range(0..people);
        let product = rng.random_range(0..PRODUCTS.len());
        let brand = match case.has(Quirk::Products) {
            true => product,
            false => rng.random_range(0..BRANDS.len()),
        };
        Self {
            person: (!is_organic).then_some(person),
            day: rng.random_range(days),
            orders: count(rng),
            paise: amount(case, rng),
            campaign: CAMPAIGNS[rng.random_range(0..CAMPAIGNS.len())].to_owned(),
            product,
            brand: BRANDS[brand].to_owned(),
        }
    }
}

impl Post {
    fn draw(case: &Case, rng: &mut impl Rng, people: usize, days: std::ops::Range<i32>) -> Self {
        let captions: &[&str] = match case.has(Quirk::HardText) && rng.random_range(0..2) == 0 {
            true => &HARD_CAPTIONS,
            false => &CAPTIONS,
        };
        let mut caption = captions[rng.random_range(0..captions.len())].to_owned();
        if case.has(Quirk::Letters) && rng.random_range(0..2) == 0 {
            caption.push_str(" – crème brûlée");
        }
        Self {
            person: (rng.random_range(0..12) > 0).then(|| rng.random_range(0..people)),
            day: rng.random_range(days),
            caption,
            reach: count(rng) * rng.random_range(1..40),
            likes: count(rng),
            comments: count(rng),
            shares: count(rng),
            saves: count(rng),
        }
    }
}

/// Zero, small, round and large ones.
fn count(rng: &mut impl Rng) -> i64 {
    match rng.random_range(0..5) {
        0 => 0,
        1 => rng.random_range(0..10),
        2 => 100 * rng.random_range(0..200),
        3 => rng.random_range(0..5000),
        _ => rng.random_range(0..3_000_000),
    }
}

/// In paise: zero, whole rupees, round sums, and any.
fn amount(case: &Case, rng: &mut impl Rng) -> i64 {
    let paise = match rng.random_range(0..6) {
        0 => 0,
        1 => 100 * rng.random_range(0..2000),
        2 => 10_000_000 * rng.random_range(0..50) / 4,
        3 => rng.random_range(0..100),
        _ => rng.random_range(0..90_000_000),
    };
    match case.has(Quirk::Negatives) && rng.random_range(0..6) == 0 {
        true => -paise,
        false => paise,
    }
}
