//! A report for people: tables for the terminal and Markdown, CSV for spreadsheets.

use std::io::Write;

use clap::ValueEnum;
use comfy_table::{CellAlignment, Table, TableStyle};
use roasbook::measure::{Measure, MeasureId, Totals, shown};
use roasbook::problem::harmless;
use roasbook::spreadsheet::formula_safe;

use super::{By, View};

impl View<'_> {
    /// The table of `--by` with every measure: plain numbers, texts that no spreadsheet takes for a formula.
    pub(super) fn write_csv(&self, out: &mut dyn Write) -> anyhow::Result<()> {
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

    /// The totals, and the table of `--by`. `written` says how a name is written there.
    pub(super) fn write_tables(
        &self,
        preset: TableStyle,
        columns: &[MeasureId],
        written: fn(&str) -> String,
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
        let facts = slice.scope.facts();
        // What no file has is said below.
        for measure in shown().filter(|measure| facts.lacks(measure.id).is_none()) {
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
            let values = columns.iter().map(|id| {
                let measure: &Measure = id.measure();
                self.figures
                    .full(measure.value(&line.totals, &line.scope), measure.format)
            });
            table.add_row([written(&label)].into_iter().chain(values));
        }
        align_right(&mut table, 1);
        writeln!(out, "{table}\n")?;
        for note in facts.notes() {
            writeln!(out, "{note}")?;
        }
        let unknown = slice.unknown_payout;
        if unknown.influencers > 0 && facts.lacks(MeasureId::Roas).is_none() {
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
        if facts.lacks(MeasureId::Roas).is_some() {
            return Ok(());
        }
        let (roas, basis) = (
            self.figures.times(slice.break_even.roas()),
            slice.break_even.basis(),
        );
        writeln!(out, "Break-even ROAS {roas} ({basis}).")
    }
}

/// A name on a terminal, which it cannot steer; a line end would tear the row apart.
pub(super) fn on_terminal(name: &str) -> String {
    harmless(name).into_owned()
}

/// A name in Markdown, in which it is a text: no cell of its own, no link, no picture, no element.
pub(super) fn in_markdown(name: &str) -> String {
    let mut written = String::with_capacity(name.len());
    for letter in harmless(name).chars() {
        if r"\|[]<>`*".contains(letter) {
            written.push('\\');
        }
        written.push(letter);
    }
    written
}

fn align_right(table: &mut Table, from: usize) {
    for column in table.column_iter_mut().skip(from) {
        column.set_cell_alignment(CellAlignment::Right);
    }
}
