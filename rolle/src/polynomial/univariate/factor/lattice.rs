//! Lattice basis reduction in exact integers.
//!
//! A. K. Lenstra, H. W. Lenstra and L. Lovász, "Factoring polynomials with rational
//! coefficients", 1982, in the integral form of B. de Weger (H. Cohen, A Course in
//! Computational Algebraic Number Theory, algorithm 2.6.7): the Gram–Schmidt numbers are kept
//! as integers dᵢ = ∏ ‖bⱼ*‖² and λᵢⱼ = dⱼ·μᵢⱼ, so nothing is ever rounded.

use crate::error::{Error, ErrorKind, Result};
use crate::number::Integer;

/// A lattice basis with its integral Gram–Schmidt numbers.
pub(crate) struct Lattice {
    pub(crate) basis: Vec<Vec<Integer>>,
    /// d[i] = ‖b₀*‖²·…·‖bᵢ₋₁*‖², d[0] = 1.
    d: Vec<Integer>,
    /// λ[i][j] for j < i.
    lambda: Vec<Vec<Integer>>,
}

impl Lattice {
    /// The LLL-reduced form (δ = 3/4) of linearly independent rows.
    ///
    /// `work` is the number of integer operations left to spend; when it runs out the error has
    /// kind `Budget`. Dependent rows are refused with kind `Argument`.
    pub(crate) fn reduce(basis: Vec<Vec<Integer>>, work: &mut u64) -> Result<Lattice> {
        let n = basis.len();
        let mut lattice = Lattice {
            basis,
            d: vec![Integer::ONE],
            lambda: (0..n).map(|i| vec![Integer::ZERO; i]).collect(),
        };
        lattice.d.resize(n + 1, Integer::ZERO);
        let mut known = 0;
        let mut k = 0;
        while k < n {
            if k >= known {
                lattice.orthogonalize(k)?;
                known = k + 1;
            }
            let cost = ((k + 1) * (k + 1 + lattice.basis[0].len())) as u64;
            *work = work.checked_sub(cost).ok_or_else(out_of_work)?;
            if k == 0 {
                k = 1;
                continue;
            }
            lattice.size_reduce(k, k - 1);
            if lattice.fails_lovasz(k) {
                lattice.swap(k, known);
                k -= 1;
                if k == 0 {
                    k = 1;
                }
                continue;
            }
            for j in (0..k - 1).rev() {
                lattice.size_reduce(k, j);
            }
            k += 1;
        }
        Ok(lattice)
    }

    /// Computes λ and d for row k from the rows before.
    fn orthogonalize(&mut self, k: usize) -> Result<()> {
        for j in 0..=k {
            let mut u = dot(&self.basis[k], &self.basis[j]);
            for i in 0..j {
                let other = if j == k { &self.lambda[k][i] } else { &self.lambda[j][i] };
                u = (&self.d[i + 1] * u - &self.lambda[k][i] * other) / &self.d[i];
            }
            if j < k {
                self.lambda[k][j] = u;
            } else if u.is_zero() {
                return Err(Error::new(
                    ErrorKind::Argument,
                    "the rows of a lattice basis are dependent",
                ));
            } else {
                self.d[k + 1] = u;
            }
        }
        Ok(())
    }

    /// Makes |μₖₗ| ≤ 1/2.
    fn size_reduce(&mut self, k: usize, l: usize) {
        let d = &self.d[l + 1];
        let lambda = &self.lambda[k][l];
        let q = round_quotient(lambda, d);
        if q.is_zero() {
            return;
        }
        let (low, high) = self.basis.split_at_mut(k);
        for (x, y) in high[0].iter_mut().zip(&low[l]).filter(|(_, y)| !y.is_zero()) {
            *x -= &q * y;
        }
        let (low, high) = self.lambda.split_at_mut(k);
        high[0][l] -= &q * d;
        for (x, y) in high[0][..l].iter_mut().zip(&low[l]) {
            *x -= &q * y;
        }
    }

    /// Is ‖bₖ*‖² < (3/4 − μ²)·‖bₖ₋₁*‖²?
    fn fails_lovasz(&self, k: usize) -> bool {
        let (d0, d1, d2) = (&self.d[k - 1], &self.d[k], &self.d[k + 1]);
        let lambda = &self.lambda[k][k - 1];
        Integer::from(4) * (d2 * d0 + lambda * lambda) < Integer::from(3) * (d1 * d1)
    }

    /// Exchanges rows k and k − 1.
    fn swap(&mut self, k: usize, known: usize) {
        self.basis.swap(k, k - 1);
        let (low, high) = self.lambda.split_at_mut(k);
        low[k - 1][..k - 1].swap_with_slice(&mut high[0][..k - 1]);
        let lambda = self.lambda[k][k - 1].clone();
        let (d0, d1, d2) = (&self.d[k - 1], &self.d[k], &self.d[k + 1]);
        let new = (d0 * d2 + &lambda * &lambda) / d1;
        for row in self.lambda[k + 1..known].iter_mut() {
            let t = std::mem::take(&mut row[k]);
            let upper = (d2 * &row[k - 1] - &lambda * &t) / d1;
            row[k - 1] = (&new * t + &lambda * &upper) / d2;
            row[k] = upper;
        }
        self.d[k] = new;
    }

    /// The number of leading rows whose span holds every lattice vector of squared length at
    /// most `bound`: behind the last row with ‖b*‖² ≤ bound nothing so short has a component.
    pub(crate) fn short_rows(&self, bound: &Integer) -> usize {
        (0..self.basis.len())
            .rev()
            .find(|&i| self.d[i + 1] <= bound * &self.d[i])
            .map_or(0, |i| i + 1)
    }
}

fn out_of_work() -> Error {
    Error::new(ErrorKind::Budget, "the lattice reduction takes more work than allowed")
        .with_help("raise the work budget of the factorization")
}

fn dot(a: &[Integer], b: &[Integer]) -> Integer {
    a.iter()
        .zip(b)
        .filter(|(x, y)| !x.is_zero() && !y.is_zero())
        .fold(Integer::ZERO, |sum, (x, y)| sum + x * y)
}

/// The integer nearest to a/b, b > 0.
fn round_quotient(a: &Integer, b: &Integer) -> Integer {
    use dashu_base::DivEuclid;
    let twice: Integer = a << 1usize;
    (twice + b).div_euclid(&(b << 1usize))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn rows(values: &[&[i64]]) -> Vec<Vec<Integer>> {
        values.iter().map(|r| r.iter().map(|&v| Integer::from(v)).collect()).collect()
    }

    #[test]
    fn a_known_reduction() {
        let mut work = 1 << 20;
        let lattice =
            Lattice::reduce(rows(&[&[1, 1, 1], &[-1, 0, 2], &[3, 5, 6]]), &mut work).unwrap();
        assert_eq!(lattice.basis, rows(&[&[0, 1, 0], &[1, 0, 1], &[-2, 0, 1]]));
        assert_eq!(lattice.d[3], Integer::from(9)); // the determinant 3, squared
        assert_eq!(lattice.short_rows(&Integer::from(1)), 1);
        assert_eq!(lattice.short_rows(&Integer::from(4)), 2);
    }

    #[test]
    fn an_integer_relation() {
        // 13·x − 21·y ≡ 0: the short vector of the lattice of relations of 21 and 13 is found.
        let mut work = 1 << 20;
        let c = 1_000_000;
        let lattice =
            Lattice::reduce(rows(&[&[1, 0, 21 * c], &[0, 1, 13 * c]]), &mut work).unwrap();
        let first: Vec<Integer> = lattice.basis[0].clone();
        assert!(first == rows(&[&[13, -21, 0]])[0] || first == rows(&[&[-13, 21, 0]])[0]);
    }

    #[test]
    fn dependence_and_budget() {
        let mut work = 1 << 20;
        assert!(Lattice::reduce(rows(&[&[1, 2], &[2, 4]]), &mut work).is_err());
        let mut work = 2;
        let error = Lattice::reduce(rows(&[&[1, 0], &[1000, 1]]), &mut work).err().unwrap();
        assert_eq!(error.kind(), ErrorKind::Budget);
    }
}
