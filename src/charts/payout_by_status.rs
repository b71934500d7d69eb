//! How much of the ledger stands under each status.

use super::Skeleton;
use super::bars::{SNUG, bars, frame};

pub fn skeleton() -> Skeleton {
    Skeleton::new(
        "payout-by-status",
        &frame("@money", SNUG).series(bars("payout", "@money")),
    )
}
