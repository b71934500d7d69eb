//! Revenue day by day: which weekday, which day, and what posts have to do with it.

use serde_json::json;

use super::figure_table::{FigureRow, FigureTable};
use super::insight::{Insight, count_of};
use super::payback::in_major;
use super::view::{ChartView, Section};
use crate::measure::{Column, MeasureId, Totals, Value};
use crate::period::WeekStart;
use crate::slices::DayTotals;

/// Fewer days than this, four of each weekday, are no calendar.
const FEWEST_DAYS: usize = 28;

/// A weekday is worth a title where it brings this much more than a day does on average.
const NOTABLE: f64 = 1.25;

const WEEKDAYS: [&str; 7] = [
    "Monday",
    "Tuesday",
    "Wednesday",
    "Thursday",
    "Friday",
    "Saturday",
    "Sunday",
];

const MEASURES: [MeasureId; 3] = [MeasureId::Revenue, MeasureId::Orders, MeasureId::Posts];

/// The days of a week in its order.
fn weekdays(week_starts: WeekStart) -> [&'static str; WEEKDAYS.len()] {
    let mut days = WEEKDAYS;
    days.rotate_left(week_starts.after_monday());
    days
}

fn revenue(day: &DayTotals) -> i64 {
    day.totals.all.get(Column::Revenue)
}

fn posts(day: &DayTotals) -> i64 {
    day.totals.all.get(Column::Posts)
}

/// The days as a calendar; none where they are few or brought nothing.
#[must_use]
pub fn calendar(insight: &Insight<'_>, week_starts: WeekStart) -> Option<Section> {
    let days = &insight.slice.days;
    if days.len() < FEWEST_DAYS || !days.iter().any(|day| revenue(day) > 0) {
        return None;
    }
    let has_posts = matches!(insight.slice.value(MeasureId::Posts), Value::Count(_));
    let steps = quintiles(&days.iter().map(revenue).collect::<Vec<_>>());
    let squares: Vec<serde_json::Value> = days
        .iter()
        .zip(steps)
        .map(|(day, step)| {
            let posts = if has_posts { posts(day) } else { 0 };
            json!({"amount": in_major(revenue(day)), "posts": posts, "step": step})
        })
        .collect();
    let (title, sentence) = words(insight, week_starts, has_posts);
    Some(Section {
        id: "calendar",
        chart: Some(ChartView {
            rows: Some(json!({"calendar": {
                "first": days[0].day.to_string(),
                "weekStarts": week_starts.id(),
                "days": squares,
            }})),
            ..ChartView::of("calendar", None, title.clone())
        }),
        title,
        sentence,
        half: false,
        table: Some(weekday_table(insight, week_starts)),
        more: None,
    })
}

/// The step of each amount, 1 to 5: by the fifth of the amounts above zero that it stands in, counted from
/// those that are lower, so that equals fall on the lower step. What is not above zero is on step 0.
#[must_use]
pub fn quintiles(amounts: &[i64]) -> Vec<usize> {
    let mut ranked: Vec<i64> = amounts
        .iter()
        .copied()
        .filter(|amount| *amount > 0)
        .collect();
    ranked.sort_unstable();
    let step = |amount: &i64| match ranked.partition_point(|other| other < amount) {
        _ if *amount <= 0 => 0,
        lower => 1 + 5 * lower / ranked.len(),
    };
    amounts.iter().map(step).collect()
}

fn words(insight: &Insight<'_>, week_starts: WeekStart, has_posts: bool) -> (String, String) {
    let figures = insight.figures;
    let days = &insight.slice.days;
    let total: i64 = days.iter().map(revenue).sum();
    // Of equals the first: the highest is the last maximum of the reversed list.
    let busiest = days
        .iter()
        .rev()
        .max_by_key(|day| revenue(day))
        .expect("a calendar has days");
    let amount = figures.money_short(revenue(busiest));
    let mean = |sum: i64, count: i64| sum as f64 / count as f64;
    let mut by_weekday = [(0, 0); WEEKDAYS.len()];
    for day in days {
        let (sum, count) = &mut by_weekday[week_starts.place_of(day.day)];
        *sum += revenue(day);
        *count += 1;
    }
    let (best, (sum, count)) = by_weekday
        .iter()
        .enumerate()
        .rev()
        .max_by(|(_, a), (_, b)| mean(a.0, a.1).total_cmp(&mean(b.0, b.1)))
        .expect("a week has days");
    let is_notable = mean(*sum, *count) >= NOTABLE * mean(total, days.len() as i64);
    let busiest_day = format!("The busiest day was {}, with {amount}", busiest.day.label());
    let title = if is_notable {
        let average = figures
            .money_short(crate::money::divide_half_even((*sum).into(), (*count).into()) as i64);
        format!(
            "{}s bring most: {average} on average",
            weekdays(week_starts)[best]
        )
    } else {
        busiest_day.clone()
    };
    let mut sentences = Vec::new();
    if is_notable {
        sentences.push(format!("{busiest_day}."));
    }
    if has_posts {
        sentences.push(of_posts(insight, total));
    }
    (title, sentences.join(" "))
}

/// What came on the days on which somebody posted.
fn of_posts(insight: &Insight<'_>, total: i64) -> String {
    let figures = insight.figures;
    let days = &insight.slice.days;
    let with_posts: Vec<&DayTotals> = days.iter().filter(|day| posts(day) > 0).collect();
    if with_posts.is_empty() {
        return "Nobody posted in these days.".into();
    }
    format!(
        "{} on {} of {} days; these days brought {} of revenue.",
        count_of(
            with_posts.iter().map(|day| posts(day)).sum(),
            "post",
            figures
        ),
        figures.count(with_posts.len() as i64),
        figures.count(days.len() as i64),
        insight.share(with_posts.iter().map(|day| revenue(day)).sum(), total),
    )
}

fn weekday_table(insight: &Insight<'_>, week_starts: WeekStart) -> super::view::Table {
    let mut totals = [Totals::default(); WEEKDAYS.len()];
    for day in &insight.slice.days {
        totals[week_starts.place_of(day.day)].merge(&day.totals);
    }
    let rows: Vec<FigureRow<'_>> = weekdays(week_starts)
        .into_iter()
        .zip(&totals)
        .map(|(label, totals)| FigureRow {
            id: None,
            label: label.to_owned(),
            href: None,
            tint: None,
            totals,
        })
        .collect();
    let table = FigureTable {
        id: "weekdays",
        caption: "By weekday".into(),
        label: "Weekday",
        measures: &insight.first_of(&MEASURES, MEASURES.len()),
        scope: insight.slice.scope,
        limit: rows.len(),
        plural: "weekdays",
    };
    let mut table = table.of(&rows, insight.figures);
    // The days of one weekday are no filter, so there is nothing to look them up by.
    let cells = table.rows.iter_mut().flat_map(|row| &mut row.cells);
    cells.for_each(|cell| cell.plain = true);
    table
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_day_falls_on_its_fifth_and_equals_on_the_lower() {
        assert_eq!(
            quintiles(&[50, 10, 0, 30, 20, 40, -5]),
            [5, 1, 0, 3, 2, 4, 0]
        );
        assert_eq!(quintiles(&[7, 7, 7, 9, 9]), [1, 1, 1, 4, 4]);
        assert_eq!(quintiles(&[0, 3]), [0, 1]);
    }
}
