//! Who or what a member is.

use super::{Fact, Link};
use crate::cells::ListedPost;
use crate::config::PAGE_DIMENSIONS;
use crate::dimension::{Dimension, UNASSIGNED_CODE};
use crate::measure::{BreakEven, Column, Input};
use crate::money::divide_half_even;
use crate::period::{Day, Period};
use crate::site::address::relative;
use crate::site::report::Report;
use crate::slices::Address;

/// More members than this are counted instead of named.
const NAMED: usize = 6;

fn fact(label: &'static str, text: impl Into<String>) -> Fact {
    Fact {
        label,
        texts: vec![Link {
            text: text.into(),
            href: None,
        }],
    }
}

/// From a day to another, or the one.
fn span(first: Day, last: Day) -> String {
    if first == last {
        first.label()
    } else {
        format!("{} – {}", first.label(), last.label())
    }
}

impl Report<'_> {
    /// A heading, and what is known.
    pub(super) fn facts(
        &self,
        dimension: Dimension,
        code: u32,
        posts: &[&ListedPost],
    ) -> (String, Vec<Fact>) {
        let title = match dimension {
            Dimension::Influencer => "Profile",
            Dimension::Campaign => "The campaign",
            Dimension::Brand => "The brand",
            _ => "The product",
        };
        let mut facts = match dimension {
            Dimension::Influencer => self.person(code),
            Dimension::Campaign => vec![self.members("Brands", Dimension::Brand)],
            Dimension::Brand => vec![
                self.members("Campaigns", Dimension::Campaign),
                self.members("Products", Dimension::Product),
            ],
            _ => vec![self.members("Brand", Dimension::Brand)],
        };
        facts.retain(|fact| !fact.texts.is_empty());
        facts.extend(self.active_days());
        if let (Dimension::Influencer, [first, .., last]) = (dimension, posts) {
            facts.push(fact("Posts", span(first.day, last.day)));
        }
        if dimension != Dimension::Influencer {
            facts.extend(self.margin());
        }
        facts.extend(self.reports_of(dimension, code));
        (title.to_owned(), facts)
    }

    fn person(&self, code: u32) -> Vec<Fact> {
        let cells = self.site.cells;
        let person = &cells.people[code as usize];
        let attribute = |label, dimension: Dimension| {
            fact(
                label,
                cells
                    .catalog
                    .members(dimension)
                    .name(person.attribute(dimension)),
            )
        };
        let id = fact(
            "Id",
            cells.catalog.members(Dimension::Influencer).name(code),
        );
        if cells.facts.is_missing(Input::Influencers) {
            return vec![id];
        }
        let mut facts = vec![
            attribute("Platform", Dimension::Platform),
            attribute("Category", Dimension::Category),
            attribute("Tier", Dimension::Tier),
        ];
        facts.extend(
            person
                .followers
                .map(|followers| fact("Followers", self.figures.count(followers))),
        );
        facts.push(attribute("Gender", Dimension::Gender));
        facts.push(id);
        if !person.is_listed {
            facts.push(fact("Note", "not in the influencers table"));
        }
        facts
    }

    /// The members of a dimension in this slice, most revenue first, each with its page.
    fn members(&self, label: &'static str, dimension: Dimension) -> Fact {
        let rows = self.slice.by(dimension).iter();
        let codes: Vec<u32> = rows
            .map(|row| row.member)
            .filter(|code| *code != UNASSIGNED_CODE)
            .collect();
        if codes.len() > NAMED {
            return fact(label, self.figures.count(codes.len() as i64));
        }
        let link = |code: &u32| Link {
            text: self.name(dimension, *code).to_owned(),
            href: self.member_link(dimension, *code, &self.path),
        };
        Fact {
            label,
            texts: codes.iter().map(link).collect(),
        }
    }

    /// From the first to the last day with a post or a tracking row.
    fn active_days(&self) -> Option<Fact> {
        let mut days = self
            .slice
            .days
            .iter()
            .filter(|day| day.totals.all.is_active());
        let first = days.next()?.day;
        let last: Day = days.next_back().map_or(first, |day| day.day);
        Some(fact("Active", span(first, last)))
    }

    /// The contribution margin of what was sold, and the ROAS it asks for.
    fn margin(&self) -> Vec<Fact> {
        let sums = &self.slice.totals.all;
        let (contribution, revenue) = (
            sums.get(Column::Contribution),
            sums.get(Column::MarginRevenue),
        );
        match self.slice.break_even {
            BreakEven::FromMargin(_) if revenue > 0 => {
                let thousandths = divide_half_even(i128::from(contribution) * 1000, revenue.into());
                vec![
                    fact("Margin", self.figures.percent(thousandths as f64 / 10.0)),
                    fact(
                        "Break-even ROAS",
                        self.figures.times(self.slice.break_even.roas()),
                    ),
                ]
            }
            _ => vec![fact("Margin", "not known")],
        }
    }

    /// The reports of a brand's single periods.
    fn reports_of(&self, dimension: Dimension, code: u32) -> Option<Fact> {
        let place = PAGE_DIMENSIONS
            .into_iter()
            .position(|one| one == dimension)?;
        let calendar = self.site.config.calendar();
        let everything = Address::EVERYTHING.choosing(place, Some(code));
        let periods = self.site.slices.periods().iter();
        let link = |period: &Period| {
            let path = self.addresses.existing(&everything.during(*period))?;
            Some(Link {
                text: period.label(calendar),
                href: Some(relative(&self.path, &path)),
            })
        };
        let texts: Vec<Link> = periods.filter_map(link).collect();
        (!texts.is_empty()).then_some(Fact {
            label: "Reports",
            texts,
        })
    }
}
