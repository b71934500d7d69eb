//! The revenue of two slices over time, each counted from its own first day.

use charming::element::{AxisLabel, AxisPointer};

use super::Skeleton;
use super::lines::{frame, line};

pub fn skeleton() -> Skeleton {
    let chart = frame(AxisLabel::new(), AxisPointer::new())
        .series(line("revenue:other", "@other"))
        .series(line("revenue", "@accent"));
    Skeleton::new("compare-trend", &chart)
}
