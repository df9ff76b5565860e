//! Content, primitive part and the common sign convention.

use super::int_poly::IntPoly;
use crate::number::Integer;
use dashu_base::{Gcd, UnsignedAbs};

impl IntPoly {
    /// The greatest common divisor of the coefficients, with the sign of the leading one;
    /// 0 for zero.
    pub fn content(&self) -> Integer {
        let content = self.positive_content();
        if self.leading_sign() < 0 { -content } else { content }
    }

    pub(crate) fn positive_content(&self) -> Integer {
        // The smallest coefficients settle the answer soonest; the leading and the constant
        // one are good guesses without a search.
        let mut content = dashu_int::UBig::ZERO;
        for c in self.coefs.iter().rev().filter(|c| !c.is_zero()) {
            content = if content.is_zero() {
                c.unsigned_abs()
            } else {
                (&content).gcd(&c.unsigned_abs())
            };
            if content.is_one() {
                break;
            }
        }
        Integer::from(content)
    }

    /// The primitive part: the polynomial divided by its [content](IntPoly::content), so its
    /// coefficients have no common divisor and the leading one is positive. Zero stays zero.
    pub fn primitive_part(&self) -> IntPoly {
        let content = self.content();
        self.div_exact_by_constant(&content)
    }

    /// Divides every coefficient by a constant that is known to divide them all.
    pub(crate) fn div_exact_by_constant(&self, c: &Integer) -> IntPoly {
        if c.is_one() || self.is_zero() {
            return self.clone();
        }
        IntPoly { coefs: self.coefs.iter().map(|a| a / c).collect() }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn content_carries_the_sign() {
        for (p, content, primitive) in [
            (&[][..], 0, &[][..]),
            (&[-6], -6, &[1]),
            (&[4, 0, -6], -2, &[-2, 0, 3]),
            (&[3, 5], 1, &[3, 5]),
            (&[0, 9, 0, 15], 3, &[0, 3, 0, 5]),
        ] {
            let p = IntPoly::from_i64(p);
            assert_eq!(p.content(), Integer::from(content));
            assert_eq!(p.primitive_part(), IntPoly::from_i64(primitive));
        }
    }
}
