//! How many results of each function a core gives in a second: the best of some runs over arrays that stay in the
//! second-level cache.
//!
//! `cargo run --release -p rolle-tape --example rates`

use std::hint::black_box;
use std::io::{self, Write};
use std::time::Instant;

use rolle_tape::function::{self, Elementary};
use rolle_tape::vector::{Body, Isa, Real, Vector};

const COUNT: usize = 100_000;

trait Kernel: Copy {
    fn call<V: Vector<Real: Elementary>>(x: V) -> (V, V);
}

struct Apply<'a, T, K> {
    x: &'a [T],
    first: &'a mut [T],
    second: &'a mut [T],
    kernel: std::marker::PhantomData<K>,
}

impl<T: Elementary, K: Kernel> Body<T> for Apply<'_, T, K> {
    type Output = ();
    #[inline(always)]
    fn run<V: Vector<Real = T>>(self, token: V::Token) {
        let out = self.first.chunks_exact_mut(V::LANES).zip(self.second.chunks_exact_mut(V::LANES));
        for (x, (first, second)) in self.x.chunks_exact(V::LANES).zip(out) {
            let (a, b) = K::call(V::load(token, x));
            a.store(first);
            b.store(second);
        }
    }
}

/// 10⁹ arguments a second.
fn rate<T: Elementary, K: Kernel>(isa: Isa, low: f64, high: f64) -> f64 {
    let step = (high - low) / COUNT as f64;
    // In no order, so that branches are not foreseen better than they would be.
    let x: Vec<T> =
        (0..COUNT).map(|k| T::from_f64(low + step * ((k * 7919) % COUNT) as f64)).collect();
    let (mut first, mut second) = (vec![T::ZERO; COUNT], vec![T::ZERO; COUNT]);
    let mut least = f64::INFINITY;
    for _ in 0..40 {
        let start = Instant::now();
        let kernel = std::marker::PhantomData::<K>;
        isa.dispatch(Apply { x: &x, first: &mut first, second: &mut second, kernel });
        least = least.min(start.elapsed().as_secs_f64());
        black_box((&mut first, &mut second));
    }
    COUNT as f64 * 1e-9 / least
}

macro_rules! rates {
    ($($name:ident $low:literal $high:literal, $call:expr;)*) => {
        $(
            #[allow(non_camel_case_types)]
            #[derive(Clone, Copy)]
            struct $name;
            impl Kernel for $name {
                #[inline(always)]
                fn call<V: Vector<Real: Elementary>>(x: V) -> (V, V) {
                    let call: fn(V, V) -> (V, V) = $call;
                    call(x, x.same(V::Real::ZERO))
                }
            }
        )*

        fn main() -> io::Result<()> {
            let mut out = io::stdout().lock();
            writeln!(out, "10^9 arguments a second")?;
            for isa in Isa::available().into_iter().skip(1) {
                writeln!(out, "{:12} {:>8} {:>8}", isa.name(), "f32", "f64")?;
                $(
                    let single = rate::<f32, $name>(isa, $low, $high);
                    let double = rate::<f64, $name>(isa, $low, $high);
                    writeln!(out, "{:12} {single:8.2} {double:8.2}", stringify!($name))?;
                )*
            }
            Ok(())
        }
    };
}

rates! {
    copy -8.0 8.0, |x, _| (x, x);
    exp -8.0 8.0, |x, _| (function::exp(x), x);
    exp_sum -8.0 8.0, |x, lo| (function::exp_sum(x, lo), x);
    expm1 -8.0 8.0, |x, _| (function::expm1(x), x);
    log 0.01 100.0, |x, _| (function::log(x), x);
    log1p -0.9 100.0, |x, _| (function::log1p(x), x);
    erf -4.0 4.0, |x, _| (function::erf(x), x);
    erfc -4.0 4.0, |x, _| (function::erfc(x), x);
    erfc_gauss -4.0 4.0, |x, lo| function::erfc_gauss(x, lo);
    sin_cos -10.0 10.0, |x, lo| function::sin_cos(x, lo);
    tan -10.0 10.0, |x, lo| (function::tan(x, lo), x);
    sinh -8.0 8.0, |x, _| (function::sinh(x), x);
    cosh -8.0 8.0, |x, _| (function::cosh(x), x);
    tanh -8.0 8.0, |x, _| (function::tanh(x), x);
    sigmoid -8.0 8.0, |x, lo| (function::sigmoid(x, lo), x);
    sigmoid_pair -8.0 8.0, |x, lo| function::sigmoid_pair(x, lo);
    asinh -8.0 8.0, |x, _| (function::asinh(x), x);
    acosh 1.0 8.0, |x, _| (function::acosh(x), x);
    atanh -1.0 1.0, |x, _| (function::atanh(x), x);
    atan -8.0 8.0, |x, _| (function::atan(x), x);
    atan2 -8.0 8.0, |x, _| (function::atan2(x, x.same(V::Real::ONE)), x);
    asin -1.0 1.0, |x, _| (function::asin(x), x);
    acos -1.0 1.0, |x, _| (function::acos(x), x);
    pow 0.1 8.0, |x, _| (function::pow(x, x), x);
    cbrt -8.0 8.0, |x, _| (function::cbrt(x), x);
    hypot -8.0 8.0, |x, _| (function::hypot(x, x.same(V::Real::ONE)), x);
    gauss -4.0 4.0, |x, lo| (function::gauss(x, lo), x);
}
