//! Pictures drawn at build time: the charts in a page, complete before any script runs and without one, and the
//! preview that stands beside a link to it.
//!
//! A chart is drawn twice, as wide as it is on a large screen and as it is on a phone; the style sheet shows the one
//! that fits and scales it in between.

use std::path::Path;

use serde_json::json;
use sha2::{Digest, Sha256};

use super::preview;
use super::raster::PictureError;
use super::view::{ChartView, Pictures, Section};
use crate::cache::Cache;
use crate::charts::size::{Room, height};
use crate::charts::svg::{DrawError, Drawing, Request, Script, Studio};
use crate::measure::MEASURES;

/// The widths of charts in CSS pixels, where the page is as wide as it gets (see `roasbook.css`): beside a table
/// in a section of the whole width, in such a section without a table, in a section of half the width.
const BESIDE_A_TABLE: u32 = 656;
const WHOLE: u32 = 1184;
const HALF: u32 = 576;

/// The width of a chart on a phone of 390 pixels.
const PHONE: u32 = 358;

/// Draws the pictures of pages, and keeps them for the next build.
pub struct Painter {
    studio: Studio,
    previews: Option<Cache>,
    /// The words for ids of series.
    names: serde_json::Value,
}

impl Painter {
    /// Draws with these scripts; `cache` is a folder that need not be there.
    #[must_use]
    pub fn new(scripts: Vec<Script>, cache: Option<&Path>) -> Self {
        let mut names: serde_json::Map<String, serde_json::Value> = MEASURES
            .iter()
            .map(|measure| (measure.name.to_owned(), json!(measure.label)))
            .collect();
        names.insert("influencers".into(), json!("Influencers"));
        let kept_in = |folder: &str| cache.map(|cache| Cache::new(cache.join(folder)));
        Self {
            studio: Studio::new(scripts, kept_in("charts")),
            previews: kept_in("previews"),
            names: names.into(),
        }
    }

    /// Gives every chart of some sections its pictures. `data` is what the page says to its charts.
    ///
    /// # Errors
    /// [`DrawError`] when a script fails.
    pub fn paint(
        &self,
        sections: &mut [Section],
        data: &serde_json::Value,
    ) -> Result<(), DrawError> {
        let widths = widths(sections);
        for (section, (width, room)) in sections.iter_mut().zip(widths) {
            let Some(chart) = &section.chart else {
                continue;
            };
            let table = chart.from.and(section.table.as_ref()).map(|table| {
                serde_json::to_value(table).expect("a table is plain lists and texts")
            });
            let pictures = self.draw(
                chart,
                table.as_ref(),
                data,
                [(width, room), (PHONE, Room::Narrow)],
            )?;
            if let Some(chart) = &mut section.chart {
                chart.pictures = pictures;
            }
        }
        Ok(())
    }

    /// A preview as PNG.
    ///
    /// # Errors
    /// When it is no SVG.
    pub fn preview(&self, svg: &str) -> Result<Vec<u8>, PictureError> {
        let Some(cache) = &self.previews else {
            return preview::png(svg);
        };
        // Another version may draw it otherwise.
        let key = Sha256::new()
            .chain_update(env!("CARGO_PKG_VERSION"))
            .chain_update(svg)
            .finalize()
            .into();
        if let Some(kept) = cache.read(&key) {
            return Ok(kept);
        }
        let png = preview::png(svg)?;
        cache.write(&key, &png);
        Ok(png)
    }

    /// Gives up what no build has asked for in a long while.
    pub fn tidy(&self) {
        self.studio.tidy();
        self.previews.iter().for_each(Cache::tidy);
    }

    /// A chart in two sizes; none where there is nothing to draw.
    fn draw(
        &self,
        chart: &ChartView,
        table: Option<&serde_json::Value>,
        data: &serde_json::Value,
        sizes: [(u32, Room); 2],
    ) -> Result<Option<Pictures>, DrawError> {
        let rows = rows_drawn(chart, table);
        let request = |(width, room): (u32, Room)| Request {
            chart: chart.id,
            rows: chart.rows.as_ref(),
            table,
            data,
            money: &data["money"],
            grain: data["grain"].as_str().unwrap_or("day"),
            names: &self.names,
            width,
            height: height(chart.id, rows, room),
        };
        let drawn = self.studio.draw(&sizes.map(request))?;
        let [wide, narrow]: [Drawing; 2] = drawn.try_into().expect("a drawing a request");
        let is_drawn = !wide.svg.is_empty();
        Ok(is_drawn.then(|| Pictures {
            wide: in_page(&wide.svg, "wide"),
            narrow: in_page(&narrow.svg, "narrow"),
            key: wide.key,
        }))
    }
}

/// A drawing as part of a page: of a class, and at its own shape from the upper left.
fn in_page(svg: &str, size: &str) -> String {
    let head = format!("<svg class=\"drawn {size}\" preserveAspectRatio=\"xMinYMin meet\"");
    // Within HTML an svg element is one without being told.
    svg.replacen("<svg xmlns=\"http://www.w3.org/2000/svg\"", &head, 1)
}

/// How many rows of bars or cells a chart has.
fn rows_drawn(chart: &ChartView, table: Option<&serde_json::Value>) -> usize {
    let of_table = table.map(|table| &table["rows"]);
    let own = chart.rows.as_ref().map(|rows| &rows["categories"]);
    let rows = of_table.or(own).and_then(|rows| rows.as_array());
    rows.map_or(0, Vec::len)
}

/// How wide the chart of each section is on a large screen, and how much room that is. Two halves stand beside
/// each other; one that has no other fills its row.
fn widths(sections: &[Section]) -> Vec<(u32, Room)> {
    let mut widths = Vec::with_capacity(sections.len());
    let mut is_second = false;
    for (place, section) in sections.iter().enumerate() {
        let next_is_half = sections.get(place + 1).is_some_and(|next| next.half);
        let is_half = section.half && (is_second || next_is_half);
        is_second = is_half && !is_second;
        widths.push(match (is_half, &section.table) {
            (true, _) => (HALF, Room::Narrow),
            (false, Some(_)) => (BESIDE_A_TABLE, Room::Wide),
            (false, None) => (WHOLE, Room::Wide),
        });
    }
    widths
}

#[cfg(test)]
mod tests {
    use super::*;

    fn section(half: bool) -> Section {
        Section {
            half,
            ..Section::new("any", String::new())
        }
    }

    #[test]
    fn halves_stand_in_pairs_and_one_alone_fills_its_row() {
        let sections = [true, true, false, true, false, true, true, true].map(section);
        let found: Vec<u32> = widths(&sections)
            .into_iter()
            .map(|(width, _)| width)
            .collect();
        assert_eq!(found, [HALF, HALF, WHOLE, WHOLE, WHOLE, HALF, HALF, WHOLE]);
    }
}
