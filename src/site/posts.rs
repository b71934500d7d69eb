//! The page of posts: those that most revenue followed, those with most engagement, and each platform's.

use super::Page;
use super::figure_table::{FigureRow, FigureTable};
use super::insight::count_of;
use super::member::{Following, when, words_column};
use super::report::Report;
use super::templates::{TemplateError, Templates};
use super::tiles::tile;
use super::view::{Frame, ReportView, Section, Table, TableRow};
use crate::cells::ListedPost;
use crate::dimension::Dimension;
use crate::measure::MeasureId;

const PATH: &str = "posts.html";

/// The posts that a list shows; the total is stated.
const LISTED: usize = 50;

/// The headline figures, and the columns of platforms.
const FIGURES: [MeasureId; 7] = [
    MeasureId::Posts,
    MeasureId::Reach,
    MeasureId::Likes,
    MeasureId::Comments,
    MeasureId::Shares,
    MeasureId::Saves,
    MeasureId::EngagementRate,
];

/// A post with the revenue of its influencer in the days before and from it.
struct Followed<'a> {
    post: &'a ListedPost,
    around: [Option<i64>; 2],
}

/// Renders the page from the report of everything.
///
/// # Errors
/// When the template does not render.
pub fn page(
    report: &Report<'_>,
    frame: &Frame,
    templates: &Templates,
) -> Result<Page, TemplateError> {
    let posts = followed(report);
    let sections = [
        most_followed(report, &posts),
        most_engaging(report, &posts),
        by_platform(report),
    ];
    let sentence = sentence_of(report, &posts);
    let body = ReportView {
        sentence: sentence.clone(),
        tiles: figures_of(report)
            .into_iter()
            .filter(|_| !posts.is_empty())
            .map(|id| tile(id, report.slice, report.figures))
            .collect(),
        sections: sections.into_iter().flatten().collect(),
        ..ReportView::default()
    };
    let view = frame.page(PATH, "posts", "Posts".into(), sentence, body);
    Ok(Page {
        path: PATH.into(),
        html: templates.render("pages/posts.html", &view)?,
        entry: None,
    })
}

/// What the data can have of [`FIGURES`].
fn figures_of(report: &Report<'_>) -> Vec<MeasureId> {
    report.slice.scope.facts().first_of(&FIGURES, FIGURES.len())
}

fn sentence_of(report: &Report<'_>, posts: &[Followed<'_>]) -> String {
    if let Some(input) = report.slice.scope.facts().lacks(MeasureId::Posts) {
        return format!("{}.", input.missing());
    }
    let [first, .., last] = posts else {
        return match posts.first() {
            None => "The posts table is empty.".into(),
            Some(one) => format!("One post, on {}.", one.post.day.label()),
        };
    };
    let people: std::collections::BTreeSet<u32> =
        posts.iter().map(|one| one.post.influencer).collect();
    format!(
        "{} by {}, {}.",
        count_of(posts.len() as i64, "post", report.figures),
        count_of(people.len() as i64, "influencer", report.figures),
        when(first.post.day, last.post.day),
    )
}

/// Every post, oldest first.
fn followed<'a>(report: &Report<'a>) -> Vec<Followed<'a>> {
    let cells = report.site.cells;
    let people = 0..cells.people.len() as u32;
    let following: Vec<Following> = people
        .map(|influencer| report.everybody.following(influencer))
        .collect();
    let with = |post: &'a ListedPost| {
        let following = &following[post.influencer as usize];
        Followed {
            post,
            around: [following.before(post.day), following.after(post.day)],
        }
    };
    cells.posts.iter().map(with).collect()
}

/// Nothing where there is no revenue to have.
fn most_followed(report: &Report<'_>, posts: &[Followed<'_>]) -> Option<Section> {
    if !report.has(MeasureId::Revenue) {
        return None;
    }
    let (title, sentence) = report.what_followed(posts.iter().map(|one| one.around));
    let mut known: Vec<&Followed<'_>> =
        posts.iter().filter(|one| one.around[1].is_some()).collect();
    // The sort is stable: of equals the earlier comes first.
    known.sort_by_key(|one| std::cmp::Reverse(one.around[1]));
    (!known.is_empty()).then(|| Section {
        sentence,
        table: Some(table(
            report,
            "most-followed",
            "Posts that most revenue followed",
            &known,
        )),
        ..Section::new("most-followed", title)
    })
}

fn most_engaging(report: &Report<'_>, posts: &[Followed<'_>]) -> Option<Section> {
    let engagements = |one: &Followed<'_>| one.post.likes + one.post.comments;
    let mut engaging: Vec<&Followed<'_>> =
        posts.iter().filter(|one| engagements(one) > 0).collect();
    engaging.sort_by_key(|one| std::cmp::Reverse(engagements(one)));
    let first = engaging.first()?;
    let title = format!(
        "{} had the post with most engagement",
        report.name(Dimension::Influencer, first.post.influencer)
    );
    let sentence = format!(
        "{} likes and comments on {}.",
        report.figures.count(engagements(first)),
        first.post.day.label()
    );
    Some(Section {
        sentence,
        table: Some(table(
            report,
            "most-engaging",
            "Posts by likes and comments",
            &engaging,
        )),
        ..Section::new("most-engaging", title)
    })
}

fn table(report: &Report<'_>, id: &'static str, caption: &str, posts: &[&Followed<'_>]) -> Table {
    let named = report.post_words(&[Dimension::Platform, Dimension::Campaign]);
    let row = |one: &&Followed<'_>| -> TableRow {
        let Followed { post, around } = one;
        let words = std::iter::once(post.day.label()).chain(named.of(post, report));
        let name = report.name(Dimension::Influencer, post.influencer);
        let mut row = report.post_row(post, name.to_owned(), words);
        let own = report.member_link(Dimension::Influencer, post.influencer, PATH);
        row.href = own.or(row.href);
        row.cells.extend(report.around_cells(*around));
        row
    };
    let mut columns = vec![words_column("day", "Day")];
    columns.extend(named.columns());
    columns.extend(report.seen_columns());
    columns.extend(report.around_columns());
    let note = (posts.len() > LISTED).then(|| {
        let total = report.figures.count(posts.len() as i64);
        format!("The first {LISTED} of {total} posts.")
    });
    Table {
        id,
        caption: caption.to_owned(),
        label: "Influencer",
        columns,
        rows: posts.iter().take(LISTED).map(row).collect(),
        note,
    }
}

/// What each platform's influencers posted; none where there is but one.
fn by_platform(report: &Report<'_>) -> Option<Section> {
    let dimension = Dimension::Platform;
    let figures = figures_of(report);
    let table = FigureTable {
        id: "posts-by-platform",
        caption: "By platform".into(),
        label: dimension.label(),
        measures: &figures,
        scope: report.slice.scope_by(dimension),
        limit: usize::MAX,
        plural: dimension.plural(),
    };
    let rows: Vec<FigureRow<'_>> = report
        .slice
        .by(dimension)
        .iter()
        .filter(|row| table.shows(&row.totals))
        .map(|row| FigureRow {
            id: None,
            label: report.name(dimension, row.member).to_owned(),
            href: report.member_link(dimension, row.member, PATH),
            tint: None,
            totals: &row.totals,
        })
        .collect();
    (rows.len() > 1).then(|| Section {
        sentence: "A post counts under its influencer's platform.".into(),
        table: Some(table.of(&rows, report.figures)),
        ..Section::new(
            "platforms",
            "What each platform brings in reach and engagement".into(),
        )
    })
}
