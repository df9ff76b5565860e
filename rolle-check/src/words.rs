//! What was verified, in sentences.

use crate::certificate::{Claim, Level, Place, Span, Zero};
use crate::dyadic::{Dyadic, Round};
use crate::end::End;
use crate::formula::branch;
use crate::rational::Rational;
use crate::verify::{Turn, Verified};

/// The longest fraction that is shown as it is.
const SHORT: usize = 12;

/// A number in words: itself if it is short, or else a decimal number below or above it.
fn decimal(value: &Rational, round: Round) -> String {
    let exact = value.to_string();
    if exact.len() <= SHORT {
        return exact;
    }
    End::from(Dyadic::from_rational(value, 80, round)).to_decimal(17, round)
}

/// The longest number in a sentence that is shown as it is.
const LONG: usize = 48;

/// A place in words.
pub(crate) fn words(zeros: &[Zero], place: &Place) -> String {
    match place {
        Place::MinusInfinity => "-oo".into(),
        Place::PlusInfinity => "oo".into(),
        Place::At(value) => {
            let exact = value.to_string();
            match exact.len() <= LONG {
                true => exact,
                false => format!("about {}", decimal(value, Round::Down)),
            }
        }
        Place::Zero(index) => match zeros.get(*index) {
            Some(zero) => {
                format!("the zero of node {} near {}", zero.of, decimal(&zero.low, Round::Down))
            }
            None => format!("zero {index}, which there is not"),
        },
    }
}

impl Verified<'_> {
    /// What was verified, one sentence each.
    pub fn sentences(&self) -> Vec<String> {
        self.certificate.claims.iter().map(|claim| self.sentence(claim)).collect()
    }

    fn sentence(&self, claim: &Claim) -> String {
        let place = |place: &Place| words(&self.certificate.zeros, place);
        let interval = |on: &Span| {
            let open = if on.closed[0] { '[' } else { '(' };
            let close = if on.closed[1] { ']' } else { ')' };
            format!("{open}{}, {}{close}", place(&on.from), place(&on.to))
        };
        let level = |level: &Level| match level {
            Level::MinusInfinity => "-oo".to_string(),
            Level::PlusInfinity => "oo".to_string(),
            Level::Between(low, high) if low == high => low.to_string(),
            Level::Between(low, high) => {
                format!("between {} and {}", decimal(low, Round::Down), decimal(high, Round::Up))
            }
        };
        let adverb = |strict: &bool| if *strict { "strictly " } else { "" };
        let name = |order: u32| match order {
            0 => "f".to_string(),
            1..=3 => format!("f{}", "'".repeat(order as usize)),
            _ => format!("the derivative of order {order}"),
        };
        match claim {
            Claim::Signs { order } => format!("{}: {}", name(*order), self.signs_in_words(*order)),
            Claim::Monotone { direction, strict, on } => {
                let what = if direction.is_gt() { "increasing" } else { "decreasing" };
                format!("f is {}{what} on {}", adverb(strict), interval(on))
            }
            Claim::Convex { direction, strict, on } => {
                let what = if direction.is_gt() { "convex" } else { "concave" };
                format!("f is {}{what} on {}", adverb(strict), interval(on))
            }
            Claim::Bounds { order, on, infimum, supremum } => format!(
                "on {} the infimum of {} is {} and the supremum {}",
                interval(on),
                name(*order),
                level(infimum),
                level(supremum)
            ),
            Claim::Lipschitz { constant, on } => {
                let constant = decimal(constant, Round::Up);
                format!("f is Lipschitz with the constant {constant} on {}", interval(on))
            }
            Claim::Limit { at, limit } => {
                format!("the limit of f at {} is {}", place(at), level(limit))
            }
            Claim::Attained { side, on } => {
                let what = if side.is_lt() { "least" } else { "greatest" };
                format!("f has a {what} value on {}", interval(on))
            }
            Claim::Value { order, at, value } => {
                format!("{} is {} at {}", name(*order), level(value), place(&Place::At(at.clone())))
            }
        }
    }

    fn signs_in_words(&self, order: u32) -> String {
        let turn = |turn: &Turn| match turn {
            Turn::At(place) => words(&self.certificate.zeros, place),
            Turn::Between(low, _) => format!("the zero near {}", decimal(low, Round::Down)),
        };
        let mut parts = Vec::new();
        for piece in &self.stretches {
            let Some(row) = piece.row(order) else {
                let place = |place| words(&self.certificate.zeros, place);
                parts.push(format!("no value from {} to {}", place(&piece.from), place(&piece.to)));
                continue;
            };
            for cell in &row.cells {
                let sign = ["negative", "zero", "positive"][branch(cell.sign)];
                parts.push(format!("{sign} from {} to {}", turn(&cell.from), turn(&cell.to)));
            }
        }
        parts.join("; ")
    }
}
