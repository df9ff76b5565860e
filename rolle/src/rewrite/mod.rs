//! Rewriting: the same function in another form.

mod algebraic;
mod apart;
mod bundle;
mod collect;
mod cost;
mod defining;
mod dense;
mod expand;
mod exponential;
mod factor;
mod factors;
mod fraction;
mod one_kernel;
mod ring;
mod rules;
mod simplify;
#[cfg(test)]
mod tests;
mod wide;
mod zero;

pub(crate) use factors::Factor;
pub use simplify::SimplifyLimits;
