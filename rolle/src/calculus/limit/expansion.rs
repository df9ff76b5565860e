//! Truncated generalised power series in ω, with exact coefficients and exact real exponents.
//!
//! Every operation keeps at most a given number of terms and says where it cut: `order` is the exponent of the
//! first power of ω that is not known, `None` for a finite sum that is exact.

use super::germ::{Attempt, Germs, Stop};
use crate::operator::NodeId;
use std::cmp::Ordering;
use std::collections::HashMap;

/// Σ cᵢ ω^eᵢ + O(ω^order), exponents rising.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Expansion {
    /// Exponents and coefficients.
    pub(crate) terms: Vec<(NodeId, NodeId)>,
    /// The exponent of the remainder; `None` if there is none.
    pub(crate) order: Option<NodeId>,
}

impl Expansion {
    pub(super) fn constant(c: NodeId) -> Expansion {
        Expansion::monomial(NodeId::ZERO, c)
    }

    pub(super) fn monomial(exponent: NodeId, c: NodeId) -> Expansion {
        let terms = if c == NodeId::ZERO { Vec::new() } else { vec![(exponent, c)] };
        Expansion { terms, order: None }
    }

    /// The coefficient, if this is exactly a constant in ω.
    pub(super) fn as_constant(&self) -> Option<NodeId> {
        match (&self.terms[..], self.order) {
            ([], None) => Some(NodeId::ZERO),
            (&[(NodeId::ZERO, c)], None) => Some(c),
            _ => None,
        }
    }

    /// The lowest exponent that can occur; `None` for the exact zero.
    pub(super) fn valuation(&self) -> Option<NodeId> {
        self.terms.first().map(|term| term.0).or(self.order)
    }
}

impl Germs {
    fn lower(&mut self, a: Option<NodeId>, b: Option<NodeId>) -> Attempt<Option<NodeId>> {
        Ok(match (a, b) {
            (Some(p), Some(q)) => Some(if self.compare(p, q)?.is_le() { p } else { q }),
            (a, b) => a.or(b),
        })
    }

    /// Collects terms of any order into an expansion of at most `most` terms below `order`.
    fn collect(
        &mut self,
        terms: Vec<(NodeId, NodeId)>,
        order: Option<NodeId>,
        most: usize,
    ) -> Attempt<Expansion> {
        self.spend(terms.len() + 1)?;
        let mut places: HashMap<NodeId, usize> = HashMap::new();
        let mut groups: Vec<(NodeId, Vec<NodeId>)> = Vec::new();
        for (exponent, coefficient) in terms {
            let place = *places.entry(exponent).or_insert_with(|| {
                groups.push((exponent, Vec::new()));
                groups.len() - 1
            });
            groups[place].1.push(coefficient);
        }
        // Insertion sort: the comparison of constants can fail, and groups are few and nearly sorted.
        let mut sorted: Vec<(NodeId, Vec<NodeId>)> = Vec::with_capacity(groups.len());
        for group in groups {
            let mut place = sorted.len();
            let mut equal = false;
            while place > 0 {
                match self.compare(sorted[place - 1].0, group.0)? {
                    Ordering::Less => break,
                    Ordering::Equal => {
                        equal = true;
                        break;
                    }
                    Ordering::Greater => place -= 1,
                }
            }
            if equal { sorted[place - 1].1.extend(group.1) } else { sorted.insert(place, group) }
        }
        let mut result = Expansion { terms: Vec::new(), order };
        for (exponent, coefficients) in sorted {
            if let Some(order) = order
                && self.compare(exponent, order)?.is_ge()
            {
                break;
            }
            let coefficient = self.graph.sum(&coefficients);
            if coefficient == NodeId::ZERO {
                continue;
            }
            if result.terms.len() == most {
                result.order = Some(exponent);
                break;
            }
            result.terms.push((exponent, coefficient));
        }
        Ok(result)
    }

    pub(super) fn add_expansions(
        &mut self,
        parts: &[&Expansion],
        most: usize,
    ) -> Attempt<Expansion> {
        let mut order = None;
        let mut terms = Vec::new();
        for part in parts {
            order = self.lower(order, part.order)?;
            terms.extend_from_slice(&part.terms);
        }
        self.collect(terms, order, most)
    }

    pub(super) fn multiply_expansions(
        &mut self,
        a: &Expansion,
        b: &Expansion,
        most: usize,
    ) -> Attempt<Expansion> {
        let (Some(low_a), Some(low_b)) = (a.valuation(), b.valuation()) else {
            return Ok(Expansion { terms: Vec::new(), order: None });
        };
        let order_a = a.order.map(|order| self.graph.sum(&[order, low_b]));
        let order_b = b.order.map(|order| self.graph.sum(&[order, low_a]));
        let order = self.lower(order_a, order_b)?;
        let mut terms = Vec::with_capacity(a.terms.len() * b.terms.len());
        for &(p, c) in &a.terms {
            for &(q, d) in &b.terms {
                let exponent = self.graph.sum(&[p, q]);
                // In rising order; what lies beyond the remainder is not worth a product.
                if let Some(order) = order
                    && self.compare(exponent, order)?.is_ge()
                {
                    break;
                }
                terms.push((exponent, self.graph.product(&[c, d])));
            }
        }
        self.collect(terms, order, most)
    }

    /// c·ω^shift times an expansion.
    pub(super) fn scale_expansion(&mut self, a: &Expansion, c: NodeId, shift: NodeId) -> Expansion {
        if c == NodeId::ZERO {
            return Expansion { terms: Vec::new(), order: None };
        }
        let mut terms = Vec::with_capacity(a.terms.len());
        for &(exponent, coefficient) in &a.terms {
            let product = self.graph.product(&[c, coefficient]);
            if product != NodeId::ZERO {
                terms.push((self.graph.sum(&[exponent, shift]), product));
            }
        }
        let order = a.order.map(|order| self.graph.sum(&[order, shift]));
        Expansion { terms, order }
    }

    /// Drops leading terms whose coefficient is zero.
    pub(super) fn trim(&mut self, a: &mut Expansion) -> Attempt<()> {
        let mut zeros = 0;
        while let Some(&(_, coefficient)) = a.terms.get(zeros) {
            if !self.is_zero(coefficient)? {
                break;
            }
            zeros += 1;
        }
        a.terms.drain(..zeros);
        Ok(())
    }

    /// The parts of a = c·ω^e·(1 + v), where v tends to zero.
    pub(super) fn leading_part(&mut self, a: &Expansion) -> Attempt<(NodeId, NodeId, Expansion)> {
        let mut a = a.clone();
        self.trim(&mut a)?;
        let Some(&(exponent, coefficient)) = a.terms.first() else {
            return Err(if a.order.is_none() { Stop::Outside } else { Stop::Precision });
        };
        a.terms.remove(0);
        let inverse = self.graph.reciprocal(coefficient);
        let shift = self.graph.negate(exponent);
        let rest = self.scale_expansion(&a, inverse, shift);
        Ok((coefficient, exponent, rest))
    }

    /// The parts of a = c₀ + v, where v tends to zero and no power of ω is negative.
    pub(super) fn constant_part(&mut self, a: &Expansion) -> Attempt<(NodeId, Expansion)> {
        let mut a = a.clone();
        while let Some(&(exponent, coefficient)) = a.terms.first() {
            match self.compare(exponent, NodeId::ZERO)? {
                Ordering::Greater => break,
                Ordering::Equal => {
                    a.terms.remove(0);
                    self.require_positive_order(&a)?;
                    return Ok((coefficient, a));
                }
                Ordering::Less if self.is_zero(coefficient)? => {
                    a.terms.remove(0);
                }
                Ordering::Less => {
                    return super::germ::undecided("an argument grows where it should be bounded");
                }
            }
        }
        self.require_positive_order(&a)?;
        Ok((NodeId::ZERO, a))
    }

    fn require_positive_order(&mut self, a: &Expansion) -> Attempt<()> {
        match a.order {
            Some(order) if self.compare(order, NodeId::ZERO)?.is_le() => Err(Stop::Precision),
            _ => Ok(()),
        }
    }

    /// Σ aₖ vᵏ for v that tends to zero; the coefficients come from `next(germs, k)` in turn.
    pub(super) fn compose(
        &mut self,
        v: &Expansion,
        most: usize,
        mut next: impl FnMut(&mut Germs, usize) -> Attempt<NodeId>,
    ) -> Attempt<Expansion> {
        let constant = next(self, 0)?;
        let mut parts = vec![Expansion::constant(constant)];
        let Some(low) = v.valuation() else { return Ok(parts.remove(0)) };
        let mut power = Expansion::constant(NodeId::ONE);
        for k in 1..=most {
            power = self.multiply_expansions(&power, v, most)?;
            let coefficient = next(self, k)?;
            parts.push(self.scale_expansion(&power, coefficient, NodeId::ZERO));
            // A zero coefficient hides nothing: the remainder of the sum is stated below.
        }
        let factor = self.graph.integer(most as i64 + 1);
        let cut = self.graph.product(&[factor, low]);
        // v = O(ω^low) itself, when no term of it is known, limits the sum as well.
        let order = match (v.terms.is_empty(), v.order) {
            (true, Some(order)) => order,
            _ => cut,
        };
        parts.push(Expansion { terms: Vec::new(), order: Some(order) });
        let parts: Vec<&Expansion> = parts.iter().collect();
        self.add_expansions(&parts, most)
    }

    /// The expansion of a power with an exponent that does not vary.
    pub(super) fn power_expansion(
        &mut self,
        a: &Expansion,
        exponent: NodeId,
        most: usize,
    ) -> Attempt<Expansion> {
        // Up to this exponent, repeated products: they need no leading term and keep what is exact.
        const BY_PRODUCTS: i64 = 12;
        if let Some(n @ 1..=BY_PRODUCTS) = self.graph.small_integer(exponent) {
            let mut power = a.clone();
            for _ in 1..n {
                power = self.multiply_expansions(&power, a, most)?;
            }
            return Ok(power);
        }
        let (c, e, v) = match self.leading_part(a) {
            // 0^p for p > 0.
            Err(Stop::Outside) if self.compare(exponent, NodeId::ZERO)?.is_gt() => {
                return Ok(Expansion { terms: Vec::new(), order: None });
            }
            parts => parts?,
        };
        let mut binomial = NodeId::ONE;
        let series = self.compose(&v, most, |germs, k| {
            if k > 0 {
                let back = germs.graph.integer(1 - k as i64);
                let factor = germs.graph.sum(&[exponent, back]);
                let inverse = germs.graph.ratio(1, k as i64);
                binomial = germs.graph.product(&[binomial, factor, inverse]);
            }
            Ok(binomial)
        })?;
        let coefficient = self.graph.power(c, exponent);
        let shift = self.graph.product(&[e, exponent]);
        Ok(self.scale_expansion(&series, coefficient, shift))
    }

    /// The derivative by ω, coefficients taken as constants.
    pub(super) fn differentiate_expansion(&mut self, a: &Expansion) -> Expansion {
        let minus_one = self.graph.integer(-1);
        let mut terms = Vec::with_capacity(a.terms.len());
        for &(exponent, coefficient) in &a.terms {
            let product = self.graph.product(&[exponent, coefficient]);
            if product != NodeId::ZERO {
                terms.push((self.graph.sum(&[exponent, minus_one]), product));
            }
        }
        Expansion { terms, order: a.order.map(|order| self.graph.sum(&[order, minus_one])) }
    }

    /// The integral by ω from 0 of an expansion whose exponents are above −1.
    pub(super) fn integrate_expansion(&mut self, a: &Expansion) -> Expansion {
        let mut terms = Vec::with_capacity(a.terms.len());
        for &(exponent, coefficient) in &a.terms {
            let raised = self.graph.sum(&[exponent, NodeId::ONE]);
            terms.push((raised, self.graph.divide(coefficient, raised)));
        }
        Expansion { terms, order: a.order.map(|order| self.graph.sum(&[order, NodeId::ONE])) }
    }
}
