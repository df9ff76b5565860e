//! Bernstein coefficients in fixed point with a bound on their error.
//!
//! On a cell the Bernstein coefficients b₀ … bₙ of p bound its zeros: their sign variations are
//! Descartes' count, and de Casteljau's averages give the coefficients on both halves without
//! growth of errors. 128-bit fixed point thus decides nearly every cell; what it leaves open
//! is decided exactly. After Rouillier and Zimmermann, "Efficient isolation of polynomial's
//! real roots", 2004, and Eigenwillig et al., "A Descartes algorithm for polynomials with
//! bit-stream coefficients", 2005.

use crate::number::Integer;
use crate::polynomial::univariate::evaluate::shift;
use crate::polynomial::univariate::int_poly::{IntPoly, bits, sign_of};

/// The bits of the largest coefficient when fresh.
const PRECISION: i64 = 124;

/// Approximate Bernstein coefficients up to a positive factor.
#[derive(Clone)]
pub(crate) struct Bernstein {
    coefs: Vec<i128>,
    /// No coefficient is off by more than this.
    error: i128,
}

/// How many sign variations there are, as far as is known.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) enum Variations {
    /// Exactly none.
    Zero,
    /// Exactly one.
    One,
    /// Two or more.
    Many,
    /// The signs of some coefficients are in doubt.
    Unknown,
}

impl Variations {
    fn of(least: usize, most: usize) -> Variations {
        match (least, most) {
            (_, 0) => Variations::Zero,
            (1, 1) => Variations::One,
            (2.., _) => Variations::Many,
            _ => Variations::Unknown,
        }
    }
}

/// The exact Bernstein coefficients times binomials, C(n, j)·bⱼ, of p on the cell
/// (c/2ᵏ, (c+1)/2ᵏ), c ≥ 0, up to a positive factor.
pub(crate) fn exact_on_cell(p: &IntPoly, c: &Integer, k: i64) -> Vec<Integer> {
    let n = p.len() - 1;
    // P(x) = p(x/2ᵏ), times 2^(kn) for k > 0.
    let scaled = |(i, a): (usize, &Integer)| {
        if k >= 0 { a << (k as usize * (n - i)) } else { a << ((-k) as usize * i) }
    };
    let mut coefs: Vec<Integer> = p.coefs.iter().enumerate().map(scaled).collect();
    let low = coefs.iter().filter_map(|a| a.trailing_zeros()).min().unwrap_or(0);
    if low > 0 {
        coefs.iter_mut().for_each(|a| *a >>= low);
    }
    // x = c + t/(1 + t) maps (0, ∞) to the cell: shift by c, then Σ dᵢ·tⁱ·(1 + t)ⁿ⁻ⁱ.
    let mut coefs = shift_by(coefs, c);
    coefs.reverse();
    let mut coefs = IntPoly { coefs }.shifted(&Integer::ONE).coefs;
    coefs.reverse();
    coefs
}

/// The shift by c ≥ 0, through x = c·y and a shift of y by one, which needs additions only.
fn shift_by(mut coefs: Vec<Integer>, c: &Integer) -> Vec<Integer> {
    if c.is_zero() {
        return coefs;
    }
    let mut powers = Vec::with_capacity(coefs.len());
    let mut power = Integer::ONE;
    for a in &mut coefs {
        *a *= &power;
        powers.push(power.clone());
        power *= c;
    }
    let shifted = IntPoly { coefs }.shifted(&Integer::ONE).coefs;
    shifted.into_iter().zip(powers).map(|(a, power)| a / power).collect()
}

/// The sign variations of exact coefficients, zeros ignored.
pub(crate) fn exact_variations(coefs: &[Integer]) -> Variations {
    let mut count = 0;
    let mut last = 0;
    for sign in coefs.iter().map(sign_of).filter(|&s| s != 0) {
        count += (sign == -last) as usize;
        last = sign;
    }
    Variations::of(count, count)
}

impl Bernstein {
    /// Rounds exact coefficients C(n, j)·bⱼ.
    pub(crate) fn round(exact: &[Integer]) -> Bernstein {
        let n = exact.len() - 1;
        let mut binomial = Integer::ONE;
        let mut sizes = Vec::with_capacity(exact.len());
        let mut binomials = Vec::with_capacity(exact.len());
        for (j, q) in exact.iter().enumerate() {
            sizes.push(bits(q) as i64 - bits(&binomial) as i64 + 1);
            binomials.push(binomial.clone());
            binomial = binomial * Integer::from(n - j) / Integer::from(j + 1);
        }
        let scale = PRECISION - sizes.iter().max().copied().unwrap_or(0);
        // Two floors: an error below two units.
        let rounded = exact.iter().zip(&binomials).map(|(q, binomial)| {
            i128::try_from(shift(q, scale) / binomial).unwrap_or(i128::MAX >> 2)
        });
        Bernstein { coefs: rounded.collect(), error: 2 }
    }

    fn sign(&self, i: usize) -> Option<i32> {
        let b = self.coefs[i];
        (b.abs() > self.error).then(|| b.signum() as i32)
    }

    /// The sign variations, given the exact signs at both ends of the cell.
    pub(crate) fn variations(&self, left: i32, right: i32) -> Variations {
        let n = self.coefs.len() - 1;
        let mut least = Least::default();
        let mut most = Most::default();
        for i in 0..=n {
            let sign = match i {
                0 => Some(left),
                _ if i == n => Some(right),
                _ => self.sign(i),
            };
            least.push(sign.unwrap_or(0));
            most.push(sign);
            if least.count >= 2 {
                return Variations::Many;
            }
        }
        Variations::of(least.count, most.count())
    }

    /// The coefficients on the left and the right half, and the sign in the middle if clear.
    ///
    /// De Casteljau's triangle: each round replaces neighbors by their average, rounded down by
    /// at most half a unit; the first entries of the rounds are the left half, what remains in
    /// place is the right half.
    pub(crate) fn split(mut self) -> (Bernstein, Bernstein, Option<i32>) {
        let n = self.coefs.len() - 1;
        let mut left = Vec::with_capacity(n + 1);
        for last in (0..=n).rev() {
            left.push(self.coefs[0]);
            for i in 0..last {
                self.coefs[i] = (self.coefs[i] + self.coefs[i + 1]) >> 1;
            }
        }
        self.error += n as i128 / 2 + 1;
        let left = Bernstein { coefs: left, error: self.error };
        let middle = self.sign(0);
        (left, self, middle)
    }
}

/// Counts variations with doubtful signs ignored: the least possible number.
#[derive(Default)]
struct Least {
    count: usize,
    last: i32,
}

impl Least {
    fn push(&mut self, sign: i32) {
        if sign != 0 {
            self.count += (sign == -self.last) as usize;
            self.last = sign;
        }
    }
}

/// The largest possible number of variations, by the last sign chosen.
#[derive(Default)]
struct Most {
    ending: [Option<usize>; 2],
}

impl Most {
    fn push(&mut self, sign: Option<i32>) {
        let [plus, minus] = self.ending;
        let to =
            |same: Option<usize>, other: Option<usize>| same.max(other.map(|c| c + 1)).or(Some(0));
        match sign {
            Some(0) => {}
            Some(1) => self.ending = [to(plus, minus), None],
            Some(_) => self.ending = [None, to(minus, plus)],
            None => self.ending = [to(plus, minus), to(minus, plus)],
        }
    }

    fn count(&self) -> usize {
        self.ending.into_iter().flatten().max().unwrap_or(0)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn product(roots: &[(i64, i64)]) -> IntPoly {
        // ∏ (b·x − a)
        roots.iter().fold(IntPoly::one(), |p, &(a, b)| &p * &IntPoly::from_i64(&[-a, b]))
    }

    fn count(p: &IntPoly, c: i64, k: i64) -> Variations {
        exact_variations(&exact_on_cell(p, &Integer::from(c), k))
    }

    #[test]
    fn exact_counts() {
        let p = product(&[(1, 3), (2, 3), (5, 2), (-1, 1)]);
        assert_eq!(count(&p, 0, 0), Variations::Many);
        assert_eq!(count(&p, 0, 1), Variations::One);
        assert_eq!(count(&p, 1, 1), Variations::One);
        assert_eq!(count(&p, 1, 0), Variations::Zero);
        assert_eq!(count(&p, 1, -1), Variations::One);
        assert_eq!(count(&p, 3, -3), Variations::Zero);
    }

    #[test]
    fn halves_of_a_rounded_cell_agree_with_exact_ones() {
        let p = product(&[(1, 3), (2, 3), (5, 7), (1, 9), (11, 10), (-4, 3), (8, 9)]);
        let whole = Bernstein::round(&exact_on_cell(&p, &Integer::ZERO, 0));
        let (left, right, middle) = whole.split();
        assert_eq!(middle, Some(p.sign_at_dyadic(&Integer::ONE, 1)));
        for (half, c) in [(left, 0), (right, 1)] {
            let exact = exact_on_cell(&p, &Integer::from(c), 1);
            let direct = Bernstein::round(&exact);
            // The two differ by a power of two and their errors; the signs must agree.
            for i in 0..half.coefs.len() {
                assert_eq!(half.sign(i), direct.sign(i), "half {c}, coefficient {i}");
            }
            let (a, b) = (sign_of(&exact[0]), sign_of(&exact[exact.len() - 1]));
            assert_eq!(half.variations(a, b), exact_variations(&exact));
        }
    }

    #[test]
    fn doubtful_signs_are_admitted() {
        let variations = |coefs: &[i128]| {
            Bernstein { coefs: coefs.to_vec(), error: 5 }
                .variations(coefs[0].signum() as i32, coefs[coefs.len() - 1].signum() as i32)
        };
        assert_eq!(variations(&[9, 3, 9]), Variations::Unknown);
        assert_eq!(variations(&[9, 3, -9]), Variations::One);
        assert_eq!(variations(&[9, 3, -1, -9]), Variations::Unknown);
        assert_eq!(variations(&[9, -8, 2, 9]), Variations::Many);
        assert_eq!(variations(&[9, 8, 7, 9]), Variations::Zero);
        assert_eq!(variations(&[0, 8, 7, -9]), Variations::One);
        assert_eq!(variations(&[0, 2, -9]), Variations::Unknown);
    }
}
