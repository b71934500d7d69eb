//! Unpacks gzip and zstd while it is read, and stops at a bomb.

use std::fs::File;
use std::io::{self, ErrorKind, Read};

use flate2::read::MultiGzDecoder;

use super::{SourceError, peek};

/// Text of a small file may unpack to this much, however small the file is.
const ALWAYS_ALLOWED: u64 = 256 << 20;

/// Exports of campaigns unpack to 4 to 40 times their size; a file of nothing but one repeated row to a
/// thousand times with gzip and a hundred thousand times with zstd.
const LARGEST_RATIO: u64 = 200;

/// Twenty million rows of a tracking table. More comes as several files.
const LARGEST: u64 = 2 << 30;

/// What starts a file that is no text, in spite of its name.
const FOREIGN: &[(&[u8], &str, &str)] = &[
    (
        b"PK\x03\x04",
        "a workbook or zip archive",
        "if it is a workbook, end its name in .xlsx or .ods",
    ),
    (
        b"\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1",
        "an old Excel workbook",
        "end its name in .xls",
    ),
    (b"PAR1", "a Parquet file", "end its name in .parquet"),
    (b"%PDF", "a PDF", "export the table as CSV"),
    (b"BZh", "a bzip2 archive", "unpack it"),
    (b"\xFD7zXZ\0", "an xz archive", "unpack it"),
    (b"7z\xBC\xAF\x27\x1C", "a 7-Zip archive", "unpack it"),
    (b"Rar!", "a RAR archive", "unpack it"),
    (
        b"SQLite format 3\0",
        "a database",
        "export the table as CSV",
    ),
];

/// The text of a file, unpacked if need be. Its first bytes decide, not its name: browsers unpack
/// `.csv.gz` on the way and keep the name.
pub fn unpack(file: File, length: u64) -> Result<Box<dyn Read + Send>, SourceError> {
    let (start, packed) = peek(Box::new(file), 16)?;
    if let Some((_, found, advice)) = FOREIGN.iter().find(|(magic, ..)| start.starts_with(magic)) {
        return Err(SourceError::NotText { found, advice });
    }
    let limit = Limit::of(length);
    Ok(if start.starts_with(b"\x1F\x8B") {
        Box::new(Unpacked::new(MultiGzDecoder::new(packed), limit))
    } else if start.starts_with(b"\x28\xB5\x2F\xFD") {
        Box::new(Unpacked::new(zstd::Decoder::new(packed)?, limit))
    } else {
        packed
    })
}

/// How much a file may unpack to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Limit {
    bytes: u64,
    reason: &'static str,
}

impl Limit {
    fn of(length: u64) -> Self {
        let by_ratio = ALWAYS_ALLOWED.max(length.saturating_mul(LARGEST_RATIO));
        if by_ratio < LARGEST {
            Self {
                bytes: by_ratio,
                reason: "and to over 200 times its size, as no export does",
            }
        } else {
            Self {
                bytes: LARGEST,
                reason: "the largest file that is unpacked",
            }
        }
    }
}

/// A decoder whose errors are ours, and which stops at the limit.
struct Unpacked<R> {
    decoder: R,
    limit: Limit,
    given: u64,
}

impl<R> Unpacked<R> {
    fn new(decoder: R, limit: Limit) -> Self {
        Self {
            decoder,
            limit,
            given: 0,
        }
    }
}

impl<R: Read> Read for Unpacked<R> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let read = self.decoder.read(buffer).map_err(|error| {
            if error.kind() == ErrorKind::Interrupted || error.raw_os_error().is_some() {
                return error;
            }
            let reason = match error.kind() {
                ErrorKind::UnexpectedEof => SourceError::CutShort,
                _ => SourceError::Damaged(error.to_string()),
            };
            reason.into()
        })?;
        self.given += read as u64;
        if self.given > self.limit.bytes {
            return Err(SourceError::UnpacksTooLarge {
                limit: format!("{} MiB", self.limit.bytes >> 20),
                reason: self.limit.reason,
            }
            .into());
        }
        Ok(read)
    }
}

#[cfg(test)]
mod tests {
    use std::io::{Seek, Write};

    use flate2::Compression;
    use flate2::write::GzEncoder;

    use super::*;

    const TEXT: &[u8] = b"influencer_id,orders\n1,2\n";

    fn gzip(text: &[u8]) -> Vec<u8> {
        let mut encoder = GzEncoder::new(Vec::new(), Compression::default());
        encoder.write_all(text).expect("written");
        encoder.finish().expect("finished")
    }

    fn zstd(text: &[u8]) -> Vec<u8> {
        zstd::encode_all(text, 3).expect("encoded")
    }

    fn unpacked(bytes: &[u8]) -> Result<Vec<u8>, SourceError> {
        let mut file = tempfile::tempfile().expect("a file");
        file.write_all(bytes).expect("written");
        file.rewind().expect("rewound");
        let mut text = Vec::new();
        unpack(file, bytes.len() as u64)?.read_to_end(&mut text)?;
        Ok(text)
    }

    #[test]
    fn text_is_unpacked_by_what_it_is() {
        for bytes in [TEXT.to_vec(), gzip(TEXT), zstd(TEXT)] {
            assert_eq!(unpacked(&bytes).expect("unpacks"), TEXT);
        }
        assert_eq!(unpacked(b"").expect("unpacks"), b"");
    }

    #[test]
    fn members_written_one_after_another_are_all_read() {
        for pack in [gzip, zstd] {
            let bytes = [pack(TEXT), pack(b""), pack(b"3,4\n")].concat();
            assert_eq!(
                unpacked(&bytes).expect("unpacks"),
                [TEXT, b"3,4\n"].concat()
            );
        }
    }

    #[test]
    fn a_file_cut_short_is_an_error_wherever_it_is_cut() {
        for pack in [gzip, zstd] {
            let bytes = pack(TEXT);
            for end in 4..bytes.len() {
                let error = unpacked(&bytes[..end]).expect_err("is cut");
                assert!(matches!(error, SourceError::CutShort), "{end}: {error}");
            }
        }
    }

    #[test]
    fn a_damaged_file_is_an_error() {
        let mut bytes = gzip(TEXT);
        let checksum = bytes.len() - 8;
        bytes[checksum] ^= 1;
        assert_eq!(
            unpacked(&bytes).expect_err("is damaged").to_string(),
            "has damaged compressed data (corrupt gzip stream does not have a matching checksum); \
             copy or download it again"
        );
    }

    #[test]
    fn a_bomb_stops_at_the_limit() {
        let nothing = vec![0; (ALWAYS_ALLOWED + 1) as usize];
        for pack in [gzip, zstd] {
            assert_eq!(
                unpacked(&pack(&nothing))
                    .expect_err("is a bomb")
                    .to_string(),
                "unpacks to more than 256 MiB, and to over 200 times its size, as no export does; \
                 unpack it yourself if it is what it seems to be"
            );
        }
        let below = &nothing[..ALWAYS_ALLOWED as usize];
        assert_eq!(unpacked(&zstd(below)).expect("unpacks").len(), below.len());
    }

    #[test]
    fn the_limit_grows_with_the_file_up_to_the_largest() {
        assert_eq!(Limit::of(0).bytes, 256 << 20);
        assert_eq!(Limit::of(2 << 20).bytes, 400 << 20);
        assert_eq!(Limit::of(1 << 40).bytes, LARGEST);
    }

    #[test]
    fn what_is_no_text_is_told_by_its_first_bytes() {
        assert_eq!(
            unpacked(b"PK\x03\x04rest")
                .expect_err("is no text")
                .to_string(),
            "is a workbook or zip archive, not text; if it is a workbook, end its name in .xlsx or .ods"
        );
    }
}
