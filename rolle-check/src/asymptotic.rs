//! What a function does at an end of a piece: at infinity, or where it has no value.

use crate::arithmetic::Arithmetic;
use crate::certificate::Place;
use crate::end::End;
use crate::evaluate::{On, evaluate};
use crate::interval::Interval;
use crate::model::{Limit, Model, Tail};
use crate::part::{Subject, high, is_before, low};
use crate::rational::Rational;
use std::cmp::Ordering;

/// Numbers, −∞ and +∞ included, between which something lies.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Range {
    pub(crate) low: End,
    pub(crate) high: End,
}

impl Range {
    pub(crate) fn is_bounded(&self) -> bool {
        self.low.finite().is_some() && self.high.finite().is_some()
    }
}

impl From<Interval> for Range {
    fn from(value: Interval) -> Range {
        Range { low: value.lo().clone(), high: value.hi().clone() }
    }
}

/// The bits of expansions for limits, the numbers of terms, and how far out they are tried. Most need a single term.
const LIMIT_BITS: u32 = 128;
pub(crate) const LIMIT_TERMS: [usize; 2] = [2, 8];
pub(crate) const LIMIT_STARTS: [i64; 5] = [4, 16, 64, 1024, 1 << 20];

impl Subject<'_> {
    /// The sign of the leading term of the expansion at an end, where it outweighs all others on the whole part.
    pub(crate) fn leading_sign(
        &self,
        end: &Place,
        start: &Place,
        bits: u32,
        terms: usize,
    ) -> Option<Ordering> {
        let (from, scale) = tail_start(end, start)?;
        let tail = Tail::new(from, bits, terms)?;
        tail.sign(&self.expansion(&tail, &scale, end, is_before(self.zeros, end, start))?)
    }

    /// The expansion of the derivative (over its factorial) where x comes near to an end: x = ±s·t at infinity,
    /// and x = c ± 1/(s·t) at a number c, for a scale s > 0.
    fn expansion(
        &self,
        tail: &Tail,
        scale: &Rational,
        end: &Place,
        from_right: bool,
    ) -> Option<Model> {
        let t = tail.mul(&tail.variable(), &tail.rational(scale)?)?;
        let x = match end {
            Place::PlusInfinity => t,
            Place::MinusInfinity => tail.neg(&t),
            Place::At(c) => {
                let step = tail.power(&t, &Rational::integer(-1))?;
                let step = if from_right { step } else { tail.neg(&step) };
                tail.add(&tail.rational(c)?, &step)?
            }
            Place::Zero(_) => return None,
        };
        let order = self.order as usize;
        evaluate(tail, self.formula, self.node, x, order, self.signs, On::OpenSet)?.pop()
    }

    /// What the derivative (over its factorial) comes near to at an end of a piece, from inside; the other end bounds
    /// how far the expansion may reach.
    pub(crate) fn limit(&self, end: &Place, other: &Place) -> Option<Range> {
        let from_right = is_before(self.zeros, end, other);
        let nearer = if from_right { low(self.zeros, other) } else { high(self.zeros, other) };
        let least = match (end, nearer) {
            (_, None) => Rational::zero(),
            (Place::At(c), Some(other)) => (other - c).abs().reciprocal()?,
            (_, Some(_)) => high(self.zeros, other)?.abs().max(low(self.zeros, other)?.abs()),
        };
        let limit = |start: i64, terms: usize| {
            let tail = Tail::new(&least + &Rational::integer(start), LIMIT_BITS, terms)?;
            let limit = tail.limit(&self.expansion(&tail, &Rational::one(), end, from_right)?)?;
            Some(match limit {
                Limit::Infinity => Range { low: End::Infinity, high: End::Infinity },
                Limit::MinusInfinity => Range { low: End::MinusInfinity, high: End::MinusInfinity },
                Limit::Finite(value) => {
                    let value = value.enclosure(LIMIT_BITS)?;
                    value.is_bounded().then(|| Range::from(value))?
                }
            })
        };
        let tries = LIMIT_TERMS.iter().flat_map(|&n| LIMIT_STARTS.map(|start| (start, n)));
        tries.into_iter().find_map(|(start, terms)| limit(start, terms))
    }
}

/// The t at which a part begins, and the scale by which it is at least 2 there.
fn tail_start(end: &Place, start: &Place) -> Option<(Rational, Rational)> {
    let Place::At(start) = start else { return None };
    let far = match end {
        Place::PlusInfinity => start.clone(),
        Place::MinusInfinity => -start,
        Place::At(c) => (start - c).abs().reciprocal()?,
        Place::Zero(_) => return None,
    };
    let two = Rational::integer(2);
    if far >= two {
        return Some((far, Rational::one()));
    }
    let scale = &far * &two.reciprocal()?;
    far.sign().is_gt().then_some((two, scale))
}
