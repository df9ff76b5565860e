//! What shows that a claim is false, in the words of the checker: values at a few numbers, a limit, or a bound as it is.

use super::plan::rational;
use super::wanted::{Rounding, Wanted, Wording};
use crate::calculus::{Interval, Limit};
use crate::graph::NodeId;
use crate::prove::claim::{Claim, Sentence};
use crate::prove::level::Level;
use crate::prove::relation::Relation;
use crate::prove::study::Study;
use crate::prove::verdict::Witness;
use rolle_check::{Claim as Checked, Level as CheckedLevel, Rational};
use std::cmp::Ordering;

const NO_RULE: &str = "the checker has no rule for what refutes this kind of claim";
const TOO_CLOSE: &str = "the values that refute it are too close together";

/// A number of the line with two numbers between which a value there lies.
struct Known {
    at: Rational,
    low: Rational,
    high: Rational,
}

impl Study<'_> {
    /// What refutes a claim.
    ///
    /// # Errors
    /// What the checker has no words for.
    pub(super) fn refutation(
        &mut self,
        claim: &Claim,
        witness: &Witness,
    ) -> Result<Vec<Wanted>, String> {
        match (&claim.sentence, witness) {
            (sentence, Witness::Points { points, .. }) => {
                let points = points.clone();
                self.values_that_refute(0, &points, |known| refutes(sentence, known))
            }
            (&Sentence::Compare { first, ref rest }, Witness::At { at, .. }) => {
                for comparison in self.comparisons(first, rest).ok_or(NO_RULE)? {
                    let Some(number) = rational(self.graph, comparison.value) else { continue };
                    let fails = |known: &[Known]| fails(comparison.relation, &known[0], &number);
                    if let Ok(found) = self.values_that_refute(comparison.order, &[*at], fails) {
                        return Ok(found);
                    }
                }
                Err(NO_RULE.into())
            }
            (&Sentence::Odd, Witness::At { at, .. }) => self.asymmetry(*at, true),
            (&Sentence::Even, Witness::At { at, .. }) => self.asymmetry(*at, false),
            (
                &Sentence::Limit { order: 0, approach, level },
                Witness::Limit { order: 0, limit, .. },
            ) => {
                let found = match limit {
                    Limit::Finite(value) => Level::Finite(*value),
                    Limit::PlusInfinity => Level::PlusInfinity,
                    Limit::MinusInfinity => Level::MinusInfinity,
                    _ => return Err(NO_RULE.into()),
                };
                let mut wordings = self.limit_wordings(approach, found)?;
                wordings.retain(|wording| match &wording.claim {
                    Checked::Limit { limit, .. } => self.excludes(limit, level),
                    _ => false,
                });
                one("the limit", 1, wordings)
            }
            (&Sentence::Extreme { order, side, level, .. }, _) => {
                let [interval] = claim.on.intervals() else { return Err(NO_RULE.into()) };
                self.bound_beyond(order, side, level, &interval.clone())
            }
            _ => Err(NO_RULE.into()),
        }
    }

    /// The bounds as they are, where they are not what a claim has.
    fn bound_beyond(
        &mut self,
        order: u32,
        side: Ordering,
        level: Level,
        interval: &Interval,
    ) -> Result<Vec<Wanted>, String> {
        let place = self.place(interval, Rounding::Refused)?;
        let mut wordings = self.bounds_wordings(order, &place, &[])?;
        wordings.retain(|wording| match &wording.claim {
            Checked::Bounds { infimum, .. } if side.is_lt() => self.excludes(infimum, level),
            Checked::Bounds { supremum, .. } => self.excludes(supremum, level),
            _ => false,
        });
        one("the bound", order + 1, wordings)
    }

    /// Whether what the checker is told of a level shows that it is not another one.
    fn excludes(&self, checked: &CheckedLevel, claimed: Level) -> bool {
        let claimed = match claimed {
            Level::MinusInfinity => return *checked != CheckedLevel::MinusInfinity,
            Level::PlusInfinity => return *checked != CheckedLevel::PlusInfinity,
            Level::Finite(value) => rational(self.graph, value),
        };
        match (checked, claimed) {
            (CheckedLevel::Between(low, high), Some(claimed)) => claimed < *low || *high < claimed,
            (CheckedLevel::Between(..), None) => false,
            _ => true,
        }
    }

    /// Values at p and −p that are neither equal nor opposite.
    fn asymmetry(&mut self, at: NodeId, is_odd: bool) -> Result<Vec<Wanted>, String> {
        let mirrored = self.graph.without_side_conditions(|graph| graph.negate(at));
        let zero = Rational::zero();
        self.values_that_refute(0, &[at, mirrored], |known| {
            let (a, b) = (&known[0], &known[1]);
            let (low, high) = match is_odd {
                true => (&a.low + &b.low, &a.high + &b.high),
                false => (&a.low - &b.high, &a.high - &b.low),
            };
            low > zero || high < zero
        })
    }

    /// The values of a derivative at some numbers, as exactly as they must be known to refute something.
    fn values_that_refute(
        &mut self,
        order: u32,
        points: &[NodeId],
        is_refutation: impl Fn(&[Known]) -> bool,
    ) -> Result<Vec<Wanted>, String> {
        let f = self.derivative(order)?;
        // For each point the sharpest level, and the one with a little room.
        let mut found: Vec<(Rational, Vec<CheckedLevel>)> = Vec::with_capacity(points.len());
        for &point in points {
            let irrational = "a number that refutes it is irrational";
            let at = rational(self.graph, point).ok_or(irrational)?;
            let value = self.value(f, point);
            let levels =
                if self.is_defined(value) { self.levels(Level::Finite(value)) } else { vec![] };
            if levels.is_empty() {
                return Err("a value that refutes it could not be enclosed".into());
            }
            found.push((at, levels));
        }
        let known = |pick: fn(&[CheckedLevel]) -> Option<&CheckedLevel>| {
            let known = found.iter().map(|(at, levels)| match pick(levels)? {
                CheckedLevel::Between(low, high) => {
                    Some(Known { at: at.clone(), low: low.clone(), high: high.clone() })
                }
                _ => None,
            });
            known.collect::<Option<Vec<Known>>>()
        };
        let with_room = known(|levels| levels.last()).is_some_and(|known| is_refutation(&known));
        if !with_room {
            let sharp = known(|levels| levels.first()).is_some_and(|known| is_refutation(&known));
            sharp.then_some(()).ok_or(TOO_CLOSE)?;
            found.iter_mut().for_each(|(_, levels)| levels.truncate(1));
        }
        let wanted = |(at, levels): (Rational, Vec<CheckedLevel>)| {
            let claim = |value| Checked::Value { order, at: at.clone(), value }.into();
            let wordings = levels.into_iter().map(claim).collect();
            Wanted { what: "a value that refutes it".into(), orders: vec![], wordings }
        };
        Ok(found.into_iter().map(wanted).collect())
    }
}

fn one(what: &str, order: u32, wordings: Vec<Wording>) -> Result<Vec<Wanted>, String> {
    match wordings.is_empty() {
        true => Err(format!("{what} as it is cannot be told from the claimed one")),
        false => Ok(vec![Wanted { what: what.into(), orders: vec![order], wordings }]),
    }
}

/// Whether a value is not in a relation to a number.
fn fails(relation: Relation, known: &Known, number: &Rational) -> bool {
    let Known { low, high, .. } = known;
    match relation {
        Relation::Less => low >= number,
        Relation::LessEqual => low > number,
        Relation::Greater => high <= number,
        Relation::GreaterEqual => high < number,
        Relation::Equal => low > number || high < number,
        Relation::NotEqual => low == number && high == number,
    }
}

/// Whether values at ascending numbers refute a shape.
fn refutes(sentence: &Sentence, known: &[Known]) -> bool {
    let pairs = || known.windows(2).map(|pair| (&pair[0], &pair[1]));
    // Not in the strict order, or in the opposite one.
    let falls = |strict: bool| {
        pairs().any(|(a, b)| a.at < b.at && (b.high < a.low || strict && b.high <= a.low))
    };
    let rises = |strict: bool| {
        pairs().any(|(a, b)| a.at < b.at && (b.low > a.high || strict && b.low >= a.high))
    };
    match *sentence {
        Sentence::Increasing { strict } => falls(strict),
        Sentence::Decreasing { strict } => rises(strict),
        Sentence::Monotone { strict } => falls(strict) && rises(strict),
        Sentence::Convex { strict } => bends_down(known, strict),
        Sentence::Concave { strict } => {
            let mirrored: Vec<Known> = known
                .iter()
                .map(|k| Known { at: k.at.clone(), low: -&k.high, high: -&k.low })
                .collect();
            bends_down(&mirrored, strict)
        }
        _ => false,
    }
}

/// Whether the middle of three values lies above the chord, or on it for a strict shape.
fn bends_down(known: &[Known], strict: bool) -> bool {
    let [a, m, b] = known else { return false };
    if !(a.at < m.at && m.at < b.at) {
        return false;
    }
    let middle = &m.low * &(&b.at - &a.at);
    let chord = &(&a.high * &(&b.at - &m.at)) + &(&b.high * &(&m.at - &a.at));
    middle > chord || strict && middle >= chord
}
