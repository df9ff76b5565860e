//! Recombination of many lifted factors by lattice reduction.
//!
//! For a true factor g = lc·∏ fᵢ over i ∈ S, f·g′/g = Σ Φᵢ over S modulo pᵃ, Φᵢ = f·fᵢ′/fᵢ, and
//! the coefficients of f·g′/g are bounded. So the indicator of S, extended by the sums of the
//! upper p-adic digits of some coefficients, is a short vector of a known lattice. Vectors of a
//! reduced basis whose orthogonalization is longer than the bound are of no use to it and are
//! dropped; factors whose columns agree in what is left belong together. M. van Hoeij,
//! "Factoring polynomials and the knapsack problem", 2002, with the coefficients of W. Hart,
//! M. van Hoeij, A. Novocin, "Practical polynomial factoring in polynomial time", 2011.

use super::hensel::Lift;
use super::lll::{gram_determinants, reduce};
use super::meter::Meter;
use super::residues::Modulus;
use crate::error::Result;
use crate::number::Integer;
use crate::polynomial::univariate::int_poly::{IntPoly, bits};
use dashu_base::BitTest;

/// The size of the upper digits of a coefficient that enters the lattice.
const DATA_BITS: usize = 50;

/// A coefficient of f·g′/g that is below 2^`bits` for every factor g.
struct Column {
    index: usize,
    bits: usize,
}

/// A basis of a lattice that contains the extended indicators of all factors.
pub(super) struct Lattice {
    rows: Vec<Vec<Integer>>,
    /// The number of lifted factors, whose coordinates come first, times `scale`.
    factors: usize,
    scale: usize,
    columns: Vec<Column>,
    next: usize,
    /// The Φᵢ.
    slopes: Vec<IntPoly>,
    modulus: Modulus,
}

impl Lattice {
    /// The lattice of the factors of f in `alive`, at a precision at which it gains from some
    /// coefficients at least; `whole` is the polynomial that is lifted.
    pub(super) fn new(
        whole: &IntPoly,
        f: &IntPoly,
        lift: &mut Lift,
        alive: &[usize],
        meter: &mut Meter,
    ) -> Result<Lattice> {
        let mut columns: Vec<Column> =
            (0..f.len() - 2).map(|index| Column { index, bits: slope_bits(f, index) }).collect();
        columns.sort_by_key(|c| (c.bits, c.index));
        let enough = columns[columns.len() / 2].bits + DATA_BITS + 8;
        lift.lift(whole, lift.exponent_of(enough), meter)?;
        let modulus = lift.modulus();
        let work = (f.len() as u64).pow(2) * alive.len() as u64;
        let words = modulus.value.bit_len() as u64 / 64 + 1;
        meter.spend(work.saturating_mul(4 + words * words / 2))?;
        let image = modulus.reduce(f);
        let slope = |&i: &usize| {
            let factor = &lift.factors()[i];
            let cofactor = modulus.div_rem(&image, factor).0;
            modulus.mul(&cofactor, &factor.derivative())
        };
        let r = alive.len();
        let scale = r.isqrt().max(1);
        let unit = |i| (0..r).map(move |j| Integer::from(if i == j { scale } else { 0 })).collect();
        let slopes = alive.iter().map(slope).collect();
        Ok(Lattice {
            rows: (0..r).map(unit).collect(),
            factors: r,
            scale,
            columns,
            next: 0,
            slopes,
            modulus,
        })
    }

    /// Takes in another coefficient and reduces; `None` when there is no further one. The
    /// classes into which the factors certainly fall together are the answer.
    pub(super) fn refine(
        &mut self,
        lift: &Lift,
        meter: &mut Meter,
    ) -> Result<Option<Vec<Vec<usize>>>> {
        let Some(column) = self.columns.get(self.next) else { return Ok(None) };
        // |Σ Φᵢ| < pᵇ/2, and the modulus of the upper digits is pᶜ.
        let low = lift.exponent_of(column.bits + 1);
        let high = lift.exponent_of(DATA_BITS);
        let used = Modulus::new(lift.power(low + high));
        if used.value > self.modulus.value {
            return Ok(None);
        }
        self.next += 1;
        let cut = Modulus::new(lift.power(low));
        let upper = Modulus::new(lift.power(high));
        let index = column.index;
        let digits = |slope: &IntPoly| {
            let c = used.reduce_integer(&slope.coefficient(index));
            (&c - cut.reduce_integer(&c)) / &cut.value
        };
        let digits: Vec<Integer> = self.slopes.iter().map(digits).collect();
        let scale = Integer::from(self.scale);
        for row in &mut self.rows {
            let sum = row.iter().zip(&digits).fold(Integer::ZERO, |s, (e, c)| s + e / &scale * c);
            row.push(upper.reduce_integer(&sum));
        }
        let width = self.factors + self.next;
        let mut top = vec![Integer::ZERO; width];
        top[width - 1] = upper.value.clone();
        self.rows.insert(0, top);
        reduce(&mut self.rows, meter)?;
        let d = self.rows.len() as u64;
        meter.spend(d * d * d * 16)?;
        self.cut();
        Ok(Some(self.classes()))
    }

    /// Drops the last rows while they are longer, orthogonally to the others, than any
    /// extended indicator: ‖·‖² ≤ r·scale² + s·((r + 1)/2)² with s coefficients.
    fn cut(&mut self) {
        let (r, s) = (self.factors, self.next);
        let bound = Integer::from(4 * r * self.scale * self.scale + s * (r + 1) * (r + 1));
        let minors = gram_determinants(&self.rows);
        while let Some(k) = self.rows.len().checked_sub(1) {
            if Integer::from(4) * &minors[k + 1] <= &bound * &minors[k] {
                break;
            }
            self.rows.pop();
        }
    }

    /// The factors by equal columns: every indicator in the lattice is constant on them.
    fn classes(&self) -> Vec<Vec<usize>> {
        let mut classes: Vec<Vec<usize>> = Vec::new();
        for i in 0..self.factors {
            let same =
                |class: &&mut Vec<usize>| self.rows.iter().all(|row| row[i] == row[class[0]]);
            match classes.iter_mut().find(same) {
                Some(class) => class.push(i),
                None => classes.push(vec![i]),
            }
        }
        classes
    }

    /// The dimension of what is left.
    pub(super) fn rank(&self) -> usize {
        self.rows.len()
    }
}

/// A number of bits b such that the coefficient of xʲ in f·g′/g is below 2ᵇ for every factor g.
///
/// f·g′/g is the sum of f/(x − α) over the roots α of g. For every ρ > 0 the coefficient of
/// f/(x − α) is at most Σ_{i>j} |fᵢ|·ρ^(i−j−1) when |α| ≤ ρ, and at most Σ_{i≤j} |fᵢ|·ρ^(i−j−1)
/// when |α| ≥ ρ; bisection balances the two.
fn slope_bits(f: &IntPoly, j: usize) -> usize {
    let sizes: Vec<f64> = f.coefs.iter().map(|c| bits(c) as f64).collect();
    let side = |t: f64, range: std::ops::Range<usize>| {
        range
            .filter(|&i| sizes[i] > 0.0)
            .map(|i| sizes[i] + t * (i as f64 - j as f64 - 1.0))
            .fold(f64::NEG_INFINITY, f64::max)
    };
    let both = |t: f64| (side(t, j + 1..sizes.len()), side(t, 0..j + 1));
    let span = f.max_bits() as f64 + 2.0;
    let (mut low, mut high) = (-span, span);
    for _ in 0..40 {
        let t = (low + high) / 2.0;
        let (small, large) = both(t);
        if small > large { high = t } else { low = t }
    }
    let best =
        [low, high].map(both).map(|(a, b)| a.max(b)).into_iter().fold(f64::INFINITY, f64::min);
    // A sum of at most n + 1 terms, over at most n roots, and a bit for rounding.
    best.max(0.0).ceil() as usize + 2 * (f.len().ilog2() as usize + 1) + 1
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn coefficients_of_slopes_are_below_their_bounds() {
        for factors in [
            [&[-1i64, 1][..], &[1, 1], &[3, -5, 0, 2]],
            [&[-1_000_003, 1], &[1, 999], &[7, 0, 0, -3, 0, 11]],
            [&[6, -5, 1], &[1, 100, 1], &[-1, 0, 0, 0, 0, 0, 0, 0, 1]],
        ] {
            let factors = factors.map(IntPoly::from_i64);
            let f = factors.iter().fold(IntPoly::one(), |p, g| &p * g);
            for g in &factors {
                let slope = &f.div_exact(g).unwrap() * &g.derivative();
                for (j, c) in slope.coefs.iter().enumerate() {
                    assert!(bits(c) <= slope_bits(&f, j), "x^{j} of {slope}");
                }
            }
        }
    }
}
