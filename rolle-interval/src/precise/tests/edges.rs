//! The edges of domains, huge and tiny arguments, and the limits.

use std::cmp::Ordering;
use std::slice::from_ref;

use super::super::{Context, Enclosure, Limits, Obstacle, to_decimal};
use super::{call, number, rational};
use crate::number::{Integer, Rational};

fn int(n: i64) -> Enclosure {
    Enclosure::from_i64(n)
}

fn power_of_ten(n: usize, prec: u64) -> Enclosure {
    Enclosure::from_integer(&Integer::from(10).pow(n), prec)
}

#[test]
fn a_domain_is_decided_in_three_ways() {
    let mut ctx = Context::new();
    let mut check = |name: &str, low: &str, high: &str, expected: &str| {
        let x = number(low, 64).hull(&number(high, 64));
        let found = match call(&mut ctx, name, &[x], 64) {
            Ok(_) => "inside",
            Err(Obstacle::Outside(_)) => "outside",
            Err(Obstacle::Undecided(_)) => "undecided",
            Err(Obstacle::Refused(_)) => "refused",
        };
        assert_eq!(found, expected, "{name} on [{low}, {high}]");
    };
    check("log", "0", "0", "outside");
    check("log", "-1", "0", "outside");
    check("log", "0", "1", "undecided");
    check("log", "1e-1000", "1", "inside");
    check("log1p", "-2", "-1", "outside");
    check("log1p", "-1", "0", "undecided");
    check("sqrt", "-2", "-1", "outside");
    check("sqrt", "-1", "0", "undecided");
    check("sqrt", "0", "1", "inside");
    check("asin", "-1", "1", "inside");
    check("asin", "1", "1.5", "undecided");
    check("acos", "1.1", "1.5", "outside");
    check("acosh", "1", "2", "inside");
    check("acosh", "0.9", "2", "undecided");
    check("acosh", "0.5", "0.9", "outside");
    check("atanh", "1", "1", "outside");
    check("atanh", "0.5", "1", "undecided");
    check("erfinv", "-1", "-1", "outside");
    check("erfinv", "-1", "0", "undecided");
    check("tan", "1", "2", "undecided");
    check("tan", "1.6", "4.7", "inside");
    check("gamma", "-3", "-3", "outside");
    check("gamma", "0", "1", "undecided");
    check("gamma", "-2.5", "-1.5", "undecided");
    check("gamma", "-2.75", "-2.25", "inside");
    check("digamma", "0", "0", "outside");
    check("lambertw", "-0.5", "-0.4", "outside");
    check("lambertw", "-0.4", "0", "undecided");
    check("lambertw", "-0.367879", "0", "inside");
}

#[test]
fn exact_arguments_give_exact_values() {
    let mut ctx = Context::new();
    let mut check = |name: &str, x: &str, expected: &str| {
        let value = call(&mut ctx, name, &[number(x, 64)], 64).unwrap();
        assert!(value.is_exact(), "{name}({x})");
        assert!(value.contains(&rational(expected)), "{name}({x})");
    };
    check("exp", "0", "1");
    check("expm1", "0", "0");
    check("log", "1", "0");
    check("sin", "0", "0");
    check("cos", "0", "1");
    check("atan", "0", "0");
    check("asin", "0", "0");
    check("acos", "1", "0");
    check("acosh", "1", "0");
    check("tanh", "0", "0");
    check("sqrt", "6.25", "2.5");
    check("cbrt", "-27", "-3");
    check("erf", "0", "0");
    check("erfc", "0", "1");
    check("erfinv", "0", "0");
    check("gamma", "5", "24");
    check("lgamma", "1", "0");
    check("lgamma", "2", "0");
    check("lambertw", "0", "0");
    check("sigmoid", "0", "0.5");
    let eight = ctx.pow(&int(4), &number("1.5", 64), 64).unwrap();
    assert!(eight.is_exact() && eight.to_i64() == Some(8));
}

#[test]
fn signs_of_constants_are_decided() {
    let mut ctx = Context::new();
    let sum = int(2).sqrt(64).unwrap().add(&int(3).sqrt(64).unwrap(), 64).unwrap();
    let gap = sum.sub(&ctx.pi(64).unwrap(), 64).unwrap();
    assert_eq!(gap.sign(), Some(Ordering::Greater));
    // e^π√163 is short of an integer by 7.5·10^−13: 64 bits do not tell, 128 do.
    let mut near = |p: u64| {
        let root = int(163).sqrt(p).unwrap();
        let exponent = ctx.pi(p).unwrap().mul(&root, p).unwrap();
        let power = ctx.exp(&exponent, p).unwrap();
        power.sub(&int(262_537_412_640_768_744), p).unwrap()
    };
    assert_eq!(near(64).sign(), None);
    assert_eq!(near(128).sign(), Some(Ordering::Less));
    assert_eq!(to_decimal(&near(256), 5).unwrap(), "-7.4993e-13");
}

#[test]
fn tails_keep_their_digits() {
    let mut ctx = Context::new();
    let text = |value: Enclosure| to_decimal(&value, 50).unwrap();
    assert_eq!(
        text(ctx.erfc(&int(30), 200).unwrap()),
        "2.5646562037561116000333972775014471465488897227786e-393"
    );
    let sine = ctx.sin(&power_of_ten(30, 200), 200).unwrap();
    assert_eq!(text(sine), "-0.090116901912138058030386428952987330274396332993043");
    let near_one = ctx.sigmoid(&int(200), 400).unwrap();
    let rest = Enclosure::one().sub(&near_one, 400).unwrap();
    assert!(rest.overlaps(&ctx.sigmoid(&int(-200), 400).unwrap()));
}

#[test]
fn nothing_hangs_or_fills_memory() {
    let mut ctx = Context::new();
    let hundred = ctx.exp(&int(100), 64).unwrap();
    assert!(matches!(ctx.exp(&hundred, 64), Err(Obstacle::Refused(_))));
    let underflow = ctx.exp(&hundred.neg(), 64).unwrap();
    assert!(underflow.lower().is_zero() && underflow.to_f64() == 0.0);
    assert!(ctx.exp(&int(1_000_000_000_000_000_000), 64).unwrap().accuracy() >= 62);
    assert!(ctx.gamma(&int(1_000_000_000), 64).unwrap().accuracy() >= 62);
    assert!(matches!(ctx.gamma(&power_of_ten(30, 200), 64), Err(Obstacle::Refused(_))));
    let low = ctx.gamma(&power_of_ten(30, 200).neg().sub(&number("0.5", 9), 300).unwrap(), 64);
    assert_eq!(low.unwrap().to_f64(), 0.0);
    assert!(ctx.lgamma(&power_of_ten(30, 200), 64).unwrap().accuracy() >= 61);
    assert!(ctx.lambert_w(&power_of_ten(100, 400), 64).unwrap().accuracy() >= 61);
    let huge = power_of_ten(1_000_000, 4_000_000);
    assert!(ctx.sin(&huge, 64).unwrap().encloses(&Enclosure::zero()));
    assert!(ctx.lambert_w(&huge, 64).unwrap().accuracy() >= 61);
    let vast = ctx.exp(&int(1 << 60), 64).unwrap();
    for name in ["erf", "tanh", "atan", "sigmoid", "erfc", "sin", "log", "asinh", "digamma"] {
        assert!(call(&mut ctx, name, from_ref(&vast), 64).is_ok(), "{name}");
    }
    let speck = ctx.exp(&int(-(1 << 60)), 64).unwrap();
    for name in ["exp", "expm1", "log1p", "sin", "tan", "atan", "asin", "acos", "sinh", "cosh"] {
        assert!(call(&mut ctx, name, from_ref(&speck), 64).is_ok(), "{name}");
    }
    for x in [speck.clone(), speck.neg()] {
        for name in ["erf", "erfc", "erfinv", "gamma", "lgamma", "digamma", "lambertw"] {
            assert!(call(&mut ctx, name, from_ref(&x), 64).is_ok(), "{name}");
        }
    }
    assert!(speck.mul(&speck, 64).unwrap().lower().is_zero());
    assert!(matches!(vast.mul(&vast, 64), Err(Obstacle::Refused(_))));
    assert!(matches!(ctx.pi(1 << 40), Err(Obstacle::Refused(_))));
    assert!(matches!(ctx.gamma(&number("0.5", 9), 1 << 20), Err(Obstacle::Refused(_))));
}

#[test]
fn limits_are_parameters() {
    let mut ctx = Context::with_limits(Limits { bits: 500, special_bits: 200 });
    assert!(ctx.log(&int(3), 400).is_ok());
    assert!(matches!(ctx.log(&int(3), 600), Err(Obstacle::Refused(_))));
    assert!(ctx.gamma(&number("0.3", 60), 100).is_ok());
    assert!(matches!(ctx.gamma(&number("0.3", 60), 300), Err(Obstacle::Refused(_))));
}

#[test]
fn no_precision_panics() {
    let mut ctx = Context::new();
    let names = [
        "exp", "expm1", "log", "log1p", "sin", "cos", "tan", "atan", "sinh", "cosh", "tanh",
        "asinh", "sigmoid", "sqrt", "cbrt", "erf", "erfc", "gamma", "lgamma", "digamma",
        "trigamma", "lambertw", "pi", "e", "ln2", "euler",
    ];
    for name in names {
        for prec in 0..4 {
            let x = number("0.7", 30);
            let truth = call(&mut ctx, name, from_ref(&x), 80).unwrap();
            assert!(call(&mut ctx, name, &[x], prec).unwrap().overlaps(&truth), "{name} {prec}");
        }
        for prec in [1u64 << 18, 1 << 40, u64::MAX] {
            let x = [number("0.7", 30)];
            if !["sqrt", "cbrt"].contains(&name) {
                let refused = call(&mut ctx, name, &x, prec);
                assert!(matches!(refused, Err(Obstacle::Refused(_))), "{name} {prec}");
            }
        }
    }
}

#[test]
fn enclosures_tell_what_they_know() {
    let x = int(2).hull(&int(3));
    assert!(x.contains(&Rational::from(2)) && !x.contains(&rational("3.0001")));
    assert_eq!(x.compare(&int(4)), Some(Ordering::Less));
    assert_eq!(x.compare(&int(3)), None);
    assert_eq!(int(3).compare(&int(3)), Some(Ordering::Equal));
    assert_eq!(x.to_f64(), 2.5);
    assert_eq!(x.radius_exponent(), Some(0));
    assert_eq!(x.neg().abs(), x);
    assert_eq!(x.to_rationals(), Some((Rational::from(2), Rational::from(3))));
    let third = Enclosure::from_rational(&rational("1/3"), 100);
    assert!(!third.is_exact() && third.accuracy() >= 98);
    assert_eq!(third.to_f64(), 1.0 / 3.0);
    for value in [0.1, -2.5e-310, 1e308, 3.0, -0.0, f64::MIN_POSITIVE] {
        assert_eq!(Enclosure::from_f64(value).unwrap().to_f64(), value);
    }
    assert_eq!(Enclosure::from_f64(f64::NAN), None);
}
