//! Arithmetic with double-precision ends.

use std::cmp::Ordering;

use super::{Arithmetic, Coverage, Function, Outcome};
use crate::interval::Interval;
use crate::number::Rational;
use crate::precise::Obstacle::{Outside, Refused, Undecided};

/// Intervals with double-precision ends: nanoseconds an operation, no state.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Double;

/// The value of an operation whose arguments lie wholly in the domain.
fn whole(inside: bool, outside: bool, value: Interval, why: &'static str) -> Outcome<Interval> {
    match (inside, outside) {
        (true, _) => Ok(value),
        (false, true) => Err(Outside(why)),
        (false, false) => Err(Undecided(why)),
    }
}

impl Arithmetic for Double {
    type Value = Interval;

    fn integer(&mut self, n: i64) -> Outcome<Interval> {
        Ok(Interval::from(n))
    }

    fn rational(&mut self, q: &Rational) -> Outcome<Interval> {
        Ok(Interval::from_rational(q))
    }

    fn double(&mut self, x: f64) -> Outcome<Interval> {
        Interval::point(x).ok_or(Refused("a double that is no number"))
    }

    fn pi(&mut self) -> Outcome<Interval> {
        Ok(Interval::PI)
    }

    fn e(&mut self) -> Outcome<Interval> {
        Ok(Interval::E)
    }

    fn neg(&mut self, x: &Interval) -> Interval {
        -*x
    }

    fn add(&mut self, x: &Interval, y: &Interval) -> Outcome<Interval> {
        Ok(*x + *y)
    }

    fn sub(&mut self, x: &Interval, y: &Interval) -> Outcome<Interval> {
        Ok(*x - *y)
    }

    fn mul(&mut self, x: &Interval, y: &Interval) -> Outcome<Interval> {
        Ok(*x * *y)
    }

    fn div(&mut self, x: &Interval, y: &Interval) -> Outcome<Interval> {
        whole(!y.contains_zero(), *y == Interval::ZERO, *x / *y, "a divisor of zero")
    }

    fn min(&mut self, x: &Interval, y: &Interval) -> Interval {
        Interval::min(*x, *y)
    }

    fn max(&mut self, x: &Interval, y: &Interval) -> Interval {
        Interval::max(*x, *y)
    }

    fn hypot(&mut self, x: &Interval, y: &Interval) -> Outcome<Interval> {
        Ok(Interval::hypot(*x, *y))
    }

    fn atan2(&mut self, y: &Interval, x: &Interval) -> Outcome<Interval> {
        let inside =
            x.inf() > 0.0 || y.inf() > 0.0 || y.sup() < 0.0 || (y.inf() >= 0.0 && x.sup() < 0.0);
        let outside = *x == Interval::ZERO && *y == Interval::ZERO;
        whole(inside, outside, Interval::atan2(*y, *x), "the origin or the jump of atan2")
    }

    fn pown(&mut self, x: &Interval, n: i64) -> Outcome<Interval> {
        let inside = n >= 0 || !x.contains_zero();
        let n = i32::try_from(n).map_err(|_| Refused("a power above 2^31"))?;
        whole(inside, *x == Interval::ZERO, x.pown(n), "a negative power of zero")
    }

    fn root(&mut self, x: &Interval, n: u32) -> Outcome<Interval> {
        let degree = i32::try_from(n).map_err(|_| Refused("a root of degree above 2^31"))?;
        if n == 0 {
            return Err(Outside("a root of degree zero"));
        }
        let inside = n % 2 == 1 || x.inf() >= 0.0;
        whole(inside, x.sup() < 0.0, x.rootn(degree), "an even root of a negative number")
    }

    fn pow(&mut self, x: &Interval, y: &Interval) -> Outcome<Interval> {
        let inside = Interval::pow_is_defined(*x, *y);
        let outside = x.sup() < 0.0 || (x.sup() <= 0.0 && y.sup() <= 0.0);
        whole(inside, outside, x.pow(*y), "a real power of a base that is not positive")
    }

    fn apply(&mut self, function: Function, x: &Interval) -> Outcome<Interval> {
        match function.coverage(*x) {
            Coverage::Inside => Ok(function.interval(*x)),
            Coverage::Partly => Err(Undecided(function.domain().breach())),
            Coverage::Outside => Err(Outside(function.domain().breach())),
        }
    }

    fn polygamma(&mut self, m: u32, x: &Interval) -> Outcome<Interval> {
        match m {
            0 => self.apply(Function::Digamma, x),
            _ => Err(Refused("polygamma functions need arbitrary precision")),
        }
    }

    fn hull(&self, x: &Interval, y: &Interval) -> Interval {
        x.convex_hull(*y)
    }

    fn intersection(&self, x: &Interval, y: &Interval) -> Option<Interval> {
        let both = Interval::intersection(*x, *y);
        (!both.is_empty()).then_some(both)
    }

    fn midpoint(&self, x: &Interval) -> Interval {
        Interval::from(x.mid())
    }

    fn bisect(&self, x: &Interval) -> Option<(Interval, Interval)> {
        Interval::bisect(*x)
    }

    fn sign(&self, x: &Interval) -> Option<Ordering> {
        match (x.inf(), x.sup()) {
            (lo, _) if lo > 0.0 => Some(Ordering::Greater),
            (_, hi) if hi < 0.0 => Some(Ordering::Less),
            (0.0, 0.0) => Some(Ordering::Equal),
            _ => None,
        }
    }

    fn contains_zero(&self, x: &Interval) -> bool {
        Interval::contains_zero(*x)
    }

    fn subset(&self, x: &Interval, y: &Interval) -> bool {
        Interval::subset(*x, *y)
    }

    fn lower(&self, x: &Interval) -> f64 {
        x.inf()
    }

    fn upper(&self, x: &Interval) -> f64 {
        x.sup()
    }

    fn ends(&self, x: &Interval) -> Option<(Rational, Rational)> {
        x.to_enclosure()?.to_rationals()
    }

    fn lower_end(&self, x: &Interval) -> Option<Interval> {
        Interval::point(x.inf())
    }

    fn upper_end(&self, x: &Interval) -> Option<Interval> {
        Interval::point(x.sup())
    }

    fn width(&self, x: &Interval) -> f64 {
        x.wid()
    }
}
