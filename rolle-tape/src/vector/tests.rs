//! Every instruction set against plain arithmetic, bit for bit.

use super::{Body, Isa, Mask, Real, Vector};

/// Marsaglia's xorshift.
struct Random(u64);

impl Random {
    fn next(&mut self) -> u64 {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        self.0
    }
}

/// Every pair of special numbers, then random pairs: any bits, near one, near integers, subnormal.
fn pairs<T: Real>(count: usize) -> Vec<(T, T)> {
    let tiny = T::from_bits(1);
    let positive = [
        T::ZERO,
        tiny,
        tiny + tiny + tiny,
        T::MIN_POSITIVE,
        T::MIN_POSITIVE - tiny,
        T::SQRT_HALF,
        T::from_bits(T::SQRT_HALF.to_bits() - 1),
        T::HALF,
        T::ONE,
        T::ONE + T::EPSILON,
        T::ONE + T::HALF,
        T::TWO + T::HALF,
        T::from_f64(1e7),
        T::ONE / T::EPSILON,
        T::MAX,
        T::INFINITY,
        T::NAN,
    ];
    let special: Vec<T> = positive.iter().flat_map(|&x| [x, -x]).collect();
    let mut pairs: Vec<(T, T)> =
        special.iter().flat_map(|&x| special.iter().map(move |&y| (x, y))).collect();
    let mut random = Random(0x9e37_79b9_7f4a_7c15);
    let mut number = move || {
        let bits = random.next() >> if T::FRACTION_BITS == 23 { 32 } else { 0 };
        let any = T::from_bits(bits);
        match random.next() % 4 {
            0 => any,
            1 => (any.split().0).copysign(any),
            2 => T::from_f64((random.next() % 64) as f64 * 0.25 - 8.0),
            _ => T::from_bits(bits & ((1 << T::FRACTION_BITS) - 1)).copysign(any),
        }
    };
    pairs.extend((0..count).map(|_| (number(), number())));
    pairs
}

/// All results for each pair, one after another; the pairs come in chunks with every length of a tail.
struct Everything<'a, T>(&'a [(T, T)]);

impl<T: Real> Body<T> for Everything<'_, T> {
    type Output = Vec<Vec<T>>;

    #[inline(always)]
    fn run<V: Vector<Real = T>>(self, token: V::Token) -> Vec<Vec<T>> {
        let mut results = vec![Vec::new(); self.0.len()];
        for (k, pairs) in self.0.chunks(V::LANES).enumerate() {
            let (x, y): (Vec<T>, Vec<T>) = pairs.iter().copied().unzip();
            let x = V::load_padded(token, &x, T::ONE);
            let y = V::load_padded(token, &y, T::ONE);
            for result in operations::<V>(x, y) {
                let mut lanes = vec![T::ZERO; pairs.len()];
                result.store_partial(&mut lanes);
                for (lane, value) in lanes.into_iter().enumerate() {
                    results[k * V::LANES + lane].push(value);
                }
            }
        }
        results
    }
}

#[inline(always)]
fn operations<V: Vector>(x: V, y: V) -> Vec<V> {
    let (one, two) = (x.same(V::Real::ONE), x.same(V::Real::TWO));
    let truth = |mask: V::Mask| V::select(mask, one, two);
    let limit = x.same(V::Real::from_f64(3000.0));
    let exponent = y.max(-limit).min(limit).round_ties_even();
    let small = exponent.min(x.same(V::Real::MAX_EXPONENT)).max(x.same(V::Real::MIN_EXPONENT));
    let twice = |bound: V::Real| x.same(bound * V::Real::TWO);
    let near = exponent.min(twice(V::Real::MAX_EXPONENT)).max(twice(V::Real::MIN_EXPONENT));
    let (mantissa, power) = x.split();
    let sound = x.abs().gt(x.same(V::Real::ZERO)) & x.abs().lt(x.same(V::Real::INFINITY));
    vec![
        x + y,
        x - y,
        x * y,
        x / y,
        -x,
        x.fma(y, one),
        x.fms(y, x),
        x.fnma(y, one),
        x.abs(),
        x.min(y),
        x.max(y),
        x.sqrt(),
        x.floor(),
        x.ceil(),
        x.trunc(),
        x.round_ties_even(),
        x.copysign(y),
        truth(x.lt(y)),
        truth(x.le(y)),
        truth(x.gt(y)),
        truth(x.ge(y)),
        truth(x.eq(y)),
        truth(x.ne(y)),
        truth(x.is_nan()),
        truth(x.lt(y) & x.ge(one)),
        truth(x.lt(y) | x.ge(one)),
        truth(!x.lt(y)),
        V::select(x.lt(y), x, y),
        V::power_of_two(small),
        x.scale2(exponent),
        V::select(sound, mantissa, one).scale2_near_one(near),
        V::select(sound, mantissa, one),
        V::select(sound, power, one),
        x.map(|x| x + V::Real::ONE),
        x.map2(y, |x, y| x - y),
    ]
}

fn same_bits<T: Real>(a: T, b: T) -> bool {
    a.to_bits() == b.to_bits() || (a.to_f64().is_nan() && b.to_f64().is_nan())
}

fn agree<T: Real>() {
    let pairs = pairs::<T>(20_000);
    let expected = Isa::Portable.dispatch(Everything(&pairs));
    for isa in Isa::available() {
        for (result, found) in
            [isa.dispatch(Everything(&pairs)), isa.dispatch_lane(Everything(&pairs))]
                .iter()
                .enumerate()
        {
            for ((pair, found), expected) in pairs.iter().zip(found).zip(&expected) {
                for (k, (&a, &b)) in found.iter().zip(expected).enumerate() {
                    assert!(
                        same_bits(a, b),
                        "{} ({result}), operation {k} of {pair:?}: {a:?}, not {b:?}",
                        isa.name()
                    );
                }
            }
        }
    }
}

#[test]
fn every_instruction_set_gives_the_same_bits() {
    agree::<f32>();
    agree::<f64>();
}

/// Plain arithmetic itself, where it is not the language's own.
fn plain<T: Real>() {
    for (x, _) in pairs::<T>(20_000) {
        if x == T::ZERO || !x.to_f64().is_finite() {
            continue;
        }
        let (mantissa, exponent) = x.split();
        assert!(T::SQRT_HALF <= mantissa && mantissa < T::SQRT_HALF * T::TWO, "{x}: {mantissa}");
        // Two steps, each exact in double precision even for subnormal numbers.
        let half = (exponent.to_f64() / 2.0).trunc() as i32;
        let back = mantissa.to_f64() * 2f64.powi(half) * 2f64.powi(exponent.to_f64() as i32 - half);
        assert_eq!(back, x.abs().to_f64());
    }
}

#[test]
fn numbers_are_split_exactly() {
    plain::<f32>();
    plain::<f64>();
}

#[test]
fn scaling_rounds_once() {
    let scale = |x: f64, n: f64| Isa::best().dispatch(Scale(x, n));
    // Half of the least number, and just above it.
    assert_eq!(scale(1.0, -1075.0), 0.0);
    assert_eq!(scale(1.0 + f64::EPSILON, -1075.0), f64::from_bits(1));
    // Rounded first to a multiple of 2^−1073 this would become a tie, and go to the even neighbor.
    let x = 1.0 + 0.5 + 2f64.powi(-40);
    assert_eq!(scale(x, -1074.0), f64::from_bits(2));
    assert_eq!(scale(f64::MAX, -2097.0).to_bits(), 2);
    assert_eq!(scale(f64::from_bits(1), 2097.0), 2f64.powi(1023));
    assert_eq!(scale(f64::from_bits(1), 2098.0), f64::INFINITY);
    assert_eq!(scale(-1.0, 1e300), f64::NEG_INFINITY);
    assert_eq!(scale(0.0, 5000.0), 0.0);
}

struct Scale(f64, f64);

impl Body<f64> for Scale {
    type Output = f64;
    #[inline(always)]
    fn run<V: Vector<Real = f64>>(self, token: V::Token) -> f64 {
        let mut result = [0.0];
        V::splat(token, self.0).scale2(V::splat(token, self.1)).store_partial(&mut result);
        result[0]
    }
}

/// The first element, and what is beyond the length of a slice.
struct Tails;

impl Body<f32> for Tails {
    type Output = ();
    #[inline(always)]
    fn run<V: Vector<Real = f32>>(self, token: V::Token) {
        let from: Vec<f32> = (0..40).map(|k| k as f32).collect();
        for length in 0..=V::LANES + 1 {
            let x = V::load_padded(token, &from[..length], -1.0);
            let mut to = [9.0; 40];
            x.store(&mut to);
            for (k, &value) in to.iter().enumerate() {
                let expected = if k >= V::LANES {
                    9.0
                } else if k < length {
                    k as f32
                } else {
                    -1.0
                };
                assert_eq!(value, expected);
            }
            let mut to = [9.0; 40];
            V::load(token, &from).store_partial(&mut to[..length]);
            for (k, &value) in to.iter().enumerate() {
                assert_eq!(value, if k < length.min(V::LANES) { k as f32 } else { 9.0 });
            }
        }
        let x = V::load(token, &from);
        assert_eq!(x.lt(x.same(0.5)).all(), V::LANES == 1);
        assert!(x.lt(x.same(0.5)).any() && !x.lt(x.same(-0.5)).any() && x.ge(x.same(0.0)).all());
    }
}

#[test]
fn tails_touch_nothing_else() {
    for isa in Isa::available() {
        isa.dispatch(Tails);
    }
}

struct TooShort<'a>(&'a mut [f32]);

impl Body<f32> for TooShort<'_> {
    type Output = ();
    #[inline(always)]
    fn run<V: Vector<Real = f32>>(self, token: V::Token) {
        V::splat(token, 1.0).store(&mut self.0[..V::LANES - 1]);
    }
}

#[test]
fn a_short_slice_is_refused() {
    for isa in Isa::available() {
        let store = || isa.dispatch(TooShort(&mut [0.0; 16]));
        assert!(std::panic::catch_unwind(store).is_err(), "{}", isa.name());
    }
}
