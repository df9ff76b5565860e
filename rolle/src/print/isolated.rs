//! Isolated zeros: `rootof(x^5 - x - 1, 0)`, the real roots counted from zero as SymPy's CRootOf does.

use super::names::{superscript, unicode_name};
use super::piece::{Context, Notation};
use crate::graph::{FunctionZero, Graph, IsolatedZero};
use crate::number::{Integer, Rational};
use crate::operator::NodeId;
use crate::polynomial::IntPoly;
use dashu_base::{BitTest, Signed, UnsignedAbs};
use std::cmp::Ordering;

/// Letters for isolated zeros; the first that no symbol has is taken.
const LETTERS: [&str; 5] = ["α", "ρ", "ξ", "ζ", "root"];

/// Short names for the isolated zeros of some expressions: `α`, or `α₁`, `α₂`, … ascending.
#[derive(Clone, Debug, Default)]
pub(crate) struct ZeroNames {
    names: Vec<(NodeId, String)>,
}

impl ZeroNames {
    /// Names for all isolated zeros in some expressions, none of which is the name of a symbol there.
    pub(crate) fn of(graph: &Graph, expressions: &[NodeId]) -> ZeroNames {
        let order = graph.order(expressions);
        let mut zeros: Vec<(NodeId, &IsolatedZero)> =
            order.iter().filter_map(|&id| Some((id, graph.isolated_zero(id)?))).collect();
        zeros.sort_by(|(_, a), (_, b)| ascending(a, b));
        let symbols: Vec<String> =
            order.iter().filter_map(|&id| graph.symbol_name(id)).map(unicode_name).collect();
        let is_free = |letter: &&str| !symbols.iter().any(|name| name.starts_with(*letter));
        let letter = LETTERS.into_iter().find(is_free).unwrap_or("root#");
        let name = |k: usize| match zeros.len() {
            1 => letter.to_string(),
            _ => unicode_name(&format!("{letter}_{k}")),
        };
        ZeroNames { names: zeros.iter().zip(1..).map(|((id, _), k)| (*id, name(k))).collect() }
    }

    /// The name of a zero.
    fn get(&self, id: NodeId) -> Option<&str> {
        self.names.iter().find(|(known, _)| *known == id).map(|(_, name)| &**name)
    }

    /// The zeros with their names, ascending.
    pub(crate) fn iter(&self) -> impl Iterator<Item = (NodeId, &str)> {
        self.names.iter().map(|(id, name)| (*id, &**name))
    }
}

/// The order of two zeros, for names only: exact between algebraic numbers.
fn ascending(a: &IsolatedZero, b: &IsolatedZero) -> Ordering {
    match (a, b) {
        (IsolatedZero::OfPolynomial(a), IsolatedZero::OfPolynomial(b)) => {
            a.compare(b).unwrap_or(Ordering::Equal)
        }
        _ => a.to_f64().total_cmp(&b.to_f64()),
    }
}

/// More than the length of the text of an isolated zero, in any notation.
pub(super) fn longest_text(zero: &IsolatedZero) -> usize {
    let number = match zero {
        IsolatedZero::OfPolynomial(number) => number,
        IsolatedZero::OfFunction(zero) => {
            return 4 * zero.function().len() + 2 * zero.digits() as usize + 400;
        }
    };
    let coefficients = number.minimal_polynomial().coefficients();
    coefficients.iter().map(|c| c.bit_len() + 64).sum()
}

impl Context<'_> {
    /// The polynomial and the place among its real roots.
    pub(super) fn isolated_text(&self, id: NodeId) -> String {
        if let Some(name) = self.names.and_then(|names| names.get(id)) {
            return name.to_string();
        }
        let number = match self.graph.isolated_zero(id) {
            Some(IsolatedZero::OfPolynomial(number)) => number,
            Some(IsolatedZero::OfFunction(zero)) => return function_zero_text(zero, self.notation),
            None => return String::new(),
        };
        let polynomial = polynomial_text(number.minimal_polynomial(), self.notation);
        let index = number.index();
        match self.notation {
            Notation::Plain | Notation::Unicode => format!("rootof({polynomial}, {index})"),
            Notation::Latex => {
                format!(r"\operatorname{{rootof}}({polynomial}, {index})")
            }
        }
    }
}

/// The function and the decimals between which its zero lies.
fn function_zero_text(zero: &FunctionZero, notation: Notation) -> String {
    let (low, high) = zero.interval();
    let [low, high] = [low, high].map(|end| decimal(end, zero.digits()));
    match notation {
        Notation::Latex => {
            format!(r"\operatorname{{zeroof}}(\texttt{{{}}}, {low}, {high})", zero.function())
        }
        Notation::Plain => format!("zeroof({}, {low}, {high})", zero.function()),
        Notation::Unicode => {
            let minus = |text: String| text.replace('-', "−");
            format!("zeroof({}, {}, {})", zero.function(), minus(low), minus(high))
        }
    }
}

/// A multiple of 10^−digits, exactly.
pub(crate) fn decimal(value: &Rational, digits: u32) -> String {
    let scaled = value * Rational::from(Integer::from(10).pow(digits as usize));
    let units = scaled.numerator();
    let text = Integer::from(units.unsigned_abs()).to_string();
    let text = format!("{text:0>width$}", width = digits as usize + 1);
    let (whole, fraction) = text.split_at(text.len() - digits as usize);
    let sign = if units.is_negative() { "-" } else { "" };
    if fraction.is_empty() { format!("{sign}{whole}") } else { format!("{sign}{whole}.{fraction}") }
}

/// Descending powers of x.
pub(crate) fn polynomial_text(p: &IntPoly, notation: Notation) -> String {
    let (minus, times) = match notation {
        Notation::Plain => ("-", "*"),
        Notation::Unicode => ("−", ""),
        Notation::Latex => ("-", " "),
    };
    let mut text = String::new();
    let terms = p.coefficients().iter().enumerate().rev().filter(|(_, c)| !c.is_zero());
    for (i, c) in terms {
        match (text.is_empty(), c.is_negative()) {
            (true, true) => text.push_str(minus),
            (true, false) => {}
            (false, negative) => {
                text.push_str(&format!(" {} ", if negative { minus } else { "+" }));
            }
        }
        let magnitude = Integer::from(c.unsigned_abs());
        if i == 0 || !magnitude.is_one() {
            text.push_str(&magnitude.to_string());
            text.push_str(if i == 0 { "" } else { times });
        }
        if i > 0 {
            text.push('x');
        }
        if i > 1 {
            text.push_str(&exponent(i, notation));
        }
    }
    text
}

fn exponent(n: usize, notation: Notation) -> String {
    let digits = n.to_string();
    match notation {
        Notation::Plain => format!("^{digits}"),
        Notation::Unicode => digits.chars().filter_map(superscript).collect(),
        Notation::Latex => format!("^{{{digits}}}"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::print::Printer;

    #[test]
    fn every_notation() {
        let mut g = Graph::new();
        let id = g.parse("rootof(2x^12 - 30x^3 + x - 7, 1)^2/3").unwrap();
        assert_eq!(g.print(id).unwrap(), "rootof(2*x^12 - 30*x^3 + x - 7, 1)^2/3");
        assert_eq!(g.print_unicode(id).unwrap(), "rootof(2x¹² − 30x³ + x − 7, 1)²/3");
        assert_eq!(
            g.print_latex(id).unwrap(),
            r"\frac{\operatorname{rootof}(2 x^{12} - 30 x^{3} + x - 7, 1)^{2}}{3}"
        );
    }

    #[test]
    fn short_names_ascend_and_avoid_symbols() {
        let mut g = Graph::new();
        let root = |g: &mut Graph, k| g.parse(&format!("rootof(x^3 - 3x + 1, {k})")).unwrap();
        let (high, low) = (root(&mut g, 2), root(&mut g, 0));
        let alpha = g.symbol("alpha");
        let sum = g.sum(&[high, low]);
        let product = g.product(&[alpha, high]);
        let write = |expressions: &[NodeId], id| {
            let names = ZeroNames::of(&g, expressions);
            Printer::new(Notation::Unicode).print_brief_named(&g, id, 200, Some(&names))
        };
        assert_eq!(write(&[sum], sum), "α₁ + α₂");
        assert_eq!(write(&[high], high), "α");
        assert_eq!(write(&[sum, high], high), "α₂");
        assert_eq!(write(&[sum, product], product), "ρ₂·α");
    }

    /// A long text is cut or refused like any other.
    #[test]
    fn long_polynomials_stay_within_limits() {
        let mut g = Graph::new();
        let dense: Vec<String> = (0..60).map(|k| format!("{}*x^{k}", 1_000_003 + k)).collect();
        let id = g.parse(&format!("rootof({} - x^61, 0)", dense.join(" + "))).unwrap();
        assert!(Printer::default().limit(100).print(&g, id).is_err());
        assert!(Printer::default().print_brief(&g, id, 40).chars().count() <= 45);
    }
}
