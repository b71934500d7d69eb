//! `[columns.TABLE]`: which headers of the files are which columns.

use std::collections::BTreeMap;
use std::fmt;

use serde::de::{DeserializeSeed, Error, MapAccess, Visitor};
use serde::{Deserialize, Deserializer};

use super::Config;
use super::key::Key;
use super::mistake::what_is_known;
use crate::tables::{Table, fold_header};

/// For each table, roasbook's names of columns with the headers that the files have for them.
pub type Columns = BTreeMap<Table, BTreeMap<String, Spellings>>;

/// One spelling or several.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(
    untagged,
    expecting = "expected a header, or several such as [\"Sales\", \"Net sales\"]"
)]
pub enum Spellings {
    One(String),
    Several(Vec<String>),
}

impl Spellings {
    #[must_use]
    pub fn all(&self) -> &[String] {
        match self {
            Self::One(spelling) => std::slice::from_ref(spelling),
            Self::Several(spellings) => spellings,
        }
    }
}

impl Config {
    /// For each column of a table that the file names, the headers it has in the data, folded as headers are
    /// compared.
    #[must_use]
    pub fn columns_of(&self, table: Table) -> Vec<(&str, String)> {
        let columns = self.columns.get(&table).into_iter().flatten();
        columns
            .flat_map(|(ours, theirs)| {
                let theirs = theirs.all().iter();
                theirs.map(|theirs| (ours.as_str(), fold_header(theirs)))
            })
            .collect()
    }
}

/// Reads the tables of columns. What is wrong is placed at the key or the value that is.
pub(super) fn read<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Columns, D::Error> {
    deserializer.deserialize_map(Tables)
}

struct Tables;

impl<'de> Visitor<'de> for Tables {
    type Value = Columns;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a table such as [columns.tracking]")
    }

    fn visit_map<M: MapAccess<'de>>(self, mut map: M) -> Result<Columns, M::Error> {
        let mut columns = Columns::new();
        while let Some(Key(table)) = map.next_key()? {
            columns.insert(table, map.next_value_seed(ColumnsOf(table))?);
        }
        Ok(columns)
    }
}

/// Reads the columns of one table.
struct ColumnsOf(Table);

impl<'de> DeserializeSeed<'de> for ColumnsOf {
    type Value = BTreeMap<String, Spellings>;

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<Self::Value, D::Error> {
        deserializer.deserialize_map(self)
    }
}

impl<'de> Visitor<'de> for ColumnsOf {
    type Value = BTreeMap<String, Spellings>;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("columns with their headers, such as revenue = \"Net sales\"")
    }

    fn visit_map<M: MapAccess<'de>>(self, mut map: M) -> Result<Self::Value, M::Error> {
        let mut columns = BTreeMap::new();
        let mut taken = BTreeMap::new();
        while let Some(ours) = map.next_key_seed(ColumnName(self.0))? {
            let theirs = map.next_value_seed(HeadersOf {
                ours: &ours,
                taken: &mut taken,
            })?;
            columns.insert(ours, theirs);
        }
        Ok(columns)
    }
}

/// Reads roasbook's name of a column of a table.
struct ColumnName(Table);

impl<'de> DeserializeSeed<'de> for ColumnName {
    type Value = String;

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<String, D::Error> {
        let name = String::deserialize(deserializer)?;
        let headers = self.0.headers();
        if headers.iter().any(|header| header.name == name) {
            return Ok(name);
        }
        let folded = fold_header(&name);
        let meant = headers
            .iter()
            .find(|header| header.name == folded || header.aliases.contains(&folded.as_str()));
        let meant = match meant {
            Some(header) => format!("did you mean `{}`?", header.name),
            None => {
                let known: Vec<&str> = headers.iter().map(|header| header.name).collect();
                what_is_known(&name, &known)
            }
        };
        let table = self.0.name();
        Err(D::Error::custom(format!(
            "the {table} table has no column `{name}`; {meant}"
        )))
    }
}

/// Reads the headers of one column, none of which may be another's.
struct HeadersOf<'a> {
    ours: &'a str,
    /// Headers, folded, with the column each was given to.
    taken: &'a mut BTreeMap<String, String>,
}

impl<'de> DeserializeSeed<'de> for HeadersOf<'_> {
    type Value = Spellings;

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<Spellings, D::Error> {
        let theirs = Spellings::deserialize(deserializer)?;
        for header in theirs.all() {
            let folded = fold_header(header);
            if folded.is_empty() {
                return Err(D::Error::custom(format!(
                    "`{header}` is no header; write the one that the file has"
                )));
            }
            let other = self.taken.insert(folded, self.ours.to_owned());
            if let Some(other) = other.filter(|other| other != self.ours) {
                return Err(D::Error::custom(format!(
                    "the header `{header}` is given to both `{other}` and `{}`; it can be one column only",
                    self.ours
                )));
            }
        }
        Ok(theirs)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::config::mistake::assert_mistake as case;

    #[test]
    fn a_table_or_column_that_is_not_known_is_answered_with_what_was_meant() {
        case(
            "[columns.trackings]\nrevenue = 'x'",
            "line 1: there is no table `trackings`; did you mean `tracking`?",
            "trackings",
        );
        case(
            "[columns.zebra]",
            "line 1: there is no table `zebra`; known here are `influencers`, `posts`, `tracking`, `payouts` and `products`",
            "zebra",
        );
        case(
            "[columns.tracking]\nrevnue = 'Net sales'",
            "line 2: the tracking table has no column `revnue`; did you mean `revenue`?",
            "revnue",
        );
        case(
            "[columns.tracking]\n'Order date' = 'Kaufdatum'",
            "line 2: the tracking table has no column `Order date`; did you mean `date`?",
            "'Order date'",
        );
        case(
            "[columns.products]\nzebra = 'x'",
            "line 2: the products table has no column `zebra`; known here are `product`, `brand` and `margin`",
            "zebra",
        );
    }

    #[test]
    fn a_header_is_one_column() {
        case(
            "[columns.tracking]\norders = 'Anzahl'\nrevenue = ['Umsatz', 'ANZAHL ']",
            "line 3: the header `ANZAHL ` is given to both `orders` and `revenue`; it can be one column only",
            "['Umsatz', 'ANZAHL ']",
        );
        case(
            "[columns.tracking]\norders = ' '",
            "line 2: ` ` is no header; write the one that the file has",
            "' '",
        );
        case(
            "[columns.tracking]\norders = 3",
            "line 2: expected a header, or several such as [\"Sales\", \"Net sales\"]",
            "3",
        );
        assert!(Config::parse("[columns.tracking]\norders = ['a', 'A']").is_ok());
    }
}
