//! The cost of interval operations beside that of plain doubles: the least of many short runs.
//!
//! `cargo run --release -p rolle-interval --example speed`

use std::hint::black_box;
use std::io::{self, Write};
use std::time::Instant;

use rolle_interval::{Double, Function, Interval, Jet};

const COUNT: usize = 1024;

/// Nanoseconds for each of `COUNT` steps, the least over the runs.
fn nanoseconds(mut step: impl FnMut(usize)) -> f64 {
    let mut least = f64::INFINITY;
    for _ in 0..300 {
        let start = Instant::now();
        for k in 0..COUNT {
            step(k);
        }
        least = least.min(start.elapsed().as_secs_f64());
    }
    least * 1e9 / COUNT as f64
}

fn main() -> io::Result<()> {
    let mut out = io::stdout().lock();
    // Positive and of both signs, so that products take every case.
    let numbers: Vec<f64> = (0..COUNT).map(|k| 0.003 * k as f64 - 0.9 + 1e-7).collect();
    let intervals: Vec<Interval> =
        numbers.iter().map(|&x| Interval::new(x, x + 0.01).unwrap()).collect();
    let other: Vec<f64> = numbers.iter().rev().copied().collect();
    let others: Vec<Interval> = intervals.iter().rev().copied().collect();
    let mut results = vec![0.0; COUNT];
    let mut images = vec![Interval::ZERO; COUNT];

    writeln!(out, "{:12} {:>9} {:>12} {:>6}", "", "f64 (ns)", "interval", "ratio")?;
    let mut row = |name: &str, plain: f64, interval: f64| {
        writeln!(out, "{name:12} {plain:9.2} {interval:12.2} {:6.1}", interval / plain)
    };
    macro_rules! binary {
        ($name:literal, $plain:expr, $interval:expr) => {{
            let (plain, interval) = ($plain, $interval);
            let a = nanoseconds(|k| results[k] = plain(black_box(numbers[k]), other[k]));
            let b = nanoseconds(|k| images[k] = interval(black_box(intervals[k]), others[k]));
            row($name, a, b)?;
        }};
    }
    binary!("+", |x: f64, y: f64| x + y, |x: Interval, y: Interval| x + y);
    binary!("*", |x: f64, y: f64| x * y, |x: Interval, y: Interval| x * y);
    binary!("/", |x: f64, y: f64| x / y, |x: Interval, y: Interval| x / y);
    binary!("sqr", |x: f64, _| x * x, |x: Interval, _| x.sqr());
    binary!("sqrt", |x: f64, _| x.sqrt(), |x: Interval, _| x.sqrt());
    binary!("exp", |x, _| pxfm::f_exp(x), |x: Interval, _| x.exp());
    binary!("log", |x: f64, _| pxfm::f_log(x.abs()), |x: Interval, _| x.log());
    binary!("sin", |x, _| pxfm::f_sin(x), |x: Interval, _| x.sin());
    binary!("atan", |x, _| pxfm::f_atan(x), |x: Interval, _| x.atan());
    binary!("tanh", |x, _| pxfm::f_tanh(x), |x: Interval, _| x.tanh());
    binary!("sigmoid", |x: f64, _| 1.0 / (1.0 + pxfm::f_exp(-x)), |x: Interval, _| x.sigmoid());
    binary!("erf", |x, _| pxfm::f_erf(x), |x: Interval, _| x.erf());
    binary!("erfc", |x, _| pxfm::f_erfc(x), |x: Interval, _| x.erfc());
    binary!("gamma", |x, _| pxfm::f_tgamma(x), |x: Interval, _| x.gamma());
    binary!("erfinv", |x, _| pxfm::f_erfinv(x), |x: Interval, _| x.erfinv());
    binary!("lambertw", |x, _| x, |x: Interval, _| x.lambertw());

    // x·σ(x) with three derivatives, natural enclosures.
    let silu = nanoseconds(|k| {
        let a = &mut Double;
        let x = Jet::variable(a, intervals[k], 3).unwrap();
        let s = x.apply(a, Function::Sigmoid).unwrap();
        black_box(x.mul(a, &s).unwrap());
    });
    writeln!(out, "jet of x·sigmoid(x), order 3: {silu:.0} ns")
}
