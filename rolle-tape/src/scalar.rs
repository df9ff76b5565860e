//! Single points: the same steps on single numbers, with the same bits.

use crate::execute::{self, Runner, integer_power, polynomial};
use crate::function::Elementary as Format;
use crate::program::{Instruction, Kind, Program, Source};
use crate::standin;
use crate::tape::Tape;
use crate::vector::{Body, Isa, Real, Vector};

/// A tape made ready for single points, with its memory.
#[derive(Clone, Debug)]
pub struct Scalar<T: Real> {
    program: Program<T>,
    isa: Isa,
    /// Inputs, constants, outputs, registers.
    values: Vec<T>,
}

impl Tape {
    /// Makes the tape ready for single points.
    pub fn scalar<T: Real + Format>(&self) -> Scalar<T> {
        let program: Program<T> = Program::new(self);
        let mut values = vec![T::ZERO; program.inputs];
        values.extend(&program.constants);
        values.resize(values.len() + program.slots, T::ZERO);
        Scalar { program, values, isa: Isa::best() }
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
        self.isa.dispatch_lane(Point { program: &self.program, values: &mut self.values });
        let start = self.program.inputs + self.program.constants.len();
        &self.values[start..start + self.program.outputs]
    }
}

/// The loop over the steps, compiled for each instruction set.
struct Point<'a, T> {
    program: &'a Program<T>,
    values: &'a mut [T],
}

impl<T: Real + Format> Body<T> for Point<'_, T> {
    type Output = ();

    #[inline(always)]
    fn run<V: Vector<Real = T>>(self, token: V::Token) {
        let Point { program, values } = self;
        let first_slot = program.inputs + program.constants.len();
        for step in &program.instructions {
            let run = Step { values, step, first_slot, token };
            match &step.kind {
                Kind::Elementary(op) => execute::elementary::<V, _>(*op, run),
                Kind::Polynomial(c) => run.one(|x: V| polynomial(x, c)),
                Kind::IntegerPower(n) => run.one(|x: V| integer_power(x, *n)),
                Kind::OddRoot(n) => run.one(|x: V| standin::odd_root(x, *n)),
                Kind::Ratios(ratios) => {
                    let low = match step.args[1] {
                        Source::Nothing => None,
                        low => Some(run.read::<V>(low)),
                    };
                    let w = run.read::<V>(step.args[0]);
                    ratios.run(w, low, |k, value: V| {
                        let place = first_slot + step.results[k] as usize;
                        value.store_partial(&mut values[place..=place]);
                    });
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
    fn read<V: Vector<Real = T, Token = Token>>(&self, source: Source) -> V {
        let value = match source {
            Source::Fixed(k) => self.values[k as usize],
            Source::Slot(k) => self.values[self.first_slot + k as usize],
            Source::Nothing => T::ZERO,
        };
        V::splat(self.token, value)
    }

    #[inline(always)]
    fn write<V: Vector<Real = T>>(&mut self, k: usize, value: V) {
        let place = self.first_slot + self.step.results[k] as usize;
        value.store_partial(&mut self.values[place..=place]);
    }
}

impl<V: Vector<Real: Format>> Runner<V> for Step<'_, V::Real, V::Token> {
    #[inline(always)]
    fn one(mut self, f: impl Fn(V) -> V) {
        let value = f(self.read(self.step.args[0]));
        self.write(0, value);
    }

    #[inline(always)]
    fn two(mut self, f: impl Fn(V, V) -> V) {
        let value = f(self.read(self.step.args[0]), self.read(self.step.args[1]));
        self.write(0, value);
    }

    #[inline(always)]
    fn three(mut self, f: impl Fn(V, V, V) -> V) {
        let [x, y, z] = self.step.args.map(|arg| self.read(arg));
        self.write(0, f(x, y, z));
    }

    #[inline(always)]
    fn wide(self, single: impl Fn(V) -> V, double: impl Fn(V, V) -> V) {
        match self.step.args[1] {
            Source::Nothing => self.one(single),
            _ => self.two(double),
        }
    }

    #[inline(always)]
    fn wide_pair(mut self, single: impl Fn(V) -> (V, V), double: impl Fn(V, V) -> (V, V)) {
        let x = self.read(self.step.args[0]);
        let (first, second) = match self.step.args[1] {
            Source::Nothing => single(x),
            low => double(x, self.read(low)),
        };
        self.write(0, first);
        self.write(1, second);
    }
}
