//! `roasbook explain`: what a problem means and what to do about it.

use roasbook::problem::{CODES, Code, CodeFacts};

use super::Outcome;
use super::console::Console;

/// Explain a kind of problem, or list all
#[derive(clap::Args)]
pub struct Explain {
    /// As `check` prints it, such as bad-date; without it all are listed
    code: Option<Code>,
}

impl Explain {
    pub fn run(self) -> anyhow::Result<Outcome> {
        let mut console = Console::stdout();
        let text = match self.code {
            Some(code) => explained(code.facts(), console.prose_width()),
            None => listed(),
        };
        console.out.write_all(text.as_bytes())?;
        Ok(Outcome::Done)
    }
}

fn explained(facts: &CodeFacts, width: usize) -> String {
    let id = facts.id;
    let severity = facts.severity.label();
    let level = if facts.is_fatal {
        "Level: always error, because nothing can be built with it.".to_owned()
    } else {
        format!(
            "Level: {severity}. `{id} = \"...\"` (error, warning, note or off) under `[problems]` in roasbook.toml \
             changes it, `--deny {id}` makes it an error for one run."
        )
    };
    let example = facts.example.map(|example| {
        format!(
            "For example:\n\n{}",
            textwrap::indent(example, "    ").trim_end()
        )
    });
    let mut paragraphs = vec![
        format!("{severity}[{id}]: {}", facts.title),
        textwrap::fill(facts.meaning, width),
    ];
    paragraphs.extend(example);
    paragraphs.push(textwrap::fill(
        &format!("What to do: {}", facts.advice),
        width,
    ));
    paragraphs.push(textwrap::fill(&level, width));
    paragraphs.join("\n\n") + "\n"
}

/// Every kind, worst first.
fn listed() -> String {
    let mut all: Vec<&CodeFacts> = CODES.iter().collect();
    all.sort_by_key(|facts| facts.severity);
    let longest = all.iter().map(|facts| facts.id.len()).max().unwrap_or(0);
    let lines: Vec<String> = all
        .iter()
        .map(|facts| {
            let severity = facts.severity.label();
            format!("{severity:<7}  {:<longest$}  {}\n", facts.id, facts.title)
        })
        .collect();
    format!("{}\nMore on each: roasbook explain CODE\n", lines.concat())
}
