//! The influencers table.

use rustc_hash::FxHashMap;

use super::interner::{Coded, Codes, Names};
use super::notes::Notes;
use super::reading::{Part, Reading, RowReader};
use super::row::{Rejected, Row, SheetColumn};
use super::schema::Table;
use super::set_aside::SetAside;
use super::sheet::Sheet;
use crate::dimension::Dimension;
use crate::problem::{Code, Place};

/// An influencer as listed: codes of its dimensions, Unassigned where the table says nothing.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Influencer {
    pub influencer: u32,
    pub name: String,
    pub category: u32,
    pub platform: u32,
    pub gender: u32,
    pub tier: u32,
    pub followers: Option<i64>,
    pub place: Place,
}

impl Coded for Influencer {
    fn recode(&mut self, codes: &Codes) {
        codes.recode(Dimension::Influencer, &mut self.influencer);
        codes.recode(Dimension::Category, &mut self.category);
        codes.recode(Dimension::Platform, &mut self.platform);
        codes.recode(Dimension::Gender, &mut self.gender);
        codes.recode(Dimension::Tier, &mut self.tier);
    }
}

/// Reads a file of the table.
pub struct InfluencerReader {
    id: SheetColumn,
    name: SheetColumn,
    category: SheetColumn,
    platform: SheetColumn,
    gender: SheetColumn,
    tier: SheetColumn,
    follower_count: SheetColumn,
}

impl RowReader for InfluencerReader {
    const TABLE: Table = Table::Influencers;
    type Rows = Vec<Influencer>;

    fn of(sheet: &Sheet) -> Self {
        let column = |name| sheet.column(name);
        let (id, name) = (column("influencer_id"), column("name"));
        Self {
            // Where there are no ids, names are what rows are joined by.
            id: if id.is_present() { id } else { name },
            name,
            category: column("category"),
            platform: column("platform"),
            gender: column("gender"),
            tier: column("tier"),
            follower_count: column("follower_count"),
        }
    }

    fn read(
        &self,
        rows: &mut Vec<Influencer>,
        names: &mut Names,
        row: &Row<'_>,
        notes: &mut Notes,
    ) -> Result<(), Box<Rejected>> {
        row.check_total([self.id, self.name], self.id)?;
        let id = row.key(self.id, notes)?;
        // A row says who somebody is even where it does not say how many follow them.
        let followers = row.count(self.follower_count, notes);
        let followers = row.if_readable(followers, notes);
        let tier = match row.text(self.tier) {
            "" => followers.map_or("", tier_of_followers),
            written => written,
        };
        let mut code = |dimension, text| names.code(dimension, text);
        rows.push(Influencer {
            name: row.value(self.name, notes).to_owned(),
            category: code(Dimension::Category, row.text(self.category)),
            platform: code(Dimension::Platform, row.text(self.platform)),
            gender: code(Dimension::Gender, row.text(self.gender)),
            tier: code(Dimension::Tier, tier),
            influencer: code(Dimension::Influencer, id),
            followers,
            place: row.place(Some(self.id)),
        });
        Ok(())
    }
}

impl Influencer {
    /// Whether two rows say the same about one person.
    fn agrees_with(&self, other: &Self) -> bool {
        let facts = |row: &Self| {
            let Self {
                name,
                category,
                platform,
                gender,
                tier,
                followers,
                ..
            } = row;
            (
                name.clone(),
                *category,
                *platform,
                *gender,
                *tier,
                *followers,
            )
        };
        facts(self) == facts(other)
    }
}

/// The rows of all parts. Of two rows with one id the first counts and the other is set aside (DESIGN rule 2).
pub(super) fn one_row_an_id(
    parts: Vec<Part<Vec<Influencer>>>,
    reading: &mut Reading<'_>,
) -> Vec<Influencer> {
    let mut influencers: Vec<Influencer> = Vec::new();
    let mut firsts: FxHashMap<u32, usize> = FxHashMap::default();
    for row in parts.into_iter().flat_map(|part| part.rows) {
        let Some(first) = firsts.get(&row.influencer) else {
            firsts.insert(row.influencer, influencers.len());
            influencers.push(row);
            continue;
        };
        let first = &influencers[*first];
        let id = reading.names.name(Dimension::Influencer, row.influencer);
        let where_first = match first.place.file == row.place.file {
            true => format!("line {}", first.place.line),
            false => format!("line {} of `{}`", first.place.line, first.place.file),
        };
        let (code, reason) = match row.agrees_with(first) {
            true => (
                Code::DuplicateInfluencer,
                format!("`{id}` is listed on {where_first} already, which counts"),
            ),
            false => (
                Code::ConflictingInfluencer,
                format!("`{id}` is listed on {where_first} with other facts, which count"),
            ),
        };
        reading
            .problems
            .add(code, row.place.clone(), id.clone(), reason.clone());
        reading.move_aside(SetAside {
            table: Table::Influencers,
            place: row.place,
            code,
            cells: format!("influencer_id: {id} | name: {}", row.name),
            found: id,
            reason,
            rows: 1,
        });
    }
    influencers
}

/// The tier of a number of followers (METHODS 10); lower bounds are inclusive.
fn tier_of_followers(followers: i64) -> &'static str {
    match followers {
        ..1_000 => "Sub-nano",
        1_000..10_000 => "Nano",
        10_000..50_000 => "Micro",
        50_000..500_000 => "Mid",
        500_000..1_000_000 => "Macro",
        1_000_000.. => "Mega",
    }
}
