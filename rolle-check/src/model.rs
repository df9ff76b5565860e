//! Models: what is known of a function f on a whole tail [T, ∞).
//!
//! f(t) = Σ cⱼ·Mⱼ(t) + ρ(t)·M(t) for all t ≥ T, with the Mⱼ in falling order of growth, M below all of them, and ρ(t)
//! in a known interval for each t. The cⱼ are constants. This is the Taylor model of Makino and Berz with monomials at
//! infinity in place of powers of x − x₀ (Taylor models and other validated functional inclusion methods, 2003).

use crate::bound;
use crate::coefficient::Coefficient;
use crate::enclose::Enclosing;
use crate::exact::Surd;
use crate::interval::Interval;
use crate::monomial::Monomial;
use crate::rational::Rational;
use std::cell::RefCell;
use std::cmp::Ordering;
use std::collections::HashMap;

/// The bits of an interval, and the most terms of a model.
const MIN_BITS: u32 = 32;
const MAX_BITS: u32 = 1024;
const MAX_TERMS: usize = 16;

/// The bits of a supremum, of which the last ones never matter.
const RANGE_BITS: u32 = 32;

/// c·M(t).
#[derive(Clone, Debug)]
pub(crate) struct Term {
    pub(crate) coefficient: Coefficient,
    pub(crate) monomial: Monomial,
}

/// ρ(t)·M(t), with ρ(t) somewhere in an interval for each t.
#[derive(Clone, Debug)]
pub(crate) struct Rest {
    pub(crate) factor: Interval,
    pub(crate) monomial: Monomial,
}

/// A function on a tail: terms in falling order, and what is left.
///
/// No coefficient is zero for certain, though one that is enclosed may be. A model without a remainder is exact, and
/// one without terms too is zero.
#[derive(Clone, Debug)]
pub struct Model {
    pub(crate) terms: Vec<Term>,
    pub(crate) rest: Option<Rest>,
}

impl Model {
    /// Zero.
    pub(crate) fn zero() -> Model {
        Model { terms: Vec::new(), rest: None }
    }

    /// c·M.
    pub(crate) fn term(coefficient: Coefficient, monomial: Monomial) -> Model {
        let terms =
            if coefficient.is_zero() { vec![] } else { vec![Term { coefficient, monomial }] };
        Model { terms, rest: None }
    }

    /// A constant.
    pub(crate) fn constant(value: Coefficient) -> Model {
        Model::term(value, Monomial::one())
    }

    /// A function of which a bound is known and no more.
    pub(crate) fn bounded(range: Interval) -> Model {
        Model { terms: vec![], rest: Some(Rest { factor: range, monomial: Monomial::one() }) }
    }

    /// Whether the function is zero for certain.
    pub(crate) fn is_zero(&self) -> bool {
        self.terms.is_empty() && self.rest.is_none()
    }

    /// The monomial that grows fastest; `None` for zero.
    pub(crate) fn top(&self) -> Option<&Monomial> {
        let rest = self.rest.as_ref().map(|rest| &rest.monomial);
        self.terms.first().map(|term| &term.monomial).or(rest)
    }
}

/// A limit at infinity.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Limit {
    /// A number, known exactly or enclosed.
    Finite(Coefficient),
    /// +∞.
    Infinity,
    /// −∞.
    MinusInfinity,
}

/// The arithmetic of models on [T, ∞).
///
/// ```
/// use rolle_check::{Arithmetic, Function, Jet, Limit, Rational, Tail};
/// use std::cmp::Ordering;
///
/// // The second derivative of x·sigmoid(x) is negative on [3, ∞) and tends to zero.
/// let tail = Tail::new(Rational::integer(3), 96, 6).unwrap();
/// let x = Jet::variable(&tail, tail.variable(), 2).unwrap();
/// let silu = x.mul(&tail, &x.apply(&tail, Function::Sigmoid).unwrap()).unwrap();
/// let second = silu.derivative(&tail, 2).unwrap();
/// assert_eq!(tail.sign(&second), Some(Ordering::Less));
/// assert!(matches!(tail.limit(&second), Some(Limit::Finite(zero)) if zero.sign() == Some(Ordering::Equal)));
/// ```
#[derive(Clone, Debug)]
pub struct Tail {
    pub(crate) from: Rational,
    pub(crate) bits: u32,
    pub(crate) terms: usize,
    /// The ranges of monomials that were bounded already.
    ranges: RefCell<HashMap<Monomial, Option<Interval>>>,
}

impl Tail {
    /// Models on [from, ∞) with at most so many terms, and intervals of so many bits; `None` below 2, where the
    /// logarithm of the logarithm is near its pole, and for numbers that no proof needs.
    pub fn new(from: Rational, bits: u32, terms: usize) -> Option<Tail> {
        let sound = from >= Rational::integer(2)
            && (MIN_BITS..=MAX_BITS).contains(&bits)
            && (1..=MAX_TERMS).contains(&terms);
        sound.then(|| Tail { from, bits, terms, ranges: RefCell::default() })
    }

    /// The variable t itself.
    pub fn variable(&self) -> Model {
        Model::term(Coefficient::one(), Monomial::variable())
    }

    /// The beginning of the tail.
    pub fn from(&self) -> &Rational {
        &self.from
    }

    /// The arithmetic of the intervals.
    pub(crate) fn enclosing(&self) -> Enclosing {
        Enclosing { bits: self.bits }
    }

    /// The model of a sum of terms and remainders in any order.
    pub(crate) fn collect(&self, terms: Vec<Term>, rests: Vec<Rest>) -> Option<Model> {
        let mut terms = self.merge(terms)?;
        // The remainder takes the highest monomial of the remainders and of the terms that are too many.
        let mut cut = terms.get(self.terms).map(|term| term.monomial.clone());
        for rest in &rests {
            let higher = match &cut {
                Some(cut) => rest.monomial.compare(cut)?.is_gt(),
                None => true,
            };
            if higher {
                cut = Some(rest.monomial.clone());
            }
        }
        let Some(cut) = cut else { return Some(Model { terms, rest: None }) };
        let mut kept = terms.len().min(self.terms);
        while kept > 0 && terms[kept - 1].monomial.compare(&cut)?.is_le() {
            kept -= 1;
        }
        let mut factor = Interval::integer(0);
        for term in terms.drain(kept..) {
            let range = self.quotient_range(&term.monomial, &cut)?;
            let part = term.coefficient.enclosure(self.bits)?.mul(&range, self.bits);
            factor = factor.add(&part, self.bits);
        }
        for rest in rests {
            let range = self.quotient_range(&rest.monomial, &cut)?;
            factor = factor.add(&rest.factor.mul(&range, self.bits), self.bits);
        }
        let rest = (!factor.is_zero()).then_some(Rest { factor, monomial: cut });
        Some(Model { terms, rest })
    }

    /// Terms in falling order, those of one monomial added up, without those that are zero for certain.
    fn merge(&self, terms: Vec<Term>) -> Option<Vec<Term>> {
        let mut sorted: Vec<Term> = Vec::with_capacity(terms.len());
        'terms: for term in terms {
            // Binary search by hand: the comparison may fail.
            let (mut low, mut high) = (0, sorted.len());
            while low < high {
                let middle = low + (high - low) / 2;
                match sorted[middle].monomial.compare(&term.monomial)? {
                    Ordering::Greater => low = middle + 1,
                    Ordering::Less => high = middle,
                    Ordering::Equal => {
                        let same = &mut sorted[middle].coefficient;
                        *same = same.add(&term.coefficient, self.bits)?;
                        continue 'terms;
                    }
                }
            }
            sorted.insert(low, term);
        }
        sorted.retain(|term| !term.coefficient.is_zero());
        Some(sorted)
    }

    /// All values of a monomial on the tail.
    pub(crate) fn monomial_range(&self, monomial: &Monomial) -> Option<Interval> {
        let one = Interval::integer(1);
        match monomial.direction() {
            Ordering::Equal => Some(one),
            Ordering::Greater => one.div(&self.monomial_range(&monomial.reciprocal())?, self.bits),
            Ordering::Less => {
                if let Some(known) = self.ranges.borrow().get(monomial) {
                    return known.clone();
                }
                let bits = self.bits.min(RANGE_BITS);
                let range = bound::vanishing_range(monomial, &self.from, bits);
                self.ranges.borrow_mut().insert(monomial.clone(), range.clone());
                range
            }
        }
    }

    /// All values of M/N on the tail.
    fn quotient_range(&self, m: &Monomial, n: &Monomial) -> Option<Interval> {
        self.monomial_range(&m.mul(&n.reciprocal())?)
    }

    /// All values of u/M on the tail.
    pub(crate) fn range_by(&self, u: &Model, monomial: &Monomial) -> Option<Interval> {
        let mut sum = Interval::integer(0);
        for term in &u.terms {
            let range = self.quotient_range(&term.monomial, monomial)?;
            let part = term.coefficient.enclosure(self.bits)?.mul(&range, self.bits);
            sum = sum.add(&part, self.bits);
        }
        if let Some(rest) = &u.rest {
            let range = self.quotient_range(&rest.monomial, monomial)?;
            sum = sum.add(&rest.factor.mul(&range, self.bits), self.bits);
        }
        Some(sum)
    }

    /// An enclosure of all values on [T, ∞).
    pub fn enclosure(&self, u: &Model) -> Option<Interval> {
        let Some(top) = u.top() else { return Some(Interval::integer(0)) };
        Some(self.range_by(u, top)?.mul(&self.monomial_range(top)?, self.bits))
    }

    /// The sign on all of [T, ∞); `Equal` only for the function zero, `None` where it is not proved.
    pub fn sign(&self, u: &Model) -> Option<Ordering> {
        let Some(top) = u.top() else { return Some(Ordering::Equal) };
        // Monomials are positive. A model that is not zero for certain is not zero by its bounds either: its leading
        // coefficient would be.
        self.range_by(u, top)?.sign().filter(|sign| sign.is_ne())
    }

    /// The limit for t → ∞; `None` where it is not proved.
    pub fn limit(&self, u: &Model) -> Option<Limit> {
        let zero = || Some(Limit::Finite(Coefficient::Exact(Surd::zero())));
        let Some(lead) = u.terms.first() else {
            return match &u.rest {
                Some(rest) if !(rest.monomial.vanishes() && rest.factor.is_bounded()) => None,
                _ => zero(),
            };
        };
        // A bounded remainder below the leading term: after division by its monomial it tends to zero.
        if u.rest.as_ref().is_some_and(|rest| !rest.factor.is_bounded()) {
            return None;
        }
        match lead.monomial.direction() {
            Ordering::Less => zero(),
            Ordering::Equal => Some(Limit::Finite(lead.coefficient.clone())),
            Ordering::Greater => match lead.coefficient.sign()? {
                Ordering::Less => Some(Limit::MinusInfinity),
                Ordering::Equal => None,
                Ordering::Greater => Some(Limit::Infinity),
            },
        }
    }
}
