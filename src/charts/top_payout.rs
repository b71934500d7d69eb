//! Who is paid most: the influencers with the highest payout.

use super::Skeleton;
use super::bars::{SNUG, bars, frame};

pub fn skeleton() -> Skeleton {
    Skeleton::new(
        "top-payout",
        &frame("@money", SNUG).series(bars("payout", "@money")),
    )
}
