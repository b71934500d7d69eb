//! Whatever a CSV holds is text: in the site's files and their names, in a terminal, in a spreadsheet. What a browser
//! makes of the pages is in `tests/browser/`.

use std::fs;
use std::sync::LazyLock;

use crate::support::hostile::{hostile, payloads};
use crate::support::whole::{check_whole, links};
use crate::support::{Folder, files_below, run_in};

/// The campaign and its site, built once.
static HOSTILE: LazyLock<Folder> = LazyLock::new(|| {
    let title = "title = \"</title><script>window.pwned=1</script>\"\n[look]\nname = \"\\\"><img src=x onerror=window.pwned=1>\"\n";
    let folder = hostile().config(&format!("{title}[charts]\nprerender = \"none\"\n"));
    let ran = run_in(
        folder.path(),
        &[
            "build",
            ".",
            "-o",
            "site",
            "--base-url",
            "https://example.org/",
        ],
    );
    assert_eq!(ran.status, 0, "{}", ran.stderr);
    folder
});

const BY: [&str; 11] = [
    "influencer",
    "brand",
    "category",
    "platform",
    "campaign",
    "product",
    "gender",
    "tier",
    "day",
    "week",
    "month",
];

fn run(arguments: &[&str]) -> String {
    let ran = run_in(HOSTILE.path(), arguments);
    assert_eq!(ran.status, 0, "{}", ran.stderr);
    ran.stdout
}

#[test]
fn there_are_enough_payloads_and_none_twice() {
    let mut texts = payloads();
    let count = texts.len();
    texts.sort();
    texts.dedup();
    assert!(count > 150 && texts.len() == count);
}

#[test]
fn files_of_the_site_have_plain_names_whatever_is_in_the_data() {
    let site = HOSTILE.path().join("site");
    let listed = check_whole(&site);
    assert!(listed.files.len() > 1000, "{} files", listed.files.len());
    for path in listed.files.keys() {
        for name in path.split('/') {
            let is_plain = |byte: u8| byte.is_ascii_alphanumeric() || b"-.".contains(&byte);
            assert!(name.bytes().all(is_plain) && name.len() <= 150, "{path}");
            assert!(!name.starts_with('.') && !name.ends_with('.'), "{path}");
        }
    }
    let beside: Vec<String> = files_below(HOSTILE.path())
        .into_iter()
        .map(|(name, _)| name)
        .filter(|name| !name.starts_with("site/") && !name.ends_with(".csv"))
        .collect();
    assert_eq!(beside, ["roasbook.toml"]);
}

#[test]
fn pages_run_the_scripts_of_the_site_alone_and_link_to_the_web_alone() {
    let mut pages = 0;
    for (name, bytes) in files_below(&HOSTILE.path().join("site")) {
        if !name.ends_with(".html") {
            continue;
        }
        pages += 1;
        let html = String::from_utf8(bytes).unwrap();
        for rest in html.to_lowercase().split("<script").skip(1) {
            let is_ours = rest.starts_with(" src=\"")
                || rest.starts_with(" type=\"application/json\" id=\"rows\">");
            assert!(is_ours, "{name}: <script{}", &rest[..40]);
        }
        let mut texts = html.split("<script type=\"application/json\" id=\"rows\">");
        for rest in texts.by_ref().skip(1) {
            let json = rest.split("</script>").next().unwrap();
            serde_json::from_str::<serde_json::Value>(json)
                .unwrap_or_else(|error| panic!("{name}: {error}"));
            assert!(!json.contains('<'), "{name}");
        }
        for link in links(&html) {
            let scheme = link
                .split_once(':')
                .map(|(scheme, _)| scheme.to_lowercase());
            assert!(
                matches!(scheme.as_deref(), None | Some("http" | "https")),
                "{name} links to {link}"
            );
            assert!(
                !link.starts_with("//") && !link.starts_with('\\'),
                "{name} links to {link}"
            );
        }
    }
    assert!(pages > 1000, "{pages} pages");
}

/// Whether a spreadsheet would take a cell for a formula: it reads past what it does not show.
fn is_formula(cell: &str) -> bool {
    let hidden = |letter: char| {
        letter.is_whitespace()
            || letter.is_control()
            || "\u{200b}\u{200c}\u{200d}\u{200e}\u{200f}\u{2060}\u{feff}".contains(letter)
    };
    let begins = cell
        .trim_start_matches(hidden)
        .starts_with(['=', '+', '-', '@', '＝', '＋', '－', '＠']);
    let is_number = cell.parse::<f64>().is_ok();
    (begins && !is_number) || cell.starts_with(['\t', '\r', '\n'])
}

#[test]
fn no_cell_for_a_spreadsheet_is_a_formula_and_no_text_is_lost() {
    let mut found = 0;
    for arguments in BY
        .map(|by| vec!["report", ".", "--format", "csv", "--by", by])
        .into_iter()
        .chain([vec!["rows", "."]])
    {
        let text = run(&arguments);
        let mut reader = csv::Reader::from_reader(text.as_bytes());
        let headers = reader.headers().unwrap().clone();
        let mut records = vec![headers];
        records.extend(reader.records().map(Result::unwrap));
        for record in &records {
            for cell in record {
                assert!(!is_formula(cell), "{arguments:?}: {cell:?}");
                found += usize::from(cell.strip_prefix('\'').is_some_and(is_formula));
            }
        }
    }
    assert!(found > 300, "only {found} formulas were made harmless");
    for (text, is) in [
        ("=1+1", true),
        ("-12.50", false),
        (" \u{feff}@x", true),
        ("a=1", false),
        ("'=1", false),
        ("\tx", true),
    ] {
        assert_eq!(is_formula(text), is, "{text:?}");
    }
}

#[test]
fn nothing_a_terminal_would_act_on_is_printed() {
    let mut runs: Vec<Vec<&str>> = vec![vec!["check", "."], vec!["check", ".", "-v"]];
    for by in BY {
        runs.push(vec!["report", ".", "--by", by]);
        runs.push(vec!["report", ".", "--by", by, "--format", "markdown"]);
        runs.push(vec!["report", ".", "--by", by, "--format", "json"]);
    }
    for arguments in runs {
        let text = run(&arguments);
        // JSON is for programs; what it holds of texts is written out.
        let is_json = arguments.contains(&"json");
        let acts = |letter: char| match letter {
            '\n' => false,
            letter if is_json => letter.is_ascii_control(),
            '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}' | '\u{2028}' | '\u{2029}' => true,
            letter => letter.is_control(),
        };
        assert_eq!(
            text.lines().find(|line| line.contains(acts)),
            None,
            "{arguments:?}"
        );
    }
}

#[test]
fn a_markdown_table_has_the_same_cells_in_every_line() {
    let text = run(&["report", ".", "--by", "influencer", "--format", "markdown"]);
    let cells = |line: &str| line.replace("\\|", "").matches('|').count();
    let tables: Vec<&str> = text
        .split("\n\n")
        .filter(|part| part.starts_with('|'))
        .collect();
    assert_eq!(tables.len(), 2);
    for table in tables {
        let mut lines = table.lines();
        let first = cells(lines.next().unwrap());
        for line in lines {
            assert_eq!(cells(line), first, "{line}");
        }
    }
    // Nor does it hold what a page that shows it would run or load.
    for (name, payload) in [("a picture", "!["), ("a link", "]("), ("an element", "<")] {
        let bare = text
            .match_indices(payload)
            .find(|(at, _)| !text[..*at].ends_with('\\'));
        assert_eq!(bare, None, "{name}");
    }
}

#[test]
fn a_page_that_fails_says_so_as_text() {
    // The name of a file is in a message too.
    let folder = hostile();
    fs::write(
        folder.path().join("tracking_data \u{1b}[2J.csv"),
        "influencer_id,revenue\n1,1\n",
    )
    .unwrap();
    let ran = run_in(folder.path(), &["build", ".", "-o", "site"]);
    assert_eq!(ran.status, 1);
    assert!(!ran.stderr.contains('\u{1b}'), "{}", ran.stderr);
}
