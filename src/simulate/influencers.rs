//! The people: what the tables show of them, and the hidden traits that make them winners or losers.

use std::path::{Path, PathBuf};

use rand::{Rng, RngExt};
use rand_distr::LogNormal;

use super::brand::Brand;
use super::category::Category;
use super::draws::{chance, share_around, wobble};
use super::names::{Gender, NameBook};
use super::platform::Platform;
use super::spread::{Spread, Trait};
use super::streams::{Concern, open_stream};
use super::table::Table;
use super::tier::Tier;
use super::{Scenario, SimulateError};

pub struct Influencer {
    pub id: String,
    pub name: String,
    pub category: Category,
    pub gender: Gender,
    pub followers: u64,
    pub platform: Platform,
    /// The brand of most posts, and of visits between posts.
    pub brand: Brand,
    pub posts_per_year: f64,
    /// Visits that an average post brings, in units that only compare influencers.
    pub pull: f64,
    /// Likes and comments against the usual rate of platform and size.
    pub liveliness: f64,
    /// Share of visits that end without an order.
    pub no_order_share: f64,
    /// Share of orders with a discount code.
    pub discount_share: f64,
    /// Probability that an order of a new customer would not have happened without this influencer.
    pub extra_share: f64,
}

/// Half of the influencers have fewer followers, half more.
const MEDIAN_FOLLOWERS: f64 = 42_000.0;

/// Some influencers mainly hand codes to people who were about to buy: many orders, few of them extra.
const COUPON_SHARERS: f64 = 0.18;

pub fn recruit_influencers(scenario: &Scenario) -> Vec<Influencer> {
    let mut names = NameBook::open(scenario.seed);
    let spread = Spread::start(scenario.seed);
    (0..scenario.influencers)
        .map(|index| {
            let mut rng = open_stream(scenario.seed, Concern::Influencer, index);
            recruit(&mut rng, index, &spread, &mut names)
        })
        .collect()
}

fn recruit(rng: &mut impl Rng, index: usize, spread: &Spread, names: &mut NameBook) -> Influencer {
    let category = Category::at(spread.point(index, Trait::Category));
    let platform = Platform::at(spread.point(index, Trait::Platform));
    let followers = draw_followers(rng, Tier::at(spread.point(index, Trait::Tier)));
    let gender = category.draw_gender(rng);
    let persuasion = wobble(rng, 0.75);
    let coupon_sharer = chance(rng, COUPON_SHARERS);
    // Visits grow more slowly than followers: a large audience is a less attentive one.
    let pull = (followers as f64 / 10_000.0).powf(0.54) * platform.click_readiness() * persuasion;
    let (pull, no_order_share, discount_share, extra_share) = if coupon_sharer {
        (
            pull * 1.3,
            share_around(rng, 0.23, 0.03, (0.15, 0.32)),
            0.55,
            share_around(rng, 0.22, 0.06, (0.08, 0.35)),
        )
    } else {
        (
            pull,
            share_around(rng, 0.32, 0.05, (0.18, 0.48)),
            0.14,
            share_around(rng, 0.68, 0.13, (0.38, 0.95)),
        )
    };
    Influencer {
        id: format!("INF{:04}", index + 1),
        name: names.name(gender),
        category,
        gender,
        followers,
        platform,
        brand: category.draw_brand(rng),
        posts_per_year: rng.random_range(6.0..12.0),
        pull,
        liveliness: wobble(rng, 0.28),
        no_order_share,
        discount_share,
        extra_share,
    }
}

/// Log-normal within the tier. Small accounts are counted to the follower, large ones as their page shows them.
fn draw_followers(rng: &mut impl Rng, tier: Tier) -> u64 {
    let sizes = LogNormal::new(MEDIAN_FOLLOWERS.ln(), 1.7).expect("a positive deviation");
    let followers = loop {
        let followers = rng.sample(sizes) as u64;
        if (1_200..6_000_000).contains(&followers) && Tier::of(followers) == tier {
            break followers;
        }
    };
    match tier {
        Tier::Nano | Tier::Micro => followers,
        Tier::Mid => followers / 100 * 100,
        Tier::Macro | Tier::Mega => followers / 10_000 * 10_000,
    }
}

pub fn write_influencers(
    folder: &Path,
    influencers: &[Influencer],
) -> Result<(PathBuf, u64), SimulateError> {
    let header = [
        "influencer_id",
        "name",
        "category",
        "gender",
        "follower_count",
        "platform",
    ];
    let mut table = Table::create(folder, "influencers.csv", &header)?;
    for influencer in influencers {
        table.write([
            influencer.id.as_str(),
            &influencer.name,
            influencer.category.name(),
            influencer.gender.name(),
            &influencer.followers.to_string(),
            influencer.platform.name(),
        ])?;
    }
    table.finish()
}
