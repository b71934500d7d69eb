//! `roasbook report`: the figures of any one filter, in the terminal or for other programs.

mod json;
mod text;

use std::io::Write;

use clap::ValueEnum;
use comfy_table::presets;
use roasbook::cells::Cells;
use roasbook::dimension::Dimension;
use roasbook::format::Figures;
use roasbook::measure::{MeasureId, Scope, Totals, shown};
use roasbook::period::{Grain, WeekStart};
use roasbook::problem::harmless_json;
use roasbook::slices::{DayTotals, InfluencerTotals, Slice, answer, trend_by};
use roasbook::timings::Timings;

use super::filter::FilterFlags;
use super::{Input, Outcome, Verbosity};

/// Print the figures of any one filter
///
/// Values of a dimension add up (--brand Gritzo --brand HKVitals), dimensions narrow each other.
#[derive(clap::Args)]
pub struct Report {
    #[command(flatten)]
    input: Input,

    #[command(flatten)]
    filter: FilterFlags,

    /// What the table has a row for
    #[arg(long, value_enum, default_value = "influencer")]
    by: By,

    /// How the report is printed
    #[arg(long, value_enum, default_value = "table")]
    format: Format,
}

#[derive(Clone, Copy, PartialEq, Eq, ValueEnum)]
enum Format {
    /// For the terminal
    Table,
    /// Everything, money as decimal strings, none as null
    Json,
    /// The table of --by, for spreadsheets
    Csv,
    Markdown,
}

#[derive(Clone, Copy, PartialEq, Eq, ValueEnum)]
enum By {
    Influencer,
    Brand,
    Category,
    Platform,
    Campaign,
    Product,
    Gender,
    Tier,
    Day,
    Week,
    Month,
}

/// The columns of the terminal's table; CSV and Markdown have every measure.
const COLUMNS: [MeasureId; 7] = [
    MeasureId::Revenue,
    MeasureId::Payout,
    MeasureId::Roas,
    MeasureId::Orders,
    MeasureId::Cpa,
    MeasureId::Profit,
    MeasureId::Posts,
];

impl Report {
    pub fn run(self, verbosity: Verbosity) -> anyhow::Result<Outcome> {
        let campaign = self.input.load(&mut Timings::default())?;
        if self.input.stops(&campaign, verbosity)? {
            return Ok(Outcome::Stopped);
        }
        let cells = campaign
            .cells
            .as_ref()
            .expect("a campaign that is not stopped has cells");
        let filter = self.filter.filter(cells);
        let slice = answer(cells, campaign.config.calendar(), &filter);
        let figures = Figures {
            money: campaign.config.money.clone(),
        };
        let view = View {
            slice: &slice,
            cells,
            figures: &figures,
            by: self.by,
            week_starts: campaign.config.calendar().week_starts,
        };
        let mut out = std::io::stdout().lock();
        match self.format {
            Format::Json => {
                let json = format!("{:#}", view.json());
                writeln!(out, "{}", harmless_json(&json))?;
            }
            Format::Csv => view.write_csv(&mut out)?,
            Format::Table => {
                let columns = cells.facts.first_of(&COLUMNS, COLUMNS.len());
                view.write_tables(
                    presets::UTF8_FULL_CONDENSED,
                    &columns,
                    text::on_terminal,
                    &mut out,
                )?;
            }
            Format::Markdown => {
                let all: Vec<MeasureId> = shown().map(|measure| measure.id).collect();
                view.write_tables(presets::ASCII_MARKDOWN, &all, text::in_markdown, &mut out)?;
            }
        }
        Ok(Outcome::Done)
    }
}

/// One slice, ready to print.
struct View<'a> {
    slice: &'a Slice,
    cells: &'a Cells,
    figures: &'a Figures,
    by: By,
    week_starts: WeekStart,
}

/// A row of the table: its id, its name where that differs, what to compute it from.
struct Line {
    id: String,
    name: Option<String>,
    totals: Totals,
    scope: Scope,
}

impl By {
    fn grain(self) -> Option<Grain> {
        match self {
            Self::Day => Some(Grain::Day),
            Self::Week => Some(Grain::Week),
            Self::Month => Some(Grain::Month),
            _ => None,
        }
    }

    fn dimension(self) -> Option<Dimension> {
        let name = self.to_possible_value()?.get_name().to_owned();
        Dimension::ALL
            .into_iter()
            .find(|dimension| dimension.id() == name)
    }
}

impl View<'_> {
    fn lines(&self) -> Vec<Line> {
        match (self.by.grain(), self.by.dimension()) {
            (Some(grain), _) => trend_by(&self.slice.days, grain, self.week_starts)
                .iter()
                .map(|step| self.step_line(step))
                .collect(),
            (None, Some(Dimension::Influencer)) => self.influencer_lines(),
            (None, Some(dimension)) => self.member_lines(dimension),
            (None, None) => unreachable!("every choice of --by is a grain or a dimension"),
        }
    }

    fn step_line(&self, step: &DayTotals) -> Line {
        Line {
            id: step.day.to_string(),
            name: None,
            totals: step.totals,
            scope: self.slice.scope,
        }
    }

    fn member_lines(&self, dimension: Dimension) -> Vec<Line> {
        let members = self.cells.catalog.members(dimension);
        let scope = self.slice.scope_by(dimension);
        let line = |row: &roasbook::slices::MemberTotals| Line {
            id: members.name(row.member).to_owned(),
            name: None,
            totals: row.totals,
            scope,
        };
        self.slice.by(dimension).iter().map(line).collect()
    }

    /// Influencers with most revenue first, else payout, else posts; sales without one are not an influencer's.
    fn influencer_lines(&self) -> Vec<Line> {
        let ids = self.cells.catalog.members(Dimension::Influencer);
        let scope = self.slice.scope_by(Dimension::Influencer);
        let mut rows: Vec<_> = self
            .slice
            .influencers
            .iter()
            .filter(|row| row.is_listed())
            .collect();
        let leads = [MeasureId::Revenue, MeasureId::Payout, MeasureId::Posts];
        if let [lead] = self.cells.facts.first_of(&leads, 1)[..] {
            let value = |row: &InfluencerTotals| lead.measure().value(&row.totals, &scope);
            rows.sort_by(|a, b| {
                let by_lead = value(a).order_descending(value(b));
                by_lead.then(a.influencer.cmp(&b.influencer))
            });
        }
        rows.into_iter()
            .map(|row| Line {
                id: ids.name(row.influencer).to_owned(),
                name: Some(self.cells.people[row.influencer as usize].name.clone()),
                totals: row.totals,
                scope,
            })
            .collect()
    }
}
