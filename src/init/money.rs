//! The currency that amounts carry the sign of.

use std::collections::BTreeMap;

use super::draft::{Layout, Section, Setting};
use super::quoting;
use crate::config::{Config, Grouping};
use crate::currency::{Currency, CurrencySign};
use crate::money::DecimalMark;
use crate::tables::SurveyedFile;
use crate::tables::numbers::read_number;

/// The columns that hold amounts of money.
const AMOUNTS: [&str; 3] = ["revenue", "total_payout", "rate"];

/// The sign of a currency as it is met in amounts.
#[derive(Clone, Debug)]
struct Met {
    sign: CurrencySign,
    cells: usize,
    /// The first cell, and where it stands.
    example: String,
    column: String,
    file: String,
}

/// The currency of a folder.
#[derive(Clone, Debug)]
pub struct Guess {
    pub code: &'static str,
    why: String,
}

/// What the first rows of amounts tell; none where they carry no sign.
#[must_use]
pub fn guess(files: &[SurveyedFile]) -> Option<Guess> {
    let mut met: Vec<Met> = met(files).into_values().collect();
    met.sort_by_key(|met| std::cmp::Reverse(met.cells));
    let most = met.first()?;
    // `$` is the sign of many currencies, and `C$` of one.
    let fits_all = |code: &&'static str| met.iter().all(|met| met.sign.may_be(code));
    let code = met.iter().map(|met| met.sign.code).find(fits_all);
    let Met {
        sign,
        example,
        column,
        file,
        ..
    } = most;
    let mut why = format!(
        "`{}` stands in amounts such as `{example}` (`{column}` of {file}).",
        sign.spelling
    );
    if code.is_none() {
        let others = met[1..].iter();
        let others: Vec<String> = others
            .filter(|other| !other.sign.may_be(sign.code))
            .map(|other| {
                format!(
                    "`{}` in `{}` of {}",
                    other.sign.spelling, other.column, other.file
                )
            })
            .collect();
        why = format!(
            "{why} But there is also {}: convert the amounts to one currency.",
            others.join(", ")
        );
    }
    Some(Guess {
        code: code.unwrap_or(sign.code),
        why,
    })
}

fn met(files: &[SurveyedFile]) -> BTreeMap<&'static str, Met> {
    let mut all: BTreeMap<&'static str, Met> = BTreeMap::new();
    for file in files {
        for column in AMOUNTS.iter().filter_map(|name| file.column(name)) {
            for cell in &column.cells {
                let marks = [DecimalMark::Point, DecimalMark::Comma];
                let number = marks.iter().find_map(|mark| read_number(cell, *mark).ok());
                let Some(sign) = number.and_then(|number| number.sign) else {
                    continue;
                };
                let met = all.entry(sign.spelling).or_insert_with(|| Met {
                    sign,
                    cells: 0,
                    example: cell.clone(),
                    column: column.header.clone(),
                    file: file.name.clone(),
                });
                met.cells += 1;
            }
        }
    }
    all
}

/// What the file says of money.
#[must_use]
pub fn section(guess: Option<&Guess>) -> Section {
    let about = "The currency of all amounts, by its code (ISO 4217). Default: INR.";
    let currency = match guess {
        None => Setting::example("currency", "\"INR\"", about),
        Some(Guess { code, why }) => match Currency::of(code) {
            Ok(_) => Setting::guess("currency", &quoting::value(code), about, why.clone()),
            Err(error) => {
                Setting::example("currency", "\"INR\"", &format!("{about} {why} {error}."))
            }
        },
    };
    let config = format!("money.currency = {}", currency.value);
    let style = Config::parse(&config).unwrap_or_default().money;
    let grouping = match style.grouping {
        Grouping::Indian => "\"indian\"",
        Grouping::Western => "\"western\"",
    };
    Section {
        name: "money".into(),
        about: "How amounts are written.".into(),
        layout: Layout::Explained,
        settings: vec![
            currency,
            Setting::example(
                "symbol",
                &quoting::value(&style.symbol),
                "What stands before amounts. Default: the currency's own.",
            ),
            Setting::example(
                "grouping",
                grouping,
                "How digits are grouped: \"indian\" is 12,34,567, lakh and crore; \"western\" is 1,234,567, thousand, \
                 million and billion. Default: the locale's, else the currency's.",
            ),
        ],
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::tables::{SurveyedColumn, Table};

    fn file(revenue: &[&str]) -> SurveyedFile {
        SurveyedFile {
            table: Table::Tracking,
            name: "tracking.csv".into(),
            columns: vec![SurveyedColumn {
                header: "Umsatz".into(),
                read_as: Some("revenue"),
                cells: revenue.iter().map(|cell| (*cell).to_owned()).collect(),
                dates: None,
            }],
        }
    }

    #[track_caller]
    fn case(revenue: &[&str], code: &str, why: &str) {
        let guess = guess(&[file(revenue)]).unwrap();
        assert_eq!((guess.code, guess.why.as_str()), (code, why));
    }

    #[test]
    fn the_currency_is_the_one_that_fits_every_sign() {
        case(
            &["5", "€ 12,50", "7 €"],
            "EUR",
            "`€` stands in amounts such as `€ 12,50` (`Umsatz` of tracking.csv).",
        );
        case(
            &["$5", "$6", "C$7"],
            "CAD",
            "`$` stands in amounts such as `$5` (`Umsatz` of tracking.csv).",
        );
        case(
            &["Rs. 5", "₹6", "₹6"],
            "INR",
            "`₹` stands in amounts such as `₹6` (`Umsatz` of tracking.csv).",
        );
        assert!(guess(&[file(&["5", "12.50"])]).is_none());
    }

    #[test]
    fn of_several_currencies_the_usual_one_is_taken_and_the_others_are_told() {
        case(
            &["$5", "₹6", "₹7"],
            "INR",
            "`₹` stands in amounts such as `₹6` (`Umsatz` of tracking.csv). But there is also `$` in `Umsatz` of \
             tracking.csv: convert the amounts to one currency.",
        );
    }

    #[test]
    fn a_currency_that_cannot_be_counted_stays_commented_out() {
        let section = section(guess(&[file(&["JPY 5"])]).as_ref());
        let text = section.to_string();
        assert!(text.contains("whose amounts have 0 decimals"), "{text}");
        assert!(text.contains("\n#currency = \"INR\"\n"), "{text}");
    }
}
