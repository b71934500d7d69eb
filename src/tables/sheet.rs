//! One file of a table: what its header says, and its rows, read in blocks side by side.

use std::io::Read;
use std::sync::Mutex;

use csv::StringRecord;
use rayon::iter::{ParallelBridge, ParallelIterator};

use super::blocks::{BLOCK, Block, BlockFault, Blocks, LONGEST_RECORD};
use super::dates::{self, DateEvidence, WrittenDate};
use super::find::TableFile;
use super::head::{Head, MOST_COLUMNS, reader};
use super::interner::{Coded, Names};
use super::notes::Notes;
use super::row::{Rejected, Row, SheetColumn};
use super::schema::{Header, Need, Table, fold_header};
use super::source::{Lines, Source, SourceError, encoding};
use crate::config::Config;
use crate::money::DecimalMark;
use crate::period::DateOrder;
use crate::problem::{Code, Place, Problems};

/// Files up to this size are held in memory, larger ones are read again where they are looked at twice.
const HELD: usize = 8 << 20;

/// A header as long as this is none; the file is something else.
const LONGEST_HEADER: usize = 10_000;

/// A file of a table, opened.
pub struct Sheet {
    file: TableFile,
    content: Content,
    lines: Lines,
    head: Head,
    numbers: DecimalMark,
    columns: Vec<Column>,
}

/// Where a sheet's rows come from.
enum Content {
    /// The rows as text.
    Held(Vec<u8>),
    /// The file, whose rows begin at a byte of it.
    Streamed,
}

/// A column of the schema, and where the file has it.
struct Column {
    header: &'static Header,
    place: Option<usize>,
    dates: Option<DateOrder>,
    /// What problems of the column are counted under.
    key: String,
}

impl Sheet {
    /// Opens a file and reads its header, whatever columns it has. `None` when that is not possible; the problem then
    /// says why.
    pub fn open(file: &TableFile, config: &Config, problems: &mut Problems) -> Option<Self> {
        let opened = Source::open(file, config.decimal_mark())
            .map_err(|error| (error.code(), error.to_string()))
            .and_then(|source| Self::read_head(file, source, config, problems));
        match opened {
            Ok(sheet) => Some(sheet),
            Err((code, message)) => {
                problems.add(code, whole_file(&file.name), "", message);
                None
            }
        }
    }

    fn read_head(
        file: &TableFile,
        mut source: Source,
        config: &Config,
        problems: &mut Problems,
    ) -> Result<Self, (Code, String)> {
        let lines = source.lines;
        let limit = match lines {
            Lines::Records => u64::MAX,
            Lines::Physical => HELD as u64,
        };
        let mut start = Vec::new();
        source
            .reader
            .by_ref()
            .take(limit)
            .read_to_end(&mut start)
            .map_err(|error| {
                let error = SourceError::from(error);
                (error.code(), error.to_string())
            })?;
        let mapped = config.columns_of(file.table);
        let knows = |spelling: &str| mapped.iter().any(|(_, theirs)| theirs == spelling);
        let head = Head::of(&start, file.table, lines, &knows);
        if head
            .headers
            .iter()
            .any(|header| header.len() > LONGEST_HEADER)
        {
            let message =
                format!("expected headers of at most {LONGEST_HEADER} bytes, found a longer one");
            return Err((Code::TooBig, message));
        }
        if head.headers.len() > MOST_COLUMNS {
            let message = format!("expected at most {MOST_COLUMNS} columns, found more");
            return Err((Code::TooBig, message));
        }
        if let Some(encoding) = source.encoding {
            let message = format!("read as {encoding}");
            problems.add(
                Code::AssumedEncoding,
                whole_file(&file.name),
                encoding,
                message,
            );
        }
        let is_whole = (start.len() as u64) < limit;
        let content = if is_whole {
            start.drain(..head.rows_at.min(start.len()));
            Content::Held(start)
        } else {
            Content::Streamed
        };
        let columns = file.table.headers().iter().map(|header| Column {
            header,
            place: place_of(header, &head.headers, &mapped),
            dates: None,
            key: format!("{}/{}", file.name, header.name),
        });
        Ok(Self {
            columns: columns.collect(),
            file: file.clone(),
            content,
            lines,
            head,
            numbers: config.decimal_mark(),
        })
    }

    /// Whether the columns that rows cannot do without are there; reports those that are not, and what is odd.
    pub fn check_columns(&self, problems: &mut Problems) -> bool {
        let has = |name: &str| {
            let mut columns = self.columns.iter();
            columns.any(|column| column.header.name == name && column.place.is_some())
        };
        let name_column = match self.table() {
            Table::Influencers => "name",
            _ => "influencer_name",
        };
        let missing: Vec<_> = self
            .columns
            .iter()
            .filter(|column| match column.header.need {
                Need::Required => column.place.is_none(),
                Need::OrName => column.place.is_none() && !has(name_column),
                Need::Optional => false,
            })
            .collect();
        for column in &missing {
            self.report_missing(column.header, problems);
        }
        self.report_oddities(problems);
        missing.is_empty()
    }

    fn report_missing(&self, header: &Header, problems: &mut Problems) {
        let headers = &self.head.headers;
        let listed: Vec<_> = headers
            .iter()
            .filter(|header| !header.is_empty())
            .map(|header| format!("`{header}`"))
            .collect();
        let has = if listed.is_empty() {
            "the file is empty".into()
        } else {
            format!("found {}", listed.join(", "))
        };
        let hint = nearest_header(header.name, headers)
            .map(|near| format!("; if `{near}` is it, rename it"))
            .unwrap_or_default();
        let place = Place {
            column: header.name.into(),
            ..whole_file(self.file())
        };
        let message = format!("expected a column `{}`, {has}{hint}", header.name);
        problems.add(Code::MissingColumn, place, listed.join(", "), message);
    }

    /// Reports lines before the header, columns that mean the same, and columns that are not used.
    fn report_oddities(&self, problems: &mut Problems) {
        if self.head.skipped > 0 {
            let lines = match self.head.skipped {
                1 => "1 line is".to_owned(),
                lines => format!("{lines} lines are"),
            };
            let message = format!("{lines} before the header, and left out");
            problems.add(Code::SkippedLines, whole_file(self.file()), "", message);
        }
        let headers = &self.head.headers;
        for (place, header) in headers.iter().enumerate() {
            let same = |other: &String| fold_header(other) == fold_header(header);
            let is_read = self
                .columns
                .iter()
                .any(|column| column.place == Some(place));
            if is_read && let Some(again) = headers[place + 1..].iter().find(|other| same(other)) {
                let place = Place {
                    column: header.clone(),
                    ..whole_file(self.file())
                };
                let message = format!("`{header}` and `{again}` mean the same; the first counts");
                problems.add(Code::AmbiguousColumn, place, again.clone(), message);
            }
        }
        let table = self.table();
        let ignored: Vec<String> = headers
            .iter()
            .enumerate()
            .filter(|(place, header)| {
                let is_read = self
                    .columns
                    .iter()
                    .any(|column| column.place == Some(*place));
                !header.is_empty() && !is_read && !table.knows(&fold_header(header))
            })
            .map(|(_, header)| format!("`{header}`"))
            .collect();
        if !ignored.is_empty() {
            let message = format!("not used: {}", ignored.join(", "));
            problems.add(
                Code::IgnoredColumn,
                whole_file(self.file()),
                ignored.join(", "),
                message,
            );
        }
    }

    #[must_use]
    pub fn table(&self) -> Table {
        self.file.table
    }

    /// The file's name within the data folder.
    #[must_use]
    pub fn file(&self) -> &str {
        &self.file.name
    }

    #[must_use]
    pub fn lines(&self) -> Lines {
        self.lines
    }

    #[must_use]
    pub fn separator(&self) -> u8 {
        self.head.separator
    }

    #[must_use]
    pub fn numbers(&self) -> DecimalMark {
        self.numbers
    }

    /// The header, as written.
    #[must_use]
    pub fn headers(&self) -> &[String] {
        &self.head.headers
    }

    /// What the column of a place is read as; `None` where it is not used.
    #[must_use]
    pub fn read_as(&self, place: usize) -> Option<&'static str> {
        let mut columns = self.columns.iter();
        let column = columns.find(|column| column.place == Some(place));
        column.map(|column| column.header.name)
    }

    /// How many cells the header has.
    #[must_use]
    pub fn width(&self) -> usize {
        self.head.headers.len()
    }

    /// The header of a place, as written.
    #[must_use]
    pub fn header(&self, place: usize) -> &str {
        self.head.headers.get(place).map_or("", String::as_str)
    }

    /// The places of the columns that are read, in order.
    pub fn places_read(&self) -> impl Iterator<Item = usize> {
        (0..self.width()).filter(|place| {
            let mut columns = self.columns.iter();
            columns.any(|column| column.place == Some(*place) && column.header.name != "user_id")
        })
    }

    /// Whether rows can do without every column from this place on.
    #[must_use]
    pub fn can_lack_from(&self, place: usize) -> bool {
        self.columns
            .iter()
            .filter(|column| column.place.is_some_and(|own| own >= place))
            .all(|column| matches!(column.header.name, "caption" | "url" | "user_id"))
    }

    /// The column of that canonical name.
    #[must_use]
    pub fn column(&self, name: &'static str) -> SheetColumn {
        let column = self
            .columns
            .iter()
            .find(|column| column.header.name == name)
            .expect("only columns of the schema are asked for");
        SheetColumn {
            place: column.place,
            name,
            dates: column.dates,
        }
    }

    /// The column of a canonical name, else of a header as written; an influencer's name stands for a missing id.
    #[must_use]
    pub fn column_like(&self, name: &str) -> Option<SheetColumn> {
        let is_there = |column: &&Column| column.place.is_some();
        let by_name = |name: &str| {
            let mut there = self.columns.iter().filter(is_there);
            there.find(|column| column.header.name == name)
        };
        let as_written = || {
            let mut there = self.columns.iter().filter(is_there);
            there.find(|column| column.place.is_some_and(|place| self.header(place) == name))
        };
        let instead = || (name == "influencer_id").then(|| by_name("influencer_name"))?;
        let column = by_name(name).or_else(as_written).or_else(instead)?;
        Some(self.column(column.header.name))
    }

    /// What problems of a column are counted under.
    #[must_use]
    pub fn column_key(&self, column: SheetColumn) -> &str {
        let own = self
            .columns
            .iter()
            .find(|own| own.header.name == column.name);
        own.map_or("", |own| &own.key)
    }

    /// From here on the dates of a column are read like this.
    pub fn set_dates(&mut self, name: &str, order: DateOrder) {
        for column in &mut self.columns {
            if column.header.name == name {
                column.dates = Some(order);
            }
        }
    }

    /// The header of a column, as written; empty where the file lacks it.
    #[must_use]
    pub fn header_of(&self, name: &'static str) -> &str {
        let place = self.column(name).place;
        place.map_or("", |place| self.header(place))
    }

    /// How many rows there are.
    pub fn count_rows(&self) -> Result<u64, BlockFault> {
        let counts = self.in_blocks(|block| {
            let mut rows = 0;
            self.for_each_row(block, |_| rows += 1);
            rows
        })?;
        Ok(counts.into_iter().sum())
    }

    /// Whether the first dates of a column are not all written year first, so that the column has to be looked at
    /// whole.
    #[must_use]
    pub fn begins_with_other_dates(&self, column: SheetColumn) -> bool {
        /// Enough to meet the format of nearly every column.
        const FIRST: usize = 1000;
        let mut is_other = false;
        self.first_rows(FIRST, |row| {
            is_other = is_other
                || matches!(
                    dates::read(row.text(column)),
                    Ok(WrittenDate::ByOrder { .. })
                );
        });
        is_other
    }

    /// Gives the first rows to `each`: as many, unless fewer are in the file or its first block.
    pub fn first_rows(&self, most: usize, mut each: impl FnMut(&Row<'_>)) {
        self.in_first_block(|block| {
            let mut seen = 0;
            self.for_each_row(block, |row| {
                if seen < most {
                    seen += 1;
                    each(row);
                }
            });
        });
    }

    /// Gives the first block to `read`; not at all where there is none.
    fn in_first_block(&self, mut read: impl FnMut(&Block)) {
        let (separator, line) = (self.head.separator, self.head.rows_line);
        let block = match &self.content {
            Content::Held(rows) => {
                Blocks::new(rows.as_slice(), separator, self.block_size(), line).next()
            }
            Content::Streamed => self.rows().ok().and_then(|mut source| {
                Blocks::new(&mut source.reader, separator, BLOCK, line).next()
            }),
        };
        if let Some(Ok(mut block)) = block {
            block.mend();
            read(&block);
        }
    }

    /// What the dates of a column say about how they are written.
    pub fn date_evidence(&self, column: SheetColumn) -> Result<DateEvidence, BlockFault> {
        let evidence: Vec<DateEvidence> = self.in_blocks(|block| {
            let mut evidence = DateEvidence::default();
            self.for_each_row(block, |row| evidence.observe(row.text(column)));
            evidence
        })?;
        Ok(evidence
            .into_iter()
            .fold(DateEvidence::default(), |mut all, part| {
                all.merge(part);
                all
            }))
    }

    /// Reads all rows in parts that follow each other. A row that `each` rejects is set aside, with the reason in the
    /// notes.
    pub fn read<P: Default + Send + Coded>(
        &self,
        each: impl Fn(&mut P, &mut Names, &Row<'_>, &mut Notes) -> Result<(), Box<Rejected>> + Sync,
    ) -> Result<Vec<(P, Names, Notes)>, BlockFault> {
        self.in_blocks(|block| {
            let mut part = (P::default(), Names::default(), Notes::default());
            let (rows, names, notes) = &mut part;
            notes.mended = block.mended;
            rows.reserve(block.line_ends + 1);
            self.for_each_row(block, |row| {
                notes.read += 1;
                let read = if row.is_header() {
                    Err(Box::new(Rejected {
                        code: Code::RepeatedHeader,
                        column: None,
                        found: String::new(),
                        message: "the header once more".into(),
                    }))
                } else {
                    row.check_shape()
                        .and_then(|()| each(rows, names, row, notes))
                };
                match read {
                    Ok(()) => notes.used += 1,
                    Err(rejected) => notes.set_aside(row, *rejected),
                }
            });
            part
        })
    }

    /// What `read` makes of the rows that stand on some lines, which are in order; other rows are not looked into, and
    /// behind a fault of the file there are none.
    pub fn rows_on<T: Send>(&self, lines: &[u64], read: impl Fn(&Row<'_>) -> T + Sync) -> Vec<T> {
        let found = Mutex::new(Vec::new());
        let _ = self.in_blocks(|block| {
            let next = lines.partition_point(|line| *line < block.first_line);
            let end = match self.lines {
                // A record is a row, however many line ends its cells have.
                Lines::Records => u64::MAX,
                Lines::Physical => block.first_line + block.line_ends as u64,
            };
            if lines.get(next).is_some_and(|line| *line <= end) {
                self.for_each_row(block, |row| {
                    let (first, last) = row.lines();
                    let next = lines.partition_point(|line| *line < first);
                    if lines.get(next).is_some_and(|line| *line <= last) {
                        let made = read(row);
                        found.lock().expect("nobody panics while adding").push(made);
                    }
                });
            }
        });
        found.into_inner().expect("nobody panics while adding")
    }

    /// Gives every block to `read`, several at once, and what it makes of them in their order.
    fn in_blocks<T: Send>(&self, read: impl Fn(&Block) -> T + Sync) -> Result<Vec<T>, BlockFault> {
        let (separator, line) = (self.head.separator, self.head.rows_line);
        match &self.content {
            Content::Held(rows) => read_side_by_side(
                Blocks::new(rows.as_slice(), separator, self.block_size(), line),
                read,
            ),
            Content::Streamed => {
                let mut source = self.rows()?;
                let blocks = Blocks::new(&mut source.reader, separator, self.block_size(), line);
                let read = read_side_by_side(blocks, read)?;
                source.witness.check().map_err(BlockFault::Source)?;
                Ok(read)
            }
        }
    }

    fn block_size(&self) -> usize {
        match self.lines {
            // The rows of a sheet are numbered from its first on.
            Lines::Records => usize::MAX,
            Lines::Physical => BLOCK,
        }
    }

    /// The file once more, from its first row on.
    fn rows(&self) -> Result<Source, BlockFault> {
        let mut source = Source::open(&self.file, self.numbers).map_err(BlockFault::Source)?;
        let mut head = source.reader.by_ref().take(self.head.rows_at as u64);
        std::io::copy(&mut head, &mut std::io::sink())
            .map_err(|error| BlockFault::Source(error.into()))?;
        Ok(source)
    }

    fn for_each_row(&self, block: &Block, mut each: impl FnMut(&Row<'_>)) {
        let mut reader = reader(self.head.separator, &block.bytes);
        let mut record = StringRecord::new();
        // Over UTF-8 in memory the reader cannot fail.
        while reader.read_record(&mut record).unwrap_or(false) {
            let is_blank = |cell: &str| cell.trim().is_empty();
            if record.get(0).is_none_or(is_blank) && record.iter().all(is_blank) {
                continue;
            }
            each(&Row {
                sheet: self,
                block,
                record: &record,
            });
        }
    }
}

/// Reads blocks on all threads; whoever is free takes the next.
fn read_side_by_side<R: Read + Send, T: Send>(
    blocks: Blocks<R>,
    read: impl Fn(&Block) -> T + Sync,
) -> Result<Vec<T>, BlockFault> {
    let mut parts = blocks
        .par_bridge()
        .map(|block| {
            let mut block = block?;
            block.mend();
            Ok((block.index, read(&block)))
        })
        .collect::<Result<Vec<(usize, T)>, BlockFault>>()?;
    parts.sort_unstable_by_key(|(index, _)| *index);
    Ok(parts.into_iter().map(|(_, part)| part).collect())
}

impl Block {
    /// Makes UTF-8 of bytes that are none.
    fn mend(&mut self) {
        if let Some((bytes, mended)) = encoding::mend(&self.bytes) {
            let before = memchr::memchr_iter(b'\n', &self.bytes[..mended.first]).count() as u64;
            self.mended = Some((mended.bytes as u64, self.first_line + before));
            self.bytes = bytes;
        }
    }
}

/// The place of a column: of the headers a configuration names for it, else of the canonical spelling, else of an
/// alias.
fn place_of(header: &Header, headers: &[String], mapped: &[(&str, String)]) -> Option<usize> {
    let position = |spelling: &str| {
        headers
            .iter()
            .position(|header| fold_header(header) == spelling)
    };
    let theirs = mapped
        .iter()
        .filter(|(ours, _)| *ours == header.name)
        .find_map(|(_, theirs)| position(theirs));
    // What a configuration gives to one column is not taken for another.
    let is_taken = |spelling: &&str| mapped.iter().any(|(_, theirs)| theirs == spelling);
    theirs.or_else(|| {
        std::iter::once(header.name)
            .chain(header.aliases.iter().copied())
            .filter(|spelling| !is_taken(spelling))
            .find_map(position)
    })
}

/// The header that looks most like the one that is missing.
fn nearest_header<'a>(name: &str, headers: &'a [String]) -> Option<&'a str> {
    headers
        .iter()
        .map(|header| {
            let likeness = strsim::jaro_winkler(&fold_header(header), name);
            (likeness, header.as_str())
        })
        .filter(|(likeness, _)| *likeness > 0.8)
        .max_by(|a, b| a.0.total_cmp(&b.0))
        .map(|(_, header)| header)
}

fn whole_file(file: &str) -> Place {
    Place {
        file: file.to_owned(),
        ..Place::default()
    }
}

impl BlockFault {
    /// Why a file's rows cannot be read, as a problem of the file.
    pub fn report(&self, file: &str, problems: &mut Problems) {
        let at = |line: u64| Place {
            line,
            ..whole_file(file)
        };
        let (code, place, message) = match self {
            Self::Source(error) => (error.code(), at(0), error.to_string()),
            Self::LongRecord { line } => (
                Code::TooBig,
                at(*line),
                format!(
                    "expected rows of at most {} MiB, found a longer one",
                    LONGEST_RECORD >> 20
                ),
            ),
            Self::OpenQuote { line } => (
                Code::UnclosedQuote,
                at(*line),
                "a cell begins with a quote, and the file ends before another".into(),
            ),
        };
        problems.add(code, place, "", message);
    }
}
