//! The folders that others published, against totals computed independently of roasbook.
//!
//! They lie beside the project and are not part of it; where they are absent the tests say so and pass.

use std::path::PathBuf;

use roasbook::cells::{Cells, add_up};
use roasbook::config::Config;
use roasbook::dimension::Dimension;
use roasbook::filter::Filter;
use roasbook::measure::{MeasureId, Value, named};
use roasbook::period::{Calendar, DateRange, Day, PeriodKind};
use roasbook::slices::{Slice, answer};
use roasbook::tables::read_tables;

use crate::support::account_for_every_row;
use serde_json::Value as Json;

fn corpus() -> Option<PathBuf> {
    let folder = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("../shared/corpus");
    if folder.is_dir() {
        return Some(folder);
    }
    println!("skipped: the corpus is not beside this checkout");
    None
}

fn expected(corpus: &std::path::Path, folder: &str) -> Json {
    let text = std::fs::read_to_string(corpus.join("EXPECTED.json")).unwrap();
    let all: Json = serde_json::from_str(&text).unwrap();
    all[folder].clone()
}

fn read(corpus: &std::path::Path, folder: &str) -> Cells {
    let config = Config::default();
    let mut tables = read_tables(&corpus.join(folder), &config);
    let mut problems = std::mem::take(&mut tables.problems);
    let cells = add_up(&tables, &config, &mut problems);
    assert!(!problems.has_errors(), "{:?}", problems.sorted().first());
    account_for_every_row(&tables);
    cells.unwrap()
}

/// The filter that a key of `EXPECTED.json` such as `month=2025-07` stands for.
fn filter_of(key: &str) -> Filter {
    let Some((name, value)) = key.split_once('=') else {
        return Filter::everything();
    };
    if name == "month" {
        let day = Day::parse_iso(&format!("{value}-01")).unwrap();
        let calendar = Calendar::default();
        return Filter::everything()
            .within(calendar.range_of(calendar.period_of(day, PeriodKind::Month)));
    }
    let dimension = Dimension::ALL
        .into_iter()
        .find(|dimension| dimension.id() == name)
        .unwrap();
    Filter::everything().with(dimension, value)
}

#[track_caller]
fn check(slice: &Slice, key: &str, figures: &Json, left_out: &[&str]) {
    for (name, figure) in figures.as_object().unwrap() {
        if left_out.contains(&name.as_str()) {
            continue;
        }
        let measure = named(name).unwrap_or_else(|| panic!("no measure `{name}`"));
        let expected = figure.as_f64().unwrap();
        match slice.value(measure.id) {
            Value::Money(minor) => {
                assert_eq!(minor, (expected * 100.0).round() as i64, "{key} {name}")
            }
            Value::Count(count) => assert_eq!(count, expected as i64, "{key} {name}"),
            Value::Ratio(ratio) => {
                assert!((ratio - expected).abs() < 1e-6, "{key} {name}: {ratio}")
            }
            Value::None(why) => panic!("{key} {name}: {why:?}"),
        }
    }
}

fn check_folder(folder: &str, left_out: &[&str]) -> Option<Cells> {
    let corpus = corpus()?;
    let cells = read(&corpus, folder);
    for (key, figures) in expected(&corpus, folder).as_object().unwrap() {
        if key == "shape" {
            check_shape(&corpus, folder, figures);
        } else {
            check(
                &answer(&cells, Calendar::default(), &filter_of(key)),
                key,
                figures,
                left_out,
            );
        }
    }
    Some(cells)
}

/// Rows of each table, and the first and last day.
#[track_caller]
fn check_shape(corpus: &std::path::Path, folder: &str, shape: &Json) {
    let tables = read_tables(&corpus.join(folder), &Config::default());
    for count in &tables.row_counts {
        if let Some(expected) = shape[count.table].as_u64() {
            assert_eq!(count.used, expected, "{folder} {}", count.table);
        }
    }
    let days = roasbook::cells::days(&tables.tracking, "day");
    let first = days.iter().min().map(|day| Day(*day).to_string());
    let last = days.iter().max().map(|day| Day(*day).to_string());
    if let (Some(dates), Some(first), Some(last)) = (shape["dates"].as_array(), first, last) {
        assert_eq!(dates[0], first.as_str(), "{folder}");
        assert_eq!(dates[1], last.as_str(), "{folder}");
    }
}

#[track_caller]
fn roas(cells: &Cells, filter: &Filter, expected: f64) {
    let value = answer(cells, Calendar::default(), filter)
        .value(MeasureId::Roas)
        .number()
        .unwrap();
    assert!((value - expected).abs() < 5e-5, "{value} is not {expected}");
}

#[test]
fn commission_payouts_come_out_as_computed_independently() {
    let Some(cells) = check_folder("source-commission-payouts", &[]) else {
        return;
    };
    let everything = Filter::everything();
    roas(&cells, &everything, 4.8027);
    roas(
        &cells,
        &everything.clone().with(Dimension::Platform, "Instagram"),
        5.5666,
    );
    roas(
        &cells,
        &everything.clone().with(Dimension::Platform, "YouTube"),
        4.4694,
    );
    roas(
        &cells,
        &everything.clone().with(Dimension::Category, "Fitness"),
        4.6476,
    );
    let both = everything
        .with(Dimension::Platform, "Instagram")
        .with(Dimension::Category, "Nutrition");
    roas(&cells, &both, 5.1408);
    assert!(
        cells
            .ledger
            .iter()
            .all(|entry| !entry.reconciled.is_mismatch()),
        "every payout reconciles"
    );
    assert_eq!(cells.ledger.len(), 50);
}

#[test]
fn an_unknown_payout_is_not_a_zero_payout() {
    let Some(cells) = check_folder("source-one-payout-row", &["roas"]) else {
        return;
    };
    let slice = answer(&cells, Calendar::default(), &Filter::everything());
    assert_eq!(
        slice.value(MeasureId::Roas),
        Value::Ratio(917_940.0 / 174_409.0)
    );
    assert_eq!(slice.unknown_payout.influencers, 49);
    assert_eq!(slice.unknown_payout.revenue, 4_158_512_139 - 917_940);
    for (brand, revenue, orders) in [
        ("MuscleBlaze", 2_637_192_685, 8137),
        ("HKVitals", 984_823_161, 8218),
        ("Gritzo", 536_496_293, 8312),
    ] {
        let slice = answer(
            &cells,
            Calendar::default(),
            &Filter::everything().with(Dimension::Brand, brand),
        );
        assert_eq!(
            slice.value(MeasureId::Revenue),
            Value::Money(revenue),
            "{brand}"
        );
        assert_eq!(
            slice.value(MeasureId::Orders),
            Value::Count(orders),
            "{brand}"
        );
    }
    let june = DateRange::new(
        Day::parse_iso("2025-06-01").unwrap(),
        Day::parse_iso("2025-06-30").unwrap(),
    );
    let slice = answer(
        &cells,
        Calendar::default(),
        &Filter::everything().within(june),
    );
    assert_eq!(slice.value(MeasureId::Revenue), Value::Money(758_676_094));
    assert_eq!(slice.value(MeasureId::Orders), Value::Count(4503));
}

/// Every other folder, as its owner published it.
#[test]
fn other_folders_come_out_as_computed_independently() {
    for folder in [
        "blank-line-before-header",
        "bom-crlf-ambiguous-dates",
        "float-ids-and-organic",
        "multiline-microseconds",
        "negative-engagement",
        "no-ids",
        "payouts-by-campaign",
        "two-date-formats",
    ] {
        check_folder(folder, &[]);
    }
}

/// Totals that `EXPECTED.json` does not have, added up from the file's own cells.
#[test]
fn shares_and_saves_are_what_the_file_adds_up_to() {
    let Some(corpus) = corpus() else { return };
    let cells = read(&corpus, "payouts-by-campaign");
    let slice = answer(&cells, Calendar::default(), &Filter::everything());
    let mut file = csv::Reader::from_path(corpus.join("payouts-by-campaign/posts.csv")).unwrap();
    let rows: Vec<std::collections::HashMap<String, String>> =
        file.deserialize().map(Result::unwrap).collect();
    for (name, id) in [("shares", MeasureId::Shares), ("saves", MeasureId::Saves)] {
        let sum: i64 = rows
            .iter()
            .map(|row| row[name].parse::<i64>().unwrap())
            .sum();
        assert!(sum > 0);
        assert_eq!(slice.value(id), Value::Count(sum), "{name}");
    }
}
