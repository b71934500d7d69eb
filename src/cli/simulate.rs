//! `roasbook simulate`: a lifelike campaign with known truth.

use std::path::PathBuf;

use roasbook::simulate::{Scenario, simulate};
use roasbook::tables::find_files;

use super::{Outcome, Verbosity};

/// The tables a simulation writes.
const FILE_NAMES: [&str; 5] = [
    "influencers.csv",
    "payouts.csv",
    "posts.csv",
    "products.csv",
    "tracking_data.csv",
];

/// More influencers than anybody works with; each takes memory.
const MOST_INFLUENCERS: i64 = 1_000_000;

/// Make a lifelike campaign with known truth, to try things on
#[derive(clap::Args)]
pub struct Simulate {
    /// The same seed gives the same bytes
    #[arg(long, default_value_t = Scenario::default().seed)]
    seed: u64,

    /// How many influencers
    #[arg(long, default_value_t = Scenario::default().influencers, value_parser = influencer_count)]
    influencers: usize,

    /// How many days
    #[arg(long, default_value_t = Scenario::default().days)]
    days: usize,

    /// How many tracking rows
    #[arg(long, default_value_t = Scenario::default().rows)]
    rows: u64,

    /// Folder to write to
    #[arg(short, long, value_name = "FOLDER", default_value = "data")]
    output: PathBuf,
}

impl Simulate {
    pub fn run(self, verbosity: Verbosity) -> anyhow::Result<Outcome> {
        self.refuse_to_overwrite_data()?;
        let scenario = Scenario {
            seed: self.seed,
            influencers: self.influencers,
            days: self.days,
            rows: self.rows,
            ..Scenario::default()
        };
        let written = simulate(&scenario, &self.output)?;
        if !verbosity.quiet {
            println!(
                "Wrote a campaign of {} tracking rows to {}",
                written.tracking_rows,
                self.output.display()
            );
            if verbosity.verbose {
                for (path, rows) in &written.files {
                    println!("  {} ({rows} rows)", path.display());
                }
            }
            println!("Next: roasbook build {}", self.output.display());
        }
        Ok(Outcome::Done)
    }

    /// Only what a simulation made may be overwritten by one: a folder whose tables are all of those names,
    /// beside the truth that no export has.
    fn refuse_to_overwrite_data(&self) -> anyhow::Result<()> {
        if !self.output.is_dir() {
            return Ok(());
        }
        let is_simulated = self.output.join("truth.json").exists();
        let found = find_files(&self.output);
        if let Some(fault) = found.faults.first() {
            anyhow::bail!("`{}` {}", fault.name, fault.error);
        }
        let foreign = found
            .files
            .iter()
            .find(|file| !is_simulated || !FILE_NAMES.contains(&file.name.as_str()));
        if let Some(file) = foreign {
            anyhow::bail!(
                "`{}` holds CSVs that no simulation made, such as `{}`\nhint: choose another folder with -o",
                self.output.display(),
                file.name
            );
        }
        Ok(())
    }
}

fn influencer_count(text: &str) -> Result<usize, String> {
    let count: i64 = text
        .parse()
        .map_err(|_| "expected a whole number".to_owned())?;
    if !(1..=MOST_INFLUENCERS).contains(&count) {
        return Err(format!("expected 1 to {MOST_INFLUENCERS}"));
    }
    Ok(count as usize)
}
