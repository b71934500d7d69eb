//! The tracking table: the one that is large, and so kept as columns.

use polars::prelude::DataFrame;

use super::interner::{Codes, Names};
use super::schema::Table;
use super::sheet::Row;
use super::{Reading, column};
use crate::dimension::Dimension;
use crate::problem::Code;

/// The columns while they grow.
#[derive(Default)]
pub(super) struct Tracking {
    influencer: Vec<u32>,
    campaign: Vec<u32>,
    product: Vec<u32>,
    brand: Vec<u32>,
    day: Vec<i32>,
    orders: Vec<i64>,
    revenue: Vec<i64>,
    line: Vec<u32>,
    /// The files, each with the row it begins at.
    pub(super) files: Vec<(usize, String)>,
}

impl Tracking {
    pub(super) fn recode(&mut self, codes: &Codes) {
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

    pub(super) fn into_frame(self) -> DataFrame {
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

/// Reads the table.
pub(super) fn read(reading: &mut Reading<'_>, names: &mut Names) -> Tracking {
    let mut tracking = Tracking::default();
    reading.for_each_sheet(Table::Tracking, |sheet, problems, count| {
        let columns = [
            "influencer_id",
            "campaign",
            "product",
            "brand",
            "date",
            "orders",
            "revenue",
        ]
        .map(|name| sheet.column(name));
        let [influencer, campaign, product, brand, date, orders, revenue] = columns;
        tracking
            .files
            .push((tracking.day.len(), sheet.file().to_owned()));
        sheet.for_each_row(problems, count, |row: &Row<'_>, problems| {
            let day = row.day(date)?;
            let order_count = row.count(orders)?;
            let amount = row.amount(revenue)?;
            let texts = [
                row.text(influencer)?,
                row.text(campaign)?,
                row.text(product)?,
                row.text(brand)?,
            ];
            let order_count = row.or_zero(orders, order_count, problems);
            let amount = row.or_zero(revenue, amount, problems);
            if amount != 0 && order_count == 0 {
                problems.fold(Code::RevenueWithoutOrders, "tracking", || {
                    let text = row.text(revenue).unwrap_or_default();
                    (
                        row.place(Some(revenue)),
                        text.into(),
                        format!("a revenue of {text}, but no orders"),
                    )
                });
            }
            tracking
                .influencer
                .push(names.code(Dimension::Influencer, texts[0]));
            tracking
                .campaign
                .push(names.code(Dimension::Campaign, texts[1]));
            tracking
                .product
                .push(names.code(Dimension::Product, texts[2]));
            tracking.brand.push(names.code(Dimension::Brand, texts[3]));
            tracking.day.push(day.0);
            tracking.orders.push(order_count);
            tracking.revenue.push(amount);
            tracking.line.push(row.line as u32);
            Ok(())
        });
    });
    tracking
}
