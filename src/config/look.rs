//! `[look]`: whose report it looks like.

use std::path::PathBuf;

use serde::Deserialize;

use crate::colour::Colour;

/// Whose report it looks like.
#[derive(Clone, Debug, Default, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct Look {
    /// Who publishes the report, in the head of every page.
    pub name: Option<String>,
    /// A picture that stands for the name; in the file relative to it, once loaded as it can be opened.
    pub logo: Option<PathBuf>,
    /// The colour of links, and of what charts show.
    pub accent: Option<Colour>,
}

impl Look {
    pub(super) fn check(&self) -> Result<(), String> {
        let blank = |name: &str| name.trim().is_empty();
        if self.name.as_deref().is_some_and(blank) {
            return Err("look.name is blank; leave it out, or write a name".into());
        }
        Ok(())
    }
}
