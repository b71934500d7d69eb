//! `roasbook init` writes a configuration that explains every setting and makes a messy folder readable.

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};

use roasbook::config::Config;
use roasbook::dimension::Dimension;
use roasbook::init::{Draft, draft};
use roasbook::problem::CODES;
use roasbook::tables::Table;
use serde_json::Value as Json;

use crate::support::{Folder, project, run_in, small};

/// A folder of which nothing can be built as it is: headers in other words, decimals with a comma, amounts in euros,
/// dates that prove nothing, two spellings of one platform, products that do not tell their brand.
fn messy() -> Folder {
    Folder::new()
        .file(
            "spring sale/influencers.csv",
            &[
                "Creator Code,Name,Category,Follower Count,Platform",
                "A1,Asha,Fitness,5000,Instagram",
                "B2,Bela,Parenting,60000,Youtube",
                "C3,Chitra,Fitness,200000,YouTube",
                "D4,Devi,Fitness,200000,YouTube",
            ],
        )
        .file(
            "spring sale/posts.csv",
            &[
                "Creator Code,Posted,Link,Reach,Likes",
                "A1,05/07/2025,https://example.org/1,1000,80",
                "B2,06/07/2025,https://example.org/2,2000,10",
            ],
        )
        .file(
            "spring sale/tracking.csv",
            &[
                "Creator Code;Campaign;Product;Kaufdatum;Orders;Net Revenue;Clicks",
                "A1;AC_Summer;Whey \"Gold\" #1;06/07/2025;2;€ 1.234,50;7",
                "B2;AC_Kids;Gritzo SuperMilk;07/07/2025;1;€ 12,50;8",
                "C3;MB_Start;Omega 3;08/07/2025;1;€ 80;9",
                ";MB_Start;Omega 3;08/07/2025;1;€ 40,25;",
            ],
        )
        .file(
            "spring sale/payouts.csv",
            &[
                "Creator Code,Basis,Rate,Total Payout",
                "A1,per_post,\"100,00\",\"100,00\"",
                "B2,per_order,\"50,50\",\"50,50\"",
            ],
        )
}

/// The text with every setting in the open.
fn uncommented(text: &str) -> String {
    let lines = text.lines().map(|line| match line.strip_prefix('#') {
        Some(setting) if !setting.is_empty() && !setting.starts_with(' ') => setting,
        _ => line,
    });
    lines.collect::<Vec<_>>().join("\n")
}

fn measures(folder: &Path, data: &str, config: &[&str]) -> Json {
    let arguments = [&["report", data, "--format", "json"], config].concat();
    let ran = run_in(folder, &arguments);
    assert_eq!(ran.status, 0, "{}", ran.stderr);
    let report: Json = serde_json::from_str(&ran.stdout).unwrap();
    report["measures"].clone()
}

/// `UPDATE_DOCS=1 cargo test --release init` writes what came out; read the difference before committing it.
#[test]
fn the_file_explains_what_was_guessed_and_lists_all_else() {
    let folder = messy();
    let ran = run_in(folder.path(), &["init", "spring sale", "--print"]);
    assert_eq!((ran.status, ran.stderr.as_str()), (0, ""));
    let golden = project().join("docs/roasbook.toml");
    if std::env::var_os("UPDATE_DOCS").is_some() {
        fs::write(&golden, &ran.stdout).unwrap();
    }
    let expected = fs::read_to_string(&golden).unwrap();
    for (line, (out, expected)) in ran.stdout.lines().zip(expected.lines()).enumerate() {
        assert_eq!(out, expected, "line {}", line + 1);
    }
    assert_eq!(ran.stdout.lines().count(), expected.lines().count());
    assert!(!folder.path().join("spring sale/roasbook.toml").exists());
}

#[test]
fn a_folder_that_could_not_be_read_can_be_with_it() {
    let folder = messy();
    let check = || run_in(folder.path(), &["check", "spring sale", "-q"]);
    assert_eq!(check().status, 1);
    let ran = run_in(folder.path(), &["init", "spring sale"]);
    assert_eq!(
        ran.stdout,
        "\
Wrote spring sale/roasbook.toml
Guessed, each with its reason in the file:

    title = \"Spring sale\"
    money.currency = \"EUR\"
    read.date_order = \"day-first\"
    read.decimal = \",\"
    columns.influencers.influencer_id = \"Creator Code\"
    columns.posts.influencer_id = \"Creator Code\"
    columns.posts.date = \"Posted\"
    columns.tracking.influencer_id = \"Creator Code\"
    columns.tracking.date = \"Kaufdatum\"
    columns.tracking.revenue = \"Net Revenue\"
    columns.payouts.influencer_id = \"Creator Code\"
    names.platform.YouTube = [\"Youtube\"]
    brands.Gritzo = []
    brands.MuscleBlaze = [\"MB\"]

Next: roasbook check \"spring sale\"
"
    );
    assert_eq!((ran.status, ran.stderr.as_str()), (0, ""));
    let checked = check();
    assert_eq!((checked.status, checked.stdout.as_str()), (0, ""));
    let measures = measures(folder.path(), "spring sale", &[]);
    for (name, expected) in [
        ("revenue", "1327.00"),
        ("organic_revenue", "40.25"),
        ("payout", "150.50"),
    ] {
        assert_eq!(measures[name], expected, "{name}");
    }
}

#[test]
fn decimals_with_a_comma_are_declared_only_where_more_can_be_read_so() {
    // One row of many is a slip, not how the others are written.
    let rows: Vec<String> = (0..40)
        .map(|row| format!("i,c,A,u,p,2025-01-{:02},1,1234.5{}", row % 28 + 1, row % 10))
        .collect();
    let mut rows: Vec<&str> = rows.iter().map(String::as_str).collect();
    rows.push("i,c,A,u,p,2025-01-29,1,\"12,50\"");
    let folder = small().tracking(&rows);
    let ran = run_in(folder.path(), &["init", "."]);
    assert!(
        ran.stdout.contains("With it, 1 error is left."),
        "{}",
        ran.stdout
    );
    assert!(!ran.stdout.contains("decimal"), "{}", ran.stdout);
}

#[test]
fn a_file_that_is_there_is_not_overwritten() {
    let folder = small().text("roasbook.toml", "titel = 'mine'\n");
    let written = || fs::read_to_string(folder.path().join("roasbook.toml")).unwrap();
    let ran = run_in(folder.path(), &["init", "."]);
    assert_eq!(
        ran.stderr,
        "error: `./roasbook.toml` is there already\n\
         hint: --force replaces it, --print shows what would be in it\n"
    );
    assert_eq!((ran.status, ran.stdout.as_str()), (1, ""));
    assert_eq!(written(), "titel = 'mine'\n");

    let printed = run_in(folder.path(), &["init", ".", "--print"]).stdout;
    let ran = run_in(folder.path(), &["init", ".", "--force", "-q"]);
    assert_eq!((ran.status, ran.stdout.as_str()), (0, ""));
    assert_eq!(written(), printed);
    assert!(!folder.path().join("roasbook.toml.new").exists());
}

#[test]
fn another_file_can_be_written_and_is_named_in_the_next_step() {
    let folder = small();
    let ran = run_in(folder.path(), &["init", ".", "-o", "mine.toml"]);
    let last = ran.stdout.lines().last().unwrap();
    assert_eq!(last, "Next: roasbook check . --config mine.toml");
    let arguments: Vec<&str> = last["Next: roasbook ".len()..].split(' ').collect();
    assert_eq!(run_in(folder.path(), &arguments).status, 0);

    let ran = run_in(folder.path(), &["init", ".", "-o", "absent/mine.toml"]);
    assert!(
        ran.stderr
            .starts_with("error: `absent/mine.toml` cannot be written: "),
        "{}",
        ran.stderr
    );
    assert_eq!(ran.status, 1);
}

#[test]
fn a_folder_without_tables_is_told_what_tables_are_called() {
    let folder = Folder::new().text("notes.csv", "a,b\n");
    let ran = run_in(folder.path(), &["init", "."]);
    assert_eq!(
        ran.stderr,
        "error: `.` has no tables\n\
         hint: names of their files begin with influencer, post, tracking, payout or product\n"
    );
    assert_eq!(ran.status, 1);
    assert_eq!(run_in(folder.path(), &["init", "nowhere"]).status, 1);
}

/// The keys that a table of the configuration can have, as the answer to a wrong one lists them.
fn known_keys(table: &str) -> BTreeSet<String> {
    let text = match table {
        "" => "zzzz = 1".to_owned(),
        table => format!("[{table}]\nzzzz = 1"),
    };
    let message = Config::parse(&text).unwrap_err().to_string();
    let names = message.split('`').skip(1).step_by(2);
    let (unknown, known): (Vec<&str>, Vec<&str>) = names.partition(|name| *name == "zzzz");
    assert_eq!(unknown.len(), 1, "{message}");
    known.into_iter().map(str::to_owned).collect()
}

/// The keys of a section, as they are without quotes.
fn keys_of(draft: &Draft, section: &str) -> BTreeSet<String> {
    let section = draft.sections.iter().find(|one| one.name == section);
    let section = section.unwrap_or_else(|| panic!("there is no [{section:?}]"));
    let keys = section.settings.iter().map(|setting| setting.key.clone());
    keys.collect()
}

#[test]
fn every_setting_that_there_is_stands_in_it_and_no_other() {
    let folder = messy();
    let draft = draft(&folder.path().join("spring sale"));
    // Keys of these are the user's own.
    let named_by_users = ["brands", "products"];
    let mut sections: BTreeSet<&str> = BTreeSet::new();
    let mut keys = keys_of(&draft, "");
    for section in draft
        .sections
        .iter()
        .filter(|section| !section.name.is_empty())
    {
        let (table, _) = section.name.split_once('.').unwrap_or((&section.name, ""));
        sections.insert(table);
        keys.insert(table.to_owned());
        assert!(!section.settings.is_empty(), "{}", section.name);
    }
    assert_eq!(keys, known_keys(""));
    for section in sections {
        if !["columns", "names", "problems"].contains(&section)
            && !named_by_users.contains(&section)
        {
            assert_eq!(keys_of(&draft, section), known_keys(section), "{section}");
        }
    }
    for table in Table::ALL {
        let section = format!("columns.{}", table.name());
        assert_eq!(keys_of(&draft, &section), known_keys(&section), "{section}");
    }
    for dimension in Dimension::ALL {
        keys_of(&draft, &format!("names.{}", dimension.id()));
    }
    let codes = CODES.iter().filter(|facts| !facts.is_fatal);
    let codes: BTreeSet<String> = codes.map(|facts| facts.id.to_owned()).collect();
    assert_eq!(keys_of(&draft, "problems"), codes);
}

/// A draft is a configuration as it stands and with every setting in the open, and holds no letter that does not show.
#[track_caller]
fn is_understood(text: &str) -> Config {
    assert!(!text.contains(|letter: char| letter.is_control() && letter != '\n'));
    assert!(!text.contains(['\u{202e}', '\u{2028}']));
    Config::parse(text).unwrap();
    let all = uncommented(text);
    let config = Config::parse(&all);
    config.unwrap_or_else(|mistake| panic!("{mistake}\n{all}"))
}

#[test]
fn with_every_setting_in_the_open_it_is_a_configuration() {
    is_understood(&draft(&messy().path().join("spring sale")).to_string());
    let config = is_understood(&draft(small().path()).to_string());
    assert_eq!(config.calendar().year_starts, 4);
    assert_eq!(config.margins.default.unwrap().to_string(), "0.4");
}

#[test]
fn no_name_of_the_data_can_break_out_of_its_quotes() {
    let hostile = [
        "\"]\nlimit = 1\n[pages]",
        "'''",
        "\"\"\"\\",
        "# not a comment",
        "a = b",
        "]",
        "\u{1b}[2J\u{7f}\u{202e}\u{2028}\t",
        "\u{feff}x",
        "=",
        ".",
        "प्रोटीन 🥛",
    ];
    let quoted = |text: &str| format!("\"{}\"", text.replace('"', "\"\""));
    let long = "x".repeat(5000);
    let names: Vec<&str> = hostile.iter().copied().chain([long.as_str()]).collect();
    // Every name as a header that is not used, as a product and a campaign, and in that of a brand with its spelling in
    // capitals.
    let headers: Vec<String> = names.iter().map(|name| quoted(name)).collect();
    let rows: Vec<String> = names
        .iter()
        .map(|name| {
            let (name, blank) = (quoted(name), ",".repeat(names.len()));
            format!("A,2025-01-11,1,5,{name},{name}{blank}")
        })
        .collect();
    let tracking = format!(
        "influencer_id,date,orders,revenue,product,campaign,{}\n{}\n",
        headers.join(","),
        rows.join("\n")
    );
    let posts: Vec<String> = names
        .iter()
        .flat_map(|name| {
            [
                format!("{name} qq").to_lowercase(),
                format!("{name} qq").to_uppercase(),
            ]
        })
        .map(|name| format!("A,2025-01-11,{}", quoted(&name)))
        .collect();
    let folder = Folder::new().text("t/tracking.csv", &tracking).text(
        "t/posts.csv",
        &format!("influencer_id,date,brand\n{}\n", posts.join("\n")),
    );
    let draft = draft(&folder.path().join("t"));
    let text = draft.to_string();
    let config = is_understood(&text);
    // What is only space around a name is not part of it.
    for name in names.iter().map(|name| name.trim()) {
        assert!(config.products.contains_key(name), "{name:?}");
    }
    let brands = &config.names[&Dimension::Brand];
    assert!(
        brands.contains_key("\"]\nLIMIT = 1\n[PAGES] QQ"),
        "{brands:?}"
    );
    assert_eq!(config.pages.limit, Config::default().pages.limit);
    let ran = run_in(folder.path(), &["init", "t"]);
    assert_eq!((ran.status, ran.stderr.as_str()), (0, ""));
    assert!(!ran.stdout.contains(['\u{1b}', '\u{202e}']));
    assert_eq!(run_in(folder.path(), &["check", "t", "-q"]).status, 0);
}

fn corpus() -> Vec<PathBuf> {
    let folder = project().join("../shared/corpus");
    let Ok(entries) = fs::read_dir(folder) else {
        println!("skipped: the corpus is not beside this checkout");
        return Vec::new();
    };
    let folders = entries.map(|entry| entry.unwrap().path());
    folders.filter(|path| path.is_dir()).collect()
}

#[test]
fn folders_of_others_have_the_same_totals_with_it() {
    let target = tempfile::tempdir().unwrap();
    for folder in corpus() {
        let data = folder.to_str().unwrap();
        let config = ["--config", "roasbook.toml"];
        let ran = run_in(
            target.path(),
            &["init", data, "-o", "roasbook.toml", "--force"],
        );
        assert_eq!(ran.status, 0, "{data}\n{}", ran.stderr);
        assert!(!ran.stdout.contains("left"), "{data}\n{}", ran.stdout);
        let ran = run_in(target.path(), &[&["check", data], &config[..]].concat());
        assert_eq!(ran.status, 0, "{data}\n{}", ran.stdout);
        assert!(
            !ran.stdout.contains("unknown-config-name"),
            "{data}\n{}",
            ran.stdout
        );
        let with_it = measures(target.path(), data, &config);
        assert_eq!(with_it, measures(target.path(), data, &[]), "{data}");
        let text = fs::read_to_string(target.path().join("roasbook.toml")).unwrap();
        is_understood(&text);
    }
}
