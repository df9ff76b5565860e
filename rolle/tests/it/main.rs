//! Integration tests of the library.

mod algebraic;
mod catalogue;
mod dual;
mod signs;
