//! The revenue of two slices over time, each counted from its own first day.

use charming::element::AxisLabel;

use super::Skeleton;
use super::lines::{frame, line, pointer};

pub fn skeleton() -> Skeleton {
    let chart = frame(AxisLabel::new(), pointer())
        .series(line("revenue:other", "@other"))
        .series(line("revenue", "@accent"));
    Skeleton::new("compare-trend", &chart)
}
