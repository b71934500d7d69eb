//! The kinds of problem.

use std::fmt;
use std::str::FromStr;

use super::{CODES, Severity};
use crate::suggestion::nearest;

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
    UnreadForm,
    RepeatedFile,
    AmbiguousColumn,
    BadDate,
    BadCount,
    BadAmount,
    RaggedRow,
    RepeatedHeader,
    TotalRow,
    LongCell,
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
    /// What it is unless [`Levels`](super::Levels) say otherwise.
    pub severity: Severity,
    /// Whether nothing can be built with such a problem, so that it cannot be less than an error.
    pub is_fatal: bool,
    pub title: &'static str,
    /// When it arises, what becomes of the row or figure, and why: two or three sentences.
    pub meaning: &'static str,
    /// Input in which it arises, where seeing some helps.
    pub example: Option<&'static str>,
    /// What to do about it.
    pub advice: &'static str,
}

impl Code {
    #[must_use]
    pub fn facts(self) -> &'static CodeFacts {
        &CODES[self as usize]
    }
}

/// A name that no kind of problem has.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct UnknownCode {
    pub name: String,
    /// What was probably meant.
    pub nearest: Option<&'static str>,
}

impl fmt::Display for UnknownCode {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "there is no problem `{}`; ", self.name)?;
        match self.nearest {
            Some(nearest) => write!(f, "did you mean `{nearest}`?"),
            None => f.write_str("`roasbook explain` lists all"),
        }
    }
}

impl std::error::Error for UnknownCode {}

impl FromStr for Code {
    type Err = UnknownCode;

    /// Reads an id in any case, with `_` for `-`.
    fn from_str(name: &str) -> Result<Self, UnknownCode> {
        let id = name.trim().to_lowercase().replace('_', "-");
        CODES
            .iter()
            .find(|facts| facts.id == id)
            .map(|facts| facts.code)
            .ok_or_else(|| UnknownCode {
                name: name.to_owned(),
                nearest: nearest(&id, CODES.iter().map(|facts| facts.id)),
            })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_id_is_read_in_any_case_and_a_slip_is_answered() {
        assert_eq!("bad-date".parse(), Ok(Code::BadDate));
        assert_eq!(" Bad_Date ".parse(), Ok(Code::BadDate));
        let slip = "bad-daet".parse::<Code>().unwrap_err();
        assert_eq!(
            slip.to_string(),
            "there is no problem `bad-daet`; did you mean `bad-date`?"
        );
        let unknown = "xyzzy".parse::<Code>().unwrap_err();
        assert_eq!(
            unknown.to_string(),
            "there is no problem `xyzzy`; `roasbook explain` lists all"
        );
    }

    #[test]
    fn every_code_says_what_it_means_and_what_to_do_in_sentences() {
        for facts in &CODES {
            for text in [facts.meaning, facts.advice] {
                assert!(text.ends_with(['.', '?']), "{}: {text}", facts.id);
                assert!(
                    !text.contains(['\n', '\t']) && !text.contains("  "),
                    "{}: {text}",
                    facts.id
                );
            }
            assert!(!facts.title.ends_with('.'), "{}", facts.id);
            assert!(facts.meaning.matches(". ").count() >= 1, "{}", facts.id);
        }
    }

    #[test]
    fn the_codes_are_in_order_and_their_ids_unique() {
        for (place, facts) in CODES.iter().enumerate() {
            assert_eq!(facts.code as usize, place, "{}", facts.id);
            assert_eq!(CODES.iter().filter(|other| other.id == facts.id).count(), 1);
        }
    }
}
