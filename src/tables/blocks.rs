//! A file's bytes in blocks that end where records end, so that blocks can be read side by side.

use std::io::Read;

use super::source::SourceError;

/// Large enough that a block's own cost does not show, small enough that a few of them fit a processor's cache.
pub const BLOCK: usize = 2 << 20;

/// No record of a campaign is as long as this. One that is comes from a quote that is never closed, or is not
/// CSV, and would have to be held in memory whole.
pub const LONGEST_RECORD: usize = 64 << 20;

/// Whole records, one after another.
#[derive(Debug)]
pub struct Block {
    /// Its place among the blocks of the file, from 0.
    pub index: usize,
    /// The physical line it begins on, from 1.
    pub first_line: u64,
    /// How many line ends there are in it: at most one more row.
    pub line_ends: usize,
    /// Bytes that were no UTF-8, and the line of the first.
    pub mended: Option<(u64, u64)>,
    pub bytes: Vec<u8>,
}

/// Why there are no more blocks.
#[derive(Debug)]
pub enum BlockFault {
    /// The file cannot be read further, or once more, or is not what it was.
    Source(SourceError),
    /// A record is longer than [`LONGEST_RECORD`]; it begins on this line.
    LongRecord { line: u64 },
    /// A quote is opened on this line and never closed.
    OpenQuote { line: u64 },
}

/// The blocks of a file. Each is read when it is asked for.
pub struct Blocks<R> {
    reader: R,
    separator: u8,
    /// As many bytes make a block.
    size: usize,
    /// What was read beyond the last block.
    rest: Vec<u8>,
    index: usize,
    line: u64,
    is_at_end: bool,
    /// Nothing follows a fault.
    has_failed: bool,
}

impl<R: Read> Blocks<R> {
    /// Blocks of about `size` bytes from CSV text whose cells are divided by `separator`; `line` is the physical
    /// line the text begins on.
    #[must_use]
    pub fn new(reader: R, separator: u8, size: usize, line: u64) -> Self {
        Self {
            reader,
            separator,
            size,
            rest: Vec::new(),
            index: 0,
            line,
            is_at_end: false,
            has_failed: false,
        }
    }

    /// Reads until the block is full or the file ends.
    fn fill(&mut self, block: &mut Vec<u8>, size: usize) -> Result<(), BlockFault> {
        let missing = size.saturating_sub(block.len()) as u64;
        let read = self
            .reader
            .by_ref()
            .take(missing)
            .read_to_end(block)
            .map_err(|error| BlockFault::Source(error.into()))?;
        self.is_at_end = (read as u64) < missing;
        Ok(())
    }

    fn read_block(&mut self) -> Result<Option<Block>, BlockFault> {
        let mut bytes = std::mem::take(&mut self.rest);
        let mut size = self.size;
        // One byte more than asked for tells a full block from the end of the file.
        bytes.reserve(size.saturating_add(1).min(LONGEST_RECORD));
        loop {
            self.fill(&mut bytes, size)?;
            if bytes.is_empty() {
                return Ok(None);
            }
            let ends = record_ends(&bytes, self.separator);
            if let (Some(at), true) = (ends.open_quote, self.is_at_end) {
                let line = self.line + lines_in(&bytes[..at]);
                return Err(BlockFault::OpenQuote { line });
            }
            let end = match self.is_at_end {
                true => Some(bytes.len()),
                false => ends.last,
            };
            let Some(end) = end else {
                if bytes.len() >= LONGEST_RECORD {
                    return Err(BlockFault::LongRecord { line: self.line });
                }
                size = bytes.len().saturating_mul(2).min(LONGEST_RECORD);
                continue;
            };
            self.rest = bytes.split_off(end);
            let line_ends = lines_in(&bytes);
            let block = Block {
                index: self.index,
                first_line: self.line,
                line_ends: line_ends as usize,
                mended: None,
                bytes,
            };
            self.index += 1;
            self.line += line_ends;
            return Ok(Some(block));
        }
    }
}

impl<R: Read> Iterator for Blocks<R> {
    type Item = Result<Block, BlockFault>;

    fn next(&mut self) -> Option<Self::Item> {
        if self.has_failed {
            return None;
        }
        let block = self.read_block().transpose();
        self.has_failed = matches!(block, Some(Err(_)));
        block
    }
}

/// How many line ends there are.
fn lines_in(bytes: &[u8]) -> u64 {
    memchr::memchr_iter(b'\n', bytes).count() as u64
}

/// Where records of some bytes end.
#[derive(Debug, Default, PartialEq, Eq)]
struct RecordEnds {
    /// Just behind the line end of the last whole record.
    last: Option<usize>,
    /// The quote that is open at the end.
    open_quote: Option<usize>,
}

/// Finds the end of the last whole record among bytes that begin with a record. Quotes mean what they mean to the
/// csv crate: they open a cell only where it begins, and two of them in one are a quote.
fn record_ends(bytes: &[u8], separator: u8) -> RecordEnds {
    let mut last = None;
    let mut unquoted = 0;
    let mut from = 0;
    let line_end =
        |from: usize, to: usize| memchr::memrchr(b'\n', &bytes[from..to]).map(|at| from + at + 1);
    while let Some(quote) = memchr::memchr(b'"', &bytes[from..]).map(|at| from + at) {
        let before = quote.checked_sub(1).map(|place| bytes[place]);
        let begins_cell =
            before.is_none_or(|byte| byte == separator || byte == b'\n' || byte == b'\r');
        from = quote + 1;
        if !begins_cell {
            continue;
        }
        last = line_end(unquoted, quote).or(last);
        let Some(closing) = closing_quote(bytes, from) else {
            return RecordEnds {
                last,
                open_quote: Some(quote),
            };
        };
        from = closing + 1;
        unquoted = from;
    }
    RecordEnds {
        last: line_end(unquoted, bytes.len()).or(last),
        open_quote: None,
    }
}

/// The quote that closes a cell whose text begins at `from`.
fn closing_quote(bytes: &[u8], mut from: usize) -> Option<usize> {
    loop {
        let quote = from + memchr::memchr(b'"', bytes.get(from..)?)?;
        if bytes.get(quote + 1) != Some(&b'"') {
            return Some(quote);
        }
        from = quote + 2;
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn records(bytes: &[u8]) -> Vec<Vec<Vec<u8>>> {
        let mut reader = csv::ReaderBuilder::new()
            .has_headers(false)
            .flexible(true)
            .from_reader(bytes);
        let records = reader.byte_records().map(|record| record.unwrap());
        records
            .map(|record| record.iter().map(<[u8]>::to_vec).collect())
            .collect()
    }

    fn blocks(bytes: &[u8], size: usize) -> Vec<Block> {
        let blocks: Result<Vec<_>, _> = Blocks::new(bytes, b',', size, 1).collect();
        blocks.unwrap()
    }

    #[test]
    fn a_block_ends_where_a_record_does_and_knows_its_line() {
        let blocks = blocks(b"a,b\n1,\"x\ny\"\n2,z\n", 4);
        let texts: Vec<&[u8]> = blocks.iter().map(|block| &block.bytes[..]).collect();
        assert_eq!(texts, [&b"a,b\n"[..], b"1,\"x\ny\"\n", b"2,z\n"]);
        let lines: Vec<u64> = blocks.iter().map(|block| block.first_line).collect();
        assert_eq!(lines, [1, 2, 4]);
    }

    #[test]
    fn a_quote_that_is_never_closed_is_a_fault_of_its_line() {
        let mut blocks = Blocks::new(&b"a,b\n1,2\n3,\"x\n4,5\n6,7\n"[..], b',', 4, 1);
        let fault = blocks.find_map(Result::err);
        assert!(matches!(fault, Some(BlockFault::OpenQuote { line: 3 })));
        assert!(blocks.next().is_none());
    }

    #[test]
    fn a_record_without_end_is_a_fault_before_it_fills_the_memory() {
        let endless = std::io::repeat(b'x');
        let fault = Blocks::new(endless, b',', BLOCK, 1).find_map(Result::err);
        assert!(matches!(fault, Some(BlockFault::LongRecord { line: 1 })));
    }

    proptest! {
        /// However a file is cut into blocks, their records are those of the whole.
        #[test]
        fn records_of_blocks_are_those_of_the_file(
            text in "([ab,\"\n\r]|\"[a,\n\"]*\"|\n|,){0,60}",
            size in 1usize..40,
        ) {
            let all: Result<Vec<Block>, _> = Blocks::new(text.as_bytes(), b',', size, 1).collect();
            let is_open = record_ends(text.as_bytes(), b',').open_quote.is_some();
            prop_assert_eq!(all.is_err(), is_open);
            if let Ok(all) = all {
                let apart: Vec<_> = all.iter().flat_map(|block| records(&block.bytes)).collect();
                prop_assert_eq!(apart, records(text.as_bytes()));
            }
        }
    }
}
