//! Tables to cells: the sums of every additive measure for one (day, influencer, campaign, brand, product).
//!
//! Everything shown later is a sum of cells, then at most one division. Cells are a commutative monoid:
//! [`merge`] adds two sets of them in any order. What needs whole tables (brands, payouts) is done here, and
//! what it yields is additive.

mod accrual;
mod apportion;
mod brand;
mod frame;
mod key;
mod limits;
mod names_in_text;
mod people;
mod placing;
mod posts;
mod report;
mod trace;
mod tracking;

use std::collections::BTreeSet;

use polars::prelude::DataFrame;
use sha2::{Digest, Sha256};

pub use accrual::{LedgerEntry, Reconciled, SpreadOver};
pub use apportion::apportion;
pub(crate) use brand::Brands;
pub use frame::{codes, days, frame_of, integers, keys, merge, sum_by_key};
pub use key::CellKey;
pub use people::Person;
pub use posts::ListedPost;

pub use trace::{Amounts, Part, Trace, TracedRow};

use crate::config::Config;
use crate::dimension::{Catalog, Dimension};
use crate::measure::{Column, Facts, Input};
use crate::period::{DateRange, Day};
use crate::problem::{Code, Place, Problems};
use crate::tables::Tables;
use accrual::{Accrual, Activity, FeePost, Tracked, TrackingCell};
use key::KeySpace;
use placing::Placing;
use posts::NamedPost;
use tracking::TrackingParts;

/// The cells of a campaign, and what is known of it as a whole.
#[derive(Debug)]
pub struct Cells {
    /// In key order: `day` (i32), `influencer`, `campaign`, `brand`, `product` (u32 codes), and every
    /// [`Column`] (i64). One row a key.
    pub frame: DataFrame,
    pub catalog: Catalog,
    /// By influencer code.
    pub people: Vec<Person>,
    /// By influencer, then as the ledger's own facts sort.
    pub ledger: Vec<LedgerEntry>,
    /// By day, then influencer, then as the posts' own facts sort.
    pub posts: Vec<ListedPost>,
    /// First to last day of any used row in tracking, posts and dated payouts.
    pub range: DateRange,
    pub facts: Facts,
    /// SHA-256 in hexadecimal over the cells and names: the same for the same data in any order of rows.
    pub digest: String,
}

impl Cells {
    /// For each influencer by code the revenue of each day that has any, oldest first, in minor units.
    #[must_use]
    pub fn revenue_by_influencer(&self) -> Vec<Vec<(Day, i64)>> {
        let influencers = codes(&self.frame, "influencer");
        let revenue = integers(&self.frame, Column::Revenue.name());
        let mut all: Vec<Vec<(Day, i64)>> = vec![Vec::new(); self.people.len()];
        for (place, day) in days(&self.frame, "day")
            .iter()
            .map(|day| Day(*day))
            .enumerate()
        {
            let of = &mut all[influencers[place] as usize];
            match of.last_mut() {
                Some((last, sum)) if *last == day => *sum += revenue[place],
                _ if revenue[place] != 0 => of.push((day, revenue[place])),
                _ => {}
            }
        }
        all
    }
}

/// Adds tables up to cells. `None` when no row has a day; the problems then say so.
#[must_use]
pub fn add_up(tables: &Tables, config: &Config, problems: &mut Problems) -> Option<Cells> {
    let Some(range) = data_range(tables) else {
        problems.add(
            Code::NoRows,
            Place::default(),
            "",
            "no row of tracking, posts or payouts has a date",
        );
        return None;
    };
    if !limits::are_kept(tables, range, problems) {
        return None;
    }
    let catalog = &tables.catalog;
    let people = people::people(catalog, &tables.influencers, &tables.payouts);
    let Placing {
        brands,
        margins,
        rows,
        offers,
        posts,
        space,
    } = Placing::of(tables, config, range, problems);

    let tracking_cells = TrackingParts::new(&rows, &offers, &space, &margins).add_up();
    let activities = activities(&tracking_cells, &posts, &space, people.len(), problems);
    let accrual = Accrual {
        thresholds: &config.thresholds,
        space: &space,
        brands: &brands,
        last_day: range.last,
        tracked: Tracked {
            posts: !tables.missing.contains(&Input::Posts),
            orders: !tables.missing.contains(&Input::Tracking),
        },
    };
    let mut ledger: Vec<LedgerEntry> = Vec::with_capacity(tables.payouts.len());
    for row in &tables.payouts {
        match accrual.spread(row, &activities[row.influencer as usize]) {
            Some(entry) => ledger.push(entry),
            None => report::report_too_large(row, problems),
        }
    }
    ledger.sort_by(LedgerEntry::order);
    report::report_ledger_sum(&ledger, problems);
    let post_cells = posts::post_and_payout_cells(&posts, &ledger, &space);
    let frame = frame::unpack_keys(merge(&tracking_cells, &post_cells), &space);

    offers.report(&rows, tables, problems);
    report::report_ledger(&ledger, accrual.tracked, problems);
    report::report_people(tables, &rows, &posts, &people, problems);
    let percent = config.thresholds.posts_naming_percent;
    let facts = Facts {
        posts_name_a_brand: posts::named_by_most(&posts, percent, |offer| offer.brand),
        posts_name_a_campaign: posts::named_by_most(&posts, percent, |offer| offer.campaign),
        margins_known: margins.are_known(),
        missing: Input::ALL.map(|input| tables.missing.contains(&input)),
    };
    let posts: Vec<ListedPost> = posts.iter().map(ListedPost::of).collect();
    let digest = digest_of(&frame, catalog, &people, &ledger, &posts);
    if problems.has_errors() {
        return None;
    }
    Some(Cells {
        frame,
        catalog: catalog.clone(),
        people,
        ledger,
        posts,
        range,
        facts,
        digest,
    })
}

/// First to last day of any used row in tracking, posts and dated payouts (DESIGN rule 5).
fn data_range(tables: &Tables) -> Option<DateRange> {
    let tracking = days(&tables.tracking, "day").iter().map(|day| Day(*day));
    let posts = tables.posts.iter().map(|post| post.day);
    let payouts = tables.payouts.iter().filter_map(|row| row.payout_date);
    let mut all = tracking.chain(posts).chain(payouts);
    let first = all.next()?;
    let (first, last) = all.fold((first, first), |(first, last), day| {
        (first.min(day), last.max(day))
    });
    DateRange::new(first, last)
}

/// What each influencer did, by code. An influencer's post id that comes twice has one fee.
fn activities(
    tracking_cells: &DataFrame,
    posts: &[NamedPost<'_>],
    space: &KeySpace,
    influencers: usize,
    problems: &mut Problems,
) -> Vec<Activity> {
    let mut activities = vec![Activity::default(); influencers];
    let rows = integers(tracking_cells, Column::TrackingRows.name());
    let orders = integers(tracking_cells, Column::Orders.name());
    let revenue = integers(tracking_cells, Column::Revenue.name());
    for (place, key) in keys(tracking_cells)
        .iter()
        .enumerate()
        .filter(|(place, _)| rows[*place] > 0)
    {
        let (day, influencer, offer) = space.unpack(*key);
        let cell = TrackingCell {
            key: *key,
            day,
            offer,
            orders: orders[place],
            revenue: revenue[place],
        };
        activities[influencer as usize].cells.push(cell);
    }
    let mut ids = BTreeSet::new();
    for NamedPost {
        post, fee_offers, ..
    } in posts
    {
        if !post.id.is_empty() && !ids.insert((post.influencer, post.id.as_str())) {
            let place = Place {
                column: "post_id".into(),
                ..post.place.clone()
            };
            let message = format!("post `{}` is listed more than once", post.id);
            problems.fold(Code::DuplicatePost, &post.id, || {
                (place, post.id.clone(), message)
            });
            continue;
        }
        activities[post.influencer as usize].posts.push(FeePost {
            day: post.day,
            named: fee_offers.clone(),
        });
    }
    activities
}

/// SHA-256 over everything figures are made from.
fn digest_of(
    frame: &DataFrame,
    catalog: &Catalog,
    people: &[Person],
    ledger: &[LedgerEntry],
    posts: &[ListedPost],
) -> String {
    let mut hash = Sha256::new();
    for dimension in Dimension::ALL {
        for name in catalog.members(dimension).names() {
            hash.update(name.as_bytes());
            hash.update([0]);
        }
        hash.update([1]);
    }
    for person in people {
        hash.update(format!("{person:?}"));
    }
    for LedgerEntry { row, total, .. } in ledger {
        hash.update(format!(
            "{:?}{:?}{:?}{:?}{total}{}",
            row.influencer, row.basis, row.rate, row.payout_date, row.status
        ));
    }
    for post in posts {
        hash.update(format!("{post:?}"));
    }
    for column in ["influencer", "campaign", "brand", "product"] {
        codes(frame, column)
            .iter()
            .for_each(|code| hash.update(code.to_le_bytes()));
    }
    days(frame, "day")
        .iter()
        .for_each(|day| hash.update(day.to_le_bytes()));
    for column in Column::ALL {
        let values = integers(frame, column.name());
        // Most columns are zero in most cells; a zero adds nothing that its place does not.
        for (place, value) in values.iter().enumerate().filter(|(_, value)| **value != 0) {
            hash.update((place as u64).to_le_bytes());
            hash.update(value.to_le_bytes());
        }
        hash.update([2]);
    }
    hash.finalize()
        .iter()
        .map(|byte| format!("{byte:02x}"))
        .collect()
}
