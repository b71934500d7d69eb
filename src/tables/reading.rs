//! What the readers of single tables share: opening a table's files, deciding how their columns are written, reading
//! them, and accounting for every row.

use std::collections::BTreeMap;
use std::io::Read;

use super::blocks::BlockFault;
use super::dates::{DateEvidence, OrderReason};
use super::find::TableFile;
use super::interner::{Coded, Names};
use super::notes::{Notes, Seen};
use super::row::{Rejected, Row};
use super::schema::Table;
use super::set_aside::SetAside;
use super::sheet::Sheet;
use super::source::Source;
use crate::config::Config;
use crate::currency::CurrencySign;
use crate::measure::Input;
use crate::money::DecimalMark;
use crate::problem::{Code, Place, Problems, RowCount};

/// How the rows of one table are read from one of its files.
pub trait RowReader: Sync + Sized {
    const TABLE: Table;
    /// The columns that hold dates.
    const DATES: &'static [&'static str] = &[];
    /// Rows of the table, with names coded in order of arrival.
    type Rows: Default + Send + Coded;

    /// The reader of a file whose header is known.
    fn of(sheet: &Sheet) -> Self;

    /// Adds a row.
    ///
    /// # Errors
    /// When it cannot be used, which sets it aside.
    fn read(
        &self,
        rows: &mut Self::Rows,
        names: &mut Names,
        row: &Row<'_>,
        notes: &mut Notes,
    ) -> Result<(), Box<Rejected>>;
}

/// Rows of one table that stand together in one file.
pub struct Part<R> {
    pub file: String,
    pub rows: R,
}

/// The tables as far as they are read.
pub struct Reading<'a> {
    pub config: &'a Config,
    pub files: Vec<TableFile>,
    pub names: Names,
    pub problems: Problems,
    pub set_aside: Vec<SetAside>,
    pub row_counts: Vec<RowCount>,
    /// Tables of which a file could not be read to its end.
    pub cut_short: Vec<Table>,
    /// What measures need and some file has.
    pub found: Vec<Input>,
    /// The headers of each table's files, as written.
    pub headers: BTreeMap<Table, Vec<String>>,
    /// Currency signs met, with the table and column of each.
    signs: Vec<SignSeen>,
}

impl<'a> Reading<'a> {
    #[must_use]
    pub fn new(config: &'a Config, files: Vec<TableFile>, problems: Problems) -> Self {
        Self {
            config,
            files,
            names: Names::default(),
            problems,
            set_aside: Vec::new(),
            row_counts: Vec::new(),
            cut_short: Vec::new(),
            found: Vec::new(),
            headers: BTreeMap::new(),
            signs: Vec::new(),
        }
    }

    /// Reads every file of a table. `inspect` is told of each file that has the columns it needs.
    pub fn read<T: RowReader>(
        &mut self,
        mut inspect: impl FnMut(&mut Self, &Sheet),
    ) -> Vec<Part<T::Rows>> {
        let mut count = RowCount {
            table: T::TABLE.name(),
            ..RowCount::default()
        };
        let (sheets, copies) = self.open(T::TABLE);
        let mut sheets: Vec<Sheet> = sheets;
        self.decide_dates::<T>(&mut sheets);
        let mut parts = Vec::new();
        for mut sheet in sheets {
            count.files.push(sheet.file().to_owned());
            inspect(self, &sheet);
            match self.read_sheet::<T>(&mut sheet, &mut count) {
                Ok(read) => parts.extend(read),
                Err(fault) => {
                    self.cut_short.push(T::TABLE);
                    fault.report(sheet.file(), &mut self.problems);
                }
            }
        }
        for (copy, of) in copies {
            self.set_copy_aside(&copy, &of, &mut count);
        }
        self.row_counts.push(count);
        parts
    }

    /// Opens the files of a table; those that are copies of others are apart, each with the one it copies.
    fn open(&mut self, table: Table) -> (Vec<Sheet>, Vec<(Sheet, String)>) {
        let files: Vec<TableFile> = self
            .files
            .iter()
            .filter(|file| file.table == table)
            .cloned()
            .collect();
        let copies = copies(&files);
        let (mut sheets, mut copied) = (Vec::new(), Vec::new());
        for (file, copy_of) in files.iter().zip(copies) {
            let Some(sheet) = Sheet::open(file, self.config, &mut self.problems) else {
                continue;
            };
            let headers = self.headers.entry(table).or_default();
            headers.extend(sheet.headers().iter().cloned());
            if !sheet.check_columns(&mut self.problems) {
                continue;
            }
            match copy_of {
                None => sheets.push(sheet),
                Some(first) => copied.push((sheet, files[first].name.clone())),
            }
        }
        (sheets, copied)
    }

    /// Decides how the dates of every column are written: from all its cells, and where a file's own cells leave it
    /// open, from those of the table's other files.
    fn decide_dates<T: RowReader>(&mut self, sheets: &mut [Sheet]) {
        for name in T::DATES {
            let column =
                |sheet: &Sheet| Some(sheet.column(name)).filter(|column| column.is_present());
            // What one file has from the start, others may have further down.
            let are_other = sheets.iter().any(|sheet| {
                column(sheet).is_some_and(|column| sheet.begins_with_other_dates(column))
            });
            let evidence: Vec<Option<DateEvidence>> = sheets
                .iter()
                .map(|sheet| {
                    sheet
                        .date_evidence(column(sheet).filter(|_| are_other)?)
                        .ok()
                })
                .collect();
            let mut of_table = DateEvidence::default();
            for evidence in evidence.iter().flatten() {
                of_table.merge(*evidence);
            }
            for (sheet, evidence) in sheets.iter_mut().zip(evidence) {
                if let Some(evidence) = evidence {
                    self.set_dates(sheet, name, &evidence, &of_table);
                }
            }
        }
    }

    fn set_dates(
        &mut self,
        sheet: &mut Sheet,
        name: &'static str,
        own: &DateEvidence,
        of_table: &DateEvidence,
    ) {
        let declared = self.config.read.date_order;
        let mut decided = own.decide(declared);
        if decided.reason == OrderReason::Assumed {
            let table = of_table.decide(declared);
            decided.order = table.order;
            decided.reason = table.reason;
        }
        sheet.set_dates(name, decided.order);
        if decided.numeric() == 0 {
            return;
        }
        let place = Place {
            column: sheet.header_of(name).to_owned(),
            ..whole_file(sheet.file())
        };
        let found = decided.order.words();
        self.problems
            .add(Code::DateOrder, place, found, decided.told());
    }

    fn read_sheet<T: RowReader>(
        &mut self,
        sheet: &mut Sheet,
        count: &mut RowCount,
    ) -> Result<Vec<Part<T::Rows>>, BlockFault> {
        let reader = T::of(sheet);
        let mut parts =
            sheet.read(|rows, names, row, notes| reader.read(rows, names, row, notes))?;
        if parts.iter().any(|(_, _, notes)| notes.saw_other_dates) {
            // The first rows were ISO and later ones are not: the columns are looked at whole, and read again.
            for name in T::DATES {
                let evidence = sheet.date_evidence(sheet.column(name))?;
                self.set_dates(sheet, name, &evidence, &evidence);
            }
            let reader = T::of(sheet);
            parts = sheet.read(|rows, names, row, notes| reader.read(rows, names, row, notes))?;
        }
        let mut all = Notes::default();
        let mut read = Vec::with_capacity(parts.len());
        for (mut rows, names, notes) in parts {
            let codes = self.names.absorb(names);
            rows.recode(&codes);
            read.push(Part {
                file: sheet.file().to_owned(),
                rows,
            });
            all.append(notes);
        }
        self.take_notes(sheet, all, count);
        Ok(read)
    }

    fn take_notes(&mut self, sheet: &Sheet, notes: Notes, count: &mut RowCount) {
        count.read += notes.read;
        count.used += notes.used;
        count.set_aside += notes.read - notes.used;
        self.problems.append(notes.problems);
        self.set_aside.extend(notes.set_aside);
        if let Some((bytes, line)) = notes.mended {
            let place = Place {
                line,
                ..whole_file(sheet.file())
            };
            let bytes = match bytes {
                1 => "1 byte that is no UTF-8 is".to_owned(),
                bytes => format!("{bytes} bytes that are no UTF-8 are"),
            };
            let message = format!("{bytes} read as Windows-1252");
            self.problems
                .add(Code::AssumedEncoding, place, "Windows-1252", message);
        }
        for seen in notes.commas.into_values() {
            // One cell in a hundred may be a slip. More, and `1,234` in the same column may be a fraction as well.
            if seen.cells * 100 >= notes.read {
                let message = format!(
                    "expected amounts such as 1,234.50, found {} such as `{}`",
                    cells(seen.cells),
                    seen.found
                );
                self.problems
                    .add_cell(Code::DecimalComma, seen.first, seen.found, message, || {
                        seen.excerpt
                    });
            }
        }
        for ((column, _), (sign, seen)) in notes.signs {
            self.signs.push(SignSeen {
                table: sheet.table(),
                column,
                sign,
                seen,
            });
        }
    }

    /// Sets a row aside that was counted as used.
    pub fn move_aside(&mut self, row: SetAside) {
        let table = row.table.name();
        if let Some(count) = self
            .row_counts
            .iter_mut()
            .find(|count| count.table == table)
        {
            count.used -= 1;
            count.set_aside += 1;
        }
        self.set_aside.push(row);
    }

    /// A copy is opened and counted, and none of its rows is used.
    fn set_copy_aside(&mut self, copy: &Sheet, of: &str, count: &mut RowCount) {
        let rows = match copy.count_rows() {
            Ok(rows) => rows,
            Err(fault) => return fault.report(copy.file(), &mut self.problems),
        };
        count.files.push(copy.file().to_owned());
        count.read += rows;
        count.set_aside += rows;
        let reason = format!("the file is a copy of `{of}`, which counts");
        self.problems.add_for_rows(
            rows,
            Code::RepeatedFile,
            whole_file(copy.file()),
            of.to_owned(),
            reason.clone(),
        );
        self.set_aside.push(SetAside {
            table: copy.table(),
            place: whole_file(copy.file()),
            code: Code::RepeatedFile,
            found: of.to_owned(),
            reason,
            rows,
            cells: String::new(),
        });
    }

    /// Reports amounts in several currencies, and a currency that is not the report's.
    pub fn report_currencies(&mut self) {
        let Some(first) = self.signs.first() else {
            return;
        };
        let listed: Vec<String> = self.signs.iter().map(SignSeen::told).collect();
        let listed = listed.join(", ");
        let is_other = |seen: &&SignSeen| !seen.sign.may_be(first.sign.code);
        let own = self.config.currency();
        if let Some(other) = self.signs.iter().find(is_other) {
            let message = format!("expected one currency, found {listed}");
            other.report(Code::MixedCurrencies, message, &mut self.problems);
        } else if !first.sign.may_be(own) {
            let message = format!("expected amounts in {own}, found {listed}");
            first.report(Code::OtherCurrency, message, &mut self.problems);
        }
    }
}

/// A currency sign in a column.
struct SignSeen {
    table: Table,
    column: &'static str,
    sign: CurrencySign,
    seen: Seen,
}

impl SignSeen {
    fn told(&self) -> String {
        let (sign, cells) = (self.sign.spelling, cells(self.seen.cells));
        let (column, table) = (self.column, self.table.name());
        format!("`{sign}` in {cells} of `{column}` ({table})")
    }

    fn report(&self, code: Code, message: String, problems: &mut Problems) {
        let Seen {
            first,
            found,
            excerpt,
            ..
        } = &self.seen;
        problems.add_cell(code, first.clone(), found.clone(), message, || {
            excerpt.clone()
        });
    }
}

fn cells(count: u64) -> String {
    match count {
        1 => "1 cell".to_owned(),
        count => format!("{count} cells"),
    }
}

/// A problem of a file as a whole.
pub fn whole_file(file: &str) -> Place {
    Place {
        file: file.to_owned(),
        ..Place::default()
    }
}

/// For each file the place of another with the same text, if there is one: a download done twice, or an unpacked
/// archive beside itself. The one with the shortest name is taken for the original, as `tracking (1).csv` is none. Only
/// texts of one length and digest are compared.
fn copies(files: &[TableFile]) -> Vec<Option<usize>> {
    let mut copies = vec![None; files.len()];
    if files.len() < 2 {
        return copies;
    }
    let digests: Vec<Option<(u64, u64)>> = files.iter().map(digest).collect();
    let mut places: Vec<usize> = (0..files.len()).collect();
    places.sort_by_key(|place| (files[*place].name.len(), *place));
    let mut originals: Vec<usize> = Vec::new();
    for place in places {
        let original = digests[place].and_then(|digest| {
            originals
                .iter()
                .copied()
                .filter(|other| digests[*other] == Some(digest))
                .find(|other| are_same(&files[*other], &files[place]))
        });
        match original {
            Some(_) => copies[place] = original,
            None => originals.push(place),
        }
    }
    copies
}

/// The length and a quick digest of a file's text; `None` where it cannot be read or says nothing.
fn digest(file: &TableFile) -> Option<(u64, u64)> {
    use std::hash::Hasher;
    let mut hasher = rustc_hash::FxHasher::default();
    let mut length = 0;
    in_pieces(file, |piece| {
        length += piece.len() as u64;
        hasher.write(piece);
        true
    })?;
    (length > 0).then(|| (length, hasher.finish()))
}

fn are_same(one: &TableFile, other: &TableFile) -> bool {
    let Ok(mut one) = Source::open(one, DecimalMark::Point) else {
        return false;
    };
    let mut mine = vec![0; PIECE];
    let same = in_pieces(other, |piece| {
        let mine = &mut mine[..piece.len()];
        one.reader.read_exact(mine).is_ok() && mine == piece
    });
    same.is_some()
}

const PIECE: usize = 1 << 16;

/// Gives a file's text in pieces of [`PIECE`] bytes, the last one shorter, while `each` wants more. `None` when it
/// did not come to the end.
fn in_pieces(file: &TableFile, mut each: impl FnMut(&[u8]) -> bool) -> Option<()> {
    let mut source = Source::open(file, DecimalMark::Point).ok()?;
    let mut piece = Vec::with_capacity(PIECE);
    loop {
        piece.clear();
        source
            .reader
            .by_ref()
            .take(PIECE as u64)
            .read_to_end(&mut piece)
            .ok()?;
        if piece.is_empty() {
            return Some(());
        }
        if !each(&piece) {
            return None;
        }
    }
}
