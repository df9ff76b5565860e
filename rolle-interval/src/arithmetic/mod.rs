//! One interface to interval arithmetic of either kind.

mod double;
mod function;
mod precise;

pub use double::Double;
pub use function::{Continuity, Coverage, Domain, Function};
pub use precise::Precise;

use std::cmp::Ordering;
use std::fmt::Debug;

use crate::number::Rational;
pub use crate::precise::Obstacle;

/// An enclosure, or why there is none.
pub type Outcome<V> = Result<V, Obstacle>;

/// Arithmetic on enclosures of real numbers, in double or in arbitrary precision.
///
/// An operation succeeds only when its arguments lie wholly in its domain, so a value that is obtained is a
/// proof that the formula is defined on all of its argument. The [`Obstacle`] says whether the argument lies
/// outside, may lie partly outside, or was refused.
///
/// ```
/// use rolle_interval::{Arithmetic, Double, Function, Obstacle, Precise};
///
/// fn tail<A: Arithmetic>(a: &mut A) -> Result<A::Value, Obstacle> {
///     let x = a.integer(-30)?;
///     a.apply(Function::Sigmoid, &x)
/// }
/// let rough = tail(&mut Double).unwrap();
/// let fine = tail(&mut Precise::new(200)).unwrap();
/// assert!(rough.wid() < 1e-28);
/// assert!(rough.contains(fine.to_f64()));
///
/// // What is not wholly inside the domain has no value.
/// let x = Double.hull(&Double.integer(-1).unwrap(), &Double.integer(4).unwrap());
/// assert!(matches!(Double.apply(Function::Log, &x), Err(Obstacle::Undecided(_))));
/// ```
pub trait Arithmetic {
    /// An enclosure.
    type Value: Clone + Debug + PartialEq;

    /// An integer.
    fn integer(&mut self, n: i64) -> Outcome<Self::Value>;
    /// A rational number.
    fn rational(&mut self, q: &Rational) -> Outcome<Self::Value>;
    /// A finite double, exactly; refused for infinities and NaN.
    fn double(&mut self, x: f64) -> Outcome<Self::Value>;
    /// π.
    fn pi(&mut self) -> Outcome<Self::Value>;
    /// e.
    fn e(&mut self) -> Outcome<Self::Value>;

    /// −x.
    fn neg(&mut self, x: &Self::Value) -> Self::Value;
    /// x + y.
    fn add(&mut self, x: &Self::Value, y: &Self::Value) -> Outcome<Self::Value>;
    /// x − y.
    fn sub(&mut self, x: &Self::Value, y: &Self::Value) -> Outcome<Self::Value>;
    /// x·y.
    fn mul(&mut self, x: &Self::Value, y: &Self::Value) -> Outcome<Self::Value>;
    /// x/y, for y ≠ 0.
    fn div(&mut self, x: &Self::Value, y: &Self::Value) -> Outcome<Self::Value>;
    /// The lesser.
    fn min(&mut self, x: &Self::Value, y: &Self::Value) -> Self::Value;
    /// The greater.
    fn max(&mut self, x: &Self::Value, y: &Self::Value) -> Self::Value;
    /// √(x² + y²).
    fn hypot(&mut self, x: &Self::Value, y: &Self::Value) -> Outcome<Self::Value>;
    /// The angle of the point (x, y), not the origin; undecided where the box meets the negative x-axis from
    /// below, because the angle jumps there.
    fn atan2(&mut self, y: &Self::Value, x: &Self::Value) -> Outcome<Self::Value>;

    /// x^n, with x^0 = 1; x ≠ 0 for n < 0.
    fn pown(&mut self, x: &Self::Value, n: i64) -> Outcome<Self::Value>;
    /// The n-th root, n ≥ 1: of x ≥ 0 for even n, of every x for odd n.
    fn root(&mut self, x: &Self::Value, n: u32) -> Outcome<Self::Value>;
    /// x^y as a real power: x > 0, or x = 0 and y > 0.
    fn pow(&mut self, x: &Self::Value, y: &Self::Value) -> Outcome<Self::Value>;
    /// A function of one argument.
    fn apply(&mut self, function: Function, x: &Self::Value) -> Outcome<Self::Value>;
    /// ψ⁽ᵐ⁾, the m-th derivative of the digamma function.
    fn polygamma(&mut self, m: u32, x: &Self::Value) -> Outcome<Self::Value>;

    /// x^q as a real power of a rational exponent: x ≥ 0, x ≠ 0 for q < 0; any x when q is an integer.
    fn pow_rational(&mut self, x: &Self::Value, q: &Rational) -> Outcome<Self::Value> {
        let p = i64::try_from(q.numerator().clone());
        let n = u32::try_from(q.denominator().clone());
        match (p, n) {
            (Ok(p), Ok(1)) => self.pown(x, p),
            (Ok(p), Ok(n)) if n <= 64 && p.unsigned_abs() <= 64 => {
                if self.sign(x) == Some(Ordering::Less) {
                    return Err(Obstacle::Outside(
                        "a power of a negative number that is no integer",
                    ));
                }
                if self.lower(x) < 0.0 {
                    return Err(Obstacle::Undecided("the base of a power may be negative"));
                }
                let root = self.root(x, n)?;
                self.pown(&root, p)
            }
            _ => {
                let exponent = self.rational(q)?;
                self.pow(x, &exponent)
            }
        }
    }

    /// The smallest enclosure that holds both.
    fn hull(&self, x: &Self::Value, y: &Self::Value) -> Self::Value;
    /// What lies in both; `None` if nothing does.
    fn intersection(&self, x: &Self::Value, y: &Self::Value) -> Option<Self::Value>;
    /// A number inside, as an enclosure of width zero: near the middle where both ends are finite.
    fn midpoint(&self, x: &Self::Value) -> Self::Value;
    /// Two parts that share the midpoint; `None` when there is nothing left to cut.
    fn bisect(&self, x: &Self::Value) -> Option<(Self::Value, Self::Value)>;
    /// The sign where it is the same for all members.
    fn sign(&self, x: &Self::Value) -> Option<Ordering>;
    /// Whether zero is a member.
    fn contains_zero(&self, x: &Self::Value) -> bool;
    /// Whether every member of x is one of y.
    fn subset(&self, x: &Self::Value, y: &Self::Value) -> bool;
    /// The greatest double that is not above any member; −∞ when there is no finite one.
    fn lower(&self, x: &Self::Value) -> f64;
    /// The least double that is not below any member; ∞ when there is no finite one.
    fn upper(&self, x: &Self::Value) -> f64;
    /// Both ends, exactly; `None` where an end is infinite or needs more than 2^24 bits.
    fn ends(&self, x: &Self::Value) -> Option<(Rational, Rational)>;
    /// The lower end as an enclosure of its own; `None` when it is infinite.
    fn lower_end(&self, x: &Self::Value) -> Option<Self::Value>;
    /// The upper end as an enclosure of its own; `None` when it is infinite.
    fn upper_end(&self, x: &Self::Value) -> Option<Self::Value>;
    /// The width, rounded up; ∞ when an end is.
    fn width(&self, x: &Self::Value) -> f64;
}
