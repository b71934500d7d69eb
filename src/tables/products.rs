//! The products table: which brand a product is of, and what share of its price is left as margin.

use super::interner::{Coded, Codes, Names};
use super::notes::Notes;
use super::reading::RowReader;
use super::row::{Rejected, Row, SheetColumn, rejected};
use super::schema::Table;
use super::sheet::Sheet;
use crate::config::is_margin;
use crate::dimension::Dimension;
use crate::money::Decimal;
use crate::problem::{Code, Place};

#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Product {
    pub product: u32,
    pub brand: u32,
    pub margin: Option<Decimal>,
    pub place: Place,
}

impl Coded for Product {
    fn recode(&mut self, codes: &Codes) {
        codes.recode(Dimension::Product, &mut self.product);
        codes.recode(Dimension::Brand, &mut self.brand);
    }
}

/// Reads a file of the table.
pub struct ProductReader {
    product: SheetColumn,
    brand: SheetColumn,
    margin: SheetColumn,
}

impl RowReader for ProductReader {
    const TABLE: Table = Table::Products;
    type Rows = Vec<Product>;

    fn of(sheet: &Sheet) -> Self {
        let [product, brand, margin] =
            ["product", "brand", "margin"].map(|name| sheet.column(name));
        Self {
            product,
            brand,
            margin,
        }
    }

    fn read(
        &self,
        rows: &mut Vec<Product>,
        names: &mut Names,
        row: &Row<'_>,
        notes: &mut Notes,
    ) -> Result<(), Box<Rejected>> {
        let margin = self.margin(row, notes)?;
        rows.push(Product {
            product: names.code(Dimension::Product, row.key(self.product, notes)?),
            brand: names.code(Dimension::Brand, row.text(self.brand)),
            margin,
            place: row.place(None),
        });
        Ok(())
    }
}

impl ProductReader {
    fn margin(&self, row: &Row<'_>, notes: &mut Notes) -> Result<Option<Decimal>, Box<Rejected>> {
        let refused = || {
            let expected = "a fraction of the price between 0 and 1, such as 0.42 or 42%";
            rejected(
                Code::BadAmount,
                self.margin,
                row.text(self.margin),
                expected,
            )
        };
        match row.decimal(self.margin, notes) {
            Ok(Some(margin)) if is_margin(margin) => Ok(Some(margin)),
            Ok(None) => Ok(None),
            Ok(Some(_)) | Err(_) => Err(refused()),
        }
    }
}
