//! `[names.DIMENSION]`: spellings that mean one name.

use std::collections::BTreeMap;
use std::fmt;

use serde::de::{DeserializeSeed, Error, MapAccess, Visitor};
use serde::{Deserialize, Deserializer};

use super::Config;
use super::key::Key;
use crate::dimension::{Dimension, UNASSIGNED};

/// For each dimension, names with other spellings that mean the same.
pub type Names = BTreeMap<Dimension, BTreeMap<String, Vec<String>>>;

impl Config {
    /// The name that a spelling stands for: itself, unless the file merges it into another.
    #[must_use]
    pub fn name_of<'a>(&'a self, dimension: Dimension, spelling: &'a str) -> &'a str {
        let mut names = self.names.get(&dimension).into_iter().flatten();
        let merged = names.find(|(_, spellings)| spellings.iter().any(|one| one == spelling));
        merged.map_or(spelling, |(name, _)| name)
    }
}

/// Reads the tables of names. What is wrong is placed at the key or the value that is.
pub(super) fn read<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Names, D::Error> {
    deserializer.deserialize_map(Dimensions)
}

struct Dimensions;

impl<'de> Visitor<'de> for Dimensions {
    type Value = Names;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a table such as [names.platform]")
    }

    fn visit_map<M: MapAccess<'de>>(self, mut map: M) -> Result<Names, M::Error> {
        let mut names = Names::new();
        while let Some(Key(dimension)) = map.next_key()? {
            names.insert(dimension, map.next_value_seed(NamesOf)?);
        }
        Ok(names)
    }
}

/// Reads the names of one dimension.
struct NamesOf;

impl<'de> DeserializeSeed<'de> for NamesOf {
    type Value = BTreeMap<String, Vec<String>>;

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<Self::Value, D::Error> {
        deserializer.deserialize_map(self)
    }
}

impl<'de> Visitor<'de> for NamesOf {
    type Value = BTreeMap<String, Vec<String>>;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("names with their other spellings, such as YouTube = [\"Youtube\", \"YT\"]")
    }

    fn visit_map<M: MapAccess<'de>>(self, mut map: M) -> Result<Self::Value, M::Error> {
        let mut names = BTreeMap::new();
        let mut merged = BTreeMap::new();
        while let Some(name) = map.next_key::<String>()? {
            let spellings = map.next_value_seed(SpellingsOf {
                name: &name,
                merged: &mut merged,
            })?;
            names.insert(name, spellings);
        }
        Ok(names)
    }
}

/// Reads the other spellings of one name. None of them may be another's, nor may it have other spellings itself:
/// which name a row gets would depend on what is merged first.
struct SpellingsOf<'a> {
    name: &'a str,
    /// What was merged so far: spellings with the name of each.
    merged: &'a mut BTreeMap<String, String>,
}

impl<'de> DeserializeSeed<'de> for SpellingsOf<'_> {
    type Value = Vec<String>;

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<Self::Value, D::Error> {
        let spellings = Vec::<String>::deserialize(deserializer)?;
        self.merge(&spellings).map_err(D::Error::custom)?;
        Ok(spellings)
    }
}

impl SpellingsOf<'_> {
    fn merge(self, spellings: &[String]) -> Result<(), String> {
        let Self { name, merged } = self;
        let chain = |spelling: &str, between: &str, name: &str| {
            format!(
                "`{spelling}` is merged into `{between}`, and `{between}` into `{name}`; merge both into `{name}`"
            )
        };
        if name.trim().is_empty() {
            return Err(format!("a name is blank; write {UNASSIGNED} for none"));
        }
        if let Some(into) = merged.get(name)
            && let Some(spelling) = spellings.first()
        {
            return Err(chain(spelling, name, into));
        }
        for spelling in spellings.iter().filter(|spelling| *spelling != name) {
            if spelling.trim().is_empty() || spelling == UNASSIGNED {
                return Err(format!(
                    "`{spelling}` is no spelling; blank cells stay {UNASSIGNED}"
                ));
            }
            let own = merged.iter().find(|(_, into)| *into == spelling);
            if let Some((first, _)) = own {
                return Err(chain(first, spelling, name));
            }
            let other = merged.insert(spelling.clone(), name.to_owned());
            if let Some(other) = other.filter(|other| other != name) {
                return Err(format!(
                    "`{spelling}` is merged into both `{other}` and `{name}`; a spelling can mean one name only"
                ));
            }
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::config::mistake::assert_mistake as case;

    #[test]
    fn a_dimension_that_is_not_known_is_answered_with_what_was_meant() {
        case(
            "[names.platforms]\nYouTube = ['YT']",
            "line 1: there is no dimension `platforms`; did you mean `platform`?",
            "platforms",
        );
    }

    #[test]
    fn a_spelling_means_one_name() {
        case(
            "[names.platform]\nVideo = ['YT']\nYouTube = ['Youtube', 'YT']",
            "line 3: `YT` is merged into both `Video` and `YouTube`; a spelling can mean one name only",
            "['Youtube', 'YT']",
        );
        let text = "[names.platform]\nYouTube = ['YT', 'YT', 'YouTube']\n[names.brand]\nX = ['YT']";
        assert!(Config::parse(text).is_ok());
    }

    #[test]
    fn a_name_is_not_merged_into_another() {
        for (text, line) in [("A = ['a']\nB = ['A']", 3), ("B = ['A']\nA = ['a']", 2)] {
            let expected = format!(
                "line {line}: `a` is merged into `A`, and `A` into `B`; merge both into `B`"
            );
            case(&format!("[names.brand]\n{text}"), &expected, "['A']");
        }
        case(
            "[names.brand]\nA = ['B']\nB = ['b']",
            "line 3: `b` is merged into `B`, and `B` into `A`; merge both into `A`",
            "['b']",
        );
    }

    #[test]
    fn nothing_is_not_a_spelling() {
        case(
            "[names.platform]\n' ' = ['YT']",
            "line 2: a name is blank; write Unassigned for none",
            "['YT']",
        );
        for blank in ["", " ", "Unassigned"] {
            case(
                &format!("[names.platform]\nYouTube = ['YT', '{blank}']"),
                &format!("line 2: `{blank}` is no spelling; blank cells stay Unassigned"),
                &format!("['YT', '{blank}']"),
            );
        }
        assert!(Config::parse("[names.platform]\nUnassigned = ['none']").is_ok());
    }
}
