//! The two arithmetics behind the one interface agree: on values, on definedness, on what is asked of values.

use std::cmp::Ordering;

use super::random::Random;
use crate::number::Rational;
use crate::{Arithmetic, Double, Function, Interval, Obstacle, Precise};

fn ratio(p: i64, q: u64) -> Rational {
    Rational::from_parts(p.into(), q.into())
}

/// Everything that is asked of a value, on the interval [p, q].
fn inspect<A: Arithmetic>(a: &mut A, p: &Rational, q: &Rational) {
    let (low, high) = (a.rational(p).unwrap(), a.rational(q).unwrap());
    let x = a.hull(&low, &high);
    assert!(a.subset(&low, &x) && a.subset(&high, &x) && !a.subset(&x, &low));
    let (lower, upper) = a.ends(&x).unwrap();
    assert!(lower <= *p && *q <= upper);
    assert!(a.lower(&x) < a.upper(&x) && a.width(&x) >= a.upper(&high) - a.upper(&low) - 1e-9);
    let sign = match (lower.sign(), upper.sign()) {
        _ if lower > Rational::ZERO => Some(Ordering::Greater),
        _ if upper < Rational::ZERO => Some(Ordering::Less),
        _ => None,
    };
    assert_eq!(a.sign(&x), sign);
    assert_eq!(a.contains_zero(&x), sign.is_none());
    let middle = a.midpoint(&x);
    assert!(a.subset(&middle, &x) && a.width(&middle) == 0.0);
    let (left, right) = a.bisect(&x).unwrap();
    assert_eq!(a.hull(&left, &right), x);
    assert_eq!(a.intersection(&left, &right), Some(middle));
    assert_eq!(a.intersection(&low, &high), None);
    assert_eq!(a.lower_end(&x).map(|end| a.lower(&end)), Some(a.lower(&x)));
    assert_eq!(a.upper_end(&x).map(|end| a.upper(&end)), Some(a.upper(&x)));
    let negative = a.neg(&x);
    assert_eq!(a.neg(&negative), x);
}

#[test]
fn values_are_inspected_alike() {
    let ends = [(1, 3, 7, 2), (-7, 2, -1, 3), (-1, 3, 1, 7), (-1, 1, 2, 1), (0, 1, 1, 3)];
    for (p, m, q, n) in ends {
        let (p, q) = (ratio(p, m), ratio(q, n));
        inspect(&mut Double, &p, &q);
        inspect(&mut Precise::new(100), &p, &q);
    }
}

#[test]
fn constants_and_powers_agree() {
    fn values<A: Arithmetic>(a: &mut A) -> Vec<A::Value> {
        let (pi, e) = (a.pi().unwrap(), a.e().unwrap());
        let x = a.rational(&ratio(7, 3)).unwrap();
        let minus = a.integer(-8).unwrap();
        let wide = a.rational(&ratio(355, 113)).unwrap();
        vec![
            a.pow(&pi, &e).unwrap(),
            a.pow_rational(&x, &ratio(-3, 2)).unwrap(),
            a.pow_rational(&x, &ratio(5, 1)).unwrap(),
            a.pow_rational(&x, &ratio(1, 1_000_003)).unwrap(),
            a.root(&minus, 3).unwrap(),
            a.pown(&minus, -3).unwrap(),
            a.hypot(&pi, &minus).unwrap(),
            a.atan2(&e, &minus).unwrap(),
            a.max(&pi, &wide),
            a.min(&pi, &wide),
            a.sub(&pi, &wide).unwrap(),
        ]
    }
    let fine = values(&mut Precise::new(150));
    for (rough, fine) in values(&mut Double).iter().zip(&fine) {
        let fine = Interval::from_enclosure(fine);
        assert!(
            fine.subset(*rough) && rough.wid() < 1e-14 * (1.0 + rough.mag()),
            "{rough}, {fine}"
        );
    }
}

#[test]
fn definedness_agrees() {
    let mut fine = Precise::new(80);
    let mut random = Random(0x0dd_ba11_cafe_f00d);
    for &function in Function::ALL {
        for _ in 0..300 {
            let (x, y) = (random.argument(), random.argument());
            let (p, q) = (fine.double(x.min(y)).unwrap(), fine.double(x.max(y)).unwrap());
            let exact = fine.hull(&p, &q);
            let rough = Double.apply(function, &Interval::new(x.min(y), x.max(y)).unwrap());
            let name = function.name();
            match (rough, fine.apply(function, &exact)) {
                (Ok(_), Err(Obstacle::Outside(why))) => panic!("{name} on [{x:e}, {y:e}]: {why}"),
                (Err(Obstacle::Outside(why)), Ok(_)) => panic!("{name} on [{x:e}, {y:e}]: {why}"),
                (Err(Obstacle::Undecided(_)), Ok(value)) => {
                    // The double one may only be less certain where poles are close.
                    let poles = ["tan", "sec", "csc", "cot"];
                    assert!(
                        poles.contains(&name),
                        "{name} on [{x:e}, {y:e}] is {}",
                        value.to_f64()
                    );
                }
                _ => {}
            }
        }
    }
}

#[test]
fn steps_of_precise_numbers_are_exact() {
    let mut a = Precise::new(20);
    let table = [
        (Function::Round, 5, 2, 2),
        (Function::Round, 7, 2, 4),
        (Function::Round, -5, 2, -2),
        (Function::Round, 8, 3, 3),
        (Function::Round, 1, 3, 0),
        (Function::Trunc, -8, 3, -2),
        (Function::Trunc, 8, 3, 2),
        (Function::Floor, -8, 3, -3),
        (Function::Ceil, 8, 3, 3),
        (Function::Sign, -8, 3, -1),
        (Function::Log2, 1024, 1, 10),
        (Function::Log10, 1000, 1, 3),
        (Function::Log2, 1, 8, -3),
        (Function::Exp2, -3, 1, 0),
    ];
    for (function, p, q, expected) in table {
        let x = a.rational(&ratio(p, q)).unwrap();
        let value = a.apply(function, &x).unwrap();
        let wanted = match function {
            Function::Exp2 => a.rational(&ratio(1, 8)).unwrap(),
            _ => a.integer(expected).unwrap(),
        };
        assert_eq!(value, wanted, "{} of {p}/{q}", function.name());
    }
    // A number with more bits than the precision is rounded as it stands.
    let big = a.double(9007199254740993.0 / 2.0).unwrap();
    assert_eq!(a.apply(Function::Round, &big).unwrap().to_i64(), Some(4503599627370496));
}

#[test]
fn what_is_refused_says_so() {
    assert!(matches!(Double.polygamma(1, &Interval::ONE), Err(Obstacle::Refused(_))));
    assert!(matches!(Double.double(f64::NAN), Err(Obstacle::Refused(_))));
    assert!(matches!(Precise::new(60).double(f64::INFINITY), Err(Obstacle::Refused(_))));
    let zero = Double.integer(0).unwrap();
    assert!(matches!(Double.div(&Interval::ONE, &zero), Err(Obstacle::Outside(_))));
    assert!(matches!(Double.div(&Interval::ONE, &Interval::UNIT), Err(Obstacle::Undecided(_))));
    assert!(matches!(Double.root(&Interval::ONE, 0), Err(Obstacle::Outside(_))));
    assert!(matches!(Double.pow(&Interval::UNIT, &Interval::ONE), Err(Obstacle::Undecided(_))));
}
