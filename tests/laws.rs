//! Laws that hold for any campaign, tried on random ones.

use std::collections::BTreeMap;

use polars::prelude::DataFrame;
use proptest::prelude::*;
use roasbook::cells::{days as day_column, frame_of, merge};
use roasbook::config::{PAGE_DIMENSIONS, Pages};
use roasbook::dimension::Dimension;
use roasbook::filter::Filter;
use roasbook::measure::{Column, Kind, MeasureId, Sums, Totals, Value, shown};
use roasbook::period::{Calendar, DateRange, Day, Grain, WeekStart};
use roasbook::slices::{BREAKDOWNS, Slice, Slices, answer, trend_by};

use crate::support::{Folder, Loaded, cases, files_below, run_in};

const BRANDS: [&str; 3] = ["MuscleBlaze", "Gritzo", "Plain"];
const CAMPAIGNS: [&str; 4] = ["MB_One", "Gritzo_Two", "Three", ""];
const PLATFORMS: [&str; 3] = ["Instagram", "YouTube", ""];
const CATEGORIES: [&str; 3] = ["Fitness", "Health & Wellness", ""];

/// A random campaign as rows of text.
#[derive(Clone, Debug)]
pub struct Rows {
    influencers: Vec<String>,
    posts: Vec<String>,
    tracking: Vec<TrackingRow>,
    payouts: Vec<String>,
    /// The ledger's totals in minor units.
    ledger_total: i64,
}

#[derive(Clone, Debug)]
struct TrackingRow {
    influencer: usize,
    campaign: usize,
    brand: usize,
    day: i32,
    orders: i64,
    revenue: i64,
}

/// Influencers 0 to 4 are listed, 5 is not, 6 stands for none.
fn id(influencer: usize) -> String {
    if influencer == 6 {
        String::new()
    } else {
        format!("I{influencer}")
    }
}

fn date(day: i32) -> String {
    Day(20_089 + day).to_string()
}

impl TrackingRow {
    fn text(&self) -> String {
        let Self {
            influencer,
            campaign,
            brand,
            day,
            orders,
            revenue,
        } = self;
        let brand = BRANDS[*brand];
        let amount = format!(
            "{}{}.{:02}",
            if *revenue < 0 { "-" } else { "" },
            revenue.abs() / 100,
            revenue.abs() % 100
        );
        format!(
            "s,{},{},u,{brand} thing,{},{orders},{amount}",
            CAMPAIGNS[*campaign],
            id(*influencer),
            date(*day)
        )
    }
}

impl Rows {
    pub fn folder(&self) -> Folder {
        let texts: Vec<String> = self.tracking.iter().map(TrackingRow::text).collect();
        fn refs(rows: &[String]) -> Vec<&str> {
            rows.iter().map(String::as_str).collect()
        }
        Folder::new()
            .influencers(&refs(&self.influencers))
            .posts(&refs(&self.posts))
            .tracking(&refs(&texts))
            .payouts(&refs(&self.payouts))
    }

    fn load(&self) -> Loaded {
        self.folder().load()
    }
}

fn tracking_row() -> impl Strategy<Value = TrackingRow> {
    (
        0usize..7,
        0usize..4,
        0usize..3,
        0i32..70,
        -1i64..5,
        -500i64..50_000,
    )
        .prop_map(
            |(influencer, campaign, brand, day, orders, revenue)| TrackingRow {
                influencer,
                campaign,
                brand,
                day,
                orders,
                revenue,
            },
        )
}

pub fn rows() -> impl Strategy<Value = Rows> {
    let influencer = (0usize..3, 0usize..3);
    let post = (0usize..7, 0i32..70, 0usize..6, 0i64..5000);
    let payout = (0usize..6, 0usize..4, 1i64..90_000, 0usize..3);
    (
        proptest::collection::vec(influencer, 5),
        proptest::collection::vec(post, 0..12),
        proptest::collection::vec(tracking_row(), 1..40),
        proptest::collection::vec(payout, 0..7),
    )
        .prop_map(|(influencers, posts, tracking, payouts)| {
            let captions = [
                "#MB_One",
                "MuscleBlaze and Gritzo",
                "Gritzo #Gritzo_Two",
                "#Three",
                "nothing",
                "#MB_One #Three",
            ];
            Rows {
                influencers: influencers
                    .iter()
                    .enumerate()
                    .map(|(code, (category, platform))| {
                        format!(
                            "I{code},Name {code},{},F,{},{}",
                            CATEGORIES[*category],
                            900 * 7i64.pow(code as u32),
                            PLATFORMS[*platform]
                        )
                    })
                    .collect(),
                posts: posts
                    .iter()
                    .enumerate()
                    .map(|(place, (influencer, day, caption, reach))| {
                        format!(
                            "p{place},{},,{},u,{},{reach},{},{}",
                            id(*influencer),
                            date(*day),
                            captions[*caption],
                            reach / 10,
                            reach / 100
                        )
                    })
                    .collect(),
                ledger_total: payouts.iter().map(|payout| payout.2).sum(),
                payouts: payouts
                    .iter()
                    .map(|(influencer, basis, total, rate)| {
                        let basis = ["per_post", "per_order", "hybrid", "order"][*basis];
                        let rate = ["0.1", "25", ""][*rate];
                        format!(
                            "{},{basis},{rate},,{}.{:02}",
                            id(*influencer),
                            total / 100,
                            total % 100
                        )
                    })
                    .collect(),
                tracking,
            }
        })
}

fn all_columns(slice: &Slice) -> Vec<i64> {
    Column::ALL
        .iter()
        .map(|column| slice.totals.all.get(*column))
        .collect()
}

fn sum_of(parts: impl Iterator<Item = Sums>) -> Sums {
    parts.fold(Sums::default(), |mut sum, part| {
        sum.add(&part);
        sum
    })
}

fn payout(slice: &Slice) -> i64 {
    slice.totals.all.get(Column::Payout)
}

fn same(a: &Slice, b: &Slice) -> Result<(), TestCaseError> {
    prop_assert_eq!(a.totals, b.totals);
    prop_assert_eq!(a.unknown_payout, b.unknown_payout);
    prop_assert_eq!(a.unallocated_payout, b.unallocated_payout);
    prop_assert_eq!(a.break_even, b.break_even);
    prop_assert_eq!(
        a.previous.as_ref().map(|p| (p.range, p.totals)),
        b.previous.as_ref().map(|p| (p.range, p.totals))
    );
    for dimension in BREAKDOWNS {
        let rows = |slice: &Slice| -> Vec<_> {
            slice
                .by(dimension)
                .iter()
                .map(|row| (row.member, row.totals))
                .collect()
        };
        prop_assert_eq!(rows(a), rows(b), "{:?}", dimension);
    }
    let influencers = |slice: &Slice| -> Vec<_> {
        slice
            .influencers
            .iter()
            .map(|row| (row.influencer, row.totals))
            .collect()
    };
    prop_assert_eq!(influencers(a), influencers(b));
    let days =
        |slice: &Slice| -> Vec<_> { slice.days.iter().map(|day| (day.day, day.totals)).collect() };
    prop_assert_eq!(days(a), days(b));
    Ok(())
}

fn cells_of(entries: &[(u64, i64)]) -> DataFrame {
    let keys = entries.iter().map(|(key, _)| *key).collect();
    let revenue = entries.iter().map(|(_, value)| *value).collect();
    let orders = entries.iter().map(|(_, value)| value / 7).collect();
    let frame = frame_of(
        keys,
        vec![(Column::Revenue, revenue), (Column::Orders, orders)],
    );
    merge(&frame, &frame_of(Vec::new(), Vec::new()))
}

proptest! {
    #![proptest_config(cases(60))]

    #[test]
    fn cells_are_a_commutative_monoid(
        a in proptest::collection::vec((0u64..20, -1000i64..1000), 0..30),
        b in proptest::collection::vec((0u64..20, -1000i64..1000), 0..30),
        c in proptest::collection::vec((0u64..20, -1000i64..1000), 0..30),
    ) {
        let (a, b, c) = (cells_of(&a), cells_of(&b), cells_of(&c));
        let empty = frame_of(Vec::new(), Vec::new());
        prop_assert!(merge(&empty, &a).equals(&a), "identity");
        prop_assert!(merge(&a, &empty).equals(&a), "identity");
        prop_assert!(merge(&a, &b).equals(&merge(&b, &a)), "commutative");
        prop_assert!(merge(&merge(&a, &b), &c).equals(&merge(&a, &merge(&b, &c))), "associative");
    }

    #[test]
    fn children_sum_to_their_parent(rows in rows()) {
        let loaded = rows.load();
        let slice = loaded.everything();
        for dimension in BREAKDOWNS {
            let parts = slice.by(dimension).iter().map(|row| row.totals.all);
            prop_assert_eq!(sum_of(parts), slice.totals.all, "{:?}", dimension);
            let known = slice.by(dimension).iter().map(|row| row.totals.known);
            prop_assert_eq!(sum_of(known), slice.totals.known, "{:?}", dimension);
        }
        prop_assert_eq!(sum_of(slice.influencers.iter().map(|row| row.totals.all)), slice.totals.all);
        prop_assert_eq!(sum_of(slice.days.iter().map(|day| day.totals.all)), slice.totals.all);
    }

    #[test]
    fn a_member_of_a_breakdown_is_its_own_filter(rows in rows()) {
        let loaded = rows.load();
        let slice = loaded.everything();
        for dimension in BREAKDOWNS {
            let members = loaded.cells.catalog.members(dimension);
            for row in slice.by(dimension) {
                let alone = loaded.answer(&Filter::everything().with(dimension, members.name(row.member)));
                prop_assert_eq!(row.totals, alone.totals, "{:?}", dimension);
                for measure in shown() {
                    let in_table = measure.value(&row.totals, &slice.scope_by(dimension));
                    prop_assert_eq!(in_table, alone.value(measure.id));
                }
            }
        }
    }

    #[test]
    fn payouts_are_conserved_under_every_split(rows in rows(), cut in 1i32..70) {
        let loaded = rows.load();
        prop_assert_eq!(payout(&loaded.everything()), rows.ledger_total);
        let range = loaded.cells.range;
        let middle = Day(range.first.0 + cut.min(range.days() - 1));
        let halves = [DateRange::new(range.first, Day(middle.0 - 1)), DateRange::new(middle, range.last)];
        let by_half: i64 = halves
            .into_iter()
            .flatten()
            .map(|half| payout(&loaded.answer(&Filter::everything().within(Some(half)))))
            .sum();
        if halves.iter().all(Option::is_some) {
            prop_assert_eq!(by_half, rows.ledger_total);
        }
        for dimension in Dimension::ALL {
            let members = loaded.cells.catalog.members(dimension);
            let parts = members.names().iter().map(|name| payout(&loaded.answer(&Filter::everything().with(dimension, name))));
            prop_assert_eq!(parts.sum::<i64>(), rows.ledger_total, "{:?}", dimension);
        }
    }

    #[test]
    fn a_step_of_a_trend_is_the_slice_of_its_days(rows in rows()) {
        let loaded = rows.load();
        let slice = loaded.everything();
        let weeks = [WeekStart::Monday, WeekStart::Sunday, WeekStart::Saturday].map(|start| (Grain::Week, start));
        let others = [Grain::Day, Grain::Month].map(|grain| (grain, WeekStart::default()));
        for (grain, week_starts) in weeks.into_iter().chain(others) {
            let steps = trend_by(&slice.days, grain, week_starts);
            for (place, step) in steps.iter().enumerate() {
                let last = steps.get(place + 1).map_or(loaded.cells.range.last, |next| Day(next.day.0 - 1));
                let alone = loaded.answer(&Filter::everything().within(DateRange::new(step.day, last)));
                let without_count = Totals { active_influencers: None, ..alone.totals };
                let step_totals = Totals { active_influencers: None, ..step.totals };
                prop_assert_eq!(step_totals, without_count);
                for measure in shown().filter(|measure| measure.kind != Kind::Distinct) {
                    prop_assert_eq!(measure.value(&step.totals, &slice.scope), alone.value(measure.id));
                }
            }
        }
    }

    #[test]
    fn two_members_of_a_dimension_add_up(rows in rows()) {
        let loaded = rows.load();
        let one = |name: &str| all_columns(&loaded.answer(&Filter::everything().with(Dimension::Brand, name)));
        let both = Filter::everything().with(Dimension::Brand, "MuscleBlaze").with(Dimension::Brand, "Gritzo");
        let sum: Vec<i64> = one("MuscleBlaze").into_iter().zip(one("Gritzo")).map(|(a, b)| a + b).collect();
        prop_assert_eq!(all_columns(&loaded.answer(&both)), sum);
    }

    /// Revenue and orders by a second way: plain loops over the rows as they were written.
    #[test]
    fn figures_are_those_of_the_rows(rows in rows(), first in 0i32..70, length in 0i32..70, brand in 0usize..2) {
        let loaded = rows.load();
        let range = DateRange::new(Day(20_089 + first), Day(20_089 + first + length));
        let slice = loaded.answer(&Filter::everything().within(range).with(Dimension::Brand, BRANDS[brand]));
        // A product that names no brand leaves it to the campaign.
        let brand_of = |row: &TrackingRow| if row.brand == 2 { row.campaign } else { row.brand };
        let wanted = rows.tracking.iter().filter(|row| {
            brand_of(row) == brand && (first..=first + length).contains(&row.day) && row.influencer != 6
        });
        let (mut revenue, mut orders, mut by_influencer) = (0, 0, BTreeMap::<String, i64>::new());
        for row in wanted {
            revenue += row.revenue;
            orders += row.orders;
            *by_influencer.entry(id(row.influencer)).or_default() += row.revenue;
        }
        prop_assert_eq!(slice.value(MeasureId::Revenue), Value::Money(revenue));
        prop_assert_eq!(slice.value(MeasureId::Orders), Value::Count(orders));
        let ids = loaded.cells.catalog.members(Dimension::Influencer);
        for (influencer, revenue) in by_influencer {
            let row = slice.influencers.iter().find(|row| ids.name(row.influencer) == influencer);
            prop_assert_eq!(row.map_or(0, |row| row.totals.all.get(Column::Revenue)), revenue);
        }
    }

    #[test]
    fn every_page_answers_as_its_filter_does_on_demand(rows in rows(), year_starts in prop_oneof![Just(1u32), Just(4)]) {
        let loaded = rows.load();
        let calendar = Calendar { year_starts, ..Calendar::default() };
        let slices = Slices::of_pages(&loaded.cells, calendar, &Pages::default());
        for address in slices.pages() {
            let page = slices.slice(&address);
            same(&page, &answer(&loaded.cells, calendar, &slices.filter_of(&address)))?;
        }
    }

    #[test]
    fn every_page_of_a_member_answers_as_its_filter_does_on_demand(rows in rows()) {
        let loaded = rows.load();
        let calendar = Calendar::default();
        let slices = Slices::of_pages(&loaded.cells, calendar, &Pages::default());
        for members in slices.members() {
            let names = loaded.cells.catalog.members(members.dimension());
            for code in 0..names.count() as u32 {
                let filter = members.filter_of(code);
                let slice = answer(&loaded.cells, calendar, &filter);
                same(&members.slice(code), &slice)?;
                prop_assert_eq!(members.has_page(code), code != 0 && !slice.is_empty());
            }
        }
    }

    #[test]
    fn revenue_by_influencer_is_that_of_each_day(rows in rows()) {
        let loaded = rows.load();
        let all = loaded.cells.revenue_by_influencer();
        let names = loaded.cells.catalog.members(Dimension::Influencer);
        for (name, revenue) in names.names().iter().zip(all) {
            let slice = loaded.answer(&Filter::everything().with(Dimension::Influencer, name));
            let days = slice.days.iter().map(|day| (day.day, day.totals.all.get(Column::Revenue)));
            let has_any = |(_, revenue): &(Day, i64)| *revenue != 0;
            prop_assert_eq!(revenue.into_iter().filter(has_any).collect::<Vec<_>>(), days.filter(has_any).collect::<Vec<_>>());
        }
    }

    #[test]
    fn a_combination_has_a_page_just_when_it_has_data(rows in rows()) {
        let loaded = rows.load();
        let slices = Slices::of_pages(&loaded.cells, Calendar::default(), &Pages::default());
        let mut filters = vec![Filter::everything()];
        for dimension in PAGE_DIMENSIONS {
            let members = loaded.cells.catalog.members(dimension);
            filters = filters
                .into_iter()
                .flat_map(|filter| {
                    let chosen = members.assigned().map({
                        let filter = filter.clone();
                        move |(_, name)| filter.clone().with(dimension, name)
                    });
                    std::iter::once(filter).chain(chosen).collect::<Vec<_>>()
                })
                .collect();
        }
        let pages: Vec<Filter> = slices.pages().iter().map(|address| slices.filter_of(address)).filter(|filter| !filter.is_dated()).collect();
        for filter in filters {
            let has_cells = has_cells(&loaded, &filter);
            let is_everything = filter.narrowed().next().is_none();
            prop_assert_eq!(pages.contains(&filter), has_cells || is_everything, "{:?}", filter);
        }
    }
}

/// Whether any influencer, brand, category and platform of the cells match, by a plain look at the cells.
fn has_cells(loaded: &Loaded, filter: &Filter) -> bool {
    let frame = &loaded.cells.frame;
    let column = |name| roasbook::cells::codes(frame, name);
    let (influencers, brands) = (column("influencer"), column("brand"));
    (0..day_column(frame, "day").len()).any(|row| {
        let person = &loaded.cells.people[influencers[row] as usize];
        let has_figures = Column::ALL
            .iter()
            .any(|c| roasbook::cells::integers(frame, c.name())[row] != 0);
        has_figures
            && PAGE_DIMENSIONS.iter().all(|dimension| {
                let code = if *dimension == Dimension::Brand {
                    brands[row]
                } else {
                    person.attribute(*dimension)
                };
                let name = loaded.cells.catalog.members(*dimension).name(code);
                filter
                    .members(*dimension)
                    .is_none_or(|members| members.contains(name))
            })
    })
}

proptest! {
    #![proptest_config(cases(6))]

    #[test]
    fn shuffled_rows_give_the_same_bytes(rows in rows(), seed in any::<u64>()) {
        let mut rows = rows;
        // Two ledger rows that differ in nothing but their rate.
        rows.payouts.extend(["I0,hybrid,500,,10.00".to_owned(), "I0,hybrid,250,,10.00".to_owned()]);
        let mut shuffled = rows.clone();
        shuffle(&mut shuffled.tracking, seed);
        shuffle(&mut shuffled.posts, seed);
        shuffle(&mut shuffled.payouts, seed);
        shuffle(&mut shuffled.influencers, seed);
        let build = |rows: &Rows| {
            let folder = rows.folder();
            let ran = run_in(folder.path(), &["build", ".", "-o", "site", "-q"]);
            assert_eq!(ran.status, 0, "{}", ran.stderr);
            // The page on data quality names lines, and lines are what was shuffled.
            let mut files = files_below(&folder.path().join("site"));
            files.retain(|(name, _)| name != "data-quality.html" && name != ".roasbook-manifest.json");
            files
        };
        let (one, other) = (build(&rows), build(&shuffled));
        prop_assert_eq!(one.len(), other.len());
        for (a, b) in one.iter().zip(&other) {
            prop_assert_eq!(&a.0, &b.0);
            prop_assert!(a.1 == b.1, "{} differs", a.0);
        }
    }
}

/// Fisher-Yates with a small generator of its own, so that a failure can be replayed.
fn shuffle<T>(items: &mut [T], seed: u64) {
    let mut state = seed | 1;
    for place in (1..items.len()).rev() {
        state = state
            .wrapping_mul(6_364_136_223_846_793_005)
            .wrapping_add(1_442_695_040_888_963_407);
        items.swap(place, (state >> 33) as usize % (place + 1));
    }
}
