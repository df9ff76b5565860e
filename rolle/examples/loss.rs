//! The gradient of a loss over data, and one step downhill: `cargo run -p rolle --example loss`.
#![allow(clippy::print_stdout, reason = "an example shows its result")]

use rolle::Scope;
use rolle::evaluate::Sampler;

fn main() {
    let cx = Scope::new();
    let [a, b] = cx.symbols("a b")[..] else { unreachable!("two names give two symbols") };
    let data = [(0, 1), (1, 3), (2, 5), (3, 7)];
    let errors: Vec<_> = data.iter().map(|&(x, y)| (a * x + b - y).pow(2)).collect();
    let loss = cx.sum(&errors) / 4;
    let gradient = loss.gradient(&[a, b]);
    let roots = [loss.id(), gradient[0].id(), gradient[1].id()];
    let mut sampler = Sampler::new(&cx.graph(), &roots, &[a.id(), b.id()]);
    let (mut point, mut last) = ([0.0, 0.0], f64::INFINITY);
    for _ in 0..200 {
        let [value, da, db] = sampler.sample(&point)[..] else { unreachable!("three values") };
        assert!(value <= last, "a small step downhill lowers the loss");
        (point, last) = ([point[0] - 0.1 * da, point[1] - 0.1 * db], value);
    }
    println!("a = {:.4}, b = {:.4}, loss = {last:.2e}", point[0], point[1]);
}
