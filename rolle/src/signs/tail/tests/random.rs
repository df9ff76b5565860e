//! Random expressions: what is decided must agree with enclosed values and with limits.

use super::*;
use crate::operator::Op;

/// A small generator of pseudo-random numbers (xorshift64*, Vigna 2016).
struct Random(u64);

impl Random {
    fn below(&mut self, n: usize) -> usize {
        self.0 ^= self.0 >> 12;
        self.0 ^= self.0 << 25;
        self.0 ^= self.0 >> 27;
        (self.0.wrapping_mul(0x2545_f491_4f6c_dd1d) >> 33) as usize % n
    }

    fn pick<T: Copy>(&mut self, from: &[T]) -> T {
        from[self.below(from.len())]
    }
}

const FUNCTIONS: &[Op] = &[
    Op::Exp,
    Op::Log,
    Op::Sin,
    Op::Cos,
    Op::Tanh,
    Op::Sigmoid,
    Op::Sinh,
    Op::Atan,
    Op::Asinh,
    Op::Erf,
    Op::Erfc,
];

/// An expression with so many operations, of x and a few constants.
fn expression(g: &mut Graph, random: &mut Random, size: usize, functions: &[Op]) -> NodeId {
    let x = g.symbol("x");
    let (half, two, pi) = (g.ratio(1, 2), g.integer(2), g.parse("pi").unwrap());
    let mut pool = vec![x, x, x, half, two, pi];
    for _ in 0..size {
        let recent = pool.len() - pool.len().min(4);
        let a = random.pick(&pool[recent..]);
        let b = random.pick(&pool);
        let new = match random.below(10) {
            0 | 1 => g.sum(&[a, b]),
            2 => g.subtract(a, b),
            3 | 4 => g.product(&[a, b]),
            5 => g.divide(a, b),
            6 => {
                let exponent = random.pick(&[(-1, 1), (-2, 1), (2, 1), (3, 1), (1, 2), (1, 3)]);
                let exponent = g.ratio(exponent.0, exponent.1);
                g.power(a, exponent)
            }
            _ => g.apply(random.pick(functions), &[a]).unwrap(),
        };
        if g.op(new) != Op::Undefined {
            pool.push(new);
        }
    }
    pool[pool.len() - 1]
}

fn compare_many(seed: u64, count: usize, functions: &[Op]) -> usize {
    let mut random = Random(seed);
    let mut decided = 0;
    for _ in 0..count {
        let mut g = Graph::new();
        let size = 3 + random.below(6);
        let f = expression(&mut g, &mut random, size, functions);
        let place = random.pick(&["oo", "-oo", "0+", "0-", "1+", "1/2-"]);
        let limits = TailLimits { work: 30_000, ..TailLimits::default() };
        let (x, end) = (g.symbol("x"), oracle::approach(&mut g, place));
        let tail = g.tail_sign(f, x, end, &limits);
        let shown = g.print(f).unwrap();
        if let Err(why) = contradiction(&mut g, f, place, &tail, 8) {
            panic!("{shown} at {place}: {tail:?}: {why}");
        }
        let Tail::Sign(proof) = &tail else { continue };
        decided += 1;
        if decided % 3 == 0
            && let Some(why) = other_limit(&mut g, f, place, proof)
        {
            panic!("{shown} at {place}: {tail:?}: {why}");
        }
    }
    decided
}

#[test]
fn random_exp_log_functions_are_never_contradicted() {
    let decided = compare_many(0x5eed_0001, 500, &[Op::Exp, Op::Log]);
    assert!(decided >= 200, "only {decided} of 500 were decided");
}

#[test]
fn random_elementary_functions_are_never_contradicted() {
    let decided = compare_many(0x5eed_0002, 500, FUNCTIONS);
    assert!(decided >= 200, "only {decided} of 500 were decided");
}
