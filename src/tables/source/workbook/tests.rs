use std::time::{Duration, Instant};

use super::*;
use crate::tables::source::fixtures::{
    damaged, member, ods, ods_of, opened, published, rows, with_member, with_text, xlsb, xlsx,
    zip_of,
};

const CSV: &str = "id,name,day,moment,amount\n\
                   1,Zoë & <Co>,2025-07-22,2025-07-22T08:55:31,1234.5\n\
                   2,\"two\nlines\",,,-0.25\n";

const SHEET: &str = "xl/worksheets/sheet1.xml";

fn csv_of(workbook: &[u8], sheet: &str) -> Result<String, SourceError> {
    let (file, witness) = opened(workbook);
    read(file, &witness, sheet, DecimalMark::Point)
        .map(|csv| String::from_utf8(csv).expect("UTF-8"))
}

#[track_caller]
fn message(workbook: &[u8]) -> String {
    csv_of(workbook, "Sheet1")
        .expect_err("is refused")
        .to_string()
}

fn small() -> Vec<u8> {
    xlsx(&[("Sheet1", &rows(CSV.as_bytes()))])
}

#[test]
fn a_sheet_is_the_csv_it_was_made_from() {
    let table = rows(CSV.as_bytes());
    let other = rows(b"x,y\n");
    for workbook in [
        xlsx(&[("Other", &other), ("Tracking", &table)]),
        ods(&[("Other", &other), ("Tracking", &table)]),
    ] {
        assert_eq!(csv_of(&workbook, "Tracking").expect("reads"), CSV);
        assert_eq!(csv_of(&workbook, "Other").expect("reads"), "x,y\n");
        let error = csv_of(&workbook, "Gone").expect_err("is no sheet");
        assert!(matches!(error, SourceError::NoSheet(_)), "{error}");
    }
}

#[test]
fn numbers_are_written_with_the_mark_of_the_folder_and_text_is_left_alone() {
    let table = rows(b"id,day,amount,name\n42,2025-07-22,12.344,v1.5\n");
    for workbook in [
        xlsx(&[("Sheet1", &table)]),
        ods(&[("Sheet1", &table)]),
        xlsb(&table),
    ] {
        let (file, witness) = opened(&workbook);
        let csv = read(file, &witness, "Sheet1", DecimalMark::Comma).expect("reads");
        let expected = "id,day,amount,name\n42,2025-07-22,\"12,344\",v1.5\n";
        assert_eq!(String::from_utf8(csv).expect("UTF-8"), expected);
    }
}

#[test]
fn a_binary_sheet_is_the_csv_it_was_made_from() {
    let workbook = xlsb(&rows(CSV.as_bytes()));
    assert_eq!(csv_of(&workbook, "Sheet1").expect("reads"), CSV);
}

#[test]
fn a_published_folder_gives_the_same_records_from_workbooks() {
    for (name, table) in published() {
        for workbook in [xlsx(&[("Sheet1", &table)]), ods(&[("Sheet1", &table)])] {
            let read = csv_of(&workbook, "Sheet1").expect("reads");
            assert!(rows(read.as_bytes()) == table, "{name}");
        }
    }
}

#[test]
fn rows_keep_their_numbers_where_a_sheet_begins_below_its_first_row() {
    let blank = || vec![String::new(); 3];
    let table = [
        blank(),
        blank(),
        vec![String::new(), "id".into(), "name".into()],
        blank(),
        vec![String::new(), "1".into(), String::new()],
        blank(),
    ];
    for workbook in [xlsx(&[("Sheet1", &table)]), ods(&[("Sheet1", &table)])] {
        let csv = csv_of(&workbook, "Sheet1").expect("reads");
        assert_eq!(csv, ",,\n,,\n,id,name\n,,\n,1,\n");
    }
}

#[test]
fn formulas_are_what_they_came_to_and_errors_their_name() {
    let workbook = with_text(&small(), SHEET, |xml| {
        let end = xml.find("</sheetData>").expect("has rows");
        let (rows, rest) = xml.split_at(end);
        format!(
            "{rows}<row r=\"4\"><c r=\"A4\"><f>1+1</f><v>2</v></c>\
             <c r=\"B4\" t=\"str\"><f>\"a\"&amp;\"b\"</f><v>ab</v></c>\
             <c r=\"C4\" t=\"e\"><f>NA()</f><v>#N/A</v></c>\
             <c r=\"D4\" t=\"b\"><v>1</v></c>\
             <c r=\"E4\" t=\"inlineStr\"><is><t>plain</t></is></c></row>{rest}"
        )
    });
    let csv = csv_of(&workbook, "Sheet1").expect("reads");
    assert_eq!(csv, format!("{CSV}2,ab,#N/A,true,plain\n"));
}

#[test]
fn sheets_are_listed_with_what_can_be_seen_on_them() {
    let empty: [Vec<String>; 0] = [];
    let table = rows(CSV.as_bytes());
    let workbook = xlsx(&[("Data", &table), ("Notes", &empty), ("Lists", &table)]);
    let workbook = with_text(&workbook, "xl/workbook.xml", |xml| {
        xml.replace("name=\"Lists\"", "state=\"hidden\" name=\"Lists\"")
    });
    let (file, witness) = opened(&workbook);
    let listed = sheets(file, &witness).expect("reads");
    let listed: Vec<_> = listed
        .iter()
        .map(|sheet| (sheet.name.as_str(), sheet.is_visible, sheet.has_cells))
        .collect();
    assert_eq!(
        listed,
        [
            ("Data", true, true),
            ("Notes", true, false),
            ("Lists", false, true)
        ]
    );
}

#[test]
fn a_cell_in_the_last_corner_is_an_error_and_a_promise_of_one_is_nothing() {
    let corner = with_text(&small(), SHEET, |xml| {
        xml.replace(
            "</sheetData>",
            "<row r=\"1048576\"><c r=\"XFD1048576\"><v>1</v></c></row></sheetData>",
        )
    });
    let before = Instant::now();
    assert_eq!(
        message(&corner),
        "has cells out to XFD1048576, more than a table of 32 million cells; \
         delete what lies outside the table"
    );
    assert!(before.elapsed() < Duration::from_secs(1));

    let promise = with_text(&small(), SHEET, |xml| {
        let xml = xml.replace("A1:E3", "A1:XFD1048576");
        assert!(xml.contains("XFD1048576"));
        xml
    });
    assert_eq!(csv_of(&promise, "Sheet1").expect("reads"), CSV);
}

#[test]
fn more_shared_texts_than_there_are_are_not_reserved() {
    let workbook = with_text(&small(), "xl/sharedStrings.xml", |xml| {
        let count = xml.find("uniqueCount=\"").expect("has a count") + 13;
        format!("{}99999999999{}", &xml[..count], &xml[count..])
    });
    assert!(
        message(&workbook).starts_with("cannot be read as a workbook (it promises 99999999999")
    );
}

#[test]
fn repeated_cells_of_a_small_file_are_not_written_out() {
    let table = "<table:table table:name=\"Sheet1\">\
                 <table:table-row table:number-rows-repeated=\"1000000000\">\
                 <table:table-cell table:number-columns-repeated=\"1000000000\" \
                 office:value-type=\"float\" office:value=\"1\"/></table:table-row></table:table>";
    let before = Instant::now();
    assert_eq!(
        message(&ods_of(table)),
        "repeats cells or rows to more than a table of 16 million cells; \
         delete what lies outside the table"
    );
    assert!(before.elapsed() < Duration::from_secs(1));

    let padded = table.replace(" office:value-type=\"float\" office:value=\"1\"", "");
    assert_eq!(csv_of(&ods_of(&padded), "Sheet1").expect("reads"), "");
}

#[test]
fn a_bomb_stops_at_the_limit_whatever_size_it_declares() {
    let spaces = " ".repeat(257 << 20);
    let bomb = with_text(&small(), SHEET, |xml| format!("{xml}{spaces}"));
    assert_eq!(
        message(&bomb),
        "unpacks to more than 256 MiB, and to over 200 times its size, as no export does; \
         if it is what it seems to be, split it, or give the CSV"
    );

    let mut lying = bomb;
    let entries: Vec<usize> = memchr::memmem::find_iter(&lying, b"PK\x01\x02").collect();
    for entry in entries {
        lying[entry + 24..entry + 28].copy_from_slice(&1000_u32.to_le_bytes());
    }
    assert_eq!(
        message(&lying),
        "cannot be read as a workbook (File is larger than its declared uncompressed size); \
         open it and save it as .xlsx, or export the sheet as CSV"
    );
}

#[test]
fn entities_that_a_file_declares_are_not_expanded() {
    let workbook = with_text(&small(), "xl/sharedStrings.xml", |xml| {
        let declared =
            "<!DOCTYPE sst [<!ENTITY a \"aaaaaaaaaa\"><!ENTITY b \"&a;&a;&a;&a;\">]><sst ";
        xml.replace("<sst ", declared)
            .replace("<t>id</t>", "<t>&b;</t>")
    });
    assert!(message(&workbook).contains("`&b;`"));
}

#[test]
fn what_is_no_workbook_is_told_apart_from_what_is_locked() {
    assert_eq!(
        message(b"id,name\n1,Zoe\n"),
        "cannot be read as a workbook (it is none); \
         open it and save it as .xlsx, or export the sheet as CSV"
    );
    assert_eq!(
        message(b"\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1 and so on"),
        "is protected by a password, or an old workbook (.xls); \
         save it as .xlsx without a password"
    );
    assert_eq!(
        message(&zip_of(&[("readme.txt", b"hello")])),
        "cannot be read as a workbook (File not found '_rels/.rels'); \
         open it and save it as .xlsx, or export the sheet as CSV"
    );
    let encrypted = with_text(&ods(&[]), "META-INF/manifest.xml", |_| {
        "<manifest:manifest><manifest:file-entry><manifest:encryption-data/></manifest:file-entry>\
         </manifest:manifest>"
            .into()
    });
    assert_eq!(
        message(&encrypted),
        "is protected by a password; save it without one"
    );
}

#[test]
fn a_damaged_workbook_is_an_error_or_a_table_and_never_a_panic() {
    let table = rows(CSV.as_bytes());
    let sheets: &[(&str, &[_])] = &[("Sheet1", &table)];
    for workbook in [xlsx(sheets), ods(sheets), xlsb(&table)] {
        for copy in damaged(&workbook, 1000) {
            let (file, witness) = opened(&copy);
            if let Ok(csv) = read(file, &witness, "Sheet1", DecimalMark::Point) {
                assert!(String::from_utf8(csv).is_ok());
            }
        }
    }
}

/// Damage to what is packed rather than to the archive around it, whose checksums catch nearly all of that.
#[test]
fn a_workbook_with_damaged_parts_is_an_error_or_a_table_and_never_a_panic() {
    let table = rows(CSV.as_bytes());
    let sheets: &[(&str, &[_])] = &[("Sheet1", &table)];
    let parts = |text: &str| text.split(' ').map(String::from).collect::<Vec<_>>();
    let cases = [
        (
            xlsx(sheets),
            parts("xl/workbook.xml xl/sharedStrings.xml xl/styles.xml xl/worksheets/sheet1.xml"),
        ),
        (ods(sheets), parts("content.xml")),
        (
            xlsb(&table),
            parts("xl/workbook.bin xl/worksheets/sheet1.bin"),
        ),
    ];
    for (workbook, parts) in cases {
        for part in parts {
            for copy in damaged(&member(&workbook, &part), 300) {
                let workbook = with_member(&workbook, &part, |_| copy.clone());
                let (file, witness) = opened(&workbook);
                if let Ok(csv) = read(file, &witness, "Sheet1", DecimalMark::Point) {
                    assert!(String::from_utf8(csv).is_ok());
                }
            }
        }
    }
}
