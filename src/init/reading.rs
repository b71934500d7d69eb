//! How dates and numbers are written where the cells do not prove it.

use std::collections::BTreeMap;
use std::path::Path;

use super::column_facts::{Cells, facts};
use super::draft::{Layout, Section, Setting};
use crate::config::Config;
use crate::money::DecimalMark;
use crate::period::{DateOrder, Day};
use crate::problem::{Code, Problem};
use crate::tables::dates::{self, DateEvidence, OrderReason, WrittenDate};
use crate::tables::numbers::{is_comma_decimal, is_point_decimal};
use crate::tables::{SurveyedColumn, SurveyedFile, Table, Tables, read_tables};

/// What comes first in dates.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Dates {
    /// Every column proves it for itself, or has no such dates.
    Proven,
    /// Some prove the one, some the other, and some nothing: no one order is right for all.
    Contradictory { open: String },
    /// Columns that prove nothing are read like this.
    Assumed { order: DateOrder, why: String },
}

/// What the dates of every table tell.
#[must_use]
pub fn dates(files: &[SurveyedFile]) -> Dates {
    let mut columns: BTreeMap<(Table, &str), (DateEvidence, Vec<Dated<'_>>)> = BTreeMap::new();
    for file in files {
        for column in &file.columns {
            if let (Some(ours), Some(evidence)) = (column.read_as, column.dates) {
                let (all, dated) = columns.entry((file.table, ours)).or_default();
                all.merge(evidence);
                dated.push(Dated { file, column });
            }
        }
    }
    let mut proven: Vec<DateOrder> = Vec::new();
    let mut open: Vec<&Dated<'_>> = Vec::new();
    for (evidence, dated) in columns.values() {
        let decided = evidence.decide(None);
        match decided.reason {
            OrderReason::Proven if !proven.contains(&decided.order) => proven.push(decided.order),
            OrderReason::Assumed => {
                open.extend(dated.iter().find(|dated| dated.example().is_some()))
            }
            OrderReason::Proven | OrderReason::NotNeeded | OrderReason::Declared => {}
        }
    }
    let Some((cell, day_first, month_first)) = open.first().and_then(|dated| dated.example())
    else {
        return Dates::Proven;
    };
    let told: Vec<String> = open.iter().map(|dated| dated.told()).collect();
    let told = told.join(", ");
    let either = format!(
        "`{cell}` could be {} or {}",
        day_first.label(),
        month_first.label()
    );
    let assumed = |order: DateOrder, because: &str| Dates::Assumed {
        order,
        why: format!("no date of {told} proves it: {either}. {because}"),
    };
    match proven.as_slice() {
        [] => assumed(
            DateOrder::DayFirst,
            "The day comes first in India and in most of the world.",
        ),
        [order] => assumed(*order, "The dates of other columns do."),
        _ => Dates::Contradictory {
            open: format!(
                "No date of {told} proves it: {either}. Other columns prove the one and the other, so that \
                 neither holds for all; write these dates as 2025-07-22."
            ),
        },
    }
}

/// A column of dates in its file.
struct Dated<'a> {
    file: &'a SurveyedFile,
    column: &'a SurveyedColumn,
}

impl Dated<'_> {
    /// A cell that is two different days, and both of them.
    fn example(&self) -> Option<(&str, Day, Day)> {
        self.column
            .cells
            .iter()
            .find_map(|cell| match dates::read(cell) {
                Ok(WrittenDate::ByOrder {
                    day_first: Some(one),
                    month_first: Some(other),
                }) if one != other => Some((cell.as_str(), one, other)),
                _ => None,
            })
    }

    fn told(&self) -> String {
        format!("`{}` ({})", self.column.header, self.file.name)
    }
}

/// Reads the folder. Where amounts look as if they had a decimal comma, and no more look as if they had a point, it is
/// read so too, and the reading counts of which more can be used; the configuration then says so. Also gives why.
#[must_use]
pub fn read_with_decimals(
    folder: &Path,
    files: &[SurveyedFile],
    config: &mut Config,
) -> (Tables, Option<String>) {
    let tables = read_tables(folder, config);
    let Some(problem) = comma(&tables).filter(|_| !is_point_usual(files)) else {
        return (tables, None);
    };
    let place = &problem.place;
    let why = format!(
        "`{}` in `{}` ({}) is a number only where decimals have a comma.",
        problem.found, place.column, place.file
    );
    config.read.decimal = Some(DecimalMark::Comma);
    let again = read_tables(folder, config);
    if usable(&again) > usable(&tables) {
        return (again, Some(why));
    }
    config.read.decimal = None;
    (tables, None)
}

/// The cells that look as if decimals had a comma.
fn comma(tables: &Tables) -> Option<&Problem> {
    let problems = tables.problems.sorted();
    problems
        .into_iter()
        .find(|problem| problem.code == Code::DecimalComma)
}

/// Whether more numbers are some only with a decimal point than only with a comma. With a comma declared, those with
/// a point can mostly be read all the same, but `1,234` among them would be a little more than one.
fn is_point_usual(files: &[SurveyedFile]) -> bool {
    let columns = files.iter().flat_map(|file| &file.columns);
    let numbers = columns.filter(|column| {
        let ours = column.read_as.unwrap_or_default();
        facts(ours).1 == Cells::Numbers
    });
    let (mut points, mut commas) = (0, 0);
    for cell in numbers.flat_map(|column| &column.cells) {
        points += usize::from(is_point_decimal(cell));
        commas += usize::from(is_comma_decimal(cell));
    }
    points > commas
}

/// Of how much something can be made: rows, and of as many rows the fewer cells left out.
fn usable(tables: &Tables) -> (u64, std::cmp::Reverse<u64>) {
    let used = tables.row_counts.iter().map(|count| count.used).sum();
    let problems = tables.problems.sorted();
    let left_out = problems
        .iter()
        .filter(|problem| problem.code == Code::IgnoredCell)
        .map(|problem| problem.rows)
        .sum();
    (used, std::cmp::Reverse(left_out))
}

/// What the file says of cells.
#[must_use]
pub fn section(dates: &Dates, decimal: Option<String>) -> Section {
    let about = "What comes first in dates such as 03/07/2025: \"day-first\" or \"month-first\". Default: what the \
                 dates of each column prove; the day where they prove nothing.";
    let order = |order: DateOrder| match order {
        DateOrder::DayFirst => "\"day-first\"",
        DateOrder::MonthFirst => "\"month-first\"",
    };
    let date_order = match dates {
        Dates::Proven => Setting::example("date_order", order(DateOrder::DayFirst), about),
        Dates::Contradictory { open } => Setting::example(
            "date_order",
            order(DateOrder::DayFirst),
            &format!("{about} {open}"),
        ),
        Dates::Assumed {
            order: assumed,
            why,
        } => Setting::guess("date_order", order(*assumed), about, why.clone()),
    };
    let about = "What stands before decimals in numbers: \".\" or \",\". Default: the locale's, else \".\".";
    let decimal = match decimal {
        Some(why) => Setting::guess("decimal", "\",\"", about, why),
        None => Setting::example("decimal", "\".\"", about),
    };
    Section {
        name: "read".into(),
        about: "How cells are read that do not tell themselves.".into(),
        layout: Layout::Explained,
        settings: vec![date_order, decimal],
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn file(table: Table, header: &str, cells: &[&str]) -> SurveyedFile {
        let mut evidence = DateEvidence::default();
        cells.iter().for_each(|cell| evidence.observe(cell));
        SurveyedFile {
            table,
            name: format!("{}.csv", table.name()),
            columns: vec![SurveyedColumn {
                header: header.into(),
                read_as: Some("date"),
                cells: cells.iter().map(|cell| (*cell).to_owned()).collect(),
                dates: Some(evidence),
            }],
        }
    }

    #[test]
    fn an_order_that_every_column_proves_is_not_written() {
        for cells in [
            &["2025-07-03"][..],
            &["05-05-2025"],
            &["03-07-2025", "22-07-2025"],
        ] {
            assert_eq!(
                dates(&[file(Table::Tracking, "date", cells)]),
                Dates::Proven
            );
        }
        // A file that proves nothing is read as the table's others are.
        let files = [
            file(Table::Tracking, "date", &["03-07-2025"]),
            file(Table::Tracking, "date", &["22-07-2025"]),
        ];
        assert_eq!(dates(&files), Dates::Proven);
    }

    #[test]
    fn where_nothing_is_proven_the_day_comes_first_and_that_is_said() {
        let files = [
            file(Table::Posts, "Date", &["2025-07-01", "01-07-2025"]),
            file(Table::Tracking, "day", &["02-07-2025"]),
        ];
        let Dates::Assumed { order, why } = dates(&files) else {
            panic!("nothing is proven");
        };
        assert_eq!(order, DateOrder::DayFirst);
        assert_eq!(
            why,
            "no date of `Date` (posts.csv), `day` (tracking.csv) proves it: `01-07-2025` could be 1 Jul 2025 or \
             7 Jan 2025. The day comes first in India and in most of the world."
        );
    }

    #[test]
    fn what_another_table_proves_is_assumed_for_all_unless_they_disagree() {
        let open = file(Table::Payouts, "Paid", &["03/07/2025"]);
        let american = file(Table::Posts, "date", &["07/22/2025"]);
        let Dates::Assumed { order, why } = dates(&[open.clone(), american.clone()]) else {
            panic!("one is open");
        };
        assert_eq!(order, DateOrder::MonthFirst);
        assert!(why.ends_with("The dates of other columns do."), "{why}");
        let indian = file(Table::Tracking, "date", &["22/07/2025"]);
        let Dates::Contradictory { open } = dates(&[open, american, indian]) else {
            panic!("two are proven");
        };
        assert!(
            open.starts_with("No date of `Paid` (payouts.csv) proves it"),
            "{open}"
        );
    }
}
