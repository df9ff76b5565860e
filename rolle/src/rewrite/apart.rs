//! Partial fractions in one variable over the rationals.
//!
//! With the denominator q₁^k₁⋯qₙ^kₙ in irreducible powers, the part over qᵢ^kᵢ is the numerator times the inverse of
//! the other powers modulo qᵢ^kᵢ, and its expansion in powers of qᵢ gives the single fractions (von zur Gathen and
//! Gerhard, Modern Computer Algebra, section 5.11).

use super::fraction::{Quotient, Relations};
use crate::graph::Graph;
use crate::number::Rational;
use crate::operator::NodeId;
use crate::polynomial::sparse::{Limits, SparsePoly};
use crate::polynomial::{IntPoly, RatPoly};
use crate::{Error, ErrorKind, Result};

impl Graph {
    /// The partial fractions of a rational function of `x`: a polynomial and fractions whose denominators are powers
    /// of irreducible polynomials.
    ///
    /// `x` is a symbol or another kernel, such as `e^t`.
    ///
    /// # Errors
    /// `Unsupported` where another symbol or function occurs; `Budget` beyond the limits.
    ///
    /// # Examples
    /// ```
    /// let cx = rolle::Scope::new();
    /// let x = cx.symbol("x");
    /// let half = cx.rational(1, 2);
    /// assert_eq!((1 / (x.pow(2) - 1)).apart(x).unwrap(), half / (x - 1) - half / (x + 1));
    /// ```
    pub fn apart(&mut self, root: NodeId, x: NodeId, limits: &Limits) -> Result<NodeId> {
        let Some((field, value)) = self.quotient(root, Relations::Algebraic, limits)? else {
            return Ok(root);
        };
        let Some((generator, 1)) = field.power_of_generator(x) else {
            return Err(unsupported("that variable does not occur, or only under a root"));
        };
        let (numerator, denominator) = dense_parts(&value, generator)?;
        self.require_of_quotient(&field, &value);
        let (whole, rest) = numerator.div_rem(&rational(denominator.clone())?)?;
        let x = field.ring.generators()[generator];
        let mut terms = vec![self.dense_expression(&whole, x)];
        if !rest.is_zero() {
            self.partial_fractions(
                &rest,
                &value.denominator,
                &denominator,
                generator,
                x,
                limits,
                &mut terms,
            )?;
        }
        Ok(self.sum(&terms))
    }

    #[allow(clippy::too_many_arguments, reason = "two forms of one denominator")]
    fn partial_fractions(
        &mut self,
        numerator: &RatPoly,
        sparse: &SparsePoly,
        denominator: &IntPoly,
        generator: usize,
        x: NodeId,
        limits: &Limits,
        terms: &mut Vec<NodeId>,
    ) -> Result<()> {
        let all = rational(denominator.clone())?;
        for (factor, multiplicity) in sparse.factor_rational(limits)?.factors {
            let factor = rational(dense(&factor, generator)?)?;
            let power = factor.pow(multiplicity as usize)?;
            let others = all.div_rem(&power)?.0;
            let inverse = inverse_modulo(&others, &power)?;
            let mut part = numerator.div_rem(&power)?.1.mul(&inverse)?.div_rem(&power)?.1;
            // The digits of the part in base q, lowest first, stand over the highest powers.
            let base = self.dense_expression(&factor, x);
            for k in (1..=i64::from(multiplicity)).rev() {
                let (quotient, digit) = part.div_rem(&factor)?;
                if !digit.is_zero() {
                    let (above, below) = (self.dense_expression(&digit, x), self.powi(base, -k));
                    terms.push(self.product(&[above, below]));
                }
                part = quotient;
            }
        }
        Ok(())
    }
}

/// Numerator and denominator as polynomials in one generator.
fn dense_parts(value: &Quotient, generator: usize) -> Result<(RatPoly, IntPoly)> {
    let numerator = dense(&value.numerator.polynomial, generator)?;
    let numerator = RatPoly::from_parts(numerator, value.numerator.denominator.clone())?;
    Ok((numerator, dense(&value.denominator, generator)?))
}

fn dense(p: &SparsePoly, generator: usize) -> Result<IntPoly> {
    let degrees = p.degrees();
    if degrees.iter().enumerate().any(|(var, degree)| var != generator && *degree > 0) {
        return Err(unsupported("another symbol or function occurs"));
    }
    let mut coefficients =
        vec![Default::default(); degrees.get(generator).map_or(0, |d| *d as usize) + 1];
    for (exponents, c) in p.terms() {
        coefficients[exponents[generator] as usize] = c;
    }
    Ok(IntPoly::new(coefficients))
}

fn rational(p: IntPoly) -> Result<RatPoly> {
    RatPoly::from_parts(p, crate::number::Natural::ONE)
}

/// The inverse of a modulo m, for coprime a and m, by the extended Euclidean algorithm with monic remainders.
fn inverse_modulo(a: &RatPoly, m: &RatPoly) -> Result<RatPoly> {
    let (mut r0, mut r1) = (m.clone(), a.div_rem(m)?.1);
    let (mut s0, mut s1) = (RatPoly::zero(), RatPoly::one());
    while let Some(lead) = r1.leading() {
        let scale = Rational::ONE / lead;
        (r1, s1) = (r1.scale(&scale), s1.scale(&scale));
        if r1.is_constant() {
            return Ok(s1.div_rem(m)?.1);
        }
        let (quotient, remainder) = r0.div_rem(&r1)?;
        let s = &s0 - &quotient.mul(&s1)?;
        (r0, r1, s0, s1) = (r1, remainder, s1, s);
    }
    Err(unsupported("the factors of the denominator are not coprime"))
}

fn unsupported(why: &str) -> Error {
    Error::new(ErrorKind::Unsupported, format!("no partial fractions over the rationals: {why}"))
        .with_help("give the parameters values, or take partial fractions in one variable alone")
}

impl<'s> crate::Expr<'s> {
    /// The partial fractions in `x`; see [`Graph::apart`].
    ///
    /// # Errors
    /// `Unsupported` where another symbol occurs; `Budget` beyond the default limits.
    pub fn apart(self, x: crate::Expr<'s>) -> Result<crate::Expr<'s>> {
        let id = self.scope().graph_mut().apart(self.id(), x.id(), &Limits::default())?;
        Ok(self.scope().expr(id))
    }
}
