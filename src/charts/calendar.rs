//! Which days brought revenue and on which there were posts: a square a day, a column a week.
//!
//! Rows and columns of categories rather than ECharts' own calendar, which draws every day twice and names
//! months and days in words of its own.

use charming::component::Grid;
use charming::element::{Emphasis, ItemStyle, Symbol};
use charming::series::Scatter;

use super::Skeleton;
use super::cells::frame;

pub fn skeleton() -> Skeleton {
    let grid = Grid::new().left(8).right(1).top(24).bottom(4);
    // Squares rather than cells, whose borders would blur into each other where a day is few pixels wide.
    let chart = frame(grid, "@muted")
        .series(marks("revenue", Symbol::Rect))
        .series(marks("posts", Symbol::Circle));
    Skeleton::new("calendar", &chart)
}

/// A mark a day; the binder gives it size and colour.
fn marks(id: &str, symbol: Symbol) -> Scatter {
    Scatter::new()
        .id(id)
        .symbol(symbol)
        .item_style(ItemStyle::new().color("@text").opacity(1))
        .emphasis(Emphasis::new().disabled(true))
}
