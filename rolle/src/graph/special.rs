//! Exact values of functions, and functions that cancel their inverses.

use super::{Constant, Facts, Graph, Reason, Requirement};
use crate::number::{Integer, Number, Rational};
use crate::operator::{NodeId, Op};

/// Γ(n) is computed exactly up to this n.
const GAMMA_LIMIT: i64 = 1000;

impl Graph {
    /// The exact value or simpler form of a function of these arguments, where there is one.
    pub(super) fn special_value(&mut self, op: Op, args: &[NodeId]) -> Option<NodeId> {
        let x = args[0];
        if let Some(value) = self.cancel_inverse(op, x) {
            return Some(value);
        }
        match op {
            Op::Max | Op::Min => None,
            Op::Root => self.root_value(x, args[1]),
            Op::Polygamma => self.gamma_pole(op, args[1]),
            Op::Atan2 => self.atan2_value(x, args[1]),
            Op::Hypot => self.hypot_value(x, args[1]),
            Op::Sin | Op::Cos | Op::Tan | Op::Sec | Op::Csc | Op::Cot => self.circular_value(op, x),
            Op::Asin | Op::Acos | Op::Atan | Op::Acot => self.arc_value(op, x),
            Op::Floor | Op::Ceil | Op::Round if self.facts(x).has(Facts::INTEGER) => Some(x),
            Op::Log if self.constant_value(x) == Some(Constant::E) => Some(NodeId::ONE),
            Op::Lambertw => self.lambertw_value(x),
            _ => {
                let value = self.number(x)?;
                self.value_at_number(op, &value)
            }
        }
    }

    fn value_at_number(&mut self, op: Op, x: &Number) -> Option<NodeId> {
        let sign = x.sign();
        let (zero, one) = (x.is_zero(), x.is_one());
        match op {
            Op::Exp if zero => Some(NodeId::ONE),
            Op::Exp if one => Some(self.constant(Constant::E)),
            Op::Log if sign.is_le() => Some(self.outside(op)),
            Op::Log if one => Some(NodeId::ZERO),
            Op::Log if x.numerator() == Integer::ONE => {
                let inverse = self.literal_number(&x.recip()?);
                let log = self.intern(Op::Log, &[inverse]);
                Some(self.negate(log))
            }
            Op::Abs => Some(self.literal_number(&x.abs())),
            Op::Sign => Some(self.integer(sign as i64)),
            Op::Floor => Some(self.literal_number(&x.floor())),
            Op::Ceil => Some(self.literal_number(&x.neg().floor().neg())),
            Op::Round => Some(self.literal_number(&x.round_half_even())),
            Op::Heaviside if zero => Some(self.ratio(1, 2)),
            Op::Heaviside => Some(self.integer(i64::from(sign.is_gt()))),
            Op::Sinh | Op::Tanh | Op::Asinh | Op::Atanh | Op::Erf | Op::Erfinv if zero => {
                Some(NodeId::ZERO)
            }
            Op::Cosh | Op::Sech | Op::Erfc if zero => Some(NodeId::ONE),
            Op::Csch | Op::Coth | Op::Acsch if zero => Some(self.outside(op)),
            Op::Sigmoid if zero => Some(self.ratio(1, 2)),
            Op::Acosh | Op::Asech if one => Some(NodeId::ZERO),
            Op::Acosh if *x < Number::ONE => Some(self.outside(op)),
            Op::Asech if sign.is_le() || *x > Number::ONE => Some(self.outside(op)),
            Op::Atanh | Op::Erfinv if x.abs() >= Number::ONE => Some(self.outside(op)),
            Op::Acoth if x.abs() <= Number::ONE => Some(self.outside(op)),
            Op::Asec | Op::Acsc => self.arc_reciprocal_value(op, x),
            Op::Gamma => self.gamma_value(x),
            Op::Lgamma | Op::Digamma if x.is_integer() && sign.is_le() => Some(self.outside(op)),
            Op::Lgamma if one || *x == Number::Small(2) => Some(NodeId::ZERO),
            _ => None,
        }
    }

    /// asec x = acos(1/x) and acsc x = asin(1/x) at numbers.
    fn arc_reciprocal_value(&mut self, op: Op, x: &Number) -> Option<NodeId> {
        if x.abs() < Number::ONE {
            return Some(self.outside(op));
        }
        let inverse = self.literal_number(&x.recip()?);
        self.arc_value(if op == Op::Asec { Op::Acos } else { Op::Asin }, inverse)
    }

    /// f(f⁻¹(x)) = x on the domain of the inverse, and f⁻¹(f(x)) = x where f is injective on the whole line.
    fn cancel_inverse(&mut self, op: Op, x: NodeId) -> Option<NodeId> {
        let inner = self.op(x);
        let inside = *self.args(x).first()?;
        let cancels = matches!(
            (op, inner),
            (Op::Exp, Op::Log)
                | (Op::Log, Op::Exp)
                | (Op::Sin, Op::Asin)
                | (Op::Cos, Op::Acos)
                | (Op::Tan, Op::Atan)
                | (Op::Cot, Op::Acot)
                | (Op::Sec, Op::Asec)
                | (Op::Csc, Op::Acsc)
                | (Op::Sinh, Op::Asinh)
                | (Op::Asinh, Op::Sinh)
                | (Op::Cosh, Op::Acosh)
                | (Op::Tanh, Op::Atanh)
                | (Op::Atanh, Op::Tanh)
                | (Op::Sech, Op::Asech)
                | (Op::Csch, Op::Acsch)
                | (Op::Acsch, Op::Csch)
                | (Op::Coth, Op::Acoth)
                | (Op::Acoth, Op::Coth)
                | (Op::Erf, Op::Erfinv)
                | (Op::Erfinv, Op::Erf)
        );
        if !cancels {
            return self.principal_value(op, inner, inside);
        }
        match (op, inner) {
            (Op::Exp, Op::Log) => self.require(Requirement::Positive, inside),
            _ if !self.facts(x).has(Facts::TOTAL) => self.require(Requirement::Defined, x),
            _ => {}
        }
        Some(inside)
    }

    /// f⁻¹(f(q)) = q for a number q on the branch of the inverse, and acosh(cosh u) = |u|.
    ///
    /// 1.5707 and 3.1415 stand below π/2 and π; numbers between are left alone.
    fn principal_value(&mut self, op: Op, inner: Op, inside: NodeId) -> Option<NodeId> {
        if (op, inner) == (Op::Acosh, Op::Cosh) {
            return self.apply(Op::Abs, &[inside]).ok();
        }
        let q = self.number(inside)?;
        let quarter = Number::ratio(15_707, 10_000)?;
        let on_branch = match (op, inner) {
            (Op::Asin, Op::Sin) | (Op::Atan, Op::Tan) => q.abs() <= quarter,
            (Op::Acos, Op::Cos) => !q.is_negative() && q <= Number::ratio(31_415, 10_000)?,
            (Op::Acot, Op::Cot) => q.sign().is_gt() && q <= quarter,
            _ => false,
        };
        on_branch.then_some(inside)
    }

    /// Exact odd roots of numbers; a root takes its minus sign outside, and a root of a power of the same degree
    /// is the base.
    fn root_value(&mut self, x: NodeId, degree: NodeId) -> Option<NodeId> {
        if let Some(positive) = self.without_minus(x) {
            let root = self.apply(Op::Root, &[positive, degree]).ok()?;
            return Some(self.negate(root));
        }
        if self.op(x) == Op::Power && self.args(x)[1] == degree {
            return Some(self.args(x)[0]);
        }
        // On a nonnegative argument it is an ordinary power, which merges with others.
        if self.facts(x).has(Facts::NONNEGATIVE) {
            let exponent = self.reciprocal(degree);
            return Some(self.power(x, exponent));
        }
        None
    }

    fn gamma_value(&mut self, x: &Number) -> Option<NodeId> {
        if x.is_integer() && x.sign().is_le() {
            return Some(self.outside(Op::Gamma));
        }
        if let Some(n) = x.to_i64() {
            if n > GAMMA_LIMIT {
                return None;
            }
            let factorial = (1..n).fold(Integer::ONE, |product, k| product * Integer::from(k));
            return Some(self.rational(Rational::from(factorial)));
        }
        // Γ(n + 1/2) = (product of the odd halves below) · √π, and downwards by division.
        let n = x.sub(&Number::ratio(1, 2)?).to_i64().filter(|n| n.abs() <= GAMMA_LIMIT)?;
        let half = Number::ratio(1, 2)?;
        let mut value = Number::ONE;
        for k in 0..n {
            value = value.mul(&half.add(&Number::from(k)));
        }
        for k in n..0 {
            value = value.mul(&half.add(&Number::from(k)).recip()?);
        }
        let pi = self.constant(Constant::Pi);
        let (value, root) = (self.literal_number(&value), self.sqrt(pi));
        Some(self.product(&[value, root]))
    }

    fn gamma_pole(&mut self, op: Op, x: NodeId) -> Option<NodeId> {
        let x = self.number(x)?;
        (x.is_integer() && x.sign().is_le()).then(|| self.outside(op))
    }

    /// W(0) = 0, W(e) = 1, W(−1/e) = −1, and W(u eᵘ) = u for u ≥ 0.
    fn lambertw_value(&mut self, x: NodeId) -> Option<NodeId> {
        if x == NodeId::ZERO {
            return Some(NodeId::ZERO);
        }
        let e = self.constant(Constant::E);
        if x == e {
            return Some(NodeId::ONE);
        }
        let minus_one = self.integer(-1);
        let inverse = self.power(e, minus_one);
        let branch_point = self.negate(inverse);
        if x == branch_point {
            return Some(minus_one);
        }
        None
    }

    fn atan2_value(&mut self, y: NodeId, x: NodeId) -> Option<NodeId> {
        if y == NodeId::ZERO && x == NodeId::ZERO {
            return Some(self.outside(Op::Atan2));
        }
        if self.facts(x).has(Facts::POSITIVE) {
            let quotient = self.divide(y, x);
            return self.apply(Op::Atan, &[quotient]).ok();
        }
        let (y, x) = (self.number(y)?, self.number(x)?);
        let pi = self.constant(Constant::Pi);
        if x.is_zero() {
            let half = self.ratio(y.sign() as i64, 2);
            return Some(self.product(&[half, pi]));
        }
        // Left half-plane: the angle of the opposite ray, turned by half a circle.
        let quotient = self.literal_number(&y.mul(&x.recip()?));
        let angle = self.apply(Op::Atan, &[quotient]).ok()?;
        let turn = if y.is_negative() { self.negate(pi) } else { pi };
        Some(self.sum(&[angle, turn]))
    }

    fn hypot_value(&mut self, x: NodeId, y: NodeId) -> Option<NodeId> {
        if y == NodeId::ZERO {
            return self.apply(Op::Abs, &[x]).ok();
        }
        if x == NodeId::ZERO {
            return self.apply(Op::Abs, &[y]).ok();
        }
        let (a, b) = (self.number(x)?, self.number(y)?);
        let square = self.literal_number(&a.mul(&a).add(&b.mul(&b)));
        Some(self.sqrt(square))
    }

    /// The rational q of an argument q·π.
    fn multiple_of_pi(&self, x: NodeId) -> Option<Number> {
        if x == NodeId::ZERO {
            return Some(Number::ZERO);
        }
        let is_pi = |id: NodeId| self.constant_value(id) == Some(Constant::Pi);
        match self.args(x) {
            [] => is_pi(x).then_some(Number::ONE),
            &[q, p] if self.op(x) == Op::Product && is_pi(p) => self.number(q),
            _ => None,
        }
    }

    fn circular_value(&mut self, op: Op, x: NodeId) -> Option<NodeId> {
        let q = self.multiple_of_pi(x)?;
        let half = Number::ratio(1, 2)?;
        let sine = |graph: &mut Graph| graph.sine_of_pi_times(&q);
        let cosine = |graph: &mut Graph| graph.sine_of_pi_times(&half.sub(&q));
        let (above, below) = match op {
            Op::Sin => (sine(self)?, NodeId::ONE),
            Op::Cos => (cosine(self)?, NodeId::ONE),
            Op::Tan => (sine(self)?, cosine(self)?),
            Op::Cot => (cosine(self)?, sine(self)?),
            Op::Sec => (NodeId::ONE, cosine(self)?),
            _ => (NodeId::ONE, sine(self)?),
        };
        if below == NodeId::ZERO {
            return Some(self.outside(op));
        }
        Some(self.divide(above, below))
    }

    /// sin(qπ) for q a multiple of 1/4 or 1/6.
    fn sine_of_pi_times(&mut self, q: &Number) -> Option<NodeId> {
        // Into [0, 2), then by symmetry into [0, 1/2].
        let two = Number::Small(2);
        let turn = q.sub(&q.mul(&Number::ratio(1, 2)?).floor().mul(&two));
        let (sign, upper) =
            if turn >= Number::ONE { (-1, turn.sub(&Number::ONE)) } else { (1, turn) };
        let half = Number::ratio(1, 2)?;
        let acute = if upper > half { Number::ONE.sub(&upper) } else { upper };
        let twelfths = acute.mul(&Number::Small(12)).to_i64()?;
        let value = match twelfths {
            0 => NodeId::ZERO,
            2 => self.ratio(1, 2),
            3 => self.half_root(2),
            4 => self.half_root(3),
            6 => NodeId::ONE,
            _ => return None,
        };
        Some(if sign < 0 { self.negate(value) } else { value })
    }

    /// √n / 2.
    fn half_root(&mut self, n: i64) -> NodeId {
        let n = self.integer(n);
        let (root, half) = (self.sqrt(n), self.ratio(1, 2));
        self.product(&[half, root])
    }

    fn arc_value(&mut self, op: Op, x: NodeId) -> Option<NodeId> {
        if let Some(n) = self.number(x)
            && matches!(op, Op::Asin | Op::Acos)
            && n.abs() > Number::ONE
        {
            return Some(self.outside(op));
        }
        let angle = match op {
            Op::Asin | Op::Acos => self.arcsine_over_pi(x)?,
            _ => self.arctangent_over_pi(x)?,
        };
        let half = Number::ratio(1, 2)?;
        let angle = if matches!(op, Op::Acos | Op::Acot) { half.sub(&angle) } else { angle };
        let (angle, pi) = (self.literal_number(&angle), self.constant(Constant::Pi));
        Some(self.product(&[angle, pi]))
    }

    fn arcsine_over_pi(&mut self, x: NodeId) -> Option<Number> {
        for twelfths in [0, 2, 3, 4, 6] {
            let q = Number::ratio(twelfths, 12)?;
            let sine = self.sine_of_pi_times(&q)?;
            if x == sine {
                return Some(q);
            }
            if x == self.negate(sine) {
                return Some(q.neg());
            }
        }
        None
    }

    fn arctangent_over_pi(&mut self, x: NodeId) -> Option<Number> {
        let half = Number::ratio(1, 2)?;
        for twelfths in [0, 2, 3, 4] {
            let q = Number::ratio(twelfths, 12)?;
            let (sine, cosine) =
                (self.sine_of_pi_times(&q)?, self.sine_of_pi_times(&half.sub(&q))?);
            let tangent = self.divide(sine, cosine);
            if x == tangent {
                return Some(q);
            }
            if x == self.negate(tangent) {
                return Some(q.neg());
            }
        }
        None
    }

    /// Why a value does not exist, in words.
    pub fn reason_text(&self, id: NodeId) -> Option<String> {
        Some(match self.reason(id)? {
            Reason::DivisionByZero => "a division by zero".to_string(),
            Reason::RootOfNegative => "a root of a negative number".to_string(),
            Reason::OutsideDomain(op) => {
                let name = op.row().map_or("function", |row| row.name);
                format!("an argument outside the domain of `{name}`")
            }
            Reason::NoBranch => "a piecewise expression without a branch that applies".to_string(),
        })
    }
}
