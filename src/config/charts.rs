//! `[charts]`: what is drawn when the site is built.

use serde::Deserialize;

/// What is drawn at build time.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct Charts {
    pub prerender: Prerender,
}

/// Which pages have pictures drawn at build time.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Prerender {
    None,
    /// Those with at most one choice of brand, category, platform and period, and those of the influencers,
    /// campaigns, brands and products with most revenue.
    #[default]
    Single,
    All,
}
