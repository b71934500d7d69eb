//! Who brought most: the influencers with the highest revenue.

use super::Skeleton;
use super::bars::{SNUG, bars, frame};

pub fn skeleton() -> Skeleton {
    Skeleton::new(
        "top-revenue",
        &frame("@money", SNUG).series(bars("revenue", "@money")),
    )
}
