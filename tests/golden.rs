//! A small campaign in, a whole site compared: missing, leftover and differing files all fail.
//!
//! `UPDATE_GOLDEN=1 cargo test --release golden` writes what came out; read the difference before committing it.

use std::collections::BTreeMap;
use std::fs;

use crate::support::{files_below, project, run_in};

/// Assets are built in, and their names hold a hash that says nothing here.
fn comparable(name: &str, bytes: Vec<u8>) -> Option<(String, String)> {
    let is_asset = name.starts_with("assets/") || name == ".roasbook-manifest.json";
    (!is_asset).then(|| match name.ends_with(".png") {
        // Nobody reads the difference of two pictures, so that there is one, and its shape, is enough. What is
        // in it is told by the page it belongs to.
        true => (format!("{}.txt", without_asset_hashes(name)), shape(&bytes)),
        false => (
            without_asset_hashes(name),
            without_asset_hashes(&String::from_utf8(bytes).unwrap()),
        ),
    })
}

fn shape(picture: &[u8]) -> String {
    let size = imagesize::blob_size(picture).unwrap();
    format!("{} x {}\n", size.width, size.height)
}

/// `roasbook.0123456789ab.css` as `roasbook.HASH.css`.
fn without_asset_hashes(text: &str) -> String {
    let is_hash =
        |part: &str| part.len() == 12 && part.bytes().all(|byte| byte.is_ascii_hexdigit());
    let parts: Vec<&str> = text
        .split('.')
        .map(|part| if is_hash(part) { "HASH" } else { part })
        .collect();
    parts.join(".")
}

#[test]
fn the_golden_site_is_what_comes_out() {
    let golden = project().join("tests/golden");
    let target = tempfile::tempdir().unwrap();
    let site = target.path().join("site");
    let data = golden.join("data");
    let ran = run_in(
        target.path(),
        &["build", data.to_str().unwrap(), "-o", "site"],
    );
    assert_eq!(ran.status, 0, "{}", ran.stderr);
    let built: BTreeMap<String, String> = files_below(&site)
        .into_iter()
        .filter_map(|(name, bytes)| comparable(&name, bytes))
        .collect();

    let expected_folder = golden.join("site");
    if std::env::var_os("UPDATE_GOLDEN").is_some() {
        let _ = fs::remove_dir_all(&expected_folder);
        for (name, text) in &built {
            let path = expected_folder.join(name);
            fs::create_dir_all(path.parent().unwrap()).unwrap();
            fs::write(path, text).unwrap();
        }
    }
    let expected: BTreeMap<String, String> = files_below(&expected_folder)
        .into_iter()
        .map(|(name, bytes)| (name, String::from_utf8(bytes).unwrap()))
        .collect();
    let names = |files: &BTreeMap<String, String>| files.keys().cloned().collect::<Vec<_>>();
    assert_eq!(names(&built), names(&expected), "missing or leftover files");
    for (name, text) in &built {
        for (line, (built, expected)) in text.lines().zip(expected[name].lines()).enumerate() {
            assert_eq!(built, expected, "{name} line {}", line + 1);
        }
        assert!(*text == expected[name], "{name} has more or fewer lines");
    }
}
