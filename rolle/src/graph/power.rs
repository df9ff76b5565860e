//! Powers in canonical form over the real numbers.
//!
//! An integer exponent takes any base (not zero, if negative); any other exponent takes a nonnegative base, so
//! √(x²) is |x| and (√x)² is x under the condition x ≥ 0.

use super::{Constant, Facts, Graph, Reason, Requirement};
use crate::number::{Integer, Number};
use crate::operator::{NodeId, Op};

impl Graph {
    /// `base^exponent` over the reals.
    ///
    /// `x^0` is 1 (also at 0, by the convention for a literal exponent); `0^(-1)` and `(-4)^(1/2)` are
    /// [`Op::Undefined`]. Exact powers of numbers are computed up to 2¹⁷ bits and stay powers beyond.
    pub fn power(&mut self, base: NodeId, exponent: NodeId) -> NodeId {
        if let Some(undefined) = self.first_undefined(&[base, exponent]) {
            return undefined;
        }
        match self.number(exponent) {
            Some(number) => self.power_by_number(base, exponent, &number),
            None => self.power_by_expression(base, exponent),
        }
    }

    fn power_by_number(&mut self, base: NodeId, exponent: NodeId, number: &Number) -> NodeId {
        if number.is_one() {
            return base;
        }
        if number.is_zero() {
            if !self.facts(base).has(Facts::TOTAL) {
                self.require(Requirement::Defined, base);
            }
            return NodeId::ONE;
        }
        match self.op(base) {
            Op::Number => self.number_to_number(base, exponent, number),
            Op::Constant if self.constant_value(base) == Some(Constant::E) => {
                self.exponential(exponent)
            }
            Op::Exp => self.exponential_to(base, exponent),
            Op::Power => self.power_of_power(base, exponent, number),
            Op::Product => self.power_of_product(base, exponent, number),
            Op::Abs if is_even(number) => {
                let inside = self.args(base)[0];
                self.power(inside, exponent)
            }
            Op::Root => self.power_of_root(base, exponent, number),
            _ if !number.is_integer() && self.facts(base).has(Facts::NEGATIVE) => {
                self.undefined(Reason::RootOfNegative)
            }
            _ => self.intern(Op::Power, &[base, exponent]),
        }
    }

    fn power_by_expression(&mut self, base: NodeId, exponent: NodeId) -> NodeId {
        match self.op(base) {
            Op::Number if base == NodeId::ONE => {
                if !self.facts(exponent).has(Facts::TOTAL) {
                    self.require(Requirement::Defined, exponent);
                }
                NodeId::ONE
            }
            Op::Number if base == NodeId::ZERO && self.facts(exponent).has(Facts::POSITIVE) => {
                NodeId::ZERO
            }
            Op::Constant if self.constant_value(base) == Some(Constant::E) => {
                self.exponential(exponent)
            }
            Op::Exp => self.exponential_to(base, exponent),
            Op::Power if self.facts(self.args(base)[0]).has(Facts::POSITIVE) => {
                let (inner, first) = (self.args(base)[0], self.args(base)[1]);
                let product = self.product(&[first, exponent]);
                self.power(inner, product)
            }
            _ => self.intern(Op::Power, &[base, exponent]),
        }
    }

    fn exponential(&mut self, exponent: NodeId) -> NodeId {
        self.apply(Op::Exp, &[exponent]).expect("the exponential takes one argument")
    }

    fn exponential_to(&mut self, base: NodeId, exponent: NodeId) -> NodeId {
        let inner = self.args(base)[0];
        let product = self.product(&[inner, exponent]);
        self.exponential(product)
    }

    /// (bᵖ)^q.
    fn power_of_power(&mut self, base: NodeId, exponent: NodeId, q: &Number) -> NodeId {
        let (inner, first) = (self.args(base)[0], self.args(base)[1]);
        let Some(p) = self.number(first) else {
            // A symbolic exponent has a positive base, where exponents multiply.
            let product = self.product(&[first, exponent]);
            return self.power(inner, product);
        };
        let product = p.mul(q);
        let nonnegative = self.facts(inner).has(Facts::NONNEGATIVE);
        if q.is_integer() || nonnegative || !p.is_integer() {
            if p.is_negative() && !product.is_negative() {
                self.require(Requirement::NonZero, inner);
            }
            if !p.is_integer() && product.is_integer() {
                self.require(Requirement::NonNegative, inner);
            }
            let product = self.literal_number(&product);
            return self.power(inner, product);
        }
        if is_even(&p) {
            if p.is_negative() && !product.is_negative() {
                self.require(Requirement::NonZero, inner);
            }
            let magnitude = self.apply(Op::Abs, &[inner]).expect("one argument");
            let product = self.literal_number(&product);
            return self.power(magnitude, product);
        }
        self.intern(Op::Power, &[base, exponent])
    }

    /// (a·b)^q: an integer exponent goes to every factor, another one only to those that are not negative. Where such a
    /// factor can be zero, the rest must be defined for itself, which is recorded.
    fn power_of_product(&mut self, base: NodeId, exponent: NodeId, q: &Number) -> NodeId {
        let factors = self.args(base).to_vec();
        if q.is_integer() {
            let powers: Vec<NodeId> =
                factors.iter().map(|&factor| self.power(factor, exponent)).collect();
            return self.product(&powers);
        }
        let (mut outside, mut inside) = (Vec::new(), Vec::new());
        let mut may_vanish = false;
        for factor in factors {
            match self.number(factor) {
                Some(c) if c.is_negative() => {
                    let magnitude = self.literal_number(&c.neg());
                    let minus_one = self.integer(-1);
                    outside.push(self.power(magnitude, exponent));
                    inside.push(minus_one);
                }
                _ if self.facts(factor).has(Facts::NONNEGATIVE) => {
                    may_vanish |= !self.facts(factor).has(Facts::NONZERO) && !q.is_negative();
                    outside.push(self.power(factor, exponent))
                }
                _ => inside.push(factor),
            }
        }
        // Nothing came out: -x stays under its root, and 1·x must not come back as itself forever.
        let unmoved = outside.is_empty() || (outside == [NodeId::ONE]);
        let rest = self.product(&inside);
        // Where x is 0, √(x²·y) has a value for negative y too, and |x|·√y has none.
        let narrows = may_vanish && !self.facts(rest).has(Facts::NONNEGATIVE);
        if narrows && self.facts(rest).has(Facts::NONPOSITIVE) {
            return self.intern(Op::Power, &[base, exponent]);
        }
        let root = if unmoved || rest == base {
            if self.facts(base).has(Facts::NEGATIVE) {
                return self.undefined(Reason::RootOfNegative);
            }
            self.intern(Op::Power, &[base, exponent])
        } else {
            self.power(rest, exponent)
        };
        if narrows {
            self.require(Requirement::Defined, root);
        }
        outside.push(root);
        self.product(&outside)
    }

    /// root(u, n)^q for q a multiple of n is a power of u.
    fn power_of_root(&mut self, base: NodeId, exponent: NodeId, q: &Number) -> NodeId {
        let (inside, degree) = (self.args(base)[0], self.args(base)[1]);
        let degree = self.number(degree).expect("the degree of a root is a number");
        let quotient = degree.recip().map(|r| r.mul(q));
        match quotient {
            Some(quotient) if quotient.is_integer() => {
                let quotient = self.literal_number(&quotient);
                self.power(inside, quotient)
            }
            _ => self.intern(Op::Power, &[base, exponent]),
        }
    }
}

pub(crate) fn is_even(n: &Number) -> bool {
    match n {
        Number::Small(n) => n % 2 == 0,
        Number::Big(r) => r.is_int() && (r.numerator() % Integer::from(2)).is_zero(),
    }
}
