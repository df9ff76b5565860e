//! Families of joints: the endlessly many places x = q + T·k, k an integer, at which a function jumps, bends or has
//! poles, with what it does at all of them at once.
//!
//! The places are those where the argument of floor, ceil, round meets a jump, where a circular function has a pole,
//! and where a switching function A·sin u + B·cos u + C of an affine u vanishes. At x = q + T·k + y the kernels give k
//! away (⌊y + k⌋ = ⌊y⌋ + k, sin(y + 2πk) = sin y), and the local decision at y = 0 holds for every k.

use super::kinks::local::LOCAL_CLASS;
use super::kinks::{Joint, JointKind, Smoothness};
use super::limit::Limit;
use crate::graph::{Assumptions, Constant, Graph};
use crate::number::Number;
use crate::operator::{Domain, NodeId, Op};
use std::cmp::Ordering;
use std::collections::HashMap;

/// Families looked at for one function.
const MAX_FAMILIES: usize = 16;

/// A set of integers.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Integers {
    /// Every integer.
    All,
    /// Zero and the negative ones.
    NotPositive,
}

/// Endlessly many places of one kind.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct JointFamily {
    /// The operator whose nature changes there.
    pub operator: Op,
    /// The places, as an expression in [`JointFamily::index`].
    pub place: NodeId,
    /// The symbol that stands for an integer.
    pub index: NodeId,
    /// Which integers.
    pub integers: Integers,
    /// What the function does there, in terms of the index; `None` where no law takes the index out of it.
    pub joint: Option<Joint>,
    /// Integers for which the joint is of another kind.
    pub except: Vec<i64>,
}

/// The families of joints of a function.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct JointFamilies {
    /// The families that were found.
    pub found: Vec<JointFamily>,
    /// A part whose joints were not found, in words.
    pub left_out: Option<String>,
}

/// Places of one node: u = offset + step·k.
struct Grid {
    argument: NodeId,
    offset: NodeId,
    step: NodeId,
    integers: Integers,
}

impl Graph {
    /// The families of joints of f, each with what f does there. Places where f turns out to be smooth are left out.
    ///
    /// # Examples
    /// ```
    /// use rolle::calculus::{JointKind, LIMIT_WORK, Limit};
    /// let mut g = rolle::Graph::new();
    /// let x = g.symbol("x");
    /// let f = g.apply(rolle::operator::Op::Floor, &[x]).unwrap();
    /// let families = g.joint_families(f, x, LIMIT_WORK).found;
    /// let joint = families[0].joint.clone().unwrap();
    /// assert_eq!(joint.kind, JointKind::Jump);
    /// assert_eq!(joint.right.unwrap().value, Limit::Finite(families[0].index));
    /// ```
    pub fn joint_families(&mut self, f: NodeId, x: NodeId, work: u64) -> JointFamilies {
        let index = self.index_symbol(f);
        let mut found: Vec<JointFamily> = Vec::new();
        let mut left_out = None;
        for id in self.order(&[f]) {
            if !self.depends_on(id, x) {
                continue;
            }
            let grids = self.grids(id, x).unwrap_or_else(|why| {
                left_out = Some(why);
                Vec::new()
            });
            for grid in grids {
                if found.len() >= MAX_FAMILIES {
                    left_out = Some(format!("more than {MAX_FAMILIES} families of joints"));
                    break;
                }
                let Some((start, period)) = self.places_of(&grid, x) else {
                    left_out = Some("a part whose argument is not affine".to_string());
                    continue;
                };
                let step = self.product(&[period, index]);
                let place = self.sum(&[start, step]);
                let known = found.iter().map(|family| family.place).collect::<Vec<_>>();
                if known.into_iter().any(|other| self.are_same_places(place, other, period)) {
                    continue;
                }
                let joint = self.joint_of_family(f, x, start, step, index, work);
                if joint.as_ref().is_some_and(is_smooth) {
                    continue;
                }
                let (operator, integers) = (self.op(id), grid.integers);
                let except = Vec::new();
                let mut family = JointFamily { operator, place, index, integers, joint, except };
                self.settle_jump(&mut family);
                found.push(family);
            }
        }
        self.merge_halves(&mut found);
        JointFamilies { found, left_out }
    }

    /// Whether two families with a period are the same places, counted from another one.
    fn are_same_places(&mut self, a: NodeId, b: NodeId, period: NodeId) -> bool {
        let distance = self.subtract(a, b);
        let distance = self.expand(distance, &Default::default()).unwrap_or(distance);
        let periods = self.divide(distance, period);
        self.number(periods).is_some_and(|n| n.is_integer())
    }

    /// An integer with a name that the function does not use.
    pub(crate) fn index_symbol(&mut self, f: NodeId) -> NodeId {
        let used: Vec<String> = self
            .free_symbols(f)
            .iter()
            .filter_map(|&id| self.symbol_name(id).map(str::to_string))
            .collect();
        let integer = Assumptions { integer: true, ..Assumptions::default() };
        for name in ["k", "n", "m", "j"] {
            if !used.iter().any(|known| known == name)
                && let Ok(symbol) = self.symbol_with(name, integer.clone())
            {
                return symbol;
            }
        }
        self.fresh_symbol("k", integer)
    }

    /// The grids of one node; none for a node that has no endless joints.
    fn grids(&mut self, id: NodeId, x: NodeId) -> Result<Vec<Grid>, String> {
        let op = self.op(id);
        let Some(&argument) = self.args(id).last() else { return Ok(Vec::new()) };
        let grid = |offset, step, integers| vec![Grid { argument, offset, step, integers }];
        let half = self.ratio(1, 2);
        let pi = self.constant(Constant::Pi);
        let quarter = self.product(&[half, pi]);
        match op {
            Op::Floor | Op::Ceil => {
                return Ok(grid(NodeId::ZERO, NodeId::ONE, Integers::All));
            }
            Op::Round => return Ok(grid(half, NodeId::ONE, Integers::All)),
            _ => {}
        }
        match op.row().map(|row| row.domain) {
            Some(Domain::CosineNonZero) => return Ok(grid(quarter, pi, Integers::All)),
            Some(Domain::SineNonZero) => return Ok(grid(NodeId::ZERO, pi, Integers::All)),
            Some(Domain::NotPoleOfGamma) => {
                if self.facts(argument).has(crate::graph::Facts::POSITIVE) {
                    return Ok(Vec::new());
                }
                return Ok(grid(NodeId::ZERO, NodeId::ONE, Integers::NotPositive));
            }
            _ => {}
        }
        if let Some(name) = self.unlooked_edges(id) {
            return Err(format!("the edges of the domain of `{name}`"));
        }
        let switches = self.switches_of(id);
        let mut grids = Vec::new();
        for switch in switches {
            if !self.depends_on(switch, x) {
                continue;
            }
            if let Some(more) = self.circular_grids(switch, x) {
                grids.extend(more);
            } else if !self.switch_points(switch, x)?.is_empty() {
                return Err("single joints among endlessly many".to_string());
            }
        }
        Ok(grids)
    }

    /// The name of a function whose domain has edges that [`Graph::switches_of`] does not give.
    fn unlooked_edges(&self, id: NodeId) -> Option<&'static str> {
        let op = self.op(id);
        let row = op.row()?;
        let given = matches!(op, Op::Log | Op::Root | Op::Power | Op::Asin | Op::Acos);
        let edges = row.domain != Domain::Real && !self.facts(id).has(crate::graph::Facts::TOTAL);
        (edges && !given || matches!(op, Op::Atan2 | Op::Hypot)).then_some(row.name)
    }

    /// The functions at whose zeros a node bends or ends.
    fn switches_of(&mut self, id: NodeId) -> Vec<NodeId> {
        let args = self.args(id).to_vec();
        let minus_one = self.integer(-1);
        match self.op(id) {
            Op::Abs | Op::Sign | Op::Heaviside | Op::Log => vec![args[0]],
            Op::Root => vec![args[0]],
            Op::Power
                if !self.number(args[1]).is_some_and(|n| n.is_integer() && !n.is_negative()) =>
            {
                vec![args[0]]
            }
            Op::Less | Op::LessEqual | Op::Equal | Op::NotEqual => {
                vec![self.subtract(args[0], args[1])]
            }
            Op::Max | Op::Min => {
                let mut differences = Vec::new();
                for (i, &a) in args.iter().enumerate() {
                    for &b in &args[i + 1..] {
                        differences.push(self.subtract(a, b));
                    }
                }
                differences
            }
            Op::Asin | Op::Acos => {
                vec![self.sum(&[args[0], minus_one]), self.sum(&[args[0], NodeId::ONE])]
            }
            _ => Vec::new(),
        }
    }

    /// The zeros of A·sin u + B·cos u + C = R·cos(u − φ) + C: u = φ ± acos(−C/R) + 2πk.
    fn circular_grids(&mut self, g: NodeId, x: NodeId) -> Option<Vec<Grid>> {
        let terms = if self.op(g) == Op::Sum { self.args(g).to_vec() } else { vec![g] };
        let (mut sine, mut cosine, mut rest) = (Vec::new(), Vec::new(), Vec::new());
        let mut argument = None;
        for term in terms {
            if !self.depends_on(term, x) {
                rest.push(term);
                continue;
            }
            let factors =
                if self.op(term) == Op::Product { self.args(term).to_vec() } else { vec![term] };
            let (moving, fixed): (Vec<NodeId>, Vec<NodeId>) =
                factors.into_iter().partition(|&factor| self.depends_on(factor, x));
            let [kernel] = moving[..] else { return None };
            let u = *self.args(kernel).first()?;
            if *argument.get_or_insert(u) != u {
                return None;
            }
            let scale = self.product(&fixed);
            match self.op(kernel) {
                Op::Sin => sine.push(scale),
                Op::Cos => cosine.push(scale),
                _ => return None,
            }
        }
        let (a, b, c) = (self.sum(&sine), self.sum(&cosine), self.sum(&rest));
        let argument = argument?;
        let squares = [self.powi(a, 2), self.powi(b, 2)];
        let square = self.sum(&squares);
        let radius = self.sqrt(square);
        if self.exact_sign(radius) != Some(Ordering::Greater) {
            return None;
        }
        let quotient = self.divide(c, radius);
        let cosine_of_distance = self.negate(quotient);
        let outside = self.subtract(cosine_of_distance, NodeId::ONE);
        let also = self.sum(&[cosine_of_distance, NodeId::ONE]);
        if self.exact_sign(outside)?.is_gt() || self.exact_sign(also)?.is_lt() {
            return Some(Vec::new());
        }
        let distance = self.apply(Op::Acos, &[cosine_of_distance]).ok()?;
        let phase = self.apply(Op::Atan2, &[a, b]).ok()?;
        let pi = self.constant(Constant::Pi);
        let two = self.integer(2);
        let step = self.product(&[two, pi]);
        let mut grids = Vec::new();
        for offset in [self.subtract(phase, distance), self.sum(&[phase, distance])] {
            if !grids.iter().any(|grid: &Grid| grid.offset == offset) {
                grids.push(Grid { argument, offset, step, integers: Integers::All });
            }
        }
        Some(grids)
    }

    /// x = start + period·k for an affine argument.
    fn places_of(&mut self, grid: &Grid, x: NodeId) -> Option<(NodeId, NodeId)> {
        let slope = self.derivative(grid.argument, x);
        if self.depends_on(slope, x) || self.op(slope) == Op::Undefined {
            return None;
        }
        let sign = self.exact_sign(slope).filter(|sign| sign.is_ne())?;
        let at_zero = self.value_at(grid.argument, x, NodeId::ZERO);
        let rest = self.subtract(grid.offset, at_zero);
        let (start, period) = (self.divide(rest, slope), self.divide(grid.step, slope));
        // The integers are those of both signs, so a falling argument may count backwards.
        let backwards = sign.is_lt() && grid.integers == Integers::All;
        let period = if backwards { self.negate(period) } else { period };
        let mut plain = |id| self.expand(id, &Default::default()).unwrap_or(id);
        Some((plain(start), plain(period)))
    }

    /// What f does at start + step, where `step` is a multiple of the index.
    fn joint_of_family(
        &mut self,
        f: NodeId,
        x: NodeId,
        start: NodeId,
        step: NodeId,
        index: NodeId,
        work: u64,
    ) -> Option<Joint> {
        let y = self.fresh_symbol("y", Assumptions::default());
        let place = self.sum(&[start, step]);
        let moved = self.sum(&[start, step, y]);
        let replaced = self.substitute(f, &[(x, moved)]);
        let (local, ties) = self.without_index(replaced, index, y)?;
        let value = match ties {
            true => self.value_at_tie(local, y).unwrap_or_else(|| self.value_at(f, x, place)),
            false => self.value_at(local, y, NodeId::ZERO),
        };
        let mut joint = self.joint_with_value(local, y, NodeId::ZERO, value, work);
        joint.point = place;
        Some(joint)
    }

    /// The value at y = 0, where an integer may lie halfway between two, if it is the same for both of them.
    fn value_at_tie(&mut self, local: NodeId, y: NodeId) -> Option<NodeId> {
        let order = self.order(&[local]);
        let mut rounded = order.into_iter().filter(|&id| self.op(id) == Op::Round);
        let (node, None) = (rounded.next()?, rounded.next()) else { return None };
        let half = self.ratio(1, 2);
        let u = self.args(node)[0];
        let (down, up) = (self.subtract(u, half), self.sum(&[u, half]));
        let (down, up) = (self.apply(Op::Ceil, &[down]).ok()?, self.apply(Op::Floor, &[up]).ok()?);
        let [a, b] = [down, up].map(|choice| {
            let chosen = self.substitute(local, &[(node, choice)]);
            self.value_at(chosen, y, NodeId::ZERO)
        });
        self.is_same_value(a, b).then_some(a)
    }

    /// The expression with the index taken out of its kernels, and whether that holds only beside ties of `round`.
    fn without_index(&mut self, root: NodeId, k: NodeId, y: NodeId) -> Option<(NodeId, bool)> {
        let mut images: HashMap<NodeId, NodeId> = HashMap::new();
        let mut ties = false;
        for id in self.order(&[root]) {
            let args: Vec<NodeId> = self.args(id).iter().map(|arg| images[arg]).collect();
            let op = self.op(id);
            let kernel = matches!(op, Op::Floor | Op::Ceil | Op::Round) || is_circular(op);
            let image = match args[..] {
                [u] if kernel && self.depends_on(u, k) => {
                    ties |= op == Op::Round;
                    self.kernel_without_index(op, u, k, y)?
                }
                _ if op.row().is_some_and(|row| row.domain == Domain::NotPoleOfGamma)
                    && args.iter().any(|&arg| self.depends_on(arg, k)) =>
                {
                    return None;
                }
                _ => self.rebuild(id, &args),
            };
            images.insert(id, image);
        }
        Some((images[&root], ties))
    }

    fn kernel_without_index(&mut self, op: Op, u: NodeId, k: NodeId, y: NodeId) -> Option<NodeId> {
        let u = self.expand(u, &Default::default()).unwrap_or(u);
        let slope = self.derivative(u, k);
        if self.depends_on(slope, k) || self.depends_on(slope, y) {
            return None;
        }
        let rest = self.value_at(u, k, NodeId::ZERO);
        let kernel = self.apply(op, &[rest]).ok()?;
        if !is_circular(op) {
            self.number(slope).filter(Number::is_integer)?;
            let turns = self.product(&[slope, k]);
            return Some(self.sum(&[kernel, turns]));
        }
        let pi = self.constant(Constant::Pi);
        let half_turns = self.divide(slope, pi);
        let half_turns = self.number(half_turns).filter(Number::is_integer)?;
        let whole = half_turns.to_i64()? % 2 == 0;
        (whole || matches!(op, Op::Tan | Op::Cot)).then_some(kernel)
    }

    /// A jump whose height is a polynomial in the index: a jump for all integers but its roots.
    fn settle_jump(&mut self, family: &mut JointFamily) {
        let Some(joint) = family.joint.as_mut() else { return };
        let (JointKind::Undecided(_), Some(left), Some(right)) =
            (&joint.kind, &joint.left, &joint.right)
        else {
            return;
        };
        let (Limit::Finite(a), Limit::Finite(b)) = (&left.value, &right.value) else { return };
        let height = self.subtract(*b, *a);
        let Some(fraction) = self.rational_function(height, family.index) else { return };
        if !fraction.denominator.is_constant() || fraction.numerator.is_zero() {
            return;
        }
        let Ok(factors) = fraction.numerator.factor() else { return };
        let mut roots = Vec::new();
        for (factor, _) in factors.factors.iter().filter(|(factor, _)| factor.degree() == Some(1)) {
            let root = -crate::number::Rational::from(factor.coefficient(0))
                / crate::number::Rational::from(factor.coefficient(1));
            let root = Number::from(root);
            match (root.is_integer(), root.to_i64()) {
                (true, Some(root)) => roots.push(root),
                (true, None) => return,
                _ => {}
            }
        }
        roots.sort_unstable();
        joint.kind = JointKind::Jump;
        joint.smoothness = Smoothness::Discontinuous;
        family.except = roots;
    }

    /// Two families half a period apart with the same joint are one with half the period.
    fn merge_halves(&mut self, families: &mut Vec<JointFamily>) {
        let mut i = 0;
        while i < families.len() {
            let a = families[i].clone();
            let period = self.derivative(a.place, a.index);
            let half = self.ratio(1, 2);
            let half_period = self.product(&[half, period]);
            let partner = (i + 1..families.len()).find(|&j| {
                let b = families[j].clone();
                let distance = self.subtract(b.place, a.place);
                let twice = self.divide(distance, half_period);
                let odd = self.number(twice).and_then(|n| n.to_i64()).is_some_and(|n| n % 2 != 0);
                odd && a.integers == b.integers && is_same_joint(&a, &b)
            });
            if let Some(j) = partner {
                families.remove(j);
                let start = self.value_at(a.place, a.index, NodeId::ZERO);
                let step = self.product(&[half_period, a.index]);
                let place = self.sum(&[start, step]);
                families[i].place = place;
                if let Some(joint) = families[i].joint.as_mut() {
                    joint.point = place;
                }
            } else {
                i += 1;
            }
        }
    }
}

fn is_smooth(joint: &Joint) -> bool {
    joint.kind == JointKind::Smooth && joint.smoothness == Smoothness::AtLeast(LOCAL_CLASS)
}

fn is_circular(op: Op) -> bool {
    matches!(op, Op::Sin | Op::Cos | Op::Tan | Op::Cot | Op::Sec | Op::Csc)
}

/// Whether two joints that do not mention the index say the same.
fn is_same_joint(a: &JointFamily, b: &JointFamily) -> bool {
    let (Some(p), Some(q)) = (&a.joint, &b.joint) else { return false };
    let limits = |joint: &Joint| {
        [&joint.left, &joint.right].map(|side| {
            side.as_ref().map(|s| (s.value.clone(), s.slope.clone(), s.curvature.clone()))
        })
    };
    limits(p) == limits(q)
        && p.value == q.value
        && p.kind == q.kind
        && p.smoothness == q.smoothness
        && p.derivative == q.derivative
}

#[cfg(test)]
mod tests;
