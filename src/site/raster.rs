//! SVG to PNG, the same bytes on every machine.

use std::collections::HashMap;

use resvg::tiny_skia::{Color, Pixmap, Transform};
use resvg::usvg;

use super::typeface::FONTS;

/// Why a picture cannot be drawn.
#[derive(Debug, thiserror::Error)]
pub enum PictureError {
    #[error("`{name}` cannot be drawn: {source}")]
    Malformed {
        name: &'static str,
        source: usvg::Error,
    },
}

/// How large a picture is, and how much of each side stays white.
#[derive(Clone, Copy, Debug)]
pub struct Canvas {
    pub width: u32,
    pub height: u32,
    pub margin: u32,
}

impl Canvas {
    /// Draws an SVG on white, as large as it fits. `name` is the file to blame.
    ///
    /// # Errors
    /// When it is not an SVG.
    pub fn draw(self, svg: &str, name: &'static str) -> Result<Vec<u8>, PictureError> {
        let options = usvg::Options {
            fontdb: FONTS.clone(),
            font_family: "Inter".into(),
            ..usvg::Options::default()
        };
        let tree = usvg::Tree::from_str(svg, &options)
            .map_err(|source| PictureError::Malformed { name, source })?;
        let room = |side: u32| (side - 2 * self.margin) as f32;
        let size = tree.size();
        let scale = (room(self.width) / size.width()).min(room(self.height) / size.height());
        let offset = |side: u32, length: f32| (side as f32 - length * scale) / 2.0;
        let place = Transform::from_translate(
            offset(self.width, size.width()),
            offset(self.height, size.height()),
        )
        .pre_scale(scale, scale);
        let mut pixels = Pixmap::new(self.width, self.height).expect("a canvas has an area");
        pixels.fill(Color::WHITE);
        resvg::render(&tree, place, &mut pixels.as_mut());
        Ok(self.encode(pixels.data()))
    }

    /// PNG with a palette, which is a quarter of the size of one without. Pixels have four bytes and are opaque.
    fn encode(self, pixels: &[u8]) -> Vec<u8> {
        // A picture of few colours keeps them all; the blends at the edges of letters may be told apart less finely.
        let (palette, indices) = (4..=8)
            .rev()
            .find_map(|bits| indexed(pixels, bits))
            .unwrap_or_else(|| indexed(pixels, 2).expect("two bits a part are 64 colours"));
        let mut bytes = Vec::new();
        let mut encoder = png::Encoder::new(&mut bytes, self.width, self.height);
        encoder.set_color(png::ColorType::Indexed);
        encoder.set_depth(png::BitDepth::Eight);
        encoder.set_palette(palette);
        encoder.set_filter(png::Filter::NoFilter);
        encoder.set_compression(png::Compression::Balanced);
        let mut writer = encoder.write_header().expect("nothing fails in memory");
        writer
            .write_image_data(&indices)
            .expect("an index for each pixel");
        writer.finish().expect("nothing fails in memory");
        bytes
    }
}

/// Palette, and a place in it for each pixel, with so many bits for each of red, green and blue; `None` beyond
/// 256 colours.
fn indexed(pixels: &[u8], bits: u32) -> Option<(Vec<u8>, Vec<u8>)> {
    let highest = (1u32 << bits) - 1;
    let coarse: [u8; 256] =
        std::array::from_fn(|part| ((part as u32 * highest + 127) / 255 * 255 / highest) as u8);
    let mut palette = Vec::new();
    let mut places: HashMap<[u8; 3], u8> = HashMap::new();
    let mut indices = Vec::with_capacity(pixels.len() / 4);
    // Most pixels are like the one before.
    let (mut before, mut place) = ([0; 4], None);
    for pixel in pixels.as_chunks::<4>().0 {
        if place.is_none() || *pixel != before {
            let colour = [0, 1, 2].map(|part| coarse[pixel[part] as usize]);
            let next = places.len();
            let known = *places.entry(colour).or_insert(next as u8);
            if places.len() > 256 {
                return None;
            }
            if places.len() > next {
                palette.extend(colour);
            }
            (before, place) = (*pixel, Some(known));
        }
        indices.extend(place);
    }
    Some((palette, indices))
}
