//! Problems for people: one block for each kind, with the line that the first is about and its cell marked.

use std::io::Write;
use std::path::Path;

use annotate_snippets::{AnnotationKind, Group, Level, Origin, Renderer, Snippet, Title};
use roasbook::config::Mistake;
use roasbook::problem::{Excerpt, Problem, Severity, harmless};

use super::sentence::{placed, sentence};

/// Of each kind as many are told; the rest is counted.
const SHOWN: usize = 5;

/// Prints problems that come sorted by kind; `all` tells each of them.
///
/// Only the first of a kind is shown with its line, because the others look like it.
pub fn print(
    problems: &[&Problem],
    all: bool,
    renderer: &Renderer,
    out: &mut dyn Write,
) -> std::io::Result<()> {
    for alike in problems.chunk_by(|a, b| a.code == b.code) {
        let shown = if all { alike.len() } else { SHOWN };
        writeln!(out, "{}\n", block(alike, shown, renderer))?;
    }
    if let Some(first) = problems.first() {
        let id = first.code.facts().id;
        writeln!(out, "More on each kind: roasbook explain {id}\n")?;
    }
    Ok(())
}

/// The problems of one kind, of which as many are told.
fn block(alike: &[&Problem], shown: usize, renderer: &Renderer) -> String {
    let (first, others) = (alike[0], &alike[1..]);
    let facts = first.code.facts();
    let title = match alike {
        [_] => facts.title.to_owned(),
        _ => {
            let in_all: u64 = alike.iter().map(|problem| problem.rows).sum();
            format!("{} ({in_all} in all)", facts.title)
        }
    };
    let told = sentence(first);
    let block = Block {
        title: level(first.severity).primary_title(title).id(facts.id),
        file: &first.place.file,
        line: first.place.line,
        excerpt: first.excerpt.as_ref(),
        told: Some(&told),
        also: also(others, shown - 1),
        advice: Some(facts.advice),
    };
    block.rendered(renderer)
}

/// What is wrong in a configuration.
pub fn mistake(file: &Path, mistake: &Mistake, renderer: &Renderer) -> String {
    let block = Block {
        title: Level::ERROR.primary_title(&mistake.message),
        file: &file.to_string_lossy(),
        line: mistake.line,
        excerpt: mistake.excerpt.as_ref(),
        told: None,
        also: None,
        advice: None,
    };
    block.rendered(renderer)
}

/// The parts of a block, from top to bottom.
struct Block<'a> {
    title: Title<'a>,
    /// Blank where it is about no single file.
    file: &'a str,
    /// 0 for the file as a whole.
    line: u64,
    excerpt: Option<&'a Excerpt>,
    /// Beside the mark where there is one, else below the place.
    told: Option<&'a str>,
    also: Option<String>,
    advice: Option<&'a str>,
}

impl Block<'_> {
    fn rendered(self, renderer: &Renderer) -> String {
        let file = harmless(self.file);
        let line = usize::try_from(self.line).unwrap_or(usize::MAX);
        let mut group = Group::with_title(self.title);
        let mut note = self.told;
        if let Some(excerpt) = self.excerpt {
            let mark = AnnotationKind::Primary
                .span(excerpt.from..excerpt.to)
                .label(note.take());
            group = group.element(
                Snippet::source(excerpt.text.as_str())
                    .line_start(line)
                    .path(file.as_ref())
                    .annotation(mark),
            );
        } else if !file.is_empty() {
            let origin = Origin::path(file.as_ref());
            group = group.element(if line > 0 { origin.line(line) } else { origin });
        }
        if let Some(note) = note {
            group = group.element(Level::NOTE.message(note));
        }
        if let Some(also) = self.also {
            group = group.element(Level::NOTE.with_name("also").message(also));
        }
        if let Some(advice) = self.advice {
            group = group.element(Level::HELP.message(advice));
        }
        let rendered = renderer.render(&[group]);
        match self.excerpt {
            // The renderer counts from the excerpt's beginning, which need not be the line's.
            Some(excerpt) => {
                let counted = excerpt.text[..excerpt.from].chars().count() + 1;
                rendered.replacen(
                    &format!("{file}:{line}:{counted}"),
                    &format!("{file}:{line}:{}", excerpt.character),
                    1,
                )
            }
            None => rendered,
        }
    }
}

/// The others of a kind, one a line, and how many more there are.
fn also(others: &[&Problem], shown: usize) -> Option<String> {
    let (shown, rest) = others.split_at(shown.min(others.len()));
    let mut lines: Vec<String> = shown.iter().map(|problem| placed(problem)).collect();
    if !rest.is_empty() {
        lines.push(format!("and {} more; -v lists them", number(rest)));
    }
    (!lines.is_empty()).then(|| lines.join("\n"))
}

/// How many problems these are, with those that are not listed one by one.
fn number(alike: &[&Problem]) -> u64 {
    alike
        .iter()
        .map(|problem| if problem.is_rest { problem.rows } else { 1 })
        .sum()
}

fn level(severity: Severity) -> Level<'static> {
    match severity {
        Severity::Error => Level::ERROR,
        Severity::Warning => Level::WARNING,
        Severity::Note => Level::NOTE,
    }
}

#[cfg(test)]
mod tests {
    use roasbook::problem::{Code, Place, Problems};

    use super::*;

    fn at(line: u64, column: &str) -> Place {
        Place {
            file: "tracking_data.csv".into(),
            line,
            column: column.into(),
        }
    }

    /// Adds a problem of the cell `cell` of a line.
    fn add(problems: &mut Problems, place: Place, line: &str, cell: &str) {
        let from = line.find(cell).unwrap();
        problems.add_cell(
            Code::BadDate,
            place,
            cell,
            format!("expected a date, found `{cell}`"),
            || Some(Excerpt::of(line, from..from + cell.len())),
        );
    }

    fn printed(problems: &Problems, all: bool, renderer: &Renderer) -> String {
        let mut out = Vec::new();
        print(&problems.sorted(), all, renderer, &mut out).unwrap();
        String::from_utf8(out).unwrap()
    }

    #[track_caller]
    fn case(problems: &Problems, expected: &str) {
        let plain = Renderer::plain().term_width(80);
        assert_eq!(printed(problems, false, &plain), expected);
    }

    #[test]
    fn the_first_of_a_kind_is_shown_with_its_line_and_others_are_told() {
        let mut problems = Problems::default();
        for line in 98..106 {
            let text = "Zoë रिया 東京,11-01-2025,2";
            add(&mut problems, at(line, "date"), text, "11-01-2025");
        }
        case(
            &problems,
            "\
warning[bad-date]: A date cannot be read (8 in all)
  --> tracking_data.csv:98:13
   |
98 | Zoë रिया 東京,11-01-2025,2
   |               ^^^^^^^^^^ `date`: expected a date, found `11-01-2025`
   |
   = also: tracking_data.csv:99:13: `date`: expected a date, found `11-01-2025`
           tracking_data.csv:100:13: `date`: expected a date, found `11-01-2025`
           tracking_data.csv:101:13: `date`: expected a date, found `11-01-2025`
           tracking_data.csv:102:13: `date`: expected a date, found `11-01-2025`
           and 3 more; -v lists them
   = help: Write dates as 2025-07-22, with or without a time.

More on each kind: roasbook explain bad-date

",
        );
        let all = printed(&problems, true, &Renderer::plain());
        assert!(all.contains("tracking_data.csv:105:13: `date`"), "{all}");
        assert!(!all.contains("more; -v"), "{all}");
    }

    #[test]
    fn a_cell_far_to_the_right_has_its_column_in_the_file() {
        let mut problems = Problems::default();
        let line = format!("{},11-01-2025,{}", "x".repeat(500), "y".repeat(500));
        add(&mut problems, at(7, "date"), &line, "11-01-2025");
        case(
            &problems,
            "\
warning[bad-date]: A date cannot be read
 --> tracking_data.csv:7:502
  |
7 | ...xxxxxxx,11-01-2025,yyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyy...
  |            ^^^^^^^^^^ `date`: expected a date, found `11-01-2025`
  |
  = help: Write dates as 2025-07-22, with or without a time.

More on each kind: roasbook explain bad-date

",
        );
    }

    #[test]
    fn a_blank_cell_is_marked_where_it_would_be() {
        let mut problems = Problems::default();
        problems.fold_cell(
            Code::BlankNumber,
            "orders",
            || (at(3, "orders"), String::new(), "`orders` is blank".into()),
            || Some(Excerpt::of("a,,b", 2..2)),
        );
        problems.fold(Code::BlankNumber, "orders", || unreachable!("it is known"));
        case(
            &problems,
            "\
note[blank-number]: A number is blank and counts as nothing
 --> tracking_data.csv:3:3
  |
3 | a,,b
  |   ^ `orders` is blank (2 rows)
  |
  = help: Write 0 if that is what it means.

More on each kind: roasbook explain blank-number

",
        );
    }

    #[test]
    fn text_of_the_data_does_not_steer_the_terminal() {
        let mut problems = Problems::default();
        let mut place = at(7, "date");
        place.file = "tracking\u{1b}[2J\u{202e}.csv".into();
        add(
            &mut problems,
            place.clone(),
            "\u{1b}[31mRED\u{202e},\u{1b}[2Jx\u{7},2",
            "\u{1b}[2Jx\u{7}",
        );
        add(&mut problems, place, "a\u{9b}1m", "a\u{9b}1m");
        case(
            &problems,
            "\
warning[bad-date]: A date cannot be read (2 in all)
 --> tracking␛[2J<U+202E>.csv:7:11
  |
7 | ␛[31mRED<U+202E>,␛[2Jx␇,2
  |                  ^^^^^^ `date`: expected a date, found `␛[2Jx␇`
  |
  = also: tracking␛[2J<U+202E>.csv:7:1: `date`: expected a date, found `a<U+009B>1m`
  = help: Write dates as 2025-07-22, with or without a time.

More on each kind: roasbook explain bad-date

",
        );
    }

    #[test]
    fn what_is_beyond_the_listed_ones_is_counted() {
        let mut problems = Problems::default();
        for line in 0..5000 {
            problems.add(
                Code::PayoutMissing,
                Place::default(),
                format!("{line:04}"),
                "none",
            );
        }
        case(
            &problems,
            "\
warning[payout-missing]: An active influencer has no payout row (5000 in all)
 |
 = note: none
 = also: none
         none
         none
         none
         and 4995 more; -v lists them
 = help: The payout is unknown, not zero, and ROAS leaves the influencer out. Add the payout, or a row with total 0 if there was none.

More on each kind: roasbook explain payout-missing

",
        );
    }

    #[test]
    fn severity_and_mark_have_a_colour_where_colours_are_shown() {
        let mut problems = Problems::default();
        add(&mut problems, at(7, "date"), "a,b", "b");
        let coloured = printed(&problems, false, &Renderer::styled());
        assert!(
            coloured.contains("\u{1b}[33mwarning[bad-date]"),
            "{coloured:?}"
        );
    }
}
