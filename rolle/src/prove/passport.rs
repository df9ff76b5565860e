//! All that is known of a function, one line for each property.

use super::extrema::CriticalKind;
use super::lipschitz::Lipschitz;
use super::profile::Profile;
use super::set::Set;
use super::study::Study;
use super::verdict::Verdict;
use super::words;
use crate::calculus::{Approach, Limit};
use crate::graph::NodeId;
use std::cmp::Ordering;

/// One property.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Entry {
    /// Its name, in lower case.
    pub name: &'static str,
    /// What is proved, or why it is not known.
    pub answer: Result<String, String>,
}

impl Study<'_> {
    /// All properties, in a fixed order.
    pub fn passport(&mut self) -> Vec<Entry> {
        let all = Set::whole();
        let mut entries = Vec::new();
        let mut add = |name: &'static str, answer: Result<String, String>| {
            entries.push(Entry { name, answer });
        };
        add("domain", self.domain(&all).map(|set| set.text(self.graph)));
        add("range", self.range(&all).map(|set| set.text(self.graph)));
        add("infimum", self.bound_text(Ordering::Less));
        add("supremum", self.bound_text(Ordering::Greater));
        add("parity", self.parity_text());
        add("period", self.period_text());
        add("monotone", self.monotone_text());
        add("stationary points", self.stationary_points(&all).map(|set| set.text(self.graph)));
        add("extrema", self.extrema_text());
        add("zeros", self.zeros_text());
        add("fixed points", self.fixed_points(&all).map(|set| set.text(self.graph)));
        add("convexity", self.convexity_text());
        add(
            "inflection points",
            self.inflection_points(&all).map(|p| words::places(self.graph, &p)),
        );
        add("kinks", self.kinks(&all).map(|points| words::places(self.graph, &points)));
        add("class", self.class_text());
        add("lipschitz", self.lipschitz_text(0));
        add("lipschitz of f'", self.lipschitz_text(1));
        add("limits", self.limits_text());
        add("asymptotes", self.asymptotes_text());
        add("saturation |f'| < 1/100", self.saturation_text());
        add("zero-centered", yes_no(self.zero_centered(&all)));
        entries
    }

    fn bound_text(&mut self, side: Ordering) -> Result<String, String> {
        let (low, high) = self.bounds(&Set::whole())?;
        let bound = if side.is_lt() { low } else { high };
        let level = words::level(self.graph, bound.level);
        Ok(format!("{level}, {}", words::reached(self.graph, &bound)))
    }

    fn parity_text(&mut self) -> Result<String, String> {
        match (self.even(), self.odd()) {
            (Verdict::Proven(_), Verdict::Proven(_)) => Ok("even and odd".into()),
            (Verdict::Proven(_), _) => Ok("even".into()),
            (_, Verdict::Proven(_)) => Ok("odd".into()),
            (Verdict::Refuted { reason: a, .. }, Verdict::Refuted { .. }) => {
                Ok(format!("neither even nor odd ({a})"))
            }
            (Verdict::Undecided(why), _) | (_, Verdict::Undecided(why)) => Err(why),
        }
    }

    fn period_text(&mut self) -> Result<String, String> {
        let f = self.function();
        match self.period_of(f) {
            Some(period) => Ok(words::number(self.graph, period)),
            // A function with a limit, finite or not, is periodic only if it is constant.
            None if self.ends().iter().any(has_limit) => match self.constant(&Set::whole()) {
                Verdict::Proven(_) => Ok("constant".into()),
                Verdict::Refuted { .. } => Ok("none".into()),
                Verdict::Undecided(why) => Err(why),
            },
            None if self.domain(&Set::whole()).is_ok_and(|domain| domain.is_one_sided()) => {
                Ok("none".into())
            }
            None => {
                Err("no period shows in the formula, and there is no limit at either end".into())
            }
        }
    }

    fn monotone_text(&mut self) -> Result<String, String> {
        let all = Set::whole();
        if let Verdict::Proven(_) = self.constant(&all) {
            return Ok("constant".into());
        }
        for (strict, adverb) in [(true, "strictly "), (false, "")] {
            if self.increasing(&all, strict).is_proven() {
                return Ok(format!("{adverb}increasing"));
            }
            if self.decreasing(&all, strict).is_proven() {
                return Ok(format!("{adverb}decreasing"));
            }
        }
        let f = self.function();
        let profile = self.profile(f, &all)?;
        self.cells_text(&profile, ["falls", "constant", "rises"])
    }

    fn cells_text(&mut self, profile: &Profile, names: [&str; 3]) -> Result<String, String> {
        let mut parts = Vec::new();
        for run in profile.runs() {
            let place = words::open(self.graph, run.left, run.right);
            let trend = run.trend.clone().map_err(|why| format!("{place}: {why}"))?;
            parts.push(format!("{} on {place}", names[(trend as i8 + 1) as usize]));
        }
        Ok(parts.join(", "))
    }

    fn extrema_text(&mut self) -> Result<String, String> {
        let mut parts = Vec::new();
        for point in self.critical_points(&Set::whole())? {
            let name = match point.kind {
                CriticalKind::Minimum => "minimum",
                CriticalKind::Maximum => "maximum",
                CriticalKind::Saddle => "saddle",
                CriticalKind::Plateau => "plateau",
            };
            let value = words::number(self.graph, point.value);
            let place = words::interval(self.graph, &point.place);
            let kink = if point.is_stationary { "" } else { ", f' not zero" };
            parts.push(format!("{name} {value} at {place}{kink}"));
        }
        Ok(if parts.is_empty() { "none".into() } else { parts.join("; ") })
    }

    fn zeros_text(&mut self) -> Result<String, String> {
        let mut parts = Vec::new();
        for zero in self.zeros(&Set::whole())? {
            let place = words::interval(self.graph, &zero.place);
            parts.push(match zero.multiplicity {
                Some(n) if n > 1 => format!("{place} of multiplicity {n}"),
                _ => place,
            });
        }
        Ok(if parts.is_empty() { "none".into() } else { parts.join(", ") })
    }

    fn convexity_text(&mut self) -> Result<String, String> {
        let all = Set::whole();
        for (strict, adverb) in [(true, "strictly "), (false, "")] {
            if self.convex(&all, strict).is_proven() {
                return Ok(format!("{adverb}convex"));
            }
            if self.concave(&all, strict).is_proven() {
                return Ok(format!("{adverb}concave"));
            }
        }
        let slope = self.derivative(1)?;
        let profile = self.profile(slope, &all)?;
        self.cells_text(&profile, ["concave", "linear", "convex"])
    }

    fn class_text(&mut self) -> Result<String, String> {
        let all = Set::whole();
        if let Verdict::Refuted { reason, .. } = self.continuous(&all) {
            return Ok(format!("not continuous: {reason}"));
        }
        if self.smooth(&all).is_proven() {
            return Ok("smooth".into());
        }
        match self.highest_class(&all)? {
            (n, true) => Ok(format!("C{n} and not C{}", n + 1)),
            (n, false) => Ok(format!("C{n} at least")),
        }
    }

    fn lipschitz_text(&mut self, order: u32) -> Result<String, String> {
        Ok(match self.lipschitz(order, &Set::whole())? {
            Lipschitz::Jump(at) => {
                format!("none: it is not continuous across {}", words::number(self.graph, at))
            }
            Lipschitz::Slope(bound) => {
                let level = words::level(self.graph, bound.level);
                format!("{level}, {}", words::reached(self.graph, &bound))
            }
        })
    }

    fn limits_text(&mut self) -> Result<String, String> {
        let [left, right] = self.ends();
        for limit in [&left, &right] {
            if let Limit::Undecided(why) = limit {
                return Err(why.clone());
            }
        }
        let [left, right] = [left, right].map(|limit| words::limit(self.graph, &limit));
        Ok(format!("{left} at -oo, {right} at oo"))
    }

    fn asymptotes_text(&mut self) -> Result<String, String> {
        let mut parts = Vec::new();
        for (end, name) in [(Approach::MINUS_INFINITY, "-oo"), (Approach::PLUS_INFINITY, "oo")] {
            if let Some(line) = self.asymptote(end)? {
                let moving = self.graph.product(&[line.slope, self.x]);
                let expression: NodeId = self.graph.sum(&[moving, line.intercept]);
                parts.push(format!("{} at {name}", words::number(self.graph, expression)));
            }
        }
        Ok(if parts.is_empty() { "none".into() } else { parts.join(", ") })
    }

    fn saturation_text(&mut self) -> Result<String, String> {
        let epsilon = self.graph.ratio(1, 100);
        let set = self.saturation(epsilon, &Set::whole())?;
        Ok(set.text(self.graph))
    }
}

fn has_limit(limit: &Limit) -> bool {
    matches!(limit, Limit::Finite(_) | Limit::PlusInfinity | Limit::MinusInfinity)
}

fn yes_no(verdict: Verdict) -> Result<String, String> {
    match verdict {
        Verdict::Proven(_) => Ok("yes".into()),
        Verdict::Refuted { .. } => Ok("no".into()),
        Verdict::Undecided(why) => Err(why),
    }
}
