//! Convexity through joints: continuous inside, and the slope never falls, on cells and across joints alike.

use super::level::Level;
use super::profile::{Atom, Profile};
use super::set::Set;
use super::study::Study;
use super::verdict::{Verdict, Witness};
use super::witness::Sample;
use super::words;
use crate::graph::NodeId;
use std::cmp::Ordering;

/// Triples that are confirmed by exact arithmetic.
const MOST_TRIED: usize = 16;

/// Up to so many samples all triples are looked at; of more, those near to each other, and those of a thinner choice.
const ALL: usize = 48;
const NEAR: usize = 12;

/// Ascending triples of n places, about 100·n at most.
fn triples(n: usize) -> Vec<[usize; 3]> {
    let mut found = Vec::new();
    let mut add = |places: &[usize], reach: usize| {
        for i in 0..places.len() {
            for k in i + 2..places.len().min(i + 1 + reach) {
                found.extend((i + 1..k).map(|j| [places[i], places[j], places[k]]));
            }
        }
    };
    let all: Vec<usize> = (0..n).collect();
    if n <= ALL {
        add(&all, n);
    } else {
        let thin: Vec<usize> = (0..ALL).map(|i| i * (n - 1) / (ALL - 1)).collect();
        add(&all, NEAR);
        add(&thin, ALL);
    }
    found
}

/// Why convexity is not proved.
struct Open(String);

impl Study<'_> {
    /// Whether the chord between any two points of the graph lies on or above it, or strictly above.
    pub fn convex(&mut self, on: &Set, strict: bool) -> Verdict {
        self.bent(on, Ordering::Greater, strict)
    }

    /// Whether the chord between any two points of the graph lies on or below it, or strictly below.
    pub fn concave(&mut self, on: &Set, strict: bool) -> Verdict {
        self.bent(on, Ordering::Less, strict)
    }

    fn bent(&mut self, on: &Set, direction: Ordering, strict: bool) -> Verdict {
        let f = self.function();
        let set = self.two_periods_of(f, on);
        let profile = match self.profile(f, &set) {
            Ok(profile) if profile.atoms.is_empty() => {
                return Verdict::Undecided("the function has no value there".into());
            }
            Ok(profile) => profile,
            Err(why) => return Verdict::Undecided(why),
        };
        let open = match self.slopes_in_order(&profile, &set, direction, strict) {
            Ok(reason) => return Verdict::Proven(reason),
            Err(Open(why)) => why,
        };
        let samples = self.samples(&profile);
        match self.chord(&samples, direction, strict) {
            Some(verdict) => verdict,
            None => Verdict::Undecided(open),
        }
    }

    /// Proves that the function is continuous inside its domain, which is an interval, and f′ in order.
    fn slopes_in_order(
        &mut self,
        profile: &Profile,
        set: &Set,
        direction: Ordering,
        strict: bool,
    ) -> Result<String, Open> {
        if !profile.is_connected() {
            return Err(Open("the set on which it has values is not one interval".into()));
        }
        self.continuous_inside(profile, direction)?;
        let slope = self.derivative_on(1, set).map_err(Open)?;
        let f = self.function();
        if !self.has_slope(f, slope, set).map_err(Open)? {
            return Err(Open("the derivative does not exist on all of it".into()));
        }
        // The derivative has no value at joints, which is no matter: its limits from both sides count.
        let slopes = self.profile(slope, set).map_err(Open)?;
        let mut last: Option<Level> = None;
        let mut cells = Vec::new();
        for run in slopes.runs() {
            let place = words::open(self.graph, run.left, run.right);
            match &run.trend {
                Ok(trend) if *trend == direction => {}
                Ok(Ordering::Equal) if !strict => {}
                Ok(_) => return Err(Open(format!("the slope goes another way on {place}"))),
                Err(why) => {
                    return Err(Open(format!(
                        "how the slope moves on {place} was not decided: {why}"
                    )));
                }
            }
            if let Some(before) = last {
                let now = run.from.clone().map_err(Open)?;
                let order = self.graph.order_of_levels(before, now).map_err(Open)?;
                if order.is_ne() && order != direction.reverse() {
                    let at = run.left.map(|at| words::number(self.graph, at)).unwrap_or_default();
                    return Err(Open(format!("the slope steps the other way at {at}")));
                }
            }
            last = match run.right {
                Some(_) => Some(run.to.clone().map_err(Open)?),
                None => None,
            };
            cells.push(place);
        }
        let way = if direction.is_gt() { "rises" } else { "falls" };
        let weakly = if strict { "" } else { " or is constant" };
        let across = if cells.len() > 1 { ", and between them" } else { "" };
        Ok(format!("f' {way}{weakly} on {}{across}", cells.join(", ")))
    }

    /// Jumps are allowed at closed ends of the domain only, and there away from the graph.
    fn continuous_inside(&mut self, profile: &Profile, direction: Ordering) -> Result<(), Open> {
        let last = profile.atoms.len() - 1;
        for (i, atom) in profile.atoms.iter().enumerate() {
            let Atom::Spot(spot) = atom else { continue };
            let value = Level::Finite(spot.value);
            let mut beside = Vec::new();
            if i > 0 {
                beside.push(profile.atoms[i - 1].to().map_err(Open)?);
            }
            if i < last {
                beside.push(profile.atoms[i + 1].from().map_err(Open)?);
            }
            let is_end = i == 0 || i == last;
            for level in beside {
                let order = self.graph.order_of_levels(value, level).map_err(Open)?;
                if order.is_ne() && !(is_end && order == direction) {
                    let at = words::number(self.graph, spot.at);
                    return Err(Open(format!("it jumps at {at}")));
                }
            }
        }
        Ok(())
    }

    /// Three points that refute the claim: the middle one on the wrong side of the chord.
    fn chord(&mut self, samples: &[Sample], direction: Ordering, strict: bool) -> Option<Verdict> {
        let mut found: Vec<(f64, [usize; 3])> = Vec::new();
        let near: Vec<[f64; 2]> =
            samples.iter().map(|s| [super::witness::float(self.graph, s.at), s.near()]).collect();
        for triple in triples(samples.len()) {
            let [a, b, c] = triple.map(|i| near[i]);
            let chord = a[1] + (c[1] - a[1]) * (b[0] - a[0]) / (c[0] - a[0]);
            let above = if direction.is_gt() { b[1] - chord } else { chord - b[1] };
            let wrong = above / (1.0 + a[1].abs() + b[1].abs() + c[1].abs());
            if wrong > -1e-12 && !wrong.is_nan() {
                found.push((wrong, triple));
            }
        }
        // Among those that show it clearly, the triple with the shortest numbers.
        let most = found.iter().map(|triple| triple.0).fold(0.0, f64::max);
        let length: Vec<usize> =
            samples.iter().map(|sample| super::witness::digits(self.graph, sample.at)).collect();
        let by_worth = |a: &(f64, [usize; 3]), b: &(f64, [usize; 3])| {
            let faint = |triple: &(f64, [usize; 3])| triple.0 < most / 8.0;
            let long =
                |triple: &(f64, [usize; 3])| triple.1.iter().map(|&i| length[i]).sum::<usize>();
            (faint(a), long(a)).cmp(&(faint(b), long(b))).then(b.0.total_cmp(&a.0))
        };
        if found.len() > MOST_TRIED {
            found.select_nth_unstable_by(MOST_TRIED, by_worth);
            found.truncate(MOST_TRIED);
        }
        found.sort_by(by_worth);
        let triples = found.into_iter().map(|(_, triple)| triple);
        triples.map(|triple| triple.map(|i| samples[i])).find_map(|triple| {
            let height = self.height_over_chord(&triple);
            let sign = self.graph.exact_sign(height)?;
            let wrong = sign == direction || (strict && sign.is_eq());
            wrong.then(|| self.refuted_by_chord(&triple, sign))
        })
    }

    /// f(b) less the chord over b.
    fn height_over_chord(&mut self, [a, b, c]: &[Sample; 3]) -> NodeId {
        let graph = &mut *self.graph;
        graph.without_side_conditions(|graph| {
            let [ab, bc, ac] = [(a.at, b.at), (b.at, c.at), (a.at, c.at)]
                .map(|(from, to)| graph.subtract(to, from));
            let left = graph.product(&[bc, a.value]);
            let right = graph.product(&[ab, c.value]);
            let chord = graph.sum(&[left, right]);
            let chord = graph.divide(chord, ac);
            graph.subtract(b.value, chord)
        })
    }

    fn refuted_by_chord(&mut self, triple: &[Sample; 3], sign: Ordering) -> Verdict {
        let [a, b, c] = triple.map(|sample| words::number(self.graph, sample.at));
        let side = match sign {
            Ordering::Less => "below",
            Ordering::Equal => "on",
            Ordering::Greater => "above",
        };
        Verdict::Refuted {
            witness: Witness::Points {
                points: triple.iter().map(|s| s.at).collect(),
                values: triple.iter().map(|s| s.value).collect(),
            },
            reason: format!("at {b} the graph lies {side} the chord from {a} to {c}"),
        }
    }
}
