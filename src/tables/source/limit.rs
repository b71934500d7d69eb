//! How much a file may unpack to.

use super::SourceError;

/// Any file may unpack to this much, however small it is.
const ALWAYS_ALLOWED: u64 = 256 << 20;

/// Exports of campaigns unpack to 4 to 40 times their size; a file of nothing but one repeated row to a
/// thousand times with gzip and a hundred thousand times with zstd.
const LARGEST_RATIO: u64 = 200;

/// Twenty million rows of a tracking table. More comes as several files.
const LARGEST: u64 = 2 << 30;

/// How much one file may unpack to, and how much of it has.
#[derive(Clone, Debug)]
pub struct Limit {
    bytes: u64,
    reason: &'static str,
    unpacked: u64,
}

impl Limit {
    /// The limit for a file of this many bytes.
    #[must_use]
    pub fn of(length: u64) -> Self {
        let by_ratio = ALWAYS_ALLOWED.max(length.saturating_mul(LARGEST_RATIO));
        let (bytes, reason) = if by_ratio < LARGEST {
            (
                by_ratio,
                "and to over 200 times its size, as no export does",
            )
        } else {
            (LARGEST, "the most that is unpacked from one file")
        };
        Self {
            bytes,
            reason,
            unpacked: 0,
        }
    }

    /// Counts what was unpacked.
    ///
    /// # Errors
    /// When it is too much.
    pub fn count(&mut self, bytes: u64) -> Result<(), SourceError> {
        self.unpacked = self.unpacked.saturating_add(bytes);
        if self.unpacked <= self.bytes {
            return Ok(());
        }
        Err(SourceError::UnpacksTooLarge {
            mebibytes: self.bytes >> 20,
            reason: self.reason,
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_limit_grows_with_the_file_up_to_the_largest() {
        assert_eq!(Limit::of(0).bytes, 256 << 20);
        assert_eq!(Limit::of(2 << 20).bytes, 400 << 20);
        assert_eq!(Limit::of(1 << 40).bytes, LARGEST);
    }

    #[test]
    fn all_that_was_unpacked_counts() {
        let mut limit = Limit::of(0);
        assert!(limit.count(ALWAYS_ALLOWED).is_ok());
        assert!(limit.count(1).is_err());
        assert!(limit.count(u64::MAX).is_err());
    }
}
