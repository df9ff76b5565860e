//! Decorations: what is known of a function on its argument, besides the interval of its values.

use std::fmt;
use std::ops::{Add, Div, Mul, Neg, Sub};

use super::Interval;
use crate::arithmetic::{Continuity, Coverage, Function};

/// What is known of a function on its argument, from the least to the most (IEEE 1788, 11.2).
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Decoration {
    /// Not an interval: the result of an invalid construction.
    Ill,
    /// Nothing; perhaps the function is defined nowhere on the argument.
    Trv,
    /// Defined on all of the argument, which is not empty.
    Def,
    /// Defined on all of the argument, and its restriction to it is continuous.
    Dac,
    /// As `Dac`, continuous at each point of the argument; argument and computed result are bounded.
    Com,
}

/// An interval with a decoration that is carried through every operation.
///
/// ```
/// use rolle_interval::{Decorated, Decoration, Function, Interval};
///
/// let x = Decorated::new(Interval::new(-1.0, 4.0).unwrap());
/// assert_eq!(x.apply(Function::Exp).decoration(), Decoration::Com);
/// // Part of the argument has no root: the rest of it gives the interval, the decoration says so.
/// let root = x.apply(Function::Sqrt);
/// assert_eq!(root.interval(), Interval::new(0.0, 2.0).unwrap());
/// assert_eq!(root.decoration(), Decoration::Trv);
/// ```
#[derive(Clone, Copy, Debug)]
pub struct Decorated {
    interval: Interval,
    decoration: Decoration,
}

impl Decorated {
    /// Not an interval.
    pub const NAI: Decorated = Decorated { interval: Interval::EMPTY, decoration: Decoration::Ill };

    /// The interval as a value that is known to exist (`newDec`).
    pub fn new(interval: Interval) -> Decorated {
        Decorated::with(interval, Decoration::Com)
    }

    /// The interval with the most of a decoration that its form allows (`setDec`).
    pub fn with(interval: Interval, decoration: Decoration) -> Decorated {
        let most = match interval {
            _ if interval.is_empty() => Decoration::Trv,
            _ if interval.is_common() => Decoration::Com,
            _ => Decoration::Dac,
        };
        match decoration {
            Decoration::Ill => Decorated::NAI,
            _ => Decorated { interval, decoration: decoration.min(most) },
        }
    }

    /// The interval; empty for NaI.
    pub fn interval(self) -> Interval {
        self.interval
    }

    /// The decoration.
    pub fn decoration(self) -> Decoration {
        self.decoration
    }

    /// Whether it is the result of an invalid construction.
    pub fn is_nai(self) -> bool {
        self.decoration == Decoration::Ill
    }

    /// A function of one argument.
    pub fn apply(self, function: Function) -> Decorated {
        let x = self.interval;
        let value = function.interval(x);
        let inside = function.coverage(x) == Coverage::Inside && !x.is_empty();
        combine(self.decoration, value, inside, || function.continuity(x))
    }

    /// x^n for an integer n.
    pub fn pown(self, n: i32) -> Decorated {
        let inside = n >= 0 || !self.interval.contains_zero();
        self.continuous(self.interval.pown(n), inside)
    }

    /// The real n-th root.
    pub fn rootn(self, n: i32) -> Decorated {
        let x = self.interval;
        let inside = n != 0 && (n % 2 != 0 || x.inf() >= 0.0) && (n > 0 || !x.contains_zero());
        self.continuous(x.rootn(n), inside)
    }

    /// x^y as a real power.
    pub fn pow(self, y: Decorated) -> Decorated {
        let inside = Interval::pow_is_defined(self.interval, y.interval);
        self.both(y, self.interval.pow(y.interval), inside)
    }

    /// The lesser of two numbers.
    pub fn min(self, y: Decorated) -> Decorated {
        self.both(y, self.interval.min(y.interval), true)
    }

    /// The greater of two numbers.
    pub fn max(self, y: Decorated) -> Decorated {
        self.both(y, self.interval.max(y.interval), true)
    }

    /// √(x² + y²).
    pub fn hypot(self, y: Decorated) -> Decorated {
        self.both(y, self.interval.hypot(y.interval), true)
    }

    /// x·y + z.
    pub fn mul_add(self, y: Decorated, z: Decorated) -> Decorated {
        let value = self.interval.mul_add(y.interval, z.interval);
        let least = self.decoration.min(y.decoration).min(z.decoration);
        combine(least, value, !value.is_empty(), || Continuity::Everywhere)
    }

    /// The angle of the point (x, y), where self is y; it jumps on the negative x-axis.
    pub fn atan2(self, x: Decorated) -> Decorated {
        let (y, least) = (self.interval, self.decoration.min(x.decoration));
        let value = y.atan2(x.interval);
        let meets_origin = y.contains_zero() && x.interval.contains_zero();
        let inside = !value.is_empty() && !meets_origin;
        combine(least, value, inside, || match (y.inf() < 0.0, x.interval.inf() < 0.0) {
            (true, true) if y.sup() >= 0.0 => Continuity::Broken,
            (false, true) if y.inf() == 0.0 => Continuity::Restricted,
            _ => Continuity::Everywhere,
        })
    }

    /// The numbers in both; what it is of a function is not known.
    pub fn intersection(self, other: Decorated) -> Decorated {
        self.unknown(other, self.interval.intersection(other.interval))
    }

    /// The least interval that holds both; what it is of a function is not known.
    pub fn convex_hull(self, other: Decorated) -> Decorated {
        self.unknown(other, self.interval.convex_hull(other.interval))
    }

    fn unknown(self, other: Decorated, value: Interval) -> Decorated {
        match self.is_nai() || other.is_nai() {
            true => Decorated::NAI,
            false => Decorated::with(value, Decoration::Trv),
        }
    }

    /// The value of a function that is continuous on its domain.
    fn continuous(self, value: Interval, inside: bool) -> Decorated {
        let inside = inside && !self.interval.is_empty();
        combine(self.decoration, value, inside, || Continuity::Everywhere)
    }

    /// The value of an operation that is continuous on its domain.
    fn both(self, other: Decorated, value: Interval, inside: bool) -> Decorated {
        let inside = inside && !self.interval.is_empty() && !other.interval.is_empty();
        let least = self.decoration.min(other.decoration);
        combine(least, value, inside, || Continuity::Everywhere)
    }
}

/// The decorated value of a function, from the least decoration of its arguments and what it is on them.
fn combine(
    arguments: Decoration,
    value: Interval,
    inside: bool,
    continuity: impl FnOnce() -> Continuity,
) -> Decorated {
    let local = match inside {
        false => Decoration::Trv,
        true => match continuity() {
            Continuity::Broken => Decoration::Def,
            Continuity::Restricted => Decoration::Dac,
            Continuity::Everywhere => Decoration::Com,
        },
    };
    Decorated::with(value, arguments.min(local))
}

impl PartialEq for Decorated {
    /// Equality of set and decoration; NaI equals nothing, as NaN.
    fn eq(&self, other: &Decorated) -> bool {
        !self.is_nai() && self.interval == other.interval && self.decoration == other.decoration
    }
}

impl Neg for Decorated {
    type Output = Decorated;

    fn neg(self) -> Decorated {
        self.continuous(-self.interval, true)
    }
}

impl Add for Decorated {
    type Output = Decorated;

    fn add(self, other: Decorated) -> Decorated {
        self.both(other, self.interval + other.interval, true)
    }
}

impl Sub for Decorated {
    type Output = Decorated;

    fn sub(self, other: Decorated) -> Decorated {
        self.both(other, self.interval - other.interval, true)
    }
}

impl Mul for Decorated {
    type Output = Decorated;

    fn mul(self, other: Decorated) -> Decorated {
        self.both(other, self.interval * other.interval, true)
    }
}

impl Div for Decorated {
    type Output = Decorated;

    fn div(self, other: Decorated) -> Decorated {
        self.both(other, self.interval / other.interval, !other.interval.contains_zero())
    }
}

impl fmt::Display for Decorated {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.decoration {
            Decoration::Ill => f.write_str("[nai]"),
            Decoration::Trv => write!(f, "{}_trv", self.interval),
            Decoration::Def => write!(f, "{}_def", self.interval),
            Decoration::Dac => write!(f, "{}_dac", self.interval),
            Decoration::Com => write!(f, "{}_com", self.interval),
        }
    }
}
