//! What is wrong, odd or assumed in the input: values, collected and never printed from here.

mod code;
mod excerpt;
mod harmless;
mod levels;
mod list;
mod problems;

use std::fmt;

use serde::Serialize;

pub use code::{Code, CodeFacts, UnknownCode};
pub use excerpt::Excerpt;
pub use harmless::{harmless, harmless_json};
pub use levels::{Fatal, Levels};
pub use list::CODES;
pub use problems::Problems;
pub(crate) use problems::shorten;

/// How much a problem matters.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Severity {
    /// It stops the build.
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
    /// What the code is in this run.
    pub severity: Severity,
    pub place: Place,
    pub found: String,
    pub message: String,
    /// How many rows it stands for.
    pub rows: u64,
    /// Whether it stands for those of its kind that are too many to be listed one by one.
    pub is_rest: bool,
    /// The line it is about, where it is about a cell of one.
    pub excerpt: Option<Excerpt>,
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
