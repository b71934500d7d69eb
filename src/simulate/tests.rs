use std::collections::BTreeMap;
use std::fs;
use std::path::PathBuf;
use std::sync::atomic::{AtomicUsize, Ordering};

use serde_json::Value;

use super::*;

/// A simulated campaign in a folder of its own, removed at the end.
struct Simulated {
    folder: PathBuf,
    written: Written,
}

impl Simulated {
    #[track_caller]
    fn new(scenario: &Scenario) -> Simulated {
        static COUNT: AtomicUsize = AtomicUsize::new(0);
        let turn = COUNT.fetch_add(1, Ordering::Relaxed);
        let name = format!("roasbook-simulate-{}-{turn}", std::process::id());
        let folder = std::env::temp_dir().join(name);
        let written = simulate(scenario, &folder).expect("the scenario can be simulated");
        Simulated { folder, written }
    }

    fn bytes(&self) -> Vec<Vec<u8>> {
        let read = |(path, _): &(PathBuf, u64)| fs::read(path).expect("the file was written");
        self.written.files.iter().map(read).collect()
    }

    /// Rows as maps from column to text.
    fn table(&self, name: &str) -> Vec<BTreeMap<String, String>> {
        csv::Reader::from_path(self.folder.join(name))
            .expect("the table was written")
            .deserialize()
            .collect::<Result<_, _>>()
            .expect("every row fits the header")
    }

    fn truth(&self) -> Value {
        let text = fs::read_to_string(self.folder.join("truth.json")).expect("it was written");
        serde_json::from_str(&text).expect("it is JSON")
    }
}

impl Drop for Simulated {
    fn drop(&mut self) {
        fs::remove_dir_all(&self.folder).expect("the folder is ours");
    }
}

fn small() -> Scenario {
    Scenario {
        influencers: 24,
        days: 120,
        rows: 3_000,
        ..Scenario::default()
    }
}

/// Money text as paise.
#[track_caller]
fn paise(text: &str) -> u64 {
    let (rupees, paise) = text.split_once('.').expect("two decimals");
    assert_eq!(paise.len(), 2, "{text}");
    rupees.parse::<u64>().unwrap() * 100 + paise.parse::<u64>().unwrap()
}

/// The number, whether JSON holds it as one or as money text.
#[track_caller]
fn amount(value: &Value) -> u64 {
    value
        .as_u64()
        .unwrap_or_else(|| paise(value.as_str().expect("money is text")))
}

#[test]
fn the_same_seed_gives_the_same_bytes() {
    assert_eq!(
        Simulated::new(&small()).bytes(),
        Simulated::new(&small()).bytes()
    );
}

#[test]
fn another_seed_gives_another_campaign() {
    let other = Scenario { seed: 2, ..small() };
    let [one, other] = [small(), other].map(|scenario| Simulated::new(&scenario).bytes());
    assert_ne!(one[0], other[0], "influencers");
    assert_ne!(one[2], other[2], "tracking");
}

#[test]
fn more_rows_change_neither_people_nor_posts() {
    let more = Scenario {
        rows: 9_000,
        ..small()
    };
    let [few, more] = [small(), more].map(|scenario| Simulated::new(&scenario).bytes());
    assert_eq!(few[..2], more[..2]);
}

#[test]
fn more_influencers_leave_the_earlier_ones_as_they_were() {
    let more = Scenario {
        influencers: 50,
        ..small()
    };
    let [few, more] =
        [small(), more].map(|scenario| Simulated::new(&scenario).table("influencers.csv"));
    assert_eq!(few, more[..few.len()]);
}

#[test]
fn tracking_has_exactly_the_rows_asked_for_in_date_order() {
    #[track_caller]
    fn case(scenario: Scenario) {
        let simulated = Simulated::new(&scenario);
        let rows = simulated.table("tracking_data.csv");
        assert_eq!(rows.len() as u64, scenario.rows);
        assert_eq!(simulated.written.tracking_rows, scenario.rows);
        assert!(rows.is_sorted_by_key(|row| &row["date"]));
    }
    case(small());
    case(Scenario { rows: 0, ..small() });
    case(Scenario { rows: 1, ..small() });
    case(Scenario { days: 1, ..small() });
    case(Scenario {
        influencers: 1,
        ..small()
    });
    case(Scenario {
        influencers: 1,
        days: 1,
        rows: 0,
        ..small()
    });
}

#[test]
fn row_counts_of_all_files_are_reported() {
    let simulated = Simulated::new(&small());
    for (path, rows) in &simulated.written.files {
        let name = path.file_name().unwrap().to_str().unwrap();
        let found = match name {
            "truth.json" => simulated.truth()["influencers"].as_array().unwrap().len(),
            table => simulated.table(table).len(),
        };
        assert_eq!(found as u64, *rows, "{name}");
    }
}

#[test]
fn payouts_reconcile_with_posts_and_recorded_orders() {
    let simulated = Simulated::new(&small());
    let mut posts = BTreeMap::<String, u64>::new();
    for post in simulated.table("posts.csv") {
        *posts.entry(post["influencer_id"].clone()).or_default() += 1;
    }
    let mut orders = BTreeMap::<String, u64>::new();
    for row in simulated.table("tracking_data.csv") {
        let recorded = row["orders"].parse::<u64>().unwrap();
        *orders.entry(row["influencer_id"].clone()).or_default() += recorded;
    }
    let payouts = simulated.table("payouts.csv");
    assert_eq!(payouts.len(), small().influencers - 2, "two have no payout");
    for payout in payouts {
        let id = &payout["influencer_id"];
        let count = match payout["basis"].as_str() {
            "per_post" => {
                assert_eq!(payout["orders"], "");
                posts[id]
            }
            basis => {
                assert_eq!(basis, "per_order");
                assert_eq!(payout["orders"], orders[id].to_string());
                orders[id]
            }
        };
        assert_eq!(
            paise(&payout["total_payout"]),
            paise(&payout["rate"]) * count,
            "{id}"
        );
    }
}

#[test]
fn every_row_with_a_campaign_has_a_product_of_its_brand() {
    let simulated = Simulated::new(&small());
    let brands: BTreeMap<String, String> = simulated
        .table("products.csv")
        .into_iter()
        .map(|product| (product["product"].clone(), product["brand"].clone()))
        .collect();
    for row in simulated.table("tracking_data.csv") {
        let prefix = match brands[&row["product"]].as_str() {
            "MuscleBlaze" => "MB_",
            "HKVitals" => "HKV_",
            brand => brand,
        };
        let campaign = &row["campaign"];
        assert!(
            campaign.is_empty() || campaign.starts_with(prefix),
            "{row:?}"
        );
        assert_eq!(
            row["influencer_id"].is_empty(),
            row["source"] != "influencer"
        );
        assert!(!campaign.is_empty() || row["source"] == "organic");
    }
}

#[test]
fn a_caption_names_one_campaign_and_its_brand_or_none() {
    let simulated = Simulated::new(&Scenario {
        influencers: 200,
        rows: 0,
        ..Scenario::default()
    });
    let posts = simulated.table("posts.csv");
    let brands = [
        ["MB", "MuscleBlaze"],
        ["HKV", "HKVitals"],
        ["Gritzo", "Gritzo"],
    ];
    let mut named = 0;
    for post in &posts {
        let caption = &post["caption"];
        let words: Vec<&str> = caption
            .split(|letter: char| !letter.is_alphanumeric())
            .collect();
        let count = brands
            .iter()
            .filter(|names| names.iter().any(|name| words.contains(name)))
            .count();
        assert_eq!(caption.matches('_').count(), count, "{caption}");
        assert!(count <= 1, "{caption}");
        named += count;
    }
    assert!((0.95..0.99).contains(&(named as f64 / posts.len() as f64)));
}

#[test]
fn recorded_sales_are_those_of_the_table_and_split_without_rest() {
    let simulated = Simulated::new(&small());
    let mut recorded = BTreeMap::<String, [u64; 2]>::new();
    for row in simulated.table("tracking_data.csv") {
        let sums = recorded.entry(row["influencer_id"].clone()).or_default();
        sums[0] += row["orders"].parse::<u64>().unwrap();
        sums[1] += paise(&row["revenue"]);
    }
    let truth = simulated.truth();
    let organic = recorded.remove("").unwrap();
    assert_eq!(amount(&truth["totals"]["organic_orders"]), organic[0]);
    assert_eq!(amount(&truth["totals"]["organic_revenue"]), organic[1]);

    let influencers = truth["influencers"].as_array().unwrap();
    for influencer in influencers {
        let id = influencer["influencer_id"].as_str().unwrap();
        let [orders, revenue] = recorded.get(id).copied().unwrap_or_default();
        assert_eq!(amount(&influencer["recorded_orders"]), orders, "{id}");
        assert_eq!(amount(&influencer["recorded_revenue"]), revenue, "{id}");
    }
    for measure in ["orders", "revenue"] {
        let of = |sales: &Value, kind: &str| amount(&sales[format!("{kind}_{measure}")]);
        for sales in influencers.iter().chain([&truth["totals"]]) {
            let split = of(sales, "incremental") + of(sales, "counterfactual");
            assert_eq!(of(sales, "recorded"), split);
            for kind in ["recorded", "incremental", "counterfactual"] {
                let brands = sales["by_brand"].as_object().unwrap();
                let sum: u64 = brands.values().map(|brand| of(brand, kind)).sum();
                assert_eq!(of(sales, kind), sum, "brands add up");
            }
        }
        for kind in ["recorded", "incremental", "counterfactual"] {
            let sum: u64 = influencers.iter().map(|sales| of(sales, kind)).sum();
            assert_eq!(of(&truth["totals"], kind), sum, "influencers add up");
        }
    }
}

#[test]
fn customers_come_back() {
    let simulated = Simulated::new(&Scenario::default());
    let mut days = BTreeMap::<String, Vec<String>>::new();
    for row in simulated.table("tracking_data.csv") {
        if row["orders"] != "0" {
            days.entry(row["user_id"].clone())
                .or_default()
                .push(row["date"].clone());
        }
    }
    let returned = days
        .values()
        .filter(|days| days.iter().any(|day| *day != days[0]));
    assert!(returned.count() as f64 >= 0.05 * days.len() as f64);
}

#[test]
fn nobody_and_no_day_are_refused() {
    #[track_caller]
    fn case(scenario: Scenario, expected: &str) {
        let nowhere = PathBuf::from("never-created");
        let error = simulate(&scenario, &nowhere).unwrap_err();
        assert_eq!(error.to_string(), expected);
        assert!(!nowhere.exists());
    }
    case(
        Scenario {
            influencers: 0,
            ..small()
        },
        "a campaign needs at least one influencer and one day, found 0 influencers and 120 days",
    );
    case(
        Scenario {
            days: 4_000_000,
            ..small()
        },
        "4000000 days from 2025-07-01 leave the calendar: \
         every day must lie in the years 0000 to 9999",
    );
}
