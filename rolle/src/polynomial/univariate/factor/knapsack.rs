//! Recombination of lifted factors by lattice reduction.
//!
//! M. van Hoeij, "Factoring polynomials and the knapsack problem", 2002, with the coefficients
//! of logarithmic derivatives in place of power sums (K. Belabas, M. van Hoeij, J. Klüners and
//! A. Steel, 2009). A true factor g of f is a product of some lifted gᵢ, and f·g′/g = Σ f·gᵢ′/gᵢ
//! has small coefficients, though each summand is only known modulo pᵃ. The 0/1 vectors of the
//! true factors are thus short in a lattice; whatever of a reduced basis is provably longer is
//! cut away until only their span is left.

use super::hensel::{div_exact_monic, symmetric};
use super::lattice::Lattice;
use super::recombine::Rest;
use crate::error::Result;
use crate::number::Integer;
use crate::polynomial::univariate::int_poly::{IntPoly, bits};
use crate::polynomial::univariate::modular::field::Field;

/// The true factors of what is left, all irreducible; `None` when the modulus is too small to
/// tell.
///
/// The true vectors are constant on the parts that make a factor, so in a span of full rank the
/// lifted factors of a part have equal columns. When the parts, as many as the rank, are true
/// factors, there can be no finer ones.
pub(crate) fn factor(rest: &Rest, work: &mut u64) -> Result<Option<Vec<IntPoly>>> {
    let r = rest.lifted.len();
    let mut span = identity(r);
    let columns = Columns::new(rest);
    let mut extra = 2 * r + 20;
    for j in columns.order() {
        let bound = columns.bounds[j];
        // Enough of the modulus to see `extra` bits above the bound, no more.
        let Some(column) = columns.reduced(j, bound + extra as i64) else { continue };
        let before = span.len();
        span = refine(span, &column, bound, r, work)?;
        let parts = parts_of(&span, r);
        if parts.len() == span.len()
            && let Some(factors) = rest.factors_of_parts(&parts)
        {
            return Ok(Some(factors));
        }
        if span.len() == before {
            extra += extra / 4;
        }
    }
    Ok(None)
}

/// The number of bits that the modulus should have for the lattice to start with.
pub(crate) fn wanted_bits(f: &IntPoly, r: usize) -> usize {
    let least = (0..f.len() - 1).map(|j| coefficient_bound(f, j)).min().unwrap_or(0);
    usize::try_from(least).unwrap_or(0) + 4 * r + 40
}

fn identity(n: usize) -> Vec<Vec<Integer>> {
    (0..n).map(|i| (0..n).map(|j| Integer::from((i == j) as u8)).collect()).collect()
}

/// The coefficients of f·gᵢ′/gᵢ modulo pᵃ and what is known of them.
struct Columns<'a> {
    rest: &'a Rest,
    /// One polynomial for each lifted factor.
    quotients: Vec<IntPoly>,
    /// The logarithm to base 2 of a bound of the j-th coefficient of f·g′/g, g a true factor.
    bounds: Vec<i64>,
}

/// One column: the entries of the lifted factors, and their modulus.
struct Column {
    entries: Vec<Integer>,
    modulus: Integer,
}

impl Columns<'_> {
    fn new(rest: &Rest) -> Columns<'_> {
        let quotients = rest.lifted.iter().map(|g| {
            // f/gᵢ is exact modulo pᵃ.
            let cofactor = div_exact_monic(&rest.f, g, &rest.modulus);
            &cofactor * &g.derivative()
        });
        let bounds = (0..rest.f.len() - 1).map(|j| coefficient_bound(&rest.f, j));
        Columns { rest, quotients: quotients.collect(), bounds: bounds.collect() }
    }

    /// The columns by rising bound: the cheapest information first.
    fn order(&self) -> Vec<usize> {
        let mut order: Vec<usize> = (0..self.bounds.len()).collect();
        order.sort_by_key(|&j| self.bounds[j]);
        order
    }

    /// The j-th column modulo a power of p of at least that many bits, if there are so many.
    fn reduced(&self, j: usize, wanted: i64) -> Option<Column> {
        let mut modulus = self.rest.modulus.clone();
        let p = &self.rest.prime;
        if (bits(&modulus) as i64) < wanted {
            return None;
        }
        let surplus = bits(&modulus) as i64 - wanted;
        let steps = surplus / bits(p) as i64;
        if steps > 0 {
            modulus /= p.pow(steps as usize);
        }
        let entry = |q: &IntPoly| symmetric(&q.coefficient(j), &modulus);
        Some(Column { entries: self.quotients.iter().map(entry).collect(), modulus })
    }
}

/// log₂ of a bound for the coefficient of xʲ in f·g′/g = Σ f/(x − α) over the roots α of g.
///
/// With f = Σ aᵢxⁱ that coefficient of f/(x − α) is Σ_{i>j} aᵢ·α^(i−j−1), and also
/// −Σ_{i≤j} aᵢ·α^(i−j−1). For any ρ the one is largest at |α| = ρ among |α| ≤ ρ, the other among
/// |α| ≥ ρ; the better ρ is found by bisection on 16·log₂ ρ.
fn coefficient_bound(f: &IntPoly, j: usize) -> i64 {
    let term = |i: usize, rho: i64| 16 * bits(&f.coefs[i]) as i64 + rho * (i as i64 - j as i64 - 1);
    let part = |range: std::ops::Range<usize>, rho: i64| {
        range.filter(|&i| !f.coefs[i].is_zero()).map(|i| term(i, rho)).max().unwrap_or(0)
    };
    let (mut low, mut high) = (-16 * (1 << 24), 16 * (1 << 24));
    while high - low > 1 {
        let rho = (low + high) / 2;
        if part(j + 1..f.len(), rho) < part(0..j + 1, rho) { low = rho } else { high = rho }
    }
    let best = part(j + 1..f.len(), high).max(part(0..j + 1, high));
    // At most n roots and n terms each.
    best.div_euclid(16) + 1 + 2 * bits(&Integer::from(f.len())) as i64
}

/// The span of the true vectors, cut down by one more column.
fn refine(
    span: Vec<Vec<Integer>>,
    column: &Column,
    bound: i64,
    r: usize,
    work: &mut u64,
) -> Result<Vec<Vec<Integer>>> {
    // With the entries cut by 2^cut the true sums are of the order of r, like the errors of
    // the cuts: at most one for each of r entries and r/2 + 1 multiples of the modulus.
    let size = bits(&Integer::from(r)) as i64;
    let cut = (bound - size).max(0);
    let error = (Integer::ONE << (bound - cut).max(0) as usize) + Integer::from(3 * r / 2 + 2);
    let weight = Integer::from(4 * r.isqrt() + 1);
    let limit = &weight * &weight * Integer::from(r) + &error * &error;

    let modulus = &column.modulus >> cut as usize;
    let entries: Vec<Integer> = column.entries.iter().map(|e| e >> cut as usize).collect();
    let mut rows: Vec<Vec<Integer>> = Vec::with_capacity(span.len() + 1);
    let mut first = vec![Integer::ZERO; r];
    first.push(modulus.clone());
    rows.push(first);
    for v in &span {
        let sum = v.iter().zip(&entries).fold(Integer::ZERO, |s, (c, e)| s + c * e);
        let mut row: Vec<Integer> = v.iter().map(|c| c * &weight).collect();
        row.push(symmetric(&sum, &modulus));
        rows.push(row);
    }
    let lattice = Lattice::reduce(rows, work)?;
    let kept = lattice.short_rows(&limit);
    let project = |row: &Vec<Integer>| row[..r].iter().map(|c| c / &weight).collect();
    let projected: Vec<Vec<Integer>> = lattice.basis[..kept].iter().map(project).collect();
    // A projection whose rows depend on each other is of no use; the span before still holds.
    Ok(if kept > 0 && rank_is_full(&projected) { projected } else { span })
}

/// The indices 0..r grouped by equal columns.
fn parts_of(span: &[Vec<Integer>], r: usize) -> Vec<Vec<usize>> {
    let mut parts: Vec<Vec<usize>> = Vec::new();
    for i in 0..r {
        let same = |part: &&mut Vec<usize>| span.iter().all(|v| v[part[0]] == v[i]);
        match parts.iter_mut().find(same) {
            Some(part) => part.push(i),
            None => parts.push(vec![i]),
        }
    }
    parts
}

/// Are the rows independent? Decided modulo a large prime, so a yes is certain.
fn rank_is_full(rows: &[Vec<Integer>]) -> bool {
    let field = Field::new(PRIME);
    let mut rows: Vec<Vec<u64>> =
        rows.iter().map(|row| row.iter().map(|c| field.residue_of(c)).collect()).collect();
    for i in 0..rows.len() {
        let (done, open) = rows.split_at_mut(i + 1);
        let pivot_row = &done[i];
        let Some(pivot) = pivot_row.iter().position(|&c| c != 0) else { return false };
        let inverse = field.inv(pivot_row[pivot]);
        for row in open.iter_mut().filter(|row| row[pivot] != 0) {
            let factor = field.mul(row[pivot], inverse);
            for (x, &y) in row.iter_mut().zip(pivot_row) {
                *x = field.sub(*x, field.mul(factor, y));
            }
        }
    }
    true
}

/// The largest prime below 2⁶⁰.
const PRIME: u64 = (1 << 60) - 93;

#[cfg(test)]
mod tests {
    use super::*;

    fn rows(values: &[&[i64]]) -> Vec<Vec<Integer>> {
        values.iter().map(|r| r.iter().map(|&v| Integer::from(v)).collect()).collect()
    }

    #[test]
    fn parts_are_equal_columns() {
        let span = rows(&[&[1, 0, 1, 0, 1], &[3, -2, 3, -2, 3]]);
        assert_eq!(parts_of(&span, 5), [vec![0, 2, 4], vec![1, 3]]);
    }

    #[test]
    fn ranks() {
        assert!(rank_is_full(&rows(&[&[0, 1, 2], &[1, 1, 1], &[5, 0, 1]])));
        assert!(!rank_is_full(&rows(&[&[1, 2, 3], &[4, 5, 6], &[7, 8, 9]])));
    }

    #[test]
    fn coefficient_bounds_hold() {
        // f = g·h and the coefficients of g′·h, for both factors.
        let g = IntPoly::from_i64(&[-7, 3, 0, 12, 1]).pow(3).unwrap();
        let h = IntPoly::from_i64(&[100, -1, 5]).pow(4).unwrap();
        let f = &g * &h;
        for slope in [&g.derivative() * &h, &g * &h.derivative()] {
            for (j, c) in slope.coefficients().iter().enumerate() {
                assert!(bits(c) as i64 <= coefficient_bound(&f, j), "coefficient {j}");
            }
        }
    }
}
