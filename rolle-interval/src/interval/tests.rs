//! What an interval is: constants, construction, ends.

use super::Interval;
use crate::number::{Integer, Rational};
use crate::precise::{Context, Enclosure};

#[test]
fn constants_are_the_tightest_enclosures() {
    let mut context = Context::new();
    let pi = context.pi(200).unwrap();
    let two = Enclosure::from_i64(2);
    let table = [
        (Interval::PI, pi.clone()),
        (Interval::HALF_PI, pi.div(&two, 200).unwrap()),
        (Interval::TAU, pi.mul(&two, 200).unwrap()),
        (Interval::E, context.e(200).unwrap()),
        (Interval::LN_2, context.ln2(200).unwrap()),
        (Interval::SQRT_PI, pi.sqrt(200).unwrap()),
    ];
    for (constant, truth) in table {
        assert_eq!(constant, Interval::from_enclosure(&truth));
    }
}

#[test]
fn ends_that_make_no_interval_are_refused() {
    let infinity = f64::INFINITY;
    for (inf, sup) in
        [(1.0, 0.0), (f64::NAN, 1.0), (0.0, f64::NAN), (infinity, infinity), (-infinity, -infinity)]
    {
        assert_eq!(Interval::new(inf, sup), None);
    }
    assert_eq!(Interval::new(-infinity, infinity), Some(Interval::ENTIRE));
    // No information is the whole line, never an interval that contains nothing.
    assert_eq!(Interval::from(f64::NAN), Interval::ENTIRE);
    assert_eq!(Interval::from(infinity), Interval::new(f64::MAX, infinity).unwrap());
}

#[test]
fn exact_numbers_are_rounded_outward() {
    let big = 9_007_199_254_740_993_i64;
    assert_eq!(Interval::from(big), Interval::new(9007199254740992.0, 9007199254740994.0).unwrap());
    assert_eq!(Interval::from(-big), -Interval::from(big));
    assert_eq!(Interval::from_integer(&big.into()), Interval::from(big));
    assert_eq!(Interval::from(i64::MIN), Interval::from(-9223372036854775808.0));
    let huge = Integer::from(10).pow(400);
    assert_eq!(Interval::from_integer(&huge), Interval::from(f64::INFINITY));
    assert_eq!(Interval::from_integer(&-huge.clone()), Interval::from(f64::NEG_INFINITY));
    let tiny = Rational::from_parts_signed(1.into(), huge);
    assert_eq!(Interval::from_rational(&tiny), Interval::new(0.0, f64::from_bits(1)).unwrap());
    let tenth = Interval::from_rational(&Rational::from_parts(1.into(), 10u8.into()));
    assert_eq!(tenth, Interval::new(0.1f64.next_down(), 0.1).unwrap());
}

#[test]
fn widths_of_unbounded_intervals_are_no_accidents() {
    let half_line = Interval::new(1.0, f64::INFINITY).unwrap();
    assert_eq!(half_line.wid(), f64::INFINITY);
    assert_eq!(Interval::ENTIRE.wid(), f64::INFINITY);
    assert_eq!(Interval::ENTIRE.mid(), 0.0);
    assert_eq!(half_line.mid(), f64::MAX);
    assert_eq!(Interval::new(-f64::MAX, f64::MAX).unwrap().mid(), 0.0);
    assert_eq!(Interval::new(f64::MAX / 2.0, f64::MAX).unwrap().mid(), 0.75 * f64::MAX);
    assert!(Interval::EMPTY.mid().is_nan() && Interval::EMPTY.wid().is_nan());
}
