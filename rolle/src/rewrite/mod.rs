//! Rewriting: the same function in another form.

mod expand;
mod rational;
mod ring;
#[cfg(test)]
mod tests;
mod zero;

pub use rational::RationalFunction;
