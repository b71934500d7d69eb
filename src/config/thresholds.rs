//! `[thresholds]`: from where on something is odd, or enough to count on.

use serde::Deserialize;

/// From where on something is odd, or enough to count on.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct Thresholds {
    /// A date is outside where so many days without any lie between it and nearly all others.
    pub outside_date_days: i32,
    /// Posts and what is made of them have figures under a brand or campaign where so many of all posts name one.
    pub posts_naming_percent: i64,
    /// A payout is its rate times what is tracked where the two differ by no more than so much.
    pub payout_match_percent: i64,
    /// The sales of so many days from a post tell what its fee is for, where the post does not (METHODS 3.2).
    pub fee_days: i32,
    /// So many paid influencers who have something in common are a persona (METHODS 4.2).
    pub persona_influencers: usize,
    /// A ROAS that rests on fewer orders says so.
    pub few_orders: i64,
}

impl Default for Thresholds {
    fn default() -> Self {
        Self {
            outside_date_days: 366,
            posts_naming_percent: 95,
            payout_match_percent: 1,
            fee_days: 14,
            persona_influencers: 5,
            few_orders: 5,
        }
    }
}

impl Thresholds {
    pub(super) fn check(&self) -> Result<(), String> {
        let influencers = i64::try_from(self.persona_influencers).unwrap_or(i64::MAX);
        let bounds = [
            (
                "outside_date_days",
                i64::from(self.outside_date_days),
                1..=36_500,
            ),
            ("posts_naming_percent", self.posts_naming_percent, 0..=100),
            ("payout_match_percent", self.payout_match_percent, 0..=100),
            ("fee_days", i64::from(self.fee_days), 1..=366),
            // The range of a persona's ROAS takes two at least.
            ("persona_influencers", influencers, 2..=1_000_000),
            ("few_orders", self.few_orders, 0..=1_000_000),
        ];
        match bounds
            .iter()
            .find(|(_, value, range)| !range.contains(value))
        {
            None => Ok(()),
            Some((key, value, range)) => Err(format!(
                "thresholds.{key} is {value}; it is a number from {} to {}",
                range.start(),
                range.end()
            )),
        }
    }
}
