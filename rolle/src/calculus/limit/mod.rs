//! Exact limits, from either side, at a point or at infinity.
//!
//! The variable is moved so that t → +∞ (x = a ± 1/t, x = ±t); kinks are resolved near the point (`resolve`);
//! then the limit is found by the algorithm of Gruntz (`germ`, `scale`, `expand`) over exponentials, logarithms,
//! powers and analytic functions. Sines and fractional parts of growing arguments are squeezed (`oscillation`).
//!
//! Sources: D. Gruntz, On computing limits in a symbolic manipulation system, ETH Zürich 1996; J. Shackell,
//! Symbolic asymptotics, Springer 2004.

mod constant;
mod expand;
mod expansion;
mod functions;
mod gamma;
pub(crate) mod germ;
mod inverse;
mod laws;
mod normal;
mod oscillation;
mod range;
mod resolve;
mod scale;
mod sequence;
mod tame;
#[cfg(test)]
pub(super) mod tests;

use crate::Expr;
use crate::graph::Graph;
use crate::operator::{NodeId, Op};
use germ::{Germs, Stop, Value};
use std::cmp::Ordering;

/// The default budget of work for one limit: about so many terms and nodes are handled.
pub const LIMIT_WORK: u64 = 1_000_000;

/// Where a variable goes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Point {
    /// To an exact value, in which the variable does not occur.
    At(NodeId),
    /// To +∞.
    PlusInfinity,
    /// To −∞.
    MinusInfinity,
}

/// From which side a variable goes to a point; at ±∞ there is only one.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Side {
    /// From below.
    Left,
    /// From above.
    Right,
    /// From both sides.
    Both,
}

/// Where a variable goes, and from which side.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Approach {
    /// The point.
    pub point: Point,
    /// The side.
    pub side: Side,
}

impl Approach {
    /// To +∞.
    pub const PLUS_INFINITY: Approach = Approach { point: Point::PlusInfinity, side: Side::Left };
    /// To −∞.
    pub const MINUS_INFINITY: Approach =
        Approach { point: Point::MinusInfinity, side: Side::Right };

    /// To a point from below.
    pub fn left(point: NodeId) -> Approach {
        Approach { point: Point::At(point), side: Side::Left }
    }

    /// To a point from above.
    pub fn right(point: NodeId) -> Approach {
        Approach { point: Point::At(point), side: Side::Right }
    }

    /// To a point from both sides.
    pub fn both(point: NodeId) -> Approach {
        Approach { point: Point::At(point), side: Side::Both }
    }
}

/// Why a limit does not exist.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum NoLimit {
    /// The limits from the two sides are not the same.
    SidesDiffer {
        /// The limit from below.
        left: Box<Limit>,
        /// The limit from above.
        right: Box<Limit>,
    },
    /// Along two sequences that go to the point the function tends to two different limits.
    Oscillates {
        /// The smaller of the two.
        low: Box<Limit>,
        /// The greater.
        high: Box<Limit>,
        /// Whether no sequence tends to anything below or above: they are the limits inferior and superior.
        bounds: bool,
    },
}

/// An exact limit.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Limit {
    /// A real number, exactly.
    Finite(NodeId),
    /// +∞.
    PlusInfinity,
    /// −∞.
    MinusInfinity,
    /// Proved not to exist.
    DoesNotExist(NoLimit),
    /// The function has no value near the point on that side.
    Outside,
    /// Not decided, with the reason.
    Undecided(String),
}

impl Limit {
    /// The kind in one word, as JSON documents name it.
    pub(crate) fn kind(&self) -> &'static str {
        match self {
            Limit::Finite(_) => "finite",
            Limit::PlusInfinity => "plus_infinity",
            Limit::MinusInfinity => "minus_infinity",
            Limit::DoesNotExist(_) => "does_not_exist",
            Limit::Outside => "outside",
            Limit::Undecided(_) => "undecided",
        }
    }
}

impl Graph {
    /// The exact limit of an expression as a variable goes somewhere.
    ///
    /// Other symbols are parameters: signs must follow from their assumptions, or the answer is
    /// [`Limit::Undecided`]. A limit from both sides at the end of the domain is no limit
    /// ([`NoLimit::SidesDiffer`] with [`Limit::Outside`] on one side): ask for the side. The work is bounded by
    /// [`LIMIT_WORK`]; see [`Graph::limit_within`] for another budget.
    ///
    /// # Examples
    /// ```
    /// use rolle::calculus::{Approach, Limit};
    /// let mut g = rolle::Graph::new();
    /// let x = g.symbol("x");
    /// let inverse = g.reciprocal(x);
    /// let one = g.integer(1);
    /// let base = g.sum(&[one, inverse]);
    /// let power = g.power(base, x);
    /// let e = g.constant(rolle::graph::Constant::E);
    /// assert_eq!(g.limit(power, x, Approach::PLUS_INFINITY), Limit::Finite(e));
    /// ```
    pub fn limit(&mut self, f: NodeId, x: NodeId, approach: Approach) -> Limit {
        self.limit_within(f, x, approach, LIMIT_WORK)
    }

    /// [`Graph::limit`] with a budget of work for each side; what exceeds it is [`Limit::Undecided`].
    pub fn limit_within(&mut self, f: NodeId, x: NodeId, approach: Approach, work: u64) -> Limit {
        let Point::At(point) = approach.point else {
            return self.one_sided_limit(f, x, approach, work);
        };
        if self.depends_on(point, x) {
            return Limit::Undecided("the variable occurs in the point that it goes to".into());
        }
        match approach.side {
            Side::Left | Side::Right => self.one_sided_limit(f, x, approach, work),
            Side::Both => {
                let left = self.one_sided_limit(f, x, Approach::left(point), work);
                let right = self.one_sided_limit(f, x, Approach::right(point), work);
                self.two_sided_limit(left, right, work)
            }
        }
    }

    fn two_sided_limit(&mut self, left: Limit, right: Limit, work: u64) -> Limit {
        let same = match (&left, &right) {
            (Limit::Undecided(_), _) => return left,
            (_, Limit::Undecided(_)) => return right,
            (Limit::Finite(a), Limit::Finite(b)) if a != b => {
                let difference = self.subtract(*a, *b);
                let (scratch, roots) = self.extract(&[difference]);
                match Germs::new(scratch, work).compare(roots[0], NodeId::ZERO) {
                    Ok(order) => order == Ordering::Equal,
                    Err(_) => {
                        return Limit::Undecided(
                            "whether the limits from the two sides are equal".into(),
                        );
                    }
                }
            }
            (left, right) => left == right,
        };
        if same {
            return left;
        }
        let (left, right) = (Box::new(left), Box::new(right));
        Limit::DoesNotExist(NoLimit::SidesDiffer { left, right })
    }

    /// In a graph of its own, so that neither its nodes nor its side conditions stay behind.
    fn one_sided_limit(&mut self, f: NodeId, x: NodeId, approach: Approach, work: u64) -> Limit {
        let (mut germs, root) = Germs::near(self, f, x, approach, work);
        let found = germs.limit_of(root);
        let back = |graph: &mut Graph, value: Value| match value {
            Value::Finite(id) => {
                let value = graph.import(&germs.graph, &[id])[0];
                Limit::Finite(graph.reduce_algebraic(value))
            }
            Value::Infinite(Ordering::Less) => Limit::MinusInfinity,
            Value::Infinite(_) => Limit::PlusInfinity,
        };
        match found {
            Ok(Found::Limit(value)) => back(self, value),
            Ok(Found::Between { low, high, bounds }) => {
                let (low, high) = (Box::new(back(self, low)), Box::new(back(self, high)));
                Limit::DoesNotExist(NoLimit::Oscillates { low, high, bounds })
            }
            Err(Stop::Outside) => Limit::Outside,
            Err(Stop::Precision) => Limit::Undecided("too few terms of a series".into()),
            Err(Stop::Undecided(why)) => Limit::Undecided(why),
        }
    }
}

enum Found {
    Limit(Value),
    Between { low: Value, high: Value, bounds: bool },
}

impl Germs {
    /// The germ of f where x goes somewhere, as an expression in t → +∞.
    pub(crate) fn near(
        graph: &Graph,
        f: NodeId,
        x: NodeId,
        approach: Approach,
        work: u64,
    ) -> (Germs, NodeId) {
        let point = match approach.point {
            Point::At(point) => point,
            _ => NodeId::ZERO,
        };
        let (scratch, roots) = graph.extract(&[f, x, point]);
        let mut germs = Germs::new(scratch, work);
        let (t, point) = (germs.t, roots[2]);
        let graph = &mut germs.graph;
        let place = match (approach.point, approach.side) {
            (Point::PlusInfinity, _) => t,
            (Point::MinusInfinity, _) => graph.negate(t),
            (_, side) => {
                let inverse = graph.reciprocal(t);
                match side {
                    Side::Left => graph.subtract(point, inverse),
                    _ => graph.sum(&[point, inverse]),
                }
            }
        };
        let root = graph.substitute(roots[0], &[(roots[1], place)]);
        (germs, root)
    }

    fn limit_of(&mut self, root: NodeId) -> Result<Found, Stop> {
        let germ = self.resolve(root).and_then(|germ| {
            if self.graph.op(germ).is_condition() || self.graph.op(germ) == Op::Function {
                return germ::undecided("a condition has no limit");
            }
            Ok(self.by_pythagoras(germ))
        });
        let uniform = germ.clone().and_then(|germ| self.limit(germ));
        // Poles that cancelled leave gaps.
        if self.has_poles && germ.as_ref().is_ok_and(|germ| !self.oscillates(*germ)) {
            (self.has_poles, self.has_gaps) = (false, true);
        }
        let settled = match &uniform {
            _ if self.has_poles => false,
            Ok(Value::Finite(value)) => !self.oscillates(*value),
            Ok(Value::Infinite(_)) => true,
            Err(Stop::Undecided(_)) => self.atoms.is_empty(),
            Err(_) => true,
        };
        if settled && !self.has_gaps {
            return self.simplest(uniform?).map(Found::Limit);
        }
        match (self.limits_on_sequences(root)?, settled) {
            // In the gaps there is no value; beside them the squeeze holds.
            (Some(_), true) => self.simplest(uniform?).map(Found::Limit),
            (Some((low, high)), _) if self.order_of_values(&low, &high)?.is_lt() => {
                let bounds = self.are_bounds(germ.ok(), &low, &high);
                Ok(Found::Between { low, high, bounds })
            }
            _ => match uniform {
                Err(stop) => Err(stop),
                Ok(_) => germ::undecided(
                    "it oscillates, and no two sequences with different limits were found",
                ),
            },
        }
    }

    /// A limit in its simplest form: zero where it vanishes, 3/5 for tanh(log 2).
    fn simplest(&mut self, limit: Value) -> Result<Value, Stop> {
        let Value::Finite(value) = limit else { return Ok(limit) };
        if self.vanishes(value)? {
            return Ok(Value::Finite(NodeId::ZERO));
        }
        let simple = self.in_exponentials(value);
        let rational = self.graph.op(simple) == Op::Number;
        Ok(Value::Finite(if rational { simple } else { value }))
    }
}

impl<'s> Expr<'s> {
    /// The exact limit as a symbol goes somewhere; see [`Graph::limit`].
    pub fn limit(self, x: Expr<'s>, approach: Approach) -> Limit {
        self.scope().graph_mut().limit(self.id(), x.id(), approach)
    }
}
