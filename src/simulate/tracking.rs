//! The tracking rows, one after another in date order: nothing is kept but sums.

use std::path::{Path, PathBuf};

use rand::{Rng, RngExt};

use super::brand::{Brand, Product};
use super::campaigns::Campaign;
use super::customers::Customers;
use super::digits::append_number;
use super::draws::{chance, pick_weighted};
use super::influencers::Influencer;
use super::posts::{Post, draw_product};
use super::sale::Sale;
use super::season::Season;
use super::streams::{Concern, open_stream};
use super::table::Table;
use super::tally::Tallies;
use super::traffic::{Link, Links, Traffic};
use super::{Scenario, SimulateError};

/// An influencer's order by a returning customer is extra this much less often than one by a new customer.
pub const RETURNING_EXTRA_FACTOR: f64 = 0.4;

/// Of the rows that no influencer brought.
const PAID_SHARE: f64 = 0.32;

/// Share of visits that end without an order; those an influencer brings have their own.
const NO_ORDER_SHARE_PAID: f64 = 0.28;
const NO_ORDER_SHARE_ORGANIC: f64 = 0.10;

/// Share of orders by returning customers, who mostly find their own way back.
const RETURNING_SHARE_INFLUENCED: f64 = 0.20;
const RETURNING_SHARE_ORGANIC: f64 = 0.36;

/// Share of first orders by people who had looked around before.
const DELIBERATED_SHARE: f64 = 0.18;

/// Share of organic sales with a discount.
const DISCOUNT_SHARE_ORGANIC: f64 = 0.12;

/// Share of visitors to a post who buy the product it shows; the others look around.
const LOYAL_TO_POST: f64 = 0.55;

/// One row of the table, and what the table does not say.
struct Visit {
    source: &'static str,
    campaign: Option<&'static Campaign>,
    influencer: Option<usize>,
    user: u64,
    product: &'static Product,
    brand: Brand,
    sale: Sale,
    /// The sale would not have happened without the influencer.
    extra: bool,
}

/// The campaign as it is on one day.
struct Scene<'a> {
    season: &'a Season,
    influencers: &'a [Influencer],
    posts: &'a [Post],
    customers: Customers,
    links: Links,
    day: usize,
    influenced_share: f64,
}

pub fn write_tracking(
    folder: &Path,
    scenario: &Scenario,
    season: &Season,
    influencers: &[Influencer],
    posts: &[Post],
    traffic: &Traffic,
) -> Result<((PathBuf, u64), Tallies), SimulateError> {
    let header = [
        "tracking_id",
        "source",
        "campaign",
        "influencer_id",
        "user_id",
        "product",
        "date",
        "orders",
        "revenue",
    ];
    let mut table = Table::create(folder, "tracking_data.csv", &header)?;
    let mut tallies = Tallies::of(influencers.len());
    let mut rng = open_stream(scenario.seed, Concern::Tracking, 0);
    let mut scene = Scene {
        season,
        influencers,
        posts,
        customers: Customers::expect(influencers.len(), scenario.rows),
        links: Links::default(),
        day: 0,
        influenced_share: 0.0,
    };
    let mut text = RowText::default();
    let mut rows = 0;
    for (day, count) in traffic
        .deal_rows(&mut rng, scenario.rows)
        .into_iter()
        .enumerate()
    {
        scene.customers.begin_day(day);
        if count == 0 {
            continue;
        }
        scene.day = day;
        scene.influenced_share = traffic.influenced_share(day);
        traffic.open_links(day, &mut scene.links);
        let date = season.date(day).to_string();
        for _ in 0..count {
            let visit = scene.draw_visit(&mut rng);
            tallies.add(visit.influencer, visit.brand, visit.sale, visit.extra);
            rows += 1;
            text.compose(rows, &visit);
            table.write([
                text.tracking_id.as_slice(),
                visit.source.as_bytes(),
                visit
                    .campaign
                    .map_or("", |campaign| campaign.name)
                    .as_bytes(),
                visit
                    .influencer
                    .map_or("", |index| &influencers[index].id)
                    .as_bytes(),
                &text.user_id,
                visit.product.name.as_bytes(),
                date.as_bytes(),
                &text.orders,
                &text.revenue,
            ])?;
        }
    }
    Ok((table.finish()?, tallies))
}

impl Scene<'_> {
    fn draw_visit(&mut self, rng: &mut impl Rng) -> Visit {
        if chance(rng, self.influenced_share) {
            let link = self.links.draw(rng);
            self.draw_influenced_visit(rng, link)
        } else {
            self.draw_organic_visit(rng)
        }
    }

    fn draw_influenced_visit(&mut self, rng: &mut impl Rng, link: Link) -> Visit {
        let influencer = &self.influencers[link.influencer];
        let post = link.post.map(|index| &self.posts[index]);
        let brand = post.map_or(influencer.brand, |post| post.brand);
        let campaign = match post {
            Some(post) => post.campaign,
            None => brand.campaign_on(self.season.date(self.day)),
        };
        let product = match post {
            Some(post) if chance(rng, LOYAL_TO_POST) => post.product,
            _ => draw_product(rng, brand),
        };
        let through = Some(link.influencer);
        let (user, sale, extra) = if chance(rng, influencer.no_order_share) {
            (self.draw_browser(rng, brand, through), Sale::NONE, false)
        } else {
            let (user, returning) =
                self.draw_buyer(rng, brand, through, RETURNING_SHARE_INFLUENCED);
            let sale = Sale::draw(rng, product, influencer.discount_share);
            let factor = if returning {
                RETURNING_EXTRA_FACTOR
            } else {
                1.0
            };
            (user, sale, chance(rng, influencer.extra_share * factor))
        };
        Visit {
            source: "influencer",
            campaign: Some(campaign),
            influencer: through,
            user,
            product,
            brand,
            sale,
            extra,
        }
    }

    fn draw_organic_visit(&mut self, rng: &mut impl Rng) -> Visit {
        let brand = pick_weighted(rng, &ORGANIC_BRANDS);
        let paid = chance(rng, PAID_SHARE);
        // Ads are booked for a campaign; people who come by themselves mostly name none.
        let named = paid || chance(rng, 0.2);
        let product = draw_product(rng, brand);
        let no_order_share = if paid {
            NO_ORDER_SHARE_PAID
        } else {
            NO_ORDER_SHARE_ORGANIC
        };
        let (user, sale) = if chance(rng, no_order_share) {
            (self.draw_browser(rng, brand, None), Sale::NONE)
        } else {
            let (user, _) = self.draw_buyer(rng, brand, None, RETURNING_SHARE_ORGANIC);
            (user, Sale::draw(rng, product, DISCOUNT_SHARE_ORGANIC))
        };
        Visit {
            source: if paid { "paid_ad" } else { "organic" },
            campaign: named.then(|| brand.campaign_on(self.season.date(self.day))),
            influencer: None,
            user,
            product,
            brand,
            sale,
            extra: false,
        }
    }

    /// Someone who leaves without an order.
    fn draw_browser(&mut self, rng: &mut impl Rng, brand: Brand, through: Option<usize>) -> u64 {
        let acquaintance: f64 = rng.random();
        let known = if acquaintance < 0.15 {
            Some(self.customers.recall_customer(rng, brand, through))
        } else if acquaintance < 0.35 {
            self.customers.recall_visitor(rng, brand)
        } else {
            None
        };
        known.unwrap_or_else(|| self.customers.greet_visitor(rng, brand, through))
    }

    /// Someone who orders, and whether that is a returning customer of the brand.
    fn draw_buyer(
        &mut self,
        rng: &mut impl Rng,
        brand: Brand,
        through: Option<usize>,
        returning_share: f64,
    ) -> (u64, bool) {
        if chance(rng, returning_share) {
            return (self.customers.recall_customer(rng, brand, through), true);
        }
        let visitor = if chance(rng, DELIBERATED_SHARE) {
            self.customers.convert_visitor(rng, brand, through)
        } else {
            None
        };
        let user = visitor.unwrap_or_else(|| self.customers.welcome_customer(rng, brand, through));
        (user, false)
    }
}

const ORGANIC_BRANDS: [(Brand, f64); 3] = [
    (Brand::MuscleBlaze, 0.48),
    (Brand::HkVitals, 0.32),
    (Brand::Gritzo, 0.20),
];

/// The numbers of one row as text, in buffers that every row reuses.
#[derive(Default)]
struct RowText {
    tracking_id: Vec<u8>,
    user_id: Vec<u8>,
    orders: Vec<u8>,
    revenue: Vec<u8>,
}

impl RowText {
    fn compose(&mut self, row: u64, visit: &Visit) {
        self.tracking_id.clear();
        self.tracking_id.push(b'T');
        append_number(&mut self.tracking_id, row, 7);
        self.user_id.clear();
        self.user_id.push(b'U');
        append_number(&mut self.user_id, visit.user, 7);
        self.orders.clear();
        append_number(&mut self.orders, visit.sale.orders, 1);
        self.revenue.clear();
        visit.sale.revenue.append_to(&mut self.revenue);
    }
}
