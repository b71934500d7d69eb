//! All problems of a run, folded and limited.

use std::collections::BTreeMap;

use rustc_hash::FxHashMap;

use super::{Code, Excerpt, Levels, Place, Problem, Severity};

/// All problems found so far.
///
/// Problems with the same fold key count as one with more rows. Of each code at most
/// a thousand are listed one by one; the rest is counted in one last line, never dropped.
#[derive(Clone, Debug, Default)]
pub struct Problems {
    levels: Levels,
    list: Vec<Problem>,
    listed: FxHashMap<Code, usize>,
    /// Of a code of which more were found than are listed, the problem that stands for the rest.
    unlisted: BTreeMap<Code, Problem>,
    /// The keys of each code. Two maps rather than a key of two, so that nothing is allocated to look one up.
    folded: FxHashMap<Code, FxHashMap<Box<str>, Folded>>,
}

/// Where the rows of a fold key are counted.
#[derive(Clone, Copy, Debug)]
enum Folded {
    /// With the problem at this place in the list.
    Listed(usize),
    /// With the rest of its code, of whose rows it has as many.
    Unlisted(u64),
}

impl Problems {
    /// Enough to see the pattern of a broken column; more is noise, and costs memory.
    const LISTED: usize = 1000;

    /// Bytes of what was found, and of a message.
    const LONGEST: usize = 1000;

    /// No problems yet, whose severities are these.
    #[must_use]
    pub fn under(levels: Levels) -> Self {
        Self {
            levels,
            ..Self::default()
        }
    }

    /// Adds a problem that stands for itself.
    pub fn add(
        &mut self,
        code: Code,
        place: Place,
        found: impl Into<String>,
        message: impl Into<String>,
    ) {
        self.add_cell(code, place, found, message, || None);
    }

    /// Adds a problem of one cell. The excerpt is made only where it is shown.
    pub fn add_cell(
        &mut self,
        code: Code,
        place: Place,
        found: impl Into<String>,
        message: impl Into<String>,
        excerpt: impl FnOnce() -> Option<Excerpt>,
    ) {
        self.list_or_count(code, 1, || (place, found.into(), message.into(), excerpt()));
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
        self.list_or_count(code, rows, || (place, found, message, None));
    }

    /// Adds a row to the problem with this key, or begins it with the problem that `first` makes.
    pub fn fold(&mut self, code: Code, key: &str, first: impl FnOnce() -> (Place, String, String)) {
        self.fold_cell(code, key, first, || None);
    }

    /// The same for a problem whose first row is shown. Neither `first` nor `excerpt` is called for more than
    /// the problems that are listed.
    pub fn fold_cell(
        &mut self,
        code: Code,
        key: &str,
        first: impl FnOnce() -> (Place, String, String),
        excerpt: impl FnOnce() -> Option<Excerpt>,
    ) {
        if self.count_folded(code, key, 1) {
            return;
        }
        let folded = self.list_or_count(code, 1, || {
            let (place, found, message) = first();
            (place, found, message, excerpt())
        });
        self.remember(code, key.into(), folded);
    }

    /// Adds the problems of a part of the input that comes after those so far: the result is the same as if they had
    /// been added here one by one.
    pub fn append(&mut self, other: Self) {
        let mut keys: Vec<Option<Box<str>>> = vec![None; other.list.len()];
        let mut unlisted_keys = Vec::new();
        for (code, of_code) in other.folded {
            for (key, folded) in of_code {
                match folded {
                    Folded::Listed(place) => keys[place] = Some(key),
                    Folded::Unlisted(rows) => unlisted_keys.push((code, key, rows)),
                }
            }
        }
        for (problem, key) in other.list.into_iter().zip(keys) {
            let Problem { code, rows, .. } = problem;
            if key
                .as_ref()
                .is_some_and(|key| self.count_folded(code, key, rows))
            {
                continue;
            }
            let folded = self.list_or_count(code, rows, || {
                (
                    problem.place,
                    problem.found,
                    problem.message,
                    problem.excerpt,
                )
            });
            if let Some(key) = key {
                self.remember(code, key, folded);
            }
        }
        // Where the other list was full, this one is now: what it lists already it had room for, and the rest is
        // as much as the other could hold.
        let mut unlisted: BTreeMap<Code, u64> = other
            .unlisted
            .into_iter()
            .map(|(code, rest)| (code, rest.rows))
            .collect();
        for (code, key, rows) in unlisted_keys {
            let rest = unlisted.entry(code).or_default();
            *rest -= rows;
            if !self.count_folded(code, &key, rows) {
                let folded = self.list_or_count(code, rows, Default::default);
                self.remember(code, key, folded);
            }
        }
        for (code, rows) in unlisted.into_iter().filter(|(_, rows)| *rows > 0) {
            self.list_or_count(code, rows, Default::default);
        }
    }

    /// Whether the key was met before; its rows are then counted.
    fn count_folded(&mut self, code: Code, key: &str, rows: u64) -> bool {
        let known = self
            .folded
            .get_mut(&code)
            .and_then(|of_code| of_code.get_mut(key));
        match known {
            Some(Folded::Listed(place)) => self.list[*place].rows += rows,
            Some(Folded::Unlisted(so_far)) => {
                *so_far += rows;
                self.unlisted
                    .get_mut(&code)
                    .expect("a key is unlisted where a rest is")
                    .rows += rows;
            }
            None => return false,
        }
        true
    }

    fn remember(&mut self, code: Code, key: Box<str>, folded: Option<Folded>) {
        if let Some(folded) = folded {
            self.folded.entry(code).or_default().insert(key, folded);
        }
    }

    /// Lists the problem that `make` makes, or counts its rows with the rest of its code; nothing where the code is off.
    fn list_or_count(
        &mut self,
        code: Code,
        rows: u64,
        make: impl FnOnce() -> (Place, String, String, Option<Excerpt>),
    ) -> Option<Folded> {
        let severity = self.levels.severity(code)?;
        let listed = self.listed.entry(code).or_default();
        if *listed >= Self::LISTED {
            let rest = self.unlisted.entry(code).or_insert_with(|| Problem {
                code,
                severity,
                place: Place::default(),
                found: String::new(),
                message: format!("More of the same, beyond the {} listed", Self::LISTED),
                rows: 0,
                is_rest: true,
                excerpt: None,
            });
            rest.rows += rows;
            return Some(Folded::Unlisted(rows));
        }
        *listed += 1;
        let (place, mut found, mut message, excerpt) = make();
        shorten(&mut found);
        shorten(&mut message);
        self.list.push(Problem {
            code,
            severity,
            place,
            found,
            message,
            rows,
            is_rest: false,
            excerpt,
        });
        Some(Folded::Listed(self.list.len() - 1))
    }

    /// The problems, worst first, then by code and place; what is not listed one by one is last of its code.
    #[must_use]
    pub fn sorted(&self) -> Vec<&Problem> {
        let mut problems: Vec<&Problem> = self.all().collect();
        problems.sort_by_key(|problem| {
            (
                problem.severity,
                problem.code,
                problem.is_rest,
                &problem.place,
                &problem.found,
            )
        });
        problems
    }

    /// The problems that name a line of a file and do not show it.
    pub(crate) fn unmarked(&mut self) -> impl Iterator<Item = &mut Problem> {
        let problems = self.list.iter_mut();
        problems.filter(|one| one.excerpt.is_none() && one.place.line > 0)
    }

    fn all(&self) -> impl Iterator<Item = &Problem> {
        self.list.iter().chain(self.unlisted.values())
    }

    /// How many problems are at least this severe.
    #[must_use]
    pub fn count(&self, severity: Severity) -> usize {
        self.all()
            .filter(|problem| problem.severity <= severity)
            .count()
    }

    /// Whether there is one with which nothing can be built, whatever its level.
    #[must_use]
    pub fn has_fatal(&self) -> bool {
        self.all().any(|problem| problem.code.facts().is_fatal)
    }

    #[must_use]
    pub fn has_errors(&self) -> bool {
        self.count(Severity::Error) > 0
    }
}

/// Cuts a text that is longer than anyone reads, so that a huge cell does not fill memory and screen.
pub(crate) fn shorten(text: &mut String) {
    if text.len() > Problems::LONGEST {
        text.truncate(text.floor_char_boundary(Problems::LONGEST));
        text.push('…');
        text.shrink_to_fit();
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn at(line: u64) -> Place {
        Place {
            file: "t.csv".into(),
            line,
            column: "product".into(),
        }
    }

    #[test]
    fn problems_alike_fold_into_one_with_a_row_count() {
        let mut problems = Problems::default();
        for line in 2..5 {
            problems.fold(Code::BrandConflict, "a/b", || {
                (at(line), "a".into(), "a against b".into())
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
        let mut excerpts = 0;
        for line in 0..1500 {
            problems.add_cell(Code::BadDate, at(line), "x", "bad", || {
                excerpts += 1;
                None
            });
        }
        let sorted = problems.sorted();
        assert_eq!(sorted.iter().map(|problem| problem.rows).sum::<u64>(), 1500);
        assert_eq!(sorted.len(), 1001);
        assert_eq!(sorted[1000].place, Place::default(), "the rest comes last");
        assert_eq!(excerpts, 1000);
    }

    #[test]
    fn a_huge_cell_is_cut_short_on_a_character() {
        let mut problems = Problems::default();
        let cell = format!("x{}", "é".repeat(100_000));
        problems.add(
            Code::LongCell,
            at(2),
            cell.clone(),
            format!("found `{cell}`"),
        );
        let problem = problems.sorted()[0];
        assert_eq!(problem.found, format!("x{}…", "é".repeat(499)));
        assert!(problem.message.len() < 1010);
    }

    /// One thing that can happen to a list of problems, many times over.
    #[derive(Clone, Debug)]
    enum Step {
        Add {
            code: Code,
            times: u64,
        },
        AddForRows {
            code: Code,
            rows: u64,
        },
        Fold {
            code: Code,
            keys: std::ops::Range<u64>,
        },
    }

    /// Few codes, keys that overlap, and enough of everything to pass the limit.
    fn step() -> impl Strategy<Value = Step> {
        let code = prop_oneof![Just(Code::BadDate), Just(Code::SpellingVariants)];
        (code, 0..3, 0u64..1500, 1u64..700).prop_map(|(code, kind, from, size)| match kind {
            0 => Step::Add { code, times: size },
            1 => Step::AddForRows { code, rows: size },
            _ => Step::Fold {
                code,
                keys: from..from + size,
            },
        })
    }

    /// Takes a step; `line` numbers whatever is added.
    fn take(problems: &mut Problems, step: &Step, line: &mut u64) {
        let mut next = || {
            *line += 1;
            at(*line)
        };
        match step {
            Step::Add { code, times } => {
                for _ in 0..*times {
                    let place = next();
                    let excerpt = Excerpt::of("a,b", 2..3);
                    problems.add_cell(*code, place, "x", "bad", || Some(excerpt));
                }
            }
            Step::AddForRows { code, rows } => {
                problems.add_for_rows(*rows, *code, next(), "y".into(), "many".into());
            }
            Step::Fold { code, keys } => {
                for key in keys.clone() {
                    let place = next();
                    problems.fold(*code, &key.to_string(), || {
                        (place, "z".into(), "alike".into())
                    });
                }
            }
        }
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(128))]
        #[test]
        fn parts_appended_are_as_if_added_one_by_one(
            parts in proptest::collection::vec(proptest::collection::vec(step(), 0..5), 1..5),
        ) {
            let (mut one_by_one, mut appended) = (Problems::default(), Problems::default());
            let (mut line, mut line_of_part) = (0, 0);
            for steps in &parts {
                let mut part = Problems::default();
                for step in steps {
                    take(&mut one_by_one, step, &mut line);
                    take(&mut part, step, &mut line_of_part);
                }
                appended.append(part);
                prop_assert_eq!(one_by_one.sorted(), appended.sorted());
            }
            // Keys are known afterwards as well.
            let every_key = Step::Fold { code: Code::SpellingVariants, keys: 0..2200 };
            take(&mut one_by_one, &every_key, &mut line);
            take(&mut appended, &every_key, &mut line_of_part);
            prop_assert_eq!(one_by_one.sorted(), appended.sorted());
        }
    }
}
