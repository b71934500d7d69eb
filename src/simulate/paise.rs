use std::fmt;
use std::ops::{AddAssign, Mul};

use serde::{Serialize, Serializer};

use super::digits::append_number;

/// Money in whole paise, so that every sum is exact; text is made from the integer only.
#[derive(Clone, Copy, Default)]
pub struct Paise(pub u64);

impl Paise {
    pub const fn from_rupees(rupees: u64) -> Paise {
        Paise(rupees * 100)
    }

    pub fn rupees(self) -> f64 {
        self.0 as f64 / 100.0
    }

    /// Prices are whole rupees, so taking whole percent off leaves whole paise.
    pub fn less_percent(self, percent: u64) -> Paise {
        Paise(self.0 * (100 - percent) / 100)
    }

    pub fn append_to(self, text: &mut Vec<u8>) {
        append_number(text, self.0 / 100, 1);
        text.push(b'.');
        append_number(text, self.0 % 100, 2);
    }
}

impl fmt::Display for Paise {
    fn fmt(&self, formatter: &mut fmt::Formatter) -> fmt::Result {
        write!(formatter, "{}.{:02}", self.0 / 100, self.0 % 100)
    }
}

impl Serialize for Paise {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

impl AddAssign for Paise {
    fn add_assign(&mut self, other: Paise) {
        self.0 += other.0;
    }
}

impl Mul<u64> for Paise {
    type Output = Paise;

    fn mul(self, count: u64) -> Paise {
        Paise(self.0 * count)
    }
}
