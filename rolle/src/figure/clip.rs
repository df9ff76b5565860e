//! Clipping of polylines to a rectangle, and dropping points that change nothing visible.
//!
//! Clipping: Liang and Barsky, *A New Concept and Method for Line Clipping* (1984). Thinning: the
//! cone intersection of Williams (1978) and of Sklansky and Gonzalez (1980): a point is dropped
//! while one chord passes within the tolerance of every point dropped since the last kept one.

use super::view::{Point, Rect};

/// The part of the segment `a b` inside the rectangle, as parameters in [0, 1].
pub(crate) fn clip_segment(a: Point, b: Point, rect: Rect) -> Option<(f64, f64)> {
    let (dx, dy) = (b.x - a.x, b.y - a.y);
    let (mut enter, mut leave) = (0.0_f64, 1.0_f64);
    let sides = [
        (-dx, a.x - rect.left),
        (dx, rect.right - a.x),
        (-dy, a.y - rect.top),
        (dy, rect.bottom - a.y),
    ];
    for (p, q) in sides {
        if p == 0.0 {
            if q < 0.0 {
                return None;
            }
        } else if p < 0.0 {
            enter = enter.max(q / p);
        } else {
            leave = leave.min(q / p);
        }
    }
    (enter <= leave).then_some((enter, leave))
}

/// One stretch of a clipped polyline and whether each of its ends is an end of the whole.
#[derive(Debug, PartialEq)]
pub(crate) struct Run {
    pub(crate) points: Vec<Point>,
    pub(crate) has_start: bool,
    pub(crate) has_end: bool,
}

/// The stretches of a polyline inside the rectangle.
pub(crate) fn clip_polyline(points: &[Point], rect: Rect) -> Vec<Run> {
    let mut runs: Vec<Run> = Vec::new();
    let mut open: Option<Run> = None;
    let last = points.len().saturating_sub(2);
    for (i, pair) in points.windows(2).enumerate() {
        let (a, b) = (pair[0], pair[1]);
        let Some((enter, leave)) = clip_segment(a, b, rect) else {
            runs.extend(open.take());
            continue;
        };
        let at = |t: f64| Point::new(a.x + (b.x - a.x) * t, a.y + (b.y - a.y) * t);
        if enter > 0.0 {
            runs.extend(open.take());
        }
        let run = open.get_or_insert_with(|| Run {
            points: vec![if enter > 0.0 { at(enter) } else { a }],
            has_start: i == 0 && enter == 0.0,
            has_end: false,
        });
        run.points.push(if leave < 1.0 { at(leave) } else { b });
        if leave < 1.0 || i == last {
            run.has_end = leave == 1.0;
            runs.extend(open.take());
        }
    }
    runs.retain(|r| r.points.len() > 2 || r.points[0] != r.points[1]);
    runs
}

/// The polyline with every point dropped that lies within `tolerance` of the chord that replaces
/// it; the ends and the order stay.
pub(crate) fn thin(points: &[Point], tolerance: f64) -> Vec<Point> {
    let Some(&first) = points.first() else { return Vec::new() };
    let mut kept = vec![first];
    let (mut anchor, mut candidate) = (first, None::<Point>);
    let mut cone = Cone::default();
    for &p in &points[1..] {
        if let Some(c) = candidate
            && !cone.admits(anchor, p)
        {
            kept.push(c);
            anchor = c;
            cone = Cone::default();
        }
        cone.narrow(anchor, p, tolerance);
        candidate = Some(p);
    }
    kept.extend(candidate);
    kept
}

/// The directions, as seen from the anchor, of chords that pass close to all points so far: those
/// to the left of `right` and to the right of `left`.
#[derive(Default)]
struct Cone {
    bounds: Option<((f64, f64), (f64, f64))>,
    farthest: f64,
}

impl Cone {
    /// The chord to `p` is inside the cone and does not turn back over the points passed.
    fn admits(&self, anchor: Point, p: Point) -> bool {
        let d = (p.x - anchor.x, p.y - anchor.y);
        let length = d.0 * d.0 + d.1 * d.1;
        match self.bounds {
            None => self.farthest == 0.0 || length >= self.farthest,
            Some((right, left)) => {
                cross(right, d) >= 0.0 && cross(d, left) >= 0.0 && length >= self.farthest
            }
        }
    }

    fn narrow(&mut self, anchor: Point, p: Point, tolerance: f64) {
        let d = (p.x - anchor.x, p.y - anchor.y);
        let length = d.0 * d.0 + d.1 * d.1;
        self.farthest = self.farthest.max(length);
        let room = length - tolerance * tolerance;
        if room <= 0.0 {
            return;
        }
        // Tangents from the anchor to the circle of radius `tolerance` around p.
        let (cos, sin) = (room.sqrt(), tolerance);
        let right = (d.0 * cos + d.1 * sin, d.1 * cos - d.0 * sin);
        let left = (d.0 * cos - d.1 * sin, d.1 * cos + d.0 * sin);
        self.bounds = Some(match self.bounds {
            None => (right, left),
            Some((r, l)) => (
                if cross(r, right) > 0.0 { right } else { r },
                if cross(left, l) > 0.0 { left } else { l },
            ),
        });
    }
}

fn cross(a: (f64, f64), b: (f64, f64)) -> f64 {
    a.0 * b.1 - a.1 * b.0
}

#[cfg(test)]
mod tests {
    use super::*;

    fn points(xy: &[(f64, f64)]) -> Vec<Point> {
        xy.iter().map(|&(x, y)| Point::new(x, y)).collect()
    }

    #[test]
    fn clipping_cuts_and_keeps_ends() {
        let rect = Rect::new(0.0, 0.0, 10.0, 10.0);
        let zigzag = points(&[(-5.0, 5.0), (5.0, 5.0), (5.0, 15.0), (8.0, 15.0), (8.0, 5.0)]);
        let runs = clip_polyline(&zigzag, rect);
        assert_eq!(runs.len(), 2);
        assert_eq!(runs[0].points, points(&[(0.0, 5.0), (5.0, 5.0), (5.0, 10.0)]));
        assert_eq!((runs[0].has_start, runs[0].has_end), (false, false));
        assert_eq!(runs[1].points, points(&[(8.0, 10.0), (8.0, 5.0)]));
        assert_eq!((runs[1].has_start, runs[1].has_end), (false, true));
        assert!(clip_polyline(&points(&[(-1.0, -5.0), (20.0, -1.0)]), rect).is_empty());
    }

    #[test]
    fn thinning_keeps_within_tolerance() {
        let curve: Vec<Point> = (0..=2000)
            .map(|i| f64::from(i) * 0.3)
            .map(|x| Point::new(x, 100.0 * (x / 40.0).sin()))
            .collect();
        let kept = thin(&curve, 0.05);
        assert!(kept.len() < 400, "{} points kept", kept.len());
        assert_eq!((kept[0], kept[kept.len() - 1]), (curve[0], curve[2000]));
        for p in &curve {
            let i = kept.partition_point(|q| q.x < p.x).max(1);
            let (a, b) = (kept[i - 1], kept[i]);
            let y = a.y + (b.y - a.y) * (p.x - a.x) / (b.x - a.x);
            assert!((y - p.y).abs() < 0.2, "at {}: {} or {y}", p.x, p.y);
        }
    }

    #[test]
    fn thinning_keeps_reversals_and_straight_lines_short() {
        let spike = points(&[(0.0, 0.0), (0.0, 5.0), (0.0, 9.0), (0.0, 1.0)]);
        assert_eq!(thin(&spike, 0.05), points(&[(0.0, 0.0), (0.0, 9.0), (0.0, 1.0)]));
        let line = points(&[(0.0, 0.0), (1.0, 1.0), (2.0, 2.0), (3.0, 3.0)]);
        assert_eq!(thin(&line, 0.05), points(&[(0.0, 0.0), (3.0, 3.0)]));
        assert_eq!(thin(&[], 0.05), Vec::new());
    }
}
