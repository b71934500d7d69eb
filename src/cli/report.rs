//! `roasbook report`: the figures of any one filter, in the terminal or for other programs.

use std::io::Write;

use clap::ValueEnum;
use comfy_table::{CellAlignment, Table, TableStyle, presets};
use roasbook::cells::Cells;
use roasbook::dimension::{Dimension, UNASSIGNED_CODE};
use roasbook::filter::Filter;
use roasbook::format::Figures;
use roasbook::measure::{BreakEven, Measure, MeasureId, Scope, Totals, shown};
use roasbook::money::Money;
use roasbook::period::{Day, Grain};
use roasbook::problem::Severity;
use roasbook::slices::{BREAKDOWNS, DayTotals, Slice, answer, trend_by};
use roasbook::timings::Timings;
use serde_json::{Map, Value as Json, json};

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

/// What a trend lists in JSON: what adds up, and the one ratio everybody asks for.
const TREND: [MeasureId; 6] = [
    MeasureId::Revenue,
    MeasureId::Orders,
    MeasureId::Payout,
    MeasureId::Roas,
    MeasureId::Posts,
    MeasureId::OrganicRevenue,
];

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

    fn json(&self) -> Json {
        let slice = self.slice;
        let measures = |totals: &Totals, scope: &Scope| measures_json(shown(), totals, scope);
        let dimension_rows = |dimension: Dimension| -> Json {
            let lines = self.member_lines(dimension);
            lines
                .iter()
                .map(|line| json!({"id": line.id, "measures": measures(&line.totals, &line.scope)}))
                .collect()
        };
        let by: Map<String, Json> = BREAKDOWNS
            .into_iter()
            .map(|dimension| (dimension.id().to_owned(), dimension_rows(dimension)))
            .collect();
        let trend: Map<String, Json> = [Grain::Day, Grain::Week, Grain::Month]
            .into_iter()
            .map(|grain| {
                (
                    grain.id().to_owned(),
                    self.trend_json(&trend_by(&slice.days, grain)),
                )
            })
            .collect();
        let influencers: Json = self
            .influencer_lines()
            .iter()
            .map(|line| self.influencer_json(line))
            .collect();
        let range = slice
            .range
            .map(|range| json!({"from": range.first.to_string(), "to": range.last.to_string()}));
        let previous = slice.previous.as_ref().map(|previous| {
            json!({
                "from": previous.range.first.to_string(),
                "to": previous.range.last.to_string(),
                "measures": measures(&previous.totals, &slice.scope),
            })
        });
        json!({
            "filter": slice.filter,
            "range": range,
            "digest": self.cells.digest,
            "measures": measures(&slice.totals, &slice.scope),
            "previous": previous,
            "break_even": {"roas": slice.break_even.roas(), "basis": slice.break_even.basis()},
            "unknown_payout": {
                "influencers": slice.unknown_payout.influencers,
                "revenue": Money(slice.unknown_payout.revenue).to_decimal_text(),
            },
            "unallocated_payout": Money(slice.unallocated_payout).to_decimal_text(),
            "influencers": influencers,
            "by": by,
            "trend": trend,
            "payouts": self.payouts_json(),
        })
    }

    fn trend_json(&self, steps: &[DayTotals]) -> Json {
        let step = |step: &DayTotals| {
            let measures = TREND.into_iter().map(MeasureId::measure);
            json!({"from": step.day.to_string(), "measures": measures_json(measures, &step.totals, &self.slice.scope)})
        };
        steps.iter().map(step).collect()
    }

    fn influencer_json(&self, line: &Line) -> Json {
        let code = self
            .cells
            .catalog
            .members(Dimension::Influencer)
            .code(&line.id)
            .unwrap_or(UNASSIGNED_CODE);
        let person = &self.cells.people[code as usize];
        let attribute = |dimension: Dimension| {
            self.cells
                .catalog
                .members(dimension)
                .name(person.attribute(dimension))
                .to_owned()
        };
        let row = self
            .slice
            .influencers
            .iter()
            .find(|row| row.influencer == code);
        json!({
            "id": line.id,
            "name": person.name,
            "category": attribute(Dimension::Category),
            "platform": attribute(Dimension::Platform),
            "gender": attribute(Dimension::Gender),
            "tier": attribute(Dimension::Tier),
            "payout_known": person.payout_known,
            "earned_back": row.and_then(|row| row.earned_back(&line.scope)),
            "break_even": BreakEven::of(&line.totals).roas(),
            "measures": measures_json(shown(), &line.totals, &line.scope),
        })
    }

    /// The ledger rows of the influencers in this slice, whole.
    fn payouts_json(&self) -> Json {
        let ids = self.cells.catalog.members(Dimension::Influencer);
        let is_here = |code: u32| {
            self.slice
                .influencers
                .iter()
                .any(|row| row.influencer == code)
        };
        let entries = self
            .cells
            .ledger
            .iter()
            .filter(|entry| is_here(entry.row.influencer));
        entries
            .map(|entry| {
                json!({
                    "id": ids.name(entry.row.influencer),
                    "basis": entry.row.basis.label(),
                    "rate": entry.row.rate.map(|rate| rate.to_string()),
                    "total": Money(entry.total).to_decimal_text(),
                    "status": entry.row.status,
                    "payout_date": entry.row.payout_date.map(|day| day.to_string()),
                    "spread_over": entry.spread_over.label(),
                    "reconciled": entry.reconciled.label(),
                })
            })
            .collect()
    }

    /// The table of `--by` with every measure: plain numbers, texts that no spreadsheet takes for a formula.
    fn write_csv(&self, out: &mut dyn Write) -> anyhow::Result<()> {
        let mut writer = csv::Writer::from_writer(out);
        let lines = self.lines();
        let has_names = self.by == By::Influencer;
        let head = [self
            .by
            .to_possible_value()
            .map(|value| value.get_name().to_owned())
            .unwrap_or_default()];
        let name = has_names.then(|| "name".to_owned());
        writer.write_record(
            head.into_iter()
                .chain(name)
                .chain(shown().map(|measure| measure.name.to_owned())),
        )?;
        for line in lines {
            let texts = [line.id]
                .into_iter()
                .chain(line.name)
                .map(|text| formula_safe(&text));
            let values =
                shown().map(|measure| measure.value(&line.totals, &line.scope).machine_text());
            writer.write_record(texts.chain(values))?;
        }
        writer.flush()?;
        Ok(())
    }

    fn write_tables(
        &self,
        preset: TableStyle,
        columns: &[MeasureId],
        out: &mut dyn Write,
    ) -> std::io::Result<()> {
        let slice = self.slice;
        let range = slice
            .range
            .map_or_else(|| "no day".to_owned(), |range| range.label());
        let mut totals = Table::new();
        let previous = slice.previous.as_ref();
        let before = previous.map(|previous| previous.range.label());
        totals.load_style(preset);
        totals.set_header(["Measure".to_owned(), range].into_iter().chain(before));
        for measure in shown() {
            let value = |totals: &Totals| {
                self.figures
                    .full(measure.value(totals, &slice.scope), measure.format)
            };
            let before = previous.map(|previous| value(&previous.totals));
            totals.add_row(
                [measure.label.to_owned(), value(&slice.totals)]
                    .into_iter()
                    .chain(before),
            );
        }
        align_right(&mut totals, 1);
        writeln!(out, "{totals}\n")?;
        let mut table = Table::new();
        table.load_style(preset);
        let head = self
            .by
            .to_possible_value()
            .map(|value| value.get_name().to_owned())
            .unwrap_or_default();
        table.set_header(
            [head]
                .into_iter()
                .chain(columns.iter().map(|id| id.measure().label.to_owned())),
        );
        for line in self.lines() {
            let label = match line.name.filter(|name| !name.is_empty()) {
                Some(name) => format!("{name} ({})", line.id),
                None => line.id,
            };
            // A line end in a name would tear the row apart.
            let label = label.replace(char::is_control, " ");
            let values = columns.iter().map(|id| {
                let measure: &Measure = id.measure();
                self.figures
                    .full(measure.value(&line.totals, &line.scope), measure.format)
            });
            table.add_row([label].into_iter().chain(values));
        }
        align_right(&mut table, 1);
        writeln!(out, "{table}\n")?;
        let unknown = slice.unknown_payout;
        if unknown.influencers > 0 {
            let revenue = self.figures.money_full(unknown.revenue);
            let verb = if unknown.influencers == 1 {
                "influencer has"
            } else {
                "influencers have"
            };
            writeln!(
                out,
                "{} active {verb} no payout row; their {revenue} of revenue is in no ROAS.",
                unknown.influencers
            )?;
        }
        if slice.unallocated_payout != 0 {
            writeln!(
                out,
                "Cost not included, naming no brand or campaign: {}.",
                self.figures.money_full(slice.unallocated_payout)
            )?;
        }
        let (roas, basis) = (
            self.figures.times(slice.break_even.roas()),
            slice.break_even.basis(),
        );
        writeln!(out, "Break-even ROAS {roas} ({basis}).")
    }
}

fn align_right(table: &mut Table, from: usize) {
    for column in table.column_iter_mut().skip(from) {
        column.set_cell_alignment(CellAlignment::Right);
    }
}

fn measures_json(
    measures: impl Iterator<Item = &'static Measure>,
    totals: &Totals,
    scope: &Scope,
) -> Json {
    let values = measures.map(|measure| {
        (
            measure.name.to_owned(),
            measure.value(totals, scope).to_json(),
        )
    });
    Json::Object(values.collect::<Map<_, _>>())
}

/// A text that a spreadsheet takes for text.
fn formula_safe(text: &str) -> String {
    if text.starts_with(['=', '+', '-', '@', '\t', '\r']) {
        format!("'{text}")
    } else {
        text.to_owned()
    }
}
