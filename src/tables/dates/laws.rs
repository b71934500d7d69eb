//! Laws of reading days, on random ones that chrono prints.

use chrono::NaiveDate;
use proptest::prelude::*;

use super::{DateEvidence, NotADate, OrderReason, WrittenDate, parse, read};
use crate::period::{DateOrder, Day};

/// Forms whose day no order changes.
const CERTAIN: [&str; 21] = [
    "%Y-%m-%d",
    "%Y/%m/%d",
    "%Y.%m.%d",
    "%Y %m %d",
    "%Y%m%d",
    "%Y-%-m-%-d",
    "%d %b %Y",
    "%-d-%b-%y",
    "%d/%B/%Y",
    "%d%b%Y",
    "%-d of %B, %Y",
    "%b %d, %Y",
    "%B %-d %Y",
    "%b-%d-%y",
    "%b. %-d, %Y",
    "%Y-%b-%d",
    "%Y %B %-d",
    "%a, %d %b %Y",
    "%A, %B %-d, %Y",
    "%a %b %e %Y",
    "%a %Y-%m-%d",
];

const DAY_FIRST: [&str; 8] = [
    "%d-%m-%Y",
    "%d/%m/%Y",
    "%d.%m.%Y",
    "%d %m %Y",
    "%-d/%-m/%Y",
    "%d-%m-%y",
    "%-d.%-m.%y",
    "%a %d/%m/%Y",
];

const MONTH_FIRST: [&str; 8] = [
    "%m-%d-%Y",
    "%m/%d/%Y",
    "%m.%d.%Y",
    "%m %d %Y",
    "%-m/%-d/%Y",
    "%m-%d-%y",
    "%-m.%-d.%y",
    "%a %m/%d/%Y",
];

const TIMES: [&str; 8] = [
    "",
    " 08:55",
    " 8:55:31",
    "T08:55:31Z",
    " 23:59:59.048671+05:30",
    ", 2:05:31 PM",
    " 11:59\u{202f}pm",
    " 00:00:00 GMT-0700 (Pacific Daylight Time)",
];

/// Days that two digits of a year can name.
fn days() -> impl Strategy<Value = NaiveDate> {
    (0..36_524).prop_map(|day| NaiveDate::from_epoch_days(day).expect("days from 1970 to 2069"))
}

fn order() -> impl Strategy<Value = DateOrder> {
    prop_oneof![Just(DateOrder::DayFirst), Just(DateOrder::MonthFirst)]
}

fn forms_of(order: DateOrder) -> [&'static str; 8] {
    match order {
        DateOrder::DayFirst => DAY_FIRST,
        DateOrder::MonthFirst => MONTH_FIRST,
    }
}

fn other(order: DateOrder) -> DateOrder {
    match order {
        DateOrder::DayFirst => DateOrder::MonthFirst,
        DateOrder::MonthFirst => DateOrder::DayFirst,
    }
}

/// Cells of every kind, dates or not.
fn cell() -> impl Strategy<Value = String> {
    let form = proptest::sample::select([CERTAIN.as_slice(), &DAY_FIRST, &MONTH_FIRST].concat());
    prop_oneof![
        8 => (days(), form).prop_map(|(day, form)| day.format(form).to_string()),
        1 => "[0-9]{1,4}[-/. ][0-9]{1,4}[-/. ][0-9]{1,4}",
        1 => "\\PC{0,12}",
    ]
}

fn evidence<'a>(cells: impl IntoIterator<Item = &'a String>) -> DateEvidence {
    let mut evidence = DateEvidence::default();
    cells.into_iter().for_each(|cell| evidence.observe(cell));
    evidence
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(2_000))]

    #[test]
    fn a_day_printed_in_any_form_is_read_back(
        day in days(),
        order in order(),
        time in proptest::sample::select(TIMES.as_slice()),
        case in 0..3,
    ) {
        for form in CERTAIN.into_iter().chain(forms_of(order)) {
            let text = format!("{}{time}", day.format(form));
            let text = match case {
                0 => text,
                1 => text.to_lowercase(),
                _ => text.to_uppercase(),
            };
            prop_assert_eq!(parse(&text, order), Ok(Day::of(day)), "{:?} as {:?}", text, form);
        }
    }

    #[test]
    fn a_spreadsheets_day_is_that_many_days_after_1899_12_30(serial in 20_000..=80_000i32, fraction in 0..1_000_000) {
        let epoch = NaiveDate::from_ymd_opt(1899, 12, 30).expect("a day of the calendar");
        let day = Day(Day::of(epoch).0 + serial);
        for text in [serial.to_string(), format!("{serial}.{fraction:06}")] {
            prop_assert_eq!(read(&text), Ok(WrittenDate::Day(day)), "{}", text);
        }
    }

    #[test]
    fn a_column_printed_in_one_form_is_decided_as_that_form(
        days in proptest::collection::vec(days(), 1..40),
        order in order(),
        form in 0..8usize,
    ) {
        use chrono::Datelike;
        let cells: Vec<String> = days.iter().map(|day| day.format(forms_of(order)[form]).to_string()).collect();
        let proofs = days.iter().filter(|day| day.day() > 12).count() as u64;
        let same_day = days.iter().filter(|day| day.day() == day.month()).count() as u64;
        let decided = evidence(&cells).decide(None);
        prop_assert_eq!(decided.contradicting, 0);
        prop_assert_eq!((decided.numeric(), decided.same_day), (cells.len() as u64, same_day));
        if proofs > 0 {
            prop_assert_eq!((decided.order, decided.reason), (order, OrderReason::Proven));
            prop_assert_eq!(decided.told_by, proofs);
            for (cell, day) in cells.iter().zip(&days) {
                prop_assert_eq!(parse(cell, decided.order), Ok(Day::of(*day)));
            }
        } else {
            prop_assert_eq!(decided.order, DateOrder::DayFirst);
            let is_assumed = decided.reason == OrderReason::Assumed;
            prop_assert_eq!(is_assumed, decided.open > same_day);
        }
    }

    #[test]
    fn evidence_adds_up_in_any_order(cells in proptest::collection::vec(cell(), 0..30), place in 0..30usize) {
        let (some, others) = cells.split_at(place.min(cells.len()));
        let (mut one, mut two) = (evidence(some), evidence(others));
        let (first, second) = (one, two);
        one.merge(second);
        two.merge(first);
        prop_assert_eq!(one, evidence(&cells));
        prop_assert_eq!(one, two);
        prop_assert_eq!(one, evidence(cells.iter().rev()));
    }

    #[test]
    fn every_numeric_cell_is_told_by_open_or_contradicting(
        cells in proptest::collection::vec(cell(), 0..30),
        declared in proptest::option::of(order()),
    ) {
        let decided = evidence(&cells).decide(declared);
        let read_as = |order| cells.iter().filter(|cell| {
            matches!(read(cell), Ok(WrittenDate::ByOrder { .. })) && parse(cell, order).is_ok()
        }).count() as u64;
        prop_assert_eq!(read_as(decided.order), decided.told_by + decided.open);
        prop_assert_eq!(read_as(other(decided.order)), decided.contradicting + decided.open);
    }

    #[test]
    fn numbers_with_marks_are_days_where_chrono_says_so(
        one in 0..40u32, two in 0..40u32, year in 1900..2200u32, mark in proptest::sample::select(vec!['-', '/', '.', ' ']),
    ) {
        let text = format!("{one:02}{mark}{two:02}{mark}{year:04}");
        let chrono = |form: &str| {
            NaiveDate::parse_from_str(&text, &form.replace('-', &mark.to_string())).ok().map(Day::of)
        };
        let (day_first, month_first) = (chrono("%d-%m-%Y"), chrono("%m-%d-%Y"));
        let expected = match (day_first, month_first) {
            (None, None) => Err(NotADate::NoSuchDay),
            _ => Ok(WrittenDate::ByOrder { day_first, month_first }),
        };
        prop_assert_eq!(read(&text), expected, "{}", text);
    }

    #[test]
    fn any_text_is_read_or_refused(text in prop_oneof![
        any::<String>(),
        "[0-9A-Za-z:/., '+()-]{0,30}",
        "(Mon,? ?)?[0-9]{0,4}[-/., ]{0,2}([0-9]{0,5}|Jul|may|of)[-/., ]{0,2}[0-9]{0,5}[T ,]{0,2}[0-9:.apmAPMZ+-]{0,12}",
    ]) {
        match read(&text) {
            Ok(WrittenDate::ByOrder { day_first: None, month_first: None }) => prop_assert!(false, "{:?}", text),
            Ok(date) => for order in [DateOrder::DayFirst, DateOrder::MonthFirst] {
                let day = date.day(order);
                let years = Day::parse_iso("1900-01-01")..=Day::parse_iso("2199-12-31");
                prop_assert!(day.is_err() || years.contains(&day.ok()), "{:?}", text);
            },
            Err(why) => prop_assert!(!why.expected().is_empty()),
        }
    }
}
