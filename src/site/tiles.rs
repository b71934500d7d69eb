//! Headline figures, and how each moved against the previous period.

use std::cmp::Ordering;

use super::view::{Change, Tile};
use crate::format::Figures;
use crate::measure::{Better, Format, MeasureId, Value};
use crate::slices::Slice;

/// The tile of a measure.
#[must_use]
pub fn tile(id: MeasureId, slice: &Slice, figures: &Figures) -> Tile {
    let measure = id.measure();
    let value = slice.value(id);
    let full = figures.full(value, measure.format);
    let text = figures.short(value, measure.format);
    let previous = slice
        .previous
        .as_ref()
        .map(|previous| measure.value(&previous.totals, &slice.scope));
    Tile {
        measure: measure.name,
        label: measure.label,
        value: value.machine_text(),
        title: (full != text).then_some(full),
        text,
        why: match value {
            Value::None(why) => Some(why.sentence()),
            _ => None,
        },
        change: previous.and_then(|previous| change(id, value, previous, slice, figures)),
    }
}

/// How a figure moved; nothing where either is none, or a percentage of nothing.
fn change(
    id: MeasureId,
    value: Value,
    previous: Value,
    slice: &Slice,
    figures: &Figures,
) -> Option<Change> {
    let measure = id.measure();
    let (now, before) = (value.number()?, previous.number()?);
    let moved = (now - before).abs();
    // What reads the same has not moved, whatever the digits nobody sees.
    let reads_the_same =
        figures.short(value, measure.format) == figures.short(previous, measure.format);
    let text = match measure.format {
        _ if reads_the_same => "unchanged".to_owned(),
        Format::Times => figures.times(moved),
        Format::Percent => format!(
            "{} points",
            figures
                .percent(moved * 100.0)
                .trim_end_matches(['%', '\u{a0}'])
        ),
        Format::Money | Format::Count if before > 0.0 => figures.percent(moved / before * 100.0),
        Format::Money | Format::Count => return None,
    };
    let order = if reads_the_same {
        Ordering::Equal
    } else {
        now.total_cmp(&before)
    };
    let tone = match (order, measure.better) {
        (Ordering::Equal, _) | (_, Better::Neither) => "neutral",
        (Ordering::Greater, Better::Higher) | (Ordering::Less, Better::Lower) => "good",
        _ => "bad",
    };
    let direction = match order {
        Ordering::Greater => "up",
        Ordering::Less => "down",
        Ordering::Equal => "flat",
    };
    let range = slice.previous.as_ref()?.range.label();
    let title = format!("{} in {range}", figures.full(previous, measure.format));
    Some(Change {
        text,
        direction,
        tone,
        title,
    })
}
