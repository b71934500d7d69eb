//! A few grouped passes over the cells, from which every slice is folded.
//!
//! The time line is cut at every day where a period, or the period it is compared with, begins or ends.
//! Between two cuts no slice needs to tell days apart, so each pass groups by these spans (except the
//! trend's, which groups by day).

use polars::prelude::{DataFrame, IntoColumn, NamedFrom, Series};

use crate::cells::{CellKey, Cells, codes, days, integers, keys, sum_by_key};
use crate::dimension::Dimension;
use crate::measure::{Column, Sums};
use crate::period::{DateRange, Day};

/// The cells, grouped.
pub struct Rollup {
    /// The spans between cuts, oldest first.
    pub spans: Vec<DateRange>,
    /// By span, influencer, brand and campaign, in that order.
    pub by_campaign: Vec<GroupedRow>,
    /// By span, influencer, brand and product, in that order.
    pub by_product: Vec<GroupedRow>,
    /// By day, brand, category, platform and whether the payout is known, in that order.
    pub by_day: Vec<DayRow>,
}

/// Sums of one influencer, brand and campaign (or product) in one span.
pub struct GroupedRow {
    pub span: u32,
    pub influencer: u32,
    pub brand: u32,
    /// Code of the campaign or product.
    pub member: u32,
    pub sums: Sums,
}

/// Sums of one day for everything a page's address can name.
pub struct DayRow {
    pub day: Day,
    pub brand: u32,
    pub category: u32,
    pub platform: u32,
    pub payout_known: bool,
    pub sums: Sums,
}

/// How a pass keys its rows: from a cell, and from the span it lies in.
type PackKey<'a> = dyn Fn(&CellKey, u32) -> u64 + 'a;

impl Rollup {
    /// Groups the cells within `spans` that the two filters let through: `narrow` what a slice shows,
    /// `wide` the same without regard to brand and campaign, from which unallocated cost is read.
    #[must_use]
    pub fn of(
        cells: &Cells,
        spans: Vec<DateRange>,
        narrow: Option<&dyn Fn(&CellKey) -> bool>,
        wide: Option<&dyn Fn(&CellKey) -> bool>,
    ) -> Self {
        let radix = |dimension: Dimension| cells.catalog.members(dimension).count() as u64;
        let (influencers, brands) = (radix(Dimension::Influencer), radix(Dimension::Brand));
        let (campaigns, products) = (radix(Dimension::Campaign), radix(Dimension::Product));
        let (categories, platforms) = (radix(Dimension::Category), radix(Dimension::Platform));
        let grouped = |key: &CellKey, span: u32, member: u32, members: u64| {
            ((u64::from(span) * influencers + u64::from(key.influencer)) * brands
                + u64::from(key.brand))
                * members
                + u64::from(member)
        };
        let first_day = spans.first().map_or(0, |span| span.first.0);
        let by_day = |key: &CellKey, _: u32| {
            let person = &cells.people[key.influencer as usize];
            let day = (key.day.0 - first_day) as u64;
            let place =
                (day * brands + u64::from(key.brand)) * categories + u64::from(person.category);
            (place * platforms + u64::from(person.platform)) * 2 + u64::from(person.payout_known)
        };
        let pass = |keep: Option<&dyn Fn(&CellKey) -> bool>, pack: &PackKey<'_>| {
            group(cells, &spans, keep, pack)
        };
        let by_campaign = pass(wide, &|key, span| {
            grouped(key, span, key.campaign, campaigns)
        });
        let by_product = pass(narrow, &|key, span| {
            grouped(key, span, key.product, products)
        });
        let by_day = pass(narrow, &by_day);
        Self {
            by_campaign: grouped_rows(&by_campaign, influencers, brands, campaigns),
            by_product: grouped_rows(&by_product, influencers, brands, products),
            by_day: day_rows(&by_day, first_day, brands, categories, platforms),
            spans,
        }
    }

    /// The rows of a pass that lie in a range made of whole spans.
    #[must_use]
    pub fn within<'a>(&self, rows: &'a [GroupedRow], range: DateRange) -> &'a [GroupedRow] {
        let begin = self.spans.partition_point(|span| span.first < range.first) as u32;
        let end = self.spans.partition_point(|span| span.last <= range.last) as u32;
        let first = rows.partition_point(|row| row.span < begin);
        let last = rows.partition_point(|row| row.span < end);
        &rows[first..last.max(first)]
    }

    /// The days of a range.
    #[must_use]
    pub fn days_within(&self, range: DateRange) -> &[DayRow] {
        let first = self.by_day.partition_point(|row| row.day < range.first);
        let last = self.by_day.partition_point(|row| row.day <= range.last);
        &self.by_day[first..last]
    }
}

/// Cuts a stretch of time where any of the ranges begins or ends.
#[must_use]
pub fn cut(whole: DateRange, ranges: impl IntoIterator<Item = DateRange>) -> Vec<DateRange> {
    let mut begins = vec![whole.first, Day(whole.last.0 + 1)];
    for range in ranges {
        begins.extend([range.first, Day(range.last.0 + 1)]);
    }
    begins.retain(|day| whole.first <= *day && day.0 <= whole.last.0 + 1);
    begins.sort_unstable();
    begins.dedup();
    begins
        .windows(2)
        .map(|pair| DateRange {
            first: pair[0],
            last: Day(pair[1].0 - 1),
        })
        .collect()
}

/// One grouped pass: the cells that lie in a span and are kept, summed by the packed key.
fn group(
    cells: &Cells,
    spans: &[DateRange],
    keep: Option<&dyn Fn(&CellKey) -> bool>,
    pack: &PackKey<'_>,
) -> DataFrame {
    let frame = &cells.frame;
    let day = days(frame, "day");
    let [influencer, campaign, brand, product] =
        ["influencer", "campaign", "brand", "product"].map(|name| codes(frame, name));
    let mut packed = Vec::with_capacity(day.len());
    let mut kept = Vec::with_capacity(day.len());
    let mut span = 0;
    for row in 0..day.len() {
        let key = CellKey {
            day: Day(day[row]),
            influencer: influencer[row],
            campaign: campaign[row],
            brand: brand[row],
            product: product[row],
        };
        // Cells are in day order, so the span only ever moves on.
        while span < spans.len() && spans[span].last < key.day {
            span += 1;
        }
        let in_span = spans.get(span).is_some_and(|span| span.contains(key.day));
        let is_kept = in_span && keep.is_none_or(|keep| keep(&key));
        kept.push(is_kept);
        packed.push(if is_kept { pack(&key, span as u32) } else { 0 });
    }
    let mut columns = vec![Series::new("key".into(), packed).into_column()];
    columns.extend(Column::ALL.iter().map(|column| {
        frame
            .column(column.name())
            .expect("cells have every column")
            .clone()
    }));
    let mut keyed = DataFrame::new_infer_height(columns).expect("the columns are of one length");
    if kept.iter().any(|kept| !kept) {
        let mask = Series::new("kept".into(), kept);
        keyed = keyed
            .filter(mask.bool().expect("a column of booleans"))
            .expect("the mask is as long as the frame");
    }
    sum_by_key(keyed)
}

/// The sums of every row of a grouped frame.
fn row_sums(frame: &DataFrame) -> Vec<Sums> {
    let mut rows = vec![Sums::default(); frame.height()];
    for column in Column::ALL {
        for (row, value) in rows.iter_mut().zip(integers(frame, column.name())) {
            row.set(column, *value);
        }
    }
    rows
}

fn grouped_rows(frame: &DataFrame, influencers: u64, brands: u64, members: u64) -> Vec<GroupedRow> {
    let sums = row_sums(frame);
    let unpack = |(key, sums): (&u64, Sums)| GroupedRow {
        member: (key % members) as u32,
        brand: (key / members % brands) as u32,
        influencer: (key / members / brands % influencers) as u32,
        span: (key / members / brands / influencers) as u32,
        sums,
    };
    keys(frame).iter().zip(sums).map(unpack).collect()
}

fn day_rows(
    frame: &DataFrame,
    first_day: i32,
    brands: u64,
    categories: u64,
    platforms: u64,
) -> Vec<DayRow> {
    let sums = row_sums(frame);
    let unpack = |(key, sums): (&u64, Sums)| {
        let place = key / 2;
        DayRow {
            payout_known: key % 2 == 1,
            platform: (place % platforms) as u32,
            category: (place / platforms % categories) as u32,
            brand: (place / platforms / categories % brands) as u32,
            day: Day(first_day + (place / platforms / categories / brands) as i32),
            sums,
        }
    };
    keys(frame).iter().zip(sums).map(unpack).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn spans_tile_the_whole_and_end_where_any_range_does() {
        let range = |first, last| DateRange {
            first: Day(first),
            last: Day(last),
        };
        let spans = cut(range(3, 20), [range(0, 9), range(5, 5), range(10, 40)]);
        assert_eq!(
            spans,
            [range(3, 4), range(5, 5), range(6, 9), range(10, 20)]
        );
        assert_eq!(cut(range(1, 1), []), [range(1, 1)]);
    }
}
