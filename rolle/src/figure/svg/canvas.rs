//! Elements of SVG, written in fixed format.

use super::super::text::{coordinate, escape_xml};
use super::super::theme::Color;
use super::super::view::{Point, Rect};
use std::fmt::Write;

/// Where a text stands relative to its point.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) enum Anchor {
    Start,
    Middle,
    End,
}

/// Presentation attributes.
#[derive(Clone, Debug, Default)]
pub(crate) struct Style {
    attributes: String,
}

impl Style {
    pub(crate) fn fill(color: Color) -> Style {
        Style { attributes: format!(" fill=\"{color}\"") }
    }

    pub(crate) fn fill_url(id: &str, suffix: &str) -> Style {
        Style { attributes: format!(" fill=\"url(#{id}-{suffix})\"") }
    }

    pub(crate) fn stroke(color: Color, width: f64) -> Style {
        let width = coordinate(width);
        Style { attributes: format!(" fill=\"none\" stroke=\"{color}\" stroke-width=\"{width}\"") }
    }

    pub(crate) fn with_stroke(mut self, color: Color, width: f64) -> Style {
        let width = coordinate(width);
        let _ = write!(self.attributes, " stroke=\"{color}\" stroke-width=\"{width}\"");
        self
    }

    pub(crate) fn opacity(mut self, value: f64) -> Style {
        let _ = write!(self.attributes, " opacity=\"{}\"", coordinate(value));
        self
    }

    pub(crate) fn dashed(mut self, dashes: &[f64]) -> Style {
        if !dashes.is_empty() && dashes.iter().any(|&d| d > 0.0) {
            let list: Vec<String> = dashes.iter().map(|&d| coordinate(d)).collect();
            let _ = write!(self.attributes, " stroke-dasharray=\"{}\"", list.join(" "));
        }
        self
    }

    pub(crate) fn round(mut self) -> Style {
        self.attributes.push_str(" stroke-linejoin=\"round\" stroke-linecap=\"round\"");
        self
    }

    /// A thick outline behind a text that keeps it readable over lines.
    pub(crate) fn halo(mut self, color: Color) -> Style {
        let _ = write!(
            self.attributes,
            " stroke=\"{color}\" stroke-width=\"3\" stroke-opacity=\"0.8\" stroke-linejoin=\"round\" paint-order=\"stroke\""
        );
        self
    }
}

/// The document while it is written.
pub(crate) struct Canvas {
    out: String,
    id: String,
}

impl Canvas {
    pub(crate) fn new(id: String) -> Canvas {
        Canvas { out: String::with_capacity(16 * 1024), id }
    }

    pub(crate) fn id(&self) -> &str {
        &self.id
    }

    pub(crate) fn finish(self) -> String {
        self.out
    }

    pub(crate) fn raw(&mut self, text: &str) {
        self.out.push_str(text);
    }

    /// Defines the clip path of the plotting area.
    pub(crate) fn define_clip(&mut self, r: Rect) {
        let _ = write!(self.out, "<clipPath id=\"{}-clip\">", self.id);
        self.rect_element(r, "");
        self.out.push_str("</clipPath>\n");
    }

    pub(crate) fn open_clip(&mut self) {
        let _ = writeln!(self.out, "<g clip-path=\"url(#{}-clip)\">", self.id);
    }

    pub(crate) fn close_group(&mut self) {
        self.out.push_str("</g>\n");
    }

    /// Defines a pattern of diagonal lines.
    pub(crate) fn define_hatch(&mut self, suffix: &str, color: Color) {
        let _ = writeln!(
            self.out,
            "<pattern id=\"{}-{suffix}\" width=\"5\" height=\"5\" patternUnits=\"userSpaceOnUse\" \
             patternTransform=\"rotate(45)\"><rect width=\"5\" height=\"5\" fill=\"{color}\" \
             opacity=\"0.08\"/><rect width=\"1.6\" height=\"5\" fill=\"{color}\" opacity=\"0.5\"/></pattern>",
            self.id
        );
    }

    pub(crate) fn rect(&mut self, r: Rect, style: &Style) {
        self.rect_element(r, &style.attributes);
        self.out.push('\n');
    }

    fn rect_element(&mut self, r: Rect, attributes: &str) {
        let [x, y] = [r.left, r.top].map(coordinate);
        let [w, h] = [r.width().max(0.0), r.height().max(0.0)].map(coordinate);
        let _ = write!(
            self.out,
            "<rect x=\"{x}\" y=\"{y}\" width=\"{w}\" height=\"{h}\"{attributes}/>"
        );
    }

    pub(crate) fn line(&mut self, a: Point, b: Point, style: &Style) {
        let [x1, y1, x2, y2] = [a.x, a.y, b.x, b.y].map(coordinate);
        let _ = writeln!(
            self.out,
            "<line x1=\"{x1}\" y1=\"{y1}\" x2=\"{x2}\" y2=\"{y2}\"{}/>",
            style.attributes
        );
    }

    pub(crate) fn circle(&mut self, p: Point, radius: f64, style: &Style) {
        let [x, y, r] = [p.x, p.y, radius].map(coordinate);
        let _ = writeln!(self.out, "<circle cx=\"{x}\" cy=\"{y}\" r=\"{r}\"{}/>", style.attributes);
    }

    /// One path of several polylines.
    pub(crate) fn path(&mut self, lines: &[Vec<Point>], style: &Style) {
        if lines.iter().all(|line| line.len() < 2) {
            return;
        }
        self.out.push_str("<path d=\"");
        for line in lines.iter().filter(|line| line.len() >= 2) {
            for (i, p) in line.iter().enumerate() {
                let command = if i == 0 { 'M' } else { 'L' };
                let _ = write!(self.out, "{command}{} {}", coordinate(p.x), coordinate(p.y));
            }
        }
        let _ = writeln!(self.out, "\"{}/>", style.attributes);
    }

    /// A closed filled triangle.
    pub(crate) fn triangle(&mut self, [a, b, c]: [Point; 3], style: &Style) {
        let [ax, ay, bx, by, cx, cy] = [a.x, a.y, b.x, b.y, c.x, c.y].map(coordinate);
        let path = format!("M{ax} {ay}L{bx} {by}L{cx} {cy}Z");
        let _ = writeln!(self.out, "<path d=\"{path}\"{}/>", style.attributes);
    }

    /// A text whose base line starts, is centred or ends at (x, y).
    pub(crate) fn text(
        &mut self,
        x: f64,
        y: f64,
        text: &str,
        size: f64,
        anchor: Anchor,
        style: &Style,
    ) {
        let anchor = match anchor {
            Anchor::Start => "",
            Anchor::Middle => " text-anchor=\"middle\"",
            Anchor::End => " text-anchor=\"end\"",
        };
        let (x, y, size) = (coordinate(x), coordinate(y), coordinate(size));
        let _ = writeln!(
            self.out,
            "<text x=\"{x}\" y=\"{y}\" font-size=\"{size}\"{anchor}{}>{}</text>",
            style.attributes,
            escape_xml(text)
        );
    }
}
