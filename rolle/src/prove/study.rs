//! A function under study: its derivatives with joints decided, and the tables that were made of them.

use super::profile::Profile;
use super::set::Set;
use crate::calculus::{End, Interval, Joint, Period, Pieces};
use crate::graph::{Facts, Graph, NodeId, Reason, SideCondition};
use crate::operator::Op;
use crate::variation::VariationLimits;
use std::collections::HashMap;
use std::rc::Rc;

/// The pieces of a function with what happens between them.
pub(super) type Cut = Result<Rc<(Pieces, Vec<Joint>)>, String>;

/// A function of one variable, and what has been found out of it so far.
///
/// # Examples
/// ```
/// use rolle::prove::{Set, Study};
/// let mut g = rolle::Graph::new();
/// let x = g.symbol("x");
/// let f = g.parse("x/(1 + |x|)").unwrap();
/// let mut study = Study::new(&mut g, f, x);
/// assert!(study.increasing(&Set::whole(), true).is_proven());
/// assert!(study.convex(&Set::whole(), false).is_refuted());
/// ```
pub struct Study<'g> {
    pub(super) graph: &'g mut Graph,
    pub(super) x: NodeId,
    pub(super) limits: VariationLimits,
    /// The function, where its side conditions hold.
    derivatives: Vec<Result<NodeId, String>>,
    cuts: HashMap<NodeId, Cut>,
    profiles: HashMap<NodeId, Result<Rc<Profile>, String>>,
    /// The periods that were looked for.
    pub(super) laws: HashMap<NodeId, Option<Period>>,
}

impl<'g> Study<'g> {
    /// The study of f as a function of x; other symbols are parameters.
    ///
    /// The side conditions that the graph holds are taken for those of f, so build f right after
    /// [`Graph::take_side_conditions`].
    pub fn new(graph: &'g mut Graph, f: NodeId, x: NodeId) -> Study<'g> {
        Study::with_limits(graph, f, x, VariationLimits::default())
    }

    /// The same with other budgets.
    pub fn with_limits(
        graph: &'g mut Graph,
        f: NodeId,
        x: NodeId,
        limits: VariationLimits,
    ) -> Study<'g> {
        let conditions = graph.take_side_conditions();
        let f = restrict(graph, f, x, &conditions);
        graph.take_side_conditions();
        Study {
            graph,
            x,
            limits,
            derivatives: vec![Ok(f)],
            cuts: HashMap::new(),
            profiles: HashMap::new(),
            laws: HashMap::new(),
        }
    }

    /// The graph.
    pub fn graph(&mut self) -> &mut Graph {
        self.graph
    }

    /// Does work that ends at the deadline of the limits.
    pub(super) fn until_deadline<T>(&mut self, work: impl FnOnce(&mut Self) -> T) -> T {
        let around = self.graph.enter_deadline(self.limits.deadline);
        let result = work(self);
        self.graph.leave_deadline(around);
        result
    }

    /// The same for an answer, which names the budget where it stays open for want of time.
    pub(super) fn in_time<T>(
        &mut self,
        work: impl FnOnce(&mut Self) -> Result<T, String>,
    ) -> Result<T, String> {
        let deadline = self.limits.deadline;
        deadline.check()?;
        self.until_deadline(work).map_err(|open| match deadline.check() {
            Err(spent) if !open.contains(&spent) => format!("{spent}: {open}"),
            _ => open,
        })
    }

    /// The variable.
    pub fn variable(&self) -> NodeId {
        self.x
    }

    /// The function, where its side conditions hold.
    pub fn function(&self) -> NodeId {
        *self.derivatives[0].as_ref().expect("the function itself")
    }

    /// The n-th derivative, with its value at joints where it has one and none elsewhere.
    ///
    /// # Errors
    /// Why the joints were not decided.
    pub fn derivative(&mut self, order: u32) -> Result<NodeId, String> {
        for n in self.derivatives.len()..=order as usize {
            let next = self.derivatives[n - 1].clone().and_then(|f| self.derive(f));
            self.derivatives.push(next);
        }
        self.derivatives[order as usize].clone()
    }

    /// The same for points of a set, where the function can be cut around a bounded set only, as |sin x| can.
    ///
    /// # Errors
    /// Why the joints were not decided.
    pub(super) fn derivative_on(&mut self, order: u32, set: &Set) -> Result<NodeId, String> {
        let Err(why) = self.derivative(order) else { return self.derivative(order) };
        if set.is_whole() {
            return Err(why);
        }
        // At the ends of the set both sides count.
        let around = set.with_margin(self.graph)?;
        let mut f = self.function();
        f = self.on(f, &around);
        for _ in 0..order {
            f = self.derive(f)?;
        }
        Ok(f)
    }

    fn derive(&mut self, f: NodeId) -> Result<NodeId, String> {
        let cut = match self.cut(f) {
            Ok(cut) => cut,
            // A formula without kinks and with values everywhere needs no joints.
            Err(why) => {
                return if self.graph.is_free_of_switches(f) {
                    Ok(self.graph.derivative(f, self.x))
                } else {
                    Err(why)
                };
            }
        };
        let (pieces, joints) = &*cut;
        if pieces.values.is_empty() {
            return Ok(self.graph.derivative(pieces.cells[0].formula, self.x));
        }
        let derivative = self.graph.derivative_of_pieces(pieces, joints);
        Ok(self.graph.expression_of_pieces(&derivative))
    }

    /// The smooth pieces of the function, and what happens between them.
    ///
    /// # Errors
    /// Why it could not be cut.
    pub fn pieces(&mut self) -> Result<Rc<(Pieces, Vec<Joint>)>, String> {
        let f = self.function();
        self.cut(f)
    }

    /// The pieces of a function and its joints.
    pub(super) fn cut(&mut self, f: NodeId) -> Cut {
        if let Some(known) = self.cuts.get(&f) {
            return known.clone();
        }
        let graph = &mut *self.graph;
        let deadline = self.limits.deadline;
        let cut = graph.until(deadline, |graph| {
            graph.without_side_conditions(|graph| {
                let pieces = graph.pieces(f, self.x, self.limits.pieces)?;
                let joints = graph.joints_within(&pieces, self.limits.limit_work);
                Ok(Rc::new((pieces, joints)))
            })
        });
        self.cuts.insert(f, cut.clone());
        cut
    }

    /// The function on a set, and without a value elsewhere.
    pub(super) fn on(&mut self, f: NodeId, set: &Set) -> NodeId {
        if set.is_whole() {
            return f;
        }
        if set.is_empty() {
            return self.graph.undefined(Reason::NoBranch);
        }
        let condition = set.condition(self.graph, self.x);
        self.graph.piecewise(&[(f, condition)], None)
    }

    /// The monotone cells of a function on a set, and the values between them.
    pub(super) fn profile(&mut self, f: NodeId, set: &Set) -> Result<Rc<Profile>, String> {
        let f = self.on(f, set);
        if let Some(known) = self.profiles.get(&f) {
            return known.clone();
        }
        let profile = self.make_profile(f).map(Rc::new);
        self.profiles.insert(f, profile.clone());
        profile
    }

    /// The set on which the function has a value.
    ///
    /// # Errors
    /// Why it could not be cut into pieces.
    pub fn domain(&mut self, on: &Set) -> Result<Set, String> {
        let f = self.function();
        self.domain_of(f, on)
    }

    /// The same of any function of the variable.
    pub(super) fn domain_of(&mut self, f: NodeId, on: &Set) -> Result<Set, String> {
        if on.is_whole() && self.graph.facts(f).has(Facts::TOTAL) {
            return Ok(Set::whole());
        }
        let f = self.on(f, on);
        let cut = self.cut(f)?;
        let intervals = cut.0.domain(self.graph);
        Set::union(self.graph, &intervals)
    }

    /// Whether a derivative has values wherever the function has, but for single points.
    pub(super) fn has_slope(
        &mut self,
        f: NodeId,
        slope: NodeId,
        set: &Set,
    ) -> Result<bool, String> {
        let (of_f, of_slope) = (self.domain_of(f, set)?, self.domain_of(slope, set)?);
        let close = |end: Option<End>| end.map(|end| End { closed: true, ..end });
        let closed: Vec<Interval> = of_slope
            .intervals()
            .iter()
            .map(|part| Interval { left: close(part.left), right: close(part.right) })
            .collect();
        let closure = Set::union(self.graph, &closed)?;
        of_f.is_subset(self.graph, &closure)
    }

    /// The exact value of a function at a point.
    pub(super) fn value(&mut self, f: NodeId, at: NodeId) -> NodeId {
        self.graph.value_at(f, self.x, at)
    }

    pub(super) fn is_defined(&self, value: NodeId) -> bool {
        self.graph.op(value) != Op::Undefined
    }
}

/// The function where its side conditions hold, and nothing elsewhere.
pub fn restrict(graph: &mut Graph, f: NodeId, x: NodeId, conditions: &[SideCondition]) -> NodeId {
    let mut holds = Vec::new();
    for &condition in conditions {
        if graph.depends_on(condition.of, x) {
            holds.push(graph.relation_of(condition));
        }
    }
    let condition = graph.and(&holds);
    graph.piecewise(&[(f, condition)], None)
}
