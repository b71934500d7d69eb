//! Which days brought revenue and on which there were posts: a square a day, a column a week from Monday.
//!
//! Rows and columns of categories rather than ECharts' own calendar, which draws every day twice and names
//! months and days in words of its own.

use charming::component::Grid;
use charming::element::{Emphasis, ItemStyle, Symbol};
use charming::series::Scatter;

use super::Skeleton;
use super::cells::{cells, frame};

pub fn skeleton() -> Skeleton {
    let posts = Scatter::new()
        .id("posts")
        .symbol(Symbol::Circle)
        .item_style(ItemStyle::new().color("@text"))
        .emphasis(Emphasis::new().disabled(true));
    let grid = Grid::new().left(8).right(1).top(24).bottom(4);
    let chart = frame(grid, "@muted")
        .series(cells("revenue", 1.0))
        .series(posts);
    Skeleton::new("calendar", &chart)
}
