//! Real roots: certified isolation, refinement to any digits, exact comparison.
//!
//! A root is an exact rational or an open interval with rational ends that holds exactly one root of a
//! square-free polynomial, which changes its sign there.

mod algebraic;
mod bound;
mod vincent;

use super::int_poly::IntPoly;
use crate::error::{Error, ErrorKind, Result};
use crate::number::Rational;
use std::cmp::Ordering;
use std::sync::Arc;

/// The largest degree of a polynomial whose roots are isolated.
pub const MAX_ROOT_DEGREE: usize = 5000;

/// A real algebraic number: a rational, or the only root of a polynomial in an open interval.
///
/// Certainty: exact. Equality of the struct compares representations; use [`RealRoot::compare`] for the numbers.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RealRoot {
    pub(super) polynomial: Arc<IntPoly>,
    pub(super) lower: Rational,
    pub(super) upper: Rational,
    multiplicity: usize,
}

impl RealRoot {
    /// The square-free polynomial that vanishes at the number.
    pub fn polynomial(&self) -> &IntPoly {
        &self.polynomial
    }

    /// The lower end of the isolating interval; the number itself where it is rational and known to be.
    pub fn lower(&self) -> &Rational {
        &self.lower
    }

    /// The upper end of the isolating interval.
    pub fn upper(&self) -> &Rational {
        &self.upper
    }

    /// The multiplicity as a root of the polynomial that was given.
    pub fn multiplicity(&self) -> usize {
        self.multiplicity
    }

    /// The number, where it is known to be rational.
    pub fn as_rational(&self) -> Option<&Rational> {
        (self.lower == self.upper).then_some(&self.lower)
    }
}

/// Isolates all real roots of a polynomial, ascending, with multiplicities.
///
/// The intervals are pairwise disjoint; each end is either the root itself or no root. Algorithm: square-free
/// decomposition, then continued fractions (Vincent, Akritas, Strzeboński) on the positive and the negative side.
///
/// # Errors
/// `Domain` for the zero polynomial, where every number is a root; `Budget` above degree 5000 and as
/// [`IntPoly::square_free`].
///
/// # Examples
/// ```
/// use rolle::polynomial::{IntPoly, isolate_real_roots};
/// let roots = isolate_real_roots(&IntPoly::from_i64(&[-2, 0, 1]))?;
/// assert_eq!(roots[1].clone().to_decimal(10)?, "1.414213562");
/// # Ok::<(), rolle::Error>(())
/// ```
pub fn isolate_real_roots(polynomial: &IntPoly) -> Result<Vec<RealRoot>> {
    if polynomial.is_zero() {
        return Err(Error::new(ErrorKind::Domain, "every number is a root of the zero polynomial"));
    }
    if polynomial.degree().unwrap_or(0) > MAX_ROOT_DEGREE {
        let message = format!("roots are isolated up to degree `{MAX_ROOT_DEGREE}`");
        return Err(Error::new(ErrorKind::Budget, message).with_help("factor the polynomial first"));
    }
    let mut roots = Vec::new();
    for (factor, multiplicity) in polynomial.square_free()?.factors {
        let shared = Arc::new(factor);
        if shared.degree() == Some(1) {
            let root = Rational::from_parts_signed(-shared.coefficient(0), shared.coefficient(1));
            roots.push(RealRoot { polynomial: shared, lower: root.clone(), upper: root, multiplicity });
            continue;
        }
        for (lower, upper) in vincent::isolate(&shared)? {
            let mut root = RealRoot { polynomial: shared.clone(), lower, upper, multiplicity };
            root.settle_ends()?;
            roots.push(root);
        }
    }
    separate(&mut roots)?;
    Ok(roots)
}

/// Sorts the roots of coprime polynomials, refining intervals until they are disjoint.
fn separate(roots: &mut [RealRoot]) -> Result<()> {
    loop {
        roots.sort_by(|a, b| a.lower.cmp(&b.lower).then_with(|| a.upper.cmp(&b.upper)));
        let mut touched = false;
        for i in 1..roots.len() {
            let (left, right) = roots.split_at_mut(i);
            let (a, b) = (&mut left[i - 1], &mut right[0]);
            while !a.lies_before(b) {
                // The wider one is halved; both polynomials are coprime, so this ends.
                let wider = if a.width() >= b.width() { &mut *a } else { &mut *b };
                wider.halve()?;
                touched = true;
                if b.lies_before(a) {
                    break;
                }
            }
        }
        if !touched {
            return Ok(());
        }
    }
}

impl RealRoot {
    pub(super) fn width(&self) -> Rational {
        &self.upper - &self.lower
    }

    /// Whether the whole interval lies before the other: an open end may touch.
    pub(super) fn lies_before(&self, other: &RealRoot) -> bool {
        match self.upper.cmp(&other.lower) {
            Ordering::Less => true,
            Ordering::Equal => self.as_rational().is_none() || other.as_rational().is_none(),
            Ordering::Greater => false,
        }
    }

    /// Makes the polynomial nonzero at both ends, or the interval a point.
    fn settle_ends(&mut self) -> Result<()> {
        while self.as_rational().is_none() {
            let ends = [self.polynomial.sign_at(&self.lower)?, self.polynomial.sign_at(&self.upper)?];
            if ends[0] * ends[1] < 0 {
                break;
            }
            // An end is another root; the inner root is found by halving towards the sign change.
            self.halve_open(ends)?;
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests;
