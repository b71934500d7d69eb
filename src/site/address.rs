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

/// Path names for members: lower-case ASCII letters, digits and dashes, none twice, none reserved. They depend
/// on the set of names alone. A name without any letter gets its code. Influencers are named by their ids.
fn unique_slugs(names: &[String]) -> Vec<String> {
    // Names that some systems reserve for devices, and the one that stands for no choice.
    const RESERVED: [&str; 5] = [ALL, "con", "prn", "aux", "nul"];
    let mut taken: BTreeMap<String, usize> = RESERVED
        .iter()
        .map(|name| ((*name).to_owned(), 1))
        .collect();
    let mut slugs = Vec::with_capacity(names.len());
    for (code, name) in names.iter().enumerate() {
        if code == UNASSIGNED_CODE as usize {
            // Unassigned has no pages.
            slugs.push(String::new());
            continue;
        }
        let mut base = slug::slugify(name);
        base.truncate(80);
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
}
