//! Revenue over time, the period before as a pale line behind it.

use charming::Chart;
use charming::component::{Axis, Grid};
use charming::element::{
    AreaStyle, AxisLabel, AxisLine, AxisPointer, AxisPointerType, AxisTick, AxisType, Emphasis,
    ItemStyle, Label, LineStyle, LineStyleType, SplitLine, Symbol, Tooltip, Trigger,
};
use charming::series::Line;

use super::Skeleton;
use super::bars::{LETTERING, aria};

pub fn skeleton() -> Skeleton {
    let chart = Chart::new()
        .animation(false)
        .aria(aria())
        .grid(Grid::new().left(72).right(28).top(16).bottom(44))
        .tooltip(
            Tooltip::new()
                .trigger(Trigger::Axis)
                .value_formatter("@money")
                .axis_pointer(
                    AxisPointer::new()
                        .type_(AxisPointerType::Line)
                        .line_style(LineStyle::new().color("@muted").width(1))
                        .label(Label::new().formatter("@step")),
                ),
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
                .axis_label(
                    AxisLabel::new()
                        .formatter("@day")
                        .color("@muted")
                        .font_size(LETTERING),
                ),
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
        .series(
            line("previous", "@context").line_style(
                LineStyle::new()
                    .color("@context")
                    .width(2)
                    .type_(LineStyleType::Solid),
            ),
        )
        .series(
            line("revenue", "@accent")
                .line_style(LineStyle::new().color("@accent").width(2))
                .area_style(AreaStyle::new().color("@accent").opacity(0.1)),
        );
    Skeleton::new("revenue-trend", &chart)
}

/// A line that shows its points only where the binder finds few of them.
fn line(id: &str, colour: &str) -> Line {
    Line::new()
        .id(id)
        .symbol(Symbol::Circle)
        .symbol_size(6)
        .show_symbol(false)
        .item_style(ItemStyle::new().color(colour))
        .emphasis(Emphasis::new().disabled(true))
}
