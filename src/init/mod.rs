//! A configuration for a folder, with what its files suggest: `roasbook init`.
//!
//! It looks at the files as the pipeline reads them, and stands beside it: nothing here decides how a table is read.
//! What is a guess, what holds anyway and what is an example is data ([`Draft`]); the text comes last.

mod brands;
mod column_facts;
mod columns;
mod draft;
mod fixed;
mod money;
mod names;
mod quoting;
mod reading;
mod title;

use std::path::Path;

pub use draft::{Draft, Layout, Section, Setting, Standing};

use crate::cells::Brands;
use crate::config::Config;
use crate::tables::{read_tables, survey};
use reading::Dates;

/// Looks at a folder and drafts a configuration for it. Whatever configuration it has counts for nothing.
#[must_use]
pub fn draft(folder: &Path) -> Draft {
    let mut config = Config::default();
    let columns = columns::guess(&survey(folder, &config));
    config.columns = columns::configured(&columns);
    // With these columns there are dates and amounts to look at.
    let files = survey(folder, &config);
    let currency = money::guess(&files);
    let dates = reading::dates(&files);
    if let Dates::Assumed { order, .. } = dates {
        config.read.date_order = Some(order);
    }
    let (mut tables, decimal) = reading::read_with_decimals(folder, &files, &mut config);
    let names = names::guess(&tables, &config);
    config.names = names.configured();
    if !config.names.is_empty() {
        tables = read_tables(folder, &config);
    }
    let known = Brands::new(&tables.catalog, &tables.products, &config);
    let brands = brands::section(&tables, &known);
    let is_indian = currency.as_ref().is_none_or(|guess| guess.code == "INR");

    let mut sections = vec![
        report(folder),
        fixed::look(),
        money::section(currency.as_ref()),
        calendar(is_indian),
        reading::section(&dates, decimal),
    ];
    sections.extend(columns::sections(&files, &columns));
    sections.extend(names.sections());
    let margins = brands::margins(&brands);
    sections.extend([
        brands,
        brands::products(&tables, &known),
        margins,
        fixed::thresholds(),
        fixed::pages(),
        fixed::charts(),
        fixed::client(),
        fixed::problems(),
    ]);
    Draft { sections }
}

/// What stands before all tables.
fn report(folder: &Path) -> Section {
    let locale = "Where the readers are, as a language and a country: how digits are grouped, and what stands before \
                  decimals where [read] does not say. Default: none, and digits are grouped as the currency's are.";
    Section {
        name: String::new(),
        about: String::new(),
        layout: Layout::Explained,
        settings: vec![
            title::setting(folder),
            Setting::example("locale", "\"en-IN\"", locale),
        ],
    }
}

fn calendar(is_indian: bool) -> Section {
    let about = "The month that years and quarters begin with, 1 to 12. Default: 1.";
    let year_starts = match is_indian {
        true => Setting::example(
            "year_starts",
            "4",
            &format!("{about} The financial year of India begins with 4."),
        ),
        false => Setting::default("year_starts", "1", about),
    };
    Section {
        name: "calendar".into(),
        about: "How years and weeks run.".into(),
        layout: Layout::Explained,
        settings: vec![
            year_starts,
            Setting::default(
                "week_starts",
                "\"monday\"",
                "The day that weeks begin with: \"monday\", \"sunday\" or \"saturday\". Default: \"monday\".",
            ),
        ],
    }
}
