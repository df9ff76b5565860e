//! Cells between break points, their first grid, and refinement.

use super::super::view::{Extent, Point};
use super::{Break, End, Pen, Sample, Side};

/// An interval without break points inside.
pub(super) struct Cell {
    pub(super) left: f64,
    pub(super) right: f64,
    left_side: Side,
    right_side: Side,
    pub(super) start: End,
    pub(super) end: End,
}

impl Cell {
    /// The cells into which sorted break points cut the range.
    pub(super) fn all(breaks: &[Break], range: Extent) -> Vec<Cell> {
        let bare = Break::kink;
        let mut cuts = breaks.to_vec();
        if cuts.first().is_none_or(|b| b.x > range.lo()) {
            cuts.insert(0, bare(range.lo()));
        }
        if cuts.last().is_none_or(|b| b.x < range.hi()) {
            cuts.push(bare(range.hi()));
        }
        let cell = |pair: &[Break]| Cell {
            left: pair[0].x,
            right: pair[1].x,
            left_side: pair[0].right,
            right_side: pair[1].left,
            start: pair[0].right_end(),
            end: pair[1].left_end(),
        };
        cuts.windows(2).map(cell).collect()
    }
}

/// Halving stops at this width in pixels.
pub(super) const FINEST: f64 = 1.0 / 16.0;

impl Pen<'_> {
    /// The ends of the cell and an irregular grid between them.
    pub(super) fn first_grid(&mut self, cell: &Cell) -> Vec<Sample> {
        let share = (cell.right - cell.left) / self.frame.view.x.length();
        let wanted = (share * self.options.grid as f64).ceil() as usize;
        let left_over = self.options.max_evaluations.saturating_sub(self.evaluations);
        let n = wanted.clamp(3, left_over.max(3)).min(1 << 20);
        let mut samples = Vec::with_capacity(2 * n);
        samples.push(self.end_sample(cell.left, cell.left_side, cell.right));
        for i in 1..n {
            let t = (i as f64 + 0.3 * irregular(i)) / n as f64;
            let x = cell.left + (cell.right - cell.left) * t;
            if x > samples[samples.len() - 1].x && x < cell.right {
                samples.push(self.evaluate(x));
            }
        }
        samples.push(self.end_sample(cell.right, cell.right_side, cell.left));
        samples
    }

    /// The sample at the end `x` of a cell that stretches towards `inner`.
    fn end_sample(&mut self, x: f64, side: Side, inner: f64) -> Sample {
        match side {
            Side::Limit(y) if y.is_finite() => self.sample(x, Some(y)),
            Side::PlusInfinity => self.sample(x, Some(f64::INFINITY)),
            Side::MinusInfinity => self.sample(x, Some(f64::NEG_INFINITY)),
            Side::Undefined | Side::Limit(_) => self.sample(x, None),
            Side::Unknown => {
                // The value at the point may belong to the other side of a jump, so the value next
                // to it is compared with it: only a continuous end uses the value itself.
                let near = x + (inner - x) * 1e-12;
                let near = if near == x { toward(x, inner) } else { near };
                let (here, beside) = (self.evaluate(x), self.evaluate(near));
                match (here.y, beside.y) {
                    (Some(_), Some(_)) if (here.device.y - beside.device.y).abs() < 1.0 => here,
                    _ => Sample { x, ..beside },
                }
            }
        }
    }

    /// Puts the ends of the domain where values vanish between two neighbouring samples.
    pub(super) fn find_domain_ends(&mut self, samples: &mut Vec<Sample>) {
        let mut out: Vec<Sample> = Vec::with_capacity(samples.len() + 4);
        for &s in samples.iter() {
            if let Some(&previous) = out.last()
                && previous.y.is_some() != s.y.is_some()
                && !self.exhausted()
            {
                let (inner, outer) = if s.y.is_some() { (s, previous) } else { (previous, s) };
                let end = self.bisect_domain(inner, outer);
                let gap = Sample { x: end.x, y: None, ..end };
                out.extend(if s.y.is_some() { [gap, end] } else { [end, gap] });
            }
            out.push(s);
        }
        *samples = out;
    }

    /// The defined sample closest to the end of the domain between the two.
    fn bisect_domain(&mut self, mut inner: Sample, mut outer: Sample) -> Sample {
        for _ in 0..80 {
            let x = inner.x + 0.5 * (outer.x - inner.x);
            if x == inner.x || x == outer.x {
                break;
            }
            let middle = self.evaluate(x);
            *(if middle.y.is_some() { &mut inner } else { &mut outer }) = middle;
        }
        inner
    }

    /// Divides intervals until no visible sample bends by more than the tolerance.
    pub(super) fn refine(&mut self, samples: &mut Vec<Sample>) {
        for _pass in 0..24 {
            let mut marks = self.marks(samples);
            let wanted = marks.iter().filter(|&&m| m).count();
            if wanted == 0 {
                return;
            }
            let left_over = self.options.max_evaluations.saturating_sub(self.evaluations);
            if wanted > left_over {
                // The last pass: what is left is spent evenly over the whole cell.
                self.out.complete = false;
                spread(&mut marks, wanted, left_over);
            }
            let holes = self.divide(samples, &marks);
            if holes {
                self.find_domain_ends(samples);
            }
            if wanted > left_over {
                return;
            }
        }
    }

    /// Adds a sample in each marked interval; true if the function was not defined at one.
    fn divide(&mut self, samples: &mut Vec<Sample>, marks: &[bool]) -> bool {
        let mut out = Vec::with_capacity(2 * samples.len());
        let mut holes = false;
        for (i, &s) in samples.iter().enumerate() {
            out.push(s);
            if let Some(next) = samples.get(i + 1).filter(|_| marks[i]) {
                let x = s.x + (0.5 + 0.2 * irregular(i)) * (next.x - s.x);
                if x > s.x && x < next.x {
                    let middle = self.evaluate(x);
                    holes |= middle.y.is_none();
                    out.push(middle);
                }
            }
        }
        *samples = out;
        holes
    }

    /// For each interval between neighbouring samples: is it to be halved?
    fn marks(&self, samples: &[Sample]) -> Vec<bool> {
        let mut marks = vec![false; samples.len()];
        for (i, triple) in samples.windows(3).enumerate() {
            let [a, b, c] = [triple[0], triple[1], triple[2]];
            if a.y.is_none() || b.y.is_none() || c.y.is_none() {
                continue;
            }
            if sagitta(a.device, b.device, c.device) > self.options.tolerance {
                marks[i] |= self.worth_halving(a, b);
                marks[i + 1] |= self.worth_halving(b, c);
            }
        }
        marks
    }

    fn worth_halving(&self, a: Sample, b: Sample) -> bool {
        b.device.x - a.device.x > FINEST && self.visible(a, b)
    }

    /// The chord is not wholly above or wholly below the view.
    pub(super) fn visible(&self, a: Sample, b: Sample) -> bool {
        let (top, bottom) = (self.frame.rect.top - 4.0, self.frame.rect.bottom + 4.0);
        let (high, low) = (a.device.y.min(b.device.y), a.device.y.max(b.device.y));
        high <= bottom && low >= top
    }
}

/// Keeps `affordable` of the `wanted` marks, evenly.
fn spread(marks: &mut [bool], wanted: usize, affordable: usize) {
    for (seen, mark) in marks.iter_mut().filter(|m| **m).enumerate() {
        *mark = (seen + 1) * affordable / wanted > seen * affordable / wanted;
    }
}

/// The neighbouring floating-point number of `x` in the direction of `target`.
fn toward(x: f64, target: f64) -> f64 {
    if target > x { x.next_up() } else { x.next_down() }
}

/// A number in [−½, ½), different for neighbouring `i`: the fractional parts of the multiples of
/// the golden ratio spread evenly. With it no period of the function stays in step with the grid.
fn irregular(i: usize) -> f64 {
    (i as f64 * 0.618_033_988_749_895).fract() - 0.5
}

/// The distance of `b` from the chord `a c`.
fn sagitta(a: Point, b: Point, c: Point) -> f64 {
    let (ux, uy) = (c.x - a.x, c.y - a.y);
    let (vx, vy) = (b.x - a.x, b.y - a.y);
    let length = (ux * ux + uy * uy).sqrt();
    if length == 0.0 {
        return (vx * vx + vy * vy).sqrt();
    }
    (ux * vy - uy * vx).abs() / length
}
