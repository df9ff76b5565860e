//! Arrays: the tape runs over blocks that fit the first-level cache, one vector loop a step.

use crate::execute::{self, IntegerPower, OddRoot, One, Pair, Polynomial, Runner, Three, Two};
use crate::function::Elementary as Format;
use crate::program::{Instruction, Kind, Program, Source};
use crate::ratios::RatiosOf;
use crate::tape::Tape;
use crate::vector::{Body, Isa, Mask, Real, Vector};
use std::cell::RefCell;
use std::mem::take;
use std::ops::Range;

/// Blocks are multiples of this many elements, which every vector divides.
const LANES: usize = 16;

/// The working set that is aimed at, in bytes: half of a small first-level cache.
const WORKING_SET: usize = 24 << 10;

/// A tape made ready for arrays, with its memory.
///
/// Each call reads the inputs once and writes the outputs once; only short lists of slices are allocated. Results do not depend on the
/// instruction set, nor on how an array is split.
#[derive(Clone, Debug)]
pub struct Batch<T: Real> {
    program: Program<T>,
    isa: Isa,
    block: usize,
    /// One block each.
    constants: Vec<T>,
    /// One block each.
    registers: Vec<T>,
    /// The last elements of inputs and outputs, one vector each.
    edge: Vec<T>,
    /// What a step with many results needs beside them.
    scratch: RefCell<Vec<T>>,
}

impl Tape {
    /// Makes the tape ready for arrays, on the fastest instruction set of this machine.
    pub fn batch<T: Real + Format>(&self) -> Batch<T> {
        self.batch_on(Isa::best())
    }

    /// Makes the tape ready for arrays, on an instruction set.
    pub fn batch_on<T: Real + Format>(&self, isa: Isa) -> Batch<T> {
        let program: Program<T> = Program::new(self);
        let buffers = program.inputs + program.constants.len() + program.slots;
        let fitting = WORKING_SET / size_of::<T>() / buffers.max(1);
        let block = (fitting / LANES * LANES).clamp(8 * LANES, 1024);
        let constants = program.constants.iter().flat_map(|&c| std::iter::repeat_n(c, block));
        Batch {
            isa,
            block,
            constants: constants.collect(),
            registers: vec![T::ZERO; (program.slots - program.outputs) * block],
            edge: vec![T::ZERO; (program.inputs + program.outputs) * LANES],
            scratch: RefCell::new(Vec::new()),
            program,
        }
    }
}

/// The arrays that an evaluator was given do not fit its tape.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum ShapeError {
    /// The number of input arrays is wrong.
    Inputs {
        /// How many the tape has.
        expected: usize,
        /// How many were given.
        given: usize,
    },
    /// The number of output arrays is wrong.
    Outputs {
        /// How many the tape has.
        expected: usize,
        /// How many were given.
        given: usize,
    },
    /// An array has another length than the first one.
    Length {
        /// Whether it is an output, and its place.
        output: bool,
        /// The place among the inputs or outputs.
        place: usize,
        /// The length of the first array.
        expected: usize,
        /// The length that was given.
        given: usize,
    },
}

impl std::fmt::Display for ShapeError {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            ShapeError::Inputs { expected, given } => {
                write!(f, "the function has {expected} inputs, but {given} arrays were given")
            }
            ShapeError::Outputs { expected, given } => {
                write!(f, "there are {expected} results, but {given} arrays to write them to")
            }
            ShapeError::Length { output, place, expected, given } => {
                let kind = if *output { "output" } else { "input" };
                write!(f, "{kind} {place} has {given} elements, the first array has {expected}")
            }
        }
    }
}

impl std::error::Error for ShapeError {}

impl<T: Real + Format> Batch<T> {
    /// The instruction set.
    pub fn isa(&self) -> Isa {
        self.isa
    }

    /// The number of results.
    pub fn outputs(&self) -> usize {
        self.program.outputs
    }

    /// Evaluates element by element: `outputs[k][i]` is the k-th result at `inputs[0][i], inputs[1][i], …`.
    ///
    /// A tape without inputs fills its outputs. Arrays may be empty.
    ///
    /// # Errors
    /// When the number of arrays is not that of the tape, or their lengths differ. Nothing is written then.
    pub fn eval_into(
        &mut self,
        inputs: &[&[T]],
        outputs: &mut [&mut [T]],
    ) -> Result<(), ShapeError> {
        self.eval_noting(inputs, outputs, &mut Vec::new())
    }

    /// As [`Batch::eval_into`], and adds the ranges in which some result is not finite.
    ///
    /// # Errors
    /// As [`Batch::eval_into`].
    pub fn eval_noting(
        &mut self,
        inputs: &[&[T]],
        outputs: &mut [&mut [T]],
        not_finite: &mut Vec<Range<usize>>,
    ) -> Result<(), ShapeError> {
        let length = self.check(inputs, outputs)?;
        self.isa.dispatch(Blocks { batch: self, inputs, outputs, length, not_finite });
        Ok(())
    }

    fn check(&self, inputs: &[&[T]], outputs: &[&mut [T]]) -> Result<usize, ShapeError> {
        let Program { inputs: expected, outputs: results, .. } = self.program;
        if inputs.len() != expected {
            return Err(ShapeError::Inputs { expected, given: inputs.len() });
        }
        if outputs.len() != results {
            return Err(ShapeError::Outputs { expected: results, given: outputs.len() });
        }
        let lengths = inputs.iter().map(|a| a.len()).enumerate().map(|(k, n)| (false, k, n));
        let written = outputs.iter().map(|a| a.len()).enumerate().map(|(k, n)| (true, k, n));
        let mut all = lengths.chain(written);
        let Some((_, _, expected)) = all.next() else { return Ok(0) };
        match all.find(|&(_, _, given)| given != expected) {
            Some((output, place, given)) => {
                Err(ShapeError::Length { output, place, expected, given })
            }
            None => Ok(expected),
        }
    }
}

/// The loop over blocks, compiled for each instruction set.
struct Blocks<'a, 'i, 'o, T: Real> {
    batch: &'a mut Batch<T>,
    inputs: &'a [&'i [T]],
    outputs: &'a mut [&'o mut [T]],
    length: usize,
    not_finite: &'a mut Vec<Range<usize>>,
}

impl<T: Real + Format> Body<T> for Blocks<'_, '_, '_, T> {
    type Output = ();

    #[inline(always)]
    fn run<V: Vector<Real = T>>(self, token: V::Token) {
        let Blocks { batch, inputs, outputs, length, not_finite } = self;
        let Batch { program, block, constants, registers, edge, scratch, .. } = batch;
        let scratch = &*scratch;
        let block = *block;
        let whole = length / LANES * LANES;
        let (edge_inputs, edge_outputs) = edge.split_at_mut(inputs.len() * LANES);
        for (input, copy) in inputs.iter().zip(edge_inputs.chunks_exact_mut(LANES)) {
            let rest = &input[whole..];
            copy[..rest.len()].copy_from_slice(rest);
            copy[rest.len()..].fill(rest.first().copied().unwrap_or(T::ONE));
        }
        let mut fixed: Vec<&[T]> = inputs.to_vec();
        fixed.extend(constants.chunks_exact(block));
        let mut slots: Vec<&mut [T]> = outputs.iter().map(|_| &mut [][..]).collect();
        slots.extend(registers.chunks_exact_mut(block));
        let mut rest: Vec<&mut [T]> = outputs.iter_mut().map(|output| &mut **output).collect();
        for start in (0..whole).step_by(block) {
            let size = block.min(whole - start);
            for (k, input) in inputs.iter().enumerate() {
                fixed[k] = &input[start..start + size];
            }
            for (k, rest) in rest.iter_mut().enumerate() {
                let (head, tail) = take(rest).split_at_mut(size);
                (slots[k], *rest) = (head, tail);
            }
            let mut frame = Frame { fixed: &fixed, slots: &mut slots, size, scratch, token };
            frame.run_program::<V>(program);
            if !frame.is_finite::<V>(program.outputs) {
                not_finite.push(start..start + size);
            }
        }
        if whole == length {
            return;
        }
        // The last elements, too few for every vector, go through memory of our own.
        for (k, copy) in edge_inputs.chunks_exact(LANES).enumerate() {
            fixed[k] = copy;
        }
        for (k, output) in edge_outputs.chunks_exact_mut(LANES).enumerate() {
            slots[k] = output;
        }
        let mut frame = Frame { fixed: &fixed, slots: &mut slots, size: LANES, scratch, token };
        frame.run_program::<V>(program);
        if !frame.is_finite::<V>(program.outputs) {
            not_finite.push(whole..length);
        }
        for (rest, slot) in rest.iter_mut().zip(&slots) {
            let count = rest.len();
            rest.copy_from_slice(&slot[..count]);
        }
    }
}

/// The arrays of one block.
struct Frame<'f, 's, T, Token> {
    /// Inputs, then constants.
    fixed: &'f [&'f [T]],
    /// Outputs, then registers.
    slots: &'f mut [&'s mut [T]],
    /// How many elements of each array belong to the block; a multiple of every vector's lanes.
    size: usize,
    /// For what a step needs beside its results.
    scratch: &'f RefCell<Vec<T>>,
    token: Token,
}

impl<'s, T: Real + Format, Token: Copy> Frame<'_, 's, T, Token> {
    #[inline(always)]
    fn run_program<V: Vector<Real = T, Token = Token>>(&mut self, program: &Program<T>) {
        for step in &program.instructions {
            let run = Step { frame: self, step };
            match &step.kind {
                Kind::Elementary(op) => execute::elementary::<V, _>(*op, run),
                Kind::Polynomial(c) => Runner::<V>::one(run, Polynomial(c)),
                Kind::IntegerPower(n) => Runner::<V>::one(run, IntegerPower(*n)),
                Kind::OddRoot(n) => Runner::<V>::one(run, OddRoot(*n)),
                Kind::Ratios(ratios) => self.ratios::<V>(step, ratios),
            }
        }
        for &(output, from) in &program.copies {
            let out = self.take(output);
            out[..self.size].copy_from_slice(self.read(from));
            self.slots[output as usize] = out;
        }
    }

    /// Whether all results are finite.
    #[inline(always)]
    fn is_finite<V: Vector<Real = T, Token = Token>>(&self, outputs: usize) -> bool {
        let infinity = V::splat(self.token, T::INFINITY);
        let zero = V::splat(self.token, T::ZERO);
        let mut sum = zero;
        for output in &self.slots[..outputs] {
            for x in output[..self.size].chunks_exact(V::LANES) {
                // Zero for finite numbers, NaN for others: one comparison at the end.
                sum = V::load(self.token, x).fma(zero, sum);
            }
        }
        sum.lt(infinity).all()
    }

    #[inline(always)]
    fn take(&mut self, slot: u32) -> &'s mut [T] {
        take(&mut self.slots[slot as usize])
    }

    #[inline(always)]
    fn read(&self, source: Source) -> &[T] {
        match source {
            Source::Fixed(k) => &self.fixed[k as usize][..self.size],
            Source::Slot(k) => &self.slots[k as usize][..self.size],
            Source::Nothing => &[],
        }
    }

    #[inline(always)]
    fn ratios<V: Vector<Real = T, Token = Token>>(
        &mut self,
        step: &Instruction<T>,
        ratios: &RatiosOf<T>,
    ) {
        let mut outs: Vec<&mut [T]> = step.results.iter().map(|&slot| self.take(slot)).collect();
        let (w, low) = (self.read(step.args[0]), self.read(step.args[1]));
        ratios.run_block::<V>(self.token, w, low, &mut self.scratch.borrow_mut(), &mut outs);
        for (&slot, out) in step.results.iter().zip(outs) {
            self.slots[slot as usize] = out;
        }
    }
}

/// One step over one block.
struct Step<'a, 'f, 's, T, Token> {
    frame: &'a mut Frame<'f, 's, T, Token>,
    step: &'a Instruction<T>,
}

impl<V: Vector<Real: Format>> Runner<V> for Step<'_, '_, '_, V::Real, V::Token> {
    #[inline(always)]
    fn one(self, f: impl One<V>) {
        let Step { frame, step } = self;
        let out = frame.take(step.results[0]);
        let x = frame.read(step.args[0]);
        let lanes = V::LANES;
        for (out, x) in out.chunks_exact_mut(lanes).zip(x.chunks_exact(lanes)) {
            f.call(V::load(frame.token, x)).store(out);
        }
        frame.slots[step.results[0] as usize] = out;
    }

    #[inline(always)]
    fn two(self, f: impl Two<V>) {
        let Step { frame, step } = self;
        let out = frame.take(step.results[0]);
        let (x, y) = (frame.read(step.args[0]), frame.read(step.args[1]));
        let lanes = V::LANES;
        let args = x.chunks_exact(lanes).zip(y.chunks_exact(lanes));
        for (out, (x, y)) in out.chunks_exact_mut(lanes).zip(args) {
            f.call(V::load(frame.token, x), V::load(frame.token, y)).store(out);
        }
        frame.slots[step.results[0] as usize] = out;
    }

    #[inline(always)]
    fn three(self, f: impl Three<V>) {
        let Step { frame, step } = self;
        let out = frame.take(step.results[0]);
        let [x, y, z] = step.args;
        let (x, y, z) = (frame.read(x), frame.read(y), frame.read(z));
        let lanes = V::LANES;
        let args = x.chunks_exact(lanes).zip(y.chunks_exact(lanes)).zip(z.chunks_exact(lanes));
        for (out, ((x, y), z)) in out.chunks_exact_mut(lanes).zip(args) {
            let (x, y) = (V::load(frame.token, x), V::load(frame.token, y));
            f.call(x, y, V::load(frame.token, z)).store(out);
        }
        frame.slots[step.results[0] as usize] = out;
    }

    #[inline(always)]
    fn wide(self, single: impl One<V>, double: impl Two<V>) {
        match self.step.args[1] {
            Source::Nothing => self.one(single),
            _ => self.two(double),
        }
    }

    #[inline(always)]
    fn pair(self, f: impl Pair<V>) {
        let Step { frame, step } = self;
        let (first, second) = (frame.take(step.results[0]), frame.take(step.results[1]));
        let (x, low) = (frame.read(step.args[0]), frame.read(step.args[1]));
        let zero = V::splat(frame.token, V::Real::ZERO);
        let lanes = V::LANES;
        let size = frame.size;
        let outs = first[..size].chunks_exact_mut(lanes).zip(second.chunks_exact_mut(lanes));
        for (k, (first, second)) in outs.enumerate() {
            let x = V::load(frame.token, &x[k * lanes..]);
            let low = match low.is_empty() {
                true => zero,
                false => V::load(frame.token, &low[k * lanes..]),
            };
            let (a, b) = f.call(x, low);
            a.store(first);
            b.store(second);
        }
        frame.slots[step.results[0] as usize] = first;
        frame.slots[step.results[1] as usize] = second;
    }
}
