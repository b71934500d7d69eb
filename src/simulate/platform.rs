use super::draws::choose_at;

#[derive(Clone, Copy)]
pub enum Platform {
    Instagram,
    YouTube,
    X,
    Facebook,
}

impl Platform {
    /// The platform at `point` in 0..1, by its share among influencers.
    pub fn at(point: f64) -> Platform {
        let shares = [
            (Platform::Instagram, 0.47),
            (Platform::YouTube, 0.27),
            (Platform::Facebook, 0.14),
            (Platform::X, 0.12),
        ];
        choose_at(point, &shares)
    }

    pub fn name(self) -> &'static str {
        match self {
            Platform::Instagram => "Instagram",
            Platform::YouTube => "YouTube",
            Platform::X => "X",
            Platform::Facebook => "Facebook",
        }
    }

    /// Share of ten thousand followers that a post reaches.
    pub fn reach_share(self) -> f64 {
        match self {
            Platform::Instagram => 0.31,
            Platform::YouTube => 0.36,
            Platform::X => 0.16,
            Platform::Facebook => 0.11,
        }
    }

    /// Likes and comments of an account with ten thousand followers, as a share of reach.
    pub fn engagement_rate(self) -> f64 {
        match self {
            Platform::Instagram => 0.068,
            Platform::YouTube => 0.049,
            Platform::X => 0.022,
            Platform::Facebook => 0.031,
        }
    }

    /// Comments as a share of likes and comments.
    pub fn comment_share(self) -> f64 {
        match self {
            Platform::Instagram => 0.03,
            Platform::YouTube => 0.07,
            Platform::X => 0.10,
            Platform::Facebook => 0.05,
        }
    }

    /// How readily a follower clicks through to a shop, against Instagram.
    pub fn click_readiness(self) -> f64 {
        match self {
            Platform::Instagram => 1.0,
            Platform::YouTube => 1.2,
            Platform::X => 0.55,
            Platform::Facebook => 0.75,
        }
    }

    /// An address on the right site that can be nobody's post.
    pub fn post_url(self, post_id: &str) -> String {
        match self {
            Platform::Instagram => format!("https://www.instagram.com/p/demo-{post_id}"),
            Platform::YouTube => format!("https://www.youtube.com/shorts/demo-{post_id}"),
            Platform::X => format!("https://x.com/demo/status/demo-{post_id}"),
            Platform::Facebook => format!("https://www.facebook.com/demo/posts/demo-{post_id}"),
        }
    }
}
