//! The switching functions of each kinked or partial node, and the branch it takes where they have one sign.

use super::{Cell, Open, is_partial};
use crate::graph::{Facts, Graph, Reason};
use crate::operator::{Domain, NodeId, Op};
use std::cmp::Ordering;

impl Graph {
    /// Whether the nature of a node can change: a kink, a jump, a condition, an edge of its domain.
    pub(super) fn has_switch(&self, id: NodeId) -> bool {
        match self.op(id) {
            Op::Abs
            | Op::Sign
            | Op::Heaviside
            | Op::Max
            | Op::Min
            | Op::Floor
            | Op::Ceil
            | Op::Round => true,
            Op::Less | Op::LessEqual | Op::Equal | Op::NotEqual | Op::Piecewise => true,
            Op::Power => !self.power_is_total(id),
            Op::Gamma | Op::Lgamma | Op::Digamma | Op::Polygamma | Op::Hypot | Op::Atan2 => true,
            Op::Root => true,
            op => is_partial(op) && !self.facts(id).has(Facts::TOTAL),
        }
    }

    fn power_is_total(&self, id: NodeId) -> bool {
        let base = self.facts(self.args(id)[0]);
        match self.number(self.args(id)[1]) {
            Some(n) if n.is_integer() && !n.is_negative() => true,
            Some(n) if n.is_integer() => base.has(Facts::NONZERO),
            _ => base.has(Facts::POSITIVE),
        }
    }

    /// The functions at whose zeros the node can change.
    pub(super) fn switching_functions(&mut self, id: NodeId) -> Result<Vec<NodeId>, String> {
        let args = self.args(id).to_vec();
        let last = *args.last().unwrap_or(&NodeId::ZERO);
        Ok(match self.op(id) {
            Op::Abs | Op::Sign | Op::Heaviside => vec![last],
            Op::Root | Op::Power => vec![args[0]],
            Op::Less | Op::LessEqual | Op::Equal | Op::NotEqual => {
                vec![self.subtract(args[0], args[1])]
            }
            Op::Max | Op::Min => {
                if args.len() > 16 {
                    return Err("a maximum or minimum of more than 16 moving arguments".to_string());
                }
                let mut differences = Vec::new();
                for (i, &a) in args.iter().enumerate() {
                    for &b in &args[i + 1..] {
                        differences.push(self.subtract(a, b));
                    }
                }
                differences
            }
            Op::Piecewise => Vec::new(),
            Op::Floor | Op::Ceil | Op::Round => {
                return Err("floor, ceil and round jump at endlessly many points".to_string());
            }
            Op::Hypot | Op::Atan2 => vec![args[0], args[1]],
            op => self.domain_edges(op, last)?,
        })
    }

    pub(super) fn domain_edges(&mut self, op: Op, u: NodeId) -> Result<Vec<NodeId>, String> {
        let row = op.row().ok_or("an operator without a row")?;
        let minus_one = self.integer(-1);
        Ok(match row.domain {
            Domain::Real => Vec::new(),
            Domain::Positive | Domain::NonZero | Domain::NotOrigin => vec![u],
            Domain::UnitClosed
            | Domain::UnitOpen
            | Domain::OutsideUnitOpen
            | Domain::OutsideUnitClosed => {
                vec![self.sum(&[u, minus_one]), self.sum(&[u, NodeId::ONE])]
            }
            Domain::AtLeastOne => vec![self.sum(&[u, minus_one])],
            Domain::ZeroToOne => vec![u, self.sum(&[u, minus_one])],
            Domain::AboveMinusInverseE => {
                let e = self.constant(crate::graph::Constant::E);
                let inverse = self.reciprocal(e);
                vec![self.sum(&[u, inverse])]
            }
            Domain::NotPoleOfGamma if self.facts(u).has(Facts::POSITIVE) => Vec::new(),
            Domain::CosineNonZero | Domain::SineNonZero | Domain::NotPoleOfGamma => {
                return Err(format!("`{}` has endlessly many poles", row.name));
            }
        })
    }

    /// Replaces a node by the branch it takes in a cell where its switching functions have one sign.
    pub(super) fn resolve_in_cell(
        &mut self,
        id: NodeId,
        open: &mut Open,
        x: NodeId,
    ) -> Result<(), String> {
        let replacement = self.branch_in_cell(id, &open.cell, x)?;
        if replacement == id {
            open.settled.insert(id);
            return Ok(());
        }
        if self.op(replacement) == Op::Undefined {
            open.cell.formula = self.undefined_part(open.cell.formula, id, replacement);
            return Ok(());
        }
        open.cell.formula = self.substitute_in_cell(open.cell.formula, id, replacement, x);
        Ok(())
    }

    /// The formula with one part replaced, only where the side conditions of that hold: with max(x, 0) = 0 the
    /// product max(x, 0)·log(x + 2) becomes 0, but for x > −2 alone.
    fn substitute_in_cell(
        &mut self,
        formula: NodeId,
        part: NodeId,
        replacement: NodeId,
        x: NodeId,
    ) -> NodeId {
        let before = self.take_side_conditions();
        let replaced = self.substitute(formula, &[(part, replacement)]);
        let left = self.take_side_conditions();
        let mut holds = Vec::new();
        for condition in left {
            if self.depends_on(condition.of, x) {
                holds.push(self.relation_of(condition));
            }
        }
        self.take_side_conditions();
        self.add_side_conditions(&before);
        let all = self.and(&holds);
        self.piecewise(&[(replaced, all)], None)
    }

    /// The formula where one of its parts has no value: also none, unless a branch not taken hides the part.
    fn undefined_part(&mut self, formula: NodeId, part: NodeId, undefined: NodeId) -> NodeId {
        self.substitute(formula, &[(part, undefined)])
    }

    fn branch_in_cell(&mut self, id: NodeId, cell: &Cell, x: NodeId) -> Result<NodeId, String> {
        let args = self.args(id).to_vec();
        let last = *args.last().unwrap_or(&NodeId::ZERO);
        Ok(match self.op(id) {
            Op::Abs => match self.sign_in_cell(last, cell, x)? {
                Ordering::Less => self.negate(last),
                _ => last,
            },
            Op::Sign => {
                let sign = self.sign_in_cell(last, cell, x)?;
                self.integer(sign as i64)
            }
            Op::Heaviside => match self.sign_in_cell(last, cell, x)? {
                Ordering::Less => NodeId::ZERO,
                Ordering::Equal => self.ratio(1, 2),
                Ordering::Greater => NodeId::ONE,
            },
            op @ (Op::Max | Op::Min) => {
                let mut best = args[0];
                for &arg in &args[1..] {
                    let difference = self.subtract(arg, best);
                    let sign = self.sign_in_cell(difference, cell, x)?;
                    if sign == if op == Op::Max { Ordering::Greater } else { Ordering::Less } {
                        best = arg;
                    }
                }
                best
            }
            op @ (Op::Less | Op::LessEqual | Op::Equal | Op::NotEqual) => {
                let difference = self.subtract(args[0], args[1]);
                let sign = self.sign_in_cell(difference, cell, x)?;
                let holds = match op {
                    Op::Less => sign == Ordering::Less,
                    Op::LessEqual => sign != Ordering::Greater,
                    Op::Equal => sign == Ordering::Equal,
                    _ => sign != Ordering::Equal,
                };
                if holds { self.always() } else { self.never() }
            }
            Op::Piecewise => return Err("a condition that depends on the parameters".to_string()),
            Op::Root => self.root_in_cell(args[0], args[1], cell, x)?,
            Op::Power => self.power_in_cell(id, cell, x)?,
            Op::Hypot => {
                let (a, b) = (self.powi(args[0], 2), self.powi(args[1], 2));
                let sum = self.sum(&[a, b]);
                self.sqrt(sum)
            }
            Op::Atan2 => self.atan2_in_cell(args[0], args[1], cell, x)?,
            Op::Floor | Op::Ceil | Op::Round => {
                let sample = self.sample_point(cell);
                let step = self.value_at(id, x, sample);
                match self.number(step) {
                    Some(_) => step,
                    None => return Err("a step that was not decided".to_string()),
                }
            }
            // A cell that holds none of its poles.
            _ if self.switches_endlessly(id) => id,
            op => self.partial_in_cell(op, id, last, cell, x)?,
        })
    }

    /// root(u, n) = ±(±u)^(1/n), by the sign of u.
    fn root_in_cell(
        &mut self,
        u: NodeId,
        degree: NodeId,
        cell: &Cell,
        x: NodeId,
    ) -> Result<NodeId, String> {
        let exponent = self.reciprocal(degree);
        Ok(match self.sign_in_cell(u, cell, x)? {
            Ordering::Less => {
                let positive = self.negate(u);
                let root = self.power(positive, exponent);
                self.negate(root)
            }
            _ => self.power(u, exponent),
        })
    }

    fn power_in_cell(&mut self, id: NodeId, cell: &Cell, x: NodeId) -> Result<NodeId, String> {
        let (base, exponent) = (self.args(id)[0], self.args(id)[1]);
        let sign = self.sign_in_cell(base, cell, x)?;
        let number = self.number(exponent);
        let integer = number.as_ref().is_some_and(|n| n.is_integer());
        let negative = number.as_ref().is_some_and(|n| n.is_negative());
        Ok(match sign {
            Ordering::Greater => id,
            Ordering::Less if integer => id,
            Ordering::Less => self.undefined(Reason::RootOfNegative),
            Ordering::Equal if negative => self.undefined(Reason::DivisionByZero),
            Ordering::Equal => id,
        })
    }

    fn atan2_in_cell(
        &mut self,
        y: NodeId,
        x2: NodeId,
        cell: &Cell,
        x: NodeId,
    ) -> Result<NodeId, String> {
        let (right, up) = (self.sign_in_cell(x2, cell, x)?, self.sign_in_cell(y, cell, x)?);
        let pi = self.constant(crate::graph::Constant::Pi);
        if right == Ordering::Equal {
            return Ok(match up {
                Ordering::Equal => self.undefined(Reason::OutsideDomain(Op::Atan2)),
                sign => {
                    let half = self.ratio(sign as i64, 2);
                    self.product(&[half, pi])
                }
            });
        }
        let quotient = self.divide(y, x2);
        let angle = self.apply(Op::Atan, &[quotient]).expect("one argument");
        Ok(match (right, up) {
            (Ordering::Greater, _) => angle,
            (_, Ordering::Less) => self.subtract(angle, pi),
            _ => self.sum(&[angle, pi]),
        })
    }

    fn partial_in_cell(
        &mut self,
        op: Op,
        id: NodeId,
        u: NodeId,
        cell: &Cell,
        x: NodeId,
    ) -> Result<NodeId, String> {
        let edges = self.domain_edges(op, u)?;
        let mut signs = Vec::with_capacity(edges.len());
        for edge in edges {
            signs.push(self.sign_in_cell(edge, cell, x)?);
        }
        let domain = op.row().map_or(Domain::Real, |row| row.domain);
        let defined = lies_in(domain, &signs);
        Ok(if defined { id } else { self.undefined(Reason::OutsideDomain(op)) })
    }

    /// The sign of a function without zeros and poles inside a cell, shown at one exact sample point.
    pub(in crate::calculus) fn sign_in_cell(
        &mut self,
        g: NodeId,
        cell: &Cell,
        x: NodeId,
    ) -> Result<Ordering, String> {
        let sample = self.sample_point(cell);
        let value = self.value_at(g, x, sample);
        self.exact_sign(value).ok_or_else(|| "a sign that depends on the parameters".to_string())
    }
}

/// Whether a point lies in a domain, by the signs of the functions that [`Graph::domain_edges`] gives for it.
pub(super) fn lies_in(domain: Domain, signs: &[Ordering]) -> bool {
    match (domain, signs) {
        (Domain::Positive, [s]) => s.is_gt(),
        (Domain::NonZero, [s]) => s.is_ne(),
        (Domain::UnitClosed, [below_one, above_minus_one]) => {
            below_one.is_le() && above_minus_one.is_ge()
        }
        (Domain::UnitOpen, [below_one, above_minus_one]) => {
            below_one.is_lt() && above_minus_one.is_gt()
        }
        (Domain::OutsideUnitOpen, [from_one, to_minus_one]) => {
            from_one.is_ge() || to_minus_one.is_le()
        }
        (Domain::OutsideUnitClosed, [from_one, to_minus_one]) => {
            from_one.is_gt() || to_minus_one.is_lt()
        }
        (Domain::AtLeastOne | Domain::AboveMinusInverseE, [s]) => s.is_ge(),
        (Domain::ZeroToOne, [above_zero, below_one]) => above_zero.is_gt() && below_one.is_le(),
        _ => true,
    }
}
