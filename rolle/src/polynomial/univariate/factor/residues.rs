//! Integer polynomials modulo an odd integer, in the symmetric range.

use crate::number::Integer;
use crate::polynomial::univariate::int_poly::IntPoly;

/// An odd modulus.
#[derive(Clone)]
pub(super) struct Modulus {
    pub(super) value: Integer,
    half: Integer,
    minus_half: Integer,
}

impl Modulus {
    pub(super) fn new(value: Integer) -> Modulus {
        let half = &value >> 1usize;
        Modulus { minus_half: -&half, half, value }
    }

    /// The representative in −(m − 1)/2 … (m − 1)/2.
    pub(super) fn reduce_integer(&self, c: &Integer) -> Integer {
        if *c <= self.half && *c >= self.minus_half {
            return c.clone();
        }
        let r = c % &self.value;
        if r > self.half {
            r - &self.value
        } else if r < self.minus_half {
            r + &self.value
        } else {
            r
        }
    }

    pub(super) fn reduce(&self, p: &IntPoly) -> IntPoly {
        IntPoly::new(p.coefs.iter().map(|c| self.reduce_integer(c)).collect())
    }

    pub(super) fn mul(&self, a: &IntPoly, b: &IntPoly) -> IntPoly {
        self.reduce(&(a * b))
    }

    /// The quotient and the remainder by a monic polynomial.
    pub(super) fn div_rem(&self, a: &IntPoly, monic: &IntPoly) -> (IntPoly, IntPoly) {
        let m = monic.len() - 1;
        if a.len() <= m {
            return (IntPoly::zero(), self.reduce(a));
        }
        let mut rest = a.coefs.clone();
        let mut quotient = vec![Integer::ZERO; a.len() - m];
        for k in (0..quotient.len()).rev() {
            let q = self.reduce_integer(&rest[k + m]);
            if q.is_zero() {
                continue;
            }
            for (r, c) in rest[k..k + m].iter_mut().zip(&monic.coefs) {
                *r -= &q * c;
            }
            quotient[k] = q;
        }
        rest.truncate(m);
        (IntPoly::new(quotient), self.reduce(&IntPoly::new(rest)))
    }

    pub(super) fn rem(&self, a: &IntPoly, monic: &IntPoly) -> IntPoly {
        self.div_rem(a, monic).1
    }
}
