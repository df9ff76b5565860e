//! What a rule gives before anything is simplified.

use crate::graph::{Graph, SPLICE_LIMIT};
use crate::number::Number;
use crate::operator::{NodeId, Op};

/// The result of a rule as the rule is written, with the derivatives of its parts as placeholders.
///
/// Its depth is that of the rule, never that of the expression.
#[derive(Clone, Debug, PartialEq)]
pub enum Literal {
    /// An expression of the graph.
    Node(NodeId),
    /// The derivative of an expression, which a premise of the step finds.
    Derivative(NodeId),
    /// A sum.
    Sum(Vec<Literal>),
    /// A product.
    Product(Vec<Literal>),
    /// The first less the second.
    Difference(Box<[Literal; 2]>),
    /// The negative.
    Negative(Box<Literal>),
    /// The first over the second.
    Quotient(Box<[Literal; 2]>),
    /// A square.
    Square(Box<Literal>),
    /// Values on the open sets where conditions hold.
    Branches(Vec<(Literal, NodeId)>),
}

/// A coefficient and factors in order of index.
type Term = (Number, Vec<NodeId>);

impl Literal {
    pub(super) fn difference(a: Literal, b: Literal) -> Literal {
        Literal::Difference(Box::new([a, b]))
    }

    pub(super) fn quotient(a: Literal, b: Literal) -> Literal {
        Literal::Quotient(Box::new([a, b]))
    }

    pub(super) fn negative(a: Literal) -> Literal {
        Literal::Negative(Box::new(a))
    }

    pub(super) fn square(a: Literal) -> Literal {
        Literal::Square(Box::new(a))
    }

    /// A product, or its only factor.
    pub(super) fn product(mut factors: Vec<Literal>) -> Literal {
        if factors.len() == 1 { factors.remove(0) } else { Literal::Product(factors) }
    }

    /// A sum, or its only term.
    pub(super) fn sum(mut terms: Vec<Literal>) -> Literal {
        if terms.len() == 1 { terms.remove(0) } else { Literal::Sum(terms) }
    }

    /// The literal with the derivatives of the parts put in.
    pub(super) fn with_values(&self, value: &dyn Fn(NodeId) -> NodeId) -> Literal {
        let all = |parts: &[Literal]| parts.iter().map(|part| part.with_values(value)).collect();
        let both = |both: &[Literal; 2]| {
            Box::new([both[0].with_values(value), both[1].with_values(value)])
        };
        match self {
            Literal::Node(id) => Literal::Node(*id),
            Literal::Derivative(of) => Literal::Node(value(*of)),
            Literal::Sum(terms) => Literal::Sum(all(terms)),
            Literal::Product(factors) => Literal::Product(all(factors)),
            Literal::Difference(parts) => Literal::Difference(both(parts)),
            Literal::Quotient(parts) => Literal::Quotient(both(parts)),
            Literal::Negative(inner) => Literal::negative(inner.with_values(value)),
            Literal::Square(inner) => Literal::square(inner.with_values(value)),
            Literal::Branches(branches) => Literal::Branches(
                branches.iter().map(|(branch, c)| (branch.with_values(value), *c)).collect(),
            ),
        }
    }

    /// Whether the canonical result is this literal but for multiplied numbers, dropped ones and zeros, and
    /// the order of operands: then there is nothing to explain.
    pub(super) fn reads_as(
        &self,
        graph: &Graph,
        result: NodeId,
        value: &dyn Fn(NodeId) -> NodeId,
    ) -> bool {
        if let Literal::Branches(branches) = self {
            return branches_read_as(graph, branches, result, value);
        }
        let mut mine = Vec::new();
        if !self.terms(graph, value, &mut mine) {
            return false;
        }
        let mut theirs = Vec::new();
        add_terms(graph, result, usize::MAX, &mut theirs);
        mine.sort_unstable();
        theirs.sort_unstable();
        mine == theirs
    }

    /// The literal as terms; false where it is not a plain sum of products.
    fn terms(&self, graph: &Graph, value: &dyn Fn(NodeId) -> NodeId, into: &mut Vec<Term>) -> bool {
        match self {
            Literal::Node(id) => add_terms(graph, *id, SPLICE_LIMIT, into),
            Literal::Derivative(of) => add_terms(graph, value(*of), SPLICE_LIMIT, into),
            Literal::Sum(terms) => return terms.iter().all(|term| term.terms(graph, value, into)),
            Literal::Product(factors) => {
                let mut product = (Number::ONE, Vec::new());
                for factor in factors {
                    match factor {
                        Literal::Node(id) => multiply(graph, *id, SPLICE_LIMIT, &mut product),
                        Literal::Derivative(of) => {
                            multiply(graph, value(*of), SPLICE_LIMIT, &mut product)
                        }
                        _ => return false,
                    }
                }
                push(product, into);
            }
            _ => return false,
        }
        true
    }
}

fn branches_read_as(
    graph: &Graph,
    branches: &[(Literal, NodeId)],
    result: NodeId,
    value: &dyn Fn(NodeId) -> NodeId,
) -> bool {
    let mut flat = Vec::with_capacity(2 * branches.len());
    for (literal, condition) in branches {
        let Literal::Derivative(of) = literal else { return false };
        flat.extend([value(*of), *condition]);
    }
    graph.op(result) == Op::Piecewise && graph.args(result) == flat
}

/// Adds the terms of an expression; a sum of more than `limit` terms is one term, as the constructors keep it.
fn add_terms(graph: &Graph, id: NodeId, limit: usize, into: &mut Vec<Term>) {
    let one = [id];
    let terms = operands(graph, id, Op::Sum, limit).unwrap_or(&one);
    for &term in terms {
        let mut product = (Number::ONE, Vec::new());
        multiply(graph, term, usize::MAX, &mut product);
        push(product, into);
    }
}

fn multiply(graph: &Graph, id: NodeId, limit: usize, product: &mut Term) {
    let one = [id];
    for &factor in operands(graph, id, Op::Product, limit).unwrap_or(&one) {
        match graph.number(factor) {
            Some(number) => product.0 = product.0.mul(&number),
            None => product.1.push(factor),
        }
    }
}

fn operands(graph: &Graph, id: NodeId, op: Op, limit: usize) -> Option<&[NodeId]> {
    (graph.op(id) == op && graph.args(id).len() <= limit).then(|| graph.args(id))
}

fn push(mut product: Term, into: &mut Vec<Term>) {
    if !product.0.is_zero() {
        product.1.sort_unstable();
        into.push(product);
    }
}
