//! Univariate polynomials modulo a prime: ascending coefficients, no zeros at the end.

use super::Field;

/// The degree; `None` for zero.
pub(in super::super) fn degree(a: &[u64]) -> Option<usize> {
    a.len().checked_sub(1)
}

pub(in super::super) fn trim(a: &mut Vec<u64>) {
    while a.last() == Some(&0) {
        a.pop();
    }
}

/// The monic greatest common divisor; empty if both are zero.
pub(in super::super) fn gcd(field: &Field, mut a: Vec<u64>, mut b: Vec<u64>) -> Vec<u64> {
    trim(&mut a);
    trim(&mut b);
    if a.len() < b.len() {
        std::mem::swap(&mut a, &mut b);
    }
    while !b.is_empty() {
        if b.len() > LONG {
            remainder(field, &mut a, &b);
        } else {
            pseudo_remainder(field, &mut a, &b);
        }
        std::mem::swap(&mut a, &mut b);
    }
    if let Some(&lead) = a.last() {
        let inverse = field.invert(lead);
        a.iter_mut().for_each(|c| *c = field.mul(*c, inverse));
    }
    a
}

/// Divisors of more coefficients than this are worth an inversion.
const LONG: usize = 48;

/// Replaces `a` by its remainder by `b`.
fn remainder(field: &Field, a: &mut Vec<u64>, b: &[u64]) {
    let Some((&lead, low)) = b.split_last() else { return };
    let inverse = field.invert(lead);
    while a.len() >= b.len() {
        let Some(top) = a.pop() else { return };
        let q = field.mul(top, inverse);
        let shift = a.len() - low.len();
        for (c, &d) in a[shift..].iter_mut().zip(low) {
            *c = field.sub(*c, field.mul(d, q));
        }
        trim(a);
    }
}

/// Replaces `a` by a multiple of its remainder by `b`; no inversion is needed.
fn pseudo_remainder(field: &Field, a: &mut Vec<u64>, b: &[u64]) {
    let Some((&lead, low)) = b.split_last() else { return };
    while a.len() >= b.len() {
        let Some(top) = a.pop() else { return };
        let shift = a.len() - low.len();
        for c in &mut a[..shift] {
            *c = field.mul(*c, lead);
        }
        for (c, &d) in a[shift..].iter_mut().zip(low) {
            *c = field.sub(field.mul(*c, lead), field.mul(d, top));
        }
        trim(a);
    }
}

/// Quotient and remainder by a nonzero polynomial.
pub(in super::super) fn div_rem(field: &Field, a: &[u64], b: &[u64]) -> (Vec<u64>, Vec<u64>) {
    let mut rest = a.to_vec();
    let Some((&lead, low)) = b.split_last() else { return (Vec::new(), rest) };
    let inverse = field.invert(lead);
    let mut quotient = vec![0; (a.len() + 1).saturating_sub(b.len())];
    for i in (0..quotient.len()).rev() {
        let q = field.mul(rest.pop().unwrap_or(0), inverse);
        quotient[i] = q;
        if q != 0 {
            for (c, &d) in rest[i..].iter_mut().zip(low) {
                *c = field.sub(*c, field.mul(d, q));
            }
        }
    }
    trim(&mut rest);
    trim(&mut quotient);
    (quotient, rest)
}

pub(in super::super) fn mul(field: &Field, a: &[u64], b: &[u64]) -> Vec<u64> {
    if a.is_empty() || b.is_empty() {
        return Vec::new();
    }
    let mut out = vec![0; a.len() + b.len() - 1];
    for (i, &x) in a.iter().enumerate().filter(|(_, x)| **x != 0) {
        for (c, &y) in out[i..].iter_mut().zip(b) {
            *c = field.add(*c, field.mul(x, y));
        }
    }
    out
}

fn sub(field: &Field, a: &[u64], b: &[u64]) -> Vec<u64> {
    let at = |v: &[u64], i: usize| v.get(i).copied().unwrap_or(0);
    let mut out: Vec<u64> =
        (0..a.len().max(b.len())).map(|i| field.sub(at(a, i), at(b, i))).collect();
    trim(&mut out);
    out
}

/// The inverse of `a` modulo `m`, of lower degree than `m`; `None` if they are not coprime.
pub(in super::super) fn bezout(field: &Field, a: &[u64], m: &[u64]) -> Option<Vec<u64>> {
    let (mut r0, mut r1) = (m.to_vec(), div_rem(field, a, m).1);
    let (mut s0, mut s1) = (Vec::new(), vec![field.one()]);
    while r1.len() > 1 {
        let (q, r) = div_rem(field, &r0, &r1);
        let s = sub(field, &s0, &mul(field, &q, &s1));
        (r0, r1, s0, s1) = (r1, r, s1, s);
    }
    let inverse = field.invert(*r1.first()?);
    let mut out: Vec<u64> = s1.iter().map(|&c| field.mul(c, inverse)).collect();
    trim(&mut out);
    Some(div_rem(field, &out, m).1)
}

pub(in super::super) fn evaluate(field: &Field, a: &[u64], x: u64) -> u64 {
    a.iter().rev().fold(0, |v, &c| field.add(field.mul(v, x), c))
}

#[cfg(test)]
mod tests {
    use super::super::{Points, Primes};
    use super::*;

    #[test]
    fn gcd_and_inverse() {
        let field = Primes::new().next().unwrap();
        let mut points = Points::new(1);
        let mut poly = |n: usize| -> Vec<u64> { (0..n).map(|_| points.next(&field)).collect() };
        for n in 1..9 {
            let (f, g, h) = (poly(n), poly(n + 2), poly(n + 1));
            let d = gcd(&field, mul(&field, &f, &g), mul(&field, &f, &h));
            assert_eq!(d.len(), f.len());
            assert!(div_rem(&field, &f, &d).1.is_empty());
            let inverse = bezout(&field, &h, &g).unwrap();
            let one = div_rem(&field, &mul(&field, &inverse, &h), &g).1;
            assert_eq!(one, [field.one()]);
            assert!(n == 1 || bezout(&field, &mul(&field, &f, &h), &f).is_none());
        }
        assert!(gcd(&field, vec![0], vec![]).is_empty());
    }
}
