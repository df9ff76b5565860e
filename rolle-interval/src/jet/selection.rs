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
        let constant = self.order() == 0 || self.is_constant(a);
        match constant || function.is_level(a, self.value(), &value)? {
            true => Jet::constant(a, value, self.order()),
            false => Err(Obstacle::Undecided("a jump of a step function")),
        }
    }
}
