//! Tables of tails.

use super::*;

#[test]
#[ignore = "exploration"]
fn explore() {
    let formulas = std::env::var("TAILS").unwrap();
    for line in formulas.split(';') {
        let mut g = Graph::new();
        let x = g.symbol("x");
        let (text, place) = line.split_once('@').unwrap();
        let mut f = g.parse(text).unwrap();
        for n in 0..4 {
            let start = std::time::Instant::now();
            let tail = tail_at(&mut g, f, place);
            let time = start.elapsed();
            let shown = match &tail {
                Tail::Zero => "zero".to_string(),
                Tail::Undecided(why) => format!("UNDECIDED {why}"),
                Tail::Sign(p) => format!(
                    "{:?} T={} {} * {} in [{:.4}, {:.4}]",
                    p.sign,
                    p.threshold.to_f64(),
                    p.coefficient.map_or("?".into(), |c| g.print(c).unwrap()),
                    g.print(p.monomial).unwrap(),
                    p.bounds[0].to_f64(),
                    p.bounds[1].to_f64()
                ),
            };
            let check = contradiction(&mut g, f, place, &tail);
            println!("{text} @{place} '{n}: {shown}  {time:?} {check:?}");
            f = g.derivative(f, x);
        }
    }
}
