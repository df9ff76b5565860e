//! The lexer of LaTeX formulas: it turns commands into the tokens of plain formulas, so that there is one grammar.
//!
//! TeX gives `^`, `_`, `\frac` and `\sqrt` one token or one group each. The lexer makes that explicit: it keeps a stack
//! of open groups and of arguments still owed, and puts invisible braces around an argument that has none, so that the
//! parser sees `\frac12` and `\frac{1}{2}` alike. Letters are names of their own, as TeX sets them: `xe^{-x}` is
//! x·e⁻ˣ; a run that is a known function (`max(0, x)`) is that function.

use super::characters::greek_letter;
use super::diagnostic::{Diagnostic, Sink};
use super::function::library;
use super::lexer::{Lexed, Lexer, keyword};
use super::token::TokenKind;
use crate::error::{ErrorKind, Span};

/// Whether the source is LaTeX.
pub(super) fn is_latex(source: &str) -> bool {
    source.bytes().any(|b| b == b'\\' || b == b'$')
}

/// Splits a LaTeX formula into tokens.
pub(super) fn lex(source: &str, sink: &mut Sink) -> Lexed {
    let mut lexer =
        Latex { lexer: Lexer::new(source, 0, sink), stack: Vec::new(), braces: 0, cases: 0 };
    while lexer.step() {}
    lexer.drop_arguments();
    lexer.lexer.out.latex = true;
    lexer.lexer.finish()
}

/// An open group, or a command that waits for its arguments.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Level {
    Brace,
    /// The index of a root in square brackets.
    Index,
    Square,
    Cases,
    /// Arguments owed to a command, and whether invisible braces around the whole have to be closed after them.
    Owed {
        arguments: u8,
        braced: bool,
    },
}

struct Latex<'s, 'k> {
    lexer: Lexer<'s, 'k>,
    stack: Vec<Level>,
    braces: usize,
    cases: usize,
}

/// How far the end of a group of plain text is looked for: subscripts, `\\text`, names of environments.
const TEXT_LIMIT: usize = 256;

/// The text up to the first `end`, if that is near.
fn text_until(source: &str, end: char) -> Option<&str> {
    source[..source.floor_char_boundary(TEXT_LIMIT)].split_once(end).map(|(text, _)| text)
}

impl Latex<'_, '_> {
    fn step(&mut self) -> bool {
        let start = self.lexer.at;
        if start >= self.lexer.source.len() || self.lexer.sink.is_full() {
            return false;
        }
        match self.lexer.peek(0) {
            b' ' | b'\t' | b'\r' | b'~' | b'$' => self.lexer.at += 1,
            b'\n' => {
                self.lexer.newline = true;
                self.lexer.at += 1;
            }
            b'%' => self.comment(),
            b'\\' => self.command(),
            b'a'..=b'z' | b'A'..=b'Z' => self.letters(),
            b'0'..=b'9' => self.digits(),
            b'.' if self.lexer.peek(1).is_ascii_digit() => self.digits(),
            b'{' => self.open_group(),
            b'}' => self.close_group(),
            b'[' => self.open_square(),
            b']' => self.close_square(),
            b'^' => {
                self.symbol(TokenKind::Caret, 1);
                self.owe(1);
            }
            b'_' => self.stray_subscript(),
            b'\'' => self.symbol(TokenKind::Prime, 1),
            b'+' | b'-' if matches!(self.stack.last(), Some(Level::Owed { arguments: 1, .. })) => {
                self.drop_arguments();
                self.lexer.symbol(self.lexer.peek(0));
            }
            0x80.. => self.unicode(),
            byte @ (b'#' | b'"' | b'@' | b'`' | b'.') => {
                let trailing = byte == b'.'
                    && self.lexer.source[start + 1..].trim_end_matches(['$', ' ', '\n']).is_empty();
                if trailing { self.lexer.at += 1 } else { self.lexer.unknown() }
            }
            b'&' if self.cases == 0 => self.lexer.at += 1,
            byte => {
                self.drop_arguments();
                self.lexer.symbol(byte);
            }
        }
        true
    }

    fn comment(&mut self) {
        let rest = &self.lexer.source[self.lexer.at..];
        self.lexer.at += rest.find('\n').unwrap_or(rest.len());
    }

    /// Promises `arguments` arguments to the command just emitted.
    fn owe(&mut self, arguments: u8) {
        self.stack.push(Level::Owed { arguments, braced: false });
    }

    fn is_owed(&self) -> bool {
        matches!(self.stack.last(), Some(Level::Owed { .. }))
    }

    /// Forgets what is owed: something that is no argument stands where one should, and the parser will say so.
    fn drop_arguments(&mut self) {
        while let Some(&Level::Owed { braced, .. }) = self.stack.last() {
            self.stack.pop();
            if braced {
                let at = self.lexer.at;
                self.lexer.push(TokenKind::CloseGroup, at, at);
            }
        }
    }

    /// An argument is complete: pays it, and closes the invisible braces of commands that are now complete.
    fn paid(&mut self) {
        while let Some(Level::Owed { arguments, braced }) = self.stack.last_mut() {
            *arguments -= 1;
            if *arguments > 0 {
                return;
            }
            let braced = *braced;
            self.stack.pop();
            if !braced {
                return;
            }
            let at = self.lexer.at;
            self.lexer.push(TokenKind::CloseGroup, at, at);
        }
    }

    /// A token that is a whole operand; in invisible braces when it is an argument.
    fn atom(&mut self, kind: TokenKind, start: usize, end: usize, text: Option<String>) {
        let owed = self.is_owed();
        if owed {
            self.lexer.push(TokenKind::OpenGroup, start, start);
        }
        if let Some(text) = text {
            self.lexer.out.texts.insert(start as u32, text);
        }
        self.lexer.push(kind, start, end);
        if owed {
            self.lexer.push(TokenKind::CloseGroup, end, end);
            self.paid();
        }
    }

    /// A command that takes arguments.
    fn operator_with_arguments(&mut self, kind: TokenKind, start: usize, arguments: u8) {
        let braced = self.is_owed();
        if braced {
            self.lexer.push(TokenKind::OpenGroup, start, start);
        }
        self.lexer.push(kind, start, self.lexer.at);
        self.stack.push(Level::Owed { arguments, braced });
    }

    fn symbol(&mut self, kind: TokenKind, length: usize) {
        self.drop_arguments();
        let start = self.lexer.at;
        self.lexer.at += length;
        self.lexer.push(kind, start, start + length);
    }

    fn count(&mut self, level: Level) -> Option<&mut usize> {
        match level {
            Level::Brace => Some(&mut self.braces),
            Level::Cases => Some(&mut self.cases),
            _ => None,
        }
    }

    fn open(&mut self, level: Level) {
        self.stack.push(level);
        if let Some(count) = self.count(level) {
            *count += 1;
        }
    }

    /// Closes the innermost open group of this kind with all that is open in it; nothing if there is none.
    fn close(&mut self, level: Level) {
        while self.count(level).is_some_and(|count| *count > 0) {
            let Some(top) = self.stack.pop() else { return };
            if let Some(count) = self.count(top) {
                *count -= 1;
            }
            if top == level {
                return;
            }
        }
    }

    fn open_group(&mut self) {
        let start = self.lexer.at;
        self.lexer.at += 1;
        self.open(Level::Brace);
        self.lexer.push(TokenKind::OpenGroup, start, start + 1);
    }

    fn close_group(&mut self) {
        self.drop_arguments();
        let start = self.lexer.at;
        self.lexer.at += 1;
        self.close(Level::Brace);
        self.lexer.push(TokenKind::CloseGroup, start, start + 1);
        self.paid();
    }

    fn open_square(&mut self) {
        self.symbol(TokenKind::OpenSquare, 1);
        self.stack.push(Level::Square);
    }

    fn close_square(&mut self) {
        self.drop_arguments();
        let kind = match self.stack.last() {
            Some(Level::Index) => TokenKind::CloseGroup,
            _ => TokenKind::CloseSquare,
        };
        if matches!(self.stack.last(), Some(Level::Index | Level::Square)) {
            self.stack.pop();
        }
        let start = self.lexer.at;
        self.lexer.at += 1;
        self.lexer.push(kind, start, start + 1);
        if kind == TokenKind::CloseGroup {
            self.paid();
        }
    }

    /// A number, or the single digit that TeX takes as an argument.
    fn digits(&mut self) {
        if !self.is_owed() {
            return self.lexer.number();
        }
        let start = self.lexer.at;
        self.lexer.at += 1;
        self.atom(TokenKind::Number, start, start + 1, None);
    }

    fn unicode(&mut self) {
        let start = self.lexer.at;
        let before = self.lexer.out.tokens.len();
        let owed = self.is_owed();
        if !owed {
            return self.lexer.unicode();
        }
        self.lexer.unicode();
        let Some(token) = self.lexer.out.tokens.get(before).copied() else { return };
        self.lexer.out.tokens.truncate(before);
        self.atom(token.kind(), start, token.end(), None);
    }

    fn stray_subscript(&mut self) {
        let start = self.lexer.at;
        self.lexer.at += 1;
        self.lexer.error(
            start,
            "a subscript needs a name before it".to_string(),
            "write `x_1` or `x_{12}`; sums and limits with bounds are not read",
        );
        self.owe(1);
    }

    /// The text of a subscript after the current place, which it moves on: `_1`, `_{max}`, `_{\text{max}}`, `_\alpha`.
    fn subscript(&mut self) -> Option<String> {
        let rest = self.lexer.source[self.lexer.at..].strip_prefix('_')?;
        let (text, length) = match rest.chars().next()? {
            '{' => {
                let close = text_until(rest, '}')?.len();
                let inner = rest[1..close].trim();
                match inner.strip_prefix('\\').and_then(|c| c.split_once('{')) {
                    Some((_, word)) if rest[close + 1..].starts_with('}') => {
                        (word.to_string(), close + 2)
                    }
                    _ => (inner.to_string(), close + 1),
                }
            }
            '\\' => {
                let end = rest[1..]
                    .find(|c: char| !c.is_ascii_alphabetic())
                    .map_or(rest.len(), |i| i + 1);
                (rest[..end].to_string(), end)
            }
            c => (c.to_string(), c.len_utf8()),
        };
        let mut plain = String::from("_");
        for (i, part) in text.split('\\').enumerate() {
            let end = part.find(|c: char| !c.is_alphanumeric()).unwrap_or(part.len());
            match greek_letter(&part[..end]).filter(|_| i > 0) {
                Some(letter) => plain.push(letter),
                None => plain.push_str(&part[..end]),
            }
            plain.extend(part[end..].chars().filter(|c| c.is_alphanumeric()));
        }
        let simple = text.chars().all(|c| c.is_alphanumeric() || matches!(c, '\\' | ' ' | ','));
        if plain.len() < 2 || !simple {
            return None;
        }
        self.lexer.at += 1 + length;
        Some(plain)
    }

    /// A name whose text is known, with the subscript that may follow.
    fn name(&mut self, start: usize, text: String) {
        let mut text = text;
        if self.lexer.peek(0) == b'_' && !self.is_owed() {
            match self.subscript() {
                Some(subscript) => text.push_str(&subscript),
                None => {
                    self.lexer.at += 1;
                    self.lexer.error(
                        start,
                        format!("the subscript of `{text}` is not a name"),
                        "subscripts are letters and digits: `x_{12}`",
                    );
                    let end = self.lexer.at;
                    self.atom(TokenKind::Name, start, end, Some(text));
                    return self.owe(1);
                }
            }
        }
        let end = self.lexer.at;
        self.atom(TokenKind::Name, start, end, Some(text));
    }

    /// A run of letters without a backslash.
    fn letters(&mut self) {
        let start = self.lexer.at;
        let rest = &self.lexer.source[start..];
        let length = rest.find(|c: char| !c.is_ascii_alphabetic()).unwrap_or(rest.len());
        let run = &rest[..length];
        if length > 1 && !self.is_owed() {
            if let Some(kind) = keyword(run) {
                return self.symbol(kind, length);
            }
            if library().find_any_case(run).is_some()
                || matches!(run, "True" | "False" | "inf" | "oo" | "infty")
            {
                self.lexer.at += length;
                return self.name(start, run.to_string());
            }
            if length > 2 {
                let letters: Vec<String> = run.chars().map(String::from).collect();
                let message = format!("`{run}` is read as the product {}", letters.join("·"));
                let warning = Diagnostic::warning(Span::new(start, start + length), message);
                self.lexer
                    .sink
                    .push(warning.help(format!("write `\\mathrm{{{run}}}` for one name")));
            }
        }
        let taken = if self.is_owed() { 1 } else { length };
        for at in start..start + taken {
            self.lexer.at = at + 1;
            self.name(at, self.lexer.source[at..at + 1].to_string());
        }
    }

    /// A backslash and what follows it.
    fn command(&mut self) {
        let start = self.lexer.at;
        let rest = &self.lexer.source[start + 1..];
        let length = rest.find(|c: char| !c.is_ascii_alphabetic()).unwrap_or(rest.len());
        if length == 0 {
            return self.control_symbol(start);
        }
        let word = &rest[..length];
        self.lexer.at = start + 1 + length;
        self.word_command(start, word);
    }

    fn control_symbol(&mut self, start: usize) {
        let Some(c) = self.lexer.source[start + 1..].chars().next() else {
            return self.lexer.unknown();
        };
        match c {
            ',' | ';' | ':' | '!' | ' ' | '(' | ')' | '[' | ']' | '>' | '/' | '\n' => {
                self.lexer.at += 1 + c.len_utf8()
            }
            '\\' => {
                self.symbol(TokenKind::RowEnd, 2);
                self.row_spacing();
            }
            '{' => self.symbol(TokenKind::Open, 2),
            '}' => self.symbol(TokenKind::Close, 2),
            '%' => self.symbol(TokenKind::Percent, 2),
            '&' => self.symbol(TokenKind::And, 2),
            _ => {
                self.lexer.at += 1 + c.len_utf8();
                self.unsupported(start);
            }
        }
    }

    /// The optional length after `\\`: `\\[2pt]`.
    fn row_spacing(&mut self) {
        let rest = &self.lexer.source[self.lexer.at..];
        if let Some(inner) = rest.strip_prefix('[').and_then(|r| text_until(r, ']')) {
            let is_length = inner.len() <= 12 && inner.ends_with(|c: char| c.is_ascii_lowercase());
            if is_length && inner.starts_with(|c: char| c.is_ascii_digit() || c == '.' || c == '-')
            {
                self.lexer.at += inner.len() + 2;
            }
        }
    }

    fn word_command(&mut self, start: usize, word: &str) {
        use TokenKind::*;
        let end = self.lexer.at;
        match word {
            "frac" | "dfrac" | "tfrac" | "cfrac" | "nicefrac" | "sfrac" => {
                self.operator_with_arguments(Fraction, start, 2);
            }
            "sqrt" => self.square_root(start),
            "left" | "right" | "big" | "Big" | "bigg" | "Bigg" | "bigl" | "bigr" | "Bigl"
            | "Bigr" | "biggl" | "biggr" | "Biggl" | "Biggr" | "middle" => self.delimiter(word),
            "begin" | "end" => self.environment(start, word == "begin"),
            "text" | "mathrm" | "operatorname" | "mathit" | "mathbf" | "textrm" | "mbox"
            | "mathsf" | "mathtt" | "texttt" | "textbf" | "textit" | "textsf" | "boldsymbol"
            | "bm" | "hbox" | "textnormal" => self.text(start),
            "quad" | "qquad" | "displaystyle" | "textstyle" | "scriptstyle" | "limits"
            | "nolimits" | "thinspace" | "medspace" | "thickspace" | "enspace" | "enskip"
            | "hfill" | "nonumber" | "notag" | "strut" => {}
            _ => match operator(word) {
                Some(kind) => {
                    self.drop_arguments();
                    self.lexer.push(kind, start, end);
                }
                None => self.named_command(start, word),
            },
        }
    }

    /// Greek letters, functions and constants.
    fn named_command(&mut self, start: usize, word: &str) {
        let end = self.lexer.at;
        if word == "infty" {
            return self.atom(TokenKind::Infinity, start, end, None);
        }
        if let Some(letter) = greek_letter(word) {
            return self.name(start, letter.to_string());
        }
        if word == "ell" {
            return self.name(start, "l".to_string());
        }
        if library().find_any_case(word).is_some() {
            return self.name(start, word.to_string());
        }
        self.unsupported(start);
    }

    fn unsupported(&mut self, start: usize) {
        let command = self.lexer.source[start..self.lexer.at].to_string();
        let help = match command.as_str() {
            "\\sum" | "\\prod" => "write the terms out".to_string(),
            "\\int" | "\\iint" | "\\oint" => "integrals are not evaluated".to_string(),
            "\\lim" => "write the function alone and ask for its limit".to_string(),
            "\\partial" | "\\nabla" => {
                "write the function alone and ask for its derivative".to_string()
            }
            "\\pm" | "\\mp" => "write the two formulas one by one".to_string(),
            "\\def" | "\\newcommand" => "macros are not expanded".to_string(),
            "\\binom" => "write `gamma(n + 1)/(gamma(k + 1) gamma(n - k + 1))`".to_string(),
            "\\circ" => "write degrees as `x*pi/180`, and a composition as `f(g(x))`".to_string(),
            _ => match library().nearest(&command[1..], std::iter::empty()) {
                Some(near) => format!(
                    "did you mean `\\{near}`? for other functions write `\\operatorname{{name}}`"
                ),
                None => "for a function write `\\operatorname{name}`".to_string(),
            },
        };
        let span = Span::new(start, self.lexer.at);
        let message = format!("the LaTeX command `{command}` is not known");
        self.lexer.sink.push(Diagnostic::error(ErrorKind::Parse, span, message).help(help));
    }

    fn skip_blanks(&mut self) {
        let rest = &self.lexer.source[self.lexer.at..];
        self.lexer.at += rest.len() - rest.trim_start_matches([' ', '\t', '\n', '\r']).len();
    }

    fn square_root(&mut self, start: usize) {
        self.skip_blanks();
        if self.lexer.peek(0) != b'[' {
            return self.operator_with_arguments(TokenKind::SqrtGroup, start, 1);
        }
        self.operator_with_arguments(TokenKind::RootGroups, start, 2);
        let at = self.lexer.at;
        self.lexer.at += 1;
        self.stack.push(Level::Index);
        self.lexer.push(TokenKind::OpenGroup, at, at + 1);
    }

    /// The delimiter after `\left`, `\right` or a size.
    fn delimiter(&mut self, size: &str) {
        self.skip_blanks();
        self.drop_arguments();
        let start = self.lexer.at;
        let rest = &self.lexer.source[start..];
        let opens = !matches!(size, "right" | "bigr" | "Bigr" | "biggr" | "Biggr");
        let sided = size != "middle" && !matches!(size, "big" | "Big" | "bigg" | "Bigg");
        let bar = match (sided, opens) {
            (false, _) => TokenKind::Bar,
            (true, true) => TokenKind::OpenBar,
            (true, false) => TokenKind::CloseBar,
        };
        if rest.starts_with('.') {
            self.lexer.at += 1;
        } else if rest.starts_with('|') {
            self.symbol(bar, 1);
        } else if let Some(word) =
            ["\\vert", "\\lvert", "\\rvert"].iter().find(|w| rest.starts_with(**w))
        {
            self.symbol(bar, word.len());
        } else if let Some(after) = rest.strip_prefix("\\{") {
            let before_environment = after.trim_start().starts_with("\\begin");
            if before_environment { self.lexer.at += 2 } else { self.symbol(TokenKind::Open, 2) }
        }
    }

    /// `\begin{cases}` and `\end{cases}`; `array` is read alike, wrappers are ignored.
    fn environment(&mut self, start: usize, begins: bool) {
        let rest = &self.lexer.source[self.lexer.at..];
        let Some(name) = rest.strip_prefix('{').and_then(|r| text_until(r, '}')) else {
            return self.unsupported(start);
        };
        let name = name.to_string();
        self.lexer.at += name.len() + 2;
        let end = self.lexer.at;
        match name.trim_end_matches('*') {
            "cases" | "dcases" | "rcases" | "array" if begins => {
                if name == "array" && self.lexer.peek(0) == b'{' {
                    let spec = self.lexer.source[end..].find('}').map_or(0, |i| i + 1);
                    self.lexer.at += spec;
                }
                let braced = self.is_owed();
                if braced {
                    self.lexer.push(TokenKind::OpenGroup, start, start);
                }
                self.open(Level::Cases);
                self.lexer.push(TokenKind::OpenCases, start, end);
            }
            "cases" | "dcases" | "rcases" | "array" => {
                self.drop_arguments();
                self.close(Level::Cases);
                self.lexer.push(TokenKind::CloseCases, start, end);
                if self.is_owed() {
                    self.lexer.push(TokenKind::CloseGroup, end, end);
                    self.paid();
                }
            }
            "equation" | "align" | "aligned" | "gather" | "gathered" | "split" | "math"
            | "displaymath" => {}
            _ => {
                let span = Span::new(start, end);
                let message = format!("the LaTeX environment `{name}` is not read");
                let help = "piecewise functions are written with `cases`";
                self.lexer.sink.push(Diagnostic::error(ErrorKind::Parse, span, message).help(help));
            }
        }
    }

    /// `\text{...}` and its kin: a keyword of the grammar, or a name.
    fn text(&mut self, start: usize) {
        if self.lexer.peek(0) == b'*' {
            self.lexer.at += 1;
        }
        self.skip_blanks();
        let open = self.lexer.at;
        let rest = &self.lexer.source[open..];
        let Some(inner) = rest.strip_prefix('{').and_then(|r| text_until(r, '}')) else {
            return self.unsupported(start);
        };
        self.lexer.at = open + inner.len() + 2;
        let end = self.lexer.at;
        let word = inner.trim().trim_end_matches([',', '.', ':']).trim().to_string();
        let kind = match word.as_str() {
            "" => return,
            "if" | "when" | "for" | "where" | "nếu" | "khi" => TokenKind::If,
            "otherwise" | "else" | "elsewhere" | "ngược lại" => TokenKind::Otherwise,
            "and" | "và" => TokenKind::And,
            "or" | "hoặc" => TokenKind::Or,
            "not" => TokenKind::Not,
            _ => TokenKind::Name,
        };
        if kind != TokenKind::Name {
            self.drop_arguments();
            return self.lexer.push(kind, start, end);
        }
        let name = word.replace("\\_", "_").replace("\\", "");
        let plain = name.chars().all(|c| c.is_alphanumeric() || matches!(c, '_'));
        if plain && name.starts_with(|c: char| c.is_alphabetic()) {
            return self.name(start, name);
        }
        self.lexer.error(
            start,
            format!("the text `{word}` is neither a name nor a word like `if` and `otherwise`"),
            "remove it, or write the condition as a formula",
        );
    }
}

/// Commands that are operators, relations and brackets.
fn operator(word: &str) -> Option<TokenKind> {
    use TokenKind::*;
    Some(match word {
        "cdot" | "times" | "ast" | "star" | "cdotp" | "bullet" => Star,
        "div" => Slash,
        "bmod" | "mod" => Percent,
        "le" | "leq" | "leqslant" | "leqq" => LessEqual,
        "ge" | "geq" | "geqslant" | "geqq" => GreaterEqual,
        "lt" => Less,
        "gt" => Greater,
        "ne" | "neq" => NotEqual,
        "equiv" | "coloneqq" | "triangleq" | "doteq" => Equal,
        "land" | "wedge" => And,
        "lor" | "vee" => Or,
        "lnot" | "neg" => Not,
        "lfloor" => OpenFloor,
        "rfloor" => CloseFloor,
        "lceil" => OpenCeil,
        "rceil" => CloseCeil,
        "lvert" => OpenBar,
        "rvert" => CloseBar,
        "vert" | "mid" => Bar,
        "lbrace" | "lparen" => Open,
        "rbrace" | "rparen" => Close,
        "lbrack" => OpenSquare,
        "rbrack" => CloseSquare,
        "mapsto" | "to" | "rightarrow" | "Rightarrow" => Arrow,
        "prime" => Prime,
        "colon" => Colon,
        _ => return None,
    })
}
