//! Bounds on positive roots, as powers of two.
//!
//! The local-max quadratic bound: Akritas, Strzeboński, Vigklas, "Improving the performance of the continued
//! fractions method using new bounds of positive roots", 2008. Every negative coefficient is paired with the best
//! positive one of higher degree, which is used up by powers of two. Logarithms are replaced by bit lengths, which
//! can only enlarge the bound.

use super::super::int_poly::{IntPoly, bits, sign_of};

/// The least k found with all positive roots below 2^k; `None` when there are none, for lack of a sign change.
///
/// The leading coefficient must be positive.
pub(super) fn upper_exponent(p: &IntPoly) -> Option<i64> {
    let coefficients = p.coefficients();
    let mut used = vec![1i64; coefficients.len()];
    let mut bound: Option<i64> = None;
    for i in (0..coefficients.len()).rev() {
        if sign_of(&coefficients[i]) >= 0 {
            continue;
        }
        let size = bits(&coefficients[i]) as i64;
        let mut best: Option<(i64, usize)> = None;
        for j in i + 1..coefficients.len() {
            if sign_of(&coefficients[j]) > 0 {
                // 2^t·|aᵢ|/aⱼ < 2^(t + bits(aᵢ) − bits(aⱼ) + 1); the root of order j − i is rounded up.
                let quotient = used[j] + size - bits(&coefficients[j]) as i64 + 1;
                let exponent = quotient.div_euclid((j - i) as i64) + i64::from(quotient.rem_euclid((j - i) as i64) != 0);
                if best.is_none_or(|(known, _)| exponent < known) {
                    best = Some((exponent, j));
                }
            }
        }
        let (exponent, j) = best?;
        used[j] += 1;
        bound = Some(bound.map_or(exponent, |known| known.max(exponent)));
    }
    bound
}

/// An exponent k with all positive roots above 2^k.
pub(super) fn lower_exponent(p: &IntPoly) -> Option<i64> {
    let reversed = p.reverse();
    let reversed = if reversed.leading_sign() < 0 { -reversed } else { reversed };
    upper_exponent(&reversed).map(|exponent| -exponent)
}
