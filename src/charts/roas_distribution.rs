//! How many influencers earn how much of their break-even: six steps, three on either side of the line.

use charming::Chart;
use charming::component::{Axis, Grid};
use charming::element::{
    AxisLabel, AxisLine, AxisPointer, AxisPointerType, AxisTick, AxisType, LabelPosition,
    SplitLine, Tooltip, Trigger,
};

use super::Skeleton;
use super::bars::{LETTERING, aria, bars};
use super::mark::break_even;

pub fn skeleton() -> Skeleton {
    let shadow = AxisPointer::new().type_(AxisPointerType::Shadow);
    let chart = Chart::new()
        .animation(false)
        .aria(aria())
        // As much at the left as at the right: the line stands in the middle.
        .grid(Grid::new().left(4).right(4).top(44).bottom(8))
        .tooltip(
            Tooltip::new()
                .trigger(Trigger::Axis)
                .value_formatter("@count")
                .axis_pointer(shadow),
        )
        .x_axis(
            Axis::new()
                .type_(AxisType::Category)
                .axis_line(AxisLine::new().show(true))
                .axis_tick(AxisTick::new().show(false))
                .axis_label(AxisLabel::new().color("@muted").font_size(LETTERING)),
        )
        .y_axis(
            Axis::new()
                .type_(AxisType::Value)
                .axis_line(AxisLine::new().show(false))
                .axis_tick(AxisTick::new().show(false))
                .axis_label(AxisLabel::new().show(false))
                .split_line(SplitLine::new().show(false)),
        );
    let bars = bars("influencers", "@count")
        .bar_width("72%")
        .mark_line(break_even(LabelPosition::Start));
    Skeleton::new("roas-distribution", &chart.series(bars))
}
