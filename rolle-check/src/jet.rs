//! Truncated Taylor series over any arithmetic: the derivatives of a formula without differentiating it.
//!
//! The k-th coefficient of a jet is the k-th derivative divided by k!. Sums and products are those of polynomials;
//! f(u) is Σ fⱼ·δʲ, where fⱼ are the Taylor coefficients of f at u₀ and δ = u − u₀ has no constant term. What is known
//! of each function is one line of [`taylor`]: its derivative in terms of simpler ones.

use crate::arithmetic::{Arithmetic, Function};
use crate::rational::Rational;
use std::cmp::Ordering;

/// Taylor coefficients c₀, c₁, …, cₙ, each of them an enclosure.
///
/// A jet of order n ≥ 1 says that the function has n continuous derivatives at every enclosed point, which are
/// one-sided where it is defined on one side alone (x^(3/2) at 0); a jet of order 0 is a value and says what
/// [`Arithmetic`] says of values.
///
/// ```
/// use rolle_check::{Dyadic, Enclosing, Function, Interval, Jet};
///
/// let a = Enclosing { bits: 64 };
/// let x = Jet::variable(&a, Interval::integer(0), 3).unwrap();
/// let third = x.apply(&a, Function::Tanh).unwrap().derivative(&a, 3).unwrap();
/// assert!(third.contains(&Dyadic::integer(-2)));
/// ```
#[derive(Clone, Debug)]
pub struct Jet<N> {
    coefficients: Vec<N>,
    /// Whether the function is known to be constant. Coefficients that vanish do not tell: those of x² at 0 up to
    /// order 1 do, and √(x²) has no derivative there.
    constant: bool,
}

impl<N: Clone + std::fmt::Debug> Jet<N> {
    /// A constant.
    pub fn constant<A: Arithmetic<Number = N>>(a: &A, value: N, order: usize) -> Option<Jet<N>> {
        let mut coefficients = vec![a.rational(&Rational::zero())?; order + 1];
        coefficients[0] = value;
        Some(Jet { coefficients, constant: true })
    }

    /// The variable at a point.
    pub fn variable<A: Arithmetic<Number = N>>(a: &A, at: N, order: usize) -> Option<Jet<N>> {
        let mut coefficients = Jet::constant(a, at, order)?.coefficients;
        if order > 0 {
            coefficients[1] = a.rational(&Rational::one())?;
        }
        Some(Jet { coefficients, constant: false })
    }

    /// The coefficients, from the value up; there is at least one.
    pub fn coefficients(&self) -> &[N] {
        &self.coefficients
    }

    /// The coefficients by themselves.
    pub(crate) fn into_coefficients(self) -> Vec<N> {
        self.coefficients
    }

    /// The order of the last coefficient.
    pub fn order(&self) -> usize {
        self.coefficients.len() - 1
    }

    /// The jet with another enclosure of the value.
    pub(crate) fn with_value(mut self, value: N) -> Jet<N> {
        self.coefficients[0] = value;
        self
    }

    /// The k-th derivative, k!·cₖ; `None` beyond the order.
    pub fn derivative<A: Arithmetic<Number = N>>(&self, a: &A, k: usize) -> Option<N> {
        let factorial = (1..=k).fold(Rational::one(), |product, i| &product * &whole(i));
        scale(a, self.coefficients.get(k)?, &factorial)
    }

    /// u + v, to the lower of their orders.
    pub fn add<A: Arithmetic<Number = N>>(&self, a: &A, other: &Jet<N>) -> Option<Jet<N>> {
        let pairs = self.coefficients.iter().zip(&other.coefficients);
        let coefficients = pairs.map(|(x, y)| a.add(x, y)).collect::<Option<_>>()?;
        Some(Jet { coefficients, constant: self.constant && other.constant })
    }

    /// −u.
    pub fn neg<A: Arithmetic<Number = N>>(&self, a: &A) -> Jet<N> {
        let coefficients = self.coefficients.iter().map(|x| a.neg(x)).collect();
        Jet { coefficients, constant: self.constant }
    }

    /// u·v, to the lower of their orders.
    pub fn mul<A: Arithmetic<Number = N>>(&self, a: &A, other: &Jet<N>) -> Option<Jet<N>> {
        let count = self.coefficients.len().min(other.coefficients.len());
        let coefficient = |k| convolution(a, &self.coefficients, &other.coefficients, k);
        let coefficients = (0..count).map(coefficient).collect::<Option<_>>()?;
        Some(Jet { coefficients, constant: self.constant && other.constant })
    }

    /// uʳ for a rational r.
    pub fn power<A: Arithmetic<Number = N>>(&self, a: &A, exponent: &Rational) -> Option<Jet<N>> {
        self.compose(a, |at, order| taylor_of_power(a, exponent, at, order))
    }

    /// f(u).
    pub fn apply<A: Arithmetic<Number = N>>(&self, a: &A, function: Function) -> Option<Jet<N>> {
        self.compose(a, |at, order| taylor(a, function, at, order))
    }

    /// f(u) for the function that has the Taylor coefficients `series(u₀, n)`.
    fn compose<A: Arithmetic<Number = N>>(
        &self,
        a: &A,
        series: impl Fn(&N, usize) -> Option<Vec<N>>,
    ) -> Option<Jet<N>> {
        let (at, order) = (&self.coefficients[0], self.order());
        if self.constant {
            return Jet::constant(a, series(at, 0)?.swap_remove(0), order);
        }
        let series = series(at, order)?;
        let mut delta = self.clone();
        delta.coefficients[0] = a.rational(&Rational::zero())?;
        let constant = |value| Some(Jet { constant: false, ..Jet::constant(a, value, order)? });
        let mut sum = constant(series[0].clone())?;
        let mut power = constant(a.rational(&Rational::one())?)?;
        for (j, factor) in series.iter().enumerate().skip(1) {
            power = power.mul(a, &delta)?;
            // The lowest coefficient of δʲ, u₁ʲ, by its own rule: a square is not negative.
            power.coefficients[j] = a.power(&delta.coefficients[1], &whole(j))?;
            sum = sum.add(a, &power.mul(a, &constant(factor.clone())?)?)?;
        }
        Some(sum)
    }
}

/// The Taylor coefficients f₀, …, fₙ of a function at a point.
pub fn taylor<A: Arithmetic>(
    a: &A,
    function: Function,
    at: &A::Number,
    order: usize,
) -> Option<Vec<A::Number>> {
    use Function::{Asinh, Atan, Cos, Cosh, Erf, Erfc};
    use Function::{Exp, Log, Sigmoid, Sin, Sinh, Softplus, Tanh};
    let value = a.apply(function, at)?;
    if order == 0 {
        return Some(vec![value]);
    }
    let of = |function| a.apply(function, at);
    let minus = |x: &A::Number| a.neg(x);
    // u as the variable, u², and the constant 1, one order lower: for derivatives.
    let u = Jet::variable(a, at.clone(), order - 1)?;
    let square = || u.power(a, &whole(2));
    let one = Jet::constant(a, a.rational(&Rational::one())?, order - 1)?;
    // A slope at an end of the domain may be infinite, which only a value may be.
    let inverse = |base: Jet<A::Number>| {
        a.excludes_zero(&base.coefficients[0]).then_some(())?;
        base.power(a, &Rational::integer(-1))
    };
    let slope = match function {
        Exp => return periodic(a, &[value], order),
        Sinh => return periodic(a, &[value, of(Cosh)?], order),
        Cosh => return periodic(a, &[value, of(Sinh)?], order),
        Sin => {
            let cos = of(Cos)?;
            return periodic(a, &[value.clone(), cos.clone(), minus(&value), minus(&cos)], order);
        }
        Cos => {
            let sin = of(Sin)?;
            return periodic(a, &[value.clone(), minus(&sin), minus(&value), sin], order);
        }
        Sigmoid => return taylor_of_sigmoid(a, at, order),
        Softplus => {
            return integrate(a, value, &taylor_of_sigmoid(a, at, order - 1)?);
        }
        Tanh => return taylor_of_tanh(a, value, at, order),
        Log => inverse(u)?,
        Atan => inverse(one.add(a, &square()?)?)?,
        Asinh => one.add(a, &square()?)?.power(a, &Rational::ratio(-1, 2))?,
        Erf | Erfc => {
            let factor = scale(a, &a.power(&a.pi()?, &Rational::ratio(-1, 2))?, &whole(2))?;
            let factor = if function == Erf { factor } else { minus(&factor) };
            let density = square()?.neg(a).apply(a, Exp)?;
            density.mul(a, &Jet::constant(a, factor, order - 1)?)?
        }
    };
    integrate(a, value, slope.coefficients())
}

/// The Taylor coefficients of uʳ: (r choose j)·u₀^(r−j).
pub(crate) fn taylor_of_power<A: Arithmetic>(
    a: &A,
    exponent: &Rational,
    at: &A::Number,
    order: usize,
) -> Option<Vec<A::Number>> {
    let mut series = vec![a.power(at, exponent)?];
    let mut binomial = Rational::one();
    for j in 1..=order {
        let above = exponent - &whole(j - 1);
        binomial = &(&binomial * &above) * &whole(j).reciprocal()?;
        let exponent = exponent - &whole(j);
        series.push(match exponent.sign() {
            _ if binomial.is_zero() => a.rational(&binomial)?,
            Ordering::Equal => a.rational(&binomial)?,
            Ordering::Less if !a.excludes_zero(at) => return None,
            _ => scale(a, &a.power(at, &exponent)?, &binomial)?,
        });
    }
    Some(series)
}

/// The Taylor coefficients where the derivatives go around in a circle.
fn periodic<A: Arithmetic>(a: &A, circle: &[A::Number], order: usize) -> Option<Vec<A::Number>> {
    let mut inverse_factorial = Rational::one();
    let mut series = Vec::with_capacity(order + 1);
    for j in 0..=order {
        if j > 0 {
            inverse_factorial = &inverse_factorial * &whole(j).reciprocal()?;
        }
        series.push(scale(a, &circle[j % circle.len()], &inverse_factorial)?);
    }
    Some(series)
}

/// The Taylor coefficients of the sigmoid s, from s′ = s·r and r′ = −s′ where r = 1 − s is the sigmoid of −u, taken
/// anew since the difference loses all accuracy where s is near 1.
fn taylor_of_sigmoid<A: Arithmetic>(a: &A, at: &A::Number, order: usize) -> Option<Vec<A::Number>> {
    let mut s = vec![a.apply(Function::Sigmoid, at)?];
    let mut r = vec![a.apply(Function::Sigmoid, &a.neg(at))?];
    for j in 0..order {
        let next = scale(a, &convolution(a, &s, &r, j)?, &whole(j + 1).reciprocal()?)?;
        r.push(a.neg(&next));
        s.push(next);
    }
    Some(s)
}

/// The Taylor coefficients of tanh u = 2·sigmoid(2u) − 1.
fn taylor_of_tanh<A: Arithmetic>(
    a: &A,
    value: A::Number,
    at: &A::Number,
    order: usize,
) -> Option<Vec<A::Number>> {
    let mut series = taylor_of_sigmoid(a, &scale(a, at, &whole(2))?, order)?;
    let mut factor = whole(2);
    for coefficient in &mut series {
        *coefficient = scale(a, coefficient, &factor)?;
        factor = &factor * &whole(2);
    }
    series[0] = value;
    Some(series)
}

/// The Taylor coefficients of a function with a given value and derivative.
fn integrate<A: Arithmetic>(
    a: &A,
    value: A::Number,
    slope: &[A::Number],
) -> Option<Vec<A::Number>> {
    let mut series = vec![value];
    for (j, coefficient) in slope.iter().enumerate() {
        series.push(scale(a, coefficient, &whole(j + 1).reciprocal()?)?);
    }
    Some(series)
}

/// Σ x_i·y_(k−i), without the products that are exactly zero.
fn convolution<A: Arithmetic>(
    a: &A,
    x: &[A::Number],
    y: &[A::Number],
    k: usize,
) -> Option<A::Number> {
    let mut sum = a.rational(&Rational::zero())?;
    for (x, y) in x[..=k].iter().zip(y[..=k].iter().rev()) {
        if !a.is_zero(x) && !a.is_zero(y) {
            let product = a.mul(x, y)?;
            sum = if a.is_zero(&sum) { product } else { a.add(&sum, &product)? };
        }
    }
    Some(sum)
}

/// x·c for a rational c.
fn scale<A: Arithmetic>(a: &A, x: &A::Number, factor: &Rational) -> Option<A::Number> {
    if *factor == Rational::one() || a.is_zero(x) {
        return Some(x.clone());
    }
    a.mul(x, &a.rational(factor)?)
}

fn whole(n: usize) -> Rational {
    Rational::integer(n)
}

#[cfg(test)]
mod tests {
    use super::Jet;
    use crate::arithmetic::Function;
    use crate::enclose::Enclosing;
    use crate::interval::Interval;
    use crate::rational::Rational;
    use std::cmp::Ordering;

    const A: Enclosing = Enclosing { bits: 120 };

    fn jet(function: Function, at: Interval, order: usize) -> Option<Jet<Interval>> {
        Jet::variable(&A, at, order)?.apply(&A, function)
    }

    /// Function, 8 times the argument, and 10¹⁵ times the coefficients 1, 2, 3 and 5, by mpmath with 60 digits.
    const COEFFICIENTS: [(Function, i64, [i64; 4]); 13] = [
        (
            Function::Exp,
            3,
            [1_454_991_414_618_201, 727_495_707_309_101, 242_498_569_103_034, 12_124_928_455_152],
        ),
        (
            Function::Log,
            3,
            [
                2_666_666_666_666_667,
                -3_555_555_555_555_556,
                6_320_987_654_320_988,
                26_969_547_325_102_881,
            ],
        ),
        (
            Function::Sin,
            3,
            [930_507_621_912_314, -183_136_264_543_024, -155_084_603_652_052, 7_754_230_182_603],
        ),
        (
            Function::Cos,
            3,
            [-366_272_529_086_048, -465_253_810_956_157, 61_045_421_514_341, -3_052_271_075_717],
        ),
        (
            Function::Sinh,
            3,
            [1_071_140_346_704_587, 191_925_533_956_807, 178_523_391_117_431, 8_926_169_555_872],
        ),
        (
            Function::Cosh,
            3,
            [383_851_067_913_615, 535_570_173_352_293, 63_975_177_985_602, 3_198_758_899_280],
        ),
        (
            Function::Tanh,
            3,
            [871_579_975_047_256, -312_337_132_312_578, -178_598_336_205_205, 18_656_179_118_390],
        ),
        (
            Function::Sigmoid,
            3,
            [241_412_901_252_952, -22_370_912_744_159, -18_044_705_349_209, 1_511_316_440_101],
        ),
        (
            Function::Softplus,
            3,
            [592_666_599_954_070, 120_706_450_626_476, -7_456_970_914_720, 707_276_844_113],
        ),
        (
            Function::Atan,
            3,
            [876_712_328_767_123, -288_234_190_279_602, -129_858_935_042_256, -31_840_607_638_870],
        ),
        (
            Function::Asinh,
            3,
            [936_329_177_569_045, -153_917_125_079_843, -86_212_331_855_985, -2_998_127_092_145],
        ),
        (
            Function::Erf,
            3,
            [980_352_809_545_908, -367_632_303_579_715, -234_876_193_953_707, 45_475_350_052_178],
        ),
        (
            Function::Erfc,
            3,
            [-980_352_809_545_908, 367_632_303_579_715, 234_876_193_953_707, -45_475_350_052_178],
        ),
    ];

    #[test]
    fn coefficients_agree_with_mpmath() {
        const UNIT: i64 = 1_000_000_000_000_000;
        for (function, at, expected) in COEFFICIENTS {
            let jet =
                jet(function, Interval::from_rational(&Rational::ratio(at, 8), 120), 5).unwrap();
            for (k, expected) in [1, 2, 3, 5].into_iter().zip(expected) {
                let near = Interval::between(
                    &Rational::ratio(expected - 1, UNIT),
                    &Rational::ratio(expected + 1, UNIT),
                    120,
                );
                let found = &jet.coefficients()[k];
                assert!(near.contains_interval(found), "{function:?} {k}: {found} {near}");
            }
        }
    }

    #[test]
    fn jets_of_an_interval_hold_those_of_its_points() {
        for (function, at, _) in COEFFICIENTS {
            let wide =
                Interval::between(&Rational::ratio(at - 1, 8), &Rational::ratio(at + 2, 8), 120);
            let wide = jet(function, wide, 5).unwrap();
            for eighths in [-3, 0, 4, 7] {
                let point = Interval::from_rational(&Rational::ratio(4 * at + eighths, 32), 120);
                let narrow = jet(function, point, 5).unwrap();
                for (wide, narrow) in wide.coefficients().iter().zip(narrow.coefficients()) {
                    assert!(wide.intersect(narrow).is_some(), "{function:?}: {wide} {narrow}");
                    assert!(wide.is_bounded(), "{function:?}: {wide}");
                }
            }
        }
    }

    /// At the ends of a domain a function may have a value but no derivative.
    #[test]
    fn ends_of_domains() {
        let between =
            |a: i64, b: i64| Interval::between(&Rational::ratio(a, 2), &Rational::ratio(b, 2), 120);
        for (function, at, value) in
            [(Function::Log, between(0, 2), true), (Function::Log, between(-1, 2), false)]
        {
            assert_eq!(jet(function, at.clone(), 0).is_some(), value, "{function:?} {at}");
            assert!(jet(function, at.clone(), 1).is_none(), "{function:?} {at}");
        }
        let power = |at: Interval, n, order| {
            Jet::variable(&A, at, order).unwrap().power(&A, &Rational::ratio(n, 6)).is_some()
        };
        // √x has a value on [0, 1], x^(3/2) a slope and x^(−1/2) neither; ∛x has a value on [−1, 1].
        assert!(power(between(0, 2), 3, 0) && !power(between(0, 2), 3, 1));
        assert!(power(between(0, 2), 9, 1) && !power(between(0, 2), 9, 2));
        assert!(!power(between(0, 2), -3, 1) && !power(between(-1, 2), 3, 0));
        assert!(power(between(-2, 2), 2, 0) && !power(between(-2, 2), 2, 1));
        assert!(power(between(-2, 2), 8, 1) && !power(between(-2, 2), -6, 1));
    }

    /// √(x²) = |x| has a value at 0 and no derivative, though all coefficients of x² up to order 1 vanish.
    #[test]
    fn the_root_of_a_square_has_no_slope_at_zero() {
        for order in 0..3 {
            let x = Jet::variable(&A, Interval::integer(0), order).unwrap();
            let square = x.mul(&A, &x).unwrap();
            assert_eq!(square.power(&A, &Rational::ratio(1, 2)).is_some(), order == 0);
            assert_eq!(
                x.power(&A, &Rational::ratio(2, 1))
                    .unwrap()
                    .power(&A, &Rational::ratio(1, 2))
                    .is_some(),
                order == 0
            );
        }
    }

    /// The second derivative of (x − 1)² at [0, 2] is 2, and its coefficient u₁² is a square.
    #[test]
    fn squares_are_squares() {
        let at = Interval::between(&Rational::ratio(-1, 1), &Rational::ratio(1, 1), 120);
        let u = Jet::variable(&A, at, 2).unwrap();
        let square = u.power(&A, &Rational::ratio(2, 1)).unwrap();
        assert_eq!(square.derivative(&A, 2).unwrap(), Interval::integer(2));
        // (x²)²: u₁ = 2x changes its sign.
        let fourth = square.power(&A, &Rational::ratio(2, 1)).unwrap();
        assert_eq!(fourth.coefficients()[2].lo().sign(), Ordering::Equal);
    }
}
