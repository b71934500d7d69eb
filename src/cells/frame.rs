//! Frames of cells: typed access to their columns, adding them up, merging them.

use polars::prelude::{
    Column as PolarsColumn, DataFrame, IntoColumn, IntoLazy, NamedFrom, PolarsResult, Series, col,
};

use super::key::KeySpace;
use crate::measure::Column;

/// A u32 column without nulls, as one slice.
///
/// # Panics
/// When the frame has no such column.
#[must_use]
pub fn codes<'a>(frame: &'a DataFrame, name: &str) -> &'a [u32] {
    let column = frame
        .column(name)
        .and_then(|column| column.u32())
        .expect("a column of codes");
    column.cont_slice().expect("one chunk without nulls")
}

/// An i32 column without nulls, as one slice.
///
/// # Panics
/// When the frame has no such column.
#[must_use]
pub fn days<'a>(frame: &'a DataFrame, name: &str) -> &'a [i32] {
    let column = frame
        .column(name)
        .and_then(|column| column.i32())
        .expect("a column of days");
    column.cont_slice().expect("one chunk without nulls")
}

/// An i64 column without nulls, as one slice.
///
/// # Panics
/// When the frame has no such column.
#[must_use]
pub fn integers<'a>(frame: &'a DataFrame, name: &str) -> &'a [i64] {
    let column = frame
        .column(name)
        .and_then(|column| column.i64())
        .expect("a column of integers");
    column.cont_slice().expect("one chunk without nulls")
}

fn integers_if_there(frame: &DataFrame, column: Column) -> Option<&[i64]> {
    let is_there = frame.get_column_index(column.name()).is_some();
    is_there.then(|| integers(frame, column.name()))
}

/// The `key` column as one slice.
///
/// # Panics
/// When the frame has no such column.
#[must_use]
pub fn keys(frame: &DataFrame) -> &[u64] {
    let column = frame
        .column("key")
        .and_then(|column| column.u64())
        .expect("a column of keys");
    column.cont_slice().expect("one chunk without nulls")
}

/// A frame of keys and columns of sums; columns of [`Column`] that are not given are zero.
#[must_use]
pub fn frame_of(keys: Vec<u64>, mut sums: Vec<(Column, Vec<i64>)>) -> DataFrame {
    let height = keys.len();
    let mut columns: Vec<PolarsColumn> = vec![Series::new("key".into(), keys).into_column()];
    for column in Column::ALL {
        let given = sums.iter().position(|(name, _)| *name == column);
        let values = given.map_or_else(|| vec![0; height], |place| sums.swap_remove(place).1);
        columns.push(Series::new(column.name().into(), values).into_column());
    }
    DataFrame::new_infer_height(columns).expect("the columns are of one length")
}

/// Rows are added up in portions of this size: the sums of a portion are smaller than its rows, which are then never
/// held all at once in that form.
const PORTION: usize = 1 << 18;

/// The sums of what rows add: for each its key and its amounts, in the order of `columns`. `None` adds nothing. The
/// frame has no other columns.
#[must_use]
pub(super) fn sum_parts<const N: usize>(
    columns: [Column; N],
    mut parts: impl ExactSizeIterator<Item = (u64, [Option<i64>; N])>,
) -> DataFrame {
    let mut sums = sum_by_key(narrow_frame(
        &columns,
        Vec::new(),
        columns.map(|_| Vec::new()),
    ));
    while parts.len() > 0 {
        let rows = parts.len().min(PORTION);
        let mut keys = Vec::with_capacity(rows);
        let mut values = columns.map(|_| Vec::with_capacity(rows));
        for (key, amounts) in parts.by_ref().take(PORTION) {
            keys.push(key);
            values
                .iter_mut()
                .zip(amounts)
                .for_each(|(column, amount)| column.push(amount.unwrap_or(0)));
        }
        let portion = sum_by_key(narrow_frame(&columns, keys, values));
        sums = merge_columns(&sums, &portion, &columns);
    }
    sums
}

fn narrow_frame<const N: usize>(
    columns: &[Column; N],
    keys: Vec<u64>,
    values: [Vec<i64>; N],
) -> DataFrame {
    let named = columns.iter().zip(values);
    let values = named.map(|(column, values)| Series::new(column.name().into(), values));
    let mut all = vec![Series::new("key".into(), keys).into_column()];
    all.extend(values.map(IntoColumn::into_column));
    DataFrame::new_infer_height(all).expect("the columns are of one length")
}

/// Adds two sets of cells: one row a key, in key order, with every [`Column`]. Columns that a set lacks are zero in it.
///
/// # Panics
/// When a frame has no `key` column.
#[must_use]
pub fn merge(a: &DataFrame, b: &DataFrame) -> DataFrame {
    merge_columns(&in_key_order(a), &in_key_order(b), &Column::ALL)
}

/// The frame as it is where it has one row a key in their order, else summed.
fn in_key_order(frame: &DataFrame) -> std::borrow::Cow<'_, DataFrame> {
    if keys(frame).is_sorted_by(|a, b| a < b) {
        std::borrow::Cow::Borrowed(frame)
    } else {
        std::borrow::Cow::Owned(sum_by_key(frame.clone()))
    }
}

/// The same for frames in key order, with those columns alone. Walking two sorted lists is quicker than grouping them
/// anew, and holds nothing but the result.
fn merge_columns(a: &DataFrame, b: &DataFrame, columns: &[Column]) -> DataFrame {
    use std::cmp::Ordering::{Greater, Less};
    const NONE: u32 = u32::MAX;
    let (left, right) = (keys(a), keys(b));
    let most = left.len() + right.len();
    let (mut merged, mut places) = (Vec::with_capacity(most), Vec::with_capacity(most));
    let (mut i, mut j) = (0, 0);
    while i < left.len() || j < right.len() {
        let order = match (left.get(i), right.get(j)) {
            (Some(one), Some(other)) => one.cmp(other),
            (Some(_), None) => Less,
            (None, _) => Greater,
        };
        let from_left = order != Greater;
        let from_right = order != Less;
        merged.push(if from_left { left[i] } else { right[j] });
        let place = |taken: bool, at: usize| if taken { at as u32 } else { NONE };
        places.push((place(from_left, i), place(from_right, j)));
        i += usize::from(from_left);
        j += usize::from(from_right);
    }
    let summed = columns.iter().map(|column| {
        let (one, other) = (integers_if_there(a, *column), integers_if_there(b, *column));
        let value = |values: Option<&[i64]>, place: u32| match values {
            Some(values) if place != NONE => values[place as usize],
            _ => 0,
        };
        let sums = places
            .iter()
            .map(|(i, j)| value(one, *i) + value(other, *j));
        Series::new(column.name().into(), sums.collect::<Vec<i64>>()).into_column()
    });
    let summed: Vec<PolarsColumn> = summed.collect();
    let mut all = vec![Series::new("key".into(), merged).into_column()];
    all.extend(summed);
    DataFrame::new_infer_height(all).expect("the columns are of one length")
}

/// One row a key, in key order, every other column summed.
///
/// # Panics
/// When the frame has no `key` column, or others that are not numbers.
#[must_use]
pub fn sum_by_key(frame: DataFrame) -> DataFrame {
    let sums: Vec<_> = frame
        .get_column_names()
        .iter()
        .filter(|name| name.as_str() != "key")
        .map(|name| col((*name).clone()).sum())
        .collect();
    let summed: PolarsResult<DataFrame> = frame
        .lazy()
        .group_by([col("key")])
        .agg(sums)
        .sort(["key"], Default::default())
        .collect();
    let mut summed = summed.expect("cells can be summed by key");
    summed.rechunk_mut();
    summed
}

/// The same cells with `day`, `influencer`, `campaign`, `brand` and `product` instead of the packed key.
#[must_use]
pub(super) fn unpack_keys(frame: DataFrame, space: &KeySpace) -> DataFrame {
    let keys = keys(&frame);
    let mut day = Vec::with_capacity(keys.len());
    let mut parts: [Vec<u32>; 4] = std::array::from_fn(|_| Vec::with_capacity(keys.len()));
    for key in keys {
        let (key_day, influencer, offer) = space.unpack(*key);
        day.push(key_day.0);
        let codes = [influencer, offer.campaign, offer.brand, offer.product];
        parts
            .iter_mut()
            .zip(codes)
            .for_each(|(part, code)| part.push(code));
    }
    let mut columns = vec![Series::new("day".into(), day).into_column()];
    for (name, part) in ["influencer", "campaign", "brand", "product"]
        .into_iter()
        .zip(parts)
    {
        columns.push(Series::new(name.into(), part).into_column());
    }
    columns.extend(
        frame
            .into_columns()
            .into_iter()
            .filter(|column| column.name().as_str() != "key"),
    );
    DataFrame::new_infer_height(columns).expect("the columns are of one length")
}
