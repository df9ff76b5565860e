//! PNG pictures of SVG documents, by `resvg`, with the embedded font alone.
//!
//! No font of the system and no file is read, so the picture is the same everywhere. The font,
//! Rolle Sans, is a subset of Noto Sans with Vietnamese, Greek and the mathematical characters;
//! its licence is the SIL Open Font License 1.1 (`font/OFL.txt`).

use crate::{Error, ErrorKind, Result};
use resvg::{tiny_skia, usvg};
use std::sync::Arc;

/// The embedded font: Rolle Sans, a TrueType file under the SIL Open Font License 1.1.
pub const FONT: &[u8] = include_bytes!("font/RolleSans.ttf");

/// The licence of [`FONT`].
pub const FONT_LICENSE: &str = include_str!("font/OFL.txt");

/// How to turn an SVG into pixels.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Options {
    /// Dots per inch: 96 gives one pixel for each unit of the SVG, 300 is fit for print. The
    /// number is also written into the file. From 10 to 2400.
    pub dpi: f64,
    /// The most pixels of the picture; each takes 4 bytes while it is drawn.
    pub max_pixels: u64,
}

impl Default for Options {
    fn default() -> Options {
        Options { dpi: 192.0, max_pixels: 64_000_000 }
    }
}

/// The picture of an SVG document as a PNG file.
///
/// # Errors
/// [`ErrorKind::Parse`] when the text is not an SVG; [`ErrorKind::Argument`] when the resolution
/// is outside 10 to 2400; [`ErrorKind::Budget`] when the picture would have more than
/// `max_pixels`.
pub fn render(svg: &str, options: &Options) -> Result<Vec<u8>> {
    if !(10.0..=2400.0).contains(&options.dpi) {
        let message = format!("`{}` dots per inch cannot be drawn", options.dpi);
        let help = "choose a resolution from 10 to 2400";
        return Err(Error::new(ErrorKind::Argument, message).with_help(help));
    }
    let tree = usvg::Tree::from_str(svg, &parser_options())
        .map_err(|e| Error::new(ErrorKind::Parse, format!("the figure is not a valid svg: {e}")))?;
    let scale = options.dpi / 96.0;
    let size = tree.size();
    let (w, h) = (f64::from(size.width()) * scale, f64::from(size.height()) * scale);
    let (w, h) = (w.round().max(1.0), h.round().max(1.0));
    let too_large = || {
        let message = format!("a picture of {w} × {h} pixels is larger than allowed");
        let help = format!("keep to {} pixels: lower the resolution or the size", options.max_pixels);
        Error::new(ErrorKind::Budget, message).with_help(help)
    };
    if w * h > options.max_pixels as f64 || w.max(h) > f64::from(i32::MAX / 8) {
        return Err(too_large());
    }
    let mut pixels = tiny_skia::Pixmap::new(w as u32, h as u32).ok_or_else(too_large)?;
    let transform = tiny_skia::Transform::from_scale(scale as f32, scale as f32);
    resvg::render(&tree, transform, &mut pixels.as_mut());
    let png = pixels
        .encode_png()
        .map_err(|e| Error::new(ErrorKind::Unsupported, format!("the png was not written: {e}")))?;
    Ok(with_resolution(png, options.dpi))
}

/// Options that know the embedded font only and follow no reference to a file.
fn parser_options() -> usvg::Options<'static> {
    let mut options = usvg::Options { font_family: super::font::FAMILY.into(), ..Default::default() };
    let fonts = Arc::make_mut(&mut options.fontdb);
    fonts.load_font_data(FONT.to_vec());
    fonts.set_sans_serif_family(super::font::FAMILY);
    options.image_href_resolver.resolve_string = Box::new(|_, _| None);
    options.image_href_resolver.resolve_data = Box::new(|_, _, _| None);
    options
}

/// Inserts a `pHYs` chunk (pixels per metre) after the header, which is always 33 bytes long.
fn with_resolution(png: Vec<u8>, dpi: f64) -> Vec<u8> {
    const HEADER: usize = 8 + 25;
    let per_metre = (dpi / 0.0254).round() as u32;
    let mut chunk = b"pHYs".to_vec();
    chunk.extend(per_metre.to_be_bytes());
    chunk.extend(per_metre.to_be_bytes());
    chunk.push(1);
    let mut out = Vec::with_capacity(png.len() + 21);
    out.extend(&png[..HEADER]);
    out.extend(9_u32.to_be_bytes());
    out.extend(&chunk);
    out.extend(crc32(&chunk).to_be_bytes());
    out.extend(&png[HEADER..]);
    out
}

/// The check sum of PNG chunks (ISO 3309, reflected polynomial 0xEDB88320).
fn crc32(bytes: &[u8]) -> u32 {
    let mut crc = u32::MAX;
    for &byte in bytes {
        crc ^= u32::from(byte);
        for _ in 0..8 {
            crc = if crc & 1 == 1 { (crc >> 1) ^ 0xedb8_8320 } else { crc >> 1 };
        }
    }
    !crc
}
