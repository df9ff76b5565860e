//! The range of an expression in bounded symbols, with exact ends: the bounds between which a function oscillates.

use super::germ::Germs;
use crate::operator::{NodeId, Op};
use std::cmp::Ordering;
use std::collections::HashMap;

/// An interval that holds all values.
type Range = (NodeId, NodeId);

impl Germs {
    /// Bounds of an expression whose only variables are bounded symbols; `None` where none are seen.
    pub(super) fn range(&mut self, root: NodeId) -> Option<Range> {
        let order = self.graph.order(&[root]);
        self.spend(order.len()).ok()?;
        let mut known: HashMap<NodeId, Range> = HashMap::with_capacity(order.len());
        for id in order {
            let range = self.range_of_node(id, &known)?;
            known.insert(id, range);
        }
        known.remove(&root)
    }

    fn range_of_node(&mut self, id: NodeId, known: &HashMap<NodeId, Range>) -> Option<Range> {
        if !self.oscillates(id) {
            return (!self.depends(id)).then_some((id, id));
        }
        if self.graph.op(id) == Op::Symbol {
            let bounds = self.graph.assumptions(id)?.clone();
            let (low, high) = (bounds.lower?.0, bounds.upper?.0);
            return Some((self.graph.literal_number(&low), self.graph.literal_number(&high)));
        }
        let args: Vec<NodeId> = self.graph.args(id).to_vec();
        let ranges: Vec<Range> = args.iter().map(|arg| known[arg]).collect();
        match self.graph.op(id) {
            Op::Sum => {
                let (low, high): (Vec<NodeId>, Vec<NodeId>) = ranges.into_iter().unzip();
                Some((self.graph.sum(&low), self.graph.sum(&high)))
            }
            Op::Product => {
                let mut product = ranges[0];
                for factor in &ranges[1..] {
                    product = self.product_of_ranges(product, *factor)?;
                }
                Some(product)
            }
            Op::Power => self.power_of_range(ranges[0], args[1]),
            op @ (Op::Exp
            | Op::Log
            | Op::Sinh
            | Op::Tanh
            | Op::Asinh
            | Op::Atan
            | Op::Asin
            | Op::Erf
            | Op::Sigmoid) => self.rising(ranges[0], |germs, end| {
                germs.graph.apply(op, &[end]).unwrap_or(NodeId::ZERO)
            }),
            _ => None,
        }
    }

    fn rising(
        &mut self,
        (low, high): Range,
        mut f: impl FnMut(&mut Germs, NodeId) -> NodeId,
    ) -> Option<Range> {
        let image = (f(self, low), f(self, high));
        let exists = [image.0, image.1].iter().all(|&end| self.graph.op(end) != Op::Undefined);
        exists.then_some(image)
    }

    fn product_of_ranges(&mut self, a: Range, b: Range) -> Option<Range> {
        let ends = [(a.0, b.0), (a.0, b.1), (a.1, b.0), (a.1, b.1)]
            .map(|(p, q)| self.graph.product(&[p, q]));
        let (mut low, mut high) = (ends[0], ends[0]);
        for end in &ends[1..] {
            if self.compare(*end, low).ok()?.is_lt() {
                low = *end;
            }
            if self.compare(*end, high).ok()?.is_gt() {
                high = *end;
            }
        }
        Some((low, high))
    }

    fn power_of_range(&mut self, (low, high): Range, exponent: NodeId) -> Option<Range> {
        let p = self.graph.number(exponent)?;
        let signs = (self.compare(low, NodeId::ZERO).ok()?, self.compare(high, NodeId::ZERO).ok()?);
        let power = |germs: &mut Germs, end| germs.graph.power(end, exponent);
        let even = p.is_integer() && p.to_i64()? % 2 == 0;
        match (p.is_negative(), signs) {
            (false, (Ordering::Greater | Ordering::Equal, _)) => self.rising((low, high), power),
            (false, _) if p.is_integer() && !even => self.rising((low, high), power),
            (false, (_, Ordering::Less | Ordering::Equal)) if even => {
                self.rising((high, low), power)
            }
            (false, _) if even => {
                let (a, b) = (power(self, low), power(self, high));
                let high = if self.compare(a, b).ok()?.is_gt() { a } else { b };
                Some((NodeId::ZERO, high))
            }
            (true, (Ordering::Greater, _)) => self.rising((high, low), power),
            (true, (_, Ordering::Less)) if p.is_integer() => match even {
                true => self.rising((low, high), power),
                false => self.rising((high, low), power),
            },
            _ => None,
        }
    }
}
