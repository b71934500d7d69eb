//! Problems as text, for people and for programs.

mod github;
mod human;
mod json;
mod location;
mod sarif;
mod sentence;

use std::io::Write;
use std::path::Path;

use annotate_snippets::Renderer;
use annotate_snippets::renderer::DEFAULT_TERM_WIDTH;
use roasbook::Campaign;
use roasbook::config::Mistake;
use roasbook::problem::{Problem, Severity};

use super::console::Console;
use super::{ProblemFormat, Verbosity};

/// Prints the problems of at least this severity.
pub fn print(
    campaign: &Campaign,
    least: Severity,
    format: ProblemFormat,
    data: &Path,
    verbosity: Verbosity,
    console: &mut Console,
) -> std::io::Result<()> {
    let problems: Vec<&Problem> = campaign
        .problems
        .sorted()
        .into_iter()
        .filter(|problem| problem.severity <= least)
        .collect();
    let renderer = renderer(console);
    let out = &mut console.out;
    match format {
        ProblemFormat::Human => human::print(&problems, verbosity.verbose, &renderer, out),
        ProblemFormat::Json => json::print(&problems, out),
        ProblemFormat::Github => github::print(&problems, data, out),
        ProblemFormat::Sarif => sarif::print(&problems, campaign, data, out),
    }
}

/// Prints what is wrong in a configuration. It is the last thing said, so that nobody is left to tell when that fails.
pub fn print_mistake(file: &Path, mistake: &Mistake, console: &mut Console) {
    let text = human::mistake(file, mistake, &renderer(console));
    let _ = writeln!(console.out, "{text}");
}

/// Blocks with colours, as wide as the terminal.
fn renderer(console: &Console) -> Renderer {
    Renderer::styled().term_width(console.width.unwrap_or(DEFAULT_TERM_WIDTH))
}
