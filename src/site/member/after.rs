//! The revenue around a post: what its influencer brought in the days before and after it.

use crate::period::{DateRange, Day};

/// The days that count as following a post, its own day first, and as many before it.
pub const AFTER: i32 = 7;

/// The revenue of one influencer up to each day, so that the sum of any days is one subtraction.
pub struct Following {
    range: DateRange,
    /// Minor units before the first day, up to the first day, and so on.
    up_to: Vec<i64>,
}

impl Following {
    /// `revenue` are days that have any, in minor units.
    #[must_use]
    pub fn new(range: DateRange, revenue: impl IntoIterator<Item = (Day, i64)>) -> Self {
        let mut up_to = vec![0; range.days() as usize + 1];
        for (day, amount) in revenue {
            up_to[(day.0 - range.first.0) as usize + 1] += amount;
        }
        for day in 1..up_to.len() {
            up_to[day] += up_to[day - 1];
        }
        Self { range, up_to }
    }

    /// The revenue of `days` days from a first one, in minor units; none where the data does not cover all of
    /// them.
    #[must_use]
    pub fn sum(&self, first: Day, days: i32) -> Option<i64> {
        let range = DateRange::new(first, Day(first.0 + days - 1))?;
        if !self.range.covers(range) {
            return None;
        }
        let from = (first.0 - self.range.first.0) as usize;
        Some(self.up_to[from + days as usize] - self.up_to[from])
    }

    /// The revenue of the days before a post.
    #[must_use]
    pub fn before(&self, post: Day) -> Option<i64> {
        self.sum(Day(post.0 - AFTER), AFTER)
    }

    /// The revenue of the days from a post.
    #[must_use]
    pub fn after(&self, post: Day) -> Option<i64> {
        self.sum(post, AFTER)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_days_of_a_window_are_summed_and_a_window_beyond_the_data_is_none() {
        let range = DateRange::new(Day(100), Day(119)).unwrap();
        let revenue = [
            (100, 1),
            (106, 10),
            (107, 100),
            (113, 1000),
            (114, 5),
            (119, 7),
        ];
        let following = Following::new(range, revenue.map(|(day, amount)| (Day(day), amount)));
        assert_eq!(following.before(Day(107)), Some(11));
        assert_eq!(following.after(Day(107)), Some(1100));
        assert_eq!(following.after(Day(113)), Some(1012));
        assert_eq!(following.after(Day(114)), None);
        assert_eq!(following.before(Day(106)), None);
        assert_eq!(following.sum(Day(119), 1), Some(7));
    }
}
