//! Taylor coefficients of a formula on a part of the line, from the formula itself.

use crate::arithmetic::{Arithmetic, Function};
use crate::enclose::Enclosing;
use crate::end::End;
use crate::exact::{Exact, Surd};
use crate::formula::{Formula, Node, Signs, branch};
use crate::interval::Interval;
use crate::jet::Jet;
use crate::model::{Model, Tail};
use crate::rational::Rational;
use std::cmp::Ordering;

/// An arithmetic in which the sign of a number can be told, and used.
pub(crate) trait Signed: Arithmetic {
    /// The sign of all that is enclosed; `Equal` only for what is exactly zero.
    fn sign(&self, a: &Self::Number) -> Option<Ordering>;

    /// The number where its sign is known from elsewhere: the part of the enclosure that has this sign, closed.
    fn with_sign(&self, a: &Self::Number, sign: Ordering) -> Option<Self::Number>;
}

impl Signed for Exact {
    fn sign(&self, a: &Surd) -> Option<Ordering> {
        Some(a.sign())
    }

    /// An exact number that has another sign than the set near it is none of its limits.
    fn with_sign(&self, a: &Surd, sign: Ordering) -> Option<Surd> {
        (a.is_zero() || a.sign() == sign).then(|| a.clone())
    }
}

impl Signed for Enclosing {
    fn sign(&self, a: &Interval) -> Option<Ordering> {
        a.sign()
    }

    fn with_sign(&self, a: &Interval, sign: Ordering) -> Option<Interval> {
        let zero = Interval::integer(0);
        let side = match sign {
            Ordering::Greater => Interval::new(zero.lo().clone(), End::Infinity)?,
            Ordering::Less => Interval::new(End::MinusInfinity, zero.hi().clone())?,
            Ordering::Equal => zero,
        };
        a.intersect(&side)
    }
}

impl Signed for Tail {
    fn sign(&self, a: &Model) -> Option<Ordering> {
        Tail::sign(self, a)
    }

    fn with_sign(&self, a: &Model, _: Ordering) -> Option<Model> {
        Some(a.clone())
    }
}

/// Intervals that belong to the inside of a part: an end at zero is a limit, and not a value.
///
/// [`evaluate`] has shown that an argument of a logarithm or of a power is not zero before it asks for either.
pub(crate) struct Inside(pub(crate) Enclosing);

impl Arithmetic for Inside {
    type Number = Interval;

    fn rational(&self, value: &Rational) -> Option<Interval> {
        self.0.rational(value)
    }

    fn pi(&self) -> Option<Interval> {
        self.0.pi()
    }

    fn add(&self, a: &Interval, b: &Interval) -> Option<Interval> {
        self.0.add(a, b)
    }

    fn neg(&self, a: &Interval) -> Interval {
        self.0.neg(a)
    }

    fn mul(&self, a: &Interval, b: &Interval) -> Option<Interval> {
        self.0.mul(a, b)
    }

    fn power(&self, a: &Interval, exponent: &Rational) -> Option<Interval> {
        self.0.power(a, exponent)
    }

    fn apply(&self, function: Function, a: &Interval) -> Option<Interval> {
        self.0.apply(function, a)
    }

    fn is_zero(&self, a: &Interval) -> bool {
        self.0.is_zero(a)
    }

    fn excludes_zero(&self, a: &Interval) -> bool {
        !a.is_zero() && (a.lo().sign().is_ge() || a.hi().sign().is_le())
    }
}

impl Signed for Inside {
    fn sign(&self, a: &Interval) -> Option<Ordering> {
        a.sign()
    }

    fn with_sign(&self, a: &Interval, sign: Ordering) -> Option<Interval> {
        self.0.with_sign(a, sign)
    }
}

/// Where a formula is evaluated.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum On {
    /// An open set on which the signs hold; the enclosures are of its closure.
    OpenSet,
    /// The point itself, at which the signs hold.
    Point,
}

/// The Taylor coefficients of a node at a number, up to an order, where the guards have these signs.
///
/// `None` where a node that is needed cannot be enclosed, or is not proved to have a value on the whole set.
pub(crate) fn evaluate<A: Signed>(
    a: &A,
    formula: &Formula,
    root: usize,
    at: A::Number,
    order: usize,
    signs: &Signs,
    on: On,
) -> Option<Vec<A::Number>> {
    let x = Jet::variable(a, at, order)?;
    let needed = formula.needed(root, signs)?;
    let mut values: Vec<Option<Jet<A::Number>>> = vec![None; root + 1];
    for i in 0..=root {
        if !needed[i] {
            continue;
        }
        let value = |arg: usize| values[arg].as_ref().expect("arguments come before");
        // Whether a number is proved not to be zero wherever it is used: logarithms and powers end, or kink, there.
        let is_never_zero = |arg: usize| {
            let sign = signs.get(arg).or_else(|| a.sign(&value(arg).coefficients()[0]));
            sign.is_some_and(Ordering::is_ne)
        };
        let jet = match &formula.nodes()[i] {
            Node::Variable => x.clone(),
            Node::Number(number) => Jet::constant(a, a.rational(number)?, order)?,
            Node::Pi => Jet::constant(a, a.pi()?, order)?,
            Node::Undefined => return None,
            Node::Add(args) => {
                let (&first, rest) = args.split_first()?;
                let start = value(first).clone();
                rest.iter().try_fold(start, |sum, &arg| sum.add(a, value(arg)))?
            }
            Node::Mul(args) => {
                let (&first, rest) = args.split_first()?;
                let start = value(first).clone();
                rest.iter().try_fold(start, |product, &arg| product.mul(a, value(arg)))?
            }
            Node::Power(base, exponent) => {
                // A root has a value where its base is zero, but no slope.
                let has_value_at_zero = exponent.sign().is_ge()
                    && (exponent.is_integer() || on == On::Point && order == 0);
                (has_value_at_zero || is_never_zero(*base)).then_some(())?;
                value(*base).power(a, exponent)?
            }
            Node::Apply(Function::Log, arg) if !is_never_zero(*arg) => return None,
            Node::Apply(function, arg) => value(*arg).apply(a, *function)?,
            Node::Select { guard, branches } => value(branches[branch(signs.get(*guard)?)]).clone(),
        };
        values[i] = Some(match signs.get(i) {
            Some(Ordering::Equal) => Jet::constant(a, a.rational(&Rational::zero())?, order)?,
            Some(sign) => {
                let value = a.with_sign(&jet.coefficients()[0], sign)?;
                jet.with_value(value)
            }
            None => jet,
        });
    }
    Some(values.pop()??.into_coefficients())
}
