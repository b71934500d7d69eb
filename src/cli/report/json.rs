//! A report for other programs: money as decimal strings, none as null.

use roasbook::dimension::{Dimension, UNASSIGNED_CODE};
use roasbook::measure::{BreakEven, Measure, MeasureId, Scope, Totals, shown};
use roasbook::money::Money;
use roasbook::period::Grain;
use roasbook::slices::{BREAKDOWNS, DayTotals, trend_by};
use serde_json::{Map, Value as Json, json};

use super::{Line, View};

/// What a trend lists in JSON: what adds up, and the one ratio everybody asks for.
const TREND: [MeasureId; 6] = [
    MeasureId::Revenue,
    MeasureId::Orders,
    MeasureId::Payout,
    MeasureId::Roas,
    MeasureId::Posts,
    MeasureId::OrganicRevenue,
];

impl View<'_> {
    pub(super) fn json(&self) -> Json {
        let slice = self.slice;
        let measures = |totals: &Totals, scope: &Scope| measures_json(shown(), totals, scope);
        let dimension_rows = |dimension: Dimension| -> Json {
            let lines = self.member_lines(dimension);
            lines
                .iter()
                .map(|line| json!({"id": line.id, "measures": measures(&line.totals, &line.scope)}))
                .collect()
        };
        let by: Map<String, Json> = BREAKDOWNS
            .into_iter()
            .map(|dimension| (dimension.id().to_owned(), dimension_rows(dimension)))
            .collect();
        let trend: Map<String, Json> = [Grain::Day, Grain::Week, Grain::Month]
            .into_iter()
            .map(|grain| {
                (
                    grain.id().to_owned(),
                    self.trend_json(&trend_by(&slice.days, grain, self.week_starts)),
                )
            })
            .collect();
        let influencers: Json = self
            .influencer_lines()
            .iter()
            .map(|line| self.influencer_json(line))
            .collect();
        let range = slice
            .range
            .map(|range| json!({"from": range.first.to_string(), "to": range.last.to_string()}));
        let previous = slice.previous.as_ref().map(|previous| {
            json!({
                "from": previous.range.first.to_string(),
                "to": previous.range.last.to_string(),
                "measures": measures(&previous.totals, &slice.scope),
            })
        });
        json!({
            "filter": slice.filter,
            "range": range,
            "digest": self.cells.digest,
            "measures": measures(&slice.totals, &slice.scope),
            "previous": previous,
            "break_even": {"roas": slice.break_even.roas(), "basis": slice.break_even.basis()},
            "unknown_payout": {
                "influencers": slice.unknown_payout.influencers,
                "revenue": Money(slice.unknown_payout.revenue).to_decimal_text(),
            },
            "unallocated_payout": Money(slice.unallocated_payout).to_decimal_text(),
            "influencers": influencers,
            "by": by,
            "trend": trend,
            "payouts": self.payouts_json(),
        })
    }

    fn trend_json(&self, steps: &[DayTotals]) -> Json {
        let step = |step: &DayTotals| {
            let measures = TREND.into_iter().map(MeasureId::measure);
            json!({"from": step.day.to_string(), "measures": measures_json(measures, &step.totals, &self.slice.scope)})
        };
        steps.iter().map(step).collect()
    }

    fn influencer_json(&self, line: &Line) -> Json {
        let code = self
            .cells
            .catalog
            .members(Dimension::Influencer)
            .code(&line.id)
            .unwrap_or(UNASSIGNED_CODE);
        let person = &self.cells.people[code as usize];
        let attribute = |dimension: Dimension| {
            self.cells
                .catalog
                .members(dimension)
                .name(person.attribute(dimension))
                .to_owned()
        };
        let row = self
            .slice
            .influencers
            .iter()
            .find(|row| row.influencer == code);
        json!({
            "id": line.id,
            "name": person.name,
            "category": attribute(Dimension::Category),
            "platform": attribute(Dimension::Platform),
            "gender": attribute(Dimension::Gender),
            "tier": attribute(Dimension::Tier),
            "payout_known": person.payout_known,
            "earned_back": row.and_then(|row| row.earned_back(&line.scope)),
            "break_even": BreakEven::of(&line.totals).roas(),
            "measures": measures_json(shown(), &line.totals, &line.scope),
        })
    }

    /// The ledger rows of the influencers in this slice, whole.
    fn payouts_json(&self) -> Json {
        let ids = self.cells.catalog.members(Dimension::Influencer);
        let is_here = |code: u32| {
            self.slice
                .influencers
                .iter()
                .any(|row| row.influencer == code)
        };
        let entries = self
            .cells
            .ledger
            .iter()
            .filter(|entry| is_here(entry.row.influencer));
        entries
            .map(|entry| {
                json!({
                    "id": ids.name(entry.row.influencer),
                    "basis": entry.row.basis.label(),
                    "rate": entry.row.rate.map(|rate| rate.to_string()),
                    "total": Money(entry.total).to_decimal_text(),
                    "status": entry.row.status,
                    "payout_date": entry.row.payout_date.map(|day| day.to_string()),
                    "spread_over": entry.spread_over.label(),
                    "reconciled": entry.reconciled.label(&entry.row.basis),
                })
            })
            .collect()
    }
}

fn measures_json(
    measures: impl Iterator<Item = &'static Measure>,
    totals: &Totals,
    scope: &Scope,
) -> Json {
    let values = measures.map(|measure| {
        (
            measure.name.to_owned(),
            measure.value(totals, scope).to_json(),
        )
    });
    Json::Object(values.collect::<Map<_, _>>())
}
