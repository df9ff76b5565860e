//! What the tests of this module share: a seeded generator of expressions, an evaluator in floats, a printer.

use crate::graph::{Constant, Graph, NodeId, NodeMap};
use crate::operator::{Arity, Op, table};

/// A small generator of pseudo-random numbers (xorshift64*, Vigna 2016).
pub(super) struct Random(u64);

impl Random {
    pub(super) fn new(seed: u64) -> Random {
        Random(seed.wrapping_mul(0x9e37_79b9_7f4a_7c15) | 1)
    }

    pub(super) fn next(&mut self) -> u64 {
        self.0 ^= self.0 >> 12;
        self.0 ^= self.0 << 25;
        self.0 ^= self.0 >> 27;
        self.0.wrapping_mul(0x2545_f491_4f6c_dd1d)
    }

    pub(super) fn below(&mut self, n: usize) -> usize {
        (self.next() >> 33) as usize % n
    }

    pub(super) fn pick<T: Copy>(&mut self, from: &[T]) -> T {
        from[self.below(from.len())]
    }

    /// Between −1 and 1.
    pub(super) fn unit(&mut self) -> f64 {
        (self.next() >> 11) as f64 / (1u64 << 52) as f64 - 1.0
    }
}

/// A random expression in `x` and `y` with `size` operators; every operator of the table can occur.
pub(super) fn random_expression(graph: &mut Graph, random: &mut Random, size: usize) -> NodeId {
    let functions: Vec<Op> = table().iter().map(|row| row.op).collect();
    random_over(graph, random, size, &functions, true)
}

/// A random expression over some functions; `rough` adds selections, unspecified functions and odd powers.
pub(super) fn random_over(
    graph: &mut Graph,
    random: &mut Random,
    size: usize,
    functions: &[Op],
    rough: bool,
) -> NodeId {
    let (x, y) = (graph.symbol("x"), graph.symbol("y"));
    let (pi, half, two) = (graph.constant(Constant::Pi), graph.ratio(1, 2), graph.integer(2));
    let mut pool = vec![x, x, x, y, two, half, pi];
    for _ in 0..size {
        // Recent parts are taken more often, so that expressions grow deep.
        let recent = pool.len() - pool.len().min(6);
        let a =
            if random.below(2) == 0 { random.pick(&pool) } else { random.pick(&pool[recent..]) };
        let b = random.pick(&pool);
        let new = match random.below(if rough { 12 } else { 9 }) {
            0 => graph.sum(&[a, b]),
            1 => graph.subtract(a, b),
            2 => graph.product(&[a, b, x]),
            3 => graph.divide(a, b),
            4 => {
                let n = random.pick(&[-2, -1, 2, 3]);
                graph.powi(a, n)
            }
            9 => {
                let condition = graph.less_equal(a, b);
                let other = random.pick(&pool);
                graph.piecewise(&[(a, condition)], Some(other))
            }
            10 => graph.power(a, b),
            11 => graph.call("f", &[0, 1], &[a, b]).unwrap(),
            _ => random_function(graph, random, functions, a, b),
        };
        if graph.op(new) != Op::Undefined {
            pool.push(new);
        }
    }
    pool[pool.len() - 1]
}

fn random_function(
    graph: &mut Graph,
    random: &mut Random,
    functions: &[Op],
    a: NodeId,
    b: NodeId,
) -> NodeId {
    let op = random.pick(functions);
    let three = graph.integer(3);
    let args = match (op, op.row().expect("a function").arity) {
        (Op::Root, _) => vec![a, three],
        (Op::Polygamma, _) => vec![NodeId::ONE, a],
        (_, Arity::Exactly(1)) => vec![a],
        _ => vec![a, b],
    };
    graph.apply(op, &args).expect("the arity fits")
}

/// The value of an expression at some values of its symbols; NaN where it has none, or where an operator has no
/// float counterpart here (gamma functions, unspecified functions).
pub(super) fn evaluate(graph: &Graph, root: NodeId, at: &[(&str, f64)]) -> f64 {
    let mut value: NodeMap<f64> = NodeMap::up_to(root);
    for id in graph.order(&[root]) {
        let args: Vec<f64> = graph.args(id).iter().map(|&arg| value[arg]).collect();
        value[id] = match graph.op(id) {
            Op::Number => graph.number(id).unwrap().to_f64(),
            Op::Constant if graph.constant_value(id) == Some(Constant::Pi) => std::f64::consts::PI,
            Op::Constant => std::f64::consts::E,
            Op::Isolated => graph.isolated_zero(id).unwrap().to_f64(),
            Op::Symbol => {
                let name = graph.symbol_name(id).unwrap();
                at.iter().find(|known| known.0 == name).map_or(f64::NAN, |known| known.1)
            }
            op => operator_value(op, &args),
        };
    }
    value[root]
}

/// The value of an expression and a bound on its rounding error: each operator's own error, and how far its
/// value moves when its arguments move by theirs.
pub(super) fn evaluate_with_error(graph: &Graph, root: NodeId, at: &[(&str, f64)]) -> (f64, f64) {
    let mut value: NodeMap<f64> = NodeMap::up_to(root);
    let mut error: NodeMap<f64> = NodeMap::up_to(root);
    for id in graph.order(&[root]) {
        let mut args: Vec<f64> = graph.args(id).iter().map(|&arg| value[arg]).collect();
        if args.is_empty() {
            value[id] = evaluate(graph, id, at);
            let whole = value[id] == value[id].trunc();
            error[id] = if whole { 0.0 } else { value[id].abs() * f64::EPSILON };
            continue;
        }
        let here = operator_value(graph.op(id), &args);
        let mut moved = 8.0 * f64::EPSILON * here.abs();
        for (k, &arg) in graph.args(id).iter().enumerate() {
            for sign in [-1.0, 1.0] {
                let kept = std::mem::replace(&mut args[k], value[arg] + sign * error[arg]);
                let change = (operator_value(graph.op(id), &args) - here).abs();
                // An argument beside the edge of a domain says nothing certain.
                moved += if change.is_nan() && !here.is_nan() { f64::INFINITY } else { change };
                args[k] = kept;
            }
        }
        (value[id], error[id]) = (here, moved);
    }
    (value[root], error[root])
}

fn truth(condition: bool) -> f64 {
    f64::from(u8::from(condition))
}

fn operator_value(op: Op, a: &[f64]) -> f64 {
    match op {
        Op::Sum => a.iter().sum(),
        Op::Product => a.iter().product(),
        Op::Power if a[1] == a[1].trunc() => a[0].powf(a[1]),
        Op::Power if a[0] >= 0.0 => a[0].powf(a[1]),
        Op::True => 1.0,
        Op::False => 0.0,
        Op::Less => truth(a[0] < a[1]),
        Op::LessEqual => truth(a[0] <= a[1]),
        Op::Equal => truth(a[0] == a[1]),
        Op::NotEqual => truth(a[0] != a[1]),
        Op::And => truth(a.iter().all(|&c| c == 1.0)),
        Op::Or => truth(a.contains(&1.0)),
        Op::Piecewise => a
            .chunks(2)
            .find(|pair| pair.get(1).is_none_or(|&c| c == 1.0))
            .map_or(f64::NAN, |pair| pair[0]),
        Op::Max => a.iter().copied().fold(f64::NEG_INFINITY, f64::max),
        Op::Min => a.iter().copied().fold(f64::INFINITY, f64::min),
        Op::Root => a[0].signum() * a[0].abs().powf(1.0 / a[1]),
        Op::Atan2 => a[0].atan2(a[1]),
        Op::Hypot => a[0].hypot(a[1]),
        Op::Power => f64::NAN,
        _ if a.len() == 1 => function_value(op, a[0]),
        _ => f64::NAN,
    }
}

fn function_value(op: Op, x: f64) -> f64 {
    match op {
        Op::Exp => x.exp(),
        Op::Log => x.ln(),
        Op::Abs => x.abs(),
        Op::Sign => {
            if x == 0.0 {
                0.0
            } else {
                x.signum()
            }
        }
        Op::Floor => x.floor(),
        Op::Ceil => x.ceil(),
        Op::Round => x.round_ties_even(),
        Op::Heaviside => {
            if x == 0.0 {
                0.5
            } else {
                truth(x > 0.0)
            }
        }
        Op::Sin => x.sin(),
        Op::Cos => x.cos(),
        Op::Tan => x.tan(),
        Op::Sec => 1.0 / x.cos(),
        Op::Csc => 1.0 / x.sin(),
        Op::Cot => 1.0 / x.tan(),
        Op::Asin => x.asin(),
        Op::Acos => x.acos(),
        Op::Atan => x.atan(),
        Op::Asec => (1.0 / x).acos(),
        Op::Acsc => (1.0 / x).asin(),
        Op::Acot => std::f64::consts::FRAC_PI_2 - x.atan(),
        Op::Sinh => x.sinh(),
        Op::Cosh => x.cosh(),
        Op::Tanh => x.tanh(),
        Op::Sech => 1.0 / x.cosh(),
        Op::Csch => 1.0 / x.sinh(),
        Op::Coth => 1.0 / x.tanh(),
        Op::Asinh => x.asinh(),
        Op::Acosh => x.acosh(),
        Op::Atanh => x.atanh(),
        Op::Asech => (1.0 / x).acosh(),
        Op::Acsch => (1.0 / x).asinh(),
        Op::Acoth => (1.0 / x).atanh(),
        Op::Sigmoid => 1.0 / (1.0 + (-x).exp()),
        Op::Erf => erf(x),
        Op::Erfc => 1.0 - erf(x),
        _ => f64::NAN,
    }
}

/// erf by its power series 2/√π e^(−x²) Σ 2ⁿ x^(2n+1)/(2n+1)!! (DLMF 7.6.2), which has no cancellation.
fn erf(x: f64) -> f64 {
    if x.is_nan() || x.abs() >= 6.0 {
        return if x.is_nan() { x } else { x.signum() };
    }
    let (mut term, mut sum) = (x, x);
    for n in 1..200 {
        term *= 2.0 * x * x / f64::from(2 * n + 1);
        sum += term;
    }
    2.0 / std::f64::consts::PI.sqrt() * (-x * x).exp() * sum
}

/// A printer that shows the structure: enough to read a derivation by.
pub(super) fn print(graph: &Graph, root: NodeId) -> String {
    let mut text: NodeMap<String> = NodeMap::up_to(root);
    for id in graph.order(&[root]) {
        let args: Vec<String> = graph.args(id).iter().map(|&arg| text[arg].clone()).collect();
        let grouped: Vec<String> = graph
            .args(id)
            .iter()
            .map(|&arg| match graph.op(arg) {
                Op::Sum | Op::Product | Op::Power => format!("({})", text[arg]),
                _ => text[arg].clone(),
            })
            .collect();
        text[id] = match graph.op(id) {
            Op::Number => graph.number(id).unwrap().to_rational().to_string(),
            Op::Constant => format!("{:?}", graph.constant_value(id).unwrap()).to_lowercase(),
            Op::Symbol => graph.symbol_name(id).unwrap().to_string(),
            Op::Sum => args.join(" + "),
            Op::Product => grouped.join("*"),
            Op::Power => grouped.join("^"),
            Op::Less => args.join(" < "),
            op => {
                let name = op.row().map_or(format!("{op:?}"), |row| row.name.to_string());
                format!("{name}({})", args.join(", "))
            }
        };
    }
    text[root].clone()
}
