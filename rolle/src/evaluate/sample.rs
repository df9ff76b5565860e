//! Values in double precision, for pictures and first looks: sampled, never a basis for a claim.
//!
//! The expression becomes a list of instructions over registers, one for each distinct node. Elementary
//! functions come from `pxfm` (pure Rust, within 1 ULP where it was measured); the rare functions that it lacks
//! go through an enclosure. `NaN` stands for "no value".

use crate::enclosure::{Context, Enclosure};
use crate::graph::{Constant, Graph, IsolatedZero};
use crate::operator::{NodeId, Op};
use std::collections::HashMap;

/// One step: an operation on earlier registers.
#[derive(Clone, Debug)]
enum Instruction {
    Constant(f64),
    /// The value of the k-th variable.
    Variable(usize),
    Apply(Op, Vec<u32>),
    /// A power with a literal exponent.
    Power(u32, f64),
    /// An odd root.
    Root(u32, i64),
}

/// Expressions made ready for many evaluations in double precision.
///
/// Certainty: sampled. Typical errors are a few ULP, but cancellation in the formula as it stands is not
/// repaired.
///
/// # Examples
/// ```
/// use rolle::evaluate::Sampler;
/// let mut g = rolle::Graph::new();
/// let x = g.symbol("x");
/// let f = g.powi(x, 2);
/// let df = g.derivative(f, x);
/// let mut sampler = Sampler::new(&g, &[f, df], &[x]);
/// assert_eq!(sampler.sample(&[3.0]), [9.0, 6.0]);
/// ```
#[derive(Clone, Debug)]
pub struct Sampler {
    instructions: Vec<Instruction>,
    registers: Vec<f64>,
    roots: Vec<u32>,
    results: Vec<f64>,
    context: Context,
}

impl Sampler {
    /// Prepares expressions as functions of some symbols; any other symbol makes the value `NaN`.
    pub fn new(graph: &Graph, roots: &[NodeId], xs: &[NodeId]) -> Sampler {
        let mut place: HashMap<NodeId, u32> = HashMap::new();
        let mut instructions = Vec::new();
        for id in graph.order(roots) {
            let registers = graph.args(id).iter().map(|arg| place[arg]).collect();
            place.insert(id, instructions.len() as u32);
            instructions.push(instruction(graph, id, registers, xs));
        }
        Sampler {
            registers: vec![f64::NAN; instructions.len()],
            instructions,
            roots: roots.iter().map(|root| place[root]).collect(),
            results: vec![f64::NAN; roots.len()],
            context: Context::new(),
        }
    }

    /// The values at a point, in the order of the expressions.
    ///
    /// # Panics
    /// If there are fewer values than variables.
    pub fn sample(&mut self, point: &[f64]) -> &[f64] {
        for i in 0..self.instructions.len() {
            let register = |k: &u32| self.registers[*k as usize];
            self.registers[i] = match &self.instructions[i] {
                Instruction::Constant(value) => *value,
                Instruction::Variable(k) => point[*k],
                Instruction::Power(base, exponent) => power(register(base), *exponent),
                Instruction::Root(base, degree) => {
                    let base = register(base);
                    pxfm::f_pow(base.abs(), 1.0 / *degree as f64).copysign(base)
                }
                Instruction::Apply(op, args) => match args[..] {
                    [a] => unary(*op, register(&a), &mut self.context),
                    _ => many(*op, args, &self.registers, &mut self.context),
                },
            };
        }
        for (result, root) in self.results.iter_mut().zip(&self.roots) {
            *result = self.registers[*root as usize];
        }
        &self.results
    }
}

fn instruction(graph: &Graph, id: NodeId, args: Vec<u32>, xs: &[NodeId]) -> Instruction {
    if let Some(k) = xs.iter().position(|&x| x == id) {
        return Instruction::Variable(k);
    }
    match graph.op(id) {
        Op::Number => Instruction::Constant(graph.number(id).map_or(f64::NAN, |n| n.to_f64())),
        Op::Constant => Instruction::Constant(match graph.constant_value(id) {
            Some(Constant::Pi) => std::f64::consts::PI,
            _ => std::f64::consts::E,
        }),
        Op::Isolated => {
            Instruction::Constant(graph.isolated_zero(id).map_or(f64::NAN, IsolatedZero::to_f64))
        }
        Op::True => Instruction::Constant(1.0),
        Op::False => Instruction::Constant(0.0),
        Op::Power if graph.op(graph.args(id)[1]) == Op::Number => Instruction::Power(
            args[0],
            graph.number(graph.args(id)[1]).map_or(f64::NAN, |n| n.to_f64()),
        ),
        Op::Root => Instruction::Root(args[0], graph.small_integer(graph.args(id)[1]).unwrap_or(1)),
        Op::Symbol | Op::Function | Op::Undefined | Op::Call => Instruction::Constant(f64::NAN),
        op => Instruction::Apply(op, args),
    }
}

fn power(base: f64, exponent: f64) -> f64 {
    match exponent {
        2.0 => base * base,
        -1.0 => 1.0 / base,
        0.5 => base.sqrt(),
        _ if exponent == exponent.trunc() && exponent.abs() <= 64.0 => base.powi(exponent as i32),
        _ => pxfm::f_pow(base, exponent),
    }
}

fn many(op: Op, args: &[u32], registers: &[f64], context: &mut Context) -> f64 {
    let value = |k: usize| registers[args[k] as usize];
    let values = || args.iter().map(|&k| registers[k as usize]);
    let truth = |holds: bool| f64::from(u8::from(holds));
    match op {
        Op::Sum => values().sum(),
        Op::Product => values().product(),
        Op::Power => pxfm::f_pow(value(0), value(1)),
        // Unlike `f64::max`, no value is no value.
        Op::Max => values().fold(f64::NEG_INFINITY, |a, b| {
            if a.is_nan() || b.is_nan() { f64::NAN } else { a.max(b) }
        }),
        Op::Min => values()
            .fold(f64::INFINITY, |a, b| if a.is_nan() || b.is_nan() { f64::NAN } else { a.min(b) }),
        Op::Less => truth(value(0) < value(1)),
        Op::LessEqual => truth(value(0) <= value(1)),
        Op::Equal => truth(value(0) == value(1)),
        Op::NotEqual => truth(value(0) != value(1)),
        Op::And => truth(values().all(|v| v == 1.0)),
        Op::Or => truth(values().any(|v| v == 1.0)),
        Op::Piecewise => {
            let taken =
                (0..args.len()).step_by(2).find(|&k| k + 1 == args.len() || value(k + 1) == 1.0);
            taken.map_or(f64::NAN, value)
        }
        Op::Atan2 => pxfm::f_atan2(value(0), value(1)),
        Op::Hypot => pxfm::f_hypot(value(0), value(1)),
        Op::Polygamma => {
            let order = value(0) as u32;
            through_enclosure(value(1), |x| context.polygamma(order, x, 64))
        }
        _ => f64::NAN,
    }
}

fn unary(op: Op, x: f64, context: &mut Context) -> f64 {
    match op {
        Op::Sum | Op::Product | Op::Max | Op::Min | Op::And | Op::Or | Op::Piecewise => x,
        Op::Exp => pxfm::f_exp(x),
        Op::Log => pxfm::f_log(x),
        Op::Abs => x.abs(),
        Op::Sign if x == 0.0 => 0.0,
        Op::Sign => x.signum(),
        Op::Floor => x.floor(),
        Op::Ceil => x.ceil(),
        Op::Round => x.round_ties_even(),
        Op::Heaviside if x == 0.0 => 0.5,
        Op::Heaviside if x.is_nan() => x,
        Op::Heaviside => f64::from(u8::from(x > 0.0)),
        Op::Sin => pxfm::f_sin(x),
        Op::Cos => pxfm::f_cos(x),
        Op::Tan => pxfm::f_tan(x),
        Op::Sec => 1.0 / pxfm::f_cos(x),
        Op::Csc => 1.0 / pxfm::f_sin(x),
        Op::Cot => 1.0 / pxfm::f_tan(x),
        Op::Asin => pxfm::f_asin(x),
        Op::Acos => pxfm::f_acos(x),
        Op::Atan => pxfm::f_atan(x),
        Op::Asec => pxfm::f_acos(1.0 / x),
        Op::Acsc => pxfm::f_asin(1.0 / x),
        Op::Acot => pxfm::f_atan2(1.0, x),
        Op::Sinh => pxfm::f_sinh(x),
        Op::Cosh => pxfm::f_cosh(x),
        Op::Tanh => pxfm::f_tanh(x),
        Op::Sech => 1.0 / pxfm::f_cosh(x),
        Op::Csch => 1.0 / pxfm::f_sinh(x),
        Op::Coth => 1.0 / pxfm::f_tanh(x),
        Op::Asinh => pxfm::f_asinh(x),
        Op::Acosh => pxfm::f_acosh(x),
        Op::Atanh => pxfm::f_atanh(x),
        Op::Asech => pxfm::f_acosh(1.0 / x),
        Op::Acsch => pxfm::f_asinh(1.0 / x),
        Op::Acoth => pxfm::f_atanh(1.0 / x),
        // Not pxfm's logistic function, which is wrong below -709.
        Op::Sigmoid if x < 0.0 => {
            let e = pxfm::f_exp(x);
            e / (1.0 + e)
        }
        Op::Sigmoid => 1.0 / (1.0 + pxfm::f_exp(-x)),
        Op::Erf => pxfm::f_erf(x),
        Op::Erfc => pxfm::f_erfc(x),
        Op::Erfinv => pxfm::f_erfinv(x),
        Op::Gamma if x <= 0.0 && x == x.trunc() => f64::NAN,
        Op::Lgamma | Op::Digamma if x <= 0.0 && x == x.trunc() => f64::NAN,
        Op::Gamma => pxfm::f_tgamma(x),
        Op::Lgamma => pxfm::f_lgamma(x),
        Op::Digamma => pxfm::f_digamma(x),
        Op::Lambertw => through_enclosure(x, |x| context.lambert_w(x, 64)),
        _ => f64::NAN,
    }
}

fn through_enclosure(x: f64, f: impl FnOnce(&Enclosure) -> crate::enclosure::Outcome) -> f64 {
    match Enclosure::from_f64(x) {
        Some(x) => f(&x).map_or(f64::NAN, |value| value.to_f64()),
        None => f64::NAN,
    }
}
