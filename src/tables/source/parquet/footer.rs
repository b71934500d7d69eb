//! Looks at the list of columns in a file's footer before the parquet library does: it reserves memory for
//! as many children as a column says it has, and descends as deep as they are nested.
//!
//! The footer is a Thrift struct in the compact protocol, of which only this much is known here.

use std::fs::File;
use std::io::{Read, Seek, SeekFrom};

use crate::tables::source::SourceError;

/// Tables are one deep, and what programs nest in them three or four.
const DEEPEST: usize = 32;

/// Where a file's schema is in its footer, and where a column's count of children is in the schema.
const SCHEMA: i16 = 2;
const CHILDREN: i16 = 5;

/// Kinds of value in the compact protocol.
const WHOLE: u8 = 5;
const LIST: u8 = 9;
const STRUCT: u8 = 12;

/// Reads the footer and compares what its columns promise with what there is.
///
/// # Errors
/// When it is no Parquet file, or promises too much.
pub fn check(file: &mut File, length: u64) -> Result<(), SourceError> {
    let damaged = || SourceError::BadParquet("its footer is damaged".into());
    let mut start = [0; 4];
    let mut end = [0; 8];
    if length < 12 {
        return Err(SourceError::BadParquet("it is none".into()));
    }
    file.read_exact(&mut start)?;
    file.seek(SeekFrom::End(-8))?;
    file.read_exact(&mut end)?;
    if &end[4..] == b"PARE" || &start == b"PARE" {
        return Err(SourceError::BadParquet("it is encrypted".into()));
    }
    if &end[4..] != b"PAR1" || &start != b"PAR1" {
        return Err(SourceError::BadParquet("it is none, or cut short".into()));
    }
    let size = u32::from_le_bytes([end[0], end[1], end[2], end[3]]);
    let before = (length - 8).checked_sub(size.into()).ok_or_else(damaged)?;
    file.seek(SeekFrom::Start(before))?;
    let mut footer = Vec::new();
    file.take(size.into()).read_to_end(&mut footer)?;

    let mut children = Vec::new();
    let mut compact = Compact(&footer);
    compact
        .each_field(DEEPEST, |compact, field, kind| {
            if (field, kind) == (SCHEMA, LIST) {
                compact.each_in_list(DEEPEST, |compact| {
                    let mut count = 0;
                    compact.each_field(DEEPEST, |compact, field, kind| {
                        if (field, kind) == (CHILDREN, WHOLE) {
                            count = compact.whole()?;
                            Some(())
                        } else {
                            compact.skip(kind, DEEPEST)
                        }
                    })?;
                    children.push(count);
                    Some(())
                })
            } else {
                compact.skip(kind, DEEPEST)
            }
        })
        .ok_or_else(damaged)?;
    if is_tree(&children) {
        Ok(())
    } else {
        Err(damaged())
    }
}

/// Whether columns with so many children each, in order of depth first, make one tree that is not too deep.
fn is_tree(children: &[i64]) -> bool {
    // How many children are still to come at each depth.
    let mut open: Vec<i64> = Vec::new();
    for (place, count) in children.iter().enumerate() {
        while open.last() == Some(&0) {
            open.pop();
        }
        match open.last_mut() {
            Some(left) => *left -= 1,
            None if place > 0 => return false,
            None => {}
        }
        if *count < 0 || *count > (children.len() - place) as i64 || open.len() == DEEPEST {
            return false;
        }
        open.push(*count);
    }
    !children.is_empty() && open.iter().all(|left| *left == 0)
}

/// What is left of a text in the compact protocol. `None` is the answer to anything that is not in it.
struct Compact<'a>(&'a [u8]);

impl Compact<'_> {
    fn byte(&mut self) -> Option<u8> {
        let (byte, rest) = self.0.split_first()?;
        self.0 = rest;
        Some(*byte)
    }

    fn leave_out(&mut self, bytes: u64) -> Option<()> {
        self.0 = self.0.get(usize::try_from(bytes).ok()?..)?;
        Some(())
    }

    /// A number in groups of seven bits, lowest first.
    fn number(&mut self) -> Option<u64> {
        let mut number = 0;
        for shift in (0..64).step_by(7) {
            let byte = self.byte()?;
            number |= u64::from(byte & 0x7F) << shift;
            if byte & 0x80 == 0 {
                return Some(number);
            }
        }
        None
    }

    /// A number that may be negative: those of either sign take turns.
    fn whole(&mut self) -> Option<i64> {
        let number = self.number()?;
        Some((number >> 1) as i64 ^ -((number & 1) as i64))
    }

    /// Gives every field of a struct to `each`, with its number and kind; `each` takes its value.
    fn each_field(
        &mut self,
        deepest: usize,
        mut each: impl FnMut(&mut Self, i16, u8) -> Option<()>,
    ) -> Option<()> {
        deepest.checked_sub(1)?;
        let mut field = 0_i16;
        loop {
            let header = self.byte()?;
            if header == 0 {
                return Some(());
            }
            field = match header >> 4 {
                0 => i16::try_from(self.whole()?).ok()?,
                step => field.checked_add(step.into())?,
            };
            each(self, field, header & 0x0F)?;
        }
    }

    /// Gives every struct of a list to `each`, which takes it.
    fn each_in_list(
        &mut self,
        deepest: usize,
        mut each: impl FnMut(&mut Self) -> Option<()>,
    ) -> Option<()> {
        deepest.checked_sub(1)?;
        let (count, kind) = self.list()?;
        if kind != STRUCT && count > 0 {
            return None;
        }
        (0..count).try_for_each(|_| each(self))
    }

    /// How many values a list has, and of which kind.
    fn list(&mut self) -> Option<(u64, u8)> {
        let header = self.byte()?;
        let count = match header >> 4 {
            15 => self.number()?,
            count => count.into(),
        };
        Some((count, header & 0x0F))
    }

    fn skip(&mut self, kind: u8, deepest: usize) -> Option<()> {
        let deeper = deepest.checked_sub(1)?;
        match kind {
            1 | 2 => Some(()),
            3 => self.leave_out(1),
            4..=6 => self.number().map(drop),
            7 => self.leave_out(8),
            8 => {
                let length = self.number()?;
                self.leave_out(length)
            }
            LIST | 10 => {
                let (count, kind) = self.list()?;
                // Truths in a list take a byte each, those of a struct are in the field's kind.
                let kind = if matches!(kind, 1 | 2) { 3 } else { kind };
                (0..count).try_for_each(|_| self.skip(kind, deeper))
            }
            STRUCT => self.each_field(deepest, |compact, _, kind| compact.skip(kind, deeper)),
            13 => self.leave_out(16),
            _ => None,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn columns_are_a_tree_that_is_not_too_deep() {
        assert!(is_tree(&[3, 0, 0, 0]));
        assert!(is_tree(&[2, 1, 1, 0, 0]));
        assert!(is_tree(&[0]));
        assert!(!is_tree(&[]));
        assert!(!is_tree(&[2, 0]));
        assert!(!is_tree(&[1, 0, 0]));
        assert!(!is_tree(&[1, i64::MAX]));
        assert!(!is_tree(&[-1]));
        let nested = |depth: usize| [vec![1; depth], vec![0]].concat();
        assert!(is_tree(&nested(DEEPEST - 1)));
        assert!(!is_tree(&nested(DEEPEST)));
    }

    #[test]
    fn numbers_of_either_sign_take_turns() {
        for (bytes, expected) in [
            (&[0][..], 0),
            (&[1], -1),
            (&[2], 1),
            (&[0xFE, 0xFF, 0xFF, 0xFF, 0x0F], i64::from(i32::MAX)),
        ] {
            assert_eq!(Compact(bytes).whole(), Some(expected));
        }
        assert_eq!(Compact(&[0x80]).whole(), None);
        assert_eq!(Compact(&[0xFF; 11]).whole(), None);
    }

    #[test]
    fn nesting_without_end_is_not_followed() {
        let structs = [0x1C; 100_000];
        assert_eq!(Compact(&structs).skip(STRUCT, DEEPEST), None);
        let lists = [0x19; 100_000];
        assert_eq!(Compact(&lists).skip(LIST, DEEPEST), None);
        let many = [0xF9, 0xFF, 0xFF, 0xFF, 0x7F];
        assert_eq!(Compact(&many).skip(LIST, DEEPEST), None);
    }
}
