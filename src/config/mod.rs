//! `roasbook.toml`: everything has a default, and a key that is not known is an error.

mod brands;
mod calendar;
mod charts;
mod client;
mod columns;
mod key;
mod look;
mod margins;
mod mistake;
mod money;
mod names;
mod pages;
mod read;
mod thresholds;

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use serde::Deserialize;

use crate::locale::Locale;
use crate::problem::Levels;
use money::WrittenMoney;

pub use calendar::CalendarConfig;
pub use charts::{Charts, Prerender};
pub use client::{Client, SPARE_DIMENSIONS};
pub use columns::{Columns, Spellings};
pub use look::Look;
pub use margins::{Margins, is_margin};
pub use mistake::Mistake;
pub use money::{Grouping, MoneyStyle};
pub use names::Names;
pub use pages::{MEMBER_DIMENSIONS, PAGE_DIMENSIONS, Pages};
pub use read::ReadConfig;
pub use thresholds::Thresholds;

/// The name of the file, looked for in the data folder.
pub const FILE_NAME: &str = "roasbook.toml";

/// How a report is made.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct Config {
    /// The name of the report, on every page.
    pub title: String,
    /// Where the readers are: how digits are grouped, and which English the pages are in.
    pub locale: Option<Locale>,
    pub look: Look,
    /// What the file says of money; [`Config::parse`] makes `money` of it.
    #[serde(rename = "money")]
    written_money: WrittenMoney,
    #[serde(skip)]
    pub money: MoneyStyle,
    pub calendar: CalendarConfig,
    pub read: ReadConfig,
    /// For each table, roasbook's names of columns with the headers that the files have for them.
    #[serde(deserialize_with = "columns::read")]
    pub columns: Columns,
    /// For each dimension, names with other spellings that mean the same.
    #[serde(deserialize_with = "names::read")]
    pub names: Names,
    pub thresholds: Thresholds,
    /// Brand names and the other names each goes by.
    pub brands: BTreeMap<String, Vec<String>>,
    /// The brand of products whose name does not tell.
    pub products: BTreeMap<String, String>,
    pub margins: Margins,
    pub pages: Pages,
    pub charts: Charts,
    pub client: Client,
    /// What each kind of problem is: error, warning, note or off.
    pub problems: Levels,
}

impl Default for Config {
    fn default() -> Self {
        Self {
            title: "Influencer report".into(),
            locale: None,
            look: Look::default(),
            written_money: WrittenMoney::default(),
            money: MoneyStyle::default(),
            calendar: CalendarConfig::default(),
            read: ReadConfig::default(),
            columns: Columns::new(),
            names: Names::new(),
            thresholds: Thresholds::default(),
            brands: BTreeMap::new(),
            products: BTreeMap::new(),
            margins: Margins::default(),
            pages: Pages::default(),
            charts: Charts::default(),
            client: Client::default(),
            problems: Levels::default(),
        }
    }
}

/// Why a configuration cannot be used.
#[derive(Debug, thiserror::Error)]
pub enum ConfigError {
    #[error("`{}` cannot be read: {source}", path.display())]
    Unreadable {
        path: PathBuf,
        source: std::io::Error,
    },
    #[error("`{}` {mistake}", path.display())]
    Malformed { path: PathBuf, mistake: Mistake },
}

impl Config {
    /// Reads the named file; without one, `roasbook.toml` in the data folder if it is there, else defaults.
    ///
    /// # Errors
    /// [`ConfigError`] when the file cannot be read, is not TOML, or has keys or values that mean nothing here.
    pub fn load(named: Option<&Path>, data: &Path) -> Result<Self, ConfigError> {
        let path = named.map_or_else(|| data.join(FILE_NAME), Path::to_path_buf);
        if named.is_none() && !path.exists() {
            return Ok(Self::default());
        }
        let text = std::fs::read_to_string(&path).map_err(|source| ConfigError::Unreadable {
            path: path.clone(),
            source,
        })?;
        let mut config = Self::parse(&text).map_err(|mistake| ConfigError::Malformed {
            path: path.clone(),
            mistake,
        })?;
        let folder = path.parent().unwrap_or(Path::new(""));
        config.look.logo = config.look.logo.map(|logo| folder.join(logo));
        Ok(config)
    }

    /// Reads configuration text.
    ///
    /// # Errors
    /// The [`Mistake`], with the line it is about.
    pub fn parse(text: &str) -> Result<Self, Mistake> {
        let config: Self = toml::from_str(text).map_err(|error| Mistake::of_toml(text, &error))?;
        Ok(config.checked()?)
    }

    /// The configuration, if what it says means something.
    fn checked(self) -> Result<Self, String> {
        let mut config = self;
        config.money = config.written_money.style(config.locale.as_ref())?;
        config.calendar.check()?;
        config.look.check()?;
        config.check_brands()?;
        config.pages.check()?;
        config.client.check()?;
        config.thresholds.check()?;
        Ok(config)
    }

    /// The language tag of the pages.
    #[must_use]
    pub fn language(&self) -> &str {
        self.locale.as_ref().map_or("en", Locale::language_of_pages)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::dimension::Dimension;
    use crate::money::DecimalMark;
    use crate::period::{DateOrder, WeekStart};
    use crate::problem::{Code, Severity};
    use crate::tables::Table;

    #[test]
    fn an_empty_file_means_the_defaults() {
        let config = Config::parse("").unwrap();
        assert_eq!(config.money, MoneyStyle::default());
        assert_eq!(config.pages.dimensions, PAGE_DIMENSIONS);
    }

    #[test]
    fn every_key_is_read() {
        let config = Config::parse(
            r#"
            title = "Spring"
            locale = "en-US"
            look = { name = "Acme", logo = "logo.svg", accent = '#0a7' }
            charts = { prerender = "none" }
            money = { symbol = "$", grouping = "western" }
            calendar = { year_starts = 4, week_starts = "sunday" }
            [brands]
            Acme = ["AC"]
            [products]
            Anvil = "Acme"
            [margins]
            default = 0.4
            brands = { Acme = "0.35" }
            [pages]
            dimensions = ["brand"]
            periods = ["month"]
            members = ["campaign"]
            limit = 10
            [client]
            cells = 20
            bytes = 30
            leave_out = ["product"]
            [problems]
            payout-missing = "note"
            [read]
            date_order = "month-first"
            decimal = ","
            [columns.tracking]
            revenue = ["Net sales", "Sales"]
            [names.platform]
            YouTube = ["YT"]
            [thresholds]
            outside_date_days = 30
            posts_naming_percent = 80
            payout_match_percent = 2
            fee_days = 21
            persona_influencers = 8
            few_orders = 10
            "#,
        )
        .unwrap();
        assert_eq!(config.language(), "en-US");
        assert_eq!(config.look.name.as_deref(), Some("Acme"));
        assert_eq!(config.look.accent.unwrap().to_string(), "#00aa77");
        assert_eq!(config.charts.prerender, Prerender::None);
        assert_eq!(config.margins.default.unwrap().to_string(), "0.4");
        assert_eq!(config.margins.brands["Acme"].to_string(), "0.35");
        assert_eq!(config.calendar().year_starts, 4);
        assert_eq!(config.calendar().week_starts, WeekStart::Sunday);
        assert_eq!(config.pages.limit, 10);
        assert_eq!(config.pages.members, [Dimension::Campaign]);
        assert_eq!((config.client.cells, config.client.bytes), (20, 30));
        assert_eq!(config.client.leave_out, [Dimension::Product]);
        assert_eq!(
            config.problems.severity(Code::PayoutMissing),
            Some(Severity::Note)
        );
        assert_eq!(config.read.date_order, Some(DateOrder::MonthFirst));
        assert_eq!(config.decimal_mark(), DecimalMark::Comma);
        assert_eq!(
            config.columns_of(Table::Tracking),
            [
                ("revenue", "net_sales".to_owned()),
                ("revenue", "sales".to_owned())
            ]
        );
        assert_eq!(config.names[&Dimension::Platform]["YouTube"], ["YT"]);
        assert_eq!(
            config.thresholds,
            Thresholds {
                outside_date_days: 30,
                posts_naming_percent: 80,
                payout_match_percent: 2,
                fee_days: 21,
                persona_influencers: 8,
                few_orders: 10,
            }
        );
    }

    #[test]
    fn what_is_not_known_is_an_error() {
        #[track_caller]
        fn case(text: &str, expected: &str) {
            let message = Config::parse(text).unwrap_err().to_string();
            assert!(message.contains(expected), "{message}");
        }
        case("titel = 'x'", "unknown key `titel`");
        case(
            "[pages]\ndimensions = ['campaign']",
            "brand, category and platform only",
        );
        case(
            "[pages]\nmembers = ['tier']",
            "an influencer, campaign, brand or product",
        );
        case(
            "[client]\nleave_out = ['brand']",
            "campaign and product only",
        );
        case("[calendar]\nyear_starts = 13", "1 to 12");
        case(
            "[calendar]\nweek_starts = 'friday'",
            "known here are `monday`, `sunday` and `saturday`",
        );
        case(
            "[thresholds]\nposts_naming_percent = 101",
            "thresholds.posts_naming_percent is 101; it is a number from 0 to 100",
        );
        case(
            "[thresholds]\npersona_influencers = 1",
            "thresholds.persona_influencers is 1; it is a number from 2 to 1000000",
        );
        case("[thresholds]\nfee_days = 0", "a number from 1 to 366");
        case("[margins]\ndefault = 42", "fraction between 0 and 1");
        case("[look]\ncolour = '#fff'", "unknown key `colour`");
        case("[look]\naccent = 'blue'", "`blue` is not a colour");
        case("[look]\nname = ' '", "look.name is blank");
        case("[charts]\nprerender = 'some'", "unknown value `some`");
        case("locale = 'en_IN'", "`en_IN` is not a locale");
        case(
            "[money]\ncurrency = 'JPY'",
            "`JPY`, whose amounts have 0 decimals",
        );
        case(
            "[money]\ncurrency = 'KWD'",
            "`KWD`, whose amounts have 3 decimals",
        );
        case(
            "[money]\ncurrency = 'Euro'",
            "`Euro`, which roasbook does not know",
        );
    }

    #[test]
    fn a_logo_lies_beside_the_configuration() {
        let folder = tempfile::tempdir().unwrap();
        let file = folder.path().join("look.toml");
        std::fs::write(&file, "look = { logo = 'images/logo.svg' }").unwrap();
        let config = Config::load(Some(&file), Path::new("elsewhere")).unwrap();
        assert_eq!(
            config.look.logo.unwrap(),
            folder.path().join("images/logo.svg")
        );
    }
}
