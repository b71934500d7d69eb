//! Colours as a configuration writes them, and one accent made readable in both themes.
//!
//! Lightness is moved in OKLCH (Björn Ottosson, <https://bottosson.github.io/posts/oklab/>), where a colour keeps
//! its hue while it gets lighter or darker. Contrast is that of WCAG 2.2.

use std::fmt;
use std::str::FromStr;

use serde::Deserialize;
use serde::de::Error as _;

/// A colour of the screen: red, green and blue.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Colour(pub [u8; 3]);

/// What accents stand on in the light theme, as in `roasbook.css`: the page, and what is set off from it.
pub const LIGHT_SURFACES: [Colour; 2] = [Colour([0xff, 0xff, 0xff]), Colour([0xf4, 0xf6, 0xf8])];

/// The same in the dark theme.
pub const DARK_SURFACES: [Colour; 2] = [Colour([0x14, 0x17, 0x1b]), Colour([0x1d, 0x21, 0x26])];

/// The contrast that text needs (WCAG 2.2, 1.4.3, level AA).
pub const READABLE: f64 = 4.5;

/// An accent, as near to the colour that was asked for as can be read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Accent {
    /// Readable on [`LIGHT_SURFACES`], and white is readable on it.
    pub light: Colour,
    /// Readable on [`DARK_SURFACES`], and their darkest is readable on it.
    pub dark: Colour,
}

impl Accent {
    /// The colour itself where it can be read; else a darker one in the light theme, a lighter one in the dark.
    #[must_use]
    pub fn of(colour: Colour) -> Self {
        Self {
            light: colour.until_readable(&LIGHT_SURFACES, -LIGHTNESS_STEP),
            dark: colour.until_readable(&DARK_SURFACES, LIGHTNESS_STEP),
        }
    }
}

/// Too small to be seen.
const LIGHTNESS_STEP: f64 = 0.004;

impl Colour {
    /// The contrast between two colours: 1 for the same, 21 for black and white.
    #[must_use]
    pub fn contrast(self, other: Self) -> f64 {
        let (a, b) = (self.luminance(), other.luminance());
        (a.max(b) + 0.05) / (a.min(b) + 0.05)
    }

    /// How different two colours look: 0 for the same, 1 for black and white (in OKLab).
    #[must_use]
    pub fn distance(self, other: Self) -> f64 {
        let ((light, a, b), (other_light, other_a, other_b)) = (self.to_oklab(), other.to_oklab());
        (light - other_light).hypot(a - other_a).hypot(b - other_b)
    }

    /// This colour laid over white, with `share` of 1 for this colour alone.
    #[must_use]
    pub fn over_white(self, share: f64) -> Self {
        Self(
            self.0
                .map(|part| to_byte(1.0 - share + share * f64::from(part) / 255.0)),
        )
    }

    /// Moves lightness by steps until text of this colour can be read on every one of `surfaces`.
    fn until_readable(self, surfaces: &[Self], step: f64) -> Self {
        let is_readable = |colour: Self| {
            let contrast = |surface: &Self| colour.contrast(*surface);
            surfaces.iter().all(|surface| contrast(surface) >= READABLE)
        };
        let (mut lightness, a, b) = self.to_oklab();
        let mut colour = self;
        // Black and white, at the ends, are readable.
        while !is_readable(colour) && (0.0..=1.0).contains(&lightness) {
            lightness += step;
            colour = Self::from_oklab(lightness.clamp(0.0, 1.0), a, b);
        }
        colour
    }

    /// WCAG's relative luminance, 0 to 1.
    fn luminance(self) -> f64 {
        let [red, green, blue] = self.linear();
        0.2126 * red + 0.7152 * green + 0.0722 * blue
    }

    /// Without the curve of the screen, 0 to 1.
    fn linear(self) -> [f64; 3] {
        self.0.map(|part| {
            let part = f64::from(part) / 255.0;
            if part <= 0.040_45 {
                part / 12.92
            } else {
                ((part + 0.055) / 1.055).powf(2.4)
            }
        })
    }

    fn to_oklab(self) -> (f64, f64, f64) {
        let [red, green, blue] = self.linear();
        let long =
            (0.412_221_470_8 * red + 0.536_332_536_3 * green + 0.051_445_992_9 * blue).cbrt();
        let medium =
            (0.211_903_498_2 * red + 0.680_699_545_1 * green + 0.107_396_956_6 * blue).cbrt();
        let short =
            (0.088_302_461_9 * red + 0.281_718_837_6 * green + 0.629_978_700_5 * blue).cbrt();
        (
            0.210_454_255_3 * long + 0.793_617_785_0 * medium - 0.004_072_046_8 * short,
            1.977_998_495_1 * long - 2.428_592_205_0 * medium + 0.450_593_709_9 * short,
            0.025_904_037_1 * long + 0.782_771_766_2 * medium - 0.808_675_766_0 * short,
        )
    }

    /// The colour of this lightness and hue; where a screen has none, the most vivid one that it has.
    fn from_oklab(lightness: f64, a: f64, b: f64) -> Self {
        const FADE: f64 = 0.98;
        const HARDLY_ANY: f64 = 1e-3;
        let (mut a, mut b) = (a, b);
        loop {
            let linear = oklab_to_linear(lightness, a, b);
            let is_shown = linear.iter().all(|part| (-1e-4..=1.000_1).contains(part));
            if is_shown || a.hypot(b) < HARDLY_ANY {
                return Self(linear.map(|part| {
                    let part = part.clamp(0.0, 1.0);
                    to_byte(if part <= 0.003_130_8 {
                        12.92 * part
                    } else {
                        1.055 * part.powf(1.0 / 2.4) - 0.055
                    })
                }));
            }
            (a, b) = (a * FADE, b * FADE);
        }
    }
}

fn oklab_to_linear(lightness: f64, a: f64, b: f64) -> [f64; 3] {
    let long = (lightness + 0.396_337_777_4 * a + 0.215_803_757_3 * b).powi(3);
    let medium = (lightness - 0.105_561_345_8 * a - 0.063_854_172_8 * b).powi(3);
    let short = (lightness - 0.089_484_177_5 * a - 1.291_485_548_0 * b).powi(3);
    [
        4.076_741_662_1 * long - 3.307_711_591_3 * medium + 0.230_969_929_2 * short,
        -1.268_438_004_6 * long + 2.609_757_401_1 * medium - 0.341_319_396_5 * short,
        -0.004_196_086_3 * long - 0.703_418_614_7 * medium + 1.707_614_701_0 * short,
    ]
}

/// A part of 1 as a part of 255.
fn to_byte(part: f64) -> u8 {
    (part * 255.0).round() as u8
}

impl FromStr for Colour {
    type Err = String;

    fn from_str(text: &str) -> Result<Self, String> {
        let digits: Option<Vec<u8>> = text.strip_prefix('#').and_then(|digits| {
            digits
                .chars()
                .map(|digit| digit.to_digit(16).map(|digit| digit as u8))
                .collect()
        });
        match digits.as_deref() {
            Some(&[red, green, blue]) => Ok(Self([red * 17, green * 17, blue * 17])),
            Some(&[r1, r2, g1, g2, b1, b2]) => Ok(Self([r1 * 16 + r2, g1 * 16 + g2, b1 * 16 + b2])),
            _ => Err(format!(
                "`{text}` is not a colour; write it as #rgb or #rrggbb, such as #2558b8"
            )),
        }
    }
}

impl fmt::Display for Colour {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let [red, green, blue] = self.0;
        write!(f, "#{red:02x}{green:02x}{blue:02x}")
    }
}

impl<'de> Deserialize<'de> for Colour {
    fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        String::deserialize(deserializer)?
            .parse()
            .map_err(D::Error::custom)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn colour(text: &str) -> Colour {
        text.parse().unwrap()
    }

    #[test]
    fn a_colour_is_written_with_three_or_six_digits() {
        assert_eq!(colour("#2b8"), colour("#22bb88"));
        assert_eq!(colour("#2558B8").to_string(), "#2558b8");
        for text in ["2558b8", "#25", "#12345g", "#1234567", "red", "", "#₹₹"] {
            assert!(text.parse::<Colour>().is_err(), "{text}");
        }
    }

    #[test]
    fn contrast_is_that_of_wcag() {
        #[track_caller]
        fn case(a: &str, b: &str, expected: f64) {
            let contrast = colour(a).contrast(colour(b));
            assert!((contrast - expected).abs() < 0.01, "{a} {b} {contrast}");
        }
        case("#000", "#fff", 21.0);
        case("#777", "#fff", 4.48);
        case("#2558b8", "#2558b8", 1.0);
    }

    #[test]
    fn a_colour_that_can_be_read_is_left_as_it_is() {
        assert_eq!(Accent::of(colour("#2558b8")).light, colour("#2558b8"));
        assert_eq!(Accent::of(colour("#82adff")).dark, colour("#82adff"));
    }

    #[test]
    fn a_colour_that_cannot_be_read_keeps_its_hue() {
        let Accent { light, .. } = Accent::of(colour("#ffd400"));
        let [red, green, blue] = light.0;
        assert!(red > green && green > blue, "{light}");
        let hue = |(_, a, b): (f64, f64, f64)| b.atan2(a).to_degrees();
        let moved = hue(light.to_oklab()) - hue(colour("#ffd400").to_oklab());
        assert!(moved.abs() < 2.0, "{light} is {moved} degrees away");
    }
}
