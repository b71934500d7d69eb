//! What roasbook wrote into a folder: every file with its SHA-256.

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Component, Path};

use serde::{Deserialize, Serialize};

/// The name of the manifest within a site.
pub const FILE_NAME: &str = crate::tables::MANIFEST_OF_A_SITE;

/// The files of a site that are roasbook's own. Nothing else in the folder is ever touched.
#[derive(Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Manifest {
    /// Path within the site to SHA-256 in hexadecimal.
    pub files: BTreeMap<String, String>,
    /// Assets of the build before, kept so that a page already open still finds them.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub kept: BTreeMap<String, String>,
}

impl Manifest {
    /// The manifest of a folder, if it has one that can be read and names nothing outside of it.
    #[must_use]
    pub fn of(folder: &Path) -> Option<Self> {
        let text = std::fs::read_to_string(folder.join(FILE_NAME)).ok()?;
        let manifest: Self = serde_json::from_str(&text).ok()?;
        let stays_within = manifest.paths().all(|path| is_within(path));
        stays_within.then_some(manifest)
    }

    /// Whether roasbook wrote the file at a path.
    #[must_use]
    pub fn owns(&self, path: &str) -> bool {
        path == FILE_NAME || self.files.contains_key(path) || self.kept.contains_key(path)
    }

    /// The folders that hold the site's files.
    #[must_use]
    pub fn folders(&self) -> BTreeSet<String> {
        self.paths()
            .flat_map(|path| {
                path.match_indices('/')
                    .map(|(slash, _)| path[..slash].to_owned())
            })
            .collect()
    }

    fn paths(&self) -> impl Iterator<Item = &String> {
        self.files.keys().chain(self.kept.keys())
    }

    #[must_use]
    pub fn to_json(&self) -> Vec<u8> {
        let mut json = serde_json::to_vec_pretty(self).expect("maps of texts are JSON");
        json.push(b'\n');
        json
    }
}

/// Whether a path stays within the folder that it is joined to. A site may come from somebody else, and what its
/// manifest lists is written again.
fn is_within(path: &str) -> bool {
    let mut parts = Path::new(path).components();
    parts.all(|part| matches!(part, Component::Normal(_)))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_manifest_that_names_a_path_outside_the_site_is_none() {
        let folder = tempfile::tempdir().unwrap();
        let write = |path: &str, list: &str| {
            let text = format!(r#"{{"files":{{"index.html":"0"}},"{list}":{{"{path}":"0"}}}}"#);
            std::fs::write(folder.path().join(FILE_NAME), text).unwrap();
            Manifest::of(folder.path())
        };
        assert!(write("assets/x.js", "kept").is_some());
        for path in ["../x.js", "assets/../../x.js", "/etc/x.js"] {
            assert_eq!(write(path, "kept"), None, "{path}");
        }
    }
}
