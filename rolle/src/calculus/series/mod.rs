//! Series of a function near a point or at infinity: Taylor, Laurent, Puiseux, with logarithms where they occur.
//!
//! The arithmetic is that of the limits (`limit::expansion`): truncated power series with exact coefficients,
//! one loop over the expression, no repeated symbolic differentiation. Near a kink the two sides have series of
//! their own. What is smaller than every power, such as e^(−x) at +∞ or e^(−1/x²) at 0, is part of the
//! remainder.
//!
//! Source: Knuth, The Art of Computer Programming 2, 4.7; Gruntz 1996, ch. 3 for the flat parts.

#[cfg(test)]
mod tests;

use super::limit::germ::{Attempt, Germs, Stop, undecided};
use super::limit::{Approach, LIMIT_WORK, Point, Side};
use crate::Expr;
use crate::graph::Graph;
use crate::number::Number;
use crate::operator::{NodeId, Op};

/// The largest order that a series may be asked for.
pub const MAX_SERIES_ORDER: i64 = 128;

/// How often the number of terms is doubled to reach the order.
const DOUBLINGS: u32 = 4;

/// Σ cₖ·baseᵏ + O(baseⁿ) on one side of a point or on both.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Series {
    /// Where the variable goes. A side that is not [`Side::Both`] says that the series holds on that side only.
    pub center: Approach,
    /// What the powers are of, and tends to zero: `x - a` or `a - x`, at infinity `1/x` or `-1/x`.
    pub base: NodeId,
    /// Exponents, rising, and coefficients, which are constants or contain the logarithm of `x - a` (of
    /// `a - x` from the left, of `x` or `-x` at infinity).
    pub terms: Vec<(Number, NodeId)>,
    /// The remainder is O(base^order); where logarithms occur, times some power of the logarithm. `None`: the
    /// series is finite and exact.
    pub order: Option<Number>,
}

/// What is known of a function near a point.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Expanded {
    /// The series.
    Series(Series),
    /// The series from the two sides are not the same: a kink, a jump, or the end of the domain.
    SidesDiffer {
        /// From below.
        left: Box<Expanded>,
        /// From above.
        right: Box<Expanded>,
    },
    /// The function has no value near the point on that side.
    Outside,
    /// Not decided, with the reason.
    Undecided(String),
}

impl Series {
    /// The coefficient of a power of the base.
    pub fn coefficient(&self, exponent: &Number) -> NodeId {
        let term = self.terms.iter().find(|term| term.0 == *exponent);
        term.map_or(NodeId::ZERO, |term| term.1)
    }

    /// The sum of the terms, without the remainder.
    pub fn to_expr(&self, graph: &mut Graph) -> NodeId {
        let mut terms = Vec::with_capacity(self.terms.len());
        for (exponent, coefficient) in &self.terms {
            let exponent = graph.literal_number(exponent);
            let power = graph.power(self.base, exponent);
            terms.push(graph.product(&[*coefficient, power]));
        }
        graph.sum(&terms)
    }
}

impl Graph {
    /// The series of an expression where a symbol goes somewhere, with remainder O(baseⁿ) for n = `order`.
    ///
    /// At infinity the powers are those of 1/x. From [`Side::Both`] the series of the two sides are compared.
    /// Coefficients are exact; parameters need assumptions where signs matter. Budget: [`LIMIT_WORK`]; `order`
    /// lies between −128 and 128, see [`MAX_SERIES_ORDER`].
    ///
    /// # Examples
    /// ```
    /// use rolle::calculus::{Approach, Expanded};
    /// let mut g = rolle::Graph::new();
    /// let x = g.symbol("x");
    /// let zero = g.integer(0);
    /// let sine = g.apply(rolle::operator::Op::Sin, &[x]).unwrap();
    /// let Expanded::Series(series) = g.series(sine, x, Approach::both(zero), 5) else { panic!() };
    /// let cube = g.powi(x, 3);
    /// let sixth = g.ratio(-1, 6);
    /// let term = g.product(&[sixth, cube]);
    /// let expected = g.sum(&[x, term]);
    /// assert_eq!(series.to_expr(&mut g), expected);
    /// ```
    pub fn series(&mut self, f: NodeId, x: NodeId, at: Approach, order: i64) -> Expanded {
        self.series_within(f, x, at, order, LIMIT_WORK)
    }

    /// [`Graph::series`] with a budget of work for each side; what exceeds it is [`Expanded::Undecided`].
    pub fn series_within(
        &mut self,
        f: NodeId,
        x: NodeId,
        at: Approach,
        order: i64,
        work: u64,
    ) -> Expanded {
        if order.abs() > MAX_SERIES_ORDER {
            return Expanded::Undecided(format!(
                "the order of a series lies between -{MAX_SERIES_ORDER} and {MAX_SERIES_ORDER}"
            ));
        }
        let Point::At(point) = at.point else {
            return self.one_sided_series(f, x, at, order, work);
        };
        if self.depends_on(point, x) {
            return Expanded::Undecided("the variable occurs in the point that it goes to".into());
        }
        if at.side != Side::Both {
            return self.one_sided_series(f, x, at, order, work);
        }
        let left = self.one_sided_series(f, x, Approach::left(point), order, work);
        let right = self.one_sided_series(f, x, Approach::right(point), order, work);
        self.two_sided_series(left, right, at, work)
    }

    fn two_sided_series(
        &mut self,
        left: Expanded,
        right: Expanded,
        at: Approach,
        work: u64,
    ) -> Expanded {
        let same = match (&left, &right) {
            (Expanded::Undecided(_), _) => return left,
            (_, Expanded::Undecided(_)) => return right,
            (Expanded::Series(a), Expanded::Series(b)) => self.same_series(a, b, work),
            (left, right) => left == right,
        };
        match (same, left, right) {
            // One side can be exact where the other is not: x on the right and eˣ − 1 on the left.
            (true, Expanded::Series(left), Expanded::Series(right)) => {
                let order = left.order.or(right.order.clone());
                Expanded::Series(Series { center: at, order, ..right })
            }
            (true, left, _) => left,
            (false, left, right) => {
                Expanded::SidesDiffer { left: Box::new(left), right: Box::new(right) }
            }
        }
    }

    fn same_series(&mut self, a: &Series, b: &Series, work: u64) -> bool {
        let same_shape = a.base == b.base && a.terms.len() == b.terms.len();
        same_shape
            && a.terms.iter().zip(&b.terms).all(|((p, c), (q, d))| {
                p == q
                    && (c == d || {
                        let difference = self.subtract(*c, *d);
                        let (scratch, roots) = self.extract(&[difference]);
                        Germs::new(scratch, work).vanishes(roots[0]).unwrap_or(false)
                    })
            })
    }

    fn one_sided_series(
        &mut self,
        f: NodeId,
        x: NodeId,
        at: Approach,
        order: i64,
        work: u64,
    ) -> Expanded {
        let (mut germs, root) = Germs::near(self, f, x, at, work);
        match germs.series(root, order) {
            Ok(terms) => self.series_in_variable(&germs, terms, x, at),
            Err(Stop::Outside) => Expanded::Outside,
            Err(Stop::Precision) => {
                Expanded::Undecided("more terms are needed than were computed".into())
            }
            Err(Stop::Undecided(why)) => Expanded::Undecided(why),
        }
    }

    fn log_of(&mut self, id: NodeId) -> NodeId {
        self.apply(Op::Log, &[id]).expect("the logarithm takes one argument")
    }

    /// From powers of 1/t back to powers of x − a or 1/x.
    fn series_in_variable(
        &mut self,
        germs: &Germs,
        local: LocalSeries,
        x: NodeId,
        at: Approach,
    ) -> Expanded {
        let (upward, downward) = match at.point {
            Point::At(point) => (self.subtract(x, point), self.subtract(point, x)),
            _ => {
                let inverse = self.reciprocal(x);
                (inverse, self.negate(inverse))
            }
        };
        let mirrored = match at.point {
            Point::At(_) => at.side == Side::Left,
            Point::PlusInfinity => false,
            Point::MinusInfinity => true,
        };
        let positive = if mirrored { downward } else { upward };
        // Whole powers on a left side are written in x − a as well.
        let whole = local.terms.iter().all(|term| term.0.is_integer());
        let base = if mirrored && !whole { downward } else { upward };
        let coefficients: Vec<NodeId> = local.terms.iter().map(|term| term.1).collect();
        let coefficients = self.import(&germs.graph, &coefficients);
        // In a coefficient t stands for the logarithm of 1/(positive base).
        let mut logarithm: Option<(NodeId, NodeId)> = None;
        if local.terms.iter().any(|term| germs.graph.depends_on(term.1, germs.t)) {
            let t = self.import(&germs.graph, &[germs.t])[0];
            let log = match at.point {
                Point::At(_) => {
                    let log = self.log_of(positive);
                    self.negate(log)
                }
                Point::PlusInfinity => self.log_of(x),
                Point::MinusInfinity => {
                    let size = self.negate(x);
                    self.log_of(size)
                }
            };
            logarithm = Some((t, log));
        }
        let mut terms = Vec::with_capacity(local.terms.len());
        for ((exponent, _), coefficient) in local.terms.into_iter().zip(coefficients) {
            let mut coefficient = match logarithm {
                Some(replacement) => self.substitute(coefficient, &[replacement]),
                None => coefficient,
            };
            if mirrored && whole && !half_rest(&exponent).is_zero() {
                coefficient = self.negate(coefficient);
            }
            terms.push((exponent, coefficient));
        }
        Expanded::Series(Series { center: at, base, terms, order: local.order })
    }
}

/// The exponent modulo 2.
fn half_rest(exponent: &Number) -> Number {
    let half = Number::ratio(1, 2).expect("two is not zero");
    let floor = exponent.mul(&half).floor();
    exponent.sub(&floor.mul(&Number::Small(2)))
}

/// A series in powers of 1/t.
struct LocalSeries {
    terms: Vec<(Number, NodeId)>,
    order: Option<Number>,
}

impl Germs {
    fn series(&mut self, root: NodeId, order: i64) -> Attempt<LocalSeries> {
        let germ = self.resolve(root)?;
        if self.graph.op(germ).is_condition() || self.graph.op(germ) == Op::Function {
            return undecided("a condition has no series");
        }
        if self.has_poles {
            return undecided("a function with poles all the way to the point");
        }
        let (germ, flat) = self.without_flat_part(germ)?;
        let wanted = Number::from(order);
        let mut most = usize::try_from(order.max(0)).unwrap_or(0) + 4;
        for _ in 0..=DOUBLINGS {
            let found = self.series_of_terms(germ, most, &wanted);
            match found {
                Err(Stop::Precision) => most *= 2,
                Ok(mut series) => {
                    if flat && series.order.is_none() {
                        series.order = Some(wanted);
                    }
                    return Ok(series);
                }
                stop => return stop,
            }
        }
        Err(Stop::Precision)
    }

    fn series_of_terms(
        &mut self,
        germ: NodeId,
        most: usize,
        wanted: &Number,
    ) -> Attempt<LocalSeries> {
        let scale = self.scale(germ)?;
        let expansion = self.expand(germ, &scale, most)?;
        let reached = match expansion.order {
            Some(reached) => Some(self.exponent(reached)?),
            None => None,
        };
        if reached.as_ref().is_some_and(|reached| reached < wanted) {
            return Err(Stop::Precision);
        }
        let mut series = LocalSeries { terms: Vec::new(), order: None };
        for (exponent, coefficient) in expansion.terms {
            let exponent = self.exponent(exponent)?;
            if self.oscillates(coefficient) {
                return undecided("an oscillating function of a growing argument");
            }
            if exponent >= *wanted {
                series.order = Some(wanted.clone());
                break;
            }
            if !self.vanishes(coefficient)? {
                series.terms.push((exponent, coefficient));
            }
        }
        if reached.is_some() {
            series.order = Some(wanted.clone());
        }
        Ok(series)
    }

    fn exponent(&mut self, id: NodeId) -> Attempt<Number> {
        match self.graph.number(id) {
            Some(number) => Ok(number),
            None => undecided("an exponent of the series is not a rational number"),
        }
    }

    /// The germ without what is smaller than every power of t; whether there was such a part.
    ///
    /// In a class faster than that of t, c₀ + O(ω^e) with e > 0 differs from c₀ by less than any power.
    fn without_flat_part(&mut self, germ: NodeId) -> Attempt<(NodeId, bool)> {
        let mut germ = germ;
        let mut flat = false;
        // Each round leaves a class behind; the search of classes is itself bounded.
        for _ in 0..64 {
            let scale = self.scale(germ)?;
            if scale.is_of_variable() {
                return Ok((germ, flat));
            }
            germ = self.constant_coefficient(germ, &scale)?;
            flat = true;
        }
        undecided("too many classes of growth")
    }
}

impl<'s> Expr<'s> {
    /// The series where a symbol goes somewhere; see [`Graph::series`].
    pub fn series(self, x: Expr<'s>, at: Approach, order: i64) -> Expanded {
        self.scope().graph_mut().series(self.id(), x.id(), at, order)
    }
}
