//! Limits on the size of results and on the work spent on them.

use crate::error::{Error, ErrorKind, Result};

/// How much an operation on sparse polynomials may produce and spend.
///
/// Exceeding a limit is an error of kind [`ErrorKind::Budget`], found before the memory is taken.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Limits {
    /// The largest number of terms of any polynomial that is built; 5 million by default.
    pub terms: usize,
    /// The largest total size of the coefficients of a result, in bits; 2³¹ by default.
    pub bits: u64,
    /// The largest number of coefficient operations of one step of an algorithm (a product, a
    /// division, the modular part of a gcd, a lift, a whole resultant), of a few nanoseconds each
    /// while coefficients fit machine words; 10⁹ by default.
    pub work: u64,
    /// The largest number of attempts and combinations of the probabilistic and combinatorial
    /// algorithms (unlucky primes, subsets of modular factors), 10⁴ by default.
    pub trials: u64,
}

/// The largest number of bits of a power of one number: 2²⁷, sixteen megabytes. Multiplying numbers of that length takes
/// many times their memory, so they are held shorter than whole polynomials.
pub(crate) const NUMBER_BITS: u64 = 1 << 27;

impl Default for Limits {
    fn default() -> Limits {
        Limits { terms: 5_000_000, bits: 1 << 31, work: 1_000_000_000, trials: 10_000 }
    }
}

impl Limits {
    pub(super) fn check_terms(&self, terms: u128) -> Result<()> {
        if terms <= self.terms as u128 {
            return Ok(());
        }
        Err(over("terms", terms, self.terms as u128))
    }

    pub(super) fn check_work(&self, steps: u128) -> Result<()> {
        if steps <= u128::from(self.work) {
            return Ok(());
        }
        Err(over("coefficient operations", steps, u128::from(self.work)))
    }

    /// Whether a number of this length may be a result; `bits` of a polynomial are those of all its coefficients.
    pub(super) fn check_number(&self, bits: u128) -> Result<()> {
        let most = u128::from(self.bits.min(NUMBER_BITS));
        if bits <= most { Ok(()) } else { Err(over("bits of a number", bits, most)) }
    }

    pub(super) fn check_bits(&self, bits: u128) -> Result<()> {
        if bits <= u128::from(self.bits) {
            return Ok(());
        }
        Err(over("bits of coefficients", bits, u128::from(self.bits)))
    }
}

fn over(what: &str, need: u128, limit: u128) -> Error {
    Error::new(ErrorKind::Budget, format!("about `{need}` {what} needed, the limit is `{limit}`"))
        .with_help(format!("raise the limit on {what} or take a smaller polynomial"))
}

pub(super) fn exponent_overflow() -> Error {
    Error::new(ErrorKind::Budget, format!("an exponent exceeds `{}`", u32::MAX))
        .with_help("take a smaller power")
}

pub(super) fn argument(message: impl Into<String>) -> Error {
    Error::new(ErrorKind::Argument, message)
}
