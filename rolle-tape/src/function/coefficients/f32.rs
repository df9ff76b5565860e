//! Written by `tools/coefficients.py`.

use super::Elementary;

impl Elementary for f32 {
    // The sum is a double.
    fn sin_cos_lane(hi: f32, lo: f32) -> (f32, f32) {
        let x = hi as f64 + super::second(hi as f64, lo as f64);
        (pxfm::f_sin(x) as f32, pxfm::f_cos(x) as f32)
    }
    fn tan_lane(hi: f32, lo: f32) -> f32 {
        pxfm::f_tan(hi as f64 + super::second(hi as f64, lo as f64)) as f32
    }
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
    const CIRCULAR_LIMIT: f32 = 16384.0;
    const TWO_OVER_PI: f32 = 0.63661975;
    const HALF_PI: [f32; 3] = [1.5707964, -4.371139e-08, -1.7151245e-15];
    // (sin r/r − 1)/r² for |r| ≤ π/4 in r², error relative to sin r: 2^-27.84.
    const SIN: &[f32] = &[-0.16666654, 0.008332106, -0.00019507883];
    // (cos r − 1 + r²/2)/r⁴ for |r| ≤ π/4 in r², absolute error: 2^-33.13.
    const COS: &[f32] = &[0.041666646, -0.0013887301, 2.4430668e-05];
    const TANH_LIMIT: f32 = 10.0;
    // (sinh x/x − 1)/x² for |x| ≤ 1 in x², error relative to sinh x: 2^-31.62.
    const SINH: &[f32] = &[0.16666667, 0.0083333105, 0.00019842896, 2.7822132e-06];
    const LARGE: f32 = 32768.0;
    // (atan t/t − 1)/t² for |t| ≤ √2 − 1 in t², error relative to atan t: 2^-30.42.
    const ATAN: &[f32] = &[-0.33333316, 0.19998528, -0.14244391, 0.105991684, -0.06090053];
    // (asin s/s − 1)/s² for |s| ≤ ½ in s², error relative to asin s: 2^-31.69.
    const ASIN: &[f32] =
        &[0.1666666, 0.07500522, 0.044513382, 0.031838812, 0.014317393, 0.037690137];
    const TWO_THIRDS: [f32; 2] = [0.6666667, -1.9868216e-08];
    // (2 artanh(s)/s − 2 − ⅔s²)/s⁴ for |s| ≤ 0.1716 in z = s², times z²/2, the error relative to log: 2^-36.78.
    const LOG_TAIL: &[f32] = &[0.40000153, 0.2854709, 0.23419625];
    // cbrt(1 + f) for 1 + f between √½ and √2, relative error; a first guess: 2^-13.74.
    const CBRT: &[f32] = &[1.0000693, 0.33362228, -0.11571596, 0.058220956];
}
