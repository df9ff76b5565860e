//! Polynomials with rational coefficients: a rational number times a primitive integer polynomial.
//!
//! By Gauss's lemma products of primitive polynomials are primitive, so products, powers,
//! quotients and greatest common divisors need no work beyond that of the integer polynomials.

use dashu_base::{BitTest, Signed};

use super::coefficients::gcd_or_zero;
use super::factor::UnivariateFactor;
use super::limits::{Limits, argument};
use super::poly::SparsePoly;
use crate::error::Result;
use crate::number::{Integer, Natural, Rational};

/// A polynomial in a fixed number of variables with rational coefficients.
///
/// It is kept as `content·primitive`, where the primitive integer polynomial has coprime
/// coefficients and a positive leading one; the zero polynomial has content 0. Equal polynomials
/// are `==`.
///
/// ```
/// use rolle::number::Rational;
/// use rolle::polynomial::sparse::{SparsePoly, SparseRatPoly};
///
/// let half = Rational::from_parts(1.into(), 2u8.into());
/// let x = SparsePoly::variable(1, 0)?;
/// let p = SparseRatPoly::new(half.clone(), x.scale(&6.into()));
/// assert_eq!(p.content(), &Rational::from(3));
/// assert_eq!(p.primitive(), &x);
/// # Ok::<(), rolle::Error>(())
/// ```
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SparseRatPoly {
    content: Rational,
    primitive: SparsePoly,
}

impl From<SparsePoly> for SparseRatPoly {
    fn from(p: SparsePoly) -> SparseRatPoly {
        SparseRatPoly::new(Rational::ONE, p)
    }
}

impl SparseRatPoly {
    /// The product of a rational number and an integer polynomial.
    pub fn new(factor: Rational, poly: SparsePoly) -> SparseRatPoly {
        if factor.is_zero() || poly.is_zero() {
            return SparseRatPoly::zero(poly.vars());
        }
        let (content, primitive) = poly.primitive();
        let content = factor * Integer::from(content);
        if primitive.leading_coefficient().is_negative() {
            return SparseRatPoly { content: -content, primitive: primitive.neg() };
        }
        SparseRatPoly { content, primitive }
    }

    /// The zero polynomial in `vars` variables.
    pub fn zero(vars: usize) -> SparseRatPoly {
        SparseRatPoly { content: Rational::ZERO, primitive: SparsePoly::zero(vars) }
    }

    /// The sum of terms in any order; equal monomials are added.
    ///
    /// An error of kind `Argument` if an exponent vector does not have `vars` entries.
    pub fn from_terms(
        vars: usize,
        terms: impl IntoIterator<Item = (Vec<u32>, Rational)>,
    ) -> Result<SparseRatPoly> {
        let terms: Vec<(Vec<u32>, Rational)> = terms.into_iter().collect();
        let denominator = terms.iter().fold(Natural::ONE, |l, (_, c)| lcm(&l, c.denominator()));
        let scaled = terms.into_iter().map(|(e, c)| {
            let by = &denominator / c.denominator();
            (e, c.numerator() * Integer::from(by))
        });
        let poly = SparsePoly::from_terms(vars, scaled)?;
        Ok(SparseRatPoly::new(Rational::from_parts(Integer::ONE, denominator), poly))
    }

    /// The terms as exponents and coefficient, in descending lexicographic order.
    pub fn terms(&self) -> impl DoubleEndedIterator<Item = (Vec<u32>, Rational)> + '_ {
        self.primitive.terms().map(|(e, c)| (e, &self.content * c))
    }

    /// The rational factor, with the sign; 0 for the zero polynomial.
    pub fn content(&self) -> &Rational {
        &self.content
    }

    /// The primitive integer polynomial; zero for the zero polynomial.
    pub fn primitive(&self) -> &SparsePoly {
        &self.primitive
    }

    /// The number of variables.
    pub fn vars(&self) -> usize {
        self.primitive.vars()
    }

    /// Whether this is the zero polynomial.
    pub fn is_zero(&self) -> bool {
        self.primitive.is_zero()
    }

    /// The sum.
    ///
    /// An error of kind `Argument` if the numbers of variables differ.
    pub fn add(&self, other: &SparseRatPoly) -> Result<SparseRatPoly> {
        self.primitive.check_same(&other.primitive)?;
        if self.is_zero() {
            return Ok(other.clone());
        }
        if other.is_zero() {
            return Ok(self.clone());
        }
        let (p, q) = (self.content.denominator(), other.content.denominator());
        let denominator = lcm(p, q);
        let a = self.content.numerator() * Integer::from(&denominator / p);
        let b = other.content.numerator() * Integer::from(&denominator / q);
        let sum = self.primitive.scale(&a).add(&other.primitive.scale(&b))?;
        Ok(SparseRatPoly::new(Rational::from_parts(Integer::ONE, denominator), sum))
    }

    /// The difference.
    ///
    /// An error of kind `Argument` if the numbers of variables differ.
    pub fn sub(&self, other: &SparseRatPoly) -> Result<SparseRatPoly> {
        self.add(&other.neg())
    }

    /// The polynomial with all signs changed.
    pub fn neg(&self) -> SparseRatPoly {
        SparseRatPoly { content: -&self.content, primitive: self.primitive.clone() }
    }

    /// The product with a rational number.
    pub fn scale(&self, factor: &Rational) -> SparseRatPoly {
        if factor.is_zero() {
            return SparseRatPoly::zero(self.vars());
        }
        SparseRatPoly { content: &self.content * factor, primitive: self.primitive.clone() }
    }

    /// The product.
    ///
    /// Errors as for [`SparsePoly::mul`].
    pub fn mul(&self, other: &SparseRatPoly, limits: &Limits) -> Result<SparseRatPoly> {
        let primitive = self.primitive.mul(&other.primitive, limits)?;
        Ok(SparseRatPoly { content: &self.content * &other.content, primitive })
    }

    /// The power with a natural exponent; `0⁰ = 1`.
    ///
    /// Errors as for [`SparsePoly::pow`].
    pub fn pow(&self, n: u64, limits: &Limits) -> Result<SparseRatPoly> {
        if n == 0 {
            return Ok(SparsePoly::one(self.vars()).into());
        }
        let primitive = self.primitive.pow(n, limits)?;
        let (p, q) = (self.content.numerator(), Integer::from(self.content.denominator().clone()));
        let power = |c: &Integer| -> Result<Integer> {
            let constant = SparsePoly::constant(0, c.clone()).pow(n, limits)?;
            Ok(constant.leading_coefficient())
        };
        let content = Rational::from_parts_signed(power(p)?, power(&q)?);
        Ok(SparseRatPoly { content, primitive })
    }

    /// The partial derivative in one variable.
    ///
    /// An error of kind `Argument` if there is no such variable.
    pub fn derivative(&self, var: usize) -> Result<SparseRatPoly> {
        Ok(SparseRatPoly::new(self.content.clone(), self.primitive.derivative(var)?))
    }

    /// The quotient if `divisor` divides this polynomial over the rationals, else `None`.
    ///
    /// Errors as for [`SparsePoly::div_exact`].
    pub fn div_exact(
        &self,
        divisor: &SparseRatPoly,
        limits: &Limits,
    ) -> Result<Option<SparseRatPoly>> {
        if divisor.is_zero() {
            return Err(argument("division by the zero polynomial"));
        }
        let quotient = self.primitive.div_exact(&divisor.primitive, limits)?;
        let content = &self.content / &divisor.content;
        Ok(quotient.map(|primitive| SparseRatPoly { content, primitive }))
    }

    /// The value at a point with rational coordinates.
    ///
    /// Errors as for [`SparsePoly::evaluate`].
    pub fn evaluate(&self, point: &[Rational], limits: &Limits) -> Result<Rational> {
        Ok(&self.content * self.primitive.evaluate_rational(point, limits)?)
    }

    /// The polynomial with another polynomial in the place of one variable, expanded.
    ///
    /// Errors as for [`SparsePoly::substitute`].
    pub fn substitute(
        &self,
        var: usize,
        value: &SparseRatPoly,
        limits: &Limits,
    ) -> Result<SparseRatPoly> {
        self.primitive.check_same(&value.primitive)?;
        // With v = a/q, p(v) = Σ pₑ·aᵉ·q^(d-e) / q^d: the homogeneous form at the integer value a.
        let degree = self.primitive.degree(var)?;
        let q = Integer::from(value.content.denominator().clone());
        let a = value.primitive.scale(value.content.numerator());
        limits.check_bits(q.bit_len() as u128 * u128::from(degree))?;
        let scaled = self.primitive.coefficients_in(var)?;
        let scaled: Vec<(u32, SparsePoly)> =
            scaled.into_iter().map(|(e, c)| (e, c.scale(&q.pow((degree - e) as usize)))).collect();
        let sum = SparsePoly::from_coefficients_in(self.vars(), var, &scaled)?
            .substitute(var, &a, limits)?;
        let denominator = value.content.denominator().pow(degree as usize);
        let factor = &self.content * Rational::from_parts(Integer::ONE, denominator);
        Ok(SparseRatPoly::new(factor, sum))
    }

    /// The greatest common divisor as a primitive integer polynomial with a positive leading
    /// coefficient (over the rationals it is unique up to a constant); zero of two zeros.
    ///
    /// Errors as for [`SparsePoly::gcd`].
    pub fn gcd(&self, other: &SparseRatPoly, limits: &Limits) -> Result<SparsePoly> {
        self.primitive.gcd(&other.primitive, limits)
    }

    /// The factorization into a rational number and powers of irreducible primitive integer
    /// polynomials.
    ///
    /// Errors as for [`SparsePoly::factor`].
    pub fn factor(
        &self,
        univariate: UnivariateFactor<'_>,
        limits: &Limits,
    ) -> Result<(Rational, Vec<(SparsePoly, u32)>)> {
        Ok((self.content.clone(), self.primitive.factor(univariate, limits)?.factors))
    }
}

fn lcm(a: &Natural, b: &Natural) -> Natural {
    a / gcd_or_zero(a, b) * b
}

#[cfg(test)]
mod tests {
    use super::super::testing::{Random, parse};
    use super::*;

    fn fraction(n: i64, d: u64) -> Rational {
        Rational::from_parts(n.into(), d.into())
    }

    fn random(random: &mut Random) -> SparseRatPoly {
        let p = random.poly(3, 5, 3, 12);
        let terms: Vec<_> = p
            .terms()
            .map(|(e, c)| (e, Rational::from_parts(c, (1 + random.below(30)).into())))
            .collect();
        SparseRatPoly::from_terms(3, terms).unwrap()
    }

    #[test]
    fn the_form_is_canonical() {
        let p =
            SparseRatPoly::from_terms(1, [(vec![1], fraction(-2, 3)), (vec![0], fraction(4, 9))])
                .unwrap();
        assert_eq!(p.content(), &fraction(-2, 9));
        assert_eq!(p.primitive().display(&["x"]).to_string(), "3*x - 2");
        let terms: Vec<_> = p.terms().collect();
        assert_eq!(SparseRatPoly::from_terms(1, terms), Ok(p.clone()));
        assert_eq!(p.sub(&p), Ok(SparseRatPoly::zero(1)));
        assert_eq!(p.scale(&Rational::ZERO), SparseRatPoly::zero(1));
    }

    #[test]
    fn ring_laws_at_points() {
        let limits = Limits::default();
        let mut source = Random::new(13);
        for _ in 0..30 {
            let (a, b) = (random(&mut source), random(&mut source));
            let point: Vec<Rational> =
                (0..3).map(|i| fraction(source.below(99) as i64 - 50, 2 + i)).collect();
            let at = |p: &SparseRatPoly| p.evaluate(&point, &limits).unwrap();
            assert_eq!(at(&a.add(&b).unwrap()), at(&a) + at(&b));
            let product = a.mul(&b, &limits).unwrap();
            assert_eq!(at(&product), at(&a) * at(&b));
            assert_eq!(
                a.pow(3, &limits).unwrap(),
                a.mul(&a, &limits).unwrap().mul(&a, &limits).unwrap()
            );
            let rule = a.derivative(1).unwrap().mul(&b, &limits).unwrap();
            let rule = rule.add(&a.mul(&b.derivative(1).unwrap(), &limits).unwrap()).unwrap();
            assert_eq!(product.derivative(1).unwrap(), rule);
            if !b.is_zero() {
                assert_eq!(product.div_exact(&b, &limits), Ok(Some(a.clone())));
            }
            let inner = a.substitute(1, &b, &limits).unwrap();
            let moved = [point[0].clone(), at(&b), point[2].clone()];
            assert_eq!(at(&inner), a.evaluate(&moved, &limits).unwrap());
        }
    }

    #[test]
    fn gcd_and_factors_ignore_constants() {
        let limits = Limits::default();
        let p = SparseRatPoly::new(fraction(1, 2), parse("x^2 - y^2"));
        let q = SparseRatPoly::new(fraction(3, 7), parse("x*z - y*z"));
        assert_eq!(p.gcd(&q, &limits), Ok(parse("x - y")));
        let none = |_: &[Integer]| -> Result<Vec<(Vec<Integer>, u32)>> { unreachable!() };
        assert_eq!(
            q.factor(&none, &limits),
            Ok((fraction(3, 7), vec![(parse("z"), 1), (parse("x - y"), 1)]))
        );
    }
}
