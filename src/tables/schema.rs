//! Which tables there are, and which columns each may have under which names.

/// A table of the input.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Table {
    Influencers,
    Posts,
    Tracking,
    Payouts,
    Products,
}

/// A column: its canonical header and the other spellings it is known by, all folded as `fold_header` does.
#[derive(Debug)]
pub struct Header {
    pub name: &'static str,
    pub aliases: &'static [&'static str],
    pub need: Need,
}

/// Whether a table can do without a column.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Need {
    Required,
    /// It can where the influencer's name is there, by which rows are joined then.
    OrName,
    Optional,
}

const fn required(name: &'static str, aliases: &'static [&'static str]) -> Header {
    header(name, aliases, Need::Required)
}

const fn optional(name: &'static str, aliases: &'static [&'static str]) -> Header {
    header(name, aliases, Need::Optional)
}

const fn header(name: &'static str, aliases: &'static [&'static str], need: Need) -> Header {
    Header {
        name,
        aliases,
        need,
    }
}

/// The influencer a row belongs to, as every table but the influencers' own has it.
const INFLUENCER: Header = header(
    "influencer_id",
    &["influencer", "influencerid", "inf_id", "creator_id"],
    Need::OrName,
);
const INFLUENCER_NAME: Header = optional(
    "influencer_name",
    &["name", "creator_name", "creator", "influencer_full_name"],
);
const BRAND: &[&str] = &["brands", "brand_name", "brand_mentioned"];
const CAMPAIGN: &[&str] = &["campaign_name", "campaign_id", "campaigns"];

const INFLUENCERS: &[Header] = &[
    header(
        "influencer_id",
        &["id", "influencer", "influencerid", "inf_id", "creator_id"],
        Need::OrName,
    ),
    optional(
        "name",
        &["influencer_name", "full_name", "creator_name", "creator"],
    ),
    optional("category", &["niche", "categories", "vertical"]),
    optional("gender", &["sex"]),
    optional(
        "follower_count",
        &["followers", "followers_count", "no_of_followers"],
    ),
    optional("platform", &["social_platform", "channel", "platforms"]),
    optional("tier", &["follower_tier", "influencer_tier"]),
];

const POSTS: &[Header] = &[
    optional("post_id", &["id", "postid"]),
    INFLUENCER,
    INFLUENCER_NAME,
    optional("platform", &["social_platform", "channel"]),
    required(
        "date",
        &[
            "post_date",
            "posted_on",
            "posted_at",
            "published_at",
            "timestamp",
            "day",
        ],
    ),
    optional("url", &["post_url", "link", "permalink", "post_link"]),
    optional("caption", &["text", "post_caption", "description"]),
    optional("reach", &["post_reach"]),
    optional("likes", &["like_count", "likes_count"]),
    optional("comments", &["comment_count", "comments_count"]),
    optional(
        "shares",
        &["share_count", "shares_count", "reshares", "retweets"],
    ),
    optional(
        "saves",
        &["save_count", "saves_count", "saved", "bookmarks"],
    ),
    optional("brand", BRAND),
    optional("campaign", CAMPAIGN),
];

const TRACKING: &[Header] = &[
    optional("tracking_id", &["id", "transaction_id", "trackingid"]),
    optional("source", &["traffic_source"]),
    optional("campaign", CAMPAIGN),
    INFLUENCER,
    INFLUENCER_NAME,
    optional("user_id", &["customer_id", "userid"]),
    optional("product", &["product_name", "products", "sku"]),
    optional("brand", BRAND),
    required(
        "date",
        &[
            "transaction_date",
            "order_date",
            "purchase_date",
            "timestamp",
            "day",
        ],
    ),
    required(
        "orders",
        &[
            "order_count",
            "no_of_orders",
            "total_orders",
            "orders_count",
        ],
    ),
    required(
        "revenue",
        &[
            "sales",
            "amount",
            "total_revenue",
            "revenue_inr",
            "order_value",
        ],
    ),
];

const PAYOUTS: &[Header] = &[
    optional("payout_id", &["id", "payoutid"]),
    INFLUENCER,
    INFLUENCER_NAME,
    optional("basis", &["payout_basis", "payment_basis", "payout_type"]),
    optional("rate", &["payout_rate"]),
    optional(
        "orders",
        &["total_orders_by_influencer", "total_orders", "order_count"],
    ),
    optional(
        "total_payout",
        &["payout_amount", "payout", "total", "amount", "total_amount"],
    ),
    optional("campaign", CAMPAIGN),
    optional(
        "payout_date",
        &["date", "payment_date", "paid_on", "paid_date", "paid_at"],
    ),
    optional("status", &["payment_status", "payout_status"]),
];

const PRODUCTS: &[Header] = &[
    required("product", &["product_name", "name", "sku"]),
    optional("brand", BRAND),
    optional("margin", &["contribution_margin"]),
];

impl Table {
    pub const ALL: [Self; 5] = [
        Self::Influencers,
        Self::Posts,
        Self::Tracking,
        Self::Payouts,
        Self::Products,
    ];

    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Influencers => "influencers",
            Self::Posts => "posts",
            Self::Tracking => "tracking",
            Self::Payouts => "payouts",
            Self::Products => "products",
        }
    }

    /// Whether a spelling, folded, is one of the table's columns.
    #[must_use]
    pub fn knows(self, spelling: &str) -> bool {
        let is_it = |header: &Header| header.name == spelling || header.aliases.contains(&spelling);
        self.headers().iter().any(is_it)
    }

    /// What the name of its files begins with, in lower case.
    fn file_prefix(self) -> &'static str {
        match self {
            Self::Influencers => "influencer",
            Self::Posts => "post",
            Self::Tracking => "tracking",
            Self::Payouts => "payout",
            Self::Products => "product",
        }
    }

    #[must_use]
    pub fn headers(self) -> &'static [Header] {
        match self {
            Self::Influencers => INFLUENCERS,
            Self::Posts => POSTS,
            Self::Tracking => TRACKING,
            Self::Payouts => PAYOUTS,
            Self::Products => PRODUCTS,
        }
    }

    /// The table a file holds, told by how its name begins. What is the influencers' or the products' own goes before
    /// that: `influencer_posts` are posts.
    #[must_use]
    pub fn of_file_stem(stem: &str) -> Option<Self> {
        let stem = fold_header(stem);
        let beginning = |text: &str| {
            let mut tables = Self::ALL.into_iter();
            tables.find(|table| text.starts_with(table.file_prefix()))
        };
        let named = beginning(&stem)?;
        if !matches!(named, Self::Influencers | Self::Products) {
            return Some(named);
        }
        let mut words = stem.split('_').skip(1).filter_map(beginning);
        let activity = words.find(|table| !matches!(table, Self::Influencers | Self::Products));
        Some(activity.unwrap_or(named))
    }
}

/// A header as it is compared: lower case, every run of other characters one underscore.
#[must_use]
pub fn fold_header(header: &str) -> String {
    let mut folded = String::with_capacity(header.len());
    for character in header.trim().chars() {
        if character.is_alphanumeric() {
            folded.extend(character.to_lowercase());
        } else if !folded.is_empty() && !folded.ends_with('_') {
            folded.push('_');
        }
    }
    folded.truncate(folded.trim_end_matches('_').len());
    folded
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn headers_are_compared_without_case_space_and_punctuation() {
        for header in [
            "follower_count",
            " Follower Count ",
            "FOLLOWER-COUNT",
            "Follower_Count*",
        ] {
            assert_eq!(fold_header(header), "follower_count");
        }
    }

    #[test]
    fn a_file_is_known_by_the_beginning_of_its_name() {
        assert_eq!(Table::of_file_stem("Tracking_data"), Some(Table::Tracking));
        assert_eq!(Table::of_file_stem("Payout"), Some(Table::Payouts));
        assert_eq!(
            Table::of_file_stem("Influencers 2025"),
            Some(Table::Influencers)
        );
        assert_eq!(Table::of_file_stem("notes"), None);
        assert_eq!(Table::of_file_stem("influencer_posts"), Some(Table::Posts));
        assert_eq!(Table::of_file_stem("Product list"), Some(Table::Products));
    }

    #[test]
    fn no_spelling_means_two_columns_of_a_table() {
        for table in Table::ALL {
            let mut spellings: Vec<&str> = table
                .headers()
                .iter()
                .flat_map(|h| std::iter::once(h.name).chain(h.aliases.iter().copied()))
                .collect();
            let count = spellings.len();
            spellings.sort_unstable();
            spellings.dedup();
            assert_eq!(spellings.len(), count, "{}", table.name());
        }
    }
}
