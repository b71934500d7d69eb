//! `roasbook.toml`: everything has a default, and a key that is not known is an error.

mod columns;
mod key;
mod mistake;
mod names;

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use serde::Deserialize;
use serde::de::Error as _;

use crate::colour::Colour;
use crate::currency::Currency;
use crate::dimension::Dimension;
use crate::locale::Locale;
use crate::money::{Decimal, DecimalMark};
use crate::period::{Calendar, DateOrder, PeriodKind, WeekStart};
use crate::problem::Levels;
use crate::tables::{Table, fold_header};

pub use columns::{Columns, Spellings};
pub use mistake::Mistake;
pub use names::Names;

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

/// How cells are written where they do not tell themselves.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct ReadConfig {
    /// Whether `02-07-2025` is in July or in February; what a column's own dates prove if not set.
    pub date_order: Option<DateOrder>,
    /// What stands before the decimals of numbers; the locale's if not set.
    pub decimal: Option<DecimalMark>,
}

/// From where on something is odd.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct Thresholds {
    /// A date is outside where so many days without any lie between it and nearly all others.
    pub outside_date_days: i32,
}

impl Default for Thresholds {
    fn default() -> Self {
        Self {
            outside_date_days: 366,
        }
    }
}

/// Whose report it looks like.
#[derive(Clone, Debug, Default, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct Look {
    /// Who publishes the report, in the head of every page.
    pub name: Option<String>,
    /// A picture that stands for the name; in the file relative to it, once loaded as it can be opened.
    pub logo: Option<PathBuf>,
    /// The colour of links, and of what charts show.
    pub accent: Option<Colour>,
}

/// Amounts as the file describes them: symbol and grouping, or what they follow from.
#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields, default)]
struct WrittenMoney {
    currency: Option<String>,
    symbol: Option<String>,
    grouping: Option<Grouping>,
}

impl WrittenMoney {
    /// Symbol and grouping as written; else those of the currency and the locale; else the default.
    fn style(&self, locale: Option<&Locale>) -> Result<MoneyStyle, String> {
        let currency = self.currency.as_deref().map(Currency::of).transpose()?;
        let fallback = MoneyStyle::default();
        let symbol = self
            .symbol
            .clone()
            .or_else(|| currency.map(|one| one.symbol.to_owned()));
        let of_currency = currency.map(|one| match one.counts_in_lakh {
            true => Grouping::Indian,
            false => Grouping::Western,
        });
        let grouping = self
            .grouping
            .or_else(|| locale.map(Locale::grouping))
            .or(of_currency);
        Ok(MoneyStyle {
            symbol: symbol.unwrap_or(fallback.symbol),
            grouping: grouping.unwrap_or(fallback.grouping),
        })
    }
}

/// What is drawn at build time.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct Charts {
    pub prerender: Prerender,
}

/// Which pages have pictures drawn at build time.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Prerender {
    None,
    /// Those with at most one choice of brand, category, platform and period, and those of the influencers,
    /// campaigns, brands and products with most revenue.
    #[default]
    Single,
    All,
}

/// How amounts read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct MoneyStyle {
    pub symbol: String,
    pub grouping: Grouping,
}

/// How digits are grouped, and which short forms are used.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Grouping {
    /// 1,23,45,678; lakh and crore.
    Indian,
    /// 12,345,678; thousand, million, billion.
    Western,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct CalendarConfig {
    year_starts: u32,
    week_starts: WeekStart,
}

/// Contribution margins, as fractions of revenue. The product's own wins, then the brand's, then the default.
#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct Margins {
    #[serde(deserialize_with = "optional_margin")]
    pub default: Option<Decimal>,
    #[serde(deserialize_with = "margins_by_name")]
    pub brands: BTreeMap<String, Decimal>,
}

/// Which pages are written.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct Pages {
    /// Of brand, category and platform, those whose values get pages.
    pub dimensions: Vec<Dimension>,
    pub periods: Vec<PeriodKind>,
    /// Of influencer, campaign, brand and product, those whose members get a page each.
    pub members: Vec<Dimension>,
    /// More pages than this stop the build.
    pub limit: usize,
}

/// What the pages themselves answer filters from, and how much of it there may be.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct Client {
    /// More cells than this stop the build.
    pub cells: usize,
    /// More bytes than this in all files together stop the build.
    pub bytes: usize,
    /// Of campaign and product, what pages cannot filter by, so that there are fewer cells.
    pub leave_out: Vec<Dimension>,
}

/// The dimensions that client data can do without.
pub const SPARE_DIMENSIONS: [Dimension; 2] = [Dimension::Campaign, Dimension::Product];

/// The brands roasbook was first made for (DESIGN rule 6).
const BUILT_IN_BRANDS: [(&str, &[&str]); 3] = [
    ("MuscleBlaze", &["MB"]),
    ("HKVitals", &["HKV", "HK Vitals"]),
    ("Gritzo", &[]),
];

/// The dimensions that have a place in a page's address.
pub const PAGE_DIMENSIONS: [Dimension; 3] =
    [Dimension::Brand, Dimension::Category, Dimension::Platform];

/// The dimensions whose members can have a page of their own: those that cells tell apart.
pub const MEMBER_DIMENSIONS: [Dimension; 4] = [
    Dimension::Influencer,
    Dimension::Campaign,
    Dimension::Brand,
    Dimension::Product,
];

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

impl Default for MoneyStyle {
    fn default() -> Self {
        Self {
            symbol: "₹".into(),
            grouping: Grouping::Indian,
        }
    }
}

impl Default for CalendarConfig {
    fn default() -> Self {
        let Calendar {
            year_starts,
            week_starts,
        } = Calendar::default();
        Self {
            year_starts,
            week_starts,
        }
    }
}

impl Default for Client {
    fn default() -> Self {
        Self {
            cells: 4_000_000,
            bytes: 60_000_000,
            leave_out: Vec::new(),
        }
    }
}

impl Default for Pages {
    fn default() -> Self {
        Self {
            dimensions: PAGE_DIMENSIONS.to_vec(),
            periods: PeriodKind::ALL.to_vec(),
            members: MEMBER_DIMENSIONS.to_vec(),
            limit: 20_000,
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
        if !(1..=12).contains(&config.calendar.year_starts) {
            return Err(format!(
                "calendar.year_starts is {}; it is a month, 1 to 12",
                config.calendar.year_starts
            ));
        }
        let blank = |name: &str| name.trim().is_empty();
        if config.look.name.as_deref().is_some_and(blank) {
            return Err("look.name is blank; leave it out, or write a name".into());
        }
        if config.brands.keys().any(|name| blank(name))
            || config.products.values().any(|name| blank(name))
        {
            return Err(
                "a brand needs a name; brands and products must not name a blank one".into(),
            );
        }
        if let Some(dimension) = config
            .pages
            .dimensions
            .iter()
            .find(|d| !PAGE_DIMENSIONS.contains(d))
        {
            return Err(format!(
                "pages.dimensions lists `{}`; pages have an address for brand, category and platform only",
                dimension.id()
            ));
        }
        let attribute = |dimension: &&Dimension| !MEMBER_DIMENSIONS.contains(dimension);
        if let Some(dimension) = config.pages.members.iter().find(attribute) {
            return Err(format!(
                "pages.members lists `{}`; an influencer, campaign, brand or product can have a page of its own",
                dimension.id()
            ));
        }
        let spare = |dimension: &&Dimension| !SPARE_DIMENSIONS.contains(dimension);
        if let Some(dimension) = config.client.leave_out.iter().find(spare) {
            return Err(format!(
                "client.leave_out lists `{}`; client data can do without campaign and product only",
                dimension.id()
            ));
        }
        Ok(config)
    }

    /// Every brand known by name, with the other names it goes by: those built in, and the file's own.
    #[must_use]
    pub fn brand_aliases(&self) -> BTreeMap<String, Vec<String>> {
        let mut brands: BTreeMap<String, Vec<String>> = BUILT_IN_BRANDS
            .iter()
            .map(|(name, aliases)| {
                (
                    (*name).to_owned(),
                    aliases.iter().map(|alias| (*alias).to_owned()).collect(),
                )
            })
            .collect();
        for (name, aliases) in &self.brands {
            brands
                .entry(name.clone())
                .or_default()
                .extend(aliases.iter().cloned());
        }
        brands
    }

    /// For each column of a table that the file names, the headers it has in the data, folded as headers are
    /// compared.
    #[must_use]
    pub fn columns_of(&self, table: Table) -> Vec<(&str, String)> {
        let columns = self.columns.get(&table).into_iter().flatten();
        columns
            .flat_map(|(ours, theirs)| {
                let theirs = theirs.all().iter();
                theirs.map(|theirs| (ours.as_str(), fold_header(theirs)))
            })
            .collect()
    }

    /// The name that a spelling stands for: itself, unless the file merges it into another.
    #[must_use]
    pub fn name_of<'a>(&'a self, dimension: Dimension, spelling: &'a str) -> &'a str {
        let mut names = self.names.get(&dimension).into_iter().flatten();
        let merged = names.find(|(_, spellings)| spellings.iter().any(|one| one == spelling));
        merged.map_or(spelling, |(name, _)| name)
    }

    /// The code of the currency that amounts are in: the one written, else the rupee.
    #[must_use]
    pub fn currency(&self) -> &str {
        self.written_money.currency.as_deref().unwrap_or("INR")
    }

    /// The other names of a brand that roasbook was made for; none of any other.
    #[must_use]
    pub fn built_in_aliases(brand: &str) -> &'static [&'static str] {
        let built_in = BUILT_IN_BRANDS.iter().find(|(name, _)| *name == brand);
        built_in.map_or(&[], |(_, aliases)| aliases)
    }

    /// What stands before the decimals of numbers.
    #[must_use]
    pub fn decimal_mark(&self) -> DecimalMark {
        let of_locale = || self.locale.as_ref().map(Locale::decimal_mark);
        self.read.decimal.or_else(of_locale).unwrap_or_default()
    }

    /// The language tag of the pages.
    #[must_use]
    pub fn language(&self) -> &str {
        self.locale.as_ref().map_or("en", Locale::language_of_pages)
    }

    #[must_use]
    pub fn calendar(&self) -> Calendar {
        Calendar {
            year_starts: self.calendar.year_starts,
            week_starts: self.calendar.week_starts,
        }
    }
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

#[cfg(test)]
mod tests {
    use super::*;
    use crate::problem::{Code, Severity};

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
        assert_eq!(config.thresholds.outside_date_days, 30);
    }

    #[test]
    fn a_decimal_mark_is_written_as_itself_or_by_its_name() {
        for (written, mark) in [
            (",", DecimalMark::Comma),
            ("comma", DecimalMark::Comma),
            (".", DecimalMark::Point),
            ("point", DecimalMark::Point),
        ] {
            // It wins over the locale, whichever that has.
            for locale in ["de-DE", "en-IN"] {
                let text = format!("locale = '{locale}'\nread = {{ decimal = '{written}' }}");
                assert_eq!(Config::parse(&text).unwrap().decimal_mark(), mark, "{text}");
            }
        }
        let of_locale = Config::parse("locale = 'de-DE'").unwrap();
        assert_eq!(of_locale.decimal_mark(), DecimalMark::Comma);
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
    fn symbol_and_grouping_come_from_what_is_most_particular() {
        #[track_caller]
        fn case(text: &str, symbol: &str, grouping: Grouping) {
            let symbol = symbol.to_owned();
            assert_eq!(
                Config::parse(text).unwrap().money,
                MoneyStyle { symbol, grouping },
                "{text}"
            );
        }
        case("", "₹", Grouping::Indian);
        case("money = { currency = 'INR' }", "₹", Grouping::Indian);
        case("money = { currency = 'USD' }", "$", Grouping::Western);
        case(
            "money = { currency = 'CHF' }",
            "CHF\u{a0}",
            Grouping::Western,
        );
        case("locale = 'en-US'", "₹", Grouping::Western);
        case(
            "locale = 'en-IN'\nmoney = { currency = 'USD' }",
            "$",
            Grouping::Indian,
        );
        case(
            "locale = 'en-US'\nmoney = { currency = 'INR' }",
            "₹",
            Grouping::Western,
        );
        case(
            "locale = 'en-US'\nmoney = { grouping = 'indian' }",
            "₹",
            Grouping::Indian,
        );
        case(
            "money = { currency = 'USD', symbol = 'US$' }",
            "US$",
            Grouping::Western,
        );
        case("money = { symbol = '€' }", "€", Grouping::Indian);
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
