//! Values and substitutions.

use std::collections::BTreeMap;

use dashu_base::BitTest;

use super::coefficients::Coefficients;
use super::limits::{Limits, argument};
use super::poly::SparsePoly;
use crate::error::Result;
use crate::number::{Integer, Natural, Rational};

impl SparsePoly {
    /// The value at a point with integer coordinates.
    ///
    /// An error of kind `Argument` if the number of coordinates is not that of the variables, of
    /// kind `Budget` if the powers needed exceed `limits.bits` bits.
    ///
    /// ```
    /// use rolle::polynomial::sparse::{Limits, SparsePoly};
    ///
    /// let p = SparsePoly::from_terms(2, [(vec![2, 0], 1.into()), (vec![0, 1], 3.into())])?;
    /// assert_eq!(p.evaluate(&[5.into(), 2.into()], &Limits::default())?, 31.into());
    /// # Ok::<(), rolle::Error>(())
    /// ```
    pub fn evaluate(&self, point: &[Integer], limits: &Limits) -> Result<Integer> {
        self.check_point(point.len())?;
        let mut p = self.clone();
        for (var, x) in point.iter().enumerate().rev() {
            p = p.scaled_value(var, x, &Integer::ONE, limits)?.0;
        }
        Ok(p.as_constant().unwrap_or_default())
    }

    /// The value at a point with rational coordinates.
    ///
    /// Errors as for [`evaluate`](Self::evaluate).
    pub fn evaluate_rational(&self, point: &[Rational], limits: &Limits) -> Result<Rational> {
        self.check_point(point.len())?;
        let mut p = self.clone();
        let mut denominator = Natural::ONE;
        for (var, x) in point.iter().enumerate().rev() {
            let q = Integer::from(x.denominator().clone());
            let (next, degree) = p.scaled_value(var, x.numerator(), &q, limits)?;
            limits.check_bits(
                denominator.bit_len() as u128 + u128::from(degree) * q.bit_len() as u128,
            )?;
            denominator *= x.denominator().pow(degree as usize);
            p = next;
        }
        Ok(Rational::from_parts(p.as_constant().unwrap_or_default(), denominator))
    }

    /// The polynomial with an integer in the place of one variable; the number of variables stays.
    ///
    /// Errors as for [`evaluate`](Self::evaluate).
    pub fn evaluate_at(&self, var: usize, value: &Integer, limits: &Limits) -> Result<SparsePoly> {
        self.check_var(var)?;
        Ok(self.scaled_value(var, value, &Integer::ONE, limits)?.0)
    }

    /// The polynomial with another polynomial in the place of one variable, expanded.
    ///
    /// An error of kind `Argument` if there is no such variable or the numbers of variables differ,
    /// of kind `Budget` as for [`mul`](Self::mul) and [`pow`](Self::pow).
    ///
    /// ```
    /// use rolle::polynomial::sparse::{Limits, SparsePoly};
    ///
    /// let limits = Limits::default();
    /// let (x, y) = (SparsePoly::variable(2, 0)?, SparsePoly::variable(2, 1)?);
    /// let p = x.pow(2, &limits)?.substitute(0, &x.add(&y)?, &limits)?;
    /// assert_eq!(p.display(&["x", "y"]).to_string(), "x^2 + 2*x*y + y^2");
    /// # Ok::<(), rolle::Error>(())
    /// ```
    pub fn substitute(
        &self,
        var: usize,
        value: &SparsePoly,
        limits: &Limits,
    ) -> Result<SparsePoly> {
        self.check_same(value)?;
        let slices = self.coefficients_in(var)?;
        let mut sum = SparsePoly::zero(self.vars());
        let mut last = 0;
        for (i, (exponent, c)) in slices.iter().enumerate() {
            if i > 0 {
                sum = sum.mul(&value.pow(u64::from(last - exponent), limits)?, limits)?;
            }
            sum = sum.add(c)?;
            last = *exponent;
        }
        sum.mul(&value.pow(u64::from(last), limits)?, limits)
    }

    fn check_point(&self, got: usize) -> Result<()> {
        let vars = self.vars();
        if got == vars {
            Ok(())
        } else {
            Err(argument(format!("`{got}` coordinates for `{vars}` variables")))
        }
    }

    /// `q^d` times the value at `var = p/q`, with the degree `d` in `var`.
    fn scaled_value(
        &self,
        var: usize,
        p: &Integer,
        q: &Integer,
        limits: &Limits,
    ) -> Result<(SparsePoly, u32)> {
        let degree = self.degree(var)?;
        if degree == 0 {
            return Ok((self.clone(), 0));
        }
        let weights = weights(self, var, degree, (p, q), limits)?;
        let (word, shift) = self.layout.place(var);
        let clear = !(self.layout.field() << shift);
        let mut monomials = self.monomials.clone();
        let mut coefficients = Vec::with_capacity(self.len());
        for (i, m) in monomials.chunks_exact_mut(self.layout.words()).enumerate() {
            let weight = &weights[&self.layout.exponent(m, var)];
            m[word] &= clear;
            coefficients.push(match &self.coefficients {
                Coefficients::Small(v) => weight * v[i],
                Coefficients::Big(v) => weight * &v[i],
            });
        }
        Ok((SparsePoly::collect(self.layout, &monomials, coefficients), degree))
    }
}

/// `p^e·q^(d-e)` for every exponent `e` that occurs.
fn weights(
    poly: &SparsePoly,
    var: usize,
    degree: u32,
    (p, q): (&Integer, &Integer),
    limits: &Limits,
) -> Result<BTreeMap<u32, Integer>> {
    let mut powers: BTreeMap<u32, Integer> =
        poly.packed().map(|m| (poly.layout.exponent(m, var), Integer::ONE)).collect();
    // Powers of 0 and ±1 cost nothing.
    let size = |v: &Integer| if v.bit_len() <= 1 { 0 } else { v.bit_len() as u128 };
    let each = u128::from(degree) * size(p).max(size(q));
    limits.check_bits(each * powers.len() as u128)?;
    limits.check_bits(
        (each + u128::from(poly.coefficient_bits())) * poly.len().min(1 << 10) as u128,
    )?;
    let (mut last, mut power) = (0, Integer::ONE);
    for (&e, weight) in &mut powers {
        power *= power_of(p, e - last);
        *weight = power.clone();
        last = e;
    }
    if *q != Integer::ONE {
        let (mut last, mut power) = (degree, Integer::ONE);
        for (&e, weight) in powers.iter_mut().rev() {
            power *= power_of(q, last - e);
            *weight *= &power;
            last = e;
        }
    }
    Ok(powers)
}

/// `base^e` without work for 0 and ±1.
fn power_of(base: &Integer, e: u32) -> Integer {
    if base.bit_len() > 1 || e == 0 {
        return base.pow(e as usize);
    }
    if e.is_multiple_of(2) { base * base } else { base.clone() }
}

#[cfg(test)]
mod tests {
    use super::super::testing::{Random, parse, x_y_z};
    use super::*;
    use crate::error::ErrorKind;

    #[test]
    fn evaluation_is_a_ring_homomorphism() {
        let mut random = Random::new(5);
        let limits = Limits::default();
        for _ in 0..60 {
            let (a, b) = (random.poly(3, 9, 6, 40), random.poly(3, 7, 6, 80));
            let point: Vec<Integer> = (0..3).map(|_| random.integer(20)).collect();
            let at = |p: &SparsePoly| p.evaluate(&point, &limits).unwrap();
            assert_eq!(at(&a.mul(&b, &limits).unwrap()), at(&a) * at(&b));
            assert_eq!(at(&a.add(&b).unwrap()), at(&a) + at(&b));
            let fractions: Vec<Rational> =
                point.iter().map(|p| Rational::from_parts(p.clone(), 7u8.into())).collect();
            let at = |p: &SparsePoly| p.evaluate_rational(&fractions, &limits).unwrap();
            assert_eq!(at(&a.mul(&b, &limits).unwrap()), at(&a) * at(&b));
        }
    }

    #[test]
    fn values() {
        let limits = Limits::default();
        let p = parse("x^3*y - 2*z + 5");
        assert_eq!(p.evaluate(&[2.into(), 3.into(), 4.into()], &limits), Ok(21.into()));
        let half = Rational::from_parts(1.into(), 2u8.into());
        let value = p.evaluate_rational(&[half.clone(), half.clone(), half], &limits);
        assert_eq!(value, Ok(Rational::from_parts(65.into(), 16u8.into())));
        assert_eq!(x_y_z(&p.evaluate_at(0, &2.into(), &limits).unwrap()), "8*y - 2*z + 5");
        let huge = parse("x^4294967295 + 1");
        let at = |v: i32| huge.evaluate(&[v.into(), 0.into(), 0.into()], &limits);
        assert_eq!(at(-1), Ok(0.into()));
        assert_eq!(at(0), Ok(1.into()));
        assert_eq!(at(3).map_err(|e| e.kind()), Err(ErrorKind::Budget));
        assert_eq!(p.evaluate(&[], &limits).map_err(|e| e.kind()), Err(ErrorKind::Argument));
    }

    #[test]
    fn substitutions() {
        let limits = Limits::default();
        for (p, var, by, expected) in [
            ("x^2 + y", 0, "y - 1", "y^2 - y + 1"),
            ("x^4*y + x + 1", 0, "0", "1"),
            ("x^4*y + x", 1, "x + z", "x^5 + x^4*z + x"),
            ("0", 2, "x", "0"),
            ("y^3", 1, "y^2", "y^6"),
        ] {
            assert_eq!(parse(p).substitute(var, &parse(by), &limits), Ok(parse(expected)));
        }
    }
}
