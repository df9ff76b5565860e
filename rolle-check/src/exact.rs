//! Exact numbers: ±√(q·π^m), which cover the constants of the activation functions: √(2/π), 2/√π, 1/√2, π/2.
//!
//! They show that a coefficient vanishes exactly, which no enclosure can.

use crate::arithmetic::{Arithmetic, Function};
use crate::enclose::Enclosing;
use crate::interval::Interval;
use crate::rational::Rational;
use dashu_int::ops::BitTest;
use dashu_int::{IBig, UBig};
use std::cmp::Ordering;

/// The largest power of π and the most bits of a numerator or denominator; what exceeds them is left to enclosures.
const MAX_PI: i32 = 64;
const MAX_BITS: usize = 4096;

/// s·√(q·π^m), with s the sign and q > 0 rational, kept as a fraction where it is one. One number has one form, since
/// π is transcendental.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Surd(Form);

#[derive(Clone, Debug, PartialEq, Eq, Hash)]
enum Form {
    Rational(Rational),
    /// No fraction: m ≠ 0, or q has no rational root.
    Root {
        is_negative: bool,
        square: Rational,
        pi: i32,
    },
}

/// The longer of numerator and denominator, in bits.
fn length(value: &Rational) -> usize {
    value.numerator().bit_len().max(value.denominator().bit_len())
}

impl Surd {
    /// A number that is not zero from its sign, q and m; `None` where these are too large.
    fn new(is_negative: bool, square: Rational, pi: i32) -> Option<Surd> {
        if pi.abs() > MAX_PI || length(&square) > MAX_BITS {
            return None;
        }
        if pi == 0
            && let Some(root) = root(&square, 2)
        {
            return Some(Surd(Form::Rational(if is_negative { -&root } else { root })));
        }
        Some(Surd(Form::Root { is_negative, square, pi }))
    }

    /// A rational number; `None` where it is too long.
    pub fn rational(value: &Rational) -> Option<Surd> {
        (2 * length(value) <= MAX_BITS).then(|| Surd(Form::Rational(value.clone())))
    }

    /// √π, to multiply by.
    fn root_of_pi() -> Surd {
        Surd(Form::Root { is_negative: false, square: Rational::one(), pi: 1 })
    }

    /// Zero.
    pub fn zero() -> Surd {
        Surd(Form::Rational(Rational::zero()))
    }

    /// One.
    pub fn one() -> Surd {
        Surd(Form::Rational(Rational::one()))
    }

    /// The order against zero.
    pub fn sign(&self) -> Ordering {
        match &self.0 {
            Form::Rational(value) => value.sign(),
            Form::Root { is_negative: true, .. } => Ordering::Less,
            Form::Root { .. } => Ordering::Greater,
        }
    }

    /// Whether it is zero.
    pub fn is_zero(&self) -> bool {
        self.sign().is_eq()
    }

    /// The number as a fraction, if it is one.
    pub fn as_rational(&self) -> Option<&Rational> {
        match &self.0 {
            Form::Rational(value) => Some(value),
            Form::Root { .. } => None,
        }
    }

    /// q and m.
    fn square(&self) -> (Rational, i32) {
        match &self.0 {
            Form::Rational(value) => (value * value, 0),
            Form::Root { square, pi, .. } => (square.clone(), *pi),
        }
    }

    /// −a.
    pub fn neg(&self) -> Surd {
        Surd(match &self.0 {
            Form::Rational(value) => Form::Rational(-value),
            Form::Root { is_negative, square, pi } => {
                Form::Root { is_negative: !is_negative, square: square.clone(), pi: *pi }
            }
        })
    }

    /// a·b.
    pub fn mul(&self, other: &Surd) -> Option<Surd> {
        if let (Some(a), Some(b)) = (self.as_rational(), other.as_rational()) {
            return Surd::rational(&(a * b));
        }
        if self.is_zero() || other.is_zero() {
            return Some(Surd::zero());
        }
        let ((p, m), (q, n)) = (self.square(), other.square());
        Surd::new(self.sign() != other.sign(), &p * &q, m + n)
    }

    /// 1/a; `None` for zero.
    pub fn reciprocal(&self) -> Option<Surd> {
        Some(Surd(match &self.0 {
            Form::Rational(value) => Form::Rational(value.reciprocal()?),
            Form::Root { is_negative, square, pi } => {
                let (is_negative, square) = (*is_negative, square.reciprocal()?);
                Form::Root { is_negative, square, pi: -pi }
            }
        }))
    }

    /// a + b, where b/a is rational.
    pub fn add(&self, other: &Surd) -> Option<Surd> {
        if let (Some(a), Some(b)) = (self.as_rational(), other.as_rational()) {
            return Surd::rational(&(a + b));
        }
        if self.is_zero() || other.is_zero() {
            return Some(if self.is_zero() { other.clone() } else { self.clone() });
        }
        let ratio = other.mul(&self.reciprocal()?)?;
        self.mul(&Surd::rational(&(&Rational::one() + ratio.as_rational()?))?)
    }

    /// The order of two numbers; `None` where many digits do not tell it.
    pub fn compare(&self, other: &Surd) -> Option<Ordering> {
        if let (Some(a), Some(b)) = (self.as_rational(), other.as_rational()) {
            return Some(a.cmp(b));
        }
        if self.sign() != other.sign() {
            return Some(self.sign().cmp(&other.sign()));
        }
        let ((p, m), (q, n)) = (self.square(), other.square());
        if m == n {
            let order = p.cmp(&q);
            return Some(if self.sign().is_lt() { order.reverse() } else { order });
        }
        let difference = |bits| self.enclose(bits)?.sub(&other.enclose(bits)?, bits).sign();
        [64, 256, 1024].into_iter().find_map(difference)
    }

    /// An enclosure with ends of so many bits, and 32 at least.
    pub fn enclose(&self, bits: u32) -> Option<Interval> {
        let bits = bits.max(32);
        let (is_negative, square, pi) = match &self.0 {
            Form::Rational(value) => return Some(Interval::from_rational(value, bits)),
            Form::Root { is_negative, square, pi } => (*is_negative, square, *pi),
        };
        // The power of π has at most 64 factors, each with an error in its last bit.
        let a = Enclosing { bits: bits.saturating_add(8) };
        let square =
            a.mul(&a.rational(square)?, &a.power(&a.pi()?, &Rational::integer(i64::from(pi)))?)?;
        let root = square.sqrt(a.bits)?.round(bits);
        Some(if is_negative { root.neg() } else { root })
    }

    /// aʳ, where it has the form; a < 0 only for an odd denominator of r, 0 only for r ≥ 0, and 0⁰ = 1.
    pub fn power(&self, exponent: &Rational) -> Option<Surd> {
        if exponent.is_zero() || *self == Surd::one() {
            return Some(Surd::one());
        }
        let degree = usize::try_from(exponent.denominator()).ok()?;
        let times = usize::try_from(exponent.numerator().clone().into_parts().1).ok()?;
        let (square, pi) = self.square();
        match self.sign() {
            Ordering::Equal => return (exponent.sign().is_gt()).then(Surd::zero),
            Ordering::Less if degree % 2 == 0 => return None,
            _ => {}
        }
        // The root first: it is the smaller number, and none where it is not rational.
        let (square, pi) = (root(&square, degree)?, {
            let degree = i32::try_from(degree).ok()?;
            (pi % degree == 0).then_some(pi / degree)?
        });
        let is_inverse = exponent.sign().is_lt();
        let (square, pi) = if is_inverse { (square.reciprocal()?, -pi) } else { (square, pi) };
        let square = integer_power(&square, times)?;
        let pi = pi.checked_mul(i32::try_from(times).ok()?)?;
        Surd::new(self.sign().is_lt() && times % 2 == 1, square, pi)
    }
}

/// The rational n-th root of q ≥ 0, if there is one.
fn root(q: &Rational, n: usize) -> Option<Rational> {
    let of = |whole: &UBig| {
        // No power n ≥ bits of a whole number above 1 is so short.
        if whole.is_zero() || whole.is_one() || n == 1 {
            return Some(whole.clone());
        }
        (n < whole.bit_len()).then_some(())?;
        let root = whole.nth_root(n);
        (root.pow(n) == *whole).then_some(root)
    };
    let (_, numerator) = q.numerator().clone().into_parts();
    Rational::new(IBig::from(of(&numerator)?), IBig::from(of(q.denominator())?))
}

/// qⁿ; `None` where it is too long.
fn integer_power(q: &Rational, n: usize) -> Option<Rational> {
    let (_, numerator) = q.numerator().clone().into_parts();
    let denominator = q.denominator();
    if numerator.is_one() && denominator.is_one() {
        return Some(Rational::one());
    }
    let bits = numerator.bit_len().max(denominator.bit_len());
    (bits.checked_mul(n)? <= 2 * MAX_BITS).then_some(())?;
    Rational::new(IBig::from(numerator.pow(n)), IBig::from(denominator.pow(n)))
}

/// The arithmetic of [`Surd`]: exact results, or `None`.
#[derive(Clone, Copy, Debug)]
pub struct Exact;

impl Arithmetic for Exact {
    type Number = Surd;

    fn rational(&self, value: &Rational) -> Option<Surd> {
        Surd::rational(value)
    }

    fn pi(&self) -> Option<Surd> {
        Surd::root_of_pi().mul(&Surd::root_of_pi())
    }

    fn add(&self, a: &Surd, b: &Surd) -> Option<Surd> {
        a.add(b)
    }

    fn neg(&self, a: &Surd) -> Surd {
        a.neg()
    }

    fn mul(&self, a: &Surd, b: &Surd) -> Option<Surd> {
        a.mul(b)
    }

    fn power(&self, a: &Surd, exponent: &Rational) -> Option<Surd> {
        a.power(exponent)
    }

    fn apply(&self, function: Function, a: &Surd) -> Option<Surd> {
        use Function::{Asinh, Atan, Cos, Cosh, Erf, Erfc};
        use Function::{Exp, Log, Sigmoid, Sin, Sinh, Softplus, Tanh};
        match function {
            Sin => sine(twelfths_of_pi(a)?),
            Cos => sine(twelfths_of_pi(a)? + 6),
            Atan => angle(a, &[((0, 1), 0), ((1, 3), 2), ((1, 1), 3), ((3, 1), 4)]),
            Sinh | Tanh | Asinh | Erf => a.is_zero().then(Surd::zero),
            Exp | Cosh | Erfc => a.is_zero().then(Surd::one),
            Sigmoid => Surd::rational(&a.is_zero().then(|| Rational::ratio(1, 2))?),
            Log => (*a == Surd::one()).then(Surd::zero),
            Softplus => None,
        }
    }

    fn is_zero(&self, a: &Surd) -> bool {
        a.is_zero()
    }

    fn excludes_zero(&self, a: &Surd) -> bool {
        !a.is_zero()
    }
}

/// The n with a = n·π/12, modulo a full turn.
fn twelfths_of_pi(a: &Surd) -> Option<i64> {
    let turns = a.mul(&Exact.pi()?.reciprocal()?)?;
    let n = turns.as_rational()? * &Rational::integer(12);
    n.is_integer().then(|| i64::try_from(n.numerator() % IBig::from(24)).ok())?
}

/// sin(n·π/12), where it has the form.
fn sine(n: i64) -> Option<Surd> {
    let n = n.rem_euclid(24);
    let square = match n % 12 {
        0 => return Some(Surd::zero()),
        2 | 10 => Rational::ratio(1, 4),
        3 | 9 => Rational::ratio(1, 2),
        4 | 8 => Rational::ratio(3, 4),
        6 => Rational::ratio(1, 1),
        _ => return None,
    };
    Surd::new(n >= 12, square, 0)
}

/// An odd function of a with values that are multiples of π/12, from a table of a² and the multiples.
fn angle(a: &Surd, table: &[((i64, i64), i64)]) -> Option<Surd> {
    let (square, pi) = a.square();
    let known = |&&((n, d), _): &&((i64, i64), i64)| pi == 0 && square == Rational::ratio(n, d);
    let multiple = Surd::rational(&Rational::ratio(table.iter().find(known)?.1, 12))?;
    let angle = Exact.pi()?.mul(&multiple)?;
    Some(if a.sign().is_lt() { angle.neg() } else { angle })
}

#[cfg(test)]
mod tests {
    use super::{Exact, Surd};
    use crate::arithmetic::{Arithmetic, Function};
    use crate::jet::Jet;
    use crate::rational::Rational;

    /// s·√(q·π^m), written as `s q m`.
    fn show(value: Option<Surd>) -> String {
        let Some(value) = value else { return "none".into() };
        let (square, pi) = value.square();
        format!("{} {square} {pi}", value.sign() as i8)
    }

    fn root(n: i64, d: i64) -> Surd {
        Surd::rational(&Rational::ratio(n, d)).unwrap().power(&Rational::ratio(1, 2)).unwrap()
    }

    #[test]
    fn products_sums_and_powers() {
        let (two, pi) = (Surd::rational(&Rational::ratio(2, 1)).unwrap(), Exact.pi().unwrap());
        let per_pi = two.mul(&pi.reciprocal().unwrap()).unwrap();
        assert_eq!(show(per_pi.power(&Rational::ratio(1, 2))), "1 2 -1");
        assert_eq!(show(root(8, 1).add(&root(2, 1).neg())), "1 2 0");
        assert_eq!(show(root(8, 1).add(&root(3, 1))), "none");
        assert_eq!(show(two.add(&pi)), "none");
        assert_eq!(show(root(2, 1).add(&root(2, 1).neg())), "0 0 0");
        assert_eq!(
            show(Surd::rational(&Rational::ratio(-8, 27)).unwrap().power(&Rational::ratio(-2, 3))),
            "1 81/16 0"
        );
        assert_eq!(
            show(Surd::rational(&Rational::ratio(-8, 1)).unwrap().power(&Rational::ratio(5, 3))),
            "-1 1024 0"
        );
        assert_eq!(
            show(Surd::rational(&Rational::ratio(-4, 1)).unwrap().power(&Rational::ratio(1, 2))),
            "none"
        );
        assert_eq!(show(root(2, 1).power(&Rational::ratio(1, 2))), "none");
        assert_eq!(show(Surd::zero().power(&Rational::ratio(-1, 1))), "none");
        assert_eq!(show(Surd::zero().power(&Rational::ratio(0, 1))), "1 1 0");
        assert_eq!(root(4, 9).as_rational(), Some(&Rational::ratio(2, 3)));
        assert_eq!(root(2, 9).as_rational(), None);
        assert_eq!(pi.as_rational(), None);
    }

    #[test]
    fn order_and_enclosures() {
        let exact = |n, d| Surd::rational(&Rational::ratio(n, d)).unwrap();
        let pi = Exact.pi().unwrap();
        let numbers = [
            pi.neg(),
            exact(-3, 1),
            root(2, 1).neg(),
            Surd::zero(),
            pi.reciprocal().unwrap(),
            root(1, 2),
            exact(3, 1),
            exact(333, 106),
            pi.clone(),
            exact(355, 113),
            pi.power(&Rational::ratio(2, 1)).unwrap(),
        ];
        for (i, a) in numbers.iter().enumerate() {
            for (j, b) in numbers.iter().enumerate() {
                assert_eq!(a.compare(b), Some(i.cmp(&j)), "{a:?} {b:?}");
            }
            let (wide, narrow) = (a.enclose(40).unwrap(), a.enclose(200).unwrap());
            assert!(wide.contains_interval(&narrow), "{a:?}");
        }
        let shown = root(2, 1).mul(&pi).unwrap().enclose(90).unwrap().to_string();
        assert!(shown.starts_with("[4.442882938158366247"), "{shown}");
    }

    #[test]
    fn powers_that_are_too_long_are_refused() {
        let huge: Rational = "1000000000000000000000".parse().unwrap();
        for base in [Rational::ratio(2, 1), Rational::ratio(1, 3), Rational::ratio(-7, 5)] {
            assert_eq!(Surd::rational(&base).unwrap().power(&huge), None);
        }
        assert_eq!(Exact.pi().unwrap().power(&Rational::ratio(1000, 1)), None);
        assert_eq!(show(Surd::one().neg().power(&Rational::ratio(1_000_001, 3))), "-1 1 0");
    }

    #[test]
    fn values_of_functions() {
        let pi = Exact.pi().unwrap();
        let angle = |n, d| pi.mul(&Surd::rational(&Rational::ratio(n, d)).unwrap()).unwrap();
        let check = |function, at: &Surd, expected: &str| {
            assert_eq!(show(Exact.apply(function, at)), expected, "{function:?} {at:?}");
        };
        for (n, d, sin, cos) in [
            (0, 1, "0 0 0", "1 1 0"),
            (1, 6, "1 1/4 0", "1 3/4 0"),
            (1, 4, "1 1/2 0", "1 1/2 0"),
            (-1, 3, "-1 3/4 0", "1 1/4 0"),
            (1, 2, "1 1 0", "0 0 0"),
            (2, 3, "1 3/4 0", "-1 1/4 0"),
            (1, 1, "0 0 0", "-1 1 0"),
            (-1, 2, "-1 1 0", "0 0 0"),
            (7, 4, "-1 1/2 0", "1 1/2 0"),
            (1, 12, "none", "none"),
            (1, 5, "none", "none"),
        ] {
            check(Function::Sin, &angle(n, d), sin);
            check(Function::Cos, &angle(n, d), cos);
        }
        check(Function::Sin, &Surd::one(), "none");
        check(Function::Atan, &Surd::one().neg(), "-1 1/16 2");
        check(Function::Atan, &root(3, 1), "1 1/9 2");
        check(Function::Atan, &root(2, 1), "none");
        check(Function::Log, &Surd::one(), "0 0 0");
        check(Function::Log, &Surd::zero(), "none");
        check(Function::Sigmoid, &Surd::zero(), "1 1/4 0");
        check(Function::Softplus, &Surd::zero(), "none");
    }

    /// The derivatives of f at a rational point, exactly.
    fn derivatives(function: Function, at: Rational) -> String {
        let at = Surd::rational(&at).unwrap();
        let Some(jet) = Jet::variable(&Exact, at, 5).and_then(|x| x.apply(&Exact, function)) else {
            return "none".into();
        };
        let each = (0..=5).map(|k| {
            let value = jet.derivative(&Exact, k).unwrap();
            value.as_rational().map_or(show(Some(value.clone())), ToString::to_string)
        });
        each.collect::<Vec<_>>().join(", ")
    }

    #[test]
    fn derivatives_are_exact() {
        for (function, at, expected) in [
            (Function::Exp, 0, "1, 1, 1, 1, 1, 1"),
            (Function::Log, 1, "0, 1, -1, 2, -6, 24"),
            (Function::Sin, 0, "0, 1, 0, -1, 0, 1"),
            (Function::Cos, 0, "1, 0, -1, 0, 1, 0"),
            (Function::Sinh, 0, "0, 1, 0, 1, 0, 1"),
            (Function::Cosh, 0, "1, 0, 1, 0, 1, 0"),
            (Function::Tanh, 0, "0, 1, 0, -2, 0, 16"),
            (Function::Sigmoid, 0, "1/2, 1/4, 0, -1/8, 0, 1/4"),
            (Function::Atan, 0, "0, 1, 0, -2, 0, 24"),
            (Function::Atan, 1, "1 1/16 2, 1/2, -1/2, 1/2, 0, -3"),
            (Function::Asinh, 0, "0, 1, 0, -1, 0, 9"),
            (Function::Erf, 0, "0, 1 4 -1, 0, -1 16 -1, 0, 1 576 -1"),
            (Function::Erfc, 0, "1, -1 4 -1, 0, 1 16 -1, 0, -1 576 -1"),
        ] {
            assert_eq!(
                derivatives(function, Rational::ratio(at, 1)),
                expected,
                "{function:?} at {at}"
            );
        }
    }

    #[test]
    fn powers_of_jets() {
        let check = |at: i64, exponent: Rational, expected: &str| {
            let x =
                Jet::variable(&Exact, Surd::rational(&Rational::ratio(at, 1)).unwrap(), 3).unwrap();
            let found = x.power(&Exact, &exponent).map(|jet| {
                let each = jet.coefficients().iter().map(|c| c.as_rational().unwrap().to_string());
                each.collect::<Vec<_>>().join(", ")
            });
            assert_eq!(found.unwrap_or("none".into()), expected, "{at}^{exponent}");
        };
        check(0, Rational::ratio(2, 1), "0, 0, 1, 0");
        check(0, Rational::ratio(4, 1), "0, 0, 0, 0");
        check(0, Rational::ratio(0, 1), "1, 0, 0, 0");
        check(2, Rational::ratio(3, 1), "8, 12, 6, 1");
        check(0, Rational::ratio(10, 3), "0, 0, 0, 0");
        check(0, Rational::ratio(5, 3), "none");
        check(0, Rational::ratio(-1, 1), "none");
        check(-8, Rational::ratio(1, 3), "-2, 1/12, 1/288, 5/20736");
        check(4, Rational::ratio(-1, 2), "1/2, -1/16, 3/256, -5/2048");
    }

    #[test]
    fn a_function_of_a_constant_needs_only_its_value() {
        let zero = Jet::constant(&Exact, Surd::zero(), 4).unwrap();
        let root = zero.power(&Exact, &Rational::ratio(1, 2)).unwrap();
        assert!(root.coefficients().iter().all(Surd::is_zero));
    }

    #[test]
    fn compositions_and_products() {
        // x·exp(−x²) at 0: x − x³ + x⁵/2.
        let x = Jet::variable(&Exact, Surd::zero(), 6).unwrap();
        let square = x.mul(&Exact, &x).unwrap().neg(&Exact);
        let f = x.mul(&Exact, &square.apply(&Exact, Function::Exp).unwrap()).unwrap();
        let each = f.coefficients().iter().map(|c| c.as_rational().unwrap().to_string());
        assert_eq!(each.collect::<Vec<_>>().join(", "), "0, 1, 0, -1, 0, 1/2, 0");
    }
}
