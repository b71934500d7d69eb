//! What reading a part of a file finds apart from rows: problems, rows set aside, and what is decided only when the
//! whole column was seen.

use std::collections::BTreeMap;

use super::row::{Rejected, Row, SheetColumn};
use super::set_aside::SetAside;
use crate::currency::CurrencySign;
use crate::problem::{Code, Excerpt, Place, Problems, shorten};

/// A cell that stands for many.
#[derive(Clone, Debug)]
pub struct Seen {
    pub cells: u64,
    pub first: Place,
    pub found: String,
    pub excerpt: Option<Excerpt>,
}

/// What was found besides rows. Notes of parts that follow each other [`append`](Notes::append) in their order.
#[derive(Debug, Default)]
pub struct Notes {
    pub problems: Problems,
    pub set_aside: Vec<SetAside>,
    pub read: u64,
    pub used: u64,
    /// Bytes that were no UTF-8, and the line of the first.
    pub mended: Option<(u64, u64)>,
    /// A date was met that says nothing unless the order of its column is known.
    pub saw_other_dates: bool,
    /// Currency signs by column.
    pub signs: BTreeMap<(&'static str, &'static str), (CurrencySign, Seen)>,
    /// Amounts that can be read only with a decimal comma, by column.
    pub commas: BTreeMap<&'static str, Seen>,
}

impl Notes {
    /// Adds a problem of one cell, or of the row.
    pub fn add(
        &mut self,
        row: &Row<'_>,
        code: Code,
        column: Option<SheetColumn>,
        found: String,
        message: String,
    ) {
        let place = row.place(column);
        self.problems
            .add_cell(code, place, found, message, || row.excerpt(column));
    }

    /// Counts a cell among those of its column with the same problem, or begins them.
    pub fn fold(
        &mut self,
        row: &Row<'_>,
        code: Code,
        column: SheetColumn,
        first: impl FnOnce() -> (String, String),
    ) {
        let key = row.sheet.column_key(column);
        let first = || {
            let (found, message) = first();
            (row.place(Some(column)), found, message)
        };
        self.problems
            .fold_cell(code, key, first, || row.excerpt(Some(column)));
    }

    /// Sets the row aside.
    pub fn set_aside(&mut self, row: &Row<'_>, rejected: Rejected) {
        let Rejected {
            code,
            column,
            found,
            message,
        } = rejected;
        let [mut short_found, mut reason, mut cells] =
            [found.clone(), message.clone(), row.cells()];
        for text in [&mut short_found, &mut reason, &mut cells] {
            shorten(text);
        }
        self.set_aside.push(SetAside {
            table: row.sheet.table(),
            place: row.place(column),
            code,
            found: short_found,
            reason,
            rows: 1,
            cells,
        });
        if code == Code::RepeatedHeader {
            let file = row.sheet.file();
            self.problems
                .fold(code, file, || (row.place(None), found, message));
        } else {
            self.add(row, code, column, found, message);
        }
    }

    pub fn saw_sign(&mut self, row: &Row<'_>, column: SheetColumn, sign: CurrencySign) {
        match self.signs.get_mut(&(column.name, sign.spelling)) {
            Some((_, seen)) => seen.cells += 1,
            None => {
                let seen = Seen::first(row, column);
                self.signs
                    .insert((column.name, sign.spelling), (sign, seen));
            }
        }
    }

    pub fn saw_comma(&mut self, row: &Row<'_>, column: SheetColumn) {
        self.commas
            .entry(column.name)
            .and_modify(|seen| seen.cells += 1)
            .or_insert_with(|| Seen::first(row, column));
    }

    /// Adds what the part behind this one found.
    pub fn append(&mut self, other: Self) {
        self.problems.append(other.problems);
        self.set_aside.extend(other.set_aside);
        self.read += other.read;
        self.used += other.used;
        self.mended = match (self.mended, other.mended) {
            (Some((bytes, line)), Some((more, _))) => Some((bytes + more, line)),
            (before, after) => before.or(after),
        };
        self.saw_other_dates |= other.saw_other_dates;
        for (key, (sign, more)) in other.signs {
            self.signs
                .entry(key)
                .and_modify(|(_, seen)| seen.cells += more.cells)
                .or_insert((sign, more));
        }
        for (key, more) in other.commas {
            self.commas
                .entry(key)
                .and_modify(|seen| seen.cells += more.cells)
                .or_insert(more);
        }
    }
}

impl Seen {
    fn first(row: &Row<'_>, column: SheetColumn) -> Self {
        Self {
            cells: 1,
            first: row.place(Some(column)),
            found: row.text(column).to_owned(),
            excerpt: row.excerpt(Some(column)),
        }
    }
}
