//! The text of one node in terms of its children: what all notations share.

use super::names::superscript;
use super::number::format_number;
use super::piece::{Context, Level, Mode, Notation, Piece};
use crate::graph::{Constant, Facts};
use crate::number::Number;
use crate::operator::{NodeId, Op};

/// An exponent is raised in Unicode up to this many characters.
const LONGEST_SUPERSCRIPT: usize = 5;

/// The words of a notation.
pub(super) struct Words {
    pub(super) minus: &'static str,
    pub(super) between_minus: &'static str,
    pub(super) pi: &'static str,
    pub(super) undefined: &'static str,
    pub(super) truth: &'static str,
    pub(super) falsehood: &'static str,
    pub(super) and: &'static str,
    pub(super) or: &'static str,
    pub(super) less_equal: &'static str,
    pub(super) greater_equal: &'static str,
    pub(super) equal: &'static str,
    pub(super) not_equal: &'static str,
    pub(super) open_cases: &'static str,
    pub(super) condition: &'static str,
    pub(super) next_case: &'static str,
    pub(super) otherwise: &'static str,
    pub(super) close_cases: &'static str,
}

const PLAIN: Words = Words {
    minus: "-",
    between_minus: " - ",
    pi: "pi",
    undefined: "undefined",
    truth: "true",
    falsehood: "false",
    and: " and ",
    or: " or ",
    less_equal: " <= ",
    greater_equal: " >= ",
    equal: " == ",
    not_equal: " != ",
    open_cases: "{",
    condition: " if ",
    next_case: "; ",
    otherwise: " otherwise",
    close_cases: "}",
};

const UNICODE: Words = Words {
    minus: "−",
    between_minus: " − ",
    pi: "π",
    and: " ∧ ",
    or: " ∨ ",
    less_equal: " ≤ ",
    greater_equal: " ≥ ",
    equal: " = ",
    not_equal: " ≠ ",
    ..PLAIN
};

const LATEX: Words = Words {
    minus: "-",
    between_minus: " - ",
    pi: r"\pi",
    undefined: r"\text{undefined}",
    truth: r"\text{true}",
    falsehood: r"\text{false}",
    and: r" \land ",
    or: r" \lor ",
    less_equal: r" \leq ",
    greater_equal: r" \geq ",
    equal: " = ",
    not_equal: r" \neq ",
    open_cases: r"\begin{cases} ",
    condition: r" & \text{if } ",
    next_case: r" \\ ",
    otherwise: r" & \text{otherwise}",
    close_cases: r" \end{cases}",
};

impl Notation {
    pub(super) fn words(self) -> &'static Words {
        match self {
            Notation::Plain => &PLAIN,
            Notation::Unicode => &UNICODE,
            Notation::Latex => &LATEX,
        }
    }
}

impl Context<'_> {
    /// Appends what a node is written as.
    pub(super) fn expand(&self, id: NodeId, mode: Mode, out: &mut Vec<Piece>) {
        let words = self.notation.words();
        if mode == Mode::Whole && self.is_negative(id) {
            out.push(Piece::Text(words.minus));
        }
        match self.graph.op(id) {
            Op::Number => self.expand_number(id, out),
            Op::Constant => out.push(Piece::Text(match self.graph.constant_value(id) {
                Some(Constant::Pi) => words.pi,
                _ => "e",
            })),
            Op::Isolated => out.push(Piece::Owned(self.isolated_text(id).into())),
            Op::Symbol => out.push(Piece::Symbol(id)),
            Op::Function => out.push(Piece::Owned(self.function_name(id))),
            Op::Undefined => out.push(Piece::Text(words.undefined)),
            Op::True => out.push(Piece::Text(words.truth)),
            Op::False => out.push(Piece::Text(words.falsehood)),
            Op::Sum => self.expand_sum(id, out),
            Op::Product => self.expand_quotient(&self.quotient(id), out),
            Op::Power => self.expand_power(id, mode, out),
            Op::Call => self.expand_call(id, out),
            Op::Piecewise => self.expand_piecewise(id, out),
            Op::And => self.expand_list(id, words.and, Level::Relation, out),
            Op::Or => self.expand_list(id, words.or, Level::And, out),
            Op::Less | Op::LessEqual | Op::Equal | Op::NotEqual => self.expand_relation(id, out),
            op => self.expand_function(op, id, out),
        }
    }

    /// Appends a child, in parentheses where it would fall apart.
    pub(super) fn push(&self, id: NodeId, mode: Mode, need: Level, out: &mut Vec<Piece>) {
        let (id, mode) = self.settled(id, mode);
        if self.level(id, mode) < need {
            return out.push(Piece::Sub { id, mode, parentheses: true });
        }
        match self.graph.op(id) {
            Op::Symbol => out.push(Piece::Symbol(id)),
            _ => out.push(Piece::Sub { id, mode, parentheses: false }),
        }
    }

    /// The reciprocal of `x^(-1)` is x itself.
    pub(super) fn settled(&self, id: NodeId, mode: Mode) -> (NodeId, Mode) {
        if mode == Mode::Flipped {
            let (base, exponent) = (self.graph.args(id)[0], self.graph.args(id)[1]);
            if self.graph.small_integer(exponent) == Some(-1) {
                return (base, Mode::Whole);
            }
        }
        (id, mode)
    }

    /// How tightly the text of a node holds together.
    pub(super) fn level(&self, id: NodeId, mode: Mode) -> Level {
        if mode == Mode::Whole && self.is_negative(id) {
            return Level::Sum;
        }
        let inline = self.notation != Notation::Latex;
        match self.graph.op(id) {
            Op::Number if self.graph.small_integer(id).is_some() => Level::Atom,
            Op::Number => match self.fraction(id).1 {
                Some(_) => Level::Product,
                None => Level::Atom,
            },
            Op::Sum => Level::Sum,
            Op::Product => Level::Product,
            Op::Power if mode == Mode::Whole && self.is_reciprocal(id) => Level::Product,
            Op::Power => match self.root_degree(id) {
                Some(_) if self.notation != Notation::Unicode => Level::Atom,
                _ => Level::Power,
            },
            Op::Exp if self.notation != Notation::Plain => Level::Power,
            Op::Root if self.notation == Notation::Unicode => Level::Power,
            Op::Less | Op::LessEqual | Op::Equal | Op::NotEqual => Level::Relation,
            Op::And => Level::And,
            Op::Or => Level::Or,
            Op::Piecewise if !inline => Level::Product,
            _ => Level::Atom,
        }
    }

    fn expand_number(&self, id: NodeId, out: &mut Vec<Piece>) {
        let (above, below) = self.fraction(id);
        let above = above.unwrap_or(Piece::Integer(1));
        match below {
            None => out.push(above),
            Some(below) if self.notation == Notation::Latex => {
                out.extend([Piece::Open(r"\frac{"), above, Piece::Close("}")]);
                out.extend([Piece::Open("{"), below, Piece::Close("}")]);
            }
            Some(below) => out.extend([above, Piece::Text("/"), below]),
        }
    }

    fn expand_sum(&self, id: NodeId, out: &mut Vec<Piece>) {
        let words = self.notation.words();
        for (k, &term) in self.arrangement.children(id).iter().enumerate() {
            let negative = self.is_negative(term);
            match (k, negative) {
                (0, false) => {}
                (0, true) => out.push(Piece::Text(words.minus)),
                (_, false) => out.push(Piece::Text(" + ")),
                (_, true) => out.push(Piece::Text(words.between_minus)),
            }
            let mode = if negative { Mode::Magnitude } else { Mode::Whole };
            self.push(term, mode, Level::Product, out);
        }
    }

    fn expand_list(&self, id: NodeId, between: &'static str, need: Level, out: &mut Vec<Piece>) {
        for (k, &part) in self.arrangement.children(id).iter().enumerate() {
            if k > 0 {
                out.push(Piece::Text(between));
            }
            self.push(part, Mode::Whole, need, out);
        }
    }

    /// A number stands on the right: `x > 0`, not `0 < x`.
    fn expand_relation(&self, id: NodeId, out: &mut Vec<Piece>) {
        let words = self.notation.words();
        let &[a, b] = self.arrangement.children(id) else { return };
        let turned = self.graph.op(a) == Op::Number && self.graph.op(b) != Op::Number;
        let sign = match (self.graph.op(id), turned) {
            (Op::Less, false) => " < ",
            (Op::Less, true) => " > ",
            (Op::LessEqual, false) => words.less_equal,
            (Op::LessEqual, true) => words.greater_equal,
            (Op::Equal, _) => words.equal,
            _ => words.not_equal,
        };
        let (left, right) = if turned { (b, a) } else { (a, b) };
        self.push(left, Mode::Whole, Level::Sum, out);
        out.push(Piece::Text(sign));
        self.push(right, Mode::Whole, Level::Sum, out);
    }

    fn expand_piecewise(&self, id: NodeId, out: &mut Vec<Piece>) {
        let words = self.notation.words();
        out.push(Piece::Open(words.open_cases));
        for (k, case) in self.arrangement.children(id).chunks(2).enumerate() {
            if k > 0 {
                out.push(Piece::Text(words.next_case));
            }
            self.push(case[0], Mode::Whole, Level::Or, out);
            match case.get(1) {
                Some(&condition) => {
                    out.push(Piece::Text(words.condition));
                    self.push(condition, Mode::Whole, Level::Or, out);
                }
                None => out.push(Piece::Text(words.otherwise)),
            }
        }
        out.push(Piece::Close(words.close_cases));
    }

    /// Arguments in parentheses.
    pub(super) fn push_arguments(&self, args: &[NodeId], out: &mut Vec<Piece>) {
        let tall = self.notation == Notation::Latex && args.iter().any(|&arg| self.is_tall(arg));
        out.push(Piece::Open(if tall { r"\left(" } else { "(" }));
        for (k, &arg) in args.iter().enumerate() {
            if k > 0 {
                out.push(Piece::Text(", "));
            }
            self.push(arg, Mode::Whole, Level::Or, out);
        }
        out.push(Piece::Close(if tall { r"\right)" } else { ")" }));
    }

    /// `f(x)`, `f'(x)`; in general `D[2, 1](f)(x, y)`, with the order by each argument.
    fn expand_call(&self, id: NodeId, out: &mut Vec<Piece>) {
        let args = self.graph.args(id);
        out.push(Piece::Owned(self.function_name(args[0])));
        self.push_arguments(&args[1..], out);
    }

    fn function_name(&self, id: NodeId) -> Box<str> {
        let Some(symbol) = self.graph.function_symbol(id) else { return "".into() };
        let name: String = match self.notation {
            Notation::Plain => symbol.name.to_string(),
            Notation::Unicode => super::names::unicode_name(&symbol.name),
            Notation::Latex => super::names::latex_name(&symbol.name),
        };
        let orders = &symbol.orders;
        if orders.iter().all(|&order| order == 0) {
            return name.into();
        }
        let list =
            |between: &str| orders.iter().map(u32::to_string).collect::<Vec<_>>().join(between);
        match (self.notation, &orders[..]) {
            (_, [order @ 1..=3]) => {
                let prime = if self.notation == Notation::Unicode { "′" } else { "'" };
                format!("{name}{}", prime.repeat(*order as usize))
            }
            (Notation::Latex, _) => format!("{name}^{{({})}}", list(",")),
            _ => format!("D[{}]({name})", list(", ")),
        }
        .into()
    }

    /// The degree n of a power that is written as an n-th root: a square root, or a root of a number.
    pub(super) fn root_degree(&self, id: NodeId) -> Option<i64> {
        let (base, exponent) = (self.graph.args(id)[0], self.graph.args(id)[1]);
        if self.graph.op(exponent) != Op::Number || self.graph.small_integer(exponent).is_some() {
            return None;
        }
        let degree = self.graph.number(exponent)?.abs().recip()?.to_i64()?;
        (degree == 2 || (degree == 3 && self.graph.op(base) == Op::Number)).then_some(degree)
    }

    /// The raised form of an exponent that is short enough: `²`, `⁻ˣ`, `ⁿ⁺¹`.
    pub(super) fn raised(&self, exponent: NodeId) -> Option<String> {
        let graph = self.graph;
        let simple = |id: NodeId| match graph.op(id) {
            Op::Symbol => graph.symbol_name(id).map(|name| name.chars().count()) == Some(1),
            Op::Number => graph.small_integer(id).is_some(),
            _ => false,
        };
        let args = self.arrangement.children(exponent);
        let text = match graph.op(exponent) {
            Op::Symbol if simple(exponent) => graph.symbol_name(exponent)?.to_string(),
            Op::Number => graph.small_integer(exponent)?.to_string(),
            Op::Product if args.len() == 2 && args.iter().all(|&arg| simple(arg)) => {
                let coefficient = match graph.small_integer(args[0])? {
                    -1 => "-".to_string(),
                    n => n.to_string(),
                };
                format!("{coefficient}{}", graph.symbol_name(args[1])?)
            }
            Op::Sum if args.len() == 2 && args.iter().all(|&arg| simple(arg)) => {
                let part = |id| match graph.small_integer(id) {
                    Some(n) => Some(n.to_string()),
                    None => graph.symbol_name(id).map(str::to_string),
                };
                let second = part(args[1])?;
                let plus = if second.starts_with('-') { "" } else { "+" };
                format!("{}{plus}{second}", part(args[0])?)
            }
            _ => return None,
        };
        raise(&text)
    }

    /// The absolute value of a numeric exponent, nothing for any other.
    pub(super) fn numeric_exponent(&self, exponent: NodeId) -> Option<Number> {
        match self.graph.op(exponent) {
            Op::Number => self.graph.number(exponent).map(|n| n.abs()),
            _ => None,
        }
    }

    /// Whether the text begins with a digit, so that no number can stand directly before it.
    pub(super) fn begins_with_digit(&self, id: NodeId) -> bool {
        let first = match self.graph.op(id) {
            Op::Power if self.root_degree(id).is_none() => self.graph.args(id)[0],
            _ => id,
        };
        self.graph.op(first) == Op::Number && self.graph.facts(first).has(Facts::NONNEGATIVE)
    }
}

/// A short text in superscript.
pub(super) fn raise(text: &str) -> Option<String> {
    if text.chars().count() > LONGEST_SUPERSCRIPT {
        return None;
    }
    text.chars().map(superscript).collect()
}

/// A numeric exponent in parentheses unless it is a natural number.
pub(super) fn exponent_text(exponent: &Number) -> Box<str> {
    match exponent.is_integer() && !exponent.is_negative() {
        true => format_number(exponent, 0).into(),
        false => format!("({})", format_number(exponent, 0)).into(),
    }
}
