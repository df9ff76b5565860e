//! Exact points at which a switching function can change its sign: its zeros and poles.
//!
//! Solved are: products and powers factor by factor; polynomials with rational coefficients; functions affine in the
//! variable with parameters; one outer function with an inverse, h(u) = c; and rational functions of one kernel, such as
//! e^(3x) − eˣ − 1, which are polynomials in h(u). What is left is said to be undecided, never skipped.

use crate::graph::{Facts, Graph};
use crate::operator::{NodeId, Op};
use crate::polynomial::{IntPoly, RootLimits};
use std::cmp::Ordering;

/// Factors and unwrapped functions looked at before giving up.
const STEPS: usize = 1000;

/// Nodes looked at before giving up.
const WORK: usize = 200_000;

/// What the roots of one polynomial may cost: about a second.
const ROOTS: RootLimits = RootLimits { degree: 200, factor_work: 1 << 29, isolation_work: 1 << 28 };

impl Graph {
    /// All points at which g can change its sign; none for a function that is identically zero.
    pub(crate) fn switch_points(&mut self, g: NodeId, x: NodeId) -> Result<Vec<NodeId>, String> {
        let mut points = Vec::new();
        // Each step looks at the whole factor, so large functions get fewer.
        let steps = (WORK / self.shared_size(&[g]).max(1)).clamp(4, STEPS);
        let mut waiting = vec![g];
        for _ in 0..steps {
            let Some(g) = waiting.pop() else { return Ok(points) };
            if !self.depends_on(g, x) || self.is_never_zero(g) {
                continue;
            }
            match self.op(g) {
                Op::Product => waiting.extend_from_slice(self.args(g)),
                Op::Power if self.number(self.args(g)[1]).is_some() => {
                    waiting.push(self.args(g)[0])
                }
                // b^e is positive for every other exponent.
                Op::Power => {}
                _ if g == x => points.push(NodeId::ZERO),
                _ => self.solve_factor(g, x, &mut waiting, &mut points)?,
            }
        }
        Err("a switching function with too many factors".to_string())
    }

    /// Never zero where it is defined; its poles lie where its parts have theirs, which are cut for themselves.
    fn is_never_zero(&self, g: NodeId) -> bool {
        self.facts(g).has(Facts::NONZERO) && !matches!(self.op(g), Op::Product | Op::Power)
    }

    fn solve_factor(
        &mut self,
        g: NodeId,
        x: NodeId,
        waiting: &mut Vec<NodeId>,
        points: &mut Vec<NodeId>,
    ) -> Result<(), String> {
        if let Some(fraction) = self.rational_function(g, x) {
            for polynomial in [fraction.numerator, fraction.denominator] {
                points.extend(self.zeros_of(&polynomial)?);
            }
            return Ok(());
        }
        if let Some(zero) = self.affine_zero(g, x)? {
            points.push(zero);
            return Ok(());
        }
        if let Some(next) = self.unwrap_outer_function(g, x) {
            waiting.extend(next);
            return Ok(());
        }
        if let Some((kernel, polynomials)) = self.polynomials_in_one_kernel(g, x) {
            for polynomial in polynomials {
                for value in self.zeros_of(&polynomial)? {
                    waiting.push(self.subtract(kernel, value));
                }
            }
            return Ok(());
        }
        Err("no closed form for the zeros of a switching function".to_string())
    }

    fn zeros_of(&mut self, polynomial: &IntPoly) -> Result<Vec<NodeId>, String> {
        match polynomial.is_constant() {
            true => Ok(Vec::new()),
            false => self.real_roots(polynomial, &ROOTS).map_err(|error| error.to_string()),
        }
    }

    /// The zero of a·x + b with a ≠ 0 by its facts.
    fn affine_zero(&mut self, g: NodeId, x: NodeId) -> Result<Option<NodeId>, String> {
        let slope = self.derivative(g, x);
        if self.depends_on(slope, x) || self.op(slope) == Op::Undefined {
            return Ok(None);
        }
        match self.exact_sign(slope) {
            Some(sign) if sign.is_ne() => {}
            Some(_) => return Ok(None),
            None if self.facts(slope).has(Facts::NONZERO) => {}
            None => return Err("a slope that may be zero, depending on the parameters".to_string()),
        }
        let offset = self.value_at(g, x, NodeId::ZERO);
        let quotient = self.divide(offset, slope);
        Ok(Some(self.negate(quotient)))
    }

    /// c₀ + c₁·h(u) vanishes where u = h⁻¹(−c₀/c₁), or nowhere.
    fn unwrap_outer_function(&mut self, g: NodeId, x: NodeId) -> Option<Vec<NodeId>> {
        let terms = if self.op(g) == Op::Sum { self.args(g).to_vec() } else { vec![g] };
        let (moving, fixed): (Vec<NodeId>, Vec<NodeId>) =
            terms.into_iter().partition(|&term| self.depends_on(term, x));
        let [term] = moving[..] else { return None };
        let factors =
            if self.op(term) == Op::Product { self.args(term).to_vec() } else { vec![term] };
        let (moving, scale): (Vec<NodeId>, Vec<NodeId>) =
            factors.into_iter().partition(|&f| self.depends_on(f, x));
        let [outer] = moving[..] else { return None };
        let (offset, scale) = (self.sum(&fixed), self.product(&scale));
        if self.exact_sign(scale).is_none_or(|sign| sign.is_eq()) {
            return None;
        }
        let quotient = self.divide(offset, scale);
        let target = self.negate(quotient);
        let inside = *self.args(outer).first()?;
        let solutions = self.preimages(outer, target)?;
        Some(solutions.into_iter().map(|u| self.subtract(inside, u)).collect())
    }

    /// All u with h(u) = target, for an outer function h with finitely many.
    fn preimages(&mut self, outer: NodeId, target: NodeId) -> Option<Vec<NodeId>> {
        if self.is_outside_range(outer, target) {
            return Some(Vec::new());
        }
        let inverse = match self.op(outer) {
            Op::Exp => Op::Log,
            Op::Log => Op::Exp,
            Op::Sinh => Op::Asinh,
            Op::Asinh => Op::Sinh,
            Op::Tanh => Op::Atanh,
            Op::Atanh => Op::Tanh,
            Op::Atan => Op::Tan,
            Op::Asin => Op::Sin,
            Op::Acos => Op::Cos,
            Op::Erf => Op::Erfinv,
            Op::Erfinv => Op::Erf,
            Op::Power => return self.power_preimages(outer, target),
            Op::Root => {
                let degree = self.args(outer)[1];
                let power = self.power(target, degree);
                return self.decided_only(vec![power]);
            }
            Op::Erfc => {
                let rest = self.subtract(NodeId::ONE, target);
                let preimage = self.apply(Op::Erfinv, &[rest]).ok()?;
                return self.decided_only(vec![preimage]);
            }
            Op::Cosh => {
                let positive = self.apply(Op::Acosh, &[target]).ok()?;
                let negative = self.negate(positive);
                return self.decided_only(vec![positive, negative]);
            }
            Op::Sigmoid => {
                // The logit log(y/(1 − y)).
                let rest = self.subtract(NodeId::ONE, target);
                let odds = self.divide(target, rest);
                let logit = self.apply(Op::Log, &[odds]).ok()?;
                return self.decided_only(vec![logit]);
            }
            _ => return None,
        };
        // Outside the range of an arc function there is no preimage, though its inverse has a value there.
        if matches!(self.op(outer), Op::Atan | Op::Asin | Op::Acos)
            && !self.is_in_range_of_arc(outer, target)?
        {
            return Some(Vec::new());
        }
        let preimage = self.apply(inverse, &[target]).ok()?;
        self.decided_only(vec![preimage])
    }

    /// Whether a constant is proved not to be a value of the function.
    fn is_outside_range(&mut self, outer: NodeId, target: NodeId) -> bool {
        // The function takes no value at an open bound.
        let (low, high) = match self.op(outer) {
            Op::Exp => (Some((0, true)), None),
            Op::Cosh => (Some((1, false)), None),
            Op::Tanh | Op::Erf => (Some((-1, true)), Some((1, true))),
            Op::Sigmoid => (Some((0, true)), Some((1, true))),
            Op::Erfc => (Some((0, true)), Some((2, true))),
            _ => return false,
        };
        let mut beyond = |bound: Option<(i64, bool)>, outward: Ordering| {
            let Some((bound, open)) = bound else { return false };
            let bound = self.integer(bound);
            let difference = self.subtract(target, bound);
            let sign = self.exact_sign(difference);
            sign == Some(outward) || (open && sign == Some(Ordering::Equal))
        };
        beyond(low, Ordering::Less) || beyond(high, Ordering::Greater)
    }

    fn is_in_range_of_arc(&mut self, outer: NodeId, target: NodeId) -> Option<bool> {
        let pi = self.constant(crate::graph::Constant::Pi);
        let half = self.ratio(1, 2);
        let quarter_turn = self.product(&[half, pi]);
        let (low, high) = match self.op(outer) {
            Op::Acos => (NodeId::ZERO, pi),
            _ => (self.negate(quarter_turn), quarter_turn),
        };
        let (above, below) = (self.subtract(target, low), self.subtract(high, target));
        let open = self.op(outer) == Op::Atan;
        let (above, below) = (self.exact_sign(above)?, self.exact_sign(below)?);
        Some(if open { above.is_gt() && below.is_gt() } else { above.is_ge() && below.is_ge() })
    }

    /// u^p = target for a rational p.
    fn power_preimages(&mut self, outer: NodeId, target: NodeId) -> Option<Vec<NodeId>> {
        let p = self.number(self.args(outer)[1])?;
        let inverse = self.literal_number(&p.recip()?);
        if !p.is_integer() {
            // Values of a real power are not negative.
            let sign = self.exact_sign(target)?;
            return Some(if sign.is_lt() { Vec::new() } else { vec![self.power(target, inverse)] });
        }
        let even = (p.numerator() % crate::number::Integer::from(2)).is_zero();
        let sign = self.exact_sign(target)?;
        if even {
            if sign.is_lt() {
                return Some(Vec::new());
            }
            let root = self.power(target, inverse);
            let negative = self.negate(root);
            return Some(vec![root, negative]);
        }
        let magnitude = if sign.is_lt() { self.negate(target) } else { target };
        let root = self.power(magnitude, inverse);
        Some(vec![if sign.is_lt() { self.negate(root) } else { root }])
    }

    /// The points that exist; `None` where that depends on parameters.
    fn decided_only(&mut self, mut points: Vec<NodeId>) -> Option<Vec<NodeId>> {
        points.retain(|&point| self.op(point) != Op::Undefined);
        let mut exists = |&point: &NodeId| {
            let constant = self.facts(point).has(Facts::CONSTANT);
            self.facts(point).has(Facts::TOTAL) || constant && self.exact_sign(point).is_some()
        };
        points.iter().all(&mut exists).then_some(points)
    }
}
