//! The rows of the ledger that pay for a member.

use crate::cells::LedgerEntry;
use crate::dimension::Dimension;
use crate::measure::{Format, MeasureId, Value};
use crate::site::insight::count_of;
use crate::site::payouts::{drop_empty, rate_cell};
use crate::site::report::Report;
use crate::site::view::{Section, Table, TableCell, TableColumn, TableRow};

impl Report<'_> {
    /// What an influencer was or will be paid; nothing where there is no ledger.
    pub(super) fn payouts_to(&self, code: u32) -> Option<Section> {
        self.has(MeasureId::Payout).then_some(())?;
        let entries: Vec<&LedgerEntry> = self.ledger(|entry| entry.row.influencer == code);
        if entries.is_empty() {
            return Some(Section {
                sentence:
                    "The ledger has no row for this influencer. An unknown payout is not a payout of zero."
                        .into(),
                half: true,
                ..Section::new("own-payouts", "Payout unknown".into())
            });
        }
        let label = |entry: &LedgerEntry| entry.row.basis.label().to_owned();
        Some(self.payouts_section(&entries, Dimension::Influencer, "Basis", label))
    }

    /// The ledger rows that name a campaign; brands and products have none of their own.
    pub(super) fn payouts_naming(&self, dimension: Dimension, code: u32) -> Option<Section> {
        if dimension != Dimension::Campaign {
            return None;
        }
        let entries: Vec<&LedgerEntry> = self.ledger(|entry| entry.row.campaign == code);
        let label = |entry: &LedgerEntry| {
            self.name(Dimension::Influencer, entry.row.influencer)
                .to_owned()
        };
        (!entries.is_empty())
            .then(|| self.payouts_section(&entries, dimension, "Influencer", label))
    }

    fn ledger(&self, keep: impl Fn(&&LedgerEntry) -> bool) -> Vec<&LedgerEntry> {
        self.site.cells.ledger.iter().filter(keep).collect()
    }

    fn payouts_section(
        &self,
        entries: &[&LedgerEntry],
        dimension: Dimension,
        heading: &'static str,
        label: impl Fn(&LedgerEntry) -> String,
    ) -> Section {
        let total: i64 = entries.iter().map(|entry| entry.total).sum();
        let amount = self.figures.money_short(total);
        let title = match entries.len() {
            1 => format!("One payout: {amount}"),
            count => format!("{} payouts: {amount}", self.figures.count(count as i64)),
        };
        let counted = count_of(entries.len() as i64, "ledger row", self.figures);
        let each = if entries.len() == 1 { "" } else { "each " };
        let whatever = match self.has(MeasureId::Revenue) {
            true => ", whatever was sold with it",
            false => "",
        };
        let row = |entry: &&LedgerEntry| {
            let value = Value::Money(entry.total);
            let day = entry.row.payout_date.map(|day| day.label());
            TableRow {
                cells: vec![
                    rate_cell(entry.row.rate, self.figures),
                    TableCell::text(entry.reconciled.label(&entry.row.basis)),
                    TableCell::text(entry.spread_over.label()),
                    TableCell::text(day.unwrap_or_default()),
                    TableCell::text(entry.row.status.clone()),
                    TableCell::measure("payout", value, self.figures.cell(value, Format::Money)),
                ],
                ..TableRow::named(label(entry))
            }
        };
        let words = |id, label| TableColumn {
            id,
            label,
            unit: None,
            numeric: id == "rate",
        };
        let mut columns = vec![
            words("rate", "Rate"),
            words("reconciled", "Total is"),
            words("spread", "Spread over"),
            words("payout_date", "Payment date"),
            words("status", "Status"),
        ];
        columns.push(TableColumn {
            id: "payout",
            label: "Payout",
            unit: Some(self.figures.money.symbol.clone()),
            numeric: true,
        });
        let mut rows: Vec<TableRow> = entries.iter().map(row).collect();
        drop_empty(&mut columns, &mut rows);
        Section {
            half: dimension == Dimension::Influencer,
            sentence: format!("{counted}, {each}whole{whatever}."),
            table: Some(Table {
                id: "own-payouts",
                caption: "Payouts".into(),
                label: heading,
                columns,
                rows,
                note: None,
            }),
            ..Section::new("own-payouts", title)
        }
    }
}
