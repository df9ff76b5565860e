//! Points, ranges and the map from data to the device.

use crate::{Error, ErrorKind, Result};

/// A point in data coordinates.
#[derive(Clone, Copy, Debug, PartialEq, Default)]
pub struct Point {
    /// Abscissa.
    pub x: f64,
    /// Ordinate.
    pub y: f64,
}

impl Point {
    /// The point (x, y).
    pub const fn new(x: f64, y: f64) -> Point {
        Point { x, y }
    }

    /// Both coordinates are finite.
    pub(crate) fn is_finite(self) -> bool {
        self.x.is_finite() && self.y.is_finite()
    }
}

/// A bounded range of one axis, `lo < hi`, wide enough to be divided into pixels.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Extent {
    lo: f64,
    hi: f64,
}

impl Extent {
    /// The range from `lo` to `hi`.
    ///
    /// # Errors
    /// [`ErrorKind::Argument`] unless both ends are finite, `lo < hi`, the length does not
    /// overflow, and the range holds at least 10³ floating-point numbers (a figure of a narrower
    /// range would show the rounding of the arguments and not the function).
    pub fn new(lo: f64, hi: f64) -> Result<Extent> {
        let length = hi - lo;
        let finest = lo.abs().max(hi.abs()) * f64::EPSILON;
        if lo < hi && length.is_finite() && length >= 1e3 * finest && length > 1e-300 {
            return Ok(Extent { lo, hi });
        }
        let message = format!("the range from `{lo}` to `{hi}` cannot be drawn");
        let help = "give two finite numbers, the smaller first, further apart than rounding";
        Err(Error::new(ErrorKind::Argument, message).with_help(help))
    }

    /// The lower end.
    pub fn lo(self) -> f64 {
        self.lo
    }

    /// The upper end.
    pub fn hi(self) -> f64 {
        self.hi
    }

    /// `hi − lo`, positive and finite.
    pub fn length(self) -> f64 {
        self.hi - self.lo
    }

    /// The point lies in the closed range.
    pub fn contains(self, v: f64) -> bool {
        self.lo <= v && v <= self.hi
    }

    /// Where `v` lies, as a fraction of the range: 0 at `lo`, 1 at `hi`; far values are held at
    /// ±10⁶ so that no coordinate overflows.
    pub(crate) fn fraction(self, v: f64) -> f64 {
        ((v - self.lo) / self.length()).clamp(-1e6, 1e6)
    }

    /// The value at the fraction `t`.
    pub(crate) fn at(self, t: f64) -> f64 {
        self.lo + self.length() * t
    }
}

/// The window of a figure: what part of the plane is seen.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct View {
    /// Range of abscissae.
    pub x: Extent,
    /// Range of ordinates.
    pub y: Extent,
}

/// A rectangle of the device, y downwards.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) struct Rect {
    pub(crate) left: f64,
    pub(crate) top: f64,
    pub(crate) right: f64,
    pub(crate) bottom: f64,
}

impl Rect {
    pub(crate) fn new(left: f64, top: f64, right: f64, bottom: f64) -> Rect {
        Rect { left, top, right, bottom }
    }

    pub(crate) fn width(self) -> f64 {
        self.right - self.left
    }

    pub(crate) fn height(self) -> f64 {
        self.bottom - self.top
    }

    pub(crate) fn grown(self, by: f64) -> Rect {
        Rect::new(self.left - by, self.top - by, self.right + by, self.bottom + by)
    }

    pub(crate) fn moved(self, dx: f64, dy: f64) -> Rect {
        Rect::new(self.left + dx, self.top + dy, self.right + dx, self.bottom + dy)
    }

    /// Area of the part shared with `other`.
    pub(crate) fn overlap(self, other: Rect) -> f64 {
        let w = self.right.min(other.right) - self.left.max(other.left);
        let h = self.bottom.min(other.bottom) - self.top.max(other.top);
        if w > 0.0 && h > 0.0 { w * h } else { 0.0 }
    }

    pub(crate) fn holds(self, inner: Rect) -> bool {
        self.left <= inner.left
            && self.top <= inner.top
            && inner.right <= self.right
            && inner.bottom <= self.bottom
    }
}

/// The affine map from a [`View`] to a [`Rect`] of the device.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Frame {
    pub(crate) view: View,
    pub(crate) rect: Rect,
}

impl Frame {
    pub(crate) fn x(&self, x: f64) -> f64 {
        self.rect.left + self.rect.width() * self.view.x.fraction(x)
    }

    pub(crate) fn y(&self, y: f64) -> f64 {
        self.rect.bottom - self.rect.height() * self.view.y.fraction(y)
    }

    pub(crate) fn point(&self, p: Point) -> Point {
        Point::new(self.x(p.x), self.y(p.y))
    }

    /// The device slope (rightwards, downwards) of a line of the given slope, as a unit vector.
    pub(crate) fn direction(&self, slope: f64) -> (f64, f64) {
        let sx = self.rect.width() / self.view.x.length();
        let sy = self.rect.height() / self.view.y.length();
        if !slope.is_finite() {
            return (0.0, if slope > 0.0 { -1.0 } else { 1.0 });
        }
        // Dividing by the larger component first keeps the squares in range.
        let (dx, dy) = (sx, -(slope * sy));
        let scale = dx.abs().max(dy.abs());
        if !scale.is_finite() {
            return (0.0, if slope > 0.0 { -1.0 } else { 1.0 });
        }
        let (ux, uy) = (dx / scale, dy / scale);
        let norm = (ux * ux + uy * uy).sqrt();
        (ux / norm, uy / norm)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn extent_refuses_what_cannot_be_drawn() {
        for (lo, hi) in [
            (1.0, 1.0),
            (2.0, 1.0),
            (f64::NAN, 1.0),
            (0.0, f64::INFINITY),
            (-1e308, 1e308),
            (1.0, 1.0 + 1e-15),
            (0.0, 1e-310),
        ] {
            let error = Extent::new(lo, hi).unwrap_err();
            assert_eq!(error.kind(), ErrorKind::Argument, "{lo} {hi}");
        }
        assert!(Extent::new(1e12, 1e12 + 1.0).is_ok());
        assert!(Extent::new(-1e-8, 1e-8).is_ok());
    }

    #[test]
    fn frame_maps_corners_and_slopes() {
        let view = View { x: Extent::new(0.0, 2.0).unwrap(), y: Extent::new(-1.0, 1.0).unwrap() };
        let frame = Frame { view, rect: Rect::new(10.0, 20.0, 110.0, 70.0) };
        assert_eq!(frame.point(Point::new(0.0, -1.0)), Point::new(10.0, 70.0));
        assert_eq!(frame.point(Point::new(2.0, 1.0)), Point::new(110.0, 20.0));
        // One unit right is 50 px, one unit up is 25 px: slope 2 is the diagonal.
        let (dx, dy) = frame.direction(2.0);
        assert!((dx + dy).abs() < 1e-15 && dx > 0.0);
        assert_eq!(frame.direction(f64::INFINITY), (0.0, -1.0));
        assert_eq!(frame.direction(f64::MAX), (0.0, -1.0));
    }
}
