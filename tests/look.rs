//! A report in its publisher's look: logo, accent and money; what a page says of itself where it is shared; the
//! page for addresses without one.

use std::collections::BTreeMap;
use std::fs;

use proptest::prelude::*;
use roasbook::colour::{Accent, Colour, DARK_SURFACES, LIGHT_SURFACES, READABLE};

use crate::support::{Folder, Ran, files_below, run_in, small};

const LOGO: &str = r##"<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 120 40"><path fill="#d40" d="M0 0h120v40H0z"/></svg>"##;

fn build(folder: &Folder, more: &[&str]) -> Ran {
    let mut arguments = vec!["build", ".", "-o", "site"];
    arguments.extend(more);
    run_in(folder.path(), &arguments)
}

#[track_caller]
fn built(folder: &Folder, more: &[&str]) -> BTreeMap<String, Vec<u8>> {
    let ran = build(folder, more);
    assert_eq!(ran.status, 0, "{}", ran.stderr);
    files_below(&folder.path().join("site"))
        .into_iter()
        .collect()
}

fn text(files: &BTreeMap<String, Vec<u8>>, name: &str) -> String {
    String::from_utf8(files[name].clone()).unwrap()
}

/// The content of each element that begins like this, up to a mark.
fn after<'a>(html: &'a str, begin: &str, end: &str) -> Vec<&'a str> {
    let rest = html.split(begin).skip(1);
    rest.map(|rest| rest.split(end).next().unwrap()).collect()
}

proptest! {
    #[test]
    fn an_accent_can_be_read_in_both_themes(parts in any::<[u8; 3]>()) {
        let accent = Accent::of(Colour(parts));
        for surface in LIGHT_SURFACES {
            prop_assert!(accent.light.contrast(surface) >= READABLE, "{} on {surface}", accent.light);
        }
        for surface in DARK_SURFACES {
            prop_assert!(accent.dark.contrast(surface) >= READABLE, "{} on {surface}", accent.dark);
        }
        // What stands on an accent is white in the light theme, and the dark surface in the dark one.
        prop_assert!(accent.light.contrast(Colour([255; 3])) >= READABLE);
        prop_assert!(accent.dark.contrast(DARK_SURFACES[0]) >= READABLE);
    }
}

#[test]
fn the_surfaces_are_those_of_the_style_sheet() {
    let css =
        fs::read_to_string(crate::support::project().join("templates/assets/css/roasbook.css"))
            .unwrap();
    let values = |token: &str| after(&css, &format!("--{token}: "), ";");
    let [white, light_tint] = LIGHT_SURFACES.map(|colour| colour.to_string());
    let [dark, dark_tint] = DARK_SURFACES.map(|colour| colour.to_string());
    assert_eq!(white, "#ffffff");
    assert_eq!(values("surface"), ["#fff", &dark, &dark]);
    assert_eq!(values("tint"), [&light_tint, &dark_tint, &dark_tint]);
}

#[test]
fn a_publisher_is_named_in_the_head_and_colours_the_pages() {
    let folder = small()
        .text("images/logo.svg", LOGO)
        .config("[look]\nname = 'Acme & Söhne'\nlogo = 'images/logo.svg'\naccent = '#d40'");
    let files = built(&folder, &[]);
    let logo = files
        .keys()
        .find(|name| name.starts_with("assets/logo."))
        .unwrap();
    assert_eq!(text(&files, logo), LOGO);
    let css = files.keys().find(|name| name.ends_with(".css")).unwrap();
    let accent = Accent::of("#d40".parse().unwrap());
    let rules = text(&files, css);
    for (colour, places) in [(accent.light, 1), (accent.dark, 2)] {
        for token in ["accent", "accent-bar", "category-1"] {
            assert_eq!(
                after(&rules, &format!("--{token}:{colour}"), ";").len(),
                places,
                "{token}"
            );
        }
    }
    let icon = files
        .keys()
        .find(|name| name.starts_with("assets/icon."))
        .unwrap();
    assert!(text(&files, icon).contains(&accent.light.to_string()));
    for (name, root) in [
        ("payouts.html", ""),
        ("reports/gritzo/all/all/all.html", "../../../../"),
    ] {
        let html = text(&files, name);
        let image =
            format!(r#"<img src="{root}{logo}" width="72" height="24" alt="Acme &amp; Söhne">"#);
        assert!(
            html.contains(&image),
            "{name}: {:?}",
            after(&html, "<header", "</p>")
        );
        assert!(html.contains("made by roasbook "), "{name}");
    }
}

#[test]
fn a_name_without_a_logo_stands_in_its_place() {
    let files = built(&small().config("look = { name = 'Acme' }"), &[]);
    assert!(text(&files, "index.html").contains("<p><b>Acme</b> Influencer report</p>"));
}

#[test]
fn a_logo_that_cannot_be_shown_stops_the_build() {
    #[track_caller]
    fn case(logo: &[u8], expected: &str) {
        let folder = small()
            .bytes("logo.png", logo)
            .config("look = { logo = 'logo.png' }");
        let ran = build(&folder, &[]);
        assert_eq!(ran.status, 1);
        assert_eq!(ran.stderr, format!("error: `./logo.png` {expected}\n"));
        assert!(!folder.path().join("site").exists());
    }
    let wrong = "is not a logo roasbook can show; it takes SVG, PNG, JPEG and WebP";
    case(b"GIF89a\x01\0\x01\0\0\0\0;", wrong);
    case(b"", wrong);
    case(b"<svg xmlns=", wrong);
    case(b"\x89PNG\r\n\x1a\n", wrong);
    case(
        &[b' '; 200_001],
        "has 200001 bytes, and is loaded with every page; a logo may have 200000",
    );
    let ran = build(&small().config("look = { logo = 'nowhere.svg' }"), &[]);
    assert_eq!(ran.status, 1);
    assert!(
        ran.stderr
            .starts_with("error: `./nowhere.svg` cannot be read")
            && ran
                .stderr
                .ends_with("hint: look.logo is a path beside the configuration\n"),
        "{}",
        ran.stderr
    );
}

#[test]
fn figures_are_in_the_currency_and_pages_in_the_english_of_the_configuration() {
    #[track_caller]
    fn case(config: &str, language: &str, revenue: &str) {
        let files = built(&small().config(config), &[]);
        let html = text(&files, "index.html");
        assert!(
            html.contains(&format!("<html lang=\"{language}\"")),
            "{config}"
        );
        let tile = after(
            &html,
            "data-measure=\"revenue\" value=\"1130.00\" title=\"",
            "</data>",
        );
        assert_eq!(tile.first().copied(), Some(revenue), "{config}");
    }
    case("locale = 'en-IN'", "en-IN", "₹1,130.00\">₹1,130");
    case(
        "locale = 'de-DE'\nmoney = { currency = 'EUR' }",
        "en",
        "€1,130.00\">€1,130",
    );
    case(
        "money = { currency = 'CHF' }",
        "en",
        "CHF\u{a0}1,130.00\">CHF\u{a0}1,130",
    );
}

#[test]
fn every_page_says_what_it_is() {
    let files = built(&small(), &["--base-url", "https://example.org/r"]);
    let pages = files
        .keys()
        .filter(|name| name.ends_with(".html") && *name != "404.html");
    for name in pages {
        let html = text(&files, name);
        let content = |key: &str| after(&html, &format!("{key}\" content=\""), "\"");
        for key in [
            "og:type",
            "og:site_name",
            "og:title",
            "og:description",
            "og:url",
        ] {
            assert!(
                matches!(content(key)[..], [text] if !text.is_empty()),
                "{name} {key}"
            );
        }
        assert_eq!(
            content("og:url"),
            [format!("https://example.org/r/{name}")],
            "{name}"
        );
        assert_eq!(
            content("light)").len() + content("dark)").len(),
            2,
            "{name}"
        );
        assert_eq!(
            after(&html, "rel=\"apple-touch-icon\" href=\"", "\"").len(),
            1,
            "{name}"
        );
        let levels: Vec<u32> = after(&html, "<h", ">")
            .iter()
            .filter_map(|rest| rest[..1].parse().ok())
            .collect();
        assert_eq!(
            levels.iter().filter(|level| **level == 1).count(),
            1,
            "{name}"
        );
        assert!(
            levels.windows(2).all(|pair| pair[1] <= pair[0] + 1),
            "{name} {levels:?}"
        );
    }
    let shared = after(&text(&files, "index.html"), "og:title\" content=\"", "\"").concat();
    assert_eq!(shared, "Everything, all time: ROAS 3.00x, revenue ₹1,130");
}

/// The picture that a page names.
fn preview(html: &str) -> Option<String> {
    after(html, "og:image\" content=\"", "\"")
        .first()
        .map(|path| (*path).to_owned())
}

#[test]
fn a_page_with_at_most_one_choice_has_a_picture() {
    let files = built(&small(), &[]);
    let mut pictures = 0;
    let is_fixed = |name: &str| !name.contains('/') && name != "index.html";
    let pages = files.keys().filter(|name| name.ends_with("html"));
    for name in pages.filter(|name| !is_fixed(name)) {
        let html = text(&files, name);
        let choices = name
            .trim_end_matches(".html")
            .split('/')
            .skip(1)
            .filter(|part| *part != "all")
            .count();
        let Some(picture) = preview(&html) else {
            assert!(choices > 1 && !html.contains("twitter:card"), "{name}");
            continue;
        };
        assert!(
            choices <= 1 && html.contains("summary_large_image"),
            "{name}"
        );
        let picture = picture.trim_start_matches("../");
        let reader = png::Decoder::new(std::io::Cursor::new(&files[picture]))
            .read_info()
            .unwrap();
        assert_eq!(reader.info().size(), (1200, 630));
        assert!(
            files[picture].len() < 60_000,
            "{picture} has {} bytes",
            files[picture].len()
        );
        pictures += 1;
    }
    // Everything; two brands, two categories, two platforms; a year, a quarter, two months; pages of their own of
    // three influencers, two campaigns, two brands and two products.
    assert_eq!(pictures, 11 + 9);
    assert_eq!(
        files
            .keys()
            .filter(|name| name.starts_with("previews/"))
            .count(),
        pictures
    );
}

#[test]
fn the_configuration_says_which_pages_have_pictures() {
    #[track_caller]
    fn case(prerender: &str, expected: impl Fn(usize) -> usize) {
        let folder = small().config(&format!("charts = {{ prerender = '{prerender}' }}"));
        let files = built(&folder, &[]);
        let is_fixed = |name: &str| !name.contains('/') && name != "index.html";
        let pages = files.keys().filter(|name| name.ends_with("html"));
        let reports = pages.filter(|name| !is_fixed(name));
        let pictures = files
            .keys()
            .filter(|name| name.starts_with("previews/"))
            .count();
        assert_eq!(pictures, expected(reports.count()), "{prerender}");
    }
    case("none", |_| 0);
    case("all", |reports| reports);
}

#[test]
fn the_same_input_gives_the_same_pictures() {
    let pictures = || {
        let mut files = built(&small(), &[]);
        files.retain(|name, _| name.ends_with(".png"));
        files
    };
    assert_eq!(pictures(), pictures());
}

#[test]
fn a_picture_is_reached_by_its_address_where_that_is_known() {
    let files = built(&small(), &["--base-url", "https://example.org/r"]);
    let picture = preview(&text(&files, "reports/gritzo/all/all/all.html")).unwrap();
    let path = picture.strip_prefix("https://example.org/r/").unwrap();
    assert!(
        path.starts_with("previews/reports-gritzo-all-all-all.") && files.contains_key(path),
        "{path}"
    );
    let files = built(&small(), &[]);
    let picture = preview(&text(&files, "reports/gritzo/all/all/all.html")).unwrap();
    assert!(picture.starts_with("../../../../previews/"), "{picture}");
}

#[test]
fn any_name_can_be_drawn() {
    let hostile = "\"]]><script>\u{1}&\u{202e}\u{fffe}{{ 7 * 7 }}\"\"'योग\"";
    let folder = small()
        .influencers(&[&format!("A,Asha,{hostile},Female,5000,Instagram")])
        .config("title = '</text><!--'\nlook = { name = '&amp;' }");
    let files = built(&folder, &[]);
    assert!(
        files
            .keys()
            .any(|name| name.starts_with("previews/reports-all-script"))
    );
}

#[test]
fn a_template_of_ones_own_draws_the_pictures() {
    let own = r#"<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 120 63"><rect width="9" height="9" fill="{{ accent }}"/></svg>"#;
    let folder = small().text("own/preview.svg", own);
    let files = built(&folder, &["--templates", "own"]);
    let plain = built(&small(), &[]);
    let size = |files: &BTreeMap<String, Vec<u8>>| -> usize {
        let pictures = files
            .iter()
            .filter(|(name, _)| name.starts_with("previews/"));
        pictures.map(|(_, bytes)| bytes.len()).sum()
    };
    assert!(size(&files) < size(&plain) / 5);
    let ran = build(
        &small().text("own/preview.svg", "<svg"),
        &["--templates", "own"],
    );
    assert_eq!(ran.status, 1);
    assert!(
        ran.stderr
            .starts_with("error: `preview.svg` cannot be drawn"),
        "{}",
        ran.stderr
    );
}

#[test]
fn an_address_without_a_page_gets_one_that_needs_nothing() {
    let files = built(&small().config("look = { accent = '#ffb300' }"), &[]);
    let html = text(&files, "404.html");
    for asset in ["<script", "<link", " src=", "url("] {
        assert!(!html.contains(asset), "{asset}");
    }
    let links = [
        "index.html",
        "earning.html",
        "personas.html",
        "posts.html",
        "payouts.html",
        "data-quality.html",
        "methodology.html",
    ];
    assert_eq!(after(&html, "href=\"", "\""), links);
    assert!(html.contains(&Accent::of("#ffb300".parse().unwrap()).light.to_string()));
    assert!(text(&files, ".roasbook-manifest.json").contains("\"404.html\""));
    assert!(!text(&files, "roasbook.json").contains("404"));
    let files = built(&small(), &["--base-url", "https://example.org/r"]);
    let html = text(&files, "404.html");
    assert_eq!(
        after(&html, "href=\"", "\""),
        links.map(|link| format!("https://example.org/r/{link}"))
    );
}
