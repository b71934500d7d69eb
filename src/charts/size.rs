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
        (
            "top-revenue"
            | "top-payout"
            | "payout-by-status"
            | "revenue-by-brand"
            | "revenue-by-category"
            | "revenue-by-platform",
            _,
        ) => rows_of(28, 8, MOST_BARS),
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
        ("revenue-trend", Room::Wide) => 400,
        _ => 280,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::charts::skeletons;

    const CSS: &str = include_str!("../../templates/assets/css/charts.css");

    /// The height that the last rule with such a selector gives, of those in a wide section or of the others.
    fn rule(chart: &str, room: Room) -> Option<&'static str> {
        let marker = format!("@container (min-width: {WIDE}px) {{");
        let (narrow, rest) = CSS
            .split_once(marker.as_str())
            .expect("wide sections have rules");
        let wide = &rest[..rest.find("\n}\n").expect("the block ends")];
        let text = match room {
            Room::Narrow => narrow,
            Room::Wide => wide,
        };
        let selector = format!("[data-chart=\"{chart}\"]");
        let mut found = None;
        for (at, _) in text.match_indices(&selector) {
            let (selectors, body) = text[at..].split_once('{').expect("a rule has a body");
            if selectors.contains("[role=\"img\"]") {
                found = body
                    .split_once("height: ")
                    .and_then(|(_, rest)| rest.split_once(';'));
            }
        }
        found.map(|(height, _)| height)
    }

    /// Pixels of `320px` or `calc(min(var(--rows, 10), 10) * 28px + 8px)`.
    fn pixels(height: &str, rows: usize) -> u32 {
        let numbers: Vec<u32> = height
            .split(|sign: char| !sign.is_ascii_digit())
            .filter_map(|digits| digits.parse().ok())
            .collect();
        match numbers[..] {
            [all] => all,
            [_, most, each, beside] => (rows as u32).min(most) * each + beside,
            [_, each, beside] => rows as u32 * each + beside,
            _ => panic!("{height}"),
        }
    }

    #[test]
    fn the_style_sheet_has_the_same_heights() {
        let others = |chart: &str| match chart {
            "top-revenue"
            | "top-payout"
            | "payout-by-status"
            | "revenue-by-brand"
            | "revenue-by-category"
            | "revenue-by-platform" => "calc(min(var(--rows, 10), 10) * 28px + 8px)",
            _ => "280px",
        };
        for bars in [
            "figure > [role=\"img\"] {\n  position: relative;\n  height: 280px;",
            "figure[data-from] > [role=\"img\"] {\n  height: calc(min(var(--rows, 10), 10) * 28px + 8px);",
        ] {
            assert!(CSS.contains(bars), "{bars}");
        }
        for skeleton in skeletons() {
            let chart = skeleton.id;
            let narrow = rule(chart, Room::Narrow).unwrap_or(others(chart));
            let wide = rule(chart, Room::Wide).unwrap_or(narrow);
            for rows in [1, 7, 14] {
                assert_eq!(
                    height(chart, rows, Room::Narrow),
                    pixels(narrow, rows),
                    "{chart}"
                );
                assert_eq!(
                    height(chart, rows, Room::Wide),
                    pixels(wide, rows),
                    "{chart}"
                );
            }
        }
    }
}
