//! Workbooks around one part.

use std::io::{Cursor, Write};

use zip::ZipWriter;
use zip::write::SimpleFileOptions;

pub const SHEET: &str = r#"<worksheet><sheetData>
<row r="1"><c r="A1" t="s"><v>0</v></c><c r="B1" t="s"><v>1</v></c><c r="C1" t="s"><v>2</v></c><c r="D1" t="inlineStr"><is><t>revenue</t></is></c></row>
<row r="2"><c r="A2"><v>1</v></c><c r="B2" s="1"><v>45860</v></c><c r="C2"><v>2</v></c><c r="D2"><v>1234.5</v></c></row>
<row r="4"><c r="A4" t="str"><v>2</v></c><c r="B4" t="d"><v>2025-07-22</v></c><c r="C4" t="b"><v>1</v></c><c r="D4" t="e"><v>#REF!</v></c></row>
</sheetData></worksheet>"#;

pub const STRINGS: &str = r#"<sst count="3" uniqueCount="3"><si><t>influencer_id</t></si><si><r><t>da</t></r><r><t>te</t></r></si><si><t>orders</t></si></sst>"#;

pub const WORKBOOK: &str = r#"<workbook xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"><sheets><sheet name="Tracking" sheetId="1" r:id="rId1"/></sheets></workbook>"#;

pub const CONTENT: &str = r#"<?xml version="1.0"?><office:document-content><office:body><office:spreadsheet><table:table table:name="tracking">
<table:table-row><table:table-cell office:value-type="string"><text:p>influencer_id</text:p></table:table-cell><table:table-cell office:value-type="string"><text:p>date</text:p></table:table-cell><table:table-cell office:value-type="string"><text:p>orders</text:p></table:table-cell><table:table-cell office:value-type="string"><text:p>revenue</text:p></table:table-cell></table:table-row>
<table:table-row table:number-rows-repeated="3"><table:table-cell office:value-type="float" office:value="1"><text:p>1</text:p></table:table-cell><table:table-cell office:value-type="date" office:date-value="2025-07-22"/><table:table-cell table:number-columns-repeated="2" office:value-type="float" office:value="2"/></table:table-row>
</table:table></office:spreadsheet></office:body></office:document-content>"#;

const STYLES: &str = r#"<styleSheet><numFmts count="1"><numFmt numFmtId="164" formatCode="dd/mm/yyyy"/></numFmts><cellXfs count="2"><xf numFmtId="0"/><xf numFmtId="164"/></cellXfs></styleSheet>"#;

const RELATIONS: &str = r#"<Relationships><Relationship Id="rId1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/worksheet" Target="worksheets/sheet1.xml"/><Relationship Id="rId2" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/sharedStrings" Target="sharedStrings.xml"/><Relationship Id="rId3" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/styles" Target="styles.xml"/></Relationships>"#;

/// A workbook of Excel with this in place of one of its parts.
pub fn excel(name: &str, part: &[u8]) -> Vec<u8> {
    let parts = [
        ("xl/workbook.xml", WORKBOOK),
        ("xl/_rels/workbook.xml.rels", RELATIONS),
        ("xl/worksheets/sheet1.xml", SHEET),
        ("xl/sharedStrings.xml", STRINGS),
        ("xl/styles.xml", STYLES),
    ];
    let parts = parts.map(|(own, text)| match own == name {
        true => (own, part),
        false => (own, text.as_bytes()),
    });
    archive(&parts)
}

/// An OpenDocument workbook with this content.
pub fn open_document(content: &[u8]) -> Vec<u8> {
    archive(&[
        (
            "mimetype",
            b"application/vnd.oasis.opendocument.spreadsheet",
        ),
        ("META-INF/manifest.xml", b"<manifest:manifest/>"),
        ("content.xml", content),
    ])
}

fn archive(parts: &[(&str, &[u8])]) -> Vec<u8> {
    let mut archive = ZipWriter::new(Cursor::new(Vec::new()));
    let stored = SimpleFileOptions::default().compression_method(zip::CompressionMethod::Stored);
    for (name, bytes) in parts {
        archive.start_file(*name, stored).expect("begun");
        archive.write_all(bytes).expect("written");
    }
    archive.finish().expect("finished").into_inner()
}
