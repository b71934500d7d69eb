//! Engagement against ROAS: whether those whose posts are answered also sell. The larger a point, the
//! more people its posts reached.

use super::Skeleton;
use super::points::{Along, frame, points};

pub fn skeleton() -> Skeleton {
    let rate = Along {
        name: "Engagement rate",
        formatter: "@percent",
    };
    let roas = Along {
        name: "ROAS",
        formatter: "@times",
    };
    Skeleton::new("engagement", &frame(rate, roas).series(points()))
}
