//! A folder as it is met before anything is decided: which columns its files have, and what stands in them.

use std::path::Path;

use super::dates::DateEvidence;
use super::find::find_files;
use super::influencers::InfluencerReader;
use super::payouts::PayoutReader;
use super::posts::PostReader;
use super::products::ProductReader;
use super::reading::RowReader;
use super::schema::Table;
use super::sheet::Sheet;
use super::tracking::TrackingReader;
use crate::config::Config;
use crate::problem::Problems;

/// A file of a table.
#[derive(Clone, Debug)]
pub struct SurveyedFile {
    pub table: Table,
    /// Its name within the folder.
    pub name: String,
    pub columns: Vec<SurveyedColumn>,
}

/// A column of a file.
#[derive(Clone, Debug)]
pub struct SurveyedColumn {
    /// As written.
    pub header: String,
    /// The column of the table that it is read as; `None` where it is not used.
    pub read_as: Option<&'static str>,
    /// The first cells that are not blank, cut where they are long.
    pub cells: Vec<String>,
    /// What all its cells tell of the order of dates, where dates are what it holds.
    pub dates: Option<DateEvidence>,
}

impl SurveyedFile {
    /// So many rows give cells.
    pub const ROWS: usize = 1000;

    /// So many bytes of a cell tell what it is.
    const CELL: usize = 200;

    fn of(sheet: &Sheet) -> Self {
        let mut columns: Vec<SurveyedColumn> = sheet
            .headers()
            .iter()
            .enumerate()
            .map(|(place, header)| SurveyedColumn {
                header: header.clone(),
                read_as: sheet.read_as(place),
                cells: Vec::new(),
                dates: None,
            })
            .collect();
        sheet.first_rows(Self::ROWS, |row| {
            if row.is_header() {
                return;
            }
            for (column, cell) in columns.iter_mut().zip(row.record) {
                let cell = cell.trim();
                if !cell.is_empty() {
                    let end = cell.floor_char_boundary(Self::CELL);
                    column.cells.push(cell[..end].to_owned());
                }
            }
        });
        for column in &mut columns {
            let name = column
                .read_as
                .filter(|name| dates_of(sheet.table()).contains(name));
            column.dates = name.and_then(|name| sheet.date_evidence(sheet.column(name)).ok());
        }
        Self {
            table: sheet.table(),
            name: sheet.file().to_owned(),
            columns,
        }
    }

    /// The column that is read as one of the table's.
    #[must_use]
    pub fn column(&self, ours: &str) -> Option<&SurveyedColumn> {
        let mut columns = self.columns.iter();
        columns.find(|column| column.read_as == Some(ours))
    }
}

/// Looks at the files of a folder's tables. What cannot be opened is left out; [`read_tables`](super::read_tables)
/// says why.
#[must_use]
pub fn survey(folder: &Path, config: &Config) -> Vec<SurveyedFile> {
    let mut problems = Problems::default();
    find_files(folder)
        .files
        .iter()
        .filter_map(|file| Sheet::open(file, config, &mut problems))
        .map(|sheet| SurveyedFile::of(&sheet))
        .collect()
}

/// The columns of a table that hold dates.
fn dates_of(table: Table) -> &'static [&'static str] {
    match table {
        Table::Influencers => InfluencerReader::DATES,
        Table::Posts => PostReader::DATES,
        Table::Tracking => TrackingReader::DATES,
        Table::Payouts => PayoutReader::DATES,
        Table::Products => ProductReader::DATES,
    }
}
