//! What no export knows, as JSON: see the module page for the fields.

use std::collections::BTreeMap;
use std::fs::File;
use std::io::{BufWriter, Write};
use std::path::{Path, PathBuf};

use chrono::NaiveDate;
use serde::Serialize;

use super::brand::Brand;
use super::influencers::Influencer;
use super::paise::Paise;
use super::tally::{Sum, Tallies, Tally};
use super::tracking::RETURNING_EXTRA_FACTOR;
use super::{Scenario, SimulateError};

#[derive(Serialize)]
struct Truth<'a> {
    scenario: ScenarioView,
    returning_extra_factor: f64,
    totals: Totals,
    influencers: Vec<InfluencerTruth<'a>>,
}

#[derive(Serialize)]
struct ScenarioView {
    seed: u64,
    influencers: usize,
    days: usize,
    rows: u64,
    first_day: String,
    last_day: String,
}

#[derive(Serialize)]
struct Totals {
    #[serde(flatten)]
    sales: Sales,
    organic_orders: u64,
    organic_revenue: Paise,
    by_brand: BTreeMap<&'static str, Sales>,
}

#[derive(Serialize)]
struct InfluencerTruth<'a> {
    influencer_id: &'a str,
    extra_share: f64,
    #[serde(flatten)]
    sales: Sales,
    by_brand: BTreeMap<&'static str, Sales>,
}

#[derive(Serialize)]
struct Sales {
    recorded_orders: u64,
    recorded_revenue: Paise,
    incremental_orders: u64,
    incremental_revenue: Paise,
    counterfactual_orders: u64,
    counterfactual_revenue: Paise,
}

impl From<Tally> for Sales {
    fn from(tally: Tally) -> Sales {
        let Sum { orders, revenue } = tally.recorded();
        Sales {
            recorded_orders: orders,
            recorded_revenue: revenue,
            incremental_orders: tally.incremental.orders,
            incremental_revenue: tally.incremental.revenue,
            counterfactual_orders: tally.counterfactual.orders,
            counterfactual_revenue: tally.counterfactual.revenue,
        }
    }
}

/// Every brand that sold anything.
fn by_brand(tally_of: impl Fn(Brand) -> Tally) -> BTreeMap<&'static str, Sales> {
    Brand::ALL
        .into_iter()
        .map(|brand| (brand.name(), Sales::from(tally_of(brand))))
        .filter(|(_, sales)| sales.recorded_orders > 0)
        .collect()
}

pub fn write_truth(
    folder: &Path,
    scenario: &Scenario,
    last_day: NaiveDate,
    influencers: &[Influencer],
    tallies: &Tallies,
) -> Result<(PathBuf, u64), SimulateError> {
    let truth = Truth {
        scenario: ScenarioView {
            seed: scenario.seed,
            influencers: scenario.influencers,
            days: scenario.days,
            rows: scenario.rows,
            first_day: scenario.first_day.to_string(),
            last_day: last_day.to_string(),
        },
        returning_extra_factor: RETURNING_EXTRA_FACTOR,
        totals: Totals {
            sales: tallies.of_everyone().into(),
            organic_orders: tallies.organic.orders,
            organic_revenue: tallies.organic.revenue,
            by_brand: by_brand(|brand| tallies.of_everyone_by_brand(brand)),
        },
        influencers: influencers
            .iter()
            .enumerate()
            .map(|(index, influencer)| InfluencerTruth {
                influencer_id: &influencer.id,
                // Four decimals say enough, and read better.
                extra_share: (influencer.extra_share * 10_000.0).round() / 10_000.0,
                sales: tallies.of_influencer(index).into(),
                by_brand: by_brand(|brand| tallies.of_brand(index, brand)),
            })
            .collect(),
    };
    let path = folder.join("truth.json");
    match write_json(&path, &truth) {
        Ok(()) => Ok((path, influencers.len() as u64)),
        Err(source) => Err(SimulateError::Truth { path, source }),
    }
}

fn write_json(path: &Path, truth: &Truth) -> Result<(), serde_json::Error> {
    let file = File::create(path).map_err(serde_json::Error::io)?;
    let mut file = BufWriter::new(file);
    serde_json::to_writer_pretty(&mut file, truth)?;
    file.write_all(b"\n")
        .and_then(|()| file.flush())
        .map_err(serde_json::Error::io)
}
