//! The pages of a column, each looked at before it is unpacked: the parquet library reserves what a page
//! says it needs, and unpacks gzip to whatever it comes to.

use std::fs::File;
use std::io::{BufRead, BufReader, Read};
use std::sync::{Arc, Mutex, PoisonError};

use bytes::Bytes;
use flate2::read::MultiGzDecoder;
use parquet::basic::Encoding;
use parquet::column::page::{Page, PageMetadata, PageReader};
use parquet::errors::{ParquetError, Result};
use parquet::file::metadata::ColumnChunkMetaData;
use parquet::file::reader::{ChunkReader, Length};
use parquet::file::serialized_reader::SerializedPageReader;

use crate::tables::source::SourceError;
use crate::tables::source::limit::Limit;

/// Programs make pages of 1 MiB, some of up to 100; all of a column's names may be in one.
const LARGEST_PAGE: u64 = 256 << 20;

/// A file whose pages are looked at as they are fetched.
pub struct Checked {
    file: File,
    length: u64,
}

impl Checked {
    pub fn new(file: File, length: u64) -> Self {
        Self { file, length }
    }
}

impl Length for Checked {
    fn len(&self) -> u64 {
        self.length
    }
}

impl ChunkReader for Checked {
    type T = BufReader<File>;

    /// From here the header of a page is read.
    fn get_read(&self, start: u64) -> Result<Self::T> {
        let mut reader = self.file.get_read(start)?;
        match unpacked_size(reader.fill_buf()?) {
            Some(size) if size <= LARGEST_PAGE => Ok(reader),
            Some(_) => Err(too_large()),
            None => Err(ParquetError::General("a page's header is damaged".into())),
        }
    }

    /// The page behind its header.
    fn get_bytes(&self, start: u64, length: usize) -> Result<Bytes> {
        let page = self.file.get_bytes(start, length)?;
        // Wherever in the page gzip begins: levels may stand before it.
        if let Some(begin) = memchr::memmem::find(&page, b"\x1F\x8B\x08") {
            let unpacked = MultiGzDecoder::new(&page[begin..]);
            let size = std::io::copy(&mut unpacked.take(LARGEST_PAGE + 1), &mut std::io::sink());
            if size.is_ok_and(|size| size > LARGEST_PAGE) {
                return Err(too_large());
            }
        }
        Ok(page)
    }
}

fn too_large() -> ParquetError {
    reason(SourceError::BadParquet(
        "a page is larger than any program makes".into(),
    ))
}

fn reason(error: SourceError) -> ParquetError {
    ParquetError::External(Box::new(error))
}

/// What a page says it unpacks to. Its header is a Thrift struct that begins with three whole numbers, as
/// every program writes it: the kind of page, its size, its size in the file.
fn unpacked_size(header: &[u8]) -> Option<u64> {
    const NEXT_FIELD_IS_WHOLE: u8 = 0x15;
    let mut bytes = header.iter();
    let mut numbers = [0_u64; 3];
    for number in &mut numbers {
        if bytes.next() != Some(&NEXT_FIELD_IS_WHOLE) {
            return None;
        }
        for shift in (0..35).step_by(7) {
            let byte = bytes.next()?;
            *number |= u64::from(byte & 0x7F) << shift;
            if byte & 0x80 == 0 {
                break;
            }
        }
    }
    // Numbers of either sign take turns, and a negative size is none.
    let [_, size, _] = numbers;
    (size & 1 == 0).then_some(size >> 1)
}

/// The pages of one column in one group of rows.
pub struct Pages {
    pages: SerializedPageReader<Checked>,
    unpacked: Arc<Mutex<Limit>>,
}

impl Pages {
    pub fn new(
        file: Arc<Checked>,
        chunk: &ColumnChunkMetaData,
        unpacked: Arc<Mutex<Limit>>,
    ) -> Result<Self> {
        // Without an index of pages the count of rows is not used.
        let pages = SerializedPageReader::new(file, chunk, 0, None)?;
        Ok(Self { pages, unpacked })
    }

    fn check(&self, page: &Page) -> std::result::Result<(), SourceError> {
        let size = page.buffer().len() as u64;
        let mut unpacked = self.unpacked.lock().unwrap_or_else(PoisonError::into_inner);
        unpacked.count(size)?;
        match page {
            // Reserved before any is read; each takes a byte at least.
            Page::DictionaryPage { num_values, .. } if u64::from(*num_values) > size => Err(
                SourceError::BadParquet("a page promises more values than it has".into()),
            ),
            // Their own counts of values are believed by the library, whatever is behind them.
            Page::DataPage { encoding, .. } | Page::DataPageV2 { encoding, .. }
                if matches!(
                    encoding,
                    Encoding::DELTA_LENGTH_BYTE_ARRAY | Encoding::DELTA_BYTE_ARRAY
                ) =>
            {
                Err(SourceError::ParquetEncoding(encoding.to_string()))
            }
            _ => Ok(()),
        }
    }
}

impl PageReader for Pages {
    fn get_next_page(&mut self) -> Result<Option<Page>> {
        let page = self.pages.get_next_page()?;
        if let Some(page) = &page {
            self.check(page).map_err(reason)?;
        }
        Ok(page)
    }

    fn peek_next_page(&mut self) -> Result<Option<PageMetadata>> {
        self.pages.peek_next_page()
    }

    fn skip_next_page(&mut self) -> Result<()> {
        self.pages.skip_next_page()
    }
}

impl Iterator for Pages {
    type Item = Result<Page>;

    fn next(&mut self) -> Option<Self::Item> {
        self.get_next_page().transpose()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_size_of_a_page_is_read_from_its_header() {
        // A data page of 300 bytes, 200 in the file.
        let header = [0x15, 0x00, 0x15, 0xD8, 0x04, 0x15, 0x90, 0x03, 0x2C];
        assert_eq!(unpacked_size(&header), Some(300));
        assert_eq!(unpacked_size(&header[..6]), None);
        assert_eq!(unpacked_size(&[0x15, 0x00, 0x15, 0x01, 0x15, 0x00]), None);
        assert_eq!(
            unpacked_size(&[0x15, 0x00, 0x25, 0xD8, 0x04, 0x15, 0x00]),
            None
        );
    }
}
