use rolle::graph::*;
use rolle::polynomial::sparse::Limits;
use std::time::Instant;
fn main() {
    for _ in 0..3 {
        let mut g = Graph::new();
        let v: Vec<_> = ["x", "y", "z"].iter().map(|s| g.symbol(s)).collect();
        let s = g.sum(&[NodeId::ONE, v[0], v[1], v[2]]);
        let p = g.powi(s, 20);
        let t = Instant::now();
        let f = g.expand(p, &Limits::default()).unwrap();
        println!("expand20 {:?}", t.elapsed());
        let t = Instant::now();
        let d = g.derivative(f, v[0]);
        println!("deriv {:?} {}", t.elapsed(), g.args(d).len());
        let f1 = g.sum(&[f, NodeId::ONE]);
        let q = g.product(&[f, f1]);
        let t = Instant::now();
        let e = g.expand(q, &Limits::default()).unwrap();
        println!("fateman {:?} {}", t.elapsed(), g.args(e).len());
    }
    let mut g = Graph::new();
    let x = g.symbol("x");
    let mut ts = vec![];
    for k in 0..=100000i64 {
        let c = rolle::number::Rational::from_parts(
            (rolle::number::Integer::from(k * k + 7) << 180usize) + k,
            ((k % 30 + 1) as u64).into(),
        );
        let c = g.rational(c);
        let p = g.powi(x, k);
        ts.push(g.product(&[c, p]));
    }
    let f = g.sum(&ts);
    for _ in 0..3 {
        let mut h = g.clone();
        let t = Instant::now();
        let d = h.derivative(f, x);
        println!("dense deriv {:?} {}", t.elapsed(), h.args(d).len());
    }
}
