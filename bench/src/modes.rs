//! What each mode times.

use crate::case::{Case, read};
use crate::clock::{Times, cpu_seconds, measure, resident_megabytes};
use crate::value::{dot, values};
use rolle::graph::{Graph, NodeId};
use rolle::polynomial::sparse::Limits;
use serde_json::{Value, json};

/// Runs the mode of a case.
pub fn run(case: &Case) -> Result<Value, String> {
    match case.mode.as_str() {
        "sum1e6" => Ok(sum_of_a_million_terms()),
        "parse1mb" => parse(case),
        "equality" => equality(case),
        "growth" => crate::growth::growth(),
        "reports" => crate::reports::reports(),
        "deriv_dense" => dense_derivative(case),
        "roots" => roots(case),
        "throughput" => crate::numbers::throughput(case),
        "grad10" => crate::numbers::small_gradient(case),
        "gd_rosenbrock" => crate::numbers::descent(case),
        "polyfit" => crate::numbers::polynomial_fit(case),
        mode => {
            let start = cpu_seconds();
            let mut graph = Graph::new();
            let xs = case.variables(&mut graph);
            let f = case.formula(&mut graph)?;
            let built = cpu_seconds() - start;
            let mut record = match mode {
                "grad" => gradient(case, graph, f, &xs),
                "hess" => hessian(case, graph, f, &xs),
                "nth10" => one(case, graph, &xs, |g| g.nth_derivative(f, xs[0], 10)),
                "expand20" => one(case, graph, &xs, |g| g.expand(f, &Limits::default())),
                "deriv_sparse" => {
                    let f = graph.expand(f, &Limits::default()).map_err(text)?;
                    one(case, graph, &xs, |g| Ok(g.derivative(f, xs[0])))
                }
                "fateman" => {
                    let f = graph.expand(f, &Limits::default()).map_err(text)?;
                    one(case, graph, &xs, |g| {
                        let next = g.sum(&[f, NodeId::ONE]);
                        let product = g.product(&[f, next]);
                        g.expand(product, &Limits::default())
                    })
                }
                "gcd" => {
                    let other = read(&mut graph, &case.expr2)?;
                    let a = graph.expand(f, &Limits::default()).map_err(text)?;
                    let b = graph.expand(other, &Limits::default()).map_err(text)?;
                    one(case, graph, &xs, |g| g.gcd(a, b, &Limits::default()))
                }
                "print1mb" => print(case, graph, f, &xs),
                "subst" => one(case, graph, &xs, |g| {
                    let next = g.sum(&[xs[1], NodeId::ONE]);
                    Ok(g.substitute(f, &[(xs[0], next)]))
                }),
                _ => Err(format!("unknown mode `{mode}`")),
            }?;
            record["build_s"] = json!(built);
            Ok(record)
        }
    }
}

fn text(error: rolle::Error) -> String {
    error.to_string()
}

fn record(times: &Times, graph: &Graph, roots: &[NodeId]) -> Value {
    json!({
        "seconds": times.seconds,
        "repeats": times.repeats,
        "tree": graph.tree_size(roots),
        "dag": graph.shared_size(roots),
        "nnz": roots.len(),
    })
}

/// A mode whose result is one expression.
fn one(
    case: &Case,
    graph: Graph,
    xs: &[NodeId],
    job: impl Fn(&mut Graph) -> rolle::Result<NodeId>,
) -> Result<Value, String> {
    let (times, graph, result) = measure(|| graph.clone(), &job);
    let root = result.map_err(text)?;
    let mut record = record(&times, &graph, &[root]);
    record["value"] = json!(values(&graph, &[root], xs, &case.x)[0]);
    Ok(record)
}

fn gradient(case: &Case, graph: Graph, f: NodeId, xs: &[NodeId]) -> Result<Value, String> {
    let (times, graph, gradient) = measure(|| graph.clone(), |g| g.gradient(f, xs));
    let mut record = record(&times, &graph, &gradient);
    record["value"] = json!(dot(&values(&graph, &gradient, xs, &case.x), &case.u));
    Ok(record)
}

fn hessian(case: &Case, graph: Graph, f: NodeId, xs: &[NodeId]) -> Result<Value, String> {
    let (times, graph, hessian) = measure(|| graph.clone(), |g| g.hessian(f, xs));
    let roots: Vec<NodeId> = hessian.entries.iter().map(|entry| entry.2).collect();
    let mut record = record(&times, &graph, &roots);
    let mut value = 0.0;
    for (&(i, j, _), h) in hessian.entries.iter().zip(values(&graph, &roots, xs, &case.x)) {
        let (u, v) = (&case.u, &case.v);
        value += h * if i == j { u[i] * v[j] } else { u[i] * v[j] + u[j] * v[i] };
    }
    record["value"] = json!(value);
    Ok(record)
}

/// The sum of (k + 2)·aᵢ·bⱼ for 10⁶ pairs, through the n-ary constructors.
fn sum_of_a_million_terms() -> Value {
    let before = resident_megabytes();
    let mut g = Graph::new();
    let a: Vec<NodeId> = (0..1000).map(|i| g.symbol(&format!("a{i}"))).collect();
    let b: Vec<NodeId> = (0..1000).map(|i| g.symbol(&format!("b{i}"))).collect();
    let start = cpu_seconds();
    let mut terms = Vec::with_capacity(1_000_000);
    for k in 0..1_000_000usize {
        let coefficient = g.integer(k as i64 + 2);
        terms.push(g.product(&[coefficient, a[k % 1000], b[k / 1000]]));
    }
    let sum = g.sum(&terms);
    let seconds = cpu_seconds() - start;
    drop(terms);
    json!({
        "seconds": seconds,
        "repeats": 1,
        "nnz": g.args(sum).len(),
        "rss_growth_mb": resident_megabytes() - before,
    })
}

fn parse(case: &Case) -> Result<Value, String> {
    let (times, mut graph, root) = measure(Graph::new, |g| read(g, &case.expr));
    let root = root?;
    let xs = case.variables(&mut graph);
    let mut record = record(&times, &graph, &[root]);
    record["value"] = json!(values(&graph, &[root], &xs, &case.x)[0]);
    Ok(record)
}

/// Prints and, untimed, reads the text back for its value.
fn print(case: &Case, graph: Graph, f: NodeId, xs: &[NodeId]) -> Result<Value, String> {
    let (times, (), printed) = measure(|| (), |()| graph.print(f));
    let printed = printed.map_err(text)?;
    let mut fresh = Graph::new();
    let root = read(&mut fresh, &printed)?;
    let fresh_xs = case.variables(&mut fresh);
    let mut record = record(&times, &graph, &[f]);
    record["bytes"] = json!(printed.len());
    record["value"] = json!(values(&fresh, &[root], &fresh_xs, &case.x)[0]);
    debug_assert_eq!(xs.len(), fresh_xs.len());
    Ok(record)
}

/// Two copies parsed into one graph: equality is equality of nodes.
fn equality(case: &Case) -> Result<Value, String> {
    let mut graph = Graph::new();
    let first = read(&mut graph, &case.expr)?;
    let second = read(&mut graph, &case.expr)?;
    let (times, _, equal) =
        measure(|| (), |()| std::hint::black_box(first) == std::hint::black_box(second));
    if !equal {
        return Err("two copies of one formula differ".to_string());
    }
    let xs = case.variables(&mut graph);
    let mut record = record(&times, &graph, &[first]);
    record["value"] = json!(values(&graph, &[second], &xs, &case.x)[0]);
    Ok(record)
}

/// In the polynomial ring, as the fastest peer does it.
fn dense_derivative(case: &Case) -> Result<Value, String> {
    let mut graph = Graph::new();
    let f = case.formula(&mut graph)?;
    let x = graph.symbol("x0");
    let polynomial = graph.univariate(f, x).map_err(text)?;
    let (times, _, derivative) = measure(|| (), |()| polynomial.derivative());
    let coefficient = derivative.coefficient(77_776);
    Ok(json!({
        "form": "poly",
        "seconds": times.seconds,
        "repeats": times.repeats,
        "coefficient": format!("{}/{}", coefficient.numerator(), coefficient.denominator()),
    }))
}

fn roots(case: &Case) -> Result<Value, String> {
    let mut graph = Graph::new();
    let f = case.formula(&mut graph)?;
    let x = graph.symbol("x0");
    let polynomial = graph.univariate(f, x).and_then(|p| p.primitive_part()).map_err(text)?;
    let (times, _, roots) = measure(|| (), |()| rolle::polynomial::isolate_real_roots(&polynomial));
    let intervals: Vec<[String; 2]> = roots
        .map_err(text)?
        .iter()
        .map(|root| [root.interval().0.to_string(), root.interval().1.to_string()])
        .collect();
    Ok(json!({
        "form": "poly",
        "seconds": times.seconds,
        "repeats": times.repeats,
        "intervals": intervals,
    }))
}
