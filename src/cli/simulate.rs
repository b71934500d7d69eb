//! `roasbook simulate`: a lifelike campaign with known truth.

use std::path::PathBuf;

use roasbook::simulate::{Scenario, simulate};

use super::{Outcome, Verbosity};

/// Make a lifelike campaign with known truth, to try things on
#[derive(clap::Args)]
pub struct Simulate {
    /// The same seed gives the same bytes
    #[arg(long, default_value_t = Scenario::default().seed)]
    seed: u64,

    /// How many influencers
    #[arg(long, default_value_t = Scenario::default().influencers)]
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
        // Only what a simulation made may be overwritten by one.
        let is_taken = self.output.join("tracking_data.csv").exists()
            && !self.output.join("truth.json").exists();
        if is_taken {
            anyhow::bail!(
                "`{}` holds CSVs that no simulation made\nhint: choose another folder with -o",
                self.output.display()
            );
        }
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
}
