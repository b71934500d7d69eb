//! Problems as SARIF 2.1.0, the format that code scanning reads.

use std::io::Write;
use std::path::Path;

use percent_encoding::{AsciiSet, NON_ALPHANUMERIC, utf8_percent_encode};
use roasbook::Campaign;
use roasbook::problem::{CODES, CodeFacts, Problem, harmless_json};
use serde_json::{Value, json};

use super::location::Location;
use super::sentence::{placed, sentence};

const SCHEMA: &str =
    "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json";

/// What stays as it is in a path of a URI (RFC 3986, section 3.3), and the slash between its parts.
const ENCODED: &AsciiSet = &NON_ALPHANUMERIC
    .remove(b'-')
    .remove(b'.')
    .remove(b'_')
    .remove(b'~')
    .remove(b'/');

/// Prints one log with one run: every rule, and a result for each problem.
pub fn print(
    problems: &[&Problem],
    campaign: &Campaign,
    data: &Path,
    out: &mut dyn Write,
) -> std::io::Result<()> {
    let results: Vec<Value> = problems
        .iter()
        .map(|problem| result(problem, data))
        .collect();
    let rules: Vec<Value> = CODES.iter().map(rule).collect();
    let log = json!({
        "$schema": SCHEMA,
        "version": "2.1.0",
        "runs": [{
            "tool": {"driver": {
                "name": env!("CARGO_PKG_NAME"),
                "semanticVersion": env!("CARGO_PKG_VERSION"),
                "rules": rules,
            }},
            "columnKind": "unicodeCodePoints",
            "results": results,
            "properties": {"tables": campaign.row_counts},
        }],
    });
    writeln!(out, "{}", harmless_json(&format!("{log:#}")))
}

fn rule(facts: &CodeFacts) -> Value {
    json!({
        "id": facts.id,
        "shortDescription": {"text": facts.title},
        "fullDescription": {"text": facts.meaning},
        "help": {"text": facts.advice},
        "defaultConfiguration": {"level": facts.severity.label()},
    })
}

fn result(problem: &Problem, data: &Path) -> Value {
    let location = Location::of(problem, data);
    let mut physical = json!({
        "artifactLocation": {"uri": utf8_percent_encode(&location.path, ENCODED).to_string()},
    });
    if let Some(line) = location.line {
        physical["region"] = json!({"startLine": line});
        if let Some(character) = location.character {
            physical["region"]["startColumn"] = json!(character);
        }
    }
    json!({
        "ruleId": problem.code.facts().id,
        "ruleIndex": problem.code as usize,
        "level": problem.severity.label(),
        "message": {"text": message(problem, &location)},
        "locations": [{"physicalLocation": physical}],
        "properties": {"rows": problem.rows},
    })
}

/// The sentence, with the place where the location cannot say it.
fn message(problem: &Problem, location: &Location) -> String {
    if location.is_text || problem.place.file.is_empty() {
        sentence(problem)
    } else {
        placed(problem)
    }
}
