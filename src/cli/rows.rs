//! `roasbook rows`: the input rows behind the figures of a filter.

use std::io::Write;

use roasbook::cells::{Cells, Trace};
use roasbook::dimension::Dimension;
use roasbook::measure::{Column, MEASURES, Measure, Population, Value, Why, named};
use roasbook::slices::{RowShare, Slice, answer, rows_behind};
use roasbook::timings::Timings;

use super::filter::FilterFlags;
use super::{Input, Outcome, Verbosity};
use roasbook::spreadsheet::formula_safe;

/// List the rows behind the figures of any one filter, as CSV
///
/// One line a row of tracking, posts and payouts: its file and line, and what it adds to every figure that adds up.
/// A column adds up to exactly what `roasbook report` prints for the same filter. A payout spread over days,
/// campaigns or brands is one line with what falls to the filter; where it falls to several, that cell is blank.
/// A figure that has no value under the filter has a blank column.
#[derive(clap::Args)]
pub struct Rows {
    #[command(flatten)]
    input: Input,

    #[command(flatten)]
    filter: FilterFlags,

    /// Keep the rows behind this figure (repeat for several)
    ///
    /// Of a ratio such as roas, the columns it is made from. Where it counts only influencers whose payout is known,
    /// so do they, unless another figure asked for counts everybody; `payout_known` then tells them apart.
    #[arg(long, value_name = "NAME", value_parser = parse_measure)]
    measure: Vec<&'static Measure>,
}

/// What is known of a row besides its shares.
const FACTS: [&str; 9] = [
    "file",
    "line",
    "table",
    "date",
    "influencer",
    "payout_known",
    "campaign",
    "brand",
    "product",
];

fn parse_measure(name: &str) -> Result<&'static Measure, String> {
    let adds_up = |measure: &Measure| !measure.made_from().is_empty();
    match named(name) {
        Some(measure) if adds_up(measure) => Ok(measure),
        Some(measure) => Err(format!(
            "{} are counted once each, so no row has a share of them",
            measure.label.to_lowercase()
        )),
        None => {
            let names = MEASURES.iter().filter(|measure| adds_up(measure));
            let names: Vec<&str> = names.map(|measure| measure.name).collect();
            Err(format!("expected one of {}", names.join(", ")))
        }
    }
}

impl Rows {
    pub fn run(self, verbosity: Verbosity) -> anyhow::Result<Outcome> {
        let (campaign, tables) = self.input.load_with_tables(&mut Timings::default())?;
        if self.input.stops(&campaign, verbosity)? {
            return Ok(Outcome::Stopped);
        }
        let cells = campaign
            .cells
            .as_ref()
            .expect("a campaign that is not stopped has cells");
        let filter = self.filter.filter(cells);
        let slice = answer(cells, campaign.config.calendar(), &filter);
        self.warn_of_no_value(&slice);
        let trace = Trace::of(&tables, &campaign.config, cells);
        let listing = Listing {
            cells,
            columns: self.columns(&slice),
        };
        listing.write(
            rows_behind(cells, &trace, &filter),
            &mut std::io::stdout().lock(),
        )?;
        Ok(Outcome::Done)
    }

    /// A column for every sum that the figures asked for are made from, in the order of the list of measures.
    fn columns(&self, slice: &Slice) -> Vec<ShareColumn> {
        let sums = || {
            MEASURES
                .iter()
                .filter_map(|measure| Some((measure, measure.column()?)))
        };
        let asked: Vec<&Measure> = if self.measure.is_empty() {
            sums().map(|(measure, _)| measure).collect()
        } else {
            self.measure.clone()
        };
        let is_behind = |sum: &Measure, asked: &Measure| asked.made_from().contains(&sum.id);
        sums()
            .filter(|(sum, _)| asked.iter().any(|asked| is_behind(sum, asked)))
            .map(|(sum, column)| {
                let with_value = asked
                    .iter()
                    .filter(|asked| is_behind(sum, asked) && why_none(slice, asked).is_none());
                ShareColumn {
                    measure: sum,
                    column,
                    populations: with_value.map(|asked| asked.population).collect(),
                }
            })
            .collect()
    }

    /// A figure without a value has no rows; it says so, and why.
    fn warn_of_no_value(&self, slice: &Slice) {
        for measure in &self.measure {
            if let Some(why) = why_none(slice, measure) {
                eprintln!(
                    "warning: there is no `{}` here: {}",
                    measure.name,
                    why.sentence()
                );
            }
        }
    }
}

/// Why a figure has no value. One divided by zero has none either, but what it is divided from is there.
fn why_none(slice: &Slice, measure: &Measure) -> Option<Why> {
    match slice.value(measure.id) {
        Value::None(Why::ZeroUnder(_)) => None,
        Value::None(why) => Some(why),
        Value::Money(_) | Value::Count(_) | Value::Ratio(_) => None,
    }
}

/// The shares of one sum.
struct ShareColumn {
    measure: &'static Measure,
    column: Column,
    /// Over whom the figures count that the column is listed for; none where they have no value.
    populations: Vec<Population>,
}

impl ShareColumn {
    /// The share of a row; empty where it has none.
    fn text(&self, row: &RowShare<'_>, payout_known: bool) -> String {
        let counts = self.populations.iter().any(|population| match population {
            Population::All => true,
            Population::PayoutKnown => payout_known,
        });
        row.amounts
            .get(self.column)
            .filter(|_| counts)
            .map(|amount| self.measure.integer(amount).machine_text())
            .unwrap_or_default()
    }
}

/// Rows, ready to print.
struct Listing<'a> {
    cells: &'a Cells,
    columns: Vec<ShareColumn>,
}

impl Listing<'_> {
    fn write<'r>(
        &self,
        rows: impl Iterator<Item = RowShare<'r>>,
        out: &mut dyn Write,
    ) -> csv::Result<()> {
        let mut writer = csv::Writer::from_writer(out);
        let names = self.columns.iter().map(|column| column.measure.name);
        writer.write_record(FACTS.into_iter().chain(names))?;
        for row in rows {
            let payout_known = self.cells.people[row.influencer as usize].payout_known;
            let shares = self
                .columns
                .iter()
                .map(|column| column.text(&row, payout_known));
            let shares: Vec<String> = shares.collect();
            if shares.iter().any(|share| !share.is_empty()) {
                writer.write_record(self.facts(&row, payout_known).into_iter().chain(shares))?;
            }
        }
        writer.flush()?;
        Ok(())
    }

    /// In the order of [`FACTS`].
    fn facts(&self, row: &RowShare<'_>, payout_known: bool) -> [String; FACTS.len()] {
        let name = |dimension: Dimension, code: Option<u32>| {
            let name = code.map(|code| self.cells.catalog.members(dimension).name(code));
            formula_safe(name.unwrap_or_default())
        };
        [
            formula_safe(row.file),
            row.line.to_string(),
            row.table.name().to_owned(),
            row.day.map(|day| day.to_string()).unwrap_or_default(),
            name(Dimension::Influencer, Some(row.influencer)),
            payout_known.to_string(),
            name(Dimension::Campaign, row.campaign),
            name(Dimension::Brand, row.brand),
            name(Dimension::Product, row.product),
        ]
    }
}
