//! The choice of a prime: a few are tried, and the one with the fewest factors is taken. What
//! all of them say on the degrees of factors often proves irreducibility at once (D. Musser,
//! "On the efficiency of a polynomial irreducibility test", 1978).

use super::degrees::DegreeSet;
use super::finite::{distinct_degrees, equal_degree};
use super::meter::Meter;
use crate::error::Result;
use crate::polynomial::univariate::int_poly::IntPoly;
use crate::polynomial::univariate::modular::field::{Field, is_prime};
use crate::polynomial::univariate::modular::poly::{
    ModPoly, derivative, from_integers, gcd, make_monic,
};

/// The monic factors of a polynomial modulo a prime, and the degrees that its factors can have.
pub(super) struct Local {
    pub(super) field: Field,
    pub(super) factors: Vec<ModPoly>,
    pub(super) degrees: DegreeSet,
}

/// The number of factors modulo a prime, and the products of those of each degree.
type Candidate = (usize, Field, Vec<(usize, ModPoly)>);

/// Tries primes on a square-free polynomial; `None` when it is irreducible.
pub(super) fn choose_prime(f: &IntPoly, meter: &mut Meter) -> Result<Option<Local>> {
    let n = f.len() - 1;
    let trials = if n <= 120 { 7 } else { 4 };
    let mut degrees = DegreeSet::all(n);
    let mut best: Option<Candidate> = None;
    let mut tried = 0;
    for p in (3..1u64 << 40).step_by(2).filter(|&p| is_prime(p)) {
        let field = Field::new(p);
        let Some(image) = square_free_image(f, &field, meter)? else { continue };
        let parts = distinct_degrees(&image, &field, meter)?;
        let sizes = parts.iter().map(|(d, g)| (*d, (g.len() - 1) / d));
        degrees.keep_sums(sizes.clone().flat_map(|(d, k)| std::iter::repeat_n(d, k)));
        if degrees.is_trivial() {
            return Ok(None);
        }
        let count = sizes.map(|(_, k)| k).sum();
        if best.as_ref().is_none_or(|(least, ..)| count < *least) {
            best = Some((count, field, parts));
        }
        tried += 1;
        if tried == trials || (tried >= 3 && best.as_ref().is_some_and(|(k, ..)| *k <= 3)) {
            break;
        }
    }
    let Some((_, field, parts)) = best else {
        // A square-free polynomial stays so modulo all primes but finitely many.
        meter.spend(u64::MAX)?;
        return Ok(None);
    };
    let mut factors = Vec::new();
    for (d, product) in parts {
        factors.extend(equal_degree(product, d, &field, meter)?);
    }
    Ok(Some(Local { field, factors, degrees }))
}

/// The monic image, where the degree stays and no root becomes multiple.
fn square_free_image(f: &IntPoly, field: &Field, meter: &mut Meter) -> Result<Option<ModPoly>> {
    let n = f.len() as u64;
    meter.spend(n.saturating_mul(n + f.max_bits() as u64 / 64))?;
    let mut image = from_integers(&f.coefs, field);
    if image.len() < f.len() {
        return Ok(None);
    }
    make_monic(&mut image, field);
    let slope = derivative(&image, field);
    Ok((gcd(&image, &slope, field).len() == 1).then_some(image))
}
