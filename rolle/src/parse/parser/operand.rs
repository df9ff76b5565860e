//! The state "an operand must come": numbers, names, prefix operators, opening brackets.

use super::frame::{Frame, Modifier, PLAIN};
use super::{Parser, State};
use crate::error::{ErrorKind, Span};
use crate::parse::characters::vulgar_fraction;
use crate::parse::diagnostic::Diagnostic;
use crate::parse::function::library;
use crate::parse::number::{self, Literal, NumberError};
use crate::parse::syntax::{Constant, Function, SyntaxKind};
use crate::parse::token::{Token, TokenKind};

impl Parser<'_, '_> {
    /// Reads what an operand begins with.
    pub(super) fn operand(&mut self) {
        use TokenKind::*;
        let token = self.token();
        if matches!(self.top(), Frame::Command { .. }) && token.kind() != OpenGroup {
            return self.missing_group(token);
        }
        match token.kind() {
            Number => self.number(token),
            BadNumber => self.leaf(SyntaxKind::Error),
            Name => self.name(token),
            Path => self.path(token),
            Text => self.quoted(token),
            Infinity => self.leaf(SyntaxKind::Constant(Constant::Infinity)),
            Open => self.open_bracket(Frame::Round { base: self.pool.len() as u32 }),
            OpenSquare => self.open_bracket(Frame::Square { base: self.pool.len() as u32 }),
            OpenGroup => self.open_bracket(Frame::Group),
            OpenBrace => self.open_rows(false),
            OpenCases => self.open_rows(true),
            Bar | OpenBar => self.open_bracket(Frame::Abs),
            OpenFloor => self.open_bracket(Frame::Floor),
            OpenCeil => self.open_bracket(Frame::Ceil),
            Minus => self.open_bracket(Frame::Negate),
            Not | Bang => self.open_bracket(Frame::Not),
            Plus => self.advance(),
            SquareRoot | CubeRoot | FourthRoot => self.root(token),
            Superscript if self.kind_ahead(1) == SquareRoot => self.degree_root(token),
            Fraction | SqrtGroup | RootGroups => {
                let frame = Frame::Command { kind: token.kind(), base: self.pool.len() as u32 };
                self.open_bracket(frame);
            }
            If if matches!(self.top(), Frame::Rows { has_value: true, .. }) => self.advance(),
            If => self.open_bracket(Frame::Condition { base: self.pool.len() as u32 }),
            Otherwise | Else if matches!(self.top(), Frame::Rows { .. }) => self.otherwise_first(),
            RowEnd | Semicolon | CloseBrace | CloseCases
                if matches!(self.top(), Frame::Rows { .. }) =>
            {
                self.empty_row()
            }
            Close | CloseSquare if self.ends_empty(token) => self.close(token),
            Lambda => self.lambda(token),
            _ => self.missing_operand(token),
        }
    }

    /// Pushes the frame that the current token opens; an operand must follow.
    fn open_bracket(&mut self, frame: Frame) {
        let start = self.token().start();
        self.advance();
        self.push_frame(frame, start);
    }

    /// `f()` and `f(a, )`: the bracket ends where an argument might stand.
    fn ends_empty(&self, token: Token) -> bool {
        let before = self.token_at(self.at.saturating_sub(1)).kind();
        let comma = before == TokenKind::Comma;
        match self.top() {
            Frame::Call { square, .. } => {
                let fits = square == (token.kind() == TokenKind::CloseSquare);
                fits && (comma || matches!(before, TokenKind::Open | TokenKind::OpenSquare))
            }
            Frame::Round { base } => {
                comma && token.kind() == TokenKind::Close && base as usize + 1 < self.pool.len()
            }
            _ => false,
        }
    }

    fn number(&mut self, token: Token) {
        let text = self.text(token);
        if let Some((above, below)) = text.chars().next().and_then(vulgar_fraction) {
            let value = crate::number::Rational::from_parts(above.into(), below.into());
            return self.rational(value);
        }
        match number::read(text, self.digits_left) {
            Ok((Literal::Small(n), _)) => self.leaf(SyntaxKind::Natural(n)),
            Ok((Literal::Big(value), cost)) => {
                self.digits_left -= cost;
                self.rational(value);
            }
            Err(NumberError::Malformed) => {
                self.error(
                    token.span(),
                    "this is not a number",
                    "write it like `12`, `0.5` or `1e-3`",
                );
                self.leaf(SyntaxKind::Error);
            }
            Err(NumberError::TooLong) => {
                let limit = self.options.max_digits;
                let message = format!(
                    "the numbers of the formula have more than {limit} digits when written out"
                );
                let error = Diagnostic::error(ErrorKind::Budget, token.span(), message);
                self.sink.push(error.help("raise `max_digits`, or write large powers as `10^n`"));
                self.leaf(SyntaxKind::Error);
            }
        }
    }

    fn rational(&mut self, value: crate::number::Rational) {
        let at = self.tree.numbers.len() as u32;
        self.tree.numbers.push(value);
        self.leaf(SyntaxKind::Number(at));
    }

    fn quoted(&mut self, token: Token) {
        let text = &self.source[token.start() + 1..token.end() - 1];
        let name = self.intern_plain(text);
        self.leaf(SyntaxKind::Text(name));
    }

    /// √, ∛, ∜: with parentheses a call, else a prefix operator that binds looser than powers.
    fn root(&mut self, token: Token) {
        let (name, index) = match token.kind() {
            TokenKind::CubeRoot => ("cbrt", None),
            TokenKind::FourthRoot => ("root", Some(4)),
            _ => ("sqrt", None),
        };
        let function = library().find(name).unwrap_or(0);
        self.advance();
        let parenthesized = self.token().kind() == TokenKind::Open;
        match (index, parenthesized) {
            (None, true) => {
                self.advance();
                let base = self.pool.len() as u32;
                let function = Function::Library(function);
                self.push_frame(
                    Frame::Call { function, modifier: PLAIN, base, square: false },
                    token.start(),
                );
            }
            _ => self.push_frame(Frame::Root { function }, token.start()),
        }
    }

    /// `⁵√(x)`
    fn degree_root(&mut self, token: Token) {
        let degree = self.superscript(token);
        self.at += 2;
        let modifier = self.add_modifier(Modifier { base: Some(degree), ..Modifier::default() });
        let function = library().find("root").map_or(Function::Unknown, Function::Library);
        self.arguments(function, modifier, token.start());
    }

    /// A LaTeX command without the group that it needs.
    fn missing_group(&mut self, token: Token) {
        self.error(
            token.span(),
            "an argument in braces is missing",
            "write `\\frac{a}{b}`, `\\sqrt{x}`",
        );
        let id = self.node_to(SyntaxKind::Error, token.start(), token.start());
        self.set(id, token.start());
        self.command_argument();
    }

    /// `lambda` is a variable's name unless a function begins here, which it cannot inside a formula.
    fn lambda(&mut self, token: Token) {
        if self.function_head(self.at).is_none() {
            let variable = self.use_variable("lambda", token);
            return self.leaf(variable);
        }
        self.error(
            token.span(),
            "`lambda` cannot stand inside a formula",
            "write `f(x) = …` first, then use `f`",
        );
        self.leaf(SyntaxKind::Error);
    }

    /// Something stands where an operand should.
    fn missing_operand(&mut self, token: Token) {
        let found = self.describe(token);
        let before = self.at.checked_sub(1).map(|at| self.token_at(at));
        let (message, help) = match (token.kind(), before.map(|t| t.kind())) {
            (TokenKind::End, None) => {
                ("there is no formula".to_string(), "write one, such as `x^2 + 1`".to_string())
            }
            (TokenKind::Close, Some(TokenKind::Open)) => (
                "the parentheses are empty".to_string(),
                "put an expression between them".to_string(),
            ),
            (TokenKind::Percent, _) => {
                ("`%` has no meaning here".to_string(), "write 5 % as `0.05`".to_string())
            }
            (TokenKind::Superscript, _) => (
                format!("the exponent {found} has nothing to its left"),
                "write its base before it".to_string(),
            ),
            (_, Some(_)) => {
                let after = before.map(|t| self.describe(t)).unwrap_or_default();
                let message = format!("expected an expression after {after}, found {found}");
                (message, "something is missing here, or one sign too many".to_string())
            }
            _ => (
                format!("expected an expression, found {found}"),
                "begin with a number, a name or `(`".to_string(),
            ),
        };
        let kind = token.kind();
        self.error(token.span(), message, help);
        let skip = matches!(
            kind,
            TokenKind::Percent | TokenKind::Superscript | TokenKind::Prime | TokenKind::Method
        ) || matches!(kind, TokenKind::Colon | TokenKind::Arrow)
            || (self.brackets.is_empty() && kind == TokenKind::Comma);
        if skip {
            return self.leaf(SyntaxKind::Error);
        }
        let id = self.node_to(SyntaxKind::Error, token.start(), token.start());
        self.set(id, token.start());
        if kind == TokenKind::Bar || kind == TokenKind::End {
            self.state = State::Operator;
        }
    }

    /// A warning with the text of a piece of the source, shortened.
    pub(super) fn excerpt(&self, span: Span) -> String {
        let text = self.source[span.start..span.end].trim();
        let short: String = text.chars().take(24).collect();
        if short.len() < text.len() { format!("{short}…") } else { short }
    }
}
