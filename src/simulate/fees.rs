//! What was agreed with each influencer before anyone knew how well it would go, and the ledger that follows.

use std::path::{Path, PathBuf};

use rand::{Rng, RngExt};

use super::draws::{chance, wobble};
use super::influencers::Influencer;
use super::paise::Paise;
use super::posts::Post;
use super::sale::typical_sale;
use super::streams::{Concern, open_stream};
use super::table::Table;
use super::tally::Tallies;
use super::tier::Tier;
use super::traffic::Traffic;
use super::{Scenario, SimulateError};

/// The budget for fees is set so that the posts together should earn this many times their cost.
const PLANNED_ROAS: f64 = 3.4;

/// Share of influencers whose payout the ledger misses.
const WITHOUT_PAYOUT: f64 = 0.05;

#[derive(Clone, Copy)]
pub struct Fee {
    basis: Basis,
    rate: Paise,
}

#[derive(Clone, Copy, PartialEq)]
enum Basis {
    PerPost,
    PerOrder,
}

/// None for those whose payout is not in the ledger.
pub fn agree_fees(
    scenario: &Scenario,
    influencers: &[Influencer],
    posts: &[Post],
    traffic: &Traffic,
) -> Vec<Option<Fee>> {
    let counts = count_posts(influencers, posts);
    let asks: Vec<Ask> = influencers
        .iter()
        .enumerate()
        .map(|(index, influencer)| {
            let mut rng = open_stream(scenario.seed, Concern::Payout, index);
            negotiate(&mut rng, influencer)
        })
        .collect();
    let mut expected_revenue = 0.0;
    let mut asked = 0.0;
    for (index, influencer) in influencers.iter().enumerate() {
        if let Ask::PerPost(fee) = asks[index] {
            let visits = traffic.share_of(index) * scenario.rows as f64;
            let sale = typical_sale(influencer.brand, influencer.discount_share);
            expected_revenue += visits * (1.0 - influencer.no_order_share) * sale;
            asked += fee * counts[index] as f64;
        }
    }
    // Fees are what the market asks, scaled to what this campaign can hope to sell.
    let scale = if asked > 0.0 {
        expected_revenue / PLANNED_ROAS / asked
    } else {
        0.0
    };
    let missing = leave_out(scenario.seed, influencers);
    asks.into_iter()
        .zip(missing)
        .map(|(ask, missing)| (!missing).then(|| ask.settle(scale)))
        .collect()
}

/// What an influencer asks for, in rupees.
enum Ask {
    /// On a scale that is the same for all influencers, but not yet rupees.
    PerPost(f64),
    PerOrder(f64),
}

impl Ask {
    fn settle(self, scale: f64) -> Fee {
        match self {
            Ask::PerPost(fee) => Fee {
                basis: Basis::PerPost,
                rate: round_rate(fee * scale, 100),
            },
            Ask::PerOrder(rate) => Fee {
                basis: Basis::PerOrder,
                rate: round_rate(rate, 10),
            },
        }
    }
}

fn negotiate(rng: &mut impl Rng, influencer: &Influencer) -> Ask {
    let (per_order_share, commission) = match Tier::of(influencer.followers) {
        Tier::Nano => (0.48, 0.12),
        Tier::Micro => (0.34, 0.15),
        Tier::Mid => (0.22, 0.19),
        Tier::Macro => (0.12, 0.24),
        Tier::Mega => (0.05, 0.29),
    };
    let price = influencer.brand.typical_price().rupees();
    if chance(rng, per_order_share) {
        Ask::PerOrder(price * commission * wobble(rng, 0.50))
    } else {
        // A larger account asks for more, but for less per follower; brands with small baskets pay less.
        let size = (influencer.followers as f64 / 10_000.0).powf(0.57);
        Ask::PerPost(1000.0 * size * (price / 1000.0).powf(0.7) * wobble(rng, 0.60))
    }
}

/// People agree on round figures: two digits that count.
fn round_rate(rupees: f64, least: u64) -> Paise {
    let rupees = rupees as u64;
    let unit = 10_u64.pow(rupees.checked_ilog10().unwrap_or(0).saturating_sub(1));
    Paise::from_rupees((rupees / unit * unit).max(least))
}

/// Ledgers miss people, but nobody forgets the invoices of large accounts or of those who sell most.
fn leave_out(seed: u64, influencers: &[Influencer]) -> Vec<bool> {
    let count = influencers.len();
    let share = (count as f64 * WITHOUT_PAYOUT).round() as usize;
    let missing = if count >= 20 { share.max(2) } else { share };
    let mut overlooked: Vec<usize> = (0..count)
        .filter(|&index| Tier::of(influencers[index].followers) < Tier::Macro)
        .collect();
    overlooked.sort_by(|&one, &other| influencers[one].pull.total_cmp(&influencers[other].pull));
    overlooked.truncate(overlooked.len().div_ceil(2));
    let mut left_out = vec![false; count];
    let mut rng = open_stream(seed, Concern::Payout, count);
    for _ in 0..missing {
        let index = overlooked.swap_remove(rng.random_range(0..overlooked.len()));
        left_out[index] = true;
    }
    left_out
}

fn count_posts(influencers: &[Influencer], posts: &[Post]) -> Vec<u64> {
    let mut counts = vec![0; influencers.len()];
    for post in posts {
        counts[post.influencer] += 1;
    }
    counts
}

pub fn write_payouts(
    folder: &Path,
    influencers: &[Influencer],
    posts: &[Post],
    fees: &[Option<Fee>],
    tallies: &Tallies,
) -> Result<(PathBuf, u64), SimulateError> {
    let header = ["influencer_id", "basis", "rate", "orders", "total_payout"];
    let mut table = Table::create(folder, "payouts.csv", &header)?;
    let counts = count_posts(influencers, posts);
    for (index, influencer) in influencers.iter().enumerate() {
        let Some(fee) = fees[index] else {
            continue;
        };
        let orders = tallies.of_influencer(index).recorded().orders;
        let (basis, shown_orders, total) = match fee.basis {
            Basis::PerPost => ("per_post", String::new(), fee.rate * counts[index]),
            Basis::PerOrder => ("per_order", orders.to_string(), fee.rate * orders),
        };
        table.write([
            influencer.id.as_str(),
            basis,
            &fee.rate.to_string(),
            &shown_orders,
            &total.to_string(),
        ])?;
    }
    table.finish()
}
