//! The search for true factors among the products of lifted factors: H. Zassenhaus, "On Hensel
//! factorization", 1969.
//!
//! Subsets are taken by size. Of two complementary ones only that of the smaller degree is
//! looked at, so the modulus needs to hold factors of at most half the degree. A subset must
//! have a possible degree and a constant coefficient that divides before its product is formed.

use super::degrees::DegreeSet;
use super::meter::Meter;
use super::residues::Modulus;
use crate::error::Result;
use crate::polynomial::univariate::int_poly::IntPoly;

/// A polynomial f with f(0) ≠ 0 and its monic factors modulo a power of a prime.
pub(super) struct Search<'a> {
    pub(super) rest: IntPoly,
    pub(super) factors: Vec<IntPoly>,
    /// The numbers of these in the lift.
    pub(super) alive: Vec<usize>,
    pub(super) found: Vec<IntPoly>,
    pub(super) modulus: Modulus,
    pub(super) degrees: &'a DegreeSet,
}

impl Search<'_> {
    /// Takes the true factors that unite at most `size` lifted ones off the rest; afterwards
    /// the rest is 1 or has no such factor of at most half its degree. With `usize::MAX` all
    /// is found, the rest included.
    pub(super) fn run(&mut self, size: usize, meter: &mut Meter) -> Result<()> {
        let mut k = 1;
        while k <= size && k < self.factors.len() {
            match self.next_factor(k, meter)? {
                Step::Found => {}
                Step::None => k += 1,
                Step::TooLarge => break,
            }
        }
        if self.factors.len() == 1 || size == usize::MAX {
            let rest = std::mem::replace(&mut self.rest, IntPoly::one());
            if !rest.is_constant() {
                self.found.push(rest);
            }
            self.factors.clear();
            self.alive.clear();
        }
        Ok(())
    }

    fn next_factor(&mut self, k: usize, meter: &mut Meter) -> Result<Step> {
        let n = self.rest.len() - 1;
        let degrees: Vec<usize> = self.factors.iter().map(|g| g.len() - 1).collect();
        let mut least = degrees.clone();
        least.sort_unstable();
        if 2 * least[..k].iter().sum::<usize>() > n {
            return Ok(Step::TooLarge);
        }
        let lead = self.rest.coefs[n].clone();
        let scaled = &lead * &self.rest.coefs[0];
        let words = self.modulus.value.as_sign_words().1.len() as u64;
        let mut subset: Vec<usize> = (0..k).collect();
        // products[i] = lead · constants of the first i members.
        let mut products = vec![lead; k + 1];
        let mut known = 0;
        loop {
            // An iteration takes some hundred nanoseconds even when the degree rules it out.
            meter.spend(256 + 4 * words * words)?;
            let degree: usize = subset.iter().map(|&i| degrees[i]).sum();
            let small = 2 * degree < n || (2 * degree == n && subset[0] == 0);
            if small && self.degrees.contains(degree) {
                while known < k {
                    let product = &products[known] * &self.factors[subset[known]].coefs[0];
                    products[known + 1] = self.modulus.reduce_integer(&product);
                    known += 1;
                }
                let constant = &products[k];
                if !constant.is_zero()
                    && (&scaled % constant).is_zero()
                    && self.take(&subset, degree, meter)?
                {
                    return Ok(Step::Found);
                }
            }
            match advance(&mut subset, self.factors.len()) {
                Some(changed) => known = known.min(changed),
                None => return Ok(Step::None),
            }
        }
    }

    /// Divides by the factor that a subset gives, if it is one.
    fn take(&mut self, subset: &[usize], degree: usize, meter: &mut Meter) -> Result<bool> {
        let words = self.modulus.value.as_sign_words().1.len() as u64;
        meter.spend((degree as u64 + 1).saturating_mul(self.rest.len() as u64) * (words + 1))?;
        let Some(lead) = self.rest.coefs.last() else { return Ok(false) };
        let product =
            subset.iter().fold(IntPoly::one(), |p, &i| self.modulus.mul(&p, &self.factors[i]));
        let candidate = self.modulus.reduce(&(&product * lead)).primitive_part();
        let Some(rest) = self.rest.div_exact(&candidate) else { return Ok(false) };
        self.rest = rest;
        self.found.push(candidate);
        for &i in subset.iter().rev() {
            self.factors.remove(i);
            self.alive.remove(i);
        }
        Ok(true)
    }
}

enum Step {
    Found,
    None,
    /// Even the smallest subset has more than half the degree.
    TooLarge,
}

/// The next subset of 0..n in lexicographic order; the first place that has changed.
fn advance(subset: &mut [usize], n: usize) -> Option<usize> {
    let k = subset.len();
    let place = (0..k).rev().find(|&i| subset[i] + k - i < n)?;
    let next = subset[place] + 1;
    subset[place..].iter_mut().enumerate().for_each(|(i, s)| *s = next + i);
    Some(place)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn all_subsets_in_turn() {
        for (n, k, count) in [(1, 1, 1), (5, 1, 5), (6, 3, 20), (7, 7, 1)] {
            let mut subset: Vec<usize> = (0..k).collect();
            let mut seen = vec![subset.clone()];
            while let Some(place) = advance(&mut subset, n) {
                let last = &seen[seen.len() - 1];
                assert!(last[..place] == subset[..place] && last[place] < subset[place]);
                seen.push(subset.clone());
            }
            assert_eq!(seen.len(), count);
        }
    }
}
