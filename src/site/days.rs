//! The days of every combination of choices, as scripts: the pages of one combination share theirs, whatever
//! their period.

use std::collections::{BTreeSet, HashMap};

use rayon::prelude::*;

use super::address::Addresses;
use super::assets::hashed;
use super::publish::{PublishError, Staging};
use crate::config::PAGE_DIMENSIONS;
use crate::measure::Column;
use crate::slices::{Address, Slices};

type Choices = [Option<u32>; PAGE_DIMENSIONS.len()];

/// Writes the scripts, and says which one belongs to which choices.
///
/// # Errors
/// When one cannot be written.
pub fn write(
    pages: &[Address],
    slices: &Slices<'_>,
    addresses: &Addresses<'_>,
    staging: &Staging,
) -> Result<HashMap<Choices, String>, PublishError> {
    let combinations: BTreeSet<Choices> = pages.iter().map(|page| page.choices).collect();
    combinations
        .into_par_iter()
        .map(|choices| {
            let days = slices.days(choices);
            let revenue: Vec<i64> = days
                .iter()
                .map(|day| day.totals.all.get(Column::Revenue))
                .collect();
            let script = format!(
                "roasbook.days = {};\n",
                serde_json::json!({ "revenue": revenue })
            );
            let folder = addresses.folder(&Address {
                choices,
                ..Address::EVERYTHING
            });
            let asset = hashed(&format!("{folder}/days.js"), script.into_bytes());
            staging.write(&asset.path, &asset.bytes)?;
            Ok((choices, asset.path))
        })
        .collect()
}
