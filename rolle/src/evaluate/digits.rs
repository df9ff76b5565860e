//! Decimal digits that are certain: the precision is doubled until they are.
//!
//! Source: Ziv, Fast evaluation of elementary mathematical functions with correctly rounded last bit, 1991.

use super::Point;
use crate::enclosure::{Context, Enclosure, Obstacle};
use crate::graph::Graph;
use crate::number::Rational;
use crate::operator::NodeId;
use crate::{Error, ErrorKind, Result};

/// Limits on a decimal evaluation.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct DigitLimits {
    /// The largest number of significant digits.
    pub digits: usize,
    /// The largest working precision in bits.
    pub bits: u64,
}

impl Default for DigitLimits {
    fn default() -> DigitLimits {
        DigitLimits { digits: 10_000, bits: 1 << 17 }
    }
}

impl Graph {
    /// The value at rational arguments, correctly rounded to some significant digits.
    ///
    /// Certainty: every digit is proved. An exact zero prints as `0`.
    ///
    /// # Errors
    /// `Domain` where the expression has no value there; `Argument` for a symbol without a value; `Budget` when
    /// the limits do not reach: more than 10,000 digits or 2¹⁷ bits by default, or a value that may be zero but
    /// is not shown to be.
    ///
    /// # Examples
    /// ```
    /// use rolle::{Graph, evaluate::DigitLimits};
    /// let mut g = Graph::new();
    /// let two = g.integer(2);
    /// let root = g.sqrt(two);
    /// assert_eq!(g.decimal(root, &[], 20, DigitLimits::default()).unwrap(), "1.4142135623730950488");
    /// ```
    pub fn decimal(
        &mut self,
        root: NodeId,
        at: &[(NodeId, Rational)],
        digits: usize,
        limits: DigitLimits,
    ) -> Result<String> {
        if digits == 0 || digits > limits.digits {
            let message =
                format!("`{digits}` digits were asked for; the limit is `{}`", limits.digits);
            return Err(Error::new(ErrorKind::Budget, message)
                .with_help("ask for 1 digit or more, up to the limit"));
        }
        let replacements: Vec<(NodeId, NodeId)> =
            at.iter().map(|(x, q)| (*x, self.rational(q.clone()))).collect();
        let value = self.value_of(root, &replacements)?;
        self.decimal_of_constant(value, digits, limits)
    }

    fn value_of(&mut self, root: NodeId, replacements: &[(NodeId, NodeId)]) -> Result<NodeId> {
        let value = self.substitute(root, replacements);
        if let Some(why) = self.reason_text(value) {
            return Err(Error::new(
                ErrorKind::Domain,
                format!("the expression has no value there: {why}"),
            ));
        }
        let missing: Vec<String> = self
            .free_symbols(value)
            .iter()
            .filter_map(|&id| self.symbol_name(id))
            .map(|n| format!("`{n}`"))
            .collect();
        match missing.is_empty() {
            true => Ok(value),
            false => {
                Err(Error::new(ErrorKind::Argument, format!("{} has no value", missing.join(", ")))
                    .with_help("give every variable a value, as in `--at x=1,y=2`"))
            }
        }
    }

    fn decimal_of_constant(
        &mut self,
        value: NodeId,
        digits: usize,
        limits: DigitLimits,
    ) -> Result<String> {
        let mut ctx = Context::new();
        let mut prec = 64 + digits as u64 * 4;
        let mut obstacle = None;
        while prec <= limits.bits {
            match self
                .enclose(&[value], &Point::new(), &mut ctx, prec)
                .pop()
                .expect("one root, one value")
            {
                Ok(enclosure) => {
                    if let Some(text) = decimal_text(&enclosure, digits) {
                        return Ok(text);
                    }
                    if enclosure.contains_zero() && self.is_exactly_zero(value) {
                        return Ok("0".to_string());
                    }
                }
                Err(Obstacle::Outside(why)) => {
                    return Err(Error::new(
                        ErrorKind::Domain,
                        format!("the expression has no value there: {why}"),
                    ));
                }
                Err(Obstacle::Refused(why)) => return Err(Error::new(ErrorKind::Budget, why)),
                Err(Obstacle::Undecided(why)) => obstacle = Some(why),
            }
            prec *= 2;
        }
        let why =
            obstacle.unwrap_or("the value may be zero, or is too close to a rounding boundary");
        Err(Error::new(ErrorKind::Budget, format!("undecided with {} bits: {why}", prec / 2))
            .with_help("raise the limit on bits, or simplify the expression first"))
    }

    fn is_exactly_zero(&mut self, value: NodeId) -> bool {
        self.sign_after_normalization(value) == Some(std::cmp::Ordering::Equal)
    }
}

fn decimal_text(enclosure: &Enclosure, digits: usize) -> Option<String> {
    crate::enclosure::to_decimal(enclosure, digits)
}
