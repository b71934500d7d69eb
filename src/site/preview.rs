//! The picture of a page that messengers show beside a link to it.

use serde::Serialize;

use super::raster::{Canvas, PictureError};
use super::templates::{TemplateError, Templates};
use super::typeface::{Fitted, Run, Weight, drawable, fit, runs};
use crate::colour::Colour;

/// What messengers ask for: the shape that all of them show uncut.
pub const CANVAS: Canvas = Canvas {
    width: 1200,
    height: 630,
    margin: 0,
};

/// Where the pictures lie within the site.
pub const FOLDER: &str = "previews";

const TEMPLATE: &str = "preview.svg";

/// Left and right of everything.
const MARGIN: f64 = 64.0;
const WIDTH: f64 = CANVAS.width as f64 - 2.0 * MARGIN;

/// Where the trend is drawn: its highest point, and its zero.
const TREND_TOP: f64 = 452.0;
const TREND_BOTTOM: f64 = 548.0;

/// Fewer steps than this are points, not a trend.
const FEWEST_STEPS: usize = 4;

/// What a picture shows.
#[derive(Clone, Debug)]
pub struct Preview<'a> {
    /// Who publishes the report, if named.
    pub name: Option<&'a str>,
    pub title: &'a str,
    pub heading: &'a str,
    /// Up to four headline figures: label and figure.
    pub figures: Vec<(&'a str, &'a str)>,
    /// The finding, in a sentence.
    pub sentence: &'a str,
    /// Revenue of steps of equal length, in order of time.
    pub trend: Vec<i64>,
    /// What a step of the trend is: `day`.
    pub step: &'static str,
    /// Which data this is.
    pub data: &'a str,
    pub accent: Colour,
}

/// What the template sees: texts that fit, and where they stand.
#[derive(Serialize)]
struct PreviewView {
    accent: String,
    /// The accent, as pale as a tint.
    pale: String,
    name: Vec<Run>,
    title: Vec<Run>,
    title_x: f64,
    heading: Vec<Line>,
    figures: Vec<Figure>,
    sentence: Vec<Line>,
    trend: Option<Trend>,
    data: Vec<Run>,
}

#[derive(Serialize)]
struct Line {
    text: Vec<Run>,
    size: f64,
    y: f64,
}

#[derive(Serialize)]
struct Figure {
    x: f64,
    size: f64,
    label: Vec<Run>,
    text: Vec<Run>,
}

/// A line and the area below it, as SVG paths.
#[derive(Serialize)]
struct Trend {
    line: String,
    area: String,
    label: String,
}

impl Preview<'_> {
    /// The picture as SVG text, which determines its bytes.
    ///
    /// # Errors
    /// When the template does not render.
    pub fn svg(&self, templates: &Templates) -> Result<String, TemplateError> {
        let name = self.name.map_or_else(String::new, |name| {
            one_line(name, Weight::SemiBold, WIDTH / 2.0, 28.0)
        });
        let gap = if name.is_empty() { 0.0 } else { 16.0 };
        let title_x = MARGIN + Weight::SemiBold.width(&name, 28.0) + gap;
        let title_width = CANVAS.width as f64 - MARGIN - title_x;
        let view = PreviewView {
            accent: self.accent.to_string(),
            pale: self.accent.over_white(0.12).to_string(),
            name: runs(&name),
            title: runs(&one_line(self.title, Weight::Regular, title_width, 28.0)),
            title_x,
            heading: self.heading(),
            figures: self.figures(),
            sentence: lines(
                fit(self.sentence, Weight::Regular, WIDTH, &[31.0, 28.0], 2),
                390.0,
                1.3,
            ),
            trend: self.trend(),
            data: runs(&one_line(self.data, Weight::Regular, WIDTH, 22.0)),
        };
        templates.render(TEMPLATE, &view)
    }

    /// One large line, or two smaller ones around the same height.
    fn heading(&self) -> Vec<Line> {
        let weight = Weight::SemiBold;
        let one = fit(self.heading, weight, WIDTH, &[64.0, 56.0, 50.0], 1);
        if one.lines.iter().all(|line| !line.ends_with('…')) {
            return lines(one, 166.0, 1.0);
        }
        lines(
            fit(self.heading, weight, WIDTH, &[46.0, 40.0], 2),
            144.0,
            1.2,
        )
    }

    /// Figures side by side, all of one size.
    fn figures(&self) -> Vec<Figure> {
        let weight = Weight::SemiBold;
        let column = WIDTH / self.figures.len().max(1) as f64;
        let room = column - 40.0;
        let fits = |size: &f64| {
            let figures = self.figures.iter();
            figures
                .map(|(_, text)| weight.width(&drawable(text), *size))
                .all(|width| width <= room)
        };
        let size = [60.0, 54.0, 48.0, 42.0, 36.0, 30.0]
            .into_iter()
            .find(fits)
            .unwrap_or(26.0);
        let figures = self.figures.iter().enumerate();
        figures
            .map(|(place, (label, text))| Figure {
                x: MARGIN + place as f64 * column,
                size,
                label: runs(&one_line(label, Weight::Regular, room, 24.0)),
                text: runs(&one_line(text, weight, room, size)),
            })
            .collect()
    }

    fn trend(&self) -> Option<Trend> {
        let highest = *self.trend.iter().max()?;
        if self.trend.len() < FEWEST_STEPS || highest <= 0 {
            return None;
        }
        let across = WIDTH / (self.trend.len() - 1) as f64;
        let points = self.trend.iter().enumerate().map(|(place, revenue)| {
            // Refunds go below zero; the picture ends there.
            let share = (*revenue).max(0) as f64 / highest as f64;
            let (x, y) = (
                MARGIN + place as f64 * across,
                TREND_BOTTOM - share * (TREND_BOTTOM - TREND_TOP),
            );
            format!("{x:.1} {y:.1}")
        });
        let line = format!("M{}", points.collect::<Vec<_>>().join("L"));
        let right = MARGIN + WIDTH;
        Some(Trend {
            area: format!("{line}L{right} {TREND_BOTTOM}L{MARGIN} {TREND_BOTTOM}Z"),
            line,
            label: format!("Revenue by {}", self.step),
        })
    }
}

/// The name of a page's picture, but for the hash of its content. That tells two apart whose names are cut, or
/// the same once their folders are part of them. With it, some file systems and copying tools allow little more.
#[must_use]
pub fn file_name(page: &str) -> String {
    let page = page.trim_end_matches(".html").replace('/', "-");
    format!("{FOLDER}/{}.png", &page[..page.len().min(120)])
}

/// The picture of an SVG text.
///
/// # Errors
/// When the text is not an SVG, as that of a template may not be.
pub fn png(svg: &str) -> Result<Vec<u8>, PictureError> {
    CANVAS.draw(svg, TEMPLATE)
}

fn one_line(text: &str, weight: Weight, width: f64, size: f64) -> String {
    fit(text, weight, width, &[size], 1).lines.join(" ")
}

/// Lines below each other, the first one standing on `y`.
fn lines(fitted: Fitted, y: f64, spacing: f64) -> Vec<Line> {
    let size = fitted.size;
    let lines = fitted.lines.into_iter().enumerate();
    lines
        .map(|(place, text)| Line {
            text: runs(&text),
            size,
            y: y + place as f64 * spacing * size,
        })
        .collect()
}
