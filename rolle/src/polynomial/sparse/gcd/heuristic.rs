//! The heuristic gcd by integers (Char, Geddes and Gonnet 1989), for small inputs.
//!
//! Both polynomials are packed into one variable by Kronecker's substitution and evaluated at a
//! large power of two; the digits of the integers' gcd are the coefficients of a candidate. With
//! ξ ≥ 2·min(|a|, |b|) + 2 a candidate that divides both is the gcd: a common divisor of larger
//! degree would take a value at ξ too large to divide the integers' gcd.

use dashu_base::{BitTest, Gcd, UnsignedAbs};

use super::super::limits::Limits;
use super::super::poly::SparsePoly;
use crate::error::Result;
use crate::number::Integer;

/// The largest size of the integers, in bits.
const BITS: u64 = 1 << 11;

/// The gcd of two primitive polynomials, if they are small and the first try succeeds.
pub(super) fn gcd(a: &SparsePoly, b: &SparsePoly, limits: &Limits) -> Result<Option<SparsePoly>> {
    let degrees: Vec<u32> = a.degrees().iter().zip(b.degrees()).map(|(&x, y)| x.max(y)).collect();
    let digit = a.coefficient_bits().min(b.coefficient_bits()) + 10;
    let digit = digit.max(a.coefficient_bits().max(b.coefficient_bits()) + 2);
    let cells = degrees.iter().try_fold(1u64, |v, &d| v.checked_mul(u64::from(d) + 1));
    let Some(cells) = cells.filter(|cells| cells.saturating_mul(digit) <= BITS) else {
        return Ok(None);
    };
    let (va, vb) = (value(a, &degrees, digit), value(b, &degrees, digit));
    if va.is_zero() || vb.is_zero() {
        return Ok(None);
    }
    let common = Integer::from(va.unsigned_abs().gcd(&vb.unsigned_abs()));
    let candidate = digits(common, cells, &degrees, digit)?.primitive_positive();
    let divides = |p: &SparsePoly| p.div_exact(&candidate, limits).map(|q| q.is_some());
    Ok(if !candidate.is_zero() && divides(a)? && divides(b)? { Some(candidate) } else { None })
}

/// The place of a monomial in Kronecker's substitution.
fn place(exponents: &[u32], degrees: &[u32]) -> u64 {
    exponents.iter().zip(degrees).fold(0, |p, (&e, &d)| p * (u64::from(d) + 1) + u64::from(e))
}

fn value(p: &SparsePoly, degrees: &[u32], digit: u64) -> Integer {
    p.terms().fold(Integer::ZERO, |sum, (e, c)| sum + (c << (place(&e, degrees) * digit) as usize))
}

/// The polynomial with balanced digits in base `2^digit`.
fn digits(mut value: Integer, cells: u64, degrees: &[u32], digit: u64) -> Result<SparsePoly> {
    let base = Integer::ONE << digit as usize;
    let half = Integer::ONE << (digit - 1) as usize;
    let mut terms = Vec::new();
    for cell in 0..cells {
        if value.is_zero() {
            break;
        }
        // The low digit of a nonnegative number; the rest stays nonnegative or becomes one more.
        let high = Integer::from(&value >> digit as usize);
        let mut low = &value - (&high << digit as usize);
        value = high;
        if low >= half {
            low -= &base;
            value += Integer::ONE;
        }
        if low.bit_len() > 0 {
            terms.push((exponents(cell, degrees), low));
        }
    }
    SparsePoly::from_terms(degrees.len(), terms)
}

fn exponents(mut place: u64, degrees: &[u32]) -> Vec<u32> {
    let mut out = vec![0; degrees.len()];
    for (slot, &d) in out.iter_mut().zip(degrees).rev() {
        *slot = (place % (u64::from(d) + 1)) as u32;
        place /= u64::from(d) + 1;
    }
    out
}
