//! What lands in the basket.

use rand::Rng;

use super::brand::{Brand, Product};
use super::draws::{chance, pick, pick_weighted};
use super::paise::Paise;

/// Orders of one row: an export joins what a user ordered of one product on one day.
const ORDERS: [(u64, f64); 3] = [(1, 0.87), (2, 0.10), (3, 0.03)];

/// Share of rows with one unit more than orders.
const EXTRA_UNIT: f64 = 0.08;

/// Per cent off, each as likely.
const DISCOUNTS: [u64; 4] = [5, 10, 15, 20];

#[derive(Clone, Copy)]
pub struct Sale {
    pub orders: u64,
    pub revenue: Paise,
}

impl Sale {
    pub const NONE: Sale = Sale {
        orders: 0,
        revenue: Paise(0),
    };

    pub fn draw(rng: &mut impl Rng, product: &Product, discount_share: f64) -> Sale {
        let orders = pick_weighted(rng, &ORDERS);
        let units = orders + u64::from(chance(rng, EXTRA_UNIT));
        let percent_off = if chance(rng, discount_share) {
            *pick(rng, &DISCOUNTS)
        } else {
            0
        };
        Sale {
            orders,
            revenue: (product.price * units).less_percent(percent_off),
        }
    }
}

/// Rupees that a row with orders brings on average.
pub fn typical_sale(brand: Brand, discount_share: f64) -> f64 {
    let orders: f64 = ORDERS
        .iter()
        .map(|(orders, share)| *orders as f64 * share)
        .sum();
    let off = DISCOUNTS.iter().sum::<u64>() as f64 / DISCOUNTS.len() as f64 / 100.0;
    brand.typical_price().rupees() * (orders + EXTRA_UNIT) * (1.0 - discount_share * off)
}
