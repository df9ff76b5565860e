//! What the bounds need of intervals in double precision beyond their arithmetic.

use crate::enclosure::Enclosure;
use crate::operator::Op;
use rolle_interval::Interval;
use std::cmp::Ordering;

/// From zero to a bound that is not negative.
pub(super) fn below(bound: f64) -> Interval {
    Interval::ZERO.convex_hull(Interval::from(bound))
}

/// The sign that all numbers of an interval have.
pub(super) fn sign_of(x: Interval) -> Option<Ordering> {
    if x.inf() > 0.0 {
        Some(Ordering::Greater)
    } else if x.sup() < 0.0 {
        Some(Ordering::Less)
    } else if x == Interval::ZERO {
        Some(Ordering::Equal)
    } else {
        None
    }
}

/// An enclosure of many bits, rounded outward.
pub(super) fn of_enclosure(value: &Enclosure) -> Interval {
    let (lo, hi) = (value.lower().to_f64(), value.upper().to_f64());
    // The conversion is to the nearest double; small integers are exact.
    if value.is_exact() && lo.abs() < 1e15 && value.to_i64() == Some(lo as i64) {
        return Interval::from(lo);
    }
    let range = Interval::from(lo).convex_hull(Interval::from(hi)).widened(1);
    if value.is_nonnegative() { range.intersection(Interval::NONNEGATIVE) } else { range }
}

/// A function of the operator table over an interval; nothing where it may lack a value on part of it.
pub(super) fn function(op: Op, x: Interval) -> Option<Interval> {
    Some(match op {
        Op::Exp => x.exp(),
        Op::Log if x.inf() > 0.0 => x.log(),
        Op::Sin => x.sin(),
        Op::Cos => x.cos(),
        Op::Sinh => x.sinh(),
        Op::Cosh => x.cosh(),
        Op::Tanh => x.tanh(),
        Op::Sigmoid => x.sigmoid(),
        Op::Atan => x.atan(),
        Op::Asin if x.mag() < 1.0 => x.asin(),
        Op::Asinh => x.asinh(),
        Op::Atanh if x.mag() < 1.0 => x.atanh(),
        Op::Erf => x.erf(),
        Op::Erfc => x.erfc(),
        _ => return None,
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::enclosure::Context;

    #[test]
    fn an_enclosure_lies_within_its_doubles() {
        let mut context = Context::new();
        let third = Enclosure::from_i64(1).div(&Enclosure::from_i64(3), 64).unwrap();
        let tiny = context.exp(&Enclosure::from_i64(-800), 64).unwrap();
        let huge = context.exp(&Enclosure::from_i64(800), 64).unwrap();
        for value in [&third, &third.neg(), &tiny, &huge, &context.pi(64).unwrap()] {
            let range = of_enclosure(value);
            let below = Enclosure::from_f64(range.inf()).expect("a finite lower end");
            assert!(below.lower() <= value.lower(), "{range}");
            if let Some(above) = Enclosure::from_f64(range.sup()) {
                assert!(above.upper() >= value.upper(), "{range}");
            }
        }
        assert!(of_enclosure(&tiny).inf() >= 0.0 && of_enclosure(&tiny).sup() > 0.0);
        assert_eq!(of_enclosure(&huge).sup(), f64::INFINITY);
        assert_eq!(of_enclosure(&Enclosure::from_i64(-7)), Interval::from(-7.0));
    }

    #[test]
    fn signs_and_domains() {
        assert_eq!(sign_of(below(2.0)), None);
        assert_eq!(sign_of(Interval::ZERO), Some(Ordering::Equal));
        assert_eq!(function(Op::Log, below(2.0)), None);
        assert_eq!(function(Op::Atanh, Interval::UNIT), None);
        assert!(function(Op::Tanh, Interval::ENTIRE).is_some_and(|y| y.mag() <= 1.0));
    }
}
