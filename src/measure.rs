//! Every measure roasbook knows, as data.
//!
//! This list feeds the aggregation, the tables, the tiles, the methodology page, the command line, the
//! JSON and the browser. Nothing outside it decides by the name of a measure.
//!
//! A measure is a sum of cells, a count of distinct keys, or one ratio or difference of two other
//! measures. Sums are exact integers; a ratio is a single floating division of two of them, made last.

mod list;

pub use list::MEASURES;

use crate::dimension::Dimension;
use crate::money::Money;

/// What a cell adds up.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[repr(usize)]
pub enum Column {
    Revenue,
    Orders,
    TrackingRows,
    OrganicRevenue,
    OrganicOrders,
    /// Margin x revenue, row by row, in minor units.
    Contribution,
    /// The revenue of the rows whose margin is known.
    MarginRevenue,
    Payout,
    Posts,
    Reach,
    Likes,
    Comments,
    Shares,
    Saves,
    Engagements,
    /// Engagements of the posts whose reach is above zero.
    RatedEngagements,
    /// Reach of those same posts.
    RatedReach,
}

impl Column {
    pub const COUNT: usize = 17;

    pub const ALL: [Self; Self::COUNT] = [
        Self::Revenue,
        Self::Orders,
        Self::TrackingRows,
        Self::OrganicRevenue,
        Self::OrganicOrders,
        Self::Contribution,
        Self::MarginRevenue,
        Self::Payout,
        Self::Posts,
        Self::Reach,
        Self::Likes,
        Self::Comments,
        Self::Shares,
        Self::Saves,
        Self::Engagements,
        Self::RatedEngagements,
        Self::RatedReach,
    ];

    /// The name of the column in a table of cells.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Revenue => "revenue",
            Self::Orders => "orders",
            Self::TrackingRows => "tracking_rows",
            Self::OrganicRevenue => "organic_revenue",
            Self::OrganicOrders => "organic_orders",
            Self::Contribution => "contribution",
            Self::MarginRevenue => "margin_revenue",
            Self::Payout => "payout",
            Self::Posts => "posts",
            Self::Reach => "reach",
            Self::Likes => "likes",
            Self::Comments => "comments",
            Self::Shares => "shares",
            Self::Saves => "saves",
            Self::Engagements => "engagements",
            Self::RatedEngagements => "rated_engagements",
            Self::RatedReach => "rated_reach",
        }
    }
}

/// The sums of every column: a commutative monoid under [`Sums::add`], with the default as identity.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Sums([i64; Column::COUNT]);

impl Sums {
    #[must_use]
    pub fn get(&self, column: Column) -> i64 {
        self.0[column as usize]
    }

    pub fn set(&mut self, column: Column, value: i64) {
        self.0[column as usize] = value;
    }

    pub fn add(&mut self, other: &Self) {
        for (sum, value) in self.0.iter_mut().zip(&other.0) {
            *sum += value;
        }
    }

    /// Whether nothing was counted at all.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.0 == [0; Column::COUNT]
    }

    /// Whether an influencer with these sums has a post or a tracking row (DESIGN rule 12).
    #[must_use]
    pub fn is_active(&self) -> bool {
        self.get(Column::Posts) > 0 || self.get(Column::TrackingRows) > 0
    }
}

/// All that a measure can be computed from.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Totals {
    /// Over every cell.
    pub all: Sums,
    /// Over the cells of influencers whose payout is known.
    pub known: Sums,
    /// Distinct influencers with a post or tracking row; counted per slice, never summed.
    /// None where they were not counted, as for the days of a trend.
    pub active_influencers: Option<i64>,
    /// Whether the payout of anybody in here is known.
    pub payout_known: bool,
}

impl Totals {
    /// Adds other totals. Distinct counts do not add up, so there is none afterwards.
    pub fn merge(&mut self, other: &Self) {
        self.all.add(&other.all);
        self.known.add(&other.known);
        self.payout_known |= other.payout_known;
        self.active_influencers = None;
    }

    /// Adds cells of one influencer.
    pub fn add(&mut self, sums: &Sums, payout_known: bool) {
        self.all.add(sums);
        if payout_known {
            self.known.add(sums);
            self.payout_known = true;
        }
    }
}

/// Over whom a measure counts (DESIGN rule 9).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Population {
    All,
    /// Only influencers whose payout is known, in both halves of a ratio.
    PayoutKnown,
}

/// How a measure comes about.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    Sum(Column),
    /// A sum that means something only where `part` of its `whole` is all of it.
    SumWhereKnown {
        column: Column,
        part: Column,
        whole: Column,
    },
    /// Distinct active influencers.
    Distinct,
    /// `times x over / under`, in major units.
    Ratio {
        over: MeasureId,
        under: MeasureId,
        times: i64,
    },
    Difference {
        of: MeasureId,
        less: MeasureId,
    },
}

/// How a value is shown.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Format {
    Money,
    Count,
    Percent,
    Times,
}

impl Format {
    /// The name in the client's data and on the methodology page.
    #[must_use]
    pub fn id(self) -> &'static str {
        match self {
            Self::Money => "money",
            Self::Count => "count",
            Self::Percent => "percent",
            Self::Times => "times",
        }
    }
}

/// Which way a reader hopes a measure moves.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Better {
    Higher,
    Lower,
    Neither,
}

/// A dimension under whose filter a measure says nothing (DESIGN rule 10).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Undefined {
    pub under: Dimension,
    pub because: Limit,
}

/// Why a measure says nothing under a filter.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Limit {
    /// Rows without an influencer have no influencer attributes.
    NoInfluencer,
    /// Too few posts name a member of the dimension. Lifted where enough of them do.
    FewPostsNameOne,
    /// Payouts are agreed per influencer, not per product.
    PayoutsNameNone,
    /// Nobody there has a payout row. Lifted where somebody has.
    PayoutUnknown,
}

/// A part of the input that not every export has.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Input {
    Tracking,
    Posts,
    Payouts,
    Influencers,
    /// Tracking or posts: what tells that somebody did something.
    Activity,
    Reach,
    Likes,
    Comments,
    Shares,
    Saves,
}

impl Input {
    /// What is counted of posts, each with the sum that it adds up to; the column of the file has the same name.
    pub const OF_POSTS: [(Self, Column); 5] = [
        (Self::Reach, Column::Reach),
        (Self::Likes, Column::Likes),
        (Self::Comments, Column::Comments),
        (Self::Shares, Column::Shares),
        (Self::Saves, Column::Saves),
    ];

    pub const ALL: [Self; 10] = [
        Self::Tracking,
        Self::Posts,
        Self::Payouts,
        Self::Influencers,
        Self::Activity,
        Self::Reach,
        Self::Likes,
        Self::Comments,
        Self::Shares,
        Self::Saves,
    ];

    /// What is missing, in words.
    #[must_use]
    pub fn missing(self) -> &'static str {
        match self {
            Self::Tracking => "There is no tracking table",
            Self::Posts => "There is no posts table",
            Self::Payouts => "There is no payouts table",
            Self::Influencers => "There is no influencers table",
            Self::Activity => "There is no tracking and no posts table",
            Self::Reach => "The posts table has no reach",
            Self::Likes => "The posts table has no likes",
            Self::Comments => "The posts table has no comments",
            Self::Shares => "The posts table has no shares",
            Self::Saves => "The posts table has no saves",
        }
    }

    /// What a whole report does without where a table is missing, as a sentence.
    #[must_use]
    pub fn note(self) -> Option<&'static str> {
        match self {
            Self::Tracking => Some(
                "There is no tracking table, so revenue, orders and all that is made of them have no figure.",
            ),
            Self::Posts => Some(
                "There is no posts table, so posts, reach, engagement and their costs have no figure.",
            ),
            Self::Payouts => Some(
                "There is no payouts table, so payouts, ROAS, profit and costs have no figure.",
            ),
            Self::Influencers => Some(
                "There is no influencers table, so influencers go by their ids and have no category, platform, gender or tier.",
            ),
            Self::Activity
            | Self::Reach
            | Self::Likes
            | Self::Comments
            | Self::Shares
            | Self::Saves => None,
        }
    }
}

/// A measure: one line of the closed list.
#[derive(Debug)]
pub struct Measure {
    pub id: MeasureId,
    pub name: &'static str,
    pub label: &'static str,
    pub kind: Kind,
    pub population: Population,
    /// What it cannot be computed without: missing is not zero.
    pub needs: &'static [Input],
    pub undefined: &'static [Undefined],
    pub format: Format,
    pub better: Better,
    /// Whether it is shown to readers; the others are operands.
    pub shown: bool,
    pub definition: &'static str,
    /// Where the definition comes from.
    pub source: &'static str,
}

/// The names of all measures, in the order of [`MEASURES`].
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum MeasureId {
    Revenue,
    Orders,
    Payout,
    Roas,
    Aov,
    Cpa,
    Profit,
    Roi,
    Posts,
    Reach,
    Likes,
    Comments,
    Shares,
    Saves,
    EngagementRate,
    Cpm,
    Cpe,
    ActiveInfluencers,
    OrganicRevenue,
    OrganicOrders,
    TrackingRows,
    Contribution,
    Engagements,
    RatedEngagements,
    RatedReach,
}

impl MeasureId {
    #[must_use]
    pub fn measure(self) -> &'static Measure {
        &MEASURES[self as usize]
    }
}

/// The measures readers see, in order.
pub fn shown() -> impl Iterator<Item = &'static Measure> {
    MEASURES.iter().filter(|measure| measure.shown)
}

/// The measure of that name.
#[must_use]
pub fn named(name: &str) -> Option<&'static Measure> {
    MEASURES.iter().find(|measure| measure.name == name)
}

/// What must be known of the whole data before a measure can be trusted under a filter.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Facts {
    /// Enough posts name exactly one brand: 95 % of them, unless configured otherwise.
    pub posts_name_a_brand: bool,
    /// The same of campaigns.
    pub posts_name_a_campaign: bool,
    /// A margin is known for some product, brand or for everything.
    pub margins_known: bool,
    /// Which inputs are missing, in the order of [`Input::ALL`].
    pub missing: [bool; Input::ALL.len()],
}

impl Facts {
    /// Whether no file has a part of the input.
    #[must_use]
    pub fn is_missing(&self, input: Input) -> bool {
        self.missing[input as usize]
    }

    /// What a measure needs and no file has; the first of several.
    #[must_use]
    pub fn lacks(&self, id: MeasureId) -> Option<Input> {
        let mut needs = id.measure().needs.iter().copied();
        needs.find(|input| self.is_missing(*input))
    }

    /// The first few of some measures that the data can have.
    #[must_use]
    pub fn first_of(&self, ids: &[MeasureId], most: usize) -> Vec<MeasureId> {
        let there = ids.iter().copied().filter(|id| self.lacks(*id).is_none());
        there.take(most).collect()
    }

    /// What a report does without, a sentence for each table that is missing.
    #[must_use]
    pub fn notes(&self) -> Vec<&'static str> {
        let all = Input::ALL.into_iter();
        all.filter(|input| self.is_missing(*input))
            .filter_map(Input::note)
            .collect()
    }

    /// Whether the data lifts a limit everywhere.
    #[must_use]
    pub fn lift(&self, undefined: &Undefined) -> bool {
        match (undefined.because, undefined.under) {
            (Limit::FewPostsNameOne, Dimension::Brand) => self.posts_name_a_brand,
            (Limit::FewPostsNameOne, Dimension::Campaign) => self.posts_name_a_campaign,
            _ => false,
        }
    }
}

/// Where a value is asked for: the dimensions narrowed there, and what is known of the data.
#[derive(Clone, Copy, Debug, Default)]
pub struct Scope {
    narrowed: [bool; Dimension::ALL.len()],
    facts: Facts,
}

impl Scope {
    #[must_use]
    pub fn new(narrowed: impl IntoIterator<Item = Dimension>, facts: Facts) -> Self {
        let mut scope = Self {
            facts,
            ..Self::default()
        };
        for dimension in narrowed {
            scope.narrowed[dimension as usize] = true;
        }
        scope
    }

    /// The scope of one member of a dimension within this one.
    #[must_use]
    pub fn narrowed_by(mut self, dimension: Dimension) -> Self {
        self.narrowed[dimension as usize] = true;
        self
    }

    /// What is known of the data.
    #[must_use]
    pub fn facts(&self) -> &Facts {
        &self.facts
    }

    /// Why a measure says nothing here, if it does not.
    fn limit_of(&self, measure: &Measure, totals: &Totals) -> Option<Undefined> {
        measure.undefined.iter().copied().find(|undefined| {
            let lifted = match undefined.because {
                // Where nothing happened there is nothing to know either.
                Limit::PayoutUnknown => totals.payout_known || totals.all.is_empty(),
                _ => self.facts.lift(undefined),
            };
            self.narrowed[undefined.under as usize] && !lifted
        })
    }
}

/// A measure's value. Missing is not zero, and zero divided by is not infinite: both are `None`.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Value {
    /// Minor units, exact.
    Money(i64),
    Count(i64),
    /// In major units where it is money, a fraction where it is a percentage.
    Ratio(f64),
    None(Why),
}

/// Why there is no value.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Why {
    /// The measure that would be divided by is zero.
    ZeroUnder(MeasureId),
    /// The measure says nothing under the filter.
    Undefined(Undefined),
    /// No margin is known for some of the revenue.
    MarginUnknown,
    /// Nobody here has a payout row.
    PayoutUnknown,
    /// Distinct influencers are not counted for a step of a trend.
    NotCounted,
    /// The data begins after, or ends before, the days asked for.
    NotCovered,
    /// The input does not have what the measure needs.
    Missing(Input),
}

impl Why {
    /// How [`Self::ZeroUnder`] reads, `{measure}` standing for the label.
    pub const ZERO_UNDER: &'static str = "{measure} is zero here";

    /// The reason as a sentence.
    #[must_use]
    pub fn sentence(self) -> String {
        match self {
            Self::ZeroUnder(id) => Self::ZERO_UNDER.replace("{measure}", id.measure().label),
            Self::Missing(input) => input.missing().into(),
            Self::NotCounted => "Distinct influencers are not counted here".into(),
            Self::NotCovered => "The data does not cover all of these days".into(),
            Self::PayoutUnknown => "No payout is known here".into(),
            Self::MarginUnknown => "The margin of some of this revenue is not known".into(),
            Self::Undefined(Undefined { under, because }) => {
                let dimension = under.label().to_lowercase();
                match because {
                    Limit::NoInfluencer => {
                        format!("Sales without an influencer have no {dimension} to filter by")
                    }
                    Limit::FewPostsNameOne => format!("Too few posts name one {dimension}"),
                    Limit::PayoutUnknown => {
                        "There is no payout row, so the payout is not known".into()
                    }
                    Limit::PayoutsNameNone => format!("Payouts are not agreed per {dimension}"),
                }
            }
        }
    }
}

impl Value {
    /// For sorting: the number, with none apart from every number.
    #[must_use]
    pub fn number(self) -> Option<f64> {
        match self {
            Self::Money(minor) => Some(minor as f64 / 100.0),
            Self::Count(count) => Some(count as f64),
            Self::Ratio(ratio) => Some(ratio),
            Self::None(_) => None,
        }
    }

    /// The unrounded value in major units, for machines; empty when there is none.
    #[must_use]
    pub fn machine_text(self) -> String {
        match self {
            Self::Money(minor) => Money(minor).to_decimal_text(),
            Self::Count(count) => count.to_string(),
            Self::Ratio(ratio) => digits(ratio),
            Self::None(_) => String::new(),
        }
    }

    /// Money as a decimal string, counts and ratios as numbers, none as null.
    #[must_use]
    pub fn to_json(self) -> serde_json::Value {
        match self {
            Self::Money(minor) => Money(minor).to_decimal_text().into(),
            Self::Count(count) => count.into(),
            Self::Ratio(ratio) => ratio.into(),
            Self::None(_) => serde_json::Value::Null,
        }
    }

    /// Highest first, none last.
    #[must_use]
    pub fn order_descending(self, other: Self) -> std::cmp::Ordering {
        match (self, other) {
            // Integers are compared as integers, so that large equal-looking amounts keep their order.
            (Self::Money(a) | Self::Count(a), Self::Money(b) | Self::Count(b)) => b.cmp(&a),
            _ => match (self.number(), other.number()) {
                (Some(a), Some(b)) => b.total_cmp(&a),
                (a, b) => b.is_some().cmp(&a.is_some()),
            },
        }
    }
}

/// The shortest digits that read back as this number, without an exponent. Of two as near the even one, as in
/// JSON and in browsers; `Display` takes the upper.
fn digits(number: f64) -> String {
    let text = serde_json::Value::from(number).to_string();
    let (mantissa, exponent) = text.split_once('e').unwrap_or((&text, "0"));
    let (sign, mantissa) =
        mantissa.split_at(mantissa.len() - mantissa.trim_start_matches('-').len());
    let (whole, fraction) = mantissa.split_once('.').unwrap_or((mantissa, ""));
    let fraction = fraction.trim_end_matches('0');
    let shift: i32 = exponent
        .parse()
        .expect("JSON writes an exponent as an integer");
    let places = shift.unsigned_abs() as usize;
    if shift < 0 {
        // Beside an exponent stands one digit.
        return format!("{sign}0.{}{whole}{fraction}", "0".repeat(places - 1));
    }
    let (more, fraction) = fraction.split_at(places.min(fraction.len()));
    let point = if fraction.is_empty() { "" } else { "." };
    format!(
        "{sign}{whole}{more}{}{point}{fraction}",
        "0".repeat(places - more.len())
    )
}

impl Measure {
    /// The value of this measure for these totals, where `scope` says.
    #[must_use]
    pub fn value(&self, totals: &Totals, scope: &Scope) -> Value {
        if let Some(input) = scope.facts.lacks(self.id) {
            return Value::None(Why::Missing(input));
        }
        match scope.limit_of(self, totals) {
            Some(undefined) => Value::None(Why::Undefined(undefined)),
            // Where nothing happened at all there is nothing to know either, and zero is zero.
            None if self.population == Population::PayoutKnown
                && !totals.payout_known
                && !totals.all.is_empty() =>
            {
                Value::None(Why::PayoutUnknown)
            }
            None => self.value_over(totals, self.population, scope),
        }
    }

    fn value_over(&self, totals: &Totals, population: Population, scope: &Scope) -> Value {
        let sums = match population {
            Population::All => &totals.all,
            Population::PayoutKnown => &totals.known,
        };
        let operand = |id: MeasureId| id.measure().value_over(totals, population, scope);
        match self.kind {
            Kind::Sum(column) => self.integer(sums.get(column)),
            Kind::SumWhereKnown {
                column,
                part,
                whole,
            } => {
                if scope.facts.margins_known && sums.get(part) == sums.get(whole) {
                    self.integer(sums.get(column))
                } else {
                    Value::None(Why::MarginUnknown)
                }
            }
            Kind::Distinct => totals
                .active_influencers
                .map_or(Value::None(Why::NotCounted), Value::Count),
            Kind::Difference { of, less } => match (operand(of), operand(less)) {
                (Value::Money(of), Value::Money(less)) => Value::Money(of - less),
                (Value::Count(of), Value::Count(less)) => Value::Count(of - less),
                (Value::None(why), _) | (_, Value::None(why)) => Value::None(why),
                mixed => unreachable!("a difference of unlike measures: {mixed:?}"),
            },
            Kind::Ratio { over, under, times } => match (operand(over), operand(under)) {
                (Value::None(why), _) | (_, Value::None(why)) => Value::None(why),
                (over, under) => ratio(over, under, times)
                    .map_or(Value::None(Why::ZeroUnder(self.under())), Value::Ratio),
            },
        }
    }

    /// The column this measure adds up, when it is a sum.
    #[must_use]
    pub fn column(&self) -> Option<Column> {
        match self.kind {
            Kind::Sum(column) | Kind::SumWhereKnown { column, .. } => Some(column),
            Kind::Distinct | Kind::Ratio { .. } | Kind::Difference { .. } => None,
        }
    }

    /// The sums this measure is made from, itself when it is one. A distinct count is made from none: it does
    /// not add up.
    #[must_use]
    pub fn made_from(&self) -> Vec<MeasureId> {
        match self.kind {
            Kind::Sum(_) | Kind::SumWhereKnown { .. } => vec![self.id],
            Kind::Distinct => Vec::new(),
            Kind::Ratio {
                over: a, under: b, ..
            }
            | Kind::Difference { of: a, less: b } => {
                [a, b].map(|id| id.measure().made_from()).concat()
            }
        }
    }

    /// An amount of the column this measure adds up, as it is shown.
    #[must_use]
    pub fn integer(&self, value: i64) -> Value {
        match self.format {
            Format::Money => Value::Money(value),
            _ => Value::Count(value),
        }
    }

    fn under(&self) -> MeasureId {
        match self.kind {
            Kind::Ratio { under, .. } => under,
            _ => self.id,
        }
    }
}

/// One floating division of two exact integers; `None` when the lower one is zero.
///
/// The factor of 100 between minor and major units goes into the integers, as `times` does.
#[must_use]
pub fn ratio(over: Value, under: Value, times: i64) -> Option<f64> {
    let (over, over_is_money) = integer_of(over)?;
    let (under, under_is_money) = integer_of(under)?;
    if under == 0 {
        return None;
    }
    let over = over
        * times as i128
        * if under_is_money && !over_is_money {
            100
        } else {
            1
        };
    let under = under
        * if over_is_money && !under_is_money {
            100
        } else {
            1
        };
    // Nothing over a negative is nothing, not minus nothing.
    Some(over as f64 / under as f64 + 0.0)
}

fn integer_of(value: Value) -> Option<(i128, bool)> {
    match value {
        Value::Money(minor) => Some((minor.into(), true)),
        Value::Count(count) => Some((count.into(), false)),
        Value::Ratio(_) | Value::None(_) => None,
    }
}

/// The ROAS at which a payout is earned back, and what that rests on (DESIGN rule 11).
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum BreakEven {
    /// Revenue over margin x revenue.
    FromMargin(f64),
    /// No margin is known, or nothing was sold: a payout is earned back once revenue equals it.
    PayoutEqualsRevenue,
}

impl BreakEven {
    /// Break-even of these sums; rows without a known margin are left out of both halves.
    #[must_use]
    pub fn of(totals: &Totals) -> Self {
        let margin_revenue = totals.all.get(Column::MarginRevenue);
        let contribution = totals.all.get(Column::Contribution);
        match ratio(Value::Money(margin_revenue), Value::Money(contribution), 1) {
            Some(roas) => Self::FromMargin(roas),
            None => Self::PayoutEqualsRevenue,
        }
    }

    /// The ROAS to compare with; 1 where no margin gives a better one.
    #[must_use]
    pub fn roas(self) -> f64 {
        match self {
            Self::FromMargin(roas) => roas,
            Self::PayoutEqualsRevenue => 1.0,
        }
    }

    /// The steps of the scale around break-even end at these multiples of it. Powers of two, so that a
    /// multiple is exact in every language.
    pub const STEPS: [f64; 5] = [0.25, 0.5, 1.0, 2.0, 4.0];

    /// The step of that scale a ROAS falls on, 1 to 6. Steps 1 to 3 are below break-even, whatever its sign.
    #[must_use]
    pub fn step_of(self, roas: f64) -> usize {
        let reached = |multiple: &&f64| roas >= **multiple * self.roas();
        1 + Self::STEPS.iter().filter(reached).count()
    }

    /// What the figure rests on, for people.
    #[must_use]
    pub fn basis(self) -> &'static str {
        match self {
            Self::FromMargin(_) => "margin x revenue = payout",
            Self::PayoutEqualsRevenue => "payout = revenue",
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn totals(known: &[(Column, i64)], unknown: &[(Column, i64)]) -> Totals {
        let mut totals = Totals::default();
        for (list, is_known) in [(known, true), (unknown, false)] {
            let mut sums = Sums::default();
            for (column, value) in list {
                sums.set(*column, *value);
            }
            totals.add(&sums, is_known);
        }
        totals
    }

    #[test]
    fn the_scale_is_split_by_break_even() {
        for break_even in [
            BreakEven::PayoutEqualsRevenue,
            BreakEven::FromMargin(2.5),
            BreakEven::FromMargin(-2.0),
            BreakEven::FromMargin(0.0),
        ] {
            for roas in [
                -9.0, -2.0, -1.0, 0.0, 0.2, 0.25, 0.5, 0.999, 1.0, 2.5, 4.0, 40.0,
            ] {
                let step = break_even.step_of(roas);
                assert!((1..=6).contains(&step));
                assert_eq!(
                    step <= 3,
                    roas < break_even.roas(),
                    "{roas} of {break_even:?}"
                );
            }
        }
        let steps = [0.0, 0.25, 0.5, 1.0, 2.0, 4.0]
            .map(|roas| BreakEven::PayoutEqualsRevenue.step_of(roas));
        assert_eq!(steps, [1, 2, 3, 4, 5, 6]);
    }

    #[test]
    fn the_list_is_in_the_order_of_its_ids() {
        for (place, measure) in MEASURES.iter().enumerate() {
            assert_eq!(measure.id as usize, place, "{}", measure.name);
            assert_eq!(named(measure.name).map(|found| found.id), Some(measure.id));
        }
        for (place, column) in Column::ALL.iter().enumerate() {
            assert_eq!(*column as usize, place);
        }
    }

    #[test]
    fn roas_counts_only_influencers_whose_payout_is_known() {
        let totals = totals(
            &[(Column::Revenue, 917_940), (Column::Payout, 174_409)],
            &[(Column::Revenue, 4_157_594_199)],
        );
        let scope = Scope::default();
        assert_eq!(
            MeasureId::Roas.measure().value(&totals, &scope),
            Value::Ratio(917_940.0 / 174_409.0)
        );
        assert_eq!(
            MeasureId::Revenue.measure().value(&totals, &scope),
            Value::Money(4_158_512_139)
        );
    }

    #[test]
    fn a_zero_denominator_is_none_and_says_which() {
        let totals = totals(&[(Column::Revenue, 100)], &[]);
        let value = MeasureId::Roas.measure().value(&totals, &Scope::default());
        assert_eq!(
            value,
            Value::None(Why::ZeroUnder(MeasureId::Payout)),
            "known to be zero"
        );
        assert_eq!(value.to_json(), serde_json::Value::Null);
        assert_eq!(value.machine_text(), "");
    }

    #[test]
    fn scale_factors_go_into_the_integers() {
        let totals = totals(
            &[
                (Column::Revenue, 1001),
                (Column::Orders, 3),
                (Column::Payout, 505),
                (Column::Reach, 7),
            ],
            &[],
        );
        let value = |id: MeasureId| id.measure().value(&totals, &Scope::default());
        assert_eq!(value(MeasureId::Aov), Value::Ratio(1001.0 / 300.0));
        assert_eq!(value(MeasureId::Cpm), Value::Ratio(505_000.0 / 700.0));
    }

    #[test]
    fn profit_needs_the_margin_of_all_paid_revenue() {
        let facts = Facts {
            margins_known: true,
            ..Facts::default()
        };
        let scope = Scope::new([], facts);
        let whole = totals(
            &[
                (Column::Revenue, 1000),
                (Column::MarginRevenue, 1000),
                (Column::Contribution, 400),
                (Column::Payout, 500),
            ],
            &[(Column::Revenue, 70)],
        );
        assert_eq!(
            MeasureId::Profit.measure().value(&whole, &scope),
            Value::Money(-100)
        );
        assert_eq!(
            MeasureId::Roi.measure().value(&whole, &scope),
            Value::Ratio(-0.2)
        );
        assert_eq!(BreakEven::of(&whole), BreakEven::FromMargin(2.5));

        let partly = totals(
            &[
                (Column::Revenue, 1000),
                (Column::MarginRevenue, 900),
                (Column::Contribution, 400),
            ],
            &[],
        );
        assert_eq!(
            MeasureId::Profit.measure().value(&partly, &scope),
            Value::None(Why::MarginUnknown)
        );
        assert_eq!(
            BreakEven::of(&Totals::default()),
            BreakEven::PayoutEqualsRevenue
        );
    }

    #[test]
    fn a_measure_says_nothing_under_a_filter_it_is_undefined_for() {
        let totals = totals(
            &[
                (Column::Posts, 3),
                (Column::Payout, 5),
                (Column::OrganicRevenue, 9),
            ],
            &[],
        );
        #[track_caller]
        fn case(totals: &Totals, id: MeasureId, under: Dimension, facts: Facts, defined: bool) {
            let value = id.measure().value(totals, &Scope::new([under], facts));
            assert_eq!(
                !matches!(value, Value::None(Why::Undefined(_))),
                defined,
                "{id:?} {under:?}"
            );
        }
        let none = Facts::default();
        let brands = Facts {
            posts_name_a_brand: true,
            ..none
        };
        case(
            &totals,
            MeasureId::OrganicRevenue,
            Dimension::Platform,
            none,
            false,
        );
        case(
            &totals,
            MeasureId::OrganicRevenue,
            Dimension::Brand,
            none,
            true,
        );
        case(&totals, MeasureId::Posts, Dimension::Brand, none, false);
        case(&totals, MeasureId::Posts, Dimension::Brand, brands, true);
        case(
            &totals,
            MeasureId::Posts,
            Dimension::Campaign,
            brands,
            false,
        );
        case(&totals, MeasureId::Posts, Dimension::Category, none, true);
        case(
            &totals,
            MeasureId::Payout,
            Dimension::Product,
            brands,
            false,
        );
        case(&totals, MeasureId::Payout, Dimension::Brand, none, true);
        case(&totals, MeasureId::Cpm, Dimension::Brand, none, false);
    }

    #[test]
    fn a_missing_table_is_named_before_its_columns() {
        let without = |inputs: &[Input]| Facts {
            missing: Input::ALL.map(|input| inputs.contains(&input)),
            ..Facts::default()
        };
        let posts = without(&[Input::Comments, Input::Likes, Input::Reach, Input::Posts]);
        for id in [MeasureId::Reach, MeasureId::Likes, MeasureId::Cpm] {
            assert_eq!(posts.lacks(id), Some(Input::Posts), "{id:?}");
        }
        let reach = without(&[Input::Reach]);
        assert_eq!(reach.lacks(MeasureId::Reach), Some(Input::Reach));
        assert_eq!(reach.lacks(MeasureId::Likes), None);
        assert_eq!(
            without(&[Input::Tracking]).first_of(
                &[MeasureId::Revenue, MeasureId::Payout, MeasureId::Posts],
                1
            ),
            [MeasureId::Payout]
        );
    }

    #[test]
    fn none_sorts_last() {
        let mut values = [
            Value::None(Why::MarginUnknown),
            Value::Ratio(0.5),
            Value::Ratio(2.0),
        ];
        values.sort_by(|a, b| a.order_descending(*b));
        assert_eq!(values[0], Value::Ratio(2.0));
        assert!(matches!(values[2], Value::None(_)));
    }
}
