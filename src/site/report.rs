//! The report of one slice as a page: tiles, sections, tables of ten, links that change one choice.

use serde_json::json;

use super::address::{Addresses, relative};
use super::insight::{Insight, count_of};
use super::templates::{TemplateError, Templates};
use super::view::{
    Change, ChartView, Choice, ChoiceOption, Frame, ReportView, Section, Table, TableCell,
    TableColumn, TableRow, Tile, script_json,
};
use super::{Page, Site};
use crate::config::PAGE_DIMENSIONS;
use crate::dimension::Dimension;
use crate::format::Figures;
use crate::measure::{Better, BreakEven, Column, Format, MeasureId, Scope, Totals, Value, shown};
use crate::period::{Grain, Period};
use crate::slices::{Address, InfluencerTotals, Slice, trend_by};

/// The headline figures.
const TILES: [MeasureId; 8] = [
    MeasureId::Revenue,
    MeasureId::Payout,
    MeasureId::Roas,
    MeasureId::Orders,
    MeasureId::Profit,
    MeasureId::Cpa,
    MeasureId::EngagementRate,
    MeasureId::OrganicRevenue,
];

/// The columns of a table of figures.
const COLUMNS: [MeasureId; 4] = [
    MeasureId::Revenue,
    MeasureId::Payout,
    MeasureId::Orders,
    MeasureId::Roas,
];

/// Payouts are not agreed per product, so their table shows what a product can have.
const PRODUCT_COLUMNS: [MeasureId; 3] = [MeasureId::Revenue, MeasureId::Orders, MeasureId::Aov];

/// The rows a table on a page shows; the total is stated, the rest is in `roasbook report`.
const SHOWN_ROWS: usize = 10;

/// The steps a table over time shows: a year of months, a quarter of weeks.
const SHOWN_STEPS: usize = 13;

/// One page in the making.
pub struct Report<'a> {
    pub site: &'a Site<'a>,
    pub slice: &'a Slice,
    pub address: &'a Address,
    pub addresses: &'a Addresses<'a>,
    pub figures: &'a Figures,
    pub labels: &'a [String],
}

impl Report<'_> {
    /// Renders the page.
    ///
    /// # Errors
    /// When the template does not render.
    pub fn page(&self, frame: &Frame, templates: &Templates) -> Result<Page, TemplateError> {
        let path = self.addresses.path(self.address);
        let is_overview = *self.address == Address::EVERYTHING;
        let (kind, template) = if is_overview {
            ("overview", "pages/overview.html")
        } else {
            ("slice", "pages/slice.html")
        };
        let insight = self.insight();
        let sentence = insight.headline();
        let body = ReportView {
            choices: self.choices(&path),
            reset: (!is_overview).then(|| relative(&path, "index.html")),
            sentence: sentence.clone(),
            notes: self.notes(&insight),
            tiles: TILES
                .iter()
                .filter_map(|id| self.tile(*id, &insight))
                .collect(),
            sections: self.sections(&path, &insight),
            data: Some(script_json(&self.chart_data())),
        };
        let view = frame.page(&path, kind, self.heading(), sentence, body);
        let html = templates.render(template, &view)?;
        let measures: serde_json::Map<String, serde_json::Value> = shown()
            .map(|measure| {
                (
                    measure.name.to_owned(),
                    self.slice.value(measure.id).to_json(),
                )
            })
            .collect();
        let entry = json!({"path": path, "filter": self.slice.filter, "measures": measures});
        Ok(Page {
            path,
            html,
            entry: Some(entry),
        })
    }

    fn insight(&self) -> Insight<'_> {
        Insight {
            slice: self.slice,
            figures: self.figures,
            labels: self.labels,
        }
    }

    /// The choices made, as a heading: `MuscleBlaze · Instagram, Q2 2026`.
    fn heading(&self) -> String {
        let period = self.address.period.label(self.site.config.calendar());
        let names: Vec<&str> = self
            .chosen()
            .map(|(dimension, code)| self.member(dimension, code))
            .collect();
        match (names.is_empty(), self.address.period) {
            (true, Period::All) => "Everything, all time".into(),
            (true, _) => format!("Everything, {period}"),
            (false, Period::All) => format!("{}, all time", names.join(" · ")),
            (false, _) => format!("{}, {period}", names.join(" · ")),
        }
    }

    fn chosen(&self) -> impl Iterator<Item = (Dimension, u32)> {
        PAGE_DIMENSIONS
            .into_iter()
            .zip(self.address.choices)
            .filter_map(|(dimension, code)| Some((dimension, code?)))
    }

    fn member(&self, dimension: Dimension, code: u32) -> &str {
        self.site.cells.catalog.members(dimension).name(code)
    }

    /// What the figures leave out, and where the data ends before the period does.
    fn notes(&self, insight: &Insight<'_>) -> Vec<String> {
        let mut notes = insight.notes();
        let data = self.site.cells.range;
        if let Some(range) = self
            .slice
            .range
            .filter(|range| range.covers(*range) && !data.covers(*range))
        {
            let part = range.intersection(data);
            notes.extend(
                part.map(|part| format!("The data covers {} of this period.", part.label())),
            );
        }
        notes
    }

    /// For each dimension, and the period, a link to the page of every other choice that has one.
    fn choices(&self, path: &str) -> Vec<Choice> {
        let link = |address: Address| {
            self.addresses
                .existing(&address)
                .map(|to| relative(path, &to))
        };
        let mut choices = Vec::new();
        for (place, dimension) in PAGE_DIMENSIONS.into_iter().enumerate() {
            let current = self.address.choices[place];
            let all = format!("All {}", dimension.plural());
            let members = self.site.cells.catalog.members(dimension);
            let mut options = vec![ChoiceOption {
                label: all.clone(),
                href: link(self.address.choosing(place, None)),
                current: current.is_none(),
                group: None,
            }];
            let everywhere = |code| Address::EVERYTHING.choosing(place, Some(code));
            options.extend(
                members
                    .assigned()
                    .filter(|(code, _)| self.addresses.existing(&everywhere(*code)).is_some())
                    .map(|(code, name)| ChoiceOption {
                        label: name.to_owned(),
                        href: link(self.address.choosing(place, Some(code))),
                        current: current == Some(code),
                        group: None,
                    }),
            );
            // A dimension with one value has nothing to choose.
            if options.len() > 2 {
                let value = current.map_or(all, |code| members.name(code).to_owned());
                choices.push(Choice {
                    id: dimension.id(),
                    label: dimension.label(),
                    value,
                    options,
                });
            }
        }
        let calendar = self.site.config.calendar();
        let options: Vec<ChoiceOption> = self
            .site
            .slices
            .periods()
            .iter()
            .map(|period| ChoiceOption {
                label: period.label(calendar),
                href: link(self.address.during(*period)),
                current: self.address.period == *period,
                group: period.kind().map(|kind| kind.plural()),
            })
            .collect();
        if options.len() > 1 {
            let value = self.address.period.label(calendar);
            choices.push(Choice {
                id: "period",
                label: "Period",
                value,
                options,
            });
        }
        choices
    }

    /// A headline figure; none for a measure that says nothing under this page's choices.
    fn tile(&self, id: MeasureId, insight: &Insight<'_>) -> Option<Tile> {
        let measure = id.measure();
        let value = self.slice.value(id);
        let full = self.figures.full(value, measure.format);
        let text = self.figures.short(value, measure.format);
        Some(Tile {
            measure: measure.name,
            label: measure.label,
            value: value.machine_text(),
            title: (full != text).then_some(full),
            why: match value {
                Value::None(why) => Some(why.sentence()),
                _ => None,
            },
            text,
            change: insight
                .previous(id)
                .and_then(|previous| self.change(id, value, previous)),
        })
    }

    /// How a figure moved; nothing where either is none, or a percentage of zero.
    fn change(&self, id: MeasureId, value: Value, previous: Value) -> Option<Change> {
        let measure = id.measure();
        let (now, before) = (value.number()?, previous.number()?);
        let text = match measure.format {
            Format::Times => self.figures.times((now - before).abs()),
            Format::Percent => format!(
                "{} points",
                self.figures
                    .percent((now - before).abs() * 100.0)
                    .replace("\u{a0}%", "")
            ),
            Format::Money | Format::Count if before > 0.0 => self
                .figures
                .percent(((now - before) / before).abs() * 100.0),
            Format::Money | Format::Count => return None,
        };
        let order = now.total_cmp(&before);
        let direction = match order {
            std::cmp::Ordering::Greater => "up",
            std::cmp::Ordering::Less => "down",
            std::cmp::Ordering::Equal => "flat",
        };
        let tone = match (order, measure.better) {
            (std::cmp::Ordering::Equal, _) | (_, Better::Neither) => "neutral",
            (std::cmp::Ordering::Greater, Better::Higher)
            | (std::cmp::Ordering::Less, Better::Lower) => "good",
            _ => "bad",
        };
        let range = self
            .slice
            .previous
            .as_ref()
            .map(|previous| previous.range.label())
            .unwrap_or_default();
        Some(Change {
            text,
            direction,
            tone,
            title: format!("{} in {range}", self.figures.full(previous, measure.format)),
        })
    }

    fn sections(&self, path: &str, insight: &Insight<'_>) -> Vec<Section> {
        let mut sections = vec![self.trend(insight)];
        sections.extend(self.top_roas());
        sections.extend(self.not_earned_back(insight));
        for (dimension, id, chart) in [
            (Dimension::Brand, "brands", "revenue-by-brand"),
            (Dimension::Category, "categories", "revenue-by-category"),
            (Dimension::Platform, "platforms", "revenue-by-platform"),
        ] {
            sections.extend(self.breakdown(dimension, id, Some(chart), &COLUMNS, path, insight));
        }
        sections.extend(self.influencers(insight));
        sections.extend(self.breakdown(
            Dimension::Campaign,
            "campaigns",
            None,
            &COLUMNS,
            path,
            insight,
        ));
        sections.extend(self.breakdown(
            Dimension::Product,
            "products",
            None,
            &PRODUCT_COLUMNS,
            path,
            insight,
        ));
        sections
    }

    fn trend(&self, insight: &Insight<'_>) -> Section {
        let grain = self.slice.days.first().zip(self.slice.days.last()).map_or(
            Grain::Day,
            |(first, last)| {
                Grain::fitting(crate::period::DateRange {
                    first: first.day,
                    last: last.day,
                })
            },
        );
        // Tables are read, charts are seen: a month reads better by week.
        let table_grain = if grain == Grain::Day && self.slice.days.len() > SHOWN_STEPS {
            Grain::Week
        } else {
            grain
        };
        let steps = trend_by(&self.slice.days, table_grain);
        let (title, sentence) = insight.trend(&steps, table_grain);
        let hidden = steps.len().saturating_sub(SHOWN_STEPS);
        let scope = self.slice.scope;
        let rows = steps[hidden..].iter().map(|step| TableRow {
            id: Some(step.day.to_string()),
            label: table_grain.label(step.day),
            href: None,
            cells: self.cells(&COLUMNS, &step.totals, &scope),
        });
        let note = (hidden > 0).then(|| {
            format!(
                "The last {SHOWN_STEPS} of {}.",
                count_of(steps.len() as i64, table_grain.id(), self.figures)
            )
        });
        let table = Table {
            id: "trend",
            caption: format!("By {}", table_grain.id()),
            label: match table_grain {
                Grain::Day => "Day",
                Grain::Week => "Week",
                Grain::Month => "Month",
            },
            columns: self.columns(&COLUMNS),
            rows: rows.collect(),
            total: steps.len(),
            shown: steps.len() - hidden,
            note,
        };
        let chart = ChartView {
            id: "revenue-trend",
            from: None,
            label: format!("Revenue over time. {title}: {sentence}"),
        };
        Section {
            id: "trend",
            title,
            sentence,
            note: None,
            half: false,
            chart: (!self.slice.days.is_empty()).then_some(chart),
            table: Some(table),
        }
    }

    fn top_roas(&self) -> Option<Section> {
        let scope = self.slice.scope_by(Dimension::Influencer);
        let roas = |row: &InfluencerTotals| MeasureId::Roas.measure().value(&row.totals, &scope);
        let mut rows: Vec<&InfluencerTotals> = self
            .slice
            .influencers
            .iter()
            .filter(|row| roas(row).number().is_some())
            .collect();
        // The sort is stable, so equals stay in natural order.
        rows.sort_by(|a, b| roas(a).order_descending(roas(b)));
        let first = rows.first()?;
        let sentence = format!(
            "{} brought back {} the payout; break-even is {}.",
            self.labels[first.influencer as usize],
            self.figures.times(roas(first).number()?),
            self.figures.times(self.slice.break_even.roas())
        );
        let title = match rows.len().min(SHOWN_ROWS) {
            1 => "Who earns it".to_owned(),
            count => format!("Who earns it: the {count} highest ROAS"),
        };
        let table = self.influencer_table("top-roas", "Highest ROAS", &rows, "with a ROAS");
        let chart = ChartView {
            id: "top-roas",
            from: Some("top-roas"),
            label: format!("{title}. {sentence}"),
        };
        Some(Section {
            id: "top-roas",
            title,
            sentence,
            note: None,
            half: true,
            chart: Some(chart),
            table: Some(table),
        })
    }

    /// The payouts that were not earned back, the largest loss first.
    fn not_earned_back(&self, insight: &Insight<'_>) -> Option<Section> {
        self.slice.paid().next()?;
        let loss = |row: &InfluencerTotals| {
            let known = &row.totals.known;
            let earned = match BreakEven::of(&row.totals) {
                BreakEven::FromMargin(_) => known.get(Column::Contribution),
                BreakEven::PayoutEqualsRevenue => known.get(Column::Revenue),
            };
            known.get(Column::Payout) - earned
        };
        let mut rows: Vec<&InfluencerTotals> = self.slice.not_earned_back().collect();
        rows.sort_by_key(|row| std::cmp::Reverse(loss(row)));
        let table = self.influencer_table(
            "not-earned-back",
            "Not earned back, largest loss first",
            &rows,
            "that did not earn back their payout",
        );
        Some(Section {
            id: "not-earned-back",
            title: "Who does not: payouts not earned back".into(),
            sentence: insight.earned_back(),
            note: None,
            half: true,
            chart: None,
            table: Some(table),
        })
    }

    fn influencers(&self, insight: &Insight<'_>) -> Option<Section> {
        let mut rows: Vec<&InfluencerTotals> = self
            .slice
            .influencers
            .iter()
            .filter(|row| row.is_listed())
            .collect();
        rows.sort_by_key(|row| std::cmp::Reverse(row.totals.all.get(Column::Revenue)));
        if rows.is_empty() {
            return None;
        }
        let (title, sentence) = insight.concentration(&rows);
        let table = self.influencer_table("influencers", "Influencers by revenue", &rows, "");
        let chart = ChartView {
            id: "top-revenue",
            from: Some("influencers"),
            label: format!("{title}. {sentence}"),
        };
        Some(Section {
            id: "influencers",
            title,
            sentence,
            note: None,
            half: false,
            chart: Some(chart),
            table: Some(table),
        })
    }

    fn influencer_table(
        &self,
        id: &'static str,
        caption: &str,
        rows: &[&InfluencerTotals],
        which: &str,
    ) -> Table {
        let scope = self.slice.scope_by(Dimension::Influencer);
        let ids = self.site.cells.catalog.members(Dimension::Influencer);
        let shown = rows.len().min(SHOWN_ROWS);
        let note = (rows.len() > shown).then(|| {
            format!(
                "The first {shown} of {} {which}",
                count_of(rows.len() as i64, "influencer", self.figures)
            )
            .trim_end()
            .to_owned()
                + "."
        });
        Table {
            id,
            caption: caption.into(),
            label: "Influencer",
            columns: self.columns(&COLUMNS),
            rows: rows[..shown]
                .iter()
                .map(|row| TableRow {
                    id: Some(ids.name(row.influencer).to_owned()),
                    label: self.labels[row.influencer as usize].clone(),
                    href: None,
                    cells: self.cells(&COLUMNS, &row.totals, &scope),
                })
                .collect(),
            total: rows.len(),
            shown,
            note,
        }
    }

    /// A breakdown by a dimension; none where there is only one member to show.
    fn breakdown(
        &self,
        dimension: Dimension,
        id: &'static str,
        chart: Option<&'static str>,
        measures: &[MeasureId],
        path: &str,
        insight: &Insight<'_>,
    ) -> Option<Section> {
        let rows: Vec<_> = self
            .slice
            .by(dimension)
            .iter()
            .filter(|row| has_figures(&row.totals))
            .collect();
        if rows.len() < 2 {
            return None;
        }
        let (title, sentence) =
            insight.breakdown(dimension, |code| self.member(dimension, code).to_owned());
        let place = PAGE_DIMENSIONS
            .into_iter()
            .position(|with_pages| with_pages == dimension);
        let scope = self.slice.scope_by(dimension);
        let shown = rows.len().min(SHOWN_ROWS);
        let table_rows = rows[..shown].iter().map(|row| {
            let to = place.map(|place| self.address.choosing(place, Some(row.member)));
            TableRow {
                id: Some(self.member(dimension, row.member).to_owned()),
                label: self.member(dimension, row.member).to_owned(),
                href: to
                    .and_then(|to| self.addresses.existing(&to))
                    .map(|to| relative(path, &to)),
                cells: self.cells(measures, &row.totals, &scope),
            }
        });
        let table = Table {
            id,
            caption: format!("By {}", dimension.id()),
            label: dimension.label(),
            columns: self.columns(measures),
            rows: table_rows.collect(),
            total: rows.len(),
            shown,
            note: (rows.len() > shown).then(|| {
                format!(
                    "The first {shown} of {} {}.",
                    self.figures.count(rows.len() as i64),
                    dimension.plural()
                )
            }),
        };
        let chart = chart.map(|chart| ChartView {
            id: chart,
            from: Some(id),
            label: format!("{title}. {sentence}"),
        });
        Some(Section {
            id,
            title,
            sentence,
            note: None,
            half: true,
            chart,
            table: Some(table),
        })
    }

    fn columns(&self, measures: &[MeasureId]) -> Vec<TableColumn> {
        measures
            .iter()
            .map(|id| {
                let measure = id.measure();
                let unit =
                    (measure.format == Format::Money).then(|| self.figures.money.symbol.clone());
                TableColumn {
                    id: measure.name,
                    label: measure.label,
                    unit,
                    numeric: true,
                }
            })
            .collect()
    }

    fn cells(&self, measures: &[MeasureId], totals: &Totals, scope: &Scope) -> Vec<TableCell> {
        measures
            .iter()
            .map(|id| figure_cell(*id, totals, scope, self.figures))
            .collect()
    }

    /// What the charts need that no table has: the days, and the break-even line.
    fn chart_data(&self) -> serde_json::Value {
        let revenue = |days: &[crate::slices::DayTotals]| -> Vec<i64> {
            days.iter()
                .map(|day| day.totals.all.get(Column::Revenue))
                .collect()
        };
        let previous = self
            .slice
            .previous
            .as_ref()
            .map(|previous| revenue(&previous.days));
        let break_even = self.slice.break_even;
        let roas = break_even.roas();
        let first = self.slice.days.first().map(|day| day.day.to_string());
        let days = self.slice.days.len();
        let grains: Vec<&str> = [(Grain::Day, 0), (Grain::Week, 14), (Grain::Month, 60)]
            .into_iter()
            .filter(|(_, at_least)| days > *at_least)
            .map(|(grain, _)| grain.id())
            .collect();
        let grain = match days {
            ..=45 => Grain::Day,
            46..=200 => Grain::Week,
            _ => Grain::Month,
        };
        json!({
            "grains": grains,
            "grain": grain.id(),
            "trend": {"first": first, "revenue": revenue(&self.slice.days), "previous": previous},
            "breakEven": {"roas": roas, "label": format!("break-even {}", self.figures.times(roas))},
            "money": {
                "symbol": self.figures.money.symbol,
                "grouping": match self.figures.money.grouping {
                    crate::config::Grouping::Indian => "indian",
                    crate::config::Grouping::Western => "western",
                },
                "minor": 2,
            },
        })
    }
}

/// A cell of a measure; a ROAS below the row's own break-even is marked.
#[must_use]
pub fn figure_cell(id: MeasureId, totals: &Totals, scope: &Scope, figures: &Figures) -> TableCell {
    let measure = id.measure();
    let value = measure.value(totals, scope);
    let mut cell = TableCell::measure(measure.name, value, figures.cell(value, measure.format));
    if let (Format::Times, Some(roas)) = (measure.format, value.number()) {
        // Only what falls short is marked: a mark on every row would say nothing.
        cell.tone = (roas < BreakEven::of(totals).roas()).then_some("bad");
    }
    cell
}

/// Whether a row has anything that a table of figures shows; organic sales alone do not.
fn has_figures(totals: &Totals) -> bool {
    [
        Column::Revenue,
        Column::Orders,
        Column::TrackingRows,
        Column::Payout,
        Column::Posts,
    ]
    .into_iter()
    .any(|column| totals.all.get(column) != 0)
}
