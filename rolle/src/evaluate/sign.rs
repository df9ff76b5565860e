//! Exact signs of constants.
//!
//! Zero is decided by exact arithmetic (canonical form, expansion, rational normal form), a sign by an enclosure
//! that excludes zero. What is neither shown zero nor separated from it stays open: `None`.

use crate::enclosure::{Context, Obstacle};
use crate::evaluate::Point;
use crate::graph::{Facts, Graph};
use crate::operator::NodeId;
use std::cmp::Ordering;

/// The precisions tried, in bits.
const PRECISIONS: [u64; 4] = [64, 192, 640, 2048];

impl Graph {
    /// The sign of an expression for all values of its symbols, where its facts, the bounds on its symbols or an
    /// enclosure prove it.
    ///
    /// Certainty: exact. `None` is "not decided", never a guess.
    pub fn exact_sign(&mut self, id: NodeId) -> Option<Ordering> {
        if let Some(number) = self.number(id) {
            return Some(number.sign());
        }
        let facts = self.facts(id);
        if facts.has(Facts::TOTAL) {
            if facts.has(Facts::POSITIVE) {
                return Some(Ordering::Greater);
            }
            if facts.has(Facts::NEGATIVE) {
                return Some(Ordering::Less);
            }
        }
        if !self.free_symbols(id).is_empty() {
            return self.sign_under_assumptions(id).or_else(|| self.sign_after_normalization(id));
        }
        self.separated_sign(id).or_else(|| self.sign_after_normalization(id))
    }

    fn separated_sign(&self, id: NodeId) -> Option<Ordering> {
        let mut ctx = Context::new();
        for prec in PRECISIONS {
            match self.enclose(&[id], &Point::new(), &mut ctx, prec).pop()? {
                Ok(value) => match value.sign() {
                    Some(sign) => return Some(sign),
                    None => continue,
                },
                Err(Obstacle::Undecided(_)) => continue,
                Err(_) => return None,
            }
        }
        None
    }
}
