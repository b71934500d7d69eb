//! One CSV file as rows of text cells, each of which knows where it stands.
//!
//! Every cell is text first, so that one which cannot be read is reported with its file, physical line,
//! column, what was found and what was expected. The csv crate reads, because it locates.

use std::io::Read;

use csv::ByteRecord;

use super::find::TableFile;
use super::schema::{Table, fold_header};
use super::source::{Source, SourceError};
use crate::money::{Decimal, Money, NotANumber};
use crate::period::Day;
use crate::problem::{Code, Place, Problems, RowCount};

/// A file's bytes and what its header says.
pub struct Sheet {
    table: Table,
    file: String,
    bytes: Vec<u8>,
    /// The headers as written.
    headers: Vec<String>,
}

/// A column of a sheet: where it stands, if the file has it.
#[derive(Clone, Copy, Debug)]
pub struct SheetColumn {
    place: Option<usize>,
    name: &'static str,
}

impl SheetColumn {
    #[must_use]
    pub fn is_present(self) -> bool {
        self.place.is_some()
    }
}

/// One row of a sheet.
pub struct Row<'a> {
    sheet: &'a Sheet,
    record: &'a ByteRecord,
    /// The physical line the row begins on.
    pub line: u64,
}

/// Why a row is set aside.
pub struct Rejected {
    code: Code,
    column: Option<SheetColumn>,
    found: String,
    message: String,
}

impl Sheet {
    /// Reads a file and its header. `None` when that is not possible; the problem then says why.
    pub fn open(found: &TableFile, problems: &mut Problems) -> Option<Self> {
        let place = |column: &str| Place {
            file: found.name.clone(),
            line: 0,
            column: column.into(),
        };
        let bytes = match read(found) {
            Ok(bytes) => bytes,
            Err(error) => {
                problems.add(error.code(), place(""), "", error.to_string());
                return None;
            }
        };
        let mut sheet = Self {
            table: found.table,
            file: found.name.clone(),
            bytes,
            headers: Vec::new(),
        };
        let mut record = ByteRecord::new();
        let mut reader = sheet.reader();
        while reader.read_byte_record(&mut record).unwrap_or(false) {
            if !is_filler(&record) {
                sheet.headers = record
                    .iter()
                    .map(|cell| String::from_utf8_lossy(cell).trim().to_owned())
                    .collect();
                break;
            }
        }
        let missing: Vec<_> = found
            .table
            .headers()
            .iter()
            .filter(|header| header.required && !sheet.column(header.name).is_present())
            .collect();
        for header in &missing {
            let listed: Vec<_> = sheet
                .headers
                .iter()
                .map(|header| format!("`{header}`"))
                .collect();
            let has = if listed.is_empty() {
                "the file is empty".into()
            } else {
                format!("found {}", listed.join(", "))
            };
            let hint = match other_separator(&sheet.headers) {
                Some(separator) => {
                    format!("; cells seem to be separated by `{separator}`, expected commas")
                }
                None => nearest_header(header.name, &sheet.headers)
                    .map(|near| format!("; if `{near}` is it, rename it"))
                    .unwrap_or_default(),
            };
            problems.add(
                Code::MissingColumn,
                place(header.name),
                listed.join(", "),
                format!("expected a column `{}`, {has}{hint}", header.name),
            );
        }
        missing.is_empty().then_some(sheet)
    }

    /// The file's name within the data folder.
    #[must_use]
    pub fn file(&self) -> &str {
        &self.file
    }

    /// Where the column of that canonical name stands; the canonical spelling wins over its aliases.
    #[must_use]
    pub fn column(&self, name: &'static str) -> SheetColumn {
        let header = self
            .table
            .headers()
            .iter()
            .find(|header| header.name == name)
            .expect("only columns of the schema are asked for");
        let position = |spelling: &str| {
            self.headers
                .iter()
                .position(|header| fold_header(header) == spelling)
        };
        let place = std::iter::once(header.name)
            .chain(header.aliases.iter().copied())
            .find_map(position);
        SheetColumn { place, name }
    }

    /// Gives every row to `each`; a row it rejects is set aside, with the reason among the problems.
    pub fn for_each_row(
        &self,
        problems: &mut Problems,
        count: &mut RowCount,
        mut each: impl FnMut(&Row<'_>, &mut Problems) -> Result<(), Rejected>,
    ) {
        count.files.push(self.file.clone());
        let mut reader = self.reader();
        let mut record = ByteRecord::new();
        let mut header_seen = false;
        // Over bytes in memory the reader cannot fail: there is no I/O, and any bytes make records.
        while reader.read_byte_record(&mut record).unwrap_or(false) {
            if is_filler(&record) {
                continue;
            }
            if !header_seen {
                header_seen = true;
                continue;
            }
            count.read += 1;
            let row = Row {
                sheet: self,
                record: &record,
                line: self.line_of(&record),
            };
            match row.check_length().and_then(|()| each(&row, problems)) {
                Ok(()) => count.used += 1,
                Err(rejected) => {
                    count.set_aside += 1;
                    let Rejected {
                        code,
                        column,
                        found,
                        message,
                    } = rejected;
                    problems.add(code, row.place(column), found, message);
                }
            }
        }
    }

    fn reader(&self) -> csv::Reader<&[u8]> {
        csv::ReaderBuilder::new()
            .has_headers(false)
            .flexible(true)
            .from_reader(self.bytes.as_slice())
    }

    /// The physical line a record begins on: the reader gives the line where it started to look, which
    /// may be a blank one before the record.
    fn line_of(&self, record: &ByteRecord) -> u64 {
        let position = record
            .position()
            .expect("a record that was read has a position");
        let blank = self.bytes[position.byte() as usize..]
            .iter()
            .take_while(|byte| matches!(byte, b'\r' | b'\n'));
        position.line() + blank.filter(|byte| **byte == b'\n').count() as u64
    }
}

/// A file's text.
fn read(found: &TableFile) -> Result<Vec<u8>, SourceError> {
    let mut source = Source::open(found)?;
    let mut bytes = Vec::new();
    source.reader.read_to_end(&mut bytes)?;
    source.witness.check()?;
    Ok(bytes)
}

/// A row of nothing but separators: spreadsheets leave them, and they are not data.
fn is_filler(record: &ByteRecord) -> bool {
    record.iter().all(|cell| cell.trim_ascii().is_empty())
}

/// What a header of one cell is separated by, if not by commas.
fn other_separator(headers: &[String]) -> Option<&'static str> {
    let [only] = headers else { return None };
    [(";", ";"), ("\t", "tab"), ("|", "|")]
        .into_iter()
        .find(|(mark, _)| only.contains(mark))
        .map(|(_, name)| name)
}

/// The header that looks most like the one that is missing.
fn nearest_header<'a>(name: &str, headers: &'a [String]) -> Option<&'a str> {
    headers
        .iter()
        .map(|header| {
            (
                strsim::jaro_winkler(&fold_header(header), name),
                header.as_str(),
            )
        })
        .filter(|(likeness, _)| *likeness > 0.8)
        .max_by(|a, b| a.0.total_cmp(&b.0))
        .map(|(_, header)| header)
}

impl Row<'_> {
    /// Where a cell of this row stands, or the row itself.
    #[must_use]
    pub fn place(&self, column: Option<SheetColumn>) -> Place {
        let header = column
            .and_then(|column| column.place)
            .map_or("", |place| self.sheet.headers[place].as_str());
        Place {
            file: self.sheet.file.clone(),
            line: self.line,
            column: header.into(),
        }
    }

    fn check_length(&self) -> Result<(), Rejected> {
        let (expected, found) = (self.sheet.headers.len(), self.record.len());
        if expected == found {
            return Ok(());
        }
        Err(Rejected {
            code: Code::RaggedRow,
            column: None,
            found: format!("{found} cells"),
            message: format!("expected {expected} cells, found {found}"),
        })
    }

    /// The cell's text without the space around it; empty where the file lacks the column.
    pub fn text(&self, column: SheetColumn) -> Result<&str, Rejected> {
        let Some(place) = column.place else {
            return Ok("");
        };
        let cell = self.record[place].trim_ascii();
        std::str::from_utf8(cell).map_err(|_| Rejected {
            code: Code::NotUtf8,
            column: Some(column),
            found: String::from_utf8_lossy(cell).into_owned(),
            message: "expected UTF-8 text".into(),
        })
    }

    /// A cell that must not be blank.
    pub fn key(&self, column: SheetColumn) -> Result<&str, Rejected> {
        let text = self.text(column)?;
        if text.is_empty() {
            return Err(Rejected {
                code: Code::MissingKey,
                column: Some(column),
                found: String::new(),
                message: format!("expected a value for `{}`, found nothing", column.name),
            });
        }
        Ok(text)
    }

    /// A day.
    pub fn day(&self, column: SheetColumn) -> Result<Day, Rejected> {
        let text = self.text(column)?;
        Day::parse_iso(text)
            .ok_or_else(|| rejected(Code::BadDate, column, text, "a date such as 2025-07-22"))
    }

    /// A day, where there is one.
    pub fn optional_day(&self, column: SheetColumn) -> Result<Option<Day>, Rejected> {
        if self.text(column)?.is_empty() {
            Ok(None)
        } else {
            self.day(column).map(Some)
        }
    }

    /// A whole number; `None` when the cell is blank.
    pub fn count(&self, column: SheetColumn) -> Result<Option<i64>, Rejected> {
        let text = self.text(column)?;
        if text.is_empty() {
            return Ok(None);
        }
        if text.len() <= 15 && text.bytes().all(|byte| byte.is_ascii_digit()) {
            return Ok(Some(
                text.bytes()
                    .fold(0, |sum, byte| sum * 10 + i64::from(byte - b'0')),
            ));
        }
        let whole = text.parse::<Decimal>().ok().and_then(Decimal::to_whole);
        whole
            .map(Some)
            .ok_or_else(|| rejected(Code::BadCount, column, text, "a whole number"))
    }

    /// An amount in minor units; `None` when the cell is blank.
    pub fn amount(&self, column: SheetColumn) -> Result<Option<i64>, Rejected> {
        let text = self.text(column)?;
        if text.is_empty() {
            return Ok(None);
        }
        let expected = |why| match why {
            NotANumber::Malformed => "an amount such as 12.50",
            NotANumber::TooLarge => "an amount below 90,071,992,547,409.92",
        };
        Money::parse(text)
            .map(|money| Some(money.0))
            .map_err(|why| rejected(Code::BadAmount, column, text, expected(why)))
    }

    /// A decimal number as written; `None` when the cell is blank.
    pub fn decimal(&self, column: SheetColumn) -> Result<Option<Decimal>, Rejected> {
        let text = self.text(column)?;
        if text.is_empty() {
            return Ok(None);
        }
        text.parse()
            .map(Some)
            .map_err(|_| rejected(Code::BadAmount, column, text, "a number such as 12.5"))
    }

    /// A cell the row can do without: one that cannot be read is reported and left out.
    pub fn if_readable<T>(
        &self,
        read: Result<Option<T>, Rejected>,
        problems: &mut Problems,
    ) -> Option<T> {
        read.unwrap_or_else(|rejected| {
            problems.add(
                Code::IgnoredCell,
                self.place(rejected.column),
                rejected.found,
                rejected.message,
            );
            None
        })
    }

    /// A number that counts as nothing where it is blank, and is reported when it is blank or negative.
    pub fn or_zero(
        &self,
        column: SheetColumn,
        number: Option<i64>,
        problems: &mut Problems,
    ) -> i64 {
        match number {
            Some(number) if number >= 0 => number,
            Some(number) => {
                let text = self.text(column).unwrap_or_default();
                problems.fold(
                    Code::NegativeNumber,
                    &format!("{}/{}", self.sheet.file, column.name),
                    || {
                        (
                            self.place(Some(column)),
                            text.into(),
                            format!("expected no negative `{}`, found `{text}`", column.name),
                        )
                    },
                );
                number
            }
            None if column.is_present() => {
                problems.fold(
                    Code::BlankNumber,
                    &format!("{}/{}", self.sheet.file, column.name),
                    || {
                        (
                            self.place(Some(column)),
                            String::new(),
                            format!("`{}` is blank and counts as 0", column.name),
                        )
                    },
                );
                0
            }
            None => 0,
        }
    }
}

/// A rejection that says what was expected and what was found.
pub fn rejected(code: Code, column: SheetColumn, found: &str, expected: &str) -> Rejected {
    Rejected {
        code,
        column: Some(column),
        found: found.into(),
        message: format!("expected {expected}, found `{found}`"),
    }
}
