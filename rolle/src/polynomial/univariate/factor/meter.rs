//! The work that a factorization may still spend.

use crate::error::{Error, ErrorKind, Result};

/// Counts word operations down from a limit.
pub(super) struct Meter {
    limit: u64,
    left: u64,
}

impl Meter {
    pub(super) fn new(limit: u64) -> Meter {
        Meter { limit, left: limit }
    }

    /// Charges for work to come; an error of kind `Budget` when too little is left.
    pub(super) fn spend(&mut self, work: u64) -> Result<()> {
        match self.left.checked_sub(work) {
            Some(left) => {
                self.left = left;
                Ok(())
            }
            None => {
                let message =
                    format!("the factorization would take over `{}` operations", self.limit);
                Err(Error::new(ErrorKind::Budget, message)
                    .with_help("allow more work with `factor_within` or take a smaller polynomial"))
            }
        }
    }
}
