//! A campaign's folder: which files its tables are in, how those are encoded and called.

use std::collections::BTreeMap;
use std::io::Write;

use encoding_rs::WINDOWS_1252;
use flate2::Compression;
use flate2::write::GzEncoder;
use rand::{Rng, RngExt};
use roasbook::problem::Code;
use rust_xlsxwriter::{ExcelDateTime, Format, Workbook};

use super::campaign::Campaign;
use super::case::{Case, Quirk};
use super::sheet::{NUMBER, Text, Writer};
use super::tables::{Sheet, clean_tables};

/// A folder, and what must come of it.
pub struct MessyFolder {
    pub campaign: Campaign,
    pub files: Vec<(String, Vec<u8>)>,
    /// The text of `roasbook.toml`.
    pub config: String,
    /// Rows read and rows set aside, by table.
    pub rows: BTreeMap<&'static str, (u64, u64)>,
    /// The rows to be set aside, except those of copies.
    pub set_aside: Vec<(String, u64, Code)>,
    /// Files that hold the same as another; either may count.
    pub copies: BTreeMap<String, String>,
}

/// The column and header that a configuration names, by table.
type OwnHeaders = BTreeMap<&'static str, (&'static str, String)>;

impl MessyFolder {
    pub fn of(case: &Case) -> Self {
        let campaign = Campaign::of(case);
        let mut folder = Self {
            campaign: campaign.clone(),
            files: Vec::new(),
            config: String::new(),
            rows: BTreeMap::new(),
            set_aside: Vec::new(),
            copies: BTreeMap::new(),
        };
        let mut own_headers = OwnHeaders::new();
        for sheet in clean_tables(case, &campaign) {
            let texts = write_table(case, &campaign, &sheet);
            let mut rng = case.rng(&format!("{} files", sheet.table));
            let parts = texts.len();
            for (part, text) in texts.into_iter().enumerate() {
                if let Some(own) = &text.own_header {
                    own_headers.insert(sheet.table, own.clone());
                }
                let stem = stem(case, sheet.table, &mut rng);
                let folder_of = if parts > 1 {
                    partition(part, &mut rng)
                } else {
                    String::new()
                };
                folder.add_file(case, sheet.table, &folder_of, &stem, text, &mut rng);
            }
        }
        folder.config = config(case, &own_headers);
        folder.add_bystanders(case);
        folder
    }

    fn add_file(
        &mut self,
        case: &Case,
        table: &'static str,
        folder: &str,
        stem: &str,
        text: Text,
        rng: &mut impl Rng,
    ) {
        let count = self.rows.entry(table).or_default();
        count.0 += text.read;
        count.1 += text.set_aside.len() as u64;
        if let Some(grid) = &text.grid {
            self.files
                .push((format!("{folder}{stem}.xlsx"), workbook(grid)));
            let name = format!("{folder}{stem}.xlsx (sheet Sheet1)");
            let lines = text.set_aside.iter();
            self.set_aside
                .extend(lines.map(|(line, code)| (name.clone(), *line, *code)));
            return;
        }
        let ending = match case.has(Quirk::FileNames) {
            true => [".csv", ".CSV", ".txt", ".tsv", ".tab"][rng.random_range(0..5)],
            false => ".csv",
        };
        let bytes = encoded(case, &text.text, rng);
        let (bytes, packing) = packed(case, bytes, rng);
        let name = format!("{folder}{stem}{ending}{packing}");
        let lines = text.set_aside.iter();
        self.set_aside
            .extend(lines.map(|(line, code)| (name.clone(), *line, *code)));
        if case.has(Quirk::Copies) && rng.random_range(0..3) == 0 {
            let copy = match rng.random_range(0..3) {
                0 => format!("{folder}{stem} (1){ending}{packing}"),
                1 => format!("{folder}{stem} - Copy{ending}{packing}"),
                _ => format!("backup/{folder}{stem}{ending}{packing}"),
            };
            count.0 += text.read;
            count.1 += text.read;
            self.copies.insert(copy.clone(), name.clone());
            self.files.push((copy, bytes.clone()));
        }
        self.files.push((name, bytes));
    }

    /// Files that hold no table, though some look like one.
    fn add_bystanders(&mut self, case: &Case) {
        if !case.has(Quirk::Bystanders) {
            return;
        }
        let looks_like_one =
            b"influencer_id,date,orders,revenue,total_payout\n1,2025-01-01,5,5000,5000\n";
        for name in [
            "notes.csv",
            "my tracking.csv",
            ".tracking.csv",
            "~$tracking.csv",
            "README.md",
            "archive/.payouts/payouts.csv",
            "archive/summary.txt",
        ] {
            self.files.push((name.to_owned(), looks_like_one.to_vec()));
        }
    }
}

/// The texts of a table's files.
fn write_table(case: &Case, campaign: &Campaign, sheet: &Sheet) -> Vec<Text> {
    let is_declared = case.has(Quirk::DeclaredOrder);
    let is_month_first = case.has(Quirk::MonthFirst)
        && (is_declared || case.rng(sheet.table).random_range(0..3) > 0);
    let write = |is_iso: bool| -> Vec<Text> {
        let writer = Writer {
            case,
            campaign,
            is_month_first,
            is_iso,
        };
        let mut rng = case.rng(&format!("{} rows", sheet.table));
        let mut sheet = sheet.clone();
        if case.has(Quirk::FewerColumns) {
            sheet.remove_spare_columns(&mut rng);
        }
        let mut texts: Vec<Text> = Vec::new();
        for mut part in parts(case, sheet, &mut rng) {
            part.spoil(case, &mut rng);
            let mut text = writer.write(&part, &mut rng);
            // Two parts with the same text would be a copy.
            let is_same = |other: &Text, text: &Text| {
                text.grid.is_none() && other.grid.is_none() && other.text == text.text
            };
            while texts.iter().any(|other| is_same(other, &text)) {
                text.text.push_str("\n\n");
            }
            texts.push(text);
        }
        texts
    };
    let texts = write(false);
    let is_open =
        texts.iter().any(|text| text.hangs_on_order) && texts.iter().all(|text| text.proofs == 0);
    // Where nothing tells, the day is taken to come first.
    match is_open && is_month_first && !is_declared {
        true => write(true),
        false => texts,
    }
}

/// The parts of a table, each a file's. One may have no rows.
fn parts(case: &Case, sheet: Sheet, rng: &mut impl Rng) -> Vec<Sheet> {
    let count = match case.has(Quirk::Partitions) {
        true => rng.random_range(1..=4),
        false => 1,
    };
    let mut parts = vec![
        Sheet {
            rows: Vec::new(),
            ..sheet.clone()
        };
        count
    ];
    for row in sheet.rows {
        // One part is long where it has to be.
        let place = match case.has(Quirk::LateDates) && rng.random_range(0..20) > 0 {
            true => 0,
            false => rng.random_range(0..count),
        };
        parts[place].rows.push(row);
    }
    parts
}

fn partition(part: usize, rng: &mut impl Rng) -> String {
    match rng.random_range(0..3) {
        0 => format!("2025/{:02}/", part + 1),
        1 => format!("year=2025/month={}/", part + 1),
        _ => format!("Part {part}/"),
    }
}

/// The name of a file without its ending: it begins with the table's.
fn stem(case: &Case, table: &str, rng: &mut impl Rng) -> String {
    let stems: &[&str] = match table {
        "influencers" => &[
            "influencers",
            "Influencer",
            "INFLUENCERS",
            "influencer list (final)",
        ],
        "posts" => &["posts", "Post", "POSTS_all", "posts.2025"],
        "tracking" => &[
            "tracking_data",
            "Tracking",
            "TRACKING DATA",
            "tracking-2025.v2",
        ],
        "payouts" => &["payouts", "Payout", "Payouts_Q1", "PAYOUT ledger"],
        _ => &["products", "Product", "PRODUCTS", "product-map"],
    };
    match case.has(Quirk::FileNames) {
        true => stems[rng.random_range(0..stems.len())],
        false => stems[0],
    }
    .to_owned()
}

fn encoded(case: &Case, text: &str, rng: &mut impl Rng) -> Vec<u8> {
    let utf_16 = |mark: &str, bytes: fn(u16) -> [u8; 2]| -> Vec<u8> {
        let units = mark.encode_utf16().chain(text.encode_utf16());
        units.flat_map(bytes).collect()
    };
    let plain = || text.as_bytes().to_vec();
    if !case.has(Quirk::Encoding) {
        return plain();
    }
    match rng.random_range(0..6) {
        0 => ["\u{feff}", text].concat().into_bytes(),
        1 => utf_16("\u{feff}", u16::to_le_bytes),
        2 => utf_16("\u{feff}", u16::to_be_bytes),
        3 if text.is_ascii() => utf_16("", u16::to_le_bytes),
        4 | 5 => match WINDOWS_1252.encode(text) {
            (bytes, _, false) => bytes.into_owned(),
            _ => plain(),
        },
        _ => plain(),
    }
}

/// The bytes, compressed or not, and what the name ends in. Browsers unpack on the way and keep the name.
fn packed(case: &Case, bytes: Vec<u8>, rng: &mut impl Rng) -> (Vec<u8>, &'static str) {
    if !case.has(Quirk::Packed) {
        return (bytes, "");
    }
    match rng.random_range(0..5) {
        0 => (gzip(&bytes), ".gz"),
        1 => (zstd::encode_all(bytes.as_slice(), 1).unwrap(), ".zst"),
        2 => (gzip(&bytes), ""),
        3 => (bytes, ".gz"),
        _ => (bytes, ""),
    }
}

fn gzip(bytes: &[u8]) -> Vec<u8> {
    let mut encoder = GzEncoder::new(Vec::new(), Compression::fast());
    encoder.write_all(bytes).unwrap();
    encoder.finish().unwrap()
}

/// A workbook of one sheet. Numbers are numbers where the text is all there is to them, and days are days.
fn workbook(grid: &[Vec<String>]) -> Vec<u8> {
    let mut workbook = Workbook::new();
    let as_day = Format::new().set_num_format("dd/mm/yyyy");
    let sheet = workbook.add_worksheet();
    for (row, cells) in (0..).zip(grid) {
        for (column, text) in (0..).zip(cells) {
            let number = text.strip_prefix(NUMBER).map(str::parse::<f64>);
            let is_iso =
                text.len() == 10 && text.bytes().all(|byte| b"-0123456789".contains(&byte));
            let day = is_iso.then(|| ExcelDateTime::parse_from_str(text));
            match (number, day) {
                (Some(number), _) => sheet.write(row, column, number.unwrap()),
                (None, Some(Ok(day))) => sheet.write_with_format(row, column, day, &as_day),
                (None, _) => sheet.write(row, column, text),
            }
            .unwrap();
        }
    }
    workbook.save_to_buffer().unwrap()
}

fn config(case: &Case, own_headers: &OwnHeaders) -> String {
    let mut text = String::from("[read]\n");
    if case.has(Quirk::DeclaredOrder) {
        let order = match case.has(Quirk::MonthFirst) {
            true => "month-first",
            false => "day-first",
        };
        text.push_str(&format!("date_order = \"{order}\"\n"));
    }
    if case.has(Quirk::CommaDecimals) {
        text.push_str("decimal = \"comma\"\n");
    }
    for (table, (name, header)) in own_headers {
        text.push_str(&format!("[columns.{table}]\n{name} = \"{header}\"\n"));
    }
    text
}
