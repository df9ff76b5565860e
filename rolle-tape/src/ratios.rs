//! Functions of one exponential, in a format: several results from one evaluation of e^(−|w|).

use crate::execute::polynomial;
use crate::function::{self, Elementary as Format};
use crate::operation::{Factor, Ratio, Ratios};
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
}

/// Over blocks: one loop for the exponentials, one for each factor, one for each result, so that what is known of the
/// ratios is asked once a block. A single point is a block of one.
impl<T: Format> RatiosOf<T> {
    #[inline(always)]
    pub(crate) fn run_block<V: Vector<Real = T>>(
        &self,
        token: V::Token,
        w: &[T],
        low: &[T],
        scratch: &mut Vec<T>,
        outs: &mut [&mut [T]],
    ) {
        let size = w.len();
        scratch.resize(size * (2 + 2 * self.factors.len()), T::ZERO);
        let (exponential, rest) = scratch.split_at_mut(size);
        let (difference, rest) = rest.split_at_mut(size);
        for i in (0..size).step_by(V::LANES) {
            let at_low = match low.is_empty() {
                true => None,
                false => Some(V::load(token, &low[i..])),
            };
            let (e, d) = self.exponentials(V::load(token, &w[i..]), at_low);
            e.store(&mut exponential[i..]);
            d.store(&mut difference[i..]);
        }
        let (factors, inverses) = rest.split_at_mut(size * self.factors.len());
        let values = factors.chunks_exact_mut(size).zip(inverses.chunks_exact_mut(size));
        for (k, (factor, inverse)) in values.enumerate() {
            for i in (0..size).step_by(V::LANES) {
                let e = V::load(token, &exponential[i..]);
                let d = V::load(token, &difference[i..]);
                let value = self.factor(k, V::load(token, &w[i..]), e, d);
                value.store(&mut factor[i..]);
                if self.inverted[k] {
                    (value.same(T::ONE) / value).store(&mut inverse[i..]);
                }
            }
        }
        let block = Block { w, low, exponential, difference, factors, inverses };
        for (result, out) in self.results.iter().zip(outs) {
            match result {
                RatioOf::Value { scale, odd, below, above, powers } => {
                    let shape = Shape { scale: *scale, odd: *odd, below: *below, above: *above };
                    block.value::<V>(token, shape, powers, out);
                }
                RatioOf::Logarithm { .. } => {
                    for i in (0..size).step_by(V::LANES) {
                        let parts = block.parts_of_logarithm::<V>(token, i);
                        parts.logarithm(result, &self.factors).store(&mut out[i..]);
                    }
                }
            }
        }
    }

    /// T, where some result needs it, and 1 − T, where one does.
    #[inline(always)]
    fn exponentials<V: Vector<Real = T>>(&self, w: V, low: Option<V>) -> (V, V) {
        let zero = w.same(T::ZERO);
        let down = -w.abs();
        let down_low = match low {
            None => zero,
            Some(low) => V::select(w.gt(zero), -low, low),
        };
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
        (exponential, difference)
    }

    /// The k-th factor.
    #[inline(always)]
    fn factor<V: Vector<Real = T>>(&self, k: usize, w: V, exponential: V, difference: V) -> V {
        match &self.factors[k] {
            FactorOf::Difference => difference,
            FactorOf::Even(coefficients) => polynomial(exponential, coefficients),
            FactorOf::Sided { below, above } => {
                let zero = w.same(T::ZERO);
                let positive = w.gt(zero);
                let mut sum = zero;
                for (&b, &a) in below.iter().zip(above).rev() {
                    sum = sum.fma(exponential, V::select(positive, w.same(a), w.same(b)));
                }
                sum
            }
        }
    }
}

/// What a value is beside its factors.
#[derive(Clone, Copy)]
struct Shape<T> {
    scale: T,
    odd: bool,
    below: i32,
    above: i32,
}

/// What the results of a block are made of.
struct Block<'a, T> {
    w: &'a [T],
    low: &'a [T],
    exponential: &'a [T],
    difference: &'a [T],
    factors: &'a [T],
    inverses: &'a [T],
}

impl<T: Format> Block<'_, T> {
    /// T^below or T^above, times the first power; then the other powers, and the constant.
    #[inline(always)]
    fn value<V: Vector<Real = T>>(
        &self,
        token: V::Token,
        shape: Shape<T>,
        powers: &[(usize, i32)],
        out: &mut [T],
    ) {
        let size = self.w.len();
        for i in (0..size).step_by(V::LANES) {
            let (e, w) = (V::load(token, &self.exponential[i..]), V::load(token, &self.w[i..]));
            sided_power(e, w, shape.below, shape.above).store(&mut out[i..]);
        }
        for &(j, n) in powers {
            let from = if n > 0 { self.factors } else { self.inverses };
            let factor = &from[j * size..(j + 1) * size];
            for i in (0..size).step_by(V::LANES) {
                let base = V::load(token, &factor[i..]);
                let mut value = V::load(token, &out[i..]);
                for _ in 0..n.unsigned_abs() {
                    value = value * base;
                }
                value.store(&mut out[i..]);
            }
        }
        if shape.scale == T::ONE && !shape.odd {
            return;
        }
        for i in (0..size).step_by(V::LANES) {
            let w = V::load(token, &self.w[i..]);
            let value = V::load(token, &out[i..]) * w.same(shape.scale);
            let value = match shape.odd {
                true => V::select(w.gt(w.same(T::ZERO)), value, -value),
                false => value,
            };
            value.store(&mut out[i..]);
        }
    }

    #[inline(always)]
    fn parts_of_logarithm<V: Vector<Real = T>>(&self, token: V::Token, i: usize) -> Logs<V> {
        let w = V::load(token, &self.w[i..]);
        let w_low = match self.low.is_empty() {
            true => w.same(T::ZERO),
            false => V::load(token, &self.low[i..]),
        };
        Logs {
            w,
            w_low,
            exponential: V::load(token, &self.exponential[i..]),
            difference: V::load(token, &self.difference[i..]),
        }
    }
}

/// T^below for w ≤ 0, T^above for w > 0.
#[inline(always)]
fn sided_power<V: Vector>(exponential: V, w: V, below: i32, above: i32) -> V {
    match below == above {
        true => power(exponential, below),
        false => V::select(
            w.gt(w.same(V::Real::ZERO)),
            power(exponential, above),
            power(exponential, below),
        ),
    }
}

#[inline(always)]
fn power<V: Vector>(base: V, n: i32) -> V {
    let one = base.same(V::Real::ONE);
    if n == 0 {
        return one;
    }
    let mut value = base;
    for _ in 1..n.unsigned_abs() {
        value = value * base;
    }
    if n < 0 { one / value } else { value }
}

/// What logarithms are made of.
struct Logs<V> {
    w: V,
    w_low: V,
    exponential: V,
    difference: V,
}

impl<V: Vector<Real: Format>> Logs<V> {
    #[inline(always)]
    fn logarithm(&self, result: &RatioOf<V::Real>, factors: &[FactorOf<V::Real>]) -> V {
        let RatioOf::Logarithm { constant, slope, terms } = result else { return self.w };
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
        let (slope, constant) = (self.side(slope), self.side(constant));
        // Without a slope w does not matter, even if it is infinite.
        let flat = slope.eq(slope.same(V::Real::ZERO));
        let line = V::select(flat, slope, slope.fma(self.w, slope * self.w_low));
        (constant + sum) + line
    }

    /// The first number for w ≤ 0, the second for w > 0.
    #[inline(always)]
    fn side(&self, pair: &[V::Real; 2]) -> V {
        let positive = self.w.gt(self.w.same(V::Real::ZERO));
        V::select(positive, self.w.same(pair[1]), self.w.same(pair[0]))
    }

    /// The polynomial divided by its constant, less one.
    #[inline(always)]
    fn without_constant(&self, below: &[V::Real], above: &[V::Real]) -> V {
        let t = self.exponential;
        let mut sum = t.same(V::Real::ZERO);
        for (&b, &a) in below.iter().zip(above).skip(1).rev() {
            sum = sum.fma(t, self.side(&[b / below[0], a / above[0]]));
        }
        sum * t
    }
}
