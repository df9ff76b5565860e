//! From stable formulas to a tape: each node once, with a low part where its absolute error would show.
//!
//! The exponential, the sine and their kin turn an absolute error of the argument into a relative one of the result:
//! e^(x³) loses eight bits at x³ = 300 if x³ is rounded to one word. The arithmetic below such a function is therefore
//! done in double words: with each rounded value goes its rounding error.

mod arithmetic;
mod constant;
mod function;
mod polynomial;
mod ratio;

pub(super) use constant::wide_constant;

use super::stable::{self, Stable};
use crate::graph::Graph;
use crate::operator::{NodeId, Op};
use crate::{Error, ErrorKind, Result};
use rolle_tape::{Builder, Elementary, Operation, Tape, Value, Wide};
use std::collections::{HashMap, HashSet};

/// A value, and what its rounding lost, where that is wanted and is not nothing.
#[derive(Clone, Copy, Debug)]
struct Pair {
    high: Value,
    low: Option<Value>,
}

impl From<Value> for Pair {
    fn from(high: Value) -> Pair {
        Pair { high, low: None }
    }
}

struct Lowering<'a> {
    graph: &'a Graph,
    stable: &'a Stable,
    builder: Builder,
    /// The place among the inputs of each symbol.
    inputs: HashMap<NodeId, usize>,
    values: HashMap<NodeId, Pair>,
    /// How often a node is used.
    uses: HashMap<NodeId, usize>,
    /// Nodes whose rounding error is wanted.
    wants_low: HashSet<NodeId>,
    /// −z² for each z whose complementary error function is taken.
    gaussians: HashMap<NodeId, NodeId>,
    /// The ratios of each exponential, and their logarithms.
    groups: HashMap<NodeId, Vec<NodeId>>,
    /// The value of each ratio.
    ratios: HashMap<NodeId, Value>,
    zero: Value,
}

/// Lowers stable formulas as functions of some symbols, told by name.
pub(super) fn lower(stable: &mut Stable, inputs: &[&str]) -> Result<Tape> {
    let gaussians = gaussians(stable);
    let graph = &stable.graph;
    let order = graph.order(&stable.roots);
    let mut builder = Builder::new(inputs.len());
    let zero = builder.constant(0.0);
    let places = inputs.iter().enumerate();
    let mut lowering = Lowering {
        graph,
        builder,
        inputs: places.filter_map(|(k, name)| Some((graph.find_symbol(name)?, k))).collect(),
        values: HashMap::with_capacity(order.len()),
        uses: HashMap::with_capacity(order.len()),
        wants_low: HashSet::new(),
        gaussians,
        groups: HashMap::new(),
        ratios: HashMap::new(),
        zero,
        stable,
    };
    lowering.count_uses(&order);
    lowering.spread_wants(&order);
    lowering.group_ratios(&order);
    for &id in &order {
        let pair = lowering.lower_node(id)?;
        lowering.values.insert(id, pair);
    }
    let outputs: Vec<Value> = stable.roots.iter().map(|root| lowering.values[root].high).collect();
    Ok(lowering.builder.finish(&outputs))
}

/// The exponents −z² for which e^(−z²) comes with erfc z.
fn gaussians(stable: &mut Stable) -> HashMap<NodeId, NodeId> {
    let order = stable.graph.order(&stable.roots);
    let erfc: Vec<NodeId> =
        order.into_iter().filter(|&id| stable.graph.op(id) == Op::Erfc).collect();
    let exponents = erfc.into_iter().map(|id| {
        let z = stable.graph.args(id)[0];
        let square = stable.graph.powi(z, 2);
        (stable.graph.negate(square), z)
    });
    exponents.collect()
}

impl Lowering<'_> {
    fn count_uses(&mut self, order: &[NodeId]) {
        for &id in order {
            for &arg in self.graph.args(id) {
                *self.uses.entry(arg).or_default() += 1;
            }
        }
        for &root in &self.stable.roots {
            *self.uses.entry(root).or_default() += 2;
        }
    }

    /// Marks the arguments whose absolute error matters, and the arithmetic below them.
    fn spread_wants(&mut self, order: &[NodeId]) {
        for &id in order.iter().rev() {
            let args = self.graph.args(id);
            let wanted: &[NodeId] = match self.graph.op(id) {
                Op::Exp | Op::Sin | Op::Cos | Op::Tan | Op::Sec | Op::Csc | Op::Cot => args,
                Op::Sinh | Op::Cosh | Op::Sech | Op::Csch | Op::Coth | Op::Erfc => args,
                Op::Call => match self.call_name(id) {
                    stable::EXP_RATIO | stable::LOG_RATIO => &args[1..2],
                    _ => &[],
                },
                Op::Sum | Op::Product if self.wants_low.contains(&id) => args,
                Op::Power if self.wants_low.contains(&id) => &args[..1],
                _ => &[],
            };
            self.wants_low.extend(wanted);
        }
    }

    fn call_name(&self, id: NodeId) -> &str {
        let function = self.graph.args(id)[0];
        self.graph.function_symbol(function).map_or("", |symbol| &symbol.name)
    }

    fn lower_node(&mut self, id: NodeId) -> Result<Pair> {
        use crate::graph::Facts;
        if self.graph.facts(id).has(Facts::CONSTANT) && !self.graph.op(id).is_condition() {
            return self.lower_constant(id);
        }
        let args = self.graph.args(id);
        match self.graph.op(id) {
            Op::Symbol => match self.inputs.get(&id) {
                Some(&k) => Ok(self.builder.input(k).into()),
                None => Err(self.unknown_symbol(id)),
            },
            Op::Sum => Ok(self.lower_sum(id)),
            Op::Product => Ok(self.lower_product(id)),
            Op::Power => Ok(self.lower_power(id)),
            Op::Undefined => Ok(self.builder.constant(f64::NAN).into()),
            Op::Function => Ok(self.zero.into()),
            Op::Call => self.lower_call(id),
            Op::Piecewise => Ok(self.lower_piecewise(args).into()),
            op if op.is_condition() => Ok(self.lower_condition(op, args).into()),
            op => self.lower_function(id, op, args),
        }
    }

    fn unknown_symbol(&self, id: NodeId) -> Error {
        let name = self.graph.symbol_name(id).unwrap_or("?");
        let message = format!("`{name}` has no value: it is not among the inputs");
        let help = format!("add `{name}` to the inputs, or substitute a number for it");
        Error::new(ErrorKind::UnknownName, message).with_help(help)
    }

    fn lower_call(&mut self, id: NodeId) -> Result<Pair> {
        let args = self.graph.args(id);
        match self.call_name(id) {
            stable::EXP_RATIO | stable::LOG_RATIO => Ok(self.lower_ratio(id).into()),
            stable::LOG1P => {
                let u = self.values[&args[1]].high;
                Ok(self.builder.elementary(Elementary::Log1p, &[u]).into())
            }
            name => {
                let message = format!("`{name}` is a function without a definition");
                Err(Error::new(ErrorKind::Unsupported, message))
            }
        }
    }

    fn one(&mut self, op: Elementary, x: Value) -> Value {
        self.builder.elementary(op, &[x])
    }

    fn two(&mut self, op: Elementary, x: Value, y: Value) -> Value {
        self.builder.elementary(op, &[x, y])
    }

    /// A function of a double word.
    fn wide(&mut self, op: Elementary, x: Pair) -> Value {
        let low = x.low.unwrap_or(self.zero);
        self.builder.elementary(op, &[x.high, low])
    }

    fn push(&mut self, operation: Operation, x: Value) -> Value {
        self.builder.push(operation, &[x])
    }

    fn number(&mut self, value: f64) -> Value {
        self.builder.constant(Wide::new(value))
    }
}
