//! The page on personas: which kinds of influencers return most, and how sure that is.

use super::figure_table::{figure_cell, figure_column};
use super::insight::{Insight, count_of};
use super::insights::persona_name;
use super::payback::in_major;
use super::templates::{TemplateError, Templates};
use super::view::{Frame, ReportView, Section, Table, TableCell, TableColumn, TableRow};
use super::{Page, Site, influencer_labels};
use crate::measure::{BreakEven, Column, Input, MeasureId};
use crate::slices::{
    Address, InfluencerTotals, Interval, Persona, paid_in_none, personas, ratio_of_clusters,
};

const PATH: &str = "personas.html";

const MEASURES: [MeasureId; 3] = [MeasureId::Revenue, MeasureId::Payout, MeasureId::Roas];

/// Renders the page.
///
/// # Errors
/// When the template does not render.
pub fn page(site: &Site<'_>, frame: &Frame, templates: &Templates) -> Result<Page, TemplateError> {
    let slice = site.slices.slice(&Address::EVERYTHING);
    let (figures, labels) = (site.figures(), influencer_labels(site.cells));
    let insight = Insight {
        slice: &slice,
        figures: &figures,
        labels: &labels,
    };
    let fewest = site.config.thresholds.persona_influencers;
    let found = personas(&slice, &site.cells.people, fewest);
    let compared: Vec<Compared<'_>> = found.iter().map(Compared::of).collect();
    let influencers = slice.scope.facts().is_missing(Input::Influencers);
    let lacking = insight.lacks(MeasureId::Roas);
    let (sentence, notes) = match lacking.or(influencers.then_some(Input::Influencers)) {
        Some(input) => (
            format!(
                "{}, so kinds of influencers cannot be compared by what they return.",
                input.missing()
            ),
            Vec::new(),
        ),
        None => (
            sentence(site, &insight, &compared),
            notes(&insight, &found, fewest),
        ),
    };
    let body = ReportView {
        sentence: sentence.clone(),
        notes,
        sections: section(site, &insight, &compared).into_iter().collect(),
        ..ReportView::default()
    };
    let view = frame.page(PATH, "personas", "Personas".into(), sentence, body);
    Ok(Page {
        path: PATH.into(),
        html: templates.render("pages/personas.html", &view)?,
        entry: None,
    })
}

/// A persona, and which side of its own break-even it is on.
struct Compared<'a> {
    persona: &'a Persona<'a>,
    /// None where revenue is not above zero.
    interval: Option<Interval>,
    verdict: Verdict,
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Verdict {
    Above,
    Below,
    /// Break-even lies within the interval, or there is none.
    CannotTell,
}

impl Verdict {
    fn words(self, break_even: &str) -> String {
        match self {
            Self::Above => format!("above {break_even}"),
            Self::Below => format!("below {break_even}"),
            Self::CannotTell => format!("cannot tell, {break_even}"),
        }
    }
}

impl<'a> Compared<'a> {
    fn of(persona: &'a Persona<'a>) -> Self {
        let pairs: Vec<(f64, f64)> = persona
            .influencers
            .iter()
            .map(|row| {
                let known = |column| in_major(row.totals.known.get(column));
                (known(Column::Revenue), known(Column::Payout))
            })
            .collect();
        let interval = ratio_of_clusters(&pairs).and_then(|ratio| ratio.interval());
        let break_even = BreakEven::of(&persona.totals).roas();
        let verdict = match interval {
            Some(Interval { low, .. }) if low > break_even => Verdict::Above,
            Some(Interval { high, .. }) if high < break_even => Verdict::Below,
            _ => Verdict::CannotTell,
        };
        Self {
            persona,
            interval,
            verdict,
        }
    }
}

fn sentence(site: &Site<'_>, insight: &Insight<'_>, compared: &[Compared<'_>]) -> String {
    let Some(Compared { persona: best, .. }) = compared.first() else {
        return format!(
            "No category, platform, tier or gender has {} paid influencers, so none is compared.",
            insight
                .figures
                .count(site.config.thresholds.persona_influencers as i64)
        );
    };
    let unsure = compared
        .iter()
        .filter(|one| one.verdict == Verdict::CannotTell)
        .count();
    let all = count_of(compared.len() as i64, "persona", insight.figures);
    let sure = match unsure {
        0 => format!("The 95 % range of each of {all} lies on one side of break-even."),
        1 => format!("For 1 of {all} it cannot be told whether it reaches break-even."),
        _ => format!(
            "For {} of {all} it cannot be told whether they reach break-even.",
            insight.figures.count(unsure as i64)
        ),
    };
    format!(
        "{} returns most, {}. {sure}",
        persona_name(best, &site.cells.catalog),
        insight.figures.times(best.roas),
    )
}

fn notes(insight: &Insight<'_>, found: &[Persona<'_>], fewest: usize) -> Vec<String> {
    let paid = insight.slice.paid().count() as i64;
    let alone = paid_in_none(insight.slice, found) as i64;
    let figures = insight.figures;
    let mut notes = vec![format!(
        "A persona is what at least {} paid influencers have in common: category, platform, tier, gender or several of these. An influencer is in every persona that fits.",
        figures.count(fewest as i64)
    )];
    let gifted: Vec<&InfluencerTotals> = insight
        .slice
        .influencers
        .iter()
        .filter(|row| row.totals.payout_known && row.totals.known.get(Column::Payout) == 0)
        .filter(|row| row.totals.known.get(Column::Revenue) != 0)
        .collect();
    if !gifted.is_empty() {
        let revenue = gifted
            .iter()
            .map(|row| row.totals.known.get(Column::Revenue))
            .sum();
        notes.push(format!(
            "{} with {} of revenue took no payout: personas compare what payouts brought, so they are in none.",
            count_of(gifted.len() as i64, "influencer", figures),
            figures.money_short(revenue)
        ));
    }
    if alone > 0 {
        notes.push(format!(
            "{} of {} {} in none.",
            figures.count(alone),
            count_of(paid, "paid influencer", figures),
            if alone == 1 { "is" } else { "are" },
        ));
    }
    if !found.is_empty() {
        notes.push("The range holds the ROAS with 95 % confidence, were other influencers of the same kind hired. Of many personas the best and the worst are partly luck; under 15 influencers the range is too narrow.".into());
    }
    notes
}

fn section(site: &Site<'_>, insight: &Insight<'_>, compared: &[Compared<'_>]) -> Option<Section> {
    if compared.is_empty() {
        return None;
    }
    let figures = insight.figures;
    let column = |id, label, numeric| TableColumn {
        id,
        label,
        unit: None,
        numeric,
    };
    let mut columns = vec![column("influencers", "Influencers", true)];
    columns.extend(MEASURES.map(|id| figure_column(id, figures)));
    columns.push(column("interval", "95 % range", false));
    columns.push(column("break_even", "Against break-even", false));
    let row = |one: &Compared<'_>| {
        let Persona {
            influencers,
            totals,
            ..
        } = one.persona;
        let mut cells = vec![TableCell::count("influencers", influencers.len(), figures)];
        cells.extend(MEASURES.map(|id| figure_cell(id, totals, &insight.slice.scope, figures)));
        cells.push(TableCell::text(one.interval.map_or_else(
            || crate::format::NONE.to_owned(),
            |Interval { low, high }| format!("{} – {}", figures.times(low), figures.times(high)),
        )));
        let break_even = figures.times(BreakEven::of(totals).roas());
        cells.push(TableCell::text(one.verdict.words(&break_even)));
        TableRow {
            id: None,
            label: persona_name(one.persona, &site.cells.catalog),
            href: None,
            tint: None,
            cells,
        }
    };
    let sure = |verdict| compared.iter().filter(|one| one.verdict == verdict).count() as i64;
    Some(Section {
        id: "personas",
        title: format!(
            "With 95 % confidence {} above break-even, {} below",
            figures.count(sure(Verdict::Above)),
            figures.count(sure(Verdict::Below))
        ),
        sentence:
            "The highest ROAS first. “Cannot tell” means that break-even lies within the range."
                .into(),
        half: false,
        chart: None,
        table: Some(Table {
            id: "personas",
            caption: "Personas by ROAS".into(),
            label: "Persona",
            columns,
            rows: compared.iter().map(row).collect(),
            note: None,
        }),
        more: None,
    })
}
