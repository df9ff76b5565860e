//! Exact signs of constants.
//!
//! Zero is decided by exact arithmetic (canonical form, expansion, rational normal form, remainders modulo minimal
//! polynomials) and by separation bounds, a sign by an enclosure that excludes zero. What is neither shown zero nor
//! separated from it stays open: `None`.

use crate::enclosure::{Context, Obstacle};
use crate::evaluate::Point;
use crate::graph::{Facts, Graph};
use crate::operator::NodeId;
use std::cmp::Ordering;

/// The precisions tried, in bits.
const PRECISIONS: [u64; 4] = [64, 192, 640, 2048];

/// Separation bounds are used up to this many bits.
const SEPARATION_BITS: u64 = 1 << 14;

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
            return self
                .sign_under_assumptions(id)
                .or_else(|| self.sign_of_multiple(id))
                .or_else(|| self.sign_after_normalization(id));
        }
        self.sign_of_constant(id)
    }

    /// The cheap ways first: most constants are far from zero, and most zeros are seen by their normal forms.
    fn sign_of_constant(&mut self, id: NodeId) -> Option<Ordering> {
        if self.deadline().has_passed() {
            return None;
        }
        let mut ctx = Context::new();
        let [first, rest @ ..] = PRECISIONS;
        self.separated_sign(id, &mut ctx, &[first])
            .or_else(|| self.sign_of_algebraic(id))
            .or_else(|| self.vanishes_at_its_zero(id).then_some(Ordering::Equal))
            .or_else(|| self.separated_sign(id, &mut ctx, &rest))
            .or_else(|| self.sign_after_normalization(id))
            .or_else(|| self.sign_by_separation(id, &mut ctx))
    }

    fn separated_sign(
        &self,
        id: NodeId,
        ctx: &mut Context,
        precisions: &[u64],
    ) -> Option<Ordering> {
        for &prec in precisions {
            match self.enclose(&[id], &Point::new(), ctx, prec).pop()? {
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

    /// An algebraic constant is zero where it is closer to zero than its separation bound.
    pub(crate) fn sign_by_separation(&self, id: NodeId, ctx: &mut Context) -> Option<Ordering> {
        let bits = self.separation(id, SEPARATION_BITS)?;
        // Cancellation inside may cost some of the precision.
        for prec in [bits + 64, 2 * bits + 256] {
            match self.enclose(&[id], &Point::new(), ctx, prec).pop()? {
                Ok(value) if value.sign().is_some() => return value.sign(),
                Ok(value) if value.size() <= -(bits as i64) => return Some(Ordering::Equal),
                _ => {}
            }
        }
        None
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(text: &str, sign: Option<Ordering>) {
        let mut g = Graph::new();
        let id = g.parse(text).unwrap();
        assert_eq!(g.exact_sign(id), sign, "{text}");
    }

    #[test]
    fn constants_in_one_algebraic_number() {
        use Ordering::*;
        for (text, sign) in [
            ("rootof(x^5 - x - 1, 0)^5 - rootof(x^5 - x - 1, 0) - 1", Equal),
            (
                "rootof(x^5 - x - 1, 0)^7 - rootof(x^5 - x - 1, 0)^3 - rootof(x^5 - x - 1, 0)^2",
                Equal,
            ),
            ("1/rootof(x^3 - x - 1, 0) - rootof(x^3 - x - 1, 0)^2 + 1", Equal),
            ("rootof(x^3 - 3x + 1, 1) - 347296355333860697703434/10^24", Less),
            ("rootof(x^3 - 3x + 1, 0)", Less),
            ("(rootof(x^3 - x - 1, 0)^3 - rootof(x^3 - x - 1, 0))^10 - 1", Equal),
        ] {
            check(text, Some(sign));
        }
        // The denominator is zero.
        check("1/(rootof(x^3 - x - 1, 0)^3 - rootof(x^3 - x - 1, 0) - 1)", None);
    }

    #[test]
    fn constants_in_several_algebraic_numbers() {
        use Ordering::*;
        for (text, sign) in [
            // Vieta's formulas.
            ("rootof(x^3 - 3x + 1, 0) + rootof(x^3 - 3x + 1, 1) + rootof(x^3 - 3x + 1, 2)", Equal),
            ("rootof(x^3 - 3x + 1, 0)*rootof(x^3 - 3x + 1, 1)*rootof(x^3 - 3x + 1, 2) + 1", Equal),
            ("sqrt(rootof(x^3 - x - 1, 0)) - rootof(x^6 - x^2 - 1, 1)", Equal),
            ("cbrt(rootof(x^3 - x - 1, 0)) - rootof(x^9 - x^3 - 1, 0)", Equal),
            ("rootof(x^3 - x - 1, 0) - cbrt(1/2 + sqrt(69)/18) - cbrt(1/2 - sqrt(69)/18)", Equal),
            ("sqrt(rootof(x^3 - x - 1, 0)) - rootof(x^5 - x - 1, 0)", Less),
            ("sqrt(sqrt(3) + 2) - sqrt(6)/2 - sqrt(2)/2", Equal),
            ("rootof(x^3 - x - 1, 0) - rootof(x^3 - x + 1, 0) - 2*rootof(x^3 - x - 1, 0)", Equal),
        ] {
            check(text, Some(sign));
        }
    }
}
