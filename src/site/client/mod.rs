//! The data that pages answer filters from: a catalog of names and measures, and levels of sums.
//!
//! A page opened from disk can load nothing but classic scripts, so each file is one that registers itself.
//! Levels are columns of integers, packed, gzipped and in base64; the catalog is plain JSON.

mod catalog;
mod pack;
mod words;

use std::collections::BTreeMap;
use std::io::Write;

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use flate2::Compression;
use flate2::write::GzEncoder;
use rayon::prelude::*;

pub use catalog::grouping;
pub use pack::{Head, Packed};

use super::assets::{Asset, hashed};
use super::{Site, SiteError};
use crate::config::SPARE_DIMENSIONS;
use crate::dimension::Dimension;
use crate::measure::MeasureId;
use crate::slices::levels::{Level, cells_without, levels};
use pack::pack;

/// How hard levels are compressed: beyond this, seconds buy a hundredth.
const EFFORT: u32 = 6;

/// Everything pages load by script.
pub struct Client {
    pub files: Vec<Asset>,
    /// The path of the catalog.
    pub catalog: String,
}

/// The client data of a site, not yet in files.
pub struct ClientData {
    /// JSON, but for where the levels lie.
    pub catalog: serde_json::Value,
    pub levels: Vec<Packed>,
}

/// Makes the client data.
///
/// # Errors
/// [`SiteError::TooManyCells`] when there are more cells than the configuration allows.
pub fn data(site: &Site<'_>) -> Result<ClientData, SiteError> {
    let config = &site.config.client;
    let levels = levels(site.cells, &config.leave_out);
    let cells: usize = levels
        .iter()
        .filter(|level| level.name.starts_with("cells-"))
        .map(Level::rows)
        .sum();
    if cells > config.cells {
        return Err(SiteError::TooManyCells {
            cells,
            limit: config.cells,
            ways_out: ways_out(site, config.cells),
        });
    }
    let mut packed: Vec<Packed> = levels.par_iter().map(pack).collect();
    let is_there = |id: MeasureId| site.cells.facts.lacks(id).is_none();
    packed.extend(is_there(MeasureId::Posts).then(|| words::posts(site.cells)));
    packed.extend(is_there(MeasureId::Payout).then(|| words::payouts(site.cells)));
    Ok(ClientData {
        catalog: catalog::catalog(site),
        levels: packed,
    })
}

/// Makes the files that pages load.
///
/// # Errors
/// [`SiteError`] when there would be more cells or bytes than the configuration allows.
pub fn files(site: &Site<'_>) -> Result<Client, SiteError> {
    let ClientData {
        mut catalog,
        levels,
    } = data(site)?;
    let mut files: Vec<Asset> = levels.par_iter().map(level_file).collect();
    let bytes = files.iter().map(|file| file.bytes.len()).sum();
    let limit = site.config.client.bytes;
    if bytes > limit {
        let levels: Vec<String> = levels
            .iter()
            .map(|level| level.head.level.clone())
            .collect();
        let largest = files
            .iter()
            .zip(levels)
            .max_by_key(|(file, _)| file.bytes.len());
        return Err(SiteError::TooManyBytes {
            bytes,
            limit,
            largest: largest.map(|(_, level)| level).unwrap_or_default(),
        });
    }
    let paths: BTreeMap<&str, &str> = levels
        .iter()
        .map(|level| level.head.level.as_str())
        .zip(files.iter().map(|file| file.path.as_str()))
        .collect();
    catalog["levels"] = serde_json::json!(paths);
    let script = format!("roasbook.catalog = {catalog};\n");
    let catalog = hashed("assets/data/catalog.js", script.into_bytes());
    let path = catalog.path.clone();
    files.push(catalog);
    Ok(Client {
        files,
        catalog: path,
    })
}

/// A level as a script that hands itself over.
fn level_file(level: &Packed) -> Asset {
    let mut encoder = GzEncoder::new(Vec::new(), Compression::new(EFFORT));
    encoder
        .write_all(&level.bytes)
        .expect("a vector takes all that is written");
    let zipped = encoder
        .finish()
        .expect("a vector takes all that is written");
    let head = serde_json::to_string(&level.head).expect("a head is plain maps, lists and numbers");
    let script = format!(
        "roasbook.store.add({head},\"{}\");\n",
        STANDARD.encode(zipped)
    );
    hashed(
        &format!("assets/data/{}.js", level.head.level),
        script.into_bytes(),
    )
}

/// What each dimension that can be spared would save.
fn ways_out(site: &Site<'_>, limit: usize) -> String {
    let taken = &site.config.client.leave_out;
    let spare: Vec<Dimension> = SPARE_DIMENSIONS
        .into_iter()
        .filter(|dimension| !taken.contains(dimension))
        .collect();
    let without = |dimension: &Dimension| {
        let mut leave_out = taken.clone();
        leave_out.push(*dimension);
        let cells = cells_without(site.cells, &leave_out);
        format!("without `{}` there would be {cells}", dimension.id())
    };
    let savings: Vec<String> = spare.iter().map(without).collect();
    let names: Vec<String> = spare
        .iter()
        .map(|dimension| format!("\"{}\"", dimension.id()))
        .collect();
    if spare.is_empty() {
        return format!("hint: raise client.cells above {limit} in roasbook.toml");
    }
    format!(
        "{}\nhint: leave out what readers need not filter by, client.leave_out = [{}], or raise client.cells, in roasbook.toml",
        savings.join(", "),
        names.join(" or ")
    )
}
