//! Which degrees a factor can have, judging by factors modulo primes.

/// A set of degrees up to that of the polynomial.
#[derive(Clone)]
pub(super) struct DegreeSet {
    words: Vec<u64>,
    degree: usize,
}

impl DegreeSet {
    /// All degrees up to `degree`.
    pub(super) fn all(degree: usize) -> DegreeSet {
        DegreeSet { words: vec![u64::MAX; degree / 64 + 1], degree }
    }

    /// Keeps the degrees that are sums of some of these.
    pub(super) fn keep_sums(&mut self, parts: impl Iterator<Item = usize>) {
        let mut sums = vec![0u64; self.words.len()];
        sums[0] = 1;
        for part in parts {
            let (skip, bits) = (part / 64, part % 64);
            // Downward, so that every part counts once.
            for i in (skip..sums.len()).rev() {
                let mut moved = sums[i - skip] << bits;
                if bits > 0 && i > skip {
                    moved |= sums[i - skip - 1] >> (64 - bits);
                }
                sums[i] |= moved;
            }
        }
        self.words.iter_mut().zip(&sums).for_each(|(w, s)| *w &= s);
    }

    pub(super) fn contains(&self, degree: usize) -> bool {
        degree <= self.degree && self.words[degree / 64] >> (degree % 64) & 1 == 1
    }

    /// Is there no degree strictly between 0 and that of the polynomial?
    pub(super) fn is_trivial(&self) -> bool {
        (1..self.degree).all(|d| !self.contains(d))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sums_of_parts() {
        let mut set = DegreeSet::all(200);
        set.keep_sums([64, 3, 3, 130].into_iter());
        let found: Vec<usize> = (0..=200).filter(|&d| set.contains(d)).collect();
        assert_eq!(found, [0, 3, 6, 64, 67, 70, 130, 133, 136, 194, 197, 200]);
        set.keep_sums([70, 130].into_iter());
        assert!(!set.is_trivial() && set.contains(130));
        set.keep_sums([64, 136].into_iter());
        assert!(set.is_trivial());
    }
}
