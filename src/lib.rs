//! roasbook turns a folder of influencer-campaign CSVs into a static report site.
//!
//! ```text
//! tables  ->  cells  ->  slices  ->  charts  ->  site
//! ```
//!
//! One direction, no way back: a stage knows the stage before it and nothing later. [`tables`] reads and
//! checks, [`cells`] adds everything up once, [`slices`] answers any filter, [`charts`] says how a chart
//! looks, [`site`] writes plain files. [`load`] and [`publish`] below are the whole program.
//!
//! The words of the business stand on their own, without I/O: [`money`], [`currency`], [`locale`], [`period`],
//! [`dimension`], [`filter`], [`settlement`], [`colour`] and the closed list of [`measure`]s.
//!
//! ```
//! use roasbook::{config::Config, filter::Filter, measure::MeasureId, slices::answer, timings::Timings};
//!
//! # fn main() -> Result<(), Box<dyn std::error::Error>> {
//! let folder = std::env::temp_dir().join(format!("roasbook-doc-{}", std::process::id()));
//! std::fs::create_dir_all(&folder)?;
//! std::fs::write(folder.join("influencers.csv"), "influencer_id,name,platform\n1,Riya Rao,Instagram\n")?;
//! std::fs::write(folder.join("posts.csv"), "influencer_id,date,reach\n1,2025-07-01,5000\n")?;
//! std::fs::write(folder.join("payouts.csv"), "influencer_id,basis,rate,total_payout\n1,per_post,500,500\n")?;
//! std::fs::write(folder.join("tracking.csv"), "influencer_id,date,orders,revenue\n1,2025-07-02,2,1999.50\n")?;
//!
//! let campaign = roasbook::load(&folder, Config::default(), &mut Timings::default());
//! let cells = campaign.cells.expect("the input has no errors");
//! let slice = answer(&cells, campaign.config.calendar(), &Filter::everything());
//! assert_eq!(slice.value(MeasureId::Roas).number(), Some(3.999));
//! # std::fs::remove_dir_all(&folder)?;
//! # Ok(())
//! # }
//! ```

use std::collections::BTreeMap;
use std::ops::ControlFlow;
use std::path::{Path, PathBuf};

mod cache;
pub mod cells;
pub mod charts;
pub mod colour;
pub mod config;
pub mod currency;
pub mod dimension;
pub mod filter;
pub mod format;
pub mod init;
pub mod locale;
pub mod measure;
pub mod money;
pub mod period;
pub mod problem;
pub mod settlement;
pub mod simulate;
pub mod site;
pub mod slices;
pub mod spreadsheet;
pub mod suggestion;
pub mod tables;
mod time_of_day;
pub mod timings;

use cells::{Cells, add_up};
use config::Config;
use problem::{Problems, RowCount};
use site::{Published, Quality, Site, SiteError};
use slices::Slices;
use tables::{SetAside, Tables, Unattributed, mark_cells, read_tables};
use timings::Timings;

/// A campaign, read and added up.
#[derive(Debug)]
pub struct Campaign {
    pub config: Config,
    pub row_counts: Vec<RowCount>,
    /// Every row that was read and not used.
    pub set_aside: Vec<SetAside>,
    /// What tracking rows without an influencer bring, by source.
    pub unattributed: BTreeMap<String, Unattributed>,
    pub problems: Problems,
    /// `None` when a problem is an error.
    pub cells: Option<Cells>,
}

/// Reads a folder of CSVs and adds it up. What is wrong with it is among the problems.
#[must_use]
pub fn load(folder: &Path, config: Config, timings: &mut Timings) -> Campaign {
    load_with_tables(folder, config, timings).0
}

/// The same, and the rows that were read, for [`Trace`](cells::Trace). Their problems are with the campaign's.
#[must_use]
pub fn load_with_tables(
    folder: &Path,
    config: Config,
    timings: &mut Timings,
) -> (Campaign, Tables) {
    let mut tables = timings.stage("tables", || read_tables(folder, &config));
    let mut problems = std::mem::take(&mut tables.problems);
    // With any other error there are figures all the same, and so the problems that adding up finds.
    let cells = if problems.has_fatal() {
        None
    } else {
        timings.stage("cells", || add_up(&tables, &config, &mut problems))
    };
    timings.stage("marking", || mark_cells(folder, &config, &mut problems));
    let campaign = Campaign {
        config,
        row_counts: tables.row_counts.clone(),
        set_aside: std::mem::take(&mut tables.set_aside),
        unattributed: std::mem::take(&mut tables.unattributed),
        problems,
        cells,
    };
    (campaign, tables)
}

/// Where and how a site is published.
#[derive(Clone, Debug)]
pub struct Publication {
    pub target: PathBuf,
    /// Where the site will be reached, for canonical links.
    pub base_url: Option<String>,
    /// A folder whose files replace the built-in templates and assets.
    pub templates: Option<PathBuf>,
    /// A folder that keeps what was drawn for the next build; it need not be there, and nothing but time depends
    /// on it.
    pub cache: Option<PathBuf>,
}

/// Answers every page's filter and publishes the site. `progress` is told how far it has come, and may break off.
///
/// # Errors
/// [`SiteError`] when the site cannot be rendered or written, or `progress` broke off; what was in the target is
/// then as it was.
///
/// # Panics
/// When the campaign has errors, and so no cells.
pub fn publish(
    campaign: &Campaign,
    publication: &Publication,
    timings: &mut Timings,
    progress: &(dyn Fn(Progress) -> ControlFlow<()> + Sync),
) -> Result<Published, SiteError> {
    let cells = campaign
        .cells
        .as_ref()
        .expect("a campaign without errors has cells");
    let config = &campaign.config;
    let slices = timings.stage("slices", || {
        Slices::of_pages(cells, config.calendar(), &config.pages)
    });
    let site = Site {
        cells,
        slices: &slices,
        config,
        quality: Quality {
            row_counts: &campaign.row_counts,
            set_aside: &campaign.set_aside,
            unattributed: &campaign.unattributed,
            problems: campaign.problems.sorted(),
        },
        base_url: publication.base_url.clone(),
        templates: publication.templates.as_deref(),
        cache: publication.cache.as_deref(),
    };
    timings.stage("site", || site.write(&publication.target, progress))
}

/// How far a site has come.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Progress {
    /// There will be this many pages. Nothing has been written yet.
    Pages(usize),
    /// Another build is writing there, and this one waits for its turn; said again until it comes.
    Waiting,
    /// One more page is written.
    PageWritten,
    /// All is written, and now takes the place of the old site: the last moment to break off.
    Swapping,
}
