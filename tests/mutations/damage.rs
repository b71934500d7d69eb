//! What can happen to a file.

use std::ops::Range;

use rand::{Rng, RngExt};

use super::sources::FolderOfBytes;

/// Something done to one file of a folder. Places are shares of its length, so that they fit what other damages leave.
#[derive(Clone, Debug)]
pub struct Damage {
    file: usize,
    at: f64,
    what: What,
}

#[derive(Clone, Debug)]
enum What {
    Flip(u8),
    Insert(&'static [u8]),
    /// One byte many times.
    Run(u8, usize),
    /// A cell in place of another.
    Replace(&'static str),
    Delete(usize),
    Repeat {
        bytes: usize,
        times: usize,
    },
    /// The line once more, often.
    RepeatLine(usize),
    /// A part of another file.
    Splice {
        from: usize,
        at: f64,
        bytes: usize,
    },
    Truncate,
    /// The rest of the file comes first.
    Turn,
    Rename(&'static str),
}

const PIECES: [&[u8]; 22] = [
    b"\"",
    b"\"\"",
    b"\n",
    b"\r",
    b"\r\n",
    b"\0",
    b",",
    b";",
    b"\t",
    b"|",
    b"\xef\xbb\xbf",
    b"\xff\xfe",
    b"\xff",
    b"\xc3",
    b"sep=;\n",
    b"\x1b[2J",
    "\u{202e}".as_bytes(),
    "\u{2028}".as_bytes(),
    b"\n\"",
    b"\",\"",
    b"\x1f\x8b\x08\x00",
    b"\x28\xb5\x2f\xfd",
];

const CELLS: [&str; 30] = [
    "90071992547409.91",
    "-90071992547409.91",
    "9007199254740991",
    "-9007199254740991",
    "9007199254740992",
    "1e308",
    "1e-400",
    "1e2147483647",
    "-0",
    "0.005",
    "9999-12-31",
    "1900-01-01",
    "2199-12-31",
    "29/02/2024",
    "02/29/2024",
    "45860",
    "NaN",
    "Total",
    "",
    "0.1",
    "999999999",
    "100%",
    "(1)",
    "1Cr",
    "\u{130}\u{df}",
    "\u{966}",
    "=1+1",
    "\"a\nb\"",
    "per_order",
    "1.2.3",
];

const NAMES: [&str; 8] = [
    "tracking.csv",
    "posts.csv",
    "payouts.csv.gz",
    "influencers.csv.zst",
    "products.csv",
    "Tracking (1).tsv",
    "payouts.xlsx",
    "tracking.parquet",
];

/// As many bytes are added at once: enough for several blocks, and soon read.
const LARGEST: usize = 2_500_000;

impl Damage {
    pub fn draw(rng: &mut impl Rng, files: usize) -> Self {
        let size = |rng: &mut _| {
            let most = [4, 40, 400, 4000][RngExt::random_range(rng, 0..4)];
            RngExt::random_range(rng, 1..=most)
        };
        let what = match rng.random_range(0..14) {
            0 => What::Flip(1 << rng.random_range(0..8)),
            1 | 2 => What::Insert(PIECES[rng.random_range(0..PIECES.len())]),
            3 => {
                let byte = b"x\",\n\0 0;\xff"[rng.random_range(0..9)];
                // Beyond what a cell may hold, now and then.
                let most = [100, 10_000, 1_200_000][rng.random_range(0..3)];
                What::Run(byte, rng.random_range(1..most))
            }
            4..=6 => What::Replace(CELLS[rng.random_range(0..CELLS.len())]),
            7 => What::Delete(size(rng)),
            8 => What::Repeat {
                bytes: size(rng),
                times: rng.random_range(1..5),
            },
            9 => What::RepeatLine([2, 20, 2000][rng.random_range(0..3)]),
            10 => What::Splice {
                from: rng.random_range(0..files),
                at: rng.random(),
                bytes: size(rng),
            },
            11 => What::Truncate,
            12 => What::Turn,
            _ => What::Rename(NAMES[rng.random_range(0..NAMES.len())]),
        };
        Self {
            file: rng.random_range(0..files),
            at: rng.random(),
            what,
        }
    }

    pub fn apply(&self, folder: &mut FolderOfBytes) {
        let donor = match &self.what {
            What::Splice { from, at, bytes } => {
                let donor = &folder[*from].1;
                donor[within(donor, place(donor, *at), *bytes)].to_vec()
            }
            _ => Vec::new(),
        };
        if let What::Rename(name) = &self.what {
            if !folder.iter().any(|(other, _)| other == name) {
                folder[self.file].0 = (*name).to_owned();
            }
            return;
        }
        let bytes = &mut folder[self.file].1;
        let at = place(bytes, self.at);
        match &self.what {
            What::Flip(bit) => {
                if let Some(byte) = bytes.get_mut(at) {
                    *byte ^= bit;
                }
            }
            What::Insert(piece) => insert(bytes, at, piece),
            What::Run(byte, times) => insert(bytes, at, &vec![*byte; *times]),
            What::Replace(cell) => {
                let cell_at = cell_around(bytes, at);
                bytes.splice(cell_at, cell.bytes());
            }
            What::Delete(most) => drop(bytes.drain(within(bytes, at, *most))),
            What::Repeat { bytes: most, times } => {
                let piece = bytes[within(bytes, at, *most)].repeat(*times);
                insert(bytes, at, &piece);
            }
            What::RepeatLine(times) => {
                let line = line_around(bytes, at);
                let times = (*times).min(1 + LARGEST / line.len().max(1));
                let piece = bytes[line.clone()].repeat(times);
                insert(bytes, line.start, &piece);
            }
            What::Splice { .. } => insert(bytes, at, &donor),
            What::Truncate => bytes.truncate(at),
            What::Turn => bytes.rotate_left(at),
            What::Rename(_) => {}
        }
    }
}

fn place(bytes: &[u8], share: f64) -> usize {
    (share * bytes.len() as f64) as usize
}

fn within(bytes: &[u8], at: usize, most: usize) -> Range<usize> {
    at..(at + most).min(bytes.len())
}

fn insert(bytes: &mut Vec<u8>, at: usize, piece: &[u8]) {
    bytes.splice(at..at, piece.iter().copied());
}

fn cell_around(bytes: &[u8], at: usize) -> Range<usize> {
    let is_end = |byte: &u8| b",;\t|\r\n".contains(byte);
    let start = bytes[..at]
        .iter()
        .rposition(is_end)
        .map_or(0, |end| end + 1);
    let end = bytes[at..]
        .iter()
        .position(is_end)
        .map_or(bytes.len(), |end| at + end);
    start..end
}

fn line_around(bytes: &[u8], at: usize) -> Range<usize> {
    let start = bytes[..at]
        .iter()
        .rposition(|byte| *byte == b'\n')
        .map_or(0, |end| end + 1);
    let end = bytes[at..]
        .iter()
        .position(|byte| *byte == b'\n')
        .map_or(bytes.len(), |end| at + end + 1);
    start..end
}
