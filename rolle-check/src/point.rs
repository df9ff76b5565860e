//! Values at rational points, which need no table: what refutes a claim is of this kind.

use crate::certificate::{Level, Place};
use crate::claim::{ARITHMETIC, factorial, is_within, scaled};
use crate::evaluate::{On, evaluate};
use crate::exact::{Exact, Surd};
use crate::formula::Signs;
use crate::interval::Interval;
use crate::rational::Rational;
use crate::verify::Verified;

impl Verified<'_> {
    /// f⁽ᵏ⁾(x) lies where a level has it.
    ///
    /// The value of f follows from the signs of the guards at x itself, zeros included. A derivative needs that all of
    /// these that matter are not zero, and each node smooth at x. Then the guards keep their signs near x, by
    /// continuity and one after the other, so f is the formula of the chosen branches near x, and its derivative is
    /// that of the formula. At a kink there is none.
    pub(crate) fn has_value(&self, order: u32, at: &Rational, level: &Level) -> Result<(), String> {
        let holds = match order {
            0 => {
                let place = Place::At(at.clone());
                let (root, signs) = (self.formula().root(), self.signs_at(&place));
                let exact = self.exact_value(root, &place, &signs);
                exact.is_some_and(|value| is_exactly(&value, level))
                    || self
                        .enclosed_value(root, &place, &signs)
                        .is_some_and(|value| is_within(value.lo(), value.hi(), level))
            }
            _ => {
                let signs = self.signs_near(at);
                let exact = self.exact_derivative(order, at, &signs);
                exact.is_some_and(|value| is_exactly(&value, level))
                    || self
                        .enclosed_derivative(order, at, &signs)
                        .is_some_and(|value| is_within(value.lo(), value.hi(), level))
            }
        };
        let wrong = || format!("the value at {at} is not shown to be where the claim has it");
        holds.then_some(()).ok_or_else(wrong)
    }

    /// The signs that guards have at a number and near it. Those that vanish, or are not smooth, have none here.
    fn signs_near(&self, at: &Rational) -> Signs {
        let formula = self.formula();
        let x = Interval::from_rational(at, ARITHMETIC.bits);
        let mut signs = Signs::default();
        for guard in formula.guards(formula.root()) {
            let value = evaluate(&ARITHMETIC, formula, guard, x.clone(), 0, &signs, On::OpenSet);
            let sign = value.and_then(|value| value[0].sign());
            if let Some(sign) = sign.filter(|sign| sign.is_ne()) {
                let is_next = signs.push(guard, sign);
                debug_assert!(is_next, "the guards are in order");
            }
        }
        signs
    }

    fn exact_derivative(&self, order: u32, at: &Rational, signs: &Signs) -> Option<Surd> {
        let (formula, at, n) = (self.formula(), Surd::rational(at)?, order as usize);
        let values = evaluate(&Exact, formula, formula.root(), at, n, signs, On::OpenSet)?;
        values.last()?.mul(&Surd::rational(&factorial(order))?)
    }

    fn enclosed_derivative(&self, order: u32, at: &Rational, signs: &Signs) -> Option<Interval> {
        let (formula, n) = (self.formula(), order as usize);
        let at = Interval::from_rational(at, ARITHMETIC.bits);
        let mut values = evaluate(&ARITHMETIC, formula, formula.root(), at, n, signs, On::OpenSet)?;
        scaled(values.pop()?, order)
    }
}

fn is_exactly(value: &Surd, level: &Level) -> bool {
    let (Some(value), Level::Between(low, high)) = (value.as_rational(), level) else {
        return false;
    };
    low <= value && value <= high
}
