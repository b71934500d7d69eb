//! Cells of a sheet, in whatever order they come, to CSV records.

use super::SourceError;

/// A full sheet has 1,048,576 rows; this is 32 columns of them. What reaches further is a stray cell far
/// from the table, or made to exhaust memory: the cells between would be written too.
const MOST_CELLS: usize = 32 << 20;

/// As much text as a file may unpack to: strings that a workbook stores once can stand in every cell.
const MOST_TEXT: usize = 2 << 30;

/// The cells of a sheet that are not blank.
#[derive(Default)]
pub struct Grid {
    text: String,
    cells: Vec<Placed>,
}

/// Where a cell stands in the sheet, from 0, and in the text.
#[derive(Clone, Copy)]
struct Placed {
    row: u32,
    column: u32,
    start: usize,
    end: usize,
}

impl Grid {
    /// Adds a cell; of two in one place the later stands.
    ///
    /// # Errors
    /// When there are too many.
    pub fn put(&mut self, row: u32, column: u32, text: &str) -> Result<(), SourceError> {
        if text.is_empty() {
            return Ok(());
        }
        if self.cells.len() == MOST_CELLS || self.text.len() + text.len() > MOST_TEXT {
            return Err(SourceError::TooManyCells(address(row, column)));
        }
        let start = self.text.len();
        self.text.push_str(text);
        self.cells.push(Placed {
            row,
            column,
            start,
            end: self.text.len(),
        });
        Ok(())
    }

    /// The sheet as CSV: record n is row n, blank ones included, and all are equally long.
    ///
    /// # Errors
    /// When the outermost cells span too many others.
    pub fn into_csv(mut self) -> Result<Vec<u8>, SourceError> {
        let last_row = self.cells.iter().map(|cell| cell.row).max();
        let last_column = self.cells.iter().map(|cell| cell.column).max();
        let (Some(last_row), Some(last_column)) = (last_row, last_column) else {
            return Ok(Vec::new());
        };
        let (height, width) = (last_row as usize + 1, last_column as usize + 1);
        if height.saturating_mul(width) > MOST_CELLS {
            return Err(SourceError::TooManyCells(address(last_row, last_column)));
        }
        self.cells.sort_by_key(|cell| (cell.row, cell.column));

        let mut writer = csv::Writer::from_writer(Vec::with_capacity(
            self.text.len() + height * width + self.text.len() / 16,
        ));
        let mut record = vec![""; width];
        let mut cells = self.cells.iter().peekable();
        for row in 0..=last_row {
            record.fill("");
            while let Some(cell) = cells.next_if(|cell| cell.row == row) {
                record[cell.column as usize] = &self.text[cell.start..cell.end];
            }
            writer.write_record(&record).map_err(std::io::Error::from)?;
        }
        writer
            .into_inner()
            .map_err(|error| SourceError::Io(error.into_error()))
    }
}

/// A cell's address as a spreadsheet shows it.
fn address(row: u32, column: u32) -> String {
    let mut letters = Vec::new();
    let mut rest = u64::from(column) + 1;
    while rest > 0 {
        rest -= 1;
        letters.push(char::from(b'A' + (rest % 26) as u8));
        rest /= 26;
    }
    let letters: String = letters.into_iter().rev().collect();
    format!("{letters}{}", u64::from(row) + 1)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn case(cells: &[(u32, u32, &str)], expected: &str) {
        let mut grid = Grid::default();
        for (row, column, text) in cells {
            grid.put(*row, *column, text).expect("fits");
        }
        let csv = grid.into_csv().expect("fits");
        assert_eq!(String::from_utf8(csv).expect("UTF-8"), expected);
    }

    #[test]
    fn records_are_rows_blank_ones_included() {
        case(
            &[(1, 1, "a"), (1, 2, "b"), (3, 1, "c"), (4, 0, "")],
            ",,\n,a,b\n,,\n,c,\n",
        );
        case(&[(2, 0, "a")], "\"\"\n\"\"\na\n");
        case(&[], "");
    }

    #[test]
    fn cells_may_come_in_any_order_and_the_later_of_two_stands() {
        case(
            &[
                (1, 1, "d"),
                (0, 1, "b"),
                (1, 0, "c"),
                (0, 0, "x"),
                (0, 0, "a"),
            ],
            "a,b\nc,d\n",
        );
    }

    #[test]
    fn cells_are_quoted_where_csv_needs_it() {
        case(
            &[(0, 0, "a,\"b\"\nc"), (0, 1, "d")],
            "\"a,\"\"b\"\"\nc\",d\n",
        );
    }

    #[test]
    fn a_stray_cell_far_away_is_an_error_that_names_it() {
        let mut grid = Grid::default();
        grid.put(0, 0, "a").expect("fits");
        grid.put(1_048_575, 16_383, "z").expect("fits");
        let error = grid.into_csv().expect_err("is too much");
        assert_eq!(
            error.to_string(),
            "has cells out to XFD1048576, more than a table of 32 million cells; \
             delete what lies outside the table"
        );
        assert_eq!(error.code(), crate::problem::Code::TooBig);
    }

    #[test]
    fn addresses_are_those_of_a_spreadsheet() {
        for (column, letters) in [
            (0, "A1"),
            (25, "Z1"),
            (26, "AA1"),
            (701, "ZZ1"),
            (702, "AAA1"),
        ] {
            assert_eq!(address(0, column), letters);
        }
        assert_eq!(address(u32::MAX, u32::MAX), "MWLQKWV4294967296");
    }
}
