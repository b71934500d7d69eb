//! What was decided about the dates of a column, as a sentence.

use super::dates::{Decided, OrderReason};

impl Decided {
    /// How the column's dates are read, and what speaks for it.
    #[must_use]
    pub fn told(&self) -> String {
        let order = self.order.words();
        let dates = |count: u64| match count {
            1 => "1 date".to_owned(),
            count => format!("{count} dates"),
        };
        let open = self.open - self.same_day;
        let mut told = match self.reason {
            OrderReason::Declared => format!("read as {order}, as declared"),
            OrderReason::Assumed => format!(
                "read as {order}, which no date of the column proves: {} can be read both ways",
                dates(open)
            ),
            OrderReason::Proven if self.told_by == 0 => format!(
                "read as {order}, as other files of the table prove: {} here can be read both ways",
                dates(open)
            ),
            OrderReason::Proven | OrderReason::NotNeeded => {
                let prove = if self.told_by == 1 { "proves" } else { "prove" };
                format!("read as {order}, as {} {prove}", dates(self.told_by))
            }
        };
        if self.told_by > 0 && open > 0 {
            told.push_str(&format!("; {} can be read both ways", dates(open)));
        }
        if self.contradicting > 0 {
            told.push_str(&format!(
                "; {} can only be read the other way, and not here",
                dates(self.contradicting)
            ));
        }
        told
    }
}
