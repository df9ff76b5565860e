//! Powers: the multinomial theorem for few terms, repeated squaring otherwise.
//!
//! The multinomial expansion visits every composition k₁ + … + kₜ = n once, with one
//! multiplication each. It is taken when compositions rarely give the same monomial, that is when
//! they are not many more than the monomials a power can have.

use super::coefficients::Coefficients;
use super::key::{Key, with_key};
use super::layout::Layout;
use super::limits::{Limits, exponent_overflow};
use super::poly::SparsePoly;
use crate::error::Result;
use crate::number::Integer;
use crate::polynomial::machine_gcd;

impl SparsePoly {
    /// The power with a natural exponent; `0⁰ = 1`.
    ///
    /// An error of kind `Budget`, found before any expansion, if an exponent would not fit 32 bits
    /// or the estimates exceed `limits.terms` terms, `limits.bits` bits.
    ///
    /// ```
    /// use rolle::ErrorKind;
    /// use rolle::polynomial::sparse::{Limits, SparsePoly};
    ///
    /// let p = SparsePoly::variable(2, 0)?.add(&SparsePoly::variable(2, 1)?)?;
    /// assert_eq!(p.pow(100, &Limits::default())?.len(), 101);
    /// let error = p.pow(1_000_000_000, &Limits::default()).unwrap_err();
    /// assert_eq!(error.kind(), ErrorKind::Budget);
    /// # Ok::<(), rolle::Error>(())
    /// ```
    pub fn pow(&self, n: u64, limits: &Limits) -> Result<SparsePoly> {
        if n == 0 || self.is_one() {
            return Ok(SparsePoly::one(self.vars()));
        }
        if n == 1 || self.is_zero() {
            return Ok(self.clone());
        }
        if self.neg().is_one() {
            return Ok(if n.is_multiple_of(2) { self.neg() } else { self.clone() });
        }
        let scaled = |d: u32| u64::from(d).checked_mul(n).and_then(|d| u32::try_from(d).ok());
        let degrees: Vec<u32> = self
            .degrees()
            .into_iter()
            .map(scaled)
            .collect::<Option<_>>()
            .ok_or_else(exponent_overflow)?;
        let compositions = compositions(n, self.len() as u64);
        let monomials = monomial_bound(self, n);
        let terms = compositions.min(monomials);
        limits.check_terms(terms)?;
        // |coefficient| ≤ ‖p‖₁ⁿ; a lone coefficient ±1 stays one.
        let unit = self.len() == 1 && self.coefficient_bits() <= 1;
        let norm = if unit { 0.0 } else { norm_log2(self) };
        let bits = (norm * n as f64).ceil() + 1.0;
        limits.check_bits(bits as u128 * terms)?;
        if self.len() == 1 {
            limits.check_number(bits as u128)?;
        }
        let layout = Layout::new(self.vars(), degrees.iter().copied().max().unwrap_or(0));
        if let ([c], Ok(power)) = (&*self.coefficients.to_big(), usize::try_from(n)) {
            return Ok(SparsePoly::monomial(&degrees, c.pow(power)));
        }
        let Ok(n) = u32::try_from(n) else { return Err(exponent_overflow()) };
        if self.len() == 2 || compositions <= 4 * monomials {
            return with_key!(layout.words(), K => Ok(match bits as u64 {
                0..=62 => multinomial::<K, i64>(self, n, layout),
                63..=126 => multinomial::<K, i128>(self, n, layout),
                _ => multinomial::<K, Integer>(self, n, layout),
            }));
        }
        let mut power = self.clone();
        for bit in (0..31 - n.leading_zeros()).rev() {
            power = power.mul(&power, limits)?;
            if n >> bit & 1 == 1 {
                power = power.mul(self, limits)?;
            }
        }
        Ok(power)
    }
}

/// `binomial(n + t - 1, t - 1)`, saturating.
fn compositions(n: u64, t: u64) -> u128 {
    binomial(u128::from(n) + u128::from(t) - 1, u128::from(n.min(t - 1)))
}

fn binomial(n: u128, k: u128) -> u128 {
    let mut b = 1u128;
    for i in 0..k {
        // Exact at every step; the values only grow, so saturation is final.
        b = match b.checked_mul(n - i) {
            Some(v) => v / (i + 1),
            None => return u128::MAX,
        };
    }
    b
}

/// An upper bound on the number of monomials of the n-th power.
fn monomial_bound(p: &SparsePoly, n: u64) -> u128 {
    let n = u128::from(n);
    let mut cells = 1u128;
    let mut used = 0;
    for var in 0..p.vars() {
        let exponents = || p.packed().map(|m| p.layout.exponent(m, var));
        let (low, high) = (exponents().min().unwrap_or(0), exponents().max().unwrap_or(0));
        let stride = exponents().fold(0, |g, e| machine_gcd(g, (e - low) as usize)) as u32;
        if let Some(steps) = (high - low).checked_div(stride) {
            used += 1;
            cells = cells.saturating_mul(n * u128::from(steps) + 1);
        }
    }
    cells.min(binomial(n * u128::from(p.total_degree()) + used, used))
}

/// An upper bound on the binary logarithm of the sum of magnitudes.
fn norm_log2(p: &SparsePoly) -> f64 {
    match &p.coefficients {
        Coefficients::Small(v) => {
            let sum: u128 = v.iter().map(|c| u128::from(c.unsigned_abs())).sum();
            (sum as f64).log2() + 1e-9
        }
        big => big.bits() as f64 + (p.len() as f64).log2(),
    }
}

/// The numbers of an expansion: exact, and wide enough for ‖p‖₁ⁿ.
trait Weight: Clone {
    fn of(c: &Integer) -> Self;
    fn times(&self, other: &Self) -> Self;
    fn plus(&self, other: &Self) -> Self;
    fn is_zero(&self) -> bool;
    fn push(self, out: &mut Coefficients);
}

macro_rules! word_weight {
    ($t:ty, $push:ident) => {
        impl Weight for $t {
            fn of(c: &Integer) -> $t {
                <$t>::try_from(c).unwrap_or_default()
            }
            fn times(&self, other: &$t) -> $t {
                self * other
            }
            fn plus(&self, other: &$t) -> $t {
                self + other
            }
            fn is_zero(&self) -> bool {
                *self == 0
            }
            fn push(self, out: &mut Coefficients) {
                out.$push(self);
            }
        }
    };
}

word_weight!(i64, push_i64);
word_weight!(i128, push_i128);

impl Weight for Integer {
    fn of(c: &Integer) -> Integer {
        c.clone()
    }
    fn times(&self, other: &Integer) -> Integer {
        self * other
    }
    fn plus(&self, other: &Integer) -> Integer {
        self + other
    }
    fn is_zero(&self) -> bool {
        self.is_zero()
    }
    fn push(self, out: &mut Coefficients) {
        out.push(self);
    }
}

/// One term of the base: its powers as monomials, and `binomial(r, k)·cᵏ` for the rests `r`.
struct Level<K, W> {
    monomials: Vec<K>,
    /// Row r of the last level holds `cʳ` alone; the first level has row n alone.
    weights: Vec<Vec<W>>,
}

/// The expansion of at least two terms.
fn multinomial<K: Key, W: Weight>(p: &SparsePoly, n: u32, layout: Layout) -> SparsePoly {
    let levels = levels::<K, W>(p, n, layout);
    let last = levels.len() - 1;
    let (mut keys, mut values) = (Vec::new(), Vec::new());
    let all = n as usize;
    let start = Frame {
        rest: all,
        next: Some(all),
        key: K::read(&vec![0; layout.words()]),
        weight: W::of(&Integer::ONE),
    };
    let mut stack = vec![start];
    while let Some(frame) = stack.last_mut() {
        let Some(k) = frame.next else {
            stack.pop();
            continue;
        };
        frame.next = k.checked_sub(1);
        let rest = frame.rest - k;
        let (key, weight, row) = (frame.key.clone(), frame.weight.clone(), frame.rest);
        let depth = stack.len() - 1;
        let level = &levels[depth];
        let key = key.times(&level.monomials[k]);
        let weight = weight.times(&level.weights[if depth == 0 { 0 } else { row }][k]);
        if depth + 1 < last {
            stack.push(Frame { rest, next: Some(rest), key, weight });
            continue;
        }
        keys.push(key.times(&levels[last].monomials[rest]));
        values.push(weight.times(&levels[last].weights[rest][0]));
    }
    sorted(layout, keys, values)
}

/// The choices still open at one level, and the product of the choices before it.
struct Frame<K, W> {
    rest: usize,
    next: Option<usize>,
    key: K,
    weight: W,
}

fn levels<K: Key, W: Weight>(p: &SparsePoly, n: u32, layout: Layout) -> Vec<Level<K, W>> {
    let monomials = p.repacked(layout);
    let last = p.len() - 1;
    let mut levels = Vec::with_capacity(p.len());
    for (i, m) in monomials.chunks_exact(layout.words()).enumerate() {
        let m = K::read(m);
        let mut powers = vec![K::read(&vec![0; layout.words()])];
        for k in 0..n as usize {
            powers.push(powers[k].times(&m));
        }
        let c = p.coefficients.get(i);
        let mut coefficient_powers = vec![W::of(&Integer::ONE)];
        for k in 0..n as usize {
            coefficient_powers.push(coefficient_powers[k].times(&W::of(&c)));
        }
        let weights = if i == last {
            coefficient_powers.into_iter().map(|w| vec![w]).collect()
        } else if i == 0 {
            vec![weighted(&row_of_binomials(n), &coefficient_powers)]
        } else {
            (0..=n).map(|r| weighted(&row_of_binomials(r), &coefficient_powers)).collect()
        };
        levels.push(Level { monomials: powers, weights });
    }
    levels
}

fn weighted<W: Weight>(binomials: &[Integer], powers: &[W]) -> Vec<W> {
    binomials.iter().zip(powers).map(|(b, p)| W::of(b).times(p)).collect()
}

fn row_of_binomials(n: u32) -> Vec<Integer> {
    let mut row = vec![Integer::ONE];
    for k in 0..n {
        let next = &row[k as usize] * (n - k) / (k + 1);
        row.push(next);
    }
    row
}

/// Terms in any order, with repeated monomials added.
fn sorted<K: Key, W: Weight>(layout: Layout, keys: Vec<K>, values: Vec<W>) -> SparsePoly {
    let words = layout.words();
    let mut monomials = Vec::with_capacity(keys.len() * words);
    let mut coefficients = Coefficients::with_capacity(keys.len());
    let mut terms: Vec<(K, W)> = keys.into_iter().zip(values).collect();
    if !terms.is_sorted_by(|a, b| a.0 > b.0) {
        terms.sort_by(|a, b| b.0.cmp(&a.0));
    }
    let mut iter = terms.into_iter().peekable();
    while let Some((key, mut sum)) = iter.next() {
        while let Some((_, w)) = iter.next_if(|(k, _)| *k == key) {
            sum = sum.plus(&w);
        }
        if !sum.is_zero() {
            key.write(words, &mut monomials);
            sum.push(&mut coefficients);
        }
    }
    SparsePoly::canonical(layout, monomials, coefficients)
}

#[cfg(test)]
mod tests {
    use super::super::testing::{Random, parse, parse_in};
    use super::*;
    use crate::error::ErrorKind;

    #[test]
    fn powers_agree_with_repeated_products() {
        let mut random = Random::new(6);
        let limits = Limits::default();
        for round in 0..60 {
            let p = random.poly(1 + round % 4, 1 + round % 6, 3, [2, 40, 64][round % 3]);
            let mut product = SparsePoly::one(p.vars());
            for n in 0..6 {
                assert_eq!(p.pow(n, &limits).unwrap(), product, "{n}");
                product = product.mul(&p, &limits).unwrap();
            }
        }
    }

    #[test]
    fn trinomial_coefficients() {
        let limits = Limits::default();
        let p = parse("x + y + z + 1").pow(20, &limits).unwrap();
        assert_eq!(p.len(), 1771);
        assert_eq!(p.coefficient(&[5, 5, 5]), Ok(11_732_745_024i64.into()));
        let at = p.evaluate(&[2.into(), 3.into(), 5.into()], &limits).unwrap();
        assert_eq!(at, Integer::from(11).pow(20));
    }

    #[test]
    fn special_bases() {
        let limits = Limits::default();
        let huge = 1 << 62;
        assert_eq!(parse("1").pow(huge, &limits), Ok(parse("1")));
        assert_eq!(parse("-1").pow(huge + 1, &limits), Ok(parse("-1")));
        assert_eq!(parse("0").pow(huge, &limits), Ok(parse("0")));
        assert_eq!(parse("0").pow(0, &limits), Ok(parse("1")));
        assert_eq!(
            parse("-x*y").pow(1_000_000_001, &limits),
            Ok(parse("-x^1000000001*y^1000000001"))
        );
        assert_eq!(parse("x^7 - x^7 + 3").pow(3, &limits), Ok(parse("27")));
        let sparse = parse("x^1000 + 1").pow(3, &limits);
        assert_eq!(sparse, Ok(parse("x^3000 + 3*x^2000 + 3*x^1000 + 1")));
    }

    #[test]
    fn budgets_are_found_before_the_work() {
        let limits = Limits::default();
        let names = ["a", "b", "c", "d", "e", "f", "g", "h"];
        for (p, n) in [
            (parse("x + y"), 1_000_000_000),
            (parse("x^2 + y"), 4_000_000_000),
            (parse("2*x"), 4_000_000_000),
            (parse("x"), u64::MAX),
            (parse("x + y + z + 1"), 1000),
            (parse_in("a + b + c + d + e + f + g + h + 1", &names), 60),
        ] {
            assert_eq!(p.pow(n, &limits).map_err(|e| e.kind()), Err(ErrorKind::Budget));
        }
    }
}
