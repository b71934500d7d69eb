//! Where revenue comes from: one bar for each brand, category or platform.

use super::Skeleton;
use super::bars::{SNUG, bars, frame};

/// One skeleton for each dimension, so that a page can ask for each by its name.
pub fn skeletons() -> Vec<Skeleton> {
    [
        "revenue-by-brand",
        "revenue-by-category",
        "revenue-by-platform",
    ]
    .into_iter()
    .map(|id| Skeleton::new(id, &frame("@money", SNUG).series(bars("revenue", "@money"))))
    .collect()
}
