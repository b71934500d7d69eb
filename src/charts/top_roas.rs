//! Who earns the fee back: the highest ROAS, beside the line where a payout pays for itself.
//!
//! The line is always drawn. Where every bar falls short of it the axis reaches as far as the line, and
//! where every bar clears it the line still stands where it belongs. Bars take the colour of their side.

use charming::element::{
    Label, LabelPosition, LineStyle, LineStyleType, MarkLine, MarkLineData, MarkLineVariant, Symbol,
};

use super::Skeleton;
use super::bars::{LETTERING, bars, frame};

/// Room over the first bar for the words on top of the line, which starts there because the axis runs down.
const WORDS: f64 = 28.0;

pub fn skeleton() -> Skeleton {
    // The binder gives the line its place and its words.
    let break_even = MarkLineVariant::Simple(MarkLineData::new().name("break-even"));
    let line = MarkLine::new()
        .silent(true)
        .symbol(vec![Symbol::None, Symbol::None])
        .line_style(
            LineStyle::new()
                .color("@text")
                .type_(LineStyleType::Dashed)
                .width(1),
        )
        .label(
            Label::new()
                .position(LabelPosition::Start)
                .color("@muted")
                .font_size(LETTERING),
        )
        .data(vec![break_even]);
    Skeleton::new(
        "top-roas",
        &frame("@times", WORDS).series(bars("roas", "@times").mark_line(line)),
    )
}
