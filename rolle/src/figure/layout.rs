//! Where labels go.
//!
//! Each label has a list of candidate boxes; the cheapest wins, and becomes an obstacle for the
//! labels after it (greedy point-feature placement, Christensen, Marks and Shieber 1995). A box
//! pays for curves that run through it, for other curves close to it (a reader would not know
//! whose label it is), and for overlapping what is already there. Curves are drawn once into a
//! coarse raster with summed areas, so that a box is priced in constant time.

use super::view::{Point, Rect};

/// Cells of the raster along the longer side.
const CELLS: f64 = 320.0;

/// A raster of one curve with summed areas: `sums[r][c]` counts the cells above and left.
struct Raster {
    columns: usize,
    rows: usize,
    sums: Vec<u32>,
}

/// The obstacles of a figure.
pub(crate) struct Placer {
    area: Rect,
    cell: f64,
    curves: Vec<Raster>,
    solid: Vec<Rect>,
    faint: Vec<(Rect, f64)>,
    labels: Vec<Rect>,
}

/// Whose label is being placed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Owner {
    /// The curve with this index.
    Curve(usize),
    /// A line that is no curve: all curves are strangers.
    Line,
    /// A point: curves close by do not matter.
    Point,
}

/// A possible place of a label and its inherent cost.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Candidate {
    pub(crate) rect: Rect,
    pub(crate) cost: f64,
}

impl Placer {
    /// A placer for labels inside `area`; each curve is a list of polylines on the device.
    pub(crate) fn new(area: Rect, curves: &[Vec<Vec<Point>>]) -> Placer {
        let cell = (area.width().max(area.height()) / CELLS).max(1.0);
        let columns = (area.width() / cell).ceil() as usize + 1;
        let rows = (area.height() / cell).ceil() as usize + 1;
        let raster = |curve: &Vec<Vec<Point>>| Raster::draw(curve, area, cell, columns, rows);
        let curves = curves.iter().map(raster).collect();
        let (solid, faint, labels) = (Vec::new(), Vec::new(), Vec::new());
        Placer { area, cell, curves, solid, faint, labels }
    }

    /// Nothing should be written over this.
    pub(crate) fn block(&mut self, rect: Rect) {
        self.solid.push(rect);
    }

    /// Better not to write over this; it costs so much.
    pub(crate) fn discourage(&mut self, rect: Rect, cost: f64) {
        self.faint.push((rect, cost));
    }

    /// The cheapest candidate, which becomes an obstacle.
    pub(crate) fn place(&mut self, candidates: &[Candidate], owner: Owner) -> Option<Rect> {
        let mut best: Option<(f64, Rect)> = None;
        for c in candidates {
            if best.is_none_or(|(cost, _)| c.cost < cost) {
                let cost = c.cost + self.price(c.rect, owner);
                if best.is_none_or(|(b, _)| cost < b) {
                    best = Some((cost, c.rect));
                }
            }
        }
        let rect = best?.1;
        self.labels.push(rect);
        Some(rect)
    }

    fn price(&self, rect: Rect, owner: Owner) -> f64 {
        let size = rect.width() * rect.height();
        let outside = 1.0 - self.area.overlap(rect) / size;
        let mut price = if outside > 1e-9 { 2000.0 + 8000.0 * outside } else { 0.0 };
        for (i, raster) in self.curves.iter().enumerate() {
            let through = self.count(raster, rect.grown(1.5));
            price += 8.0 * through.min(25.0);
            if owner != Owner::Point && owner != Owner::Curve(i) {
                let (near, wide) = if owner == Owner::Line { (1.0, 0.05) } else { (2.0, 0.5) };
                price += near * self.count(raster, rect.grown(7.0)).min(20.0);
                price += wide * self.count(raster, rect.grown(16.0)).min(40.0);
            }
        }
        let mut overlap = |r: Rect| {
            let shared = r.overlap(rect);
            price += 250.0 * shared / size + if shared > 0.0 { 30.0 } else { 0.0 };
        };
        self.solid.iter().for_each(|r| overlap(*r));
        self.labels.iter().for_each(|r| overlap(r.grown(2.5)));
        let close = self.labels.iter().filter(|r| r.overlap(rect.grown(14.0)) > 0.0).count();
        let faint = self.faint.iter().filter(|(r, _)| r.overlap(rect) > 0.0);
        price + 6.0 * close as f64 + faint.map(|f| f.1).sum::<f64>().min(60.0)
    }

    /// How many cells of the curve lie in the rectangle.
    fn count(&self, raster: &Raster, rect: Rect) -> f64 {
        let column = |x: f64| ((x - self.area.left) / self.cell).clamp(0.0, raster.columns as f64);
        let row = |y: f64| ((y - self.area.top) / self.cell).clamp(0.0, raster.rows as f64);
        let (c0, c1) = (column(rect.left).floor() as usize, column(rect.right).ceil() as usize);
        let (r0, r1) = (row(rect.top).floor() as usize, row(rect.bottom).ceil() as usize);
        let at = |r: usize, c: usize| i64::from(raster.sums[r * (raster.columns + 1) + c]);
        (at(r1, c1) - at(r0, c1) - at(r1, c0) + at(r0, c0)) as f64
    }
}

impl Raster {
    fn draw(curve: &[Vec<Point>], area: Rect, cell: f64, columns: usize, rows: usize) -> Raster {
        let mut hit = vec![false; columns * rows];
        let mut mark = |p: Point| {
            let c = (p.x - area.left) / cell;
            let r = (p.y - area.top) / cell;
            if c >= 0.0 && r >= 0.0 && c < columns as f64 && r < rows as f64 {
                hit[r as usize * columns + c as usize] = true;
            }
        };
        for line in curve {
            for pair in line.windows(2) {
                let (a, b) = (pair[0], pair[1]);
                let longest = (b.x - a.x).abs().max((b.y - a.y).abs());
                let steps = (longest / (0.5 * cell)).ceil().clamp(1.0, 4.0 * CELLS) as usize;
                for i in 0..=steps {
                    let t = i as f64 / steps as f64;
                    mark(Point::new(a.x + (b.x - a.x) * t, a.y + (b.y - a.y) * t));
                }
            }
        }
        let width = columns + 1;
        let mut sums = vec![0u32; width * (rows + 1)];
        for r in 0..rows {
            let mut line = 0;
            for c in 0..columns {
                line += u32::from(hit[r * columns + c]);
                sums[(r + 1) * width + c + 1] = sums[r * width + c + 1] + line;
            }
        }
        Raster { columns, rows, sums }
    }
}

/// Boxes of the given size around a point, nearest and most usual places first: right above, left
/// above, right below, left below, above, below, right, left, then the same further away.
pub(crate) fn around(p: Point, size: (f64, f64), gap: f64, area: Rect) -> Vec<Candidate> {
    let (w, h) = size;
    let mut out = Vec::with_capacity(64);
    const RINGS: [(f64, f64); 7] =
        [(1.0, 0.0), (1.5, 4.0), (2.0, 8.0), (3.0, 16.0), (4.5, 30.0), (7.0, 50.0), (11.0, 80.0)];
    for (factor, far) in RINGS {
        let d = factor * gap;
        let slant = 0.7 * d;
        let places = [
            (slant, -slant - h),
            (-slant - w, -slant - h),
            (slant, slant),
            (-slant - w, slant),
            (-w / 2.0, -d - h),
            (-w / 2.0, d),
            (d, -h / 2.0),
            (-d - w, -h / 2.0),
        ];
        for (i, (dx, dy)) in places.into_iter().enumerate() {
            let rect = Rect::new(p.x + dx, p.y + dy, p.x + dx + w, p.y + dy + h);
            let cost = i as f64 * 0.4 + far;
            out.push(Candidate { rect, cost });
            // Pushed back into the area where it would be cut off.
            let pushed = inside(rect, area);
            if pushed != rect {
                out.push(Candidate { rect: pushed, cost: cost + 5.0 });
            }
        }
    }
    out
}

/// Boxes beside a curve, from the right to the left, on both sides of it.
pub(crate) fn along(
    lines: &[Vec<Point>],
    size: (f64, f64),
    gap: f64,
    area: Rect,
) -> Vec<Candidate> {
    let (w, h) = size;
    let visible =
        |p: &Point| area.left <= p.x && p.x <= area.right && area.top <= p.y && p.y <= area.bottom;
    let mut out = Vec::new();
    for (p, tangent) in stations(lines, 96) {
        if !visible(&p) {
            continue;
        }
        let leftness = (area.right - p.x) / area.width();
        for side in [-1.0, 1.0] {
            // The unit normal, upwards first.
            let (mut nx, mut ny) = (-tangent.1, tangent.0);
            if ny > 0.0 || (ny == 0.0 && nx < 0.0) {
                (nx, ny) = (-nx, -ny);
            }
            let (nx, ny) = (-side * nx, -side * ny);
            let reach = gap + (nx * w).abs() / 2.0 + (ny * h).abs() / 2.0;
            let (cx, cy) = (p.x + nx * reach, p.y + ny * reach);
            let rect = Rect::new(cx - w / 2.0, cy - h / 2.0, cx + w / 2.0, cy + h / 2.0);
            let below = if side > 0.0 { 0.5 } else { 0.0 };
            // Right of the middle reads best, but not in the very corner.
            let cost = 3.0 * (leftness - 0.12).abs() + below;
            let pushed = inside(rect, area);
            // Pushed back, it may lie over its own line: only for want of another place.
            let cost = if pushed == rect { cost } else { cost + 60.0 };
            out.push(Candidate { rect: pushed, cost });
        }
    }
    out
}

/// Up to `count` points spread evenly over the length of the polylines, with unit tangents.
fn stations(lines: &[Vec<Point>], count: usize) -> Vec<(Point, (f64, f64))> {
    let length = |a: Point, b: Point| {
        let (dx, dy) = (b.x - a.x, b.y - a.y);
        (dx * dx + dy * dy).sqrt()
    };
    let pairs = || lines.iter().flat_map(|line| line.windows(2).map(|w| (w[0], w[1])));
    let total: f64 = pairs().map(|(a, b)| length(a, b)).sum();
    let spacing = total / count as f64;
    let mut out = Vec::with_capacity(count + 1);
    let mut next = spacing / 2.0;
    let mut walked = 0.0;
    for (a, b) in pairs() {
        let l = length(a, b);
        while l > 0.0 && next <= walked + l && out.len() <= count {
            let t = (next - walked) / l;
            let p = Point::new(a.x + (b.x - a.x) * t, a.y + (b.y - a.y) * t);
            out.push((p, ((b.x - a.x) / l, (b.y - a.y) / l)));
            next += spacing;
        }
        walked += l;
    }
    out
}

/// The rectangle moved into the area; one that is too large starts at the left or top.
fn inside(r: Rect, area: Rect) -> Rect {
    let dx = (area.right - r.right).min(0.0);
    let dx = dx.max(area.left - r.left);
    let dy = (area.bottom - r.bottom).min(0.0);
    let dy = dy.max(area.top - r.top);
    r.moved(dx, dy)
}

#[cfg(test)]
mod tests {
    use super::*;

    const AREA: Rect = Rect { left: 0.0, top: 0.0, right: 400.0, bottom: 300.0 };

    fn line(a: (f64, f64), b: (f64, f64)) -> Vec<Point> {
        vec![Point::new(a.0, a.1), Point::new(b.0, b.1)]
    }

    #[test]
    fn labels_avoid_curves_and_each_other() {
        let curves =
            vec![vec![line((0.0, 150.0), (400.0, 150.0))], vec![line((0.0, 0.0), (400.0, 300.0))]];
        let mut placer = Placer::new(AREA, &curves);
        let mut placed: Vec<Rect> = Vec::new();
        for (i, curve) in curves.iter().enumerate() {
            let candidates = along(curve, (40.0, 14.0), 5.0, AREA);
            let rect = placer.place(&candidates, Owner::Curve(i)).unwrap();
            assert!(AREA.holds(rect));
            for raster in &placer.curves {
                assert_eq!(placer.count(raster, rect), 0.0);
            }
            assert!(placed.iter().all(|p| p.overlap(rect) == 0.0));
            placed.push(rect);
        }
        let p = Point::new(200.0, 150.0);
        for _ in 0..4 {
            let rect = placer.place(&around(p, (60.0, 14.0), 6.0, AREA), Owner::Point).unwrap();
            assert!(placed.iter().all(|p| p.overlap(rect) == 0.0));
            placed.push(rect);
        }
    }

    #[test]
    fn labels_at_the_border_are_pushed_in() {
        let mut placer = Placer::new(AREA, &[]);
        for p in [(0.0, 0.0), (400.0, 0.0), (400.0, 300.0), (0.0, 300.0)] {
            let candidates = around(Point::new(p.0, p.1), (90.0, 14.0), 6.0, AREA);
            assert!(AREA.holds(placer.place(&candidates, Owner::Point).unwrap()));
        }
    }

    #[test]
    fn counting_matches_the_drawn_cells() {
        let placer = Placer::new(AREA, &[vec![line((0.0, 10.0), (400.0, 10.0))]]);
        let whole = placer.count(&placer.curves[0], AREA);
        assert!((318.0..=322.0).contains(&whole), "{whole}");
        assert_eq!(placer.count(&placer.curves[0], Rect::new(0.0, 20.0, 400.0, 300.0)), 0.0);
    }
}
