//! What a post brings: the revenue of the days around each post, and their mean.

use charming::element::{AxisLabel, LineStyle};

use super::Skeleton;
use super::lines::{frame, line, pointer};

pub fn skeleton() -> Skeleton {
    // Each post is a line of its own, and all of them are one series: `post-1`, `post-2` and so on.
    let each = line("post-*", "@context")
        .line_style(LineStyle::new().color("@context").width(1).opacity(0.5));
    let mean = line("mean", "@accent").line_style(LineStyle::new().color("@accent").width(3));
    let chart = frame(AxisLabel::new(), pointer()).series(each).series(mean);
    Skeleton::new("around-posts", &chart)
}
