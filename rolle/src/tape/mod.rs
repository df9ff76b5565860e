//! Numbers: formulas as straight-line programs that keep every digit they can.
//!
//! [`compile`] brings any set of expressions of one graph (f with f′ and f″, a gradient, a Jacobian) into stable form
//! (`stable`, by named rules) and lowers it to one tape over shared subexpressions (`lower`). Evaluators run the tape:
//! [`Evaluator`] over arrays of `f32` or `f64`, [`Scalar`] at single points.
//!
//! ```
//! use rolle::tape::compile;
//! let mut g = rolle::Graph::new();
//! let (f, x) = (g.parse("x/2*(1 + erf(x/sqrt(2)))")?, g.symbol("x"));
//! let df = g.derivative(f, x);
//! let tape = compile(&g, &[f, df], &[x])?;
//! let (mut y, mut dy) = ([0.0; 3], [0.0; 3]);
//! tape.evaluator::<f64>().eval_into(&[&[-9.0, 0.0, f64::INFINITY]], &mut [&mut y, &mut dy])?;
//! assert_eq!(y, [-1.0157295653584566e-18, 0.0, f64::INFINITY]);
//! assert_eq!(dy[1..], [0.5, 1.0]);
//! # Ok::<(), rolle::Error>(())
//! ```

pub mod accuracy;
mod evaluator;
mod exact;
mod lower;
mod stable;

pub use evaluator::Evaluator;
pub use rolle_tape::vector::Isa;
pub use rolle_tape::{Batch, Scalar};
pub use stable::{Rewriting, Rule};

use crate::graph::{Expr, Graph};
use crate::operator::NodeId;
use crate::{Error, ErrorKind, Result};
use exact::Exact;
use rolle_tape::function::Elementary as Format;
use rolle_tape::vector::Real;

/// Formulas as one straight-line program.
#[derive(Clone, Debug)]
pub struct Tape {
    program: rolle_tape::Tape,
    exact: Exact,
    rewritings: Vec<Rewriting>,
}

/// Compiles expressions as functions of some symbols, in the order given.
///
/// # Errors
/// `UnknownName` for a symbol that is not among the inputs, `Unsupported` for a function without a definition,
/// `Argument` for an input that is no symbol or occurs twice, `Budget` for a constant that resists enclosure.
pub fn compile(graph: &Graph, roots: &[NodeId], inputs: &[NodeId]) -> Result<Tape> {
    let mut names = Vec::with_capacity(inputs.len());
    for &input in inputs {
        let name = graph.symbol_name(input).filter(|name| !names.contains(name));
        names.push(name.ok_or_else(|| {
            let text = graph.print(input).unwrap_or_default();
            Error::new(ErrorKind::Argument, format!("`{text}` is no symbol, or is an input twice"))
        })?);
    }
    let mut stable = stable::stabilize(graph, roots);
    let program = lower::lower(&mut stable, &names)?;
    Ok(Tape { program, exact: Exact::new(graph, roots, inputs), rewritings: stable.rewritings })
}

impl Tape {
    /// The number of inputs.
    pub fn inputs(&self) -> usize {
        self.program.inputs()
    }

    /// The number of results.
    pub fn outputs(&self) -> usize {
        self.program.outputs()
    }

    /// The program, step by step.
    pub fn program(&self) -> &rolle_tape::Tape {
        &self.program
    }

    /// The rules that made the formulas stable, in the order of their application.
    pub fn rewritings(&self) -> &[Rewriting] {
        &self.rewritings
    }

    /// Makes the tape ready for arrays, on the fastest instruction set of this machine.
    pub fn evaluator<T: Real + Format>(&self) -> Evaluator<T> {
        Evaluator::new(self, Isa::best())
    }

    /// Makes the tape ready for arrays, on an instruction set; results have the same bits on each.
    pub fn evaluator_on<T: Real + Format>(&self, isa: Isa) -> Evaluator<T> {
        Evaluator::new(self, isa)
    }

    /// Makes the tape ready for single points, for many fast calls.
    ///
    /// Here nothing is mended: where the arithmetic overflows on the way the result is not finite.
    pub fn scalar<T: Real + Format>(&self) -> Scalar<T> {
        self.program.scalar()
    }
}

impl<'s> crate::Scope {
    /// Compiles expressions of this scope; see [`compile`].
    ///
    /// # Errors
    /// As [`compile`].
    pub fn compile(&'s self, roots: &[Expr<'s>], inputs: &[Expr<'s>]) -> Result<Tape> {
        let ids = |list: &[Expr<'s>]| list.iter().map(|e| e.id()).collect::<Vec<NodeId>>();
        compile(&self.graph(), &ids(roots), &ids(inputs))
    }
}
