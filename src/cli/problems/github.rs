//! Problems as workflow commands of GitHub Actions, which shows them beside the lines they are about.

use std::io::Write;
use std::path::Path;

use roasbook::problem::{Problem, Severity};

use super::location::Location;
use super::sentence::{placed, sentence};

/// Prints one command a problem.
pub fn print(problems: &[&Problem], data: &Path, out: &mut dyn Write) -> std::io::Result<()> {
    problems
        .iter()
        .try_for_each(|problem| writeln!(out, "{}", command(problem, data)))
}

fn command(problem: &Problem, data: &Path) -> String {
    let level = match problem.severity {
        Severity::Error => "error",
        Severity::Warning => "warning",
        Severity::Note => "notice",
    };
    let location = Location::of(problem, data);
    let mut properties = Vec::new();
    let mut message = sentence(problem);
    if location.is_text {
        properties.push(format!("file={}", escape_property(&location.path)));
        properties.extend(location.line.map(|line| format!("line={line}")));
        properties.extend(
            location
                .character
                .map(|character| format!("col={character}")),
        );
    } else if !problem.place.file.is_empty() {
        // Nothing of a workbook can be shown beside its lines, so that the message has to say where.
        message = placed(problem);
    }
    properties.push(format!("title={}", problem.code.facts().id));
    format!(
        "::{level} {}::{}",
        properties.join(","),
        escape_message(&message)
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

#[cfg(test)]
mod tests {
    use roasbook::problem::{Code, Excerpt, Place, Problems};

    use super::*;

    #[track_caller]
    fn case(file: &str, found: &str, expected: &str) {
        let mut problems = Problems::default();
        let place = Place {
            file: file.into(),
            line: 3,
            column: "date".into(),
        };
        problems.add_cell(
            Code::BadDate,
            place,
            found,
            format!("expected a date, found `{found}`"),
            || Some(Excerpt::of("é,x", 3..4)),
        );
        let mut out = Vec::new();
        print(&problems.sorted(), Path::new("data"), &mut out).unwrap();
        assert_eq!(String::from_utf8(out).unwrap(), expected);
    }

    #[test]
    fn a_cell_of_a_text_file_is_annotated_with_its_column() {
        case(
            "a,b:c.csv",
            "x",
            "::warning file=data/a%2Cb%3Ac.csv,line=3,col=3,title=bad-date::`date`: expected a date, found `x`\n",
        );
    }

    #[test]
    fn of_other_files_the_message_says_where() {
        case(
            "book.xlsx (sheet Tracking)",
            "x",
            "::warning title=bad-date::book.xlsx (sheet Tracking):3:3: `date`: expected a date, found `x`\n",
        );
    }

    #[test]
    fn text_of_the_data_begins_no_command() {
        case(
            "t.csv",
            "%0A::error::owned\n::error::owned\u{1b}[2J",
            "::warning file=data/t.csv,line=3,col=3,title=bad-date::`date`: expected a date, found \
             `%250A::error::owned␊::error::owned␛[2J`\n",
        );
    }
}
