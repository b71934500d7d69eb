//! How many visits each day brings and who sends them, known before the first row is written.
//!
//! A post's visits start on its day, fade over `LINK_LIFE_DAYS`, and rise and fall with the season like all others.
//! Between posts, links in profiles keep bringing a few. Organic and paid visits come every day.

use rand::{Rng, RngExt};
use rand_distr::Binomial;

use super::Scenario;
use super::campaigns::LINK_LIFE_DAYS;
use super::draws::wobble;
use super::influencers::Influencer;
use super::posts::Post;
use super::season::Season;
use super::streams::{Concern, open_stream};

/// Share of rows that no influencer brought: organic and paid ads.
const ORGANIC_SHARE: f64 = 0.225;

/// Visits between posts, as a share of what the influencer's posts bring.
const BETWEEN_POSTS: f64 = 0.16;

/// A post's visits shrink to a third in so many days.
const FADE_DAYS: f64 = 4.5;

/// What a visitor clicked on.
#[derive(Clone, Copy)]
pub struct Link {
    pub influencer: usize,
    /// None for the link in the profile.
    pub post: Option<usize>,
}

pub struct Traffic<'a> {
    season: &'a Season,
    influencers: &'a [Influencer],
    posts: &'a [Post],
    fade: [f64; LINK_LIFE_DAYS],
    /// Expected share of all rows, by day.
    influenced: Vec<f64>,
    organic: Vec<f64>,
    /// Expected share of all rows, by influencer.
    by_influencer: Vec<f64>,
}

impl<'a> Traffic<'a> {
    pub fn forecast(
        scenario: &Scenario,
        season: &'a Season,
        influencers: &'a [Influencer],
        posts: &'a [Post],
    ) -> Traffic<'a> {
        let mut traffic = Traffic {
            season,
            influencers,
            posts,
            fade: fade(),
            influenced: vec![0.0; season.days()],
            organic: Vec::new(),
            by_influencer: vec![0.0; influencers.len()],
        };
        traffic.expect_influenced();
        traffic.expect_organic(scenario);
        traffic
    }

    fn expect_influenced(&mut self) {
        for post in self.posts {
            let last = self.season.days().min(post.day + LINK_LIFE_DAYS);
            for day in post.day..last {
                let visits = post.pull * self.fade[day - post.day] * self.season.demand(day);
                self.influenced[day] += visits;
                self.by_influencer[post.influencer] += visits;
            }
        }
        let profile_pull: f64 = self.influencers.iter().map(daily_profile_pull).sum();
        for (day, influenced) in self.influenced.iter_mut().enumerate() {
            *influenced += profile_pull * self.season.demand(day);
        }
        let demand = self.season.total_demand();
        for (visits, influencer) in self.by_influencer.iter_mut().zip(self.influencers) {
            *visits += daily_profile_pull(influencer) * demand;
        }
        scale_to(&mut self.influenced, 1.0 - ORGANIC_SHARE);
        scale_to(&mut self.by_influencer, 1.0 - ORGANIC_SHARE);
    }

    fn expect_organic(&mut self, scenario: &Scenario) {
        let mut rng = open_stream(scenario.seed, Concern::Demand, 1);
        self.organic = (0..self.season.days())
            .map(|day| self.season.demand(day) * wobble(&mut rng, 0.10))
            .collect();
        scale_to(&mut self.organic, ORGANIC_SHARE);
    }

    /// Expected share of all rows that `influencer` brings.
    pub fn share_of(&self, influencer: usize) -> f64 {
        self.by_influencer[influencer]
    }

    /// Expected share of the day's rows that influencers bring.
    pub fn influenced_share(&self, day: usize) -> f64 {
        self.influenced[day] / (self.influenced[day] + self.organic[day])
    }

    /// Deals `rows` to the days: random as real counts are, but adding up exactly.
    ///
    /// Each day takes a binomial part of what is left, which together is one multinomial draw.
    pub fn deal_rows(&self, rng: &mut impl Rng, rows: u64) -> Vec<u64> {
        let expected: Vec<f64> = self
            .influenced
            .iter()
            .zip(&self.organic)
            .map(|(influenced, organic)| influenced + organic)
            .collect();
        let mut rows_left = rows;
        let mut expected_left: f64 = expected.iter().sum();
        let last = expected.len() - 1;
        (0..=last)
            .map(|day| {
                let part = (expected[day] / expected_left).clamp(0.0, 1.0);
                let dealt = if day == last {
                    rows_left
                } else {
                    rng.sample(Binomial::new(rows_left, part).expect("a share is a probability"))
                };
                rows_left -= dealt;
                expected_left -= expected[day];
                dealt
            })
            .collect()
    }

    /// Fills `links` with every link that is open on `day`.
    pub fn open_links(&self, day: usize, links: &mut Links) {
        links.clear();
        let first = (day + 1).saturating_sub(LINK_LIFE_DAYS);
        let from = self.posts.partition_point(|post| post.day < first);
        let until = self.posts.partition_point(|post| post.day <= day);
        for (index, post) in self.posts.iter().enumerate().take(until).skip(from) {
            let link = Link {
                influencer: post.influencer,
                post: Some(index),
            };
            links.add(link, post.pull * self.fade[day - post.day]);
        }
        for (index, influencer) in self.influencers.iter().enumerate() {
            let link = Link {
                influencer: index,
                post: None,
            };
            links.add(link, daily_profile_pull(influencer));
        }
    }
}

/// The links open on one day, drawn by their pull.
#[derive(Default)]
pub struct Links {
    links: Vec<Link>,
    /// Running sums of pull, so that a draw is a binary search.
    pull_up_to: Vec<f64>,
}

impl Links {
    fn clear(&mut self) {
        self.links.clear();
        self.pull_up_to.clear();
    }

    fn add(&mut self, link: Link, pull: f64) {
        let so_far = self.pull_up_to.last().copied().unwrap_or(0.0);
        self.links.push(link);
        self.pull_up_to.push(so_far + pull);
    }

    /// Panics when no link is open; profiles always are.
    pub fn draw(&self, rng: &mut impl Rng) -> Link {
        let last = self.links.len() - 1;
        let point = rng.random::<f64>() * self.pull_up_to[last];
        let index = self.pull_up_to.partition_point(|&sum| sum <= point);
        self.links[index.min(last)]
    }
}

fn daily_profile_pull(influencer: &Influencer) -> f64 {
    BETWEEN_POSTS * influencer.pull * influencer.posts_per_year / 365.0
}

/// The share of a post's visits on each day after it; the first day is short, because posts go out in the evening.
fn fade() -> [f64; LINK_LIFE_DAYS] {
    let mut fade = [0.0; LINK_LIFE_DAYS];
    for (age, share) in fade.iter_mut().enumerate() {
        *share = (-(age as f64) / FADE_DAYS).exp();
    }
    fade[0] *= 0.7;
    scale_to(&mut fade, 1.0);
    fade
}

fn scale_to(values: &mut [f64], total: f64) {
    let sum: f64 = values.iter().sum();
    for value in values {
        *value *= total / sum;
    }
}
