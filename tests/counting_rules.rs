//! The rules for counting (DESIGN), one by one, each with a case computed by hand.

use roasbook::dimension::Dimension;
use roasbook::filter::Filter;
use roasbook::measure::{BreakEven, MeasureId, Value, Why};
use roasbook::problem::Code;

use crate::support::{Folder, day, days, small};

fn brand(name: &str) -> Filter {
    Filter::everything().with(Dimension::Brand, name)
}

fn campaign(name: &str) -> Filter {
    Filter::everything().with(Dimension::Campaign, name)
}

fn influencer(id: &str) -> Filter {
    Filter::everything().with(Dimension::Influencer, id)
}

#[test]
fn rule_1_rows_without_an_influencer_are_organic_whatever_their_source() {
    let loaded = small()
        .tracking(&[
            "organic,MB_Start,A,u1,Whey,2025-01-11,2,500.00",
            "influencer,MB_Start,,u2,Whey,2025-01-12,1,70.00",
            "paid_ad,MB_Start,,u3,Whey,2025-01-12,4,5.25",
        ])
        .load();
    let value = |id| loaded.value(id, &Filter::everything());
    assert_eq!(value(MeasureId::Revenue), "500.00");
    assert_eq!(value(MeasureId::Orders), "2");
    assert_eq!(value(MeasureId::TrackingRows), "1");
    assert_eq!(value(MeasureId::OrganicRevenue), "75.25");
    assert_eq!(value(MeasureId::OrganicOrders), "5");
}

#[test]
fn rule_2_an_unlisted_id_is_kept_as_an_influencer_and_reported() {
    let loaded = small()
        .tracking(&["influencer,MB_Start,Z9,u1,Whey,2025-01-11,2,500.00"])
        .load();
    assert_eq!(
        loaded.value(MeasureId::Revenue, &influencer("Z9")),
        "500.00"
    );
    let unassigned = Filter::everything().with(Dimension::Category, "Unassigned");
    assert_eq!(loaded.value(MeasureId::Revenue, &unassigned), "500.00");
    assert_eq!(loaded.value(MeasureId::ActiveInfluencers, &unassigned), "1");
    let reported = loaded.problems_of(Code::UnknownInfluencer);
    assert_eq!(reported.len(), 1);
    assert_eq!(
        reported[0].place.to_string(),
        "`tracking_data.csv` line 2, column `influencer_id`"
    );
    assert_eq!(reported[0].message, "`Z9` is not in the influencers table");
}

#[test]
fn rule_2_of_two_rows_with_one_id_the_first_counts() {
    let loaded = small()
        .influencers(&[
            "A,Asha,Fitness,Female,5000,Instagram",
            "A,Other,Nutrition,Male,1,X",
        ])
        .load();
    let in_category = |name| {
        loaded.value(
            MeasureId::Revenue,
            &Filter::everything().with(Dimension::Category, name),
        )
    };
    assert_eq!(in_category("Fitness"), "750.00");
    assert_eq!(in_category("Nutrition"), "0.00");
    assert_eq!(loaded.problems_of(Code::ConflictingInfluencer).len(), 1);
    let listed = &loaded.row_counts[0];
    assert_eq!((listed.read, listed.used, listed.set_aside), (2, 1, 1));
}

#[test]
fn rule_3_a_post_on_another_platform_counts_under_the_influencers_and_is_reported() {
    let loaded = small()
        .posts(&["p1,A,YouTube,2025-01-10,u,#MB_Start,1000,80,20"])
        .load();
    let on = |name| {
        loaded.value(
            MeasureId::Posts,
            &Filter::everything().with(Dimension::Platform, name),
        )
    };
    assert_eq!(on("Instagram"), "1");
    assert_eq!(on("YouTube"), "0");
    assert_eq!(loaded.problems_of(Code::PlatformMismatch).len(), 1);
}

#[test]
fn rule_3_the_tier_comes_from_its_column_or_from_followers() {
    let loaded = small()
        .table(
            "influencers.csv",
            "influencer_id,name,category,gender,follower_count,platform,tier",
            &[
                "A,Asha,Fitness,Female,5000,Instagram,",
                "B,Bela,Parenting,Female,60000,YouTube,Superstar",
            ],
        )
        .load();
    let tier = |name| {
        loaded.value(
            MeasureId::Revenue,
            &Filter::everything().with(Dimension::Tier, name),
        )
    };
    assert_eq!(tier("Nano"), "750.00");
    assert_eq!(tier("Superstar"), "300.00");
    assert_eq!(tier("Unassigned"), "80.00");
}

#[test]
fn rule_4_money_is_rounded_row_by_row_half_to_even() {
    // 0.125 -> 0.12 and 0.135 -> 0.14 row by row; the sum of the texts would be 0.26.
    let loaded = small()
        .tracking(&[
            "i,MB_Start,A,u,Whey,2025-01-11,1,0.125",
            "i,MB_Start,A,u,Whey,2025-01-11,1,0.135",
        ])
        .load();
    assert_eq!(
        loaded.value(MeasureId::Revenue, &Filter::everything()),
        "0.26"
    );
    let loaded = small()
        .tracking(&[
            "i,MB_Start,A,u,Whey,2025-01-11,1,0.125",
            "i,MB_Start,A,u,Whey,2025-01-11,1,0.125",
        ])
        .load();
    assert_eq!(
        loaded.value(MeasureId::Revenue, &Filter::everything()),
        "0.24"
    );
}

#[test]
fn rule_4_rows_are_not_orders_and_negative_numbers_are_summed() {
    let loaded = small()
        .tracking(&[
            "i,MB_Start,A,u,Whey,2025-01-11,3,100.00",
            "i,MB_Start,A,u,Whey,2025-01-12,-1,-30.50",
        ])
        .load();
    assert_eq!(loaded.value(MeasureId::Orders, &Filter::everything()), "2");
    assert_eq!(
        loaded.value(MeasureId::TrackingRows, &Filter::everything()),
        "2"
    );
    assert_eq!(
        loaded.value(MeasureId::Revenue, &Filter::everything()),
        "69.50"
    );
    assert_eq!(loaded.problems_of(Code::NegativeNumber).len(), 2);
}

#[test]
fn rule_5_a_date_range_includes_both_ends_and_posts_extend_the_data() {
    let loaded = small().load();
    assert_eq!(loaded.cells.range.first, day("2025-01-10"));
    assert_eq!(loaded.cells.range.last, day("2025-02-21"));
    assert_eq!(
        loaded.value(MeasureId::Revenue, &days("2025-01-11", "2025-02-12")),
        "1050.00"
    );
    assert_eq!(
        loaded.value(MeasureId::Revenue, &days("2025-01-12", "2025-02-11")),
        "300.00"
    );
    assert_eq!(
        loaded.value(MeasureId::Revenue, &days("2025-03-01", "2025-03-31")),
        "0.00"
    );
}

#[test]
fn rule_6_the_brand_is_the_columns_then_the_products_then_the_campaigns() {
    let loaded = small()
        .table("products.csv", "product,brand", &["Omega 3,HKVitals"])
        .table(
            "tracking_data.csv",
            "campaign,influencer_id,product,brand,date,orders,revenue",
            &[
                "MB_Start,A,Omega 3,Own Brand,2025-01-11,1,1.00",
                "MB_Start,A,Omega 3,,2025-01-11,1,2.00",
                "MB_Start,A,Gritzo SuperMilk,,2025-01-11,1,4.00",
                "MB_Start,A,Whey,,2025-01-11,1,8.00",
                "Start,A,Whey,,2025-01-11,1,16.00",
                "MB_Start,A,MuscleBlaze for HK Vitals,,2025-01-11,1,32.00",
                "MBA_Start,A,symbol,,2025-01-11,1,64.00",
            ],
        )
        .load();
    assert_eq!(
        loaded.value(MeasureId::Revenue, &brand("Own Brand")),
        "1.00"
    );
    assert_eq!(loaded.value(MeasureId::Revenue, &brand("HKVitals")), "2.00");
    assert_eq!(loaded.value(MeasureId::Revenue, &brand("Gritzo")), "4.00");
    assert_eq!(
        loaded.value(MeasureId::Revenue, &brand("MuscleBlaze")),
        "8.00"
    );
    assert_eq!(
        loaded.value(MeasureId::Revenue, &brand("Unassigned")),
        "112.00"
    );
    assert_eq!(loaded.problems_of(Code::TwoBrands).len(), 1);
    assert_eq!(loaded.problems_of(Code::BrandConflict).len(), 2);
}

#[test]
fn rule_6_products_of_the_configuration_have_a_brand() {
    let loaded = small()
        .config("[products]\nWhey = 'Acme'")
        .tracking(&["i,Start,A,u,Whey,2025-01-11,1,8.00"])
        .load();
    assert_eq!(loaded.value(MeasureId::Revenue, &brand("Acme")), "8.00");
}

#[test]
fn rule_7_a_post_counts_whole_under_the_one_brand_and_campaign_it_names() {
    let loaded = small().load();
    assert_eq!(loaded.value(MeasureId::Posts, &brand("MuscleBlaze")), "2");
    assert_eq!(
        loaded.value(MeasureId::Reach, &campaign("MB_Start")),
        "4000"
    );
    assert_eq!(loaded.value(MeasureId::Posts, &brand("Gritzo")), "1");
}

#[test]
fn rule_7_a_post_that_names_two_brands_counts_under_neither_and_its_fee_is_shared() {
    let loaded = small()
        .posts(&["p1,A,Instagram,2025-01-10,u,MuscleBlaze or Gritzo?,1000,80,20"])
        .load();
    let slice = loaded.everything();
    let brands = slice.by(Dimension::Brand);
    let posts: i64 = brands
        .iter()
        .map(|row| row.totals.all.get(roasbook::measure::Column::Posts))
        .sum();
    assert_eq!(posts, 1);
    assert_eq!(
        loaded.value(MeasureId::Payout, &brand("MuscleBlaze")),
        "100.00"
    );
    assert_eq!(
        loaded.value(
            MeasureId::Payout,
            &brand("Gritzo").with(Dimension::Influencer, "A")
        ),
        "100.00"
    );
}

#[test]
fn rule_8_a_fee_per_post_lands_on_the_days_of_the_posts() {
    let loaded = small().load();
    assert_eq!(
        loaded.value(MeasureId::Payout, &days("2025-01-01", "2025-01-31")),
        "100.00"
    );
    assert_eq!(
        loaded.value(MeasureId::Payout, &days("2025-02-01", "2025-02-28")),
        "250.00"
    );
    assert_eq!(
        loaded.value(MeasureId::Payout, &Filter::everything()),
        "350.00"
    );
}

#[test]
fn rule_8_a_fee_of_a_post_that_names_nothing_follows_what_was_sold_in_the_two_weeks_after() {
    let loaded = small()
        .posts(&["p1,A,Instagram,2025-01-10,u,Good morning,1000,80,20"])
        .tracking(&[
            "i,MB_Start,A,u,MuscleBlaze Whey,2025-01-10,1,1.00",
            "i,Gritzo_Kids,A,u,Gritzo SuperMilk,2025-01-23,0,0",
            "i,HKV_Glow,A,u,HKVitals Biotin,2025-01-24,1,900.00",
        ])
        .load();
    // Days 10 to 23: an order and a touch, so two offers share equally, whatever they sold.
    assert_eq!(
        loaded.value(MeasureId::Payout, &campaign("MB_Start")),
        "100.00"
    );
    assert_eq!(
        loaded.value(MeasureId::Payout, &campaign("Gritzo_Kids")),
        "100.00"
    );
    assert_eq!(
        loaded.value(MeasureId::Payout, &campaign("HKV_Glow")),
        "0.00"
    );
}

#[test]
fn rule_8_without_sales_after_a_post_its_fee_goes_to_the_brands_of_the_influencer() {
    let loaded = small()
        .posts(&["p1,A,Instagram,2025-02-10,u,Good morning,1000,80,20"])
        .tracking(&[
            "i,MB_Start,A,u,MuscleBlaze Whey,2025-01-10,1,1.00",
            "i,HKV_Glow,A,u,HKVitals Biotin,2025-01-24,1,900.00",
        ])
        .load();
    assert_eq!(
        loaded.value(MeasureId::Payout, &brand("MuscleBlaze")),
        "100.00"
    );
    assert_eq!(
        loaded.value(MeasureId::Payout, &brand("HKVitals")),
        "100.00"
    );
    let unassigned = campaign("Unassigned").with(Dimension::Influencer, "A");
    assert_eq!(loaded.value(MeasureId::Payout, &unassigned), "200.00");
}

#[test]
fn rule_8_a_fee_per_order_follows_orders_and_a_commission_follows_revenue() {
    let tracking = [
        "i,c,A,u,Whey,2025-01-11,3,100.00",
        "i,c,A,u,Whey,2025-02-12,1,300.00",
    ];
    let per_order = small()
        .tracking(&tracking)
        .payouts(&["A,per_order,10.00,,40.00"])
        .load();
    assert_eq!(
        per_order.value(MeasureId::Payout, &days("2025-01-01", "2025-01-31")),
        "30.00"
    );
    // 0.10 x 400.00 = 40.00, so this is a commission: 100 : 300.
    let commission = small()
        .tracking(&tracking)
        .payouts(&["A,order,0.10,,40.00"])
        .load();
    assert_eq!(
        commission.value(MeasureId::Payout, &days("2025-01-01", "2025-01-31")),
        "10.00"
    );
    // 2 % off is no commission any more.
    let neither = small()
        .tracking(&tracking)
        .payouts(&["A,order,0.10,,40.80"])
        .load();
    assert_eq!(
        neither.value(MeasureId::Payout, &days("2025-01-01", "2025-01-31")),
        "30.60"
    );
}

#[test]
fn rule_8_shares_are_split_by_largest_remainder() {
    // 100.00 over orders 1 : 1 : 1; the paisa left over goes to the first key, the earliest day.
    let loaded = small()
        .tracking(&[
            "i,c,A,u,Whey,2025-01-13,1,1.00",
            "i,c,A,u,Whey,2025-01-11,1,1.00",
            "i,c,A,u,Whey,2025-01-12,1,1.00",
        ])
        .payouts(&["A,per_order,1,,100.00"])
        .load();
    let on = |date| loaded.value(MeasureId::Payout, &days(date, date));
    assert_eq!(
        [on("2025-01-11"), on("2025-01-12"), on("2025-01-13")],
        ["33.34", "33.33", "33.33"]
    );
}

#[test]
fn rule_8_weights_below_zero_count_zero() {
    let loaded = small()
        .tracking(&[
            "i,c,A,u,Whey,2025-01-11,4,9.00",
            "i,c,A,u,Whey,2025-01-12,-2,-5.00",
        ])
        .payouts(&["A,per_order,1,,10.00"])
        .load();
    assert_eq!(
        loaded.value(MeasureId::Payout, &days("2025-01-11", "2025-01-11")),
        "10.00"
    );
    assert_eq!(
        loaded.value(MeasureId::Payout, &days("2025-01-12", "2025-01-12")),
        "0.00"
    );
}

#[test]
fn rule_8_a_ledger_rows_own_campaign_restricts_its_orders_and_posts() {
    let loaded = small()
        .table(
            "payouts.csv",
            "influencer_id,basis,rate,total_payout,campaign",
            &[
                "A,per_order,10,30.00,MB_Start",
                "A,per_post,50,50.00,HKV_Glow",
            ],
        )
        .posts(&[
            "p1,A,Instagram,2025-01-10,u,#MB_Start,1000,80,20",
            "p2,A,Instagram,2025-02-10,u,#HKV_Glow,1000,80,20",
        ])
        .tracking(&[
            "i,MB_Start,A,u,MuscleBlaze Whey,2025-01-11,2,500.00",
            "i,HKV_Glow,A,u,HKVitals Biotin,2025-02-12,1,250.00",
        ])
        .load();
    assert_eq!(
        loaded.value(MeasureId::Payout, &campaign("MB_Start")),
        "30.00"
    );
    assert_eq!(
        loaded.value(MeasureId::Payout, &campaign("HKV_Glow")),
        "50.00"
    );
    assert_eq!(
        loaded.value(MeasureId::Payout, &days("2025-02-01", "2025-02-28")),
        "50.00"
    );
}

#[test]
fn rule_8_a_payout_with_nothing_to_belong_to_is_unassigned_on_the_last_day() {
    let loaded = small().payouts(&["N1,per_order,10,,70.00"]).load();
    assert_eq!(
        loaded.value(MeasureId::Payout, &days("2025-02-21", "2025-02-21")),
        "70.00"
    );
    assert_eq!(
        loaded.value(MeasureId::Payout, &brand("Unassigned")),
        "70.00"
    );
    assert_eq!(loaded.problems_of(Code::PayoutUnplaced).len(), 1);
}

#[test]
fn rule_8_a_payout_date_places_a_payout_only_when_nothing_else_does() {
    let loaded = small()
        .table(
            "payouts.csv",
            "influencer_id,basis,rate,total_payout,payout_date",
            &[
                "A,per_post,100,200.00,2025-03-15",
                "N1,per_post,10,70.00,2025-03-15",
            ],
        )
        .load();
    assert_eq!(loaded.cells.range.last, day("2025-03-15"));
    assert_eq!(
        loaded.value(MeasureId::Payout, &days("2025-03-15", "2025-03-15")),
        "70.00"
    );
    assert_eq!(
        loaded.value(MeasureId::Payout, &days("2025-01-10", "2025-01-10")),
        "100.00"
    );
}

#[test]
fn rule_8_a_rate_without_a_total_is_multiplied_with_its_base() {
    let ledger = |rows: &[&str]| {
        small()
            .table("payouts.csv", "influencer_id,basis,rate", rows)
            .load()
    };
    let per_post = ledger(&["A,per_post,12.345"]);
    assert_eq!(
        per_post.value(MeasureId::Payout, &Filter::everything()),
        "24.69"
    );
    let per_order = ledger(&["A,per_order,12.5"]);
    assert_eq!(
        per_order.value(MeasureId::Payout, &Filter::everything()),
        "37.50"
    );
    let commission = ledger(&["A,per_order,0.2"]);
    assert_eq!(
        commission.value(MeasureId::Payout, &Filter::everything()),
        "150.00"
    );
}

#[test]
fn rule_8_a_post_id_that_comes_twice_has_one_fee() {
    let loaded = small()
        .posts(&[
            "p1,A,Instagram,2025-01-10,u,#MB_Start,1000,80,20",
            "p1,A,Instagram,2025-01-10,u,#MB_Start,1000,80,20",
            "p2,A,Instagram,2025-02-10,u,#MB_Start,1000,80,20",
        ])
        .load();
    assert_eq!(
        loaded.value(MeasureId::Payout, &days("2025-01-10", "2025-01-10")),
        "100.00"
    );
    assert_eq!(loaded.problems_of(Code::DuplicatePost).len(), 1);
}

#[test]
fn rule_8_labels_say_how_a_total_relates_to_what_is_tracked() {
    #[track_caller]
    fn case(row: &str, label: &str) {
        let loaded = small().payouts(&[row]).load();
        let entry = &loaded.cells.ledger[0];
        assert_eq!(entry.reconciled.label(&entry.row.basis), label, "{row}");
    }
    case("A,per_post,100,,200", "rate x posts");
    case("A,per_post,100,,100", "flat fee");
    case("A,per_post,100,,500", "more posts than are tracked");
    case("B,per_post,100,,300", "more posts than are tracked");
    case("A,per_post,100,,0", "fewer posts than are tracked");
    case("A,per_post,100,,250", "not the rate times anything tracked");
    case("A,per_order,50,9,450", "orders as the ledger counts them");
    case("A,order,0.1,,75", "commission on revenue");
    case("A,per_order,50,9,7", "not the rate times anything tracked");
}

#[test]
fn rule_9_measures_with_a_payout_count_only_influencers_whose_payout_is_known() {
    let loaded = small().load();
    let slice = loaded.everything();
    assert_eq!(slice.value(MeasureId::Revenue), Value::Money(113_000));
    // 1,050.00 / 350.00, without Chitra's 80.00; CPA 350.00 / 6 orders of 7.
    assert_eq!(slice.value(MeasureId::Roas), Value::Ratio(3.0));
    assert_eq!(slice.value(MeasureId::Cpa), Value::Ratio(35_000.0 / 600.0));
    assert_eq!(
        (
            slice.unknown_payout.influencers,
            slice.unknown_payout.revenue
        ),
        (1, 8000)
    );
    // Of somebody without a payout row nothing is known; a sum of the ledger is a sum all the same.
    for id in [
        MeasureId::Payout,
        MeasureId::Roas,
        MeasureId::Profit,
        MeasureId::Cpa,
    ] {
        assert_eq!(loaded.value(id, &influencer("C")), "", "{id:?}");
    }
    let mega = Filter::everything().with(Dimension::Tier, "Mega");
    assert_eq!(loaded.value(MeasureId::Payout, &mega), "0.00");
    assert_eq!(loaded.value(MeasureId::Profit, &mega), "");
    assert_eq!(loaded.problems_of(Code::PayoutMissing).len(), 1);
}

#[test]
fn rule_9_a_payout_of_zero_is_known() {
    let loaded = small()
        .payouts(&["A,per_post,0,,0", "B,per_order,50,,150", "C,per_post,0,,0"])
        .load();
    let slice = loaded.everything();
    assert_eq!(slice.unknown_payout.influencers, 0);
    assert_eq!(
        slice.value(MeasureId::Roas),
        Value::Ratio(113_000.0 / 15_000.0)
    );
    assert_eq!(loaded.value(MeasureId::Payout, &influencer("A")), "0.00");
    let zero = loaded.answer(&influencer("A")).value(MeasureId::Roas);
    assert_eq!(zero, Value::None(Why::ZeroUnder(MeasureId::Payout)));
}

#[test]
fn rule_10_organic_sales_have_no_influencer_attributes() {
    let loaded = small().load();
    assert_eq!(
        loaded.value(MeasureId::OrganicRevenue, &Filter::everything()),
        "40.00"
    );
    assert_eq!(
        loaded.value(MeasureId::OrganicRevenue, &brand("Gritzo")),
        "40.00"
    );
    let platform = Filter::everything().with(Dimension::Platform, "YouTube");
    assert_eq!(loaded.value(MeasureId::OrganicRevenue, &platform), "");
}

#[test]
fn rule_10_posts_mean_nothing_under_a_brand_while_too_few_name_one() {
    let named = |count: usize| -> Vec<String> {
        (0..100)
            .map(|post| {
                let caption = if post < count { "#MB_Start" } else { "hello" };
                format!("p{post},A,Instagram,2025-01-10,u,{caption},10,1,1")
            })
            .collect()
    };
    let posts_under_brand = |count| {
        let rows = named(count);
        let rows: Vec<&str> = rows.iter().map(String::as_str).collect();
        small()
            .posts(&rows)
            .load()
            .value(MeasureId::Posts, &brand("MuscleBlaze"))
    };
    assert_eq!(posts_under_brand(95), "95");
    assert_eq!(posts_under_brand(94), "");
}

#[test]
fn rule_10_payouts_mean_nothing_under_a_product() {
    let loaded = small().load();
    let product = Filter::everything().with(Dimension::Product, "MuscleBlaze Whey");
    assert_eq!(loaded.value(MeasureId::Revenue, &product), "830.00");
    for id in [
        MeasureId::Payout,
        MeasureId::Roas,
        MeasureId::Cpa,
        MeasureId::Posts,
        MeasureId::Cpm,
    ] {
        assert_eq!(loaded.value(id, &product), "", "{id:?}");
    }
}

#[test]
fn rule_10_unallocated_cost_is_stated_beside_a_brand_filter() {
    let loaded = small()
        .payouts(&["A,per_post,100,,200.00", "N1,per_post,10,,70.00"])
        .load();
    assert_eq!(
        loaded.answer(&brand("MuscleBlaze")).unallocated_payout,
        7000
    );
    assert_eq!(
        loaded.answer(&campaign("MB_Start")).unallocated_payout,
        7000
    );
    assert_eq!(loaded.everything().unallocated_payout, 0);
    assert_eq!(loaded.answer(&brand("Unassigned")).unallocated_payout, 0);
}

#[test]
fn rule_11_break_even_is_revenue_over_margin_times_revenue_row_by_row() {
    let loaded = small()
        .config("[margins]\ndefault = 0.2\nbrands = { Gritzo = 0.5 }")
        .table(
            "products.csv",
            "product,brand,price,margin",
            &["MuscleBlaze Whey,MuscleBlaze,250,0.4"],
        )
        .load();
    let slice = loaded.everything();
    // 0.4 x 830.00 + 0.5 x 300.00 = 482.00 of 1,130.00.
    assert_eq!(
        slice.break_even,
        BreakEven::FromMargin(113_000.0 / 48_200.0)
    );
    // Without Chitra: 0.4 x 750.00 + 150.00 - 350.00.
    assert_eq!(slice.value(MeasureId::Profit), Value::Money(10_000));
    assert_eq!(
        slice.value(MeasureId::Roi),
        Value::Ratio(10_000.0 / 35_000.0)
    );
    // Asha: ROAS 3.75 against 2.5; Bela: 2.0 against 2.0, which is earned back to the paisa.
    assert_eq!(slice.not_earned_back().count(), 0);
    assert_eq!(slice.paid().count(), 2);
}

#[test]
fn rule_11_without_margins_break_even_is_one_and_there_is_no_profit() {
    let loaded = small()
        .payouts(&["A,per_post,100,,750.01", "B,per_order,50,,300.00"])
        .load();
    let slice = loaded.everything();
    assert_eq!(slice.break_even, BreakEven::PayoutEqualsRevenue);
    assert_eq!(
        slice.value(MeasureId::Profit),
        Value::None(Why::MarginUnknown)
    );
    let losing: Vec<u32> = slice.not_earned_back().map(|row| row.influencer).collect();
    assert_eq!(losing, [1], "Asha is a paisa short, Bela is not");
}

#[test]
fn rule_12_active_influencers_are_distinct_and_never_summed() {
    let loaded = small().load();
    assert_eq!(
        loaded.value(MeasureId::ActiveInfluencers, &Filter::everything()),
        "3"
    );
    assert_eq!(
        loaded.value(
            MeasureId::ActiveInfluencers,
            &days("2025-01-01", "2025-01-31")
        ),
        "1"
    );
    assert_eq!(
        loaded.value(
            MeasureId::ActiveInfluencers,
            &days("2025-02-01", "2025-02-28")
        ),
        "3"
    );
    assert_eq!(
        loaded.value(MeasureId::ActiveInfluencers, &brand("MuscleBlaze")),
        "2"
    );
    let outside = days("2030-01-01", "2030-01-02");
    assert_eq!(loaded.value(MeasureId::ActiveInfluencers, &outside), "0");
}

#[test]
fn rule_13_the_previous_period_is_shown_only_within_the_data() {
    let rows: Vec<String> = (1..=59)
        .map(|day| {
            let (month, day) = if day <= 31 { (1, day) } else { (2, day - 31) };
            format!("i,c,A,u,Whey,2025-{month:02}-{day:02},1,{day}.00")
        })
        .collect();
    let rows: Vec<&str> = rows.iter().map(String::as_str).collect();
    let loaded = small().posts(&[]).tracking(&rows).load();
    let february = loaded.answer(&days("2025-02-01", "2025-02-28"));
    let previous = february.previous.as_ref().unwrap();
    assert_eq!(previous.range.days(), 31);
    assert_eq!(
        MeasureId::Revenue
            .measure()
            .value(&previous.totals, &february.scope),
        Value::Money(49_600)
    );
    assert!(
        loaded
            .answer(&days("2025-01-01", "2025-01-31"))
            .previous
            .is_none()
    );
    assert!(loaded.everything().previous.is_none());
    let week = loaded.answer(&days("2025-01-08", "2025-01-14"));
    assert_eq!(week.previous.unwrap().range.first, day("2025-01-01"));
}

#[test]
fn rule_14_equals_are_in_natural_order_and_row_order_does_not_matter() {
    let tracking = [
        "i,c,INF10,u,Whey,2025-01-11,1,5.00",
        "i,c,INF9,u,Whey,2025-01-11,1,5.00",
        "i,c,INF1,u,Whey,2025-01-11,1,7.00",
    ];
    let order = |rows: &[&str]| -> Vec<String> {
        let loaded = Folder::new().tracking(rows).load();
        let ids = loaded.cells.catalog.members(Dimension::Influencer);
        loaded
            .everything()
            .influencers
            .iter()
            .map(|row| ids.name(row.influencer).to_owned())
            .collect()
    };
    assert_eq!(order(&tracking), ["INF1", "INF9", "INF10"]);
    assert_eq!(
        order(&[tracking[2], tracking[0], tracking[1]]),
        ["INF1", "INF9", "INF10"]
    );
}

#[test]
fn missing_is_not_zero() {
    let loaded = small()
        .table(
            "posts.csv",
            "influencer_id,date,reach",
            &["A,2025-01-10,100"],
        )
        .load();
    let value = |id| loaded.value(id, &Filter::everything());
    assert_eq!(
        (value(MeasureId::Posts), value(MeasureId::Reach)),
        ("1".into(), "100".into())
    );
    for id in [
        MeasureId::Likes,
        MeasureId::Comments,
        MeasureId::EngagementRate,
        MeasureId::Cpe,
    ] {
        assert_eq!(value(id), "", "{id:?}");
    }
    assert_eq!(loaded.problems_of(Code::AbsentColumn).len(), 2);

    let alone = Folder::new()
        .tracking(&["i,MB_Start,A,u,Whey,2025-01-11,1,8.00"])
        .load();
    assert_eq!(
        alone.value(MeasureId::Revenue, &Filter::everything()),
        "8.00"
    );
    for id in [
        MeasureId::Posts,
        MeasureId::Reach,
        MeasureId::Payout,
        MeasureId::Roas,
        MeasureId::Profit,
    ] {
        assert_eq!(alone.value(id, &Filter::everything()), "", "{id:?}");
    }
}

#[test]
fn rule_8_posts_numbered_by_person_are_different_posts() {
    let loaded = small()
        .posts(&[
            "1,A,X,2025-01-10,u,#MB_Start,10,1,1",
            "1,B,X,2025-01-11,u,#Gritzo_Kids,10,1,1",
            "2,B,X,2025-01-12,u,#Gritzo_Kids,10,1,1",
        ])
        .payouts(&["A,per_post,10,,10.00", "B,per_post,10,,20.00"])
        .load();
    let on = |date| loaded.value(MeasureId::Payout, &days(date, date));
    assert_eq!(
        [on("2025-01-10"), on("2025-01-11"), on("2025-01-12")],
        ["10.00", "10.00", "10.00"]
    );
}

#[test]
fn rule_8_an_unknown_basis_with_a_rate_alone_is_multiplied_with_what_it_is_spread_over() {
    let loaded = Folder::new()
        .tracking(&[
            "i,c,A,u,p,2025-01-01,3,90.00",
            "i,c,A,u,p,2025-01-02,2,60.00",
        ])
        .table("payouts.csv", "influencer_id,basis,rate", &["A,hybrid,10"])
        .load();
    assert_eq!(
        loaded.value(MeasureId::Payout, &Filter::everything()),
        "50.00"
    );
}

#[test]
fn rule_8_a_total_is_kept_whatever_stands_in_the_cells_it_does_not_need() {
    let loaded = small()
        .table(
            "payouts.csv",
            "influencer_id,basis,rate,orders,total_payout,payout_date",
            &[
                "A,per_post,,many,50,",
                "B,per_post,5,,50,in May",
                "C,per_order,TBD,,50,",
            ],
        )
        .load();
    assert_eq!(
        loaded.value(MeasureId::Payout, &Filter::everything()),
        "150.00"
    );
    assert_eq!(loaded.problems_of(Code::IgnoredCell).len(), 3);
}

#[test]
fn rule_9_a_known_payout_is_zero_where_nothing_was_paid() {
    let loaded = small().load();
    let filter = days("2025-02-20", "2025-02-21").with(Dimension::Influencer, "A");
    assert_eq!(loaded.value(MeasureId::Payout, &filter), "0.00");
}

#[test]
fn rule_11_break_even_comes_from_margins_wherever_one_is_known() {
    let loaded = small()
        .config("[margins]\ndefault = 0.4")
        .tracking(&["i,MB_Start,A,u,Whey,2025-01-11,1,-100.00"])
        .load();
    assert_eq!(loaded.everything().break_even, BreakEven::FromMargin(2.5));
}

#[test]
fn rule_14_of_contradicting_product_rows_one_counts_whole_and_the_others_are_reported() {
    let load = |rows: &[&str]| {
        small()
            .table("products.csv", "product,brand,margin", rows)
            .load()
    };
    let rows = ["MuscleBlaze Whey,Zed,", "MuscleBlaze Whey,Abc,0.4"];
    for loaded in [load(&rows), load(&[rows[1], rows[0]])] {
        assert_eq!(loaded.value(MeasureId::Revenue, &brand("Abc")), "830.00");
        assert_eq!(loaded.problems_of(Code::ProductConflict).len(), 1);
    }
}

#[test]
fn shares_and_saves_count_where_a_file_has_them_and_are_no_engagements() {
    let header = "post_id,influencer_id,date,caption,reach,likes,comments,Shares,bookmarks";
    let loaded = small()
        .table(
            "posts.csv",
            header,
            &[
                "p1,A,2025-01-10,#MB_Start,1000,80,20,7,",
                "p2,B,2025-02-01,#MB_Start,0,10,0,\"1,200\",5",
            ],
        )
        .load();
    let value = |id, filter: &Filter| loaded.value(id, filter);
    let all = Filter::everything();
    assert_eq!(value(MeasureId::Shares, &all), "1207");
    assert_eq!(value(MeasureId::Saves, &all), "5");
    assert_eq!(value(MeasureId::Shares, &influencer("A")), "7");
    assert_eq!(value(MeasureId::Saves, &influencer("A")), "0");
    assert_eq!(value(MeasureId::EngagementRate, &all), "0.1");
    assert_eq!(loaded.problems_of(Code::IgnoredColumn).len(), 0);

    let without = small().load();
    assert_eq!(without.value(MeasureId::Shares, &all), "");
    assert_eq!(without.problems_of(Code::AbsentColumn).len(), 0);
}
