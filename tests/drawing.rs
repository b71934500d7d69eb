//! Charts drawn without a page, as the build draws them: every kind of chart, by the scripts as they are shipped,
//! in QuickJS and with the ECharts that pages have.

use std::collections::BTreeMap;

use roasbook::charts::{DRAWING, script, skeletons};
use roasbook::settlement::Settlement;
use rquickjs::{CatchResultExt, Context, Function, Object, Runtime};
use serde_json::{Value as Json, json};

use crate::support::project;

/// A QuickJS that can draw.
struct Drawing {
    context: Context,
}

impl Drawing {
    fn new() -> Self {
        let runtime = Runtime::new().unwrap();
        // Collecting less often takes less time; a chart leaves little behind.
        runtime.set_gc_threshold(32 << 20);
        let context = Context::full(&runtime).unwrap();
        let drawing = Self { context };
        // ECharts asks for a later moment, which nothing here waits for.
        drawing.run("globalThis.setTimeout = () => 0; globalThis.clearTimeout = () => {};");
        drawing.run(&asset("vendor/echarts/echarts.min.js"));
        for name in DRAWING {
            drawing.run(&asset(&format!("js/{name}.js")));
        }
        drawing.run(&script());
        drawing
    }

    fn run(&self, text: &str) {
        self.context.with(|ctx| {
            let ran = ctx.eval::<(), _>(text);
            ran.catch(&ctx).unwrap_or_else(|error| panic!("{error}"));
        });
    }

    #[track_caller]
    fn draw(&self, request: &Json) -> Drawn {
        let request = request.to_string();
        self.context.with(|ctx| {
            let roasbook: Object<'_> = ctx.globals().get("roasbook").unwrap();
            let draw: Function<'_> = roasbook.get("draw").unwrap();
            let drawn = draw.call::<_, Object<'_>>((ctx.json_parse(request).unwrap(),));
            let drawn = drawn.catch(&ctx).unwrap_or_else(|error| panic!("{error}"));
            let key: rquickjs::Value<'_> = drawn.get("key").unwrap();
            let key = ctx.json_stringify(key).unwrap().unwrap();
            Drawn {
                svg: drawn.get("svg").unwrap(),
                key: serde_json::from_str(&key.to_string().unwrap()).unwrap(),
            }
        })
    }
}

struct Drawn {
    svg: String,
    key: Json,
}

impl Drawn {
    /// What is written in the drawing.
    fn words(&self) -> Vec<String> {
        let document = roxmltree::Document::parse(&self.svg).unwrap();
        let texts = document
            .descendants()
            .filter(|node| node.has_tag_name("text"));
        texts
            .map(|node| node.text().unwrap_or_default().replace('\u{a0}', " "))
            .collect()
    }
}

fn asset(path: &str) -> String {
    let path = project().join("templates/assets").join(path);
    std::fs::read_to_string(&path).unwrap_or_else(|error| panic!("{}: {error}", path.display()))
}

fn request(chart: &str, drawn_from: Json) -> Json {
    let mut request = json!({
        "chart": chart,
        "money": {"symbol": "₹", "grouping": "indian", "minor": 2},
        "width": 576,
        "height": 320,
    });
    let fields = request.as_object_mut().unwrap();
    fields.extend(drawn_from.as_object().unwrap().clone());
    request
}

fn bars(measure: &str) -> Json {
    json!({"rows": {
        "categories": ["Aarav Sharma", "<img src=x onerror=alert(1)>", "दिया पटेल"],
        "series": {measure: [18_600_000.0, 302_322.86, null]},
        "mark": {"value": 2.5, "label": "break-even 2.50x"},
    }})
}

fn days(count: usize) -> Json {
    let revenue: Vec<u64> = (0..count as u64)
        .map(|day| 9_000_000 + day * 7_919_000 % 10_000_000)
        .collect();
    json!({"first": "2025-07-01", "revenue": revenue, "previous": revenue})
}

fn points(is_sized: bool) -> Json {
    let points: Vec<Json> = (0..60_u64)
        .map(|place| {
            let (payout, times) = (20_000 + place * 104_729 % 180_000, place * 37 % 60);
            let mut point = json!({
                "label": format!("Influencer {place}"), "name": format!("i{place}"),
                "x": payout, "y": payout * times / 10, "below": times < 25,
            });
            if is_sized {
                point["x"] = json!(place as f64 / 7.0);
                point["y"] = json!(times as f64 / 10.0);
                point["size"] = json!(1_000 * (place + 1));
            }
            point
        })
        .collect();
    json!({"rows": {"series": {}, "points": points, "mark": {"value": 2.5, "label": "break-even 2.50x"}}})
}

fn around_posts() -> Json {
    let words = |day: i64| match day {
        0 => "day of the post".to_owned(),
        day if day < 0 => format!("{} days before", -day),
        day => format!("{day} days after"),
    };
    let categories: Vec<String> = (-7..=21).map(words).collect();
    let brought = |post: i64| -> Vec<i64> {
        (-7..=21)
            .map(|day: i64| 1_000 * post + 50_000 / (1 + day.abs()))
            .collect()
    };
    json!({"rows": {"categories": categories, "series": {"mean": brought(2), "post-1": brought(1), "post-2": brought(3)}}})
}

/// Something to draw for every chart there is.
fn samples() -> BTreeMap<&'static str, Json> {
    let steps = [
        "under 0.63x",
        "0.63x to 1.25x",
        "1.25x to 2.50x",
        "2.50x to 5.00x",
        "5.00x to 10.0x",
        "10.0x and more",
    ];
    let calendar: Vec<Json> = (0..365_u64)
        .map(|day| json!({"amount": day % 6 * 1_000, "posts": u64::from(day % 9 == 0), "step": day % 6}))
        .collect();
    let sevens = json!({
        "categories": ["Days 1–7", "Days 8–14"],
        "series": {"revenue": [302_322.86, 5.0], "revenue:other": [250_000.0, null]},
        "part": {"revenue": [false, true], "revenue:other": [false, false]},
    });
    let heat = json!({
        "series": {}, "categories": ["Beauty", "Fitness"], "columns": ["Instagram", "YouTube"],
        "cells": [
            {"row": 0, "column": 0, "value": 0.41, "step": 1}, {"row": 0, "column": 1, "value": 12.04, "step": 6},
            {"row": 1, "column": 0, "value": 2.5, "step": 4}, {"row": 1, "column": 1, "value": null, "step": null},
        ],
    });
    BTreeMap::from([
        (
            "revenue-trend",
            json!({"data": {"trend": days(120)}, "grain": "week"}),
        ),
        ("top-roas", bars("roas")),
        ("top-revenue", bars("revenue")),
        ("top-payout", bars("payout")),
        ("payout-by-status", bars("payout")),
        (
            "cash",
            json!({"grain": "month", "rows": {
                "steps": [
                    {"first": "2025-01-01", "days": 31, "whole": true},
                    {"first": "2025-02-01", "days": 28, "whole": true},
                    {"first": "2025-03-01", "days": 31, "whole": true},
                ],
                "series": {
                    "paid": [302_322.86, 5.0, null], "pending": [null, 90_000.0, 40_000.0],
                    "not_paid": [null, 7_000.0, null], "unclear": [-2_000.0, null, null],
                },
            }}),
        ),
        ("revenue-by-brand", bars("revenue")),
        ("revenue-by-category", bars("revenue")),
        ("revenue-by-platform", bars("revenue")),
        ("payback", points(false)),
        (
            "roas-distribution",
            json!({"rows": {
                "categories": steps, "series": {"influencers": [8, 3, 11, 20, 14, 4]},
                "mark": {"value": 2.5, "label": "break-even 2.50x"},
            }}),
        ),
        ("roas-heat", json!({"rows": heat})),
        ("engagement", points(true)),
        (
            "calendar",
            json!({"rows": {"series": {}, "calendar": {"first": "2025-07-01", "weekStarts": "sunday", "days": calendar}}}),
        ),
        ("around-posts", around_posts()),
        ("compare-trend", json!({"rows": sevens})),
        (
            "compare-bars",
            json!({"rows": {
                "categories": ["Instagram", "YouTube"],
                "series": {"revenue": [302_322.86, 5.0], "revenue:other": [250_000.0, null]},
            }}),
        ),
    ])
}

#[test]
fn every_chart_is_drawn_as_well_formed_xml_in_colours_of_the_style_sheet() {
    let drawing = Drawing::new();
    let samples = samples();
    for skeleton in skeletons() {
        let id = skeleton.id;
        let Drawn { svg, .. } = drawing.draw(&request(id, samples[id].clone()));
        let document =
            roxmltree::Document::parse(&svg).unwrap_or_else(|error| panic!("{id}: {error}\n{svg}"));
        for attribute in document.descendants().flat_map(|node| node.attributes()) {
            if matches!(attribute.name(), "fill" | "stroke") {
                let colour = attribute.value();
                assert!(
                    colour == "none" || colour.starts_with("var(--"),
                    "{id}: {colour}"
                );
            }
        }
        for idle in [
            " id=",
            "class=",
            "ecmeta_",
            "pointer-events",
            "xml:space",
            "<style",
            "clip-path",
            "undefined",
            "NaN",
        ] {
            assert!(!svg.contains(idle), "{id}: {idle} in {svg}");
        }
    }
}

#[test]
fn figures_are_written_as_everywhere() {
    let drawing = Drawing::new();
    let samples = samples();
    let said = |id: &str| drawing.draw(&request(id, samples[id].clone())).words();
    let holds = |id: &str, expected: &[&str]| {
        let words = said(id);
        for text in expected {
            assert!(
                words.iter().any(|word| word == text),
                "{id}: {text} in {words:?}"
            );
        }
    };
    holds("top-revenue", &["₹1.86 Cr", "₹3.02 L"]);
    holds("roas-heat", &["0.41x", "12.0x", "2.50x", "–", "YouTube"]);
    holds(
        "roas-distribution",
        &["20", "break-even 2.50x", "under 0.63x"],
    );
    holds(
        "payback",
        &["₹0", "₹2.00 L", "Payout", "Revenue", "break-even 2.50x"],
    );
    holds("engagement", &["5.0 %", "6.00x", "break-even 2.50x"]);
    holds("calendar", &["M", "W", "F", "Jul", "Jan"]);
    holds("cash", &["Jan", "2025", "Feb", "₹3.00 L", "₹0"]);
    holds(
        "around-posts",
        &["7 days before", "day of the post", "21 days after"],
    );
}

#[test]
fn names_stay_text() {
    let drawn = Drawing::new().draw(&request("top-revenue", bars("revenue")));
    assert!(!drawn.svg.contains("<img"), "{}", drawn.svg);
    assert!(
        drawn
            .words()
            .contains(&"<img src=x onerror=alert(1)>".to_owned())
    );
}

/// Whatever was drawn before, at whatever size, and however long ago the clock says.
#[test]
fn a_drawing_does_not_depend_on_what_was_drawn_before() {
    let samples = samples();
    let requests: Vec<Json> = [(358, 120), (1184, 400)]
        .into_iter()
        .flat_map(|(width, height)| {
            samples.iter().map(move |(id, sample)| {
                let mut request = request(id, sample.clone());
                request["width"] = json!(width);
                request["height"] = json!(height);
                request
            })
        })
        .collect();
    let forwards = Drawing::new();
    let first: Vec<String> = requests.iter().map(|one| forwards.draw(one).svg).collect();
    let backwards = Drawing::new();
    // A clock on which everything takes long.
    backwards
        .run("{ let now = 0; Date.now = () => (now += 50); Date.prototype.valueOf = Date.now; }");
    for (request, svg) in requests.iter().zip(&first).rev() {
        assert!(*svg == backwards.draw(request).svg, "{request}");
    }
}

#[test]
fn a_year_of_days_is_not_heavy() {
    let drawing = Drawing::new();
    let year = json!({"data": {"trend": {"first": "2025-07-01", "revenue": days(365)["revenue"]}}, "grain": "day"});
    let size = |request: &Json| drawing.draw(request).svg.len();
    assert!(size(&request("revenue-trend", year)) < 12_000);
    assert!(size(&request("calendar", samples()["calendar"].clone())) < 14_000);
}

#[test]
fn nothing_known_is_nothing_drawn() {
    let drawing = Drawing::new();
    for rows in [
        json!({"categories": ["A"], "series": {"revenue": [null]}}),
        json!({"series": {}, "points": []}),
    ] {
        let drawn = drawing.draw(&request("top-revenue", json!({"rows": rows})));
        assert_eq!((drawn.svg.as_str(), drawn.key), ("", json!([])));
    }
    assert_eq!(drawing.draw(&request("revenue-trend", json!({}))).svg, "");
}

#[test]
fn the_key_says_what_lines_and_marks_are() {
    let drawing = Drawing::new();
    let samples = samples();
    let mut trend = request("revenue-trend", samples["revenue-trend"].clone());
    trend["names"] = json!({"revenue": "Revenue"});
    assert_eq!(
        drawing.draw(&trend).key,
        json!([
            {"text": "Revenue", "colour": "var(--accent-bar)", "style": "line"},
            {"text": "Previous period", "colour": "var(--context)", "style": "line"},
            {"text": "part of a week", "colour": "var(--accent-bar)", "style": "part"},
        ])
    );
    assert_eq!(
        drawing.draw(&request("top-roas", bars("roas"))).key,
        json!([])
    );
    let posts = drawing.draw(&request("around-posts", samples["around-posts"].clone()));
    assert_eq!(posts.key[0]["text"], "Mean of the posts");
    let cash = drawing.draw(&request("cash", samples["cash"].clone())).key;
    let entry = |settlement: Settlement, colour: &str, style: &str| json!({"text": settlement.label(), "colour": format!("var(--{colour})"), "style": style});
    assert_eq!(
        cash,
        json!([
            entry(Settlement::Paid, "accent-bar", "square"),
            entry(Settlement::Pending, "accent-bar", "hollow"),
            entry(Settlement::NotPaid, "bad-bar", "square"),
            entry(Settlement::Unclear, "context", "square"),
        ])
    );
}

#[test]
fn points_without_payout_or_revenue_are_seen_on_axes_of_ten_times() {
    let mut points: Vec<Json> = (0..20_u32)
        .map(|place| json!({"label": format!("Influencer {place}"), "name": null, "x": 1.9_f64.powi(place as i32 + 8), "y": 2.1_f64.powi(place as i32 + 8), "below": false}))
        .collect();
    points[3]["y"] = json!(0);
    points[4]["x"] = json!(0);
    let rows = json!({"series": {}, "points": points, "mark": {"value": 2.5, "label": "break-even 2.50x"}});
    let drawn = Drawing::new().draw(&request("payback", json!({"rows": rows})));
    assert_eq!(drawn.svg.matches("<circle").count(), 20);
    let words = drawn.words();
    assert!(
        words.contains(&"Revenue, each mark ten times the last".to_owned()),
        "{words:?}"
    );
    assert_eq!(
        words.iter().filter(|word| *word == "₹0").count(),
        2,
        "{words:?}"
    );
}

/// Seconds that this thread has had a processor, whatever else the machine does.
fn busy() -> f64 {
    let stat = std::fs::read_to_string("/proc/thread-self/schedstat").expect("this is Linux");
    let nanoseconds = stat.split(' ').next().unwrap().parse::<f64>().unwrap();
    nanoseconds / 1e9
}

/// Prints how long each chart takes; a look at it is enough.
#[test]
#[ignore = "measures"]
fn how_long_drawing_takes() {
    let drawing = Drawing::new();
    let mut total = 0.0;
    let samples = samples();
    for (id, sample) in &samples {
        let request = request(id, sample.clone());
        drawing.draw(&request);
        let begin = busy();
        for _ in 0..20 {
            drawing.draw(&request);
        }
        let each = (busy() - begin) * 1000.0 / 20.0;
        total += each;
        println!("{id:22} {each:6.2} ms");
    }
    println!("{:22} {:6.2} ms", "mean", total / samples.len() as f64);
}

/// How much lighter one colour is than another, from 1 to 21 (WCAG 2, relative luminance).
fn contrast(one: &str, other: &str) -> f64 {
    let luminance = |colour: &str| {
        let digits = colour.trim_start_matches('#');
        let step = digits.len() / 3;
        let part = |place: usize| {
            let part = digits[place * step..(place + 1) * step].repeat(3 - step);
            let light = f64::from(u8::from_str_radix(&part, 16).unwrap()) / 255.0;
            if light <= 0.039_28 {
                light / 12.92
            } else {
                ((light + 0.055) / 1.055).powf(2.4)
            }
        };
        0.2126 * part(0) + 0.7152 * part(1) + 0.0722 * part(2)
    };
    let (one, other) = (luminance(one), luminance(other));
    (one.max(other) + 0.05) / (one.min(other) + 0.05)
}

#[test]
fn colours_of_charts_can_be_told_from_the_page_and_read_on() {
    let css = asset("css/roasbook.css");
    let blocks: Vec<BTreeMap<&str, &str>> = css
        .split('}')
        .filter(|block| block.contains("--scale-1:"))
        .map(|block| {
            block
                .lines()
                .filter_map(|line| line.trim().strip_suffix(';')?.split_once(": "))
                .collect()
        })
        .collect();
    assert_eq!(blocks.len(), 3, "light, and dark twice");
    assert_eq!(blocks[1], blocks[2]);
    for block in &blocks {
        for step in 1..=6 {
            let (cell, text) = (format!("--scale-{step}"), format!("--on-scale-{step}"));
            let found = contrast(block[cell.as_str()], block[text.as_str()]);
            assert!(found >= 4.5, "{text}: {found:.2}");
        }
        for number in 1..=8 {
            let found = contrast(
                block[format!("--category-{number}").as_str()],
                block["--surface"],
            );
            assert!(found >= 3.0, "--category-{number}: {found:.2}");
        }
    }
}
