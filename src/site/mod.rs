//! Slices to a folder of plain files: pages, assets, the list of both, published in one step.
//!
//! Templates arrange and never calculate: every text on a page is computed here and handed over in the
//! structs of `view.rs`.

mod address;
mod assets;
mod by_day;
mod cash;
mod choices;
pub mod client;
mod days;
mod earning;
mod engagement;
mod figure_table;
mod fixed;
mod heat;
mod insight;
mod insights;
mod look;
mod manifest;
mod member;
mod methodology;
mod minify;
mod payback;
mod payouts;
mod personas;
mod pictures;
mod posts;
mod preview;
mod publish;
mod quality;
mod raster;
mod report;
mod sections;
mod templates;
mod tiles;
mod typeface;
mod view;

use std::collections::{BTreeMap, BTreeSet};
use std::ops::ControlFlow;
use std::path::Path;

use rayon::prelude::*;
use serde_json::json;

pub use look::LogoError;
pub use publish::{PublishError, Published};
pub use raster::PictureError;
pub use templates::TemplateError;

use crate::Progress;
use crate::cells::{Cells, Person};
use crate::charts::svg::DrawError;
use crate::config::{Config, Prerender};
use crate::dimension::Dimension;
use crate::filter::Filter;
use crate::format::Figures;
use crate::measure::Column;
use crate::problem::{Problem, RowCount};
use crate::slices::{Address, Slice, Slices};
use crate::tables::{SetAside, Unattributed};
use address::{Addresses, Subject};
use assets::{Assets, hashed};
use pictures::Painter;
use publish::Staging;
use report::Report;
use templates::Templates;

/// Why no site could be written.
#[derive(Debug, thiserror::Error)]
pub enum SiteError {
    #[error(transparent)]
    Publish(#[from] PublishError),
    #[error(transparent)]
    Template(#[from] TemplateError),
    #[error(transparent)]
    Logo(#[from] LogoError),
    #[error(transparent)]
    Picture(#[from] PictureError),
    #[error(transparent)]
    Chart(#[from] DrawError),
    #[error(
        "this would be {pages} pages, more than the limit of {limit}\n\
         hint: leave a dimension, a kind of period or members out of [pages] in roasbook.toml, or raise pages.limit"
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
    pub set_aside: &'a [SetAside],
    pub unattributed: &'a BTreeMap<String, Unattributed>,
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
    /// A folder that keeps what was drawn for the next build.
    pub cache: Option<&'a Path>,
}

/// What a report page says, apart from its frame.
pub struct Words {
    pub path: String,
    pub filter: Filter,
    /// Heading, sentence, notes, tiles, insights, sections and the data of charts.
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
    /// Renders every page and publishes the site in `target`. `progress` is told of every page written, and may
    /// break off.
    ///
    /// # Errors
    /// [`SiteError`] when there are too many pages, a template does not render, the folder cannot be written, or
    /// `progress` broke off; the folder is then as it was.
    pub fn write(
        &self,
        target: &Path,
        progress: &(dyn Fn(Progress) -> ControlFlow<()> + Sync),
    ) -> Result<Published, SiteError> {
        let subjects = self.subjects();
        let limit = self.config.pages.limit;
        if subjects.len() > limit {
            return Err(SiteError::TooManyPages {
                pages: subjects.len(),
                limit,
            });
        }
        let mut assets = Assets::load(self.templates, &self.config.look)?;
        let templates = Templates::load(self.templates)?;
        let client = client::files(self)?;
        assets.add_client(client);
        go_on(progress(Progress::Pages(subjects.len())))?;
        let staging = Staging::begin(target, progress)?;
        for asset in assets.files() {
            staging.write(&asset.path, &asset.bytes)?;
        }
        let frame = view::Frame::new(self, &assets);
        let scripts = assets::drawing_scripts(self.templates)?;
        let painter = Painter::new(scripts, self.cache);
        let shared = Shared::new(self, Some(&painter));
        shared
            .addresses
            .folders()
            .iter()
            .try_for_each(|folder| staging.make_folder(folder))?;
        if self.config.charts.prerender != Prerender::None {
            staging.make_folder(preview::FOLDER)?;
        }
        let entries =
            self.write_reports(&subjects, &frame, &shared, &templates, &staging, progress)?;
        let everything = self.slice_of(Subject::EVERYTHING);
        let report = shared.report(Subject::EVERYTHING, &everything, None);
        for page in [
            posts::page(&report, &frame, &templates)?,
            earning::page(self, &shared.addresses, shared.painter, &frame, &templates)?,
            personas::page(self, &frame, &templates)?,
            payouts::page(self, &shared.addresses, shared.painter, &frame, &templates)?,
            methodology::page(&self.config.thresholds, &frame, &templates)?,
            quality::page(self, &frame, &templates)?,
            not_found(&frame, &templates)?,
        ] {
            staging.write(&page.path, page.html.as_bytes())?;
        }
        if let Some(rows) = quality::set_aside_csv(self) {
            staging.write(quality::SET_ASIDE, &rows)?;
        }
        staging.write("roasbook.json", &self.contents(&entries))?;
        painter.tidy();
        Ok(staging.publish(progress)?)
    }

    /// What every report page that scripts can answer says where there is room for all of it. The scripts say the
    /// same of the same filter.
    #[must_use]
    pub fn words(&self) -> Vec<Words> {
        let shared = Shared::new(self, None);
        let words = |subject: &Subject| {
            let slice = self.slice_of(*subject);
            let report = shared.report(*subject, &slice, None);
            Words {
                path: report.path.clone(),
                filter: slice.filter.clone(),
                view: report.words(),
            }
        };
        let subjects = self.subjects();
        let live = subjects
            .par_iter()
            .filter(|subject| self.is_live(**subject));
        live.map(words).collect()
    }

    /// Whether the scripts of a report's page can answer its filter: the client data may leave out what it is
    /// about.
    fn is_live(&self, subject: Subject) -> bool {
        match subject {
            Subject::Choices(_) => true,
            Subject::Member(dimension, _) => !self.config.client.leave_out.contains(&dimension),
        }
    }

    /// What there is a report of, in the order of pages.
    fn subjects(&self) -> Vec<Subject> {
        let pages = self.slices.pages().into_iter().map(Subject::Choices);
        let members = self.slices.members().iter().flat_map(|members| {
            let dimension = members.dimension();
            members
                .with_pages()
                .map(move |code| Subject::Member(dimension, code))
        });
        pages.chain(members).collect()
    }

    fn slice_of(&self, subject: Subject) -> Slice {
        match subject {
            Subject::Choices(address) => self.slices.slice(&address),
            Subject::Member(dimension, code) => {
                let members = self.slices.members_of(dimension);
                members.expect("the dimension has pages").slice(code)
            }
        }
    }

    /// Renders and writes the report of every subject; their entries, in the order of subjects.
    fn write_reports(
        &self,
        subjects: &[Subject],
        frame: &view::Frame,
        shared: &Shared<'_>,
        templates: &Templates,
        staging: &Staging,
        progress: &(dyn Fn(Progress) -> ControlFlow<()> + Sync),
    ) -> Result<Vec<serde_json::Value>, SiteError> {
        let addresses = subjects.iter().filter_map(|subject| match subject {
            Subject::Choices(address) => Some(*address),
            Subject::Member(..) => None,
        });
        let addresses: Vec<Address> = addresses.collect();
        let days_scripts = days::write(&addresses, self.slices, &shared.addresses, staging)?;
        let reports = subjects.par_iter().map(|subject| {
            let slice = self.slice_of(*subject);
            let days_script = match subject {
                Subject::Choices(address) => Some(days_scripts[&address.choices].as_str()),
                Subject::Member(..) => None,
            };
            let mut report = shared.report(*subject, &slice, days_script);
            if let Some(painter) = report.painter {
                let svg = report.preview_svg(frame, templates)?;
                let name = preview::file_name(&report.path);
                let picture = hashed(&name, painter.preview(&svg)?);
                staging.write(&picture.path, &picture.bytes)?;
                report.preview = Some(picture.path);
            }
            let page = report.page(frame, templates)?;
            staging.write(&page.path, page.html.as_bytes())?;
            go_on(progress(Progress::PageWritten))?;
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

/// What all reports of a site share.
struct Shared<'a> {
    site: &'a Site<'a>,
    addresses: Addresses<'a>,
    figures: Figures,
    labels: Vec<String>,
    menus: choices::Menus,
    everybody: member::Everybody,
    /// Of each dimension with pages of members, those whose pages have pictures.
    drawn_members: BTreeSet<(Dimension, u32)>,
    /// Nothing where no page has pictures.
    painter: Option<&'a Painter>,
}

impl<'a> Shared<'a> {
    fn new(site: &'a Site<'a>, painter: Option<&'a Painter>) -> Self {
        let everything = site.slices.slice(&Address::EVERYTHING);
        Self {
            site,
            addresses: Addresses::new(site.slices, &site.cells.catalog),
            figures: site.figures(),
            labels: influencer_labels(site.cells),
            menus: choices::Menus::new(site.slices, &everything),
            everybody: member::Everybody::new(site.cells, &everything),
            drawn_members: drawn_members(site, &everything),
            painter: painter.filter(|_| site.config.charts.prerender != Prerender::None),
        }
    }

    fn report<'r>(
        &'r self,
        subject: Subject,
        slice: &'r Slice,
        days_script: Option<&'r str>,
    ) -> Report<'r> {
        Report {
            site: self.site,
            slice,
            subject,
            path: self.addresses.path_of(subject),
            addresses: &self.addresses,
            figures: &self.figures,
            labels: &self.labels,
            menus: &self.menus,
            days_script,
            everybody: &self.everybody,
            painter: self.painter_of(subject),
            preview: None,
        }
    }

    /// Who draws the page of a report, if it has pictures: of its charts, and of itself for who is sent a link
    /// to it.
    fn painter_of(&self, subject: Subject) -> Option<&'a Painter> {
        let is_drawn = match (self.site.config.charts.prerender, subject) {
            (Prerender::None, _) => false,
            (Prerender::All, _) => true,
            (Prerender::Single, Subject::Choices(_)) => subject.choices_made() <= 1,
            (Prerender::Single, Subject::Member(dimension, code)) => {
                self.drawn_members.contains(&(dimension, code))
            }
        };
        self.painter.filter(|_| is_drawn)
    }
}

/// The members with most revenue, of each dimension whose members have pages.
fn drawn_members(site: &Site<'_>, everything: &Slice) -> BTreeSet<(Dimension, u32)> {
    /// More members than this have pages without pictures, which the browser then draws.
    const DRAWN: usize = 100;
    let members = site.slices.members().iter();
    let most = members.flat_map(|members| {
        let dimension = members.dimension();
        let revenue: BTreeMap<u32, i64> = if dimension == Dimension::Influencer {
            let people = everything.influencers.iter();
            people
                .map(|row| (row.influencer, row.totals.all.get(Column::Revenue)))
                .collect()
        } else {
            let rows = everything.by(dimension).iter();
            rows.map(|row| (row.member, row.totals.all.get(Column::Revenue)))
                .collect()
        };
        let mut codes: Vec<u32> = members.with_pages().collect();
        codes.sort_by_key(|code| std::cmp::Reverse(revenue.get(code).copied()));
        codes.truncate(DRAWN);
        codes.into_iter().map(move |code| (dimension, code))
    });
    most.collect()
}

fn go_on(flow: ControlFlow<()>) -> Result<(), PublishError> {
    if flow.is_break() {
        return Err(PublishError::Interrupted);
    }
    Ok(())
}

/// The page in place of one that is not there. It is no page of the report, so `roasbook.json` has no entry.
fn not_found(frame: &view::Frame, templates: &Templates) -> Result<Page, TemplateError> {
    Ok(Page {
        path: view::NOT_FOUND.into(),
        html: templates.render("pages/not-found.html", &frame.not_found())?,
        entry: None,
    })
}

/// A name without the characters that would turn the text after it around.
fn readable(name: &str) -> String {
    let turns = |letter: &char| matches!(letter, '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}');
    name.chars().filter(|letter| !turns(letter)).collect()
}

/// What influencers are called, by code: the name, with the id where another has the same name, or the id.
pub(crate) fn influencer_labels(cells: &Cells) -> Vec<String> {
    let ids = cells.catalog.members(Dimension::Influencer);
    let mut bearers: BTreeMap<&str, usize> = BTreeMap::new();
    for person in &cells.people {
        *bearers.entry(&person.name).or_default() += 1;
    }
    let label = |(code, person): (usize, &Person)| match person.name.as_str() {
        "" => readable(ids.name(code as u32)),
        name if bearers[name] > 1 => readable(&format!("{name} ({})", ids.name(code as u32))),
        name => readable(name),
    };
    cells.people.iter().enumerate().map(label).collect()
}
