//! Quotients, powers and functions in LaTeX.

use super::number::format_number;
use super::piece::{Context, Level, Mode, Piece};
use super::quotient::{Factor, Quotient, Radical};
use crate::graph::Facts;
use crate::number::Number;
use crate::operator::{NodeId, Op};

impl Context<'_> {
    pub(super) fn latex_quotient(&self, quotient: &Quotient<'_>, out: &mut Vec<Piece>) {
        let Quotient { above, below, .. } = quotient;
        if !quotient.is_fraction() {
            return self.latex_factors(above, quotient.numerator(self), Level::Power, out);
        }
        // A factor that stands alone above or below the bar needs no parentheses.
        let need = |count| if count == 1 { Level::Or } else { Level::Power };
        let count = quotient.factors_above() + usize::from(above.is_some());
        out.push(Piece::Open(r"\frac{"));
        if count == 0 {
            out.push(Piece::Integer(1));
        }
        self.latex_factors(above, quotient.numerator(self), need(count), out);
        out.extend([Piece::Close("}"), Piece::Open("{")]);
        let count = quotient.factors_below();
        self.latex_factors(below, quotient.denominator(self), need(count), out);
        out.push(Piece::Close("}"));
    }

    fn latex_factors<'a>(
        &self,
        number: &Option<Piece>,
        factors: impl Iterator<Item = Factor<'a>>,
        need: Level,
        out: &mut Vec<Piece>,
    ) {
        if let Some(number) = number {
            out.push(number.clone());
        }
        let mut before = None;
        for factor in factors {
            if before.is_some() || number.is_some() {
                let dot = self.needs_dot(before, factor);
                out.push(Piece::Text(if dot { r" \cdot " } else { " " }));
            }
            match factor {
                Factor::Node(id, mode) => self.push(id, mode, need, out),
                Factor::Radical(radical) => latex_radical(radical, out),
            }
            before = Some(factor);
        }
    }

    /// Between numbers, and before a parenthesis that would make a name look like a function.
    fn needs_dot(&self, before: Option<Factor<'_>>, factor: Factor<'_>) -> bool {
        let (id, mode) = match factor {
            Factor::Node(id, mode) => (id, mode),
            Factor::Radical(radical) => return !is_unit_fraction(&radical.exponent),
        };
        let named = |id: NodeId| {
            let base = if self.graph.op(id) == Op::Power { self.graph.args(id)[0] } else { id };
            matches!(self.graph.op(base), Op::Symbol | Op::Constant)
        };
        let after_name = matches!(before, Some(Factor::Node(id, _)) if named(id));
        self.begins_with_digit(id) || (after_name && self.opens_parenthesis(id, mode))
    }

    fn opens_parenthesis(&self, id: NodeId, mode: Mode) -> bool {
        let base = if self.graph.op(id) == Op::Power { self.graph.args(id)[0] } else { id };
        let root = self.graph.op(id) == Op::Power && self.root_degree(id).is_some();
        !root
            && (self.level(id, mode) < Level::Power || self.level(base, Mode::Whole) < Level::Atom)
    }

    pub(super) fn latex_power(&self, id: NodeId, out: &mut Vec<Piece>) {
        let (base, exponent) = (self.graph.args(id)[0], self.graph.args(id)[1]);
        if let Some(degree) = self.root_degree(id) {
            out.push(Piece::Open(if degree == 2 { r"\sqrt{" } else { r"\sqrt[3]{" }));
            self.push(base, Mode::Whole, Level::Or, out);
            return out.push(Piece::Close("}"));
        }
        let number = self.numeric_exponent(exponent);
        let op = self.graph.op(base);
        if let Some(number) = &number
            && number.is_integer()
            && takes_exponent(op)
        {
            let name = op.row().map_or("", |row| row.latex);
            out.push(Piece::Owned(format!("{name}^{{{}}}", format_number(number, 0)).into()));
            return self.push_arguments(self.graph.args(base), out);
        }
        self.push(base, Mode::Whole, Level::Atom, out);
        out.push(Piece::Open("^{"));
        match number {
            Some(number) => out.push(Piece::Owned(format_number(&number, 0).into())),
            None => self.push(exponent, Mode::Whole, Level::Or, out),
        }
        out.push(Piece::Close("}"));
    }

    pub(super) fn latex_function(&self, op: Op, id: NodeId, out: &mut Vec<Piece>) {
        let args = self.arrangement.children(id);
        let tall = self.is_tall(args[0]);
        let fences = match op {
            Op::Exp => Some(("e^{", "}")),
            Op::Abs => Some((r"\left|", r"\right|")),
            Op::Floor if tall => Some((r"\left\lfloor ", r" \right\rfloor")),
            Op::Floor => Some((r"\lfloor ", r" \rfloor")),
            Op::Ceil if tall => Some((r"\left\lceil ", r" \right\rceil")),
            Op::Ceil => Some((r"\lceil ", r" \rceil")),
            _ => None,
        };
        if let Some((open, close)) = fences {
            out.push(Piece::Open(open));
            self.push(args[0], Mode::Whole, Level::Or, out);
            return out.push(Piece::Close(close));
        }
        let number = |id| format_number(&self.graph.number(id).unwrap_or(Number::ONE), 0);
        match op {
            Op::Root => {
                out.push(Piece::Owned(format!(r"\sqrt[{}]", number(args[1])).into()));
                out.push(Piece::Open("{"));
                self.push(args[0], Mode::Whole, Level::Or, out);
                out.push(Piece::Close("}"));
            }
            Op::Polygamma => {
                out.push(Piece::Owned(format!(r"\psi^{{({})}}", number(args[0])).into()));
                self.push_arguments(&args[1..], out);
            }
            _ => {
                out.push(Piece::Text(op.row().map_or("", |row| row.latex)));
                self.push_arguments(args, out);
            }
        }
    }

    /// Whether pieces are taller than a line of text.
    pub(super) fn are_tall(&self, pieces: &[Piece]) -> bool {
        let facts = |id: NodeId| self.graph.facts(id);
        pieces.iter().any(|piece| match piece {
            Piece::Open(word) => matches!(*word, r"\frac{" | r"\begin{cases} "),
            Piece::Sub { id, mode: Mode::Flipped, .. } => self
                .graph
                .args(*id)
                .iter()
                .any(|&arg| self.is_tall(arg) && !facts(arg).has(Facts::CONSTANT)),
            Piece::Sub { id, .. } => self.is_tall(*id),
            _ => false,
        })
    }
}

fn latex_radical(radical: &Radical, out: &mut Vec<Piece>) {
    let Radical { radicand, exponent } = radical;
    let text = match exponent.recip().and_then(|degree| degree.to_i64()) {
        Some(2) => format!(r"\sqrt{{{radicand}}}"),
        Some(degree) => format!(r"\sqrt[{degree}]{{{radicand}}}"),
        None => format!("{radicand}^{{{}}}", format_number(exponent, 0)),
    };
    out.push(Piece::Owned(text.into()));
}

fn is_unit_fraction(exponent: &Number) -> bool {
    exponent.recip().is_some_and(|degree| degree.is_integer())
}

/// The functions whose integer powers are written `\sin^{2}(x)`.
fn takes_exponent(op: Op) -> bool {
    matches!(
        op,
        Op::Sin
            | Op::Cos
            | Op::Tan
            | Op::Sec
            | Op::Csc
            | Op::Cot
            | Op::Sinh
            | Op::Cosh
            | Op::Tanh
            | Op::Sech
            | Op::Csch
            | Op::Coth
    )
}
