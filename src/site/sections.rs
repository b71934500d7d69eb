//! The sections of a report: each a finding, with its chart and the table behind it.

use super::figure_table::{FigureRow, FigureTable, influencer_rows, link_people};
use super::insight::Insight;
use super::report::{Report, Room};
use super::view::{ChartView, Section, Table};
use super::{by_day, engagement, heat, payback};
use crate::dimension::Dimension;
use crate::measure::MeasureId;
use crate::period::Grain;
use crate::slices::{InfluencerTotals, MemberTotals, highest_first, trend_by};

/// The columns of influencers and of a breakdown: the first few that the data can have.
const COLUMNS: [MeasureId; 7] = [
    MeasureId::Revenue,
    MeasureId::Payout,
    MeasureId::Roas,
    MeasureId::Orders,
    MeasureId::Aov,
    MeasureId::Posts,
    MeasureId::EngagementRate,
];

/// How many these are.
const MOST_COLUMNS: usize = 3;

/// The columns of the table over time, for which less is added up by day.
const TREND_COLUMNS: [MeasureId; 5] = [
    MeasureId::Revenue,
    MeasureId::Payout,
    MeasureId::Roas,
    MeasureId::Orders,
    MeasureId::Aov,
];

/// The columns of the two lists of who earns it and who does not.
const EARNING_COLUMNS: [MeasureId; 2] = [MeasureId::Roas, MeasureId::Payout];

const CAMPAIGN_COLUMNS: [MeasureId; 5] = [
    MeasureId::Revenue,
    MeasureId::Roas,
    MeasureId::Orders,
    MeasureId::Payout,
    MeasureId::Posts,
];

/// Payouts are not agreed per product, so their table shows what a product can have.
const PRODUCT_COLUMNS: [MeasureId; 2] = [MeasureId::Revenue, MeasureId::Orders];

/// The rows a table on a page shows; the total is stated, the rest is in `roasbook report`.
pub(super) const SHOWN_ROWS: usize = 10;

/// The steps a table over time shows: a year of months and one more.
const SHOWN_STEPS: usize = 13;

/// A breakdown that pages show.
struct Breakdown {
    dimension: Dimension,
    id: &'static str,
    chart: Option<&'static str>,
    /// The first of these that the data can have, and how many.
    measures: &'static [MeasureId],
    most: usize,
}

const LEADING: [Breakdown; 3] = [
    Breakdown {
        dimension: Dimension::Brand,
        id: "brands",
        chart: Some("revenue-by-brand"),
        measures: &COLUMNS,
        most: MOST_COLUMNS,
    },
    Breakdown {
        dimension: Dimension::Category,
        id: "categories",
        chart: Some("revenue-by-category"),
        measures: &COLUMNS,
        most: MOST_COLUMNS,
    },
    Breakdown {
        dimension: Dimension::Platform,
        id: "platforms",
        chart: Some("revenue-by-platform"),
        measures: &COLUMNS,
        most: MOST_COLUMNS,
    },
];

const CLOSING: [Breakdown; 2] = [
    Breakdown {
        dimension: Dimension::Campaign,
        id: "campaigns",
        chart: None,
        measures: &CAMPAIGN_COLUMNS,
        most: 2,
    },
    Breakdown {
        dimension: Dimension::Product,
        id: "products",
        chart: None,
        measures: &PRODUCT_COLUMNS,
        most: 2,
    },
];

impl Report<'_> {
    /// Every section that has something to say; secondary tables as `room` allows.
    pub(super) fn sections(&self, path: &str, room: Room, insight: &Insight<'_>) -> Vec<Section> {
        let mut sections: Vec<Section> = self.trend(insight).into_iter().collect();
        sections.extend(self.top_roas());
        sections.extend(self.not_earned_back(room.losing, insight));
        sections.extend(
            LEADING
                .iter()
                .filter_map(|breakdown| self.breakdown(breakdown, SHOWN_ROWS, path, insight)),
        );
        if room.all {
            let cells = self.site.cells;
            sections.extend(payback::payback(insight, &cells.catalog));
            sections.extend(payback::distribution(insight));
            sections.extend(heat::heat(insight, cells));
            let mut engagement = engagement::engagement(insight, &cells.catalog);
            let ids = cells.catalog.members(Dimension::Influencer);
            link_people(&mut engagement, self.addresses, ids, path);
            sections.extend(engagement);
            sections.extend(by_day::calendar(insight, self.week_starts()));
        }
        sections.extend(self.influencers(insight));
        let closing = CLOSING.iter();
        sections.extend(
            closing.filter_map(|breakdown| self.breakdown(breakdown, room.closing, path, insight)),
        );
        sections
    }

    /// Revenue over time; nothing where there is none to have.
    fn trend(&self, insight: &Insight<'_>) -> Option<Section> {
        if insight.lacks(MeasureId::Revenue).is_some() {
            return None;
        }
        let days = &self.slice.days;
        let grain = self.slice.shown_range().map_or(Grain::Day, Grain::of_table);
        let steps = trend_by(days, grain, self.week_starts());
        let (title, sentence) = insight.trend(&steps, grain);
        let hidden = steps.len().saturating_sub(SHOWN_STEPS);
        let rows: Vec<FigureRow<'_>> = steps[hidden..]
            .iter()
            .map(|step| FigureRow {
                id: None,
                label: grain.label(step.day),
                href: None,
                tint: None,
                totals: &step.totals,
            })
            .collect();
        let table = FigureTable {
            id: "trend",
            caption: format!("By {}", grain.id()),
            label: match grain {
                Grain::Day => "Day",
                Grain::Week => "Week",
                Grain::Month => "Month",
            },
            measures: &insight.first_of(&TREND_COLUMNS, MOST_COLUMNS),
            scope: self.slice.scope,
            limit: SHOWN_STEPS,
            plural: "",
        };
        let mut table = table.of(&rows, self.figures);
        if hidden > 0 {
            let total = self.figures.count(steps.len() as i64);
            table.note = Some(format!(
                "The last {SHOWN_STEPS} of {total} {}s.",
                grain.id()
            ));
        }
        // One point is no trend.
        let chart = (days.len() > 1).then(|| ChartView::of("revenue-trend", None, title.clone()));
        Some(Section {
            id: "trend",
            title,
            sentence,
            half: false,
            chart,
            table: Some(table),
            more: None,
        })
    }

    /// Whether the slice has one influencer alone, whom there is nobody to compare with.
    fn is_of_one(&self) -> bool {
        let listed = self.slice.influencers.iter();
        listed.filter(|row| row.is_listed()).count() == 1
    }

    fn top_roas(&self) -> Option<Section> {
        if self.is_of_one() {
            return None;
        }
        let scope = self.slice.scope_by(Dimension::Influencer);
        let roas = MeasureId::Roas.measure();
        let mut rated: Vec<(f64, &InfluencerTotals)> = self
            .slice
            .influencers
            .iter()
            .filter_map(|row| Some((roas.value(&row.totals, &scope).number()?, row)))
            .collect();
        rated.sort_by(|(a, one), (b, other)| {
            let by_roas = b.total_cmp(a);
            by_roas.then(one.influencer.cmp(&other.influencer))
        });
        let (highest, first) = *rated.first()?;
        let rows: Vec<&InfluencerTotals> = rated.iter().map(|(_, row)| *row).collect();
        let sentence = format!(
            "{} brought back {} the payout; break-even is {}.",
            self.labels[first.influencer as usize],
            self.figures.times(highest),
            self.figures.times(self.slice.break_even.roas())
        );
        let somebody_earns = rows.iter().any(|row| row.earned_back(&scope) == Some(true));
        let who = if somebody_earns {
            "Who earns it"
        } else {
            "Nobody earns it back"
        };
        let title = match rows.len().min(SHOWN_ROWS) {
            1 => who.to_owned(),
            count => format!("{who}: the {count} highest ROAS"),
        };
        let table = self.influencer_table(
            "top-roas",
            "Highest ROAS",
            &EARNING_COLUMNS,
            SHOWN_ROWS,
            &rows,
        );
        let chart = ChartView::of("top-roas", Some("top-roas"), title.clone());
        Some(Section {
            id: "earning",
            title,
            sentence,
            half: true,
            chart: Some(chart),
            table: Some(table),
            more: None,
        })
    }

    /// The payouts that were not earned back, the largest loss first.
    fn not_earned_back(&self, limit: usize, insight: &Insight<'_>) -> Option<Section> {
        if self.is_of_one() || limit == 0 {
            return None;
        }
        self.slice.paid().next()?;
        let mut rows: Vec<&InfluencerTotals> = self.slice.not_earned_back().collect();
        highest_first(&mut rows, InfluencerTotals::loss);
        let caption = "Not earned back, largest loss first";
        let table =
            self.influencer_table("not-earned-back", caption, &EARNING_COLUMNS, limit, &rows);
        Some(Section {
            id: "losing",
            title: "Who does not: payouts not earned back".into(),
            sentence: insight.earned_back(),
            half: true,
            chart: None,
            table: Some(table),
            more: None,
        })
    }

    fn influencers(&self, insight: &Insight<'_>) -> Option<Section> {
        let mut rows: Vec<&InfluencerTotals> = self
            .slice
            .influencers
            .iter()
            .filter(|row| row.is_listed())
            .collect();
        if rows.is_empty() {
            return None;
        }
        let lead = insight.lead();
        highest_first(&mut rows, |row| row.totals.all.get(lead.column));
        let (title, sentence) = insight.concentration(&rows);
        let table = self.influencer_table(
            "influencers",
            &format!("Influencers by {}", lead.by),
            &insight.first_of(&COLUMNS, MOST_COLUMNS),
            SHOWN_ROWS,
            &rows,
        );
        // One bar is no comparison.
        let chart = lead.chart.filter(|_| rows.len() > 1);
        let chart = chart.map(|chart| ChartView::of(chart, Some("influencers"), title.clone()));
        Some(Section {
            id: "most-revenue",
            title,
            sentence,
            half: false,
            chart,
            table: Some(table),
            more: None,
        })
    }

    fn influencer_table(
        &self,
        id: &'static str,
        caption: &str,
        measures: &[MeasureId],
        limit: usize,
        rows: &[&InfluencerTotals],
    ) -> Table {
        let ids = self.site.cells.catalog.members(Dimension::Influencer);
        let people = rows;
        let mut rows = influencer_rows(people, ids, self.labels);
        for (row, person) in rows.iter_mut().zip(people) {
            row.href = self.member_link(Dimension::Influencer, person.influencer, &self.path);
        }
        let table = FigureTable {
            id,
            caption: caption.to_owned(),
            label: "Influencer",
            measures,
            scope: self.slice.scope_by(Dimension::Influencer),
            limit,
            plural: "influencers",
        };
        table.of(&rows, self.figures)
    }

    /// A breakdown; none where there is only one member to show.
    fn breakdown(
        &self,
        breakdown: &Breakdown,
        limit: usize,
        path: &str,
        insight: &Insight<'_>,
    ) -> Option<Section> {
        let Breakdown {
            dimension,
            id,
            chart,
            measures,
            most,
        } = *breakdown;
        let lead = insight.lead();
        let measures = insight.first_of(measures, most);
        let members = self.site.cells.catalog.members(dimension);
        let table = FigureTable {
            id,
            caption: format!("By {}", dimension.id()),
            label: dimension.label(),
            measures: &measures,
            scope: self.slice.scope_by(dimension),
            limit,
            plural: dimension.plural(),
        };
        let mut by_lead: Vec<&MemberTotals> = self.slice.by(dimension).iter().collect();
        by_lead.sort_by_key(|row| {
            (
                std::cmp::Reverse(row.totals.all.get(lead.column)),
                row.member,
            )
        });
        let row_id = |name: &str| (dimension == Dimension::Campaign).then(|| name.to_owned());
        let rows: Vec<FigureRow<'_>> = by_lead
            .iter()
            .filter(|row| table.shows(&row.totals))
            .map(|row| FigureRow {
                id: row_id(members.name(row.member)),
                label: members.name(row.member).to_owned(),
                href: self.member_link(dimension, row.member, path),
                tint: dimension.tint(row.member),
                totals: &row.totals,
            })
            .collect();
        if rows.len() < 2 || limit == 0 {
            return None;
        }
        let name = |code| members.name(code).to_owned();
        let (title, sentence) = insight.breakdown(dimension, &by_lead, name);
        let chart = match lead.id {
            MeasureId::Revenue => chart,
            _ => chart.and(lead.chart),
        };
        let chart = chart.map(|chart| ChartView::of(chart, Some(id), title.clone()));
        let table = table.of(&rows, self.figures);
        Some(Section {
            id: dimension.id(),
            title,
            sentence,
            half: true,
            chart,
            table: Some(table),
            more: None,
        })
    }
}
