//! Tokens: twelve bytes each, so that a formula of sixteen megabytes stays affordable.

use crate::error::Span;

/// What a token is. The plain and the LaTeX lexer produce the same kinds.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[repr(u8)]
pub(super) enum TokenKind {
    Number,
    /// A number that was already reported as malformed.
    BadNumber,
    Name,
    /// A dotted name that begins with a module: `torch.sigmoid`.
    Path,
    /// A dot and a name: `.exp` in `x.exp()`.
    Method,
    /// A quoted string.
    Text,
    Plus,
    Minus,
    Star,
    Slash,
    DoubleSlash,
    Caret,
    Superscript,
    Open,
    Close,
    OpenSquare,
    CloseSquare,
    OpenBrace,
    CloseBrace,
    /// The invisible braces of LaTeX.
    OpenGroup,
    CloseGroup,
    Bar,
    OpenBar,
    CloseBar,
    OpenFloor,
    CloseFloor,
    OpenCeil,
    CloseCeil,
    OpenCases,
    CloseCases,
    /// `\\` between the rows of `cases`.
    RowEnd,
    /// √, ∛ and ∜, which take the next operand.
    SquareRoot,
    CubeRoot,
    FourthRoot,
    /// LaTeX commands that take groups: `\frac{}{}`, `\sqrt{}`, `\sqrt[]{}`.
    Fraction,
    SqrtGroup,
    RootGroups,
    Infinity,
    Comma,
    Semicolon,
    Colon,
    Question,
    Arrow,
    Less,
    LessEqual,
    Greater,
    GreaterEqual,
    Equal,
    EqualEqual,
    NotEqual,
    Ampersand,
    And,
    Or,
    Not,
    Bang,
    Prime,
    Percent,
    If,
    Then,
    Else,
    Otherwise,
    Lambda,
    End,
}

impl TokenKind {
    /// Whether an operand can begin with this token: after an operand it then means a product.
    pub(super) fn starts_operand(self) -> bool {
        use TokenKind::*;
        matches!(
            self,
            Number | BadNumber | Name | Path | Open | OpenSquare | OpenBrace | OpenGroup | OpenBar
        ) || matches!(self, OpenFloor | OpenCeil | OpenCases | SquareRoot | CubeRoot | FourthRoot)
            || matches!(self, Fraction | SqrtGroup | RootGroups | Infinity | Lambda)
    }

    /// How it is called in messages.
    pub(super) fn describe(self) -> &'static str {
        use TokenKind::*;
        match self {
            End => "the end",
            CloseCases => "the end of the cases",
            RowEnd => "the end of a row",
            _ => "",
        }
    }
}

/// The bit of `end` that says that a line break stands before the token.
const NEWLINE: u32 = 1 << 31;

/// A kind and a place; sources are shorter than 2³¹ bytes, which leaves one bit for the line break.
#[derive(Clone, Copy, Debug)]
pub(super) struct Token {
    start: u32,
    end: u32,
    kind: TokenKind,
}

impl Token {
    pub(super) fn new(kind: TokenKind, start: usize, end: usize, newline: bool) -> Token {
        Token { start: start as u32, end: end as u32 | if newline { NEWLINE } else { 0 }, kind }
    }

    pub(super) fn kind(self) -> TokenKind {
        self.kind
    }

    pub(super) fn start(self) -> usize {
        self.start as usize
    }

    pub(super) fn end(self) -> usize {
        (self.end & !NEWLINE) as usize
    }

    pub(super) fn span(self) -> Span {
        Span::new(self.start(), self.end())
    }

    /// Whether a line break stands between the token before and this one.
    pub(super) fn after_newline(self) -> bool {
        self.end & NEWLINE != 0
    }
}
