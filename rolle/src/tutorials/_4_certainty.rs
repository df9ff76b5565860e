//! # Certainty
//!
//! Rolle keeps three kinds of truth apart. *Exact*: derivatives, limits, kinks. *Enclosed*: an interval that is
//! proved to hold the value. *Sampled*: a floating-point estimate, for pictures.
//!
//! Digits asked for are digits that are certain. The sigmoid's slope at 40 is lost in double precision, where
//! 1 − σ(40) is 0:
//!
//! ```
//! use rolle::Scope;
//! use rolle::evaluate::DigitLimits;
//!
//! let cx = Scope::new();
//! let x = cx.symbol("x");
//! let slope = x.sigmoid().diff(x);
//! let mut g = cx.graph_mut();
//! let at = [(x.id(), 40.into())];
//! let digits = g.decimal(slope.id(), &at, 15, DigitLimits::default()).unwrap();
//! assert_eq!(digits, "4.24835425529159e-18");
//! ```
//!
//! Limits are exact, also at infinity:
//!
//! ```
//! # use rolle::Scope;
//! use rolle::calculus::{Approach, Limit};
//! # let cx = Scope::new();
//! # let x = cx.symbol("x");
//! let f = x.sin() / x;
//! let mut g = cx.graph_mut();
//! let (zero, one) = (g.integer(0), g.integer(1));
//! assert_eq!(g.limit(f.id(), x.id(), Approach::both(zero)), Limit::Finite(one));
//! assert_eq!(g.limit(f.id(), x.id(), Approach::PLUS_INFINITY), Limit::Finite(zero));
//! ```
//!
//! What is not decided says so. The sign of a parameter that may be anything is not known:
//!
//! ```
//! # use rolle::Scope;
//! # let cx = Scope::new();
//! let a = cx.symbol("a");
//! assert_eq!(cx.graph_mut().exact_sign(a.id()), None);
//! ```
//!
//! And a rewriting that holds only somewhere leaves a record of where:
//!
//! ```
//! # use rolle::Scope;
//! use rolle::graph::Requirement;
//! # let cx = Scope::new();
//! # let x = cx.symbol("x");
//! assert_eq!(x / x, cx.integer(1));
//! let graph = cx.graph();
//! let condition = graph.side_conditions()[0];
//! assert_eq!((condition.requirement, condition.of), (Requirement::NonZero, x.id()));
//! ```
