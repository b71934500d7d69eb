//! Where an influencer stands among all, and among those who share a category, platform or tier.

use std::collections::BTreeMap;

use crate::cells::Cells;
use crate::dimension::{Dimension, UNASSIGNED_CODE};
use crate::measure::{Better, MeasureId};
use crate::site::figure_table::figure_cell;
use crate::site::insight::lower_first;
use crate::site::report::Report;
use crate::site::view::{Section, Table, TableCell, TableColumn, TableRow};
use crate::slices::Slice;

/// What influencers are ranked by.
const RANKED: [MeasureId; 5] = [
    MeasureId::Roas,
    MeasureId::Revenue,
    MeasureId::Orders,
    MeasureId::Cpa,
    MeasureId::EngagementRate,
];

/// Who peers are: those with the same value of this attribute.
const ALIKE: [Dimension; 3] = [Dimension::Category, Dimension::Platform, Dimension::Tier];

/// Which peers, by a measure: `None` for everybody, else an attribute and its value.
type Among = Option<(Dimension, u32)>;

/// The values of everybody, by measure and peers, the best first.
pub struct Peers(BTreeMap<(MeasureId, Among), Vec<f64>>);

/// A place among others who have a value.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Rank {
    place: usize,
    of: usize,
}

impl Peers {
    /// `everything` is the slice of no filter at all.
    #[must_use]
    pub fn new(cells: &Cells, everything: &Slice) -> Self {
        let scope = everything.scope_by(Dimension::Influencer);
        let mut values: BTreeMap<(MeasureId, Among), Vec<f64>> = BTreeMap::new();
        let people = everything.influencers.iter();
        for row in people.filter(|row| row.influencer != UNASSIGNED_CODE) {
            let person = &cells.people[row.influencer as usize];
            for id in RANKED {
                let Some(value) = id.measure().value(&row.totals, &scope).number() else {
                    continue;
                };
                let alike = ALIKE.map(|attribute| (attribute, person.attribute(attribute)));
                // Of whom nothing is known have nothing in common.
                let alike = alike
                    .into_iter()
                    .filter(|(_, member)| *member != UNASSIGNED_CODE);
                for among in std::iter::once(None).chain(alike.map(Some)) {
                    values.entry((id, among)).or_default().push(value);
                }
            }
        }
        for ((id, _), values) in &mut values {
            values.sort_unstable_by(|a, b| a.total_cmp(b));
            if id.measure().better != Better::Lower {
                values.reverse();
            }
        }
        Self(values)
    }

    /// One more than how many are better; equals share a place.
    fn rank(&self, id: MeasureId, among: Among, value: f64) -> Option<Rank> {
        let values = self.0.get(&(id, among))?;
        let is_better = |other: &f64| match id.measure().better {
            Better::Lower => *other < value,
            Better::Higher | Better::Neither => *other > value,
        };
        Some(Rank {
            place: values.partition_point(is_better) + 1,
            of: values.len(),
        })
    }
}

impl Report<'_> {
    /// The ranks of the influencer this report is about; nothing where there is nothing to rank by.
    pub(super) fn standing(&self, code: u32, peers: &Peers) -> Option<Section> {
        let ranked = self.slice.scope.facts().first_of(&RANKED, RANKED.len());
        if ranked.is_empty() {
            return None;
        }
        let person = &self.site.cells.people[code as usize];
        // Nobody shares what is not known.
        let known: Vec<Dimension> = ALIKE
            .into_iter()
            .filter(|attribute| person.attribute(*attribute) != UNASSIGNED_CODE)
            .collect();
        let scope = self.slice.scope;
        let value = |id: MeasureId| id.measure().value(&self.slice.totals, &scope);
        let text =
            |rank: Option<Rank>| rank.map_or_else(|| "–".to_owned(), |rank| self.rank_text(rank));
        let row = |id: MeasureId| {
            let number = value(id).number();
            let rank = |among: Among| number.and_then(|number| peers.rank(id, among, number));
            let alike = known
                .iter()
                .map(|attribute| rank(Some((*attribute, person.attribute(*attribute)))));
            let mut cells = vec![figure_cell(id, &self.slice.totals, &scope, self.figures)];
            cells.extend(
                std::iter::once(rank(None))
                    .chain(alike)
                    .map(|rank| TableCell::text(text(rank))),
            );
            TableRow {
                cells,
                ..TableRow::named(id.measure().label)
            }
        };
        let column = |id, label| TableColumn {
            id,
            label,
            unit: None,
            numeric: id == "value",
        };
        let place = |id: MeasureId| {
            // First of one is no rank.
            let rank = peers
                .rank(id, None, value(id).number()?)
                .filter(|rank| rank.of > 1)?;
            let by = lower_first(id.measure().label);
            Some(format!("{} by {by}", self.rank_text(rank)))
        };
        let places: Vec<String> = [MeasureId::Roas, MeasureId::Revenue]
            .into_iter()
            .filter_map(place)
            .collect();
        let shared: Vec<String> = known
            .iter()
            .map(|attribute| {
                let members = self.site.cells.catalog.members(*attribute);
                format!(
                    "{} ({})",
                    attribute.id(),
                    members.name(person.attribute(*attribute))
                )
            })
            .collect();
        let alike = match &shared[..] {
            [] => String::new(),
            [rest @ .., last] if !rest.is_empty() => {
                format!(
                    ": all of them, and those with the same {} and {last}",
                    rest.join(", ")
                )
            }
            [one, ..] => format!(": all of them, and those with the same {one}"),
        };
        let title = if places.is_empty() {
            "Where this influencer stands".to_owned()
        } else {
            format!("Rank {}", places.join(", "))
        };
        Some(Section {
            sentence: format!("Ranks are among influencers who have the figure{alike}."),
            table: Some(Table {
                id: "standing",
                caption: "Ranks among influencers".into(),
                label: "Measure",
                columns: [column("value", "Value"), column("all", "Among all")]
                    .into_iter()
                    .chain(known.iter().map(|one| column(one.id(), one.label())))
                    .collect(),
                rows: ranked.into_iter().map(row).collect(),
                note: None,
            }),
            ..Section::new("standing", title)
        })
    }

    fn rank_text(&self, Rank { place, of }: Rank) -> String {
        let count = |number: usize| self.figures.count(number as i64);
        format!("{} of {}", count(place), count(of))
    }
}
