//! Single points: the same steps on single numbers, with the same bits.

use crate::execute::{self, IntegerPower, OddRoot, One, Pair, Polynomial, Runner, Three, Two};
use crate::function::Elementary as Format;
use crate::program::{Instruction, Kind, Program, Source};
use crate::tape::Tape;
use crate::vector::{Body, Isa, Real, Vector};

/// A tape made ready for single points, with its memory.
#[derive(Clone, Debug)]
pub struct Scalar<T: Real> {
    program: Program<T>,
    isa: Isa,
    /// Inputs, constants, outputs, registers.
    values: Vec<T>,
    /// What steps with many results need beside them, and these.
    scratch: Vec<T>,
    point_results: Vec<T>,
}

impl Tape {
    /// Makes the tape ready for single points.
    pub fn scalar<T: Real + Format>(&self) -> Scalar<T> {
        let program: Program<T> = Program::new(self);
        let mut values = vec![T::ZERO; program.inputs];
        values.extend(&program.constants);
        values.resize(values.len() + program.slots, T::ZERO);
        Scalar { program, values, isa: Isa::best(), scratch: Vec::new(), point_results: Vec::new() }
    }
}

impl<T: Real + Format> Scalar<T> {
    /// The results at a point.
    ///
    /// # Panics
    /// If the point has not as many coordinates as the tape has inputs.
    #[inline]
    pub fn run(&mut self, point: &[T]) -> &[T] {
        self.values[..self.program.inputs].copy_from_slice(point);
        let Scalar { program, values, scratch, point_results, isa } = self;
        isa.dispatch_lane(Point { program, values, scratch, point_results });
        let start = self.program.inputs + self.program.constants.len();
        &self.values[start..start + self.program.outputs]
    }
}

/// The loop over the steps, compiled for each instruction set.
struct Point<'a, T> {
    program: &'a Program<T>,
    values: &'a mut [T],
    scratch: &'a mut Vec<T>,
    point_results: &'a mut Vec<T>,
}

impl<T: Real + Format> Body<T> for Point<'_, T> {
    type Output = ();

    #[inline(always)]
    fn run<V: Vector<Real = T>>(self, token: V::Token) {
        let Point { program, values, scratch, point_results } = self;
        let first_slot = program.inputs + program.constants.len();
        for step in &program.instructions {
            let run = Step { values, step, first_slot, token };
            match &step.kind {
                Kind::Elementary(op) => execute::elementary::<V, _>(*op, run),
                Kind::Polynomial(c) => Runner::<V>::one(run, Polynomial(c)),
                Kind::IntegerPower(n) => Runner::<V>::one(run, IntegerPower(*n)),
                Kind::OddRoot(n) => Runner::<V>::one(run, OddRoot(*n)),
                Kind::Ratios(ratios) => {
                    let (w, low) = (run.number(step.args[0]), run.number(step.args[1]));
                    let low = [low];
                    let low = if step.args[1] == Source::Nothing { &[] } else { &low[..] };
                    point_results.resize(step.results.len(), T::ZERO);
                    let mut outs: Vec<&mut [T]> = point_results.chunks_exact_mut(1).collect();
                    ratios.run_block::<V>(token, &[w], low, scratch, &mut outs);
                    for (&slot, &result) in step.results.iter().zip(&*point_results) {
                        values[first_slot + slot as usize] = result;
                    }
                }
            }
        }
        for &(output, from) in &program.copies {
            values[first_slot + output as usize] = match from {
                Source::Fixed(k) => values[k as usize],
                Source::Slot(k) => values[first_slot + k as usize],
                Source::Nothing => T::ZERO,
            };
        }
    }
}

/// One step at one point.
struct Step<'a, T, Token> {
    values: &'a mut [T],
    step: &'a Instruction<T>,
    first_slot: usize,
    token: Token,
}

impl<T: Real, Token: Copy> Step<'_, T, Token> {
    #[inline(always)]
    fn number(&self, source: Source) -> T {
        match source {
            Source::Fixed(k) => self.values[k as usize],
            Source::Slot(k) => self.values[self.first_slot + k as usize],
            Source::Nothing => T::ZERO,
        }
    }

    #[inline(always)]
    fn read<V: Vector<Real = T, Token = Token>>(&self, source: Source) -> V {
        V::splat(self.token, self.number(source))
    }

    #[inline(always)]
    fn write<V: Vector<Real = T>>(&mut self, k: usize, value: V) {
        let place = self.first_slot + self.step.results[k] as usize;
        value.store_partial(&mut self.values[place..=place]);
    }
}

impl<V: Vector<Real: Format>> Runner<V> for Step<'_, V::Real, V::Token> {
    #[inline(always)]
    fn one(mut self, f: impl One<V>) {
        let value = f.call(self.read(self.step.args[0]));
        self.write(0, value);
    }

    #[inline(always)]
    fn two(mut self, f: impl Two<V>) {
        let value = f.call(self.read(self.step.args[0]), self.read(self.step.args[1]));
        self.write(0, value);
    }

    #[inline(always)]
    fn three(mut self, f: impl Three<V>) {
        let [x, y, z] = self.step.args;
        let value = f.call(self.read(x), self.read(y), self.read(z));
        self.write(0, value);
    }

    #[inline(always)]
    fn wide(self, single: impl One<V>, double: impl Two<V>) {
        match self.step.args[1] {
            Source::Nothing => self.one(single),
            _ => self.two(double),
        }
    }

    #[inline(always)]
    fn pair(mut self, f: impl Pair<V>) {
        let (first, second) = f.call(self.read(self.step.args[0]), self.read(self.step.args[1]));
        self.write(0, first);
        self.write(1, second);
    }
}
