//! The data that pages answer filters from: how much there may be, and what is left out is said.

use serde_json::Value as Json;

use crate::support::{Ran, files_below, run_in, small};

fn build(config: &str) -> (Ran, Vec<(String, Vec<u8>)>) {
    let folder = small().config("");
    std::fs::write(folder.path().join("roasbook.toml"), config).unwrap();
    let data = folder.path().to_str().unwrap();
    let target = tempfile::tempdir().unwrap();
    let ran = run_in(target.path(), &["build", data, "-o", "site", "--quiet"]);
    (ran, files_below(target.path()))
}

fn catalog(files: &[(String, Vec<u8>)]) -> Json {
    let script = files
        .iter()
        .find(|(name, _)| name.starts_with("site/assets/data/catalog."))
        .map(|(_, bytes)| String::from_utf8(bytes.clone()).unwrap())
        .expect("a site has a catalog");
    let json = script.strip_prefix("roasbook.catalog = ").unwrap();
    serde_json::from_str(json.trim_end().strip_suffix(';').unwrap()).unwrap()
}

#[test]
fn the_catalog_names_every_level_and_each_is_there() {
    let (ran, files) = build("");
    assert_eq!(ran.status, 0, "{}", ran.stderr);
    let catalog = catalog(&files);
    let levels = catalog["levels"].as_object().unwrap();
    for level in ["days", "influencers", "products", "posts", "payouts"] {
        assert!(levels.contains_key(level), "{level}");
    }
    assert!(levels.keys().any(|level| level.starts_with("cells-")));
    for path in levels.values() {
        let path = path.as_str().unwrap();
        let path = format!("site/{path}");
        assert!(files.iter().any(|(name, _)| *name == path), "{path}");
    }
}

#[test]
fn more_cells_than_allowed_stop_the_build_and_the_message_names_the_way_out() {
    let (ran, files) = build("[client]\ncells = 1");
    assert_eq!(ran.status, 1);
    assert!(files.is_empty(), "nothing is written");
    assert!(
        ran.stderr
            .contains("more than the limit of 1; without `campaign` there would be"),
        "{}",
        ran.stderr
    );
    assert!(
        ran.stderr
            .contains("client.leave_out = [\"campaign\" or \"product\"]"),
        "{}",
        ran.stderr
    );
}

#[test]
fn more_bytes_than_allowed_stop_the_build_and_the_message_names_the_largest_file() {
    let (ran, files) = build("[client]\nbytes = 100");
    assert_eq!(ran.status, 1);
    assert!(files.is_empty(), "nothing is written");
    assert!(
        ran.stderr
            .contains("more than the limit of 100; the largest file is `"),
        "{}",
        ran.stderr
    );
}

#[test]
fn what_is_left_out_cannot_be_filtered_by_and_every_report_says_so() {
    let (ran, files) = build("[client]\nleave_out = [\"product\"]");
    assert_eq!(ran.status, 0, "{}", ran.stderr);
    let catalog = catalog(&files);
    assert!(catalog["levels"].get("products").is_none());
    let filters = |id: &str| {
        let dimensions = catalog["dimensions"].as_array().unwrap();
        dimensions.iter().find(|one| one["id"] == id).unwrap()["filters"].clone()
    };
    assert_eq!(
        (filters("product"), filters("campaign")),
        (Json::Bool(false), Json::Bool(true))
    );
    let said = "This report cannot be filtered by product";
    let reports: Vec<_> = files
        .iter()
        .filter(|(name, _)| {
            name == "site/index.html"
                || name.starts_with("site/reports/") && name.ends_with(".html")
        })
        .collect();
    assert!(reports.len() > 1);
    for (name, html) in reports {
        assert!(String::from_utf8_lossy(html).contains(said), "{name}");
    }
}
