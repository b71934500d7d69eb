//! Problems as text.

use std::io::Write;
use std::path::Path;

use roasbook::Campaign;
use roasbook::problem::{Problem, Severity};
use serde_json::json;

use super::{ProblemFormat, Verbosity};

/// Of each kind as many are printed for people; the rest is counted.
const SHOWN: usize = 5;

/// Prints the problems of at least this severity.
pub fn print(
    campaign: &Campaign,
    least: Severity,
    format: ProblemFormat,
    data: &Path,
    verbosity: Verbosity,
    out: &mut dyn Write,
) -> std::io::Result<()> {
    let problems: Vec<&Problem> = campaign
        .problems
        .sorted()
        .into_iter()
        .filter(|problem| problem.code.facts().severity <= least)
        .collect();
    match format {
        ProblemFormat::Human => print_human(&problems, verbosity, out),
        ProblemFormat::Json => problems
            .iter()
            .try_for_each(|problem| print_json(problem, out)),
        ProblemFormat::Github => problems
            .iter()
            .try_for_each(|problem| print_github(problem, data, out)),
    }
}

fn print_human(
    problems: &[&Problem],
    verbosity: Verbosity,
    out: &mut dyn Write,
) -> std::io::Result<()> {
    for group in problems.chunk_by(|a, b| a.code == b.code) {
        let shown = if verbosity.verbose {
            group.len()
        } else {
            group.len().min(SHOWN)
        };
        for problem in &group[..shown] {
            writeln!(out, "{problem}")?;
        }
        if shown < group.len() {
            let id = group[0].code.facts().id;
            writeln!(
                out,
                "  … and {} more of `{id}`; -v lists them",
                group.len() - shown
            )?;
        }
        writeln!(out, "  hint: {}", group[0].code.facts().advice)?;
    }
    Ok(())
}

fn print_json(problem: &Problem, out: &mut dyn Write) -> std::io::Result<()> {
    let facts = problem.code.facts();
    let place = &problem.place;
    let or_null = |text: &str| {
        if text.is_empty() {
            json!(null)
        } else {
            json!(text)
        }
    };
    let line = if place.line == 0 {
        json!(null)
    } else {
        json!(place.line)
    };
    let object = json!({
        "severity": facts.severity,
        "code": facts.id,
        "file": or_null(&place.file),
        "line": line,
        "column": or_null(&place.column),
        "found": problem.found,
        "message": problem.message,
        "rows": problem.rows,
    });
    writeln!(out, "{object}")
}

fn print_github(problem: &Problem, data: &Path, out: &mut dyn Write) -> std::io::Result<()> {
    let level = match problem.code.facts().severity {
        Severity::Error => "error",
        Severity::Warning => "warning",
        Severity::Note => "notice",
    };
    let mut properties = Vec::new();
    if !problem.place.file.is_empty() {
        let path = data.join(&problem.place.file);
        properties.push(format!("file={}", escape_property(&path.to_string_lossy())));
    }
    if problem.place.line > 0 {
        properties.push(format!("line={}", problem.place.line));
    }
    properties.push(format!("title={}", problem.code.facts().id));
    writeln!(
        out,
        "::{level} {}::{}",
        properties.join(","),
        escape_message(&problem.message)
    )
}

/// Workflow commands end at a line's end and read `%` as an escape.
fn escape_message(text: &str) -> String {
    text.replace('%', "%25")
        .replace('\r', "%0D")
        .replace('\n', "%0A")
}

fn escape_property(text: &str) -> String {
    escape_message(text).replace(':', "%3A").replace(',', "%2C")
}
