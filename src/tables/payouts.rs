//! The payouts table: the ledger.

use super::interner::{Coded, Codes, Names};
use super::notes::Notes;
use super::reading::RowReader;
use super::row::{Rejected, Row, SheetColumn, rejected};
use super::schema::{Table, fold_header};
use super::sheet::Sheet;
use crate::dimension::Dimension;
use crate::money::Decimal;
use crate::period::Day;
use crate::problem::{Code, Place};

/// What a payout is agreed by.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Basis {
    PerPost,
    PerOrder,
    /// Something else, as written.
    Other(String),
}

impl Basis {
    fn parse(text: &str) -> Self {
        match fold_header(text).as_str() {
            "post" | "per_post" | "posts" => Self::PerPost,
            "order" | "per_order" | "orders" | "sale" | "per_sale" => Self::PerOrder,
            _ => Self::Other(text.to_owned()),
        }
    }

    /// The basis as it is shown.
    #[must_use]
    pub fn label(&self) -> &str {
        match self {
            Self::PerPost => "per post",
            Self::PerOrder => "per order",
            Self::Other(text) if text.is_empty() => "not given",
            Self::Other(text) => text,
        }
    }
}

/// One row of the ledger.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LedgerRow {
    pub influencer: u32,
    pub basis: Basis,
    pub rate: Option<Decimal>,
    /// Orders as the ledger counts them.
    pub orders: Option<i64>,
    /// Minor units; `None` where the ledger gives a rate only.
    pub total: Option<i64>,
    /// The one campaign it pays for; Unassigned where it names none.
    pub campaign: u32,
    pub payout_date: Option<Day>,
    pub status: String,
    pub place: Place,
}

impl Coded for LedgerRow {
    fn recode(&mut self, codes: &Codes) {
        codes.recode(Dimension::Influencer, &mut self.influencer);
        codes.recode(Dimension::Campaign, &mut self.campaign);
    }
}

/// Reads a file of the table.
pub struct PayoutReader {
    influencer: SheetColumn,
    influencer_name: SheetColumn,
    basis: SheetColumn,
    rate: SheetColumn,
    orders: SheetColumn,
    total_payout: SheetColumn,
    campaign: SheetColumn,
    payout_date: SheetColumn,
    status: SheetColumn,
}

impl RowReader for PayoutReader {
    const TABLE: Table = Table::Payouts;
    const DATES: &'static [&'static str] = &["payout_date"];
    type Rows = Vec<LedgerRow>;

    fn of(sheet: &Sheet) -> Self {
        let column = |name| sheet.column(name);
        Self {
            influencer: column("influencer_id"),
            influencer_name: column("influencer_name"),
            basis: column("basis"),
            rate: column("rate"),
            orders: column("orders"),
            total_payout: column("total_payout"),
            campaign: column("campaign"),
            payout_date: column("payout_date"),
            status: column("status"),
        }
    }

    fn read(
        &self,
        rows: &mut Vec<LedgerRow>,
        names: &mut Names,
        row: &Row<'_>,
        notes: &mut Notes,
    ) -> Result<(), Box<Rejected>> {
        let id = row.id(self.influencer, notes);
        row.check_total([self.influencer, self.influencer_name], self.payout_date)?;
        let name = row.value(self.influencer_name, notes);
        let total = row.amount(self.total_payout, notes)?;
        // A total needs neither rate nor orders nor date to count, so none of them may cost it.
        let rate = match total {
            Some(_) => {
                let rate = row.decimal(self.rate, notes);
                row.if_readable(rate, notes)
            }
            None => row.decimal(self.rate, notes)?,
        };
        if total.is_none() && rate.is_none() {
            return Err(rejected(
                Code::BadAmount,
                self.total_payout,
                row.text(self.total_payout),
                "a total or a rate",
            ));
        }
        if total.is_some_and(|total| total < 0) {
            row.or_zero(self.total_payout, total, notes);
        }
        let orders = row.count(self.orders, notes);
        let payout_date = row.optional_day(self.payout_date, notes);
        let entry = LedgerRow {
            basis: Basis::parse(row.text(self.basis)),
            rate,
            orders: row.if_readable(orders, notes),
            total,
            payout_date: row.if_readable(payout_date, notes),
            status: row.text(self.status).to_owned(),
            influencer: names.influencer(id, || name.to_owned()),
            campaign: names.code(Dimension::Campaign, row.text(self.campaign)),
            place: row.place(None),
        };
        if let Basis::Other(text) = &entry.basis {
            notes.problems.fold_cell(
                Code::UnknownBasis,
                text,
                || {
                    let place = row.place(Some(self.basis));
                    let message = format!("expected per_post or per_order, found `{text}`");
                    (place, text.clone(), message)
                },
                || row.excerpt(Some(self.basis)),
            );
        }
        rows.push(entry);
        Ok(())
    }
}
