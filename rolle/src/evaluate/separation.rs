//! How close to zero an algebraic constant can be without being zero.
//!
//! A constant made of rational numbers, roots of polynomials, sums, products and rational powers is U/L for algebraic
//! integers U and L, in a field of degree at most D. If u and l bound the absolute values of all conjugates of U
//! and L, then the constant is zero or at least 1/(u^(D−1)·l), since the product of the conjugates of U is a whole
//! number. An enclosure below that bound proves zero, so equality of such constants is decided however they are
//! written, as far as the precision is affordable.
//!
//! Source: C. Burnikel, S. Funke, K. Mehlhorn, S. Schirra and S. Schmitt, A separation bound for real algebraic
//! expressions, Algorithmica 55 (2009).

use crate::graph::{Graph, NodeMap};
use crate::number::Integer;
use crate::operator::{NodeId, Op};
use crate::polynomial::AlgebraicNumber;
use dashu_base::BitTest;

/// Larger expressions are not looked at.
const MAX_NODES: usize = 10_000;

/// Upper bounds of log₂ u and log₂ l.
#[derive(Clone, Copy, Debug, Default)]
struct Bound {
    u: u64,
    l: u64,
}

impl Graph {
    /// A k such that a constant is zero if its absolute value is below 2^−k; `None` where it is not algebraic by its
    /// form, or k is above the limit.
    pub(super) fn separation(&self, root: NodeId, limit: u64) -> Option<u64> {
        let order = self.order(&[root]);
        if order.len() > MAX_NODES {
            return None;
        }
        let mut bounds: NodeMap<Bound> = NodeMap::over(order.clone());
        let mut degree: u64 = 1;
        for &id in &order {
            let (bound, own) = self.bound_of(id, &bounds)?;
            degree = degree.checked_mul(own)?;
            if bound.u.max(bound.l).max(degree) > limit {
                return None;
            }
            bounds[id] = bound;
        }
        let Bound { u, l } = bounds[root];
        (degree - 1).checked_mul(u)?.checked_add(l).filter(|&k| k <= limit)
    }

    /// The bound of a node, and the degree that it adds.
    fn bound_of(&self, id: NodeId, bounds: &NodeMap<Bound>) -> Option<(Bound, u64)> {
        let args = self.args(id);
        let of = |k: usize| bounds[args[k]];
        Some(match self.op(id) {
            Op::Number => {
                let number = self.number(id)?;
                let (u, l) = (number.numerator().bit_len(), number.denominator().bit_len());
                // 2^(bits − 1) ≤ l, with equality for l = 1.
                let l = if l == 1 { 0 } else { l };
                (Bound { u: u as u64, l: l as u64 }, 1)
            }
            Op::Isolated => {
                let number = self.algebraic_number(id)?;
                (bound_of_root(number), number.degree() as u64)
            }
            Op::Sum => {
                let l: u64 = args.iter().map(|&arg| bounds[arg].l).sum();
                let u = args.iter().map(|&arg| bounds[arg].u + l - bounds[arg].l).max()?;
                (Bound { u: u + u64::from(args.len().next_power_of_two().ilog2()), l }, 1)
            }
            Op::Product => {
                let sum = |pick: fn(Bound) -> u64| args.iter().map(|&arg| pick(bounds[arg])).sum();
                (Bound { u: sum(|b| b.u), l: sum(|b| b.l) }, 1)
            }
            Op::Abs => (of(0), 1),
            Op::Root => {
                let n = u64::try_from(self.small_integer(args[1])?).ok()?;
                (of(0).root(n), n)
            }
            Op::Power => {
                let exponent = self.number(args[1])?;
                let n = u64::try_from(exponent.denominator()).ok()?;
                let p = i64::try_from(exponent.numerator()).ok()?;
                (of(0).root(n).power(p)?, n)
            }
            _ => return None,
        })
    }
}

impl Bound {
    /// ⁿ√(U/L) is ⁿ√(U·Lⁿ⁻¹)/L, and U/ⁿ√(Uⁿ⁻¹·L).
    fn root(self, n: u64) -> Bound {
        let Bound { u, l } = self;
        if n <= 1 {
            return self;
        }
        let mixed = |a: u64, b: u64| (a.saturating_add((n - 1).saturating_mul(b))).div_ceil(n);
        match u >= l {
            true => Bound { u: mixed(u, l), l },
            false => Bound { u, l: mixed(l, u) },
        }
    }

    fn power(self, p: i64) -> Option<Bound> {
        let n = p.unsigned_abs();
        let (u, l) = (self.u.checked_mul(n)?, self.l.checked_mul(n)?);
        Some(if p < 0 { Bound { u: l, l: u } } else { Bound { u, l } })
    }
}

/// A root of a polynomial with leading coefficient a is an algebraic integer over a; its conjugates are bounded by
/// 2·max |cₖ/a|^(1/(d − k)) (M. Fujiwara, Tôhoku Mathematical Journal 10, 1916).
fn bound_of_root(number: &AlgebraicNumber) -> Bound {
    let p = number.minimal_polynomial();
    let degree = number.degree();
    let bits = |c: &Integer| c.bit_len() as i64;
    let lead = bits(&p.coefficient(degree));
    let ratio = |k: usize| {
        // log₂ |cₖ/a| < bits(cₖ) − (bits(a) − 1), rounded up after division.
        let excess = bits(&p.coefficient(k)) - (lead - 1);
        excess.div_euclid((degree - k) as i64) + 1
    };
    let largest = (0..degree).filter(|&k| bits(&p.coefficient(k)) > 0).map(ratio).max();
    let size = 1 + largest.unwrap_or(0).max(0);
    let l = if lead == 1 { 0 } else { lead };
    Bound { u: (size + l) as u64, l: l as u64 }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::enclosure::Context;
    use crate::evaluate::Point;

    /// Constants that are not zero lie above their bounds.
    #[test]
    fn nonzero_constants_respect_their_bounds() {
        let mut g = Graph::new();
        for text in [
            "sqrt(2) - 1414213562373095/10^15",
            "1/3",
            "sqrt(5) - sqrt(3) - 1/2",
            "(sqrt(101) - sqrt(100))^9",
            "rootof(x^3 - x - 1, 0) - 1324717957244746/10^15",
            "rootof(7x^3 - x - 1, 0)^-5 - cbrt(2)/11",
            "1/(rootof(x^5 - x - 1, 0) - rootof(x^3 - x - 1, 0))",
            "rootof(1000000*x^3 - x + 1, 0)",
            "sqrt(1/7) + 2^(1/3) + 3^(1/5) - 3",
        ] {
            let id = g.parse(text).unwrap();
            let k = g.separation(id, 1 << 20).unwrap();
            let value = g.enclose(&[id], &Point::new(), &mut Context::new(), k + 200);
            let value = value[0].as_ref().unwrap();
            assert!(value.sign().is_some(), "{text}");
            assert!(value.size() > -(k as i64), "{text}: {k}");
        }
    }

    #[test]
    fn what_is_not_algebraic_has_no_bound() {
        let mut g = Graph::new();
        for text in ["pi", "exp(2)", "log(3) + 1", "2^sqrt(2)", "x"] {
            let id = g.parse(text).unwrap();
            assert_eq!(g.separation(id, 1 << 20), None, "{text}");
        }
        let id = g.parse("sqrt(2) + sqrt(3) + sqrt(5) + sqrt(7) + sqrt(11)").unwrap();
        assert_eq!(g.separation(id, 10), None);
    }
}
