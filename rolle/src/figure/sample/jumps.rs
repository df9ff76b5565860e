//! Jumps and poles that nobody announced.

use super::refine::FINEST;
use super::{Pen, Sample};

/// A step smaller than this many pixels is drawn as a line.
const SMALLEST_STEP: f64 = 3.0;
/// A step is suspicious when it happens within this many tolerances: refinement stops about there.
const WIDEST: f64 = 4.0;
/// The most steps that are examined in one cell.
const MOST: usize = 400;

/// What a suspicious step turned out to be, with the samples on its two sides.
enum Step {
    Continuous,
    Jump(Sample, Sample),
    Pole(Sample, Sample),
}

impl Pen<'_> {
    /// Lifts the pen at jumps and poles.
    pub(super) fn find_jumps(&mut self, samples: &mut Vec<Sample>) {
        let mut out: Vec<Sample> = Vec::with_capacity(samples.len());
        let mut examined = 0;
        for &s in samples.iter() {
            if let Some(&previous) = out.last()
                && self.suspicious(previous, s)
                && examined < MOST
                && !self.exhausted()
            {
                examined += 1;
                match self.examine(previous, s) {
                    Step::Continuous => {}
                    Step::Jump(left, right) => {
                        self.out.jumps.push(left.x);
                        out.extend([Sample { lift: true, ..left }, right]);
                    }
                    Step::Pole(left, right) => {
                        self.out.poles.push(left.x);
                        let far = |s: Sample| {
                            s.y.map(|y| if y > 0.0 { f64::INFINITY } else { f64::NEG_INFINITY })
                        };
                        let (l, r) =
                            (self.sample(left.x, far(left)), self.sample(right.x, far(right)));
                        out.extend([Sample { lift: true, ..l }, r]);
                    }
                }
            }
            out.push(s);
        }
        *samples = out;
    }

    fn suspicious(&self, a: Sample, b: Sample) -> bool {
        let finite = |s: Sample| s.y.is_some_and(f64::is_finite);
        finite(a)
            && finite(b)
            && !a.lift
            && b.device.x - a.device.x <= WIDEST * self.options.tolerance.max(FINEST)
            && (b.device.y - a.device.y).abs() > SMALLEST_STEP
            && self.visible(a, b)
    }

    /// Follows the greater half of the step down to neighbouring floating-point numbers.
    fn examine(&mut self, a: Sample, b: Sample) -> Step {
        let whole = step(a, b);
        let (mut left, mut right) = (a, b);
        while let Some(x) = between(left.x, right.x) {
            let middle = self.evaluate(x);
            if middle.y.is_none() {
                // The function is not defined in the middle of the step: a pole that was hit.
                let (l, r) = (self.last_defined(left, middle), self.last_defined(right, middle));
                return classify(a, b, l, r);
            }
            let (first, second) = (step(left, middle), step(middle, right));
            *(if first > second { &mut right } else { &mut left }) = middle;
            if first.max(second) < 0.25 * whole {
                return Step::Continuous;
            }
        }
        classify(a, b, left, right)
    }

    /// The sample nearest to `outer`, which is not defined, that is.
    fn last_defined(&mut self, mut inner: Sample, outer: Sample) -> Sample {
        let mut outer = outer.x;
        for _ in 0..64 {
            let (low, high) = if inner.x < outer { (inner.x, outer) } else { (outer, inner.x) };
            let Some(x) = between(low, high) else { break };
            let middle = self.evaluate(x);
            if middle.y.is_some() { inner = middle } else { outer = x }
        }
        inner
    }
}

/// Decides what the step from `a` to `b` is, given the samples `left` and `right` next to it.
fn classify(a: Sample, b: Sample, left: Sample, right: Sample) -> Step {
    let (Some(ya), Some(yb), Some(l), Some(r)) = (a.y, b.y, left.y, right.y) else {
        return Step::Continuous;
    };
    let grown = |near: f64, far: f64| near.abs() > 8.0 * far.abs();
    if l.signum() != r.signum() && grown(l, ya) && grown(r, yb) {
        return Step::Pole(left, right);
    }
    if grown(l, ya.abs().max(yb.abs())) || grown(r, ya.abs().max(yb.abs())) {
        // One-sided or even: the two sides are far from the view in any case.
        return Step::Pole(left, right);
    }
    // A jump is a step between two quiet sides; noise has no quiet side.
    let jump = (l - r).abs();
    if (ya - l).abs() < 0.25 * jump && (yb - r).abs() < 0.25 * jump {
        Step::Jump(left, right)
    } else {
        Step::Continuous
    }
}

fn step(a: Sample, b: Sample) -> f64 {
    match (a.y, b.y) {
        (Some(p), Some(q)) => (q - p).abs(),
        _ => 0.0,
    }
}

/// The floating-point number half way between two others in the order of all of them, so that at
/// most 64 halvings separate any two; `None` for neighbours.
fn between(a: f64, b: f64) -> Option<f64> {
    let (i, j) = (ordinal(a), ordinal(b));
    let middle = i + (j - i) / 2;
    (middle != i && middle != j).then(|| from_ordinal(middle))
}

/// The place of a number in the order of all floating-point numbers; 0 for both zeros.
fn ordinal(x: f64) -> i128 {
    let bits = i128::from(x.abs().to_bits());
    if x < 0.0 { -bits } else { bits }
}

fn from_ordinal(i: i128) -> f64 {
    let magnitude = f64::from_bits(i.unsigned_abs() as u64);
    if i < 0 { -magnitude } else { magnitude }
}
