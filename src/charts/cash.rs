//! What goes out when: a bar a day, week or month, one amount on another by what the statuses say.
//!
//! What has gone out is solid, what has not yet is hollow, as a step that is there in part is elsewhere.

use charming::element::{AxisLabel, AxisPointer, AxisPointerType, Emphasis, ItemStyle, Label};
use charming::series::Bar;

use super::Skeleton;
use super::lines::frame;
use crate::settlement::Settlement;

/// Series of one stack lie on each other.
const STACK: &str = "payouts";

/// The id of the one series of a ledger without statuses.
pub const ALL: &str = "payout";

pub fn skeleton() -> Skeleton {
    let days = AxisLabel::new().formatter("@day");
    let pointer = AxisPointer::new()
        .type_(AxisPointerType::Shadow)
        .label(Label::new().formatter("@step"));
    let by_settlement = Settlement::ALL.into_iter().map(|settlement| {
        let style = match settlement {
            Settlement::Paid => solid("@accent"),
            Settlement::Pending => ItemStyle::new()
                .color("@surface")
                .border_color("@accent")
                .border_width(2),
            Settlement::NotPaid => solid("@bad"),
            Settlement::Unclear => solid("@context"),
        };
        bars(settlement.id(), style)
    });
    let chart = by_settlement
        .chain([bars(ALL, solid("@accent"))])
        .fold(frame(days, pointer), |chart, bars| chart.series(bars));
    Skeleton::new("cash", &chart)
}

fn solid(colour: &str) -> ItemStyle {
    ItemStyle::new().color(colour)
}

fn bars(id: &str, style: ItemStyle) -> Bar {
    Bar::new()
        .id(id)
        .stack(STACK)
        .item_style(style)
        .emphasis(Emphasis::new().disabled(true))
}
