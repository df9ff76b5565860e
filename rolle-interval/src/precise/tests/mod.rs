//! Tests of the enclosures as a whole: a table of values, laws, and the edges of domains.

mod edges;
mod laws;
mod values;

use super::{Context, Enclosure, Outcome};
use crate::number::{Integer, Natural, Rational};

/// A rational from `1/3`, `-5.5`, `1e-400` or `12.5e10`.
fn rational(text: &str) -> Rational {
    if let Some((top, bottom)) = text.split_once('/') {
        return rational(top) / rational(bottom);
    }
    let (digits, exponent) = text.split_once(['e', 'E']).unwrap_or((text, "0"));
    let places = digits.split_once('.').map_or(0, |(_, tail)| tail.len() as i64);
    let exponent = exponent.parse::<i64>().unwrap() - places;
    let mantissa: Integer = digits.replace('.', "").parse().unwrap();
    let power = Natural::from(10u8).pow(exponent.unsigned_abs() as usize);
    if exponent >= 0 {
        Rational::from(mantissa * Integer::from(power))
    } else {
        Rational::from_parts(mantissa, power)
    }
}

/// The number in this text, to `prec` bits.
fn number(text: &str, prec: u64) -> Enclosure {
    Enclosure::from_rational(&rational(text), prec)
}

/// The function of this name.
fn call(ctx: &mut Context, name: &str, x: &[Enclosure], prec: u64) -> Outcome {
    match name {
        "pi" => ctx.pi(prec),
        "e" => ctx.e(prec),
        "ln2" => ctx.ln2(prec),
        "euler" => ctx.euler_gamma(prec),
        "exp" => ctx.exp(&x[0], prec),
        "expm1" => ctx.expm1(&x[0], prec),
        "log" => ctx.log(&x[0], prec),
        "log1p" => ctx.log1p(&x[0], prec),
        "sin" => ctx.sin(&x[0], prec),
        "cos" => ctx.cos(&x[0], prec),
        "tan" => ctx.tan(&x[0], prec),
        "asin" => ctx.asin(&x[0], prec),
        "acos" => ctx.acos(&x[0], prec),
        "atan" => ctx.atan(&x[0], prec),
        "atan2" => ctx.atan2(&x[0], &x[1], prec),
        "sinh" => ctx.sinh(&x[0], prec),
        "cosh" => ctx.cosh(&x[0], prec),
        "tanh" => ctx.tanh(&x[0], prec),
        "asinh" => ctx.asinh(&x[0], prec),
        "acosh" => ctx.acosh(&x[0], prec),
        "atanh" => ctx.atanh(&x[0], prec),
        "sigmoid" => ctx.sigmoid(&x[0], prec),
        "sqrt" => x[0].sqrt(prec),
        "cbrt" => x[0].root(3, prec),
        "pow" => ctx.pow(&x[0], &x[1], prec),
        "erf" => ctx.erf(&x[0], prec),
        "erfc" => ctx.erfc(&x[0], prec),
        "erfinv" => ctx.erfinv(&x[0], prec),
        "gamma" => ctx.gamma(&x[0], prec),
        "lgamma" => ctx.lgamma(&x[0], prec),
        "digamma" => ctx.digamma(&x[0], prec),
        "trigamma" => ctx.polygamma(1, &x[0], prec),
        "tetragamma" => ctx.polygamma(2, &x[0], prec),
        "lambertw" => ctx.lambert_w(&x[0], prec),
        _ => panic!("no function `{name}`"),
    }
}

/// A small generator of pseudo-random numbers (Marsaglia's xorshift).
struct Random(u64);

impl Random {
    fn next(&mut self) -> u64 {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        self.0
    }

    fn below(&mut self, n: u64) -> u64 {
        self.next() % n
    }

    /// A dyadic number in [low, high] with about 40 bits after the point.
    fn between(&mut self, low: f64, high: f64) -> Enclosure {
        let unit = (self.next() >> 11) as f64 / (1u64 << 53) as f64;
        Enclosure::from_f64(low + (high - low) * unit).unwrap()
    }
}
