//! Derivative, reversal, scaling of the variable, deflation and composition.

use super::int_poly::{IntPoly, MAX_BITS, MAX_DEGREE, bits};
use crate::error::{Error, ErrorKind, Result};
use crate::number::Integer;

impl IntPoly {
    /// The derivative.
    pub fn derivative(&self) -> IntPoly {
        let coefs = self.coefs.iter().enumerate().skip(1).map(|(i, c)| c * Integer::from(i));
        IntPoly { coefs: coefs.collect() }
    }

    /// The reversed polynomial xⁿ·p(1/x), n the degree; its roots are the inverses of the
    /// nonzero roots.
    pub fn reverse(&self) -> IntPoly {
        IntPoly::new(self.coefs.iter().rev().cloned().collect())
    }

    /// The polynomial p(−x).
    pub fn negate_variable(&self) -> IntPoly {
        let signed = |(i, c): (usize, &Integer)| if i % 2 == 1 { -c } else { c.clone() };
        IntPoly { coefs: self.coefs.iter().enumerate().map(signed).collect() }
    }

    /// The polynomial p(c·x).
    ///
    /// Refused with an error of kind `Budget` when it would have more than 2³² bits.
    pub fn scale_variable(&self, c: &Integer) -> Result<IntPoly> {
        let n = self.len() as u64;
        let size = n.saturating_mul(n).saturating_mul(bits(c).saturating_sub(1) as u64);
        refuse_beyond(size, "the scaled polynomial")?;
        let mut power = Integer::ONE;
        let mut coefs = Vec::with_capacity(self.len());
        for (i, a) in self.coefs.iter().enumerate() {
            if i > 0 {
                power *= c;
            }
            coefs.push(a * &power);
        }
        Ok(IntPoly::new(coefs))
    }

    /// Is p(−x) = p(x) (even, `Some(1)`) or −p(x) (odd, `Some(-1)`)? Zero counts as even.
    pub fn parity(&self) -> Option<i32> {
        let vanish = |from: usize| self.coefs.iter().skip(from).step_by(2).all(|c| c.is_zero());
        match (vanish(1), vanish(0)) {
            (true, _) => Some(1),
            (_, true) => Some(-1),
            _ => None,
        }
    }

    /// The polynomial g and the largest k ≥ 1 with p(x) = g(xᵏ).
    pub fn deflate(&self) -> (IntPoly, usize) {
        let mut k = 0;
        for (i, _) in self.coefs.iter().enumerate().skip(1).filter(|(_, c)| !c.is_zero()) {
            k = gcd(k, i);
            if k == 1 {
                break;
            }
        }
        if k <= 1 {
            return (self.clone(), 1);
        }
        (IntPoly { coefs: self.coefs.iter().step_by(k).cloned().collect() }, k)
    }

    /// The polynomial p(xᵏ), for k ≥ 1.
    ///
    /// Refused with an error of kind `Budget` beyond [`MAX_DEGREE`].
    pub fn inflate(&self, k: usize) -> Result<IntPoly> {
        let Some(degree) = self.degree() else { return Ok(IntPoly::zero()) };
        if degree.checked_mul(k).is_none_or(|n| n > MAX_DEGREE) {
            return IntPoly::monomial(Integer::ONE, degree.saturating_mul(k));
        }
        if k == 0 {
            let sum = self.coefs.iter().fold(Integer::ZERO, |sum, c| sum + c);
            return Ok(IntPoly::constant(sum));
        }
        let mut coefs = vec![Integer::ZERO; degree * k + 1];
        for (i, c) in self.coefs.iter().enumerate() {
            coefs[i * k] = c.clone();
        }
        Ok(IntPoly { coefs })
    }

    /// The composition p(q(x)).
    ///
    /// Halves are combined pairwise with the powers q², q⁴, …, so the cost is that of a few
    /// products as large as the result. Refused with an error of kind `Budget` when the result
    /// would have a degree above [`MAX_DEGREE`] or more than 2³² bits.
    pub fn compose(&self, q: &IntPoly) -> Result<IntPoly> {
        let (Some(n), Some(m)) = (self.degree(), q.degree()) else {
            return Ok(IntPoly::constant(self.coefficient(0)));
        };
        let height = q.max_bits() as u64 + q.len().ilog2() as u64;
        let growth = (n as u64).saturating_mul(height) + self.max_bits() as u64;
        let degree = (n as u64).saturating_mul(m as u64);
        if degree > MAX_DEGREE as u64 {
            return IntPoly::monomial(Integer::ONE, usize::try_from(degree).unwrap_or(usize::MAX));
        }
        refuse_beyond((degree + 1).saturating_mul(growth), "the composition")?;
        let mut blocks: Vec<IntPoly> =
            self.coefs.iter().map(|c| IntPoly::constant(c.clone())).collect();
        let mut power = q.clone();
        while blocks.len() > 1 {
            blocks = combine_pairs(&blocks, &power);
            if blocks.len() > 1 {
                power = power.square();
            }
        }
        Ok(blocks.pop().unwrap_or_default())
    }
}

/// The list of low + power·high over neighboring pairs.
pub(crate) fn combine_pairs(blocks: &[IntPoly], power: &IntPoly) -> Vec<IntPoly> {
    let combine = |pair: &[IntPoly]| match pair {
        [low, high] => low + &(power * high),
        _ => pair[0].clone(),
    };
    blocks.chunks(2).map(combine).collect()
}

/// The greatest common divisor of two machine integers.
pub(crate) fn gcd(mut a: usize, mut b: usize) -> usize {
    while b != 0 {
        (a, b) = (b, a % b);
    }
    a
}

/// An error of kind `Budget` when `size`, in bits, is beyond what an answer may take.
pub(crate) fn refuse_beyond(size: u64, what: &str) -> Result<()> {
    if size <= MAX_BITS {
        return Ok(());
    }
    let message = format!("{what} would take about `{}` MiB", size >> 23);
    Err(Error::new(ErrorKind::Budget, message).with_help(format!(
        "the limit is {} MiB; lower the degree or the coefficients",
        MAX_BITS >> 23
    )))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn poly(coefs: &[i64]) -> IntPoly {
        IntPoly::from_i64(coefs)
    }

    #[test]
    fn derivatives() {
        for (p, d) in [
            (&[][..], &[][..]),
            (&[5], &[]),
            (&[1, 2, 3, 4], &[2, 6, 12]),
            (&[0, 0, 0, -1], &[0, 0, -3]),
        ] {
            assert_eq!(poly(p).derivative(), poly(d));
        }
    }

    #[test]
    fn changes_of_the_variable() {
        let p = poly(&[0, 1, -2, 3]);
        assert_eq!(p.reverse(), poly(&[3, -2, 1]));
        assert_eq!(p.negate_variable(), poly(&[0, -1, -2, -3]));
        assert_eq!(p.scale_variable(&Integer::from(-2)).unwrap(), poly(&[0, -2, -8, -24]));
        assert_eq!(p.scale_variable(&Integer::ZERO).unwrap(), poly(&[]));
        assert_eq!(p.inflate(2).unwrap(), poly(&[0, 0, 1, 0, -2, 0, 3]));
        assert_eq!(p.inflate(2).unwrap().deflate(), (p.clone(), 2));
        assert_eq!(p.inflate(0).unwrap(), poly(&[2]));
        assert_eq!(poly(&[7]).deflate(), (poly(&[7]), 1));
        assert_eq!(poly(&[1, 0, 0, 0, 5, 0, 9]).deflate().1, 2);
    }

    #[test]
    fn parities() {
        for (p, parity) in [
            (&[1, 0, -1][..], Some(1)),
            (&[0, 1, 0, 5], Some(-1)),
            (&[1, 1], None),
            (&[], Some(1)),
            (&[3], Some(1)),
            (&[0, 1, 1], None),
        ] {
            assert_eq!(poly(p).parity(), parity, "{p:?}");
        }
    }

    #[test]
    fn composition() {
        let p = poly(&[-1, 0, 2]);
        assert_eq!(p.compose(&p).unwrap(), poly(&[1, 0, -8, 0, 8])); // T₂∘T₂ = T₄
        assert_eq!(p.compose(&poly(&[])).unwrap(), poly(&[-1]));
        assert_eq!(poly(&[]).compose(&p).unwrap(), poly(&[]));
        assert_eq!(poly(&[1, 2, 3, 4, 5]).compose(&poly(&[-1, 1])).unwrap().coefs.len(), 5);
        let wide = IntPoly::monomial(Integer::ONE, 1 << 20).unwrap();
        assert_eq!(wide.compose(&wide).unwrap_err().kind(), ErrorKind::Budget);
    }
}
