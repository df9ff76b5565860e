//! Exact signs by normal forms: what expansion turns into a number, or into a sum of one sign, and quotients whose
//! numerator vanishes by the relations of its kernels.

use crate::graph::{Facts, Graph};
use crate::operator::NodeId;
use crate::polynomial::sparse::Limits;
use std::cmp::Ordering;

/// Small limits: a zero test must stay cheap.
const LIMITS: Limits = Limits { terms: 2000, bits: 1 << 22, work: 1 << 20, trials: 100 };

impl Graph {
    /// The sign of an expression whose expanded or rational normal form shows it.
    ///
    /// Certainty: exact. The normal form is valid where the expression is defined; a widened domain does not
    /// matter for the sign where it is.
    pub(crate) fn sign_after_normalization(&mut self, id: NodeId) -> Option<Ordering> {
        self.without_side_conditions(|graph| graph.sign_of_normal_forms(id))
    }

    fn sign_of_normal_forms(&mut self, id: NodeId) -> Option<Ordering> {
        let id = self.without_exponentials_of_w(id);
        let expanded = self.expand(id, &LIMITS).ok()?;
        if let Some(number) = self.number(expanded) {
            return Some(number.sign());
        }
        let facts = self.facts(expanded);
        match facts.has(Facts::TOTAL) {
            true if facts.has(Facts::POSITIVE) => Some(Ordering::Greater),
            true if facts.has(Facts::NEGATIVE) => Some(Ordering::Less),
            _ => self.vanishes_in_normal_form(id, &LIMITS).then_some(Ordering::Equal),
        }
    }
}
