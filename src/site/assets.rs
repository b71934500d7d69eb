//! Styles and scripts, each named after its content so that caches can keep it for ever.

use std::path::Path;

use sha2::{Digest, Sha256};

use super::SiteError;
use super::client::Client;
use super::look::{Logo, accent, accent_css, tinted, touch_icon};
use super::minify::minify;
use super::templates::{TemplateError, file};
use crate::charts::svg::Script;
use crate::charts::{self, DRAWING};
use crate::config::Look;

/// A file of the site's `assets/` folder.
pub struct Asset {
    pub path: String,
    pub bytes: Vec<u8>,
}

/// All assets, and where the pages find them.
pub struct Assets {
    files: Vec<Asset>,
    css: String,
    icon: String,
    touch_icon: String,
    logo: Option<Logo>,
    early: String,
    scripts: Vec<String>,
    echarts: String,
    catalog: String,
}

const ICON: &str = "assets/images/icon.svg";

/// In the order in which they apply.
const STYLES: [&str; 6] = [
    "roasbook", "filters", "tables", "charts", "compare", "finder",
];

/// In the order in which they run; the skeletons come before the page that draws them.
const SCRIPTS: [&str; 55] = [
    "format",
    "calendar",
    "rollup",
    "decode",
    "measures",
    "sums",
    "slices",
    "query",
    "figures",
    "insight",
    "groups",
    "insights",
    "findings",
    "view",
    "comparison",
    "csv",
    "listing",
    "records",
    "grids",
    "explanation",
    "choices",
    "search",
    "store",
    "tokens",
    "ruler",
    "patterns",
    "tips",
    "scales",
    "naming",
    "bind-lines",
    "bind-bars",
    "bind-points",
    "bind-cells",
    "bind",
    "rows",
    "legend",
    "picks",
    "pictures",
    "charts",
    "cells",
    "render",
    "toolbar",
    "tables",
    "explorer",
    "download",
    "explain",
    "menus",
    "members",
    "dates",
    "filters",
    "display",
    "finder",
    "compare",
    "app",
    "page",
];

/// Runs before anything is painted.
const EARLY: &str = "assets/js/early.js";

const ECHARTS: &str = "assets/vendor/echarts/echarts.min.js";
const ECHARTS_LICENCES: [&str; 2] = ["LICENSE", "NOTICE"];

impl Assets {
    /// The built-in assets, those that `folder` has replaced, and what a look brings.
    ///
    /// # Errors
    /// When a file of the folder or the logo cannot be read or used.
    pub fn load(folder: Option<&Path>, look: &Look) -> Result<Self, SiteError> {
        let mut css = Vec::new();
        for name in STYLES {
            css.extend(file(&format!("assets/css/{name}.css"), folder)?);
        }
        if look.accent.is_some() {
            css.extend(accent_css(accent(look)).into_bytes());
        }
        let css = hashed("assets/roasbook.css", css);
        let early = hashed("assets/early.js", small(&file(EARLY, folder)?)?);
        let icon = tinted(&file(ICON, folder)?, accent(look));
        let touch_icon = hashed("assets/touch-icon.png", touch_icon(&icon)?);
        let icon = hashed("assets/icon.svg", icon.into_bytes());
        // One file: a page asks for two scripts, its own and ECharts.
        let mut script = Vec::new();
        for name in SCRIPTS {
            if name == "page" {
                script.extend(charts::script().into_bytes());
            }
            script.extend(file(&format!("assets/js/{name}.js"), folder)?);
        }
        let script = hashed("assets/roasbook.js", small(&script)?);
        let echarts = hashed("assets/echarts.min.js", file(ECHARTS, folder)?);
        let mut assets = Self {
            css: css.path.clone(),
            icon: icon.path.clone(),
            touch_icon: touch_icon.path.clone(),
            logo: None,
            early: early.path.clone(),
            scripts: vec![script.path.clone()],
            echarts: echarts.path.clone(),
            catalog: String::new(),
            files: vec![css, icon, touch_icon, early, script, echarts],
        };
        if let Some(path) = &look.logo {
            let (logo, file) = Logo::load(path, look.name.as_deref())?;
            assets.files.push(file);
            assets.logo = Some(logo);
        }
        for name in ECHARTS_LICENCES {
            let bytes = file(&format!("assets/vendor/echarts/{name}"), folder)?;
            assets.files.push(Asset {
                path: format!("assets/echarts-{name}.txt"),
                bytes,
            });
        }
        Ok(assets)
    }

    /// Takes in the data that pages answer filters from.
    pub fn add_client(&mut self, client: Client) {
        self.files.extend(client.files);
        self.catalog = client.catalog;
    }

    #[must_use]
    pub fn files(&self) -> &[Asset] {
        &self.files
    }

    #[must_use]
    pub fn css(&self) -> &str {
        &self.css
    }

    #[must_use]
    pub fn icon(&self) -> &str {
        &self.icon
    }

    /// The icon for home screens.
    #[must_use]
    pub fn touch_icon(&self) -> &str {
        &self.touch_icon
    }

    #[must_use]
    pub fn logo(&self) -> Option<&Logo> {
        self.logo.as_ref()
    }

    #[must_use]
    pub fn scripts(&self) -> &[String] {
        &self.scripts
    }

    #[must_use]
    pub fn early(&self) -> &str {
        &self.early
    }

    /// The names and rules that the scripts work by.
    #[must_use]
    pub fn catalog(&self) -> &str {
        &self.catalog
    }

    #[must_use]
    pub fn echarts(&self) -> &str {
        &self.echarts
    }
}

fn small(script: &[u8]) -> Result<Vec<u8>, TemplateError> {
    let minified = minify(&String::from_utf8_lossy(script)).map_err(TemplateError::Script)?;
    Ok(minified.into_bytes())
}

/// What charts are drawn with at build time: ECharts and the page's own scripts, in the order in which they run.
///
/// # Errors
/// When a file of the folder cannot be read.
pub fn drawing_scripts(folder: Option<&Path>) -> Result<Vec<Script>, TemplateError> {
    let of_pages = DRAWING.map(|name| format!("assets/js/{name}.js"));
    let files = std::iter::once(ECHARTS.to_owned()).chain(of_pages);
    let mut scripts = files
        .map(|name| {
            let text = String::from_utf8_lossy(&file(&name, folder)?).into_owned();
            Ok(Script { name, text })
        })
        .collect::<Result<Vec<Script>, TemplateError>>()?;
    scripts.push(Script {
        name: "skeletons".into(),
        text: charts::script(),
    });
    Ok(scripts)
}

/// How many bytes of its SHA-256 the name of an asset holds.
const HASH: usize = 6;

/// Whether a file's name changes with its content, so that an old one does no harm.
#[must_use]
pub fn is_hashed(path: &str) -> bool {
    let is_hash =
        |part: &str| part.len() == 2 * HASH && part.bytes().all(|b| b.is_ascii_hexdigit());
    let name = path.rsplit('/').next().unwrap_or(path);
    name.split('.').skip(1).any(is_hash)
}

/// An asset whose name holds the beginning of its SHA-256.
pub fn hashed(name: &str, bytes: Vec<u8>) -> Asset {
    let (stem, extensions) = name.split_once('.').expect("assets have an extension");
    let hash: String = Sha256::digest(&bytes)
        .iter()
        .take(HASH)
        .map(|byte| format!("{byte:02x}"))
        .collect();
    Asset {
        path: format!("{stem}.{hash}.{extensions}"),
        bytes,
    }
}
