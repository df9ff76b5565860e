//! All zeros in a bounded cell of a function that is rational in sines and cosines of multiples of one angle.
//!
//! With t = tan(v/2) the functions sin(n·v) and cos(n·v) are Im and Re of (1 + it)²ⁿ/(1 + t²)ⁿ (Weierstraß). So the
//! zeros are v = 2·atan(t) + 2πk at the real roots t of a polynomial, double ones included, and perhaps v = π + 2πk,
//! where t is infinite.

use super::table::Cell;
use crate::calculus::Cell as Piece;
use crate::enclosure::Context;
use crate::evaluate::Point;
use crate::graph::{Assumptions, Constant, Graph};
use crate::number::{Integer, Number, Rational};
use crate::operator::{NodeId, Op};
use crate::polynomial::RootLimits;
use rolle_interval::Interval;
use std::cmp::Ordering;

/// The largest multiple of the angle.
const MAX_MULTIPLE: u64 = 24;

/// The most zeros in one cell.
const MOST: f64 = 256.0;

/// What the roots of one polynomial may cost.
const ROOTS: RootLimits = RootLimits { degree: 100, factor_work: 1 << 26, isolation_work: 1 << 26 };

/// Parts of π that a zero is recognized as have denominators up to this.
const MAX_PARTS_OF_PI: i64 = 24;

/// A sine or cosine of a rational number may be recognized up to this denominator.
const SHORT: i64 = 1000;

/// x = (v/scale − offset)/slope.
struct Angle {
    slope: NodeId,
    offset: NodeId,
    scale: NodeId,
    /// The circular functions, each with the multiple n of v in it.
    kernels: Vec<(NodeId, i64)>,
}

impl Graph {
    /// The zeros inside a bounded cell, ascending; `None` where the function is not of this kind.
    pub(super) fn circular_zeros(
        &mut self,
        h: NodeId,
        x: NodeId,
        cell: Cell,
    ) -> Option<Vec<NodeId>> {
        let ends = [cell.left?, cell.right?];
        self.without_side_conditions(|graph| {
            let angle = graph.angle_of(h, x)?;
            let starts = graph.zeros_in_one_turn(h, x, &angle)?;
            let turns = graph.turns_between(ends, &angle)?;
            if starts.len() as f64 * (turns.1 - turns.0 + 1) as f64 > MOST {
                return None;
            }
            let piece = Piece { left: cell.left, right: cell.right, formula: h };
            let mut zeros = Vec::new();
            for k in turns.0..=turns.1 {
                for &v in &starts {
                    let zero = graph.place_of(v, k, &angle);
                    if graph.is_inside(zero, &piece).ok()? {
                        graph.insert_sorted(&mut zeros, zero).ok()?;
                    }
                }
            }
            Some(zeros)
        })
    }

    /// The angle of which all arguments are whole multiples.
    fn angle_of(&mut self, h: NodeId, x: NodeId) -> Option<Angle> {
        let circular = |op| matches!(op, Op::Sin | Op::Cos | Op::Tan | Op::Cot | Op::Sec | Op::Csc);
        let order = self.order(&[h]);
        let kernels: Vec<NodeId> = order
            .into_iter()
            .filter(|&id| circular(self.op(id)) && self.depends_on(id, x))
            .collect();
        let first = self.args(*kernels.first()?)[0];
        let slope = self.derivative(first, x);
        if self.depends_on(slope, x) || self.exact_sign(slope)?.is_eq() {
            return None;
        }
        let mut ratios = Vec::with_capacity(kernels.len());
        for &kernel in &kernels {
            let u = self.args(kernel)[0];
            let own = self.derivative(u, x);
            let ratio = self.divide(own, slope);
            let multiple = self.product(&[ratio, first]);
            let rest = self.subtract(u, multiple);
            if self.expand(rest, &Default::default()).ok()? != NodeId::ZERO {
                return None;
            }
            ratios.push(self.number(ratio)?);
        }
        let mut common = 1i64;
        for ratio in &ratios {
            let below = Number::from(Rational::from(ratio.denominator())).to_i64()?;
            common = common.checked_mul(below / gcd(common, below))?;
        }
        let mut multiples: Vec<i64> = Vec::with_capacity(ratios.len());
        for ratio in &ratios {
            multiples.push(ratio.mul(&Number::Small(common)).to_i64()?);
        }
        let shared = multiples.iter().fold(0, |a, &b| gcd(a, b));
        if shared == 0 || multiples.iter().any(|n| (n / shared).unsigned_abs() > MAX_MULTIPLE) {
            return None;
        }
        let scale = Number::ratio(shared, common)?;
        let scale = self.literal_number(&scale);
        let offset = self.value_at(first, x, NodeId::ZERO);
        let kernels = kernels.into_iter().zip(multiples.iter().map(|n| n / shared)).collect();
        Some(Angle { slope, offset, scale, kernels })
    }

    /// The zeros v in (−π, π], in no order.
    fn zeros_in_one_turn(&mut self, h: NodeId, x: NodeId, angle: &Angle) -> Option<Vec<NodeId>> {
        let t = self.fresh_symbol("t", Assumptions::default());
        let mut replacements = Vec::with_capacity(angle.kernels.len());
        for &(kernel, n) in &angle.kernels {
            replacements.push((kernel, self.circular_of_tangent(self.op(kernel), n, t)));
        }
        let replaced = self.substitute(h, &replacements);
        let rational = self.rational_function(replaced, t)?;
        if rational.numerator.is_zero() {
            return None;
        }
        let mut zeros = Vec::new();
        if !rational.numerator.is_constant() {
            for root in self.real_roots(&rational.numerator, &ROOTS).ok()? {
                zeros.push(self.double_arctangent(root)?);
            }
        }
        let pi = self.constant(Constant::Pi);
        let opposite = self.place_of(pi, 0, angle);
        let value = self.value_at(h, x, opposite);
        // Beyond a pole there is nothing to find.
        if self.op(value) != Op::Undefined && self.exact_sign(value)?.is_eq() {
            zeros.push(pi);
        }
        Some(zeros)
    }

    /// sin(n·v) and its kin as functions of t = tan(v/2).
    fn circular_of_tangent(&mut self, op: Op, n: i64, t: NodeId) -> NodeId {
        // (1 + it)^(2n) by its binomials, with the powers of i.
        let (mut real, mut imaginary) = (Vec::new(), Vec::new());
        let order = 2 * n.unsigned_abs();
        let mut binomial = Integer::ONE;
        for k in 0..=order {
            let sign = if k % 4 < 2 { 1 } else { -1 };
            let coefficient = self.rational(Rational::from(binomial.clone() * Integer::from(sign)));
            let power = self.powi(t, k as i64);
            let term = self.product(&[coefficient, power]);
            if k % 2 == 0 {
                real.push(term)
            } else {
                imaginary.push(term)
            }
            binomial = binomial * Integer::from(order - k) / Integer::from(k + 1);
        }
        let (cosine, sine) = (self.sum(&real), self.sum(&imaginary));
        let sine = if n < 0 { self.negate(sine) } else { sine };
        let square = self.powi(t, 2);
        let circle = self.sum(&[NodeId::ONE, square]);
        let length = self.powi(circle, n.abs());
        let (above, below) = match op {
            Op::Sin => (sine, length),
            Op::Cos => (cosine, length),
            Op::Tan => (sine, cosine),
            Op::Cot => (cosine, sine),
            Op::Sec => (length, cosine),
            _ => (length, sine),
        };
        self.divide(above, below)
    }

    /// 2·atan(r), as a multiple of π or an arc sine or cosine of a short number where it is one.
    fn double_arctangent(&mut self, r: NodeId) -> Option<NodeId> {
        let half = self.apply(Op::Atan, &[r]).ok()?;
        let two = self.integer(2);
        let angle = self.product(&[two, half]);
        let pi = self.constant(Constant::Pi);
        let turns = self.divide(angle, pi);
        if self.number(r).is_some() || self.number(turns).is_some() {
            return Some(angle);
        }
        if let Some(angle) = self.as_multiple_of_pi(angle, r) {
            return Some(angle);
        }
        let square = self.powi(r, 2);
        let circle = self.sum(&[NodeId::ONE, square]);
        let double = self.product(&[two, r]);
        let rest = self.subtract(NodeId::ONE, square);
        if let Some(sine) = self.short_quotient(double, circle) {
            let arc = self.apply(Op::Asin, &[sine]).ok()?;
            if self.exact_sign(rest)?.is_gt() {
                return Some(arc);
            }
            let turn = if self.exact_sign(r)?.is_gt() { pi } else { self.negate(pi) };
            return Some(self.subtract(turn, arc));
        }
        if let Some(cosine) = self.short_quotient(rest, circle) {
            let arc = self.apply(Op::Acos, &[cosine]).ok()?;
            return Some(if self.exact_sign(r)?.is_gt() { arc } else { self.negate(arc) });
        }
        Some(angle)
    }

    /// v = 2·atan(r) as pπ/q: it is the one of these numbers that it is near to if sin(q·v) = 0.
    fn as_multiple_of_pi(&mut self, angle: NodeId, r: NodeId) -> Option<NodeId> {
        let turns = self.near(angle)?.inf() / std::f64::consts::PI;
        let is_near = |q: i64| (turns * q as f64 - (turns * q as f64).round()).abs() < 1e-9;
        let q = (2..=MAX_PARTS_OF_PI).find(|&q| is_near(q))?;
        // The imaginary part of (1 + ir)^(2q).
        let (mut real, mut imaginary) = (NodeId::ONE, NodeId::ZERO);
        for _ in 0..2 * q {
            let [across, along] = [imaginary, real].map(|part| self.product(&[r, part]));
            let parts = [self.subtract(real, across), self.sum(&[imaginary, along])];
            [real, imaginary] =
                parts.map(|part| self.expand(part, &Default::default()).unwrap_or(part));
        }
        if self.exact_sign(imaginary) != Some(Ordering::Equal) {
            return None;
        }
        let ratio = self.ratio((turns * q as f64).round() as i64, q);
        let pi = self.constant(Constant::Pi);
        Some(self.product(&[ratio, pi]))
    }

    /// The quotient of two algebraic constants, if it is a rational number of a short denominator.
    fn short_quotient(&mut self, above: NodeId, below: NodeId) -> Option<NodeId> {
        let quotient = self.divide(above, below);
        let near = self.near(quotient)?;
        let (p, q) = (1..=SHORT).find_map(|q| {
            let p = (near.inf() * q as f64).round();
            ((near.inf() * q as f64 - p).abs() < 1e-9).then_some((p as i64, q))
        })?;
        let candidate = self.ratio(p, q);
        let scaled = self.product(&[candidate, below]);
        let difference = self.subtract(above, scaled);
        (self.exact_sign(difference) == Some(Ordering::Equal)).then_some(candidate)
    }

    fn near(&self, constant: NodeId) -> Option<Interval> {
        let mut context = Context::new();
        let value = self.enclose(&[constant], &Point::new(), &mut context, 64).pop()?.ok()?;
        let value = Interval::from_enclosure(&value);
        value.is_common().then_some(value)
    }

    /// The x at which the angle is v + 2πk.
    fn place_of(&mut self, v: NodeId, k: i64, angle: &Angle) -> NodeId {
        let (turns, pi) = (self.integer(2 * k), self.constant(Constant::Pi));
        let turned = self.product(&[turns, pi]);
        let angle_there = self.sum(&[v, turned]);
        let first = self.divide(angle_there, angle.scale);
        let moved = self.subtract(first, angle.offset);
        let place = self.divide(moved, angle.slope);
        self.expand(place, &Default::default()).unwrap_or(place)
    }

    /// Whole turns of the angle between which two places lie, with room for the rounding of doubles.
    fn turns_between(&mut self, ends: [NodeId; 2], angle: &Angle) -> Option<(i64, i64)> {
        let (mut low, mut high) = (f64::INFINITY, f64::NEG_INFINITY);
        for end in ends {
            let moved = self.product(&[angle.slope, end]);
            let first = self.sum(&[moved, angle.offset]);
            let v = self.product(&[angle.scale, first]);
            let v = self.near(v)?;
            (low, high) = (low.min(v.inf()), high.max(v.sup()));
        }
        let turn = std::f64::consts::TAU;
        let (first, last) = ((low / turn).floor() - 1.0, (high / turn).ceil() + 1.0);
        // Far out a double says too little of a multiple of π.
        let is_near = first.abs().max(last.abs()) < 1e9 && last - first <= MOST;
        is_near.then_some((first as i64, last as i64))
    }
}

/// The greatest common divisor, not negative.
fn gcd(a: i64, b: i64) -> i64 {
    let (mut a, mut b) = (a, b);
    while b != 0 {
        (a, b) = (b, a % b);
    }
    a.saturating_abs()
}

#[cfg(test)]
mod tests;
