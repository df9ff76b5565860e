//! Sines, cosines and fractional parts of growing arguments.
//!
//! Such a function becomes a symbol that is bounded. Whatever is then true for every value of the symbol in its
//! closed range holds uniformly, so a limit in which the symbol does not occur is the limit (the squeeze). That
//! a limit does not exist is shown by two sequences: along each the phase of the argument is fixed, so the
//! function agrees with one whose symbol is a number, and the two limits differ.

use super::germ::{Atom, Attempt, Germs, Value};
use crate::graph::Assumptions;
use crate::number::{Integer, Number};
use crate::operator::{NodeId, Op};

/// Phases in units of π/12; enough to tell apart what trigonometric polynomials of low degree do.
const CIRCULAR_PHASES: [i64; 8] = [0, 6, -6, 12, 2, 3, 4, -2];

/// Fractional parts in units of 1/6.
const FRACTIONS: [i64; 4] = [0, 3, 2, 1];

impl Germs {
    /// The bounded symbol of sin u, cos u, or of floor u − u and its like, for u that grows.
    pub(super) fn atom(&mut self, op: Op, argument: NodeId) -> NodeId {
        if let Some(atom) =
            self.atoms.iter().find(|atom| atom.op == op && atom.argument == argument)
        {
            return atom.symbol;
        }
        let half = |n: i64| Number::ratio(n, 2).expect("two is not zero");
        let (low, high) = match op {
            Op::Floor => (-2, 0),
            Op::Ceil => (0, 2),
            Op::Round => (-1, 1),
            _ => (-2, 2),
        };
        let assumptions = Assumptions {
            lower: Some((half(low), false)),
            upper: Some((half(high), false)),
            ..Assumptions::default()
        };
        let symbol = self.graph.fresh_symbol("s", assumptions);
        self.atoms.push(Atom { symbol, op, argument });
        symbol
    }

    /// sin u or cos u for u that grows. Where u stays at a distance d from an argument that is known, the
    /// addition theorem ties the two together.
    pub(super) fn circular_atom(&mut self, op: Op, u: NodeId) -> Attempt<NodeId> {
        let known: Vec<NodeId> = self
            .atoms
            .iter()
            .filter(|atom| matches!(atom.op, Op::Sin | Op::Cos))
            .map(|atom| atom.argument)
            .collect();
        for base in known {
            if base == u {
                continue;
            }
            let distance = self.graph.subtract(u, base);
            let Ok(Value::Finite(_)) = self.limit(distance) else { continue };
            let (sin, cos) = (self.atom(Op::Sin, base), self.atom(Op::Cos, base));
            let sin_d = self.function(Op::Sin, distance);
            let cos_d = self.function(Op::Cos, distance);
            let (first, second) = match op {
                Op::Sin => ([sin, cos_d], [cos, sin_d]),
                _ => ([cos, cos_d], [sin, sin_d]),
            };
            let (first, second) = (self.graph.product(&first), self.graph.product(&second));
            return Ok(match op {
                Op::Sin => self.graph.sum(&[first, second]),
                _ => self.graph.subtract(first, second),
            });
        }
        Ok(self.atom(op, u))
    }

    /// Whether a bounded symbol occurs.
    pub(crate) fn oscillates(&self, e: NodeId) -> bool {
        self.atoms.iter().any(|atom| self.graph.depends_on(e, atom.symbol))
    }

    /// Two different limits along two sequences, if they can be found.
    pub(super) fn two_limits(&mut self, e: NodeId) -> Attempt<Option<(Value, Value)>> {
        let atoms: Vec<Atom> = self
            .atoms
            .iter()
            .filter(|atom| self.graph.depends_on(e, atom.symbol))
            .cloned()
            .collect();
        let Some(multiples) = self.multiples_of_one(&atoms) else { return Ok(None) };
        let circular = atoms.iter().filter(|atom| matches!(atom.op, Op::Sin | Op::Cos)).count();
        let phases: &[i64] = match circular {
            0 => &FRACTIONS,
            n if n == atoms.len() => &CIRCULAR_PHASES,
            _ => return Ok(None),
        };
        let mut first: Option<Value> = None;
        for &phase in phases {
            let mut replacements = Vec::with_capacity(atoms.len());
            for (atom, n) in atoms.iter().zip(&multiples) {
                let Some(value) = self.value_at_phase(atom.op, n, phase) else { break };
                replacements.push((atom.symbol, value));
            }
            if replacements.len() < atoms.len() {
                continue;
            }
            let fixed = self.graph.substitute(e, &replacements);
            let Ok(value) = self.limit(fixed) else { continue };
            match &first {
                None => first = Some(value),
                Some(known) => {
                    if self.differ(known, &value) {
                        return Ok(Some((known.clone(), value)));
                    }
                }
            }
        }
        Ok(None)
    }

    /// Integers nᵢ such that every argument is nᵢ·v for one v.
    fn multiples_of_one(&mut self, atoms: &[Atom]) -> Option<Vec<Number>> {
        let reference = atoms.first()?.argument;
        let mut ratios = Vec::with_capacity(atoms.len());
        for atom in atoms {
            let quotient = self.graph.divide(atom.argument, reference);
            ratios.push(self.graph.number(quotient)?);
        }
        let denominator = ratios
            .iter()
            .fold(Integer::ONE, |product, ratio| product * Integer::from(ratio.denominator()));
        let denominator = Number::from(denominator);
        Some(ratios.iter().map(|ratio| ratio.mul(&denominator)).collect())
    }

    /// The value of an atom where v has a phase.
    fn value_at_phase(&mut self, op: Op, n: &Number, phase: i64) -> Option<NodeId> {
        if matches!(op, Op::Sin | Op::Cos) {
            let turns = n.mul(&Number::ratio(phase, 12)?);
            let (turns, pi) = (
                self.graph.literal_number(&turns),
                self.graph.constant(crate::graph::Constant::Pi),
            );
            let angle = self.graph.product(&[turns, pi]);
            return self.graph.apply(op, &[angle]).ok();
        }
        let place = n.mul(&Number::ratio(phase, 6)?);
        let place = self.graph.literal_number(&place);
        let rounded = self.graph.apply(op, &[place]).ok()?;
        Some(self.graph.subtract(rounded, place))
    }

    fn differ(&mut self, a: &Value, b: &Value) -> bool {
        match (a, b) {
            (Value::Finite(p), Value::Finite(q)) => {
                self.compare(*p, *q).is_ok_and(|order| order.is_ne())
            }
            (a, b) => a != b,
        }
    }
}
