//! The sentences of a report: what its figures say, in words, computed.

use serde_json::json;

use super::client::grouping;
use crate::dimension::Dimension;
use crate::format::Figures;
use crate::measure::{BreakEven, Column, Input, MeasureId, Totals, Value, Why};
use crate::money::{MINOR_DIGITS, divide_half_even};
use crate::period::{Day, Grain};
use crate::slices::{DayTotals, InfluencerTotals, MemberTotals, Slice};

/// What members and influencers are compared by, in words.
pub struct Lead {
    pub id: MeasureId,
    pub column: Column,
    /// The chart of its bars; none is drawn of the others.
    pub chart: Option<&'static str>,
    heading: &'static str,
    noun: &'static str,
    /// As in `Influencers by revenue`.
    pub by: &'static str,
    does: &'static str,
    do_: &'static str,
    did_most: &'static str,
    nothing: &'static str,
}

/// Revenue where somebody tracks it; else what was paid; else how much was posted.
static LEADS: [Lead; 3] = [
    Lead {
        id: MeasureId::Revenue,
        column: Column::Revenue,
        chart: Some("top-revenue"),
        heading: "Revenue",
        noun: "revenue",
        by: "revenue",
        does: "brings",
        do_: "bring",
        did_most: "brought most",
        nothing: "There was no revenue.",
    },
    Lead {
        id: MeasureId::Payout,
        column: Column::Payout,
        chart: Some("top-payout"),
        heading: "Payouts",
        noun: "payouts",
        by: "payout",
        does: "takes",
        do_: "take",
        did_most: "is paid most",
        nothing: "There were no payouts.",
    },
    Lead {
        id: MeasureId::Posts,
        column: Column::Posts,
        chart: None,
        heading: "Posts",
        noun: "posts",
        by: "posts",
        does: "has",
        do_: "have",
        did_most: "posted most",
        nothing: "There were no posts.",
    },
];

/// Writes sentences about one slice.
pub struct Insight<'a> {
    pub slice: &'a Slice,
    pub figures: &'a Figures,
    /// What influencers are called, by code.
    pub labels: &'a [String],
}

impl Insight<'_> {
    fn short(&self, id: MeasureId) -> String {
        self.figures
            .short(self.slice.value(id), id.measure().format)
    }

    fn active(&self) -> i64 {
        self.slice.totals.active_influencers.unwrap_or(0)
    }

    /// The sentence under the heading: what was paid, what came of it, who did not earn it back.
    #[must_use]
    pub fn headline(&self) -> String {
        let slice = self.slice;
        if slice.is_empty() {
            return "Nothing was tracked, posted or paid here.".into();
        }
        if let Value::None(why) = slice.value(MeasureId::Revenue) {
            return self.without_revenue(why);
        }
        let Value::Ratio(roas) = slice.value(MeasureId::Roas) else {
            return self.revenue_alone();
        };
        let known = slice.totals.known;
        let payout = self.figures.money_short(known.get(Column::Payout));
        let revenue = self.figures.money_short(known.get(Column::Revenue));
        let times = self.figures.times(roas);
        let before = self.previous(MeasureId::Roas).and_then(Value::number);
        let moved = before.map_or_else(String::new, |before| {
            let before_text = self.figures.times(before);
            match roas.total_cmp(&before) {
                _ if before_text == times => format!(", as in the {}", self.previous_name()),
                std::cmp::Ordering::Greater => format!(", up from {before_text}"),
                _ => format!(", down from {before_text}"),
            }
        });
        format!(
            "Payouts of {payout} brought {revenue}: ROAS {times}{moved}. {}",
            self.earned_back()
        )
        .trim_end()
        .to_owned()
    }

    /// The headline where nobody knows what was sold.
    fn without_revenue(&self, why: Why) -> String {
        let posts = match self.slice.value(MeasureId::Posts) {
            Value::Count(posts) => Some(format!(
                "{} by {}",
                count_of(posts, "post", self.figures),
                count_of(self.active(), "influencer", self.figures)
            )),
            _ => None,
        };
        let payouts = match self.slice.value(MeasureId::Payout) {
            Value::Money(payout) => {
                Some(format!("{} of payouts", self.figures.money_short(payout)))
            }
            _ => None,
        };
        let known: Vec<String> = posts.into_iter().chain(payouts).collect();
        let why = why.sentence();
        match &known[..] {
            [] => format!("There is no revenue: {}.", lower_first(&why)),
            _ => format!(
                "{}; there is no revenue: {}.",
                known.join(", "),
                lower_first(&why)
            ),
        }
    }

    /// The headline where no ROAS can be given.
    fn revenue_alone(&self) -> String {
        let revenue = self.short(MeasureId::Revenue);
        let from = count_of(self.active(), "influencer", self.figures);
        match self.slice.value(MeasureId::Roas) {
            Value::None(why) => format!(
                "{revenue} came from {from}; there is no ROAS: {}.",
                lower_first(&why.sentence())
            ),
            _ => format!("{revenue} came from {from}."),
        }
    }

    /// How many paid influencers did not earn back their payout, and what they were paid.
    #[must_use]
    pub fn earned_back(&self) -> String {
        let paid = self.slice.paid().count() as i64;
        let losing: Vec<_> = self.slice.not_earned_back().collect();
        let cost: i64 = losing
            .iter()
            .map(|row| row.totals.known.get(Column::Payout))
            .sum();
        let influencers = count_of(paid, "paid influencer", self.figures);
        let cost = self.figures.money_short(cost);
        match (losing.len() as i64, paid) {
            (_, 0) => String::new(),
            (0, 1) => "The one paid influencer earned back the payout.".into(),
            (1, 1) => format!("The one paid influencer did not earn back the payout ({cost})."),
            (0, _) => format!("All {influencers} earned back their payout."),
            (count, _) => {
                let count = self.figures.count(count);
                format!("{count} of {influencers} did not earn back their payout ({cost}).")
            }
        }
    }

    /// What no file has that a measure needs.
    #[must_use]
    pub fn lacks(&self, id: MeasureId) -> Option<Input> {
        self.slice.scope.facts().lacks(id)
    }

    /// The first few of some measures that the data can have.
    #[must_use]
    pub fn first_of(&self, ids: &[MeasureId], most: usize) -> Vec<MeasureId> {
        self.slice.scope.facts().first_of(ids, most)
    }

    /// Whose payout nobody knows, with their revenue: `58 influencers with ₹1.86 Cr of revenue have`. Nothing
    /// where there is nobody, or where there is no ledger to have a row in.
    #[must_use]
    pub fn without_payout(&self) -> Option<String> {
        let unknown = self.slice.unknown_payout;
        if unknown.influencers == 0 || self.lacks(MeasureId::Payout).is_some() {
            return None;
        }
        let revenue = match self.lacks(MeasureId::Revenue) {
            None => format!(
                " with {} of revenue",
                self.figures.money_short(unknown.revenue)
            ),
            Some(_) => String::new(),
        };
        Some(format!(
            "{}{revenue} {}",
            count_of(unknown.influencers, "influencer", self.figures),
            if unknown.influencers == 1 {
                "has"
            } else {
                "have"
            },
        ))
    }

    /// What these figures leave out or rest on.
    #[must_use]
    pub fn notes(&self) -> Vec<String> {
        let slice = self.slice;
        let missing = slice.scope.facts().notes().into_iter();
        let mut notes: Vec<String> = missing.map(str::to_owned).collect();
        let leave_out = match self.lacks(MeasureId::Roas) {
            None => "ROAS, profit and costs leave",
            Some(_) => "costs leave",
        };
        notes.extend(self.without_payout().map(|who| {
            format!("{who} no payout row. Their payout is unknown, so {leave_out} them out.")
        }));
        if slice.unallocated_payout != 0 {
            notes.push(format!(
                "Cost not included: {} of payouts that name no {}.",
                self.figures.money_short(slice.unallocated_payout),
                if slice.filter.members(Dimension::Brand).is_some() {
                    "brand"
                } else {
                    "campaign"
                },
            ));
        }
        if slice.break_even == BreakEven::PayoutEqualsRevenue
            && slice.totals.all.get(Column::Revenue) > 0
            && self.lacks(MeasureId::Roas).is_none()
        {
            notes.push("No margin is known, so break-even is a ROAS of 1 (payout = revenue) and there is no profit.".into());
        }
        notes
    }

    /// The previous period's value of a measure.
    #[must_use]
    pub fn previous(&self, id: MeasureId) -> Option<Value> {
        let previous = self.slice.previous.as_ref()?;
        Some(id.measure().value(&previous.totals, &self.slice.scope))
    }

    /// The previous period in words.
    #[must_use]
    pub fn previous_name(&self) -> String {
        self.slice
            .previous
            .as_ref()
            .map_or_else(String::new, |previous| {
                let days = previous.range.days();
                if days == 1 {
                    "day before".into()
                } else {
                    format!("{} days before", self.figures.count(days.into()))
                }
            })
    }

    /// Title and sentence of the trend.
    #[must_use]
    pub fn trend(&self, steps: &[DayTotals], grain: Grain) -> (String, String) {
        let revenue = |step: &DayTotals| step.totals.all.get(Column::Revenue);
        // Of equals the first: the highest is the last maximum of the reversed list.
        let Some(highest) = steps
            .iter()
            .rev()
            .max_by_key(|step| revenue(step))
            .filter(|step| revenue(step) > 0)
        else {
            return ("Revenue over time".into(), "There was no revenue.".into());
        };
        let when = when(grain, highest.day);
        let total = self.slice.totals.all.get(Column::Revenue);
        let share = self
            .part_of(revenue(highest), total)
            .map_or_else(String::new, |share| format!(", {share} of the total"));
        let amount = self.figures.money_short(revenue(highest));
        if steps.len() == 1 {
            return (
                format!("All revenue came {when}"),
                format!("{amount} in all."),
            );
        }
        (
            format!("Revenue was highest {when}"),
            format!("{amount} came then{share}."),
        )
    }

    /// What those of a slice are compared by: the first that the data can have.
    #[must_use]
    pub fn lead(&self) -> &'static Lead {
        let can_be_had = |lead: &&Lead| self.lacks(lead.id).is_none();
        LEADS.iter().find(can_be_had).unwrap_or(&LEADS[0])
    }

    /// Title and sentence of a breakdown, the leader first: who leads, and who has the better ROAS.
    #[must_use]
    pub fn breakdown(
        &self,
        dimension: Dimension,
        rows: &[&MemberTotals],
        names: impl Fn(u32) -> String,
    ) -> (String, String) {
        let lead = self.lead();
        let of = |row: &MemberTotals| row.totals.all.get(lead.column);
        let total = self.slice.totals.all.get(lead.column);
        let Some(first) = rows.first().filter(|row| of(row) > 0) else {
            return (
                format!("{} by {}", lead.heading, dimension.id()),
                lead.nothing.into(),
            );
        };
        let (name, does) = (names(first.member), lead.does);
        let title = match self.part_of(of(first), total) {
            Some(share) => format!("{name} {does} {share} of {}", lead.noun),
            None => format!("{name} {does} most {}", lead.noun),
        };
        let scope = self.slice.scope_by(dimension);
        let roas = |totals: &Totals| MeasureId::Roas.measure().value(totals, &scope).number();
        let rated = rows
            .iter()
            .filter_map(|row| Some((row.member, roas(&row.totals)?)));
        let best = rated.clone().highest();
        let worst = rated.lowest();
        let sentence = match (best, worst) {
            (Some((best, high)), Some((worst, low))) if best != worst => format!(
                "ROAS runs from {} for {} to {} for {}.",
                self.figures.times(low),
                names(worst),
                self.figures.times(high),
                names(best)
            ),
            (Some((one, roas)), _) => {
                format!("{} has a ROAS of {}.", names(one), self.figures.times(roas))
            }
            _ => format!("{} in all.", self.short(lead.id)),
        };
        (title, sentence)
    }

    /// Title and sentence of the table of influencers, the leader first: how concentrated revenue is.
    #[must_use]
    pub fn concentration(&self, by_lead: &[&InfluencerTotals]) -> (String, String) {
        let lead = self.lead();
        let of = |row: &&InfluencerTotals| row.totals.all.get(lead.column);
        let total = self.slice.totals.all.get(lead.column);
        let was = if self.active() == 1 { "was" } else { "were" };
        let active = match self.lacks(MeasureId::ActiveInfluencers) {
            None => format!(
                "{} {was} active",
                count_of(self.active(), "influencer", self.figures)
            ),
            Some(_) => String::new(),
        };
        let after = |sentence: &str, sign: &str| match active.as_str() {
            "" => sentence.to_owned(),
            active => format!("{active}{sign} {sentence}"),
        };
        if total <= 0 || by_lead.is_empty() {
            let nothing = match active.as_str() {
                "" => lead.nothing.to_owned(),
                _ => lower_first(lead.nothing),
            };
            return ("Influencers".into(), after(&nothing, ";"));
        }
        let first = by_lead[0];
        let amount = lead.id.measure().integer(of(&first));
        let leading = format!(
            "{} {}: {}.",
            self.labels[first.influencer as usize],
            lead.did_most,
            self.figures.short(amount, lead.id.measure().format)
        );
        let count = by_lead.len().min(5);
        let top: i64 = by_lead[..count].iter().map(of).sum();
        let title = match (count, self.part_of(top, total)) {
            (1, _) => format!("One influencer {} all {}", lead.does, lead.noun),
            (_, Some(share)) => {
                format!(
                    "The first {count} influencers {} {share} of {}",
                    lead.do_, lead.noun
                )
            }
            (_, None) => format!("Influencers by {}", lead.by),
        };
        (title, after(&leading, "."))
    }

    /// `44 of 58 paid influencers reach`, of at least two; `verb` for one and for several.
    #[must_use]
    pub fn how_many(&self, part: usize, whole: usize, verb: [&str; 2]) -> String {
        let [one, several] = verb;
        let all = count_of(whole as i64, "paid influencer", self.figures);
        match part {
            0 => format!("None of {all} {one}"),
            1 => format!("1 of {all} {one}"),
            _ if part == whole => format!("All {all} {several}"),
            _ => format!("{} of {all} {several}", self.figures.count(part as i64)),
        }
    }

    /// Break-even as charts take it.
    #[must_use]
    pub fn break_even(&self) -> serde_json::Value {
        let roas = self.slice.break_even.roas();
        json!({"roas": roas, "label": format!("break-even {}", self.figures.times(roas))})
    }

    /// The same as a line to draw.
    #[must_use]
    pub fn mark(&self) -> serde_json::Value {
        let of = self.break_even();
        json!({"value": of["roas"], "label": of["label"]})
    }

    /// How charts write money.
    #[must_use]
    pub fn money_style(&self) -> serde_json::Value {
        let style = &self.figures.money;
        json!({"symbol": style.symbol, "grouping": grouping(style.grouping), "minor": MINOR_DIGITS})
    }

    /// Part of a whole in per cent; none where refunds make the part more than the whole.
    fn part_of(&self, part: i64, whole: i64) -> Option<String> {
        (part <= whole && whole > 0).then(|| self.share(part, whole))
    }

    /// Part of a whole in per cent.
    #[must_use]
    pub fn share(&self, part: i64, whole: i64) -> String {
        if whole == 0 {
            return self.figures.percent(0.0);
        }
        let thousandths = divide_half_even(i128::from(part) * 1000, i128::from(whole).max(1));
        self.figures.percent(thousandths as f64 / 10.0)
    }
}

/// The extremes of (member, value), of equals the first.
trait Extremes: Iterator<Item = (u32, f64)> + Sized {
    fn highest(self) -> Option<(u32, f64)> {
        self.fold(None, |best, row| match best {
            Some((_, value)) if value >= row.1 => best,
            _ => Some(row),
        })
    }

    fn lowest(self) -> Option<(u32, f64)> {
        self.fold(None, |worst, row| match worst {
            Some((_, value)) if value <= row.1 => worst,
            _ => Some(row),
        })
    }
}

impl<I: Iterator<Item = (u32, f64)>> Extremes for I {}

/// When a step is that begins on a day: `on 5 Jan 2025`, `in the week of 30 Dec 2024`, `in Jan 2025`.
#[must_use]
pub fn when(grain: Grain, step: Day) -> String {
    match grain {
        Grain::Day => format!("on {}", step.label()),
        Grain::Week => format!("in the week of {}", step.label()),
        Grain::Month => format!("in {}", grain.label(step)),
    }
}

/// `1 influencer`, `58 influencers`.
#[must_use]
pub fn count_of(count: i64, noun: &str, figures: &Figures) -> String {
    let plural = if count == 1 { "" } else { "s" };
    format!("{} {noun}{plural}", figures.count(count))
}

/// A sentence's beginning as words within another.
#[must_use]
pub fn lower_first(text: &str) -> String {
    // ROAS and the like stay as they are.
    let mut characters = text.chars();
    match (characters.next(), characters.next()) {
        (Some(first), Some(second)) if second.is_lowercase() => {
            first.to_lowercase().collect::<String>() + &text[first.len_utf8()..]
        }
        _ => text.to_owned(),
    }
}
