//! The proof of one part: a function has a sign between two places.

use crate::arithmetic::Arithmetic;
use crate::certificate::{MAX_BITS, MAX_ORDER, Part, Place, Rule, Zero};
use crate::enclose::Enclosing;
use crate::evaluate::{Inside, On, evaluate};
use crate::exact::Exact;
use crate::formula::{Formula, Signs};
use crate::interval::Interval;
use crate::polynomial::RationalFunction;
use crate::rational::Rational;
use std::cmp::Ordering;

/// A derivative of a node of the formula on a piece of the line.
#[derive(Clone, Copy, Debug)]
pub struct Subject<'c> {
    /// The formula.
    pub formula: &'c Formula,
    /// The isolated zeros that places can refer to.
    pub zeros: &'c [Zero],
    /// The node.
    pub node: usize,
    /// Which derivative of it.
    pub order: u32,
    /// The signs of the guards on the piece.
    pub signs: &'c Signs,
}

/// What a function is known to do at the two ends of a part.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct AtEnds {
    /// Whether it vanishes at the left end.
    pub zero_at_left: bool,
    /// Whether it vanishes at the right end.
    pub zero_at_right: bool,
}

/// The lowest precision in which a rule is checked.
const MIN_BITS: u32 = 8;

const NOWHERE: AtEnds = AtEnds { zero_at_left: false, zero_at_right: false };

/// The numbers between which a place lies; `None` on the side where it is infinite.
pub(crate) fn low<'c>(zeros: &'c [Zero], place: &'c Place) -> Option<&'c Rational> {
    match place {
        Place::At(value) => Some(value),
        Place::Zero(index) => Some(&zeros.get(*index)?.low),
        _ => None,
    }
}

/// The upper of these numbers.
pub(crate) fn high<'c>(zeros: &'c [Zero], place: &'c Place) -> Option<&'c Rational> {
    match place {
        Place::Zero(index) => Some(&zeros.get(*index)?.high),
        _ => low(zeros, place),
    }
}

/// Whether a place is one at all.
pub(crate) fn is_known(zeros: &[Zero], place: &Place) -> bool {
    !matches!(place, Place::Zero(index) if *index >= zeros.len())
}

/// Whether a place is proved to lie left of another.
pub(crate) fn is_before(zeros: &[Zero], left: &Place, right: &Place) -> bool {
    match (left, right) {
        (Place::MinusInfinity, Place::MinusInfinity) => false,
        (Place::PlusInfinity, _) | (_, Place::MinusInfinity) => false,
        (Place::MinusInfinity, _) | (_, Place::PlusInfinity) => true,
        // An isolated zero lies strictly inside its interval.
        (Place::At(a), Place::At(b)) => a < b,
        _ => high(zeros, left).zip(low(zeros, right)).is_some_and(|(a, b)| a <= b),
    }
}

impl Subject<'_> {
    /// Checks that the function has the sign of the part between two places, by its rule. At the ends that lie inside
    /// of the piece, the function must have a value too.
    ///
    /// # Errors
    /// What the rule does not prove.
    pub fn prove(&self, from: &Place, part: &Part, is_inside: [bool; 2]) -> Result<AtEnds, String> {
        let is_known = is_known(self.zeros, from) && is_known(self.zeros, &part.to);
        if !is_known || !is_before(self.zeros, from, &part.to) {
            return Err("the part does not end right of where it begins".into());
        }
        if !(MIN_BITS..=MAX_BITS).contains(&part.bits) {
            return Err(format!("a precision of {} bits", part.bits));
        }
        if self.order.max(part.rule.number()) > MAX_ORDER {
            return Err(format!("the rule {:?} for the order {}", part.rule, self.order));
        }
        let arithmetic = Enclosing { bits: part.bits };
        let holds = match part.rule {
            Rule::Taylor(n) => {
                let found = self.by_taylor(&arithmetic, from, &part.to, self.order, n);
                (found == Some(part.sign)).then_some(NOWHERE)
            }
            Rule::ZeroAtLeft(n) => self.zero_at(&arithmetic, from, &part.to, n, true, part.sign),
            Rule::ZeroAtRight(n) => self.zero_at(&arithmetic, from, &part.to, n, false, part.sign),
            Rule::Monotone(n) => {
                self.monotone(&arithmetic, from, &part.to, n, [part.sign, part.sign])
            }
            // Between places that are numbers: all that lies between them belongs to the piece, as a later enclosure
            // of values near the zero takes for granted.
            Rule::SimpleZero(n) if is_number(from) && is_number(&part.to) => {
                self.monotone(&arithmetic, from, &part.to, n, [part.sign, part.sign.reverse()])
            }
            Rule::SimpleZero(_) => None,
            // An expansion says nothing of the place itself, where the function may have no value.
            Rule::LeftEnd(_) if is_inside[0] => None,
            Rule::RightEnd(_) if is_inside[1] => None,
            Rule::LeftEnd(n) | Rule::RightEnd(n) => {
                let is_left = matches!(part.rule, Rule::LeftEnd(_));
                let (end, start) = if is_left { (from, &part.to) } else { (&part.to, from) };
                let found = self.leading_sign(end, start, part.bits, n as usize);
                (found == Some(part.sign)).then_some(NOWHERE)
            }
            Rule::RationalZeros(n) => self.has_rational_zeros(from, part, n, is_inside),
        };
        holds.ok_or_else(|| format!("the rule {:?} does not prove the sign", part.rule))
    }

    /// Enclosures of the Taylor coefficients at a number, or at all numbers between two places.
    fn coefficients(
        &self,
        arithmetic: &Enclosing,
        x: Interval,
        order: u32,
    ) -> Option<Vec<Interval>> {
        let (a, order) = (Inside(*arithmetic), order as usize);
        evaluate(&a, self.formula, self.node, x, order, self.signs, On::OpenSet)
    }

    /// The smallest interval of the arithmetic that holds all between two places.
    fn hull(&self, arithmetic: &Enclosing, from: &Place, to: &Place) -> Option<Interval> {
        let enclose = |value: &Rational| Interval::from_rational(value, arithmetic.bits);
        let whole = Interval::whole();
        let left = low(self.zeros, from).map_or(whole.clone(), enclose);
        let right = high(self.zeros, to).map_or(whole.clone(), enclose);
        let lo = if *from == Place::MinusInfinity { whole.lo() } else { left.lo() };
        let hi = if *to == Place::PlusInfinity { whole.hi() } else { right.hi() };
        Interval::new(lo.clone(), hi.clone())
    }

    /// An enclosure of the derivative of an order, over its factorial, between two places: by Taylor's theorem of
    /// order n about the middle.
    pub(crate) fn taylor_range(
        &self,
        arithmetic: &Enclosing,
        from: &Place,
        to: &Place,
        order: u32,
        n: u32,
    ) -> Option<Interval> {
        let hull = self.hull(arithmetic, from, to)?;
        let rest = self.coefficients(arithmetic, hull.clone(), order + n)?;
        let rest = rest.into_iter().nth((order + n) as usize)?;
        if n == 0 {
            return Some(rest);
        }
        // The middle of what lies inside for certain: the segment from there to any point stays inside.
        let (left, right) = (high(self.zeros, from)?, low(self.zeros, to)?);
        let middle = (left < right).then(|| &(left + right) * &Rational::ratio(1, 2))?;
        let middle = Interval::from_rational(&middle, arithmetic.bits);
        let at = self.coefficients(arithmetic, middle.clone(), order + n - 1)?;
        let reach = arithmetic.add(&hull, &arithmetic.neg(&middle))?;
        let mut sum = arithmetic.mul(&rest, &term(arithmetic, &reach, order, n)?)?;
        for j in 0..n {
            let factor = term(arithmetic, &reach, order, j)?;
            let coefficient = &at[(order + j) as usize];
            sum = arithmetic.add(&sum, &arithmetic.mul(coefficient, &factor)?)?;
        }
        Some(sum)
    }

    fn by_taylor(
        &self,
        arithmetic: &Enclosing,
        from: &Place,
        to: &Place,
        order: u32,
        n: u32,
    ) -> Option<Ordering> {
        self.taylor_range(arithmetic, from, to, order, n)?.sign()
    }

    /// Enclosures of what the Taylor coefficients come near to at a place, from inside the piece.
    pub(crate) fn at(
        &self,
        arithmetic: &Enclosing,
        place: &Place,
        order: u32,
    ) -> Option<Vec<Interval>> {
        let (a, b) = (low(self.zeros, place)?, high(self.zeros, place)?);
        let x = Interval::between(a, b, arithmetic.bits);
        self.coefficients(arithmetic, x, order)
    }

    /// f⁽ᵏ⁾ vanishes at c to order n exactly, and f⁽ᵏ⁺ⁿ⁾ has one sign between: f⁽ᵏ⁾(x) = f⁽ᵏ⁺ⁿ⁾(ξ)·(x − c)ⁿ/n!.
    fn zero_at(
        &self,
        arithmetic: &Enclosing,
        from: &Place,
        to: &Place,
        n: u32,
        is_left: bool,
        sign: Ordering,
    ) -> Option<AtEnds> {
        let place = if is_left { from } else { to };
        self.vanishes(place, n).then_some(())?;
        let found = self.by_taylor(arithmetic, from, to, self.order + n, 0)?;
        let expected = if is_left || n.is_multiple_of(2) { sign } else { sign.reverse() };
        let ends = AtEnds { zero_at_left: is_left, zero_at_right: !is_left };
        (found == expected && sign.is_ne()).then_some(ends)
    }

    /// Whether the function is a rational one on the piece.
    pub fn is_rational(&self) -> bool {
        RationalFunction::of(self.formula, self.node, self.order, self.signs).is_some()
    }

    /// Whether the derivatives from the order of the subject on, n > 0 of them, come near to exactly zero at a place.
    pub fn vanishes(&self, place: &Place, n: u32) -> bool {
        if n == 0 || self.order.max(n) > MAX_ORDER {
            return false;
        }
        match place {
            Place::Zero(index) => {
                let zero = self.zeros.get(*index);
                n == 1 && self.order == 0 && zero.is_some_and(|zero| zero.of == self.node)
            }
            _ => self.exactly(place, self.order + n - 1).is_some_and(|coefficients| {
                coefficients[self.order as usize..].iter().all(|value| Exact.is_zero(value))
            }),
        }
    }

    /// The Taylor coefficients at a rational place, where they are exact numbers.
    pub(crate) fn exactly(
        &self,
        place: &Place,
        order: u32,
    ) -> Option<Vec<<Exact as Arithmetic>::Number>> {
        let Place::At(at) = place else { return None };
        let (at, order) = (Exact.rational(at)?, order as usize);
        evaluate(&Exact, self.formula, self.node, at, order, self.signs, On::OpenSet)
    }

    /// The derivative is a rational function, of which all zeros between two rational places are counted.
    fn has_rational_zeros(
        &self,
        from: &Place,
        part: &Part,
        zeros: u32,
        is_inside: [bool; 2],
    ) -> Option<AtEnds> {
        let number = |place: &Place| match place {
            Place::At(at) => Some(Some(at.clone())),
            Place::Zero(_) => None,
            _ => Some(None),
        };
        let (a, b) = (number(from)?, number(&part.to)?);
        let f = RationalFunction::of(self.formula, self.node, self.order, self.signs)?;
        let vanishes = |end: &Option<Rational>| end.as_ref().is_some_and(|end| f.vanishes_at(end));
        let ends = AtEnds { zero_at_left: vanishes(&a), zero_at_right: vanishes(&b) };
        let has_zero = part.sign.is_ne() && zeros == 1;
        // Beside a zero inside, the part ends with the other sign for certain.
        let fits = zeros == 0 || has_zero && !ends.zero_at_left && !ends.zero_at_right;
        let holds = f.has_zeros([a.as_ref(), b.as_ref()], is_inside, zeros as usize, part.sign);
        (fits && holds).then_some(if part.sign.is_eq() { NOWHERE } else { ends })
    }

    /// The next derivative has one sign, and the function these signs at the ends.
    fn monotone(
        &self,
        arithmetic: &Enclosing,
        from: &Place,
        to: &Place,
        n: u32,
        signs: [Ordering; 2],
    ) -> Option<AtEnds> {
        let slope = self.by_taylor(arithmetic, from, to, self.order + 1, n)?;
        let at = |place| self.at(arithmetic, place, self.order)?.last()?.sign();
        let fits = slope.is_ne() && at(from)? == signs[0] && at(to)? == signs[1];
        (fits && signs[0].is_ne()).then_some(NOWHERE)
    }
}

/// C(k + j, j)·(x − c)ʲ.
fn term(arithmetic: &Enclosing, reach: &Interval, k: u32, j: u32) -> Option<Interval> {
    let mut binomial = Rational::one();
    for i in 1..=j {
        let factor = Rational::new((k + i).into(), i.into())?;
        binomial = &binomial * &factor;
    }
    let power = arithmetic.power(reach, &Rational::integer(j))?;
    arithmetic.mul(&arithmetic.rational(&binomial)?, &power)
}

fn is_number(place: &Place) -> bool {
    matches!(place, Place::At(_))
}
