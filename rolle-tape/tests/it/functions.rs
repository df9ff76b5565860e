//! The functions as rows: how to call them, what they ought to be, and the error that is allowed.

use rolle_tape::function::{self, Elementary};
use rolle_tape::vector::{Body, Isa, Real, Vector};

/// What the two columns of arguments are.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) enum Arguments {
    /// One number; the second column is 0.
    One,
    /// The two words of one number.
    Words,
    /// Two numbers.
    Two,
}

/// Evaluates a function on an instruction set.
pub(crate) type Run<T> = fn(Isa, &[T], &[T]) -> Vec<T>;

/// A function under test.
pub(crate) struct Row {
    pub(crate) name: &'static str,
    /// The file of values in `tests/data`.
    pub(crate) table: &'static str,
    pub(crate) arguments: Arguments,
    /// The greatest error allowed, in units of the last place.
    pub(crate) bounds: [f64; 2],
    /// An independent function in double precision.
    pub(crate) reference: fn(f64, f64) -> f64,
    pub(crate) single: Run<f32>,
    pub(crate) double: Run<f64>,
}

/// A format under test.
pub(crate) trait Format: Elementary {
    const NAME: &'static str;
    fn run(row: &Row) -> Run<Self>;
    fn bound(row: &Row) -> f64;
}

impl Format for f32 {
    const NAME: &'static str = "f32";
    fn run(row: &Row) -> Run<f32> {
        row.single
    }
    fn bound(row: &Row) -> f64 {
        row.bounds[0]
    }
}

impl Format for f64 {
    const NAME: &'static str = "f64";
    fn run(row: &Row) -> Run<f64> {
        row.double
    }
    fn bound(row: &Row) -> f64 {
        row.bounds[1]
    }
}

trait Kernel: Default {
    fn call<V: Vector<Real: Elementary>>(x: V, y: V) -> V;
}

struct Apply<'a, T, K>(&'a [T], &'a [T], &'a mut [T], K);

impl<T: Elementary, K: Kernel> Body<T> for Apply<'_, T, K> {
    type Output = ();
    #[inline(always)]
    fn run<V: Vector<Real = T>>(self, token: V::Token) {
        let columns = self.0.chunks(V::LANES).zip(self.1.chunks(V::LANES));
        for ((x, y), out) in columns.zip(self.2.chunks_mut(V::LANES)) {
            let x = V::load_padded(token, x, T::ONE);
            let y = V::load_padded(token, y, T::ZERO);
            K::call(x, y).store_partial(out);
        }
    }
}

fn run<T: Elementary, K: Kernel>(isa: Isa, x: &[T], y: &[T]) -> Vec<T> {
    let mut out = vec![T::ZERO; x.len()];
    isa.dispatch(Apply(x, y, &mut out, K::default()));
    out
}

macro_rules! functions {
    ($($name:ident $table:literal $arguments:ident $bounds:expr, $call:expr, $reference:expr;)*) => {
        $(
            #[allow(non_camel_case_types)]
            #[derive(Default)]
            struct $name;

            impl Kernel for $name {
                #[inline(always)]
                fn call<V: Vector<Real: Elementary>>(x: V, y: V) -> V {
                    let call: fn(V, V) -> V = $call;
                    call(x, y)
                }
            }
        )*

        pub(crate) const ROWS: &[Row] = &[$(Row {
            name: stringify!($name),
            table: $table,
            arguments: Arguments::$arguments,
            bounds: $bounds,
            reference: $reference,
            single: run::<f32, $name>,
            double: run::<f64, $name>,
        }),*];
    };
}

functions! {
    exp "exp" One [1.0, 1.0], |x, _| function::exp(x), |x, _| pxfm::f_exp(x);
    exp_sum "exp" Words [1.0, 1.0], function::exp_sum, |x, y| pxfm::f_exp(x + y);
    expm1 "expm1" One [1.25, 1.25], |x, _| function::expm1(x), |x, _| pxfm::f_expm1(x);
    expm1_sum "expm1" Words [1.25, 1.25], function::expm1_sum, |x, y| pxfm::f_expm1(x + y);
    log "log" One [1.0, 1.0], |x, _| function::log(x), |x, _| pxfm::f_log(x);
    log1p "log1p" One [1.0, 1.0], |x, _| function::log1p(x), |x, _| pxfm::f_log1p(x);
    erf "erf" One [1.0, 1.0], |x, _| function::erf(x), |x, _| pxfm::f_erf(x);
    erfc "erfc" One [2.25, 1.75], |x, _| function::erfc(x), |x, _| pxfm::f_erfc(x);
    erfc_sum "erfc" Words [2.25, 1.75], |x, y| function::erfc_gauss(x, y).0, |x, y| pxfm::f_erfc(x + y);
    gauss "gauss" Words [1.0, 1.0], |x, y| function::erfc_gauss(x, y).1, gauss_reference;
    sin "sin" Words [1.0, 1.0], |x, y| function::sin_cos(x, y).0, |x, y| pxfm::f_sin(x + y);
    cos "cos" Words [1.0, 1.0], |x, y| function::sin_cos(x, y).1, |x, y| pxfm::f_cos(x + y);
    tan "tan" Words [1.1, 1.1], function::tan, |x, y| pxfm::f_tan(x + y);
    sinh "sinh" One [1.0, 1.0], |x, _| function::sinh(x), |x, _| pxfm::f_sinh(x);
    cosh "cosh" One [1.0, 1.0], |x, _| function::cosh(x), |x, _| pxfm::f_cosh(x);
    sinh_sum "sinh" Words [1.0, 1.0], function::sinh_sum, |x, y| pxfm::f_sinh(x + y);
    cosh_sum "cosh" Words [1.0, 1.0], function::cosh_sum, |x, y| pxfm::f_cosh(x + y);
    tanh "tanh" One [1.0, 1.0], |x, _| function::tanh(x), |x, _| pxfm::f_tanh(x);
    tanh_sum "tanh" Words [1.1, 1.1], function::tanh_sum, |x, y| pxfm::f_tanh(x + y);
    sigmoid "sigmoid" Words [1.0, 1.0], function::sigmoid, |x, y| sigmoid_reference(x + y);
    sigmoid_less "sigmoid_less" Words [1.0, 1.0], |x, y| function::sigmoid_pair(x, y).1, |x, y| sigmoid_reference(-x - y);
    asinh "asinh" One [1.0, 1.0], |x, _| function::asinh(x), |x, _| pxfm::f_asinh(x);
    acosh "acosh" One [1.0, 1.0], |x, _| function::acosh(x), |x, _| pxfm::f_acosh(x);
    atanh "atanh" One [1.0, 1.0], |x, _| function::atanh(x), |x, _| pxfm::f_atanh(x);
    atan "atan" One [1.0, 1.0], |x, _| function::atan(x), |x, _| pxfm::f_atan(x);
    asin "asin" One [1.0, 1.0], |x, _| function::asin(x), |x, _| pxfm::f_asin(x);
    acos "acos" One [1.0, 1.0], |x, _| function::acos(x), |x, _| pxfm::f_acos(x);
    atan2 "atan2" Two [1.5, 1.5], function::atan2, pxfm::f_atan2;
    hypot "hypot" Two [1.0, 1.0], function::hypot, pxfm::f_hypot;
    pow "pow" Two [1.0, 1.0], function::pow, pxfm::f_pow;
    cbrt "cbrt" One [1.0, 1.0], |x, _| function::cbrt(x), |x, _| pxfm::f_cbrt(x);
    fifth_root "fifth_root" One [1.0, 1.0], |x, _| function::root(x, x.same(Real::from_f64(5.0))), |x, _| fifth_root_reference(x);
    gamma "gamma" One [0.6, 2.0], |x, _| function::gamma(x), |x, _| gamma_reference(x, pxfm::f_tgamma);
    lgamma "lgamma" One [0.6, 2.0], |x, _| function::lgamma(x), |x, _| gamma_reference(x, pxfm::f_lgamma);
    digamma "digamma" One [0.6, 2.0], |x, _| function::digamma(x), |x, _| gamma_reference(x, pxfm::f_digamma);
    erfinv "erfinv" One [0.6, 2.0], |x, _| function::erfinv(x), |x, _| pxfm::f_erfinv(x);
    gauss_alone "gauss" Words [1.0, 1.0], function::gauss, gauss_reference;
}

/// e^(−(x + y)²); the argument is right to two words.
fn gauss_reference(x: f64, y: f64) -> f64 {
    let x = x + y;
    let square = x * x;
    let rest = x.mul_add(x, -square);
    let value = pxfm::f_exp(-square);
    // Where x is infinite or large, the rest is no number.
    if rest.is_finite() && rest.abs() < 1.0 { value - value * rest } else { value }
}

/// The logistic function, with the small part of a quotient first.
fn sigmoid_reference(x: f64) -> f64 {
    let e = pxfm::f_exp(-x.abs());
    if x < 0.0 { e / (1.0 + e) } else { 1.0 / (1.0 + e) }
}

/// x^(1/5), where the double nearest to 1/5 is 1.1·10⁻¹⁷ above it.
fn fifth_root_reference(x: f64) -> f64 {
    let root = pxfm::f_pow(x.abs(), 0.2);
    let excess = 0.2_f64.mul_add(5.0, -1.0) / 5.0;
    if root > 0.0 && root.is_finite() {
        (root - root * excess * pxfm::f_log(x.abs())).copysign(x)
    } else {
        root.copysign(x)
    }
}

/// The functions are this themselves in double precision: the tables are what checks them.
fn gamma_reference(x: f64, f: fn(f64) -> f64) -> f64 {
    if x <= 0.0 && x == x.trunc() { f64::NAN } else { f(x) }
}
