//! Rewriting against forms from the books, laws at random points, and the limits.

mod expand;
mod laws;
mod tables;
