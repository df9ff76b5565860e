//! Expressions as text: plain, Unicode, LaTeX, and in two dimensions for a terminal.
//!
//! Every node is written in terms of its children (`expand`), the order of terms and factors follows their
//! structure and never the order in which they were built (`order`), and the text is put together by one loop over
//! a stack of pieces (`write`), so that a nest of a million functions prints like any other expression.
//!
//! # Plain text
//! The parser reads plain text back to the same node. Its grammar, beyond arithmetic and `name(arguments)`:
//! `sqrt(x)`, `cbrt(x)`, `root(x, 5)`; `pi` and `e`; `rootof(x^5 - x - 1, 0)`, the real root number 0 of a polynomial; `{a if c; b if d; z otherwise}`; the relations
//! `<  <=  >  >=  ==  !=`; `and`, `or`, `true`, `false`; the unspecified function `f(x)` with its formal
//! derivatives `f'(x)` to `f'''(x)`, and otherwise `D[2, 1](f)(x, y)`, which lists the order by each argument;
//! `undefined`.
//!
//! - A product of more than 32 factors is written factor by factor, without a minus sign or quotient around it.
//! - Names are written as they are; a symbol called `e`, `pi` or `a+b` cannot be read back.

mod expand;
mod inline;
mod isolated;
mod latex;
mod layout;
mod names;
mod number;
mod order;
mod piece;
mod quotient;
#[cfg(test)]
mod reader;
#[cfg(test)]
mod tests;
mod write;

pub(crate) use isolated::{ZeroNames, polynomial_text};
pub use number::format_number;
pub use piece::Notation;

use crate::graph::{Expr, Graph};
use crate::operator::NodeId;
use crate::{Error, ErrorKind, Result};
use piece::Context;
use std::fmt;
use write::{Unit, Writer};

/// The longest text that is written unless another limit is set: 64 MiB.
pub const DEFAULT_LIMIT: u64 = 64 << 20;

/// The length beyond which `Display` leaves parts out.
const DISPLAY_LIMIT: u64 = 1 << 20;

/// How expressions are written.
///
/// # Examples
/// ```
/// use rolle::Scope;
/// use rolle::print::{Notation, Printer};
/// let cx = Scope::new();
/// let x = cx.symbol("x");
/// let f = 0.044715 * x.pow(3) + x;
/// let print = |printer: Printer| printer.print(&cx.graph(), f.id()).unwrap();
/// assert_eq!(print(Printer::new(Notation::Plain)), "8943*x^3/200000 + x");
/// assert_eq!(print(Printer::new(Notation::Plain).decimals(10)), "0.044715*x^3 + x");
/// assert_eq!(print(Printer::new(Notation::Unicode).decimals(10)), "0.044715x³ + x");
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Printer {
    notation: Notation,
    limit: u64,
    decimals: u32,
}

impl Printer {
    /// A printer with the default limit that writes fractions as fractions.
    pub fn new(notation: Notation) -> Printer {
        Printer { notation, limit: DEFAULT_LIMIT, decimals: 0 }
    }

    /// The longest text that is written, in bytes.
    pub fn limit(mut self, bytes: u64) -> Printer {
        self.limit = bytes;
        self
    }

    /// Writes rational numbers as exact decimals where they have at most this many digits after the point.
    pub fn decimals(mut self, digits: u32) -> Printer {
        self.decimals = digits;
        self
    }

    /// The text of an expression.
    ///
    /// Takes O(n log n) for n nodes and edges, plus the length of the text.
    ///
    /// # Errors
    /// `Budget` where the text is longer than the limit, found out before it is written: a shared graph can stand
    /// for a text that no memory holds.
    pub fn print(&self, graph: &Graph, root: NodeId) -> Result<String> {
        let writer = self.writer(graph, root, Unit::Bytes, self.limit, None);
        match writer.excess(self.limit) {
            Some(size) => Err(too_long(size, self.limit)),
            None => Ok(writer.text()),
        }
    }

    /// The text of an expression in at most about `characters` characters, with `…` for what is left out.
    ///
    /// What is short enough is written in full. In LaTeX nothing shorter than the whole is well formed, so there a
    /// text that is too long is `\dots`.
    pub fn print_brief(&self, graph: &Graph, root: NodeId, characters: usize) -> String {
        self.print_brief_named(graph, root, characters, None)
    }

    /// [`Printer::print_brief`] with short names for isolated zeros.
    pub(crate) fn print_brief_named(
        &self,
        graph: &Graph,
        root: NodeId,
        characters: usize,
        names: Option<&ZeroNames>,
    ) -> String {
        let limit = characters as u64;
        let writer = self.writer(graph, root, Unit::Characters, limit, names);
        match (writer.excess(limit), self.notation) {
            (None, _) => writer.text(),
            (_, Notation::Latex) => r"\dots".to_string(),
            _ => writer.brief(limit),
        }
    }

    /// The lines of an expression in two dimensions: fractions with a bar, raised exponents, braces around cases.
    ///
    /// An expression whose text on one line has more than `characters` characters is cut as by
    /// [`Printer::print_brief`] and stays on one line. The notation is always Unicode.
    pub fn layout(&self, graph: &Graph, root: NodeId, characters: usize) -> Vec<String> {
        self.layout_on_baseline(graph, root, characters).0
    }

    /// [`Printer::layout`] with the index of the line on which text to the left of the formula stands.
    pub fn layout_on_baseline(
        &self,
        graph: &Graph,
        root: NodeId,
        characters: usize,
    ) -> (Vec<String>, usize) {
        self.layout_named(graph, root, characters, None)
    }

    /// [`Printer::layout_on_baseline`] with short names for isolated zeros.
    pub(crate) fn layout_named(
        &self,
        graph: &Graph,
        root: NodeId,
        characters: usize,
        names: Option<&ZeroNames>,
    ) -> (Vec<String>, usize) {
        let printer = Printer { notation: Notation::Unicode, ..*self };
        let limit = characters as u64;
        let writer = printer.writer(graph, root, Unit::Characters, limit, names);
        match writer.excess(limit) {
            None => layout::lines(&writer, root),
            Some(_) => (vec![writer.brief(limit)], 0),
        }
    }

    fn writer<'g>(
        &self,
        graph: &'g Graph,
        root: NodeId,
        unit: Unit,
        limit: u64,
        names: Option<&'g ZeroNames>,
    ) -> Writer<'g> {
        let context = Context::new(graph, self.notation, self.decimals, names, root);
        Writer::new(context, unit, limit, root)
    }
}

impl Default for Printer {
    fn default() -> Printer {
        Printer::new(Notation::Plain)
    }
}

fn too_long(size: u64, limit: u64) -> Error {
    let size = if size == u64::MAX { "at least 2^64".to_string() } else { size.to_string() };
    let message = format!("the text of the expression has {size} bytes, and the limit is {limit}");
    Error::new(ErrorKind::Budget, message)
        .with_help("raise the limit of the printer, or print a brief form")
}

impl Graph {
    /// The expression as plain text, which the parser reads back to the same node.
    ///
    /// # Errors
    /// `Budget` where the text has more than [`DEFAULT_LIMIT`] bytes; see [`Printer`] for other limits.
    ///
    /// # Examples
    /// ```
    /// let mut g = rolle::Graph::new();
    /// let (x, one) = (g.symbol("x"), g.integer(1));
    /// let square = g.powi(x, 2);
    /// let f = g.sum(&[one, square]);
    /// let f = g.divide(x, f);
    /// assert_eq!(g.print(f)?, "x/(x^2 + 1)");
    /// # Ok::<(), rolle::Error>(())
    /// ```
    pub fn print(&self, root: NodeId) -> Result<String> {
        Printer::new(Notation::Plain).print(self, root)
    }

    /// The expression on one line of Unicode: `x²/(1 + e⁻ˣ)`.
    ///
    /// # Errors
    /// `Budget` where the text has more than [`DEFAULT_LIMIT`] bytes.
    pub fn print_unicode(&self, root: NodeId) -> Result<String> {
        Printer::new(Notation::Unicode).print(self, root)
    }

    /// The expression in LaTeX, for mathematics mode.
    ///
    /// # Errors
    /// `Budget` where the text has more than [`DEFAULT_LIMIT`] bytes.
    pub fn print_latex(&self, root: NodeId) -> Result<String> {
        Printer::new(Notation::Latex).print(self, root)
    }
}

/// Plain text; beyond a mebibyte, or a width that the format gives (`{:.80}`), parts are left out with `…`.
impl fmt::Display for Expr<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let limit = f.precision().unwrap_or(DISPLAY_LIMIT as usize);
        f.write_str(&Printer::default().print_brief(&self.scope().graph(), self.id(), limit))
    }
}
