//! The frame of every chart of cells: rows and columns of categories, coloured by a scale.

use charming::Chart;
use charming::component::{Axis, Grid};
use charming::element::{
    AxisLabel, AxisLine, AxisTick, AxisType, Color, Emphasis, ItemStyle, Tooltip, Trigger,
};
use charming::series::Heatmap;

use super::bars::{LETTERING, aria};

/// A chart without its cells; `names` is the colour of what stands beside them.
///
/// The binder widens the left side to the longest name.
pub fn frame(grid: Grid, names: &str) -> Chart {
    Chart::new()
        .animation(false)
        .aria(aria())
        .grid(grid)
        .tooltip(Tooltip::new().trigger(Trigger::Item))
        .x_axis(names_along("@muted").position("top"))
        .y_axis(names_along(names).inverse(true))
}

fn names_along(colour: &str) -> Axis {
    Axis::new()
        .type_(AxisType::Category)
        .axis_line(AxisLine::new().show(false))
        .axis_tick(AxisTick::new().show(false))
        .axis_label(
            AxisLabel::new()
                .color(Color::from(colour))
                .font_size(LETTERING),
        )
}

/// Cells with a gap of the page's colour between them.
pub fn cells(id: &str) -> Heatmap {
    Heatmap::new()
        .id(id)
        .item_style(
            ItemStyle::new()
                .color("@surface")
                .border_color("@surface")
                .border_width(2),
        )
        .emphasis(Emphasis::new().disabled(true))
}
