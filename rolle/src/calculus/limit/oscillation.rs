//! Sines, cosines and fractional parts of growing arguments.
//!
//! Such a function becomes a symbol that is bounded. Whatever is then true for every value of the symbol in its
//! closed range holds uniformly, so a limit in which the symbol does not occur is the limit (the squeeze). A kink of
//! an oscillating part that no sign decides becomes a bounded symbol as well. That a limit does not exist is shown
//! on sequences (`sequence`).

use super::germ::{Atom, Attempt, Germs, Value, undecided};
use crate::graph::Assumptions;
use crate::number::Number;
use crate::operator::{NodeId, Op};

impl Germs {
    /// The bounded symbol of sin u, cos u, or of floor u − u and its like, for u that grows.
    pub(super) fn atom(&mut self, op: Op, argument: NodeId) -> NodeId {
        let half = |n: i64| Number::ratio(n, 2).expect("two is not zero");
        let (low, high) = match op {
            Op::Floor => (-2, 0),
            Op::Ceil => (0, 2),
            Op::Round => (-1, 1),
            _ => (-2, 2),
        };
        self.bounded_atom(op, argument, half(low), half(high))
    }

    fn bounded_atom(&mut self, op: Op, argument: NodeId, low: Number, high: Number) -> NodeId {
        if let Some(atom) =
            self.atoms.iter().find(|atom| atom.op == op && atom.argument == argument)
        {
            return atom.symbol;
        }
        let assumptions = Assumptions {
            lower: Some((low, false)),
            upper: Some((high, false)),
            ..Assumptions::default()
        };
        let symbol = self.graph.fresh_symbol("s", assumptions);
        self.atoms.push(Atom { symbol, op, argument });
        symbol
    }

    /// sin u or cos u for u that grows. Where u stays at a distance d from an argument that is known, the
    /// addition theorem ties the two together.
    pub(super) fn circular_atom(&mut self, op: Op, u: NodeId) -> Attempt<NodeId> {
        if self.sequence.is_some() {
            return self.circular_on_sequence(op, u);
        }
        // sin(−v) is −sin v: one argument for both.
        let canonical = self.function(op, u);
        if self.graph.op(canonical) == Op::Product
            && let &[sign, inner] = self.graph.args(canonical)
            && matches!(self.graph.op(inner), Op::Sin | Op::Cos)
            && self.graph.number(sign).is_some()
        {
            let (op, v) = (self.graph.op(inner), self.graph.args(inner)[0]);
            let part = self.nearest_circular_atom(op, v)?;
            return Ok(self.graph.product(&[sign, part]));
        }
        self.nearest_circular_atom(op, u)
    }

    fn nearest_circular_atom(&mut self, op: Op, u: NodeId) -> Attempt<NodeId> {
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

    /// floor, ceil or round of u that grows: u plus a bounded symbol. ceil u = −floor(−u).
    pub(super) fn rounding_of_growth(&mut self, op: Op, u: NodeId) -> Attempt<NodeId> {
        if self.sequence.is_some() {
            return self.rounding_on_sequence(op, u);
        }
        let minus = self.graph.negate(u);
        let mirrored = match op {
            Op::Floor => Op::Ceil,
            Op::Ceil => Op::Floor,
            op => op,
        };
        let known = self.atoms.iter().find(|atom| atom.op == mirrored && atom.argument == minus);
        let part = match known.map(|atom| atom.symbol) {
            Some(symbol) => self.graph.negate(symbol),
            None => self.atom(op, u),
        };
        Ok(self.graph.sum(&[u, part]))
    }

    /// |u|, sign u or the step of u, which has both signs again and again.
    pub(super) fn step_of_oscillation(&mut self, op: Op, u: NodeId) -> Attempt<NodeId> {
        let (low, high) = match op {
            Op::Sign => (Number::from(-1), Number::ONE),
            Op::Heaviside => (Number::ZERO, Number::ONE),
            _ => {
                let (low, high) = self.bounds(u)?;
                let low = low.neg();
                (Number::ZERO, if low > high { low } else { high })
            }
        };
        Ok(self.bounded_atom(op, u, low, high))
    }

    /// max(a, a + d) = a + (d + |d|)/2, min(a, a + d) = a + (d − |d|)/2.
    pub(super) fn extremum_of_oscillation(
        &mut self,
        op: Op,
        a: NodeId,
        d: NodeId,
    ) -> Attempt<NodeId> {
        let size = self.step_of_oscillation(Op::Abs, d)?;
        let half = self.graph.ratio(1, 2);
        let rise = self.graph.product(&[half, d]);
        let bend = self.graph.product(&[half, size]);
        let bend = if op == Op::Max { bend } else { self.graph.negate(bend) };
        Ok(self.graph.sum(&[a, rise, bend]))
    }

    /// asin or acos of a part that oscillates, where it has values throughout.
    pub(super) fn bounded_arcsine(&mut self, op: Op, u: NodeId) -> Attempt<NodeId> {
        let (low, high) = self.bounds(u)?;
        if low < Number::from(-1) || high > Number::ONE {
            return undecided("whether an arcsine has values all the way is not known");
        }
        // 22/7 is above π.
        let (low, high) = match op {
            Op::Asin => (Number::ratio(-11, 7), Number::ratio(11, 7)),
            _ => (Some(Number::ZERO), Number::ratio(22, 7)),
        };
        let bound = |end: Option<Number>| end.expect("seven is not zero");
        Ok(self.bounded_atom(op, u, bound(low), bound(high)))
    }

    /// Rational bounds of a bounded germ for all large t.
    fn bounds(&mut self, u: NodeId) -> Attempt<(Number, Number)> {
        let Value::Finite(limit) = self.limit(u)? else {
            return undecided(
                "an oscillating part without bounds changes its sign again and again",
            );
        };
        let exact = self
            .range(limit)
            .and_then(|(low, high)| Some((self.graph.number(low)?, self.graph.number(high)?)));
        let bounds = exact
            .or_else(|| super::constant::rational_bounds(&self.graph, &mut self.context, limit));
        let Some((low, high)) = bounds else {
            return undecided("the bounds of an oscillating part are not known");
        };
        // What vanishes is at some time below one.
        Ok(match limit == u {
            true => (low, high),
            false => (low.sub(&Number::ONE), high.add(&Number::ONE)),
        })
    }

    /// Squares of cosines beside sines of the same argument: cos² = 1 − sin².
    pub(super) fn by_pythagoras(&mut self, germ: NodeId) -> NodeId {
        let mut replacements = Vec::new();
        for cos in self.atoms.iter().filter(|atom| atom.op == Op::Cos) {
            let sin = |atom: &&Atom| atom.op == Op::Sin && atom.argument == cos.argument;
            if let Some(sin) = self.atoms.iter().find(sin) {
                replacements.push((cos.symbol, sin.symbol));
            }
        }
        let mut germ = germ;
        for (cos, sin) in replacements {
            let (cos_squared, sin_squared) = (self.graph.powi(cos, 2), self.graph.powi(sin, 2));
            let rest = self.graph.subtract(NodeId::ONE, sin_squared);
            germ = self.graph.substitute(germ, &[(cos_squared, rest)]);
        }
        germ
    }

    /// Whether a bounded symbol occurs.
    pub(crate) fn oscillates(&self, e: NodeId) -> bool {
        self.atoms.iter().any(|atom| self.graph.depends_on(e, atom.symbol))
    }
}
