//! Arrays of numbers through a tape, with the right answer where floating-point arithmetic has none.

use super::Tape;
use super::exact::Exact;
use crate::Result;
use rolle_tape::function::Elementary as Format;
use rolle_tape::vector::{Isa, Real};
use rolle_tape::{Batch, Scalar, ShapeError};
use std::ops::Range;

/// A tape made ready for arrays in a format, `f32` or `f64`.
///
/// Certainty: computed in floating point. The error of each operation is bounded (see `docs/ACCURACY.md`); that of the
/// result depends on the formula, whose stable form the tape holds. Where a result is not finite although the inputs
/// are numbers, it is taken from the formula by exact arithmetic, and at ±∞ it is the limit.
#[derive(Clone, Debug)]
pub struct Evaluator<T: Real> {
    batch: Batch<T>,
    /// The same tape on single doubles: to find out why a result is not finite.
    probe: Scalar<f64>,
    exact: Exact,
    not_finite: Vec<Range<usize>>,
}

impl<T: Real + Format> Evaluator<T> {
    pub(super) fn new(tape: &Tape, isa: Isa) -> Evaluator<T> {
        Evaluator {
            batch: tape.program.batch_on(isa),
            probe: tape.program.scalar(),
            exact: tape.exact.clone(),
            not_finite: Vec::new(),
        }
    }

    /// The instruction set.
    pub fn isa(&self) -> Isa {
        self.batch.isa()
    }

    /// Evaluates element by element: `outputs[k][i]` is the k-th result at `inputs[0][i], inputs[1][i], …`.
    ///
    /// Reads each input once and writes each output once. NaN gives NaN, but for a result that does not depend on that input.
    ///
    /// # Errors
    /// `Argument` when the number of arrays is not that of the tape, or their lengths differ. Nothing is written then.
    pub fn eval_into(&mut self, inputs: &[&[T]], outputs: &mut [&mut [T]]) -> Result<()> {
        self.not_finite.clear();
        self.batch.eval_noting(inputs, outputs, &mut self.not_finite).map_err(shape_error)?;
        for range in std::mem::take(&mut self.not_finite) {
            for i in range {
                self.mend(inputs, outputs, i);
            }
        }
        Ok(())
    }

    /// The results as new arrays.
    ///
    /// # Errors
    /// As [`Evaluator::eval_into`].
    pub fn eval(&mut self, inputs: &[&[T]]) -> Result<Vec<Vec<T>>> {
        let length = inputs.first().map_or(1, |input| input.len());
        let mut results = vec![vec![T::ZERO; length]; self.batch.outputs()];
        let mut slices: Vec<&mut [T]> = results.iter_mut().map(|r| &mut r[..]).collect();
        self.eval_into(inputs, &mut slices)?;
        Ok(results)
    }

    /// Replaces the results at a point that are not finite, where the formula has a value.
    fn mend(&mut self, inputs: &[&[T]], outputs: &mut [&mut [T]], i: usize) {
        if outputs.iter().all(|output| output[i].to_f64().is_finite()) {
            return;
        }
        let point: Vec<f64> = inputs.iter().map(|input| input[i].to_f64()).collect();
        if point.iter().any(|x| x.is_nan()) {
            return;
        }
        let doubles = self.probe.run(&point).to_vec();
        for (k, output) in outputs.iter_mut().enumerate() {
            if output[i].to_f64().is_finite() {
                continue;
            }
            // For single precision, doubles are mostly enough.
            let double = doubles[k];
            let value = match double.is_finite() {
                true => Some(double),
                false => self.exact.value(k, &point),
            };
            if let Some(value) = value {
                output[i] = T::from_f64(value);
            }
        }
    }
}

pub(super) fn shape_error(error: ShapeError) -> crate::Error {
    crate::Error::new(crate::ErrorKind::Argument, error.to_string())
}
