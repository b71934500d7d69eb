//! Slices to a folder of plain files: pages, assets, the list of both, published in one step.
//!
//! Templates arrange and never calculate: every text on a page is computed here and handed over in the
//! structs of `view.rs`.

mod address;
mod assets;
mod choices;
pub mod client;
mod days;
mod figure_table;
mod insight;
mod manifest;
mod methodology;
mod minify;
mod payouts;
mod publish;
mod quality;
mod report;
mod sections;
mod templates;
mod tiles;
mod view;

use std::collections::BTreeMap;
use std::path::Path;

use rayon::prelude::*;
use serde_json::json;

pub use publish::{PublishError, Published};
pub use templates::TemplateError;

use crate::Progress;
use crate::cells::{Cells, Person};
use crate::config::Config;
use crate::dimension::Dimension;
use crate::filter::Filter;
use crate::format::Figures;
use crate::problem::{Problem, RowCount};
use crate::slices::{Address, Slices};
use address::Addresses;
use assets::Assets;
use publish::Staging;
use templates::Templates;

/// Why no site could be written.
#[derive(Debug, thiserror::Error)]
pub enum SiteError {
    #[error(transparent)]
    Publish(#[from] PublishError),
    #[error(transparent)]
    Template(#[from] TemplateError),
    #[error(
        "this would be {pages} pages, more than the limit of {limit}\n\
         hint: leave a dimension or a kind of period out of [pages] in roasbook.toml, or raise pages.limit"
    )]
    TooManyPages { pages: usize, limit: usize },
    #[error(
        "pages would answer filters from {cells} cells, more than the limit of {limit}; {ways_out}"
    )]
    TooManyCells {
        cells: usize,
        limit: usize,
        /// What leaving a dimension out would save, and a hint.
        ways_out: String,
    },
    #[error(
        "the data that pages answer filters from would be {bytes} bytes, more than the limit of {limit}; the largest file is `{largest}`\n\
         hint: leave campaign or product out with client.leave_out in roasbook.toml, or raise client.bytes"
    )]
    TooManyBytes {
        bytes: usize,
        limit: usize,
        largest: String,
    },
}

/// What the input was like, for the page on data quality.
pub struct Quality<'a> {
    pub row_counts: &'a [RowCount],
    pub problems: Vec<&'a Problem>,
}

/// All that a site is made from.
pub struct Site<'a> {
    pub cells: &'a Cells,
    pub slices: &'a Slices<'a>,
    pub config: &'a Config,
    pub quality: Quality<'a>,
    /// Where the site will be reached, for canonical links; ends in a slash.
    pub base_url: Option<String>,
    /// A folder whose files replace the built-in templates and assets of the same name.
    pub templates: Option<&'a Path>,
}

/// What a report page says, apart from its frame.
pub struct Words {
    pub path: String,
    pub filter: Filter,
    /// Heading, sentence, notes, tiles, sections and the data of charts.
    pub view: serde_json::Value,
}

/// A rendered page.
struct Page {
    path: String,
    html: String,
    /// Its entry in `roasbook.json`: path, filter, measures.
    entry: Option<serde_json::Value>,
}

impl Site<'_> {
    /// Renders every page and publishes the site in `target`. `progress` is told of every page written.
    ///
    /// # Errors
    /// [`SiteError`] when there are too many pages, a template does not render, or the folder cannot be
    /// written; the folder is then as it was.
    pub fn write(
        &self,
        target: &Path,
        progress: &(dyn Fn(Progress) + Sync),
    ) -> Result<Published, SiteError> {
        let pages = self.slices.pages();
        let limit = self.config.pages.limit;
        if pages.len() > limit {
            return Err(SiteError::TooManyPages {
                pages: pages.len(),
                limit,
            });
        }
        progress(Progress::Pages(pages.len()));
        let mut assets = Assets::load(self.templates)?;
        let templates = Templates::load(self.templates)?;
        let client = client::files(self)?;
        assets.add_client(client);
        let staging = Staging::begin(target)?;
        for asset in assets.files() {
            staging.write(&asset.path, &asset.bytes)?;
        }
        let frame = view::Frame::new(self, &assets);
        let addresses = Addresses::new(self.slices, &self.cells.catalog);
        addresses
            .folders()
            .iter()
            .try_for_each(|folder| staging.make_folder(folder))?;
        let entries =
            self.write_reports(&pages, &frame, &addresses, &templates, &staging, progress)?;
        for page in [
            payouts::page(self, &frame, &templates)?,
            methodology::page(&frame, &templates)?,
            quality::page(self, &frame, &templates)?,
        ] {
            staging.write(&page.path, page.html.as_bytes())?;
        }
        staging.write("roasbook.json", &self.contents(&entries))?;
        Ok(staging.publish()?)
    }

    /// What every report page says where there is room for all of it. The scripts of the pages say the same of
    /// the same filter.
    #[must_use]
    pub fn words(&self) -> Vec<Words> {
        let figures = self.figures();
        let labels = influencer_labels(self.cells);
        let addresses = Addresses::new(self.slices, &self.cells.catalog);
        let menus = choices::Menus::new(self.slices);
        let words = |address: &Address| {
            let slice = self.slices.slice(address);
            let report = report::Report {
                site: self,
                slice: &slice,
                address,
                addresses: &addresses,
                figures: &figures,
                labels: &labels,
                menus: &menus,
                days_script: "",
            };
            Words {
                path: addresses.path(address),
                filter: slice.filter.clone(),
                view: report.words(),
            }
        };
        self.slices.pages().par_iter().map(words).collect()
    }

    /// Renders and writes the report of every address; their entries, in the order of addresses.
    fn write_reports(
        &self,
        pages: &[Address],
        frame: &view::Frame,
        addresses: &Addresses<'_>,
        templates: &Templates,
        staging: &Staging,
        progress: &(dyn Fn(Progress) + Sync),
    ) -> Result<Vec<serde_json::Value>, SiteError> {
        let figures = self.figures();
        let labels = influencer_labels(self.cells);
        let menus = choices::Menus::new(self.slices);
        let days_scripts = days::write(pages, self.slices, addresses, staging)?;
        let reports = pages.par_iter().map(|address| {
            let slice = self.slices.slice(address);
            let report = report::Report {
                site: self,
                slice: &slice,
                address,
                addresses,
                figures: &figures,
                menus: &menus,
                labels: &labels,
                days_script: &days_scripts[&address.choices],
            };
            let page = report.page(frame, templates)?;
            staging.write(&page.path, page.html.as_bytes())?;
            progress(Progress::PageWritten);
            Ok::<_, SiteError>(page.entry)
        });
        let entries: Vec<Option<serde_json::Value>> = reports.collect::<Result<_, _>>()?;
        Ok(entries.into_iter().flatten().collect())
    }

    /// What the client data leaves out, in words for readers.
    fn coarser(&self) -> Vec<String> {
        let leave_out = self.config.client.leave_out.iter();
        leave_out
            .map(|dimension| {
                let plural = dimension.plural();
                format!("This report cannot be filtered by {}: {plural} are left out of the data that filters work on.", dimension.id())
            })
            .collect()
    }

    fn figures(&self) -> Figures {
        Figures {
            money: self.config.money.clone(),
        }
    }

    /// `roasbook.json`: version, data digest, and every page with its filter and measures.
    fn contents(&self, entries: &[serde_json::Value]) -> Vec<u8> {
        let range = self.cells.range;
        let head = json!({
            "version": env!("CARGO_PKG_VERSION"),
            "digest": self.cells.digest,
            "data": {"from": range.first.to_string(), "to": range.last.to_string()},
        });
        // A page a line, so that two builds can be compared by eye.
        let head = head.to_string();
        let lines: Vec<String> = entries.iter().map(ToString::to_string).collect();
        format!(
            "{},\"pages\":[\n{}\n]}}\n",
            &head[..head.len() - 1],
            lines.join(",\n")
        )
        .into_bytes()
    }
}

/// What influencers are called, by code: the name, with the id where another has the same name, or the id.
pub(crate) fn influencer_labels(cells: &Cells) -> Vec<String> {
    let ids = cells.catalog.members(Dimension::Influencer);
    let mut bearers: BTreeMap<&str, usize> = BTreeMap::new();
    for person in &cells.people {
        *bearers.entry(&person.name).or_default() += 1;
    }
    let label = |(code, person): (usize, &Person)| match person.name.as_str() {
        "" => ids.name(code as u32).to_owned(),
        name if bearers[name] > 1 => format!("{name} ({})", ids.name(code as u32)),
        name => name.to_owned(),
    };
    cells.people.iter().enumerate().map(label).collect()
}
