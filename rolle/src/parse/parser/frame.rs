//! The explicit stack of the parser: operators that wait for their right operand, and open brackets.

use crate::parse::syntax::{Function, Join, NameId, Relation, SyntaxId};
use crate::parse::token::TokenKind;

/// What follows a function's name before its arguments, by number in a side table.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Modifier {
    /// The exponent of `sin^2 x`.
    pub(super) exponent: Option<SyntaxId>,
    /// The base of `log_2(x)`.
    pub(super) base: Option<SyntaxId>,
    /// Whether the arguments in the first parentheses are parameters: `nn.LeakyReLU(0.2)(x)`.
    pub(super) class: bool,
    /// How many parameters have been read that belong after the argument.
    pub(super) parameters: usize,
}

/// No modifier.
pub(super) const PLAIN: u32 = u32::MAX;

/// One thing that waits.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) enum Frame {
    /// The bottom of a statement.
    Statement,
    Sum {
        base: u32,
        join: Join,
    },
    Product {
        base: u32,
        join: Join,
        tight: bool,
    },
    /// The factors beside one another in the argument of `sin 2x`.
    Chain {
        base: u32,
    },
    Negate,
    Not,
    Power {
        left: SyntaxId,
    },
    /// `left % …` and `left // …`, which join no further factor: each is complete before the next.
    Divide {
        left: SyntaxId,
        function: u16,
    },
    Compare {
        base: u32,
        relation: Relation,
    },
    And {
        base: u32,
    },
    Or {
        base: u32,
    },
    /// `value if`, waiting for the condition; the pool holds value, condition, …, value.
    If {
        base: u32,
    },
    /// `value if condition else`, waiting for the rest.
    Else {
        base: u32,
    },
    /// `if condition then` or `condition ?`; the pool holds condition, value, …, condition.
    Question {
        base: u32,
    },
    /// `condition ? value :`, waiting for the rest.
    Colon {
        base: u32,
    },
    /// `if`, waiting for a condition and `then`.
    Condition {
        base: u32,
    },
    /// A function without parentheses, waiting for its argument.
    Apply {
        function: Function,
        modifier: u32,
    },
    /// √, waiting for its operand.
    Root {
        function: u16,
    },
    /// `sin^`, waiting for the exponent.
    FunctionPower {
        function: Function,
        modifier: u32,
    },
    /// `name=` among arguments.
    Keyword {
        name: NameId,
    },
    Round {
        base: u32,
    },
    Square {
        base: u32,
    },
    Call {
        function: Function,
        modifier: u32,
        base: u32,
        square: bool,
    },
    Abs,
    Floor,
    Ceil,
    Group,
    Rows {
        base: u32,
        cases: bool,
        has_value: bool,
        /// `otherwise` stood before the value.
        default: bool,
        /// Rows without a condition so far.
        bare: u8,
    },
    /// A LaTeX command and its groups; not a bracket itself.
    Command {
        kind: TokenKind,
        base: u32,
    },
}

/// How tightly a frame binds what is to its right; brackets and the bottom bind nothing.
pub(super) mod level {
    pub(in crate::parse) const OPEN: u8 = 0;
    pub(in crate::parse) const KEYWORD: u8 = 1;
    pub(in crate::parse) const CONDITIONAL: u8 = 2;
    pub(in crate::parse) const OR: u8 = 3;
    pub(in crate::parse) const AND: u8 = 4;
    pub(in crate::parse) const NOT: u8 = 5;
    pub(in crate::parse) const COMPARE: u8 = 6;
    pub(in crate::parse) const SUM: u8 = 7;
    pub(in crate::parse) const PRODUCT: u8 = 8;
    pub(in crate::parse) const TIGHT: u8 = 9;
    pub(in crate::parse) const NEGATE: u8 = 10;
    pub(in crate::parse) const APPLY: u8 = 11;
    pub(in crate::parse) const CHAIN: u8 = 12;
    pub(in crate::parse) const ROOT: u8 = 13;
    pub(in crate::parse) const POWER: u8 = 14;
    pub(in crate::parse) const FUNCTION_POWER: u8 = 15;
}

impl Frame {
    pub(super) fn level(self) -> u8 {
        match self {
            Frame::Keyword { .. } => level::KEYWORD,
            Frame::If { .. }
            | Frame::Else { .. }
            | Frame::Question { .. }
            | Frame::Colon { .. } => level::CONDITIONAL,
            Frame::Condition { .. } => level::CONDITIONAL,
            Frame::Or { .. } => level::OR,
            Frame::And { .. } => level::AND,
            Frame::Not => level::NOT,
            Frame::Compare { .. } => level::COMPARE,
            Frame::Sum { .. } => level::SUM,
            Frame::Product { tight: false, .. } | Frame::Divide { .. } => level::PRODUCT,
            Frame::Product { tight: true, .. } => level::TIGHT,
            Frame::Negate => level::NEGATE,
            Frame::Apply { .. } => level::APPLY,
            Frame::Chain { .. } => level::CHAIN,
            Frame::Root { .. } => level::ROOT,
            Frame::Power { .. } => level::POWER,
            Frame::FunctionPower { .. } => level::FUNCTION_POWER,
            _ => level::OPEN,
        }
    }

    /// The kind of bracket, for an open bracket.
    pub(super) fn bracket(self) -> Option<Bracket> {
        Some(match self {
            Frame::Round { .. } | Frame::Call { square: false, .. } => Bracket::Round,
            Frame::Square { .. } | Frame::Call { square: true, .. } => Bracket::Square,
            Frame::Abs => Bracket::Bar,
            Frame::Floor => Bracket::Floor,
            Frame::Ceil => Bracket::Ceil,
            Frame::Group => Bracket::Group,
            Frame::Rows { cases: false, .. } => Bracket::Brace,
            Frame::Rows { cases: true, .. } => Bracket::Cases,
            _ => return None,
        })
    }
}

/// The kinds of brackets.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[repr(u8)]
pub(super) enum Bracket {
    Round,
    Square,
    Brace,
    Group,
    Bar,
    Floor,
    Ceil,
    Cases,
}

impl Bracket {
    pub(super) const COUNT: usize = 8;

    /// The bracket that a token closes.
    pub(super) fn closed_by(kind: TokenKind) -> Option<Bracket> {
        Some(match kind {
            TokenKind::Close => Bracket::Round,
            TokenKind::CloseSquare => Bracket::Square,
            TokenKind::CloseBrace => Bracket::Brace,
            TokenKind::CloseGroup => Bracket::Group,
            TokenKind::CloseBar | TokenKind::Bar => Bracket::Bar,
            TokenKind::CloseFloor => Bracket::Floor,
            TokenKind::CloseCeil => Bracket::Ceil,
            TokenKind::CloseCases => Bracket::Cases,
            _ => return None,
        })
    }

    /// The text that closes it.
    pub(super) fn closer(self) -> &'static str {
        match self {
            Bracket::Round => ")",
            Bracket::Square => "]",
            Bracket::Brace | Bracket::Group => "}",
            Bracket::Bar => "|",
            Bracket::Floor => "⌋",
            Bracket::Ceil => "⌉",
            Bracket::Cases => "\\end{cases}",
        }
    }
}
