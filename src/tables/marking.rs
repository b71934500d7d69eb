//! The lines of problems that were found after their rows had been read.
//!
//! Rows are read once and forgotten, and what is odd about them together is only known at the end. Their files are
//! then looked at again, for the few lines that are to be shown.

use std::collections::BTreeMap;
use std::path::Path;

use super::find::find_files;
use super::row::SheetColumn;
use super::sheet::Sheet;
use crate::config::Config;
use crate::problem::{Excerpt, Problem, Problems};

/// Shows the cell of every problem that names a line and has no excerpt, and names its column as the file does.
///
/// What cannot be read again stays as it is.
pub fn mark_cells(folder: &Path, config: &Config, problems: &mut Problems) {
    let mut by_file: BTreeMap<String, Vec<&mut Problem>> = BTreeMap::new();
    for problem in problems.unmarked() {
        let file = problem.place.file.clone();
        by_file.entry(file).or_default().push(problem);
    }
    if by_file.is_empty() {
        return;
    }
    for file in find_files(folder).files {
        let Some(of_file) = by_file.remove(&file.name) else {
            continue;
        };
        if let Some(sheet) = Sheet::open(&file, config, &mut Problems::default()) {
            mark_in(&sheet, of_file);
        }
    }
}

/// Where a cell stands, and its line.
type Marked = (u64, String, Option<Excerpt>);

fn mark_in(sheet: &Sheet, mut problems: Vec<&mut Problem>) {
    problems.sort_by_key(|problem| problem.place.line);
    let lines: Vec<u64> = problems.iter().map(|problem| problem.place.line).collect();
    let columns: Vec<Option<SheetColumn>> = problems
        .iter()
        .map(|problem| sheet.column_like(&problem.place.column))
        .collect();
    let found = sheet.rows_at(&lines, |row| -> Vec<(usize, Marked)> {
        let begin = lines.partition_point(|line| *line < row.line());
        let end = lines.partition_point(|line| *line <= row.line());
        (begin..end)
            .map(|at| {
                let place = row.place(columns[at]);
                (at, (place.line, place.column, row.excerpt(columns[at])))
            })
            .collect()
    });
    for (at, (line, column, excerpt)) in found.into_iter().flatten() {
        let problem = &mut problems[at];
        problem.place.line = line;
        if columns[at].is_some() {
            problem.place.column = column;
        }
        problem.excerpt = excerpt;
    }
}
