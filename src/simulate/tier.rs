use super::draws::choose_at;

/// Size classes as agencies name them; the lower bound belongs to the tier.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Tier {
    Nano,
    Micro,
    Mid,
    Macro,
    Mega,
}

impl Tier {
    /// The tier at `point` in 0..1, by its share among hired influencers.
    pub fn at(point: f64) -> Tier {
        let shares = [
            (Tier::Nano, 0.20),
            (Tier::Micro, 0.38),
            (Tier::Mid, 0.31),
            (Tier::Macro, 0.07),
            (Tier::Mega, 0.04),
        ];
        choose_at(point, &shares)
    }

    pub fn of(followers: u64) -> Tier {
        match followers {
            ..10_000 => Tier::Nano,
            10_000..50_000 => Tier::Micro,
            50_000..500_000 => Tier::Mid,
            500_000..1_000_000 => Tier::Macro,
            1_000_000.. => Tier::Mega,
        }
    }
}
