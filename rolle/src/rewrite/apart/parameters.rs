//! Partial fractions in x over the field of rational functions in the parameters.
//!
//! The method is that of the rational numbers; only the coefficients are quotients of polynomials. A polynomial in x
//! is kept as one polynomial in all variables over one without x, so that an operation costs one greatest common
//! divisor and not one for each coefficient; remainders are pseudo-remainders (Knuth, The Art of Computer Programming,
//! volume 2, section 4.6.1).

use crate::polynomial::sparse::{Limits, SparsePoly};
use crate::{Error, ErrorKind, Result};
use dashu_base::Signed;
use std::cell::Cell;

/// A polynomial in x with quotients as coefficients: `above/below` in lowest terms, `below` free of x.
#[derive(Clone, Debug)]
pub(super) struct Fraction {
    pub(super) above: SparsePoly,
    pub(super) below: SparsePoly,
}

/// One summand of the decomposition: `part / factors[index]^exponent`, or a summand of its polynomial part.
pub(super) struct Single {
    pub(super) part: Fraction,
    pub(super) over: Option<(usize, u32)>,
}

/// Arithmetic of polynomials in x over the field of the other variables, with one limit on the work of all of it.
pub(super) struct Arithmetic<'a> {
    x: usize,
    vars: usize,
    limits: &'a Limits,
    spent: Cell<u64>,
}

impl<'a> Arithmetic<'a> {
    pub(super) fn new(x: usize, vars: usize, limits: &'a Limits) -> Arithmetic<'a> {
        Arithmetic { x, vars, limits, spent: Cell::new(0) }
    }

    /// The decomposition of `value / Π factors`, whose factors are irreducible, distinct and hold x.
    pub(super) fn decompose(
        &self,
        value: Fraction,
        factors: &[(SparsePoly, u32)],
    ) -> Result<Vec<Single>> {
        let mut powers = Vec::with_capacity(factors.len());
        for (factor, multiplicity) in factors {
            let power = factor.pow(u64::from(*multiplicity), self.limits)?;
            powers.push(self.whole(power));
        }
        let product_without = |skipped: Option<usize>| {
            let kept = powers.iter().enumerate().filter(|(i, _)| Some(*i) != skipped);
            kept.map(|(_, power)| power)
                .try_fold(self.one(), |product, power| self.mul(&product, power))
        };
        let (whole, rest) = self.div_rem(&value, &product_without(None)?)?;
        let mut singles = vec![Single { part: whole, over: None }];
        for (index, (factor, multiplicity)) in factors.iter().enumerate() {
            let power = &powers[index];
            let inverse = self.inverse(&product_without(Some(index))?, power)?;
            let mut part = self.div_rem(&rest, power)?.1;
            part = self.div_rem(&self.mul(&part, &inverse)?, power)?.1;
            // The digits of the part in base q, lowest first, stand over the highest powers.
            for exponent in (1..=*multiplicity).rev() {
                let (quotient, digit) = self.div_rem(&part, &self.whole(factor.clone()))?;
                singles.push(Single { part: digit, over: Some((index, exponent)) });
                part = quotient;
            }
        }
        singles.retain(|single| !single.part.above.is_zero());
        Ok(singles)
    }

    /// The quotient `above/below` in lowest terms, with a positive leading coefficient below.
    pub(super) fn fraction(&self, above: SparsePoly, below: SparsePoly) -> Result<Fraction> {
        self.spend(&above, &below)?;
        let mut common = above.gcd(&below, self.limits)?;
        if below.leading_coefficient().is_negative() {
            common = common.neg();
        }
        let exact = |p: &SparsePoly| -> Result<SparsePoly> {
            Ok(p.div_exact(&common, self.limits)?.expect("a common factor divides"))
        };
        Ok(Fraction { above: exact(&above)?, below: exact(&below)? })
    }

    fn whole(&self, above: SparsePoly) -> Fraction {
        Fraction { above, below: SparsePoly::one(self.vars) }
    }

    fn one(&self) -> Fraction {
        self.whole(SparsePoly::one(self.vars))
    }

    fn times(&self, a: &SparsePoly, b: &SparsePoly) -> Result<SparsePoly> {
        self.spend(a, b)?;
        a.mul(b, self.limits)
    }

    fn mul(&self, a: &Fraction, b: &Fraction) -> Result<Fraction> {
        self.fraction(self.times(&a.above, &b.above)?, self.times(&a.below, &b.below)?)
    }

    fn sub(&self, a: &Fraction, b: &Fraction) -> Result<Fraction> {
        let (left, right) = (self.times(&a.above, &b.below)?, self.times(&b.above, &a.below)?);
        self.fraction(left.sub(&right)?, self.times(&a.below, &b.below)?)
    }

    /// Quotient and remainder in x.
    fn div_rem(&self, a: &Fraction, b: &Fraction) -> Result<(Fraction, Fraction)> {
        let (quotient, remainder, scale) = self.pseudo_division(&a.above, &b.above)?;
        let below = self.times(&scale, &a.below)?;
        let quotient = self.fraction(self.times(&quotient, &b.below)?, below.clone())?;
        Ok((quotient, self.fraction(remainder, below)?))
    }

    /// q, r and a scale s free of x with s·a = q·b + r, where r has a lower degree in x than b.
    fn pseudo_division(
        &self,
        a: &SparsePoly,
        b: &SparsePoly,
    ) -> Result<(SparsePoly, SparsePoly, SparsePoly)> {
        let (degree, lead) = (b.degree(self.x)?, b.leading_coefficient_in(self.x)?);
        let mut scale = SparsePoly::one(self.vars);
        let (mut quotient, mut rest) = (SparsePoly::zero(self.vars), a.clone());
        while !rest.is_zero() && rest.degree(self.x)? >= degree {
            let top = rest.leading_coefficient_in(self.x)?;
            let Fraction { above, below } = self.fraction(top, lead.clone())?;
            let mut exponents = vec![0; self.vars];
            exponents[self.x] = rest.degree(self.x)? - degree;
            let term = self.times(&above, &SparsePoly::monomial(&exponents, 1.into()))?;
            quotient = self.times(&quotient, &below)?.add(&term)?;
            rest = self.times(&rest, &below)?.sub(&self.times(b, &term)?)?;
            scale = self.times(&scale, &below)?;
        }
        Ok((quotient, rest, scale))
    }

    /// The inverse of a modulo m, for coprime a and m, by the extended Euclidean algorithm.
    fn inverse(&self, a: &Fraction, m: &Fraction) -> Result<Fraction> {
        let (mut r0, mut r1) = (m.clone(), self.div_rem(a, m)?.1);
        let (mut s0, mut s1) = (self.whole(SparsePoly::zero(self.vars)), self.one());
        while r1.above.degree(self.x)? > 0 {
            let (quotient, remainder) = self.div_rem(&r0, &r1)?;
            let s = self.sub(&s0, &self.mul(&quotient, &s1)?)?;
            (r0, r1, s0, s1) = (r1, remainder, s1, s);
        }
        if r1.above.is_zero() {
            return Err(super::unsupported("the factors of the denominator are not coprime"));
        }
        self.mul(&s1, &Fraction { above: r1.below, below: r1.above })
    }

    /// Counts the products of coefficients of an operation.
    fn spend(&self, a: &SparsePoly, b: &SparsePoly) -> Result<()> {
        let steps = (a.len() as u64).saturating_mul(b.len() as u64);
        self.spent.set(self.spent.get().saturating_add(steps));
        if self.spent.get() <= self.limits.work {
            return Ok(());
        }
        let limit = self.limits.work;
        let message = format!("more than `{limit}` coefficient operations for partial fractions");
        Err(Error::new(ErrorKind::Budget, message).with_help("raise the limit on work"))
    }
}
