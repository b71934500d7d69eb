//! `roasbook rows`: the rows behind every figure, with shares that add up to it.

use std::collections::BTreeSet;
use std::io::{BufRead, BufReader};
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use proptest::prelude::*;
use roasbook::cells::Cells;
use roasbook::config::Config;
use roasbook::dimension::{Dimension, UNASSIGNED};
use roasbook::filter::Filter;
use roasbook::measure::{Format, MEASURES, Measure, MeasureId, Population, Value, Why};
use roasbook::money::Money;
use roasbook::period::{Calendar, DateRange, Day};
use roasbook::slices::{Slice, answer};
use roasbook::timings::Timings;
use serde_json::Value as Json;

use crate::laws::rows as random_rows;
use crate::support::{Folder, cases, days, project, run_in, run_with, small};

/// What the command printed, as a table.
struct Listing {
    header: Vec<String>,
    lines: Vec<Vec<String>>,
    stderr: String,
}

impl Listing {
    #[track_caller]
    fn of(folder: &Path, arguments: &[&str]) -> Self {
        let arguments: Vec<&str> = ["rows", "."].iter().chain(arguments).copied().collect();
        let ran = run_in(folder, &arguments);
        assert_eq!(ran.status, 0, "{}", ran.stderr);
        let mut reader = csv::Reader::from_reader(ran.stdout.as_bytes());
        let texts = |record: &csv::StringRecord| record.iter().map(str::to_owned).collect();
        Self {
            header: texts(reader.headers().unwrap()),
            lines: reader
                .records()
                .map(|record| texts(&record.unwrap()))
                .collect(),
            stderr: ran.stderr,
        }
    }

    fn has(&self, name: &str) -> bool {
        self.header.iter().any(|header| header == name)
    }

    /// The cells of a column, from the top.
    fn column(&self, name: &str) -> Vec<&str> {
        let place = self.header.iter().position(|header| header == name);
        let place = place.unwrap_or_else(|| panic!("no column `{name}` in {:?}", self.header));
        self.lines.iter().map(|line| line[place].as_str()).collect()
    }

    /// What the shares of a sum add up to, in minor units where it is money; `None` where every cell is blank.
    fn sum(&self, measure: &Measure) -> Option<i64> {
        let cells = self.column(measure.name);
        let shares = cells.iter().filter(|cell| !cell.is_empty());
        let amounts: Vec<i64> = shares
            .map(|share| match measure.format {
                Format::Money => Money::parse(share).unwrap().0,
                _ => share.parse().unwrap(),
            })
            .collect();
        (!amounts.is_empty()).then(|| amounts.iter().sum())
    }

    /// Some columns of every line, joined.
    fn texts(&self, names: &[&str]) -> Vec<String> {
        let columns: Vec<Vec<&str>> = names.iter().map(|name| self.column(name)).collect();
        let line = |place| {
            let cells = columns.iter().map(|column| column[place]);
            cells.collect::<Vec<&str>>().join(" | ")
        };
        (0..self.lines.len()).map(line).collect()
    }
}

/// A filter as flags.
fn flags(filter: &Filter) -> Vec<String> {
    let days = [("from", filter.from), ("to", filter.to)];
    let days = days
        .into_iter()
        .filter_map(|(name, day)| Some(format!("--{name}={}", day?)));
    let members = Dimension::ALL.into_iter().flat_map(|dimension| {
        let members = filter.members(dimension).into_iter().flatten();
        members.map(move |member| format!("--{}={member}", dimension.id()))
    });
    days.chain(members).collect()
}

fn list(folder: &Path, filter: &Filter, others: &[&str]) -> Listing {
    let flags = flags(filter);
    let arguments: Vec<&str> = flags
        .iter()
        .map(String::as_str)
        .chain(others.iter().copied())
        .collect();
    Listing::of(folder, &arguments)
}

/// The law: a column adds up to its figure, and is blank where there is none.
#[track_caller]
fn adds_up_to(listing: &Listing, slice: &Slice) {
    for measure in MEASURES.iter().filter(|measure| measure.column().is_some()) {
        let context = format!("{} under {:?}", measure.name, slice.filter);
        match slice.value(measure.id) {
            Value::Money(figure) | Value::Count(figure) => {
                assert_eq!(listing.sum(measure).unwrap_or(0), figure, "{context}");
            }
            Value::None(_) => assert_eq!(listing.sum(measure), None, "{context}"),
            Value::Ratio(_) => unreachable!("a sum is no ratio"),
        }
    }
}

/// The same of what any figure is made from, over whom it counts.
#[track_caller]
fn halves_add_up(folder: &Path, measure: &Measure, slice: &Slice) {
    let listing = list(folder, &slice.filter, &["--measure", measure.name]);
    let sums = match measure.population {
        Population::All => &slice.totals.all,
        Population::PayoutKnown => &slice.totals.known,
    };
    let has_value =
        !matches!(slice.value(measure.id), Value::None(why) if !matches!(why, Why::ZeroUnder(_)));
    let halves = measure.made_from();
    for id in &halves {
        let half = id.measure();
        let context = format!("{} of {} under {:?}", half.name, measure.name, slice.filter);
        if has_value {
            let figure = sums.get(half.column().unwrap());
            assert_eq!(listing.sum(half).unwrap_or(0), figure, "{context}");
        } else {
            assert_eq!(listing.sum(half), None, "{context}");
        }
    }
    for other in MEASURES.iter().filter(|other| !halves.contains(&other.id)) {
        assert!(
            !listing.has(other.name),
            "{} has {}",
            measure.name,
            other.name
        );
    }
    let warns = listing
        .stderr
        .contains(&format!("no `{}` here", measure.name));
    assert_eq!(warns, !has_value, "{}", listing.stderr);
}

fn load(folder: &Path) -> (Cells, Calendar) {
    let config = Config::load(None, folder).unwrap();
    let campaign = roasbook::load(folder, config, &mut Timings::default());
    (campaign.cells.unwrap(), campaign.config.calendar())
}

/// Filters of every kind that a folder's own data suggests.
fn filters_of(cells: &Cells) -> Vec<Filter> {
    let range = cells.range;
    let middle = Day((range.first.0 + range.last.0) / 2);
    let mut filters = vec![
        Filter::everything(),
        Filter::everything().within(DateRange::new(range.first, middle)),
        Filter::everything().within(DateRange::new(middle, middle)),
        Filter::everything().between(Some(Day(range.last.0 + 1)), None),
    ];
    for dimension in Dimension::ALL {
        let members = cells.catalog.members(dimension).names();
        let last = members.last().unwrap();
        let one = Filter::everything().with(dimension, last);
        filters.push(one.clone().with(dimension, UNASSIGNED));
        filters.push(one.between(Some(middle), None));
    }
    let names = |dimension: Dimension| cells.catalog.members(dimension).names();
    filters.push(
        Filter::everything()
            .with(Dimension::Brand, names(Dimension::Brand).last().unwrap())
            .with(
                Dimension::Platform,
                names(Dimension::Platform).last().unwrap(),
            ),
    );
    filters
}

#[test]
fn a_payout_is_listed_once_with_what_falls_to_the_filter() {
    // 100.00 over three posts is 33.34 for the first and 33.33 for the others.
    let folder = Folder::new()
        .influencers(&["A,Asha,Fitness,Female,5000,Instagram"])
        .posts(&[
            "p1,A,Instagram,2025-01-01,u,For #Gritzo,100,8,2",
            "p2,A,Instagram,2025-02-01,u,For #MuscleBlaze,100,8,2",
            "p3,A,Instagram,2025-03-01,u,For #MuscleBlaze,0,3,0",
        ])
        .tracking(&["influencer,,A,u1,Gritzo Mix,2025-03-01,1,10.00"])
        .payouts(&["A,per_post,,,100.00"]);
    #[track_caller]
    fn case(folder: &Folder, arguments: &[&str], expected: &[&str]) {
        let arguments: Vec<&str> = [&["--measure", "payout"], arguments].concat();
        let listing = Listing::of(folder.path(), &arguments);
        let facts = [
            "file",
            "line",
            "table",
            "date",
            "influencer",
            "payout_known",
            "campaign",
            "brand",
            "product",
        ];
        assert_eq!(listing.header[..facts.len()], facts);
        assert_eq!(listing.header[facts.len()..], ["payout"]);
        assert_eq!(
            listing.texts(&["line", "date", "campaign", "brand", "product", "payout"]),
            expected
        );
    }
    case(
        &folder,
        &[],
        &["2 |  | Unassigned |  | Unassigned | 100.00"],
    );
    case(
        &folder,
        &["--to", "2025-01-31"],
        &["2 | 2025-01-01 | Unassigned | Gritzo | Unassigned | 33.34"],
    );
    case(
        &folder,
        &["--from", "2025-02-01"],
        &["2 |  | Unassigned | MuscleBlaze | Unassigned | 66.66"],
    );
    case(
        &folder,
        &["--from", "2025-01-31", "--to", "2025-02-28"],
        &["2 | 2025-02-01 | Unassigned | MuscleBlaze | Unassigned | 33.33"],
    );
    case(
        &folder,
        &["--brand", "Gritzo"],
        &["2 | 2025-01-01 | Unassigned | Gritzo | Unassigned | 33.34"],
    );
    case(
        &folder,
        &["--from", "2025-01-02", "--to", "2025-01-31"],
        &[],
    );
}

#[test]
fn every_table_has_its_own_figures() {
    let folder = small()
        .tracking(&[
            "influencer,MB_Start,A,u1,MuscleBlaze Whey,2025-02-12,1,250.00",
            "influencer,MB_Start,C,u2,MuscleBlaze Whey,2025-02-20,0,-80.00",
            "organic,,,u3,Gritzo SuperMilk,2025-02-21,1,40.00",
        ])
        .config("[margins]\nbrands = { MuscleBlaze = 0.333 }\n");
    let ran = run_in(folder.path(), &["rows", ".", "--from", "2025-02-05"]);
    assert_eq!((ran.status, ran.stderr.as_str()), (0, ""));
    assert_eq!(
        ran.stdout,
        "file,line,table,date,influencer,payout_known,campaign,brand,product,revenue,orders,payout,posts,reach,likes,comments,shares,saves,organic_revenue,organic_orders,tracking_rows,contribution,engagements,rated_engagements,rated_reach
tracking_data.csv,2,tracking,2025-02-12,A,true,MB_Start,MuscleBlaze,MuscleBlaze Whey,250.00,1,,,,,,,,,,1,83.25,,,
tracking_data.csv,3,tracking,2025-02-20,C,false,MB_Start,MuscleBlaze,MuscleBlaze Whey,-80.00,0,,,,,,,,,,1,-26.64,,,
tracking_data.csv,4,tracking,2025-02-21,Unassigned,false,Unassigned,Gritzo,Gritzo SuperMilk,,,,,,,,,,40.00,1,,,,,
posts.csv,3,posts,2025-02-10,A,true,MB_Start,MuscleBlaze,Unassigned,,,,1,3000,90,10,,,,,,,100,100,3000
payouts.csv,2,payouts,2025-02-10,A,true,MB_Start,MuscleBlaze,Unassigned,,,100.00,,,,,,,,,,,,,
"
    );
}

#[test]
fn the_shares_of_the_demo_campaign_add_up_to_its_reports() {
    let (cells, calendar) = load(&project().join("data"));
    for filter in filters_of(&cells) {
        let listing = list(&project().join("data"), &filter, &[]);
        adds_up_to(&listing, &answer(&cells, calendar, &filter));
        let mut arguments = vec!["report".to_owned(), "data".into(), "--format=json".into()];
        arguments.extend(flags(&filter));
        let arguments: Vec<&str> = arguments.iter().map(String::as_str).collect();
        let report: Json = serde_json::from_str(&run_in(&project(), &arguments).stdout).unwrap();
        for measure in MEASURES
            .iter()
            .filter(|measure| measure.shown && measure.column().is_some())
        {
            let sum = listing.sum(measure);
            let (money, count) = (Money(sum.unwrap_or(0)), sum.unwrap_or(0));
            match &report["measures"][measure.name] {
                Json::Null => assert_eq!(sum, None, "{}", measure.name),
                Json::String(figure) => {
                    assert_eq!(&money.to_decimal_text(), figure, "{}", measure.name)
                }
                figure => assert_eq!(figure, &Json::from(count), "{}", measure.name),
            }
        }
    }
}

#[test]
fn the_shares_of_other_folders_add_up() {
    let corpus = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("../shared/corpus");
    if !corpus.is_dir() {
        println!("skipped: the corpus is not beside this checkout");
        return;
    }
    let mut tried = 0;
    for entry in std::fs::read_dir(&corpus).unwrap() {
        let folder = entry.unwrap().path();
        if !folder.is_dir() {
            continue;
        }
        if run_in(&folder, &["report", "."]).status != 0 {
            println!("skipped: {} has problems that stop it", folder.display());
            continue;
        }
        let (cells, calendar) = load(&folder);
        for filter in filters_of(&cells) {
            adds_up_to(
                &list(&folder, &filter, &[]),
                &answer(&cells, calendar, &filter),
            );
        }
        let everything = answer(&cells, calendar, &Filter::everything());
        halves_add_up(&folder, MeasureId::Roas.measure(), &everything);
        tried += 1;
    }
    assert!(tried >= 6, "only {tried} folders could be tried");
}

fn random_filter() -> impl Strategy<Value = Filter> {
    let names: [(Dimension, &[&str]); 8] = [
        (
            Dimension::Brand,
            &["MuscleBlaze", "Gritzo", UNASSIGNED, "Nothing"],
        ),
        (
            Dimension::Category,
            &["Fitness", "Health & Wellness", UNASSIGNED],
        ),
        (Dimension::Platform, &["Instagram", "YouTube", UNASSIGNED]),
        (
            Dimension::Campaign,
            &["MB_One", "Gritzo_Two", "Three", UNASSIGNED],
        ),
        (
            Dimension::Product,
            &["MuscleBlaze thing", "Plain thing", UNASSIGNED],
        ),
        (Dimension::Gender, &["F", UNASSIGNED]),
        (Dimension::Tier, &["Nano", "Micro", "Macro", UNASSIGNED]),
        (Dimension::Influencer, &["I0", "I1", "I5", UNASSIGNED]),
    ];
    let choice = (0..names.len(), any::<prop::sample::Index>());
    let day = prop::option::of(0i32..70);
    (prop::collection::vec(choice, 0..4), day.clone(), day).prop_map(move |(choices, from, to)| {
        let day = |day: i32| Day(20_089 + day);
        let filter = Filter::everything().between(from.map(day), to.map(day));
        choices.into_iter().fold(filter, |filter, (place, name)| {
            let (dimension, names) = names[place];
            filter.with(dimension, *name.get(names))
        })
    })
}

proptest! {
    #![proptest_config(cases(60))]

    #[test]
    fn the_shares_of_any_campaign_add_up_under_any_filter(
        rows in random_rows(),
        filters in prop::collection::vec(random_filter(), 4),
        measure in 0..MEASURES.len(),
        margins in prop::sample::select(vec!["", "default = 0.37", "brands = { Gritzo = 0.4 }"]),
    ) {
        let folder = rows.folder().config(&format!("[margins]\n{margins}\n"));
        let loaded = folder.load();
        for filter in filters {
            let slice = loaded.answer(&filter);
            adds_up_to(&list(folder.path(), &filter, &[]), &slice);
            let measure = &MEASURES[measure];
            if !measure.made_from().is_empty() {
                halves_add_up(folder.path(), measure, &slice);
            }
        }
    }
}

#[test]
fn a_ratio_keeps_the_rows_of_its_two_halves() {
    let folder = small();
    let listing = Listing::of(folder.path(), &["--measure", "roas"]);
    // Chitra has no payout row, so her 80.00 is in no ROAS: 1,050.00 over 350.00 is 3.
    assert_eq!(
        listing.texts(&[
            "table",
            "line",
            "influencer",
            "payout_known",
            "revenue",
            "payout"
        ]),
        [
            "tracking | 2 | A | true | 500.00 | ",
            "tracking | 3 | A | true | 250.00 | ",
            "tracking | 4 | B | true | 300.00 | ",
            "payouts | 2 | A | true |  | 200.00",
            "payouts | 3 | B | true |  | 150.00",
        ]
    );
    assert_eq!(listing.header[9..], ["revenue", "payout"]);
    let both = Listing::of(
        folder.path(),
        &["--measure", "roas", "--measure", "revenue"],
    );
    assert_eq!(both.sum(MeasureId::Revenue.measure()), Some(113_000));
    let known = both.texts(&["payout_known", "revenue"]);
    let unknown: Vec<&String> = known
        .iter()
        .filter(|line| line.starts_with("false"))
        .collect();
    assert_eq!(unknown, ["false | 80.00"]);
    assert_eq!(both.sum(MeasureId::Payout.measure()), Some(35_000));
}

#[test]
fn every_figure_keeps_the_rows_it_is_made_from() {
    let folder = small().config("[margins]\ndefault = 0.4\n");
    let loaded = folder.load();
    for filter in [
        Filter::everything(),
        days("2025-02-01", "2025-02-28"),
        Filter::everything().with(Dimension::Influencer, "C"),
        Filter::everything().with(Dimension::Product, "MuscleBlaze Whey"),
    ] {
        for measure in MEASURES
            .iter()
            .filter(|measure| !measure.made_from().is_empty())
        {
            halves_add_up(folder.path(), measure, &loaded.answer(&filter));
        }
    }
}

#[test]
fn a_figure_without_a_value_has_no_rows_and_says_why() {
    let folder = small();
    let listing = Listing::of(
        folder.path(),
        &["--measure", "payout", "--product", "MuscleBlaze Whey"],
    );
    assert_eq!(listing.lines.len(), 0);
    assert_eq!(
        listing.stderr,
        "warning: there is no `payout` here: Payouts are not agreed per product\n"
    );
    let listing = Listing::of(folder.path(), &["--measure", "profit"]);
    assert_eq!(listing.lines.len(), 0);
    assert_eq!(
        listing.stderr,
        "warning: there is no `profit` here: The margin of some of this revenue is not known\n"
    );
    // Nobody asked for it by name, so its column is blank and nothing more is said.
    let listing = Listing::of(folder.path(), &["--product", "MuscleBlaze Whey"]);
    assert_eq!(listing.stderr, "");
    assert_eq!(listing.column("payout"), ["", "", ""]);
}

#[test]
fn file_and_line_point_at_the_row() {
    let folder = small()
        .text(
            "posts.csv",
            "\npost_id,influencer_id,date,caption,reach\np1,A,2025-01-10,\"one\n\ntwo #MB_Start\",1\n\np2,A,2025-01-11,three,2\n",
        )
        .file("more/tracking_10.csv", &["influencer_id,date,orders,revenue", "A,2025-01-12,1,3.00"])
        .file("more/tracking_2.csv", &["influencer_id,date,orders,revenue", ",,,", "A,2025-01-12,1,1.00", "A,not a day,1,9.00", "A,2025-01-11,1,2.00"]);
    let listing = Listing::of(
        folder.path(),
        &[
            "--influencer",
            "A",
            "--measure",
            "revenue",
            "--measure",
            "reach",
        ],
    );
    assert_eq!(
        listing.texts(&["table", "file", "line", "revenue", "reach"]),
        [
            "tracking | more/tracking_2.csv | 3 | 1.00 | ",
            "tracking | more/tracking_2.csv | 5 | 2.00 | ",
            "tracking | more/tracking_10.csv | 2 | 3.00 | ",
            "tracking | tracking_data.csv | 2 | 500.00 | ",
            "tracking | tracking_data.csv | 3 | 250.00 | ",
            "posts | posts.csv | 3 |  | 1",
            "posts | posts.csv | 7 |  | 2",
        ]
    );
    for (file, line) in listing.column("file").iter().zip(listing.column("line")) {
        let text = std::fs::read_to_string(folder.path().join(file)).unwrap();
        let line = text
            .lines()
            .nth(line.parse::<usize>().unwrap() - 1)
            .unwrap();
        assert!(
            line.contains(",A,") || line.starts_with("A,"),
            "{file}: {line}"
        );
    }
}

#[test]
fn texts_are_no_formulas_and_numbers_stay_numbers() {
    let folder = Folder::new()
        .influencers(&["=1+1,Asha,Fitness,Female,5000,Instagram"])
        .posts(&[])
        .table(
            "+more/tracking.csv",
            "influencer_id,date,campaign,brand,product,orders,revenue",
            &["=1+1,2025-01-02,+cmd,@brand,-product,-2,-5.00"],
        )
        .payouts(&["=1+1,per_order,,,-7.00"]);
    let ran = run_in(
        folder.path(),
        &["rows", ".", "--measure=cpa", "--measure=revenue"],
    );
    assert_eq!(
        ran.stdout,
        "file,line,table,date,influencer,payout_known,campaign,brand,product,revenue,orders,payout
'+more/tracking.csv,2,tracking,2025-01-02,'=1+1,true,'+cmd,'@brand,'-product,-5.00,-2,
payouts.csv,2,payouts,2025-01-02,'=1+1,true,Unassigned,Unassigned,Unassigned,,,-7.00
"
    );
}

#[test]
fn what_stops_a_report_stops_the_rows() {
    let broken = small().file(
        "tracking_data.csv",
        &["influencer_id,date,orders", "A,2025-01-01,1"],
    );
    let odd = small().tracking(&["influencer,MB_Start,A,u1,MuscleBlaze Whey,2025-01-11,2,-500.00"]);
    for (folder, arguments) in [(&broken, vec![]), (&odd, vec!["--strict"])] {
        let run = |command: &str| {
            run_in(
                folder.path(),
                &[&[command, "."], arguments.as_slice()].concat(),
            )
        };
        let (rows, report) = (run("rows"), run("report"));
        assert_eq!((rows.status, rows.stdout.as_str()), (1, ""));
        assert!(!rows.stderr.is_empty());
        assert_eq!((rows.stderr, rows.status), (report.stderr, report.status));
    }
    assert_eq!(run_in(odd.path(), &["rows", "."]).status, 0);
    assert_eq!(run_in(odd.path(), &["rows", "nowhere"]).status, 1);
}

#[test]
fn a_figure_that_does_not_add_up_is_wrong_usage() {
    let folder = small();
    #[track_caller]
    fn case(folder: &Folder, measure: &str, expected: &str) {
        let ran = run_in(folder.path(), &["rows", ".", "--measure", measure]);
        assert_eq!((ran.status, ran.stdout.as_str()), (2, ""));
        assert!(ran.stderr.contains(expected), "{}", ran.stderr);
    }
    case(
        &folder,
        "active_influencers",
        "active influencers are counted once each, so no row has a share of them",
    );
    case(
        &folder,
        "spend",
        "expected one of revenue, orders, payout, roas,",
    );
    assert_eq!(
        run_in(folder.path(), &["rows", ".", "--from", "1 July"]).status,
        2
    );
}

#[test]
fn an_unknown_value_warns_as_a_report_does() {
    let folder = small();
    let run = |command: &str| {
        run_in(
            folder.path(),
            &[command, ".", "--brand", "gritzo", "--tier", "None"],
        )
    };
    let rows = run("rows");
    assert_eq!(rows.status, 0);
    assert_eq!(
        rows.stderr,
        "warning: the data has no brand `gritzo`; did you mean `Gritzo`?\nwarning: the data has no tier `None`\n"
    );
    assert_eq!(rows.stderr, run("report").stderr);
    assert_eq!(rows.stdout.lines().count(), 1);
}

#[test]
fn the_rows_are_the_same_bytes_with_any_number_of_threads() {
    let run = |threads| {
        let environment = [
            ("POLARS_MAX_THREADS", threads),
            ("RAYON_NUM_THREADS", threads),
        ];
        run_with(
            &project(),
            &["rows", "data", "--brand", "Gritzo"],
            &environment,
        )
        .stdout
    };
    let rows = run("1");
    assert!(rows == run("4"));
    let tables: Vec<&str> = rows
        .lines()
        .skip(1)
        .map(|line| line.split(',').nth(2).unwrap())
        .collect();
    let mut seen = BTreeSet::new();
    let order: Vec<&str> = tables
        .into_iter()
        .filter(|table| seen.insert(*table))
        .collect();
    assert_eq!(order, ["tracking", "posts", "payouts"]);
}

#[test]
fn a_reader_that_has_seen_enough_is_no_error() {
    let mut rows = Command::new(env!("CARGO_BIN_EXE_roasbook"))
        .args(["rows", "data"])
        .current_dir(project())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap();
    let mut first = String::new();
    let mut reader = BufReader::new(rows.stdout.take().unwrap());
    reader.read_line(&mut first).unwrap();
    drop(reader);
    assert!(first.starts_with("file,line,"));
    let output = rows.wait_with_output().unwrap();
    assert_eq!(
        (output.status.code(), output.stderr.as_slice()),
        (Some(0), &b""[..])
    );
}
