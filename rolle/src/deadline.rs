//! A moment at which work is to stop.

use std::time::{Duration, Instant};

/// When to stop. What is open by then stays undecided; what was proved before stands.
///
/// It lies in the limits of a study and, while that works, in its graph, where the long loops look at it.
///
/// # Examples
/// ```
/// use rolle::deadline::Deadline;
/// use std::time::Duration;
/// assert!(!Deadline::NEVER.has_passed());
/// assert!(Deadline::after(Duration::ZERO).has_passed());
/// ```
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Deadline {
    end: Option<(Instant, Duration)>,
}

impl Deadline {
    /// No end.
    pub const NEVER: Deadline = Deadline { end: None };

    /// So long from now; a time beyond the clock is no end.
    pub fn after(budget: Duration) -> Deadline {
        Deadline { end: Instant::now().checked_add(budget).map(|end| (end, budget)) }
    }

    /// The earlier of two.
    pub fn earlier(self, other: Deadline) -> Deadline {
        match (self.end, other.end) {
            (Some((a, _)), Some((b, _))) if b < a => other,
            (None, _) => other,
            _ => self,
        }
    }

    /// Whether the moment has come.
    pub fn has_passed(self) -> bool {
        self.end.is_some_and(|(end, _)| Instant::now() >= end)
    }

    /// An error that names the budget, if the moment has come.
    ///
    /// # Errors
    /// The budget is spent.
    pub fn check(self) -> Result<(), String> {
        match self.end {
            Some((_, budget)) if self.has_passed() => {
                Err(format!("the budget of {} s is spent", budget.as_secs_f64()))
            }
            _ => Ok(()),
        }
    }
}
