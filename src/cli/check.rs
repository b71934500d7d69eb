//! `roasbook check`: what is wrong, odd or assumed.

use roasbook::problem::{Severity, harmless_json};
use roasbook::timings::Timings;
use serde_json::json;

use super::console::Console;
use super::{Input, Outcome, ProblemFormat, Verbosity, problems};

/// List what is wrong, odd or assumed in the CSVs
#[derive(clap::Args)]
pub struct Check {
    #[command(flatten)]
    input: Input,

    /// How problems are printed
    #[arg(long, value_enum, default_value = "human")]
    format: ProblemFormat,
}

impl Check {
    pub fn run(self, verbosity: Verbosity) -> anyhow::Result<Outcome> {
        let campaign = self.input.load(&mut Timings::default())?;
        let mut console = Console::stdout();
        let least = if verbosity.quiet {
            Severity::Error
        } else {
            Severity::Note
        };
        problems::print(
            &campaign,
            least,
            self.format,
            &self.input.data,
            verbosity,
            &mut console,
        )?;
        let out = &mut console.out;
        match self.format {
            ProblemFormat::Human if !verbosity.quiet => {
                for count in campaign
                    .row_counts
                    .iter()
                    .filter(|count| !count.files.is_empty())
                {
                    let (read, used, set_aside) = (count.read, count.used, count.set_aside);
                    writeln!(
                        out,
                        "{}: {read} rows read, {used} used, {set_aside} set aside",
                        count.table
                    )?;
                }
            }
            ProblemFormat::Json => {
                let tables = json!({"tables": campaign.row_counts}).to_string();
                writeln!(out, "{}", harmless_json(&tables))?;
            }
            ProblemFormat::Human | ProblemFormat::Github | ProblemFormat::Sarif => {}
        }
        Ok(if self.input.is_stopped_by(&campaign) {
            Outcome::Stopped
        } else {
            Outcome::Done
        })
    }
}
