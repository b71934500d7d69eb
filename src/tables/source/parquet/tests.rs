use parquet::basic::{Compression, Encoding, GzipLevel, ZstdLevel};
use parquet::column::writer::ColumnWriter;
use parquet::data_type::ByteArray;
use parquet::file::properties::{
    EnabledStatistics, WriterProperties, WriterPropertiesBuilder, WriterVersion,
};
use parquet::file::writer::SerializedFileWriter;
use parquet::schema::parser::parse_message_type;

use super::*;
use crate::tables::source::fixtures::{damaged, opened, parquet, parquet_of, published, rows};

const CSV: &str = "id,name,day,moment,amount\n\
                   1,\"Zoë & <Co>, Pune\",2025-07-22,2025-07-22T08:55:31,1234.5\n\
                   2,\"two\nlines\",,,-0.25\n";

fn csv_of(file: &[u8]) -> Result<String, SourceError> {
    let (file, witness) = opened(file);
    read(file, &witness, DecimalMark::Point).map(|csv| String::from_utf8(csv).expect("UTF-8"))
}

fn written(group: usize, properties: WriterPropertiesBuilder) -> Vec<u8> {
    parquet_of(&rows(CSV.as_bytes()), group, properties.build())
}

#[test]
fn a_file_is_the_csv_it_was_made_from_however_it_is_written() {
    for compression in [
        Compression::UNCOMPRESSED,
        Compression::SNAPPY,
        Compression::GZIP(GzipLevel::default()),
        Compression::ZSTD(ZstdLevel::default()),
    ] {
        for version in [WriterVersion::PARQUET_1_0, WriterVersion::PARQUET_2_0] {
            for has_dictionary in [true, false] {
                for group in [1, 1000] {
                    let properties = WriterProperties::builder()
                        .set_compression(compression)
                        .set_writer_version(version)
                        .set_dictionary_enabled(has_dictionary)
                        .set_encoding(Encoding::PLAIN);
                    let file = written(group, properties);
                    assert_eq!(csv_of(&file).expect("reads"), CSV);
                }
            }
        }
    }
}

#[test]
fn a_published_folder_gives_the_same_records_from_parquet() {
    for (name, table) in published() {
        let read = csv_of(&parquet(&table)).expect("reads");
        assert!(rows(read.as_bytes()) == table, "{name}");
    }
}

#[test]
fn columns_that_are_no_cells_are_left_out() {
    let schema = "message rows {
        REQUIRED BYTE_ARRAY name (UTF8);
        OPTIONAL GROUP tags (LIST) { REPEATED GROUP list { OPTIONAL BYTE_ARRAY element (UTF8); } }
        OPTIONAL GROUP place { OPTIONAL DOUBLE east; }
        REQUIRED BOOLEAN paid;
        REPEATED INT32 hours;
    }";
    let schema = Arc::new(parse_message_type(schema).expect("a schema"));
    let mut file = Vec::new();
    let mut writer = SerializedFileWriter::new(&mut file, schema, Arc::default()).expect("begun");
    let mut group = writer.next_row_group().expect("begun");
    while let Some(mut column) = group.next_column().expect("begun") {
        match column.untyped() {
            ColumnWriter::ByteArrayColumnWriter(writer) => {
                let levels: [&[i16]; 2] = [&[3, 3, 3], &[0, 1, 0]];
                let is_name = writer.get_descriptor().name() == "name";
                let levels = (!is_name).then_some(levels);
                let values = ["a", "b", "c"].map(ByteArray::from);
                let values = if is_name { &values[..2] } else { &values[..] };
                let [defined, repeated] = [0, 1].map(|which| levels.map(|levels| levels[which]));
                writer
                    .write_batch(values, defined, repeated)
                    .expect("written");
            }
            ColumnWriter::DoubleColumnWriter(writer) => {
                writer
                    .write_batch(&[1.5], Some(&[2, 0]), None)
                    .expect("written");
            }
            ColumnWriter::BoolColumnWriter(writer) => {
                writer
                    .write_batch(&[true, false], None, None)
                    .expect("written");
            }
            ColumnWriter::Int32ColumnWriter(writer) => {
                writer
                    .write_batch(&[1, 2], Some(&[1, 1]), Some(&[0, 0]))
                    .expect("written");
            }
            _ => panic!("no such column"),
        }
        column.close().expect("written");
    }
    group.close().expect("written");
    writer.close().expect("written");
    assert_eq!(
        csv_of(&file).expect("reads"),
        "name,paid\na,true\nb,false\n"
    );
}

#[test]
fn what_is_not_read_is_named() {
    let message = |file: &[u8]| csv_of(file).expect_err("is refused").to_string();
    let delta = WriterProperties::builder()
        .set_dictionary_enabled(false)
        .set_column_encoding("name".into(), Encoding::DELTA_BYTE_ARRAY);
    assert_eq!(
        message(&written(10, delta)),
        "has text in the encoding DELTA_BYTE_ARRAY, which is not read; \
         write it with a dictionary or plain"
    );
    assert_eq!(
        message(b"id,name\n1,Zoe\n"),
        "cannot be read as Parquet (it is none, or cut short); write it again, or as CSV"
    );
    let whole = written(10, WriterProperties::builder());
    let with_codec = |codec: u8| {
        // The codec of a column is the fourth field of its metadata, behind the path of one name.
        let mut file = whole.clone();
        let path = b"\x19\x18\x02id\x15";
        let place = memchr::memmem::rfind(&file, path).expect("has metadata") + path.len();
        assert_eq!(file[place], 0, "is not compressed");
        file[place] = codec << 1;
        file
    };
    assert_eq!(
        message(&with_codec(4)),
        "is compressed with BROTLI, which is not read; write it with snappy, gzip or zstd"
    );
    assert_eq!(
        message(&whole[..whole.len() - 1]),
        "cannot be read as Parquet (it is none, or cut short); write it again, or as CSV"
    );
}

#[test]
fn a_page_that_unpacks_to_too_much_stops() {
    let table = [vec!["name".to_owned()], vec!["x".repeat(257 << 20)]];
    for compression in [
        Compression::GZIP(GzipLevel::default()),
        Compression::ZSTD(ZstdLevel::default()),
    ] {
        let properties = WriterProperties::builder()
            .set_compression(compression)
            .set_dictionary_enabled(false)
            .set_statistics_enabled(EnabledStatistics::None)
            .build();
        let file = parquet_of(&table, 10, properties);
        assert!(file.len() < 1 << 20);
        assert_eq!(
            csv_of(&file).expect_err("is a bomb").to_string(),
            "cannot be read as Parquet (a page is larger than any program makes); \
             write it again, or as CSV"
        );
    }
}

#[test]
fn a_text_kept_once_and_shown_a_million_times_stops() {
    let mut table = vec![vec!["name".to_owned()]];
    table.resize(300_001, vec!["x".repeat(1000)]);
    let file = parquet(&table);
    assert!(file.len() < 1 << 20);
    let error = csv_of(&file).expect_err("is a bomb");
    assert!(
        matches!(error, SourceError::UnpacksTooLarge { .. }),
        "{error}"
    );
}

#[test]
fn a_damaged_file_is_an_error_or_a_table_and_never_a_panic() {
    let mut table = rows(CSV.as_bytes());
    table.extend_from_within(1..);
    for compression in [Compression::UNCOMPRESSED, Compression::SNAPPY] {
        let properties = WriterProperties::builder().set_compression(compression);
        let file = parquet_of(&table, 3, properties.build());
        for copy in damaged(&file, 3000) {
            let (file, witness) = opened(&copy);
            // Any answer will do.
            drop(read(file, &witness, DecimalMark::Point));
        }
    }
}

#[test]
fn numbers_are_written_with_the_mark_of_the_folder_and_text_is_left_alone() {
    let (file, witness) = opened(&parquet(&rows(b"id,amount,name\n42,12.344,v1.5\n")));
    let csv = read(file, &witness, DecimalMark::Comma).expect("reads");
    let expected = "id,amount,name\n42,\"12,344\",v1.5\n";
    assert_eq!(String::from_utf8(csv).expect("UTF-8"), expected);
}
