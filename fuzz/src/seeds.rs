//! Writes what fuzzing starts from into a folder: something valid for each target.

use std::fs;
use std::path::Path;
use std::sync::Arc;

// What counts the code that is reached is there, though nothing is fuzzed here.
use libfuzzer_sys as _;
use parquet::data_type::{ByteArray, ByteArrayType, DoubleType, Int32Type};
use parquet::file::properties::WriterProperties;
use parquet::file::writer::SerializedFileWriter;
use parquet::schema::parser::parse_message_type;
use roasbook_fuzz::workbook::{CONTENT, SHEET, STRINGS, WORKBOOK};

const DATES: [&str; 6] = [
    "2025-07-22T08:55:31+05:30",
    "22/07/2025 8:55 PM",
    "07-22-25",
    "Tue, 22 Jul 2025 08:55:31 +0530",
    "45860.75",
    "20250722",
];

const NUMBERS: [&str; 7] = [
    "₹1,23,456.50",
    "1.234,56 €",
    "(500)",
    "12.5%",
    "3.4 crore",
    "Rs. 500/-",
    "1.5E-3",
];

const CONFIG: &str = "title = \"Report\"\nlocale = \"de-DE\"\n[money]\ncurrency = \"EUR\"\n[read]\ndate_order = \"month-first\"\n\
    decimal = \"comma\"\n[columns.tracking]\nrevenue = [\"Umsatz\", \"Total\"]\n[names.brand]\nMuscleBlaze = [\"MB\"]\n\
    [margins]\ndefault = 0.4\n[problems]\nbad-date = \"error\"\n[pages]\nperiods = [\"month\"]\n";

const FOLDER: &str = "source,campaign,influencer_id,product,date,orders,revenue\ninfluencer,Spring,1,Whey,22/07/2025,2,\"₹1,200.50\"\norganic,,,Bar,23/07/2025,1,40\n\
    ===\ninfluencer_id,name,category,gender,follower_count,platform\n1,Asha,Fitness,Female,5000,Instagram\n\
    ===\npost_id,influencer_id,platform,date,url,caption,reach,likes,comments\np1,1,Instagram,2025-07-21,https://example.org,\"New\nvideo\",1000,80,20\n\
    ===\ninfluencer_id,basis,rate,orders,total_payout\n1,per_post,100,,\n\
    ===\nproduct,brand,margin\nWhey,Aster,0.4\n";

fn main() -> std::io::Result<()> {
    let folder = std::env::args().nth(1).unwrap_or_else(|| "corpus".into());
    let folder = Path::new(&folder);
    let write = |target: &str, seeds: &[&[u8]]| {
        let folder = folder.join(target);
        fs::create_dir_all(&folder)?;
        seeds
            .iter()
            .enumerate()
            .try_for_each(|(place, seed)| fs::write(folder.join(format!("seed-{place}")), seed))
    };
    let tracking = FOLDER.split("===").next().unwrap_or_default().as_bytes();
    let header = tracking
        .split(|byte| *byte == b'\n')
        .next()
        .unwrap_or_default();
    write("dates", &DATES.map(str::as_bytes))?;
    write("numbers", &NUMBERS.map(str::as_bytes))?;
    write("config", &[CONFIG.as_bytes()])?;
    write(
        "header",
        &[
            header,
            b"sep=;\nDate;Orders;Revenue",
            b"Report\n\n\ndate|orders|revenue",
        ],
    )?;
    write("table", &[tracking])?;
    write("folder", &[FOLDER.as_bytes()])?;
    write("encoding", &[tracking])?;
    write("packed", &[tracking, GZIP, ZSTD])?;
    let part = |choice: u8, text: &str| [&[choice], text.as_bytes()].concat();
    let parts = [
        part(0, SHEET),
        part(1, STRINGS),
        part(2, WORKBOOK),
        part(3, CONTENT),
    ];
    write("workbook", &parts.each_ref().map(Vec::as_slice))?;
    write("parquet_file", &[&parquet_of_two_rows()])
}

/// `date,orders,revenue` and two rows, packed by each.
const GZIP: &[u8] = include_bytes!("../seeds/table.csv.gz");
const ZSTD: &[u8] = include_bytes!("../seeds/table.csv.zst");

fn parquet_of_two_rows() -> Vec<u8> {
    let schema =
        "message rows { OPTIONAL BYTE_ARRAY influencer_id (UTF8); REQUIRED INT32 date (DATE);
        REQUIRED INT32 orders; OPTIONAL DOUBLE revenue; }";
    let schema = Arc::new(parse_message_type(schema).expect("a schema"));
    let mut bytes = Vec::new();
    let properties = Arc::new(WriterProperties::default());
    let mut writer = SerializedFileWriter::new(&mut bytes, schema, properties).expect("begun");
    let mut group = writer.next_row_group().expect("begun");
    let mut place = 0;
    while let Some(mut column) = group.next_column().expect("begun") {
        let levels: Option<&[i16]> = Some(&[1, 0]);
        match place {
            0 => column
                .typed::<ByteArrayType>()
                .write_batch(&[ByteArray::from("1")], levels, None),
            3 => column
                .typed::<DoubleType>()
                .write_batch(&[1234.5], levels, None),
            _ => column
                .typed::<Int32Type>()
                .write_batch(&[20_291, 3], None, None),
        }
        .expect("written");
        column.close().expect("closed");
        place += 1;
    }
    group.close().expect("closed");
    writer.close().expect("closed");
    bytes
}
