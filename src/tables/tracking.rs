//! The tracking table: the one that is large, and so kept as columns.

use std::collections::BTreeMap;
use std::hash::BuildHasher;

use polars::prelude::DataFrame;
use rayon::slice::ParallelSliceMut;
use rustc_hash::FxBuildHasher;

use super::blank::is_blank;
use super::column;
use super::interner::{Coded, Codes, Names};
use super::notes::Notes;
use super::reading::{Part, RowReader};
use super::row::{Rejected, Row, SheetColumn};
use super::schema::Table;
use super::sheet::Sheet;
use crate::dimension::{Dimension, UNASSIGNED_CODE};
use crate::problem::{Code, Place, Problems};

/// Rows as columns while they grow.
#[derive(Default)]
pub struct Tracking {
    pub influencer: Vec<u32>,
    campaign: Vec<u32>,
    product: Vec<u32>,
    brand: Vec<u32>,
    pub day: Vec<i32>,
    orders: Vec<i64>,
    revenue: Vec<i64>,
    pub line: Vec<u32>,
    /// A digest of each row's id, or of the whole row where the file has none.
    identity: Vec<u64>,
    ids: Rise,
    /// What rows without an influencer bring, by source.
    pub unattributed: BTreeMap<String, Unattributed>,
}

/// Sales that no influencer brought.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Unattributed {
    pub rows: u64,
    pub orders: i64,
    /// Minor units.
    pub revenue: i64,
}

impl Unattributed {
    fn add(&mut self, other: Self) {
        self.rows += other.rows;
        // Sums too large to be exact are refused later; until then they must not stop anything.
        self.orders = self.orders.saturating_add(other.orders);
        self.revenue = self.revenue.saturating_add(other.revenue);
    }
}

/// Whether ids come in a rising order, as systems that count give them: then none comes twice, and nothing has to be
/// sorted to know.
#[derive(Default)]
struct Rise {
    first: String,
    last: String,
    is_broken: bool,
}

impl Rise {
    fn is_before(one: &str, other: &str) -> bool {
        (one.len(), one) < (other.len(), other)
    }

    fn add(&mut self, id: &str) {
        if self.is_broken {
            return;
        }
        // A row without an id is before none.
        self.is_broken = !Self::is_before(&self.last, id);
        if self.first.is_empty() {
            self.first.push_str(id);
        }
        self.last.clear();
        self.last.push_str(id);
    }

    fn append(&mut self, after: Self) {
        self.is_broken |= after.is_broken
            || (!after.first.is_empty() && !Self::is_before(&self.last, &after.first));
        if self.first.is_empty() {
            self.first = after.first;
        }
        if !after.last.is_empty() {
            self.last = after.last;
        }
    }
}

impl Coded for Tracking {
    fn reserve(&mut self, rows: usize) {
        self.influencer.reserve_exact(rows);
        self.campaign.reserve_exact(rows);
        self.product.reserve_exact(rows);
        self.brand.reserve_exact(rows);
        self.day.reserve_exact(rows);
        self.orders.reserve_exact(rows);
        self.revenue.reserve_exact(rows);
        self.line.reserve_exact(rows);
        self.identity.reserve_exact(rows);
    }

    fn recode(&mut self, codes: &Codes) {
        let columns = [
            (Dimension::Influencer, &mut self.influencer),
            (Dimension::Campaign, &mut self.campaign),
            (Dimension::Product, &mut self.product),
            (Dimension::Brand, &mut self.brand),
        ];
        for (dimension, column) in columns {
            column
                .iter_mut()
                .for_each(|code| codes.recode(dimension, code));
        }
    }
}

impl Tracking {
    /// The rows of all parts, and the files they are of, each with the row it begins at. Rows that are there more
    /// than once are reported.
    pub fn join(parts: Vec<Part<Self>>, problems: &mut Problems) -> (Self, Vec<(usize, String)>) {
        let rows = parts.iter().map(|part| part.rows.day.len()).sum();
        let mut all = Self::default();
        all.reserve(rows);
        let mut files: Vec<(usize, String)> = Vec::new();
        for part in parts {
            if files.last().is_none_or(|(_, file)| *file != part.file) {
                files.push((all.day.len(), part.file));
            }
            all.append(part.rows);
        }
        all.report_repeated(&files, problems);
        all.identity = Vec::new();
        (all, files)
    }

    fn append(&mut self, mut part: Self) {
        self.influencer.append(&mut part.influencer);
        self.campaign.append(&mut part.campaign);
        self.product.append(&mut part.product);
        self.brand.append(&mut part.brand);
        self.day.append(&mut part.day);
        self.orders.append(&mut part.orders);
        self.revenue.append(&mut part.revenue);
        self.line.append(&mut part.line);
        self.identity.append(&mut part.identity);
        self.ids.append(part.ids);
        for (source, sales) in part.unattributed {
            self.unattributed.entry(source).or_default().add(sales);
        }
    }

    /// Reports rows whose id, or all of whose cells, an earlier row has.
    fn report_repeated(&self, files: &[(usize, String)], problems: &mut Problems) {
        if !self.ids.is_broken {
            return;
        }
        let mut sorted = self.identity.clone();
        sorted.par_sort_unstable();
        let mut repeated: Vec<u64> = sorted
            .chunk_by(|a, b| a == b)
            .filter(|same| same.len() > 1)
            .map(|same| same[0])
            .collect();
        drop(sorted);
        if repeated.is_empty() {
            return;
        }
        repeated.dedup();
        let mut firsts: rustc_hash::FxHashMap<u64, usize> = rustc_hash::FxHashMap::default();
        let mut again: Vec<(usize, usize)> = Vec::new();
        for (row, identity) in self.identity.iter().enumerate() {
            if repeated.binary_search(identity).is_ok() {
                match firsts.get(identity) {
                    Some(first) => again.push((row, *first)),
                    None => drop(firsts.insert(*identity, row)),
                }
            }
        }
        let Some((row, first)) = again.first() else {
            return;
        };
        let (place, first) = (
            place_of(*row, &self.line, files),
            place_of(*first, &self.line, files),
        );
        let message = format!("the row is there already, in {first}");
        problems.add_for_rows(
            again.len() as u64,
            Code::DuplicateRow,
            place,
            String::new(),
            message,
        );
    }

    pub fn into_frame(self) -> DataFrame {
        DataFrame::new_infer_height(vec![
            column("influencer", self.influencer),
            column("campaign", self.campaign),
            column("product", self.product),
            column("brand", self.brand),
            column("day", self.day),
            column("orders", self.orders),
            column("revenue", self.revenue),
            column("line", self.line),
        ])
        .expect("the columns are of one length")
    }
}

/// Where a row stands.
pub fn place_of(row: usize, lines: &[u32], files: &[(usize, String)]) -> Place {
    let after = files.partition_point(|(begin, _)| *begin <= row);
    let file = after.checked_sub(1).map(|place| files[place].1.clone());
    Place {
        file: file.unwrap_or_default(),
        line: lines[row].into(),
        column: String::new(),
    }
}

/// Reads a file of the table.
pub struct TrackingReader {
    id: SheetColumn,
    source: SheetColumn,
    influencer: SheetColumn,
    influencer_name: SheetColumn,
    campaign: SheetColumn,
    product: SheetColumn,
    brand: SheetColumn,
    date: SheetColumn,
    orders: SheetColumn,
    revenue: SheetColumn,
}

impl RowReader for TrackingReader {
    const TABLE: Table = Table::Tracking;
    const DATES: &'static [&'static str] = &["date"];
    type Rows = Tracking;

    fn of(sheet: &Sheet) -> Self {
        let column = |name| sheet.column(name);
        Self {
            id: column("tracking_id"),
            source: column("source"),
            influencer: column("influencer_id"),
            influencer_name: column("influencer_name"),
            campaign: column("campaign"),
            product: column("product"),
            brand: column("brand"),
            date: column("date"),
            orders: column("orders"),
            revenue: column("revenue"),
        }
    }

    fn read(
        &self,
        rows: &mut Tracking,
        names: &mut Names,
        row: &Row<'_>,
        notes: &mut Notes,
    ) -> Result<(), Box<Rejected>> {
        let id = row.id(self.influencer, notes);
        row.check_total([self.influencer, self.influencer_name], self.date)?;
        let day = row.day(self.date, notes)?;
        let orders = row.count(self.orders, notes)?;
        let revenue = row.amount(self.revenue, notes)?;
        let orders = row.or_zero(self.orders, orders, notes);
        let revenue = row.or_zero(self.revenue, revenue, notes);
        if revenue != 0 && orders == 0 {
            notes.fold(row, Code::RevenueWithoutOrders, self.revenue, || {
                let text = row.text(self.revenue).to_owned();
                let message = format!("a revenue of {text}, but no orders");
                (text, message)
            });
        }
        let influencer = names.influencer(id, || row.value(self.influencer_name, notes).to_owned());
        let source = row.text(self.source);
        if influencer == UNASSIGNED_CODE {
            let sales = Unattributed {
                rows: 1,
                orders,
                revenue,
            };
            match rows.unattributed.get_mut(source) {
                Some(all) => all.add(sales),
                None => drop(rows.unattributed.insert(source.to_owned(), sales)),
            }
        } else if source.eq_ignore_ascii_case("organic") {
            notes.fold(row, Code::AttributedOrganic, self.source, || {
                let message = "an organic row that names an influencer, for whom it counts";
                (source.to_owned(), message.to_owned())
            });
        }
        let mut code = |dimension, column| names.code(dimension, row.text(column));
        rows.influencer.push(influencer);
        rows.campaign.push(code(Dimension::Campaign, self.campaign));
        rows.product.push(code(Dimension::Product, self.product));
        rows.brand.push(code(Dimension::Brand, self.brand));
        rows.day.push(day.0);
        rows.orders.push(orders);
        rows.revenue.push(revenue);
        rows.line.push(row.line() as u32);
        let id = Some(row.text(self.id)).filter(|id| !is_blank(id));
        let id = id.unwrap_or_default();
        rows.ids.add(id);
        rows.identity.push(match id {
            "" => FxBuildHasher.hash_one(row.all_text()),
            id => FxBuildHasher.hash_one(id),
        });
        Ok(())
    }
}
