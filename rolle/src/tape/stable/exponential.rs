//! Which nodes are ratios of one exponential, and how they are written.

use super::{EXP_RATIO, ExpRatio, Rewriter, Rule};
use crate::graph::Graph;
use crate::number::Number;
use crate::operator::{NodeId, Op};
use crate::polynomial::{IntPoly, machine_gcd};

impl Rewriter<'_> {
    /// Finds the node as a ratio of one exponential, from those of its operands.
    pub(super) fn note_ratio(&mut self, id: NodeId) {
        if let Some(ratio) = self.find_ratio(id) {
            self.as_ratio.insert(id, ratio);
        }
    }

    fn find_ratio(&mut self, id: NodeId) -> Option<ExpRatio> {
        let source = self.source;
        let args = source.args(id);
        match source.op(id) {
            Op::Number => Some(ExpRatio::constant(source.number(id)?.to_rational())),
            Op::Sum => {
                let terms: Option<Vec<&ExpRatio>> =
                    args.iter().map(|arg| self.as_ratio.get(arg)).collect();
                terms?.into_iter().try_fold(ExpRatio::integer(0), |sum, term| sum.add(term))
            }
            Op::Product => {
                let factors: Option<Vec<&ExpRatio>> =
                    args.iter().map(|arg| self.as_ratio.get(arg)).collect();
                factors?.into_iter().try_fold(ExpRatio::integer(1), |p, factor| p.multiply(factor))
            }
            Op::Power => self.as_ratio.get(&args[0])?.power(source.small_integer(args[1])?),
            Op::Exp => self.exponential_of(args[0]),
            op => {
                let t = match op {
                    Op::Sigmoid | Op::Tanh | Op::Sinh | Op::Cosh => self.exponential_of(args[0])?,
                    Op::Sech | Op::Csch | Op::Coth => self.exponential_of(args[0])?,
                    _ => return None,
                };
                hyperbolic(op, &t)
            }
        }
    }

    /// e^u for a node of the source: e^(n·log R + r·w) = Rⁿ·e^(r·w).
    fn exponential_of(&mut self, u: NodeId) -> Option<ExpRatio> {
        let source = self.source;
        let terms = match source.op(u) {
            Op::Sum => source.args(u),
            _ => &[u][..],
        };
        let mut power = ExpRatio::integer(1);
        let mut rest = Vec::new();
        for &term in terms {
            let (coefficient, factors) = super::term::split(source, term);
            let logarithm = match factors[..] {
                [only] => self.as_logarithm.get(&only),
                _ => None,
            };
            match (logarithm, coefficient.to_i64()) {
                (Some(ratio), Some(n)) => power = power.multiply(&ratio.power(n)?)?,
                _ => rest.push(self.images[&term]),
            }
        }
        if rest.is_empty() {
            return Some(power);
        }
        let exponent = match rest.len() == terms.len() {
            true => self.images[&u],
            false => self.graph.sum(&rest),
        };
        let (r, w) = self.in_units(exponent);
        power.multiply(&ExpRatio::exponential(w, &r.to_rational())?)
    }

    /// u = r·w with a number r, where w is the first of its multiples that was met: opposite exponents and multiples
    /// have the same w.
    fn in_units(&mut self, u: NodeId) -> (Number, NodeId) {
        let (number, direction) = primitive(&mut self.graph, u);
        let unit = self.units.entry(direction).or_insert_with(|| number.abs()).clone();
        let factor = self.graph.literal_number(&unit);
        let w = self.scaled(factor, direction);
        match unit.recip() {
            Some(inverse) => (number.mul(&inverse), w),
            None => (Number::ONE, u),
        }
    }

    /// The stable form of a ratio of an exponential; `None` where the plain form is as good.
    pub(super) fn ratio_image(&mut self, id: NodeId) -> Option<NodeId> {
        let ratio = self.as_ratio.get(&id)?.clone();
        if ratio.as_constant().is_some() || ratio.exponent.is_none() {
            return None;
        }
        if self.is_plain(id, &ratio) {
            return None;
        }
        self.note(Rule::OneExponential, id);
        Some(self.call_ratio(EXP_RATIO, &ratio))
    }

    /// Exponentials alone, hyperbolic functions with kernels of their own, and sums of exponentials that cannot cancel.
    fn is_plain(&self, id: NodeId, ratio: &ExpRatio) -> bool {
        match self.source.op(id) {
            Op::Exp | Op::Sinh | Op::Cosh => true,
            Op::Sum | Op::Product | Op::Power => {
                ratio.below.is_one() && ratio.evident_sign().is_some()
            }
            _ => false,
        }
    }

    /// The ratio in t = e^w itself, and w: the exponent takes the common divisor of the powers of t.
    pub(super) fn with_whole_exponent(&mut self, ratio: &ExpRatio) -> (ExpRatio, NodeId) {
        let (w, q) = ratio.exponent.expect("not a constant");
        let step = [&ratio.above, &ratio.below]
            .iter()
            .filter(|p| !p.is_constant())
            .map(|p| p.deflate().1)
            .chain((ratio.shift != 0).then_some(ratio.shift.unsigned_abs() as usize))
            .fold(0, machine_gcd)
            .max(1);
        let deflated =
            |p: &IntPoly| IntPoly::new(p.coefficients().iter().step_by(step).cloned().collect());
        let factor = self.graph.ratio(step as i64, i64::from(q));
        let exponent = self.scaled(factor, w);
        let ratio = ExpRatio {
            exponent: Some((exponent, 1)),
            scale: ratio.scale.clone(),
            shift: ratio.shift / step as i64,
            above: deflated(&ratio.above),
            below: deflated(&ratio.below),
        };
        (ratio, exponent)
    }

    /// A multiple of a node; that of a sum is taken into the sum.
    fn scaled(&mut self, factor: NodeId, w: NodeId) -> NodeId {
        if self.graph.op(w) != Op::Sum {
            return self.graph.product(&[factor, w]);
        }
        let terms = self.graph.args(w).to_vec();
        let terms: Vec<NodeId> =
            terms.into_iter().map(|term| self.graph.product(&[factor, term])).collect();
        self.graph.sum(&terms)
    }
}

/// A hyperbolic function of u, or the logistic function, with t = e^u.
fn hyperbolic(op: Op, t: &ExpRatio) -> Option<ExpRatio> {
    let one = ExpRatio::integer(1);
    if op == Op::Sigmoid {
        return t.divide(&t.add(&one)?);
    }
    let square = t.power(2)?;
    let (above, below) = (square.add(&one)?, square.add(&one.negate())?);
    let double = t.multiply(&ExpRatio::integer(2))?;
    match op {
        Op::Tanh => below.divide(&above),
        Op::Coth => above.divide(&below),
        Op::Sinh => below.divide(&double),
        Op::Cosh => above.divide(&double),
        Op::Sech => double.divide(&above),
        _ => double.divide(&below),
    }
}

/// u = r·w with a number r and a w that is no multiple, the same for opposite u.
fn primitive(graph: &mut Graph, u: NodeId) -> (Number, NodeId) {
    let (r, factors) = super::term::split(graph, u);

    let w = graph.product(&factors);
    if graph.op(w) != Op::Sum {
        return (r, w);
    }
    let first = graph.args(w).iter().find(|&&term| graph.number(term).is_none());
    let negative = first.is_some_and(|&term| super::term::split(graph, term).0.is_negative());
    if !negative {
        return (r, w);
    }
    let terms = graph.args(w).to_vec();
    let terms: Vec<NodeId> = terms.into_iter().map(|term| graph.negate(term)).collect();
    (r.neg(), graph.sum(&terms))
}
