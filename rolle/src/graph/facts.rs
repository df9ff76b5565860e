//! What is known of a value: its sign, whether it is an integer, whether it is defined everywhere.
//!
//! Facts are computed when a node is made, from the facts of its children, and never change. They hold for
//! every real value of the symbols that the assumptions admit and at which the node is defined.

use super::Graph;
use crate::number::Number;
use crate::operator::{Domain, NodeId, Op, SignRule};
use std::cmp::Ordering;

/// A set of facts.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Default)]
pub struct Facts(u8);

impl Facts {
    /// Nothing is known.
    pub const NONE: Facts = Facts(0);
    /// Never below zero.
    pub const NONNEGATIVE: Facts = Facts(1);
    /// Never above zero.
    pub const NONPOSITIVE: Facts = Facts(2);
    /// Never zero.
    pub const NONZERO: Facts = Facts(4);
    /// Always an integer.
    pub const INTEGER: Facts = Facts(8);
    /// Defined for all values of its symbols.
    pub const TOTAL: Facts = Facts(16);
    /// Without symbols.
    pub const CONSTANT: Facts = Facts(32);
    /// Contains a function with a kink or a jump: |·|, max, piecewise, floor.
    pub const KINKED: Facts = Facts(64);
    /// A number that lies in the side table.
    pub(super) const BIG: Facts = Facts(128);
    /// Above zero.
    pub const POSITIVE: Facts = Facts(1 | 4);
    /// Below zero.
    pub const NEGATIVE: Facts = Facts(2 | 4);
    pub(super) const POSITIVE_CONSTANT: Facts = Facts(1 | 4 | 16 | 32);

    /// Whether all of these facts are known.
    pub fn has(self, facts: Facts) -> bool {
        self.0 & facts.0 == facts.0
    }

    /// Both sets together.
    pub fn with(self, facts: Facts) -> Facts {
        Facts(self.0 | facts.0)
    }

    fn and(self, facts: Facts) -> Facts {
        Facts(self.0 & facts.0)
    }

    fn when(self, known: bool) -> Facts {
        if known { self } else { Facts::NONE }
    }

    fn sign(self) -> Facts {
        self.and(Facts(7))
    }

    pub(super) fn of_number(sign: Ordering, integer: bool) -> Facts {
        let sign = match sign {
            Ordering::Less => Facts::NEGATIVE,
            Ordering::Equal => Facts(1 | 2),
            Ordering::Greater => Facts::POSITIVE,
        };
        sign.with(Facts(16 | 32)).with(Facts::INTEGER.when(integer))
    }
}

/// What a symbol stands for, beyond a real number.
///
/// The default is any real number.
#[derive(Clone, Debug, PartialEq, Eq, Default)]
pub struct Assumptions {
    /// A lower bound, and whether the bound itself is excluded.
    pub lower: Option<(Number, bool)>,
    /// An upper bound, and whether the bound itself is excluded.
    pub upper: Option<(Number, bool)>,
    /// Never zero.
    pub nonzero: bool,
    /// Always an integer.
    pub integer: bool,
}

impl Assumptions {
    /// Above zero.
    pub fn positive() -> Assumptions {
        Assumptions { lower: Some((Number::ZERO, true)), ..Assumptions::default() }
    }

    /// Not below zero.
    pub fn nonnegative() -> Assumptions {
        Assumptions { lower: Some((Number::ZERO, false)), ..Assumptions::default() }
    }

    /// Not zero.
    pub fn nonzero() -> Assumptions {
        Assumptions { nonzero: true, ..Assumptions::default() }
    }

    /// An integer.
    pub fn integer() -> Assumptions {
        Assumptions { integer: true, ..Assumptions::default() }
    }

    /// Strictly between two numbers.
    pub fn between(lower: Number, upper: Number) -> Assumptions {
        Assumptions {
            lower: Some((lower, true)),
            upper: Some((upper, true)),
            ..Assumptions::default()
        }
    }

    /// Whether the assumptions admit a value.
    pub fn admit(&self, value: &Number) -> bool {
        let above = self
            .lower
            .as_ref()
            .is_none_or(|(bound, open)| value > bound || (!open && value == bound));
        let below = self
            .upper
            .as_ref()
            .is_none_or(|(bound, open)| value < bound || (!open && value == bound));
        above
            && below
            && !(self.nonzero && value.is_zero())
            && (!self.integer || value.is_integer())
    }

    /// Whether there is no number between the bounds.
    pub fn is_empty(&self) -> bool {
        match (&self.lower, &self.upper) {
            (Some((low, a)), Some((high, b))) => low > high || (low == high && (*a || *b)),
            _ => false,
        }
    }

    /// What holds under these assumptions and others together; `None` where no number lies between the bounds.
    ///
    /// ```
    /// use rolle::graph::Assumptions;
    /// let (positive, integer) = (Assumptions::positive(), Assumptions::integer());
    /// assert!(positive.and(&integer).unwrap().admit(&3.into()));
    /// assert!(!positive.and(&integer).unwrap().admit(&0.into()));
    /// ```
    pub fn and(&self, other: &Assumptions) -> Option<Assumptions> {
        let tighter =
            |a: &Option<(Number, bool)>, b: &Option<(Number, bool)>, wanted: Ordering| match (a, b)
            {
                (Some((x, open)), Some((y, also))) => match x.cmp(y) {
                    Ordering::Equal => Some((x.clone(), *open || *also)),
                    order if order == wanted => a.clone(),
                    _ => b.clone(),
                },
                (None, bound) | (bound, None) => bound.clone(),
            };
        let both = Assumptions {
            lower: tighter(&self.lower, &other.lower, Ordering::Greater),
            upper: tighter(&self.upper, &other.upper, Ordering::Less),
            nonzero: self.nonzero || other.nonzero,
            integer: self.integer || other.integer,
        };
        (!both.is_empty()).then_some(both)
    }

    pub(super) fn facts(&self) -> Facts {
        let lower = self.lower.as_ref().map(|(bound, open)| (bound.sign(), *open));
        let upper = self.upper.as_ref().map(|(bound, open)| (bound.sign(), *open));
        let nonnegative = lower.is_some_and(|(sign, _)| sign != Ordering::Less);
        let nonpositive = upper.is_some_and(|(sign, _)| sign != Ordering::Greater);
        let positive = lower.is_some_and(|(sign, open)| {
            sign == Ordering::Greater || (sign == Ordering::Equal && open)
        });
        let negative = upper.is_some_and(|(sign, open)| {
            sign == Ordering::Less || (sign == Ordering::Equal && open)
        });
        Facts::TOTAL
            .with(Facts::NONNEGATIVE.when(nonnegative))
            .with(Facts::NONPOSITIVE.when(nonpositive))
            .with(Facts::NONZERO.when(self.nonzero || positive || negative))
            .with(Facts::INTEGER.when(self.integer))
    }
}

impl Graph {
    /// Facts of a node that is about to be made.
    pub(super) fn facts_of(&self, op: Op, args: &[NodeId]) -> Facts {
        let mut all = Facts(!0);
        let mut kinked = Facts::NONE;
        for &arg in args {
            let facts = self.facts(arg);
            all = all.and(facts);
            kinked = kinked.with(facts.and(Facts::KINKED));
        }
        let inherited = all.and(Facts(16 | 32)).with(kinked);
        match op {
            Op::Sum => inherited.with(self.sum_sign(args)).with(all.and(Facts::INTEGER)),
            Op::Product => inherited.with(self.product_sign(args)).with(all.and(Facts::INTEGER)),
            Op::Power => self.power_facts(args[0], args[1], inherited),
            Op::Piecewise => self.piecewise_facts(args),
            Op::Call => kinked,
            _ if op.is_condition() => inherited,
            _ => self.function_facts(op, args, inherited, all),
        }
    }

    /// A sum of nonnegative terms is nonnegative, and positive if one of them is.
    fn sum_sign(&self, args: &[NodeId]) -> Facts {
        let mut common = Facts(3);
        let mut nonzero = false;
        for &arg in args {
            let facts = self.facts(arg);
            common = common.and(facts);
            nonzero |= facts.has(Facts::NONZERO);
        }
        common.with(Facts::NONZERO.when(nonzero && common != Facts::NONE))
    }

    fn product_sign(&self, args: &[NodeId]) -> Facts {
        let (mut negative, mut known, mut nonzero) = (false, true, true);
        for &arg in args {
            let facts = self.facts(arg);
            nonzero &= facts.has(Facts::NONZERO);
            match (facts.has(Facts::NONNEGATIVE), facts.has(Facts::NONPOSITIVE)) {
                (true, _) => {}
                (_, true) => negative = !negative,
                _ => known = false,
            }
        }
        let sign = if negative { Facts::NONPOSITIVE } else { Facts::NONNEGATIVE };
        sign.when(known).with(Facts::NONZERO.when(nonzero))
    }

    fn power_facts(&self, base: NodeId, exponent: NodeId, inherited: Facts) -> Facts {
        let base = self.facts(base);
        let defined = inherited.and(Facts::TOTAL);
        let rest = inherited.and(Facts(32 | 64));
        let Some(number) = self.number(exponent) else {
            // A real exponent takes a positive base, and the value is positive.
            let total = base.has(Facts::POSITIVE);
            return rest.with(defined.when(total)).with(Facts::POSITIVE.when(total));
        };
        let negative = number.is_negative();
        let integer = number.is_integer();
        let even = integer && (number.numerator() % crate::number::Integer::from(2)).is_zero();
        let sign = if even || (!integer) {
            Facts::NONNEGATIVE.with(base.and(Facts::NONZERO)).with(Facts::NONZERO.when(negative))
        } else {
            base.sign().with(Facts::NONZERO.when(negative))
        };
        let total =
            (!negative || base.has(Facts::NONZERO)) && (integer || base.has(Facts::NONNEGATIVE));
        let whole = base.and(Facts::INTEGER).when(integer && !negative);
        rest.with(defined.when(total)).with(sign).with(whole)
    }

    /// Total only with an "otherwise"; kinked always.
    fn piecewise_facts(&self, args: &[NodeId]) -> Facts {
        let mut facts = Facts(!128);
        for (i, &arg) in args.iter().enumerate() {
            let is_value = i % 2 == 0;
            let known = self.facts(arg);
            facts =
                if is_value { facts.and(known) } else { facts.and(known.with(Facts(!(16 | 32)))) };
        }
        let complete = args.len() % 2 == 1;
        let total = facts.and(Facts::TOTAL).when(complete);
        Facts(facts.0 & !16 & !64).with(total).with(Facts::KINKED)
    }

    fn function_facts(&self, op: Op, args: &[NodeId], inherited: Facts, all: Facts) -> Facts {
        let Some(row) = op.row() else { return inherited };
        let last = self.facts(*args.last().expect("a function has arguments"));
        let sign = match row.sign {
            SignRule::Positive => Facts::POSITIVE,
            SignRule::NonNegative if op == Op::Abs => {
                Facts::NONNEGATIVE.with(last.and(Facts::NONZERO))
            }
            SignRule::NonNegative => Facts::NONNEGATIVE,
            SignRule::OfArgument => self.facts(args[0]).sign(),
            SignRule::Unknown if matches!(op, Op::Max | Op::Min) => {
                self.extremum_sign(op, args, all)
            }
            SignRule::Unknown => Facts::NONE,
        };
        let total = match row.domain {
            Domain::Real => true,
            Domain::Positive | Domain::NotPoleOfGamma => last.has(Facts::POSITIVE),
            Domain::NonZero => last.has(Facts::NONZERO),
            Domain::AboveMinusInverseE => last.has(Facts::NONNEGATIVE),
            _ => false,
        };
        let integer = match op {
            Op::Floor | Op::Ceil | Op::Round | Op::Sign => Facts::INTEGER,
            Op::Abs | Op::Max | Op::Min => all.and(Facts::INTEGER),
            _ => Facts::NONE,
        };
        let kinked = matches!(
            op,
            Op::Abs
                | Op::Sign
                | Op::Floor
                | Op::Ceil
                | Op::Round
                | Op::Max
                | Op::Min
                | Op::Heaviside
        );
        let inherited = if total { inherited } else { Facts(inherited.0 & !16) };
        inherited.with(sign).with(integer).with(Facts::KINKED.when(kinked))
    }

    /// A maximum is at least each of its arguments.
    fn extremum_sign(&self, op: Op, args: &[NodeId], all: Facts) -> Facts {
        let one = |facts: Facts| args.iter().any(|&arg| self.facts(arg).has(facts));
        let (towards, away) = match op {
            Op::Max => (Facts::NONNEGATIVE, Facts::POSITIVE),
            _ => (Facts::NONPOSITIVE, Facts::NEGATIVE),
        };
        all.sign().with(towards.when(one(towards))).with(away.when(one(away)))
    }
}
