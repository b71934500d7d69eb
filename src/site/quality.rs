//! The data quality page: what was read, what was used, what was set aside and why.

use serde::Serialize;

use super::insight::count_of;
use super::templates::{TemplateError, Templates};
use super::view::Frame;
use super::{Page, Site};
use crate::problem::{Code, Problem};

const PATH: &str = "data-quality.html";

/// Of each kind of problem as many are shown; `roasbook check` lists all.
const SHOWN_EXAMPLES: usize = 5;

/// As many rows set aside are listed.
const SHOWN_SET_ASIDE: usize = 200;

#[derive(Serialize)]
struct Body {
    sentence: String,
    quality: QualityView,
}

#[derive(Serialize)]
struct QualityView {
    tables: Vec<TableView>,
    problems: Vec<ProblemView>,
    set_aside: Vec<SetAside>,
    total_set_aside: u64,
}

#[derive(Serialize)]
struct TableView {
    name: &'static str,
    files: Vec<String>,
    read: String,
    used: String,
    set_aside: String,
}

#[derive(Serialize)]
struct ProblemView {
    severity: &'static str,
    code: &'static str,
    title: &'static str,
    count: String,
    examples: Vec<Example>,
    advice: &'static str,
}

#[derive(Serialize)]
struct Example {
    place: String,
    message: String,
    found: Option<String>,
}

#[derive(Serialize)]
struct SetAside {
    place: String,
    reason: String,
    found: String,
}

/// Renders the page.
///
/// # Errors
/// When the template does not render.
pub fn page(site: &Site<'_>, frame: &Frame, templates: &Templates) -> Result<Page, TemplateError> {
    let figures = site.figures();
    let count = |number: u64| figures.count(number as i64);
    let rows = &site.quality.row_counts;
    let (read, set_aside) = rows.iter().fold((0, 0), |(read, set_aside), table| {
        (read + table.read, set_aside + table.set_aside)
    });
    let sentence = match set_aside {
        0 => format!("All {} were used.", count_of(read as i64, "row", &figures)),
        _ => format!(
            "{} of {} were set aside.",
            count(set_aside),
            count_of(read as i64, "row", &figures)
        ),
    };
    let problems = &site.quality.problems;
    let listed = problems
        .iter()
        .filter(|problem| problem.code.sets_a_row_aside() && problem.place.line > 0);
    let quality = QualityView {
        tables: rows
            .iter()
            .map(|table| TableView {
                name: table.table,
                files: table.files.clone(),
                read: count(table.read),
                used: count(table.used),
                set_aside: count(table.set_aside),
            })
            .collect(),
        problems: by_code(problems, &count),
        set_aside: listed
            .take(SHOWN_SET_ASIDE)
            .map(|problem| SetAside {
                place: plain_place(problem),
                reason: plain(&problem.message),
                found: problem.found.clone(),
            })
            .collect(),
        total_set_aside: set_aside,
    };
    let heading = "What was read, and what was set aside".to_owned();
    let view = frame.page(
        PATH,
        "quality",
        heading,
        sentence.clone(),
        Body { sentence, quality },
    );
    Ok(Page {
        path: PATH.into(),
        html: templates.render("pages/quality.html", &view)?,
        entry: None,
    })
}

/// Problems grouped by code; they come sorted by severity and code.
fn by_code(problems: &[&Problem], count: &impl Fn(u64) -> String) -> Vec<ProblemView> {
    problems
        .chunk_by(|a, b| a.code == b.code)
        .map(|group| {
            let facts = group[0].code.facts();
            let examples = group.iter().take(SHOWN_EXAMPLES).map(|problem| Example {
                place: plain_place(problem),
                message: match problem.rows {
                    1 => plain(&problem.message),
                    rows => format!("{} ({} rows)", plain(&problem.message), count(rows)),
                },
                found: None,
            });
            ProblemView {
                severity: group[0].severity.label(),
                code: facts.id,
                title: facts.title,
                count: count(group.iter().map(|problem| problem.rows).sum()),
                examples: examples.collect(),
                advice: facts.advice,
            }
        })
        .collect()
}

/// A text without the marks that tell code from prose in a terminal.
fn plain(text: &str) -> String {
    text.replace('`', "")
}

/// Where a problem is, if in a file.
fn plain_place(problem: &Problem) -> String {
    if problem.place.file.is_empty() {
        String::new()
    } else {
        plain(&problem.place.to_string())
    }
}

impl Code {
    /// Whether a row with this problem is not used.
    #[must_use]
    pub fn sets_a_row_aside(self) -> bool {
        matches!(
            self,
            Self::BadDate
                | Self::BadCount
                | Self::BadAmount
                | Self::RaggedRow
                | Self::NotUtf8
                | Self::MissingKey
        )
    }
}
