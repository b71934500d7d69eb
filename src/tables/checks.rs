//! What is odd about tables as a whole: tables that are not there, values spelled in several ways, dates far from all
//! others.

use std::collections::BTreeMap;

use super::reading::{Reading, whole_file};
use super::schema::Table;
use super::{Tables, tracking};
use crate::config::Config;
use crate::dimension::{Dimension, natural_order};
use crate::problem::{Code, Place};

/// A site made of nothing would replace a good one: a table of which no row can be used is an error.
/// Where a file could not be read to its end, that is the error.
pub fn report_unused_tables(reading: &mut Reading<'_>) {
    for count in &reading.row_counts {
        let mut cut_short = reading.cut_short.iter();
        if cut_short.any(|table| table.name() == count.table) {
            continue;
        }
        let is_tracking = count.table == Table::Tracking.name();
        let nothing_in_it = is_tracking && count.read == 0 && !count.files.is_empty();
        if count.used > 0 || (count.read == 0 && !nothing_in_it) {
            continue;
        }
        let message = match count.read {
            0 => "there is a header and no row".to_owned(),
            read => format!("none of its {read} rows could be used"),
        };
        let file = count.files.first().cloned().unwrap_or_default();
        reading
            .problems
            .add(Code::NoneUsed, whole_file(&file), "", message);
    }
}

/// The tables that figures come from. One of them is enough for a report.
const DATED: [Table; 3] = [Table::Posts, Table::Tracking, Table::Payouts];

pub fn report_absent_tables(reading: &mut Reading<'_>) {
    let listed: Vec<_> = reading
        .files
        .iter()
        .map(|file| format!("`{}`", file.name))
        .collect();
    let found = if listed.is_empty() {
        "no table at all".into()
    } else {
        listed.join(", ")
    };
    let is_there = |table: &Table| reading.files.iter().any(|file| file.table == *table);
    if !DATED.iter().any(is_there) {
        let message =
            format!("expected a file for the tracking, posts or payouts table, found {found}");
        reading
            .problems
            .add(Code::MissingTable, Place::default(), found, message);
        return;
    }
    let mut expected = [Table::Influencers]
        .into_iter()
        .chain(DATED)
        .collect::<Vec<_>>();
    expected.retain(|table| !is_there(table));
    for table in expected {
        let message = format!(
            "expected a file for the {} table, found {found}",
            table.name()
        );
        reading
            .problems
            .add(Code::AbsentTable, Place::default(), found.clone(), message);
    }
}

/// Merges the spellings that the configuration says mean one value.
pub fn merge_spellings(reading: &mut Reading<'_>) {
    for (dimension, merges) in &reading.config.names {
        let met = reading.names.met(*dimension);
        let met: BTreeMap<String, u32> = met.map(|(name, code)| (name.to_owned(), code)).collect();
        for (name, spellings) in merges {
            // A name whose spellings no row has is no member.
            for code in spellings.iter().filter_map(|spelling| met.get(spelling)) {
                let into = reading.names.code(*dimension, name);
                reading.names.merge(*dimension, *code, into);
            }
        }
    }
}

/// The dimensions whose members are written by hand, row by row, and so come in several spellings.
const SPELLED: [Dimension; 6] = [
    Dimension::Brand,
    Dimension::Category,
    Dimension::Platform,
    Dimension::Campaign,
    Dimension::Product,
    Dimension::Gender,
];

/// Members of a dimension that differ in case, space and punctuation alone.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SpellingVariants {
    pub dimension: Dimension,
    /// In natural order, each with how many rows have it.
    pub spellings: Vec<(String, u64)>,
    /// A brand that is known by name, else the one that most rows have; of equals the first.
    pub usual: String,
}

/// The members that are spelled in several ways.
#[must_use]
pub fn spelling_variants(tables: &Tables, config: &Config) -> Vec<SpellingVariants> {
    let brands = config.brand_aliases();
    // Brands that roasbook or the configuration knows are spelled right, whether or not a row has them.
    let is_known =
        |dimension, name: &str| dimension == Dimension::Brand && brands.contains_key(name);
    SPELLED
        .into_iter()
        .flat_map(|dimension| variants_of(tables, dimension, |name| is_known(dimension, name)))
        .collect()
}

fn variants_of(
    tables: &Tables,
    dimension: Dimension,
    is_known: impl Fn(&str) -> bool,
) -> Vec<SpellingVariants> {
    let rows = tables.rows_of_members(dimension);
    let members = tables.catalog.members(dimension);
    let mut alike: BTreeMap<String, Vec<(String, u64)>> = BTreeMap::new();
    for (code, name) in members.assigned() {
        let rows = rows[code as usize];
        if rows > 0 || is_known(name) {
            let spellings = alike.entry(fold_spelling(name)).or_default();
            spellings.push((name.to_owned(), rows));
        }
    }
    let mut found: Vec<SpellingVariants> = alike
        .into_values()
        .filter(|spellings| spellings.len() > 1 && spellings.iter().any(|(_, rows)| *rows > 0))
        .map(|spellings| {
            // Of equals `max_by_key` takes the last, and the first in natural order is meant.
            let usual = spellings
                .iter()
                .rev()
                .max_by_key(|(name, rows)| (is_known(name), *rows));
            SpellingVariants {
                dimension,
                usual: usual.map(|(name, _)| name.clone()).unwrap_or_default(),
                spellings,
            }
        })
        .collect();
    found.sort_by(|a, b| natural_order(&a.spellings[0].0, &b.spellings[0].0));
    found
}

/// Reports members that are spelled in several ways, and suggests the usual spelling.
pub fn report_spellings(tables: &mut Tables, config: &Config) {
    for variants in spelling_variants(tables, config) {
        let SpellingVariants {
            dimension,
            spellings,
            usual,
        } = variants;
        let listed: Vec<String> = spellings
            .iter()
            .map(|(name, _)| format!("`{name}`"))
            .collect();
        let others = spellings.iter().filter(|(name, _)| *name != usual);
        let message = format!(
            "{} are spelled like one {}; perhaps all are `{usual}`",
            listed.join(", "),
            dimension.id(),
        );
        tables.problems.add_for_rows(
            others.map(|(_, rows)| rows).sum(),
            Code::SpellingVariants,
            Place::default(),
            listed.join(", "),
            message,
        );
    }
}

/// A value without case, space and punctuation, and under its full name where people shorten it.
#[must_use]
pub fn fold_spelling(name: &str) -> String {
    let letters = name.chars().filter(|character| character.is_alphanumeric());
    let folded: String = letters.flat_map(char::to_lowercase).collect();
    match folded.as_str() {
        // A name of nothing but signs is itself.
        "" => name.to_owned(),
        "insta" | "ig" => "instagram".to_owned(),
        "yt" => "youtube".to_owned(),
        "fb" => "facebook".to_owned(),
        "m" => "male".to_owned(),
        "f" => "female".to_owned(),
        _ => folded,
    }
}

/// Reports days that are far from all others of their table: few rows, behind a gap longer than a campaign has.
pub fn report_outside_dates(tables: &mut Tables, config: &Config) {
    let gap = config.thresholds.outside_date_days;
    let tracking = crate::cells::days(&tables.tracking, "day").to_vec();
    let lines = crate::cells::codes(&tables.tracking, "line").to_vec();
    let mut outside: Vec<(i32, Place)> = Vec::new();
    let is_outside = Outside::of(tracking.iter().copied(), gap);
    for (row, day) in tracking.iter().enumerate() {
        if is_outside.holds(*day) {
            outside.push((
                *day,
                tracking::place_of(row, &lines, &tables.tracking_files),
            ));
        }
    }
    let is_outside = Outside::of(tables.posts.iter().map(|post| post.day.0), gap);
    for post in &tables.posts {
        if is_outside.holds(post.day.0) {
            outside.push((post.day.0, post.place.clone()));
        }
    }
    for (day, place) in outside {
        let day = crate::period::Day(day);
        let message = format!(
            "{} is more than {gap} days from the dates of most rows",
            day.label()
        );
        let place = Place {
            column: "date".into(),
            ..place
        };
        tables
            .problems
            .add(Code::OutsideDate, place, day.to_string(), message);
    }
}

/// The days between which nearly all rows of a table lie.
struct Outside {
    first: i32,
    last: i32,
}

impl Outside {
    /// Of ten thousand rows, fewer than a hundred behind a gap are outside.
    fn of(days: impl Iterator<Item = i32>, gap: i32) -> Self {
        let mut days: Vec<i32> = days.collect();
        days.sort_unstable();
        let few = days.len() / 100;
        let (Some(first), Some(last)) = (days.first(), days.last()) else {
            return Self {
                first: i32::MIN,
                last: i32::MAX,
            };
        };
        let (mut first, mut last) = (*first, *last);
        // One row of a few is as likely to be right as the others.
        for place in 1..days.len() {
            if days[place] - days[place - 1] <= gap {
                continue;
            }
            if place <= few {
                first = days[place];
            }
            if days.len() - place <= few {
                last = last.min(days[place - 1]);
            }
        }
        Self { first, last }
    }

    fn holds(&self, day: i32) -> bool {
        day < self.first || day > self.last
    }
}
