//! The report of one slice as a page.

use std::collections::BTreeMap;

use serde_json::json;

use super::address::{Addresses, Subject, relative};
use super::choices::Menus;
use super::insight::Insight;
use super::insights;
use super::look::accent;
use super::member::Everybody;
use super::pictures::Painter;
use super::preview::Preview;
use super::templates::{TemplateError, Templates};
use super::tiles::tile;
use super::view::{Frame, PageView, ReportView, Tile, rows_in_page, script_json};
use super::{Page, Site, SiteError};
use crate::charts::svg::DrawError;
use crate::config::PAGE_DIMENSIONS;
use crate::dimension::Dimension;
use crate::format::Figures;
use crate::measure::{Column, MeasureId, Value, shown};
use crate::period::{Grain, Period, WeekStart};
use crate::slices::{Address, DayTotals, Slice};

/// The headline figures: the first of these that the data can have.
const TILES: [MeasureId; 19] = [
    MeasureId::Revenue,
    MeasureId::Payout,
    MeasureId::Roas,
    MeasureId::Orders,
    MeasureId::Profit,
    MeasureId::Cpa,
    MeasureId::EngagementRate,
    MeasureId::OrganicRevenue,
    MeasureId::Aov,
    MeasureId::ActiveInfluencers,
    MeasureId::Posts,
    MeasureId::Reach,
    MeasureId::Cpm,
    MeasureId::Cpe,
    MeasureId::Likes,
    MeasureId::Comments,
    MeasureId::Shares,
    MeasureId::Saves,
    MeasureId::OrganicOrders,
];

/// How many these are.
const MOST_TILES: usize = 8;

/// A page is read on a phone, and of those with several choices there are thousands: one that is larger than
/// this, in bytes, shows fewer rows of its secondary tables, and still states their totals.
const LARGEST_PAGE: usize = 24_000;

/// How many rows the secondary tables of a page show. A table of none is left out.
#[derive(Clone, Copy, PartialEq, Eq)]
pub struct Room {
    /// Payouts that were not earned back.
    pub losing: usize,
    /// Campaigns and products.
    pub closing: usize,
    /// Whether there is room for every finding: payback, scale, heat map, engagement and calendar.
    pub all: bool,
}

impl Room {
    /// An upper bound, in bytes, of what a page saves in a smaller room.
    fn saves_at_most(self, smaller: &Self) -> usize {
        const ROW: usize = 250;
        const SECTION: usize = 800;
        let rows = (self.losing - smaller.losing) + 2 * (self.closing - smaller.closing);
        let losing = usize::from(smaller.losing == 0 && self.losing > 0);
        let closing = usize::from(smaller.closing == 0 && self.closing > 0);
        ROW * rows + SECTION * (losing + 2 * closing)
    }
}

/// What a page shows that few others stand beside: those of at most one choice.
const FULL: Room = Room {
    losing: 10,
    closing: 10,
    all: true,
};

/// From the most to the least that a page of several choices shows.
const ROOMS: [Room; 6] = [
    Room {
        losing: 10,
        closing: 10,
        all: false,
    },
    Room {
        losing: 10,
        closing: 5,
        all: false,
    },
    Room {
        losing: 5,
        closing: 5,
        all: false,
    },
    Room {
        losing: 5,
        closing: 3,
        all: false,
    },
    Room {
        losing: 5,
        closing: 0,
        all: false,
    },
    Room {
        losing: 0,
        closing: 0,
        all: false,
    },
];

/// One page in the making.
pub struct Report<'a> {
    pub site: &'a Site<'a>,
    pub slice: &'a Slice,
    pub subject: Subject,
    /// Where it lies within the site.
    pub path: String,
    pub addresses: &'a Addresses<'a>,
    pub figures: &'a Figures,
    /// What the menus of the filter bar list.
    pub menus: &'a Menus,
    /// What influencers are called, by code.
    pub labels: &'a [String],
    /// The script with the days of this page's choices, by its path within the site; without one the days are
    /// in the page.
    pub days_script: Option<&'a str>,
    /// What the pages of members share.
    pub everybody: &'a Everybody,
    /// Who draws its charts, if somebody does before the browser.
    pub painter: Option<&'a Painter>,
    /// The picture of this page, by its path within the site.
    pub preview: Option<String>,
}

impl Report<'_> {
    /// Renders the page.
    ///
    /// # Errors
    /// When the template does not render.
    pub fn page(&self, frame: &Frame, templates: &Templates) -> Result<Page, SiteError> {
        let path = self.path.clone();
        let template = match self.subject {
            Subject::EVERYTHING => "pages/overview.html",
            Subject::Choices(_) => "pages/slice.html",
            Subject::Member(..) => "pages/member.html",
        };
        let insights = self.insights(&self.insight());
        let render = |room: Room| -> Result<String, SiteError> {
            Ok(templates.render(template, &self.view(&path, room, &insights, frame)?)?)
        };
        let first = if self.is_full() { FULL } else { ROOMS[0] };
        let (mut room, mut html) = (first, render(first)?);
        for smaller in &ROOMS[1..] {
            if room == FULL || html.len() <= LARGEST_PAGE {
                break;
            }
            // What cannot be small enough is not worth rendering, but for the last resort.
            let is_last = smaller == &ROOMS[ROOMS.len() - 1];
            if is_last || html.len() <= LARGEST_PAGE + room.saves_at_most(smaller) {
                (room, html) = (*smaller, render(*smaller)?);
            }
        }
        let values = shown().map(|measure| {
            (
                measure.name.to_owned(),
                self.slice.value(measure.id).to_json(),
            )
        });
        let measures: serde_json::Map<String, serde_json::Value> = values.collect();
        let entry = json!({"path": path, "filter": self.slice.filter, "measures": measures});
        Ok(Page {
            path,
            html,
            entry: Some(entry),
        })
    }

    /// What the page says where there is room for all of it.
    #[must_use]
    pub fn words(&self) -> serde_json::Value {
        let insight = self.insight();
        json!({
            "heading": self.heading(),
            "sentence": insight.headline(),
            "notes": self.notes(&insight),
            "tiles": self.tiles(),
            "insights": self.insights(&insight),
            "sections": self.sections(&self.path, FULL, &insight),
            "data": self.chart_data(),
        })
    }

    /// Whether the page has room for everything: at most one of brand, category, platform and period is chosen, or
    /// one member.
    fn is_full(&self) -> bool {
        self.subject.choices_made() <= 1
    }

    fn insights(&self, insight: &Insight<'_>) -> Vec<String> {
        let Site { cells, config, .. } = self.site;
        insights::insights(insight, &cells.people, &cells.catalog, &config.thresholds)
    }

    fn insight(&self) -> Insight<'_> {
        Insight {
            slice: self.slice,
            figures: self.figures,
            labels: self.labels,
        }
    }

    fn tiles(&self) -> Vec<Tile> {
        let shown = self.slice.scope.facts().first_of(&TILES, MOST_TILES);
        let tile = |id: MeasureId| tile(id, self.slice, self.figures);
        shown.into_iter().map(tile).collect()
    }

    fn view<'f>(
        &self,
        path: &str,
        room: Room,
        insights: &[String],
        frame: &'f Frame,
    ) -> Result<PageView<'f, ReportView>, DrawError> {
        let insight = self.insight();
        let sentence = insight.headline();
        let is_overview = self.subject == Subject::EVERYTHING;
        let mut data = self.chart_data();
        let mut sections = self.sections(path, room, &insight);
        let mut own = match self.subject {
            Subject::Choices(_) => None,
            Subject::Member(dimension, code) => Some(self.own(dimension, code, self.everybody)),
        };
        if let Some(own) = &own {
            data["rows"] = rows_in_page(&own.tail).into();
        }
        if let Some(painter) = self.painter {
            let data = self.drawn_data(&data);
            painter.paint(&mut sections, &data)?;
            if let Some(own) = &mut own {
                painter.paint(&mut own.tail, &data)?;
            }
        }
        let body = ReportView {
            choices: self.choices(path),
            reset: (!is_overview).then(|| relative(path, "index.html")),
            sentence: sentence.clone(),
            notes: self.notes(&insight),
            tiles: self.tiles(),
            insights: insights.to_vec(),
            sections,
            own,
            days: self.days_script.map(|script| relative(path, script)),
            data: Some(script_json(&data)),
        };
        let page = frame
            .page(path, self.kind(), self.heading(), sentence, body)
            .with_headline(&self.shared_figures())
            .answered_by_scripts(self.site.is_live(self.subject));
        Ok(match &self.preview {
            Some(picture) => page.with_preview(frame, path, picture),
            None => page,
        })
    }

    /// The figures that say most in a link: `ROAS 4.52x, revenue ₹1.86 Cr`.
    fn shared_figures(&self) -> String {
        let figure = |id: MeasureId, name: &str| match self.slice.value(id) {
            Value::None(_) => None,
            value => Some(format!(
                "{name} {}",
                self.figures.short(value, id.measure().format)
            )),
        };
        let figures = [
            figure(MeasureId::Roas, "ROAS"),
            figure(MeasureId::Revenue, "revenue"),
        ];
        figures.into_iter().flatten().collect::<Vec<_>>().join(", ")
    }

    /// The picture of this page as SVG text.
    ///
    /// # Errors
    /// When its template does not render.
    pub fn preview_svg(
        &self,
        frame: &Frame,
        templates: &Templates,
    ) -> Result<String, TemplateError> {
        let (heading, insight, tiles) = (self.heading(), self.insight(), self.tiles());
        let mut sentence = insight.earned_back();
        if sentence.is_empty() {
            sentence = insight.headline();
        }
        let (step, trend) = self.trend_of_preview();
        let look = &self.site.config.look;
        Preview {
            name: look.name.as_deref(),
            title: &self.site.config.title,
            heading: &heading,
            figures: tiles
                .iter()
                .take(4)
                .map(|tile| (tile.label, tile.text.as_str()))
                .collect(),
            sentence: &sentence,
            trend,
            step,
            data: &frame.data(),
            accent: accent(look).light,
        }
        .svg(templates)
    }

    /// Revenue by day, or of so many whole weeks back from the last day that no step is shorter than others.
    fn trend_of_preview(&self) -> (&'static str, Vec<i64>) {
        const MOST_DAYS: usize = 92;
        let days = &self.slice.days;
        let (step, length) = if days.len() <= MOST_DAYS {
            ("day", 1)
        } else {
            ("week", 7)
        };
        let revenue = |step: &[DayTotals]| {
            step.iter()
                .map(|day| day.totals.all.get(Column::Revenue))
                .sum()
        };
        let mut steps: Vec<i64> = days.rchunks_exact(length).map(revenue).collect();
        steps.reverse();
        (step, steps)
    }

    /// Whether the data can have a measure.
    pub(super) fn has(&self, id: MeasureId) -> bool {
        self.slice.scope.facts().lacks(id).is_none()
    }

    /// The day that weeks begin with.
    pub(super) fn week_starts(&self) -> WeekStart {
        self.site.config.calendar().week_starts
    }

    /// What kind of page this is, as style sheet and scripts know it.
    fn kind(&self) -> &'static str {
        match self.subject {
            Subject::EVERYTHING => "overview",
            Subject::Choices(_) => "slice",
            Subject::Member(dimension, _) => dimension.id(),
        }
    }

    /// What is chosen, as a heading: `MuscleBlaze · Instagram, Q2 2026`.
    fn heading(&self) -> String {
        let catalog = &self.site.cells.catalog;
        let (names, period): (Vec<&str>, Period) = match self.subject {
            Subject::Choices(Address { choices, period }) => {
                let chosen = PAGE_DIMENSIONS.into_iter().zip(choices);
                let names = chosen
                    .filter_map(|(dimension, code)| Some(catalog.members(dimension).name(code?)));
                (names.collect(), period)
            }
            Subject::Member(dimension, code) => (vec![self.name(dimension, code)], Period::All),
        };
        let what = if names.is_empty() {
            "Everything".to_owned()
        } else {
            names.join(" · ")
        };
        let when = match period {
            Period::All => "all time".to_owned(),
            period => period.label(self.site.config.calendar()),
        };
        format!("{what}, {when}")
    }

    /// What a member is called.
    pub(super) fn name(&self, dimension: Dimension, code: u32) -> &str {
        match dimension {
            Dimension::Influencer => &self.labels[code as usize],
            _ => self.site.cells.catalog.members(dimension).name(code),
        }
    }

    /// What the figures leave out, and where the data ends before the period does.
    fn notes(&self, insight: &Insight<'_>) -> Vec<String> {
        let data = self.site.cells.range;
        let cut = self
            .slice
            .range
            .filter(|range| !data.covers(*range))
            .and_then(|range| range.intersection(data));
        let mut notes = insight.notes();
        notes.extend(self.site.coarser());
        notes.extend(cut.map(|part| format!("The data covers {} of this period.", part.label())));
        notes
    }

    /// The same with the days themselves, which pages take from a script.
    fn drawn_data(&self, data: &serde_json::Value) -> serde_json::Value {
        let revenue = |days: &[DayTotals]| -> Vec<i64> {
            let days = days.iter();
            days.map(|day| day.totals.all.get(Column::Revenue))
                .collect()
        };
        let mut data = data.clone();
        if let Some(first) = self.slice.days.first() {
            let previous = self.slice.previous.as_ref();
            data["trend"] = json!({
                "first": first.day.to_string(),
                "revenue": revenue(&self.slice.days),
                "previous": previous.map(|previous| revenue(&previous.days)),
            });
        }
        data
    }

    /// What the charts need that no table has: which of the days are shown, and the break-even line.
    fn chart_data(&self) -> serde_json::Value {
        let first_day = self.site.cells.range.first;
        let shown = self.slice.days.first().map(|first| {
            let at = first.day.0 - first_day.0;
            json!({"first": first.day.to_string(), "at": at, "days": self.slice.days.len()})
        });
        let previous = self
            .slice
            .previous
            .as_ref()
            .map(|previous| json!({"at": previous.range.first.0 - first_day.0, "days": previous.range.days()}));
        let filter = &self.slice.filter;
        let choices: BTreeMap<&str, _> = filter
            .narrowed()
            .filter_map(|dimension| Some((dimension.id(), filter.members(dimension)?)))
            .collect();
        let range = self.slice.shown_range();
        let grains: Vec<&str> = range
            .map(Grain::worth_drawing)
            .unwrap_or_default()
            .into_iter()
            .map(Grain::id)
            .collect();
        // The pages of one combination of choices share a script with their days.
        let trend = matches!(self.subject, Subject::Member(..)).then(|| {
            let revenue = self.slice.days.iter();
            let revenue: Vec<i64> = revenue
                .map(|day| day.totals.all.get(Column::Revenue))
                .collect();
            json!({"first": first_day.to_string(), "revenue": revenue})
        });
        json!({
            "trend": trend,
            "grains": grains,
            "grain": range.map_or(Grain::Day, Grain::of_chart).id(),
            "weekStarts": self.week_starts().id(),
            "shown": shown,
            "previous": previous,
            "breakEven": self.insight().break_even(),
            "money": self.insight().money_style(),
            "filter": {"from": filter.from.map(|day| day.to_string()), "to": filter.to.map(|day| day.to_string()), "choices": choices},
        })
    }
}
