//! How large the coefficients of a factor can be.

use crate::polynomial::univariate::int_poly::{IntPoly, bits};

/// A number of bits b such that, for every divisor g of f of degree at most `degree`, the
/// coefficients of lc(f)/lc(g)·g are below 2ᵇ in absolute value.
///
/// They are at most C(d, ⌊d/2⌋)·M(f), with the Mahler measure M(f) ≤ ‖f‖₂ (E. Landau, 1905;
/// M. Mignotte, "An inequality about factors of polynomials", 1974), and C(d, ⌊d/2⌋) ≤ 2ᵈ.
pub(super) fn factor_bits(f: &IntPoly, degree: usize) -> usize {
    let squares: usize = f.coefs.iter().map(|c| 2 * bits(c)).max().unwrap_or(0);
    let norm = (squares + f.count_terms().ilog2() as usize + 1).div_ceil(2);
    // C(d, ⌊d/2⌋) ≤ 2ᵈ/√(3d/2 + 1) saves half the logarithm of d.
    let central = degree - (degree.max(1).ilog2() as usize) / 2;
    norm + central
}
