//! Sums over powers of one base: 1/√b − x²/b^(3/2) with b = x² + 1 is b^(−3/2).

use super::{Rewriter, Rule, term};
use crate::number::Number;
use crate::operator::{NodeId, Op};
use crate::polynomial::sparse::Limits;

/// Small limits: a numerator that needs more is not simpler.
const LIMITS: Limits = Limits { terms: 50, bits: 1 << 10, work: 1 << 12, trials: 10 };

/// A term without its power of the base, and the exponent of that.
type Parted = (NodeId, Number);

impl Rewriter<'_> {
    /// The sum over the lowest power of a base that its terms share, where the numerator then has fewer terms.
    pub(super) fn over_common_power(&mut self, id: NodeId, sum: NodeId) -> NodeId {
        if self.graph.op(sum) != Op::Sum {
            return sum;
        }
        let terms = self.graph.args(sum).to_vec();
        for base in self.bases(&terms) {
            if let Some(image) = self.over_power_of(base, &terms) {
                self.note(Rule::CommonPower, id);
                return image;
            }
        }
        sum
    }

    /// The sums and lengths that stand under a fraction bar.
    fn bases(&self, terms: &[NodeId]) -> Vec<NodeId> {
        let mut bases = Vec::new();
        for &term in terms {
            for factor in term::split(&self.graph, term).1 {
                if let (Op::Power, &[base, exponent]) =
                    (self.graph.op(factor), self.graph.args(factor))
                    && matches!(self.graph.op(base), Op::Sum | Op::Hypot)
                    && self.graph.number(exponent).is_some_and(|e| e.is_negative())
                    && !bases.contains(&base)
                {
                    bases.push(base);
                }
            }
        }
        bases
    }

    fn over_power_of(&mut self, base: NodeId, terms: &[NodeId]) -> Option<NodeId> {
        let parted: Vec<Parted> = terms.iter().map(|&term| self.part_from(base, term)).collect();
        let lowest = parted.iter().map(|(_, e)| e).min()?.clone();
        // The square of a length is a sum of squares; of a sum every power is a polynomial.
        let unit = if self.graph.op(base) == Op::Hypot { 2 } else { 1 };
        let polynomial = match self.graph.op(base) {
            Op::Hypot => {
                let sides = [0, 1].map(|k| self.graph.args(base)[k]);
                let squares = sides.map(|side| self.graph.powi(side, 2));
                self.graph.sum(&squares)
            }
            _ => base,
        };
        let mut numerator = Vec::with_capacity(terms.len());
        for (rest, exponent) in parted {
            let above = exponent.sub(&lowest).to_i64().filter(|n| n % unit == 0 && *n <= 16)?;
            let power = self.graph.powi(polynomial, above / unit);
            numerator.push(self.graph.product(&[rest, power]));
        }
        let numerator = self.graph.sum(&numerator);
        let expanded = self.graph.without_side_conditions(|g| g.expand(numerator, &LIMITS)).ok()?;
        let count = match self.graph.op(expanded) {
            Op::Sum => self.graph.args(expanded).len(),
            _ => 1,
        };
        if count >= terms.len() {
            return None;
        }
        let lowest = self.graph.literal_number(&lowest);
        let power = self.graph.power(base, lowest);
        Some(self.graph.product(&[expanded, power]))
    }

    /// A term as what stands beside the power of a base, and the exponent of that.
    fn part_from(&mut self, base: NodeId, term: NodeId) -> Parted {
        let (number, factors) = term::split(&self.graph, term);
        let mut exponent = Number::ZERO;
        let mut rest = vec![self.graph.literal_number(&number)];
        for factor in factors {
            let power = match (self.graph.op(factor), self.graph.args(factor)) {
                (Op::Power, &[b, e]) if b == base => self.graph.number(e),
                _ if factor == base => Some(Number::ONE),
                _ => None,
            };
            match power {
                Some(power) => exponent = exponent.add(&power),
                None => rest.push(factor),
            }
        }
        (self.graph.product(&rest), exponent)
    }
}
