//! A tape in a format: constants rounded, values laid out.

use crate::function::Elementary as Format;
use crate::operation::{Elementary, Operation};
use crate::ratios::RatiosOf;
use crate::tape::{Slot, Tape};
use crate::vector::Real;

/// Where a step reads: from what does not change, or from a slot that it may write.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Source {
    /// An input, or, after the inputs, a constant.
    Fixed(u32),
    /// An output, or, after the outputs, a register.
    Slot(u32),
    /// The zero low part of a double word.
    Nothing,
}

/// What a step does, in a format.
#[derive(Clone, Debug)]
pub(crate) enum Kind<T> {
    Elementary(Elementary),
    Polynomial(Vec<T>),
    IntegerPower(i32),
    OddRoot(u32),
    Ratios(RatiosOf<T>),
}

/// A step on slots.
#[derive(Clone, Debug)]
pub(crate) struct Instruction<T> {
    pub(crate) kind: Kind<T>,
    pub(crate) args: [Source; 3],
    /// The slots of the results.
    pub(crate) results: Vec<u32>,
}

/// A tape in a format.
#[derive(Clone, Debug)]
pub(crate) struct Program<T> {
    pub(crate) inputs: usize,
    pub(crate) constants: Vec<T>,
    pub(crate) instructions: Vec<Instruction<T>>,
    /// Outputs, then registers.
    pub(crate) slots: usize,
    pub(crate) outputs: usize,
    /// Outputs that are inputs, constants or other outputs.
    pub(crate) copies: Vec<(u32, Source)>,
}

impl<T: Real + Format> Program<T> {
    pub(crate) fn new(tape: &Tape) -> Program<T> {
        let layout = tape.allocate();
        let outputs = tape.outputs.len() as u32;
        let constants: Vec<T> = tape.rounded_constants();
        let source = |place: usize| match layout.slots[place] {
            Slot::Input(k) => Source::Fixed(k),
            Slot::Constant(k) => Source::Fixed(tape.inputs as u32 + k),
            Slot::Output(k) => Source::Slot(k),
            Slot::Register(k) => Source::Slot(outputs + k),
            Slot::None => unreachable!("every value has a slot"),
        };
        let is_zero = |place: usize| match layout.slots[place] {
            Slot::Constant(k) => constants[k as usize] == T::ZERO,
            _ => false,
        };
        let instructions = tape.steps.iter().map(|step| {
            let mut args = [Source::Nothing; 3];
            for (arg, value) in args.iter_mut().zip(&step.args) {
                *arg = source(tape.place(*value));
            }
            if is_wide(&step.operation) && is_zero(tape.place(step.args[1])) {
                args[1] = Source::Nothing;
            }
            let results = step.results().map(|value| match source(tape.place(value)) {
                Source::Slot(slot) => slot,
                _ => unreachable!("results lie in slots"),
            });
            Instruction { kind: kind(&step.operation), args, results: results.collect() }
        });
        let instructions = instructions.collect();
        let copies = tape.outputs.iter().enumerate().filter_map(|(k, value)| {
            let from = source(tape.place(*value));
            (from != Source::Slot(k as u32)).then_some((k as u32, from))
        });
        Program {
            inputs: tape.inputs,
            instructions,
            slots: (outputs + layout.registers) as usize,
            outputs: outputs as usize,
            copies: copies.collect(),
            constants,
        }
    }
}

fn is_wide(operation: &Operation) -> bool {
    match operation {
        Operation::Elementary(op) => op.row().wide,
        Operation::Ratios(_) => true,
        _ => false,
    }
}

fn kind<T: Real>(operation: &Operation) -> Kind<T> {
    match operation {
        Operation::Elementary(op) => Kind::Elementary(*op),
        Operation::Polynomial(c) => Kind::Polynomial(c.iter().map(|c| c.high()).collect()),
        Operation::IntegerPower(n) => Kind::IntegerPower(*n),
        Operation::OddRoot(n) => Kind::OddRoot(*n),
        Operation::Ratios(ratios) => Kind::Ratios(RatiosOf::new(ratios)),
    }
}
