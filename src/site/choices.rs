//! The filter bar of a page: for each choice, links to the pages that differ in it alone.

use super::address::{Subject, relative};
use super::report::Report;
use super::view::{Choice, ChoiceOption};
use crate::config::PAGE_DIMENSIONS;
use crate::dimension::Dimension;
use crate::slices::{Address, Slice, Slices};

/// As many members are listed in a menu that is part of every page; those with most revenue. Where scripts run,
/// menus list all.
const LISTED: usize = 40;

/// What the menus of all pages list, for each dimension that has pages.
pub struct Menus([Menu; PAGE_DIMENSIONS.len()]);

struct Menu {
    /// In natural order.
    listed: Vec<u32>,
    hidden: usize,
}

impl Menus {
    #[must_use]
    pub fn new(slices: &Slices<'_>, everything: &Slice) -> Self {
        Self(std::array::from_fn(|place| {
            let by_revenue = everything.by(PAGE_DIMENSIONS[place]).iter();
            let has_page =
                |code: &u32| slices.has_page(&Address::EVERYTHING.choosing(place, Some(*code)));
            let mut listed: Vec<u32> = by_revenue.map(|row| row.member).filter(has_page).collect();
            let hidden = listed.len().saturating_sub(LISTED);
            listed.truncate(LISTED);
            listed.sort_unstable();
            Menu { listed, hidden }
        }))
    }
}

impl Report<'_> {
    /// A choice for each dimension with more than one value, and for the period.
    pub(super) fn choices(&self, path: &str) -> Vec<Choice> {
        // Pages combine choices with each other, not with a member: there the bar needs scripts.
        let Subject::Choices(address) = self.subject else {
            return Vec::new();
        };
        let dimensions = (0..PAGE_DIMENSIONS.len())
            .filter_map(|place| self.dimension_choice(address, place, path));
        let mut choices: Vec<Choice> = dimensions.collect();
        choices.extend(self.period_choice(address, path));
        choices
    }

    fn dimension_choice(&self, address: Address, place: usize, path: &str) -> Option<Choice> {
        let dimension = PAGE_DIMENSIONS[place];
        let current = address.choices[place];
        let members = self.site.cells.catalog.members(dimension);
        let all = format!("All {}", dimension.plural());
        let mut options = vec![ChoiceOption {
            label: all.clone(),
            href: self.link(path, address.choosing(place, None)),
            current: current.is_none(),
            group: None,
        }];
        let menu = &self.menus.0[place];
        for code in &menu.listed {
            options.push(ChoiceOption {
                label: members.name(*code).to_owned(),
                href: self.link(path, address.choosing(place, Some(*code))),
                current: current == Some(*code),
                group: None,
            });
        }
        options.extend((menu.hidden > 0).then(|| ChoiceOption {
            label: format!("and {} more", self.figures.count(menu.hidden as i64)),
            href: None,
            current: false,
            group: None,
        }));
        let value = current.map_or(all, |code| members.name(code).to_owned());
        // With one value there is nothing to choose.
        (options.len() > 2).then(|| Choice {
            id: dimension.id(),
            label: dimension.label(),
            value,
            options,
        })
    }

    fn period_choice(&self, address: Address, path: &str) -> Option<Choice> {
        let calendar = self.site.config.calendar();
        let periods = self.site.slices.periods().iter();
        let options: Vec<ChoiceOption> = periods
            .map(|period| ChoiceOption {
                label: period.label(calendar),
                href: self.link(path, address.during(*period)),
                current: address.period == *period,
                group: period.kind().map(|kind| kind.plural()),
            })
            .collect();
        let value = address.period.label(calendar);
        (options.len() > 1).then_some(Choice {
            id: "period",
            label: "Period",
            value,
            options,
        })
    }

    /// A link from a row: to the same page with this member chosen, where pages combine choices, else to the
    /// member's own.
    pub(super) fn member_link(
        &self,
        dimension: Dimension,
        code: u32,
        path: &str,
    ) -> Option<String> {
        let place = PAGE_DIMENSIONS.into_iter().position(|one| one == dimension);
        if let (Subject::Choices(address), Some(place)) = (self.subject, place) {
            return self.link(path, address.choosing(place, Some(code)));
        }
        let own = self.addresses.of_member(dimension, code)?;
        (own != path).then(|| relative(path, &own))
    }

    /// A link to the page at an address, where there is one.
    pub(super) fn link(&self, path: &str, to: Address) -> Option<String> {
        self.addresses.existing(&to).map(|to| relative(path, &to))
    }
}
