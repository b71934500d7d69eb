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

/// The rules that put an accent in place of the built-in one; later in the style sheet, so they win.
#[must_use]
pub fn accent_css(accent: Accent) -> String {
    let tokens =
        |colour: Colour| format!("--accent:{colour};--accent-bar:{colour};--category-1:{colour}");
    let (light, dark) = (tokens(accent.light), tokens(accent.dark));
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
