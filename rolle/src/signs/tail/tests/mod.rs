//! Tails against values and limits.

mod oracle;
mod table;

use super::*;
use oracle::{contradiction, tail_at};
