//! `roasbook check`, and what it says about broken input.

use roasbook::dimension::Dimension;
use roasbook::filter::Filter;
use roasbook::measure::MeasureId;
use roasbook::problem::Code;

use crate::support::{Folder, run_in, run_with, small};

#[track_caller]
fn check(folder: &Folder, status: i32, stdout: &str) {
    let ran = run_in(folder.path(), &["check", "."]);
    assert_eq!(ran.stdout, stdout);
    assert_eq!(ran.stderr, "");
    assert_eq!(ran.status, status);
}

#[test]
fn a_bad_cell_is_reported_with_its_place_and_its_row_set_aside() {
    let folder = small().text(
        "tracking_data.csv",
        "influencer_id,date,orders,Revenue\n\
         A,2025-01-11,2,500.00\n\
         \n\
         A,\"2025-01-11\",2,\"12,5o\"\n\
         A,31-02-2025,2,1\n\
         A,2025-01-11,2.5,1\n\
         A,2025-01-11,2\n\
         B,2025-01-12,1,3.00\n\
         C,2025-01-12,1,3.00\n",
    );
    check(
        &folder,
        0,
        "\
warning[bad-date]: A date cannot be read
 --> tracking_data.csv:5:3
  |
5 | A,31-02-2025,2,1
  |   ^^^^^^^^^^ `date`: expected a day that the calendar has, found `31-02-2025`
  |
  = help: Write dates as 2025-07-22, with or without a time.

warning[bad-count]: A count cannot be read
 --> tracking_data.csv:6:14
  |
6 | A,2025-01-11,2.5,1
  |              ^^^ `orders`: expected a whole number, found `2.5`
  |
  = help: Write whole numbers with digits only, such as 1200.

warning[bad-amount]: An amount cannot be read
 --> tracking_data.csv:4:18
  |
4 | A,\"2025-01-11\",2,\"12,5o\"
  |                  ^^^^^^^ `Revenue`: expected an amount such as 12.50, found `12,5o`
  |
  = help: Write decimals with a point, such as 12.50.

warning[ragged-row]: A row has too few or too many cells
 --> tracking_data.csv:7:1
  |
7 | A,2025-01-11,2
  | ^^^^^^^^^^^^^^ expected 4 cells, found 3
  |
  = help: Quote cells that hold a comma, and give every row as many cells as the header.

warning[payout-missing]: An active influencer has no payout row
 --> tracking_data.csv:9:1
  |
9 | C,2025-01-12,1,3.00
  | ^ `influencer_id`: Chitra (`C`) has no payout row
  |
  = help: The payout is unknown, not zero, and ROAS leaves the influencer out. Add the payout, or a row with total 0 if there was none.

note[payout-mismatch]: A payout is not its rate times what is tracked
 --> payouts.csv:3:21
  |
3 | B,per_order,50.00,3,150.00
  |                     ^^^^^^ `total_payout`: a total of 150.00, rate 50 per order: orders as the ledger counts them
  |
  = help: The ledger's total counts.

More on each kind: roasbook explain bad-date

influencers: 3 rows read, 3 used, 0 set aside
posts: 3 rows read, 3 used, 0 set aside
tracking: 7 rows read, 3 used, 4 set aside
payouts: 2 rows read, 2 used, 0 set aside
",
    );
}

#[test]
fn what_only_adding_up_finds_is_shown_in_its_line_under_the_names_of_the_file() {
    let folder = Folder::new()
        .file(
            "influencers.csv",
            &["Influencer ID,Name,Platform", "A,Asha,Instagram"],
        )
        .file(
            "posts.csv",
            &[
                "caption,Channel,Creator ID,Post Date",
                "\"two\nlines\",YouTube,A,2025-01-10",
                "one,Instagram,X,2025-01-10",
                "\"three\nmore\",Instagram,\"Y\n\",2025-01-10",
            ],
        )
        .file(
            "payouts.csv",
            &[
                "basis,rate,Total,inf_id",
                "per_post,100,250,A",
                "per_post,100,100,Z",
            ],
        )
        .file(
            "products.csv",
            &[
                "SKU,brand,margin",
                "Whey,MuscleBlaze,0.4",
                "Whey,MuscleBlaze,0.5",
            ],
        )
        .file(
            "tracking.csv",
            &[
                "Campaign Name,sku,inf_id,order_date,orders,revenue",
                "Gritzo_Start,MuscleBlaze Whey,A,2025-01-11,1,500.00",
            ],
        );
    let loaded = folder.load();
    let shown = |code: Code| -> Vec<String> {
        let problems = loaded.problems_of(code);
        let each = problems.iter().map(|problem| {
            let excerpt = problem.excerpt.as_ref().expect("it is shown");
            let (before, cell) = excerpt.text.split_at(excerpt.from);
            let (cell, after) = cell.split_at(excerpt.to - excerpt.from);
            let place = &problem.place;
            format!(
                "{}:{} {}: {before}[{cell}]{after}",
                place.file, place.line, place.column
            )
        });
        each.collect()
    };
    assert_eq!(
        shown(Code::BrandConflict),
        ["tracking.csv:2 Campaign Name: [Gritzo_Start],MuscleBlaze Whey,A,2025-01-11,1,500.00"]
    );
    assert_eq!(
        shown(Code::UnknownInfluencer),
        [
            "payouts.csv:3 inf_id: per_post,100,100,[Z]",
            "posts.csv:4 Creator ID: one,Instagram,[X],2025-01-10",
            "posts.csv:6 Creator ID: more\",Instagram,[\"Y]",
        ]
    );
    assert_eq!(
        shown(Code::PayoutMissing),
        [
            "posts.csv:4 Creator ID: one,Instagram,[X],2025-01-10",
            "posts.csv:6 Creator ID: more\",Instagram,[\"Y]",
        ]
    );
    assert_eq!(
        shown(Code::PlatformMismatch),
        ["posts.csv:3 Channel: lines\",[YouTube],A,2025-01-10"]
    );
    assert_eq!(
        shown(Code::PayoutMismatch),
        [
            "payouts.csv:2 Total: per_post,100,[250],A",
            "payouts.csv:3 Total: per_post,100,[100],Z",
        ]
    );
    assert_eq!(
        shown(Code::PayoutUnplaced),
        ["payouts.csv:3 Total: per_post,100,[100],Z"]
    );
    assert_eq!(
        shown(Code::ProductConflict),
        ["products.csv:3 SKU: [Whey],MuscleBlaze,0.5"]
    );
}

#[test]
fn a_missing_required_column_stops_and_lists_what_was_found() {
    let folder = small().file(
        "tracking_data.csv",
        &["influencer_id,when,orders,revenues", "A,2025-01-01,1,2"],
    );
    check(
        &folder,
        1,
        "\
error[missing-column]: A required column is missing (2 in all)
--> tracking_data.csv
 = note: expected a column `date`, found `influencer_id`, `when`, `orders`, `revenues`
 = also: tracking_data.csv: expected a column `revenue`, found `influencer_id`, `when`, `orders`, `revenues`; if `revenues` is it, rename it
 = help: Rename the column or add it, or say under `[columns]` in roasbook.toml which one it is.

note[ignored-column]: Columns are not used
--> tracking_data.csv
 = note: not used: `when`, `revenues`
 = help: Nothing is computed from them. If one is spelled otherwise than roasbook knows, map it under `[columns]` in roasbook.toml.

More on each kind: roasbook explain missing-column

influencers: 3 rows read, 3 used, 0 set aside
posts: 3 rows read, 3 used, 0 set aside
payouts: 2 rows read, 2 used, 0 set aside
",
    );
    let ran = run_in(folder.path(), &["build", ".", "-o", "site"]);
    assert_eq!(ran.status, 1);
    assert!(
        ran.stderr.contains("error[missing-column]"),
        "{}",
        ran.stderr
    );
    assert!(!folder.path().join("site").exists());
}

#[test]
fn a_folder_without_any_table_of_figures_stops_and_says_what_is_there() {
    let folder = Folder::new()
        .influencers(&["A,Asha,Fitness,Female,5000,Instagram"])
        .text("notes.csv", "x\n");
    let ran = run_in(folder.path(), &["check", "."]);
    assert_eq!(ran.status, 1);
    assert!(
        ran.stdout.starts_with(
            "\
error[missing-table]: There is no table that figures come from
 |
 = note: expected a file for the tracking, posts or payouts table, found `influencers.csv`
 = help: Put a CSV whose name starts with `tracking`, `post` or `payout` into the folder.
"
        ),
        "{}",
        ran.stdout
    );
}

#[test]
fn json_has_one_problem_a_line_and_row_counts_last() {
    let folder = small().tracking(&[
        "influencer,MB_Start,A,u1,MuscleBlaze Whey,2025-01-11,2,500.00",
        "influencer,MB_Start,A,u1,MuscleBlaze Whey,today,2,500.00",
    ]);
    let ran = run_in(folder.path(), &["check", ".", "--format", "json"]);
    let lines: Vec<serde_json::Value> = ran
        .stdout
        .lines()
        .map(|line| serde_json::from_str(line).unwrap())
        .collect();
    assert_eq!(
        lines[0],
        serde_json::json!({
            "severity": "warning", "code": "bad-date", "file": "tracking_data.csv", "line": 3, "column": "date",
            "character": 43, "found": "today", "message": "expected a date such as 2025-07-22, found `today`", "rows": 1,
        })
    );
    let tables = lines.last().unwrap()["tables"].as_array().unwrap();
    let tracking = tables
        .iter()
        .find(|table| table["table"] == "tracking")
        .unwrap();
    assert_eq!(
        (
            tracking["read"].as_u64(),
            tracking["used"].as_u64(),
            tracking["set_aside"].as_u64()
        ),
        (Some(2), Some(1), Some(1))
    );
}

#[test]
fn github_annotations_point_into_the_data_folder() {
    let folder = small().tracking(&["influencer,a:b,A,u1,100%,today,2,500.00"]);
    let ran = run_in(
        folder.path().parent().unwrap(),
        &[
            "check",
            folder.path().file_name().unwrap().to_str().unwrap(),
            "--format",
            "github",
        ],
    );
    let data = folder.path().file_name().unwrap().to_str().unwrap();
    let expected = format!(
        "::warning file={data}/tracking_data.csv,line=2,col=26,title=bad-date::`date`: expected a date such as 2025-07-22, found `today`\n"
    );
    assert!(ran.stdout.contains(&expected), "{}", ran.stdout);
}

#[test]
fn strict_makes_warnings_stop() {
    let folder = small();
    assert_eq!(run_in(folder.path(), &["check", "."]).status, 0);
    assert_eq!(
        run_in(folder.path(), &["check", ".", "--strict"]).status,
        1,
        "Chitra has no payout"
    );
    assert_eq!(
        run_in(folder.path(), &["build", ".", "-o", "site", "--strict"]).status,
        1
    );
    assert!(!folder.path().join("site").exists());
}

#[test]
fn lines_are_physical_whatever_stands_between_quotes() {
    let folder = small().text(
        "posts.csv",
        "post_id,influencer_id,date,caption,reach\r\n\
         \r\n\
         p1,A,2025-01-10,\"two\r\nlines, \"\"quoted\"\"\",10\r\n\
         ,,,,\r\n\
         p2,A,bad,x,10\r\n",
    );
    let ran = run_in(folder.path(), &["check", "."]);
    assert!(
        ran.stdout
            .contains("--> posts.csv:6:6\n  |\n6 | p2,A,bad,x,10\n  |      ^^^ `date`: expected"),
        "{}",
        ran.stdout
    );
    assert!(
        ran.stdout
            .contains("posts: 2 rows read, 1 used, 1 set aside"),
        "{}",
        ran.stdout
    );
}

#[test]
fn thousands_of_the_same_kind_fold_into_a_few_lines() {
    let rows: Vec<String> = (0..5000)
        .map(|_| "i,c,A,u,p,never,1,1".to_owned())
        .collect();
    let rows: Vec<&str> = rows.iter().map(String::as_str).collect();
    let ran = run_in(small().tracking(&rows).path(), &["check", "."]);
    assert!(ran.stdout.lines().count() < 30, "{}", ran.stdout);
    assert!(
        ran.stdout
            .contains("tracking: 5000 rows read, 0 used, 5000 set aside")
    );
}

#[test]
fn text_that_is_not_utf8_is_read_and_said_as_what() {
    let folder = small().bytes("tracking_data.csv", b"influencer_id,date,orders,revenue,product\nA,2025-01-11,1,2,caf\xe9\nA,2025-01-11,1,2,tea\n");
    let ran = run_in(folder.path(), &["check", "."]);
    assert!(
        ran.stdout.contains(
            "\
note[assumed-encoding]: A file is not UTF-8
 --> tracking_data.csv:2:1
  |
2 | A,2025-01-11,1,2,café
  | ^^^^^^^^^^^^^^^^^^^^^ 1 byte that is no UTF-8 is read as Windows-1252
"
        ),
        "{}",
        ran.stdout
    );
    assert!(
        ran.stdout
            .contains("tracking: 2 rows read, 2 used, 0 set aside")
    );
}

#[track_caller]
fn stops(folder: &Folder, stderr: &str) {
    let ran = run_in(folder.path(), &["build", ".", "-o", "site"]);
    assert_eq!(ran.stderr, stderr);
    assert_eq!((ran.status, ran.stdout.as_str()), (1, ""));
    assert!(!folder.path().join("site").exists());
}

#[test]
fn sums_that_cannot_be_exact_stop_the_build() {
    let row = "i,c,A,u,p,2025-01-11,1,90071992547409.91";
    stops(
        &small().tracking(&[row, row]),
        "\
error[too-large]: Numbers are too large to be added exactly
--> tracking_data.csv
 = note: the sum of `revenue` is more than can be held exactly
 = help: Check the column for values that are not amounts or counts, such as ids or phone numbers.

More on each kind: roasbook explain too-large

",
    );
    stops(
        &small().table(
            "payouts.csv",
            "influencer_id,basis,rate",
            &["A,per_post,90000000000000"],
        ),
        "\
error[too-large]: Numbers are too large to be added exactly
 --> payouts.csv:2:12
  |
2 | A,per_post,90000000000000
  |            ^^^^^^^^^^^^^^ `rate`: a rate of 90000000000000 times what it pays for is more than can be held exactly
  |
  = help: Check the column for values that are not amounts or counts, such as ids or phone numbers.

More on each kind: roasbook explain too-large

",
    );
}

#[test]
fn rates_whose_products_cannot_be_summed_exactly_stop_the_build() {
    let rate = "A,per_post,40000000000000";
    stops(
        &small().table("payouts.csv", "influencer_id,basis,rate", &[rate, rate]),
        "\
error[too-large]: Numbers are too large to be added exactly
 --> payouts.csv:3:12
  |
3 | A,per_post,40000000000000
  |            ^^^^^^^^^^^^^^ `rate`: the sum of all payouts is more than can be held exactly; this one is the largest
  |
  = help: Check the column for values that are not amounts or counts, such as ids or phone numbers.

More on each kind: roasbook explain too-large

",
    );
}

#[test]
fn a_date_far_from_all_others_stops_the_build_and_is_located() {
    let rows = [
        "i,c,A,u,p,2025-01-11,1,5",
        "i,c,A,u,p,2150-12-31,1,5",
        "i,c,A,u,p,2025-01-12,1,5",
    ];
    stops(
        &small().tracking(&rows),
        "\
error[stray-date]: A date is far from all others
 --> tracking_data.csv:3:11
  |
3 | i,c,A,u,p,2150-12-31,1,5
  |           ^^^^^^^^^^ `date`: the dates run from 2025-01-10 to 2150-12-31, more than 100 years; 2150-12-31 is far from the others
  |
  = help: Correct the date, or remove the row.

More on each kind: roasbook explain stray-date

",
    );
}

#[test]
fn a_table_of_which_no_row_can_be_used_stops_the_build() {
    let header = "influencer_id,date,orders,revenue";
    stops(
        &small().file("tracking_data.csv", &[header, "A,soon,1,5", "A,later,1,5"]),
        "\
error[none-used]: No row of a table could be used
--> tracking_data.csv
 = note: none of its 2 rows could be used
 = help: See the other problems of that table: most often one column has another format.

More on each kind: roasbook explain none-used

",
    );
    stops(
        &small().file("tracking_data.csv", &[header]),
        "\
error[none-used]: No row of a table could be used
--> tracking_data.csv
 = note: there is a header and no row
 = help: See the other problems of that table: most often one column has another format.

More on each kind: roasbook explain none-used

",
    );
}

#[test]
fn text_of_the_data_does_not_steer_the_terminal() {
    let ran = run_in(
        small()
            .tracking(&["i,c,A,u,p,\u{1b}[31mRED,1,5", "i,c,A,u,p,2025-01-11,1,5"])
            .path(),
        &["check", "."],
    );
    assert!(
        ran.stdout.contains("found `␛[31mRED`") && !ran.stdout.contains('\u{1b}'),
        "{}",
        ran.stdout
    );
}

#[test]
fn a_post_shared_by_any_number_of_offers_is_split() {
    // Posts 30 days apart, followed by 1 to 59 offers each: no common multiple of those fits into 64 bits.
    let date = |day: i32| roasbook::period::Day(20_000 + day).to_string();
    let posts: Vec<String> = (1..60)
        .map(|post| format!("p{post},A,X,{},u,hello,10,1,1", date(post * 30)))
        .collect();
    let tracking: Vec<String> = (1..60)
        .flat_map(|post| (0..post).map(move |offer| (post, offer)))
        .map(|(post, offer)| format!("i,Offer {offer},A,u,p,{},1,5.00", date(post * 30 + 1)))
        .collect();
    let posts: Vec<&str> = posts.iter().map(String::as_str).collect();
    let tracking: Vec<&str> = tracking.iter().map(String::as_str).collect();
    let loaded = small()
        .posts(&posts)
        .tracking(&tracking)
        .payouts(&["A,per_post,1,,5900.00"])
        .load();
    let payout = loaded.value(
        roasbook::measure::MeasureId::Payout,
        &roasbook::filter::Filter::everything(),
    );
    assert_eq!(payout, "5900.00");
}

#[test]
fn other_separators_are_recognised() {
    for separator in [";", "\t", "|"] {
        let lines = ["influencer_id,date,orders,revenue", "A,2025-01-11,1,5"]
            .map(|line| line.replace(',', separator));
        let folder = small().file("tracking_data.csv", &lines.each_ref().map(String::as_str));
        let ran = run_in(folder.path(), &["check", "."]);
        assert!(
            ran.stdout
                .contains("tracking: 1 rows read, 1 used, 0 set aside"),
            "{}",
            ran.stdout
        );
    }
}

#[test]
fn levels_say_what_stops_and_what_is_listed() {
    // Chitra has no payout row, and a date cannot be read.
    let folder = || {
        small().tracking(&[
            "i,c,A,u,p,2025-01-11,1,5",
            "i,c,C,u,p,2025-01-11,1,5",
            "i,c,A,u,p,never,1,5",
        ])
    };
    #[track_caller]
    fn case(folder: &Folder, arguments: &[&str], status: i32, severities: [Option<&str>; 2]) {
        let mut all = vec!["check", ".", "--format", "json"];
        all.extend(arguments);
        let ran = run_in(folder.path(), &all);
        assert_eq!(ran.status, status, "{}", ran.stdout);
        let found = ["payout-missing", "bad-date"].map(|code| {
            let object = |line: &str| serde_json::from_str::<serde_json::Value>(line).unwrap();
            ran.stdout
                .lines()
                .map(object)
                .find(|problem| problem["code"] == code)
                .map(|problem| problem["severity"].as_str().unwrap().to_owned())
        });
        assert_eq!(found.each_ref().map(Option::as_deref), severities);
        let totals = ran.stdout.lines().last().unwrap();
        let tracking =
            r#"{"files":["tracking_data.csv"],"read":3,"set_aside":1,"table":"tracking","used":2}"#;
        assert!(
            totals.contains(tracking),
            "rows set aside count whatever the level: {totals}"
        );
    }
    let (warning, error) = (Some("warning"), Some("error"));
    case(&folder(), &[], 0, [warning, warning]);
    case(&folder(), &["--strict"], 1, [warning, warning]);
    case(&folder(), &["--deny", "BAD_DATE"], 1, [warning, error]);
    case(
        &folder(),
        &["--deny", "bad-date", "--deny", "payout-missing"],
        1,
        [error, error],
    );
    let lowered = folder().text(
        "roasbook.toml",
        "[problems]\npayout-missing = 'note'\nbad-date = 'off'\n",
    );
    case(&lowered, &["--strict"], 0, [Some("note"), None]);
    case(&lowered, &["--deny", "bad-date"], 1, [Some("note"), error]);
    let raised = folder().text("roasbook.toml", "[problems]\npayout-missing = 'error'\n");
    case(&raised, &[], 1, [error, warning]);
    stops(
        &raised,
        "\
error[payout-missing]: An active influencer has no payout row
 --> tracking_data.csv:3:5
  |
3 | i,c,C,u,p,2025-01-11,1,5
  |     ^ `influencer_id`: Chitra (`C`) has no payout row
  |
  = help: The payout is unknown, not zero, and ROAS leaves the influencer out. Add the payout, or a row with total 0 if there was none.

More on each kind: roasbook explain payout-missing

",
    );
}

#[test]
fn a_level_that_cannot_be_is_answered_where_it_stands() {
    #[track_caller]
    fn case(level: &str, stderr: &str) {
        let folder = small().text("roasbook.toml", &format!("[problems]\n{level}\n"));
        let ran = run_in(folder.path(), &["check", "."]);
        assert_eq!(ran.stderr, stderr);
        assert_eq!((ran.status, ran.stdout.as_str()), (1, ""));
    }
    case(
        "missing-column = 'warning'",
        "\
error: `missing-column` is always an error: with such a problem there is nothing to build from
 --> ./roasbook.toml:2:18
  |
2 | missing-column = 'warning'
  |                  ^^^^^^^^^
",
    );
    case(
        "payout-mising = 'note'",
        "\
error: there is no problem `payout-mising`; did you mean `payout-missing`?
 --> ./roasbook.toml:2:1
  |
2 | payout-mising = 'note'
  | ^^^^^^^^^^^^^
",
    );
    let ran = run_in(small().path(), &["check", ".", "--deny", "payout-mising"]);
    assert_eq!(
        ran.stderr,
        "\
error: invalid value 'payout-mising' for '--deny <CODE>': there is no problem `payout-mising`; did you mean `payout-missing`?

For more information, try '--help'.
"
    );
    assert_eq!(ran.status, 2);
}

#[test]
fn sarif_has_every_rule_and_a_result_for_each_problem() {
    let folder = small()
        .tracking(&["i,MB,C,u,p,2025-01-11,1,5", "i,MB,A,u,p,never,1,5"])
        .posts(&["p1,A,instagram,2025-01-10,u,#MB,1,1,1"]);
    let data = folder.path().file_name().unwrap().to_str().unwrap();
    let ran = run_in(
        folder.path().parent().unwrap(),
        &["check", data, "--format", "sarif"],
    );
    assert_eq!((ran.status, ran.stderr.as_str()), (0, ""));
    let log: serde_json::Value = serde_json::from_str(&ran.stdout).unwrap();
    assert_eq!(log["version"], "2.1.0");
    let run = &log["runs"][0];
    let rules = run["tool"]["driver"]["rules"].as_array().unwrap();
    assert_eq!(rules.len(), roasbook::problem::CODES.len());
    let results = run["results"].as_array().unwrap();
    let bad_date = results
        .iter()
        .find(|result| result["ruleId"] == "bad-date")
        .unwrap();
    assert_eq!(
        *bad_date,
        serde_json::json!({
            "ruleId": "bad-date",
            "ruleIndex": Code::BadDate as usize,
            "level": "warning",
            "message": {"text": "`date`: expected a date such as 2025-07-22, found `never`"},
            "locations": [{"physicalLocation": {
                "artifactLocation": {"uri": format!("{data}/tracking_data.csv")},
                "region": {"startLine": 3, "startColumn": 12},
            }}],
            "properties": {"rows": 1},
        })
    );
    let variants = results
        .iter()
        .find(|result| result["ruleId"] == "spelling-variants")
        .unwrap();
    assert_eq!(
        variants["locations"],
        serde_json::json!([{"physicalLocation": {"artifactLocation": {"uri": data}}}]),
        "a problem of no file is one of the folder"
    );
    for result in results {
        let rule = &rules[result["ruleIndex"].as_u64().unwrap() as usize];
        assert_eq!(rule["id"], result["ruleId"]);
        assert_eq!(rule["defaultConfiguration"]["level"], result["level"]);
    }
    assert_eq!(
        run["properties"]["tables"][2],
        serde_json::json!({
            "table": "tracking", "files": ["tracking_data.csv"], "read": 2, "used": 1, "set_aside": 1,
        })
    );
    let again = run_in(
        folder.path().parent().unwrap(),
        &[
            "check",
            folder.path().to_str().unwrap(),
            "--format",
            "sarif",
        ],
    );
    assert_eq!(again.stdout, ran.stdout, "an absolute path stays out of it");
}

#[test]
fn colours_are_shown_where_they_are_asked_for_and_nowhere_else() {
    let folder = small();
    let check =
        |environment: &[(&str, &str)]| run_with(folder.path(), &["check", "."], environment).stdout;
    let plain = check(&[]);
    assert!(!plain.contains('\u{1b}'), "{plain}");
    let coloured = check(&[("CLICOLOR_FORCE", "1")]);
    assert!(
        coloured.contains("\u{1b}[33mwarning[payout-missing]"),
        "{coloured}"
    );
    assert_eq!(check(&[("CLICOLOR_FORCE", "1"), ("NO_COLOR", "1")]), plain);
}

/// A file that is there twice counts once, and the copy is the one whose name says so.
#[test]
fn a_copy_of_a_file_is_set_aside_whole() {
    let folder = small();
    let rows = std::fs::read(folder.path().join("tracking_data.csv")).unwrap();
    std::fs::write(folder.path().join("tracking_data (1).csv"), rows).unwrap();
    let loaded = folder.load();
    let copies = loaded.problems_of(Code::RepeatedFile);
    assert_eq!(copies[0].place.file, "tracking_data (1).csv");
    assert_eq!(copies[0].rows, 5);
    let tracking = loaded
        .row_counts
        .iter()
        .find(|count| count.table == "tracking");
    let tracking = tracking.unwrap();
    assert_eq!(
        (tracking.read, tracking.used, tracking.set_aside),
        (10, 5, 5)
    );
}

#[test]
fn a_name_of_several_influencers_stands_for_none_of_them() {
    let folder = small()
        .influencers(&[
            "A,Asha,Fitness,Female,5000,Instagram",
            "B,Asha,Nutrition,Male,1,Instagram",
            "C,Chitra,Nutrition,Female,1,Instagram",
        ])
        .file(
            "tracking_data.csv",
            &[
                "influencer_name,date,orders,revenue",
                "Asha,2025-01-11,1,5.00",
                "chitra ,2025-01-11,1,7.00",
            ],
        );
    let loaded = folder.load();
    let revenue = |id: &str| {
        let filter = Filter::everything().with(Dimension::Influencer, id);
        loaded.value(MeasureId::Revenue, &filter)
    };
    assert_eq!((revenue("A"), revenue("B")), ("0.00".into(), "0.00".into()));
    assert_eq!(
        (revenue("Asha"), revenue("C")),
        ("5.00".into(), "7.00".into())
    );
    assert_eq!(loaded.problems_of(Code::AmbiguousName).len(), 1);
    assert_eq!(loaded.problems_of(Code::JoinedByName).len(), 1);
}

#[test]
fn an_id_is_joined_however_it_is_spelled() {
    let folder = small()
        .influencers(&[
            "INF_007,Asha,Fitness,Female,5000,Instagram",
            "42,Bo,X,Male,1,Y",
        ])
        .tracking(&[
            "i,MB_Start,inf-7,u1,Whey,2025-01-11,1,5.00",
            "i,MB_Start,42.0,u1,Whey,2025-01-11,1,7.00",
            "i,MB_Start,042,u1,Whey,2025-01-11,1,9.00",
            "i,MB_Start,NaN,u1,Whey,2025-01-11,1,11.00",
        ]);
    let loaded = folder.load();
    let revenue = |id: &str| {
        let filter = Filter::everything().with(Dimension::Influencer, id);
        loaded.value(MeasureId::Revenue, &filter)
    };
    assert_eq!(
        (revenue("INF_007"), revenue("42")),
        ("5.00".into(), "16.00".into())
    );
    let organic = loaded.value(MeasureId::OrganicRevenue, &Filter::everything());
    assert_eq!(organic, "11.00");
}

/// Every row that is set aside is in the download, with what roasbook reads of it and no more.
#[test]
fn rows_set_aside_can_be_downloaded_without_what_they_say_of_customers() {
    let folder = small().tracking(&[
        "influencer,MB_Start,A,customer-77,MuscleBlaze Whey,2025-01-11,2,500.00",
        "influencer,=HYPERLINK(1),A,customer-78,MuscleBlaze Whey,never,2,500.00",
        "influencer,MB_Start,A,customer-79,Whey, with milk,2025-01-11,2,500.00",
    ]);
    let ran = run_in(folder.path(), &["build", ".", "-o", "site"]);
    assert_eq!(ran.status, 0, "{}", ran.stderr);
    let read = |name: &str| std::fs::read_to_string(folder.path().join("site").join(name));
    let rows = read("rows-set-aside.csv").unwrap();
    assert_eq!(rows.lines().count(), 3, "{rows}");
    assert!(
        rows.contains("tracking,tracking_data.csv,3,date,1,bad-date,"),
        "{rows}"
    );
    assert!(
        rows.contains("tracking,tracking_data.csv,4,,1,ragged-row,"),
        "{rows}"
    );
    assert!(!rows.contains("customer-7"), "{rows}");
    let page = read("data-quality.html").unwrap();
    assert!(page.contains("href=\"rows-set-aside.csv\""), "{page}");
    let without = small();
    assert_eq!(
        run_in(without.path(), &["build", ".", "-o", "site"]).status,
        0
    );
    assert!(!without.path().join("site/rows-set-aside.csv").exists());
}

/// An id that comes twice is found whether ids rise, fall, or are missing, and rows without ids by all their cells.
#[test]
fn a_row_that_is_there_twice_is_reported_and_counted() {
    #[track_caller]
    fn case(header: &str, rows: &[&str], repeated: u64, line: u64) {
        let header = format!("{header},influencer_id,date,orders,revenue");
        let rows: Vec<String> = rows
            .iter()
            .map(|id| format!("{id},A,2025-01-11,1,5.00"))
            .collect();
        let mut lines = vec![header.as_str()];
        lines.extend(rows.iter().map(String::as_str));
        let loaded = small().file("tracking_data.csv", &lines).load();
        let found = loaded.problems_of(Code::DuplicateRow);
        let found: Vec<(u64, u64)> = found
            .iter()
            .map(|problem| (problem.rows, problem.place.line))
            .collect();
        let expected: Vec<(u64, u64)> = (repeated > 0)
            .then_some((repeated, line))
            .into_iter()
            .collect();
        assert_eq!(found, expected, "{rows:?}");
        let orders = loaded.value(MeasureId::Orders, &Filter::everything());
        assert_eq!(orders, rows.len().to_string());
    }
    case("tracking_id", &["T1", "T2", "T9", "T10"], 0, 0);
    case("tracking_id", &["T1", "T2", "T2", "T10"], 1, 4);
    case("tracking_id", &["T9", "T1", "T9", "T1"], 2, 4);
    case("tracking_id", &["T9", "T1", "T7"], 0, 0);
    case("tracking_id", &["T1", "", "T2"], 0, 0);
    case("clicks", &["4", "5", "4"], 1, 4);
    case("clicks", &["4", "5", "6"], 0, 0);
}
