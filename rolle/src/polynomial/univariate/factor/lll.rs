//! Lattice reduction: A. K. Lenstra, H. W. Lenstra, L. Lovász, "Factoring polynomials with
//! rational coefficients", 1982, in the form of P. Nguyen and D. Stehlé, "An LLL algorithm with
//! quadratic complexity", 2009: the basis and its Gram matrix are exact, the orthogonalization
//! is in floating point.
//!
//! Every step is unimodular, so the lattice is the same whatever the rounding. What is concluded
//! from the basis rests on [`gram_determinants`], which are exact.

use super::meter::Meter;
use crate::error::Result;
use crate::number::Integer;

const LOVASZ: f64 = 0.99;
const SIZE: f64 = 0.51;

/// Reduces linearly independent rows.
pub(super) fn reduce(rows: &mut [Vec<Integer>], meter: &mut Meter) -> Result<()> {
    let d = rows.len();
    let mut state = Reduction {
        gram: (0..d).map(|i| (0..d).map(|j| dot(&rows[i], &rows[j])).collect()).collect(),
        rows,
        r: vec![vec![0.0; d]; d],
        mu: vec![vec![0.0; d]; d],
    };
    if d > 0 {
        state.r[0][0] = state.norm(0);
    }
    let mut k = 1;
    while k < d {
        state.size_reduce(k, meter)?;
        // s[j] is the norm of row k orthogonal to the first j rows.
        let mut s = vec![state.norm(k)];
        for j in 0..k {
            s.push(s[j] - state.mu[k][j] * state.r[k][j]);
        }
        let from = k;
        while k > 0 && LOVASZ * state.r[k - 1][k - 1] > s[k - 1] {
            k -= 1;
        }
        if k < from {
            state.insert(from, k);
        }
        state.r[k][k] = s[k];
        k += 1;
    }
    Ok(())
}

fn dot(a: &[Integer], b: &[Integer]) -> Integer {
    a.iter().zip(b).fold(Integer::ZERO, |sum, (x, y)| sum + x * y)
}

struct Reduction<'a> {
    rows: &'a mut [Vec<Integer>],
    gram: Vec<Vec<Integer>>,
    r: Vec<Vec<f64>>,
    mu: Vec<Vec<f64>>,
}

impl Reduction<'_> {
    fn norm(&self, k: usize) -> f64 {
        self.gram[k][k].to_f64().value()
    }

    /// Row k of the orthogonalization, from those above.
    fn orthogonalize(&mut self, k: usize) {
        for j in 0..k {
            let known: f64 = (0..j).map(|i| self.mu[j][i] * self.r[k][i]).sum();
            self.r[k][j] = self.gram[k][j].to_f64().value() - known;
            self.mu[k][j] = self.r[k][j] / self.r[j][j];
        }
    }

    /// Subtracts multiples of the rows above until all coefficients are at most about a half.
    fn size_reduce(&mut self, k: usize, meter: &mut Meter) -> Result<()> {
        loop {
            meter.spend(64 + 40 * (k * k) as u64)?;
            self.orthogonalize(k);
            let mut mu = self.mu[k][..k].to_vec();
            let mut changed = false;
            for j in (0..k).rev() {
                if mu[j].abs() <= SIZE {
                    continue;
                }
                let x = mu[j].round();
                for (m, above) in mu[..j].iter_mut().zip(&self.mu[j]) {
                    *m -= x * above;
                }
                // A value that is no number has no integer and changes nothing.
                let Ok(x) = Integer::try_from(x) else { return meter.spend(u64::MAX) };
                self.subtract(k, &x, j);
                changed = true;
            }
            if !changed {
                return Ok(());
            }
        }
    }

    /// Subtracts x times row j from row k.
    fn subtract(&mut self, k: usize, x: &Integer, j: usize) {
        let (low, high) = self.rows.split_at_mut(k);
        for (a, b) in high[0].iter_mut().zip(&low[j]).filter(|(_, b)| !b.is_zero()) {
            *a -= x * b;
        }
        let norm =
            &self.gram[k][k] - x * (Integer::from(2) * &self.gram[k][j] - x * &self.gram[j][j]);
        for i in (0..self.gram.len()).filter(|&i| i != k) {
            let value = &self.gram[k][i] - x * &self.gram[j][i];
            self.gram[i][k] = value.clone();
            self.gram[k][i] = value;
        }
        self.gram[k][k] = norm;
    }

    /// Moves row `from` up to place `to`.
    fn insert(&mut self, from: usize, to: usize) {
        self.rows[to..=from].rotate_right(1);
        self.gram[to..=from].rotate_right(1);
        for row in &mut self.gram {
            row[to..=from].rotate_right(1);
        }
        let (mu, r) = (self.mu[from][..to].to_vec(), self.r[from][..to].to_vec());
        self.mu[to][..to].copy_from_slice(&mu);
        self.r[to][..to].copy_from_slice(&r);
    }
}

/// The determinants of the leading minors of the Gram matrix, 1 first: their quotients are the
/// squared norms of the orthogonalized rows (E. Bareiss, 1968).
pub(super) fn gram_determinants(rows: &[Vec<Integer>]) -> Vec<Integer> {
    let d = rows.len();
    let mut a: Vec<Vec<Integer>> =
        (0..d).map(|i| (0..d).map(|j| dot(&rows[i], &rows[j])).collect()).collect();
    let mut minors = vec![Integer::ONE];
    for k in 0..d {
        let (top, bottom) = a.split_at_mut(k + 1);
        let pivot = &top[k];
        for row in bottom {
            for j in k + 1..d {
                row[j] = (&row[j] * &pivot[k] - &row[k] * &pivot[j]) / &minors[k];
            }
        }
        minors.push(a[k][k].clone());
    }
    minors
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn short_vectors_of_a_knapsack_lattice() {
        // Three large numbers and a small combination of them: the relation is the short vector.
        let weights = [314_159_265_358_979i64, 271_828_182_845_904, 141_421_356_237_309];
        let last = weights[0] * 3 - weights[1] * 5 + weights[2] * 2;
        let mut rows: Vec<Vec<Integer>> = (0..4)
            .map(|i| {
                let mut row = vec![Integer::ZERO; 5];
                row[i] = Integer::ONE;
                row[4] = Integer::from(if i < 3 { weights[i] } else { last }) * 1000;
                row
            })
            .collect();
        let before = gram_determinants(&rows);
        reduce(&mut rows, &mut Meter::new(1 << 30)).unwrap();
        let after = gram_determinants(&rows);
        assert_eq!(before[4], after[4]);
        let sign = rows[0][0].signum();
        let found: Vec<Integer> = rows[0].iter().map(|c| c * &sign).collect();
        assert_eq!(found, [3, -5, 2, -1, 0].map(Integer::from));
    }
}
