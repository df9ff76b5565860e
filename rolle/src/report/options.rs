//! What a report looks at, and how much it may work.

use super::data::Known;
use crate::calculus::PieceLimits;
use crate::number::Rational;
use crate::variation::VariationLimits;

/// Limits and choices for [`super::report`].
#[derive(Clone, Debug)]
pub struct Options {
    /// The points of the table of values.
    pub points: Vec<Rational>,
    /// Significant digits of decimals, up to 1000.
    pub digits: usize,
    /// Budgets of the proofs.
    pub limits: VariationLimits,
    /// Sample the sign of f′ where exact methods do not decide it.
    pub sample_signs: bool,
    /// Functions to recognize; the first that is proved equal is named.
    pub known: Vec<Known>,
}

impl Default for Options {
    fn default() -> Options {
        Options {
            points: (-2..=2).map(Rational::from).collect(),
            digits: 10,
            limits: VariationLimits {
                pieces: PieceLimits { cells: 64 },
                limit_work: 300_000,
                ..VariationLimits::default()
            },
            sample_signs: true,
            known: Vec::new(),
        }
    }
}
