//! Jets against each other: over points and intervals, in both arithmetics, and against differences.

use std::cmp::Ordering;

use super::Jet;
use crate::number::Rational;
use crate::precise::Enclosure;
use crate::{Arithmetic, Double, Function, Interval, Obstacle, Outcome, Precise, enclose};

const ORDER: usize = 4;

/// Where each function is tried: inside its domain, away from kinks and jumps, on both sides where there are two.
fn places(function: Function) -> &'static [f64] {
    use Function as F;
    match function {
        F::Log | F::Log2 | F::Log10 | F::Log1p | F::Sqrt => &[0.03125, 0.75, 3.0, 41.0],
        F::Asin | F::Acos | F::Atanh | F::Erfinv => &[-0.875, -0.125, 0.375, 0.96875],
        F::Asec | F::Acsc | F::Acoth => &[-3.5, -1.125, 1.0625, 7.0],
        F::Acosh => &[1.0625, 3.0, 20.0],
        F::Asech => &[0.0625, 0.5, 0.9375],
        F::Lambertw => &[-0.34375, -0.125, 0.5, 12.0],
        F::Gamma | F::Lgamma | F::Digamma => &[-2.25, -0.5, 0.75, 1.5, 6.25],
        _ => &[-6.25, -1.375, -0.1875, 0.3125, 1.25, 2.875, 5.375],
    }
}

fn jet_at<A: Arithmetic>(a: &mut A, function: Function, x: f64, order: usize) -> Outcome<Jet<A>> {
    let point = a.double(x)?;
    Jet::variable(a, point, order)?.apply(a, function)
}

/// Coefficients from values alone: Newton's divided differences at x, x + h, …, exact but for the remainder.
///
/// The k-th difference is f⁽ᵏ⁾(ξ)/k! for a ξ between the arguments (DLMF 3.3.13).
fn divided_difference(a: &mut Precise, function: Function, x: f64, k: usize) -> Enclosure {
    let step = Rational::from_parts(1.into(), crate::number::Natural::ONE << 40);
    let mut table: Vec<Enclosure> = (0..=k)
        .map(|i| {
            let x = Enclosure::from_f64(x).unwrap().to_rationals().unwrap().0;
            let argument = a.rational(&(x + &step * Rational::from(i as i64))).unwrap();
            a.apply(function, &argument).unwrap()
        })
        .collect();
    for level in 1..=k {
        for i in 0..=k - level {
            let difference = a.sub(&table[i + 1], &table[i]).unwrap();
            let width = a.rational(&(&step * Rational::from(level as i64))).unwrap();
            table[i] = a.div(&difference, &width).unwrap();
        }
    }
    table.swap_remove(0)
}

#[test]
fn coefficients_agree_with_divided_differences() {
    let mut a = Precise::new(400);
    for &function in Function::ALL {
        for &x in places(function) {
            let h = Rational::from_parts((ORDER as i64).into(), crate::number::Natural::ONE << 40);
            let here = a.double(x).unwrap();
            let there = {
                let h = a.rational(&h).unwrap();
                a.add(&here, &h).unwrap()
            };
            let reach = a.hull(&here, &there);
            let jet = Jet::variable(&mut a, reach, ORDER).unwrap().apply(&mut a, function);
            let jet = jet.unwrap_or_else(|why| panic!("{} at {x}: {why}", function.name()));
            for k in 0..=ORDER {
                let difference = divided_difference(&mut a, function, x, k);
                let coefficient = &jet.coefficients()[k];
                assert!(
                    coefficient.overlaps(&difference),
                    "{} at {x}, order {k}: {} is not {}",
                    function.name(),
                    coefficient.to_f64(),
                    difference.to_f64()
                );
                // The test says something only when the enclosure is narrow.
                let narrow =
                    coefficient.width().to_f64() < 1e-6 * (1.0 + coefficient.to_f64().abs());
                assert!(narrow, "{} at {x}, order {k} is loose", function.name());
            }
        }
    }
}

#[test]
fn the_double_jet_contains_the_precise_one() {
    let mut fine = Precise::new(120);
    for &function in Function::ALL {
        for &x in places(function) {
            let Ok(rough) = jet_at(&mut Double, function, x, ORDER) else {
                let gamma = [Function::Gamma, Function::Lgamma, Function::Digamma];
                assert!(gamma.contains(&function), "{} at {x} has no jet", function.name());
                continue;
            };
            let truth = jet_at(&mut fine, function, x, ORDER).unwrap();
            for (k, (rough, truth)) in
                rough.coefficients().iter().zip(truth.coefficients()).enumerate()
            {
                let truth = Interval::from_enclosure(truth);
                assert!(truth.subset(*rough), "{} at {x}, order {k}", function.name());
                let slack = 1e-10 * (1.0 + rough.mag());
                assert!(rough.wid() < slack, "{} at {x}, order {k}: {rough}", function.name());
            }
        }
    }
}

#[test]
fn the_jet_of_an_interval_contains_the_jets_of_its_points() {
    let mut fine = Precise::new(120);
    for &function in Function::ALL {
        for &x in places(function) {
            for reach in [1e-9, 1e-3, 0.03] {
                let wide = Interval::new(x - reach, x + reach).unwrap();
                let Ok(jet) =
                    Jet::variable(&mut Double, wide, ORDER).unwrap().apply(&mut Double, function)
                else {
                    continue;
                };
                for part in -4..=4 {
                    let point = (x + reach * f64::from(part) / 4.0).clamp(wide.inf(), wide.sup());
                    let inner = jet_at(&mut fine, function, point, ORDER).unwrap();
                    for (k, inner) in inner.coefficients().iter().enumerate() {
                        let (inner, outer) =
                            (Interval::from_enclosure(inner), jet.coefficients()[k]);
                        let name = function.name();
                        assert!(
                            inner.subset(outer),
                            "{name} at {point}, order {k}: {inner}, {outer}"
                        );
                    }
                }
            }
        }
    }
}

#[test]
fn tails_keep_their_digits() {
    let mut fine = Precise::new(120);
    let tails = [
        (Function::Sigmoid, 40.0),
        (Function::Sigmoid, -700.0),
        (Function::Tanh, 30.0),
        (Function::Tanh, -300.0),
        (Function::Coth, 100.0),
        (Function::Sech, 500.0),
        (Function::Erfc, 20.0),
        (Function::Erf, -15.0),
    ];
    for (function, x) in tails {
        let slope = jet_at(&mut Double, function, x, 1).unwrap().coefficients()[1];
        let truth = jet_at(&mut fine, function, x, 1).unwrap();
        let truth = Interval::from_enclosure(&truth.coefficients()[1]);
        assert!(truth.subset(slope), "{} at {x}: {slope} misses {truth}", function.name());
        assert!(slope.wid() < 1e-12 * slope.mig(), "{} at {x}: {slope} is wide", function.name());
    }
}

#[test]
fn what_does_not_exist_has_no_coefficient() {
    let a = &mut Double;
    let across = Interval::new(-1.0, 2.0).unwrap();
    let x = Jet::variable(a, across, 1).unwrap();
    for function in [Function::Abs, Function::Sign, Function::Floor, Function::Heaviside] {
        assert!(matches!(x.apply(a, function), Err(Obstacle::Undecided(_))), "{}", function.name());
        // The value alone exists.
        assert!(x.truncated(0).apply(a, function).is_ok());
    }
    // At the edge of a domain there is a value and no slope.
    let zero = Jet::variable(a, Interval::ZERO, 1).unwrap();
    assert_eq!(zero.truncated(0).apply(a, Function::Sqrt).unwrap().value(), &Interval::ZERO);
    assert!(matches!(zero.apply(a, Function::Sqrt), Err(Obstacle::Outside(_))));
    let one = Jet::variable(a, Interval::ONE, 1).unwrap();
    assert!(one.apply(a, Function::Asin).is_err());
    // The level of floor is closed on the left: at 1 it jumps.
    let level = Interval::new(1.0, 1.5).unwrap();
    assert!(Jet::variable(a, level, 1).unwrap().apply(a, Function::Floor).is_err());
    let inside = Interval::new(1.25, 1.5).unwrap();
    let jet = Jet::variable(a, inside, 1).unwrap().apply(a, Function::Floor).unwrap();
    assert_eq!(jet.coefficients(), [Interval::ONE, Interval::ZERO]);
    let low = Interval::new(-0.5, 0.25).unwrap();
    assert!(Jet::variable(a, low, 1).unwrap().apply(a, Function::Round).is_err());
    assert!(Jet::variable(a, low, 1).unwrap().apply(a, Function::Trunc).is_ok());
}

#[test]
fn powers_pass_through_zero() {
    let a = &mut Double;
    let x = Jet::variable(a, Interval::new(-1.0, 2.0).unwrap(), 3).unwrap();
    let cube = x.pown(a, 3).unwrap();
    assert_eq!(cube.value(), &Interval::new(-1.0, 8.0).unwrap());
    let slope = cube.coefficients()[1];
    assert!(slope.contains(0.0) && slope.contains(12.0));
    assert_eq!(cube.coefficients()[3], Interval::ONE);
    assert_eq!(x.pown(a, 0).unwrap().coefficients()[1], Interval::ZERO);
    assert!(x.pown(a, -1).is_err());
    assert_eq!(x.pown(a, i64::MAX).unwrap_err(), Obstacle::Refused("a power above 2^31"));
}

#[test]
fn forms_meet_and_beat_the_natural_enclosure() {
    // f = x² − 2x on [0.9, 1.2]: f = (x − 1)² − 1 lies in [−1, −0.96].
    let f = |a: &mut Double, x: &Jet<Double>| {
        let two = a.integer(2)?;
        let twice = x.scale(a, &two)?;
        x.sqr(a)?.sub(a, &twice)
    };
    let x = Interval::new(0.9, 1.2).unwrap();
    let form = enclose(&mut Double, &x, 0, f).unwrap();
    let natural = x.sqr() - x * Interval::from(2);
    assert!(form.value.wid() < 0.25 * natural.wid());
    for k in 0..=30 {
        let at = Interval::from(0.9 + 0.01 * f64::from(k));
        let value = at.sqr() - at * Interval::from(2);
        assert!(!value.intersection(form.value).is_empty());
    }
    assert_eq!(crate::direction(&Double, &form), None);
    let right = enclose(&mut Double, &Interval::new(1.0, 1.5).unwrap(), 0, f).unwrap();
    assert_eq!(right.value, Interval::new(-1.0, -0.75).unwrap());
    assert_eq!(crate::direction(&Double, &right), Some(Ordering::Greater));
}

#[test]
fn a_kink_leaves_the_natural_enclosure() {
    let f = |a: &mut Double, x: &Jet<Double>| x.apply(a, Function::Abs);
    let form = enclose(&mut Double, &Interval::new(-1.0, 2.0).unwrap(), 0, f).unwrap();
    assert_eq!(form.value, Interval::new(0.0, 2.0).unwrap());
    assert_eq!(form.slope, None);
}

#[test]
fn unbounded_arguments_keep_a_bound() {
    let f = |a: &mut Double, x: &Jet<Double>| x.apply(a, Function::Tanh);
    let half_line = Interval::new(2.0, f64::INFINITY).unwrap();
    let form = enclose(&mut Double, &half_line, 0, f).unwrap();
    assert!(form.value.inf() > 0.96 && form.value.sup() <= 1.0);
}
