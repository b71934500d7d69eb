//! Who rows mean: ids spelled in several ways, and names in place of ids.
//!
//! An id that the influencers table lists is that influencer's and nobody else's. Any other is looked for among the
//! listed ones without regard to case, punctuation and leading zeros, then among their names. What is found nowhere
//! stays an influencer of its own (DESIGN rule 2).

use std::collections::BTreeMap;

use rustc_hash::FxHashMap;

use super::influencers::Influencer;
use super::interner::{Names, by_name};
use crate::dimension::{Dimension, natural_order};
use crate::problem::{Code, Place, Problems};

/// How many rows have a code, and where the first of them stands.
pub struct Usage {
    pub rows: u64,
    pub first: Place,
}

/// Finds out who every id and name stands for, and reports what was taken for what. `usage` tells about the rows of
/// a code.
pub fn join(
    names: &mut Names,
    listed: &[Influencer],
    usage: impl Fn(&[u32]) -> FxHashMap<u32, Usage>,
    problems: &mut Problems,
) {
    let mut joins = joins(names, listed);
    if joins.is_empty() {
        return;
    }
    joins.sort_by(|a, b| natural_order(&a.found, &b.found));
    let mut by_name: Option<(u64, Place, String)> = None;
    let codes: Vec<u32> = joins.iter().map(|join| join.code).collect();
    let usage = usage(&codes);
    for join in joins {
        let into = match join.into {
            Some((into, _)) => into,
            None => names.code(Dimension::Influencer, &join.found),
        };
        if into != join.code {
            names.merge(Dimension::Influencer, join.code, into);
        }
        let Some(Usage { rows, first }) = usage.get(&join.code) else {
            continue;
        };
        let (code, message) = join.told();
        if code == Code::JoinedByName {
            let (all, ..) = by_name.get_or_insert_with(|| (0, first.clone(), join.found.clone()));
            *all += rows;
            continue;
        }
        problems.add_for_rows(*rows, code, first.clone(), join.found, message);
    }
    if let Some((rows, first, found)) = by_name {
        let message = format!("rows are joined to influencers by name, such as `{found}`");
        problems.add_for_rows(rows, Code::JoinedByName, first, found, message);
    }
}

/// A spelling that stands for somebody.
struct Join {
    code: u32,
    found: String,
    how: How,
    /// Whose code it gets, and their id; none where nobody can be told, and the spelling becomes an id of its own.
    into: Option<(u32, String)>,
}

#[derive(Clone, Copy)]
enum How {
    Spelling,
    Name,
    AmbiguousName { people: usize },
    UnknownName,
}

impl Join {
    fn told(&self) -> (Code, String) {
        let found = &self.found;
        let id = self.into.as_ref().map_or("", |(_, id)| id);
        match self.how {
            How::Spelling => (Code::IdSpelling, format!("`{found}` is taken for `{id}`")),
            How::Name => (Code::JoinedByName, String::new()),
            How::AmbiguousName { people } => (
                Code::AmbiguousName,
                format!("`{found}` is the name of {people} influencers; none of them is taken"),
            ),
            How::UnknownName => (
                Code::UnknownInfluencer,
                format!("`{found}` is not in the influencers table"),
            ),
        }
    }
}

fn joins(names: &Names, listed: &[Influencer]) -> Vec<Join> {
    let is_listed: FxHashMap<u32, &Influencer> =
        listed.iter().map(|row| (row.influencer, row)).collect();
    let id_of: BTreeMap<u32, &str> = names
        .met(Dimension::Influencer)
        .map(|(name, code)| (code, name))
        .collect();
    let mut ids: FxHashMap<String, Vec<u32>> = FxHashMap::default();
    let mut people: FxHashMap<String, Vec<u32>> = FxHashMap::default();
    for influencer in is_listed.values() {
        let id = id_of[&influencer.influencer];
        ids.entry(fold_id(id))
            .or_default()
            .push(influencer.influencer);
        let name = fold_name(&influencer.name);
        if !name.is_empty() {
            people.entry(name).or_default().push(influencer.influencer);
        }
    }
    // Unlisted ids that differ in spelling alone are one: the first of them in natural order.
    let mut unlisted: FxHashMap<String, (&str, u32)> = FxHashMap::default();
    for (name, code) in names.met(Dimension::Influencer) {
        let key = fold_id(name);
        if is_listed.contains_key(&code) || by_name(name).is_some() || ids.contains_key(&key) {
            continue;
        }
        let first = unlisted.entry(key).or_insert((name, code));
        if natural_order(name, first.0).is_lt() {
            *first = (name, code);
        }
    }
    let mut joins = Vec::new();
    for (met, code) in names.met(Dimension::Influencer) {
        if is_listed.contains_key(&code) {
            continue;
        }
        let name = by_name(met);
        let found = name.unwrap_or(met).to_owned();
        let (how, into) = match (name, ids.get(&fold_id(met)).map(Vec::as_slice)) {
            (None, Some([only])) => (How::Spelling, Some(*only)),
            _ => match people.get(&fold_name(&found)).map(Vec::as_slice) {
                Some([only]) => (How::Name, Some(*only)),
                Some(several) if several.len() > 1 => {
                    let people = several.len();
                    (How::AmbiguousName { people }, None)
                }
                _ if name.is_some() => (How::UnknownName, None),
                _ => match unlisted.get(&fold_id(met)) {
                    Some((_, first)) if *first != code => (How::Spelling, Some(*first)),
                    _ => continue,
                },
            },
        };
        let into = into.map(|code| (code, id_of[&code].to_owned()));
        joins.push(Join {
            code,
            found,
            how,
            into,
        });
    }
    joins
}

/// An id without case, punctuation and the zeros that pad its numbers.
fn fold_id(id: &str) -> String {
    let mut folded = String::with_capacity(id.len());
    let mut characters = id.chars().peekable();
    while let Some(character) = characters.next() {
        let after_digit = folded.ends_with(|last: char| last.is_ascii_digit());
        let pads =
            character == '0' && !after_digit && characters.peek().is_some_and(char::is_ascii_digit);
        if pads {
            continue;
        }
        if character.is_alphanumeric() {
            folded.extend(character.to_lowercase());
        } else if !folded.is_empty() && !folded.ends_with('_') {
            folded.push('_');
        }
    }
    folded.truncate(folded.trim_end_matches('_').len());
    // An id of nothing but punctuation is itself.
    if folded.is_empty() {
        id.to_owned()
    } else {
        folded
    }
}

/// A name without case and with single spaces.
fn fold_name(name: &str) -> String {
    let words: Vec<String> = name.split_whitespace().map(str::to_lowercase).collect();
    words.join(" ")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ids_are_compared_without_case_punctuation_and_padding() {
        for id in ["INF_007", "inf-7", "Inf 07", "INF__7 "] {
            assert_eq!(fold_id(id), "inf_7", "{id}");
        }
        assert_ne!(fold_id("INF70"), fold_id("INF7"));
        assert_ne!(fold_id("1-2"), fold_id("12"));
        assert_ne!(fold_id("105"), fold_id("15"));
        assert_eq!(fold_id("000"), fold_id("0"));
        assert_eq!(fold_id("—"), "—");
    }

    #[test]
    fn names_are_compared_without_case_and_with_single_spaces() {
        assert_eq!(fold_name(" Riya  RAO "), fold_name("riya rao"));
    }
}
