//! Signs on the whole line: where a smooth function is positive, negative and zero, proved.
//!
//! The function is split into factors. The sign of each is known by its facts, by its exact zeros
//! (`factor`), or found by search (`search`): on the tails, and near singular ends, by rigorous expansions (`tail`);
//! between them by a cover of boxes in interval arithmetic (`cover`), where `smooth` encloses the function and its
//! derivatives. The tables of the factors are then multiplied (`table`). Each
//! keeps its proof as data (`reason`). What is not decided says so, with the place.

mod circular;
mod closed;
mod cover;
mod factor;
mod name;
mod reason;
mod search;
mod smooth;
mod table;
mod tail;

pub use reason::{Boxes, FactorProof, FactorZero, LeadingTerm, SignReason, SignStep, ZeroReason};
pub use table::{PointKind, SignLimits, SignPoint, SignTable};
pub use tail::{Tail, TailLimits, TailProof};
