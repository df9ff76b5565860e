//! An upper bound of the positive roots, as a power of two.
//!
//! The local-max-quadratic bound: A. Akritas, A. Strzeboński and P. Vigklas, "Improving the
//! performance of the continued fractions method using new bounds of positive roots", 2008.
//! Every negative term aᵢxⁱ is outweighed, for x beyond the bound, by a share of some positive
//! term aⱼxʲ with j > i; the share of a term halves each time it is used.

use crate::number::Integer;
use crate::polynomial::univariate::int_poly::{IntPoly, bits, sign_of};

/// The most terms to the right that are tried for one negative term.
const WINDOW: usize = 512;

/// An exponent K such that every positive root is below 2ᴷ; `None` when there is none for lack
/// of a sign change.
pub(crate) fn positive_bound(p: &IntPoly) -> Option<i64> {
    let lead = p.leading_sign();
    let mut payers: Vec<Payer> = Vec::new();
    let mut bound: Option<i64> = None;
    for (i, a) in p.coefs.iter().enumerate().rev().filter(|(_, a)| !a.is_zero()) {
        if sign_of(a) == lead {
            payers.push(Payer { degree: i, bits: bits(a) as i64, uses: 1 });
            continue;
        }
        bound = bound.max(Some(cover(&mut payers, i, a)));
    }
    bound
}

/// A term with the leading sign.
struct Payer {
    degree: usize,
    bits: i64,
    uses: i64,
}

/// The exponent beyond which some payer outweighs the term a·xⁱ.
fn cover(payers: &mut [Payer], i: usize, a: &Integer) -> i64 {
    // log₂(2ᵘ·|a|/aⱼ) < u + bits(a) − bits(aⱼ) + 1.
    let need = |payer: &Payer| {
        let gap = payer.uses + bits(a) as i64 - payer.bits + 1;
        let distance = (payer.degree - i) as i64;
        gap.div_euclid(distance) + (gap.rem_euclid(distance) > 0) as i64
    };
    // The leading term and the nearest ones; any choice of payer gives a valid bound.
    let near = payers.len().saturating_sub(WINDOW).max(1);
    let candidates = std::iter::once(0).chain(near..payers.len());
    let best = candidates.min_by_key(|&j| need(&payers[j])).unwrap_or(0);
    let exponent = need(&payers[best]);
    payers[best].uses += 1;
    exponent
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn bounds_hold_and_are_tight() {
        // Polynomial and its largest positive root.
        for (p, root) in [
            (&[-6, 11, -6, 1][..], 3.0),
            (&[-1, -1, 1], 1.618),
            (&[-1000, 0, 0, 1], 10.0),
            (&[6, -11, 6, -1], 3.0),
            (&[-1, 0, 0, 0, 1 << 40], 0.001),
            (&[24, -50, 35, -10, 1], 4.0),
        ] {
            let k = positive_bound(&IntPoly::from_i64(p)).unwrap();
            let bound = 2f64.powi(k as i32);
            assert!(bound > root && bound <= 32.0 * root, "{p:?}: 2^{k}");
        }
        for p in [&[1, 2, 3][..], &[-1, 0, -4], &[5], &[]] {
            assert_eq!(positive_bound(&IntPoly::from_i64(p)), None);
        }
    }
}
