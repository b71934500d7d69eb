//! The scripts that answer filters in a page, held against the library that answers them here.
//!
//! QuickJS runs the pure scripts as they are shipped: no DOM, no Intl, no network. What they are given is what
//! a page is given, the catalog and the levels.

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

use proptest::prelude::*;
use roasbook::cells::Cells;
use roasbook::config::{Config, PAGE_DIMENSIONS};
use roasbook::dimension::Dimension;
use roasbook::filter::Filter;
use roasbook::format::Figures;
use roasbook::measure::{
    BreakEven, Column, Format, Kind, MEASURES, MeasureId, Scope, Sums, Totals, Value, named, shown,
};
use roasbook::period::{DateRange, Day, Grain, PeriodKind, WeekStart};
use roasbook::site::client::{ClientData, data};
use roasbook::site::{Quality, Site, Words};
use roasbook::slices::levels::{Level, levels};
use roasbook::slices::{
    BREAKDOWNS, InfluencerTotals, Slice, Slices, answer, pairs, personas, sum_of, trend_by,
};
use roasbook::timings::Timings;
use rquickjs::{CatchResultExt, Context, Function, Object, Runtime, TypedArray};
use serde_json::{Value as Json, json};

use crate::laws::{Rows, rows};
use crate::support::{Folder, cases, crowded, day, project, small};

/// The pure scripts, in the order in which pages run them.
const SCRIPTS: [&str; 14] = [
    "format", "calendar", "rollup", "decode", "measures", "sums", "slices", "query", "figures",
    "insight", "groups", "insights", "findings", "view",
];

fn script(name: &str) -> String {
    let path = project().join(format!("templates/assets/js/{name}.js"));
    std::fs::read_to_string(&path).unwrap_or_else(|error| panic!("{}: {error}", path.display()))
}

fn run(context: &Context, name: &str, text: &str) {
    context.with(|ctx| {
        let ran = ctx.eval::<(), _>(text);
        ran.catch(&ctx)
            .unwrap_or_else(|error| panic!("{name}: {error}"));
    });
}

/// The pure scripts with the data of one campaign.
struct Client {
    context: Context,
}

impl Client {
    fn new(site: &Site<'_>) -> Self {
        let ClientData { catalog, levels } = data(site).unwrap();
        let context = Context::full(&Runtime::new().unwrap()).unwrap();
        for name in SCRIPTS {
            run(&context, name, &script(name));
        }
        run(&context, "client", include_str!("support/client.js"));
        context.with(|ctx| {
            let asked: Object<'_> = ctx.globals().get("asked").unwrap();
            let take: Function<'_> = asked.get("catalog").unwrap();
            let taken = take.call::<_, ()>((catalog.to_string(),));
            taken
                .catch(&ctx)
                .unwrap_or_else(|error| panic!("catalog: {error}"));
            let take: Function<'_> = asked.get("level").unwrap();
            for level in &levels {
                let head = serde_json::to_string(&level.head).unwrap();
                let bytes = TypedArray::new(ctx.clone(), level.bytes.as_slice()).unwrap();
                let taken = take.call::<_, ()>((head.as_str(), bytes));
                taken
                    .catch(&ctx)
                    .unwrap_or_else(|error| panic!("{head}: {error}"));
            }
        });
        Self { context }
    }

    /// Puts one of the questions of `support/client.js`.
    fn ask(&self, question: &str, argument: &impl serde::Serialize) -> Json {
        let argument = serde_json::to_string(argument).unwrap();
        let code = format!("JSON.stringify(asked.questions.{question}({argument}))");
        let text: String = self.context.with(|ctx| {
            let said = ctx.eval(code);
            said.catch(&ctx)
                .unwrap_or_else(|error| panic!("{question} {argument}: {error}"))
        });
        serde_json::from_str(&text).unwrap()
    }
}

/// Hands a campaign's site to a test.
pub fn with_site<T>(cells: &Cells, config: &Config, test: impl FnOnce(&Site<'_>) -> T) -> T {
    let slices = Slices::of_pages(cells, config.calendar(), &config.pages);
    test(&Site {
        cells,
        slices: &slices,
        config,
        quality: Quality {
            row_counts: &[],
            set_aside: &[],
            unattributed: &std::collections::BTreeMap::new(),
            problems: Vec::new(),
        },
        base_url: None,
        templates: None,
        cache: None,
    })
}

/// Where two JSON values first differ. Numbers are equal when their doubles are, to the bit.
fn difference(path: &str, ours: &Json, theirs: &Json) -> Option<String> {
    let differ = || {
        Some(format!(
            "{path}: the library says {ours}, the scripts say {theirs}"
        ))
    };
    match (ours, theirs) {
        (Json::Number(a), Json::Number(b)) => {
            let bits = |number: &serde_json::Number| number.as_f64().map(f64::to_bits);
            if bits(a) == bits(b) { None } else { differ() }
        }
        (Json::Array(a), Json::Array(b)) => {
            if a.len() != b.len() {
                return Some(format!(
                    "{path}: the library has {}, the scripts {}",
                    a.len(),
                    b.len()
                ));
            }
            let pairs = a.iter().zip(b).enumerate();
            pairs
                .into_iter()
                .find_map(|(place, (a, b))| difference(&format!("{path}[{place}]"), a, b))
        }
        (Json::Object(a), Json::Object(b)) => {
            let keys: std::collections::BTreeSet<&String> = a.keys().chain(b.keys()).collect();
            keys.into_iter()
                .find_map(|key| match (a.get(key), b.get(key)) {
                    (Some(a), Some(b)) => difference(&format!("{path}.{key}"), a, b),
                    (Some(_), None) => Some(format!("{path}.{key}: the scripts say nothing")),
                    _ => Some(format!("{path}.{key}: the library says nothing")),
                })
        }
        _ if ours == theirs => None,
        _ => differ(),
    }
}

#[track_caller]
fn assert_same(what: &str, ours: &Json, theirs: &Json) {
    if let Some(found) = difference("", ours, theirs) {
        panic!("{what}: {found}");
    }
}

// ---- The library's answers, in the words of `support/client.js` ------------------------------------------------

/// A double as the scripts hold it, minus nothing spelled out.
fn exact(number: f64) -> Json {
    if number == 0.0 && number.is_sign_negative() {
        return json!("-0");
    }
    json!(number)
}

fn value_of(id: MeasureId, totals: &Totals, scope: &Scope, figures: &Figures) -> Json {
    let measure = id.measure();
    written(measure.value(totals, scope), measure.format, figures)
}

fn written(value: Value, format: Format, figures: &Figures) -> Json {
    let (amount, why) = match value {
        Value::Money(units) | Value::Count(units) => (exact(units as f64), None),
        Value::Ratio(ratio) => (exact(ratio), None),
        Value::None(why) => (Json::Null, Some(why.sentence())),
    };
    json!({
        "amount": amount,
        "why": why,
        "number": value.number().map(exact),
        "machine": value.machine_text(),
        "short": figures.short(value, format),
        "full": figures.full(value, format),
        "column": figures.cell(value, format),
    })
}

fn break_even_of(break_even: BreakEven) -> Json {
    json!({"roas": break_even.roas(), "fromMargin": matches!(break_even, BreakEven::FromMargin(_))})
}

/// What can be asked of the totals of a level: not every level has every column.
#[derive(Clone, serde::Serialize)]
struct Kept {
    columns: Vec<&'static str>,
    ids: Vec<&'static str>,
}

impl Kept {
    /// All that there is.
    fn all() -> Self {
        Self {
            columns: Column::ALL.map(Column::name).to_vec(),
            ids: MEASURES.iter().map(|measure| measure.name).collect(),
        }
    }

    /// The columns of a level, and the measures made of them.
    fn of(level: &Level) -> Self {
        let mut kept = Self::all();
        kept.columns
            .retain(|name| level.columns.iter().any(|column| column.name == *name));
        let columns = kept.columns.clone();
        kept.ids.retain(|name| {
            let measure = named(name).unwrap();
            columns_of(measure.id)
                .iter()
                .all(|column| columns.contains(column))
        });
        kept
    }
}

/// The columns a measure is made of.
fn columns_of(id: MeasureId) -> Vec<&'static str> {
    match id.measure().kind {
        Kind::Sum(column) => vec![column.name()],
        Kind::SumWhereKnown {
            column,
            part,
            whole,
        } => vec![column.name(), part.name(), whole.name()],
        Kind::Distinct => Vec::new(),
        Kind::Ratio {
            over: a, under: b, ..
        }
        | Kind::Difference { of: a, less: b } => [columns_of(a), columns_of(b)].concat(),
    }
}

fn totals_of(totals: &Totals, scope: &Scope, figures: &Figures, kept: &Kept) -> Json {
    let columns = Column::ALL
        .into_iter()
        .filter(|column| kept.columns.contains(&column.name()));
    let sums =
        |sums: &Sums| -> Vec<i64> { columns.clone().map(|column| sums.get(column)).collect() };
    let row = InfluencerTotals {
        influencer: 0,
        totals: *totals,
    };
    let values: BTreeMap<&str, Json> = MEASURES
        .iter()
        .filter(|measure| kept.ids.contains(&measure.name))
        .map(|measure| (measure.name, value_of(measure.id, totals, scope, figures)))
        .collect();
    json!({
        "all": sums(&totals.all),
        "known": sums(&totals.known),
        "active": totals.active_influencers,
        "payoutKnown": totals.payout_known,
        "isEmpty": totals.all.is_empty(),
        "breakEven": break_even_of(BreakEven::of(totals)),
        "earnedBack": row.earned_back(scope),
        "loss": row.loss(),
        "values": values,
    })
}

fn range_of(range: DateRange) -> Json {
    json!([range.first.to_string(), range.last.to_string()])
}

fn revenue_of(days: &[roasbook::slices::DayTotals]) -> Vec<i64> {
    days.iter()
        .map(|day| day.totals.all.get(Column::Revenue))
        .collect()
}

/// What is asked of the scripts: the answer to a filter, as far as the levels have it.
#[derive(Clone, serde::Serialize)]
struct Question<'a> {
    filter: &'a Filter,
    /// The dimensions that the client data leaves out.
    without: Vec<&'static str>,
    trend: Kept,
    product: Kept,
    /// What the scripts have from the catalog.
    #[serde(skip)]
    week_starts: WeekStart,
}

impl<'a> Question<'a> {
    fn new(filter: &'a Filter, site: &Site<'_>) -> Self {
        let left_out = &site.config.client.leave_out;
        let levels = levels(site.cells, left_out);
        let kept = |name: &str| {
            levels
                .iter()
                .find(|level| level.name == name)
                .map_or_else(Kept::all, Kept::of)
        };
        let mut product = kept("products");
        // Any column of a table of products can be chosen, if only to be told why it has no figures.
        product.ids = shown().map(|measure| measure.name).collect();
        Self {
            filter,
            without: left_out.iter().map(|dimension| dimension.id()).collect(),
            trend: kept("days"),
            product,
            week_starts: site.config.calendar().week_starts,
        }
    }
}

fn answer_of(slice: &Slice, figures: &Figures, question: &Question<'_>) -> Json {
    let all = Kept::all();
    let row = |member: u32, totals: &Totals, dimension: Dimension| {
        let kept = if dimension == Dimension::Product {
            &question.product
        } else {
            &all
        };
        json!({"member": member, "totals": totals_of(totals, &slice.scope_by(dimension), figures, kept)})
    };
    let by: BTreeMap<&str, Vec<Json>> = BREAKDOWNS
        .into_iter()
        .filter(|dimension| !question.without.contains(&dimension.id()))
        .map(|dimension| {
            let rows = slice.by(dimension).iter();
            (
                dimension.id(),
                rows.map(|one| row(one.member, &one.totals, dimension))
                    .collect(),
            )
        })
        .collect();
    let influencers = slice.influencers.iter();
    let influencers: Vec<Json> = influencers
        .map(|one| row(one.influencer, &one.totals, Dimension::Influencer))
        .collect();
    let steps = |grain: Grain| -> Vec<Json> {
        let steps = trend_by(&slice.days, grain, question.week_starts);
        let step = |step: &roasbook::slices::DayTotals| json!({"day": step.day.to_string(), "totals": totals_of(&step.totals, &slice.scope, figures, &question.trend)});
        steps.iter().map(step).collect()
    };
    let days = slice.days.iter();
    let payouts: Vec<i64> = days
        .clone()
        .map(|day| day.totals.known.get(Column::Payout))
        .collect();
    let known: Vec<bool> = days.map(|day| day.totals.payout_known).collect();
    json!({
        "range": slice.range.map(range_of),
        "shown": slice.shown_range().map(range_of),
        "totals": totals_of(&slice.totals, &slice.scope, figures, &all),
        "breakEven": break_even_of(slice.break_even),
        "previous": slice.previous.as_ref().map(|previous| json!({
            "range": range_of(previous.range),
            "totals": totals_of(&previous.totals, &slice.scope, figures, &all),
            "revenue": revenue_of(&previous.days),
            "influencers": previous.influencers.iter().map(|one| row(one.influencer, &one.totals, Dimension::Influencer)).collect::<Vec<_>>(),
        })),
        "unknownPayout": {"influencers": slice.unknown_payout.influencers, "revenue": slice.unknown_payout.revenue},
        "unallocatedPayout": slice.unallocated_payout,
        "by": by,
        "influencers": influencers,
        "days": {"revenue": revenue_of(&slice.days), "payout": payouts, "known": known},
        "trend": {"day": steps(Grain::Day), "week": steps(Grain::Week), "month": steps(Grain::Month)},
    })
}

/// What a page says, as the scripts say it: without links, which a click on a row replaces, without what the
/// client data leaves out, and with the days of the trend, which a page takes from elsewhere.
fn view_of(words: &Words, slice: &Slice, left_out: &[Dimension]) -> Json {
    let mut view = words.view.clone();
    let sections = view["sections"].as_array_mut().unwrap();
    sections.retain(|section| {
        !left_out
            .iter()
            .any(|dimension| section["id"] == dimension.id())
    });
    for section in sections {
        let rows = section.pointer_mut("/table/rows");
        for row in rows.and_then(Json::as_array_mut).into_iter().flatten() {
            row.as_object_mut().unwrap().remove("href");
        }
    }
    let data = view["data"].take();
    let mut trend = json!({"first": data["shown"]["first"], "revenue": revenue_of(&slice.days)});
    if let Some(previous) = &slice.previous {
        trend["previous"] = json!(revenue_of(&previous.days));
    }
    view["data"] = json!({
        "grains": data["grains"],
        "grain": data["grain"],
        "weekStarts": data["weekStarts"],
        "money": data["money"],
        "breakEven": data["breakEven"],
        "trend": trend,
    });
    view["empty"] = Json::Null;
    view
}

/// Every page of a site, as the library and as the scripts see it.
fn compare_pages(site: &Site<'_>) -> usize {
    let client = Client::new(site);
    let left_out = &site.config.client.leave_out;
    let pages = site.words();
    for words in &pages {
        let slice = answer(site.cells, site.config.calendar(), &words.filter);
        if slice.is_empty() {
            continue;
        }
        assert_same(
            &words.path,
            &view_of(words, &slice, left_out),
            &client.ask("view", &words.filter),
        );
    }
    pages.len()
}

// ---- Random campaigns and filters ------------------------------------------------------------------------------

/// A filter in the making: places instead of names, so that it fits any campaign.
#[derive(Clone, Debug)]
struct Asked {
    /// For each dimension the places of members; beyond the last there is one that the data does not have.
    choices: Vec<Option<Vec<usize>>>,
    days: Days,
}

#[derive(Clone, Debug)]
enum Days {
    All,
    Between(Option<i32>, Option<i32>),
    Period(PeriodKind, i32),
}

/// The first day on which something may happen in a random campaign.
const FIRST: i32 = 20_089;

fn asked() -> impl Strategy<Value = Asked> {
    let places = prop::collection::vec(0usize..9, 1..4);
    let choices = prop::collection::vec(prop::option::weighted(0.2, places), Dimension::ALL.len());
    let end = || prop::option::weighted(0.8, -15i32..90);
    let kinds = prop::sample::select(PeriodKind::ALL.to_vec());
    let days = prop_oneof![
        2 => Just(Days::All),
        3 => (end(), end()).prop_map(|(from, to)| Days::Between(from, to)),
        3 => (kinds, 0i32..90).prop_map(|(kind, day)| Days::Period(kind, day)),
    ];
    (choices, days).prop_map(|(choices, days)| Asked { choices, days })
}

impl Asked {
    fn filter(&self, site: &Site<'_>) -> Filter {
        let calendar = site.config.calendar();
        let filter = match self.days {
            Days::All => Filter::everything(),
            Days::Between(from, to) => {
                let day = |day: i32| Day(FIRST + day);
                Filter::everything().between(from.map(day), to.map(day))
            }
            Days::Period(kind, day) => {
                let period = calendar.period_of(Day(FIRST + day), kind);
                Filter::everything().within(calendar.range_of(period))
            }
        };
        let chosen = Dimension::ALL.into_iter().zip(&self.choices);
        chosen
            .filter(|(dimension, _)| !site.config.client.leave_out.contains(dimension))
            .filter_map(|(dimension, places)| Some((dimension, places.as_ref()?)))
            .fold(filter, |filter, (dimension, places)| {
                let names = site.cells.catalog.members(dimension).names();
                places.iter().fold(filter, |filter, place| {
                    // One place in so many is of a member that no campaign has.
                    let place = place % (names.len() + 1);
                    filter.with(
                        dimension,
                        names.get(place).map_or("Nobody <b>&", String::as_str),
                    )
                })
            })
    }
}

/// A random campaign, and a configuration that changes what is known of it and how it reads.
fn campaign() -> impl Strategy<Value = (Rows, String)> {
    let margins = prop::sample::select(vec![
        "",
        "[margins]\ndefault = 0.4\n",
        "[margins.brands]\nMuscleBlaze = 0.35\n",
    ]);
    let calendar = prop::sample::select(vec![
        "",
        "[calendar]\nyear_starts = 4\n",
        "[calendar]\nweek_starts = \"sunday\"\n",
        "[calendar]\nyear_starts = 4\nweek_starts = \"saturday\"\n",
    ]);
    let money = prop::sample::select(vec![
        "",
        "[money]\nsymbol = \"€\"\ngrouping = \"western\"\n",
    ]);
    let client = prop::sample::select(vec![
        "",
        "",
        "[client]\nleave_out = [\"product\"]\n",
        "[client]\nleave_out = [\"campaign\", \"product\"]\n",
    ]);
    (rows(), margins, calendar, money, client).prop_map(
        |(rows, margins, calendar, money, client)| {
            (rows, [margins, calendar, money, client].concat())
        },
    )
}

fn figures(config: &Config) -> Figures {
    Figures {
        money: config.money.clone(),
    }
}

proptest! {
    #![proptest_config(cases(60))]

    #[test]
    fn the_scripts_answer_any_filter_as_the_library_does(
        (rows, config) in campaign(),
        asked in prop::collection::vec(asked(), 8),
    ) {
        let loaded = rows.folder().config(&config).load();
        with_site(&loaded.cells, &loaded.config, |site| {
            let client = Client::new(site);
            for asked in asked {
                let filter = asked.filter(site);
                let question = Question::new(&filter, site);
                let ours = answer_of(&loaded.answer(&filter), &figures(&loaded.config), &question);
                assert_same(&json!(filter).to_string(), &ours, &client.ask("answer", &question));
            }
        });
    }

    #[test]
    fn the_scripts_say_of_every_page_what_the_page_says((rows, config) in campaign()) {
        let loaded = rows.folder().config(&config).load();
        with_site(&loaded.cells, &loaded.config, compare_pages);
    }

    #[test]
    fn a_view_stands_before_the_levels_of_products_are_there(
        (rows, config) in campaign(),
        asked in prop::collection::vec(asked(), 4),
    ) {
        let loaded = rows.folder().config(&config).load();
        with_site(&loaded.cells, &loaded.config, |site| {
            let client = Client::new(site);
            for asked in asked {
                let filter = asked.filter(site);
                let (mut early, mut late) = (client.ask("early", &filter), client.ask("view", &filter));
                for view in [&mut early, &mut late] {
                    view["sections"].as_array_mut().unwrap().retain(|section| section["id"] != "product");
                }
                assert_same(&json!(filter).to_string(), &late, &early);
            }
        });
    }

    #[test]
    fn any_column_of_a_table_can_be_chosen(
        (rows, config) in campaign(),
        asked in prop::collection::vec(asked(), 4),
    ) {
        let loaded = rows.folder().config(&config).load();
        with_site(&loaded.cells, &loaded.config, |site| {
            let client = Client::new(site);
            for asked in asked {
                client.ask("cells", &asked.filter(site));
            }
        });
    }

    #[test]
    fn a_filter_has_a_page_just_where_the_site_has_one(
        (rows, _) in campaign(),
        config in prop::sample::select(vec![
            "",
            "[calendar]\nyear_starts = 4\n",
            "[pages]\ndimensions = [\"platform\"]\nperiods = [\"month\"]\n",
            "[pages]\ndimensions = []\nperiods = []\n",
        ]),
    ) {
        let loaded = rows.folder().config(config).load();
        with_site(&loaded.cells, &loaded.config, |site| {
            let client = Client::new(site);
            let is_of_choices = |words: &Words| words.path == "index.html" || words.path.starts_with("reports/");
            let (of_choices, of_members): (Vec<Words>, Vec<Words>) = site.words().into_iter().partition(is_of_choices);
            let pages: BTreeMap<String, String> = of_choices
                .into_iter()
                .map(|words| (json!(words.filter).to_string(), words.path))
                .collect();
            let members: BTreeSet<String> = of_members.iter().map(|words| json!(words.filter).to_string()).collect();
            let is_of_member = |filter: &Filter| members.contains(&json!(filter).to_string());
            for Words { path, filter, .. } in of_members {
                // A brand has a page of its own beside the report of the same filter, which links prefer.
                let expected = pages.get(&json!(filter).to_string()).unwrap_or(&path);
                prop_assert_eq!(client.ask("page", &filter), json!(expected), "{}", json!(filter));
            }
            let mut found = 0;
            for filter in filters_of_pages(site) {
                let path = pages.get(&json!(filter).to_string());
                found += usize::from(path.is_some());
                if path.is_none() && is_of_member(&filter) {
                    continue;
                }
                prop_assert_eq!(client.ask("page", &filter), json!(path), "{}", json!(filter));
            }
            prop_assert_eq!(found, pages.len());
            for odd in [
                Filter::everything().with(Dimension::Campaign, "MB_One").between(None, Some(Day(FIRST))),
                Filter::everything().with(Dimension::Campaign, "MB_One").with(Dimension::Campaign, "MB_Two"),
                Filter::everything().with(Dimension::Product, "Nothing"),
                Filter::everything().with(Dimension::Influencer, "Unassigned"),
                Filter::everything().with(Dimension::Brand, "Nobody"),
                Filter::everything().with(Dimension::Brand, "Gritzo").with(Dimension::Brand, "MuscleBlaze"),
                Filter::everything().between(None, Some(Day(FIRST))),
            ] {
                prop_assert_eq!(client.ask("page", &odd), Json::Null);
            }
            let catalog = data(site).unwrap().catalog;
            for (dimension, folder) in [
                (Dimension::Influencer, "influencers"),
                (Dimension::Campaign, "campaigns"),
                (Dimension::Product, "products"),
            ] {
                let described = catalog["dimensions"].as_array().unwrap();
                let described = described.iter().find(|one| one["id"] == dimension.id()).unwrap();
                let names = site.cells.catalog.members(dimension).names();
                prop_assert_eq!(&described["slugs"][0], "");
                for (code, name) in names.iter().enumerate().skip(1) {
                    let slug = described["slugs"][code].as_str().unwrap();
                    // Nothing is counted for some, and they have no page.
                    let path = (!slug.is_empty()).then(|| format!("{folder}/{slug}.html"));
                    let filter = Filter::everything().with(dimension, name);
                    prop_assert_eq!(client.ask("page", &filter), json!(path));
                }
            }
            Ok(())
        })?;
    }

    #[test]
    fn an_address_says_the_whole_state(state in state(), own in filter_of_state()) {
        let site = small().load();
        let again = with_site(&site.cells, &site.config, |site| {
            Client::new(site).ask("again", &json!({"state": state, "own": own}))
        });
        assert_same("state", &in_order(state), &in_order(again));
    }
}

proptest! {
    // A campaign here has a hundred pages, and each has much to say.
    #![proptest_config(cases(8))]

    #[test]
    fn the_scripts_say_what_the_page_says_where_there_is_much_to_say(
        (folder, config) in (wide(), configs()),
    ) {
        let loaded = folder.folder().config(config).load();
        with_site(&loaded.cells, &loaded.config, |site| {
            compare_pages(site);
            compare_findings(site, &Client::new(site));
        });
    }

    #[test]
    fn the_scripts_say_what_the_page_says_where_tables_are_missing(
        (folder, config) in (wide(), configs()),
        tables in subset(),
    ) {
        // A report begins on the day of some row.
        prop_assume!(!folder.posts.is_empty() || !tables.contains(&"tracking_data.csv"));
        prop_assume!(!folder.tracking.is_empty() || !tables.contains(&"posts.csv"));
        let loaded = folder.folder().config(config).without(&tables).load();
        with_site(&loaded.cells, &loaded.config, |site| {
            compare_pages(site);
            let client = Client::new(site);
            for page in site.words().into_iter().take(6) {
                let question = Question::new(&page.filter, site);
                let ours = answer_of(&loaded.answer(&page.filter), &figures(&loaded.config), &question);
                assert_same(&page.path, &ours, &client.ask("answer", &question));
            }
        });
    }

    #[test]
    fn findings_add_up((folder, config) in (wide(), configs())) {
        let loaded = folder.folder().config(config).load();
        with_site(&loaded.cells, &loaded.config, |site| {
            for words in site.words() {
                check_findings(&words, &answer(site.cells, site.config.calendar(), &words.filter), site);
            }
        });
    }
}

/// Tables to take away: never all of those that have days.
fn subset() -> impl Strategy<Value = Vec<&'static str>> {
    let tables = [
        "influencers.csv",
        "payouts.csv",
        "posts.csv",
        "tracking_data.csv",
    ];
    prop::sample::subsequence(tables.to_vec(), 1..=3).prop_filter("something has a day", |gone| {
        !(gone.contains(&"posts.csv") && gone.contains(&"tracking_data.csv"))
    })
}

/// What changes which findings there are.
fn configs() -> impl Strategy<Value = &'static str> {
    prop::sample::select(vec![
        "",
        "[thresholds]\npersona_influencers = 3\nfew_orders = 12\nposts_naming_percent = 20\n",
        "[calendar]\nweek_starts = \"sunday\"\n",
        "[calendar]\nweek_starts = \"saturday\"\n[margins]\ndefault = 0.3\n",
        "[margins]\ndefault = 0.4\n",
        "[margins.brands]\nMuscleBlaze = 0.35\n",
        "[client]\nleave_out = [\"campaign\", \"product\"]\n",
    ])
}

/// A campaign with enough influencers, posts and days for every finding.
#[derive(Clone, Debug)]
struct Wide {
    influencers: Vec<(usize, usize, usize, i64)>,
    posts: Vec<(usize, i32, i64, i64)>,
    tracking: Vec<(usize, i32, usize, i64, i64)>,
    payouts: Vec<Option<i64>>,
}

fn wide() -> impl Strategy<Value = Wide> {
    // Round amounts, so that some are equal: ties must fall to the same side.
    let amount = || prop_oneof![-2_000i64..80_000, (0i64..4).prop_map(|tens| tens * 10_000)];
    let reach = prop_oneof![0i64..5000, Just(1000i64)];
    let likes = prop_oneof![0i64..400, Just(50i64)];
    let influencer = (0usize..4, 0usize..3, 0usize..3, 2i64..5);
    let post = (0usize..16, 0i32..45, reach, likes);
    let sale = (0usize..17, 0i32..45, 0usize..3, 0i64..4, amount());
    let payout = prop::option::weighted(0.85, amount().prop_map(|amount| amount.max(0)));
    (
        prop::collection::vec(influencer, 16),
        prop::collection::vec(post, 0..40),
        prop::collection::vec(sale, 30..90),
        prop::collection::vec(payout, 16),
    )
        .prop_map(|(influencers, posts, tracking, payouts)| Wide {
            influencers,
            posts,
            tracking,
            payouts,
        })
}

impl Wide {
    fn folder(&self) -> Folder {
        let date = |day: i32| Day(FIRST + day).to_string();
        let money = |minor: i64| {
            let sign = if minor < 0 { "-" } else { "" };
            format!("{sign}{}.{:02}", minor.abs() / 100, minor.abs() % 100)
        };
        let influencers: Vec<String> = self
            .influencers
            .iter()
            .enumerate()
            .map(|(code, (category, platform, gender, size))| {
                let category = ["Fitness", "Beauty", "Food", ""][*category];
                let platform = ["Instagram", "YouTube", ""][*platform];
                let gender = ["Female", "Male", ""][*gender];
                format!(
                    "I{code},Name {code},{category},{gender},{},{platform}",
                    10i64.pow(*size as u32) * 5
                )
            })
            .collect();
        let posts: Vec<String> = self
            .posts
            .iter()
            .enumerate()
            .map(|(place, (influencer, day, reach, likes))| {
                format!(
                    "p{place},I{influencer},,{},u,MuscleBlaze,{reach},{likes},1",
                    date(*day)
                )
            })
            .collect();
        let tracking: Vec<String> = self
            .tracking
            .iter()
            .map(|(influencer, day, brand, orders, revenue)| {
                let id = if *influencer == 16 {
                    String::new()
                } else {
                    format!("I{influencer}")
                };
                let product = ["MuscleBlaze Whey", "Gritzo Milk", "Plain thing"][*brand];
                format!(
                    "s,One,{id},u,{product},{},{orders},{}",
                    date(*day),
                    money(*revenue)
                )
            })
            .collect();
        let payouts: Vec<String> = self
            .payouts
            .iter()
            .enumerate()
            .filter_map(|(code, total)| Some(format!("I{code},per_order,,,{}", money((*total)?))))
            .collect();
        fn refs(rows: &[String]) -> Vec<&str> {
            rows.iter().map(String::as_str).collect()
        }
        Folder::new()
            .influencers(&refs(&influencers))
            .posts(&refs(&posts))
            .tracking(&refs(&tracking))
            .payouts(&refs(&payouts))
    }
}

/// The personas, as the library and as the scripts find them.
fn compare_findings(site: &Site<'_>, client: &Client) {
    let figures = figures(site.config);
    for words in site.words() {
        let slice = answer(site.cells, site.config.calendar(), &words.filter);
        let ours: Vec<Json> = personas(&slice, &site.cells.people, site.config.thresholds.persona_influencers)
            .iter()
            .map(|persona| {
                let names = persona.members().map(|(dimension, member)| site.cells.catalog.members(dimension).name(member));
                json!({
                    "name": names.collect::<Vec<_>>().join(" · "),
                    "influencers": persona.influencers.iter().map(|row| row.influencer).collect::<Vec<_>>(),
                    "totals": totals_of(&persona.totals, &slice.scope, &figures, &Kept::all()),
                    "roas": persona.roas,
                })
            })
            .collect();
        let theirs = client.ask("findings", &words.filter);
        assert_same(&words.path, &json!(ours), &theirs["personas"]);
    }
}

/// What holds of the findings of any page.
fn check_findings(words: &Words, slice: &Slice, site: &Site<'_>) {
    let cells = site.cells;
    let fewest = site.config.thresholds.persona_influencers;
    let sections = words.view["sections"].as_array().unwrap();
    let section = |id: &str| sections.iter().find(|section| section["id"] == id);
    let known = |section: &Json, column: &str| -> Vec<f64> {
        let rows = section["table"]["rows"].as_array().unwrap().iter();
        let value = |row: &Json| {
            let cells = row["cells"].as_array().unwrap();
            let cell = cells.iter().find(|cell| cell["measure"] == column).unwrap();
            cell["value"].as_str().unwrap().parse().unwrap_or(0.0)
        };
        rows.map(value).collect()
    };
    let (paid, losing) = (slice.paid().count(), slice.not_earned_back().count());
    if let Some(distribution) = section("roas-distribution") {
        let counts = known(distribution, "influencers");
        assert_eq!(counts.len(), 6, "{}", words.path);
        assert_eq!(counts.iter().sum::<f64>(), paid as f64, "{}", words.path);
        assert_eq!(
            counts[..3].iter().sum::<f64>(),
            losing as f64,
            "{}",
            words.path
        );
    }
    if let Some(payback) = section("payback") {
        let points = payback["chart"]["rows"]["points"].as_array().unwrap();
        let below = points.iter().filter(|point| point["below"] == true);
        assert_eq!(
            (points.len(), below.count()),
            (paid, losing),
            "{}",
            words.path
        );
    }
    assert_eq!(section("payback").is_some(), paid > 1, "{}", words.path);
    let pairs = pairs(&slice.influencers, &cells.people);
    let all = sum_of(
        pairs
            .iter()
            .flat_map(|pair| pair.influencers.iter().copied()),
    );
    assert_eq!(
        (all.all, all.known),
        (slice.totals.all, slice.totals.known),
        "{}",
        words.path
    );
    if let Some(heat) = section("roas-heat") {
        let rows = &heat["chart"]["rows"];
        let [height, width] =
            ["categories", "columns"].map(|side| rows[side].as_array().unwrap().len());
        assert_eq!(rows["cells"].as_array().unwrap().len(), height * width);
        if heat["table"]["note"].is_null() {
            let revenue = slice.totals.all.get(Column::Revenue) as f64 / 100.0;
            assert!(
                (known(heat, "revenue").iter().sum::<f64>() - revenue).abs() < 0.001,
                "{}",
                words.path
            );
        }
    }
    if let Some(calendar) = section("calendar") {
        let days = calendar["chart"]["rows"]["calendar"]["days"]
            .as_array()
            .unwrap();
        assert_eq!(days.len(), slice.days.len());
        let mut days: Vec<(f64, u64)> = days
            .iter()
            .map(|day| {
                (
                    day["amount"].as_f64().unwrap(),
                    day["step"].as_u64().unwrap(),
                )
            })
            .collect();
        days.sort_by(|a, b| a.0.total_cmp(&b.0));
        assert!(
            days.is_sorted_by_key(|(_, step)| *step),
            "{}: {days:?}",
            words.path
        );
        assert!(
            days.iter()
                .all(|(amount, step)| (*amount > 0.0) == (*step > 0))
        );
        assert!(
            (known(calendar, "revenue").iter().sum::<f64>()
                - slice.totals.all.get(Column::Revenue) as f64 / 100.0)
                .abs()
                < 0.001
        );
    }
    let insights = words.view["insights"].as_array().unwrap();
    assert!(insights.len() <= 8, "{}", words.path);
    for (place, persona) in personas(slice, &cells.people, fewest).iter().enumerate() {
        assert!(
            persona.influencers.len() >= fewest,
            "{}: {place}",
            words.path
        );
        assert!(persona.members().count() > 0);
    }
}

/// Doubles of every size that a figure may have, and those on the edge between two roundings.
fn ratio() -> impl Strategy<Value = f64> {
    let size =
        (-1e13f64..1e13, -22i32..1).prop_map(|(number, exponent)| number * 10f64.powi(exponent));
    prop_oneof![
        3 => size,
        2 => (-100_000i64..100_000, 0u32..7).prop_map(|(number, halvings)| number as f64 / f64::from(1 << halvings)),
        1 => (-2_000_000i64..2_000_000).prop_map(|number| number as f64 / 200.0),
    ]
}

/// Integers of every size that a sum may have, and those on the edge between two units.
fn whole() -> impl Strategy<Value = i64> {
    prop_oneof![
        -300_000i64..300_000,
        -9_007_199_254_740_991i64..9_007_199_254_740_992,
        (3u32..15, -60i64..60).prop_map(|(digits, off)| 10i64.pow(digits) + off),
    ]
}

proptest! {
    #![proptest_config(cases(12))]

    #[test]
    fn figures_of_any_size_are_written_alike(
        ratios in prop::collection::vec(ratio(), 200),
        wholes in prop::collection::vec(whole(), 200),
        western in any::<bool>(),
    ) {
        let config = if western { "[money]\nsymbol = \"$\"\ngrouping = \"western\"\n" } else { "" };
        let loaded = small().config(config).load();
        with_site(&loaded.cells, &loaded.config, |site| {
            let client = Client::new(site);
            let figures = figures(&loaded.config);
            let compare = |id: MeasureId, amount: Json, value: Value| {
                let measure = id.measure();
                let theirs = client.ask("written", &json!({"id": measure.name, "amount": amount}));
                assert_same(&format!("{} {amount}", measure.name), &written(value, measure.format, &figures), &theirs);
            };
            // Minus nothing is no ratio: the library makes it nothing.
            for ratio in ratios.into_iter().map(|ratio| ratio + 0.0) {
                for id in [MeasureId::Roas, MeasureId::EngagementRate, MeasureId::Cpa] {
                    compare(id, json!(ratio), Value::Ratio(ratio));
                }
            }
            for whole in wholes {
                compare(MeasureId::Payout, json!(whole), Value::Money(whole));
                compare(MeasureId::Orders, json!(whole), Value::Count(whole));
            }
        });
    }
}

/// Every choice of at most one member of what pages may choose, Unassigned too, in every period with pages.
fn filters_of_pages(site: &Site<'_>) -> Vec<Filter> {
    let calendar = site.config.calendar();
    let kinds = PeriodKind::ALL.into_iter();
    let periods = kinds.flat_map(|kind| calendar.periods_within(site.cells.range, kind));
    let ranges = periods.map(|period| calendar.range_of(period));
    let mut filters: Vec<Filter> = std::iter::once(None)
        .chain(ranges)
        .map(|range| Filter::everything().within(range))
        .collect();
    for dimension in PAGE_DIMENSIONS {
        let names = site.cells.catalog.members(dimension).names();
        let narrowed: Vec<Filter> = filters
            .iter()
            .flat_map(|filter| {
                names
                    .iter()
                    .map(|name| filter.clone().with(dimension, name))
            })
            .collect();
        filters.extend(narrowed);
    }
    filters
}

// ---- Random states of a page -----------------------------------------------------------------------------------

/// Text that an address could stumble over.
fn awkward() -> impl Strategy<Value = String> {
    prop_oneof![
        "[A-Za-z ]{1,8}",
        "[&=+%:#?/,.;\"'<> -]{1,6}",
        "[योग é€😀]{1,4}",
        Just("%41".to_owned()),
        Just("all".to_owned()),
    ]
}

fn filter_of_state() -> impl Strategy<Value = Json> {
    let names = || prop::option::weighted(0.3, prop::collection::btree_set(awkward(), 1..4));
    let choices = prop::collection::vec(names(), Dimension::ALL.len());
    let end = || prop::option::of((0i32..60).prop_map(|day| Day(FIRST + day).to_string()));
    (end(), end(), choices).prop_map(|(from, to, choices)| {
        let chosen = Dimension::ALL.into_iter().zip(choices);
        let choices: BTreeMap<&str, _> = chosen
            .filter_map(|(dimension, names)| Some((dimension.id(), names?)))
            .collect();
        json!({"from": from, "to": to, "choices": choices})
    })
}

fn state() -> impl Strategy<Value = Json> {
    fn by_table<T: std::fmt::Debug>(
        of: impl Strategy<Value = T>,
    ) -> impl Strategy<Value = BTreeMap<String, T>> {
        let tables = prop::sample::select(vec!["influencers", "top-roas", "campaigns", "posts"]);
        prop::collection::btree_map(tables.prop_map(str::to_owned), of, 0..3)
    }
    let measure = || prop::sample::select(vec!["revenue", "roas", "active_influencers", "label"]);
    let sort = (measure(), any::<bool>())
        .prop_map(|(by, descending)| json!({"by": by, "descending": descending}));
    (
        filter_of_state(),
        prop::option::of(filter_of_state()),
        prop::option::of(prop::sample::select(vec!["day", "week", "month"])),
        by_table(sort),
        by_table(prop::collection::vec(measure(), 1..4)),
        by_table(awkward()),
    )
        .prop_map(|(filter, compare, grain, sort, columns, find)| {
            json!({"filter": filter, "compare": compare, "grain": grain, "sort": sort, "columns": columns, "find": find})
        })
}

/// The order in which members were chosen is not part of a state.
fn in_order(mut state: Json) -> Json {
    for side in ["filter", "compare"] {
        let choices = state[side]["choices"].as_object_mut();
        for names in choices.into_iter().flat_map(|choices| choices.values_mut()) {
            let names = names.as_array_mut().unwrap();
            names.sort_by(|a, b| a.as_str().cmp(&b.as_str()));
        }
    }
    state
}

// ---- Whole sites -----------------------------------------------------------------------------------------------

fn compare_folder(folder: &Path) {
    let config = std::fs::read_to_string(folder.join("roasbook.toml")).unwrap_or_default();
    let campaign = roasbook::load(
        folder,
        Config::parse(&config).unwrap(),
        &mut Timings::default(),
    );
    let Some(cells) = &campaign.cells else {
        println!("skipped: {} has errors", folder.display());
        return;
    };
    let pages = with_site(cells, &campaign.config, compare_pages);
    println!("{}: {pages} pages", folder.display());
}

#[test]
fn the_scripts_say_of_every_page_of_the_demo_what_the_page_says() {
    compare_folder(&project().join("data"));
}

#[test]
fn the_scripts_say_of_every_page_of_the_corpus_what_the_page_says() {
    let corpus = project().join("../shared/corpus");
    let Ok(folders) = std::fs::read_dir(&corpus) else {
        println!("skipped: the corpus is not beside this checkout");
        return;
    };
    let mut folders: Vec<_> = folders.map(|folder| folder.unwrap().path()).collect();
    folders.sort();
    for folder in folders.iter().filter(|folder| folder.is_dir()) {
        compare_folder(folder);
    }
}

#[test]
fn the_scripts_need_nothing_of_a_page() {
    let context = Context::full(&Runtime::new().unwrap()).unwrap();
    let has = |expression: &str| -> bool { context.with(|ctx| ctx.eval(expression).unwrap()) };
    for name in [
        "document",
        "window",
        "Intl",
        "URLSearchParams",
        "TextDecoder",
    ] {
        assert!(has(&format!("typeof {name} === 'undefined'")), "{name}");
    }
    for name in SCRIPTS {
        run(&context, name, &script(name));
        assert!(has(&format!("roasbook.{name} !== undefined")), "{name}");
    }
}

#[test]
fn levels_are_decoded_to_what_was_packed() {
    let loaded = small().load();
    with_site(&loaded.cells, &loaded.config, |site| {
        let client = Client::new(site);
        let levels = levels(site.cells, &[]);
        assert!(levels.len() > 3);
        for level in levels {
            let columns = level.columns.iter();
            let columns: BTreeMap<&str, Vec<i64>> = columns
                .map(|column| (column.name, column.values.clone()))
                .collect();
            let decoded: BTreeMap<&str, Vec<i64>> = {
                let frame = client.ask("frame", &level.name);
                let of = |name: &&'static str| {
                    (*name, serde_json::from_value(frame[*name].clone()).unwrap())
                };
                assert_eq!(
                    frame.as_object().unwrap().len(),
                    columns.len(),
                    "{}",
                    level.name
                );
                columns.keys().map(of).collect()
            };
            assert!(decoded["day"].is_sorted());
            assert_eq!(rows_of(&columns), rows_of(&decoded), "{}", level.name);
        }
    });
}

/// The rows of a level in an order of their own: of one day they may come in any.
fn rows_of(columns: &BTreeMap<&str, Vec<i64>>) -> Vec<Vec<i64>> {
    let rows = 0..columns["day"].len();
    let mut rows: Vec<Vec<i64>> = rows
        .map(|row| columns.values().map(|values| values[row]).collect())
        .collect();
    rows.sort_unstable();
    rows
}

/// Equal revenue in two months, by two brands of equal ROAS, of two influencers who lost the same.
fn ties() -> Folder {
    Folder::new()
        .influencers(&[
            "A,Asha,Fitness,Female,5000,Instagram",
            "B,Bela,Fitness,Female,60000,YouTube",
        ])
        .tracking(&[
            "influencer,One,A,u1,MuscleBlaze Whey,2025-01-05,2,300.00",
            "influencer,Two,B,u2,Gritzo Milk,2025-02-09,2,300.00",
            "influencer,Two,,u3,Gritzo Milk,2025-03-09,1,20.00",
        ])
        .payouts(&["A,per_order,,,400.00", "B,per_order,,,400.00"])
}

/// The first influencer brings exactly the payout, the second exactly twice the payout; the best of ten days
/// brings 12.45 % of the revenue.
fn edges() -> Folder {
    let revenue = [249, 195, 195, 195, 195, 195, 195, 195, 166, 220];
    let rows: Vec<String> = revenue
        .iter()
        .enumerate()
        .map(|(place, revenue)| {
            let (id, brand) = [("A", "MuscleBlaze Whey"), ("B", "Gritzo Milk")][place % 2];
            format!(
                "influencer,One,{id},u,{brand},2025-01-{:02},1,{revenue}.00",
                place + 1
            )
        })
        .collect();
    let rows: Vec<&str> = rows.iter().map(String::as_str).collect();
    Folder::new()
        .influencers(&[
            "A,Asha,Fitness,Female,5000,Instagram",
            "B,Bela,Fitness,Female,60000,YouTube",
        ])
        .tracking(&rows)
        .payouts(&["A,per_order,,,1000.00", "B,per_order,,,500.00"])
}

#[test]
fn what_is_on_an_edge_falls_to_the_same_side() {
    for make in [ties, edges, crowded] {
        for config in ["", "[margins]\ndefault = 0.5\n"] {
            let loaded = make().config(config).load();
            with_site(&loaded.cells, &loaded.config, |site| {
                assert!(compare_pages(site) > 1);
                let filter = Filter::everything();
                let question = Question::new(&filter, site);
                let ours = answer_of(&loaded.everything(), &figures(&loaded.config), &question);
                assert_same(config, &ours, &Client::new(site).ask("answer", &question));
            });
        }
    }
}

// ---- Filters that no page has ----------------------------------------------------------------------------------

#[test]
fn a_heading_names_the_choices_and_the_days() {
    let loaded = Folder::new()
        .influencers(&[
            "A,Asha,Fitness,Female,5000,Instagram",
            "B,Asha,Fitness,Male,60000,YouTube",
        ])
        .tracking(&[
            "influencer,One,A,u1,MuscleBlaze Whey,2025-07-05,2,500.00",
            "influencer,Two,B,u2,Gritzo Milk,2025-08-09,1,250.00",
        ])
        .payouts(&["A,per_post,100.00,,200.00"])
        .load();
    with_site(&loaded.cells, &loaded.config, |site| {
        let client = Client::new(site);
        let case = |filter: Json, heading: &str| {
            assert_eq!(client.ask("view", &filter)["heading"], heading, "{filter}");
        };
        case(json!({}), "Everything, all time");
        case(
            json!({"from": "2025-07-01", "to": "2025-07-31"}),
            "Everything, Jul 2025",
        );
        case(
            json!({"from": "2025-07-01", "to": "2025-09-30"}),
            "Everything, Q3 2025",
        );
        case(
            json!({"from": "2025-07-05"}),
            "Everything, 5 Jul 2025 – 9 Aug 2025",
        );
        case(
            json!({"to": "2025-07-09"}),
            "Everything, 5 Jul 2025 – 9 Jul 2025",
        );
        case(
            json!({"from": "2025-07-06", "to": "2025-07-06"}),
            "Everything, 6 Jul 2025",
        );
        case(json!({"from": "2026-01-01"}), "Everything, from 1 Jan 2026");
        case(json!({"to": "2024-01-01"}), "Everything, until 1 Jan 2024");
        case(
            json!({"from": "2025-07-09", "to": "2025-07-06"}),
            "Everything, 9 Jul 2025 – 6 Jul 2025",
        );
        case(json!({"from": "soon"}), "Everything, from `soon`");
        case(
            json!({"brand": ["MuscleBlaze", "Gritzo"], "platform": ["Instagram"], "from": "2025-07-05", "to": "2025-08-09"}),
            "MuscleBlaze, Gritzo · Instagram, 5 Jul 2025 – 9 Aug 2025",
        );
        case(json!({"product": ["a", "b", "c"]}), "a, b, c, all time");
        case(
            json!({"brand": ["a", "b", "c", "d", "e"], "tier": ["Nano"]}),
            "5 brands · Nano, all time",
        );
        case(
            json!({"influencer": ["A", "X"], "gender": ["Male"], "campaign": ["One"]}),
            "One · Male · Asha (A), X, all time",
        );
    });
}

#[test]
fn a_filter_that_finds_nothing_says_why() {
    let loaded = small().load();
    with_site(&loaded.cells, &loaded.config, |site| {
        let client = Client::new(site);
        let case = |filter: Json, sentence: &str| {
            let view = client.ask("view", &filter);
            assert_eq!(view["empty"]["sentence"], sentence, "{filter}");
            assert!(
                view["empty"]["hint"]
                    .as_str()
                    .is_some_and(|hint| hint.ends_with('.'))
            );
            assert_eq!(view["sections"], json!([]));
            assert_eq!(
                view["sentence"],
                "Nothing was tracked, posted or paid here."
            );
        };
        case(json!({"brand": ["X"]}), "The data has no brand `X`.");
        case(
            json!({"brand": ["X", "Y"], "tier": ["Z"]}),
            "The data has no brand `X`, no brand `Y`, no tier `Z`.",
        );
        case(
            json!({"brand": ["a", "b", "c", "d", "e"]}),
            "The data has no brand `a`, no brand `b`, no brand `c` and 2 more.",
        );
        case(
            json!({"from": "2026-01-01"}),
            "The data covers 10 Jan 2025 – 21 Feb 2025.",
        );
        case(
            json!({"from": "2024-01-01", "to": "2024-02-01"}),
            "The data covers 10 Jan 2025 – 21 Feb 2025.",
        );
        case(
            json!({"from": "2025-02-01", "to": "2025-01-20"}),
            "The first day, 1 Feb 2025, is after the last day, 20 Jan 2025.",
        );
        case(json!({"to": "2025-02-30"}), "`2025-02-30` is not a day.");
        case(
            json!({"brand": ["Gritzo"], "influencer": ["A"], "to": "2025-01-12"}),
            "No sale, post or payout has all that is chosen here.",
        );
        let partly = client.ask("view", &json!({"brand": ["Gritzo", "X"]}));
        assert_eq!(partly["empty"], Json::Null);
        let notes = partly["notes"].as_array().unwrap();
        assert!(
            notes.contains(&json!("The data has no brand `X`.")),
            "{notes:?}"
        );
        let within = client.ask(
            "view",
            &Filter::everything().within(DateRange::new(day("2025-02-10"), day("2025-02-12"))),
        );
        assert_eq!(within["empty"], Json::Null);
    });
}
