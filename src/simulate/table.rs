//! A CSV file being written: it knows its path, for errors, and its rows, for the report at the end.

use std::fs::File;
use std::path::{Path, PathBuf};

use super::SimulateError;

pub struct Table {
    path: PathBuf,
    writer: csv::Writer<File>,
    rows: u64,
}

impl Table {
    pub fn create(folder: &Path, name: &str, header: &[&str]) -> Result<Table, SimulateError> {
        let path = folder.join(name);
        let writer = csv::WriterBuilder::new()
            .buffer_capacity(1 << 16)
            .from_path(&path)
            .and_then(|mut writer| writer.write_record(header).map(|()| writer));
        match writer {
            Ok(writer) => Ok(Table {
                path,
                writer,
                rows: 0,
            }),
            Err(source) => Err(SimulateError::Table { path, source }),
        }
    }

    pub fn write<I>(&mut self, fields: I) -> Result<(), SimulateError>
    where
        I: IntoIterator<Item: AsRef<[u8]>>,
    {
        self.rows += 1;
        self.writer
            .write_record(fields)
            .map_err(|source| SimulateError::Table {
                path: self.path.clone(),
                source,
            })
    }

    /// Flushes, so that a full disk is an error here and not silence on drop.
    pub fn finish(mut self) -> Result<(PathBuf, u64), SimulateError> {
        match self.writer.flush() {
            Ok(()) => Ok((self.path, self.rows)),
            Err(source) => Err(SimulateError::Table {
                path: self.path,
                source: source.into(),
            }),
        }
    }
}
