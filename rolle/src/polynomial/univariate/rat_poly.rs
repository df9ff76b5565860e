//! The dense rational polynomial.
//!
//! Kept as an integer polynomial over one common denominator, the fastest form by far, as long
//! as that denominator is small enough to be repeated in every coefficient; otherwise each
//! coefficient keeps its own. The form depends on the value alone, so equality is structural.

use super::derive::refuse_beyond;
use super::division::division_by_zero;
use super::int_poly::{IntPoly, sign_of};
use crate::error::{Error, ErrorKind, Result};
use crate::number::{Integer, Natural, Rational};
use dashu_base::{BitTest, Gcd, UnsignedAbs};
use std::fmt;
use std::ops::{Add, Mul, Neg, Sub};

/// The common denominator is used while repeating it takes no more bits than this: 4 MiB.
const COMMON_BITS: u64 = 1 << 25;

/// A polynomial in one variable with rational coefficients, stored densely.
///
/// ```
/// use rolle::number::{Integer, Natural, Rational};
/// use rolle::polynomial::RatPoly;
/// let half = Rational::from_parts(Integer::from(1), Natural::from(2u8));
/// let p = RatPoly::new(vec![half.clone(), half.clone(), Rational::ONE]);
/// assert_eq!(p.to_string(), "x^2 + 1/2*x + 1/2");
/// assert_eq!(p.derivative().to_string(), "2*x + 1/2");
/// ```
#[derive(Clone, PartialEq, Eq, Hash)]
pub struct RatPoly {
    form: Form,
}

#[derive(Clone, PartialEq, Eq, Hash)]
enum Form {
    /// numerator / denominator with no common divisor; length times bits of the denominator is
    /// at most [`COMMON_BITS`].
    Common(IntPoly, Natural),
    /// All other polynomials, without trailing zeros.
    Separate(Vec<Rational>),
}

impl RatPoly {
    /// The polynomial with these coefficients, constant first; trailing zeros are dropped.
    pub fn new(mut coefs: Vec<Rational>) -> RatPoly {
        while coefs.last().is_some_and(|c| c.is_zero()) {
            coefs.pop();
        }
        let Some(denominator) = common_denominator(&coefs, COMMON_BITS) else {
            return RatPoly { form: Form::Separate(coefs) };
        };
        let numerators = coefs.iter().map(|c| scaled_numerator(c, &denominator));
        // The lowest terms of the coefficients leave no common divisor.
        RatPoly { form: Form::Common(IntPoly::new(numerators.collect()), denominator) }
    }

    /// The polynomial numerator / denominator.
    ///
    /// Errors: `Domain` when the denominator is zero.
    pub fn from_parts(numerator: IntPoly, denominator: Natural) -> Result<RatPoly> {
        if denominator.is_zero() {
            return Err(Error::new(ErrorKind::Domain, "a polynomial over the denominator `0`"));
        }
        Ok(RatPoly::reduced(numerator, denominator))
    }

    /// The canonical form of numerator / denominator.
    fn reduced(numerator: IntPoly, denominator: Natural) -> RatPoly {
        let mut common = denominator.clone();
        for c in &numerator.coefs {
            if common.is_one() {
                break;
            }
            if !c.is_zero() {
                common = (&common).gcd(&c.unsigned_abs());
            }
        }
        let (numerator, denominator) = if numerator.is_zero() {
            (numerator, Natural::ONE)
        } else if common.is_one() {
            (numerator, denominator)
        } else {
            let below = Integer::from(common.clone());
            (numerator.div_exact_by_constant(&below), denominator / common)
        };
        if fits(numerator.len(), &denominator, COMMON_BITS) {
            return RatPoly { form: Form::Common(numerator, denominator) };
        }
        let coefs = numerator.coefs.into_iter();
        let coefs = coefs.map(|c| Rational::from_parts(c, denominator.clone()));
        RatPoly { form: Form::Separate(coefs.collect()) }
    }

    /// The zero polynomial.
    pub fn zero() -> RatPoly {
        RatPoly::from(IntPoly::zero())
    }

    /// The constant polynomial 1.
    pub fn one() -> RatPoly {
        RatPoly::from(IntPoly::one())
    }

    /// The constant polynomial `c`.
    pub fn constant(c: Rational) -> RatPoly {
        RatPoly::new(vec![c])
    }

    /// The number of coefficients up to the last that is not zero.
    fn len(&self) -> usize {
        match &self.form {
            Form::Common(numerator, _) => numerator.len(),
            Form::Separate(coefs) => coefs.len(),
        }
    }

    /// The degree; the zero polynomial has none.
    pub fn degree(&self) -> Option<usize> {
        self.len().checked_sub(1)
    }

    /// Is this the zero polynomial?
    pub fn is_zero(&self) -> bool {
        self.len() == 0
    }

    /// Is this a constant, zero included?
    pub fn is_constant(&self) -> bool {
        self.len() <= 1
    }

    /// The coefficient of xⁱ, zero beyond the degree.
    pub fn coefficient(&self, i: usize) -> Rational {
        match &self.form {
            Form::Common(numerator, denominator) => {
                Rational::from_parts(numerator.coefficient(i), denominator.clone())
            }
            Form::Separate(coefs) => coefs.get(i).cloned().unwrap_or(Rational::ZERO),
        }
    }

    /// The coefficients in lowest terms, constant first.
    pub fn coefficients(&self) -> Vec<Rational> {
        match &self.form {
            Form::Common(..) => (0..self.len()).map(|i| self.coefficient(i)).collect(),
            Form::Separate(coefs) => coefs.clone(),
        }
    }

    /// The coefficient of the highest power; the zero polynomial has none.
    pub fn leading(&self) -> Option<Rational> {
        self.degree().map(|n| self.coefficient(n))
    }

    /// The sign of the leading coefficient as −1, 0 or 1.
    pub fn leading_sign(&self) -> i32 {
        match &self.form {
            Form::Common(numerator, _) => numerator.leading_sign(),
            Form::Separate(coefs) => coefs.last().map_or(0, |c| sign_of(c.numerator())),
        }
    }

    /// The polynomial over its least common denominator.
    ///
    /// Refused with an error of kind `Budget` when repeating that denominator takes more than
    /// 2³² bits, as with 10⁵ large denominators that have little in common.
    pub fn to_parts(&self) -> Result<(IntPoly, Natural)> {
        match &self.form {
            Form::Common(numerator, denominator) => Ok((numerator.clone(), denominator.clone())),
            Form::Separate(coefs) => {
                let Some(denominator) = common_denominator(coefs, super::int_poly::MAX_BITS) else {
                    return Err(too_many_denominators());
                };
                let numerators = coefs.iter().map(|c| scaled_numerator(c, &denominator));
                Ok((IntPoly::new(numerators.collect()), denominator))
            }
        }
    }

    /// The primitive integer polynomial with the same roots and a positive leading
    /// coefficient. Errors as [`RatPoly::to_parts`].
    pub fn primitive_part(&self) -> Result<IntPoly> {
        Ok(self.to_parts()?.0.primitive_part())
    }

    /// The derivative.
    pub fn derivative(&self) -> RatPoly {
        match &self.form {
            Form::Common(numerator, denominator) => {
                RatPoly::reduced(numerator.derivative(), denominator.clone())
            }
            Form::Separate(coefs) => {
                let slopes = coefs.iter().enumerate().skip(1);
                RatPoly::new(slopes.map(|(i, c)| c * Integer::from(i)).collect())
            }
        }
    }

    /// The antiderivative without constant term.
    pub fn antiderivative(&self) -> RatPoly {
        let mut coefs = vec![Rational::ZERO];
        let terms = self.coefficients().into_iter().enumerate();
        coefs.extend(terms.map(|(i, c)| c / Integer::from(i + 1)));
        RatPoly::new(coefs)
    }

    /// The product with a number.
    pub fn scale(&self, c: &Rational) -> RatPoly {
        match &self.form {
            Form::Common(numerator, denominator) => {
                RatPoly::reduced(numerator * c.numerator(), denominator * c.denominator())
            }
            Form::Separate(coefs) => RatPoly::new(coefs.iter().map(|a| a * c).collect()),
        }
    }

    /// The polynomial divided by its leading coefficient; zero stays zero.
    pub fn monic(&self) -> RatPoly {
        match self.leading() {
            Some(lead) => self.scale(&(Rational::ONE / lead)),
            None => RatPoly::zero(),
        }
    }

    /// The product. Errors as [`RatPoly::to_parts`].
    pub fn mul(&self, other: &RatPoly) -> Result<RatPoly> {
        let ((a, below_a), (b, below_b)) = (self.to_parts()?, other.to_parts()?);
        let width = (below_a.bit_len() + below_b.bit_len()) as u64;
        refuse_beyond(width.saturating_mul((a.len() + b.len()) as u64), "the product")?;
        Ok(RatPoly::reduced(&a * &b, below_a * below_b))
    }

    /// The power pⁿ, with p⁰ = 1 also for zero. Errors: `Budget` as [`IntPoly::pow`].
    pub fn pow(&self, n: usize) -> Result<RatPoly> {
        let (numerator, denominator) = self.to_parts()?;
        let width = (denominator.bit_len() as u64 - 1).saturating_mul(n as u64);
        refuse_beyond(width, "the power")?;
        Ok(RatPoly::reduced(numerator.pow(n)?, denominator.pow(n)))
    }

    /// Euclidean division: (q, r) with p = q·d + r and deg r < deg d.
    ///
    /// Errors: `Domain` when d is zero; `Budget` when the answer could take more than 2³² bits.
    pub fn div_rem(&self, d: &RatPoly) -> Result<(RatPoly, RatPoly)> {
        if d.is_zero() {
            return Err(division_by_zero());
        }
        let ((a, below_a), (b, below_b)) = (self.to_parts()?, d.to_parts()?);
        // lcᵏ·a = q·b + r, hence a/α = (q·β/(lcᵏ·α))·(b/β) + r/(lcᵏ·α).
        let (q, r, k) = a.pseudo_div_rem(&b)?;
        let scale = b.coefs[b.len() - 1].pow(k);
        let below = below_a * (&scale).unsigned_abs();
        let sign = Integer::from(sign_of(&scale));
        let q = RatPoly::reduced(&q * &(Integer::from(below_b) * &sign), below.clone());
        Ok((q, RatPoly::reduced(&r * &sign, below)))
    }

    /// The monic greatest common divisor; gcd(0, 0) = 0.
    ///
    /// Errors: `Budget` as [`IntPoly::gcd`] and [`RatPoly::to_parts`].
    pub fn gcd(&self, other: &RatPoly) -> Result<RatPoly> {
        let common = self.primitive_part()?.gcd(&other.primitive_part()?)?;
        Ok(RatPoly::from(common).monic())
    }

    /// The value at a rational.
    ///
    /// Refused with an error of kind `Budget` when it could have more than 2³² bits.
    pub fn evaluate(&self, x: &Rational) -> Result<Rational> {
        if let Form::Common(numerator, denominator) = &self.form {
            return Ok(numerator.evaluate_rational(x)? / Rational::from(denominator.clone()));
        }
        let (numerator, denominator) = self.to_parts()?;
        Ok(numerator.evaluate_rational(x)? / Rational::from(denominator))
    }

    /// The Taylor shift p(x + c). Errors: `Budget` as [`IntPoly::taylor_shift`].
    pub fn taylor_shift(&self, c: &Rational) -> Result<RatPoly> {
        self.compose(&RatPoly::new(vec![c.clone(), Rational::ONE]))
    }

    /// The composition p(q(x)). Errors: `Budget` as [`IntPoly::compose`].
    pub fn compose(&self, q: &RatPoly) -> Result<RatPoly> {
        let ((a, below_a), (b, below_b)) = (self.to_parts()?, q.to_parts()?);
        let n = a.degree().unwrap_or(0);
        if below_b.is_one() {
            return Ok(RatPoly::reduced(a.compose(&b)?, below_a));
        }
        // a(b/β) = Σ aᵢ·βⁿ⁻ⁱ·bⁱ / βⁿ.
        let beta = Integer::from(below_b.clone());
        let scaled = a.reverse_padded(n).scale_variable(&beta)?.reverse_padded(n);
        refuse_beyond((below_b.bit_len() as u64).saturating_mul(n as u64), "the composition")?;
        Ok(RatPoly::reduced(scaled.compose(&b)?, below_a * below_b.pow(n)))
    }
}

impl IntPoly {
    /// xⁿ·p(1/x) for n at least the degree.
    fn reverse_padded(&self, n: usize) -> IntPoly {
        let mut coefs = self.coefs.clone();
        coefs.resize(n + 1, Integer::ZERO);
        coefs.reverse();
        IntPoly::new(coefs)
    }
}

fn fits(len: usize, denominator: &Natural, limit: u64) -> bool {
    (denominator.bit_len() as u64 - 1).saturating_mul(len as u64) <= limit
}

/// The least common denominator, unless repeating it for each coefficient exceeds the limit.
fn common_denominator(coefs: &[Rational], limit: u64) -> Option<Natural> {
    let mut common = Natural::ONE;
    for c in coefs {
        let below = c.denominator();
        if below.is_one() || (&common % below).is_zero() {
            continue;
        }
        let shared = (&common).gcd(below);
        common *= below / shared;
        if !fits(coefs.len(), &common, limit) {
            return None;
        }
    }
    Some(common)
}

/// The numerator of c over a multiple of its denominator.
fn scaled_numerator(c: &Rational, denominator: &Natural) -> Integer {
    if c.denominator() == denominator {
        return c.numerator().clone();
    }
    c.numerator() * Integer::from(denominator / c.denominator())
}

fn too_many_denominators() -> Error {
    Error::new(ErrorKind::Budget, "the common denominator of the polynomial is too large")
        .with_help("the limit is `2^32` bits over all coefficients")
}

impl From<IntPoly> for RatPoly {
    fn from(p: IntPoly) -> RatPoly {
        RatPoly { form: Form::Common(p, Natural::ONE) }
    }
}

impl Neg for &RatPoly {
    type Output = RatPoly;

    fn neg(self) -> RatPoly {
        match &self.form {
            Form::Common(numerator, denominator) => {
                RatPoly { form: Form::Common(-numerator, denominator.clone()) }
            }
            Form::Separate(coefs) => {
                RatPoly { form: Form::Separate(coefs.iter().map(|c| -c.clone()).collect()) }
            }
        }
    }
}

impl Add for &RatPoly {
    type Output = RatPoly;

    fn add(self, other: &RatPoly) -> RatPoly {
        combine(self, other, |a, b| a + b, |a, b| a + b)
    }
}

impl Sub for &RatPoly {
    type Output = RatPoly;

    fn sub(self, other: &RatPoly) -> RatPoly {
        combine(self, other, |a, b| a - b, |a, b| a - b)
    }
}

impl Mul<&Rational> for &RatPoly {
    type Output = RatPoly;

    fn mul(self, c: &Rational) -> RatPoly {
        self.scale(c)
    }
}

/// A sum or difference, over the common denominator when both have one.
fn combine(
    p: &RatPoly,
    q: &RatPoly,
    common: impl Fn(&IntPoly, &IntPoly) -> IntPoly,
    each: impl Fn(Rational, Rational) -> Rational,
) -> RatPoly {
    if let (Form::Common(a, below_a), Form::Common(b, below_b)) = (&p.form, &q.form) {
        if below_a == below_b {
            return RatPoly::reduced(common(a, b), below_a.clone());
        }
        let shared = below_a.gcd(below_b);
        let (up_a, up_b) = (Integer::from(below_b / &shared), Integer::from(below_a / &shared));
        let below = below_a * (below_b / &shared);
        if fits(p.len().max(q.len()), &below, COMMON_BITS) {
            return RatPoly::reduced(common(&(a * &up_a), &(b * &up_b)), below);
        }
    }
    let len = p.len().max(q.len());
    RatPoly::new((0..len).map(|i| each(p.coefficient(i), q.coefficient(i))).collect())
}

impl fmt::Display for RatPoly {
    /// Descending powers of `x`: `x^2 - 1/2*x + 3`.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let mut first = true;
        for i in (0..self.len()).rev() {
            let c = self.coefficient(i);
            if c.is_zero() {
                continue;
            }
            let negative = sign_of(c.numerator()) < 0;
            f.write_str(match (first, negative) {
                (true, true) => "-",
                (true, false) => "",
                (false, true) => " - ",
                (false, false) => " + ",
            })?;
            first = false;
            let magnitude = if negative { -c } else { c };
            match (i, magnitude.is_one()) {
                (0, _) => write!(f, "{magnitude}")?,
                (1, true) => f.write_str("x")?,
                (1, false) => write!(f, "{magnitude}*x")?,
                (_, true) => write!(f, "x^{i}")?,
                (_, false) => write!(f, "{magnitude}*x^{i}")?,
            }
        }
        if first { f.write_str("0") } else { Ok(()) }
    }
}

impl fmt::Debug for RatPoly {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "RatPoly({self})")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn ratio(a: i64, b: u64) -> Rational {
        Rational::from_parts(Integer::from(a), Natural::from(b))
    }

    fn poly(coefs: &[(i64, u64)]) -> RatPoly {
        RatPoly::new(coefs.iter().map(|&(a, b)| ratio(a, b)).collect())
    }

    #[test]
    fn printing() {
        assert_eq!(poly(&[(1, 2), (0, 1), (-1, 3), (1, 1)]).to_string(), "x^3 - 1/3*x^2 + 1/2");
        assert_eq!(RatPoly::zero().to_string(), "0");
        assert_eq!(poly(&[(0, 1), (-1, 1)]).to_string(), "-x");
    }

    #[test]
    fn canonical_form_makes_equality_structural() {
        let p = poly(&[(1, 2), (1, 3)]);
        let q = RatPoly::from_parts(IntPoly::from_i64(&[30, 20]), Natural::from(60u8)).unwrap();
        assert_eq!(p, q);
        assert_eq!(&p - &q, RatPoly::zero());
        assert_eq!(&(&p + &q) - &q, p);
        assert_eq!(p.scale(&ratio(6, 1)), RatPoly::from(IntPoly::from_i64(&[3, 2])));
        assert!(RatPoly::from_parts(IntPoly::one(), Natural::ZERO).is_err());
    }

    #[test]
    fn euclidean_division() {
        let (p, d) = (poly(&[(1, 2), (3, 1), (-2, 7), (5, 3)]), poly(&[(1, 5), (-3, 2)]));
        let (q, r) = p.div_rem(&d).unwrap();
        assert_eq!(&q.mul(&d).unwrap() + &r, p);
        assert!(r.is_constant());
        assert_eq!(d.div_rem(&p).unwrap(), (RatPoly::zero(), d.clone()));
        assert_eq!(p.div_rem(&RatPoly::zero()).unwrap_err().kind(), ErrorKind::Domain);
    }

    #[test]
    fn calculus_and_composition() {
        let p = poly(&[(1, 2), (3, 1), (-2, 7), (5, 3)]);
        assert_eq!(&p.antiderivative().derivative(), &p);
        let q = poly(&[(1, 3), (1, 2)]);
        let x = ratio(-5, 11);
        let inner = q.evaluate(&x).unwrap();
        assert_eq!(p.compose(&q).unwrap().evaluate(&x).unwrap(), p.evaluate(&inner).unwrap());
        assert_eq!(p.taylor_shift(&ratio(1, 2)).unwrap().taylor_shift(&ratio(-1, 2)).unwrap(), p);
        assert_eq!(RatPoly::zero().compose(&q).unwrap(), RatPoly::zero());
        let g = poly(&[(1, 3), (1, 1)]);
        let common = p.mul(&g).unwrap().gcd(&q.mul(&g).unwrap()).unwrap();
        assert_eq!(common, g);
        assert_eq!(p.pow(3).unwrap(), p.mul(&p).unwrap().mul(&p).unwrap());
    }

    #[test]
    fn many_distinct_denominators_keep_their_own() {
        // The common denominator of 1/(2⁴⁰ + i), i < 2·10⁴, has some 10⁵ words.
        let coefs = (0..20_000u64).map(|i| ratio(1, (1 << 40) + i)).collect();
        let p = RatPoly::new(coefs);
        assert!(matches!(p.form, Form::Separate(_)));
        assert_eq!(p.derivative().coefficient(1234), ratio(1235, (1 << 40) + 1235));
        assert_eq!(&(&p + &p) - &p, p);
        assert_eq!(p.mul(&p).unwrap_err().kind(), ErrorKind::Budget);
    }
}
