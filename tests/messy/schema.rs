//! The columns of each table and the words people have for them, as real exports spell them.

/// A column and its other names.
#[derive(Clone, Debug)]
pub struct Column {
    pub name: &'static str,
    pub aliases: &'static [&'static str],
    /// Whether figures hang on it.
    pub is_needed: bool,
}

const fn needed(name: &'static str, aliases: &'static [&'static str]) -> Column {
    Column {
        name,
        aliases,
        is_needed: true,
    }
}

const fn spare(name: &'static str, aliases: &'static [&'static str]) -> Column {
    Column {
        name,
        aliases,
        is_needed: false,
    }
}

pub const ID: Column = needed(
    "influencer_id",
    &["influencer", "influencerid", "inf_id", "creator_id"],
);
pub const NAME: Column = needed("influencer_name", &["creator_name", "creator"]);

pub const LISTED_ID: Column = needed("influencer_id", &["id", "ID", "influencer", "inf_id"]);
pub const LISTED_NAME: Column = needed("name", &["influencer_name", "full_name", "creator"]);

pub const INFLUENCERS: [Column; 4] = [
    needed("category", &["niche", "vertical"]),
    spare("gender", &["sex"]),
    spare("follower_count", &["followers", "followers_count"]),
    needed("platform", &["social_platform", "channel"]),
];

pub const POSTS: [Column; 9] = [
    spare("post_id", &["id", "postid"]),
    needed("date", &["post_date", "posted_on", "published_at"]),
    spare("url", &["post_url", "link"]),
    needed("caption", &["post_caption", "text"]),
    needed("reach", &["post_reach"]),
    needed("likes", &["like_count"]),
    needed("comments", &["comments_count"]),
    needed("shares", &["share_count", "Shares"]),
    needed("saves", &["saves_count", "bookmarks"]),
];

pub const TRACKING: [Column; 8] = [
    spare("tracking_id", &["transaction_id", "id"]),
    spare("source", &["traffic_source"]),
    needed("campaign", &["campaign_name", "campaigns"]),
    spare("user_id", &["customer_id"]),
    needed("product", &["product_name", "sku"]),
    needed("date", &["transaction_date", "order_date", "timestamp"]),
    needed("orders", &["order_count", "no_of_orders"]),
    needed(
        "revenue",
        &["sales", "amount", "total_revenue", "revenue_inr"],
    ),
];

/// Of tracking, where no products table tells.
pub const BRAND: Column = needed("brand", &["brands", "brand_name"]);

pub const PAYOUTS: [Column; 4] = [
    spare("basis", &["payout_basis", "payment_basis"]),
    needed(
        "total_payout",
        &["payout_amount", "payout", "total", "amount"],
    ),
    spare("payout_date", &["date", "payment_date", "paid_on"]),
    spare("status", &["payment_status"]),
];

/// Of payouts, where totals are left to be worked out.
pub const RATE: Column = needed("rate", &["payout_rate"]);

pub const PRODUCTS: [Column; 2] = [
    needed("product", &["product_name", "sku"]),
    needed("brand", &["brand_name"]),
];
