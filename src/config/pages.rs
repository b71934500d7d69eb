//! `[pages]`: which pages are written.

use serde::Deserialize;

use crate::dimension::Dimension;
use crate::period::PeriodKind;

/// Which pages are written.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct Pages {
    /// Of brand, category and platform, those whose values get pages.
    pub dimensions: Vec<Dimension>,
    pub periods: Vec<PeriodKind>,
    /// Of influencer, campaign, brand and product, those whose members get a page each.
    pub members: Vec<Dimension>,
    /// More pages than this stop the build.
    pub limit: usize,
}

/// The dimensions that have a place in a page's address.
pub const PAGE_DIMENSIONS: [Dimension; 3] =
    [Dimension::Brand, Dimension::Category, Dimension::Platform];

/// The dimensions whose members can have a page of their own: those that cells tell apart.
pub const MEMBER_DIMENSIONS: [Dimension; 4] = [
    Dimension::Influencer,
    Dimension::Campaign,
    Dimension::Brand,
    Dimension::Product,
];

impl Default for Pages {
    fn default() -> Self {
        Self {
            dimensions: PAGE_DIMENSIONS.to_vec(),
            periods: PeriodKind::ALL.to_vec(),
            members: MEMBER_DIMENSIONS.to_vec(),
            limit: 20_000,
        }
    }
}

impl Pages {
    pub(super) fn check(&self) -> Result<(), String> {
        if let Some(dimension) = self
            .dimensions
            .iter()
            .find(|d| !PAGE_DIMENSIONS.contains(d))
        {
            return Err(format!(
                "pages.dimensions lists `{}`; pages have an address for brand, category and platform only",
                dimension.id()
            ));
        }
        let attribute = |dimension: &&Dimension| !MEMBER_DIMENSIONS.contains(dimension);
        if let Some(dimension) = self.members.iter().find(attribute) {
            return Err(format!(
                "pages.members lists `{}`; an influencer, campaign, brand or product can have a page of its own",
                dimension.id()
            ));
        }
        Ok(())
    }
}
