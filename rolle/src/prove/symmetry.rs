//! Parity, periodicity, and ranges that are symmetric about zero.

use super::period::is_multiple;
use super::relation::Relation;
use super::set::Set;
use super::study::Study;
use super::verdict::{Verdict, Witness};
use super::words;
use crate::graph::{Facts, NodeId};
use std::cmp::Ordering;

impl Study<'_> {
    /// Whether f(−x) = f(x) for every x, and both sides have values at the same points.
    pub fn even(&mut self) -> Verdict {
        self.symmetric(false)
    }

    /// Whether f(−x) = −f(x) for every x, and both sides have values at the same points.
    pub fn odd(&mut self) -> Verdict {
        self.symmetric(true)
    }

    fn symmetric(&mut self, odd: bool) -> Verdict {
        let (f, x) = (self.function(), self.x);
        let (reflected, expected, is_exact) = self.graph.without_side_conditions(|graph| {
            let minus_x = graph.negate(x);
            let reflected = graph.substitute(f, &[(x, minus_x)]);
            let expected = if odd { graph.negate(f) } else { f };
            (reflected, expected, graph.side_conditions().is_empty())
        });
        // One formula has one domain, even where that has no name.
        if reflected == expected && is_exact {
            let sign = if odd { "-" } else { "" };
            return Verdict::Proven(format!("f(-x) and {sign}f(x) have one normal form"));
        }
        let facts = self.graph.facts(f);
        if facts.has(Facts::TOTAL) && !facts.has(Facts::KINKED) {
            let difference =
                self.graph.without_side_conditions(|g| g.subtract(reflected, expected));
            let zero =
                self.graph.without_side_conditions(|g| g.sign_after_normalization(difference));
            if zero == Some(Ordering::Equal) {
                let sign = if odd { "+" } else { "-" };
                return Verdict::Proven(format!("f(-x) {sign} f(x) is zero in normal form"));
            }
        }
        self.compare(reflected, Relation::Equal, expected, &Set::whole())
    }

    /// Whether f(x + p) = f(x) for every x.
    pub fn periodic(&mut self, p: NodeId) -> Verdict {
        let (f, x) = (self.function(), self.x);
        if self.graph.exact_sign(p) == Some(Ordering::Equal) {
            return Verdict::Undecided("zero is no period".into());
        }
        let multiple = self.period_of(f).filter(|&known| is_multiple(self.graph, p, known));
        if let Some(known) = multiple {
            let known = words::number(self.graph, known);
            return Verdict::Proven(format!("every x lies in a function of period {known}"));
        }
        let shifted = self.graph.without_side_conditions(|graph| {
            let there = graph.sum(&[x, p]);
            graph.substitute(f, &[(x, there)])
        });
        self.compare(shifted, Relation::Equal, f, &Set::whole())
    }

    /// Whether the range is symmetric about zero.
    pub fn zero_centered(&mut self, on: &Set) -> Verdict {
        let range = match self.range(on) {
            Ok(range) => range,
            Err(why) => return Verdict::Undecided(why),
        };
        let mirrored = match range.mirrored(self.graph) {
            Ok(mirrored) => mirrored,
            Err(why) => return Verdict::Undecided(why),
        };
        let reason = format!("the range is {}", range.text(self.graph));
        match range.equals(self.graph, &mirrored) {
            Ok(true) => Verdict::Proven(reason),
            Ok(false) => Verdict::Refuted { witness: Witness::Set(range), reason },
            Err(why) => Verdict::Undecided(why),
        }
    }
}
