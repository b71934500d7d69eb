//! The brand of a tracking row, and the brand and campaign a post names.

use std::collections::BTreeSet;

use rustc_hash::FxHashMap;

use super::key::Offer;
use super::names_in_text::NamesInText;
use crate::config::Config;
use crate::dimension::{Catalog, Dimension, Members, UNASSIGNED_CODE};
use crate::tables::{Post, Product};

/// All that is known about which brand something is of.
pub struct Brands<'a> {
    names: NamesInText,
    campaign_names: NamesInText,
    of_product: FxHashMap<u32, u32>,
    products: &'a Members,
    campaigns: &'a Members,
    brand_members: &'a Members,
}

/// The brand of a row, and what was odd about finding it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Resolved {
    pub brand: u32,
    pub oddity: Option<Oddity>,
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Oddity {
    /// A product or campaign text names several brands.
    TwoBrands(String),
    /// The product is of one brand and the campaign names another.
    Conflict {
        product: String,
        product_brand: String,
        campaign: String,
        campaign_brand: String,
    },
}

/// The brands and campaigns that a post's columns or caption name.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct NamedByPost {
    pub brands: BTreeSet<u32>,
    pub campaigns: BTreeSet<u32>,
}

impl<'a> Brands<'a> {
    #[must_use]
    pub fn new(catalog: &'a Catalog, products: &[Product], config: &Config) -> Self {
        let brand_members = catalog.members(Dimension::Brand);
        let mut names = NamesInText::default();
        for (code, name) in brand_members.assigned() {
            names.add(name, code);
        }
        let brand_code = |name: &str| brand_members.code(config.name_of(Dimension::Brand, name));
        for (name, aliases) in config.brand_aliases() {
            let code = brand_code(&name).expect("configured brands are members");
            aliases.iter().for_each(|alias| names.add(alias, code));
        }
        names.add_spellings(Dimension::Brand, catalog, config);
        let mut campaign_names = NamesInText::default();
        for (code, name) in catalog.members(Dimension::Campaign).assigned() {
            campaign_names.add(name, code);
        }
        campaign_names.add_spellings(Dimension::Campaign, catalog, config);
        let mut of_product = FxHashMap::default();
        let product_members = catalog.members(Dimension::Product);
        for (product, brand) in &config.products {
            let product = product_members.code(config.name_of(Dimension::Product, product));
            let codes = (product, brand_code(brand));
            if let (Some(product), Some(brand)) = codes {
                of_product.insert(product, brand);
            }
        }
        for product in products
            .iter()
            .filter(|product| product.brand != UNASSIGNED_CODE)
        {
            of_product.insert(product.product, product.brand);
        }
        Self {
            names,
            campaign_names,
            of_product,
            products: product_members,
            campaigns: catalog.members(Dimension::Campaign),
            brand_members,
        }
    }

    /// The brand of a tracking row (DESIGN rule 6): its column, else its product's, else named in the
    /// product, then in the campaign.
    #[must_use]
    pub fn resolve(&self, column: u32, campaign: u32, product: u32) -> Resolved {
        let clear = |brand| Resolved {
            brand,
            oddity: None,
        };
        if column != UNASSIGNED_CODE {
            return clear(column);
        }
        let in_product = self.of_product(product);
        let in_campaign = self.named_in_campaign(campaign);
        match (only(&in_product), in_product.len()) {
            (Some(brand), _) => {
                let conflicting = only(&in_campaign).filter(|other| *other != brand);
                let oddity = conflicting.map(|other| Oddity::Conflict {
                    product: self.products.name(product).to_owned(),
                    product_brand: self.brand_members.name(brand).to_owned(),
                    campaign: self.campaigns.name(campaign).to_owned(),
                    campaign_brand: self.brand_members.name(other).to_owned(),
                });
                Resolved { brand, oddity }
            }
            (None, 2..) => self.two_brands(self.products.name(product)),
            (None, _) => match (only(&in_campaign), in_campaign.len()) {
                (Some(brand), _) => clear(brand),
                (None, 2..) => self.two_brands(self.campaigns.name(campaign)),
                (None, _) => clear(UNASSIGNED_CODE),
            },
        }
    }

    fn two_brands(&self, text: &str) -> Resolved {
        Resolved {
            brand: UNASSIGNED_CODE,
            oddity: Some(Oddity::TwoBrands(text.to_owned())),
        }
    }

    /// The brand a product is known to be of, else the brands that its name holds.
    #[must_use]
    pub fn of_product(&self, product: u32) -> BTreeSet<u32> {
        match self.of_product.get(&product) {
            Some(brand) => BTreeSet::from([*brand]),
            None => self.named_in(self.products, product),
        }
    }

    /// The brands that a campaign's name holds.
    #[must_use]
    pub fn named_in_campaign(&self, campaign: u32) -> BTreeSet<u32> {
        self.named_in(self.campaigns, campaign)
    }

    fn named_in(&self, members: &Members, code: u32) -> BTreeSet<u32> {
        if code == UNASSIGNED_CODE {
            BTreeSet::new()
        } else {
            self.names.find(members.name(code))
        }
    }

    /// The one brand that a campaign's name holds, else Unassigned.
    #[must_use]
    pub fn of_campaign(&self, campaign: u32) -> u32 {
        only(&self.named_in_campaign(campaign)).unwrap_or(UNASSIGNED_CODE)
    }

    /// What a post names: its columns, else its caption.
    #[must_use]
    pub fn named_by(&self, post: &Post) -> NamedByPost {
        let column_or = |column: u32, names: &NamesInText| match column {
            UNASSIGNED_CODE => names.find(&post.caption),
            column => BTreeSet::from([column]),
        };
        NamedByPost {
            brands: column_or(post.brand, &self.names),
            campaigns: column_or(post.campaign, &self.campaign_names),
        }
    }
}

impl NamedByPost {
    /// Where the post itself counts, whole: under the one brand and the one campaign named (DESIGN rule 7).
    #[must_use]
    pub fn offer(&self) -> Offer {
        Offer {
            campaign: only(&self.campaigns).unwrap_or(UNASSIGNED_CODE),
            brand: only(&self.brands).unwrap_or(UNASSIGNED_CODE),
            product: UNASSIGNED_CODE,
        }
    }

    /// Where its fee goes, in equal parts (METHODS 3.2, step 1): every campaign named, under the one brand
    /// named or else the campaign's own; and every brand named that no such campaign is of.
    #[must_use]
    pub fn fee_offers(&self, brands: &Brands<'_>) -> BTreeSet<Offer> {
        let mut offers: BTreeSet<Offer> = self
            .campaigns
            .iter()
            .map(|campaign| {
                let brand = only(&self.brands).unwrap_or_else(|| brands.of_campaign(*campaign));
                Offer {
                    campaign: *campaign,
                    brand,
                    product: UNASSIGNED_CODE,
                }
            })
            .collect();
        let covered: BTreeSet<u32> = offers.iter().map(|offer| offer.brand).collect();
        offers.extend(
            self.brands
                .difference(&covered)
                .map(|brand| Offer::of_brand(*brand)),
        );
        offers
    }
}

impl NamesInText {
    /// Adds the spellings that a configuration merges into members of a dimension.
    fn add_spellings(&mut self, dimension: Dimension, catalog: &Catalog, config: &Config) {
        let members = catalog.members(dimension);
        let names = config.names.get(&dimension).into_iter().flatten();
        for (name, spellings) in names {
            if let Some(code) = members.code(name).filter(|code| *code != UNASSIGNED_CODE) {
                spellings
                    .iter()
                    .for_each(|spelling| self.add(spelling, code));
            }
        }
    }
}

/// The one member of a set that has just one.
fn only(codes: &BTreeSet<u32>) -> Option<u32> {
    codes.first().copied().filter(|_| codes.len() == 1)
}
