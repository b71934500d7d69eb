//! One page an influencer, campaign, brand and product: who or what it is, where it stands, what followed.

use std::path::PathBuf;

use crate::support::{Folder, files_below, run_in, small};

/// A site built from a campaign; dropped with its folder.
pub struct Built {
    target: tempfile::TempDir,
}

pub fn build(campaign: &Folder) -> Built {
    let target = tempfile::tempdir().unwrap();
    let data = campaign.path().to_str().unwrap();
    let ran = run_in(target.path(), &["build", data, "-o", "site", "--quiet"]);
    assert_eq!(ran.status, 0, "{}", ran.stderr);
    Built { target }
}

impl Built {
    pub fn path(&self) -> PathBuf {
        self.target.path().join("site")
    }

    #[track_caller]
    pub fn page(&self, path: &str) -> String {
        let path = self.path().join(path);
        std::fs::read_to_string(&path).unwrap_or_else(|error| panic!("{}: {error}", path.display()))
    }

    fn pages_in(&self, folder: &str) -> Vec<String> {
        let files = files_below(&self.path().join(folder)).into_iter();
        files.map(|(name, _)| name).collect()
    }
}

/// The table of an id, a line a row: its name, then the values of its figures or the texts of its words.
#[track_caller]
pub fn table(html: &str, id: &str) -> Vec<String> {
    let start = format!("<table data-table=\"{id}\">");
    let table = html
        .split(&start)
        .nth(1)
        .unwrap_or_else(|| panic!("no table {id}"));
    let body = table
        .split("<tbody>")
        .nth(1)
        .unwrap()
        .split("</table>")
        .next()
        .unwrap();
    let text = |html: &str| {
        let mut text = String::new();
        let mut is_tag = false;
        for letter in html.chars() {
            match letter {
                '<' => is_tag = true,
                '>' => is_tag = false,
                _ if !is_tag => text.push(letter),
                _ => {}
            }
        }
        text.trim().to_owned()
    };
    let cell = |cell: &str| {
        let value = cell.split(" value=").nth(1);
        value.map_or_else(
            || text(&format!("<td{cell}")),
            |value| {
                value
                    .split(['>', ' '])
                    .next()
                    .unwrap()
                    .trim_matches('"')
                    .to_owned()
            },
        )
    };
    body.split("<tr")
        .skip(1)
        .map(|row| {
            let mut cells = row.split("<td");
            let name = text(&format!("<tr{}", cells.next().unwrap()));
            let cells: Vec<String> = cells.map(cell).collect();
            format!("{name}: {}", cells.join(", "))
        })
        .collect()
}

/// Asha posts on the 10th and on the 28th; the data ends on the 31st.
fn around_posts() -> Folder {
    Folder::new()
        .influencers(&[
            "A,Asha,Fitness,Female,5000,Instagram",
            "B,Bela,Fitness,Female,60000,YouTube",
        ])
        .posts(&[
            "p1,A,Instagram,2025-01-10,https://example.org/1,One,1000,80,20",
            "p2,A,Instagram,2025-01-28,javascript:alert(1),Two,0,5,5",
        ])
        .tracking(&[
            "influencer,,A,u,,2025-01-01,1,7000.00",
            "influencer,,A,u,,2025-01-03,1,100.00",
            "influencer,,A,u,,2025-01-09,1,20.00",
            "influencer,,A,u,,2025-01-10,1,50.00",
            "influencer,,A,u,,2025-01-16,1,25.00",
            "influencer,,A,u,,2025-01-17,1,999.00",
            "influencer,,B,u,,2025-01-11,1,500.00",
            "influencer,,B,u,,2025-01-31,1,1.00",
        ])
}

#[test]
fn a_post_is_followed_by_its_influencers_revenue_of_seven_days() {
    let built = build(&around_posts());
    let html = built.page("influencers/a.html");
    assert_eq!(
        table(&html, "own-posts"),
        [
            // The data ends three days after the second post; of its reach nothing is known.
            "28 Jan 2025: Instagram, 0, 5, 5, , 0.00, ",
            "10 Jan 2025: Instagram, 1000, 80, 20, 0.1, 120.00, 75.00",
        ]
    );
    let title = "In the 7 days from the one post that the data covers revenue was 0.63x that of the 7 before";
    assert!(html.contains(title), "{html}");
    assert!(html.contains("title=\"The data does not cover all of these days\""));
}

#[test]
fn a_post_links_only_to_an_address_of_the_web() {
    let built = build(&around_posts());
    let html = built.page("influencers/a.html");
    assert!(
        html.contains("<a href=\"https:&#x2F;&#x2F;example.org&#x2F;1\">10 Jan 2025</a>")
            || html.contains("<a href=\"https://example.org/1\">10 Jan 2025</a>"),
        "{html}"
    );
    assert!(!html.contains("javascript:"));
}

#[test]
fn the_page_of_posts_lists_those_that_most_revenue_followed_first() {
    let html = build(&around_posts()).page("posts.html");
    assert_eq!(
        table(&html, "most-followed"),
        ["Asha: 10 Jan 2025, Instagram, 1000, 80, 20, 0.1, 120.00, 75.00"]
    );
    assert_eq!(
        table(&html, "most-engaging"),
        [
            "Asha: 10 Jan 2025, Instagram, 1000, 80, 20, 0.1, 120.00, 75.00",
            "Asha: 28 Jan 2025, Instagram, 0, 5, 5, , 0.00, ",
        ]
    );
}

#[test]
fn ranks_are_among_those_who_have_the_figure() {
    let built = build(&small());
    // Asha 750 / 200 = 3.75x, Bela 300 / 150 = 2x, Chitra's payout is unknown.
    assert_eq!(
        table(&built.page("influencers/a.html"), "standing"),
        [
            "ROAS: 3.75, 1 of 2, 1 of 1, 1 of 1, 1 of 1",
            "Revenue: 750.00, 1 of 3, 1 of 2, 1 of 1, 1 of 1",
            "Orders: 3, 1 of 3, 1 of 2, 1 of 1, 1 of 1",
            "Cost per order: 66.66666666666667, 2 of 2, 1 of 1, 1 of 1, 1 of 1",
            "Engagement rate: 0.05, 1 of 2, 1 of 1, 1 of 1, 1 of 1",
        ]
    );
    assert_eq!(
        table(&built.page("influencers/c.html"), "standing"),
        [
            "ROAS: , –, –, –, –",
            "Revenue: 80.00, 3 of 3, 2 of 2, 2 of 2, 1 of 1",
            "Orders: 1, 3 of 3, 2 of 2, 2 of 2, 1 of 1",
            "Cost per order: , –, –, –, –",
            "Engagement rate: , –, –, –, –",
        ]
    );
}

#[test]
fn payouts_are_those_of_the_influencer() {
    let built = build(&small());
    assert_eq!(
        table(&built.page("influencers/b.html"), "own-payouts"),
        ["per order: 50, rate x orders, orders, 150.00"]
    );
    let unknown = built.page("influencers/c.html");
    assert!(unknown.contains("An unknown payout is not a payout of zero."));
}

#[test]
fn members_with_data_have_a_page_and_others_have_none() {
    let built = build(&small());
    assert_eq!(
        built.pages_in("influencers"),
        ["a.html", "b.html", "c.html"]
    );
    assert_eq!(
        built.pages_in("campaigns"),
        ["gritzo-kids.html", "mb-start.html"]
    );
    assert_eq!(
        built.pages_in("brands"),
        ["gritzo.html", "muscleblaze.html"]
    );
    assert_eq!(
        built.pages_in("products"),
        ["gritzo-supermilk.html", "muscleblaze-whey.html"]
    );
}

#[test]
fn a_configuration_says_whose_members_get_pages() {
    let built = build(&small().config("[pages]\nmembers = [\"brand\"]\n"));
    let site = built.path();
    assert_eq!(
        built.pages_in("brands"),
        ["gritzo.html", "muscleblaze.html"]
    );
    for folder in ["influencers", "campaigns", "products"] {
        assert!(!site.join(folder).exists(), "{folder}");
    }
    let index = built.page("index.html");
    assert!(!index.contains("influencers/"), "no link leads nowhere");
}

#[test]
fn a_brand_says_its_margin_and_links_to_its_periods() {
    let built = build(&small().config("[margins]\nbrands = { Gritzo = 0.4 }\n"));
    let html = built.page("brands/gritzo.html");
    assert!(
        html.contains("<dt>Margin<dd>40\u{a0}%</div><div><dt>Break-even ROAS<dd>2.50x"),
        "{html}"
    );
    assert!(html.contains("<a href=\"../reports/gritzo/all/all/2025-02.html\">Feb 2025</a>"));
    let html = built.page("brands/muscleblaze.html");
    assert!(html.contains("<dt>Margin<dd>not known"));
}

#[test]
fn a_page_about_what_the_client_data_leaves_out_answers_no_filter() {
    let built = build(&small().config("[client]\nleave_out = [\"campaign\"]\n"));
    let is_live = |path: &str| built.page(path).contains(" data-live=\"true\"");
    assert!(!is_live("campaigns/mb-start.html"));
    assert!(is_live("influencers/a.html") && is_live("index.html"));
}
