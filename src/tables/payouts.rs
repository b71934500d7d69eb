//! The payouts table: the ledger.

use super::Reading;
use super::interner::{Codes, Names};
use super::schema::{Table, fold_header};
use super::sheet::{Row, rejected};
use crate::dimension::Dimension;
use crate::measure::Input;
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

impl LedgerRow {
    pub(super) fn recode(&mut self, codes: &Codes) {
        codes.recode(Dimension::Influencer, &mut self.influencer);
        codes.recode(Dimension::Campaign, &mut self.campaign);
    }
}

/// Reads the table.
pub(super) fn read(reading: &mut Reading<'_>, names: &mut Names) -> Vec<LedgerRow> {
    let mut ledger = Vec::new();
    let mut is_found = false;
    reading.for_each_sheet(Table::Payouts, |sheet, problems, count| {
        let columns = [
            "influencer_id",
            "basis",
            "rate",
            "orders",
            "total_payout",
            "campaign",
            "payout_date",
            "status",
        ]
        .map(|name| sheet.column(name));
        let [
            influencer,
            basis,
            rate,
            orders,
            total_payout,
            campaign,
            payout_date,
            status,
        ] = columns;
        is_found = true;
        sheet.for_each_row(problems, count, |row: &Row<'_>, problems| {
            let total = row.amount(total_payout)?;
            // A total needs neither rate nor orders nor date to count, so none of them may cost it.
            let parsed_rate = match total {
                Some(_) => row.if_readable(row.decimal(rate), problems),
                None => row.decimal(rate)?,
            };
            if total.is_none() && parsed_rate.is_none() {
                return Err(rejected(
                    Code::BadAmount,
                    total_payout,
                    "",
                    "a total or a rate",
                ));
            }
            if total.is_some_and(|total| total < 0) {
                row.or_zero(total_payout, total, problems);
            }
            let entry = LedgerRow {
                basis: Basis::parse(row.text(basis)?),
                rate: parsed_rate,
                orders: row.if_readable(row.count(orders), problems),
                total,
                payout_date: row.if_readable(row.optional_day(payout_date), problems),
                status: row.text(status)?.to_owned(),
                influencer: names.code(Dimension::Influencer, row.text(influencer)?),
                campaign: names.code(Dimension::Campaign, row.text(campaign)?),
                place: row.place(None),
            };
            if let Basis::Other(text) = &entry.basis {
                problems.fold(Code::UnknownBasis, text, || {
                    (
                        row.place(Some(basis)),
                        text.clone(),
                        format!("expected per_post or per_order, found `{text}`"),
                    )
                });
            }
            ledger.push(entry);
            Ok(())
        });
    });
    reading.found.extend(is_found.then_some(Input::Payouts));
    ledger
}
