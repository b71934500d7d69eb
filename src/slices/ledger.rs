//! The ledger as those who pay see it: what stands under which status, and what goes out when.
//!
//! Each ledger row counts whole, in one place, so that the parts of either view add up to the ledger exactly.

use std::collections::BTreeMap;

use crate::cells::LedgerEntry;
use crate::period::{DateRange, Day, Grain, WeekStart};
use crate::settlement::{Settlement, fold};

/// Some rows of the ledger: how many, and their amount in minor units.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Payouts {
    pub rows: usize,
    pub total: i64,
}

impl Payouts {
    fn add(&mut self, other: Self) {
        self.rows += other.rows;
        self.total += other.total;
    }

    fn of(entry: &LedgerEntry) -> Self {
        Self {
            rows: 1,
            total: entry.total,
        }
    }
}

/// The rows under one status, however it is spelled.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct StatusPayouts {
    /// The commonest spelling, of equals the first in order; empty where there is no status.
    pub status: String,
    pub settlement: Settlement,
    pub payouts: Payouts,
}

/// The ledger by status: paid first, then in order of amount. Nothing where no row has a status.
#[must_use]
pub fn by_status(ledger: &[LedgerEntry]) -> Vec<StatusPayouts> {
    let mut found: BTreeMap<String, (BTreeMap<&str, usize>, Payouts)> = BTreeMap::new();
    for entry in ledger {
        let status = entry.row.status.trim();
        let (spellings, payouts) = found.entry(fold(status)).or_default();
        *spellings.entry(status).or_default() += 1;
        payouts.add(Payouts::of(entry));
    }
    if found.keys().all(String::is_empty) {
        return Vec::new();
    }
    let row = |(folded, (spellings, payouts)): (String, (BTreeMap<&str, usize>, Payouts))| {
        // Of equals the first: the commonest is the last maximum of the reversed list.
        let commonest = spellings.into_iter().rev().max_by_key(|(_, rows)| *rows);
        let status = match commonest {
            Some((status, _)) if !folded.is_empty() => status.to_owned(),
            _ => String::new(),
        };
        StatusPayouts {
            settlement: Settlement::of(&folded),
            status,
            payouts,
        }
    };
    let mut rows: Vec<StatusPayouts> = found.into_iter().map(row).collect();
    // The sort is stable, so equals stay in the order of their folded status.
    rows.sort_by_key(|row| (row.settlement, std::cmp::Reverse(row.payouts.total)));
    rows
}

/// Rows by what their status says.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct BySettlement([Payouts; Settlement::COUNT]);

impl BySettlement {
    #[must_use]
    pub fn of<'a>(ledger: impl IntoIterator<Item = &'a LedgerEntry>) -> Self {
        let mut all = Self::default();
        ledger.into_iter().for_each(|entry| all.add(entry));
        all
    }

    fn add(&mut self, entry: &LedgerEntry) {
        let settlement = Settlement::of(&entry.row.status);
        self.0[settlement as usize].add(Payouts::of(entry));
    }

    #[must_use]
    pub fn get(&self, settlement: Settlement) -> Payouts {
        self.0[settlement as usize]
    }

    #[must_use]
    pub fn all(&self) -> Payouts {
        let mut all = Payouts::default();
        self.0.iter().for_each(|part| all.add(*part));
        all
    }
}

/// The ledger by payment date.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Cash {
    pub grain: Grain,
    /// From the first to the last dated payout, those in between on which nothing goes out too.
    pub steps: Vec<CashStep>,
    pub undated: BySettlement,
}

/// A day, week or month, by its first day.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct CashStep {
    pub first: Day,
    pub days: i32,
    pub payouts: BySettlement,
}

/// The ledger by payment date, in steps of which there are few enough to compare. Nothing where no row has one.
#[must_use]
pub fn cash(ledger: &[LedgerEntry], week_starts: WeekStart) -> Option<Cash> {
    let dated = || {
        ledger
            .iter()
            .filter_map(|entry| Some((entry.row.payout_date?, entry)))
    };
    let first = dated().map(|(day, _)| day).min()?;
    let last = dated().map(|(day, _)| day).max()?;
    let grain = grain_of(DateRange { first, last });
    let step_of = |day: Day| grain.step_of(day, week_starts);
    let mut steps: Vec<CashStep> = Vec::new();
    let mut day = step_of(first);
    while day <= last {
        let next = grain.next(day);
        steps.push(CashStep {
            first: day,
            days: next.0 - day.0,
            payouts: BySettlement::default(),
        });
        day = next;
    }
    for (day, entry) in dated() {
        let place = steps.partition_point(|step| step.first <= day) - 1;
        steps[place].payouts.add(entry);
    }
    Some(Cash {
        grain,
        steps,
        undated: BySettlement::of(
            ledger
                .iter()
                .filter(|entry| entry.row.payout_date.is_none()),
        ),
    })
}

/// Two weeks of days, two months of weeks, else months: money is planned by the month.
fn grain_of(range: DateRange) -> Grain {
    match range.days() {
        ..=14 => Grain::Day,
        15..=62 => Grain::Week,
        _ => Grain::Month,
    }
}
