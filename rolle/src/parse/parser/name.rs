//! Names: which are functions, which are constants, which are variables.
//!
//! A parameter or a definition of the text comes first, then constants, then functions, then a free variable. A name
//! of several letters is never split: before parentheses it is a function or an error, elsewhere a variable.

use super::Parser;
use super::frame::Frame;
use crate::error::{ErrorKind, Span};
use crate::parse::builtin::Style;
use crate::parse::characters::{canonical_name, folded_name, greek_letter, superscript};
use crate::parse::diagnostic::Diagnostic;
use crate::parse::function::library;
use crate::parse::syntax::{Constant, Function, NameId, Operand, SyntaxId, SyntaxKind};
use crate::parse::token::{Token, TokenKind};
use std::collections::HashMap;

/// A name as it is typed somewhere.
#[derive(Clone, Copy, Debug)]
pub(super) struct Typed {
    pub(super) name: NameId,
    function: Option<u16>,
    style: Style,
    constant: Option<SyntaxKind>,
}

/// What is known of a name.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct NameState {
    pub(super) definition: Option<u32>,
    /// The statement whose parameter it is, counted from one.
    scope: u32,
    /// Where it was first a free variable.
    pub(super) first_use: Option<Span>,
}

#[derive(Debug, Default)]
pub(super) struct Names<'s> {
    typed: HashMap<&'s str, u32>,
    forms: Vec<Typed>,
    by_name: HashMap<String, NameId>,
    pub(super) states: Vec<NameState>,
    /// Which definition uses which.
    pub(super) uses: Vec<(Option<u32>, u32)>,
    near: HashMap<NameId, Option<&'static str>>,
}

/// What a name means at a place.
enum Meaning {
    Parameter,
    Constant,
    Function(Function, Style),
    Value(SyntaxKind),
    Variable,
}

impl<'s> Parser<'s, '_> {
    fn typed_text(&self, token: Token) -> &'s str {
        let lexed = self.lexed;
        match lexed.texts.get(&(token.start() as u32)) {
            Some(text) => text,
            None => &self.source[token.start()..token.end()],
        }
    }

    /// The number of a name of this very text.
    pub(super) fn intern_plain(&mut self, text: &str) -> NameId {
        if let Some(id) = self.names.by_name.get(text) {
            return *id;
        }
        let id = NameId(self.tree.names.len() as u32);
        self.tree.names.push(text.into());
        self.names.by_name.insert(text.to_string(), id);
        self.names.states.push(NameState::default());
        id
    }

    /// What is known of a typed name, found out once.
    pub(super) fn typed(&mut self, text: &'s str) -> Typed {
        if let Some(at) = self.names.typed.get(text) {
            return self.names.forms[*at as usize];
        }
        let simple = text.bytes().all(|b| b.is_ascii_alphanumeric() || b == b'_');
        let name =
            if simple { self.intern_plain(text) } else { self.intern_plain(&canonical_name(text)) };
        let function =
            if simple { library().find(text) } else { library().find(&folded_name(text)) };
        let symbol = is_single_symbol(self.tree.name(name));
        let style = match function {
            Some(_) if symbol => Style::Symbol,
            Some(id) => library().get(id).style,
            None => Style::Call,
        };
        let typed = Typed { name, function, style, constant: constant(self.tree.name(name)) };
        self.names.typed.insert(text, self.names.forms.len() as u32);
        self.names.forms.push(typed);
        typed
    }

    pub(super) fn state(&mut self, name: NameId) -> &mut NameState {
        &mut self.names.states[name.0 as usize]
    }

    /// Makes the name a parameter of the statement being read.
    pub(super) fn declare_parameter(&mut self, name: NameId) {
        let stamp = self.statements.len() as u32 + 1;
        self.state(name).scope = stamp;
    }

    fn meaning(&mut self, typed: Typed) -> Meaning {
        let stamp = self.statements.len() as u32 + 1;
        let state = *self.state(typed.name);
        if state.scope == stamp {
            return Meaning::Parameter;
        }
        if let Some(at) = state.definition {
            self.names.uses.push((self.current_definition(), at));
            return match self.tree.definitions[at as usize].parameters {
                Some(_) => Meaning::Function(Function::Defined(at), Style::Call),
                None => Meaning::Constant,
            };
        }
        match (typed.constant, typed.function) {
            (Some(kind), _) => Meaning::Value(kind),
            (None, Some(id)) => Meaning::Function(Function::Library(id), typed.style),
            (None, None) => Meaning::Variable,
        }
    }

    /// Whether the token is a name that is applied as a function.
    pub(super) fn starts_function(&mut self, token: Token) -> bool {
        match token.kind() {
            TokenKind::Path => true,
            TokenKind::Name => {
                let text = self.typed_text(token);
                let typed = self.typed(text);
                let state = *self.state(typed.name);
                let stamp = self.statements.len() as u32 + 1;
                if state.scope == stamp {
                    return false;
                }
                match state.definition {
                    Some(at) => self.tree.definitions[at as usize].parameters.is_some(),
                    None => {
                        typed.function.is_some()
                            && (typed.style != Style::Symbol || self.opens_next())
                    }
                }
            }
            _ => false,
        }
    }

    fn opens_next(&self) -> bool {
        self.kind_ahead(1) == TokenKind::Open
    }

    /// A name where an operand must come.
    pub(super) fn name(&mut self, token: Token) {
        let text = self.typed_text(token);
        let typed = self.typed(text);
        if matches!(self.kind_ahead(1), TokenKind::Caret | TokenKind::Superscript)
            && let Some((orders, end)) = self.derivative_orders()
        {
            return self.derivative(typed, orders, end);
        }
        if matches!(self.top(), Frame::Call { .. }) && self.kind_ahead(1) == TokenKind::Equal {
            self.at += 2;
            return self.push_frame(Frame::Keyword { name: typed.name }, token.start());
        }
        match self.meaning(typed) {
            Meaning::Parameter | Meaning::Constant => self.leaf(SyntaxKind::Name(typed.name)),
            Meaning::Value(kind) => self.leaf(kind),
            Meaning::Function(function, style) => {
                self.function_or_variable(function, style, typed, token)
            }
            Meaning::Variable => self.variable(text, typed, token),
        }
    }

    /// A name that is a function's, if it is applied.
    fn function_or_variable(
        &mut self,
        function: Function,
        style: Style,
        typed: Typed,
        token: Token,
    ) {
        use TokenKind::*;
        let next = self.token_at(self.at + 1);
        let kind = next.kind();
        if kind == Open {
            self.warn_symbol(style, typed.name, token);
            return self.function_name(function, None);
        }
        let same_line = !next.after_newline();
        let applied = match style {
            Style::Prefix => {
                same_line
                    && (kind.starts_operand() || matches!(kind, Minus | Bar | Caret | Superscript))
            }
            Style::Call => {
                matches!(kind, Caret | Superscript | OpenSquare)
                    || (same_line && matches!(kind, Name | Number))
            }
            Style::Either => {
                let after_power = match kind {
                    Caret => self.kind_ahead(3),
                    Superscript => self.kind_ahead(2),
                    _ => End,
                };
                (same_line && matches!(kind, Name | Path | Number | Bar))
                    || matches!(after_power, Name | Open)
            }
            Style::Symbol => false,
        };
        if applied {
            return self.function_name(function, None);
        }
        match style {
            Style::Symbol => {
                if same_line && matches!(kind, Name | Number) {
                    self.warn_product_of_symbol(typed.name, token, next);
                }
                self.plain_variable(typed.name, token)
            }
            _ if self.is_whole_formula() => self.apply_to_x(function, token),
            Style::Either => {
                let name = self.tree.function_name(function).to_string();
                let message =
                    format!("`{name}` is read as a variable; it is also the name of a function");
                self.warn(token.span(), message, format!("write `{name}(x)` for the function"));
                self.plain_variable(typed.name, token);
            }
            _ => {
                self.advance();
                self.needs_argument(function, token.start());
            }
        }
    }

    /// Whether the formula is this one token.
    fn is_whole_formula(&self) -> bool {
        let alone = matches!(self.top(), Frame::Statement) && self.frames.len() == 1;
        let first = self.at == 0 || self.token_at(self.at - 1).kind() == TokenKind::Semicolon;
        alone && first && self.kind_ahead(1) == TokenKind::End
    }

    /// `gelu` alone is `gelu(x)`.
    fn apply_to_x(&mut self, function: Function, token: Token) {
        let name = self.tree.function_name(function).to_string();
        self.warn(
            token.span(),
            format!("`{name}` alone is read as `{name}(x)`"),
            format!("write `{name}(x)`"),
        );
        let variable = self.use_variable("x", token);
        let x = self.node_to(variable, token.start(), token.end());
        self.advance();
        let base = self.pool.len();
        self.pool.push(Operand::new(x, 0));
        let id = self.call_node(function, super::frame::PLAIN, base, token.start());
        self.set(id, token.start());
    }

    /// Marks a use of a name outside the text's own tokens, such as `ⁿ`.
    pub(super) fn use_variable(&mut self, text: &str, token: Token) -> SyntaxKind {
        let name = self.intern_plain(text);
        self.mark_use(name, token.span());
        SyntaxKind::Name(name)
    }

    fn mark_use(&mut self, name: NameId, span: Span) {
        let stamp = self.statements.len() as u32 + 1;
        let current = self.current_definition();
        let state = self.state(name);
        if state.scope == stamp {
            return;
        }
        if let Some(at) = state.definition {
            self.names.uses.push((current, at));
            return;
        }
        if self.state(name).first_use.is_none() {
            self.state(name).first_use = Some(span);
            self.tree.variables.push(name);
        }
    }

    fn plain_variable(&mut self, name: NameId, token: Token) {
        self.mark_use(name, token.span());
        self.leaf(SyntaxKind::Name(name));
    }

    /// A name that nothing defines.
    fn variable(&mut self, text: &'s str, typed: Typed, token: Token) {
        if let Some(base) = self.logarithm_base(typed.name, token) {
            let log = library().find("log").map_or(Function::Unknown, Function::Library);
            return self.function_name(log, Some(base));
        }
        if matches!(text, "nan" | "NaN" | "undefined") {
            let message = format!("`{text}` is not a value");
            self.error_of(ErrorKind::Domain, token.span(), message, "formulas have real values");
            return self.leaf(SyntaxKind::Error);
        }
        if self.options.unspecified_functions && self.unspecified(text, typed.name) {
            return;
        }
        let single = is_single_symbol(self.tree.name(typed.name));
        if self.opens_next() && !self.token_at(self.at + 1).after_newline() {
            let folded = folded_name(text);
            if !single && let Some(id) = library().find_any_case(&folded) {
                return self.function_name(Function::Library(id), None);
            }
            let conventional = matches!(text, "f" | "g" | "h");
            if !single || conventional {
                return self.unknown_function(text, conventional);
            }
        } else if !single && self.is_misspelled_prefix(typed.name) {
            return self.unknown_function(text, false);
        }
        self.plain_variable(typed.name, token);
    }

    /// `f(`, `f''(` and `D[2, 1](f)(` open the call of an unspecified function; whether they stand here.
    fn unspecified(&mut self, text: &str, name: NameId) -> bool {
        use TokenKind::*;
        let start = self.token().start();
        if text == "D" && self.kind_ahead(1) == OpenSquare {
            let Some((orders, named)) = self.orders() else { return false };
            let name = self.typed(self.typed_text(self.token_at(named))).name;
            self.at = named + 3;
            self.open_unspecified(name, orders, start);
            return true;
        }
        let primes = (1..).take_while(|ahead| self.kind_ahead(*ahead) == Prime).count();
        let open = self.token_at(self.at + primes + 1);
        let adjacent = self.lexed.latex || open.start() == self.token_at(self.at + primes).end();
        if open.kind() != Open || !adjacent {
            return false;
        }
        self.at += primes + 2;
        let orders = if primes == 0 { Vec::new() } else { vec![primes as u32] };
        self.open_unspecified(name, orders, start);
        true
    }

    /// The orders of `D[2, 1](f)(`, and the number of the function's token.
    fn orders(&self) -> Option<(Vec<u32>, usize)> {
        use TokenKind::*;
        let mut orders = Vec::new();
        let mut at = self.at + 2;
        loop {
            let token = self.token_at(at);
            orders.push(self.text(token).parse().ok().filter(|_| token.kind() == Number)?);
            match self.token_at(at + 1).kind() {
                Comma => at += 2,
                CloseSquare => break,
                _ => return None,
            }
        }
        let kinds = [Open, Name, Close, Open];
        let follows =
            kinds.iter().enumerate().all(|(i, kind)| self.token_at(at + 2 + i).kind() == *kind);
        follows.then_some((orders, at + 3))
    }

    /// The orders in `f⁽²⁾(` or `f^{(2, 1)}(` after the current name, and the token after the parenthesis.
    fn derivative_orders(&self) -> Option<(Vec<u32>, usize)> {
        use TokenKind::*;
        let next = self.token_at(self.at + 1);
        if next.kind() == Superscript {
            let digits: String = self.text(next).chars().filter_map(superscript).collect();
            let order = digits.strip_prefix('(')?.strip_suffix(')')?.parse().ok()?;
            return (self.kind_ahead(2) == Open).then_some((vec![order], self.at + 3));
        }
        if self.kind_ahead(2) != OpenGroup || self.kind_ahead(3) != Open {
            return None;
        }
        let mut orders = Vec::new();
        let mut at = self.at + 4;
        loop {
            let token = self.token_at(at);
            orders.push(self.text(token).parse().ok().filter(|_| token.kind() == Number)?);
            match self.token_at(at + 1).kind() {
                Comma => at += 2,
                _ => break,
            }
        }
        let closes = [Close, CloseGroup, Open];
        let follows =
            closes.iter().enumerate().all(|(i, kind)| self.token_at(at + 1 + i).kind() == *kind);
        follows.then_some((orders, at + 4))
    }

    /// `ψ⁽ⁿ⁾(x)` is a polygamma function; otherwise only unspecified functions have derivatives.
    fn derivative(&mut self, typed: Typed, orders: Vec<u32>, end: usize) {
        let token = self.token();
        let start = token.start();
        if self.tree.name(typed.name) == "psi" && orders.len() == 1 {
            let order = self.node_to(SyntaxKind::Natural(orders[0].into()), start, token.end());
            let base = self.pool.len() as u32;
            self.pool.push(Operand::new(order, 0));
            self.at = end - 1;
            return self.start_call_at(library().find("polygamma").unwrap_or(0), base, start);
        }
        self.at = end;
        if self.options.unspecified_functions && typed.function.is_none() {
            return self.open_unspecified(typed.name, orders, start);
        }
        let span = Span::new(start, self.token_at(end - 2).end());
        let help = "write the function itself and ask for its derivative; a power is `x^2`";
        self.error(span, "derivatives of a given order are not read", help);
        self.at = end - 1;
        self.call_unknown(token);
    }

    fn open_unspecified(&mut self, name: NameId, orders: Vec<u32>, start: usize) {
        let known =
            self.tree.unspecified.iter().position(|entry| entry.0 == name && entry.1 == orders);
        let at = known.unwrap_or_else(|| {
            self.tree.unspecified.push((name, orders));
            self.tree.unspecified.len() - 1
        });
        let base = self.pool.len() as u32;
        let function = Function::Unspecified(at as u32);
        self.push_frame(
            Frame::Call { function, modifier: super::frame::PLAIN, base, square: false },
            start,
        );
    }

    /// The base of `log_2(x)` or `log_b x`, when the name before parentheses or an operand is such.
    fn logarithm_base(&mut self, name: NameId, token: Token) -> Option<SyntaxId> {
        let base = self.tree.name(name).strip_prefix("log_")?.to_string();
        let kind = self.kind_ahead(1);
        if !(kind.starts_operand()
            || matches!(kind, TokenKind::Caret | TokenKind::Superscript | TokenKind::Bar))
        {
            return None;
        }
        let kind = match base.parse::<u64>() {
            Ok(n) => SyntaxKind::Natural(n),
            Err(_) if base == "e" => SyntaxKind::Constant(Constant::E),
            Err(_) if is_single_symbol(&base) => self.use_variable(&base, token),
            Err(_) => return None,
        };
        Some(self.node_to(kind, token.start(), token.end()))
    }

    /// Whether the name is nearly a function's and an operand follows: `sigmoyd x`.
    fn is_misspelled_prefix(&mut self, name: NameId) -> bool {
        let next = self.token_at(self.at + 1);
        if !matches!(next.kind(), TokenKind::Name | TokenKind::Number) || next.after_newline() {
            return false;
        }
        let text = self.tree.name(name);
        let worth_it = text.len() >= 4 && text.bytes().all(|b| b.is_ascii_lowercase());
        worth_it && self.nearest(name).is_some()
    }

    fn nearest(&mut self, name: NameId) -> Option<&'static str> {
        if let Some(found) = self.names.near.get(&name) {
            return *found;
        }
        let found = library().nearest(self.tree.name(name), std::iter::empty());
        self.names.near.insert(name, found);
        found
    }

    /// Reports a call of what is no function, and reads its arguments for the errors in them.
    fn unknown_function(&mut self, text: &str, conventional: bool) {
        let token = self.token();
        let shown = self.excerpt(token.span());
        let defined = self.tree.definitions.iter().filter(|d| d.parameters.is_some());
        let own: Vec<&str> = defined.map(|d| self.tree.name(d.name)).collect();
        let near = crate::parse::suggest::nearest(text, own.into_iter()).map(str::to_string);
        let near = near.or_else(|| library().nearest(text, std::iter::empty()).map(str::to_string));
        let error = Diagnostic::error(
            ErrorKind::UnknownName,
            token.span(),
            format!("unknown function `{shown}`"),
        );
        let after_slash = self.at > 0 && self.token_at(self.at - 1).kind() == TokenKind::Slash;
        let near = near.filter(|_| !(after_slash && text.len() == 2 && text.starts_with('d')));
        let error = match near {
            _ if conventional => error.help(format!(
                "define it first: `{text}(x) = …; {text}(x)`; a product is `{text}*(…)`"
            )),
            Some(near) => error
                .help(format!("did you mean `{near}`? a product is written `{shown}*(…)`"))
                .fix(token.span(), near),
            None => error.help(format!(
                "define it first: `{shown}(x) = …`; a product is written `{shown}*(…)`"
            )),
        };
        self.sink.push(error);
        self.advance();
        match self.token().kind() {
            TokenKind::Open => self.call_unknown(token),
            _ => {
                let id = self.node(SyntaxKind::Error, token.start());
                self.set(id, token.start());
            }
        }
    }

    pub(super) fn call_unknown(&mut self, token: Token) {
        self.advance();
        let base = self.pool.len() as u32;
        let frame = Frame::Call {
            function: Function::Unknown,
            modifier: super::frame::PLAIN,
            base,
            square: false,
        };
        self.push_frame(frame, token.start());
    }

    /// `torch.sigmoid`, `np.pi`.
    pub(super) fn path(&mut self, token: Token) {
        let path = self.typed_text(token);
        let last = path.rsplit('.').next().unwrap_or(path);
        if let Some(kind) = constant(last).filter(|_| !matches!(last, "oo" | "None")) {
            return self.leaf(kind);
        }
        match library().find_path(path) {
            Some(id) => self.function_name(Function::Library(id), None),
            None => {
                let error = Diagnostic::error(
                    ErrorKind::UnknownName,
                    token.span(),
                    format!("`{path}` is not known"),
                );
                let help = match library().nearest(last, std::iter::empty()) {
                    Some(near) => format!("did you mean `{near}`?"),
                    None => "write the formula of the function out".to_string(),
                };
                self.sink.push(error.help(help));
                self.advance();
                match self.token().kind() {
                    TokenKind::Open => self.call_unknown(token),
                    _ => {
                        let id = self.node(SyntaxKind::Error, token.start());
                        self.set(id, token.start());
                    }
                }
            }
        }
    }
}

/// The constants of mathematics and of Python.
fn constant(name: &str) -> Option<SyntaxKind> {
    Some(match name {
        "pi" => SyntaxKind::Constant(Constant::Pi),
        "e" => SyntaxKind::Constant(Constant::E),
        "inf" | "Inf" | "INF" | "oo" | "infinity" | "Infinity" | "infty" => {
            SyntaxKind::Constant(Constant::Infinity)
        }
        "None" => SyntaxKind::Constant(Constant::None),
        "True" | "true" => SyntaxKind::Truth(true),
        "False" | "false" => SyntaxKind::Truth(false),
        _ => return None,
    })
}

/// Whether a name is one letter, Latin or Greek, with a number or a subscript perhaps: `x`, `x1`, `x_max`, `alpha_2`.
pub(super) fn is_single_symbol(name: &str) -> bool {
    let stem = name
        .split_once('_')
        .map_or(name, |(stem, _)| stem)
        .trim_end_matches(|c: char| c.is_ascii_digit());
    let mut letters = stem.chars();
    (letters.next().is_some() && letters.all(crate::parse::characters::is_combining))
        || greek_letter(stem).is_some()
}
