//! Figures of functions of one real variable: as SVG, as PNG, and as braille in a terminal.
//!
//! The module knows nothing of formulas. A function comes in as a closure, what is known of it
//! (kinks, jumps, poles, signs of the derivative, asymptotes) as plain data, and the figure shows
//! that and no more. The road is short:
//!
//! ```text
//! closure + breaks ─sample→ segments ─┐
//! known facts ────────────────────────┴→ Plot ─→ to_svg ─→ png::render
//!                                          └──→ braille::draw
//! ```
//!
//! Curves are *sampled*; the bands by the sign of f′ say for each interval whether its sign was
//! proved or sampled, and draw the two differently.
//!
//! The same plot gives the same bytes on every machine: layout uses only the correctly rounded
//! operations (`+ − × ÷ √`) and numbers are written in fixed format. Text is measured by a table
//! of advance widths, so no font is read.
//!
//! # Example
//!
//! ```
//! use rolle::figure::{Break, Extent, Function, Kink, plot_functions};
//!
//! let relu = |x: f64| Some(x.max(0.0));
//! let x = Extent::new(-2.0, 2.0)?;
//! let mut plot = plot_functions(x, None, &[Function::new("relu", &relu).with_breaks(&[Break::kink(0.0)])])?;
//! plot.title = "ReLU".into();
//! plot.kinks.push(Kink::new(0.0, 0.0, 0.0, 1.0));
//! let svg = plot.to_svg()?;
//! assert!(svg.starts_with("<svg ") && svg.contains("f′₋ = 0, f′₊ = 1"));
//! # Ok::<(), rolle::Error>(())
//! ```

pub mod braille;
mod clip;
mod font;
mod layout;
mod plot;
#[cfg(feature = "png")]
pub mod png;
mod range;
pub mod sample;
pub(crate) mod svg;
pub mod text;
pub mod theme;
pub mod ticks;
mod view;

pub use plot::{
    Asymptote, AsymptoteLine, Band, BandRow, BandStyle, Certainty, Curve, Function, Kink, Plot,
    PointOfInterest, Sign, Tangent, Words, plot_functions,
};
pub use range::{estimate_range, nice_range};
pub use sample::{Break, End, Options, Sampled, Segment, Side, sample_curve};
pub use theme::{Color, Theme};
pub use view::{Extent, Point, View};
