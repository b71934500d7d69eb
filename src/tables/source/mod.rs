//! From a file to CSV text in UTF-8, whatever the file is: plain, compressed, in another encoding.
//!
//! What the text says is decided elsewhere. Here a file is opened, unpacked within limits, and found to be
//! the same at the end as at the beginning.

mod compressed;
pub mod encoding;
mod error;
#[cfg(test)]
pub mod fixtures;
mod form;
mod grid;
mod limit;
mod parquet;
mod quiet;
mod regular;
mod workbook;

use std::io::{Cursor, Read};
use std::path::Path;

pub use error::SourceError;
pub use form::Form;
pub use regular::Witness;
pub use workbook::Sheet;

use super::find::TableFile;
use crate::money::DecimalMark;

/// A file, or a sheet of one, as CSV text.
pub struct Source {
    /// The text, UTF-8 without a byte order mark wherever the file's encoding could be told; the bytes of an
    /// 8-bit encoding come as they are, for [`encoding::mend`]. Errors hold a [`SourceError`].
    pub reader: Box<dyn Read + Send>,
    pub lines: Lines,
    /// The encoding the text was converted from; `None` when it came as it is.
    pub encoding: Option<&'static str>,
    /// To be asked once the text has been read to its end.
    pub witness: Witness,
}

/// What the reader of a message finds a row by.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Lines {
    /// The text's lines are the file's.
    Physical,
    /// Record n of the text is row n of the sheet, whatever lines the text has.
    Records,
}

impl Source {
    /// Opens a file found by [`super::find_files`]. What it holds as numbers, and not as text, is written with `mark`
    /// before its decimals, as the folder's text has them.
    ///
    /// # Errors
    /// When it cannot be opened, or is not what its name says. What is wrong further inside comes from the
    /// reader.
    pub fn open(file: &TableFile, mark: DecimalMark) -> Result<Self, SourceError> {
        let (opened, witness) = regular::open(&file.path)?;
        match file.form {
            Form::Text => {
                let unpacked = compressed::unpack(opened, witness.length())?;
                let (reader, encoding) = encoding::to_utf8(unpacked)?;
                Ok(Self {
                    reader,
                    lines: Lines::Physical,
                    encoding,
                    witness,
                })
            }
            Form::Workbook => {
                let sheet = file.sheet.as_deref().unwrap_or_default();
                let csv = workbook::read(opened, &witness, sheet, mark)?;
                Ok(Self::of_records(csv, witness))
            }
            Form::Parquet => {
                let csv = parquet::read(opened, &witness, mark)?;
                Ok(Self::of_records(csv, witness))
            }
        }
    }

    fn of_records(csv: Vec<u8>, witness: Witness) -> Self {
        Self {
            reader: Box::new(Cursor::new(csv)),
            lines: Lines::Records,
            encoding: None,
            witness,
        }
    }
}

/// The sheets of a workbook, in its order.
///
/// # Errors
/// When it cannot be read.
pub fn sheets(workbook: &Path) -> Result<Vec<Sheet>, SourceError> {
    let (opened, witness) = regular::open(workbook)?;
    workbook::sheets(opened, &witness)
}

/// The first bytes of a file, as many as there are up to `most`, and the whole of it again.
fn peek(
    mut reader: Box<dyn Read + Send>,
    most: u64,
) -> std::io::Result<(Vec<u8>, Box<dyn Read + Send>)> {
    let mut start = Vec::new();
    reader.by_ref().take(most).read_to_end(&mut start)?;
    let whole = Cursor::new(start.clone()).chain(reader);
    Ok((start, Box::new(whole)))
}
