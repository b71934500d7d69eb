//! How large the sheets of an OpenDocument workbook are once repeated cells, rows and spaces are written
//! out, which calamine does in memory for every sheet of the file.

use std::io::BufRead;

use quick_xml::Reader;
use quick_xml::events::attributes::Attribute;
use quick_xml::events::{BytesStart, Event};

use super::container::xml_error;
use crate::tables::source::SourceError;

/// A full sheet has 1,048,576 rows; this is 16 columns of them. calamine needs some 60 bytes a cell, twice.
const MOST_CELLS: u64 = 16 << 20;

/// Bytes of text and markup in all cells.
const MOST_TEXT: u64 = 1 << 30;

/// No spreadsheet has more; calamine leaves out what is beyond.
const MOST_ROWS: u64 = 1 << 20;
const MOST_COLUMNS: u64 = 1 << 14;

/// Sizes with every repetition counted.
#[derive(Default)]
struct Size {
    /// Cells of the sheets that are done.
    cells: u64,
    text: u64,
    /// Rows of this sheet, and how many of them up to the last with anything in it.
    rows: u64,
    used_rows: u64,
    /// Cells of this sheet's widest row up to the last with anything in it.
    used_columns: u64,
    row: Row,
    cell: Option<Cell>,
}

#[derive(Default)]
struct Row {
    repeats: u64,
    columns: u64,
    used_columns: u64,
    text: u64,
}

struct Cell {
    repeats: u64,
    text: u64,
    is_blank: bool,
}

/// Reads the XML of the sheets and looks for more than fits in memory.
///
/// # Errors
/// When there is more, or it is no XML.
pub fn check(xml: impl BufRead) -> Result<(), SourceError> {
    let mut reader = Reader::from_reader(xml);
    reader.config_mut().expand_empty_elements = true;
    let mut buffer = Vec::new();
    let mut size = Size::default();
    let mut depth = 0_u64;
    loop {
        buffer.clear();
        let event = reader.read_event_into(&mut buffer).map_err(xml_error)?;
        if let Some(cell) = &mut size.cell {
            cell.text = cell.text.saturating_add(event.len() as u64);
        }
        match event {
            Event::Start(element) => {
                depth += 1;
                size.begin(&element)?;
            }
            Event::Text(_) | Event::CData(_) | Event::GeneralRef(_) => {
                if let Some(cell) = &mut size.cell {
                    cell.is_blank = false;
                }
            }
            Event::End(element) => {
                depth -= 1;
                size.end(element.name().as_ref())?;
            }
            // calamine would look for the end of the sheet for ever.
            Event::Eof if depth > 0 => {
                return Err(SourceError::BadWorkbook(
                    "its sheets end in the middle".into(),
                ));
            }
            Event::Eof => return Ok(()),
            _ => {}
        }
    }
}

impl Size {
    fn begin(&mut self, element: &BytesStart<'_>) -> Result<(), SourceError> {
        match element.name().as_ref() {
            "table:table-row" => {
                let repeats = number(element, "table:number-rows-repeated")?.min(MOST_ROWS);
                self.row = Row {
                    repeats,
                    ..Row::default()
                };
            }
            "table:table-cell" | "table:covered-table-cell" => {
                let is_told = |attribute: Attribute<'_>| {
                    let key = attribute.key.as_ref();
                    key.starts_with("office:") || key == "table:formula"
                };
                let mut attributes = element.attributes();
                self.cell = Some(Cell {
                    repeats: number(element, "table:number-columns-repeated")?.min(MOST_COLUMNS),
                    text: element.len() as u64,
                    is_blank: !attributes.with_checks(false).flatten().any(is_told),
                });
            }
            "text:s" => {
                let spaces = number(element, "text:c")?;
                if let Some(cell) = &mut self.cell {
                    cell.text = cell.text.saturating_add(spaces);
                }
            }
            _ => {}
        }
        Ok(())
    }

    fn end(&mut self, element: &str) -> Result<(), SourceError> {
        match element {
            "table:table-cell" | "table:covered-table-cell" => self.end_cell(),
            "table:table-row" => self.end_row(),
            "table:table" => {
                self.cells = self.all_cells();
                (self.rows, self.used_rows, self.used_columns) = (0, 0, 0);
            }
            _ => {}
        }
        if self.all_cells() > MOST_CELLS || self.text > MOST_TEXT {
            return Err(SourceError::RepeatsTooMuch);
        }
        Ok(())
    }

    fn end_cell(&mut self) {
        let Some(cell) = self.cell.take() else {
            return;
        };
        let row = &mut self.row;
        row.columns = (row.columns + cell.repeats).min(MOST_COLUMNS);
        if !cell.is_blank {
            row.used_columns = row.columns;
            row.text = row
                .text
                .saturating_add(cell.text.saturating_mul(cell.repeats));
        }
    }

    fn end_row(&mut self) {
        let row = std::mem::take(&mut self.row);
        self.rows = (self.rows + row.repeats).min(MOST_ROWS);
        if row.used_columns > 0 {
            self.used_rows = self.rows;
            self.used_columns = self.used_columns.max(row.used_columns);
            self.text = self
                .text
                .saturating_add(row.text.saturating_mul(row.repeats));
        }
    }

    /// Cells of the sheets that are done and of this one so far.
    fn all_cells(&self) -> u64 {
        self.cells + self.used_rows * self.used_columns
    }
}

/// A number among an element's attributes, 1 where it has none: all of these say how often something is
/// repeated.
fn number(element: &BytesStart<'_>, name: &str) -> Result<u64, SourceError> {
    let mut largest = None;
    for attribute in element.attributes().with_checks(false).flatten() {
        if attribute.key.as_ref() == name {
            let number: u64 = attribute.value.parse().map_err(|_| {
                SourceError::BadWorkbook(format!("`{}` is no count", attribute.value))
            })?;
            largest = largest.max(Some(number));
        }
    }
    Ok(largest.unwrap_or(1))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn sheet(rows: &str) -> String {
        format!("<table:table table:name='t'>{rows}</table:table>")
    }

    fn row(repeats: u64, cells: &str) -> String {
        format!("<table:table-row table:number-rows-repeated='{repeats}'>{cells}</table:table-row>")
    }

    fn cell(repeats: u64, text: &str) -> String {
        format!(
            "<table:table-cell table:number-columns-repeated='{repeats}' office:value-type='string'>\
             <text:p>{text}</text:p></table:table-cell>"
        )
    }

    fn blank(repeats: u64) -> String {
        format!("<table:table-cell table:number-columns-repeated='{repeats}'/>")
    }

    #[track_caller]
    fn fits(xml: &str) {
        check(xml.as_bytes()).expect("fits");
    }

    #[track_caller]
    fn is_too_much(xml: &str) {
        let error = check(xml.as_bytes()).expect_err("is too much");
        assert!(matches!(error, SourceError::RepeatsTooMuch), "{error}");
    }

    #[test]
    fn blank_rows_and_cells_to_the_end_of_the_sheet_are_nothing() {
        let padding = row(1_048_000, &blank(16_384));
        let table = row(500, &(cell(10, "x") + &blank(16_374)));
        fits(&sheet(&(table + &padding)));
        fits(&sheet(&row(u64::MAX, &blank(u64::MAX))));
    }

    #[test]
    fn repeated_cells_and_rows_are_counted_and_so_are_blank_ones_between() {
        is_too_much(&sheet(&row(1_000_000, &cell(17, "x"))));
        is_too_much(&sheet(&row(1_000_000, &(blank(16) + &cell(1, "x")))));
        let stray = row(1, &cell(1, "x")) + &row(1_048_574, "") + &row(1, &cell(17, "x"));
        is_too_much(&sheet(&stray));
        is_too_much(&sheet(&row(u64::MAX, &cell(u64::MAX, "x"))));
    }

    #[test]
    fn sheets_are_added_up() {
        let half = sheet(&row(1_000_000, &cell(9, "x")));
        fits(&half);
        is_too_much(&(half.clone() + &half));
    }

    #[test]
    fn repeated_text_is_counted() {
        fits(&sheet(&row(1, &cell(1, "<text:s text:c='1000'/>"))));
        is_too_much(&sheet(&row(1, &cell(1, "<text:s text:c='2000000000'/>"))));
        is_too_much(&sheet(&row(10_000, &cell(10, &"x".repeat(20_000)))));
    }

    #[test]
    fn a_sheet_that_does_not_end_is_an_error() {
        for xml in [
            "<table:table>",
            "<table:table><table:table-row></table:table>",
        ] {
            let error = check(xml.as_bytes()).expect_err("is refused");
            assert!(matches!(error, SourceError::BadWorkbook(_)));
        }
    }

    #[test]
    fn a_count_in_disguise_is_an_error() {
        let xml = "<table:table-row table:number-rows-repeated='&#57;99999999'/>";
        let error = check(xml.as_bytes()).expect_err("is refused");
        assert!(matches!(error, SourceError::BadWorkbook(_)));
    }
}
