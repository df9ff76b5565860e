//! Factors of g(xᵏ) from those of g, one prime factor q of k at a time.
//!
//! Let h be irreducible with root α. h(x^q) is irreducible exactly when α is no q-th power in
//! ℚ(α) (A. Capelli, 1898), which is so at once when its norm ±h(0)/lc(h) is no q-th power in ℚ.

use super::cyclotomic::{cyclotomic_order, is_power, prime_factors};
use super::meter::Meter;
use super::square_free_factors;
use crate::error::Result;
use crate::polynomial::univariate::gcd::integer_gcd;
use crate::polynomial::univariate::int_poly::IntPoly;

/// The irreducible factors of a primitive square-free polynomial that is not 0 at 0.
pub(super) fn deflated_factors(f: &IntPoly, meter: &mut Meter) -> Result<Vec<IntPoly>> {
    let (g, k) = f.deflate();
    let mut parts = square_free_factors(&g, meter)?;
    for q in prime_factors(k) {
        let mut next = Vec::with_capacity(parts.len());
        for h in parts {
            inflate(h, q, &mut next, meter)?;
        }
        parts = next;
    }
    Ok(parts)
}

/// Appends the irreducible factors of h(x^q), h irreducible and q prime.
fn inflate(h: IntPoly, q: usize, out: &mut Vec<IntPoly>, meter: &mut Meter) -> Result<()> {
    let big = h.inflate(q)?;
    if !norm_is_power(&h, q) {
        out.push(big);
    } else if let Some(m) = cyclotomic_order(&h) {
        // Φₘ(x^q) is Φ of mq, times Φₘ unless q divides m.
        if m.is_multiple_of(q) {
            out.push(big);
        } else if let Some(other) = big.div_exact(&h) {
            out.extend([h, other]);
        }
    } else {
        out.extend(square_free_factors(&big, meter)?);
    }
    Ok(())
}

fn norm_is_power(h: &IntPoly, q: usize) -> bool {
    let n = h.len() - 1;
    let (low, lead) = (&h.coefs[0], &h.coefs[n]);
    let common = integer_gcd(low, lead);
    let norm = if n % 2 == 1 { -low / &common } else { low / &common };
    is_power(&norm, q) && is_power(&(lead / &common), q)
}
