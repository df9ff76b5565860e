//! Tutorials: four short lessons that compile and run.
//!
//! 1. [`_1_first_derivative`]: write a formula, differentiate it, read the steps.
//! 2. [`_2_kinks`]: what happens where an activation has a corner, and what frameworks do there.
//! 3. [`_3_many_variables`]: gradients and Hessians of a loss in one sweep.
//! 4. [`_4_certainty`]: exact values, certain digits, limits, and answers that say "undecided".

pub mod _1_first_derivative;
pub mod _2_kinks;
pub mod _3_many_variables;
pub mod _4_certainty;
