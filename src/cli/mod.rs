//! The command line: parse, call the library, print. One file a subcommand.

mod build;
mod check;
mod console;
mod explain;
mod filter;
mod init;
mod interruption;
mod problems;
mod progress;
mod report;
mod rows;
mod simulate;

use std::path::{Path, PathBuf};
use std::process::ExitCode;

use clap::{Args, Parser, Subcommand, ValueEnum};
use console::Console;
use roasbook::config::ConfigError;
use roasbook::problem::{Code, Severity};

/// Turns influencer-campaign CSVs into a static report site: exact figures for every filter, no server.
#[derive(Parser)]
#[command(
    version,
    about,
    propagate_version = true,
    disable_help_subcommand = true
)]
struct Cli {
    #[command(subcommand)]
    command: Option<Command>,

    #[command(flatten)]
    verbosity: Verbosity,
}

#[derive(Subcommand)]
enum Command {
    Build(build::Build),
    Check(check::Check),
    Explain(explain::Explain),
    Init(init::Init),
    Report(report::Report),
    Rows(rows::Rows),
    Simulate(simulate::Simulate),
}

/// How much is said.
#[derive(Args, Clone, Copy)]
struct Verbosity {
    /// Say nothing but errors
    #[arg(short, long, global = true, conflicts_with = "verbose")]
    quiet: bool,

    /// List every problem and file
    #[arg(short, long, global = true)]
    verbose: bool,
}

/// The folder that is read, and how.
#[derive(Args)]
struct Input {
    /// Folder with the campaign's CSVs
    #[arg(default_value = "data")]
    data: PathBuf,

    /// Configuration [default: roasbook.toml in the data folder, if there]
    #[arg(long, value_name = "FILE")]
    config: Option<PathBuf>,

    /// Treat warnings as errors
    #[arg(long)]
    strict: bool,

    /// Treat this kind of problem as an error, such as payout-missing; repeats
    #[arg(long, value_name = "CODE")]
    deny: Vec<Code>,
}

/// How problems are printed.
#[derive(Clone, Copy, PartialEq, Eq, ValueEnum)]
enum ProblemFormat {
    /// A block for each kind, with the line that the first is about
    Human,
    /// One JSON object a line, row counts last
    Json,
    /// Annotations for GitHub Actions
    Github,
    /// SARIF 2.1.0, for code scanning
    Sarif,
}

/// How a command ended.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Outcome {
    Done,
    /// The input has problems that stop it.
    Stopped,
    /// Somebody asked it to end.
    Interrupted,
}

/// Runs the command line: 0 done, 1 the input has problems that stop it, 2 wrong usage, 130 interrupted.
pub fn run() -> ExitCode {
    let cli = Cli::parse();
    let outcome = match cli.command {
        Some(Command::Build(build)) => build.run(cli.verbosity),
        Some(Command::Check(check)) => check.run(cli.verbosity),
        Some(Command::Explain(explain)) => explain.run(),
        Some(Command::Init(init)) => init.run(cli.verbosity),
        Some(Command::Report(report)) => report.run(cli.verbosity),
        Some(Command::Rows(rows)) => rows.run(cli.verbosity),
        Some(Command::Simulate(simulate)) => simulate.run(cli.verbosity),
        None => {
            print_next_step();
            Ok(Outcome::Done)
        }
    };
    match outcome {
        Ok(Outcome::Done) => ExitCode::SUCCESS,
        Ok(Outcome::Stopped) => ExitCode::from(1),
        Ok(Outcome::Interrupted) => ExitCode::from(interruption::CODE),
        // Who reads from us has seen enough, as `head` has.
        Err(error) if is_broken_pipe(&error) => ExitCode::SUCCESS,
        Err(error) => {
            match error.downcast_ref() {
                Some(ConfigError::Malformed { path, mistake }) => {
                    problems::print_mistake(path, mistake, &mut Console::stderr());
                }
                // Causes are part of the sentences already, each written by the layer that knows it.
                _ => eprintln!("error: {error}"),
            }
            ExitCode::from(1)
        }
    }
}

fn is_broken_pipe(error: &anyhow::Error) -> bool {
    error.chain().any(|cause| {
        let in_csv = cause
            .downcast_ref::<csv::Error>()
            .and_then(|cause| match cause.kind() {
                csv::ErrorKind::Io(cause) => Some(cause),
                _ => None,
            });
        in_csv
            .or_else(|| cause.downcast_ref::<std::io::Error>())
            .is_some_and(|cause| cause.kind() == std::io::ErrorKind::BrokenPipe)
    })
}

fn print_next_step() {
    let data = Path::new("data");
    if data.is_dir() {
        println!("There is a folder `data` here. Next:\n");
        println!("    roasbook check     what is odd about the CSVs");
        println!("    roasbook init      a configuration for them, explained");
        println!("    roasbook build     the report site, in `site`");
        println!("    roasbook report    the figures, in the terminal");
    } else {
        println!(
            "roasbook needs a folder with a campaign's CSVs: influencers, posts, tracking, payouts.\n"
        );
        println!("    roasbook build FOLDER    the report site, in `site`");
        println!("    roasbook simulate        no data yet? Makes a lifelike campaign in `data`");
    }
    println!("\nMore: roasbook --help");
}

/// Fails where there is no folder to read.
fn require_folder(data: &Path) -> anyhow::Result<()> {
    if !data.is_dir() {
        anyhow::bail!(
            "there is no folder `{}`\nhint: name the folder with the campaign's CSVs, or run `roasbook simulate` for a demo",
            data.display()
        );
    }
    Ok(())
}

impl Input {
    /// Reads and adds up the folder.
    fn load(&self, timings: &mut roasbook::timings::Timings) -> anyhow::Result<roasbook::Campaign> {
        Ok(self.load_with_tables(timings)?.0)
    }

    /// The same, and the rows that were read.
    fn load_with_tables(
        &self,
        timings: &mut roasbook::timings::Timings,
    ) -> anyhow::Result<(roasbook::Campaign, roasbook::tables::Tables)> {
        require_folder(&self.data)?;
        let mut config = roasbook::config::Config::load(self.config.as_deref(), &self.data)?;
        self.deny
            .iter()
            .for_each(|code| config.problems.deny(*code));
        Ok(roasbook::load_with_tables(&self.data, config, timings))
    }

    /// Whether the problems stop the command.
    fn is_stopped_by(&self, campaign: &roasbook::Campaign) -> bool {
        campaign.cells.is_none() || campaign.problems.count(self.least_that_stops()) > 0
    }

    /// The same, and what stops it is printed.
    fn stops(&self, campaign: &roasbook::Campaign, verbosity: Verbosity) -> std::io::Result<bool> {
        let is_stopped = self.is_stopped_by(campaign);
        if is_stopped {
            problems::print(
                campaign,
                self.least_that_stops(),
                ProblemFormat::Human,
                &self.data,
                verbosity,
                &mut Console::stderr(),
            )?;
        }
        Ok(is_stopped)
    }

    fn least_that_stops(&self) -> Severity {
        if self.strict {
            Severity::Warning
        } else {
            Severity::Error
        }
    }
}
