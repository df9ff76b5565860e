//! Pieces: a function of one variable as smooth formulas on open intervals, with the points between.
//!
//! Every |·|, max, piecewise, sign, floor and every edge of a domain changes its nature only where some
//! *switching function* vanishes. The line is cut at the exact zeros of those functions, innermost first; in
//! the interior of each cell every one of them has one sign, shown at one exact sample point, and the kinked
//! node is replaced by the branch that it takes. What comes out does not depend on how the function was spelled.

mod arc;
mod constant;
mod endless;
mod normal;
mod resolve;
mod sample;
mod zeros;

use crate::graph::Graph;
use crate::operator::{NodeId, Op};
use crate::signs::SignLimits;
use std::cmp::Ordering;
use std::collections::{HashMap, HashSet};

/// Limits on the work of cutting a function into pieces.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct PieceLimits {
    /// The largest number of cells.
    pub cells: usize,
}

impl Default for PieceLimits {
    fn default() -> PieceLimits {
        PieceLimits { cells: 1000 }
    }
}

/// An open interval on which the function is one smooth formula.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Cell {
    /// The left end; `None` for −∞.
    pub left: Option<NodeId>,
    /// The right end; `None` for +∞.
    pub right: Option<NodeId>,
    /// The formula, or [`Op::Undefined`] where the function has no value.
    pub formula: NodeId,
}

/// A function of one variable, cut where its formula changes or may end.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Pieces {
    /// The variable.
    pub variable: NodeId,
    /// The open cells from left to right; neighbors share an end.
    pub cells: Vec<Cell>,
    /// The values at the shared ends, or [`Op::Undefined`]; one fewer than the cells.
    pub values: Vec<NodeId>,
}

impl Pieces {
    /// The points between the cells.
    pub fn points(&self) -> impl Iterator<Item = NodeId> + '_ {
        self.cells.iter().skip(1).map(|cell| cell.left.expect("an inner cell has a left end"))
    }
}

/// A cell on the way: its formula still holds kinked nodes, some of its partial nodes are known to be defined.
struct Open {
    cell: Cell,
    settled: HashSet<NodeId>,
}

impl Graph {
    /// Cuts a function of one variable into smooth pieces.
    ///
    /// Exact: every cut is an exact number (or an expression in the parameters, whose order their assumptions
    /// decide). The domain is taken over the reals; side conditions of earlier rewriting are not looked at.
    ///
    /// # Errors
    /// A sentence that says what could not be decided: a switching function without a closed form for its
    /// zeros, endlessly many cuts (floor, tan), parameters of unknown sign, more cells than the limit.
    pub fn pieces(&mut self, f: NodeId, x: NodeId, limits: PieceLimits) -> Result<Pieces, String> {
        let settled = self.without_side_conditions(|graph| graph.settle_constants(f));
        self.require_decided_constants(settled)?;
        let whole = Cell { left: None, right: None, formula: settled };
        let mut waiting = vec![Open { cell: whole, settled: HashSet::new() }];
        let mut done: Vec<Cell> = Vec::new();
        let mut zeros = HashMap::new();
        while let Some(mut open) = waiting.pop() {
            self.deadline().check()?;
            let Some(node) = self.next_to_resolve(&open, x) else {
                done.push(open.cell);
                continue;
            };
            let cuts = self.cuts_inside(node, &open.cell, x, &mut zeros)?;
            if !cuts.is_empty() {
                if done.len() + waiting.len() + cuts.len() >= limits.cells {
                    return Err(format!("more than {} pieces", limits.cells));
                }
                // The stack holds the rightmost cell deepest.
                waiting.extend(split(open, &cuts).into_iter().rev());
                continue;
            }
            self.resolve_in_cell(node, &mut open, x)?;
            waiting.push(open);
        }
        self.join(f, x, done)
    }

    /// Joins neighbors with the same formula that also gives the value between them.
    fn join(&mut self, f: NodeId, x: NodeId, mut cells: Vec<Cell>) -> Result<Pieces, String> {
        self.bring_to_normal_form(&mut cells, x);
        let mut joined: Vec<Cell> = Vec::with_capacity(cells.len());
        let mut values = Vec::new();
        for cell in cells {
            let Some(last) = joined.last_mut() else {
                joined.push(cell);
                continue;
            };
            let point = cell.left.expect("an inner cell has a left end");
            let value = self.value_at(f, x, point);
            self.require_decided_constants(value)?;
            let inner = self.value_at(cell.formula, x, point);
            let nothing = |g: &Graph, id| g.op(id) == Op::Undefined;
            let continues = match nothing(self, value) {
                true => nothing(self, last.formula) && nothing(self, cell.formula),
                false => {
                    last.formula == cell.formula
                        && self.is_same_value(inner, value)
                        && !self.may_have_edge_at(cell.formula, x, point)
                }
            };
            if continues {
                last.right = cell.right;
            } else {
                values.push(value);
                joined.push(cell);
            }
        }
        Ok(Pieces { variable: x, cells: joined, values })
    }

    /// One formula on all cells stays as it was written; several are brought to normal form.
    fn bring_to_normal_form(&mut self, cells: &mut [Cell], x: NodeId) {
        let mut formulas: Vec<NodeId> = cells.iter().map(|cell| cell.formula).collect();
        formulas.retain(|&id| self.op(id) != Op::Undefined);
        formulas.dedup();
        if formulas.len() < 2 {
            return;
        }
        for cell in cells {
            if self.op(cell.formula) != Op::Undefined {
                cell.formula = self.normal_formula(cell.formula, x);
            }
        }
    }

    /// Whether two values are proved equal.
    pub(crate) fn is_same_value(&mut self, a: NodeId, b: NodeId) -> bool {
        if a == b || self.op(a) == Op::Undefined || self.op(b) == Op::Undefined {
            return a == b;
        }
        let difference = self.subtract(a, b);
        self.exact_sign(difference) == Some(Ordering::Equal)
    }

    /// The exact value at a point; the side conditions of the substitution are not kept.
    pub(crate) fn value_at(&mut self, f: NodeId, x: NodeId, point: NodeId) -> NodeId {
        self.without_side_conditions(|graph| {
            let value = graph.substitute(f, &[(x, point)]);
            let turned = graph.without_arcs(value);
            let settled = graph.settle_constants(turned);
            let reduced = graph.reduce_algebraic(settled);
            let tidy = graph.tidy_algebraic(reduced);
            if graph.is_hidden_zero(tidy) { NodeId::ZERO } else { tidy }
        })
    }

    /// The zeros of the switching functions of a node that lie inside a cell, ascending, without repeats. Closed
    /// forms are found once for all cells.
    fn cuts_inside(
        &mut self,
        node: NodeId,
        cell: &Cell,
        x: NodeId,
        known: &mut HashMap<NodeId, Vec<NodeId>>,
    ) -> Result<Vec<NodeId>, String> {
        if self.switches_endlessly(node) {
            return self.endless_cuts_inside(node, cell, x);
        }
        let mut cuts: Vec<NodeId> = Vec::new();
        for switch in self.switching_functions(node)? {
            let zeros = match known.get(&switch) {
                Some(zeros) => zeros.clone(),
                None => match self.switch_points(switch, x) {
                    Ok(zeros) => {
                        known.insert(switch, zeros.clone());
                        zeros
                    }
                    // These are the zeros of this cell alone.
                    Err(why) => self.searched_zeros(switch, cell, x, why)?,
                },
            };
            for zero in zeros {
                if self.is_inside(zero, cell)? {
                    self.insert_sorted(&mut cuts, zero)?;
                }
            }
        }
        Ok(cuts)
    }

    /// The zeros that a search isolates in a cell, where there is no closed form for the reason given.
    fn searched_zeros(
        &mut self,
        g: NodeId,
        cell: &Cell,
        x: NodeId,
        why: String,
    ) -> Result<Vec<NodeId>, String> {
        if self.free_symbols(g) != [x] {
            return Err(why);
        }
        let table = self.sign_table(g, x, cell.left, cell.right, SignLimits::default());
        match table.signs.iter().find_map(|sign| sign.as_ref().err()) {
            Some(open) => Err(format!("{why}, and {open}")),
            None => Ok(table.points.iter().map(|point| point.at).collect()),
        }
    }

    pub(crate) fn is_inside(&mut self, point: NodeId, cell: &Cell) -> Result<bool, String> {
        let after = match cell.left {
            Some(left) => self.order_of(left, point)? == Ordering::Less,
            None => true,
        };
        let before = match cell.right {
            Some(right) => self.order_of(point, right)? == Ordering::Less,
            None => true,
        };
        Ok(after && before)
    }

    pub(crate) fn insert_sorted(
        &mut self,
        points: &mut Vec<NodeId>,
        point: NodeId,
    ) -> Result<(), String> {
        let mut place = points.len();
        while place > 0 {
            match self.order_of(points[place - 1], point)? {
                Ordering::Less => break,
                Ordering::Equal => return Ok(()),
                Ordering::Greater => place -= 1,
            }
        }
        points.insert(place, point);
        Ok(())
    }

    /// The order of two exact points.
    pub(crate) fn order_of(&mut self, a: NodeId, b: NodeId) -> Result<Ordering, String> {
        if a == b {
            return Ok(Ordering::Equal);
        }
        let difference = self.subtract(a, b);
        self.exact_sign(difference)
            .ok_or_else(|| "the order of two cuts depends on the parameters".to_string())
    }

    /// A point strictly inside a cell: rational where the ends are constants.
    pub(crate) fn sample_point(&mut self, cell: &Cell) -> NodeId {
        if let Some(point) = self.rational_inside(cell) {
            return point;
        }
        match (cell.left, cell.right) {
            (None, None) => NodeId::ZERO,
            (Some(left), None) => self.sum(&[left, NodeId::ONE]),
            (None, Some(right)) => self.subtract(right, NodeId::ONE),
            (Some(left), Some(right)) => {
                let (sum, half) = (self.sum(&[left, right]), self.ratio(1, 2));
                self.product(&[half, sum])
            }
        }
    }

    /// Whether a part of a formula without kinks of its own comes to an edge of its domain at a point, where it can
    /// have a value and no slope: √(1 − e^(−x²)) at 0. What is not decided counts as an edge.
    fn may_have_edge_at(&mut self, formula: NodeId, x: NodeId, point: NodeId) -> bool {
        for id in self.order(&[formula]) {
            if !self.has_switch(id) || !self.depends_on(id, x) {
                continue;
            }
            // Where the edges are endless, they are poles, and the function has a value here.
            let Ok(switches) = self.switching_functions(id) else { continue };
            for switch in switches {
                let value = self.value_at(switch, x, point);
                if self.exact_sign(value).is_none_or(Ordering::is_eq) {
                    return true;
                }
            }
        }
        false
    }

    /// Whether no part of a function has a kink, a jump or an edge of its domain, so that it is smooth everywhere.
    pub(crate) fn is_free_of_switches(&self, f: NodeId) -> bool {
        self.order(&[f]).into_iter().all(|id| !self.has_switch(id))
    }

    /// The innermost node that is not resolved. Nodes that switch endlessly, as |sin x| and floor do, and all that is
    /// made of them, come last: by then a condition beside them may have left a bounded cell.
    fn next_to_resolve(&self, open: &Open, x: NodeId) -> Option<NodeId> {
        let (mut moving, mut waiting, mut turning) =
            (HashSet::new(), HashSet::new(), HashSet::new());
        let mut endless = None;
        for id in self.order(&[open.cell.formula]) {
            if id != x && !self.args(id).iter().any(|arg| moving.contains(arg)) {
                continue;
            }
            moving.insert(id);
            let has_switch = !open.settled.contains(&id) && self.has_switch(id);
            let waits = self.args(id).iter().any(|arg| waiting.contains(arg));
            if is_circular(self.op(id)) || self.args(id).iter().any(|arg| turning.contains(arg)) {
                turning.insert(id);
            }
            let is_endless = self.switches_endlessly(id) || turning.contains(&id);
            if waits || has_switch && is_endless {
                waiting.insert(id);
                endless = endless.or(Some(id));
            } else if has_switch {
                return Some(id);
            }
        }
        endless
    }
}

fn is_circular(op: Op) -> bool {
    matches!(op, Op::Sin | Op::Cos | Op::Tan | Op::Cot | Op::Sec | Op::Csc)
}

fn split(open: Open, cuts: &[NodeId]) -> Vec<Open> {
    let mut parts = Vec::with_capacity(cuts.len() + 1);
    let mut left = open.cell.left;
    for right in cuts.iter().copied().map(Some).chain([open.cell.right]) {
        let cell = Cell { left, right, formula: open.cell.formula };
        parts.push(Open { cell, settled: open.settled.clone() });
        left = right;
    }
    parts
}

/// Whether a node is a value without kinks of its own, but with an edge of its domain.
fn is_partial(op: Op) -> bool {
    use crate::operator::Domain;
    op == Op::Power || op.row().is_some_and(|row| row.domain != Domain::Real)
}
