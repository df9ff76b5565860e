//! One sign on a whole tail: g(x) < 0, g(x) > 0 or g(x) = 0 for *all* x near an end, proved.
//!
//! A limit says what happens eventually; here a threshold says from where on. The variable is moved to t → +∞
//! (x = t, −t, a ± 1/t), and every node of the expression gets a *model* on [T, ∞): finitely many transmonomials
//! with exact coefficients, and a remainder ρ(t)·M(t) with ρ(t) in an interval for all t ≥ T (`model`). Monomials
//! are compared exactly (`monomial`); a monomial that tends to zero has a rigorous supremum on the tail (`bound`);
//! sums, products, powers, exp and log of models are models (`series`), as are functions that are analytic at the
//! limit of their argument and, by exact identities, functions of an argument that grows (`function`). Where the
//! leading term of g is larger than the sum of the bounds of all others, it has the sign of g on all of [T, ∞).
//!
//! A remainder that hides the leading term needs more terms; a bound that is too weak needs a larger T. Both are
//! tried in turn. That a model has no term at all and no remainder proves g = 0; that the first terms cancel, as
//! many as were computed, proves nothing.
//!
//! Sources: J. van der Hoeven, Transseries and Real Differential Algebra, Springer 2006 (transseries, effective
//! bounds); J. Shackell, Symbolic Asymptotics, Springer 2004; K. Makino and M. Berz, Taylor models and other
//! validated functional inclusion methods, 2003 (remainders).

mod bound;
mod constant;
mod function;
mod model;
mod monomial;
mod range;
mod series;
mod taylor;
#[cfg(test)]
mod tests;
mod walk;

use crate::calculus::{Approach, Limit, Point, Side};
use crate::enclosure::Enclosure;
use crate::graph::{Assumptions, Graph};
use crate::number::Number;
use crate::operator::NodeId;
use constant::Constants;
use model::Model;
use monomial::{Monomial, Monomials};
use range::sign_of;
use rolle_interval::Interval;
use std::cmp::Ordering;
use std::collections::HashMap;

/// The numbers of terms that are tried in turn.
const TERMS: [usize; 3] = [2, 4, 8];

/// Why there is no answer yet, or none at all.
#[derive(Clone, Debug, PartialEq, Eq)]
enum Stop {
    /// The function has no value near the end.
    Outside,
    /// A bound is too weak at this threshold with so few terms.
    Later,
    /// A bound is too weak at this threshold, however many terms there are.
    Farther,
    /// The leading term is hidden by a remainder.
    Terms,
    /// No method applies, or the budget is spent.
    Undecided(String),
}

type Attempt<T> = Result<T, Stop>;

fn undecided<T>(why: impl Into<String>) -> Attempt<T> {
    Err(Stop::Undecided(why.into()))
}

/// How far out a sign is sought, and how much work is done.
///
/// Thresholds are values of t, where x = t, x = −t or x = a ± 1/t. They are doubled from the first to the last.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TailLimits {
    /// The smallest threshold tried; 2 by default, never less than 2⁻¹⁰.
    pub first: Number,
    /// No larger threshold is tried; 2¹⁰ by default, never more than 2²⁰⁰.
    pub last: Number,
    /// About so many terms and nodes are handled; 300,000 by default.
    pub work: u64,
}

impl Default for TailLimits {
    fn default() -> TailLimits {
        TailLimits { first: Number::Small(2), last: Number::Small(1024), work: 300_000 }
    }
}

/// What is proved of a function near an end.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Tail {
    /// It is zero wherever it is defined.
    Zero,
    /// It is defined and has one strict sign on a whole tail.
    Sign(TailProof),
    /// Nothing, with the reason.
    Undecided(String),
}

/// A strict sign on a whole tail, with the leading term that shows it.
///
/// The tail is x ≥ T towards +∞, x ≤ −T towards −∞, and 0 < |x − a| ≤ 1/T on the side from which a is approached.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TailProof {
    /// Greater or less than zero.
    pub sign: Ordering,
    /// The threshold T.
    pub threshold: Number,
    /// The function m of x, positive on the tail, beside which the function is measured.
    pub monomial: NodeId,
    /// The limit c of g/m, which is not zero; `None` if only bounds are known (exp(sin x)).
    pub coefficient: Option<NodeId>,
    /// Numbers of the same sign between which g/m lies on the whole tail.
    pub bounds: [Number; 2],
    /// The limit of g, where it follows.
    pub limit: Option<Limit>,
}

impl Graph {
    /// The sign of an expression of x on a whole tail, proved, with a threshold from which on it holds.
    ///
    /// Certainty: exact. The expression may have no branches that switch on the tail; other symbols than x make the
    /// answer [`Tail::Undecided`]. Sums, products, powers, exponentials, logarithms, circular, hyperbolic and error
    /// functions and their inverses are known, the gamma functions are not. Oscillation is bounded: x + sin x is
    /// decided, sin x is not.
    ///
    /// # Examples
    /// ```
    /// use rolle::calculus::Approach;
    /// use rolle::signs::{Tail, TailLimits};
    /// use std::cmp::Ordering;
    ///
    /// let mut g = rolle::Graph::new();
    /// let x = g.symbol("x");
    /// let sigmoid = g.apply(rolle::operator::Op::Sigmoid, &[x])?;
    /// let silu = g.product(&[x, sigmoid]);
    /// let slope = g.derivative(silu, x);
    /// let Tail::Sign(proof) = g.tail_sign(slope, x, Approach::MINUS_INFINITY, &TailLimits::default()) else {
    ///     panic!("decided");
    /// };
    /// // SiLU falls on (−∞, −2].
    /// assert_eq!(proof.sign, Ordering::Less);
    /// assert_eq!(proof.threshold, 2.into());
    /// # Ok::<(), rolle::Error>(())
    /// ```
    pub fn tail_sign(
        &mut self,
        g: NodeId,
        x: NodeId,
        approach: Approach,
        limits: &TailLimits,
    ) -> Tail {
        let point = match (approach.point, approach.side) {
            (Point::At(_), Side::Both) => {
                return Tail::Undecided("a tail at a point lies on one side of it".into());
            }
            (Point::At(point), _) if self.depends_on(point, x) => {
                return Tail::Undecided("the variable occurs in the point that it goes to".into());
            }
            (Point::At(point), _) => point,
            _ => NodeId::ZERO,
        };
        let (mut scratch, roots) = self.extract(&[g, x, point]);
        let t = scratch.fresh_symbol("t", Assumptions::positive());
        let place = moved(&mut scratch, t, roots[2], approach);
        let root = scratch.substitute(roots[0], &[(roots[1], place)]);
        let mut engine = Transseries::new(scratch, t, root, limits.work);
        let found = match engine.search(root, limits) {
            Ok(Some((verdict, threshold))) => engine.proof(verdict, threshold),
            Ok(None) => return Tail::Zero,
            Err(stop) => Err(stop),
        };
        let mut proof = match found {
            Ok(proof) => proof,
            Err(stop) => return Tail::Undecided(stop.reason()),
        };
        let graph = &mut engine.constants.graph;
        let monomial = moved_back(graph, proof.monomial, [t, roots[1], roots[2]], approach);
        proof.monomial = self.without_side_conditions(|g| g.import(graph, &[monomial])[0]);
        let coefficient =
            proof.coefficient.map(|c| self.without_side_conditions(|g| g.import(graph, &[c])[0]));
        if let (Some(Limit::Finite(value)), Some(c)) = (&mut proof.limit, coefficient)
            && *value != NodeId::ZERO
        {
            *value = c;
        }
        proof.coefficient = coefficient;
        Tail::Sign(proof)
    }
}

/// x in terms of t → +∞.
fn moved(graph: &mut Graph, t: NodeId, point: NodeId, approach: Approach) -> NodeId {
    match (approach.point, approach.side) {
        (Point::PlusInfinity, _) => t,
        (Point::MinusInfinity, _) => graph.negate(t),
        (_, side) => {
            let inverse = graph.reciprocal(t);
            match side {
                Side::Left => graph.subtract(point, inverse),
                _ => graph.sum(&[point, inverse]),
            }
        }
    }
}

/// An expression in t as one in x.
fn moved_back(
    graph: &mut Graph,
    f: NodeId,
    [t, x, point]: [NodeId; 3],
    approach: Approach,
) -> NodeId {
    let distance = match (approach.point, approach.side) {
        (Point::PlusInfinity, _) => return graph.substitute(f, &[(t, x)]),
        (Point::MinusInfinity, _) => {
            let negative = graph.negate(x);
            return graph.substitute(f, &[(t, negative)]);
        }
        (_, Side::Left) => graph.subtract(point, x),
        _ => graph.subtract(x, point),
    };
    // By way of a positive symbol: (1/d)^(−1/2) is √d.
    let positive = graph.fresh_symbol("d", Assumptions::positive());
    let inverse = graph.reciprocal(positive);
    let f = graph.substitute(f, &[(t, inverse)]);
    graph.substitute(f, &[(positive, distance)])
}

impl Stop {
    fn reason(self) -> String {
        match self {
            Stop::Outside => "the function has no value near the end".into(),
            Stop::Later | Stop::Farther => {
                "the bounds of the remainder are too weak at every threshold that was tried".into()
            }
            Stop::Terms => "the first terms of the expansion cancel, as many as were computed, or \
                            the function oscillates about zero"
                .into(),
            Stop::Undecided(why) => why,
        }
    }
}

/// A sign on the whole tail: the leading coefficient, the monomial, and the range of the quotient by it.
struct Verdict {
    coefficient: Option<NodeId>,
    monomial: Monomial,
    range: Interval,
    sign: Ordering,
}

/// The work on one expression: constants, monomials, bounds, and the threshold and number of terms in force.
struct Transseries {
    constants: Constants,
    monomials: Monomials,
    t: NodeId,
    threshold: f64,
    most: usize,
    depends: Vec<bool>,
    work: u64,
    suprema: HashMap<(Monomial, u64), Attempt<f64>>,
    logs: HashMap<(u32, u64, u64), Interval>,
}

impl Transseries {
    fn new(graph: Graph, t: NodeId, root: NodeId, work: u64) -> Transseries {
        let mut depends = Vec::with_capacity(root.index() + 1);
        for index in 0..=root.index() {
            let id = NodeId(index as u32);
            let below = graph.args(id).iter().any(|arg| depends[arg.index()]);
            depends.push(id == t || below);
        }
        Transseries {
            constants: Constants::new(graph),
            monomials: Monomials::new(),
            t,
            threshold: 0.0,
            most: 0,
            depends,
            work,
            suprema: HashMap::new(),
            logs: HashMap::new(),
        }
    }

    /// Takes an amount off the budget.
    fn spend(&mut self, amount: usize) -> Attempt<()> {
        if let Err(why) = self.constants.graph.deadline().check() {
            return undecided(why);
        }
        match self.work.checked_sub(amount as u64) {
            Some(rest) => {
                self.work = rest;
                Ok(())
            }
            None => undecided("the budget of work is spent"),
        }
    }

    /// The first threshold and number of terms that decide; nothing for the zero function.
    ///
    /// The expansion does not depend on the threshold, so a number of terms that is too small at one threshold is
    /// too small at all.
    fn search(&mut self, root: NodeId, limits: &TailLimits) -> Attempt<Option<(Verdict, Number)>> {
        let order = self.constants.graph.order(&[root]);
        let nearest = Number::ratio(1, 1024).expect("a number");
        let mut threshold = limits.first.clone().max(nearest);
        let farthest = Number::Small(2).pow(200, 512).expect("a number of 200 bits");
        let last = limits.last.clone().min(farthest);
        let (mut terms, mut looked_far) = (TERMS.to_vec(), false);
        while threshold <= last {
            match self.try_terms(root, &order, &threshold, &mut terms) {
                Err(Stop::Later | Stop::Farther) => {}
                // Bounds of what oscillates may still become better; one look at the far end tells.
                Err(Stop::Terms) if !looked_far => {
                    looked_far = true;
                    match self.try_terms(root, &order, &last, &mut TERMS.to_vec()) {
                        Err(Stop::Terms) => return Err(Stop::Terms),
                        _ => terms = TERMS.to_vec(),
                    }
                }
                Err(Stop::Terms) => terms = TERMS.to_vec(),
                found => return found,
            }
            threshold = threshold.add(&threshold);
        }
        Err(Stop::Later)
    }

    /// The numbers of terms in turn, at one threshold; those that are too small are taken out.
    fn try_terms(
        &mut self,
        root: NodeId,
        order: &[NodeId],
        threshold: &Number,
        terms: &mut Vec<usize>,
    ) -> Attempt<Option<(Verdict, Number)>> {
        self.threshold = double_below(threshold);
        let mut bounded = None;
        let mut outcome = Stop::Terms;
        for most in std::mem::take(terms) {
            self.most = most;
            let verdict = self.model(root, order).and_then(|model| self.verdict(&model));
            match verdict {
                Ok(None) => return Ok(None),
                Ok(Some(verdict)) => {
                    let complete = verdict.coefficient.is_some();
                    bounded = Some((verdict, threshold.clone()));
                    if complete {
                        break;
                    }
                    // More terms may tell the coefficient too.
                }
                Err(Stop::Terms) => {}
                Err(Stop::Later) => {
                    outcome = Stop::Later;
                    terms.push(most);
                }
                Err(Stop::Farther) => {
                    outcome = Stop::Farther;
                    terms.extend(TERMS.into_iter().filter(|&other| other >= most));
                    break;
                }
                Err(_) if bounded.is_some() => break,
                Err(stop) => return Err(stop),
            }
        }
        if bounded.is_some() { Ok(bounded) } else { Err(outcome) }
    }

    /// Whether the leading term dominates all others on the whole tail; nothing for the zero function.
    fn verdict(&mut self, model: &Model) -> Attempt<Option<Verdict>> {
        if model.is_zero() {
            return Ok(None);
        }
        let Some(&(c, monomial)) = model.terms.first() else {
            let rest = model.rest.expect("a model without terms that is not zero");
            return match sign_of(rest.factor) {
                Some(sign) if sign.is_ne() && rest.factor.is_common() => Ok(Some(Verdict {
                    coefficient: None,
                    monomial: rest.monomial,
                    range: rest.factor,
                    sign,
                })),
                _ => Err(Stop::Terms),
            };
        };
        let range = self.range_by(model, monomial)?;
        match sign_of(range) {
            Some(sign) if range.is_common() => {
                Ok(Some(Verdict { coefficient: Some(c), monomial, range, sign }))
            }
            _ => {
                let terms = Model { terms: model.terms.clone(), rest: None };
                let hopeless = sign_of(self.range_by(&terms, monomial)?).is_none();
                Err(if hopeless { Stop::Farther } else { Stop::Later })
            }
        }
    }

    /// The sign of a model on the whole tail.
    fn sign(&mut self, model: &Model) -> Attempt<Ordering> {
        Ok(self.verdict(model)?.map_or(Ordering::Equal, |verdict| verdict.sign))
    }

    fn proof(&mut self, verdict: Verdict, threshold: Number) -> Attempt<TailProof> {
        let Verdict { coefficient, monomial, range, sign } = verdict;
        let bound = |x: f64| {
            let value = Enclosure::from_f64(x).and_then(|value| value.to_rationals());
            value.map(|(value, _)| Number::from(value)).ok_or(Stop::Later)
        };
        let limit = match self.monomials.direction(monomial) {
            Ordering::Less => Some(Limit::Finite(NodeId::ZERO)),
            Ordering::Equal => coefficient.map(Limit::Finite),
            Ordering::Greater if sign.is_gt() => Some(Limit::PlusInfinity),
            Ordering::Greater => Some(Limit::MinusInfinity),
        };
        Ok(TailProof {
            sign,
            threshold,
            monomial: self.expression(monomial),
            coefficient,
            bounds: [bound(range.inf())?, bound(range.sup())?],
            limit,
        })
    }
}

/// The largest double that is not above a number, or one close to it.
fn double_below(number: &Number) -> f64 {
    let nearest = number.to_f64();
    let exact = Enclosure::from_f64(nearest).and_then(|value| value.to_rationals());
    match exact {
        Some((value, _)) if Number::from(value.clone()) <= *number => nearest,
        _ => nearest.next_down(),
    }
}
