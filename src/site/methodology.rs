//! How every figure is computed: the list of measures and the rules for counting, as a page.

use serde::Serialize;

use super::Page;
use super::templates::{TemplateError, Templates};
use super::view::Frame;
use crate::config::Thresholds;
use crate::measure::{Format, Kind, Limit, Measure, Population, shown};

const PATH: &str = "methodology.html";

#[derive(Serialize)]
struct Methodology {
    definitions: Vec<Definition>,
    rules: Vec<Rule>,
}

#[derive(Serialize)]
struct Definition {
    id: &'static str,
    label: &'static str,
    definition: &'static str,
    formula: String,
    population: &'static str,
    undefined: Option<String>,
    source: &'static str,
    format: &'static str,
}

#[derive(Serialize)]
struct Rule {
    title: &'static str,
    text: String,
}

/// Renders the page.
///
/// # Errors
/// When the template does not render.
pub fn page(
    thresholds: &Thresholds,
    frame: &Frame,
    templates: &Templates,
) -> Result<Page, TemplateError> {
    let body = Methodology {
        definitions: shown().map(|one| define(one, thresholds)).collect(),
        rules: rules(thresholds),
    };
    let description =
        "Every measure, once: what it is, how it is computed, and when it has no value.";
    let heading = "How the figures are made".to_owned();
    let view = frame.page(PATH, "methodology", heading, description.into(), body);
    Ok(Page {
        path: PATH.into(),
        html: templates.render("pages/methodology.html", &view)?,
        entry: None,
    })
}

fn define(measure: &'static Measure, thresholds: &Thresholds) -> Definition {
    Definition {
        id: measure.name,
        label: measure.label,
        definition: measure.definition,
        formula: formula(measure),
        population: match measure.population {
            Population::All => "All influencers",
            Population::PayoutKnown => "Influencers whose payout is known",
        },
        undefined: undefined(measure, thresholds),
        source: measure.source,
        format: match (measure.format, measure.kind) {
            (Format::Money, Kind::Ratio { .. }) => "Money, rounded only where it is shown",
            (Format::Money, _) => "Money, exact to the minor unit",
            (Format::Count, _) => "A whole number",
            (Format::Percent, _) => "A percentage",
            (Format::Times, _) => "A multiple",
        },
    }
}

/// The formula in words, taken from how the measure is defined.
fn formula(measure: &Measure) -> String {
    match measure.kind {
        Kind::Sum(column) | Kind::SumWhereKnown { column, .. } => {
            format!("sum of {}", column.name().replace('_', " "))
        }
        Kind::Distinct => "count of distinct influencers".into(),
        Kind::Difference { of, less } => {
            format!("{} − {}", of.measure().label, less.measure().label)
        }
        Kind::Ratio { over, under, times } => {
            let times = if times == 1 {
                String::new()
            } else {
                format!("{times} × ")
            };
            format!(
                "{times}{} ÷ {}",
                over.measure().label,
                under.measure().label
            )
        }
    }
}

/// Under which filters the measure says nothing, and why.
fn undefined(measure: &Measure, thresholds: &Thresholds) -> Option<String> {
    let under = |because: Limit| -> Vec<String> {
        let matching = measure
            .undefined
            .iter()
            .filter(|undefined| undefined.because == because);
        matching
            .map(|undefined| undefined.under.label().to_lowercase())
            .collect()
    };
    let few_posts = format!(
        "while fewer than {} % of posts name one",
        thresholds.posts_naming_percent
    );
    let parts = [
        (Limit::NoInfluencer, "sales without an influencer have none"),
        (Limit::FewPostsNameOne, few_posts.as_str()),
        (Limit::PayoutsNameNone, "payouts are not agreed per product"),
        (Limit::PayoutUnknown, "where there is no payout row"),
    ];
    let sentences: Vec<String> = parts
        .into_iter()
        .map(|(limit, why)| (under(limit), why))
        .filter(|(dimensions, _)| !dimensions.is_empty())
        .map(|(dimensions, why)| format!("Under a filter on {} ({why}).", dimensions.join(", ")))
        .collect();
    (!sentences.is_empty()).then(|| sentences.join(" "))
}

fn rules(thresholds: &Thresholds) -> Vec<Rule> {
    const RULES: [(&str, &str); 13] = [
        (
            "Whose sales count",
            "Revenue and orders are those of tracking rows that carry an influencer id, whatever their source. Rows without one are organic revenue and orders, and never part of revenue.",
        ),
        (
            "Ids nobody lists",
            "An id that the influencers table does not have is kept, with its attributes Unassigned, and reported. Of two rows with one id the first counts.",
        ),
        (
            "Platform and category",
            "They are the influencer's. A post on another platform counts under the influencer's platform.",
        ),
        (
            "Money",
            "Amounts are read as decimal text and rounded half to even to minor units, row by row. A row may hold several orders. Negative numbers are reported and summed.",
        ),
        (
            "Dates",
            "A range includes both ends. A day is the calendar day as written, in no time zone. The data range runs from the first to the last day of any used row.",
        ),
        (
            "Brand",
            "A tracking row's brand is its brand column, else its product's, else a brand named in the product, then in the campaign, else Unassigned. Two brands in one text are Unassigned.",
        ),
        (
            "Posts",
            "A post counts whole under the one brand and campaign that its columns or caption name. Its fee is shared equally by all it names; if it names none, by what the influencer sold in the {fee_days} days after; else by the brands the influencer sells.",
        ),
        (
            "Payouts",
            "Each ledger row is spread alone: a fee per post over the posts, a fee per order over the orders, a commission over the revenue. Shares are exact to the minor unit and add up to the ledger's total under every filter. Every status counts.",
        ),
        (
            "Unknown payouts",
            "An influencer without a ledger row has an unknown payout, which is not zero. Measures that divide by payout, or payout by something, leave such influencers out of both halves and say how many.",
        ),
        (
            "Break-even",
            "Break-even ROAS is revenue over margin x revenue, row by row; the margin is the product's, else the brand's, else the configured default. Where none is known it is 1. An influencer did not earn back a known payout above zero when ROAS is below break-even.",
        ),
        (
            "Active influencers",
            "Distinct influencers with a post or a tracking row in the view. They are counted anew for every view: an influencer active in two months is one influencer, not two.",
        ),
        (
            "Previous period",
            "A calendar period is compared with the one before, cut to as many days where the end of the data cuts it; any other range with as many days just before. It is shown only where it lies within the data.",
        ),
        (
            "No value",
            "A ratio whose lower half is zero has no value, shown as a dash and sorted last. Missing is not zero.",
        ),
    ];
    RULES
        .into_iter()
        .map(|(title, text)| Rule {
            title,
            text: text.replace("{fee_days}", &thresholds.fee_days.to_string()),
        })
        .collect()
}
