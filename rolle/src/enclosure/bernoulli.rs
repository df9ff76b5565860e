//! Bernoulli numbers, from tangent numbers.
//!
//! B_2k = (−1)^(k−1) 2k·T_k/(4^k(4^k − 1)), where the tangent numbers T_k are integers computed in
//! place by additions and small products (Brent and Harvey, *Fast computation of Bernoulli, tangent
//! and secant numbers*, 2013, algorithm TangentNumbers).

use super::context::Context;
use crate::number::{Integer, Natural, Rational};

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

impl Context {
    /// Makes B_2, B_4, …, B_2n available in `self.bernoulli`.
    pub(super) fn need_bernoulli(&mut self, n: usize) {
        if self.bernoulli.len() >= n {
            return;
        }
        let n = (n + n / 4).max(32);
        self.bernoulli = tangent_numbers(n)
            .into_iter()
            .enumerate()
            .map(|(index, t)| {
                let k = index + 1;
                let power = Natural::ONE << (2 * k);
                let bottom = &power * (&power - Natural::ONE);
                let top = Integer::from(t * Natural::from(2 * k));
                Rational::from_parts(if k % 2 == 1 { top } else { -top }, bottom)
            })
            .collect();
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_first_and_a_large_one() {
        let mut ctx = Context::new();
        ctx.need_bernoulli(30);
        let expected: [(i64, u64); 7] =
            [(1, 6), (-1, 30), (1, 42), (-1, 30), (5, 66), (-691, 2730), (7, 6)];
        for (index, (top, bottom)) in expected.into_iter().enumerate() {
            let value = Rational::from_parts(top.into(), bottom.into());
            assert_eq!(ctx.bernoulli[index], value, "B_{}", 2 * index + 2);
        }
        let b60 = "-1215233140483755572040304994079820246041491/56786730";
        assert_eq!(ctx.bernoulli[29].to_string(), b60);
    }
}
