//! Comparisons as signs of differences: f > g where f − g > 0, and f⁽ⁿ⁾ > c where (f − c·xⁿ/n!)⁽ⁿ⁾ > 0.

use super::Certified;
use super::everything::prime;
use crate::graph::NodeId;
use crate::operator::Op;
use crate::print::{Notation, Printer};
use crate::prove::claim::{Claim, Sentence, parse_claim};
use crate::prove::relation::Relation;
use crate::prove::study::Study;

/// The longest text of a difference.
const LONGEST: usize = 200;

impl Study<'_> {
    /// The certificate of the difference of what a claim compares; `None` where it compares nothing of that kind.
    pub(super) fn certificate_of_difference(
        &mut self,
        claim: &Claim,
    ) -> Option<Result<Certified, String>> {
        let Sentence::Compare { first, rest } = &claim.sentence else { return None };
        let &[(relation, second)] = &rest[..] else { return None };
        if matches!(relation, Relation::Equal | Relation::NotEqual) {
            return None;
        }
        let (difference, order, relation) = match self.comparisons(*first, rest).as_deref() {
            Some([comparison]) => {
                let (order, value) = (comparison.order, comparison.value);
                (self.less_monomial(value, order), order, comparison.relation)
            }
            _ => (self.difference(*first, second)?, 0, relation),
        };
        if difference == self.function() {
            return None;
        }
        let source = format!("{} {} 0", prime(order), relation.symbol());
        let about = parse_claim(self.graph, self.x, &[], &source).ok()?;
        let about = Claim { on: claim.on.clone(), ..about };
        let text = Printer::new(Notation::Plain).print_brief(self.graph, difference, LONGEST);
        let mut study = Study::with_limits(self.graph, difference, self.x, self.limits);
        Some(
            study
                .certificate_of_f(&[about])
                .map(|made| Certified { speaks_of: Some(text), ..made }),
        )
    }

    /// f − c·xⁿ/n!.
    fn less_monomial(&mut self, c: NodeId, n: u32) -> NodeId {
        let (f, x) = (self.function(), self.x);
        self.graph.without_side_conditions(|graph| {
            let power = graph.powi(x, i64::from(n));
            let factorial = (1..=i64::from(n)).product();
            let fraction = graph.ratio(1, factorial);
            let term = graph.product(&[c, fraction, power]);
            graph.subtract(f, term)
        })
    }

    /// The difference of two formulas in f and x, without derivatives: those the checker would have to believe.
    fn difference(&mut self, first: NodeId, second: NodeId) -> Option<NodeId> {
        let (f, x) = (self.function(), self.x);
        let gap = self.graph.subtract(first, second);
        let mut calls = Vec::new();
        for id in self.graph.order(&[gap]) {
            if self.graph.op(id) != Op::Call {
                continue;
            }
            let &[function, argument] = self.graph.args(id) else { return None };
            let orders = &self.graph.function_symbol(function)?.orders;
            let is_f = orders.first().copied().unwrap_or(0) == 0 && argument == x;
            is_f.then(|| calls.push((id, f)))?;
        }
        Some(self.graph.substitute(gap, &calls))
    }
}
