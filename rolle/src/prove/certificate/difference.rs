//! Comparisons as signs of differences: f > g where f − g > 0, and f⁽ⁿ⁾ > c where (f − c·xⁿ/n!)⁽ⁿ⁾ > 0.

use super::Certified;
use super::everything::prime;
use crate::graph::{Facts, NodeId};
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
        let (first, &[(relation, second)]) = (*first, &rest[..]) else { return None };
        let mut is_total = self.is_total(self.function());
        let (difference, order, relation) = match self.comparisons(first, rest).as_deref() {
            Some([comparison]) => {
                let (order, value) = (comparison.order, comparison.value);
                (self.less_monomial(value, order), order, comparison.relation)
            }
            _ => {
                let [first, second] = [self.without_calls(first)?, self.without_calls(second)?];
                is_total &= self.is_total(first) && self.is_total(second);
                (self.graph.subtract(first, second), 0, relation)
            }
        };
        if difference == self.function() || self.graph.number(difference).is_some() {
            // Nothing is left to certify but how the simplifier found that.
            return None;
        }
        let source = format!("{} {} 0", prime(order), relation.symbol());
        let about = parse_claim(self.graph, self.x, &[], &source).ok()?;
        let about = Claim { on: claim.on.clone(), ..about };
        let text = Printer::new(Notation::Plain).print_brief(self.graph, difference, LONGEST);
        let mut study = Study::with_limits(self.graph, difference, self.x, self.limits);
        Some(study.certificate_of_f(&[about]).map(|mut made| {
            if relation == Relation::Equal && !is_total && made.refuted.is_empty() {
                made.left_out.push("that both have values at the same numbers".into());
            }
            Certified { speaks_of: Some(text), ..made }
        }))
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

    fn is_total(&self, f: NodeId) -> bool {
        self.graph.facts(f).has(Facts::TOTAL)
    }

    /// A formula in f and x, with f put in. `None` for derivatives: those the checker would have to believe.
    fn without_calls(&mut self, formula: NodeId) -> Option<NodeId> {
        let (f, x) = (self.function(), self.x);
        let mut calls = Vec::new();
        for id in self.graph.order(&[formula]) {
            if self.graph.op(id) != Op::Call {
                continue;
            }
            let &[function, argument] = self.graph.args(id) else { return None };
            let orders = &self.graph.function_symbol(function)?.orders;
            let is_f = orders.first().copied().unwrap_or(0) == 0 && argument == x;
            is_f.then(|| calls.push((id, f)))?;
        }
        Some(self.graph.substitute(formula, &calls))
    }
}
