//! Directed rounding against exact arithmetic.

use super::*;
use crate::number::Rational;
use crate::precise::Enclosure;

/// The exact value of a finite double.
fn exact(x: f64) -> Rational {
    Enclosure::from_f64(x).unwrap().to_rationals().unwrap().0
}

/// Whether `lower` is the greatest double that is not above the exact value.
fn is_tight(lower: f64, value: &Rational) -> bool {
    let above = -down(-lower);
    (lower == f64::NEG_INFINITY || exact(lower) <= *value)
        && (above == f64::INFINITY || exact(above) > *value)
}

/// Doubles of every kind: subnormal, tiny, around one, huge, simple.
fn doubles() -> Vec<f64> {
    let mut state = 0x2545_f491_4f6c_dd1d_u64;
    let mut list = vec![0.0, 1.0, 3.0, 0.1, f64::MAX, f64::MIN_POSITIVE, f64::from_bits(1)];
    for k in 0..120u64 {
        state ^= state << 13;
        state ^= state >> 7;
        state ^= state << 17;
        let exponent = match k % 6 {
            0 => 0,
            1 => 1 + state % 60,
            2 => 2046 - state % 60,
            3 => 1023,
            _ => state >> 8 & 0x7ff,
        };
        let x = f64::from_bits((exponent << 52) | state >> 12);
        if x.is_finite() {
            list.push(x);
        }
    }
    let negative: Vec<f64> = list.iter().map(|x| -x).collect();
    list.extend(negative);
    list
}

#[test]
fn each_operation_is_the_tightest_bound() {
    let list = doubles();
    for &a in &list {
        for &b in &list {
            let (x, y) = (exact(a), exact(b));
            assert!(is_tight(add_down(a, b), &(&x + &y)), "{a:e} + {b:e}");
            assert!(is_tight(mul_down(a, b), &(&x * &y)), "{a:e} · {b:e}");
            if b != 0.0 {
                assert!(is_tight(div_down(a, b), &(&x / &y)), "{a:e} / {b:e}");
            }
        }
        if a >= 0.0 {
            let (low, high) = (exact(sqrt_down(a)), exact(sqrt_up(a)));
            assert!(&low * &low <= exact(a) && exact(a) <= &high * &high, "√{a:e}");
            assert!(sqrt_up(a) == sqrt_down(a) || sqrt_up(a) == up_by(sqrt_down(a), 1), "√{a:e}");
        }
    }
}

#[test]
fn infinite_ends_are_bounds() {
    assert_eq!(add_down(f64::NEG_INFINITY, f64::MAX), f64::NEG_INFINITY);
    assert_eq!(add_up(f64::MAX, f64::MAX), f64::INFINITY);
    assert_eq!(add_down(f64::MAX, f64::MAX), f64::MAX);
    assert_eq!(mul_down(0.0, f64::INFINITY), 0.0);
    assert_eq!(mul_up(f64::NEG_INFINITY, -0.0), 0.0);
    assert_eq!(mul_down(f64::MAX, 2.0), f64::MAX);
    assert_eq!(mul_up(f64::MAX, 2.0), f64::INFINITY);
    assert_eq!(div_down(1.0, f64::INFINITY), 0.0);
    assert_eq!(div_up(f64::NEG_INFINITY, -2.0), f64::INFINITY);
}

#[test]
fn neighbours_pass_zero_and_stop_at_infinity() {
    assert_eq!(down(-0.0), -f64::from_bits(1));
    assert_eq!(down(f64::from_bits(1)), 0.0);
    assert_eq!(down(f64::MIN), f64::NEG_INFINITY);
    assert_eq!(down(f64::NEG_INFINITY), f64::NEG_INFINITY);
    assert_eq!(down(f64::INFINITY), f64::MAX);
    assert_eq!(up_by(f64::MAX, 2), f64::INFINITY);
    assert_eq!(down_by(0.0, 2), -f64::from_bits(2));
}
