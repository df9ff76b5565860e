//! Functions in canonical form: exact values, symmetry, inverses that cancel.

use super::{Facts, Graph, Reason, Requirement};
use crate::number::Number;
use crate::operator::{Arity, NodeId, Op, Parity};
use crate::{Error, ErrorKind, Result};

impl Graph {
    /// The function `op` of some arguments.
    ///
    /// Exact values are taken (`cos(pi/3)` is 1/2), odd and even functions shed a minus sign, a function cancels
    /// its inverse with the side condition that this needs. An argument outside the domain gives
    /// [`Op::Undefined`].
    ///
    /// # Errors
    /// `Arity` for the wrong number of arguments; `Argument` if the degree of `root` is not an odd integer of at
    /// least 3 or the order of `polygamma` not an integer of at least 1; `Unsupported` if `op` is no function.
    pub fn apply(&mut self, op: Op, args: &[NodeId]) -> Result<NodeId> {
        let Some(row) = op.row() else {
            return Err(Error::new(
                ErrorKind::Unsupported,
                format!("`{op:?}` is not a function of the operator table"),
            ));
        };
        if !row.arity.admits(args.len()) {
            return Err(wrong_arity(row.name, row.arity, args.len()));
        }
        if let Some(undefined) = self.first_undefined(args) {
            return Ok(undefined);
        }
        self.check_literals(op, args)?;
        if let Some(value) = self.special_value(op, args) {
            return Ok(value);
        }
        if row.parity != Parity::None
            && let Some(positive) = self.without_minus(args[0])
        {
            let value = self.apply(op, &[positive])?;
            return Ok(if row.parity == Parity::Even { value } else { self.negate(value) });
        }
        Ok(match op {
            Op::Max | Op::Min => self.extremum(op, args),
            Op::Abs | Op::Sign => self.magnitude_or_sign(op, args[0]),
            _ => self.intern(op, args),
        })
    }

    /// The functions of literal arguments accept only literals that make sense.
    fn check_literals(&self, op: Op, args: &[NodeId]) -> Result<()> {
        let number = self.number(args[0]);
        match op {
            Op::Root => {
                let degree = self.number(args[1]);
                let odd = degree.as_ref().is_some_and(|n| {
                    n.is_integer() && !super::power::is_even(n) && *n > Number::ONE
                });
                if !odd {
                    return Err(Error::new(
                        ErrorKind::Argument,
                        "the degree of `root` must be an odd integer of at least 3",
                    )
                    .with_help("an even root is a power: write `x^(1/4)` for the fourth root"));
                }
            }
            Op::Polygamma if !number.is_some_and(|n| n.is_integer() && n >= Number::ONE) => {
                return Err(Error::new(
                    ErrorKind::Argument,
                    "the order of `polygamma` must be an integer of at least 1",
                )
                .with_help("`digamma(x)` is the function of order 0"));
            }
            _ => {}
        }
        Ok(())
    }

    /// `-id` where the minus sign can be taken off: a negative number or coefficient, or a sum of such terms.
    pub(crate) fn without_minus(&mut self, id: NodeId) -> Option<NodeId> {
        if !self.starts_with_minus(id) {
            return None;
        }
        if self.op(id) != Op::Sum {
            return Some(self.negate(id));
        }
        let terms = self.args(id).to_vec();
        let negated: Vec<NodeId> = terms.into_iter().map(|term| self.negate(term)).collect();
        Some(self.sum(&negated))
    }

    fn starts_with_minus(&self, id: NodeId) -> bool {
        let negative = |id: NodeId| match self.op(id) {
            Op::Number => self.number(id).is_some_and(|n| n.is_negative()),
            Op::Product => self.number(self.args(id)[0]).is_some_and(|n| n.is_negative()),
            _ => false,
        };
        match self.op(id) {
            // A long sum is left alone, so that building stays linear.
            Op::Sum => {
                self.args(id).len() <= super::SPLICE_LIMIT
                    && self.args(id).iter().all(|&term| negative(term))
            }
            _ => negative(id),
        }
    }

    /// |c·u| = |c|·|u| and sign(c·u) = sign(c)·sign(u), for factors whose sign is known.
    fn magnitude_or_sign(&mut self, op: Op, arg: NodeId) -> NodeId {
        let facts = self.facts(arg);
        if facts.has(Facts::NONNEGATIVE) && (op == Op::Abs || facts.has(Facts::NONZERO)) {
            return if op == Op::Abs { arg } else { self.one_where_defined(arg, 1) };
        }
        if facts.has(Facts::NONPOSITIVE) && (op == Op::Abs || facts.has(Facts::NONZERO)) {
            return if op == Op::Abs { self.negate(arg) } else { self.one_where_defined(arg, -1) };
        }
        if self.op(arg) == op {
            return arg;
        }
        if self.op(arg) != Op::Product {
            return self.intern(op, &[arg]);
        }
        let factors = self.args(arg).to_vec();
        let (mut outside, mut inside) = (Vec::new(), Vec::new());
        for factor in factors {
            let facts = self.facts(factor);
            let positive =
                facts.has(Facts::POSITIVE) || (op == Op::Abs && facts.has(Facts::NONNEGATIVE));
            let negative =
                facts.has(Facts::NEGATIVE) || (op == Op::Abs && facts.has(Facts::NONPOSITIVE));
            match (positive, negative) {
                (true, _) if op == Op::Abs => outside.push(factor),
                (true, _) => outside.push(self.one_where_defined(factor, 1)),
                (_, true) if op == Op::Abs => outside.push(self.negate(factor)),
                (_, true) => outside.push(self.one_where_defined(factor, -1)),
                _ => inside.push(factor),
            }
        }
        let rest = self.product(&inside);
        let rest = if rest == arg {
            self.intern(op, &[rest])
        } else {
            self.apply(op, &[rest]).expect("one argument")
        };
        outside.push(rest);
        self.product(&outside)
    }

    fn one_where_defined(&mut self, id: NodeId, value: i64) -> NodeId {
        if !self.facts(id).has(Facts::TOTAL) {
            self.require(Requirement::Defined, id);
        }
        self.integer(value)
    }

    /// max and min: nested ones spliced, numbers merged, duplicates dropped, order of no account.
    fn extremum(&mut self, op: Op, args: &[NodeId]) -> NodeId {
        let mut parts: Vec<NodeId> = Vec::with_capacity(args.len());
        for &arg in args {
            let nested = self.op(arg) == op && self.args(arg).len() <= super::SPLICE_LIMIT;
            parts.extend_from_slice(if nested {
                self.args(arg)
            } else {
                std::slice::from_ref(&arg)
            });
        }
        let numbers = parts.iter().filter_map(|&part| self.number(part));
        let number = if op == Op::Max { numbers.max() } else { numbers.min() };
        parts.retain(|&part| self.op(part) != Op::Number);
        if let Some(number) = number {
            let (beaten, beats) = if op == Op::Max {
                (Facts::NONPOSITIVE, Facts::NONNEGATIVE)
            } else {
                (Facts::NONNEGATIVE, Facts::NONPOSITIVE)
            };
            // A number on the far side of zero beats every argument of the other sign, where that is defined.
            let decisive =
                if op == Op::Max { number.sign().is_ge() } else { number.sign().is_le() };
            parts.retain(|&part| {
                !(decisive && self.facts(part).has(Facts::TOTAL) && self.facts(part).has(beaten))
            });
            let idle = if op == Op::Max { number.sign().is_le() } else { number.sign().is_ge() };
            if !(idle && parts.iter().any(|&part| self.facts(part).has(beats))) {
                parts.push(self.literal_number(&number));
            }
        }
        parts.sort_unstable();
        parts.dedup();
        self.absorb(op, &mut parts);
        if let [only] = parts[..] { only } else { self.intern(op, &parts) }
    }

    /// min(a, max(a, b)) = a: without this law the two branches tie on an open set.
    fn absorb(&mut self, op: Op, parts: &mut Vec<NodeId>) {
        if parts.len() > super::SPLICE_LIMIT {
            return;
        }
        let opposite = if op == Op::Max { Op::Min } else { Op::Max };
        for i in (0..parts.len()).rev() {
            let part = parts[i];
            let few = self.args(part).len() <= super::SPLICE_LIMIT;
            if self.op(part) == opposite && few && self.args(part).iter().any(|a| parts.contains(a))
            {
                if !self.facts(part).has(Facts::TOTAL) {
                    self.require(Requirement::Defined, part);
                }
                parts.remove(i);
            }
        }
    }

    pub(super) fn outside(&mut self, op: Op) -> NodeId {
        self.undefined(Reason::OutsideDomain(op))
    }
}

/// The error for a wrong number of arguments.
pub(crate) fn wrong_arity(name: &str, arity: Arity, got: usize) -> Error {
    let takes = match arity {
        Arity::Exactly(1) => "1 argument".to_string(),
        Arity::Exactly(n) => format!("{n} arguments"),
        Arity::AtLeast(1) => "1 argument or more".to_string(),
        Arity::AtLeast(n) => format!("{n} arguments or more"),
    };
    Error::new(ErrorKind::Arity, format!("`{name}` takes {takes}, not {got}"))
}
