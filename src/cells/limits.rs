//! What has to hold of the whole input before it can be added up exactly.

use super::frame::{days, integers};
use crate::money::LARGEST;
use crate::period::{DateRange, Day};
use crate::problem::{Code, Place, Problems};
use crate::tables::Tables;

/// A campaign is not longer than this. A date far from all others is a typing mistake, and would ask for pages
/// for every month in between.
const MOST_YEARS: i32 = 100;

/// Whether every sum stays exact and the dates are those of one campaign; reports what does not.
pub fn are_kept(tables: &Tables, range: DateRange, problems: &mut Problems) -> bool {
    let sums_are_exact = report_sums(tables, problems);
    let dates_belong_together = report_dates(tables, range, problems);
    sums_are_exact && dates_belong_together
}

/// Sums are integers, exact below 2^53 here and in every browser.
fn report_sums(tables: &Tables, problems: &mut Problems) -> bool {
    let size = |values: &mut dyn Iterator<Item = i64>| {
        values
            .map(|value| i128::from(value.unsigned_abs()))
            .sum::<i128>()
    };
    let tracking = |name| integers(&tables.tracking, name).iter().copied();
    let sums = [
        ("tracking", "revenue", size(&mut tracking("revenue"))),
        ("tracking", "orders", size(&mut tracking("orders"))),
        (
            "posts",
            "reach",
            size(&mut tables.posts.iter().map(|post| post.reach)),
        ),
        (
            "posts",
            "likes",
            size(&mut tables.posts.iter().map(|post| post.likes)),
        ),
        (
            "posts",
            "comments",
            size(&mut tables.posts.iter().map(|post| post.comments)),
        ),
        (
            "posts",
            "shares",
            size(&mut tables.posts.iter().map(|post| post.shares)),
        ),
        (
            "posts",
            "saves",
            size(&mut tables.posts.iter().map(|post| post.saves)),
        ),
        (
            "payouts",
            "total_payout",
            size(&mut tables.payouts.iter().filter_map(|row| row.total)),
        ),
    ];
    let too_large: Vec<_> = sums
        .into_iter()
        .filter(|(_, _, size)| *size > LARGEST)
        .collect();
    for (table, column, _) in &too_large {
        let file = tables
            .row_counts
            .iter()
            .find(|count| count.table == *table)
            .and_then(|count| count.files.first());
        let place = Place {
            file: file.cloned().unwrap_or_default(),
            line: 0,
            column: (*column).into(),
        };
        let message = format!("the sum of `{column}` is more than can be held exactly");
        problems.add(Code::TooLarge, place, "", message);
    }
    too_large.is_empty()
}

fn report_dates(tables: &Tables, range: DateRange, problems: &mut Problems) -> bool {
    if range.days() <= MOST_YEARS * 366 {
        return true;
    }
    let tracking = days(&tables.tracking, "day");
    // The day furthest from the middle one is the mistake.
    let mut all: Vec<i32> = tracking.to_vec();
    all.extend(tables.posts.iter().map(|post| post.day.0));
    all.sort_unstable();
    let middle = all.get(all.len() / 2).copied().unwrap_or(range.first.0);
    let stray = if middle - range.first.0 > range.last.0 - middle {
        range.first
    } else {
        range.last
    };
    let in_tracking = tracking.iter().position(|day| *day == stray.0);
    let place = in_tracking.map_or_else(
        || place_in_lists(tables, stray),
        |row| super::tracking::TrackingRows::of(tables).place(row, "date", tables),
    );
    let message = format!(
        "the dates run from {} to {}, more than {MOST_YEARS} years; {stray} is far from the others",
        range.first, range.last
    );
    problems.add(Code::StrayDate, place, stray.to_string(), message);
    false
}

fn place_in_lists(tables: &Tables, stray: Day) -> Place {
    let at = |column: &str, place: &Place| Place {
        column: column.into(),
        ..place.clone()
    };
    let post = tables
        .posts
        .iter()
        .find(|post| post.day == stray)
        .map(|post| at("date", &post.place));
    let payout = tables
        .payouts
        .iter()
        .find(|row| row.payout_date == Some(stray))
        .map(|row| at("payout_date", &row.place));
    post.or(payout).unwrap_or_default()
}
