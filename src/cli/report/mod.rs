//! `roasbook report`: the figures of any one filter, in the terminal or for other programs.

mod json;
mod text;

use std::io::Write;

use clap::ValueEnum;
use comfy_table::presets;
use roasbook::cells::Cells;
use roasbook::dimension::Dimension;
use roasbook::filter::Filter;
use roasbook::format::Figures;
use roasbook::measure::{MeasureId, Scope, Totals, shown};
use roasbook::period::{Day, Grain};
use roasbook::problem::Severity;
use roasbook::slices::{DayTotals, Slice, answer, trend_by};
use roasbook::timings::Timings;

use super::{Input, Outcome, ProblemFormat, Verbosity, problems};

/// Print the figures of any one filter
///
/// Values of a dimension add up (--brand Gritzo --brand HKVitals), dimensions narrow each other.
#[derive(clap::Args)]
pub struct Report {
    #[command(flatten)]
    input: Input,

    /// First day, such as 2025-07-01
    #[arg(long, value_name = "DAY", value_parser = parse_day)]
    from: Option<Day>,

    /// Last day
    #[arg(long, value_name = "DAY", value_parser = parse_day)]
    to: Option<Day>,

    /// Keep this brand (repeat for several)
    #[arg(long, value_name = "NAME")]
    brand: Vec<String>,

    /// Keep this category
    #[arg(long, value_name = "NAME")]
    category: Vec<String>,

    /// Keep this platform
    #[arg(long, value_name = "NAME")]
    platform: Vec<String>,

    /// Keep this campaign
    #[arg(long, value_name = "NAME")]
    campaign: Vec<String>,

    /// Keep this product
    #[arg(long, value_name = "NAME")]
    product: Vec<String>,

    /// Keep this gender
    #[arg(long, value_name = "NAME")]
    gender: Vec<String>,

    /// Keep this tier
    #[arg(long, value_name = "NAME")]
    tier: Vec<String>,

    /// Keep this influencer
    #[arg(long, value_name = "ID")]
    influencer: Vec<String>,

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

fn parse_day(text: &str) -> Result<Day, String> {
    Day::parse_iso(text)
        .filter(|_| text.len() == 10)
        .ok_or_else(|| "expected a day such as 2025-07-01".into())
}

impl Report {
    pub fn run(self, verbosity: Verbosity) -> anyhow::Result<Outcome> {
        let campaign = self.input.load(&mut Timings::default())?;
        if self.input.is_stopped_by(&campaign) {
            let least = if self.input.strict {
                Severity::Warning
            } else {
                Severity::Error
            };
            let mut err = std::io::stderr().lock();
            problems::print(
                &campaign,
                least,
                ProblemFormat::Human,
                &self.input.data,
                verbosity,
                &mut err,
            )?;
            return Ok(Outcome::Stopped);
        }
        let cells = campaign
            .cells
            .as_ref()
            .expect("a campaign that is not stopped has cells");
        let filter = self.filter();
        warn_of_unknown_members(&filter, cells);
        let slice = answer(cells, campaign.config.calendar(), &filter);
        let figures = Figures {
            money: campaign.config.money.clone(),
        };
        let view = View {
            slice: &slice,
            cells,
            figures: &figures,
            by: self.by,
        };
        let mut out = std::io::stdout().lock();
        match self.format {
            Format::Json => writeln!(out, "{:#}", view.json())?,
            Format::Csv => view.write_csv(&mut out)?,
            Format::Table => view.write_tables(presets::UTF8_FULL_CONDENSED, &COLUMNS, &mut out)?,
            Format::Markdown => {
                let all: Vec<MeasureId> = shown().map(|measure| measure.id).collect();
                view.write_tables(presets::ASCII_MARKDOWN, &all, &mut out)?;
            }
        }
        Ok(Outcome::Done)
    }

    fn filter(&self) -> Filter {
        let mut filter = Filter::everything().between(self.from, self.to);
        let choices = [
            (Dimension::Brand, &self.brand),
            (Dimension::Category, &self.category),
            (Dimension::Platform, &self.platform),
            (Dimension::Campaign, &self.campaign),
            (Dimension::Product, &self.product),
            (Dimension::Gender, &self.gender),
            (Dimension::Tier, &self.tier),
            (Dimension::Influencer, &self.influencer),
        ];
        for (dimension, names) in choices {
            for name in names {
                filter = filter.with(dimension, name);
            }
        }
        filter
    }
}

/// An unknown value gives an empty report; it says so, and what was probably meant.
fn warn_of_unknown_members(filter: &Filter, cells: &Cells) {
    for dimension in filter.narrowed() {
        let members = cells.catalog.members(dimension);
        for name in filter
            .members(dimension)
            .into_iter()
            .flatten()
            .filter(|name| members.code(name).is_none())
        {
            let folded = name.to_lowercase();
            let nearest = members
                .names()
                .iter()
                .map(|member| {
                    (
                        strsim::jaro_winkler(&member.to_lowercase(), &folded),
                        member,
                    )
                })
                .filter(|(likeness, _)| *likeness > 0.8)
                .max_by(|a, b| a.0.total_cmp(&b.0));
            let hint = nearest
                .map(|(_, member)| format!("; did you mean `{member}`?"))
                .unwrap_or_default();
            eprintln!("warning: the data has no {} `{name}`{hint}", dimension.id());
        }
    }
}

/// One slice, ready to print.
struct View<'a> {
    slice: &'a Slice,
    cells: &'a Cells,
    figures: &'a Figures,
    by: By,
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
            (Some(grain), _) => trend_by(&self.slice.days, grain)
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

    /// Influencers with most revenue first; sales without one are not an influencer's.
    fn influencer_lines(&self) -> Vec<Line> {
        let ids = self.cells.catalog.members(Dimension::Influencer);
        let scope = self.slice.scope_by(Dimension::Influencer);
        let mut rows: Vec<_> = self
            .slice
            .influencers
            .iter()
            .filter(|row| row.is_listed())
            .collect();
        let revenue = MeasureId::Revenue.measure();
        rows.sort_by(|a, b| {
            revenue
                .value(&a.totals, &scope)
                .order_descending(revenue.value(&b.totals, &scope))
        });
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
