//! Properties of functions of one variable as verdicts: proved, refuted by a checked witness, or undecided.
//!
//! Everything is read off the variation tables of f, f′ and f″ (`profile`) and the sign tables of differences
//! (`compare`): a [`Study`] holds them, with one method for each property. Nothing is sampled but candidates for
//! witnesses, and a witness counts only after exact arithmetic has confirmed it. [`claim`] reads sentences such as
//! `increasing on [0, oo)`, [`Study::judge`] decides them, and [`Study::passport`] lists all that is known.

mod asymptote;
mod bound;
mod certificate;
pub mod claim;
mod compare;
mod convex;
mod extrema;
mod judge;
mod level;
mod limits;
mod lipschitz;
mod monotone;
mod passport;
mod period;
mod points;
mod profile;
pub mod proof;
mod relation;
mod repeating;
mod saturation;
mod scaling;
mod set;
mod sign_parts;
mod smooth;
mod study;
mod symmetry;
mod verdict;
mod witness;
mod words;

pub use asymptote::LineAtInfinity;
pub use bound::{Bound, Reached};
pub use certificate::Certified;
pub use claim::{Claim, parse_claim};
pub use extrema::{Critical, CriticalKind};
pub use level::Level;
pub use lipschitz::Lipschitz;
pub use monotone::Trend;
pub use passport::Entry;
pub use points::Zero;
pub use proof::{Proof, ProofKind};
pub use relation::Relation;
pub use repeating::Repeating;
pub use set::Set;
pub use study::Study;
pub use study::restrict;
pub use verdict::{Verdict, Witness};
