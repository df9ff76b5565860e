//! Arithmetic of quotients: common denominators by greatest common divisors, relations, cancellation.

use super::Field;
use super::kernel::{Relation, Value};
use crate::Result;
use crate::number::{Integer, Natural};
use crate::polynomial::sparse::{Limits, NUMBER_BITS, SparsePoly};
use crate::polynomial::{IntPoly, RatPoly};
use crate::rewrite::ring::{Fractional, too_large};
use dashu_base::{BitTest, Signed};
use std::collections::BTreeMap;

/// A numerator with rational coefficients over a primitive integer polynomial with positive leading coefficient.
#[derive(Clone, Debug)]
pub(crate) struct Quotient {
    pub(crate) numerator: Fractional,
    pub(crate) denominator: SparsePoly,
}

impl Quotient {
    pub(super) fn whole(numerator: Fractional) -> Quotient {
        let denominator = SparsePoly::one(numerator.polynomial.vars());
        Quotient { numerator, denominator }
    }
}

/// Sums of numerators over one denominator.
type Groups<'a> = Vec<(&'a SparsePoly, Vec<&'a Fractional>)>;

/// Powers of algebraic numbers up to this one are reduced by minimal polynomials.
const MOST_REDUCED: u32 = 2000;

impl Field {
    pub(super) fn add_all(&mut self, terms: &[&Quotient]) -> Result<Quotient> {
        let mut groups: Groups<'_> = Vec::new();
        for term in terms {
            match groups.iter_mut().find(|(denominator, _)| **denominator == term.denominator) {
                Some((_, numerators)) => numerators.push(&term.numerator),
                None => groups.push((&term.denominator, vec![&term.numerator])),
            }
        }
        let mut total: Option<Quotient> = None;
        for (denominator, numerators) in groups {
            let numerator = Fractional::sum(self.ring.len(), &numerators)?;
            let part = Quotient { numerator, denominator: denominator.clone() };
            total = Some(match total {
                None => part,
                Some(total) => self.add(&total, &part)?,
            });
        }
        Ok(total.unwrap_or_else(|| Quotient::whole(Fractional::zero(self.ring.len()))))
    }

    /// a/b + c/d over the least common multiple of b and d.
    fn add(&mut self, left: &Quotient, right: &Quotient) -> Result<Quotient> {
        let limits = self.limits;
        let common = left.denominator.gcd(&right.denominator, &limits)?;
        let missing_left = exact(&right.denominator, &common, &limits)?;
        let missing_right = exact(&left.denominator, &common, &limits)?;
        let a = left.numerator.times(&missing_left, &limits)?;
        let b = right.numerator.times(&missing_right, &limits)?;
        Ok(Quotient {
            numerator: a.add(&b)?,
            denominator: left.denominator.mul(&missing_left, &limits)?,
        })
    }

    /// The product, with what the numerators share with the other denominators cancelled first.
    pub(super) fn mul(&mut self, left: &Quotient, right: &Quotient) -> Result<Quotient> {
        let limits = self.limits;
        let (left, right) = (left.clone(), right.clone());
        let (a, d) = self.cancelled(left.numerator, right.denominator)?;
        let (c, b) = self.cancelled(right.numerator, left.denominator)?;
        Ok(Quotient { numerator: a.mul(&c, &limits)?, denominator: b.mul(&d, &limits)? })
    }

    pub(super) fn pow(&mut self, base: &Quotient, exponent: i64) -> Result<Option<Quotient>> {
        let base = if exponent < 0 {
            match self.invert(base.clone())? {
                Some(inverse) => inverse,
                None => return Ok(None),
            }
        } else {
            base.clone()
        };
        let n = exponent.unsigned_abs();
        Ok(Some(Quotient {
            numerator: Fractional {
                polynomial: base.numerator.polynomial.pow(n, &self.limits)?,
                denominator: power(&base.numerator.denominator, n, &self.limits)?,
            },
            denominator: base.denominator.pow(n, &self.limits)?,
        }))
    }

    /// 1/q, under the condition that the denominator of q does not vanish; `None` of zero.
    fn invert(&mut self, value: Quotient) -> Result<Option<Quotient>> {
        let Some(value) = self.reduce(value)? else { return Ok(None) };
        if !value.denominator.is_constant() && !value.numerator.polynomial.is_zero() {
            self.nonzero.push(value.denominator.clone());
        }
        Ok(inverted(value))
    }

    /// Powers of generators replaced by what their relations make of them, outermost relations first.
    ///
    /// `None` where the denominator turns out to be zero.
    pub(crate) fn reduce(&mut self, mut value: Quotient) -> Result<Option<Quotient>> {
        let limits = self.limits;
        for relation in self.relations.clone() {
            let up = self.lowered(&value.numerator.polynomial, relation)?;
            let down = self.lowered(&value.denominator, relation)?;
            if up.is_none() && down.is_none() {
                continue;
            }
            let mut up = match up {
                Some(up) => up,
                None => Quotient::whole(Fractional::whole(value.numerator.polynomial)),
            };
            up.numerator.denominator *= &value.numerator.denominator;
            let down = match down {
                Some(down) => down,
                None => Quotient::whole(Fractional::whole(value.denominator)),
            };
            let Some(inverse) = inverted(down) else { return Ok(None) };
            value = Quotient {
                numerator: up.numerator.mul(&inverse.numerator, &limits)?,
                denominator: up.denominator.mul(&inverse.denominator, &limits)?,
            };
        }
        Ok(Some(value))
    }

    /// Σ cₑ·gᵉ with g^L = v written as Σ aₖ·vᵏ with aₖ of degree below L; `None` where the degree is below L already.
    fn lowered(&self, p: &SparsePoly, relation: Relation) -> Result<Option<Quotient>> {
        let Relation { generator, degree, .. } = relation;
        if p.degree(generator)? < degree {
            return Ok(None);
        }
        if let Value::Minimal(number) = relation.value {
            return self.remainder(p, generator, &self.minimal[&number]).map(Some);
        }
        let Some(v) = self.relation_value(relation)? else { return Ok(None) };
        let limits = &self.limits;
        let mut slices: BTreeMap<u32, Vec<(u32, SparsePoly)>> = BTreeMap::new();
        for (e, c) in p.coefficients_in(generator)? {
            slices.entry(e / degree).or_default().push((e % degree, c));
        }
        let top = *slices.keys().last().expect("a degree was found");
        let above = &v.numerator.polynomial;
        let below = v.denominator.scale(&Integer::from(v.numerator.denominator.clone()));
        let mut sum = SparsePoly::zero(p.vars());
        for (k, slice) in slices {
            let slice = SparsePoly::from_coefficients_in(p.vars(), generator, &slice)?;
            let raised = above.pow(u64::from(k), limits)?;
            let missing = below.pow(u64::from(top - k), limits)?;
            sum = sum.add(&slice.mul(&raised, limits)?.mul(&missing, limits)?)?;
        }
        let numerator = Fractional {
            polynomial: sum,
            denominator: power(&v.numerator.denominator, u64::from(top), limits)?,
        };
        Ok(Some(Quotient { numerator, denominator: v.denominator.pow(u64::from(top), limits)? }))
    }

    /// Σ cₑ·gᵉ with every gᵉ replaced by its remainder modulo the minimal polynomial of g.
    fn remainder(&self, p: &SparsePoly, generator: usize, minimal: &IntPoly) -> Result<Quotient> {
        let vars = p.vars();
        let mut sum = Fractional::zero(vars);
        for (e, c) in p.coefficients_in(generator)? {
            if e > MOST_REDUCED {
                return Err(too_large());
            }
            let power = IntPoly::monomial(Integer::ONE, e as usize)?;
            let modulus = RatPoly::from(minimal.clone());
            let (_, rest) = RatPoly::from(power).div_rem(&modulus)?;
            let (rest, denominator) = rest.to_parts()?;
            let slices: Vec<(u32, SparsePoly)> = (0u32..)
                .zip(rest.coefficients())
                .filter(|(_, a)| !a.is_zero())
                .map(|(k, a)| (k, c.scale(a)))
                .collect();
            let polynomial = SparsePoly::from_coefficients_in(vars, generator, &slices)?;
            sum = sum.add(&Fractional { polynomial, denominator })?;
        }
        Ok(Quotient::whole(sum))
    }

    /// What the power of the generator is; `None` while its radicand has no value yet.
    fn relation_value(&self, relation: Relation) -> Result<Option<Quotient>> {
        let limits = &self.limits;
        Ok(match relation.value {
            Value::Node(base) => self.values.get(&base).cloned(),
            Value::Square(base) => match self.values.get(&base) {
                Some(value) => Some(Quotient {
                    numerator: value.numerator.mul(&value.numerator, limits)?,
                    denominator: value.denominator.pow(2, limits)?,
                }),
                None => None,
            },
            // Its remainders are taken directly.
            Value::Minimal(_) => None,
            Value::Pythagoras { sign, other } => {
                let vars = self.ring.len();
                let square = SparsePoly::variable(vars, other)?.pow(2, limits)?;
                let value = square.sub(&SparsePoly::one(vars))?.scale(&sign.into());
                Some(Quotient::whole(Fractional::whole(value)))
            }
        })
    }

    /// Reduced by the relations and by the common factors; `None` where the denominator is zero.
    pub(crate) fn normalize(&mut self, value: Quotient) -> Result<Option<Quotient>> {
        let Some(value) = self.reduce(value)? else { return Ok(None) };
        let (numerator, denominator) = self.cancelled(value.numerator, value.denominator)?;
        Ok(Some(Quotient { numerator, denominator }))
    }

    /// Numerator and denominator without their common factor, which is noted.
    fn cancelled(
        &mut self,
        numerator: Fractional,
        denominator: SparsePoly,
    ) -> Result<(Fractional, SparsePoly)> {
        if denominator.is_constant() {
            return Ok((numerator, denominator));
        }
        let common = numerator.polynomial.gcd(&denominator, &self.limits)?;
        if common.is_constant() {
            return Ok((numerator, denominator));
        }
        let quotient = Fractional {
            polynomial: exact(&numerator.polynomial, &common, &self.limits)?,
            denominator: numerator.denominator,
        };
        let denominator = exact(&denominator, &common, &self.limits)?;
        self.nonzero.push(common);
        Ok((quotient, denominator))
    }
}

/// The inverse without a look at relations; `None` of zero.
fn inverted(value: Quotient) -> Option<Quotient> {
    if value.numerator.polynomial.is_zero() {
        return None;
    }
    let (content, mut primitive) = value.numerator.polynomial.primitive();
    let mut scale = Integer::from(value.numerator.denominator);
    if primitive.leading_coefficient().is_negative() {
        (primitive, scale) = (primitive.neg(), -scale);
    }
    let polynomial = value.denominator.scale(&scale);
    let numerator = Fractional { polynomial, denominator: content };
    Some(Quotient { numerator, denominator: primitive })
}

fn exact(p: &SparsePoly, divisor: &SparsePoly, limits: &Limits) -> Result<SparsePoly> {
    if divisor.is_one() {
        return Ok(p.clone());
    }
    Ok(p.div_exact(divisor, limits)?.expect("a common factor divides"))
}

/// A power of a natural number, refused where it would be larger than the limit.
fn power(base: &Natural, exponent: u64, limits: &Limits) -> Result<Natural> {
    let bits = (base.bit_len() as u64).saturating_mul(exponent);
    match usize::try_from(exponent) {
        Ok(n) if base.is_one() || bits <= limits.bits.min(NUMBER_BITS) => Ok(base.pow(n)),
        _ => Err(too_large()),
    }
}
