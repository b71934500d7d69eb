//! Text of other encodings to UTF-8: UTF-16 while it is read, stray bytes of Windows-1252 where they stand.

use std::io::{self, Read};

use encoding_rs::{Decoder, Encoding, UTF_16BE, UTF_16LE, WINDOWS_1252};

use super::peek;

/// Enough for a header and some rows, which tell UTF-16 from anything else.
const SAMPLE: u64 = 4096;

/// A file's text as UTF-8, with the name of its encoding where it had another. A byte order mark is left
/// out; bytes of an 8-bit encoding pass as they are, since only the cells tell them from UTF-8.
///
/// # Errors
/// When the first bytes cannot be read.
pub fn to_utf8(
    reader: Box<dyn Read + Send>,
) -> io::Result<(Box<dyn Read + Send>, Option<&'static str>)> {
    let (sample, mut whole) = peek(reader, SAMPLE)?;
    let marked = Encoding::for_bom(&sample);
    if let Some((_, mark)) = marked {
        whole.read_exact(&mut [0; 3][..mark])?;
    }
    let encoding = marked.map_or_else(
        || utf_16_without_mark(&sample),
        |(encoding, _)| Some(encoding),
    );
    let name = match encoding {
        Some(utf_16) if utf_16 == UTF_16LE => "UTF-16 (little endian)",
        Some(utf_16) if utf_16 == UTF_16BE => "UTF-16 (big endian)",
        _ => return Ok((whole, None)),
    };
    let decoder = encoding
        .unwrap_or(UTF_16LE)
        .new_decoder_without_bom_handling();
    Ok((Box::new(Decoded::new(whole, decoder)), Some(name)))
}

/// UTF-16 by its zero bytes: text of a table is mostly ASCII, whose every second byte is then zero.
fn utf_16_without_mark(sample: &[u8]) -> Option<&'static Encoding> {
    let pairs = sample.len() / 2;
    let zeros = |first: usize| {
        let bytes = sample.iter().skip(first).step_by(2);
        bytes.filter(|byte| **byte == 0).count()
    };
    let (high_first, low_first) = (zeros(0), zeros(1));
    let is = |zeros: usize, others: usize| zeros >= 2 && zeros * 4 >= pairs && others * 10 <= zeros;
    if is(low_first, high_first) {
        Some(UTF_16LE)
    } else if is(high_first, low_first) {
        Some(UTF_16BE)
    } else {
        None
    }
}

/// Decodes what it reads.
struct Decoded<R> {
    inner: R,
    decoder: Decoder,
    raw: Vec<u8>,
    text: Vec<u8>,
    /// Which part of the text has not been given yet.
    ready: std::ops::Range<usize>,
    is_finished: bool,
}

impl<R> Decoded<R> {
    const BLOCK: usize = 64 << 10;

    fn new(inner: R, decoder: Decoder) -> Self {
        let most = decoder
            .max_utf8_buffer_length(Self::BLOCK)
            .expect("thrice a small constant is no overflow");
        Self {
            inner,
            decoder,
            raw: vec![0; Self::BLOCK],
            text: vec![0; most],
            ready: 0..0,
            is_finished: false,
        }
    }
}

impl<R: Read> Read for Decoded<R> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        while self.ready.is_empty() && !self.is_finished {
            let read = self.inner.read(&mut self.raw)?;
            self.is_finished = read == 0;
            // The buffer holds whatever a block decodes to, so that one call takes the block whole.
            let (_, _, written, _) =
                self.decoder
                    .decode_to_utf8(&self.raw[..read], &mut self.text, self.is_finished);
            self.ready = 0..written;
        }
        let given = self.ready.len().min(buffer.len());
        buffer[..given].copy_from_slice(&self.text[self.ready.start..][..given]);
        self.ready.start += given;
        Ok(given)
    }
}

/// What had to be read as Windows-1252.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Mended {
    /// How many bytes were no UTF-8.
    pub bytes: usize,
    /// Where the first of them stands, from 0.
    pub first: usize,
}

/// The text with every byte that is no part of valid UTF-8 read as Windows-1252; `None` when all of it is
/// UTF-8.
///
/// Valid sequences are kept, so that neither a Windows-1252 file nor one glued together from both loses a
/// letter.
#[must_use]
pub fn mend(bytes: &[u8]) -> Option<(Vec<u8>, Mended)> {
    let first = std::str::from_utf8(bytes).err()?.valid_up_to();
    let mut text = String::with_capacity(bytes.len() + bytes.len() / 8);
    let mut mended = Mended { bytes: 0, first };
    for chunk in bytes.utf8_chunks() {
        text.push_str(chunk.valid());
        mended.bytes += chunk.invalid().len();
        let (decoded, _) = WINDOWS_1252.decode_without_bom_handling(chunk.invalid());
        text.push_str(&decoded);
    }
    Some((text.into_bytes(), mended))
}

#[cfg(test)]
mod tests {
    use std::io::Cursor;

    use super::*;

    const TEXT: &str = "id,name\n1,Zoë\n2,पूजा 🙂\n";

    /// Gives one byte at a time, as a slow pipe does.
    struct Drops<R>(R);

    impl<R: Read> Read for Drops<R> {
        fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
            let most = buffer.len().min(1);
            self.0.read(&mut buffer[..most])
        }
    }

    fn utf_16(text: &str, to_bytes: fn(u16) -> [u8; 2]) -> Vec<u8> {
        text.encode_utf16().flat_map(to_bytes).collect()
    }

    #[track_caller]
    fn case(bytes: &[u8], expected: &[u8], encoding: Option<&str>) {
        for drop_by_drop in [false, true] {
            let cursor = Cursor::new(bytes.to_vec());
            let reader: Box<dyn Read + Send> = if drop_by_drop {
                Box::new(Drops(cursor))
            } else {
                Box::new(cursor)
            };
            let (mut reader, found) = to_utf8(reader).expect("reads");
            let mut text = Vec::new();
            reader.read_to_end(&mut text).expect("reads");
            assert_eq!(text, expected);
            assert_eq!(found, encoding);
        }
    }

    #[test]
    fn utf_16_is_read_in_either_order_with_and_without_a_mark() {
        let (little, big) = (Some("UTF-16 (little endian)"), Some("UTF-16 (big endian)"));
        for mark in ["", "\u{FEFF}"] {
            let marked = format!("{mark}{TEXT}");
            case(&utf_16(&marked, u16::to_le_bytes), TEXT.as_bytes(), little);
            case(&utf_16(&marked, u16::to_be_bytes), TEXT.as_bytes(), big);
        }
    }

    #[test]
    fn utf_16_is_read_across_blocks() {
        let long = "a🙂".repeat(100_000);
        for padding in ["", "x"] {
            let text = format!("{padding}{long}");
            case(
                &utf_16(&text, u16::to_le_bytes),
                text.as_bytes(),
                Some("UTF-16 (little endian)"),
            );
        }
    }

    #[test]
    fn half_a_character_at_the_end_is_marked_as_lost() {
        let mut bytes = utf_16("id,name\n", u16::to_le_bytes);
        bytes.push(b'x');
        case(
            &bytes,
            "id,name\n\u{FFFD}".as_bytes(),
            Some("UTF-16 (little endian)"),
        );
    }

    #[test]
    fn a_mark_is_removed_and_everything_else_passes() {
        case(b"\xEF\xBB\xBFid,name\n", b"id,name\n", None);
        case(b"id,name\n", b"id,name\n", None);
        case(b"id,name\n1,Zo\xEB\0\n", b"id,name\n1,Zo\xEB\0\n", None);
        case(b"", b"", None);
        case(b"\xEF\xBB\xBF", b"", None);
        case(b"\xEF\xBB", b"\xEF\xBB", None);
    }

    #[test]
    fn valid_text_needs_no_mending() {
        assert_eq!(mend(TEXT.as_bytes()), None);
        assert_eq!(mend(b""), None);
    }

    #[test]
    fn windows_1252_and_utf_8_in_one_text_both_keep_their_letters() {
        let (text, mended) = mend(b"Zo\xEB \x80 5 \x81, Zo\xC3\xAB, \xC3").expect("mends");
        assert_eq!(text, "Zoë € 5 \u{81}, Zoë, Ã".as_bytes());
        assert_eq!(mended, Mended { bytes: 4, first: 2 });
    }

    #[test]
    fn every_single_byte_becomes_a_letter_of_its_own() {
        for byte in 0x80..=u8::MAX {
            let (text, mended) = mend(&[b'a', byte, b'b']).expect("mends");
            let text = String::from_utf8(text).expect("UTF-8");
            assert_eq!(text.chars().count(), 3, "{byte:x}");
            assert!(!text.contains('\u{FFFD}'));
            assert_eq!(mended, Mended { bytes: 1, first: 1 });
        }
    }
}
