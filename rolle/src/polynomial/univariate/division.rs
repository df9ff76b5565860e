//! Exact quotients and pseudo-division.
//!
//! Long exact quotients go through Kronecker substitution: if d divides p over ℤ then d(2ᵏ)
//! divides p(2ᵏ), and the quotient of the integers is the packed quotient as soon as k holds
//! its coefficients, which a product confirms.

use super::derive::refuse_beyond;
use super::int_poly::{IntPoly, MAX_BITS, bits};
use super::kronecker::{pack, unpack};
use crate::error::{Error, ErrorKind, Result};
use crate::number::Integer;
use dashu_base::DivRem;

/// Below this many coefficient products long division is used.
const LONG_DIVISION_WORK: usize = 4096;

impl IntPoly {
    /// The quotient p / d when d divides p over the integers, else `None`; also `None` when d
    /// is zero.
    pub fn div_exact(&self, d: &IntPoly) -> Option<IntPoly> {
        if d.is_zero() || (self.len() < d.len() && !self.is_zero()) {
            return None;
        }
        if self.is_zero() {
            return Some(IntPoly::zero());
        }
        if d.is_constant() {
            let quotients = self.coefs.iter().map(|c| exact_quotient(c, &d.coefs[0]));
            return quotients.collect::<Option<Vec<_>>>().map(IntPoly::new);
        }
        exact_quotient(&self.coefs[0], &d.coefs[0])?;
        let work = (self.len() - d.len() + 1).saturating_mul(d.count_terms());
        if work <= LONG_DIVISION_WORK {
            return self.long_division(d);
        }
        self.kronecker_division(d).unwrap_or_else(|| self.long_division(d))
    }

    /// Does d divide this polynomial over the integers? Nothing but zero is divided by zero.
    pub fn is_divisible_by(&self, d: &IntPoly) -> bool {
        self.is_zero() || self.div_exact(d).is_some()
    }

    fn long_division(&self, d: &IntPoly) -> Option<IntPoly> {
        let m = d.len() - 1;
        let mut rest = self.coefs.clone();
        let mut quotient = vec![Integer::ZERO; self.len() - m];
        for k in (0..quotient.len()).rev() {
            let top = std::mem::take(&mut rest[k + m]);
            if top.is_zero() {
                continue;
            }
            let q = exact_quotient(&top, &d.coefs[m])?;
            for (r, c) in rest[k..k + m].iter_mut().zip(&d.coefs).filter(|(_, c)| !c.is_zero()) {
                *r -= &q * c;
            }
            quotient[k] = q;
        }
        rest[..m].iter().all(|r| r.is_zero()).then(|| IntPoly::new(quotient))
    }

    /// `None` when the packed numbers would be out of proportion, else the answer.
    fn kronecker_division(&self, d: &IntPoly) -> Option<Option<IntPoly>> {
        let n = self.len() - d.len();
        let size = self.max_bits().max(d.max_bits());
        // |coefficients of a divisor| ≤ 2ᵐ·‖p‖₂ (Mignotte); the first try is the common case.
        let bound = self.max_bits() + n + self.len().ilog2() as usize + 3;
        let mut k = (size + 2 * self.len().ilog2() as usize + 4).min(bound.max(size + 2));
        loop {
            if (k as u64).saturating_mul(self.len() as u64) > MAX_BITS / 4 {
                return None;
            }
            let quotient = match exact_quotient(&pack(&self.coefs, k), &pack(&d.coefs, k)) {
                Some(value) => IntPoly::new(unpack(&value, n + 1, k)),
                None => return Some(None),
            };
            if &(&quotient * d) == self {
                return Some(Some(quotient));
            }
            if k >= bound {
                return Some(None);
            }
            k = (2 * k).min(bound.max(size + 2));
        }
    }

    /// Pseudo-division: (q, r, k) with cᵏ·p = q·d + r, c the leading coefficient of d,
    /// deg r < deg d and k = max(deg p − deg d + 1, 0).
    ///
    /// Errors: `Domain` when d is zero; `Budget` when the answer could take more than 2³² bits.
    pub fn pseudo_div_rem(&self, d: &IntPoly) -> Result<(IntPoly, IntPoly, usize)> {
        let Some(lead) = d.leading() else { return Err(division_by_zero()) };
        if self.len() < d.len() {
            return Ok((IntPoly::zero(), self.clone(), 0));
        }
        let (m, steps) = (d.len() - 1, self.len() - d.len() + 1);
        let growth =
            self.max_bits() as u64 + (steps as u64).saturating_mul(d.max_bits() as u64 + 1);
        refuse_beyond(growth.saturating_mul(self.len() as u64), "the pseudo-quotient")?;
        let mut rest = self.coefs.clone();
        let mut quotient = vec![Integer::ZERO; steps];
        for k in (0..steps).rev() {
            let q = std::mem::take(&mut rest[k + m]);
            for c in quotient[k + 1..].iter_mut().chain(&mut rest[..k + m]) {
                *c *= lead;
            }
            for (r, c) in rest[k..k + m].iter_mut().zip(&d.coefs) {
                *r -= &q * c;
            }
            quotient[k] = q;
        }
        rest.truncate(m);
        Ok((IntPoly::new(quotient), IntPoly::new(rest), steps))
    }

    /// The pseudo-remainder of [`pseudo_div_rem`](IntPoly::pseudo_div_rem).
    pub fn pseudo_rem(&self, d: &IntPoly) -> Result<IntPoly> {
        self.pseudo_div_rem(d).map(|(_, r, _)| r)
    }
}

/// The error of every division by the zero polynomial.
pub(crate) fn division_by_zero() -> Error {
    Error::new(ErrorKind::Domain, "division by the zero polynomial")
        .with_help("test the divisor with `is_zero` first")
}

/// a / b when b divides a, else `None`; nothing is divided by zero.
fn exact_quotient(a: &Integer, b: &Integer) -> Option<Integer> {
    if b.is_zero() {
        return a.is_zero().then_some(Integer::ZERO);
    }
    if a.is_zero() {
        return Some(Integer::ZERO);
    }
    if bits(b) > bits(a) {
        return None;
    }
    let (q, r) = a.div_rem(b);
    r.is_zero().then_some(q)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn poly(coefs: &[i64]) -> IntPoly {
        IntPoly::from_i64(coefs)
    }

    #[test]
    fn exact_division() {
        for (p, d, q) in [
            (&[-1, 0, 1][..], &[1, 1][..], Some(&[-1, 1][..])),
            (&[-1, 0, 1], &[2, 1], None),
            (&[-1, 0, 1], &[], None),
            (&[], &[3, 1], Some(&[])),
            (&[2, 4], &[2], Some(&[1, 2])),
            (&[2, 3], &[2], None),
            (&[0, 0, 6], &[0, 2], Some(&[0, 3])),
            (&[1], &[1, 1], None),
        ] {
            assert_eq!(poly(p).div_exact(&poly(d)), q.map(poly), "{p:?} / {d:?}");
        }
    }

    #[test]
    fn long_exact_division() {
        let mut p = IntPoly::from_i64(&[3, -7, 11, 2]).pow(120).unwrap();
        let d = IntPoly::from_i64(&[-5, 1, 0, 4]).pow(110).unwrap();
        let product = &p * &d;
        assert_eq!(product.div_exact(&d).unwrap(), p);
        assert_eq!(product.div_exact(&p).unwrap(), d);
        p.coefs[17] += Integer::ONE;
        assert_eq!(product.div_exact(&p), None);
        // The quotient is far larger than the dividend: (x¹⁰⁵⁰ − 1)/Φ₁₀₅-like growth.
        let big = IntPoly::from_i64(&[1, 1]).pow(200).unwrap();
        let wide = &big * &IntPoly::from_i64(&[-1, 1]).pow(200).unwrap();
        assert_eq!(wide.div_exact(&big).unwrap(), IntPoly::from_i64(&[-1, 1]).pow(200).unwrap());
    }

    #[test]
    fn pseudo_division_identity() {
        for (p, d) in [
            (&[1, 2, 3, 4, 5][..], &[7, -2, 3][..]),
            (&[1, 0, 0, 0, 1], &[5, -3]),
            (&[4, 4], &[1, 1, 1]),
            (&[4, 4], &[3]),
            (&[1, 0, 2, 0, 0], &[0, 2]),
        ] {
            let (p, d) = (poly(p), poly(d));
            let (q, r, k) = p.pseudo_div_rem(&d).unwrap();
            let scale = d.leading().unwrap().pow(k);
            assert_eq!(&(&q * &d) + &r, &p * &scale, "{p} by {d}");
            assert!(r.len() < d.len());
        }
        assert_eq!(poly(&[1]).pseudo_rem(&poly(&[])).unwrap_err().kind(), ErrorKind::Domain);
    }
}
