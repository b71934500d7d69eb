//! The site as a whole: the same bytes every time, links that lead somewhere, pages that agree with reports.

use std::collections::BTreeSet;
use std::fs;
use std::path::Path;
use std::sync::LazyLock;

use serde_json::Value as Json;
use tempfile::TempDir;

use crate::support::whole::{links, resolve};
use crate::support::{files_below, project, run_in, run_with};

/// The demo site, built once.
static DEMO: LazyLock<TempDir> = LazyLock::new(|| {
    let folder = tempfile::tempdir().unwrap();
    build_demo(folder.path(), &[]);
    folder
});

fn build_demo(folder: &Path, environment: &[(&str, &str)]) {
    let data = project().join("data");
    let ran = run_with(
        folder,
        &["build", data.to_str().unwrap(), "-o", "site"],
        environment,
    );
    assert_eq!(ran.status, 0, "{}", ran.stderr);
}

fn demo() -> std::path::PathBuf {
    DEMO.path().join("site")
}

fn contents() -> Json {
    serde_json::from_str(&fs::read_to_string(demo().join("roasbook.json")).unwrap()).unwrap()
}

#[test]
fn two_builds_are_byte_identical_with_one_thread_and_with_many() {
    let first = files_below(&demo());
    for threads in ["1", "4"] {
        let other = tempfile::tempdir().unwrap();
        build_demo(
            other.path(),
            &[
                ("RAYON_NUM_THREADS", threads),
                ("POLARS_MAX_THREADS", threads),
            ],
        );
        let second = files_below(&other.path().join("site"));
        assert_eq!(first.len(), second.len());
        for ((name, bytes), (other_name, other_bytes)) in first.iter().zip(&second) {
            assert_eq!(name, other_name);
            assert!(
                bytes == other_bytes,
                "{name} differs with {threads} threads"
            );
        }
    }
}

#[test]
fn every_internal_link_of_the_demo_site_resolves() {
    let site = demo();
    let names: BTreeSet<String> = files_below(&site)
        .into_iter()
        .map(|(name, _)| name)
        .collect();
    let mut followed = 0;
    for name in names.iter().filter(|name| name.ends_with(".html")) {
        let html = fs::read_to_string(site.join(name)).unwrap();
        for link in links(&html) {
            if link.starts_with('#') {
                continue;
            }
            // Where a post was published is not of the site.
            if link.starts_with("https://") {
                continue;
            }
            assert!(
                !link.contains(':') && !link.starts_with('/'),
                "{name} links to {link}"
            );
            let path = resolve(name, link);
            assert!(
                path.is_some_and(|path| names.contains(&path)),
                "{name} links to {link}, which is not there"
            );
            followed += 1;
        }
    }
    assert!(followed > 50_000, "only {followed} links were found");
}

#[test]
fn every_page_can_be_reached_from_the_overview() {
    let site = demo();
    let mut seen = BTreeSet::from(["index.html".to_owned()]);
    let mut waiting = vec!["index.html".to_owned()];
    while let Some(name) = waiting.pop() {
        let html = fs::read_to_string(site.join(&name)).unwrap();
        let pages = links(&html).filter(|link| link.ends_with(".html") && !link.contains("://"));
        for link in pages {
            let path = resolve(&name, link).unwrap();
            if seen.insert(path.clone()) {
                waiting.push(path);
            }
        }
    }
    let pages: BTreeSet<String> = files_below(&site)
        .into_iter()
        .map(|(name, _)| name)
        // Nothing leads to the page that stands in for one that is not there.
        .filter(|name| name.ends_with(".html") && name != "404.html")
        .collect();
    assert_eq!(seen, pages);
}

#[test]
fn pages_are_small() {
    let mut total = 0;
    for (name, bytes) in files_below(&demo()) {
        total += bytes.len();
        if name.starts_with("reports/") {
            // A page of one choice has every finding and its pictures; of those with several there are thousands.
            let parts = name.trim_end_matches(".html").split('/').skip(1);
            let chosen = parts.filter(|part| *part != "all").count();
            let limit = if chosen > 1 { 24_000 } else { 150_000 };
            assert!(bytes.len() <= limit, "{name} has {} bytes", bytes.len());
        }
    }
    assert!(total <= 60_000_000, "the site has {total} bytes");
}

#[test]
fn every_page_is_listed_with_its_filter_and_measures() {
    let contents = contents();
    let pages = contents["pages"].as_array().unwrap();
    let listed: BTreeSet<&str> = pages
        .iter()
        .map(|page| page["path"].as_str().unwrap())
        .collect();
    let written: Vec<String> = files_below(&demo())
        .into_iter()
        .map(|(name, _)| name)
        .collect();
    let is_fixed = |name: &str| !name.contains('/') && name != "index.html";
    let pages_written = written.iter().filter(|name| name.ends_with(".html"));
    let reports = pages_written.filter(|name| !is_fixed(name));
    assert_eq!(reports.map(String::as_str).collect::<BTreeSet<_>>(), listed);
    assert_eq!(pages[0]["path"], "index.html");
    assert_eq!(pages[0]["filter"], serde_json::json!({}));
}

/// The value attribute of a tile's figure.
fn tile_value<'a>(html: &'a str, measure: &str) -> &'a str {
    let tiles = html
        .split("<dl class=\"tiles\">")
        .nth(1)
        .unwrap()
        .split("</dl>")
        .next()
        .unwrap();
    let figure = tiles
        .split(&format!("data-measure=\"{measure}\" value=\""))
        .nth(1)
        .unwrap();
    figure.split('"').next().unwrap()
}

#[test]
fn pages_show_what_report_prints() {
    let contents = contents();
    let pages = contents["pages"].as_array().unwrap();
    let data = project().join("data");
    // Every 97th page: a mixture of all choices, in any order.
    for page in pages.iter().step_by(97) {
        let mut arguments = vec![
            "report".to_owned(),
            data.to_str().unwrap().to_owned(),
            "--format=json".to_owned(),
        ];
        for (key, value) in page["filter"].as_object().unwrap() {
            let values = value
                .as_array()
                .cloned()
                .unwrap_or_else(|| vec![value.clone()]);
            arguments.extend(
                values
                    .iter()
                    .map(|value| format!("--{key}={}", value.as_str().unwrap())),
            );
        }
        let arguments: Vec<&str> = arguments.iter().map(String::as_str).collect();
        let ran = run_in(&project(), &arguments);
        let report: Json = serde_json::from_str(&ran.stdout).unwrap();
        let path = page["path"].as_str().unwrap();
        assert_eq!(report["measures"], page["measures"], "{path}");
        let html = fs::read_to_string(demo().join(path)).unwrap();
        for measure in [
            "revenue",
            "payout",
            "roas",
            "orders",
            "profit",
            "cpa",
            "engagement_rate",
        ] {
            let shown = tile_value(&html, measure);
            match &report["measures"][measure] {
                Json::Null => assert_eq!(shown, "", "{path} {measure}"),
                Json::String(text) => assert_eq!(shown, text, "{path} {measure}"),
                number => assert_eq!(shown.parse().ok(), number.as_f64(), "{path} {measure}"),
            }
        }
    }
}

#[test]
fn text_of_the_data_is_escaped_everywhere() {
    let hostile = "<script>alert(1)</script>\"'&";
    let cell = format!("\"{}\"", hostile.replace('"', "\"\""));
    let folder = crate::support::Folder::new()
        .influencers(&[&format!("{cell},{cell},{cell},{cell},10,{cell}")])
        .posts(&[&format!(
            "{cell},{cell},{cell},2025-01-01,{cell},{cell},10,1,1"
        )])
        .tracking(&[&format!("{cell},{cell},{cell},u,{cell},2025-01-02,1,10.00")])
        .payouts(&[&format!("{cell},{cell},1,,5")])
        .config("title = '<img src=x onerror=alert(1)>'");
    let ran = run_in(folder.path(), &["build", ".", "-o", "site"]);
    assert_eq!(ran.status, 0, "{}", ran.stderr);
    for (name, bytes) in files_below(&folder.path().join("site")) {
        if name.ends_with(".html") {
            let html = String::from_utf8(bytes).unwrap();
            assert!(
                !html.contains("<script>alert") && !html.contains("<img src=x"),
                "{name}"
            );
        }
    }
}

#[test]
fn too_many_pages_stop_the_build_and_the_message_names_the_way_out() {
    let folder = crate::support::small().config("[pages]\nlimit = 3");
    let ran = run_in(folder.path(), &["build", ".", "-o", "site"]);
    assert_eq!(ran.status, 1);
    assert!(
        ran.stderr
            .contains("more than the limit of 3\nhint: leave a dimension"),
        "{}",
        ran.stderr
    );
    assert!(!folder.path().join("site").exists());
}

#[test]
fn the_configuration_says_which_dimensions_and_periods_get_pages() {
    let folder =
        crate::support::small().config("[pages]\ndimensions = ['brand']\nperiods = ['year']");
    assert_eq!(
        run_in(folder.path(), &["build", ".", "-o", "site"]).status,
        0
    );
    let names = files_below(&folder.path().join("site"))
        .into_iter()
        .map(|(name, _)| name);
    let pages: Vec<String> = names
        .filter(|name| name.starts_with("reports/") && name.ends_with(".html"))
        .collect();
    assert_eq!(
        pages,
        [
            "reports/all/all/all/2025.html",
            "reports/gritzo/all/all/2025.html",
            "reports/gritzo/all/all/all.html",
            "reports/muscleblaze/all/all/2025.html",
            "reports/muscleblaze/all/all/all.html",
        ]
    );
}

#[test]
fn canonical_links_need_a_base_url() {
    let folder = crate::support::small();
    let with = [
        "build",
        ".",
        "-o",
        "site",
        "--base-url",
        "https://example.org/reports",
    ];
    assert_eq!(run_in(folder.path(), &with).status, 0);
    let page = fs::read_to_string(folder.path().join("site/payouts.html")).unwrap();
    assert!(
        page.contains("<link rel=\"canonical\" href=\"https://example.org/reports/payouts.html\">")
    );
    assert!(
        !fs::read_to_string(demo().join("payouts.html"))
            .unwrap()
            .contains("canonical")
    );
}
