//! Bands by sign: as strips under the plotting area, or as a tint behind it.

use super::super::plot::{Band, BandStyle, Certainty, Plot, Sign};
use super::super::text::width;
use super::super::theme::Color;
use super::super::view::{Frame, Point, Rect};
use super::axes::Axes;
use super::canvas::{Anchor, Canvas, Style};
use super::labels::shorten;

/// Font size of the symbols in bands and of the labels of strips.
const SYMBOL: f64 = 12.0;

impl Plot {
    /// The patterns, and the first row as a tint if so wanted.
    pub(super) fn draw_tint(&self, canvas: &mut Canvas, frame: &Frame) {
        if self.bands.iter().flat_map(|row| &row.bands).any(|b| b.certainty == Certainty::Sampled) {
            for (name, color) in [
                ("plus", self.theme.positive),
                ("minus", self.theme.negative),
                ("zero", self.theme.zero),
            ] {
                canvas.define_hatch(name, color);
            }
        }
        if self.band_style != BandStyle::Background {
            return;
        }
        let Some(row) = self.bands.first() else { return };
        for band in &row.bands {
            if let Some((from, to)) = self.visible_part(band, frame) {
                let area = Rect::new(from, frame.rect.top, to, frame.rect.bottom);
                self.fill_band(canvas, band, area, 0.1);
            }
        }
        for (text, base, rect) in self.tint_symbols(frame) {
            let middle = (rect.left + rect.right) / 2.0;
            canvas.text(
                middle,
                base,
                &text,
                SYMBOL,
                Anchor::Middle,
                &Style::fill(self.theme.muted),
            );
        }
    }

    /// The symbols of a tinted row: text, base line and box.
    pub(super) fn tint_symbols(&self, frame: &Frame) -> Vec<(String, f64, Rect)> {
        let Some(row) = self.bands.first().filter(|_| self.band_style == BandStyle::Background)
        else {
            return Vec::new();
        };
        let base = frame.rect.bottom - 6.0;
        let place = |band: &Band| {
            let (from, to) = self.visible_part(band, frame)?;
            let text = symbol(band.sign, row.arrows);
            let (half, middle) = (width(&text, SYMBOL) / 2.0, (from + to) / 2.0);
            let rect = Rect::new(middle - half, base - SYMBOL, middle + half, base + 2.0);
            (to - from > 2.0 * half + 6.0).then_some((text, base, rect))
        };
        row.bands.iter().filter_map(place).collect()
    }

    /// The rows below the plotting area.
    pub(super) fn draw_strips(&self, canvas: &mut Canvas, axes: &Axes) {
        let frame = Frame { view: self.view, rect: axes.rect };
        for (i, row) in self.bands.iter().skip(axes.tinted).enumerate() {
            let top = axes.strips_top + i as f64 * axes.row_height(self);
            let bottom = top + axes.row_height(self) - 2.0;
            let base = (top + bottom) / 2.0 + 4.0;
            let label = shorten(&row.label, SYMBOL, axes.rect.left - 8.0);
            let style = Style::fill(self.theme.text);
            canvas.text(axes.rect.left - 7.0, base, &label, SYMBOL, Anchor::End, &style);
            for band in &row.bands {
                let Some((from, to)) = self.visible_part(band, &frame) else { continue };
                self.fill_band(canvas, band, Rect::new(from, top, to, bottom), 0.3);
                let full = symbol(band.sign, row.arrows);
                let short = symbol(band.sign, false);
                let fits = |s: &String| width(s, SYMBOL) + 4.0 <= to - from;
                if let Some(text) = [full, short].into_iter().find(fits) {
                    let middle = (from + to) / 2.0;
                    let plain = Style::fill(self.theme.text);
                    let style = match band.certainty {
                        Certainty::Proved => plain,
                        Certainty::Sampled => plain.halo(self.theme.halo),
                    };
                    canvas.text(middle, base, &text, SYMBOL, Anchor::Middle, &style);
                }
            }
            for x in self.cuts(i + axes.tinted) {
                let x = frame.x(x);
                let style = Style::stroke(self.theme.text, 1.2);
                canvas.line(Point::new(x, top), Point::new(x, bottom), &style);
            }
        }
    }

    /// The inner ends of the bands of a row that are seen.
    fn cuts(&self, row: usize) -> Vec<f64> {
        let ends = self.bands[row].bands.iter().flat_map(|b| [b.from, b.to]);
        let inner = |x: &f64| *x > self.view.x.lo() && *x < self.view.x.hi();
        let mut cuts: Vec<f64> = ends.filter(inner).collect();
        cuts.sort_by(f64::total_cmp);
        cuts.dedup();
        cuts
    }

    fn visible_part(&self, band: &Band, frame: &Frame) -> Option<(f64, f64)> {
        let from = band.from.max(self.view.x.lo());
        let to = band.to.min(self.view.x.hi());
        (from < to).then(|| (frame.x(from), frame.x(to)))
    }

    fn fill_band(&self, canvas: &mut Canvas, band: &Band, area: Rect, opacity: f64) {
        let (name, color): (&str, Color) = match band.sign {
            Sign::Positive => ("plus", self.theme.positive),
            Sign::Negative => ("minus", self.theme.negative),
            Sign::Zero | Sign::Unknown => ("zero", self.theme.zero),
        };
        match (band.certainty, band.sign) {
            (_, Sign::Unknown) => {
                canvas.rect(area, &Style::stroke(color, 0.8).dashed(&[2.0, 2.0]));
            }
            (Certainty::Proved, _) => canvas.rect(area, &Style::fill(color).opacity(opacity)),
            (Certainty::Sampled, _) => {
                canvas.rect(area, &Style::fill_url(canvas.id(), name));
                canvas.rect(area, &Style::stroke(color, 0.8).dashed(&[3.0, 2.0]));
            }
        }
    }
}

fn symbol(sign: Sign, arrows: bool) -> String {
    let text = match (sign, arrows) {
        (Sign::Positive, true) => "+ ↗",
        (Sign::Positive, false) => "+",
        (Sign::Negative, true) => "− ↘",
        (Sign::Negative, false) => "−",
        (Sign::Zero, true) => "0 →",
        (Sign::Zero, false) => "0",
        (Sign::Unknown, _) => "?",
    };
    text.into()
}
