//! The few shapes of chance that the model is made of.

use rand::{Rng, RngExt};
use rand_distr::{LogNormal, Normal};

pub fn chance(rng: &mut impl Rng, probability: f64) -> bool {
    rng.random::<f64>() < probability
}

/// Panics on an empty list; every list here is a constant of the model.
pub fn pick<'a, T>(rng: &mut impl Rng, choices: &'a [T]) -> &'a T {
    &choices[rng.random_range(0..choices.len())]
}

/// Weights need not add up to one.
pub fn pick_weighted<T: Copy>(rng: &mut impl Rng, choices: &[(T, f64)]) -> T {
    choose_at(rng.random(), choices)
}

/// The choice at `point`, where the choices share 0..1 by their weights.
pub fn choose_at<T: Copy>(point: f64, choices: &[(T, f64)]) -> T {
    let total: f64 = choices.iter().map(|(_, weight)| weight).sum();
    let mut point = point * total;
    for &(choice, weight) in choices {
        if point < weight {
            return choice;
        }
        point -= weight;
    }
    choices[choices.len() - 1].0
}

/// A factor with median 1: most things in marketing vary by percentages, not by amounts.
pub fn wobble(rng: &mut impl Rng, sigma: f64) -> f64 {
    rng.sample(LogNormal::new(0.0, sigma).expect("sigma is a positive constant"))
}

/// A share around `mean`, kept within `lowest..=highest`.
pub fn share_around(
    rng: &mut impl Rng,
    mean: f64,
    deviation: f64,
    (lowest, highest): (f64, f64),
) -> f64 {
    let normal = Normal::new(mean, deviation).expect("deviation is a positive constant");
    rng.sample(normal).clamp(lowest, highest)
}
