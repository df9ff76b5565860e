//! # Kinks
//!
//! ReLU has a corner at zero. What is its derivative there? The honest answer is that there is none: the slope
//! from the left is 0, from the right 1. The rule for a maximum therefore leaves the joint out:
//!
//! ```
//! use rolle::Scope;
//!
//! let cx = Scope::new();
//! let x = cx.symbol("x");
//! let relu = x.max(0);
//! let slope = cx.graph_mut().derivative_with_joints(relu.id(), x.id()).unwrap();
//! assert_eq!(cx.expr(slope).to_string(), "{1 if x > 0; 0 if x < 0}");
//! ```
//!
//! The kink analysis says all that there is to say. It cuts the line at exact points and does not care how the
//! function is spelled:
//!
//! ```
//! use rolle::calculus::{JointKind, PieceLimits, Smoothness};
//! # use rolle::Scope;
//! # let cx = Scope::new();
//! # let x = cx.symbol("x");
//! let spelled_otherwise = (x + x.abs()) / 2;
//! let mut g = cx.graph_mut();
//! let pieces = g.pieces(spelled_otherwise.id(), x.id(), PieceLimits::default()).unwrap();
//! let joint = g.joints(&pieces).remove(0);
//! assert_eq!(joint.kind, JointKind::Kink);
//! assert_eq!(joint.smoothness, Smoothness::Class(0));
//! // Every slope between 0 and 1 is a subgradient.
//! let (zero, one) = (g.integer(0), g.integer(1));
//! assert_eq!(joint.subdifferential, Some((zero, one)));
//! ```
//!
//! Not every joint is a kink. Softsign has an |x| in it and is differentiable all the same:
//!
//! ```
//! # use rolle::Scope;
//! # let cx = Scope::new();
//! # let x = cx.symbol("x");
//! use rolle::calculus::{JointKind, PieceLimits};
//! let softsign = x / (1 + x.abs());
//! let mut g = cx.graph_mut();
//! let pieces = g.pieces(softsign.id(), x.id(), PieceLimits::default()).unwrap();
//! let joint = g.joints(&pieces).remove(0);
//! assert_eq!(joint.kind, JointKind::Smooth);
//! assert_eq!(joint.derivative, Some(g.integer(1)));
//! ```
