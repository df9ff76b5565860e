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
        let help =
            format!("keep to {} pixels: lower the resolution or the size", options.max_pixels);
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
    let mut options =
        usvg::Options { font_family: super::font::FAMILY.into(), ..Default::default() };
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

#[cfg(test)]
mod tests {
    use super::*;
    use crate::figure::font::advance;
    use crate::figure::{Extent, Function, plot_functions};

    fn svg(text: &str) -> String {
        format!(
            "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"60\" height=\"30\">\
             <text x=\"5\" y=\"20\" font-size=\"16\" font-family=\"Rolle Sans\">{text}</text></svg>"
        )
    }

    fn big_endian(bytes: &[u8], at: usize, length: usize) -> usize {
        bytes[at..at + length].iter().fold(0, |n, &b| n << 8 | usize::from(b))
    }

    #[test]
    fn pictures_have_the_size_and_resolution_asked_for() {
        let f = |x: f64| Some(x.sin());
        let plot = plot_functions(Extent::new(0.0, 7.0).unwrap(), None, &[Function::new("f", &f)]);
        let svg = plot.unwrap().to_svg().unwrap();
        for (dpi, width, height) in [(96.0, 640, 400), (192.0, 1280, 800), (300.0, 2000, 1250)] {
            let png = render(&svg, &Options { dpi, ..Options::default() }).unwrap();
            assert_eq!(&png[..8], b"\x89PNG\r\n\x1a\n");
            assert_eq!((big_endian(&png, 16, 4), big_endian(&png, 20, 4)), (width, height));
            assert_eq!(&png[37..41], b"pHYs");
            assert_eq!(big_endian(&png, 41, 4), (dpi / 0.0254).round() as usize);
            assert_eq!(render(&svg, &Options { dpi, ..Options::default() }).unwrap(), png);
        }
    }

    #[test]
    fn limits_and_bad_input_are_errors() {
        let options = Options::default();
        let kind = |svg: &str, options: Options| render(svg, &options).unwrap_err().kind();
        assert_eq!(kind("no svg", options), ErrorKind::Parse);
        for dpi in [0.0, -1.0, f64::NAN, f64::INFINITY, 1e9] {
            assert_eq!(kind(&svg("a"), Options { dpi, ..options }), ErrorKind::Argument);
        }
        assert_eq!(kind(&svg("a"), Options { max_pixels: 100, ..options }), ErrorKind::Budget);
        let huge = "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"1e9\" height=\"1e9\"/>";
        assert_eq!(kind(huge, options), ErrorKind::Budget);
    }

    #[test]
    fn every_sort_of_character_is_drawn_from_the_embedded_font() {
        let blank = render(&svg(""), &Options::default()).unwrap();
        for text in ["Đ", "ữ", "σ′", "x⁻¹²", "∞", "ℝ", "∪", "≤", "·", "√", "∈", "↗", "↘", "−", "●"]
        {
            assert_ne!(render(&svg(text), &Options::default()).unwrap(), blank, "{text}");
        }
    }

    #[test]
    fn check_sums_follow_the_standard() {
        assert_eq!(crc32(b"123456789"), 0xcbf4_3926);
        assert_eq!(crc32(b"IEND"), 0xae42_6082);
    }

    /// Offset of a table of a TrueType file.
    fn table(name: &[u8]) -> usize {
        let count = big_endian(FONT, 4, 2);
        let record = (0..count).map(|i| 12 + 16 * i).find(|&r| &FONT[r..r + 4] == name);
        big_endian(FONT, record.expect("the table exists") + 8, 4)
    }

    /// The glyph of a character by the cmap subtable of format 4; 0 if there is none.
    fn glyph(code: usize) -> usize {
        let cmap = table(b"cmap");
        let subtables = (0..big_endian(FONT, cmap + 2, 2))
            .map(|i| cmap + big_endian(FONT, cmap + 4 + 8 * i + 4, 4));
        let sub = subtables.into_iter().find(|&s| big_endian(FONT, s, 2) == 4).expect("format 4");
        let doubled = big_endian(FONT, sub + 6, 2);
        let (ends, starts) = (sub + 14, sub + 16 + doubled);
        let segment = (0..doubled / 2).find(|i| code <= big_endian(FONT, ends + 2 * i, 2));
        let i = segment.expect("the last segment ends at U+FFFF");
        let start = big_endian(FONT, starts + 2 * i, 2);
        let delta = big_endian(FONT, starts + doubled + 2 * i, 2);
        let place = starts + 2 * doubled + 2 * i;
        match big_endian(FONT, place, 2) {
            _ if code < start => 0,
            0 => (code + delta) & 0xffff,
            offset => match big_endian(FONT, place + offset + 2 * (code - start), 2) {
                0 => 0,
                glyph => (glyph + delta) & 0xffff,
            },
        }
    }

    #[test]
    fn the_table_of_widths_is_that_of_the_font() {
        let long = big_endian(FONT, table(b"hhea") + 34, 2);
        let metrics = table(b"hmtx");
        let mut covered = 0;
        for code in 0x20..0xfffe_usize {
            let Some(c) = char::from_u32(code as u32) else { continue };
            let width = match glyph(code) {
                0 => None,
                g => Some(big_endian(FONT, metrics + 4 * g.min(long - 1), 2) as u16),
            };
            assert_eq!(advance(c), width, "U+{code:04X}");
            covered += usize::from(width.is_some());
        }
        assert_eq!(covered, 1007);
    }
}
