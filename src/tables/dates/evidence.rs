//! What comes first in the dates of a column.

use super::{WrittenDate, read};
use crate::period::DateOrder;

/// What the cells of a column tell of what comes first in its dates. Evidence adds up in any order.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct DateEvidence {
    day_first: u64,
    month_first: u64,
    both: u64,
    same_day: u64,
}

impl DateEvidence {
    /// Takes a cell into account; one that is no date tells nothing.
    pub fn observe(&mut self, text: &str) {
        if let Ok(date) = read(text) {
            self.add(date);
        }
    }

    /// Takes the date of a cell into account.
    pub fn add(&mut self, date: WrittenDate) {
        let WrittenDate::ByOrder {
            day_first,
            month_first,
        } = date
        else {
            return;
        };
        match (day_first, month_first) {
            (_, None) => self.day_first += 1,
            (None, _) => self.month_first += 1,
            (one, other) => {
                self.both += 1;
                self.same_day += u64::from(one == other);
            }
        }
    }

    /// Takes what other cells tell into account.
    pub fn merge(&mut self, other: Self) {
        self.day_first += other.day_first;
        self.month_first += other.month_first;
        self.both += other.both;
        self.same_day += other.same_day;
    }

    /// What comes first in the column. A declared order wins; else the one that more cells prove; else, as the house
    /// is in India, the day.
    #[must_use]
    pub fn decide(&self, declared: Option<DateOrder>) -> Decided {
        use std::cmp::Ordering::{Equal, Greater, Less};
        let (order, reason) = match (declared, self.day_first.cmp(&self.month_first)) {
            (Some(order), _) => (order, OrderReason::Declared),
            (None, Greater) => (DateOrder::DayFirst, OrderReason::Proven),
            (None, Less) => (DateOrder::MonthFirst, OrderReason::Proven),
            (None, Equal) if self.day_first == 0 && self.both == self.same_day => {
                (DateOrder::DayFirst, OrderReason::NotNeeded)
            }
            (None, Equal) => (DateOrder::DayFirst, OrderReason::Assumed),
        };
        let (told_by, contradicting) = match order {
            DateOrder::DayFirst => (self.day_first, self.month_first),
            DateOrder::MonthFirst => (self.month_first, self.day_first),
        };
        Decided {
            order,
            reason,
            told_by,
            open: self.both,
            same_day: self.same_day,
            contradicting,
        }
    }
}

/// What comes first in the dates of a column, and how many of its cells say so. Cells whose date does not hang on it,
/// such as `2025-07-22`, are not counted.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Decided {
    pub order: DateOrder,
    pub reason: OrderReason,
    /// Cells that only this order reads.
    pub told_by: u64,
    /// Cells that both orders read.
    pub open: u64,
    /// Those of the open ones that are the same day in both: `05-05-2025`.
    pub same_day: u64,
    /// Cells that only the other order reads; they cannot be read in this column.
    pub contradicting: u64,
}

impl Decided {
    /// Cells whose date is of numbers that an order gives their meaning.
    #[must_use]
    pub fn numeric(&self) -> u64 {
        self.told_by + self.open + self.contradicting
    }
}

/// Why a column's dates are read in an order.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum OrderReason {
    /// No date of the column hangs on it.
    NotNeeded,
    /// The configuration says so.
    Declared,
    /// More cells can be read only so than can be read only otherwise.
    Proven,
    /// Nothing tells, or as much for the one as for the other.
    Assumed,
}

#[cfg(test)]
mod tests {
    use super::*;
    use DateOrder::{DayFirst, MonthFirst};

    fn evidence(texts: &[&str]) -> DateEvidence {
        let mut evidence = DateEvidence::default();
        texts.iter().for_each(|text| evidence.observe(text));
        evidence
    }

    #[test]
    fn cells_that_one_order_reads_decide_for_the_column() {
        let cells = evidence(&[
            "03-07-2025",
            "05-05-2025",
            "22-07-2025",
            "2025-07-22",
            "n/a",
        ]);
        assert_eq!(
            cells.decide(None),
            Decided {
                order: DayFirst,
                reason: OrderReason::Proven,
                told_by: 1,
                open: 2,
                same_day: 1,
                contradicting: 0,
            }
        );
        assert_eq!(cells.decide(None).numeric(), 3);
        let american =
            evidence(&["07/22/2025", "07/23/2025", "22/07/2025", "03/07/2025"]).decide(None);
        assert_eq!(
            (american.order, american.reason),
            (MonthFirst, OrderReason::Proven)
        );
        assert_eq!(
            (american.told_by, american.open, american.contradicting),
            (2, 1, 1)
        );
    }

    #[test]
    fn a_declared_order_wins_against_every_cell() {
        let decided = evidence(&["22-07-2025", "23-07-2025"]).decide(Some(MonthFirst));
        assert_eq!(
            (decided.order, decided.reason),
            (MonthFirst, OrderReason::Declared)
        );
        assert_eq!((decided.told_by, decided.contradicting), (0, 2));
    }

    #[test]
    fn where_nothing_tells_the_day_comes_first_and_is_assumed_to() {
        let reason = |texts: &[&str]| {
            let decided = evidence(texts).decide(None);
            assert_eq!(decided.order, DayFirst);
            decided.reason
        };
        assert_eq!(reason(&["03-07-2025", "04-07-2025"]), OrderReason::Assumed);
        assert_eq!(reason(&["22-07-2025", "07-22-2025"]), OrderReason::Assumed);
        assert_eq!(
            reason(&["05-05-2025", "2025-07-22", "45860"]),
            OrderReason::NotNeeded
        );
        assert_eq!(reason(&[]), OrderReason::NotNeeded);
    }
}
