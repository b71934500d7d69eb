//! The three brands and what they sell.

use std::path::{Path, PathBuf};

use super::SimulateError;
use super::paise::Paise;
use super::table::Table;

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Brand {
    MuscleBlaze,
    HkVitals,
    Gritzo,
}

pub struct Product {
    pub name: &'static str,
    /// How people say it in a caption: never with the brand, so that a caption without a brand is possible.
    pub spoken: &'static str,
    pub price: Paise,
    /// Contribution margin: what is left of 100 rupees of revenue after the goods and their delivery.
    pub margin_percent: u64,
    /// Share of the brand's sales where nobody promotes a particular product, as a weight.
    pub popularity: f64,
}

impl Brand {
    pub const ALL: [Brand; 3] = [Brand::MuscleBlaze, Brand::HkVitals, Brand::Gritzo];

    pub fn name(self) -> &'static str {
        match self {
            Brand::MuscleBlaze => "MuscleBlaze",
            Brand::HkVitals => "HKVitals",
            Brand::Gritzo => "Gritzo",
        }
    }

    /// What a caption may call the brand.
    pub fn aliases(self) -> &'static [&'static str] {
        match self {
            Brand::MuscleBlaze => &["MuscleBlaze", "MB"],
            Brand::HkVitals => &["HKVitals", "HKV"],
            Brand::Gritzo => &["Gritzo"],
        }
    }

    pub fn products(self) -> &'static [Product] {
        match self {
            Brand::MuscleBlaze => MUSCLEBLAZE,
            Brand::HkVitals => HKVITALS,
            Brand::Gritzo => GRITZO,
        }
    }

    /// Mean price over the products, by popularity.
    pub fn typical_price(self) -> Paise {
        let products = self.products();
        let weight: f64 = products.iter().map(|product| product.popularity).sum();
        let priced: f64 = products
            .iter()
            .map(|product| product.price.rupees() * product.popularity)
            .sum();
        Paise::from_rupees((priced / weight).round() as u64)
    }
}

const fn product(
    name: &'static str,
    spoken: &'static str,
    rupees: u64,
    margin_percent: u64,
    popularity: f64,
) -> Product {
    Product {
        name,
        spoken,
        price: Paise::from_rupees(rupees),
        margin_percent,
        popularity,
    }
}

// Some names carry the brand, some an alias and some neither, as in real exports: whoever reads them needs
// products.csv for the last kind.
const MUSCLEBLAZE: &[Product] = &[
    product(
        "MuscleBlaze Biozyme Whey 1kg",
        "biozyme whey",
        2799,
        37,
        2.6,
    ),
    product("MuscleBlaze Creatine 250g", "creatine", 849, 52, 2.4),
    product("WrathX Pre-Workout 340g", "pre-workout", 1399, 48, 1.3),
    product("Super Gainer XXL 3kg", "mass gainer", 2299, 35, 1.0),
    product("MB Fit Shake 500g", "fit shake", 999, 42, 1.4),
];

const HKVITALS: &[Product] = &[
    product(
        "HKVitals Multivitamin Women 60s",
        "multivitamin",
        549,
        58,
        2.2,
    ),
    product(
        "HKVitals Skin Radiance Collagen",
        "collagen drink",
        1199,
        51,
        1.9,
    ),
    product("Fish Oil Omega-3 60 Capsules", "fish oil", 599, 55, 1.8),
    product("Biotin Hair Gummies 60s", "biotin gummy", 699, 57, 1.6),
    product(
        "HKV ProHance Vanilla 400g",
        "vanilla nutrition drink",
        849,
        44,
        0.8,
    ),
];

const GRITZO: &[Product] = &[
    product(
        "Gritzo SuperMilk 4-7y 400g",
        "chocolate milk mix",
        649,
        44,
        2.0,
    ),
    product(
        "Gritzo SuperMilk 8-12y 400g",
        "growing-up milk mix",
        699,
        44,
        2.3,
    ),
    product(
        "SuperMilk Height+ 13y 400g",
        "height milk mix",
        749,
        46,
        1.2,
    ),
    product(
        "Kids Daily Nutrition Kesar 300g",
        "kesar milk mix",
        499,
        50,
        1.3,
    ),
];

pub fn write_products(folder: &Path) -> Result<(PathBuf, u64), SimulateError> {
    let header = ["product", "brand", "margin"];
    let mut table = Table::create(folder, "products.csv", &header)?;
    for brand in Brand::ALL {
        for product in brand.products() {
            table.write([
                product.name,
                brand.name(),
                &format!("0.{:02}", product.margin_percent),
            ])?;
        }
    }
    table.finish()
}
