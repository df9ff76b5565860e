//! Order and signs of real algebraic numbers, exact.
//!
//! Numbers that differ are told apart by refinement. Equality, and the vanishing of a
//! polynomial at a root, is decided by the gcd: it vanishes at the root exactly when it has a
//! sign change on the root's interval.

use super::real_root::{Location, RealRoot};
use crate::error::Result;
use crate::number::Integer;
use crate::polynomial::univariate::int_poly::{IntPoly, bits};
use std::cmp::Ordering;

impl RealRoot {
    /// Compares two real algebraic numbers, exactly, narrowing their intervals as needed.
    ///
    /// Errors: `Budget` as [`IntPoly::gcd`] and [`RealRoot::refine`].
    pub fn compare(&mut self, other: &mut RealRoot) -> Result<Ordering> {
        if let (Location::Exact(a), Location::Exact(b)) = (&self.location, &other.location) {
            return Ok(a.cmp(b));
        }
        if let Some(order) = self.order_of_intervals(other) {
            return Ok(order);
        }
        if let Some(equal) = self.is_equal_to_rational(other)? {
            return if equal { Ok(Ordering::Equal) } else { self.separate(other) };
        }
        if self.poly != other.poly {
            let common = self.poly.gcd(&other.poly)?;
            if common.is_constant() || !self.share_root_of(other, &common)? {
                return self.separate(other);
            }
            return Ok(Ordering::Equal);
        }
        // Two isolating intervals of one polynomial overlap: equal if a root is in the common
        // part, which the polynomial itself tells.
        let poly = self.poly.clone();
        if self.share_root_of(other, &poly)? { Ok(Ordering::Equal) } else { self.separate(other) }
    }

    /// Are the two the same number? Errors as [`RealRoot::compare`].
    pub fn is_equal(&mut self, other: &mut RealRoot) -> Result<bool> {
        Ok(self.compare(other)? == Ordering::Equal)
    }

    /// When one of the two is rational: is it a root of the other's polynomial, hence, lying in
    /// the other's interval, that root?
    fn is_equal_to_rational(&self, other: &RealRoot) -> Result<Option<bool>> {
        match (&self.location, &other.location) {
            (Location::Exact(x), _) => Ok(Some(other.poly.sign_at(x)? == 0)),
            (_, Location::Exact(x)) => Ok(Some(self.poly.sign_at(x)? == 0)),
            _ => Ok(None),
        }
    }

    /// The order, if the intervals do not overlap.
    fn order_of_intervals(&self, other: &RealRoot) -> Option<Ordering> {
        let ((a, b), (c, d)) = (self.ends(), other.ends());
        if let (Location::Exact(x), Location::Exact(y)) = (&self.location, &other.location) {
            return Some(x.cmp(y));
        }
        match () {
            _ if b.compare(&c).is_le() => Some(Ordering::Less),
            _ if d.compare(&a).is_le() => Some(Ordering::Greater),
            _ => None,
        }
    }

    /// The order of two numbers that are known to differ: narrows until the intervals part.
    pub(super) fn separate(&mut self, other: &mut RealRoot) -> Result<Ordering> {
        loop {
            if let Some(order) = self.order_of_intervals(other) {
                return Ok(order);
            }
            match (self.width_bits(), other.width_bits()) {
                (Some(k), Some(l)) if k <= l => self.narrow_twice(k)?,
                (Some(k), None) => self.narrow_twice(k)?,
                (_, Some(l)) => other.narrow_twice(l)?,
                // Two rationals always have an order.
                (None, None) => self.narrow()?,
            }
        }
    }

    fn narrow_twice(&mut self, k: i64) -> Result<()> {
        self.refine_to(k + 2)
    }

    /// Has the square-free g, a common divisor of both polynomials, a root in the common part
    /// of the overlapping intervals?
    ///
    /// An end of the common part is an end of one interval, where that one's polynomial and
    /// hence g does not vanish; and g has at most one root there.
    fn share_root_of(&self, other: &RealRoot, g: &IntPoly) -> Result<bool> {
        let ((a, b), (c, d)) = (self.ends(), other.ends());
        let low = if a.compare(&c).is_ge() { a } else { c };
        let high = if b.compare(&d).is_le() { b } else { d };
        Ok(low.sign_of(g)? * high.sign_of(g)? < 0)
    }

    /// The sign of q at this root as −1, 0 or 1, exact; narrows the interval as needed.
    ///
    /// Errors: `Budget` as [`IntPoly::gcd`] and [`RealRoot::refine`].
    pub fn sign_of(&mut self, q: &IntPoly) -> Result<i32> {
        if q.is_constant() {
            return Ok(q.leading_sign());
        }
        if let Some(sign) = self.quick_sign_of(q)? {
            return Ok(sign);
        }
        let k = self.width_bits().unwrap_or(0);
        self.refine_to(k + 32)?;
        if let Some(sign) = self.quick_sign_of(q)? {
            return Ok(sign);
        }
        let common = self.poly.gcd(q)?;
        if !common.is_constant() && self.share_root_of(self, &common)? {
            return Ok(0);
        }
        let mut step = 64;
        loop {
            let k = self.width_bits().unwrap_or(0);
            self.refine_to(k + step)?;
            if let Some(sign) = self.quick_sign_of(q)? {
                return Ok(sign);
            }
            step *= 2;
        }
    }

    /// The sign of q, if it is plain from the present interval.
    fn quick_sign_of(&self, q: &IntPoly) -> Result<Option<i32>> {
        match &self.location {
            Location::Exact(x) => Ok(Some(q.sign_at(x)?)),
            Location::Cell(cell) => Ok(sign_on_cell(q, &cell.c, cell.k)),
        }
    }
}

/// The sign of q on the whole cell (c/2ᵏ, (c+1)/2ᵏ), if the mean value theorem shows that it
/// is constant: |q(left)| > width · max |q′|.
fn sign_on_cell(q: &IntPoly, c: &Integer, k: i64) -> Option<i32> {
    // On the cell |x| ≤ 2ᵉ.
    let e = (bits(c).max(bits(&(c + Integer::ONE)))) as i64 - k;
    let slopes = q.coefs.iter().enumerate().skip(1).filter(|(_, a)| !a.is_zero());
    let slope = slopes
        .map(|(i, a)| bits(a) as i64 + bits(&Integer::from(i)) as i64 + e * (i as i64 - 1))
        .max()
        .unwrap_or(0)
        + bits(&Integer::from(q.len())) as i64;
    if c.is_zero() {
        let constant = &q.coefs[0];
        return (bits(constant) as i64 > slope - k).then(|| q.sign_at_dyadic(c, k));
    }
    let value = q.approximate_at_dyadic(
        c,
        k,
        64 + 2 * bits(&Integer::from(q.len())) as u64 + k.max(0) as u64,
    );
    let sign = value.sign()?;
    // |value| − error ≥ 2^(b−2) once the error is below a half, against 2^(slope − k + scale).
    let clear = bits(&value.value) > bits(&value.error) + 1
        && bits(&value.value) as i64 - 2 >= slope - k + value.scale;
    clear.then_some(sign)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::polynomial::univariate::roots::isolate_real_roots;
    use crate::polynomial::univariate::roots::real_root::dyadic;

    fn roots(coefs: &[i64]) -> Vec<RealRoot> {
        isolate_real_roots(&IntPoly::from_i64(coefs)).unwrap()
    }

    #[test]
    fn equal_roots_of_different_polynomials() {
        // √2 as a root of x² − 2 and of (x² − 2)(x² − 3).
        let (mut a, mut b) = (roots(&[-2, 0, 1]), roots(&[6, 0, -5, 0, 1]));
        assert_eq!(a[1].compare(&mut b[2]).unwrap(), Ordering::Equal);
        assert_eq!(a[1].compare(&mut b[3]).unwrap(), Ordering::Less);
        assert_eq!(a[1].compare(&mut b[1]).unwrap(), Ordering::Greater);
        let mut copy = a[1].clone();
        copy.refine(200).unwrap();
        assert!(copy.is_equal(&mut a[1]).unwrap());
        assert!(!copy.is_equal(&mut a[0]).unwrap());
    }

    #[test]
    fn close_but_different() {
        // √2 against the root near it of 10³⁰·(x² − 2) − 1.
        let big = Integer::from(10).pow(30);
        let p = &(&IntPoly::from_i64(&[-2, 0, 1]) * &big) - &IntPoly::one();
        let mut near = isolate_real_roots(&p).unwrap().pop().unwrap();
        let mut root = roots(&[-2, 0, 1]).pop().unwrap();
        assert_eq!(root.compare(&mut near).unwrap(), Ordering::Less);
        assert_eq!(near.compare(&mut root).unwrap(), Ordering::Greater);
        // … and against rationals.
        let mut third = RealRoot::from_rational(dyadic(&Integer::from(3), 1));
        assert_eq!(root.compare(&mut third).unwrap(), Ordering::Less);
    }

    #[test]
    fn signs_at_roots() {
        let root = roots(&[-2, 0, 1]).pop().unwrap(); // √2
        for (q, sign) in [
            (&[-2, 0, 1][..], 0),
            (&[6, 0, -5, 0, 1], 0),
            (&[-3, 0, 1], -1),
            (&[-7, 5], 1),
            (&[-17, 12], -1),
            (&[-1_855_077_841, 1_311_738_121], 1),
            (&[], 0),
            (&[-4], -1),
        ] {
            assert_eq!(root.clone().sign_of(&IntPoly::from_i64(q)).unwrap(), sign, "{q:?}");
        }
        let mut tiny = roots(&[-1, 1 << 40, 0, 0, 1]).pop().unwrap();
        assert_eq!(tiny.sign_of(&IntPoly::from_i64(&[-1, 1 << 40])).unwrap(), -1);
    }
}
