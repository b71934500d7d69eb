//! Every form of file gives the figures that the same tables give as plain CSV.

use std::io::Write;

use flate2::Compression;
use flate2::write::GzEncoder;
use rust_xlsxwriter::Workbook;

use serde_json::Value as Json;

use crate::support::{Folder, run_in, small};

/// What a folder's report says. The digest is of the files as they are.
#[track_caller]
fn report(folder: &Folder) -> Json {
    let ran = run_in(folder.path(), &["report", ".", "--format", "json"]);
    assert_eq!(ran.stderr, "");
    assert_eq!(ran.status, 0);
    let mut report: Json = serde_json::from_str(&ran.stdout).unwrap();
    report.as_object_mut().unwrap().remove("digest").unwrap();
    report
}

fn text_of(folder: &Folder, name: &str) -> String {
    std::fs::read_to_string(folder.path().join(name)).unwrap()
}

fn gzip(text: &str) -> Vec<u8> {
    let mut encoder = GzEncoder::new(Vec::new(), Compression::default());
    encoder.write_all(text.as_bytes()).unwrap();
    encoder.finish().unwrap()
}

fn utf_16(text: &str) -> Vec<u8> {
    let marked = format!("\u{FEFF}{text}");
    marked.encode_utf16().flat_map(u16::to_le_bytes).collect()
}

/// A workbook with a sheet for each name, of the rows of a CSV.
fn workbook(sheets: &[(&str, &str)]) -> Vec<u8> {
    let mut workbook = Workbook::new();
    for (name, csv) in sheets {
        let sheet = workbook.add_worksheet().set_name(*name).unwrap();
        let mut reader = csv::ReaderBuilder::new();
        let reader = reader.has_headers(false).flexible(true);
        for (row, record) in (0..).zip(reader.from_reader(csv.as_bytes()).records()) {
            for (column, cell) in (0..).zip(&record.unwrap()) {
                match cell.parse::<f64>() {
                    Ok(number) => sheet.write(row, column, number).unwrap(),
                    Err(_) => sheet.write(row, column, cell).unwrap(),
                };
            }
        }
    }
    workbook.save_to_buffer().unwrap()
}

#[test]
fn compressed_files_other_encodings_and_workbooks_give_the_same_figures() {
    let plain = small();
    let [influencers, posts, tracking, payouts] = [
        "influencers.csv",
        "posts.csv",
        "tracking_data.csv",
        "payouts.csv",
    ]
    .map(|name| text_of(&plain, name));
    let mixed = Folder::new()
        .bytes("Influencers.csv", &utf_16(&influencers))
        .bytes(
            "2025/posts.csv.zst",
            &zstd::encode_all(posts.as_bytes(), 3).unwrap(),
        )
        .bytes("2025/tracking_data.csv.gz", &gzip(&tracking))
        .bytes("finance.xlsx", &workbook(&[("Payouts", &payouts)]));
    assert!(report(&mixed) == report(&plain));
    let book = [
        ("Influencers", influencers.as_str()),
        ("Posts", &posts),
        ("Tracking data", &tracking),
        ("Payouts", &payouts),
    ];
    let book = Folder::new().bytes("campaign.xlsx", &workbook(&book));
    assert!(report(&book) == report(&plain));
}

#[test]
fn a_problem_in_a_sheet_or_a_compressed_file_is_told_with_its_row_or_line() {
    let plain = small();
    let payouts = format!("{}A,per_post,1,,twelve\n", text_of(&plain, "payouts.csv"));
    let tracking = format!("{}A,never,1,2.00\n", text_of(&plain, "tracking_data.csv"));
    for name in ["payouts.csv", "tracking_data.csv"] {
        std::fs::remove_file(plain.path().join(name)).unwrap();
    }
    let folder = plain
        .bytes("finance.xlsx", &workbook(&[("Payouts", &payouts)]))
        .bytes("tracking_data.csv.gz", &gzip(&tracking));
    let ran = run_in(folder.path(), &["check", "."]);
    assert_eq!(
        ran.stdout,
        "\
warning[bad-amount]: An amount cannot be read
--> finance.xlsx (sheet Payouts):4
 = note: `total_payout`: expected an amount such as 12.50, found `twelve`
 = help: Write decimals with a point, such as 12.50.

warning[ragged-row]: A row has too few or too many cells
 --> tracking_data.csv.gz:7:1
  |
7 | A,never,1,2.00
  | ^^^^^^^^^^^^^^ expected 8 cells, found 4
  |
  = help: Quote cells that hold a comma, and give every row as many cells as the header.

warning[payout-missing]: An active influencer has no payout row
 --> tracking_data.csv.gz:5:21
  |
5 | influencer,MB_Start,C,u4,MuscleBlaze Whey,2025-02-20,1,80.00
  |                     ^ `influencer_id`: Chitra (`C`) has no payout row
  |
  = help: The payout is unknown, not zero, and ROAS leaves the influencer out. Add the payout, or a row with total 0 if there was none.

More on each kind: roasbook explain bad-amount

influencers: 3 rows read, 3 used, 0 set aside
posts: 3 rows read, 3 used, 0 set aside
tracking: 6 rows read, 5 used, 1 set aside
payouts: 3 rows read, 2 used, 1 set aside
"
    );
}

#[test]
fn what_is_cut_short_or_of_another_form_is_told() {
    let plain = small();
    let tracking = gzip(&text_of(&plain, "tracking_data.csv"));
    std::fs::remove_file(plain.path().join("tracking_data.csv")).unwrap();
    let folder = plain
        .bytes("tracking_data.csv.gz", &tracking[..tracking.len() - 9])
        .text("payouts.pdf", "%PDF-1.7");
    let ran = run_in(folder.path(), &["check", "."]);
    assert_eq!(
        ran.stdout,
        "\
error[unreadable-file]: A file cannot be read
--> tracking_data.csv.gz
 = note: ends in the middle of its compressed data; copy or download it again
 = help: Check that the file exists and may be read.

warning[unread-form]: What may be a table is not read
--> payouts.pdf
 = note: is in a form that is not read; save it as CSV, XLSX or Parquet
 = help: Save it as CSV, a workbook or Parquet, or rename it if it is no table.

More on each kind: roasbook explain unreadable-file

influencers: 3 rows read, 3 used, 0 set aside
posts: 3 rows read, 3 used, 0 set aside
payouts: 2 rows read, 2 used, 0 set aside
"
    );
    assert_eq!(ran.status, 1);
}
