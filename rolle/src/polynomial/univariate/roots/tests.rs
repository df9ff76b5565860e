//! Roots against known ones.

use super::*;
use crate::number::Integer;

fn poly(coefficients: &[i64]) -> IntPoly {
    IntPoly::from_i64(coefficients)
}

fn chebyshev(n: usize) -> IntPoly {
    let (mut a, mut b) = (poly(&[1]), poly(&[0, 1]));
    for _ in 1..n {
        let next = &(&b * &poly(&[0, 2])) - &a;
        a = std::mem::replace(&mut b, next);
    }
    b
}

fn wilkinson(n: i64) -> IntPoly {
    (1..=n).fold(poly(&[1]), |p, root| &p * &poly(&[-root, 1]))
}

/// Ends without roots, opposite signs, disjoint and ascending.
fn check_isolation(p: &IntPoly, count: usize) {
    let roots = isolate_real_roots(p).unwrap();
    assert_eq!(roots.len(), count);
    for root in &roots {
        let signs = [root.lower(), root.upper()].map(|end| root.polynomial().sign_at(end).unwrap());
        match root.as_rational() {
            Some(_) => assert_eq!(signs, [0, 0]),
            None => assert_eq!(signs[0] * signs[1], -1),
        }
    }
    for pair in roots.windows(2) {
        assert!(pair[0].lies_before(&pair[1]), "{pair:?}");
    }
}

#[test]
fn all_real_roots_are_isolated() {
    check_isolation(&poly(&[1]), 0);
    check_isolation(&poly(&[1, 0, 1]), 0);
    check_isolation(&poly(&[0, 1]), 1);
    check_isolation(&poly(&[-2, 0, 1]), 2);
    check_isolation(&poly(&[0, -1, 0, 1]), 3);
    check_isolation(&poly(&[-1, 0, 0, 0, 0, 1]), 1);
    check_isolation(&chebyshev(30), 30);
    check_isolation(&chebyshev(41), 41);
    check_isolation(&wilkinson(30), 30);
    // Mignotte: two roots closer than 2^(-60).
    let mut mignotte = vec![0i64; 21];
    (mignotte[20], mignotte[2], mignotte[1], mignotte[0]) = (1, -2 * 1_000_000, 4 * 1000, -2);
    check_isolation(&poly(&mignotte), 4);
}

#[test]
fn multiplicities_are_counted() {
    let p = &(&poly(&[-1, 1]).pow(3).unwrap() * &poly(&[-2, 0, 1]).pow(2).unwrap()) * &poly(&[5, 1]);
    let found: Vec<usize> = isolate_real_roots(&p).unwrap().iter().map(RealRoot::multiplicity).collect();
    assert_eq!(found, [1, 2, 3, 2]);
}

#[test]
fn digits_are_right() {
    let mut roots = isolate_real_roots(&poly(&[-2, 0, 1])).unwrap();
    assert_eq!(roots[1].to_decimal(50).unwrap(), "1.4142135623730950488016887242096980785696718753769");
    assert_eq!(roots[0].to_decimal(5).unwrap(), "-1.4142");
    let mut plastic = isolate_real_roots(&poly(&[-1, -1, 0, 1])).unwrap().remove(0);
    assert_eq!(plastic.to_decimal(30).unwrap(), "1.32471795724474602596090885448");
    let mut half = isolate_real_roots(&poly(&[-1, 2])).unwrap().remove(0);
    assert_eq!(half.to_decimal(5).unwrap(), "0.5");
}

#[test]
fn numbers_are_compared_exactly() {
    // √2 as a root of x² − 2 and of (x² − 2)(x + 7); √2 + 10⁻³⁰ differs.
    let mut a = isolate_real_roots(&poly(&[-2, 0, 1])).unwrap().remove(1);
    let mut b = isolate_real_roots(&(&poly(&[-2, 0, 1]) * &poly(&[7, 1]))).unwrap().remove(2);
    assert_eq!(a.compare(&mut b).unwrap(), Ordering::Equal);
    let scale = Integer::from(10).pow(30);
    let near = IntPoly::new(vec![&Integer::ONE - &(&scale * &scale * Integer::from(2)), &scale * Integer::from(-2), &scale * &scale]);
    let mut c = isolate_real_roots(&near).unwrap().remove(1);
    assert_eq!(a.compare(&mut c).unwrap(), Ordering::Less);
    assert_eq!(a.sign_of(&poly(&[-3, 0, 0, 1])).unwrap(), -1);
    assert_eq!(a.sign_of(&poly(&[-4, 0, 0, 0, 1])).unwrap(), 0);
    assert_eq!(a.sign_of(&poly(&[-1, 1])).unwrap(), 1);
}

#[test]
fn hostile_input_is_refused() {
    assert!(isolate_real_roots(&IntPoly::zero()).is_err());
    let high = IntPoly::monomial(Integer::ONE, 6000).unwrap();
    assert!(isolate_real_roots(&(&high - &poly(&[1]))).is_err());
}
