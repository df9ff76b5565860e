//! Special values: ends of domains and ranges, infinities, and bugs that others have met.

use crate::{Function, Interval};

const INF: f64 = f64::INFINITY;
const MAX: f64 = f64::MAX;
const TINY: f64 = f64::from_bits(1);

fn interval(inf: f64, sup: f64) -> Interval {
    Interval::new(inf, sup).unwrap()
}

#[test]
fn values_at_the_ends_of_domain_and_range() {
    use Function as F;
    let half_pi = Interval::HALF_PI.sup();
    let table = [
        (F::Exp, interval(-INF, 0.0), interval(0.0, 1.0)),
        (F::Exp, interval(1e9, 1e9), interval(MAX.next_down(), INF)),
        (F::Exp, interval(-1e9, -1e9), interval(0.0, 2.0 * TINY)),
        (F::Exp2, interval(-1074.0, 1023.0), interval(TINY, 2f64.powi(1023))),
        (F::Exp10, interval(0.0, 22.0), interval(1.0, 1e22)),
        (F::Exp10, interval(-1e3, -1e3), interval(0.0, TINY)),
        (F::Expm1, interval(-INF, 0.0), interval(-1.0, 0.0)),
        (F::Log, interval(-3.0, 1.0), interval(-INF, 0.0)),
        (F::Log, interval(-3.0, 0.0), Interval::EMPTY),
        (F::Log2, interval(TINY, 4.0), interval(-1074.0, 2.0)),
        (F::Log10, interval(1.0, 1e22), interval(0.0, 22.0)),
        (F::Log1p, interval(-2.0, 0.0), interval(-INF, 0.0)),
        (F::Sqrt, interval(-1.0, -TINY), Interval::EMPTY),
        (F::Cbrt, interval(-27.0, 8.0), interval(-3.0, 2.0)),
        (F::Recip, interval(0.0, 2.0), interval(0.5, INF)),
        (F::Recip, interval(-1.0, 2.0), Interval::ENTIRE),
        (F::Recip, Interval::ZERO, Interval::EMPTY),
        (F::Sqr, interval(-3.0, 2.0), interval(0.0, 9.0)),
        (F::Heaviside, interval(-1.0, 0.0), interval(0.0, 0.5)),
        (F::Round, interval(0.5, 2.5), interval(0.0, 2.0)),
        (F::Sin, interval(0.0, INF), Interval::UNIT),
        (F::Sin, interval(1e15, 1e15 + 8.0), Interval::UNIT),
        (F::Cos, interval(-0.5, 0.0), interval(pxfm::f_cos(0.5).next_down().next_down(), 1.0)),
        (F::Tan, interval(1.0, 2.0), Interval::ENTIRE),
        (F::Sec, interval(1.0, 2.0), Interval::ENTIRE),
        (F::Csc, Interval::ZERO, Interval::EMPTY),
        (F::Cot, Interval::ZERO, Interval::EMPTY),
        (F::Asin, interval(-2.0, 2.0), interval(-half_pi, half_pi)),
        (F::Acos, interval(1.0, 5.0), Interval::ZERO),
        (F::Atan, Interval::ENTIRE, interval(-half_pi, half_pi)),
        (F::Asec, interval(-0.5, 0.5), Interval::EMPTY),
        (F::Asec, interval(0.5, 1.0), Interval::ZERO),
        (F::Acot, interval(0.0, INF), interval(0.0, half_pi)),
        (F::Sech, Interval::ENTIRE, interval(0.0, 1.0)),
        (F::Csch, Interval::ZERO, Interval::EMPTY),
        (F::Acosh, interval(-5.0, 1.0), Interval::ZERO),
        (F::Atanh, interval(-1.0, 1.0), Interval::ENTIRE),
        (F::Atanh, interval(1.0, 2.0), Interval::EMPTY),
        (F::Asech, interval(0.0, 1.0), interval(0.0, INF)),
        (F::Acsch, interval(-1.0, 1.0), Interval::ENTIRE),
        (F::Acoth, Interval::UNIT, Interval::EMPTY),
        (F::Sigmoid, Interval::ENTIRE, interval(0.0, 1.0)),
        (F::Erf, Interval::ENTIRE, Interval::UNIT),
        (F::Erfc, interval(0.0, INF), interval(0.0, 1.0)),
        (F::Erfinv, Interval::UNIT, Interval::ENTIRE),
        (F::Gamma, interval(1.0, 1.0), Interval::ONE),
        (F::Gamma, interval(5.0, 5.0), interval(24.0, 24.0)),
        (F::Gamma, interval(-1.0, -1.0), Interval::EMPTY),
        (F::Gamma, interval(-1.5, 0.5), Interval::ENTIRE),
        (F::Lgamma, interval(2.0, 2.0), Interval::ZERO),
        (F::Digamma, interval(-1.0, 0.0), Interval::ENTIRE),
        (F::Lambertw, interval(-1.0, -0.5), Interval::EMPTY),
        (F::Lambertw, interval(-0.5, 0.0), interval(-1.0, 0.0)),
    ];
    for (function, x, expected) in table {
        let value = function.interval(x);
        assert_eq!(value, expected, "{} of {x}", function.name());
    }
}

#[test]
fn every_function_of_nothing_is_nothing() {
    for &function in Function::ALL {
        assert_eq!(function.interval(Interval::EMPTY), Interval::EMPTY, "{}", function.name());
    }
}

#[test]
fn the_logistic_function_keeps_its_left_tail() {
    // A library function that this one does not use gives 1, NaN and 0 at these places.
    let bounds =
        [(-1000.0, 0.0, 1e-300), (-710.0, 4.4e-309, 4.6e-309), (-709.0, 1.2e-308, 1.3e-308)];
    for (x, least, greatest) in bounds {
        let value = Interval::from(x).sigmoid();
        assert!(value.subset(interval(least, greatest)), "σ({x}) = {value}");
    }
    assert!(Interval::from(-1000.0).sigmoid().sup() > 0.0);
}

#[test]
fn subnormal_powers_of_ten_are_right() {
    for (x, least, greatest) in [(-308.0, 9.99e-309, 1.001e-308), (-320.5, 3.1e-321, 3.2e-321)] {
        let value = Interval::from(x).exp10();
        assert!(value.subset(interval(least, greatest)), "10^{x} = {value}");
    }
}

#[test]
fn a_wide_exponential_stays_positive() {
    let value = interval(-50.0, 50.0).exp();
    assert!(value.inf() > 0.0);
    assert!((Interval::ONE / value).is_common());
}

#[test]
fn zero_times_infinity_is_zero() {
    assert_eq!(Interval::ZERO * Interval::ENTIRE, Interval::ZERO);
    assert_eq!(interval(0.0, 1.0) * interval(2.0, INF), interval(0.0, INF));
    assert_eq!(interval(-0.0, 0.0) * interval(-INF, -0.0), Interval::ZERO);
    assert_eq!(Interval::ZERO / interval(-1.0, 1.0), Interval::ZERO);
}

#[test]
fn powers_at_their_edges() {
    let zero = Interval::ZERO;
    assert_eq!(zero.pown(0), Interval::ONE);
    assert_eq!(zero.pown(-1), Interval::EMPTY);
    assert_eq!(interval(-2.0, 3.0).pown(-2), interval(1.0 / 9.0, INF));
    assert_eq!(interval(-2.0, 3.0).pown(3), interval(-8.0, 27.0));
    assert_eq!(interval(-2.0, 3.0).pown(i32::MIN), interval(0.0, INF));
    assert_eq!(zero.pow(zero), Interval::EMPTY);
    assert_eq!(zero.pow(interval(-1.0, 2.0)), zero);
    assert_eq!(interval(0.0, 1.0).pow(zero), Interval::ONE);
    assert_eq!(interval(0.0, INF).pow(interval(-1.0, 1.0)), interval(0.0, INF));
    assert_eq!(interval(4.0, 9.0).pow(interval(0.5, 0.5)), interval(2.0, 3.0));
    assert_eq!(interval(-8.0, 32.0).rootn(5).sup(), 2.0);
    assert_eq!(interval(-8.0, 16.0).rootn(4), interval(0.0, 2.0));
    assert_eq!(Interval::ONE.rootn(0), Interval::EMPTY);
}

#[test]
fn angles_on_the_axes() {
    let pi = Interval::PI;
    assert_eq!(Interval::ZERO.atan2(Interval::ZERO), Interval::EMPTY);
    assert_eq!(Interval::ZERO.atan2(interval(1.0, 2.0)), Interval::ZERO);
    assert_eq!(Interval::ZERO.atan2(interval(-2.0, -1.0)), pi);
    assert_eq!(interval(-1.0, 0.0).atan2(interval(-2.0, -1.0)), interval(-pi.sup(), pi.sup()));
    assert_eq!(interval(1.0, 2.0).atan2(Interval::ZERO), Interval::HALF_PI);
    assert!(interval(-2.0, -1.0).atan2(interval(-2.0, -1.0)).sup() < 0.0);
}
