//! The search for parts that the checker accepts: a function has known signs between known zeros on a piece.
//!
//! Nothing here need be believed: each part is asked of the checker's own rules, and what they refuse is split.

use crate::number::Integer;
use dashu_base::ring::DivEuclid;
use rolle_check::{Dyadic, End, Part, Place, Rational, Round, Rule, Subject};
use std::cmp::Ordering;

/// Where a function vanishes.
#[derive(Clone, Debug)]
pub(super) enum Vanishing {
    /// At a rational number, exactly.
    At(Rational),
    /// Somewhere between two numbers that are close together.
    Between(Rational, Rational),
}

impl Vanishing {
    pub(super) fn low(&self) -> &Rational {
        match self {
            Vanishing::At(at) => at,
            Vanishing::Between(low, _) => low,
        }
    }

    pub(super) fn high(&self) -> &Rational {
        match self {
            Vanishing::At(at) => at,
            Vanishing::Between(_, high) => high,
        }
    }
}

/// Attempts for one function on one piece.
const BUDGET: usize = 4_000;

/// Halvings of a segment.
const MAX_DEPTH: u32 = 48;

/// The precision of most parts; numbers of two words need no memory of their own.
const BITS: u32 = 60;

/// The precision next to zeros, and where the usual one does not do.
const FINE_BITS: u32 = 160;

/// The orders of Taylor's theorem that are tried between numbers, with their precisions: the first of them, and all
/// after many halvings.
const ORDERS: [(u32, u32); 2] = [(2, BITS), (4, FINE_BITS)];

/// The terms of expansions that are tried, and how many starts farther out the few are tried before the many.
const TERMS: [u32; 2] = [3, 6];
const LAG: usize = 3;

/// How far beyond the last zero tails are tried to begin, in units of 2⁻¹⁶.
const STARTS: [i64; 20] = {
    let mut steps = [0; 20];
    let wholes = [2, 3, 4, 6, 8, 12, 16, 24, 32, 48, 64, 128, 256, 1024, 4096, 65536];
    let mut i = 0;
    while i < 4 {
        steps[i] = 1 << (5 * i);
        i += 1;
    }
    while i < 20 {
        steps[i] = wholes[i - 4] << 16;
        i += 1;
    }
    steps
};

pub(super) struct Cover<'c> {
    pub(super) subject: Subject<'c>,
    /// The ends of the piece.
    ends: [Place; 2],
    /// Whether zeros can be counted.
    is_rational: bool,
    budget: usize,
    parts: Vec<Part>,
}

impl<'c> Cover<'c> {
    /// A search on the piece between two places.
    pub(super) fn new(subject: Subject<'c>, from: &Place, to: &Place) -> Cover<'c> {
        let ends = [from.clone(), to.clone()];
        let is_rational = subject.is_rational();
        Cover { subject, ends, is_rational, budget: BUDGET, parts: Vec::new() }
    }

    /// Parts that cover the piece, on which the function vanishes at the given places and has these signs between.
    ///
    /// # Errors
    /// Where the checker's rules do not reach.
    pub(super) fn piece(
        mut self,
        zeros: &[Vanishing],
        signs: &[Ordering],
    ) -> Result<Vec<Part>, String> {
        let [mut from, to] = self.ends.clone();
        let zeros: Vec<Vanishing> = zeros.iter().map(|zero| self.as_shown(zero)).collect();
        for (zero, pair) in zeros.iter().zip(signs.windows(2)) {
            let (low, high) = (Place::At(zero.low().clone()), Place::At(zero.high().clone()));
            match zero {
                Vanishing::At(_) => self.after_any_zero(&from, &low, pair[0])?,
                Vanishing::Between(..) if self.is_rational => {
                    self.segment(&from, &low, pair[0])?;
                    self.window(&low, &high, pair[0])?;
                }
                Vanishing::Between(..) => {
                    self.left_of_zero(&from, &low, pair[0])?;
                    self.window(&low, &high, pair[0])?;
                }
            }
            from = high;
        }
        let last = *signs.last().ok_or("no sign at all")?;
        self.after_any_zero(&from, &to, last)?;
        Ok(self.parts)
    }

    /// A zero at a rational number that the checker cannot see to be exact is taken for an irrational one.
    fn as_shown(&self, zero: &Vanishing) -> Vanishing {
        match zero {
            Vanishing::At(at) if !self.subject.vanishes(&Place::At(at.clone()), 1) => {
                let (low, high) = around(at);
                Vanishing::Between(low, high)
            }
            zero => zero.clone(),
        }
    }

    /// Whether the checker accepts a part; if so, it is taken.
    fn accepts(&mut self, from: &Place, to: &Place, sign: Ordering, rule: Rule, bits: u32) -> bool {
        let part = Part { to: to.clone(), sign, rule, bits };
        self.budget = self.budget.saturating_sub(1);
        let is_inside = [*from != self.ends[0], *to != self.ends[1]];
        let holds = self.subject.prove(from, &part, is_inside).is_ok();
        if holds {
            self.parts.push(part);
        }
        holds
    }

    /// The narrow interval around a simple zero.
    fn window(&mut self, low: &Place, high: &Place, sign: Ordering) -> Result<(), String> {
        let count = self.is_rational.then_some((Rule::RationalZeros(1), BITS));
        let by_slope = [(BITS, 0), (FINE_BITS, 0), (FINE_BITS, 2)]
            .map(|(bits, n)| (Rule::SimpleZero(n), bits));
        let mut rules = count.into_iter().chain(by_slope);
        let found = rules.any(|(rule, bits)| self.accepts(low, high, sign, rule, bits));
        found.then_some(()).ok_or_else(|| format!("the zero {} is not simple", between(low, high)))
    }

    /// The part next to a zero on its right, on which the function is monotone, then the rest.
    fn right_of_zero(&mut self, zero: &Place, to: &Place, sign: Ordering) -> Result<(), String> {
        let (near, monotone) = self.beside_zero(zero, to, sign, true)?;
        self.parts.push(monotone);
        if near == *to { Ok(()) } else { self.segment(&near, to, sign) }
    }

    /// The same on the left, of a place that may be another zero.
    fn left_of_zero(&mut self, from: &Place, zero: &Place, sign: Ordering) -> Result<(), String> {
        // Both zeros need a side of their own.
        let after_zero = self.is_after_zero();
        let (near, monotone) = self.beside_zero(zero, from, sign, !after_zero)?;
        if near != *from {
            self.after_any_zero(from, &near, sign)?;
        }
        self.parts.push(monotone);
        Ok(())
    }

    /// A segment that may begin at a zero that is not exact.
    fn after_any_zero(&mut self, from: &Place, to: &Place, sign: Ordering) -> Result<(), String> {
        match self.is_after_zero() {
            true => self.right_of_zero(from, to, sign),
            false => self.segment(from, to, sign),
        }
    }

    fn is_after_zero(&self) -> bool {
        self.parts.last().is_some_and(|part| matches!(part.rule, Rule::SimpleZero(_)))
    }

    /// The widest part between a zero and a place far from it on which the function is monotone, and where it ends.
    fn beside_zero(
        &mut self,
        zero: &Place,
        far: &Place,
        sign: Ordering,
        may_reach_far: bool,
    ) -> Result<(Place, Part), String> {
        let far = self.finite_end(zero, far)?;
        let is_right = matches!((zero, &far), (Place::At(zero), Place::At(far)) if zero < far);
        for bits in [BITS, FINE_BITS] {
            for near in shrinking(zero, &far).into_iter().skip(usize::from(!may_reach_far)) {
                let (from, to) = if is_right { (zero, &near) } else { (&near, zero) };
                for n in [0, 2] {
                    if self.accepts(from, to, sign, Rule::Monotone(n), bits)
                        && let Some(part) = self.parts.pop()
                    {
                        return Ok((near, part));
                    }
                }
            }
        }
        let segment = if is_right { between(zero, &far) } else { between(&far, zero) };
        Err(format!("the function is not monotone beside the zero {segment}"))
    }

    /// A number between a zero and an end, and far from the zero: the end itself where it is one.
    fn finite_end(&self, zero: &Place, end: &Place) -> Result<Place, String> {
        let Place::At(zero) = zero else { return Err("a zero without a number".into()) };
        let beyond = Rational::integer(1);
        Ok(match end {
            Place::MinusInfinity => Place::At(&(zero - &zero.abs()) - &beyond),
            Place::PlusInfinity => Place::At(&(zero + &zero.abs()) + &beyond),
            Place::Zero(i) => {
                let end = &self.subject.zeros[*i];
                Place::At(if end.low > *zero { end.low.clone() } else { end.high.clone() })
            }
            Place::At(_) => end.clone(),
        })
    }

    /// Covers a segment on which the function has one sign inside.
    fn segment(&mut self, from: &Place, to: &Place, sign: Ordering) -> Result<(), String> {
        let mut open = vec![Open::Undecided(from.clone(), to.clone(), 0)];
        while let Some(next) = open.pop() {
            let (left, right, depth) = match next {
                Open::Undecided(left, right, depth) => (left, right, depth),
                Open::Tail(part) => {
                    self.parts.push(part);
                    continue;
                }
            };
            if self.decide(&left, &right, sign, depth) {
                continue;
            }
            if self.budget == 0 || depth > MAX_DEPTH {
                return Err(format!(
                    "the checker's rules do not show the sign {}",
                    between(&left, &right)
                ));
            }
            open.extend(self.split(left, right, sign, depth + 1)?);
        }
        Ok(())
    }

    fn decide(&mut self, left: &Place, right: &Place, sign: Ordering, depth: u32) -> bool {
        if self.is_rational && self.accepts(left, right, sign, Rule::RationalZeros(0), BITS) {
            return true;
        }
        if self.accepts(left, right, sign, Rule::Taylor(0), BITS) {
            return true;
        }
        for (place, rule) in [
            (left, Rule::ZeroAtLeft as fn(u32) -> Rule),
            (right, Rule::ZeroAtRight as fn(u32) -> Rule),
        ] {
            if self.subject.vanishes(place, 1) {
                let order = (2..128).take_while(|&n| self.subject.vanishes(place, n)).last();
                if self.accepts(left, right, sign, rule(order.unwrap_or(1)), BITS) {
                    return true;
                }
            }
        }
        let is_finite =
            |place: &Place| !matches!(place, Place::MinusInfinity | Place::PlusInfinity);
        if is_finite(left) && is_finite(right) {
            let orders = if depth > 8 { &ORDERS[..] } else { &ORDERS[..1] };
            let mut orders = orders.iter();
            if orders.any(|&(n, bits)| self.accepts(left, right, sign, Rule::Taylor(n), bits)) {
                return true;
            }
        }
        // At an end of a piece the function may have no value, and no box shows more than an infinite end.
        let is_end = |place: &Place| {
            let often = !is_finite(place) || depth > 4 && depth.is_multiple_of(3);
            often && self.ends.contains(place)
        };
        let (left_end, right_end) = (is_end(left), is_end(right));
        let terms = TERMS;
        (left_end && terms.iter().any(|&n| self.accepts(left, right, sign, Rule::LeftEnd(n), 64)))
            || (right_end
                && terms.iter().any(|&n| self.accepts(left, right, sign, Rule::RightEnd(n), 64)))
    }

    /// Two parts of a segment, the right one first: a tail and the rest, or halves.
    fn split(
        &mut self,
        left: Place,
        right: Place,
        sign: Ordering,
        depth: u32,
    ) -> Result<[Open; 2], String> {
        let zero = Rational::zero();
        let number = |place: &Place, is_low: bool| {
            let zeros = self.subject.zeros;
            match place {
                Place::At(at) => Some(at.clone()),
                Place::Zero(i) => {
                    Some(if is_low { &zeros[*i].low } else { &zeros[*i].high }.clone())
                }
                _ => None,
            }
        };
        let middle = match (number(&left, false), number(&right, true)) {
            (Some(a), Some(b)) => middle(&a, &b),
            (None, Some(b)) if b > zero => zero,
            (Some(a), None) if a < zero => zero,
            (None, None) => zero,
            (None, Some(near)) => {
                let (begin, tail) = self.tail(&left, &right, &near, sign)?;
                return Ok([Open::Undecided(begin, right, depth), Open::Tail(tail)]);
            }
            (Some(near), None) => {
                let (begin, tail) = self.tail(&left, &right, &near, sign)?;
                return Ok([Open::Tail(tail), Open::Undecided(left, begin, depth)]);
            }
        };
        let middle = Place::At(middle);
        let right = Open::Undecided(middle.clone(), right, depth);
        Ok([right, Open::Undecided(left, middle, depth)])
    }

    /// A part of a segment to an infinite end, from near the other, on which the leading term shows the sign; with
    /// the finite place at which it begins or ends.
    ///
    /// Few terms a little farther out cost less than many terms.
    fn tail(
        &mut self,
        left: &Place,
        right: &Place,
        near: &Rational,
        sign: Ordering,
    ) -> Result<(Place, Part), String> {
        let far = near.abs();
        let is_left = *left == Place::MinusInfinity;
        for i in 0..STARTS.len() + LAG {
            for (terms, start) in [(TERMS[0], Some(i)), (TERMS[1], i.checked_sub(LAG))] {
                let Some(&start) = start.and_then(|i| STARTS.get(i)) else { continue };
                let step = Rational::ratio(start, 1 << 16);
                let begin = if step > far { step } else { &far + &step };
                let place = Place::At(if is_left { -&begin } else { begin });
                let (from, to, rule) = match is_left {
                    true => (left, &place, Rule::LeftEnd(terms)),
                    false => (&place, right, Rule::RightEnd(terms)),
                };
                if self.accepts(from, to, sign, rule, 64)
                    && let Some(part) = self.parts.pop()
                {
                    return Ok((place, part));
                }
            }
        }
        Err(format!("no leading term shows the sign {}", between(left, right)))
    }
}

/// A part of a segment from left to right.
enum Open {
    /// Between two places, after so many halvings.
    Undecided(Place, Place, u32),
    /// A tail that was accepted already.
    Tail(Part),
}

/// Numbers closely below and above a rational number.
fn around(at: &Rational) -> (Rational, Rational) {
    let size = if at.is_zero() { Rational::integer(1) } else { at.abs() };
    let step = &size * &Rational::ratio(1, 1 << 54);
    (at - &step, at + &step)
}

/// Places from the far end to a zero, each twice as near.
fn shrinking(zero: &Place, far: &Place) -> Vec<Place> {
    let mut places = vec![far.clone()];
    let (Place::At(zero), Place::At(far)) = (zero, far) else { return places };
    let half = Rational::ratio(1, 2);
    let mut gap = far - zero;
    for _ in 0..40 {
        gap = &gap * &half;
        places.push(Place::At(zero + &gap));
    }
    places
}

/// A number with few digits near the middle.
fn middle(a: &Rational, b: &Rational) -> Rational {
    let half = Rational::ratio(1, 2);
    let exact = &(a + b) * &half;
    // Round to a multiple of a power of two that is a fraction of the distance.
    let gap = b - a;
    let mut step = Rational::integer(1);
    let two = Rational::integer(2);
    while step > gap {
        step = &step * &half;
    }
    while &step * &two <= gap {
        step = &step * &two;
    }
    step = &step * &Rational::ratio(1, 4);
    let quotient = &exact * &step.reciprocal().expect("a step is not zero");
    let floor = quotient.numerator().div_euclid(Integer::from(quotient.denominator().clone()));
    &Rational::integer(floor) * &step
}

/// A segment in words.
fn between(left: &Place, right: &Place) -> String {
    let number = |place: &Place| match place {
        Place::MinusInfinity => "-oo".to_string(),
        Place::PlusInfinity => "oo".to_string(),
        Place::At(value) => brief(value),
        Place::Zero(_) => "a zero of a guard".to_string(),
    };
    format!("between {} and {}", number(left), number(right))
}

/// A number as it is, if it is short, or else its first digits.
fn brief(value: &Rational) -> String {
    let exact = value.to_string();
    match exact.len() {
        0..=12 => exact,
        _ => End::from(Dyadic::from_rational(value, 64, Round::Down)).to_decimal(6, Round::Down),
    }
}
