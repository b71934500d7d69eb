//! Traits dealt evenly: sixty people drawn by pure chance may well hold no one of a rare kind, yet a company that hires
//! sixty makes sure of a mix.

use rand::RngExt;

use super::streams::{Concern, open_stream};

/// Steps of sequences that fill 0..1 evenly at every length: the golden ratio and the roots of 2 and 3, which no
/// fraction comes close to and which do not fall into step with each other.
const STEPS: [f64; 3] = [
    0.618_033_988_749_894_9,
    0.414_213_562_373_095_05,
    0.732_050_807_568_877_3,
];

#[derive(Clone, Copy)]
pub enum Trait {
    Category,
    Platform,
    Tier,
}

pub struct Spread {
    starts: [f64; 3],
}

impl Spread {
    pub fn start(seed: u64) -> Spread {
        Spread {
            starts: open_stream(seed, Concern::Traits, 0).random(),
        }
    }

    /// A point in 0..1 for the person at `index`: the next person's lies far off.
    pub fn point(&self, index: usize, of: Trait) -> f64 {
        (self.starts[of as usize] + index as f64 * STEPS[of as usize]).fract()
    }
}
