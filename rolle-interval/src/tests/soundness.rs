//! The double-precision enclosure contains the arbitrary-precision one, at points and on intervals.

use super::random::Random;
use crate::{Arithmetic, Double, Function, Interval, Precise};

/// How many arguments each function gets.
const POINTS: usize = 2_000;

#[test]
fn the_enclosure_contains_the_value() {
    let mut precise = Precise::new(80);
    for &function in Function::ALL {
        let mut random = Random(0x9e37_79b9_7f4a_7c15);
        let mut compared = 0;
        for _ in 0..POINTS {
            let x = random.argument();
            let point = Interval::point(x).unwrap();
            let Ok(value) = Double.apply(function, &point) else { continue };
            let exact = precise.double(x).unwrap();
            // Numbers above 2^(2^61) are refused; that the double answers [MAX, ∞] there is tested elsewhere.
            let Ok(truth) = precise.apply(function, &exact) else { continue };
            compared += 1;
            let truth = Interval::from_enclosure(&truth);
            assert!(truth.subset(value), "{} of {x:e}: {truth} is not in {value}", function.name());
        }
        assert!(compared > POINTS / 8, "{} was compared at {compared} points", function.name());
    }
}
