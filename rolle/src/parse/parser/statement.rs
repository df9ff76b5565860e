//! Statements: definitions `a = 0.1`, `f(x) = a*x`, `f = lambda x: …`, and at last the formula.
//!
//! Heads of definitions are found before anything is read, so that a definition may stand after its use, and so that a
//! line break can end a statement exactly where the next definition begins. A Python function with assignments before
//! its `return` is read as those definitions and the formula returned, in the parameters of the function.

use super::frame::Frame;
use super::{Parser, State};
use crate::error::{ErrorKind, Span};
use crate::parse::diagnostic::Diagnostic;
use crate::parse::syntax::{Definition, NameId, NodeRange, SyntaxId, SyntaxKind};
use crate::parse::token::{Token, TokenKind};

/// The most parameters of a definition; they are looked up one by one.
const MAX_PARAMETERS: usize = 255;

/// The beginning of a definition, by numbers of tokens.
#[derive(Clone, Debug)]
pub(super) struct Head {
    pub(super) at: usize,
    body: usize,
    name: usize,
    parameters: Option<Vec<usize>>,
    definition: u32,
}

/// A statement that has been read.
#[derive(Clone, Debug)]
pub(super) struct Statement {
    pub(super) definition: Option<u32>,
    pub(super) parameters: Vec<NameId>,
    pub(super) body: SyntaxId,
    pub(super) nodes: NodeRange,
    pub(super) span: Span,
}

impl<'s> Parser<'s, '_> {
    /// Reads all statements.
    pub(super) fn statements(&mut self) {
        self.find_heads();
        self.register_definitions();
        loop {
            while self.token().kind() == TokenKind::Semicolon {
                self.advance();
            }
            let nothing_yet = self.statements.is_empty();
            if self.sink.is_full() || (self.token().kind() == TokenKind::End && !nothing_yet) {
                return;
            }
            if !self.skip_python() {
                self.statement();
            }
        }
    }

    fn statement(&mut self) {
        let start = self.token().start();
        let head = self.heads.get(self.next_head).filter(|head| head.at == self.at).cloned();
        self.frames.clear();
        self.push_frame(Frame::Statement, start);
        let mut parameters = self.header_parameters.clone();
        for name in &self.header_parameters.clone() {
            self.declare_parameter(*name);
        }
        if let Some(head) = &head {
            self.refuse_reassignment(head);
            self.next_head += 1;
            self.at = head.body;
            parameters = self.tree.definitions[head.definition as usize]
                .parameters
                .clone()
                .unwrap_or_default();
        } else if let Some((names, body)) = self.function_head(self.at) {
            parameters = self.parameters(&names);
            self.at = body;
        }
        for name in &parameters {
            self.declare_parameter(*name);
        }
        let began = self.at;
        let first = self.tree.len() as u32;
        self.run();
        if self.state != State::Done {
            return;
        }
        let definition = head.map(|head| head.definition);
        let nodes = NodeRange { first, end: self.tree.len() as u32 };
        if let Some(at) = definition {
            let definition = &mut self.tree.definitions[at as usize];
            (definition.body, definition.nodes) = (self.current, nodes);
        }
        let span = Span::new(start, self.end().max(start));
        self.statements.push(Statement { definition, parameters, body: self.current, nodes, span });
        if self.at == began {
            self.advance();
        }
    }

    /// Goes past a line that only Python needs: an `import`, the header of a function, the word `return`.
    fn skip_python(&mut self) -> bool {
        let word = match self.token().kind() {
            TokenKind::Name => self.text(self.token()),
            _ => return false,
        };
        match word {
            "import" | "from" if self.kind_at(self.at + 1) != TokenKind::Equal => {
                self.advance();
                while !matches!(self.token().kind(), TokenKind::End | TokenKind::Semicolon)
                    && !self.token().after_newline()
                {
                    self.advance();
                }
            }
            "def" => {
                let Some((parameters, body)) = self.function_header(self.at) else { return false };
                self.header_parameters = self.parameters(&parameters);
                self.at = body;
            }
            "return" => match self.kind_at(self.at + 1) {
                TokenKind::Minus | TokenKind::Plus | TokenKind::Bar => self.advance(),
                kind if kind.starts_operand() => self.advance(),
                _ => return false,
            },
            _ => return false,
        }
        true
    }

    /// `def f(x, y):` before a line that begins with a definition: the parameters, and where that line begins.
    fn function_header(&self, at: usize) -> Option<(Vec<usize>, usize)> {
        use TokenKind::*;
        let is_def = self.text(self.token_at(at)) == "def" && self.kind_at(at + 1) == Name;
        if !is_def || self.kind_at(at + 2) != Open {
            return None;
        }
        let (parameters, colon) = self.parameter_list(at + 3, Close)?;
        let body = colon + 1;
        let begins = self.kind_at(colon) == Colon && self.token_at(body).after_newline();
        let assigns = self.kind_at(body) == Name && self.kind_at(body + 1) == Equal;
        (begins && assigns).then_some((parameters, body))
    }

    /// Inside a Python function a parameter keeps its value: there is no order of time in formulas.
    fn refuse_reassignment(&mut self, head: &Head) {
        let name = self.tree.definitions[head.definition as usize].name;
        if self.header_parameters.contains(&name) {
            let token = self.token_at(head.name);
            let shown = self.tree.name(name).to_string();
            self.error(
                token.span(),
                format!("the parameter `{shown}` is given another value"),
                "give the new value another name",
            );
        }
    }

    /// The definition whose body is being read.
    pub(super) fn current_definition(&self) -> Option<u32> {
        let head = self.next_head.checked_sub(1).map(|at| &self.heads[at])?;
        let started = self.frames.first().map_or(0, |w| w.start as usize);
        (self.token_at(head.at).start() == started).then_some(head.definition)
    }

    pub(super) fn in_definition(&self) -> bool {
        self.current_definition().is_some()
    }

    fn name_at(&mut self, at: usize) -> NameId {
        let token = self.token_at(at);
        let lexed = self.lexed;
        let text: &'s str = match lexed.texts.get(&(token.start() as u32)) {
            Some(text) => text,
            None => &self.source[token.start()..token.end()],
        };
        self.typed(text).name
    }

    /// Finds where definitions begin: at the start, after `;` and after line breaks, outside of brackets.
    fn find_heads(&mut self) {
        use TokenKind::*;
        let mut depth = 0usize;
        let mut starts = true;
        for at in 0..self.lexed.tokens.len() {
            let token = self.lexed.tokens[at];
            // `f(x) =` at the end of a line takes the next line as its body, whatever that looks like.
            let inside = self.heads.last().is_some_and(|head| at <= head.body);
            if depth == 0
                && !inside
                && (starts || token.after_newline())
                && let Some(head) = self.head(at)
            {
                self.heads.push(head);
            }
            starts = depth == 0 && token.kind() == Semicolon;
            match token.kind() {
                Open | OpenSquare | OpenBrace | OpenGroup | OpenCases => depth += 1,
                Close | CloseSquare | CloseBrace | CloseGroup | CloseCases => {
                    depth = depth.saturating_sub(1)
                }
                _ => {}
            }
        }
    }

    fn kind_at(&self, at: usize) -> TokenKind {
        self.token_at(at).kind()
    }

    /// The head of a definition at this token.
    fn head(&self, at: usize) -> Option<Head> {
        use TokenKind::*;
        if self.kind_at(at) != Name {
            return None;
        }
        let is_def = self.text(self.token_at(at)) == "def" && self.kind_at(at + 1) == Name;
        if is_def && self.function_header(at).is_some() {
            return None;
        }
        let name = if is_def { at + 1 } else { at };
        let mut head = Head { at, body: name + 2, name, parameters: None, definition: 0 };
        if self.kind_at(name + 1) == Open {
            let (parameters, end) = self.parameter_list(name + 2, Close)?;
            head.parameters = Some(parameters);
            head.body = end + 1;
            let sign = if is_def { Colon } else { Equal };
            if self.kind_at(end) != sign {
                return None;
            }
            let returns = is_def && self.text(self.token_at(head.body)) == "return";
            head.body += usize::from(returns);
            return Some(head);
        }
        if is_def || self.kind_at(name + 1) != Equal {
            return None;
        }
        if let Some((parameters, body)) = self.function_head(head.body) {
            head.parameters = Some(parameters);
            head.body = body;
        }
        Some(head)
    }

    /// Names with commas between them up to `end`; the numbers of the names, and the token after `end`.
    fn parameter_list(&self, from: usize, end: TokenKind) -> Option<(Vec<usize>, usize)> {
        let mut at = from;
        let mut names = Vec::new();
        loop {
            if self.kind_at(at) != TokenKind::Name {
                return None;
            }
            names.push(at);
            match self.kind_at(at + 1) {
                TokenKind::Comma => at += 2,
                kind if kind == end => return Some((names, at + 2)),
                _ => return None,
            }
        }
    }

    /// `lambda x, y:`, `x ↦`, `(x, y) ->`: the parameters and where the body begins.
    pub(super) fn function_head(&self, at: usize) -> Option<(Vec<usize>, usize)> {
        use TokenKind::*;
        match (self.kind_at(at), self.kind_at(at + 1)) {
            (Lambda, Name) => self.parameter_list(at + 1, Colon),
            (Name, Arrow) => Some((vec![at], at + 2)),
            (Open, Name) => {
                let (names, end) = self.parameter_list(at + 1, Close)?;
                (self.kind_at(end) == Arrow).then_some((names, end + 1))
            }
            _ => None,
        }
    }

    /// Enters the definitions, so that every statement knows them all.
    fn register_definitions(&mut self) {
        for i in 0..self.heads.len() {
            let head = self.heads[i].clone();
            let token = self.token_at(head.name);
            let name = self.name_at(head.name);
            let parameters = head.parameters.map(|list| self.parameters(&list));
            let index = self.tree.definitions.len() as u32;
            self.heads[i].definition = index;
            if self.state(name).definition.is_some() {
                let shown = self.tree.name(name).to_string();
                self.error(
                    token.span(),
                    format!("`{shown}` is defined twice"),
                    "give one of them another name",
                );
            }
            self.state(name).definition = Some(index);
            let definition = Definition {
                name,
                span: token.span(),
                parameters,
                body: SyntaxId(0),
                nodes: NodeRange::default(),
            };
            self.tree.definitions.push(definition);
        }
    }

    fn parameters(&mut self, tokens: &[usize]) -> Vec<NameId> {
        let mut names: Vec<NameId> = Vec::new();
        if let Some(at) = tokens.get(MAX_PARAMETERS) {
            let span = self.token_at(*at).span();
            let message = format!("a function can have {MAX_PARAMETERS} parameters");
            let error = Diagnostic::error(ErrorKind::Budget, span, message);
            self.sink.push(error.help("split it into functions of fewer parameters"));
            return names;
        }
        for at in tokens {
            let name = self.name_at(*at);
            if names.contains(&name) {
                let token = self.token_at(*at);
                self.error(
                    token.span(),
                    "two parameters have the same name",
                    "give one of them another name",
                );
            }
            names.push(name);
        }
        names
    }

    /// After the last statement: which is the formula, and do the definitions make sense?
    pub(super) fn conclude(&mut self) {
        if self.sink.is_full() {
            return;
        }
        self.check_cycles();
        let Some(last) = self.statements.last().cloned() else { return };
        for at in 0..self.statements.len() - 1 {
            let statement = &self.statements[at];
            if statement.definition.is_none() {
                let span = statement.span;
                let help = "definitions come first: `a = 0.1; f(x) = a*x; f(2x)`";
                self.error(span, "only the last statement can be a formula", help);
            }
        }
        self.check_root(&last);
        self.warn_shadowing(&last);
        self.warn_unused(&last);
        self.warn_names();
        self.finish_variables(&last);
        if !self.sink.has_errors() {
            self.tree.root = Some(last.body);
            self.tree.root_nodes = last.nodes;
        }
    }

    fn check_root(&mut self, last: &Statement) {
        let span = self.tree.span(last.body);
        match self.tree.kind(last.body) {
            SyntaxKind::Compare(list) => {
                let equation =
                    self.tree.operands(list).iter().skip(1).any(|o| o.relation().symbol() == "==");
                let (message, help) = match equation {
                    true => (
                        "this is an equation, not a formula",
                        "write `a - b`, whose zeros are its solutions",
                    ),
                    false => (
                        "this is a condition, not a formula",
                        "write `1 if … else 0` for its indicator",
                    ),
                };
                self.error(span, message, help);
            }
            _ if self.tree.is_condition(last.body) => {
                self.error(
                    span,
                    "this is a condition, not a formula",
                    "write `1 if … else 0` for its indicator",
                );
            }
            _ => {}
        }
    }

    /// Parameters come before the other variables; names of parameters are no free variables.
    fn finish_variables(&mut self, last: &Statement) {
        let mut variables = last.parameters.clone();
        let free = std::mem::take(&mut self.tree.variables);
        variables.extend(free.into_iter().filter(|name| !last.parameters.contains(name)));
        self.tree.variables = variables;
        self.tree.parameters = last.parameters.clone();
    }

    /// Definitions must not use themselves, directly or in a circle.
    fn check_cycles(&mut self) {
        let count = self.tree.definitions.len();
        let mut uses: Vec<Vec<u32>> = vec![Vec::new(); count];
        for (user, used) in &self.names.uses {
            if let Some(user) = user {
                uses[*user as usize].push(*used);
            }
        }
        let Some(at) = find_cycle(&uses) else { return };
        let definition = &self.tree.definitions[at as usize];
        let name = self.tree.name(definition.name);
        let message = format!("the definition of `{name}` uses itself");
        let error = Diagnostic::error(ErrorKind::Unsupported, definition.span, message);
        self.sink.push(error.help("write it without itself: recursion is not read"));
    }

    /// The definitions that the formula needs.
    pub(super) fn used_definitions(&self, last: &Statement) -> Vec<bool> {
        let mut used = vec![false; self.tree.definitions.len()];
        let mut stack: Vec<u32> = Vec::new();
        let root_uses = self.names.uses.iter().filter(|(user, _)| *user == last.definition);
        stack.extend(root_uses.map(|(_, used)| *used));
        stack.extend(last.definition);
        let mut by_user: Vec<Vec<u32>> = vec![Vec::new(); used.len()];
        for (user, target) in &self.names.uses {
            if let Some(user) = user {
                by_user[*user as usize].push(*target);
            }
        }
        while let Some(at) = stack.pop() {
            if !std::mem::replace(&mut used[at as usize], true) {
                stack.extend(&by_user[at as usize]);
            }
        }
        used
    }

    pub(super) fn definition_token(&self, at: usize) -> Token {
        self.token_at(self.heads[at].name)
    }
}

/// A node on a circle, if there is one: depth-first search with three colors and an explicit stack.
fn find_cycle(uses: &[Vec<u32>]) -> Option<u32> {
    let mut entered = vec![false; uses.len()];
    let mut left = vec![false; uses.len()];
    for root in 0..uses.len() as u32 {
        let mut stack = vec![(root, 0)];
        while let Some((at, next)) = stack.pop() {
            if next == 0 {
                if left[at as usize] {
                    continue;
                }
                if entered[at as usize] {
                    return Some(at);
                }
                entered[at as usize] = true;
            }
            match uses[at as usize].get(next) {
                Some(&child) => {
                    stack.push((at, next + 1));
                    if !left[child as usize] {
                        if entered[child as usize] {
                            return Some(child);
                        }
                        stack.push((child, 0));
                    }
                }
                None => left[at as usize] = true,
            }
        }
    }
    None
}
