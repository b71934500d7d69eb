//! Why a file gives no text, as the end of a sentence that begins with its name.

use std::io;

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
    #[error("is {found}, not text; {advice}")]
    NotText {
        found: &'static str,
        advice: &'static str,
    },
    #[error("ends in the middle of its compressed data; copy or download it again")]
    CutShort,
    #[error("has damaged compressed data ({0}); copy or download it again")]
    Damaged(String),
    #[error(
        "unpacks to more than {limit}, {reason}; unpack it yourself if it is what it seems to be"
    )]
    UnpacksTooLarge { limit: String, reason: &'static str },
    #[error("changed while it was read; run again once nothing writes to it")]
    Changed,
}

impl SourceError {
    /// The kind of problem it is.
    #[must_use]
    pub fn code(&self) -> Code {
        match self {
            Self::UnpacksTooLarge { .. } => Code::TooBig,
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
