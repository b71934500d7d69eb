//! The frame of every chart over time: days from left to right, one measure upwards.

use charming::Chart;
use charming::component::{Axis, Grid};
use charming::element::{
    AxisLabel, AxisLine, AxisPointer, AxisPointerType, AxisTick, AxisType, Emphasis, ItemStyle,
    LineStyle, SplitLine, Symbol, Tooltip, Trigger,
};
use charming::series::Line;

use super::bars::{LETTERING, aria};

/// What marks the day pointed at among lines.
pub fn pointer() -> AxisPointer {
    AxisPointer::new()
        .type_(AxisPointerType::Line)
        .line_style(LineStyle::new().color("@muted").width(1))
}

/// A chart without its lines; `days` is the lettering below it, `pointer` what marks the day pointed at.
pub fn frame(days: AxisLabel, pointer: AxisPointer) -> Chart {
    Chart::new()
        .animation(false)
        .aria(aria())
        .grid(Grid::new().left(72).right(28).top(16).bottom(44))
        .tooltip(
            Tooltip::new()
                .trigger(Trigger::Axis)
                .value_formatter("@money")
                .axis_pointer(pointer),
        )
        .x_axis(
            Axis::new()
                .type_(AxisType::Category)
                .boundary_gap(false)
                .axis_line(AxisLine::new().show(true))
                .axis_tick(
                    AxisTick::new()
                        .show(true)
                        .line_style(LineStyle::new().color("@rule")),
                )
                .axis_label(days.color("@muted").font_size(LETTERING)),
        )
        .y_axis(
            Axis::new()
                .type_(AxisType::Value)
                .split_number(4)
                .axis_line(AxisLine::new().show(false))
                .axis_tick(AxisTick::new().show(false))
                .axis_label(
                    AxisLabel::new()
                        .formatter("@money")
                        .color("@muted")
                        .font_size(LETTERING),
                )
                .split_line(SplitLine::new().line_style(LineStyle::new().color("@rule"))),
        )
}

/// A line that shows its points only where the binder finds few of them.
pub fn line(id: &str, colour: &str) -> Line {
    Line::new()
        .id(id)
        .symbol(Symbol::Circle)
        .symbol_size(6)
        .show_symbol(false)
        .line_style(LineStyle::new().color(colour).width(2))
        .item_style(ItemStyle::new().color(colour))
        .emphasis(Emphasis::new().disabled(true))
}
