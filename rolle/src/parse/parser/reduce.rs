//! Completing what waits: a frame and its right operand become a node.

use super::Parser;
use super::frame::{Frame, level};
use crate::parse::function::library;
use crate::parse::syntax::{Function, Join, Operand, Operands, SyntaxId, SyntaxKind};

impl Parser<'_, '_> {
    /// Completes every frame that binds tighter than `level`.
    pub(super) fn reduce_above(&mut self, level: u8) {
        while self.top().level() > level && !self.sink.is_full() {
            self.reduce_top();
        }
    }

    /// Moves the operands from `base` on from the pool to the tree.
    pub(super) fn take_pool(&mut self, base: usize) -> Operands {
        let list = Operands {
            start: self.tree.operands.len() as u32,
            length: (self.pool.len() - base) as u32,
        };
        self.tree.operands.extend_from_slice(&self.pool[base..]);
        self.pool.truncate(base);
        list
    }

    /// Adds the current operand to the pool.
    pub(super) fn pool_current(&mut self, tag: u8) {
        self.pool.push(Operand::new(self.current, tag));
    }

    /// The list of the operands from `base` on with the current one as the last.
    fn list_with_current(&mut self, base: u32, tag: u8) -> Operands {
        self.pool_current(tag);
        self.take_pool(base as usize)
    }

    /// Completes the topmost operator frame with the current operand.
    pub(super) fn reduce_top(&mut self) {
        let waiting = self.pop_frame();
        let start = waiting.start as usize;
        let current = self.current;
        let kind = match waiting.frame {
            Frame::Sum { base, join } => SyntaxKind::Sum(self.list_with_current(base, join as u8)),
            Frame::Product { base, join, .. } => {
                let list = self.list_with_current(base, join as u8);
                self.warn_product(list);
                SyntaxKind::Product(list)
            }
            Frame::Divide { left, function } => {
                let base = self.pool.len();
                self.pool.push(Operand::new(left, 0));
                let list = self.list_with_current(base as u32, 0);
                SyntaxKind::Call(Function::Library(function), list)
            }
            Frame::Chain { base } => SyntaxKind::Product(self.list_with_current(base, 2)),
            Frame::Compare { base, relation } => {
                SyntaxKind::Compare(self.list_with_current(base, relation as u8))
            }
            Frame::And { base } => SyntaxKind::And(self.list_with_current(base, 0)),
            Frame::Or { base } => SyntaxKind::Or(self.list_with_current(base, 0)),
            Frame::Negate => SyntaxKind::Negate(current),
            Frame::Not => SyntaxKind::Not(current),
            Frame::Power { left } => SyntaxKind::Power(left, current),
            Frame::Keyword { name } => SyntaxKind::Keyword(name, current),
            Frame::Apply { function, modifier } => {
                return self.reduce_apply(function, modifier, start);
            }
            Frame::Root { function } => return self.reduce_root(function, start),
            Frame::FunctionPower { function, modifier } => {
                return self.function_power(function, modifier, start);
            }
            Frame::If { .. }
            | Frame::Else { .. }
            | Frame::Question { .. }
            | Frame::Colon { .. } => {
                return self.reduce_conditional(waiting.frame, start);
            }
            Frame::Condition { .. } => return self.reduce_conditional(waiting.frame, start),
            _ => return,
        };
        let id = self.node(kind, start);
        self.current = id;
        self.current_start = start;
    }

    fn reduce_apply(&mut self, function: Function, modifier: u32, start: usize) {
        let base = self.pool.len();
        self.pool_current(0);
        let id = self.call_node(function, modifier, base, start);
        self.current = id;
        self.current_start = start;
    }

    fn reduce_root(&mut self, function: u16, start: usize) {
        self.warn_root(start);
        let base = self.pool.len();
        self.pool_current(0);
        if library().get(function).name == "root" {
            let index = self.node(SyntaxKind::Natural(4), start);
            self.pool.push(Operand::new(index, 0));
        }
        let list = self.take_pool(base);
        let id = self.node(SyntaxKind::Call(Function::Library(function), list), start);
        self.current = id;
        self.current_start = start;
    }

    /// Joins the current operand to the n-ary frame of this level if one is open, else opens one.
    pub(super) fn join(&mut self, level: u8, frame: impl Fn(u32) -> Frame) {
        self.reduce_above(level);
        // `a % b * c` is (a % b)·c.
        if level == level::PRODUCT && matches!(self.top(), Frame::Divide { .. }) {
            self.reduce_top();
        }
        let (base, tag) = match self.top() {
            Frame::Sum { base, join } | Frame::Product { base, join, .. } => (base, join as u8),
            Frame::Compare { base, relation } => (base, relation as u8),
            Frame::And { base } | Frame::Or { base } => (base, 0),
            Frame::Chain { base } => (base, Join::Beside as u8),
            _ => (u32::MAX, 0),
        };
        let top_level = self.top().level();
        match self.frames.last_mut() {
            Some(waiting) if top_level == level && base != u32::MAX => {
                waiting.frame = frame(base);
                self.pool_current(tag);
            }
            _ => {
                let base = self.pool.len() as u32;
                self.pool_current(0);
                self.push_frame(frame(base), self.current_start);
            }
        }
    }

    /// Completes all operators up to the innermost bracket, or to the bottom of the statement.
    pub(super) fn reduce_all(&mut self) {
        self.reduce_above(level::OPEN);
    }

    /// Whether the node is π, e, a number or such a power: what `warn` takes for a constant base.
    pub(super) fn is_number_like(&self, id: SyntaxId) -> bool {
        matches!(
            self.tree.kind(id),
            SyntaxKind::Natural(_) | SyntaxKind::Number(_) | SyntaxKind::Constant(_)
        )
    }
}
