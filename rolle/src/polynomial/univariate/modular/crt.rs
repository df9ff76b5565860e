//! Chinese remaindering of coefficient vectors, one prime at a time (Garner).

use super::field::Field;
use crate::number::Integer;
use dashu_base::Sign;

/// A vector of integers known modulo a product of primes, in the symmetric range.
pub(crate) struct Combined {
    pub(crate) values: Vec<Integer>,
    pub(crate) modulus: Integer,
}

impl Combined {
    /// The symmetric representatives of residues modulo one prime.
    pub(crate) fn new(residues: &[u64], field: &Field) -> Combined {
        let p = field.characteristic();
        let values = residues.iter().map(|&r| {
            let r = field.to_u64(r);
            if r > p / 2 { -Integer::from(p - r) } else { Integer::from(r) }
        });
        Combined { values: values.collect(), modulus: Integer::from(p) }
    }

    /// Takes in residues modulo another prime; tells whether no value changed.
    pub(crate) fn extend(&mut self, residues: &[u64], field: &Field) -> bool {
        let p = field.characteristic();
        let inverse = field.inv(field.residue_of(&self.modulus));
        let mut stable = true;
        for (value, &r) in self.values.iter_mut().zip(residues) {
            let gap = field.sub(r, field.residue_of(value));
            if gap == 0 {
                continue;
            }
            stable = false;
            // value + modulus·t with |t| ≤ p/2 stays in the symmetric range.
            let t = field.to_u64(field.mul(gap, inverse));
            let (sign, t) = if t > p / 2 { (Sign::Negative, p - t) } else { (Sign::Positive, t) };
            *value += &self.modulus * (Integer::from(t) * sign);
        }
        self.modulus *= Integer::from(p);
        stable
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::polynomial::univariate::modular::field::LargePrimes;

    #[test]
    fn signed_values_come_back() {
        let values: Vec<Integer> =
            [7i64, -7, 0, 1 << 40].map(|v| Integer::from(v).pow(5) * Integer::from(3)).to_vec();
        let mut primes = LargePrimes::new();
        let residues =
            |field: &Field| values.iter().map(|v| field.residue_of(v)).collect::<Vec<_>>();
        let field = primes.next().unwrap();
        let mut combined = Combined::new(&residues(&field), &field);
        for field in primes.by_ref().take(4) {
            combined.extend(&residues(&field), &field);
        }
        assert_eq!(combined.values, values);
        let field = primes.next().unwrap();
        assert!(combined.extend(&residues(&field), &field));
    }
}
