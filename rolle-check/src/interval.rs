//! Closed intervals of real numbers with binary fractions or infinities as ends.
//!
//! An interval is a set of *real* numbers: [1, ∞] is [1, ∞). It is never empty. Operations round outward, so the
//! result holds every value of the operation on members of the arguments (IEEE 1788).

use crate::dyadic::{Dyadic, Round};
use crate::end::End;
use crate::rational::Rational;
use End::{Finite, Infinity, MinusInfinity};
use Round::{Down, Up};
use std::cmp::Ordering;
use std::fmt;

/// A closed, nonempty interval of real numbers.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Interval {
    lo: End,
    hi: End,
}

impl Interval {
    /// [lo, hi]; `None` where no real number lies between.
    pub fn new(lo: impl Into<End>, hi: impl Into<End>) -> Option<Interval> {
        let (lo, hi) = (lo.into(), hi.into());
        (lo <= hi && lo != Infinity && hi != MinusInfinity).then_some(Interval { lo, hi })
    }

    /// [lo, hi] with ends that are known to be in order.
    fn ordered(lo: End, hi: End) -> Interval {
        debug_assert!(lo <= hi && lo != Infinity && hi != MinusInfinity, "{lo} {hi}");
        Interval { lo, hi }
    }

    /// The number x.
    pub fn point(x: Dyadic) -> Interval {
        Interval { lo: Finite(x.clone()), hi: Finite(x) }
    }

    /// The integer n.
    pub fn integer(n: i64) -> Interval {
        Interval::point(Dyadic::integer(n))
    }

    /// All real numbers.
    pub fn whole() -> Interval {
        Interval { lo: MinusInfinity, hi: Infinity }
    }

    /// A fraction, rounded outward; a point where its binary digits are few enough.
    pub fn from_rational(value: &Rational, bits: u32) -> Interval {
        let end = |round| End::saturated(Dyadic::from_rational(value, bits, round), round);
        Interval::ordered(end(Down), end(Up))
    }

    /// The numbers between two fractions in either order, rounded outward.
    pub fn between(a: &Rational, b: &Rational, bits: u32) -> Interval {
        Interval::from_rational(a, bits).hull(&Interval::from_rational(b, bits))
    }

    /// The lower end.
    pub fn lo(&self) -> &End {
        &self.lo
    }

    /// The upper end.
    pub fn hi(&self) -> &End {
        &self.hi
    }

    /// The sign that all members have: `Equal` only for the number zero, `None` where they differ or zero is one of
    /// several.
    pub fn sign(&self) -> Option<Ordering> {
        match (self.lo.sign(), self.hi.sign()) {
            (Ordering::Greater, _) => Some(Ordering::Greater),
            (_, Ordering::Less) => Some(Ordering::Less),
            (Ordering::Equal, Ordering::Equal) => Some(Ordering::Equal),
            _ => None,
        }
    }

    /// Whether zero is a member.
    pub fn contains_zero(&self) -> bool {
        self.lo.sign().is_le() && self.hi.sign().is_ge()
    }

    /// Whether x is a member.
    pub fn contains(&self, x: &Dyadic) -> bool {
        let x = Finite(x.clone());
        self.lo <= x && x <= self.hi
    }

    /// Whether every member of the other interval is a member.
    pub fn contains_interval(&self, other: &Interval) -> bool {
        self.lo <= other.lo && other.hi <= self.hi
    }

    /// Whether it is one number.
    pub fn is_point(&self) -> bool {
        self.lo == self.hi
    }

    /// Whether it is the number zero and nothing else.
    pub fn is_zero(&self) -> bool {
        self.sign() == Some(Ordering::Equal)
    }

    /// Whether all members are at most zero, and some less.
    fn is_negative(&self) -> bool {
        self.lo.sign().is_lt() && self.hi.sign().is_le()
    }

    /// Whether both ends are numbers.
    pub fn is_bounded(&self) -> bool {
        self.ends().is_some()
    }

    /// Both ends, where both are numbers.
    pub(crate) fn ends(&self) -> Option<(&Dyadic, &Dyadic)> {
        Some((self.lo.finite()?, self.hi.finite()?))
    }

    /// The smallest interval that holds both.
    pub fn hull(&self, other: &Interval) -> Interval {
        let lo = (&self.lo).min(&other.lo).clone();
        Interval::ordered(lo, (&self.hi).max(&other.hi).clone())
    }

    /// The common members; `None` where there are none.
    pub fn intersect(&self, other: &Interval) -> Option<Interval> {
        let lo = (&self.lo).max(&other.lo).clone();
        Interval::new(lo, (&self.hi).min(&other.hi).clone())
    }

    /// hi − lo, rounded up.
    pub fn width(&self, bits: u32) -> End {
        self.hi.add(&self.lo.neg(), bits, Up)
    }

    /// The supremum of |x|.
    pub fn abs_sup(&self) -> End {
        self.lo.neg().max(self.hi.clone())
    }

    /// The infimum of |x|.
    pub fn abs_inf(&self) -> End {
        match self.contains_zero() {
            true => End::zero(),
            false => self.lo.clone().max(self.hi.neg()),
        }
    }

    /// The set of |x|.
    pub fn abs(&self) -> Interval {
        Interval::ordered(self.abs_inf(), self.abs_sup())
    }

    /// A number in the middle, near it after rounding; `None` where an end is infinite.
    pub fn midpoint(&self, bits: u32) -> Option<Dyadic> {
        let (lo, hi) = self.ends()?;
        let middle = lo.add(hi, bits, Down).shift(-1);
        Some(middle.max(lo.clone()))
    }

    /// The set of −x.
    pub fn neg(&self) -> Interval {
        Interval { lo: self.hi.neg(), hi: self.lo.neg() }
    }

    /// The interval, its ends rounded outward.
    pub fn round(&self, bits: u32) -> Interval {
        let end = |end: &End, round| match end {
            Finite(value) => End::saturated(value.clone().round(bits, round), round),
            infinite => infinite.clone(),
        };
        Interval::ordered(end(&self.lo, Down), end(&self.hi, Up))
    }

    /// The set of x·2^k.
    pub(crate) fn shift(&self, k: i64) -> Interval {
        let end = |end: &End, round| match end {
            Finite(value) => End::saturated(value.shift(k), round),
            infinite => infinite.clone(),
        };
        Interval::ordered(end(&self.lo, Down), end(&self.hi, Up))
    }

    /// The set of a + b.
    pub fn add(&self, other: &Interval, bits: u32) -> Interval {
        Interval::ordered(self.lo.add(&other.lo, bits, Down), self.hi.add(&other.hi, bits, Up))
    }

    /// The set of a − b.
    pub fn sub(&self, other: &Interval, bits: u32) -> Interval {
        Interval::ordered(
            self.lo.add(&other.hi.neg(), bits, Down),
            self.hi.add(&other.lo.neg(), bits, Up),
        )
    }

    /// The set of a·b.
    pub fn mul(&self, other: &Interval, bits: u32) -> Interval {
        // Down to factors that are nonnegative or of both signs.
        if self.is_negative() {
            return self.neg().mul(other, bits).neg();
        }
        if other.is_negative() {
            return self.mul(&other.neg(), bits).neg();
        }
        let product = |a: &End, b: &End, round| a.mul(b, bits, round);
        let (a, b) = (self, other);
        let (lo, hi) = match (a.lo.sign().is_ge(), b.lo.sign().is_ge()) {
            (true, true) => (product(&a.lo, &b.lo, Down), product(&a.hi, &b.hi, Up)),
            (true, false) => (product(&a.hi, &b.lo, Down), product(&a.hi, &b.hi, Up)),
            (false, true) => (product(&a.lo, &b.hi, Down), product(&a.hi, &b.hi, Up)),
            (false, false) => (
                product(&a.lo, &b.hi, Down).min(product(&a.hi, &b.lo, Down)),
                product(&a.lo, &b.lo, Up).max(product(&a.hi, &b.hi, Up)),
            ),
        };
        Interval::ordered(lo, hi)
    }

    /// The set of x².
    pub fn square(&self, bits: u32) -> Interval {
        let magnitude = self.abs();
        magnitude.mul(&magnitude, bits)
    }

    /// The set of a/b over b ≠ 0; `None` where zero lies inside b or is all of b.
    pub fn div(&self, other: &Interval, bits: u32) -> Option<Interval> {
        if other.is_negative() {
            return Some(self.div_positive(&other.neg(), bits)?.neg());
        }
        self.div_positive(other, bits)
    }

    /// The set of a/b for b ≥ 0 without zero; `None` where b has other members or is zero.
    fn div_positive(&self, other: &Interval, bits: u32) -> Option<Interval> {
        if other.lo.sign().is_lt() || other.hi.sign().is_le() {
            return None;
        }
        if self.is_negative() {
            return Some(self.neg().div_positive(other, bits)?.neg());
        }
        let least = if self.lo.sign().is_ge() { &other.hi } else { &other.lo };
        Some(Interval::ordered(self.lo.div(least, bits, Down), self.hi.div(&other.lo, bits, Up)))
    }

    /// The set of x/n for n > 0.
    pub(crate) fn div_integer(&self, n: u32, bits: u32) -> Interval {
        let n = Finite(Dyadic::integer(i64::from(n.max(1))));
        Interval::ordered(self.lo.div(&n, bits, Down), self.hi.div(&n, bits, Up))
    }

    /// The set of x^(1/q); `None` where x has negative members, and for q = 0.
    pub fn root(&self, degree: u32, bits: u32) -> Option<Interval> {
        let end = |end: &End, round| match end {
            Finite(value) => value.root(degree, bits, round).map(Finite),
            Infinity => Some(Infinity),
            MinusInfinity => None,
        };
        Some(Interval::ordered(end(&self.lo, Down)?, end(&self.hi, Up)?))
    }

    /// The set of √x; `None` where x has negative members.
    pub fn sqrt(&self, bits: u32) -> Option<Interval> {
        self.root(2, bits)
    }

    /// A t with |x| < 2^t for all members, the least but for the infinite: `i64::MIN` for zero, `i64::MAX` for
    /// unbounded intervals.
    pub(crate) fn top(&self) -> i64 {
        match self.ends() {
            Some((lo, hi)) => lo.top().max(hi.top()).unwrap_or(i64::MIN),
            None => i64::MAX,
        }
    }
}

/// The digits of an interval that is printed.
const PRINTED_DIGITS: usize = 20;

impl fmt::Display for Interval {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (lo, hi) =
            (self.lo.to_decimal(PRINTED_DIGITS, Down), self.hi.to_decimal(PRINTED_DIGITS, Up));
        write!(out, "[{lo}, {hi}]")
    }
}
