//! The brands of a folder, and the products whose name does not tell theirs.

use std::collections::{BTreeMap, BTreeSet};

use super::draft::{Layout, Section, Setting};
use super::quoting;
use crate::cells::{Brands, codes};
use crate::config::Config;
use crate::dimension::{Dimension, UNASSIGNED_CODE};
use crate::tables::Tables;

/// More than these are not listed one by one.
const MOST: usize = 50;

/// What stands in place of a brand that nobody can tell.
const SOME_BRAND: &str = "BRAND";

/// What the file says of brands: those that columns, products or campaigns name.
#[must_use]
pub fn section(tables: &Tables, brands: &Brands<'_>) -> Section {
    let members = tables.catalog.members(Dimension::Brand);
    let mut ways: BTreeMap<u32, BTreeSet<&str>> = BTreeMap::new();
    for (code, rows) in tables.rows_of_members(Dimension::Brand).iter().enumerate() {
        if *rows > 0 {
            ways.entry(code as u32).or_default().insert("brand columns");
        }
    }
    for (product, _) in tables.catalog.members(Dimension::Product).assigned() {
        for brand in brands.of_product(product) {
            ways.entry(brand).or_default().insert("products");
        }
    }
    for (campaign, _) in tables.catalog.members(Dimension::Campaign).assigned() {
        for brand in brands.named_in_campaign(campaign) {
            ways.entry(brand).or_default().insert("campaigns");
        }
    }
    ways.remove(&UNASSIGNED_CODE);
    let more = ways.len().saturating_sub(MOST);
    let mut settings: Vec<Setting> = ways
        .iter()
        .take(MOST)
        .map(|(code, ways)| {
            let name = members.name(*code);
            let aliases = Config::built_in_aliases(name).iter().copied();
            let ways: Vec<&str> = ways.iter().copied().collect();
            Setting::guess(
                &quoting::key(name),
                &quoting::list(aliases),
                &format!("named in {}", ways.join(", ")),
                String::new(),
            )
        })
        .collect();
    settings.extend(prefixes(tables, brands));
    if settings.is_empty() {
        settings.push(Setting::example(
            "Acme",
            r#"["AC", "Acme Foods"]"#,
            "for example",
        ));
    }
    let mut about = "Brands to look for in products, campaigns and captions, each with its other names. Those of brand \
                     columns are known without being listed."
        .to_owned();
    if more > 0 {
        about = format!("{about} There are {more} more.");
    }
    Section {
        name: "brands".into(),
        about,
        layout: Layout::Listed,
        settings,
    }
}

/// Short forms in capitals that campaigns begin with, as in `AC_Summer`: probably of brands, of which the name is not
/// known.
fn prefixes(tables: &Tables, brands: &Brands<'_>) -> Vec<Setting> {
    let mut campaigns: BTreeMap<&str, Vec<&str>> = BTreeMap::new();
    for (code, name) in tables.catalog.members(Dimension::Campaign).assigned() {
        let Some((prefix, _)) = name.split_once(['_', '-']) else {
            continue;
        };
        let is_short_form =
            (2..=4).contains(&prefix.len()) && prefix.bytes().all(|byte| byte.is_ascii_uppercase());
        if is_short_form && brands.named_in_campaign(code).is_empty() {
            campaigns.entry(prefix).or_default().push(name);
        }
    }
    campaigns.retain(|_, names| names.len() > 1);
    campaigns
        .into_iter()
        .take(MOST)
        .map(|(prefix, names)| {
            let about = format!(
                "{} campaigns begin so, such as {}: if it is a brand, write its name in place of {SOME_BRAND}",
                names.len(),
                names[0]
            );
            let key = format!("{SOME_BRAND} {prefix}");
            Setting::example(&quoting::key(&key), &quoting::list([prefix]), &about)
        })
        .collect()
}

/// A product whose name does not tell its brand.
#[derive(Clone, Debug, Default)]
struct Nameless {
    rows: u64,
    /// In how many of them the campaign names one brand, by its code.
    campaigns: BTreeMap<u32, u64>,
}

impl Nameless {
    /// The brand that nearly all campaigns name that name any.
    fn likely(&self) -> Option<(u32, u64)> {
        let named: u64 = self.campaigns.values().sum();
        let most = self.campaigns.iter().max_by_key(|(_, rows)| **rows);
        let (brand, rows) = most.map(|(brand, rows)| (*brand, *rows))?;
        (rows * 20 >= named * 19 && rows * 2 >= self.rows).then_some((brand, rows))
    }
}

/// What the file says of products whose name does not tell.
#[must_use]
pub fn products(tables: &Tables, brands: &Brands<'_>) -> Section {
    let members = tables.catalog.members(Dimension::Product);
    let names = tables.catalog.members(Dimension::Brand);
    let mut nameless: Vec<(u32, Nameless)> = nameless(tables, brands).into_iter().collect();
    // Those with most rows first, and of equals in their own order.
    nameless.sort_by_key(|(code, product)| (std::cmp::Reverse(product.rows), *code));
    let more = nameless.len().saturating_sub(MOST);
    let mut settings: Vec<Setting> = nameless
        .iter()
        .take(MOST)
        .map(|(code, product)| {
            let rows = product.rows;
            let (brand, about) = match product.likely() {
                Some((brand, named)) => (
                    names.name(brand),
                    format!("as the campaigns of {named} of {} say", counted(rows)),
                ),
                None => (SOME_BRAND, counted(rows)),
            };
            Setting::example(
                &quoting::key(members.name(*code)),
                &quoting::value(brand),
                &about,
            )
        })
        .collect();
    let mut about =
        "The brand of products whose name does not tell; a brand column or products.csv wins."
            .to_owned();
    if settings.is_empty() {
        settings.push(Setting::example(
            r#""Omega 3""#,
            r#""HKVitals""#,
            "for example",
        ));
    } else {
        about = format!(
            "{about} These tell none: write the brand in place of {SOME_BRAND}, or agree with what campaigns say, and \
             take away the #."
        );
    }
    if more > 0 {
        about = format!("{about} There are {more} more, with fewer rows.");
    }
    Section {
        name: "products".into(),
        about,
        layout: Layout::Listed,
        settings,
    }
}

fn counted(rows: u64) -> String {
    match rows {
        1 => "1 row".to_owned(),
        rows => format!("{rows} rows"),
    }
}

fn nameless(tables: &Tables, brands: &Brands<'_>) -> BTreeMap<u32, Nameless> {
    let column = |name: &str| codes(&tables.tracking, name);
    let mut found: BTreeMap<u32, Nameless> = BTreeMap::new();
    let products = tables.catalog.members(Dimension::Product);
    let of_product: Vec<BTreeSet<u32>> = (0..products.count())
        .map(|code| brands.of_product(code as u32))
        .collect();
    let campaigns = tables.catalog.members(Dimension::Campaign);
    let of_campaign: Vec<BTreeSet<u32>> = (0..campaigns.count())
        .map(|code| brands.named_in_campaign(code as u32))
        .collect();
    let (product, campaign, brand) = (column("product"), column("campaign"), column("brand"));
    for (row, code) in product.iter().enumerate() {
        let is_told = *code == UNASSIGNED_CODE
            || brand[row] != UNASSIGNED_CODE
            || of_product[*code as usize].len() == 1;
        if is_told {
            continue;
        }
        let product = found.entry(*code).or_default();
        product.rows += 1;
        let named = &of_campaign[campaign[row] as usize];
        if let (Some(brand), 1) = (named.first(), named.len()) {
            *product.campaigns.entry(*brand).or_default() += 1;
        }
    }
    found
}

/// What the file says of margins.
#[must_use]
pub fn margins(brands: &Section) -> Section {
    let first = brands.settings.first().map_or("Acme", |brand| &brand.key);
    Section {
        name: "margins".into(),
        about: "Contribution margins as fractions of revenue, for break-even and profit: products.csv wins, then the \
                brand's, then the default. Without any, break-even is a ROAS of 1, and profit is not known."
            .into(),
        layout: Layout::Explained,
        settings: vec![
            Setting::example(
                "default",
                "0.4",
                "The margin of whatever has none of its own. Default: none.",
            ),
            Setting::example(
                "brands",
                &format!("{{ {first} = 0.45 }}"),
                "Margins of single brands. Default: none.",
            ),
        ],
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn campaigns_tell_the_brand_of_a_product_where_nearly_all_say_the_same() {
        #[track_caller]
        fn case(rows: u64, campaigns: &[(u32, u64)], expected: Option<(u32, u64)>) {
            let product = Nameless {
                rows,
                campaigns: campaigns.iter().copied().collect(),
            };
            assert_eq!(product.likely(), expected);
        }
        case(100, &[(1, 60), (2, 3)], Some((1, 60)));
        case(100, &[(1, 60), (2, 4)], None);
        case(100, &[(1, 49)], None);
        case(100, &[], None);
    }
}
