//! Why the signs in a table are what they are: the steps of the proof as data, from left to right.
//!
//! A table is the product of the tables of its factors, so its proof is theirs. On a factor every step says on which
//! interval it has one sign and by which argument; every zero says how it was found. Sentences are made of this
//! elsewhere, on demand.

use crate::number::Number;
use crate::operator::NodeId;
use std::cmp::Ordering;

/// The proof for one factor of a function.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FactorProof {
    /// The factor; the function is the product of the factors, each to its exponent.
    pub formula: NodeId,
    /// The exponent, which is not zero.
    pub exponent: i64,
    /// What is known of its sign, from left to right. Neighbors share an end, and together they cover the interval.
    pub steps: Vec<SignStep>,
    /// Where it vanishes, ascending.
    pub zeros: Vec<FactorZero>,
}

/// One step of a proof of signs: an interval on which one argument, or several of one kind, show one sign.
///
/// The sign holds inside, and at an end that another step shares unless it is a zero.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SignStep {
    /// The left end; `None` for −∞.
    pub left: Option<NodeId>,
    /// The right end; `None` for +∞.
    pub right: Option<NodeId>,
    /// The sign of the factor, or why it is not known.
    pub sign: Result<Ordering, String>,
    /// The argument.
    pub reason: SignReason,
}

/// An argument for one sign on an interval.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum SignReason {
    /// The factor does not depend on the variable.
    Constant,
    /// Its form shows it wherever it is defined: an exponential, a square, a sum of positive terms.
    Form,
    /// All zeros are known exactly and none lies inside, so the sign at this one point is the sign of all.
    Sample(NodeId),
    /// The leading term dominates all others from a threshold on.
    Tail(LeadingTerm),
    /// The factor is zero wherever it is defined.
    Vanishes,
    /// A cover by boxes.
    Boxes(Boxes),
    /// The factor is strictly monotone here, and vanishes at one end.
    Beside {
        /// Whether that it is monotone follows from one sign of its second derivative.
        by_curvature: bool,
    },
    /// None was found.
    Open,
}

/// The leading term on a tail: x ≥ T, x ≤ −T, or 0 < |x − a| ≤ 1/T.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LeadingTerm {
    /// The threshold T.
    pub threshold: Number,
    /// The function of the variable, positive on the tail, beside which the factor is measured.
    pub monomial: NodeId,
    /// The limit of the quotient; `None` if only bounds are known.
    pub coefficient: Option<NodeId>,
    /// Numbers of one sign between which the quotient lies on the whole tail.
    pub bounds: [Number; 2],
}

/// The boxes of a cover, counted by the argument that settled each.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Boxes {
    /// An enclosure of the factor excludes zero.
    pub value: u32,
    /// Its mean value form excludes zero.
    pub mean_value: u32,
    /// Its derivative has one sign, so that its signs at the ends, of which one may be zero, decide.
    pub slope: u32,
    /// A zero of known order lies at an end, and the derivative of that order has one sign (Taylor).
    pub order: u32,
    /// Its second derivative has one sign, and its one extremum is apart from zero.
    pub curvature: u32,
    /// Bits of the finest arithmetic that was used; 53 for doubles.
    pub bits: u64,
}

impl Boxes {
    /// How many boxes there are.
    pub fn count(&self) -> u32 {
        self.value + self.mean_value + self.slope + self.order + self.curvature
    }

    /// The boxes of two neighboring intervals.
    pub(super) fn and(self, other: Boxes) -> Boxes {
        Boxes {
            value: self.value + other.value,
            mean_value: self.mean_value + other.mean_value,
            slope: self.slope + other.slope,
            order: self.order + other.order,
            curvature: self.curvature + other.curvature,
            bits: self.bits.max(other.bits),
        }
    }
}

/// A zero of a factor.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FactorZero {
    /// The exact number.
    pub at: NodeId,
    /// How it is known.
    pub reason: ZeroReason,
}

/// How a zero is known.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum ZeroReason {
    /// The equation was solved: all zeros of the factor are known exactly.
    Solved,
    /// Exact arithmetic shows that the factor vanishes there.
    Vanishes {
        /// The order of the zero, where the proof uses it.
        order: Option<usize>,
    },
    /// The only zero between two numbers: the factor is strictly monotone there and has two signs at the ends.
    Isolated {
        /// The lesser number.
        left: NodeId,
        /// The greater number.
        right: NodeId,
        /// The sign of the derivative between them.
        slope: Ordering,
        /// Whether that sign follows from one sign of the second derivative.
        by_curvature: bool,
    },
}

impl FactorProof {
    /// All nodes in it, to be renamed.
    pub(super) fn nodes_mut(&mut self) -> Vec<&mut NodeId> {
        let mut nodes = vec![&mut self.formula];
        for step in &mut self.steps {
            nodes.extend(step.left.iter_mut().chain(step.right.iter_mut()));
            match &mut step.reason {
                SignReason::Sample(at) => nodes.push(at),
                SignReason::Tail(term) => {
                    nodes.push(&mut term.monomial);
                    nodes.extend(term.coefficient.iter_mut());
                }
                _ => {}
            }
        }
        for zero in &mut self.zeros {
            nodes.push(&mut zero.at);
            if let ZeroReason::Isolated { left, right, .. } = &mut zero.reason {
                nodes.extend([left, right]);
            }
        }
        nodes
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::calculus::Cell;
    use crate::graph::Graph;
    use crate::signs::{SignLimits, SignTable};

    fn table(g: &mut Graph, text: &str) -> SignTable {
        let f = g.parse(text).unwrap();
        let x = g.symbol("x");
        g.sign_table(f, x, None, None, SignLimits::default())
    }

    /// The step of a factor in which a point lies, or at whose right end.
    fn step_at<'t>(g: &mut Graph, factor: &'t FactorProof, at: NodeId) -> &'t SignStep {
        let holds = |step: &&SignStep| {
            let cell = Cell { left: step.left, right: step.right, formula: NodeId::ZERO };
            step.right == Some(at) || g.is_inside(at, &cell).unwrap()
        };
        factor.steps.iter().find(holds).expect("a step for every point")
    }

    #[test]
    fn steps_cover_the_line_and_their_product_is_the_table() {
        let texts = [
            "x*exp(x)+exp(x)+1",
            "x^3-2x",
            "exp(x)-1-x",
            "x+sin(x)/2",
            "(x-1)^2*(x+2)/(x^2+1)",
            "x*tanh(x)-1",
            "erf(x)+x*exp(-x^2)",
            "1+2*sin(x)*cos(x)",
            "x^2*exp(-x)-1/10",
            "log(1+x^2)-1",
            "pi-3",
            "exp(-x)*x",
        ];
        for text in texts {
            let mut g = Graph::new();
            let table = table(&mut g, text);
            assert!(!table.factors.is_empty(), "{text}");
            for factor in &table.factors {
                assert_eq!(factor.steps.first().unwrap().left, None, "{text}");
                assert_eq!(factor.steps.last().unwrap().right, None, "{text}");
                assert!(
                    factor.steps.windows(2).all(|pair| pair[0].right == pair[1].left),
                    "{text}"
                );
                for zero in &factor.zeros {
                    let meets = |step: &SignStep| step.right == Some(zero.at);
                    assert!(factor.steps.iter().any(meets), "{text}");
                }
            }
            for (left, right, sign) in table.cells() {
                let at = g.sample_point(&Cell { left, right, formula: NodeId::ZERO });
                let Ok(sign) = sign else { continue };
                let mut product = Ordering::Greater;
                for factor in &table.factors {
                    let step = step_at(&mut g, factor, at).sign.clone().unwrap();
                    if step.is_lt() && factor.exponent % 2 != 0 {
                        product = product.reverse();
                    }
                }
                assert_eq!(product, *sign, "{text}");
            }
        }
    }

    #[test]
    fn every_argument_has_its_example() {
        fn reasons(text: &str) -> Vec<SignReason> {
            let table = table(&mut Graph::new(), text);
            table.factors.into_iter().flat_map(|f| f.steps).map(|step| step.reason).collect()
        }
        fn zeros(text: &str) -> Vec<ZeroReason> {
            let table = table(&mut Graph::new(), text);
            table.factors.into_iter().flat_map(|f| f.zeros).map(|zero| zero.reason).collect()
        }
        assert!(matches!(reasons("3*exp(x)")[..], [SignReason::Constant, SignReason::Form]));
        assert!(matches!(reasons("x^2-2")[..], [SignReason::Sample(_), ..]));
        assert!(matches!(zeros("x^2-2")[..], [ZeroReason::Solved, ZeroReason::Solved]));
        let silu = reasons("exp(x)+x+1");
        assert!(matches!(silu.first(), Some(SignReason::Tail(_))));
        assert!(silu.iter().any(|reason| matches!(reason, SignReason::Beside { .. })));
        let rising = |zero: &ZeroReason| {
            matches!(zero, ZeroReason::Isolated { slope: Ordering::Greater, .. })
        };
        assert!(zeros("exp(x)+x+1").iter().all(rising));
        assert_eq!(zeros("exp(x)+x+1").len(), 1);
        // A double zero needs Taylor's theorem.
        assert!(matches!(zeros("exp(x)-1-x")[..], [ZeroReason::Vanishes { order: Some(2) }]));
        let boxes = |text: &str| {
            reasons(text).into_iter().fold(Boxes::default(), |all, reason| match reason {
                SignReason::Boxes(boxes) => all.and(boxes),
                _ => all,
            })
        };
        assert!(boxes("exp(x)-1-x").order > 0);
        assert_eq!(boxes("exp(x)-x").bits, 53);
        assert!(boxes("exp(x)-x").count() > 0);
    }
}
