//! The `rolle` program.

fn main() {}
