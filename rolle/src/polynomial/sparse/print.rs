//! Polynomials as text.

use std::fmt;

use dashu_base::{Abs, Signed};

use super::poly::SparsePoly;
use crate::number::Integer;

/// A polynomial together with the names of its variables; see [`SparsePoly::display`].
#[derive(Clone, Copy, Debug)]
pub struct Display<'a> {
    poly: &'a SparsePoly,
    names: &'a [&'a str],
}

impl SparsePoly {
    /// The polynomial as text, in descending lexicographic order; a variable without a name is
    /// written as `x` and its number.
    pub fn display<'a>(&'a self, names: &'a [&'a str]) -> Display<'a> {
        Display { poly: self, names }
    }
}

impl fmt::Display for Display<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if self.poly.is_zero() {
            return f.write_str("0");
        }
        for (i, (exponents, c)) in self.poly.terms().enumerate() {
            f.write_str(match (i == 0, c.is_negative()) {
                (true, false) => "",
                (true, true) => "-",
                (false, false) => " + ",
                (false, true) => " - ",
            })?;
            self.term(f, &exponents, c.abs())?;
        }
        Ok(())
    }
}

impl Display<'_> {
    fn term(&self, f: &mut fmt::Formatter<'_>, exponents: &[u32], c: Integer) -> fmt::Result {
        let mut wrote = c != Integer::ONE || exponents.iter().all(|&e| e == 0);
        if wrote {
            write!(f, "{c}")?;
        }
        for (var, &e) in exponents.iter().enumerate().filter(|(_, e)| **e > 0) {
            f.write_str(if wrote { "*" } else { "" })?;
            wrote = true;
            match self.names.get(var) {
                Some(name) => f.write_str(name)?,
                None => write!(f, "x{var}")?,
            }
            if e > 1 {
                write!(f, "^{e}")?;
            }
        }
        Ok(())
    }
}
