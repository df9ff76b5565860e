//! Kernels and their generators: which powers of which expressions the polynomials are made of.

use super::{Field, Relations, is_rational_step};
use crate::graph::{Constant, Graph};
use crate::number::{Natural, Number, Rational};
use crate::operator::{NodeId, Op};
use crate::polynomial::sparse::Limits;
use crate::rewrite::ring::Ring;
use crate::{Error, ErrorKind, Result};
use std::collections::{HashMap, HashSet};

/// The most entries of a table of exponents, generators times nodes: what fits in a moment and a few megabytes.
const TABLE_LIMIT: usize = 4_000_000;

/// Up to this many generators are put in the order of their texts, so that results do not depend on the order in
/// which expressions were built.
const SORTED_GENERATORS: usize = 64;

/// Kernels of up to this many nodes are ordered by their texts.
const SORTED_SIZE: usize = 64;

/// An exponent of up to this many terms is taken apart: e^(x + y) is e^x·e^y.
const SPLIT_TERMS: usize = 16;

/// How a kernel reads: powers of generators, and an integer power of a composite base.
#[derive(Clone, Debug, Default)]
pub(super) struct Kernel {
    pub(super) powers: Vec<(usize, i64)>,
    pub(super) base: Option<(NodeId, i64)>,
}

/// `generator^degree = value` for the value of a composite node, its square, or one plus or minus another square.
#[derive(Clone, Copy, Debug)]
pub(super) struct Relation {
    pub(super) generator: usize,
    pub(super) degree: u32,
    pub(super) value: Value,
}

#[derive(Clone, Copy, Debug)]
pub(super) enum Value {
    Node(NodeId),
    Square(NodeId),
    /// What the minimal polynomial of an algebraic number makes of the power of its degree.
    Minimal(NodeId),
    /// `1 − g²` or `g² − 1` of another generator.
    Pythagoras {
        sign: i64,
        other: usize,
    },
}

/// A power as base and the terms of its exponent, each a rational number times something else.
pub(super) struct Power {
    pub(super) base: NodeId,
    pub(super) terms: Vec<(Number, NodeId)>,
}

/// For each base and each part of an exponent: the least common denominator of its coefficients.
type Denominators = HashMap<(NodeId, NodeId), Natural>;

impl Field {
    /// The field that the kernels below some nodes generate.
    ///
    /// # Errors
    /// `Budget` for many generators in many nodes.
    pub(crate) fn below(
        graph: &mut Graph,
        roots: &[NodeId],
        relations: Relations,
        limits: &Limits,
    ) -> Result<Field> {
        let order = field_order(graph, roots);
        let mut denominators = Denominators::new();
        let mut powers: Vec<(NodeId, Power)> = Vec::new();
        for &id in &order {
            if let Some(power) = graph.split_power(id) {
                for (coefficient, part) in &power.terms {
                    let known = denominators.entry((power.base, *part)).or_insert(Natural::ONE);
                    *known = lcm(known, &coefficient.denominator());
                }
                powers.push((id, power));
            }
        }
        let ring = generators(graph, &order, &powers, &denominators);
        if ring.len().saturating_mul(order.len()) > TABLE_LIMIT {
            return Err(Error::new(
                ErrorKind::Budget,
                format!(
                    "`{}` generators in `{}` nodes, where their product may be `{TABLE_LIMIT}`",
                    ring.len(),
                    order.len()
                ),
            )
            .with_help("rewrite a part of the expression"));
        }
        let mut field = Field {
            ring,
            kernels: HashMap::new(),
            relations: Vec::new(),
            values: HashMap::new(),
            minimal: HashMap::new(),
            nonzero: Vec::new(),
            order: order.clone(),
            limits: *limits,
        };
        field.read_kernels(graph, &order, powers, &denominators);
        field.find_relations(graph, &order, &denominators, relations);
        Ok(field)
    }

    fn read_kernels(
        &mut self,
        graph: &mut Graph,
        order: &[NodeId],
        powers: Vec<(NodeId, Power)>,
        denominators: &Denominators,
    ) {
        for &id in order {
            if is_rational_step(graph, id) {
                continue;
            }
            // A base that also stands under a root is a power of that root.
            let kernel = match root_of_base(graph, id, denominators) {
                Some((root, degree)) => {
                    Kernel { powers: vec![(self.place(root), degree)], base: None }
                }
                None => match self.ring.place(id) {
                    Some(place) => Kernel { powers: vec![(place, 1)], base: None },
                    None => continue,
                },
            };
            self.kernels.insert(id, kernel);
        }
        for (id, power) in powers {
            let mut kernel = Kernel::default();
            for (coefficient, part) in &power.terms {
                let degree = &denominators[&(power.base, *part)];
                let scaled = coefficient.mul(&Number::from(Rational::from(degree.clone())));
                let exponent = scaled.to_i64().unwrap_or(i64::MAX);
                let composite = *part == NodeId::ONE && degree.is_one();
                if composite && is_rational_step(graph, power.base) {
                    kernel.base = Some((power.base, exponent));
                    continue;
                }
                let generator = generator_node(graph, power.base, *part, degree);
                match self.kernels.get(&generator) {
                    // The base of an integer power is a kernel of its own, perhaps a power of its root.
                    Some(base) if composite => kernel
                        .powers
                        .extend(base.powers.iter().map(|&(g, n)| (g, n.saturating_mul(exponent)))),
                    _ => kernel.powers.push((self.place(generator), exponent)),
                }
            }
            self.kernels.insert(id, kernel);
        }
    }

    fn place(&self, generator: NodeId) -> usize {
        self.ring.place(generator).expect("every generator was collected")
    }

    fn find_relations(
        &mut self,
        graph: &mut Graph,
        order: &[NodeId],
        denominators: &Denominators,
        relations: Relations,
    ) {
        let mut found: Vec<(NodeId, Relation)> = Vec::new();
        for ((base, part), degree) in denominators {
            if *part != NodeId::ONE || degree.is_one() || !is_rational_step(graph, *base) {
                continue;
            }
            let root = generator_node(graph, *base, NodeId::ONE, degree);
            if let (Some(generator), Ok(degree)) =
                (self.ring.place(root), u32::try_from(degree.clone()))
            {
                let value = Value::Node(*base);
                found.push((root, Relation { generator, degree, value }));
            }
        }
        for &id in order {
            let args = graph.args(id);
            let relation = match graph.op(id) {
                Op::Abs => Some((2, Value::Square(args[0]))),
                Op::Isolated => graph.algebraic_number(id).and_then(|number| {
                    self.minimal.insert(id, number.minimal_polynomial().clone());
                    Some((u32::try_from(number.degree()).ok()?, Value::Minimal(id)))
                }),
                Op::Root => graph
                    .small_integer(args[1])
                    .and_then(|n| u32::try_from(n).ok())
                    .map(|n| (n, Value::Node(args[0]))),
                Op::Sin if relations == Relations::Circular => {
                    self.partner(graph, id, Op::Cos, -1).map(|value| (2, value))
                }
                Op::Sinh if relations == Relations::Circular => {
                    self.partner(graph, id, Op::Cosh, 1).map(|value| (2, value))
                }
                _ => None,
            };
            if let (Some((degree, value)), Some(generator)) = (relation, self.ring.place(id)) {
                found.push((id, Relation { generator, degree, value }));
            }
        }
        // Outer kernels first: their relations bring inner ones in.
        found.sort_by_key(|(id, _)| std::cmp::Reverse(*id));
        self.relations = found.into_iter().map(|(_, relation)| relation).collect();
    }

    /// `sin² = −(cos² − 1)` and `sinh² = cosh² − 1`, where the partner is a generator too.
    fn partner(&self, graph: &mut Graph, id: NodeId, op: Op, sign: i64) -> Option<Value> {
        let argument = graph.args(id)[0];
        let partner = graph.apply(op, &[argument]).ok()?;
        Some(Value::Pythagoras { sign, other: self.ring.place(partner)? })
    }
}

impl Graph {
    /// An exponential, a constant power of e, or a power that is not an integer power, taken apart.
    pub(super) fn split_power(&mut self, id: NodeId) -> Option<Power> {
        let (base, exponent) = match self.op(id) {
            Op::Exp => (self.constant(Constant::E), self.args(id)[0]),
            Op::Constant if self.constant_value(id) == Some(Constant::E) => (id, NodeId::ONE),
            Op::Power if !is_rational_step(self, id) => (self.args(id)[0], self.args(id)[1]),
            _ => return None,
        };
        let terms = match self.op(exponent) {
            Op::Sum if self.args(exponent).len() <= SPLIT_TERMS => self.args(exponent).to_vec(),
            _ => vec![exponent],
        };
        // A power with a symbolic exponent has a positive base, so its exponents may be split; a number as
        // exponent stands alone.
        let terms = terms.into_iter().map(|term| self.split_coefficient(term)).collect();
        Some(Power { base, terms })
    }

    /// A term as its rational coefficient and the rest.
    pub(crate) fn split_coefficient(&mut self, term: NodeId) -> (Number, NodeId) {
        if let Some(number) = self.number(term) {
            return (number, NodeId::ONE);
        }
        if self.op(term) == Op::Product
            && let Some(number) = self.number(self.args(term)[0])
        {
            let rest = self.args(term)[1..].to_vec();
            return (number, self.product(&rest));
        }
        (Number::ONE, term)
    }
}

/// `base^(part/degree)`.
fn generator_node(graph: &mut Graph, base: NodeId, part: NodeId, degree: &Natural) -> NodeId {
    let scale = Number::from(Rational::from_parts(1.into(), degree.clone()));
    let scale = graph.literal_number(&scale);
    let exponent = graph.product(&[scale, part]);
    graph.power(base, exponent)
}

/// The root of a kernel that is a generator in its place, and the degree.
fn root_of_base(
    graph: &mut Graph,
    id: NodeId,
    denominators: &Denominators,
) -> Option<(NodeId, i64)> {
    let degree = denominators.get(&(id, NodeId::ONE)).filter(|degree| !degree.is_one())?;
    let root = generator_node(graph, id, NodeId::ONE, degree);
    Some((root, i64::try_from(degree.clone()).ok()?))
}

fn generators(
    graph: &mut Graph,
    order: &[NodeId],
    powers: &[(NodeId, Power)],
    denominators: &Denominators,
) -> Ring {
    let mut found: Vec<NodeId> = Vec::new();
    let split: HashSet<NodeId> = powers.iter().map(|(id, _)| *id).collect();
    for &id in order {
        let rational = is_rational_step(graph, id);
        if !rational && !split.contains(&id) && root_of_base(graph, id, denominators).is_none() {
            found.push(id);
        }
    }
    for (_, power) in powers {
        for (_, part) in &power.terms {
            let degree = &denominators[&(power.base, *part)];
            let plain = *part == NodeId::ONE && degree.is_one();
            if !(plain && is_rational_step(graph, power.base)) {
                found.push(generator_node(graph, power.base, *part, degree));
            }
        }
    }
    found.sort_unstable();
    found.dedup();
    if found.len() <= SORTED_GENERATORS {
        let graph = &*graph;
        found.sort_by_cached_key(|&id| (graph.op(id) != Op::Symbol, sort_text(graph, id)));
    }
    let mut ring = Ring::default();
    for id in found {
        ring.add(id);
    }
    ring
}

/// The text of a small kernel; a large one comes last, in the order of making.
fn sort_text(graph: &Graph, id: NodeId) -> (usize, String) {
    let mut below = vec![id];
    let mut next = 0;
    while next < below.len() && below.len() <= SORTED_SIZE {
        below.extend_from_slice(graph.args(below[next]));
        next += 1;
    }
    if below.len() > SORTED_SIZE {
        return (usize::MAX, String::new());
    }
    let printer = crate::print::Printer::new(crate::print::Notation::Plain);
    (below.len(), printer.print_brief(graph, id, 200))
}

/// The nodes of the field structure below some roots: also the radicands of roots, the bases of powers and the
/// arguments of absolute values, whose relations need them. Children first.
fn field_order(graph: &mut Graph, roots: &[NodeId]) -> Vec<NodeId> {
    let mut seen: HashSet<NodeId> = roots.iter().copied().collect();
    let mut order: Vec<NodeId> = seen.iter().copied().collect();
    let mut next = 0;
    while next < order.len() {
        let id = order[next];
        next += 1;
        let count = match graph.op(id) {
            Op::Power | Op::Abs | Op::Root => 1,
            Op::Sum | Op::Product => graph.args(id).len(),
            _ => 0,
        };
        for k in 0..count {
            let arg = graph.args(id)[k];
            if seen.insert(arg) {
                order.push(arg);
            }
        }
    }
    order.sort_unstable();
    order
}

fn lcm(a: &Natural, b: &Natural) -> Natural {
    use dashu_base::Gcd;
    let common = a.gcd(b);
    a / common * b
}
