//! How much each kind of problem matters in one run.

use std::fmt;
use std::str::FromStr;

use serde::de::{DeserializeSeed, Error, MapAccess, Visitor};
use serde::{Deserialize, Deserializer};

use super::{CODES, Code, Severity};
use crate::suggestion::nearest;

/// The severity of every code: what the list says, unless a configuration or a flag says otherwise.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Levels([Option<Severity>; CODES.len()]);

impl Default for Levels {
    fn default() -> Self {
        Self(std::array::from_fn(|place| Some(CODES[place].severity)))
    }
}

impl Levels {
    /// `None` when problems of this kind are not listed.
    #[must_use]
    pub fn severity(&self, code: Code) -> Option<Severity> {
        self.0[code as usize]
    }

    /// Gives a code another severity, or none: its problems are then not listed.
    ///
    /// # Errors
    /// [`Fatal`] when it is to be less than an error and nothing can be built with such a problem.
    pub fn set(&mut self, code: Code, severity: Option<Severity>) -> Result<(), Fatal> {
        if code.facts().is_fatal && severity != Some(Severity::Error) {
            return Err(Fatal(code));
        }
        self.0[code as usize] = severity;
        Ok(())
    }

    /// Makes a code an error.
    pub fn deny(&mut self, code: Code) {
        self.0[code as usize] = Some(Severity::Error);
    }
}

/// A code that stops every build, whatever a configuration would have it do.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("`{}` is always an error: with such a problem there is nothing to build from", .0.facts().id)]
pub struct Fatal(pub Code);

/// What a configuration makes of a kind of problem.
struct Level(Option<Severity>);

/// The levels as a configuration writes them.
const LEVELS: [(&str, Option<Severity>); 4] = [
    ("error", Some(Severity::Error)),
    ("warning", Some(Severity::Warning)),
    ("note", Some(Severity::Note)),
    ("off", None),
];

impl FromStr for Level {
    type Err = String;

    fn from_str(name: &str) -> Result<Self, String> {
        if let Some((_, severity)) = LEVELS.iter().find(|(level, _)| *level == name) {
            return Ok(Self(*severity));
        }
        let meant = match nearest(name, LEVELS.map(|(level, _)| level)) {
            Some(near) => format!("did you mean `{near}`?"),
            None => "it is error, warning, note or off".to_owned(),
        };
        Err(format!("`{name}` is no level of a problem; {meant}"))
    }
}

/// A table of levels by code, such as `payout-missing = "note"`; codes it does not name keep theirs.
impl<'de> Deserialize<'de> for Levels {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_map(LevelsVisitor)
    }
}

struct LevelsVisitor;

impl<'de> Visitor<'de> for LevelsVisitor {
    type Value = Levels;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a table of problems and their levels")
    }

    fn visit_map<M: MapAccess<'de>>(self, mut map: M) -> Result<Levels, M::Error> {
        let mut levels = Levels::default();
        while let Some(WrittenCode(code)) = map.next_key()? {
            map.next_value_seed(LevelOf {
                code,
                levels: &mut levels,
            })?;
        }
        Ok(levels)
    }
}

struct WrittenCode(Code);

impl<'de> Deserialize<'de> for WrittenCode {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let name = String::deserialize(deserializer)?;
        name.parse().map(Self).map_err(D::Error::custom)
    }
}

/// Reads the level of one code. A seed rather than a value, so that an error is placed at what is wrong.
struct LevelOf<'a> {
    code: Code,
    levels: &'a mut Levels,
}

impl<'de> DeserializeSeed<'de> for LevelOf<'_> {
    type Value = ();

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<(), D::Error> {
        let Level(severity) = String::deserialize(deserializer)?
            .parse()
            .map_err(D::Error::custom)?;
        self.levels
            .set(self.code, severity)
            .map_err(D::Error::custom)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::problem::{Place, Problems};

    #[test]
    fn a_level_decides_what_a_problem_is_and_whether_it_is_listed() {
        let mut levels = Levels::default();
        levels.set(Code::BadDate, Some(Severity::Error)).unwrap();
        levels.set(Code::PayoutMissing, None).unwrap();
        let mut problems = Problems::under(levels);
        problems.add(Code::BadDate, Place::default(), "x", "bad");
        problems.add(Code::PayoutMissing, Place::default(), "A", "missing");
        problems.fold(Code::PayoutMissing, "A", || unreachable!("it is off"));
        assert!(problems.has_errors());
        assert_eq!(problems.sorted().len(), 1);
        assert_eq!(problems.sorted()[0].severity, Severity::Error);
    }

    #[test]
    fn levels_hold_for_parts_that_are_appended() {
        let mut levels = Levels::default();
        levels.set(Code::BadDate, Some(Severity::Note)).unwrap();
        levels.set(Code::BadCount, None).unwrap();
        let mut part = Problems::default();
        part.add(Code::BadDate, Place::default(), "x", "bad");
        part.fold(Code::BadCount, "x", Default::default);
        let mut problems = Problems::under(levels);
        problems.append(part);
        assert_eq!(problems.sorted().len(), 1);
        assert_eq!(problems.sorted()[0].severity, Severity::Note);
    }

    #[test]
    fn a_table_of_levels_is_read_and_what_is_wrong_in_it_is_placed() {
        let read = |text: &str| {
            crate::config::Config::parse(&format!("[problems]\n{text}"))
                .map(|config| config.problems)
                .map_err(|mistake| mistake.to_string())
        };
        let levels = read("bad_date = 'error'\nPAYOUT-MISSING = 'off'").unwrap();
        assert_eq!(levels.severity(Code::BadDate), Some(Severity::Error));
        assert_eq!(levels.severity(Code::PayoutMissing), None);
        assert_eq!(levels.severity(Code::BadCount), Some(Severity::Warning));
        for (text, expected) in [
            (
                "payout-mising = 'note'",
                "line 2: there is no problem `payout-mising`; did you mean `payout-missing`?",
            ),
            (
                "bad-date = 'warn'",
                "line 2: `warn` is no level of a problem; did you mean `warning`?",
            ),
            (
                "bad-date = 'x'",
                "line 2: `x` is no level of a problem; it is error, warning, note or off",
            ),
            (
                "bad-date = 'note'\nmissing-column = 'off'",
                "line 3: `missing-column` is always an error: with such a problem there is nothing to build from",
            ),
        ] {
            assert_eq!(read(text), Err(expected.to_owned()));
        }
    }

    #[test]
    fn what_stops_every_build_cannot_be_lowered() {
        let mut levels = Levels::default();
        let code = Code::MissingColumn;
        assert_eq!(levels.set(code, None), Err(Fatal(code)));
        assert_eq!(levels.set(code, Some(Severity::Warning)), Err(Fatal(code)));
        assert_eq!(levels.set(code, Some(Severity::Error)), Ok(()));
        assert_eq!(levels.set(Code::DecimalComma, Some(Severity::Note)), Ok(()));
        assert_eq!(levels.severity(Code::DecimalComma), Some(Severity::Note));
    }
}
