//! Tails against values and limits.

mod activations;
mod bounds;
mod hostile;
mod oracle;
mod random;
mod table;

use super::*;
use oracle::{contradiction, other_limit, tail_at};
