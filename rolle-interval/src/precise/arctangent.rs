//! atan and what follows from it: asin, acos, atan2.

use std::cmp::Ordering;

use super::Obstacle::{Outside, Undecided};
use super::context::{Context, nearly};
use super::dyadic::{Dyadic, Toward};
use super::interval::{Enclosure, Outcome};
use super::series;

use Toward::{Down, Up};

impl Context {
    /// atan x. ℝ → (−π/2, π/2), with relative accuracy near 0.
    pub fn atan(&mut self, x: &Enclosure, prec: u64) -> Outcome {
        self.admit(prec)?;
        let lower = self.atan_point(x.lower(), prec)?;
        let width = x.width();
        if width.is_zero() {
            return Ok(lower);
        }
        if width.size() > -8 {
            let upper = self.atan_point(x.upper(), prec)?;
            return Enclosure::between(lower.lower().clone(), upper.upper().clone());
        }
        // atan b ≤ atan a + (b − a)/(1 + c²), c the point of [a, b] nearest to 0.
        let near = x.smallest();
        let slope = Dyadic::one().add(&near.mul(&near), 32, Down);
        let rise = width.div(&slope, 32, Up);
        Enclosure::between(lower.lower().clone(), lower.upper().add(&rise, prec, Up))
    }

    /// atan x at an exact argument; |x| > 1 by π/2 − atan(1/x).
    fn atan_point(&mut self, x: &Dyadic, prec: u64) -> Outcome {
        if x.is_zero() {
            return Ok(Enclosure::zero());
        }
        let size = x.magnitude();
        if 2 * size < -(prec as i64) {
            // atan x = x(1 − θ), 0 ≤ θ ≤ x²/3.
            return nearly(&Enclosure::point(x.clone()), -2 * size, prec);
        }
        if x.is_negative() {
            return Ok(self.atan_point(&x.neg(), prec)?.neg());
        }
        let wp = prec + 16 + (-size).max(0) as u64;
        self.admit(wp)?;
        if size <= 0 || *x == Dyadic::one() {
            let (value, error) = series::atan(&x.to_fixed(wp, Down), wp);
            return Enclosure::from_fixed(&value, error + 1, wp, prec);
        }
        let right = self.pi(wp)?.scale(-1)?;
        let rest = if 2 * size > wp as i64 {
            // atan(1/x) = (1 − θ)/x, 0 ≤ θ ≤ 1/(3x²).
            let inverse = Enclosure::one().div(&Enclosure::point(x.clone()), wp)?;
            nearly(&inverse, 2 * (size - 1), wp)?
        } else {
            let inverse = Dyadic::one().div(x, wp + 2, Down);
            // The truncated inverse is short by at most one unit of 2^−wp.
            let (value, error) = series::atan(&inverse.to_fixed(wp, Down), wp);
            Enclosure::from_fixed(&value, error + 2, wp, wp)?
        };
        right.sub(&rest, prec)
    }

    /// asin x. [−1, 1] → [−π/2, π/2], with relative accuracy near 0.
    ///
    /// Outside for |x| > 1; undecided while |x| may be above 1.
    pub fn asin(&mut self, x: &Enclosure, prec: u64) -> Outcome {
        self.admit(prec)?;
        within_unit(x)?;
        self.increasing(x, prec, |ctx, x, prec| {
            let wp = prec + 8;
            if x.is_exact() && x.lower().abs() == Dyadic::one() {
                let right = ctx.pi(wp)?.scale(-1)?.round(prec);
                return Ok(if x.is_negative() { right.neg() } else { right });
            }
            // 1 − x² as a product, so that nothing cancels near ±1.
            let (below, above) = complements(x, wp)?;
            let cosine = below.mul(&above, wp)?.sqrt(wp)?;
            if cosine.contains_zero() {
                return ctx.asin_to_edge(x, prec);
            }
            let tangent = x.div(&cosine, wp)?;
            ctx.atan(&tangent, prec)
        })
    }

    /// asin where one end is ±1: each end by itself.
    fn asin_to_edge(&mut self, x: &Enclosure, prec: u64) -> Outcome {
        let lower = self.asin(&x.lower_point(), prec)?;
        let upper = self.asin(&x.upper_point(), prec)?;
        Enclosure::between(lower.lower().clone(), upper.upper().clone())
    }

    /// acos x = 2 atan √((1 − x)/(1 + x)). [−1, 1] → [0, π], with relative accuracy near 1.
    ///
    /// Outside for |x| > 1; undecided while |x| may be above 1.
    pub fn acos(&mut self, x: &Enclosure, prec: u64) -> Outcome {
        self.admit(prec)?;
        within_unit(x)?;
        self.at_ends(x, prec, false, Context::acos_point)
    }

    fn acos_point(&mut self, x: &Dyadic, prec: u64) -> Outcome {
        let wp = prec + 8;
        let (below, above) = complements(&Enclosure::point(x.clone()), wp)?;
        if above.is_zero() {
            return self.pi(prec);
        }
        let tangent = below.div(&above, wp)?.sqrt(wp)?;
        self.atan(&tangent, wp)?.scale(1).map(|angle| angle.round(prec))
    }

    /// The angle of the point (x, y). ℝ² without the origin → (−π, π].
    ///
    /// Outside at the origin; undecided while the origin or the cut x < 0, y = 0 may be met.
    pub fn atan2(&mut self, y: &Enclosure, x: &Enclosure, prec: u64) -> Outcome {
        self.admit(prec)?;
        if x.is_zero() && y.is_zero() {
            return Err(Outside("the angle of the origin"));
        }
        let wp = prec + 8;
        if x.is_positive() && y.size() <= x.size() {
            return Ok(self.atan(&y.div(x, wp)?, wp)?.round(prec));
        }
        match y.sign() {
            Some(Ordering::Greater) if !(x.is_negative() && y.size() < x.size()) => {
                let rest = self.atan(&x.div(y, wp)?, wp)?;
                self.pi(wp)?.scale(-1)?.sub(&rest, prec)
            }
            Some(Ordering::Less) if !(x.is_negative() && y.size() < x.size()) => {
                let rest = self.atan(&x.div(y, wp)?, wp)?;
                self.pi(wp)?.scale(-1)?.neg().sub(&rest, prec)
            }
            _ if x.is_positive() => Ok(self.atan(&y.div(x, wp)?, wp)?.round(prec)),
            _ if x.is_negative() && y.is_nonnegative() => {
                let rest = self.atan(&y.div(x, wp)?, wp)?;
                self.pi(wp)?.add(&rest, prec)
            }
            _ if x.is_negative() && y.is_negative() => {
                let rest = self.atan(&y.div(x, wp)?, wp)?;
                rest.sub(&self.pi(wp)?, prec)
            }
            _ => Err(Undecided("the point may be the origin or lie on the cut of atan2")),
        }
    }
}

/// (1 − x, 1 + x), to `wp` bits each: exact differences, rounded once.
fn complements(x: &Enclosure, wp: u64) -> Result<(Enclosure, Enclosure), super::Obstacle> {
    let one = Enclosure::one();
    Ok((one.sub(x, wp)?, one.add(x, wp)?))
}

/// Decides whether x lies in [−1, 1].
fn within_unit(x: &Enclosure) -> Result<(), super::Obstacle> {
    let one = Dyadic::one();
    let minus = one.neg();
    if x.lower() > &one || x.upper() < &minus {
        return Err(Outside("the arc sine or cosine of a number outside [-1, 1]"));
    }
    if x.upper() > &one || x.lower() < &minus {
        return Err(Undecided("the argument of an arc sine or cosine may be outside [-1, 1]"));
    }
    Ok(())
}
