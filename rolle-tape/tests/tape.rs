//! Tapes on arrays and on points.

use rolle_tape::vector::Isa;
use rolle_tape::{Builder, Elementary, Factor, Operation, Ratio, Ratios, Tape, Wide};
use std::sync::Arc;

/// x ↦ (σ(x), σ′(x), x·e^(−x²) + 1, x).
fn example() -> Tape {
    let mut b = Builder::new(1);
    let x = b.input(0);
    let one = vec![Wide::new(1.0), Wide::new(1.0)];
    let value = |power, below, above| Ratio::Value {
        scale: Wide::new(1.0),
        odd: false,
        below,
        above,
        powers: vec![(0, power)],
    };
    let ratios = Ratios {
        factors: vec![Factor::Polynomial { below: one.clone(), above: one }],
        results: vec![value(-1, 1, 0), value(-2, 1, 1)],
    };
    let zero = b.constant(0.0);
    let sigmoid = b.push(Operation::Ratios(Arc::new(ratios)), &[x, zero]);
    let slope = b.result(sigmoid, 1);
    let square = b.elementary(Elementary::Multiply, &[x, x]);
    let square = b.elementary(Elementary::Negate, &[square]);
    let e = b.elementary(Elementary::Exp, &[square, zero]);
    let one = b.constant(1.0);
    let f = b.elementary(Elementary::Fma, &[x, e, one]);
    b.finish(&[sigmoid, slope, f, x])
}

#[test]
fn arrays_of_every_length_give_the_bits_of_points_on_every_instruction_set() {
    let tape = example();
    let mut point = tape.scalar::<f64>();
    for isa in Isa::available() {
        let mut batch = tape.batch_on::<f64>(isa);
        for n in [0, 1, 15, 16, 17, 100, 1023, 1024, 1025, 5000] {
            let x: Vec<f64> = (0..n).map(|i| i as f64 * 0.37 - 40.0).collect();
            let mut out = vec![vec![f64::NAN; n]; 4];
            let mut slices: Vec<&mut [f64]> = out.iter_mut().map(|o| &mut o[..]).collect();
            batch.eval_into(&[&x], &mut slices).unwrap();
            for i in 0..n {
                let column = [out[0][i], out[1][i], out[2][i], out[3][i]];
                assert_eq!(column, point.run(&[x[i]]), "{} {n} {i}", isa.name());
            }
        }
    }
}

#[test]
fn tails_are_kept() {
    let tape = example();
    let mut point = tape.scalar::<f64>();
    let close = |value: f64, expected: f64| (value / expected - 1.0).abs() < 4.0 * f64::EPSILON;
    assert!(close(point.run(&[-700.0])[0], 9.85967654375977e-305));
    assert!(close(point.run(&[37.42994775023705])[1], 5.551_115_123_125_775e-17));
    assert_eq!(point.run(&[800.0])[..2], [1.0, 0.0]);
}

#[test]
fn shapes_are_checked() {
    let tape = example();
    let mut batch = tape.batch::<f32>();
    let error = batch.eval_into(&[], &mut []).unwrap_err();
    assert_eq!(error.to_string(), "the function has 1 inputs, but 0 arrays were given");
    let (mut a, mut b) = ([0.0; 2], [0.0; 3]);
    let (mut c, mut d) = ([0.0; 2], [0.0; 2]);
    let outputs: &mut [&mut [f32]] = &mut [&mut a, &mut b, &mut c, &mut d];
    let error = batch.eval_into(&[&[1.0, 2.0]], outputs).unwrap_err();
    assert_eq!(error.to_string(), "output 1 has 3 elements, the first array has 2");
}
