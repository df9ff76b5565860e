//! Functions that select a branch: the branch must be the same on the whole interval.

use std::cmp::Ordering;

use super::Jet;
use crate::arithmetic::{Arithmetic, Function, Obstacle, Outcome};

impl<A: Arithmetic> Jet<A> {
    /// |f|; undecided where f may vanish and a slope is asked for.
    pub(super) fn absolute(&self, a: &mut A, value: A::Value) -> Outcome<Jet<A>> {
        match a.sign(self.value()) {
            Some(Ordering::Greater) => Ok(self.clone()),
            Some(Ordering::Less) => Ok(self.neg(a)),
            _ if self.order() == 0 => Ok(Jet { coefficients: vec![value] }),
            _ if self.is_zero(a) => Ok(self.clone()),
            _ => Err(Obstacle::Undecided("a kink where the argument is zero")),
        }
    }

    /// The greater of two functions; undecided where they may cross and a slope is asked for.
    pub fn max(&self, a: &mut A, other: &Jet<A>) -> Outcome<Jet<A>> {
        self.select(a, other, Ordering::Greater)
    }

    /// The lesser of two functions, in the manner of [`Jet::max`].
    pub fn min(&self, a: &mut A, other: &Jet<A>) -> Outcome<Jet<A>> {
        self.select(a, other, Ordering::Less)
    }

    fn select(&self, a: &mut A, other: &Jet<A>, wanted: Ordering) -> Outcome<Jet<A>> {
        let order = self.order().min(other.order());
        let difference = a.sub(self.value(), other.value())?;
        match a.sign(&difference) {
            Some(sign) if sign == wanted => Ok(self.truncated(order)),
            Some(sign) if sign == wanted.reverse() => Ok(other.truncated(order)),
            _ if order == 0 => {
                let value = match wanted {
                    Ordering::Greater => a.max(self.value(), other.value()),
                    _ => a.min(self.value(), other.value()),
                };
                Ok(Jet { coefficients: vec![value] })
            }
            _ => Err(Obstacle::Undecided("a kink where two branches are equal")),
        }
    }

    /// A step function: constant between its jumps.
    pub(super) fn step(&self, a: &mut A, function: Function, value: A::Value) -> Outcome<Jet<A>> {
        let level =
            self.order() == 0 || self.is_constant(a) || is_level(a, function, self, &value)?;
        match level {
            true => Jet::constant(a, value, self.order()),
            false => Err(Obstacle::Undecided("a jump of a step function")),
        }
    }
}

/// Whether an argument lies strictly between two jumps.
fn is_level<A: Arithmetic>(
    a: &mut A,
    function: Function,
    u: &Jet<A>,
    value: &A::Value,
) -> Outcome<bool> {
    let x = u.value();
    if a.lower(value) != a.upper(value) {
        return Ok(false);
    }
    // The jumps of floor lie at the lower ends of its levels, and so on.
    let from_value = a.sub(x, value)?;
    let sign = a.sign(&from_value);
    Ok(match function {
        Function::Sign | Function::Heaviside => {
            matches!(a.sign(x), Some(Ordering::Less | Ordering::Greater))
        }
        Function::Floor => sign == Some(Ordering::Greater),
        Function::Ceil => sign == Some(Ordering::Less),
        Function::Trunc => match a.sign(value) {
            Some(Ordering::Equal) => a.lower(x) > -1.0 && a.upper(x) < 1.0,
            outward => sign == outward,
        },
        _ => a.lower(&from_value) > -0.5 && a.upper(&from_value) < 0.5,
    })
}
