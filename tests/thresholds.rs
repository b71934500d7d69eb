//! `[thresholds]`: what is enough to count on, and from where on something is odd, as the house sees it.

use roasbook::cells::Reconciled;
use roasbook::dimension::Dimension;
use roasbook::filter::Filter;
use roasbook::measure::MeasureId;

use crate::findings::page;
use crate::members::build;
use crate::support::{Folder, small};

fn brand(name: &str) -> Filter {
    Filter::everything().with(Dimension::Brand, name)
}

fn with(folder: Folder, thresholds: &str) -> Folder {
    folder.config(&format!("[thresholds]\n{thresholds}\n"))
}

/// Two of three posts name MuscleBlaze.
fn three_posts() -> Folder {
    small().posts(&[
        "p1,A,Instagram,2025-01-10,u,#MB_Start,1000,80,20",
        "p2,A,Instagram,2025-02-10,u,#MB_Start,1000,80,20",
        "p3,B,YouTube,2025-02-01,u,nothing,1000,80,20",
    ])
}

#[test]
fn enough_posts_name_a_brand_where_the_house_says_so() {
    #[track_caller]
    fn case(folder: Folder, posts: &str) {
        let found = folder.load().value(MeasureId::Posts, &brand("MuscleBlaze"));
        assert_eq!(found, posts);
    }
    case(three_posts(), "");
    case(with(three_posts(), "posts_naming_percent = 67"), "");
    case(with(three_posts(), "posts_naming_percent = 66"), "2");
}

#[test]
fn a_payout_is_its_rate_within_what_the_house_allows() {
    #[track_caller]
    fn case(thresholds: &str, expected: Reconciled) {
        // Two posts of 100.00 each, and a total 2 % above that.
        let folder = small().payouts(&["A,per_post,100.00,,204.00"]);
        let loaded = with(folder, thresholds).load();
        assert_eq!(loaded.cells.ledger[0].reconciled, expected, "{thresholds}");
        assert_eq!(
            loaded.cells.ledger[0].total, 20_400,
            "the ledger's total stands"
        );
    }
    case("", Reconciled::Other);
    case("payout_match_percent = 2", Reconciled::Match);
}

#[test]
fn a_fee_is_for_what_is_sold_in_as_many_days_as_the_house_says() {
    #[track_caller]
    fn case(thresholds: &str, shares: [&str; 2]) {
        let folder = small()
            .posts(&["p1,A,Instagram,2025-01-10,u,nothing,1000,80,20"])
            .tracking(&[
                "i,One,A,u,MuscleBlaze Whey,2025-01-11,1,500.00",
                "i,One,A,u,Gritzo SuperMilk,2025-01-30,1,250.00",
            ])
            .payouts(&["A,per_post,100.00,,100.00"]);
        let loaded = with(folder, thresholds).load();
        let payout = |name: &str| loaded.value(MeasureId::Payout, &brand(name));
        let found = ["MuscleBlaze", "Gritzo"].map(payout);
        assert_eq!(found, shares, "{thresholds}");
    }
    case("", ["100.00", "0.00"]);
    case("fee_days = 20", ["100.00", "0.00"]);
    case("fee_days = 21", ["50.00", "50.00"]);
}

#[test]
fn few_orders_are_as_few_as_the_house_says() {
    let first = |thresholds: &str| {
        let page = page(&with(small(), thresholds), "index.html");
        page["insights"][0].as_str().unwrap().to_owned()
    };
    let alone = "Best by ROAS: Asha, 3.75x (₹750 for a payout of ₹200).";
    assert_eq!(
        first(""),
        format!("{alone} That rests on 3 orders, too few to judge by.")
    );
    assert_eq!(first("few_orders = 3"), alone);
}

#[test]
fn as_many_are_a_persona_as_the_house_says() {
    let personas = |thresholds: &str| build(&with(small(), thresholds)).page("personas.html");
    assert!(personas("").contains(
        "No category, platform, tier or gender has 5 paid influencers, so none is compared."
    ));
    let two = personas("persona_influencers = 2");
    assert!(two.contains("Female returns most, 3.00x."), "{two}");
    assert!(two.contains("A persona is what at least 2 paid influencers have in common"));
}

#[test]
fn the_methodology_says_what_the_house_says() {
    let says = |thresholds: &str| build(&with(small(), thresholds)).page("methodology.html");
    let usual = says("");
    assert!(usual.contains("while fewer than 95 % of posts name one"));
    assert!(usual.contains("by what the influencer sold in the 14 days after"));
    let own = says("posts_naming_percent = 80\nfee_days = 30");
    assert!(own.contains("while fewer than 80 % of posts name one"));
    assert!(own.contains("by what the influencer sold in the 30 days after"));
}
