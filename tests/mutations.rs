//! Folders damaged at random: whatever bytes they hold, they are read to an end, every row is accounted for, and what
//! is said of them does no harm.
//!
//! `ROASBOOK_MUTATIONS` says how many folders are tried, `ROASBOOK_SEED` names the first, or the only one.

mod damage;
mod sources;

use std::fmt::Write;
use std::fs;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::{Path, PathBuf};
use std::time::{Duration, Instant};

use rand::{RngExt, SeedableRng};
use rand_chacha::ChaCha8Rng;
use roasbook::cells::{add_up, integers};
use roasbook::config::Config;
use roasbook::filter::Filter;
use roasbook::measure::Column;
use roasbook::problem::Code;
use roasbook::slices::answer;
use roasbook::tables::{mark_cells, read_tables};

use crate::support::{account_for_every_row, number_of, run_in};
use damage::Damage;
use sources::{FolderOfBytes, sources};

const FOLDERS: u64 = 1000;

/// Nothing here is large; what takes as long as this does not end soon.
const LONGEST: Duration = Duration::from_secs(20);

#[test]
fn damaged_folders_are_read_to_an_end_and_every_row_is_accounted_for() {
    let first = number_of("ROASBOOK_SEED");
    let folders =
        number_of("ROASBOOK_MUTATIONS").unwrap_or(if first.is_some() { 1 } else { FOLDERS });
    let first = first.unwrap_or(0);
    let sources = sources();
    let mut longest = (Duration::ZERO, 0);
    for seed in first..first + folders {
        let damages = damages(seed, &sources);
        let began = Instant::now();
        if let Err(why) = check(seed, &sources, &damages) {
            let (damages, why) = smallest(seed, &sources, damages, why);
            let kept = keep(&damaged(seed, &sources, &damages));
            panic!("seed {seed}: {why}\n{damages:?}\nin {}", kept.display());
        }
        longest = longest.max((began.elapsed(), seed));
    }
    println!(
        "{folders} folders; the longest took {:?}, seed {}",
        longest.0, longest.1
    );
}

fn damages(seed: u64, sources: &[FolderOfBytes]) -> Vec<Damage> {
    let mut rng = ChaCha8Rng::seed_from_u64(seed);
    let source = &sources[seed as usize % sources.len()];
    let count = [1, 1, 2, 3, 5, 9][rng.random_range(0..6)];
    (0..count)
        .map(|_| Damage::draw(&mut rng, source.len()))
        .collect()
}

fn damaged(seed: u64, sources: &[FolderOfBytes], damages: &[Damage]) -> FolderOfBytes {
    let mut folder = sources[seed as usize % sources.len()].clone();
    for damage in damages {
        damage.apply(&mut folder);
    }
    folder
}

/// The fewest of the damages that still fail.
fn smallest(
    seed: u64,
    sources: &[FolderOfBytes],
    mut damages: Vec<Damage>,
    mut why: String,
) -> (Vec<Damage>, String) {
    let mut place = 0;
    while place < damages.len() {
        let mut fewer = damages.clone();
        fewer.remove(place);
        match check(seed, sources, &fewer) {
            Err(reason) => (damages, why) = (fewer, reason),
            Ok(()) => place += 1,
        }
    }
    (damages, why)
}

fn keep(folder: &FolderOfBytes) -> PathBuf {
    let path = Path::new(env!("CARGO_TARGET_TMPDIR")).join("damaged");
    let _ = fs::remove_dir_all(&path);
    write(folder, &path);
    path
}

fn write(folder: &FolderOfBytes, path: &Path) {
    for (name, bytes) in folder {
        let path = path.join(name);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, bytes).unwrap();
    }
}

fn check(seed: u64, sources: &[FolderOfBytes], damages: &[Damage]) -> Result<(), String> {
    let folder = damaged(seed, sources, damages);
    let path = tempfile::tempdir().unwrap();
    write(&folder, path.path());
    let began = Instant::now();
    catch_unwind(AssertUnwindSafe(|| {
        check_library(path.path());
        // To start the program takes longer than to read a folder.
        if seed.is_multiple_of(50) {
            check_program(path.path(), seed / 50);
        }
    }))
    .map_err(|panic| {
        let text = panic.downcast_ref::<String>().cloned();
        text.or_else(|| panic.downcast_ref::<&str>().map(ToString::to_string))
            .unwrap_or_else(|| "it panicked".to_owned())
    })?;
    match began.elapsed() {
        elapsed if elapsed > LONGEST => Err(format!("it took {elapsed:?}")),
        _ => Ok(()),
    }
}

/// Rows are accounted for, what is used is what is added up, and problems can be told.
fn check_library(path: &Path) {
    let config = Config::load(None, path).unwrap_or_default();
    let mut tables = read_tables(path, &config);
    let mut problems = std::mem::take(&mut tables.problems);
    account_for_every_row(&tables);
    let cells = match problems.has_fatal() {
        true => None,
        false => add_up(&tables, &config, &mut problems),
    };
    mark_cells(path, &config, &mut problems);
    for problem in problems.sorted() {
        let place = &problem.place;
        let is_text = [".csv", ".tsv"].iter().any(|end| place.file.ends_with(end))
            && has_a_row_a_line(&path.join(&place.file));
        // A file is not read beyond these.
        let is_end = matches!(problem.code, Code::UnclosedQuote | Code::TooBig);
        if is_text && place.line > 0 && !is_end && !told_of_bytes(problem.code) {
            assert!(problem.excerpt.is_some(), "{problem:?} is not shown");
        }
    }
    let mut told = String::new();
    for problem in problems.sorted() {
        write!(told, "{problem:?}").unwrap();
    }
    assert!(!told.contains('\0'));
    let Some(cells) = cells else {
        assert!(
            problems.has_errors(),
            "nothing says why there are no figures"
        );
        return;
    };
    let all = answer(&cells, config.calendar(), &Filter::everything())
        .totals
        .all;
    let sum_of = |name| -> i64 { integers(&tables.tracking, name).iter().sum() };
    let in_all = |one, other| all.get(one) + all.get(other);
    assert_eq!(
        sum_of("revenue"),
        in_all(Column::Revenue, Column::OrganicRevenue)
    );
    assert_eq!(
        sum_of("orders"),
        in_all(Column::Orders, Column::OrganicOrders)
    );
    assert_eq!(all.get(Column::Posts), tables.posts.len() as i64);
    let ledger: i64 = cells.ledger.iter().map(|entry| entry.total).sum();
    assert_eq!(all.get(Column::Payout), ledger);
}

/// Whether no row ends in a carriage return alone, after which another stands on the same line.
fn has_a_row_a_line(file: &Path) -> bool {
    let bytes = fs::read(file).unwrap();
    let mut pairs = bytes.windows(2);
    pairs.all(|pair| pair[0] != b'\r' || pair[1] == b'\n')
}

/// Problems of a file's bytes name the line of the first, not a cell.
fn told_of_bytes(code: Code) -> bool {
    code == Code::AssumedEncoding
}

/// The program ends as it should, and nothing it prints steers a terminal or is no JSON.
fn check_program(path: &Path, turn: u64) {
    let format = ["human", "json", "github", "sarif"][turn as usize % 4];
    let ran = run_in(path, &["check", ".", "--format", format]);
    assert!(
        (0..=2).contains(&ran.status),
        "{} {}",
        ran.status,
        ran.stderr
    );
    let steers = |letter: char| {
        letter.is_control() && letter != '\n'
            || matches!(letter, '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}')
    };
    for text in [&ran.stdout, &ran.stderr] {
        assert!(!text.contains("panicked"), "{text}");
        assert!(!text.contains(steers), "{format}: {text:?}");
    }
    // A configuration that cannot be used is told in words whatever the format is.
    if ran.status == 2 || ran.stdout.is_empty() {
        return;
    }
    match format {
        "json" => ran.stdout.lines().for_each(is_json),
        "sarif" => is_json(&ran.stdout),
        _ => {}
    }
}

fn is_json(text: &str) {
    let read: Result<serde_json::Value, _> = serde_json::from_str(text);
    assert!(read.is_ok(), "{text}");
}
