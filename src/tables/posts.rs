//! The posts table.

use super::Reading;
use super::interner::{Codes, Names};
use super::schema::Table;
use super::sheet::Row;
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
    pub place: Place,
}

impl Post {
    pub(super) fn recode(&mut self, codes: &Codes) {
        codes.recode(Dimension::Influencer, &mut self.influencer);
        codes.recode(Dimension::Platform, &mut self.platform);
        codes.recode(Dimension::Brand, &mut self.brand);
        codes.recode(Dimension::Campaign, &mut self.campaign);
    }
}

/// Reads the table.
pub(super) fn read(reading: &mut Reading<'_>, names: &mut Names) -> Vec<Post> {
    let mut posts = Vec::new();
    let mut found = Vec::new();
    reading.for_each_sheet(Table::Posts, |sheet, problems, count| {
        let columns = [
            "date",
            "influencer_id",
            "post_id",
            "caption",
            "url",
            "platform",
            "brand",
            "campaign",
            "reach",
            "likes",
            "comments",
        ]
        .map(|name| sheet.column(name));
        let [
            date,
            influencer,
            id,
            caption,
            url,
            platform,
            brand,
            campaign,
            reach,
            likes,
            comments,
        ] = columns;
        found.push(Input::Posts);
        for (input, column) in [
            (Input::Reach, reach),
            (Input::Likes, likes),
            (Input::Comments, comments),
        ] {
            if column.is_present() {
                found.push(input);
            } else {
                let place = Place {
                    file: sheet.file().to_owned(),
                    ..Place::default()
                };
                problems.add(
                    Code::AbsentColumn,
                    place,
                    "",
                    format!("{}, so nothing is computed from it", input.missing()),
                );
            }
        }
        sheet.for_each_row(problems, count, |row: &Row<'_>, problems| {
            let day = row.day(date)?;
            let numbers = [row.count(reach)?, row.count(likes)?, row.count(comments)?];
            let texts = [row.text(id)?, row.text(caption)?, row.text(url)?];
            let names_in_row = [
                row.text(influencer)?,
                row.text(platform)?,
                row.text(brand)?,
                row.text(campaign)?,
            ];
            let influencer_code = names.code(Dimension::Influencer, names_in_row[0]);
            let post = Post {
                day,
                influencer: influencer_code,
                id: texts[0].to_owned(),
                caption: texts[1].to_owned(),
                url: texts[2].to_owned(),
                platform: names.code(Dimension::Platform, names_in_row[1]),
                brand: names.code(Dimension::Brand, names_in_row[2]),
                campaign: names.code(Dimension::Campaign, names_in_row[3]),
                reach: row.or_zero(reach, numbers[0], problems),
                likes: row.or_zero(likes, numbers[1], problems),
                comments: row.or_zero(comments, numbers[2], problems),
                place: row.place(None),
            };
            if post.influencer == UNASSIGNED_CODE {
                problems.fold(Code::MissingKey, "posts", || {
                    (
                        row.place(Some(influencer)),
                        String::new(),
                        "the post has no influencer and counts as Unassigned".into(),
                    )
                });
            }
            if post.likes > post.reach && numbers[0].is_some() {
                problems.fold(Code::EngagementOverReach, "posts", || {
                    let found = post.likes.to_string();
                    let message = format!("{} likes, but a reach of {}", post.likes, post.reach);
                    (row.place(Some(likes)), found, message)
                });
            }
            posts.push(post);
            Ok(())
        });
    });
    reading.found.extend(found);
    posts
}
