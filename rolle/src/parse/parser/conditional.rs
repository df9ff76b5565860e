//! Piecewise values: `a if c else b`, `if c then a else b`, `c ? a : b`, and the rows of `{…; …}` and of `cases`.
//!
//! Chains of conditions stay flat: `a if c else b if d else e` is one node with three rows, however long it gets.

use super::frame::{Frame, level};
use super::{Parser, State};
use crate::parse::syntax::{Operand, SyntaxId, SyntaxKind};
use crate::parse::token::{Token, TokenKind};

impl Parser<'_, '_> {
    /// Replaces the topmost frame, with the current operand in the pool, and awaits the next operand.
    fn turn(&mut self, frame: Frame) {
        self.pool_current(0);
        if let Some(waiting) = self.frames.last_mut() {
            waiting.frame = frame;
        }
        self.await_operand();
    }

    fn await_operand(&mut self) {
        self.advance();
        self.state = State::Operand;
    }

    fn begin(&mut self, frame: impl Fn(u32) -> Frame) {
        let base = self.pool.len() as u32;
        self.pool_current(0);
        self.push_frame(frame(base), self.current_start);
        self.await_operand();
    }

    /// `value if …`
    pub(super) fn if_condition(&mut self) {
        self.reduce_above(level::CONDITIONAL);
        match self.top() {
            Frame::Else { base } => self.turn(Frame::If { base }),
            _ => self.begin(|base| Frame::If { base }),
        }
    }

    /// `if condition then …`
    pub(super) fn then(&mut self, token: Token) {
        self.reduce_above(level::CONDITIONAL);
        match self.top() {
            Frame::Condition { base } => self.turn(Frame::Question { base }),
            _ => self.stray_word(token, "`then` has no `if` before it"),
        }
    }

    /// `… else value`
    pub(super) fn else_value(&mut self, token: Token) {
        self.reduce_above(level::CONDITIONAL);
        while matches!(self.top(), Frame::Else { .. } | Frame::Colon { .. }) {
            self.reduce_top();
        }
        match self.top() {
            Frame::If { base } => self.turn(Frame::Else { base }),
            Frame::Question { base } => self.turn(Frame::Colon { base }),
            _ => self.stray_word(token, "`else` has no `if` before it"),
        }
    }

    /// `condition ? …`
    pub(super) fn question(&mut self) {
        self.reduce_above(level::CONDITIONAL);
        match self.top() {
            Frame::Colon { base } => self.turn(Frame::Question { base }),
            _ => self.begin(|base| Frame::Question { base }),
        }
    }

    /// `… : value`
    pub(super) fn colon(&mut self, token: Token) {
        self.reduce_above(level::CONDITIONAL);
        while matches!(self.top(), Frame::Else { .. } | Frame::Colon { .. }) {
            self.reduce_top();
        }
        match self.top() {
            Frame::Question { base } => self.turn(Frame::Colon { base }),
            _ => self.stray_word(token, "`:` has no `?` before it"),
        }
    }

    fn stray_word(&mut self, token: Token, message: &str) {
        self.error(
            token.span(),
            message,
            "piecewise values are written `a if c else b`, or `{a if c; b otherwise}`",
        );
        self.await_operand();
    }

    /// Completes a conditional whose frame has been popped.
    pub(super) fn reduce_conditional(&mut self, frame: Frame, start: usize) {
        let id = match frame {
            Frame::Else { base } => {
                self.pool_current(0);
                let always = self.node_to(SyntaxKind::Truth(true), self.end(), self.end());
                self.pool.push(Operand::new(always, 0));
                self.piecewise(base, start)
            }
            Frame::Colon { base } => {
                let always = self.node_to(SyntaxKind::Truth(true), self.end(), self.end());
                self.pool.push(Operand::new(always, 0));
                self.pool_current(0);
                for pair in self.pool[base as usize..].chunks_exact_mut(2) {
                    pair.swap(0, 1);
                }
                self.piecewise(base, start)
            }
            Frame::If { base } | Frame::Question { base } | Frame::Condition { base } => {
                self.pool.truncate(base as usize);
                self.incomplete(frame, start)
            }
            _ => return,
        };
        self.current = id;
        self.current_start = start;
    }

    fn incomplete(&mut self, frame: Frame, start: usize) -> SyntaxId {
        let (message, help) = match frame {
            Frame::If { .. } => {
                ("`if` has no `else`", "write `a if c else b`, or rows: `{a if c; b otherwise}`")
            }
            Frame::Question { .. } => {
                ("the other value is missing", "write `c ? a : b`, or `if c then a else b`")
            }
            _ => ("`if` has no `then`", "write `if c then a else b`, or `a if c else b`"),
        };
        let span = crate::error::Span::new(start, self.end());
        self.error(span, message, help);
        self.node(SyntaxKind::Error, start)
    }

    fn piecewise(&mut self, base: u32, start: usize) -> SyntaxId {
        let list = self.take_pool(base as usize);
        self.node(SyntaxKind::Piecewise(list), start)
    }

    /// Whether the innermost bracket holds rows.
    pub(super) fn in_rows(&self) -> bool {
        matches!(self.bracket(), Some(Frame::Rows { .. }))
    }

    pub(super) fn open_rows(&mut self, cases: bool) {
        let start = self.token().start();
        self.advance();
        let base = self.pool.len() as u32;
        self.push_frame(
            Frame::Rows { base, cases, has_value: false, default: false, bare: 0 },
            start,
        );
    }

    /// `else 0` or `otherwise: 0` at the start of a row, `0, otherwise` at its end.
    pub(super) fn otherwise_first(&mut self) {
        match self.frames.last_mut().map(|w| &mut w.frame) {
            Some(Frame::Rows { has_value: true, .. }) => return self.leaf(SyntaxKind::Truth(true)),
            Some(Frame::Rows { default, .. }) => *default = true,
            _ => {}
        }
        self.advance();
        if matches!(self.token().kind(), TokenKind::Colon | TokenKind::Comma | TokenKind::Ampersand)
        {
            self.advance();
        }
    }

    /// `0 otherwise`, or `a if c otherwise b`.
    pub(super) fn otherwise(&mut self, token: Token) {
        self.reduce_above(level::CONDITIONAL);
        match self.top() {
            Frame::Rows { has_value: false, .. } => {
                self.pool_current(0);
                self.set_rows(|has_value, _, _| *has_value = true);
                self.leaf(SyntaxKind::Truth(true));
            }
            _ => self.else_value(token),
        }
    }

    fn set_rows(&mut self, change: impl Fn(&mut bool, &mut bool, &mut u8)) {
        if let Some(Frame::Rows { has_value, default, bare, .. }) =
            self.frames.last_mut().map(|w| &mut w.frame)
        {
            change(has_value, default, bare);
        }
    }

    /// `&` or `,` between a value and its condition.
    pub(super) fn row_separator(&mut self) {
        self.reduce_all_in_rows();
        match self.top() {
            Frame::Rows { has_value: false, .. } => {
                self.pool_current(0);
                self.set_rows(|has_value, _, _| *has_value = true);
                self.await_operand();
            }
            _ => {
                let token = self.token();
                self.error(
                    token.span(),
                    "this row has two conditions",
                    "write each row as `value, condition`",
                );
                self.await_operand();
            }
        }
    }

    /// A comma among rows: before a separator it is ornament, after a complete row it ends the row.
    pub(super) fn row_comma(&mut self) {
        use TokenKind::*;
        if matches!(
            self.kind_ahead(1),
            Ampersand | RowEnd | CloseCases | CloseBrace | If | Otherwise | Semicolon
        ) {
            let repeats = matches!(self.kind_ahead(1), If | Otherwise) && self.row_is_complete();
            if !repeats {
                return self.advance();
            }
        }
        if self.row_is_complete() {
            self.advance();
            return self.finish_row();
        }
        self.row_separator();
    }

    /// Whether the row has its condition.
    fn row_is_complete(&mut self) -> bool {
        self.reduce_all_in_rows();
        match self.top() {
            Frame::If { .. } => true,
            Frame::Rows { has_value, default, .. } => has_value || default,
            _ => false,
        }
    }

    /// Completes operators, but leaves an `if` that gives the row its condition.
    fn reduce_all_in_rows(&mut self) {
        self.reduce_above(level::CONDITIONAL);
        while self.top().level() > level::OPEN && !self.is_row_condition() && !self.sink.is_full() {
            self.reduce_top();
        }
    }

    fn is_row_condition(&self) -> bool {
        let below = self.frames.len().checked_sub(2).map(|at| self.frames[at].frame);
        matches!(self.top(), Frame::If { .. })
            && matches!(below, Some(Frame::Rows { has_value: false, .. }))
    }

    /// Ends a row; the next operand begins another.
    pub(super) fn finish_row(&mut self) {
        self.reduce_all_in_rows();
        if matches!(self.top(), Frame::If { .. }) {
            self.pop_frame();
            self.pool_current(0);
        } else if let Frame::Rows { has_value, default, .. } = self.top() {
            self.pool_current(0);
            if !has_value {
                let always = self.node_to(SyntaxKind::Truth(true), self.end(), self.end());
                self.pool.push(Operand::new(always, 0));
                if !default {
                    self.set_rows(|_, _, bare| *bare = bare.saturating_add(1));
                }
            }
        }
        self.set_rows(|has_value, default, _| (*has_value, *default) = (false, false));
        self.state = State::Operand;
    }

    /// Ends the rows with their bracket: one row without a condition is a group, the last may stand for `otherwise`.
    pub(super) fn finish_rows(&mut self, base: u32, bare: u8, start: usize) {
        let rows = (self.pool.len() - base as usize) / 2;
        if rows == 1 && bare == 1 {
            self.current = self.pool[base as usize].id();
            self.pool.truncate(base as usize);
            return self.set(self.current, start);
        }
        self.check_rows(base, bare, start);
        let id = if rows == 0 {
            self.node(SyntaxKind::Error, start)
        } else {
            self.piecewise(base, start)
        };
        self.set(id, start);
    }

    fn check_rows(&mut self, base: u32, bare: u8, start: usize) {
        let span = crate::error::Span::new(start, self.end());
        let conditions: Vec<SyntaxId> =
            self.pool[base as usize..].iter().skip(1).step_by(2).map(|o| o.id()).collect();
        let Some((_, earlier)) = conditions.split_last() else {
            return self.error(
                span,
                "there are no rows here",
                "write rows: `{a if c; b otherwise}`",
            );
        };
        if bare > 1 {
            return self.error(
                span,
                "rows need conditions",
                "write rows as `a if c` or `a, c`, the last `b otherwise`",
            );
        }
        let covered = earlier.iter().any(|id| self.tree.kind(*id) == SyntaxKind::Truth(true));
        if covered {
            self.warn(
                span,
                "rows after one without a condition are never reached",
                "put that row last",
            );
        } else if bare == 1 {
            self.warn(
                span,
                "the last row has no condition and is read as `otherwise`",
                "write `otherwise` after it",
            );
        }
    }

    /// A separator or an end where a row might begin.
    pub(super) fn empty_row(&mut self) {
        let token = self.token();
        let Frame::Rows { has_value, default, .. } = self.top() else { return };
        if has_value || default {
            self.error(
                token.span(),
                "this row is not complete",
                "write `value if condition` or `value, condition`",
            );
            let id = self.node_to(SyntaxKind::Error, token.start(), token.start());
            self.set(id, token.start());
            return;
        }
        match token.kind() {
            TokenKind::RowEnd | TokenKind::Semicolon => self.advance(),
            _ => self.close(token),
        }
    }
}
