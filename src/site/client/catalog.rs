//! The names and rules that the scripts work by: dimensions, influencers, measures, which pages there are.
//!
//! The list of measures goes out as data, with everything decided that the data decides: what is missing,
//! which limits are lifted, in which words none is explained.

use std::collections::BTreeMap;

use serde_json::{Value as Json, json};

use crate::config::{Grouping, PAGE_DIMENSIONS};
use crate::dimension::Dimension;
use crate::measure::{
    Better, Column, Facts, Kind, Limit, MEASURES, Measure, Population, Undefined, Why,
};
use crate::money::MINOR_DIGITS;
use crate::period::{Period, PeriodKind};
use crate::site::address::{Addresses, folder_of};
use crate::site::view::NAV;
use crate::site::{Site, influencer_labels};

/// The catalog, but for where the levels lie.
#[must_use]
pub fn catalog(site: &Site<'_>) -> Json {
    let Site { cells, config, .. } = site;
    let range = cells.range;
    json!({
        "version": env!("CARGO_PKG_VERSION"),
        "digest": cells.digest,
        "title": config.title,
        "baseUrl": site.base_url,
        "range": {"first": range.first.to_string(), "last": range.last.to_string()},
        "money": {
            "symbol": config.money.symbol,
            "grouping": grouping(config.money.grouping),
            "minor": MINOR_DIGITS,
        },
        "calendar": {
            "yearStarts": config.calendar().year_starts,
            "weekStarts": config.calendar().week_starts.id(),
        },
        "thresholds": {
            "fewOrders": config.thresholds.few_orders,
            "personaInfluencers": config.thresholds.persona_influencers,
        },
        "marginsKnown": cells.facts.margins_known,
        "dimensions": dimensions(site),
        "people": people(site),
        "measures": MEASURES.iter().map(|one| measure(one, &cells.facts)).collect::<Vec<_>>(),
        "reasons": {
            "zeroUnder": Why::ZERO_UNDER,
            "notCounted": Why::NotCounted.sentence(),
            "payoutUnknown": Why::PayoutUnknown.sentence(),
            "marginUnknown": Why::MarginUnknown.sentence(),
        },
        "columns": Column::ALL.map(Column::name),
        "pages": pages(site),
        "folders": site
            .slices
            .members()
            .iter()
            .map(|members| (members.dimension().id(), folder_of(members.dimension())))
            .collect::<BTreeMap<_, _>>(),
        "site": NAV
            .iter()
            .map(|(label, path)| json!({"label": label, "path": path}))
            .collect::<Vec<_>>(),
        "missing": cells.facts.notes(),
        "coarser": site.coarser(),
        "levels": {},
    })
}

/// The name of a grouping in the client's data.
#[must_use]
pub fn grouping(grouping: Grouping) -> &'static str {
    match grouping {
        Grouping::Indian => "indian",
        Grouping::Western => "western",
    }
}

fn dimensions(site: &Site<'_>) -> Vec<Json> {
    let addresses = Addresses::new(site.slices, &site.cells.catalog);
    let one = |dimension: Dimension| {
        let names = site.cells.catalog.members(dimension).names();
        let members = site.slices.members_of(dimension);
        let has_page = |code: usize| members.is_none_or(|members| members.has_page(code as u32));
        // Who has no page is found by filter.
        let slug = |(code, slug): (usize, &String)| {
            if has_page(code) {
                slug.clone()
            } else {
                String::new()
            }
        };
        let slugs = addresses
            .slugs(dimension)
            .map(|slugs| slugs.iter().enumerate().map(slug).collect::<Vec<_>>());
        json!({
            "id": dimension.id(),
            "label": dimension.label(),
            "plural": dimension.plural(),
            "attribute": dimension.is_attribute(),
            "names": names,
            "slugs": slugs,
            "filters": !site.config.client.leave_out.contains(&dimension),
        })
    };
    Dimension::ALL.into_iter().map(one).collect()
}

fn people(site: &Site<'_>) -> Json {
    let people = &site.cells.people;
    let attribute = |dimension: Dimension| -> Vec<u32> {
        people
            .iter()
            .map(|person| person.attribute(dimension))
            .collect()
    };
    json!({
        "labels": influencer_labels(site.cells),
        "names": people.iter().map(|person| person.name.as_str()).collect::<Vec<_>>(),
        "category": attribute(Dimension::Category),
        "platform": attribute(Dimension::Platform),
        "gender": attribute(Dimension::Gender),
        "tier": attribute(Dimension::Tier),
        "followers": people.iter().map(|person| person.followers).collect::<Vec<_>>(),
        "payoutKnown": people.iter().map(|person| person.payout_known).collect::<Vec<_>>(),
    })
}

/// A measure with what the data decides about it.
fn measure(measure: &Measure, facts: &Facts) -> Json {
    let missing = facts.lacks(measure.id);
    let limits: Vec<Json> = measure
        .undefined
        .iter()
        .filter(|undefined| !facts.lift(undefined))
        .map(|undefined| limit(*undefined))
        .collect();
    json!({
        "id": measure.name,
        "label": measure.label,
        "kind": kind(measure.kind),
        "population": match measure.population {
            Population::All => "all",
            Population::PayoutKnown => "payout_known",
        },
        "missing": missing.map(|input| input.missing()),
        "undefined": limits,
        "format": measure.format.id(),
        "better": match measure.better {
            Better::Higher => "higher",
            Better::Lower => "lower",
            Better::Neither => "neither",
        },
        "shown": measure.shown,
        "definition": measure.definition,
        "source": measure.source,
    })
}

fn limit(undefined: Undefined) -> Json {
    json!({
        "under": undefined.under.id(),
        "because": Why::Undefined(undefined).sentence(),
        "payoutLifts": undefined.because == Limit::PayoutUnknown,
    })
}

fn kind(kind: Kind) -> Json {
    match kind {
        Kind::Sum(column) => json!({"type": "sum", "column": column.name()}),
        Kind::SumWhereKnown {
            column,
            part,
            whole,
        } => json!({
            "type": "sum_where_known",
            "column": column.name(),
            "part": part.name(),
            "whole": whole.name(),
        }),
        Kind::Distinct => json!({"type": "distinct"}),
        Kind::Ratio { over, under, times } => json!({
            "type": "ratio",
            "over": over.measure().name,
            "under": under.measure().name,
            "times": times,
        }),
        Kind::Difference { of, less } => json!({
            "type": "difference",
            "of": of.measure().name,
            "less": less.measure().name,
        }),
    }
}

/// Which pages there are: for each combination of choices, a digit a period.
fn pages(site: &Site<'_>) -> Json {
    let slices = site.slices;
    let periods = slices.periods();
    let mut existing: BTreeMap<String, Vec<u8>> = BTreeMap::new();
    for address in slices.pages() {
        let codes = address
            .choices
            .map(|choice| choice.unwrap_or(0).to_string());
        let place = periods.iter().position(|period| *period == address.period);
        let digits = existing
            .entry(codes.join("."))
            .or_insert_with(|| vec![b'0'; periods.len()]);
        digits[place.expect("pages are of these periods")] = b'1';
    }
    let existing: BTreeMap<String, String> = existing
        .into_iter()
        .map(|(codes, digits)| (codes, digits.into_iter().map(char::from).collect()))
        .collect();
    let calendar = site.config.calendar();
    let period = |period: &Period| {
        let range = calendar.range_of(*period);
        json!({
            "slug": period.slug(),
            "label": period.label(calendar),
            "kind": match period.kind() {
                None => "all",
                Some(PeriodKind::Year) => "year",
                Some(PeriodKind::Quarter) => "quarter",
                Some(PeriodKind::Month) => "month",
            },
            "from": range.map(|range| range.first.to_string()),
            "to": range.map(|range| range.last.to_string()),
        })
    };
    json!({
        "dimensions": PAGE_DIMENSIONS.map(Dimension::id),
        "periods": periods.iter().map(period).collect::<Vec<_>>(),
        "existing": existing,
    })
}
