//! Where ROAS clears break-even: categories below each other, platforms beside each other, ROAS in each cell.

use charming::component::Grid;
use charming::element::Label;

use super::Skeleton;
use super::bars::LETTERING;
use super::cells::{cells, frame};

pub fn skeleton() -> Skeleton {
    let cells = cells("roas").label(
        Label::new()
            .show(true)
            .formatter("@times")
            .font_size(LETTERING),
    );
    let grid = Grid::new().left(8).right(1).top(28).bottom(4);
    Skeleton::new("roas-heat", &frame(grid, "@text").series(cells))
}
