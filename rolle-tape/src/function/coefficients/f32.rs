//! Written by `tools/coefficients.py`.

use super::Elementary;

impl Elementary for f32 {
    const EXP_LIMIT: f32 = 120.0;
    const EXP_OVERFLOW: f32 = 89.0;
    const LOG2_E: f32 = 1.442695;
    const LN_2: [f32; 2] = [0.69314575, 1.4286068e-06];
    // (e^r − 1 − r)/r² for |r| ≤ ½ log 2, error relative to e^r: 2^-28.22.
    const EXP: &[f32] = &[0.49999994, 0.16666517, 0.041668102, 0.008369201, 0.0013839072];
    // (2 artanh(s)/s − 2)/s² for |s| ≤ 0.1716 in z = s², times z/2, which is the error relative to log: 2^-30.2.
    const LOG: &[f32] = &[0.66666776, 0.3997758, 0.29870927];
    const ERFC_LIMIT: f32 = 11.0;
    // (1 + a)·erfcx(a) − 1 for a ≤ 10.2 in q = (a − 3.5)/(a + 3.5), error relative to erfcx: 2^-26.36.
    const ERFCX: &[f32] = &[
        -0.30117854,
        -0.21463712,
        0.111287564,
        -0.031909514,
        -0.010333297,
        0.021269724,
        -0.015907558,
        0.007453788,
        -0.0020096365,
        -7.984377e-05,
        0.00023851679,
    ];
    // erf(x)/x − 1 for |x| ≤ ½ in x², error relative to erf: 2^-29.34.
    const ERF: &[f32] = &[0.12837917, -0.3761261, 0.11282851, -0.02675826, 0.00471916];
}
