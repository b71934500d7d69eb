//! Where every row of the tables belongs, worked out before anything is added up.

use super::accrual::unplaced_offer;
use super::brand::Brands;
use super::key::{KeySpace, Offer};
use super::posts::{NamedPost, named_posts};
use super::report::one_row_a_product;
use super::tracking::{Margins, RowOffers, TrackingRows};
use crate::config::Config;
use crate::dimension::Dimension;
use crate::period::DateRange;
use crate::problem::Problems;
use crate::tables::Tables;

/// The rows with their offers, and the space of keys that these span.
pub struct Placing<'a> {
    pub brands: Brands<'a>,
    pub margins: Margins<'a>,
    pub rows: TrackingRows<'a>,
    pub offers: RowOffers,
    pub posts: Vec<NamedPost<'a>>,
    pub space: KeySpace,
}

impl<'a> Placing<'a> {
    #[must_use]
    pub fn of(
        tables: &'a Tables,
        config: &'a Config,
        range: DateRange,
        problems: &mut Problems,
    ) -> Self {
        let catalog = &tables.catalog;
        let products = one_row_a_product(tables, problems);
        let brands = Brands::new(catalog, &products, config);
        let rows = TrackingRows::of(tables);
        let offers = RowOffers::of(&rows, &brands);
        let posts = named_posts(&tables.posts, &brands);
        let influencers = catalog.members(Dimension::Influencer).count();
        Self {
            margins: Margins::new(tables, &products, config),
            space: key_space(range, influencers, &offers, &posts, tables, &brands),
            brands,
            rows,
            offers,
            posts,
        }
    }
}

/// Every key that cells can have.
fn key_space(
    range: DateRange,
    influencers: usize,
    rows: &RowOffers,
    posts: &[NamedPost<'_>],
    tables: &Tables,
    brands: &Brands<'_>,
) -> KeySpace {
    let mut offers = vec![Offer::default()];
    for offer in rows.offers() {
        offers.extend([offer, offer.without_product(), Offer::of_brand(offer.brand)]);
    }
    for post in posts {
        offers.push(post.offer);
        offers.extend(&post.fee_offers);
    }
    offers.extend(
        tables
            .payouts
            .iter()
            .map(|row| unplaced_offer(row.campaign, brands)),
    );
    KeySpace::new(range.first, range.last, influencers, offers)
}
