//! `roasbook report`: any one filter, for people and for programs.

use serde_json::{Value as Json, json};

use crate::support::{run_in, small};

fn report(arguments: &[&str]) -> Json {
    let folder = small();
    let arguments: Vec<&str> = ["report", ".", "--format", "json"]
        .iter()
        .chain(arguments)
        .copied()
        .collect();
    let ran = run_in(folder.path(), &arguments);
    assert_eq!(ran.status, 0, "{}", ran.stderr);
    serde_json::from_str(&ran.stdout).unwrap()
}

#[test]
fn json_has_money_as_decimal_text_and_none_as_null() {
    let report = report(&[]);
    assert_eq!(report["filter"], json!({}));
    let measures = &report["measures"];
    assert_eq!(measures["revenue"], "1130.00");
    assert_eq!(measures["payout"], "350.00");
    assert_eq!(measures["roas"], json!(3.0));
    assert_eq!(measures["orders"], json!(7));
    assert_eq!(measures["profit"], Json::Null);
    assert_eq!(measures["organic_revenue"], "40.00");
    let names: Vec<&String> = measures.as_object().unwrap().keys().collect();
    let mut expected = vec![
        "revenue",
        "orders",
        "payout",
        "roas",
        "aov",
        "cpa",
        "profit",
        "roi",
        "posts",
        "reach",
        "likes",
        "comments",
        "shares",
        "saves",
        "engagement_rate",
        "cpm",
        "cpe",
        "active_influencers",
        "organic_revenue",
        "organic_orders",
        "tracking_rows",
    ];
    expected.sort_unstable();
    assert_eq!(names, expected);
    let influencers = report["influencers"].as_array().unwrap();
    let ids: Vec<&str> = influencers
        .iter()
        .map(|row| row["id"].as_str().unwrap())
        .collect();
    assert_eq!(ids, ["A", "B", "C"]);
    assert_eq!(influencers[2]["measures"]["roas"], Json::Null);
    assert_eq!(influencers[0]["measures"]["roas"], json!(3.75));
    assert_eq!(
        report["unknown_payout"],
        json!({"influencers": 1, "revenue": "80.00"})
    );
}

#[test]
fn flags_repeat_to_add_up_and_dimensions_narrow() {
    let revenue = |arguments: &[&str]| report(arguments)["measures"]["revenue"].clone();
    assert_eq!(revenue(&["--brand", "Gritzo"]), "300.00");
    assert_eq!(
        revenue(&["--brand", "Gritzo", "--brand", "MuscleBlaze"]),
        "1130.00"
    );
    assert_eq!(
        revenue(&["--brand", "MuscleBlaze", "--platform", "YouTube"]),
        "80.00"
    );
    assert_eq!(
        revenue(&["--from", "2025-02-01", "--to", "2025-02-12"]),
        "550.00"
    );
    assert_eq!(revenue(&["--tier", "Mega"]), "80.00");
    assert_eq!(
        revenue(&["--gender", "Female", "--influencer", "A"]),
        "750.00"
    );
    assert_eq!(revenue(&["--campaign", "Gritzo_Kids"]), "300.00");
    assert_eq!(revenue(&["--product", "MuscleBlaze Whey"]), "830.00");
}

#[test]
fn a_trend_comes_by_day_week_and_month() {
    let report = report(&["--from", "2025-01-01"]);
    let sum = |grain: &str| -> f64 {
        let steps = report["trend"][grain].as_array().unwrap();
        steps
            .iter()
            .map(|step| {
                step["measures"]["revenue"]
                    .as_str()
                    .unwrap()
                    .parse::<f64>()
                    .unwrap()
            })
            .sum()
    };
    assert_eq!(
        (sum("day"), sum("week"), sum("month")),
        (1130.0, 1130.0, 1130.0)
    );
    assert_eq!(report["trend"]["month"][0]["from"], "2025-01-01");
    assert_eq!(report["trend"]["week"][0]["from"], "2025-01-06");
    assert_eq!(report["trend"]["day"].as_array().unwrap().len(), 43);
}

#[test]
fn an_unknown_value_selects_nothing_and_says_what_was_meant() {
    let folder = small();
    let ran = run_in(
        folder.path(),
        &["report", ".", "--brand", "gritzo", "--format", "json"],
    );
    assert_eq!(ran.status, 0);
    assert_eq!(
        ran.stderr,
        "warning: the data has no brand `gritzo`; did you mean `Gritzo`?\n"
    );
    let report: Json = serde_json::from_str(&ran.stdout).unwrap();
    assert_eq!(report["measures"]["revenue"], "0.00");
    assert_eq!(report["influencers"], json!([]));
}

#[test]
fn the_terminal_shows_measures_and_a_table() {
    let folder = small();
    let arguments = [
        "report",
        ".",
        "--by",
        "brand",
        "--from",
        "2025-02-11",
        "--to",
        "2025-02-20",
    ];
    let ran = run_in(folder.path(), &arguments);
    assert_eq!(
        ran.stdout,
        "┌────────────────────────┬───────────────────────────┬──────────────────────────┐
│ Measure                ┆ 11 Feb 2025 – 20 Feb 2025 ┆ 1 Feb 2025 – 10 Feb 2025 │
╞════════════════════════╪═══════════════════════════╪══════════════════════════╡
│ Revenue                ┆                   ₹330.00 ┆                  ₹300.00 │
│ Orders                 ┆                         2 ┆                        3 │
│ Payout                 ┆                     ₹0.00 ┆                  ₹250.00 │
│ ROAS                   ┆                         – ┆                  1.2000x │
│ Average order value    ┆                   ₹165.00 ┆                  ₹100.00 │
│ Cost per order         ┆                     ₹0.00 ┆                   ₹83.33 │
│ Profit                 ┆                         – ┆                        – │
│ ROI                    ┆                         – ┆                        – │
│ Posts                  ┆                         0 ┆                        2 │
│ Reach                  ┆                         0 ┆                    5,000 │
│ Likes                  ┆                         0 ┆                      100 │
│ Comments               ┆                         0 ┆                       10 │
│ Engagement rate        ┆                         – ┆                    2.2 % │
│ Cost per 1,000 reached ┆                         – ┆                   ₹50.00 │
│ Cost per engagement    ┆                         – ┆                    ₹2.27 │
│ Active influencers     ┆                         2 ┆                        2 │
│ Organic revenue        ┆                     ₹0.00 ┆                    ₹0.00 │
│ Organic orders         ┆                         0 ┆                        0 │
│ Tracking rows          ┆                         2 ┆                        1 │
└────────────────────────┴───────────────────────────┴──────────────────────────┘

┌─────────────┬─────────┬────────┬──────┬────────┬────────────────┬────────┬───────┐
│ brand       ┆ Revenue ┆ Payout ┆ ROAS ┆ Orders ┆ Cost per order ┆ Profit ┆ Posts │
╞═════════════╪═════════╪════════╪══════╪════════╪════════════════╪════════╪═══════╡
│ MuscleBlaze ┆ ₹330.00 ┆  ₹0.00 ┆    – ┆      2 ┆          ₹0.00 ┆      – ┆     0 │
└─────────────┴─────────┴────────┴──────┴────────┴────────────────┴────────┴───────┘

1 active influencer has no payout row; their ₹80.00 of revenue is in no ROAS.
Break-even ROAS 1.00x (payout = revenue).
"
    );
}

#[test]
fn csv_has_plain_numbers_and_no_formulas() {
    let folder = small().influencers(&[
        "A,=HYPERLINK(1),Fitness,Female,5000,Instagram",
        "B,\"Bela, B\",Parenting,Female,60000,YouTube",
    ]);
    let ran = run_in(folder.path(), &["report", ".", "--format", "csv"]);
    let lines: Vec<&str> = ran.stdout.lines().collect();
    assert!(
        lines[0].starts_with("influencer,name,revenue,orders,payout,roas,"),
        "{}",
        lines[0]
    );
    assert!(
        lines[1].starts_with("A,'=HYPERLINK(1),750.00,3,200.00,3.75,"),
        "{}",
        lines[1]
    );
    assert!(
        lines[2].starts_with("B,\"Bela, B\",300.00,3,150.00,2,"),
        "{}",
        lines[2]
    );
    assert!(lines[3].starts_with("C,,80.00,1,,,"), "{}", lines[3]);
}

#[test]
fn markdown_has_every_measure() {
    let folder = small();
    let ran = run_in(
        folder.path(),
        &["report", ".", "--format", "markdown", "--by", "month"],
    );
    assert!(ran.stdout.contains("| 2025-01-01 |"), "{}", ran.stdout);
    assert!(
        ran.stdout.contains("| Cost per 1,000 reached |"),
        "{}",
        ran.stdout
    );
}
