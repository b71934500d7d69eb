use std::ops::Range;

/// People counted in the order of their first visit: who came on one day is a range of counts.
pub struct Arrivals {
    first_of_day: Vec<u64>,
    next: u64,
}

impl Arrivals {
    /// `earlier` people came before the first day.
    pub fn after(earlier: u64) -> Arrivals {
        Arrivals {
            first_of_day: Vec::new(),
            next: earlier,
        }
    }

    pub fn begin_day(&mut self) {
        self.first_of_day.push(self.next);
    }

    pub fn welcome(&mut self) -> u64 {
        self.next += 1;
        self.next - 1
    }

    /// Who came on `day`; for today, who has come so far.
    pub fn on_day(&self, day: usize) -> Range<u64> {
        let end = self.first_of_day.get(day + 1).copied();
        self.first_of_day[day]..end.unwrap_or(self.next)
    }
}
