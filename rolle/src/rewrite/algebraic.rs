//! Constants in one algebraic number: every rational function of it is a polynomial of lower degree.
//!
//! Modulo the minimal polynomial m of α a rational function p(α)/q(α) is again a polynomial of degree below that of
//! m, since m is irreducible: q has an inverse by Euclid's algorithm. So zero is decided by divisibility, a sign by
//! refinement, and equal values get one form.

use super::cost::Costs;
use super::fraction::is_rational_step;
use super::rules::exponential::of_logarithm;
use crate::graph::{Facts, Graph, IdMap};
use crate::number::Rational;
use crate::operator::{NodeId, Op};
use crate::polynomial::{AlgebraicNumber, IntPoly, RatPoly};
use std::cmp::Ordering;

/// Inverses modulo a minimal polynomial of a larger degree have coefficients that nobody wants to see.
const INVERSE_DEGREE: usize = 12;

/// A remainder of this cost is preferred to a shorter expression, so that equal values look equal: 1 + α, not α³.
const SHORT: f64 = 12.0;

/// Larger expressions are left as they are.
const MAX_NODES: usize = 1000;

impl Graph {
    /// The algebraic number of which an expression is a rational function with rational coefficients.
    fn base_of_rational(&self, root: NodeId) -> Option<NodeId> {
        let mut leaves = self
            .order(&[root])
            .into_iter()
            .filter(|&id| self.args(id).is_empty() && self.op(id) != Op::Number);
        let base = leaves.next().filter(|&id| self.op(id) == Op::Isolated)?;
        leaves.next().is_none().then_some(base)
    }

    /// The sign of a rational function of one algebraic number.
    ///
    /// Certainty: exact. `None` for every other expression, and where the value does not exist.
    pub(crate) fn sign_of_algebraic(&self, root: NodeId) -> Option<Ordering> {
        let base = self.base_of_rational(root)?;
        let number = self.algebraic_number(base)?;
        let value = self.rational_function(root, base)?;
        let sign = |p: &IntPoly| number.sign_of(p).ok();
        match (sign(&value.numerator)?, sign(&value.denominator)?) {
            (_, Ordering::Equal) => None,
            (above, Ordering::Less) => Some(above.reverse()),
            (above, _) => Some(above),
        }
    }

    /// The constant with its rational parts in single algebraic numbers reduced modulo their minimal polynomials,
    /// where that makes them no longer or they stay short, and e^(n·log α) written as αⁿ.
    pub(crate) fn reduce_algebraic(&mut self, root: NodeId) -> NodeId {
        let order = self.order(&[root]);
        let many = order.len() > MAX_NODES;
        if many || !order.iter().any(|&id| self.op(id) == Op::Isolated) {
            return root;
        }
        let mut costs = Costs::default();
        let mut image = IdMap::up_to(root);
        let mut args = Vec::new();
        for &id in &order {
            args.clear();
            args.extend(self.args(id).iter().map(|&arg| image.get(arg)));
            let mut new = if args == self.args(id) { id } else { self.rebuild(id, &args) };
            if is_rational_step(self, new)
                && let Some(reduced) = self.reduced_part(new, &mut costs)
            {
                new = reduced;
            }
            if self.op(new) == Op::Exp
                && self.has_positive_logarithms(new)
                && let Some(power) = of_logarithm(self, new)
            {
                new = power;
            }
            image.set(id, new);
        }
        image.get(root)
    }

    /// Whether an exponential is of logarithms of numbers that are positive by their facts.
    fn has_positive_logarithms(&self, exponential: NodeId) -> bool {
        let positive = |&id: &NodeId| {
            self.op(id) != Op::Log || self.facts(self.args(id)[0]).has(Facts::POSITIVE)
        };
        self.order(&[exponential]).iter().all(positive)
    }

    fn reduced_part(&mut self, part: NodeId, costs: &mut Costs) -> Option<NodeId> {
        let base = self.base_of_rational(part)?;
        let value = self.rational_function(part, base)?;
        let number = self.algebraic_number(base)?.clone();
        let minimal = RatPoly::from(number.minimal_polynomial().clone());
        let (_, above) = RatPoly::from(value.numerator).div_rem(&minimal).ok()?;
        let (_, below) = RatPoly::from(value.denominator).div_rem(&minimal).ok()?;
        if below.is_zero() {
            return None;
        }
        let mut forms = Vec::new();
        if let Some(polynomial) = quotient(&number, &above, &below) {
            forms.push(self.dense_expression(&polynomial, base));
        }
        let (above, below) =
            (self.dense_expression(&above, base), self.dense_expression(&below, base));
        forms.push(self.divide(above, below));
        let best =
            forms.into_iter().min_by(|&a, &b| costs.of(self, a).total_cmp(&costs.of(self, b)))?;
        let longest = costs.of(self, part).max(SHORT);
        (costs.of(self, best) <= longest).then_some(best)
    }
}

/// p/q modulo the minimal polynomial.
fn quotient(number: &AlgebraicNumber, p: &RatPoly, q: &RatPoly) -> Option<RatPoly> {
    if q.is_constant() {
        return Some(p.scale(&(Rational::ONE / q.leading()?)));
    }
    if number.degree() > INVERSE_DEGREE {
        return None;
    }
    let minimal = RatPoly::from(number.minimal_polynomial().clone());
    let product = p.mul(&inverse(q, &minimal)?).ok()?;
    Some(product.div_rem(&minimal).ok()?.1)
}

/// The inverse of q modulo an irreducible m of higher degree, by the extended Euclidean algorithm.
fn inverse(q: &RatPoly, m: &RatPoly) -> Option<RatPoly> {
    let (mut r, mut s) = (m.clone(), q.clone());
    let (mut a, mut b) = (RatPoly::zero(), RatPoly::one());
    // Always r ≡ a·q and s ≡ b·q modulo m.
    while !s.is_constant() {
        let (quotient, rest) = r.div_rem(&s).ok()?;
        let next = &a - &quotient.mul(&b).ok()?;
        (r, s) = (s, rest);
        (a, b) = (b, next);
    }
    Some(b.scale(&(Rational::ONE / s.leading()?)))
}
