//! Text to formula.
//!
//! A formula may be typed the way it is written on paper (`2 sin² x`, `|x|/√(1 + x²)`, `1/(1+e^-x)`), in Python with the
//! names of NumPy, PyTorch and JAX, or in LaTeX. All of these become one [`SyntaxTree`]. Nothing is guessed in silence:
//! what can be read in two ways is read in one, with a warning that shows both.
//!
//! The parser never uses the machine's stack for the depth of a formula, its time and memory are linear in the length
//! of the text, and every limit is an option.

mod assumption;
mod builtin;
mod characters;
mod diagnostic;
mod dump;
mod function;
mod latex;
mod lexer;
mod lower;
mod number;
mod parsed;
mod parser;
mod render;
mod suggest;
mod syntax;
mod token;

#[cfg(test)]
mod tests;

pub use assumption::{assumption_texts, parse_assumption};
pub use diagnostic::{Diagnostic, Fix, Severity};
pub use parsed::{Parsed, parse};
pub use render::render_diagnostic;
pub(crate) use suggest::nearest as nearest_name;
pub use syntax::{
    Constant, Definition, Function, Join, NameId, Operand, Operands, Relation, SyntaxId,
    SyntaxKind, SyntaxTree,
};

use crate::error::{ErrorKind, Span};
use diagnostic::Sink;

/// How a text is read, and what it may cost.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ParseOptions {
    /// The longest text in bytes; 16 MiB by default, never more than 2 GiB.
    pub max_bytes: usize,
    /// The deepest nesting of brackets and waiting operators; four million by default (about 24 bytes each).
    pub max_depth: usize,
    /// The most nodes of the syntax tree; 16 million by default (24 bytes each).
    pub max_nodes: usize,
    /// The digits of all numbers together, written out; numbers of up to forty digits are free. Two million by default.
    pub max_digits: usize,
    /// The most nodes that calls of functions may expand to; eight million by default.
    pub max_expansion: usize,
    /// After how many errors, and how many warnings, the parser has said enough; twenty by default.
    pub max_diagnostics: usize,
    /// Whether a product without a sign binds tighter than `/`, so that `1/2x` is 1/(2x). Off by default: `1/2x` is
    /// (1/2)·x, with a warning.
    pub tight_juxtaposition: bool,
    /// Whether an unknown name right before `(` is an unspecified function, as the printer writes them: `f(x)`,
    /// `f'(x)`, `D[1, 0](f)(x, y)`. Off by default, where it is an error.
    pub unspecified_functions: bool,
}

impl Default for ParseOptions {
    fn default() -> ParseOptions {
        ParseOptions {
            max_bytes: 16 << 20,
            max_depth: 4_000_000,
            max_nodes: 16 << 20,
            max_digits: 2_000_000,
            max_expansion: 8_000_000,
            max_diagnostics: 20,
            tight_juxtaposition: false,
            unspecified_functions: false,
        }
    }
}

/// A text that has been read: the tree, and what there is to say about it.
#[derive(Clone, Debug)]
pub struct Syntax {
    /// The tree; it has a root exactly when there are no errors.
    pub tree: SyntaxTree,
    /// Errors and warnings in the order of their places.
    pub diagnostics: Vec<Diagnostic>,
}

impl Syntax {
    /// Whether the text is a formula.
    pub fn is_ok(&self) -> bool {
        self.tree.root().is_some()
    }
}

/// Reads a text into its syntax tree. Never fails: what is wrong is in the diagnostics.
///
/// ```
/// let syntax = rolle::parse::parse_syntax("2 sin² x", &Default::default());
/// let root = syntax.tree.root().unwrap();
/// assert_eq!(syntax.tree.dump(root), "(* 2 (^ (sin x) 2))");
/// ```
pub fn parse_syntax(source: &str, options: &ParseOptions) -> Syntax {
    let mut sink = Sink::new(options.max_diagnostics);
    let tree = read(source, options, &mut sink);
    Syntax { tree, diagnostics: sink.into_sorted() }
}

/// Reads a text into its syntax tree, which has a root only if there were no errors.
fn read(source: &str, options: &ParseOptions, sink: &mut Sink) -> SyntaxTree {
    let limit = options.max_bytes.min((1 << 31) - 1);
    if source.len() > limit {
        let message = format!("the formula has {} bytes, the limit is {limit}", source.len());
        let error = Diagnostic::error(ErrorKind::Budget, Span::new(0, 0), message);
        sink.fatal(error.help("raise `max_bytes`"));
        return SyntaxTree::default();
    }
    let lexed =
        if latex::is_latex(source) { latex::lex(source, sink) } else { lexer::lex(source, sink) };
    parser::parse(source, &lexed, options, sink)
}
