//! Whether the money of a payout has gone out, as its status says.
//!
//! Nothing is computed from this: whatever its status, a payout counts in every measure. It sorts the ledger for
//! those who pay.

/// What a status says of the money.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[repr(usize)]
pub enum Settlement {
    Paid,
    /// It is owed, and has not gone out yet.
    Pending,
    /// It will not go out, or came back.
    NotPaid,
    /// There is no status, or one that says neither.
    Unclear,
}

/// Words of which one is enough to say that nobody was or will be paid.
const NOT_PAID: &[&str] = &[
    "bounced",
    "canceled",
    "cancellation",
    "cancelled",
    "declined",
    "failed",
    "failure",
    "refund",
    "refunded",
    "rejected",
    "returned",
    "reversed",
    "void",
    "voided",
    "withdrawn",
];

/// Words that say that money is still to go out, whatever stands beside them: `yet to be paid`.
const PENDING: &[&str] = &[
    "approved",
    "awaiting",
    "be",
    "due",
    "hold",
    "initiated",
    "invoiced",
    "not",
    "open",
    "outstanding",
    "overdue",
    "payable",
    "pending",
    "planned",
    "process",
    "processing",
    "progress",
    "queued",
    "requested",
    "review",
    "scheduled",
    "submitted",
    "unpaid",
    "upcoming",
    "waiting",
    "yet",
];

/// Words that say that money has gone out.
const PAID: &[&str] = &[
    "cleared",
    "complete",
    "completed",
    "credited",
    "disbursed",
    "done",
    "paid",
    "processed",
    "released",
    "remitted",
    "sent",
    "settled",
    "success",
    "successful",
    "transferred",
];

/// Words that make the others say too little: of one amount, how much is paid?
const IN_PART: &[&str] = &["part", "partial", "partially", "partly"];

impl Settlement {
    pub const COUNT: usize = 4;

    pub const ALL: [Self; Self::COUNT] = [Self::Paid, Self::Pending, Self::NotPaid, Self::Unclear];

    /// What a status says, by its words; case and punctuation do not matter.
    #[must_use]
    pub fn of(status: &str) -> Self {
        let folded = fold(status);
        let has = |words: &[&str]| folded.split(' ').any(|word| words.contains(&word));
        if has(NOT_PAID) {
            Self::NotPaid
        } else if has(IN_PART) {
            Self::Unclear
        } else if has(PENDING) {
            Self::Pending
        } else if has(PAID) {
            Self::Paid
        } else {
            Self::Unclear
        }
    }

    /// The name of its amounts in tables and charts.
    #[must_use]
    pub fn id(self) -> &'static str {
        match self {
            Self::Paid => "paid",
            Self::Pending => "pending",
            Self::NotPaid => "not_paid",
            Self::Unclear => "unclear",
        }
    }

    /// What it is called where there is room.
    #[must_use]
    pub fn label(self) -> &'static str {
        match self {
            Self::Paid => "Paid",
            Self::Pending => "Pending",
            Self::NotPaid => "Cancelled or failed",
            Self::Unclear => "Other or no status",
        }
    }

    /// What it is called over a column of amounts.
    #[must_use]
    pub fn short(self) -> &'static str {
        match self {
            Self::NotPaid => "Cancelled",
            Self::Unclear => "Other",
            _ => self.label(),
        }
    }
}

/// A status as it is compared: its words in lower case, a space between two. `PAID`, `paid ` and `Paid.` are one.
#[must_use]
pub fn fold(status: &str) -> String {
    let words = status.split(|letter: char| !letter.is_alphanumeric());
    let words: Vec<String> = words
        .filter(|word| !word.is_empty())
        .map(str::to_lowercase)
        .collect();
    words.join(" ")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_status_says_whether_money_went_out() {
        #[track_caller]
        fn case(expected: Settlement, statuses: &[&str]) {
            for status in statuses {
                assert_eq!(Settlement::of(status), expected, "{status}");
            }
        }
        case(
            Settlement::Paid,
            &[
                "Paid",
                "paid ",
                "PAID",
                "Settled",
                "completed",
                "Done",
                "cleared",
                "Released",
                "Payment sent",
                "has been paid",
                "Paid on 5 June",
            ],
        );
        case(
            Settlement::Pending,
            &[
                "Pending",
                "due",
                "Unpaid",
                "scheduled",
                "Processing",
                "On hold",
                "on_hold",
                "Approved",
                "Not paid",
                "yet to be paid",
                "In process",
                "payment-pending",
            ],
        );
        case(
            Settlement::NotPaid,
            &[
                "Cancelled",
                "canceled",
                "Failed",
                "rejected",
                "Refunded",
                "Refund pending",
                "paid, then reversed",
            ],
        );
        case(
            Settlement::Unclear,
            &["", "  ", "n/a", "Partially paid", "A7", "भुगतान"],
        );
    }

    #[test]
    fn spellings_of_one_status_are_compared_alike() {
        for status in ["On hold", " ON-HOLD", "on_hold.", "on  hold"] {
            assert_eq!(fold(status), "on hold");
        }
        assert_eq!(fold(" – "), "");
    }

    #[test]
    fn no_word_says_two_things() {
        let mut words = [NOT_PAID, PENDING, PAID, IN_PART].concat();
        let count = words.len();
        words.sort_unstable();
        words.dedup();
        assert_eq!(words.len(), count);
    }
}
