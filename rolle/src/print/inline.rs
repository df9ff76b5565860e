//! Quotients, powers and functions on one line: plain text and Unicode.

use super::expand::{exponent_text, raise};
use super::number::format_number;
use super::piece::{Context, Level, Mode, Notation, Piece};
use super::quotient::{Factor, Quotient, Radical};
use crate::graph::Facts;
use crate::number::Number;
use crate::operator::{NodeId, Op};

impl Context<'_> {
    /// `a*b/(c*d)`.
    pub(super) fn expand_quotient(&self, quotient: &Quotient<'_>, out: &mut Vec<Piece>) {
        if self.notation == Notation::Latex {
            return self.latex_quotient(quotient, out);
        }
        if quotient.above.is_none() && quotient.factors_above() == 0 {
            out.push(Piece::Integer(1));
        }
        self.inline_factors(&quotient.above, quotient.numerator(self), Level::Power, out);
        if !quotient.is_fraction() {
            return;
        }
        out.push(Piece::Text("/"));
        let several = quotient.factors_below() > 1;
        if several {
            out.push(Piece::Open("("));
        }
        self.inline_factors(&quotient.below, quotient.denominator(self), Level::Power, out);
        if several {
            out.push(Piece::Close(")"));
        }
    }

    pub(super) fn inline_factors<'a>(
        &self,
        number: &Option<Piece>,
        factors: impl Iterator<Item = Factor<'a>>,
        need: Level,
        out: &mut Vec<Piece>,
    ) {
        let unicode = self.notation == Notation::Unicode;
        let times = if unicode { "·" } else { "*" };
        if let Some(number) = number {
            out.push(number.clone());
        }
        for (k, factor) in factors.enumerate() {
            match k {
                0 if number.is_none() => {}
                0 if unicode && self.follows_number(factor) => {}
                _ => out.push(Piece::Text(times)),
            }
            match factor {
                Factor::Node(id, mode) => self.push(id, mode, need, out),
                Factor::Radical(radical) => self.inline_radical(radical, out),
            }
        }
    }

    /// Whether a factor may stand directly behind a number, as in `2x`.
    fn follows_number(&self, factor: Factor<'_>) -> bool {
        match factor {
            Factor::Node(id, _) if self.graph.op(id) == Op::Root => self.root_of_three(id),
            Factor::Node(id, _) => !self.begins_with_digit(id),
            Factor::Radical(radical) => {
                matches!(radical.exponent.recip(), Some(Number::Small(2 | 3)))
            }
        }
    }

    fn inline_radical(&self, radical: &Radical, out: &mut Vec<Piece>) {
        let Radical { radicand, exponent } = radical;
        let degree = exponent.recip().and_then(|degree| degree.to_i64());
        let text = match (self.notation, degree) {
            (Notation::Unicode, Some(2)) => format!("√{radicand}"),
            (Notation::Unicode, Some(3)) => format!("∛{radicand}"),
            (_, Some(2)) => format!("sqrt({radicand})"),
            (_, Some(3)) => format!("cbrt({radicand})"),
            _ => format!("{radicand}^{}", exponent_text(exponent)),
        };
        out.push(Piece::Owned(text.into()));
    }

    /// `base^exponent`, `sqrt(base)`, `1/base^n`.
    pub(super) fn expand_power(&self, id: NodeId, mode: Mode, out: &mut Vec<Piece>) {
        if mode == Mode::Whole && self.is_reciprocal(id) {
            return self.expand_quotient(&self.reciprocal(&[id]), out);
        }
        if self.notation == Notation::Latex {
            return self.latex_power(id, out);
        }
        let (base, exponent) = (self.graph.args(id)[0], self.graph.args(id)[1]);
        if let Some(degree) = self.root_degree(id) {
            let (plain, sign) = if degree == 2 { ("sqrt", "√") } else { ("cbrt", "∛") };
            return self.inline_root(plain, sign, base, out);
        }
        self.push(base, Mode::Whole, Level::Atom, out);
        let number = self.numeric_exponent(exponent);
        if self.notation == Notation::Unicode {
            let raised = match &number {
                Some(number) => raise(&format_number(number, 0)),
                None => self.raised(exponent),
            };
            if let Some(raised) = raised {
                return out.push(Piece::Owned(raised.into()));
            }
        }
        out.push(Piece::Text("^"));
        match number {
            Some(number) => out.push(Piece::Owned(exponent_text(&number))),
            None => self.push(exponent, Mode::Whole, Level::Atom, out),
        }
    }

    fn inline_root(
        &self,
        plain: &'static str,
        sign: &'static str,
        base: NodeId,
        out: &mut Vec<Piece>,
    ) {
        if self.notation == Notation::Plain {
            out.push(Piece::Text(plain));
            return self.push_arguments(&[base], out);
        }
        out.push(Piece::Text(sign));
        self.push_radicand(base, out);
    }

    /// A short word directly under the root sign, all else in parentheses.
    fn push_radicand(&self, base: NodeId, out: &mut Vec<Piece>) {
        let short = matches!(self.graph.op(base), Op::Symbol | Op::Constant)
            || (self.graph.small_integer(base).is_some()
                && self.graph.facts(base).has(Facts::NONNEGATIVE));
        if short {
            return self.push(base, Mode::Whole, Level::Atom, out);
        }
        self.push_arguments(&[base], out);
    }

    pub(super) fn root_of_three(&self, id: NodeId) -> bool {
        self.graph.small_integer(self.graph.args(id)[1]) == Some(3)
    }

    /// A function of the operator table.
    pub(super) fn expand_function(&self, op: Op, id: NodeId, out: &mut Vec<Piece>) {
        match self.notation {
            Notation::Plain => self.plain_function(op, id, out),
            Notation::Unicode => self.unicode_function(op, id, out),
            Notation::Latex => self.latex_function(op, id, out),
        }
    }

    fn plain_function(&self, op: Op, id: NodeId, out: &mut Vec<Piece>) {
        let args = self.arrangement.children(id);
        if op == Op::Root && self.root_of_three(id) {
            out.push(Piece::Text("cbrt"));
            return self.push_arguments(&args[..1], out);
        }
        out.push(Piece::Text(op.row().map_or("", |row| row.name)));
        self.push_arguments(args, out);
    }

    fn unicode_function(&self, op: Op, id: NodeId, out: &mut Vec<Piece>) {
        let args = self.arrangement.children(id);
        let bars = match op {
            Op::Abs => Some(("|", "|")),
            Op::Floor => Some(("⌊", "⌋")),
            Op::Ceil => Some(("⌈", "⌉")),
            _ => None,
        };
        if let Some((open, close)) = bars {
            out.push(Piece::Open(open));
            self.push(args[0], Mode::Whole, Level::Or, out);
            return out.push(Piece::Close(close));
        }
        match op {
            Op::Exp => match self.raised(args[0]) {
                Some(raised) => out.push(Piece::Owned(format!("e{raised}").into())),
                None => {
                    out.push(Piece::Text("e^"));
                    self.push_arguments(args, out);
                }
            },
            Op::Root => {
                let degree = format_number(&self.graph.number(args[1]).unwrap_or(Number::ONE), 0);
                match raise(&degree) {
                    Some(_) if degree == "3" => out.push(Piece::Text("∛")),
                    Some(raised) => out.push(Piece::Owned(format!("{raised}√").into())),
                    None => return self.plain_function(op, id, out),
                }
                self.push_radicand(args[0], out);
            }
            Op::Polygamma => {
                let order = format_number(&self.graph.number(args[0]).unwrap_or(Number::ONE), 0);
                let Some(order) = raise(&order) else { return self.plain_function(op, id, out) };
                out.push(Piece::Owned(format!("ψ⁽{order}⁾").into()));
                self.push_arguments(&args[1..], out);
            }
            _ => {
                out.push(Piece::Text(unicode_word(op)));
                self.push_arguments(args, out);
            }
        }
    }
}

fn unicode_word(op: Op) -> &'static str {
    match op {
        Op::Log => "ln",
        Op::Sigmoid => "σ",
        Op::Gamma => "Γ",
        Op::Digamma => "ψ",
        Op::Lambertw => "W",
        Op::Erfinv => "erf⁻¹",
        _ => op.row().map_or("", |row| row.name),
    }
}
