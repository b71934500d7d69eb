//! How a file is written: what divides its cells, which record is its header, and where its rows begin.

use std::borrow::Cow;

use csv::ByteRecord;

use super::schema::{Table, fold_header};
use super::source::Lines;
use super::source::encoding::mend;

/// More columns than this are no table of a campaign.
pub const MOST_COLUMNS: usize = 4096;

/// So many records are looked at for a header; exports put a title and a few facts before it.
const HEADER_WITHIN: usize = 30;

/// What divides cells, from the most usual on.
const SEPARATORS: [u8; 4] = [b',', b';', b'\t', b'|'];

/// The beginning of a file, as far as it is not rows.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Head {
    pub separator: u8,
    /// The headers as written, without the space around them.
    pub headers: Vec<String>,
    /// The byte and the physical line that rows begin at.
    pub rows_at: usize,
    pub rows_line: u64,
    /// Records before the header that are not blank.
    pub skipped: usize,
}

impl Head {
    /// Looks for the header among the first records. The separator and the record that give most columns of the
    /// table are taken; of equals the more usual separator, and then the earlier record. A record that gives none
    /// is a header only where none gives any.
    #[must_use]
    pub fn of(start: &[u8], table: Table, lines: Lines, knows: &dyn Fn(&str) -> bool) -> Self {
        let declared = declared_separator(start);
        let from = declared.map_or(0, |(_, end)| end);
        let separators = match declared {
            Some((separator, _)) => vec![separator],
            None => SEPARATORS.to_vec(),
        };
        let mut best: Option<(usize, Self)> = None;
        for separator in separators {
            for (known, head) in candidates(start, from, separator, table, lines, knows) {
                if best.as_ref().is_none_or(|(most, _)| known > *most) {
                    best = Some((known, head));
                }
            }
        }
        best.map_or(
            Self {
                separator: b',',
                headers: Vec::new(),
                rows_at: start.len(),
                rows_line: 1,
                skipped: 0,
            },
            |(_, head)| head,
        )
    }
}

/// The first records as headers, each with how many columns of the table it names.
fn candidates(
    start: &[u8],
    from: usize,
    separator: u8,
    table: Table,
    lines: Lines,
    knows: &dyn Fn(&str) -> bool,
) -> Vec<(usize, Head)> {
    let mut reader = reader(separator, &start[from..]);
    let mut record = ByteRecord::new();
    let mut skipped = 0;
    let mut found = Vec::new();
    while found.len() < HEADER_WITHIN && reader.read_byte_record(&mut record).unwrap_or(false) {
        if is_filler(&record) {
            continue;
        }
        let headers: Vec<String> = record
            .iter()
            .take(MOST_COLUMNS + 1)
            .map(|cell| text_of(cell).trim().to_owned())
            .collect();
        let mut folded: Vec<String> = headers.iter().map(|header| fold_header(header)).collect();
        folded.sort_unstable();
        folded.dedup();
        let known = folded
            .iter()
            .filter(|header| table.knows(header) || knows(header))
            .count();
        let rows_at = from + reader.position().byte() as usize;
        let rows_line = match lines {
            Lines::Physical => {
                1 + memchr::memchr_iter(b'\n', &start[..rows_at.min(start.len())]).count() as u64
            }
            Lines::Records => 1 + reader.position().record(),
        };
        let head = Head {
            separator,
            headers,
            rows_at,
            rows_line,
            skipped,
        };
        found.push((known, head));
        skipped += 1;
    }
    found
}

/// A reader of records with cells divided by `separator`.
pub fn reader(separator: u8, bytes: &[u8]) -> csv::Reader<&[u8]> {
    csv::ReaderBuilder::new()
        .has_headers(false)
        .flexible(true)
        .delimiter(separator)
        .buffer_capacity(1 << 16)
        .from_reader(bytes)
}

/// A cell as the rows below will have it, whatever the encoding.
fn text_of(cell: &[u8]) -> Cow<'_, str> {
    match mend(cell) {
        Some((mended, _)) => String::from_utf8_lossy(&mended).into_owned().into(),
        None => String::from_utf8_lossy(cell),
    }
}

/// A row of nothing but separators: spreadsheets leave them, and they are not data.
fn is_filler(record: &ByteRecord) -> bool {
    record.iter().all(|cell| cell.trim_ascii().is_empty())
}

/// The separator that a first line such as `sep=;` declares, as Excel writes and reads it, and where it ends.
fn declared_separator(start: &[u8]) -> Option<(u8, usize)> {
    let end = memchr::memchr(b'\n', start)?;
    let line = start[..end].trim_ascii_end();
    let separator = match line.strip_prefix(b"sep=").or(line.strip_prefix(b"SEP=")) {
        // A tab at the end of the line is trimmed away.
        Some([]) => b'\t',
        Some([separator]) if separator.is_ascii() => *separator,
        _ => return None,
    };
    Some((separator, end + 1))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn head(text: &str) -> Head {
        Head::of(text.as_bytes(), Table::Tracking, Lines::Physical, &|_| {
            false
        })
    }

    #[test]
    fn the_separator_is_the_one_that_gives_known_columns() {
        for separator in [',', ';', '\t', '|'] {
            let line = ["date", "orders", "revenue"].join(&separator.to_string());
            let head = head(&format!("{line}\n2025-01-01{separator}1{separator}2\n"));
            assert_eq!(head.separator, separator as u8);
            assert_eq!(head.headers, ["date", "orders", "revenue"]);
            assert_eq!((head.rows_at, head.rows_line), (line.len() + 1, 2));
        }
        assert_eq!(head("a;b\n1;2\n").headers, ["a;b"]);
    }

    #[test]
    fn a_first_line_may_declare_the_separator() {
        let head = head("sep=:\r\ndate:orders\r\n");
        assert_eq!(head.separator, b':');
        // The reader stops before the second half of a line end; the first row skips it.
        assert_eq!((head.headers.len(), head.rows_line), (2, 2));
    }

    #[test]
    fn blank_lines_and_a_title_before_the_header_are_no_header() {
        let head = head("\r\n,,\nSpring report,,\n\nDate,Orders,Revenue\n2025-01-01,1,2\n");
        assert_eq!(head.headers, ["Date", "Orders", "Revenue"]);
        assert_eq!((head.skipped, head.rows_line), (1, 6));
    }

    #[test]
    fn a_file_of_nothing_has_no_header() {
        assert_eq!(head("").headers, Vec::<String>::new());
        assert_eq!(head("\n,,\n").headers, [",,"]);
    }
}
