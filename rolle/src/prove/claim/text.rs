//! Pieces of the text of a claim, with their places in it.

use crate::error::{ErrorKind, Span};
use crate::parse::Diagnostic;

/// A piece of the text without the space around it.
#[derive(Clone, Copy, Debug)]
pub(super) struct Piece<'a> {
    pub(super) source: &'a str,
    pub(super) start: usize,
    pub(super) end: usize,
}

impl<'a> Piece<'a> {
    /// The whole text.
    pub(super) fn whole(source: &'a str) -> Piece<'a> {
        Piece { source, start: 0, end: source.len() }.trimmed()
    }

    pub(super) fn text(self) -> &'a str {
        &self.source[self.start..self.end]
    }

    pub(super) fn is_empty(self) -> bool {
        self.start == self.end
    }

    pub(super) fn span(self) -> Span {
        Span::new(self.start, self.end)
    }

    /// The part between two offsets of the source.
    pub(super) fn part(self, start: usize, end: usize) -> Piece<'a> {
        Piece { source: self.source, start, end }.trimmed()
    }

    fn trimmed(self) -> Piece<'a> {
        let text = self.text();
        let front = text.len() - text.trim_start().len();
        let kept = text.trim().len();
        Piece { source: self.source, start: self.start + front, end: self.start + front + kept }
    }

    /// An error about this piece.
    pub(super) fn error(self, message: impl Into<String>) -> Diagnostic {
        Diagnostic::error(ErrorKind::Parse, self.span(), message)
    }

    /// Characters outside all brackets, with their offsets in the source. Brackets of an interval may differ.
    pub(super) fn outside(self) -> impl Iterator<Item = (usize, char)> + 'a {
        let mut depth = 0i64;
        let start = self.start;
        self.text().char_indices().filter_map(move |(i, c)| {
            let opens = matches!(c, '(' | '[' | '{');
            depth -= i64::from(matches!(c, ')' | ']' | '}'));
            let outside = depth == 0 && !opens && !matches!(c, ')' | ']' | '}');
            depth += i64::from(opens);
            outside.then_some((start + i, c))
        })
    }

    /// The word at the start, if it is one of letters, digits and inner hyphens, and what follows it.
    pub(super) fn first_word(self) -> Option<(&'a str, Piece<'a>)> {
        let text = self.text();
        let is_word = |c: char| c.is_ascii_alphanumeric() || c == '-' || c == '_';
        let length = text.find(|c| !is_word(c)).unwrap_or(text.len());
        let word = text[..length].trim_end_matches('-');
        let starts_well = word.starts_with(|c: char| c.is_ascii_alphabetic());
        starts_well.then(|| (word, self.part(self.start + word.len(), self.end)))
    }

    /// Splits at a word that stands outside all brackets between spaces: what is before it, and after.
    pub(super) fn split_at_word(self, word: &str) -> Option<(Piece<'a>, Piece<'a>)> {
        let places: Vec<usize> = self.outside().map(|(i, _)| i).collect();
        places.iter().copied().find_map(|i| {
            let rest = self.source[i..self.end].strip_prefix(word)?;
            let before_is_space =
                self.source[..i].ends_with(char::is_whitespace) || i == self.start;
            let after_is_space = rest.is_empty()
                || rest.starts_with(|c: char| c.is_whitespace() || matches!(c, '[' | '(' | '{'));
            let after = self.end - rest.len();
            (before_is_space && after_is_space)
                .then(|| (self.part(self.start, i), self.part(after, self.end)))
        })
    }

    /// Splits at a character outside all brackets.
    pub(super) fn split(self, at: char) -> Vec<Piece<'a>> {
        let mut parts = Vec::new();
        let mut start = self.start;
        for (i, c) in self.outside() {
            if c == at {
                parts.push(self.part(start, i));
                start = i + c.len_utf8();
            }
        }
        parts.push(self.part(start, self.end));
        parts
    }
}
