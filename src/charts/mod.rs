//! What each chart looks like, and nothing of what it shows.
//!
//! A [`Skeleton`] is an ECharts option without data: axes, marks, labels, the ids of its series. The
//! site ships all of them once; the binder (`templates/assets/js/bind.js`) puts a slice's rows in, both
//! in the page and in QuickJS at build time.
//!
//! JSON carries no functions and no theme, so a skeleton names both with an `@`: `"@money"` where
//! ECharts expects a formatter, `"@accent"` where it expects a colour. The binder resolves them, and
//! sets what charming 0.6 cannot say. A series id is the id of the measure it draws, for a second slice
//! with `:other` behind it.
//!
//! Charts are serialised with `serde_json` only: charming's own `Display` and renderers turn `#*#*`
//! markers, wherever they occur, into code.

mod around_posts;
mod bars;
mod calendar;
pub mod cash;
mod cells;
mod compare_bars;
mod compare_trend;
mod engagement;
mod lines;
mod mark;
mod payback;
mod payout_by_status;
mod points;
mod revenue_by;
mod revenue_trend;
mod roas_distribution;
mod roas_heat;
pub mod size;
pub mod svg;
mod top_payout;
mod top_revenue;
mod top_roas;

/// The option of one chart, waiting for rows.
#[derive(Clone, Debug, PartialEq)]
pub struct Skeleton {
    /// The name pages ask for it by: `data-chart="revenue-trend"`.
    pub id: &'static str,
    /// The ECharts option.
    pub option: serde_json::Value,
}

impl Skeleton {
    fn new(id: &'static str, chart: &charming::Chart) -> Self {
        let option =
            serde_json::to_value(chart).expect("an option is plain maps, lists and numbers");
        Self { id, option }
    }
}

/// Every chart there is, in the order a report shows them.
#[must_use]
pub fn skeletons() -> Vec<Skeleton> {
    let mut all = vec![
        revenue_trend::skeleton(),
        top_roas::skeleton(),
        top_revenue::skeleton(),
    ];
    all.extend(revenue_by::skeletons());
    all.extend([
        payback::skeleton(),
        roas_distribution::skeleton(),
        roas_heat::skeleton(),
        engagement::skeleton(),
        calendar::skeleton(),
        around_posts::skeleton(),
        payout_by_status::skeleton(),
        cash::skeleton(),
        top_payout::skeleton(),
        compare_trend::skeleton(),
        compare_bars::skeleton(),
    ]);
    all
}

/// The scripts that draw a chart, in the order in which they run; `templates/assets/js/` has them. Beside
/// these it takes ECharts and [`script`].
pub const DRAWING: [&str; 17] = [
    "format",
    "calendar",
    "rollup",
    "tokens",
    "ruler",
    "patterns",
    "tips",
    "scales",
    "naming",
    "bind-lines",
    "bind-bars",
    "bind-points",
    "bind-cells",
    "bind",
    "rows",
    "legend",
    "draw",
];

/// All skeletons as a classic script: a `file://` page can load nothing else.
#[must_use]
pub fn script() -> String {
    let skeletons: serde_json::Map<String, serde_json::Value> = skeletons()
        .into_iter()
        .map(|skeleton| (skeleton.id.to_owned(), skeleton.option))
        .collect();
    format!(
        "roasbook.skeletons = {};\n",
        serde_json::Value::Object(skeletons)
    )
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use serde_json::Value;

    use super::*;

    const FORMAT_JS: &str = include_str!("../../templates/assets/js/format.js");
    const BIND_JS: &str = include_str!("../../templates/assets/js/bind.js");

    /// Every text in an option that stands for something the binder has to find.
    fn names(option: &Value) -> Vec<&str> {
        match option {
            Value::String(text) if text.starts_with('@') => vec![text],
            Value::Array(items) => items.iter().flat_map(names).collect(),
            Value::Object(fields) => fields.values().flat_map(names).collect(),
            _ => Vec::new(),
        }
    }

    /// The `"@name":` keys of a script.
    fn known(script: &str) -> BTreeSet<&str> {
        script
            .lines()
            .filter_map(|line| line.trim_start().strip_prefix('"')?.split_once("\":"))
            .map(|(name, _)| name)
            .filter(|name| name.starts_with('@'))
            .collect()
    }

    #[test]
    fn every_name_is_known_to_the_binder() {
        let formatters = known(FORMAT_JS);
        let colours = known(BIND_JS);
        assert!(
            formatters.contains("@money") && colours.contains("@accent"),
            "the lists were found"
        );
        for Skeleton { id, option } in skeletons() {
            for name in names(&option) {
                assert!(
                    formatters.contains(name) || colours.contains(name),
                    "{name} in {id}"
                );
            }
        }
    }

    #[test]
    fn ids_are_unique() {
        let all = skeletons();
        let ids: BTreeSet<_> = all.iter().map(|skeleton| skeleton.id).collect();
        assert_eq!(ids.len(), all.len());
    }

    #[test]
    fn nothing_in_a_skeleton_can_become_code() {
        for Skeleton { id, option } in skeletons() {
            assert!(!option.to_string().contains("#*#*"), "{id}");
        }
    }

    #[test]
    fn skeletons_hold_no_data_and_every_series_has_an_id() {
        for Skeleton { id, option } in skeletons() {
            for series in option["series"].as_array().expect("a chart has series") {
                assert!(series["id"].is_string(), "{id}");
                assert!(series.get("data").is_none(), "{id}");
            }
        }
    }

    #[test]
    fn every_chart_can_be_read_aloud_and_stands_still() {
        for Skeleton { id, option } in skeletons() {
            assert_eq!(option["aria"]["enabled"], true, "{id}");
            assert_eq!(option["aria"]["decal"]["show"], false, "{id}");
            assert_eq!(option["animation"], false, "{id}");
        }
    }
}
