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
}
