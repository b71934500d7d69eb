//! The frame of every chart of points: one for each influencer, a measure to the right, another upwards.
//!
//! Both axes begin at zero. Where most points would crowd in a corner, the binder lets each mark be ten
//! times the one before and says so beside the name of the axis.

use charming::Chart;
use charming::component::{Axis, Grid};
use charming::element::{
    AxisLabel, AxisLine, AxisTick, AxisType, Emphasis, ItemStyle, Label, LabelPosition, LineStyle,
    NameLocation, SplitLine, Symbol, TextStyle, Tooltip, Trigger,
};
use charming::series::Scatter;

use super::bars::{LETTERING, aria};
use super::mark::break_even;

/// Which measure an axis carries, and how it is written.
pub struct Along {
    pub name: &'static str,
    pub formatter: &'static str,
}

/// A chart without its points. Above the plot stand the name of the upward axis and the words of the
/// break-even line.
pub fn frame(right: Along, up: Along) -> Chart {
    Chart::new()
        .animation(false)
        .aria(aria())
        .grid(Grid::new().left(72).right(28).top(44).bottom(48))
        .tooltip(Tooltip::new().trigger(Trigger::Item))
        .x_axis(
            axis(right, 26.0)
                .name_location(NameLocation::Middle)
                .axis_line(AxisLine::new().show(true))
                .axis_tick(
                    AxisTick::new()
                        .show(true)
                        .line_style(LineStyle::new().color("@rule")),
                ),
        )
        .y_axis(
            axis(up, 28.0)
                .name_location(NameLocation::End)
                .axis_line(AxisLine::new().show(false))
                .axis_tick(AxisTick::new().show(false)),
        )
}

fn axis(Along { name, formatter }: Along, gap: f64) -> Axis {
    Axis::new()
        .type_(AxisType::Value)
        .name(name)
        .name_gap(gap)
        .name_text_style(TextStyle::new().color("@muted").font_size(LETTERING))
        .axis_label(
            AxisLabel::new()
                .formatter(formatter)
                .color("@muted")
                .font_size(LETTERING),
        )
        .split_line(SplitLine::new().line_style(LineStyle::new().color("@rule")))
}

/// The points, each with room for a name, and the line where a payout pays for itself.
pub fn points() -> Scatter {
    Scatter::new()
        .id("points")
        .symbol(Symbol::Circle)
        .item_style(
            ItemStyle::new()
                .color("@accent")
                .border_color("@surface")
                .border_width(1)
                .opacity(0.8),
        )
        .emphasis(Emphasis::new().disabled(true))
        .label(Label::new().show(false).color("@text").font_size(LETTERING))
        .mark_line(break_even(LabelPosition::InsideEndTop))
}
