//! A function of one variable as a straight-line program over any interval arithmetic.
//!
//! Compiled once from the graph, it runs over doubles, arbitrary precision, and Taylor jets of either, without
//! touching the graph again.

use crate::enclosure::Context;
use crate::graph::{Constant, Graph};
use crate::number::Rational;
use crate::operator::{NodeId, Op};
use rolle_interval::{Arithmetic, Function, Obstacle, Outcome};
use std::collections::HashMap;

/// Bits to which constants without a closed form are enclosed, once.
const ISOLATED_BITS: u64 = 640;

/// One operation on earlier registers.
#[derive(Clone, Debug)]
enum Step {
    Variable,
    Integer(i64),
    Rational(Rational),
    Pi,
    E,
    /// A constant without a closed form, between two rational numbers.
    Isolated(Rational, Rational),
    Sum(Vec<u32>),
    Product(Vec<u32>),
    IntegerPower(u32, i64),
    RationalPower(u32, Rational),
    Power(u32, u32),
    Root(u32, u32),
    Polygamma(u32, u32),
    Hypot(u32, u32),
    Atan2(u32, u32),
    Function(Function, u32),
}

/// A function of one variable without kinks, ready to be enclosed.
#[derive(Clone, Debug)]
pub(crate) struct Program {
    steps: Vec<Step>,
    /// Whether a step depends on the variable.
    moving: Vec<bool>,
}

/// The steps of a program that do not depend on the variable, done once in one arithmetic.
#[derive(Clone, Debug)]
pub(crate) struct Constants<V> {
    values: Vec<Option<V>>,
}

impl Program {
    /// Compiles a function of `x`.
    ///
    /// # Errors
    /// The operator that interval arithmetic does not know, or a symbol that is not the variable.
    pub(crate) fn new(graph: &Graph, root: NodeId, x: NodeId) -> Result<Program, Obstacle> {
        let mut places: HashMap<NodeId, u32> = HashMap::new();
        let (mut steps, mut moving) = (Vec::new(), Vec::new());
        for id in graph.order(&[root]) {
            let step = match id == x {
                true => Step::Variable,
                false => compile(graph, id, &places)?,
            };
            let depends = graph.args(id).iter().any(|arg| moving[places[arg] as usize]) || id == x;
            places.insert(id, steps.len() as u32);
            steps.push(step);
            moving.push(depends);
        }
        Ok(Program { steps, moving })
    }

    /// The constants of the program in an arithmetic. One with an obstacle is left out: every run meets it again and
    /// ends there, before what was made of it is used.
    pub(crate) fn constants<A: Arithmetic>(&self, a: &mut A) -> Outcome<Constants<A::Value>> {
        let nothing = a.integer(0)?;
        let mut registers: Vec<A::Value> = Vec::with_capacity(self.steps.len());
        let mut values = Vec::with_capacity(self.steps.len());
        for (step, &moving) in self.steps.iter().zip(&self.moving) {
            let value = match moving {
                true => None,
                false => run_step(step, a, &nothing, &registers).ok(),
            };
            registers.push(value.clone().unwrap_or_else(|| nothing.clone()));
            values.push(value);
        }
        Ok(Constants { values })
    }

    /// The value at an argument, with the constants of the same arithmetic.
    pub(crate) fn run_with<A: Arithmetic>(
        &self,
        constants: &Constants<A::Value>,
        a: &mut A,
        x: &A::Value,
    ) -> Outcome<A::Value> {
        let mut registers: Vec<A::Value> = Vec::with_capacity(self.steps.len());
        for (step, known) in self.steps.iter().zip(&constants.values) {
            let value = match known {
                Some(value) => value.clone(),
                None => run_step(step, a, x, &registers)?,
            };
            registers.push(value);
        }
        registers.pop().ok_or(Obstacle::Refused("an empty program"))
    }

    /// The value at an argument.
    pub(crate) fn run<A: Arithmetic>(&self, a: &mut A, x: &A::Value) -> Outcome<A::Value> {
        let mut registers: Vec<A::Value> = Vec::with_capacity(self.steps.len());
        for step in &self.steps {
            let value = run_step(step, a, x, &registers)?;
            registers.push(value);
        }
        registers.pop().ok_or(Obstacle::Refused("an empty program"))
    }
}

fn compile(graph: &Graph, id: NodeId, places: &HashMap<NodeId, u32>) -> Result<Step, Obstacle> {
    let args = graph.args(id);
    let place = |k: usize| places[&args[k]];
    let all = || args.iter().map(|arg| places[arg]).collect::<Vec<u32>>();
    let small = |k: usize| graph.small_integer(args[k]).and_then(|n| u32::try_from(n).ok());
    Ok(match graph.op(id) {
        Op::Number => match graph.small_integer(id) {
            Some(n) => Step::Integer(n),
            None => Step::Rational(graph.number(id).expect("a number").to_rational()),
        },
        Op::Constant if graph.constant_value(id) == Some(Constant::Pi) => Step::Pi,
        Op::Constant => Step::E,
        Op::Sum => Step::Sum(all()),
        Op::Product => Step::Product(all()),
        Op::Power => match (graph.small_integer(args[1]), graph.number(args[1])) {
            (Some(n), _) => Step::IntegerPower(place(0), n),
            (None, Some(q)) => Step::RationalPower(place(0), q.to_rational()),
            _ => Step::Power(place(0), place(1)),
        },
        Op::Root => {
            Step::Root(place(0), small(1).ok_or(Obstacle::Refused("a root of a huge degree"))?)
        }
        Op::Polygamma => Step::Polygamma(
            small(0).ok_or(Obstacle::Refused("a polygamma function of a huge order"))?,
            place(1),
        ),
        Op::Hypot => Step::Hypot(place(0), place(1)),
        Op::Atan2 => Step::Atan2(place(0), place(1)),
        Op::Isolated => {
            let value = graph.enclose_isolated(id, &mut Context::new(), ISOLATED_BITS)?;
            let (low, high) = value.to_rationals().ok_or(Obstacle::Refused("a huge number"))?;
            Step::Isolated(low, high)
        }
        Op::Symbol => return Err(Obstacle::Refused("a symbol without a value")),
        op => {
            let function = op.row().and_then(|row| function_of(row.name));
            Step::Function(function.ok_or(Obstacle::Refused("an operator without jets"))?, place(0))
        }
    })
}

/// The function of interval arithmetic that has this name.
fn function_of(name: &str) -> Option<Function> {
    Function::ALL.iter().copied().find(|function| function.name() == name && !function.is_step())
}

fn run_step<A: Arithmetic>(
    step: &Step,
    a: &mut A,
    x: &A::Value,
    registers: &[A::Value],
) -> Outcome<A::Value> {
    let at = |i: &u32| &registers[*i as usize];
    match step {
        Step::Variable => Ok(x.clone()),
        Step::Integer(n) => a.integer(*n),
        Step::Rational(q) => a.rational(q),
        Step::Pi => a.pi(),
        Step::E => a.e(),
        Step::Isolated(low, high) => {
            let (low, high) = (a.rational(low)?, a.rational(high)?);
            Ok(a.hull(&low, &high))
        }
        Step::Sum(args) => {
            let mut sum = at(&args[0]).clone();
            for arg in &args[1..] {
                sum = a.add(&sum, at(arg))?;
            }
            Ok(sum)
        }
        Step::Product(args) => {
            let mut product = at(&args[0]).clone();
            for arg in &args[1..] {
                product = a.mul(&product, at(arg))?;
            }
            Ok(product)
        }
        Step::IntegerPower(base, n) => a.pown(at(base), *n),
        Step::RationalPower(base, q) => a.pow_rational(at(base), q),
        Step::Power(base, exponent) => a.pow(at(base), at(exponent)),
        Step::Root(base, n) => a.root(at(base), *n),
        Step::Polygamma(order, arg) => a.polygamma(*order, at(arg)),
        Step::Hypot(p, q) => a.hypot(at(p), at(q)),
        Step::Atan2(p, q) => a.atan2(at(p), at(q)),
        Step::Function(function, arg) => a.apply(*function, at(arg)),
    }
}
