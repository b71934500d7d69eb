//! What is wrong, odd or assumed in the input: values, collected and never printed from here.

use std::collections::BTreeMap;
use std::fmt;

use serde::Serialize;

/// How much a problem matters.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Severity {
    /// Nothing can be built.
    Error,
    /// A row was set aside, or a figure may not mean what it seems to.
    Warning,
    /// Something was assumed.
    Note,
}

impl Severity {
    #[must_use]
    pub fn label(self) -> &'static str {
        match self {
            Self::Error => "error",
            Self::Warning => "warning",
            Self::Note => "note",
        }
    }
}

/// The kinds of problem.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Code {
    UnreadableFile,
    MissingTable,
    MissingColumn,
    NoRows,
    NoneUsed,
    TooLarge,
    StrayDate,
    UnclosedQuote,
    MixedCurrencies,
    DecimalComma,
    TooBig,
    AbsentTable,
    AbsentColumn,
    RepeatedFile,
    AmbiguousColumn,
    BadDate,
    BadCount,
    BadAmount,
    RaggedRow,
    RepeatedHeader,
    TotalRow,
    LongCell,
    NotUtf8,
    MissingKey,
    BlankNumber,
    NegativeNumber,
    RevenueWithoutOrders,
    EngagementOverReach,
    DuplicateInfluencer,
    ConflictingInfluencer,
    DuplicatePost,
    DuplicateRow,
    UnknownInfluencer,
    AmbiguousName,
    SpellingVariants,
    OtherCurrency,
    OutsideDate,
    AttributedOrganic,
    PlatformMismatch,
    TwoBrands,
    BrandConflict,
    ProductConflict,
    IgnoredCell,
    PayoutMissing,
    PayoutMismatch,
    PayoutUnplaced,
    UnknownBasis,
    DateOrder,
    AssumedEncoding,
    SkippedLines,
    IgnoredColumn,
    BlankWord,
    RoundedAmount,
    IdSpelling,
    JoinedByName,
    UnknownConfigName,
}

/// What is said once about a kind of problem.
#[derive(Debug)]
pub struct CodeFacts {
    pub code: Code,
    pub id: &'static str,
    pub severity: Severity,
    pub title: &'static str,
    pub advice: &'static str,
}

/// Every code, in the order of [`Code`].
pub static CODES: [CodeFacts; 56] = [
    facts(
        Code::UnreadableFile,
        "unreadable-file",
        Severity::Error,
        "A file cannot be read",
        "Check that the file exists and may be read.",
    ),
    facts(
        Code::MissingTable,
        "missing-table",
        Severity::Error,
        "There is no tracking table",
        "Put a CSV whose name starts with `tracking` into the folder.",
    ),
    facts(
        Code::MissingColumn,
        "missing-column",
        Severity::Error,
        "A required column is missing",
        "Rename the column, or add it.",
    ),
    facts(
        Code::NoRows,
        "no-rows",
        Severity::Error,
        "There is nothing to report on",
        "Check that the tracking table has rows with a date.",
    ),
    facts(
        Code::NoneUsed,
        "none-used",
        Severity::Error,
        "No row of a table could be used",
        "See the other problems of that table: most often one column has another format.",
    ),
    facts(
        Code::TooLarge,
        "too-large",
        Severity::Error,
        "Numbers are too large to be added exactly",
        "Check the column for values that are not amounts or counts, such as ids or phone numbers.",
    ),
    facts(
        Code::StrayDate,
        "stray-date",
        Severity::Error,
        "A date is far from all others",
        "Correct the date, or remove the row.",
    ),
    facts(
        Code::UnclosedQuote,
        "unclosed-quote",
        Severity::Error,
        "A quote is opened and never closed",
        "Close the quote, or write it twice where it is part of the text: everything after it would be one cell.",
    ),
    facts(
        Code::MixedCurrencies,
        "mixed-currencies",
        Severity::Error,
        "A column has amounts in several currencies",
        "Convert the amounts to one currency: sums of several mean nothing.",
    ),
    facts(
        Code::DecimalComma,
        "decimal-comma",
        Severity::Error,
        "Amounts seem to have a decimal comma",
        "Declare it: `decimal = \",\"` under `[read]` in roasbook.toml.",
    ),
    facts(
        Code::TooBig,
        "too-big",
        Severity::Error,
        "A file is larger than anything roasbook reads",
        "Split the file, or check that it is what it seems to be.",
    ),
    facts(
        Code::AbsentTable,
        "absent-table",
        Severity::Warning,
        "A table is missing",
        "What needs it shows no figure. Add the CSV to get it.",
    ),
    facts(
        Code::AbsentColumn,
        "absent-column",
        Severity::Warning,
        "A column that figures need is missing",
        "Measures that need it show no figure. Add the column to get them.",
    ),
    facts(
        Code::RepeatedFile,
        "repeated-file",
        Severity::Warning,
        "A file is the copy of another",
        "Its rows are set aside, so that nothing counts twice. Remove the copy.",
    ),
    facts(
        Code::AmbiguousColumn,
        "ambiguous-column",
        Severity::Warning,
        "Two columns of a file mean the same",
        "The first counts. Rename or remove the other, or say which under `[columns]` in roasbook.toml.",
    ),
    facts(
        Code::BadDate,
        "bad-date",
        Severity::Warning,
        "A date cannot be read",
        "Write dates as 2025-07-22, with or without a time.",
    ),
    facts(
        Code::BadCount,
        "bad-count",
        Severity::Warning,
        "A count cannot be read",
        "Write whole numbers with digits only, such as 1200.",
    ),
    facts(
        Code::BadAmount,
        "bad-amount",
        Severity::Warning,
        "An amount cannot be read",
        "Write decimals with a point, such as 12.50.",
    ),
    facts(
        Code::RaggedRow,
        "ragged-row",
        Severity::Warning,
        "A row has too few or too many cells",
        "Quote cells that hold a comma, and give every row as many cells as the header.",
    ),
    facts(
        Code::RepeatedHeader,
        "repeated-header",
        Severity::Note,
        "A header stands among the rows",
        "It is set aside: it is no row.",
    ),
    facts(
        Code::TotalRow,
        "total-row",
        Severity::Warning,
        "A row is a total of other rows",
        "It is set aside, so that nothing counts twice.",
    ),
    facts(
        Code::LongCell,
        "long-cell",
        Severity::Warning,
        "A cell is longer than anything roasbook shows",
        "The row is set aside. Look for a quote that is not closed.",
    ),
    facts(
        Code::NotUtf8,
        "not-utf8",
        Severity::Warning,
        "A cell is not UTF-8 text",
        "Save the file as UTF-8.",
    ),
    facts(
        Code::MissingKey,
        "missing-key",
        Severity::Warning,
        "A row lacks its id",
        "Give the row the id it belongs to.",
    ),
    facts(
        Code::BlankNumber,
        "blank-number",
        Severity::Note,
        "A number is blank and counts as nothing",
        "Write 0 if that is what it means.",
    ),
    facts(
        Code::NegativeNumber,
        "negative-number",
        Severity::Warning,
        "A number is below zero, and is summed as such",
        "Check whether it is a refund or a mistake.",
    ),
    facts(
        Code::RevenueWithoutOrders,
        "revenue-without-orders",
        Severity::Warning,
        "Rows have revenue but no orders",
        "The revenue is kept. Check the orders column.",
    ),
    facts(
        Code::EngagementOverReach,
        "engagement-over-reach",
        Severity::Warning,
        "Posts have more likes than reach",
        "Both are kept. Check the export.",
    ),
    facts(
        Code::DuplicateInfluencer,
        "duplicate-influencer",
        Severity::Warning,
        "An influencer is listed more than once",
        "The first row counts. Remove the others.",
    ),
    facts(
        Code::ConflictingInfluencer,
        "conflicting-influencer",
        Severity::Warning,
        "One influencer id is listed with different facts",
        "The first row counts. Correct the others.",
    ),
    facts(
        Code::DuplicatePost,
        "duplicate-post",
        Severity::Warning,
        "A post id is listed more than once",
        "Every row is counted, the fee once. Remove the repeated row.",
    ),
    facts(
        Code::DuplicateRow,
        "duplicate-row",
        Severity::Warning,
        "A tracking row is there more than once",
        "Every row is counted. Remove the repeated rows if they are the same sale.",
    ),
    facts(
        Code::UnknownInfluencer,
        "unknown-influencer",
        Severity::Warning,
        "An influencer is missing from the influencers table",
        "The figures are kept under the id, with category and platform Unassigned. Add the influencer.",
    ),
    facts(
        Code::AmbiguousName,
        "ambiguous-name",
        Severity::Warning,
        "A name stands for several influencers",
        "Rows that say only the name are kept under the name, with category and platform Unassigned. Give them the id.",
    ),
    facts(
        Code::SpellingVariants,
        "spelling-variants",
        Severity::Warning,
        "One value is spelled in several ways",
        "Each spelling is a value of its own. Merge them under `[names]` in roasbook.toml, or in the data.",
    ),
    facts(
        Code::OtherCurrency,
        "other-currency",
        Severity::Warning,
        "Amounts carry another currency sign than the report",
        "They are added as they are. Set `currency` under `[money]` in roasbook.toml.",
    ),
    facts(
        Code::OutsideDate,
        "outside-date",
        Severity::Warning,
        "A date lies far outside the rest of its table",
        "It is kept. Check the year.",
    ),
    facts(
        Code::AttributedOrganic,
        "attributed-organic",
        Severity::Warning,
        "A row with an influencer is marked organic",
        "It counts for the influencer. Check the source.",
    ),
    facts(
        Code::PlatformMismatch,
        "platform-mismatch",
        Severity::Note,
        "Posts are on another platform than their influencer's",
        "They count under the influencer's platform.",
    ),
    facts(
        Code::TwoBrands,
        "two-brands",
        Severity::Warning,
        "A text names two brands",
        "The brand is Unassigned. Name the brand in a column, or map the product.",
    ),
    facts(
        Code::BrandConflict,
        "brand-conflict",
        Severity::Warning,
        "Product and campaign name different brands",
        "The product's brand counts.",
    ),
    facts(
        Code::ProductConflict,
        "product-conflict",
        Severity::Warning,
        "A product is listed with different facts",
        "One row counts. Remove the others.",
    ),
    facts(
        Code::IgnoredCell,
        "ignored-cell",
        Severity::Warning,
        "A cell that cannot be read is left out",
        "The row's total counts all the same. Correct the cell.",
    ),
    facts(
        Code::PayoutMissing,
        "payout-missing",
        Severity::Warning,
        "An active influencer has no payout row",
        "The payout is unknown, not zero, and ROAS leaves the influencer out. Add the payout, or a row with total 0 if there was none.",
    ),
    facts(
        Code::PayoutMismatch,
        "payout-mismatch",
        Severity::Note,
        "A payout is not its rate times what is tracked",
        "The ledger's total counts.",
    ),
    facts(
        Code::PayoutUnplaced,
        "payout-unplaced",
        Severity::Note,
        "A payout has no post, order or revenue to belong to",
        "It counts as Unassigned on its payment date, else on the last day.",
    ),
    facts(
        Code::UnknownBasis,
        "unknown-basis",
        Severity::Note,
        "A payout basis is not known here",
        "It is spread over posts, else orders. Known are per_post and per_order.",
    ),
    facts(
        Code::DateOrder,
        "date-order",
        Severity::Note,
        "Dates are read in an order that not every cell tells",
        "Check a date you know. `date_order` under `[read]` in roasbook.toml decides it.",
    ),
    facts(
        Code::AssumedEncoding,
        "assumed-encoding",
        Severity::Note,
        "A file is not UTF-8",
        "It is read as the encoding named. Check names with accents, or save the file as UTF-8.",
    ),
    facts(
        Code::SkippedLines,
        "skipped-lines",
        Severity::Note,
        "Lines before the header are left out",
        "They are no rows of the table.",
    ),
    facts(
        Code::IgnoredColumn,
        "ignored-column",
        Severity::Note,
        "Columns are not used",
        "Nothing is computed from them. If one is spelled otherwise than roasbook knows, map it under `[columns]` in roasbook.toml.",
    ),
    facts(
        Code::BlankWord,
        "blank-word",
        Severity::Note,
        "A word stands for an empty cell",
        "It counts as blank.",
    ),
    facts(
        Code::RoundedAmount,
        "rounded-amount",
        Severity::Note,
        "Amounts have more decimals than money has",
        "Each is rounded to the smallest unit, half to even.",
    ),
    facts(
        Code::IdSpelling,
        "id-spelling",
        Severity::Note,
        "An id is spelled in several ways",
        "The spellings are joined. Write the id as the influencers table does.",
    ),
    facts(
        Code::JoinedByName,
        "joined-by-name",
        Severity::Note,
        "Rows are joined to influencers by name",
        "Give the rows the influencer's id.",
    ),
    facts(
        Code::UnknownConfigName,
        "unknown-config-name",
        Severity::Warning,
        "The configuration names something the data does not have",
        "Check the spelling.",
    ),
];

const fn facts(
    code: Code,
    id: &'static str,
    severity: Severity,
    title: &'static str,
    advice: &'static str,
) -> CodeFacts {
    CodeFacts {
        code,
        id,
        severity,
        title,
        advice,
    }
}

impl Code {
    #[must_use]
    pub fn facts(self) -> &'static CodeFacts {
        &CODES[self as usize]
    }
}

/// Where in the input a problem is.
#[derive(Clone, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub struct Place {
    /// Path within the data folder.
    pub file: String,
    /// Physical line, from 1; 0 for the file as a whole.
    pub line: u64,
    /// The header as the file spells it; empty for the row as a whole.
    pub column: String,
}

impl fmt::Display for Place {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "`{}`", self.file)?;
        if self.line > 0 {
            write!(f, " line {}", self.line)?;
        }
        if !self.column.is_empty() {
            write!(f, ", column `{}`", self.column)?;
        }
        Ok(())
    }
}

/// One problem: facts first, the sentence last.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Problem {
    pub code: Code,
    pub place: Place,
    pub found: String,
    pub message: String,
    /// How many rows it stands for.
    pub rows: u64,
}

impl fmt::Display for Problem {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(
            f,
            "{}[{}]: ",
            self.code.facts().severity.label(),
            self.code.facts().id
        )?;
        if !self.place.file.is_empty() {
            write!(f, "{}: ", self.place)?;
        }
        // Text of the data must not steer the terminal it is shown on.
        f.write_str(&self.message.replace(char::is_control, " "))?;
        if self.rows > 1 {
            write!(f, " ({} rows)", self.rows)?;
        }
        Ok(())
    }
}

/// All problems found so far.
///
/// Problems with the same fold key count as one with more rows. Of each code at most
/// a thousand are listed one by one; the rest is counted in one last line, never dropped.
#[derive(Debug, Default)]
pub struct Problems {
    list: Vec<Problem>,
    folded: BTreeMap<(Code, String), usize>,
    listed: BTreeMap<Code, usize>,
    unlisted: BTreeMap<Code, usize>,
}

impl Problems {
    /// Enough to see the pattern of a broken column; more is noise, and costs memory.
    const LISTED: usize = 1000;

    /// Adds a problem that stands for itself.
    pub fn add(
        &mut self,
        code: Code,
        place: Place,
        found: impl Into<String>,
        message: impl Into<String>,
    ) {
        let listed = self.listed.entry(code).or_default();
        if *listed < Self::LISTED {
            *listed += 1;
            let (found, message) = (found.into(), message.into());
            self.list.push(Problem {
                code,
                place,
                found,
                message,
                rows: 1,
            });
            return;
        }
        if let Some(place_in_list) = self.unlisted.get(&code) {
            self.list[*place_in_list].rows += 1;
            return;
        }
        self.unlisted.insert(code, self.list.len());
        self.list.push(Problem {
            code,
            place: Place::default(),
            found: String::new(),
            message: format!("More of the same, beyond the {} listed", Self::LISTED),
            rows: 1,
        });
    }

    /// Adds a row to the problem with this key, or begins it with the problem that `first` makes.
    pub fn fold(&mut self, code: Code, key: &str, first: impl FnOnce() -> (Place, String, String)) {
        if let Some(place_in_list) = self.folded.get(&(code, key.to_owned())) {
            self.list[*place_in_list].rows += 1;
            return;
        }
        let (place, found, message) = first();
        let before = self.list.len();
        self.add(code, place, found, message);
        let place_in_list = if self.list.len() > before {
            before
        } else {
            self.unlisted[&code]
        };
        self.folded.insert((code, key.to_owned()), place_in_list);
    }

    /// Adds a problem that stands for several rows.
    pub fn add_for_rows(
        &mut self,
        rows: u64,
        code: Code,
        place: Place,
        found: String,
        message: String,
    ) {
        let before = self.list.len();
        self.add(code, place, found, message);
        if self.list.len() > before {
            self.list[before].rows = rows;
        } else {
            self.list[self.unlisted[&code]].rows += rows - 1;
        }
    }

    /// The problems, worst first, then by code and place.
    #[must_use]
    pub fn sorted(&self) -> Vec<&Problem> {
        let mut problems: Vec<&Problem> = self.list.iter().collect();
        problems.sort_by_key(|problem| {
            let listed_last = problem.place.file.is_empty() && problem.found.is_empty();
            (
                problem.code.facts().severity,
                problem.code,
                listed_last,
                &problem.place,
                &problem.found,
            )
        });
        problems
    }

    /// How many problems are at least this severe.
    #[must_use]
    pub fn count(&self, severity: Severity) -> usize {
        self.list
            .iter()
            .filter(|problem| problem.code.facts().severity <= severity)
            .count()
    }

    #[must_use]
    pub fn has_errors(&self) -> bool {
        self.count(Severity::Error) > 0
    }
}

/// A table's rows: what was read is what was used and what was set aside.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct RowCount {
    pub table: &'static str,
    pub files: Vec<String>,
    pub read: u64,
    pub used: u64,
    pub set_aside: u64,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_codes_are_in_order_and_their_ids_unique() {
        for (place, facts) in CODES.iter().enumerate() {
            assert_eq!(facts.code as usize, place, "{}", facts.id);
            assert_eq!(CODES.iter().filter(|other| other.id == facts.id).count(), 1);
        }
    }

    #[test]
    fn problems_alike_fold_into_one_with_a_row_count() {
        let mut problems = Problems::default();
        for line in 2..5 {
            let place = Place {
                file: "t.csv".into(),
                line,
                column: "product".into(),
            };
            problems.fold(Code::BrandConflict, "a/b", || {
                (place, "a".into(), "a against b".into())
            });
        }
        let sorted = problems.sorted();
        assert_eq!(sorted.len(), 1);
        assert_eq!(sorted[0].rows, 3);
        assert_eq!(sorted[0].place.line, 2);
    }

    #[test]
    fn beyond_the_listed_ones_problems_are_still_counted() {
        let mut problems = Problems::default();
        for line in 0..1500 {
            let place = Place {
                file: "t.csv".into(),
                line,
                column: String::new(),
            };
            problems.add(Code::BadDate, place, "x", "bad");
        }
        let rows: u64 = problems.sorted().iter().map(|problem| problem.rows).sum();
        assert_eq!(rows, 1500);
        assert_eq!(problems.sorted().len(), 1001);
    }
}
