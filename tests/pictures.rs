//! Pictures of charts in pages: which pages have them, and that nothing but time depends on how they come about.

use std::collections::BTreeMap;
use std::path::Path;

use crate::support::{Folder, files_below, run_with, small};

/// A site, built with its own cache and number of threads.
fn build(
    campaign: &Folder,
    cache: &Path,
    threads: &str,
    more: &[&str],
) -> BTreeMap<String, Vec<u8>> {
    let target = tempfile::tempdir().unwrap();
    let data = campaign.path().to_str().unwrap();
    let arguments = [&["build", data, "-o", "site", "--quiet"], more].concat();
    let environment = [
        ("ROASBOOK_CACHE", cache.to_str().unwrap()),
        ("RAYON_NUM_THREADS", threads),
    ];
    let ran = run_with(target.path(), &arguments, &environment);
    assert_eq!(ran.status, 0, "{}", ran.stderr);
    files_below(&target.path().join("site"))
        .into_iter()
        .collect()
}

fn drawn(files: &BTreeMap<String, Vec<u8>>, page: &str) -> usize {
    let html = String::from_utf8_lossy(&files[page]);
    html.matches("<svg class=\"drawn wide\"").count()
}

#[test]
fn a_page_is_the_same_whoever_draws_it_and_whatever_was_kept() {
    let campaign = small();
    let cache = tempfile::tempdir().unwrap();
    let alone = build(&campaign, cache.path(), "1", &["--no-cache"]);
    assert!(files_below(cache.path()).is_empty(), "nothing is kept");
    let together = build(&campaign, cache.path(), "4", &[]);
    let kept = files_below(cache.path());
    assert!(!kept.is_empty());
    let again = build(&campaign, cache.path(), "2", &[]);
    assert!(drawn(&alone, "index.html") > 3);
    assert!(alone == together, "threads do not show");
    assert!(alone == again, "the cache does not show");
    assert_eq!(files_below(cache.path()).len(), kept.len());
}

#[test]
fn a_cache_that_is_broken_or_cannot_be_written_does_no_harm() {
    let campaign = small();
    let cache = tempfile::tempdir().unwrap();
    let whole = build(&campaign, cache.path(), "2", &[]);
    for (name, bytes) in files_below(cache.path()) {
        std::fs::write(cache.path().join(name), &bytes[..bytes.len() / 2]).unwrap();
    }
    assert!(whole == build(&campaign, cache.path(), "2", &[]));
    let file = cache.path().join("a file");
    std::fs::write(&file, "").unwrap();
    assert!(whole == build(&campaign, &file, "2", &[]));
}

#[test]
fn pages_of_one_choice_have_pictures_and_those_of_several_have_none() {
    let cache = tempfile::tempdir().unwrap();
    let files = build(&small(), cache.path(), "2", &[]);
    for page in [
        "index.html",
        "reports/muscleblaze/all/all/all.html",
        "reports/all/all/all/2025-02.html",
        "campaigns/mb-start.html",
        "brands/muscleblaze.html",
        "influencers/a.html",
        "earning.html",
        "payouts.html",
    ] {
        assert!(drawn(&files, page) > 0, "{page}");
    }
    for page in [
        "reports/muscleblaze/all/all/2025-02.html",
        "reports/muscleblaze/all/youtube/all.html",
    ] {
        assert_eq!(drawn(&files, page), 0, "{page}");
    }
}

#[test]
fn a_configuration_widens_or_narrows_which_pages_have_pictures() {
    let cache = tempfile::tempdir().unwrap();
    let with = |prerender: &str| {
        let config = format!("[charts]\nprerender = \"{prerender}\"\n");
        build(&small().config(&config), cache.path(), "2", &[])
    };
    let (none, all) = (with("none"), with("all"));
    let pages = || none.keys().filter(|name| name.ends_with(".html"));
    assert_eq!(pages().map(|page| drawn(&none, page)).sum::<usize>(), 0);
    let page = "reports/muscleblaze/all/all/2025-02.html";
    assert!(drawn(&all, page) > 0);
    assert!(!none.keys().any(|name| name.starts_with("previews/")));
}

#[test]
fn every_picture_is_in_both_sizes_and_has_no_id_and_no_colour_of_its_own() {
    let cache = tempfile::tempdir().unwrap();
    let files = build(&small(), cache.path(), "2", &[]);
    let html = String::from_utf8_lossy(&files["index.html"]);
    let pictures: Vec<&str> = html
        .split("<svg class=\"drawn ")
        .skip(1)
        .map(|rest| rest.split("</svg>").next().unwrap())
        .collect();
    let wide = pictures
        .iter()
        .filter(|picture| picture.starts_with("wide"));
    assert_eq!(wide.count() * 2, pictures.len());
    for picture in pictures {
        assert!(!picture.contains(" id=\""), "{picture}");
        assert!(!picture.contains("\"#"), "{picture}");
        assert!(picture.contains("<text"), "{picture}");
    }
}

#[test]
fn a_script_that_cannot_draw_stops_the_build_and_names_the_way_out() {
    let templates = tempfile::tempdir().unwrap();
    let folder = templates.path().join("assets/js");
    std::fs::create_dir_all(&folder).unwrap();
    std::fs::write(
        folder.join("bind.js"),
        "\"use strict\";\nvar roasbook = globalThis.roasbook || {};\nroasbook.bind = () => { throw new Error(\"no ink\"); };\n",
    )
    .unwrap();
    let target = tempfile::tempdir().unwrap();
    let campaign = small();
    let ran = run_with(
        target.path(),
        &[
            "build",
            campaign.path().to_str().unwrap(),
            "-o",
            "site",
            "--templates",
            templates.path().to_str().unwrap(),
        ],
        &[],
    );
    assert_eq!(ran.status, 1);
    assert!(!target.path().join("site").exists(), "nothing is published");
    assert!(ran.stderr.contains("cannot be drawn"), "{}", ran.stderr);
    assert!(ran.stderr.contains("no ink"), "{}", ran.stderr);
    assert!(
        ran.stderr.contains("charts.prerender = \"none\""),
        "{}",
        ran.stderr
    );
}
