//! The levels that hold texts beside integers: the posts and the ledger, row by row.

use std::collections::BTreeMap;

use super::pack::{Packed, pack_columns};
use crate::cells::{Cells, LedgerEntry, ListedPost};

/// Every post, in order of day.
#[must_use]
pub fn posts(cells: &Cells) -> Packed {
    let integers =
        |of: fn(&ListedPost) -> i64| -> Vec<i64> { cells.posts.iter().map(of).collect() };
    let texts = |of: fn(&ListedPost) -> &String| -> Vec<String> {
        cells.posts.iter().map(of).cloned().collect()
    };
    let columns = [
        ("day", integers(|post| post.day.0.into())),
        ("influencer", integers(|post| post.influencer.into())),
        ("brand", integers(|post| post.brand.into())),
        ("campaign", integers(|post| post.campaign.into())),
        ("platform", integers(|post| post.platform.into())),
        ("reach", integers(|post| post.reach)),
        ("likes", integers(|post| post.likes)),
        ("comments", integers(|post| post.comments)),
        ("shares", integers(|post| post.shares)),
        ("saves", integers(|post| post.saves)),
    ];
    let texts = BTreeMap::from([
        ("id", texts(|post| &post.id)),
        ("url", texts(|post| &post.url)),
    ]);
    packed("posts", &columns, texts)
}

/// Every row of the ledger, in the order of influencers.
#[must_use]
pub fn payouts(cells: &Cells) -> Packed {
    let integers =
        |of: fn(&LedgerEntry) -> i64| -> Vec<i64> { cells.ledger.iter().map(of).collect() };
    let texts =
        |of: fn(&LedgerEntry) -> String| -> Vec<String> { cells.ledger.iter().map(of).collect() };
    let columns = [
        ("influencer", integers(|entry| entry.row.influencer.into())),
        ("campaign", integers(|entry| entry.row.campaign.into())),
        ("total", integers(|entry| entry.total)),
    ];
    let optional = |text: Option<String>| text.unwrap_or_default();
    let texts = BTreeMap::from([
        ("basis", texts(|entry| entry.row.basis.label().to_owned())),
        (
            "rate",
            cells
                .ledger
                .iter()
                .map(|entry| optional(entry.row.rate.map(|rate| rate.to_string())))
                .collect(),
        ),
        ("status", texts(|entry| entry.row.status.clone())),
        (
            "payout_date",
            cells
                .ledger
                .iter()
                .map(|entry| optional(entry.row.payout_date.map(|day| day.to_string())))
                .collect(),
        ),
        (
            "spread_over",
            texts(|entry| entry.spread_over.label().to_owned()),
        ),
        (
            "reconciled",
            texts(|entry| entry.reconciled.label(&entry.row.basis).to_owned()),
        ),
    ]);
    packed("payouts", &columns, texts)
}

fn packed(
    level: &str,
    columns: &[(&'static str, Vec<i64>)],
    texts: BTreeMap<&'static str, Vec<String>>,
) -> Packed {
    let columns: Vec<(&'static str, &[i64])> = columns
        .iter()
        .map(|(name, values)| (*name, values.as_slice()))
        .collect();
    pack_columns(level.to_owned(), &columns, texts)
}
