use super::super::testing::{Random, parse, parse_in, x_y_z};
use super::*;

#[test]
fn tables() {
    let limits = Limits::default();
    for (a, b, expected) in [
        ("0", "0", "0"),
        ("0", "-2*x", "2*x"),
        ("6", "4*x", "2"),
        ("x^2 - y^2", "x - y", "x - y"),
        ("-x + y", "x^2 - y^2", "x - y"),
        ("12*x^2*y*z", "18*x*y^3", "6*x*y"),
        ("x^2 + 1", "y^2 + 1", "1"),
        ("x*y + x + y + 1", "y^2 + 2*y + 1", "y + 1"),
        ("x^4000000000 - 1", "x^3000000000 - 1", "x^1000000000 - 1"),
        ("x^2*y^2*z^2 - 1", "x*y*z + 1", "x*y*z + 1"),
        ("x^8 - y^8", "x^12 - y^12", "x^4 - y^4"),
    ] {
        let g = parse(a).gcd(&parse(b), &limits).unwrap();
        assert_eq!(x_y_z(&g), expected, "{a}, {b}");
    }
}

#[test]
fn knuth_example() {
    let limits = Limits::default();
    let a = parse("x^8 + x^6 - 3*x^4 - 3*x^3 + 8*x^2 + 2*x - 5");
    let b = parse("3*x^6 + 5*x^4 - 4*x^2 - 9*x + 21");
    assert!(a.gcd(&b, &limits).unwrap().is_one());
    assert_eq!(parse("0").content_in(0, &limits), Ok(parse("0")));
    assert_eq!(parse("2*x^2*y + 4*x*y").content_in(0, &limits), Ok(parse("2*y")));
    assert_eq!(parse("2*x^2*y + 4*x*y").primitive_in(0, &limits), Ok(parse("x^2 + 2*x")));
}

/// The properties that define the gcd, for products with a planted factor.
fn check_planted(random: &mut Random, vars: usize, terms: usize, degree: u32, bits: usize) {
    let limits = Limits::default();
    let mut poly = || random.poly(vars, terms, degree, bits);
    let (f, g, h) = (poly(), poly(), poly());
    let (a, b) = (f.mul(&g, &limits).unwrap(), f.mul(&h, &limits).unwrap());
    let d = a.gcd(&b, &limits).unwrap();
    if d.is_zero() {
        assert!(a.is_zero() && b.is_zero());
        return;
    }
    assert!(d.div_exact(&f, &limits).unwrap().is_some() || f.is_zero(), "the planted factor");
    let (p, q) = (a.div_known(&d, &limits).unwrap(), b.div_known(&d, &limits).unwrap());
    assert!(p.gcd(&q, &limits).unwrap().is_one(), "the cofactors are coprime");
    assert!(!negative(&d));
}

#[test]
fn planted_factors_are_found() {
    let mut random = Random::new(7);
    for round in 0..120 {
        let (vars, degree) = [(1, 30), (2, 6), (3, 4), (4, 3), (6, 2)][round % 5];
        let bits = [4, 30, 70, 200][round / 5 % 4];
        check_planted(&mut random, vars, 2 + round % 7, degree, bits);
    }
}

#[test]
fn contents_in_several_variables() {
    let limits = Limits::default();
    let mut random = Random::new(8);
    for _ in 0..25 {
        // f = c(y, z)·p(x, y, z): the leading coefficients carry the content.
        let c = random.poly(3, 4, 3, 70).evaluate_at(0, &1.into(), &limits).unwrap();
        let p = random.poly(3, 5, 3, 40);
        let f = c.mul(&p, &limits).unwrap();
        let (g, h) = (random.poly(3, 6, 4, 40), random.poly(3, 6, 4, 40));
        if [&f, &g, &h].iter().any(|p| p.is_zero()) {
            continue;
        }
        let (a, b) = (f.mul(&g, &limits).unwrap(), f.mul(&h, &limits).unwrap());
        let d = a.gcd(&b, &limits).unwrap();
        assert!(d.div_exact(&f, &limits).unwrap().is_some());
        let (p, q) = (a.div_known(&d, &limits).unwrap(), b.div_known(&d, &limits).unwrap());
        assert!(p.gcd(&q, &limits).unwrap().is_one());
    }
}

#[test]
fn the_two_methods_agree() {
    let limits = Limits::default();
    let mut random = Random::new(9);
    let mut compared = 0;
    for round in 0..80 {
        let vars = 1 + round % 3;
        let mut poly = || random.poly(vars, 3, 2, 6);
        let f = poly();
        let (a, b) = (f.mul(&poly(), &limits).unwrap(), f.mul(&poly(), &limits).unwrap());
        let (a, b) =
            (a.split_monomial().1.primitive_positive(), b.split_monomial().1.primitive_positive());
        if a.support().len() < vars || b.support().len() < vars {
            continue;
        }
        if let Some(g) = heuristic::gcd(&a, &b, &limits).unwrap() {
            let (ta, tb) = (Tower::new(&a), Tower::new(&b));
            let bounds = degree_bounds(&ta, &tb, &limits).unwrap();
            let m = modular(&a, &b, (&ta, &tb), &bounds, &limits).unwrap();
            assert_eq!(m, g);
            compared += 1;
        }
    }
    assert!(compared > 20, "{compared}");
}

#[test]
fn many_variables() {
    let limits = Limits::default();
    let names = ["a", "b", "c", "d", "e", "f", "g", "h", "i", "j"];
    let f = parse_in("a*b*c + d*e^2 - f*g*h + 3*i*j - 7*a^2*j + 1", &names);
    let g = parse_in("a^3*j - b*c + h^2*i + 5*d*e - 11", &names);
    let h = parse_in("b^2*e - 4*a*f*j + g^3 + c*d*h + i", &names);
    let (a, b) = (f.mul(&g, &limits).unwrap(), f.mul(&h, &limits).unwrap());
    let d = a.gcd(&b, &limits).unwrap();
    assert!(d == f || d == f.neg());
    let wide: Vec<String> = (0..80).map(|i| format!("v{i}")).collect();
    let wide: Vec<&str> = wide.iter().map(String::as_str).collect();
    let sum = parse_in(&wide.join(" + "), &wide);
    let other = sum.add(&SparsePoly::one(80)).unwrap();
    assert_eq!(sum.gcd(&other, &limits).map_err(|e| e.kind()), Err(ErrorKind::Budget));
}

#[test]
fn high_degrees_are_a_budget_error() {
    let limits = Limits::default();
    let (a, b) = (parse("x^4000000000 + x + 1"), parse("x^3999999999 + x^7 - 1"));
    assert_eq!(a.gcd(&b, &limits).map_err(|e| e.kind()), Err(ErrorKind::Budget));
    // High in both variables, with a common factor: refused before a dense table is made.
    let f = parse("x^20011 + y^20021 + x*y + 1");
    let (a, b) = (f.mul(&parse("x + y + 3"), &limits), f.mul(&parse("x - y^2 + 5"), &limits));
    let tight = Limits { work: 100_000_000, ..limits };
    let kind = a.unwrap().gcd(&b.unwrap(), &tight).map_err(|e| e.kind());
    assert_eq!(kind, Err(ErrorKind::Budget));
}

// Three random polynomials of degree 7 in each variable, about 40 terms.
const F: &str = "\
    -3*x^7*y^2 - 83*x^6*y^7*z^2 - 93*x^6*y^6*z^7 - 68*x^6*y^3*z^2 - 46*x^6*y^3 + 87*x^6*y^2*z^7 \
    + 86*x^6*y^2*z^2 - 39*x^6*y + 31*x^5*y^5*z^2 + 57*x^5*y^4*z^2 - 30*x^5*y*z^4 - 2*x^5*z^6 - \
    28*x^5*z^3 - 77*x^4*y^3*z^6 + 71*x^4*y^2*z^4 + 62*x^4*y + x^4*z^5 - 71*x^3*y^3*z^7 - \
    25*x^3*y^3*z^6 - 68*x^3*y^3*z^5 + 66*x^3*y*z^6 - 27*x^2*y^7*z^4 + 43*x^2*y^4 + 29*x*y^7*z^3 \
    + 8*x*y^6*z^3 + 30*x*y^6*z - 11*x*y^5*z^7 + 55*x*y^5 - 64*x*y^4*z + 64*x*y^2*z^2 - 57*x*y^2 \
    - 87*y^7*z^3 + 82*y^6 - 52*y^5*z^7 + 57*y^5*z - 92*y^2*z^4 - 39*y*z^2 + 56*z^4 + 60";

const G: &str = "\
    19*x^7*y^7*z^7 - 74*x^7*y^7 + 98*x^7*y^5*z + 41*x^7*y^4*z - 37*x^7*y^3*z^5 + 87*x^7*y^3 - \
    36*x^6*y^5*z^7 + 44*x^6*y^2*z^4 + 17*x^6*y*z^2 - 9*x^6*z^4 - 92*x^5*y^7*z^7 + 45*x^5*y^6*z^6 \
    - 84*x^5*y*z^2 - 85*x^4*y^7*z^5 - 87*x^4*y^2*z^2 - 66*x^4*z^2 - 96*x^3*y^2*z^7 + \
    86*x^3*y^2*z - 34*x^3*z^7 + 55*x^3*z^4 + 52*x^2*y^6*z^7 - x^2*y^5*z^6 + 16*x^2*y^3*z^3 - \
    91*x^2*y*z - 64*x*y^5*z^3 - 80*x*y^5*z - 46*x*y^4*z^4 + 35*x*y^4*z - 5*x*y^3 + 62*x*y^2*z^3 \
    + 5*x*y*z^3 + 60*x*z^6 - 72*x*z - 17*y^7*z^7 + 90*y^7*z^3 + 67*y^6*z^4 - 75*y^5*z^7 - \
    35*y*z^6 + 26*z^5 + 91";

const H: &str = "\
    -37*x^7*y^7 - 13*x^7*y^6*z^3 + 32*x^7*y^4*z^4 + 7*x^7*y^2*z - 36*x^7*y^2 + 72*x^6*y^7*z^3 + \
    19*x^6*y^3*z + 64*x^6*y^2*z^6 - 91*x^6*y^2*z^4 + 23*x^6*y*z^4 + 70*x^5*y^3*z^2 + \
    83*x^5*y^2*z + 87*x^5*y*z^7 + 79*x^5*y - 62*x^5*z^4 - 4*x^5*z^3 - 97*x^4*z^4 + 32*x^3*y^6 - \
    30*x^3*y^5*z^6 + 75*x^3*y^2*z^5 - 81*x^3*z^5 - 73*x^3*z^3 - 27*x^2*y^7*z^7 + 92*x^2*y^6*z^3 \
    + x^2*y^5*z^5 - 27*x^2*y^5*z^4 + 17*x^2*y^5*z^3 - 19*x^2*y^2*z^3 + 46*x^2*y^2*z^2 - \
    58*x*y^6*z^6 - 57*x*y^5*z^4 - 89*x*y^2*z^5 + 90*y^7*z^4 + 43*y^5*z^7 - 4*y^5*z^6 + \
    84*y^4*z^3 - 92*y^3*z^5 + 40*y^3*z^3 - 11*y^2*z + 2*y*z^6 + 41";

#[test]
fn a_common_factor_of_forty_terms() {
    let limits = Limits::default();
    let (f, g, h) = (parse(F), parse(G), parse(H));
    let (a, b) = (f.mul(&g, &limits).unwrap(), f.mul(&h, &limits).unwrap());
    let d = a.gcd(&b, &limits).unwrap();
    assert!(d == f || d == f.neg());
}
