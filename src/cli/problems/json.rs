//! Problems for programs: one JSON object a line.

use std::io::Write;

use roasbook::problem::{Problem, harmless_json};
use serde_json::{Value, json};

/// Prints each problem; what does not apply to it is null.
pub fn print(problems: &[&Problem], out: &mut dyn Write) -> std::io::Result<()> {
    problems
        .iter()
        .try_for_each(|problem| writeln!(out, "{}", harmless_json(&object(problem).to_string())))
}

fn object(problem: &Problem) -> Value {
    let place = &problem.place;
    let if_any = |text: &str| (!text.is_empty()).then(|| text.to_owned());
    json!({
        "severity": problem.severity,
        "code": problem.code.facts().id,
        "file": if_any(&place.file),
        "line": (place.line > 0).then_some(place.line),
        "column": if_any(&place.column),
        "character": problem.excerpt.as_ref().map(|excerpt| excerpt.character),
        "found": problem.found,
        "message": problem.message,
        "rows": problem.rows,
    })
}
