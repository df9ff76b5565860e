//! One verb to a file.

pub(crate) mod accuracy;
pub(crate) mod check;
pub(crate) mod diff;
pub(crate) mod eval;
pub(crate) mod limit;
pub(crate) mod plot;
pub(crate) mod prove;
pub(crate) mod report;
pub(crate) mod rewrite;
pub(crate) mod series;
pub(crate) mod table;
pub(crate) mod zoo;
