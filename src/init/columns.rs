//! Which headers are probably columns under another name: by how they are spelled, and by what stands below them.

use std::collections::{BTreeMap, BTreeSet};

use super::column_facts::{Cells, facts};
use super::draft::{Layout, Section, Setting};
use super::quoting;
use crate::config::{Columns, Spellings};
use crate::money::DecimalMark;
use crate::tables::dates;
use crate::tables::numbers::read_number;
use crate::tables::{Header, Need, SurveyedColumn, SurveyedFile, Table, fold_header};

/// A header that is taken for a column.
#[derive(Clone, Debug, PartialEq)]
pub struct Guess {
    pub table: Table,
    pub ours: &'static str,
    pub header: String,
    pub why: String,
}

/// Headers at least this much like a column's name (Jaro-Winkler, 0 to 1) may be it where the table cannot do without,
/// as long as their cells fit.
const LIKE: f64 = 0.8;

/// At least this much, and with at most so many edits, they may be it in any case.
const MUCH_LIKE: f64 = 0.9;
const UNEDITED: f64 = 0.7;

/// The guesses for every table.
#[must_use]
pub fn guess(files: &[SurveyedFile]) -> Vec<Guess> {
    let mut guesses: Vec<Guess> = Vec::new();
    let mut people = People::default();
    // Influencers come first, and what they are called tells who the other tables speak of.
    for table in Table::ALL {
        for file in files.iter().filter(|file| file.table == table) {
            for guess in guesses_of(file, &people) {
                let is_known = |known: &&Guess| {
                    known.table == table && known.ours == guess.ours && known.header == guess.header
                };
                // What one file calls revenue may not be orders in another.
                let is_other = |known: &&Guess| {
                    let (a, b) = (fold_header(&known.header), fold_header(&guess.header));
                    known.table == table && known.ours != guess.ours && a == b
                };
                if !guesses
                    .iter()
                    .any(|known| is_known(&known) || is_other(&known))
                {
                    guesses.push(guess);
                }
            }
            if table == Table::Influencers {
                people.add(file, &guesses);
            }
        }
    }
    guesses
}

/// The guesses as a configuration has them.
#[must_use]
pub fn configured(guesses: &[Guess]) -> Columns {
    let mut columns: BTreeMap<Table, BTreeMap<String, Spellings>> = BTreeMap::new();
    for guess in guesses {
        let of_table = columns.entry(guess.table).or_default();
        let headers = headers_of(guesses, guess.table, guess.ours);
        let headers = headers.into_iter().map(|guess| guess.header.clone());
        of_table.insert(guess.ours.to_owned(), Spellings::Several(headers.collect()));
    }
    columns
}

fn headers_of<'a>(guesses: &'a [Guess], table: Table, ours: &str) -> Vec<&'a Guess> {
    let of_column = guesses
        .iter()
        .filter(|guess| guess.table == table && guess.ours == ours);
    of_column.collect()
}

/// The ids and names of the influencers table.
#[derive(Default)]
struct People {
    ids: BTreeSet<String>,
    names: BTreeSet<String>,
    /// Whether there are more than were looked at.
    are_more: bool,
}

impl People {
    fn add(&mut self, file: &SurveyedFile, guesses: &[Guess]) {
        let cells = |ours: &str| {
            let guessed = headers_of(guesses, Table::Influencers, ours);
            let column = file.column(ours).or_else(|| {
                file.columns
                    .iter()
                    .find(|column| guessed.iter().any(|guess| guess.header == column.header))
            });
            let cells = column.map(|column| column.cells.as_slice());
            cells.unwrap_or_default().iter().map(|cell| folded(cell))
        };
        self.ids.extend(cells("influencer_id"));
        self.names.extend(cells("name"));
        let rows = file.columns.iter().map(|column| column.cells.len()).max();
        self.are_more |= rows >= Some(SurveyedFile::ROWS);
    }

    /// Whether cells are about half or more of these people; none where that cannot be told.
    fn are_in(&self, cells: &[String], people: &BTreeSet<String>) -> Option<bool> {
        if people.is_empty() {
            return None;
        }
        let are_most = share(cells, |cell| people.contains(&folded(cell))) >= 0.5;
        (are_most || !self.are_more).then_some(are_most)
    }
}

/// An id or name as it is compared.
fn folded(cell: &str) -> String {
    let whole = cell.strip_suffix(".0").unwrap_or(cell);
    whole.to_lowercase()
}

fn guesses_of(file: &SurveyedFile, people: &People) -> Vec<Guess> {
    let headers = file.table.headers();
    let lacks = |header: &&Header| file.column(header.name).is_none();
    let unused: Vec<&SurveyedColumn> = unused(file).collect();
    let mut candidates: Vec<Candidate> = Vec::new();
    for header in headers.iter().filter(lacks) {
        for column in &unused {
            candidates.extend(Candidate::of(file, header, column, &unused, people));
        }
    }
    // Of equals the one that comes first in the table.
    candidates.sort_by(|a, b| b.score.total_cmp(&a.score));
    let mut guesses: Vec<Guess> = Vec::new();
    for candidate in candidates {
        let is_taken = |guess: &Guess| {
            guess.ours == candidate.ours
                || fold_header(&guess.header) == fold_header(&candidate.column.header)
        };
        if !guesses.iter().any(is_taken) {
            guesses.push(Guess {
                table: file.table,
                ours: candidate.ours,
                header: candidate.column.header.clone(),
                why: candidate.why,
            });
        }
    }
    guesses
}

/// The columns of a file that nothing is made of.
fn unused(file: &SurveyedFile) -> impl Iterator<Item = &SurveyedColumn> {
    file.columns.iter().filter(|column| {
        let folded = fold_header(&column.header);
        column.read_as.is_none() && !folded.is_empty() && !file.table.knows(&folded)
    })
}

struct Candidate<'a> {
    score: f64,
    ours: &'static str,
    column: &'a SurveyedColumn,
    why: String,
}

impl<'a> Candidate<'a> {
    fn of(
        file: &SurveyedFile,
        header: &Header,
        column: &'a SurveyedColumn,
        unused: &[&SurveyedColumn],
        people: &People,
    ) -> Option<Self> {
        let ours = header.name;
        // Nothing is made of it.
        if ours == "user_id" {
            return None;
        }
        let fit = fit(file.table, ours, column, people);
        if fit == Some(false) {
            return None;
        }
        let (theirs, name) = (&column.header, &file.name);
        let spellings = std::iter::once(ours).chain(header.aliases.iter().copied());
        let likeness = |spelling: &str| likeness(&fold_header(theirs), spelling);
        let (like, unedited) = spellings
            .map(likeness)
            .max_by(|a, b| a.0.total_cmp(&b.0))
            .unwrap_or_default();
        let is_needed = is_needed(file, header);
        let fits = fit == Some(true);
        let cells = facts(ours).1;
        let holds = match cells {
            Cells::Dates => "holds dates",
            Cells::InfluencerIds => "holds ids of the influencers table",
            Cells::InfluencerNames => "holds names of the influencers table",
            Cells::Keys | Cells::Numbers | Cells::Words | Cells::Anything => "",
        };
        let candidate = |score: f64, why: String| {
            Some(Self {
                score,
                ours,
                column,
                why,
            })
        };
        let is_of_people = matches!(cells, Cells::InfluencerIds | Cells::InfluencerNames);
        let only_one_fits = || {
            let fitting = unused
                .iter()
                .filter(|other| self::fit(file.table, ours, other, people) == Some(true));
            fitting.count() == 1
        };
        // What a table needs comes before what it may have, and what cells prove before what a name suggests.
        if is_of_people && fits && file.table != Table::Influencers {
            return candidate(like + 2.0, format!("`{theirs}` in {name} {holds}."));
        }
        if (like >= MUCH_LIKE && unedited >= UNEDITED) || (is_needed && like >= LIKE) {
            return candidate(
                like + f64::from(is_needed),
                format!("{name} has no {ours} otherwise, and `{theirs}` is spelled much like it."),
            );
        }
        if is_needed && fits && cells == Cells::Dates && only_one_fits() {
            return candidate(
                1.0,
                format!(
                    "{name} has no {ours} otherwise, and of its other columns only `{theirs}` {holds}."
                ),
            );
        }
        None
    }
}

/// How alike two names are, and how much of them is left as it is.
fn likeness(theirs: &str, ours: &str) -> (f64, f64) {
    (
        strsim::jaro_winkler(theirs, ours),
        strsim::normalized_damerau_levenshtein(theirs, ours),
    )
}

/// Whether no row of the file can be used without the column.
fn is_needed(file: &SurveyedFile, header: &Header) -> bool {
    match header.need {
        Need::Required => true,
        Need::OrName => file.column("influencer_name").is_none() && file.column("name").is_none(),
        Need::Optional => false,
    }
}

/// Whether what stands in a column can be what ours holds; none where it cannot be told.
fn fit(table: Table, ours: &str, column: &SurveyedColumn, people: &People) -> Option<bool> {
    let cells = &column.cells;
    if cells.is_empty() {
        return None;
    }
    let most = |is_it: &dyn Fn(&str) -> bool| Some(share(cells, is_it) >= 0.8);
    let are_distinct = || {
        let distinct: BTreeSet<&String> = cells.iter().collect();
        Some(distinct.len() * 20 >= cells.len() * 19 && share(cells, is_date) < 0.5)
    };
    match facts(ours).1 {
        Cells::InfluencerIds if table == Table::Influencers => are_distinct(),
        Cells::InfluencerIds => people.are_in(cells, &people.ids),
        Cells::InfluencerNames => people.are_in(cells, &people.names),
        Cells::Keys => are_distinct(),
        Cells::Dates => most(&is_date),
        Cells::Numbers => most(&is_number),
        Cells::Words => Some(share(cells, |cell| is_number(cell) || is_date(cell)) < 0.5),
        Cells::Anything => None,
    }
}

/// Whether a cell is a date for anybody: a bare number, as spreadsheets count days, is more likely an amount.
fn is_date(cell: &str) -> bool {
    let is_bare = cell
        .bytes()
        .all(|byte| byte.is_ascii_digit() || byte == b'.')
        && cell.matches('.').count() < 2;
    !is_bare && dates::read(cell).is_ok()
}

fn is_number(cell: &str) -> bool {
    let marks = [DecimalMark::Point, DecimalMark::Comma];
    marks.iter().any(|mark| read_number(cell, *mark).is_ok())
}

fn share(cells: &[String], is_it: impl Fn(&str) -> bool) -> f64 {
    let are_it = cells.iter().filter(|cell| is_it(cell)).count();
    are_it as f64 / cells.len().max(1) as f64
}

const ABOUT: &str = "Which header of the files is which column. Case, spaces and punctuation do not matter, and usual \
                     other spellings are known; what stands here wins. Several headers are written as [\"Sales\", \
                     \"Net sales\"].";

/// What the file says of the columns of every table; `files` were met with the guesses.
#[must_use]
pub fn sections(files: &[SurveyedFile], guesses: &[Guess]) -> Vec<Section> {
    let mut sections: Vec<Section> = Table::ALL
        .into_iter()
        .map(|table| section(table, files, guesses))
        .collect();
    if let Some(first) = sections.first_mut() {
        first.about = format!("{ABOUT} {}", first.about);
    }
    sections
}

fn section(table: Table, files: &[SurveyedFile], guesses: &[Guess]) -> Section {
    let files: Vec<&SurveyedFile> = files.iter().filter(|file| file.table == table).collect();
    let settings = table.headers().iter().map(|header| {
        let guessed = headers_of(guesses, table, header.name);
        let (about, _) = facts(header.name);
        let met = files.iter().filter_map(|file| file.column(header.name));
        let met = distinct(met.map(|column| column.header.as_str()));
        let value = match met.as_slice() {
            [] => quoting::value(header.name),
            [one] => quoting::value(one),
            several => quoting::list(several.iter().copied()),
        };
        if !guessed.is_empty() {
            let why: Vec<&str> = guessed.iter().map(|guess| guess.why.as_str()).collect();
            return Setting::guess(header.name, &value, about, why.join(" "));
        }
        let about = match met.is_empty() && !files.is_empty() {
            true => format!("{about} (not there)"),
            false => about.to_owned(),
        };
        Setting::example(header.name, &value, &about)
    });
    Section {
        name: format!("columns.{}", table.name()),
        about: about(&files),
        layout: Layout::Listed,
        settings: settings.collect(),
    }
}

/// Which files hold a table, and which of their columns nothing is made of.
fn about(files: &[&SurveyedFile]) -> String {
    let names: Vec<&str> = files.iter().map(|file| file.name.as_str()).collect();
    if names.is_empty() {
        return "There is no file of this table.".into();
    }
    let of_files = files.iter().flat_map(|file| unused(file));
    let unused = distinct(of_files.map(|column| column.header.as_str()));
    let unused: Vec<String> = unused.iter().map(|header| format!("`{header}`")).collect();
    let unused: Vec<&str> = unused.iter().map(String::as_str).collect();
    match unused.len() {
        0 => format!("In {}.", some_of(&names, 3)),
        _ => format!(
            "In {}. Not used: {}.",
            some_of(&names, 3),
            some_of(&unused, 30)
        ),
    }
}

/// Each once, in the order they are met.
fn distinct<'a>(names: impl Iterator<Item = &'a str>) -> Vec<&'a str> {
    let mut seen = BTreeSet::new();
    names.filter(|name| seen.insert(*name)).collect()
}

/// The first names and how many more there are: `a, b and 7 more`.
fn some_of(names: &[&str], most: usize) -> String {
    match names.len().checked_sub(most) {
        None | Some(0) => names.join(", "),
        Some(more) => format!("{} and {more} more", names[..most].join(", ")),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn file(table: Table, columns: &[(&str, Option<&'static str>, &[&str])]) -> SurveyedFile {
        SurveyedFile {
            table,
            name: format!("{}.csv", table.name()),
            columns: columns
                .iter()
                .map(|(header, read_as, cells)| SurveyedColumn {
                    header: (*header).to_owned(),
                    read_as: *read_as,
                    cells: cells.iter().map(|cell| (*cell).to_owned()).collect(),
                    dates: None,
                })
                .collect(),
        }
    }

    fn guessed(files: &[SurveyedFile]) -> Vec<(&'static str, String)> {
        let guesses = guess(files).into_iter();
        guesses.map(|guess| (guess.ours, guess.header)).collect()
    }

    /// A tracking file with a column instead of the one that it lacks.
    fn tracking(lacks: &str, header: &str, cells: &[&str]) -> SurveyedFile {
        let all: [(&str, &[&str]); 4] = [
            ("influencer_id", &["A", "B"]),
            ("date", &["2025-01-11", "2025-01-12"]),
            ("orders", &["1", "2"]),
            ("revenue", &["500.00", "3"]),
        ];
        let mut columns: Vec<(&str, Option<&'static str>, &[&str])> = all
            .iter()
            .filter(|(name, _)| *name != lacks)
            .map(|(name, cells)| (*name, Some(*name), *cells))
            .collect();
        columns.push((header, None, cells));
        columns.push(("note", None, &["x", "y"]));
        file(Table::Tracking, &columns)
    }

    #[track_caller]
    fn case(lacks: &str, header: &str, cells: &[&str], is_guessed: bool) {
        let guesses = guessed(&[tracking(lacks, header, cells)]);
        assert_eq!(
            guesses.contains(&(as_static(lacks), header.to_owned())),
            is_guessed,
            "{guesses:?}"
        );
    }

    fn as_static(name: &str) -> &'static str {
        let headers = Table::Tracking.headers().iter();
        headers
            .map(|header| header.name)
            .find(|ours| *ours == name)
            .unwrap()
    }

    #[test]
    fn a_header_that_is_spelled_much_like_a_column_is_taken_for_it() {
        case("revenue", "revenues", &["5", "1.234,50"], true);
        case("revenue", "Revenue (EUR)", &["€5", "6 €"], true);
        case("influencer_id", "Creator Code", &["A", "B"], true);
        case("orders", "order_cnt", &["1", "2"], true);
        case("orders", "zebra", &["1", "2"], false);
        // What is not needed has to be spelled closer.
        case("product", "Produkt", &["Whey"], true);
        case("campaign", "camp", &["Diwali"], false);
    }

    #[test]
    fn cells_that_cannot_be_the_columns_speak_against_its_name() {
        case("revenue", "revenues", &["high", "low"], false);
        case("date", "dates", &["soon", "later"], false);
        case("source", "sources", &["1", "2"], false);
        case("tracking_id", "tracking_ids", &["7", "7"], false);
        case("user_id", "user_ids", &["7", "8"], false);
    }

    #[test]
    fn dates_are_found_under_any_header_where_a_table_has_no_others() {
        case("date", "Kaufdatum", &["11.01.2025", "12.01.2025"], true);
        case("date", "Tracking is", &["11.01.2025", "12.01.2025"], true);
        case("date", "net", &["45860", "45861"], false);
        let two = file(
            Table::Tracking,
            &[
                ("bought", None, &["2025-01-11"]),
                ("sent", None, &["2025-01-12"]),
            ],
        );
        assert_eq!(guessed(&[two]), []);
    }

    #[test]
    fn a_column_of_influencers_is_known_by_who_is_in_it() {
        let people = |header, read_as| {
            file(
                Table::Influencers,
                &[
                    (header, read_as, &["A1", "B2", "C3"]),
                    ("name", Some("name"), &["Asha", "Bela", "Chitra"]),
                ],
            )
        };
        let listed = people("influencer_id", Some("influencer_id"));
        let of_ids = tracking("influencer_id", "code", &["a1", "B2", "organic"]);
        assert_eq!(
            guessed(&[listed.clone(), of_ids]),
            [("influencer_id", "code".to_owned())]
        );
        let of_names = tracking("influencer_id", "who", &["Asha", "Bela", "Asha"]);
        assert_eq!(
            guessed(&[listed.clone(), of_names]),
            [("influencer_name", "who".to_owned())]
        );
        // A name that fits, of ids that do not.
        let of_others = tracking("influencer_id", "Creator Code", &["X", "Y"]);
        assert_eq!(guessed(&[listed, of_others]), []);
        let renamed = people("Creator Code", None);
        let of_ids = tracking("influencer_id", "code", &["A1", "B2"]);
        assert_eq!(
            guessed(&[renamed, of_ids]),
            [
                ("influencer_id", "Creator Code".to_owned()),
                ("influencer_id", "code".to_owned())
            ]
        );
    }

    #[test]
    fn a_header_is_taken_for_one_column_only() {
        let numbers: &[&str] = &["1", "2"];
        let one = file(
            Table::Tracking,
            &[
                ("date", Some("date"), &["2025-01-11"]),
                ("order_revenues", None, numbers),
            ],
        );
        let guesses = guessed(&[one]);
        assert!(guesses.len() <= 1, "{guesses:?}");
    }

    #[test]
    fn a_column_that_files_call_by_several_names_is_mapped_to_all() {
        let files = [
            tracking("revenue", "revenues", &["1"]),
            tracking("revenue", "revenue_eur", &["1"]),
        ];
        let columns = configured(&guess(&files));
        assert_eq!(
            columns[&Table::Tracking]["revenue"].all(),
            ["revenues", "revenue_eur"]
        );
    }
}
