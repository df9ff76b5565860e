use super::super::testing::{Random, parse, parse_in, x_y_z};
use super::*;
use dashu_base::SquareRoot;

/// Kronecker's method for factors of degree 1 and 2: enough for products of such, and exact for
/// all polynomials up to degree 5.
fn small_factors(u: &[Integer]) -> Result<Vec<(Vec<Integer>, u32)>> {
    let mut rest = u.to_vec();
    let mut out = Vec::new();
    'search: while rest.len() > 3 {
        for degree in 1..=2.min((rest.len() - 1) / 2) {
            if let Some(f) = one_factor(&rest, degree) {
                rest = quotient(&rest, &f).unwrap();
                out.push((f, 1));
                continue 'search;
            }
        }
        break;
    }
    if rest.len() == 3
        && let Some(f) = one_factor(&rest, 1)
    {
        rest = quotient(&rest, &f).unwrap();
        out.push((f, 1));
    }
    out.push((rest, 1));
    Ok(out)
}

fn value(u: &[Integer], x: i64) -> Integer {
    u.iter().rev().fold(Integer::ZERO, |v, c| v * x + c)
}

fn divisors(n: &Integer) -> Vec<i64> {
    let n = i64::try_from(n).unwrap().abs();
    let mut out: Vec<i64> = Vec::new();
    let mut d = 1;
    while d * d <= n {
        if n % d == 0 {
            out.extend([d, -d, n / d, -n / d]);
        }
        d += 1;
    }
    out
}

fn one_factor(u: &[Integer], degree: usize) -> Option<Vec<Integer>> {
    // f = a + b·x + c·x(x - 1) with values at 0, 1 and -1 among the divisors.
    if let Some(x) = [0, 1, -1].into_iter().find(|&x| value(u, x).is_zero()) {
        return Some(vec![Integer::from(-x), Integer::ONE]);
    }
    let [d0, d1, d2] = [0, 1, -1].map(|x| divisors(&value(u, x)));
    for &a in d0.iter().filter(|a| **a > 0) {
        for &b in &d1 {
            let linear = [a, b - a];
            if degree == 1 {
                let f: Vec<Integer> = linear.map(Integer::from).to_vec();
                if b != a && quotient(u, &f).is_some() {
                    return Some(f);
                }
                continue;
            }
            for &c in &d2 {
                let (sum, gap) = (b + c - 2 * a, b - c);
                if sum % 2 != 0 || gap % 2 != 0 || sum == 0 {
                    continue;
                }
                let f = [a, gap / 2, sum / 2].map(Integer::from).to_vec();
                if quotient(u, &f).is_some() {
                    return Some(f);
                }
            }
        }
    }
    None
}

fn quotient(u: &[Integer], f: &[Integer]) -> Option<Vec<Integer>> {
    let mut rest = u.to_vec();
    let mut out = vec![Integer::ZERO; u.len() + 1 - f.len()];
    for i in (0..out.len()).rev() {
        let top = rest.pop()?;
        let lead = f.last()?;
        if !(&top % lead).is_zero() {
            return None;
        }
        out[i] = top / lead;
        for (j, c) in f[..f.len() - 1].iter().enumerate() {
            rest[i + j] -= c * &out[i];
        }
    }
    rest.iter().all(Integer::is_zero).then_some(out)
}

#[test]
fn tables() {
    let limits = Limits::default();
    for (p, content, expected) in [
        ("0", 0, vec![]),
        ("12", 12, vec![]),
        ("-4*x^2*y", -4, vec![("y", 1), ("x", 2)]),
        ("x^2 - y^2", 1, vec![("x - y", 1), ("x + y", 1)]),
        ("x^2 + y^2", 1, vec![("x^2 + y^2", 1)]),
        ("x^4 - y^4", 1, vec![("x - y", 1), ("x + y", 1), ("x^2 + y^2", 1)]),
        ("x^4 + 4*y^4", 1, vec![("x^2 - 2*x*y + 2*y^2", 1), ("x^2 + 2*x*y + 2*y^2", 1)]),
        ("x^2*y - y", 1, vec![("x - 1", 1), ("x + 1", 1), ("y", 1)]),
        ("x*y + x + y + 1", 1, vec![("x + 1", 1), ("y + 1", 1)]),
        (
            "x^3 + y^3 + z^3 - 3*x*y*z",
            1,
            vec![("x + y + z", 1), ("x^2 - x*y - x*z + y^2 - y*z + z^2", 1)],
        ),
        ("x^2*y^2 - z^2", 1, vec![("x*y - z", 1), ("x*y + z", 1)]),
        ("x^2 + 2*x*y + y^2 - 2*x - 2*y + 1", 1, vec![("x + y - 1", 2)]),
        // reducible at every integer y that is a square, irreducible itself
        ("x^2 - y", 1, vec![("x^2 - y", 1)]),
        ("x^2 - 3*y^2 + z^2", 1, vec![("x^2 - 3*y^2 + z^2", 1)]),
    ] {
        let f = parse(p).factor(&small_factors, &limits).unwrap();
        assert_eq!(f.content, content.into());
        let mut shown: Vec<(String, u32)> = f.factors.iter().map(|(f, n)| (x_y_z(f), *n)).collect();
        let mut expected: Vec<(String, u32)> =
            expected.iter().map(|(f, n)| (f.to_string(), *n)).collect();
        shown.sort();
        expected.sort();
        assert_eq!(shown, expected, "{p}");
    }
}

/// Irreducible because linear in x with coprime coefficients.
fn planted(random: &mut Random, vars: usize, limits: &Limits) -> SparsePoly {
    loop {
        let (a, b) = (random.poly(vars, 2, 1, 3), random.poly(vars, 3, 2, 4));
        let free = |p: &SparsePoly| p.evaluate_at(0, &1.into(), limits).unwrap();
        let (a, b) = (free(&a), free(&b));
        if a.is_zero() || b.is_zero() || !a.gcd(&b, limits).unwrap().is_one() {
            continue;
        }
        let x = SparsePoly::variable(vars, 0).unwrap();
        let f = a.mul(&x, limits).unwrap().add(&b).unwrap();
        return if f.leading_coefficient().is_negative() { f.neg() } else { f };
    }
}

#[test]
fn planted_factors_come_back() {
    let limits = Limits::default();
    let mut random = Random::new(12);
    for round in 0..24 {
        let vars = 2 + round % 2;
        let mut list: Vec<SparsePoly> =
            (0..2 + round % 2).map(|_| planted(&mut random, vars, &limits)).collect();
        list.dedup();
        let product = list.iter().fold(SparsePoly::one(vars), |p, f| p.mul(f, &limits).unwrap());
        // Whatever the image, only its factors in one variable are asked for; irreducible ones are
        // found by their roots and by the search over quadratic factors.
        let result = product.factor(&roots_and_quadratics, &limits).unwrap();
        assert_eq!(result.expand(vars, &limits).unwrap(), product);
        let mut found: Vec<String> = result
            .factors
            .iter()
            .flat_map(|(f, n)| {
                std::iter::repeat_n(format!("{}", f.display(&["x", "y", "z"])), *n as usize)
            })
            .collect();
        let mut expected: Vec<String> =
            list.iter().map(|f| f.display(&["x", "y", "z"]).to_string()).collect();
        found.sort();
        expected.sort();
        assert_eq!(found, expected);
    }
}

/// As `small_factors`; a polynomial with values too large for it is an error.
fn roots_and_quadratics(u: &[Integer]) -> Result<Vec<(Vec<Integer>, u32)>> {
    small_factors(u)
}

#[test]
fn coefficients_beyond_a_word_and_four_variables() {
    let limits = Limits::default();
    let names = ["a", "b", "c", "d"];
    let f = parse_in("a^2 + 100000000000000000003*b*c - d^2 + 1", &names);
    let g = parse_in("a^2*c - 99999999999999999999*b^2 + 2*d + 3", &names);
    let product = f.mul(&g, &limits).unwrap();
    // The image at any point is the product of the images of f and g, which are quadratic in a.
    let univariate = |u: &[Integer]| -> Result<Vec<(Vec<Integer>, u32)>> {
        let even: Vec<Integer> = u.iter().step_by(2).cloned().collect();
        assert_eq!(even.len(), 3, "a biquadratic");
        let square = &even[1] * &even[1] - Integer::from(4) * &even[0] * &even[2];
        let root = Integer::from(
            square.clone().try_into().map(|n: crate::number::Natural| n.sqrt()).unwrap(),
        );
        assert_eq!(&root * &root, square);
        let split = |sign: i32| {
            let (num, den): (Integer, Integer) =
                (&root * sign - &even[1], Integer::from(2) * &even[2]);
            let common = Integer::from(dashu_base::Gcd::gcd(&num, &den));
            let (num, den) = (num / &common, den / &common);
            let flip = if den.is_negative() { -1 } else { 1 };
            vec![-num * flip, Integer::ZERO, den * flip]
        };
        Ok(vec![(split(1), 1), (split(-1), 1)])
    };
    let result = product.factor(&univariate, &limits).unwrap();
    let mut found: Vec<SparsePoly> = result.factors.into_iter().map(|(f, _)| f).collect();
    found.sort_by_key(SparsePoly::len);
    let mut expected = vec![f, g];
    expected.sort_by_key(SparsePoly::len);
    assert!(
        found == expected || {
            expected.reverse();
            found == expected
        }
    );
}

#[test]
fn wrong_univariate_factors_and_small_budgets() {
    let limits = Limits::default();
    let p = parse("x^2 - y^2");
    let wrong = |_: &[Integer]| Ok(vec![(vec![Integer::ONE, Integer::ONE], 2)]);
    assert_eq!(p.factor(&wrong, &limits).map_err(|e| e.kind()), Err(ErrorKind::Argument));
    let tight = Limits { work: 100, ..limits };
    let q = parse("x^2 + y^2*z + 1").mul(&parse("x^2 - y^2 + z^2"), &limits).unwrap();
    assert_eq!(q.factor(&small_factors, &tight).map_err(|e| e.kind()), Err(ErrorKind::Budget));
    let deep = parse("x^40000 - y^40000 + x*y");
    let tight = Limits { work: 1_000_000, ..limits };
    assert_eq!(deep.factor(&small_factors, &tight).map_err(|e| e.kind()), Err(ErrorKind::Budget));
}
