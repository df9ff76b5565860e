//! Sums, multiples and derivatives: merges of sorted term lists.

use std::cmp::Ordering;

use dashu_base::Signed;

use super::coefficients::Coefficients;
use super::key::{Key, with_key};
use super::layout::Layout;
use super::poly::SparsePoly;
use crate::error::Result;
use crate::number::{Integer, Natural};

impl SparsePoly {
    /// The sum.
    ///
    /// An error of kind `Argument` if the numbers of variables differ.
    pub fn add(&self, other: &SparsePoly) -> Result<SparsePoly> {
        self.check_same(other)?;
        Ok(self.merge(other, false))
    }

    /// The difference.
    ///
    /// An error of kind `Argument` if the numbers of variables differ.
    pub fn sub(&self, other: &SparsePoly) -> Result<SparsePoly> {
        self.check_same(other)?;
        Ok(self.merge(other, true))
    }

    /// The polynomial with all signs changed.
    pub fn neg(&self) -> SparsePoly {
        let coefficients = self.coefficients.map(i64::checked_neg, |c| -c);
        SparsePoly { layout: self.layout, monomials: self.monomials.clone(), coefficients }
    }

    /// The product with an integer.
    pub fn scale(&self, factor: &Integer) -> SparsePoly {
        if factor.is_zero() {
            return SparsePoly::zero(self.vars());
        }
        let small = i64::try_from(factor).ok();
        let coefficients = self.coefficients.map(|c| c.checked_mul(small?), |c| c * factor);
        SparsePoly { layout: self.layout, monomials: self.monomials.clone(), coefficients }
    }

    /// The quotient by an integer that is known to divide every coefficient.
    pub(super) fn unscale(&self, divisor: &Integer) -> SparsePoly {
        if *divisor == Integer::ONE {
            return self.clone();
        }
        let small = i64::try_from(divisor).ok();
        let coefficients = self.coefficients.map(|c| c.checked_div(small?), |c| c / divisor);
        SparsePoly { layout: self.layout, monomials: self.monomials.clone(), coefficients }
    }

    /// The content and the quotient by it; the sign stays with the quotient.
    ///
    /// The zero polynomial has content 0.
    pub fn primitive(&self) -> (Natural, SparsePoly) {
        let content = self.content();
        if self.is_zero() {
            return (content, self.clone());
        }
        let part = self.unscale(&Integer::from(content.clone()));
        (content, part)
    }

    /// The primitive part with a positive leading coefficient.
    pub(super) fn primitive_positive(&self) -> SparsePoly {
        let (_, part) = self.primitive();
        if part.leading_coefficient().is_negative() { part.neg() } else { part }
    }

    /// The partial derivative in one variable.
    ///
    /// An error of kind `Argument` if there is no such variable.
    pub fn derivative(&self, var: usize) -> Result<SparsePoly> {
        self.check_var(var)?;
        let words = self.layout.words();
        let (word, shift) = self.layout.place(var);
        let field = self.layout.field();
        let mut monomials = Vec::with_capacity(self.monomials.len());
        let mut coefficients = Coefficients::with_capacity(self.len());
        for (i, m) in self.packed().enumerate() {
            let exponent = (m[word] >> shift) & field;
            if exponent == 0 {
                continue;
            }
            let at = monomials.len();
            monomials.extend_from_slice(&m[..words]);
            monomials[at + word] -= 1 << shift;
            match &self.coefficients {
                Coefficients::Small(v) => {
                    coefficients.push_i128(i128::from(v[i]) * i128::from(exponent));
                }
                Coefficients::Big(v) => coefficients.push(&v[i] * exponent),
            }
        }
        Ok(SparsePoly::canonical(self.layout, monomials, coefficients))
    }

    fn merge(&self, other: &SparsePoly, minus: bool) -> SparsePoly {
        if other.is_zero() {
            return self.clone();
        }
        let layout = wider(self.layout, other.layout);
        let (a, b) = (self.repacked(layout), other.repacked(layout));
        with_key!(layout.words(), K => {
            let words = layout.words();
            let a = a.chunks_exact(words).map(K::read);
            let b = b.chunks_exact(words).map(K::read);
            merge_keys(layout, (a, &self.coefficients), (b, &other.coefficients), minus)
        })
    }
}

fn wider(a: Layout, b: Layout) -> Layout {
    if a.words() >= b.words() { a } else { b }
}

fn merge_keys<K: Key>(
    layout: Layout,
    (a, ca): (impl Iterator<Item = K>, &Coefficients),
    (b, cb): (impl Iterator<Item = K>, &Coefficients),
    minus: bool,
) -> SparsePoly {
    let words = layout.words();
    let mut monomials = Vec::with_capacity((ca.len() + cb.len()) * words);
    let mut out = Coefficients::with_capacity(ca.len() + cb.len());
    let (mut a, mut b) = (a.enumerate().peekable(), b.enumerate().peekable());
    loop {
        let order = match (a.peek(), b.peek()) {
            (Some((_, x)), Some((_, y))) => x.cmp(y),
            (Some(_), None) => Ordering::Greater,
            (None, Some(_)) => Ordering::Less,
            (None, None) => break,
        };
        let left = if order.is_ge() { a.next() } else { None };
        let right = if order.is_le() { b.next() } else { None };
        let i = left.as_ref().map(|(i, _)| *i);
        let j = right.as_ref().map(|(j, _)| *j);
        let before = out.len();
        push_sum(&mut out, i.map(|i| (ca, i)), j.map(|j| (cb, j)), minus);
        if let (true, Some((_, key))) = (out.len() > before, left.or(right)) {
            key.write(words, &mut monomials);
        }
    }
    SparsePoly::canonical(layout, monomials, out)
}

/// Pushes the sum or difference of two optional coefficients unless it is 0.
fn push_sum(
    out: &mut Coefficients,
    a: Option<(&Coefficients, usize)>,
    b: Option<(&Coefficients, usize)>,
    minus: bool,
) {
    let small = |c: Option<(&Coefficients, usize)>| match c {
        Some((Coefficients::Small(v), i)) => Some(i128::from(v[i])),
        Some(_) => None,
        None => Some(0),
    };
    let sum = match (small(a), small(b)) {
        (Some(x), Some(y)) => {
            let sum = if minus { x - y } else { x + y };
            return if sum != 0 {
                out.push_i128(sum)
            };
        }
        _ => {
            let big =
                |c: Option<(&Coefficients, usize)>| c.map_or(Integer::ZERO, |(v, i)| v.get(i));
            if minus { big(a) - big(b) } else { big(a) + big(b) }
        }
    };
    if !sum.is_zero() {
        out.push(sum);
    }
}

#[cfg(test)]
mod tests {
    use super::super::testing::{Random, parse, x_y_z};
    use super::*;
    use crate::error::ErrorKind;

    #[test]
    fn adds_and_subtracts() {
        for (a, b, sum, difference) in [
            ("x + y", "x - y", "2*x", "2*y"),
            ("x^3", "x^2 + 1", "x^3 + x^2 + 1", "x^3 - x^2 - 1"),
            ("9223372036854775807", "1", "9223372036854775808", "9223372036854775806"),
            ("x^100000 + z", "y", "x^100000 + y + z", "x^100000 - y + z"),
            ("18446744073709551616*x", "18446744073709551615*x", "36893488147419103231*x", "x"),
        ] {
            assert_eq!(parse(a).add(&parse(b)), Ok(parse(sum)));
            assert_eq!(parse(a).sub(&parse(b)), Ok(parse(difference)));
        }
        let two = SparsePoly::one(2);
        assert_eq!(two.add(&parse("x")).map_err(|e| e.kind()), Err(ErrorKind::Argument));
    }

    #[test]
    fn sums_obey_the_group_laws() {
        let mut random = Random::new(1);
        for _ in 0..100 {
            let (a, b) = (random.poly(3, 8, 5, 60), random.poly(3, 8, 5, 70));
            let sum = a.add(&b).unwrap();
            assert_eq!(sum, b.add(&a).unwrap());
            assert_eq!(sum.sub(&b).unwrap(), a);
            assert_eq!(a.sub(&b).unwrap(), a.add(&b.neg()).unwrap());
            assert!(a.sub(&a).unwrap().is_zero());
        }
    }

    #[test]
    fn differentiates() {
        for (p, var, expected) in [
            ("x^3*y + y^2 + 1", 0, "3*x^2*y"),
            ("x^3*y + y^2 + 1", 1, "x^3 + 2*y"),
            ("x^3*y + y^2 + 1", 2, "0"),
            ("x^4294967295", 0, "4294967295*x^4294967294"),
            ("4611686018427387904*z^3", 2, "13835058055282163712*z^2"),
            ("x^256*y", 0, "256*x^255*y"),
        ] {
            assert_eq!(x_y_z(&parse(p).derivative(var).unwrap()), expected);
        }
        assert_eq!(parse("x").derivative(3).map_err(|e| e.kind()), Err(ErrorKind::Argument));
    }

    #[test]
    fn splits_off_the_content() {
        let (content, part) = parse("-6*x + 9*y").primitive();
        assert_eq!((content, x_y_z(&part)), (3u8.into(), "-2*x + 3*y".to_string()));
        assert_eq!(x_y_z(&parse("-6*x + 9*y").primitive_positive()), "2*x - 3*y");
        assert_eq!(parse("x").scale(&0.into()), SparsePoly::zero(3));
    }
}
