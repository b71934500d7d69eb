//! Names in `roasbook.toml`: what they do, and what is said of those that the data does not have.

use roasbook::dimension::Dimension;
use roasbook::filter::Filter;
use roasbook::measure::MeasureId;
use roasbook::problem::Code;

use crate::support::{Folder, Loaded, small};

/// What is said of names that do nothing.
#[track_caller]
fn case(config: &str, expected: &[&str]) {
    let loaded = small().config(config).load();
    let problems = loaded.problems_of(Code::UnknownConfigName);
    let messages: Vec<&str> = problems
        .iter()
        .map(|problem| problem.message.as_str())
        .collect();
    assert_eq!(messages, expected);
}

#[test]
fn a_header_that_no_file_has_is_answered_with_the_nearest() {
    case(
        "[columns.tracking]\nproduct = ['Product', 'Produtc']\ncampaign = 'Zebra'",
        &[
            "columns.tracking.product is `Produtc`, and no tracking file has that header; did you mean `product`?",
            "columns.tracking.campaign is `Zebra`, and no tracking file has that header",
        ],
    );
    case(
        "[columns.products]\nbrand = 'Marke'",
        &["columns.products names columns of a table that has no file"],
    );
    case("[columns.tracking]\nproduct = 'PRODUCT '", &[]);
}

#[test]
fn a_mapped_header_is_looked_for_also_where_a_column_is_missing() {
    let folder = small()
        .table(
            "tracking_data.csv",
            "influencer_id,Kaufdatum,orders,revenue",
            &["A,2025-01-11,1,5"],
        )
        .config("[columns.tracking]\ndate = 'Kaufdatm'");
    let ran = crate::support::run_in(folder.path(), &["check", "."]);
    assert_eq!(ran.status, 1);
    assert!(
        ran.stdout.contains("did you mean `Kaufdatum`?"),
        "{}",
        ran.stdout
    );
}

#[test]
fn a_spelling_that_no_row_has_is_answered_with_the_nearest() {
    case(
        "[names.platform]\nYT = ['YouTube', 'Youtub']\n[names.influencer]\nA = ['Z']",
        &[
            "names.platform merges `Youtub` into `YT`, and no row has it; did you mean `YouTube`?",
            "names.influencer merges `Z` into `A`, and no row has it",
        ],
    );
    // A brand that roasbook knows need not be there.
    case("[names.brand]\nHealthKart = ['HKVitals']", &[]);
}

#[test]
fn a_product_or_brand_that_is_not_there_is_answered_with_the_nearest() {
    case(
        "[products]\n'MuscleBlaze Wey' = 'Gritzo'\n[margins.brands]\nGrizto = 0.4",
        &[
            "margins.brands names `Grizto`, which is no brand of the data; did you mean `Gritzo`?",
            "products names `MuscleBlaze Wey`, which is no product of the data; did you mean `MuscleBlaze Whey`?",
        ],
    );
    case(
        "[products]\n'MuscleBlaze Whey' = 'Gritzo'\n[margins.brands]\nGritzo = 0.4",
        &[],
    );
}

fn revenue(loaded: &Loaded, dimension: Dimension, name: &str) -> String {
    loaded.value(
        MeasureId::Revenue,
        &Filter::everything().with(dimension, name),
    )
}

#[test]
fn a_name_without_rows_is_no_member() {
    let loaded = small()
        .config("[names.platform]\nTikTok = ['Tiktok']")
        .load();
    let platforms = loaded.cells.catalog.members(Dimension::Platform);
    assert_eq!(platforms.code("TikTok"), None);
}

#[test]
fn brands_that_roasbook_knows_can_be_merged_and_are_found_in_texts_all_the_same() {
    let merged =
        "[names.brand]\nHealthKart = ['MuscleBlaze', 'Gritzo']\n[margins.brands]\nGritzo = 0.5";
    let loaded = small().config(merged).load();
    assert_eq!(revenue(&loaded, Dimension::Brand, "HealthKart"), "1130.00");
    let brands = loaded.cells.catalog.members(Dimension::Brand);
    assert_eq!(brands.code("MuscleBlaze"), None);
    assert_eq!(loaded.problems_of(Code::UnknownConfigName), []);
}

#[test]
fn a_spelling_of_a_brand_is_found_in_texts() {
    let header = "influencer_id,brand,product,date,orders,revenue";
    let loaded = Folder::new()
        .table(
            "tracking.csv",
            header,
            &[
                "A,Acme,Bar,2025-01-11,1,70.00",
                "A,,Acme Whey,2025-01-11,1,30.00",
            ],
        )
        .config("[names.brand]\n'Acme Foods' = ['Acme']")
        .load();
    assert_eq!(revenue(&loaded, Dimension::Brand, "Acme Foods"), "100.00");
}

#[test]
fn the_brand_of_a_product_can_be_given_by_a_merged_spelling() {
    let loaded = Folder::new()
        .tracking(&[
            "influencer,Spring,A,u1,Omega 3,2025-01-11,1,70.00",
            "influencer,Spring,A,u2,omega-3,2025-01-11,1,30.00",
        ])
        .config("[names.product]\n'Omega 3' = ['omega-3']\n[products]\nomega-3 = 'HKVitals'")
        .load();
    assert_eq!(revenue(&loaded, Dimension::Brand, "HKVitals"), "100.00");
    assert_eq!(loaded.problems_of(Code::UnknownConfigName), []);
}

#[test]
fn what_is_joined_to_an_id_goes_where_that_id_is_merged() {
    for row in [
        "influencer,c,a,u,p,2025-01-11,1,7.00",
        "influencer,c,A,u,p,2025-01-11,1,7.00",
    ] {
        let loaded = small()
            .tracking(&[row])
            .config("[names.influencer]\nB = ['A']")
            .load();
        assert_eq!(
            revenue(&loaded, Dimension::Influencer, "B"),
            "7.00",
            "{row}"
        );
    }
}
