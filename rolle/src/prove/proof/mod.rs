//! The proof of a verdict as a tree: what is stated, and below it why.
//!
//! A [`Proof`] states something first and proves it in its children, down to the arguments by which the signs of the
//! factors of a derivative are known. It is made on demand from the tables that decided the claim ([`Study::proof`]),
//! so it tells what was done. `claim` finds the tree for each kind of sentence; `piece` writes a smooth piece of a
//! function with the signs of its derivative, `factor` those of one factor and `step` each argument
//! for them, `form` why a formula is positive by its form; `joint` what happens between pieces; `writer` holds the
//! names of points and functions.

mod bound;
mod claim;
mod compare;
mod decimal;
mod factor;
mod form;
mod joint;
mod limit;
mod monotone;
mod passport;
mod piece;
mod step;
mod symmetry;
#[cfg(test)]
mod tests;
mod witness;
mod writer;

use super::claim::Claim;
use super::study::Study;
use super::verdict::Verdict;
use crate::calculus::Interval;
use crate::graph::NodeId;
use writer::Writer;

/// What a node of a proof is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum ProofKind {
    /// The claim or property, with its verdict.
    Claim,
    /// Short names for numbers, by which they are called below.
    Names,
    /// Something known in general that the proof uses, such as a theorem or a period.
    Theorem,
    /// A smooth piece of a function, and how the function or its sign goes there.
    Piece,
    /// The derivative in the form that was used.
    Derivative,
    /// A factor, and its signs.
    Factor,
    /// A factor has one sign on an interval.
    Sign,
    /// A factor vanishes at a point.
    Zero,
    /// What happens at a point where two pieces meet, or at an end of the domain.
    Joint,
    /// A value, or values.
    Value,
    /// A limit.
    Limit,
    /// What follows from the nodes before.
    Conclusion,
    /// The reason of a verdict that has no finer structure yet.
    Reason,
    /// Exact values that refute the claim.
    Witness,
    /// What was not decided, and what was tried.
    Open,
    /// What was shown before, under another property.
    Reference,
}

impl ProofKind {
    /// Its name in documents: `derivative`.
    pub fn name(self) -> &'static str {
        match self {
            ProofKind::Claim => "claim",
            ProofKind::Names => "names",
            ProofKind::Theorem => "theorem",
            ProofKind::Piece => "piece",
            ProofKind::Derivative => "derivative",
            ProofKind::Factor => "factor",
            ProofKind::Sign => "sign",
            ProofKind::Zero => "zero",
            ProofKind::Joint => "joint",
            ProofKind::Value => "value",
            ProofKind::Limit => "limit",
            ProofKind::Conclusion => "conclusion",
            ProofKind::Reason => "reason",
            ProofKind::Witness => "witness",
            ProofKind::Open => "open",
            ProofKind::Reference => "reference",
        }
    }
}

/// A statement with its proof.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Proof {
    /// What it is.
    pub kind: ProofKind,
    /// What it says, in mathematical English and plain notation.
    pub statement: String,
    /// The formula that it is about.
    pub formula: Option<NodeId>,
    /// Where it holds.
    pub on: Option<Interval>,
    /// Why.
    pub children: Vec<Proof>,
}

impl Proof {
    pub(super) fn new(kind: ProofKind, statement: impl Into<String>) -> Proof {
        let (statement, children) = (statement.into(), Vec::new());
        Proof { kind, statement, formula: None, on: None, children }
    }

    fn about(self, formula: NodeId) -> Proof {
        Proof { formula: Some(formula), ..self }
    }

    fn on(self, on: Interval) -> Proof {
        Proof { on: Some(on), ..self }
    }

    fn with(self, children: Vec<Proof>) -> Proof {
        Proof { children, ..self }
    }

    /// The node and all below it, each before its children.
    pub fn walk(&self) -> impl Iterator<Item = &Proof> {
        let mut waiting = vec![self];
        std::iter::from_fn(move || {
            let next = waiting.pop()?;
            waiting.extend(next.children.iter().rev());
            Some(next)
        })
    }

    /// The children as text: one line a statement, numbered, each with its proof indented below it.
    pub fn text(&self) -> String {
        let mut text = String::new();
        let mut waiting: Vec<(usize, usize, &Proof)> = numbered(self, 0);
        while let Some((depth, number, proof)) = waiting.pop() {
            let indent = "   ".repeat(depth);
            let mark = match depth % 2 {
                0 => format!("{}.", number + 1),
                _ => format!("{})", letter(number)),
            };
            text += &format!("{indent}{mark} {}\n", proof.statement);
            waiting.extend(numbered(proof, depth + 1));
        }
        text
    }
}

/// The children of a node, the last one first, with their depth and number.
fn numbered(proof: &Proof, depth: usize) -> Vec<(usize, usize, &Proof)> {
    proof.children.iter().enumerate().rev().map(|(i, child)| (depth, i, child)).collect()
}

/// a, b, …, z, aa, ab, …
fn letter(number: usize) -> String {
    let last = char::from(b'a' + (number % 26) as u8);
    match number / 26 {
        0 => last.to_string(),
        more => format!("{}{last}", letter(more - 1)),
    }
}

impl Study<'_> {
    /// The proof of a verdict on a claim, which the study found by [`Study::judge`]. What the deadline of the limits
    /// leaves no time for is shown by its reason alone.
    ///
    /// # Examples
    /// ```
    /// use rolle::prove::{Study, parse_claim};
    /// let mut g = rolle::Graph::new();
    /// let x = g.symbol("x");
    /// let f = g.parse("exp(x) - 1 - x").unwrap();
    /// let claim = parse_claim(&mut g, x, &[], "increasing on [0, oo)").unwrap();
    /// let mut study = Study::new(&mut g, f, x);
    /// let verdict = study.judge(&claim);
    /// let proof = study.proof("increasing on [0, oo)", &claim, &verdict);
    /// assert!(proof.text().contains("f'(x) = exp(x) - 1"));
    /// ```
    pub fn proof(&mut self, source: &str, claim: &Claim, verdict: &Verdict) -> Proof {
        self.until_deadline(|study| Writer::new(study).claim(source, claim, verdict))
    }
}
