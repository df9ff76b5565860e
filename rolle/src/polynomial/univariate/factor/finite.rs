//! Factorization of square-free polynomials over 𝔽ₚ, p odd and small.
//!
//! First the products of all factors of one degree (a polynomial divides x^(pᵈ) − x when its
//! irreducible factors have degrees dividing d), then each product is split at random: D. Cantor
//! and H. Zassenhaus, "A new algorithm for factoring polynomials over finite fields", 1981. The
//! map a ↦ aᵖ is linear; its matrix, cheap for small p, replaces all powers of high order
//! (E. Berlekamp, 1967).

use super::meter::Meter;
use crate::error::Result;
use crate::polynomial::univariate::modular::field::Field;
use crate::polynomial::univariate::modular::poly::{
    ModPoly, add, div_rem, gcd, mul, rem, sub, trim,
};

/// The matrix of a ↦ aᵖ modulo a monic polynomial.
struct Frobenius<'a> {
    modulus: &'a [u64],
    field: &'a Field,
    /// Entry [j][i] is the coefficient of xʲ in x^(i·p).
    rows: Vec<Vec<u64>>,
}

impl<'a> Frobenius<'a> {
    fn new(modulus: &'a [u64], field: &'a Field) -> Frobenius<'a> {
        let n = modulus.len() - 1;
        let p = field.characteristic();
        let by_shifts = p <= 2 * n as u64;
        let power = if by_shifts { Vec::new() } else { x_to_the(p, modulus, field) };
        let mut rows = vec![vec![0; n]; n];
        let mut image = rem(&[field.one()], modulus, field);
        for i in 0..n {
            for (row, &c) in rows.iter_mut().zip(&image) {
                row[i] = c;
            }
            if i + 1 == n {
                break;
            }
            if by_shifts {
                image.resize(n, 0);
                for _ in 0..p {
                    shift(&mut image, modulus, field);
                }
                trim(&mut image);
            } else {
                image = rem(&mul(&image, &power, field), modulus, field);
            }
        }
        Frobenius { modulus, field, rows }
    }

    /// aᵖ, for a reduced.
    fn apply(&self, a: &[u64]) -> ModPoly {
        let mut image: ModPoly = self.rows.iter().map(|row| dot(a, row, self.field)).collect();
        trim(&mut image);
        image
    }

    fn mul(&self, a: &[u64], b: &[u64]) -> ModPoly {
        rem(&mul(a, b, self.field), self.modulus, self.field)
    }
}

/// Multiplies a residue by x modulo a monic polynomial of the same length plus one.
fn shift(a: &mut [u64], modulus: &[u64], field: &Field) {
    let n = a.len();
    let top = field.neg(a[n - 1]);
    for k in (1..n).rev() {
        a[k] = field.add(a[k - 1], field.mul(top, modulus[k]));
    }
    a[0] = field.mul(top, modulus[0]);
}

fn dot(a: &[u64], b: &[u64], field: &Field) -> u64 {
    let mut total = 0;
    for (a, b) in a.chunks(field.burst()).zip(b.chunks(field.burst())) {
        let sum: u128 = a.iter().zip(b).map(|(&x, &y)| x as u128 * y as u128).sum();
        total = field.add(total, field.reduce(sum));
    }
    total
}

fn x_to_the(n: u64, modulus: &[u64], field: &Field) -> ModPoly {
    power(&[0, field.one()], n, modulus, field)
}

fn power(a: &[u64], mut n: u64, modulus: &[u64], field: &Field) -> ModPoly {
    let mut base = rem(a, modulus, field);
    let mut result = rem(&[field.one()], modulus, field);
    while n > 0 {
        if n & 1 == 1 {
            result = rem(&mul(&result, &base, field), modulus, field);
        }
        n >>= 1;
        if n > 0 {
            base = rem(&mul(&base, &base, field), modulus, field);
        }
    }
    result
}

/// The pairs (d, product of the monic irreducible factors of degree d) of a monic square-free
/// polynomial, by ascending degree.
pub(super) fn distinct_degrees(
    f: &[u64],
    field: &Field,
    meter: &mut Meter,
) -> Result<Vec<(usize, ModPoly)>> {
    let n = f.len() as u64;
    meter.spend(n.saturating_mul(n).saturating_mul(n / 2 + field.characteristic().min(2 * n)))?;
    let frobenius = Frobenius::new(f, field);
    let x = [0, field.one()];
    let (mut rest, mut image) = (f.to_vec(), rem(&x, f, field));
    let mut parts = Vec::new();
    for d in 1.. {
        if 2 * d > rest.len() - 1 {
            break;
        }
        image = frobenius.apply(&image);
        let common = gcd(&rest, &rem(&sub(&image, &x, field), &rest, field), field);
        if common.len() > 1 {
            rest = div_rem(&rest, &common, field).0;
            parts.push((d, common));
        }
    }
    if rest.len() > 1 {
        parts.push((rest.len() - 1, rest));
    }
    Ok(parts)
}

/// The monic irreducible factors of a product of such of degree d.
pub(super) fn equal_degree(
    product: ModPoly,
    d: usize,
    field: &Field,
    meter: &mut Meter,
) -> Result<Vec<ModPoly>> {
    let mut state = 0x9E37_79B9_7F4A_7C15u64;
    let mut stack = vec![product];
    let mut factors = Vec::new();
    while let Some(f) = stack.pop() {
        let n = f.len() - 1;
        if n <= d {
            factors.push(f);
            continue;
        }
        let frobenius = Frobenius::new(&f, field);
        loop {
            meter.spend((3 * d as u64 + 64).saturating_mul((n * n) as u64))?;
            let mut a: ModPoly = (0..n).map(|_| random(&mut state, field)).collect();
            trim(&mut a);
            if let Some((g, h)) = split(&f, &a, d, &frobenius) {
                stack.push(g);
                stack.push(h);
                break;
            }
        }
    }
    Ok(factors)
}

/// The factors in which a^((pᵈ − 1)/2) is 1 and the others, if there are both.
fn split(f: &[u64], a: &[u64], d: usize, frobenius: &Frobenius<'_>) -> Option<(ModPoly, ModPoly)> {
    let field = frobenius.field;
    // (pᵈ − 1)/2 = (1 + p + … + pᵈ⁻¹)·(p − 1)/2.
    let (mut norm, mut conjugate) = (a.to_vec(), a.to_vec());
    for _ in 1..d {
        conjugate = frobenius.apply(&conjugate);
        norm = frobenius.mul(&norm, &conjugate);
    }
    let sign = power(&norm, (field.characteristic() - 1) / 2, f, field);
    let g = gcd(f, &add(&sign, &[field.neg(field.one())], field), field);
    (g.len() > 1 && g.len() < f.len()).then(|| {
        let h = div_rem(f, &g, field).0;
        (g, h)
    })
}

fn random(state: &mut u64, field: &Field) -> u64 {
    *state ^= *state << 13;
    *state ^= *state >> 7;
    *state ^= *state << 17;
    (*state >> 8) % field.characteristic()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::polynomial::univariate::modular::poly::make_monic;

    fn all_factors(f: &ModPoly, field: &Field) -> Vec<ModPoly> {
        let meter = &mut Meter::new(1 << 40);
        let mut found = Vec::new();
        for (d, product) in distinct_degrees(f, field, meter).unwrap() {
            let factors = equal_degree(product, d, field, meter).unwrap();
            assert!(factors.iter().all(|g| g.len() == d + 1));
            found.extend(factors);
        }
        found
    }

    #[test]
    fn the_product_of_all_monic_irreducibles() {
        // x^(pⁿ) − x has, over 𝔽ₚ, each monic irreducible of degree dividing n once.
        for (p, n, counts) in
            [(3u64, 3u32, [3, 0, 8]), (5, 2, [5, 10, 0]), (7, 1, [7, 0, 0]), (3, 2, [3, 3, 0])]
        {
            let field = Field::new(p);
            let mut f = vec![0; p.pow(n) as usize + 1];
            (f[1], f[p.pow(n) as usize]) = (field.neg(field.one()), field.one());
            let found = all_factors(&f, &field);
            for (i, count) in counts.into_iter().enumerate() {
                assert_eq!(found.iter().filter(|g| g.len() == i + 2).count(), count);
            }
            let product = found.iter().fold(vec![field.one()], |p, g| mul(&p, g, &field));
            assert_eq!(product, f);
        }
    }

    #[test]
    fn larger_primes_use_powers() {
        let field = Field::new(10_007);
        let mut f: ModPoly = (0..40u64).map(|i| field.residue(i * i * i + 7 * i + 1)).collect();
        make_monic(&mut f, &field);
        let found = all_factors(&f, &field);
        let product = found.iter().fold(vec![field.one()], |p, g| mul(&p, g, &field));
        assert_eq!(product, f);
    }
}
