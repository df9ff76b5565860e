//! The parser: operator precedence (Pratt, "Top down operator precedence", POPL 1973) with the recursion taken out.
//!
//! Two states alternate, "an operand must come" and "an operand is complete". What waits is on a stack of [`Frame`]s:
//! operators for their right operand, brackets for their end. A new operator first completes every frame that binds
//! tighter. Operands of n-ary operators wait in a pool and move to the tree in one piece, so a sum of a million terms is
//! one node and costs linear time. Neither depth nor length uses the machine's stack.
//!
//! Errors do not stop the parser: a missing operand becomes an `Error` node, a missing bracket is put in where the
//! next closing one shows that it is missing.

mod call;
mod close;
mod conditional;
mod frame;
mod name;
mod operand;
mod operator;
mod reduce;
mod statement;
mod superscript;
mod warn;

use super::ParseOptions;
use super::diagnostic::{Diagnostic, Sink};
use super::lexer::Lexed;
use super::syntax::{MAX_NODES, Operand, SyntaxId, SyntaxKind, SyntaxTree};
use super::token::{Token, TokenKind};
use crate::error::{ErrorKind, Span};
use frame::{Bracket, Frame, Modifier};
use name::Names;
use statement::{Head, Statement};

/// A frame and the place where what it will become begins.
#[derive(Clone, Copy, Debug)]
struct Waiting {
    frame: Frame,
    start: u32,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum State {
    Operand,
    Operator,
    /// The statement is complete.
    Done,
}

struct Parser<'s, 'k> {
    source: &'s str,
    lexed: &'s Lexed,
    options: &'s ParseOptions,
    sink: &'k mut Sink,
    at: usize,
    state: State,
    tree: SyntaxTree,
    frames: Vec<Waiting>,
    /// Places of the open brackets in `frames`, and how many there are of each kind.
    brackets: Vec<u32>,
    open: [u32; Bracket::COUNT],
    pool: Vec<Operand>,
    modifiers: Vec<Modifier>,
    /// The operand that is complete, and where it begins with its parentheses.
    current: SyntaxId,
    current_start: usize,
    names: Names<'s>,
    heads: Vec<Head>,
    next_head: usize,
    /// The parameters of the Python function whose lines are being read.
    header_parameters: Vec<super::syntax::NameId>,
    statements: Vec<Statement>,
    digits_left: usize,
    max_nodes: usize,
}

/// Builds the syntax tree of a tokenized formula; the tree has a root only if there were no errors.
pub(super) fn parse(
    source: &str,
    lexed: &Lexed,
    options: &ParseOptions,
    sink: &mut Sink,
) -> SyntaxTree {
    let mut parser = Parser {
        source,
        lexed,
        options,
        sink,
        at: 0,
        state: State::Operand,
        tree: SyntaxTree::default(),
        frames: Vec::new(),
        brackets: Vec::new(),
        open: [0; Bracket::COUNT],
        pool: Vec::new(),
        modifiers: Vec::new(),
        current: SyntaxId(0),
        current_start: 0,
        names: Names::default(),
        heads: Vec::new(),
        next_head: 0,
        header_parameters: Vec::new(),
        statements: Vec::new(),
        digits_left: options.max_digits,
        max_nodes: options.max_nodes.min(MAX_NODES),
    };
    parser.tree.reserve(lexed.tokens.len().min(parser.max_nodes));
    parser.statements();
    parser.conclude();
    parser.tree
}

/// The bytes that one waiting operator or open bracket takes.
#[cfg(test)]
pub(super) fn frame_bytes() -> usize {
    size_of::<Waiting>()
}

impl Parser<'_, '_> {
    /// Runs the two states until the statement is complete.
    fn run(&mut self) {
        self.state = State::Operand;
        while !self.sink.is_full() {
            match self.state {
                State::Operand => self.operand(),
                State::Operator => self.operator(),
                State::Done => return,
            }
        }
    }

    fn token(&self) -> Token {
        self.token_at(self.at)
    }

    /// A token by number; past the end there is only the end.
    fn token_at(&self, at: usize) -> Token {
        let last = self.lexed.tokens.len() - 1;
        self.lexed.tokens[at.min(last)]
    }

    fn kind_ahead(&self, ahead: usize) -> TokenKind {
        self.token_at(self.at + ahead).kind()
    }

    /// The text of a token: as it stands, or as the lexer rewrote it.
    fn text(&self, token: Token) -> &str {
        let lexed = self.lexed;
        match lexed.texts.get(&(token.start() as u32)) {
            Some(text) if matches!(token.kind(), TokenKind::Name | TokenKind::Number) => text,
            _ => &self.source[token.start()..token.end()],
        }
    }

    fn advance(&mut self) {
        self.at += 1;
    }

    /// The end of the last token read.
    fn end(&self) -> usize {
        if self.at == 0 { 0 } else { self.token_at(self.at - 1).end() }
    }

    fn top(&self) -> Frame {
        self.frames.last().map_or(Frame::Statement, |w| w.frame)
    }

    fn push_frame(&mut self, frame: Frame, start: usize) {
        if self.frames.len() >= self.options.max_depth {
            let span = Span::new(start, self.token().end());
            let message =
                format!("the formula is nested deeper than {} levels", self.options.max_depth);
            let error = Diagnostic::error(ErrorKind::Budget, span, message);
            return self
                .sink
                .fatal(error.help("raise `max_depth`, or name its parts: `a = …; f(a)`"));
        }
        if let Some(bracket) = frame.bracket() {
            self.brackets.push(self.frames.len() as u32);
            self.open[bracket as usize] += 1;
        }
        self.frames.push(Waiting { frame, start: start as u32 });
    }

    fn pop_frame(&mut self) -> Waiting {
        let waiting = self.frames.pop().unwrap_or(Waiting { frame: Frame::Statement, start: 0 });
        if let Some(bracket) = waiting.frame.bracket() {
            self.brackets.pop();
            self.open[bracket as usize] -= 1;
        }
        waiting
    }

    /// The innermost open bracket.
    fn bracket(&self) -> Option<Frame> {
        self.brackets.last().map(|at| self.frames[*at as usize].frame)
    }

    /// A new node from `start` to the last token read.
    fn node(&mut self, kind: SyntaxKind, start: usize) -> SyntaxId {
        self.node_to(kind, start, self.end())
    }

    fn node_to(&mut self, kind: SyntaxKind, start: usize, end: usize) -> SyntaxId {
        if self.tree.len() >= self.max_nodes {
            let message = format!("the formula has more than {} pieces", self.max_nodes);
            let error = Diagnostic::error(ErrorKind::Budget, Span::new(start, end), message);
            self.sink.fatal(error.help("raise `max_nodes`"));
            return SyntaxId(0);
        }
        self.tree.push(kind, start, end)
    }

    /// The operand is complete: an operator comes next.
    fn set(&mut self, id: SyntaxId, start: usize) {
        self.current = id;
        self.current_start = start;
        self.state = State::Operator;
    }

    /// Reads the current token as a leaf.
    fn leaf(&mut self, kind: SyntaxKind) {
        let token = self.token();
        self.advance();
        let id = self.node_to(kind, token.start(), token.end());
        self.set(id, token.start());
    }

    fn error(&mut self, span: Span, message: impl Into<String>, help: impl Into<String>) {
        self.sink.push(Diagnostic::error(ErrorKind::Parse, span, message).help(help));
    }

    fn error_of(
        &mut self,
        kind: ErrorKind,
        span: Span,
        message: impl Into<String>,
        help: impl Into<String>,
    ) {
        self.sink.push(Diagnostic::error(kind, span, message).help(help));
    }

    /// How a token is called in a message.
    fn describe(&self, token: Token) -> String {
        match token.kind().describe() {
            "" => {
                let text = &self.source[token.start()..token.end()];
                let short: String = text.chars().take(24).collect();
                format!("`{short}{}`", if short.len() < text.len() { "…" } else { "" })
            }
            words => words.to_string(),
        }
    }
}
