//! Real algebraic numbers in canonical form: an irreducible polynomial and the place among its real roots.
//!
//! A [`RealRoot`] is a number with some square-free polynomial; two of them may be equal. Here the polynomial is the
//! minimal one, so equal numbers have equal data. Everything that is asked of the number is decided exactly: the
//! vanishing of q by divisibility, a sign by refinement, which ends because the minimal polynomial divides every
//! polynomial that vanishes.

use super::isolate::{RootBudget, isolate_real_roots_within};
use super::real_root::RealRoot;
use crate::error::{Error, ErrorKind, Result};
use crate::number::Rational;
use crate::polynomial::univariate::int_poly::IntPoly;
use std::cmp::Ordering;
use std::hash::{Hash, Hasher};
use std::sync::Arc;

/// The interval that is kept is narrowed to this many bits, which is enough for most questions.
const KEPT_BITS: u32 = 128;

/// What finding algebraic numbers may cost.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct RootLimits {
    /// The largest degree of a minimal polynomial.
    pub degree: usize,
    /// Word operations of the factorization.
    pub factor_work: u64,
    /// Coefficient operations of the isolation.
    pub isolation_work: u64,
}

impl Default for RootLimits {
    /// Degree 200, and a second or two for either step.
    fn default() -> RootLimits {
        RootLimits { degree: 200, factor_work: 1 << 31, isolation_work: 1 << 30 }
    }
}

/// A real algebraic number: a root of an irreducible polynomial with integer coefficients.
///
/// The polynomial is primitive with a positive leading coefficient, and the index counts its real roots from 0,
/// ascending. Two values are equal exactly when the numbers are.
///
/// # Examples
/// ```
/// use rolle::polynomial::{IntPoly, RootLimits, algebraic_roots};
/// // (x³ − x − 1)·(x² − 2), with roots −√2, 1.32… and √2.
/// let p = IntPoly::from_i64(&[2, 2, -1, -3, 0, 1]);
/// let roots = algebraic_roots(&p, &RootLimits::default())?;
/// assert_eq!(roots.len(), 3);
/// assert_eq!(roots[1].minimal_polynomial(), &IntPoly::from_i64(&[-1, -1, 0, 1]));
/// assert_eq!((roots[1].index(), roots[2].index()), (0, 1));
/// # Ok::<(), rolle::Error>(())
/// ```
#[derive(Clone, Debug)]
pub struct AlgebraicNumber {
    minimal: Arc<IntPoly>,
    index: usize,
    conjugates: usize,
    root: RealRoot,
}

/// The real roots of a polynomial as algebraic numbers, ascending, each once.
///
/// # Errors
/// `Domain` for the zero polynomial, of which every number is a root; `Budget` beyond the limits.
pub fn algebraic_roots(p: &IntPoly, limits: &RootLimits) -> Result<Vec<AlgebraicNumber>> {
    if p.is_zero() {
        return Err(Error::new(ErrorKind::Domain, "every number is a root of the zero polynomial")
            .with_help("treat it apart from other polynomials"));
    }
    let mut roots: Vec<AlgebraicNumber> = Vec::new();
    for (factor, _) in p.factor_within(limits.factor_work)?.factors {
        roots = merged(roots, roots_of_irreducible(factor, limits)?)?;
    }
    Ok(roots)
}

fn roots_of_irreducible(p: IntPoly, limits: &RootLimits) -> Result<Vec<AlgebraicNumber>> {
    let degree = p.degree().unwrap_or(0);
    // Polynomials in xᵏ are as cheap as the smaller one.
    let (small, _) = p.deflate();
    if small.degree().unwrap_or(0) > limits.degree {
        return Err(Error::new(
            ErrorKind::Budget,
            format!(
                "roots of an irreducible polynomial of degree `{degree}`; the limit is `{}`",
                limits.degree
            ),
        )
        .with_help("raise the limit on the degree of algebraic numbers"));
    }
    let found = isolate_real_roots_within(&p, RootBudget { work: limits.isolation_work })?;
    let minimal = Arc::new(p);
    let conjugates = found.len();
    let number = |(index, mut root): (usize, RealRoot)| {
        root.refine_relative(KEPT_BITS)?;
        Ok(AlgebraicNumber { minimal: minimal.clone(), index, conjugates, root })
    };
    found.into_iter().enumerate().map(number).collect()
}

/// Two ascending lists without a common number as one.
fn merged(a: Vec<AlgebraicNumber>, b: Vec<AlgebraicNumber>) -> Result<Vec<AlgebraicNumber>> {
    let mut merged = Vec::with_capacity(a.len() + b.len());
    let (mut a, mut b) = (a.into_iter().peekable(), b.into_iter().peekable());
    while let (Some(x), Some(y)) = (a.peek(), b.peek()) {
        let next = if x.compare(y)?.is_lt() { a.next() } else { b.next() };
        merged.extend(next);
    }
    merged.extend(a);
    merged.extend(b);
    Ok(merged)
}

impl AlgebraicNumber {
    /// The minimal polynomial: irreducible, primitive, with a positive leading coefficient.
    pub fn minimal_polynomial(&self) -> &IntPoly {
        &self.minimal
    }

    /// The degree of the minimal polynomial.
    pub fn degree(&self) -> usize {
        self.minimal.degree().unwrap_or(0)
    }

    /// The place among the real roots of the minimal polynomial: 0 for the smallest.
    pub fn index(&self) -> usize {
        self.index
    }

    /// How many real roots the minimal polynomial has.
    pub fn real_conjugates(&self) -> usize {
        self.conjugates
    }

    /// The sign of the number.
    pub fn sign(&self) -> Ordering {
        self.root.sign().cmp(&0)
    }

    /// Rational bounds: equal for a rational number, else strictly below and above, apart by at most 2^−bits of the
    /// number's size.
    ///
    /// # Errors
    /// `Budget` as for [`RealRoot::refine`].
    pub fn interval(&self, bits: u32) -> Result<(Rational, Rational)> {
        if bits <= KEPT_BITS {
            return Ok(self.root.interval());
        }
        let mut root = self.root.clone();
        root.refine_relative(bits)?;
        Ok(root.interval())
    }

    /// The sign of q at the number, exactly.
    ///
    /// # Errors
    /// `Budget` as for [`RealRoot::refine`] and [`IntPoly::gcd`].
    pub fn sign_of(&self, q: &IntPoly) -> Result<Ordering> {
        Ok(self.root.clone().sign_of(q)?.cmp(&0))
    }

    /// The order of two numbers, exactly.
    ///
    /// # Errors
    /// `Budget` as for [`RealRoot::refine`].
    pub fn compare(&self, other: &AlgebraicNumber) -> Result<Ordering> {
        if self.minimal == other.minimal {
            return Ok(self.index.cmp(&other.index));
        }
        self.root.clone().compare(&mut other.root.clone())
    }

    /// The nearest `f64`; NaN in the unlikely case that it takes too long.
    pub fn to_f64(&self) -> f64 {
        self.root.clone().to_f64().unwrap_or(f64::NAN)
    }
}

impl PartialEq for AlgebraicNumber {
    fn eq(&self, other: &AlgebraicNumber) -> bool {
        self.index == other.index && self.minimal == other.minimal
    }
}

impl Eq for AlgebraicNumber {}

impl Hash for AlgebraicNumber {
    fn hash<H: Hasher>(&self, state: &mut H) {
        self.minimal.hash(state);
        self.index.hash(state);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn roots(coefs: &[i64]) -> Vec<AlgebraicNumber> {
        algebraic_roots(&IntPoly::from_i64(coefs), &RootLimits::default()).unwrap()
    }

    #[test]
    fn equal_numbers_are_equal_whatever_polynomial_they_came_from() {
        let plain = &roots(&[-1, -1, 0, 1])[0];
        // −6·(x³ − x − 1)²·(x² − 2)·(x − 5)
        let square = IntPoly::from_i64(&[-1, -1, 0, 1]).pow(2).unwrap();
        let product = &(&square * &IntPoly::from_i64(&[-2, 0, 1])) * &IntPoly::from_i64(&[30, -6]);
        let all = algebraic_roots(&product, &RootLimits::default()).unwrap();
        let values: Vec<f64> = all.iter().map(AlgebraicNumber::to_f64).collect();
        assert_eq!(values, [-(2f64.sqrt()), 1.324717957244746, 2f64.sqrt(), 5.0]);
        assert_eq!(&all[1], plain);
        assert_eq!(all[1].minimal_polynomial().to_string(), "x^3 - x - 1");
        assert_ne!(all[0], all[2]);
    }

    #[test]
    fn signs_at_a_number_are_exact() {
        let root = &roots(&[-1, -1, 0, 0, 0, 1])[0];
        for (q, sign) in [
            (&[-1, -1, 0, 0, 0, 1][..], Ordering::Equal),
            (&[0, 7, 7, 0, 0, 0, -7], Ordering::Equal),
            (&[-1167303979, 1000000000], Ordering::Less),
            (&[-1167303978, 1000000000], Ordering::Greater),
            (&[3], Ordering::Greater),
        ] {
            assert_eq!(root.sign_of(&IntPoly::from_i64(q)).unwrap(), sign, "{q:?}");
        }
        assert_eq!(root.sign(), Ordering::Greater);
        assert_eq!(roots(&[1, -1, 0, 1])[0].sign(), Ordering::Less);
    }

    #[test]
    fn intervals_are_as_narrow_as_asked() {
        // Close to zero, and huge.
        for p in [&[1, -1_000_000_000_000, 0, 1][..], &[1, 0, 0, -1_000_000_000_000, 1]] {
            for root in roots(p) {
                for bits in [1, 64, 200, 3000] {
                    let (low, high) = root.interval(bits).unwrap();
                    let size = if root.sign().is_lt() { -high.clone() } else { low.clone() };
                    assert!(size > Rational::ZERO, "away from zero");
                    let scale = Rational::from(crate::number::Integer::ONE << bits as usize);
                    assert!((high - low) * scale <= size, "{p:?} {bits}");
                }
            }
        }
    }

    #[test]
    fn limits() {
        let limits = RootLimits { degree: 4, ..RootLimits::default() };
        let p = IntPoly::from_i64(&[-1, -1, 0, 0, 0, 1]);
        assert_eq!(algebraic_roots(&p, &limits).unwrap_err().kind(), ErrorKind::Budget);
        assert_eq!(
            algebraic_roots(&IntPoly::zero(), &limits).unwrap_err().kind(),
            ErrorKind::Domain
        );
        assert!(algebraic_roots(&IntPoly::one(), &limits).unwrap().is_empty());
    }
}
