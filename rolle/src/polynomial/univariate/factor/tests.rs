use super::*;
use crate::error::ErrorKind;
use crate::number::Integer;

fn poly(coefs: &[i64]) -> IntPoly {
    IntPoly::from_i64(coefs)
}

fn x_to(n: usize) -> IntPoly {
    IntPoly::monomial(Integer::ONE, n).unwrap()
}

fn shape(p: &IntPoly) -> Vec<(usize, usize)> {
    let found = p.factor().unwrap();
    assert_eq!(found.expand().unwrap(), *p);
    found.factors.iter().map(|(f, k)| (f.degree().unwrap(), *k)).collect()
}

fn check(p: &IntPoly, content: i64, expected: &[(&str, usize)]) {
    let found = p.factor().unwrap();
    assert_eq!(found.expand().unwrap(), *p);
    let factors: Vec<_> = found.factors.iter().map(|(f, k)| (f.to_string(), *k)).collect();
    let expected: Vec<_> = expected.iter().map(|(f, k)| (f.to_string(), *k)).collect();
    assert_eq!((found.content, factors), (Integer::from(content), expected), "{p}");
}

#[test]
fn table() {
    check(&poly(&[]), 0, &[]);
    check(&poly(&[-12]), -12, &[]);
    check(&poly(&[6, -4]), -2, &[("2*x - 3", 1)]);
    check(&poly(&[0, 0, 0, -5]), -5, &[("x", 3)]);
    check(&poly(&[-1, 0, 1]), 1, &[("x - 1", 1), ("x + 1", 1)]);
    check(&poly(&[1, 0, 1]), 1, &[("x^2 + 1", 1)]);
    check(&poly(&[4, 0, 0, 0, 1]), 1, &[("x^2 - 2*x + 2", 1), ("x^2 + 2*x + 2", 1)]);
    check(&poly(&[1, 0, 0, 0, 1]), 1, &[("x^4 + 1", 1)]);
    check(&poly(&[1, 0, 1, 0, 1]), 1, &[("x^2 - x + 1", 1), ("x^2 + x + 1", 1)]);
    check(&poly(&[6, 11, 6, 1]), 1, &[("x + 1", 1), ("x + 2", 1), ("x + 3", 1)]);
    check(&poly(&[1, 5, 6]), 1, &[("2*x + 1", 1), ("3*x + 1", 1)]);
    check(&poly(&[0, -2, -4, -2]), -2, &[("x", 1), ("x + 1", 2)]);
    check(&poly(&[-8, 0, 0, 1]), 1, &[("x - 2", 1), ("x^2 + 2*x + 4", 1)]);
    check(&poly(&[1, -1, 0, 0, 0, 1]), 1, &[("x^5 - x + 1", 1)]);
    check(&poly(&[1, 1, 0, 0, 0, 1]), 1, &[("x^2 + x + 1", 1), ("x^3 - x^2 + 1", 1)]);
    // Knuth, TAOCP 2, §4.6.2: irreducible, though factors modulo primes suggest otherwise.
    check(
        &poly(&[-5, 2, 8, -3, -3, 0, 1, 0, 1]),
        1,
        &[("x^8 + x^6 - 3*x^4 - 3*x^3 + 8*x^2 + 2*x - 5", 1)],
    );
}

#[test]
fn random_products_come_back() {
    let mut state = 0x1234_5678_9ABC_DEF1u64;
    let mut next = |n: u64| {
        state ^= state << 13;
        state ^= state >> 7;
        state ^= state << 17;
        (state >> 16) % n
    };
    for round in 0..40 {
        let height = [3, 40, 1 << 20, 1 << 40][round % 4];
        let mut product = IntPoly::constant(Integer::from(next(20)) - Integer::from(9));
        let mut pieces = 0;
        for _ in 0..2 + next(3) {
            let degree = 1 + next(7) as usize;
            let coefs =
                (0..=degree).map(|_| Integer::from(next(2 * height)) - Integer::from(height));
            let piece = IntPoly::new(coefs.collect());
            if piece.is_constant() || product.is_zero() {
                continue;
            }
            let multiplicity = 1 + next(2) as usize;
            pieces += multiplicity;
            product = &product * &piece.pow(multiplicity).unwrap();
        }
        let found = product.factor().unwrap();
        assert_eq!(found.expand().unwrap(), product);
        assert!(found.factors.iter().map(|(_, k)| k).sum::<usize>() >= pieces);
        for (f, _) in &found.factors {
            assert!(f.is_irreducible().unwrap() && f.leading_sign() > 0 && f.content().is_one());
        }
    }
}

#[test]
fn roots_of_unity() {
    for n in [1usize, 2, 12, 60, 105, 128, 240, 360, 500] {
        let found = (&x_to(n) - &IntPoly::one()).factor().unwrap();
        let divisors = (1..=n).filter(|d| n % d == 0).count();
        assert_eq!(found.factors.len(), divisors);
        assert_eq!(found.expand().unwrap(), &x_to(n) - &IntPoly::one());
    }
}

#[test]
fn irreducible_by_eisenstein() {
    for n in [2usize, 3, 10, 41, 100] {
        let mut p = x_to(n);
        p.coefs[1] = Integer::from(15);
        p.coefs[0] = Integer::from(-10);
        assert!(p.is_irreducible().unwrap());
    }
    assert!((&x_to(100_000) - &poly(&[2])).is_irreducible().unwrap());
}

fn chebyshev(n: usize) -> IntPoly {
    let (mut a, mut b) = (IntPoly::one(), IntPoly::x());
    for _ in 0..n {
        let next = &(&b * &poly(&[0, 2])) - &a;
        (a, b) = (b, next);
    }
    a
}

#[test]
fn chebyshev_and_wilkinson() {
    assert_eq!(shape(&chebyshev(100)), [(4, 1), (16, 1), (80, 1)]);
    let product = (1..=40).fold(IntPoly::one(), |p, k| &p * &poly(&[-k, 1]));
    assert_eq!(shape(&product), vec![(1, 1); 40]);
}

/// The minimal polynomial of √2 + √3 + √5 + … over the first k primes: every prime splits it
/// into factors of degree at most 2.
fn swinnerton_dyer(k: usize) -> IntPoly {
    let mut p = IntPoly::x();
    for q in [2i64, 3, 5, 7, 11, 13].into_iter().take(k) {
        // p(x + √q)·p(x − √q) = u² − q·v², with p(x + √q) = u + v√q.
        let (mut u, mut v) = (IntPoly::zero(), IntPoly::zero());
        for c in p.coefs.iter().rev() {
            let next = &(&u * &IntPoly::x()) + &(&v * &Integer::from(q));
            v = &(&v * &IntPoly::x()) + &u;
            u = &next + &IntPoly::constant(c.clone());
        }
        p = &u.square() - &(&v.square() * &Integer::from(q));
    }
    p
}

#[test]
fn swinnerton_dyer_polynomials() {
    assert_eq!(swinnerton_dyer(2), poly(&[1, 0, -10, 0, 1]));
    for k in 2..=5 {
        let p = swinnerton_dyer(k);
        assert!(p.is_irreducible().unwrap(), "{k}");
        let shifted = p.taylor_shift(&Integer::from(3)).unwrap();
        assert_eq!(shape(&(&p * &shifted)), [(1 << k, 1); 2]);
    }
}

#[test]
fn too_little_work_is_an_error() {
    let p = &swinnerton_dyer(5) * &chebyshev(40);
    for work in [0, 100, 10_000] {
        assert_eq!(p.factor_within(work).unwrap_err().kind(), ErrorKind::Budget);
    }
}
