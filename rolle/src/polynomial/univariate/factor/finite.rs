//! Factorization of square-free polynomials over a small prime field.
//!
//! Distinct degrees by repeated Frobenius, x^(p^d) − x, then equal degrees by random splitting:
//! D. Cantor and H. Zassenhaus, "A new algorithm for factoring polynomials over finite fields",
//! 1981. The Frobenius map is kept as Berlekamp's matrix, rows x^(ip) mod f, so that a p-th
//! power is one product of a vector with a matrix.

use crate::polynomial::univariate::modular::field::Field;
use crate::polynomial::univariate::modular::poly::{
    ModPoly, derivative, div_rem, gcd, mul, rem, sub, trim,
};

/// A monic square-free polynomial over 𝔽ₚ with its Frobenius matrix.
pub(crate) struct Frobenius<'a> {
    field: &'a Field,
    modulus: &'a [u64],
    /// Row i holds the coefficients of x^(ip) mod f, padded to n.
    rows: Vec<u64>,
}

impl<'a> Frobenius<'a> {
    /// The matrix of a monic f of degree at least 1; n²·p operations.
    pub(crate) fn new(modulus: &'a [u64], field: &'a Field) -> Frobenius<'a> {
        let n = modulus.len() - 1;
        let mut rows = vec![0; n * n];
        let mut row = vec![0; n];
        row[0] = field.one();
        if n == 1 {
            // x^0 = 1 is the only basis element.
            return Frobenius { field, modulus, rows: row };
        }
        for i in 0..n {
            rows[i * n..(i + 1) * n].copy_from_slice(&row);
            for _ in 0..field.characteristic() {
                times_x(&mut row, modulus, field);
            }
        }
        Frobenius { field, modulus, rows }
    }

    /// aᵖ mod f for a of degree below n.
    pub(crate) fn apply(&self, a: &[u64]) -> ModPoly {
        let n = self.modulus.len() - 1;
        let mut result = vec![0u64; n];
        let mut sums = vec![0u64; n];
        // Products of residues of a small prime: this many sums fit 64 bits.
        let p = self.field.characteristic();
        let burst = usize::try_from(u64::MAX / (p * p)).unwrap_or(usize::MAX).max(1);
        for (chunk, rows) in a.chunks(burst).zip(self.rows.chunks(burst.saturating_mul(n))) {
            sums.fill(0);
            for (&c, row) in chunk.iter().zip(rows.chunks_exact(n)).filter(|&(&c, _)| c != 0) {
                for (sum, &x) in sums.iter_mut().zip(row) {
                    *sum += c * x;
                }
            }
            for (r, &sum) in result.iter_mut().zip(&sums) {
                *r = self.field.add(*r, self.field.reduce(sum as u128));
            }
        }
        trim(&mut result);
        result
    }
}

/// row ← x·row mod f.
fn times_x(row: &mut [u64], modulus: &[u64], field: &Field) {
    let n = row.len();
    let top = row[n - 1];
    for i in (1..n).rev() {
        row[i] = row[i - 1];
    }
    row[0] = 0;
    if top != 0 {
        for (r, &m) in row.iter_mut().zip(modulus) {
            *r = field.sub(*r, field.mul(top, m));
        }
    }
}

/// This many degrees share one gcd.
const BLOCK: usize = 8;

/// The products of the irreducible factors of equal degree d, with d, ascending.
pub(crate) fn distinct_degrees(frobenius: &Frobenius) -> Vec<(ModPoly, usize)> {
    let field = frobenius.field;
    let x = vec![0, field.one()];
    let mut rest = frobenius.modulus.to_vec();
    let mut parts = Vec::new();
    let mut power = rem(&x, &rest, field);
    let mut d = 0;
    while 2 * (d + 1) < rest.len() {
        // x^(p^i) − x for a block of degrees i, and their product modulo what is left.
        let count = BLOCK.min((rest.len() - 1) / 2 - d);
        let mut differences = Vec::with_capacity(count);
        let mut product = vec![field.one()];
        for _ in 0..count {
            power = frobenius.apply(&power);
            let difference = rem(&sub(&power, &x, field), &rest, field);
            product = rem(&mul(&product, &difference, field), &rest, field);
            differences.push(difference);
        }
        let mut common = gcd(&product, &rest, field);
        for (i, difference) in differences.iter().enumerate() {
            if common.len() == 1 {
                break;
            }
            let part = gcd(&rem(difference, &common, field), &common, field);
            if part.len() > 1 {
                common = div_rem(&common, &part, field).0;
                rest = div_rem(&rest, &part, field).0;
                parts.push((part, d + i + 1));
            }
        }
        d += count;
    }
    if rest.len() > 1 {
        let degree = rest.len() - 1;
        parts.push((rest, degree));
    }
    parts
}

/// The monic irreducible factors of a product g of factors of degree d, g dividing the modulus.
pub(crate) fn equal_degrees(
    g: ModPoly,
    d: usize,
    frobenius: &Frobenius,
    random: &mut Xorshift,
) -> Vec<ModPoly> {
    let field = frobenius.field;
    let mut irreducible = Vec::new();
    let mut stack = vec![g];
    while let Some(g) = stack.pop() {
        if g.len() - 1 == d {
            irreducible.push(g);
            continue;
        }
        let mut a: ModPoly =
            (0..g.len() - 1).map(|_| random.below(field.characteristic())).collect();
        trim(&mut a);
        // a^((pᵈ − 1)/2) is ±1 modulo each factor, by halves.
        let norm = norm(&a, &g, d, frobenius);
        let power = power_mod(&norm, field.characteristic() / 2, &g, field);
        let common = gcd(&sub(&power, &[field.one()], field), &g, field);
        if common.len() > 1 && common.len() < g.len() {
            stack.push(div_rem(&g, &common, field).0);
            stack.push(common);
        } else {
            stack.push(g);
        }
    }
    irreducible
}

/// a^(1 + p + … + p^(d−1)) mod g.
fn norm(a: &[u64], g: &[u64], d: usize, frobenius: &Frobenius) -> ModPoly {
    let field = frobenius.field;
    let (mut conjugate, mut product) = (a.to_vec(), a.to_vec());
    for _ in 1..d {
        conjugate = rem(&frobenius.apply(&conjugate), g, field);
        product = rem(&mul(&product, &conjugate, field), g, field);
    }
    product
}

fn power_mod(a: &[u64], n: u64, g: &[u64], field: &Field) -> ModPoly {
    let mut result = vec![field.one()];
    for bit in (0..u64::BITS - n.leading_zeros()).rev() {
        result = rem(&mul(&result, &result, field), g, field);
        if n >> bit & 1 == 1 {
            result = rem(&mul(&result, a, field), g, field);
        }
    }
    result
}

/// Is the polynomial square-free over the field?
pub(crate) fn is_square_free(a: &[u64], field: &Field) -> bool {
    let slope = derivative(a, field);
    !slope.is_empty() && gcd(a, &slope, field).len() == 1
}

/// A small seeded generator; the factors found do not depend on it.
pub(crate) struct Xorshift(pub(crate) u64);

impl Xorshift {
    pub(crate) fn below(&mut self, n: u64) -> u64 {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        (self.0 >> 11) % n
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::polynomial::IntPoly;
    use crate::polynomial::univariate::modular::poly::{from_integers, make_monic};

    fn factors(p: &IntPoly, prime: u64) -> Vec<ModPoly> {
        let field = Field::new(prime);
        let mut image = from_integers(p.coefficients(), &field);
        make_monic(&mut image, &field);
        assert!(is_square_free(&image, &field));
        let frobenius = Frobenius::new(&image, &field);
        let mut random = Xorshift(1);
        let mut all = Vec::new();
        for (g, d) in distinct_degrees(&frobenius) {
            all.extend(equal_degrees(g, d, &frobenius, &mut random));
        }
        let product = all.iter().fold(vec![field.one()], |p, g| mul(&p, g, &field));
        assert_eq!(product, image);
        all
    }

    #[test]
    fn degrees_of_cyclotomic_polynomials() {
        // x^n − 1 modulo p: φ(m)/ord_m(p) factors of degree ord_m(p) for each m | n.
        let p = &IntPoly::monomial(crate::number::Integer::ONE, 15).unwrap() - &IntPoly::one();
        for (prime, expected) in [
            (7, vec![1, 1, 1, 4, 4, 4]),
            (31, vec![1; 15]),
            (11, vec![1, 1, 1, 1, 1, 2, 2, 2, 2, 2]),
        ] {
            let mut degrees: Vec<usize> = factors(&p, prime).iter().map(|g| g.len() - 1).collect();
            degrees.sort();
            assert_eq!(degrees, expected, "mod {prime}");
        }
    }

    #[test]
    fn frobenius_is_a_power() {
        let field = Field::new(13);
        let f = from_integers(IntPoly::from_i64(&[5, 1, 0, 7, 2, 1]).coefficients(), &field);
        let frobenius = Frobenius::new(&f, &field);
        let a = vec![field.residue(3), field.residue(1), field.residue(9), 0, field.residue(4)];
        assert_eq!(frobenius.apply(&a), power_mod(&a, 13, &f, &field));
    }
}
