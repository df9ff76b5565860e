//! The recorder of the sweep, and the notes in reading order.

use super::{Derivation, Literal, Rule, Step, StepId};
use crate::calculus::derivative::Recorder;
use crate::graph::{Graph, IdMap, NodeSet, Requirement, SideCondition};
use crate::number::Number;
use crate::operator::{Derivative, NodeId, Op};
use std::collections::HashMap;

/// A product of more factors than this is explained by the rule alone: written out, n factors need n² places.
const FACTORS_WRITTEN_OUT: usize = 16;

/// What the recorder knows of one node.
struct Note {
    rule: Rule,
    output: NodeId,
    literal: Literal,
    /// The expressions whose derivatives the rule needs.
    parts: Vec<NodeId>,
    inner: Option<NodeId>,
    conditions: Vec<SideCondition>,
}

struct Record {
    x: NodeId,
    /// Products that read as a quotient: numerator and denominator.
    quotients: HashMap<NodeId, (NodeId, NodeId)>,
    locals: Vec<(NodeId, NodeId)>,
    notes: HashMap<NodeId, Note>,
    conditions: Vec<SideCondition>,
}

pub(super) fn derive(graph: &mut Graph, root: NodeId, x: NodeId) -> Derivation {
    let before = graph.take_side_conditions();
    let quotients = find_quotients(graph, root, x);
    let mut roots = vec![root];
    let mut both: Vec<&(NodeId, NodeId)> = quotients.values().collect();
    both.sort_unstable();
    roots.extend(both.into_iter().flat_map(|&(u, v)| [u, v]));
    // What building numerators and denominators asked for, their quotient asks for as well.
    graph.take_side_conditions();
    let mut record =
        Record { x, quotients, locals: Vec::new(), notes: HashMap::new(), conditions: Vec::new() };
    graph.sweep(&roots, x, &mut record).expect("the record never gives up");
    graph.add_side_conditions(&before);
    graph.add_side_conditions(&record.conditions);
    in_reading_order(graph, root, x, record.notes)
}

/// The products below the root with a denominator and a numerator that both contain x.
fn find_quotients(graph: &mut Graph, root: NodeId, x: NodeId) -> HashMap<NodeId, (NodeId, NodeId)> {
    let order = graph.order(&[root]);
    let mut moving = NodeSet::up_to(root.max(x));
    let mut found = HashMap::new();
    for id in order {
        if id == x || graph.args(id).iter().any(|&arg| moving.contains(arg)) {
            moving.insert(id);
        }
        if id == x || graph.op(id) != Op::Product {
            continue;
        }
        let (below, above): (Vec<NodeId>, Vec<NodeId>) =
            graph.args(id).iter().partition(|&&factor| is_denominator(graph, factor));
        let moves = |part: &[NodeId]| part.iter().any(|&factor| moving.contains(factor));
        if moves(&below) && moves(&above) {
            let u = graph.product(&above);
            let inverse: Vec<NodeId> = below.iter().map(|&b| graph.reciprocal(b)).collect();
            let v = graph.product(&inverse);
            found.insert(id, (u, v));
        }
    }
    found
}

fn is_denominator(graph: &Graph, factor: NodeId) -> bool {
    graph.op(factor) == Op::Power
        && graph.number(graph.args(factor)[1]).is_some_and(|q| q.is_negative())
}

impl Recorder for Record {
    fn local(&mut self, child: NodeId, outer: NodeId) {
        self.locals.push((child, outer));
    }

    fn node(&mut self, graph: &mut Graph, id: NodeId, tangent: &IdMap) {
        let locals = std::mem::take(&mut self.locals);
        if graph.op(id).is_condition() || graph.op(id) == Op::Function {
            return;
        }
        let mut note = self.note(graph, id, tangent, &locals);
        note.conditions = graph.take_side_conditions();
        self.conditions.extend_from_slice(&note.conditions);
        self.notes.insert(id, note);
    }
}

impl Record {
    fn note(
        &self,
        graph: &mut Graph,
        id: NodeId,
        tangent: &IdMap,
        locals: &[(NodeId, NodeId)],
    ) -> Note {
        let output = tangent.get(id);
        let plain = |rule| Note {
            rule,
            output,
            literal: Literal::Node(output),
            parts: Vec::new(),
            inner: None,
            conditions: Vec::new(),
        };
        let moves = |arg: &NodeId| tangent.get(*arg) != NodeId::ZERO;
        if id == self.x {
            return plain(Rule::Variable);
        }
        if graph.op(id) == Op::Undefined {
            return plain(Rule::Undefined);
        }
        if !graph.args(id).iter().any(moves) {
            return plain(Rule::Constant);
        }
        let op = graph.op(id);
        if op != Op::Product {
            graph.require_for_rule(id);
        }
        match op {
            Op::Sum => {
                let parts = graph.args(id).to_vec();
                let terms = parts.iter().map(|&part| Literal::Derivative(part)).collect();
                Note { literal: Literal::Sum(terms), parts, ..plain(Rule::Sum) }
            }
            Op::Product => self.product_note(graph, id, tangent, plain(Rule::Product)),
            Op::Power => self.power_note(graph, id, tangent, plain(Rule::Power)),
            Op::Piecewise => selection_note(graph, id, plain(Rule::Selection)),
            _ if matches!(op.row().map(|row| row.derivative), Some(Derivative::Selection)) => {
                selection_note(graph, id, plain(Rule::Selection))
            }
            Op::Exp => self.chain_note(locals, plain(Rule::Exponential)),
            Op::Call => self.chain_note(locals, plain(Rule::Unspecified)),
            op => self.chain_note(locals, plain(Rule::Function(op))),
        }
    }

    fn product_note(&self, graph: &mut Graph, id: NodeId, tangent: &IdMap, note: Note) -> Note {
        if let Some(&(u, v)) = self.quotients.get(&id) {
            graph.require(Requirement::NonZero, v);
            let above = Literal::difference(
                Literal::Product(vec![Literal::Derivative(u), Literal::Node(v)]),
                Literal::Product(vec![Literal::Node(u), Literal::Derivative(v)]),
            );
            let literal = Literal::quotient(above, Literal::square(Literal::Node(v)));
            return Note { rule: Rule::Quotient, literal, parts: vec![u, v], ..note };
        }
        let factors = graph.args(id).to_vec();
        let moving: Vec<NodeId> =
            factors.iter().copied().filter(|&f| tangent.get(f) != NodeId::ZERO).collect();
        let with_derivative_of = |moving: NodeId| {
            let part = |&f: &NodeId| {
                if f == moving { Literal::Derivative(f) } else { Literal::Node(f) }
            };
            Literal::Product(factors.iter().map(part).collect())
        };
        let rule = if moving.len() == 1 { Rule::ConstantMultiple } else { Rule::Product };
        let literal = if moving.len() == 1 || factors.len() <= FACTORS_WRITTEN_OUT {
            Literal::sum(moving.iter().map(|&f| with_derivative_of(f)).collect())
        } else {
            Literal::Node(note.output)
        };
        Note { rule, literal, parts: moving, ..note }
    }

    fn power_note(&self, graph: &mut Graph, id: NodeId, tangent: &IdMap, note: Note) -> Note {
        let (base, exponent) = (graph.args(id)[0], graph.args(id)[1]);
        let moves = |arg: NodeId| tangent.get(arg) != NodeId::ZERO;
        match (moves(base), moves(exponent)) {
            (true, true) => {
                let log = graph.apply(Op::Log, &[base]).expect("one argument");
                let rate = Literal::Sum(vec![
                    Literal::Product(vec![Literal::Derivative(exponent), Literal::Node(log)]),
                    Literal::Product(vec![
                        Literal::Node(exponent),
                        Literal::quotient(Literal::Derivative(base), Literal::Node(base)),
                    ]),
                ]);
                let literal = Literal::Product(vec![Literal::Node(id), rate]);
                let parts = vec![base, exponent];
                Note { rule: Rule::GeneralPower, literal, parts, ..note }
            }
            (false, _) => {
                let log = graph.apply(Op::Log, &[base]).expect("one argument");
                let outer = vec![Literal::Node(id), Literal::Node(log)];
                self.inner_note(Rule::ExponentialOfBase, outer, exponent, note)
            }
            (true, false) if graph.number(exponent) == Some(Number::Small(-1)) => {
                let square = Literal::square(Literal::Node(base));
                let above = match base == self.x {
                    true => Literal::Node(NodeId::ONE),
                    false => Literal::Derivative(base),
                };
                let literal = Literal::negative(Literal::quotient(above, square));
                let shell = self.inner_note(Rule::Reciprocal, Vec::new(), base, note);
                Note { literal, ..shell }
            }
            (true, false) => {
                let minus_one = graph.integer(-1);
                let lower = graph.sum(&[exponent, minus_one]);
                let power = graph.power(base, lower);
                let outer = vec![Literal::Node(exponent), Literal::Node(power)];
                self.inner_note(Rule::Power, outer, base, note)
            }
        }
    }

    /// A rule for an outer function of one inner expression: the chain rule, unless the inner one is x.
    fn inner_note(&self, rule: Rule, mut outer: Vec<Literal>, inner: NodeId, note: Note) -> Note {
        if inner == self.x {
            return Note { rule, literal: Literal::product(outer), ..note };
        }
        outer.push(Literal::Derivative(inner));
        let literal = Literal::product(outer);
        Note { rule, literal, parts: vec![inner], inner: Some(inner), ..note }
    }

    fn chain_note(&self, locals: &[(NodeId, NodeId)], note: Note) -> Note {
        if let &[(inner, outer)] = locals {
            let rule = note.rule;
            return self.inner_note(rule, vec![Literal::Node(outer)], inner, note);
        }
        let term = |&(inner, outer): &(NodeId, NodeId)| {
            Literal::Product(vec![Literal::Node(outer), Literal::Derivative(inner)])
        };
        let parts: Vec<NodeId> = locals.iter().map(|&(inner, _)| inner).collect();
        Note { literal: Literal::sum(locals.iter().map(term).collect()), parts, ..note }
    }
}

fn selection_note(graph: &mut Graph, id: NodeId, note: Note) -> Note {
    let branches = graph.open_branches(id);
    let parts: Vec<NodeId> = branches.iter().map(|&(value, _)| value).collect();
    let literal = branches
        .into_iter()
        .map(|(value, condition)| (Literal::Derivative(value), condition))
        .collect();
    Note { literal: Literal::Branches(literal), parts, ..note }
}

enum Visit {
    Enter(NodeId, u32),
    Close(StepId, u32),
}

/// Outermost first, then what it needs; a part that was explained before is only referred to.
fn in_reading_order(
    graph: &Graph,
    root: NodeId,
    x: NodeId,
    mut notes: HashMap<NodeId, Note>,
) -> Derivation {
    let value: HashMap<NodeId, NodeId> =
        notes.iter().map(|(&id, note)| (id, note.output)).collect();
    let value_of = |id: NodeId| value[&id];
    let mut place: HashMap<NodeId, StepId> = HashMap::new();
    let mut needs: Vec<Vec<NodeId>> = Vec::new();
    let mut steps: Vec<Step> = Vec::new();
    let mut stack = vec![Visit::Enter(root, 0)];
    while let Some(visit) = stack.pop() {
        let here = StepId(steps.len() as u32);
        match visit {
            Visit::Enter(id, depth) => {
                // A note is taken once: it is missing when the part was explained before.
                let Some(note) = notes.remove(&id) else { continue };
                place.insert(id, here);
                if !note.literal.reads_as(graph, note.output, &value_of) {
                    stack.push(Visit::Close(here, depth));
                }
                let below = note.parts.iter().rev().map(|&part| Visit::Enter(part, depth + 1));
                stack.extend(below);
                needs.push(note.parts);
                steps.push(Step {
                    rule: note.rule,
                    input: id,
                    output: note.output,
                    literal: note.literal,
                    simplified_by: None,
                    premises: Vec::new(),
                    inner: note.inner,
                    conditions: note.conditions,
                    depth,
                });
            }
            Visit::Close(rule, depth) => {
                let (id, literal) = {
                    let step = &mut steps[rule.index()];
                    step.simplified_by = Some(here);
                    (step.input, step.literal.with_values(&value_of))
                };
                needs.push(vec![id]);
                steps.push(Step {
                    rule: Rule::Simplification,
                    input: id,
                    output: value_of(id),
                    literal,
                    simplified_by: None,
                    premises: Vec::new(),
                    inner: None,
                    conditions: Vec::new(),
                    depth,
                });
            }
        }
    }
    for (step, parts) in steps.iter_mut().zip(needs) {
        step.premises = parts.iter().map(|part| place[part]).collect();
        step.premises.dedup();
    }
    Derivation { steps, variable: x }
}
