//! The lexer of plain formulas: one pass over the bytes, one token at a time.
//!
//! Names are maximal runs of letters, digits and underscores, except that a Greek letter is a name of its own (`2πr` is
//! 2·π·r) unless Δ or δ stands before another letter. Numbers are only delimited here; `number` reads them.

use super::characters::{
    fold, greek_word, is_blank, is_combining, subscript, superscript, vulgar_fraction,
};
use super::diagnostic::{Diagnostic, Sink};
use super::token::{Token, TokenKind};
use crate::error::{ErrorKind, Span};
use std::collections::HashMap;

/// The tokens of a source, closed by an `End`, and the text of those names that are not spelled as they are meant.
#[derive(Debug, Default)]
pub(super) struct Lexed {
    pub(super) tokens: Vec<Token>,
    /// The text of a name by the place of its token, where it differs from the source: `\alpha` is `α`.
    pub(super) texts: HashMap<u32, String>,
    /// Whether the source is LaTeX.
    pub(super) latex: bool,
}

/// Splits a plain formula into tokens.
pub(super) fn lex(source: &str, sink: &mut Sink) -> Lexed {
    let mut lexer = Lexer::new(source, 0, sink);
    lexer.out.tokens.reserve(source.len() / 2 + 8);
    while lexer.step() {}
    lexer.finish()
}

/// The state of the plain lexer; the LaTeX lexer borrows its numbers and characters.
pub(super) struct Lexer<'s, 'k> {
    pub(super) source: &'s str,
    bytes: &'s [u8],
    pub(super) at: usize,
    pub(super) newline: bool,
    pub(super) out: Lexed,
    pub(super) sink: &'k mut Sink,
}

impl<'s, 'k> Lexer<'s, 'k> {
    pub(super) fn new(source: &'s str, at: usize, sink: &'k mut Sink) -> Lexer<'s, 'k> {
        let bytes = source.as_bytes();
        Lexer { source, bytes, at, newline: false, out: Lexed::default(), sink }
    }

    pub(super) fn finish(mut self) -> Lexed {
        let end = self.source.len();
        self.push(TokenKind::End, end, end);
        self.out
    }

    pub(super) fn push(&mut self, kind: TokenKind, start: usize, end: usize) {
        self.out.tokens.push(Token::new(kind, start, end, self.newline));
        self.newline = false;
    }

    pub(super) fn peek(&self, ahead: usize) -> u8 {
        self.bytes.get(self.at + ahead).copied().unwrap_or(0)
    }

    pub(super) fn current(&self) -> Option<char> {
        self.source[self.at..].chars().next()
    }

    pub(super) fn error(&mut self, start: usize, message: String, help: &str) {
        let span = Span::new(start, self.at);
        self.sink.push(Diagnostic::error(ErrorKind::Parse, span, message).help(help));
    }

    /// Reads one token or one blank; false at the end, or when enough errors were found.
    fn step(&mut self) -> bool {
        let start = self.at;
        let byte = match self.bytes.get(start) {
            Some(&byte) if !self.sink.is_full() => byte,
            _ => return false,
        };
        match byte {
            b' ' | b'\t' | b'\r' => self.at += 1,
            b'\n' => {
                self.newline = true;
                self.at += 1;
            }
            b'#' => {
                let rest = &self.bytes[start..];
                self.at += rest.iter().position(|b| *b == b'\n').unwrap_or(rest.len());
            }
            b'a'..=b'z' | b'A'..=b'Z' | b'_' => self.word(),
            b'0'..=b'9' => self.number(),
            b'.' => self.dot(),
            b'"' => self.quoted(byte),
            b'\'' => self.quote_or_prime(),
            0x80.. => self.unicode(),
            _ => self.symbol(byte),
        }
        true
    }

    /// One ASCII operator or bracket.
    pub(super) fn symbol(&mut self, byte: u8) {
        use TokenKind::*;
        let start = self.at;
        let next = self.peek(1);
        let (kind, length) = match (byte, next) {
            (b'*', b'*') => (Caret, 2),
            (b'*', _) => (Star, 1),
            (b'+', _) => (Plus, 1),
            (b'-', b'>') => (Arrow, 2),
            (b'-', _) => (Minus, 1),
            (b'/', b'/') => (DoubleSlash, 2),
            (b'/', _) => (Slash, 1),
            (b'^', _) => (Caret, 1),
            (b'(', _) => (Open, 1),
            (b')', _) => (Close, 1),
            (b'[', _) => (OpenSquare, 1),
            (b']', _) => (CloseSquare, 1),
            (b'{', _) => (OpenBrace, 1),
            (b'}', _) => (CloseBrace, 1),
            (b'|', _) => (Bar, 1),
            (b',', _) => (Comma, 1),
            (b';', _) => (Semicolon, 1),
            (b':', b'=') => (Equal, 2),
            (b':', _) => (Colon, 1),
            (b'?', _) => (Question, 1),
            (b'<', b'=') => (LessEqual, 2),
            (b'<', b'>') => (NotEqual, 2),
            (b'<', _) => (Less, 1),
            (b'>', b'=') => (GreaterEqual, 2),
            (b'>', _) => (Greater, 1),
            (b'=', b'=') => (EqualEqual, 2),
            (b'=', b'<') => (LessEqual, 2),
            (b'=', b'>') => (Arrow, 2),
            (b'=', _) if self.source[start + 1..].starts_with('\u{338}') => (NotEqual, 3),
            (b'=', _) => (Equal, 1),
            (b'!', b'=') if self.peek(2) != b'=' || self.peek(3) == b'=' => (NotEqual, 2),
            (b'!', _) => (Bang, 1),
            (b'~', _) => (Not, 1),
            (b'&', b'&') => (And, 2),
            (b'&', _) => (Ampersand, 1),
            (b'%', _) => (Percent, 1),
            _ => return self.unknown(),
        };
        self.at += length;
        self.push(kind, start, self.at);
    }

    /// A character that no formula has: said once, and left out.
    pub(super) fn unknown(&mut self) {
        let start = self.at;
        let Some(c) = self.current() else { return };
        self.at += c.len_utf8();
        let shown = if c.is_control() { format!("U+{:04X}", c as u32) } else { c.to_string() };
        let help = match c {
            '°' => "write degrees as `x*pi/180`",
            '‰' => "write a fraction: `0.005`",
            '±' | '∓' => "write the two formulas one by one",
            '∑' | '∏' => "write the sum or product out, or use n-ary `+` and `*`",
            '∫' => "integrals are not evaluated",
            '∂' | '∇' => "write the function alone and ask for its derivative",
            '‖' => "write `abs(x)`, or `sqrt(x^2 + y^2)` for a norm",
            '@' => "matrices are not read; write `*` for a product",
            '…' | '⋯' => "write all the terms",
            '∈' => "conditions are written with `<`, `<=`, `>`, `>=`, `and`",
            _ => "remove it",
        };
        self.error(start, format!("`{shown}` has no meaning in a formula"), help);
    }

    /// The end of the run of name characters that begins at `from`.
    fn name_end(&self, from: usize) -> usize {
        let mut at = from;
        loop {
            match self.bytes.get(at) {
                Some(b'a'..=b'z' | b'A'..=b'Z' | b'0'..=b'9' | b'_') => at += 1,
                Some(0x80..) => match self.source[at..].chars().next() {
                    Some(c) if continues_name(c) => at += c.len_utf8(),
                    _ => return at,
                },
                _ => return at,
            }
        }
    }

    /// The end of a subscript in braces, `x_{12}`, if one stands at `at`.
    fn braced_subscript(&self, at: usize) -> Option<usize> {
        if self.bytes.get(at) != Some(&b'{') || self.bytes[at - 1] != b'_' {
            return None;
        }
        let end = self.name_end(at + 1);
        (end > at + 1 && self.bytes.get(end) == Some(&b'}')).then_some(end + 1)
    }

    /// A name, a keyword or a dotted path, beginning with an ASCII letter.
    fn word(&mut self) {
        let start = self.at;
        let mut end = self.name_end(start);
        if let Some(after) = self.braced_subscript(end) {
            end = after;
        }
        self.at = end;
        if self.peek(0) == b'{' && self.bytes[end - 1] == b'_' {
            let message =
                format!("the subscript of `{}` is not a name", &self.source[start..end - 1]);
            self.error(start, message, "subscripts are letters and digits: `x_{12}`");
        }
        let text = &self.source[start..end];
        if self.peek(0) == b'.' && self.peek(1).is_ascii_alphabetic() && is_module(text) {
            while self.peek(0) == b'.'
                && (self.peek(1).is_ascii_alphabetic() || self.peek(1) == b'_')
            {
                self.at = self.name_end(self.at + 1);
            }
            return self.push(TokenKind::Path, start, self.at);
        }
        self.push(keyword(text).unwrap_or(TokenKind::Name), start, end);
    }

    /// A number: digits with `_` between them, a point, an exponent if digits follow the `e`.
    pub(super) fn number(&mut self) {
        let start = self.at;
        let system = match (self.peek(1), self.peek(2)) {
            (b'x' | b'X', digit) if digit.is_ascii_hexdigit() => Some("hexadecimal"),
            (b'o' | b'O', b'0'..=b'7') => Some("octal"),
            (b'b' | b'B', b'0' | b'1') => Some("binary"),
            _ => None,
        };
        if let Some(system) = system.filter(|_| self.peek(0) == b'0') {
            self.at = self.name_end(start);
            let message = format!("{system} numbers are not read");
            return self.bad_number(start, &message, "write the number in decimal digits");
        }
        self.digits();
        let pointed = self.peek(0) == b'.';
        if pointed {
            self.at += 1;
            self.digits();
        }
        if matches!(self.peek(0), b'e' | b'E') {
            let sign = usize::from(matches!(self.peek(1), b'+' | b'-'));
            if self.peek(1 + sign).is_ascii_digit() {
                self.at += 1 + sign;
                self.digits();
            }
        }
        if self.bytes[self.at - 1] == b'_' {
            return self.bad_number(start, "a number cannot end with `_`", "remove the underscore");
        }
        if pointed && self.peek(0) == b'.' && self.peek(1).is_ascii_digit() {
            self.at += 1;
            self.digits();
            return self.bad_number(
                start,
                "a number has one decimal point",
                "group digits with `_`: `1_000.5`",
            );
        }
        self.push(TokenKind::Number, start, self.at);
        let suffix = pointed && matches!(self.peek(0), b'f' | b'F');
        if suffix
            && !self.peek(1).is_ascii_alphanumeric()
            && !matches!(self.peek(1), b'_' | b'(' | b'.')
        {
            self.at += 1;
        }
    }

    fn digits(&mut self) {
        while self.peek(0).is_ascii_digit()
            || (self.peek(0) == b'_' && self.bytes[self.at - 1] != b'.')
        {
            self.at += 1;
        }
    }

    fn bad_number(&mut self, start: usize, message: &str, help: &str) {
        self.error(start, message.to_string(), help);
        self.push(TokenKind::BadNumber, start, self.at);
    }

    /// `.5` or `.name`.
    fn dot(&mut self) {
        let start = self.at;
        match self.peek(1) {
            b'0'..=b'9' => self.number(),
            b'a'..=b'z' | b'A'..=b'Z' => {
                self.at = self.name_end(start + 1);
                self.push(TokenKind::Method, start, self.at);
            }
            b'*' | b'/' | b'^' | b'+' | b'-' => self.at += 1,
            _ => self.unknown(),
        }
    }

    /// A string in quotes, on one line.
    fn quoted(&mut self, quote: u8) {
        let start = self.at;
        let rest = &self.bytes[start + 1..];
        let length = rest.iter().position(|b| *b == quote || *b == b'\n');
        match length {
            Some(length) if rest[length] == quote => {
                self.at = start + length + 2;
                self.push(TokenKind::Text, start, self.at);
            }
            _ => {
                self.at += 1;
                self.error(
                    start,
                    "a quote is not closed".to_string(),
                    "remove it, or close the string",
                );
            }
        }
    }

    /// After a name or a closing bracket a prime, elsewhere a string.
    fn quote_or_prime(&mut self) {
        let start = self.at;
        let adjacent = self.out.tokens.last().filter(|t| t.end() == start).map(|t| t.kind());
        match adjacent {
            Some(TokenKind::Name | TokenKind::Close | TokenKind::Prime | TokenKind::Number) => {
                self.at += 1;
                self.push(TokenKind::Prime, start, self.at);
            }
            _ => self.quoted(b'\''),
        }
    }

    /// Everything beyond ASCII.
    pub(super) fn unicode(&mut self) {
        let start = self.at;
        let Some(c) = self.current() else { return };
        if is_blank(c) {
            self.newline |= matches!(c, '\u{85}' | '\u{2028}' | '\u{2029}');
            self.at += c.len_utf8();
        } else if superscript(c).is_some() {
            let run = self.source[start..].char_indices().find(|(_, c)| superscript(*c).is_none());
            self.at = run.map_or(self.source.len(), |(i, _)| start + i);
            self.push(TokenKind::Superscript, start, self.at);
        } else if let Some(kind) = unicode_symbol(c) {
            self.at += c.len_utf8();
            self.push(kind, start, self.at);
        } else if vulgar_fraction(c).is_some() {
            self.at += c.len_utf8();
            self.push(TokenKind::Number, start, self.at);
        } else if fold(c).is_alphabetic() && subscript(c).is_none() {
            self.unicode_name(c);
        } else if fold(c).is_ascii() {
            self.folded(fold(c));
        } else {
            self.unknown();
        }
    }

    /// A full-width or mathematical digit or operator: the text is rewritten as ASCII on the way.
    fn folded(&mut self, plain: char) {
        let start = self.at;
        if plain.is_ascii_digit() {
            let mut digits = String::new();
            while let Some(c) = self.current().map(fold).filter(|c| c.is_ascii_digit() || *c == '.')
            {
                digits.push(c);
                self.at += self.current().map_or(0, char::len_utf8);
            }
            self.out.texts.insert(start as u32, digits);
            return self.push(TokenKind::Number, start, self.at);
        }
        let length = self.current().map_or(0, char::len_utf8);
        let kind = match plain {
            '(' => TokenKind::Open,
            ')' => TokenKind::Close,
            '[' => TokenKind::OpenSquare,
            ']' => TokenKind::CloseSquare,
            '{' => TokenKind::OpenBrace,
            '}' => TokenKind::CloseBrace,
            '+' => TokenKind::Plus,
            '-' => TokenKind::Minus,
            '*' => TokenKind::Star,
            '/' => TokenKind::Slash,
            '^' => TokenKind::Caret,
            '|' => TokenKind::Bar,
            ',' => TokenKind::Comma,
            ';' => TokenKind::Semicolon,
            ':' => TokenKind::Colon,
            '<' => TokenKind::Less,
            '>' => TokenKind::Greater,
            '=' => TokenKind::Equal,
            '!' => TokenKind::Bang,
            _ => return self.unknown(),
        };
        self.at += length;
        self.push(kind, start, self.at);
    }

    /// A name that begins with a letter beyond ASCII.
    fn unicode_name(&mut self, first: char) {
        let start = self.at;
        self.at += first.len_utf8();
        let greek = greek_word(fold(first)).is_some();
        let difference = matches!(first, 'Δ' | 'δ');
        if !greek
            || (difference
                && self.current().is_some_and(|c| c.is_alphabetic() && superscript(c).is_none()))
        {
            self.at = self.name_end(self.at);
        } else {
            self.at = self.greek_end(self.at);
        }
        if let Some(after) = self.braced_subscript(self.at) {
            self.at = after;
        }
        self.push(TokenKind::Name, start, self.at);
    }

    /// After a Greek letter only marks, digits and subscripts belong to its name.
    fn greek_end(&self, from: usize) -> usize {
        let mut at = from;
        while let Some(c) = self.source[at..].chars().next() {
            match c {
                '_' => return self.name_end(at),
                c if c.is_ascii_digit() || subscript(c).is_some() || is_combining(c) => {
                    at += c.len_utf8()
                }
                _ => break,
            }
        }
        at
    }
}

/// Whether the character goes on with a name that has begun: a letter that is not Greek, or a mark.
fn continues_name(c: char) -> bool {
    if is_combining(c) || subscript(c).is_some() {
        return true;
    }
    let plain = fold(c);
    superscript(c).is_none()
        && unicode_symbol(c).is_none()
        && greek_word(plain).is_none()
        && (plain.is_alphabetic() || plain.is_ascii_digit())
}

fn is_module(word: &str) -> bool {
    super::builtin::MODULES.iter().any(|(module, _)| *module == word)
}

/// The words of the grammar.
pub(super) fn keyword(word: &str) -> Option<TokenKind> {
    Some(match word {
        "if" | "when" => TokenKind::If,
        "then" => TokenKind::Then,
        "else" => TokenKind::Else,
        "otherwise" => TokenKind::Otherwise,
        "and" => TokenKind::And,
        "or" => TokenKind::Or,
        "not" => TokenKind::Not,
        "lambda" => TokenKind::Lambda,
        _ => return None,
    })
}

/// The operators of mathematics beyond ASCII.
pub(super) fn unicode_symbol(c: char) -> Option<TokenKind> {
    use TokenKind::*;
    Some(match c {
        '×' | '·' | '⋅' | '∙' | '•' | '∗' | '⁎' | '\u{2062}' | '✕' | '⨯' => Star,
        '÷' | '∕' | '⁄' => Slash,
        '−' | '–' | '—' | '‒' | '‐' | '‑' | '﹣' => Minus,
        '＋' | '\u{2064}' => Plus,
        '\u{2063}' => Comma,
        '√' => SquareRoot,
        '∛' => CubeRoot,
        '∜' => FourthRoot,
        '∞' => Infinity,
        '≤' | '≦' | '⩽' => LessEqual,
        '≥' | '≧' | '⩾' => GreaterEqual,
        '≠' => NotEqual,
        '∧' => And,
        '∨' => Or,
        '¬' => Not,
        '∣' => Bar,
        '⌊' => OpenFloor,
        '⌋' => CloseFloor,
        '⌈' => OpenCeil,
        '⌉' => CloseCeil,
        '′' | '’' => Prime,
        '→' | '↦' | '⇒' => Arrow,
        '≔' => Equal,
        _ => return None,
    })
}
