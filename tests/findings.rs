//! What a report says of its figures, with cases computed by hand.

use std::fs;

use roasbook::site::Words;
use roasbook::slices::{paid_in_none, personas, ratio_of_clusters};
use serde_json::{Value as Json, json};

use crate::client::with_site;
use crate::support::{Folder, crowded, project};

/// Seven influencers over 28 days, 1 January 2025 being a Wednesday. No margin is known, so break-even is 1.
///
/// | | paid | revenue | ROAS | orders | engagement | reach |
/// |---|---|---|---|---|---|---|
/// | Asha | 100 | 450 | 4.5 | 6 | 6 % | 1,000 |
/// | Bela | 100 | 150 | 1.5 | 1 | 5 % | 2,000 |
/// | Chitra | 100 | 100 | 1 | 1 | 4 % | 3,000 |
/// | Diya | 100 | 99 | 0.99 | 1 | 3 % | 4,000 |
/// | Esha | 400 | 100 | 0.25 | 1 | 2 % | 5,000 |
/// | Farid | 100 | 24 | 0.24 | 1 | 1 % | 6,000 |
/// | Gita | ? | 200 | | 1 | | |
fn seven() -> Folder {
    Folder::new()
        .influencers(&[
            "A,Asha,Fitness,Female,5000,Instagram",
            "B,Bela,Fitness,Female,60000,Instagram",
            "C,Chitra,Fitness,Female,700000,Instagram",
            "D,Diya,Beauty,Female,5000,YouTube",
            "E,Esha,Beauty,Female,60000,YouTube",
            "F,Farid,Beauty,Male,700000,YouTube",
            "G,Gita,Beauty,Male,5000,YouTube",
        ])
        .posts(&[
            "p1,A,Instagram,2025-01-05,u,MuscleBlaze,1000,50,10",
            "p2,B,Instagram,2025-01-01,u,MuscleBlaze,2000,90,10",
            "p3,C,Instagram,2025-01-01,u,MuscleBlaze,3000,110,10",
            "p4,D,YouTube,2025-01-01,u,MuscleBlaze,4000,110,10",
            "p5,E,YouTube,2025-01-01,u,MuscleBlaze,5000,90,10",
            "p6,F,YouTube,2025-01-01,u,MuscleBlaze,6000,50,10",
        ])
        .tracking(&[
            "s,One,A,u1,MuscleBlaze Whey,2025-01-05,6,450.00",
            "s,One,B,u2,MuscleBlaze Whey,2025-01-06,1,150.00",
            "s,One,C,u3,MuscleBlaze Whey,2025-01-07,1,100.00",
            "s,One,D,u4,MuscleBlaze Whey,2025-01-09,1,99.00",
            "s,One,E,u5,MuscleBlaze Whey,2025-01-08,1,100.00",
            "s,One,F,u6,MuscleBlaze Whey,2025-01-28,1,24.00",
            "s,One,G,u7,MuscleBlaze Whey,2025-01-12,1,200.00",
        ])
        .payouts(&[
            "A,per_order,,,100.00",
            "B,per_order,,,100.00",
            "C,per_order,,,100.00",
            "D,per_order,,,100.00",
            "E,per_order,,,400.00",
            "F,per_order,,,100.00",
        ])
}

/// What a page says.
#[track_caller]
pub fn page(folder: &Folder, path: &str) -> Json {
    let loaded = folder.load();
    with_site(&loaded.cells, &loaded.config, |site| {
        let words: Vec<Words> = site.words();
        let found = words.into_iter().find(|words| words.path == path);
        found.expect("there is such a page").view
    })
}

#[track_caller]
pub fn section<'a>(page: &'a Json, id: &str) -> &'a Json {
    let sections = page["sections"].as_array().unwrap();
    let found = sections.iter().find(|section| section["id"] == id);
    found.unwrap_or_else(|| panic!("no section {id}"))
}

#[track_caller]
fn says(section: &Json, title: &str, sentence: &str) {
    assert_eq!(section["title"], title);
    assert_eq!(section["sentence"], sentence);
}

/// The names of a table's rows with their values.
fn rows(section: &Json) -> Vec<(String, Vec<String>)> {
    let text = |value: &Json| value.as_str().unwrap().to_owned();
    let row = |row: &Json| {
        let cells = row["cells"].as_array().unwrap().iter();
        (
            text(&row["label"]),
            cells.map(|cell| text(&cell["value"])).collect(),
        )
    };
    let rows = section["table"]["rows"].as_array().unwrap();
    rows.iter().map(row).collect()
}

fn row(label: &str, values: &[&str]) -> (String, Vec<String>) {
    (
        label.to_owned(),
        values.iter().map(|value| (*value).to_owned()).collect(),
    )
}

#[test]
fn a_report_comes_down_to_a_few_sentences() {
    assert_eq!(
        page(&seven(), "index.html")["insights"],
        json!([
            "Best by ROAS: Asha, 4.50x (₹450 for a payout of ₹100).",
            "Worst by ROAS: Farid, 0.24x (₹24 for a payout of ₹100). That rests on 1 order, too few to judge by.",
            "3 of 6 paid influencers did not earn back ₹600: ₹377 is lost.",
            // One persona alone is not the best of any.
            "2 of 7 influencers bring half of the revenue, the first 5 bring 89\u{a0}%.",
            "1 influencer with ₹200 of revenue has no payout row: no ROAS counts them.",
        ])
    );
}

#[test]
fn who_moved_most_is_said_with_the_posts_behind_it() {
    let folder = Folder::new()
        .influencers(&[
            "A,Asha,Fitness,Female,5000,Instagram",
            "B,Bela,Fitness,Female,60000,Instagram",
        ])
        .posts(&[
            "p1,A,,2025-01-10,u,,10,1,1",
            "p2,B,,2025-01-11,u,,10,1,1",
            "p3,B,,2025-01-12,u,,10,1,1",
            "p4,A,,2025-02-10,u,,10,1,1",
            "p5,A,,2025-02-11,u,,10,1,1",
            "p6,A,,2025-02-12,u,,10,1,1",
        ])
        .tracking(&[
            "s,One,A,u1,MuscleBlaze Whey,2025-01-01,1,100.00",
            "s,One,B,u2,MuscleBlaze Whey,2025-01-20,1,500.00",
            "s,One,A,u1,MuscleBlaze Whey,2025-02-20,1,400.00",
            "s,One,B,u2,MuscleBlaze Whey,2025-02-28,1,150.00",
        ]);
    assert_eq!(
        page(&folder, "reports/all/all/all/2025-02.html")["insights"],
        json!([
            "Asha brought ₹300 more than in the 31 days before, with 3 posts after 1.",
            "Bela brought ₹350 less than in the 31 days before, with 0 posts after 2.",
        ])
    );
    // No post names the brand, so nobody knows which posts were for it.
    let of_brand = page(&folder, "reports/muscleblaze/all/all/2025-02.html");
    assert_eq!(
        of_brand["insights"][0],
        "Asha brought ₹300 more than in the 31 days before."
    );
}

#[test]
fn every_paid_influencer_stands_above_or_below_the_line() {
    let page = page(&seven(), "index.html");
    let payback = section(&page, "payback");
    says(
        payback,
        "3 of 6 paid influencers reach the break-even line",
        "Those who do left a surplus of revenue over payout of ₹400, the others a loss of ₹377.",
    );
    let rows = &payback["chart"]["rows"];
    assert_eq!(
        rows["mark"],
        json!({"value": 1.0, "label": "break-even 1.00x"})
    );
    assert_eq!(
        rows["points"][2],
        json!({"label": "Chitra", "name": "C", "x": 100.0, "y": 100.0, "below": false})
    );
    assert_eq!(
        rows["points"][3],
        json!({"label": "Diya", "name": "D", "x": 100.0, "y": 99.0, "below": true})
    );
    assert_eq!(rows["points"].as_array().unwrap().len(), 6);
    assert_eq!(payback["more"]["href"], "#most-revenue");
}

#[test]
fn what_is_on_an_edge_of_the_scale_is_on_the_higher_step() {
    let page = page(&seven(), "index.html");
    let distribution = section(&page, "roas-distribution");
    says(
        distribution,
        "2 of 6 paid influencers return 1x to 2x",
        "Those below break-even took 67\u{a0}% of the payouts, ₹600.",
    );
    assert_eq!(
        rows(distribution),
        [
            row("below 0.25x", &["1", "100.00", "24.00"]),
            row("0.25x to 0.5x", &["1", "400.00", "100.00"]),
            row("0.5x to 1x", &["1", "100.00", "99.00"]),
            row("1x to 2x", &["2", "200.00", "250.00"]),
            row("2x to 4x", &["0", "0.00", "0.00"]),
            row("4x and more", &["1", "100.00", "450.00"]),
        ]
    );
}

#[test]
fn with_margins_the_scale_is_of_break_even() {
    // Break-even is 2: Asha at 4.5 is at 2.25 times that.
    let page = page(&seven().config("[margins]\ndefault = 0.5\n"), "index.html");
    let distribution = section(&page, "roas-distribution");
    let counts: Vec<(String, Vec<String>)> = rows(distribution)
        .into_iter()
        .map(|(label, values)| (label, values[..1].to_vec()))
        .collect();
    assert_eq!(
        counts,
        [
            row("below 0.25x", &["2"]),
            row("0.25x to 0.5x", &["1"]),
            row("0.5x to 1x", &["2"]),
            row("1x to 2x", &["0"]),
            row("2x to 4x", &["1"]),
            row("4x and more", &["0"]),
        ]
    );
    says(
        section(&page, "payback"),
        "1 of 6 paid influencers reaches its own break-even",
        "Those who do left a profit of ₹125, the others a loss of ₹564. The line is that of all together.",
    );
}

#[test]
fn category_and_platform_are_held_against_each_other() {
    let page = page(&seven(), "index.html");
    let heat = section(&page, "roas-heat");
    says(
        heat,
        "Fitness on Instagram returns most, 2.33x; Beauty on YouTube least, 0.37x",
        "Each of the 2 pairs has at least 3 paid influencers.",
    );
    let drawn = &heat["chart"]["rows"];
    assert_eq!(drawn["categories"], json!(["Fitness", "Beauty"]));
    assert_eq!(drawn["columns"], json!(["Instagram", "YouTube"]));
    assert_eq!(
        drawn["cells"],
        json!([
            {"row": 0, "column": 0, "value": 700.0 / 300.0, "step": 5},
            {"row": 0, "column": 1, "value": null, "step": null},
            {"row": 1, "column": 0, "value": null, "step": null},
            {"row": 1, "column": 1, "value": 223.0 / 600.0, "step": 2},
        ])
    );
    assert_eq!(rows(heat)[1].0, "Beauty · YouTube");
    assert_eq!(rows(heat)[1].1[..2], ["423.00", "600.00"]);
}

#[test]
fn engagement_is_ranked_against_roas() {
    let page = page(&seven(), "index.html");
    let engagement = section(&page, "engagement");
    says(
        engagement,
        "A higher engagement rate goes with a higher ROAS",
        "Over 6 influencers the rank correlation with ROAS, from −1 to 1, is 1.00 for the engagement rate and −1.00 for reach.",
    );
    assert_eq!(
        engagement["chart"]["rows"]["points"][0],
        json!({"label": "Asha", "name": "A", "x": 6.0, "y": 4.5, "size": 1000.0, "below": false})
    );
    assert_eq!(rows(engagement)[0].0, "Asha");
}

#[test]
fn days_are_set_against_each_other() {
    let page = page(&seven(), "index.html");
    let calendar = section(&page, "calendar");
    says(
        calendar,
        "Sundays bring most: ₹163 on average",
        "The busiest day was 5 Jan 2025, with ₹450. 6 posts on 2 of 28 days; these days brought 40\u{a0}% of revenue.",
    );
    let drawn = &calendar["chart"]["rows"]["calendar"];
    assert_eq!(drawn["first"], "2025-01-01");
    let day = |of_month: usize| &drawn["days"][of_month - 1];
    assert_eq!(*day(5), json!({"amount": 450.0, "posts": 1, "step": 5}));
    assert_eq!(*day(1), json!({"amount": 0.0, "posts": 5, "step": 0}));
    let steps = [28, 9, 7, 8, 6, 12].map(|of_month| day(of_month)["step"].as_u64().unwrap());
    assert_eq!(steps, [1, 1, 2, 2, 3, 4]);
    let weekdays = rows(calendar);
    assert_eq!(weekdays[0], row("Monday", &["150.00", "1", "0"]));
    assert_eq!(weekdays[6], row("Sunday", &["650.00", "7", "1"]));
}

#[test]
fn a_week_begins_where_the_house_begins_it() {
    let page = page(
        &seven().config("[calendar]\nweek_starts = \"sunday\"\n"),
        "index.html",
    );
    let calendar = section(&page, "calendar");
    // Which day brings most does not depend on where a week begins.
    assert_eq!(calendar["title"], "Sundays bring most: ₹163 on average");
    assert_eq!(
        calendar["chart"]["rows"]["calendar"]["weekStarts"],
        "sunday"
    );
    let weekdays = rows(calendar);
    assert_eq!(weekdays[0], row("Sunday", &["650.00", "7", "1"]));
    assert_eq!(weekdays[1], row("Monday", &["150.00", "1", "0"]));
    assert_eq!(page["data"]["weekStarts"], "sunday");
    // 28 days from Wednesday, 1 January.
    let trend = rows(section(&page, "trend"));
    let weeks: Vec<&str> = trend.iter().map(|(label, _)| label.as_str()).collect();
    assert_eq!(
        weeks,
        [
            "Week of 29 Dec 2024",
            "Week of 5 Jan 2025",
            "Week of 12 Jan 2025",
            "Week of 19 Jan 2025",
            "Week of 26 Jan 2025",
        ]
    );
}

#[test]
fn of_very_many_categories_and_platforms_those_with_most_revenue_are_drawn() {
    let page = page(&crowded(), "index.html");
    let heat = section(&page, "roas-heat");
    says(
        heat,
        "ROAS by category and platform",
        "None of the 30 pairs has 3 paid influencers, so none is called best. \
         The 24 categories and the 12 platforms with most revenue are drawn.",
    );
    let drawn = |list: &str| heat["chart"]["rows"][list].as_array().unwrap().len();
    assert_eq!(
        (drawn("categories"), drawn("columns"), drawn("cells")),
        (24, 12, 24 * 12)
    );
    assert_eq!(heat["chart"]["rows"]["categories"][0], "Category 30");
}

#[test]
fn a_short_view_has_no_calendar_and_a_view_of_one_no_spread() {
    let loaded = crate::support::small().load();
    with_site(&loaded.cells, &loaded.config, |site| {
        let words = site.words();
        let ids = |path: &str| -> Vec<String> {
            let page = words.iter().find(|words| words.path == path).unwrap();
            let sections = page.view["sections"].as_array().unwrap();
            sections
                .iter()
                .map(|section| section["id"].as_str().unwrap().to_owned())
                .collect()
        };
        let one = ids("reports/all/all/instagram/2025-01.html");
        for id in [
            "payback",
            "roas-distribution",
            "roas-heat",
            "engagement",
            "calendar",
        ] {
            assert!(!one.iter().any(|one| one == id), "{id}");
        }
        let all = ids("index.html");
        assert!(all.iter().any(|id| id == "payback") && all.iter().any(|id| id == "calendar"));
        assert!(!all.iter().any(|id| id == "engagement"));
    });
}

#[test]
fn a_persona_has_enough_people_and_is_as_narrow_as_they_are() {
    let loaded = seven().load();
    let slice = loaded.everything();
    let fewest = loaded.config.thresholds.persona_influencers;
    let found = personas(&slice, &loaded.cells.people, fewest);
    let names: Vec<(Vec<&str>, usize, f64)> = found
        .iter()
        .map(|persona| {
            let names = persona
                .members()
                .map(|(dimension, member)| loaded.cells.catalog.members(dimension).name(member));
            (names.collect(), persona.influencers.len(), persona.roas)
        })
        .collect();
    assert_eq!(names, [(vec!["Female"], 5, 899.0 / 800.0)]);
    assert_eq!(paid_in_none(&slice, &found), 1);

    // Five who have everything in common are one persona, named by all of it.
    let rows = ["A", "B", "C", "D", "E", "F", "G", "H", "I", "J"];
    let text =
        |make: fn(&str) -> String| -> Vec<String> { rows.iter().map(|id| make(id)).collect() };
    let influencers = text(|id| {
        let is = if id <= "E" {
            ["Fitness,Female", "Instagram"]
        } else {
            ["Beauty,Male", "YouTube"]
        };
        format!("{id},{id},{},5000,{}", is[0], is[1])
    });
    let tracking = text(|id| {
        let revenue = if id <= "E" { "20.00" } else { "10.00" };
        format!("s,One,{id},u,MuscleBlaze Whey,2025-01-05,1,{revenue}")
    });
    let payouts = text(|id| format!("{id},per_order,,,10.00"));
    fn refs(rows: &[String]) -> Vec<&str> {
        rows.iter().map(String::as_str).collect()
    }
    let same = Folder::new()
        .influencers(&refs(&influencers))
        .tracking(&refs(&tracking))
        .payouts(&refs(&payouts));
    let said = page(&same, "index.html")["insights"].to_string();
    assert!(
        said.contains("Best persona: Fitness · Instagram · "),
        "{said}"
    );
    assert!(
        said.contains(" · Female, 2.00x over 5 paid influencers."),
        "{said}"
    );
}

/// Reference: `survey::svyratio` and the Taylor linearisation of Davison and Hinkley's cities.
#[test]
fn the_error_of_a_ratio_is_that_of_the_reference() {
    let folder = project().join("../shared/vectors/ratio_ci");
    let read = |name: &str| fs::read_to_string(folder.join(name));
    let (Ok(city), Ok(survey)) = (
        read("boot_city_expected.csv"),
        read("survey_ratio_expected.csv"),
    ) else {
        println!("skipped: the test vectors are not beside this checkout");
        return;
    };
    // The columns of the two sums by file: the last two of each line.
    let pairs = |name: &str, over: usize| -> Vec<(f64, f64)> {
        let text = read(name).unwrap();
        let lines = text.lines().skip(1);
        lines
            .map(|line| {
                let numbers: Vec<f64> = line.split(',').map(|cell| cell.parse().unwrap()).collect();
                let last = &numbers[numbers.len() - 2..];
                (last[over], last[1 - over])
            })
            .collect()
    };
    let expected = |table: &str, row: usize, column: &str| -> f64 {
        let mut lines = table
            .lines()
            .map(|line| line.split(',').map(|cell| cell.trim_matches('"')));
        let place = lines
            .next()
            .unwrap()
            .position(|name| name == column)
            .unwrap();
        lines.nth(row).unwrap().nth(place).unwrap().parse().unwrap()
    };
    let case = |name: &str, over: usize, table: &str, row: usize| {
        let found = ratio_of_clusters(&pairs(name, over)).unwrap();
        for (ours, column) in [
            (found.ratio, "ratio"),
            (found.standard_error, "se_taylor_survey_pkg"),
        ] {
            let theirs = expected(table, row, column);
            assert!(
                (ours / theirs - 1.0).abs() < 1e-12,
                "{name}: {column} {ours} {theirs}"
            );
        }
    };
    case("boot_city.csv", 1, &city, 0);
    case("boot_bigcity.csv", 1, &city, 1);
    case("survey_apisrs.csv", 0, &survey, 0);
    case("survey_apiclus1_by_cluster.csv", 0, &survey, 1);
}
