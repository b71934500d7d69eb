//! Tracking rows to cells: their brands, their margins, their sums.

use polars::prelude::DataFrame;
use rustc_hash::FxHashMap;

use super::brand::{Brands, Oddity, Resolved};
use super::frame::{codes, days, integers, sum_parts};
use super::key::{KeySpace, Offer};
use crate::config::Config;
use crate::dimension::{Dimension, UNASSIGNED_CODE};
use crate::measure::Column;
use crate::money::Decimal;
use crate::period::Day;
use crate::problem::{Code, Place, Problems};
use crate::tables::{Product, Tables};

/// The tracking table's columns as slices.
pub struct TrackingRows<'a> {
    pub influencer: &'a [u32],
    pub campaign: &'a [u32],
    pub product: &'a [u32],
    pub brand: &'a [u32],
    pub day: &'a [i32],
    pub orders: &'a [i64],
    pub revenue: &'a [i64],
    pub line: &'a [u32],
}

impl<'a> TrackingRows<'a> {
    #[must_use]
    pub fn of(tables: &'a Tables) -> Self {
        let frame = &tables.tracking;
        Self {
            influencer: codes(frame, "influencer"),
            campaign: codes(frame, "campaign"),
            product: codes(frame, "product"),
            brand: codes(frame, "brand"),
            day: days(frame, "day"),
            orders: integers(frame, "orders"),
            revenue: integers(frame, "revenue"),
            line: codes(frame, "line"),
        }
    }

    /// The file a row stands in.
    #[must_use]
    pub fn file<'t>(&self, row: usize, tables: &'t Tables) -> &'t str {
        let after = tables
            .tracking_files
            .partition_point(|(begin, _)| *begin <= row);
        let file = after
            .checked_sub(1)
            .map(|place| &tables.tracking_files[place]);
        file.map_or("", |(_, name)| name)
    }

    /// Where a row stands in the input.
    #[must_use]
    pub fn place(&self, row: usize, column: &str, tables: &Tables) -> Place {
        Place {
            file: self.file(row, tables).to_owned(),
            line: self.line[row].into(),
            column: column.into(),
        }
    }
}

/// The offers that tracking rows are for. Rows agree on few of them, so each is looked into once.
pub struct RowOffers {
    /// For each row the place of its offer.
    of_row: Vec<u32>,
    found: Vec<FoundOffer>,
}

struct FoundOffer {
    offer: Offer,
    oddity: Option<Oddity>,
    first_row: usize,
    rows: u64,
}

impl RowOffers {
    #[must_use]
    pub fn of(rows: &TrackingRows<'_>, brands: &Brands<'_>) -> Self {
        let mut places: FxHashMap<(u32, u32, u32), u32> = FxHashMap::default();
        let mut found: Vec<FoundOffer> = Vec::new();
        let named = rows.brand.iter().zip(rows.campaign).zip(rows.product);
        let of_row = named
            .enumerate()
            .map(|(row, ((column, campaign), product))| {
                let place = *places
                    .entry((*column, *campaign, *product))
                    .or_insert_with(|| {
                        let Resolved { brand, oddity } =
                            brands.resolve(*column, *campaign, *product);
                        let offer = Offer {
                            campaign: *campaign,
                            brand,
                            product: *product,
                        };
                        found.push(FoundOffer {
                            offer,
                            oddity,
                            first_row: row,
                            rows: 0,
                        });
                        found.len() as u32 - 1
                    });
                found[place as usize].rows += 1;
                place
            })
            .collect();
        Self { of_row, found }
    }

    pub fn offers(&self) -> impl Iterator<Item = Offer> {
        self.found.iter().map(|found| found.offer)
    }

    /// Reports texts with two brands, and products and campaigns that disagree.
    pub fn report(&self, rows: &TrackingRows<'_>, tables: &Tables, problems: &mut Problems) {
        for FoundOffer {
            oddity,
            first_row,
            rows: count,
            ..
        } in &self.found
        {
            let place = |column| rows.place(*first_row, column, tables);
            match oddity {
                None => {}
                Some(Oddity::TwoBrands(text)) => {
                    let message = format!("expected one brand in `{text}`, found several");
                    problems.add_for_rows(
                        *count,
                        Code::TwoBrands,
                        place("product"),
                        text.clone(),
                        message,
                    );
                }
                Some(Oddity::Conflict {
                    product,
                    product_brand,
                    campaign,
                    campaign_brand,
                }) => {
                    let message = format!(
                        "product `{product}` is {product_brand}, but campaign `{campaign}` names {campaign_brand}"
                    );
                    problems.add_for_rows(
                        *count,
                        Code::BrandConflict,
                        place("campaign"),
                        campaign.clone(),
                        message,
                    );
                }
            }
        }
    }
}

/// The margin of every product and brand.
pub struct Margins<'a> {
    of_product: FxHashMap<u32, Decimal>,
    of_brand: FxHashMap<u32, Decimal>,
    config: &'a Config,
}

impl<'a> Margins<'a> {
    #[must_use]
    pub fn new(tables: &Tables, products: &[Product], config: &'a Config) -> Self {
        let brands = tables.catalog.members(Dimension::Brand);
        let of_brand = config.margins.brands.iter().filter_map(|(name, margin)| {
            let name = config.name_of(Dimension::Brand, name);
            Some((brands.code(name)?, *margin))
        });
        Self {
            of_product: products
                .iter()
                .filter_map(|product| Some((product.product, product.margin?)))
                .collect(),
            of_brand: of_brand.collect(),
            config,
        }
    }

    /// Whether any margin is known at all.
    #[must_use]
    pub fn are_known(&self) -> bool {
        !self.of_product.is_empty()
            || !self.of_brand.is_empty()
            || self.config.margins.default.is_some()
    }

    /// From the product, else the brand, else the default (DESIGN rule 11).
    fn of(&self, offer: Offer) -> Option<Decimal> {
        self.of_product
            .get(&offer.product)
            .or_else(|| self.of_brand.get(&offer.brand))
            .or(self.config.margins.default.as_ref())
            .copied()
    }
}

/// What a tracking row adds up to.
pub const TRACKING_COLUMNS: [Column; 7] = [
    Column::Revenue,
    Column::Orders,
    Column::TrackingRows,
    Column::OrganicRevenue,
    Column::OrganicOrders,
    Column::Contribution,
    Column::MarginRevenue,
];

/// Which cell every tracking row belongs to, and what it adds there.
pub struct TrackingParts<'a> {
    rows: &'a TrackingRows<'a>,
    offers: &'a RowOffers,
    space: &'a KeySpace,
    /// For each offer its code and margin.
    per_offer: Vec<(u32, Option<Decimal>)>,
}

impl<'a> TrackingParts<'a> {
    #[must_use]
    pub fn new(
        rows: &'a TrackingRows<'a>,
        offers: &'a RowOffers,
        space: &'a KeySpace,
        margins: &Margins<'_>,
    ) -> Self {
        let per_offer = offers
            .offers()
            .map(|offer| (space.offer_code(offer), margins.of(offer)));
        Self {
            rows,
            offers,
            space,
            per_offer: per_offer.collect(),
        }
    }

    /// The key of a row's cell, and its amounts in the order of [`TRACKING_COLUMNS`]; `None` where the row has
    /// nothing to do with the column.
    #[must_use]
    pub fn part(&self, row: usize) -> (u64, [Option<i64>; TRACKING_COLUMNS.len()]) {
        let rows = self.rows;
        let (offer_code, margin) = self.per_offer[self.offers.of_row[row] as usize];
        let influencer = rows.influencer[row];
        let (revenue, orders) = (rows.revenue[row], rows.orders[row]);
        let key = self.space.pack(Day(rows.day[row]), influencer, offer_code);
        let amounts = if influencer == UNASSIGNED_CODE {
            [None, None, None, Some(revenue), Some(orders), None, None]
        } else {
            let contribution = margin.map(|margin| margin.times(revenue).unwrap_or(0));
            let margin_revenue = margin.map(|_| revenue);
            [
                Some(revenue),
                Some(orders),
                Some(1),
                None,
                None,
                contribution,
                margin_revenue,
            ]
        };
        (key, amounts)
    }

    /// The sums of all rows by cell, in the columns that tracking rows add to.
    #[must_use]
    pub fn add_up(&self) -> DataFrame {
        let parts = (0..self.rows.day.len()).map(|row| self.part(row));
        sum_parts(TRACKING_COLUMNS, parts)
    }
}
