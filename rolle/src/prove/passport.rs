//! All that is known of a function, one line for each property.

use super::claim::{Claim, Sentence};
use super::extrema::{Critical, CriticalKind};
use super::lipschitz::Lipschitz;
use super::points::Zero;
use super::profile::Profile;
use super::repeating::{Going, Repeating};
use super::set::Set;
use super::study::Study;
use super::verdict::Verdict;
use super::words;
use crate::calculus::{Approach, Limit, Period};
use crate::graph::{Graph, NodeId};
use std::cmp::Ordering;

/// One property.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Entry {
    /// Its name, in lower case.
    pub name: &'static str,
    /// What is proved, or why it is not known.
    pub answer: Result<String, String>,
}

/// A line of the passport.
type Line = fn(&mut Study<'_>) -> Result<String, String>;

/// The lines in their order.
const LINES: [(&str, Line); 21] = [
    ("domain", |study| study.domain_text()),
    ("range", |study| study.range(&Set::whole()).map(|set| set.text(study.graph))),
    ("infimum", |study| study.bound_text(Ordering::Less)),
    ("supremum", |study| study.bound_text(Ordering::Greater)),
    ("parity", |study| study.parity_text()),
    ("period", |study| study.period_text()),
    ("monotone", |study| study.monotone_text()),
    ("stationary points", |study| study.stationary_text()),
    ("extrema", |study| study.extrema_text()),
    ("zeros", |study| study.zeros_text()),
    ("fixed points", |study| study.fixed_points(&Set::whole()).map(|set| set.text(study.graph))),
    ("convexity", |study| study.convexity_text()),
    ("inflection points", |study| study.inflection_text()),
    ("kinks", |study| study.kinks_text()),
    ("class", |study| study.class_text()),
    ("lipschitz", |study| study.lipschitz_text(0)),
    ("lipschitz of f'", |study| study.lipschitz_text(1)),
    ("limits", |study| study.limits_text()),
    ("asymptotes", |study| study.asymptotes_text()),
    ("saturation |f'| < 1/100", |study| study.saturation_text()),
    ("zero-centered", |study| yes_no(study.zero_centered(&Set::whole()))),
];

impl Study<'_> {
    /// All properties, in a fixed order. Once the deadline of the limits has passed, the rest is undecided.
    pub fn passport(&mut self) -> Vec<Entry> {
        let line = |&(name, line): &(&'static str, Line)| Entry {
            name,
            answer: self.in_time(|study| line(study)),
        };
        LINES.iter().map(line).collect()
    }

    fn domain_text(&mut self) -> Result<String, String> {
        let domain = self.domain(&Set::whole());
        if domain.is_err()
            && let Ok(Some(domain)) = self.repeating_domain()
        {
            return Ok(domain.places(self.graph));
        }
        Ok(domain?.text(self.graph))
    }

    fn stationary_text(&mut self) -> Result<String, String> {
        if let Some(points) = self.repeating_stationary_points()? {
            return Ok(points.places(self.graph));
        }
        Ok(self.stationary_points(&Set::whole())?.text(self.graph))
    }

    fn inflection_text(&mut self) -> Result<String, String> {
        if let Some(points) = self.repeating_inflection_points()? {
            return Ok(points.places(self.graph));
        }
        let points = self.inflection_points(&Set::whole())?;
        Ok(words::places(self.graph, &points))
    }

    fn kinks_text(&mut self) -> Result<String, String> {
        if let Some(kinks) = self.repeating_kinks()? {
            return Ok(kinks.places(self.graph));
        }
        let kinks = self.kinks(&Set::whole())?;
        Ok(words::places(self.graph, &kinks))
    }

    fn bound_text(&mut self, side: Ordering) -> Result<String, String> {
        let (low, high) = self.bounds(&Set::whole())?;
        let bound = if side.is_lt() { low } else { high };
        let level = words::level(self.graph, bound.level);
        Ok(format!("{level}, {}", words::reached(self.graph, &bound)))
    }

    fn parity_text(&mut self) -> Result<String, String> {
        match (self.judge_whole(Sentence::Even), self.judge_whole(Sentence::Odd)) {
            (Verdict::Proven(_), Verdict::Proven(_)) => Ok("even and odd".into()),
            (Verdict::Proven(_), _) => Ok("even".into()),
            (_, Verdict::Proven(_)) => Ok("odd".into()),
            (Verdict::Refuted { reason: a, .. }, Verdict::Refuted { .. }) => {
                Ok(format!("neither even nor odd ({a})"))
            }
            (Verdict::Undecided(why), _) | (_, Verdict::Undecided(why)) => Err(why),
        }
    }

    /// As a claim, so that parameters that only scale fall away.
    fn judge_whole(&mut self, sentence: Sentence) -> Verdict {
        self.judge(&Claim { sentence, on: Set::whole(), warnings: Vec::new() })
    }

    fn period_text(&mut self) -> Result<String, String> {
        let f = self.function();
        match self.law_of(f) {
            Some(Period { period, gain }) if gain == NodeId::ZERO => {
                Ok(words::number(self.graph, period))
            }
            Some(law) if self.graph.exact_sign(law.gain).is_some_and(Ordering::is_ne) => {
                let [period, gain] = [law.period, law.gain].map(|id| words::short(self.graph, id));
                let x = words::short(self.graph, self.x);
                Ok(format!("none; f gains {gain} where {x} gains {period}"))
            }
            Some(_) => Err("whether what f gains in a period is zero".into()),
            // A function with a limit, finite or not, is periodic only if it is constant.
            None if self.ends().iter().any(has_limit) => match self.judge_whole(Sentence::Constant)
            {
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
        let names = ["falls", "constant", "rises"];
        if let Some(cells) = self.repeating_trends(0)? {
            return Ok(going_text(self.graph, &cells, names));
        }
        let f = self.function();
        let profile = self.profile(f, &all)?;
        self.cells_text(&profile, names)
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
        if let Some(points) = self.repeating_critical_points()? {
            return Ok(points.text(self.graph, "none", "; ", critical_text));
        }
        let points = self.critical_points(&Set::whole())?;
        let parts: Vec<String> =
            points.iter().map(|point| critical_text(self.graph, point)).collect();
        Ok(if parts.is_empty() { "none".into() } else { parts.join("; ") })
    }

    fn zeros_text(&mut self) -> Result<String, String> {
        if let Some(zeros) = self.repeating_zeros()? {
            return Ok(zeros.text(self.graph, "none", ", ", zero_text));
        }
        let zeros = self.zeros(&Set::whole())?;
        let parts: Vec<String> = zeros.iter().map(|zero| zero_text(self.graph, zero)).collect();
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
        let names = ["concave", "linear", "convex"];
        if let Some(cells) = self.repeating_trends(1)? {
            return Ok(going_text(self.graph, &cells, names));
        }
        let slope = self.derivative(1)?;
        let profile = self.profile(slope, &all)?;
        self.cells_text(&profile, names)
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
                let expression = line.expression(self.graph, self.x);
                parts.push(format!("y = {} at {name}", words::number(self.graph, expression)));
            }
        }
        for at in self.vertical_asymptotes()? {
            parts.push(format!("x = {}", words::number(self.graph, at)));
        }
        Ok(if parts.is_empty() { "none".into() } else { parts.join(", ") })
    }

    fn saturation_text(&mut self) -> Result<String, String> {
        let epsilon = self.graph.ratio(1, 100);
        if let Some(places) = self.repeating_saturation(epsilon)? {
            return Ok(places.places(self.graph));
        }
        let set = self.saturation(epsilon, &Set::whole())?;
        Ok(set.text(self.graph))
    }
}

fn critical_text(graph: &Graph, point: &Critical) -> String {
    let name = match point.kind {
        CriticalKind::Minimum => "minimum",
        CriticalKind::Maximum => "maximum",
        CriticalKind::Saddle => "saddle",
        CriticalKind::Plateau => "plateau",
    };
    let value = words::number(graph, point.value);
    let place = words::interval(graph, &point.place);
    let kink = if point.is_stationary { "" } else { ", f' not zero" };
    format!("{name} {value} at {place}{kink}")
}

fn zero_text(graph: &Graph, zero: &Zero) -> String {
    let place = words::interval(graph, &zero.place);
    match zero.multiplicity {
        Some(n) if n > 1 => format!("{place} of multiplicity {n}"),
        _ => place,
    }
}

fn going_text(graph: &Graph, cells: &Repeating<Going>, names: [&str; 3]) -> String {
    cells.text(graph, "nowhere", ", ", |graph, cell| {
        let place = words::interval(graph, &cell.place);
        format!("{} on {place}", names[(cell.trend as i8 + 1) as usize])
    })
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
