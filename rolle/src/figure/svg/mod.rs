//! The SVG writer.
//!
//! From back to front: background, tint, grid, zero lines, asymptotes, curves, tangents, marks,
//! bands, labels, axes, title. Everything that lies in the plane of the data is clipped twice: the
//! coordinates by arithmetic, so that none is large, and the strokes by a clip path. No script, no
//! style sheet, no reference outside the file.

mod axes;
mod bands;
pub(crate) mod canvas;
mod labels;
mod marks;

use super::clip::clip_polyline;
use super::plot::Plot;
use super::text::{self, escape_xml, number};
use super::view::{Frame, Point, Rect};
use crate::{Error, ErrorKind, Result};
use axes::Axes;
use canvas::{Anchor, Canvas, Style};

/// Font sizes in pixels.
pub(crate) const TITLE: f64 = 15.0;
pub(crate) const LABEL: f64 = 13.0;
pub(crate) const SMALL: f64 = 11.0;
/// Height of one row of bands.
const BAND: f64 = 15.0;
/// The most points of all curves together.
const MOST_POINTS: usize = 2_000_000;
/// The most curves: each takes a raster of some 300 kB while labels are placed.
const MOST_CURVES: usize = 64;
/// The most bands and isolated points, which are only drawn.
const MOST_BANDS: usize = 5_000;
/// The most marks: placing their labels takes quadratic time.
const MOST_MARKS: usize = 300;

impl Plot {
    /// The figure as an SVG document.
    ///
    /// The same plot gives the same bytes on every machine.
    ///
    /// # Errors
    /// [`ErrorKind::Argument`] when the width is outside 240 to 20 000 or the height outside 160
    /// to 20 000 pixels; [`ErrorKind::Budget`] for more than 64 curves, 2 000 000 points of
    /// curves, 5000 bands and isolated points, or 300 kinks, points, tangents and asymptotes.
    pub fn to_svg(&self) -> Result<String> {
        self.check()?;
        let axes = Axes::new(self);
        let frame = Frame { view: self.view, rect: axes.rect };
        let curves = self.device_curves(&frame);
        let mut canvas = Canvas::new(self.identifier());
        self.open(&mut canvas);
        self.draw_tint(&mut canvas, &frame);
        axes.draw_grid(self, &mut canvas, &frame);
        canvas.open_clip();
        self.draw_asymptotes(&mut canvas, &frame);
        self.draw_guides(&mut canvas, &frame);
        self.draw_curves(&mut canvas, &curves);
        self.draw_tangents(&mut canvas, &frame);
        canvas.close_group();
        self.draw_marks(&mut canvas, &frame);
        self.draw_strips(&mut canvas, &axes);
        axes.draw(self, &mut canvas, &frame);
        self.draw_labels(&mut canvas, &frame, &curves);
        canvas.raw("</svg>\n");
        Ok(canvas.finish())
    }

    fn check(&self) -> Result<()> {
        let fits = |v: f64, least: f64| (least..=20_000.0).contains(&v);
        if !fits(self.width, 240.0) || !fits(self.height, 160.0) {
            let message =
                format!("a figure of {} × {} pixels cannot be drawn", self.width, self.height);
            let help = "choose a width from 240 and a height from 160, both up to 20000";
            return Err(Error::new(ErrorKind::Argument, message).with_help(help));
        }
        let points: usize =
            self.curves.iter().flat_map(|c| &c.segments).map(|s| s.points.len() + 2).sum();
        let bands: usize = self.bands.iter().map(|row| row.bands.len() + 1).sum();
        let extra = self.curves.iter().map(|c| c.isolated.len().max(c.dashes.len()));
        let simple = bands + extra.sum::<usize>();
        let labelled = self.kinks.len() + self.points.len() + self.tangents.len();
        let labelled = labelled + self.asymptotes.len();
        let limits = [
            (points, MOST_POINTS, "points of curves"),
            (self.curves.len(), MOST_CURVES, "curves"),
            (simple, MOST_BANDS, "bands and isolated points"),
            (labelled, MOST_MARKS, "marks with labels"),
        ];
        for (count, most, what) in limits {
            if count > most {
                let message = format!("{count} {what} are too many for one figure");
                let help = format!("keep to {most}");
                return Err(Error::new(ErrorKind::Budget, message).with_help(help));
            }
        }
        Ok(())
    }

    fn identifier(&self) -> String {
        let fine = |c: &char| c.is_ascii_alphanumeric() || *c == '-' || *c == '_';
        let id: String = self.id.chars().filter(fine).collect();
        if id.starts_with(|c: char| c.is_ascii_alphabetic()) { id } else { format!("f{id}") }
    }

    /// The root element, the texts for screen readers and the background.
    fn open(&self, canvas: &mut Canvas) {
        let (w, h) = (text::coordinate(self.width), text::coordinate(self.height));
        let id = canvas.id().to_string();
        let title = if self.title.is_empty() { self.summary() } else { self.title.clone() };
        let description =
            if self.description.is_empty() { self.summary() } else { self.description.clone() };
        canvas.raw(&format!(
            "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"{w}\" height=\"{h}\" \
             viewBox=\"0 0 {w} {h}\" role=\"img\" aria-labelledby=\"{id}-title {id}-desc\" \
             xml:lang=\"{}\" font-family=\"'Rolle Sans', 'Noto Sans', 'DejaVu Sans', sans-serif\" \
             font-size=\"{}\">\n<title id=\"{id}-title\">{}</title>\n<desc id=\"{id}-desc\">{}</desc>\n",
            escape_xml(&self.language),
            text::coordinate(LABEL),
            escape_xml(&title),
            escape_xml(&description),
        ));
        if let Some(color) = self.theme.background {
            let all = Rect::new(0.0, 0.0, self.width, self.height);
            canvas.rect(all, &Style::fill(color));
        }
    }

    /// One sentence on what is seen, in English.
    fn summary(&self) -> String {
        let names: Vec<&str> =
            self.curves.iter().map(|c| c.label.as_str()).filter(|l| !l.is_empty()).collect();
        let what = if names.is_empty() { "a function".to_string() } else { names.join(", ") };
        let (x, y) = (self.view.x, self.view.y);
        format!(
            "Graph of {what} for {} from {} to {}, values from {} to {}.",
            self.x_label,
            number(x.lo(), 4),
            number(x.hi(), 4),
            number(y.lo(), 3),
            number(y.hi(), 3),
        )
    }

    /// The curves in device coordinates, clipped.
    fn device_curves(&self, frame: &Frame) -> Vec<Vec<Vec<Point>>> {
        let area = frame.rect.grown(4.0);
        let lines = |points: &[Point]| -> Vec<Vec<Point>> {
            let finite = points.split(|p| !p.is_finite());
            finite
                .flat_map(|line| {
                    let device: Vec<Point> = line.iter().map(|&p| frame.point(p)).collect();
                    clip_polyline(&device, area)
                })
                .map(|run| run.points)
                .collect()
        };
        let curve = |c: &super::Curve| c.segments.iter().flat_map(|s| lines(&s.points)).collect();
        self.curves.iter().map(curve).collect()
    }

    /// The curves, the first on top.
    fn draw_curves(&self, canvas: &mut Canvas, curves: &[Vec<Vec<Point>>]) {
        for (i, lines) in curves.iter().enumerate().rev() {
            let curve = &self.curves[i];
            let fallback = if i == 0 { 2.2 } else { 1.7 };
            let width = curve.line_width.filter(|w| (0.1..=50.0).contains(w)).unwrap_or(fallback);
            let dashes: Vec<f64> =
                curve.dashes.iter().copied().filter(|d| (0.0..=1000.0).contains(d)).collect();
            let (color, _) = self.theme.curve(i);
            canvas.path(lines, &Style::stroke(color, width).dashed(&dashes).round());
        }
    }

    fn draw_title(&self, canvas: &mut Canvas) {
        if !self.title.is_empty() {
            let shown = labels::shorten(&self.title, TITLE, self.width - 24.0);
            let middle = self.width / 2.0;
            canvas.text(middle, 23.0, &shown, TITLE, Anchor::Middle, &Style::fill(self.theme.text));
        }
    }
}

#[cfg(test)]
mod tests;
