//! Bernoulli numbers, from tangent numbers.
//!
//! B_2k = (−1)^(k−1) 2k·T_k/(4^k(4^k − 1)), where the tangent numbers T_k are integers computed in
//! place by additions and small products (Brent and Harvey, *Fast computation of Bernoulli, tangent
//! and secant numbers*, 2013, algorithm TangentNumbers).

use super::context::Context;
use crate::number::{Integer, Natural};

/// T_1, …, T_n with tan x = Σ T_k x^(2k−1)/(2k − 1)!.
fn tangent_numbers(n: usize) -> Vec<Natural> {
    let mut t = Vec::with_capacity(n);
    t.push(Natural::ONE);
    for k in 1..n {
        let next = &t[k - 1] * Natural::from(k);
        t.push(next);
    }
    for k in 1..n {
        for j in k..n {
            t[j] = &t[j - 1] * Natural::from(j - k) + &t[j] * Natural::from(j - k + 2);
        }
    }
    t
}

/// The denominator of B_2k: the product of the primes p with p − 1 dividing 2k (von Staudt and
/// Clausen).
fn denominator(two_k: usize) -> Natural {
    let is_prime =
        |n: usize| n >= 2 && (2..).take_while(|d| d * d <= n).all(|d| !n.is_multiple_of(d));
    let mut product = Natural::ONE;
    for d in (1..=two_k).filter(|d| two_k.is_multiple_of(*d)) {
        if is_prime(d + 1) {
            product *= Natural::from(d + 1);
        }
    }
    product
}

/// B_2k = numerator/denominator in lowest terms.
#[derive(Clone, Debug)]
pub(super) struct Bernoulli {
    pub(super) numerator: Integer,
    pub(super) denominator: Integer,
}

impl Context {
    /// Makes B_2, B_4, …, B_2n available in `self.bernoulli`.
    pub(super) fn need_bernoulli(&mut self, n: usize) {
        if self.bernoulli.len() >= n {
            return;
        }
        let n = (n + n / 8).max(32);
        self.bernoulli = tangent_numbers(n)
            .into_iter()
            .enumerate()
            .map(|(index, t)| {
                let k = index + 1;
                let denominator = denominator(2 * k);
                // The quotient is exact, for the denominator is known beforehand; without that a
                // greatest common divisor would cost more than all the rest.
                let power = Natural::ONE << (2 * k);
                let top = t * Natural::from(2 * k) * &denominator;
                let numerator = Integer::from((top >> (2 * k)) / (power - Natural::ONE));
                let numerator = if k % 2 == 1 { numerator } else { -numerator };
                Bernoulli { numerator, denominator: denominator.into() }
            })
            .collect();
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::number::Rational;

    #[test]
    fn the_first_and_a_large_one() {
        let mut ctx = Context::new();
        ctx.need_bernoulli(30);
        let expected: [(i64, i64); 7] =
            [(1, 6), (-1, 30), (1, 42), (-1, 30), (5, 66), (-691, 2730), (7, 6)];
        for (index, (top, bottom)) in expected.into_iter().enumerate() {
            let b = &ctx.bernoulli[index];
            assert_eq!(b.numerator, top.into(), "B_{}", 2 * index + 2);
            assert_eq!(b.denominator, bottom.into(), "B_{}", 2 * index + 2);
        }
        let b60 = &ctx.bernoulli[29];
        assert_eq!(b60.numerator.to_string(), "-1215233140483755572040304994079820246041491");
        assert_eq!(b60.denominator.to_string(), "56786730");
    }

    #[test]
    fn they_satisfy_their_recurrence() {
        // Σ_{j ≤ n} C(n + 1, j) B_j = 0 with B_1 = −1/2.
        let mut ctx = Context::new();
        let n = 80usize;
        ctx.need_bernoulli(n / 2);
        let mut binomial = Integer::ONE;
        let mut sum = Rational::ZERO;
        for j in 0..=n {
            let b = match j {
                0 => Rational::ONE,
                1 => Rational::from_parts((-1).into(), 2u8.into()),
                _ if j % 2 == 1 => Rational::ZERO,
                _ => {
                    let b = &ctx.bernoulli[j / 2 - 1];
                    Rational::from_parts_signed(b.numerator.clone(), b.denominator.clone())
                }
            };
            sum += b * Rational::from(binomial.clone());
            binomial = binomial * Integer::from(n + 1 - j) / Integer::from(j + 1);
        }
        assert!(sum.is_zero());
    }
}
