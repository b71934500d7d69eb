//! Unpacks gzip and zstd while it is read, and stops at a bomb.

use std::fs::File;
use std::io::{self, ErrorKind, Read};

use flate2::read::MultiGzDecoder;

use super::limit::Limit;
use super::{SourceError, peek};

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
        "save it as .xlsx",
    ),
    (b"PAR1", "a Parquet file", "end its name in .parquet"),
    (b"<!DOCTYPE", "a web page", "download the table itself"),
    (b"<!doctype", "a web page", "download the table itself"),
    (b"<html", "a web page", "download the table itself"),
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
        Box::new(Unpacked {
            decoder: MultiGzDecoder::new(packed),
            limit,
        })
    } else if start.starts_with(b"\x28\xB5\x2F\xFD") {
        Box::new(Unpacked {
            decoder: zstd::Decoder::new(packed)?,
            limit,
        })
    } else {
        packed
    })
}

/// A decoder whose errors are ours, and which stops at the limit.
struct Unpacked<R> {
    decoder: R,
    limit: Limit,
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
        self.limit.count(read as u64)?;
        Ok(read)
    }
}

#[cfg(test)]
mod tests {
    use std::io::{Seek, Write};

    use flate2::Compression;
    use flate2::write::GzEncoder;

    use super::*;

    /// What a small file may unpack to.
    const ALLOWED: usize = 256 << 20;

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
        let nothing = vec![0; ALLOWED + 1];
        for pack in [gzip, zstd] {
            assert_eq!(
                unpacked(&pack(&nothing))
                    .expect_err("is a bomb")
                    .to_string(),
                "unpacks to more than 256 MiB, and to over 200 times its size, as no export does; \
                 if it is what it seems to be, split it, or give the CSV"
            );
        }
        let below = &nothing[..ALLOWED];
        assert_eq!(unpacked(&zstd(below)).expect("unpacks").len(), below.len());
    }

    #[test]
    fn what_is_no_text_is_told_by_its_first_bytes() {
        assert_eq!(
            unpacked(b"PK\x03\x04rest")
                .expect_err("is no text")
                .to_string(),
            "is a workbook or zip archive, not text; if it is a workbook, end its name in .xlsx or .ods"
        );
        assert_eq!(
            unpacked(b"<!DOCTYPE html><title>Log in</title>")
                .expect_err("is no text")
                .to_string(),
            "is a web page, not text; download the table itself"
        );
    }
}
