//! A case: a seed, and in which ways the folder made from it is messy.

use std::collections::BTreeSet;

use rand::{RngExt, SeedableRng};
use rand_chacha::ChaCha8Rng;

/// A way in which folders are messy. A case has some of them, so that one which fails can be made smaller.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Quirk {
    /// Semicolons, tabs or bars between cells.
    Separator,
    /// A first line such as `sep=;`.
    DeclaredSeparator,
    /// UTF-8 with a mark, UTF-16, Windows-1252.
    Encoding,
    CarriageReturn,
    NoLastLineEnd,
    /// Gzip or zstd, under a name that says so or not.
    Packed,
    /// A workbook in place of text.
    Workbook,
    FileNames,
    /// A table in several files, in folders of years and months.
    Partitions,
    /// A file once more under another name.
    Copies,
    /// Files beside the tables that are none.
    Bystanders,
    /// No influencers, posts or payouts at all.
    MissingTables,
    /// Case, spaces and punctuation of headers.
    HeaderSpelling,
    /// Other words for a column.
    Aliases,
    /// Words that only the configuration knows.
    OwnHeaders,
    ColumnOrder,
    ExtraColumns,
    /// Columns that look like others but are not theirs to count.
    Decoys,
    FewerColumns,
    /// Blank lines before the header and between rows.
    BlankLines,
    /// Lines of nothing but separators.
    Filler,
    /// A title and facts above the header.
    Title,
    /// Separators behind the last cell of every line.
    TrailingSeparators,
    /// Rows without their last, blank cells.
    ShortRows,
    Quotes,
    /// Line ends, quotes and separators within cells.
    HardText,
    Letters,
    SpaceAround,
    /// One form of date a column.
    DateForms,
    /// Several forms of date in one column.
    MixedDates,
    MonthFirst,
    DeclaredOrder,
    AmountForms,
    CountForms,
    /// Amounts with more decimals than money has.
    FineAmounts,
    CommaDecimals,
    Negatives,
    /// `42.0`.
    FloatIds,
    /// Padding, case and punctuation of ids.
    IdSpelling,
    /// Names in place of ids.
    Names,
    /// Ids that no influencers row has.
    Unlisted,
    Organic,
    /// `NaN` and other words for nothing.
    BlankWords,
    /// Payouts that say how much a post or an order, and not how much in all.
    RateOnly,
    /// Brands from the products table.
    Products,
    RepeatedHeader,
    TotalRow,
    BadCells,
    /// Dates of the other order than their column's.
    OtherOrder,
    Ragged,
    /// One influencer on two rows.
    ListedTwice,
    /// Rows of many bytes, so that files come in several blocks.
    Bulky,
    /// Other dates only after more than a thousand rows.
    LateDates,
}

impl Quirk {
    pub const ALL: [Self; 53] = [
        Self::Separator,
        Self::DeclaredSeparator,
        Self::Encoding,
        Self::CarriageReturn,
        Self::NoLastLineEnd,
        Self::Packed,
        Self::Workbook,
        Self::FileNames,
        Self::Partitions,
        Self::Copies,
        Self::Bystanders,
        Self::MissingTables,
        Self::HeaderSpelling,
        Self::Aliases,
        Self::OwnHeaders,
        Self::ColumnOrder,
        Self::ExtraColumns,
        Self::Decoys,
        Self::FewerColumns,
        Self::BlankLines,
        Self::Filler,
        Self::Title,
        Self::TrailingSeparators,
        Self::ShortRows,
        Self::Quotes,
        Self::HardText,
        Self::Letters,
        Self::SpaceAround,
        Self::DateForms,
        Self::MixedDates,
        Self::MonthFirst,
        Self::DeclaredOrder,
        Self::AmountForms,
        Self::CountForms,
        Self::FineAmounts,
        Self::CommaDecimals,
        Self::Negatives,
        Self::FloatIds,
        Self::IdSpelling,
        Self::Names,
        Self::Unlisted,
        Self::Organic,
        Self::BlankWords,
        Self::RateOnly,
        Self::Products,
        Self::RepeatedHeader,
        Self::TotalRow,
        Self::BadCells,
        Self::OtherOrder,
        Self::Ragged,
        Self::ListedTwice,
        Self::Bulky,
        Self::LateDates,
    ];

    /// How many of a hundred cases may have it at all: those that make large files are few.
    fn percent(self) -> u32 {
        match self {
            Self::Bulky | Self::LateDates => 5,
            _ => 100,
        }
    }
}

/// What is drawn for one campaign and its files.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Case {
    pub seed: u64,
    /// At most as many rows of tracking; other tables have fewer.
    pub rows: usize,
    quirks: BTreeSet<Quirk>,
}

impl Case {
    /// Some cases are messy in a few ways, in which nothing hides, and some in nearly all.
    pub fn of(seed: u64) -> Self {
        let mut case = Self {
            seed,
            rows: 0,
            quirks: BTreeSet::new(),
        };
        let mut rng = case.rng("case");
        let share = [0.08, 0.25, 0.5, 0.8][rng.random_range(0..4)];
        case.quirks = Quirk::ALL
            .into_iter()
            .filter(|quirk| {
                rng.random::<f64>() < share && rng.random_range(0..100) < quirk.percent()
            })
            .collect();
        case.rows = rng.random_range(1..=50);
        case
    }

    pub fn has(&self, quirk: Quirk) -> bool {
        self.quirks.contains(&quirk)
    }

    /// A stream of random numbers of its own for each subject, so that leaving a quirk out changes little else.
    pub fn rng(&self, subject: &str) -> ChaCha8Rng {
        let mut rng = ChaCha8Rng::seed_from_u64(self.seed);
        // FNV-1a.
        let digest = subject
            .bytes()
            .fold(0xcbf2_9ce4_8422_2325, |hash: u64, byte| {
                (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3)
            });
        rng.set_stream(digest);
        rng
    }

    /// Cases a step smaller: fewer rows, or a quirk less.
    pub fn smaller(&self) -> Vec<Self> {
        let fewer_rows = [1, self.rows / 2, self.rows.saturating_sub(1)];
        let fewer_rows = fewer_rows
            .into_iter()
            .filter(|rows| (1..self.rows).contains(rows));
        let fewer_rows = fewer_rows.map(|rows| Self {
            rows,
            ..self.clone()
        });
        let fewer_quirks = self.quirks.iter().map(|quirk| {
            let mut case = self.clone();
            case.quirks.remove(quirk);
            case
        });
        fewer_rows.chain(fewer_quirks).collect()
    }
}
