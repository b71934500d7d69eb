//! A problem as one sentence.

use std::fmt::Write;

use roasbook::problem::{Problem, harmless};

/// The problem's message, with the column where it does not name it itself, and the rows it stands for.
pub fn sentence(problem: &Problem) -> String {
    let message = harmless(&problem.message);
    let column = format!("`{}`", harmless(&problem.place.column));
    let rows = match problem.rows {
        1 => String::new(),
        rows => format!(" ({rows} rows)"),
    };
    if problem.place.column.is_empty() || message.contains(&column) {
        format!("{message}{rows}")
    } else {
        format!("{column}: {message}{rows}")
    }
}

/// The same after its place, written as compilers and editors do.
pub fn placed(problem: &Problem) -> String {
    let place = &problem.place;
    let mut line = harmless(&place.file).into_owned();
    if place.line > 0 {
        let _ = write!(line, ":{}", place.line);
        if let Some(excerpt) = &problem.excerpt {
            let _ = write!(line, ":{}", excerpt.character);
        }
    }
    if !line.is_empty() {
        line.push_str(": ");
    }
    line + &sentence(problem)
}
