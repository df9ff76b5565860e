//! Exponents in superscript characters: `x²`, `e⁻ˣ`, `x²ⁿ⁺¹`.

use super::Parser;
use crate::parse::characters::superscript;
use crate::parse::syntax::{Join, Operand, SyntaxId, SyntaxKind};
use crate::parse::token::Token;

/// The most digits of a number in superscripts: those that surely fit a machine word.
const DIGITS: usize = 18;

impl Parser<'_, '_> {
    /// The tree of a run of superscripts: terms with signs, each a number and letters that multiply.
    pub(super) fn superscript(&mut self, token: Token) -> SyntaxId {
        let typed = &self.source[token.start()..token.end()];
        let plain: String = typed.chars().filter_map(superscript).collect();
        let mut terms = Vec::new();
        let mut rest = plain.as_str();
        while !rest.is_empty() {
            let minus = rest.starts_with('-');
            let unsigned = rest.strip_prefix(['-', '+']).unwrap_or(rest);
            let length = unsigned.find(['-', '+']).unwrap_or(unsigned.len());
            let (term, after) = unsigned.split_at(length);
            match self.superscript_term(term, token) {
                Some(id) => terms.push((id, minus)),
                None => {
                    let help = "write the power with `^`";
                    self.error(token.span(), "these superscripts are not an exponent", help);
                    return self.node_to(SyntaxKind::Error, token.start(), token.end());
                }
            }
            rest = after;
        }
        self.superscript_sum(&terms, token)
    }

    /// Digits and letters.
    fn superscript_term(&mut self, term: &str, token: Token) -> Option<SyntaxId> {
        let (start, end) = (token.start(), token.end());
        let length = term.find(|c: char| !c.is_ascii_digit()).unwrap_or(term.len());
        let (digits, letters) = term.split_at(length);
        if term.is_empty() || digits.len() > DIGITS || !letters.chars().all(char::is_alphabetic) {
            return None;
        }
        let mut factors = Vec::new();
        if let Ok(n) = digits.parse() {
            factors.push(self.node_to(SyntaxKind::Natural(n), start, end));
        }
        for letter in letters.chars() {
            let name = self.use_variable(&letter.to_string(), token);
            factors.push(self.node_to(name, start, end));
        }
        if let [single] = factors[..] {
            return Some(single);
        }
        let base = self.pool.len();
        self.pool.extend(factors.iter().map(|id| Operand::new(*id, Join::Plain as u8)));
        let list = self.take_pool(base);
        Some(self.node_to(SyntaxKind::Product(list), start, end))
    }

    fn superscript_sum(&mut self, terms: &[(SyntaxId, bool)], token: Token) -> SyntaxId {
        let (start, end) = (token.start(), token.end());
        let Some((&(first, minus), others)) = terms.split_first() else {
            return self.node_to(SyntaxKind::Error, start, end);
        };
        let first = if minus { self.node_to(SyntaxKind::Negate(first), start, end) } else { first };
        if others.is_empty() {
            return first;
        }
        let base = self.pool.len();
        self.pool.push(Operand::new(first, Join::Plain as u8));
        for (id, minus) in others {
            let join = if *minus { Join::Inverse } else { Join::Plain };
            self.pool.push(Operand::new(*id, join as u8));
        }
        let list = self.take_pool(base);
        self.node_to(SyntaxKind::Sum(list), start, end)
    }
}
