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
    pub required: bool,
}

const fn required(name: &'static str, aliases: &'static [&'static str]) -> Header {
    Header {
        name,
        aliases,
        required: true,
    }
}

const fn optional(name: &'static str, aliases: &'static [&'static str]) -> Header {
    Header {
        name,
        aliases,
        required: false,
    }
}

const INFLUENCERS: &[Header] = &[
    required("influencer_id", &["id", "influencer"]),
    optional("name", &["influencer_name"]),
    optional("category", &[]),
    optional("gender", &[]),
    optional("follower_count", &["followers"]),
    optional("platform", &[]),
    optional("tier", &[]),
];

const POSTS: &[Header] = &[
    optional("post_id", &["id"]),
    required("influencer_id", &["influencer"]),
    optional("platform", &[]),
    required("date", &["post_date"]),
    optional("url", &["post_url"]),
    optional("caption", &[]),
    optional("reach", &[]),
    optional("likes", &[]),
    optional("comments", &[]),
    optional("brand", &["brands", "brand_name", "brand_mentioned"]),
    optional("campaign", &[]),
];

const TRACKING: &[Header] = &[
    optional("campaign", &[]),
    required("influencer_id", &["influencer"]),
    optional("product", &[]),
    optional("brand", &["brands", "brand_name"]),
    required("date", &["transaction_date", "order_date"]),
    required("orders", &[]),
    required("revenue", &[]),
];

const PAYOUTS: &[Header] = &[
    required("influencer_id", &["influencer"]),
    optional("basis", &[]),
    optional("rate", &[]),
    optional("orders", &["total_orders_by_influencer", "total_orders"]),
    optional("total_payout", &["payout_amount", "payout"]),
    optional("campaign", &[]),
    optional("payout_date", &[]),
    optional("status", &[]),
];

const PRODUCTS: &[Header] = &[
    required("product", &[]),
    optional("brand", &["brands", "brand_name"]),
    optional("margin", &[]),
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

    /// The table a file holds, told by its name.
    #[must_use]
    pub fn of_file_stem(stem: &str) -> Option<Self> {
        let stem = fold_header(stem);
        Self::ALL
            .into_iter()
            .find(|table| stem.starts_with(table.file_prefix()))
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
