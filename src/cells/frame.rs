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

/// A frame of what rows add: for each its key and its amounts, in the order of `columns`. `None` adds nothing.
#[must_use]
pub(super) fn frame_of_parts<const N: usize>(
    columns: [Column; N],
    parts: impl ExactSizeIterator<Item = (u64, [Option<i64>; N])>,
) -> DataFrame {
    let mut keys = Vec::with_capacity(parts.len());
    let mut sums = columns.map(|_| Vec::with_capacity(parts.len()));
    for (key, amounts) in parts {
        keys.push(key);
        sums.iter_mut()
            .zip(amounts)
            .for_each(|(sum, amount)| sum.push(amount.unwrap_or(0)));
    }
    frame_of(keys, columns.into_iter().zip(sums).collect())
}

/// Adds two sets of cells: one row a key, in key order.
///
/// # Panics
/// When the frames are not of `key` and the same columns.
#[must_use]
pub fn merge(a: &DataFrame, b: &DataFrame) -> DataFrame {
    sum_by_key(a.vstack(b).expect("cells have the same columns"))
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
