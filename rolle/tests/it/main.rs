//! Integration tests of the library.

mod catalogue;
mod dual;
