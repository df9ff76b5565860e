//! Warnings: the formula has a meaning, but somebody may have meant another.

use super::Parser;
use super::frame::Frame;
use super::name::is_single_symbol;
use super::statement::Statement;
use crate::error::{ErrorKind, Span};
use crate::parse::builtin::Style;
use crate::parse::characters::greek_letter;
use crate::parse::diagnostic::Diagnostic;
use crate::parse::function::library;
use crate::parse::syntax::{Join, NameId, Operand, Operands, SyntaxId, SyntaxKind};
use crate::parse::token::{Token, TokenKind};

impl Parser<'_, '_> {
    pub(super) fn warn(&mut self, span: Span, message: impl Into<String>, help: impl Into<String>) {
        if self.sink.wants_warnings() {
            self.sink.push(Diagnostic::warning(span, message).help(help));
        }
    }

    /// The text of a node with the parentheses around it.
    fn outer_text(&self, id: SyntaxId) -> String {
        let bytes = self.source.as_bytes();
        let mut span = self.tree.span(id);
        for _ in 0..4 {
            let before = self.source[..span.start].trim_end();
            let after = self.source[span.end..].trim_start();
            if !before.ends_with('(') || !after.starts_with(')') {
                break;
            }
            let end = bytes.len() - after.len() + 1;
            span = Span::new(before.len() - 1, end);
        }
        self.excerpt(span)
    }

    /// `1/2x`: the factor beside a divisor is multiplied, not divided. And `d/dx` is no quotient.
    pub(super) fn warn_product(&mut self, list: Operands) {
        let operands: &[Operand] = self.tree.operands(list);
        if operands[1].join() == Join::Inverse && self.is_derivative(operands[0], operands[1]) {
            let span = self.tree.span(operands[0].id()).to(self.tree.span(operands[1].id()));
            let help = "write the function alone and ask for its derivative";
            return self.error_of(
                ErrorKind::Unsupported,
                span,
                "derivatives inside a formula are not read",
                help,
            );
        }
        if !self.sink.wants_warnings() {
            return;
        }
        let place = operands
            .windows(2)
            .position(|w| w[0].join() == Join::Inverse && w[1].join() == Join::Beside);
        let Some(at) = place else { return };
        let (above, below, beside) = (operands[at - 1], operands[at], operands[at + 1]);
        let span = self.tree.span(above.id()).to(self.tree.span(beside.id()));
        let [a, b, c] = [above, below, beside].map(|o| self.outer_text(o.id()));
        self.warn(
            span,
            format!("this is read as `({a}/{b})*{c}`"),
            format!("write `{a}/({b}*{c})` for the other reading"),
        );
    }

    /// Whether the quotient looks like d/dx or dy/dx.
    fn is_derivative(&self, above: Operand, below: Operand) -> bool {
        let (SyntaxKind::Name(above), below) =
            (self.tree.kind(above.id()), self.tree.kind(below.id()))
        else {
            return false;
        };
        let is_differential = |name: NameId| {
            let text = self.tree.name(name);
            text.len() == 2
                && text.starts_with('d')
                && text.ends_with(|c: char| c.is_ascii_lowercase())
        };
        let is_d = self.tree.name(above) == "d";
        match below {
            SyntaxKind::Name(below) => is_differential(below) && (is_d || is_differential(above)),
            SyntaxKind::Product(list) => match self.tree.operands(list) {
                [d, _] if is_d => {
                    matches!(self.tree.kind(d.id()), SyntaxKind::Name(n) if self.tree.name(n) == "d")
                }
                _ => false,
            },
            _ => false,
        }
    }

    /// A factor without a sign: numbers beside one another are a mistake, some places deserve a word.
    pub(super) fn warn_beside(&mut self, token: Token) {
        let before = self.token_at(self.at.saturating_sub(1));
        let adjacent = before.end() == token.start();
        if token.kind() == TokenKind::OpenSquare && adjacent && before.kind() == TokenKind::Name {
            let name = self.excerpt(before.span());
            let help = match library().find_any_case(&name) {
                Some(id) => {
                    format!("arguments stand in parentheses: `{}(…)`", library().get(id).name)
                }
                None => format!("write `{name}_1` for a numbered name, `{name}*(…)` for a product"),
            };
            return self.error(
                before.span().to(token.span()),
                "an index in brackets is not read",
                help,
            );
        }
        if token.kind() == TokenKind::Number {
            let span = Span::new(self.current_start, token.end());
            if before.kind() == TokenKind::Number {
                let help = "put an operator between them; digits are grouped with `_`: `1_000`";
                return self.error(
                    before.span().to(token.span()),
                    "two numbers stand beside one another",
                    help,
                );
            }
            if self.sink.has_errors() {
                return;
            }
            let start = match self.frames.last() {
                Some(waiting) if matches!(waiting.frame, Frame::Power { .. }) => {
                    waiting.start as usize
                }
                _ => self.current_start,
            };
            let (a, b) = (self.excerpt(Span::new(start, self.end())), self.excerpt(token.span()));
            return self.warn(
                span,
                format!("this is read as `{a}*{b}`"),
                format!("write `{a}^{b}` for a power"),
            );
        }
        if let Frame::Power { left } = self.top() {
            let literal = before.kind() == TokenKind::Number && self.is_number_like(self.current);
            if adjacent && literal && self.is_number_like(left) && self.sink.wants_warnings() {
                let (base, n, rest) = (
                    self.outer_text(left),
                    self.excerpt(before.span()),
                    self.excerpt(token.span()),
                );
                let span = self.tree.span(left).to(token.span());
                let message = format!("this is read as `({base}^{n})*{rest}`");
                self.warn(
                    span,
                    message,
                    format!("write `{base}^({n}*{rest})` for the other reading"),
                );
            }
        }
        if matches!(self.top(), Frame::Root { .. })
            && adjacent
            && before.kind() == TokenKind::Number
        {
            let span = Span::new(self.current_start, token.end());
            let (a, b) = (self.excerpt(before.span()), self.excerpt(token.span()));
            self.warn(
                span,
                format!("this is read as `√({a})*{b}`"),
                format!("write `√({a}*{b})` for the other reading"),
            );
        }
        let argument = matches!(self.top(), Frame::Apply { .. } | Frame::Chain { .. });
        if argument && token.kind() == TokenKind::Open {
            let help = "put the argument in parentheses";
            self.warn(
                token.span(),
                "these parentheses are read as part of the function's argument",
                help,
            );
        }
    }

    /// `√x^2` without parentheses.
    pub(super) fn warn_root(&mut self, start: usize) {
        let SyntaxKind::Power(base, exponent) = self.tree.kind(self.current) else { return };
        if self.tree.span(self.current).start != self.current_start || !self.sink.wants_warnings() {
            return;
        }
        let (x, n) = (self.outer_text(base), self.outer_text(exponent));
        let span = Span::new(start, self.end());
        self.warn(
            span,
            format!("this is read as `√({x}^{n})`"),
            format!("write `(√{x})^{n}` for the power of the root"),
        );
    }

    /// `σ x` is a product, though `σ(x)` is a function.
    pub(super) fn warn_product_of_symbol(&mut self, name: NameId, token: Token, next: Token) {
        if !matches!(self.tree.name(name), "sigma" | "Phi" | "Gamma") {
            return;
        }
        let (shown, argument) = (self.excerpt(token.span()), self.excerpt(next.span()));
        let message = format!("this is read as the product `{shown}*{argument}`");
        let help = format!("write `{shown}({argument})` for the function");
        self.warn(token.span().to(next.span()), message, help);
    }

    /// Greek letters that are read as functions other than the well-known σ, Φ and Γ.
    pub(super) fn warn_symbol(&mut self, style: Style, name: NameId, token: Token) {
        if style != Style::Symbol {
            return;
        }
        let meaning = match self.tree.name(name) {
            "phi" => "density of the standard normal distribution",
            "psi" => "digamma function",
            "W" => "function of Lambert",
            "H" => "unit step",
            _ => return,
        };
        let shown = self.excerpt(token.span());
        let message = format!("`{shown}` is read as the {meaning}");
        self.warn(token.span(), message, format!("write `{shown}*(…)` for a product"));
    }

    /// Definitions that take the name of something known; the last statement only gives the formula a name.
    pub(super) fn warn_shadowing(&mut self, last: &Statement) {
        for at in 0..self.tree.definitions.len() {
            let token = self.definition_token(at);
            let text = self.text(token).to_string();
            let known = library().find(&text).is_some()
                || matches!(text.as_str(), "e" | "pi" | "π" | "inf" | "oo");
            if known && last.definition != Some(at as u32) {
                let message = format!("this definition hides the known name `{text}`");
                self.warn(token.span(), message, "give it another name if that is not meant");
            }
        }
    }

    /// Definitions that the formula does not need.
    pub(super) fn warn_unused(&mut self, last: &Statement) {
        let used = self.used_definitions(last);
        for at in used
            .iter()
            .enumerate()
            .filter(|(_, used)| !**used)
            .map(|(at, _)| at)
            .collect::<Vec<_>>()
        {
            let token = self.definition_token(at);
            let shown = self.excerpt(token.span());
            self.warn(token.span(), format!("`{shown}` is defined but not used"), "remove it");
        }
    }

    /// Names that may have been meant as products or as functions.
    pub(super) fn warn_names(&mut self) {
        let variables = self.tree.variables.clone();
        let single: Vec<char> = variables
            .iter()
            .map(|name| self.tree.name(*name))
            .filter(|name| name.len() == 1)
            .filter_map(|name| name.chars().next())
            .collect();
        for name in variables {
            let text = self.tree.name(name).to_string();
            let Some(span) = self.names.states[name.0 as usize].first_use else { continue };
            if let Some((function, argument)) = glued_function(&text) {
                let message = format!("`{text}` is one name, not a function and its argument");
                let error = Diagnostic::error(ErrorKind::UnknownName, span, message);
                let mend = format!("{function}({argument})");
                self.sink.push(error.help(format!("write `{mend}`")).fix(span, mend));
            } else if matches!(text.as_str(), "Pi" | "PI") {
                let message = format!("`{text}` is read as a variable");
                self.warn(span, message, "write `pi` for the number");
            } else if is_likely_product(&text, &single) {
                let product: Vec<String> = text.chars().map(String::from).collect();
                let message = format!("`{text}` is read as one name");
                self.warn(span, message, format!("write `{}` for the product", product.join("*")));
            }
        }
        self.warn_constants();
    }

    /// `x1` beside `x_1`, `sigma` both as a function and as a variable.
    fn warn_constants(&mut self) {
        for name in self.tree.variables.clone() {
            let text = self.tree.name(name).to_string();
            let Some(span) = self.names.states[name.0 as usize].first_use else { continue };
            let Some((stem, digits)) = text.split_once('_') else { continue };
            let twin = format!("{stem}{digits}");
            let both = self.tree.variables.iter().any(|other| self.tree.name(*other) == twin);
            if both && digits.bytes().all(|b| b.is_ascii_digit()) {
                let message = format!("`{text}` and `{twin}` are two different names");
                self.warn(span, message, "write one of them throughout if they are the same");
            }
        }
    }
}

/// `sinx` or `ln2x`: a function of the schoolbook glued to a variable.
fn glued_function(text: &str) -> Option<(&str, &str)> {
    const GLUED: &[&str] = &[
        "arcsin", "arccos", "arctan", "sinh", "cosh", "tanh", "sqrt", "sin", "cos", "tan", "cot",
        "exp", "log", "ln", "tg",
    ];
    let function = GLUED.iter().find(|f| text.starts_with(**f))?;
    let argument = &text[function.len()..];
    let variable = argument.trim_start_matches(|c: char| c.is_ascii_digit());
    matches!(variable, "x" | "y" | "z").then_some((*function, argument))
}

/// Whether a name of two or three letters looks like a product of variables.
fn is_likely_product(text: &str, single: &[char]) -> bool {
    let letters =
        text.len() >= 2 && text.len() <= 3 && text.bytes().all(|b| b.is_ascii_lowercase());
    if !letters || greek_letter(text).is_some() || is_single_symbol(text) {
        return false;
    }
    text.contains(['x', 'y', 'z']) || text.chars().all(|c| single.contains(&c))
}
