//! What a newcomer meets: no arguments, wrong ones, a folder that is not there.

use std::fs;

use crate::support::{files_below, run_in, small};

#[test]
fn without_arguments_it_explains_the_next_step() {
    let empty = tempfile::tempdir().unwrap();
    let ran = run_in(empty.path(), &[]);
    assert_eq!(ran.status, 0);
    assert_eq!(
        ran.stdout,
        "roasbook needs a folder with a campaign's CSVs: influencers, posts, tracking, payouts.

    roasbook build FOLDER    the report site, in `site`
    roasbook simulate        no data yet? Makes a lifelike campaign in `data`

More: roasbook --help
"
    );
    fs::create_dir(empty.path().join("data")).unwrap();
    let ran = run_in(empty.path(), &[]);
    assert_eq!(
        ran.stdout,
        "There is a folder `data` here. Next:

    roasbook check     what is odd about the CSVs
    roasbook init      a configuration for them, explained
    roasbook build     the report site, in `site`
    roasbook report    the figures, in the terminal

More: roasbook --help
"
    );
}

#[test]
fn a_folder_that_is_not_there_is_named() {
    let empty = tempfile::tempdir().unwrap();
    let ran = run_in(empty.path(), &["build", "nowhere"]);
    assert_eq!(ran.status, 1);
    assert_eq!(
        ran.stderr,
        "error: there is no folder `nowhere`\n\
         hint: name the folder with the campaign's CSVs, or run `roasbook simulate` for a demo\n"
    );
}

#[test]
fn wrong_usage_exits_with_2() {
    let empty = tempfile::tempdir().unwrap();
    assert_eq!(run_in(empty.path(), &["bild"]).status, 2);
    let ran = run_in(empty.path(), &["report", "--from", "1 July"]);
    assert_eq!(ran.status, 2);
    assert!(
        ran.stderr.contains("expected a day such as 2025-07-01"),
        "{}",
        ran.stderr
    );
}

#[test]
fn a_base_url_is_an_http_address() {
    let folder = small();
    for wrong in [
        "javascript:alert(1)",
        "",
        "example.org",
        "https://",
        "https://a\"b",
    ] {
        let ran = run_in(
            folder.path(),
            &["build", ".", "-o", "site", "--base-url", wrong],
        );
        assert_eq!(ran.status, 2, "{wrong}");
    }
}

#[test]
fn a_templates_folder_has_to_exist() {
    let ran = run_in(
        small().path(),
        &["build", ".", "-o", "site", "--templates", "nothere"],
    );
    assert_eq!(ran.status, 1);
    assert_eq!(
        ran.stderr,
        "error: there is no folder `nothere` with templates\n"
    );
}

#[test]
fn an_unknown_configuration_key_is_an_error_that_names_it() {
    let folder = small().text("roasbook.toml", "titel = 'Spring'\n");
    let ran = run_in(folder.path(), &["build", "."]);
    assert_eq!(ran.status, 1);
    assert_eq!(
        ran.stderr,
        "\
error: unknown key `titel`; did you mean `title`?
 --> ./roasbook.toml:1:1
  |
1 | titel = 'Spring'
  | ^^^^^
"
    );
}

#[test]
fn simulate_writes_the_same_bytes_for_the_same_seed_and_spares_real_data() {
    let folder = tempfile::tempdir().unwrap();
    let simulate = |seed: &str, output: &str| {
        run_in(
            folder.path(),
            &["simulate", "--rows", "500", "--seed", seed, "-o", output],
        )
    };
    for (seed, output) in [("7", "a"), ("7", "b"), ("8", "c")] {
        assert_eq!(simulate(seed, output).status, 0);
    }
    let files = |name: &str| files_below(&folder.path().join(name));
    assert_eq!(files("a"), files("b"));
    assert_ne!(files("a"), files("c"));
    fs::remove_file(folder.path().join("a/truth.json")).unwrap();
    let ran = simulate("7", "a");
    assert_eq!(ran.status, 1);
    assert!(
        ran.stderr.contains("holds CSVs that no simulation made"),
        "{}",
        ran.stderr
    );
}

#[test]
fn the_demo_campaign_is_what_simulate_writes() {
    let folder = tempfile::tempdir().unwrap();
    assert_eq!(run_in(folder.path(), &["simulate", "-q"]).status, 0);
    assert!(
        files_below(&folder.path().join("data"))
            == files_below(&crate::support::project().join("data"))
    );
}

#[test]
fn quiet_says_nothing_and_timings_name_every_stage() {
    let folder = small();
    let ran = run_in(
        folder.path(),
        &["build", ".", "-o", "site", "-q", "--timings"],
    );
    assert_eq!(ran.stdout, "");
    let stages: Vec<&str> = ran
        .stderr
        .lines()
        .map(|line| line.split_whitespace().last().unwrap())
        .collect();
    assert_eq!(
        stages,
        ["tables", "cells", "marking", "slices", "site", "total"]
    );
}
