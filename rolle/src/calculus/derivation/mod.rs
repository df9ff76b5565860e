//! The derivation is the computation: the steps by which a derivative was found, written down as it is found.
//!
//! The forward sweep of [`Graph::derivative`] is watched by a recorder that notes, for each node, the rule that
//! applied, the parts that it applied to, and what it asks of them. The notes are then put in the order in which
//! a textbook would write them: the outermost rule first, the derivatives that it needs after it, a shared part
//! once and referred to from then on. The output of a step is always the very node that the sweep computed.

mod condition;
mod literal;
mod record;
mod render;
mod rule;
#[cfg(test)]
mod tests;

pub use literal::Literal;
pub use render::StepView;
pub use rule::Rule;

use crate::graph::{Graph, SideCondition};
use crate::operator::NodeId;
use crate::{Error, ErrorKind, Result};

/// The place of a step in its derivation.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct StepId(pub(crate) u32);

impl StepId {
    /// The index into [`Derivation::steps`].
    pub fn index(self) -> usize {
        self.0 as usize
    }
}

/// One rule, applied once.
#[derive(Clone, Debug, PartialEq)]
pub struct Step {
    /// The rule.
    pub rule: Rule,
    /// The expression that is differentiated.
    pub input: NodeId,
    /// Its derivative, in canonical form.
    pub output: NodeId,
    /// The derivative as the rule gives it, with the derivatives of the parts still to be taken; in a
    /// simplification, with those derivatives put in.
    pub literal: Literal,
    /// The step that brings the rule's result into canonical form, where that is more than reading it off.
    pub simplified_by: Option<StepId>,
    /// The steps that the rule builds on.
    pub premises: Vec<StepId>,
    /// The inner expression u, where the chain rule was used.
    pub inner: Option<NodeId>,
    /// What the rule, or the simplification of its result, asks of its parts. What is known to hold is left out.
    pub conditions: Vec<SideCondition>,
    /// How deep the step lies below the first one.
    pub depth: u32,
}

/// The steps from an expression to its derivative, in reading order.
#[derive(Clone, Debug, PartialEq)]
pub struct Derivation {
    /// The steps; the first one differentiates the whole expression.
    pub steps: Vec<Step>,
    /// The variable.
    pub variable: NodeId,
}

impl Derivation {
    /// The expression that was differentiated.
    pub fn input(&self) -> NodeId {
        self.steps[0].input
    }

    /// The derivative: the same node as [`Graph::derivative`] gives.
    pub fn output(&self) -> NodeId {
        self.steps[0].output
    }

    /// The step that differentiates an expression, where there is one.
    pub fn step_of(&self, input: NodeId) -> Option<StepId> {
        let found = |step: &Step| step.input == input && step.rule != Rule::Simplification;
        self.steps.iter().position(found).map(|i| StepId(i as u32))
    }

    /// All conditions of all steps, each once.
    pub fn conditions(&self) -> Vec<SideCondition> {
        let mut all: Vec<SideCondition> =
            self.steps.iter().flat_map(|step| step.conditions.iter().copied()).collect();
        all.sort_unstable();
        all.dedup();
        all
    }
}

impl Graph {
    /// The derivative of an expression together with the steps that lead to it.
    ///
    /// The first step's output is `self.derivative(root, x)`. The number of steps is linear in the shared size.
    ///
    /// # Examples
    /// ```
    /// use rolle::calculus::Rule;
    /// let mut g = rolle::Graph::new();
    /// let x = g.symbol("x");
    /// let square = g.powi(x, 2);
    /// let sin = g.apply(rolle::operator::Op::Sin, &[square]).unwrap();
    /// let derivation = g.derivation(sin, x);
    /// let rules: Vec<Rule> = derivation.steps.iter().map(|step| step.rule).collect();
    /// assert_eq!(rules, [Rule::Function(rolle::operator::Op::Sin), Rule::Power]);
    /// assert_eq!(derivation.steps[0].inner, Some(square));
    /// assert_eq!(derivation.output(), g.derivative(sin, x));
    ///
    /// let printer = rolle::print::Printer::new(rolle::print::Notation::Plain);
    /// let text = derivation.to_text(&g, 1 << 20, &|id| printer.print_brief(&g, id, 500));
    /// assert!(text.contains("chain rule with u = x^2"));
    /// ```
    pub fn derivation(&mut self, root: NodeId, x: NodeId) -> Derivation {
        record::derive(self, root, x)
    }

    /// The derivations of the first `order` derivatives, each from the derivative before it.
    ///
    /// Stops early at a derivative that is zero.
    ///
    /// # Errors
    /// `Budget` where all together would have more than `max_steps` steps (100 000 is a good default).
    pub fn derivations(
        &mut self,
        root: NodeId,
        x: NodeId,
        order: usize,
        max_steps: usize,
    ) -> Result<Vec<Derivation>> {
        let mut all: Vec<Derivation> = Vec::new();
        let mut f = root;
        let mut steps = 0;
        for k in 1..=order {
            let derivation = self.derivation(f, x);
            f = derivation.output();
            steps += derivation.steps.len();
            if steps > max_steps {
                let message =
                    format!("the first `{k}` derivatives take more than {max_steps} steps");
                return Err(Error::new(ErrorKind::Budget, message)
                    .with_help("ask for a lower order or raise the limit"));
            }
            all.push(derivation);
            if f == NodeId::ZERO {
                break;
            }
        }
        Ok(all)
    }
}
