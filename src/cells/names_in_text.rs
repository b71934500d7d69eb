//! Finding brand and campaign names in product names, campaign names and captions.

use std::collections::BTreeSet;

use rustc_hash::FxHashMap;

/// Names to look for, each as a run of whole words.
///
/// Words are runs of letters and digits without regard to case, so `#HKVitals`, `@muscleblaze_in` and
/// `MB_SummerSale` are found, and `symbol` does not hold `MB`. A name of several words is also found written
/// as one, as hashtags do. Where two names begin at one word the longer one is meant.
#[derive(Debug, Default)]
pub struct NamesInText {
    by_first_word: FxHashMap<String, Vec<(Vec<String>, u32)>>,
}

impl NamesInText {
    pub fn add(&mut self, name: &str, code: u32) {
        let name_words = words(name);
        if name_words.len() > 1 {
            self.add_words(vec![name_words.concat()], code);
        }
        self.add_words(name_words, code);
    }

    fn add_words(&mut self, name_words: Vec<String>, code: u32) {
        let Some(first) = name_words.first() else {
            return;
        };
        let names = self.by_first_word.entry(first.clone()).or_default();
        // Two spellings of one name would otherwise look like two names in every text.
        if names.iter().any(|(listed, _)| *listed == name_words) {
            return;
        }
        names.push((name_words, code));
        names.sort_by_key(|(name_words, _)| std::cmp::Reverse(name_words.len()));
    }

    /// The codes of all names in a text.
    #[must_use]
    pub fn find(&self, text: &str) -> BTreeSet<u32> {
        let text_words = words(text);
        let mut found = BTreeSet::new();
        let mut rest = text_words.as_slice();
        while let Some(first) = rest.first() {
            let mut begins_here = self.by_first_word.get(first).into_iter().flatten();
            let longest = begins_here.find(|(name, _)| rest.starts_with(name));
            found.extend(longest.map(|(_, code)| *code));
            rest = &rest[longest.map_or(1, |(name, _)| name.len())..];
        }
        found
    }
}

fn words(text: &str) -> Vec<String> {
    text.split(|character: char| !character.is_alphanumeric())
        .filter(|word| !word.is_empty())
        .map(str::to_lowercase)
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_is_found_as_whole_words_only() {
        let mut brands = NamesInText::default();
        for (name, code) in [
            ("MuscleBlaze", 1),
            ("MB", 1),
            ("HKVitals", 2),
            ("HK Vitals", 2),
            ("HKV", 2),
            ("Gritzo", 3),
        ] {
            brands.add(name, code);
        }
        #[track_caller]
        fn case(brands: &NamesInText, text: &str, expected: &[u32]) {
            assert_eq!(
                brands.find(text),
                expected.iter().copied().collect(),
                "{text}"
            );
        }
        case(&brands, "MB_SummerSale", &[1]);
        case(&brands, "symbol MBA", &[]);
        case(&brands, "My favourite #hkvitals, honestly", &[2]);
        case(&brands, "HK Vitals Biotin", &[2]);
        case(&brands, "thanks @muscleblaze_official!", &[1]);
        case(&brands, "Gritzo or MuscleBlaze?", &[1, 3]);
        case(&brands, "", &[]);
    }

    #[test]
    fn a_longer_name_wins_over_the_shorter_one_it_begins_with() {
        let mut names = NamesInText::default();
        names.add("Summer", 1);
        names.add("Summer Sale", 2);
        assert_eq!(names.find("Summer Sale is on"), [2].into());
        assert_eq!(names.find("#SummerSale"), [2].into());
        assert_eq!(names.find("summer days"), [1].into());
    }
}
