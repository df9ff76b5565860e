//! Numbers: f and f′ over arrays, small gradients, loops of gradient descent.

use crate::case::{Case, read};
use crate::clock::{best_per_call, cpu_seconds};
use rolle::graph::{Graph, NodeId};
use rolle::tape::{Evaluator, Scalar, Tape, compile};
use serde_json::{Value, json};
use std::fs;
use std::hint::black_box;

/// A format of arrays: how it is read from a file and written to one.
trait Format: rolle_tape::vector::Real + rolle_tape::function::Elementary {
    const BYTES: usize;
    fn read(bytes: &[u8]) -> Self;
    fn append(self, bytes: &mut Vec<u8>);
}

macro_rules! real_format {
    ($real:ident, $bytes:literal) => {
        impl Format for $real {
            const BYTES: usize = $bytes;
            fn read(bytes: &[u8]) -> Self {
                $real::from_le_bytes(bytes.try_into().expect("the bytes of one number"))
            }
            fn append(self, bytes: &mut Vec<u8>) {
                bytes.extend(self.to_le_bytes());
            }
        }
    };
}

real_format!(f32, 4);
real_format!(f64, 8);

/// f and f′ over arrays of each size, and at the points of a file.
pub fn throughput(case: &Case) -> Result<Value, String> {
    match case.dtype.as_str() {
        "f32" => throughput_of::<f32>(case),
        "f64" => throughput_of::<f64>(case),
        other => Err(format!("unknown dtype `{other}`")),
    }
}

fn throughput_of<T: Format>(case: &Case) -> Result<Value, String> {
    let thousand = uniform::<T>(1000);
    let (mut y, mut dy) = (vec![T::ZERO; 1000], vec![T::ZERO; 1000]);
    let start = cpu_seconds();
    let tape = value_and_slope(&case.expr)?;
    let mut evaluator: Evaluator<T> = tape.evaluator();
    run(&mut evaluator, &thousand, &mut y, &mut dy)?;
    let first = cpu_seconds() - start;

    let bytes = fs::read(&case.points).map_err(|error| error.to_string())?;
    let points: Vec<T> = bytes.chunks_exact(T::BYTES).map(T::read).collect();
    let (mut y, mut dy) = (vec![T::ZERO; points.len()], vec![T::ZERO; points.len()]);
    run(&mut evaluator, &points, &mut y, &mut dy)?;
    let mut out = Vec::new();
    y.into_iter().chain(dy).for_each(|value| value.append(&mut out));
    fs::write(&case.result, out).map_err(|error| error.to_string())?;

    let mut rates = Vec::new();
    for &n in &case.sizes {
        let x = uniform::<T>(n);
        let (mut y, mut dy) = (vec![T::ZERO; n], vec![T::ZERO; n]);
        let reused = best_per_call(|| {
            let _ = black_box(run(&mut evaluator, &x, &mut y, &mut dy));
        });
        rates.push(json!({"n": n, "seconds": reused, "outputs": "reused"}));
        let fresh = best_per_call(|| {
            let _ = black_box(evaluator.eval(&[&x]));
        });
        rates.push(json!({"n": n, "seconds": fresh, "outputs": "fresh"}));
    }
    Ok(json!({"first_result_s": first, "rates": rates, "isa": evaluator.isa().name()}))
}

fn run<T: Format>(
    evaluator: &mut Evaluator<T>,
    x: &[T],
    y: &mut [T],
    dy: &mut [T],
) -> Result<(), String> {
    evaluator.eval_into(&[x], &mut [y, dy]).map_err(|error| error.to_string())
}

fn value_and_slope(text: &str) -> Result<Tape, String> {
    let mut graph = Graph::new();
    let f = read(&mut graph, text)?;
    let x = graph.symbol("x");
    let df = graph.derivative(f, x);
    compile(&graph, &[f, df], &[x]).map_err(|error| error.to_string())
}

/// Numbers in [−4, 4], the same in every run.
fn uniform<T: Format>(n: usize) -> Vec<T> {
    let mut state = 1_u64;
    let next = || {
        state = state.wrapping_mul(6364136223846793005).wrapping_add(1442695040888963407);
        T::from_f64((state >> 11) as f64 / (1_u64 << 53) as f64 * 8.0 - 4.0)
    };
    std::iter::repeat_with(next).take(n).collect()
}

/// Σ 100(x[i+1] − x[i]²)² + (1 − x[i])², and its gradient as a tape.
fn rosenbrock_gradient(n: usize) -> Result<Scalar<f64>, String> {
    let mut graph = Graph::new();
    let xs: Vec<NodeId> = (0..n).map(|i| graph.symbol(&format!("x{i}"))).collect();
    let text: Vec<String> =
        (0..n - 1).map(|i| format!("100*(x{} - x{i}^2)^2 + (1 - x{i})^2", i + 1)).collect();
    let f = read(&mut graph, &text.join(" + "))?;
    let gradient = graph.gradient(f, &xs);
    let tape = compile(&graph, &gradient, &xs).map_err(|error| error.to_string())?;
    Ok(tape.scalar())
}

/// One gradient of Rosenbrock's function in ten variables.
pub fn small_gradient(case: &Case) -> Result<Value, String> {
    let mut gradient = rosenbrock_gradient(case.x.len())?;
    let seconds = best_per_call(|| {
        black_box(gradient.run(black_box(&case.x)));
    });
    Ok(json!({"seconds": seconds, "result": gradient.run(&case.x)}))
}

/// Steps of gradient descent on Rosenbrock's function from (−1.2, 1), of size 10⁻³.
pub fn descent(case: &Case) -> Result<Value, String> {
    let mut gradient = rosenbrock_gradient(2)?;
    let mut result = [0.0; 2];
    let seconds = best_per_call(|| {
        let mut point = [-1.2, 1.0];
        for _ in 0..case.steps {
            let slope = gradient.run(&point);
            let (dx, dy) = (slope[0], slope[1]);
            point = [point[0] - 1e-3 * dx, point[1] - 1e-3 * dy];
        }
        result = point;
    });
    Ok(json!({"seconds": seconds, "result": result}))
}

/// Steps of gradient descent of size 0.1 for a polynomial of degree five through the data, by least squares.
pub fn polynomial_fit(case: &Case) -> Result<Value, String> {
    let mut graph = Graph::new();
    let names: Vec<String> = (0..6).map(|k| format!("c{k}")).collect();
    let residual = read(&mut graph, "(c0 + t*(c1 + t*(c2 + t*(c3 + t*(c4 + t*c5)))) - y)^2")?;
    let parameters: Vec<NodeId> = names.iter().map(|name| graph.symbol(name)).collect();
    let gradient = graph.gradient(residual, &parameters);
    let inputs = [&parameters[..], &[graph.symbol("t"), graph.symbol("y")]].concat();
    let tape = compile(&graph, &gradient, &inputs).map_err(|error| error.to_string())?;
    let mut evaluator: Evaluator<f64> = tape.evaluator();
    let n = case.data.len();
    let mut columns = vec![vec![0.0; n]; 6];
    let mut slopes = vec![vec![0.0; n]; 6];
    let mut result = [0.0; 6];
    let mut failure = None;
    let seconds = best_per_call(|| {
        let mut c = [0.0; 6];
        for _ in 0..case.steps {
            for (column, c) in columns.iter_mut().zip(c) {
                column.fill(c);
            }
            let mut arrays: Vec<&[f64]> = columns.iter().map(|column| &column[..]).collect();
            arrays.extend([&case.data[..], &case.target[..]]);
            let mut outputs: Vec<&mut [f64]> = slopes.iter_mut().map(|s| &mut s[..]).collect();
            if let Err(error) = evaluator.eval_into(&arrays, &mut outputs) {
                failure = Some(error.to_string());
                return;
            }
            for (c, slope) in c.iter_mut().zip(&slopes) {
                *c -= 0.1 * slope.iter().sum::<f64>() / n as f64;
            }
        }
        result = c;
    });
    match failure {
        Some(message) => Err(message),
        None => Ok(json!({"seconds": seconds, "result": result})),
    }
}
