//! Labels beside what they name, placed so that they hide nothing.

use super::super::layout::{Candidate, Owner, Placer, along, around};
use super::super::plot::Plot;
use super::super::text::width;
use super::super::theme::Color;
use super::super::view::{Frame, Point, Rect};
use super::canvas::{Anchor, Canvas, Style};
use super::marks::{HALF_TANGENT, asymptote_line, half_tangents};
use super::{LABEL, SMALL};

/// A label that has found its place.
struct Placed {
    rect: Rect,
    text: String,
    size: f64,
    color: Color,
}

impl Plot {
    /// Labels of points, kinks, tangents and asymptotes, then of curves, which have most freedom.
    pub(super) fn draw_labels(
        &self,
        canvas: &mut Canvas,
        frame: &Frame,
        curves: &[Vec<Vec<Point>>],
    ) {
        let mut placer = Placer::new(frame.rect.grown(-2.0), curves);
        self.block_marks(&mut placer, frame);
        let mut placed = Vec::new();
        self.place_at_points(&mut placer, frame, &mut placed);
        self.place_tangents(&mut placer, frame, &mut placed);
        self.place_asymptotes(&mut placer, frame, &mut placed);
        self.place_curves(&mut placer, frame, curves, &mut placed);
        for Placed { rect, text, size, color } in &placed {
            let style = Style::fill(*color).halo(self.theme.halo);
            let middle = (rect.left + rect.right) / 2.0;
            canvas.text(middle, rect.bottom - 0.22 * size, text, *size, Anchor::Middle, &style);
        }
    }

    /// Marks are obstacles; the zero lines are better left free.
    fn block_marks(&self, placer: &mut Placer, frame: &Frame) {
        let dot = |p: Point, r: f64| Rect::new(p.x - r, p.y - r, p.x + r, p.y + r);
        let points = self.points.iter().map(|p| p.at);
        let points = points.chain(self.kinks.iter().map(|k| k.at));
        let points = points.chain(self.tangents.iter().map(|t| t.at));
        let isolated = self.curves.iter().flat_map(|c| c.isolated.iter().copied());
        for p in points.chain(isolated).filter(|&p| self.sees(p)) {
            placer.block(dot(frame.point(p), 5.0));
        }
        let lines = self.tangents.iter().filter_map(|t| self.tangent_line(t, frame));
        let lines = lines.chain(self.asymptotes.iter().filter_map(|a| asymptote_line(a, frame)));
        for (a, b) in lines {
            // A chain of small boxes along the line.
            for i in 0..=40 {
                let t = f64::from(i) / 40.0;
                let p = Point::new(a.x + (b.x - a.x) * t, a.y + (b.y - a.y) * t);
                placer.discourage(dot(p, 2.0), 3.0);
            }
        }
        for guide in self.points.iter().filter(|p| p.guides && self.sees(p.at)) {
            let p = frame.point(guide.at);
            let (foot, side) = (frame.y(0.0), frame.x(0.0));
            placer.discourage(Rect::new(p.x - 1.0, p.y.min(foot), p.x + 1.0, p.y.max(foot)), 2.0);
            placer.discourage(Rect::new(p.x.min(side), p.y - 1.0, p.x.max(side), p.y + 1.0), 2.0);
        }
        for kink in self.kinks.iter().filter(|k| self.sees(k.at)) {
            let p = frame.point(kink.at);
            for (dx, dy) in half_tangents(kink, frame) {
                for t in [0.4, 0.7, 1.0].map(|t| t * HALF_TANGENT) {
                    placer.block(dot(Point::new(p.x + dx * t, p.y + dy * t), 2.5));
                }
            }
        }
        for (_, _, rect) in self.tint_symbols(frame) {
            placer.block(rect);
        }
        let Rect { left, top, right, bottom } = frame.rect;
        let (x, y) = (frame.x(0.0), frame.y(0.0));
        placer.discourage(Rect::new(x - 1.0, top, x + 1.0, bottom), 8.0);
        placer.discourage(Rect::new(left, y - 1.0, right, y + 1.0), 8.0);
    }

    fn place_at_points(&self, placer: &mut Placer, frame: &Frame, placed: &mut Vec<Placed>) {
        let kinks = self.kinks.iter().map(|k| (k.at, &k.label));
        let points = self.points.iter().map(|p| (p.at, &p.label));
        let named: Vec<(Point, &String)> =
            kinks.chain(points).filter(|(p, _)| self.sees(*p)).collect();
        let marks: Vec<Point> = named.iter().map(|(p, _)| frame.point(*p)).collect();
        for (own, (at, label)) in named.into_iter().enumerate() {
            let Some((text, size)) = self.measured(label, SMALL + 1.0, frame) else { continue };
            let mut candidates = around(frame.point(at), size, 8.0, frame.rect.grown(-2.0));
            // A reader takes a label for that of the nearest mark.
            for c in &mut candidates {
                let reach = distance(c.rect, marks[own]) + 4.0;
                let nearer = |(i, p): (usize, &Point)| i != own && distance(c.rect, *p) < reach;
                c.cost +=
                    12.0 * marks.iter().enumerate().filter(|&m| nearer(m)).count().min(5) as f64;
            }
            let rect = placer.place(&candidates, Owner::Point);
            let color = self.theme.text;
            placed.extend(rect.map(|rect| Placed { rect, text, size: SMALL + 1.0, color }));
        }
    }

    fn place_tangents(&self, placer: &mut Placer, frame: &Frame, placed: &mut Vec<Placed>) {
        for tangent in &self.tangents {
            let Some((a, b)) = self.tangent_line(tangent, frame) else { continue };
            let Some((text, size)) = self.measured(&tangent.label, SMALL + 1.0, frame) else {
                continue;
            };
            // Beside the line, away from the point of contact, where the curve has left it.
            let candidates: Vec<Candidate> =
                along(&[vec![a, b]], size, 5.0, frame.rect.grown(-2.0));
            let p = frame.point(tangent.at);
            let lean = |c: &Candidate| {
                let x = (c.rect.left + c.rect.right) / 2.0 - p.x;
                let y = (c.rect.top + c.rect.bottom) / 2.0 - p.y;
                let away = (x * x + y * y).sqrt() / (0.24 * frame.rect.width());
                Candidate { cost: c.cost * 0.3 + 6.0 * (away - 0.6).abs(), ..*c }
            };
            let candidates: Vec<Candidate> = candidates.iter().map(lean).collect();
            let rect = placer.place(&candidates, Owner::Line);
            let color = self.theme.tangent;
            placed.extend(rect.map(|rect| Placed { rect, text, size: SMALL + 1.0, color }));
        }
    }

    fn place_asymptotes(&self, placer: &mut Placer, frame: &Frame, placed: &mut Vec<Placed>) {
        for asymptote in &self.asymptotes {
            let Some((a, b)) = asymptote_line(asymptote, frame) else { continue };
            let Some((text, size)) = self.measured(&asymptote.label, SMALL, frame) else {
                continue;
            };
            // At the top of a steep line, near an end of a flat one.
            let area = frame.rect.grown(-2.0);
            let steep = (b.y - a.y).abs() > 2.0 * (b.x - a.x).abs();
            let bias = |c: Candidate| {
                let x = ((c.rect.left + c.rect.right) / 2.0 - area.left) / area.width();
                let y = (c.rect.bottom - area.top) / area.height();
                let (flat, upright) = (4.0 * x.min(1.0 - x), 12.0 * y);
                Candidate { cost: 0.1 * c.cost + if steep { upright } else { flat }, ..c }
            };
            let candidates: Vec<Candidate> =
                along(&[vec![a, b]], size, 4.0, area).into_iter().map(bias).collect();
            let rect = placer.place(&candidates, Owner::Line);
            let color = self.theme.muted;
            placed.extend(rect.map(|rect| Placed { rect, text, size: SMALL, color }));
        }
    }

    fn place_curves(
        &self,
        placer: &mut Placer,
        frame: &Frame,
        curves: &[Vec<Vec<Point>>],
        placed: &mut Vec<Placed>,
    ) {
        for (i, lines) in curves.iter().enumerate() {
            let size = LABEL + 1.0;
            let Some((text, extent)) = self.measured(&self.curves[i].label, size, frame) else {
                continue;
            };
            let candidates = along(lines, extent, 5.0, frame.rect.grown(-2.0));
            let rect = placer.place(&candidates, Owner::Curve(i));
            let (_, color) = self.theme.curve(i);
            placed.extend(rect.map(|rect| Placed { rect, text, size, color }));
        }
    }

    /// The label as it will be shown, with the width and height of its box; `None` if empty.
    fn measured(&self, label: &str, size: f64, frame: &Frame) -> Option<(String, (f64, f64))> {
        if label.is_empty() {
            return None;
        }
        let text = shorten(label, size, 0.6 * frame.rect.width());
        let extent = (width(&text, size), size);
        Some((text, extent))
    }
}

/// The distance of a point from a rectangle.
fn distance(r: Rect, p: Point) -> f64 {
    let dx = (r.left - p.x).max(p.x - r.right).max(0.0);
    let dy = (r.top - p.y).max(p.y - r.bottom).max(0.0);
    (dx * dx + dy * dy).sqrt()
}

/// The text, cut with an ellipsis where it is wider than `most` pixels.
pub(super) fn shorten(text: &str, size: f64, most: f64) -> String {
    if width(text, size) <= most {
        return text.to_string();
    }
    let mut room = most - width("…", size);
    let fits = |c: &char| {
        room -= width(c.encode_utf8(&mut [0; 4]), size);
        room >= 0.0
    };
    let mut shown: String = text
        .chars()
        .take_while({
            let mut fits = fits;
            move |c| fits(c)
        })
        .collect();
    shown.truncate(shown.trim_end().len());
    shown.push('…');
    shown
}
