//! `[brands]` and `[products]`: the brands there are, and whose products are whose.

use std::collections::BTreeMap;

use super::Config;

/// The brands roasbook was first made for (DESIGN rule 6).
const BUILT_IN_BRANDS: [(&str, &[&str]); 3] = [
    ("MuscleBlaze", &["MB"]),
    ("HKVitals", &["HKV", "HK Vitals"]),
    ("Gritzo", &[]),
];

impl Config {
    /// Every brand known by name, with the other names it goes by: those built in, and the file's own.
    #[must_use]
    pub fn brand_aliases(&self) -> BTreeMap<String, Vec<String>> {
        let mut brands: BTreeMap<String, Vec<String>> = BUILT_IN_BRANDS
            .iter()
            .map(|(name, aliases)| {
                (
                    (*name).to_owned(),
                    aliases.iter().map(|alias| (*alias).to_owned()).collect(),
                )
            })
            .collect();
        for (name, aliases) in &self.brands {
            brands
                .entry(name.clone())
                .or_default()
                .extend(aliases.iter().cloned());
        }
        brands
    }

    /// The other names of a brand that roasbook was made for; none of any other.
    #[must_use]
    pub fn built_in_aliases(brand: &str) -> &'static [&'static str] {
        let built_in = BUILT_IN_BRANDS.iter().find(|(name, _)| *name == brand);
        built_in.map_or(&[], |(_, aliases)| aliases)
    }

    pub(super) fn check_brands(&self) -> Result<(), String> {
        let blank = |name: &str| name.trim().is_empty();
        if self.brands.keys().any(|name| blank(name))
            || self.products.values().any(|name| blank(name))
        {
            return Err(
                "a brand needs a name; brands and products must not name a blank one".into(),
            );
        }
        Ok(())
    }
}
