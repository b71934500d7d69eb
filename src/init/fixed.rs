//! Sections that say the same whatever the folder holds.

use super::draft::{Layout, Section, Setting};
use crate::problem::CODES;

fn section(name: &str, about: &str, settings: Vec<Setting>) -> Section {
    Section {
        name: name.to_owned(),
        about: about.to_owned(),
        layout: Layout::Explained,
        settings,
    }
}

pub fn look() -> Section {
    let settings = vec![
        Setting::example(
            "name",
            r#""Acme""#,
            "Who publishes the report, in the head of every page. Default: nobody.",
        ),
        Setting::example(
            "logo",
            r#""logo.svg""#,
            "A picture in place of the name, beside this file: SVG, PNG, JPEG or WebP of at most 200 KB. \
             Default: none.",
        ),
        Setting::example(
            "accent",
            r##""#2558b8""##,
            "The colour of links and charts, as #rgb or #rrggbb. Default: a blue.",
        ),
    ];
    section("look", "Whose report it looks like.", settings)
}

pub fn thresholds() -> Section {
    let settings = vec![
        Setting::default(
            "outside_date_days",
            "366",
            "A date is reported where so many days without any lie between it and nearly all others. Default: 366.",
        ),
        Setting::default(
            "posts_naming_percent",
            "95",
            "Posts, reach and engagement have figures under a brand or campaign where so many per cent of all posts \
             name one. Default: 95.",
        ),
        Setting::default(
            "payout_match_percent",
            "1",
            "A payout is its rate times what is tracked where the two differ by no more than so many per cent. \
             Default: 1.",
        ),
        Setting::default(
            "fee_days",
            "14",
            "What an influencer sells in so many days from a post tells what its fee is for, where the post names \
             nothing. Default: 14.",
        ),
        Setting::default(
            "persona_influencers",
            "5",
            "So many paid influencers who have something in common are a persona. Default: 5.",
        ),
        Setting::default(
            "few_orders",
            "5",
            "A ROAS that rests on fewer orders is said to be too little to judge by. Default: 5.",
        ),
    ];
    section(
        "thresholds",
        "From where on something is odd, or enough to count on.",
        settings,
    )
}

pub fn pages() -> Section {
    let settings = vec![
        Setting::default(
            "dimensions",
            r#"["brand", "category", "platform"]"#,
            "Of brand, category and platform, those whose values get pages, alone and combined. Default: all.",
        ),
        Setting::default(
            "periods",
            r#"["year", "quarter", "month"]"#,
            "Of year, quarter and month, those that get pages. Default: all.",
        ),
        Setting::default(
            "members",
            r#"["influencer", "campaign", "brand", "product"]"#,
            "Of influencer, campaign, brand and product, those whose members get a page each. Default: all.",
        ),
        Setting::default(
            "limit",
            "20000",
            "More pages than this stop the build. Default: 20000.",
        ),
    ];
    section("pages", "Which pages are written.", settings)
}

pub fn charts() -> Section {
    let settings = vec![Setting::default(
        "prerender",
        r#""single""#,
        "The pages whose charts are drawn then: \"single\" are those with at most one choice and those of the \
         influencers, campaigns, brands and products with most revenue; else \"none\" or \"all\". Default: \
         \"single\".",
    )];
    section("charts", "What is drawn when the site is built.", settings)
}

pub fn client() -> Section {
    let settings = vec![
        Setting::default(
            "cells",
            "4000000",
            "More cells than this stop the build. Default: 4000000.",
        ),
        Setting::default(
            "bytes",
            "60000000",
            "More bytes than this in all files together stop the build. Default: 60000000.",
        ),
        Setting::default(
            "leave_out",
            "[]",
            "Of campaign and product, what pages cannot filter by, so that there is less to load. Default: neither.",
        ),
    ];
    section(
        "client",
        "What pages answer filters from in the browser, and how much of it there may be.",
        settings,
    )
}

pub fn problems() -> Section {
    let of_any_level = CODES.iter().filter(|facts| !facts.is_fatal);
    let settings = of_any_level.map(|facts| {
        let level = format!("\"{}\"", facts.severity.label());
        Setting::default(facts.id, &level, facts.title)
    });
    Section {
        name: "problems".into(),
        about: "How much each kind of problem matters: an \"error\" stops the build, a \"warning\" does with \
                --strict, a \"note\" does not, and what is \"off\" is not listed. `roasbook explain CODE` says \
                more. Kinds that always stop have no level."
            .into(),
        layout: Layout::Listed,
        settings: settings.collect(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::config::Config;
    use crate::init::draft::Standing;

    #[test]
    fn what_stands_as_a_default_is_one() {
        let defaults = format!("{:?}", Config::default());
        for section in [
            crate::init::calendar(false),
            look(),
            thresholds(),
            pages(),
            charts(),
            client(),
            problems(),
        ] {
            for setting in section.settings {
                if setting.standing == Standing::Default {
                    let text = format!("{}.{} = {}", section.name, setting.key, setting.value);
                    let config = Config::parse(&text).unwrap();
                    assert_eq!(format!("{config:?}"), defaults, "{text}");
                }
            }
        }
    }
}
