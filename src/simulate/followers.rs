use rand::{Rng, RngExt};

use super::brand::Brand;

/// Recent followers remembered for each influencer: few enough for ten thousand influencers, enough to meet again.
const REMEMBERED: usize = 32;

/// The people an influencer brought lately, so that they can come back the same way.
pub struct Followers {
    /// `REMEMBERED` places for each influencer.
    places: Vec<Option<Follower>>,
}

#[derive(Clone, Copy)]
pub struct Follower {
    pub user: u64,
    pub brand: Brand,
    /// Day of the first visit, or of the first order once there is one.
    pub day: u32,
    pub bought: bool,
}

impl Followers {
    pub fn of(influencers: usize) -> Followers {
        Followers {
            places: vec![None; influencers * REMEMBERED],
        }
    }

    /// Whoever held the place is forgotten. The place is random, so that some are remembered for long.
    pub fn remember(&mut self, rng: &mut impl Rng, influencer: usize, follower: Follower) {
        let place = rng.random_range(0..REMEMBERED);
        self.of_influencer(influencer)[place] = Some(follower);
    }

    /// A follower who fits, searched from a random place on.
    pub fn find(
        &mut self,
        rng: &mut impl Rng,
        influencer: usize,
        fits: impl Fn(&Follower) -> bool,
    ) -> Option<&mut Follower> {
        let turn = rng.random_range(0..REMEMBERED);
        let (later, sooner) = self.of_influencer(influencer).split_at_mut(turn);
        sooner
            .iter_mut()
            .chain(later)
            .flatten()
            .find(|follower| fits(follower))
    }

    fn of_influencer(&mut self, influencer: usize) -> &mut [Option<Follower>] {
        let first = influencer * REMEMBERED;
        &mut self.places[first..first + REMEMBERED]
    }
}
