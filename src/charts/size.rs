//! How high each chart is. The style sheet says the same, so that the place of a chart is there before it is
//! drawn, and a picture in it has its size.

/// What the height of a chart depends on beside what it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Room {
    /// A phone, or half of a page.
    Narrow,
    /// A section of [`WIDE`] pixels or more, where the table stands beside the chart.
    Wide,
}

/// The least width of a section, in CSS pixels, in which charts have room.
pub const WIDE: u32 = 1040;

/// The most rows a chart of bars draws; more are a table.
pub const MOST_BARS: usize = 10;

/// The height in CSS pixels of a chart of so many rows (bars, or rows of cells; elsewhere they do not matter).
#[must_use]
pub fn height(chart: &str, rows: usize, room: Room) -> u32 {
    let rows_of = |each: usize, beside: usize, most: usize| (rows.min(most) * each + beside) as u32;
    match (chart, room) {
        ("top-revenue" | "top-payout" | "revenue-by-brand" | "revenue-by-category" | "revenue-by-platform", _) => {
            rows_of(28, 8, MOST_BARS)
        }
        // Words stand over the first bar.
        ("top-roas", _) => rows_of(28, 32, MOST_BARS),
        ("compare-bars", _) => rows_of(48, 8, MOST_BARS),
        // The names of the columns stand over the first row.
        ("roas-heat", _) => rows_of(32, 32, usize::MAX),
        ("payback" | "engagement", _) => 320,
        ("roas-distribution" | "around-posts", _) => 240,
        // A year of weeks in a narrow place has narrow days.
        ("calendar", Room::Narrow) => 120,
        ("calendar", Room::Wide) => 168,
        (_, Room::Narrow) => 280,
        (_, Room::Wide) => 400,
    }
}
