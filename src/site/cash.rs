//! The ledger for those who pay: what stands under which status, and what goes out when.

use serde_json::{Map, Value as Json, json};

use super::insight::{Insight, count_of, when};
use super::payback::in_major;
use super::view::{ChartView, Section, Table, TableCell, TableColumn, TableRow, Tile};
use crate::cells::LedgerEntry;
use crate::charts::cash::ALL;
use crate::format::Figures;
use crate::measure::{Format, Value};
use crate::period::{Grain, WeekStart};
use crate::settlement::Settlement;
use crate::slices::{BySettlement, Cash, CashStep, Payouts, StatusPayouts, by_status, cash};

/// The id of the column that adds payouts up.
const TOTAL: &str = "payout";

/// The ledger by status and by payment date, as far as it has either.
pub struct Outgoings<'a> {
    insight: &'a Insight<'a>,
    statuses: Vec<StatusPayouts>,
    settled: BySettlement,
    cash: Option<Cash>,
}

impl<'a> Outgoings<'a> {
    #[must_use]
    pub fn of(insight: &'a Insight<'a>, ledger: &[LedgerEntry], week_starts: WeekStart) -> Self {
        Self {
            insight,
            statuses: by_status(ledger),
            settled: BySettlement::of(ledger),
            cash: cash(ledger, week_starts),
        }
    }

    /// What is paid, pending and so on, as far as there is any of it; nothing without statuses.
    #[must_use]
    pub fn tiles(&self) -> Vec<Tile> {
        self.settlements()
            .into_iter()
            .map(|settlement| {
                let value = Value::Money(self.settled.get(settlement).total);
                let full = self.figures().full(value, Format::Money);
                let text = self.figures().short(value, Format::Money);
                Tile {
                    measure: settlement.id(),
                    label: settlement.label(),
                    value: value.machine_text(),
                    title: (full != text).then_some(full),
                    text,
                    why: None,
                    change: None,
                }
            })
            .collect()
    }

    /// What the ledger does not say, if it says less than it could.
    #[must_use]
    pub fn note(&self) -> Option<&'static str> {
        match (self.statuses.is_empty(), self.cash.is_none()) {
            (true, true) => Some(
                "The ledger has no status and no payment date, so it does not say what is paid, or when.",
            ),
            (true, false) => Some("The ledger has no status, so it does not say what is paid."),
            (false, true) => {
                Some("The ledger has no payment date, so it does not say when money goes out.")
            }
            (false, false) => None,
        }
    }

    #[must_use]
    pub fn sections(&self) -> Vec<Section> {
        [self.by_status(), self.by_date()]
            .into_iter()
            .flatten()
            .collect()
    }

    /// The steps in which payments are shown.
    #[must_use]
    pub fn grain(&self) -> Option<Grain> {
        self.cash.as_ref().map(|cash| cash.grain)
    }

    fn figures(&self) -> &'a Figures {
        self.insight.figures
    }

    fn money(&self, minor: i64) -> String {
        self.figures().money_short(minor)
    }

    /// What some status says, in order; nothing without statuses.
    fn settlements(&self) -> Vec<Settlement> {
        let has_rows = |settlement: &Settlement| self.settled.get(*settlement).rows > 0;
        let all = Settlement::ALL.into_iter();
        all.filter(|settlement| !self.statuses.is_empty() && has_rows(settlement))
            .collect()
    }

    fn by_status(&self) -> Option<Section> {
        if self.statuses.is_empty() {
            return None;
        }
        let title = self.title_by_status();
        let not_paid = self.settled.get(Settlement::NotPaid);
        let mut sentence =
            "Whatever its status, a payout counts in full in every figure of this report."
                .to_owned();
        if not_paid.rows > 0 {
            let [does, is, them] = match not_paid.rows {
                1 => ["does", "is", "it"],
                _ => ["do", "are", "them"],
            };
            sentence.push_str(&format!(
                " So {does} {} of {} that {is} cancelled or failed; take {them} out of the ledger if nobody is to be paid.",
                count_of(not_paid.rows as i64, "payout", self.figures()),
                self.money(not_paid.total),
            ));
        }
        let row = |one: &StatusPayouts| {
            let label = match one.status.as_str() {
                "" => "No status",
                status => status,
            };
            TableRow {
                cells: vec![
                    TableCell::text(one.settlement.short()),
                    TableCell::count("payouts", one.payouts.rows, self.figures()),
                    self.money_cell(TOTAL, one.payouts.total),
                ],
                ..TableRow::named(label)
            }
        };
        let plain = |id, label, numeric| TableColumn {
            id,
            label,
            unit: None,
            numeric,
        };
        let columns = vec![
            plain("settlement", "Read as", false),
            plain("payouts", "Payouts", true),
            self.money_column(TOTAL, "Payout"),
        ];
        let table = Table {
            id: "statuses",
            caption: "The ledger by status".into(),
            label: "Status",
            columns,
            rows: self.statuses.iter().map(row).collect(),
            note: None,
        };
        // One bar is no comparison.
        let chart = (self.statuses.len() > 1)
            .then(|| ChartView::of("payout-by-status", Some("statuses"), title.clone()));
        Some(Section {
            sentence,
            chart,
            table: Some(table),
            ..Section::new("status", title)
        })
    }

    /// `₹1.39 Cr is paid, ₹28.9 L pending and ₹2.10 L cancelled or failed`.
    fn title_by_status(&self) -> String {
        let words = |settlement: Settlement| match settlement {
            Settlement::Paid => "paid",
            Settlement::Pending => "pending",
            Settlement::NotPaid => "cancelled or failed",
            Settlement::Unclear => "under another or no status",
        };
        let settlements = self.settlements();
        if let [one] = settlements[..] {
            let all = self.money(self.settled.all().total);
            return match one {
                Settlement::Unclear => {
                    format!("No status says whether any of {all} is paid")
                }
                one => format!("All {all} is {}", words(one)),
            };
        }
        let amount = |settlement: &Settlement| {
            let total = self.settled.get(*settlement).total;
            (self.money(total), words(*settlement))
        };
        let parts: Vec<(String, &str)> = settlements.iter().map(amount).collect();
        let text = |(place, (amount, words)): (usize, &(String, &str))| match place {
            0 => format!("{amount} is {words}"),
            _ => format!("{amount} {words}"),
        };
        let parts: Vec<String> = parts.iter().enumerate().map(text).collect();
        let (last, before) = parts
            .split_last()
            .expect("there are statuses of several kinds");
        format!("{} and {last}", before.join(", "))
    }

    fn by_date(&self) -> Option<Section> {
        let cash = self.cash.as_ref()?;
        let title = self.title_by_date(cash);
        let undated = cash.undated.all();
        let mut sentence = "Here each payout stands whole on its payment date; everywhere else it is spread over what it pays for.".to_owned();
        if undated.rows > 0 {
            sentence.push_str(&format!(
                " {} of {} {} no payment date.",
                count_of(undated.rows as i64, "payout", self.figures()),
                self.money(undated.total),
                if undated.rows == 1 { "has" } else { "have" },
            ));
        }
        // One bar is no course of time.
        let chart = (cash.steps.len() > 1).then(|| ChartView {
            rows: Some(self.chart_rows(cash)),
            ..ChartView::of("cash", None, title.clone())
        });
        Some(Section {
            sentence,
            chart,
            table: Some(self.table_by_date(cash)),
            ..Section::new("cash", title)
        })
    }

    fn title_by_date(&self, cash: &Cash) -> String {
        let dated = |settlement: Settlement| -> i64 {
            let steps = cash.steps.iter();
            steps.map(|step| step.payouts.get(settlement).total).sum()
        };
        let is_pending = !self.statuses.is_empty() && dated(Settlement::Pending) > 0;
        let amount = |step: &CashStep| match is_pending {
            true => step.payouts.get(Settlement::Pending).total,
            false => step.payouts.all().total,
        };
        // Of equals the first: the highest is the last maximum of the reversed list.
        let highest = cash.steps.iter().rev().max_by_key(|step| amount(step));
        let highest = highest.expect("some payout has a date");
        let when = when(cash.grain, highest.first);
        let total = self.money(amount(highest));
        match (is_pending, cash.steps.len()) {
            (_, 1) => format!(
                "All payment dates are {when}: {}",
                self.money(highest.payouts.all().total)
            ),
            (true, _) => format!("Pending payouts are highest {when}: {total}"),
            (false, _) => format!("Payouts are highest {when}: {total}"),
        }
    }

    fn chart_rows(&self, cash: &Cash) -> Json {
        let steps: Vec<Json> = cash
            .steps
            .iter()
            .map(|step| json!({"first": step.first.to_string(), "days": step.days, "whole": true}))
            .collect();
        let amounts = |of: &dyn Fn(&BySettlement) -> Payouts| -> Json {
            let steps = cash.steps.iter();
            // Nothing due and an amount of zero are two things.
            let amount = |part: Payouts| (part.rows > 0).then(|| in_major(part.total));
            steps.map(|step| json!(amount(of(&step.payouts)))).collect()
        };
        let series: Map<String, Json> = match &self.settlements()[..] {
            [] => Map::from_iter([(ALL.to_owned(), amounts(&BySettlement::all))]),
            some => {
                let drawn = some.iter().filter(|settlement| {
                    let mut steps = cash.steps.iter();
                    steps.any(|step| step.payouts.get(**settlement).rows > 0)
                });
                drawn
                    .map(|settlement| {
                        let of = |payouts: &BySettlement| payouts.get(*settlement);
                        (settlement.id().to_owned(), amounts(&of))
                    })
                    .collect()
            }
        };
        json!({"steps": steps, "series": series})
    }

    /// A row a step on which something goes out, one for what has no date, and one that adds all up.
    fn table_by_date(&self, cash: &Cash) -> Table {
        let settlements = match self.settlements() {
            // One column that repeats the total says nothing.
            one if one.len() < 2 => Vec::new(),
            several => several,
        };
        let row = |label: String, payouts: &BySettlement| {
            let parts = settlements
                .iter()
                .map(|settlement| self.money_cell(settlement.id(), payouts.get(*settlement).total));
            let mut cells: Vec<TableCell> = parts.collect();
            cells.push(self.money_cell(TOTAL, payouts.all().total));
            TableRow {
                cells,
                ..TableRow::named(label)
            }
        };
        let steps = cash.steps.iter();
        let mut rows: Vec<TableRow> = steps
            .filter(|step| step.payouts.all().rows > 0)
            .map(|step| row(cash.grain.label(step.first), &step.payouts))
            .collect();
        if cash.undated.all().rows > 0 {
            rows.push(row("No payment date".into(), &cash.undated));
        }
        rows.push(row("All payouts".into(), &self.settled));
        let column =
            |settlement: &Settlement| self.money_column(settlement.id(), settlement.short());
        let mut columns: Vec<TableColumn> = settlements.iter().map(column).collect();
        columns.push(self.money_column(TOTAL, "Payout"));
        Table {
            id: "cash",
            caption: "The ledger by payment date".into(),
            label: match cash.grain {
                Grain::Day => "Day",
                Grain::Week => "Week",
                Grain::Month => "Month",
            },
            columns,
            rows,
            note: None,
        }
    }

    fn money_column(&self, id: &'static str, label: &'static str) -> TableColumn {
        TableColumn {
            id,
            label,
            unit: Some(self.figures().money.symbol.clone()),
            numeric: true,
        }
    }

    /// An amount that no filter gives, so nothing explains it.
    fn money_cell(&self, id: &'static str, minor: i64) -> TableCell {
        let value = Value::Money(minor);
        TableCell {
            plain: true,
            ..TableCell::measure(id, value, self.figures().cell(value, Format::Money))
        }
    }
}
