//! What a browser answers filters from: the cells at several levels of detail, as columns of integers.
//!
//! `days` answers trends, `influencers` and `products` whole months, a `cells-2025-07` the days of a month
//! that a range cuts. Every level is in order of day, a month standing for its days by its first one.

use rayon::prelude::*;

use super::rollup::{DayRow, GroupedRow, Rollup};
use crate::cells::{Cells, codes, days, frame_of, integers, keys, sum_by_key};
use crate::dimension::Dimension;
use crate::measure::{Column, Sums};
use crate::period::{Calendar, DateRange, Day, Period, PeriodKind};

/// A table of integers: keys first, then sums.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Level {
    pub name: String,
    pub columns: Vec<LevelColumn>,
}

/// One column of a level.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LevelColumn {
    pub name: &'static str,
    pub values: Vec<i64>,
}

/// What is drawn by day or tells whether a day is empty: where nothing was tracked or posted, the rest of a cell
/// but payouts and organic sales is zero.
const OF_DAYS: [Column; 9] = [
    Column::Revenue,
    Column::Orders,
    Column::TrackingRows,
    Column::OrganicRevenue,
    Column::OrganicOrders,
    Column::Contribution,
    Column::MarginRevenue,
    Column::Payout,
    Column::Posts,
];

/// What a product has or would say that it is not empty: posts and payouts name none, so of them no more is shown.
const OF_PRODUCTS: [Column; 9] = OF_DAYS;

impl Level {
    /// How many rows there are.
    #[must_use]
    pub fn rows(&self) -> usize {
        self.columns.first().map_or(0, |column| column.values.len())
    }
}

/// Every level, without the dimensions to leave out.
#[must_use]
pub fn levels(cells: &Cells, leave_out: &[Dimension]) -> Vec<Level> {
    let months = months_of(cells.range);
    let spans = months.iter().map(|(span, _)| *span).collect();
    let rollup = Rollup::of(cells, spans, None, None);
    let mut levels = vec![days_level(&rollup)];
    let member = |level: &str, dimension: Dimension, rows: &[GroupedRow]| {
        let is_out = leave_out.contains(&dimension);
        let sums = if dimension == Dimension::Product {
            &OF_PRODUCTS[..]
        } else {
            &Column::ALL[..]
        };
        by_month(level, dimension.id(), sums, rows, &months, is_out)
    };
    levels.push(member(
        "influencers",
        Dimension::Campaign,
        &rollup.by_campaign,
    ));
    if !leave_out.contains(&Dimension::Product) {
        levels.push(member("products", Dimension::Product, &rollup.by_product));
    }
    levels.extend(cell_levels(cells, leave_out));
    levels
}

/// How many cells there would be without some dimensions.
#[must_use]
pub fn cells_without(cells: &Cells, leave_out: &[Dimension]) -> usize {
    cell_levels(cells, leave_out).iter().map(Level::rows).sum()
}

/// The months of a range, as far as they lie in it, each with its first day.
fn months_of(range: DateRange) -> Vec<(DateRange, Day)> {
    let calendar = Calendar::default();
    let months = calendar.periods_within(range, PeriodKind::Month);
    let whole = |period: Period| calendar.range_of(period).expect("a month has days");
    let within = |month: DateRange| {
        month
            .intersection(range)
            .expect("the month is of the range")
    };
    months
        .into_iter()
        .map(|period| (within(whole(period)), whole(period).first))
        .collect()
}

fn column(name: &'static str, values: impl Iterator<Item = i64>) -> LevelColumn {
    LevelColumn {
        name,
        values: values.collect(),
    }
}

fn sum_columns<'a>(
    columns: &'a [Column],
    sums: impl Iterator<Item = &'a Sums> + Clone + 'a,
) -> impl Iterator<Item = LevelColumn> + 'a {
    let of = move |name: &Column| column(name.name(), sums.clone().map(|sums| sums.get(*name)));
    columns.iter().map(of)
}

fn days_level(rollup: &Rollup) -> Level {
    let rows = &rollup.by_day;
    let key = |name, code: fn(&DayRow) -> i64| column(name, rows.iter().map(code));
    let mut columns = vec![
        key("day", |row| row.day.0.into()),
        key("brand", |row| row.brand.into()),
        key("category", |row| row.category.into()),
        key("platform", |row| row.platform.into()),
        key("known", |row| row.payout_known.into()),
    ];
    columns.extend(sum_columns(&OF_DAYS, rows.iter().map(|row| &row.sums)));
    Level {
        name: "days".into(),
        columns,
    }
}

/// Sums by month, influencer, brand and one more dimension, which may be left out.
fn by_month(
    level: &str,
    member: &'static str,
    sums: &[Column],
    rows: &[GroupedRow],
    months: &[(DateRange, Day)],
    is_out: bool,
) -> Level {
    let merged;
    let rows = if is_out {
        merged = without_member(rows);
        &merged
    } else {
        rows
    };
    let mut columns = vec![
        column(
            "day",
            rows.iter().map(|row| months[row.span as usize].1.0.into()),
        ),
        column("influencer", rows.iter().map(|row| row.influencer.into())),
        column("brand", rows.iter().map(|row| row.brand.into())),
        column(member, rows.iter().map(|row| row.member.into())),
    ];
    columns.extend(sum_columns(sums, rows.iter().map(|row| &row.sums)));
    Level {
        name: level.to_owned(),
        columns,
    }
}

/// Neighbours that differ in their member alone, added up under Unassigned.
fn without_member(rows: &[GroupedRow]) -> Vec<GroupedRow> {
    let mut merged: Vec<GroupedRow> = Vec::new();
    for row in rows {
        match merged.last_mut() {
            Some(last)
                if (last.span, last.influencer, last.brand)
                    == (row.span, row.influencer, row.brand) =>
            {
                last.sums.add(&row.sums);
            }
            _ => merged.push(GroupedRow { member: 0, ..*row }),
        }
    }
    merged
}

const KEYS: [&str; 4] = ["influencer", "campaign", "brand", "product"];

/// The cells themselves, a level a month.
fn cell_levels(cells: &Cells, leave_out: &[Dimension]) -> Vec<Level> {
    let columns = if leave_out.is_empty() {
        cell_columns(cells)
    } else {
        coarser_columns(cells, leave_out)
    };
    let day = &columns[0].values;
    months_of(cells.range)
        .into_par_iter()
        .map(|(month, first)| {
            let begin = day.partition_point(|day| *day < month.first.0.into());
            let end = day.partition_point(|day| *day <= month.last.0.into());
            let part = |column: &LevelColumn| LevelColumn {
                name: column.name,
                values: column.values[begin..end].to_vec(),
            };
            Level {
                name: format!("cells-{}", &first.to_string()[..7]),
                columns: columns.iter().map(part).collect(),
            }
        })
        .collect()
}

fn cell_columns(cells: &Cells) -> Vec<LevelColumn> {
    let frame = &cells.frame;
    let mut columns = vec![column(
        "day",
        days(frame, "day").iter().map(|day| (*day).into()),
    )];
    columns.extend(
        KEYS.map(|name| column(name, codes(frame, name).iter().map(|code| (*code).into()))),
    );
    columns.extend(
        Column::ALL.map(|sum| column(sum.name(), integers(frame, sum.name()).iter().copied())),
    );
    columns
}

/// The same with some dimensions left out, and what then falls together added up.
fn coarser_columns(cells: &Cells, leave_out: &[Dimension]) -> Vec<LevelColumn> {
    let frame = &cells.frame;
    let first = i64::from(cells.range.first.0);
    let radix = |name: &str| {
        let dimension = Dimension::ALL.into_iter().find(|one| one.id() == name);
        let dimension = dimension.expect("keys are dimensions");
        let count = cells.catalog.members(dimension).count() as u64;
        if leave_out.contains(&dimension) {
            1
        } else {
            count
        }
    };
    let radixes = KEYS.map(radix);
    let parts = KEYS.map(|name| codes(frame, name));
    let packed = days(frame, "day").iter().enumerate().map(|(row, day)| {
        let day = (i64::from(*day) - first) as u64;
        let pack =
            |key: u64, (codes, radix): (&&[u32], &u64)| key * radix + u64::from(codes[row]) % radix;
        parts.iter().zip(&radixes).fold(day, pack)
    });
    let sums = Column::ALL.map(|sum| (sum, integers(frame, sum.name()).to_vec()));
    let merged = sum_by_key(frame_of(packed.collect(), sums.into()));
    let mut rest: Vec<u64> = keys(&merged).to_vec();
    let mut columns: Vec<LevelColumn> = Vec::new();
    for (name, radix) in KEYS.into_iter().zip(radixes).rev() {
        columns.push(column(name, rest.iter().map(|key| (key % radix) as i64)));
        rest.iter_mut().for_each(|key| *key /= radix);
    }
    columns.push(column("day", rest.iter().map(|day| *day as i64 + first)));
    columns.reverse();
    columns.extend(
        Column::ALL.map(|sum| column(sum.name(), integers(&merged, sum.name()).iter().copied())),
    );
    columns
}
