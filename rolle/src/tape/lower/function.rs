//! Functions of the operator table, conditions and branches.

use super::{Lowering, Pair};
use crate::operator::{NodeId, Op};
use crate::{Error, ErrorKind, Result};
use rolle_tape::{Elementary as E, Operation, Value};

impl Lowering<'_> {
    pub(super) fn lower_function(&mut self, id: NodeId, op: Op, args: &[NodeId]) -> Result<Pair> {
        let last = self.values[&args[args.len() - 1]];
        let x = last.high;
        let value = match op {
            Op::Exp => match self.gaussians.get(&args[0]).copied() {
                Some(z) => self.error_and_gauss(z).1,
                None => self.wide(E::Exp, last),
            },
            Op::Log => self.one(E::Log, x),
            Op::Abs => self.one(E::Absolute, x),
            Op::Sign => self.one(E::Sign, x),
            Op::Floor => self.one(E::Floor, x),
            Op::Ceil => self.one(E::Ceil, x),
            Op::Round => self.one(E::Round, x),
            Op::Heaviside => self.one(E::Heaviside, x),
            Op::Max | Op::Min => self.fold(if op == Op::Max { E::Max } else { E::Min }, args),
            Op::Sin => self.wide(E::SinCos, last),
            Op::Cos => self.cosine(last),
            Op::Tan => self.wide(E::Tan, last),
            Op::Sec => {
                let cosine = self.cosine(last);
                self.inverse(cosine)
            }
            Op::Csc => {
                let sine = self.wide(E::SinCos, last);
                self.inverse(sine)
            }
            Op::Cot => {
                let (sine, cosine) = (self.wide(E::SinCos, last), self.cosine(last));
                self.two(E::Divide, cosine, sine)
            }
            Op::Asin => self.one(E::Asin, x),
            Op::Acos => self.one(E::Acos, x),
            Op::Atan => self.one(E::Atan, x),
            Op::Asec => self.of_inverse(E::Acos, x),
            Op::Acsc => self.of_inverse(E::Asin, x),
            Op::Acot => {
                let one = self.number(1.0);
                self.two(E::Atan2, one, x)
            }
            Op::Sinh => self.wide(E::Sinh, last),
            Op::Cosh => self.wide(E::Cosh, last),
            Op::Tanh => {
                let (sinh, cosh) = (self.wide(E::Sinh, last), self.wide(E::Cosh, last));
                self.two(E::Divide, sinh, cosh)
            }
            Op::Sech | Op::Csch => {
                let function = self.wide(if op == Op::Sech { E::Cosh } else { E::Sinh }, last);
                self.inverse(function)
            }
            Op::Coth => {
                let (sinh, cosh) = (self.wide(E::Sinh, last), self.wide(E::Cosh, last));
                self.two(E::Divide, cosh, sinh)
            }
            Op::Sigmoid => {
                let low = last.low.map(|low| self.one(E::Negate, low));
                let minus = Pair { high: self.one(E::Negate, x), low };
                let (e, one) = (self.wide(E::Exp, minus), self.number(1.0));
                let sum = self.two(E::Add, e, one);
                self.inverse(sum)
            }
            Op::Asinh => self.one(E::Asinh, x),
            Op::Acosh => self.one(E::Acosh, x),
            Op::Atanh => self.one(E::Atanh, x),
            Op::Asech => self.of_inverse(E::Acosh, x),
            Op::Acsch => self.of_inverse(E::Asinh, x),
            Op::Acoth => self.of_inverse(E::Atanh, x),
            Op::Erf => self.one(E::Erf, x),
            Op::Erfc => self.error_and_gauss(args[0]).0,
            Op::Erfinv => self.one(E::Erfinv, x),
            Op::Gamma => self.one(E::Gamma, x),
            Op::Lgamma => self.one(E::Lgamma, x),
            Op::Digamma => self.one(E::Digamma, x),
            Op::Lambertw => self.one(E::Lambertw, x),
            Op::Atan2 => self.two(E::Atan2, self.values[&args[0]].high, x),
            Op::Hypot => self.two(E::Hypot, self.values[&args[0]].high, x),
            Op::Root => {
                let degree = self.literal(args[1], id)?;
                self.push(Operation::OddRoot(degree), self.values[&args[0]].high)
            }
            Op::Polygamma => {
                let message = "there is no floating-point kernel of `polygamma` yet";
                return Err(Error::new(ErrorKind::Unsupported, message));
            }
            _ => unreachable!("{op:?} is no function"),
        };
        Ok(value.into())
    }

    fn literal(&self, id: NodeId, of: NodeId) -> Result<u32> {
        let small = self.graph.small_integer(id).and_then(|n| u32::try_from(n).ok());
        small.ok_or_else(|| {
            let text = self.graph.print(of).unwrap_or_default();
            let message = format!("the degree in `{text}` is too large for numbers");
            Error::new(ErrorKind::Unsupported, message)
        })
    }

    /// erfc z and e^(−z²).
    fn error_and_gauss(&mut self, z: NodeId) -> (Value, Value) {
        let first = self.wide(E::ErfcGauss, self.values[&z]);
        (first, self.builder.result(first, 1))
    }

    fn cosine(&mut self, x: Pair) -> Value {
        let sine = self.wide(E::SinCos, x);
        self.builder.result(sine, 1)
    }

    fn inverse(&mut self, x: Value) -> Value {
        let one = self.number(1.0);
        self.two(E::Divide, one, x)
    }

    fn of_inverse(&mut self, op: E, x: Value) -> Value {
        let inverse = self.inverse(x);
        self.one(op, inverse)
    }

    fn fold(&mut self, op: E, args: &[NodeId]) -> Value {
        let mut value = self.values[&args[0]].high;
        for arg in &args[1..] {
            value = self.two(op, value, self.values[arg].high);
        }
        value
    }

    pub(super) fn lower_condition(&mut self, op: Op, args: &[NodeId]) -> Value {
        match op {
            Op::True => self.number(1.0),
            Op::False => self.zero,
            Op::And => self.fold(E::Min, args),
            Op::Or => self.fold(E::Max, args),
            _ => {
                let relation = match op {
                    Op::Less => E::Less,
                    Op::LessEqual => E::LessEqual,
                    Op::Equal => E::Equal,
                    _ => E::NotEqual,
                };
                self.fold(relation, args)
            }
        }
    }

    /// The first true branch; nothing is a number where none is.
    pub(super) fn lower_piecewise(&mut self, args: &[NodeId]) -> Value {
        let mut value = match args.len() % 2 {
            1 => self.values[&args[args.len() - 1]].high,
            _ => self.number(f64::NAN),
        };
        for pair in args.chunks_exact(2).rev() {
            let (branch, condition) = (self.values[&pair[0]].high, self.values[&pair[1]].high);
            value = self.builder.elementary(E::Select, &[condition, branch, value]);
        }
        value
    }
}
