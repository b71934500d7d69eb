//! The line where a payout pays for itself, and its words. The binder gives it its place.

use charming::element::{
    Label, LabelPosition, LineStyle, LineStyleType, MarkLine, MarkLineData, MarkLineVariant, Symbol,
};

use super::bars::LETTERING;

/// Dashed, so that nobody takes it for data; `words` is where its words stand.
pub fn break_even(words: LabelPosition) -> MarkLine {
    MarkLine::new()
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
                .position(words)
                .color("@muted")
                .font_size(LETTERING),
        )
        .data(vec![MarkLineVariant::Simple(
            MarkLineData::new().name("break-even"),
        )])
}
