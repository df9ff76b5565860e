//! One case as it comes from standard input.

use rolle::graph::{Graph, NodeId};
use rolle::operator::Op;
use rolle::parse::{ParseOptions, parse};

/// A parsed case.
#[derive(Default)]
pub struct Case {
    /// The number of variables x0, x1, ….
    pub vars: usize,
    /// The formula.
    pub expr: String,
    /// The second formula.
    pub expr2: String,
    /// Sines nested this deep around x0, in place of a formula.
    pub chain: Option<usize>,
    /// What to time.
    pub mode: String,
    /// The point.
    pub x: Vec<f64>,
    /// A direction.
    pub u: Vec<f64>,
    /// Another direction.
    pub v: Vec<f64>,
    /// The format of arrays.
    pub dtype: String,
    /// Lengths of arrays.
    pub sizes: Vec<usize>,
    /// A file of points.
    pub points: String,
    /// The file for the values at the points.
    pub result: String,
    /// How many steps of descent.
    pub steps: usize,
    /// Abscissas of data.
    pub data: Vec<f64>,
    /// Ordinates of data.
    pub target: Vec<f64>,
}

impl Case {
    /// Reads the lines of a case.
    pub fn read(input: &str) -> Result<Case, String> {
        let mut case = Case::default();
        for line in input.lines() {
            let (key, rest) = line.split_once(' ').unwrap_or((line, ""));
            match key {
                "vars" => case.vars = number(rest)?,
                "chain" => case.chain = Some(number(rest)?),
                "expr" => case.expr = rest.to_string(),
                "expr2" => case.expr2 = rest.to_string(),
                "mode" => case.mode = rest.trim().to_string(),
                "x" => case.x = numbers(rest)?,
                "u" => case.u = numbers(rest)?,
                "v" => case.v = numbers(rest)?,
                "dtype" => case.dtype = rest.trim().to_string(),
                "sizes" => {
                    case.sizes = rest.split_whitespace().map(number).collect::<Result<_, _>>()?
                }
                "points" => case.points = rest.trim().to_string(),
                "result" => case.result = rest.trim().to_string(),
                "steps" => case.steps = number(rest)?,
                "data" => case.data = numbers(rest)?,
                "target" => case.target = numbers(rest)?,
                "" => {}
                _ => return Err(format!("unknown line `{key}`")),
            }
        }
        Ok(case)
    }

    /// The variables of the case.
    pub fn variables(&self, graph: &mut Graph) -> Vec<NodeId> {
        (0..self.vars).map(|i| graph.symbol(&format!("x{i}"))).collect()
    }

    /// The formula of the case.
    pub fn formula(&self, graph: &mut Graph) -> Result<NodeId, String> {
        let Some(depth) = self.chain else { return read(graph, &self.expr) };
        let x = graph.symbol("x0");
        (0..depth)
            .try_fold(x, |inner, _| graph.apply(Op::Sin, &[inner]))
            .map_err(|error| error.to_string())
    }
}

/// Reads a formula.
pub fn read(graph: &mut Graph, text: &str) -> Result<NodeId, String> {
    // The default limits are for what people type, not for a dense polynomial of degree 10⁵.
    let defaults = ParseOptions::default();
    let options = ParseOptions {
        max_bytes: defaults.max_bytes.max(text.len()),
        max_digits: defaults.max_digits.max(text.len()),
        ..defaults
    };
    let parsed = parse(graph, text, &options);
    parsed.map(|parsed| parsed.root).map_err(|diagnostics| format!("{diagnostics:?}"))
}

fn number(text: &str) -> Result<usize, String> {
    text.trim().parse().map_err(|_| format!("`{text}` is no count"))
}

fn numbers(text: &str) -> Result<Vec<f64>, String> {
    text.split_whitespace()
        .map(|word| word.parse().map_err(|_| format!("`{word}` is no number")))
        .collect()
}
