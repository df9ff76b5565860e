//! The factors that all terms of a sum share, taken out: a·b + a·c = a·(b + c).

use super::{base_and_integer, coefficient_and_factors};
use crate::graph::Graph;
use crate::number::{Integer, Natural, Number, Rational};
use crate::operator::NodeId;
use dashu_base::{Gcd, UnsignedAbs};
use std::collections::HashMap;

/// Takes out shared factors and the greatest common divisor of the coefficients.
///
/// Each shared factor comes with the lower of its powers, so a·b and a/c share 1/a·(a²·b + 1/c) never.
pub(super) fn extract(graph: &mut Graph, id: NodeId) -> Option<NodeId> {
    let terms: Vec<(Number, Vec<NodeId>)> =
        graph.args(id).iter().map(|&term| coefficient_and_factors(graph, term)).collect();
    let mut shared: HashMap<NodeId, i64> = HashMap::new();
    for &factor in &terms[0].1 {
        let (base, n) = base_and_integer(graph, factor);
        shared.insert(base, n);
    }
    if shared.len() > super::MAX_FACTORS {
        return None;
    }
    for (_, factors) in &terms[1..] {
        if shared.is_empty() {
            break;
        }
        let mut found: HashMap<NodeId, i64> = HashMap::new();
        for &factor in factors {
            let (base, n) = base_and_integer(graph, factor);
            if let Some(&m) = shared.get(&base)
                && m.signum() == n.signum()
            {
                found.insert(base, if n.abs() < m.abs() { n } else { m });
            }
        }
        shared = found;
    }
    let content = content(&terms);
    if shared.is_empty() && content.is_one() {
        return None;
    }
    let scale = content.recip()?;
    let mut inner = Vec::with_capacity(terms.len());
    for (coefficient, factors) in &terms {
        let mut left = vec![graph.literal_number(&coefficient.mul(&scale))];
        for &factor in factors {
            let (base, n) = base_and_integer(graph, factor);
            let taken = shared.get(&base).copied().unwrap_or(0);
            if taken == 0 {
                left.push(factor);
            } else if n != taken {
                left.push(graph.powi(base, n - taken));
            }
        }
        inner.push(graph.product(&left));
    }
    let mut product = vec![graph.literal_number(&content), graph.sum(&inner)];
    let mut bases: Vec<(NodeId, i64)> = shared.into_iter().collect();
    bases.sort_unstable();
    for (base, n) in bases {
        product.push(graph.powi(base, n));
    }
    Some(graph.product(&product))
}

/// The greatest rational number of which all coefficients are integer multiples.
fn content(terms: &[(Number, Vec<NodeId>)]) -> Number {
    let (mut numerator, mut denominator) = (Natural::ZERO, Natural::ONE);
    for (coefficient, _) in terms {
        numerator = if numerator == Natural::ZERO {
            coefficient.numerator().unsigned_abs()
        } else {
            numerator.gcd(coefficient.numerator().unsigned_abs())
        };
        let d = coefficient.denominator();
        let common = (&denominator).gcd(&d);
        denominator = denominator / common * d;
        if numerator.is_one() && denominator.is_one() {
            break;
        }
    }
    Number::from(Rational::from_parts(Integer::from(numerator), denominator))
}
