//! The flags of a filter.

use clap::Args;
use roasbook::cells::Cells;
use roasbook::dimension::Dimension;
use roasbook::filter::Filter;
use roasbook::period::Day;
use roasbook::problem::harmless;
use roasbook::suggestion::nearest;

/// What is asked for. Values of a dimension add up, dimensions narrow each other.
#[derive(Args)]
pub struct FilterFlags {
    /// First day, such as 2025-07-01
    #[arg(long, value_name = "DAY", value_parser = parse_day)]
    from: Option<Day>,

    /// Last day
    #[arg(long, value_name = "DAY", value_parser = parse_day)]
    to: Option<Day>,

    /// Keep this brand (repeat for several)
    #[arg(long, value_name = "NAME")]
    brand: Vec<String>,

    /// Keep this category
    #[arg(long, value_name = "NAME")]
    category: Vec<String>,

    /// Keep this platform
    #[arg(long, value_name = "NAME")]
    platform: Vec<String>,

    /// Keep this campaign
    #[arg(long, value_name = "NAME")]
    campaign: Vec<String>,

    /// Keep this product
    #[arg(long, value_name = "NAME")]
    product: Vec<String>,

    /// Keep this gender
    #[arg(long, value_name = "NAME")]
    gender: Vec<String>,

    /// Keep this tier
    #[arg(long, value_name = "NAME")]
    tier: Vec<String>,

    /// Keep this influencer
    #[arg(long, value_name = "ID")]
    influencer: Vec<String>,
}

fn parse_day(text: &str) -> Result<Day, String> {
    Day::parse_iso(text)
        .filter(|_| text.len() == 10)
        .ok_or_else(|| "expected a day such as 2025-07-01".into())
}

impl FilterFlags {
    /// The filter; values that the data does not have are warned of.
    pub fn filter(&self, cells: &Cells) -> Filter {
        let mut filter = Filter::everything().between(self.from, self.to);
        let choices = [
            (Dimension::Brand, &self.brand),
            (Dimension::Category, &self.category),
            (Dimension::Platform, &self.platform),
            (Dimension::Campaign, &self.campaign),
            (Dimension::Product, &self.product),
            (Dimension::Gender, &self.gender),
            (Dimension::Tier, &self.tier),
            (Dimension::Influencer, &self.influencer),
        ];
        for (dimension, names) in choices {
            for name in names {
                filter = filter.with(dimension, name);
            }
        }
        warn_of_unknown_members(&filter, cells);
        filter
    }
}

/// An unknown value selects nothing; it says so, and what was probably meant.
fn warn_of_unknown_members(filter: &Filter, cells: &Cells) {
    for dimension in filter.narrowed() {
        let members = cells.catalog.members(dimension);
        for name in filter
            .members(dimension)
            .into_iter()
            .flatten()
            .filter(|name| members.code(name).is_none())
        {
            let hint = nearest(name, members.names().iter().map(String::as_str))
                .map(|member| format!("; did you mean `{}`?", harmless(member)))
                .unwrap_or_default();
            eprintln!("warning: the data has no {} `{name}`{hint}", dimension.id());
        }
    }
}
