//! How accurate computed values are: measured against the true ones.
//!
//! The error of a result is its distance from the true value in units in the last place *of the true value*; below the
//! least normal number in units of the least positive one. True values are enclosures of any precision. For `f32` and
//! the formats of 16 bits, doubles from the same tape judge first; whatever they call the worst, or wrong in kind, is
//! judged again by an enclosure, and so is a sample of all points ([`Accuracy::reference_error`]). A double that is 0, NaN
//! or beyond the format judges no chosen point, and of all numbers of `f32` it is asked again at one in 1021.
//!
//! Near a zero of f the relative error of any method grows beyond all bounds that the input allows. Such points are
//! reported apart; [`Accuracy::worst_beside_zero`] defines them.
//!
//! ```
//! use rolle::tape::accuracy::{Format, Meter};
//! let mut g = rolle::Graph::new();
//! let (f, x) = (g.parse("1/(1 + exp(-x))")?, g.symbol("x"));
//! let mut meter = Meter::new(&g, f, x, Format::F32)?;
//! meter.measure(&[-200.0, -90.0, -1.0, 0.0, 1.0, 90.0]);
//! let found = meter.take();
//! assert!(found.ulp() < 2.0 && found.wrong() == 0);
//! assert_eq!(found.flushed.negative.unwrap().to, 200.0);
//! # Ok::<(), rolle::Error>(())
//! ```

mod format;
mod points;
mod report;
#[cfg(test)]
mod tests;
mod truth;

pub use format::Format;
pub use points::{Points, SEED};
pub use report::{Accuracy, Case, Stretch, Wrong, Zone};

use super::{Evaluator, compile};
use crate::Result;
use crate::graph::Graph;
use crate::operator::NodeId;
use format::power_of_two;
use rolle_tape::Scalar;
use std::ops::RangeInclusive;
use truth::{Oracle, Truth};

/// Errors up to this, in units in the last place, count wherever they are; larger ones are looked at for zeros.
pub const ZERO_ERROR: f64 = 4.0;

/// Beside a zero |x·f′/f|, the factor by which relative errors of the input grow, exceeds this.
pub const ZERO_CONDITION: f64 = 8.0;

/// Smaller inputs are no matter of [`Accuracy::flushed`]: powers of them underflow by right.
pub const FLUSHED_FROM: f64 = 1.0 / 64.0;

/// Points that are computed at once.
const CHUNK: usize = 1 << 12;

/// Of the points judged by doubles one in so many is enclosed: of chosen points, and of all numbers in a range.
/// Where the double is 0, NaN or beyond the format, `SAMPLE` times as many are.
const SAMPLE: u64 = 61;
const SAMPLE_OF_ALL: u64 = 61 * 1021;

/// The accuracy of one formula in one format, under way.
#[derive(Clone, Debug)]
pub struct Meter {
    format: Format,
    single: Evaluator<f32>,
    double: Evaluator<f64>,
    /// f and f′.
    slope: Scalar<f64>,
    oracle: Oracle,
    seen: u64,
    found: Accuracy,
}

impl Meter {
    /// Makes the formula ready.
    ///
    /// # Errors
    /// As [`compile`].
    pub fn new(graph: &Graph, root: NodeId, x: NodeId, format: Format) -> Result<Meter> {
        let tape = compile(graph, &[root], &[x])?;
        let (mut own, images) = graph.extract(&[root, x]);
        let slope = own.derivative(images[0], images[1]);
        let slope = compile(&own, &[images[0], slope], &[images[1]])?;
        Ok(Meter {
            format,
            single: tape.evaluator(),
            double: tape.evaluator(),
            slope: slope.scalar(),
            oracle: Oracle::new(graph, root, x),
            seen: 0,
            found: Accuracy::default(),
        })
    }

    /// What was found, and begins anew.
    pub fn take(&mut self) -> Accuracy {
        std::mem::take(&mut self.found)
    }

    /// What was found so far.
    pub fn found(&self) -> &Accuracy {
        &self.found
    }

    /// Measures at points, each rounded to the format first; what is not finite is left out.
    pub fn measure(&mut self, points: &[f64]) {
        for chunk in points.chunks(CHUNK) {
            match self.format {
                Format::F64 => {
                    let finite = |x: &f64| x.is_finite();
                    let chunk: Vec<f64> = chunk.iter().copied().filter(finite).collect();
                    self.measure_doubles(&chunk);
                }
                _ => {
                    let rounded = chunk.iter().map(|&x| self.format.round(x as f32));
                    let chunk: Vec<f32> = rounded.filter(|x| x.is_finite()).collect();
                    self.measure_singles(&chunk, SAMPLE);
                }
            }
        }
    }

    fn measure_doubles(&mut self, points: &[f64]) {
        let mut results = vec![0.0; points.len()];
        let shapes = "one input, one output of the same length";
        self.double.eval_into(&[points], &mut [&mut results]).expect(shapes);
        for (&x, &y) in points.iter().zip(&results) {
            self.judge(x, y);
        }
    }

    /// Measures at all finite single-precision numbers whose bits lie in a range; for formats computed in `f32`.
    pub fn measure_bits(&mut self, bits: RangeInclusive<u32>) {
        let mut chunk = Vec::with_capacity(CHUNK);
        for x in bits.map(f32::from_bits).filter(|x| x.is_finite()) {
            chunk.push(x);
            if chunk.len() == CHUNK {
                self.measure_singles(&chunk, SAMPLE_OF_ALL);
                chunk.clear();
            }
        }
        self.measure_singles(&chunk, SAMPLE_OF_ALL);
    }

    /// Measures at single-precision numbers, all finite.
    fn measure_singles(&mut self, points: &[f32], sample: u64) {
        let doubles: Vec<f64> = points.iter().map(|&x| f64::from(x)).collect();
        let mut computed = vec![0.0_f32; points.len()];
        let mut reference = vec![0.0_f64; points.len()];
        let shapes = "one input, one output of the same length";
        self.single.eval_into(&[points], &mut [&mut computed]).expect(shapes);
        self.double.eval_into(&[&doubles], &mut [&mut reference]).expect(shapes);
        for (i, &x) in doubles.iter().enumerate() {
            let y = f64::from(self.format.round(computed[i]));
            self.seen += 1;
            if self.seen.is_multiple_of(sample) {
                self.check_reference(x, reference[i]);
            }
            // What has no digits cannot vouch for anything: both may be wrong in the same way.
            let double = reference[i];
            let silent = double == 0.0 || double.is_nan() || self.format.overflows(double);
            if silent && self.seen.is_multiple_of(sample / SAMPLE) {
                self.judge(x, y);
            } else {
                self.compare(x, y, double);
            }
        }
    }

    /// Judges a result by a double, and by an enclosure where that matters.
    #[inline]
    fn compare(&mut self, x: f64, y: f64, reference: f64) {
        if y.is_nan() && reference.is_nan() {
            self.found.outside += 1;
            return;
        }
        let overflows = self.format.overflows(reference);
        if overflows && y == f64::INFINITY.copysign(reference) {
            self.found.overflow.add(x);
            return;
        }
        if overflows || !y.is_finite() || reference.is_nan() {
            return self.judge(x, y);
        }
        let ulp = (y - reference).abs() * power_of_two(-self.format.unit(reference));
        let normal = reference.abs() >= self.format.least_normal();
        let worst = if normal { self.found.worst } else { self.found.worst_subnormal };
        if worst.is_none_or(|worst| ulp > worst.ulp) || y == 0.0 && normal {
            return self.judge(x, y);
        }
        self.note_flushed(x, y, reference != 0.0);
        self.found.points += 1;
        if normal {
            self.found.histogram.add(ulp);
        }
    }

    /// How far the doubles are from the truth.
    fn check_reference(&mut self, x: f64, reference: f64) {
        if let Truth::Value(truth) = self.oracle.at(x, self.format)
            && reference.is_finite()
            && !self.format.overflows(reference)
        {
            let error = truth::error(reference, &truth, self.format);
            // Beside a zero the doubles may lose what they like: single precision loses more.
            if !self.is_beside_zero(x) {
                self.found.reference_error = self.found.reference_error.max(error);
            }
        }
    }

    /// Judges a result by an enclosure.
    fn judge(&mut self, x: f64, y: f64) {
        let truth = match self.oracle.at(x, self.format) {
            Truth::Value(truth) => truth,
            Truth::Open => {
                self.found.open += 1;
                return;
            }
            Truth::Outside => {
                self.found.outside += 1;
                if !y.is_nan() {
                    let case = Case { x, computed: y, truth: f64::NAN, ulp: f64::INFINITY };
                    self.found.wrong_nan.add(case);
                }
                return;
            }
        };
        let value = truth.to_f64();
        let mut case = Case { x, computed: y, truth: value, ulp: f64::INFINITY };
        if y.is_nan() {
            return self.found.wrong_nan.add(case);
        }
        let overflows = self.format.overflows(value);
        if overflows && y == f64::INFINITY.copysign(value) {
            return self.found.overflow.add(x);
        }
        // Between the greatest number and the tie a result may overflow: its error is below one unit.
        if y.is_infinite() {
            let near = value.abs() >= self.format.greatest() && value.signum() == y.signum();
            return if near {
                self.found.overflow.add(x)
            } else {
                self.found.wrong_infinity.add(case)
            };
        }
        if overflows && y.abs() < self.format.greatest() * (1.0 - 1e-5) {
            return self.found.wrong_infinity.add(case);
        }
        case.ulp = truth::error(y, &truth, self.format);
        if y == 0.0 && value.abs() >= self.format.least_normal() && !self.is_beside_zero(x) {
            return self.found.wrong_zero.add(case);
        }
        self.note_flushed(x, y, !truth.is_zero());
        self.record(case);
    }

    fn note_flushed(&mut self, x: f64, y: f64, has_value: bool) {
        if y == 0.0 && has_value && x.abs() >= FLUSHED_FROM {
            self.found.flushed.add(x);
        }
    }

    fn record(&mut self, case: Case) {
        self.found.points += 1;
        if case.ulp > ZERO_ERROR && self.is_beside_zero(case.x) {
            let slope = self.slope.run(&[case.x])[1];
            let units = self.format.unit(case.truth) - self.format.unit(case.x * slope);
            let change = power_of_two(units.clamp(-1074, 1023));
            let absolute = &mut self.found.beside_zero_absolute;
            *absolute = absolute.max(case.ulp * change);
            if self.found.worst_beside_zero.is_none_or(|worst| worst.ulp < case.ulp) {
                self.found.worst_beside_zero = Some(case);
            }
            return;
        }
        let normal = case.truth.abs() >= self.format.least_normal();
        if normal {
            self.found.histogram.add(case.ulp);
        }
        let worst = if normal { &mut self.found.worst } else { &mut self.found.worst_subnormal };
        if worst.is_none_or(|worst| worst.ulp < case.ulp) {
            *worst = Some(case);
        }
    }

    /// Whether the function changes its sign close by, for an input that determines little of its value.
    fn is_beside_zero(&mut self, x: f64) -> bool {
        let &[f, slope] = self.slope.run(&[x]) else { return false };
        let change = (x * slope).abs();
        // Where f runs into 0 together with its slope there is no zero.
        if !(f.abs() * ZERO_CONDITION < change && change >= f64::MIN_POSITIVE) {
            return false;
        }
        // The step must not drown in the rounding of x.
        let least = x.abs() * power_of_two(-48);
        let step = (2.0 * f / slope).abs().max(least).copysign(f / slope);
        let sides = [x - step, x + least, x - least].map(|near| self.slope.run(&[near])[0]);
        f == 0.0 || sides.iter().any(|side| side * f.signum() < 0.0)
    }
}
