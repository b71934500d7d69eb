//! What is known of the columns of tables: what they mean, and what their cells look like.

/// What stands in the cells of a column.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Cells {
    /// Ids of influencers.
    InfluencerIds,
    /// Names of influencers.
    InfluencerNames,
    /// Something else in every row.
    Keys,
    Dates,
    Numbers,
    /// Anything but numbers.
    Words,
    Anything,
}

/// What a column of any table means, and what stands in it.
#[must_use]
pub fn facts(column: &str) -> (&'static str, Cells) {
    match column {
        "influencer_id" => ("whose row it is", Cells::InfluencerIds),
        "influencer_name" => (
            "whose row it is, where there are no ids",
            Cells::InfluencerNames,
        ),
        "name" => ("what the influencer is called", Cells::Words),
        "category" => ("what the influencer is about", Cells::Words),
        "gender" => ("the influencer's gender", Cells::Words),
        "follower_count" => ("how many follow the influencer", Cells::Numbers),
        "platform" => ("where the influencer posts, or the post is", Cells::Words),
        "tier" => (
            "how large the influencer is; else follower_count tells",
            Cells::Words,
        ),
        "post_id" | "tracking_id" | "payout_id" => ("tells rows apart", Cells::Keys),
        "date" => ("the day of the post or sale", Cells::Dates),
        "url" => ("where the post is", Cells::Words),
        "caption" => (
            "what the post says; may name brand and campaign",
            Cells::Words,
        ),
        "reach" => ("how many saw the post", Cells::Numbers),
        "likes" => ("how many likes it got", Cells::Numbers),
        "comments" => ("how many comments it got", Cells::Numbers),
        "shares" => ("how often it was shared", Cells::Numbers),
        "saves" => ("how often it was saved", Cells::Numbers),
        "brand" => (
            "whose product it is; else product and campaign tell",
            Cells::Words,
        ),
        "campaign" => ("what it was part of", Cells::Anything),
        "source" => ("where a sale came from", Cells::Words),
        "user_id" => ("who bought; not used", Cells::Anything),
        "product" => ("what was sold", Cells::Anything),
        "orders" => ("how many orders", Cells::Numbers),
        "revenue" => ("what the orders brought", Cells::Numbers),
        "basis" => ("what is paid for: per_post or per_order", Cells::Words),
        "rate" => ("how much for each, or a share of revenue", Cells::Numbers),
        "total_payout" => ("what was or will be paid", Cells::Numbers),
        "payout_date" => ("the day it was or will be paid", Cells::Dates),
        "status" => ("such as paid or pending", Cells::Words),
        "margin" => ("what is left of the price, as a fraction", Cells::Numbers),
        _ => ("", Cells::Anything),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::tables::Table;

    #[test]
    fn every_column_of_every_table_has_a_meaning() {
        for table in Table::ALL {
            for header in table.headers() {
                assert_ne!(facts(header.name).0, "", "{} {}", table.name(), header.name);
            }
        }
    }
}
