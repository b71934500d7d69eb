//! One record of a file, whose cells know where they stand.
//!
//! Every cell is text first, so that one which cannot be read is reported with its file, physical line,
//! column, what was found and what was expected.

use csv::StringRecord;

use super::blank::is_blank;
use super::blocks::Block;
use super::dates::{self, NotADate, WrittenDate};
use super::notes::Notes;
use super::numbers::{WrittenNumber, is_comma_decimal, read_count, read_number};
use super::sheet::Sheet;
use super::source::Lines;
use crate::money::{Decimal, NotANumber};
use crate::period::{DateOrder, Day};
use crate::problem::{Code, Excerpt, Place};

/// A column of a sheet: where it stands, if the file has it, and how its dates are written.
#[derive(Clone, Copy, Debug)]
pub struct SheetColumn {
    pub(super) place: Option<usize>,
    pub(super) name: &'static str,
    /// What comes first in dates of two numbers and a year; `None` while nothing was looked at.
    pub(super) dates: Option<DateOrder>,
}

impl SheetColumn {
    #[must_use]
    pub fn is_present(self) -> bool {
        self.place.is_some()
    }
}

/// One row of a sheet.
pub struct Row<'a> {
    pub(super) sheet: &'a Sheet,
    pub(super) block: &'a Block,
    pub(super) record: &'a StringRecord,
}

/// Why a row is set aside.
#[derive(Debug)]
pub struct Rejected {
    pub(super) code: Code,
    pub(super) column: Option<SheetColumn>,
    pub(super) found: String,
    pub(super) message: String,
}

/// A cell longer than this is not shown anywhere, and most likely a quote that was not closed where it should.
const LONGEST_CELL: usize = 1 << 20;

const AMOUNT: &str = "an amount such as 12.50";
const TOO_LARGE: &str = "a number below 90,071,992,547,409.92";

/// What a row is called that sums up the others.
const TOTALS: [&str; 5] = ["total", "totals", "grand total", "sum", "subtotal"];

impl Row<'_> {
    /// The physical line the row begins on, or the row of a workbook's sheet.
    #[must_use]
    pub fn line(&self) -> u64 {
        let position = self
            .record
            .position()
            .expect("a record that was read has a position");
        match self.sheet.lines() {
            Lines::Records => self.block.first_line + position.record(),
            // The reader gives the line where it started to look, which may be a blank one before the record.
            Lines::Physical => {
                let blank = self.block.bytes[position.byte() as usize..]
                    .iter()
                    .take_while(|byte| matches!(byte, b'\r' | b'\n'));
                let blank = blank.filter(|byte| **byte == b'\n').count() as u64;
                self.block.first_line + position.line() - 1 + blank
            }
        }
    }

    /// The first and the last physical line the row stands on.
    #[must_use]
    pub fn lines(&self) -> (u64, u64) {
        let first = self.line();
        let within = match self.sheet.lines() {
            Lines::Records => 0,
            Lines::Physical => self.lines_before(usize::MAX),
        };
        (first, first + within)
    }

    /// Where a cell of this row stands, or the row itself.
    #[must_use]
    pub fn place(&self, column: Option<SheetColumn>) -> Place {
        let place = column.and_then(|column| column.place);
        let header = place.map_or("", |place| self.sheet.header(place));
        let within = match (place, self.sheet.lines()) {
            (Some(place), Lines::Physical) => self.lines_before(place),
            _ => 0,
        };
        Place {
            file: self.sheet.file().to_owned(),
            line: self.line() + within,
            column: header.into(),
        }
    }

    /// The line of the file a cell stands on, with the cell marked; none where the file is no text.
    #[must_use]
    pub fn excerpt(&self, column: Option<SheetColumn>) -> Option<Excerpt> {
        if self.sheet.lines() == Lines::Records {
            return None;
        }
        let (bytes, start) = (&self.block.bytes, self.start());
        let within = |place| cell_within(&bytes[start..], self.sheet.separator(), place);
        let cell = match column.and_then(|column| column.place) {
            Some(place) => within(place),
            None => 0..within(usize::MAX).start,
        };
        let (from, to) = (start + cell.start, start + cell.end);
        let line_start = memchr::memrchr2(b'\r', b'\n', &bytes[..from]).map_or(0, |at| at + 1);
        let line_end = memchr::memchr2(b'\r', b'\n', &bytes[from..]);
        let line_end = line_end.map_or(bytes.len(), |at| from + at);
        // A block is UTF-8, and a line begins and ends at ASCII.
        let line = std::str::from_utf8(&bytes[line_start..line_end]).ok()?;
        let end = (to - line_start).min(line.len());
        Some(Excerpt::of(
            line,
            from - line_start..end.max(from - line_start),
        ))
    }

    /// Where the record begins in its block.
    fn start(&self) -> usize {
        let position = self
            .record
            .position()
            .expect("a record that was read has a position");
        let from = position.byte() as usize;
        let blank = self.block.bytes[from..]
            .iter()
            .take_while(|byte| matches!(byte, b'\r' | b'\n'));
        from + blank.count()
    }

    fn lines_before(&self, place: usize) -> u64 {
        let record = &self.block.bytes[self.start()..];
        let cell = cell_within(record, self.sheet.separator(), place);
        memchr::memchr_iter(b'\n', &record[..cell.start]).count() as u64
    }

    /// The cells of the columns that roasbook reads, each with its header.
    #[must_use]
    pub fn cells(&self) -> String {
        let cells = self.sheet.places_read().filter_map(|place| {
            let cell = self.record.get(place)?.trim();
            (!cell.is_empty()).then(|| format!("{}: {cell}", self.sheet.header(place)))
        });
        cells.collect::<Vec<_>>().join(" | ")
    }

    /// Whether the record is a row of the table at all, as far as its shape tells.
    pub(super) fn check_shape(&self) -> Result<(), Box<Rejected>> {
        let (expected, found) = (self.sheet.width(), self.record.len());
        if expected != found {
            self.check_length(expected, found)?;
        }
        if self.record.as_slice().len() > LONGEST_CELL {
            self.check_cells()?;
        }
        Ok(())
    }

    /// Cells too many are harmless where they are blank, and cells too few where the columns they lack are never
    /// missed. Anything else may have moved cells into other columns.
    fn check_length(&self, expected: usize, found: usize) -> Result<(), Box<Rejected>> {
        let is_harmless = if found > expected {
            self.record
                .iter()
                .skip(expected)
                .all(|cell| cell.trim().is_empty())
        } else {
            self.sheet.can_lack_from(found)
        };
        if is_harmless {
            return Ok(());
        }
        Err(Box::new(Rejected {
            code: Code::RaggedRow,
            column: None,
            found: format!("{found} cells"),
            message: format!("expected {expected} cells, found {found}"),
        }))
    }

    fn check_cells(&self) -> Result<(), Box<Rejected>> {
        match self.record.iter().find(|cell| cell.len() > LONGEST_CELL) {
            None => Ok(()),
            Some(cell) => Err(Box::new(Rejected {
                code: Code::LongCell,
                column: None,
                found: format!("{} bytes", cell.len()),
                message: format!(
                    "expected cells of at most {LONGEST_CELL} bytes, found one of {}",
                    cell.len()
                ),
            })),
        }
    }

    /// Whether the row repeats the header, as files put together from several do, perhaps in other case and behind a
    /// byte order mark.
    pub(super) fn is_header(&self) -> bool {
        self.record.len() == self.sheet.width()
            && self.record.iter().enumerate().all(|(place, cell)| {
                let cell = cell.trim_start_matches('\u{feff}').trim();
                cell.eq_ignore_ascii_case(self.sheet.header(place))
            })
    }

    /// The cell's text without the space around it; empty where the file lacks the column or the row is shorter.
    #[must_use]
    pub fn text(&self, column: SheetColumn) -> &str {
        let cell = column.place.and_then(|place| self.record.get(place));
        trimmed(cell.unwrap_or_default())
    }

    /// The text of a cell in which a word such as `NaN` stands for nothing.
    pub fn value(&self, column: SheetColumn, notes: &mut Notes) -> &str {
        let text = self.text(column);
        if text.is_empty() || !is_blank(text) {
            return text;
        }
        notes.fold(self, Code::BlankWord, column, || {
            (
                text.to_owned(),
                format!("`{text}` in `{}` counts as blank", column.name),
            )
        });
        ""
    }

    /// All cells after one another.
    #[must_use]
    pub fn all_text(&self) -> &str {
        self.record.as_slice()
    }

    /// An id: what is written, except that a spreadsheet's `42.0` is `42`. Empty where there is none.
    pub fn id(&self, column: SheetColumn, notes: &mut Notes) -> &str {
        let text = self.value(column, notes);
        let Some((whole, zeros)) = text.split_once('.') else {
            return text;
        };
        let is_whole = !whole.is_empty()
            && whole.bytes().all(|byte| byte.is_ascii_digit())
            && !zeros.is_empty()
            && zeros.bytes().all(|byte| byte == b'0');
        if !is_whole {
            return text;
        }
        notes.fold(self, Code::IdSpelling, column, || {
            (text.to_owned(), format!("`{text}` is read as `{whole}`"))
        });
        whole
    }

    /// An id that must not be blank, nor be the word for a sum of other rows.
    pub fn key(&self, column: SheetColumn, notes: &mut Notes) -> Result<&str, Box<Rejected>> {
        let text = self.id(column, notes);
        if is_total(text) {
            return Err(self.total_row(column));
        }
        if text.is_empty() {
            return Err(Box::new(Rejected {
                code: Code::MissingKey,
                column: Some(column),
                found: String::new(),
                message: format!("expected a value for `{}`, found nothing", column.name),
            }));
        }
        Ok(text)
    }

    /// Refuses a row that says it is the sum of others: in place of its influencer, or, where it has neither
    /// influencer nor day, in its first cell that is not blank.
    pub fn check_total(
        &self,
        [id, name]: [SheetColumn; 2],
        day: SheetColumn,
    ) -> Result<(), Box<Rejected>> {
        let key = if is_blank(self.text(id)) { name } else { id };
        if !is_blank(self.text(key)) {
            return match is_total(self.text(key)) {
                true => Err(self.total_row(key)),
                false => Ok(()),
            };
        }
        let first = self.record.iter().position(|cell| !is_blank(cell));
        let first = SheetColumn { place: first, ..id };
        let has_day = first.place != day.place && !is_blank(self.text(day));
        match !has_day && is_total(self.text(first)) {
            true => Err(self.total_row(first)),
            false => Ok(()),
        }
    }

    fn total_row(&self, column: SheetColumn) -> Box<Rejected> {
        rejected(Code::TotalRow, column, self.text(column), "an influencer")
    }

    /// A day.
    pub fn day(&self, column: SheetColumn, notes: &mut Notes) -> Result<Day, Box<Rejected>> {
        let text = self.value(column, notes);
        let read = match dates::read(text) {
            Ok(WrittenDate::Day(day)) => return Ok(day),
            Ok(other) => {
                notes.saw_other_dates |= column.dates.is_none();
                other.day(column.dates.unwrap_or(DateOrder::DayFirst))
            }
            Err(why) => Err(why),
        };
        read.map_err(|why| rejected(Code::BadDate, column, text, NotADate::expected(why)))
    }

    /// A day, where there is one.
    pub fn optional_day(
        &self,
        column: SheetColumn,
        notes: &mut Notes,
    ) -> Result<Option<Day>, Box<Rejected>> {
        if self.value(column, notes).is_empty() {
            Ok(None)
        } else {
            self.day(column, notes).map(Some)
        }
    }

    /// A whole number; `None` when the cell is blank.
    pub fn count(
        &self,
        column: SheetColumn,
        notes: &mut Notes,
    ) -> Result<Option<i64>, Box<Rejected>> {
        let text = self.value(column, notes);
        if text.is_empty() {
            return Ok(None);
        }
        match read_count(text, self.sheet.numbers()) {
            Ok(count) => Ok(Some(count)),
            Err(why) => {
                let expected = match why {
                    NotANumber::Malformed => "a whole number",
                    NotANumber::TooLarge => TOO_LARGE,
                };
                Err(rejected(Code::BadCount, column, text, expected))
            }
        }
    }

    /// An amount in minor units; `None` when the cell is blank.
    pub fn amount(
        &self,
        column: SheetColumn,
        notes: &mut Notes,
    ) -> Result<Option<i64>, Box<Rejected>> {
        if let Some(minor) = plain_amount(self.text(column).as_bytes()) {
            return Ok(Some(minor));
        }
        let text = self.text(column);
        let Some(number) = self.number(column, notes, AMOUNT)? else {
            return Ok(None);
        };
        if number.is_percent {
            return Err(rejected(Code::BadAmount, column, text, AMOUNT));
        }
        let money = number
            .value
            .to_money()
            .map_err(|_| rejected(Code::BadAmount, column, text, TOO_LARGE))?;
        if number.value.is_finer_than_money() {
            notes.fold(self, Code::RoundedAmount, column, || {
                (text.to_owned(), format!("`{text}` counts as {money}"))
            });
        }
        Ok(Some(money.0))
    }

    /// A decimal number as written; `None` when the cell is blank.
    pub fn decimal(
        &self,
        column: SheetColumn,
        notes: &mut Notes,
    ) -> Result<Option<Decimal>, Box<Rejected>> {
        let number = self.number(column, notes, "a number such as 12.5")?;
        Ok(number.map(|number| number.value))
    }

    fn number(
        &self,
        column: SheetColumn,
        notes: &mut Notes,
        expected: &str,
    ) -> Result<Option<WrittenNumber>, Box<Rejected>> {
        let text = self.value(column, notes);
        if text.is_empty() {
            return Ok(None);
        }
        match read_number(text, self.sheet.numbers()) {
            Ok(number) => {
                if let Some(sign) = number.sign {
                    notes.saw_sign(self, column, sign);
                }
                Ok(Some(number))
            }
            Err(why) => {
                if why == NotANumber::Malformed && is_comma_decimal(text) {
                    notes.saw_comma(self, column);
                }
                let expected = match why {
                    NotANumber::Malformed => expected,
                    NotANumber::TooLarge => TOO_LARGE,
                };
                Err(rejected(Code::BadAmount, column, text, expected))
            }
        }
    }

    /// A cell the row can do without: one that cannot be read is reported and left out.
    pub fn if_readable<T>(
        &self,
        read: Result<Option<T>, Box<Rejected>>,
        notes: &mut Notes,
    ) -> Option<T> {
        read.unwrap_or_else(|rejected| {
            let Rejected {
                column,
                found,
                message,
                ..
            } = *rejected;
            notes.add(self, Code::IgnoredCell, column, found, message);
            None
        })
    }

    /// A number that counts as nothing where it is blank, and is reported when it is blank or negative.
    pub fn or_zero(&self, column: SheetColumn, number: Option<i64>, notes: &mut Notes) -> i64 {
        match number {
            Some(number) if number >= 0 => number,
            Some(number) => {
                notes.fold(self, Code::NegativeNumber, column, || {
                    let text = self.text(column).to_owned();
                    let message = format!("expected no negative `{}`, found `{text}`", column.name);
                    (text, message)
                });
                number
            }
            None if column.is_present() => {
                notes.fold(self, Code::BlankNumber, column, || {
                    let message = format!("`{}` is blank and counts as 0", column.name);
                    (String::new(), message)
                });
                0
            }
            None => 0,
        }
    }
}

/// A cell without the space around it. Nearly no cell has any, which two of its bytes tell.
fn trimmed(cell: &str) -> &str {
    match cell.as_bytes() {
        [] => cell,
        [only] if only.is_ascii_graphic() => cell,
        [first, .., last] if first.is_ascii_graphic() && last.is_ascii_graphic() => cell,
        _ => cell.trim(),
    }
}

/// Whether a text is what rows of sums are called.
fn is_total(text: &str) -> bool {
    let text = text.trim_end_matches([':', ' ']);
    TOTALS.iter().any(|total| text.eq_ignore_ascii_case(total))
}

/// Minor units of text such as `1200`, `1200.5` and `1200.50`, which nearly all amounts are; `None` for any other.
fn plain_amount(text: &[u8]) -> Option<i64> {
    /// So many digits stay far below 2^53 minor units.
    const DIGITS: usize = 13;
    let digits = |text: &[u8]| {
        text.iter().try_fold(0i64, |sum, byte| {
            byte.is_ascii_digit()
                .then(|| sum * 10 + i64::from(byte - b'0'))
        })
    };
    if text.is_empty() || text.len() > DIGITS {
        return None;
    }
    match text {
        [whole @ .., b'.', a, b] if !whole.is_empty() => {
            Some(digits(whole)? * 100 + digits(&[*a, *b])?)
        }
        [whole @ .., b'.', a] if !whole.is_empty() => {
            Some(digits(whole)? * 100 + digits(&[*a])? * 10)
        }
        whole => Some(digits(whole)? * 100),
    }
}

/// Where a cell stands in text that begins with its record, its quotes included; the end of the record where that has
/// no such cell.
fn cell_within(bytes: &[u8], separator: u8, place: usize) -> std::ops::Range<usize> {
    let (mut start, mut at, mut cell) = (0, 0, 0);
    let mut is_quoted = bytes.first() == Some(&b'"');
    if is_quoted {
        at = 1;
    }
    while at < bytes.len() {
        match bytes[at] {
            b'"' if is_quoted && bytes.get(at + 1) == Some(&b'"') => at += 1,
            b'"' if is_quoted => is_quoted = false,
            b'\r' | b'\n' if !is_quoted => break,
            byte if byte == separator && !is_quoted => {
                if cell == place {
                    break;
                }
                cell += 1;
                start = at + 1;
                if bytes.get(start) == Some(&b'"') {
                    is_quoted = true;
                    at += 1;
                }
            }
            _ => {}
        }
        at += 1;
    }
    let end = at.min(bytes.len());
    if cell == place { start..end } else { end..end }
}

/// A rejection that says what was expected and what was found.
pub fn rejected(code: Code, column: SheetColumn, found: &str, expected: &str) -> Box<Rejected> {
    Box::new(Rejected {
        code,
        column: Some(column),
        found: found.into(),
        message: match found {
            "" => format!("expected {expected}, found nothing"),
            found => format!("expected {expected}, found `{found}`"),
        },
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::money::Money;
    use proptest::prelude::*;

    #[test]
    fn a_cell_is_found_in_the_text_of_its_record() {
        #[track_caller]
        fn case(record: &str, place: usize, cell: &str) {
            for text in [record.to_owned(), format!("{record}\nnext,row,of,cells\n")] {
                assert_eq!(&text[cell_within(text.as_bytes(), b',', place)], cell);
            }
        }
        case("a,b,c", 0, "a");
        case("a,b,c\r", 2, "c");
        case("\"x, \"\"y\"\"\",\"b\nb\",c", 0, "\"x, \"\"y\"\"\"");
        case("\"x, \"\"y\"\"\",\"b\nb\",c", 1, "\"b\nb\"");
        case("\"x, \"\"y\"\"\",\"b\nb\",c", 2, "c");
        case("a,,c", 1, "");
        case("a,5\" b,c", 1, "5\" b");
        case("a", 3, "");
    }

    proptest! {
        #[test]
        fn the_short_way_to_an_amount_leads_where_the_long_one_does(text in "[0-9]{0,13}([.][0-9]{0,3})?") {
            if let Some(minor) = plain_amount(text.as_bytes()) {
                prop_assert_eq!(Money::parse(&text), Ok(Money(minor)));
            }
        }
    }
}
