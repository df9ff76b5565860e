//! Quadratic interval refinement.
//!
//! J. Abbott, "Quadratic interval refinement for real roots", 2014 (2006): the secant through
//! the ends names one of N = 2ᵐ equal parts of the cell; two exact signs confirm that the root
//! lies there, whereupon m doubles, or refute it, whereupon m halves. Convergence is quadratic
//! near a simple root and never worse than bisection by a constant factor. The arithmetic is
//! exact in what it decides; the secant is only a guess.

use super::real_root::{Cell, Location, dyadic};
use crate::number::Integer;
use crate::polynomial::univariate::evaluate::{Approximate, shift};
use crate::polynomial::univariate::int_poly::{IntPoly, bits, sign_of};
use dashu_base::AbsOrd;

/// The most bits that one step may gain; keeps a step's cost near what was asked for.
const MAX_GAIN: u32 = 1 << 20;

/// Narrows the cell to a width of at most 2^−target, or finds that the root is dyadic.
pub(super) fn refine(p: &IntPoly, location: &mut Location, target: i64) {
    loop {
        let Location::Cell(cell) = location else { return };
        if cell.k >= target {
            return;
        }
        // Bits beyond the target are not wanted.
        let wanted = (target - cell.k).min(MAX_GAIN as i64) as u32;
        let outcome = match cell.gain.min(wanted.max(1)) {
            0 | 1 => bisect(p, cell),
            gain => try_secant(p, cell, gain),
        };
        if let Some((c, k)) = outcome {
            *location = Location::Exact(dyadic(&c, k));
        }
    }
}

/// Halves the cell; the middle if that is the root.
fn bisect(p: &IntPoly, cell: &mut Cell) -> Option<(Integer, i64)> {
    let (c, k) = (&cell.c << 1usize, cell.k + 1);
    let middle = &c + Integer::ONE;
    let sign = p.sign_at_dyadic(&middle, k);
    if sign == 0 {
        return Some((middle, k));
    }
    cell.c = if sign == cell.left { middle } else { c };
    cell.k = k;
    cell.gain = (cell.gain * 2).max(2);
    None
}

/// Tries to gain that many bits at once; the root if it is met.
fn try_secant(p: &IntPoly, cell: &mut Cell, gain: u32) -> Option<(Integer, i64)> {
    let fallback = |cell: &mut Cell| {
        cell.gain = gain / 2;
        None
    };
    let Some(guess) = secant(p, cell, gain) else { return fallback(cell) };
    let (low, k) = (&cell.c << gain as usize, cell.k + gain as i64);
    let high = &low + (Integer::ONE << gain as usize);
    let point = low.clone() + guess;
    // The signs at the ends of the cell are known.
    let sign_at = |c: &Integer| match () {
        _ if c == &low => cell.left,
        _ if c == &high => -cell.left,
        _ => p.sign_at_dyadic(c, k),
    };
    let sign = sign_at(&point);
    if sign == 0 {
        return Some((point, k));
    }
    let neighbor = if sign == cell.left { &point + Integer::ONE } else { &point - Integer::ONE };
    let beside = sign_at(&neighbor);
    if beside == 0 {
        return Some((neighbor, k));
    }
    if beside == sign {
        return fallback(cell);
    }
    cell.c = point.min(neighbor);
    cell.k = k;
    cell.gain = gain.saturating_mul(2).min(MAX_GAIN);
    None
}

/// The grid point, of 2^gain on the cell, nearest to the zero of the secant.
fn secant(p: &IntPoly, cell: &Cell, gain: u32) -> Option<Integer> {
    let right = &cell.c + Integer::ONE;
    let mut w = 64 + 2 * gain as u64 + cell.k.max(0) as u64;
    for _ in 0..4 {
        let (a, b) = (value(p, &cell.c, cell.k, w), value(p, &right, cell.k, w));
        if let (Some((a, scale_a)), Some((b, scale_b))) = (a.known(gain), b.known(gain)) {
            let scale = scale_a.max(scale_b);
            let (a, b) = (shift(a, scale - scale_a), shift(b, scale - scale_b));
            if sign_of(&a) * sign_of(&b) >= 0 {
                return None;
            }
            let width = &a - b;
            let doubled: Integer = (a << (gain as usize + 1)) + &width;
            let guess = doubled / (width << 1usize);
            let most = Integer::ONE << gain as usize;
            return Some(guess.max(Integer::ZERO).min(most));
        }
        w *= 2;
    }
    None
}

fn value(p: &IntPoly, c: &Integer, k: i64, w: u64) -> Approximate {
    if c.is_zero() {
        return Approximate { value: p.coefs[0].clone(), error: Integer::ZERO, scale: 0 };
    }
    p.approximate_at_dyadic(c, k, w)
}

impl Approximate {
    /// The value, when some bits more than `gain` of it are right.
    fn known(&self, gain: u32) -> Option<(&Integer, i64)> {
        let right = bits(&self.value) as i64 - bits(&self.error) as i64;
        let enough = self.error.is_zero() || right > gain as i64 + 4;
        (enough && self.value.abs_cmp(&self.error).is_gt()).then_some((&self.value, self.scale))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::polynomial::univariate::roots::isolate_real_roots;

    fn decimals(coefs: &[i64], digits: u32) -> Vec<String> {
        let mut roots = isolate_real_roots(&IntPoly::from_i64(coefs)).unwrap();
        roots.iter_mut().map(|r| r.to_decimal(digits).unwrap()).collect()
    }

    #[test]
    fn many_digits() {
        assert_eq!(
            decimals(&[-2, 0, 1], 60)[1],
            "1.414213562373095048801688724209698078569671875376948073176680"
        );
        assert_eq!(
            decimals(&[-1, -1, 1], 50),
            [
                "-0.61803398874989484820458683436563811772030917980576",
                "1.61803398874989484820458683436563811772030917980576"
            ]
        );
        // The plastic number.
        assert_eq!(decimals(&[-1, -1, 0, 1], 40), ["1.3247179572447460259609088544780973407344"]);
    }

    #[test]
    fn narrow_cells_bracket_the_root() {
        let mut roots = isolate_real_roots(&IntPoly::from_i64(&[1, -20, 0, 7, 0, 1])).unwrap();
        for root in &mut roots {
            for target in [10u32, 11, 100, 1000, 5000] {
                root.refine(target).unwrap();
                let (a, b) = root.interval();
                assert_eq!(root.poly.sign_at(&a).unwrap() * root.poly.sign_at(&b).unwrap(), -1);
                assert!(b - a <= dyadic(&Integer::ONE, target as i64));
            }
        }
        assert!(roots[0].refine(u32::MAX).is_err());
    }
}
