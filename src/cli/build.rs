//! `roasbook build`: the report site.

use std::io::Write;
use std::path::PathBuf;
use std::time::Instant;

use etcetera::BaseStrategy;
use roasbook::problem::Severity;
use roasbook::site::{PublishError, Published, SiteError};
use roasbook::timings::Timings;
use roasbook::{Campaign, Progress, Publication};

use super::console::Console;
use super::interruption::Interruption;
use super::progress::Bar;
use super::{Input, Outcome, ProblemFormat, Verbosity, problems};

/// Build the report site
#[derive(clap::Args)]
pub struct Build {
    #[command(flatten)]
    input: Input,

    /// Folder of the site; it is replaced in one step
    #[arg(short, long, value_name = "FOLDER", default_value = "site")]
    output: PathBuf,

    /// Where the site will be reached, for canonical links
    #[arg(long, value_name = "URL", value_parser = parse_base_url)]
    base_url: Option<String>,

    /// Folder whose files replace the built-in templates and assets of the same name
    #[arg(long, value_name = "FOLDER")]
    templates: Option<PathBuf>,

    /// Folder that keeps drawn charts for the next build [default: roasbook in the user's cache folder]
    #[arg(
        long,
        value_name = "FOLDER",
        env = "ROASBOOK_CACHE",
        hide_env_values = true
    )]
    cache: Option<PathBuf>,

    /// Draw every chart anew, and keep none
    #[arg(long)]
    no_cache: bool,

    /// How problems are printed
    #[arg(long, value_enum, default_value = "human")]
    format: ProblemFormat,

    /// Print how long each stage took
    #[arg(long)]
    timings: bool,

    /// Open the report in the browser
    #[arg(long)]
    open: bool,
}

impl Build {
    pub fn run(self, verbosity: Verbosity) -> anyhow::Result<Outcome> {
        let begin = Instant::now();
        let mut timings = Timings::default();
        let interruption = Interruption::watched();
        let campaign = self.input.load(&mut timings)?;
        let is_stopped = self.input.is_stopped_by(&campaign);
        self.print_problems(&campaign, is_stopped, verbosity)?;
        if is_stopped {
            return Ok(Outcome::Stopped);
        }
        if let Some(folder) = self.templates.as_deref().filter(|folder| !folder.is_dir()) {
            anyhow::bail!("there is no folder `{}` with templates", folder.display());
        }
        let publication = Publication {
            target: self.output.clone(),
            base_url: self.base_url.clone(),
            templates: self.templates.clone(),
            cache: self.cache_folder(),
        };
        let bar = Bar::new(verbosity);
        let published = roasbook::publish(&campaign, &publication, &mut timings, &|step| {
            if let Progress::Pages(_) = step {
                interruption.has_to_tidy();
            }
            bar.take(step);
            interruption.flow()
        });
        bar.finish();
        if let Err(SiteError::Publish(PublishError::Interrupted)) = published {
            let target = self.output.display();
            eprintln!("error: the build was interrupted; `{target}` is as it was");
            return Ok(Outcome::Interrupted);
        }
        let published = published?;
        let index = self.output.join("index.html");
        if !verbosity.quiet {
            let mut out = std::io::stdout().lock();
            for count in campaign
                .row_counts
                .iter()
                .filter(|count| !count.files.is_empty())
            {
                let aside = if count.set_aside > 0 {
                    format!(", {} set aside", count.set_aside)
                } else {
                    String::new()
                };
                writeln!(out, "{:>9} {} rows{aside}", count.used, count.table)?;
            }
            writeln!(
                out,
                "{:>9} files, {:.1} MB, {}, in {:.2} s",
                published.files,
                published.bytes as f64 / 1e6,
                changes(&published),
                begin.elapsed().as_secs_f64()
            )?;
            let warnings = campaign.problems.count(Severity::Warning);
            if warnings > 0 {
                let data = self.input.data.display();
                writeln!(
                    out,
                    "{warnings:>9} things to look at: roasbook check {data}"
                )?;
            }
            writeln!(out, "Open {}", index.display())?;
        }
        if self.timings {
            print_timings(&timings);
        }
        if self.open
            && let Err(error) = open::that(&index)
        {
            eprintln!("warning: no browser could be opened: {error}");
        }
        Ok(Outcome::Done)
    }

    /// Where drawn charts are kept; nowhere on a system that names no such folder.
    fn cache_folder(&self) -> Option<PathBuf> {
        if self.no_cache {
            return None;
        }
        self.cache.clone().or_else(|| {
            let folders = etcetera::choose_base_strategy().ok()?;
            Some(folders.cache_dir().join(env!("CARGO_PKG_NAME")))
        })
    }

    /// What stops the build in full; the rest only when asked for, or for machines.
    fn print_problems(
        &self,
        campaign: &Campaign,
        is_stopped: bool,
        verbosity: Verbosity,
    ) -> std::io::Result<()> {
        let least = match (
            is_stopped,
            verbosity.verbose || self.format != ProblemFormat::Human,
        ) {
            (_, true) => Severity::Note,
            (true, false) if self.input.strict => Severity::Warning,
            (_, false) => Severity::Error,
        };
        problems::print(
            campaign,
            least,
            self.format,
            &self.input.data,
            verbosity,
            &mut Console::stderr(),
        )
    }
}

/// An http(s) address, made to end in one slash.
fn parse_base_url(text: &str) -> Result<String, String> {
    let host = text
        .strip_prefix("https://")
        .or_else(|| text.strip_prefix("http://"));
    let is_plain =
        !text.contains(|c: char| c.is_whitespace() || c.is_control() || "\"'<>?#".contains(c));
    match host {
        Some(host) if is_plain && !host.trim_matches('/').is_empty() => {
            Ok(format!("{}/", text.trim_end_matches('/')))
        }
        _ => Err("expected an address such as https://example.org/reports".into()),
    }
}

fn changes(published: &Published) -> String {
    match published.changed {
        0 => "nothing changed".into(),
        changed => format!("{changed} changed"),
    }
}

fn print_timings(timings: &Timings) {
    for (stage, duration) in timings.stages() {
        eprintln!("{:>9.1} ms  {stage}", duration.as_secs_f64() * 1e3);
    }
    eprintln!("{:>9.1} ms  total", timings.total().as_secs_f64() * 1e3);
}
