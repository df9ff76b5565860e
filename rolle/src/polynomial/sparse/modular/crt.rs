//! Integers from their residues modulo several primes, as the representative of least magnitude.

use super::Field;
use crate::number::Integer;

/// Vectors of integers known modulo a growing product of primes.
pub(in super::super) struct Residues {
    modulus: Integer,
    values: Vec<Integer>,
}

impl Residues {
    /// The residues modulo one prime.
    pub(in super::super) fn new(field: &Field, residues: &[u64]) -> Residues {
        let half = field.prime() / 2;
        let lift = |&r: &u64| {
            let v = field.to_u64(r);
            if v > half { Integer::from(v) - Integer::from(field.prime()) } else { v.into() }
        };
        Residues { modulus: field.prime().into(), values: residues.iter().map(lift).collect() }
    }

    /// Adds the residues modulo a further prime; says whether any value changed.
    pub(in super::super) fn extend(&mut self, field: &Field, residues: &[u64]) -> bool {
        let inverse = field.invert(field.of_integer(&self.modulus));
        let half = field.prime() / 2;
        let mut changed = false;
        for (value, &r) in self.values.iter_mut().zip(residues) {
            // value + modulus·k with k = (r - value)/modulus, of least magnitude
            let gap = field.sub(r, field.of_integer(value));
            if gap == 0 {
                continue;
            }
            changed = true;
            let k = field.to_u64(field.mul(gap, inverse));
            let k =
                if k > half { Integer::from(k) - Integer::from(field.prime()) } else { k.into() };
            *value += &self.modulus * k;
        }
        self.modulus *= field.prime();
        changed
    }

    pub(in super::super) fn values(&self) -> &[Integer] {
        &self.values
    }

    pub(in super::super) fn modulus(&self) -> &Integer {
        &self.modulus
    }
}

#[cfg(test)]
mod tests {
    use super::super::Primes;
    use super::*;

    #[test]
    fn integers_come_back() {
        let big = Integer::ONE << 150;
        let values = [Integer::from(-5), Integer::ZERO, -&big + 7, big];
        let mut primes = Primes::new();
        let residues = |f: &Field| values.iter().map(|v| f.of_integer(v)).collect::<Vec<_>>();
        let first = primes.next().unwrap();
        let mut all = Residues::new(&first, &residues(&first));
        let changes: Vec<bool> = primes.take(3).map(|f| all.extend(&f, &residues(&f))).collect();
        assert_eq!(changes, [true, true, false]);
        assert_eq!(all.values(), values);
    }
}
