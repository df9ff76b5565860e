//! A straight-line program, and its layout in memory.

use crate::builder::{Origin, Value};
use crate::operation::Operation;
use crate::vector::Real;
use crate::wide::Wide;
use std::fmt;

/// One step: an operation on earlier values.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Step {
    /// What is done.
    pub operation: Operation,
    /// With what.
    pub args: Vec<Value>,
    /// The first result; the others have the next numbers.
    pub first: Value,
}

impl Step {
    /// The results.
    pub fn results(&self) -> impl Iterator<Item = Value> + use<> {
        let first = self.first.0;
        (first..first + self.operation.results() as u32).map(Value)
    }
}

/// A constant: its nearest number of a format, or what that lacks.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(crate) struct Constant {
    pub(crate) value: Wide,
    pub(crate) low: bool,
}

/// A straight-line program: steps on numbered values, each made once.
#[derive(Clone, Debug, PartialEq)]
pub struct Tape {
    pub(crate) inputs: usize,
    pub(crate) constants: Vec<Constant>,
    pub(crate) origins: Vec<Origin>,
    pub(crate) steps: Vec<Step>,
    pub(crate) outputs: Vec<Value>,
}

impl Tape {
    /// The number of inputs.
    pub fn inputs(&self) -> usize {
        self.inputs
    }

    /// The number of outputs.
    pub fn outputs(&self) -> usize {
        self.outputs.len()
    }

    /// The steps in order.
    pub fn steps(&self) -> &[Step] {
        &self.steps
    }

    /// The values that are the outputs.
    pub fn output_values(&self) -> &[Value] {
        &self.outputs
    }

    /// The number of values, inputs and constants included; [`Tape::place`] is below it.
    pub fn values(&self) -> usize {
        self.origins.len()
    }

    /// The number of a value.
    pub fn place(&self, value: Value) -> usize {
        value.0 as usize
    }

    /// Gives every value a slot, and a slot to the next value as soon as its own is no longer needed.
    pub(crate) fn allocate(&self) -> Layout {
        let last_use = self.last_uses();
        let mut layout = Layout { slots: vec![Slot::None; self.origins.len()], registers: 0 };
        for (slot, origin) in layout.slots.iter_mut().zip(&self.origins) {
            *slot = match origin {
                Origin::Input(k) => Slot::Input(*k),
                Origin::Constant(k) => Slot::Constant(*k),
                Origin::Step(_) => Slot::None,
            };
        }
        // An output is written where the caller wants it; one that is wanted twice is copied at the end.
        for (k, value) in self.outputs.iter().enumerate() {
            if layout.slots[value.0 as usize] == Slot::None {
                layout.slots[value.0 as usize] = Slot::Output(k as u32);
            }
        }
        let mut free: Vec<u32> = Vec::new();
        for (i, step) in self.steps.iter().enumerate() {
            for value in step.results() {
                let slot = &mut layout.slots[value.0 as usize];
                if *slot == Slot::None {
                    let register = free.pop().unwrap_or_else(|| {
                        layout.registers += 1;
                        layout.registers - 1
                    });
                    *slot = Slot::Register(register);
                }
            }
            let dying = step.args.iter().copied().chain(step.results());
            let mut released: Vec<u32> = dying
                .filter(|value| last_use[value.0 as usize] <= i)
                .filter_map(|value| match layout.slots[value.0 as usize] {
                    Slot::Register(register) => Some(register),
                    _ => None,
                })
                .collect();
            released.sort_unstable();
            released.dedup();
            free.extend(released);
        }
        layout
    }

    /// The step that uses each value last.
    fn last_uses(&self) -> Vec<usize> {
        let mut last = vec![0; self.origins.len()];
        for (i, step) in self.steps.iter().enumerate() {
            for arg in &step.args {
                last[arg.0 as usize] = i;
            }
        }
        last
    }

    /// The constants in a format.
    pub(crate) fn rounded_constants<T: Real>(&self) -> Vec<T> {
        let rounded = |constant: &Constant| match constant.low {
            false => constant.value.high(),
            true => constant.value.low(),
        };
        self.constants.iter().map(rounded).collect()
    }
}

/// Where a value lies while a program runs.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Slot {
    /// Nowhere yet.
    None,
    Input(u32),
    Constant(u32),
    Register(u32),
    Output(u32),
}

/// The slots of all values.
#[derive(Clone, Debug)]
pub(crate) struct Layout {
    pub(crate) slots: Vec<Slot>,
    pub(crate) registers: u32,
}

impl fmt::Display for Tape {
    /// A listing: one step a line.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let name = |value: &Value| match self.origins[value.0 as usize] {
            Origin::Input(k) => format!("x{k}"),
            Origin::Constant(k) => {
                let Constant { value, low } = self.constants[k as usize];
                if low { format!("low({})", value.high) } else { value.high.to_string() }
            }
            Origin::Step(_) => format!("v{}", value.0),
        };
        let list = |values: &[Value]| values.iter().map(name).collect::<Vec<_>>().join(", ");
        for step in &self.steps {
            let results: Vec<Value> = step.results().collect();
            writeln!(f, "{} = {} {}", list(&results), step.operation.name(), list(&step.args))?;
        }
        write!(f, "return {}", list(&self.outputs))
    }
}
