//! The type of pictures: embedded fonts, so that the same text gives the same picture on every machine.

use std::sync::{Arc, LazyLock};

use resvg::usvg::fontdb::Database;
use serde::Serialize;
use skrifa::instance::{LocationRef, Size};
use skrifa::{FontRef, MetadataProvider};

const REGULAR: &[u8] = include_bytes!("fonts/Inter-Regular.ttf");
const SEMI_BOLD: &[u8] = include_bytes!("fonts/Inter-SemiBold.ttf");
const DEVANAGARI: &[u8] = include_bytes!("fonts/NotoSansDevanagari-SemiBold.ttf");

/// All fonts there are to pictures; none of the system.
pub static FONTS: LazyLock<Arc<Database>> = LazyLock::new(|| {
    let mut fonts = Database::new();
    for font in [REGULAR, SEMI_BOLD, DEVANAGARI] {
        fonts.load_font_data(font.to_vec());
    }
    for set_family in [Database::set_serif_family, Database::set_sans_serif_family] {
        set_family(&mut fonts, "Inter");
    }
    Arc::new(fonts)
});

/// The weights of text in a picture.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Weight {
    Regular,
    SemiBold,
}

/// A line of text is at most this much wider than the sum of its letters says.
const SLACK: f64 = 1.01;

/// No line of a picture has room for as many letters as this, and nobody waits for more to be measured.
const MOST_LETTERS: usize = 400;

const ELLIPSIS: char = '…';

impl Weight {
    /// How wide a text is at a size, in pixels, or a little less: letters are not kerned here.
    #[must_use]
    pub fn width(self, text: &str, size: f64) -> f64 {
        let letters: f64 = text.chars().map(|letter| self.advance(letter)).sum();
        letters * size * SLACK
    }

    /// The width of a letter at size 1; 0 where no font has it.
    fn advance(self, letter: char) -> f64 {
        let latin = match self {
            Self::Regular => REGULAR,
            Self::SemiBold => SEMI_BOLD,
        };
        [latin, DEVANAGARI]
            .into_iter()
            .find_map(|font| {
                let font = FontRef::new(font).expect("the embedded fonts are fonts");
                let glyph = font.charmap().map(letter)?;
                let metrics = font.glyph_metrics(Size::new(1.0), LocationRef::default());
                Some(f64::from(metrics.advance_width(glyph)?))
            })
            .unwrap_or(0.0)
    }
}

/// A text set in lines that are all of one size.
#[derive(Clone, Debug, PartialEq)]
pub struct Fitted {
    pub size: f64,
    pub lines: Vec<String>,
}

/// A text in what the embedded fonts have: any other letter is written in Latin ones, as `Пётр` is `Piotr`.
#[must_use]
pub fn drawable(text: &str) -> String {
    let mut drawn = String::with_capacity(text.len());
    for letter in text.chars().take(MOST_LETTERS) {
        if letter.is_whitespace() && letter != '\u{a0}' {
            drawn.push(' ');
        } else if !letter.is_control() && Weight::Regular.advance(letter) > 0.0
            || is_devanagari(letter)
        {
            drawn.push(letter);
        } else {
            drawn.push_str(match letter {
                // Taka; deunicode takes the sign for one of rupees.
                '৳' => "Tk",
                _ => deunicode::deunicode_char(letter).unwrap_or_default(),
            });
        }
    }
    // Spelt-out letters bring spaces of their own.
    let words: Vec<&str> = drawn.split(' ').filter(|word| !word.is_empty()).collect();
    words.join(" ").replace(" ,", ",")
}

/// A part of a text that is set in one font. Where two fonts share a text, its letters are set in each of them
/// by name: left to itself, resvg gives up as soon as one of them joins letters.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Run {
    pub text: String,
    pub family: &'static str,
}

/// A text in parts.
#[must_use]
pub fn runs(text: &str) -> Vec<Run> {
    let mut runs: Vec<Run> = Vec::new();
    for letter in text.chars() {
        let family = if is_devanagari(letter) {
            "Noto Sans Devanagari"
        } else {
            "Inter"
        };
        match runs.last_mut() {
            Some(run) if run.family == family => run.text.push(letter),
            _ => runs.push(Run {
                text: letter.to_string(),
                family,
            }),
        }
    }
    runs
}

/// Whether a letter belongs to Devanagari, whose signs have no width of their own, or joins its letters.
fn is_devanagari(letter: char) -> bool {
    matches!(letter, '\u{900}'..='\u{97f}' | '\u{200c}' | '\u{200d}')
}

/// The largest of `sizes` at which a text fits into so many lines of a width; at the last one what does not fit
/// is cut.
#[must_use]
pub fn fit(text: &str, weight: Weight, width: f64, sizes: &[f64], lines: usize) -> Fitted {
    let text = drawable(text);
    let mut fitted = Fitted {
        size: 0.0,
        lines: Vec::new(),
    };
    for size in sizes {
        fitted = Fitted {
            size: *size,
            lines: wrap(&text, weight, width, *size),
        };
        let is_narrow = |line: &String| weight.width(line, *size) <= width;
        if fitted.lines.len() <= lines && fitted.lines.iter().all(is_narrow) {
            return fitted;
        }
    }
    if fitted.lines.len() > lines {
        let rest = fitted.lines.split_off(lines - 1).join(" ");
        fitted.lines.push(rest);
    }
    for line in &mut fitted.lines {
        *line = cut(line, weight, width, fitted.size);
    }
    fitted
}

/// Lines that break between words; a word that is too long for a line has one to itself.
fn wrap(text: &str, weight: Weight, width: f64, size: f64) -> Vec<String> {
    let mut lines: Vec<String> = Vec::new();
    for word in text.split(' ').filter(|word| !word.is_empty()) {
        match lines.last_mut() {
            Some(line) if weight.width(&format!("{line} {word}"), size) <= width => {
                line.push(' ');
                line.push_str(word);
            }
            _ => lines.push(word.to_owned()),
        }
    }
    lines
}

/// As much of a line as fits, with an ellipsis where there is more.
fn cut(line: &str, weight: Weight, width: f64, size: f64) -> String {
    if weight.width(line, size) <= width {
        return line.to_owned();
    }
    let mut kept = String::new();
    let mut taken = weight.width(&ELLIPSIS.to_string(), size);
    for letter in line.chars() {
        taken += weight.width(&letter.to_string(), size);
        if taken > width {
            break;
        }
        kept.push(letter);
    }
    let mut kept = kept.trim_end_matches([' ', '·', ',', '(']).to_owned();
    kept.push(ELLIPSIS);
    kept
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_no_font_has_is_written_in_latin_letters() {
        #[track_caller]
        fn case(text: &str, expected: &str) {
            assert_eq!(drawable(text), expected);
        }
        case(
            "Müller & Söhne, ₹3.02\u{a0}L",
            "Müller & Söhne, ₹3.02\u{a0}L",
        );
        case("฿12 ₺3 Kč\u{a0}4 ৳5", "฿12 ₺3 Kč\u{a0}4 Tk5");
        case("योग क्षेम", "योग क्षेम");
        case("Пётр", "Piotr");
        case("北京, 茶", "Bei Jing, Cha");
        case("a\u{1}b\tc\u{202e}", "ab c");
    }

    #[test]
    fn every_letter_of_a_picture_is_in_one_of_the_fonts() {
        let families = |text: &str| {
            runs(text)
                .into_iter()
                .map(|run| (run.text, run.family))
                .collect::<Vec<_>>()
        };
        assert_eq!(
            families("योग, all"),
            [
                ("योग".to_owned(), "Noto Sans Devanagari"),
                (", all".to_owned(), "Inter")
            ]
        );
        let names = FONTS
            .faces()
            .map(|face| face.families[0].0.as_str())
            .collect::<Vec<_>>();
        assert!(
            ["Inter", "Noto Sans Devanagari"]
                .iter()
                .all(|family| names.contains(family)),
            "{names:?}"
        );
        for letter in '\u{900}'..='\u{97f}' {
            let font = FontRef::new(DEVANAGARI).unwrap();
            assert!(font.charmap().map(letter).is_some(), "{letter}");
        }
    }

    #[test]
    fn a_text_is_as_large_as_its_room_allows() {
        let fitted = |text: &str| fit(text, Weight::SemiBold, 400.0, &[60.0, 40.0], 2);
        let short = fitted("Everything");
        assert_eq!((short.size, short.lines.len()), (60.0, 1));
        let two = fitted("Everything, all time, everywhere");
        assert_eq!((two.size, two.lines.len()), (40.0, 2));
        for text in ["word ".repeat(40), "W".repeat(90), "योगक्षेम".repeat(40)] {
            let long = fitted(&text);
            assert!(long.lines.len() <= 2, "{long:?}");
            assert!(long.lines.last().unwrap().ends_with('…'), "{long:?}");
            assert!(
                long.lines
                    .iter()
                    .all(|line| Weight::SemiBold.width(line, 40.0) <= 400.0)
            );
        }
        assert_eq!(fitted("").lines, Vec::<String>::new());
    }
}
