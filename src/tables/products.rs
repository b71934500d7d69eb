//! The products table: which brand a product is of, and what share of its price is left as margin.

use super::Reading;
use super::interner::{Codes, Names};
use super::schema::Table;
use super::sheet::{Row, rejected};
use crate::config::parse_margin;
use crate::dimension::Dimension;
use crate::money::Decimal;
use crate::problem::Code;

#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Product {
    pub product: u32,
    pub brand: u32,
    pub margin: Option<Decimal>,
}

impl Product {
    pub(super) fn recode(&mut self, codes: &Codes) {
        codes.recode(Dimension::Product, &mut self.product);
        codes.recode(Dimension::Brand, &mut self.brand);
    }
}

/// Reads the table.
pub(super) fn read(reading: &mut Reading<'_>, names: &mut Names) -> Vec<Product> {
    let mut products = Vec::new();
    reading.for_each_sheet(Table::Products, |sheet, problems, count| {
        let [product, brand, margin] =
            ["product", "brand", "margin"].map(|name| sheet.column(name));
        sheet.for_each_row(problems, count, |row: &Row<'_>, _| {
            let margin_text = row.text(margin)?;
            let parsed = parse_margin(margin_text);
            if parsed.is_none() && !margin_text.is_empty() {
                let expected = "a fraction of the price between 0 and 1, such as 0.42";
                return Err(rejected(Code::BadAmount, margin, margin_text, expected));
            }
            products.push(Product {
                product: names.code(Dimension::Product, row.key(product)?),
                brand: names.code(Dimension::Brand, row.text(brand)?),
                margin: parsed,
            });
            Ok(())
        });
    });
    products
}
