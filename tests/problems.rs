//! `docs/problems.md` and `roasbook explain` tell what the one list of problems in the code says.

use roasbook::problem::{CODES, CodeFacts};

use crate::support::{project, run_in};

const HEAD: &str = "\
# Problems

What `roasbook check` can say about a campaign's files. Each kind of problem has a code; `roasbook explain CODE` prints
what stands here.

An **error** stops the build, a **warning** stops it under `--strict`, a **note** says what was assumed. Levels can be
changed in `roasbook.toml`, except those that are always errors:

```toml
[problems]
payout-missing = \"note\"     # error, warning, note or off
duplicate-row = \"error\"
```

`--deny CODE` makes a kind an error for one run. What is off is not listed; rows that it sets aside are counted all the
same.
";

/// The page as the list has it.
fn page() -> String {
    let kinds = [
        (
            "Errors that always stop",
            CODES.iter().filter(|facts| facts.is_fatal).collect(),
        ),
        ("Errors", of_severity("error")),
        ("Warnings", of_severity("warning")),
        ("Notes", of_severity("note")),
    ];
    let sections: Vec<String> = kinds
        .iter()
        .map(|(title, kinds)| section(title, kinds))
        .collect();
    format!("{HEAD}\n{}", sections.join("\n"))
}

fn of_severity(severity: &str) -> Vec<&'static CodeFacts> {
    CODES
        .iter()
        .filter(|facts| !facts.is_fatal && facts.severity.label() == severity)
        .collect()
}

fn section(title: &str, kinds: &[&CodeFacts]) -> String {
    let kinds: Vec<String> = kinds.iter().map(|facts| kind(facts)).collect();
    format!("## {title}\n\n{}", kinds.join("\n"))
}

fn kind(facts: &CodeFacts) -> String {
    let CodeFacts {
        id,
        title,
        meaning,
        advice,
        ..
    } = facts;
    let example = facts
        .example
        .map(|example| format!("```text\n{example}\n```\n\n"))
        .unwrap_or_default();
    format!("### {id}\n\n**{title}.** {meaning}\n\n{example}*What to do:* {advice}\n")
}

/// `UPDATE_DOCS=1 cargo test --release problems` writes the page.
#[test]
fn the_page_of_problems_says_what_the_list_says() {
    let path = project().join("docs/problems.md");
    if std::env::var_os("UPDATE_DOCS").is_some() {
        std::fs::write(&path, page()).unwrap();
    }
    let written = std::fs::read_to_string(&path).unwrap();
    for (line, (written, listed)) in written.lines().zip(page().lines()).enumerate() {
        assert_eq!(written, listed, "docs/problems.md line {}", line + 1);
    }
    assert!(
        written == page(),
        "docs/problems.md has more or fewer lines"
    );
}

#[test]
fn explain_says_what_a_code_means_in_any_spelling() {
    let folder = tempfile::tempdir().unwrap();
    for spelling in ["ragged-row", "RAGGED_ROW"] {
        let ran = run_in(folder.path(), &["explain", spelling]);
        assert_eq!(
            ran.stdout,
            "\
warning[ragged-row]: A row has too few or too many cells

A row has more or fewer cells than the header, so that it is not clear which
cell belongs to which column. It is set aside, unless all that it has too many
is blank or it only lacks a caption, an address or a customer at its end. Most
often a text with a comma in it is not quoted.

For example:

    influencer_id,product,date,orders,revenue
    A,Whey, 1 kg,2025-01-11,2,500.00

What to do: Quote cells that hold a comma, and give every row as many cells as
the header.

Level: warning. `ragged-row = \"...\"` (error, warning, note or off) under
`[problems]` in roasbook.toml changes it, `--deny ragged-row` makes it an error
for one run.
"
        );
        assert_eq!((ran.status, ran.stderr.as_str()), (0, ""));
    }
}

#[test]
fn explain_without_a_code_lists_all_worst_first() {
    let folder = tempfile::tempdir().unwrap();
    let ran = run_in(folder.path(), &["explain"]);
    assert_eq!(ran.status, 0);
    let lines: Vec<&str> = ran.stdout.lines().collect();
    assert_eq!(
        lines[0],
        "error    unreadable-file         A file cannot be read"
    );
    assert_eq!(
        lines[CODES.len() + 1],
        "More on each: roasbook explain CODE"
    );
    for facts in &CODES {
        assert_eq!(
            lines
                .iter()
                .filter(|line| line.contains(facts.title))
                .count(),
            1,
            "{}",
            facts.id
        );
    }
    let severities: Vec<&str> = lines[..CODES.len()]
        .iter()
        .map(|line| line.split_whitespace().next().unwrap())
        .collect();
    assert!(severities.is_sorted_by_key(|severity| {
        ["error", "warning", "note"]
            .iter()
            .position(|s| s == severity)
    }));
}

#[test]
fn explain_answers_a_slip_with_what_was_meant() {
    let folder = tempfile::tempdir().unwrap();
    let ran = run_in(folder.path(), &["explain", "bad-dates"]);
    assert_eq!(ran.status, 2);
    assert_eq!(ran.stdout, "");
    assert_eq!(
        ran.stderr,
        "error: invalid value 'bad-dates' for '[CODE]': there is no problem `bad-dates`; did you mean `bad-date`?

For more information, try '--help'.
"
    );
}
