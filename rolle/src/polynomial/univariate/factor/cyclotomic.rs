//! Cyclotomic polynomials, irreducible since Gauss and yet with many factors modulo all primes.

use crate::number::Integer;
use crate::polynomial::univariate::int_poly::{IntPoly, bits, sign_of};

/// The largest degree that is recognized.
///
/// Up to it the orders are below 62 000 and have at most five odd prime factors, so the
/// coefficients of Φₘ are below m^(2⁴/5 − 1) < 2³⁶ (P. Bateman, 1982) and machine arithmetic
/// modulo 2⁶⁴ tells them apart.
const MAX_DEGREE: usize = 10_000;

/// The m with p = Φₘ, if there is one.
pub(super) fn cyclotomic_order(p: &IntPoly) -> Option<usize> {
    let n = p.degree().filter(|&n| (1..=MAX_DEGREE).contains(&n))?;
    if !p.coefs[n].is_one() || bits(&p.coefs[0]) != 1 || p.max_bits() > 40 {
        return None;
    }
    if n == 1 {
        return Some(if sign_of(&p.coefs[0]) < 0 { 1 } else { 2 });
    }
    let coefs: Vec<i64> = p.coefs.iter().map_while(|c| i64::try_from(c).ok()).collect();
    if !(0..=n / 2).all(|i| coefs[i] == coefs[n - i]) {
        return None;
    }
    // m/φ(m) < 6.2 for m below 2·10⁸, the product of the first nine primes.
    let totients = totients(31 * n / 5 + 1);
    // The sum of the primitive m-th roots of unity is μ(m).
    (3..totients.len()).find(|&m| {
        totients[m] == n
            && coefs[n - 1] == -moebius(&prime_factors(m), m)
            && series(m, n / 2 + 1) == coefs[..=n / 2]
    })
}

fn totients(limit: usize) -> Vec<usize> {
    let mut phi: Vec<usize> = (0..=limit).collect();
    for p in 2..=limit {
        if phi[p] == p {
            (p..=limit).step_by(p).for_each(|m| phi[m] -= phi[m] / p);
        }
    }
    phi
}

/// The prime factors, ascending, with repetition.
pub(super) fn prime_factors(mut n: usize) -> Vec<usize> {
    let mut factors = Vec::new();
    let mut p = 2;
    while p * p <= n {
        while n.is_multiple_of(p) {
            factors.push(p);
            n /= p;
        }
        p += 1;
    }
    if n > 1 {
        factors.push(n);
    }
    factors
}

fn moebius(primes: &[usize], m: usize) -> i64 {
    let distinct = primes.windows(2).all(|w| w[0] != w[1]);
    match (m, distinct) {
        (0 | 1, _) => 1,
        (_, false) => 0,
        _ => 1 - 2 * (primes.len() % 2) as i64,
    }
}

/// The first coefficients of Φₘ = ∏ (1 − xᵈ)^μ(m/d) over the divisors d of m > 1.
fn series(m: usize, len: usize) -> Vec<i64> {
    let mut coefs = vec![0i64; len];
    coefs[0] = 1;
    for d in (1..=m).filter(|&d| m.is_multiple_of(d)) {
        match moebius(&prime_factors(m / d), m / d) {
            1 => (d..len).rev().for_each(|i| coefs[i] = coefs[i].wrapping_sub(coefs[i - d])),
            -1 => (d..len).for_each(|i| coefs[i] = coefs[i].wrapping_add(coefs[i - d])),
            _ => {}
        }
    }
    coefs
}

/// Is c = bᵏ for an integer b?
pub(super) fn is_power(c: &Integer, k: usize) -> bool {
    if sign_of(c) < 0 && k.is_multiple_of(2) {
        return false;
    }
    if bits(c) <= 1 {
        return true;
    }
    if k > bits(c) {
        return false;
    }
    let magnitude = dashu_base::UnsignedAbs::unsigned_abs(c);
    magnitude.nth_root(k).pow(k) == magnitude
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn recognized_by_order() {
        for m in (1..130).chain([210, 257, 385, 1155, 2048]) {
            let mut p = &IntPoly::monomial(Integer::ONE, m).unwrap() - &IntPoly::one();
            for d in (1..m).filter(|&d| m % d == 0) {
                let power = &IntPoly::monomial(Integer::ONE, d).unwrap() - &IntPoly::one();
                let common = p.gcd(&power).unwrap();
                p = p.div_exact(&common).unwrap();
            }
            assert_eq!(cyclotomic_order(&p), Some(m));
            let mut other = p.clone();
            let middle = other.len() / 2;
            other.coefs[middle] += Integer::from(3);
            assert_eq!(cyclotomic_order(&other), None);
        }
    }

    #[test]
    fn perfect_powers() {
        for (c, k, expected) in
            [(8, 3, true), (-8, 3, true), (-4, 2, false), (12, 2, false), (1, 7, true)]
        {
            assert_eq!(is_power(&Integer::from(c), k), expected, "{c} {k}");
        }
    }
}
