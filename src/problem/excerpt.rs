//! A line of a file with the cell that a problem is about.

use std::ops::Range;

use super::harmless::push_harmless;

/// Characters of a line that are shown: enough for an ordinary row. Of a longer one, those around the cell.
const SHOWN: usize = 200;

/// Stands where a line is cut.
const CUT: char = '…';

/// The physical line of a problem, cut to what is near the cell, in characters that do no harm where they are shown.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Excerpt {
    pub text: String,
    /// The byte of `text` the cell begins at.
    pub from: usize,
    /// The byte of `text` it ends before; of a blank cell the one it begins at.
    pub to: usize,
    /// The cell's first character in the physical line, from 1.
    pub character: u32,
}

impl Excerpt {
    /// The excerpt of a line around the bytes of a cell. A cell that goes on beyond the line is marked to its end.
    #[must_use]
    pub fn of(line: &str, cell: Range<usize>) -> Self {
        let line = line.trim_end_matches(['\r', '\n']);
        let from = line.floor_char_boundary(cell.start);
        let to = line.floor_char_boundary(cell.end).max(from);
        let shown = shown(line, from..to);
        let mut text = String::with_capacity(shown.len() + 2 * CUT.len_utf8());
        if shown.start > 0 {
            text.push(CUT);
        }
        push_all(&mut text, &line[shown.start..from]);
        let marked_from = text.len();
        push_all(&mut text, &line[from..to.min(shown.end)]);
        let marked_to = text.len();
        push_all(&mut text, &line[to.min(shown.end)..shown.end]);
        if shown.end < line.len() {
            text.push(CUT);
        }
        Self {
            text,
            from: marked_from,
            to: marked_to,
            character: u32::try_from(line[..from].chars().count() + 1).unwrap_or(u32::MAX),
        }
    }
}

/// The bytes of a line that are shown: the cell's first, and as much on either side as there is room for.
fn shown(line: &str, cell: Range<usize>) -> Range<usize> {
    let after = |from: usize, letters: usize| {
        line[from..]
            .char_indices()
            .nth(letters)
            .map_or(line.len(), |(byte, _)| from + byte)
    };
    let before = |to: usize, letters: usize| {
        line[..to]
            .char_indices()
            .rev()
            .take(letters)
            .last()
            .map_or(to, |(byte, _)| byte)
    };
    let cell_end = after(cell.start, SHOWN).min(cell.end);
    let room = SHOWN - line[cell.start..cell_end].chars().count();
    let near_end = after(cell_end, room / 2);
    // What one side does not need, the other has.
    let room = room - line[cell_end..near_end].chars().count();
    let start = before(cell.start, room);
    let room = room - line[start..cell.start].chars().count();
    start..after(near_end, room)
}

fn push_all(shown: &mut String, text: &str) {
    for letter in text.chars() {
        push_harmless(shown, letter);
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[track_caller]
    fn case(line: &str, cell: Range<usize>, marked: &str, character: u32) -> Excerpt {
        let excerpt = Excerpt::of(line, cell);
        assert_eq!(&excerpt.text[excerpt.from..excerpt.to], marked);
        assert_eq!(excerpt.character, character);
        excerpt
    }

    #[test]
    fn a_line_that_is_short_is_shown_whole() {
        let excerpt = case("Zoë,12,5o,x\r\n", 5..7, "12", 5);
        assert_eq!(excerpt.text, "Zoë,12,5o,x");
        case("a,,b", 2..2, "", 3);
    }

    #[test]
    fn a_long_line_is_cut_around_its_cell() {
        let line = format!("{},CELL,{}", "é".repeat(500), "ü".repeat(500));
        let excerpt = case(&line, 1001..1005, "CELL", 502);
        let (left, right) = ("é".repeat(97), "ü".repeat(97));
        assert_eq!(excerpt.text, format!("…{left},CELL,{right}…"));
    }

    #[test]
    fn a_cell_near_an_end_leaves_its_room_to_the_other_side() {
        let long = "x".repeat(500);
        let excerpt = case(&format!("CELL,{long}"), 0..4, "CELL", 1);
        assert_eq!(excerpt.text, format!("CELL,{}…", "x".repeat(195)));
        let excerpt = case(&format!("{long},CELL"), 501..505, "CELL", 502);
        assert_eq!(excerpt.text, format!("…{},CELL", "x".repeat(195)));
    }

    #[test]
    fn of_a_long_cell_the_beginning_is_marked() {
        let excerpt = case(
            &format!("a,{}", "x".repeat(500)),
            2..502,
            &"x".repeat(200),
            3,
        );
        assert_eq!(excerpt.text, format!("…{}…", "x".repeat(200)));
    }

    #[test]
    fn a_cell_beyond_its_line_ends_with_it() {
        case("a,\"two", 2..40, "\"two", 3);
        case("a", 7..9, "", 2);
    }

    #[test]
    fn control_characters_are_shown_and_the_mark_moves_with_them() {
        let excerpt = case("\u{1b}[1m,\u{202e}x\t", 5..9, "<U+202E>x", 6);
        assert_eq!(excerpt.text, "␛[1m,<U+202E>x␉");
    }

    proptest! {
        #[test]
        fn any_range_of_any_line_is_cut_on_characters(line in "\\PC{0,600}", from in 0usize..2000, length in 0usize..900) {
            let excerpt = Excerpt::of(&line, from..from + length);
            prop_assert!(excerpt.text.get(excerpt.from..excerpt.to).is_some());
            // Each character can be written out as up to ten.
            prop_assert!(excerpt.text.chars().count() <= 10 * SHOWN + 2);
        }
    }
}
