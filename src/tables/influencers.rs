//! The influencers table.

use super::interner::{Codes, Names};
use super::schema::Table;
use super::{Reading, sheet::Row};
use crate::dimension::Dimension;
use crate::problem::Code;

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
}

impl Influencer {
    pub(super) fn recode(&mut self, codes: &Codes) {
        codes.recode(Dimension::Influencer, &mut self.influencer);
        codes.recode(Dimension::Category, &mut self.category);
        codes.recode(Dimension::Platform, &mut self.platform);
        codes.recode(Dimension::Gender, &mut self.gender);
        codes.recode(Dimension::Tier, &mut self.tier);
    }
}

/// Reads the table; of two rows with one id the first counts and the other is reported (DESIGN rule 2).
pub(super) fn read(reading: &mut Reading<'_>, names: &mut Names) -> Vec<Influencer> {
    let mut influencers: Vec<Influencer> = Vec::new();
    let mut first_rows = rustc_hash::FxHashMap::default();
    reading.for_each_sheet(Table::Influencers, |sheet, problems, count| {
        let columns = [
            "influencer_id",
            "name",
            "category",
            "platform",
            "gender",
            "tier",
            "follower_count",
        ]
        .map(|name| sheet.column(name));
        let [id, name, category, platform, gender, tier, follower_count] = columns;
        sheet.for_each_row(problems, count, |row: &Row<'_>, problems| {
            let id_text = row.key(id)?;
            let followers = row.count(follower_count)?;
            let tier_text = match row.text(tier)? {
                "" => followers.map_or("", tier_of_followers),
                written => written,
            };
            let influencer = Influencer {
                name: row.text(name)?.to_owned(),
                category: names.code(Dimension::Category, row.text(category)?),
                platform: names.code(Dimension::Platform, row.text(platform)?),
                gender: names.code(Dimension::Gender, row.text(gender)?),
                tier: names.code(Dimension::Tier, tier_text),
                influencer: names.code(Dimension::Influencer, id_text),
                followers,
            };
            if let Some(first_line) = first_rows.get(&influencer.influencer) {
                let message =
                    format!("`{id_text}` is listed on line {first_line} already, which counts");
                problems.add(
                    Code::DuplicateInfluencer,
                    row.place(Some(id)),
                    id_text,
                    message,
                );
            } else {
                first_rows.insert(influencer.influencer, row.line);
                influencers.push(influencer);
            }
            Ok(())
        });
    });
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
