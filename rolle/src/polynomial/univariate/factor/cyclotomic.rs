//! Cyclotomic polynomials, and the cyclotomic factors of a polynomial.
//!
//! Modulo a prime they fall into very many factors, so they are taken out beforehand. Whether
//! there are any is told by squaring roots: a root of unity ω is conjugate to −ω, ω² or −ω²
//! (F. Beukers and C. J. Smyth, "Cyclotomic points on curves", 2002).

use crate::error::{Error, ErrorKind, Result};
use crate::number::Integer;
use crate::polynomial::univariate::int_poly::{IntPoly, MAX_DEGREE};
use crate::polynomial::univariate::modular::field::{Field, LargePrimes, is_prime};
use crate::polynomial::univariate::modular::poly::{ModPoly, from_integers, gcd, mul, trim};

impl IntPoly {
    /// The n-th cyclotomic polynomial Φₙ, whose roots are the primitive n-th roots of unity.
    ///
    /// Errors: `Domain` for n = 0; `Budget` when n is above [`MAX_DEGREE`].
    pub fn cyclotomic(n: usize) -> Result<IntPoly> {
        if n == 0 {
            return Err(Error::new(ErrorKind::Domain, "there is no cyclotomic polynomial `0`"));
        }
        if n > MAX_DEGREE {
            return IntPoly::monomial(Integer::ONE, n);
        }
        // Φ₁ = x − 1; Φ_mp(x) = Φ_m(xᵖ)/Φ_m(x) for a prime p ∤ m; Φ_n(x) = Φ_rad(x^(n/rad)).
        let mut phi = IntPoly::from_i64(&[-1, 1]);
        let mut radical = 1;
        for p in prime_factors(n) {
            let inflated = phi.inflate(p)?;
            phi = inflated.div_exact(&phi).unwrap_or(inflated);
            radical *= p;
        }
        phi.inflate(n / radical)
    }
}

/// Takes the cyclotomic factors out of a square-free polynomial: (factors, rest).
pub(crate) fn split_cyclotomic(f: &IntPoly) -> Result<(Vec<IntPoly>, IntPoly)> {
    let mut rest = f.clone();
    let mut factors = Vec::new();
    if !may_have_cyclotomic_factor(f) {
        return Ok((factors, rest));
    }
    // n/φ(n) < 7 for all n below 2·10⁸.
    let degree = f.len() - 1;
    let totients = totients(7 * degree + 1);
    for (n, &totient) in totients.iter().enumerate().skip(1) {
        let left = rest.len() - 1;
        if left == 0 {
            break;
        }
        if totient as usize > left || !vanishes_at_root_of_unity(&rest, n) {
            continue;
        }
        let phi = IntPoly::cyclotomic(n)?;
        if let Some(quotient) = rest.div_exact(&phi) {
            rest = quotient;
            factors.push(phi);
        }
    }
    Ok((factors, rest))
}

fn may_have_cyclotomic_factor(f: &IntPoly) -> bool {
    let Some(field) = LargePrimes::new().find(|field| field.residue_of(&f.coefs[f.len() - 1]) != 0)
    else {
        return true;
    };
    let image = from_integers(&f.coefs, &field);
    let mirrored = mirror(&image, &field);
    // The roots of `squared` are the squares of the roots of f.
    let mut squared: ModPoly = mul(&image, &mirrored, &field).into_iter().step_by(2).collect();
    trim(&mut squared);
    let meets = |other: &[u64]| gcd(&image, other, &field).len() > 1;
    meets(&mirrored) || meets(&squared) || meets(&mirror(&squared, &field))
}

/// f(−x).
fn mirror(f: &[u64], field: &Field) -> ModPoly {
    f.iter().enumerate().map(|(i, &c)| if i % 2 == 1 { field.neg(c) } else { c }).collect()
}

/// Euler's φ(n) for n < `count`.
fn totients(count: usize) -> Vec<u32> {
    let mut totients: Vec<u32> = (0..count as u32).collect();
    for p in 2..count {
        if totients[p] as usize == p {
            for multiple in (p..count).step_by(p) {
                totients[multiple] -= totients[multiple] / p as u32;
            }
        }
    }
    totients
}

/// Does f vanish at a primitive n-th root of unity modulo some prime above 2²⁰? If Φₙ divides f
/// it does; if not it does so by accident only.
fn vanishes_at_root_of_unity(f: &IntPoly, n: usize) -> bool {
    let n = n as u64;
    let mut q = (1 << 20) / n * n + 1;
    while q.is_multiple_of(2) || !is_prime(q) {
        q += n;
    }
    let field = Field::new(q);
    let primes = prime_factors(n as usize);
    let primitive = |a: u64| {
        let root = field.pow(field.residue(a), (q - 1) / n);
        primes.iter().all(|&p| field.pow(root, n / p as u64) != field.one()).then_some(root)
    };
    let Some(root) = (2..q).find_map(primitive) else { return true };
    let value = f
        .coefs
        .iter()
        .rev()
        .fold(0, |value, c| field.add(field.mul(value, root), field.residue_of(c)));
    value == 0
}

/// The primes that divide n.
fn prime_factors(mut n: usize) -> Vec<usize> {
    let mut primes = Vec::new();
    let mut p = 2;
    while p * p <= n {
        if n.is_multiple_of(p) {
            primes.push(p);
            while n.is_multiple_of(p) {
                n /= p;
            }
        }
        p += 1;
    }
    if n > 1 {
        primes.push(n);
    }
    primes
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn small_cyclotomic_polynomials() {
        for (n, text) in [
            (1, "x - 1"),
            (2, "x + 1"),
            (3, "x^2 + x + 1"),
            (4, "x^2 + 1"),
            (6, "x^2 - x + 1"),
            (9, "x^6 + x^3 + 1"),
            (12, "x^4 - x^2 + 1"),
            (15, "x^8 - x^7 + x^5 - x^4 + x^3 - x + 1"),
        ] {
            assert_eq!(IntPoly::cyclotomic(n).unwrap().to_string(), text);
        }
        // Φ₁₀₅ is the first with a coefficient beyond ±1.
        assert_eq!(IntPoly::cyclotomic(105).unwrap().coefficient(7), Integer::from(-2));
        assert!(IntPoly::cyclotomic(0).is_err());
    }

    #[test]
    fn cyclotomic_factors_are_found() {
        let core = IntPoly::from_i64(&[3, -1, 5, 0, 2]);
        let mut f = core.clone();
        for n in [1, 2, 5, 8, 30, 45] {
            f = &f * &IntPoly::cyclotomic(n).unwrap();
        }
        let (factors, rest) = split_cyclotomic(&f).unwrap();
        assert_eq!(rest, core);
        assert_eq!(factors.len(), 6);
        let (none, rest) = split_cyclotomic(&core).unwrap();
        assert!(none.is_empty() && rest == core);
    }
}
