//! Where pages lie, and how they link to each other: relatively, so that the folder works anywhere.

use std::collections::{BTreeMap, BTreeSet};

use crate::config::PAGE_DIMENSIONS;
use crate::dimension::{Catalog, Dimension, UNASSIGNED_CODE};
use crate::period::Period;
use crate::slices::{Address, Slices};

/// What stands in a path for no choice.
const ALL: &str = "all";

/// What a report is about.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Subject {
    /// At most one value of each page dimension, in a period.
    Choices(Address),
    /// One member of a dimension, of all time.
    Member(Dimension, u32),
}

impl Subject {
    pub const EVERYTHING: Self = Self::Choices(Address::EVERYTHING);

    /// How much has been chosen: values and a period, or a member.
    #[must_use]
    pub fn choices_made(self) -> usize {
        match self {
            Self::Choices(address) => address.choices_made(),
            Self::Member(..) => 1,
        }
    }
}

/// The paths of all report pages.
pub struct Addresses<'a> {
    slices: &'a Slices<'a>,
    /// For each dimension with pages the path names of its members, by code.
    slugs: [Option<Vec<String>>; Dimension::ALL.len()],
}

impl<'a> Addresses<'a> {
    #[must_use]
    pub fn new(slices: &'a Slices<'a>, catalog: &Catalog) -> Self {
        let has_pages = |dimension: &Dimension| {
            PAGE_DIMENSIONS.contains(dimension) || slices.members_of(*dimension).is_some()
        };
        Self {
            slices,
            slugs: Dimension::ALL.map(|dimension| {
                has_pages(&dimension).then(|| unique_slugs(catalog.members(dimension).names()))
            }),
        }
    }

    /// The path names of a dimension's members, by code, where they have pages.
    #[must_use]
    pub fn slugs(&self, dimension: Dimension) -> Option<&[String]> {
        self.slugs[dimension as usize].as_deref()
    }

    /// The path of a page within the site.
    #[must_use]
    pub fn path_of(&self, subject: Subject) -> String {
        match subject {
            Subject::Choices(address) => self.path(&address),
            Subject::Member(dimension, code) => {
                let slug = &self.slugs(dimension).expect("the dimension has pages")[code as usize];
                format!("{}/{slug}.html", folder_of(dimension))
            }
        }
    }

    /// The path of a member's own page, where there is one.
    #[must_use]
    pub fn of_member(&self, dimension: Dimension, code: u32) -> Option<String> {
        let members = self.slices.members_of(dimension)?;
        let has_page = members.has_page(code);
        has_page.then(|| self.path_of(Subject::Member(dimension, code)))
    }

    /// The path of a page of choices; all four open is `index.html`.
    #[must_use]
    pub fn path(&self, address: &Address) -> String {
        if *address == Address::EVERYTHING {
            return "index.html".into();
        }
        let mut path = self.folder(address);
        path.push('/');
        path.push_str(&address.period.slug());
        path.push_str(".html");
        path
    }

    /// The folder a page lies in; that of the overview is where its choices would lie.
    #[must_use]
    pub fn folder(&self, address: &Address) -> String {
        let mut path = String::from("reports");
        for (dimension, choice) in PAGE_DIMENSIONS.into_iter().zip(address.choices) {
            let slugs = self.slugs(dimension).expect("the dimension has pages");
            path.push('/');
            path.push_str(choice.map_or(ALL, |code| &slugs[code as usize]));
        }
        path
    }

    /// The path of a page, where there is one.
    #[must_use]
    pub fn existing(&self, address: &Address) -> Option<String> {
        self.slices.has_page(address).then(|| self.path(address))
    }

    /// The folders that pages lie in.
    #[must_use]
    pub fn folders(&self) -> BTreeSet<String> {
        let pages = self.slices.pages();
        let of_choices = pages.iter().map(|address| self.folder(address));
        let members = self.slices.members().iter();
        let of_members = members.map(|members| folder_of(members.dimension()).to_owned());
        of_choices.chain(of_members).collect()
    }
}

/// The folder that the pages of a dimension's members lie in.
#[must_use]
pub fn folder_of(dimension: Dimension) -> &'static str {
    dimension.plural()
}

impl Address {
    /// The same page with another choice at a place of [`PAGE_DIMENSIONS`].
    #[must_use]
    pub fn choosing(mut self, place: usize, choice: Option<u32>) -> Self {
        self.choices[place] = choice;
        self
    }

    /// How many choices it makes, of brand, category, platform and period.
    #[must_use]
    pub fn choices_made(&self) -> usize {
        self.choices.iter().flatten().count() + usize::from(self.period != Period::All)
    }

    /// The same page for another period.
    #[must_use]
    pub fn during(mut self, period: Period) -> Self {
        self.period = period;
        self
    }
}

/// A link from one page to another.
#[must_use]
pub fn relative(from: &str, to: &str) -> String {
    let shared = from
        .bytes()
        .zip(to.bytes())
        .take_while(|(a, b)| a == b)
        .count();
    let folder = from[..shared].rfind('/').map_or(0, |slash| slash + 1);
    let mut link = "../".repeat(from[folder..].matches('/').count());
    link.push_str(&to[folder..]);
    link
}

/// The way from a page up to the folder of the site; empty at the top.
#[must_use]
pub fn root_of(path: &str) -> String {
    "../".repeat(path.matches('/').count())
}

/// A path name is at most this long, but for the number that tells it from others: many times in one path, it
/// still fits what systems allow.
const LONGEST: usize = 80;

/// Path names that would mean something else: no choice, the page of a folder, or a device of some system,
/// whatever extension follows.
fn reserved() -> impl Iterator<Item = String> {
    let names = [ALL, "index", "con", "prn", "aux", "nul"].map(String::from);
    let ports = (0..=9).flat_map(|number| [format!("com{number}"), format!("lpt{number}")]);
    names.into_iter().chain(ports)
}

/// Path names for members: lower-case ASCII letters, digits and dashes, none twice, none reserved. They depend
/// on the set of names alone. A name without any letter gets its code. Influencers are named by their ids.
fn unique_slugs(names: &[String]) -> Vec<String> {
    let mut taken: BTreeMap<String, usize> = reserved().map(|name| (name, 1)).collect();
    let mut slugs = Vec::with_capacity(names.len());
    for (code, name) in names.iter().enumerate() {
        if code == UNASSIGNED_CODE as usize {
            // Unassigned has no pages.
            slugs.push(String::new());
            continue;
        }
        let mut base = slug::slugify(name);
        base.truncate(LONGEST);
        base.truncate(base.trim_end_matches('-').len());
        if base.is_empty() {
            base = format!("value-{code}");
        }
        let mut candidate = base.clone();
        while taken.contains_key(&candidate) {
            let count = taken.entry(base.clone()).or_insert(1);
            *count += 1;
            candidate = format!("{base}-{count}");
        }
        taken.insert(candidate.clone(), 1);
        slugs.push(candidate);
    }
    slugs
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn a_link_goes_up_no_further_than_it_must() {
        assert_eq!(relative("index.html", "payouts.html"), "payouts.html");
        assert_eq!(
            relative("reports/a/all/all/all.html", "reports/a/all/all/2025.html"),
            "2025.html"
        );
        assert_eq!(
            relative("reports/a/b/c/all.html", "reports/x/b/c/all.html"),
            "../../../x/b/c/all.html"
        );
        assert_eq!(
            relative("reports/a/b/c/all.html", "index.html"),
            "../../../../index.html"
        );
        assert_eq!(
            relative("index.html", "reports/a/b/c/all.html"),
            "reports/a/b/c/all.html"
        );
    }

    #[test]
    fn slugs_are_unique_and_never_mean_something_else() {
        let names = [
            "Unassigned",
            "All",
            "CON",
            "Health & Wellness",
            "health wellness",
            "../..",
            "योग",
            "!!!",
        ];
        let slugs = unique_slugs(&names.map(String::from));
        assert_eq!(
            &slugs[1..5],
            ["all-2", "con-2", "health-wellness", "health-wellness-2"]
        );
        assert_eq!(slugs[5], "value-5");
        assert_eq!(slugs[7], "value-7");
        assert!(
            slugs[1..]
                .iter()
                .all(|slug| slug.bytes().all(|b| b.is_ascii_alphanumeric() || b == b'-'))
        );
        let distinct: BTreeSet<&String> = slugs[1..].iter().collect();
        assert_eq!(distinct.len(), slugs.len() - 1);
    }

    /// What a path name must be on any file system, for any name. Of names that are the same in lower case or in
    /// another form of Unicode there are none twice, as only lower-case ASCII is left.
    #[track_caller]
    fn check(names: &[String]) {
        let all: Vec<String> = std::iter::once("Unassigned".into())
            .chain(names.iter().cloned())
            .collect();
        let slugs = unique_slugs(&all);
        assert_eq!(slugs.len(), all.len());
        let reserved: Vec<String> = reserved().collect();
        for (slug, name) in slugs.iter().zip(&all).skip(1) {
            let is_plain = |byte: u8| matches!(byte, b'a'..=b'z' | b'0'..=b'9' | b'-');
            assert!(slug.bytes().all(is_plain), "{name:?} is called {slug:?}");
            assert!(
                (1..=100).contains(&slug.len()),
                "{name:?} is called {slug:?}"
            );
            assert!(!slug.starts_with('-') && !slug.ends_with('-'), "{slug}");
            assert!(!reserved.contains(slug), "{name:?} is called {slug}");
        }
        let distinct: BTreeSet<&String> = slugs[1..].iter().collect();
        assert_eq!(distinct.len(), names.len(), "{slugs:?}");
    }

    /// Names that mean something to a file system, and twins that only look or sort differently.
    const TRAPS: [&str; 48] = [
        "..",
        ".",
        "../..",
        "..\\..",
        "/etc/passwd",
        "C:\\Windows",
        "%2e%2e",
        "%2e%2e%2f",
        "..%00",
        "a/../b",
        "CON",
        "con",
        "aux.html",
        "NUL.",
        "nul ",
        "COM1",
        "com\u{b9}",
        "LPT9.txt",
        "CONIN$",
        "CLOCK$",
        "index",
        "index.html",
        "all",
        "ALL",
        "All.",
        "all-2",
        "name.",
        "name ",
        "name",
        "NAME",
        "Caf\u{e9}",
        "Cafe\u{301}",
        "cafe",
        "\u{ff23}\u{ff2f}\u{ff2e}",
        "p\u{430}ypal",
        "paypal",
        "\u{212a}elvin",
        "kelvin",
        "\u{1f469}\u{1f3fd}\u{200d}\u{1f4bb}",
        "\u{1f3cb}\u{fe0f}",
        "\u{202e}lmth.exe",
        "\u{200b}",
        "\u{feff}name",
        "na\0me",
        "na\nme",
        "value-1",
        "-",
        "stra\u{df}e",
    ];

    #[test]
    fn names_that_are_traps_get_plain_path_names() {
        let traps: Vec<String> = TRAPS.map(String::from).to_vec();
        check(&traps);
        let mut turned = traps.clone();
        turned.reverse();
        check(&turned);
        let long = |end: &str| format!("{}{end}", "long name ".repeat(40));
        check(&[long("a"), long("b"), long(""), "\u{939}".repeat(5000)]);
    }

    proptest! {
        #[test]
        fn any_names_get_plain_path_names_of_their_own(
            names in proptest::collection::btree_set(
                prop_oneof![
                    any::<String>(),
                    proptest::sample::select(&TRAPS[..]).prop_map(String::from),
                    "[aA][.\\-_ ]{0,2}[12]?",
                    "value-[0-9]",
                    "(con|AUX|nul|Com|lpt)[0-9]?[. ]?(html)?(-2)?",
                ],
                0..40,
            )
        ) {
            check(&names.into_iter().collect::<Vec<_>>());
        }
    }
}
