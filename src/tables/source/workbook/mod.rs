//! Workbooks: which sheets they have, and a sheet as CSV.

mod container;
mod repeats;
mod styles;
mod text;

use std::fs::File;
use std::io::BufReader;

use calamine::{
    Data, DataRef, Ods, OdsError, Reader, SheetVisible, Xlsb, XlsbError, Xlsx, XlsxError,
};

use super::grid::Grid;
use super::quiet::unless_it_panics;
use super::{SourceError, Witness};
use crate::money::DecimalMark;
use container::Kind;

/// A sheet of a workbook.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Sheet {
    pub name: String,
    /// Whether whoever opens the workbook sees it.
    pub is_visible: bool,
    pub has_cells: bool,
}

/// The sheets of a workbook, in its order.
///
/// # Errors
/// When it cannot be read.
pub fn sheets(file: File, witness: &Witness) -> Result<Vec<Sheet>, SourceError> {
    guarded(|| {
        let mut workbook = Workbook::open(file, witness.length())?;
        let sheets = workbook.sheets();
        let mut listed = Vec::with_capacity(sheets.len());
        for (name, is_visible) in sheets {
            // What cannot be read may have cells; whoever needs the sheet will be told.
            let has_cells = workbook.has_cells(&name).unwrap_or(true);
            listed.push(Sheet {
                name,
                is_visible,
                has_cells,
            });
        }
        Ok(listed)
    })
}

/// A sheet as CSV, record n its row n.
///
/// # Errors
/// When the workbook cannot be read, has no such sheet, or the sheet is too large.
pub fn read(
    file: File,
    witness: &Witness,
    sheet: &str,
    mark: DecimalMark,
) -> Result<Vec<u8>, SourceError> {
    guarded(|| {
        let mut workbook = Workbook::open(file, witness.length())?;
        let mut grid = Grid::default();
        workbook.for_each_cell(sheet, |row, column, cell| {
            let text = text::text_of(cell);
            let text = match (cell, mark) {
                (DataRef::Float(_), DecimalMark::Comma) => text.replace('.', ",").into(),
                _ => text,
            };
            grid.put(row, column, &text)?;
            Ok(Next::Go)
        })?;
        grid.into_csv()
    })
}

/// calamine indexes into what it read of binary workbooks, and panics where they are damaged.
fn guarded<T>(read: impl FnOnce() -> Result<T, SourceError>) -> Result<T, SourceError> {
    unless_it_panics(read).unwrap_or_else(|| Err(SourceError::BadWorkbook("it is damaged".into())))
}

/// An open workbook of any kind.
enum Workbook {
    Excel(Box<Xlsx<BufReader<File>>>),
    ExcelBinary(Box<Xlsb<BufReader<File>>>),
    OpenDocument(Box<Ods<BufReader<File>>>),
}

/// Whether to go on to the next cell.
enum Next {
    Go,
    Stop,
}

impl Workbook {
    fn open(mut file: File, length: u64) -> Result<Self, SourceError> {
        let kind = container::examine(&mut file, length)?;
        let file = BufReader::new(file);
        Ok(match kind {
            Kind::Excel => Self::Excel(Box::new(Xlsx::new(file)?)),
            Kind::ExcelBinary => Self::ExcelBinary(Box::new(Xlsb::new(file)?)),
            Kind::OpenDocument => Self::OpenDocument(Box::new(Ods::new(file)?)),
        })
    }

    /// The sheets' names, and whether each is visible.
    fn sheets(&self) -> Vec<(String, bool)> {
        let sheets = match self {
            Self::Excel(workbook) => workbook.sheets_metadata(),
            Self::ExcelBinary(workbook) => workbook.sheets_metadata(),
            Self::OpenDocument(workbook) => workbook.sheets_metadata(),
        };
        sheets
            .iter()
            .map(|sheet| (sheet.name.clone(), sheet.visible == SheetVisible::Visible))
            .collect()
    }

    fn has_cells(&mut self, sheet: &str) -> Result<bool, SourceError> {
        let mut has_cells = false;
        self.for_each_cell(sheet, |_, _, cell| {
            has_cells = !text::text_of(cell).is_empty();
            Ok(if has_cells { Next::Stop } else { Next::Go })
        })?;
        Ok(has_cells)
    }

    /// Gives every cell of a sheet to `each`, with its row and column from 0. A sheet that is a chart or a
    /// macro has none.
    fn for_each_cell(
        &mut self,
        sheet: &str,
        mut each: impl FnMut(u32, u32, &DataRef<'_>) -> Result<Next, SourceError>,
    ) -> Result<(), SourceError> {
        match self {
            Self::Excel(workbook) => {
                let mut reader = match workbook.worksheet_cells_reader(sheet) {
                    Err(XlsxError::NotAWorksheet(_)) => return Ok(()),
                    reader => reader?,
                };
                while let Some(cell) = reader.next_cell()? {
                    let (row, column) = cell.get_position();
                    if let Next::Stop = each(row, column, cell.get_value())? {
                        break;
                    }
                }
            }
            Self::ExcelBinary(workbook) => {
                let mut reader = workbook.worksheet_cells_reader(sheet)?;
                while let Some(cell) = reader.next_cell()? {
                    let (row, column) = cell.get_position();
                    if let Next::Stop = each(row, column, cell.get_value())? {
                        break;
                    }
                }
            }
            Self::OpenDocument(workbook) => {
                let range = workbook.worksheet_range(sheet)?;
                let (first_row, first_column) = range.start().unwrap_or_default();
                for (row, column, cell) in range.used_cells() {
                    let (row, column) = (first_row + row as u32, first_column + column as u32);
                    if let Next::Stop = each(row, column, &borrowed(cell))? {
                        break;
                    }
                }
            }
        }
        Ok(())
    }
}

fn borrowed(cell: &Data) -> DataRef<'_> {
    match cell {
        Data::Empty => DataRef::Empty,
        Data::Int(number) => DataRef::Int(*number),
        Data::Float(number) => DataRef::Float(*number),
        Data::Bool(is_true) => DataRef::Bool(*is_true),
        Data::DateTime(moment) => DataRef::DateTime(*moment),
        Data::Error(error) => DataRef::Error(error.clone()),
        Data::String(text) | Data::DateTimeIso(text) | Data::DurationIso(text) => {
            DataRef::SharedString(text)
        }
    }
}

impl From<XlsxError> for SourceError {
    fn from(error: XlsxError) -> Self {
        match error {
            XlsxError::Password => Self::Password,
            XlsxError::WorksheetNotFound(name) => Self::NoSheet(name),
            error => Self::BadWorkbook(error.to_string()),
        }
    }
}

impl From<XlsbError> for SourceError {
    fn from(error: XlsbError) -> Self {
        match error {
            XlsbError::Password => Self::Password,
            XlsbError::WorksheetNotFound(name) => Self::NoSheet(name),
            error => Self::BadWorkbook(error.to_string()),
        }
    }
}

impl From<OdsError> for SourceError {
    fn from(error: OdsError) -> Self {
        match error {
            OdsError::Password => Self::Password,
            OdsError::InvalidMime(_) => Self::BadWorkbook("it is another kind of document".into()),
            OdsError::WorksheetNotFound(name) => Self::NoSheet(name),
            error => Self::BadWorkbook(error.to_string()),
        }
    }
}

#[cfg(test)]
mod tests;
