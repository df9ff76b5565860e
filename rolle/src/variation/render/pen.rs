//! Numbers and limits in the words of a notation.

use crate::calculus::Limit;
use crate::enclosure::{Context, to_decimal};
use crate::evaluate::Point;
use crate::graph::Graph;
use crate::operator::{NodeId, Op};
use crate::print::{Notation, Printer, ZeroNames};

/// Exact values of more characters are shown by their decimals.
const SHORT: usize = 14;

/// The longest exact text of a value that has no decimals because it depends on parameters.
const LONGEST: usize = 60;

/// Significant digits inside the table, and below it.
const DIGITS: usize = 6;
const MORE_DIGITS: usize = 10;

/// Writes numbers in one notation.
pub(super) struct Pen<'a> {
    pub(super) graph: &'a Graph,
    pub(super) notation: Notation,
    /// Short names for the numbers without a closed form.
    pub(super) names: ZeroNames,
}

impl Pen<'_> {
    /// A number: its short name, its exact form where that is short, or else its decimals.
    pub(super) fn number(&self, id: NodeId) -> String {
        if let Some(name) = self.name(id) {
            return name;
        }
        match self.decimals(id, DIGITS) {
            Some(decimals) if !self.is_short(id) => self.about(&decimals),
            _ => self.exact(id),
        }
    }

    /// A number followed by its decimals, where these say more.
    pub(super) fn number_with_decimals(&self, id: NodeId) -> String {
        let text = self.number(id);
        if self.graph.number(id).is_some() || (self.name(id).is_none() && !self.is_short(id)) {
            return text;
        }
        match self.decimals(id, MORE_DIGITS) {
            Some(decimals) => format!("{text} {}", self.about(&decimals)),
            None => text,
        }
    }

    fn about(&self, decimals: &str) -> String {
        match self.notation {
            Notation::Latex => format!(r"\approx {decimals}"),
            _ => format!("≈ {}", decimals.replace('-', "−")),
        }
    }

    /// A formula on one line; what is too long is cut.
    pub(super) fn formula(&self, id: NodeId) -> String {
        // In LaTeX nothing of a formula that is too long is left.
        let longest = if self.notation == Notation::Latex { 400 } else { 90 };
        Printer::new(self.notation).print_brief(self.graph, id, longest)
    }

    fn exact(&self, id: NodeId) -> String {
        Printer::new(self.notation).print_brief(self.graph, id, LONGEST)
    }

    /// The name of a number without a closed form.
    pub(super) fn name(&self, id: NodeId) -> Option<String> {
        let (_, name) = self.names.iter().find(|(zero, _)| *zero == id)?;
        Some(match self.notation {
            Notation::Latex => latex_name(name),
            _ => name.to_string(),
        })
    }

    fn is_short(&self, id: NodeId) -> bool {
        let named = self.names.iter().any(|(zero, _)| self.graph.depends_on(id, zero));
        let text = || Printer::new(Notation::Unicode).print_brief(self.graph, id, LONGEST);
        !named && text().chars().count() <= SHORT
    }

    /// Decimals that are certain.
    fn decimals(&self, id: NodeId, digits: usize) -> Option<String> {
        if self.graph.op(id) == Op::Undefined || !self.graph.free_symbols(id).is_empty() {
            return None;
        }
        let mut context = Context::new();
        [64, 256, 1024].into_iter().find_map(|precision| {
            let found = self.graph.enclose(&[id], &Point::new(), &mut context, precision).pop()?;
            to_decimal(&found.ok()?, digits)
        })
    }

    pub(super) fn limit(&self, limit: &Limit) -> String {
        let latex = self.notation == Notation::Latex;
        let text = match limit {
            Limit::Finite(value) => return self.number(*value),
            Limit::PlusInfinity => return self.infinity('+'),
            Limit::MinusInfinity => return self.infinity('-'),
            Limit::DoesNotExist(_) if latex => r"\nexists",
            Limit::DoesNotExist(_) => "no limit",
            Limit::Outside => "",
            Limit::Undecided(_) => "?",
        };
        text.to_string()
    }

    pub(super) fn infinity(&self, sign: char) -> String {
        match (self.notation, sign) {
            (Notation::Latex, sign) => format!(r"{sign}\infty"),
            (_, '-') => "−∞".to_string(),
            _ => "+∞".to_string(),
        }
    }

    /// `x`, `f(x)`, `f′(x)`, `f⁽⁴⁾(x)`.
    pub(super) fn derivative_name(&self, x: &str, order: u32) -> String {
        let latex = self.notation == Notation::Latex;
        let primes = match (order, latex) {
            (0, _) => String::new(),
            (1..=3, true) => "'".repeat(order as usize),
            (1..=3, false) => ["′", "″", "‴"][order as usize - 1].to_string(),
            (n, true) => format!("^{{({n})}}"),
            (n, false) => format!("⁽{}⁾", crate::figure::text::superscript(n as i32)),
        };
        format!("f{primes}({x})")
    }
}

/// The LaTeX form of a short name: a Greek letter with an index.
fn latex_name(name: &str) -> String {
    let index: String = name
        .chars()
        .filter_map(|c| char::from_digit((c as u32).wrapping_sub('₀' as u32), 10))
        .collect();
    let stem = match name.chars().next() {
        Some('α') => r"\alpha",
        Some('ρ') => r"\rho",
        Some('ξ') => r"\xi",
        Some('ζ') => r"\zeta",
        _ => r"\mathrm{root}",
    };
    if index.is_empty() { stem.to_string() } else { format!("{stem}_{{{index}}}") }
}
