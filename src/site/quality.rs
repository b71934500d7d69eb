//! The data quality page: what was read, what was used, what was set aside and why.

use serde::Serialize;

use super::insight::count_of;
use super::templates::{TemplateError, Templates};
use super::view::Frame;
use super::{Page, Site};
use crate::format::Figures;
use crate::problem::Problem;
use crate::spreadsheet::formula_safe;
use crate::tables::Unattributed;

const PATH: &str = "data-quality.html";

/// Every row that was set aside, for a spreadsheet.
pub const SET_ASIDE: &str = "rows-set-aside.csv";

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
    unattributed: Vec<SourceView>,
    set_aside: Vec<SetAsideView>,
    /// Whether there are more of them than are listed.
    more: bool,
    /// Where all of them can be downloaded.
    download: Option<&'static str>,
}

#[derive(Serialize)]
struct SourceView {
    source: String,
    rows: String,
    orders: String,
    revenue: String,
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
    advice: String,
}

#[derive(Serialize)]
struct Example {
    place: String,
    message: String,
    found: Option<String>,
}

#[derive(Serialize)]
struct SetAsideView {
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
    let quality = QualityView {
        tables: rows
            .iter()
            .filter(|table| !table.files.is_empty())
            .map(|table| TableView {
                name: table.table,
                files: table.files.clone(),
                read: count(table.read),
                used: count(table.used),
                set_aside: count(table.set_aside),
            })
            .collect(),
        problems: by_code(problems, &count),
        unattributed: sources(site, &figures),
        set_aside: site
            .quality
            .set_aside
            .iter()
            .take(SHOWN_SET_ASIDE)
            .map(|row| SetAsideView {
                place: plain(&row.place.to_string()),
                reason: plain(&row.reason),
                found: row.found.clone(),
            })
            .collect(),
        more: site.quality.set_aside.len() > SHOWN_SET_ASIDE,
        download: (set_aside > 0).then_some(SET_ASIDE),
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
                advice: plain(facts.advice),
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

/// What rows without an influencer bring, by source; most revenue first.
fn sources(site: &Site<'_>, figures: &Figures) -> Vec<SourceView> {
    let mut sources: Vec<_> = site.quality.unattributed.iter().collect();
    // The sort is stable, so equals stay in the order of their names.
    sources.sort_by_key(|(_, sales)| std::cmp::Reverse(sales.revenue));
    let view = |(source, sales): (&String, &Unattributed)| SourceView {
        source: match source.as_str() {
            "" => "not given".to_owned(),
            source => source.to_owned(),
        },
        rows: figures.count(sales.rows as i64),
        orders: figures.count(sales.orders),
        revenue: figures.money_short(sales.revenue),
    };
    sources.into_iter().map(view).collect()
}

/// Every row set aside, one a line, as CSV; none where all rows were used. It has the cells that roasbook reads, and
/// no others: what it does not read may be about people who buy.
#[must_use]
pub fn set_aside_csv(site: &Site<'_>) -> Option<Vec<u8>> {
    if site.quality.set_aside.is_empty() {
        return None;
    }
    let mut csv = csv::Writer::from_writer(Vec::new());
    let write = |csv: &mut csv::Writer<Vec<u8>>, cells: [&str; 9]| {
        csv.write_record(cells.map(formula_safe))
            .expect("memory takes every record");
    };
    write(
        &mut csv,
        [
            "table", "file", "line", "column", "rows", "problem", "reason", "found", "cells",
        ],
    );
    for row in site.quality.set_aside {
        let line = match row.place.line {
            0 => String::new(),
            line => line.to_string(),
        };
        write(
            &mut csv,
            [
                row.table.name(),
                &row.place.file,
                &line,
                &row.place.column,
                &row.rows.to_string(),
                row.code.facts().id,
                &row.reason,
                &row.found,
                &row.cells,
            ],
        );
    }
    Some(csv.into_inner().expect("memory takes every byte"))
}
