//! Closing brackets, and putting in those that are missing.

use super::frame::{Bracket, Frame, PLAIN};
use super::{Parser, State};
use crate::error::{ErrorKind, Span};
use crate::parse::diagnostic::Diagnostic;
use crate::parse::function::library;
use crate::parse::syntax::{Function, Join, Operand, SyntaxId, SyntaxKind};
use crate::parse::token::{Token, TokenKind};

impl Parser<'_, '_> {
    /// A closing bracket.
    pub(super) fn close(&mut self, token: Token) {
        let Some(class) = Bracket::closed_by(token.kind()) else { return };
        let Some(innermost) = self.bracket().and_then(Frame::bracket) else {
            let shown = self.describe(token);
            let opener = opener(class);
            self.error(
                token.span(),
                format!("{shown} closes nothing"),
                format!("remove it, or put `{opener}` before"),
            );
            return self.advance();
        };
        if innermost == class {
            let has_operand = self.complete_operators();
            self.advance();
            return self.finish_bracket(has_operand);
        }
        let shown = self.describe(token);
        let opened = self.opened_at();
        let closer = innermost.closer();
        let message = format!("expected `{closer}` before {shown}");
        let help =
            format!("close the `{}` of column {}", self.excerpt(opened), self.column(opened.start));
        let error = Diagnostic::error(ErrorKind::Parse, token.span(), message).help(help);
        if self.open[class as usize] > 0 {
            self.sink.push(error.fix(Span::new(token.start(), token.start()), closer));
        } else {
            self.sink.push(error.fix(token.span(), closer));
            self.advance();
        }
        let has_operand = self.complete_operators();
        self.finish_bracket(has_operand);
    }

    /// The column of a place on its line, counted in characters from one.
    fn column(&self, at: usize) -> usize {
        let line = self.source[..at].rfind('\n').map_or(0, |i| i + 1);
        self.source[line..at].chars().count() + 1
    }

    /// The opening bracket of the innermost open one.
    fn opened_at(&self) -> Span {
        let Some(at) = self.brackets.last() else { return Span::new(0, 0) };
        let waiting = &self.frames[*at as usize];
        let start = waiting.start as usize;
        match waiting.frame {
            Frame::Call { .. } => {
                let end =
                    self.source[start..].find(['(', '[']).map_or(start + 1, |i| start + i + 1);
                Span::new(start, end)
            }
            _ => {
                let length = self.source[start..].chars().next().map_or(0, char::len_utf8);
                Span::new(start, start + length)
            }
        }
    }

    /// Completes the operators in the innermost bracket; false if it holds no last operand.
    fn complete_operators(&mut self) -> bool {
        if self.state == State::Operand {
            return false;
        }
        if self.in_rows() {
            self.finish_row();
        } else {
            self.reduce_all();
        }
        true
    }

    /// The end of the text inside brackets: one error for all of them, then they are closed.
    pub(super) fn close_at_end(&mut self) {
        let count = self.brackets.len();
        let closers: String = self
            .brackets
            .iter()
            .rev()
            .take(8)
            .filter_map(|at| self.frames[*at as usize].frame.bracket())
            .map(Bracket::closer)
            .collect();
        let opened = self.opened_at();
        let message = match count {
            1 => format!("`{}` is not closed", self.excerpt(opened)),
            2 => format!("`{}` and one more bracket are not closed", self.excerpt(opened)),
            _ => {
                format!("`{}` and {} more brackets are not closed", self.excerpt(opened), count - 1)
            }
        };
        let end = self.source.len();
        let error = Diagnostic::error(ErrorKind::Parse, opened, message);
        self.sink.push(match count {
            0..=8 => {
                error.help(format!("put `{closers}` at the end")).fix(Span::new(end, end), closers)
            }
            _ => error.help("close them at the end"),
        });
        while !self.brackets.is_empty() && !self.sink.is_full() {
            let has_operand = self.complete_operators();
            self.finish_bracket(has_operand);
            if matches!(self.top(), Frame::Command { .. }) {
                self.pop_frame();
            }
            self.state = State::Operator;
        }
    }

    /// Makes the node of the innermost bracket, whose operators are complete.
    fn finish_bracket(&mut self, has_operand: bool) {
        let waiting = self.pop_frame();
        let start = waiting.start as usize;
        match waiting.frame {
            Frame::Round { base } | Frame::Square { base } => {
                self.finish_list(base, has_operand, start)
            }
            Frame::Call { function, modifier, base, .. } => {
                if has_operand {
                    self.pool_current(0);
                }
                self.finish_call(function, modifier, base, start);
            }
            Frame::Abs => self.enclose("abs", start),
            Frame::Floor => self.enclose("floor", start),
            Frame::Ceil => self.enclose("ceil", start),
            Frame::Group => {
                self.set(self.current, start);
                if matches!(self.top(), Frame::Command { .. }) {
                    self.command_argument();
                }
            }
            Frame::Rows { base, bare, .. } => self.finish_rows(base, bare, start),
            _ => {}
        }
    }

    /// Parentheses: a group, or a tuple if there were commas.
    fn finish_list(&mut self, base: u32, has_operand: bool, start: usize) {
        if self.pool.len() == base as usize {
            return self.set(self.current, start);
        }
        if has_operand {
            self.pool_current(0);
        }
        let list = self.take_pool(base as usize);
        let id = self.node(SyntaxKind::Tuple(list), start);
        self.set(id, start);
        let allowed = match self.top() {
            Frame::Call { function: Function::Library(f), .. } => {
                library().get(f).name == "piecewise"
            }
            Frame::Call { function: Function::Unknown, .. }
            | Frame::Square { .. }
            | Frame::Round { .. } => true,
            _ => false,
        };
        if !allowed {
            let span = self.tree.span(id);
            let text = self.excerpt(span);
            let help = "a decimal is written with a point, a product as `a*b`; a function needs a known name";
            self.error(span, format!("the list `{text}` is not a number"), help);
            self.current = self.node(SyntaxKind::Error, start);
        }
    }

    /// A function written as a pair of brackets.
    fn enclose(&mut self, name: &str, start: usize) {
        let function = Function::Library(library().find(name).unwrap_or(0));
        let base = self.pool.len();
        self.pool_current(0);
        let id = self.call_node(function, PLAIN, base, start);
        self.set(id, start);
    }

    /// An argument of a LaTeX command is complete.
    pub(super) fn command_argument(&mut self) {
        let Frame::Command { kind, base } = self.top() else { return };
        self.pool_current(0);
        let wanted = if kind == TokenKind::SqrtGroup { 1 } else { 2 };
        if self.pool.len() - (base as usize) < wanted {
            self.state = State::Operand;
            return;
        }
        let start = self.pop_frame().start as usize;
        let id = match kind {
            TokenKind::Fraction => {
                let below = self.pool[base as usize + 1].id();
                self.pool[base as usize + 1] = Operand::new(below, Join::Inverse as u8);
                let list = self.take_pool(base as usize);
                self.warn_product(list);
                self.node(SyntaxKind::Product(list), start)
            }
            TokenKind::RootGroups => self.indexed_root(base as usize, start),
            _ => {
                let function = Function::Library(library().find("sqrt").unwrap_or(0));
                self.call_node(function, PLAIN, base as usize, start)
            }
        };
        self.set(id, start);
    }

    /// `\sqrt[n]{x}`
    fn indexed_root(&mut self, base: usize, start: usize) -> SyntaxId {
        self.pool.swap(base, base + 1);
        let name = match self.tree.kind(self.pool[base + 1].id()) {
            SyntaxKind::Natural(2) => "sqrt",
            SyntaxKind::Natural(3) => "cbrt",
            _ => "root",
        };
        if name != "root" {
            self.pool.truncate(base + 1);
        }
        let function = Function::Library(library().find(name).unwrap_or(0));
        self.call_node(function, PLAIN, base, start)
    }

    /// A semicolon or `\\` inside brackets.
    pub(super) fn semicolon(&mut self, token: Token) {
        match self.bracket() {
            Some(Frame::Rows { .. }) => {
                self.finish_row();
                self.advance();
            }
            Some(Frame::Call { .. } | Frame::Round { .. } | Frame::Square { .. }) => {
                self.error(
                    token.span(),
                    "arguments are separated by commas",
                    "write `,` here, or close the bracket",
                );
                self.reduce_all();
                self.pool_current(0);
                self.advance();
                self.state = State::Operand;
            }
            _ => self.stray_separator(token),
        }
    }

    fn stray_separator(&mut self, token: Token) {
        let shown = self.source[token.start()..token.end()].to_string();
        self.error(
            token.span(),
            format!("`{shown}` does not fit here"),
            "close the bracket before it, or remove it",
        );
        self.advance();
        if self.token().kind().starts_operand() {
            self.reduce_all();
            self.state = State::Operand;
        }
    }
}

fn opener(class: Bracket) -> &'static str {
    match class {
        Bracket::Round => "(",
        Bracket::Square => "[",
        Bracket::Brace | Bracket::Group => "{",
        Bracket::Bar => "|",
        Bracket::Floor => "⌊",
        Bracket::Ceil => "⌈",
        Bracket::Cases => "\\begin{cases}",
    }
}
