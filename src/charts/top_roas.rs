//! Who earns the fee back: the highest ROAS, beside the line where a payout pays for itself.
//!
//! The line is always drawn. Where every bar falls short of it the axis reaches as far as the line, and
//! where every bar clears it the line still stands where it belongs. Bars take the colour of their side.

use charming::element::LabelPosition;

use super::Skeleton;
use super::bars::{bars, frame};
use super::mark::break_even;

/// Room over the first bar for the words on top of the line, which starts there because the axis runs down.
const WORDS: f64 = 28.0;

pub fn skeleton() -> Skeleton {
    let bars = bars("roas", "@times").mark_line(break_even(LabelPosition::Start));
    Skeleton::new("top-roas", &frame("@times", WORDS).series(bars))
}
