//! Stable forms: the same function, written so that floating-point numbers keep it.
//!
//! A formula is rewritten bottom up, exactly, before it becomes a tape. The rules know no activation by name: they look
//! at what is added, multiplied and taken the logarithm of. Each has a reason, and each application is recorded.
//!
//! Functions that have no place in the operator table, because they only make sense for floating-point numbers, stand as
//! calls of names that no formula can spell: `#exp_ratio(w, k)` is the k-th ratio of the form at e^w, `#log_ratio(w, k)`
//! its logarithm, `#log1p(u)` is log(1 + u).

mod common;
mod conjugate;
mod exponential;
mod logarithm;
mod product;
mod ratio;
mod sum;
mod term;
#[cfg(test)]
mod tests;

pub(crate) use ratio::ExpRatio;

use crate::graph::Graph;
use crate::number::Number;
use crate::operator::{NodeId, Op};
use std::collections::HashMap;

/// The name of a ratio of exponentials.
pub(crate) const EXP_RATIO: &str = "#exp_ratio";
/// The name of the logarithm of one.
pub(crate) const LOG_RATIO: &str = "#log_ratio";
/// The name of log(1 + u).
pub(crate) const LOG1P: &str = "#log1p";

/// A rule by which a formula is made stable.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Rule {
    /// What is rational in one exponential e^w is evaluated at e^(−|w|).
    OneExponential,
    /// The logarithm of such a ratio is a multiple of w and a `log1p`.
    LogarithmOfExponentials,
    /// m ± m·erf z is m·erfc(∓z).
    ComplementaryError,
    /// m − m·cos v is 2m·sin²(v/2).
    HalfAngle,
    /// log(1 + u) is `log1p`.
    LogarithmNearOne,
    /// a + √b, where a² − b is simpler, is (a² − b)/(a − √b) where a is negative.
    Conjugate,
    /// √(a² + b²) is `hypot`.
    Hypotenuse,
    /// 1/√b − x²/√b³ is (b − x²)/√b³, multiplied out.
    CommonPower,
}

impl Rule {
    /// All rules.
    pub const ALL: &[Rule] = &[
        Rule::OneExponential,
        Rule::LogarithmOfExponentials,
        Rule::ComplementaryError,
        Rule::HalfAngle,
        Rule::LogarithmNearOne,
        Rule::Conjugate,
        Rule::Hypotenuse,
        Rule::CommonPower,
    ];

    /// What the rule does, as a formula.
    pub fn law(self) -> &'static str {
        match self {
            Rule::OneExponential => "R(e^w) = R(1/e^|w|) for w > 0, R(e^(-|w|)) for w <= 0",
            Rule::LogarithmOfExponentials => "log(1 + e^w) = max(w, 0) + log1p(e^(-|w|))",
            Rule::ComplementaryError => "1 + erf(z) = erfc(-z)",
            Rule::HalfAngle => "1 - cos(v) = 2 sin(v/2)^2",
            Rule::LogarithmNearOne => "log(1 + u) = log1p(u)",
            Rule::Conjugate => "a + sqrt(b) = (a^2 - b)/(a - sqrt(b)) for a < 0",
            Rule::Hypotenuse => "sqrt(a^2 + b^2) = hypot(a, b)",
            Rule::CommonPower => "1/sqrt(x^2 + 1) - x^2/(x^2 + 1)^(3/2) = (x^2 + 1)^(-3/2)",
        }
    }

    /// Why, in one sentence.
    pub fn reason(self) -> &'static str {
        match self {
            Rule::OneExponential => {
                "e^w overflows for large w and 1 + e^w loses e^w for small w; e^(-|w|) does neither"
            }
            Rule::LogarithmOfExponentials => {
                "e^w overflows where its logarithm does not, and 1 + e^w loses e^w for negative w"
            }
            Rule::ComplementaryError => "erf(z) is 1 to all digits long before erfc(z) is 0",
            Rule::HalfAngle => "cos(v) is 1 to all digits where 1 - cos(v) is v^2/2",
            Rule::LogarithmNearOne => "1 + u loses the digits of a small u",
            Rule::Conjugate => "the two terms cancel where a is negative and large",
            Rule::CommonPower => {
                "the terms cancel, but for the few that stay over the common power"
            }
            Rule::Hypotenuse => "a^2 overflows or vanishes where the root does not",
        }
    }
}

/// One application of a rule.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Rewriting {
    /// The rule.
    pub rule: Rule,
    /// What was rewritten, a node of the graph that was compiled.
    pub before: NodeId,
}

/// Formulas in stable form, in a graph of their own.
pub(crate) struct Stable {
    pub(crate) graph: Graph,
    pub(crate) roots: Vec<NodeId>,
    /// The ratios that calls name by their places.
    pub(crate) ratios: Vec<ExpRatio>,
    /// What was done, oldest first.
    pub(crate) rewritings: Vec<Rewriting>,
}

/// The state of the one pass.
struct Rewriter<'a> {
    /// The formulas as they were.
    source: &'a Graph,
    /// The stable forms.
    graph: Graph,
    /// The stable form of each node of the source.
    images: HashMap<NodeId, NodeId>,
    /// The node of the source as a ratio of exponentials, whose exponents are stable nodes.
    as_ratio: HashMap<NodeId, ExpRatio>,
    /// Nodes of the source that are the logarithm of a ratio.
    as_logarithm: HashMap<NodeId, ExpRatio>,
    /// For each exponent without its number, the number of the first one that was met.
    units: HashMap<NodeId, Number>,
    ratios: Vec<ExpRatio>,
    places: HashMap<ExpRatio, usize>,
    rewritings: Vec<Rewriting>,
}

/// Rewrites formulas into stable form. The functions stay the same, wherever they are defined.
pub(crate) fn stabilize(source: &Graph, roots: &[NodeId]) -> Stable {
    let mut rewriter = Rewriter {
        source,
        graph: Graph::new(),
        images: HashMap::new(),
        as_ratio: HashMap::new(),
        as_logarithm: HashMap::new(),
        units: HashMap::new(),
        ratios: Vec::new(),
        places: HashMap::new(),
        rewritings: Vec::new(),
    };
    for id in source.order(roots) {
        let image = rewriter.rewrite(id);
        rewriter.images.insert(id, image);
    }
    let roots = roots.iter().map(|root| rewriter.images[root]).collect();
    let Rewriter { graph, ratios, rewritings, .. } = rewriter;
    Stable { graph, roots, ratios, rewritings }
}

impl Rewriter<'_> {
    fn rewrite(&mut self, id: NodeId) -> NodeId {
        self.note_ratio(id);
        if let Some(image) = self.ratio_image(id) {
            return image;
        }
        match self.source.op(id) {
            Op::Sum => self.rewrite_sum(id),
            Op::Product => self.rewrite_product(id),
            Op::Log => self.rewrite_log(id),
            Op::Power => self.rewrite_power(id),
            _ => self.copy(id),
        }
    }

    /// The node as it is, with stable operands.
    fn copy(&mut self, id: NodeId) -> NodeId {
        let args: Vec<NodeId> = self.source.args(id).iter().map(|arg| self.images[arg]).collect();
        self.graph.copy_node(self.source, id, &args)
    }

    fn apply(&mut self, op: Op, arg: NodeId) -> NodeId {
        self.graph.apply(op, &[arg]).expect("a function of one argument")
    }

    /// A call of a function that only floating-point numbers need.
    fn call(&mut self, name: &str, args: &[NodeId]) -> NodeId {
        self.graph.call(name, &vec![0; args.len()], args).expect("as many orders as arguments")
    }

    fn note(&mut self, rule: Rule, before: NodeId) {
        self.rewritings.push(Rewriting { rule, before });
    }

    /// The call of a ratio, or of its logarithm, of the exponential of its own exponent.
    fn call_ratio(&mut self, name: &str, ratio: &ExpRatio) -> NodeId {
        let (ratio, w) = self.with_whole_exponent(ratio);
        let index = match self.places.get(&ratio) {
            Some(&index) => index,
            None => {
                self.places.insert(ratio.clone(), self.ratios.len());
                self.ratios.push(ratio);
                self.ratios.len() - 1
            }
        };
        let index = self.graph.integer(index as i64);
        self.call(name, &[w, index])
    }
}
