//! Signs that follow from the bounds on parameters: 1 − a is positive for 0 < a < 1.
//!
//! A rational function of one symbol has one sign where it has no zero and no pole in the range of the symbol, which
//! certified real roots decide. A sum of multiples of symbols lies between the sums of its bounds. Anything else is
//! enclosed over the ranges, where all of them are bounded.

use crate::enclosure::{Context, Enclosure};
use crate::evaluate::Point;
use crate::graph::{Assumptions, Facts, Graph};
use crate::number::{Number, Rational};
use crate::operator::{NodeId, Op};
use crate::polynomial::{IntPoly, RealRoot, RootBudget, isolate_real_roots_within};
use std::cmp::Ordering;

/// The work on the real roots of one polynomial: a sign must stay cheap.
const ROOTS: RootBudget = RootBudget { work: 1 << 22 };

/// The highest degree that is looked at.
const MAX_DEGREE: usize = 60;

/// The precision of enclosures over ranges; more bits do not narrow them.
const BITS: u64 = 64;

impl Graph {
    /// The sign of an expression for all admitted values of its symbols, by their bounds.
    ///
    /// Certainty: exact. `None` where no symbol has a bound, or the bounds do not tell.
    pub(crate) fn sign_under_assumptions(&self, id: NodeId) -> Option<Ordering> {
        let symbols = self.free_symbols(id);
        if symbols.is_empty() || !symbols.iter().all(|&symbol| self.is_bounded(symbol)) {
            return None;
        }
        if let [symbol] = symbols[..]
            && let Some(sign) = self.sign_over_range(id, symbol)
        {
            return Some(sign);
        }
        self.sign_of_bounds(id).or_else(|| self.sign_of_hull(id, &symbols))
    }

    /// The sign of a constant times a product of symbols of known sign: α/b − β/b has that of α − β for b > 0.
    pub(crate) fn sign_of_multiple(&mut self, id: NodeId) -> Option<Ordering> {
        let terms = match self.op(id) {
            Op::Sum => self.args(id).to_vec(),
            _ => vec![id],
        };
        let mut common: Option<Vec<NodeId>> = None;
        let mut coefficients = Vec::with_capacity(terms.len());
        for term in terms {
            let factors = match self.op(term) {
                Op::Product => self.args(term).to_vec(),
                _ => vec![term],
            };
            let (fixed, moving): (Vec<NodeId>, Vec<NodeId>) =
                factors.into_iter().partition(|&factor| self.free_symbols(factor).is_empty());
            if *common.get_or_insert_with(|| moving.clone()) != moving {
                return None;
            }
            coefficients.push(self.product(&fixed));
        }
        let mut sign = {
            let sum = self.sum(&coefficients);
            self.exact_sign(sum)?
        };
        for factor in common? {
            match self.facts(factor) {
                facts if facts.has(Facts::POSITIVE) => {}
                facts if facts.has(Facts::NEGATIVE) => sign = sign.reverse(),
                _ => return None,
            }
        }
        Some(sign)
    }

    fn is_bounded(&self, symbol: NodeId) -> bool {
        self.assumptions(symbol).is_some_and(|known| known.lower.is_some() || known.upper.is_some())
    }

    /// The sign of a rational function of one symbol over its range.
    fn sign_over_range(&self, id: NodeId, symbol: NodeId) -> Option<Ordering> {
        let range = self.assumptions(symbol)?;
        let function = self.rational_function(id, symbol)?;
        let above = sign_of_polynomial(&function.numerator, range)?;
        let below = sign_of_polynomial(&function.denominator, range)?;
        Some(if below == Ordering::Less { above.reverse() } else { above })
    }

    /// The sign of a sum of multiples of symbols and a number.
    fn sign_of_bounds(&self, id: NodeId) -> Option<Ordering> {
        let terms = if self.op(id) == Op::Sum { self.args(id) } else { std::slice::from_ref(&id) };
        let mut lower = Some((Number::ZERO, false));
        let mut upper = Some((Number::ZERO, false));
        for &term in terms {
            let (low, high) = self.bounds_of_term(term)?;
            lower = add_bounds(lower, low);
            upper = add_bounds(upper, high);
        }
        let beyond = |bound: Option<(Number, bool)>, wanted: Ordering| {
            bound.filter(|(value, open)| {
                value.sign() == wanted || (*open && value.sign() == Ordering::Equal)
            })
        };
        match (beyond(lower, Ordering::Greater), beyond(upper, Ordering::Less)) {
            (Some(_), _) => Some(Ordering::Greater),
            (_, Some(_)) => Some(Ordering::Less),
            _ => None,
        }
    }

    /// The bounds of a number or a rational multiple of a symbol.
    fn bounds_of_term(&self, term: NodeId) -> Option<(Bound, Bound)> {
        if let Some(number) = self.number(term) {
            return Some((Some((number.clone(), false)), Some((number, false))));
        }
        let (factor, symbol) = match (self.op(term), self.args(term)) {
            (Op::Product, &[factor, symbol]) => (self.number(factor)?, symbol),
            _ => (Number::ONE, term),
        };
        let range = self.assumptions(symbol)?;
        let scaled =
            |bound: &Bound| bound.as_ref().map(|(value, open)| (value.mul(&factor), *open));
        let (low, high) = (scaled(&range.lower), scaled(&range.upper));
        Some(if factor.is_negative() { (high, low) } else { (low, high) })
    }

    /// The sign of an enclosure over ranges that are bounded on both sides.
    fn sign_of_hull(&self, id: NodeId, symbols: &[NodeId]) -> Option<Ordering> {
        let mut ranges = Point::new();
        for &symbol in symbols {
            let range = self.assumptions(symbol)?;
            let (low, high) = (range.lower.as_ref()?, range.upper.as_ref()?);
            let end =
                |bound: &(Number, bool)| Enclosure::from_rational(&bound.0.to_rational(), BITS);
            ranges.insert(symbol, end(low).hull(&end(high)));
        }
        let mut ctx = Context::new();
        self.enclose(&[id], &ranges, &mut ctx, BITS).pop()?.ok()?.sign()
    }
}

/// A bound, and whether it is itself excluded; `None` is infinity.
type Bound = Option<(Number, bool)>;

fn add_bounds(a: Bound, b: Bound) -> Bound {
    let ((a, open), (b, also)) = (a?, b?);
    Some((a.add(&b), open || also))
}

/// The sign of a polynomial that has no root in a range.
fn sign_of_polynomial(p: &IntPoly, range: &Assumptions) -> Option<Ordering> {
    if p.is_zero() || p.degree()? > MAX_DEGREE {
        return None;
    }
    for mut root in isolate_real_roots_within(p, ROOTS).ok()? {
        if is_within(&mut root, range)? {
            return None;
        }
    }
    p.sign_at(&inner_point(range)).ok().map(|sign| sign.cmp(&0))
}

/// Whether a root lies within the bounds.
fn is_within(root: &mut RealRoot, range: &Assumptions) -> Option<bool> {
    let mut beyond = |bound: &Bound, outside: Ordering| -> Option<bool> {
        let Some((value, open)) = bound else { return Some(false) };
        let order = root.compare(&mut RealRoot::from_rational(value.to_rational())).ok()?;
        Some(order == outside || (*open && order == Ordering::Equal))
    };
    let out = beyond(&range.lower, Ordering::Less)? || beyond(&range.upper, Ordering::Greater)?;
    Some(!out)
}

/// A number strictly between the bounds, or the one that they leave.
fn inner_point(range: &Assumptions) -> Rational {
    let value = |bound: &Bound| bound.as_ref().map(|(value, _)| value.to_rational());
    match (value(&range.lower), value(&range.upper)) {
        (Some(low), Some(high)) => (low + high) / Rational::from(2),
        (Some(low), None) => low + Rational::ONE,
        (None, Some(high)) => high - Rational::ONE,
        (None, None) => Rational::ZERO,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn bounds_decide_signs() {
        let mut g = Graph::new();
        let between = |low: i64, high: i64| Assumptions::between(low.into(), high.into());
        let at_least =
            |n: i64| Assumptions { lower: Some((n.into(), false)), ..Assumptions::default() };
        g.symbol_with("a", between(0, 1)).unwrap();
        g.symbol_with("b", at_least(1)).unwrap();
        g.symbol_with("c", between(2, 3)).unwrap();
        use Ordering::{Equal, Greater, Less};
        for (text, want) in [
            ("1 - a", Some(Greater)),
            ("a - 1", Some(Less)),
            ("a - 1/2", None),
            ("b - 1", None),
            ("b - 1/2", Some(Greater)),
            ("a - b", Some(Less)),
            ("a - 2*b + 1", Some(Less)),
            ("a - 2*b + 2", None),
            ("a - 2*b", Some(Less)),
            ("a^2 - a", Some(Less)),
            ("a*b - 1", None),
            ("(a - 1)/(c - 1)", None),
            ("(a - 2)/(a + 1)", Some(Less)),
            ("1/(a - 1)", Some(Less)),
            ("1/(a - 1/2)", None),
            ("c^2 - 4", Some(Greater)),
            ("log(c)", Some(Greater)),
            ("exp(-c) - 1/5", Some(Less)),
            ("c*a + c", Some(Greater)),
            ("x - 1", None),
            ("a - x", None),
            ("(a + 1)^2 - a^2 - 2*a - 1", Some(Equal)),
        ] {
            let f = g.parse(text).unwrap();
            assert_eq!(g.exact_sign(f), want, "{text}");
        }
    }
}
