//! A small reader of formulas, so that tables of tests can be read, and an evaluation in f64 that shares nothing
//! with the limits.

use crate::graph::{Constant, Graph};
use crate::operator::{NodeId, Op, table};
use std::collections::HashMap;

/// The expression of a formula.
pub(in crate::calculus) fn formula(g: &mut Graph, text: &str) -> NodeId {
    let mut reader = Reader { text: text.replace(' ', "").into_bytes(), at: 0 };
    let id = reader.relation(g);
    assert_eq!(reader.at, reader.text.len(), "`{text}` is read to its end");
    id
}

struct Reader {
    text: Vec<u8>,
    at: usize,
}

impl Reader {
    fn eat(&mut self, token: &str) -> bool {
        let found = self.text[self.at..].starts_with(token.as_bytes());
        if found {
            self.at += token.len();
        }
        found
    }

    fn relation(&mut self, g: &mut Graph) -> NodeId {
        let left = self.sum(g);
        for (token, op) in [("<=", 0), (">=", 1), ("==", 2), ("!=", 3), ("<", 4), (">", 5)] {
            if self.eat(token) {
                let right = self.sum(g);
                return match op {
                    0 => g.less_equal(left, right),
                    1 => g.less_equal(right, left),
                    2 => g.equal(left, right),
                    3 => g.not_equal(left, right),
                    4 => g.less(left, right),
                    _ => g.less(right, left),
                };
            }
        }
        left
    }

    fn sum(&mut self, g: &mut Graph) -> NodeId {
        let mut total = self.product(g);
        loop {
            if self.eat("+") {
                let term = self.product(g);
                total = g.sum(&[total, term]);
            } else if self.eat("-") {
                let term = self.product(g);
                total = g.subtract(total, term);
            } else {
                return total;
            }
        }
    }

    fn product(&mut self, g: &mut Graph) -> NodeId {
        let mut total = self.unary(g);
        loop {
            if self.eat("*") {
                let factor = self.unary(g);
                total = g.product(&[total, factor]);
            } else if self.eat("/") {
                let factor = self.unary(g);
                total = g.divide(total, factor);
            } else {
                return total;
            }
        }
    }

    fn unary(&mut self, g: &mut Graph) -> NodeId {
        if self.eat("-") {
            let inner = self.unary(g);
            return g.negate(inner);
        }
        let base = self.atom(g);
        if self.eat("^") {
            let exponent = self.unary(g);
            return g.power(base, exponent);
        }
        base
    }

    fn word(&mut self, more: impl Fn(u8) -> bool) -> String {
        let start = self.at;
        while self.at < self.text.len() && more(self.text[self.at]) {
            self.at += 1;
        }
        String::from_utf8(self.text[start..self.at].to_vec()).unwrap()
    }

    fn atom(&mut self, g: &mut Graph) -> NodeId {
        if self.eat("(") {
            let inner = self.relation(g);
            assert!(self.eat(")"));
            return inner;
        }
        if self.text[self.at].is_ascii_digit() {
            let number = self.word(|c| c.is_ascii_digit() || c == b'.');
            let (whole, fraction) = number.split_once('.').unwrap_or((&number, ""));
            let digits = format!("{whole}{fraction}").parse().unwrap();
            return g.ratio(digits, 10i64.pow(fraction.len() as u32));
        }
        let name = self.word(|c| c.is_ascii_alphanumeric() || c == b'_');
        if !self.eat("(") {
            return match &*name {
                "pi" => g.constant(Constant::Pi),
                "e" => g.constant(Constant::E),
                "True" => g.always(),
                _ => g.symbol(&name),
            };
        }
        if name == "Piecewise" {
            return self.piecewise(g);
        }
        let mut args = vec![self.relation(g)];
        while self.eat(",") {
            args.push(self.relation(g));
        }
        assert!(self.eat(")"), "{name}");
        match &*name {
            "sqrt" => g.sqrt(args[0]),
            "diff" => g.derivative(args[0], args[1]),
            _ => {
                let row = table().iter().find(|row| row.name == name);
                let op = row.unwrap_or_else(|| panic!("no function `{name}`")).op;
                g.apply(op, &args).unwrap()
            }
        }
    }

    fn piecewise(&mut self, g: &mut Graph) -> NodeId {
        let mut branches = Vec::new();
        loop {
            assert!(self.eat("("));
            let value = self.relation(g);
            assert!(self.eat(","));
            let condition = self.relation(g);
            assert!(self.eat(")"));
            branches.push((value, condition));
            if !self.eat(",") {
                assert!(self.eat(")"));
                return g.piecewise(&branches, None);
            }
        }
    }
}

/// The value in f64, NaN where it is not known; conditions are 1 and 0.
pub(in crate::calculus) fn evaluate(g: &Graph, root: NodeId, x: NodeId, at: f64) -> f64 {
    let mut known: HashMap<NodeId, f64> = HashMap::new();
    for id in g.order(&[root]) {
        let args: Vec<f64> = g.args(id).iter().map(|arg| known[arg]).collect();
        let truth = |condition: bool| if condition { 1.0 } else { 0.0 };
        let value = match g.op(id) {
            _ if id == x => at,
            Op::Number => g.number(id).unwrap().to_f64(),
            Op::Constant => match g.constant_value(id).unwrap() {
                Constant::Pi => std::f64::consts::PI,
                Constant::E => std::f64::consts::E,
            },
            Op::Isolated => g.isolated_zero(id).unwrap().to_f64(),
            Op::Sum => args.iter().sum(),
            Op::Product => args.iter().product(),
            Op::Power => args[0].powf(args[1]),
            Op::True => 1.0,
            Op::False => 0.0,
            Op::Less => truth(args[0] < args[1]),
            Op::LessEqual => truth(args[0] <= args[1]),
            Op::Equal => truth(args[0] == args[1]),
            Op::NotEqual => truth(args[0] != args[1]),
            Op::And => args.iter().copied().fold(1.0, f64::min),
            Op::Or => args.iter().copied().fold(0.0, f64::max),
            Op::Piecewise => {
                let mut pairs = args.chunks_exact(2);
                match pairs.by_ref().find(|pair| pair[1] == 1.0) {
                    Some(pair) => pair[0],
                    None => pairs.remainder().first().copied().unwrap_or(f64::NAN),
                }
            }
            Op::Exp => args[0].exp(),
            Op::Log => args[0].ln(),
            Op::Root => args[0].signum() * args[0].abs().powf(1.0 / args[1]),
            Op::Abs => args[0].abs(),
            Op::Sign => {
                if args[0] == 0.0 {
                    0.0
                } else {
                    args[0].signum()
                }
            }
            Op::Floor => args[0].floor(),
            Op::Ceil => args[0].ceil(),
            Op::Round => args[0].round_ties_even(),
            Op::Max => args.iter().copied().fold(f64::NEG_INFINITY, f64::max),
            Op::Min => args.iter().copied().fold(f64::INFINITY, f64::min),
            Op::Heaviside => {
                if args[0] == 0.0 {
                    0.5
                } else {
                    truth(args[0] > 0.0)
                }
            }
            Op::Sin => args[0].sin(),
            Op::Cos => args[0].cos(),
            Op::Tan => args[0].tan(),
            Op::Asin => args[0].asin(),
            Op::Acos => args[0].acos(),
            Op::Atan => args[0].atan(),
            Op::Sinh => args[0].sinh(),
            Op::Cosh => args[0].cosh(),
            Op::Tanh => args[0].tanh(),
            Op::Asinh => args[0].asinh(),
            Op::Acosh => args[0].acosh(),
            Op::Atanh => args[0].atanh(),
            Op::Sigmoid => 1.0 / (1.0 + (-args[0]).exp()),
            Op::Erf => erf(args[0]),
            Op::Erfc => 1.0 - erf(args[0]),
            _ => f64::NAN,
        };
        known.insert(id, value);
    }
    known[&root]
}

/// 2/√π ∫₀ˣ e^(−s²) ds by Simpson's rule.
fn erf(x: f64) -> f64 {
    if x.abs() > 6.0 {
        return x.signum();
    }
    let (n, bell) = (400, |s: f64| (-s * s).exp());
    let h = x / n as f64;
    let inner: f64 = (1..n).map(|i| bell(i as f64 * h) * if i % 2 == 1 { 4.0 } else { 2.0 }).sum();
    (bell(0.0) + inner + bell(x)) * h / 3.0 * 2.0 / std::f64::consts::PI.sqrt()
}
