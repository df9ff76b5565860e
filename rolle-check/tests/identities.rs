//! Identities between functions: the enclosures of both sides must meet.

use rolle_check::{Arithmetic, Dyadic, Enclosing, Function, Interval, Rational};

const POINTS: i64 = 1500;

/// Numbers of all sizes from 2^−40 to 2^6, of both signs, of 50 bits.
fn points() -> impl Iterator<Item = Interval> {
    (1..=POINTS).map(|i| {
        let mantissa = i.wrapping_mul(0x9e37_79b9_7f4a_7c15_u64 as i64) >> 13;
        Interval::point(Dyadic::new(mantissa, -50 - 40 + i % 46).unwrap())
    })
}

struct Check {
    arithmetic: Enclosing,
    x: Interval,
}

impl Check {
    fn apply(&self, function: Function, x: &Interval) -> Interval {
        self.arithmetic.apply(function, x).unwrap()
    }

    fn add(&self, a: &Interval, b: &Interval) -> Interval {
        self.arithmetic.add(a, b).unwrap()
    }

    fn mul(&self, a: &Interval, b: &Interval) -> Interval {
        self.arithmetic.mul(a, b).unwrap()
    }

    fn power(&self, a: &Interval, exponent: &str) -> Interval {
        self.arithmetic.power(a, &exponent.parse().unwrap()).unwrap()
    }

    fn meet(&self, name: &str, a: &Interval, b: &Interval) {
        assert!(
            a.intersect(b).is_some(),
            "{name} at {} with {:?}: {a} {b}",
            self.x,
            self.arithmetic
        );
    }
}

fn check_all(identities: impl Fn(&Check)) {
    for bits in [60, 128, 300] {
        let step = if bits == 60 { 1 } else { 10 };
        for x in points().step_by(step) {
            identities(&Check { arithmetic: Enclosing { bits }, x });
        }
    }
}

fn one() -> Interval {
    Interval::integer(1)
}

#[test]
fn exponential_and_logarithm() {
    check_all(|c| {
        let x = &c.x;
        let size = x.abs();
        c.meet("exp log", &c.apply(Function::Exp, &c.apply(Function::Log, &size)), &size);
        c.meet("log exp", &c.apply(Function::Log, &c.apply(Function::Exp, x)), x);
        let inverse = c.apply(Function::Exp, &x.neg());
        c.meet("exp(x)*exp(-x)", &c.mul(&c.apply(Function::Exp, x), &inverse), &one());
        let softplus = c.apply(Function::Softplus, x);
        let logistic = c.apply(Function::Sigmoid, x);
        c.meet(
            "softplus",
            &softplus,
            &c.apply(Function::Log, &c.power(&c.apply(Function::Sigmoid, &x.neg()), "-1")),
        );
        c.meet("sigmoid", &logistic, &c.power(&c.add(&one(), &inverse), "-1"));
        c.meet("softplus - x", &softplus, &c.add(x, &c.apply(Function::Softplus, &x.neg())));
    });
}

#[test]
fn circular_functions() {
    check_all(|c| {
        let x = &c.x;
        let (sin, cos) = (c.apply(Function::Sin, x), c.apply(Function::Cos, x));
        c.meet("sin² + cos²", &c.add(&c.power(&sin, "2"), &c.power(&cos, "2")), &one());
        let double = c.add(x, x);
        let product = c.mul(&sin, &cos);
        c.meet("sin 2x", &c.apply(Function::Sin, &double), &c.add(&product, &product));
        let atan = c.apply(Function::Atan, x);
        let tan =
            c.mul(&c.apply(Function::Sin, &atan), &c.power(&c.apply(Function::Cos, &atan), "-1"));
        c.meet("tan atan", &tan, x);
        let half =
            c.mul(&c.arithmetic.pi().unwrap(), &Interval::point(Dyadic::new(1, -1).unwrap()));
        let reciprocal = c.apply(Function::Atan, &c.power(&x.abs(), "-1"));
        c.meet("atan 1/x", &c.add(&reciprocal, &c.apply(Function::Atan, &x.abs())), &half);
    });
}

#[test]
fn hyperbolic_functions() {
    check_all(|c| {
        let x = &c.x;
        let (sinh, cosh) = (c.apply(Function::Sinh, x), c.apply(Function::Cosh, x));
        c.meet("sinh + cosh", &c.add(&sinh, &cosh), &c.apply(Function::Exp, x));
        c.meet("cosh² - sinh²", &c.add(&c.power(&cosh, "2"), &c.power(&sinh, "2").neg()), &one());
        let tanh = c.apply(Function::Tanh, x);
        c.meet("tanh", &tanh, &c.mul(&sinh, &c.power(&cosh, "-1")));
        c.meet("asinh sinh", &c.apply(Function::Asinh, &sinh), x);
        let double = c.apply(Function::Sigmoid, &c.add(x, x));
        c.meet("tanh sigmoid", &tanh, &c.add(&c.add(&double, &double), &one().neg()));
    });
}

#[test]
fn error_functions() {
    check_all(|c| {
        let x = &c.x;
        let (erf, erfc) = (c.apply(Function::Erf, x), c.apply(Function::Erfc, x));
        c.meet("erf + erfc", &c.add(&erf, &erfc), &one());
        c.meet(
            "erfc(x) + erfc(-x)",
            &c.add(&erfc, &c.apply(Function::Erfc, &x.neg())),
            &Interval::integer(2),
        );
        // Gautschi 1959: 2/(x + √(x² + 2)) < √π·e^(x²)·erfc x ≤ 2/(x + √(x² + 4/π)) for x ≥ 0.
        let x = x.abs();
        let square = c.power(&x, "2");
        let pi = c.arithmetic.pi().unwrap();
        let scale = c.mul(&c.power(&pi, "1/2"), &c.apply(Function::Exp, &square));
        let scaled = c.mul(&scale, &c.apply(Function::Erfc, &x));
        let bound = |summand: &Interval| {
            let sum = c.add(&x, &c.power(&c.add(&square, summand), "1/2"));
            c.mul(&Interval::integer(2), &c.power(&sum, "-1"))
        };
        let lower = bound(&Interval::integer(2));
        let upper = bound(&c.mul(&Interval::integer(4), &c.power(&pi, "-1")));
        assert!(
            scaled.hi() >= lower.lo() && scaled.lo() <= upper.hi(),
            "{x}: {lower} {scaled} {upper}"
        );
    });
}

#[test]
fn powers() {
    check_all(|c| {
        let x = &c.x;
        for exponent in ["3", "1/3", "5/3", "2/7", "-2/3", "22/41", "-7", "12/5"] {
            let r: Rational = exponent.parse().unwrap();
            let Some(y) = c.arithmetic.power(x, &r) else { panic!("{x}^{exponent}") };
            let back = c.arithmetic.power(&y.abs(), &r.reciprocal().unwrap()).unwrap();
            c.meet(exponent, &back, &x.abs());
        }
        let root = c.power(&x.abs(), "1/2");
        c.meet("√x·√x", &c.mul(&root, &root), &x.abs());
    });
}
