//! The frame of every chart of horizontal bars: names at the left, one measure, its figure at the end of each bar.
//!
//! The figures stand on the bars, so the value axis keeps quiet; it is there to begin at zero.

use charming::Chart;
use charming::component::{Aria, Axis, Decal, Grid};
use charming::element::{
    AxisLabel, AxisLine, AxisPointer, AxisPointerType, AxisTick, AxisType, Emphasis, ItemStyle,
    Label, LabelPosition, SplitLine, Tooltip, Trigger,
};
use charming::series::Bar;

/// Room over the first bar where nothing stands.
pub const SNUG: f64 = 4.0;

/// The size of all lettering in a chart: the smallest of the type scale.
pub const LETTERING: f64 = 13.0;

/// Screen readers get a description; patterns are there for who asks for them.
pub fn aria() -> Aria {
    Aria::new().enabled(true).decal(Decal::new().show(false))
}

/// A chart without its bars. `formatter` names how its measure is written, `above` is the room over the
/// first bar.
///
/// The binder widens the left side to the longest name; the right side holds the longest figure.
pub fn frame(formatter: &str, above: f64) -> Chart {
    Chart::new()
        .animation(false)
        .aria(aria())
        .grid(Grid::new().left(8).right(72).top(above).bottom(4))
        .tooltip(
            Tooltip::new()
                .trigger(Trigger::Axis)
                .value_formatter(formatter)
                .axis_pointer(AxisPointer::new().type_(AxisPointerType::Shadow)),
        )
        .x_axis(
            Axis::new()
                .type_(AxisType::Value)
                .axis_label(AxisLabel::new().show(false))
                .split_line(SplitLine::new().show(false)),
        )
        .y_axis(
            Axis::new()
                .type_(AxisType::Category)
                .inverse(true)
                .axis_line(AxisLine::new().show(false))
                .axis_tick(AxisTick::new().show(false))
                .axis_label(AxisLabel::new().color("@text").font_size(LETTERING)),
        )
}

/// The bars of one measure; the id of the series is the measure's.
pub fn bars(measure: &str, formatter: &str) -> Bar {
    Bar::new()
        .id(measure)
        .bar_width("64%")
        .item_style(ItemStyle::new().color("@accent"))
        .emphasis(Emphasis::new().disabled(true))
        .label(
            Label::new()
                .show(true)
                .position(LabelPosition::Right)
                .formatter(formatter)
                .color("@text")
                .font_size(LETTERING),
        )
}
