//! Values at the ends of domains: exact, with their signs.

use rolle_tape::vector::Isa;

use crate::functions::{Format, ROWS};

const INF: f64 = f64::INFINITY;
const NAN: f64 = f64::NAN;

/// Row, arguments, value.
const VALUES: &[(&str, f64, f64, f64)] = &[
    ("exp", 0.0, 0.0, 1.0),
    ("exp", -0.0, 0.0, 1.0),
    ("exp", INF, 0.0, INF),
    ("exp", -INF, 0.0, 0.0),
    ("exp", NAN, 0.0, NAN),
    ("exp", 1e30, 0.0, INF),
    ("exp", -1e30, 0.0, 0.0),
    ("exp_sum", INF, NAN, INF),
    ("exp_sum", INF, -INF, INF),
    ("exp_sum", -INF, INF, 0.0),
    ("exp_sum", 1e30, 1e20, INF),
    ("exp_sum", 0.0, NAN, 1.0),
    ("exp_sum", NAN, 0.0, NAN),
    ("expm1", 0.0, 0.0, 0.0),
    ("expm1", -0.0, 0.0, -0.0),
    ("expm1", INF, 0.0, INF),
    ("expm1", -INF, 0.0, -1.0),
    ("expm1", 1e30, 0.0, INF),
    ("expm1", -1e30, 0.0, -1.0),
    ("expm1", NAN, 0.0, NAN),
    ("expm1_sum", -0.0, 0.0, -0.0),
    ("expm1_sum", -INF, NAN, -1.0),
    ("log", 0.0, 0.0, -INF),
    ("log", -0.0, 0.0, -INF),
    ("log", 1.0, 0.0, 0.0),
    ("log", -1.0, 0.0, NAN),
    ("log", -INF, 0.0, NAN),
    ("log", INF, 0.0, INF),
    ("log", NAN, 0.0, NAN),
    ("log1p", 0.0, 0.0, 0.0),
    ("log1p", -0.0, 0.0, -0.0),
    ("log1p", -1.0, 0.0, -INF),
    ("log1p", -2.0, 0.0, NAN),
    ("log1p", -INF, 0.0, NAN),
    ("log1p", INF, 0.0, INF),
    ("log1p", NAN, 0.0, NAN),
    ("erf", 0.0, 0.0, 0.0),
    ("erf", -0.0, 0.0, -0.0),
    ("erf", INF, 0.0, 1.0),
    ("erf", -INF, 0.0, -1.0),
    ("erf", NAN, 0.0, NAN),
    ("erfc", 0.0, 0.0, 1.0),
    ("erfc", -0.0, 0.0, 1.0),
    ("erfc", INF, 0.0, 0.0),
    ("erfc", -INF, 0.0, 2.0),
    ("erfc", NAN, 0.0, NAN),
    ("erfc", 1e30, 0.0, 0.0),
    ("erfc", -1e30, 0.0, 2.0),
    ("erfc_sum", INF, NAN, 0.0),
    ("erfc_sum", -INF, INF, 2.0),
    ("erfc_sum", 1e30, 1e20, 0.0),
    ("gauss", 0.0, 0.0, 1.0),
    ("gauss", INF, NAN, 0.0),
    ("gauss", -INF, INF, 0.0),
    ("gauss", -1e30, 1e20, 0.0),
    ("gauss", NAN, 0.0, NAN),
    ("gauss_alone", -INF, INF, 0.0),
    ("gauss_alone", NAN, 0.0, NAN),
];

fn check<T: Format>(isa: Isa) {
    for &(name, x, y, expected) in VALUES {
        let row = ROWS.iter().find(|row| row.name == name).unwrap();
        let found = T::run(row)(isa, &[T::from_f64(x)], &[T::from_f64(y)])[0].to_f64();
        let same = found.to_bits() == expected.to_bits() || (found.is_nan() && expected.is_nan());
        assert!(same, "{name}({x}, {y}) in {} on {}: {found}, not {expected}", T::NAME, isa.name());
    }
}

#[test]
fn ends_of_domains() {
    for isa in Isa::available() {
        check::<f32>(isa);
        check::<f64>(isa);
    }
}

#[test]
fn every_function_has_special_values() {
    for row in ROWS {
        assert!(VALUES.iter().any(|value| value.0 == row.name), "none for {}", row.name);
    }
}
