//! Laws: a finer enclosure lies inside a coarser one, identities hold, intervals hold their points.

use std::slice::from_ref;

use super::super::{Context, Enclosure};
use super::{Random, call};

/// A function and the interval from which its arguments are drawn.
const FUNCTIONS: [(&str, f64, f64); 29] = [
    ("exp", -60.0, 60.0),
    ("expm1", -3.0, 3.0),
    ("log", 1e-3, 30.0),
    ("log1p", -0.99, 3.0),
    ("sin", -40.0, 40.0),
    ("cos", -40.0, 40.0),
    ("tan", -40.0, 40.0),
    ("asin", -1.0, 1.0),
    ("acos", -1.0, 1.0),
    ("atan", -9.0, 9.0),
    ("sinh", -9.0, 9.0),
    ("cosh", -9.0, 9.0),
    ("tanh", -9.0, 9.0),
    ("asinh", -9.0, 9.0),
    ("acosh", 1.0, 9.0),
    ("atanh", -0.999, 0.999),
    ("sigmoid", -30.0, 30.0),
    ("sqrt", 0.0, 9.0),
    ("cbrt", -9.0, 9.0),
    ("erf", -5.0, 5.0),
    ("erfc", -5.0, 20.0),
    ("erfinv", -0.999, 0.999),
    ("gamma", -6.0, 30.0),
    ("lgamma", -6.0, 30.0),
    ("digamma", -6.0, 30.0),
    ("trigamma", -6.0, 30.0),
    ("tetragamma", -6.0, 30.0),
    ("lambertw", -0.367, 30.0),
    ("exp", -1e-9, 1e-9),
];

#[test]
fn a_finer_enclosure_lies_inside_a_coarser_one() {
    let mut ctx = Context::new();
    let mut random = Random(0x9e37_79b9_7f4a_7c15);
    for (name, low, high) in FUNCTIONS {
        for _ in 0..25 {
            let x = random.between(low, high);
            let p = 2 + random.below(150);
            let coarse = call(&mut ctx, name, from_ref(&x), p).unwrap();
            let fine = call(&mut ctx, name, from_ref(&x), 4 * p + 64).unwrap();
            assert!(coarse.encloses(&fine), "{name} at {} with {p} bits", x.to_f64());
            assert!(coarse.accuracy() >= p as i64 - 3, "{name} at {} is loose", x.to_f64());
        }
    }
}

#[test]
fn an_interval_holds_the_values_of_its_points() {
    let mut ctx = Context::new();
    let mut random = Random(0x2545_f491_4f6c_dd1d);
    for (name, low, high) in FUNCTIONS {
        for round in 0..20 {
            let a = random.between(low, high);
            let reach = [1e-12f64, 1e-4, 0.1, 3.0][round % 4].min(high - a.to_f64());
            let b = random.between(a.to_f64(), a.to_f64() + reach);
            let x = a.hull(&b);
            let Ok(wide) = call(&mut ctx, name, from_ref(&x), 60) else {
                assert!(
                    ["tan", "gamma", "lgamma", "digamma", "trigamma", "tetragamma"].contains(&name)
                );
                continue;
            };
            for _ in 0..4 {
                let point = random.between(a.to_f64(), b.to_f64());
                let point = point.intersection(&x).unwrap_or_else(|| a.clone());
                let value = call(&mut ctx, name, &[point], 120).unwrap();
                assert!(wide.encloses(&value), "{name} on [{}, {}]", a.to_f64(), b.to_f64());
            }
        }
    }
}

/// left and right must enclose a common number, and closely.
fn agree(left: &Enclosure, right: &Enclosure, bits: i64, law: &str) {
    assert!(left.overlaps(right), "{law}: {} and {}", left.to_f64(), right.to_f64());
    assert!(left.is_exact() || left.accuracy() >= bits, "{law} is loose: {}", left.accuracy());
}

#[test]
fn identities_hold() {
    let mut ctx = Context::new();
    let mut random = Random(0xd1b5_4a32_d192_ed03);
    let one = Enclosure::one();
    for _ in 0..60 {
        let p = 60 + random.below(400);
        let bits = p as i64 - 12;
        let x = random.between(0.01, 20.0);

        let log = ctx.log(&x, p).unwrap();
        agree(&ctx.exp(&log, p).unwrap(), &x, bits, "exp(log x) = x");

        let (sin, cos) = ctx.sin_cos(&x, p).unwrap();
        let sum = sin.square(p).unwrap().add(&cos.square(p).unwrap(), p).unwrap();
        agree(&sum, &one, bits, "sin² + cos² = 1");

        let sinh = ctx.sinh(&x, p).unwrap();
        agree(&ctx.asinh(&sinh, p).unwrap(), &x, bits, "asinh(sinh x) = x");

        let tanh = ctx.tanh(&x.div(&Enclosure::from_i64(16), p).unwrap(), p).unwrap();
        let back = ctx.atanh(&tanh, p).unwrap().mul(&Enclosure::from_i64(16), p).unwrap();
        agree(&back, &x, bits, "atanh(tanh x) = x");

        let total = ctx.erf(&x, p).unwrap().add(&ctx.erfc(&x, p).unwrap(), p).unwrap();
        agree(&total, &one, bits, "erf + erfc = 1");

        for z in [x.clone(), x.neg()] {
            let gamma = ctx.gamma(&z, p).unwrap();
            let next = ctx.gamma(&z.add(&one, 2 * p).unwrap(), p).unwrap();
            agree(&gamma.mul(&z, p).unwrap(), &next, bits, "Γ(x + 1) = xΓ(x)");

            let psi = ctx.digamma(&z, p).unwrap();
            let next = ctx.digamma(&z.add(&one, 2 * p).unwrap(), p).unwrap();
            let step = next.sub(&psi, p).unwrap();
            assert!(step.overlaps(&one.div(&z, p).unwrap()), "ψ(x + 1) − ψ(x) = 1/x");
        }

        let w = ctx.lambert_w(&x, p).unwrap();
        let product = w.mul(&ctx.exp(&w, p).unwrap(), p).unwrap();
        agree(&product, &x, bits, "W e^W = x");

        let y = random.between(-0.99, 0.99);
        let inverse = ctx.erfinv(&y, p).unwrap();
        agree(&ctx.erf(&inverse, p).unwrap(), &y, bits - 8, "erf(erfinv x) = x");

        let sine = ctx.asin(&y, p).unwrap();
        agree(&ctx.sin(&sine, p).unwrap(), &y, bits - 8, "sin(asin x) = x");
        let both = sine.add(&ctx.acos(&y, p).unwrap(), p).unwrap().scale(1).unwrap();
        agree(&both, &ctx.pi(p).unwrap(), bits, "asin + acos = π/2");
    }
}

#[test]
fn constants_are_nested_and_related() {
    let mut ctx = Context::new();
    for p in [10u64, 64, 200, 1000, 5000] {
        let e = ctx.exp(&Enclosure::one(), p).unwrap();
        agree(&e, &ctx.e(p).unwrap(), p as i64 - 3, "exp 1 = e");
        let log = ctx.log(&Enclosure::from_i64(2), p).unwrap();
        agree(&log, &ctx.ln2(p).unwrap(), p as i64 - 3, "log 2");
        let quarter = ctx.atan(&Enclosure::one(), p).unwrap();
        agree(&quarter.scale(2).unwrap(), &ctx.pi(p).unwrap(), p as i64 - 3, "4 atan 1 = π");
        let mut fresh = Context::new();
        assert!(ctx.pi(p).unwrap().overlaps(&fresh.pi(p).unwrap()));
        if p <= 1000 {
            let psi = ctx.digamma(&Enclosure::one(), p).unwrap();
            agree(&psi.neg(), &ctx.euler_gamma(p).unwrap(), p as i64 - 3, "ψ(1) = −γ");
        }
    }
}
