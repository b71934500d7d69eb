//! A table, or a part of one, as the text of a file.

use rand::seq::SliceRandom;
use rand::{Rng, RngExt};
use roasbook::problem::Code;

use super::campaign::Campaign;
use super::case::{Case, Quirk};
use super::cells;
use super::dates::{DateForm, proves_order};
use super::layout::{Layout, header};
use super::tables::{Cell, Row, Sheet, TOTALS};

/// A file's text, and what must come of it.
#[derive(Clone, Debug, Default)]
pub struct Text {
    pub text: String,
    /// The cells of a sheet, where it is no text.
    pub grid: Option<Vec<Vec<String>>>,
    /// Rows that are neither blank nor header.
    pub read: u64,
    /// The lines of rows that must be set aside, and why.
    pub set_aside: Vec<(u64, Code)>,
    /// Whether dates hang on the order of their column, and how many prove it.
    pub hangs_on_order: bool,
    pub proofs: usize,
    /// A header that only the configuration can tell: the column's name and the header.
    pub own_header: Option<(&'static str, String)>,
}

/// A column of the file.
#[derive(Clone)]
struct Column {
    header: String,
    source: Source,
}

#[derive(Clone, Copy)]
enum Source {
    /// The table's column of this place.
    Own(usize),
    Extra(Extra),
}

#[derive(Clone, Copy)]
enum Extra {
    /// The number of the row, as data frames write it.
    Number,
    Junk,
    /// What would be a number in another column.
    Figure,
    /// Text of so many bytes.
    Long(usize),
}

/// The headers that a configuration names for one column of each table.
const OWN_HEADERS: [(&str, &str, &str); 3] = [
    ("tracking", "revenue", "Umsatz netto"),
    ("payouts", "total_payout", "Honorar"),
    ("posts", "reach", "Reichweite"),
];

const EXTRA_HEADERS: [&str; 7] = [
    "notes",
    "utm_medium",
    "clicks",
    "Unnamed: 0",
    "City / Town",
    "",
    "Customer rating",
];

/// Begins the text of a cell that holds a number and not its digits.
pub const NUMBER: char = '\u{1}';

/// Writes what tables hold, as one case would have it.
pub struct Writer<'a> {
    pub case: &'a Case,
    pub campaign: &'a Campaign,
    pub is_month_first: bool,
    /// Whether dates must not hang on the order of their column.
    pub is_iso: bool,
}

impl Writer<'_> {
    /// The text of a file.
    pub fn write(&self, sheet: &Sheet, rng: &mut impl Rng) -> Text {
        let layout = Layout::draw(self.case, rng);
        let date_form = match self.case.has(Quirk::DateForms) && !self.is_iso {
            true => DateForm::draw(rng),
            false => DateForm::Iso,
        };
        let mut file = File {
            writer: self,
            sheet,
            layout,
            date_form,
            columns: Vec::new(),
            line: 1,
            written: Text::default(),
        };
        file.written.grid = file.layout.is_grid.then(Vec::new);
        file.draw_columns(rng);
        file.write_head(rng);
        file.write_rows(rng);
        file.written
    }
}

/// A file that is being written.
struct File<'a> {
    writer: &'a Writer<'a>,
    sheet: &'a Sheet,
    layout: Layout,
    date_form: DateForm,
    columns: Vec<Column>,
    /// The physical line that is being written.
    line: u64,
    written: Text,
}

impl File<'_> {
    fn has(&self, quirk: Quirk) -> bool {
        self.writer.case.has(quirk)
    }

    fn draw_columns(&mut self, rng: &mut impl Rng) {
        let mut columns: Vec<Column> = self
            .sheet
            .columns
            .iter()
            .enumerate()
            .map(|(place, column)| Column {
                header: header(self.writer.case, column, rng),
                source: Source::Own(place),
            })
            .collect();
        self.name_own_header(&mut columns, rng);
        let extra = |header: &str, extra| Column {
            header: header.to_owned(),
            source: Source::Extra(extra),
        };
        if self.has(Quirk::ExtraColumns) {
            let mut headers = EXTRA_HEADERS.to_vec();
            headers.shuffle(rng);
            for header in &headers[..rng.random_range(0..4)] {
                columns.push(match *header {
                    "Unnamed: 0" => extra(header, Extra::Number),
                    header => extra(header, Extra::Junk),
                });
            }
            if self.has(Quirk::Letters) {
                columns.push(extra("Région", Extra::Junk));
            }
        }
        // No cell of a workbook is that long.
        if self.has(Quirk::Bulky) && !self.layout.is_grid {
            let bytes = match self.sheet.rows.len() {
                0..100 => [20_000, 200_000][rng.random_range(0..2)],
                _ => 2_000,
            };
            columns.push(extra("transcript", Extra::Long(bytes)));
        }
        if self.has(Quirk::ColumnOrder) {
            columns.shuffle(rng);
        }
        if self.has(Quirk::Decoys) {
            self.add_decoy(&mut columns, rng);
        }
        self.columns = columns;
    }

    /// Gives a column a header that no export has.
    fn name_own_header(&mut self, columns: &mut [Column], rng: &mut impl Rng) {
        let own = OWN_HEADERS
            .iter()
            .find(|(table, ..)| *table == self.sheet.table);
        let Some((_, name, header)) = own.filter(|_| self.has(Quirk::OwnHeaders)) else {
            return;
        };
        let header = match self.has(Quirk::Letters) {
            true => format!("{header} (für März)"),
            false => (*header).to_owned(),
        };
        if let Some(place) = self.sheet.place(name) {
            // Some of the table's files may have it and others not.
            if rng.random_range(0..4) > 0 {
                columns[place].header.clone_from(&header);
            }
            self.written.own_header = Some((name, header));
        }
    }

    /// Adds a column whose header means the same as another's: the same word further right, or another word for a
    /// column that has its own name.
    fn add_decoy(&mut self, columns: &mut Vec<Column>, rng: &mut impl Rng) {
        let (header, place) = match self.sheet.table {
            "tracking" => ("Sales", self.sheet.place("revenue")),
            "posts" => ("Post Reach", self.sheet.place("reach")),
            "payouts" => ("Payout Amount", self.sheet.place("total_payout")),
            _ => return,
        };
        let is_it =
            |column: &Column| matches!(column.source, Source::Own(own) if Some(own) == place);
        let Some(at) = columns.iter().position(is_it) else {
            return;
        };
        let name = self.sheet.columns[place.unwrap_or(0)].name;
        let own = columns[at].header.clone();
        let has_own_name = own.trim().to_lowercase().replace([' ', '-'], "_") == name;
        let (header, at) = match rng.random_range(0..2) {
            0 if has_own_name => (header.to_owned(), rng.random_range(0..=columns.len())),
            _ => (own, rng.random_range(at + 1..=columns.len())),
        };
        let source = Source::Extra(Extra::Figure);
        columns.insert(at, Column { header, source });
    }

    fn write_head(&mut self, rng: &mut impl Rng) {
        if self.layout.is_declared {
            let line = format!("sep={}", self.layout.separator);
            self.push_line(&line);
        }
        for _ in 0..self.layout.blank_before_header {
            self.write_blank(rng);
        }
        for title in self.layout.title.clone() {
            let padding = match rng.random_range(0..2) {
                0 => 0,
                _ => self.columns.len(),
            };
            let padding = self.layout.separator.to_string().repeat(padding);
            self.push_line(&format!("{title}{padding}"));
            if rng.random_range(0..3) == 0 {
                self.write_blank(rng);
            }
        }
        self.write_header(rng);
    }

    fn write_header(&mut self, rng: &mut impl Rng) {
        let mut cells: Vec<String> = self
            .columns
            .iter()
            .map(|column| column.header.clone())
            .collect();
        cells.extend(vec![String::new(); self.layout.trailing.0]);
        self.write_cells(&cells, rng);
    }

    /// The header as it stands among the rows of a file that was put together from several.
    fn write_header_again(&mut self, rng: &mut impl Rng) {
        let columns = self.columns.clone();
        if self.has(Quirk::HeaderSpelling) && rng.random_range(0..2) == 0 {
            for column in &mut self.columns {
                column.header = column.header.to_ascii_uppercase();
            }
        }
        if self.has(Quirk::Encoding) && rng.random_range(0..2) == 0 {
            self.columns[0].header.insert(0, '\u{feff}');
        }
        self.write_header(rng);
        self.columns = columns;
    }

    fn write_rows(&mut self, rng: &mut impl Rng) {
        for (number, row) in self.sheet.rows.iter().enumerate() {
            if (self.has(Quirk::BlankLines) || self.has(Quirk::Filler))
                && rng.random_range(0..6) == 0
            {
                self.write_blank(rng);
            }
            self.write_row(number, row, rng);
        }
        if self.has(Quirk::BlankLines) && rng.random_range(0..2) == 0 {
            for _ in 0..rng.random_range(1..12) {
                self.write_blank(rng);
            }
        }
        if !self.layout.has_last_line_end {
            let end = self.written.text.trim_end_matches(['\r', '\n']).len();
            self.written.text.truncate(end);
        }
    }

    /// A line of nothing.
    fn write_blank(&mut self, rng: &mut impl Rng) {
        let filler = self
            .layout
            .separator
            .to_string()
            .repeat(self.columns.len() - 1);
        let line = match rng.random_range(0..4) {
            0 if self.has(Quirk::Filler) => filler,
            1 if self.has(Quirk::Filler) => {
                vec!["\"\""; self.columns.len()].join(&self.layout.separator.to_string())
            }
            2 if self.has(Quirk::SpaceAround) => "  ".to_owned(),
            _ => String::new(),
        };
        self.push_line(&line);
    }

    fn write_row(&mut self, number: usize, row: &Row, rng: &mut impl Rng) {
        let line = self.line;
        match row {
            Row::Good(cells) => {
                let cells = self.texts(number, cells, rng);
                let cells = self.shortened(cells, rng);
                self.write_cells(&cells, rng);
            }
            Row::Bad(cells, code, place) => {
                let mut cells = self.texts(number, cells, rng);
                cells.extend(vec![String::new(); self.layout.trailing.1]);
                let lines = self.write_cells(&cells, rng);
                let at = self
                    .columns
                    .iter()
                    .position(|column| matches!(column.source, Source::Own(own) if own == *place));
                self.written.set_aside.push((lines[at.unwrap_or(0)], *code));
            }
            Row::OtherOrder(cells, place) => {
                let Some(text) = self.date_of_other_order(rng) else {
                    return;
                };
                let mut cells = cells.clone();
                cells[*place] = Cell::Raw(text);
                return self.write_row(number, &Row::Bad(cells, Code::BadDate, *place), rng);
            }
            Row::Total(cells, key) => {
                let mut cells = self.texts(number, cells, rng);
                // A row of sums has nothing else to say.
                for (cell, column) in cells.iter_mut().zip(&self.columns) {
                    if matches!(
                        column.source,
                        Source::Extra(Extra::Number | Extra::Junk | Extra::Long(_))
                    ) {
                        cell.clear();
                    }
                }
                let at = match key {
                    Some(key) => self
                        .columns
                        .iter()
                        .position(|column| matches!(column.source, Source::Own(own) if own == *key))
                        .unwrap_or(0),
                    None => 0,
                };
                if key.is_none() {
                    cells[0] = TOTALS[rng.random_range(0..TOTALS.len())].to_owned();
                }
                let lines = self.write_cells(&cells, rng);
                self.written.set_aside.push((lines[at], Code::TotalRow));
            }
            // All rows of a sheet are equally long.
            Row::TooLong(_) | Row::TooShort if self.layout.is_grid => return,
            Row::TooLong(cells) => {
                let mut cells = self.texts(number, cells, rng);
                let width = self.columns.len() + self.layout.trailing.0;
                cells.resize(width, String::new());
                cells.extend(["1".to_owned(), "more".to_owned()]);
                self.write_cells(&cells, rng);
                self.written.set_aside.push((line, Code::RaggedRow));
            }
            Row::TooShort => {
                self.write_cells(&["Source: our own figures".to_owned()], rng);
                self.written.set_aside.push((line, Code::RaggedRow));
            }
            Row::Header => {
                self.write_header_again(rng);
                self.written.set_aside.push((line, Code::RepeatedHeader));
            }
        }
        self.written.read += 1;
    }

    /// The texts of a row's cells, in the order of the file's columns.
    fn texts(&mut self, number: usize, cells: &[Cell], rng: &mut impl Rng) -> Vec<String> {
        let columns = self.columns.clone();
        columns
            .iter()
            .map(|column| match column.source {
                Source::Own(place) => self.text(number, &cells[place], rng),
                Source::Extra(extra) => extra_text(extra, number, self.has(Quirk::HardText), rng),
            })
            .collect()
    }

    fn text(&mut self, number: usize, cell: &Cell, rng: &mut impl Rng) -> String {
        let (case, people) = (self.writer.case, &self.writer.campaign.people);
        let text = match cell {
            Cell::Text(text) => text.clone(),
            Cell::Raw(text) => return text.clone(),
            Cell::Id(Some(person)) => {
                let is_list = self.sheet.table == "influencers";
                cells::id(case, &people[*person], is_list, rng)
            }
            Cell::Name(Some(person)) => cells::name(case, &people[*person], rng),
            Cell::Id(None) | Cell::Name(None) | Cell::Day(None) | Cell::Blank => {
                cells::blank(case, rng)
            }
            Cell::Day(Some(day)) => self.date(number, *day, rng),
            Cell::Amount(paise) | Cell::Total(paise) | Cell::Rate(paise)
                if self.layout.is_grid && rng.random_range(0..2) == 0 =>
            {
                return format!("{NUMBER}{}", *paise as f64 / 100.0);
            }
            Cell::Count(count) if self.layout.is_grid && rng.random_range(0..2) == 0 => {
                return format!("{NUMBER}{count}");
            }
            Cell::Amount(paise) => cells::amount(case, *paise, rng),
            Cell::Total(paise) => loop {
                let text = cells::amount(case, *paise, rng);
                if !text.is_empty() && !cells::BLANK_WORDS.contains(&text.as_str()) {
                    break text;
                }
            },
            Cell::Rate(paise) => cells::exact_amount(case, *paise, rng),
            Cell::Count(count) => cells::count(case, *count, rng),
        };
        let space = [" ", "  ", "\u{a0}"][rng.random_range(0..3)];
        match rng.random_range(0..4) {
            0 if self.has(Quirk::SpaceAround) => format!("{text}{space}"),
            1 if self.has(Quirk::SpaceAround) => format!("{space}{text}"),
            _ => text,
        }
    }

    fn date(&mut self, number: usize, day: i32, rng: &mut impl Rng) -> String {
        let form = match rng.random_range(0..3) {
            // Files that are shorter have them from the start.
            _ if self.has(Quirk::LateDates) && number < 1050 && self.sheet.rows.len() > 1050 => {
                DateForm::Iso
            }
            0 if self.has(Quirk::MixedDates) => DateForm::Iso,
            1 if self.has(Quirk::MixedDates) => DateForm::Named,
            _ => self.date_form,
        };
        if form.hangs_on_order() {
            self.written.hangs_on_order = true;
            self.written.proofs += usize::from(proves_order(day));
        }
        form.write(day, self.writer.is_month_first, rng)
    }

    /// A date that only the other order reads, where enough others prove this one.
    fn date_of_other_order(&self, rng: &mut impl Rng) -> Option<String> {
        let is_certain = self.date_form.hangs_on_order()
            && !self.has(Quirk::MixedDates)
            && !self.has(Quirk::LateDates);
        let place = self.sheet.place("date")?;
        let days = self
            .sheet
            .good_rows()
            .filter_map(|cells| match cells[place] {
                Cell::Day(day) => day,
                _ => None,
            });
        let proofs = days.filter(|day| proves_order(*day)).count();
        // 29 February 2024.
        (is_certain && proofs > 1).then(|| {
            self.date_form
                .write(19_782, !self.writer.is_month_first, rng)
        })
    }

    /// The cells without the last ones, where those are blank and nothing hangs on them; else with as many more as
    /// the layout has.
    fn shortened(&self, mut cells: Vec<String>, rng: &mut impl Rng) -> Vec<String> {
        let spare = |column: &Column| match column.source {
            Source::Own(place) => matches!(
                self.sheet.columns[place].name,
                "caption" | "url" | "user_id"
            ),
            Source::Extra(_) => true,
        };
        if self.has(Quirk::ShortRows) && rng.random_range(0..2) == 0 {
            while cells.len() > 1
                && spare(&self.columns[cells.len() - 1])
                && cells.last().is_some_and(String::is_empty)
            {
                cells.pop();
            }
            return cells;
        }
        cells.extend(vec![String::new(); self.layout.trailing.1]);
        cells
    }

    /// Writes cells as a line; gives the line each begins on.
    fn write_cells(&mut self, cells: &[String], rng: &mut impl Rng) -> Vec<u64> {
        if let Some(grid) = &mut self.written.grid {
            grid.push(cells.to_vec());
            self.line += 1;
            return vec![self.line - 1; cells.len()];
        }
        let mut lines = Vec::with_capacity(cells.len());
        for (place, cell) in cells.iter().enumerate() {
            if place > 0 {
                self.written.text.push(self.layout.separator);
            }
            lines.push(self.line);
            let cell = cell.replace('\n', self.layout.line_end);
            let needs_quotes =
                cell.starts_with('"') || cell.contains([self.layout.separator, '\n', '\r']);
            if needs_quotes || self.has(Quirk::Quotes) && rng.random_range(0..3) == 0 {
                self.push(&format!("\"{}\"", cell.replace('"', "\"\"")));
            } else {
                self.push(&cell);
            }
        }
        self.push_line("");
        lines
    }

    fn push(&mut self, text: &str) {
        self.line += text.matches('\n').count() as u64;
        self.written.text.push_str(text);
    }

    fn push_line(&mut self, text: &str) {
        if let Some(grid) = &mut self.written.grid {
            let is_blank = text
                .chars()
                .all(|mark| mark == self.layout.separator || mark == '"');
            grid.push(if is_blank {
                Vec::new()
            } else {
                vec![text.to_owned()]
            });
            self.line += 1;
            return;
        }
        self.push(text);
        self.push(self.layout.line_end);
    }
}

fn extra_text(extra: Extra, number: usize, is_hard: bool, rng: &mut impl Rng) -> String {
    const JUNK: [&str; 6] = ["", "ok", "12", "2025-01-01", "n/a", "x y"];
    const HARD_JUNK: [&str; 5] = ["a\nb\nc", "it said \"no\"", ",;|\t", "=1+1", "5\" by 3\""];
    match extra {
        Extra::Number => number.to_string(),
        Extra::Junk if is_hard && rng.random_range(0..2) == 0 => {
            HARD_JUNK[rng.random_range(0..HARD_JUNK.len())].to_owned()
        }
        Extra::Junk => JUNK[rng.random_range(0..JUNK.len())].to_owned(),
        Extra::Figure => rng.random_range(1..100_000).to_string(),
        Extra::Long(bytes) => {
            let piece = [
                "words and words ",
                "a \"quoted\" word, ",
                "a line\nand more ",
            ][rng.random_range(0..3)];
            piece.repeat(bytes / piece.len())
        }
    }
}
