//! `roasbook init`: a commented configuration for a folder, with what its files suggest.

use std::fs::{self, OpenOptions};
use std::io::{self, ErrorKind, Write};
use std::path::{Path, PathBuf};

use roasbook::config::{Config, FILE_NAME};
use roasbook::init::{Draft, draft};
use roasbook::problem::{Severity, harmless};
use roasbook::tables::find_files;
use roasbook::timings::Timings;

use super::console::Console;
use super::{Outcome, Verbosity};

/// Write a configuration for a folder: every setting explained, and what its files suggest
#[derive(clap::Args)]
pub struct Init {
    /// Folder with the campaign's CSVs
    #[arg(default_value = "data")]
    data: PathBuf,

    /// File to write [default: roasbook.toml in the data folder]
    #[arg(short, long, value_name = "FILE", conflicts_with = "print")]
    output: Option<PathBuf>,

    /// Replace a file that is there
    #[arg(long)]
    force: bool,

    /// Print the configuration instead of writing it
    #[arg(long)]
    print: bool,
}

/// As many guesses are told; the rest is in the file.
const MOST: usize = 20;

impl Init {
    pub fn run(self, verbosity: Verbosity) -> anyhow::Result<Outcome> {
        super::require_folder(&self.data)?;
        let found = find_files(&self.data);
        if found.files.is_empty() {
            anyhow::bail!(
                "`{}` has no tables\nhint: names of their files begin with influencer, post, tracking, payout or product",
                self.data.display()
            );
        }
        if self.print {
            let text = draft(&self.data).to_string();
            io::stdout().lock().write_all(text.as_bytes())?;
            return Ok(Outcome::Done);
        }
        let target = self.output.clone();
        let target = target.unwrap_or_else(|| self.data.join(FILE_NAME));
        // Asked before the folder is read, which can take a while.
        if !self.force && target.exists() {
            return Err(is_there(&target));
        }
        let draft = draft(&self.data);
        let text = draft.to_string();
        self.write(&target, &text)?;
        if !verbosity.quiet {
            self.tell(&target, &draft, &text)?;
        }
        Ok(Outcome::Done)
    }

    /// Writes the file whole, or not at all.
    fn write(&self, target: &Path, text: &str) -> anyhow::Result<()> {
        let failed = |error: io::Error| match error.kind() {
            ErrorKind::AlreadyExists => is_there(target),
            _ => anyhow::anyhow!("`{}` cannot be written: {error}", target.display()),
        };
        if !self.force {
            let file = OpenOptions::new().write(true).create_new(true).open(target);
            return file
                .and_then(|mut file| file.write_all(text.as_bytes()))
                .map_err(failed);
        }
        let mut name = target.file_name().unwrap_or_default().to_owned();
        name.push(".new");
        let beside = target.with_file_name(name);
        fs::write(&beside, text)
            .and_then(|()| fs::rename(&beside, target))
            .map_err(failed)
    }

    /// Says what was written, and what comes next.
    fn tell(&self, target: &Path, draft: &Draft, text: &str) -> anyhow::Result<()> {
        let mut console = Console::stdout();
        let out = &mut console.out;
        writeln!(out, "Wrote {}", target.display())?;
        let guesses: Vec<String> = draft.guesses().collect();
        if guesses.is_empty() {
            writeln!(
                out,
                "Nothing had to be guessed; all settings are commented out."
            )?;
        } else {
            writeln!(out, "Guessed, each with its reason in the file:\n")?;
            for guess in guesses.iter().take(MOST) {
                writeln!(out, "    {}", harmless(guess))?;
            }
            if guesses.len() > MOST {
                writeln!(out, "    and {} more", guesses.len() - MOST)?;
            }
            writeln!(out)?;
        }
        let config = Config::parse(text)
            .map_err(|mistake| anyhow::anyhow!("`{}` {mistake}", target.display()))?;
        let campaign = roasbook::load(&self.data, config, &mut Timings::default());
        let data = typed(&self.data);
        let named = match target == self.data.join(FILE_NAME) {
            true => String::new(),
            false => format!(" --config {}", typed(target)),
        };
        match campaign.problems.count(Severity::Error) {
            0 => {}
            1 => writeln!(out, "With it, 1 error is left.")?,
            errors => writeln!(out, "With it, {errors} errors are left.")?,
        }
        writeln!(out, "Next: roasbook check {data}{named}")?;
        Ok(())
    }
}

/// A path as it is typed into a shell.
fn typed(path: &Path) -> String {
    let path = path.display().to_string();
    match path.contains(char::is_whitespace) {
        true => format!("\"{path}\""),
        false => path,
    }
}

fn is_there(target: &Path) -> anyhow::Error {
    anyhow::anyhow!(
        "`{}` is there already\nhint: --force replaces it, --print shows what would be in it",
        target.display()
    )
}
