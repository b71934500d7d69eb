//! The revenue of the same members in two slices: two bars for each, the first slice above the second.

use charming::element::ItemStyle;
use charming::series::Bar;

use super::Skeleton;
use super::bars::{SNUG, bars, frame};

pub fn skeleton() -> Skeleton {
    let chart = frame("@money", SNUG)
        .series(half("revenue", "@accent"))
        .series(half("revenue:other", "@other"));
    Skeleton::new("compare-bars", &chart)
}

/// A bar that leaves room for the other one.
fn half(id: &str, colour: &str) -> Bar {
    bars(id, "@money")
        .bar_width("38%")
        .bar_gap("4%")
        .item_style(ItemStyle::new().color(colour))
}
