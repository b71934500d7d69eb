//! What the page of one influencer, campaign, brand or product says besides its report: who or what it is, where
//! it stands among its peers, its posts with what followed them, its payouts.
//!
//! All of it is of all time: under another filter the page's scripts hide it.

mod after;
mod facts;
mod payouts;
mod peers;
mod posts;

use serde::Serialize;

pub use after::Following;
pub use posts::{when, words_column};

use super::report::Report;
use super::view::Section;
use crate::cells::{Cells, ListedPost};
use crate::dimension::Dimension;
use crate::period::{DateRange, Day};
use crate::slices::Slice;
use peers::Peers;

/// What is particular to a member, above and below its report.
#[derive(Serialize)]
pub struct Own {
    /// Who or what it is.
    pub title: String,
    pub facts: Vec<Fact>,
    pub head: Vec<Section>,
    pub tail: Vec<Section>,
}

/// Something known of a member.
#[derive(Serialize)]
pub struct Fact {
    pub label: &'static str,
    pub texts: Vec<Link>,
}

/// Words, and where they lead.
#[derive(Serialize)]
pub struct Link {
    pub text: String,
    pub href: Option<String>,
}

/// What the pages of members share: made once.
pub struct Everybody {
    peers: Peers,
    /// Places in the cells' posts: by influencer, campaign and brand, by code.
    posts: [Vec<Vec<u32>>; 3],
    range: DateRange,
    /// By influencer the revenue of days that have any.
    revenue: Vec<Vec<(Day, i64)>>,
}

/// What a post names itself, in the order of [`Everybody::posts`].
const NAMED: [Dimension; 3] = [Dimension::Influencer, Dimension::Campaign, Dimension::Brand];

impl Everybody {
    /// `everything` is the slice of no filter at all.
    #[must_use]
    pub fn new(cells: &Cells, everything: &Slice) -> Self {
        let posts = NAMED.map(|dimension| {
            let mut by_code = vec![Vec::new(); cells.catalog.members(dimension).count()];
            for (place, post) in cells.posts.iter().enumerate() {
                by_code[post.code(dimension) as usize].push(place as u32);
            }
            by_code
        });
        Self {
            peers: Peers::new(cells, everything),
            posts,
            range: cells.range,
            revenue: cells.revenue_by_influencer(),
        }
    }

    /// The revenue around an influencer's posts.
    pub(super) fn following(&self, influencer: u32) -> Following {
        let revenue = &self.revenue[influencer as usize];
        Following::new(self.range, revenue.iter().copied())
    }

    /// The posts of a member, oldest first; none of a product, which no post names.
    fn posts_of<'a>(
        &'a self,
        cells: &'a Cells,
        dimension: Dimension,
        code: u32,
    ) -> impl Iterator<Item = &'a ListedPost> {
        let named = NAMED.iter().position(|named| *named == dimension);
        let places = named.map_or(&[][..], |named| &self.posts[named][code as usize]);
        places.iter().map(|place| &cells.posts[*place as usize])
    }
}

impl Report<'_> {
    /// What is particular to the member this report is about.
    pub(super) fn own(&self, dimension: Dimension, code: u32, everybody: &Everybody) -> Own {
        let cells = self.site.cells;
        let posts: Vec<&ListedPost> = everybody.posts_of(cells, dimension, code).collect();
        let (title, facts) = self.facts(dimension, code, &posts);
        let (head, tail) = if dimension == Dimension::Influencer {
            let head = self.standing(code, &everybody.peers);
            let following = everybody.following(code);
            let tail = [
                self.after_posts(&posts, &following),
                self.payouts_to(code),
                self.posts_listed(&posts, &following),
            ];
            (
                head.into_iter().collect(),
                tail.into_iter().flatten().collect(),
            )
        } else {
            let tail = [
                self.most_seen_posts(&posts),
                self.payouts_naming(dimension, code),
            ];
            (Vec::new(), tail.into_iter().flatten().collect())
        };
        Own {
            title,
            facts,
            head,
            tail,
        }
    }
}
