//! A folder of CSVs to typed tables and a list of problems.
//!
//! Names become codes here: whatever order rows arrive in, a name's code is its place in the natural order
//! of its dimension ([`crate::dimension::Members`]), so that everything downstream is keyed by small sorted integers.

mod find;
mod influencers;
mod interner;
mod payouts;
mod posts;
mod products;
mod schema;
mod sheet;
mod source;
mod tracking;

use std::path::Path;

use polars::prelude::{Column, DataFrame};

pub use find::{Fault, Found, TableFile, find_files};
pub use influencers::Influencer;
pub use payouts::{Basis, LedgerRow};
pub use posts::Post;
pub use products::Product;
pub use schema::{Header, Table};
pub use source::{Form, SourceError};

use crate::config::Config;
use crate::dimension::{Catalog, Dimension};
use crate::measure::Input;
use crate::problem::{Code, Place, Problems, RowCount};
use interner::Names;
use sheet::Sheet;

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
    pub problems: Problems,
}

/// Reads every table below a folder.
///
/// What cannot be read is among the problems; the tables then hold what could.
#[must_use]
pub fn read_tables(folder: &Path, config: &Config) -> Tables {
    let mut problems = Problems::under(config.problems.clone());
    let found = find_files(folder);
    for fault in found.faults {
        let place = Place {
            file: fault.name,
            ..Place::default()
        };
        problems.add(fault.error.code(), place, "", fault.error.to_string());
    }
    let files = found.files;
    let mut names = Names::default();
    for brand in config
        .brand_aliases()
        .keys()
        .chain(config.products.values())
    {
        names.code(Dimension::Brand, brand);
    }
    let mut reading = Reading {
        found: Vec::new(),
        files: &files,
        problems,
        row_counts: Vec::new(),
    };
    let mut influencers = influencers::read(&mut reading, &mut names);
    let mut products = products::read(&mut reading, &mut names);
    let mut posts = posts::read(&mut reading, &mut names);
    let mut payouts = payouts::read(&mut reading, &mut names);
    let mut tracking = tracking::read(&mut reading, &mut names);
    reading.report_absent_tables();
    reading.report_unused_tables();
    reading.row_counts.sort_by_key(|count| {
        Table::ALL
            .iter()
            .position(|table| table.name() == count.table)
    });

    let (catalog, codes) = names.into_catalog();
    influencers.iter_mut().for_each(|row| row.recode(&codes));
    products.iter_mut().for_each(|row| row.recode(&codes));
    posts.iter_mut().for_each(|row| row.recode(&codes));
    payouts.iter_mut().for_each(|row| row.recode(&codes));
    tracking.recode(&codes);
    Tables {
        tracking_files: std::mem::take(&mut tracking.files),
        influencers,
        posts,
        tracking: tracking.into_frame(),
        payouts,
        products,
        catalog,
        missing: Input::ALL
            .into_iter()
            .filter(|input| !reading.found.contains(input))
            .collect(),
        row_counts: reading.row_counts,
        problems: reading.problems,
    }
}

/// What the readers of single tables share.
struct Reading<'a> {
    files: &'a [TableFile],
    problems: Problems,
    row_counts: Vec<RowCount>,
    /// What measures need and some file has.
    found: Vec<Input>,
}

impl Reading<'_> {
    /// Gives every readable file of a table to `each`, and counts its rows.
    fn for_each_sheet(
        &mut self,
        table: Table,
        mut each: impl FnMut(&Sheet, &mut Problems, &mut RowCount),
    ) {
        let mut count = RowCount {
            table: table.name(),
            ..RowCount::default()
        };
        for file in self.files.iter().filter(|file| file.table == table) {
            if let Some(sheet) = Sheet::open(file, &mut self.problems) {
                each(&sheet, &mut self.problems, &mut count);
            }
        }
        self.row_counts.push(count);
    }

    /// A site made of nothing would replace a good one: a table of which no row can be used is an error.
    fn report_unused_tables(&mut self) {
        for count in &self.row_counts {
            let is_tracking = count.table == Table::Tracking.name();
            let nothing_in_it = is_tracking && count.read == 0 && !count.files.is_empty();
            if count.used == 0 && (count.read > 0 || nothing_in_it) {
                let file = count.files.first().cloned().unwrap_or_default();
                let message = match count.read {
                    0 => "there is a header and no row".to_owned(),
                    read => format!("none of its {read} rows could be used"),
                };
                self.problems.add(
                    Code::NoneUsed,
                    Place {
                        file,
                        ..Place::default()
                    },
                    "",
                    message,
                );
            }
        }
    }

    fn report_absent_tables(&mut self) {
        let listed: Vec<_> = self
            .files
            .iter()
            .map(|file| format!("`{}`", file.name))
            .collect();
        let found = if listed.is_empty() {
            "no table at all".into()
        } else {
            listed.join(", ")
        };
        for table in [
            Table::Influencers,
            Table::Posts,
            Table::Tracking,
            Table::Payouts,
        ] {
            if self.files.iter().any(|file| file.table == table) {
                continue;
            }
            let code = if table == Table::Tracking {
                Code::MissingTable
            } else {
                Code::AbsentTable
            };
            let message = format!(
                "expected a CSV file for the {} table, found {found}",
                table.name()
            );
            self.problems
                .add(code, Place::default(), found.clone(), message);
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
