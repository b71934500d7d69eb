//! Parquet files as CSV: record 1 has the names of the columns, record n + 1 is row n.
//!
//! Columns of lists, maps and structs have no place in a table and are left out.

mod footer;
mod pages;
mod text;

use std::fs::File;
use std::sync::{Arc, Mutex};

use parquet::basic::Compression;
use parquet::column::reader::{ColumnReader, ColumnReaderImpl, get_column_reader};
use parquet::data_type::DataType;
use parquet::errors::ParquetError;
use parquet::file::metadata::{ParquetMetaDataReader, RowGroupMetaData};
use parquet::schema::types::ColumnDescPtr;

use super::limit::Limit;
use super::quiet::unless_it_panics;
use super::{SourceError, Witness};
use crate::money::DecimalMark;
use pages::{Checked, Pages};

/// The file as CSV.
///
/// # Errors
/// When it is damaged, too large, or written in a way that is not read.
pub fn read(mut file: File, witness: &Witness, mark: DecimalMark) -> Result<Vec<u8>, SourceError> {
    footer::check(&mut file, witness.length())?;
    // The library indexes into what it read, and panics where that is damaged.
    unless_it_panics(|| to_csv(file, witness.length(), mark))
        .unwrap_or_else(|| Err(SourceError::BadParquet("it is damaged".into())))
}

fn to_csv(file: File, length: u64, mark: DecimalMark) -> Result<Vec<u8>, SourceError> {
    let metadata = ParquetMetaDataReader::new().parse_and_finish(&file)?;
    let schema = metadata.file_metadata().schema_descr();
    let columns: Vec<(usize, ColumnDescPtr)> = (0..schema.num_columns())
        .map(|place| (place, schema.column(place)))
        .filter(|(_, column)| column.path().parts().len() == 1 && column.max_rep_level() == 0)
        .collect();
    if columns.is_empty() {
        return Ok(Vec::new());
    }
    let file = Arc::new(Checked::new(file, length));
    let unpacked = Arc::new(Mutex::new(Limit::of(length)));
    let mut text = Limit::of(length);

    let mut csv = csv::Writer::from_writer(Vec::new());
    let names = columns.iter().map(|(_, column)| column.name());
    csv.write_record(names).map_err(std::io::Error::from)?;
    for group in metadata.row_groups() {
        let rows = usize::try_from(group.num_rows())
            .map_err(|_| SourceError::BadParquet("it counts its rows wrongly".into()))?;
        let mut cells = Vec::with_capacity(columns.len());
        for (place, column) in &columns {
            let pages = pages_of(group, *place, &file, &unpacked)?;
            cells.push(ColumnText::read(column, pages, rows, mark, &mut text)?);
        }
        for row in 0..rows {
            csv.write_record(cells.iter().map(|column| column.cell(row)))
                .map_err(std::io::Error::from)?;
        }
    }
    csv.into_inner()
        .map_err(|error| SourceError::Io(error.into_error()))
}

/// The pages of one column in one group of rows.
fn pages_of(
    group: &RowGroupMetaData,
    place: usize,
    file: &Arc<Checked>,
    unpacked: &Arc<Mutex<Limit>>,
) -> Result<Pages, SourceError> {
    let chunk = group
        .columns()
        .get(place)
        .ok_or_else(|| SourceError::BadParquet("a column is missing".into()))?;
    match chunk.compression() {
        Compression::UNCOMPRESSED
        | Compression::SNAPPY
        | Compression::GZIP(_)
        | Compression::ZSTD(_) => {}
        other => {
            let name = other.to_string();
            let name = name.split('(').next().unwrap_or_default();
            return Err(SourceError::ParquetCompression(name.into()));
        }
    }
    Ok(Pages::new(Arc::clone(file), chunk, Arc::clone(unpacked))?)
}

/// The cells of a column in one group of rows.
struct ColumnText {
    text: Vec<u8>,
    /// Where each cell ends.
    ends: Vec<usize>,
}

impl ColumnText {
    /// How many cells are decoded at a time.
    const BATCH: usize = 8192;

    fn read(
        column: &ColumnDescPtr,
        pages: Pages,
        rows: usize,
        mark: DecimalMark,
        limit: &mut Limit,
    ) -> Result<Self, SourceError> {
        let levels = column.max_def_level();
        let reading = text::Reading::of(column);
        let mut cells = Self {
            text: Vec::new(),
            ends: Vec::new(),
        };
        let mut fill = Filling {
            cells: &mut cells,
            levels,
            rows,
            mark: match reading.has_decimals(column.physical_type()) {
                true => mark,
                false => DecimalMark::Point,
            },
            limit,
        };
        match get_column_reader(Arc::clone(column), Box::new(pages)) {
            ColumnReader::BoolColumnReader(reader) => {
                fill.take(reader, |value, text| reading.truth(*value, text))?;
            }
            ColumnReader::Int32ColumnReader(reader) => {
                fill.take(reader, |value, text| reading.whole_32(*value, text))?;
            }
            ColumnReader::Int64ColumnReader(reader) => {
                fill.take(reader, |value, text| reading.whole(*value, text))?;
            }
            ColumnReader::Int96ColumnReader(reader) => {
                fill.take(reader, |value, text| reading.old_moment(value, text))?;
            }
            ColumnReader::FloatColumnReader(reader) => {
                fill.take(reader, |value, text| reading.single(*value, text))?;
            }
            ColumnReader::DoubleColumnReader(reader) => {
                fill.take(reader, |value, text| reading.double(*value, text))?;
            }
            ColumnReader::ByteArrayColumnReader(reader) => {
                fill.take(reader, |value, text| reading.bytes(value.data(), text))?;
            }
            ColumnReader::FixedLenByteArrayColumnReader(reader) => {
                fill.take(reader, |value, text| reading.bytes(value.data(), text))?;
            }
        }
        Ok(cells)
    }

    fn cell(&self, row: usize) -> &[u8] {
        let start = if row == 0 { 0 } else { self.ends[row - 1] };
        &self.text[start..self.ends[row]]
    }
}

/// Takes the values of a column from its reader, and leaves cells without one blank.
struct Filling<'a> {
    cells: &'a mut ColumnText,
    /// The definition level of a cell that has a value.
    levels: i16,
    rows: usize,
    /// What decimals are written with.
    mark: DecimalMark,
    limit: &'a mut Limit,
}

impl Filling<'_> {
    fn take<T: DataType>(
        &mut self,
        mut reader: ColumnReaderImpl<T>,
        write: impl Fn(&T::T, &mut Vec<u8>),
    ) -> Result<(), SourceError> {
        let mut values = Vec::new();
        let mut levels = Vec::new();
        while self.cells.ends.len() < self.rows {
            values.clear();
            levels.clear();
            let batch = ColumnText::BATCH.min(self.rows - self.cells.ends.len());
            let (read, _, _) = reader.read_records(batch, Some(&mut levels), None, &mut values)?;
            if read == 0 {
                let what = "a column has fewer rows than the file counts";
                return Err(SourceError::BadParquet(what.into()));
            }
            let mut values = values.iter();
            for row in 0..read {
                let start = self.cells.text.len();
                let has_value = self.levels == 0 || levels.get(row) == Some(&self.levels);
                if let Some(value) = has_value.then(|| values.next()).flatten() {
                    write(value, &mut self.cells.text);
                    if self.mark == DecimalMark::Comma {
                        let text = self.cells.text[start..].iter_mut();
                        text.filter(|byte| **byte == b'.')
                            .for_each(|byte| *byte = b',');
                    }
                }
                // A cell is worth its text and what is kept about it.
                let size = self.cells.text.len() - start + size_of::<usize>();
                self.limit.count(size as u64)?;
                self.cells.ends.push(self.cells.text.len());
            }
        }
        Ok(())
    }
}

impl From<ParquetError> for SourceError {
    fn from(error: ParquetError) -> Self {
        match error {
            ParquetError::External(error) => match error.downcast::<Self>() {
                Ok(reason) => *reason,
                Err(error) => Self::BadParquet(error.to_string()),
            },
            error => Self::BadParquet(error.to_string()),
        }
    }
}

#[cfg(test)]
mod tests;
