//! What templates see: texts, links and raw values, all computed.

use serde::Serialize;

use super::Site;
use super::address::{relative, root_of};
use super::assets::Assets;
use super::look::{self, Logo};
use super::member::Own;
use super::preview::CANVAS;
use crate::charts::svg::KeyEntry;
use crate::colour::{Colour, DARK_SURFACES, LIGHT_SURFACES};
use crate::format::Figures;
use crate::measure::Value;

/// What is the same on every page.
pub struct Frame {
    site: SiteView,
    css: String,
    icon: String,
    touch_icon: String,
    early: String,
    scripts: Vec<String>,
    echarts: String,
    catalog: String,
    base_url: Option<String>,
}

#[derive(Clone, Serialize)]
struct SiteView {
    /// Who publishes it: the configured name, else roasbook.
    name: String,
    logo: Option<Logo>,
    /// What made it.
    maker: &'static str,
    title: String,
    language: String,
    light: Theme,
    dark: Theme,
    data_from: String,
    data_to: String,
    digest: String,
    version: &'static str,
}

/// The colours that are known before the style sheet.
#[derive(Clone, Serialize)]
struct Theme {
    surface: String,
    accent: String,
}

/// A page, with what is particular to its kind flattened in.
#[derive(Serialize)]
pub struct PageView<'a, Body> {
    site: &'a SiteView,
    page: PageHead,
    assets: AssetLinks<'a>,
    nav: Vec<NavLink>,
    #[serde(flatten)]
    body: Body,
}

#[derive(Serialize)]
struct AssetLinks<'a> {
    css: &'a str,
    icon: &'a str,
    touch_icon: &'a str,
    early: &'a str,
    catalog: &'a str,
    scripts: &'a [String],
    echarts: &'a str,
}

#[derive(Clone, Serialize)]
pub struct PageHead {
    pub kind: &'static str,
    pub title: String,
    pub heading: String,
    pub description: String,
    /// The heading and the figures that matter most, for who sees no more of the page than a link.
    shared_title: String,
    preview: Option<PreviewLink>,
    /// Whether its figures follow a filter.
    live: bool,
    root: String,
    canonical: Option<String>,
}

/// The picture of a page: an address where it is known, else a relative link.
#[derive(Clone, Serialize)]
struct PreviewLink {
    href: String,
    width: u32,
    height: u32,
    /// What it shows, in words.
    alt: String,
}

#[derive(Serialize)]
struct NavLink {
    label: &'static str,
    href: String,
    current: bool,
}

/// The body of a report: choices, a sentence, tiles, sections.
#[derive(Default, Serialize)]
pub struct ReportView {
    pub choices: Vec<Choice>,
    pub reset: Option<String>,
    pub sentence: String,
    pub notes: Vec<String>,
    pub tiles: Vec<Tile>,
    /// What the figures say, in a few sentences.
    pub insights: Vec<String>,
    pub sections: Vec<Section>,
    /// What is particular to the member that the page is about.
    pub own: Option<Own>,
    /// The script with the days of the trend.
    pub days: Option<String>,
    /// JSON for the charts, safe inside a script element.
    pub data: Option<String>,
}

/// One thing to choose, and links to the page of each choice.
#[derive(Serialize)]
pub struct Choice {
    pub id: &'static str,
    pub label: &'static str,
    pub value: String,
    pub options: Vec<ChoiceOption>,
}

#[derive(Serialize)]
pub struct ChoiceOption {
    pub label: String,
    pub href: Option<String>,
    pub current: bool,
    pub group: Option<&'static str>,
}

/// A headline figure.
#[derive(Serialize)]
pub struct Tile {
    pub measure: &'static str,
    pub label: &'static str,
    pub value: String,
    pub text: String,
    pub title: Option<String>,
    pub why: Option<String>,
    pub change: Option<Change>,
}

/// How a figure moved against the previous period.
#[derive(Serialize)]
pub struct Change {
    pub text: String,
    pub direction: &'static str,
    pub tone: &'static str,
    pub title: String,
}

/// A finding: its title, sentence, chart and table.
#[derive(Serialize)]
pub struct Section {
    pub id: &'static str,
    pub title: String,
    pub sentence: String,
    pub half: bool,
    pub chart: Option<ChartView>,
    pub table: Option<Table>,
    /// Where the figures are, when they are in another section's table.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub more: Option<More>,
}

/// A link to where a finding goes on.
#[derive(Serialize)]
pub struct More {
    pub text: &'static str,
    pub href: &'static str,
}

impl Section {
    /// A section of the page's whole width with nothing in it yet.
    #[must_use]
    pub fn new(id: &'static str, title: String) -> Self {
        Self {
            id,
            title,
            sentence: String::new(),
            half: false,
            chart: None,
            table: None,
            more: None,
        }
    }
}

#[derive(Serialize)]
pub struct ChartView {
    pub id: &'static str,
    /// The table it takes its rows from; without one, the days in the page's data.
    pub from: Option<&'static str>,
    pub label: String,
    /// What it is drawn from where that is neither a table nor the days.
    pub rows: Option<serde_json::Value>,
    /// Whether these rows are in the page's data: otherwise scripts have them once they have answered the
    /// page's filter.
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    pub in_page: bool,
    /// What stands in its place until a reader moves; without it the place stays empty until then.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub pictures: Option<Pictures>,
}

impl ChartView {
    /// A chart of a table, or of the days of its page.
    #[must_use]
    pub fn of(id: &'static str, from: Option<&'static str>, label: String) -> Self {
        Self {
            id,
            from,
            label,
            rows: None,
            in_page: false,
            pictures: None,
        }
    }
}

/// The rows of charts that are in the page's data, by chart.
#[must_use]
pub fn rows_in_page(sections: &[Section]) -> serde_json::Map<String, serde_json::Value> {
    let charts = sections.iter().filter_map(|section| section.chart.as_ref());
    charts
        .filter(|chart| chart.in_page)
        .filter_map(|chart| Some((chart.id.to_owned(), chart.rows.clone()?)))
        .collect()
}

/// A chart drawn at build time: SVG elements of the classes `drawn wide` and `drawn narrow`, colours of which
/// are variables of the style sheet.
#[derive(Serialize)]
pub struct Pictures {
    pub wide: String,
    pub narrow: String,
    /// Which line is which, and what a hollow point is; empty where one line stands alone.
    pub key: Vec<KeyEntry>,
}

#[derive(Serialize)]
pub struct Table {
    pub id: &'static str,
    pub caption: String,
    pub label: &'static str,
    pub columns: Vec<TableColumn>,
    pub rows: Vec<TableRow>,
    pub note: Option<String>,
}

#[derive(Serialize)]
pub struct TableColumn {
    pub id: &'static str,
    pub label: &'static str,
    pub unit: Option<String>,
    pub numeric: bool,
}

#[derive(Serialize)]
pub struct TableRow {
    #[serde(skip_serializing_if = "Option::is_none")]
    pub id: Option<String>,
    pub label: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub href: Option<String>,
    /// The colour of its member, 1 to 8.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub tint: Option<u8>,
    pub cells: Vec<TableCell>,
}

#[derive(Serialize)]
pub struct TableCell {
    #[serde(skip_serializing_if = "Option::is_none")]
    pub measure: Option<&'static str>,
    pub value: String,
    pub text: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub title: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub tone: Option<&'static str>,
    /// Whether it is no measure of the list, or of no one filter: nothing explains it.
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    pub plain: bool,
}

impl TableRow {
    /// A row that leads nowhere, its cells to come.
    #[must_use]
    pub fn named(label: impl Into<String>) -> Self {
        Self {
            id: None,
            label: label.into(),
            href: None,
            tint: None,
            cells: Vec::new(),
        }
    }
}

impl TableCell {
    /// A cell of words.
    #[must_use]
    pub fn text(text: impl Into<String>) -> Self {
        Self {
            measure: None,
            value: String::new(),
            text: text.into(),
            title: None,
            tone: None,
            plain: false,
        }
    }

    /// A count of what the row is of.
    #[must_use]
    pub fn count(column: &'static str, count: usize, figures: &Figures) -> Self {
        Self {
            measure: Some(column),
            value: count.to_string(),
            plain: true,
            ..Self::text(figures.count(count as i64))
        }
    }

    /// A cell of a measure; the reason where it has no value.
    #[must_use]
    pub fn measure(measure: &'static str, value: Value, text: String) -> Self {
        let title = match value {
            Value::None(why) => Some(why.sentence()),
            _ => None,
        };
        Self {
            measure: Some(measure),
            value: value.machine_text(),
            text,
            title,
            tone: None,
            plain: false,
        }
    }
}

/// The kinds of pages that are reports, of one filter as they come and of any other after that.
const LIVE: [&str; 6] = [
    "overview",
    "slice",
    "influencer",
    "campaign",
    "brand",
    "product",
];

/// The pages that every page links to.
pub const NAV: [(&str, &str); 7] = [
    ("Overview", "index.html"),
    ("Who earns it", "earning.html"),
    ("Personas", "personas.html"),
    ("Posts", "posts.html"),
    ("Payouts", "payouts.html"),
    ("Data quality", "data-quality.html"),
    ("Methodology", "methodology.html"),
];

/// The name that hosts look for when there is no page.
pub const NOT_FOUND: &str = "404.html";

/// How much of the data digest is shown: enough to tell two versions apart by eye.
const SHOWN_DIGEST: usize = 8;

impl Frame {
    #[must_use]
    pub fn new(site: &Site<'_>, assets: &Assets) -> Self {
        let range = site.cells.range;
        let look = &site.config.look;
        let accent = look::accent(look);
        let theme = |surface: Colour, accent: Colour| Theme {
            surface: surface.to_string(),
            accent: accent.to_string(),
        };
        let maker = env!("CARGO_PKG_NAME");
        Self {
            site: SiteView {
                name: look.name.clone().unwrap_or_else(|| maker.to_owned()),
                logo: assets.logo().cloned(),
                maker,
                language: site.config.language().to_owned(),
                light: theme(LIGHT_SURFACES[0], accent.light),
                dark: theme(DARK_SURFACES[0], accent.dark),
                title: site.config.title.clone(),
                data_from: range.first.label(),
                data_to: range.last.label(),
                digest: site.cells.digest[..SHOWN_DIGEST].to_owned(),
                version: env!("CARGO_PKG_VERSION"),
            },
            css: assets.css().to_owned(),
            icon: assets.icon().to_owned(),
            touch_icon: assets.touch_icon().to_owned(),
            early: assets.early().to_owned(),
            catalog: assets.catalog().to_owned(),
            scripts: assets.scripts().to_vec(),
            echarts: assets.echarts().to_owned(),
            base_url: site.base_url.clone(),
        }
    }

    /// Where a file of the site is reached from a page: its address where that is known, else a relative link.
    fn reach(&self, from: &str, to: &str) -> String {
        match &self.base_url {
            Some(base) => format!("{base}{to}"),
            None => relative(from, to),
        }
    }

    /// Which data this is, in words.
    #[must_use]
    pub fn data(&self) -> String {
        format!(
            "Data to {} · version {}",
            self.site.data_to, self.site.digest
        )
    }

    /// The page that hosts serve in place of one that is not there, at any depth: its links are addresses
    /// where the site's is known.
    #[must_use]
    pub fn not_found(&self) -> PageView<'_, ()> {
        let mut view = self.page(
            NOT_FOUND,
            "not-found",
            "This page is not in the report".into(),
            "A choice without data has no page, and a page can go when newer data comes.".into(),
            (),
        );
        for link in &mut view.nav {
            link.href = self.reach(NOT_FOUND, &link.href);
        }
        // Wherever it is served, it is no page of its own.
        view.page.canonical = None;
        view
    }

    /// A page at a path of the site.
    #[must_use]
    pub fn page<Body: Serialize>(
        &self,
        path: &str,
        kind: &'static str,
        heading: String,
        description: String,
        body: Body,
    ) -> PageView<'_, Body> {
        PageView {
            site: &self.site,
            page: PageHead {
                kind,
                title: format!("{heading} · {}", self.site.title),
                shared_title: heading.clone(),
                preview: None,
                heading,
                description,
                live: LIVE.contains(&kind),
                root: root_of(path),
                canonical: self.base_url.as_ref().map(|base| format!("{base}{path}")),
            },
            assets: AssetLinks {
                css: &self.css,
                icon: &self.icon,
                touch_icon: &self.touch_icon,
                early: &self.early,
                catalog: &self.catalog,
                scripts: &self.scripts,
                echarts: &self.echarts,
            },
            nav: NAV
                .iter()
                .map(|(label, to)| NavLink {
                    label,
                    href: relative(path, to),
                    current: path == *to,
                })
                .collect(),
            body,
        }
    }
}

impl<Body> PageView<'_, Body> {
    /// The same, but for whether scripts can answer its filter: the client data may leave out what it is about.
    #[must_use]
    pub fn answered_by_scripts(mut self, is: bool) -> Self {
        self.page.live &= is;
        self
    }

    /// The same page, with the figures that matter most where it is shared.
    #[must_use]
    pub fn with_headline(mut self, headline: &str) -> Self {
        if !headline.is_empty() {
            self.page.shared_title = format!("{}: {headline}", self.page.heading);
        }
        self
    }

    /// The same page, with the picture at a path of the site.
    #[must_use]
    pub fn with_preview(mut self, frame: &Frame, page: &str, picture: &str) -> Self {
        self.page.preview = Some(PreviewLink {
            href: frame.reach(page, picture),
            width: CANVAS.width,
            height: CANVAS.height,
            alt: self.page.shared_title.clone(),
        });
        self
    }
}

/// JSON that is safe inside a script element whatever texts it holds.
#[must_use]
pub fn script_json(value: &serde_json::Value) -> String {
    value
        .to_string()
        .replace('<', "\\u003c")
        .replace('\u{2028}', "\\u2028")
        .replace('\u{2029}', "\\u2029")
}
