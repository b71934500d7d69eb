//! `[client]`: what pages answer filters from in the browser, and how much of it there may be.

use serde::Deserialize;

use crate::dimension::Dimension;

/// What the pages themselves answer filters from, and how much of it there may be.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct Client {
    /// More cells than this stop the build.
    pub cells: usize,
    /// More bytes than this in all files together stop the build.
    pub bytes: usize,
    /// Of campaign and product, what pages cannot filter by, so that there are fewer cells.
    pub leave_out: Vec<Dimension>,
}

/// The dimensions that client data can do without.
pub const SPARE_DIMENSIONS: [Dimension; 2] = [Dimension::Campaign, Dimension::Product];

impl Default for Client {
    fn default() -> Self {
        Self {
            cells: 4_000_000,
            bytes: 60_000_000,
            leave_out: Vec::new(),
        }
    }
}

impl Client {
    pub(super) fn check(&self) -> Result<(), String> {
        let spare = |dimension: &&Dimension| !SPARE_DIMENSIONS.contains(dimension);
        if let Some(dimension) = self.leave_out.iter().find(spare) {
            return Err(format!(
                "client.leave_out lists `{}`; client data can do without campaign and product only",
                dimension.id()
            ));
        }
        Ok(())
    }
}
