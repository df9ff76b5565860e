//! In which order terms and factors are written, whatever the order in which they were built.
//!
//! A node's *rank* is a total structural order, computed from the leaves up, one height after the other: nodes
//! of one height are sorted by operator and by the ranks of their children. Ranks are unique, because equal
//! structure is one node. (The scheme is the tree canonization of Aho, Hopcroft and Ullman, 1974, §3.2, on a
//! graph with shared nodes.) The order on paper comes from degrees, kinds and names; ranks break its ties.
//!
//! **Factors**: numbers, radicals, π and e, symbols with their powers (x2 before x10), other powers, functions in the
//! order of the operator table with the exponential first, then sums. Of two powers of one base the higher is first.
//!
//! **Terms**: polynomial terms by descending total degree, then terms with functions, then constants, then
//! terms of negative degree. Three things turn that around:
//! 1. a sum that would begin with a function puts a positive constant first: `1 + exp(-x)`;
//! 2. a polynomial that would begin with a minus sign and end with a plus is ascending: `1 - x^2`;
//! 3. otherwise a leading minus gives way to the first positive term of the same degree or of another kind:
//!    `y - x`, `sin(x) - x`; but `-x^2 + 2*x - 1` stays.

use crate::graph::{Constant, Facts, Graph, IsolatedZero, Reason};
use crate::operator::{NodeId, Op};
use std::cmp::Ordering;

/// The nodes below a root with their children in the order of writing.
pub(super) struct Arrangement {
    /// Children before parents.
    pub(super) order: Vec<NodeId>,
    /// The position of a node in `order`, by its index.
    positions: Vec<u32>,
    /// Where the children of a position begin in `shown`.
    starts: Vec<u32>,
    /// The children as they are written.
    shown: Vec<NodeId>,
}

impl Arrangement {
    /// Arranges all that `root` reaches; O(n log n) in nodes and edges.
    pub(super) fn new(graph: &Graph, root: NodeId) -> Arrangement {
        let order = graph.order(&[root]);
        let mut positions = vec![0; root.index() + 1];
        let mut starts = Vec::with_capacity(order.len() + 1);
        let mut shown = Vec::with_capacity(2 * order.len());
        for (i, &id) in order.iter().enumerate() {
            positions[id.index()] = i as u32;
            starts.push(shown.len() as u32);
            shown.extend_from_slice(graph.args(id));
        }
        starts.push(shown.len() as u32);
        let mut arrangement = Arrangement { order, positions, starts, shown };
        let ranks = arrangement.ranks(graph);
        arrangement.arrange(graph, &ranks);
        arrangement
    }

    /// The position of a node in `order`.
    pub(super) fn position(&self, id: NodeId) -> usize {
        self.positions[id.index()] as usize
    }

    /// The children of a node as they are written.
    pub(super) fn children(&self, id: NodeId) -> &[NodeId] {
        &self.shown[self.range(self.position(id))]
    }

    fn range(&self, position: usize) -> std::ops::Range<usize> {
        self.starts[position] as usize..self.starts[position + 1] as usize
    }

    /// Positions sorted by height, and where each height begins.
    fn levels(&self) -> (Vec<u32>, Vec<usize>) {
        let n = self.order.len();
        let mut heights = vec![0u32; n];
        let mut counts: Vec<usize> = Vec::new();
        for i in 0..n {
            let below = self.shown[self.range(i)].iter().map(|&c| heights[self.position(c)] + 1);
            let height = below.max().unwrap_or(0);
            heights[i] = height;
            if counts.len() <= height as usize {
                counts.resize(height as usize + 1, 0);
            }
            counts[height as usize] += 1;
        }
        let mut begins = Vec::with_capacity(counts.len() + 1);
        let mut total = 0;
        for count in counts {
            begins.push(total);
            total += count;
        }
        begins.push(total);
        let mut next = begins.clone();
        let mut sorted = vec![0u32; n];
        for (i, &height) in heights.iter().enumerate() {
            let slot = &mut next[height as usize];
            sorted[*slot] = i as u32;
            *slot += 1;
        }
        (sorted, begins)
    }

    /// The rank of every position: a permutation.
    fn ranks(&self, graph: &Graph) -> Vec<u32> {
        let (sorted, begins) = self.levels();
        let needed = self.nodes_to_rank(graph);
        let mut ranks = vec![0u32; self.order.len()];
        let mut below = vec![0u32; self.shown.len()];
        let leaves = sorted[..begins[1]].iter().copied();
        let mut leaves: Vec<(u128, u32)> =
            leaves.map(|leaf| (leaf_key(graph, self.order[leaf as usize]), leaf)).collect();
        leaves.sort_unstable_by(|a, b| {
            let id = |leaf: u32| self.order[leaf as usize];
            a.0.cmp(&b.0).then_with(|| compare_leaves(graph, id(a.1), id(b.1)))
        });
        for (rank, &(_, leaf)) in leaves.iter().enumerate() {
            ranks[leaf as usize] = rank as u32;
        }
        let mut keys: Vec<(u128, u32)> = Vec::new();
        for level in begins.windows(2).skip(1) {
            keys.clear();
            for &position in &sorted[level[0]..level[1]] {
                if !needed[position as usize] {
                    continue;
                }
                let id = self.order[position as usize];
                let range = self.range(position as usize);
                for k in range.clone() {
                    below[k] = ranks[self.position(self.shown[k])];
                }
                if is_commutative(graph.op(id)) {
                    below[range.clone()].sort_unstable();
                }
                keys.push((structural_key(graph.op(id), &below[range]), position));
            }
            keys.sort_unstable_by(|a, b| {
                let full = |p: u32| &below[self.range(p as usize)];
                a.0.cmp(&b.0).then_with(|| {
                    full(a.1).len().cmp(&full(b.1).len()).then_with(|| full(a.1).cmp(full(b.1)))
                })
            });
            for (k, &(_, position)) in keys.iter().enumerate() {
                ranks[position as usize] = (level[0] + k) as u32;
            }
        }
        ranks
    }

    /// Which positions need a rank. The root needs none, and if it is a sum its products are compared by factors.
    fn nodes_to_rank(&self, graph: &Graph) -> Vec<bool> {
        let mut needed = vec![false; self.order.len()];
        for i in (0..self.order.len()).rev() {
            let open_sum = !needed[i] && graph.op(self.order[i]) == Op::Sum;
            for &child in &self.shown[self.range(i)] {
                let position = self.position(child);
                needed[position] |= !(open_sum && graph.op(child) == Op::Product);
            }
        }
        needed
    }

    fn arrange(&mut self, graph: &Graph, ranks: &[u32]) {
        let places = self.places(graph, ranks);
        for i in 0..self.order.len() {
            let range = self.range(i);
            let id = self.order[i];
            match graph.op(id) {
                Op::Product => {
                    let positions = &self.positions;
                    self.shown[range].sort_unstable_by_key(|factor| {
                        let number = graph.op(*factor) == Op::Number;
                        (!number, places[positions[factor.index()] as usize])
                    });
                }
                op if is_commutative(op) && op != Op::Sum => {
                    let positions = &self.positions;
                    self.shown[range].sort_unstable_by_key(|arg| {
                        let number = graph.op(*arg) == Op::Number;
                        (number, ranks[positions[arg.index()] as usize])
                    });
                }
                _ => {}
            }
        }
        // The terms of a sum are compared by their factors, so products come first.
        for i in 0..self.order.len() {
            if graph.op(self.order[i]) == Op::Sum {
                let terms = self.arranged_terms(graph, &places, i);
                let range = self.range(i);
                self.shown[range].copy_from_slice(&terms);
            }
        }
    }

    /// The place of every node that is a factor, or a term by itself, among all such nodes, from 1 on.
    fn places(&self, graph: &Graph, ranks: &[u32]) -> Vec<u32> {
        let mut places = vec![0u32; self.order.len()];
        let mut keys: Vec<(u128, u32)> = Vec::new();
        for (i, &id) in self.order.iter().enumerate() {
            if !matches!(graph.op(id), Op::Product | Op::Sum) {
                continue;
            }
            for &child in &self.shown[self.range(i)] {
                let position = self.position(child);
                if places[position] == 0 && graph.op(child) != Op::Number {
                    places[position] = 1;
                    keys.push((self.factor_key(graph, ranks, child), position as u32));
                }
            }
        }
        keys.sort_unstable();
        for (k, &(_, position)) in keys.iter().enumerate() {
            places[position as usize] = k as u32 + 1;
        }
        places
    }

    /// Kind, operator, rank of the base, descending exponent, own rank.
    fn factor_key(&self, graph: &Graph, ranks: &[u32], id: NodeId) -> u128 {
        let (base, exponent) = numeric_power(graph, id);
        let op = graph.op(base);
        let kind: u128 = match op {
            Op::Number => 0,
            Op::Constant | Op::Isolated => 1,
            Op::Symbol => 2,
            Op::Power => 3,
            _ if op.is_function() => 4,
            Op::Sum | Op::Product => 6,
            _ => 5,
        };
        let exponent = exponent.map_or(1.0, |e| number_value(graph, e));
        let operator = if op.is_function() { op as u128 } else { 0 };
        let rank = |id: NodeId| u128::from(ranks[self.position(id)]);
        kind << 104
            | operator << 96
            | rank(base) << 64
            | u128::from(!sortable(exponent)) << 32
            | rank(id)
    }

    fn arranged_terms(&self, graph: &Graph, places: &[u32], position: usize) -> Vec<NodeId> {
        let range = self.range(position);
        let mut terms: Vec<Term> =
            self.shown[range].iter().map(|&id| self.term(graph, places, id)).collect();
        terms.sort_unstable_by(|a, b| {
            a.key.cmp(&b.key).then_with(|| {
                let place = |f: &NodeId| places[self.position(*f)];
                let (f, g) = (self.factors(graph, &a.id), self.factors(graph, &b.id));
                // Canonical sums have no two terms that differ in their coefficients alone.
                f.iter().map(place).cmp(g.iter().map(place))
            })
        });
        put_positive_first(&mut terms);
        terms.into_iter().map(|term| term.id).collect()
    }

    /// The factors of a term without its numeric coefficient.
    fn factors<'a>(&'a self, graph: &Graph, term: &'a NodeId) -> &'a [NodeId] {
        match graph.op(*term) {
            Op::Number => &[],
            Op::Product => {
                let factors = self.children(*term);
                let numbers = usize::from(graph.op(factors[0]) == Op::Number);
                &factors[numbers..]
            }
            _ => std::slice::from_ref(term),
        }
    }

    fn term(&self, graph: &Graph, places: &[u32], id: NodeId) -> Term {
        let factors = self.factors(graph, &id);
        let mut degree = 0.0;
        let mut monomial = true;
        for &factor in factors {
            let (base, exponent) = numeric_power(graph, factor);
            match graph.op(base) {
                Op::Symbol => degree += exponent.map_or(1.0, |e| number_value(graph, e)),
                _ => monomial &= graph.facts(factor).has(Facts::CONSTANT),
            }
        }
        let kind = match graph.op(id) {
            Op::Number => Kind::Constant,
            _ if graph.facts(id).has(Facts::CONSTANT) => Kind::Constant,
            _ if monomial && degree > 0.0 => Kind::Polynomial,
            _ if monomial && degree < 0.0 => Kind::Reciprocal,
            _ => Kind::Other,
        };
        let place = |k: usize| factors.get(k).map_or(0, |&f| u128::from(places[self.position(f)]));
        let degree = sortable(degree);
        let key = (kind as u128) << 120 | u128::from(!degree) << 64 | place(0) << 32 | place(1);
        Term { key, id, kind, degree, negative: is_negative(graph, id) }
    }
}

/// What kind of term it is, in the order of writing.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Kind {
    Polynomial,
    Other,
    Constant,
    Reciprocal,
}

struct Term {
    key: u128,
    id: NodeId,
    kind: Kind,
    degree: u32,
    negative: bool,
}

/// The three exceptions at the head of this file.
fn put_positive_first(terms: &mut [Term]) {
    let (lead, last) = (&terms[0], &terms[terms.len() - 1]);
    let (lead_kind, negative, ends_positive) = (lead.kind, lead.negative, !last.negative);
    let begin = terms.iter().position(|term| term.kind == Kind::Constant);
    let constants = begin.map(|begin| {
        let end = begin + terms[begin..].iter().take_while(|t| t.kind == Kind::Constant).count();
        (begin, end, terms[begin].negative)
    });
    if let Some((begin, end, false)) = constants
        && lead_kind == Kind::Other
    {
        terms[..end].rotate_right(end - begin);
        return;
    }
    if !negative {
        return;
    }
    let polynomial = terms.iter().all(|t| matches!(t.kind, Kind::Polynomial | Kind::Constant));
    if polynomial && ends_positive {
        make_ascending(terms);
    } else if let Some((begin, end, false)) = constants {
        terms[..end].rotate_right(end - begin);
    }
    let lead = &terms[0];
    if !lead.negative {
        return;
    }
    let Some(k) = terms.iter().position(|term| !term.negative) else { return };
    let first = &terms[k];
    if lead.kind != Kind::Polynomial || first.kind != lead.kind || first.degree == lead.degree {
        terms[..=k].rotate_right(1);
    }
}

/// Reverses the degrees; terms of one degree keep their order.
fn make_ascending(terms: &mut [Term]) {
    let degree = |term: &Term| if term.kind == Kind::Constant { 0 } else { term.degree };
    terms.sort_by_key(degree);
}

/// The base and the numeric exponent of a factor.
fn numeric_power(graph: &Graph, id: NodeId) -> (NodeId, Option<NodeId>) {
    match (graph.op(id), graph.args(id)) {
        (Op::Power, &[base, exponent]) if graph.op(exponent) == Op::Number => {
            (base, Some(exponent))
        }
        _ => (id, None),
    }
}

/// Whether a term is written with a minus sign in front.
pub(super) fn is_negative(graph: &Graph, id: NodeId) -> bool {
    let number = match graph.op(id) {
        Op::Number => id,
        Op::Product => graph.args(id)[0],
        _ => return false,
    };
    graph.op(number) == Op::Number && graph.facts(number).has(Facts::NEGATIVE)
}

fn number_value(graph: &Graph, id: NodeId) -> f64 {
    match graph.small_integer(id) {
        Some(n) => n as f64,
        None => graph.big_number(id).map_or(1.0, |r| r.to_f64().value()),
    }
}

/// The upper half of a float, as an integer of the same order.
fn sortable(value: f64) -> u32 {
    let bits = (value + 0.0).to_bits();
    let flipped = if bits >> 63 == 1 { !bits } else { bits | 1 << 63 };
    (flipped >> 32) as u32
}

fn is_commutative(op: Op) -> bool {
    matches!(
        op,
        Op::Sum | Op::Product | Op::Max | Op::Min | Op::And | Op::Or | Op::Equal | Op::NotEqual
    )
}

/// Operator, number of children (up to 2²⁴), ranks of the first three.
fn structural_key(op: Op, ranks: &[u32]) -> u128 {
    let rank = |k: usize| u128::from(ranks.get(k).copied().unwrap_or(0));
    let count = ranks.len().min((1 << 24) - 1) as u128;
    (op as u128) << 120 | count << 96 | rank(0) << 64 | rank(1) << 32 | rank(2)
}

/// Kind of leaf and, for numbers, enough of the value to tell nearly all of them apart.
///
/// Machine integers come first, by value, then the others by denominator and numerator: a comparison by value would
/// have to multiply crosswise, and no order on paper rests on it.
fn leaf_key(graph: &Graph, id: NodeId) -> u128 {
    let op = graph.op(id);
    let signed = |n: i64| u128::from(n as u64 ^ 1 << 63);
    let value = match (graph.small_integer(id), graph.big_number(id)) {
        (Some(n), _) => signed(n),
        (None, Some(r)) => match (u32::try_from(r.denominator()), i64::try_from(r.numerator())) {
            (Ok(q), Ok(p)) if q > 1 => u128::from(q) << 64 | signed(p),
            _ => u128::from(u32::MAX) << 64 | u128::from(u64::MAX),
        },
        _ => 0,
    };
    (op as u128) << 120 | value
}

fn compare_leaves(graph: &Graph, a: NodeId, b: NodeId) -> Ordering {
    let op = graph.op(a);
    match op {
        Op::Number => match (graph.big_number(a), graph.big_number(b)) {
            (Some(p), Some(q)) => {
                p.denominator().cmp(q.denominator()).then_with(|| p.numerator().cmp(q.numerator()))
            }
            _ => Ordering::Equal,
        },
        Op::Constant => {
            let key = |id| graph.constant_value(id) == Some(Constant::E);
            key(a).cmp(&key(b))
        }
        Op::Isolated => match (graph.algebraic_number(a), graph.algebraic_number(b)) {
            (Some(p), Some(q)) => (p.degree().cmp(&q.degree()))
                .then_with(|| {
                    let (p, q) = (p.minimal_polynomial(), q.minimal_polynomial());
                    p.coefficients().iter().rev().cmp(q.coefficients().iter().rev())
                })
                .then_with(|| p.index().cmp(&q.index())),
            (Some(_), None) => Ordering::Less,
            (None, Some(_)) => Ordering::Greater,
            (None, None) => {
                let key = |id| match graph.isolated_zero(id) {
                    Some(IsolatedZero::OfFunction(zero)) => {
                        Some((zero.function(), zero.interval()))
                    }
                    _ => None,
                };
                key(a).cmp(&key(b))
            }
        },
        Op::Symbol => {
            natural(graph.symbol_name(a).unwrap_or(""), graph.symbol_name(b).unwrap_or(""))
        }
        Op::Function => match (graph.function_symbol(a), graph.function_symbol(b)) {
            (Some(f), Some(g)) => natural(&f.name, &g.name).then_with(|| f.orders.cmp(&g.orders)),
            _ => Ordering::Equal,
        },
        Op::Undefined => reason_key(graph.reason(a)).cmp(&reason_key(graph.reason(b))),
        _ => Ordering::Equal,
    }
}

fn reason_key(reason: Option<Reason>) -> (u8, u8) {
    match reason {
        None => (0, 0),
        Some(Reason::DivisionByZero) => (1, 0),
        Some(Reason::RootOfNegative) => (2, 0),
        Some(Reason::OutsideDomain(op)) => (3, op as u8),
        Some(Reason::NoBranch) => (4, 0),
    }
}

/// Names as people sort them: runs of digits compare by value, so that x2 comes before x10.
pub(super) fn natural(a: &str, b: &str) -> Ordering {
    let (x, y) = (a.as_bytes(), b.as_bytes());
    let (mut i, mut j) = (0, 0);
    while i < x.len() && j < y.len() {
        if x[i].is_ascii_digit() && y[j].is_ascii_digit() {
            let (m, n) = (digits(&x[i..]), digits(&y[j..]));
            let (p, q) = (without_zeros(&x[i..i + m]), without_zeros(&y[j..j + n]));
            let order = p.len().cmp(&q.len()).then_with(|| p.cmp(q));
            if order.is_ne() {
                return order;
            }
            (i, j) = (i + m, j + n);
        } else if x[i] != y[j] {
            return x[i].cmp(&y[j]);
        } else {
            (i, j) = (i + 1, j + 1);
        }
    }
    (x.len() - i).cmp(&(y.len() - j)).then_with(|| a.cmp(b))
}

fn digits(text: &[u8]) -> usize {
    text.iter().take_while(|b| b.is_ascii_digit()).count()
}

fn without_zeros(digits: &[u8]) -> &[u8] {
    let zeros = digits.iter().take_while(|b| **b == b'0').count();
    &digits[zeros..]
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_sorted_as_people_do() {
        let names = ["a", "a1", "b", "x", "x1", "x01", "x2", "x10", "x10a", "x_1", "y"];
        for (i, a) in names.iter().enumerate() {
            for (j, b) in names.iter().enumerate() {
                let expected = if (*a, *b) == ("x1", "x01") {
                    Ordering::Greater
                } else if (*a, *b) == ("x01", "x1") {
                    Ordering::Less
                } else {
                    i.cmp(&j)
                };
                assert_eq!(natural(a, b), expected, "{a} {b}");
            }
        }
    }

    #[test]
    fn floats_keep_their_order() {
        let values = [f64::NEG_INFINITY, -7.5, -1.0, -0.5, 0.0, 0.5, 1.0, 2.0, 1e300];
        for pair in values.windows(2) {
            assert!(sortable(pair[0]) < sortable(pair[1]), "{pair:?}");
        }
        assert_eq!(sortable(-0.0), sortable(0.0));
    }
}
