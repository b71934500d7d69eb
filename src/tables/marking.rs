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
use crate::problem::{Excerpt, Place, Problem, Problems};

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

/// A problem by its place in the list, where its cell stands, and the line of that.
type Marked = (usize, Place, Option<Excerpt>);

fn mark_in(sheet: &Sheet, mut problems: Vec<&mut Problem>) {
    problems.sort_by_key(|problem| problem.place.line);
    let lines: Vec<u64> = problems.iter().map(|problem| problem.place.line).collect();
    let columns: Vec<Option<SheetColumn>> = problems
        .iter()
        .map(|problem| sheet.column_like(&problem.place.column))
        .collect();
    let found = sheet.rows_on(&lines, |row| -> Vec<Marked> {
        let (first, last) = row.lines();
        let begin = lines.partition_point(|line| *line < first);
        let end = lines.partition_point(|line| *line <= last);
        (begin..end)
            .map(|at| (at, row.place(columns[at]), row.excerpt(columns[at])))
            .collect()
    });
    let mut rows_of = vec![Vec::new(); problems.len()];
    for (at, place, excerpt) in found.into_iter().flatten() {
        rows_of[at].push((place, excerpt));
    }
    for ((problem, rows), column) in problems.iter_mut().zip(rows_of).zip(columns) {
        // Where rows end in a carriage return alone there are several on a line, and nobody knows which it is.
        let Ok([(place, excerpt)]) = <[_; 1]>::try_from(rows) else {
            continue;
        };
        problem.place.line = place.line;
        if column.is_some() {
            problem.place.column = place.column;
        }
        problem.excerpt = excerpt;
    }
}
