//! What all parts of a proof share: names of points, and formulas, intervals and signs as text.

use super::super::profile::Names;
use super::super::set::Set;
use super::super::study::Study;
use super::super::words;
use super::{Proof, ProofKind, decimal};
use crate::calculus::Interval;
use crate::graph::{Graph, IsolatedZero, NodeId};
use crate::operator::Op;
use crate::print::{Notation, Printer, format_number};
use std::cmp::Ordering;
use std::collections::HashSet;

/// The longest formula that is shown whole, in characters.
const LONGEST: usize = 240;

/// A point whose exact form is longer gets a name.
pub(super) const SHORT: usize = 10;

/// Points and cells listed in one statement.
const LISTED: usize = 8;

/// Names of auxiliary functions, in the order in which they are given.
const FUNCTIONS: [&str; 8] = ["g", "h", "p", "q", "r", "s", "u", "v"];

/// A function or a derivative of it, by its name.
#[derive(Clone, Copy)]
pub(super) struct Title {
    letter: &'static str,
    order: u32,
}

impl Title {
    /// The n-th derivative of the function under study.
    pub(super) fn f(order: u32) -> Title {
        Title { letter: "f", order }
    }

    pub(super) fn new(letter: &'static str) -> Title {
        Title { letter, order: 0 }
    }

    /// Its derivative.
    pub(super) fn slope(self) -> Title {
        Title { order: self.order + 1, ..self }
    }

    /// `f''`.
    pub(super) fn name(self) -> String {
        match self.order {
            0..=3 => format!("{}{}", self.letter, "'".repeat(self.order as usize)),
            n => format!("{}^({n})", self.letter),
        }
    }
}

/// A study while its proof is written.
pub(super) struct Writer<'s, 'g> {
    pub(super) study: &'s mut Study<'g>,
    /// Zeros that are multiples of pi.
    renamed: Names,
    /// Points with a long form, by the names that they were given.
    points: Vec<NodeId>,
    /// How many auxiliary functions have a name.
    functions: usize,
}

impl<'s, 'g> Writer<'s, 'g> {
    pub(super) fn new(study: &'s mut Study<'g>) -> Writer<'s, 'g> {
        Writer { study, renamed: Names::new(), points: Vec::new(), functions: 0 }
    }

    pub(super) fn graph(&self) -> &Graph {
        self.study.graph
    }

    /// The name of the variable.
    pub(super) fn variable(&self) -> String {
        self.graph().symbol_name(self.study.x).unwrap_or("x").to_string()
    }

    /// A formula on one line.
    pub(super) fn formula(&self, id: NodeId) -> String {
        Printer::new(Notation::Plain).print_brief(self.graph(), id, LONGEST)
    }

    /// A fresh name for an auxiliary function, which no symbol has.
    pub(super) fn function_name(&mut self) -> String {
        let f = self.study.function();
        let symbols = self.graph().free_symbols(f);
        loop {
            let n = self.functions;
            self.functions += 1;
            let name = match FUNCTIONS.get(n) {
                Some(name) => (*name).to_string(),
                None => format!("g{}", n - FUNCTIONS.len() + 1),
            };
            if !symbols.iter().any(|&id| self.graph().symbol_name(id) == Some(&name)) {
                return name;
            }
        }
    }

    /// The names of auxiliary functions may be given again.
    pub(super) fn forget_functions(&mut self) {
        self.functions = 0;
    }

    /// A point by a multiple of pi, where it is one.
    pub(super) fn exact(&mut self, at: NodeId) -> NodeId {
        self.study.named(at, &mut self.renamed)
    }

    /// A point: in full where that is short, otherwise by a name.
    pub(super) fn point(&mut self, at: NodeId) -> String {
        let at = self.exact(at);
        let exact = match self.graph().number(at) {
            Some(value) => format_number(&value, 12),
            None => Printer::new(Notation::Plain).print_brief(self.graph(), at, 4 * SHORT),
        };
        // What is left out of a formula shows as an ellipsis, however short.
        if exact.chars().count() <= SHORT && !exact.contains('…') {
            return exact;
        }
        let known = self.points.iter().position(|&point| point == at);
        let n = known.unwrap_or_else(|| {
            self.points.push(at);
            self.points.len() - 1
        });
        self.point_name(n)
    }

    /// x1, x2, … in the letter of the variable.
    fn point_name(&self, n: usize) -> String {
        format!("{}{}", self.variable(), n + 1)
    }

    /// What the names of points stand for that some proofs use, if there are any.
    pub(super) fn names(&self, proofs: &[Proof]) -> Option<Proof> {
        let mut used: HashSet<&str> = HashSet::new();
        for proof in proofs.iter().flat_map(Proof::walk) {
            used.extend(proof.statement.split(|c: char| !c.is_alphanumeric()));
        }
        let mut parts = Vec::new();
        for (i, &at) in self.points.iter().enumerate() {
            let name = self.point_name(i);
            if !used.contains(name.as_str()) {
                continue;
            }
            let value = words::number(self.graph(), at);
            let value = match value.starts_with('≈') {
                true => format!("{name} {}", value.replacen('≈', "≈ ", 1)),
                false => format!("{name} = {value}"),
            };
            let origin = match self.graph().isolated_zero(at) {
                Some(IsolatedZero::OfFunction(zero)) => {
                    format!(", a zero of {}", shortened(zero.function()))
                }
                _ => String::new(),
            };
            parts.push(format!("{value}{origin}"));
        }
        let statement = format!("Write {}.", parts.join("; "));
        (!parts.is_empty()).then(|| Proof::new(ProofKind::Names, statement))
    }

    /// An end of a step, which is as good as any number near it: short decimals where it is one.
    pub(super) fn place(&mut self, at: NodeId) -> String {
        match self.graph().number(at) {
            Some(value) => {
                let exact = format_number(&value, 12);
                match exact.chars().count() <= SHORT {
                    true => exact,
                    false => format!("≈{}", decimal::nearest(&value)),
                }
            }
            None => self.point(at),
        }
    }

    /// An interval with named ends.
    pub(super) fn interval(&mut self, on: &Interval) -> String {
        let left = match on.left {
            None => "(-oo".to_string(),
            Some(a) if a.closed && on.left == on.right => {
                return format!("{{{}}}", self.place(a.point));
            }
            Some(a) => format!("{}{}", if a.closed { '[' } else { '(' }, self.place(a.point)),
        };
        let right = match on.right {
            None => "oo)".to_string(),
            Some(b) => format!("{}{}", self.place(b.point), if b.closed { ']' } else { ')' }),
        };
        format!("{left}, {right}")
    }

    pub(super) fn open(&mut self, left: Option<NodeId>, right: Option<NodeId>) -> String {
        self.interval(&Interval::open(left, right))
    }

    /// `on (0, 1) and (1, oo)`, some of them where there are many.
    pub(super) fn places(&mut self, cells: &[Interval]) -> String {
        let mut shown: Vec<String> =
            cells.iter().take(LISTED).map(|cell| self.interval(cell)).collect();
        if cells.len() > LISTED {
            shown.push(format!("{} more", cells.len() - LISTED));
        }
        listed(&shown)
    }

    /// `x1, 0 and 2`.
    pub(super) fn listed_points(&mut self, points: &[NodeId]) -> String {
        let mut shown: Vec<String> = points.iter().take(LISTED).map(|&at| self.point(at)).collect();
        if points.len() > LISTED {
            shown.push(format!("{} more", points.len() - LISTED));
        }
        listed(&shown)
    }

    /// A set with named ends.
    pub(super) fn set(&mut self, set: &Set) -> String {
        let parts: Vec<String> =
            set.intervals().to_vec().iter().map(|part| self.interval(part)).collect();
        if parts.is_empty() { "{}".to_string() } else { parts.join(" U ") }
    }

    /// A number, with decimals where they help.
    pub(super) fn number(&self, id: NodeId) -> String {
        words::number(self.graph(), id)
    }

    /// Cells with one property each, neighbors of one property together: `f rises on (0, 1) and (1, 2), falls on …`.
    pub(super) fn told(&mut self, cells: &[(Interval, String)]) -> String {
        let mut groups: Vec<(String, Vec<Interval>)> = Vec::new();
        for (cell, what) in cells {
            match groups.last_mut() {
                Some((known, places)) if known == what => places.push(*cell),
                _ => groups.push((what.clone(), vec![*cell])),
            }
        }
        let more = groups.len().saturating_sub(LISTED);
        groups.truncate(LISTED);
        let mut parts: Vec<String> = groups
            .into_iter()
            .map(|(what, places)| format!("{what} on {}", self.places(&places)))
            .collect();
        if more > 0 {
            parts.push(format!("and so on ({more} more)"));
        }
        parts.join(", ")
    }
}

/// `a, b and c`.
pub(super) fn listed(parts: &[String]) -> String {
    match parts {
        [] => String::new(),
        [only] => only.clone(),
        [first @ .., last] => format!("{} and {last}", first.join(", ")),
    }
}

/// `> 0`.
pub(super) fn relation_to_zero(sign: Ordering) -> &'static str {
    match sign {
        Ordering::Less => "< 0",
        Ordering::Equal => "= 0",
        Ordering::Greater => "> 0",
    }
}

/// `rises`, `is constant`, `falls`.
pub(super) fn movement(sign: Ordering) -> &'static str {
    match sign {
        Ordering::Less => "falls",
        Ordering::Equal => "is constant",
        Ordering::Greater => "rises",
    }
}

/// The beginning of a long formula.
fn shortened(text: &str) -> String {
    match text.char_indices().nth(LONGEST) {
        Some((end, _)) => format!("{}…", &text[..end]),
        None => text.to_string(),
    }
}

impl Writer<'_, '_> {
    /// Whether a formula needs parentheses as a factor.
    pub(super) fn is_compound(&self, id: NodeId) -> bool {
        match self.graph().op(id) {
            Op::Sum | Op::Product => true,
            Op::Power => false,
            _ => self.graph().number(id).is_some_and(|value| {
                let text = format_number(&value, 12);
                text.starts_with('-') || text.contains('/')
            }),
        }
    }
}
