//! A publisher's own look: logo, accent, and the icons made from them.

use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use imagesize::ImageType;
use resvg::usvg;
use serde::Serialize;

use super::assets::{Asset, hashed};
use super::raster::{Canvas, PictureError};
use crate::colour::{Accent, Colour};
use crate::config::Look;

/// The accent of `roasbook.css`, and in the light theme of `icon.svg`.
const BUILT_IN: Accent = Accent {
    light: Colour([0x25, 0x58, 0xb8]),
    dark: Colour([0x82, 0xad, 0xff]),
};

/// The colours of `roasbook.css` for the members of a dimension, in the light theme, after the first, which is
/// the accent.
const CATEGORIES: [Colour; 7] = [
    Colour([0xd9, 0x62, 0x0f]),
    Colour([0x12, 0x83, 0x6c]),
    Colour([0xb3, 0x55, 0x9a]),
    Colour([0x8a, 0x6d, 0x00]),
    Colour([0x3a, 0x9b, 0xd1]),
    Colour([0x6b, 0x74, 0x80]),
    Colour([0x5b, 0x3f, 0xa8]),
];

/// Nearer than this to each other are no two of the built-in colours.
const TOO_ALIKE: f64 = 0.085;

/// The number of the category that nobody could tell from an accent of one's own, if there is one.
fn taken_by(accent: Colour) -> Option<usize> {
    let distances = CATEGORIES.iter().map(|category| category.distance(accent));
    let (place, distance) = distances.enumerate().min_by(|a, b| a.1.total_cmp(&b.1))?;
    let is_better_off = BUILT_IN.light.distance(accent) > distance;
    (distance < TOO_ALIKE && is_better_off).then_some(place + 2)
}

/// The accent of a look: its own, else the built-in one.
#[must_use]
pub fn accent(look: &Look) -> Accent {
    look.accent.map_or(BUILT_IN, Accent::of)
}

/// How high a logo stands in the head of a page.
const LOGO_HEIGHT: f64 = 24.0;

/// A logo is loaded with every page.
const LARGEST_LOGO: usize = 200_000;

/// What phones show for a page on the home screen.
const TOUCH_ICON: Canvas = Canvas {
    width: 180,
    height: 180,
    margin: 30,
};

/// Why a logo cannot be used.
#[derive(Debug, thiserror::Error)]
pub enum LogoError {
    #[error("`{}` cannot be read: {source}\nhint: look.logo is a path beside the configuration", path.display())]
    Unreadable { path: PathBuf, source: io::Error },
    #[error("`{}` has {bytes} bytes, and is loaded with every page; a logo may have {LARGEST_LOGO}", path.display())]
    TooLarge { path: PathBuf, bytes: usize },
    #[error("`{}` is not a logo roasbook can show; it takes SVG, PNG, JPEG and WebP", .0.display())]
    NotAPicture(PathBuf),
}

/// A logo in the head of a page.
#[derive(Clone, Debug, Serialize)]
pub struct Logo {
    /// Its path within the site.
    pub path: String,
    pub width: u32,
    pub height: u32,
    /// The name it stands for; empty where none is configured.
    pub alt: String,
}

impl Logo {
    /// Reads a logo: how pages show it, and the file they show.
    ///
    /// # Errors
    /// [`LogoError`] when it cannot be read, is too large, or is no picture that all browsers know.
    pub fn load(path: &Path, name: Option<&str>) -> Result<(Self, Asset), LogoError> {
        let bytes = fs::read(path).map_err(|source| LogoError::Unreadable {
            path: path.to_path_buf(),
            source,
        })?;
        if bytes.len() > LARGEST_LOGO {
            return Err(LogoError::TooLarge {
                path: path.to_path_buf(),
                bytes: bytes.len(),
            });
        }
        let (extension, width, height) = kind_and_size(&bytes)
            .filter(|(_, width, height)| *width > 0.0 && *height > 0.0)
            .ok_or_else(|| LogoError::NotAPicture(path.to_path_buf()))?;
        let asset = hashed(&format!("assets/logo.{extension}"), bytes);
        let logo = Self {
            path: asset.path.clone(),
            width: (width * LOGO_HEIGHT / height).round().max(1.0) as u32,
            height: LOGO_HEIGHT as u32,
            alt: name.unwrap_or_default().to_owned(),
        };
        Ok((logo, asset))
    }
}

/// What a picture is by its content, and its size.
fn kind_and_size(bytes: &[u8]) -> Option<(&'static str, f64, f64)> {
    let extension = match imagesize::image_type(bytes) {
        Ok(ImageType::Png) => "png",
        Ok(ImageType::Jpeg) => "jpg",
        Ok(ImageType::Webp) => "webp",
        _ => {
            let size = usvg::Tree::from_data(bytes, &usvg::Options::default())
                .ok()?
                .size();
            return Some(("svg", size.width().into(), size.height().into()));
        }
    };
    let size = imagesize::blob_size(bytes).ok()?;
    Some((extension, size.width as f64, size.height as f64))
}

/// The rules that put an accent in place of the built-in one; later in the style sheet, so they win. A category
/// that looks like it gets the built-in accent, which nothing else has now.
#[must_use]
pub fn accent_css(accent: Accent) -> String {
    let taken = taken_by(accent.light);
    let tokens = |own: Colour, built_in: Colour| {
        let moved = taken.map_or_else(String::new, |number| {
            format!(";--category-{number}:{built_in}")
        });
        format!("--accent:{own};--accent-bar:{own};--category-1:{own}{moved}")
    };
    let light = tokens(accent.light, BUILT_IN.light);
    let dark = tokens(accent.dark, BUILT_IN.dark);
    format!(
        ":root{{{light}}}\n\
         @media screen and (prefers-color-scheme:dark){{:root:not(.paper,[data-theme=\"light\"]){{{dark}}}}}\n\
         @media screen{{:root[data-theme=\"dark\"]:not(.paper){{{dark}}}}}\n"
    )
}

/// The icon in an accent. An icon of the publisher's own does not have the built-in colour, and stays as it is.
#[must_use]
pub fn tinted(icon: &[u8], accent: Accent) -> String {
    String::from_utf8_lossy(icon).replace(&BUILT_IN.light.to_string(), &accent.light.to_string())
}

/// An icon for the home screens of phones, which take no SVG.
///
/// # Errors
/// When the icon is not an SVG.
pub fn touch_icon(icon: &str) -> Result<Vec<u8>, PictureError> {
    TOUCH_ICON.draw(icon, "assets/images/icon.svg")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::site::templates::file;

    #[test]
    fn the_colours_are_those_of_the_style_sheet() {
        let css = String::from_utf8(file("assets/css/roasbook.css", None).unwrap()).unwrap();
        let values = |token: &str| -> Vec<String> {
            let begin = format!("--{token}: ");
            css.split(&begin)
                .skip(1)
                .map(|rest| rest[..7].to_owned())
                .collect()
        };
        let Accent { light, dark } = BUILT_IN;
        assert_eq!(
            values("accent"),
            [light, dark, dark].map(|colour| colour.to_string())
        );
        for (place, category) in CATEGORIES.iter().enumerate() {
            assert_eq!(
                values(&format!("category-{}", place + 2))[0],
                category.to_string()
            );
        }
    }

    #[test]
    fn a_category_that_looks_like_the_accent_changes_its_colour() {
        let css = |colour: &str| accent_css(Accent::of(colour.parse().unwrap()));
        let moved = css("#d40");
        assert_eq!(moved.matches("--category-2:#2558b8").count(), 1, "{moved}");
        assert_eq!(moved.matches("--category-2:#82adff").count(), 2, "{moved}");
        let clear = css("#c2185b");
        assert_eq!(clear.matches("--category-").count(), 3, "{clear}");
        for category in CATEGORIES {
            assert!(taken_by(category).is_some(), "{category}");
        }
        assert_eq!(taken_by(BUILT_IN.light), None);
    }
}
