//! Payout against revenue: above the diagonal a payout was earned back, below it was not.

use super::Skeleton;
use super::points::{Along, frame, points};

pub fn skeleton() -> Skeleton {
    let payout = Along {
        name: "Payout",
        formatter: "@money",
    };
    let revenue = Along {
        name: "Revenue",
        formatter: "@money",
    };
    Skeleton::new("payback", &frame(payout, revenue).series(points()))
}
