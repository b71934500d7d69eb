//! Why a file gives no text, as the end of a sentence that begins with its name.

use std::io;

use super::Sheet;
use crate::problem::Code;

/// Why a file, or what is left of it, cannot be read.
#[derive(Debug, thiserror::Error)]
pub enum SourceError {
    #[error("cannot be read: {0}")]
    Io(io::Error),
    #[error("cannot be listed: {0}")]
    Unlisted(io::Error),
    #[error("is neither a file nor a folder; expected a regular file")]
    NotRegular,
    #[error("is a link to something that does not exist")]
    DeadLink,
    #[error("lies more than {0} folders deep, and what it holds is not read; move it up")]
    TooDeep(usize),
    #[error("is in a form that is not read; save it as CSV, XLSX or Parquet")]
    UnknownForm,
    #[error("is {found}, not text; {advice}")]
    NotText {
        found: &'static str,
        advice: &'static str,
    },
    #[error("changed while it was read; run again once nothing writes to it")]
    Changed,

    #[error("ends in the middle of its compressed data; copy or download it again")]
    CutShort,
    #[error("has damaged compressed data ({0}); copy or download it again")]
    Damaged(String),
    #[error(
        "unpacks to more than {mebibytes} MiB, {reason}; \
         if it is what it seems to be, split it, or give the CSV"
    )]
    UnpacksTooLarge {
        mebibytes: u64,
        reason: &'static str,
    },

    #[error(
        "cannot be read as a workbook ({0}); \
         open it and save it as .xlsx, or export the sheet as CSV"
    )]
    BadWorkbook(String),
    #[error("is protected by a password; save it without one")]
    Password,
    #[error(
        "is protected by a password, or an old workbook (.xls); \
         save it as .xlsx without a password"
    )]
    LockedOrOld,
    #[error("is a hidden sheet, and hidden sheets are not read; show it to have it counted")]
    HiddenSheet,
    #[error("has no sheet `{0}` any more; run again once nothing writes to it")]
    NoSheet(String),
    #[error(
        "has no sheet that is called like a table (found {0}); \
         call the sheet `tracking`, `posts`, `payouts`, `influencers` or `products`"
    )]
    NoTableSheet(String),
    #[error(
        "has cells out to {0}, more than a table of 32 million cells; \
         delete what lies outside the table"
    )]
    TooManyCells(String),
    #[error(
        "repeats cells or rows to more than a table of 16 million cells; \
         delete what lies outside the table"
    )]
    RepeatsTooMuch,

    #[error("cannot be read as Parquet ({0}); write it again, or as CSV")]
    BadParquet(String),
    #[error("is compressed with {0}, which is not read; write it with snappy, gzip or zstd")]
    ParquetCompression(String),
    #[error("has text in the encoding {0}, which is not read; write it with a dictionary or plain")]
    ParquetEncoding(String),
}

impl SourceError {
    /// That none of a workbook's sheets is called like a table.
    #[must_use]
    pub fn no_table_sheet(sheets: &[Sheet]) -> Self {
        let names: Vec<_> = sheets
            .iter()
            .map(|sheet| format!("`{}`", sheet.name))
            .collect();
        Self::NoTableSheet(if names.is_empty() {
            "none at all".into()
        } else {
            names.join(", ")
        })
    }

    /// The kind of problem it is.
    #[must_use]
    pub fn code(&self) -> Code {
        match self {
            Self::UnpacksTooLarge { .. } | Self::TooManyCells(_) | Self::RepeatsTooMuch => {
                Code::TooBig
            }
            _ => Code::UnreadableFile,
        }
    }
}

/// Readers can only fail with an [`io::Error`]; ours hold the reason.
impl From<SourceError> for io::Error {
    fn from(error: SourceError) -> Self {
        match error {
            SourceError::Io(error) => error,
            error => Self::other(error),
        }
    }
}

impl From<io::Error> for SourceError {
    fn from(error: io::Error) -> Self {
        error.downcast().unwrap_or_else(Self::Io)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_reason_survives_the_way_through_a_reader() {
        let through = SourceError::from(io::Error::from(SourceError::CutShort));
        assert!(matches!(through, SourceError::CutShort));
        let plain = SourceError::from(io::Error::from(io::ErrorKind::PermissionDenied));
        assert_eq!(plain.to_string(), "cannot be read: permission denied");
    }
}
