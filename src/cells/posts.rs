//! Posts to cells: what each names, where it counts, where its fee goes.

use std::collections::BTreeSet;

use polars::prelude::DataFrame;

use super::accrual::LedgerEntry;
use super::brand::Brands;
use super::frame::{frame_of, sum_by_key};
use super::key::{KeySpace, Offer};
use crate::dimension::UNASSIGNED_CODE;
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
            id: post.id.clone(),
            url: post.url.clone(),
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

/// Whether at least 95 % of posts name one member of a dimension (DESIGN rule 10).
#[must_use]
pub fn named_by_most(posts: &[NamedPost<'_>], code: impl Fn(&Offer) -> u32) -> bool {
    let naming = posts
        .iter()
        .filter(|post| code(&post.offer) != UNASSIGNED_CODE)
        .count();
    100 * naming >= 95 * posts.len()
}

/// The cells of posts and of payouts.
#[must_use]
pub fn post_and_payout_cells(
    posts: &[NamedPost<'_>],
    ledger: &[LedgerEntry],
    space: &KeySpace,
) -> DataFrame {
    let counted = [
        Column::Posts,
        Column::Reach,
        Column::Likes,
        Column::Comments,
        Column::Engagements,
        Column::RatedEngagements,
        Column::RatedReach,
        Column::Payout,
    ];
    let mut keys = Vec::new();
    let mut sums = counted.map(|_| Vec::new());
    let mut push = |key: u64, values: [i64; 8]| {
        keys.push(key);
        sums.iter_mut()
            .zip(values)
            .for_each(|(sum, value)| sum.push(value));
    };
    for NamedPost { post, offer, .. } in posts {
        let engagements = post.likes + post.comments;
        let (rated_engagements, rated_reach) = if post.reach > 0 {
            (engagements, post.reach)
        } else {
            (0, 0)
        };
        push(
            space.pack(post.day, post.influencer, space.offer_code(*offer)),
            [
                1,
                post.reach,
                post.likes,
                post.comments,
                engagements,
                rated_engagements,
                rated_reach,
                0,
            ],
        );
    }
    for (key, amount) in ledger.iter().flat_map(|entry| &entry.shares) {
        push(*key, [0, 0, 0, 0, 0, 0, 0, *amount]);
    }
    sum_by_key(frame_of(keys, counted.into_iter().zip(sums).collect()))
}
