//! Revenue over time, the period before as a pale line behind it.

use charming::element::{AreaStyle, AxisLabel, Label};

use super::Skeleton;
use super::lines::{frame, line, pointer};

pub fn skeleton() -> Skeleton {
    let days = AxisLabel::new().formatter("@day");
    let pointer = pointer().label(Label::new().formatter("@step"));
    let chart = frame(days, pointer)
        .series(line("previous", "@context"))
        .series(
            line("revenue", "@accent").area_style(AreaStyle::new().color("@accent").opacity(0.1)),
        );
    Skeleton::new("revenue-trend", &chart)
}
