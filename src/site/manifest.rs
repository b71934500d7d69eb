//! What roasbook wrote into a folder: every file with its SHA-256.

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

use serde::{Deserialize, Serialize};

/// The name of the manifest within a site.
pub const FILE_NAME: &str = ".roasbook-manifest.json";

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
    /// The manifest of a folder, if it has one that can be read.
    #[must_use]
    pub fn of(folder: &Path) -> Option<Self> {
        let text = std::fs::read_to_string(folder.join(FILE_NAME)).ok()?;
        serde_json::from_str(&text).ok()
    }

    /// Whether roasbook wrote the file at a path.
    #[must_use]
    pub fn owns(&self, path: &str) -> bool {
        path == FILE_NAME || self.files.contains_key(path) || self.kept.contains_key(path)
    }

    /// The folders that hold the site's files.
    #[must_use]
    pub fn folders(&self) -> BTreeSet<String> {
        let paths = self.files.keys().chain(self.kept.keys());
        paths
            .flat_map(|path| {
                path.match_indices('/')
                    .map(|(slash, _)| path[..slash].to_owned())
            })
            .collect()
    }

    #[must_use]
    pub fn to_json(&self) -> Vec<u8> {
        let mut json = serde_json::to_vec_pretty(self).expect("maps of texts are JSON");
        json.push(b'\n');
        json
    }
}
