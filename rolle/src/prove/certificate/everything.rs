//! All that the checker may be able to verify of a function.

use super::claims::Against;
use super::plan::{isolate, rational};
use super::wanted::{Rounding, Wanted, Wording};
use crate::calculus::{Interval, Limit as Limiting};
use crate::prove::level::Level;
use crate::prove::lipschitz::Lipschitz;
use crate::prove::set::Set;
use crate::prove::study::Study;
use rolle_check::{Claim as Checked, Place};
use std::cmp::Ordering;

/// The highest order of the derivatives whose signs are certified.
pub(super) const ORDERS: u32 = 2;

impl Study<'_> {
    /// The signs of f, f′ and f″, the shape, the bounds, the Lipschitz constant and the limits.
    pub(super) fn everything(&mut self) -> Vec<Wanted> {
        let mut found: Vec<Wanted> = Vec::new();
        let mut add = |what: String, orders: Vec<u32>, wordings: Vec<Wording>| {
            if !wordings.is_empty() {
                found.push(Wanted { what, orders, wordings });
            }
        };
        for order in 0..=ORDERS {
            let what = format!("the signs of {}", prime(order));
            add(what, vec![order], vec![Checked::Signs { order }.into()]);
        }
        let all = Set::whole();
        // Shapes are claimed where there are values at all.
        let everywhere = match self.domain(&all).as_ref().map(Set::intervals) {
            Ok([only]) => *only,
            _ => Interval { left: None, right: None },
        };
        let Ok(place) = self.place(&everywhere, Rounding::Inward) else { return found };
        let on = &place.span;
        let up = Ordering::Greater;
        for (name, direction) in [("increasing", up), ("decreasing", up.reverse())] {
            let wording = |strict| Checked::Monotone { direction, strict, on: on.clone() }.into();
            let wordings = [true, false].into_iter().filter(|&strict| match direction {
                Ordering::Greater => self.increasing(&all, strict).is_proven(),
                _ => self.decreasing(&all, strict).is_proven(),
            });
            add(format!("that f is {name}"), vec![1], wordings.map(wording).collect());
        }
        for (name, direction) in [("convex", up), ("concave", up.reverse())] {
            let wording = |strict| Checked::Convex { direction, strict, on: on.clone() }.into();
            let wordings = [true, false].into_iter().filter(|&strict| match direction {
                Ordering::Greater => self.convex(&all, strict).is_proven(),
                _ => self.concave(&all, strict).is_proven(),
            });
            add(format!("that f is {name}"), vec![2], wordings.map(wording).collect());
        }
        if let Ok(bounds) = self.bounds(&all) {
            let sides = [(bounds.0, Ordering::Less, "least"), (bounds.1, up, "greatest")];
            for (bound, side, name) in sides {
                if bound.is_attained() {
                    let wordings = vec![Checked::Attained { side, on: on.clone() }.into()];
                    add(format!("that f has a {name} value"), vec![1], wordings);
                }
            }
        }
        let against: [Against; 0] = [];
        for order in 0..=1 {
            let wordings = self.bounds_wordings(order, &place, &against).unwrap_or_default();
            add(format!("the bounds of {}", prime(order)), vec![order + 1], wordings);
        }
        if let Ok(Lipschitz::Slope(bound)) = self.lipschitz(0, &all)
            && let Level::Finite(value) = bound.level
        {
            let exact = rational(self.graph, value);
            let above = isolate(self.graph, value).map(|(_, high)| high);
            let constants = exact.into_iter().chain(above);
            let wording = |constant| Checked::Lipschitz { constant, on: on.clone() }.into();
            add("the Lipschitz constant".into(), vec![2], constants.map(wording).collect());
        }
        let places = [(Place::MinusInfinity, "-oo"), (Place::PlusInfinity, "oo")];
        for ((at, name), limit) in places.into_iter().zip(self.ends()) {
            let level = match limit {
                Limiting::Finite(value) => Level::Finite(value),
                Limiting::PlusInfinity => Level::PlusInfinity,
                Limiting::MinusInfinity => Level::MinusInfinity,
                _ => continue,
            };
            let levels = self.levels(level).into_iter();
            let wording = |limit| Checked::Limit { at: at.clone(), limit }.into();
            // Any table shows that f has values there.
            add(
                format!("the limit at {name}"),
                (0..=ORDERS).collect(),
                levels.map(wording).collect(),
            );
        }
        found
    }
}

/// f, f′, f″ as they are typed.
pub(super) fn prime(order: u32) -> String {
    format!("f{}", "'".repeat(order as usize))
}
