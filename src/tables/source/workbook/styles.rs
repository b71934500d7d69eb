//! Whether the styles of an Excel workbook fit in memory: calamine copies fonts, fills and number formats
//! into every cell style that uses them, though none of it is shown here.

use std::io::BufRead;

use quick_xml::Reader;
use quick_xml::events::Event;

use super::container::xml_error;
use crate::tables::source::SourceError;

/// Excel stops at 65,490 cell styles, and has a few fonts and borders for each.
const MOST_ELEMENTS: u64 = 1 << 20;

/// What all cell styles take if each had the longest font name or number format.
const MOST_TEXT: u64 = 256 << 20;

/// Reads the XML of the styles and looks for more than fits in memory.
///
/// # Errors
/// When there is more, or it is no XML.
pub fn check(xml: impl BufRead) -> Result<(), SourceError> {
    let mut reader = Reader::from_reader(xml);
    reader.config_mut().expand_empty_elements = true;
    let mut buffer = Vec::new();
    let (mut elements, mut cell_styles, mut longest) = (0_u64, 0_u64, 0_u64);
    loop {
        buffer.clear();
        match reader.read_event_into(&mut buffer).map_err(xml_error)? {
            Event::Start(element) => {
                elements += 1;
                cell_styles += u64::from(element.local_name().as_ref() == "xf");
                longest = longest.max(element.len() as u64);
            }
            Event::Eof => return Ok(()),
            _ => {}
        }
        if elements > MOST_ELEMENTS || cell_styles.saturating_mul(longest) > MOST_TEXT {
            return Err(SourceError::BadWorkbook(
                "it has more styles than cells could show".into(),
            ));
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn styles_of_a_full_workbook_fit() {
        let formats = "<numFmt formatCode='[$₹-4009]#,##0.00'/>".repeat(200);
        let styles = "<xf numFmtId='164'/>".repeat(65_490);
        let xml = format!("<styleSheet>{formats}<cellXfs>{styles}</cellXfs></styleSheet>");
        check(xml.as_bytes()).expect("fits");
    }

    #[test]
    fn styles_that_multiply_a_long_text_do_not() {
        let format = format!("<numFmt formatCode='{}'/>", "0".repeat(1 << 20));
        let styles = "<xf numFmtId='164'/>".repeat(300);
        let xml = format!("<styleSheet>{format}<cellXfs>{styles}</cellXfs></styleSheet>");
        assert!(check(xml.as_bytes()).is_err());
        let fonts = "<font/>".repeat(1_100_000);
        assert!(check(format!("<styleSheet>{fonts}</styleSheet>").as_bytes()).is_err());
    }
}
