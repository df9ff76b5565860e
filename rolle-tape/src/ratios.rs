//! Functions of one exponential, in a format: several results from one evaluation of e^(−|w|).

use crate::execute::polynomial;
use crate::function::{self, Elementary as Format};
use crate::operation::{Factor, MAX_FACTORS, Ratio, Ratios};
use crate::vector::{Real, Vector};

/// [`Ratios`] in a format.
#[derive(Clone, Debug)]
pub(crate) struct RatiosOf<T> {
    factors: Vec<FactorOf<T>>,
    results: Vec<RatioOf<T>>,
    /// Whether some result needs 1 − T.
    difference: bool,
    /// Whether some result needs T itself.
    exponential: bool,
    /// Whether some result is divided by the factor.
    inverted: Vec<bool>,
}

#[derive(Clone, Debug)]
enum FactorOf<T> {
    Difference,
    /// The same for both signs of w.
    Even(Vec<T>),
    Sided {
        below: Vec<T>,
        above: Vec<T>,
    },
}

#[derive(Clone, Debug)]
enum RatioOf<T> {
    Value { scale: T, odd: bool, below: i32, above: i32, powers: Vec<(usize, i32)> },
    Logarithm { constant: [T; 2], slope: [T; 2], terms: Vec<(usize, T)> },
}

/// What the results are made of, for one vector of exponents.
struct Parts<V: Vector> {
    w: V,
    w_low: V,
    /// Where w > 0.
    positive: V::Mask,
    /// T.
    exponential: V,
    /// 1 − T.
    difference: V,
    factors: [V; MAX_FACTORS],
    inverses: [V; MAX_FACTORS],
}

impl<T: Real> RatiosOf<T> {
    pub(crate) fn new(ratios: &Ratios) -> RatiosOf<T> {
        let convert = |c: &[crate::Wide]| c.iter().map(|c| c.high()).collect::<Vec<T>>();
        let factors = ratios.factors.iter().map(|factor| match factor {
            Factor::Difference => FactorOf::Difference,
            Factor::Polynomial { below, above } if below == above => FactorOf::Even(convert(below)),
            Factor::Polynomial { below, above } => {
                FactorOf::Sided { below: convert(below), above: convert(above) }
            }
        });
        let results = ratios.results.iter().map(|result| match result {
            Ratio::Value { scale, odd, below, above, powers } => RatioOf::Value {
                scale: scale.high(),
                odd: *odd,
                below: *below,
                above: *above,
                powers: powers.clone(),
            },
            Ratio::Logarithm { constant, slope, terms } => RatioOf::Logarithm {
                constant: constant.map(|c| c.high()),
                slope: slope.map(|c| c.high()),
                terms: terms.iter().map(|&(j, n)| (j, T::from_f64(f64::from(n)))).collect(),
            },
        });
        let difference = ratios.factors.contains(&Factor::Difference);
        let exponential = !difference
            || ratios.factors.len() > 1
            || ratios.results.iter().any(|result| match result {
                Ratio::Value { below, above, .. } => *below != 0 || *above != 0,
                Ratio::Logarithm { .. } => false,
            });
        let inverted = |k: usize| {
            ratios.results.iter().any(|result| match result {
                Ratio::Value { powers, .. } => powers.iter().any(|&(j, n)| j == k && n < 0),
                Ratio::Logarithm { .. } => false,
            })
        };
        RatiosOf {
            factors: factors.collect(),
            results: results.collect(),
            difference,
            exponential,
            inverted: (0..ratios.factors.len()).map(inverted).collect(),
        }
    }

    /// Gives each result, by its place, to `keep`.
    #[inline(always)]
    pub(crate) fn run<V>(&self, w: V, low: Option<V>, mut keep: impl FnMut(usize, V))
    where
        V: Vector<Real = T>,
        T: Format,
    {
        let parts = self.parts(w, low);
        for (k, result) in self.results.iter().enumerate() {
            keep(k, parts.result(result, &self.factors));
        }
    }

    #[inline(always)]
    fn parts<V>(&self, w: V, low: Option<V>) -> Parts<V>
    where
        V: Vector<Real = T>,
        T: Format,
    {
        let zero = w.same(T::ZERO);
        let one = w.same(T::ONE);
        let positive = w.gt(zero);
        let down = -w.abs();
        let w_low = low.unwrap_or(zero);
        let down_low = V::select(positive, -w_low, w_low);
        let exponential = match (self.exponential, low) {
            (false, _) => zero,
            (true, None) => function::exp(down),
            (true, Some(_)) => function::exp_sum(down, down_low),
        };
        let difference = match (self.difference, low) {
            (false, _) => zero,
            (true, None) => -function::expm1(down),
            (true, Some(_)) => -function::expm1_sum(down, down_low),
        };
        let (mut factors, mut inverses) = ([one; MAX_FACTORS], [one; MAX_FACTORS]);
        for (k, factor) in self.factors.iter().enumerate().take(MAX_FACTORS) {
            factors[k] = match factor {
                FactorOf::Difference => difference,
                FactorOf::Even(coefficients) => polynomial(exponential, coefficients),
                FactorOf::Sided { below, above } => {
                    let mut sum = zero;
                    for (&b, &a) in below.iter().zip(above).rev() {
                        let c = V::select(positive, w.same(a), w.same(b));
                        sum = sum.fma(exponential, c);
                    }
                    sum
                }
            };
            if self.inverted[k] {
                inverses[k] = one / factors[k];
            }
        }
        Parts { w, w_low, positive, exponential, difference, factors, inverses }
    }
}

impl<V: Vector<Real: Format>> Parts<V> {
    #[inline(always)]
    fn result(&self, result: &RatioOf<V::Real>, factors: &[FactorOf<V::Real>]) -> V {
        match result {
            RatioOf::Value { scale, odd, below, above, powers } => {
                let mut value = self.powers_of_exponential(*below, *above);
                for &(j, n) in powers {
                    let base = if n > 0 { self.factors[j] } else { self.inverses[j] };
                    for _ in 0..n.unsigned_abs() {
                        value = value * base;
                    }
                }
                if *scale != V::Real::ONE {
                    value = value * value.same(*scale);
                }
                if *odd { V::select(self.positive, value, -value) } else { value }
            }
            RatioOf::Logarithm { constant, slope, terms } => {
                let side = |pair: &[V::Real; 2]| {
                    V::select(self.positive, self.w.same(pair[1]), self.w.same(pair[0]))
                };
                let mut sum = self.w.same(V::Real::ZERO);
                for (j, n) in terms {
                    let log = match &factors[*j] {
                        FactorOf::Difference => function::log(self.difference),
                        FactorOf::Even(c) => function::log1p(self.without_constant(c, c)),
                        FactorOf::Sided { below, above } => {
                            function::log1p(self.without_constant(below, above))
                        }
                    };
                    sum = log.fma(self.w.same(*n), sum);
                }
                let (slope, constant) = (side(slope), side(constant));
                // Without a slope w does not matter, even if it is infinite.
                let flat = slope.eq(slope.same(V::Real::ZERO));
                let line = V::select(flat, slope, slope.fma(self.w, slope * self.w_low));
                (constant + sum) + line
            }
        }
    }

    /// The polynomial divided by its constant, less one.
    #[inline(always)]
    fn without_constant(&self, below: &[V::Real], above: &[V::Real]) -> V {
        let t = self.exponential;
        let mut sum = t.same(V::Real::ZERO);
        for (&b, &a) in below.iter().zip(above).skip(1).rev() {
            sum = sum.fma(t, V::select(self.positive, t.same(a / above[0]), t.same(b / below[0])));
        }
        sum * t
    }

    /// T^below for w ≤ 0, T^above for w > 0.
    #[inline(always)]
    fn powers_of_exponential(&self, below: i32, above: i32) -> V {
        let power = |n: i32| {
            let mut value = self.w.same(V::Real::ONE);
            for _ in 0..n.unsigned_abs() {
                value = value * self.exponential;
            }
            if n < 0 { value.same(V::Real::ONE) / value } else { value }
        };
        match below == above {
            true => power(below),
            false => V::select(self.positive, power(above), power(below)),
        }
    }
}
