//! Columns of integers as bytes that compress well.
//!
//! Each column is brought down to small numbers (its least value taken off, its common factor divided out, the
//! value before it or the columns it is made of subtracted) and laid out in planes of one byte each, low byte
//! first. `templates/assets/js/decode.js` is the way back.

use std::collections::BTreeMap;

use serde::Serialize;

use crate::slices::levels::{Level, LevelColumn};

/// A level as its bytes and what they mean.
pub struct Packed {
    pub head: Head,
    /// The planes of every column, one after the other, then the texts as JSON.
    pub bytes: Vec<u8>,
    /// Texts by column, a text a row.
    pub texts: BTreeMap<&'static str, Vec<String>>,
}

/// What the bytes of a level mean.
#[derive(Debug, Serialize)]
pub struct Head {
    pub level: String,
    pub rows: usize,
    pub columns: Vec<ColumnHead>,
    /// How many bytes the planes take; texts follow.
    pub planes: usize,
}

/// How one column is laid out: `value = base + times x number`, then added to the value before it (`delta`) and to
/// the columns of the same row in `plus`.
#[derive(Debug, Serialize)]
pub struct ColumnHead {
    name: &'static str,
    width: usize,
    base: i64,
    times: i64,
    delta: bool,
    plus: &'static [&'static str],
    #[serde(skip_serializing_if = "Option::is_none")]
    share: Option<Share>,
}

/// The column is nearly a fixed share of another, by the code of a third: `floor(rate x other + 1/2)` is added.
#[derive(Debug, Serialize)]
struct Share {
    of: &'static str,
    by: &'static str,
    rates: Vec<f64>,
}

/// Margins are a product's, else nearly a brand's.
const MARGIN: (&str, &str) = ("contribution", "margin_revenue");
const MARGIN_BY: [&str; 2] = ["product", "brand"];

/// The order of rows, by the keys a level has.
const SERIES: [&str; 8] = [
    "product",
    "campaign",
    "brand",
    "category",
    "platform",
    "known",
    "influencer",
    DAY,
];

/// Of days only the steps are kept.
const DAY: &str = "day";

/// Columns that are nearly, or often, the sum of others.
const MADE_OF: [(&str, &[&str]); 5] = [
    ("tracking_rows", &["orders"]),
    ("margin_revenue", &["revenue"]),
    ("engagements", &["likes", "comments"]),
    ("rated_engagements", &["engagements"]),
    ("rated_reach", &["reach"]),
];

/// Packs a level of sums.
#[must_use]
pub fn pack(level: &Level) -> Packed {
    let in_series = in_series(level);
    let mut columns: Vec<(&'static str, &[i64])> = in_series
        .iter()
        .map(|(name, values)| (*name, values.as_slice()))
        .collect();
    // What is read back from others comes after them.
    columns.sort_by_key(|(name, _)| *name == MARGIN.0);
    pack_columns(level.name.clone(), &columns, BTreeMap::new())
}

/// The rows in the order of [`SERIES`]: the days of one thing follow each other, and what is alike compresses.
fn in_series(level: &Level) -> Vec<(&'static str, Vec<i64>)> {
    let values = |name: &str| {
        let column = level.columns.iter().find(|column| column.name == name)?;
        Some(column.values.as_slice())
    };
    let keys: Vec<&[i64]> = SERIES.into_iter().filter_map(values).collect();
    let mut rows: Vec<usize> = (0..level.rows()).collect();
    rows.sort_unstable_by(|a, b| {
        let key = |row: usize| keys.iter().map(move |key| key[row]);
        key(*a).cmp(key(*b))
    });
    let sorted = |column: &LevelColumn| {
        let values = rows.iter().map(|row| column.values[*row]).collect();
        (column.name, values)
    };
    level.columns.iter().map(sorted).collect()
}

/// Packs columns and texts.
#[must_use]
pub fn pack_columns(
    level: String,
    columns: &[(&'static str, &[i64])],
    texts: BTreeMap<&'static str, Vec<String>>,
) -> Packed {
    let rows = columns.first().map_or(0, |(_, values)| values.len());
    let mut bytes = Vec::new();
    let mut heads = Vec::new();
    for (name, values) in columns {
        let made_of = MADE_OF.iter().find(|(whole, _)| whole == name);
        let plus = made_of.map_or(&[][..], |(_, parts)| *parts);
        let mut rest = values.to_vec();
        for part in plus {
            let other = of_name(part, columns).expect("a column's parts come with it");
            rest.iter_mut()
                .zip(other)
                .for_each(|(value, part)| *value -= part);
        }
        let share = (*name == MARGIN.0)
            .then(|| share_of(values, columns))
            .flatten();
        if let Some(share) = &share {
            let guessed = share.guesses(columns);
            rest.iter_mut()
                .zip(guessed)
                .for_each(|(value, guess)| *value -= guess);
        }
        let delta = *name == DAY;
        if delta {
            for row in (1..rows).rev() {
                rest[row] -= rest[row - 1];
            }
        }
        let mut head = lay_out(name, rest, &mut bytes);
        (head.delta, head.plus, head.share) = (delta, plus, share);
        heads.push(head);
    }
    let planes = bytes.len();
    if !texts.is_empty() {
        bytes.extend(serde_json::to_vec(&texts).expect("texts are plain JSON"));
    }
    Packed {
        head: Head {
            level,
            rows,
            columns: heads,
            planes,
        },
        bytes,
        texts,
    }
}

fn of_name<'a>(name: &str, columns: &[(&'static str, &'a [i64])]) -> Option<&'a [i64]> {
    let found = columns.iter().find(|(one, _)| *one == name);
    found.map(|(_, values)| *values)
}

/// What share a column is of its margin's revenue, for each product or brand.
fn share_of(values: &[i64], columns: &[(&'static str, &[i64])]) -> Option<Share> {
    let by = MARGIN_BY
        .into_iter()
        .find(|by| of_name(by, columns).is_some())?;
    let (codes, other) = (of_name(by, columns)?, of_name(MARGIN.1, columns)?);
    let members = codes.iter().max().map_or(0, |code| *code as usize + 1);
    let mut sums = vec![(0_i64, 0_i64); members];
    for ((code, value), other) in codes.iter().zip(values).zip(other) {
        let (part, whole) = &mut sums[*code as usize];
        *part += value;
        *whole += other;
    }
    let rate = |(part, whole): &(i64, i64)| {
        if *whole == 0 {
            0.0
        } else {
            *part as f64 / *whole as f64
        }
    };
    Some(Share {
        of: MARGIN.1,
        by,
        rates: sums.iter().map(rate).collect(),
    })
}

impl Share {
    fn guesses<'a>(
        &'a self,
        columns: &[(&'static str, &'a [i64])],
    ) -> impl Iterator<Item = i64> + 'a {
        let codes = of_name(self.by, columns).expect("the share was made of these columns");
        let other = of_name(self.of, columns).expect("the share was made of these columns");
        codes
            .iter()
            .zip(other)
            .map(|(code, other)| (self.rates[*code as usize] * *other as f64 + 0.5).floor() as i64)
    }
}

fn lay_out(name: &'static str, mut numbers: Vec<i64>, bytes: &mut Vec<u8>) -> ColumnHead {
    let base = numbers.iter().copied().min().unwrap_or(0);
    numbers.iter_mut().for_each(|number| *number -= base);
    let times = numbers
        .iter()
        .fold(0, |factor, number| common_factor(factor, *number))
        .max(1);
    numbers.iter_mut().for_each(|number| *number /= times);
    let largest = numbers.iter().copied().max().unwrap_or(0);
    let width = (0..8).find(|width| largest < 1 << (8 * width)).unwrap_or(8);
    for plane in 0..width {
        bytes.extend(numbers.iter().map(|number| (number >> (8 * plane)) as u8));
    }
    ColumnHead {
        name,
        width,
        base,
        times,
        delta: false,
        plus: &[],
        share: None,
    }
}

fn common_factor(mut a: i64, mut b: i64) -> i64 {
    while b != 0 {
        (a, b) = (b, a % b);
    }
    a
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn columns_are_brought_down_to_their_smallest() {
        let days = [20_000, 20_000, 20_003];
        let amounts = [1_000, 400, -200];
        let packed = pack_columns(
            "days".into(),
            &[("day", &days), ("revenue", &amounts)],
            BTreeMap::new(),
        );
        let [day, revenue] = packed.head.columns.as_slice() else {
            panic!("two columns");
        };
        assert_eq!((day.delta, day.base, day.times), (true, 0, 1));
        assert_eq!((revenue.base, revenue.times, revenue.width), (-200, 600, 1));
        assert_eq!(packed.bytes[packed.bytes.len() - 3..], [2, 1, 0]);
    }
}
