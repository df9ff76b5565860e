//! Polynomials over 𝔽ₚ as vectors of residues, constant first, without trailing zeros.
//!
//! Products and remainders are dot products whose terms are summed in 128 bits and reduced
//! once for each burst that fits.

use super::field::Field;
use crate::number::Integer;

/// A polynomial over 𝔽ₚ; residues in Montgomery's form.
pub(crate) type ModPoly = Vec<u64>;

pub(crate) fn trim(a: &mut ModPoly) {
    while a.last() == Some(&0) {
        a.pop();
    }
}

/// The image of an integer polynomial.
pub(crate) fn from_integers(coefs: &[Integer], field: &Field) -> ModPoly {
    let mut image: ModPoly = coefs.iter().map(|c| field.residue_of(c)).collect();
    trim(&mut image);
    image
}

pub(crate) fn add(a: &[u64], b: &[u64], field: &Field) -> ModPoly {
    let (long, short) = if a.len() < b.len() { (b, a) } else { (a, b) };
    let mut sum = long.to_vec();
    for (s, &c) in sum.iter_mut().zip(short) {
        *s = field.add(*s, c);
    }
    trim(&mut sum);
    sum
}

pub(crate) fn sub(a: &[u64], b: &[u64], field: &Field) -> ModPoly {
    let mut difference = a.to_vec();
    difference.resize(a.len().max(b.len()), 0);
    for (d, &c) in difference.iter_mut().zip(b) {
        *d = field.sub(*d, c);
    }
    trim(&mut difference);
    difference
}

pub(crate) fn scale(a: &[u64], c: u64, field: &Field) -> ModPoly {
    a.iter().map(|&x| field.mul(x, c)).collect()
}

/// The dot product of `a` with `b` reversed, both of the same length.
#[inline]
pub(crate) fn dot_reversed(a: &[u64], b: &[u64], field: &Field) -> u64 {
    let burst = field.burst();
    let mut total = 0;
    let mut end = b.len();
    for chunk in a.chunks(burst) {
        let part = &b[end - chunk.len()..end];
        end -= chunk.len();
        let sum: u128 =
            chunk.iter().zip(part.iter().rev()).map(|(&x, &y)| x as u128 * y as u128).sum();
        total = field.add(total, field.reduce(sum));
    }
    total
}

pub(crate) fn mul(a: &[u64], b: &[u64], field: &Field) -> ModPoly {
    if a.is_empty() || b.is_empty() {
        return Vec::new();
    }
    (0..a.len() + b.len() - 1)
        .map(|k| {
            let low = (k + 1).saturating_sub(b.len());
            let high = k.min(a.len() - 1);
            dot_reversed(&a[low..=high], &b[k - high..=k - low], field)
        })
        .collect()
}

/// The quotient and the remainder by a polynomial that is not zero.
pub(crate) fn div_rem(a: &[u64], d: &[u64], field: &Field) -> (ModPoly, ModPoly) {
    let m = d.len() - 1;
    if a.len() <= m {
        return (Vec::new(), a.to_vec());
    }
    let lead = d[m];
    let monic = lead == field.one();
    let inverse = if monic { lead } else { field.inv(lead) };
    let steps = a.len() - m;
    let mut quotient = vec![0; steps];
    for k in (0..steps).rev() {
        // a[k+m] = Σ q[k+i]·d[m−i]: solve for q[k].
        let count = (steps - 1 - k).min(m);
        let known = dot_reversed(&quotient[k + 1..k + 1 + count], &d[m - count..m], field);
        let rest = field.sub(a[k + m], known);
        quotient[k] = if monic { rest } else { field.mul(rest, inverse) };
    }
    let mut remainder: ModPoly = (0..m)
        .map(|k| {
            let count = (k + 1).min(steps);
            field.sub(a[k], dot_reversed(&quotient[..count], &d[k + 1 - count..=k], field))
        })
        .collect();
    trim(&mut remainder);
    (quotient, remainder)
}

pub(crate) fn rem(a: &[u64], d: &[u64], field: &Field) -> ModPoly {
    div_rem(a, d, field).1
}

/// Divides by the leading coefficient.
pub(crate) fn make_monic(a: &mut ModPoly, field: &Field) {
    if let Some(&lead) = a.last().filter(|&&lead| lead != field.one()) {
        let inverse = field.inv(lead);
        a.iter_mut().for_each(|x| *x = field.mul(*x, inverse));
    }
}

/// One step of Euclid's algorithm when the degrees differ by one, the usual case.
fn rem_by_one_less(a: &[u64], d: &[u64], inverse: u64, field: &Field) -> ModPoly {
    let m = d.len() - 1;
    let q1 = field.mul(a[m + 1], inverse);
    let q0 = field.mul(field.sub(a[m], field.mul(q1, d[m - 1])), inverse);
    let (q1, q0) = (field.neg(q1), field.neg(q0));
    let mut remainder = Vec::with_capacity(m);
    remainder.push(field.add(a[0], field.mul(q0, d[0])));
    for k in 1..m {
        // Two products of residues below 2⁶² fit one reduction.
        let sum = q1 as u128 * d[k - 1] as u128 + q0 as u128 * d[k] as u128;
        remainder.push(field.add(a[k], field.reduce(sum)));
    }
    trim(&mut remainder);
    remainder
}

/// The monic greatest common divisor; empty when both are zero.
pub(crate) fn gcd(a: &[u64], b: &[u64], field: &Field) -> ModPoly {
    let (mut a, mut b) =
        if a.len() < b.len() { (b.to_vec(), a.to_vec()) } else { (a.to_vec(), b.to_vec()) };
    while !b.is_empty() {
        if b.len() == 1 {
            return vec![field.one()];
        }
        let r = if a.len() == b.len() + 1 {
            rem_by_one_less(&a, &b, field.inv(b[b.len() - 1]), field)
        } else {
            rem(&a, &b, field)
        };
        a = b;
        b = r;
    }
    make_monic(&mut a, field);
    a
}

/// (g, s, t) with s·a + t·b = g, the monic gcd.
pub(crate) fn gcd_extended(a: &[u64], b: &[u64], field: &Field) -> (ModPoly, ModPoly, ModPoly) {
    let (mut r0, mut r1) = (a.to_vec(), b.to_vec());
    let (mut s0, mut s1) = (vec![field.one()], Vec::new());
    let (mut t0, mut t1) = (Vec::new(), vec![field.one()]);
    while !r1.is_empty() {
        let (q, r) = div_rem(&r0, &r1, field);
        let s = sub(&s0, &mul(&q, &s1, field), field);
        let t = sub(&t0, &mul(&q, &t1, field), field);
        (r0, r1, s0, s1, t0, t1) = (r1, r, s1, s, t1, t);
    }
    if let Some(&lead) = r0.last() {
        let inverse = field.inv(lead);
        return (
            scale(&r0, inverse, field),
            scale(&s0, inverse, field),
            scale(&t0, inverse, field),
        );
    }
    (r0, s0, t0)
}

pub(crate) fn derivative(a: &[u64], field: &Field) -> ModPoly {
    let mut result: ModPoly =
        a.iter().enumerate().skip(1).map(|(i, &c)| field.mul(c, field.residue(i as u64))).collect();
    trim(&mut result);
    result
}

/// The resultant: ∏ over the roots of `a` and `b` of their differences, times leading powers.
pub(crate) fn resultant(a: &[u64], b: &[u64], field: &Field) -> u64 {
    if a.is_empty() || b.is_empty() {
        return 0;
    }
    let (mut a, mut b) = (a.to_vec(), b.to_vec());
    let mut result = field.one();
    while b.len() > 1 {
        // res(a, b) = (−1)^(deg a·deg b) · lc(b)^(deg a − deg r) · res(b, r), r = a mod b.
        let (n, m) = (a.len() - 1, b.len() - 1);
        let r = if a.len() == b.len() + 1 {
            rem_by_one_less(&a, &b, field.inv(b[m]), field)
        } else {
            rem(&a, &b, field)
        };
        if r.is_empty() {
            return 0;
        }
        if n % 2 == 1 && m % 2 == 1 {
            result = field.neg(result);
        }
        let drop = n.wrapping_sub(r.len() - 1);
        if n >= r.len() - 1 {
            result = field.mul(result, field.pow(b[m], drop as u64));
        }
        a = b;
        b = r;
    }
    field.mul(result, field.pow(b[0], (a.len() - 1) as u64))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn poly(coefs: &[i64], field: &Field) -> ModPoly {
        let coefs: Vec<Integer> = coefs.iter().map(|&c| Integer::from(c)).collect();
        from_integers(&coefs, field)
    }

    fn random(len: usize, seed: u64, field: &Field) -> ModPoly {
        let mut state = seed | 1;
        let mut coefs: ModPoly = (0..len)
            .map(|_| {
                state ^= state << 13;
                state ^= state >> 7;
                state ^= state << 17;
                state % field.characteristic()
            })
            .collect();
        trim(&mut coefs);
        coefs
    }

    #[test]
    fn division_identity() {
        for p in [3, 101, (1 << 60) - 93] {
            let field = Field::new(p);
            for (n, m) in [(1, 1), (5, 3), (40, 39), (80, 20), (3, 9)] {
                let (a, d) = (random(n, 5 + n as u64, &field), random(m, 77, &field));
                if d.is_empty() {
                    continue;
                }
                let (q, r) = div_rem(&a, &d, &field);
                assert_eq!(mul(&q, &d, &field), sub(&a, &r, &field));
                assert!(r.len() < d.len());
            }
        }
    }

    #[test]
    fn gcd_of_multiples() {
        let field = Field::new((1 << 60) - 93);
        let (a, b) = (random(12, 3, &field), random(11, 4, &field));
        let mut c = random(7, 5, &field);
        make_monic(&mut c, &field);
        let (ac, bc) = (mul(&a, &c, &field), mul(&b, &c, &field));
        assert_eq!(gcd(&ac, &bc, &field), c);
        let (g, s, t) = gcd_extended(&ac, &bc, &field);
        assert_eq!(g, c);
        assert_eq!(mul(&s, &ac, &field), sub(&c, &mul(&t, &bc, &field), &field));
    }

    #[test]
    fn resultants() {
        let field = Field::new(1_000_003);
        // res(x² − 2, x² − 3) = 1; res(x³ − x − 1, 3x² − 1) = −disc·lc = 23.
        let check = |a: &[i64], b: &[i64], r: i64| {
            let value = resultant(&poly(a, &field), &poly(b, &field), &field);
            assert_eq!(value, field.residue_of(&Integer::from(r)), "{a:?} {b:?}");
        };
        check(&[-2, 0, 1], &[-3, 0, 1], 1);
        check(&[-1, -1, 0, 1], &[-1, 0, 3], 23);
        check(&[-1, 0, 3], &[-1, -1, 0, 1], 23);
        check(&[1, 2], &[3, 5, 7], 7 - 10 + 12);
        check(&[3, 5, 7], &[1, 2], 7 - 10 + 12);
        check(&[5], &[1, 2, 3], 25);
        check(&[1, 2, 3], &[5], 25);
        check(&[1, 0, 1], &[0, 1, 0, 1], 0);
    }
}
