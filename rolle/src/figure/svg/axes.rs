//! Margins, grid, ticks and the labels of the axes.

use super::super::plot::{BandRow, BandStyle, Certainty, Plot};
use super::super::text::width;
use super::super::ticks::{Ticks, ticks};
use super::super::view::{Frame, Point, Rect};
use super::canvas::{Anchor, Canvas, Style};
use super::labels::shorten;
use super::{BAND, LABEL, SMALL};

/// The plotting area, what surrounds it, and the ticks.
pub(super) struct Axes {
    /// Where the data are.
    pub(super) rect: Rect,
    /// The rows of bands that are drawn as strips start here.
    pub(super) strips_top: f64,
    /// How many of the first rows are not strips.
    pub(super) tinted: usize,
    x: Ticks,
    y: Ticks,
}

/// Space between the area and the first strip, so that a tick label in the corner stays clear of
/// the label of the strip.
const STRIP_GAP: f64 = 4.0;
/// Space between a tick label and the area.
const GAP: f64 = 7.0;

impl Axes {
    /// Chooses ticks and margins that hold their labels.
    pub(super) fn new(plot: &Plot) -> Axes {
        let tinted = usize::from(plot.band_style == BandStyle::Background);
        let strips = plot.bands.len().saturating_sub(tinted) as f64;
        let title = if plot.title.is_empty() { 12.0 } else { 36.0 };
        let top = title + if has_y_caption(plot) { 16.0 } else { 0.0 };
        let caption = if has_caption(plot) { 17.0 } else { 3.0 };
        // Many rows never take more than half of the height.
        let strip_height = (strips * (BAND + 2.0)).min(0.5 * plot.height)
            + if strips > 0.0 { STRIP_GAP - 2.0 } else { 0.0 };
        let bottom = plot.height - caption - 6.0 - SMALL - GAP - strip_height;
        let y_target = ((bottom - top) / 46.0).round().max(3.0) as usize;
        let y = ticks(plot.view.y, plot.y_unit, y_target);
        let widest = y.ticks.iter().map(|t| width(&t.label, SMALL)).fold(0.0, f64::max);
        let rows = plot.bands.iter().skip(tinted).map(|row| width(&row.label, SMALL + 1.0));
        let left =
            (widest.max(rows.fold(0.0, f64::max)) + GAP + 10.0).clamp(24.0, 0.4 * plot.width);
        let right = plot.width - 20.0;
        let rect = Rect::new(left, top, right, bottom.max(top + 20.0));
        Axes {
            rect,
            strips_top: rect.bottom + STRIP_GAP,
            tinted,
            x: x_ticks(plot, rect.width()),
            y,
        }
    }

    /// Thin lines at the ticks and stronger ones at zero.
    pub(super) fn draw_grid(&self, plot: &Plot, canvas: &mut Canvas, frame: &Frame) {
        canvas.define_clip(self.rect);
        let style = |v: f64| match v == 0.0 {
            true => Style::stroke(plot.theme.axis, 1.0),
            false => Style::stroke(plot.theme.grid, 1.0),
        };
        let Rect { left, top, right, bottom } = self.rect;
        // Zero lines last, so that no grid line crosses them.
        for zero in [false, true] {
            for v in self.x.ticks.iter().map(|t| t.value).filter(|&v| (v == 0.0) == zero) {
                let x = frame.x(v);
                canvas.line(Point::new(x, top), Point::new(x, bottom), &style(v));
            }
            for v in self.y.ticks.iter().map(|t| t.value).filter(|&v| (v == 0.0) == zero) {
                let y = frame.y(v);
                canvas.line(Point::new(left, y), Point::new(right, y), &style(v));
            }
        }
    }

    /// Tick labels, axis labels, the key to the bands, and the title.
    pub(super) fn draw(&self, plot: &Plot, canvas: &mut Canvas, frame: &Frame) {
        let muted = Style::fill(plot.theme.muted);
        let Rect { left, top, right, .. } = self.rect;
        let base = self.strips_bottom(plot) + GAP + SMALL * 0.8;
        for t in &self.x.ticks {
            canvas.text(frame.x(t.value), base, &t.label, SMALL, Anchor::Middle, &muted);
        }
        for t in &self.y.ticks {
            let y = frame.y(t.value) + SMALL * 0.36;
            canvas.text(left - GAP, y, &t.label, SMALL, Anchor::End, &muted);
        }
        let label = Style::fill(plot.theme.text);
        let caption = self.x.caption(&plot.x_label);
        if !caption.is_empty() {
            let shown = shorten(&caption, LABEL, 0.6 * plot.width);
            let middle = (left + right) / 2.0;
            canvas.text(middle, base + 17.0, &shown, LABEL, Anchor::Middle, &label);
        }
        let caption = self.y.caption(&plot.y_label);
        if !caption.is_empty() {
            let shown = shorten(&caption, LABEL, 0.9 * plot.width);
            canvas.text(10.0, top - 7.0, &shown, LABEL, Anchor::Start, &label);
        }
        self.draw_key(plot, canvas, base + 17.0);
        plot.draw_title(canvas);
    }

    fn strips_bottom(&self, plot: &Plot) -> f64 {
        let rows = plot.bands.len().saturating_sub(self.tinted) as f64;
        if rows == 0.0 {
            return self.rect.bottom;
        }
        self.strips_top - 2.0 + rows * self.row_height(plot)
    }

    /// The height of a row of bands with the gap above it.
    pub(super) fn row_height(&self, plot: &Plot) -> f64 {
        let rows = plot.bands.len().saturating_sub(self.tinted).max(1) as f64;
        (0.5 * plot.height / rows).min(BAND + 2.0)
    }

    /// Tells which bands are proved and which were only sampled.
    fn draw_key(&self, plot: &Plot, canvas: &mut Canvas, base: f64) {
        let mut end = self.rect.right;
        let color = plot.theme.zero;
        for certainty in [Certainty::Sampled, Certainty::Proved] {
            if !has_certainty(&plot.bands, certainty) {
                continue;
            }
            let word = match certainty {
                Certainty::Proved => &plot.words.proved,
                Certainty::Sampled => &plot.words.sampled,
            };
            let word = shorten(word, SMALL, 0.15 * plot.width);
            canvas.text(end, base, &word, SMALL, Anchor::End, &Style::fill(plot.theme.muted));
            let right = end - width(&word, SMALL) - 5.0;
            let swatch = Rect::new(right - 14.0, base - 8.5, right, base + 0.5);
            match certainty {
                Certainty::Proved => canvas.rect(swatch, &Style::fill(color).opacity(0.4)),
                Certainty::Sampled => {
                    let hatch = Style::fill_url(canvas.id(), "zero");
                    canvas.rect(swatch, &hatch);
                    canvas.rect(swatch, &Style::stroke(color, 0.8).dashed(&[2.0, 2.0]));
                }
            }
            end = right - 24.0;
        }
    }
}

/// Ticks whose labels do not touch.
fn x_ticks(plot: &Plot, length: f64) -> Ticks {
    let mut target = (length / 68.0).round().max(3.0) as usize;
    loop {
        let found = ticks(plot.view.x, plot.x_unit, target);
        let spacing = match found.ticks.as_slice() {
            [a, b, ..] => (b.value - a.value) / plot.view.x.length() * length,
            _ => return found,
        };
        let widest = found.ticks.iter().map(|t| width(&t.label, SMALL)).fold(0.0, f64::max);
        if widest + 10.0 <= spacing || target <= 2 {
            return found;
        }
        target -= 1;
    }
}

fn has_y_caption(plot: &Plot) -> bool {
    // The factor depends on the range alone, not on how many ticks there are, but for the edge of
    // a decade; an empty line is better than a missing one.
    !plot.y_label.is_empty()
        || [3, 6, 9].iter().any(|&n| !ticks(plot.view.y, plot.y_unit, n).caption("").is_empty())
}

fn has_caption(plot: &Plot) -> bool {
    !plot.x_label.is_empty()
        || !plot.bands.is_empty()
        || [3, 6, 9].iter().any(|&n| !ticks(plot.view.x, plot.x_unit, n).caption("").is_empty())
}

fn has_certainty(rows: &[BandRow], certainty: Certainty) -> bool {
    rows.iter().flat_map(|row| &row.bands).any(|b| b.certainty == certainty)
}
