//! Partial fractions in one variable, over the rationals or over rational functions of parameters.
//!
//! With the denominator q₁^k₁⋯qₙ^kₙ in irreducible powers, the part over qᵢ^kᵢ is the numerator times the inverse of
//! the other powers modulo qᵢ^kᵢ, and its expansion in powers of qᵢ gives the single fractions (von zur Gathen and
//! Gerhard, Modern Computer Algebra, section 5.11). Parameters divide on the way: 1/((x - a)(x - b)) comes apart only
//! where a - b is not zero, which is recorded.

mod parameters;

use super::fraction::{Field, Quotient, Relations};
use super::ring::Fractional;
use crate::graph::Graph;
use crate::number::{Integer, Rational};
use crate::operator::NodeId;
use crate::polynomial::sparse::{Limits, SparsePoly};
use crate::polynomial::{IntPoly, RatPoly};
use crate::{Error, ErrorKind, Result};
use dashu_base::Signed;
use parameters::{Arithmetic, Fraction, Single};
use std::cmp::Ordering;
use std::collections::HashSet;

impl Graph {
    /// The partial fractions of a rational function of `x`: a polynomial and fractions whose denominators are powers
    /// of irreducible polynomials. What does not hold `x` is a coefficient.
    ///
    /// `x` is a symbol or another kernel, such as `e^t`. Factors are irreducible over the rationals extended by the
    /// parameters. Where parameters come to stand in a denominator, the side condition that it is not zero is
    /// recorded: `1/((x - a)*(x - b))` needs `a - b` not zero.
    ///
    /// # Errors
    /// `Unsupported` where x stands under a root, or inside another function in the denominator; `Budget` beyond the
    /// limits.
    ///
    /// # Examples
    /// ```
    /// let cx = rolle::Scope::new();
    /// let [x, a] = cx.symbols("x a")[..] else { unreachable!() };
    /// let half = cx.rational(1, 2);
    /// assert_eq!((1 / (x.pow(2) - 1)).apart(x).unwrap(), half / (x - 1) - half / (x + 1));
    /// assert_eq!((1 / (x * (x + a))).apart(x).unwrap(), 1 / (a * x) - 1 / (a * (x + a)));
    /// ```
    pub fn apart(&mut self, root: NodeId, x: NodeId, limits: &Limits) -> Result<NodeId> {
        let kept = self.holders(root, x);
        self.bundled(root, &kept, |graph, root| graph.apart_part(root, x, limits))
    }

    /// The nodes below a root that hold x.
    fn holders(&self, root: NodeId, x: NodeId) -> HashSet<NodeId> {
        let mut holders = HashSet::new();
        for id in self.order(&[root]) {
            if id == x || self.args(id).iter().any(|arg| holders.contains(arg)) {
                holders.insert(id);
            }
        }
        holders
    }

    fn apart_part(&mut self, root: NodeId, x: NodeId, limits: &Limits) -> Result<NodeId> {
        let Some((field, value)) = self.quotient(root, Relations::Algebraic, limits)? else {
            return Ok(root);
        };
        let generator = match field.power_of_generator(x) {
            Some((generator, 1)) => generator,
            Some(_) => return Err(unsupported("a root of that variable occurs")),
            None => return Ok(root),
        };
        self.require_of_quotient(&field, &value);
        let mut degrees = value.numerator.polynomial.degrees();
        for (degree, below) in degrees.iter_mut().zip(value.denominator.degrees()) {
            *degree = below.max(*degree);
        }
        let alone = degrees.iter().enumerate().all(|(var, n)| var == generator || *n == 0);
        let terms = if alone {
            self.apart_over_the_rationals(&field, &value, generator, limits)?
        } else {
            self.apart_with_parameters(&field, &value, generator, limits)?
        };
        Ok(self.sum(&terms))
    }

    fn apart_over_the_rationals(
        &mut self,
        field: &Field,
        value: &Quotient,
        generator: usize,
        limits: &Limits,
    ) -> Result<Vec<NodeId>> {
        let (numerator, denominator) = dense_parts(value, generator)?;
        let all = rational(denominator)?;
        let (whole, rest) = numerator.div_rem(&all)?;
        let x = field.ring.generators()[generator];
        let mut terms = vec![self.dense_expression(&whole, x)];
        if rest.is_zero() {
            return Ok(terms);
        }
        for (factor, multiplicity) in value.denominator.factor_rational(limits)?.factors {
            let factor = rational(dense(&factor, generator)?)?;
            let power = factor.pow(multiplicity as usize)?;
            let others = all.div_rem(&power)?.0;
            let inverse = inverse_modulo(&others, &power)?;
            let mut part = rest.div_rem(&power)?.1.mul(&inverse)?.div_rem(&power)?.1;
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
        Ok(terms)
    }

    fn apart_with_parameters(
        &mut self,
        field: &Field,
        value: &Quotient,
        generator: usize,
        limits: &Limits,
    ) -> Result<Vec<NodeId>> {
        let found = value.denominator.factor_rational(limits)?;
        let mut factors = Vec::new();
        let mut coefficient = SparsePoly::constant(value.denominator.vars(), found.content);
        let mut known = Vec::new();
        for (factor, multiplicity) in found.factors {
            if factor.degree(generator)? > 0 {
                self.check_parameters(field, &factor, generator)?;
                // x - a reads better than a - x.
                let lead = factor.leading_coefficient_in(generator)?.leading_coefficient();
                let factor = if lead.is_negative() {
                    coefficient =
                        if multiplicity % 2 == 1 { coefficient.neg() } else { coefficient };
                    factor.neg()
                } else {
                    factor
                };
                factors.push((factor, multiplicity));
            } else {
                coefficient =
                    coefficient.mul(&factor.pow(u64::from(multiplicity), limits)?, limits)?;
                known.push(factor);
            }
        }
        let arithmetic = Arithmetic::new(generator, coefficient.vars(), limits);
        let below = coefficient.scale(&Integer::from(value.numerator.denominator.clone()));
        let value = arithmetic.fraction(value.numerator.polynomial.clone(), below)?;
        let singles = arithmetic.decompose(value, &factors)?;
        let mut terms = Vec::new();
        let mut divisors: Vec<SparsePoly> = Vec::new();
        for Single { part, over } in singles {
            let Some((index, exponent)) = over else {
                for (exponent, above) in part.above.coefficients_in(generator)? {
                    let part = arithmetic.fraction(above, part.below.clone())?;
                    let mut factors =
                        self.part_factors(field, part, generator, limits, &mut divisors)?;
                    let x = field.ring.generators()[generator];
                    factors.push(self.powi(x, i64::from(exponent)));
                    terms.push(self.product(&factors));
                }
                continue;
            };
            let mut product = self.part_factors(field, part, generator, limits, &mut divisors)?;
            let base = Fractional::whole(factors[index].0.clone());
            let base = field.ring.expression(self, &base);
            product.push(self.powi(base, -i64::from(exponent)));
            terms.push(self.product(&product));
        }
        self.require_of_divisors(field, &known, &divisors)?;
        Ok(terms)
    }

    /// Refuses a denominator that holds the variable also inside another kernel: the fractions would not come apart
    /// by it.
    fn check_parameters(&self, field: &Field, factor: &SparsePoly, generator: usize) -> Result<()> {
        let x = field.ring.generators()[generator];
        let degrees = factor.degrees();
        let others = field.ring.generators().iter().zip(&degrees);
        for (&kernel, _) in others.filter(|(kernel, degree)| **degree > 0 && **kernel != x) {
            if self.order(&[kernel]).contains(&x) {
                let why = "the variable stands inside a function in the denominator";
                return Err(unsupported(why));
            }
        }
        Ok(())
    }

    /// A coefficient as factors, with its denominator factored too; the factors of that go to `divisors`.
    fn part_factors(
        &mut self,
        field: &Field,
        part: Fraction,
        generator: usize,
        limits: &Limits,
        divisors: &mut Vec<SparsePoly>,
    ) -> Result<Vec<NodeId>> {
        let mut product = self.factors_of(field, &part.below, -1, limits)?;
        for (factor, _) in part.below.factor_rational(limits)?.factors {
            if !divisors.contains(&factor) {
                divisors.push(factor);
            }
        }
        if part.above.degree(generator)? == 0 {
            product.extend(self.factors_of(field, &part.above, 1, limits)?);
            return Ok(product);
        }
        let content = part.above.content_in(generator, limits)?;
        let mut above = part.above.div_exact(&content, limits)?.expect("a content divides");
        product.extend(self.factors_of(field, &content, 1, limits)?);
        if above.leading_coefficient_in(generator)?.leading_coefficient().is_negative() {
            above = above.neg();
            product.push(self.integer(-1));
        }
        product.push(field.ring.expression(self, &Fractional::whole(above)));
        Ok(product)
    }

    /// What the parameters in new denominators must not be, and what those that left it were not.
    fn require_of_divisors(
        &mut self,
        field: &Field,
        before: &[SparsePoly],
        after: &[SparsePoly],
    ) -> Result<()> {
        for factor in after.iter().filter(|factor| !before.contains(factor)) {
            let divisor = field.ring.expression(self, &Fractional::whole(factor.clone()));
            if self.exact_sign(divisor) == Some(Ordering::Equal) {
                let why = "factors of the denominator that look different are equal";
                return Err(unsupported(why));
            }
            self.require_nonzero(field, factor);
        }
        for factor in before.iter().filter(|factor| !after.contains(factor)) {
            self.require_nonzero(field, factor);
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
    Error::new(ErrorKind::Unsupported, format!("no partial fractions: {why}"))
        .with_help("take partial fractions in another variable, or substitute one for the root or the function")
}

impl<'s> crate::Expr<'s> {
    /// The partial fractions in `x`; see [`Graph::apart`].
    ///
    /// # Errors
    /// As for [`Graph::apart`], with the default limits.
    pub fn apart(self, x: crate::Expr<'s>) -> Result<crate::Expr<'s>> {
        let id = self.scope().graph_mut().apart(self.id(), x.id(), &Limits::default())?;
        Ok(self.scope().expr(id))
    }
}
