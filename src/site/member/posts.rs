//! The posts of a member: what was seen of them, and, of an influencer's, what followed.

use serde_json::json;

use super::after::{AFTER, Following};
use crate::cells::ListedPost;
use crate::dimension::{Dimension, UNASSIGNED_CODE};
use crate::measure::{Column, Format, MeasureId, Scope, Sums, Totals, Value, Why};
use crate::money::{MINOR_DIGITS, divide_half_even};
use crate::period::Day;
use crate::site::figure_table::{figure_cell, figure_column};
use crate::site::insight::count_of;
use crate::site::report::Report;
use crate::site::view::{ChartView, Section, Table, TableCell, TableColumn, TableRow};

/// The posts that a page lists; the total is stated.
const LISTED: usize = 30;

/// The days around a post that its chart shows, its own day 0.
const AROUND: std::ops::RangeInclusive<i32> = -7..=21;

/// More single posts than this are one mean, and the latest so many pale lines.
const LINES: usize = 12;

/// What is told of a post itself.
const SEEN: [MeasureId; 6] = [
    MeasureId::Reach,
    MeasureId::Likes,
    MeasureId::Comments,
    MeasureId::Shares,
    MeasureId::Saves,
    MeasureId::EngagementRate,
];

/// The dimensions that a list of posts says the members of.
pub struct PostWords(Vec<Dimension>);

impl PostWords {
    pub fn columns(&self) -> impl Iterator<Item = TableColumn> {
        let dimensions = self.0.iter();
        dimensions.map(|dimension| words_column(dimension.id(), dimension.label()))
    }

    pub fn of(&self, post: &ListedPost, report: &Report<'_>) -> impl Iterator<Item = String> {
        let dimensions = self.0.iter();
        dimensions.map(|dimension| report.name_or_blank(*dimension, post.code(*dimension)))
    }
}

/// What one post adds up to.
fn post_totals(post: &ListedPost) -> Totals {
    let mut sums = Sums::default();
    let engagements = post.likes + post.comments;
    let rated = |number: i64| if post.reach > 0 { number } else { 0 };
    for (column, value) in [
        (Column::Posts, 1),
        (Column::Reach, post.reach),
        (Column::Likes, post.likes),
        (Column::Comments, post.comments),
        (Column::Shares, post.shares),
        (Column::Saves, post.saves),
        (Column::Engagements, engagements),
        (Column::RatedEngagements, rated(engagements)),
        (Column::RatedReach, rated(post.reach)),
    ] {
        sums.set(column, value);
    }
    Totals {
        all: sums,
        ..Totals::default()
    }
}

/// Where a post was published, if that is an address of the web.
fn web_address(post: &ListedPost) -> Option<String> {
    // What no address may hold makes it none.
    let is_clean = !post.url.contains(|letter: char| {
        letter.is_whitespace() || letter.is_control() || "\"<>".contains(letter)
    });
    let is_web = is_clean
        && ["http://", "https://"].iter().any(|scheme| {
            let start = post.url.get(..scheme.len());
            start.is_some_and(|start| start.eq_ignore_ascii_case(scheme))
        });
    is_web.then(|| post.url.clone())
}

/// A column of words.
pub fn words_column(id: &'static str, label: &'static str) -> TableColumn {
    TableColumn {
        id,
        label,
        unit: None,
        numeric: false,
    }
}

/// From a day to another in words, or on the one.
#[must_use]
pub fn when(first: Day, last: Day) -> String {
    if first == last {
        format!("on {}", first.label())
    } else {
        format!("from {} to {}", first.label(), last.label())
    }
}

impl Report<'_> {
    /// A row of a list of posts: its words, then what was seen of it.
    pub(in crate::site) fn post_row(
        &self,
        post: &ListedPost,
        label: String,
        words: impl IntoIterator<Item = String>,
    ) -> TableRow {
        let totals = post_totals(post);
        let scope = Scope::new([], self.site.cells.facts);
        let seen = self.seen();
        let seen = seen
            .iter()
            .map(|id| figure_cell(*id, &totals, &scope, self.figures));
        TableRow {
            href: web_address(post),
            cells: words.into_iter().map(TableCell::text).chain(seen).collect(),
            ..TableRow::named(label)
        }
    }

    /// What posts name of these dimensions: what no post of the data names is no column.
    pub(in crate::site) fn post_words(&self, dimensions: &[Dimension]) -> PostWords {
        let is_named = |dimension: &Dimension| {
            let mut posts = self.site.cells.posts.iter();
            posts.any(|post| post.code(*dimension) != UNASSIGNED_CODE)
        };
        PostWords(dimensions.iter().copied().filter(is_named).collect())
    }

    /// The columns of what was seen of a post.
    pub(in crate::site) fn seen_columns(&self) -> impl Iterator<Item = TableColumn> {
        let seen = self.seen().into_iter();
        seen.map(|id| figure_column(id, self.figures))
    }

    /// What the data can tell of a post itself.
    fn seen(&self) -> Vec<MeasureId> {
        self.site.cells.facts.first_of(&SEEN, SEEN.len())
    }

    /// The revenue before and from a post; none where the data does not cover the days. No cells where there is
    /// no revenue to have.
    pub(in crate::site) fn around_cells(&self, around: [Option<i64>; 2]) -> Vec<TableCell> {
        if !self.has(MeasureId::Revenue) {
            return Vec::new();
        }
        let cell = |(id, amount): (&'static str, Option<i64>)| {
            let value = amount.map_or(Value::None(Why::NotCovered), Value::Money);
            TableCell::measure(id, value, self.figures.cell(value, Format::Money))
        };
        let names = ["revenue_before", "revenue_after"];
        names.into_iter().zip(around).map(cell).collect()
    }

    pub(in crate::site) fn around_columns(&self) -> Vec<TableColumn> {
        if !self.has(MeasureId::Revenue) {
            return Vec::new();
        }
        let column = |id, label| TableColumn {
            id,
            label,
            unit: Some(self.figures.money.symbol.clone()),
            numeric: true,
        };
        vec![
            column("revenue_before", "7 days before"),
            column("revenue_after", "7 days from it"),
        ]
    }

    pub(in crate::site) fn name_or_blank(&self, dimension: Dimension, code: u32) -> String {
        if code == UNASSIGNED_CODE {
            String::new()
        } else {
            self.name(dimension, code).to_owned()
        }
    }

    /// What follows an influencer's posts, as a chart of the days around them.
    pub(super) fn after_posts(
        &self,
        posts: &[&ListedPost],
        following: &Following,
    ) -> Option<Section> {
        let around = posts
            .iter()
            .map(|post| [following.before(post.day), following.after(post.day)]);
        let (title, sentence) = self.what_followed(around);
        let chart = self.around_posts(posts, following, &title)?;
        Some(Section {
            sentence,
            half: true,
            chart: Some(chart),
            ..Section::new("after-posts", title)
        })
    }

    /// An influencer's posts, the latest first, each with the revenue of the days around it.
    pub(super) fn posts_listed(
        &self,
        posts: &[&ListedPost],
        following: &Following,
    ) -> Option<Section> {
        let latest = posts.iter().rev();
        let named = self.post_words(&[Dimension::Platform, Dimension::Campaign]);
        let row = |post: &&ListedPost| {
            let mut row = self.post_row(post, post.day.label(), named.of(post, self));
            let around = [following.before(post.day), following.after(post.day)];
            row.cells.extend(self.around_cells(around));
            row
        };
        let rows: Vec<TableRow> = latest.clone().take(LISTED).map(row).collect();
        if rows.is_empty() {
            return None;
        }
        let mut columns: Vec<TableColumn> = named.columns().collect();
        columns.extend(self.seen_columns());
        columns.extend(self.around_columns());
        let note = (posts.len() > LISTED).then(|| {
            let total = self.figures.count(posts.len() as i64);
            format!("The latest {LISTED} of {total} posts.")
        });
        let dates = when(posts[0].day, posts[posts.len() - 1].day);
        let (how, each) = match posts.len() {
            1 => ("", ""),
            _ => (", the latest first", ", each"),
        };
        let (around, caption) = if self.has(MeasureId::Revenue) {
            let around = format!("{each} with the revenue of the days around it");
            (around, "Posts, and revenue around each")
        } else {
            (String::new(), "Posts")
        };
        let title = count_of(posts.len() as i64, "post", self.figures);
        Some(Section {
            sentence: format!("Posted {dates}{how}{around}."),
            table: Some(Table {
                id: "own-posts",
                caption: caption.into(),
                label: "Post",
                columns,
                rows,
                note,
            }),
            ..Section::new("own-posts", title)
        })
    }

    /// Title and sentence for posts with the revenue before and from each, over those whose days the data covers.
    pub(in crate::site) fn what_followed(
        &self,
        around: impl ExactSizeIterator<Item = [Option<i64>; 2]>,
    ) -> (String, String) {
        let posts = count_of(around.len() as i64, "post", self.figures);
        let (mut count, mut before, mut after) = (0i64, 0i64, 0i64);
        for around in around {
            if let [Some(earlier), Some(later)] = around {
                (count, before, after) = (count + 1, before + earlier, after + later);
            }
        }
        if count == 0 {
            let sentence =
                format!("{posts}; the data covers the {AFTER} days before and after none of them.");
            return ("Posts".into(), sentence);
        }
        let mean = |sum: i64| {
            let mean = divide_half_even(sum.into(), count.into());
            self.figures.money_short(mean as i64)
        };
        let (a_post, is, how_many) = match count {
            1 => ("the one post that the data covers", "was", String::new()),
            _ => {
                let covered = count_of(count, "post", self.figures);
                ("a post", "is", format!(", the mean of {covered}"))
            }
        };
        let title = if before > 0 {
            let times = self.figures.times(after as f64 / before as f64);
            format!(
                "In the {AFTER} days from {a_post} revenue {is} {times} that of the {AFTER} before"
            )
        } else {
            format!("{} came in the {AFTER} days from {a_post}", mean(after))
        };
        let sentence = format!(
            "{posts}. {} in the {AFTER} days from it and {} before{how_many}. A day may follow several posts, so this is no measure of what a post causes.",
            mean(after),
            mean(before),
        );
        (title, sentence)
    }

    /// The revenue of single days around each post, and its mean.
    fn around_posts(
        &self,
        posts: &[&ListedPost],
        following: &Following,
        title: &str,
    ) -> Option<ChartView> {
        let days: Vec<Day> = posts.iter().map(|post| post.day).collect();
        let amounts = |post: Day| -> Vec<Option<i64>> {
            AROUND
                .map(|offset| following.sum(Day(post.0 + offset), 1))
                .collect()
        };
        let all: Vec<Vec<Option<i64>>> = days.iter().map(|day| amounts(*day)).collect();
        let major = |amount: f64| amount / 10f64.powi(MINOR_DIGITS as i32);
        let mean = (0..AROUND.count()).map(|place| {
            let known = all.iter().filter_map(|post| post[place]);
            let (count, sum) = known.fold((0i64, 0i64), |(count, sum), amount| {
                (count + 1, sum + amount)
            });
            (count > 0).then(|| major(sum as f64 / count as f64))
        });
        let mean: Vec<Option<f64>> = mean.collect();
        let is_flat = mean.iter().all(|amount| amount.unwrap_or(0.0) == 0.0);
        if is_flat {
            return None;
        }
        let mut series = serde_json::Map::new();
        series.insert("mean".into(), json!(mean));
        // One line is its own mean.
        if all.len() > 1 {
            for (place, post) in all.iter().rev().take(LINES).enumerate() {
                let post: Vec<Option<f64>> = post
                    .iter()
                    .map(|amount| amount.map(|amount| major(amount as f64)))
                    .collect();
                series.insert(format!("post-{}", place + 1), json!(post));
            }
        }
        let word = |offset: i32| match offset {
            0 => "day of the post".to_owned(),
            1 => "1 day after".to_owned(),
            -1 => "1 day before".to_owned(),
            days if days < 0 => format!("{} days before", -days),
            days => format!("{days} days after"),
        };
        let categories: Vec<String> = AROUND.map(word).collect();
        Some(ChartView {
            rows: Some(json!({"categories": categories, "series": series})),
            in_page: true,
            ..ChartView::of("around-posts", None, title.to_owned())
        })
    }

    /// The posts of a campaign or brand, those seen by most first.
    pub(super) fn most_seen_posts(&self, posts: &[&ListedPost]) -> Option<Section> {
        let mut posts = posts.to_vec();
        // The sort is stable: of equals the earlier comes first.
        posts.sort_by_key(|post| std::cmp::Reverse(post.reach));
        let first = *posts.first()?;
        let named = self.post_words(&[Dimension::Platform]);
        let row = |post: &&ListedPost| {
            let words = std::iter::once(post.day.label()).chain(named.of(post, self));
            let name = self.name(Dimension::Influencer, post.influencer).to_owned();
            let mut row = self.post_row(post, name, words);
            if row.href.is_none() {
                row.href = self.member_link(Dimension::Influencer, post.influencer, &self.path);
            }
            row
        };
        let mut columns = vec![words_column("day", "Day")];
        columns.extend(named.columns());
        columns.extend(self.seen_columns());
        let note = (posts.len() > LISTED).then(|| {
            let total = self.figures.count(posts.len() as i64);
            format!("The {LISTED} with most reach of {total} posts.")
        });
        let title = count_of(posts.len() as i64, "post", self.figures);
        let sentence = if first.reach > 0 {
            format!(
                "The one by {} on {} reached most: {}.",
                self.name(Dimension::Influencer, first.influencer),
                first.day.label(),
                self.figures.count(first.reach)
            )
        } else {
            "Nothing is known of their reach.".into()
        };
        Some(Section {
            sentence,
            table: Some(Table {
                id: "own-posts",
                caption: "Posts by reach".into(),
                label: "Influencer",
                columns,
                rows: posts.iter().take(LISTED).map(row).collect(),
                note,
            }),
            ..Section::new("own-posts", title)
        })
    }
}
