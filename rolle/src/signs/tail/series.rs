//! Powers, exponentials and logarithms of models, and functions that are analytic at the limit of their argument.
//!
//! All of them rest on Taylor's formula with Lagrange's remainder. Let v tend to zero and h(c + v) be smooth for
//! all values that c + v takes on the tail. Then h(c + v) = Σ_{k<K} aₖ vᵏ + A·v^K, where aₖ are the Taylor
//! coefficients at c and A is the K-th Taylor coefficient at some point between c and c + v. An interval that
//! holds the K-th coefficient over the hull of c and the range of c + v holds A for every t. With v = w·m the
//! remainder is A·w^K·m^K.

use super::model::{Model, Rest};
use super::monomial::{Germ, Monomial};
use super::taylor::{self, Law};
use super::{Attempt, Stop, Transseries};
use crate::graph::Constant;
use crate::operator::{NodeId, Op};
use rolle_interval::Interval;
use std::cmp::Ordering;

/// Up to this exponent a power is computed by products, which need no leading term.
const BY_PRODUCTS: i64 = 8;

impl Transseries {
    /// h(c + v) for a law h and v that tends to zero, or is only bounded by its remainder.
    pub(super) fn taylor(&mut self, law: Law, c: NodeId, v: &Model) -> Attempt<Model> {
        let value = law.value(&mut self.constants, c)?;
        let Some((relative, monomial, whole)) = self.small_part(v)? else {
            return Ok(Model::constant(value));
        };
        let center = self.constants.enclosure(c)?;
        if self.monomials.direction(monomial).is_eq() {
            let range = law.range(&mut self.constants, center + whole).ok_or(Stop::Later)?;
            return Ok(Model::remainder(range, Monomial::ONE));
        }
        let length = self.length(&law, c, v, monomial)?;
        let around = (center + whole).convex_hull(center);
        let bound =
            taylor::coefficients(&law, &mut taylor::Ranges(&mut self.constants), &around, length);
        let Some(bound) = bound.and_then(|bounds| bounds.last().copied()) else {
            return Err(self.too_wide(law, center, v)?);
        };
        let coefficients =
            taylor::coefficients(&law, &mut taylor::Exact(&mut self.constants), &c, length - 1)
                .ok_or(Stop::Outside)?;
        let (mut terms, mut rests) = (Vec::new(), Vec::new());
        if self.constants.sign(value)?.is_ne() {
            terms.push((value, Monomial::ONE));
        }
        let mut power = Model::constant(NodeId::ONE);
        for coefficient in coefficients {
            power = self.multiply(&power, v)?;
            if self.constants.sign(coefficient)?.is_ne() {
                let part = self.scale(&power, coefficient, Monomial::ONE)?;
                terms.extend(part.terms);
                rests.extend(part.rest);
            }
        }
        let exponent = self.constants.graph.integer(length as i64);
        let monomial = self.monomials.power(&mut self.constants, monomial, exponent)?;
        rests.push(Rest { factor: bound * relative.pown(length as i32), monomial });
        self.collect(terms, rests)
    }

    /// Whether more terms could narrow the range of an argument that leaves the domain.
    fn too_wide(&mut self, law: Law, center: Interval, v: &Model) -> Attempt<Stop> {
        let terms = Model { terms: v.terms.clone(), rest: None };
        let around = (center + self.range_by(&terms, Monomial::ONE)?).convex_hull(center);
        let fits = law.range(&mut self.constants, around).is_some();
        Ok(if fits { Stop::Later } else { Stop::Farther })
    }

    /// The K of the remainder: beyond the remainder of v itself more terms say nothing.
    fn length(&mut self, law: &Law, c: NodeId, v: &Model, monomial: Monomial) -> Attempt<usize> {
        // Every second coefficient of an odd or even function is zero.
        let most =
            if law.has_parity() && c == NodeId::ZERO { 2 * self.most } else { self.most } + 1;
        let Some(rest) = v.rest else { return Ok(most) };
        let mut power = monomial;
        for k in 1..most {
            if self.order(power, rest.monomial)?.is_le() {
                return Ok(k);
            }
            power = self.product(power, monomial)?;
        }
        Ok(most)
    }

    /// f^p for a constant p.
    pub(super) fn power(&mut self, f: &Model, p: NodeId) -> Attempt<Model> {
        let whole = self.constants.graph.small_integer(p);
        if let Some(n @ 1..=BY_PRODUCTS) = whole {
            return self.power_by_products(f, n as usize);
        }
        if f.is_zero() {
            return match self.constants.sign(p)? {
                Ordering::Greater => Ok(f.clone()),
                Ordering::Equal => Ok(Model::constant(NodeId::ONE)),
                Ordering::Less => Err(Stop::Outside),
            };
        }
        let (c, m, v) = self.leading(f)?;
        let integer = self.constants.graph.number(p).is_some_and(|p| p.is_integer());
        if !integer && self.constants.sign(c)?.is_lt() {
            return Err(Stop::Outside);
        }
        let series = self.taylor(Law::Power(p), NodeId::ONE, &v)?;
        let coefficient = self.constants.power(c, p)?;
        let monomial = self.monomials.power(&mut self.constants, m, p)?;
        self.scale(&series, coefficient, monomial)
    }

    fn power_by_products(&mut self, f: &Model, n: usize) -> Attempt<Model> {
        if let (true, Some(rest)) = (f.terms.is_empty(), f.rest) {
            let exponent = self.constants.graph.integer(n as i64);
            let monomial = self.monomials.power(&mut self.constants, rest.monomial, exponent)?;
            return Ok(Model::remainder(rest.factor.pown(n as i32), monomial));
        }
        let mut power = f.clone();
        for _ in 1..n {
            power = self.multiply(&power, f)?;
        }
        Ok(power)
    }

    pub(super) fn reciprocal(&mut self, f: &Model) -> Attempt<Model> {
        let minus_one = self.constants.graph.integer(-1);
        self.power(f, minus_one)
    }

    pub(super) fn root(&mut self, f: &Model) -> Attempt<Model> {
        let half = self.constants.graph.ratio(1, 2);
        self.power(f, half)
    }

    /// exp(P + c + v) = exp(P)·exp(c + v): the growing part P becomes a monomial, logarithms in it powers.
    pub(super) fn exp(&mut self, f: &Model) -> Attempt<Model> {
        let (growing, c, v) = self.split(f)?;
        let exponent: Vec<(NodeId, Germ)> =
            growing.iter().map(|&(c, m)| (c, self.monomials.germ(m))).collect();
        let monomial = self.monomials.intern(&mut self.constants, &exponent)?;
        let series = self.taylor(Law::Function(Op::Exp), c, &v)?;
        self.scale(&series, NodeId::ONE, monomial)
    }

    /// log(c·exp(L)·(1 + v)) = L + log c + log(1 + v).
    pub(super) fn log(&mut self, f: &Model) -> Attempt<Model> {
        let (c, m, v) = self.leading(f)?;
        let series = self.taylor(Law::Function(Op::Log), NodeId::ONE, &v)?;
        if self.constants.sign(c)?.is_lt() {
            return Err(Stop::Outside);
        }
        let log = self.constants.function(Op::Log, c)?;
        let mut terms = series.terms;
        for &(c, germ) in self.monomials.exponent(m).iter() {
            terms.push((c, self.monomials.of_germ(&mut self.constants, germ)?));
        }
        if self.constants.sign(log)?.is_ne() {
            terms.push((log, Monomial::ONE));
        }
        self.collect(terms, series.rest.into_iter().collect())
    }

    /// e^(−u²)·Σ … for u → +∞: the asymptotic series of the complementary error function.
    ///
    /// erfc u = e^(−u²)/√π·(Σ_{k<K} (−1)ᵏ (2k−1)!!/2ᵏ u^(−2k−1) + R), and for u > 0 the remainder R has the sign
    /// of the first term left out and is smaller (DLMF 7.12.1). That u > 0 on the whole tail follows from its
    /// reciprocal, whose series needs 1 + v > 0.
    pub(super) fn erfc_of_growing(&mut self, u: &Model) -> Attempt<Model> {
        let inverse = self.reciprocal(u)?;
        let square = self.multiply(&inverse, &inverse)?;
        let (mut terms, mut rests) = (Vec::new(), Vec::new());
        let mut power = inverse;
        let mut coefficient = NodeId::ONE;
        for k in 0..=self.most {
            let part = self.scale(&power, coefficient, Monomial::ONE)?;
            if k == self.most {
                if let Some((relative, monomial, _)) = self.small_part(&part)? {
                    let factor = relative.convex_hull(Interval::ZERO);
                    rests.push(Rest { factor, monomial });
                }
                break;
            }
            terms.extend(part.terms);
            rests.extend(part.rest);
            power = self.multiply(&power, &square)?;
            let next = self.constants.graph.ratio(-(2 * k as i64 + 1), 2);
            coefficient = self.constants.graph.product(&[coefficient, next]);
        }
        let series = self.collect(terms, rests)?;
        let square = self.multiply(u, u)?;
        let negative = self.negate(&square);
        let bell = self.exp(&negative)?;
        let graph = &mut self.constants.graph;
        let (pi, exponent) = (graph.constant(Constant::Pi), graph.ratio(-1, 2));
        let factor = graph.power(pi, exponent);
        let product = self.multiply(&series, &bell)?;
        self.scale(&product, factor, Monomial::ONE)
    }
}
