//! Whether a site is whole: every file its manifest lists, nothing else, and no link that leads nowhere.

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

use sha2::{Digest, Sha256};

use super::files_below;

pub const MANIFEST: &str = ".roasbook-manifest.json";

/// The files that a site's manifest lists, by path: those of its build, and those kept from the one before.
#[derive(Debug)]
pub struct Listed {
    pub files: BTreeMap<String, String>,
    pub kept: BTreeMap<String, String>,
}

/// The values of `href` and `src` in a page.
pub fn links(html: &str) -> impl Iterator<Item = &str> {
    [" href=\"", " src=\""]
        .into_iter()
        .flat_map(move |attribute| {
            html.split(attribute)
                .skip(1)
                .map(|rest| rest.split('"').next().unwrap())
        })
}

/// What a link of a page leads to, by its path within the site; none where that is outside.
pub fn resolve(page: &str, link: &str) -> Option<String> {
    let mut path: Vec<&str> = page.split('/').collect();
    path.pop();
    for part in link.split(['#', '?']).next().unwrap().split('/') {
        match part {
            ".." => {
                path.pop()?;
            }
            part => path.push(part),
        }
    }
    Some(path.join("/"))
}

pub fn listed(site: &Path) -> Listed {
    let text = std::fs::read_to_string(site.join(MANIFEST)).unwrap();
    let manifest: serde_json::Value = serde_json::from_str(&text).unwrap();
    let list = |name: &str| {
        let list = manifest[name].as_object().into_iter().flatten();
        list.map(|(path, hash)| (path.clone(), hash.as_str().unwrap().to_owned()))
            .collect()
    };
    Listed {
        files: list("files"),
        kept: list("kept"),
    }
}

/// Checks every byte of a site in which nobody else has put anything; what it lists.
#[track_caller]
pub fn check_whole(site: &Path) -> Listed {
    let listed = listed(site);
    let found = files_below(site);
    let hashes: BTreeMap<String, String> = found
        .iter()
        .filter(|(name, _)| name != MANIFEST)
        .map(|(name, bytes)| {
            let hash = Sha256::digest(bytes);
            let hash = hash.iter().map(|byte| format!("{byte:02x}")).collect();
            (name.clone(), hash)
        })
        .collect();
    let mut expected = listed.files.clone();
    expected.extend(listed.kept.clone());
    assert_eq!(hashes, expected, "what is there is not what is listed");

    let names: BTreeSet<&str> = listed.files.keys().map(String::as_str).collect();
    for (name, bytes) in found.iter().filter(|(name, _)| name.ends_with(".html")) {
        let html = std::str::from_utf8(bytes).unwrap();
        for link in links(html) {
            if link.starts_with('#') || link.starts_with("https://") {
                continue;
            }
            let leads_to = resolve(name, link);
            assert!(
                leads_to.as_deref().is_some_and(|path| names.contains(path)),
                "{name} links to {link}"
            );
        }
    }
    listed
}
