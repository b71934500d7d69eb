//! Files of every form for tests, made on the spot.

use std::fs::File;
use std::io::{Cursor, Read, Seek, Write};
use std::path::Path;
use std::sync::Arc;

use chrono::NaiveDateTime;
use parquet::data_type::{ByteArray, ByteArrayType, DoubleType, Int32Type, Int64Type};
use parquet::file::properties::WriterProperties;
use parquet::file::writer::{SerializedColumnWriter, SerializedFileWriter};
use parquet::schema::parser::parse_message_type;
use rand::{RngExt, SeedableRng};
use rand_chacha::ChaCha8Rng;
use rust_xlsxwriter::{ExcelDateTime, Format, Workbook};
use zip::write::SimpleFileOptions;
use zip::{ZipArchive, ZipWriter};

use super::{Witness, regular};

/// A cell to be written: what it is in the file follows from its text.
pub enum Kind {
    Blank,
    Day,
    Moment,
    Number(f64),
    Text,
}

impl Kind {
    /// A number where the number's own text is the cell's, so that nothing of the cell can get lost.
    pub fn of(text: &str) -> Self {
        let number = text.parse::<f64>().ok();
        if text.is_empty() {
            Self::Blank
        } else if let Some(number) = number.filter(|number| number.to_string() == text) {
            Self::Number(number)
        } else if text.len() == 10 && ExcelDateTime::parse_from_str(text).is_ok() {
            Self::Day
        } else if text.len() == 19
            && text.contains('T')
            && ExcelDateTime::parse_from_str(text).is_ok()
        {
            Self::Moment
        } else {
            Self::Text
        }
    }
}

type Rows<'a> = &'a [Vec<String>];

/// The tables of a campaign as its owner published it, by name; none where the corpus is not beside the checkout.
pub fn published() -> Vec<(&'static str, Vec<Vec<String>>)> {
    let folder =
        Path::new(env!("CARGO_MANIFEST_DIR")).join("../shared/corpus/float-ids-and-organic");
    if !folder.is_dir() {
        println!("skipped: the corpus is not beside this checkout");
        return Vec::new();
    }
    let table = |name: &'static str| {
        let csv = std::fs::read(folder.join(name).with_extension("csv")).expect("reads");
        (name, rows(&csv))
    };
    ["influencers", "posts", "tracking_data", "payouts"]
        .map(table)
        .into()
}

pub fn rows(csv: &[u8]) -> Vec<Vec<String>> {
    csv::ReaderBuilder::new()
        .has_headers(false)
        .from_reader(csv)
        .records()
        .map(|record| record.expect("is CSV").iter().map(String::from).collect())
        .collect()
}

pub fn xlsx(sheets: &[(&str, Rows<'_>)]) -> Vec<u8> {
    let mut workbook = Workbook::new();
    let day = Format::new().set_num_format("dd/mm/yyyy");
    let moment = Format::new().set_num_format("dd/mm/yyyy hh:mm");
    for (name, rows) in sheets {
        let sheet = workbook.add_worksheet().set_name(*name).expect("a name");
        for (row, cells) in (0..).zip(rows.iter()) {
            for (column, text) in (0..).zip(cells) {
                let date = || ExcelDateTime::parse_from_str(text).expect("a date");
                match Kind::of(text) {
                    Kind::Blank => continue,
                    Kind::Day => sheet.write_with_format(row, column, date(), &day),
                    Kind::Moment => sheet.write_with_format(row, column, date(), &moment),
                    Kind::Number(number) => sheet.write(row, column, number),
                    Kind::Text => sheet.write(row, column, text),
                }
                .expect("fits");
            }
        }
    }
    workbook.save_to_buffer().expect("written")
}

pub fn ods(sheets: &[(&str, Rows<'_>)]) -> Vec<u8> {
    let mut tables = String::new();
    for (name, rows) in sheets {
        let rows: String = rows.iter().map(|cells| ods_row(cells)).collect();
        tables += &format!("<table:table table:name=\"{name}\">{rows}</table:table>");
    }
    ods_of(&tables)
}

/// An OpenDocument workbook with these tables, in XML.
pub fn ods_of(tables: &str) -> Vec<u8> {
    let content = format!(
        "<?xml version=\"1.0\"?><office:document-content><office:body><office:spreadsheet>{tables}\
         </office:spreadsheet></office:body></office:document-content>"
    );
    let mime = "application/vnd.oasis.opendocument.spreadsheet";
    zip_of(&[
        ("mimetype", mime.as_bytes()),
        ("META-INF/manifest.xml", b"<manifest:manifest/>"),
        ("content.xml", content.as_bytes()),
    ])
}

fn ods_row(cells: &[String]) -> String {
    let cells: String = cells
        .iter()
        .map(|text| {
            let paragraphs: String = text
                .split('\n')
                .map(|line| format!("<text:p>{}</text:p>", escaped(line)))
                .collect();
            let attributes = match Kind::of(text) {
                Kind::Blank => return "<table:table-cell/>".into(),
                Kind::Day | Kind::Moment => format!("\"date\" office:date-value=\"{text}\""),
                Kind::Number(number) => format!("\"float\" office:value=\"{number}\""),
                Kind::Text => "\"string\"".into(),
            };
            format!(
                "<table:table-cell office:value-type={attributes}>{paragraphs}</table:table-cell>"
            )
        })
        .collect();
    format!("<table:table-row>{cells}</table:table-row>")
}

/// A binary workbook of one sheet, `Sheet1`, as the specification of the format (MS-XLSB) has it.
pub fn xlsb(rows: Rows<'_>) -> Vec<u8> {
    let mut sheet = record(0x94, &[&[0; 16]]);
    sheet.extend(record(0x91, &[]));
    for (row, cells) in (0_u32..).zip(rows) {
        sheet.extend(record(0x00, &[&row.to_le_bytes(), &[0; 13]]));
        for (column, text) in (0_u32..).zip(cells) {
            let place: [&[u8]; 2] = [&column.to_le_bytes(), &[0; 4]];
            sheet.extend(match Kind::of(text) {
                Kind::Blank => record(0x01, &place),
                Kind::Number(number) => record(0x05, &[&place.concat(), &number.to_le_bytes()]),
                _ => record(0x06, &[&place.concat(), &wide(text)]),
            });
        }
    }
    sheet.extend(record(0x92, &[]));

    let mut workbook = record(0x9C, &[&[0; 8], &wide("rId1"), &wide("Sheet1")]);
    workbook.extend(record(0x90, &[]));
    workbook.extend(record(0x9D, &[]));
    zip_of(&[
        ("xl/workbook.bin", &workbook),
        (
            "xl/_rels/workbook.bin.rels",
            b"<Relationships><Relationship Id=\"rId1\" Target=\"worksheets/sheet1.bin\"/></Relationships>",
        ),
        ("xl/worksheets/sheet1.bin", &sheet),
    ])
}

fn record(kind: u8, parts: &[&[u8]]) -> Vec<u8> {
    let body = parts.concat();
    let mut record = match kind {
        0x80.. => vec![kind, 1],
        _ => vec![kind],
    };
    let mut length = body.len();
    while length >= 0x80 {
        record.push(length as u8 | 0x80);
        length >>= 7;
    }
    record.push(length as u8);
    record.extend(body);
    record
}

fn wide(text: &str) -> Vec<u8> {
    let units: Vec<u16> = text.encode_utf16().collect();
    let mut bytes = (units.len() as u32).to_le_bytes().to_vec();
    bytes.extend(units.into_iter().flat_map(u16::to_le_bytes));
    bytes
}

/// A Parquet file whose columns are whole numbers, numbers, days, moments or text, whichever keeps all cells.
pub fn parquet(rows: Rows<'_>) -> Vec<u8> {
    parquet_of(rows, rows.len(), WriterProperties::default())
}

/// A Parquet file with so many rows in each group.
pub fn parquet_of(rows: Rows<'_>, group: usize, properties: WriterProperties) -> Vec<u8> {
    let (names, rows) = rows.split_first().expect("a header");
    let types: Vec<&str> = (0..names.len()).map(|place| type_of(rows, place)).collect();
    let columns: String = names
        .iter()
        .zip(&types)
        .map(|(name, kind)| match kind.split_once(' ') {
            Some((physical, logical)) => format!("OPTIONAL {physical} {name} {logical};"),
            None => format!("OPTIONAL {kind} {name};"),
        })
        .collect();
    let schema = parse_message_type(&format!("message rows {{ {columns} }}")).expect("a schema");
    let mut file = Vec::new();
    let mut writer = SerializedFileWriter::new(&mut file, Arc::new(schema), Arc::new(properties))
        .expect("begun");
    for rows in rows.chunks(group) {
        let mut group = writer.next_row_group().expect("begun");
        let mut place = 0;
        while let Some(mut column) = group.next_column().expect("begun") {
            let cells: Vec<&str> = rows.iter().map(|cells| cells[place].as_str()).collect();
            write_column(&mut column, &cells, types[place]);
            column.close().expect("written");
            place += 1;
        }
        group.close().expect("written");
    }
    writer.close().expect("written");
    file
}

const DAY: &str = "INT32 (DATE)";
const MOMENT: &str = "INT64 (TIMESTAMP(MICROS,false))";

fn type_of(rows: Rows<'_>, place: usize) -> &'static str {
    let cells = rows.iter().map(|cells| Kind::of(&cells[place]));
    let kinds: Vec<Kind> = cells.filter(|kind| !matches!(kind, Kind::Blank)).collect();
    let all = |is: fn(&Kind) -> bool| !kinds.is_empty() && kinds.iter().all(is);
    if all(|kind| matches!(kind, Kind::Number(number) if number.fract() == 0.0)) {
        "INT64"
    } else if all(|kind| matches!(kind, Kind::Number(_))) {
        "DOUBLE"
    } else if all(|kind| matches!(kind, Kind::Day)) {
        DAY
    } else if all(|kind| matches!(kind, Kind::Moment)) {
        MOMENT
    } else {
        "BYTE_ARRAY (UTF8)"
    }
}

fn write_column(column: &mut SerializedColumnWriter<'_>, cells: &[&str], kind: &str) {
    let levels: Vec<i16> = cells
        .iter()
        .map(|text| i16::from(!text.is_empty()))
        .collect();
    let cells: Vec<&str> = cells
        .iter()
        .copied()
        .filter(|text| !text.is_empty())
        .collect();
    let seconds = |text: &&str| {
        let text = if text.len() == 10 {
            format!("{text}T00:00:00")
        } else {
            (*text).to_owned()
        };
        let moment = text.parse::<NaiveDateTime>().expect("a moment");
        moment.and_utc().timestamp()
    };
    match kind {
        "INT64" => {
            let values: Vec<i64> = cells
                .iter()
                .map(|text| text.parse().expect("whole"))
                .collect();
            column
                .typed::<Int64Type>()
                .write_batch(&values, Some(&levels), None)
        }
        "DOUBLE" => {
            let values: Vec<f64> = cells
                .iter()
                .map(|text| text.parse().expect("a number"))
                .collect();
            column
                .typed::<DoubleType>()
                .write_batch(&values, Some(&levels), None)
        }
        DAY => {
            let values: Vec<i32> = cells
                .iter()
                .map(|text| (seconds(text) / 86_400) as i32)
                .collect();
            column
                .typed::<Int32Type>()
                .write_batch(&values, Some(&levels), None)
        }
        MOMENT => {
            let values: Vec<i64> = cells.iter().map(|text| seconds(text) * 1_000_000).collect();
            column
                .typed::<Int64Type>()
                .write_batch(&values, Some(&levels), None)
        }
        _ => {
            let values: Vec<ByteArray> = cells.iter().map(|text| ByteArray::from(*text)).collect();
            column
                .typed::<ByteArrayType>()
                .write_batch(&values, Some(&levels), None)
        }
    }
    .expect("written");
}

fn escaped(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;")
}

pub fn zip_of(members: &[(&str, &[u8])]) -> Vec<u8> {
    let mut archive = ZipWriter::new(Cursor::new(Vec::new()));
    for (name, content) in members {
        archive
            .start_file(*name, SimpleFileOptions::default())
            .expect("begun");
        archive.write_all(content).expect("written");
    }
    archive.finish().expect("finished").into_inner()
}

fn members(archive: &[u8]) -> Vec<(String, Vec<u8>)> {
    let mut archive = ZipArchive::new(Cursor::new(archive)).expect("an archive");
    (0..archive.len())
        .map(|place| {
            let mut member = archive.by_index(place).expect("a member");
            let mut content = Vec::new();
            member.read_to_end(&mut content).expect("unpacks");
            (member.name().expect("a name").into_owned(), content)
        })
        .collect()
}

/// What a member of an archive holds.
pub fn member(archive: &[u8], name: &str) -> Vec<u8> {
    let mut members = members(archive).into_iter();
    members
        .find(|(other, _)| other == name)
        .expect("a member")
        .1
}

/// The archive with one member changed.
pub fn with_member(archive: &[u8], name: &str, change: impl Fn(&[u8]) -> Vec<u8>) -> Vec<u8> {
    let mut members = members(archive);
    let (_, content) = members
        .iter_mut()
        .find(|(other, _)| other == name)
        .expect("a member");
    *content = change(content);
    let members: Vec<_> = members
        .iter()
        .map(|(name, content)| (name.as_str(), content.as_slice()))
        .collect();
    zip_of(&members)
}

/// The archive with one member's text changed.
pub fn with_text(archive: &[u8], name: &str, change: impl Fn(&str) -> String) -> Vec<u8> {
    with_member(archive, name, |content| {
        change(std::str::from_utf8(content).expect("UTF-8")).into_bytes()
    })
}

/// The bytes as a file that was just opened.
pub fn opened(bytes: &[u8]) -> (File, Witness) {
    let mut file = tempfile::NamedTempFile::new().expect("a file");
    file.write_all(bytes).expect("written");
    file.rewind().expect("rewound");
    regular::open(file.path()).expect("opens")
}

/// Copies of a file, each damaged in one to four places: bytes changed, parts left out or doubled.
pub fn damaged(bytes: &[u8], copies: usize) -> impl Iterator<Item = Vec<u8>> {
    let mut rng = ChaCha8Rng::seed_from_u64(5);
    (0..copies).map(move |_| {
        let mut copy = bytes.to_vec();
        for _ in 0..rng.random_range(1..=4) {
            let place = rng.random_range(0..copy.len());
            match rng.random_range(0..10) {
                0 => copy.truncate(place.max(1)),
                1 => drop(copy.drain(place..(place + rng.random_range(1..64)).min(copy.len()))),
                2 => copy[place] = [0, 0x7F, 0x80, 0xFF][rng.random_range(0..4)],
                3..6 => copy[place] = rng.random(),
                _ => copy[place] ^= 1 << rng.random_range(0..8),
            }
            if copy.is_empty() {
                copy.push(0);
            }
        }
        copy
    })
}
