//! A campaign in which every text is an attack or a trap: each of `tests/payloads.json` stands in every column of text.
//! `browser/lib/payloads.js` writes the same.

use serde_json::Value as Json;

use super::{Folder, project};

/// The texts, each once.
pub fn payloads() -> Vec<String> {
    let text = std::fs::read_to_string(project().join("tests/payloads.json")).unwrap();
    let list: Vec<Json> = serde_json::from_str(&text).unwrap();
    list.iter()
        .map(|payload| payload["text"].as_str().unwrap().to_owned())
        .collect()
}

/// A CSV file of a header and rows.
fn csv(header: &[&str], rows: Vec<Vec<String>>) -> String {
    let mut writer = csv::Writer::from_writer(Vec::new());
    writer.write_record(header).unwrap();
    for row in rows {
        writer.write_record(row).unwrap();
    }
    String::from_utf8(writer.into_inner().unwrap()).unwrap()
}

/// A name for a file with a text in it, as far as a file system goes.
fn file_name(table: &str, text: &str) -> String {
    let text: String = text
        .chars()
        .filter(|letter| !matches!(letter, '/' | '\0'))
        .take(40)
        .collect();
    format!("{table} {text}.csv")
}

pub fn hostile() -> Folder {
    let texts = payloads();
    let count = texts.len();
    let of = |index: usize, column: usize| texts[(index + 7 * column) % count].clone();
    // A text of its own for each person, however alike two of them are to whoever reads them.
    let id = |index: usize| format!("{}#{index}", texts[index % count]);
    let day = |index: usize| format!("2025-{:02}-{:02}", 1 + index % 3, 1 + index % 28);
    let every = || 0..count;
    let influencers = every().map(|at| {
        vec![
            id(at),
            of(at, 0),
            of(at, 1),
            of(at, 2),
            (at * 997).to_string(),
            of(at, 3),
            of(at, 4),
            of(at, 5),
        ]
    });
    let posts = every().map(|at| {
        vec![
            of(at, 6),
            id(at),
            of(at, 3),
            day(at),
            of(at, 0),
            of(at, 7),
            "1000".into(),
            "50".into(),
            "5".into(),
            of(at, 8),
            of(at, 9),
        ]
    });
    let payouts = every().map(|at| {
        vec![
            id(at),
            of(at, 10),
            "500".into(),
            String::new(),
            "500".into(),
            of(at, 9),
            of(at, 11),
        ]
    });
    let products = every().map(|at| vec![texts[at].clone(), of(at, 8), "500".into(), "0.4".into()]);
    let sales = (0..2 * count).map(|at| {
        let influencer = if at % 9 == 0 {
            String::new()
        } else {
            id(at % count)
        };
        vec![
            of(at, 12),
            of(at, 9),
            influencer,
            of(at, 13),
            of(at, 14),
            day(at),
            "1".into(),
            (100 + at).to_string(),
        ]
    });
    let posts_header = [
        "post_id",
        "influencer_id",
        "platform",
        "date",
        "url",
        "caption",
        "reach",
        "likes",
        "comments",
        "brand",
        "campaign",
    ];
    let mut folder = Folder::new()
        .text(
            "influencers.csv",
            &csv(
                &[
                    "influencer_id",
                    "name",
                    "category",
                    "gender",
                    "follower_count",
                    "platform",
                    "tier",
                    "<img src=x onerror=window.pwned=1>",
                ],
                influencers.collect(),
            ),
        )
        .text("posts.csv", &csv(&posts_header, posts.collect()))
        .text(
            "payouts.csv",
            &csv(
                &[
                    "influencer_id",
                    "basis",
                    "rate",
                    "orders",
                    "total_payout",
                    "campaign",
                    "status",
                ],
                payouts.collect(),
            ),
        )
        .text(
            "products.csv",
            &csv(&["product", "brand", "price", "margin"], products.collect()),
        );
    let sales: Vec<Vec<String>> = sales.collect();
    for (text, rows) in texts.iter().zip(sales.chunks(2)) {
        let header = [
            "source",
            "campaign",
            "influencer_id",
            "user_id",
            "product",
            "date",
            "orders",
            "revenue",
        ];
        let mut rows = rows.to_vec();
        // One that no table can use, so that it is shown as it was found.
        let mut bad = rows[0].clone();
        bad[5] = text.clone();
        rows.push(bad);
        folder = folder.text(&file_name("tracking_data", text), &csv(&header, rows));
    }
    folder
}
