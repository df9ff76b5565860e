//! The state "an operand is complete": infix and postfix operators, products without a sign, ends.

use super::frame::{Bracket, Frame, level};
use super::{Parser, State};
use crate::error::Span;
use crate::parse::builtin::Style;
use crate::parse::diagnostic::Diagnostic;
use crate::parse::function::library;
use crate::parse::syntax::{Join, Operand, Relation, SyntaxKind};
use crate::parse::token::{Token, TokenKind};

/// How many frames are looked at to see whether a condition is being read.
const CONDITION_DEPTH: usize = 32;

impl Parser<'_, '_> {
    /// Reads what stands after an operand.
    pub(super) fn operator(&mut self) {
        use TokenKind::*;
        if self.completes_function_power() {
            return self.reduce_function_power();
        }
        let token = self.token();
        if self.brackets.is_empty() && self.ends_statement(token) {
            self.reduce_all();
            self.state = State::Done;
            return;
        }
        if token.after_newline() && token.kind().starts_operand() && self.in_rows() {
            return self.finish_row();
        }
        match token.kind() {
            End => self.close_at_end(),
            Plus => self.infix(level::SUM, |base| Frame::Sum { base, join: Join::Plain }),
            Minus => self.infix(level::SUM, |base| Frame::Sum { base, join: Join::Inverse }),
            Star => self.infix(level::PRODUCT, |base| Frame::Product {
                base,
                join: Join::Plain,
                tight: false,
            }),
            Slash => self.divide(),
            DoubleSlash => self.divide_with("floor_divide"),
            Caret => self.power(),
            Superscript => self.raise(token),
            Bang => self.factorial(token),
            Prime => self.prime(token),
            Percent => self.percent(token),
            Less => self.relation(Relation::Less),
            LessEqual => self.relation(Relation::LessEqual),
            Greater => self.relation(Relation::Greater),
            GreaterEqual => self.relation(Relation::GreaterEqual),
            Equal | EqualEqual => self.relation(Relation::Equal),
            NotEqual => self.relation(Relation::NotEqual),
            Ampersand if self.in_rows() => self.row_separator(),
            And | Ampersand => self.infix(level::AND, |base| Frame::And { base }),
            Or => self.infix(level::OR, |base| Frame::Or { base }),
            Bar => self.bar(token),
            If => self.if_condition(),
            Then => self.then(token),
            Else => self.else_value(token),
            Otherwise => self.otherwise(token),
            Question => self.question(),
            Colon => self.colon(token),
            Comma => self.comma(token),
            Semicolon | RowEnd => self.semicolon(token),
            Method => self.method(token),
            kind if Bracket::closed_by(kind).is_some() => self.close(token),
            kind if kind.starts_operand() => self.beside(token),
            _ => self.unexpected(token),
        }
    }

    /// An infix operator of an n-ary level.
    fn infix(&mut self, level: u8, frame: impl Fn(u32) -> Frame) {
        self.join(level, frame);
        self.advance();
        self.state = State::Operand;
    }

    fn divide(&mut self) {
        self.infix(level::PRODUCT, |base| Frame::Product {
            base,
            join: Join::Inverse,
            tight: false,
        });
    }

    /// `a % b` and `a // b` with the meaning that Python and NumPy give them: the remainder has the sign of b.
    fn divide_with(&mut self, name: &str) {
        self.reduce_above(level::SUM);
        let Some(function) = library().find(name) else { return self.unexpected(self.token()) };
        let (left, start) = (self.current, self.current_start);
        self.push_frame(Frame::Divide { left, function }, start);
        self.advance();
        self.state = State::Operand;
    }

    fn relation(&mut self, relation: Relation) {
        self.infix(level::COMPARE, |base| Frame::Compare { base, relation });
    }

    /// `^`, which groups to the right.
    fn power(&mut self) {
        self.reduce_above(level::POWER);
        let left = self.current;
        self.push_frame(Frame::Power { left }, self.current_start);
        self.advance();
        self.state = State::Operand;
    }

    /// A superscript exponent.
    fn raise(&mut self, token: Token) {
        let start = self.current_start;
        let exponent = self.superscript(token);
        self.advance();
        let power = self.node(SyntaxKind::Power(self.current, exponent), start);
        self.set(power, start);
    }

    fn factorial(&mut self, token: Token) {
        let start = self.current_start;
        self.advance();
        if self.token().kind() == TokenKind::Bang && self.token().start() == token.end() {
            let span = token.span().to(self.token().span());
            self.error(
                span,
                "the double factorial is not known",
                "write `(x!)!` for the factorial taken twice",
            );
            self.advance();
        }
        let id = self.node(SyntaxKind::Factorial(self.current), start);
        self.set(id, start);
    }

    fn prime(&mut self, token: Token) {
        let mut span = token.span();
        while self.token().kind() == TokenKind::Prime {
            span = span.to(self.token().span());
            self.advance();
        }
        let help = "write the function itself and ask for its derivative; a second name can be `x1` or `y`";
        self.error(span, "derivatives with a prime are not read", help);
    }

    /// A remainder where an operand follows, as in `x % 2`.
    fn percent(&mut self, token: Token) {
        if self.token_at(self.at + 1).kind().starts_operand() {
            return self.divide_with("mod");
        }
        let help = "write 5 % as `0.05`, and a remainder as `x % 2` or `mod(x, y)`";
        self.error(token.span(), "`%` has no meaning here", help);
        self.advance();
    }

    fn unexpected(&mut self, token: Token) {
        let found = self.describe(token);
        let help = match token.kind() {
            TokenKind::Arrow => {
                "relations are written `<=` and `>=`; a function of x is written `f(x) = …`"
            }
            TokenKind::Not => "conditions are joined with `and`, `or`; unequal is `!=`",
            _ => "an operator such as `+` or `*` is missing, or one sign is too many",
        };
        self.error(token.span(), format!("did not expect {found} here"), help);
        self.advance();
        if self.token().kind().starts_operand() {
            self.state = State::Operand;
        }
    }

    /// Whether the statement ends before this token.
    fn ends_statement(&self, token: Token) -> bool {
        match token.kind() {
            TokenKind::End | TokenKind::Semicolon => true,
            _ if !token.after_newline() => false,
            _ if self.heads.get(self.next_head).is_some_and(|head| head.at == self.at) => true,
            TokenKind::Plus | TokenKind::Minus | TokenKind::Bar => self.in_definition(),
            kind => kind.starts_operand(),
        }
    }

    /// A bar after an operand closes an open |…|, means "or" between conditions, or opens a factor |…|.
    fn bar(&mut self, token: Token) {
        if matches!(self.bracket(), Some(Frame::Abs)) {
            return self.close(token);
        }
        let next = self.token_at(self.at + 1);
        let double = next.kind() == TokenKind::Bar && next.start() == token.end();
        let condition =
            if double { self.is_reading_condition() } else { self.tree.is_condition(self.current) };
        if condition {
            self.at += usize::from(double);
            return self.infix(level::OR, |base| Frame::Or { base });
        }
        self.beside(token);
    }

    /// Whether the operand, or what waits for it in this bracket, is a condition.
    fn is_reading_condition(&mut self) -> bool {
        while matches!(self.top(), Frame::Power { .. } | Frame::Negate) {
            self.reduce_top();
        }
        let from = self.brackets.last().map_or(0, |at| *at as usize + 1);
        let near = from.max(self.frames.len().saturating_sub(CONDITION_DEPTH));
        self.tree.is_condition(self.current)
            || self.frames[near..].iter().any(|w| {
                matches!(
                    w.frame,
                    Frame::Compare { .. } | Frame::And { .. } | Frame::Or { .. } | Frame::Not
                )
            })
    }

    /// A factor without a sign before it.
    fn beside(&mut self, token: Token) {
        self.warn_beside(token);
        let function = self.starts_function(token);
        loop {
            if self.sink.is_full() {
                return;
            }
            match self.top() {
                Frame::Apply { .. } | Frame::Chain { .. } if self.joins_chain(token, function) => {
                    self.join(level::CHAIN, |base| Frame::Chain { base });
                    break;
                }
                top if top.level() > level::TIGHT => self.reduce_top(),
                _ => {
                    let tight = self.options.tight_juxtaposition;
                    if !tight && matches!(self.top(), Frame::Divide { .. }) {
                        let message = "the factor beside it is multiplied with the whole quotient or remainder";
                        self.warn(token.span(), message, "write `x % (2*y)` or `(x % 2)*y`");
                    }
                    let level = if tight { level::TIGHT } else { level::PRODUCT };
                    self.join(level, |base| Frame::Product { base, join: Join::Beside, tight });
                    break;
                }
            }
        }
        self.state = State::Operand;
    }

    /// Whether a factor goes on with the argument of a function without parentheses: `sin 2x`, but not `sin x cos x`.
    fn joins_chain(&self, token: Token, function: bool) -> bool {
        use TokenKind::*;
        let simple = matches!(
            token.kind(),
            Name | Open | Infinity | SquareRoot | CubeRoot | Fraction | SqrtGroup | OpenGroup
        );
        simple && !function
    }

    /// `.exp()` after an operand: the function with the operand as its first argument.
    fn method(&mut self, token: Token) {
        let name = &self.source[token.start() + 1..token.end()];
        let found = library().find(name).filter(|id| library().get(*id).style != Style::Symbol);
        match found {
            Some(id) if self.kind_ahead(1) == TokenKind::Open => {
                self.advance();
                let start = self.current_start;
                let base = self.pool.len() as u32;
                self.pool.push(Operand::new(self.current, 0));
                self.start_call_at(id, base, start);
            }
            _ => {
                let help = match library().nearest(name, std::iter::empty()) {
                    Some(near) => {
                        format!("did you mean `{near}`? write `{near}(x)` or `x.{near}()`")
                    }
                    None => "write functions as `f(x)`".to_string(),
                };
                self.error(token.span(), format!("`.{name}` is not a function"), help);
                self.advance();
                if self.token().kind() == TokenKind::Open {
                    self.call_unknown(token);
                    self.state = State::Operand;
                }
            }
        }
    }

    /// A comma after an operand.
    fn comma(&mut self, token: Token) {
        match self.bracket() {
            Some(Frame::Round { .. } | Frame::Square { .. } | Frame::Call { .. }) => {
                self.reduce_all();
                self.pool_current(0);
                self.advance();
                self.state = State::Operand;
            }
            Some(Frame::Rows { .. }) => self.row_comma(),
            _ => self.stray_comma(token),
        }
    }

    /// A comma where nothing is listed; between digits it was meant as a decimal point.
    fn stray_comma(&mut self, token: Token) {
        let before = self.token_at(self.at.saturating_sub(1));
        let after = self.token_at(self.at + 1);
        let numbers = before.kind() == TokenKind::Number && after.kind() == TokenKind::Number;
        if numbers && before.end() == token.start() && after.start() == token.end() {
            let span = Span::new(before.start(), after.end());
            let mended = format!("{}.{}", self.text(before), self.text(after));
            let error = Diagnostic::error(
                crate::error::ErrorKind::Parse,
                span,
                "a decimal comma is not read",
            );
            self.sink.push(error.help(format!("write `{mended}`")).fix(token.span(), "."));
            self.at += 2;
            return;
        }
        self.error(
            token.span(),
            "a comma separates arguments, and no function is open here",
            "separate statements with `;`; write decimals with a point",
        );
        self.advance();
        if self.brackets.is_empty() {
            self.reduce_all();
        }
        if self.token().kind() != TokenKind::End {
            self.state = State::Operand;
        }
    }
}
