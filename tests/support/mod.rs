//! Scenario builders: write inputs, run, look at everything that came out.

pub mod hostile;
pub mod whole;

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use proptest::prelude::ProptestConfig;
use roasbook::cells::{Cells, add_up};
use roasbook::config::Config;
use roasbook::filter::Filter;
use roasbook::measure::MeasureId;
use roasbook::period::{DateRange, Day};
use roasbook::problem::{Code, Problem, Problems, RowCount};
use roasbook::slices::{Slice, answer};
use roasbook::tables::{Tables, mark_cells, read_tables};
use tempfile::TempDir;

/// A folder of CSVs in the making.
pub struct Folder {
    directory: TempDir,
    config: Config,
}

/// A folder, read and added up.
pub struct Loaded {
    pub problems: Problems,
    pub row_counts: Vec<RowCount>,
    pub cells: Cells,
    pub config: Config,
}

impl Folder {
    pub fn new() -> Self {
        Self {
            directory: tempfile::tempdir().unwrap(),
            config: Config::default(),
        }
    }

    /// Writes a file: a header line and rows.
    pub fn file(self, name: &str, lines: &[&str]) -> Self {
        self.text(name, &(lines.join("\n") + "\n"))
    }

    pub fn text(self, name: &str, text: &str) -> Self {
        self.bytes(name, text.as_bytes())
    }

    pub fn bytes(self, name: &str, bytes: &[u8]) -> Self {
        let path = self.directory.path().join(name);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, bytes).unwrap();
        self
    }

    pub fn influencers(self, rows: &[&str]) -> Self {
        self.table(
            "influencers.csv",
            "influencer_id,name,category,gender,follower_count,platform",
            rows,
        )
    }

    pub fn posts(self, rows: &[&str]) -> Self {
        self.table(
            "posts.csv",
            "post_id,influencer_id,platform,date,url,caption,reach,likes,comments",
            rows,
        )
    }

    pub fn tracking(self, rows: &[&str]) -> Self {
        self.table(
            "tracking_data.csv",
            "source,campaign,influencer_id,user_id,product,date,orders,revenue",
            rows,
        )
    }

    pub fn payouts(self, rows: &[&str]) -> Self {
        self.table(
            "payouts.csv",
            "influencer_id,basis,rate,orders,total_payout",
            rows,
        )
    }

    pub fn table(self, name: &str, header: &str, rows: &[&str]) -> Self {
        let lines: Vec<&str> = std::iter::once(header)
            .chain(rows.iter().copied())
            .collect();
        self.file(name, &lines)
    }

    /// The same without some files.
    pub fn without(self, names: &[&str]) -> Self {
        for name in names {
            fs::remove_file(self.directory.path().join(name)).unwrap();
        }
        self
    }

    pub fn config(mut self, text: &str) -> Self {
        self.config = Config::parse(text).unwrap();
        self.text("roasbook.toml", text)
    }

    pub fn path(&self) -> &Path {
        self.directory.path()
    }

    #[track_caller]
    pub fn load(&self) -> Loaded {
        let mut tables = read_tables(self.path(), &self.config);
        let mut problems = std::mem::take(&mut tables.problems);
        let cells = add_up(&tables, &self.config, &mut problems);
        mark_cells(self.path(), &self.config, &mut problems);
        assert!(!problems.has_errors(), "{:?}", problems.sorted().first());
        account_for_every_row(&tables);
        let config = Config::parse(
            &fs::read_to_string(self.path().join("roasbook.toml")).unwrap_or_default(),
        )
        .unwrap();
        Loaded {
            problems,
            row_counts: tables.row_counts,
            cells: cells.unwrap(),
            config,
        }
    }
}

/// Of every table the rows read are those used and those set aside, and each of the latter is listed.
#[track_caller]
pub fn account_for_every_row(tables: &Tables) {
    for count in &tables.row_counts {
        assert_eq!(count.read, count.used + count.set_aside, "{}", count.table);
        let listed = tables.set_aside.iter();
        let listed = listed.filter(|row| row.table.name() == count.table);
        let rows: u64 = listed.map(|row| row.rows).sum();
        assert_eq!(rows, count.set_aside, "{}", count.table);
    }
}

impl Loaded {
    pub fn answer(&self, filter: &Filter) -> Slice {
        answer(&self.cells, self.config.calendar(), filter)
    }

    pub fn everything(&self) -> Slice {
        self.answer(&Filter::everything())
    }

    /// A measure under a filter, as machines read it.
    pub fn value(&self, id: MeasureId, filter: &Filter) -> String {
        self.answer(filter).value(id).machine_text()
    }

    /// The problems of one kind.
    pub fn problems_of(&self, code: Code) -> Vec<Problem> {
        self.problems
            .sorted()
            .into_iter()
            .filter(|problem| problem.code == code)
            .cloned()
            .collect()
    }
}

pub fn day(text: &str) -> Day {
    Day::parse_iso(text).unwrap()
}

pub fn days(first: &str, last: &str) -> Filter {
    Filter::everything().within(DateRange::new(day(first), day(last)))
}

/// The program, run.
pub struct Ran {
    pub status: i32,
    pub stdout: String,
    pub stderr: String,
}

/// Runs the program in a folder.
pub fn run_in(folder: &Path, arguments: &[&str]) -> Ran {
    run_with(folder, arguments, &[])
}

/// The program, ready to run in a folder.
pub fn program(folder: &Path, arguments: &[&str]) -> Command {
    let mut program = Command::new(env!("CARGO_BIN_EXE_roasbook"));
    program
        .args(arguments)
        .current_dir(folder)
        // Never the user's own. What one test has drawn, the next need not.
        .env(
            "ROASBOOK_CACHE",
            concat!(env!("CARGO_TARGET_TMPDIR"), "/cache"),
        );
    program
}

pub fn run_with(folder: &Path, arguments: &[&str], environment: &[(&str, &str)]) -> Ran {
    let output = program(folder, arguments)
        .envs(environment.iter().copied())
        .output()
        .unwrap();
    Ran {
        status: output.status.code().unwrap(),
        stdout: String::from_utf8(output.stdout).unwrap(),
        stderr: String::from_utf8(output.stderr).unwrap(),
    }
}

/// Every file below a folder with its bytes, by its path within, in order.
pub fn files_below(folder: &Path) -> Vec<(String, Vec<u8>)> {
    let mut files: Vec<(String, Vec<u8>)> = walkdir::WalkDir::new(folder)
        .into_iter()
        .map(Result::unwrap)
        .filter(|entry| entry.file_type().is_file())
        .map(|entry| {
            let name = entry
                .path()
                .strip_prefix(folder)
                .unwrap()
                .to_string_lossy()
                .into_owned();
            (name, fs::read(entry.path()).unwrap())
        })
        .collect();
    files.sort();
    files
}

/// How many cases a property is tried on: as many as given, or as `PROPTEST_CASES` says for a longer look.
pub fn cases(cases: u32) -> ProptestConfig {
    ProptestConfig {
        cases: number_of("PROPTEST_CASES").map_or(cases, |cases| cases as u32),
        failure_persistence: None,
        ..ProptestConfig::default()
    }
}

/// A number that the environment gives, for tests that can do more than they do by default.
pub fn number_of(variable: &str) -> Option<u64> {
    let text = std::env::var(variable).ok()?;
    Some(
        text.parse()
            .unwrap_or_else(|_| panic!("{variable} is `{text}`, which is no number")),
    )
}

/// The checkout's own folder.
pub fn project() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR"))
}

/// Thirty influencers, each with a category of their own, on fifteen platforms: columns of free text.
pub fn crowded() -> Folder {
    let lines = |line: fn(usize) -> String| -> Vec<String> { (1..=30).map(line).collect() };
    let influencers =
        lines(|at| format!("I{at},Name {at},Category {at},,5000,Platform {}", at % 15));
    let tracking = lines(|at| format!("s,One,I{at},u,Whey,2025-01-05,1,{}.00", 100 * at));
    let payouts = lines(|at| format!("I{at},per_order,,,100.00"));
    fn texts(lines: &[String]) -> Vec<&str> {
        lines.iter().map(String::as_str).collect()
    }
    Folder::new()
        .influencers(&texts(&influencers))
        .tracking(&texts(&tracking))
        .payouts(&texts(&payouts))
}

/// A campaign small enough to compute by hand.
///
/// Asha (per post, two posts of 100.00, MuscleBlaze) sells 500.00 and 250.00; Bela (per order, 50.00 an
/// order) sells 3 orders for 300.00 of Gritzo; Chitra has no payout row and sells 80.00; 40.00 is organic.
pub fn small() -> Folder {
    Folder::new()
        .influencers(&[
            "A,Asha,Fitness,Female,5000,Instagram",
            "B,Bela,Parenting,Female,60000,YouTube",
            "C,Chitra,Fitness,Female,2000000,YouTube",
        ])
        .posts(&[
            "p1,A,Instagram,2025-01-10,https://example.org/1,New #MB_Start shake,1000,80,20",
            "p2,A,Instagram,2025-02-10,https://example.org/2,More #MB_Start,3000,90,10",
            "p3,B,YouTube,2025-02-01,https://example.org/3,Kids love #Gritzo_Kids,2000,10,0",
        ])
        .tracking(&[
            "influencer,MB_Start,A,u1,MuscleBlaze Whey,2025-01-11,2,500.00",
            "influencer,MB_Start,A,u2,MuscleBlaze Whey,2025-02-12,1,250.00",
            "influencer,Gritzo_Kids,B,u3,Gritzo SuperMilk,2025-02-03,3,300.00",
            "influencer,MB_Start,C,u4,MuscleBlaze Whey,2025-02-20,1,80.00",
            "organic,,,u5,Gritzo SuperMilk,2025-02-21,1,40.00",
        ])
        .payouts(&["A,per_post,100.00,,200.00", "B,per_order,50.00,3,150.00"])
}
