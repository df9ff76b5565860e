//! The functions against the enclosures of `rolle-interval`, which share no code and few methods with them: that crate
//! counts errors of fixed-point arithmetic by hand.

use rolle_check::{Arithmetic, Dyadic, Enclosing, End, Function, Interval};
use rolle_interval::precise::{Context, Enclosure, Obstacle, Outcome};

/// The bits of the kernel, and of the second opinion: so many more that its own width does not matter.
const BITS: u32 = 60;
const FINE_BITS: u64 = 112;

/// How many points of the domain are compared for each function.
const POINTS: u32 = 100_000;

/// xorshift64* (Vigna 2016).
struct Random(u64);

impl Random {
    fn next(&mut self) -> u64 {
        self.0 ^= self.0 >> 12;
        self.0 ^= self.0 << 25;
        self.0 ^= self.0 >> 27;
        self.0.wrapping_mul(0x2545_f491_4f6c_dd1d)
    }

    fn below(&mut self, n: u64) -> u64 {
        self.next() % n
    }

    /// A double of a random kind: near a point where something happens, of moderate size, or of any size at all.
    fn double(&mut self) -> f64 {
        let sign = if self.below(2) == 0 { 1.0 } else { -1.0 };
        let fraction = 1.0 + self.below(1 << 52) as f64 / (1u64 << 52) as f64;
        let power = |e: i64| 2f64.powi(e as i32);
        match self.below(8) {
            0 => {
                // Subnormal and huge numbers too.
                let exponent = self.below(2098) as i64 - 1074;
                sign * fraction * power(exponent / 2) * power(exponent - exponent / 2)
            }
            1 | 2 => {
                let center = SPECIAL[self.below(SPECIAL.len() as u64) as usize];
                sign * (center + fraction * power(-(self.below(60) as i64)))
            }
            3 => sign * SPECIAL[self.below(SPECIAL.len() as u64) as usize],
            4 => sign * std::f64::consts::FRAC_PI_2 * self.below(1 << 20) as f64,
            _ => sign * fraction * power(self.below(24) as i64 - 16),
        }
    }
}

/// Zeros, poles, ends of domains, and where the kernel changes its method.
const SPECIAL: [f64; 15] = [
    0.0,
    1.0,
    0.5,
    0.125,
    0.6875,
    1.375,
    2.0,
    3.0,
    std::f64::consts::LN_2,
    std::f64::consts::FRAC_PI_2,
    std::f64::consts::PI,
    40.0,
    709.782712893384,
    -1.0 + f64::EPSILON,
    1.0 - f64::EPSILON / 2.0,
];

/// The fine enclosure of f(x).
fn second(ctx: &mut Context, function: Function, x: &Enclosure) -> Outcome {
    let p = FINE_BITS;
    match function {
        Function::Exp => ctx.exp(x, p),
        Function::Log => ctx.log(x, p),
        Function::Sin => ctx.sin(x, p),
        Function::Cos => ctx.cos(x, p),
        Function::Sinh => ctx.sinh(x, p),
        Function::Cosh => ctx.cosh(x, p),
        Function::Tanh => ctx.tanh(x, p),
        Function::Sigmoid => ctx.sigmoid(x, p),
        Function::Softplus => {
            let small = ctx.exp(&x.abs().neg(), p)?;
            let log = ctx.log1p(&small, p)?;
            log.add(&x.max(&Enclosure::zero()), p)
        }
        Function::Atan => ctx.atan(x, p),
        Function::Asinh => ctx.asinh(x, p),
        Function::Erf => ctx.erf(x, p),
        Function::Erfc => ctx.erfc(x, p),
    }
}

/// The enclosure in the kernel's numbers; those outside of their range lie beside zero or far out.
fn translated(y: &Enclosure) -> Interval {
    let end = |d: &rolle_interval::precise::Dyadic, up: bool| -> End {
        if let Some(value) = Dyadic::new(d.mantissa().clone(), d.exponent()) {
            return value.into();
        }
        let unit = Dyadic::new(1, if d.exponent() < 0 { -(1 << 47) } else { 1 << 47 }).unwrap();
        match (d.sign().is_gt(), up, d.exponent() < 0) {
            (true, true, true) | (true, false, false) => unit.into(),
            (false, false, true) | (false, true, false) => unit.neg().into(),
            (_, _, true) => Dyadic::integer(0).into(),
            (true, true, false) => End::Infinity,
            (false, false, false) => End::MinusInfinity,
        }
    };
    Interval::new(end(y.lower(), false), end(y.upper(), true)).unwrap()
}

/// The top of the width, and of the size, where the interval is more than a bound of what is too small or too large.
fn tops(y: &Interval) -> Option<(i64, i64)> {
    y.sign()?;
    Some((y.width(64).finite()?.top()?, y.abs_sup().finite()?.top()?))
}

fn compare(function: Function) {
    let mut ctx = Context::new();
    let mut random = Random(0x9e37_79b9_7f4a_7c15 ^ function as u64);
    let arithmetic = Enclosing { bits: BITS };
    let (mut defined, mut widest) = (0, 0);
    while defined < POINTS {
        let double = random.double();
        let x = Enclosure::from_f64(double).unwrap();
        let argument = translated(&x);
        let ours = arithmetic.apply(function, &argument);
        match second(&mut ctx, function, &x) {
            Ok(theirs) => {
                let (ours, theirs) = (ours.unwrap(), translated(&theirs));
                let narrow = match (tops(&ours), tops(&theirs)) {
                    (Some(ours), Some(theirs)) => {
                        widest = widest.max(i64::from(BITS) + ours.0 - ours.1);
                        theirs.0 + 20 < ours.0
                    }
                    _ => false,
                };
                let agree = match narrow {
                    true => ours.contains_interval(&theirs),
                    false => ours.intersect(&theirs).is_some(),
                };
                assert!(agree, "{function:?} {double:e}: {ours} {theirs}");
                defined += 1;
            }
            Err(Obstacle::Outside(_)) => {
                assert!(ours.is_none(), "{function:?} {double:e}: {ours:?}");
            }
            Err(_) => {
                let ours = ours.unwrap();
                assert!(!ours.is_bounded(), "{function:?} {double:e}: {ours}");
            }
        }
    }
    assert!(widest <= 4, "{function:?}: the relative width is 2^({widest} - bits)");
}

macro_rules! compare_all {
    ($($name:ident $function:ident),* $(,)?) => {
        $(#[test] fn $name() { compare(Function::$function) })*
    };
}

compare_all!(
    exp Exp, log Log, sin Sin, cos Cos, sinh Sinh, cosh Cosh, tanh Tanh, sigmoid Sigmoid, softplus Softplus,
    atan Atan, asinh Asinh, erf Erf, erfc Erfc,
);
