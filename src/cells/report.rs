//! What adding up finds odd about the influencers and the ledger.

use super::accrual::{LedgerEntry, Reconciled, SpreadOver, Tracked};
use super::people::Person;
use super::posts::NamedPost;
use super::tracking::TrackingRows;
use crate::dimension::{Dimension, UNASSIGNED_CODE};
use crate::money::{LARGEST, Money};
use crate::problem::{Code, Place, Problems};
use crate::tables::{LedgerRow, Product, Tables};

/// Reports ids that no influencers row has, active influencers without a payout, and posts on other platforms.
pub fn report_people(
    tables: &Tables,
    rows: &TrackingRows<'_>,
    posts: &[NamedPost<'_>],
    people: &[Person],
    problems: &mut Problems,
) {
    let ids = tables.catalog.members(Dimension::Influencer);
    let mut tracking_rows = vec![0u64; people.len()];
    let mut first_row: Vec<Option<usize>> = vec![None; people.len()];
    for (row, influencer) in rows.influencer.iter().enumerate() {
        tracking_rows[*influencer as usize] += 1;
        first_row[*influencer as usize].get_or_insert(row);
    }
    let mut post_rows = vec![0u64; people.len()];
    let mut in_lists: Vec<Option<&Place>> = vec![None; people.len()];
    for NamedPost { post, .. } in posts {
        post_rows[post.influencer as usize] += 1;
        in_lists[post.influencer as usize].get_or_insert(&post.place);
    }
    let mut ledger_rows = vec![0u64; people.len()];
    for row in &tables.payouts {
        ledger_rows[row.influencer as usize] += 1;
        in_lists[row.influencer as usize].get_or_insert(&row.place);
    }
    // The first row of an influencer in tracking, else in posts, else in the ledger.
    let first_place = |code: u32| {
        let place = match first_row[code as usize] {
            Some(row) => rows.place(row, "", tables),
            None => in_lists[code as usize].cloned().unwrap_or_default(),
        };
        Place {
            column: "influencer_id".into(),
            ..place
        }
    };
    let influencers_were_read = tables
        .row_counts
        .iter()
        .any(|count| count.table == "influencers" && count.used > 0);
    let payouts_were_read = tables
        .row_counts
        .iter()
        .any(|count| count.table == "payouts" && count.read > 0);
    for (code, id) in ids.assigned() {
        let index = code as usize;
        let rows_in_all = tracking_rows[index] + post_rows[index] + ledger_rows[index];
        if influencers_were_read && !people[index].is_listed && rows_in_all > 0 {
            let message = format!("`{id}` is not in the influencers table");
            problems.add_for_rows(
                rows_in_all,
                Code::UnknownInfluencer,
                first_place(code),
                id.to_owned(),
                message,
            );
        }
        if payouts_were_read
            && !people[index].payout_known
            && tracking_rows[index] + post_rows[index] > 0
        {
            let name = &people[index].name;
            let who = if name.is_empty() {
                format!("`{id}`")
            } else {
                format!("{name} (`{id}`)")
            };
            problems.add(
                Code::PayoutMissing,
                first_place(code),
                id,
                format!("{who} has no payout row"),
            );
        }
    }
    report_platforms(tables, posts, people, problems);
}

fn report_platforms(
    tables: &Tables,
    posts: &[NamedPost<'_>],
    people: &[Person],
    problems: &mut Problems,
) {
    let platforms = tables.catalog.members(Dimension::Platform);
    for NamedPost { post, .. } in posts {
        let own = people[post.influencer as usize].platform;
        if post.platform != own && post.platform != UNASSIGNED_CODE && own != UNASSIGNED_CODE {
            let key = format!("{}/{own}", post.platform);
            problems.fold(Code::PlatformMismatch, &key, || {
                let (on, of) = (platforms.name(post.platform), platforms.name(own));
                let place = Place {
                    column: "platform".into(),
                    ..post.place.clone()
                };
                (
                    place,
                    on.to_owned(),
                    format!("a post on {on} by an influencer listed under {of}"),
                )
            });
        }
    }
}

/// Of several rows for one product the one that says most, and of those the first in order: brand and margin
/// are of one row, and the file's order does not matter. Rows that contradict it are reported.
pub fn one_row_a_product(tables: &Tables, problems: &mut Problems) -> Vec<Product> {
    let mut products = tables.products.clone();
    products.sort_by_key(|row| {
        let margin = row.margin.map(|margin| margin.to_string());
        (
            row.product,
            row.brand == UNASSIGNED_CODE,
            margin.is_none(),
            row.brand,
            margin,
        )
    });
    for same in products.chunk_by(|a, b| a.product == b.product) {
        let contradicts = |row: &&Product| {
            (row.brand != UNASSIGNED_CODE && row.brand != same[0].brand)
                || row
                    .margin
                    .is_some_and(|margin| Some(margin) != same[0].margin)
        };
        let mut others: Vec<&Product> = same.iter().filter(contradicts).collect();
        others.sort_by_key(|row| &row.place);
        if let [first, ..] = others[..] {
            let name = tables
                .catalog
                .members(Dimension::Product)
                .name(same[0].product);
            let brand = tables.catalog.members(Dimension::Brand).name(same[0].brand);
            let margin = same[0]
                .margin
                .map_or_else(|| "none".to_owned(), |margin| margin.to_string());
            let place = Place {
                column: "product".into(),
                ..first.place.clone()
            };
            let message = format!(
                "`{name}` is listed with different facts; brand {brand} and margin {margin} count"
            );
            problems.add_for_rows(
                others.len() as u64,
                Code::ProductConflict,
                place,
                name.to_owned(),
                message,
            );
        }
    }
    products.dedup_by_key(|row| row.product);
    products
}

/// A cell of the ledger.
fn in_ledger(row: &LedgerRow, column: &str) -> Place {
    Place {
        column: column.into(),
        ..row.place.clone()
    }
}

/// Reports a ledger row whose rate x base cannot be held exactly.
pub fn report_too_large(row: &LedgerRow, problems: &mut Problems) {
    let rate = row.rate.map_or_else(String::new, |rate| rate.to_string());
    let message =
        format!("a rate of {rate} times what it pays for is more than can be held exactly");
    problems.add(Code::TooLarge, in_ledger(row, "rate"), rate, message);
}

/// Reports a ledger whose totals, those made from a rate included, add up to more than can be held exactly.
pub fn report_ledger_sum(ledger: &[LedgerEntry], problems: &mut Problems) {
    let size: i128 = ledger
        .iter()
        .map(|entry| i128::from(entry.total.unsigned_abs()))
        .sum();
    if let Some(entry) = ledger
        .iter()
        .max_by_key(|entry| entry.total.unsigned_abs())
        .filter(|_| size > LARGEST)
    {
        let message =
            "the sum of all payouts is more than can be held exactly; this one is the largest";
        let column = match entry.row.total {
            Some(_) => "total_payout",
            None => "rate",
        };
        problems.add(
            Code::TooLarge,
            in_ledger(&entry.row, column),
            Money(entry.total).to_string(),
            message,
        );
    }
}

/// Reports payouts that differ from rate x base, and those with nothing to belong to.
pub fn report_ledger(ledger: &[LedgerEntry], tracked: Tracked, problems: &mut Problems) {
    // Where there is nothing at all to belong to, that is said of the tables.
    let may_be_placed = tracked.posts || tracked.orders;
    for entry in ledger {
        let total = Money(entry.total);
        if entry.reconciled.is_mismatch() {
            let rate = entry
                .row
                .rate
                .map_or_else(String::new, |rate| format!(", rate {rate}"));
            let message = format!(
                "a total of {total}{rate} {}: {}",
                entry.row.basis.label(),
                entry.reconciled.label(&entry.row.basis)
            );
            problems.add(
                Code::PayoutMismatch,
                in_ledger(&entry.row, "total_payout"),
                total.to_string(),
                message,
            );
        }
        if entry.reconciled == Reconciled::Untracked && entry.row.total.is_none() {
            let rate = entry
                .row
                .rate
                .map_or_else(String::new, |rate| rate.to_string());
            let message = format!(
                "a rate of {rate} {} without a total, and no table to multiply it with: it counts as nothing",
                entry.row.basis.label()
            );
            problems.add(
                Code::PayoutMismatch,
                in_ledger(&entry.row, "rate"),
                rate,
                message,
            );
        }
        if may_be_placed && entry.spread_over == SpreadOver::OneDay && entry.total != 0 {
            let message = format!("a payout of {total} has no post, order or revenue to belong to");
            problems.add(
                Code::PayoutUnplaced,
                in_ledger(&entry.row, "total_payout"),
                total.to_string(),
                message,
            );
        }
    }
}
