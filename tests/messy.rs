//! Campaigns written as messily as people write them, against what was known of them before they were written.
//!
//! A case is a seed. From it a campaign is drawn in plain integers (`campaign.rs`), whose figures are plain sums; then
//! it is written with separators, encodings, spellings, forms of numbers and dates as exports have them, and with rows
//! that must be set aside, each at a known line for a known reason (`tables.rs`, `layout.rs`, `cells.rs`, `dates.rs`,
//! `sheet.rs`, `folder.rs`). No code of the reader takes part in that. A case that fails is made smaller before it
//! is shown.
//!
//! `ROASBOOK_CASES` says how many cases are tried, `ROASBOOK_SEED` names the first, or the only one.

mod campaign;
mod case;
mod cells;
mod dates;
mod folder;
mod layout;
mod schema;
mod sheet;
mod tables;

use std::collections::BTreeMap;
use std::fmt::Debug;
use std::fs;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::{Path, PathBuf};

use roasbook::cells::{Cells, add_up};
use roasbook::config::Config;
use roasbook::dimension::Dimension;
use roasbook::filter::Filter;
use roasbook::measure::{Column, Totals};
use roasbook::problem::{Code, Problems};
use roasbook::slices::{Slice, answer};
use roasbook::tables::{Tables, read_tables};

use crate::support::{account_for_every_row, days, number_of};
use campaign::{Campaign, FIGURES, Figures};
use case::Case;
use dates::month_of;
use folder::MessyFolder;

/// Enough for each quirk to meet most others, in a few seconds.
const CASES: u64 = 400;

#[test]
fn a_messy_folder_gives_the_figures_of_its_campaign_and_sets_the_right_rows_aside() {
    let first = number_of("ROASBOOK_SEED");
    let cases = number_of("ROASBOOK_CASES").unwrap_or(if first.is_some() { 1 } else { CASES });
    let first = first.unwrap_or(0);
    for seed in first..first + cases {
        let case = Case::of(seed);
        if let Err(why) = check(&case) {
            let (case, why) = smallest(case, why);
            let folder = keep(&case);
            panic!(
                "{why}\n\n{case:?}\nin {}\n\n{}",
                folder.display(),
                shown(&case)
            );
        }
    }
}

/// The files of a case, its configuration among them.
pub fn files_of_a_case(seed: u64) -> Vec<(String, Vec<u8>)> {
    let folder = MessyFolder::of(&Case::of(seed));
    let mut files = folder.files;
    files.push(("roasbook.toml".to_owned(), folder.config.into_bytes()));
    files
}

/// A case that fails and that is not much larger than it must be.
fn smallest(mut case: Case, mut why: String) -> (Case, String) {
    while let Some((smaller, reason)) = case
        .smaller()
        .into_iter()
        .find_map(|smaller| Some((smaller.clone(), check(&smaller).err()?)))
    {
        (case, why) = (smaller, reason);
    }
    (case, why)
}

/// Writes the case's folder where it stays.
fn keep(case: &Case) -> PathBuf {
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join(format!("messy-{}", case.seed));
    let _ = fs::remove_dir_all(&folder);
    write(&MessyFolder::of(case), &folder);
    folder
}

fn shown(case: &Case) -> String {
    let folder = MessyFolder::of(case);
    let files = folder.files.iter().map(|(name, bytes)| {
        let packings: [&[u8]; 3] = [b"PK", b"\x1f\x8b", b"\x28\xb5\x2f\xfd"];
        if packings.iter().any(|packing| bytes.starts_with(packing)) {
            return format!("--- {name}: {} bytes\n", bytes.len());
        }
        let text = String::from_utf8_lossy(&bytes[..bytes.len().min(2000)]);
        format!("--- {name}\n{text}\n")
    });
    let files: String = files.collect();
    format!("{files}--- roasbook.toml\n{}", folder.config)
}

fn write(folder: &MessyFolder, path: &Path) {
    for (name, bytes) in &folder.files {
        let path = path.join(name);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, bytes).unwrap();
    }
    fs::create_dir_all(path).unwrap();
    fs::write(path.join("roasbook.toml"), &folder.config).unwrap();
}

fn check(case: &Case) -> Result<(), String> {
    let check = AssertUnwindSafe(|| {
        let folder = MessyFolder::of(case);
        let path = tempfile::tempdir().unwrap();
        write(&folder, path.path());
        check_folder(&folder, path.path())
    });
    catch_unwind(check).unwrap_or_else(|_| Err("it panicked".to_owned()))
}

fn check_folder(folder: &MessyFolder, path: &Path) -> Result<(), String> {
    let config = Config::load(None, path).map_err(|error| error.to_string())?;
    let mut tables = read_tables(path, &config);
    let mut problems = std::mem::take(&mut tables.problems);
    let cells = add_up(&tables, &config, &mut problems);
    account_for_every_row(&tables);
    check_rows(folder, &tables, &problems)?;
    let Some(cells) = cells else {
        return Err(format!("{:?}", problems.sorted().first()));
    };
    check_figures(&folder.campaign, &cells, &config)?;
    check_captions(&folder.campaign, &tables)
}

/// Rows are counted as they were written, and those set aside stand where they were written, each for its reason.
fn check_rows(folder: &MessyFolder, tables: &Tables, problems: &Problems) -> Result<(), String> {
    let counted: BTreeMap<&str, (u64, u64)> = tables
        .row_counts
        .iter()
        .filter(|count| count.read > 0)
        .map(|count| (count.table, (count.read, count.set_aside)))
        .collect();
    let written = folder.rows.iter().filter(|(_, (read, _))| *read > 0);
    let written = written.map(|(table, rows)| (*table, *rows)).collect();
    let original = |name: &String| folder.copies.get(name).unwrap_or(name).clone();
    let mut set_aside: Vec<(String, u64, Code)> = tables
        .set_aside
        .iter()
        .filter(|row| row.code != Code::RepeatedFile)
        .map(|row| (original(&row.place.file), row.place.line, row.code))
        .collect();
    set_aside.sort();
    let mut expected = folder.set_aside.clone();
    expected.sort();
    same("rows set aside", &expected, &set_aside)
        .and_then(|()| same("rows (read, set aside)", &written, &counted))
        .map_err(|why| {
            let first = problems
                .sorted()
                .first()
                .map(|problem| problem.message.clone());
            format!("{why}\nfirst problem: {first:?}")
        })
}

/// Every figure is the plain sum: in all, by month, and by what rows and influencers say.
fn check_figures(campaign: &Campaign, cells: &Cells, config: &Config) -> Result<(), String> {
    let ask = |filter: &Filter| answer(cells, config.calendar(), filter);
    let all = ask(&Filter::everything());
    let everything = campaign.by(|_, _| Some(())).remove(&()).unwrap_or_default();
    same("everything", &everything, &figures(&all.totals))?;

    let of_nobody = "Unassigned";
    let influencers = all.influencers.iter().map(|one| {
        let ids = cells.catalog.members(Dimension::Influencer);
        (ids.name(one.influencer).to_owned(), figures(&one.totals))
    });
    let expected = campaign
        .by(|person, _| Some(person.map_or(of_nobody.to_owned(), |person| person.id.clone())));
    same(
        "influencers",
        &without_zeros(expected),
        &without_zeros(influencers),
    )?;

    let attribute = |text: &str| match text {
        "" => of_nobody.to_owned(),
        text => text.to_owned(),
    };
    let expected = campaign.by(|person, _| Some(attribute(person.map_or("", |one| &one.platform))));
    same_members(cells, &all, Dimension::Platform, expected)?;
    let expected = campaign.by(|person, _| Some(attribute(person.map_or("", |one| &one.category))));
    same_members(cells, &all, Dimension::Category, expected)?;
    let brands = campaign.sales_by(|sale| attribute(&sale.brand));
    same_members_of_sales(cells, &all, Dimension::Brand, brands)?;
    let campaigns = campaign.sales_by(|sale| attribute(&sale.campaign));
    same_members_of_sales(cells, &all, Dimension::Campaign, campaigns)?;

    let mut months: BTreeMap<String, Figures> = BTreeMap::new();
    for day in &all.days {
        let sums = months.entry(month_of(day.day.0)).or_default();
        for (sum, figure) in sums.iter_mut().zip(figures(&day.totals)) {
            *sum += figure;
        }
    }
    // Where a payout falls is a rule of its own.
    let without_payout = |(month, mut figures): (String, Figures)| {
        figures[5] = 0;
        (month, figures)
    };
    let expected = campaign.by(|_, day| day.map(month_of));
    let months = without_zeros(months.into_iter().map(without_payout));
    same("months", &without_zeros(expected), &months)?;

    let month = months.keys().next_back().cloned().unwrap_or_default();
    let expected = campaign.by(|_, day| day.map(|day| month_of(day) == month));
    if let Some(expected) = expected.get(&true) {
        let last_day = ["31", "30", "29", "28"].map(|day| format!("{month}-{day}"));
        let last_day = last_day
            .iter()
            .find(|day| roasbook::period::Day::parse_iso(day).is_some());
        let slice = ask(&days(&format!("{month}-01"), last_day.unwrap()));
        let (_, found) = without_payout((month.clone(), figures(&slice.totals)));
        same(&month, expected, &found)?;
    }
    let platform = campaign.people[0].platform.clone();
    if !platform.is_empty() {
        let slice = ask(&Filter::everything().with(Dimension::Platform, &platform));
        let expected =
            campaign.by(|person, _| Some(person.is_some_and(|one| one.platform == platform)));
        let expected = expected.get(&true).copied().unwrap_or_default();
        same(&platform, &expected, &figures(&slice.totals))?;
    }
    Ok(())
}

fn figures(totals: &Totals) -> Figures {
    FIGURES.map(|name| {
        let column = Column::ALL.into_iter().find(|column| column.name() == name);
        totals.all.get(column.expect("is a column of the cells"))
    })
}

fn members(cells: &Cells, slice: &Slice, dimension: Dimension) -> Vec<(String, Figures)> {
    let members = cells.catalog.members(dimension);
    let rows = slice.by(dimension).iter();
    rows.map(|row| (members.name(row.member).to_owned(), figures(&row.totals)))
        .collect()
}

fn same_members(
    cells: &Cells,
    slice: &Slice,
    dimension: Dimension,
    expected: BTreeMap<String, Figures>,
) -> Result<(), String> {
    let found = without_zeros(members(cells, slice, dimension));
    same(dimension.id(), &without_zeros(expected), &found)
}

/// Brands and campaigns are those of sales; what posts and payouts name is not looked at.
fn same_members_of_sales(
    cells: &Cells,
    slice: &Slice,
    dimension: Dimension,
    expected: BTreeMap<String, Figures>,
) -> Result<(), String> {
    let found = members(cells, slice, dimension)
        .into_iter()
        .map(|(name, mut figures)| {
            figures[5..].fill(0);
            (name, figures)
        });
    same(
        dimension.id(),
        &without_zeros(expected),
        &without_zeros(found),
    )
}

fn without_zeros(all: impl IntoIterator<Item = (String, Figures)>) -> BTreeMap<String, Figures> {
    all.into_iter()
        .filter(|(_, figures)| figures.iter().any(|figure| *figure != 0))
        .collect()
}

/// Text comes out letter by letter, whatever encoding it was written in.
fn check_captions(campaign: &Campaign, tables: &Tables) -> Result<(), String> {
    let mut expected: Vec<String> = campaign
        .posts
        .iter()
        .map(|post| post.caption.trim().to_owned())
        .collect();
    let mut found: Vec<String> = tables
        .posts
        .iter()
        .map(|post| post.caption.replace("\r\n", "\n"))
        .collect();
    expected.sort();
    found.sort();
    same("captions", &expected, &found)
}

fn same<T: PartialEq + Debug>(what: &str, expected: &T, found: &T) -> Result<(), String> {
    match expected == found {
        true => Ok(()),
        false => Err(format!("{what}\nexpected {expected:?}\nfound    {found:?}")),
    }
}
