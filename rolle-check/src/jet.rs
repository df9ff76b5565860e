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
/// A jet of order n ≥ 1 says that the function has n continuous derivatives at every enclosed point; a jet of order 0
/// is a value and says what [`Arithmetic`] says of values.
#[derive(Clone, Debug)]
pub struct Jet<N> {
    coefficients: Vec<N>,
}

impl<N: Clone + std::fmt::Debug> Jet<N> {
    /// A constant.
    pub fn constant<A: Arithmetic<Number = N>>(a: &A, value: N, order: usize) -> Option<Jet<N>> {
        let mut coefficients = vec![a.rational(&Rational::zero())?; order + 1];
        coefficients[0] = value;
        Some(Jet { coefficients })
    }

    /// The variable at a point.
    pub fn variable<A: Arithmetic<Number = N>>(a: &A, at: N, order: usize) -> Option<Jet<N>> {
        let mut jet = Jet::constant(a, at, order)?;
        if order > 0 {
            jet.coefficients[1] = a.rational(&Rational::one())?;
        }
        Some(jet)
    }

    /// The coefficients, from the value up; there is at least one.
    pub fn coefficients(&self) -> &[N] {
        &self.coefficients
    }

    /// The order of the last coefficient.
    pub fn order(&self) -> usize {
        self.coefficients.len() - 1
    }

    /// The k-th derivative, k!·cₖ; `None` beyond the order.
    pub fn derivative<A: Arithmetic<Number = N>>(&self, a: &A, k: usize) -> Option<N> {
        let factorial = (1..=k).fold(Rational::one(), |product, i| &product * &whole(i));
        scale(a, self.coefficients.get(k)?, &factorial)
    }

    /// u + v, to the lower of their orders.
    pub fn add<A: Arithmetic<Number = N>>(&self, a: &A, other: &Jet<N>) -> Option<Jet<N>> {
        let pairs = self.coefficients.iter().zip(&other.coefficients);
        Some(Jet { coefficients: pairs.map(|(x, y)| a.add(x, y)).collect::<Option<_>>()? })
    }

    /// −u.
    pub fn neg<A: Arithmetic<Number = N>>(&self, a: &A) -> Jet<N> {
        Jet { coefficients: self.coefficients.iter().map(|x| a.neg(x)).collect() }
    }

    /// u·v, to the lower of their orders.
    pub fn mul<A: Arithmetic<Number = N>>(&self, a: &A, other: &Jet<N>) -> Option<Jet<N>> {
        let count = self.coefficients.len().min(other.coefficients.len());
        let coefficient = |k| convolution(a, &self.coefficients, &other.coefficients, k);
        Some(Jet { coefficients: (0..count).map(coefficient).collect::<Option<_>>()? })
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
        if self.coefficients[1..].iter().all(|c| a.is_zero(c)) {
            return Jet::constant(a, series(at, 0)?.swap_remove(0), order);
        }
        let series = series(at, order)?;
        let mut delta = self.clone();
        delta.coefficients[0] = a.rational(&Rational::zero())?;
        let mut sum = Jet::constant(a, series[0].clone(), order)?;
        let mut power = Jet::constant(a, a.rational(&Rational::one())?, order)?;
        for (j, factor) in series.iter().enumerate().skip(1) {
            power = power.mul(a, &delta)?;
            // The lowest coefficient of δʲ, u₁ʲ, by its own rule: a square is not negative.
            power.coefficients[j] = a.power(&delta.coefficients[1], &whole(j))?;
            sum = sum.add(a, &power.mul(a, &Jet::constant(a, factor.clone(), order)?)?)?;
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
    use Function::{Acosh, Asin, Asinh, Atan, Atanh, Cos, Cosh, Erf, Erfc};
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
    let inverse_root = |base: Jet<A::Number>| {
        a.excludes_zero(&base.coefficients[0]).then_some(())?;
        base.power(a, &minus_half())
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
        Softplus => Jet { coefficients: taylor_of_sigmoid(a, at, order - 1)? },
        Tanh => return taylor_of_tanh(a, value, at, order),
        Log => inverse(u)?,
        Atan => inverse(one.add(a, &square()?)?)?,
        Atanh => inverse(one.add(a, &square()?.neg(a))?)?,
        Asin => inverse_root(one.add(a, &square()?.neg(a))?)?,
        Asinh => inverse_root(one.add(a, &square()?)?)?,
        Acosh => inverse_root(square()?.add(a, &one.neg(a))?)?,
        Erf | Erfc => {
            let factor = scale(a, &a.power(&a.pi()?, &minus_half())?, &whole(2))?;
            let factor = if function == Erf { factor } else { minus(&factor) };
            let density = square()?.neg(a).apply(a, Exp)?;
            density.mul(a, &Jet::constant(a, factor, order - 1)?)?
        }
    };
    integrate(a, value, &slope)
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
    slope: &Jet<A::Number>,
) -> Option<Vec<A::Number>> {
    let mut series = vec![value];
    for (j, coefficient) in slope.coefficients.iter().enumerate() {
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

fn minus_half() -> Rational {
    Rational::new((-1).into(), 2.into()).expect("2 is not zero")
}

fn whole(n: usize) -> Rational {
    Rational::integer(n)
}
