//! The choice of a prime and the factors modulo it.
//!
//! Several primes are tried: the one with the fewest factors makes recombination cheap, and
//! the degrees that a true factor can have are sums of degrees modulo every prime (D. Musser,
//! "On the efficiency of a polynomial irreducibility test", 1978), which proves most
//! irreducible polynomials irreducible outright.

use super::finite::{Frobenius, Xorshift, distinct_degrees, equal_degrees, is_square_free};
use crate::error::{Error, ErrorKind, Result};
use crate::polynomial::univariate::int_poly::IntPoly;
use crate::polynomial::univariate::modular::field::{Field, is_prime};
use crate::polynomial::univariate::modular::poly::{ModPoly, from_integers, make_monic};

/// This many good primes are looked at, fewer for large degrees.
const PRIMES: usize = 6;

/// What is known of the factors from their images.
pub(crate) struct Local {
    pub(crate) field: Field,
    /// The monic irreducible factors modulo p.
    pub(crate) factors: Vec<ModPoly>,
    /// `possible[d]`: no prime excludes a true factor of degree d.
    pub(crate) possible: Vec<bool>,
}

/// A prime with the products of the factors of equal degrees and the number of factors.
struct Candidate {
    field: Field,
    image: ModPoly,
    parts: Vec<(ModPoly, usize)>,
    count: usize,
}

/// The factors modulo the best of several primes; `None` when they prove f irreducible.
///
/// f is square-free of degree at least 2.
pub(crate) fn local_factors(f: &IntPoly) -> Result<Option<Local>> {
    let n = f.len() - 1;
    let mut possible = vec![true; n + 1];
    let mut best: Option<Candidate> = None;
    let primes = if n <= 100 { PRIMES } else { PRIMES / 2 };
    let mut tried = 0;
    for p in (3u64..1 << 20).step_by(2).filter(|&p| is_prime(p)) {
        let field = Field::new(p);
        let mut image = from_integers(&f.coefs, &field);
        if image.len() < f.len() || !is_square_free(&image, &field) {
            continue;
        }
        make_monic(&mut image, &field);
        let frobenius = Frobenius::new(&image, &field);
        let parts = distinct_degrees(&frobenius);
        let degrees: Vec<usize> =
            parts.iter().flat_map(|(g, d)| std::iter::repeat_n(*d, (g.len() - 1) / d)).collect();
        exclude(&mut possible, &degrees);
        if possible.iter().filter(|&&d| d).count() <= 2 {
            return Ok(None);
        }
        if best.as_ref().is_none_or(|best| degrees.len() < best.count) {
            best = Some(Candidate { field, image, parts, count: degrees.len() });
        }
        tried += 1;
        if tried == primes {
            break;
        }
    }
    let Some(Candidate { field, image, parts, .. }) = best else {
        return Err(Error::new(
            ErrorKind::Budget,
            "no prime below `2^20` keeps the polynomial square-free",
        ));
    };
    let frobenius = Frobenius::new(&image, &field);
    let mut random = Xorshift(0x9E37_79B9_7F4A_7C15);
    let factors =
        parts.into_iter().flat_map(|(g, d)| equal_degrees(g, d, &frobenius, &mut random)).collect();
    Ok(Some(Local { field, factors, possible }))
}

/// Keeps only the degrees that are sums of some of these.
fn exclude(possible: &mut [bool], degrees: &[usize]) {
    let mut sums = vec![false; possible.len()];
    sums[0] = true;
    for &d in degrees {
        for i in (d..sums.len()).rev() {
            sums[i] |= sums[i - d];
        }
    }
    for (p, s) in possible.iter_mut().zip(sums) {
        *p &= s;
    }
}
