//! Random numbers, one independent stream per concern and subject.
//!
//! What happens to one subject never shifts another's draws: more rows rename nobody, and the first sixty of a
//! thousand influencers are the sixty of a smaller scenario with the same seed.

use rand::SeedableRng;
use rand_chacha::ChaCha8Rng;

#[derive(Clone, Copy)]
pub enum Concern {
    Demand = 1,
    Names,
    Traits,
    Influencer,
    Posts,
    Caption,
    Payout,
    Tracking,
}

/// ChaCha because its output is the same on every machine and in every release, which `StdRng` does not promise.
pub fn open_stream(seed: u64, concern: Concern, subject: usize) -> ChaCha8Rng {
    let mut rng = ChaCha8Rng::seed_from_u64(seed);
    rng.set_stream(((concern as u64) << 56) | subject as u64);
    rng
}
