//! Reports of folders that lack tables: they say what is missing, and show nothing that no file has.

use std::fs;

use roasbook::measure::Input;
use roasbook::problem::Code;
use serde_json::{Value as Json, json};

use crate::findings::{page, section};
use crate::members::{build, table};
use crate::support::{Folder, files_below, run_in, small};

const TRACKING: &str = "tracking_data.csv";
const POSTS: &str = "posts.csv";
const PAYOUTS: &str = "payouts.csv";
const INFLUENCERS: &str = "influencers.csv";

/// The `small` campaign, whose ledger has dates, without some tables.
fn without(tables: &[&str]) -> Folder {
    small()
        .table(
            PAYOUTS,
            "influencer_id,basis,rate,orders,total_payout,payout_date,campaign",
            &[
                "A,per_post,100.00,,200.00,2025-02-15,",
                "B,per_order,50.00,3,150.00,2025-02-28,Gritzo_Kids",
            ],
        )
        .without(tables)
}

/// Every set of tables that makes a report, by what is taken away.
fn subsets() -> Vec<Vec<&'static str>> {
    let all = [TRACKING, POSTS, PAYOUTS, INFLUENCERS];
    let sets = (0..1 << all.len()).map(|chosen: u32| {
        let gone = all.iter().enumerate();
        let gone = gone.filter(|(place, _)| chosen & (1 << place) != 0);
        gone.map(|(_, table)| *table).collect::<Vec<_>>()
    });
    let has_figures = |gone: &Vec<&str>| {
        [TRACKING, POSTS, PAYOUTS]
            .iter()
            .any(|table| !gone.contains(table))
    };
    sets.filter(has_figures).collect()
}

fn texts(values: &Json) -> Vec<&str> {
    let values = values.as_array().unwrap().iter();
    values.map(|value| value.as_str().unwrap()).collect()
}

fn fields<'a>(items: &'a Json, name: &str) -> Vec<&'a str> {
    let items = items.as_array().unwrap().iter();
    items.map(|item| item[name].as_str().unwrap()).collect()
}

/// What a page says at its top: headline, notes, tiles, sections.
fn top(page: &Json) -> (&str, Vec<&str>, Vec<&str>, Vec<&str>) {
    (
        page["sentence"].as_str().unwrap(),
        texts(&page["notes"]),
        fields(&page["tiles"], "measure"),
        fields(&page["sections"], "id"),
    )
}

const NO_TRACKING: &str =
    "There is no tracking table, so revenue, orders and all that is made of them have no figure.";
const NO_POSTS: &str =
    "There is no posts table, so posts, reach, engagement and their costs have no figure.";
const NO_PAYOUTS: &str =
    "There is no payouts table, so payouts, ROAS, profit and costs have no figure.";
const NO_INFLUENCERS: &str = "There is no influencers table, so influencers go by their ids and have no category, platform, gender or tier.";

#[test]
fn without_tracking_there_are_posts_and_payouts() {
    let page = page(&without(&[TRACKING]), "index.html");
    assert_eq!(
        top(&page),
        (
            "3 posts by 2 influencers, ₹350 of payouts; there is no revenue: there is no tracking table.",
            vec![NO_TRACKING],
            vec![
                "payout",
                "engagement_rate",
                "active_influencers",
                "posts",
                "reach",
                "cpm",
                "cpe",
                "likes"
            ],
            vec!["brand", "category", "platform", "most-revenue", "campaign"],
        )
    );
    let platforms = section(&page, "platform");
    assert_eq!(platforms["title"], "Instagram takes 57\u{a0}% of payouts");
    assert_eq!(platforms["sentence"], "₹350 in all.");
    assert_eq!(platforms["chart"]["id"], "top-payout");
    assert_eq!(
        fields(&platforms["table"]["columns"], "id"),
        ["payout", "posts", "engagement_rate"]
    );
    let people = section(&page, "most-revenue");
    assert_eq!(
        people["title"],
        "The first 2 influencers take 100\u{a0}% of payouts"
    );
    assert_eq!(
        people["sentence"],
        "2 influencers were active. Asha is paid most: ₹200."
    );
    assert_eq!(people["table"]["caption"], "Influencers by payout");
    assert_eq!(page["insights"], json!([]));
}

#[test]
fn without_payouts_there_is_revenue_and_no_talk_of_costs() {
    let page = page(&without(&[PAYOUTS]), "index.html");
    let (sentence, notes, tiles, sections) = top(&page);
    assert_eq!(
        sentence,
        "₹1,130 came from 3 influencers; there is no ROAS: there is no payouts table."
    );
    assert_eq!(notes, [NO_PAYOUTS]);
    assert_eq!(
        tiles,
        [
            "revenue",
            "orders",
            "engagement_rate",
            "organic_revenue",
            "aov",
            "active_influencers",
            "posts",
            "reach"
        ]
    );
    assert!(!sections.contains(&"earning") && !sections.contains(&"losing"));
    let columns = |id: &str| fields(&section(&page, id)["table"]["columns"], "id");
    assert_eq!(columns("trend"), ["revenue", "orders", "aov"]);
    assert_eq!(columns("brand"), ["revenue", "orders", "aov"]);
    assert_eq!(columns("campaign"), ["revenue", "orders"]);
}

#[test]
fn without_posts_nothing_is_said_of_reach() {
    let page = page(&without(&[POSTS]), "index.html");
    let (sentence, notes, tiles, _) = top(&page);
    assert_eq!(
        sentence,
        "Payouts of ₹350 brought ₹1,050: ROAS 3.00x. All 2 paid influencers earned back their payout."
    );
    assert_eq!(notes[0], NO_POSTS);
    assert!(!tiles.contains(&"engagement_rate") && tiles.contains(&"aov"));
}

#[test]
fn tracking_alone_makes_a_report() {
    let page = page(&without(&[POSTS, PAYOUTS, INFLUENCERS]), "index.html");
    assert_eq!(
        top(&page),
        (
            "₹1,130 came from 3 influencers; there is no ROAS: there is no payouts table.",
            vec![NO_POSTS, NO_PAYOUTS, NO_INFLUENCERS],
            vec![
                "revenue",
                "orders",
                "organic_revenue",
                "aov",
                "active_influencers",
                "organic_orders"
            ],
            vec![
                "trend",
                "brand",
                "calendar",
                "most-revenue",
                "campaign",
                "product"
            ],
        )
    );
}

#[test]
fn posts_alone_and_a_ledger_alone_make_a_report() {
    let posts = page(&without(&[TRACKING, PAYOUTS]), "index.html");
    let people = section(&posts, "most-revenue");
    assert_eq!(
        people["title"],
        "The first 2 influencers have 100\u{a0}% of posts"
    );
    assert_eq!(
        people["sentence"],
        "2 influencers were active. Asha posted most: 2."
    );
    assert_eq!(people["chart"], Json::Null);

    let ledger = page(&without(&[TRACKING, POSTS, INFLUENCERS]), "index.html");
    assert_eq!(
        top(&ledger),
        (
            "₹350 of payouts; there is no revenue: there is no tracking table.",
            vec![NO_TRACKING, NO_POSTS, NO_INFLUENCERS],
            vec!["payout"],
            vec!["brand", "most-revenue", "campaign"],
        )
    );
    assert_eq!(
        section(&ledger, "most-revenue")["sentence"],
        "A is paid most: ₹200."
    );
}

#[test]
fn the_other_pages_say_what_they_lack() {
    fn lead(html: &str) -> &str {
        let lead = html.split("<p class=\"lead\">").nth(1).unwrap();
        lead.split("</p>").next().unwrap()
    }
    #[track_caller]
    fn case(gone: &[&str], leads: [&str; 4]) {
        let built = build(&without(gone));
        let pages = ["earning", "personas", "posts", "payouts"].map(|page| format!("{page}.html"));
        for (path, expected) in pages.iter().zip(leads) {
            let html = built.page(path);
            let said = lead(&html);
            assert!(said.starts_with(expected), "{gone:?}, {path}: {said}");
        }
    }
    case(
        &[TRACKING],
        [
            "There is no tracking table, so nobody knows who earned back a payout.",
            "There is no tracking table, so kinds of influencers cannot be compared by what they return.",
            "3 posts by 2 influencers, from 10 Jan 2025 to 10 Feb 2025.",
            "2 payouts to 2 influencers, ₹350 in all.",
        ],
    );
    case(
        &[PAYOUTS],
        [
            "There is no payouts table, so nobody knows who earned back a payout.",
            "There is no payouts table, so kinds of influencers cannot be compared by what they return.",
            "3 posts by 2 influencers",
            "There is no payouts table, so nobody knows what was paid.",
        ],
    );
    case(
        &[POSTS, INFLUENCERS],
        [
            "Payouts of ₹350 brought ₹1,050: ROAS 3.00x.",
            "There is no influencers table, so kinds of influencers cannot be compared by what they return.",
            "There is no posts table.",
            "2 payouts to 2 influencers, ₹350 in all. 1 active influencer has no payout row.",
        ],
    );
}

#[test]
fn a_ledger_without_rows_is_empty_and_not_missing() {
    let built = build(&small().payouts(&[]));
    let html = built.page("payouts.html");
    assert!(html.contains("The ledger is empty, so nobody knows what was paid."));
    assert!(!html.contains("There is no payouts table"));
}

#[test]
fn nothing_is_shown_that_no_file_has() {
    let missing = Input::ALL.map(Input::missing);
    for gone in subsets() {
        let built = build(&without(&gone).config("[charts]\nprerender = \"all\"\n"));
        for (name, bytes) in files_below(&built.path()) {
            if !name.ends_with(".html") {
                continue;
            }
            let html = String::from_utf8(bytes).unwrap();
            for sentence in missing {
                for shown in [
                    format!("title=\"{sentence}\""),
                    format!("<dd class=\"why\">{sentence}"),
                ] {
                    assert!(!html.contains(&shown), "without {gone:?}, {name}: {shown}");
                }
            }
            for chart in html.split("<figure data-chart=\"").skip(1) {
                let (id, rest) = chart.split_once('"').unwrap();
                let figure = rest.split("</figure>").next().unwrap();
                assert!(
                    figure.contains("<svg"),
                    "without {gone:?}, {name}: {id} is empty"
                );
            }
        }
    }
}

#[test]
fn a_ledger_with_nothing_beside_it_is_not_held_against_it() {
    let folder = without(&[TRACKING, POSTS]);
    let loaded = folder.load();
    assert!(loaded.problems_of(Code::PayoutMismatch).is_empty());
    assert!(loaded.problems_of(Code::PayoutUnplaced).is_empty());
    let html = build(&folder).page("payouts.html");
    assert_eq!(
        table(&html, "payouts"),
        [
            "Asha: per post, 100, not to be compared, 15 Feb 2025, 200.00",
            "Bela: per order, 50, not to be compared, 28 Feb 2025, 150.00",
        ]
    );
    assert!(
        html.contains("Totals cannot all be held against their rate: not everything is tracked.")
    );
    assert!(html.contains(
        "₹350 has nothing to be spread over, and stands on its payment date or the last day."
    ));
}

#[test]
fn a_rate_without_anything_to_multiply_it_with_counts_as_nothing_and_says_so() {
    let folder = small()
        .table(
            PAYOUTS,
            "influencer_id,basis,rate,orders,payout_date",
            &[
                "A,per_post,100.00,,2025-02-15",
                "B,per_order,50.00,3,2025-02-28",
                "C,per_order,20.00,,2025-02-28",
            ],
        )
        .without(&[TRACKING]);
    let loaded = folder.load();
    let totals: Vec<i64> = loaded
        .cells
        .ledger
        .iter()
        .map(|entry| entry.total)
        .collect();
    // Posts are there; the ledger counts Bela's orders itself; nobody counts Chitra's.
    assert_eq!(totals, [20_000, 15_000, 0]);
    let found = loaded.problems_of(Code::PayoutMismatch);
    assert_eq!(found.len(), 1);
    assert_eq!(
        found[0].message,
        "a rate of 20 per order without a total, and no table to multiply it with: it counts as nothing"
    );
}

#[test]
fn the_report_command_says_what_is_missing() {
    let folder = without(&[TRACKING]);
    let ran = run_in(folder.path(), &["report", "."]);
    assert_eq!(ran.status, 0, "{}", ran.stderr);
    assert!(
        ran.stdout.ends_with(&format!("\n{NO_TRACKING}\n")),
        "{}",
        ran.stdout
    );
    let lines: Vec<&str> = ran.stdout.lines().collect();
    let head = lines
        .iter()
        .find(|line| line.contains("influencer "))
        .unwrap();
    let columns: Vec<&str> = head
        .split('┆')
        .map(|cell| cell.trim_matches(['│', ' ']))
        .collect();
    assert_eq!(columns, ["influencer", "Payout", "Posts"]);
    // Machines are told of every measure, those without a value included.
    let json = run_in(folder.path(), &["report", ".", "--format", "json"]).stdout;
    let json: Json = serde_json::from_str(&json).unwrap();
    assert_eq!(json["measures"]["revenue"], Json::Null);
    assert_eq!(json["measures"]["payout"], "350.00");
}

#[test]
fn a_folder_that_lacks_tables_can_be_checked_and_built() {
    for gone in subsets() {
        let folder = without(&gone);
        let ran = run_in(folder.path(), &["check", "."]);
        assert_eq!(ran.status, 0, "without {gone:?}: {}", ran.stdout);
        let absent = ran.stdout.contains("warning[absent-table]");
        assert_eq!(absent, !gone.is_empty(), "without {gone:?}: {}", ran.stdout);
    }
    let folder = without(&[TRACKING, POSTS, PAYOUTS]);
    assert_eq!(run_in(folder.path(), &["check", "."]).status, 1);
    assert!(fs::exists(folder.path().join(INFLUENCERS)).unwrap());
}
