//! The posts table.

use super::interner::{Coded, Codes, Names};
use super::notes::Notes;
use super::reading::{Reading, RowReader, whole_file};
use super::row::{Rejected, Row, SheetColumn};
use super::schema::Table;
use super::sheet::Sheet;
use crate::dimension::{Dimension, UNASSIGNED_CODE};
use crate::measure::Input;
use crate::period::Day;
use crate::problem::{Code, Place};

/// A post as listed.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Post {
    pub day: Day,
    pub influencer: u32,
    /// Blank where the table has no ids.
    pub id: String,
    pub caption: String,
    pub url: String,
    /// The platform it was published on, which need not be the influencer's.
    pub platform: u32,
    /// The brand and campaign that columns name; Unassigned where they say nothing.
    pub brand: u32,
    pub campaign: u32,
    pub reach: i64,
    pub likes: i64,
    pub comments: i64,
    pub shares: i64,
    pub saves: i64,
    pub place: Place,
}

impl Coded for Post {
    fn recode(&mut self, codes: &Codes) {
        codes.recode(Dimension::Influencer, &mut self.influencer);
        codes.recode(Dimension::Platform, &mut self.platform);
        codes.recode(Dimension::Brand, &mut self.brand);
        codes.recode(Dimension::Campaign, &mut self.campaign);
    }
}

/// Notes which measures a file of the table has columns for, and reports those it lacks.
pub(super) fn inspect(reading: &mut Reading<'_>, sheet: &Sheet) {
    reading.found.push(Input::Posts);
    for (input, column) in Input::OF_POSTS {
        if sheet.column(column.name()).is_present() {
            reading.found.push(input);
        } else if !matches!(input, Input::Shares | Input::Saves) {
            // Few exports have these, and none is expected to.
            let message = format!("{}, so nothing is computed from it", input.missing());
            let place = whole_file(sheet.file());
            reading.problems.add(Code::AbsentColumn, place, "", message);
        }
    }
}

/// Reads a file of the table.
pub struct PostReader {
    date: SheetColumn,
    influencer: SheetColumn,
    influencer_name: SheetColumn,
    id: SheetColumn,
    caption: SheetColumn,
    url: SheetColumn,
    platform: SheetColumn,
    brand: SheetColumn,
    campaign: SheetColumn,
    reach: SheetColumn,
    likes: SheetColumn,
    comments: SheetColumn,
    shares: SheetColumn,
    saves: SheetColumn,
}

impl RowReader for PostReader {
    const TABLE: Table = Table::Posts;
    const DATES: &'static [&'static str] = &["date"];
    type Rows = Vec<Post>;

    fn of(sheet: &Sheet) -> Self {
        let column = |name| sheet.column(name);
        Self {
            date: column("date"),
            influencer: column("influencer_id"),
            influencer_name: column("influencer_name"),
            id: column("post_id"),
            caption: column("caption"),
            url: column("url"),
            platform: column("platform"),
            brand: column("brand"),
            campaign: column("campaign"),
            reach: column("reach"),
            likes: column("likes"),
            comments: column("comments"),
            shares: column("shares"),
            saves: column("saves"),
        }
    }

    fn read(
        &self,
        rows: &mut Vec<Post>,
        names: &mut Names,
        row: &Row<'_>,
        notes: &mut Notes,
    ) -> Result<(), Box<Rejected>> {
        let id = row.id(self.influencer, notes);
        row.check_total([self.influencer, self.influencer_name], self.date)?;
        let day = row.day(self.date, notes)?;
        let reach = row.count(self.reach, notes)?;
        let likes = row.count(self.likes, notes)?;
        let comments = row.count(self.comments, notes)?;
        let shares = row.count(self.shares, notes)?;
        let saves = row.count(self.saves, notes)?;
        let influencer = names.influencer(id, || row.value(self.influencer_name, notes).to_owned());
        let mut code = |dimension, column| names.code(dimension, row.text(column));
        let post = Post {
            day,
            influencer,
            id: row.value(self.id, notes).to_owned(),
            caption: row.text(self.caption).to_owned(),
            url: row.text(self.url).to_owned(),
            platform: code(Dimension::Platform, self.platform),
            brand: code(Dimension::Brand, self.brand),
            campaign: code(Dimension::Campaign, self.campaign),
            reach: row.or_zero(self.reach, reach, notes),
            likes: row.or_zero(self.likes, likes, notes),
            comments: row.or_zero(self.comments, comments, notes),
            shares: row.or_zero(self.shares, shares, notes),
            saves: row.or_zero(self.saves, saves, notes),
            place: row.place(None),
        };
        if post.influencer == UNASSIGNED_CODE {
            notes.fold(row, Code::MissingKey, self.influencer, || {
                let message = "the post has no influencer and counts as Unassigned";
                (String::new(), message.to_owned())
            });
        }
        if post.likes > post.reach && reach.is_some() {
            notes.fold(row, Code::EngagementOverReach, self.likes, || {
                let message = format!("{} likes, but a reach of {}", post.likes, post.reach);
                (post.likes.to_string(), message)
            });
        }
        rows.push(post);
        Ok(())
    }
}
