//! Integration tests of the library.

mod algebraic;
mod signs;
mod catalogue;
mod dual;
