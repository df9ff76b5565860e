//! Sums: terms that cancel are brought together before they are evaluated.
//!
//! A term is split into a ratio R of one exponential and the rest m. What is added under the same m is one ratio:
//! x·σ − x·σ² is x·t/(1 + t)². Then m ± m·erf z becomes a complement, and m − m·cos v a square of a sine.

use super::{EXP_RATIO, ExpRatio, LOG_RATIO, Rewriter, Rule, term};
use crate::number::Number;
use crate::operator::{NodeId, Op};

/// Longer sums are not searched for terms that belong together: the search is quadratic.
const MAX_TERMS: usize = 64;

/// A term: number · ratio · m, where the number has been taken into the ratio.
struct Part {
    /// The stable form of the factors beside the ratio, as one product.
    cofactor: NodeId,
    /// The ratio of the term.
    first: ExpRatio,
    /// The sum of its ratio and of those that joined it.
    ratio: ExpRatio,
    /// The whole stable term, as it stands if nothing joins it.
    image: NodeId,
    /// What joined it.
    others: Vec<Part>,
}

impl Part {
    /// Whether no term can cancel another.
    fn is_of_one_sign(&self) -> bool {
        let sign = self.first.evident_sign();
        sign.is_some() && self.others.iter().all(|other| other.first.evident_sign() == sign)
    }
}

impl Rewriter<'_> {
    pub(super) fn rewrite_sum(&mut self, id: NodeId) -> NodeId {
        if self.source.args(id).len() > MAX_TERMS {
            return self.copy(id);
        }
        if let Some(image) = self.sum_of_logarithms(id) {
            return image;
        }
        let parts = self.join_exponentials(id);
        let mut terms: Vec<NodeId> = Vec::with_capacity(parts.len());
        for part in parts {
            if part.is_of_one_sign() {
                terms.push(part.image);
                terms.extend(part.others.iter().map(|other| other.image));
                continue;
            }
            let ratio = match part.ratio.as_constant() {
                Some(number) => self.graph.rational(number.clone()),
                None => {
                    self.note(Rule::OneExponential, id);
                    self.call_ratio(EXP_RATIO, &part.ratio)
                }
            };
            terms.push(self.graph.product(&[part.cofactor, ratio]));
        }
        while self.join_complements(id, &mut terms) {}
        let sum = self.graph.sum(&terms);
        let image = self.over_common_power(id, sum);
        self.conjugate(id, image)
    }

    /// The terms, with what has the same cofactor and exponential in one.
    fn join_exponentials(&mut self, id: NodeId) -> Vec<Part> {
        let mut parts: Vec<Part> = Vec::new();
        for term in self.source.args(id).to_vec() {
            let part = self.part(term);
            let same = parts.iter_mut().find_map(|known| {
                let sum = known.ratio.add(&part.ratio).filter(|_| known.cofactor == part.cofactor);
                Some((known, sum?))
            });
            match same {
                Some((known, sum)) => {
                    known.ratio = sum;
                    known.others.push(part);
                }
                None => parts.push(part),
            }
        }
        parts
    }

    fn part(&mut self, term: NodeId) -> Part {
        let (number, factors) = term::split(self.source, term);
        let mut ratio = ExpRatio::constant(number.to_rational());
        let mut rest = Vec::new();
        for factor in factors {
            let joined = self.as_ratio.get(&factor).and_then(|r| ratio.multiply(r));
            match joined {
                Some(product) => ratio = product,
                None => rest.push(self.images[&factor]),
            }
        }
        let cofactor = self.graph.product(&rest);
        let image = self.images[&term];
        Part { cofactor, first: ratio.clone(), ratio, image, others: Vec::new() }
    }

    /// n₁·log R₁ + n₂·log R₂ + k·w as one logarithm, where the numbers are whole multiples of the first.
    ///
    /// log(1 + eˣ) − x is log(1 + e⁻ˣ).
    fn sum_of_logarithms(&mut self, id: NodeId) -> Option<NodeId> {
        let terms = self.source.args(id).to_vec();
        let (unit, first) = terms.iter().find_map(|&term| self.logarithm_term(term))?;
        let (w, _) = first.exponent?;
        let mut total = ExpRatio::integer(1);
        let (mut joined, mut rest) = (0, Vec::new());
        for &term in &terms {
            match self.multiple_of_logarithm(term, &unit, w).and_then(|r| total.multiply(&r)) {
                Some(product) => (total, joined) = (product, joined + 1),
                None => rest.push(self.images[&term]),
            }
        }
        if joined < 2 || total.as_constant().is_some() {
            return None;
        }
        self.note(Rule::LogarithmOfExponentials, id);
        let logarithm = self.logarithm_image(&total)?;
        let unit = self.graph.literal_number(&unit);
        rest.push(self.graph.product(&[unit, logarithm]));
        Some(self.graph.sum(&rest))
    }

    /// n·log R.
    fn logarithm_term(&self, term: NodeId) -> Option<(Number, ExpRatio)> {
        let (number, factors) = term::split(self.source, term);
        let [only] = factors[..] else { return None };
        Some((number, self.as_logarithm.get(&only)?.clone()))
    }

    /// The ratio whose logarithm, times the unit, is the term.
    fn multiple_of_logarithm(&self, term: NodeId, unit: &Number, w: NodeId) -> Option<ExpRatio> {
        let quotient = |number: &Number| Some(number.mul(&unit.recip()?));
        if let Some((number, ratio)) = self.logarithm_term(term) {
            return ratio.power(quotient(&number)?.to_i64()?);
        }
        let (number, factors) = term::split(&self.graph, self.images[&term]);
        let (wn, wf) = term::split(&self.graph, w);
        if factors != wf {
            return None;
        }
        let r = quotient(&number)?.mul(&wn.recip()?);
        ExpRatio::exponential(w, &r.to_rational())
    }

    /// Joins one pair of terms m, m·F whose sum F's complement gives; whether there was one.
    fn join_complements(&mut self, id: NodeId, terms: &mut Vec<NodeId>) -> bool {
        for i in 0..terms.len() {
            let (number, factors) = term::split(&self.graph, terms[i]);
            for k in 0..factors.len() {
                let Some((inner, power)) = self.complemented(factors[k]) else { continue };
                let mut others = factors.clone();
                others.remove(k);
                let cofactor = self.graph.product(&others);
                let partner = (0..terms.len()).find(|&j| {
                    let (other, rest) = term::split(&self.graph, terms[j]);
                    let same = other == number || other == number.neg();
                    j != i && same && self.graph.product(&rest) == cofactor
                });
                let Some(j) = partner else { continue };
                let opposite = term::split(&self.graph, terms[j]).0 != number;
                let Some(image) = self.complement(id, inner, power, opposite) else { continue };
                terms[i] = self.graph.product(&[terms[j], image]);
                terms.remove(j);
                return true;
            }
        }
        false
    }

    /// The function that has a complement, and its power.
    fn complemented(&self, factor: NodeId) -> Option<(NodeId, i64)> {
        let graph = &self.graph;
        let (inner, power) = match graph.op(factor) {
            Op::Power => (graph.args(factor)[0], graph.small_integer(graph.args(factor)[1])?),
            _ => (factor, 1),
        };
        let fits = matches!(graph.op(inner), Op::Erf | Op::Cos) && (power == 1 || power == 2);
        fits.then_some((inner, power))
    }

    /// 1 + Fᵖ, or 1 − Fᵖ where the terms are opposite.
    fn complement(
        &mut self,
        id: NodeId,
        function: NodeId,
        power: i64,
        opposite: bool,
    ) -> Option<NodeId> {
        let z = self.graph.args(function)[0];
        let minus_z = self.graph.negate(z);
        match (self.graph.op(function), power, opposite) {
            (Op::Erf, 1, _) => {
                self.note(Rule::ComplementaryError, id);
                Some(self.apply(Op::Erfc, if opposite { z } else { minus_z }))
            }
            (Op::Erf, 2, true) => {
                self.note(Rule::ComplementaryError, id);
                let (near, far) = (self.apply(Op::Erfc, z), self.apply(Op::Erfc, minus_z));
                Some(self.graph.product(&[near, far]))
            }
            (Op::Cos, 1, _) => {
                self.note(Rule::HalfAngle, id);
                let half = self.graph.ratio(1, 2);
                let half = self.graph.product(&[half, z]);
                let function = self.apply(if opposite { Op::Sin } else { Op::Cos }, half);
                let square = self.graph.powi(function, 2);
                let two = self.graph.integer(2);
                Some(self.graph.product(&[two, square]))
            }
            (Op::Cos, 2, true) => {
                self.note(Rule::HalfAngle, id);
                let sine = self.apply(Op::Sin, z);
                Some(self.graph.powi(sine, 2))
            }
            _ => None,
        }
    }

    /// The stable form of log R.
    pub(super) fn logarithm_image(&mut self, ratio: &ExpRatio) -> Option<NodeId> {
        if ratio.exponent.is_none() || ratio.is_zero() {
            return None;
        }
        Some(self.call_ratio(LOG_RATIO, ratio))
    }
}
