//! A folder of CSVs to typed tables and a list of problems.
//!
//! Names become codes here: whatever order rows arrive in, a name's code is its place in the natural order
//! of its dimension ([`crate::dimension::Members`]), so that everything downstream is keyed by small sorted integers.

mod as_typed;
pub mod blank;
mod blocks;
mod checks;
mod config_names;
mod date_words;
pub mod dates;
mod find;
mod head;
mod ids;
mod influencers;
mod interner;
mod marking;
mod notes;
pub mod numbers;
mod payouts;
mod posts;
mod products;
mod reading;
mod row;
mod schema;
mod set_aside;
mod sheet;
mod source;
mod survey;
mod tracking;

use std::collections::BTreeMap;
use std::path::Path;

use polars::prelude::{Column, DataFrame};
use rustc_hash::FxHashMap;

pub use checks::{SpellingVariants, fold_spelling, spelling_variants};
pub use find::{Fault, Found, MANIFEST_OF_A_SITE, TableFile, find_files};
pub use influencers::Influencer;
pub use marking::mark_cells;
pub use payouts::{Basis, LedgerRow};
pub use posts::Post;
pub use products::Product;
pub use schema::{Header, Need, Table, fold_header};
pub use set_aside::SetAside;
pub use source::{Form, SourceError};
pub use survey::{SurveyedColumn, SurveyedFile, survey};
pub use tracking::Unattributed;

use crate::config::Config;
use crate::dimension::{Catalog, Dimension};
use crate::measure::Input;
use crate::problem::{Code, Place, Problems, RowCount};
use ids::Usage;
use influencers::InfluencerReader;
use interner::Coded;
use payouts::PayoutReader;
use posts::PostReader;
use products::ProductReader;
use reading::{Part, Reading, whole_file};
use tracking::{Tracking, TrackingReader};

/// What was read.
#[derive(Debug)]
pub struct Tables {
    /// One entry an influencer row, the first of each id.
    pub influencers: Vec<Influencer>,
    pub posts: Vec<Post>,
    /// Columns `influencer`, `campaign`, `product`, `brand` (codes, u32), `day` (i32, days since 1970-01-01),
    /// `orders` (i64), `revenue` (i64, minor units), `line` (u32).
    pub tracking: DataFrame,
    /// The tracking table's files, each with the row it begins at.
    pub tracking_files: Vec<(usize, String)>,
    pub payouts: Vec<LedgerRow>,
    pub products: Vec<Product>,
    pub catalog: Catalog,
    /// What measures need and no file has.
    pub missing: Vec<Input>,
    /// For each table, rows read = rows used + rows set aside.
    pub row_counts: Vec<RowCount>,
    /// Every row that was read and not used; as many as `row_counts` say.
    pub set_aside: Vec<SetAside>,
    /// What tracking rows without an influencer bring, by their source as written.
    pub unattributed: BTreeMap<String, Unattributed>,
    pub problems: Problems,
}

impl Tables {
    /// How many rows name each member of a dimension, by code.
    #[must_use]
    pub fn rows_of_members(&self, dimension: Dimension) -> Vec<u64> {
        let mut rows = vec![0; self.catalog.members(dimension).count()];
        let mut count = |code: u32| rows[code as usize] += 1;
        match dimension {
            Dimension::Category => self.influencers.iter().for_each(|row| count(row.category)),
            Dimension::Gender => self.influencers.iter().for_each(|row| count(row.gender)),
            Dimension::Tier => self.influencers.iter().for_each(|row| count(row.tier)),
            Dimension::Platform => {
                self.influencers.iter().for_each(|row| count(row.platform));
                self.posts.iter().for_each(|row| count(row.platform));
            }
            Dimension::Brand | Dimension::Campaign | Dimension::Product | Dimension::Influencer => {
                let codes = crate::cells::codes(&self.tracking, dimension.id());
                codes.iter().for_each(|code| count(*code));
                if dimension == Dimension::Brand {
                    self.posts.iter().for_each(|row| count(row.brand));
                    self.products.iter().for_each(|row| count(row.brand));
                }
                if dimension == Dimension::Campaign {
                    self.posts.iter().for_each(|row| count(row.campaign));
                    self.payouts.iter().for_each(|row| count(row.campaign));
                }
            }
        }
        rows
    }
}

/// Reads every table below a folder.
///
/// What cannot be read is among the problems; the tables then hold what could.
#[must_use]
pub fn read_tables(folder: &Path, config: &Config) -> Tables {
    let mut problems = Problems::under(config.problems.clone());
    let found = find_files(folder);
    for fault in found.faults {
        let message = fault.error.to_string();
        problems.add(fault.error.code(), whole_file(&fault.name), "", message);
    }
    for unread in found.unread {
        let message = unread.error.to_string();
        problems.add(Code::UnreadForm, whole_file(&unread.name), "", message);
    }
    let mut reading = Reading::new(config, found.files, problems);
    for brand in config
        .brand_aliases()
        .keys()
        .chain(config.products.values())
    {
        reading.names.code(Dimension::Brand, brand);
    }
    let influencers = reading.read::<InfluencerReader>(|reading, _| {
        reading.found.push(Input::Influencers);
    });
    let mut influencers = influencers::one_row_an_id(influencers, &mut reading);
    let products = reading.read::<ProductReader>(|_, _| {});
    let mut products = rows_of(products);
    let mut posts = rows_of(reading.read::<PostReader>(posts::inspect));
    let payouts = reading.read::<PayoutReader>(|reading, _| {
        reading.found.push(Input::Payouts);
    });
    let mut payouts = rows_of(payouts);
    let tracking = reading.read::<TrackingReader>(|reading, _| {
        reading.found.push(Input::Tracking);
    });
    let is_there = |input: &Input| reading.found.contains(input);
    if [Input::Tracking, Input::Posts].iter().any(is_there) {
        reading.found.push(Input::Activity);
    }
    let (mut tracking, tracking_files) = Tracking::join(tracking, &mut reading.problems);

    reading.report_currencies();
    checks::report_absent_tables(&mut reading);
    checks::report_unused_tables(&mut reading);
    let usage = |codes: &[u32]| {
        let mut usage = Counting::of(codes);
        for (row, code) in tracking.influencer.iter().enumerate() {
            usage.add(*code, || {
                tracking::place_of(row, &tracking.line, &tracking_files)
            });
        }
        for post in &posts {
            usage.add(post.influencer, || post.place.clone());
        }
        for row in &payouts {
            usage.add(row.influencer, || row.place.clone());
        }
        usage.0
    };
    ids::join(
        &mut reading.names,
        &influencers,
        usage,
        &mut reading.problems,
    );
    config_names::report_headers(&mut reading);
    config_names::report_spellings(&mut reading);
    checks::merge_spellings(&mut reading);
    reading.row_counts.sort_by_key(|count| {
        Table::ALL
            .iter()
            .position(|table| table.name() == count.table)
    });

    let (catalog, codes) = reading.names.into_catalog();
    influencers.recode(&codes);
    products.recode(&codes);
    posts.recode(&codes);
    payouts.recode(&codes);
    tracking.recode(&codes);
    let unattributed = std::mem::take(&mut tracking.unattributed);
    let mut tables = Tables {
        influencers,
        posts,
        tracking: tracking.into_frame(),
        tracking_files,
        payouts,
        products,
        catalog,
        missing: Input::ALL
            .into_iter()
            .filter(|input| !reading.found.contains(input))
            .collect(),
        row_counts: reading.row_counts,
        set_aside: reading.set_aside,
        unattributed,
        problems: reading.problems,
    };
    config_names::report_members(&mut tables, config);
    checks::report_spellings(&mut tables, config);
    checks::report_outside_dates(&mut tables, config);
    tables
}

fn rows_of<T>(parts: Vec<Part<Vec<T>>>) -> Vec<T> {
    parts.into_iter().flat_map(|part| part.rows).collect()
}

/// The rows of some codes.
struct Counting(FxHashMap<u32, Usage>);

impl Counting {
    fn of(codes: &[u32]) -> Self {
        let nothing = |code: &u32| {
            let usage = Usage {
                rows: 0,
                first: Place::default(),
            };
            (*code, usage)
        };
        Self(codes.iter().map(nothing).collect())
    }

    fn add(&mut self, code: u32, place: impl FnOnce() -> Place) {
        if let Some(usage) = self.0.get_mut(&code) {
            if usage.rows == 0 {
                usage.first = place();
            }
            usage.rows += 1;
        }
    }
}

/// A polars column from a vector.
fn column<T, S>(name: &str, values: T) -> Column
where
    S: ?Sized,
    polars::prelude::Series: polars::prelude::NamedFrom<T, S>,
{
    use polars::prelude::{IntoColumn, NamedFrom, Series};
    Series::new(name.into(), values).into_column()
}
