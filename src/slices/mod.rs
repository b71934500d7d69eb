//! Cells to the answer for any filter, and for every page at once.
//!
//! There is one way to an answer: a rollup of a few grouped passes over the cells, folded by [`Slices`].
//! For pages the rollup holds everything and is made once; for a filter on demand it holds what the filter
//! lets through. The fold is the same, so the two always agree.

mod fold;
mod groups;
mod interval;
mod ledger;
pub mod levels;
mod members;
mod personas;
mod rollup;
mod rows;
mod selection;

use std::collections::HashSet;

use crate::cells::{CellKey, Cells, Person};
use crate::config::{PAGE_DIMENSIONS, Pages};
use crate::dimension::{Dimension, UNASSIGNED_CODE};
use crate::filter::Filter;
use crate::measure::{BreakEven, Column, MeasureId, Scope, Sums, Totals, Value};
use crate::period::{Calendar, DateRange, Day, Grain, Period, WeekStart};
pub use groups::{Pair, pairs, sum_of};
pub use interval::{Interval, RatioEstimate, ratio_of_clusters};
pub use ledger::{BySettlement, Cash, CashStep, Payouts, StatusPayouts, by_status, cash};
pub use members::Members;
pub use personas::{PERSONA_DIMENSIONS, Persona, paid_in_none, personas};
use rollup::Rollup;
pub use rows::{RowShare, rows_behind};
use selection::Selection;

/// The answer for one filter.
#[derive(Clone, Debug)]
pub struct Slice {
    pub filter: Filter,
    /// The days asked for; `None` when the filter asks for no day at all.
    pub range: Option<DateRange>,
    pub totals: Totals,
    pub scope: Scope,
    pub break_even: BreakEven,
    /// What the figures are compared with, where it lies within the data (DESIGN rule 13).
    pub previous: Option<Previous>,
    /// Every day of the range that lies within the data.
    pub days: Vec<DayTotals>,
    breakdowns: [Vec<MemberTotals>; BREAKDOWNS.len()],
    /// In natural order of their ids.
    pub influencers: Vec<InfluencerTotals>,
    pub unknown_payout: UnknownPayout,
    /// Payout in minor units that names no brand or campaign while the filter does.
    pub unallocated_payout: i64,
}

/// The totals of the previous period.
#[derive(Clone, Debug)]
pub struct Previous {
    pub range: DateRange,
    pub totals: Totals,
    pub days: Vec<DayTotals>,
    /// In natural order of their ids.
    pub influencers: Vec<InfluencerTotals>,
}

/// One day of a trend. Distinct counts are not kept by day.
#[derive(Clone, Debug)]
pub struct DayTotals {
    pub day: Day,
    pub totals: Totals,
}

/// One member of a dimension within a slice.
#[derive(Clone, Debug)]
pub struct MemberTotals {
    pub member: u32,
    pub totals: Totals,
}

/// One influencer within a slice; code 0 stands for rows without one.
#[derive(Clone, Debug)]
pub struct InfluencerTotals {
    pub influencer: u32,
    pub totals: Totals,
}

/// What the measures that need a payout leave out.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct UnknownPayout {
    /// Active influencers without a ledger row.
    pub influencers: i64,
    /// Their revenue, in minor units.
    pub revenue: i64,
}

/// The dimensions a slice is broken down by, most revenue first.
pub const BREAKDOWNS: [Dimension; 7] = [
    Dimension::Brand,
    Dimension::Category,
    Dimension::Platform,
    Dimension::Campaign,
    Dimension::Product,
    Dimension::Gender,
    Dimension::Tier,
];

/// Puts the highest values first, of equals the first id in natural order (DESIGN rule 14).
pub fn highest_first<V: Ord>(
    rows: &mut [&InfluencerTotals],
    value: impl Fn(&InfluencerTotals) -> V,
) {
    rows.sort_by_key(|row| (std::cmp::Reverse(value(row)), row.influencer));
}

impl Slice {
    #[must_use]
    pub fn value(&self, id: MeasureId) -> Value {
        id.measure().value(&self.totals, &self.scope)
    }

    /// The rows of a breakdown; empty for the influencer dimension, which has a list of its own.
    #[must_use]
    pub fn by(&self, dimension: Dimension) -> &[MemberTotals] {
        let place = BREAKDOWNS
            .iter()
            .position(|breakdown| *breakdown == dimension);
        place.map_or(&[], |place| &self.breakdowns[place])
    }

    /// Where a value of a breakdown's row is asked for.
    #[must_use]
    pub fn scope_by(&self, dimension: Dimension) -> Scope {
        self.scope.narrowed_by(dimension)
    }

    /// Whether nothing was counted.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.totals.all.is_empty()
    }

    /// The days asked for that the data covers.
    #[must_use]
    pub fn shown_range(&self) -> Option<DateRange> {
        DateRange::new(self.days.first()?.day, self.days.last()?.day)
    }

    /// The influencers whose payout is known, above zero, and not earned back (DESIGN rule 11).
    pub fn not_earned_back(&self) -> impl Iterator<Item = &InfluencerTotals> {
        let scope = self.scope_by(Dimension::Influencer);
        self.influencers
            .iter()
            .filter(move |row| row.earned_back(&scope) == Some(false))
    }

    /// The influencers whose payout is known and above zero.
    pub fn paid(&self) -> impl Iterator<Item = &InfluencerTotals> {
        let scope = self.scope_by(Dimension::Influencer);
        self.influencers
            .iter()
            .filter(move |row| row.earned_back(&scope).is_some())
    }
}

impl InfluencerTotals {
    /// Whether lists of influencers have this row: sales without an influencer are nobody's, but posts and
    /// payouts without one are listed as Unassigned.
    #[must_use]
    pub fn is_listed(&self) -> bool {
        let has = |column| self.totals.all.get(column) != 0;
        self.influencer != UNASSIGNED_CODE || has(Column::Posts) || has(Column::Payout)
    }

    /// What a known payout cost beyond what it brought, in minor units: margin x revenue where a margin is
    /// known, else revenue.
    #[must_use]
    pub fn loss(&self) -> i64 {
        let known = &self.totals.known;
        let brought = match BreakEven::of(&self.totals) {
            BreakEven::FromMargin(_) => Column::Contribution,
            BreakEven::PayoutEqualsRevenue => Column::Revenue,
        };
        known.get(Column::Payout) - known.get(brought)
    }

    /// Whether the ROAS reaches the influencer's own break-even. `None` without a known payout above zero.
    #[must_use]
    pub fn earned_back(&self, scope: &Scope) -> Option<bool> {
        if self.totals.known.get(Column::Payout) <= 0 {
            return None;
        }
        let roas = MeasureId::Roas
            .measure()
            .value(&self.totals, scope)
            .number()?;
        Some(roas >= BreakEven::of(&self.totals).roas())
    }
}

/// The one choice or none, of brand, category and platform, and the period that a page is about.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Address {
    /// Codes, in the order of [`PAGE_DIMENSIONS`].
    pub choices: [Option<u32>; PAGE_DIMENSIONS.len()],
    pub period: Period,
}

impl Address {
    /// Everything, all time.
    pub const EVERYTHING: Self = Self {
        choices: [None; PAGE_DIMENSIONS.len()],
        period: Period::All,
    };
}

/// Answers for filters over one set of cells.
pub struct Slices<'a> {
    cells: &'a Cells,
    calendar: Calendar,
    rollup: Rollup,
    periods: Vec<Period>,
    pages: HashSet<Address>,
    members: Vec<Members<'a>>,
}

/// The answer for any one filter.
#[must_use]
pub fn answer(cells: &Cells, calendar: Calendar, filter: &Filter) -> Slice {
    let asked = filter.range(cells.range);
    let range = asked.and_then(|range| range.intersection(cells.range));
    let previous = previous_of(filter, calendar, cells);
    let selection = Selection::of(filter, &cells.catalog);
    let narrow = |key: &CellKey| selection.allows_cell(key, cells);
    let wide = |key: &CellKey| selection.allows_apart_from_brand_and_campaign(key, cells);
    let spans = rollup::cut(cells.range, range.into_iter().chain(previous));
    let spans = spans
        .into_iter()
        .filter(|span| {
            range
                .into_iter()
                .chain(previous)
                .any(|wanted| wanted.covers(*span))
        })
        .collect();
    let rollup = Rollup::of(cells, spans, Some(&narrow), Some(&wide));
    slice_of(cells, &rollup, filter.clone(), asked, previous)
}

impl<'a> Slices<'a> {
    /// Makes ready every page that has data.
    #[must_use]
    pub fn of_pages(cells: &'a Cells, calendar: Calendar, pages: &Pages) -> Self {
        let periods: Vec<Period> = std::iter::once(Period::All)
            .chain(
                pages
                    .periods
                    .iter()
                    .flat_map(|kind| calendar.periods_within(cells.range, *kind)),
            )
            .collect();
        let ranges = periods
            .iter()
            .filter_map(|period| calendar.range_of(*period));
        let compared = ranges
            .clone()
            .filter_map(|range| calendar.previous(range, cells.range));
        let spans = rollup::cut(cells.range, ranges.chain(compared));
        let rollup = Rollup::of(cells, spans, None, None);
        let mut slices = Self {
            cells,
            calendar,
            rollup,
            periods,
            pages: HashSet::new(),
            members: pages
                .members
                .iter()
                .map(|dimension| Members::of(cells, *dimension))
                .collect(),
        };
        slices.pages = slices.addresses_with_data(&pages.dimensions);
        slices
    }

    /// The periods that have pages, all time first.
    #[must_use]
    pub fn periods(&self) -> &[Period] {
        &self.periods
    }

    /// Whether there is a page for an address.
    #[must_use]
    pub fn has_page(&self, address: &Address) -> bool {
        self.pages.contains(address)
    }

    /// Every address with a page, in order.
    #[must_use]
    pub fn pages(&self) -> Vec<Address> {
        let mut pages: Vec<Address> = self.pages.iter().copied().collect();
        pages.sort_unstable();
        pages
    }

    /// The dimensions whose members have pages of their own, and their answers.
    #[must_use]
    pub fn members(&self) -> &[Members<'a>] {
        &self.members
    }

    /// The members of one dimension, where they have pages.
    #[must_use]
    pub fn members_of(&self, dimension: Dimension) -> Option<&Members<'a>> {
        let mut all = self.members.iter();
        all.find(|members| members.dimension() == dimension)
    }

    /// The answer for a page.
    #[must_use]
    pub fn slice(&self, address: &Address) -> Slice {
        let filter = self.filter_of(address);
        let asked = filter.range(self.cells.range);
        let previous = previous_of(&filter, self.calendar, self.cells);
        slice_of(self.cells, &self.rollup, filter, asked, previous)
    }

    /// Every day of the data under some choices.
    #[must_use]
    pub fn days(&self, choices: [Option<u32>; PAGE_DIMENSIONS.len()]) -> Vec<DayTotals> {
        let filter = self.filter_of(&Address {
            choices,
            period: Period::All,
        });
        let selection = Selection::of(&filter, &self.cells.catalog);
        fold::fold_days(&self.rollup, &selection, self.cells.range)
    }

    /// The filter that a page shows.
    #[must_use]
    pub fn filter_of(&self, address: &Address) -> Filter {
        let mut filter = Filter::everything().within(self.calendar.range_of(address.period));
        for (dimension, choice) in PAGE_DIMENSIONS.into_iter().zip(address.choices) {
            if let Some(code) = choice {
                filter = filter.with(dimension, self.cells.catalog.members(dimension).name(code));
            }
        }
        filter
    }

    /// Every combination of one value or all that some row has, Unassigned aside.
    fn addresses_with_data(&self, dimensions: &[Dimension]) -> HashSet<Address> {
        let periods_of_span: Vec<Vec<Period>> = self
            .rollup
            .spans
            .iter()
            .map(|span| {
                let covers = |period: &Period| {
                    self.calendar
                        .range_of(*period)
                        .is_none_or(|range| range.covers(*span))
                };
                self.periods.iter().copied().filter(covers).collect()
            })
            .collect();
        let mut combinations: HashSet<(u32, [u32; 3])> = HashSet::new();
        for row in self
            .rollup
            .by_campaign
            .iter()
            .filter(|row| !row.sums.is_empty())
        {
            let person = &self.cells.people[row.influencer as usize];
            combinations.insert((row.span, [row.brand, person.category, person.platform]));
        }
        let has_pages = PAGE_DIMENSIONS.map(|dimension| dimensions.contains(&dimension));
        let mut addresses = HashSet::from([Address::EVERYTHING]);
        for (span, codes) in combinations {
            for chosen in 0..1 << PAGE_DIMENSIONS.len() {
                let is_chosen = |place: usize| chosen & (1 << place) != 0;
                let possible = (0..codes.len()).all(|place| {
                    !is_chosen(place) || (has_pages[place] && codes[place] != UNASSIGNED_CODE)
                });
                if possible {
                    let choices =
                        std::array::from_fn(|place| is_chosen(place).then_some(codes[place]));
                    let periods = periods_of_span[span as usize].iter();
                    addresses.extend(periods.map(|period| Address {
                        choices,
                        period: *period,
                    }));
                }
            }
        }
        addresses
    }
}

/// The previous period of a filter. All time has none, having nothing before it.
fn previous_of(filter: &Filter, calendar: Calendar, cells: &Cells) -> Option<DateRange> {
    if !filter.is_dated() {
        return None;
    }
    calendar.previous(filter.range(cells.range)?, cells.range)
}

/// Folds a rollup into the slice of a filter.
fn slice_of(
    cells: &Cells,
    rollup: &Rollup,
    filter: Filter,
    asked: Option<DateRange>,
    previous: Option<DateRange>,
) -> Slice {
    let selection = Selection::of(&filter, &cells.catalog);
    let range = asked.and_then(|range| range.intersection(cells.range));
    let mut folded = range
        .map(|range| fold::fold(cells, rollup, &selection, range))
        .unwrap_or_default();
    // Outside the data nobody was active, which is known.
    folded.totals.active_influencers.get_or_insert(0);
    let products = range
        .map(|range| fold::fold_products(cells, rollup, &selection, range))
        .unwrap_or_default();
    let days = range
        .map(|range| fold::fold_days(rollup, &selection, range))
        .unwrap_or_default();
    let influencers_of = |folded: &fold::Folded| -> Vec<InfluencerTotals> {
        let rows = folded.influencers.iter();
        rows.map(|(code, sums)| influencer_totals(*code, sums, &cells.people))
            .collect()
    };
    let previous = previous.map(|range| {
        let folded = fold::fold(cells, rollup, &selection, range);
        Previous {
            range,
            totals: folded.totals,
            days: fold::fold_days(rollup, &selection, range),
            influencers: influencers_of(&folded),
        }
    });
    let influencers = influencers_of(&folded);
    let by_attribute = |dimension| fold::by_attribute(cells, &folded.influencers, dimension);
    let breakdowns = [
        folded.brands,
        by_attribute(Dimension::Category),
        by_attribute(Dimension::Platform),
        folded.campaigns,
        products,
        by_attribute(Dimension::Gender),
        by_attribute(Dimension::Tier),
    ];
    Slice {
        scope: Scope::new(filter.narrowed(), cells.facts),
        break_even: BreakEven::of(&folded.totals),
        unknown_payout: unknown_payout(&influencers, &cells.people),
        unallocated_payout: folded.unallocated_payout,
        totals: folded.totals,
        range: asked,
        filter,
        previous,
        days,
        breakdowns,
        influencers,
    }
}

fn influencer_totals(influencer: u32, sums: &Sums, people: &[Person]) -> InfluencerTotals {
    let mut totals = Totals::default();
    totals.add(sums, people[influencer as usize].payout_known);
    totals.active_influencers = Some(i64::from(influencer != UNASSIGNED_CODE && sums.is_active()));
    InfluencerTotals { influencer, totals }
}

fn unknown_payout(influencers: &[InfluencerTotals], people: &[Person]) -> UnknownPayout {
    let unknown = influencers
        .iter()
        .filter(|row| !people[row.influencer as usize].payout_known);
    unknown.fold(UnknownPayout::default(), |sum, row| UnknownPayout {
        influencers: sum.influencers + row.totals.active_influencers.unwrap_or(0),
        revenue: sum.revenue + row.totals.all.get(Column::Revenue),
    })
}

/// Adds days up to coarser steps.
#[must_use]
pub fn trend_by(days: &[DayTotals], grain: Grain, week_starts: WeekStart) -> Vec<DayTotals> {
    let mut steps: Vec<DayTotals> = Vec::new();
    for DayTotals { day, totals } in days {
        let step = grain.step_of(*day, week_starts);
        match steps.last_mut() {
            Some(last) if last.day == step => {
                last.totals.merge(totals);
            }
            _ => steps.push(DayTotals {
                day: step,
                totals: *totals,
            }),
        }
    }
    steps
}
