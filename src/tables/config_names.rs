//! What a configuration names and the data does not have: an entry that does nothing, and mostly a slip.

use super::Tables;
use super::interner::by_name;
use super::reading::Reading;
use super::schema::fold_header;
use crate::config::Config;
use crate::dimension::Dimension;
use crate::problem::{Code, Place, Problems};
use crate::suggestion::nearest;

/// Reports headers of `[columns]` that no file has.
pub fn report_headers(reading: &mut Reading<'_>) {
    for (table, columns) in &reading.config.columns {
        let name = table.name();
        let Some(headers) = reading.headers.get(table) else {
            if !columns.is_empty() {
                let message = format!("columns.{name} names columns of a table that has no file");
                report(name, message, &mut reading.problems);
            }
            continue;
        };
        for (ours, theirs) in columns {
            for header in theirs.all() {
                let folded = fold_header(header);
                if headers.iter().any(|known| fold_header(known) == folded) {
                    continue;
                }
                let message = format!(
                    "columns.{name}.{ours} is `{header}`, and no {name} file has that header{}",
                    meant(header, headers.iter().map(String::as_str))
                );
                report(header, message, &mut reading.problems);
            }
        }
    }
}

/// Reports spellings of `[names]` that no row has. To be asked before they are merged.
pub fn report_spellings(reading: &mut Reading<'_>) {
    for (dimension, names) in &reading.config.names {
        let met: Vec<&str> = reading
            .names
            .met(*dimension)
            .map(|(met, _)| by_name(met).unwrap_or(met))
            .collect();
        for (name, spellings) in names {
            for spelling in spellings {
                if met.contains(&spelling.as_str()) {
                    continue;
                }
                let message = format!(
                    "names.{} merges `{spelling}` into `{name}`, and no row has it{}",
                    dimension.id(),
                    meant(spelling, met.iter().copied().filter(|met| met != name))
                );
                report(spelling, message, &mut reading.problems);
            }
        }
    }
}

/// Reports products of `[products]` and brands of `[margins]` that the data does not have.
pub fn report_members(tables: &mut Tables, config: &Config) {
    let named = [
        (
            "products",
            Dimension::Product,
            config.products.keys().collect::<Vec<_>>(),
        ),
        (
            "margins.brands",
            Dimension::Brand,
            config.margins.brands.keys().collect(),
        ),
    ];
    for (key, dimension, names) in named {
        let members = tables.catalog.members(dimension);
        for name in names {
            if members.code(config.name_of(dimension, name)).is_none() {
                let message = format!(
                    "{key} names `{name}`, which is no {} of the data{}",
                    dimension.id(),
                    meant(name, members.assigned().map(|(_, name)| name))
                );
                report(name, message, &mut tables.problems);
            }
        }
    }
}

fn report(name: &str, message: String, problems: &mut Problems) {
    problems.add(Code::UnknownConfigName, Place::default(), name, message);
}

/// The end of a sentence that says what was probably meant; nothing where nothing is like it.
fn meant<'a>(name: &str, known: impl Iterator<Item = &'a str>) -> String {
    nearest(name, known)
        .map(|near| format!("; did you mean `{near}`?"))
        .unwrap_or_default()
}
