//! Recombination of lifted factors by trying products of few (Zassenhaus).

use super::hensel::{reduce_symmetric, symmetric};
use crate::number::Integer;
use crate::polynomial::univariate::int_poly::IntPoly;
use dashu_base::RemEuclid;

/// What is left to factor: f = lc·∏ lifted modulo `modulus`.
pub(crate) struct Rest {
    pub(crate) f: IntPoly,
    pub(crate) lifted: Vec<IntPoly>,
    pub(crate) modulus: Integer,
    /// The prime of which the modulus is a power.
    pub(crate) prime: Integer,
    pub(crate) possible: Vec<bool>,
}

impl Rest {
    /// Takes out every true factor that is a product of exactly `size` lifted ones; all
    /// smaller sizes must have been tried.
    ///
    /// The number of products tried is at most C(r, size).
    pub(crate) fn take_products_of(&mut self, size: usize, found: &mut Vec<IntPoly>) {
        let mut subset: Vec<usize> = (0..size).collect();
        while 2 * size <= self.lifted.len() {
            if let Some(factor) = self.try_subset(&subset) {
                found.push(factor);
                // What came before the first index was tried; go on from there.
                let first = subset[0];
                subset = (first..first + size).collect();
                if subset[size - 1] >= self.lifted.len() {
                    break;
                }
                continue;
            }
            if !next_subset(&mut subset, self.lifted.len()) {
                break;
            }
        }
    }

    /// The true factor made of these lifted ones, if they make one; it is taken out.
    pub(crate) fn try_subset(&mut self, subset: &[usize]) -> Option<IntPoly> {
        let degree: usize = subset.iter().map(|&i| self.lifted[i].len() - 1).sum();
        if !self.possible.get(degree).copied().unwrap_or(false) || !self.constants_fit(subset) {
            return None;
        }
        let lead = &self.f.coefs[self.f.len() - 1];
        let mut product = IntPoly::constant(lead.clone());
        for &i in subset {
            product = reduce_symmetric(&(&product * &self.lifted[i]), &self.modulus);
        }
        let factor = product.primitive_part();
        let quotient = self.f.div_exact(&factor)?;
        self.f = quotient;
        let mut index = 0;
        self.lifted.retain(|_| {
            index += 1;
            !subset.contains(&(index - 1))
        });
        Some(factor)
    }

    /// The polynomials that these parts make, if they are true factors, all of them.
    pub(crate) fn factors_of_parts(&self, parts: &[Vec<usize>]) -> Option<Vec<IntPoly>> {
        let mut f = self.f.clone();
        let mut factors = Vec::with_capacity(parts.len());
        for part in parts {
            let mut product = IntPoly::constant(self.f.coefs[self.f.len() - 1].clone());
            for &i in part {
                product = reduce_symmetric(&(&product * &self.lifted[i]), &self.modulus);
            }
            let factor = product.primitive_part();
            f = f.div_exact(&factor)?;
            factors.push(factor);
        }
        f.is_constant().then_some(factors)
    }

    /// A necessary condition: lc·∏ constants, in the symmetric range, divides lc·f(0).
    fn constants_fit(&self, subset: &[usize]) -> bool {
        let lead = &self.f.coefs[self.f.len() - 1];
        let product = subset.iter().fold(lead.clone(), |product, &i| {
            let constant = self.lifted[i].coefs.first().cloned().unwrap_or(Integer::ZERO);
            Integer::from((product * constant).rem_euclid(&self.modulus))
        });
        let constant = symmetric(&product, &self.modulus);
        !constant.is_zero() && ((lead * &self.f.coefs[0]) % constant).is_zero()
    }
}

/// The next subset of 0..n of the same size in lexicographic order.
fn next_subset(subset: &mut [usize], n: usize) -> bool {
    let size = subset.len();
    let Some(i) = (0..size).rev().find(|&i| subset[i] < n - size + i) else { return false };
    subset[i] += 1;
    for j in i + 1..size {
        subset[j] = subset[j - 1] + 1;
    }
    true
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn subsets_in_order() {
        let mut subset = vec![0, 1];
        let mut all = vec![subset.clone()];
        while next_subset(&mut subset, 4) {
            all.push(subset.clone());
        }
        assert_eq!(all, [[0, 1], [0, 2], [0, 3], [1, 2], [1, 3], [2, 3]]);
        assert!(!next_subset(&mut [], 3));
    }
}
