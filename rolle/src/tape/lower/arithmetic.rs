//! Sums, products and powers, with their rounding errors where these are wanted.

use super::{Lowering, Pair};
use crate::graph::Facts;
use crate::number::Number;
use crate::operator::{NodeId, Op};
use rolle_tape::{Elementary as E, Operation, Value};

impl Lowering<'_> {
    pub(super) fn lower_sum(&mut self, id: NodeId) -> Pair {
        if self.wants_low.contains(&id) {
            return self.sum_in_double_words(id);
        }
        if let Some(value) = self.lower_polynomial(id) {
            return value.into();
        }
        let terms = self.graph.args(id).to_vec();
        // Terms that are products of their own go into the sum without a rounding between.
        let (products, others): (Vec<NodeId>, Vec<NodeId>) =
            terms.into_iter().partition(|&term| self.is_private_product(term));
        let mut sum: Option<Value> = None;
        for term in others {
            let (negative, value) = self.signed(term);
            sum = Some(match (sum, negative) {
                (None, false) => value,
                (None, true) => self.one(E::Negate, value),
                (Some(sum), false) => self.two(E::Add, sum, value),
                (Some(sum), true) => self.two(E::Subtract, sum, value),
            });
        }
        for term in products {
            sum = Some(match sum {
                None => self.values[&term].high,
                Some(sum) => self.product_into_sum(term, sum),
            });
        }
        sum.expect("a sum has terms").into()
    }

    /// Whether a term is a product that only this sum needs, and more than the negative of something.
    fn is_private_product(&self, term: NodeId) -> bool {
        self.graph.op(term) == Op::Product
            && self.uses.get(&term) == Some(&1)
            && self.negated(term).is_none()
    }

    /// x, where the node is −x.
    fn negated(&self, term: NodeId) -> Option<NodeId> {
        match (self.graph.op(term), self.graph.args(term)) {
            (Op::Product, &[c, x]) if self.graph.small_integer(c) == Some(-1) => Some(x),
            _ => None,
        }
    }

    fn signed(&self, term: NodeId) -> (bool, Value) {
        match self.negated(term) {
            Some(x) => (true, self.values[&x].high),
            None => (false, self.values[&term].high),
        }
    }

    /// sum + product, the last multiplication fused with the addition.
    fn product_into_sum(&mut self, term: NodeId, sum: Value) -> Value {
        let (above, below) = self.factors(term);
        match (&above[..], &below[..]) {
            ([rest @ .., last], []) if !rest.is_empty() => {
                let rest = self.multiply(rest);
                self.builder.elementary(E::Fma, &[rest, *last, sum])
            }
            _ => {
                let value = self.values[&term].high;
                self.two(E::Add, sum, value)
            }
        }
    }

    pub(super) fn lower_product(&mut self, id: NodeId) -> Pair {
        if self.wants_low.contains(&id) {
            return self.product_in_double_words(id);
        }
        if let Some(x) = self.negated(id) {
            let x = self.values[&x].high;
            return self.one(E::Negate, x).into();
        }
        let (above, below) = self.factors(id);
        let denominator = (!below.is_empty()).then(|| self.multiply(&below));
        match (above.is_empty(), denominator) {
            (false, None) => self.multiply(&above).into(),
            (false, Some(denominator)) => {
                let numerator = self.multiply(&above);
                self.two(E::Divide, numerator, denominator).into()
            }
            (true, denominator) => {
                let one = self.number(1.0);
                let denominator = denominator.unwrap_or(one);
                self.two(E::Divide, one, denominator).into()
            }
        }
    }

    /// The factors above and below the fraction bar; constants are one factor, the last above.
    fn factors(&mut self, id: NodeId) -> (Vec<Value>, Vec<Value>) {
        let (mut above, mut below, mut constants) = (Vec::new(), Vec::new(), Vec::new());
        for &factor in self.graph.args(id) {
            if self.graph.facts(factor).has(Facts::CONSTANT) {
                constants.push(factor);
            } else if let Some((base, n)) = self.reciprocal_power(factor) {
                let base = self.values[&base].high;
                below.push(self.integer_power(base, n));
            } else {
                above.push(self.values[&factor].high);
            }
        }
        if let Some(constant) = self.constant_product(&constants) {
            above.push(constant.high);
        }
        (above, below)
    }

    /// The product of constants, rounded once.
    fn constant_product(&mut self, constants: &[NodeId]) -> Option<Pair> {
        let mut wide = rolle_tape::Wide::new(1.0);
        for &constant in constants {
            let factor = super::constant::wide_constant(self.graph, constant).ok()?;
            wide = wide.times(factor);
        }
        if constants.is_empty() {
            return None;
        }
        Some(self.constant_pair(wide))
    }

    /// b and n > 0, where the node is b^(−n) for a small n.
    fn reciprocal_power(&self, id: NodeId) -> Option<(NodeId, i32)> {
        let (Op::Power, &[base, exponent]) = (self.graph.op(id), self.graph.args(id)) else {
            return None;
        };
        let n = self.graph.small_integer(exponent).filter(|n| (-1024..0).contains(n))?;
        Some((base, -n as i32))
    }

    fn multiply(&mut self, factors: &[Value]) -> Value {
        let mut product = factors[0];
        for &factor in &factors[1..] {
            product = self.two(E::Multiply, product, factor);
        }
        product
    }

    fn integer_power(&mut self, base: Value, n: i32) -> Value {
        match n {
            1 => base,
            2 => self.two(E::Multiply, base, base),
            _ => self.push(Operation::IntegerPower(n), base),
        }
    }

    pub(super) fn lower_power(&mut self, id: NodeId) -> Pair {
        let args = self.graph.args(id);
        let base = self.values[&args[0]];
        let Some(exponent) = self.graph.number(args[1]) else {
            let exponent = self.values[&args[1]].high;
            return self.two(E::Power, base.high, exponent).into();
        };
        let doubled = exponent.mul(&Number::Small(2)).to_i64();
        match doubled.filter(|n| n.unsigned_abs() <= 2048) {
            Some(n) if n % 2 == 0 => self.power_by_integer(id, base, (n / 2) as i32),
            Some(n) => {
                let root = self.square_root(base, self.wants_low.contains(&id));
                match n {
                    1 => root,
                    _ => self.power_by_integer(id, root, n as i32),
                }
            }
            None => self.power_by_rational(base.high, &exponent).into(),
        }
    }

    fn square_root(&mut self, base: Pair, wants_low: bool) -> Pair {
        let high = self.one(E::Sqrt, base.high);
        if !wants_low {
            return high.into();
        }
        let error = self.one(E::SqrtError, base.high);
        let low = match base.low {
            None => error,
            Some(low) => {
                let double = self.two(E::Add, high, high);
                let part = self.two(E::Divide, low, double);
                self.two(E::Add, error, part)
            }
        };
        Pair { high, low: Some(low) }
    }

    fn power_by_integer(&mut self, id: NodeId, base: Pair, n: i32) -> Pair {
        let wants_low = self.wants_low.contains(&id);
        if !wants_low || n.unsigned_abs() > 8 {
            return match n {
                -1 => {
                    let one = self.number(1.0);
                    self.two(E::Divide, one, base.high).into()
                }
                _ => self.integer_power(base.high, n).into(),
            };
        }
        let mut power = base;
        for _ in 1..n.unsigned_abs() {
            power = self.times(power, base);
        }
        if n > 0 { power } else { self.reciprocal(power) }
    }

    /// x^q for a rational q that no double holds: x^(q₁ + q₂) = x^q₁·(1 + q₂·log x).
    fn power_by_rational(&mut self, base: Value, exponent: &Number) -> Value {
        let wide = super::constant::wide_rational(&exponent.to_rational());
        let exponent = self.constant_pair(wide);
        let power = self.two(E::Power, base, exponent.high);
        let Some(low) = exponent.low else { return power };
        let log = self.one(E::Log, base);
        let correction = self.two(E::Multiply, log, low);
        // At 0 and at infinity the logarithm is infinite, and the power needs no correction.
        let rest = self.two(E::Multiply, power, correction);
        let corrected = self.two(E::Add, power, rest);
        let infinity = self.number(f64::INFINITY);
        let size = self.one(E::Absolute, log);
        let regular = self.two(E::Less, size, infinity);
        self.builder.elementary(E::Select, &[regular, corrected, power])
    }

    // Double words.

    fn sum_in_double_words(&mut self, id: NodeId) -> Pair {
        let terms: Vec<Pair> = self.graph.args(id).iter().map(|term| self.values[term]).collect();
        let mut sum = terms[0];
        for &term in &terms[1..] {
            sum = self.plus(sum, term);
        }
        sum
    }

    fn product_in_double_words(&mut self, id: NodeId) -> Pair {
        let args = self.graph.args(id).to_vec();
        let (constants, others): (Vec<NodeId>, Vec<NodeId>) =
            args.into_iter().partition(|&arg| self.graph.facts(arg).has(Facts::CONSTANT));
        let mut factors: Vec<Pair> = self.constant_product(&constants).into_iter().collect();
        factors.extend(others.iter().map(|factor| self.values[factor]));
        let mut product = factors[0];
        for &factor in &factors[1..] {
            product = self.times(product, factor);
        }
        product
    }

    fn plus(&mut self, a: Pair, b: Pair) -> Pair {
        let high = self.two(E::Add, a.high, b.high);
        let mut low = self.two(E::AddError, a.high, b.high);
        for part in [a.low, b.low].into_iter().flatten() {
            low = self.two(E::Add, low, part);
        }
        Pair { high, low: Some(low) }
    }

    fn times(&mut self, a: Pair, b: Pair) -> Pair {
        // A power of two rounds nothing.
        for (scale, other) in [(a, b), (b, a)] {
            let power_of_two = self.builder.as_constant(scale.high).is_some_and(|c| {
                scale.low.is_none() && c.high.is_normal() && c.high.to_bits() << 12 == 0
            });
            if power_of_two {
                let high = self.two(E::Multiply, other.high, scale.high);
                let low = other.low.map(|low| self.two(E::Multiply, low, scale.high));
                return Pair { high, low };
            }
        }
        let high = self.two(E::Multiply, a.high, b.high);
        let mut low = self.two(E::MulError, a.high, b.high);
        for (part, other) in [(a.low, b.high), (b.low, a.high)] {
            if let Some(part) = part {
                low = self.builder.elementary(E::Fma, &[part, other, low]);
            }
        }
        Pair { high, low: Some(low) }
    }

    /// 1/(a + a′) = q + (δ − q·a′/a), with the error δ of q = 1/a.
    fn reciprocal(&mut self, a: Pair) -> Pair {
        let one = self.number(1.0);
        let high = self.two(E::Divide, one, a.high);
        let mut low = self.two(E::DivError, one, a.high);
        if let Some(part) = a.low {
            let ratio = self.two(E::Divide, part, a.high);
            let ratio = self.one(E::Negate, ratio);
            low = self.builder.elementary(E::Fma, &[ratio, high, low]);
        }
        Pair { high, low: Some(low) }
    }
}
