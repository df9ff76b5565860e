//! Building a tape: values are numbered as they are made, and equal ones are one.

use crate::operation::{Elementary, Operation};
use crate::tape::{Constant, Step, Tape};
use crate::wide::Wide;
use std::collections::HashMap;

/// A value of a tape that is being built.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Value(pub(crate) u32);

/// Where a value comes from.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(crate) enum Origin {
    /// An argument of the function.
    Input(u32),
    /// A constant, by its place.
    Constant(u32),
    /// A result of a step.
    Step(u32),
}

/// Builds a [`Tape`].
///
/// ```
/// use rolle_tape::{Builder, Elementary, Wide};
/// let mut b = Builder::new(1);
/// let x = b.input(0);
/// let square = b.elementary(Elementary::Multiply, &[x, x]);
/// let one = b.constant(Wide::new(1.0));
/// let f = b.elementary(Elementary::Add, &[square, one]);
/// let tape = b.finish(&[f]);
/// assert_eq!(tape.scalar::<f64>().run(&[3.0]), [10.0]);
/// ```
#[derive(Clone, Debug)]
pub struct Builder {
    inputs: usize,
    origins: Vec<Origin>,
    steps: Vec<Step>,
    constants: Vec<Constant>,
    known_constants: HashMap<Constant, Value>,
    known_steps: HashMap<(Operation, Vec<Value>), Value>,
}

impl Builder {
    /// An empty program with so many inputs.
    pub fn new(inputs: usize) -> Builder {
        Builder {
            inputs,
            origins: (0..inputs as u32).map(Origin::Input).collect(),
            steps: Vec::new(),
            constants: Vec::new(),
            known_constants: HashMap::new(),
            known_steps: HashMap::new(),
        }
    }

    /// The k-th input.
    ///
    /// # Panics
    /// If there are fewer.
    pub fn input(&self, k: usize) -> Value {
        assert!(k < self.inputs, "input {k} of {}", self.inputs);
        Value(k as u32)
    }

    /// A constant, rounded to the nearest number of the format.
    pub fn constant(&mut self, value: impl Into<Wide>) -> Value {
        self.make_constant(Constant { value: value.into(), low: false })
    }

    /// What the nearest number of the format lacks of a constant.
    pub fn constant_low(&mut self, value: impl Into<Wide>) -> Value {
        self.make_constant(Constant { value: value.into(), low: true })
    }

    fn make_constant(&mut self, value: Constant) -> Value {
        if let Some(&known) = self.known_constants.get(&value) {
            return known;
        }
        let made = self.make(Origin::Constant(self.constants.len() as u32));
        self.constants.push(value);
        self.known_constants.insert(value, made);
        made
    }

    /// The constant that a value is; not that of a low part.
    pub fn as_constant(&self, value: Value) -> Option<Wide> {
        match self.origins[value.0 as usize] {
            Origin::Constant(k) => {
                let constant = self.constants[k as usize];
                (!constant.low).then_some(constant.value)
            }
            _ => None,
        }
    }

    /// The first result of an elementary operation.
    ///
    /// # Panics
    /// If the number of arguments is wrong.
    pub fn elementary(&mut self, op: Elementary, args: &[Value]) -> Value {
        self.push(Operation::Elementary(op), args)
    }

    /// The first result of an operation; the others follow it, see [`Builder::result`].
    ///
    /// # Panics
    /// If the number of arguments is wrong.
    pub fn push(&mut self, operation: Operation, args: &[Value]) -> Value {
        assert_eq!(operation.arity(), args.len(), "arguments of {}", operation.name());
        let key = (operation, args.to_vec());
        if let Some(&known) = self.known_steps.get(&key) {
            return known;
        }
        let step = self.steps.len() as u32;
        let first = Value(self.origins.len() as u32);
        for _ in 0..key.0.results() {
            self.make(Origin::Step(step));
        }
        self.steps.push(Step { operation: key.0.clone(), args: key.1.clone(), first });
        self.known_steps.insert(key, first);
        first
    }

    /// The k-th result of the operation whose first result this is.
    pub fn result(&self, first: Value, k: usize) -> Value {
        let value = Value(first.0 + k as u32);
        debug_assert_eq!(self.origins[value.0 as usize], self.origins[first.0 as usize]);
        value
    }

    fn make(&mut self, origin: Origin) -> Value {
        self.origins.push(origin);
        Value(u32::try_from(self.origins.len() - 1).expect("fewer than 2^32 values"))
    }

    /// The program that computes these values, without the steps that they do not need.
    pub fn finish(self, outputs: &[Value]) -> Tape {
        let mut needed = vec![false; self.steps.len()];
        let mut open: Vec<Value> = outputs.to_vec();
        while let Some(value) = open.pop() {
            if let Origin::Step(step) = self.origins[value.0 as usize]
                && !std::mem::replace(&mut needed[step as usize], true)
            {
                open.extend(&self.steps[step as usize].args);
            }
        }
        let steps = self.steps.into_iter().zip(needed).filter(|(_, needed)| *needed);
        Tape {
            inputs: self.inputs,
            constants: self.constants,
            origins: self.origins,
            steps: steps.map(|(step, _)| step).collect(),
            outputs: outputs.to_vec(),
        }
    }
}
