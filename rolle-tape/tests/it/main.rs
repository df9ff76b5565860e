//! The elementary functions against independent values, on every instruction set.

mod accuracy;
mod functions;
mod random;
mod special;
mod ulp;
