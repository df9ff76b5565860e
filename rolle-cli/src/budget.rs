//! What the proofs of a verb may cost. Beyond it the answer is "undecided", with what was proved so far.

use clap::Args;
use rolle::deadline::Deadline;
use rolle::signs::SignLimits;
use rolle::variation::VariationLimits;
use std::time::Duration;

/// Bits of one decimal digit, rounded up.
const BITS_OF_TEN_DIGITS: u64 = 34;

/// Budgets of proofs.
#[derive(Args, Clone, Debug)]
#[command(next_help_heading = "Limits")]
pub(crate) struct ProofLimits {
    /// The most boxes searched for the sign of each factor.
    #[arg(long, alias = "max-boxes", default_value_t = SignLimits::default().boxes, value_name = "N")]
    boxes: usize,
    /// Prove for so many seconds; what is open then is undecided.
    #[arg(long, default_value_t = 30.0, value_name = "S", value_parser = seconds)]
    seconds: f64,
    /// The most smooth pieces.
    #[arg(long, default_value_t = 256, value_name = "N")]
    max_pieces: usize,
}

impl ProofLimits {
    /// The budgets of the library, with the decimal digits of the finest arithmetic; the time begins now.
    pub(crate) fn start(&self, digits: u64) -> VariationLimits {
        let mut limits = VariationLimits::default();
        limits.pieces.cells = self.max_pieces;
        limits.signs.boxes = self.boxes;
        limits.signs.bits = digits.saturating_mul(BITS_OF_TEN_DIGITS).div_ceil(10);
        limits.deadline = Deadline::after(Duration::from_secs_f64(self.seconds));
        limits
    }
}

/// A number of seconds that a clock can count.
fn seconds(text: &str) -> Result<f64, String> {
    match text.parse::<f64>() {
        Ok(seconds) if (0.0..=1e6).contains(&seconds) => Ok(seconds),
        _ => Err("a number of seconds from 0 to 1000000".to_string()),
    }
}
