//! Spellings that probably mean one name.

use std::collections::{BTreeMap, BTreeSet};

use super::draft::{Layout, Section, Setting};
use super::quoting;
use crate::config::{Config, Names};
use crate::dimension::Dimension;
use crate::tables::{SpellingVariants, Tables, fold_spelling, spelling_variants};

/// Spellings at least this much like a brand that roasbook knows (Jaro-Winkler, 0 to 1) may mean it.
const LIKE: f64 = 0.9;

/// Names with the other spellings that mean the same, and why.
#[derive(Clone, Debug, Default)]
pub struct Guess {
    /// In case, space and punctuation is all they differ.
    merged: BTreeMap<Dimension, BTreeMap<String, Merge>>,
    /// They are alike in letters only.
    proposed: BTreeMap<Dimension, BTreeMap<String, Merge>>,
}

#[derive(Clone, Debug, Default)]
struct Merge {
    spellings: Vec<(String, u64)>,
    /// How many rows have the name itself.
    rows: u64,
}

#[must_use]
pub fn guess(tables: &Tables, config: &Config) -> Guess {
    let mut guess = Guess::default();
    guess.add_brands(tables, config);
    let known = config.brand_aliases();
    for variants in spelling_variants(tables, config) {
        // Spellings of known brands are among the guesses already.
        let is_known =
            variants.dimension == Dimension::Brand && known.contains_key(&variants.usual);
        if !is_known {
            guess.add_variants(variants);
        }
    }
    guess
}

impl Guess {
    /// Brands that the data spells otherwise than roasbook does, or calls by another name that it knows.
    fn add_brands(&mut self, tables: &Tables, config: &Config) {
        let rows = tables.rows_of_members(Dimension::Brand);
        let members = tables.catalog.members(Dimension::Brand);
        let known = config.brand_aliases();
        let rows_of = |name: &str| members.code(name).map_or(0, |code| rows[code as usize]);
        let met = members
            .assigned()
            .filter(|(code, name)| rows[*code as usize] > 0 && !known.contains_key(*name));
        for (code, name) in met {
            let folded = fold_spelling(name);
            let means = |brand: &str, aliases: &[String]| {
                fold_spelling(brand) == folded
                    || aliases.iter().any(|alias| fold_spelling(alias) == folded)
            };
            let meant = known.iter().find(|(brand, aliases)| means(brand, aliases));
            let likeness = |brand: &str| strsim::jaro_winkler(&folded, &fold_spelling(brand));
            // A brand that is there under its own name is not meant by another.
            let is_like = |brand: &str| likeness(brand) >= LIKE && rows_of(brand) == 0;
            let (into, brand) = match meant {
                Some((brand, _)) => (&mut self.merged, brand),
                None => match known.keys().find(|brand| is_like(brand)) {
                    Some(brand) => (&mut self.proposed, brand),
                    None => continue,
                },
            };
            let brands = into.entry(Dimension::Brand).or_default();
            let merge = brands.entry(brand.clone()).or_default();
            merge.rows = rows_of(brand);
            merge.spellings.push((name.to_owned(), rows[code as usize]));
        }
    }

    fn add_variants(&mut self, variants: SpellingVariants) {
        let SpellingVariants {
            dimension,
            spellings,
            usual,
        } = variants;
        let of_dimension = self.merged.entry(dimension).or_default();
        let is_merged: BTreeSet<String> = of_dimension
            .values()
            .flat_map(|merge| merge.spellings.iter().map(|(name, _)| name.clone()))
            .collect();
        // Those of a brand that roasbook spells in a third way.
        if is_merged.contains(&usual) {
            return;
        }
        let (own, others): (Vec<_>, Vec<_>) = spellings
            .into_iter()
            .filter(|(name, _)| !is_merged.contains(name))
            .partition(|(name, _)| *name == usual);
        if !others.is_empty() {
            let merge = of_dimension.entry(usual).or_default();
            merge.rows = own.iter().map(|(_, rows)| rows).sum();
            merge.spellings.extend(others);
        }
    }

    /// The merges as a configuration has them.
    #[must_use]
    pub fn configured(&self) -> Names {
        let names = |merges: &BTreeMap<String, Merge>| {
            let names = merges.iter().map(|(name, merge)| {
                let spellings = merge.spellings.iter().map(|(spelling, _)| spelling.clone());
                (name.clone(), spellings.collect())
            });
            names.collect()
        };
        let merged = self.merged.iter().filter(|(_, merges)| !merges.is_empty());
        merged
            .map(|(dimension, merges)| (*dimension, names(merges)))
            .collect()
    }

    /// What the file says of the names of every dimension.
    #[must_use]
    pub fn sections(&self) -> Vec<Section> {
        let mut sections: Vec<Section> = Dimension::ALL
            .into_iter()
            .map(|dimension| self.section(dimension))
            .collect();
        if let Some(first) = sections.first_mut() {
            first.about =
                "Spellings that mean one name, as name = [\"other spelling\", \"another\"].".into();
        }
        sections
    }

    fn section(&self, dimension: Dimension) -> Section {
        let merged = self.merged.get(&dimension).cloned().unwrap_or_default();
        let mut settings: Vec<Setting> = merged
            .iter()
            .map(|(name, merge)| merge.setting(name))
            .collect();
        let is_merged = |one: &str| {
            merged.iter().any(|(name, merge)| {
                name == one || merge.spellings.iter().any(|(spelling, _)| spelling == one)
            })
        };
        let proposed = self.proposed.get(&dimension).into_iter().flatten();
        settings.extend(proposed.filter_map(|(name, merge)| {
            let names = merge.spellings.iter().map(|(spelling, _)| spelling);
            let is_clear = !names.chain([name]).any(|name| is_merged(name));
            is_clear.then(|| merge.proposal(name))
        }));
        if settings.is_empty() {
            let (name, spelling) = example(dimension);
            settings.push(Setting::example(
                &quoting::key(name),
                &quoting::list([spelling]),
                "for example",
            ));
        }
        Section {
            name: format!("names.{}", dimension.id()),
            about: String::new(),
            layout: Layout::Listed,
            settings,
        }
    }
}

impl Merge {
    fn value(&self) -> String {
        quoting::list(self.spellings.iter().map(|(name, _)| name.as_str()))
    }

    /// `40 rows have `Youtube`, 2 `you tube``.
    fn told(&self, name: &str) -> String {
        let mut told = vec![(name, self.rows)];
        told.extend(
            self.spellings
                .iter()
                .map(|(name, rows)| (name.as_str(), *rows)),
        );
        let told: Vec<String> = told
            .iter()
            .map(|(name, rows)| format!("`{name}` {rows}"))
            .collect();
        told.join(", ")
    }

    fn setting(&self, name: &str) -> Setting {
        let why = format!(
            "they differ in case, space or punctuation only, or are short forms. Rows: {}.",
            self.told(name)
        );
        Setting::guess(&quoting::key(name), &self.value(), "", why)
    }

    fn proposal(&self, name: &str) -> Setting {
        let about = format!("alike; rows: {}", self.told(name));
        Setting::example(&quoting::key(name), &self.value(), &about)
    }
}

/// How a merge is written where there is none.
fn example(dimension: Dimension) -> (&'static str, &'static str) {
    match dimension {
        Dimension::Brand => ("MuscleBlaze", "Muscle Blaze India"),
        Dimension::Category => ("Fitness", "Fitnes"),
        Dimension::Platform => ("YouTube", "Youtube Shorts"),
        Dimension::Campaign => ("Summer Sale", "SummerSale2"),
        Dimension::Product => ("Whey Protein", "Whey"),
        Dimension::Gender => ("Female", "Woman"),
        Dimension::Tier => ("Micro", "micro-influencer"),
        Dimension::Influencer => ("INF001", "INF-1-old"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn variants(spellings: &[(&str, u64)], usual: &str) -> SpellingVariants {
        SpellingVariants {
            dimension: Dimension::Brand,
            spellings: spellings
                .iter()
                .map(|(name, rows)| ((*name).to_owned(), *rows))
                .collect(),
            usual: usual.to_owned(),
        }
    }

    fn merge(name: &str, spellings: &[(&str, u64)]) -> BTreeMap<String, Merge> {
        let spellings = spellings.iter();
        let spellings = spellings.map(|(name, rows)| ((*name).to_owned(), *rows));
        let merge = Merge {
            spellings: spellings.collect(),
            rows: 0,
        };
        BTreeMap::from([(name.to_owned(), merge)])
    }

    #[test]
    fn a_spelling_is_merged_once_only() {
        let mut guess = Guess::default();
        let known = merge("HKVitals", &[("hkvitals", 3), ("HKV", 1)]);
        guess.merged.insert(Dimension::Brand, known);
        guess.add_variants(variants(&[("hkvitals", 3), ("Hk Vitals", 1)], "hkvitals"));
        guess.add_variants(variants(&[("Acme", 2), ("ACME", 1)], "Acme"));
        guess
            .proposed
            .insert(Dimension::Brand, merge("Akme", &[("Acme", 2)]));
        assert_eq!(
            guess.configured()[&Dimension::Brand],
            BTreeMap::from([
                ("Acme".to_owned(), vec!["ACME".to_owned()]),
                (
                    "HKVitals".to_owned(),
                    vec!["hkvitals".to_owned(), "HKV".to_owned()]
                ),
            ])
        );
        let section = guess.section(Dimension::Brand).to_string();
        assert!(!section.contains("Akme"), "{section}");
    }

    #[test]
    fn what_is_only_alike_is_proposed() {
        let mut guess = Guess::default();
        guess
            .proposed
            .insert(Dimension::Brand, merge("HKVitals", &[("Hkvital", 2)]));
        assert!(guess.configured().is_empty());
        assert_eq!(
            guess.section(Dimension::Brand).to_string(),
            "[names.brand]\n#HKVitals = [\"Hkvital\"]  # alike; rows: `HKVitals` 0, `Hkvital` 2\n"
        );
    }
}
