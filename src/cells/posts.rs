//! Posts to cells: what each names, where it counts, where its fee goes.

use std::collections::BTreeSet;

use polars::prelude::DataFrame;

use super::accrual::LedgerEntry;
use super::brand::Brands;
use super::frame::{frame_of, merge, sum_parts};
use super::key::{KeySpace, Offer};
use crate::dimension::{Dimension, UNASSIGNED_CODE};
use crate::measure::Column;
use crate::period::Day;
use crate::tables::Post;

/// A post with what it names.
pub struct NamedPost<'a> {
    pub post: &'a Post,
    /// Where it counts, whole.
    pub offer: Offer,
    /// What its fee is for; empty when it names nothing.
    pub fee_offers: BTreeSet<Offer>,
}

/// A post as lists of posts show it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ListedPost {
    pub day: Day,
    pub influencer: u32,
    /// The one brand and campaign it counts under.
    pub brand: u32,
    pub campaign: u32,
    /// The platform it was published on.
    pub platform: u32,
    pub reach: i64,
    pub likes: i64,
    pub comments: i64,
    pub shares: i64,
    pub saves: i64,
    /// Blank where the table has no ids.
    pub id: String,
    pub url: String,
}

impl ListedPost {
    #[must_use]
    pub fn of(named: &NamedPost<'_>) -> Self {
        let NamedPost { post, offer, .. } = named;
        Self {
            day: post.day,
            influencer: post.influencer,
            brand: offer.brand,
            campaign: offer.campaign,
            platform: post.platform,
            reach: post.reach,
            likes: post.likes,
            comments: post.comments,
            shares: post.shares,
            saves: post.saves,
            id: post.id.clone(),
            url: post.url.clone(),
        }
    }

    /// The member it names of a dimension; Unassigned of those that posts name none of.
    #[must_use]
    pub fn code(&self, dimension: Dimension) -> u32 {
        match dimension {
            Dimension::Influencer => self.influencer,
            Dimension::Brand => self.brand,
            Dimension::Campaign => self.campaign,
            Dimension::Platform => self.platform,
            Dimension::Product | Dimension::Category | Dimension::Gender | Dimension::Tier => {
                UNASSIGNED_CODE
            }
        }
    }
}

/// Posts with what they name, in an order that does not depend on the file's.
#[must_use]
pub fn named_posts<'a>(posts: &'a [Post], brands: &Brands<'_>) -> Vec<NamedPost<'a>> {
    let mut named: Vec<NamedPost<'a>> = posts
        .iter()
        .map(|post| {
            let names = brands.named_by(post);
            NamedPost {
                post,
                offer: names.offer(),
                fee_offers: names.fee_offers(brands),
            }
        })
        .collect();
    named.sort_by_key(|named| named.post);
    named
}

/// Whether at least so many per cent of posts name one member of a dimension (DESIGN rule 10).
#[must_use]
pub fn named_by_most(posts: &[NamedPost<'_>], percent: i64, code: impl Fn(&Offer) -> u32) -> bool {
    let naming = posts
        .iter()
        .filter(|post| code(&post.offer) != UNASSIGNED_CODE)
        .count();
    100 * naming as i64 >= percent * posts.len() as i64
}

/// What a post adds up to.
pub const POST_COLUMNS: [Column; 9] = [
    Column::Posts,
    Column::Reach,
    Column::Likes,
    Column::Comments,
    Column::Shares,
    Column::Saves,
    Column::Engagements,
    Column::RatedEngagements,
    Column::RatedReach,
];

impl NamedPost<'_> {
    /// The key of the post's cell, and its amounts in the order of [`POST_COLUMNS`]; `None` where the post has
    /// nothing to do with the column.
    #[must_use]
    pub fn part(&self, space: &KeySpace) -> (u64, [Option<i64>; POST_COLUMNS.len()]) {
        let post = self.post;
        let key = space.pack(post.day, post.influencer, space.offer_code(self.offer));
        let engagements = post.likes + post.comments;
        let is_rated = post.reach > 0;
        let amounts = [
            Some(1),
            Some(post.reach),
            Some(post.likes),
            Some(post.comments),
            Some(post.shares),
            Some(post.saves),
            Some(engagements),
            is_rated.then_some(engagements),
            is_rated.then_some(post.reach),
        ];
        (key, amounts)
    }
}

/// The cells of posts and of payouts.
#[must_use]
pub fn post_and_payout_cells(
    posts: &[NamedPost<'_>],
    ledger: &[LedgerEntry],
    space: &KeySpace,
) -> DataFrame {
    let of_posts = posts.iter().map(|post| post.part(space));
    let shares = ledger.iter().flat_map(|entry| &entry.shares);
    let (keys, amounts) = shares.copied().unzip();
    merge(
        &sum_parts(POST_COLUMNS, of_posts),
        &frame_of(keys, vec![(Column::Payout, amounts)]),
    )
}
