//! Colours: the Okabe–Ito palette, which people with the common colour blindnesses can tell apart
//! (Okabe and Ito, *Color Universal Design*, 2008), with a darker companion of each colour for
//! text, so that labels keep a contrast of at least 4.5 : 1 with the background.

/// A colour in sRGB.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Color {
    /// Red.
    pub red: u8,
    /// Green.
    pub green: u8,
    /// Blue.
    pub blue: u8,
}

impl Color {
    /// The colour `0xRRGGBB`.
    pub const fn hex(rgb: u32) -> Color {
        Color { red: (rgb >> 16) as u8, green: (rgb >> 8) as u8, blue: rgb as u8 }
    }
}

impl std::fmt::Display for Color {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "#{:02x}{:02x}{:02x}", self.red, self.green, self.blue)
    }
}

/// The colours of a figure.
#[derive(Clone, Debug, PartialEq)]
pub struct Theme {
    /// Behind everything; `None` leaves the figure transparent.
    pub background: Option<Color>,
    /// Titles and labels.
    pub text: Color,
    /// Tick labels and remarks.
    pub muted: Color,
    /// The light grid.
    pub grid: Color,
    /// The lines x = 0 and y = 0.
    pub axis: Color,
    /// Asymptotes.
    pub asymptote: Color,
    /// The tangent.
    pub tangent: Color,
    /// Colour of each curve in turn: of its line and of its label.
    pub curves: Vec<(Color, Color)>,
    /// Bands where f′ > 0.
    pub positive: Color,
    /// Bands where f′ < 0.
    pub negative: Color,
    /// Bands where f′ = 0.
    pub zero: Color,
    /// Behind labels, so that a line under them does not make them unreadable.
    pub halo: Color,
}

impl Theme {
    /// Dark on white: for print.
    pub fn light() -> Theme {
        Theme {
            background: Some(Color::hex(0xffffff)),
            text: Color::hex(0x1a1a1a),
            muted: Color::hex(0x555555),
            grid: Color::hex(0xe9e9e9),
            axis: Color::hex(0x8c8c8c),
            asymptote: Color::hex(0x6b6b6b),
            tangent: Color::hex(0x97427a),
            curves: [
                (0x0072b2, 0x005f95),
                (0xd55e00, 0xa84a00),
                (0x009e73, 0x00704f),
                (0xcc79a7, 0x97427a),
                (0xe69f00, 0x8a5f00),
                (0x56b4e9, 0x1d6a9a),
                (0x000000, 0x1a1a1a),
            ]
            .map(|(line, label)| (Color::hex(line), Color::hex(label)))
            .to_vec(),
            positive: Color::hex(0x009e73),
            negative: Color::hex(0xd55e00),
            zero: Color::hex(0x8c8c8c),
            halo: Color::hex(0xffffff),
        }
    }

    /// Light on near-black: for screens.
    pub fn dark() -> Theme {
        Theme {
            background: Some(Color::hex(0x14171c)),
            text: Color::hex(0xf0f0f0),
            muted: Color::hex(0xb4b8be),
            grid: Color::hex(0x2a2f37),
            axis: Color::hex(0x7d848e),
            asymptote: Color::hex(0x9aa1aa),
            tangent: Color::hex(0xe8a4c9),
            curves: [
                (0x56b4e9, 0x7cc6f0),
                (0xe69f00, 0xf0b53a),
                (0x1fc498, 0x4fd3ae),
                (0xcc79a7, 0xe09cc2),
                (0xf0e442, 0xf0e442),
                (0xff8a3d, 0xff9f60),
                (0xf0f0f0, 0xf0f0f0),
            ]
            .map(|(line, label)| (Color::hex(line), Color::hex(label)))
            .to_vec(),
            positive: Color::hex(0x1fc498),
            negative: Color::hex(0xff8a3d),
            zero: Color::hex(0x9aa1aa),
            halo: Color::hex(0x14171c),
        }
    }

    /// The colours of the line and the label of curve `i`; the palette is cycled.
    pub fn curve(&self, i: usize) -> (Color, Color) {
        match self.curves.len() {
            0 => (self.text, self.text),
            n => self.curves[i % n],
        }
    }
}

impl Default for Theme {
    fn default() -> Theme {
        Theme::light()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Relative luminance and contrast of WCAG 2.1.
    fn contrast(a: Color, b: Color) -> f64 {
        let channel = |c: u8| {
            let c = f64::from(c) / 255.0;
            if c <= 0.03928 { c / 12.92 } else { ((c + 0.055) / 1.055).powf(2.4) }
        };
        let luminance = |c: Color| {
            0.2126 * channel(c.red) + 0.7152 * channel(c.green) + 0.0722 * channel(c.blue)
        };
        let (x, y) = (luminance(a), luminance(b));
        (x.max(y) + 0.05) / (x.min(y) + 0.05)
    }

    #[test]
    fn text_is_readable_in_both_themes() {
        for theme in [Theme::light(), Theme::dark()] {
            let background = theme.background.unwrap();
            let mut texts = vec![theme.text, theme.muted, theme.tangent];
            texts.extend(theme.curves.iter().map(|&(_, label)| label));
            for color in texts {
                let ratio = contrast(color, background);
                assert!(ratio >= 4.5, "{color} on {background}: {ratio:.2}");
            }
        }
    }

    #[test]
    fn colors_are_written_in_hex() {
        assert_eq!(Color::hex(0x0072b2).to_string(), "#0072b2");
    }
}
