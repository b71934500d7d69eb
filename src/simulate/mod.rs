//! Lifelike influencer campaigns with known truth.
//!
//! Real exports never say which orders an influencer caused, so no analysis can be checked on them. [`simulate`] writes
//! the tables of a campaign that never was, and beside them `truth.json`, which says what really happened. All people,
//! posts and sales are made up; the brands are those of the demo.
//!
//! # The model
//!
//! * **Days.** Demand is a gentle growth times the rhythm of the week, paydays, Indian festivals and sales (the moon's
//!   dates are known for 2023 to 2030, others are typical), and some noise.
//! * **Influencers** have log-normal followers within tiers, a category that decides which brand hires them, a
//!   platform, and hidden traits: how many visits a post brings, how often visits end without an order, and the
//!   *extra share*. Reach per follower and engagement per reach fall with size and differ by platform.
//! * **Posts**, six to twelve a year, prefer festivals and weekends. Each brings a burst of visits that fades within three
//!   weeks, stronger where its reach was. It names the campaign its brand runs that day; a few forget to. Links stay
//!   open three weeks after a campaign's last post, so campaigns of a brand overlap a little.
//! * **Rows.** The expected rows of every day, post and profile link are known first; the exact number of rows is dealt
//!   to the days, and each row draws who sent it. A bit over a fifth are organic or paid ads.
//! * **Users.** About a fifth of an influencer's orders, and more of the organic ones, come from returning customers, some
//!   of whom bought before the campaign began, which no export shows. Visitors who left without an order may order
//!   within two weeks, the same way or another.
//! * **Sales.** A row has one to three orders of one product; revenue is price times units less an occasional
//!   discount, in whole paise.
//! * **Payouts** are agreed beforehand, by followers and basket size with much haggling, and scaled so that the fees per
//!   post together should earn back 3.4 times their cost. The ledger agrees with posts and recorded orders to the paisa;
//!   about one influencer in twenty, never a large one, is missing from it.
//!
//! # The truth
//!
//! Every row with orders that an influencer brought is drawn as *extra* or not. It is extra with the influencer's extra
//! share, times `returning_extra_factor` if the customer had bought the brand before. Extra sales are *incremental*;
//! the others are *counterfactual*: the same customer would have bought the same thing on the same day unprompted. About
//! one influencer in six shares coupons with people who were about to buy: many orders, few of them extra.
//!
//! `truth.json` holds, with money as decimal text:
//!
//! * `scenario`: `seed`, `influencers`, `days`, `rows`, `first_day`, `last_day`;
//! * `returning_extra_factor`;
//! * `totals`: the sales (see below) of all influencers, `organic_orders` and `organic_revenue` (rows without an
//!   influencer), and `by_brand`;
//! * `influencers`: for each `influencer_id` its `extra_share`, its sales, and `by_brand`, which leaves out brands
//!   without a recorded order.
//!
//! Sales are `recorded_orders`, `recorded_revenue`, `incremental_orders`, `incremental_revenue`, `counterfactual_orders`
//! and `counterfactual_revenue`; recorded is always the sum of the other two.
//!
//! # Sameness
//!
//! Equal scenarios give equal bytes. Random numbers are ChaCha8 in separate streams, so more rows rename nobody and more
//! influencers leave the earlier ones as they were. Weights are floats from the platform's `exp` and `ln`; a platform
//! that rounds these differently could, rarely, draw another row.
//!
//! Memory grows with influencers, posts and days, not with rows.

mod arrivals;
mod brand;
mod campaigns;
mod captions;
mod category;
mod customers;
mod digits;
mod draws;
mod error;
mod fees;
mod festivals;
mod followers;
mod influencers;
mod names;
mod paise;
mod platform;
mod posts;
mod sale;
mod season;
mod spread;
mod streams;
mod table;
mod tally;
mod tier;
mod tracking;
mod traffic;
mod truth;

#[cfg(test)]
mod tests;

use std::fs;
use std::path::{Path, PathBuf};

use chrono::NaiveDate;

pub use error::SimulateError;

use season::Season;
use traffic::Traffic;

/// The campaign to simulate. Equal scenarios give equal bytes.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Scenario {
    pub seed: u64,
    /// At least one.
    pub influencers: usize,
    /// At least one.
    pub days: usize,
    /// Rows of the tracking table, exactly; none is allowed.
    pub rows: u64,
    pub first_day: NaiveDate,
}

impl Default for Scenario {
    fn default() -> Scenario {
        Scenario {
            seed: 1,
            influencers: 60,
            days: 365,
            rows: 25_000,
            first_day: NaiveDate::from_ymd_opt(2025, 7, 1).expect("a day of the calendar"),
        }
    }
}

/// What was written.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Written {
    /// Each file with its rows, the header not counted; for `truth.json` the number of influencers.
    pub files: Vec<(PathBuf, u64)>,
    pub tracking_rows: u64,
}

/// Writes the campaign into the folder `out`, which is created if it is missing. Files with the same names are
/// replaced, others left alone.
pub fn simulate(scenario: &Scenario, out: &Path) -> Result<Written, SimulateError> {
    if scenario.influencers == 0 || scenario.days == 0 {
        return Err(SimulateError::NothingToSimulate {
            influencers: scenario.influencers,
            days: scenario.days,
        });
    }
    let season = Season::forecast(scenario)?;
    let influencers = influencers::recruit_influencers(scenario);
    let posts = posts::plan_posts(scenario, &season, &influencers);
    let traffic = Traffic::forecast(scenario, &season, &influencers, &posts);
    let fees = fees::agree_fees(scenario, &influencers, &posts, &traffic);

    fs::create_dir_all(out).map_err(|source| SimulateError::Folder {
        path: out.to_owned(),
        source,
    })?;
    let (tracking, tallies) =
        tracking::write_tracking(out, scenario, &season, &influencers, &posts, &traffic)?;
    let tracking_rows = tracking.1;
    let last_day = season.date(season.days() - 1);
    let files = vec![
        influencers::write_influencers(out, &influencers)?,
        posts::write_posts(out, scenario, &season, &influencers, &posts)?,
        tracking,
        fees::write_payouts(out, &influencers, &posts, &fees, &tallies)?,
        brand::write_products(out)?,
        truth::write_truth(out, scenario, last_day, &influencers, &tallies)?,
    ];
    Ok(Written {
        files,
        tracking_rows,
    })
}
