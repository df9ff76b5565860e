//! Hensel lifting of a coprime factorization modulo p to one modulo pᵃ.
//!
//! The factors are the leaves of a binary tree; each inner node keeps cofactors s, t with
//! s·left + t·right = 1, and every step doubles the exponent of p. J. von zur Gathen and
//! J. Gerhard, Modern Computer Algebra, §15.4–15.5. Corrections are computed modulo the gain of
//! the step alone, and cofactors are lifted only when a further step needs them.

use super::meter::Meter;
use super::residues::Modulus;
use crate::error::Result;
use crate::number::Integer;
use crate::polynomial::univariate::int_poly::IntPoly;
use crate::polynomial::univariate::modular::crt::Combined;
use crate::polynomial::univariate::modular::field::Field;
use crate::polynomial::univariate::modular::poly::{ModPoly, gcd_extended, mul};
use dashu_base::BitTest;

/// The monic factors of a polynomial modulo a power of a prime.
pub(super) struct Lift {
    /// The leaves in the order of the factors, then inner nodes, children first.
    values: Vec<IntPoly>,
    inner: Vec<Inner>,
    leaves: usize,
    prime: u64,
    exponent: usize,
}

struct Inner {
    left: usize,
    right: usize,
    /// s·left + t·right = 1 modulo p to this exponent.
    s: IntPoly,
    t: IntPoly,
    exponent: usize,
}

fn to_integers(a: &[u64], field: &Field) -> IntPoly {
    IntPoly::new(Combined::new(a, field).values)
}

impl Lift {
    /// At least two monic, pairwise coprime factors modulo p.
    pub(super) fn new(factors: Vec<ModPoly>, field: &Field) -> Lift {
        let leaves = factors.len();
        let mut images = factors;
        let mut inner = Vec::new();
        let mut open: Vec<usize> = (0..leaves).collect();
        while open.len() > 1 {
            // The two of least degree, as in Huffman's code.
            open.sort_by_key(|&i| std::cmp::Reverse(images[i].len()));
            let (Some(left), Some(right)) = (open.pop(), open.pop()) else { break };
            let (_, s, t) = gcd_extended(&images[left], &images[right], field);
            let (s, t) = (to_integers(&s, field), to_integers(&t, field));
            inner.push(Inner { left, right, s, t, exponent: 1 });
            open.push(images.len());
            images.push(mul(&images[left], &images[right], field));
        }
        let values = images.iter().map(|a| to_integers(a, field)).collect();
        Lift { values, inner, leaves, prime: field.characteristic(), exponent: 1 }
    }

    /// The lifted monic factors.
    pub(super) fn factors(&self) -> &[IntPoly] {
        &self.values[..self.leaves]
    }

    /// The least exponent for which the power of the prime has more than this many bits.
    pub(super) fn exponent_of(&self, bits: usize) -> usize {
        let (mut power, mut exponent) = (self.power(bits / 64 + 1), bits / 64 + 1);
        while power.bit_len() <= bits {
            let step = ((bits - power.bit_len()) / (self.prime.ilog2() as usize + 1)).max(1);
            exponent += step;
            power *= self.power(step);
        }
        exponent
    }

    pub(super) fn power(&self, exponent: usize) -> Integer {
        Integer::from(self.prime).pow(exponent)
    }

    pub(super) fn modulus(&self) -> Modulus {
        Modulus::new(self.power(self.exponent))
    }

    /// Lifts the factors of f to at least this exponent; f is the same in every call.
    pub(super) fn lift(&mut self, f: &IntPoly, target: usize, meter: &mut Meter) -> Result<()> {
        while self.exponent < target {
            let mut next = target;
            while next > 2 * self.exponent {
                next = next.div_ceil(2);
            }
            let words = (next as u64 * u64::from(self.prime.ilog2() + 1)) / 64 + 1;
            let size = (f.len() as u64).saturating_mul(f.len() as u64);
            meter.spend(size.saturating_mul(4 + words * words / 2).saturating_mul(4))?;
            self.step(f, next);
        }
        Ok(())
    }

    fn step(&mut self, f: &IntPoly, next: usize) {
        let now = self.exponent;
        let (modulus, target) = (self.power(now), Modulus::new(self.power(next)));
        let gain = Modulus::new(self.power(next - now));
        if let Some(root) = self.values.last_mut() {
            *root = monic(f, &target, self.prime);
        }
        for i in (0..self.inner.len()).rev() {
            self.lift_cofactors(i);
            let Inner { left, right, s, t, .. } = &self.inner[i];
            let (g, h) = (&self.values[*left], &self.values[*right]);
            let error = &self.values[self.leaves + i] - &(g * h);
            let error = gain.reduce(&error.div_exact_by_constant(&modulus));
            let (g0, h0) = (gain.reduce(g), gain.reduce(h));
            let dg = gain.rem(&gain.mul(&gain.reduce(t), &error), &g0);
            let dh = gain.rem(&gain.mul(&gain.reduce(s), &error), &h0);
            let (left, right) = (*left, *right);
            self.values[left] += &(&dg * &modulus);
            self.values[right] += &(&dh * &modulus);
        }
        self.exponent = next;
    }

    /// Brings the cofactors of a node to the exponent of its children.
    fn lift_cofactors(&mut self, i: usize) {
        let (now, target) = (self.inner[i].exponent, self.exponent);
        if now >= target {
            return;
        }
        let (modulus, gain) = (self.power(now), Modulus::new(self.power(target - now)));
        let node = &mut self.inner[i];
        let (g, h) = (&self.values[node.left], &self.values[node.right]);
        let error = &IntPoly::one() - &(&(&node.s * g) + &(&node.t * h));
        let error = gain.reduce(&error.div_exact_by_constant(&modulus));
        let ds = gain.rem(&gain.mul(&gain.reduce(&node.s), &error), &gain.reduce(h));
        let dt = gain.rem(&gain.mul(&gain.reduce(&node.t), &error), &gain.reduce(g));
        node.s += &(&ds * &modulus);
        node.t += &(&dt * &modulus);
        node.exponent = target;
    }
}

/// The polynomial divided by its leading coefficient modulo a power of p.
fn monic(f: &IntPoly, modulus: &Modulus, prime: u64) -> IntPoly {
    let lead = &f.coefs[f.len() - 1];
    if lead.is_one() {
        return modulus.reduce(f);
    }
    let lead = modulus.reduce_integer(lead);
    let field = Field::new(prime);
    let mut inverse = Integer::from(field.to_u64(field.inv(field.residue_of(&lead))));
    loop {
        // Newton's iteration doubles the number of correct p-adic digits.
        let gap = modulus.reduce_integer(&(Integer::ONE - &lead * &inverse));
        if gap.is_zero() {
            break;
        }
        inverse = modulus.reduce_integer(&(&inverse * (Integer::ONE + gap)));
    }
    modulus.reduce(&(f * &inverse))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::polynomial::univariate::factor::finite::{distinct_degrees, equal_degree};
    use crate::polynomial::univariate::modular::poly::{from_integers, make_monic};

    #[test]
    fn lifted_factors_multiply_to_the_polynomial() {
        for (f, p) in [
            (&[-6i64, 11, -6, 1][..], 5u64),
            (&[1, 0, -10, 0, 1], 13),
            (&[3, 0, 5, -7, 11, 0, 2, 12], 17),
            (&[-1, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 1], 13),
        ] {
            let (f, field) = (IntPoly::from_i64(f), Field::new(p));
            let mut image = from_integers(&f.coefs, &field);
            make_monic(&mut image, &field);
            let meter = &mut Meter::new(1 << 40);
            let mut factors = Vec::new();
            for (d, product) in distinct_degrees(&image, &field, meter).unwrap() {
                factors.extend(equal_degree(product, d, &field, meter).unwrap());
            }
            assert!(factors.len() > 1, "{f} mod {p}");
            let mut lift = Lift::new(factors, &field);
            for target in [1, 2, 7, 23, 24, 100] {
                lift.lift(&f, target, meter).unwrap();
                assert_eq!(lift.exponent, target);
                let modulus = lift.modulus();
                let product = lift.factors().iter().fold(IntPoly::one(), |q, g| modulus.mul(&q, g));
                assert_eq!(modulus.reduce(&(&product * f.leading().unwrap())), modulus.reduce(&f));
            }
        }
    }
}
