//! `[margins]`: what is left of revenue.

use std::collections::BTreeMap;

use serde::Deserialize;
use serde::de::Error as _;

use crate::money::Decimal;

/// Contribution margins, as fractions of revenue. The product's own wins, then the brand's, then the default.
#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct Margins {
    #[serde(deserialize_with = "optional_margin")]
    pub default: Option<Decimal>,
    #[serde(deserialize_with = "margins_by_name")]
    pub brands: BTreeMap<String, Decimal>,
}

/// A margin in a file: `0.42`, or the same as text. A TOML float prints back as it was typed, so it
/// stays exact.
#[derive(Deserialize)]
#[serde(untagged)]
enum WrittenMargin {
    Number(f64),
    Text(String),
}

impl WrittenMargin {
    fn read<E: serde::de::Error>(self) -> Result<Decimal, E> {
        let text = match self {
            Self::Number(number) => number.to_string(),
            Self::Text(text) => text,
        };
        let margin = text.parse().ok().filter(|margin| is_margin(*margin));
        margin.ok_or_else(|| {
            E::custom(format!(
                "`{text}` is not a margin; write a fraction between 0 and 1, such as 0.42"
            ))
        })
    }
}

/// Whether a number is a margin: a fraction of revenue above 0 and at most 1.
#[must_use]
pub fn is_margin(number: Decimal) -> bool {
    number.is_fraction() || number.to_whole() == Some(1)
}

fn optional_margin<'de, D: serde::Deserializer<'de>>(
    deserializer: D,
) -> Result<Option<Decimal>, D::Error> {
    WrittenMargin::deserialize(deserializer)?.read().map(Some)
}

fn margins_by_name<'de, D: serde::Deserializer<'de>>(
    deserializer: D,
) -> Result<BTreeMap<String, Decimal>, D::Error> {
    let written = BTreeMap::<String, WrittenMargin>::deserialize(deserializer)?;
    written
        .into_iter()
        .map(|(name, margin)| {
            let margin = margin
                .read()
                .map_err(|error: D::Error| D::Error::custom(format!("{name}: {error}")))?;
            Ok((name, margin))
        })
        .collect()
}
