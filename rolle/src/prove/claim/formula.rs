//! Formulas and numbers inside a claim, in which `f` stands for the function.
//!
//! The formula parser reads unspecified functions, so a lone `f'` is handed to it as `f'(x)`; places in what it has to
//! say are carried back to the claim.

use super::sentence::Reader;
use super::text::Piece;
use crate::error::{ErrorKind, Span};
use crate::graph::NodeId;
use crate::operator::Op;
use crate::parse::{Diagnostic, ParseOptions, parse};

/// The text for the formula parser, and where its parts come from.
struct Rewritten {
    text: String,
    /// Ascending places in the new text with their places in the claim.
    places: Vec<(usize, usize)>,
}

impl Rewritten {
    /// `name` stands in for the function.
    fn of(piece: Piece<'_>, name: &str, variable: &str, primes_too: bool) -> Rewritten {
        let mut new = Rewritten { text: String::new(), places: Vec::new() };
        let source = piece.source;
        let mut i = piece.start;
        // Whether the place is inside a name: `2f` is 2·f, `elf` is a name.
        let mut in_name = false;
        while i < piece.end {
            let rest = &source[i..piece.end];
            let c = rest.chars().next().expect("not at the end");
            new.places.push((new.text.len(), i));
            let after = rest[c.len_utf8()..].chars().next().unwrap_or(' ');
            let is_name = |c: char| c.is_alphanumeric() || c == '_';
            if c != 'f' || in_name || is_name(after) {
                new.text.push(c);
                in_name = match c {
                    '.' | '0'..='9' => in_name,
                    _ => is_name(c),
                };
                i += c.len_utf8();
                continue;
            }
            let (primes, length) = primes(&rest[1..]);
            new.text += name;
            if primes_too {
                new.text += &"'".repeat(primes);
            }
            i += 1 + length;
            new.places.push((new.text.len(), i));
            if !source[i..piece.end].trim_start().starts_with('(') {
                new.text += &format!("({variable})");
            }
        }
        new.places.push((new.text.len(), piece.end));
        new
    }

    fn back(&self, span: Span) -> Span {
        let place = |at: usize| {
            let i = self.places.partition_point(|&(new, _)| new <= at).saturating_sub(1);
            let (new, old) = self.places[i];
            let next = self.places.get(i + 1).map_or(old, |&(_, old)| old);
            (old + (at - new)).min(next.max(old))
        };
        Span::new(place(span.start), place(span.end))
    }
}

/// The primes at the start of a text, and how many bytes they take.
pub(super) fn primes(text: &str) -> (usize, usize) {
    let (mut count, mut length) = (0, 0);
    for c in text.chars() {
        count += match c {
            '\'' | '′' | '’' => 1,
            '″' | '"' => 2,
            '‴' => 3,
            _ => break,
        };
        length += c.len_utf8();
    }
    (count, length)
}

impl Reader<'_> {
    /// A formula in the variable, f and the parameters.
    pub(super) fn formula(&mut self, piece: Piece<'_>) -> Result<NodeId, Vec<Diagnostic>> {
        if piece.is_empty() {
            return Err(vec![piece.error("a formula is missing here")]);
        }
        let variable = self.graph.symbol_name(self.x).unwrap_or("x").to_string();
        let new = Rewritten::of(piece, "f", &variable, true);
        let options = ParseOptions { unspecified_functions: true, ..self.options() };
        let conditions = self.graph.take_side_conditions();
        let parsed = parse(self.graph, &new.text, &options);
        self.graph.take_side_conditions();
        self.graph.add_side_conditions(&conditions);
        let parsed = parsed.map_err(|errors| moved(errors, &new))?;
        for id in self.graph.order(&[parsed.root]) {
            if self.graph.op(id) != Op::Function {
                continue;
            }
            let function = self.graph.function_symbol(id).expect("a function");
            if &*function.name != "f" {
                let name = function.name.to_string();
                return Err(self.unknown_name(piece, &variable, &name));
            }
            if function.orders.len() != 1 {
                return Err(vec![piece.error("`f` is a function of one variable")]);
            }
        }
        for id in self.graph.free_symbols(parsed.root) {
            if id != self.x && !self.parameters.contains(&id) {
                let name = self.graph.symbol_name(id).unwrap_or("?").to_string();
                let mut error = piece.error(format!("`{name}` does not occur in the function"));
                error.kind = ErrorKind::UnknownName;
                let help = format!("the variable is `{variable}`, and `f` is the function");
                return Err(vec![error.help(help)]);
            }
        }
        self.warnings.extend(moved(parsed.warnings, &new));
        Ok(parsed.root)
    }

    /// Without unspecified functions the parser knows what may have been meant.
    fn unknown_name(&mut self, piece: Piece<'_>, variable: &str, name: &str) -> Vec<Diagnostic> {
        let new = Rewritten::of(piece, "sin", variable, false);
        let options = self.options();
        let (mut scratch, _) = self.graph.extract(&[self.x]);
        match parse(&mut scratch, &new.text, &options) {
            Err(errors) => moved(errors, &new),
            Ok(_) => vec![piece.error(format!("`{name}` is not a function"))],
        }
    }

    fn options(&self) -> ParseOptions {
        ParseOptions { max_bytes: 1 << 16, ..ParseOptions::default() }
    }

    /// A number that may be a value of the function: `f'(sqrt(2))`.
    pub(super) fn value(&mut self, piece: Piece<'_>) -> Result<NodeId, Vec<Diagnostic>> {
        let id = self.formula(piece)?;
        match self.graph.depends_on(id, self.x) {
            true => Err(vec![not_a_number(piece)]),
            false => Ok(id),
        }
    }

    /// A number: a formula without the variable and the function.
    pub(super) fn constant(&mut self, piece: Piece<'_>) -> Result<NodeId, Vec<Diagnostic>> {
        let id = self.formula(piece)?;
        let order = self.graph.order(&[id]);
        if order.iter().any(|&id| id == self.x || self.graph.op(id) == Op::Function) {
            return Err(vec![not_a_number(piece)]);
        }
        Ok(id)
    }
}

fn not_a_number(piece: Piece<'_>) -> Diagnostic {
    piece.error("a number is expected here").help("give a constant such as `1/4`")
}

fn moved(mut diagnostics: Vec<Diagnostic>, new: &Rewritten) -> Vec<Diagnostic> {
    for diagnostic in &mut diagnostics {
        diagnostic.span = new.back(diagnostic.span);
        if let Some(fix) = &mut diagnostic.fix {
            fix.span = new.back(fix.span);
        }
    }
    diagnostics
}
