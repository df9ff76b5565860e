//! Marks in the plane of the data: asymptotes, tangents, kinks, points, ends of stretches.

use super::super::clip::clip_segment;
use super::super::plot::{Asymptote, AsymptoteLine, Kink, Plot, Tangent};
use super::super::sample::End;
use super::super::view::{Frame, Point, Rect};
use super::canvas::{Canvas, Style};

/// Length of a half tangent at a kink, in pixels.
pub(super) const HALF_TANGENT: f64 = 30.0;

impl Plot {
    pub(super) fn draw_asymptotes(&self, canvas: &mut Canvas, frame: &Frame) {
        let style = Style::stroke(self.theme.asymptote, 1.1).dashed(&[5.0, 4.0]);
        for asymptote in &self.asymptotes {
            if let Some((a, b)) = asymptote_line(asymptote, frame) {
                canvas.line(a, b, &style);
            }
        }
    }

    /// Thin lines from points of interest to the axes.
    pub(super) fn draw_guides(&self, canvas: &mut Canvas, frame: &Frame) {
        let style = Style::stroke(self.theme.muted, 0.9).dashed(&[2.0, 3.0]);
        for point in self.points.iter().filter(|p| p.guides && self.sees(p.at)) {
            let p = frame.point(point.at);
            let foot = frame.y(0.0).clamp(frame.rect.top, frame.rect.bottom);
            let side = frame.x(0.0).clamp(frame.rect.left, frame.rect.right);
            canvas.line(p, Point::new(p.x, foot), &style);
            canvas.line(p, Point::new(side, p.y), &style);
        }
    }

    pub(super) fn draw_tangents(&self, canvas: &mut Canvas, frame: &Frame) {
        for tangent in &self.tangents {
            if let Some((a, b)) = self.tangent_line(tangent, frame) {
                canvas.line(a, b, &Style::stroke(self.theme.tangent, 1.6));
            }
        }
    }

    /// The visible piece of a tangent.
    pub(in crate::figure) fn tangent_line(
        &self,
        t: &Tangent,
        frame: &Frame,
    ) -> Option<(Point, Point)> {
        if !self.sees(t.at) || t.slope.is_nan() {
            return None;
        }
        let p = frame.point(t.at);
        let (dx, dy) = frame.direction(t.slope);
        let reach = 0.24 * frame.rect.width().max(frame.rect.height());
        let (dx, dy) = (dx * reach, dy * reach);
        let (a, b) = (Point::new(p.x - dx, p.y - dy), Point::new(p.x + dx, p.y + dy));
        clipped(a, b, frame.rect)
    }

    /// Circles at ends of stretches, dots at points, kinks with their half tangents.
    pub(super) fn draw_marks(&self, canvas: &mut Canvas, frame: &Frame) {
        for (i, curve) in self.curves.iter().enumerate() {
            let (color, _) = self.theme.curve(i);
            let closed = Style::fill(color).with_stroke(color, 1.5);
            let open = Style::fill(self.theme.halo).with_stroke(color, 1.5);
            for segment in &curve.segments {
                let ends =
                    [(segment.points.first(), segment.start), (segment.points.last(), segment.end)];
                for (point, end) in ends {
                    let Some(&p) = point.filter(|p| self.sees(**p)) else { continue };
                    match end {
                        End::Plain => {}
                        End::Open => canvas.circle(frame.point(p), 3.4, &open),
                        End::Closed => canvas.circle(frame.point(p), 3.4, &closed),
                    }
                }
            }
            for &p in curve.isolated.iter().filter(|p| self.sees(**p)) {
                canvas.circle(frame.point(p), 3.4, &closed);
            }
        }
        for tangent in self.tangents.iter().filter(|t| self.sees(t.at)) {
            canvas.circle(frame.point(tangent.at), 3.6, &Style::fill(self.theme.tangent));
        }
        for kink in self.kinks.iter().filter(|k| self.sees(k.at)) {
            self.draw_kink(canvas, kink, frame);
        }
        for point in self.points.iter().filter(|p| self.sees(p.at)) {
            let style = Style::fill(self.theme.text).with_stroke(self.theme.halo, 1.2);
            canvas.circle(frame.point(point.at), 4.0, &style);
        }
    }

    fn draw_kink(&self, canvas: &mut Canvas, kink: &Kink, frame: &Frame) {
        let p = frame.point(kink.at);
        for (dx, dy) in half_tangents(kink, frame) {
            let tip = Point::new(p.x + dx * HALF_TANGENT, p.y + dy * HALF_TANGENT);
            let back = |along: f64, across: f64| {
                Point::new(tip.x - dx * along - dy * across, tip.y - dy * along + dx * across)
            };
            canvas.line(p, back(4.0, 0.0), &Style::stroke(self.theme.text, 1.4));
            let head = [tip, back(7.0, 3.0), back(7.0, -3.0)];
            canvas.triangle(head, &Style::fill(self.theme.text));
        }
        let style = Style::fill(self.theme.halo).with_stroke(self.theme.text, 1.5);
        canvas.circle(p, 4.2, &style);
    }

    /// A finite point inside the view.
    pub(super) fn sees(&self, p: Point) -> bool {
        self.view.x.contains(p.x) && self.view.y.contains(p.y)
    }
}

/// The unit directions of the half tangents of a kink whose tips are seen.
pub(super) fn half_tangents(kink: &Kink, frame: &Frame) -> Vec<(f64, f64)> {
    let p = frame.point(kink.at);
    let slopes = [(kink.left_slope, -1.0), (kink.right_slope, 1.0)];
    let directions =
        slopes.into_iter().filter(|(slope, _)| !slope.is_nan()).map(|(slope, side)| {
            let (dx, dy) = frame.direction(slope);
            (side * dx, side * dy)
        });
    let seen = |&(dx, dy): &(f64, f64)| {
        let (x, y) = (p.x + dx * HALF_TANGENT, p.y + dy * HALF_TANGENT);
        frame.rect.holds(Rect::new(x, y, x, y))
    };
    directions.filter(seen).collect()
}

/// The visible piece of an asymptote.
pub(super) fn asymptote_line(asymptote: &Asymptote, frame: &Frame) -> Option<(Point, Point)> {
    let Rect { left, right, top, bottom } = frame.rect;
    match asymptote.line {
        AsymptoteLine::Vertical { x } if frame.view.x.contains(x) => {
            let x = frame.x(x);
            Some((Point::new(x, top), Point::new(x, bottom)))
        }
        AsymptoteLine::Vertical { .. } => None,
        AsymptoteLine::Oblique { slope, intercept } => {
            let y = |x: f64| Some(slope * x + intercept).filter(|y| y.is_finite());
            let a = Point::new(left, frame.y(y(frame.view.x.lo())?));
            let b = Point::new(right, frame.y(y(frame.view.x.hi())?));
            clipped(a, b, frame.rect)
        }
    }
}

fn clipped(a: Point, b: Point, rect: Rect) -> Option<(Point, Point)> {
    let (s, t) = clip_segment(a, b, rect)?;
    let at = |t: f64| Point::new(a.x + (b.x - a.x) * t, a.y + (b.y - a.y) * t);
    (s < t).then(|| (at(s), at(t)))
}
