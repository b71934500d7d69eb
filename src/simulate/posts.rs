//! Who posts when, about what, and how far it travels.

use std::path::{Path, PathBuf};

use chrono::{Datelike, Weekday};
use rand::{Rng, RngExt};

use super::brand::{Brand, Product};
use super::campaigns::Campaign;
use super::captions::write_caption;
use super::draws::{chance, wobble};
use super::influencers::Influencer;
use super::season::Season;
use super::streams::{Concern, open_stream};
use super::table::Table;
use super::{Scenario, SimulateError};

pub struct Post {
    pub influencer: usize,
    pub day: usize,
    pub brand: Brand,
    pub campaign: &'static Campaign,
    /// The product the post shows.
    pub product: &'static Product,
    /// Visits that this post brings, in the units of `Influencer::pull`.
    pub pull: f64,
    reach: u64,
    likes: u64,
    comments: u64,
}

/// All posts by day; an influencer who was hired posts at least once.
pub fn plan_posts(scenario: &Scenario, season: &Season, influencers: &[Influencer]) -> Vec<Post> {
    let mut posts = Vec::new();
    for (index, influencer) in influencers.iter().enumerate() {
        let mut rng = open_stream(scenario.seed, Concern::Posts, index);
        let planned = influencer.posts_per_year * season.days() as f64 / 365.0;
        let count = ((planned + rng.random::<f64>()) as usize).max(1);
        for turn in 0..count {
            let day = choose_day(&mut rng, season, turn, count);
            posts.push(make_post(&mut rng, season, index, influencer, day));
        }
    }
    posts.sort_by_key(|post| (post.day, post.influencer));
    posts
}

/// Posts are spread over the campaign, each in its own stretch of days, and drawn to festivals and weekends: of two
/// days that would do, the livelier one is taken.
fn choose_day(rng: &mut impl Rng, season: &Season, turn: usize, count: usize) -> usize {
    let opens = turn * season.days() / count;
    let closes = ((turn + 1) * season.days() / count).max(opens + 1);
    let appeal = |day: usize| {
        let weekend = match season.date(day).weekday() {
            Weekday::Fri | Weekday::Sat | Weekday::Sun => 1.15,
            _ => 1.0,
        };
        season.demand(day) * weekend
    };
    let one = rng.random_range(opens..closes);
    let other = rng.random_range(opens..closes);
    if appeal(one) >= appeal(other) {
        one
    } else {
        other
    }
}

fn make_post(
    rng: &mut impl Rng,
    season: &Season,
    index: usize,
    influencer: &Influencer,
    day: usize,
) -> Post {
    let brand = if chance(rng, 0.8) {
        influencer.brand
    } else {
        influencer.category.draw_brand(rng)
    };
    let platform = influencer.platform;
    let size = influencer.followers as f64 / 10_000.0;
    // The larger the account, the smaller the share of it that sees and answers a post.
    let usual_reach = influencer.followers as f64 * platform.reach_share() * size.powf(-0.09);
    let luck = if chance(rng, 0.025) {
        rng.random_range(2.0..4.5)
    } else {
        wobble(rng, 0.33)
    };
    let reach = (usual_reach * luck).max(30.0);
    let engagement_rate =
        platform.engagement_rate() * size.powf(-0.13) * influencer.liveliness * wobble(rng, 0.22);
    let engagements = reach * engagement_rate.min(0.25);
    let comments = engagements * platform.comment_share() * wobble(rng, 0.30);
    Post {
        influencer: index,
        day,
        brand,
        campaign: brand.campaign_on(season.date(day)),
        product: draw_product(rng, brand),
        pull: influencer.pull * (reach / usual_reach).powf(0.6) * wobble(rng, 0.35),
        reach: reach as u64,
        likes: (engagements - comments).max(0.0) as u64,
        comments: comments as u64,
    }
}

/// A product of the brand, the popular ones more often.
pub fn draw_product(rng: &mut impl Rng, brand: Brand) -> &'static Product {
    let products = brand.products();
    let total: f64 = products.iter().map(|product| product.popularity).sum();
    let mut point = rng.random::<f64>() * total;
    products
        .iter()
        .find(|product| {
            point -= product.popularity;
            point < 0.0
        })
        .unwrap_or(&products[products.len() - 1])
}

pub fn write_posts(
    folder: &Path,
    scenario: &Scenario,
    season: &Season,
    influencers: &[Influencer],
    posts: &[Post],
) -> Result<(PathBuf, u64), SimulateError> {
    let header = [
        "post_id",
        "influencer_id",
        "platform",
        "date",
        "url",
        "caption",
        "reach",
        "likes",
        "comments",
    ];
    let mut table = Table::create(folder, "posts.csv", &header)?;
    for (index, post) in posts.iter().enumerate() {
        let influencer = &influencers[post.influencer];
        let id = format!("P{:05}", index + 1);
        let mut rng = open_stream(scenario.seed, Concern::Caption, index);
        table.write([
            id.as_str(),
            &influencer.id,
            influencer.platform.name(),
            &season.date(post.day).to_string(),
            &influencer.platform.post_url(&id),
            &write_caption(&mut rng, post),
            &post.reach.to_string(),
            &post.likes.to_string(),
            &post.comments.to_string(),
        ])?;
    }
    table.finish()
}
