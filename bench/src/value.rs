//! Values of results at the point of the case, to check them.

use rolle::evaluate::Sampler;
use rolle::graph::{Graph, NodeId};

/// The values of expressions at a point.
pub fn values(graph: &Graph, roots: &[NodeId], xs: &[NodeId], at: &[f64]) -> Vec<f64> {
    if roots.is_empty() {
        return Vec::new();
    }
    Sampler::new(graph, roots, xs).sample(at).to_vec()
}

/// g·u.
pub fn dot(g: &[f64], u: &[f64]) -> f64 {
    g.iter().zip(u).map(|(a, b)| a * b).sum()
}
