//! What figures can be broken down by, and the members each of those has.

use std::cmp::Ordering;

use serde::Deserialize;

/// A way to break figures down.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Dimension {
    Brand,
    Category,
    Platform,
    Campaign,
    Product,
    Gender,
    Tier,
    Influencer,
}

/// The member that holds whatever has no key of its own: an ordinary, selectable value.
pub const UNASSIGNED: &str = "Unassigned";

/// The code of [`UNASSIGNED`] in every dimension.
pub const UNASSIGNED_CODE: u32 = 0;

impl Dimension {
    pub const ALL: [Self; 8] = [
        Self::Brand,
        Self::Category,
        Self::Platform,
        Self::Campaign,
        Self::Product,
        Self::Gender,
        Self::Tier,
        Self::Influencer,
    ];

    /// The name in addresses, JSON and configuration.
    #[must_use]
    pub fn id(self) -> &'static str {
        match self {
            Self::Brand => "brand",
            Self::Category => "category",
            Self::Platform => "platform",
            Self::Campaign => "campaign",
            Self::Product => "product",
            Self::Gender => "gender",
            Self::Tier => "tier",
            Self::Influencer => "influencer",
        }
    }

    /// The name as a heading.
    #[must_use]
    pub fn label(self) -> &'static str {
        match self {
            Self::Brand => "Brand",
            Self::Category => "Category",
            Self::Platform => "Platform",
            Self::Campaign => "Campaign",
            Self::Product => "Product",
            Self::Gender => "Gender",
            Self::Tier => "Tier",
            Self::Influencer => "Influencer",
        }
    }

    /// The name of several of its members, in running text.
    #[must_use]
    pub fn plural(self) -> &'static str {
        match self {
            Self::Brand => "brands",
            Self::Category => "categories",
            Self::Platform => "platforms",
            Self::Campaign => "campaigns",
            Self::Product => "products",
            Self::Gender => "genders",
            Self::Tier => "tiers",
            Self::Influencer => "influencers",
        }
    }

    /// The colour of a member on every page and chart, 1 to 8; only brands have one. It depends on the
    /// brand's code alone, and the first seven brands differ. Unassigned is grey.
    #[must_use]
    pub fn tint(self, member: u32) -> Option<u8> {
        const GREY: u8 = 7;
        const COLOURS: [u8; 7] = [1, 2, 3, 4, 5, 6, 8];
        match (self, member) {
            (Self::Brand, UNASSIGNED_CODE) => Some(GREY),
            (Self::Brand, code) => Some(COLOURS[(code as usize - 1) % COLOURS.len()]),
            _ => None,
        }
    }

    /// Whether this is a fact about the influencer rather than part of a cell's own key.
    #[must_use]
    pub fn is_attribute(self) -> bool {
        matches!(
            self,
            Self::Category | Self::Platform | Self::Gender | Self::Tier
        )
    }
}

/// The members of one dimension, in natural order; a member's code is its place, and 0 is Unassigned.
///
/// Codes depend on the set of names alone, never on the order in which rows arrived.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Members {
    names: Vec<String>,
}

impl Members {
    /// Members for a set of names; blank and repeated names fold into one.
    #[must_use]
    pub fn new(names: impl IntoIterator<Item = String>) -> Self {
        let mut names: Vec<String> = names
            .into_iter()
            .filter(|name| !name.is_empty() && name != UNASSIGNED)
            .collect();
        names.sort_by(|a, b| natural_order(a, b));
        names.dedup();
        names.insert(0, UNASSIGNED.into());
        Self { names }
    }

    #[must_use]
    pub fn name(&self, code: u32) -> &str {
        &self.names[code as usize]
    }

    #[must_use]
    pub fn code(&self, name: &str) -> Option<u32> {
        if name == UNASSIGNED {
            return Some(UNASSIGNED_CODE);
        }
        let place = self.names[1..]
            .binary_search_by(|member| natural_order(member, name))
            .ok()?;
        Some(place as u32 + 1)
    }

    /// All names, Unassigned first.
    #[must_use]
    pub fn names(&self) -> &[String] {
        &self.names
    }

    /// How many members there are, Unassigned included.
    #[must_use]
    pub fn count(&self) -> usize {
        self.names.len()
    }

    /// The codes and names of all members but Unassigned.
    pub fn assigned(&self) -> impl Iterator<Item = (u32, &str)> {
        self.names
            .iter()
            .enumerate()
            .skip(1)
            .map(|(code, name)| (code as u32, name.as_str()))
    }
}

/// The members of every dimension.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Catalog([Members; Dimension::ALL.len()]);

impl Catalog {
    /// A catalog with the members that `members_of` gives for each dimension.
    #[must_use]
    pub fn new(members_of: impl FnMut(Dimension) -> Members) -> Self {
        Self(Dimension::ALL.map(members_of))
    }

    #[must_use]
    pub fn members(&self, dimension: Dimension) -> &Members {
        &self.0[dimension as usize]
    }
}

/// Natural order (`INF2` before `INF10`), made total: texts that only differ in padding still have one
/// order.
#[must_use]
pub fn natural_order(a: &str, b: &str) -> Ordering {
    let (mut left, mut right) = (a.as_bytes(), b.as_bytes());
    while let ([x, ..], [y, ..]) = (left, right) {
        let order = if x.is_ascii_digit() && y.is_ascii_digit() {
            let (x, y) = (take_number(&mut left), take_number(&mut right));
            x.len().cmp(&y.len()).then_with(|| x.cmp(y))
        } else {
            left = &left[1..];
            right = &right[1..];
            x.cmp(y)
        };
        if order != Ordering::Equal {
            return order;
        }
    }
    left.len().cmp(&right.len()).then_with(|| a.cmp(b))
}

/// Takes the leading digits off a text and returns them without their padding.
fn take_number<'a>(text: &mut &'a [u8]) -> &'a [u8] {
    let end = text
        .iter()
        .position(|byte| !byte.is_ascii_digit())
        .unwrap_or(text.len());
    let (number, rest) = text.split_at(end);
    *text = rest;
    let padding = number
        .iter()
        .position(|byte| *byte != b'0')
        .unwrap_or(number.len());
    &number[padding..]
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn codes_follow_natural_order_whatever_the_order_of_arrival() {
        let names = |list: &[&str]| Members::new(list.iter().map(|name| (*name).to_owned()));
        let members = names(&["INF10", "INF2", "", "INF2", "INF1"]);
        assert_eq!(members, names(&["INF1", "INF2", "INF10"]));
        assert_eq!(members.names(), ["Unassigned", "INF1", "INF2", "INF10"]);
        assert_eq!(members.code("INF10"), Some(3));
        assert_eq!(members.code("INF3"), None);
        assert_eq!(members.code("Unassigned"), Some(UNASSIGNED_CODE));
    }

    #[test]
    fn a_brand_has_its_colour_and_nothing_else_has_one() {
        let tints: Vec<u8> = (0..10)
            .filter_map(|code| Dimension::Brand.tint(code))
            .collect();
        assert_eq!(tints, [7, 1, 2, 3, 4, 5, 6, 8, 1, 2]);
        assert_eq!(Dimension::Category.tint(1), None);
    }

    #[test]
    fn natural_order_tells_apart_what_it_finds_alike() {
        let members = Members::new(
            ["a b", "ab", "7", "07", "x1", "x01", "x01a", "x1b", "x"].map(String::from),
        );
        assert_eq!(members.count(), 10);
        for (code, name) in members.assigned() {
            assert_eq!(members.code(name), Some(code));
        }
    }
}
