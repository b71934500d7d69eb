//! The ledger for those who pay: what is paid, what is not, and what goes out when.

use std::collections::BTreeMap;
use std::fs;

use proptest::prelude::*;
use roasbook::cells::LedgerEntry;
use roasbook::config::Config;
use roasbook::period::{Day, Grain, WeekStart};
use roasbook::settlement::{Settlement, fold};
use roasbook::slices::{BySettlement, Cash, Payouts, by_status, cash};
use roasbook::timings::Timings;

use crate::members::{build, table};
use crate::support::{Folder, cases, day, project, small};

const STATUSES: [&str; 8] = [
    "Paid",
    "PAID ",
    "pending",
    "On hold",
    "Cancelled",
    "Query",
    "",
    "paid",
];

/// A row of a random ledger: whose, under which status, on which day, how many paise.
type Row = (usize, usize, Option<i32>, i64);

fn ledgers() -> impl Strategy<Value = Vec<Row>> {
    // Days, weeks and months are each met: the last day is some way after the first.
    (1i32..900).prop_flat_map(|days| {
        let day = prop::option::weighted(0.8, 0..days);
        let row = (0usize..4, 0..STATUSES.len(), day, -20_000i64..900_000);
        prop::collection::vec(row, 1..40)
    })
}

fn amount(paise: i64) -> String {
    let sign = if paise < 0 { "-" } else { "" };
    format!("{sign}{}.{:02}", paise.abs() / 100, paise.abs() % 100)
}

fn day_of(day: i32) -> Day {
    Day(20_000 + day)
}

fn ledger_of(rows: &[Row]) -> Vec<LedgerEntry> {
    let text = |(who, status, day, paise): &Row| {
        let day = day.map(|day| day_of(day).to_string()).unwrap_or_default();
        let (status, amount) = (STATUSES[*status], amount(*paise));
        format!("I{who},per_post,{amount},{status},{day}")
    };
    let texts: Vec<String> = rows.iter().map(text).collect();
    let texts: Vec<&str> = texts.iter().map(String::as_str).collect();
    let folder = Folder::new()
        .tracking(&["s,One,I0,u,Thing,2024-10-04,1,10.00"])
        .table(
            "payouts.csv",
            "influencer_id,basis,total_payout,status,payout_date",
            &texts,
        );
    folder.load().cells.ledger
}

fn sum(parts: impl Iterator<Item = Payouts>) -> (usize, i64) {
    parts.fold((0, 0), |(rows, total), part| {
        (rows + part.rows, total + part.total)
    })
}

proptest! {
    #![proptest_config(cases(60))]

    #[test]
    fn what_goes_out_adds_up_to_the_ledger(rows in ledgers(), week_starts in 0usize..3) {
        let week_starts = [WeekStart::Monday, WeekStart::Sunday, WeekStart::Saturday][week_starts];
        let ledger = ledger_of(&rows);
        let whole = (rows.len(), rows.iter().map(|row| row.3).sum::<i64>());
        let settled = BySettlement::of(&ledger);
        prop_assert_eq!(sum([settled.all()].into_iter()), whole);
        prop_assert_eq!(sum(Settlement::ALL.into_iter().map(|one| settled.get(one))), whole);
        if rows.iter().any(|row| !STATUSES[row.1].is_empty()) {
            prop_assert_eq!(sum(by_status(&ledger).into_iter().map(|one| one.payouts)), whole);
        } else {
            prop_assert!(by_status(&ledger).is_empty());
        }

        let Some(Cash { grain, steps, undated }) = cash(&ledger, week_starts) else {
            prop_assert!(rows.iter().all(|row| row.2.is_none()));
            return Ok(());
        };
        let parts = steps.iter().map(|step| step.payouts.all()).chain([undated.all()]);
        prop_assert_eq!(sum(parts), whole);
        for (place, step) in steps.iter().enumerate() {
            prop_assert_eq!(grain.step_of(step.first, week_starts), step.first);
            if let Some(next) = steps.get(place + 1) {
                prop_assert_eq!(step.first.0 + step.days, next.first.0, "no day is missed");
            }
            for settlement in Settlement::ALL {
                let theirs = rows.iter().filter(|row| {
                    let is_of = Settlement::of(STATUSES[row.1]) == settlement;
                    is_of && row.2.is_some_and(|day| (step.first.0..step.first.0 + step.days).contains(&day_of(day).0))
                });
                let theirs = theirs.fold((0, 0), |(rows, total), row| (rows + 1, total + row.3));
                prop_assert_eq!(sum([step.payouts.get(settlement)].into_iter()), theirs);
            }
        }
        prop_assert!(steps[0].payouts.all().rows > 0 && steps[steps.len() - 1].payouts.all().rows > 0);
    }
}

#[test]
fn the_folders_of_others_add_up_too() {
    let corpus = project().join("../shared/corpus");
    let Ok(folders) = fs::read_dir(&corpus) else {
        println!("skipped: the corpus is not beside this checkout");
        return;
    };
    let mut dated = 0;
    for folder in folders.map(|folder| folder.unwrap().path()) {
        let campaign = roasbook::load(&folder, Config::default(), &mut Timings::default());
        let Some(cells) = campaign.cells else {
            continue;
        };
        let ledger = &cells.ledger;
        let whole = (
            ledger.len(),
            ledger.iter().map(|entry| entry.total).sum::<i64>(),
        );
        assert_eq!(sum([BySettlement::of(ledger).all()].into_iter()), whole);
        let Some(cash) = cash(ledger, WeekStart::Monday) else {
            continue;
        };
        let steps = cash.steps.iter().map(|step| step.payouts.all());
        assert_eq!(sum(steps.chain([cash.undated.all()])), whole);
        dated += 1;
    }
    assert!(dated > 0);
}

/// Statuses and months of a ledger that others published, added up from its text.
#[test]
fn payouts_by_campaign_come_out_as_in_the_file() {
    let folder = project().join("../shared/corpus/payouts-by-campaign");
    let Ok(text) = fs::read_to_string(folder.join("payouts.csv")) else {
        println!("skipped: the corpus is not beside this checkout");
        return;
    };
    let mut months: BTreeMap<&str, i64> = BTreeMap::new();
    let mut statuses: BTreeMap<&str, (usize, i64)> = BTreeMap::new();
    for line in text.lines().skip(1) {
        let cells: Vec<&str> = line.split(',').collect();
        let (whole, rest) = cells[7].split_once('.').unwrap();
        let paise: i64 = format!("{whole}{rest:0<2}").parse().unwrap();
        *months.entry(&cells[8][..7]).or_default() += paise;
        let (rows, total) = statuses.entry(cells[9]).or_default();
        *rows += 1;
        *total += paise;
    }
    let campaign = roasbook::load(&folder, Config::default(), &mut Timings::default());
    let ledger = campaign.cells.unwrap().ledger;
    let found = by_status(&ledger);
    let found: BTreeMap<&str, (usize, i64)> = found
        .iter()
        .map(|one| (one.status.as_str(), (one.payouts.rows, one.payouts.total)))
        .collect();
    assert_eq!(found, statuses);
    let cash = cash(&ledger, WeekStart::Monday).unwrap();
    assert_eq!((cash.grain, cash.undated.all().rows), (Grain::Month, 0));
    let steps = cash.steps.iter();
    let steps: Vec<(String, i64)> = steps
        .map(|step| {
            (
                step.first.to_string()[..7].to_owned(),
                step.payouts.all().total,
            )
        })
        .collect();
    let months: Vec<(String, i64)> = months
        .into_iter()
        .map(|(month, paise)| (month.to_owned(), paise))
        .collect();
    assert_eq!(steps, months);
}

#[test]
fn spellings_of_one_status_are_one_line() {
    let ledger = ledger_of(&[
        (0, 0, None, 100),
        (0, 7, None, 200),
        (1, 1, None, 400),
        (1, 7, None, 800),
        (1, 6, None, 5),
    ]);
    let lines = by_status(&ledger);
    let lines: Vec<(&str, Settlement, i64)> = lines
        .iter()
        .map(|one| (one.status.as_str(), one.settlement, one.payouts.total))
        .collect();
    assert_eq!(
        lines,
        [
            ("paid", Settlement::Paid, 1500),
            ("", Settlement::Unclear, 5)
        ]
    );
    assert!(STATUSES.iter().any(|status| fold(status) == "paid"));
}

#[test]
fn few_days_of_payments_are_shown_as_days_and_many_as_months() {
    #[track_caller]
    fn case(days: [i32; 2], grain: Grain, steps: usize) {
        let ledger = ledger_of(&days.map(|day| (0, 0, Some(day), 100)));
        let cash = cash(&ledger, WeekStart::Monday).unwrap();
        assert_eq!((cash.grain, cash.steps.len()), (grain, steps));
    }
    // Day 20,000 was Friday, 4 October 2024.
    assert_eq!(day_of(0), day("2024-10-04"));
    case([3, 3], Grain::Day, 1);
    case([0, 13], Grain::Day, 14);
    case([0, 14], Grain::Week, 3);
    case([0, 61], Grain::Week, 10);
    case([0, 62], Grain::Month, 3);
}

/// The `small` campaign with another ledger.
fn with_ledger(header: &str, rows: &[&str]) -> Folder {
    small().table("payouts.csv", header, rows)
}

fn texts(html: &str, open: &str, close: &str) -> Vec<String> {
    let parts = html.split(open).skip(1);
    parts
        .map(|part| part.split(close).next().unwrap().to_owned())
        .collect()
}

#[test]
fn the_page_says_what_is_paid_and_what_goes_out_when() {
    let html = build(&with_ledger(
        "influencer_id,basis,total_payout,status,payout_date",
        &[
            "A,per_post,200.00,Paid,2025-01-15",
            "B,per_order,180.00,paid,2025-01-20",
            "A,per_post,120.00,On hold,2025-02-18",
            "A,per_post,320.00,Cancelled,2025-02-18",
            "B,per_post,90.50,,2025-02-25",
            "C,per_post,70.00,PAID,",
            "B,per_post,400.00,scheduled,2025-03-25",
            "C,per_post,-30.00,Query,2025-03-02",
        ],
    ))
    .page("payouts.html");
    let tiles = texts(&html, "<dl class=\"tiles\">", "</dl>").remove(0);
    assert_eq!(
        texts(&tiles, "data-measure=\"", ">"),
        [
            "payout\" value=\"1350.50\" title=\"₹1,350.50\"",
            "paid\" value=\"450.00\" title=\"₹450.00\"",
            "pending\" value=\"520.00\" title=\"₹520.00\"",
            "not_paid\" value=\"320.00\" title=\"₹320.00\"",
            "unclear\" value=\"60.50\" title=\"₹60.50\"",
            "roas\" value=\"0.836727138097001\" title=\"0.8367x\"",
            "cpa\" value=\"192.92857142857142\" title=\"₹192.93\"",
            "profit\" value=\"\"",
        ]
    );
    assert_eq!(
        texts(&html, "<section id=\"status\">\n<h2>", "</p>"),
        [
            "₹450 is paid, ₹520 pending, ₹320 cancelled or failed and ₹61 under another or no status</h2><p>Whatever its status, a payout counts in full in every figure of this report. So does 1 payout of ₹320 that is cancelled or failed; take it out of the ledger if nobody is to be paid."
        ]
    );
    assert_eq!(
        table(&html, "statuses"),
        [
            "PAID: Paid, 3, 450.00",
            "scheduled: Pending, 1, 400.00",
            "On hold: Pending, 1, 120.00",
            "Cancelled: Cancelled, 1, 320.00",
            "No status: Other, 1, 90.50",
            "Query: Other, 1, -30.00",
        ]
    );
    assert_eq!(
        texts(&html, "<section id=\"cash\">\n<h2>", "</p>"),
        [
            "Pending payouts are highest in Mar 2025: ₹400</h2><p>Here each payout stands whole on its payment date; everywhere else it is spread over what it pays for. 1 payout of ₹70 has no payment date."
        ]
    );
    assert_eq!(
        table(&html, "cash"),
        [
            "Jan 2025: 380.00, 0.00, 0.00, 0.00, 380.00",
            "Feb 2025: 0.00, 120.00, 320.00, 90.50, 530.50",
            "Mar 2025: 0.00, 400.00, 0.00, -30.00, 370.00",
            "No payment date: 70.00, 0.00, 0.00, 0.00, 70.00",
            "All payouts: 450.00, 520.00, 320.00, 60.50, 1350.50",
        ]
    );
    let ledger = table(&html, "payouts");
    assert_eq!(
        ledger[0],
        "Asha: per post, no rate, Paid, 15 Jan 2025, 200.00, 750.00, 1.171875"
    );
    assert_eq!(ledger[1].split(", ").nth(2), Some("On hold"));
}

#[test]
fn the_page_says_what_the_ledger_does_not_say() {
    #[track_caller]
    fn case(header: &str, row: &str, sections: [bool; 2], note: Option<&str>) {
        let html = build(&with_ledger(header, &[row])).page("payouts.html");
        let has = |id: &str| html.contains(&format!("<section id=\"{id}\""));
        assert_eq!([has("status"), has("cash")], sections, "{header}");
        let notes = texts(&html, "<ul class=\"notes\">", "</ul>").remove(0);
        let notes: Vec<&str> = notes.split("<li>").skip(2).collect();
        assert_eq!(notes, note.into_iter().collect::<Vec<_>>(), "{header}");
    }
    case(
        "influencer_id,basis,total_payout",
        "A,per_post,200.00",
        [false, false],
        Some(
            "The ledger has no status and no payment date, so it does not say what is paid, or when.",
        ),
    );
    case(
        "influencer_id,basis,total_payout,payout_date",
        "A,per_post,200.00,2025-01-15",
        [false, true],
        Some("The ledger has no status, so it does not say what is paid."),
    );
    case(
        "influencer_id,basis,total_payout,status",
        "A,per_post,200.00,due",
        [true, false],
        Some("The ledger has no payment date, so it does not say when money goes out."),
    );
    case(
        "influencer_id,basis,total_payout,status,payout_date",
        "A,per_post,200.00,due,2025-01-15",
        [true, true],
        None,
    );
}

#[test]
fn every_kind_of_status_has_its_sentence() {
    #[track_caller]
    fn case(statuses: &[&str], title: &str) {
        let row = |status: &&str| format!("A,per_post,100.00,{status}");
        let rows: Vec<String> = statuses.iter().map(row).collect();
        let rows: Vec<&str> = rows.iter().map(String::as_str).collect();
        let folder = with_ledger("influencer_id,basis,total_payout,status", &rows);
        let html = build(&folder).page("payouts.html");
        assert_eq!(
            texts(&html, "<section id=\"status\">\n<h2>", "</h2>"),
            [title]
        );
    }
    case(&["Paid", "settled"], "All ₹200 is paid");
    case(&["due"], "All ₹100 is pending");
    case(&["rejected"], "All ₹100 is cancelled or failed");
    case(&["Query"], "No status says whether any of ₹100 is paid");
    case(&["paid", "due"], "₹100 is paid and ₹100 pending");
    case(
        &["due", "void", ""],
        "₹100 is pending, ₹100 cancelled or failed and ₹100 under another or no status",
    );
}
